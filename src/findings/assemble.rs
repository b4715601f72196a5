use std::collections::BTreeSet;

use super::judged::Judged;
use super::measured::{Measured, measured};
use super::teller::Teller;
use super::waived::Overlay;
use super::{CaseSummary, ClauseResult, Findings, Mask, Remedies, WaiverUse, remedied, standing};
use crate::cases::{Description, Reading, Row, UNKNOWN};
use crate::governance::{Governance, Obligation, obligations};
use crate::plan::{About, Keep, Lapse, Measure, Outcome, Questions, Run, Tally, Verdict, run_whole};
use crate::prose::{Lang, Voice};
use crate::quantity::Day;
use crate::rules::{Asks, Rule};
use crate::strategy::{Clause, Kept, Severity, Strategy};

/// A case set that was read, and how it is to be told.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its description.
    pub description: &'a Description,
    /// What was read.
    pub reading: &'a Reading,
    /// The day on which it is judged.
    pub as_of: Day,
}

/// What a run is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The counts, so that no single finding need be kept.
    Counts,
    /// The counts, and every finding.
    Findings,
}

/// Judges every clause of a strategy on a case set; personal values are shown through the mask.
pub fn assemble<'a>(
    strategy: &'a Strategy,
    governance: &'a Governance,
    source: Source<'a>,
    mask: &'a Mask,
    lang: Lang,
    wanted: Wanted,
) -> Judged<'a> {
    let cases = &source.reading.cases;
    let asked = strategy.questions();
    let list = asked.iter().map(|(_, _, question)| question.clone()).collect();
    let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of: source.as_of, list };
    let is_counted = wanted == Wanted::Counts && governance.waivers.is_empty() && governance.remedies.is_none();
    let Run { mut tallies, outcomes, horizons } = run_whole(&questions, cases, if is_counted { Keep::Nothing } else { Keep::Findings });
    let overlay = Overlay::new(&governance.waivers, &asked, cases, &outcomes, mask);
    waive(&mut tallies, &outcomes, &overlay);
    let teller = Teller::new(strategy, source, mask, lang);
    let obligations = obligations(strategy, governance.register.as_deref(), source.as_of, source.as_of);
    let measures = measured(strategy, governance, cases, source.as_of, mask);
    let of_rules = strategy.tallies(&tallies);
    let mut of_rules_left = of_rules.iter();
    let mut clauses = Vec::new();
    for clause in strategy.clauses() {
        let Kept::Rules(rules) = &clause.kept else {
            clauses.push(other_clause(clause, &obligations, &measures, &teller.voice));
            continue;
        };
        for (number, rule) in rules.iter().enumerate() {
            clauses.push(ClauseResult {
                address: address(clause, number, rules.len()),
                clause: clause.address.clone(),
                kept: "rule",
                rule: Some(rule.kind),
                severity: clause.severity,
                expected: teller.voice.say(&rule.sentence),
                tally: of_rules_left.next().copied().unwrap_or_default(),
                is_law: clause.is_law,
            });
        }
    }
    let horizons = asked.iter().zip(horizons).filter(|((.., question), _)| matches!(question.plan.measure, Measure::Barred(_)));
    let horizons = horizons.map(|((clause, rule, _), horizon)| (teller.address(clause, rule), horizon)).collect();
    let mut findings = Vec::new();
    for ((clause, rule), tally) in strategy.rules().zip(&of_rules) {
        let verdict = tally.worst().filter(|verdict| matches!(verdict, Verdict::Breached | Verdict::Unknown));
        if let (Asks::Clause(share), Some(verdict)) = (&rule.asks, verdict) {
            let mut of = Tally::default();
            clauses.iter().filter(|result| result.clause == share.of).for_each(|result| of.merge(&result.tally));
            findings.push(teller.share(clause, rule, verdict, &of));
        }
    }
    findings.extend(
        obligations
            .iter()
            .filter(|obligation| matches!(obligation.verdict, Verdict::Breached | Verdict::Unknown))
            .map(|obligation| teller.owed(obligation)),
    );
    findings.extend(measures.iter().filter_map(|one| one.finding(strategy.clause(&one.clause)?, mask, &teller.voice)));
    let waivers: Vec<WaiverUse> =
        governance.waivers.iter().zip(&overlay.used).map(|(waiver, used)| WaiverUse::new(waiver, *used, source.as_of)).collect();
    findings.extend(waivers.iter().flat_map(|one| one.findings(mask.key(), &teller.voice)));
    let stands = governance.standing(strategy, Some(source.as_of));
    findings.extend(standing::finding(&stands, strategy.period.0, governance.decisions.place.as_ref(), mask.key(), &teller.voice));
    let head = Findings {
        lang,
        masked: mask.is_on(),
        as_of: Some(source.as_of),
        strategy: (strategy.id.clone(), strategy.digest.clone()),
        law: (strategy.law.origin.clone(), strategy.law.digest.clone()),
        standing: stands,
        cases: Some(summary(source)),
        coverage: strategy.coverage(),
        clauses,
        findings,
        obligations,
        baseline: None,
        waivers,
        remedies: Remedies::default(),
        horizons,
        measures,
    };
    let mut judged = Judged::new(head, teller, asked, outcomes, overlay, &governance.waivers);
    if let Some(remedies) = &governance.remedies {
        judged.findings.remedies = remedied::remedied(&judged, remedies, source.as_of);
    }
    judged
}

