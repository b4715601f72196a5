//! Where practice and policy differ: every clause's verdicts, and every activation that is breached, waived or unknown, or
//! whose last day is near.

pub mod against;
mod assemble;
mod baseline;
pub mod explain;
mod fingerprint;
mod in_the_open;
mod judged;
mod mask;
mod measured;
pub mod personal;
pub mod population;
mod remedied;
#[cfg(test)]
mod sample;
mod schema;
pub(crate) mod standing;
mod teller;
pub mod test_sheet;
mod to_csv;
mod to_json;
pub mod to_sarif;
pub mod to_xlsx;
mod waived;
mod waiver_use;
mod words;

pub use assemble::{Source, Wanted, assemble, without_cases};
pub use baseline::{Baseline, Change, Changes, Comparison, Gone, Run};
pub use fingerprint::Key;
pub use in_the_open::{check_cases, check_texts};
pub use judged::Judged;
pub use mask::Mask;
pub use measured::{Compared, Measured};
pub use remedied::{Remedied, Remedies};
pub use schema::schema;
pub use standing::{ADOPTION, lacked_words};
pub use to_json::{finding_json, to_json, write_json};
pub use waived::{Overlay, Used};
pub(crate) use waiver_use::breaches;
pub use waiver_use::{Status, WaiverUse};
pub use words::{clause_words, reason_words};

use crate::cases::{Difference, Reason};
use crate::governance::{Obligation, Standing};
use crate::law::Occasion;
use crate::plan::{Horizon, Lapse, Tally, Verdict};
use crate::prose::Lang;
use crate::quantity::Day;
use crate::strategy::{Coverage, Severity};

/// The findings of one strategy on one case set, as of one day.
#[derive(Debug, Clone)]
pub struct Findings {
    /// The language of the words in it.
    pub lang: Lang,
    /// Whether personal values are masked in it.
    pub masked: bool,
    /// The day on which it was judged; `None` where there are no cases.
    pub as_of: Option<Day>,
    /// The strategy's id and digest.
    pub strategy: (String, String),
    /// Where the law was read, empty for the one that travels with the program, and its digest.
    pub law: (String, String),
    /// How far the strategy was on its way on the day of judging.
    pub standing: Standing,
    /// The case set; `None` where there are no cases.
    pub cases: Option<CaseSummary>,
    /// How many clauses are kept in which way.
    pub coverage: Coverage,
    /// Every clause, a rule at a time, in the order of the document.
    pub clauses: Vec<ClauseResult>,
    /// Every activation that is breached, waived or unknown, or whose last day is near, and every waiver that practice went beyond.
    pub findings: Vec<Finding>,
    /// What duties and attestations owe.
    pub obligations: Vec<Obligation>,
    /// How the findings differ from those of an earlier run, where one was given.
    pub baseline: Option<Comparison>,
    /// What became of each waiver, in the order of the file.
    pub waivers: Vec<WaiverUse>,
    /// What is done about the findings.
    pub remedies: Remedies,
    /// For each rule about limitation, in the order of the document: its address, and its claims by the month of their deadline.
    pub horizons: Vec<(String, Horizon)>,
    /// Every key figure that was counted from the cases, in the order of the document.
    pub measures: Vec<Measured>,
}

/// What a case set held.
#[derive(Debug, Clone)]
pub struct CaseSummary {
    /// Its name in documents.
    pub name: String,
    /// Whether it is made up.
    pub synthetic: bool,
    /// Whether every row could be placed with its claim.
    pub complete: bool,
    /// Claims.
    pub claims: usize,
    /// Events on or before the as-of date.
    pub events: usize,
    /// Rows that were not taken in: file, line, reason.
    pub rejected: Vec<(String, u32, Reason)>,
    /// Rows after the as-of date, left out.
    pub later: Vec<(String, u32)>,
    /// Totals that differ from those that the source states.
    pub differences: Vec<Difference>,
    /// Rows that stand twice.
    pub repeated: Vec<(String, u32)>,
    /// BLAKE3 over the data files.
    pub digest: String,
    /// BLAKE3 over the text of the case description.
    pub description: String,
}

