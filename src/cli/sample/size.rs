use std::error::Error;

use rettesnor::findings::test_sheet::{self, Bearable};
use rettesnor::governance::samples::{Demand, monetary_size_to_draw, sample_size, sample_size_of, stratified_size};
use rettesnor::prose::{Lang, Voice};
use rettesnor::quantity::Money;
use serde_json::json;

use super::{Allocation, Method, ToShow, number};
use crate::Status;
use crate::page::Page;
use crate::screen::{Language, Reporting, Screen, Style};

/// Tells how many to draw, without a strategy or cases.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// How the sample is to be drawn
    #[arg(long, value_enum, default_value_t = Method::Attribute)]
    method: Method,
    #[command(flatten)]
    to_show: ToShow,
    /// How many there are to draw from; no end to them if not said
    #[arg(long, value_parser = number)]
    population: Option<u64>,
    /// How many there are in each stratum, in a stratified sample: `400,120,35`
    #[arg(long, value_parser = number, value_delimiter = ',')]
    strata: Vec<u64>,
    /// How a stratified sample is shared out; proportionally if not said
    #[arg(long, value_enum)]
    allocation: Option<Allocation>,
    /// How much there is to draw from, in a monetary-unit sample
    #[arg(long, value_parser = amount)]
    amount: Option<Amount>,
    /// The language
    #[arg(long, value_enum, default_value = "en")]
    lang: Language,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

/// An amount as it is typed.
#[derive(Debug, Clone, Copy)]
struct Amount {
    minor: i64,
    /// Its currency, where more is said than kroner.
    currency: Option<&'static str>,
}

fn amount(text: &str) -> Result<Amount, String> {
    let Money(minor) = Money::parse(text).map_err(|error| format!("{}; {}", error.what, error.help))?;
    let currency = ["DKK", "NOK", "SEK", "EUR"].into_iter().find(|currency| text.contains(currency));
    Ok(Amount { minor, currency })
}

/// Minor units of a population whose amount does not matter.
const ANY: i64 = 1_000_000_000;

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    args.to_show.fits(args.method.into())?;
    args.are_of_the_method()?;
    let lang = Lang::from(args.lang);
    let kroner = match lang {
        Lang::Da => "DKK",
        Lang::Nb => "NOK",
        Lang::En => "",
    };
    let voice = Voice::new(lang, args.amount.and_then(|amount| amount.currency).unwrap_or(kroner));
    let mut page = Page::new(screen.style == Style::Human);
    let count = |number: u64| voice.number(i64::try_from(number).unwrap_or(i64::MAX));
    if args.method == Method::Mus {
        let is_amount = |error: Bearable| matches!(error, Bearable::Amount(minor) if minor != 0);
        if args.amount.is_none() && (is_amount(args.to_show.tolerable) || is_amount(args.to_show.expected)) {
            return Err("an amount that can be borne needs the amount that there is; add `--amount \"2.500.000 kr\"`".into());
        }
        let all = args.amount.map_or(ANY, |amount| amount.minor);
        let unsigned = |minor: i64| u64::try_from(minor).unwrap_or(0);
        let risk = Demand { confidence: args.to_show.confidence, tolerable: 0, expected: 0 }.risk();
        let size = monetary_size_to_draw(
            unsigned(all),
            unsigned(args.to_show.tolerable.of(all)),
            unsigned(args.to_show.expected.expected_of(all)),
            risk,
        )?;
        let interval = i64::try_from(size).ok().and_then(|size| args.amount?.minor.checked_div(size));
        let words = match interval {
            Some(interval) => {
                let words = [("size", count(size)), ("interval", voice.money(Money(interval)))];
                voice.lang.text_words("samples-told-size-interval", &words.each_ref().map(|(key, word)| (*key, word.as_str())))
            }
            None => voice.lang.text_words("samples-told-size-mus", &[("size", &count(size))]),
        };
        page.put(0, &words);
        screen.say(&page.text());
        if screen.style == Style::Json {
            screen.json(&json!({"method": "mus", "size": size, "interval": interval}));
        }
        return Ok(Status::Fine);
    }
    let part = |error: Bearable| if let Bearable::Part(part) = error { part } else { 0 };
    let demand =
        Demand { confidence: args.to_show.confidence, tolerable: part(args.to_show.tolerable), expected: part(args.to_show.expected) };
    let is_stratified = args.method == Method::Stratified;
    let allocation = args.allocation.unwrap_or(Allocation::Proportional).into();
    let population =
        if is_stratified { Some(args.strata.iter().fold(0, |sum: u64, one| sum.saturating_add(*one))) } else { args.population };
    let size = match population {
        Some(_) if is_stratified => stratified_size(&args.strata, allocation, demand),
        Some(population) => sample_size_of(population, demand),
        None => sample_size(demand),
    }?;
    let (items, deviations) = (count(size.items), count(size.deviations));
    let told = match population {
        Some(population) => lang.text_words("samples-told-size-of", &[("size", &items), ("population", &count(population))]),
        None => lang.text_words("samples-told-size", &[("size", &items)]),
    };
    let key = if size.deviations == 0 { "samples-told-size-bears-none" } else { "samples-told-size-bears" };
    page.put(0, &lang.text_words(key, &[("size", &told), ("deviations", &deviations)]));
    screen.say(&page.text());
    if screen.style == Style::Json {
        let method = test_sheet::Method::from(args.method).name();
        screen.json(&json!({"method": method, "size": size.items, "deviations": size.deviations, "population": population}));
    }
    Ok(Status::Fine)
}

impl Args {
    /// That nothing is said which the method has no use for, and all that it needs.
    fn are_of_the_method(&self) -> Result<(), Box<dyn Error>> {
        let (is_mus, is_stratified) = (self.method == Method::Mus, self.method == Method::Stratified);
        if self.amount.is_some() && !is_mus {
            return Err("`--amount` belongs to a sample of money; leave it out, or write `--method mus`".into());
        }
        if (!self.strata.is_empty() || self.allocation.is_some()) && !is_stratified {
            return Err("`--strata` and `--allocation` belong to a sample of strata; leave them out, or write `--method stratified`".into());
        }
        if self.population.is_some() && is_mus {
            return Err("`--population` counts activations, and this sample is of money; write `--amount \"2.500.000 kr\"` instead".into());
        }
        if self.population.is_some() && is_stratified {
            return Err("`--population` is the sum of the strata; write only `--strata 400,120,35`".into());
        }
        if self.strata.is_empty() && is_stratified {
            return Err("how many to draw depends on the strata; say how many there are in each, for example `--strata 400,120,35`, or let `rettesnor sample draw` count them".into());
        }
        Ok(())
    }
}
