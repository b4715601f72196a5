//! Key figures that are counted over case data: the question as data, one pass over the claims, and what was found.
//!
//! A figure counts whole claims, whatever rules say of them. What the data does not tell is counted apart and never as zero.

mod arrears;
mod cell;
mod found;
mod goal;
mod roll;
mod run;
mod span;
mod steps;

pub use arrears::{BANDS, Band};
pub use cell::{Bounds, Cell, Exact, Ratio, Spread, Sum};
pub use found::{Found, Grouped, Named};
pub use goal::{Aim, Goal, Judged};
pub use roll::Roll;
pub use run::count;
pub use span::{Span, SpanKind};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::cases::{Kinds, StateId, Vocabulary};
use crate::plan::Scope;
use crate::quantity::Day;

/// The period of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FlowPer {
    /// A calendar year.
    Year,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
}

/// Which number stands for many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Statistic {
    /// The middle one.
    Median,
    /// The average.
    Mean,
    /// The one that nine of ten do not exceed.
    P90,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// What a measure is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Breakdown {
    /// Claim types.
    ClaimType,
    /// Legal regimes.
    Track,
    /// Persons and companies.
    DebtorKind,
    /// Reasons.
    Reason,
}

impl Breakdown {
    /// The name in files: `claim_type`, `track`, `debtor_kind`, `reason`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ClaimType => "claim_type",
            Self::Track => "track",
            Self::DebtorKind => "debtor_kind",
            Self::Reason => "reason",
        }
    }
}

/// The day of a stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// Every 31 December of the period, and the as-of date in the running year.
    YearEnd,
    /// One day.
    Day(Day),
}

/// A step of a claim's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// An event of one of these kinds.
    Event(Kinds),
    /// A state that begins to hold.
    State(StateId),
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Overdue balances of open claims on a day.
    Arrears(On),
    /// Balances of claims in a state on a day.
    Standing(StateId, On),
    /// Events in a period.
    Flow(Kinds, FlowPer),
    /// Of the claims that had the second step in a year, the share that also had the first.
    Share(Step, Step),
    /// Days from the first of the first step to the first of the second after it, by the year of the first.
    Days(Step, Step, Statistic),
}

/// What the numbers of a figure count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// Minor units.
    Money,
    /// Claims or events.
    Number,
    /// Hundredths of a per cent.
    Share,
    /// Whole days.
    Days,
}

impl Counting {
    /// The name in files: `minor_units`, `number`, `hundredths_of_a_per_cent`, `days`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Money => "minor_units",
            Self::Number => "number",
            Self::Share => "hundredths_of_a_per_cent",
            Self::Days => "days",
        }
    }
}

/// How claims are told apart by a breakdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// By claim type.
    ClaimType,
    /// By legal regime: for each claim type by its index, the index of its track.
    Track(Vec<Option<u16>>),
    /// By the kind of debtor.
    DebtorKind,
    /// By the words in this text field of events, by its index.
    Reason(usize),
}

impl By {
    /// The breakdown.
    pub fn breakdown(&self) -> Breakdown {
        match self {
            Self::ClaimType => Breakdown::ClaimType,
            Self::Track(_) => Breakdown::Track,
            Self::DebtorKind => Breakdown::DebtorKind,
            Self::Reason(_) => Breakdown::Reason,
        }
    }
}

/// One key figure, asked of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is counted.
    pub counted: Counted,
    /// In what.
    pub counting: Counting,
    /// The claims.
    pub scope: Scope,
    /// What it is broken down by.
    pub by: Vec<By>,
    /// First and last day on which it is asked, both inclusive.
    pub period: (Day, Day),
    /// What is to be reached.
    pub goal: Goal,
}

impl Question {
    /// Every kind whose events could change the figure.
    pub fn looks_at(&self, vocabulary: &Vocabulary) -> Kinds {
        let step = |step: Step| match step {
            Step::Event(kinds) => kinds,
            Step::State(state) => vocabulary.moved_by(state),
        };
        match self.counted {
            Counted::Arrears(_) => Overdue::of(vocabulary).looked_at,
            Counted::Standing(state, _) => vocabulary.moved_by(state) | vocabulary.moving(),
            Counted::Flow(kinds, _) => kinds,
            Counted::Share(part, of) => step(part) | step(of),
            Counted::Days(from, to, _) => step(from) | step(to),
        }
    }

    /// The states that it asks for.
    pub fn states(&self, vocabulary: &Vocabulary) -> Vec<StateId> {
        let step = |step: Step| if let Step::State(state) = step { Some(state) } else { None };
        match self.counted {
            Counted::Arrears(_) => Overdue::of(vocabulary).open.into_iter().collect(),
            Counted::Standing(state, _) => vec![state],
            Counted::Flow(..) => Vec::new(),
            Counted::Share(one, other) | Counted::Days(one, other, _) => [one, other].into_iter().filter_map(step).collect(),
        }
    }

    /// The text fields of events that it reads, by their index.
    pub fn event_fields(&self) -> impl Iterator<Item = usize> {
        self.by.iter().filter_map(|by| if let By::Reason(field) = by { Some(*field) } else { None })
    }
}

/// The names on which being overdue rests.
#[derive(Debug, Clone, Copy)]
struct Overdue {
    due: Kinds,
    write_off: Kinds,
    open: Option<StateId>,
    /// Every kind that moves it.
    looked_at: Kinds,
}

impl Overdue {
    fn of(vocabulary: &Vocabulary) -> Self {
        let kind = |name: &str| vocabulary.kind(name).map_or(Kinds::NONE, Kinds::one);
        let (due, write_off) = (kind("due"), kind("write_off"));
        Self { due, write_off, open: vocabulary.state("open"), looked_at: due | write_off | vocabulary.moving() }
    }
}
