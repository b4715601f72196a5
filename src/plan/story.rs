use super::barred::{Case, Outside};
use super::life::{Life, Truth, Watch};
use super::measure::Moment;
use super::run::starts;
use super::terms::Amount;
use super::{Asked, Measure, Outcome, Question, Questions, Running};
use crate::cases::{Claim, Kinds, Phase, StateId};
use crate::quantity::Day;

/// One claim's balance and states, before its first event and after each event: what an explanation of a verdict needs.
///
/// Events are named by their place among the claim's, from 0.
pub struct Story<'a> {
    questions: &'a Questions<'a>,
    pub(super) claim: Claim<'a>,
    pub(super) watch: Watch<'a>,
    life: Life,
}

/// Why a question was not asked of a claim at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// It is about other claims.
    Scope,
    /// It counts over several claims.
    Several,
    /// The claim was closed on this day, before its days.
    Closed(Day),
    /// The claim was time-barred after this day, before its days.
    Barred(Day),
    /// What it asks about lies outside its days.
    Period,
    /// What it asks about did not happen.
    NoEvent,
    /// What it asks about happened once, and it asks about repeats.
    Once,
}

impl<'a> Story<'a> {
    /// Follows a claim through its life.
    pub fn new(questions: &'a Questions<'a>, claim: Claim<'a>) -> Self {
        let watch = Watch::new(questions.vocabulary, (0..questions.vocabulary.states.len()).collect());
        let mut life = Life::default();
        watch.follow(claim, &mut life);
        Self { questions, claim, watch, life }
    }

    /// The balance before the first event, in minor units; `None` where it is not known.
    pub fn opening_balance(&self) -> Option<i64> {
        self.life.balance.first().copied().flatten()
    }

    /// The balance after an event, in minor units; `None` where it is not known.
    pub fn balance(&self, event: usize) -> Option<i64> {
        self.life.balance.get(event + 1).copied().flatten()
    }

    /// The balance after the last event, in minor units; `None` where it is not known.
    pub fn closing_balance(&self) -> Option<i64> {
        self.life.balance.last().copied().flatten()
    }

    /// The states that begin to hold with an event. An open claim is left out: being paid or written off says the same.
    pub fn begins(&self, event: usize) -> Vec<StateId> {
        self.turns(event, |before, after| before != Truth::Yes && after == Truth::Yes)
    }

    /// The states that cease to hold with an event, as [`Story::begins`].
    pub fn ends(&self, event: usize) -> Vec<StateId> {
        self.turns(event, |before, after| before == Truth::Yes && after != Truth::Yes)
    }

    /// The states that hold after the last event, as [`Story::begins`].
    pub fn at_the_end(&self) -> Vec<StateId> {
        self.told().filter(|state| self.truth(*state, self.claim.len()) == Truth::Yes).collect()
    }

    /// The least and the most that a question allows at an outcome, both inclusive; `None` for an end that it does not have or that is
    /// not known.
    pub fn bounds(&self, question: &Question, outcome: &Outcome) -> [Option<i64>; 2] {
        let moment = self.moment(question, outcome);
        let range = &question.plan.range;
        [&range.min, &range.max].map(|limit| match limit.as_ref()?.amount(Some(&moment), outcome.day) {
            // A role without limit, or without a mandate.
            Amount::Known(i64::MIN | i64::MAX) => None,
            Amount::Known(amount) => Some(amount),
            Amount::Unknown | Amount::Nothing => None,
        })
    }

