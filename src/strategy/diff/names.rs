//! One list of names for two editions: the plans of the earlier one are read with it, so that they can be held against the later ones.

use crate::cases::{ClaimField, FieldRef, Kind, Kinds, Phase, State, StateId, Vocabulary};
use crate::plan::{Asked, Gate, Limit, Limitation, Measure, Plan, Scope, Term};
use crate::strategy::Strategy;

/// The later edition's names, with those of the earlier one behind them that it lacks or that mean something else in it.
pub(super) struct Names<'s> {
    pub before: &'s Strategy,
    pub after: &'s Strategy,
    /// Both editions' names.
    pub all: Vocabulary,
    kinds: Vec<usize>,
    states: Vec<StateId>,
    event_fields: Vec<usize>,
    claim_fields: Vec<usize>,
    claim_types: Vec<usize>,
}

impl<'s> Names<'s> {
    pub fn new(before: &'s Strategy, after: &'s Strategy) -> Self {
        let (old, new) = (&before.vocabulary, &after.vocabulary);
        let mut all = new.clone();
        let mut names = Self {
            before,
            after,
            kinds: Vec::new(),
            states: Vec::new(),
            event_fields: places(&old.event_fields, &mut all.event_fields),
            claim_fields: places(&old.claim_fields, &mut all.claim_fields),
            claim_types: Vec::new(),
            all: Vocabulary::new(),
        };
        for (id, others) in &old.claim_types {
            let place = all.claim_types.iter().position(|(known, _)| known == id);
            names.claim_types.push(place.unwrap_or(all.claim_types.len()));
            if place.is_none() {
                all.claim_types.push((id.clone(), others.clone()));
            }
        }
        for kind in &old.kinds {
            let place = new.kinds.iter().position(|known| means_the_same(kind, old, known, new));
            names.kinds.push(place.unwrap_or(all.kinds.len()));
            if place.is_none() {
                all.kinds.push(Kind { parent: None, tests: Vec::new(), ..kind.clone() });
            }
        }
        for kind in &old.kinds {
            let place = names.kinds.iter().zip(&old.kinds).find(|(_, known)| known.name == kind.name).map(|(place, _)| *place);
            let parent = kind.parent.and_then(|parent| names.kinds.get(usize::from(parent))).and_then(|parent| u16::try_from(*parent).ok());
            if let Some(own) = place.filter(|place| *place >= new.kinds.len()).and_then(|place| all.kinds.get_mut(place)) {
                own.parent = parent;
            }
        }
        for state in &old.states {
            let phase = match state.phase {
                Phase::Between { from, until } => Phase::Between { from: names.kinds(from), until: names.kinds(until) },
                Phase::Open { written_off } => Phase::Open { written_off: names.kinds(written_off) },
                Phase::Paid => Phase::Paid,
            };
            let place = new.states.iter().position(|known| known.name == state.name && known.phase == phase);
            names.states.push(place.unwrap_or(all.states.len()));
            if place.is_none() {
                all.states.push(State { phase, ..state.clone() });
            }
        }
        names.all = all;
        names
    }

    pub fn kinds(&self, kinds: Kinds) -> Kinds {
        let place = |kind: u16| match self.kinds.get(usize::from(kind)) {
            // More kinds than can be told apart: it may be any, and so nothing is the same.
            Some(place) if *place < Kinds::CAPACITY => u16::try_from(*place).map_or(Kinds::ALL, Kinds::one),
            _ => Kinds::ALL,
        };
        kinds.iter().fold(Kinds::NONE, |all, kind| all | place(kind))
    }

    pub fn claim_type(&self, index: u16) -> u16 {
        self.claim_types.get(usize::from(index)).and_then(|place| u16::try_from(*place).ok()).unwrap_or(u16::MAX)
    }

    /// The claims that a clause of the earlier edition is about.
    pub fn scope(&self, scope: &Scope) -> Scope {
        let mut scope = scope.clone();
        for index in scope.claim_types.iter_mut().flatten() {
            *index = self.claim_type(*index);
        }
        for (field, _) in &mut scope.fields {
            *field = self.field(*field);
        }
        scope
    }

    pub fn gates(&self, gates: &[Gate]) -> Vec<Gate> {
        gates.iter().map(|gate| self.gate(gate)).collect()
    }

