use super::WHOLE;
use super::tails::{binomial_within, finite_within};

/// The upper limit of the rate, in ten-thousandths and rounded up, after so many deviations among so many drawn: the one-sided limit
/// of Clopper and Pearson. `risk` is one less the confidence, in ten-thousandths.
pub fn binomial_limit(deviations: u64, drawn: u64, risk: u32) -> u32 {
    let (mut low, mut high) = (0, WHOLE);
    while low + 1 < high {
        let middle = u32::midpoint(low, high);
        if binomial_within(deviations, drawn, middle, risk) { high = middle } else { low = middle }
    }
    high
}

/// The most deviations that a population of `items` may hold after so many among so many drawn without replacement: the greatest
/// number under which no more deviations than were found have a probability above `risk`, in ten-thousandths.
pub fn finite_limit(deviations: u64, drawn: u64, items: u64, risk: u32) -> u64 {
    let (mut low, mut high) = (deviations.min(items), items.saturating_sub(drawn.saturating_sub(deviations)));
    while low < high {
        let middle = low + (high - low).div_ceil(2);
        if finite_within(deviations, drawn, items, middle, risk) { high = middle - 1 } else { low = middle }
    }
    low
}
