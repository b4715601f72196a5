use super::Term;
use super::measure::Moment;
use super::terms::Amount;
use crate::cases::FieldRef;
use crate::law::{Occasion, Series};
use crate::quantity::{Day, Period};

/// One end of the range, inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// A number or an amount in minor units.
    Is(i64),
    /// A value of the law, read on the activation's day and the claim's due date.
    Law(Series<i64>),
    /// What the activation's role may do, looked up by the words of a field of events.
    By {
        /// Index of the field.
        field: usize,
        /// The roles that may; another one may not at all.
        mandates: Vec<Mandate>,
    },
    /// An amount of the claim itself.
    Term(Box<Term>),
}

/// A length of time that a rule compares with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Length {
    /// Written out.
    Is(Period),
    /// A value of the law.
    Law(Series<Period>),
}

impl Length {
    /// The length on an occasion; `None` where the law has no verified value for it.
    pub fn on(&self, occasion: Occasion) -> Option<Period> {
        match self {
            Self::Is(period) => Some(*period),
            Self::Law(series) => series.on(occasion),
        }
    }
}

/// What a role may do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// The role's id in the strategy.
    pub role: String,
    /// The words that name it, in small letters.
    pub names: Vec<String>,
    /// Minor units, inclusive; `None` for a role without limit.
    pub limit: Option<i64>,
}

impl Limit {
    /// What the limit comes to at an activation; without one, what it comes to on a day.
    pub(super) fn amount(&self, moment: Option<&Moment<'_>>, day: Day) -> Amount {
        match (self, moment) {
            (Self::Is(value), _) => Amount::Known(*value),
            (Self::Law(series), Some(moment)) => Amount::of(series.on(moment.occasion(day))),
            (Self::Law(series), None) => Amount::of(series.on(Occasion { on: day, due: None })),
            (Self::Term(term), Some(moment)) => term.amount(moment, day),
            (Self::By { field, mandates }, Some(moment)) => {
                let words = moment.claim.word(FieldRef::Event(*field), moment.event);
                Amount::of(words.map(|words| Self::of(mandates, words)))
            }
            (Self::Term(_) | Self::By { .. }, None) => Amount::Unknown,
        }
    }

    /// Whether it asks the law for a value that the law does not have, verified, on an occasion.
    pub(super) fn lacks_law(&self, occasion: Occasion) -> bool {
        match self {
            Self::Is(_) | Self::By { .. } => false,
            Self::Law(series) => series.on(occasion).is_none(),
            Self::Term(term) => term.lacks_law(occasion),
        }
    }

    /// The limit for words in the field that it is looked up by: every known amount is above that of a role that may not.
    fn of(mandates: &[Mandate], words: &str) -> i64 {
        let words = words.to_lowercase();
        let mandate = mandates.iter().find(|mandate| mandate.names.contains(&words));
        mandate.map_or(i64::MIN, |mandate| mandate.limit.unwrap_or(i64::MAX))
    }

    /// Whether the words of a field name none of the roles that may.
    pub fn shuts_out(&self, words: Option<&str>) -> bool {
        matches!(self, Self::By { mandates, .. } if words.is_some_and(|words| Self::of(mandates, words) == i64::MIN))
    }
}
