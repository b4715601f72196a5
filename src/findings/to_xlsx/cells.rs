use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

use super::super::{Change, ClauseResult, Finding, clause_words};
use crate::plan::{Lapse, Tally};
use crate::prose::Lang;
use crate::quantity::Day;

/// Characters that a cell can have.
pub(in crate::findings) const CHARACTERS: usize = 32_767;

/// What stands in a cell.
pub(in crate::findings) enum Cell {
    Nothing,
    Text(String),
    Count(u64),
    /// Minor units.
    Amount(i64),
    Day(Day),
}

impl Cell {
    pub(in crate::findings) fn amount(minor: Option<i64>) -> Self {
        minor.map_or(Self::Nothing, Self::Amount)
    }

    pub(in crate::findings) fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    pub(in crate::findings) fn key(lang: Lang, key: &str) -> Self {
        Self::Text(lang.text(key))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

/// A heading's key, and the column's width in characters.
pub(in crate::findings) type Column = (&'static str, u16);

pub(in crate::findings) const CLAUSE_COLUMNS: [Column; 18] = [
    ("sheet-clause", 34),
    ("sheet-kept", 18),
    ("sheet-law", 10),
    ("sheet-severity", 12),
    ("sheet-verdict", 20),
    ("sheet-expected", 60),
    ("sheet-activations", 12),
    ("sheet-met", 12),
    ("sheet-breached", 16),
    ("sheet-late", 12),
    ("sheet-missing", 12),
    ("sheet-other", 16),
    ("sheet-waived", 18),
    ("sheet-not-applicable", 16),
    ("sheet-not-yet-due", 20),
    ("sheet-unknown", 20),
    ("sheet-claims-breached", 16),
    ("sheet-amount-breached", 18),
];

pub(in crate::findings) const FINDING_COLUMNS: [Column; 13] = [
    ("sheet-clause", 34),
    ("sheet-verdict", 20),
    ("sheet-kind", 16),
    ("sheet-claim", 18),
    ("sheet-date", 12),
    ("sheet-last-day", 12),
    ("sheet-amount", 16),
    ("sheet-actual", 50),
    ("sheet-law-values", 40),
    ("sheet-basis", 30),
    ("sheet-waiver", 16),
    ("sheet-evidence", 40),
    ("sheet-fingerprint", 36),
];

/// What stands under the columns of findings where they are compared with an earlier run.
pub(in crate::findings) const CHANGE_COLUMNS: [Column; 2] = [("sheet-change", 16), ("sheet-was", 20)];

/// How cells look.
pub(in crate::findings) struct Looks {
    pub(in crate::findings) heading: Format,
    pub(in crate::findings) text: Format,
    /// Text that a spreadsheet would read as a formula once somebody edits it.
    pub(in crate::findings) quoted: Format,
    pub(in crate::findings) count: Format,
    pub(in crate::findings) amount: Format,
    pub(in crate::findings) day: Format,
}

impl Looks {
    pub(in crate::findings) fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        Self {
            heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            text: top.clone(),
            quoted: top.clone().set_quote_prefix(),
            count: top.clone().set_num_format("#,##0"),
            amount: top.clone().set_num_format("#,##0.00"),
            day: top.set_num_format("yyyy-mm-dd"),
        }
    }
}

/// Puts a cell at a row and a column, both from 0.
pub(in crate::findings) fn put(page: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
    match cell {
        Cell::Nothing => {}
        Cell::Text(text) => {
            let look = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { &looks.quoted } else { &looks.text };
            page.write_string_with_format(row, column, fitted(text), look)?;
        }
        Cell::Count(count) => {
            page.write_number_with_format(row, column, number(&count.to_string()), &looks.count)?;
        }
        Cell::Amount(minor) => {
            let (sign, whole, rest) = (if *minor < 0 { "-" } else { "" }, minor.unsigned_abs() / 100, minor.unsigned_abs() % 100);
            page.write_number_with_format(row, column, number(&format!("{sign}{whole}.{rest:02}")), &looks.amount)?;
        }
        Cell::Day(day) => match excel_day(*day) {
            Some(day) => {
                page.write_datetime_with_format(row, column, &day, &looks.day)?;
            }
            None => {
                page.write_string_with_format(row, column, day.to_string(), &looks.text)?;
            }
        },
    }
    Ok(())
}

/// The number that digits write: a workbook knows no other numbers than these, and reading digits rounds once.
fn number(digits: &str) -> f64 {
    digits.parse().unwrap_or_default()
}

pub(in crate::findings) fn excel_day(day: Day) -> Option<ExcelDateTime> {
    let (year, month, date) = (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?, u8::try_from(day.day_of_month()).ok()?);
    ExcelDateTime::from_ymd(year, month, date).ok()
}

/// The text, cut where a cell ends.
pub(in crate::findings) fn fitted(text: &str) -> String {
    // A cell counts in UTF-16; no character is longer there than its bytes here.
    if text.len() <= CHARACTERS {
        return text.to_owned();
    }
    let mut room = CHARACTERS - 1;
    let fits = |letter: &char| {
        let left = room.checked_sub(letter.len_utf16());
        room = left.unwrap_or(0);
        left.is_some()
    };
    let cut: String = text.chars().take_while(fits).collect();
    if cut.len() == text.len() { cut } else { cut + "…" }
}

pub(in crate::findings) fn clause_cells(clause: &ClauseResult, lang: Lang) -> [Cell; CLAUSE_COLUMNS.len()] {
    let Tally { met, breached, late, missing, waived, not_applicable, not_yet_due, unknown, .. } = clause.tally;
    let is_judged = clause.kept != "narrative";
    let worst = clause.tally.worst().map_or_else(|| lang.text("verdict-unexercised"), |verdict| verdict.words(lang));
    let count = |count: u64| if is_judged { Cell::Count(count) } else { Cell::Nothing };
    [
        clause.address.as_str().into(),
        Cell::key(lang, &format!("kept-{}", clause.kept)),
        Cell::key(lang, if clause.is_law { "word-yes" } else { "word-no" }),
        Cell::key(lang, &format!("severity-{}", clause.severity.name())),
        if is_judged { Cell::Text(worst) } else { Cell::Nothing },
        clause.expected.as_str().into(),
        count(clause.tally.activations()),
        count(met),
        count(breached),
        count(late),
        count(missing),
        count(breached.saturating_sub(late).saturating_sub(missing)),
        count(waived),
        count(not_applicable),
        count(not_yet_due),
        count(unknown),
        count(clause.tally.claims_breached),
        if is_judged { Cell::Amount(clause.tally.amount_breached) } else { Cell::Nothing },
    ]
}

pub(in crate::findings) fn finding_cells(finding: &Finding, lang: Lang) -> Vec<Cell> {
    let kind = match finding.lapse {
        Lapse::None => Cell::Nothing,
        Lapse::Late => Cell::key(lang, "word-late"),
        Lapse::Missing => Cell::key(lang, "word-missing"),
        Lapse::Other => Cell::key(lang, "word-other"),
        Lapse::Alarm => Cell::key(lang, "word-alarm"),
        Lapse::Expired => Cell::key(lang, "word-expired"),
        Lapse::Overdrawn => Cell::key(lang, "word-overdrawn"),
    };
    let law: Vec<String> = finding.law.iter().map(|used| format!("{} {}: {}", used.parameter, used.occasion.on, used.value)).collect();
    let evidence: Vec<String> = finding.evidence.iter().map(|(file, line)| format!("{file}:{line}")).collect();
    let mut cells = vec![
        clause_words(&finding.clause, lang).as_ref().into(),
        Cell::Text(finding.verdict.words(lang)),
        kind,
        finding.claim.as_deref().unwrap_or_default().into(),
        Cell::day(finding.date),
        Cell::day(finding.last_day),
        Cell::amount(finding.amount),
        finding.actual.as_str().into(),
        law.join("; ").as_str().into(),
        finding.basis.join("; ").as_str().into(),
        finding.waiver.as_deref().unwrap_or_default().into(),
        evidence.join(" ").as_str().into(),
        finding.fingerprint.as_str().into(),
    ];
    if let Some(change) = finding.change {
        cells.push(Cell::key(lang, &format!("change-{}", change.name())));
        cells.push(if let Change::Changed(was) = change { Cell::Text(was.words(lang)) } else { Cell::Nothing });
    }
    cells
}
