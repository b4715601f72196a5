use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Counted, Counting, Statistic};

/// A fraction whose lower number is above 0.
#[derive(Debug, Clone, Copy)]
pub struct Exact {
    /// The upper number.
    pub over: i128,
    /// The lower number.
    pub under: i128,
}

impl Exact {
    /// A whole number.
    pub fn whole(number: impl Into<i128>) -> Self {
        Self { over: number.into(), under: 1 }
    }

    /// Rounded half up.
    pub fn rounded(self) -> i64 {
        let doubled = (2 * self.over + self.under).div_euclid(2 * self.under);
        i64::try_from(doubled).unwrap_or(i64::MAX)
    }

    /// Which of the two is greater.
    pub fn compare(self, other: Self) -> Ordering {
        (self.over * other.under).cmp(&(other.over * self.under))
    }
}

/// Between what a figure lies; the two ends differ only where the data leaves it open.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// The least that it can be.
    pub least: Exact,
    /// The most that it can be; `None` where nothing holds it back.
    pub most: Option<Exact>,
}

impl Bounds {
    /// Whether the data tells the figure.
    pub fn is_told(&self) -> bool {
        self.most.is_some_and(|most| most.compare(self.least) == Ordering::Equal)
    }
}

/// Claims on a day, or events in a period, with their amounts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sum {
    /// Claims.
    pub claims: u64,
    /// Claims on a day, or events in a period.
    pub count: u64,
    /// Minor units, as far as they are known.
    pub amount: i64,
    /// Of those counted, the ones whose amount the data does not tell.
    pub untold: u64,
    /// Not counted: claims or rows of which the data does not tell whether they belong here.
    pub perhaps: u64,
    /// One more than the number of the claim that was counted last.
    pub(super) last: u32,
}

impl Sum {
    /// Counts one claim or event with its amount, where the data tells it.
    pub(super) fn add(&mut self, claim: u32, amount: Option<i64>) {
        self.count += 1;
        if self.last != claim.saturating_add(1) {
            (self.claims, self.last) = (self.claims + 1, claim.saturating_add(1));
        }
        match amount {
            Some(amount) => self.amount = self.amount.saturating_add(amount),
            None => self.untold += 1,
        }
    }
}

/// Claims that had a step in a year, and those of them that also had another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ratio {
    /// Claims that had the step, and of which it is known whether they had the other.
    pub of: u64,
    /// Of these, the ones that had the other.
    pub part: u64,
    /// Claims that had the step, and may or may not have had the other.
    pub open: u64,
    /// Claims that may or may not have had the step: those that did not have the other, may have had it, and had it.
    pub perhaps: [u64; 3],
}

/// How long it took from one step to the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many claims took so many days.
    pub days: BTreeMap<i32, u64>,
    /// Claims that had the first step and not yet the second.
    pub waiting: u64,
    /// Claims of which the data does not tell one of the days.
    pub perhaps: u64,
}

/// What was counted for one span of time and one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A stock or a flow.
    Sum(Sum),
    /// A share.
    Ratio(Ratio),
    /// Days.
    Spread(Spread),
}

impl Cell {
    /// Nothing counted yet.
    pub(super) fn empty(counted: &Counted) -> Self {
        match counted {
            Counted::Arrears(_) | Counted::Standing(..) | Counted::Flow(..) => Self::Sum(Sum::default()),
            Counted::Share(..) => Self::Ratio(Ratio::default()),
            Counted::Days(..) => Self::Spread(Spread::default()),
        }
    }

    /// Adds what was counted elsewhere.
    pub fn merge(&mut self, other: &Self) {
        match (self, other) {
            (Self::Sum(sum), Self::Sum(other)) => {
                sum.claims += other.claims;
                sum.count += other.count;
                sum.amount = sum.amount.saturating_add(other.amount);
                sum.untold += other.untold;
                sum.perhaps += other.perhaps;
            }
            (Self::Ratio(ratio), Self::Ratio(other)) => {
                ratio.of += other.of;
                ratio.part += other.part;
                ratio.open += other.open;
                ratio.perhaps.iter_mut().zip(other.perhaps).for_each(|(one, more)| *one += more);
            }
            (Self::Spread(spread), Self::Spread(other)) => {
                for (days, claims) in &other.days {
                    *spread.days.entry(*days).or_default() += claims;
                }
                spread.waiting += other.waiting;
                spread.perhaps += other.perhaps;
            }
            _ => {}
        }
    }

