use std::fmt;

use super::allocate::{Allocation, allocate};
use super::attribute::Together;
use super::gamma::{Part, factor, within};
use super::tails::{binomial_within, finite_within};
use super::{Tested, WHOLE};

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
    /// Nothing can be borne.
    NothingToBear,
    /// All that there is could be borne.
    AllToBear,
    /// What is expected is not below what can be borne.
    NotAbove,
    /// The population has no amount.
    NoAmount,
    /// More than [`LARGEST`] would have to be drawn, so little can be borne.
    TooSmall,
    /// More than [`LARGEST`] would have to be drawn, so near is what is expected to what can be borne.
    TooNear,
    /// More was asked for than there is.
    MoreThanThere {
        /// Items that there are.
        items: u64,
    },
    /// Less was asked for than one of each stratum.
    FewerThanStrata {
        /// Strata that there are.
        strata: u64,
    },
}

impl fmt::Display for NoSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NothingToBear => f.write_str(
                "the tolerable error is 0, and no sample can show that there is none; write one above 0, for example `--tolerable 5%`",
            ),
            Self::AllToBear => f.write_str(
                "the tolerable error is all that there is, so that nothing has to be looked at; write a smaller one, for example `--tolerable 5%`",
            ),
            Self::NotAbove => f.write_str(
                "the tolerable error is not above the expected one, and no sample can show that; write a larger `--tolerable` or a smaller `--expected`",
            ),
            Self::NoAmount => {
                f.write_str("a monetary-unit sample needs an amount above 0 to draw from; write it, for example `--amount \"2.500.000 kr\"`")
            }
            Self::TooSmall => write!(
                f,
                "the tolerable error is so small that more than {LARGEST} items would have to be looked at; write a larger `--tolerable`"
            ),
            Self::TooNear => write!(
                f,
                "the expected error is so near the tolerable one that more than {LARGEST} items would have to be looked at; write a larger `--tolerable` or a smaller `--expected`"
            ),
            Self::MoreThanThere { items: 1 } => f.write_str("there is only 1 activation to draw; write `--size 1`, or leave it out"),
            Self::MoreThanThere { items } => {
                write!(f, "there are only {items} activations to draw; write `--size {items}` or less, or leave it out")
            }
            Self::FewerThanStrata { strata } => {
                write!(f, "there are {strata} strata, and at least one is drawn of each; write `--size {strata}` or more, or leave it out")
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

    /// That there is something that a sample can show.
    ///
    /// # Errors
    /// [`NoSize::NothingToBear`], [`NoSize::AllToBear`] or [`NoSize::NotAbove`].
    pub fn prove(self) -> Result<(), NoSize> {
        prove(self.tolerable.into(), self.expected.into(), WHOLE.into())
    }

    fn too_large(self) -> NoSize {
        if self.expected == 0 { NoSize::TooSmall } else { NoSize::TooNear }
    }

    /// The most deviations of so many that can be borne.
    fn borne(self, population: u64) -> u64 {
        u64::try_from(u128::from(population) * u128::from(self.tolerable) / u128::from(WHOLE)).unwrap_or(u64::MAX)
    }

    /// All of a population, and the deviations that may be in it: those that are expected, as far as they can be borne.
    fn all_of(self, population: u64) -> Size {
        Size { items: population, deviations: self.deviations(population).min(self.borne(population)) }
    }

    /// The expected deviations among so many, rounded up.
    fn deviations(self, items: u64) -> u64 {
        (items * u64::from(self.expected)).div_ceil(WHOLE.into())
    }
}

/// That there is something to show: an error that can be borne, of less than all, and above what is expected; in one unit.
///
/// # Errors
/// [`NoSize::NothingToBear`], [`NoSize::AllToBear`] or [`NoSize::NotAbove`].
pub fn prove(tolerable: u64, expected: u64, all: u64) -> Result<(), NoSize> {
    match tolerable {
        0 => Err(NoSize::NothingToBear),
        _ if tolerable >= all => Err(NoSize::AllToBear),
        _ if expected >= tolerable => Err(NoSize::NotAbove),
        _ => Ok(()),
    }
}

