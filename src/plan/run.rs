use rayon::prelude::*;

use super::life::{Life, Truth, Watch, gate_places};
use super::measure::{Measured, Moment, measure};
use super::terms::Amount;
use super::{Asked, Lapse, Measure, Question, Questions, Side, Tally, Verdict};
use crate::cases::{Cases, Claim, Kinds, NO_DAY, UNKNOWN};
use crate::quantity::{Day, Period};

/// Which outcomes are handed back; all are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Every activation.
    All,
    /// What is breached, unknown, or about to lapse.
    Findings,
    /// None: only the counts are wanted.
    Nothing,
}

/// What became of one activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The question, by its place in the list.
    pub question: u32,
    /// The claim, by its number.
    pub claim: u32,
    /// The activation's event, by its place among the claim's; `None` for a question asked once a claim and for a row that could
    /// not be read.
    pub event: Option<u32>,
    /// The event that decided, where one did.
    pub other: Option<u32>,
    /// What the data should tell and does not, by its place among the claim's gaps, where it may itself have been the activation.
    pub gap: Option<u32>,
    /// The activation's day; [`NO_DAY`] where it could not be read.
    pub day: Day,
    /// The last day on which the promise could be kept, where it has one.
    pub last_day: Option<Day>,
    /// What was measured, or [`UNKNOWN`].
    pub value: i64,
    /// Minor units: what was measured, for questions about amounts; else the claim's balance after the activation. [`UNKNOWN`] where
    /// the data does not tell.
    pub at_stake: i64,
    /// The verdict.
    pub verdict: Verdict,
    /// How it was broken.
    pub lapse: Lapse,
}

/// Asks all questions of all claims in one pass; gives a tally for each question, and the outcomes in the order of the claims.
pub fn run(questions: &Questions<'_>, cases: &Cases, keep: Keep) -> (Vec<Tally>, Vec<Outcome>) {
    let judge = Judge::new(questions, keep);
    let pieces: Vec<(Vec<Tally>, Vec<Outcome>)> =
        (0..cases.pieces()).into_par_iter().map(|piece| judge.claims(cases.claims_of(piece))).collect();
    let mut tallies = vec![Tally::default(); questions.list.len()];
    let mut outcomes = Vec::new();
    for (piece_tallies, piece_outcomes) in pieces {
        for (tally, piece) in tallies.iter_mut().zip(&piece_tallies) {
            tally.merge(piece);
        }
        outcomes.extend(piece_outcomes);
    }
    (tallies, outcomes)
}

/// Asks all questions of one claim; gives every outcome, in the order of the questions.
pub fn judge(questions: &Questions<'_>, cases: &Cases, claim: u32) -> Vec<Outcome> {
    Judge::new(questions, Keep::All).claims(std::iter::once(cases.claim(claim))).1
}

/// Whether a question is about a claim.
pub(super) fn in_scope(question: &Question, claim: Claim<'_>) -> Truth {
    Judge::in_scope(&question.scope, claim)
}

/// Claims, events and questions are counted in 32 bits.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The first event of the first of these kinds that the claim has.
fn starts(order: &[Kinds], claim: Claim<'_>) -> Option<usize> {
    order.iter().find_map(|kinds| (0..claim.len()).find(|event| claim.kinds(*event).meets(*kinds)))
}

struct Judge<'a> {
    questions: &'a Questions<'a>,
    watch: Watch<'a>,
    /// For each question the kinds that could change its verdict.
    looks_at: Vec<Kinds>,
    keep: Keep,
}

impl<'a> Judge<'a> {
    fn new(questions: &'a Questions<'a>, keep: Keep) -> Self {
        let states = |question: &Question| {
            let gates = question.plan.gates.iter().map(|gate| gate.state);
            gates.chain(question.plan.related_states.iter().copied()).collect::<Vec<_>>()
        };
        let asked = questions.list.iter().flat_map(states).collect();
        let looks_at = questions.list.iter().map(|question| question.plan.looks_at(questions.vocabulary)).collect();
        Self { questions, watch: Watch::new(questions.vocabulary, asked), looks_at, keep }
    }

