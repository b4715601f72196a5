use std::fmt;

use super::WHOLE;
use super::gamma::{Part, within};
use super::tails::{binomial_within, finite_within};

/// Samples above this are no samples any more; nothing larger is looked for.
pub const LARGEST: u64 = 10_000;

/// What a sample must be able to show; all in ten-thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// How sure one wants to be.
    pub confidence: u32,
    /// The rate of deviations that can still be borne.
    pub tolerable: u32,
    /// The rate that is expected.
    pub expected: u32,
}

/// How many to draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Items to draw.
    pub items: u64,
    /// Deviations that may be among them and still show what is demanded.
    pub deviations: u64,
}

/// Why there is no size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSize {
    /// What is expected is not below what can be borne, or nothing can be borne.
    NothingToBear,
    /// More than [`LARGEST`] would have to be drawn.
    TooLarge,
}

impl fmt::Display for NoSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingToBear => f.write_str("the tolerable error is not above the expected one; no sample can show that"),
            Self::TooLarge => {
                write!(f, "the expected error is so near the tolerable one that more than {LARGEST} items would have to be looked at")
            }
        }
    }
}

impl std::error::Error for NoSize {}

impl Demand {
    /// One less the confidence, in ten-thousandths.
    pub fn risk(self) -> u32 {
        WHOLE.saturating_sub(self.confidence)
    }

    /// The expected deviations among so many, rounded up.
    fn deviations(self, items: u64) -> u64 {
        (items * u64::from(self.expected)).div_ceil(WHOLE.into())
    }
}

/// The size of a sample of a population that has no end, as the tables of the audit guides have it: the smallest in which the expected
/// deviations, rounded up to a whole number, still show that the rate is below the tolerable one.
///
/// # Errors
/// [`NoSize::NothingToBear`] where the expected rate is not below the tolerable one; [`NoSize::TooLarge`] where more than [`LARGEST`]
/// would be needed.
pub fn sample_size(demand: Demand) -> Result<Size, NoSize> {
    smallest(demand, LARGEST, |deviations, items| binomial_within(deviations, items, demand.tolerable, demand.risk()))?
        .ok_or(NoSize::TooLarge)
}

/// The size of a sample of so many items, of which none is drawn twice; at most all of them.
///
/// # Errors
/// [`NoSize::NothingToBear`] where the expected rate is not below the tolerable one; [`NoSize::TooLarge`] where more than [`LARGEST`]
/// would be needed.
pub fn sample_size_of(population: u64, demand: Demand) -> Result<Size, NoSize> {
    // The smallest number of deviations that is no longer below the tolerable rate.
    let deviating = population.saturating_mul(demand.tolerable.into()).div_ceil(WHOLE.into());
    let is_enough = |deviations, items| finite_within(deviations, items, population, deviating, demand.risk());
    match smallest(demand, population.min(LARGEST), is_enough)? {
        Some(size) => Ok(size),
        None if population <= LARGEST => Ok(Size { items: population, deviations: demand.deviations(population) }),
        None => Err(NoSize::TooLarge),
    }
}

/// The smallest sample up to `most` items; for more and more deviations the one that is large enough for them, until no
/// more than those are expected in it.
fn smallest(demand: Demand, most: u64, is_enough: impl Fn(u64, u64) -> bool) -> Result<Option<Size>, NoSize> {
    if demand.expected >= demand.tolerable {
        return Err(NoSize::NothingToBear);
    }
    let mut deviations = 0;
    let mut from = 1;
    loop {
        let Some(enough) = least(from, most, |items| is_enough(deviations, items)) else { return Ok(None) };
        let expected = demand.deviations(enough);
        if expected <= deviations {
            return Ok(Some(Size { items: enough, deviations }));
        }
        // No smaller sample will do, so that at least as many deviations are to be expected.
        (from, deviations) = (enough, expected);
    }
}

/// The least number of a range, both ends inclusive, from which on something holds.
fn least(from: u64, most: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    let (mut low, mut step) = (from, 1);
    // Most answers are near: far ones cost more.
    while low <= most && !holds(low) {
        low += step;
        step *= 2;
    }
    if low > most && !holds(most) {
        return None;
    }
    let mut high = low.min(most);
    let mut below = (high.saturating_sub(step / 2)).max(from.saturating_sub(1));
    while below + 1 < high {
        let middle = u64::midpoint(below, high);
        if holds(middle) { high = middle } else { below = middle }
    }
    Some(high)
}

/// The size of a monetary-unit sample: the smallest in which the expected misstatement, as so many whole units in error, still shows
/// that there is less than the tolerable one. All amounts in the same unit.
///
/// # Errors
/// [`NoSize::NothingToBear`] where the expected amount is not below the tolerable one, or the population has no amount;
/// [`NoSize::TooLarge`] where more than [`LARGEST`] would be needed.
pub fn monetary_size(amount: u64, tolerable: u64, expected: u64, risk: u32) -> Result<u64, NoSize> {
    if expected >= tolerable || amount == 0 {
        return Err(NoSize::NothingToBear);
    }
    let under = u128::from(amount);
    let is_enough = |items: u64| {
        let times = |part: u64| u128::from(part) * u128::from(items);
        within(Part { over: under + times(expected), under }, Part { over: times(tolerable), under }, risk)
    };
    least(1, LARGEST, is_enough).ok_or(NoSize::TooLarge)
}
