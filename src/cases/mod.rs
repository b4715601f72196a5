//! What happened: claims and their events as columns, read once, judged by many rules.

mod batch;
mod blocks;
mod builder;
mod claim;
mod description;
mod from_csv;
mod from_parquet;
mod from_xes;
mod from_xlsx;
mod interpret;
mod join;
mod open;
mod piece;
mod read;
mod spelling;
mod table;
mod tell;
mod texts;
mod vocabulary;
pub mod written;

pub use builder::{Builder, ClaimRow, EventRow};
pub use claim::Claim;
pub use description::{ControlTotals, Description, Table};
pub use read::{Asked, CaseSet, Reading, describe, find_sets, read};
pub use tell::Difference;
pub use texts::{Cell, Texts};
pub use vocabulary::{
    BUILT_IN_EVENT_FIELDS, BUILT_IN_STATES, ClaimField, Effect, FieldRef, Kind, KindTest, Kinds, Phase, State, StateId, Vocabulary,
};

use std::collections::BTreeMap;

use crate::quantity::Day;

/// An amount that the data does not tell; never zero.
pub const UNKNOWN: i64 = i64::MIN;

/// The place of the due date among a claim's dates.
pub const DUE: usize = 1;

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

/// The claims table, a column each; empty where claims are derived from their events.
#[derive(Debug, Default)]
struct Claims {
    /// The debtors; the first where several are liable.
    debtor: Vec<Cell>,
    /// `person`, `company`, or not known.
    debtor_kind: Vec<Cell>,
    /// Index into the vocabulary's claim types.
    claim_type: Vec<Option<u16>>,
    /// Principal in minor units, or [`UNKNOWN`].
    principal: Vec<i64>,
    /// `established`, `due` and `last_timely_payment`, or [`NO_DAY`].
    dates: [Vec<Day>; 3],
    /// Declared fields, by their index in the vocabulary.
    fields: Vec<Vec<Cell>>,
    /// Which of claim type, principal, `established`, `due` and `last_timely_payment` are there, empty, or not told at all.
    told: [Vec<Cell>; 5],
    /// Where each claim stands.
    rows: Vec<Row>,
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
    /// The claims and their events, by the numbers of the claims.
    pieces: Vec<piece::Piece>,
    /// What the claims table tells.
    claims: Claims,
    /// The type of every claim, where there is no claims table and the description states one.
    pub claim_type: Option<u16>,
    /// Which kinds an event is of, one set for each combination that occurs.
    variants: Vec<Kinds>,
    /// The kind that an event of each variant is called.
    variant_names: Vec<u16>,
    /// Further liable debtors, by claim.
    further_debtors: BTreeMap<u32, Vec<Cell>>,
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

/// Where a claim lies that does not exist.
static NO_PIECE: piece::Piece = piece::Piece::EMPTY;

impl Cases {
    /// How many claims there are.
    pub fn len(&self) -> usize {
        self.pieces.last().map_or(0, |piece| piece.first as usize + piece.len())
    }

    /// Whether there are no claims.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many events there are.
    pub fn events(&self) -> usize {
        self.pieces.iter().map(piece::Piece::events).sum()
    }

    /// How many pieces the claims lie in; each is judged at one go.
    pub fn pieces(&self) -> usize {
        self.pieces.len()
    }

    /// The claims of a piece, in the order of their numbers.
    pub fn claims_of(&self, piece: usize) -> impl Iterator<Item = Claim<'_>> {
        self.pieces.get(piece).into_iter().flat_map(move |piece| (0..piece.len()).map(move |index| Claim::new(self, piece, index)))
    }

    /// All claims, in the order of their numbers.
    pub fn claims(&self) -> impl Iterator<Item = Claim<'_>> {
        (0..self.pieces()).flat_map(|piece| self.claims_of(piece))
    }

    fn variant(&mut self, kinds: Kinds, name: u16) -> u16 {
        let known = self.variants.iter().zip(&self.variant_names).position(|(set, called)| *set == kinds && *called == name);
        let index = known.unwrap_or_else(|| {
            self.variants.push(kinds);
            self.variant_names.push(name);
            self.variants.len() - 1
        });
        u16::try_from(index).unwrap_or(u16::MAX)
    }

    /// One claim; one without name and events where there is no such number.
    pub fn claim(&self, number: u32) -> Claim<'_> {
        let after = self.pieces.partition_point(|piece| piece.first <= number);
        let piece = after.checked_sub(1).and_then(|index| self.pieces.get(index)).unwrap_or(&NO_PIECE);
        Claim::new(self, piece, number.saturating_sub(piece.first) as usize)
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
