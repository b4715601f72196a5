//! Findings against those of an earlier run: which are new, which have changed their verdict, which are gone.

mod from_json;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::{Finding, Findings};
use crate::plan::Verdict;

/// How a finding differs from an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The earlier run did not have it.
    New,
    /// The earlier run had it with the same verdict.
    Unchanged,
    /// The earlier run had it with this other verdict.
    Changed(Verdict),
}

impl Change {
    /// The name in files: `new`, `unchanged`, `changed`.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Unchanged => "unchanged",
            Self::Changed(_) => "changed",
        }
    }
}

/// How many findings differ in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// New ones.
    pub new: u64,
    /// Those with the same verdict as before.
    pub unchanged: u64,
    /// Those with another verdict than before.
    pub changed: u64,
    /// Those of the earlier run that are findings no more.
    pub gone: u64,
}

/// A finding of an earlier run that is a finding no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Its fingerprint.
    pub fingerprint: String,
    /// `chapter/clause`, or `chapter/clause/1`.
    pub clause: String,
    /// Its verdict then.
    pub verdict: Verdict,
}

/// An earlier run, and how the findings of this one differ from it.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What the earlier run was of.
    pub run: Run,
    /// Counts by clause, a rule at a time: in the order of this run's document, then clauses that only the earlier run has.
    pub clauses: Vec<(String, Changes)>,
    /// What is gone, clause by clause.
    pub gone: Vec<Gone>,
}

impl Comparison {
    /// The counts over all clauses.
    pub fn total(&self) -> Changes {
        self.clauses.iter().fold(Changes::default(), |sum, (_, one)| Changes {
            new: sum.new + one.new,
            unchanged: sum.unchanged + one.unchanged,
            changed: sum.changed + one.changed,
            gone: sum.gone + one.gone,
        })
    }

    /// Whether both runs have findings and not one in common, which another key or other cases explain better than practice does.
    pub fn is_disjoint(&self) -> bool {
        let total = self.total();
        total.unchanged + total.changed == 0 && total.new > 0 && total.gone > 0
    }
}

/// What an earlier run was of, as far as its file tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The strategy's id and digest.
    pub strategy: (String, String),
    /// The law's digest.
    pub law: String,
    /// The case set's digest; empty where there were no cases.
    pub cases: String,
    /// The day on which it was judged, as written; empty where there were no cases.
    pub as_of: String,
}

impl Run {
    /// What a run is of.
    pub fn of(findings: &Findings) -> Self {
        Self {
            strategy: findings.strategy.clone(),
            law: findings.law.1.clone(),
            cases: findings.cases.as_ref().map(|cases| cases.digest.clone()).unwrap_or_default(),
            as_of: findings.as_of.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    /// A name for the run in the form of a GUID: the same input has the same name.
    pub fn guid(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [&self.strategy.0, &self.strategy.1, &self.law, &self.cases, &self.as_of] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        // The digits that say "made from a name, by hashing", as readers of GUIDs expect them.
        let mut bits = u128::from_le_bytes(hasher.finalize().as_bytes().first_chunk().copied().unwrap_or_default());
        bits = (bits & !(0xf << 76)) | (5 << 76);
        bits = (bits & !(0x3 << 62)) | (2 << 62);
        let (a, b, c, d, e) = (bits >> 96, (bits >> 80) & 0xffff, (bits >> 64) & 0xffff, (bits >> 48) & 0xffff, bits & 0xffff_ffff_ffff);
        format!("{a:08x}-{b:04x}-{c:04x}-{d:04x}-{e:012x}")
    }
}

/// One finding of an earlier run, in 32 bytes and not as the words of its file.
#[derive(Debug, Clone, Copy)]
struct Earlier {
    fingerprint: u128,
    clause: u32,
    verdict: Verdict,
    seen: bool,
}

/// The findings of an earlier run, to hold the findings of this one against as they are made.
#[derive(Debug)]
pub struct Baseline {
    run: Run,
    names: Vec<String>,
    /// Sorted by fingerprint.
    earlier: Vec<Earlier>,
    clauses: BTreeMap<String, Changes>,
}

impl Baseline {
    /// What the earlier run was of.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// How a finding differs from the earlier run.
    pub fn change(&self, finding: &Finding) -> Change {
        match self.place(finding).and_then(|place| self.earlier.get(place)) {
            None => Change::New,
            Some(earlier) if earlier.verdict == finding.verdict => Change::Unchanged,
            Some(earlier) => Change::Changed(earlier.verdict),
        }
    }

    fn place(&self, finding: &Finding) -> Option<usize> {
        let wanted = u128::from_str_radix(&finding.fingerprint, 16).ok()?;
        self.earlier.binary_search_by_key(&wanted, |one| one.fingerprint).ok()
    }

    /// Says how a finding differs from the earlier run, and counts it.
    pub fn mark(&mut self, finding: &mut Finding) {
        let change = self.change(finding);
        if let Some(earlier) = self.place(finding).and_then(|place| self.earlier.get_mut(place)) {
            earlier.seen = true;
        }
        let changes = self.clauses.entry(finding.clause.clone()).or_default();
        match change {
            Change::New => changes.new += 1,
            Change::Unchanged => changes.unchanged += 1,
            Change::Changed(_) => changes.changed += 1,
        }
        finding.change = Some(change);
    }

    /// What is gone, and the counts; asked when every finding of this run has been marked.
    pub fn finish(&mut self, findings: &Findings) -> Comparison {
        let mut gone: BTreeMap<String, Vec<Gone>> = BTreeMap::new();
        for one in self.earlier.iter().filter(|one| !one.seen) {
            let clause = self.names.get(one.clause as usize).cloned().unwrap_or_default();
            self.clauses.entry(clause.clone()).or_default().gone += 1;
            let fingerprint = format!("{:032x}", one.fingerprint);
            gone.entry(clause.clone()).or_default().push(Gone { fingerprint, clause, verdict: one.verdict });
        }
        let mut comparison = Comparison { run: self.run.clone(), clauses: Vec::new(), gone: Vec::new() };
        let names: Vec<String> = findings.clauses.iter().map(|clause| clause.address.clone()).chain(self.clauses.keys().cloned()).collect();
        for name in names {
            comparison.gone.extend(gone.remove(&name).into_iter().flatten());
            comparison.clauses.extend(self.clauses.remove_entry(&name));
        }
        comparison
    }
}
