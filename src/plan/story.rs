use super::life::{Life, Truth, Watch, gate_places};
use super::measure::Moment;
use super::terms::Amount;
use super::{Asked, Gate, Limit, Measure, Outcome, Question, Questions, Side, Verdict};
use crate::cases::{Claim, FieldRef, Kinds, NO_DAY, Phase, StateId, UNKNOWN};

/// One claim's balance and states, before its first event and after each event: what an explanation of a verdict needs.
///
/// Events are named by their place among the claim's, from 0.
pub struct Story<'a> {
    questions: &'a Questions<'a>,
    claim: Claim<'a>,
    watch: Watch<'a>,
    life: Life,
}

/// Why a question did not apply, or could not be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// A state held that shuts it out.
    Holds {
        /// The state.
        state: StateId,
        /// The event with which it began; `None` where it held from the start.
        since: Option<usize>,
    },
    /// A state did not hold that it asks for.
    Lacks {
        /// The state.
        state: StateId,
    },
    /// The data does not tell whether a state held.
    Unsure {
        /// The state.
        state: StateId,
    },
    /// Its amount is not above the one from which it is asked.
    NotAbove,
    /// There was nothing to measure.
    Nothing,
    /// What the data should tell and does not, by its place among the claim's gaps.
    Gap(usize),
    /// The claim type decides whether it applies, and is not known.
    ClaimType,
    /// A field decides whether it applies, and is not known.
    Field(FieldRef),
    /// A date of the claims table decides whether it applies, and is not known: `established`, `due`, `last_timely_payment`, from 0.
    Date(usize),
    /// An event's amount is not known.
    Amount(usize),
    /// The principal is not known.
    Principal,
    /// The law has no verified value on the activation's day.
    Law,
    /// None of these events is there, from which the time would be counted.
    Start(Kinds),
}

