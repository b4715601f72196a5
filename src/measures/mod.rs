//! Key figures: those that are reported, each a number, its day, its unit, and who says so; and those [`counted`] from the cases.

mod agree;
pub mod counted;
mod doubt;
mod from_csv;
mod reading;
mod reconcile;
#[cfg(test)]
mod sample;
mod scale;
mod words;

pub use agree::{Agreement, met};
pub use doubt::{Contradiction, Statement, beyond_whole, statement, total_doubt};
pub use from_csv::{Known, number, read};
pub use reading::Reading;
pub use reconcile::{Difference, difference};
pub use scale::{Scale, Unit};

use std::collections::BTreeMap;

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

/// How a figure is said to follow from another one of the same file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Follows {
    /// So many times as much.
    Times {
        /// How many times.
        times: Written,
        /// The other figure's name.
        measure: String,
    },
    /// The change of the other figure since the time before.
    Change {
        /// The other figure's name.
        measure: String,
    },
}

impl Follows {
    /// The other figure's name.
    pub fn measure(&self) -> &str {
        match self {
            Self::Times { measure, .. } | Self::Change { measure } => measure,
        }
    }
}

/// One reported figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    /// The name that a clause asks for with `measure: {reported: NAME}`.
    pub measure: String,
    /// The kind of claims it is about; `None` for all.
    pub claim_type: Option<String>,
    /// The cause it is about, for example of write-offs; `None` for all.
    pub reason: Option<String>,
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

    /// Every figure, by name, then claim type, cause and day.
    pub fn all(&self) -> impl Iterator<Item = &Reported> {
        self.0.iter()
    }

    /// The last figure of one name in a year, about one claim type and cause, or about all of either.
    pub fn one(&self, measure: &str, year: i32, claim_type: Option<&str>, reason: Option<&str>) -> Option<&Reported> {
        let about = |one: &&Reported| one.claim_type.as_deref() == claim_type && one.reason.as_deref() == reason;
        self.of(measure, None).filter(|one| one.date.year() == year).filter(about).last()
    }

    /// The last figure in a year of each claim type, in the order of their ids.
    pub fn by_claim_type(&self, measure: &str, year: i32) -> Vec<&Reported> {
        self.last_of_each(measure, year, |one| one.claim_type.as_ref().filter(|_| one.reason.is_none()))
    }

    /// The last figure in a year of each cause, in the order of their ids.
    pub fn by_reason(&self, measure: &str, year: i32) -> Vec<&Reported> {
        self.last_of_each(measure, year, |one| one.reason.as_ref().filter(|_| one.claim_type.is_none()))
    }

    fn last_of_each<'a>(&'a self, measure: &str, year: i32, group: impl Fn(&'a Reported) -> Option<&'a String>) -> Vec<&'a Reported> {
        let mut last: BTreeMap<&str, &Reported> = BTreeMap::new();
        for one in self.0.iter().filter(|one| one.measure == measure && one.date.year() == year) {
            if let Some(group) = group(one) {
                last.insert(group, one);
            }
        }
        last.into_values().collect()
    }

    /// Whether a figure agrees with the one that it is said to follow from; `None` where it is said to follow from none, or that one is
    /// not there.
    pub fn agreement<'a>(&'a self, figure: &'a Reported) -> Option<Agreement<'a>> {
        let follows = figure.follows.as_ref()?;
        let about = |one: &&Reported| one.claim_type == figure.claim_type && one.reason == figure.reason;
        let mut earlier: Vec<&Reported> = self.of(follows.measure(), Some(figure.date)).filter(about).collect();
        let from = earlier.pop()?;
        let before = earlier.pop();
        (matches!(follows, Follows::Times { .. }) || before.is_some()).then_some(Agreement { figure, follows, from, before })
    }
}
