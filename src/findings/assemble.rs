use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::waived::Overlay;
use super::words::actual;
use super::{CaseSummary, ClauseResult, Finding, Findings, Mask, WaiverUse};
use crate::cases::{Cases, Claim, Description, NO_DAY, Reading, Row, UNKNOWN};
use crate::governance::{Governance, Obligation, obligations};
use crate::plan::{About, Debtors, Keep, Lapse, Measure, Outcome, Questions, Tally, Verdict, evidence, group_evidence, run};
use crate::prose::{Lang, Voice};
use crate::quantity::Day;
use crate::rules::{Asks, Rule, ShareOf};
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

/// Judges every clause of a strategy on a case set; personal values are shown through the mask.
pub fn assemble(strategy: &Strategy, governance: &Governance, source: Source<'_>, mask: &Mask, lang: Lang) -> Findings {
    let cases = &source.reading.cases;
    let asked = strategy.questions();
    let list = asked.iter().map(|(_, _, question)| question.clone()).collect();
    let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of: source.as_of, list };
    let (mut tallies, outcomes) = run(&questions, cases, Keep::Findings);
    let of_questions: Vec<&str> = asked.iter().map(|(clause, ..)| clause.address.as_str()).collect();
    let overlay = Overlay::new(&governance.waivers, &of_questions, cases, &outcomes, mask);
    let teller = Teller::new(strategy, source, mask, lang);
    let mut findings: Vec<Vec<Finding>> = vec![Vec::new(); asked.len()];
    let mut breached: Vec<(BTreeSet<u32>, i64)> = vec![(BTreeSet::new(), 0); asked.len()];
    for (place, outcome) in outcomes.iter().enumerate() {
        let Some((clause, rule, question)) = asked.get(outcome.question as usize) else { continue };
        let mut finding = teller.finding(clause, rule, question, outcome);
        if let Some(waiver) = overlay.waiver(place).and_then(|waiver| governance.waivers.get(waiver)) {
            finding.verdict = Verdict::Waived;
            finding.waiver = Some(waiver.id.clone());
            if let Some(tally) = tallies.get_mut(outcome.question as usize) {
                tally.waive(outcome.lapse);
            }
        } else if let Some((claims, amount)) = breached.get_mut(outcome.question as usize).filter(|_| outcome.verdict == Verdict::Breached)
        {
            claims.extend((outcome.about == About::Claim).then_some(outcome.claim));
            *amount = amount.saturating_add(finding.amount.unwrap_or(0));
        }
        if let Some(list) = findings.get_mut(outcome.question as usize) {
            list.push(finding);
        }
    }
    let obligations = obligations(strategy, governance.register.as_deref(), source.as_of);
    let of_rules = strategy.tallies(&tallies);
    let mut of_rules_left = of_rules.iter();
    let mut clauses = Vec::new();
    let mut index = 0;
    for clause in strategy.clauses() {
        let Kept::Rules(rules) = &clause.kept else {
            clauses.push(other_clause(clause, &obligations, &teller.voice));
            continue;
        };
        for (number, rule) in rules.iter().enumerate() {
            let asked = breached.get(index).filter(|_| rule.plan().is_some());
            let (claims, amount) = asked.map_or((0, 0), |(claims, amount)| (claims.len() as u64, *amount));
            clauses.push(ClauseResult {
                address: address(clause, number, rules.len()),
                clause: clause.address.clone(),
                kept: "rule",
                rule: Some(rule.kind),
                severity: clause.severity,
                expected: teller.voice.say(&rule.sentence),
                tally: of_rules_left.next().copied().unwrap_or_default(),
                claims_breached: claims,
                amount_breached: amount,
                is_law: clause.is_law,
            });
            index += usize::from(rule.plan().is_some());
        }
    }
    let mut findings: Vec<Finding> = findings.into_iter().flatten().collect();
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
    let waivers: Vec<WaiverUse> =
        governance.waivers.iter().zip(&overlay.used).map(|(waiver, used)| WaiverUse::new(waiver, *used, source.as_of)).collect();
    findings.extend(waivers.iter().flat_map(|one| one.findings(mask.key(), &teller.voice)));
    Findings {
        lang,
        masked: mask.is_on(),
        as_of: Some(source.as_of),
        strategy: (strategy.id.clone(), strategy.digest.clone()),
        law: (strategy.law.origin.clone(), strategy.law.digest.clone()),
        cases: Some(summary(source)),
        coverage: strategy.coverage(),
        clauses,
        findings,
        obligations,
        baseline: None,
        waivers,
    }
}

