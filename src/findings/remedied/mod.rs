//! What became of the remedies of findings, by the day of judging.

mod to_json;

pub(super) use to_json::to_json;

use std::collections::BTreeMap;

use super::{ADOPTION, Finding, Judged};
use crate::governance::{Remedy, RemedyState};
use crate::plan::{Lapse, Verdict};
use crate::quantity::Day;

/// What is done about the findings of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remedies {
    /// Whether anybody keeps account of what is done.
    pub is_kept: bool,
    /// Each remedy in the order of the file, with its finding.
    pub entries: Vec<Remedied>,
    /// Breaches about which nothing is done.
    pub unassigned: u64,
}

/// A remedy, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedied {
    /// The remedy, as it was known on the day of judging.
    pub remedy: Remedy,
    /// Its finding's clause and verdict; `None` where the run has no such finding (any more).
    pub found: Option<(String, Verdict)>,
    /// What became of it.
    pub state: RemedyState,
}

impl Remedies {
    /// Those of a state, the one with the earliest last day first.
    pub fn of(&self, state: RemedyState) -> Vec<&Remedied> {
        let mut found: Vec<&Remedied> = self.entries.iter().filter(|one| one.state == state).collect();
        found.sort_by_key(|one| one.remedy.due);
        found
    }
}

/// Whether a finding is a breach that a tally counts: an exception that practice went beyond, and a period without an adoption, are not.
fn is_counted(finding: &Finding) -> bool {
    let is_apart = finding.clause == ADOPTION || matches!(finding.lapse, Lapse::Expired | Lapse::Overdrawn);
    finding.verdict == Verdict::Breached && !is_apart
}

/// Looks for the finding of each remedy among all that the run found.
pub(super) fn remedied(judged: &Judged<'_>, remedies: &[Remedy], as_of: Day) -> Remedies {
    let mut places: BTreeMap<&str, Option<(String, Verdict)>> = remedies.iter().map(|one| (one.finding.as_str(), None)).collect();
    let mut unassigned = 0;
    let looked: Result<(), ()> = judged.each(|finding: Finding| {
        match places.get_mut(finding.fingerprint.as_str()) {
            Some(place) => *place = Some((finding.clause, finding.verdict)),
            None => unassigned += u64::from(is_counted(&finding)),
        }
        Ok(())
    });
    debug_assert!(looked.is_ok(), "looking cannot fail");
    let entry = |one: &Remedy| {
        let (remedy, found) = (one.as_of(as_of), places.get(one.finding.as_str()).cloned().flatten());
        Remedied { state: remedy.state(found.is_some(), as_of), remedy, found }
    };
    Remedies { is_kept: true, entries: remedies.iter().map(entry).collect(), unassigned }
}