/// The verdicts of one clause, or of one rule of a clause that has several.
#[derive(Debug, Clone)]
pub struct ClauseResult {
    /// `chapter/clause`, or `chapter/clause/1` where the clause has several rules.
    pub address: String,
    /// The clause's own address.
    pub clause: String,
    /// `rule`, `measure`, `duty`, `attested` or `narrative`.
    pub kept: &'static str,
    /// The rule kind.
    pub rule: Option<&'static str>,
    /// How grave a breach is.
    pub severity: Severity,
    /// What is promised, in words.
    pub expected: String,
    /// The verdicts.
    pub tally: Tally,
    /// Whether it states law and not policy.
    pub is_law: bool,
}

/// A value of the law that a verdict used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LawUse {
    /// The parameter's address.
    pub parameter: String,
    /// The days that chose the value.
    pub occasion: Occasion,
    /// The value in words, or that none is verified.
    pub value: String,
}

/// One activation that is breached, waived or unknown, or whose last day is near.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stays the same from run to run as long as the activation does.
    pub fingerprint: String,
    /// `chapter/clause`, or `chapter/clause/1`.
    pub clause: String,
    /// The verdict.
    pub verdict: Verdict,
    /// How it was broken.
    pub lapse: Lapse,
    /// The claim; `None` for a duty, and where several claims are judged together: a debtor's, a year's, or a share.
    pub claim: Option<String>,
    /// The activation's day, where it could be read.
    pub date: Option<Day>,
    /// The last day on which it could be kept.
    pub last_day: Option<Day>,
    /// Minor units at stake.
    pub amount: Option<i64>,
    /// What was found, in words.
    pub actual: String,
    /// The values of the law that were used.
    pub law: Vec<LawUse>,
    /// The law it rests on.
    pub basis: Vec<String>,
    /// The rows it rests on: file and line.
    pub evidence: Vec<(String, u32)>,
    /// The exception that covers it.
    pub waiver: Option<String>,
    /// How it differs from an earlier run, where one was given.
    pub change: Option<Change>,
}

impl Findings {
    /// Whether nothing was lost on the way from the source to the verdicts.
    pub fn is_complete(&self) -> bool {
        self.cases.as_ref().is_none_or(|cases| cases.complete)
    }

    /// How many activations of all clauses got a verdict.
    pub fn total(&self, verdict: Verdict) -> u64 {
        self.clauses.iter().map(|clause| clause.tally.of(verdict)).sum()
    }

    /// The clauses for which nothing was there to judge, in the order of the document; those that are only said are not among them.
    pub fn unexercised(&self) -> Vec<&str> {
        let mut clauses: Vec<&str> = Vec::new();
        // A figure that was counted and has nothing to be held against is no promise that nothing exercised.
        let is_counted = |clause: &str| self.measures.iter().any(|one| one.clause == clause);
        for result in self.clauses.iter().filter(|result| result.kept != "narrative" && !is_counted(&result.clause)) {
            if clauses.last() != Some(&result.clause.as_str()) && self.worst(&result.clause).is_none() {
                clauses.push(&result.clause);
            }
        }
        clauses
    }

    /// The worst verdict of a clause over all its rules; `None` where nothing was checked.
    pub fn worst(&self, clause: &str) -> Option<Verdict> {
        Verdict::worst(self.clauses.iter().filter(|result| result.clause == clause).filter_map(|result| result.tally.worst()))
    }

    /// The verdicts of a clause over all its rules.
    pub fn tally(&self, clause: &str) -> Tally {
        let mut tally = Tally::default();
        self.clauses.iter().filter(|result| result.clause == clause).for_each(|result| tally.merge(&result.tally));
        tally
    }
}
