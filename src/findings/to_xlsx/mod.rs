//! A workbook for people who filter and sort: the clauses, the findings, and what the run was of.

pub(super) mod cells;
#[cfg(test)]
mod tests;

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::cells::{CHANGE_COLUMNS, CLAUSE_COLUMNS, Cell, Column, FINDING_COLUMNS, Looks, clause_cells, excel_day, finding_cells, put};
use super::{Comparison, Finding, Findings, reason_words};
use crate::prose::Voice;

/// Rows that a sheet can have, its heading among them.
pub const ROWS: u32 = 1_048_576;

/// The places of the sheets in the workbook.
const CLAUSES: usize = 0;
const FINDINGS: usize = 1;
const ABOUT: usize = 2;

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
        for name in ["sheet-clauses", "sheet-findings", "sheet-about"] {
            book.add_worksheet_with_constant_memory()?.set_name(voice.lang.text(name))?;
        }
        let mut writer = Self { head, voice, book, looks: Looks::new(), compared, rows, next: 1, held: None, left_out: 0 };
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
