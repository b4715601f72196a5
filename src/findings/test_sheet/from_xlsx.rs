use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, Range, Reader, Xlsx, open_workbook};

use super::lines::{about, group};
use super::to_xlsx::{DRAWN, FINDINGS, columns, heading};
use super::{Method, Row, Sheet};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::prose::{Lang, Voice};
use crate::quantity::{Day, Money, MoneyFormat, Unreadable};

/// So many rows that are missing are named; of more, how many.
const NAMED: usize = 20;

/// What an auditor found of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Examined {
    /// All is as it should be.
    Right,
    /// It deviates; in a monetary-unit sample with the amount that it should be, in minor units.
    Deviation(Option<i64>),
    /// Nobody could tell.
    NotExamined,
}

/// A filled-in sheet.
#[derive(Debug, Clone)]
pub struct Filled {
    /// What was drawn, and from what.
    pub sheet: Sheet,
    /// The rows, and what was found of each.
    pub rows: Vec<(Row, Examined)>,
}

/// Reads a filled-in test sheet; every cell that is missing, contradicts another or was changed is reported at once.
pub fn read(path: &Path, diagnostics: &mut Diagnostics) -> Option<Filled> {
    let pages = match pages(path) {
        Ok(pages) => pages,
        Err(why) => {
            let message = format!("`{}` is not a test sheet: {why}", crate::source::shown(path));
            diagnostics.push(Diagnostic::error(Code::SampleSheet, None, message).help("name a sheet that `rettesnor sample draw` wrote"));
            return None;
        }
    };
    let (first, second) = (&pages[0], &pages[1]);
    let Some((line, sheet)) = record(&first.1) else {
        let message = format!("sheet `{}` no longer holds the line that the program reads", first.0);
        diagnostics.push(Diagnostic::error(Code::SampleSheet, None, message).help("draw the sheet again and copy what was found into it"));
        return None;
    };
    if !sheet.is_sound() {
        let message = format!("{}!{}: the line that the program reads holds numbers that no sample has", first.0, cell(line, 1));
        diagnostics.push(Diagnostic::error(Code::SampleSheet, None, message).help("draw the sheet again and copy what was found into it"));
        return None;
    }
    let voice = Voice::new(Lang::from_code(&sheet.lang).unwrap_or(Lang::En), sheet.currency.clone());
    let mut reader = Reading { sheet: &sheet, voice: &voice, page: &second.0, diagnostics, changed: false, empty: Vec::new() };
    for ((what, value), row) in about(&sheet, &voice).into_iter().zip(1..) {
        if text(&first.1, row, 1) != value.trim() {
            reader.wrong(&first.0, row, 1, format!("`{what}` was changed"), format!("write `{value}`"));
        }
    }
    let rows = reader.rows(&second.1);
    if !reader.changed {
        let mut checks: Vec<(u64, String)> = rows.iter().map(|(row, _)| (row.number, row.check(&group(&sheet, row, &voice)))).collect();
        checks.sort_unstable();
        let checks: Vec<String> = checks.into_iter().map(|(_, check)| check).collect();
        let are_drawn = |(stratum, place): (&super::Stratum, usize)| {
            rows.iter().filter(|(row, _)| row.stratum == place).count() as u64 == stratum.drawn
        };
        if sheet.seal(&checks) != sheet.checksum || !sheet.strata.iter().zip(0..).all(are_drawn) {
            let message = format!("what was drawn no longer agrees with its checksum `{}`", sheet.checksum);
            diagnostics
                .push(Diagnostic::error(Code::SampleSheet, None, message).help("draw the sheet again and copy what was found into it"));
        }
    }
    (!diagnostics.has_errors()).then_some(Filled { sheet, rows })
}

/// The first two sheets, with their names.
fn pages(path: &Path) -> Result<[(String, Range<Data>); 2], String> {
    let mut book: Xlsx<BufReader<File>> =
        open_workbook(path).map_err(|error: calamine::XlsxError| format!("it cannot be opened ({error})"))?;
    let names = book.sheet_names();
    let mut page = |place: usize| {
        let name = names.get(place).ok_or("it has too few sheets")?;
        let range = book.worksheet_range(name).map_err(|error| format!("its sheet `{name}` cannot be read ({error})"))?;
        Ok::<_, String>((name.clone(), range))
    };
    Ok([page(0)?, page(1)?])
}

/// What the program wrote for itself, wherever it stands in the second column.
fn record(range: &Range<Data>) -> Option<(u32, Sheet)> {
    (0..=range.end()?.0).rev().find_map(|row| Some((row, serde_json::from_str(&text(range, row, 1)).ok()?)))
}

