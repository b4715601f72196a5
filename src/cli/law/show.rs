use std::collections::BTreeSet;
use std::error::Error;

use rettesnor::diagnostic::one_of;
use rettesnor::law::{Amount, Law, Occasion, Parameter, Unit, Value};
use rettesnor::prose::{Lang, Voice};
use rettesnor::quantity::Day;

use super::{COUNTRIES, Options};
use crate::Status;
use crate::cases::day;
use crate::page::{Page, Row};
use crate::screen::{Screen, Style};

/// Shows one parameter: what it is, its value on a day, its history and its sources.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The parameter, for example dk/gebyrlov/reminder-fee
    address: String,
    /// The day to read the value on
    #[arg(long, value_parser = day)]
    on: Option<Day>,
    /// The day on which the claim fell due, where that decides; the day of --on if not said
    #[arg(long, value_parser = day, requires = "on")]
    due: Option<Day>,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    // As it stands in a rule, too.
    let address = args.address.trim().trim_start_matches("law:");
    let country = address.split('/').next().unwrap_or_default();
    if !COUNTRIES.contains(&country) {
        return Err(
            format!("`{address}` does not start with a country; write `dk/…` or `no/…`, for example `dk/gebyrlov/reminder-fee`").into()
        );
    }
    let Some(law) = args.options.read(country, screen)? else { return Ok(Status::Invalid) };
    let Some(parameter) = law.parameters.get(address) else {
        return Err(format!("`{address}` is not a parameter of the law; {}", meant(address, &law)).into());
    };
    let lang = args.options.lang(country);
    let on = args.on.map(|on| Occasion { on, due: Some(args.due.unwrap_or(on)) });
    if screen.style == Style::Json {
        screen.json(&law.to_json(address, lang, on).unwrap_or_default());
        return Ok(Status::Fine);
    }
    let mut teller =
        Teller { law: &law, parameter, voice: law.voice(lang), sources: Vec::new(), page: Page::new(screen.style == Style::Human) };
    teller.what();
    if let Some(occasion) = on {
        teller.on(occasion, args.due.is_some());
    }
    teller.history();
    teller.missing();
    teller.cited();
    screen.line(&teller.page.text());
    Ok(Status::Fine)
}

/// What to write in place of an address that there is not: one that is spelt alike, those of the same act, or where to look.
fn meant(address: &str, law: &Law) -> String {
    let said = one_of(address, law.parameters.keys().map(String::as_str));
    if !said.starts_with("write one of") {
        return said;
    }
    let last = address.rsplit('/').next().unwrap_or_default();
    let likely: Vec<&str> = law.parameters.keys().map(String::as_str).filter(|known| known.rsplit('/').next() == Some(last)).collect();
    if likely.is_empty() { format!("`rettesnor law list {}` shows those there are", law.country) } else { one_of("", likely) }
}

struct Teller<'a> {
    law: &'a Law,
    parameter: &'a Parameter,
    voice: Voice,
    /// What values were looked up in, in the order in which they are told.
    sources: Vec<(String, String)>,
    page: Page,
}

impl<'a> Teller<'a> {
    fn lang(&self) -> Lang {
        self.voice.lang
    }

    fn what(&mut self) {
        let (lang, parameter) = (self.lang(), self.parameter);
        self.page.put(0, &parameter.address);
        self.page.put(0, parameter.name.get(lang));
        self.page.gap();
        let note = parameter.note.get(lang);
        let rows = [
            ("unit", Some(parameter.unit.words(lang))),
            ("bound", Some(parameter.bound_words(lang))),
            ("formula", parameter.formula_words(lang)),
            ("decided", Some(parameter.decided_words(lang))),
            ("council", Some(parameter.council_words(lang))),
            ("breach", Some(parameter.breach_words(lang))),
            ("review", parameter.review_by.map(|day| self.voice.day(day))),
            ("note", (!note.is_empty()).then(|| note.to_owned())),
        ];
        let rows = rows
            .into_iter()
            .filter_map(|(key, said)| Some(Row { cells: vec![lang.text(&format!("law-label-{key}")), said?], under: Vec::new() }));
        self.page.table(2, &rows.collect::<Vec<_>>(), &[], 1);
    }

