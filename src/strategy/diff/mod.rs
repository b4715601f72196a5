//! Two editions of a strategy, clause by clause: what is new, dropped, renamed, reworded, tightened, loosened or otherwise changed.
//!
//! Data and no words. Both are read as if they held on the days of the later one, so that only what they say differs. What is called
//! tighter or looser is proved from the plans: there is nothing that the tighter one allows and the looser one does not.

mod bounds;
mod claims;
mod commitments;
mod example;
mod names;
mod pairing;
mod points;
mod rules;
#[cfg(test)]
mod tests;
mod to_json;

pub use example::Example;
pub use points::{Effect, Point, What};

use super::{Chapter, Clause, Coverage, Kept, Strategy};
use names::Names;

/// What differs between two editions.
#[derive(Debug, Clone)]
pub struct Diff {
    /// The earlier one.
    pub before: Edition,
    /// The later one.
    pub after: Edition,
    /// Every clause of the authority's own: those of the later edition in its order, then those that were dropped.
    pub clauses: Vec<ClauseDiff>,
    /// Claim types that are new, dropped, or under another legal regime.
    pub claim_types: Vec<ClaimTypeDiff>,
}

/// An edition in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The strategy's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// First and last day, both inclusive.
    pub period: (crate::quantity::Day, crate::quantity::Day),
    /// How the authority's own clauses are kept.
    pub coverage: Coverage,
    /// How many clauses of the law are included beside them.
    pub law: usize,
}

/// One clause in both editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseDiff {
    /// What became of it.
    pub change: Change,
    /// As it stood; `None` where it is new.
    pub before: Option<Told>,
    /// As it stands; `None` where it was dropped.
    pub after: Option<Told>,
    /// What differs besides text and address.
    pub points: Vec<Point>,
}

/// A clause as one edition tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// `chapter/clause`.
    pub address: String,
    /// Its number in the documents of that edition, from 1.
    pub number: usize,
    /// The heading of its chapter.
    pub heading: String,
    /// The sentence that the council reads, on one line.
    pub text: String,
    /// How it is kept: `rule`, `measure`, `duty`, `attested`, `narrative`.
    pub kept: &'static str,
}

/// What became of a clause; the first of these that is true of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is new.
    Added,
    /// It is there no more.
    Dropped,
    /// It was only said, and is now kept account of.
    Sharpened,
    /// It was kept account of, and is now only said.
    Blunted,
    /// It allows less.
    Tightened,
    /// It allows more.
    Loosened,
    /// It asks for something else, or for more in one respect and less in another, or nothing can be proved.
    Changed,
    /// Only its text differs, and maybe its address.
    Reworded,
    /// Only its address differs.
    Renamed,
    /// Nothing differs.
    Unchanged,
}

impl Change {
    /// Every change, in the order in which documents tell them.
    pub const ALL: [Self; 10] = [
        Self::Tightened,
        Self::Sharpened,
        Self::Loosened,
        Self::Blunted,
        Self::Changed,
        Self::Added,
        Self::Dropped,
        Self::Reworded,
        Self::Renamed,
        Self::Unchanged,
    ];

    /// The name in JSON and in keys of texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Dropped => "dropped",
            Self::Sharpened => "sharpened",
            Self::Blunted => "blunted",
            Self::Tightened => "tightened",
            Self::Loosened => "loosened",
            Self::Changed => "changed",
            Self::Reworded => "reworded",
            Self::Renamed => "renamed",
            Self::Unchanged => "unchanged",
        }
    }
}

/// A claim type that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimTypeDiff {
    /// The id.
    pub id: String,
    /// Its name in the later edition, or in the earlier one where it was dropped.
    pub name: String,
    /// What became of it: added, dropped or changed (another name or another legal regime).
    pub change: Change,
}

