use super::because::{because_words, perhaps_words};
use super::{Answer, Excepted, Facts, Judged, LawUsed, Place};
use crate::cases::NO_DAY;
use crate::findings::LawUse;
use crate::findings::teller::Teller;
use crate::governance::Waiver;
use crate::law::Value;
use crate::plan::{Lapse, Measure, Outcome, Question, Story, Verdict};
use crate::prose::Voice;
use crate::quantity::Money;
use crate::rules::Rule;
use crate::strategy::{Clause, Strategy};

/// Puts what rules say of a claim into words.
pub(super) struct Writer<'a> {
    pub facts: Facts<'a>,
    /// Breaches that a waiver covers, with the waiver's place in the file.
    pub covered: Vec<(Outcome, usize)>,
    pub teller: Teller<'a>,
    pub story: &'a Story<'a>,
}

impl Writer<'_> {
    pub fn judged(&self, clause: &Clause, rule: &Rule, question: &Question, outcomes: &[&Outcome]) -> Judged {
        let activations: Vec<Answer> = outcomes.iter().map(|outcome| self.answer(clause, rule, question, outcome)).collect();
        let sources = self.facts.sources;
        let line = sources.line_column(clause.span).line;
        Judged {
            clause: self.teller.address(clause, rule),
            rule: rule.kind,
            severity: clause.severity.name(),
            law: clause.is_law,
            verdict: Verdict::worst(activations.iter().map(|answer| answer.verdict)).unwrap_or(Verdict::NotApplicable),
            expected: self.teller.voice.say(&rule.sentence),
            place: Place { file: sources.name(clause.span.source).to_owned(), line: u32::try_from(line).unwrap_or(u32::MAX) },
            basis: clause.basis.clone(),
            activations,
        }
    }

    fn answer(&self, clause: &Clause, rule: &Rule, question: &Question, outcome: &Outcome) -> Answer {
        let (strategy, cases, voice) = (self.facts.strategy, self.teller.cases, &self.teller.voice);
        let finding = self.teller.finding(&self.teller.address(clause, rule), clause, rule, question, outcome);
        let claim = cases.claim(outcome.claim);
        let covered = self.covered.iter().find(|(covered, _)| covered == outcome);
        let waiver = covered.and_then(|(_, waiver)| self.facts.governance.waivers.get(*waiver));
        let verdict = if waiver.is_some() { Verdict::Waived } else { outcome.verdict };
        let because = because_words(question, outcome, self.story, claim, strategy, voice);
        let named = |event: u32| strategy.vocabulary.kind_at(claim.kind_name(event as usize)).map(|kind| voice.fact(&kind.shown));
        let gap = outcome.gap.and_then(|gap| claim.gaps().get(gap as usize));
        let other = outcome.other.map(|event| claim.day(event as usize)).filter(|day| *day != NO_DAY);
        let found = match outcome.verdict {
            Verdict::NotYetDue if outcome.lapse != Lapse::Alarm => voice.lang.text("explain-not-yet"),
            Verdict::Met if matches!(question.plan.measure, Measure::Unrecorded(_)) => voice.lang.text("explain-recorded"),
            Verdict::NotApplicable | Verdict::Unknown if !because.is_empty() => {
                because.iter().map(|reason| reason.words.as_str()).collect::<Vec<_>>().join("; ")
            }
            _ => finding.actual,
        };
        let evidence = finding.evidence.into_iter().map(|(file, line)| Place { file, line });
        Answer {
            fingerprint: finding.fingerprint,
            verdict,
            kind: outcome.lapse.name(),
            words: verdict.words(voice.lang),
            event: outcome.event.and_then(named).or_else(|| gap.map(|gap| perhaps_words(gap, question, claim, strategy, voice))),
            date: finding.date,
            last_day: outcome.last_day,
            found,
            days: finding.date.zip(other).map(|(date, other)| date.0.abs_diff(other.0)),
            amount: finding.amount,
            bound: bound(question, self.story.bounds(question, outcome), voice),
            law: finding.law.iter().map(|used| law_used(strategy, used)).collect(),
            because,
            waiver: waiver.map(|waiver| excepted(waiver, strategy)),
            evidence: evidence.collect(),
        }
    }
}

fn law_used(strategy: &Strategy, used: &LawUse) -> LawUsed {
    let found = strategy.law.read(&used.parameter, used.occasion);
    let each = |take: fn(&Value) -> &str| {
        let mut said: Vec<&str> = Vec::new();
        for (_, row) in found.iter().flat_map(|reading| &reading.rests_on) {
            if !said.contains(&take(row)) {
                said.push(take(row));
            }
        }
        (!said.is_empty()).then(|| said.join("; "))
    };
    LawUsed {
        parameter: used.parameter.clone(),
        on: used.occasion.on,
        value: used.value.clone(),
        reference: each(|row| &row.reference),
        source: each(|row| &row.source),
    }
}

fn excepted(waiver: &Waiver, strategy: &Strategy) -> Excepted {
    Excepted {
        id: waiver.id.clone(),
        approver: strategy.role(&waiver.approver).to_owned(),
        basis: waiver.basis.clone(),
        from: waiver.days.0,
        until: waiver.days.1,
    }
}

/// The bounds that an amount is held against, in words; none where no amount is measured.
fn bound(question: &Question, [least, most]: [Option<i64>; 2], voice: &Voice) -> Option<String> {
    use Measure::{Accrued, Barred, Count, Same, Unrecorded};
    if matches!(question.plan.measure, Count | Unrecorded(_) | Accrued(_) | Barred(_) | Same(_)) {
        return None;
    }
    let words = |bound: Option<i64>, key: &str| Some(voice.lang.text_words(key, &[("amount", &voice.money(Money(bound?)))]));
    let bounds: Vec<String> = [words(least, "explain-at-least"), words(most, "explain-at-most")].into_iter().flatten().collect();
    (!bounds.is_empty()).then(|| bounds.join(", "))
}
