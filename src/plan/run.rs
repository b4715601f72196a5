use rayon::prelude::*;

use super::barred::Case;
use super::group::Groups;
use super::life::{Life, Truth, Watch};
use super::measure::{Measured, Moment, measure};
use super::terms::Amount;
use super::{About, Asked, Group, Horizon, Lapse, Measure, Outcome, Question, Questions, Side, Tally, Verdict, gate};
use crate::cases::{Cases, Claim, Kinds, NO_DAY, UNKNOWN};
use crate::quantity::Day;

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

/// What a run found.
#[derive(Debug)]
pub struct Run {
    /// A tally for each question.
    pub tallies: Vec<Tally>,
    /// The outcomes, in the order of the claims.
    pub outcomes: Vec<Outcome>,
    /// For each question its claims by the month of their deadline; empty for those that are not about limitation.
    pub horizons: Vec<Horizon>,
}

/// Asks all questions of all claims in one pass; gives a tally for each question, and the outcomes in the order of the claims.
pub fn run(questions: &Questions<'_>, cases: &Cases, keep: Keep) -> (Vec<Tally>, Vec<Outcome>) {
    let Run { tallies, outcomes, .. } = run_whole(questions, cases, keep);
    (tallies, outcomes)
}

/// Asks all questions of all claims in one pass, and gives all that was found.
pub fn run_whole(questions: &Questions<'_>, cases: &Cases, keep: Keep) -> Run {
    let judge = Judge::new(questions, keep);
    let pieces: Vec<Piece<'_>> = (0..cases.pieces()).into_par_iter().map(|piece| judge.claims(cases.claims_of(piece))).collect();
    let mut all = Piece::of(questions);
    pieces.into_iter().for_each(|piece| all.merge(piece));
    let Piece { mut tallies, mut outcomes, groups, horizons } = all;
    for (index, ((question, tally), groups)) in questions.list.iter().zip(&mut tallies).zip(groups).enumerate() {
        let Asked::Group(group) = question.plan.asked else { continue };
        for outcome in
            groups.judge(group, question, questions.as_of, |measured, day, last| judge.verdict(question, None, measured, day, last))
        {
            judge.note(Outcome { question: narrow(index), ..outcome }, tally, &mut outcomes);
        }
    }
    Run { tallies, outcomes, horizons }
}

/// Asks all questions of one claim, those over several claims aside; gives every outcome, in the order of the questions.
pub fn judge(questions: &Questions<'_>, cases: &Cases, claim: u32) -> Vec<Outcome> {
    Judge::new(questions, Keep::All).claims(std::iter::once(cases.claim(claim))).outcomes
}

/// What one thread found of some claims.
struct Piece<'a> {
    tallies: Vec<Tally>,
    outcomes: Vec<Outcome>,
    /// For each question; empty for those that are not asked of groups.
    groups: Vec<Groups<'a>>,
    /// For each question; empty for those that are not about limitation.
    horizons: Vec<Horizon>,
}

impl<'a> Piece<'a> {
    fn of(questions: &Questions<'_>) -> Self {
        let empty = || questions.list.iter().map(|_| Groups::default()).collect();
        let (tallies, horizons) = (vec![Tally::default(); questions.list.len()], vec![Horizon::default(); questions.list.len()]);
        Self { tallies, outcomes: Vec::new(), groups: empty(), horizons }
    }

    fn merge(&mut self, other: Piece<'a>) {
        for (tally, other) in self.tallies.iter_mut().zip(&other.tallies) {
            tally.merge(other);
        }
        self.outcomes.extend(other.outcomes);
        for (groups, other) in self.groups.iter_mut().zip(other.groups) {
            groups.merge(other);
        }
        for (horizon, other) in self.horizons.iter_mut().zip(&other.horizons) {
            horizon.merge(other);
        }
    }
}

/// Claims, events and questions are counted in 32 bits.
fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The first event of the first of these kinds that the claim has.
pub(super) fn starts(order: &[Kinds], claim: Claim<'_>) -> Option<usize> {
    order.iter().find_map(|kinds| (0..claim.len()).find(|event| claim.kinds(*event).meets(*kinds)))
}

