use std::collections::BTreeSet;
use std::path::Path;

use super::{Figures, Follows, Reported, Unit, Written};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::quantity::{Day, Money};
use crate::source::{SourceId, Sources, Span};

/// The columns that a file must have.
const NEEDED: [&str; 6] = ["measure", "claim_type", "date", "value", "unit", "source"];
/// The columns that it may have besides.
const OTHERS: [&str; 3] = ["reason", "estimated", "follows"];

/// What a file of figures may name.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The figures that the strategy asks for.
    pub measures: BTreeSet<String>,
    /// The strategy's claim types.
    pub claim_types: BTreeSet<String>,
    /// The first and last day of the strategy; what is reported for other days may be of another one.
    pub period: Option<(Day, Day)>,
    /// The currency's ISO code.
    pub currency: String,
}

/// Reads the reported figures of a file; what cannot be read is reported at its place and left out.
pub fn read(path: &Path, known: &Known, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Figures {
    let source = match sources.read(path) {
        Ok((source, None)) => source,
        Ok((_, Some(span))) => {
            diagnostics.push(
                Diagnostic::error(Code::NotUtf8, span, "the text is not saved as UTF-8").help("save it again with the encoding UTF-8"),
            );
            return Figures::default();
        }
        Err(error) => {
            diagnostics.push(Diagnostic::error(Code::CasesNotFound, None, error.to_string()));
            return Figures::default();
        }
    };
    let text = sources.text(source).to_owned();
    let mut reader = Reader { known, diagnostics, columns: Vec::new() };
    let mut figures: Vec<Reported> = Vec::new();
    for row in rows(&text, source) {
        if reader.columns.is_empty() {
            if !reader.header(&row) {
                return Figures::default();
            }
            continue;
        }
        let Some(figure) = reader.figure(&row) else { continue };
        let twin = |other: &&Reported| {
            (&other.measure, &other.claim_type, &other.reason, other.date)
                == (&figure.measure, &figure.claim_type, &figure.reason, figure.date)
        };
        if let Some(twin) = figures.iter().find(twin) {
            let line = sources.line_column(twin.span).line;
            let message = format!("`{}` of {} stands on line {line} already", figure.measure, figure.date);
            reader
                .diagnostics
                .push(Diagnostic::error(Code::FigureTwice, figure.span, message).help("keep the one that is right, and remove the other"));
            continue;
        }
        figures.push(figure);
    }
    let place = |one: &Reported| (one.measure.clone(), one.claim_type.clone(), one.reason.clone(), one.date);
    figures.sort_by_cached_key(place);
    let figures = Figures(figures);
    agree(&figures, diagnostics);
    figures
}

/// Reports figures that do not follow as they say.
fn agree(figures: &Figures, diagnostics: &mut Diagnostics) {
    for figure in &figures.0 {
        let Some(follows) = &figure.follows else { continue };
        match figures.agreement(figure) {
            None => {
                let enough = if matches!(follows, Follows::Change { .. }) { "are no two figures" } else { "is no figure" };
                let message = format!("there {enough} `{}` on {} or before it", follows.measure(), figure.date);
                let names: BTreeSet<&str> =
                    figures.0.iter().map(|one| one.measure.as_str()).filter(|name| *name != figure.measure).collect();
                diagnostics.push(Diagnostic::error(Code::UnknownMeasure, figure.span, message).help(one_of(follows.measure(), names)));
            }
            Some(agreement) if !agreement.holds() => {
                let message = format!("`{}` does not agree with what it follows from, also within rounding", figure.measure);
                diagnostics.push(
                    Diagnostic::warning(Code::FigureDiffers, figure.span, message)
                        .help("correct one of the two figures, or empty `follows`"),
                );
            }
            Some(_) => {}
        }
    }
}

/// A line with its fields, each with its place.
struct Row {
    span: Span,
    fields: Vec<(String, Span)>,
    /// Whether a quotation mark stands where none may.
    torn: bool,
}

/// The lines of a text that say something; those that begin with `#` are remarks.
fn rows(text: &str, source: SourceId) -> impl Iterator<Item = Row> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    });
    let lines = lines.map(|(at, line)| line.strip_prefix('\u{feff}').map_or((at, line), |rest| (at + '\u{feff}'.len_utf8(), rest)));
    lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')).map(move |(at, line)| row(at, line, source))
}

