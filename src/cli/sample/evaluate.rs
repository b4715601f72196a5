use std::error::Error;
use std::path::PathBuf;

use rettesnor::diagnostic::Diagnostics;
use rettesnor::findings::test_sheet::{Agreement, Evaluation, Filled, Method, Money as InMoney, evaluate, read};
use rettesnor::governance::samples::{Misstated, Rate, Side};
use rettesnor::prose::{Lang, Voice};
use rettesnor::quantity::{Day, Money};
use rettesnor::source::Sources;
use serde_json::{Value, json};

use crate::Status;
use crate::page::Page;
use crate::screen::{Language, Reporting, Screen, Style};

/// Evaluates a filled-in test sheet: what was found, what that means for the population, and whether it is within what can be borne.
///
/// Exit status: 0 the sample supports that; 2 it does not; 3 the sheet is not filled in, contradicts itself or was changed.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The filled-in sheet (.xlsx)
    sheet: PathBuf,
    /// The language; the sheet's if not said
    #[arg(long, value_enum)]
    lang: Option<Language>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    if !args.sheet.is_file() {
        return Err(format!("there is no file `{}`", rettesnor::source::shown(&args.sheet)).into());
    }
    let mut found = Diagnostics::default();
    let filled = read(&args.sheet, &mut found);
    screen.diagnostics(&found, &Sources::default());
    let Some(filled) = filled else { return Ok(Status::Invalid) };
    let (evaluation, agreement) = evaluate(&filled);
    if screen.style == Style::Json {
        screen.json(&told_as_json(&filled, &evaluation, agreement));
    } else {
        let lang = args.lang.map(Lang::from).or_else(|| Lang::from_code(&filled.sheet.lang)).unwrap_or(Lang::En);
        let teller = Teller { filled: &filled, voice: Voice::new(lang, filled.sheet.currency.clone()) };
        screen.say(&teller.told(&evaluation, agreement, screen.style == Style::Human));
    }
    Ok(if evaluation.is_supported() { Status::Fine } else { Status::Breached })
}

struct Teller<'a> {
    filled: &'a Filled,
    voice: Voice,
}