impl Diff {
    /// Holds the later edition against the earlier one.
    pub fn between(before: &Strategy, after: &Strategy) -> Self {
        let moved = before.clone().in_period(after.period);
        let names = Names::new(&moved, after);
        let (old, new) = (listed(&moved), listed(after));
        let mut clauses = Vec::new();
        let mut found = pairing::pair(&old, &new, &names);
        for (place, one) in new.iter().enumerate() {
            let partner = found.remove(&place).and_then(|place| old.get(place));
            clauses.push(match partner {
                Some(partner) => both(partner, one, &names),
                None => ClauseDiff { change: Change::Added, before: None, after: Some(one.told()), points: Vec::new() },
            });
        }
        let paired: Vec<&str> = clauses.iter().filter_map(|clause| clause.before.as_ref()).map(|told| told.address.as_str()).collect();
        let dropped = old.iter().filter(|one| !paired.contains(&one.clause.address.as_str()));
        let dropped: Vec<ClauseDiff> =
            dropped.map(|one| ClauseDiff { change: Change::Dropped, before: Some(one.told()), after: None, points: Vec::new() }).collect();
        clauses.extend(dropped);
        Self { before: edition(before), after: edition(after), clauses, claim_types: claim_types(before, after) }
    }

    /// How many clauses a change befell.
    pub fn count(&self, change: Change) -> usize {
        self.of(change).count()
    }

    /// The clauses that a change befell, in the order of the documents.
    pub fn of(&self, change: Change) -> impl Iterator<Item = &ClauseDiff> {
        self.clauses.iter().filter(move |clause| clause.change == change)
    }

    /// Whether the two say the same of everything that is compared.
    pub fn is_empty(&self) -> bool {
        self.claim_types.is_empty() && self.clauses.iter().all(|clause| clause.change == Change::Unchanged)
    }
}

/// A clause with what is around it.
struct Listed<'s> {
    clause: &'s Clause,
    heading: &'s str,
    number: usize,
    strategy: &'s Strategy,
}

impl Listed<'_> {
    fn text(&self) -> String {
        self.clause.text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn told(&self) -> Told {
        Told {
            address: self.clause.address.clone(),
            number: self.number,
            heading: self.heading.to_owned(),
            text: self.text(),
            kept: self.clause.kept.name(),
        }
    }
}

/// The authority's own clauses, with their numbers in the documents.
fn listed(strategy: &Strategy) -> Vec<Listed<'_>> {
    let clauses = strategy.all_chapters().flat_map(|chapter: &Chapter| chapter.clauses.iter().map(move |clause| (chapter, clause)));
    let numbered = clauses.zip(1..).filter(|((_, clause), _)| !clause.is_law);
    numbered.map(|((chapter, clause), number)| Listed { clause, heading: &chapter.heading, number, strategy }).collect()
}

fn both(before: &Listed<'_>, after: &Listed<'_>, names: &Names<'_>) -> ClauseDiff {
    let points = points::points(before, after, names);
    let change = match (&before.clause.kept, &after.clause.kept) {
        (Kept::Narrative, Kept::Narrative) => None,
        (Kept::Narrative, _) => Some(Change::Sharpened),
        (_, Kept::Narrative) => Some(Change::Blunted),
        _ => None,
    };
    let (old, new) = (before.told(), after.told());
    let change = change.or(points::change(&points)).unwrap_or(match (old.text == new.text, old.address == new.address) {
        (false, _) => Change::Reworded,
        (true, false) => Change::Renamed,
        (true, true) => Change::Unchanged,
    });
    ClauseDiff { change, before: Some(old), after: Some(new), points }
}

fn edition(strategy: &Strategy) -> Edition {
    let mut coverage = Coverage::default();
    for clause in strategy.clauses().filter(|clause| !clause.is_law) {
        coverage.add(&clause.kept);
    }
    Edition {
        id: strategy.id.clone(),
        title: strategy.title.clone(),
        period: strategy.period,
        coverage,
        law: strategy.clauses().filter(|clause| clause.is_law).count(),
    }
}

fn claim_types(before: &Strategy, after: &Strategy) -> Vec<ClaimTypeDiff> {
    let diff = |id: &String, name: &String, change| ClaimTypeDiff { id: id.clone(), name: name.clone(), change };
    let mut diffs = Vec::new();
    for one in &after.claim_types {
        match before.claim_types.iter().find(|old| old.id == one.id) {
            None => diffs.push(diff(&one.id, &one.name, Change::Added)),
            Some(old) if old != one => diffs.push(diff(&one.id, &one.name, Change::Changed)),
            Some(_) => {}
        }
    }
    let gone = before.claim_types.iter().filter(|old| !after.claim_types.iter().any(|one| one.id == old.id));
    diffs.extend(gone.map(|old| diff(&old.id, &old.name, Change::Dropped)));
    diffs
}
