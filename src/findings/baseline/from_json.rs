use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};

use super::{Baseline, Earlier, Run};
use crate::plan::Verdict;
use crate::source::FileError;

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
