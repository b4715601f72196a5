use super::Overdue;
use crate::cases::{Claim, DUE, Kinds, NO_DAY};
use crate::plan::{Life, Truth, Watch};
use crate::quantity::Day;

/// Age bands of arrears: up to 30, 90 and 365 days after the due date, up to three years, and longer.
pub const BANDS: usize = 5;

/// The arrears of one age.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Band {
    /// Claims.
    pub claims: u64,
    /// Minor units.
    pub amount: i64,
}

impl Band {
    /// The band of a claim by its place, from the youngest: each goes to its last day, inclusive.
    pub(super) fn place(due: Day, day: Day) -> usize {
        let ends = [due.plus_days(30), due.plus_days(90), due.plus_days(365), due.plus_months(36)];
        ends.iter().filter(|end| **end < day).count()
    }
}

/// A claim as it is followed for a figure.
#[derive(Clone, Copy)]
pub(super) struct Followed<'a> {
    pub claim: Claim<'a>,
    pub life: &'a Life,
    pub watch: &'a Watch<'a>,
    /// Whether the figure is about it.
    pub scope: Truth,
}

/// What stands of a claim on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing.
    Nothing,
    /// The data does not tell.
    Unknown,
    /// So many minor units; `None` where it is known that the claim stands there and not with how much.
    Owed(Option<i64>),
}

impl Followed<'_> {
    /// How many events lie on a day or before it.
    pub fn events_until(&self, day: Day) -> usize {
        let (mut low, mut high) = (0, self.claim.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.claim.day(middle) <= day {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Whether a row that cannot be read may have been one of these on a day or before it.
    pub fn may_have(&self, kinds: Kinds, until: Day) -> bool {
        self.claim.gaps().iter().any(|gap| gap.kinds.meets(kinds) && gap.day.is_none_or(|day| day <= until))
    }

    /// The due date: that of the first event of the kind, else a later one in the claims table; `None` where the data does not tell.
    pub fn due(&self, overdue: &Overdue) -> Option<Day> {
        let event = self.life.kinds.iter().position(|kinds| kinds.meets(overdue.due));
        event.map(|event| self.claim.day(event)).or_else(|| Some(self.claim.date(DUE)).filter(|day| *day != NO_DAY))
    }

    /// Whether a state holds after so many events; unknown where nothing follows it.
    pub fn truth(&self, state: Option<usize>, after: usize) -> Truth {
        state.and_then(|state| self.watch.truths(self.life, state).get(after)).copied().unwrap_or(Truth::Unknown)
    }

    /// What is overdue after so many events, if the due date has passed: 0 where the claim is closed.
    pub fn open_balance(&self, overdue: &Overdue, after: usize) -> Option<i64> {
        match self.truth(overdue.open, after) {
            Truth::No => Some(0),
            Truth::Unknown => None,
            Truth::Yes => self.life.balance.get(after).copied().flatten().map(|balance| balance.max(0)),
        }
    }

    /// What is overdue at the end of a day: the due date lies before it, and the claim is neither paid nor written off.
    pub fn arrears(&self, overdue: &Overdue, day: Day) -> Standing {
        let due = self.due(overdue);
        let may_move = self.may_have(overdue.looked_at, day);
        if due.is_some_and(|due| day <= due) && !self.may_have(overdue.due, Day(i32::MAX)) {
            return Standing::Nothing;
        }
        let after = self.events_until(day);
        let has_begun = after > 0 || self.claim.is_empty();
        let balance = if has_begun { self.open_balance(overdue, after) } else { Some(0) };
        match balance {
            _ if may_move => Standing::Unknown,
            Some(0) => Standing::Nothing,
            Some(balance) if due.is_some_and(|due| due < day) && self.scope == Truth::Yes => Standing::Owed(Some(balance)),
            _ => Standing::Unknown,
        }
    }

    /// What stands of a claim that is in a state at the end of a day.
    pub fn standing(&self, state: usize, moved_by: Kinds, moving: Kinds, day: Day) -> Standing {
        let after = self.events_until(day);
        if self.may_have(moved_by, day) {
            return Standing::Unknown;
        }
        if after == 0 && !self.claim.is_empty() {
            return Standing::Nothing;
        }
        match self.truth(Some(state), after).min(self.scope) {
            Truth::No => Standing::Nothing,
            Truth::Unknown => Standing::Unknown,
            // What an empty claim stands for is not known to have begun.
            Truth::Yes if self.claim.is_empty() => Standing::Unknown,
            Truth::Yes => {
                let told = !self.may_have(moving, day);
                Standing::Owed(self.life.balance.get(after).copied().flatten().filter(|_| told).map(|balance| balance.max(0)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_end_with_their_last_day() {
        let due = Day::new(2024, 2, 29).unwrap();
        let place = |year, month, day| Band::place(due, Day::new(year, month, day).unwrap());
        assert_eq!([place(2024, 3, 1), place(2024, 3, 30), place(2024, 3, 31)], [0, 0, 1]);
        assert_eq!([place(2024, 5, 29), place(2024, 5, 30)], [1, 2]);
        // 365 days after a leap day is 28 February, as is three years after it.
        assert_eq!([place(2025, 2, 28), place(2025, 3, 1)], [2, 3]);
        assert_eq!([place(2027, 2, 28), place(2027, 3, 1)], [3, 4]);
    }
}
