//! What became of the remedies of findings, by the day of judging.

mod to_json;

pub(super) use to_json::to_json;

use std::collections::BTreeMap;

use super::{Finding, Judged};
use crate::governance::{Remedy, RemedyStatus};
use crate::plan::Verdict;
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

/// What became of a remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemedyState {
    /// It is not done, and its last day has passed.
    Overdue,
    /// It is to be done, and its last day has not passed.
    Open,
    /// It was done after its last day.
    DoneLate,
    /// It was done on its last day or before.
    Done,
    /// Nothing is to be done.
    Accepted,
    /// It is not done, and the finding is there no more: it was mended, or the fingerprint is of another key or case set.
    Gone,
}

impl RemedyState {
    /// Every state, the one to look at first first.
    pub const ALL: [Self; 6] = [Self::Overdue, Self::Open, Self::DoneLate, Self::Done, Self::Accepted, Self::Gone];

    /// The name in files, for example `done_late`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Open => "open",
            Self::DoneLate => "done_late",
            Self::Done => "done",
            Self::Accepted => "accepted",
            Self::Gone => "gone",
        }
    }

    /// The name in texts: a key of the languages.
    pub fn key(self) -> String {
        format!("remedy-{}", self.name().replace('_', "-"))
    }

    fn of(remedy: &Remedy, is_found: bool, as_of: Day) -> Self {
        match (remedy.status, remedy.date) {
            (RemedyStatus::Accepted, _) => Self::Accepted,
            (RemedyStatus::Done, Some(date)) if date > remedy.due => Self::DoneLate,
            (RemedyStatus::Done, _) => Self::Done,
            _ if !is_found => Self::Gone,
            _ if remedy.due < as_of => Self::Overdue,
            _ => Self::Open,
        }
    }
}

impl Remedies {
    /// Those of a state, the one with the earliest last day first.
    pub fn of(&self, state: RemedyState) -> Vec<&Remedied> {
        let mut found: Vec<&Remedied> = self.entries.iter().filter(|one| one.state == state).collect();
        found.sort_by_key(|one| one.remedy.due);
        found
    }
}

/// Looks for the finding of each remedy among all that the run found.
pub(super) fn remedied(judged: &Judged<'_>, remedies: &[Remedy], as_of: Day) -> Remedies {
    let mut places: BTreeMap<&str, Option<(String, Verdict)>> = remedies.iter().map(|one| (one.finding.as_str(), None)).collect();
    let mut unassigned = 0;
    let looked: Result<(), ()> = judged.each(|finding: Finding| {
        match places.get_mut(finding.fingerprint.as_str()) {
            Some(place) => *place = Some((finding.clause, finding.verdict)),
            None => unassigned += u64::from(finding.verdict == Verdict::Breached),
        }
        Ok(())
    });
    debug_assert!(looked.is_ok(), "looking cannot fail");
    let entry = |one: &Remedy| {
        let (remedy, found) = (one.as_of(as_of), places.get(one.finding.as_str()).cloned().flatten());
        Remedied { state: RemedyState::of(&remedy, found.is_some(), as_of), remedy, found }
    };
    Remedies { is_kept: true, entries: remedies.iter().map(entry).collect(), unassigned }
}

#[cfg(test)]
mod tests {
    use super::RemedyState::{self, Accepted, Done, DoneLate, Gone, Open, Overdue};
    use crate::governance::{Remedy, RemedyStatus};
    use crate::quantity::Day;

    #[test]
    fn the_last_day_is_included() {
        let day = |day| Day::new(2027, 6, day).unwrap();
        let remedy = |status, date| Remedy {
            finding: "0".repeat(32),
            owner: "chef".to_owned(),
            due: day(15),
            status,
            date,
            evidence: None,
            note: None,
        };
        let of = |status, date: Option<Day>, found, as_of| RemedyState::of(&remedy(status, date).as_of(day(as_of)), found, day(as_of));
        for (status, date, found, as_of, state) in [
            (RemedyStatus::Open, None, true, 15, Open),
            (RemedyStatus::UnderWay, None, true, 16, Overdue),
            (RemedyStatus::Open, None, false, 16, Gone),
            (RemedyStatus::Done, Some(day(15)), true, 20, Done),
            (RemedyStatus::Done, Some(day(15)), false, 20, Done),
            (RemedyStatus::Done, Some(day(16)), true, 20, DoneLate),
            // On a day before it was done, it was not.
            (RemedyStatus::Done, Some(day(16)), true, 15, Open),
            (RemedyStatus::Done, Some(day(18)), true, 17, Overdue),
            (RemedyStatus::Accepted, Some(day(18)), true, 20, Accepted),
            (RemedyStatus::Accepted, Some(day(18)), true, 17, Overdue),
        ] {
            assert_eq!(of(status, date, found, as_of), state, "{status:?} {date:?} {found} {as_of}");
        }
    }
}
