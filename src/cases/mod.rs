//! What happened: claims and their events as columns, read once, judged by many rules.

mod builder;
mod claim;
mod description;
mod from_csv;
mod from_xes;
mod interpret;
mod read;
mod texts;
mod vocabulary;
pub mod written;

pub use builder::{Builder, ClaimRow, EventRow};
pub use claim::Claim;
pub use description::{ControlTotals, Description, Table};
pub use read::{CaseSet, Difference, Reading, describe, find_sets, read};
pub use texts::{Cell, Texts};
pub use vocabulary::{
    BUILT_IN_EVENT_FIELDS, BUILT_IN_STATES, ClaimField, Effect, FieldRef, Kind, KindTest, Kinds, Phase, State, StateId, Vocabulary,
};

use std::collections::BTreeMap;

use crate::quantity::Day;

/// An amount that the data does not tell; never zero.
pub const UNKNOWN: i64 = i64::MIN;

/// A day that the data does not tell.
pub const NO_DAY: Day = Day(i32::MIN);

/// Where a row stands: the file by its place in [`Cases::files`], and the line, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Index of the file.
    pub file: u16,
    /// The line the row starts on, or for formats without lines the row's number; from 1.
    pub line: u32,
}

/// The claims, a column each.
#[derive(Debug, Default)]
pub struct Claims {
    /// What the source calls each claim.
    pub names: Vec<Box<str>>,
    /// The debtors; the first where several are liable.
    pub debtor: Vec<Cell>,
    /// `person`, `company`, or not known.
    pub debtor_kind: Vec<Cell>,
    /// Index into the vocabulary's claim types.
    pub claim_type: Vec<Option<u16>>,
    /// Principal in minor units, or [`UNKNOWN`].
    pub principal: Vec<i64>,
    /// `established`, `due` and `last_timely_payment`, or [`NO_DAY`].
    pub dates: [Vec<Day>; 3],
    /// Declared fields, by their index in the vocabulary.
    pub fields: Vec<Vec<Cell>>,
    /// Which of claim type, principal, `established`, `due` and `last_timely_payment` are there, empty, or not told at all.
    pub told: [Vec<Cell>; 5],
    /// Where each claim stands; the first of its events where there is no table.
    pub rows: Vec<Row>,
    /// For each claim the index of its first event, and one more for the end.
    pub starts: Vec<u32>,
}

/// The events, a column each, in the order claim, date, place in the file.
#[derive(Debug, Default)]
pub struct Events {
    /// Index into [`Cases::variants`].
    pub variant: Vec<u16>,
    /// The civil day.
    pub day: Vec<Day>,
    /// Minor units, or [`UNKNOWN`].
    pub amount: Vec<i64>,
    /// Where each stands.
    pub rows: Vec<Row>,
    /// The event fields by their index in the vocabulary; empty where the description names no column.
    pub fields: Vec<Vec<Cell>>,
}

/// Something about a claim that the data should tell and does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The claim.
    pub claim: u32,
    /// Event kinds that it may have been.
    pub kinds: Kinds,
    /// Its day, where that could be read.
    pub day: Option<Day>,
    /// Where it stands.
    pub row: Row,
}

/// Why a row was refused. Never tells a value of the row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Another number of fields than the header has.
    FieldCount {
        /// Fields in the row.
        found: usize,
        /// Fields in the header.
        expected: usize,
    },
    /// A quotation mark that opens and does not close where a field ends.
    StrayQuote,
    /// Bytes that are not of the file's encoding.
    Encoding,
    /// No claim is named.
    NoClaim,
    /// The claims table has no such claim.
    ClaimNotInTable,
    /// The claim stands in the table already, with other values.
    ClaimTwice,
    /// An empty field that a row cannot do without.
    Empty {
        /// The column.
        column: String,
    },
    /// A date that cannot be read.
    Date {
        /// The column.
        column: String,
    },
    /// An amount that cannot be read.
    Amount {
        /// The column.
        column: String,
    },
    /// A code that the description neither maps nor ignores.
    Code {
        /// The column.
        column: String,
    },
}

/// A row that was not taken in: counted, listed, and followed in the verdicts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Where it stands.
    pub row: Row,
    /// Why.
    pub reason: Reason,
    /// Whether its claim could be told; if not, the whole run is incomplete.
    pub has_claim: bool,
}

/// A case set, ready to be asked.
#[derive(Debug, Default)]
pub struct Cases {
    /// The files, as the description names them.
    pub files: Vec<String>,
    /// The claims.
    pub claims: Claims,
    /// The events.
    pub events: Events,
    /// Which kinds an event is of, one set for each combination that occurs.
    pub variants: Vec<Kinds>,
    /// The kind that an event of each variant is called.
    pub variant_names: Vec<u16>,
    /// What the data should tell and does not, by claim.
    pub gaps: BTreeMap<u32, Vec<Gap>>,
    /// Rows that were not taken in.
    pub refused: Vec<Refused>,
    /// Rows after the as-of date: left out, counted and listed apart.
    pub later: Vec<Row>,
    /// Rows that stand twice, word for word; both were taken in.
    pub repeated: Vec<Row>,
    /// Words of the text columns.
    pub texts: Texts,
}

impl Cases {
    /// How many claims there are.
    pub fn len(&self) -> usize {
        self.claims.names.len()
    }

    /// Whether there are no claims.
    pub fn is_empty(&self) -> bool {
        self.claims.names.is_empty()
    }

    /// One claim.
    pub fn claim(&self, number: u32) -> Claim<'_> {
        Claim::new(self, number)
    }

    /// Whether every row could be placed with its claim.
    pub fn is_complete(&self) -> bool {
        self.refused.iter().all(|refused| refused.has_claim)
    }

    /// A row as messages show it: `haendelser.csv:17`.
    pub fn place(&self, row: Row) -> (&str, u32) {
        (self.files.get(usize::from(row.file)).map_or("", String::as_str), row.line)
    }
}