    /// A plan of the earlier edition.
    pub fn plan(&self, plan: &Plan) -> Plan {
        let mut plan = plan.clone();
        plan.asked = match plan.asked {
            Asked::Each(kinds) => Asked::Each(self.kinds(kinds)),
            Asked::Again(kinds) => Asked::Again(self.kinds(kinds)),
            Asked::Opened { by, each } => Asked::Opened { by: self.kinds(by), each: self.kinds(each) },
            Asked::Start(order) => Asked::Start(order.into_iter().map(|kinds| self.kinds(kinds)).collect()),
            asked @ (Asked::Claim | Asked::Group(_)) => asked,
        };
        plan.gates = self.gates(&plan.gates);
        plan.related = self.kinds(plan.related);
        plan.related_states = plan.related_states.iter().map(|state| self.state(*state)).collect();
        match &mut plan.measure {
            Measure::Count => {}
            Measure::Unrecorded(tests) => tests.iter_mut().for_each(|test| test.field = self.field(test.field)),
            Measure::Term(term) => self.term(term),
            Measure::Accrued(accrual) => {
                (accrual.booked, accrual.from) = (self.kinds(accrual.booked), self.kinds(accrual.from));
                self.limit(&mut accrual.rate);
            }
            Measure::Barred(limitation) => self.limitation(limitation),
            Measure::Same(field) => *field = self.event_field(*field),
        }
        plan.range.min.iter_mut().chain(&mut plan.range.max).for_each(|limit| self.limit(limit));
        plan
    }

    fn gate(&self, gate: &Gate) -> Gate {
        let states = |states: &[StateId]| states.iter().map(|state| self.state(*state)).collect();
        match gate {
            Gate::While(own) => Gate::While(states(own)),
            Gate::Unless(own) => Gate::Unless(states(own)),
            Gate::Throughout(state) => Gate::Throughout(self.state(*state)),
            Gate::Above(limit) => {
                let mut limit = limit.clone();
                self.limit(&mut limit);
                Gate::Above(limit)
            }
        }
    }

    fn state(&self, state: StateId) -> StateId {
        self.states.get(state).copied().unwrap_or(StateId::MAX)
    }

    fn event_field(&self, field: usize) -> usize {
        self.event_fields.get(field).copied().unwrap_or(usize::MAX)
    }

    fn field(&self, field: FieldRef) -> FieldRef {
        match field {
            FieldRef::Event(index) => FieldRef::Event(self.event_field(index)),
            FieldRef::Claim(ClaimField::Declared(index)) => {
                FieldRef::Claim(ClaimField::Declared(self.claim_fields.get(index).copied().unwrap_or(usize::MAX)))
            }
            other => other,
        }
    }

    fn limit(&self, limit: &mut Limit) {
        match limit {
            Limit::Is(_) | Limit::Law(_) => {}
            Limit::By { field, .. } => *field = self.event_field(*field),
            Limit::Term(term) => self.term(term),
        }
    }

    fn term(&self, term: &mut Term) {
        match term {
            Term::Is(_) | Term::Law(_) | Term::Here | Term::Balance | Term::BalanceAfter => {}
            Term::Sum(kinds) | Term::First(kinds) | Term::Last(kinds) => *kinds = self.kinds(*kinds),
            Term::Times(kinds, of) => {
                *kinds = self.kinds(*kinds);
                self.term(of);
            }
            Term::Share(_, of) => self.term(of),
            Term::Total { plus, minus } => plus.iter_mut().chain(minus).for_each(|term| self.term(term)),
        }
    }

    fn limitation(&self, limitation: &mut Limitation) {
        limitation.lengths.iter_mut().for_each(|(claim_type, _)| *claim_type = self.claim_type(*claim_type));
        limitation.interrupted_by.iter_mut().for_each(|(kinds, _)| *kinds = self.kinds(*kinds));
        limitation.closed_by = self.kinds(limitation.closed_by);
        limitation.nothing_after = self.kinds(limitation.nothing_after);
        let states = limitation.closing_states.iter_mut().chain(limitation.floor.iter_mut().filter_map(|floor| floor.state.as_mut()));
        states.for_each(|state| *state = self.state(*state));
    }
}

/// The place of each name in a longer list; those that it lacks are put behind the others.
fn places(names: &[String], all: &mut Vec<String>) -> Vec<usize> {
    let place = |name: &String| {
        all.iter().position(|known| known == name).unwrap_or_else(|| {
            all.push(name.clone());
            all.len() - 1
        })
    };
    names.iter().map(place).collect()
}

/// Whether an event kind is the same kind in both editions, whatever texts call it.
fn means_the_same(one: &Kind, of: &Vocabulary, other: &Kind, of_other: &Vocabulary) -> bool {
    let tests = |kind: &Kind, vocabulary: &Vocabulary| -> Vec<(Option<String>, Vec<String>)> {
        kind.tests.iter().map(|test| (vocabulary.event_fields.get(test.field).cloned(), test.words.clone())).collect()
    };
    let parents = (one.parent.and_then(|parent| of.kind_at(parent)), other.parent.and_then(|parent| of_other.kind_at(parent)));
    one.name == other.name
        && one.effect == other.effect
        && tests(one, of) == tests(other, of_other)
        && match parents {
            (None, None) => true,
            (Some(parent), Some(others)) => means_the_same(parent, of, others, of_other),
            _ => false,
        }
}
