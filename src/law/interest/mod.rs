//! Late interest as arithmetic: an amount over days, a rate over days, and a way to count time.

mod of_claim;

pub use of_claim::{InterestAsked, InterestStopped, InterestWorking, interest_of};

use super::{Occasion, Series};
use crate::quantity::{Day, rounded};

/// How time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convention {
    /// Day by day, the first being the day after the start, the last the day up to which it is counted; a year has so many days.
    Daily {
        /// Days of a year: 365 or 360.
        year: u32,
    },
    /// Each month that has commenced counts whole, the first commencing on the day of the start itself.
    CommencedMonths {
        /// How many months the rate is for: 1 or 12.
        per: u32,
    },
}

/// Where a rate comes from; hundredths of a per cent.
#[derive(Debug, Clone, Copy)]
pub enum Rates<'a> {
    /// Always the same.
    Fixed(i64),
    /// The law's.
    Law(&'a Series<i64>),
}

impl Rates<'_> {
    /// The rate on an occasion; `None` is *baseline missing*.
    pub fn on(&self, occasion: Occasion) -> Option<i64> {
        match self {
            Self::Fixed(rate) => Some(*rate),
            Self::Law(series) => series.on(occasion),
        }
    }

    /// The first day after this one that may have another rate; `None` if there is none.
    pub fn changes_after(&self, day: Day) -> Option<Day> {
        if let Self::Law(series) = self { series.changes_after(day) } else { None }
    }
}

/// An amount that bears interest, over time.
pub trait Bears {
    /// Minor units at the end of a day, never below 0; `None` where that is not known. Days are asked for in ascending order.
    fn at_end_of(&mut self, day: Day) -> Option<i64>;

    /// The next day after this one at whose end it may be another amount; `None` if there is none.
    fn changes_after(&self, day: Day) -> Option<Day>;
}

/// The time for which interest is counted, and the rate.
#[derive(Debug, Clone, Copy)]
pub struct Accruing<'a> {
    /// The day from which interest runs.
    pub start: Day,
    /// The day on which the claim fell due, which may choose the rate.
    pub due: Day,
    /// The last day for which interest has been counted before, inclusive; `None` where it has not.
    pub counted: Option<Day>,
    /// The last day for which it is counted now, inclusive.
    pub until: Day,
    /// The rate.
    pub rates: Rates<'a>,
    /// How time is counted.
    pub convention: Convention,
}

/// A stretch of days, or a month, with one amount and one rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingLine {
    /// The first day, inclusive.
    pub from: Day,
    /// The last day, inclusive; of a commenced month the day before the next would commence.
    pub to: Day,
    /// How many days, or how many months: 1.
    pub times: i32,
    /// The amount that bears interest, in minor units.
    pub amount: i64,
    /// The rate in hundredths of a per cent.
    pub rate: i64,
}

impl WorkingLine {
    /// The interest exactly: so many parts of [`Convention::denominator`] of a minor unit.
    pub fn numerator(&self) -> Option<i128> {
        i128::from(self.amount).checked_mul(i128::from(self.rate))?.checked_mul(i128::from(self.times))
    }
}

/// Why interest cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCounted {
    /// What bears interest at the end of a day is not known.
    Amount {
        /// The day.
        on: Day,
    },
    /// No verified rate is known for a day.
    Rate {
        /// The day.
        on: Day,
    },
    /// It is more than can be written.
    TooLarge,
}

impl Convention {
    /// Interest that is counted so is an exact number of this part of a minor unit, above 0.
    pub fn denominator(self) -> i128 {
        let (Self::Daily { year: parts } | Self::CommencedMonths { per: parts }) = self;
        i128::from(parts) * 10_000
    }
}

impl Accruing<'_> {
    /// The working, line by line: a new one begins where the amount or the rate changes, and with each month that counts whole.
    /// The first that cannot be counted is the last.
    pub fn lines(&self, bears: &mut impl Bears) -> impl Iterator<Item = Result<WorkingLine, NotCounted>> {
        let mut day = self.counted.map_or(self.start, |counted| counted.max(self.start));
        let mut month = 0;
        let mut stopped = false;
        std::iter::from_fn(move || {
            if stopped {
                return None;
            }
            let line = match self.convention {
                Convention::Daily { .. } => self.days(&mut day, bears),
                Convention::CommencedMonths { .. } => self.month(&mut month, bears),
            };
            stopped = !matches!(line, Some(Ok(_)));
            line
        })
    }

    /// All of it in minor units, rounded half away from zero, once.
    ///
    /// # Errors
    /// The amount or the rate is not known on a day that counts, or the sum is too large.
    pub fn sum(&self, bears: &mut impl Bears) -> Result<i64, NotCounted> {
        let exact = self
            .lines(bears)
            .try_fold(0_i128, |sum, line| line?.numerator().and_then(|numerator| sum.checked_add(numerator)).ok_or(NotCounted::TooLarge));
        self.rounded(exact?).ok_or(NotCounted::TooLarge)
    }

    /// A sum of numerators in minor units.
    fn rounded(&self, numerator: i128) -> Option<i64> {
        // Doubled in rounding.
        numerator.checked_mul(4)?;
        i64::try_from(rounded(numerator, self.convention.denominator())).ok()
    }

    /// The days after this one on which neither the amount nor the rate changes.
    fn days(&self, day: &mut Day, bears: &mut impl Bears) -> Option<Result<WorkingLine, NotCounted>> {
        if *day >= self.until {
            return None;
        }
        // A day bears interest on what stood at the end of the day before it.
        let Some(amount) = bears.at_end_of(*day) else { return Some(Err(NotCounted::Amount { on: *day })) };
        let from = day.plus_days(1);
        let Some(rate) = self.rate_on(from) else { return Some(Err(NotCounted::Rate { on: from })) };
        let amount_changes = bears.changes_after(*day).unwrap_or(self.until);
        let rate_changes = self.rates.changes_after(from).map_or(self.until, |change| change.plus_days(-1));
        let to = self.until.min(amount_changes).min(rate_changes);
        let times = to.0.saturating_sub(day.0);
        *day = to;
        Some(Ok(WorkingLine { from, to, times, amount, rate }))
    }

    /// The next month that commences after those counted before and up to the last day.
    fn month(&self, month: &mut u32, bears: &mut impl Bears) -> Option<Result<WorkingLine, NotCounted>> {
        loop {
            let from = self.start.plus_months(*month);
            if from > self.until {
                return None;
            }
            *month += 1;
            if self.counted.is_some_and(|counted| from <= counted) {
                continue;
            }
            let Some(amount) = bears.at_end_of(from) else { return Some(Err(NotCounted::Amount { on: from })) };
            let Some(rate) = self.rate_on(from) else { return Some(Err(NotCounted::Rate { on: from })) };
            let to = self.start.plus_months(*month).plus_days(-1);
            return Some(Ok(WorkingLine { from, to, times: 1, amount, rate }));
        }
    }

    fn rate_on(&self, on: Day) -> Option<i64> {
        self.rates.on(Occasion { on, due: Some(self.due) })
    }
}