    fn claims<'c>(&self, claims: impl Iterator<Item = Claim<'c>>) -> (Vec<Tally>, Vec<Outcome>) {
        let mut tallies = vec![Tally::default(); self.questions.list.len()];
        let mut outcomes = Vec::new();
        let mut life = Life::default();
        for claim in claims {
            self.watch.follow(claim, &mut life);
            for (index, (question, tally)) in self.questions.list.iter().zip(&mut tallies).enumerate() {
                let breached = tally.breached;
                self.ask(index, question, claim, &life, |outcome| {
                    tally.add(outcome.verdict, outcome.lapse);
                    if outcome.verdict == Verdict::Breached && outcome.at_stake != UNKNOWN {
                        tally.amount_breached = tally.amount_breached.saturating_add(outcome.at_stake);
                    }
                    let kept = match self.keep {
                        Keep::All => true,
                        Keep::Findings => matches!(outcome.verdict, Verdict::Breached | Verdict::Unknown) || outcome.lapse == Lapse::Alarm,
                        Keep::Nothing => false,
                    };
                    if kept {
                        outcomes.push(outcome);
                    }
                });
                tally.claims_breached += u64::from(tally.breached > breached);
            }
        }
        (tallies, outcomes)
    }

    /// Asks one question of one claim.
    fn ask(&self, index: usize, question: &Question, claim: Claim<'_>, life: &Life, mut tell: impl FnMut(Outcome)) {
        let scope = Self::in_scope(&question.scope, claim);
        if scope == Truth::No {
            return;
        }
        let gaps = claim.gaps();
        let looked_at = self.looks_at.get(index).copied().unwrap_or(Kinds::NONE);
        let unsure = scope == Truth::Unknown || gaps.iter().any(|gap| gap.kinds.meets(looked_at));
        let mut judged = |event: Option<usize>, day, unsure, gap: Option<usize>| {
            // What stands once a claim is judged on the as-of date.
            let place = event.filter(|_| !question.plan.asked.is_once()).unwrap_or(claim.len());
            let moment = Moment { questions: self.questions, watch: &self.watch, life, claim, event, place };
            tell(Outcome { question: narrow(index), gap: gap.map(narrow), ..self.judge(question, &moment, day, unsure) });
        };
        let first = || (!claim.is_empty()).then(|| claim.day(0)).or_else(|| gaps.first().map(|gap| gap.day.unwrap_or(NO_DAY)));
        let asked = match &question.plan.asked {
            Asked::Each(kinds) | Asked::Again(kinds) => *kinds,
            Asked::Claim | Asked::Start(_) => {
                let start = if let Asked::Start(order) = &question.plan.asked { starts(order, claim) } else { None };
                let day = start.map(|event| claim.day(event)).or_else(first);
                if let Some(day) = day.filter(|day| *day == NO_DAY || question.counts(*day)) {
                    let unsure = unsure || (start.is_none() && question.plan.asked != Asked::Claim);
                    judged(start, day, unsure, None);
                }
                return;
            }
        };
        let mut earlier = matches!(&question.plan.asked, Asked::Each(_));
        for event in (0..claim.len()).filter(|event| claim.kinds(*event).meets(asked)) {
            let day = claim.day(event);
            if earlier && question.counts(day) {
                judged(Some(event), day, unsure, None);
            }
            earlier = true;
        }
        let may_be_asked = |gap: &crate::cases::Gap| gap.kinds.meets(asked) && gap.day.is_none_or(|day| question.counts(day));
        for (index, gap) in gaps.iter().enumerate().filter(|(_, gap)| may_be_asked(gap)) {
            judged(None, gap.day.unwrap_or(NO_DAY), true, Some(index));
        }
    }

    fn in_scope(scope: &super::Scope, claim: Claim<'_>) -> Truth {
        let mut truth = Truth::Yes;
        if let Some(wanted) = &scope.claim_types {
            truth = match claim.claim_type() {
                Some(known) if wanted.contains(&known) => truth,
                Some(_) => return Truth::No,
                None => Truth::Unknown,
            };
        }
        for (field, words) in &scope.fields {
            match claim.word(*field, None) {
                Some(word) if words.iter().any(|wanted| wanted == word) => {}
                Some(_) => return Truth::No,
                None => truth = truth.min(Truth::Unknown),
            }
        }
        truth
    }

    fn judge(&self, question: &Question, moment: &Moment<'_>, day: Day, unsure: bool) -> Outcome {
        let plan = &question.plan;
        let last_day = (plan.window.side == Side::After && day != NO_DAY)
            .then(|| plan.window.to.map(|edge| self.last_day(day, edge.period, plan.window.next_working_day)))
            .flatten();
        let mut outcome = Outcome {
            question: 0,
            claim: moment.claim.number(),
            event: moment.event.map(narrow),
            other: None,
            gap: None,
            day,
            last_day,
            value: UNKNOWN,
            at_stake: moment.balance().unwrap_or(UNKNOWN),
            verdict: Verdict::Unknown,
            lapse: Lapse::None,
        };
        if unsure {
            return outcome;
        }
        match self.gates(question, moment, last_day) {
            Truth::No => {
                outcome.verdict = Verdict::NotApplicable;
                return outcome;
            }
            Truth::Unknown => return outcome,
            Truth::Yes => {}
        }
        if let (Measure::Barred(limitation), Some(start)) = (&plan.measure, moment.event) {
            let barred = limitation.judge(moment, start);
            (outcome.verdict, outcome.lapse, outcome.last_day) = (barred.verdict, barred.lapse, barred.deadline);
            outcome.other = barred.other.map(narrow);
            outcome.at_stake = barred.at_stake.unwrap_or(UNKNOWN);
            return outcome;
        }
        let measured = measure(plan, moment, day, last_day);
        outcome.other = measured.other.map(narrow);
        let (verdict, lapse) = self.verdict(question, moment, &measured, day, last_day);
        (outcome.verdict, outcome.lapse) = (verdict, lapse);
        if let Some(value) = measured.low {
            outcome.value = value;
            if matches!(
                plan.measure,
                Measure::Sum | Measure::First | Measure::Last | Measure::Balance | Measure::Term(_) | Measure::Accrued(_)
            ) {
                // A balance may lie below its bound: what is at stake is how much, whichever way.
                outcome.at_stake = value.saturating_abs();
            }
        }
        outcome
    }

    fn last_day(&self, day: Day, period: Period, next_working_day: bool) -> Day {
        let last = period.after(day, self.questions.calendar);
        if next_working_day { self.questions.calendar.same_or_next(last) } else { last }
    }

    /// Whether all gates are open: a forward duty looks from just after the activation to its last day, all else just before it.
    fn gates(&self, question: &Question, moment: &Moment<'_>, last_day: Option<Day>) -> Truth {
        let mut all = Truth::Yes;
        for gate in &question.plan.gates {
            let truths = self.watch.truths(moment.life, gate.state);
            let places = gate_places(question.plan.window.side, moment.claim, moment.place, last_day);
            let holds = places.filter_map(|place| truths.get(place).copied()).fold(Truth::No, Truth::max);
            all = all.min(match (holds, gate.holds) {
                (Truth::Unknown, _) => Truth::Unknown,
                (Truth::Yes, true) | (Truth::No, false) => Truth::Yes,
                _ => Truth::No,
            });
        }
        all
    }

    fn verdict(&self, question: &Question, moment: &Moment<'_>, measured: &Measured, day: Day, last_day: Option<Day>) -> (Verdict, Lapse) {
        let range = &question.plan.range;
        let bounds = [&range.min, &range.max].map(|limit| limit.as_ref().map(|limit| limit.amount(moment, day)));
        if measured.nothing || bounds.contains(&Some(Amount::Nothing)) {
            return (Verdict::NotApplicable, Lapse::None);
        }
        let Measured { low: Some(low), high: Some(high), .. } = measured else { return (Verdict::Unknown, Lapse::None) };
        if bounds.contains(&Some(Amount::Unknown)) {
            return (Verdict::Unknown, Lapse::None);
        }
        let known = |bound| if let Some(Amount::Known(value)) = bound { Some(value) } else { None };
        let range = bounds.map(known);
        let of = |value: i64| self.verdict_of(question, measured, value, range, last_day);
        let (at_low, at_high) = (of(*low), of(*high));
        if at_low.0 == at_high.0 { at_low } else { (Verdict::Unknown, Lapse::None) }
    }

    fn verdict_of(
        &self,
        question: &Question,
        measured: &Measured,
        value: i64,
        range: [Option<i64>; 2],
        last_day: Option<Day>,
    ) -> (Verdict, Lapse) {
        let [min, max] = range;
        if max.is_some_and(|max| value > max) {
            return (Verdict::Breached, Lapse::Other);
        }
        if min.is_none_or(|min| value >= min) {
            return (Verdict::Met, Lapse::None);
        }
        match question.plan.window.side {
            Side::After if last_day.is_some_and(|last| last >= self.questions.as_of) => (Verdict::NotYetDue, Lapse::None),
            Side::After if measured.beyond => (Verdict::Breached, Lapse::Late),
            Side::After | Side::Before if !measured.anything => (Verdict::Breached, Lapse::Missing),
            _ => (Verdict::Breached, Lapse::Other),
        }
    }
}