/// Whether one of these kinds is a date of the claims table after the as-of date, so that it is no event yet.
pub(super) fn starts_later(order: &[Kinds], claim: Claim<'_>) -> bool {
    let dates = (0_u16..).zip([0, 1, 2]).filter(|(_, date)| claim.date(*date) != NO_DAY);
    dates.into_iter().any(|(kind, _)| order.contains(&Kinds::one(kind)))
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
        let asked = questions.list.iter().flat_map(|question| question.plan.states()).collect();
        let looks_at = questions.list.iter().map(|question| question.plan.looks_at(questions.vocabulary)).collect();
        Self { questions, watch: Watch::new(questions.vocabulary, asked), looks_at, keep }
    }

    fn claims<'c>(&self, claims: impl Iterator<Item = Claim<'c>>) -> Piece<'c> {
        let mut piece = Piece::of(self.questions);
        let Piece { tallies, outcomes, groups, horizons } = &mut piece;
        let mut life = Life::default();
        for claim in claims {
            self.watch.follow(claim, &mut life);
            let has_gaps = !claim.gaps().is_empty();
            let counted = tallies.iter_mut().zip(&mut *groups).zip(&mut *horizons);
            for (index, (question, ((tally, groups), horizon))) in self.questions.list.iter().zip(counted).enumerate() {
                let asked = question.plan.asked.kinds();
                if !asked.is_empty() && !has_gaps && !asked.meets(life.present) {
                    // No event asks for anything, and none that could not be read may.
                } else if let Asked::Group(group) = question.plan.asked {
                    groups.add(group, question, claim);
                } else {
                    let breached = tally.breached;
                    self.ask(index, question, claim, &life, |outcome| {
                        if matches!(question.plan.measure, Measure::Barred(_)) {
                            horizon.add(&outcome);
                        }
                        self.note(outcome, tally, outcomes);
                    });
                    tally.claims_breached += u64::from(tally.breached > breached);
                }
            }
        }
        piece
    }

    /// Counts an outcome, and keeps it where it is asked for.
    fn note(&self, outcome: Outcome, tally: &mut Tally, outcomes: &mut Vec<Outcome>) {
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
    }

    /// Asks one question of one claim.
    fn ask(&self, index: usize, question: &Question, claim: Claim<'_>, life: &Life, mut tell: impl FnMut(Outcome)) {
        let scope = question.scope.holds(claim);
        if scope == Truth::No {
            return;
        }
        let gaps = claim.gaps();
        let looked_at = self.looks_at.get(index).copied().unwrap_or(Kinds::NONE);
        let has_gap = gaps.iter().any(|gap| gap.kinds.meets(looked_at));
        let unsure = scope == Truth::Unknown || has_gap;
        let mut judged = |event: Option<usize>, day, unsure, gap: Option<usize>| {
            // What stands once a claim is judged on the as-of date.
            let place = event.filter(|_| !question.plan.asked.is_once()).unwrap_or(claim.len());
            let moment = Moment { questions: self.questions, watch: &self.watch, life, claim, event, place };
            tell(Outcome { question: narrow(index), gap: gap.map(narrow), ..self.judge(question, &moment, day, unsure) });
        };
        let first = || (!claim.is_empty()).then(|| claim.day(0)).or_else(|| gaps.first().map(|gap| gap.day.unwrap_or(NO_DAY)));
        // Events before which an activation needs an earlier one, and that earlier one.
        let (asked, opening) = match &question.plan.asked {
            Asked::Each(kinds) => (*kinds, *kinds),
            Asked::Again(kinds) => (*kinds, Kinds::NONE),
            Asked::Opened { by, each } => (*by | *each, *by),
            Asked::Group(_) => return,
            Asked::Claim | Asked::Start(_) => {
                let order = if let Asked::Start(order) = &question.plan.asked { order.as_slice() } else { &[] };
                let start = starts(order, claim);
                let counts = match (&question.plan.measure, start) {
                    (Measure::Barred(limitation), Some(start)) => {
                        let case = Case { questions: self.questions, watch: &self.watch, life, claim };
                        limitation.outside(case, question, start, has_gap).is_none().then(|| claim.day(start))
                    }
                    (_, Some(start)) => Some(claim.day(start)).filter(|day| question.counts(*day)),
                    (_, None) => {
                        first().filter(|day| *day == NO_DAY || question.counts(*day)).filter(|_| has_gap || !starts_later(order, claim))
                    }
                };
                if let Some(day) = counts {
                    let unsure = unsure || (start.is_none() && question.plan.asked != Asked::Claim);
                    judged(start, day, unsure, None);
                }
                return;
            }
        };
        let mut opened: Option<Day> = None;
        for (event, kinds) in life.kinds.iter().enumerate() {
            if !kinds.meets(asked) {
                continue;
            }
            let day = claim.day(event);
            if (opened.is_some() || kinds.meets(opening)) && question.counts(day) {
                judged(Some(event), day, unsure, None);
            }
            opened = opened.or_else(|| (opening.is_empty() || kinds.meets(opening)).then_some(day));
        }
        // Where nothing opened before it and nothing may have, an unreadable row is no activation either.
        let may_open = opening.is_empty() || gaps.iter().any(|gap| gap.kinds.meets(opening));
        let may_be_asked = |gap: &crate::cases::Gap| {
            let is_open = may_open || opened.is_some_and(|opened| gap.day.is_none_or(|day| opened <= day));
            is_open && gap.kinds.meets(asked) && gap.day.is_none_or(|day| question.counts(day))
        };
        for (index, gap) in gaps.iter().enumerate().filter(|(_, gap)| may_be_asked(gap)) {
            judged(None, gap.day.unwrap_or(NO_DAY), true, Some(index));
        }
    }

    fn judge(&self, question: &Question, moment: &Moment<'_>, day: Day, unsure: bool) -> Outcome {
        let plan = &question.plan;
        // Without the lengths that the law has, there is no last day and nothing is judged.
        let known = Some(day).filter(|day| *day != NO_DAY);
        let reach = plan.window.at(moment.occasion(day), known, self.questions.calendar);
        let last_day = reach.and_then(|reach| reach.last_day);
        let mut outcome = Outcome {
            question: 0,
            about: About::Claim,
            claim: moment.claim.number(),
            event: moment.event.map(narrow),
            other: None,
            gap: None,
            day,
            last_day,
            value: UNKNOWN,
            // Where more was paid than is owed, nothing is at stake.
            at_stake: moment.balance().map_or(UNKNOWN, |balance| balance.max(0)),
            verdict: Verdict::Unknown,
            lapse: Lapse::None,
        };
        if unsure {
            return outcome;
        }
        match gate::open(plan, moment, day, last_day) {
            Truth::No => {
                outcome.verdict = Verdict::NotApplicable;
                return outcome;
            }
            Truth::Unknown => return outcome,
            Truth::Yes => {}
        }
        if let (Measure::Barred(limitation), Some(start)) = (&plan.measure, moment.event) {
            let barred = limitation.judge(Case::of(moment), start);
            (outcome.verdict, outcome.lapse, outcome.last_day) = (barred.verdict, barred.lapse, barred.deadline);
            outcome.other = barred.other.map(narrow);
            outcome.at_stake = barred.at_stake.unwrap_or(UNKNOWN);
            return outcome;
        }
        let Some(reach) = reach else { return outcome };
        let measured = measure(plan, moment, day, reach);
        outcome.other = measured.other.map(narrow);
        (outcome.verdict, outcome.lapse) = self.verdict(question, Some(moment), &measured, day, last_day);
        if matches!(plan.measure, Measure::Same(_)) {
            outcome.at_stake = moment.event.map_or(UNKNOWN, |event| moment.claim.amount(event));
        }
        if let Some(value) = measured.low {
            outcome.value = value;
            if matches!(plan.measure, Measure::Term(_) | Measure::Accrued(_)) {
                // A balance may lie below its bound: what is at stake is how much, whichever way.
                let stake = if outcome.verdict == Verdict::Unknown { measured.high.unwrap_or(value) } else { value };
                outcome.at_stake = stake.saturating_abs();
            }
        }
        outcome
    }

    fn verdict(
        &self,
        question: &Question,
        moment: Option<&Moment<'_>>,
        measured: &Measured,
        day: Day,
        last_day: Option<Day>,
    ) -> (Verdict, Lapse) {
        let unknown = (Verdict::Unknown, Lapse::None);
        let range = &question.plan.range;
        let bounds = [&range.min, &range.max].map(|limit| limit.as_ref().map(|limit| limit.amount(moment, day)));
        if measured.nothing || bounds.contains(&Some(Amount::Nothing)) {
            return (Verdict::NotApplicable, Lapse::None);
        }
        if bounds.contains(&Some(Amount::Unknown)) {
            return unknown;
        }
        let known = |bound| if let Some(Amount::Known(value)) = bound { Some(value) } else { None };
        let ends @ [min, max] = bounds.map(known);
        // A value that is not told may be any: a bound that no amount or every amount keeps decides without it.
        let (low, high) = (measured.low.unwrap_or(UNKNOWN + 1), measured.high.unwrap_or(i64::MAX));
        // Between a value too low and one too high lie some that are neither.
        if min.is_some_and(|min| low < min) && max.is_some_and(|max| high > max) {
            return unknown;
        }
        let of = |value: i64| self.verdict_of(question, measured, value, ends, last_day);
        let (at_low, at_high) = (of(low), of(high));
        if at_low.0 == at_high.0 { at_low } else { unknown }
    }

    fn verdict_of(
        &self,
        question: &Question,
        measured: &Measured,
        value: i64,
        [min, max]: [Option<i64>; 2],
        last_day: Option<Day>,
    ) -> (Verdict, Lapse) {
        if max.is_some_and(|max| value > max) {
            return (Verdict::Breached, Lapse::Other);
        }
        if min.is_none_or(|min| value >= min) {
            return (Verdict::Met, Lapse::None);
        }
        let may_still_be_kept = last_day.is_some_and(|last| last >= self.questions.as_of);
        match question.plan.window.side {
            Side::After if may_still_be_kept => (Verdict::NotYetDue, Lapse::None),
            _ if may_still_be_kept && question.plan.asked == Asked::Group(Group::Year) => (Verdict::NotYetDue, Lapse::None),
            Side::After if measured.beyond => (Verdict::Breached, Lapse::Late),
            Side::After | Side::Before if !measured.anything => (Verdict::Breached, Lapse::Missing),
            _ => (Verdict::Breached, Lapse::Other),
        }
    }
}
