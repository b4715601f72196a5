//! How far a text is on its way: what the decisions make of it on a day. Nobody writes that down; it follows.

use std::borrow::Cow;

use super::{Decision, Governance};
use crate::quantity::Day;
use crate::strategy::Strategy;

/// How far a text is on its way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// No body has recommended it, or one rejected it since.
    #[default]
    Draft,
    /// A body on the way recommended it; the last one has not adopted it.
    Recommended,
    /// The last body on the route adopted it, and its period has not begun.
    Adopted,
    /// It is adopted, its period has begun, and no later text is in force.
    InForce,
    /// A text that replaces it is in force.
    Superseded,
}

impl Status {
    /// The name in files, for example `in_force`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Recommended => "recommended",
            Self::Adopted => "adopted",
            Self::InForce => "in_force",
            Self::Superseded => "superseded",
        }
    }

    /// The name in texts: a key of the languages.
    pub fn key(self) -> &'static str {
        match self {
            Self::Draft => "status-draft",
            Self::Recommended => "status-recommended",
            Self::Adopted => "status-adopted",
            Self::InForce => "status-in-force",
            Self::Superseded => "status-superseded",
        }
    }
}

/// What the decisions make of a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// How far it is.
    pub status: Status,
    /// The body that adopts, where a route says so.
    pub adopter: Option<String>,
    /// What other bodies recommended, by date.
    pub endorsements: Vec<Decision>,
    /// The decision by which it was adopted.
    pub adoption: Option<Decision>,
    /// Whether the text is sealed.
    pub is_sealed: bool,
    /// That its period went on without it being adopted; only where decisions are kept account of and there is a day to judge on.
    pub lacked: Option<Lacked>,
    /// The text that replaced it, and from which day.
    pub successor: Option<(String, Day)>,
}

/// That a period went on without a text being adopted for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacked {
    /// For how many days: from the first day of the period to the adoption, or to the day of judging while there is none. No more than
    /// the period has.
    pub days: i32,
    /// Whether that is the whole period.
    pub is_whole: bool,
    /// What held meanwhile; `None` where the strategy names none before it.
    pub meanwhile: Option<Meanwhile>,
}

/// The text that was in force before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meanwhile {
    /// Its title.
    pub title: String,
    /// Whether its text is at hand.
    pub at_hand: bool,
    /// The day on which it was adopted, where that is known.
    pub adopted: Option<Day>,
}

/// The text before a strategy, and those that replace it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The one before it.
    pub before: Option<Meanwhile>,
    /// Those that name it as the one before them and were adopted: title, and the first day on which each was in force.
    pub after: Vec<(String, Day)>,
}

/// The first day on which a text with a period is in force: the first of its period, or the day of its adoption where that came later.
pub(super) fn in_force(period: (Day, Day), adopted: Day) -> Day {
    period.0.max(adopted)
}

/// How many days of a period had passed on a day; nothing before its second day.
pub fn days_into(period: (Day, Day), day: Day) -> Option<i32> {
    let days = day.0.saturating_sub(period.0.0);
    (days > 0).then_some(days)
}

impl Governance {
    /// The strategy as far as it held by a day: where another has replaced it by then, its period ends the day before that one's begins.
    pub fn holding<'s>(&self, strategy: &'s Strategy, as_of: Day) -> Cow<'s, Strategy> {
        let successor = self.neighbours.after.iter().map(|(_, from)| *from).filter(|from| *from <= as_of).min();
        successor.map_or(Cow::Borrowed(strategy), |from| Cow::Owned(strategy.clone().until(from.plus_days(-1))))
    }

    /// What the decisions make of the strategy on a day, that day included; without a day, what they make of it at last: its period is
    /// then not looked at.
    pub fn standing(&self, strategy: &Strategy, on: Option<Day>) -> Standing {
        let decisions = on.map_or_else(|| self.decisions.clone(), |day| self.decisions.as_of(day));
        let adoption = decisions.adoption().cloned();
        let endorsements: Vec<Decision> = decisions.endorsements().cloned().collect();
        let force = adoption.as_ref().map(|one| in_force(strategy.period, one.date)).filter(|from| *from <= strategy.period.1);
        let successor = self.neighbours.after.iter().filter(|(_, from)| on.is_some_and(|day| *from <= day)).min_by_key(|(_, from)| *from);
        let status = match (&adoption, on) {
            (Some(_), Some(_)) if successor.is_some() => Status::Superseded,
            (Some(_), Some(day)) if force.is_some_and(|from| from <= day) => Status::InForce,
            (Some(_), _) => Status::Adopted,
            (None, _) if !endorsements.is_empty() => Status::Recommended,
            (None, _) => Status::Draft,
        };
        let until = adoption.as_ref().map(|one| one.date).or(on).map(|day| day.min(strategy.period.1.plus_days(1)));
        let days = until
            .filter(|_| on.is_some() && decisions.place.is_some() && !decisions.is_open())
            .and_then(|day| days_into(strategy.period, day));
        Standing {
            status,
            adopter: decisions.adopter().map(str::to_owned),
            endorsements,
            adoption,
            is_sealed: decisions.seal.is_some_and(|seal| on.is_none_or(|day| seal.date <= day)),
            lacked: days.map(|days| Lacked {
                days,
                is_whole: successor.is_none() && strategy.period.0.plus_days(days) > strategy.period.1,
                meanwhile: self.neighbours.before.clone(),
            }),
            successor: successor.cloned(),
        }
    }
}
