use super::{Lapse, Verdict};
use crate::cases::Claim;
use crate::quantity::Day;

/// What an activation is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The outcome's claim.
    Claim,
    /// A debtor, by their place among those of the outcome's claim, which is the first of theirs; that claim alone where it has none.
    Debtor(u32),
    /// A calendar year, over all claims.
    Year(i32),
}

impl About {
    /// The debtor that an outcome on a claim is about; `None` where it is about something else, or the claim has none.
    pub fn debtor(self, claim: Claim<'_>) -> Option<&str> {
        if let Self::Debtor(place) = self { claim.debtors().nth(place as usize) } else { None }
    }
}

/// What became of one activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The question, by its place in the list.
    pub question: u32,
    /// What it is about.
    pub about: About,
    /// The claim, by its number; 0 for a year.
    pub claim: u32,
    /// The activation's event, by its place among the claim's; `None` for a question asked once a claim and for a row that could
    /// not be read.
    pub event: Option<u32>,
    /// The event that decided, where one did.
    pub other: Option<u32>,
    /// What the data should tell and does not, by its place among the claim's gaps, where it may itself have been the activation.
    pub gap: Option<u32>,
    /// The activation's day; [`NO_DAY`](crate::cases::NO_DAY) where it could not be read.
    pub day: Day,
    /// The last day on which the promise could be kept, where it has one.
    pub last_day: Option<Day>,
    /// What was measured, or [`UNKNOWN`](crate::cases::UNKNOWN).
    pub value: i64,
    /// Minor units: what was measured, for questions about amounts; else the claim's balance after the activation, or 0 where more was
    /// paid than is owed. [`UNKNOWN`](crate::cases::UNKNOWN) where the data does not tell.
    pub at_stake: i64,
    /// The verdict.
    pub verdict: Verdict,
    /// How it was broken.
    pub lapse: Lapse,
}
