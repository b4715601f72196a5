//! A question about cases, as data: *for each activation that the gates let through, measure the related events in a window; the
//! value must lie in a range.*
//!
//! Every rule kind that asks of cases is a constructor of plans. The evaluator never sees a rule's name.

mod accrued;
mod barred;
mod because;
mod evidence;
mod gate;
mod group;
mod horizon;
mod life;
mod limit;
mod measure;
mod outcome;
mod run;
mod same;
mod scope;
mod story;
mod terms;
mod verdict;
mod window;

pub use accrued::{Accrual, Basis};
pub use barred::{Earliest, Floor, Lasting, Limitation, Running};
pub use because::Because;
pub use evidence::evidence;
pub use gate::Gate;
pub use group::{Debtors, Group, group_evidence};
pub use horizon::{Horizon, Month, Stake};
pub use life::Truth;
pub(crate) use life::{Life, Watch};
pub use limit::{Length, Limit, Mandate};
pub use measure::occasion;
pub use outcome::{About, Outcome};
pub use run::{Keep, Run, judge, run, run_whole};
pub use scope::Scope;
pub use story::{Aside, Story};
pub use terms::Term;
pub use verdict::{Lapse, Tally, Verdict};
pub use window::{Edge, Side, Window};

use crate::cases::{FieldRef, Kinds, StateId, Vocabulary};
use crate::quantity::{Calendar, Day};

/// Where a question is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// At each event of these kinds.
    Each(Kinds),
    /// At each event of these kinds that has an earlier one of them.
    Again(Kinds),
    /// At each event of `by`, and at each one of `each` that comes after such an event.
    Opened {
        /// What opens.
        by: Kinds,
        /// What is asked of again once it is open.
        each: Kinds,
    },
    /// Once a claim: dated by its first event, judged on the as-of date.
    Claim,
    /// Once a claim: dated by the first event of the first of these that the claim has, judged on the as-of date.
    Start(Vec<Kinds>),
    /// Once for each group of claims, over their events in the period.
    Group(Group),
}

impl Asked {
    /// The kinds of events that the question is asked at; none where it is asked of a whole claim or group.
    pub fn kinds(&self) -> Kinds {
        match self {
            Self::Each(kinds) | Self::Again(kinds) => *kinds,
            Self::Opened { by, each } => *by | *each,
            Self::Claim | Self::Start(_) | Self::Group(_) => Kinds::NONE,
        }
    }

    /// Whether it is asked once a claim and judged on the as-of date, whatever event dates it.
    pub fn is_once(&self) -> bool {
        matches!(self, Self::Claim | Self::Start(_))
    }
}

/// What is measured in the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// How many related events there are.
    Count,
    /// How many of these fields are not filled in, or hold a word outside their list.
    Unrecorded(Vec<FieldTest>),
    /// An amount of the claim.
    Term(Term),
    /// What was booked as interest less what had accrued.
    Accrued(Accrual),
    /// Whether the claim was closed before it was time-barred.
    Barred(Limitation),
    /// How many related events, the activation's own aside, hold the same words in this field of events as the activation.
    Same(usize),
}

/// A field that must be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldTest {
    /// The field.
    pub field: FieldRef,
    /// Its name, for the explanation.
    pub name: String,
    /// The words it may hold; any where empty.
    pub words: Vec<String>,
    /// The forms it may have: 9 is a digit, A a letter, anything else itself; any form where empty.
    pub masks: Vec<String>,
}

/// Where the measured value must lie; both ends inclusive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Range {
    /// No less than this.
    pub min: Option<Limit>,
    /// No more than this.
    pub max: Option<Limit>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Where it is asked.
    pub asked: Asked,
    /// Which states let it through.
    pub gates: Vec<Gate>,
    /// The related events.
    pub related: Kinds,
    /// States whose first day counts as a related event.
    pub related_states: Vec<StateId>,
    /// Which of them count.
    pub window: Window,
    /// What is measured.
    pub measure: Measure,
    /// Where the value must lie.
    pub range: Range,
}

/// A plan with the claims and days it applies to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The plan.
    pub plan: Plan,
    /// The claims.
    pub scope: Scope,
    /// First day on which an activation counts, inclusive.
    pub from: Day,
    /// Last day on which an activation counts, inclusive.
    pub to: Day,
}

/// All questions of a run.
#[derive(Debug)]
pub struct Questions<'a> {
    /// The names that the cases were read with.
    pub vocabulary: &'a Vocabulary,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The day on which it is judged.
    pub as_of: Day,
    /// The questions.
    pub list: Vec<Question>,
}

impl Plan {
    /// The states that it asks for.
    pub fn states(&self) -> impl Iterator<Item = StateId> {
        self.gates.iter().flat_map(Gate::states).chain(&self.related_states).copied()
    }

    /// The text fields of events that the plan reads, by their index.
    pub fn event_fields(&self) -> impl Iterator<Item = usize> {
        let of_event = |field: FieldRef| if let FieldRef::Event(index) = field { Some(index) } else { None };
        let measured: Vec<usize> = match &self.measure {
            Measure::Unrecorded(tests) => tests.iter().filter_map(|test| of_event(test.field)).collect(),
            Measure::Same(field) => vec![*field],
            Measure::Count | Measure::Barred(_) | Measure::Accrued(_) | Measure::Term(_) => Vec::new(),
        };
        let limits = [&self.range.min, &self.range.max].into_iter().flatten();
        let gates = self.gates.iter().filter_map(|gate| if let Gate::Above(limit) = gate { Some(limit) } else { None });
        let limited = limits.chain(gates).filter_map(|limit| if let Limit::By { field, .. } = limit { Some(*field) } else { None });
        measured.into_iter().chain(limited.collect::<Vec<_>>())
    }

    /// Every kind whose events could change the plan's verdict on a claim.
    pub fn looks_at(&self, vocabulary: &Vocabulary) -> Kinds {
        let start = match &self.asked {
            Asked::Start(order) => order.iter().fold(Kinds::NONE, |all, kinds| all | *kinds),
            asked => asked.kinds(),
        };
        let accrued =
            if let Measure::Accrued(accrual) = &self.measure { vocabulary.moving() | accrual.from | accrual.booked } else { Kinds::NONE };
        let measured = accrued | self.terms(vocabulary);
        self.states().fold(start | self.related | measured, |kinds, state| kinds | vocabulary.moved_by(state))
    }

    /// Every kind whose events could change one of the plan's terms.
    fn terms(&self, vocabulary: &Vocabulary) -> Kinds {
        let limits = [&self.range.min, &self.range.max].into_iter().flatten();
        let compared = limits.filter_map(|limit| if let Limit::Term(term) = limit { Some(term.as_ref()) } else { None });
        let measured = if let Measure::Term(term) = &self.measure { Some(term) } else { None };
        compared.chain(measured).fold(Kinds::NONE, |kinds, term| kinds | term.looks_at(vocabulary))
    }
}

impl Question {
    /// Whether an activation on this day counts.
    pub fn counts(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}