impl Teller<'_> {
    fn told(&self, evaluation: &Evaluation, agreement: Agreement, wraps: bool) -> String {
        let sheet = &self.filled.sheet;
        let mut page = Page::new(wraps);
        let day = Day::parse(&sheet.as_of).map_or_else(|_| sheet.as_of.clone(), |day| self.voice.day(day));
        page.put(0, &self.say("samples-told", &[("clause", &sheet.clause), ("cases", &sheet.cases.0), ("day", &day)]));
        page.put(2, &sheet.promise);
        page.gap();
        match evaluation {
            Evaluation::Rate { rate, money } => self.rate(rate, *money, &mut page),
            Evaluation::Misstated(found) => self.misstated(found, &mut page),
        }
        page.gap();
        let Agreement { same, met_and_deviates, breached_and_right, open } = agreement;
        let examined = same + met_and_deviates + breached_and_right + open;
        page.put(0, &self.say("samples-told-agreement", &[("same", &self.count(same)), ("examined", &self.count(examined))]));
        let others = [
            ("samples-told-met-deviates", met_and_deviates),
            ("samples-told-breached-right", breached_and_right),
            ("samples-told-agreement-open", open),
        ];
        for (key, number) in others.into_iter().filter(|(_, number)| *number > 0) {
            page.put(2, &self.say(key, &[("number", &self.count(number))]));
        }
        page.text()
    }

    fn examined(&self, drawn: u64, not_examined: u64, page: &mut Page) {
        let is_mus = self.filled.sheet.method == Method::Mus;
        let key = if is_mus { "samples-told-not-examined-mus" } else { "samples-told-not-examined" };
        let examined = self.count(drawn.saturating_sub(not_examined));
        page.put(0, &self.say("samples-told-examined", &[("examined", &examined), ("drawn", &self.count(drawn))]));
        if not_examined > 0 {
            page.put(0, &self.say(key, &[("number", &self.count(not_examined))]));
        }
    }

    fn rate(&self, rate: &Rate, money: InMoney, page: &mut Page) {
        let (sheet, voice) = (&self.filled.sheet, &self.voice);
        let items = self.count(rate.tested.items);
        self.examined(rate.tested.drawn, rate.tested.not_examined, page);
        page.put(
            0,
            &match rate.rate.map(|rate| voice.per_cent(rate.into())) {
                Some(part) => self.say("samples-told-deviations", &[("number", &self.count(rate.tested.deviations)), ("rate", &part)]),
                None => self.say("samples-told-deviations-none", &[]),
            },
        );
        page.put(
            0,
            &match rate.projected {
                Some(number) => self.say("samples-told-projected", &[("number", &self.count(number)), ("items", &items)]),
                None if rate.strata.len() > 1 => self.say("samples-told-projected-none", &[]),
                None => self.say("samples-told-projected-nothing", &[]),
            },
        );
        if sheet.amount() > 0 {
            let found = voice.money(Money(money.found));
            page.put(
                0,
                &match money.projected {
                    Some(minor) => self.say("samples-told-money", &[("found", &found), ("projected", &voice.money(Money(minor)))]),
                    None => self.say("samples-told-money-none", &[("found", &found)]),
                },
            );
        }
        if money.unknown > 0 {
            page.put(0, &self.say("samples-told-money-unknown", &[("number", &self.count(money.unknown))]));
        }
        if sheet.method == Method::Stratified {
            for (one, stratum) in rate.strata.iter().zip(&sheet.strata) {
                let words = [
                    ("name", stratum.name.clone()),
                    ("deviations", self.count(one.tested.deviations)),
                    ("drawn", self.count(one.tested.drawn)),
                    ("projected", one.projected.map_or_else(|| "–".to_owned(), |number| self.count(number))),
                    ("items", self.count(one.tested.items)),
                    ("limit", self.count(one.limit)),
                ];
                page.put(2, &self.say("samples-told-stratum", &words.each_ref().map(|(key, word)| (*key, word.as_str()))));
            }
            page.put(2, &self.say("samples-told-strata", &[]));
        }
        let words = [
            ("confidence", voice.per_cent(sheet.confidence.into())),
            ("number", self.count(rate.limit)),
            ("items", items),
            ("rate", voice.per_cent(rate.limit_rate.into())),
        ];
        page.put(0, &self.say("samples-told-limit", &words.each_ref().map(|(key, word)| (*key, word.as_str()))));
        let key = if rate.is_supported { "samples-told-supported" } else { "samples-told-not-supported" };
        page.put(0, &self.say(key, &[("tolerable", &voice.per_cent(sheet.tolerable))]));
    }

    fn misstated(&self, found: &Misstated, page: &mut Page) {
        self.examined(found.items.0, found.not_examined, page);
        page.put(
            0,
            &self.say("samples-told-mus-certainly", &[("certain", &self.count(found.items.1)), ("items", &self.count(found.items.0))]),
        );
        for (key, side) in [("samples-told-over", &found.over), ("samples-told-under", &found.under)] {
            page.put(0, &self.say(key, &[]));
            self.side(side, page);
        }
    }

    fn side(&self, side: &Side, page: &mut Page) {
        let (sheet, voice) = (&self.filled.sheet, &self.voice);
        let money = |minor: i64| voice.money(Money(minor));
        for item in &side.items {
            let key = if item.is_certain { "samples-told-item-certain" } else { "samples-told-item" };
            let words =
                [("number", self.count(item.number)), ("tainting", voice.per_cent(item.tainting)), ("projected", money(item.projected))];
            page.put(4, &self.say(key, &words.each_ref().map(|(key, word)| (*key, word.as_str()))));
        }
        if side.projected.is_none() {
            page.put(2, &self.say("samples-told-mus-projected-none", &[]));
        }
        let parts = [
            ("samples-told-mus-projected", side.projected.unwrap_or(0), side.projected.is_some()),
            ("samples-told-mus-certain", side.certain, side.certain > 0),
            ("samples-told-mus-basic", side.basic, true),
            ("samples-told-mus-incremental", side.incremental, side.incremental > 0),
            ("samples-told-mus-open", side.not_examined, side.not_examined > 0),
        ];
        for (key, minor, _) in parts.into_iter().filter(|(.., is_told)| *is_told) {
            page.put(2, &self.say(key, &[("amount", &money(minor))]));
        }
        let confidence = voice.per_cent(sheet.confidence.into());
        page.put(2, &self.say("samples-told-mus-limit", &[("confidence", &confidence), ("amount", &money(side.limit))]));
        let key = if side.is_supported { "samples-told-mus-supported" } else { "samples-told-mus-not-supported" };
        page.put(2, &self.say(key, &[("tolerable", &money(sheet.tolerable))]));
    }

    fn count(&self, number: u64) -> String {
        self.voice.number(i64::try_from(number).unwrap_or(i64::MAX))
    }

    fn say(&self, key: &str, words: &[(&str, &str)]) -> String {
        self.voice.lang.text_words(key, words)
    }
}

fn told_as_json(filled: &Filled, evaluation: &Evaluation, agreement: Agreement) -> Value {
    let found = match evaluation {
        Evaluation::Rate { rate, money } => json!({
            "items": rate.tested.items,
            "drawn": rate.tested.drawn,
            "deviations": rate.tested.deviations,
            "not_examined": rate.tested.not_examined,
            "rate": rate.rate,
            "projected": rate.projected,
            "limit": rate.limit,
            "limit_rate": rate.limit_rate,
            "money": money,
            "strata": rate.strata.iter().zip(&filled.sheet.strata).map(|(one, stratum)| json!({
                "name": stratum.name,
                "items": one.tested.items,
                "drawn": one.tested.drawn,
                "deviations": one.tested.deviations,
                "not_examined": one.tested.not_examined,
                "projected": one.projected,
                "limit": one.limit,
            })).collect::<Vec<_>>(),
        }),
        Evaluation::Misstated(found) => json!({
            "drawn": found.items.0,
            "certain": found.items.1,
            "not_examined": found.not_examined,
            "over": side(&found.over),
            "under": side(&found.under),
        }),
    };
    json!({"sample": filled.sheet, "found": found, "supported": evaluation.is_supported(), "agreement": agreement})
}

fn side(side: &Side) -> Value {
    let item = |one: &rettesnor::governance::samples::Tainted| json!({"number": one.number, "tainting": one.tainting, "projected": one.projected, "certain": one.is_certain});
    json!({
        "items": side.items.iter().map(item).collect::<Vec<_>>(),
        "projected": side.projected,
        "certain": side.certain,
        "basic": side.basic,
        "incremental": side.incremental,
        "not_examined": side.not_examined,
        "limit": side.limit,
        "supported": side.is_supported,
    })
}