    /// How many claims it is about, so that small groups can be hidden; those that only may belong to it are among them.
    pub fn claims(&self) -> u64 {
        match self {
            Self::Sum(sum) => sum.claims + sum.perhaps,
            Self::Ratio(ratio) => ratio.of + ratio.open + ratio.perhaps.iter().sum::<u64>(),
            Self::Spread(spread) => spread.days.values().sum::<u64>() + spread.waiting + spread.perhaps,
        }
    }

    /// What was counted: claims on a day, events in a period, claims that had the step, claims that had both steps.
    pub fn count(&self) -> u64 {
        match self {
            Self::Sum(sum) => sum.count,
            Self::Ratio(ratio) => ratio.of + ratio.open,
            Self::Spread(spread) => spread.days.values().sum(),
        }
    }

    /// How many claims or rows the data leaves open.
    pub fn unknown(&self, counting: Counting) -> u64 {
        match self {
            Self::Sum(sum) if counting == Counting::Money => sum.untold + sum.perhaps,
            Self::Sum(sum) => sum.perhaps,
            Self::Ratio(ratio) => ratio.open + ratio.perhaps.iter().sum::<u64>(),
            Self::Spread(spread) => spread.perhaps,
        }
    }

    /// Between what the figure lies; `None` where there is nothing to take it of.
    pub fn bounds(&self, counted: &Counted, counting: Counting) -> Option<Bounds> {
        match self {
            Self::Sum(sum) => {
                let least = Exact::whole(if counting == Counting::Money { i128::from(sum.amount) } else { i128::from(sum.count) });
                let open = self.unknown(counting);
                // Whether a claim is there is at most one claim; what it amounts to can be anything.
                let most = match (open, counting) {
                    (0, _) => Some(least),
                    (_, Counting::Money) => None,
                    _ => Some(Exact::whole(i128::from(sum.count + open))),
                };
                Some(Bounds { least, most })
            }
            Self::Ratio(ratio) => ratio.bounds(),
            Self::Spread(spread) => {
                let Counted::Days(_, _, statistic) = counted else { return None };
                spread.bounds(*statistic)
            }
        }
    }

    /// The figure as far as it is known, in its unit: a sum is at least this; days are those of the claims of which they are known.
    /// `None` where there is nothing to take it of, and of a share that the data leaves open.
    pub fn value(&self, counted: &Counted, counting: Counting) -> Option<i64> {
        match (self, counted) {
            (Self::Ratio(_), _) => self.bounds(counted, counting).filter(Bounds::is_told).map(|bounds| bounds.least.rounded()),
            (Self::Spread(spread), Counted::Days(_, _, statistic)) => spread.statistic(*statistic).map(Exact::rounded),
            _ => self.bounds(counted, counting).map(|bounds| bounds.least.rounded()),
        }
    }
}

impl Ratio {
    /// Every claim that is left open is put where it makes the share smallest, and where it makes it greatest.
    fn bounds(&self) -> Option<Bounds> {
        let [without, open, with] = self.perhaps;
        let share = |part: u64, of: u64| (of > 0).then(|| Exact { over: i128::from(part) * 10_000, under: i128::from(of) });
        let sure = self.of + self.open;
        if sure + without + open + with == 0 {
            return None;
        }
        let least = share(self.part, sure + without + open);
        let most = share(self.part + self.open + open + with, sure + open + with);
        // Where all of them are left open, none or any of them may be all there is.
        Some(Bounds { least: least.unwrap_or(Exact::whole(0)), most: Some(most.unwrap_or(Exact::whole(10_000))) })
    }
}

impl Spread {
    /// The days of this rank, from 1.
    fn ranked(&self, rank: u64) -> Option<i32> {
        let mut below = 0;
        self.days.iter().find_map(|(days, claims)| {
            below += claims;
            (below >= rank).then_some(*days)
        })
    }

