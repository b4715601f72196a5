use super::life::Truth;
use super::measure::Moment;
use super::{Lapse, Verdict};
use crate::cases::{Kinds, StateId};
use crate::quantity::{Day, Period};

/// When a claim is time-barred, and what stops that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limitation {
    /// From the start to the last day, that day included.
    pub length: Period,
    /// Other lengths by index of the claim type.
    pub lengths: Vec<(u16, Period)>,
    /// Events that start a new period, each with its length.
    pub interrupted_by: Vec<(Kinds, Period)>,
    /// Events that close the claim.
    pub closed_by: Kinds,
    /// States that close it on the first day they hold.
    pub closing_states: Vec<StateId>,
    /// The deadline is never before this day.
    pub floor: Option<Floor>,
    /// How long before the deadline an officer is warned.
    pub alarm: Option<Period>,
    /// Events that must not come once the deadline has passed.
    pub nothing_after: Kinds,
}

/// A day before which no deadline lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Floor {
    /// The day.
    pub day: Day,
    /// Only for claims of which this state holds at some time.
    pub state: Option<StateId>,
}

/// What became of a claim.
pub(super) struct Barred {
    pub verdict: Verdict,
    pub lapse: Lapse,
    /// The last day on which the claim can be saved.
    pub deadline: Option<Day>,
    /// The event that decided.
    pub other: Option<usize>,
    /// The balance at the end of the deadline, or so far.
    pub at_stake: Option<i64>,
}

impl Barred {
    const UNKNOWN: Self = Self { verdict: Verdict::Unknown, lapse: Lapse::None, deadline: None, other: None, at_stake: None };
}

impl Limitation {
    /// Judges a claim whose limitation starts with the event `start`.
    pub(super) fn judge(&self, moment: &Moment<'_>, start: usize) -> Barred {
        let Some(length) = self.length_of(moment) else { return Barred::UNKNOWN };
        let claim = moment.claim;
        let as_of = moment.questions.as_of;
        let after = |period: Period, day| period.after(day, moment.questions.calendar);
        let Some(first) = self.not_before_floor(moment, after(length, claim.day(start))) else { return Barred::UNKNOWN };
        let mut deadline = first;
        let mut interrupted = None;
        for event in start + 1..claim.len() {
            let lengths = self.interrupted_by.iter().filter(|(kinds, _)| claim.kinds(event).meets(*kinds));
            // Interruptions come in the order of their days: after the deadline nothing is left to interrupt.
            if let Some(to) = lengths.map(|(_, length)| after(*length, claim.day(event))).max() {
                if claim.day(event) > deadline {
                    interrupted = Some(event);
                    break;
                }
                deadline = deadline.max(to);
            }
        }
        let (closed, may_be_closed) = self.closed(moment, deadline);
        let in_time = closed.filter(|event| claim.day(*event) <= deadline);
        let until = (0..claim.len()).take_while(|event| claim.day(*event) <= deadline).count();
        let at_stake = moment.life.balance.get(until).copied().flatten();
        let judged = |verdict, lapse, other| Barred { verdict, lapse, deadline: Some(deadline), other, at_stake };
        if in_time.is_some() {
            return judged(Verdict::Met, Lapse::None, in_time);
        }
        if may_be_closed {
            return judged(Verdict::Unknown, Lapse::None, None);
        }
        if deadline >= as_of {
            let is_near = self.alarm.is_some_and(|alarm| after(alarm, as_of) >= deadline);
            return judged(Verdict::NotYetDue, if is_near { Lapse::Alarm } else { Lapse::None }, None);
        }
        let collected = (0..claim.len()).find(|event| claim.day(*event) > deadline && claim.kinds(*event).meets(self.nothing_after));
        if collected.is_some() {
            return judged(Verdict::Breached, Lapse::Other, collected);
        }
        let too_late = [closed, interrupted].into_iter().flatten().min();
        judged(Verdict::Breached, if too_late.is_some() { Lapse::Late } else { Lapse::Missing }, too_late)
    }

    /// The length for the claim's type; `None` where the type is not known and makes a difference.
    fn length_of(&self, moment: &Moment<'_>) -> Option<Period> {
        match moment.claim.claim_type() {
            Some(known) => {
                Some(self.lengths.iter().find(|(claim_type, _)| *claim_type == known).map_or(self.length, |(_, length)| *length))
            }
            None => self.lengths.iter().all(|(_, length)| *length == self.length).then_some(self.length),
        }
    }

    /// The deadline, moved to the floor where that applies; `None` where it cannot be told and makes a difference.
    fn not_before_floor(&self, moment: &Moment<'_>, deadline: Day) -> Option<Day> {
        let Some(floor) = self.floor.filter(|floor| floor.day > deadline) else { return Some(deadline) };
        let truths = floor.state.map(|state| moment.watch.truths(moment.life, state));
        match truths.map_or(Some(Truth::Yes), |truths| truths.iter().copied().max()) {
            Some(Truth::Yes) => Some(floor.day),
            Some(Truth::Unknown) => None,
            _ => Some(deadline),
        }
    }

    /// The first event that closed the claim for certain, and whether another may have done so by the deadline before it.
    fn closed(&self, moment: &Moment<'_>, deadline: Day) -> (Option<usize>, bool) {
        let claim = moment.claim;
        let mut may_be = false;
        for event in 0..claim.len() {
            let states = self.closing_states.iter().filter_map(|state| moment.watch.truths(moment.life, *state).get(event + 1));
            match states.copied().max() {
                _ if claim.kinds(event).meets(self.closed_by) => return (Some(event), may_be),
                Some(Truth::Yes) => return (Some(event), may_be),
                Some(Truth::Unknown) => may_be |= claim.day(event) <= deadline,
                _ => {}
            }
        }
        (None, may_be)
    }
}