    /// Why a question that has no outcome on the claim was not asked of it.
    pub fn aside(&self, question: &Question) -> Aside {
        let claim = self.claim;
        if matches!(question.plan.asked, Asked::Group(_)) {
            return Aside::Several;
        }
        if question.scope.holds(claim) == Truth::No {
            return Aside::Scope;
        }
        if let (Measure::Barred(limitation), Asked::Start(order)) = (&question.plan.measure, &question.plan.asked)
            && let Some(start) = starts(order, claim)
        {
            let looked_at = question.plan.looks_at(self.watch.vocabulary());
            let has_gap = claim.gaps().iter().any(|gap| gap.kinds.meets(looked_at));
            return match limitation.outside(self.case(), question, start, has_gap) {
                Some(Outside::Closed(day)) => Aside::Closed(day),
                Some(Outside::Barred(day)) => Aside::Barred(day),
                Some(Outside::Later) | None => Aside::Period,
            };
        }
        let (asked, again) = match &question.plan.asked {
            Asked::Each(kinds) => (*kinds, false),
            Asked::Again(kinds) => (*kinds, true),
            Asked::Opened { by, .. } => (*by, false),
            Asked::Claim | Asked::Start(_) | Asked::Group(_) => (Kinds::ALL, false),
        };
        let days: Vec<_> = (0..claim.len()).filter(|event| claim.kinds(*event).meets(asked)).map(|event| claim.day(event)).collect();
        match days.len() {
            0 => Aside::NoEvent,
            1 if again => Aside::Once,
            _ => Aside::Period,
        }
    }

