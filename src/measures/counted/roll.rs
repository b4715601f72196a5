use super::Overdue;
use super::arrears::{Followed, Standing};
use super::span::Span;
use crate::quantity::Day;

/// How arrears came from one year's end to the next, in minor units:
/// opening + newly overdue + charges − payments − written off + other = closing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roll {
    /// What was overdue on the day before.
    pub opening: i64,
    /// Balances that became overdue.
    pub new: i64,
    /// Fees, interest and other charges on what was overdue.
    pub charges: i64,
    /// What was paid of it, and other credits.
    pub payments: i64,
    /// What ceased to be overdue because the claim was written off.
    pub written_off: i64,
    /// All else: a principal that was replaced, and what ceased to be known or became known.
    pub other: i64,
    /// What is overdue on the last day.
    pub closing: i64,
    /// Claims whose arrears are not known on the day before, or on the last day.
    pub unknown: u64,
}

impl Roll {
    /// Adds what was counted elsewhere.
    pub(super) fn merge(&mut self, more: &Self) {
        let Self { opening, new, charges, payments, written_off, other, closing, unknown } = more;
        let sums = [
            (&mut self.opening, opening),
            (&mut self.new, new),
            (&mut self.charges, charges),
            (&mut self.payments, payments),
            (&mut self.written_off, written_off),
            (&mut self.other, other),
            (&mut self.closing, closing),
        ];
        sums.into_iter().for_each(|(sum, more)| *sum = sum.saturating_add(*more));
        self.unknown += unknown;
    }

    /// Counts one claim in a span.
    pub(super) fn add(&mut self, followed: &Followed<'_>, overdue: &Overdue, moves: Moves, span: &Span, as_of: Day) {
        let (before, last) = (span.from.plus_days(-1), span.to.min(as_of));
        let (opening, closing) = (followed.arrears(overdue, before), followed.arrears(overdue, last));
        let known = |standing| if let Standing::Owed(Some(amount)) = standing { amount } else { 0 };
        let mut roll = Self { opening: known(opening), closing: known(closing), ..Self::default() };
        let is_open = opening == Standing::Unknown || closing == Standing::Unknown;
        let walked = if is_open { None } else { roll.walk(followed, overdue, moves, before, last) };
        if walked.is_none() {
            roll = Self { opening: roll.opening, closing: roll.closing, other: roll.closing - roll.opening, ..Self::default() };
        }
        roll.unknown = u64::from(is_open);
        self.merge(&roll);
    }

    /// Goes from event to event; each moves what is overdue by as much as it stands higher or lower afterwards. `None` where it is not
    /// known on the way.
    fn walk(&mut self, followed: &Followed<'_>, overdue: &Overdue, moves: Moves, before: Day, last: Day) -> Option<()> {
        let Some(due) = followed.due(overdue).filter(|due| *due < last && followed.scope == crate::plan::Truth::Yes) else {
            return Some(());
        };
        let balance = |after| followed.open_balance(overdue, after);
        let (start, end) = (followed.events_until(before), followed.events_until(last));
        let mut is_overdue = due < before;
        for event in start..end {
            if !is_overdue && due < followed.claim.day(event) {
                (is_overdue, self.new) = (true, balance(event)?);
            }
            if is_overdue {
                let moved = balance(event + 1)? - balance(event)?;
                let kinds = followed.claim.kinds(event);
                if kinds.meets(overdue.write_off) {
                    self.written_off -= moved;
                } else if kinds.meets(moves.charge) {
                    self.charges += moved;
                } else if kinds.meets(moves.credit) {
                    self.payments -= moved;
                } else {
                    self.other += moved;
                }
            }
        }
        if !is_overdue {
            self.new = balance(end)?;
        }
        Some(())
    }
}

/// The kinds that add to a balance and those that take off it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moves {
    pub charge: crate::cases::Kinds,
    pub credit: crate::cases::Kinds,
}
