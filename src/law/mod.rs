//! The law as dated data: parameters with their sources, legal regimes of claims, public holidays. A value cannot be read without a day.

mod load;
mod written;

pub use load::{digest_of, load};
pub use written::{HolidaysFile, ParameterFile, Quality, TracksFile, Unit};

use std::collections::BTreeMap;

use crate::prose::{Fact, Lang};
use crate::quantity::{Calendar, Day, Money, Period, Share};
use crate::yaml::Document;

/// The law of one country, or of none.
#[derive(Debug, Clone, Default)]
pub struct Law {
    /// The country's code; empty for none.
    pub country: String,
    /// Where it was read: a folder, or empty for the law that travels with the program.
    pub origin: String,
    /// BLAKE3 over its texts.
    pub digest: String,
    /// Parameters by address, for example `dk/gebyrlov/reminder-fee`.
    pub parameters: BTreeMap<String, Parameter>,
    /// Legal regimes of claims by id, with their names.
    pub tracks: BTreeMap<String, Names>,
    /// Working days.
    pub calendar: Calendar,
    /// Ready statutory clauses, as written; whoever knows what a clause is proves them.
    pub clauses: Option<Document>,
}

/// A name in each language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(pub BTreeMap<String, String>);

impl Names {
    /// The name in a language, or in the first that has one.
    pub fn get(&self, lang: Lang) -> &str {
        self.0.get(lang.code()).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }
}

/// A statutory parameter: one dated series of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The address.
    pub address: String,
    /// What it is.
    pub name: Names,
    /// The unit of its values.
    pub unit: Unit,
    /// The values, ascending, without overlap.
    pub values: Vec<Value>,
}

/// One value of a parameter, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// The first day on which it is known to hold, inclusive.
    pub from: Day,
    /// Whether it may have held before: it was seen in force on `from`, and its start is not known.
    pub start_unknown: bool,
    /// The last day, inclusive.
    pub to: Option<Day>,
    /// The value.
    pub amount: Amount,
    /// The paragraph as numbered at that time.
    pub reference: String,
    /// Where it was seen.
    pub source: String,
    /// How good that source is.
    pub quality: Quality,
    /// The day on which it was checked.
    pub verified_on: Day,
}

/// A value in its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// An amount.
    Money(Money),
    /// A share.
    Share(Share),
    /// A length of time.
    Period(Period),
    /// A count.
    Number(i64),
}

impl Amount {
    /// The number that measures are compared with: minor units, hundredths of a per cent, counts; `None` for a period.
    pub fn number(self) -> Option<i64> {
        match self {
            Self::Money(Money(minor)) => Some(minor),
            Self::Share(Share(hundredths)) => Some(i64::from(hundredths)),
            Self::Number(number) => Some(number),
            Self::Period(_) => None,
        }
    }

    /// The value as a fact.
    pub fn fact(self) -> Fact {
        match self {
            Self::Money(money) => Fact::Money(money),
            Self::Share(share) => Fact::Share(share),
            Self::Period(period) => Fact::Period(period),
            Self::Number(number) => Fact::Number(number),
        }
    }
}

impl Parameter {
    /// The value on a day; `None` is *baseline missing*: no verified value is known for it.
    pub fn on(&self, day: Day) -> Option<&Value> {
        self.values.iter().rfind(|value| value.from <= day && value.to.is_none_or(|to| day <= to))
    }

    /// The value on the first day of a period, and each later one within it with the day it starts.
    pub fn during(&self, from: Day, to: Day) -> Fact {
        let first = self.on(from).map(|value| Box::new(value.amount.fact()));
        let later = self
            .values
            .iter()
            .filter(|value| from < value.from && value.from <= to)
            .map(|value| (value.from, value.amount.fact()))
            .collect();
        Fact::Dated { first, later }
    }
}
