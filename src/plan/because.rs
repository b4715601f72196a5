use super::life::{Truth, gate_places};
use super::terms::Amount;
use super::{Asked, Gate, Limit, Measure, Outcome, Question, Side, Story, Verdict};
use crate::cases::{FieldRef, Kinds, NO_DAY, Phase, StateId, UNKNOWN};

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
    /// How many days a year has is open, and decides.
    DaysOfYear,
    /// None of these events is there, from which the time would be counted.
    Start(Kinds),
}

impl Story<'_> {
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
        let occasion = self.moment(question, outcome).occasion(outcome.day);
        let measured = match &plan.measure {
            Measure::Term(term) => term.lacks_law(occasion),
            Measure::Barred(_) => {
                let running = self.limitation(question);
                running.is_some_and(|running| running.course.last_day.is_none())
            }
            Measure::Accrued(accrual) => outcome.event.is_some_and(|booking| accrual.lacks_law(claim, booking as usize)),
            _ => false,
        };
        let above = || plan.gates.iter().filter_map(|gate| if let Gate::Above(limit) = gate { Some(limit) } else { None });
        if measured
            || plan.range.min.iter().chain(&plan.range.max).chain(above()).any(|limit| limit.lacks_law(occasion))
            || plan.window.lacks_law(occasion)
        {
            lacking.push(Because::Law);
        }
        let unsure = self.gates(question, outcome, Truth::Unknown);
        // What is related counts where its amount is measured; what moves the balance where a balance or a state that follows it is.
        let follows = |state: StateId| matches!(self.watch.vocabulary().states.get(state), Some(state) if !matches!(state.phase, Phase::Between { .. }));
        let (terms, moving) = (plan.terms(self.watch.vocabulary()), self.watch.vocabulary().moving());
        let measures = matches!(plan.measure, Measure::Accrued(_)) || (!moving.is_empty() && terms & moving == moving);
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
        if lacking.is_empty()
            && matches!(&plan.measure, Measure::Accrued(accrual) if accrual.or_convention.is_some() && outcome.value != UNKNOWN)
        {
            lacking.push(Because::DaysOfYear);
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
}