/// The minor units that a cell holds, as a number or as a text; `None` where it is empty.
fn money(range: &Range<Data>, row: u32, column: u32) -> Option<Result<i64, Unreadable>> {
    let words = text(range, row, column);
    if words.is_empty() {
        return None;
    }
    // A cell that is a number has a point before its decimals, whatever the language.
    let is_number = matches!(range.get_value((row, column)), Some(Data::Float(_) | Data::Int(_)));
    let number = Some(&words).filter(|_| is_number).and_then(|words| Money::read(words.as_bytes(), MoneyFormat::DecimalPoint));
    Some(number.map_or_else(|| Money::typed(&words), Ok).map(|Money(minor)| minor))
}

fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    match range.get_value((row, column)) {
        None | Some(Data::Empty) => String::new(),
        Some(Data::DateTime(date)) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Day::new(year.into(), month.into(), day.into()).map(|day| day.to_string()).unwrap_or_default()
        }
        Some(other) => other.to_string().trim().to_owned(),
    }
}

/// The name of a cell as a spreadsheet shows it.
fn cell(row: u32, column: u32) -> String {
    let letter = char::from(u8::try_from(u32::from(b'A') + column % 26).unwrap_or(b'?'));
    format!("{letter}{}", row + 1)
}

/// What was found, by any of the words that may say it.
fn finding(words: &str) -> Option<usize> {
    let words = words.to_lowercase();
    FINDINGS.iter().position(|key| [Lang::Da, Lang::Nb, Lang::En].iter().any(|lang| lang.text(key).to_lowercase() == words))
}

struct Reading<'a> {
    sheet: &'a Sheet,
    voice: &'a Voice,
    page: &'a str,
    diagnostics: &'a mut Diagnostics,
    /// Whether anything that was drawn is not as it was.
    changed: bool,
    /// Rows in which nothing says what was found.
    empty: Vec<u32>,
}