/// Turns breaches that an exception covers into waived ones; what was counted while judging knew of none.
fn waive(tallies: &mut [Tally], outcomes: &[Outcome], overlay: &Overlay) {
    if overlay.is_empty() {
        return;
    }
    let mut still: Vec<(BTreeSet<u32>, i64)> = vec![(BTreeSet::new(), 0); tallies.len()];
    let mut touched: BTreeSet<usize> = BTreeSet::new();
    for (place, outcome) in outcomes.iter().enumerate().filter(|(_, outcome)| outcome.verdict == Verdict::Breached) {
        let question = outcome.question as usize;
        if overlay.waiver(place).is_some() {
            touched.insert(question);
            if let Some(tally) = tallies.get_mut(question) {
                tally.waive(outcome.lapse);
            }
        } else if let Some((claims, amount)) = still.get_mut(question) {
            claims.extend((outcome.about == About::Claim).then_some(outcome.claim));
            *amount = amount.saturating_add(if outcome.at_stake == UNKNOWN { 0 } else { outcome.at_stake });
        }
    }
    for question in touched {
        if let (Some(tally), Some((claims, amount))) = (tallies.get_mut(question), still.get(question)) {
            (tally.claims_breached, tally.amount_breached) = (claims.len() as u64, *amount);
        }
    }
}

/// The clauses of a strategy where there are no cases: nothing is judged.
pub fn without_cases(strategy: &Strategy, governance: &Governance, lang: Lang) -> Findings {
    let voice = strategy.voice(lang);
    let mut clauses = Vec::new();
    for clause in strategy.clauses() {
        let blank = |address: String, rule: Option<&Rule>| ClauseResult {
            address,
            clause: clause.address.clone(),
            kept: clause.kept.name(),
            rule: rule.map(|rule| rule.kind),
            severity: clause.severity,
            expected: rule.map_or_else(|| clause.text.clone(), |rule| voice.say(&rule.sentence)),
            tally: Tally::default(),
            is_law: clause.is_law,
        };
        match &clause.kept {
            Kept::Rules(rules) => {
                clauses.extend(rules.iter().enumerate().map(|(number, rule)| blank(address(clause, number, rules.len()), Some(rule))));
            }
            _ => clauses.push(blank(clause.address.clone(), None)),
        }
    }
    Findings {
        lang,
        masked: true,
        as_of: None,
        strategy: (strategy.id.clone(), strategy.digest.clone()),
        law: (strategy.law.origin.clone(), strategy.law.digest.clone()),
        standing: governance.standing(strategy, None),
        cases: None,
        coverage: strategy.coverage(),
        clauses,
        findings: Vec::new(),
        obligations: Vec::new(),
        baseline: None,
        waivers: Vec::new(),
        remedies: Remedies::default(),
        horizons: Vec::new(),
        measures: Vec::new(),
    }
}

pub(super) fn address(clause: &Clause, number: usize, of: usize) -> String {
    if of > 1 { format!("{}/{}", clause.address, number + 1) } else { clause.address.clone() }
}

/// A clause that no rule checks: duties and attestations by what is owed, key figures by what was counted, reported ones unknown, the
/// rest without verdict.
fn other_clause(clause: &Clause, obligations: &[Obligation], measures: &[Measured], voice: &Voice) -> ClauseResult {
    let mut tally = Tally::default();
    obligations
        .iter()
        .filter(|obligation| obligation.clause == clause.address)
        .for_each(|obligation| tally.add(obligation.verdict, obligation.lapse));
    match measures.iter().find(|measured| measured.clause == clause.address) {
        Some(measured) => tally = measured.tally(),
        None if matches!(clause.kept, Kept::Measure(_)) => tally.add(Verdict::Unknown, Lapse::None),
        None => {}
    }
    let expected = if clause.text.is_empty() { voice.lang.text("kept-narrative") } else { clause.text.clone() };
    ClauseResult {
        address: clause.address.clone(),
        clause: clause.address.clone(),
        kept: clause.kept.name(),
        rule: None,
        severity: clause.severity,
        expected,
        tally,
        is_law: clause.is_law,
    }
}

fn summary(source: Source<'_>) -> CaseSummary {
    let cases = &source.reading.cases;
    let place = |row: Row| {
        let (file, line) = cases.place(row);
        (file.to_owned(), line)
    };
    let rejected = cases.refused.iter().map(|refused| {
        let (file, line) = place(refused.row);
        (file, line, refused.reason.clone())
    });
    CaseSummary {
        name: source.description.name.clone(),
        synthetic: source.description.synthetic,
        complete: cases.is_complete(),
        claims: cases.len(),
        events: cases.events(),
        rejected: rejected.collect(),
        later: cases.later.iter().copied().map(place).collect(),
        differences: source.reading.differences.clone(),
        repeated: cases.repeated.iter().copied().map(place).collect(),
        digest: source.reading.digest.clone(),
        description: source.description.digest.clone(),
    }
}

impl Severity {
    /// The name in files: `critical`, `major`, `minor`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::Major => "major",
            Self::Minor => "minor",
        }
    }
}
