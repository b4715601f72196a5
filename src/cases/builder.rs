use super::batch::{Batch, Frame};
use super::join::join;
use super::{Cases, Cell, Kinds, Reason, Row, Texts, UNKNOWN, Vocabulary};
use crate::quantity::Day;

/// A row of the claims table, read.
#[derive(Debug, Clone)]
pub struct ClaimRow {
    /// The debtor.
    pub debtor: Cell,
    /// `person` or `company`.
    pub debtor_kind: Cell,
    /// Index of the claim type.
    pub claim_type: Option<u16>,
    /// Minor units or [`UNKNOWN`].
    pub principal: i64,
    /// `established`, `due`, `last_timely_payment`; the outer `None` where the source has no such column.
    pub dates: [Option<Option<Day>>; 3],
    /// Declared fields by their index in the vocabulary.
    pub fields: Vec<Cell>,
    /// Whether the source has a column for claim type, principal, `established`, `due` and `last_timely_payment`.
    pub columns: [bool; 5],
}

impl ClaimRow {
    /// Which of claim type, principal and the three dates are there, empty, or not told at all.
    pub(super) fn told(&self) -> [Cell; 5] {
        let told = |there: bool, column: bool| match (there, column) {
            (true, _) => Cell::PRESENT,
            (false, true) => Cell::EMPTY,
            (false, false) => Cell::UNKNOWN,
        };
        let day = |date: Option<Option<Day>>| date.flatten().is_some();
        let [established, due, last] = self.dates.map(day);
        let there = [self.claim_type.is_some(), self.principal != UNKNOWN, established, due, last];
        let mut cells = [Cell::UNKNOWN; 5];
        for ((cell, there), column) in cells.iter_mut().zip(there).zip(self.columns) {
            *cell = told(there, column);
        }
        cells
    }

    /// A claim of which nothing is known.
    pub fn unknown(fields: usize) -> Self {
        Self {
            debtor: Cell::UNKNOWN,
            debtor_kind: Cell::UNKNOWN,
            claim_type: None,
            principal: UNKNOWN,
            dates: [None; 3],
            fields: vec![Cell::UNKNOWN; fields],
            columns: [false; 5],
        }
    }
}

/// A row of the events, read.
#[derive(Debug, Clone)]
pub struct EventRow {
    /// The kind that its code maps to.
    pub kind: u16,
    /// The civil day.
    pub day: Day,
    /// Minor units or [`UNKNOWN`].
    pub amount: i64,
    /// Event fields by their index in the vocabulary.
    pub fields: Vec<Cell>,
}

/// Puts single rows together into cases, in any order: the claims first, where there is a table of them.
///
/// Files go another way, block by block; both end in the same columns.
pub struct Builder<'v> {
    frame: Frame<'v>,
    /// Whether claims may only come from a table.
    table: bool,
    files: Vec<String>,
    batch: Batch,
}

impl<'v> Builder<'v> {
    /// Starts with nothing; with `table`, an event of a claim that no table row named is refused.
    pub fn new(vocabulary: &'v Vocabulary, as_of: Day, table: bool) -> Self {
        Self { frame: Frame::new(vocabulary, as_of), table, files: Vec::new(), batch: Batch::new(0, vocabulary) }
    }

    /// The words of text columns.
    pub fn texts(&mut self) -> &mut Texts {
        &mut self.batch.texts
    }

    /// Names the file that the rows stand in, and gives its number.
    pub fn file(&mut self, name: &str) -> u16 {
        self.files.push(name.to_owned());
        0
    }

    /// Adds a row of the claims table. The same claim again with another debtor is one more liable debtor.
    pub fn claim(&mut self, name: &str, claim: ClaimRow, row: Row) {
        self.batch.claim(name.as_bytes(), claim, row.line, &self.frame);
    }

    /// Adds an event; one of a claim that the table lacks is refused, and one after the as-of date is left out.
    pub fn event(&mut self, claim: &str, event: &EventRow, row: Row) {
        self.batch.event(claim.as_bytes(), event, row.line, &self.frame);
    }

    /// Refuses an event row: with a readable claim, what it may have been is remembered there.
    pub fn refuse_event(&mut self, claim: Option<&str>, kinds: Kinds, day: Option<Day>, row: Row, reason: Reason) {
        self.batch.refuse_event(claim.map(str::as_bytes), kinds, day, row.line, reason, &self.frame);
    }

    /// Refuses a row of the claims table; a readable claim is kept, and nothing about it is known.
    pub fn refuse_claim(&mut self, claim: Option<&str>, row: Row, reason: Reason) {
        self.batch.refuse_claim(claim.map(str::as_bytes), row.line, reason, &self.frame);
    }

    /// Lays the rows out as columns, in the order claim, date, place in the file.
    pub fn finish(self) -> Cases {
        join(vec![self.batch], self.files, self.table, &self.frame)
    }
}