/// Splits a line at its semicolons; those within quotation marks are words.
fn row(at: usize, line: &str, source: SourceId) -> Row {
    let mut row = Row { span: Span { source, start: at, end: at + line.len() }, fields: Vec::new(), torn: false };
    let (mut from, mut quoted) = (0, false);
    let ends = line.char_indices().filter(|(_, letter)| {
        quoted ^= *letter == '"';
        *letter == ';' && !quoted
    });
    let ends: Vec<usize> = ends.map(|(end, _)| end).chain([line.len()]).collect();
    row.torn = quoted;
    for end in ends {
        let field = line.get(from..end).unwrap_or_default();
        let lead = field.len() - field.trim_start().len();
        let words = field.trim();
        let inner = words.strip_prefix('"').and_then(|words| words.strip_suffix('"'));
        row.torn |= inner.unwrap_or(words).replace("\"\"", "").contains('"');
        let span = Span { source, start: at + from + lead, end: at + from + lead + words.len() };
        row.fields.push((inner.map_or_else(|| words.to_owned(), |words| words.replace("\"\"", "\"")), span));
        from = end + 1;
    }
    row
}

struct Reader<'a> {
    known: &'a Known,
    diagnostics: &'a mut Diagnostics,
    columns: Vec<String>,
}

impl Reader<'_> {
    fn error(&mut self, code: Code, span: Span, message: String, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
    }

    /// Reads the line that names the columns; whether the rows can be read with it.
    fn header(&mut self, row: &Row) -> bool {
        let mut complete = true;
        for (index, (name, span)) in row.fields.iter().enumerate() {
            let twice = row.fields.iter().take(index).any(|(other, _)| other == name);
            if twice || !NEEDED.iter().chain(&OTHERS).any(|known| known == name) {
                let message = if twice {
                    format!("the column `{name}` stands twice")
                } else {
                    format!("`{name}` is not a column of reported figures")
                };
                self.error(Code::UnknownKey, *span, message, one_of(name, NEEDED.into_iter().chain(OTHERS)));
                complete = false;
            }
        }
        for column in NEEDED {
            if complete && !row.fields.iter().any(|(name, _)| name == column) {
                self.error(
                    Code::ColumnNeeded,
                    row.span,
                    format!("the column `{column}` is missing"),
                    format!("begin with the line `{}`", NEEDED.join(";")),
                );
                complete = false;
            }
        }
        self.columns = row.fields.iter().map(|(name, _)| name.clone()).collect();
        complete
    }

    fn figure(&mut self, row: &Row) -> Option<Reported> {
        if row.torn || row.fields.len() != self.columns.len() {
            let message = format!("this row has {} fields, and the first line names {}", row.fields.len(), self.columns.len());
            let message = if row.torn { "a quotation mark stands where none may".to_owned() } else { message };
            self.error(
                Code::FigureRow,
                row.span,
                message,
                "write one figure on a line, with `;` between the fields and quotation marks around words that hold one",
            );
            return None;
        }
        let columns: Vec<String> = self.columns.clone();
        let field = |name: &str| {
            columns.iter().zip(&row.fields).find(|(column, _)| *column == name).map(|(_, (words, span))| (words.as_str(), *span))
        };
        let mut needed = |name: &'static str, example: &str| {
            let (words, span) = field(name)?;
            if words.is_empty() {
                let at = Span { source: span.source, start: span.start, end: span.start };
                self.error(Code::FigureRow, at, format!("`{name}` is empty"), format!("write it, for example `{example}`"));
                return None;
            }
            Some((words.to_owned(), span))
        };
        let measure = needed("measure", "digital-share");
        let date = needed("date", "2026-12-31");
        let value = needed("value", "12,5");
        let unit = needed("unit", "%");
        let says = needed("source", "annual report 2026");
        let date = date.and_then(|(words, span)| self.date(&words, span));
        let value = value.and_then(|(words, span)| self.number(&words, span));
        let estimated = field("estimated").map_or(Some(false), |(words, span)| self.yes_no(words, span));
        let follows =
            field("follows").filter(|(words, _)| !words.is_empty()).map_or(Some(None), |(words, span)| self.follows(words, span).map(Some));
        let claim_type = field("claim_type").filter(|(words, _)| !words.is_empty());
        let reason = field("reason").filter(|(words, _)| !words.is_empty());
        let ((measure, at), (unit, _), (source, _)) = (measure?, unit?, says?);
        let (date, value, estimated, follows) = (date?, value?, estimated?, follows?);
        self.names(&measure, at, claim_type, date);
        Some(Reported {
            measure,
            claim_type: claim_type.map(|(words, _)| words.to_owned()),
            reason: reason.map(|(words, _)| words.to_owned()),
            date,
            value,
            unit: Unit::parse(&unit, &self.known.currency),
            source,
            estimated,
            follows,
            span: row.span,
        })
    }

    /// Warns of names that the strategy does not have; figures of days outside its period are for another one.
    fn names(&mut self, measure: &str, at: Span, claim_type: Option<(&str, Span)>, date: Day) {
        if self.known.period.is_some_and(|(from, to)| date < from || to < date) {
            return;
        }
        if !self.known.measures.contains(measure) {
            let message = format!("no clause asks for the reported figure `{measure}`");
            let help = if self.known.measures.is_empty() {
                format!("write a clause with `measure: {{reported: {measure}}}`")
            } else {
                one_of(measure, self.known.measures.iter().map(String::as_str))
            };
            self.diagnostics.push(Diagnostic::warning(Code::UnknownMeasure, at, message).help(help));
        }
        if let Some((claim_type, span)) = claim_type.filter(|(claim_type, _)| !self.known.claim_types.contains(*claim_type)) {
            let message = format!("`{claim_type}` is not a claim type of the strategy");
            let help = one_of(claim_type, self.known.claim_types.iter().map(String::as_str));
            self.diagnostics.push(Diagnostic::warning(Code::UnknownClaimType, span, message).help(help));
        }
    }

    fn date(&mut self, words: &str, span: Span) -> Option<Day> {
        Day::parse(words).map_err(|error| self.diagnostics.push(Diagnostic::unreadable(Code::NotADate, span, error))).ok()
    }

    fn number(&mut self, words: &str, span: Span) -> Option<Written> {
        let read = number(words);
        if read.is_none() {
            let help = "write digits, with a comma before at most two decimals and no mark between thousands, for example `2,7`; the unit has its own column";
            self.error(Code::NotANumber, span, format!("`{words}` is not a number, or can be read in two ways"), help);
        }
        read
    }

    fn yes_no(&mut self, words: &str, span: Span) -> Option<bool> {
        match words {
            "yes" | "ja" => Some(true),
            "" | "no" | "nej" | "nei" => Some(false),
            _ => {
                self.error(
                    Code::UnknownValue,
                    span,
                    format!("`{words}` does not say whether the figure is an estimate"),
                    "write `yes`, or leave it empty",
                );
                None
            }
        }
    }

    /// `5 × saved-time`, also with `*` or `x`; `change of arrears`.
    fn follows(&mut self, words: &str, span: Span) -> Option<Follows> {
        let change = ["change of ", "ændring i ", "endring i "].iter().find_map(|start| words.strip_prefix(start));
        if let Some(measure) = change {
            return Some(Follows::Change { measure: measure.trim().to_owned() });
        }
        let parts = ['×', '*', 'x'].into_iter().find_map(|sign| words.split_once(&format!(" {sign} ")));
        let Some((times, measure)) = parts else {
            self.error(
                Code::FigureRow,
                span,
                format!("`{words}` does not say what the figure follows from"),
                "write how many times which figure, for example `5 × saved-time`, or `change of saved-time`",
            );
            return None;
        };
        Some(Follows::Times { times: self.number(times.trim(), span)?, measure: measure.trim().to_owned() })
    }
}

/// Reads a number as people write it, with the decimals that they wrote; `None` where it is none or can be read in two ways.
pub fn number(words: &str) -> Option<Written> {
    // A currency or unit beside the digits would be taken for the column that has it.
    let digits = words.ends_with(|last: char| last.is_ascii_digit());
    let Money(hundredths) = Some(words).filter(|_| digits).and_then(|words| Money::parse(words).ok())?;
    let mark = if words.contains(',') { ',' } else { '.' };
    let decimals = words.rsplit_once(mark).map_or(0, |(_, decimals)| decimals.len());
    // Groups of three are thousands.
    Some(Written { hundredths, places: u32::try_from(decimals).ok().filter(|places| *places < 3).unwrap_or(0) })
}
