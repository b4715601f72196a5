use std::collections::BTreeMap;

use super::{Outcome, Verdict};
use crate::cases::UNKNOWN;
use crate::quantity::Day;

/// The claims of a question about limitation, by the month of their deadline: those that can still be saved, and those that are lost.
///
/// What was closed in time is not among them, nor what the data does not tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Horizon {
    months: BTreeMap<(i32, u32), Month>,
}

/// The claims whose deadline lies in one month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Month {
    /// Open, with a deadline on the as-of date or later.
    pub open: Stake,
    /// Time-barred: open, or closed too late, with a deadline before the as-of date.
    pub barred: Stake,
}

/// How many claims, and what is at stake in them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stake {
    /// Claims.
    pub claims: u64,
    /// Minor units: their balance on the deadline or so far, as far as it is known.
    pub amount: i64,
    /// Of the claims, those whose balance is not known.
    pub untold: u64,
}

impl Horizon {
    /// Counts what became of one claim.
    pub(super) fn add(&mut self, outcome: &Outcome) {
        let Some(deadline) = outcome.last_day else { return };
        let stake = Stake {
            claims: 1,
            amount: if outcome.at_stake == UNKNOWN { 0 } else { outcome.at_stake.max(0) },
            untold: u64::from(outcome.at_stake == UNKNOWN),
        };
        if !matches!(outcome.verdict, Verdict::NotYetDue | Verdict::Breached) {
            return;
        }
        let month = self.months.entry((deadline.year(), deadline.month())).or_default();
        let counted = if outcome.verdict == Verdict::NotYetDue { &mut month.open } else { &mut month.barred };
        counted.add(stake);
    }

    /// Adds the claims of another part of the cases.
    pub(super) fn merge(&mut self, other: &Self) {
        for (month, counted) in &other.months {
            let month = self.months.entry(*month).or_default();
            month.open.add(counted.open);
            month.barred.add(counted.barred);
        }
    }

    /// The months that have claims, ascending: year, month from 1, claims.
    pub fn months(&self) -> impl Iterator<Item = (i32, u32, Month)> {
        self.months.iter().map(|((year, month), counted)| (*year, *month, *counted))
    }

    /// A month by its distance from the one that a day lies in, 0 for that one: year, month from 1, claims.
    pub fn month(&self, of: Day, distance: i32) -> (i32, u32, Month) {
        let (year, month) = month_of(of, distance);
        (year, month, self.months.get(&(year, month)).copied().unwrap_or_default())
    }

    /// The open claims with a deadline in a later month than the one at a distance from a day's.
    pub fn open_after(&self, of: Day, distance: i32) -> Stake {
        self.sum(|month| month > month_of(of, distance), |month| month.open)
    }

    /// The time-barred claims with a deadline in an earlier month than the one at a distance from a day's.
    pub fn barred_before(&self, of: Day, distance: i32) -> Stake {
        self.sum(|month| month < month_of(of, distance), |month| month.barred)
    }

    fn sum(&self, holds: impl Fn((i32, u32)) -> bool, take: impl Fn(&Month) -> Stake) -> Stake {
        let mut sum = Stake::default();
        self.months.iter().filter(|(month, _)| holds(**month)).for_each(|(_, month)| sum.add(take(month)));
        sum
    }
}

impl Stake {
    /// Adds other claims.
    pub fn add(&mut self, other: Self) {
        self.claims += other.claims;
        self.amount = self.amount.saturating_add(other.amount);
        self.untold += other.untold;
    }
}

/// A month by its distance from the one that a day lies in.
fn month_of(day: Day, distance: i32) -> (i32, u32) {
    let months = day.year().saturating_mul(12) + i32::try_from(day.month()).unwrap_or(1) - 1 + distance;
    (months.div_euclid(12), months.rem_euclid(12).unsigned_abs() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_over_the_new_year() {
        let day = Day::new(2026, 11, 30).unwrap();
        assert_eq!(
            [-11, -10, 0, 1, 2, 14].map(|distance| month_of(day, distance)),
            [(2025, 12), (2026, 1), (2026, 11), (2026, 12), (2027, 1), (2028, 1)]
        );
    }
}
