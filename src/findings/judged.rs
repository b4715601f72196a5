//! A run's findings, told one by one as they are asked for: there may be millions, and what is kept of each is a few numbers.

use std::io::{self, Write};

use rayon::prelude::*;

use super::teller::Teller;
use super::{Baseline, Comparison, Finding, Findings, Overlay};
use crate::governance::Waiver;
use crate::plan::{Outcome, Question, Verdict};
use crate::rules::Rule;
use crate::strategy::Clause;

/// Findings that are told at one go on all cores.
const BATCH: usize = 1 << 15;
/// Findings that one core tells before it takes more.
const PART: usize = 1 << 10;

/// What a run found.
pub struct Judged<'a> {
    /// The counts, and those findings that rest on no activation: shares, duties, exceptions that practice went beyond.
    pub findings: Findings,
    teller: Teller<'a>,
    asked: Vec<(&'a Clause, &'a Rule, Question)>,
    /// The clause's or rule's address of each question.
    addresses: Vec<String>,
    outcomes: Vec<Outcome>,
    overlay: Overlay,
    waivers: &'a [Waiver],
    /// Outcomes by their places, question by question.
    order: Vec<u32>,
    baseline: Option<Baseline>,
}

impl<'a> Judged<'a> {
    pub(super) fn new(
        findings: Findings,
        teller: Teller<'a>,
        asked: Vec<(&'a Clause, &'a Rule, Question)>,
        outcomes: Vec<Outcome>,
        overlay: Overlay,
        waivers: &'a [Waiver],
    ) -> Self {
        let addresses = asked.iter().map(|(clause, rule, _)| teller.address(clause, rule)).collect();
        let question = |place: &u32| outcomes.get(*place as usize).map(|outcome| outcome.question);
        let mut order: Vec<u32> = (0..u32::try_from(outcomes.len()).unwrap_or(u32::MAX)).collect();
        order.sort_by_key(question);
        Self { findings, teller, asked, addresses, outcomes, overlay, waivers, order, baseline: None }
    }

    /// Tells every finding, in the order of the clauses and then of the claims.
    ///
    /// # Errors
    /// Whatever `tell` fails with.
    pub fn each<E: Send>(&self, mut tell: impl FnMut(Finding) -> Result<(), E>) -> Result<(), E> {
        for batch in self.order.chunks(BATCH) {
            let told: Vec<Finding> = batch.par_iter().with_min_len(PART).filter_map(|place| self.finding(*place as usize)).collect();
            told.into_iter().try_for_each(&mut tell)?;
        }
        self.findings.findings.iter().map(|finding| self.marked(finding.clone())).try_for_each(tell)
    }

    /// Tells the first findings in the order of the document, at most `most` of them, and how many there are in all.
    pub fn first(&self, most: usize) -> (Vec<Finding>, usize) {
        let places = self.order.iter().take(most).copied().collect::<Vec<u32>>();
        let told = places.par_iter().filter_map(|place| self.finding(*place as usize));
        let mut first: Vec<Finding> = told.collect();
        first.extend(self.findings.findings.iter().map(|finding| self.marked(finding.clone())));
        let clauses = &self.findings.clauses;
        // Findings that rest on no activation stand after the others of their clause.
        let place = |finding: &Finding| {
            let of_rule = clauses.iter().position(|clause| clause.address == finding.clause);
            of_rule.or_else(|| clauses.iter().position(|clause| clause.clause == finding.clause)).unwrap_or(clauses.len())
        };
        first.sort_by_cached_key(place);
        first.truncate(most);
        (first, self.order.len() + self.findings.findings.len())
    }

    /// Writes every finding in several forms at once; `say` turns some findings, in their order, into the bytes of each form.
    ///
    /// # Errors
    /// A form cannot be written.
    pub(super) fn write<const FORMS: usize>(
        &self,
        say: impl Fn(&mut dyn Iterator<Item = Finding>) -> [Vec<u8>; FORMS] + Sync,
        mut outs: [&mut (dyn Write + Send); FORMS],
    ) -> io::Result<()> {
        let mut put = |parts: Vec<[Vec<u8>; FORMS]>| {
            parts.iter().try_for_each(|part| outs.iter_mut().zip(part).try_for_each(|(out, bytes)| out.write_all(bytes)))
        };
        // What has been told is written while more is told.
        let mut told = Vec::new();
        for batch in self.order.chunks(BATCH) {
            let part = |places: &[u32]| say(&mut places.iter().filter_map(|place| self.finding(*place as usize)));
            let before = std::mem::take(&mut told);
            let (written, next) = rayon::join(|| put(before), || batch.par_chunks(PART).map(part).collect());
            written?;
            told = next;
        }
        put(told)?;
        put(vec![say(&mut self.findings.findings.iter().map(|finding| self.marked(finding.clone())))])
    }

    /// Whether there is any finding.
    pub fn has_findings(&self) -> bool {
        !self.order.is_empty() || !self.findings.findings.is_empty()
    }

    /// Holds the findings against an earlier run: from now on each says how it differs from it.
    pub fn compare(&mut self, mut baseline: Baseline) -> &Comparison {
        let counted: Result<(), ()> = self.each(|mut finding| {
            baseline.mark(&mut finding);
            Ok(())
        });
        debug_assert!(counted.is_ok(), "counting cannot fail");
        let comparison = baseline.finish(&self.findings);
        self.baseline = Some(baseline);
        self.findings.baseline.insert(comparison)
    }

    fn finding(&self, place: usize) -> Option<Finding> {
        let outcome = self.outcomes.get(place)?;
        let question = outcome.question as usize;
        let (clause, rule, asked) = self.asked.get(question)?;
        let mut finding = self.teller.finding(self.addresses.get(question)?, clause, rule, asked, outcome);
        if let Some(waiver) = self.overlay.waiver(place).and_then(|waiver| self.waivers.get(waiver)) {
            finding.verdict = Verdict::Waived;
            finding.waiver = Some(waiver.id.clone());
        }
        Some(self.marked(finding))
    }

    fn marked(&self, mut finding: Finding) -> Finding {
        finding.change = self.baseline.as_ref().map(|baseline| baseline.change(&finding));
        finding
    }
}
