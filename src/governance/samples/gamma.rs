//! Poisson tails, also for a number of deviations that is not whole, by the incomplete gamma function.
//!
//! Both parts of it are sums and quotients times the same power, which falls out of their ratio; so no root, power or exponential is
//! needed, and numbers of thirty decimals decide.

use num_bigint::BigUint;

use super::WHOLE;

/// Decimals that are reckoned with.
const DECIMALS: u32 = 30;
/// Steps of the continued fraction; for every mean from 1 its error lies beyond the twentieth decimal.
const STEPS: u32 = 150;

/// A fraction that is above 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub over: u128,
    pub under: u128,
}

/// Whether the probability is at most `risk`, in ten-thousandths, that a Poisson count of this mean is below `shape`; for a whole
/// shape that is: at most one less than it.
pub(super) fn within(shape: Part, mean: Part, risk: u32) -> bool {
    let scale = BigUint::from(10_u32).pow(DECIMALS);
    let fixed = |part: Part| &scale * part.over / part.under.max(1);
    let (shape, mean) = (fixed(shape), fixed(mean));
    let below = lower(&shape, &mean, &scale);
    let above = upper(&shape, &mean, &scale);
    &above * WHOLE <= (&above + below) * risk
}

/// What lies below the mean: `1/a + x/(a(a+1)) + …`; ends when the rest is below the last decimal.
fn lower(shape: &BigUint, mean: &BigUint, scale: &BigUint) -> BigUint {
    let mut next = shape.clone();
    let mut term = scale * scale / &next;
    let mut sum = term.clone();
    while term > BigUint::ZERO {
        next += scale;
        term = term * mean / &next;
        sum += &term;
    }
    sum
}

/// What lies above it: a continued fraction for the broken part of the shape, then up by whole steps.
fn upper(shape: &BigUint, mean: &BigUint, scale: &BigUint) -> BigUint {
    let (steps, broken) = (shape / scale, shape % scale);
    let is_whole = broken == BigUint::ZERO;
    let mut now = if is_whole { scale.clone() } else { broken.clone() };
    let mut sum = if is_whole {
        scale * scale / mean
    } else {
        let mut tail = mean.clone();
        for step in (1..=STEPS).rev() {
            let inner = scale + scale * scale * step / &tail;
            tail = mean + (scale * step - &broken) * scale / inner;
        }
        scale * scale / tail
    };
    let mut left = if is_whole { steps - BigUint::from(1_u32) } else { steps };
    while left > BigUint::ZERO {
        sum = (&now * sum + scale * scale) / mean;
        now += scale;
        left -= BigUint::from(1_u32);
    }
    sum
}

/// The factor of a number of deviations: the mean, in parts of `1/scale` and rounded up, at which no more of them have a probability
/// of at most `risk`, in ten-thousandths.
///
/// In hundredths (`scale` 100) these are the confidence factors of the tables that auditors use.
pub fn factor(deviations: u64, risk: u32, scale: u64) -> u64 {
    let is_enough =
        |mean: u64| within(Part { over: u128::from(deviations) + 1, under: 1 }, Part { over: mean.into(), under: scale.into() }, risk);
    let mut high = scale.saturating_mul(deviations + 1);
    // The factor is above the number of deviations, and not far above one more.
    let mut low = scale.saturating_mul(deviations);
    while !is_enough(high) {
        low = high;
        high = high.saturating_add(scale.saturating_mul(deviations / 8 + 1));
    }
    while low + 1 < high {
        let middle = low + (high - low) / 2;
        if is_enough(middle) { high = middle } else { low = middle }
    }
    high
}
