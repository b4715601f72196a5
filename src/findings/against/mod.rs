//! What a draft would have meant: two strategies judge the same cases, and what differs is counted.

mod compare;
mod groups;
mod incomparable;
mod to_json;

pub use compare::against;
pub use incomparable::{Incomparable, comparable};
pub use to_json::{schema, to_json};

use crate::cases::Cases;
use crate::plan::{Tally, Verdict};
use crate::prose::Voice;
use crate::quantity::Day;
use crate::strategy::{Severity, Strategy};

/// Groups of persons with fewer claims than this are merged in breakdowns.
pub const SMALLEST_GROUP: u64 = 5;

/// One of the two strategies, and the cases as its own names read them.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// The strategy.
    pub strategy: &'a Strategy,
    /// The cases; the same for both where their vocabularies are equal.
    pub cases: &'a Cases,
}

/// What a draft would have meant on a case set.
#[derive(Debug, Clone)]
pub struct Against {
    /// How its facts become words.
    pub voice: Voice,
    /// The case set's name.
    pub cases: String,
    /// How many claims it holds.
    pub claims: usize,
    /// Whether every row could be placed with its claim, in both readings.
    pub complete: bool,
    /// The day on which both are judged.
    pub as_of: Day,
    /// The strategy's id and digest.
    pub strategy: (String, String),
    /// The draft's id and digest.
    pub draft: (String, String),
    /// Every rule of either, in the order of the strategy, then those that only the draft has.
    pub rules: Vec<Compared>,
    /// Activations with another verdict, or on one side only.
    pub changed: Affected,
    /// Breached with the draft and not with the strategy.
    pub more: Affected,
    /// Breached with the strategy and not with the draft.
    pub fewer: Affected,
    /// Breaches more and fewer, by claim type.
    pub by_claim_type: Vec<Group>,
    /// Breaches more and fewer, by kind of debtor.
    pub by_debtor_kind: Vec<Group>,
}

/// How much is affected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Affected {
    /// Activations.
    pub activations: u64,
    /// Claims, each once.
    pub claims: u64,
    /// Minor units at stake, each claim once with the most that is at stake in it, as far as known.
    pub amount: i64,
}

/// One rule with the strategy and with the draft.
#[derive(Debug, Clone)]
pub struct Compared {
    /// `chapter/clause`, or `chapter/clause/1`.
    pub clause: String,
    /// How grave a breach is; the draft's word where only it has the rule.
    pub severity: Severity,
    /// With the strategy; `None` where only the draft has it.
    pub before: Option<Told>,
    /// With the draft; `None` where only the strategy has it.
    pub after: Option<Told>,
    /// Which verdicts change to which, the most frequent first.
    pub changes: Vec<Change>,
    /// All of them together.
    pub changed: Affected,
}

/// What one side says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What is promised, in words.
    pub expected: String,
    /// The verdicts.
    pub tally: Tally,
}

/// One way in which verdicts change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The verdict with the strategy; `None` where there was no such activation.
    pub from: Option<Verdict>,
    /// The verdict with the draft; `None` where there is no such activation.
    pub to: Option<Verdict>,
    /// How much changes so.
    pub affected: Affected,
}

/// Breaches more and fewer in a group of claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The group in words; `None` for the groups that are too small to be shown.
    pub name: Option<String>,
    /// How many; `None` where even together they are too small.
    pub counts: Option<Counts>,
}

/// Breaches more and fewer in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Claims with breaches more or fewer.
    pub claims: u64,
    /// Breaches more.
    pub more: u64,
    /// Breaches fewer.
    pub fewer: u64,
    /// Minor units at stake in the claims with more breaches, each once, as far as known.
    pub amount: i64,
}