/// The clauses of a strategy where there are no cases: nothing is judged.
pub fn without_cases(strategy: &Strategy, lang: Lang) -> Findings {
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
            claims_breached: 0,
            amount_breached: 0,
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
        cases: None,
        coverage: strategy.coverage(),
        clauses,
        findings: Vec::new(),
        obligations: Vec::new(),
        baseline: None,
        waivers: Vec::new(),
    }
}

fn address(clause: &Clause, number: usize, of: usize) -> String {
    if of > 1 { format!("{}/{}", clause.address, number + 1) } else { clause.address.clone() }
}

/// A clause that no rule checks: duties and attestations by what is owed, measures unknown, the rest without verdict.
fn other_clause(clause: &Clause, obligations: &[Obligation], voice: &Voice) -> ClauseResult {
    let mut tally = Tally::default();
    obligations
        .iter()
        .filter(|obligation| obligation.clause == clause.address)
        .for_each(|obligation| tally.add(obligation.verdict, obligation.lapse));
    if matches!(clause.kept, Kept::Measure(_)) {
        tally.add(Verdict::Unknown, Lapse::None);
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
        claims_breached: 0,
        amount_breached: 0,
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
    }
}

/// Turns outcomes into findings.
pub(super) struct Teller<'a> {
    pub strategy: &'a Strategy,
    pub cases: &'a Cases,
    pub mask: &'a Mask,
    pub voice: Voice,
    debtors: OnceCell<Debtors<'a>>,
}

impl<'a> Teller<'a> {
    pub fn new(strategy: &'a Strategy, source: Source<'a>, mask: &'a Mask, lang: Lang) -> Self {
        Self { strategy, cases: &source.reading.cases, mask, voice: strategy.voice(lang), debtors: OnceCell::new() }
    }

    pub fn finding(&self, clause: &Clause, rule: &Rule, question: &crate::plan::Question, outcome: &Outcome) -> Finding {
        let vocabulary = &self.strategy.vocabulary;
        let claim = self.cases.claim(outcome.claim);
        let (rows, fields) = match outcome.about {
            About::Claim => evidence(question, outcome, self.cases, vocabulary),
            _ => (group_evidence(question, outcome, self.cases, self.debtors()), Vec::new()),
        };
        let date = Some(outcome.day).filter(|day| *day != NO_DAY);
        let address = self.address(clause, rule);
        Finding {
            fingerprint: self.fingerprint(&address, claim, outcome),
            verdict: outcome.verdict,
            lapse: outcome.lapse,
            // A debtor is never told, and a year has no claim.
            claim: (outcome.about == About::Claim).then(|| self.mask.claim(claim.name()).into_owned()),
            date,
            last_day: outcome.last_day,
            amount: Some(outcome.at_stake).filter(|amount| *amount != UNKNOWN),
            actual: actual(question, outcome, &fields, claim, vocabulary, &self.voice),
            law: date.map(|day| self.law(rule, &days_of_law(question, outcome, claim, day))).unwrap_or_default(),
            basis: clause.basis.clone(),
            evidence: rows.into_iter().map(|row| self.cases.place(row)).map(|(file, line)| (file.to_owned(), line)).collect(),
            waiver: None,
            change: None,
            clause: address,
        }
    }

    /// A clause that is not kept often enough, or may not be.
    fn share(&self, clause: &Clause, rule: &Rule, verdict: Verdict, of: &Tally) -> Finding {
        let voice = &self.voice;
        let address = self.address(clause, rule);
        let actual = ShareOf::kept(of).map_or_else(String::new, |kept| {
            let (low, high) = (voice.share(kept.low), voice.share(kept.high));
            let of = voice.number(i64::try_from(kept.of).unwrap_or(i64::MAX));
            match verdict {
                Verdict::Breached if kept.low == kept.high => voice.lang.text_words("actual-share", &[("share", &low), ("of", &of)]),
                _ => voice.lang.text_words("actual-share-open", &[("low", &low), ("high", &high), ("of", &of)]),
            }
        });
        Finding {
            fingerprint: self.mask.key().hash(&[&address, "share"]),
            clause: address,
            verdict,
            lapse: if verdict == Verdict::Breached { Lapse::Other } else { Lapse::None },
            claim: None,
            date: None,
            last_day: None,
            amount: None,
            actual,
            law: Vec::new(),
            basis: clause.basis.clone(),
            evidence: Vec::new(),
            waiver: None,
            change: None,
        }
    }