    fn rank(statistic: Statistic, of: u64) -> u64 {
        match statistic {
            Statistic::P90 => (9 * of).div_ceil(10),
            Statistic::Median | Statistic::Mean => of.div_ceil(2),
        }
    }

    /// The number that stands for the claims that had both steps; `None` where none had.
    pub fn statistic(&self, statistic: Statistic) -> Option<Exact> {
        let all: u64 = self.days.values().sum();
        match statistic {
            Statistic::Mean => {
                let sum: i128 = self.days.iter().map(|(days, claims)| i128::from(*days) * i128::from(*claims)).sum();
                (all > 0).then(|| Exact { over: sum, under: i128::from(all) })
            }
            _ => self.ranked(Self::rank(statistic, all)).map(Exact::whole),
        }
    }

    /// With the claims that are left open, which may have taken no day at all, or any number of them, or may not have had both steps.
    fn bounds(&self, statistic: Statistic) -> Option<Bounds> {
        let all: u64 = self.days.values().sum();
        if self.perhaps == 0 {
            let told = self.statistic(statistic)?;
            return Some(Bounds { least: told, most: Some(told) });
        }
        let mut low = self.clone();
        *low.days.entry(0).or_default() += self.perhaps;
        let least = low.statistic(statistic)?;
        let high = Self::rank(statistic, all + self.perhaps);
        let most = if statistic == Statistic::Mean { None } else { self.ranked(high).filter(|_| high <= all).map(Exact::whole) };
        Some(Bounds { least, most })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bounds: Option<Bounds>) -> Option<(i64, Option<i64>)> {
        bounds.map(|bounds| (bounds.least.rounded(), bounds.most.map(Exact::rounded)))
    }

    #[test]
    fn what_is_left_open_makes_a_share_an_interval() {
        let ratio = |of, part, open, perhaps| Ratio { of, part, open, perhaps };
        assert_eq!(told(ratio(3, 1, 0, [0; 3]).bounds()), Some((3_333, Some(3_333))));
        assert_eq!(told(ratio(0, 0, 0, [0; 3]).bounds()), None);
        assert_eq!(told(ratio(2, 1, 1, [0; 3]).bounds()), Some((3_333, Some(6_667))));
        assert_eq!(told(ratio(2, 1, 0, [1, 0, 0]).bounds()), Some((3_333, Some(5_000))));
        assert_eq!(told(ratio(2, 1, 0, [0, 0, 1]).bounds()), Some((5_000, Some(6_667))));
        assert_eq!(told(ratio(0, 0, 0, [0, 0, 1]).bounds()), Some((0, Some(10_000))));
    }

    #[test]
    fn the_median_is_a_number_of_days_that_some_claim_took() {
        let spread = |days: &[i32], perhaps| {
            let mut spread = Spread { perhaps, ..Spread::default() };
            days.iter().for_each(|days| *spread.days.entry(*days).or_default() += 1);
            spread
        };
        let all = [3, 5, 8, 20];
        assert_eq!(told(spread(&all, 0).bounds(Statistic::Median)), Some((5, Some(5))));
        assert_eq!(told(spread(&all, 0).bounds(Statistic::Mean)), Some((9, Some(9))));
        assert_eq!(told(spread(&all, 0).bounds(Statistic::P90)), Some((20, Some(20))));
        assert_eq!(told(spread(&all, 1).bounds(Statistic::Median)), Some((5, Some(8))));
        assert_eq!(told(spread(&all, 1).bounds(Statistic::P90)), Some((20, None)));
        assert_eq!(told(spread(&all, 1).bounds(Statistic::Mean)), Some((7, None)));
        assert_eq!(told(spread(&[], 0).bounds(Statistic::Median)), None);
        assert_eq!(told(spread(&[], 1).bounds(Statistic::Median)), Some((0, None)));
    }

    #[test]
    fn halves_are_rounded_up() {
        assert_eq!(Exact { over: 5, under: 2 }.rounded(), 3);
        assert_eq!(Exact { over: -5, under: 2 }.rounded(), -2);
        assert_eq!(Exact { over: 1, under: 3 }.rounded(), 0);
    }
}
