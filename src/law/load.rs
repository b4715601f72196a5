use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::written::{WrittenHoliday, WrittenValue};
use super::{Amount, HolidaysFile, Law, Names, Parameter, ParameterFile, TracksFile, Unit, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::quantity::{Calendar, Day, Money, Period, Share, Unreadable};
use crate::source::{SourceId, Sources};
use crate::yaml::{At, Document, Scalar, Shape};

/// The law that travels with the program.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/strategy/law");

/// Reads a country's law: from `law/` in the folder of the strategy or one above it, else from the program itself.
///
/// What is wrong with a text is reported at its place; what can be read is kept.
pub fn load(country: &str, near: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Law {
    let near = near.canonicalize().unwrap_or_else(|_| near.to_owned());
    let beside = near.ancestors().map(|folder| folder.join("law").join(country)).find(|folder| folder.is_dir());
    let mut texts: BTreeMap<String, SourceId> = BTreeMap::new();
    let origin = match &beside {
        Some(folder) => {
            from_folder(folder, folder, country, sources, &mut texts, diagnostics);
            format!("law/{country}")
        }
        None => {
            if let Some(folder) = BUILT_IN.get_dir(country) {
                from_program(folder, sources, &mut texts);
            }
            String::new()
        }
    };
    let mut law = Law {
        country: country.to_owned(),
        origin,
        digest: digest_of(texts.iter().map(|(name, id)| (name.as_str(), sources.text(*id)))),
        ..Law::default()
    };
    for (name, source) in &texts {
        let Some(mut document) = Document::read(*source, sources, diagnostics) else { continue };
        match name.strip_prefix(country).and_then(|name| name.strip_prefix('/')).and_then(|name| name.strip_suffix(".yaml")) {
            Some("holidays") => law.calendar = holidays(&mut document, diagnostics),
            Some("tracks") => {
                let tracks = TracksFile::read(&mut document, diagnostics).tracks.unwrap_or_default();
                law.tracks = tracks.into_iter().map(|(id, names)| (id, Names(names))).collect();
            }
            Some("clauses") => law.clauses = Some(document),
            Some(_) => {
                let address = name.trim_end_matches(".yaml").to_owned();
                if let Some(parameter) = parameter(&address, &mut document, diagnostics) {
                    law.parameters.insert(address, parameter);
                }
            }
            None => {}
        }
    }
    law
}

/// BLAKE3 over names and texts in their order.
pub fn digest_of<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in texts {
        for part in [name, text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    format!("blake3:{}", hasher.finalize().to_hex())
}

fn from_folder(
    root: &Path,
    folder: &Path,
    country: &str,
    sources: &mut Sources,
    texts: &mut BTreeMap<String, SourceId>,
    diagnostics: &mut Diagnostics,
) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            from_folder(root, &path, country, sources, texts, diagnostics);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            match sources.read(&path) {
                Ok((source, None)) => {
                    let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                    texts.insert(format!("{country}/{name}"), source);
                }
                Ok((_, Some(span))) => diagnostics.push(
                    Diagnostic::error(Code::NotUtf8, span, "the text is not saved as UTF-8").help("save it again with the encoding UTF-8"),
                ),
                Err(error) => diagnostics.push(Diagnostic::error(Code::LawLink, None, error.to_string())),
            }
        }
    }
}

fn from_program(folder: &Dir<'_>, sources: &mut Sources, texts: &mut BTreeMap<String, SourceId>) {
    for file in folder.files() {
        if let Some(text) = file.contents_utf8() {
            let name = file.path().to_string_lossy().replace('\\', "/");
            let source = sources.add(format!("law/{name}"), text);
            texts.insert(name, source);
        }
    }
    folder.dirs().for_each(|inner| from_program(inner, sources, texts));
}

fn holidays(document: &mut Document, diagnostics: &mut Diagnostics) -> Calendar {
    let written = HolidaysFile::read(document, diagnostics).holidays.unwrap_or_default();
    let mut days = Vec::new();
    for (index, holiday) in written.iter().enumerate() {
        let years = holiday.from.unwrap_or(1900).max(1900)..=holiday.to.unwrap_or(2199).min(2199);
        let found: Vec<Day> = years.filter_map(|year| day_in(holiday, year)).collect();
        if found.is_empty() {
            let at = document.root().key("holidays").item(index);
            diagnostics
                .push(Diagnostic::error(Code::NotADate, at.span(), "the holiday has no day").help("write `date: 12-25` or `easter: 39`"));
        }
        days.extend(found);
    }
    Calendar::new(&days)
}

fn day_in(holiday: &WrittenHoliday, year: i32) -> Option<Day> {
    match (&holiday.date, holiday.easter) {
        (Some(date), None) => {
            let (month, day) = date.split_once('-')?;
            Day::new(year, month.parse().ok()?, day.parse().ok()?)
        }
        (None, Some(after)) => Some(Day::easter(year)?.plus_days(after)),
        _ => None,
    }
}