    fn debtors(&self) -> &Debtors<'a> {
        self.debtors.get_or_init(|| Debtors::of(self.cases))
    }

    fn owed(&self, obligation: &Obligation) -> Finding {
        let lang = self.voice.lang;
        let actual = match obligation.done.last().filter(|_| obligation.lapse == Lapse::Late) {
            Some(done) => lang.text_words("actual-done-late", &[("unit", &obligation.owed.unit), ("date", &self.voice.day(done.date))]),
            None if obligation.verdict == Verdict::Unknown => lang.text_words("actual-no-register", &[("unit", &obligation.owed.unit)]),
            None => lang.text_words("actual-not-done", &[("unit", &obligation.owed.unit)]),
        };
        Finding {
            fingerprint: self.mask.key().hash(&[&obligation.clause, &obligation.owed.unit]),
            clause: obligation.clause.clone(),
            verdict: obligation.verdict,
            lapse: obligation.lapse,
            claim: None,
            date: Some(obligation.owed.end),
            last_day: Some(obligation.owed.due),
            amount: None,
            actual,
            law: Vec::new(),
            basis: Vec::new(),
            evidence: Vec::new(),
            waiver: None,
            change: None,
        }
    }

    pub fn address(&self, clause: &Clause, rule: &Rule) -> String {
        match &clause.kept {
            Kept::Rules(rules) => address(clause, rules.iter().position(|one| std::ptr::eq(one, rule)).unwrap_or(0), rules.len()),
            _ => clause.address.clone(),
        }
    }

    /// Clause, claim, the activation's event kind and date, and its place among equals; never verdict, line, as-of date or language.
    pub fn fingerprint(&self, address: &str, claim: Claim<'_>, outcome: &Outcome) -> String {
        match outcome.about {
            About::Claim => {}
            About::Debtor(_) => {
                let of = outcome.about.debtor(claim).map_or(["claim", claim.name()], |debtor| ["debtor", debtor]);
                return self.mask.key().hash(&[&[address], of.as_slice()].concat());
            }
            About::Year(year) => return self.mask.key().hash(&[address, "year", &year.to_string()]),
        }
        let kind = outcome.event.map(|event| claim.kind_name(event as usize));
        let name = kind.and_then(|kind| self.strategy.vocabulary.kind_at(kind)).map_or("", |kind| kind.name.as_str());
        let ordinal = match (outcome.event, outcome.gap) {
            (Some(event), _) => {
                let equal = |other: &usize| claim.day(*other) == outcome.day && Some(claim.kind_name(*other)) == kind;
                (0..event as usize).filter(equal).count()
            }
            (None, Some(gap)) => {
                let before = claim.gaps().iter().take(gap as usize);
                before.filter(|gap| gap.day.unwrap_or(NO_DAY) == outcome.day).count()
            }
            _ => 0,
        };
        let date = if outcome.day == NO_DAY { String::new() } else { outcome.day.to_string() };
        let unreadable = if outcome.gap.is_some() { "unreadable" } else { "" };
        self.mask.key().hash(&[address, claim.name(), name, unreadable, &date, &ordinal.to_string()])
    }

    /// The values of the law that the verdict used, as read on these days.
    fn law(&self, rule: &Rule, days: &[Day]) -> Vec<(String, Day, String)> {
        let value = |address: &String, day: Day| {
            let parameter = self.strategy.law.parameters.get(address)?;
            let words =
                parameter.on(day).map_or_else(|| self.voice.lang.text("law-value-missing"), |value| self.voice.fact(&value.amount.fact()));
            Some((address.clone(), day, words))
        };
        rule.law.iter().flat_map(|address| days.iter().filter_map(move |day| value(address, *day))).collect()
    }
}

/// The days on which the law was read: the activation's own, or for interest each on which another rate began to run.
fn days_of_law(question: &crate::plan::Question, outcome: &Outcome, claim: Claim<'_>, day: Day) -> Vec<Day> {
    match (&question.plan.measure, outcome.event) {
        (Measure::Accrued(accrual), Some(booking)) => accrual.days_of_rates(claim, booking as usize),
        _ => vec![day],
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