    /// The claim's limitation as a question has it; `None` for one that asks of something else, where the claim has no start, or where
    /// the data does not tell which length or floor it has.
    pub fn limitation<'q>(&self, question: &'q Question) -> Option<Running<'q>> {
        let Measure::Barred(limitation) = &question.plan.measure else { return None };
        let Asked::Start(order) = &question.plan.asked else { return None };
        limitation.follow(self.case(), starts(order, self.claim)?)
    }

    fn case(&self) -> Case<'_> {
        Case { questions: self.questions, watch: &self.watch, life: &self.life, claim: self.claim }
    }

    pub(super) fn moment(&self, question: &Question, outcome: &Outcome) -> Moment<'_> {
        let Self { questions, watch, life, claim } = self;
        let event = outcome.event.map(|event| event as usize);
        Moment { questions, watch, life, claim: *claim, event, place: self.place(question, outcome) }
    }

    /// The place in the life at which an outcome was judged.
    pub(super) fn place(&self, question: &Question, outcome: &Outcome) -> usize {
        let event = outcome.event.filter(|_| !question.plan.asked.is_once());
        event.map_or(self.claim.len(), |event| event as usize)
    }

    pub(super) fn truth(&self, state: StateId, place: usize) -> Truth {
        self.watch.truths(&self.life, state).get(place).copied().unwrap_or(Truth::No)
    }

    fn turns(&self, event: usize, turns: impl Fn(Truth, Truth) -> bool) -> Vec<StateId> {
        self.told().filter(|state| turns(self.truth(*state, event), self.truth(*state, event + 1))).collect()
    }

    fn told(&self) -> impl Iterator<Item = StateId> {
        let states = &self.watch.vocabulary().states;
        states.iter().enumerate().filter(|(_, state)| !matches!(state.phase, Phase::Open { .. })).map(|(index, _)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Because, Gate, Limit, Plan, Range, Scope, Side, Window, judge};
    use super::*;
    use crate::cases::{Builder, Cases, Cell, ClaimRow, EventRow, Row, UNKNOWN, Vocabulary};
    use crate::quantity::Calendar;

    /// One claim of 1000 minor units with these events, a day apart from 2026-01-01.
    fn cases(vocabulary: &Vocabulary, events: &[(&str, i64)]) -> Cases {
        let mut builder = Builder::new(vocabulary, Day::new(2026, 12, 31).unwrap(), false);
        let row = |line| Row { file: 0, line };
        builder.claim("1", ClaimRow { principal: 1_000, ..ClaimRow::unknown(0) }, row(1));
        for (line, (kind, amount)) in (2..).zip(events) {
            let day = Day::new(2026, 1, 1).unwrap().plus_days(line as i32);
            let kind = vocabulary.kind(kind).unwrap();
            builder.event(
                "1",
                &EventRow { kind, day, amount: *amount, fields: vec![Cell::UNKNOWN; vocabulary.event_fields.len()] },
                row(line),
            );
        }
        builder.finish()
    }

    fn question(vocabulary: &Vocabulary, event: &str, state: &str, holds: bool) -> Question {
        let kinds = Kinds::one(vocabulary.kind(event).unwrap());
        let gates = vec![if holds {
            Gate::While(vec![vocabulary.state(state).unwrap()])
        } else {
            Gate::Unless(vec![vocabulary.state(state).unwrap()])
        }];
        let range = Range { min: None, max: Some(Limit::Is(0)) };
        let window = Window::on(Side::Here);
        Question {
            plan: Plan {
                asked: Asked::Each(kinds),
                gates,
                related: kinds,
                related_states: Vec::new(),
                window,
                measure: Measure::Count,
                range,
            },
            scope: Scope::default(),
            from: Day::new(2026, 1, 1).unwrap(),
            to: Day::new(2026, 12, 31).unwrap(),
        }
    }

    fn reasons(events: &[(&str, i64)], state: &str, holds: bool) -> Vec<Because> {
        let vocabulary = Vocabulary::new();
        let cases = cases(&vocabulary, events);
        let question = question(&vocabulary, "reminder", state, holds);
        let calendar = Calendar::default();
        let as_of = Day::new(2026, 12, 31).unwrap();
        let questions = Questions { vocabulary: &vocabulary, calendar: &calendar, as_of, list: vec![question.clone()] };
        let outcomes = judge(&questions, &cases, 0);
        assert_eq!(outcomes.len(), 1);
        Story::new(&questions, cases.claim(0)).because(&question, &outcomes[0])
    }

    #[test]
    fn states_begin_and_end_with_their_events() {
        let vocabulary = Vocabulary::new();
        let cases = cases(&vocabulary, &[("plan_agreed", UNKNOWN), ("payment", 1_000), ("plan_ended", UNKNOWN)]);
        let calendar = Calendar::default();
        let questions =
            Questions { vocabulary: &vocabulary, calendar: &calendar, as_of: Day::new(2026, 12, 31).unwrap(), list: Vec::new() };
        let story = Story::new(&questions, cases.claim(0));
        let state = |name: &str| vocabulary.state(name).unwrap();
        assert_eq!(story.begins(0), [state("plan")]);
        assert_eq!((story.begins(1), story.balance(1)), (vec![state("paid")], Some(0)));
        assert_eq!((story.ends(2), story.at_the_end()), (vec![state("plan")], vec![state("paid")]));
        assert_eq!((story.opening_balance(), story.closing_balance()), (Some(1_000), Some(0)));
    }

    #[test]
    fn a_shut_gate_is_named_with_the_event_that_shut_it() {
        let plan = Vocabulary::new().state("plan").unwrap();
        let paid = Vocabulary::new().state("paid").unwrap();
        let agreed = [("contact", UNKNOWN), ("plan_agreed", UNKNOWN), ("contact", UNKNOWN), ("reminder", UNKNOWN)];
        assert_eq!(reasons(&agreed, "plan", false), [Because::Holds { state: plan, since: Some(1) }]);
        assert_eq!(reasons(&[("reminder", UNKNOWN)], "plan", true), [Because::Lacks { state: plan }]);
        assert_eq!(reasons(&[("payment", UNKNOWN), ("reminder", UNKNOWN)], "paid", false), [Because::Amount(0)]);
        assert_eq!(reasons(&[("payment", 1_000), ("reminder", UNKNOWN)], "paid", false), [Because::Holds { state: paid, since: Some(0) }]);
    }

    #[test]
    fn what_was_not_asked_is_told_why() {
        let vocabulary = Vocabulary::new();
        let once = cases(&vocabulary, &[("reminder", UNKNOWN)]);
        let calendar = Calendar::default();
        let questions =
            Questions { vocabulary: &vocabulary, calendar: &calendar, as_of: Day::new(2026, 12, 31).unwrap(), list: Vec::new() };
        let aside = |question: &Question| Story::new(&questions, once.claim(0)).aside(question);
        let mut question = question(&vocabulary, "reminder", "plan", false);
        question.plan.asked = Asked::Again(question.plan.related);
        assert_eq!(aside(&question), Aside::Once);
        question.plan.asked = Asked::Each(Kinds::one(vocabulary.kind("transfer").unwrap()));
        assert_eq!(aside(&question), Aside::NoEvent);
        question.plan.asked = Asked::Each(question.plan.related);
        question.from = Day::new(2026, 6, 1).unwrap();
        assert_eq!(aside(&question), Aside::Period);
    }
}
