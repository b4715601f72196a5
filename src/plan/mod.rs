//! A question about cases, as data: *for each activation that the gates let through, measure the related events in a window; the
//! value must lie in a range.*
//!
//! Every rule kind is a constructor of plans. The evaluator never sees a rule's name.

mod accrued;
mod barred;
mod evidence;
mod life;
mod measure;
mod run;
mod story;
mod terms;
mod verdict;

pub use accrued::{Accrual, Basis, Convention, RateOn};
pub use barred::{Floor, Limitation};
pub use evidence::evidence;
pub use life::Truth;
pub use run::{Keep, Outcome, judge, run};
pub use story::{Aside, Because, Story, aside};
pub use terms::Term;
pub use verdict::{Lapse, Tally, Verdict};

use crate::cases::{FieldRef, Kinds, StateId, Vocabulary};
use crate::quantity::{Calendar, Day, Period};

/// Where a question is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// At each event of these kinds.
    Each(Kinds),
    /// At each event of these kinds that has an earlier one of them.
    Again(Kinds),
    /// Once a claim: dated by its first event, judged on the as-of date.
    Claim,
    /// Once a claim: dated by the first event of the first of these that the claim has, judged on the as-of date.
    Start(Vec<Kinds>),
}

impl Asked {
    /// The kinds of events that the question is asked at; none where it is asked once a claim.
    pub fn kinds(&self) -> Kinds {
        match self {
            Self::Each(kinds) | Self::Again(kinds) => *kinds,
            Self::Claim | Self::Start(_) => Kinds::NONE,
        }
    }

    /// Whether it is asked once a claim and judged on the as-of date, whatever event dates it.
    pub fn is_once(&self) -> bool {
        matches!(self, Self::Claim | Self::Start(_))
    }
}

/// On which side of the activation the related events lie, by their place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// The activation itself.
    Here,
    /// After it.
    After,
    /// Anywhere in the claim's life.
    Whole,
}

/// How far from the activation an edge of the window lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The distance in civil days.
    pub period: Period,
    /// Whether a related event exactly that far away lies in the window.
    pub inclusive: bool,
}

/// Which related events count, by their civil day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Before or after, by place in the file.
    pub side: Side,
    /// No nearer than this.
    pub from: Option<Edge>,
    /// No farther than this.
    pub to: Option<Edge>,
    /// Whether a last day that is no working day moves to the next one.
    pub next_working_day: bool,
    /// Whether only the nearest related event is looked at.
    pub nearest: bool,
}

impl Window {
    /// A window without edges.
    pub fn on(side: Side) -> Self {
        Self { side, from: None, to: None, next_working_day: false, nearest: false }
    }
}

/// What is measured in the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Measure {
    /// How many related events there are.
    Count,
    /// The sum of their amounts.
    Sum,
    /// The amount of the first of them.
    First,
    /// The amount of the last of them.
    Last,
    /// The claim's balance after the activation, or at the end of its life.
    Balance,
    /// How many of these fields are not filled in, or hold a word outside their list.
    Unrecorded(Vec<FieldTest>),
    /// An amount put together from others.
    Term(Term),
    /// What was booked as interest less what had accrued.
    Accrued(Accrual),
    /// Whether the claim was closed before it was time-barred.
    Barred(Limitation),
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
}

/// One end of the range, inclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// A number or an amount in minor units.
    Is(i64),
    /// A value of the law, read on the activation's day.
    Law(Vec<Dated>),
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

impl Dated {
    /// The value of a series on a day; `None` where there is none verified for it.
    pub fn on(values: &[Self], day: Day) -> Option<i64> {
        let holds = |dated: &&Self| dated.from <= day && dated.to.is_none_or(|to| day <= to);
        values.iter().rfind(holds).map(|dated| dated.value)
    }
}

/// Where the measured value must lie; both ends inclusive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Range {
    /// No less than this.
    pub min: Option<Limit>,
    /// No more than this.
    pub max: Option<Limit>,
}

/// A state that lets an activation through or shuts it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gate {
    /// The state.
    pub state: StateId,
    /// `true`: it must hold (`while`); `false`: it must not (`unless`).
    pub holds: bool,
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

/// Which claims a question is about; an empty list asks nothing of that field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Claim types, by index.
    pub claim_types: Option<Vec<u16>>,
    /// Fields and the words they may hold.
    pub fields: Vec<(FieldRef, Vec<String>)>,
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
    /// Every kind whose events could change the plan's verdict on a claim.
    pub fn looks_at(&self, vocabulary: &Vocabulary) -> Kinds {
        let asked = match &self.asked {
            Asked::Each(kinds) | Asked::Again(kinds) => *kinds,
            Asked::Claim => Kinds::NONE,
            Asked::Start(order) => order.iter().fold(Kinds::NONE, |all, kinds| all | *kinds),
        };
        let states = self.gates.iter().map(|gate| gate.state).chain(self.related_states.iter().copied());
        let measured = match &self.measure {
            Measure::Balance => vocabulary.moving(),
            Measure::Accrued(accrual) => vocabulary.moving() | accrual.from | accrual.booked,
            _ => Kinds::NONE,
        };
        let measured = measured | self.terms(vocabulary);
        states.fold(asked | self.related | measured, |kinds, state| kinds | vocabulary.moved_by(state))
    }
}

impl Plan {
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
