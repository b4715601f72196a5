use rettesnor::law::{Lack, Parameter, Reading, Value};
use rettesnor::prose::{Lang, Voice};
use rettesnor::quantity::{Day, Money};
use serde_json::{Value as Json, json};

use crate::cases::day;
use crate::page::Page;

/// A row of the law with its parameter.
pub(super) type LawRow<'a> = (&'a Parameter, &'a Value);

/// The rows of the law that a computation rests on, each once, in the order in which they come up.
#[derive(Default)]
pub(super) struct Cited<'a>(Vec<LawRow<'a>>);

impl<'a> Cited<'a> {
    pub(super) fn cite(&mut self, rows: &[LawRow<'a>]) {
        for row in rows {
            if !self.0.contains(row) {
                self.0.push(*row);
            }
        }
    }

    /// Puts each row with its paragraph, and under it where it was seen; at the end of each parameter what a reader must know besides.
    pub(super) fn put(&self, page: &mut Page, voice: &Voice) {
        if self.0.is_empty() {
            return;
        }
        page.gap();
        page.put(0, &voice.lang.text("calc-law"));
        let mut parameters: Vec<&Parameter> = Vec::new();
        for (parameter, _) in &self.0 {
            if !parameters.contains(parameter) {
                parameters.push(parameter);
            }
        }
        for parameter in parameters {
            page.put(2, &format!("{} ({})", parameter.name.get(voice.lang), parameter.address));
            for (_, row) in self.0.iter().filter(|(one, _)| *one == parameter) {
                page.put(4, &told(row, voice));
                page.put(6, &format!("{} ({})", row.source, row.checked_words(voice)));
            }
            let note = parameter.note.get(voice.lang);
            if !note.is_empty() {
                page.put(4, note);
            }
        }
    }
}

/// A row's value, days and paragraph.
fn told(row: &Value, voice: &Voice) -> String {
    let value = voice.fact(&row.amount.fact());
    let until = row.to.map(|to| voice.lang.text_words("calc-row-to", &[("day", &voice.day(to))])).unwrap_or_default();
    let words = [("value", value.as_str()), ("day", &voice.day(row.from)), ("until", &until), ("reference", &row.reference)];
    voice.lang.text_words(if row.start_unknown { "calc-row-by" } else { "calc-row" }, &words)
}

/// The paragraphs of rows, in words.
pub(super) fn paragraphs(rows: &[LawRow<'_>]) -> String {
    let mut references: Vec<&str> = Vec::new();
    for (_, row) in rows {
        if !references.contains(&row.reference.as_str()) {
            references.push(&row.reference);
        }
    }
    references.join("; ")
}

/// What the law lacks and why, in words.
pub(super) fn lack_words(lack: &Lack<'_>, voice: &Voice) -> String {
    let name = lack.parameter.name.get(voice.lang);
    let Some(on) = lack.on else {
        return voice.lang.text_words("calc-lacks-due", &[("name", name), ("address", &lack.parameter.address)]);
    };
    let words = [("name", name), ("address", lack.parameter.address.as_str()), ("day", &voice.day(on))];
    let said = voice.lang.text_words("calc-lacks", &words);
    match lack.missing {
        Some(missing) => format!("{said} {}", missing.because.get(voice.lang)),
        None => said,
    }
}

/// What the law lacks, as JSON.
pub(super) fn lack_json(lack: &Lack<'_>, lang: Lang) -> Json {
    json!({"address": lack.parameter.address, "on": lack.on, "because": lack.missing.map(|missing| missing.because.get(lang))})
}

/// Rows of the law as JSON.
pub(super) fn rows_json(rows: &[LawRow<'_>], voice: &Voice) -> Json {
    let row = |(parameter, row): &LawRow<'_>| {
        let mut told = row.to_json(voice);
        if let Some(told) = told.as_object_mut() {
            told.insert("address".to_owned(), json!(parameter.address));
        }
        told
    };
    rows.iter().map(row).collect()
}

/// The amount that a reading comes to, in words.
pub(super) fn value_words(reading: &Reading<'_>, voice: &Voice) -> String {
    voice.fact(&reading.amount.fact())
}

/// Reads an amount above zero from the command line.
pub(super) fn money(text: &str) -> Result<Money, String> {
    match Money::parse(text) {
        Ok(Money(minor)) if minor <= 0 => Err(format!("`{text}` is not above zero; write an amount, for example `10.000 kr`")),
        Ok(money) => Ok(money),
        Err(error) => Err(format!("{}; {}", error.what, error.help)),
    }
}

/// Reads a day and an amount from the command line: `2022-01-10:500kr`.
pub(super) fn payment(text: &str) -> Result<(Day, Money), String> {
    let parts =
        text.split_once(':').ok_or_else(|| format!("`{text}` is not a payment; write day and amount, for example `2022-01-10:500kr`"))?;
    Ok((day(parts.0)?, money(parts.1)?))
}
