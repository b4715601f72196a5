use num_bigint::BigUint;

use super::WHOLE;

/// Whether at most `most` deviations among `drawn` have a probability of at most `risk` where each is one at `rate`; both in
/// ten-thousandths. Exact.
pub(super) fn binomial_within(most: u64, drawn: u64, rate: u32, risk: u32) -> bool {
    if most >= drawn {
        return risk >= WHOLE;
    }
    let (is, is_not) = (u64::from(rate.min(WHOLE)), u64::from(WHOLE.saturating_sub(rate)));
    if is_not == 0 {
        return true;
    }
    let exponent = u32::try_from(drawn).unwrap_or(u32::MAX);
    let mut term = BigUint::from(is_not).pow(exponent);
    let mut sum = BigUint::ZERO;
    for number in 0..=most {
        sum += &term;
        term = term * (drawn - number) * is / (number + 1) / is_not;
    }
    sum * WHOLE <= BigUint::from(WHOLE).pow(exponent) * risk
}

/// Whether at most `most` deviations among `drawn` have a probability of at most `risk`, in ten-thousandths, where `deviating` of the
/// `items` are ones and none is drawn twice. Exact.
pub(super) fn finite_within(most: u64, drawn: u64, items: u64, deviating: u64, risk: u32) -> bool {
    let (drawn, deviating) = (drawn.min(items), deviating.min(items));
    let sound = items - deviating;
    let least = drawn.saturating_sub(sound);
    let mut term = choose(deviating, least) * choose(sound, drawn - least);
    let mut sum = BigUint::ZERO;
    for number in least..=most.min(drawn).min(deviating) {
        sum += &term;
        // What is left of the sound ones once there is one deviation more among the drawn.
        let left = (sound + number + 1).saturating_sub(drawn).max(1);
        term = term * (deviating - number) * (drawn - number) / (number + 1) / left;
    }
    sum * WHOLE <= choose(items, drawn) * risk
}

/// In how many ways so many can be chosen of so many.
fn choose(of: u64, number: u64) -> BigUint {
    let number = number.min(of.saturating_sub(number));
    (0..number).fold(BigUint::from(1_u32), |ways, chosen| ways * (of - chosen) / (chosen + 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// By counting every way to draw.
    fn naive_finite(most: u64, drawn: u64, items: u64, deviating: u64) -> (u64, u64) {
        let ways = 0..1_u64 << items;
        let drawings: Vec<u64> = ways.filter(|way| u64::from(way.count_ones()) == drawn).collect();
        let deviates = (1_u64 << deviating) - 1;
        let within = drawings.iter().filter(|way| u64::from((*way & deviates).count_ones()) <= most).count();
        (within as u64, drawings.len() as u64)
    }

    /// By counting every outcome of so many throws of a die with ten sides.
    fn naive_binomial(most: u64, drawn: u32, tenths: u64) -> (u64, u64) {
        let throws = 10_u64.pow(drawn);
        let deviations = |throw: u64| (0..drawn).filter(|place| throw / 10_u64.pow(*place) % 10 < tenths).count() as u64;
        ((0..throws).filter(|throw| deviations(*throw) <= most).count() as u64, throws)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn finite_tails_are_those_of_counting(items in 1_u64..12, drawn in 0_u64..12, deviating in 0_u64..12, most in 0_u64..12, risk in 0_u32..WHOLE) {
            let (drawn, deviating) = (drawn.min(items), deviating.min(items));
            let (within, all) = naive_finite(most, drawn, items, deviating);
            prop_assert_eq!(finite_within(most, drawn, items, deviating, risk), within * u64::from(WHOLE) <= all * u64::from(risk));
        }

        #[test]
        fn binomial_tails_are_those_of_counting(drawn in 1_u32..5, tenths in 0_u64..11, most in 0_u64..5, risk in 0_u32..WHOLE) {
            let (within, all) = naive_binomial(most, drawn, tenths);
            let rate = u32::try_from(tenths).unwrap() * 1_000;
            prop_assert_eq!(binomial_within(most, drawn.into(), rate, risk), within * u64::from(WHOLE) <= all * u64::from(risk));
        }
    }
}
