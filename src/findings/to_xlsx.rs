//! A workbook for people who filter and sort: the clauses, the findings, and what the run was of.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{Change, ClauseResult, Comparison, Finding, Findings, reason_words};
use crate::plan::{Lapse, Tally};
use crate::prose::{Lang, Voice};
use crate::quantity::Day;

/// Rows that a sheet can have, its heading among them.
pub const ROWS: u32 = 1_048_576;

/// Characters that a cell can have.
const CHARACTERS: usize = 32_767;

/// The places of the sheets in the workbook.
const CLAUSES: usize = 0;
const FINDINGS: usize = 1;
const ABOUT: usize = 2;

/// What stands in a cell.
enum Cell {
    Nothing,
    Text(String),
    Count(u64),
    /// Minor units.
    Amount(i64),
    Day(Day),
}

impl Cell {
    fn amount(minor: Option<i64>) -> Self {
        minor.map_or(Self::Nothing, Self::Amount)
    }

    fn day(day: Option<Day>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }

    fn key(lang: Lang, key: &str) -> Self {
        Self::Text(lang.text(key))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

/// A heading's key, and the column's width in characters.
type Column = (&'static str, u16);

const CLAUSE_COLUMNS: [Column; 18] = [
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

const FINDING_COLUMNS: [Column; 13] = [
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
const CHANGE_COLUMNS: [Column; 2] = [("sheet-change", 16), ("sheet-was", 20)];

/// How cells look.
struct Looks {
    heading: Format,
    text: Format,
    /// Text that a spreadsheet would read as a formula once somebody edits it.
    quoted: Format,
    count: Format,
    amount: Format,
    day: Format,
}

/// Writes findings one by one into a workbook; only the row that may be the last one is held in memory.
pub struct Writer<'a> {
    head: &'a Findings,
    voice: &'a Voice,
    book: Workbook,
    looks: Looks,
    compared: bool,
    rows: u32,
    next: u32,
    held: Option<Finding>,
    left_out: u64,
}

impl<'a> Writer<'a> {
    /// Starts a workbook; `rows` is how many rows a sheet can have, normally [`ROWS`], and `compared` says whether findings are
    /// compared with an earlier run.
    ///
    /// # Errors
    /// The folder for temporary files cannot be written to.
    pub fn new(head: &'a Findings, voice: &'a Voice, rows: u32, compared: bool) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        // Nothing reads the clock: the day is that of the verdicts, else one that says nothing.
        let created = head.as_of.and_then(excel_day).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&created).set_title(&head.strategy.0));
        let top = Format::new().set_align(FormatAlign::Top);
        let looks = Looks {
            heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            text: top.clone(),
            quoted: top.clone().set_quote_prefix(),
            count: top.clone().set_num_format("#,##0"),
            amount: top.clone().set_num_format("#,##0.00"),
            day: top.set_num_format("yyyy-mm-dd"),
        };
        for name in ["sheet-clauses", "sheet-findings", "sheet-about"] {
            book.add_worksheet_with_constant_memory()?.set_name(voice.lang.text(name))?;
        }
        let mut writer = Self { head, voice, book, looks, compared, rows, next: 1, held: None, left_out: 0 };
        let columns: Vec<Column> = FINDING_COLUMNS.iter().chain(CHANGE_COLUMNS.iter().filter(|_| compared)).copied().collect();
        writer.headings(FINDINGS, &columns)?;
        writer.clauses()?;
        Ok(writer)
    }

    /// Adds a finding, as long as the sheet has room.
    ///
    /// # Errors
    /// The folder for temporary files cannot be written to.
    pub fn write(&mut self, finding: &Finding) -> Result<(), XlsxError> {
        if self.left_out > 0 {
            self.left_out += 1;
        } else if self.next + 1 < self.rows {
            self.put(FINDINGS, self.next, &finding_cells(finding, self.voice.lang))?;
            self.next += 1;
        } else if self.held.is_none() {
            // The last row is a finding if it is the last one, else it says how many are not here.
            self.held = Some(finding.clone());
        } else {
            self.left_out = 2;
        }
        Ok(())
    }

    /// Ends the workbook and writes it out; gives how many findings had no room on the sheet.
    ///
    /// # Errors
    /// The folder for temporary files or the sink cannot be written to.
    pub fn finish(mut self, comparison: Option<&Comparison>, sink: impl Write + Send) -> Result<u64, XlsxError> {
        let lang = self.voice.lang;
        // A filter hides rows; it does not reach the one that says what is missing.
        let mut last = self.next.saturating_sub(1);
        if self.left_out > 0 {
            self.put(FINDINGS, self.next, &[Cell::Text(self.left_out_words())])?;
        } else if let Some(finding) = self.held.take() {
            self.put(FINDINGS, self.next, &finding_cells(&finding, lang))?;
            last = self.next;
        }
        let columns = FINDING_COLUMNS.len() + if self.compared { CHANGE_COLUMNS.len() } else { 0 };
        self.filter(FINDINGS, last, columns)?;
        self.about(comparison)?;
        self.book.save_to_writer(sink)?;
        Ok(self.left_out)
    }

    fn left_out_words(&self) -> String {
        let count = self.voice.number(i64::try_from(self.left_out).unwrap_or(i64::MAX));
        self.voice.lang.text_words("sheet-left-out", &[("count", &count)])
    }

    fn clauses(&mut self) -> Result<(), XlsxError> {
        self.headings(CLAUSES, &CLAUSE_COLUMNS)?;
        let mut row = 0;
        for clause in &self.head.clauses {
            row += 1;
            self.put(CLAUSES, row, &clause_cells(clause, self.voice.lang))?;
        }
        self.filter(CLAUSES, row, CLAUSE_COLUMNS.len())
    }

    fn about(&mut self, comparison: Option<&Comparison>) -> Result<(), XlsxError> {
        let (head, lang) = (self.head, self.voice.lang);
        let yes_no = |yes: bool| Cell::key(lang, if yes { "word-yes" } else { "word-no" });
        let mut lines: Vec<(&str, Cell)> = vec![
            ("about-strategy", head.strategy.0.as_str().into()),
            ("about-strategy-digest", head.strategy.1.as_str().into()),
            ("about-law", if head.law.0.is_empty() { Cell::key(lang, "about-built-in") } else { head.law.0.as_str().into() }),
            ("about-law-digest", head.law.1.as_str().into()),
            ("about-as-of", Cell::day(head.as_of)),
        ];
        if let Some(cases) = &head.cases {
            lines.extend([
                ("about-cases", cases.name.as_str().into()),
                ("about-cases-digest", cases.digest.as_str().into()),
                ("about-synthetic", yes_no(cases.synthetic)),
                ("about-complete", yes_no(cases.complete)),
                ("about-claims", Cell::Count(cases.claims as u64)),
                ("about-events", Cell::Count(cases.events as u64)),
                ("about-later", Cell::Count(cases.later.len() as u64)),
                ("about-repeated", Cell::Count(cases.repeated.len() as u64)),
                ("about-differences", Cell::Count(cases.differences.len() as u64)),
                ("about-rejected", Cell::Count(cases.rejected.len() as u64)),
            ]);
        }
        if let Some(comparison) = comparison {
            let total = comparison.total();
            lines.extend([
                ("about-baseline", format!("{} {}", comparison.run.strategy.0, comparison.run.as_of).trim().into()),
                ("about-new", Cell::Count(total.new)),
                ("about-unchanged", Cell::Count(total.unchanged)),
                ("about-changed", Cell::Count(total.changed)),
                ("about-gone", Cell::Count(total.gone)),
            ]);
        }
        lines.push(("about-program", concat!("rettesnor ", env!("CARGO_PKG_VERSION")).into()));
        self.headings(ABOUT, &[("about-what", 36), ("about-value", 76), ("about-reason", 60)])?;
        let mut row = 0;
        for (key, value) in lines {
            row += 1;
            self.put(ABOUT, row, &[Cell::key(lang, key), value])?;
        }
        for (file, line, reason) in head.cases.iter().flat_map(|cases| &cases.rejected) {
            row += 1;
            if row + 1 == self.rows {
                return self.put(ABOUT, row, &[Cell::key(lang, "about-more")]);
            }
            let place = Cell::Text(format!("{file}:{line}"));
            self.put(ABOUT, row, &[Cell::key(lang, "about-rejected-row"), place, Cell::Text(reason_words(reason, lang))])?;
        }
        Ok(())
    }

    fn headings(&mut self, sheet: usize, columns: &[Column]) -> Result<(), XlsxError> {
        let (lang, currency) = (self.voice.lang, self.voice.currency.as_str());
        let page = self.book.worksheet_from_index(sheet)?;
        for (place, (key, width)) in (0_u16..).zip(columns) {
            page.set_column_width(place, *width)?;
            let heading = lang.text(key);
            let is_amount = key.starts_with("sheet-amount") && !currency.is_empty();
            let heading = if is_amount { format!("{heading} ({currency})") } else { heading };
            page.write_string_with_format(0, place, heading, &self.looks.heading)?;
        }
        page.set_freeze_panes(1, 0)?;
        page.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        Ok(())
    }

    fn filter(&mut self, sheet: usize, last: u32, columns: usize) -> Result<(), XlsxError> {
        let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        self.book.worksheet_from_index(sheet)?.autofilter(0, 0, last, last_column)?;
        Ok(())
    }

    fn put(&mut self, sheet: usize, row: u32, cells: &[Cell]) -> Result<(), XlsxError> {
        let page = self.book.worksheet_from_index(sheet)?;
        for (column, cell) in (0_u16..).zip(cells) {
            put(page, (row, column), cell, &self.looks)?;
        }
        Ok(())
    }
}

fn put(page: &mut Worksheet, (row, column): (u32, u16), cell: &Cell, looks: &Looks) -> Result<(), XlsxError> {
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

fn excel_day(day: Day) -> Option<ExcelDateTime> {
    let (year, month, date) = (u16::try_from(day.year()).ok()?, u8::try_from(day.month()).ok()?, u8::try_from(day.day_of_month()).ok()?);
    ExcelDateTime::from_ymd(year, month, date).ok()
}

/// The text, cut where a cell ends.
fn fitted(text: &str) -> String {
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

fn clause_cells(clause: &ClauseResult, lang: Lang) -> [Cell; CLAUSE_COLUMNS.len()] {
    let Tally { met, breached, late, missing, waived, not_applicable, not_yet_due, unknown } = clause.tally;
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
        count(clause.claims_breached),
        if is_judged { Cell::Amount(clause.amount_breached) } else { Cell::Nothing },
    ]
}

fn finding_cells(finding: &Finding, lang: Lang) -> Vec<Cell> {
    let kind = match finding.lapse {
        Lapse::None => Cell::Nothing,
        Lapse::Late => Cell::key(lang, "word-late"),
        Lapse::Missing => Cell::key(lang, "word-missing"),
        Lapse::Other => Cell::key(lang, "word-other"),
    };
    let law: Vec<String> = finding.law.iter().map(|(address, day, value)| format!("{address} {day}: {value}")).collect();
    let evidence: Vec<String> = finding.evidence.iter().map(|(file, line)| format!("{file}:{line}")).collect();
    let mut cells = vec![
        finding.clause.as_str().into(),
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

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use calamine::{Data, DataType, Range, Reader, Xlsx};

    use super::*;
    use crate::findings::{Baseline, sample, to_json};

    fn voice(lang: Lang) -> Voice {
        Voice::new(lang, "DKK")
    }

    fn written(head: &Findings, lang: Lang, rows: u32) -> (Vec<u8>, u64) {
        let (voice, mut bytes) = (voice(lang), Vec::new());
        let mut writer = Writer::new(head, &voice, rows, head.baseline.is_some()).unwrap();
        head.findings.iter().for_each(|finding| writer.write(finding).unwrap());
        let left_out = writer.finish(head.baseline.as_ref(), &mut bytes).unwrap();
        (bytes, left_out)
    }

    fn sheet(bytes: &[u8], index: usize) -> Range<Data> {
        Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range_at(index).unwrap().unwrap()
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut text = String::new();
        zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    fn cell(range: &Range<Data>, row: u32, column: &str) -> Data {
        let heading = range.rows().next().unwrap();
        let place = heading.iter().position(|one| one.get_string() == Some(column)).unwrap_or_else(|| panic!("{column}: {heading:?}"));
        range.get_value((row, u32::try_from(place).unwrap())).cloned().unwrap_or(Data::Empty)
    }

    #[test]
    fn cells_have_the_types_that_people_calculate_with() {
        let (bytes, left_out) = written(&sample::findings(), Lang::Da, ROWS);
        assert_eq!(left_out, 0);
        let findings = sheet(&bytes, FINDINGS);
        assert_eq!(findings.height(), 4);
        assert_eq!(cell(&findings, 1, "Resultat"), Data::String("ikke overholdt".into()));
        assert_eq!(cell(&findings, 1, "Brud"), Data::String("for sent".into()));
        assert_eq!(cell(&findings, 1, "Beløb (DKK)"), Data::Float(1925.5));
        let date = cell(&findings, 1, "Dato");
        assert!(date.is_datetime(), "{date:?}");
        assert_eq!(date.get_datetime().unwrap().as_f64(), 46_082.0, "1 March 2026");
        assert_eq!(cell(&findings, 1, "Krav"), Data::String("+45 12".into()));
        assert_eq!(cell(&findings, 1, "Rækker i data"), Data::String("krav 1.csv:3 hændelser.csv:7".into()));
        assert_eq!(cell(&findings, 3, "Beløb (DKK)"), Data::Empty, "what is not known is not zero");
        let clauses = sheet(&bytes, CLAUSES);
        assert_eq!(cell(&clauses, 1, "I alt"), Data::Float(5.0));
        assert_eq!(cell(&clauses, 2, "Resultat"), Data::String("ikke prøvet".into()));
        assert_eq!(cell(&clauses, 1, "Det skal ske"), Data::String("=Senest 14 dage efter forfald kommer rykker.".into()));
        let about = sheet(&bytes, ABOUT);
        let rows: Vec<String> = about.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
        assert!(rows.iter().any(|row| row == "Afvist række|krav 1.csv:5|et fejlplaceret anførselstegn"), "{rows:?}");
        assert!(rows.iter().any(|row| row.starts_with("Strategiens fingeraftryk|blake3:11")), "{rows:?}");
    }

    #[test]
    fn headings_stand_still_and_filter_and_nothing_becomes_a_formula() {
        let (bytes, _) = written(&sample::findings(), Lang::Da, ROWS);
        let page = part(&bytes, "xl/worksheets/sheet2.xml");
        assert!(page.contains("ySplit=\"1\"") && page.contains("state=\"frozen\""), "{page}");
        assert!(page.contains("<autoFilter ref=\"A1:M4\"/>"), "{page}");
        for sheet in 1..=3 {
            assert!(!part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml")).contains("<f>"));
        }
        assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
        assert!(part(&bytes, "docProps/core.xml").contains("2026-12-31T00:00:00Z"), "the day of the verdicts, and no clock");
    }

    #[test]
    fn the_same_findings_give_the_same_bytes_in_each_language() {
        for lang in Lang::ALL {
            let (one, other) = (written(&sample::findings(), lang, ROWS), written(&sample::findings(), lang, ROWS));
            assert!(one == other, "{lang}");
            let names = Xlsx::new(Cursor::new(&one.0)).unwrap().sheet_names();
            assert_eq!(names, ["sheet-clauses", "sheet-findings", "sheet-about"].map(|key| lang.text(key)));
        }
    }

    #[test]
    fn a_full_sheet_says_so_in_its_last_row() {
        let mut head = sample::findings();
        let one = head.findings[0].clone();
        for (count, left_out, height) in [(4_usize, 0, 5), (5, 2, 5), (9, 6, 5)] {
            head.findings = vec![one.clone(); count];
            let (bytes, left) = written(&head, Lang::En, 5);
            let findings = sheet(&bytes, FINDINGS);
            assert_eq!((left, findings.height()), (left_out, height), "{count} findings");
            let last = cell(&findings, 4, "Clause").to_string();
            let (words, filter) = if left_out == 0 {
                ("a/rykker".to_owned(), "A1:M5")
            } else {
                (format!("The sheet is full: {left_out} findings are not on it. All are in findings.csv."), "A1:M4")
            };
            assert_eq!(last, words);
            assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains(&format!("<autoFilter ref=\"{filter}\"/>")), "{count} findings");
        }
    }

    #[test]
    fn what_no_cell_can_hold_is_cut_and_never_an_error() {
        let mut head = sample::findings();
        head.findings[0].actual = "æ".repeat(40_000);
        head.findings[1].actual = "a\u{1}b".to_owned();
        let (bytes, _) = written(&head, Lang::Nb, ROWS);
        assert_eq!(sheet(&bytes, FINDINGS).height(), 4);
        assert_eq!(fitted(&"æ".repeat(40_000)).chars().count(), CHARACTERS);
        assert_eq!(fitted(&"æ".repeat(20_000)).chars().count(), 20_000);
        assert_eq!(fitted(&"😀".repeat(20_000)).encode_utf16().count(), CHARACTERS);
    }

    #[test]
    fn an_earlier_run_adds_its_columns() {
        let mut head = sample::findings();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("findings.json");
        head.findings[0].verdict = crate::plan::Verdict::Unknown;
        std::fs::write(&path, to_json(&head).to_string()).unwrap();
        head = sample::findings();
        let mut baseline = Baseline::read(&path).unwrap();
        head.findings.iter_mut().for_each(|finding| baseline.mark(finding));
        head.baseline = Some(baseline.finish(&head));
        let (bytes, _) = written(&head, Lang::En, ROWS);
        let findings = sheet(&bytes, FINDINGS);
        assert_eq!(cell(&findings, 1, "Since last time"), Data::String("changed".into()));
        assert_eq!(cell(&findings, 1, "Before"), Data::String("cannot be judged".into()));
        assert_eq!(cell(&findings, 2, "Before"), Data::Empty);
    }
}
