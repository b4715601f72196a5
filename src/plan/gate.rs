use super::life::{Truth, gate_places};
use super::measure::Moment;
use super::terms::Amount;
use super::{Limit, Plan};
use crate::cases::{StateId, UNKNOWN};
use crate::quantity::Day;

/// What lets an activation through or shuts it out.
///
/// States are looked at from just after the activation to the last day where the related events come after it, else just before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// One of these states holds at some moment (`while`).
    While(Vec<StateId>),
    /// None of them holds at any moment (`unless`).
    Unless(Vec<StateId>),
    /// The state holds at every moment.
    Throughout(StateId),
    /// The activation's amount is above this, exclusive.
    Above(Limit),
}

impl Gate {
    /// The states that it looks at.
    pub fn states(&self) -> &[StateId] {
        match self {
            Self::While(states) | Self::Unless(states) => states,
            Self::Throughout(state) => std::slice::from_ref(state),
            Self::Above(_) => &[],
        }
    }
}

/// Whether all gates of a plan are open.
pub(super) fn open(plan: &Plan, moment: &Moment<'_>, day: Day, last_day: Option<Day>) -> Truth {
    let one = |gate: &Gate| {
        let states = gate.states().iter();
        let ever = || states.clone().flat_map(|state| seen(plan, moment, last_day, *state)).max().unwrap_or(Truth::No);
        match gate {
            Gate::While(_) => ever(),
            Gate::Unless(_) => ever().not(),
            Gate::Throughout(state) => seen(plan, moment, last_day, *state).min().unwrap_or(Truth::No),
            Gate::Above(limit) => above(limit, moment, day),
        }
    };
    plan.gates.iter().map(one).min().unwrap_or(Truth::Yes)
}

/// Whether a state holds, at each moment that the plan looks at.
fn seen<'m>(plan: &Plan, moment: &'m Moment<'_>, last_day: Option<Day>, state: StateId) -> impl Iterator<Item = Truth> + 'm {
    let truths = moment.watch.truths(moment.life, state);
    gate_places(plan.window.side, moment.claim, moment.place, last_day).filter_map(|place| truths.get(place).copied())
}

fn above(limit: &Limit, moment: &Moment<'_>, day: Day) -> Truth {
    let amount = moment.event.map_or(UNKNOWN, |event| moment.claim.amount(event));
    match (amount, limit.amount(Some(moment), day)) {
        (_, Amount::Nothing) => Truth::No,
        (UNKNOWN, _) | (_, Amount::Unknown) => Truth::Unknown,
        (amount, Amount::Known(limit)) if amount > limit => Truth::Yes,
        _ => Truth::No,
    }
}
