//! Findings against those of an earlier run: which are new, which have changed their verdict, which are gone.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

use super::{Finding, Findings};
use crate::plan::Verdict;
use crate::source::FileError;

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
    /// Reads the `findings.json` of an earlier run; of each finding only fingerprint, clause and verdict are kept.
    ///
    /// # Errors
    /// The file cannot be read, or is not a whole `findings.json`.
    pub fn read(path: &Path) -> Result<Self, FileError> {
        let failed = |cause| FileError::new("read", path, cause);
        let file = File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.is_dir() {
            return Err(failed(io::Error::other("this is a folder; name the findings.json in it")));
        }
        let written: Written = serde_json::from_reader(BufReader::new(file)).map_err(|error| {
            failed(if error.is_io() {
                error.into()
            } else if error.is_eof() {
                io::Error::other("the file ends too early; it is not a whole findings.json")
            } else {
                io::Error::other(format!("line {} is not as in a findings.json that `check --out` or `build` wrote", error.line()))
            })
        })?;
        let List { names, mut earlier } = written.findings;
        earlier.sort_by_key(|one| one.fingerprint);
        let run = Run {
            strategy: (written.strategy.id, written.strategy.digest),
            law: written.law.digest,
            cases: written.cases.map(|cases| cases.digest).unwrap_or_default(),
            as_of: written.as_of.unwrap_or_default(),
        };
        Ok(Self { run, names, earlier, clauses: BTreeMap::new() })
    }

    /// What the earlier run was of.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// Says how a finding differs from the earlier run, and counts it.
    pub fn mark(&mut self, finding: &mut Finding) {
        let changes = self.clauses.entry(finding.clause.clone()).or_default();
        let place = u128::from_str_radix(&finding.fingerprint, 16)
            .ok()
            .and_then(|wanted| self.earlier.binary_search_by_key(&wanted, |one| one.fingerprint).ok());
        let change = match place.and_then(|place| self.earlier.get_mut(place)) {
            None => Change::New,
            Some(earlier) => {
                earlier.seen = true;
                if earlier.verdict == finding.verdict { Change::Unchanged } else { Change::Changed(earlier.verdict) }
            }
        };
        match change {
            Change::New => changes.new += 1,
            Change::Unchanged => changes.unchanged += 1,
            Change::Changed(_) => changes.changed += 1,
        }
        finding.change = Some(change);
    }

    /// What is gone, and the counts; asked when every finding of this run has been marked.
    pub fn finish(mut self, findings: &Findings) -> Comparison {
        let mut gone: BTreeMap<String, Vec<Gone>> = BTreeMap::new();
        for one in self.earlier.iter().filter(|one| !one.seen) {
            let clause = self.names.get(one.clause as usize).cloned().unwrap_or_default();
            self.clauses.entry(clause.clone()).or_default().gone += 1;
            let fingerprint = format!("{:032x}", one.fingerprint);
            gone.entry(clause.clone()).or_default().push(Gone { fingerprint, clause, verdict: one.verdict });
        }
        let mut comparison = Comparison { run: self.run, clauses: Vec::new(), gone: Vec::new() };
        let names: Vec<String> = findings.clauses.iter().map(|clause| clause.address.clone()).chain(self.clauses.keys().cloned()).collect();
        for name in names {
            comparison.gone.extend(gone.remove(&name).into_iter().flatten());
            comparison.clauses.extend(self.clauses.remove_entry(&name));
        }
        comparison
    }
}

/// The keys of `findings.json` that a comparison needs.
#[derive(Deserialize)]
struct Written {
    as_of: Option<String>,
    strategy: WrittenStrategy,
    law: WrittenDigest,
    cases: Option<WrittenDigest>,
    findings: List,
}

#[derive(Deserialize)]
struct WrittenStrategy {
    id: String,
    digest: String,
}

#[derive(Deserialize)]
struct WrittenDigest {
    digest: String,
}

/// The findings, folded as they are read.
#[derive(Default)]
struct List {
    names: Vec<String>,
    earlier: Vec<Earlier>,
}