/// The size of a sample of a population that has no end, as the tables of the audit guides have it: the smallest in which the expected
/// deviations, rounded up to a whole number, still show that the rate is below the tolerable one.
///
/// # Errors
/// Those of [`Demand::prove`]; [`NoSize::TooSmall`] or [`NoSize::TooNear`] where more than [`LARGEST`] would be needed.
pub fn sample_size(demand: Demand) -> Result<Size, NoSize> {
    smallest(demand, LARGEST, |deviations, items| binomial_within(deviations, items, demand.tolerable, demand.risk()))?
        .ok_or(demand.too_large())
}

/// The size of a sample of so many items, of which none is drawn twice; at most all of them.
///
/// # Errors
/// Those of [`sample_size`].
pub fn sample_size_of(population: u64, demand: Demand) -> Result<Size, NoSize> {
    // The smallest number of deviations that is no longer below the tolerable rate.
    let deviating = population.saturating_mul(demand.tolerable.into()).div_ceil(WHOLE.into());
    let is_enough = |deviations, items| finite_within(deviations, items, population, deviating, demand.risk());
    match smallest(demand, population.min(LARGEST), is_enough)? {
        Some(size) => Ok(size),
        None if population <= LARGEST => Ok(demand.all_of(population)),
        None => Err(demand.too_large()),
    }
}

/// The size of a sample of strata of so many items, shared out among them: one with which no more deviations than expected, in
/// whatever strata they are found, leave the limit of all together within the tolerable rate, while one item less does not.
///
/// It is computed by the limit that evaluates it. Of a single stratum it is [`sample_size_of`]; at most all of them.
///
/// # Errors
/// Those of [`sample_size`].
pub fn stratified_size(strata: &[u64], allocation: Allocation, demand: Demand) -> Result<Size, NoSize> {
    let population: u64 = strata.iter().fold(0, |sum, items| sum.saturating_add(*items));
    if strata.len() < 2 {
        return sample_size_of(population, demand);
    }
    let is_enough = |deviations, items| {
        let shares = allocate(strata, items, allocation);
        let tested = strata.iter().zip(shares).map(|(items, drawn)| Tested { items: *items, drawn, deviations, not_examined: 0 });
        Together::anywhere(&tested.collect::<Vec<_>>(), deviations).is_within(demand.borne(population), demand.risk())
    };
    match smallest(demand, population.min(LARGEST), is_enough)? {
        Some(size) => Ok(size),
        None if population <= LARGEST => Ok(demand.all_of(population)),
        None => Err(demand.too_large()),
    }
}

/// The smallest sample up to `most` items; for more and more deviations the one that is large enough for them, until no
/// more than those are expected in it.
fn smallest(demand: Demand, most: u64, is_enough: impl Fn(u64, u64) -> bool) -> Result<Option<Size>, NoSize> {
    demand.prove()?;
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
/// [`NoSize::NoAmount`] where the population has none; those of [`prove`]; [`NoSize::TooSmall`] or [`NoSize::TooNear`] where more than
/// [`LARGEST`] would be needed.
pub fn monetary_size(amount: u64, tolerable: u64, expected: u64, risk: u32) -> Result<u64, NoSize> {
    if amount == 0 {
        return Err(NoSize::NoAmount);
    }
    prove(tolerable, expected, amount)?;
    let under = u128::from(amount);
    let is_enough = |items: u64| {
        let times = |part: u64| u128::from(part) * u128::from(items);
        within(Part { over: under + times(expected), under }, Part { over: times(tolerable), under }, risk)
    };
    let none = if expected == 0 { NoSize::TooSmall } else { NoSize::TooNear };
    least(1, LARGEST, is_enough).ok_or(none)
}

/// As [`monetary_size`], and so many more as it takes for a sample without an error to be supported by factors that are rounded up to
/// hundredths, as those that evaluate are.
///
/// # Errors
/// Those of [`monetary_size`].
pub fn monetary_size_to_draw(amount: u64, tolerable: u64, expected: u64, risk: u32) -> Result<u64, NoSize> {
    let size = monetary_size(amount, tolerable, expected, risk)?;
    let clean = (u128::from(factor(0, risk, 100)) * u128::from(amount)).div_ceil(100 * u128::from(tolerable.max(1)));
    Ok(size.max(u64::try_from(clean).unwrap_or(u64::MAX)))
}