    fn on(&mut self, occasion: Occasion, by_due: bool) {
        let lang = self.lang();
        let reading = self.law.read(&self.parameter.address, occasion);
        let value = reading.as_ref().map_or_else(|| lang.text("law-value-missing"), |reading| self.voice.fact(&reading.amount.fact()));
        let (day, due) = (self.voice.day(occasion.on), occasion.due.map(|due| self.voice.day(due)).unwrap_or_default());
        let key = if by_due { "law-on-due" } else { "law-on" };
        self.page.gap();
        self.page.put(0, &lang.text_words(key, &[("day", &day), ("due", &due), ("value", &value)]));
        let Some(reading) = reading else {
            if let Some(missing) = self.parameter.missing_on(occasion.on) {
                self.page.put(2, missing.because.get(lang));
            } else if self.parameter.formula.is_some() {
                self.page.put(2, &lang.text("law-open-part"));
            }
            return;
        };
        for (part, row) in reading.rests_on {
            let source = self.cite(row);
            if part.address != self.parameter.address {
                let value = self.voice.fact(&row.amount.fact());
                self.page.put(2, &format!("{}: {value}, {} [{source}]", part.address, row.reference));
            } else {
                self.page.put(2, &format!("{} [{source}]", row.reference));
            }
        }
    }

    /// The number of a value's source in the list at the end.
    fn cite(&mut self, row: &Value) -> usize {
        let source = (row.source.clone(), row.checked_words(&self.voice));
        if let Some(place) = self.sources.iter().position(|known| *known == source) {
            return place + 1;
        }
        self.sources.push(source);
        self.sources.len()
    }

    fn history(&mut self) {
        let (lang, parameter) = (self.lang(), self.parameter);
        let rows: Vec<Row> = parameter.values.iter().rev().map(|value| self.row(value)).collect();
        self.table("law-heading-values", rows, parameter.unit);
        if parameter.formula.is_none() {
            return;
        }
        let own: BTreeSet<Day> = parameter.values.iter().map(|value| value.from).collect();
        let computed = self.law.stretches(&parameter.address).into_iter().rev().filter(|dated| !own.contains(&dated.from));
        let rows = computed.map(|dated| {
            let to = dated.to.map(|to| to.to_string()).unwrap_or_default();
            Row {
                cells: vec![dated.from.to_string(), to, self.voice.fact(&dated.value.fact()), lang.text("law-computed")],
                under: Vec::new(),
            }
        });
        let rows = rows.collect();
        self.table("law-heading-computed", rows, parameter.unit);
    }

    fn row(&mut self, value: &Value) -> Row {
        let source = format!("[{}]", self.cite(value));
        let to = value.to.map(|to| to.to_string()).unwrap_or_default();
        let mut under = Vec::new();
        if value.start_unknown {
            under.push(self.lang().text_words("law-seen-in-force", &[("day", &self.voice.day(value.from))]));
        }
        let amount = match &value.amount {
            // Codes are to be read one by one: they stay as they are.
            Amount::Codes(codes) => codes.join(", "),
            amount => self.voice.fact(&amount.fact()),
        };
        Row { cells: vec![value.from.to_string(), to, amount, value.reference.clone(), source], under }
    }

    fn table(&mut self, heading: &str, rows: Vec<Row>, unit: Unit) {
        if rows.is_empty() {
            return;
        }
        let lang = self.lang();
        self.page.gap();
        self.page.put(0, &lang.text(heading));
        let labels = ["from", "to", "value", "paragraph", "source"].map(|label| lang.text(&format!("law-label-{label}")));
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let labels = Row { cells: labels.into_iter().take(columns).collect(), under: Vec::new() };
        let rows: Vec<Row> = std::iter::once(labels).chain(rows).collect();
        let (right, flexible) = if unit == Unit::Codes { (&[][..], 2) } else { (&[2][..], 3) };
        self.page.table(2, &rows, right, flexible);
    }

    fn missing(&mut self) {
        let lang = self.lang();
        let mut said: Vec<String> = Vec::new();
        for missing in &self.parameter.missing {
            said.push(format!("{}: {}", missing.days_words(&self.voice), missing.because.get(lang)));
        }
        if self.parameter.formula.is_some() {
            let gaps = self.law.gaps(&self.parameter.address).into_iter();
            for (from, to) in gaps.filter(|(from, _)| self.parameter.missing_on(*from).is_none()) {
                said.push(format!("{}: {}", rettesnor::law::days_words(Some(from), to, &self.voice), lang.text("law-open-part")));
            }
        }
        if said.is_empty() {
            return;
        }
        self.page.gap();
        self.page.put(0, &lang.text("law-heading-missing"));
        said.iter().for_each(|said| self.page.put(2, said));
    }

    fn cited(&mut self) {
        if self.sources.is_empty() {
            return;
        }
        self.page.gap();
        self.page.put(0, &self.voice.lang.text("law-heading-sources"));
        for (number, (source, checked)) in (1..).zip(&self.sources) {
            self.page.put(2, &format!("[{number}] {source} ({checked})"));
        }
    }
}