/// Why a question was not asked of a claim at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// It is about other claims.
    Scope,
    /// It counts over several claims.
    Several,
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

    /// Why an outcome is `not_applicable` or `unknown`, as far as that can be told; empty for every other verdict.
    pub fn because(&self, question: &Question, outcome: &Outcome) -> Vec<Because> {
        match outcome.verdict {
            Verdict::NotApplicable => {
                let shut = self.gates(question, outcome, Truth::No);
                if shut.is_empty() { vec![Because::Nothing] } else { shut }
            }
            Verdict::Unknown => self.lacking(question, outcome),
            _ => Vec::new(),
        }
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

    fn moment(&self, question: &Question, outcome: &Outcome) -> Moment<'_> {
        let Self { questions, watch, life, claim } = self;
        let event = outcome.event.map(|event| event as usize);
        Moment { questions, watch, life, claim: *claim, event, place: self.place(question, outcome) }
    }

    /// The place in the life at which an outcome was judged.
    fn place(&self, question: &Question, outcome: &Outcome) -> usize {
        let event = outcome.event.filter(|_| !question.plan.asked.is_once());
        event.map_or(self.claim.len(), |event| event as usize)
    }

    fn lacking(&self, question: &Question, outcome: &Outcome) -> Vec<Because> {
        let (plan, claim) = (&question.plan, self.claim);
        if let Some(gap) = outcome.gap {
            return vec![Because::Gap(gap as usize)];
        }
        let looks_at = plan.looks_at(self.watch.vocabulary());
        let gaps = claim.gaps().iter().enumerate().filter(|(_, gap)| gap.kinds.meets(looks_at));
        let mut lacking: Vec<Because> = gaps.map(|(index, _)| Because::Gap(index)).collect();
        if question.scope.claim_types.is_some() && claim.claim_type().is_none() {
            lacking.push(Because::ClaimType);
        }
        let untold = question.scope.fields.iter().filter(|(field, _)| claim.word(*field, None).is_none());
        lacking.extend(untold.map(|(field, _)| Because::Field(*field)));
        let decides = |ends: bool, told: bool| ends && !told;
        if decides(question.scope.principal != (None, None), claim.principal() != UNKNOWN) {
            lacking.push(Because::Principal);
        }
        let dates = (0..).zip(question.scope.dates).filter(|(which, ends)| decides(*ends != (None, None), claim.date(*which) != NO_DAY));
        lacking.extend(dates.map(|(which, _)| Because::Date(which)));
        // Who did it, or in which role, decides and is not told.
        let by = match (&plan.measure, &plan.range.max) {
            (Measure::Same(field), _) | (_, Some(Limit::By { field, .. })) => Some(*field),
            _ => None,
        };
        let event = outcome.event.map(|event| event as usize);
        let people = by.map(FieldRef::Event).filter(|field| event.is_some() && claim.word(*field, event).is_none());
        lacking.extend(people.map(Because::Field));
        // A start whose row or date is lacking has been told as that.
        if let (Asked::Start(order), None, true) = (&plan.asked, outcome.event, lacking.is_empty()) {
            lacking.push(Because::Start(order.iter().fold(Kinds::NONE, |all, kinds| all | *kinds)));
        }
        let measured = match &plan.measure {
            Measure::Term(term) => term.lacks_law(outcome.day),
            Measure::Accrued(accrual) => outcome.event.is_some_and(|booking| accrual.lacks_law(claim, booking as usize)),
            _ => false,
        };
        let above = || plan.gates.iter().filter_map(|gate| if let Gate::Above(limit) = gate { Some(limit) } else { None });
        if measured || plan.range.min.iter().chain(&plan.range.max).chain(above()).any(|limit| limit.lacks_law(outcome.day)) {
            lacking.push(Because::Law);
        }
        let unsure = self.gates(question, outcome, Truth::Unknown);
        // What is related counts where its amount is measured; what moves the balance where a balance or a state that follows it is.
        let follows = |state: StateId| matches!(self.watch.vocabulary().states.get(state), Some(state) if !matches!(state.phase, Phase::Between { .. }));
        let (terms, moving) = (plan.terms(self.watch.vocabulary()), self.watch.vocabulary().moving());
        let measures = matches!(plan.measure, Measure::Balance | Measure::Accrued(_)) || (!moving.is_empty() && terms & moving == moving);
        let by_balance = measures || plan.states().any(follows);
        let mut kinds = if by_balance { moving } else { Kinds::NONE };
        if !matches!(plan.measure, Measure::Count | Measure::Barred(_) | Measure::Same(_)) {
            kinds |= plan.related | terms;
        }
        if above().next().is_some() {
            kinds |= plan.asked.kinds();
        }
        let event = outcome.event.filter(|_| plan.window.side != Side::After && !plan.asked.is_once());
        let until = event.map_or(claim.len(), |event| event as usize + 1);
        let amounts = (0..until).filter(|event| claim.kinds(*event).meets(kinds) && claim.amount(*event) == UNKNOWN);
        lacking.extend(amounts.map(Because::Amount));
        if by_balance && claim.principal() == UNKNOWN && self.opening_balance().is_none() && self.closing_balance().is_none() {
            lacking.push(Because::Principal);
        }
        if lacking.is_empty() { unsure } else { lacking }
    }

    /// The gates that stand as `wanted`: shut, or not known.
    fn gates(&self, question: &Question, outcome: &Outcome, wanted: Truth) -> Vec<Because> {
        let place = self.place(question, outcome);
        let mut found = Vec::new();
        let places = gate_places(question.plan.window.side, self.claim, place, outcome.last_day);
        for gate in &question.plan.gates {
            let at = |state: StateId, truth| places.clone().find(|place| self.truth(state, *place) == truth);
            let is_unsure = |state: &&StateId| at(**state, Truth::Unknown).is_some();
            match gate {
                Gate::Unless(states) => {
                    let held = states.iter().filter_map(|state| Some((*state, at(*state, Truth::Yes)?)));
                    let held: Vec<_> = held.map(|(state, at)| Because::Holds { state, since: self.since(state, at) }).collect();
                    match (wanted, held.is_empty()) {
                        (Truth::No, _) => found.extend(held),
                        (_, true) => found.extend(states.iter().filter(is_unsure).map(|state| Because::Unsure { state: *state })),
                        _ => {}
                    }
                }
                Gate::While(states) if states.iter().all(|state| at(*state, Truth::Yes).is_none()) => {
                    let unsure = states.iter().filter(is_unsure).map(|state| Because::Unsure { state: *state });
                    match (wanted, unsure.clone().next()) {
                        (Truth::No, None) => found.extend(states.iter().map(|state| Because::Lacks { state: *state })),
                        (Truth::Unknown, Some(_)) => found.extend(unsure),
                        _ => {}
                    }
                }
                Gate::Throughout(state) => match (wanted, at(*state, Truth::No), at(*state, Truth::Unknown)) {
                    (Truth::No, Some(_), _) => found.push(Because::Lacks { state: *state }),
                    (Truth::Unknown, None, Some(_)) => found.push(Because::Unsure { state: *state }),
                    _ => {}
                },
                Gate::Above(_) if wanted == Truth::No && self.is_at_most(gate, question, outcome) => found.push(Because::NotAbove),
                Gate::While(_) | Gate::Above(_) => {}
            }
        }
        found
    }

    /// Whether the activation's amount is known and not above the one that a gate asks for.
    fn is_at_most(&self, gate: &Gate, question: &Question, outcome: &Outcome) -> bool {
        let Gate::Above(limit) = gate else { return false };
        let amount = outcome.event.map(|event| self.claim.amount(event as usize)).filter(|amount| *amount != UNKNOWN);
        match limit.amount(Some(&self.moment(question, outcome)), outcome.day) {
            Amount::Known(limit) => amount.is_some_and(|amount| amount <= limit),
            _ => false,
        }
    }

    /// The event with which a state began that holds at a place in the life.
    fn since(&self, state: StateId, place: usize) -> Option<usize> {
        let first = (0..=place).rev().take_while(|place| self.truth(state, *place) == Truth::Yes).last()?;
        first.checked_sub(1)
    }

    fn truth(&self, state: StateId, place: usize) -> Truth {
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

/// Why a question that has no outcome on a claim was not asked of it.
pub fn aside(question: &Question, claim: Claim<'_>) -> Aside {
    if matches!(question.plan.asked, Asked::Group(_)) {
        return Aside::Several;
    }
    if question.scope.holds(claim) == Truth::No {
        return Aside::Scope;
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

#[cfg(test)]
mod tests {
    use super::super::{Gate, Limit, Plan, Range, Scope, Window, judge};
    use super::*;
    use crate::cases::{Builder, Cases, Cell, ClaimRow, EventRow, Row, Vocabulary};
    use crate::quantity::{Calendar, Day};

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
        let mut question = question(&vocabulary, "reminder", "plan", false);
        question.plan.asked = Asked::Again(question.plan.related);
        assert_eq!(aside(&question, once.claim(0)), Aside::Once);
        question.plan.asked = Asked::Each(Kinds::one(vocabulary.kind("transfer").unwrap()));
        assert_eq!(aside(&question, once.claim(0)), Aside::NoEvent);
        question.plan.asked = Asked::Each(question.plan.related);
        question.from = Day::new(2026, 6, 1).unwrap();
        assert_eq!(aside(&question, once.claim(0)), Aside::Period);
    }
}
