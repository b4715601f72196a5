use super::Range;
use super::measure::Moment;
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

impl Limit {
    /// The limit on a day; `None` where the law has no verified value for it, or a role must be known to tell.
    pub fn on(&self, day: Day) -> Option<i64> {
        match self {
            Self::Is(value) => Some(*value),
            Self::Law(values) => {
                let holds = |dated: &&Dated| dated.from <= day && dated.to.is_none_or(|to| day <= to);
                values.iter().rfind(holds).map(|dated| dated.value)
            }
            Self::By { .. } => None,
        }
    }

    /// The limit for words in the field that it is looked up by: every known amount is above that of a role that may not.
    fn of(mandates: &[Mandate], words: &str) -> i64 {
        let words = words.to_lowercase();
        let mandate = mandates.iter().find(|mandate| mandate.names.contains(&words));
        mandate.map_or(i64::MIN, |mandate| mandate.limit.unwrap_or(i64::MAX))
    }

    fn at(&self, day: Day, moment: Option<&Moment<'_>>) -> Option<i64> {
        match self {
            Self::By { field, mandates } => {
                let moment = moment?;
                moment.claim.word(FieldRef::Event(*field), moment.event).map(|words| Self::of(mandates, words))
            }
            limit => limit.on(day),
        }
    }

    /// Whether the words of a field name none of the roles that may.
    pub fn shuts_out(&self, words: Option<&str>) -> bool {
        matches!(self, Self::By { mandates, .. } if words.is_some_and(|words| Self::of(mandates, words) == i64::MIN))
    }
}

/// The ends of a range at one activation; `None` for an end that it does not have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    pub min: Option<i64>,
    pub max: Option<i64>,
}

impl Range {
    /// Its ends at an activation; `None` where one that it has is not known there.
    pub(super) fn ends(&self, day: Day, moment: Option<&Moment<'_>>) -> Option<Ends> {
        let end = |limit: &Option<Limit>| -> Option<Option<i64>> {
            match limit {
                None => Some(None),
                Some(limit) => limit.at(day, moment).map(Some),
            }
        };
        Some(Ends { min: end(&self.min)?, max: end(&self.max)? })
    }
}
