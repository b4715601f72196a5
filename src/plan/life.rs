use std::ops::Range;

use super::Side;
use crate::cases::{Claim, Effect, Kinds, Phase, StateId, UNKNOWN, Vocabulary};
use crate::quantity::Day;

/// Yes, no, or not told; unknown is never no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It does not hold.
    No,
    /// The data does not tell.
    Unknown,
    /// It holds.
    Yes,
}

impl Truth {
    /// The opposite; what is not told stays so.
    pub(super) fn not(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

/// A claim's balance and states before its first event and after each event.
///
/// Index 0 is before the first event; index `n + 1` is after the claim's `n`-th.
#[derive(Debug, Default)]
pub(crate) struct Life {
    /// Which kinds each event is of.
    pub kinds: Vec<Kinds>,
    /// All of them.
    pub present: Kinds,
    /// Minor units; `None` where an amount on the way is not known.
    pub balance: Vec<Option<i64>>,
    /// For each asked state.
    pub states: Vec<Vec<Truth>>,
}

/// Follows balances and those states that some question asks for.
pub(crate) struct Watch<'a> {
    vocabulary: &'a Vocabulary,
    charge: Kinds,
    credit: Kinds,
    sets: Kinds,
    asked: Vec<StateId>,
}

impl<'a> Watch<'a> {
    pub fn new(vocabulary: &'a Vocabulary, mut asked: Vec<StateId>) -> Self {
        asked.sort_unstable();
        asked.dedup();
        let with = |effect| vocabulary.with_effect(move |one| one == effect);
        Self { vocabulary, charge: with(Effect::Charge), credit: with(Effect::Credit), sets: with(Effect::Sets), asked }
    }

    /// Fills `life` with one claim's.
    pub fn follow(&self, claim: Claim<'_>, life: &mut Life) {
        life.kinds.clear();
        life.kinds.extend(claim.each_kinds());
        life.present = life.kinds.iter().fold(Kinds::NONE, |all, kinds| all | *kinds);
        self.balances(claim, life);
        life.states.resize_with(self.asked.len(), Vec::new);
        for (state, truths) in self.asked.iter().zip(&mut life.states) {
            truths.clear();
            match self.vocabulary.states.get(*state).map(|state| state.phase) {
                Some(Phase::Between { from, until }) => between(claim, from, until, truths),
                Some(Phase::Paid) => paid(&life.balance, truths),
                Some(Phase::Open { written_off }) => {
                    paid(&life.balance, truths);
                    open(claim, written_off, truths);
                }
                None => truths.extend(life.balance.iter().map(|_| Truth::Unknown)),
            }
        }
    }

    /// The names that it follows.
    pub fn vocabulary(&self) -> &'a Vocabulary {
        self.vocabulary
    }

    /// The truths of a state in a life; empty for one that nothing asks for.
    pub fn truths<'l>(&self, life: &'l Life, state: StateId) -> &'l [Truth] {
        let index = self.asked.binary_search(&state).ok();
        index.and_then(|index| life.states.get(index)).map_or(&[], Vec::as_slice)
    }

    /// Principal + charges − credits; the three are kept apart because `sets` replaces the principal alone.
    fn balances(&self, claim: Claim<'_>, life: &mut Life) {
        let Life { kinds, balance, .. } = life;
        balance.clear();
        let known = |amount: i64| (amount != UNKNOWN).then_some(amount);
        let mut principal = known(claim.principal());
        let mut moved = Some(0_i64);
        balance.push(principal);
        for (kinds, amount) in kinds.iter().zip(claim.amounts()) {
            let amount = known(*amount);
            if kinds.meets(self.sets) {
                principal = amount;
            } else if kinds.meets(self.charge) {
                moved = moved.zip(amount).and_then(|(sum, amount)| sum.checked_add(amount));
            } else if kinds.meets(self.credit) {
                moved = moved.zip(amount).and_then(|(sum, amount)| sum.checked_sub(amount));
            }
            balance.push(principal.zip(moved).and_then(|(principal, moved)| principal.checked_add(moved)));
        }
    }
}

/// The places of a life at which a gate looks: for a forward duty from just after the activation to its last day, for all else just
/// before it.
pub(super) fn gate_places(side: Side, claim: Claim<'_>, place: usize, last_day: Option<Day>) -> Range<usize> {
    if side != Side::After {
        return place..place + 1;
    }
    let within = (place + 1..claim.len()).take_while(|event| last_day.is_none_or(|last| claim.day(*event) <= last)).count();
    place + 1..place + 2 + within
}

/// Holds from a `from` event until just before an `until` event.
fn between(claim: Claim<'_>, from: Kinds, until: Kinds, truths: &mut Vec<Truth>) {
    let mut now = Truth::No;
    truths.push(now);
    for place in 0..claim.len() {
        let kinds = claim.kinds(place);
        if kinds.meets(from) {
            now = Truth::Yes;
        } else if kinds.meets(until) {
            now = Truth::No;
        }
        truths.push(now);
    }
}

/// Something was owed at some time, and the balance is at most 0.
fn paid(balance: &[Option<i64>], truths: &mut Vec<Truth>) {
    let mut owed = Truth::No;
    for balance in balance {
        owed = owed.max(match balance {
            Some(balance) if *balance > 0 => Truth::Yes,
            Some(_) => Truth::No,
            None => Truth::Unknown,
        });
        truths.push(match balance {
            Some(balance) if *balance <= 0 => owed,
            Some(_) => Truth::No,
            None => Truth::Unknown,
        });
    }
}

/// Neither paid (as `truths` come in) nor written off.
fn open(claim: Claim<'_>, written_off: Kinds, truths: &mut [Truth]) {
    let gone = (0..claim.len()).position(|place| claim.kinds(place).meets(written_off));
    for (index, truth) in truths.iter_mut().enumerate() {
        let written_off = gone.is_some_and(|first| index > first);
        *truth = match *truth {
            _ if written_off => Truth::No,
            truth => truth.not(),
        };
    }
}
