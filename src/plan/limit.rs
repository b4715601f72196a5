use super::Term;
use super::measure::Moment;
use super::terms::Amount;
use crate::cases::FieldRef;
use crate::quantity::Day;

/// One end of the range, inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// A number or an amount in minor units.
    Is(i64),
    /// A value of the law, read on the activation's day.
    Law(Vec<Dated>),
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

/// A value with the days on which it holds, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// The first day.
    pub from: Day,
    /// The last day, if there is one.
    pub to: Option<Day>,
    /// The value.
    pub value: i64,
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

impl Dated {
    /// The value of a series on a day; `None` where there is none verified for it.
    pub fn on(values: &[Self], day: Day) -> Option<i64> {
        let holds = |dated: &&Self| dated.from <= day && dated.to.is_none_or(|to| day <= to);
        values.iter().rfind(holds).map(|dated| dated.value)
    }
}

impl Limit {
    /// What the limit comes to at an activation; without one, what it comes to on a day.
    pub(super) fn amount(&self, moment: Option<&Moment<'_>>, day: Day) -> Amount {
        match (self, moment) {
            (Self::Is(value), _) => Amount::Known(*value),
            (Self::Law(values), _) => Amount::of(Dated::on(values, day)),
            (Self::Term(term), Some(moment)) => term.amount(moment, day),
            (Self::By { field, mandates }, Some(moment)) => {
                let words = moment.claim.word(FieldRef::Event(*field), moment.event);
                Amount::of(words.map(|words| Self::of(mandates, words)))
            }
            (Self::Term(_) | Self::By { .. }, None) => Amount::Unknown,
        }
    }

    /// Whether it asks the law for a value that the law does not have, verified, on a day.
    pub(super) fn lacks_law(&self, day: Day) -> bool {
        match self {
            Self::Is(_) | Self::By { .. } => false,
            Self::Law(values) => Dated::on(values, day).is_none(),
            Self::Term(term) => term.lacks_law(day),
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
