//! Audit samples: how many to look at, which ones, and what the population may hold after what was found in them.
//!
//! Everything is whole numbers, so that every machine draws the same sample and comes to the same limits. Rates and risks are in
//! ten-thousandths, amounts in minor units, and what is rounded is rounded to the side of caution.

mod allocate;
mod attribute;
mod draw;
mod gamma;
mod limits;
mod monetary;
mod size;
mod tails;
#[cfg(test)]
mod tests;

pub use allocate::{Allocation, allocate};
pub use attribute::{Counts, Rate, Tested, rate};
pub use draw::{Dice, Hits, Seed, simple, units};
pub use gamma::factor;
pub use limits::{binomial_limit, finite_limit};
pub use monetary::{Audited, Found, Frame, Misstated, Side, Tainted, misstatement};
pub use size::{Demand, LARGEST, NoSize, Size, monetary_size, monetary_size_to_draw, prove, sample_size, sample_size_of, stratified_size};

/// Ten-thousandths in one.
pub const WHOLE: u32 = 10_000;

/// The least and the greatest confidence that a sample may be asked for, in ten-thousandths, both inclusive. Below the least, the
/// limits of several strata together would not hold.
pub const CONFIDENCES: (u32, u32) = (7_000, 9_990);
