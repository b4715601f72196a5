mod schema;
mod to_json;
mod words;

pub(super) use schema::schema;
pub(super) use to_json::to_json;

use std::collections::BTreeMap;

use super::{Finding, Mask};
use crate::cases::Cases;
use crate::governance::Governance;
use crate::measures::counted::{Found, Grouped, Judged, Named, count};
use crate::measures::{Difference, difference};
use crate::plan::{Lapse, Tally, Verdict};
use crate::prose::{Fact, Voice};
use crate::quantity::Day;
use crate::strategy::{Breakdown, Clause, Strategy};

/// A key figure that was counted from the cases.
#[derive(Debug, Clone)]
pub struct Measured {
    /// The clause's address.
    pub clause: String,
    /// `stock`, `flow`, `share` or `days`.
    pub figure: &'static str,
    /// What was counted.
    pub found: Found,
    /// What is to be reached.
    pub target: Option<Fact>,
    /// Whether it is reached; `None` where the clause does not say which way is better.
    pub judged: Option<Judged>,
    /// The reported figures that it is held against, by their days.
    pub compared: Vec<Compared>,
    /// What files call the groups: ids of claim types and tracks, words of the data.
    pub group_ids: BTreeMap<(Breakdown, Named), String>,
}

/// A reported figure beside the one that was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The reported figure's name.
    pub name: String,
    /// The span, by its place.
    pub span: usize,
    /// The claim type's id; `None` for all claims.
    pub claim_type: Option<String>,
    /// Both numbers.
    pub difference: Difference,
    /// Who reported it.
    pub source: String,
}

/// Counts every key figure of a strategy; breakdowns by a personal column are left out.
pub(super) fn measured(strategy: &Strategy, governance: &Governance, cases: &Cases, as_of: Day, mask: &Mask) -> Vec<Measured> {
    let asked = strategy.counted();
    if asked.is_empty() {
        return Vec::new();
    }
    let questions: Vec<_> = asked.iter().map(|(.., question)| question.clone()).collect();
    let found = count(&questions, &strategy.vocabulary, cases, as_of);
    asked
        .into_iter()
        .zip(found)
        .map(|((clause, measure, _), mut found)| {
            for by in [Breakdown::ClaimType, Breakdown::DebtorKind, Breakdown::Reason] {
                if mask.is_personal(by.name()) {
                    found.forget(by);
                }
            }
            let compared = measure.reported.iter().flat_map(|name| compared(name, strategy, governance, &found, as_of)).collect();
            Measured {
                clause: clause.address.clone(),
                figure: measure.figure.name(),
                judged: found.judge(),
                target: measure.target.clone(),
                group_ids: group_ids(strategy, &found),
                found,
                compared,
            }
        })
        .collect()
}

fn group_ids(strategy: &Strategy, found: &Found) -> BTreeMap<(Breakdown, Named), String> {
    let id = |group: &Grouped| match &group.name {
        Named::Index(index) => strategy.group_id(group.by, *index).map(str::to_owned),
        Named::Word(word) => Some(word.clone()),
        Named::Untold | Named::Others => None,
    };
    found.groups.iter().filter_map(|group| Some(((group.by, group.name.clone()), id(group)?))).collect()
}

/// What is reported under a name, held against what was counted for the same day or the same span's last day.
fn compared(name: &str, strategy: &Strategy, governance: &Governance, found: &Found, as_of: Day) -> Vec<Compared> {
    let mut all = Vec::new();
    for reported in governance.figures.of(name, Some(as_of)) {
        let Some(span) = found.spans.iter().position(|span| span.to == reported.date) else { continue };
        let cell = match &reported.claim_type {
            _ if reported.reason.is_some() => None,
            None => found.total.get(span),
            Some(id) => {
                let index = strategy.claim_types.iter().position(|one| one.id == *id).and_then(|one| u16::try_from(one).ok());
                let Some(index) = index else { continue };
                let group = found.groups.iter().find(|group| group.by == Breakdown::ClaimType && group.name == Named::Index(index));
                group.and_then(|group| group.cells.get(span))
            }
        };
        let question = &found.question;
        let Some(counted) = cell.and_then(|cell| cell.bounds(&question.counted, question.counting)) else { continue };
        if let Some(difference) = difference(reported, counted, question.counting) {
            all.push(Compared {
                name: name.to_owned(),
                span,
                claim_type: reported.claim_type.clone(),
                difference,
                source: reported.source.clone(),
            });
        }
    }
    all
}

impl Measured {
    /// The clause's verdict as a tally of one; empty where it is not judged.
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        if let Some(judged) = self.judged {
            tally.add(judged.verdict, if judged.verdict == Verdict::Breached { Lapse::Other } else { Lapse::None });
        }
        tally
    }

    /// The finding, where the figure does not reach what it is held against, or may not.
    pub(super) fn finding(&self, clause: &Clause, mask: &Mask, voice: &Voice) -> Option<Finding> {
        let judged = self.judged.filter(|judged| matches!(judged.verdict, Verdict::Breached | Verdict::Unknown))?;
        let span = self.found.spans.get(judged.span?)?;
        Some(Finding {
            fingerprint: mask.key().hash(&[&self.clause, "measure", &span.to_string()]),
            clause: self.clause.clone(),
            verdict: judged.verdict,
            lapse: if judged.verdict == Verdict::Breached { Lapse::Other } else { Lapse::None },
            claim: None,
            date: Some(span.to),
            last_day: None,
            amount: None,
            actual: format!("{}: {}", self.span_words(judged.span?, voice), self.words(judged.span?, voice)),
            law: Vec::new(),
            basis: clause.basis.clone(),
            evidence: Vec::new(),
            waiver: None,
            change: None,
        })
    }
}