impl<'de> Deserialize<'de> for List {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct One {
            fingerprint: String,
            clause: String,
            verdict: String,
        }
        struct Fold;
        impl<'de> Visitor<'de> for Fold {
            type Value = List;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of findings")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<List, A::Error> {
                let mut list = List::default();
                let mut places: BTreeMap<String, u32> = BTreeMap::new();
                while let Some(One { fingerprint, clause, verdict }) = items.next_element()? {
                    let whole = Some(fingerprint.as_str()).filter(|digits| digits.len() == 32);
                    let fingerprint = whole.and_then(|digits| u128::from_str_radix(digits, 16).ok());
                    let (Some(fingerprint), Some(verdict)) = (fingerprint, Verdict::from_name(&verdict)) else {
                        return Err(de::Error::custom("not a finding"));
                    };
                    let clause = match places.get(&clause) {
                        Some(place) => *place,
                        None => {
                            let place = u32::try_from(list.names.len()).unwrap_or(u32::MAX);
                            list.names.push(clause.clone());
                            places.insert(clause, place);
                            place
                        }
                    };
                    list.earlier.push(Earlier { fingerprint, clause, verdict, seen: false });
                }
                Ok(list)
            }
        }
        deserializer.deserialize_seq(Fold)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{sample, to_json};

    /// The findings of the sample as a file, with what a test changes in it.
    fn earlier(change: impl FnOnce(&mut Findings)) -> (tempfile::TempDir, std::path::PathBuf) {
        let mut findings = sample::findings();
        change(&mut findings);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("findings.json");
        std::fs::write(&path, format!("{:#}", to_json(&findings))).unwrap();
        (folder, path)
    }

    fn compared(path: &Path) -> Findings {
        let mut findings = sample::findings();
        let mut baseline = Baseline::read(path).unwrap();
        findings.findings.iter_mut().for_each(|finding| baseline.mark(finding));
        findings.baseline = Some(baseline.finish(&findings));
        findings
    }

    #[test]
    fn new_unchanged_changed_and_gone_are_told_apart() {
        let (_folder, path) = earlier(|findings| {
            // The first was unknown then, the second was not there, and one was there that is not now.
            findings.findings[0].verdict = Verdict::Unknown;
            findings.findings[1].fingerprint = "ab".repeat(16);
            findings.findings[1].clause = "a/dropped".to_owned();
        });
        let findings = compared(&path);
        let changes: Vec<_> = findings.findings.iter().map(|finding| finding.change).collect();
        assert_eq!(changes, [Some(Change::Changed(Verdict::Unknown)), Some(Change::New), Some(Change::Unchanged)]);
        let baseline = findings.baseline.as_ref().unwrap();
        assert_eq!(baseline.total(), Changes { new: 1, unchanged: 1, changed: 1, gone: 1 });
        assert!(!baseline.is_disjoint());
        assert_eq!(baseline.clauses.last().unwrap(), &("a/dropped".to_owned(), Changes { gone: 1, ..Changes::default() }));
        assert_eq!(baseline.gone[0].fingerprint, "ab".repeat(16));
        let json = to_json(&findings);
        assert_eq!(json["findings"][0]["baseline"], "changed");
        assert_eq!(json["findings"][0]["was"], "unknown");
        assert_eq!(json["findings"][1]["was"], serde_json::Value::Null);
        assert_eq!(json["baseline"]["gone"][0]["clause"], "a/dropped");
    }

    #[test]
    fn another_key_leaves_nothing_in_common() {
        let (_folder, path) = earlier(|findings| {
            for (index, finding) in findings.findings.iter_mut().enumerate() {
                finding.fingerprint = format!("{index:032x}");
            }
        });
        assert!(compared(&path).baseline.unwrap().is_disjoint());
        let (_folder, path) = earlier(|findings| findings.findings.clear());
        assert!(!compared(&path).baseline.unwrap().is_disjoint(), "an earlier run without findings has nothing to have in common");
    }

    #[test]
    fn a_run_has_the_same_name_when_read_back() {
        let (_folder, path) = earlier(|_| {});
        let run = Baseline::read(&path).unwrap().run().clone();
        assert_eq!(run, Run::of(&sample::findings()));
        let guid = run.guid();
        assert_eq!((guid.len(), guid.get(14..15), guid.get(8..9)), (36, Some("5"), Some("-")), "{guid}");
        assert!("89ab".contains(guid.get(19..20).unwrap()), "{guid}");
    }

    #[test]
    fn what_is_not_a_whole_file_of_findings_is_refused_in_words() {
        let (folder, path) = earlier(|_| {});
        let text = std::fs::read_to_string(&path).unwrap();
        for (wrong, says) in [
            (text.get(..text.len() / 2).unwrap().to_owned(), "ends too early"),
            ("{}".to_owned(), "line 1 is not as in a findings.json"),
            (text.replace("\"breached\",", "\"broken\","), "is not as in a findings.json"),
            (String::new(), "ends too early"),
        ] {
            std::fs::write(&path, wrong).unwrap();
            let said = Baseline::read(&path).unwrap_err().to_string();
            assert!(said.contains(says), "{said}");
        }
        assert!(Baseline::read(folder.path()).unwrap_err().to_string().contains("folder"));
        assert!(Baseline::read(&folder.path().join("none.json")).unwrap_err().to_string().contains("no such file"));
    }
}