impl Reading<'_> {
    fn wrong(&mut self, page: &str, row: u32, column: u32, what: impl AsRef<str>, help: impl Into<String>) {
        self.changed = true;
        self.missing(page, row, column, what, help);
    }

    fn missing(&mut self, page: &str, row: u32, column: u32, what: impl AsRef<str>, help: impl Into<String>) {
        let message = format!("{page}!{}: {}", cell(row, column), what.as_ref());
        self.diagnostics.push(Diagnostic::error(Code::SampleSheet, None, message).help(help));
    }

    fn rows(&mut self, range: &Range<Data>) -> Vec<(Row, Examined)> {
        let page = self.page;
        let columns = columns(self.sheet.method);
        for ((key, _), column) in columns.iter().zip(0..) {
            let heading = heading(key, self.voice);
            if text(range, 0, column) != heading {
                self.wrong(page, 0, column, "the heading was changed, or a column was moved", format!("write `{heading}`"));
            }
        }
        let place = |wanted: &str| columns.iter().zip(0..).find(|((key, _), _)| *key == wanted).map(|(_, column)| column);
        let (found, audited, check) = (place("samples-found"), place("samples-audited"), place("samples-check"));
        let mut rows = Vec::new();
        // The row of each number; by what is there, for the sheet may say that there is absurdly much.
        let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
        for line in 1..=range.end().map_or(0, |(row, _)| row) {
            let is_empty = (0..).take(columns.len()).all(|column| text(range, line, column).is_empty());
            if is_empty {
                continue;
            }
            let Some(row) = self.drawn(range, line, check.unwrap_or(0)) else { continue };
            if !(1..=self.sheet.drawn()).contains(&row.number) {
                self.wrong(page, line, 0, format!("number {} was not drawn", row.number), "remove the row");
            } else if let Some(before) = seen.get(&row.number) {
                let help = format!("remove one of them; the other stands in row {}", before + 1);
                self.wrong(page, line, 0, format!("number {} stands twice", row.number), help);
            } else {
                seen.insert(row.number, line);
            }
            let finding = self.found(range, line, found.unwrap_or(0), audited, row.amount);
            rows.push((row, finding));
        }
        self.empties(found.unwrap_or(0));
        let missing = self.sheet.drawn().saturating_sub(seen.len() as u64);
        if missing > 0 {
            self.changed = true;
            let numbers = (1..=self.sheet.drawn()).filter(|number| !seen.contains_key(number));
            let named: Vec<String> = numbers.take(NAMED).map(|number| number.to_string()).collect();
            let more = Some(missing.saturating_sub(NAMED as u64)).filter(|more| *more > 0);
            let more = more.map(|more| format!(" and {more} more")).unwrap_or_default();
            let message = format!("{page}: rows that were drawn are missing: number {}{more}", named.join(", "));
            let help =
                "put them back as they were drawn, and write `ikke undersøgt`, `ikke undersøkt` or `not examined` where nobody could look";
            self.diagnostics.push(Diagnostic::error(Code::SampleSheet, None, message).help(help));
        }
        rows
    }

    /// Tells the cells that are still empty, those that follow one another together.
    fn empties(&mut self, found: u32) {
        let mut runs: Vec<(u32, u32)> = Vec::new();
        for line in &self.empty {
            match runs.last_mut().filter(|(_, last)| last + 1 == *line) {
                Some((_, last)) => *last = *line,
                None => runs.push((*line, *line)),
            }
        }
        if runs.is_empty() {
            return;
        }
        let told = |(first, last): &(u32, u32)| {
            if first == last { cell(*first, found) } else { format!("{}:{}", cell(*first, found), cell(*last, found)) }
        };
        let places: Vec<String> = runs.iter().map(told).collect();
        let message = format!("{}!{}: nothing says what was found", self.page, places.join(", "));
        let help = self.words();
        self.diagnostics.push(Diagnostic::error(Code::SampleSheet, None, message).help(help));
    }

    /// What may be written as what was found.
    fn words(&self) -> String {
        let [right, deviates, not_examined] = FINDINGS.map(|key| self.voice.lang.text(key));
        format!("write `{right}`, `{deviates}` or `{not_examined}`")
    }

    /// What was drawn in a row; reports where it was changed.
    fn drawn(&mut self, range: &Range<Data>, line: u32, check: u32) -> Option<Row> {
        let page = self.page;
        let [number, fingerprint, claim, date, _, stratum, evidence, verdict] =
            [0, 1, 2, 3, 4, 5, 6, 7].map(|column| text(range, line, column));
        debug_assert_eq!(DRAWN.len(), 8, "one text for each column");
        let Ok(number) = number.parse::<u64>() else {
            self.wrong(page, line, 0, "the number of the row is not there", "write the number that was drawn, or remove the row");
            return None;
        };
        let amount = money(range, line, 4).transpose();
        let name = |one: &super::Stratum| one.name == stratum;
        let place = self.sheet.strata.iter().position(name).unwrap_or(0);
        let row = Row { number, fingerprint, claim, date, amount: amount.clone().ok().flatten(), stratum: place, evidence, verdict };
        if amount.is_err() || row.check(&stratum) != text(range, line, check) {
            let help = "put back what was drawn; drawing again with the same data and seed shows it";
            self.wrong(page, line, 0, format!("what was drawn as number {number} was changed"), help);
        }
        Some(row)
    }

    fn found(&mut self, range: &Range<Data>, line: u32, found: u32, audited: Option<u32>, book: Option<i64>) -> Examined {
        let (page, lang) = (self.page, self.voice.lang);
        let words = FINDINGS.map(|key| format!("`{}`", lang.text(key)));
        let said = text(range, line, found);
        let which = if said.is_empty() {
            self.empty.push(line);
            return Examined::NotExamined;
        } else if let Some(which) = finding(&said) {
            which
        } else {
            self.missing(page, line, found, format!("`{said}` is not something that can be found"), self.words());
            return Examined::NotExamined;
        };
        let Some(column) = audited.filter(|_| self.sheet.method == Method::Mus) else {
            return match which {
                0 => Examined::Right,
                1 => Examined::Deviation(None),
                _ => Examined::NotExamined,
            };
        };
        let amount = match money(range, line, column).transpose() {
            Ok(amount) => amount,
            Err(error) => {
                self.missing(page, line, column, error.what, error.help);
                return Examined::NotExamined;
            }
        };
        match (which, amount) {
            (0, Some(amount)) if Some(amount) != book => {
                let help = format!("write {} in {}, or the amount of the row", words[1], cell(line, found));
                self.missing(page, line, column, "the amount differs, though all is as it should be", help);
                Examined::Right
            }
            (0, _) => Examined::Right,
            (1, None) => {
                self.missing(page, line, column, "nothing says what the amount should be", "write the amount that it should be");
                Examined::Deviation(None)
            }
            (1, Some(amount)) if Some(amount) == book => {
                let help = format!("write the amount that it should be, or {} in {}", words[0], cell(line, found));
                self.missing(page, line, column, "the amount is the one that it was drawn with, though it deviates", help);
                Examined::Deviation(Some(amount))
            }
            (1, amount) => Examined::Deviation(amount),
            (_, None) => Examined::NotExamined,
            (_, Some(_)) => {
                let help = format!("remove the amount, or write {} or {} in {}", words[0], words[1], cell(line, found));
                self.missing(page, line, column, "there is an amount, though it was not examined", help);
                Examined::NotExamined
            }
        }
    }
}
