use super::{Bound, Breach, DecidedBy, Names, Quality, Rounding, Unit};
use crate::prose::Fact;
use crate::quantity::{Day, Factor, Money, Period, Rate, Share};
use crate::source::Span;

/// A statutory parameter: one dated series of values, or a formula over others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// The address, for example `dk/gebyrlov/reminder-fee`.
    pub address: String,
    /// What it is.
    pub name: Names,
    /// What a reader must know besides; empty where there is nothing.
    pub note: Names,
    /// The unit of its values.
    pub unit: Unit,
    /// How it binds a strategy; `None` for a figure that others rest on.
    pub bound: Option<Bound>,
    /// Which day chooses the value.
    pub decided_by: DecidedBy,
    /// Whether it applies only where the council has decided so.
    pub council_decision: bool,
    /// What a breach comes to, where that is known.
    pub breach: Option<Breach>,
    /// The day by which the values are to be checked again.
    pub review_by: Option<Day>,
    /// How the value follows from others on days without a row.
    pub formula: Option<Formula>,
    /// The values, ascending, without overlap.
    pub values: Vec<Value>,
    /// Days without a verified value, ascending.
    pub missing: Vec<Missing>,
    /// Where it stands.
    pub span: Span,
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

/// Days for which no value has been verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// The first day, inclusive; `None` for all before the last.
    pub from: Option<Day>,
    /// The last day, inclusive; `None` for all after the first.
    pub to: Option<Day>,
    /// What is known of them and what is lacking.
    pub because: Names,
}

/// How a value follows from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Formula {
    /// Rates added up.
    Sum(Vec<String>),
    /// So many times an amount, in whole crowns.
    Product {
        /// The amount's address.
        amount: String,
        /// The factor's address.
        factor: String,
        /// What becomes of a product that is not whole; without it, it has no value.
        rounding: Option<Rounding>,
    },
}

impl Formula {
    /// The addresses that it rests on.
    pub fn operands(&self) -> Vec<&str> {
        match self {
            Self::Sum(addresses) => addresses.iter().map(String::as_str).collect(),
            Self::Product { amount, factor, .. } => vec![amount, factor],
        }
    }
}

/// A value in its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// An amount.
    Money(Money),
    /// A share.
    Share(Share),
    /// A rate.
    Rate(Rate),
    /// How many times an amount.
    Factor(Factor),
    /// A length of time.
    Period(Period),
    /// A count.
    Number(i64),
    /// A day.
    Day(Day),
    /// A list of codes.
    Codes(Vec<String>),
    /// A rule without a value is in force.
    InForce,
}

impl Amount {
    /// The number that measures are compared with: minor units, hundredths of a per cent, counts; `None` for what is no number.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Money(Money(minor)) => Some(*minor),
            Self::Share(Share(hundredths)) => Some(i64::from(*hundredths)),
            Self::Rate(Rate(hundredths)) => Some(i64::from(*hundredths)),
            Self::Number(number) => Some(*number),
            Self::Factor(_) | Self::Period(_) | Self::Day(_) | Self::Codes(_) | Self::InForce => None,
        }
    }

    /// The length of time, if it is one.
    pub fn period(&self) -> Option<Period> {
        if let Self::Period(period) = self { Some(*period) } else { None }
    }

    /// The day, if it is one.
    pub fn day(&self) -> Option<Day> {
        if let Self::Day(day) = self { Some(*day) } else { None }
    }

    /// The value as a fact.
    pub fn fact(&self) -> Fact {
        match self {
            Self::Money(money) => Fact::Money(*money),
            Self::Share(share) => Fact::Share(*share),
            Self::Rate(rate) => Fact::Rate(*rate),
            Self::Factor(Factor { numerator, denominator, is_fraction: true }) => Fact::Text(format!("{numerator}/{denominator}")),
            Self::Factor(factor) => {
                let hundredths = u64::from(factor.numerator) * 100 / u64::from(factor.denominator.max(1));
                Fact::Decimal(i64::try_from(hundredths).unwrap_or(i64::MAX))
            }
            Self::Period(period) => Fact::Period(*period),
            Self::Number(number) => Fact::Number(*number),
            Self::Day(day) => Fact::Day(*day),
            Self::InForce => Fact::Key("law-in-force".to_owned()),
            Self::Codes(codes) => Fact::AllOf(codes.iter().map(|code| Fact::Text(code.clone())).collect()),
        }
    }
}

impl Parameter {
    /// The row that states a value for a day, which is the day that decides.
    pub(super) fn row(&self, day: Day) -> Option<&Value> {
        self.values.iter().rfind(|value| value.from <= day && value.to.is_none_or(|to| day <= to))
    }

    /// Why a day has no value, where the parameter says so.
    pub fn missing_on(&self, day: Day) -> Option<&Missing> {
        self.missing.iter().find(|missing| missing.from.is_none_or(|from| from <= day) && missing.to.is_none_or(|to| day <= to))
    }

    /// Whether the due date chooses the value.
    pub(super) fn is_by_due_date(&self) -> bool {
        self.decided_by == DecidedBy::DueDate
    }
}