fn parameter(address: &str, document: &mut Document, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    let written = ParameterFile::read(document, diagnostics);
    let unit = written.unit?;
    let at = document.root().key("values");
    let mut values: Vec<Value> = Vec::new();
    for (index, row) in written.values.iter().flatten().enumerate() {
        let at = at.item(index);
        let Some(value) = value(row, unit, &at, diagnostics) else { continue };
        if let Some(before) = values.last_mut() {
            if before.from >= value.from || before.to.is_some_and(|to| to >= value.from) {
                diagnostics.push(
                    Diagnostic::error(Code::LawOverlap, at.span(), "this value starts on or before a day that the one above holds")
                        .help("put the oldest first, and end each before the next starts"),
                );
            }
            before.to = before.to.or(Some(value.from.plus_days(-1)));
        }
        values.push(value);
    }
    Some(Parameter { address: address.to_owned(), name: Names(written.name.unwrap_or_default()), unit, values })
}

fn value(row: &WrittenValue, unit: Unit, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Value> {
    let mut day = |scalar: &Option<Scalar>, key: &str| {
        let scalar = scalar.as_ref()?;
        Day::parse(&scalar.words())
            .map_err(|error| diagnostics.push(Diagnostic::unreadable(Code::NotADate, at.key(key).span(), error)))
            .ok()
    };
    let (from, by, to, verified_on) =
        (day(&row.from, "from"), day(&row.in_force_by, "in_force_by"), day(&row.to, "to"), day(&row.verified_on, "verified_on"));
    if from.is_some() == by.is_some() {
        diagnostics.push(
            Diagnostic::error(Code::OneKind, at.span(), "a value takes `from` or `in_force_by`, and one of them")
                .help("write `from:` with the first day, or `in_force_by:` with a day on which it was seen in force"),
        );
    }
    let text = row.value.as_ref()?.words().into_owned();
    let (code, amount) = match unit {
        Unit::Money => (Code::NotAnAmount, Money::parse(&text).map(Amount::Money)),
        Unit::Share => (Code::NotAShare, Share::parse(&text).map(Amount::Share)),
        Unit::Period => (Code::NotAPeriod, Period::parse(&text).map(Amount::Period)),
        Unit::Number => (
            Code::NotANumber,
            text.parse().map(Amount::Number).map_err(|_| Unreadable {
                what: format!("`{text}` is not a whole number"),
                help: "write digits only, for example `3`".into(),
            }),
        ),
    };
    let amount = amount.map_err(|error| diagnostics.push(Diagnostic::unreadable(code, at.key("value").span(), error))).ok()?;
    Some(Value {
        from: from.or(by)?,
        start_unknown: by.is_some(),
        to,
        amount,
        reference: row.reference.clone()?,
        source: row.source.clone()?,
        quality: row.source_quality?,
        verified_on: verified_on?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law(country: &str) -> Law {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        // No folder `law/` lies above a temporary one: this is the law that travels with the program.
        let nowhere = tempfile::tempdir().unwrap();
        let law = load(country, nowhere.path(), &mut sources, &mut diagnostics);
        assert_eq!(crate::diagnostic::to_plain(&diagnostics, &sources), "");
        assert!(law.origin.is_empty());
        law
    }

    #[test]
    fn public_holidays_are_no_working_days() {
        let (denmark, norway) = (law("dk").calendar, law("no").calendar);
        let day = |year, month, day| Day::new(year, month, day).unwrap();
        // Store bededag, the fourth Friday after Easter, was a holiday for the last time in 2023.
        assert!(!denmark.is_working_day(day(2023, 5, 5)));
        assert!(denmark.is_working_day(day(2024, 4, 26)));
        // Easter 2026: Thursday 2 to Monday 6 April.
        assert_eq!(denmark.working_days_after(day(2026, 4, 1), 1), day(2026, 4, 7));
        for (month, date) in [(5, 1), (5, 17), (12, 25), (5, 14)] {
            assert!(!norway.is_working_day(day(2026, month, date)), "{month}-{date}");
        }
        assert!(denmark.is_working_day(day(2026, 5, 1)), "the first of May is a holiday in Norway only");
        assert!(denmark.is_working_day(day(2026, 6, 5)), "Constitution Day is not a public holiday by law");
    }

    #[test]
    fn a_value_is_read_on_a_day_and_missing_before_it_was_seen() {
        let law = law("dk");
        let distraint = law.parameters.get("dk/gebyrlov/reminder-fee").unwrap();
        let on = |year, month, day| distraint.on(Day::new(year, month, day).unwrap()).map(|value| value.amount);
        assert_eq!(on(2018, 1, 22), None, "its first day has not been verified");
        assert_eq!(on(2018, 1, 23), Some(Amount::Money(Money(25_000))));
        assert_eq!(on(2026, 1, 1), Some(Amount::Money(Money(25_000))));
        let civil = law.parameters.get("dk/rentelov/reminder-fee").unwrap();
        assert!(civil.on(Day::new(2002, 7, 31).unwrap()).is_none());
        assert!(civil.on(Day::new(2002, 8, 1).unwrap()).is_some());
    }
}
