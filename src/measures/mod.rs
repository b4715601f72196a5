//! Key figures that are reported and not counted from the cases: a number, its day, its unit, and who says so.

mod agree;
mod from_csv;

pub use agree::{Agreement, met};
pub use from_csv::{Known, read};

use crate::quantity::Day;
use crate::source::Span;

/// A decimal number as somebody wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// The number in hundredths.
    pub hundredths: i64,
    /// How many decimals were written, 0 to 2: `2,7` was rounded to the nearest tenth.
    pub places: u32,
}

/// What a reported number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Crowns, or the authority's other currency.
    Money,
    /// Per cent.
    PerCent,
    /// Days.
    Days,
    /// Anything else, in the reporter's words.
    Other(String),
}

/// How a figure is said to follow from another one of the same file: so many times as much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Follows {
    /// How many times.
    pub times: Written,
    /// The other figure's name.
    pub measure: String,
}

/// One reported figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The name that a clause asks for with `measure: {reported: NAME}`.
    pub measure: String,
    /// The kind of claims it is about; `None` for all.
    pub claim_type: Option<String>,
    /// The day it stands for.
    pub date: Day,
    /// The number.
    pub value: Written,
    /// What it counts.
    pub unit: Unit,
    /// Who says so.
    pub source: String,
    /// Whether it is an estimate.
    pub estimated: bool,
    /// How it is said to follow from another figure.
    pub follows: Option<Follows>,
    /// Where it stands.
    pub span: Span,
}

/// Every reported figure of a file, by name, then claim type, then day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures(Vec<Reported>);

impl Figures {
    /// The figures of one name up to and including a day, where one is given; all claims first, then by claim type, each by day.
    pub fn of(&self, measure: &str, until: Option<Day>) -> impl Iterator<Item = &Reported> {
        self.0.iter().filter(move |one| one.measure == measure && until.is_none_or(|until| one.date <= until))
    }

    /// Whether a figure agrees with the one that it is said to follow from; `None` where it is said to follow from none.
    pub fn agreement<'a>(&'a self, figure: &'a Reported) -> Option<Agreement<'a>> {
        let follows = figure.follows.as_ref()?;
        let from = self.of(&follows.measure, Some(figure.date)).filter(|one| one.claim_type == figure.claim_type).last()?;
        Some(Agreement { figure, times: follows.times, from })
    }
}
