use super::{Reading, Unit, Written};
use crate::quantity::rounded;

/// How a reported total fails to follow from its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contradiction {
    /// No numbers that round to the rows add up to one that rounds to the total.
    Impossible,
    /// Such numbers exist, but the gap lies beyond three standard deviations of what rounding makes of as many rows.
    Implausible,
}

/// Holds a total against its rows; `None` where it follows from them within rounding.
///
/// The worst case is half a unit of the last place of each row and of the total. Roundings are independent and spread evenly, so that the
/// standard deviation of their sum is the root of a third of the sum of their squared halves (a uniform spread of width *w* has the
/// variance *w²/12*).
pub fn total_doubt(total: Reading, rows: &[Reading]) -> Option<Contradiction> {
    let sum: Reading = rows.iter().copied().sum();
    let gap = (total.value - sum.value).abs();
    if gap > total.half + sum.half {
        return Some(Contradiction::Impossible);
    }
    // gap > 3·√(Σh²/3), without the root.
    let squares: i128 = rows.iter().chain([&total]).map(|one| one.half * one.half).sum();
    (gap * gap > 3 * squares).then_some(Contradiction::Implausible)
}

/// Whether a part is larger than its whole; `Some(true)` where it is so beyond what rounding explains.
pub fn beyond_whole(part: Reading, whole: Reading) -> Option<bool> {
    (part.value > whole.value).then(|| part.low() > whole.high())
}

/// What a printed number is said to be, with the figures that it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statement {
    /// The figure itself.
    Figure(Reading),
    /// The difference to an earlier figure, without its sign.
    Change {
        /// The earlier one.
        from: Reading,
        /// The later one.
        to: Reading,
    },
    /// The change in per cent of the earlier figure, without its sign.
    Growth {
        /// The earlier one.
        from: Reading,
        /// The later one.
        to: Reading,
    },
    /// The share of a whole in per cent.
    Share {
        /// The part.
        part: Reading,
        /// The whole.
        whole: Reading,
    },
}

impl Statement {
    /// The number as computed, in thousandths of its unit, and the least and most that it may be; `None` where it divides by nothing.
    pub fn computed(self) -> Option<(i128, i128, i128)> {
        match self {
            Self::Figure(one) => Some((one.value, one.low(), one.high())),
            Self::Change { from, to } => Some(without_sign((to - from).value, (to - from).low(), (to - from).high())),
            Self::Growth { from, to } => {
                let (value, low, high) = (percent(to.value, from.value)?, percent(to.low(), from.high())?, percent(to.high(), from.low())?);
                Some(without_sign(value - WHOLE, low - WHOLE, high - WHOLE))
            }
            Self::Share { part, whole } => {
                Some((percent(part.value, whole.value)?, percent(part.low(), whole.high())?, percent(part.high(), whole.low())?))
            }
        }
    }
}

/// A hundred per cent, in thousandths of a per cent.
const WHOLE: i128 = 100_000;

fn percent(part: i128, whole: i128) -> Option<i128> {
    (whole > 0).then(|| rounded(part * WHOLE, whole))
}

/// A number of which only the size is said, with its ends.
fn without_sign(value: i128, low: i128, high: i128) -> (i128, i128, i128) {
    match (low < 0, high < 0) {
        (true, true) => (-value, -high, -low),
        (true, false) => (value.abs(), 0, high.max(-low)),
        _ => (value, low, high),
    }
}

/// Holds a printed number against what it is said to be; `None` where it follows. Otherwise whether it was cut off instead of rounded.
pub fn statement(printed: Written, unit: &Unit, what: Statement) -> Option<bool> {
    let said = Reading::of(printed, unit);
    let (value, low, high) = what.computed()?;
    if low <= said.high() && said.low() <= high {
        return None;
    }
    Some(Reading { value, half: 0 }.cut(unit, printed.places) == printed.hundredths)
}

#[cfg(test)]
mod tests {
    use super::super::Scale;
    use super::*;

    const MILLIONS: Unit = Unit::Money(Scale::Million);

    fn millions(hundredths: i64) -> Reading {
        Reading::of(Written { hundredths, places: 2 }, &MILLIONS)
    }

    #[test]
    fn a_total_may_differ_as_far_as_rounding_goes() {
        // Twenty rows: at most 0.105 apart, and hardly ever more than 0.039.
        let rows = [millions(150); 20];
        let told = |gap: i64| total_doubt(millions(3_000 + gap), &rows);
        assert_eq!(told(0), None);
        assert_eq!((told(3), told(-3)), (None, None));
        assert_eq!((told(4), told(-4)), (Some(Contradiction::Implausible), Some(Contradiction::Implausible)));
        assert_eq!(told(10), Some(Contradiction::Implausible));
        assert_eq!((told(11), told(-11)), (Some(Contradiction::Impossible), Some(Contradiction::Impossible)));
        // Two rows cannot be implausible: worst case and three deviations lie together.
        assert_eq!(total_doubt(millions(301), &[millions(150); 2]), None);
        assert_eq!(total_doubt(millions(302), &[millions(150); 2]), Some(Contradiction::Impossible));
    }

    #[test]
    fn a_printed_number_follows_where_some_unrounded_number_gives_it() {
        let percent = |hundredths: i64| (Written { hundredths, places: 0 }, Unit::PerCent);
        let growth = |from: i64, to: i64| Statement::Growth { from: millions(from), to: millions(to) };
        let follows = |(printed, unit): (Written, Unit), what| statement(printed, &unit, what);
        // 1.97 to 4.43 is 124.9 %, and lies between 124.1 and 125.7.
        assert_eq!(follows(percent(12_300), growth(197, 443)), Some(false));
        assert_eq!(follows(percent(12_500), growth(197, 443)), None);
        // 0.18 to 0.33 is 83.3 %, and lies between 75.7 and 91.4.
        assert_eq!((follows(percent(8_400), growth(18, 33)), follows(percent(7_600), growth(18, 33))), (None, None));
        assert_eq!(follows(percent(7_500), growth(18, 33)), Some(false));
        // A fall is said without its sign.
        assert_eq!(follows(percent(8_000), growth(164, 32)), None);
        assert_eq!(growth(0, 33).computed(), None);
    }

    #[test]
    fn a_number_that_was_cut_off_is_told_from_a_wrong_one() {
        let crowns = Reading::of(Written { hundredths: 239_970_300, places: 0 }, &Unit::Money(Scale::One));
        let printed = |hundredths: i64| statement(Written { hundredths, places: 2 }, &MILLIONS, Statement::Figure(crowns));
        assert_eq!((printed(240), printed(239), printed(238)), (None, Some(true), Some(false)));
        let change = Statement::Change { from: millions(179), to: crowns };
        assert_eq!(statement(Written { hundredths: 60, places: 1 }, &MILLIONS, change), None);
        assert_eq!(statement(Written { hundredths: 70, places: 1 }, &MILLIONS, change), Some(false));
    }

    #[test]
    fn a_part_is_larger_than_its_whole_within_or_beyond_rounding() {
        assert_eq!(beyond_whole(millions(33), millions(33)), None);
        assert_eq!(beyond_whole(millions(31), millions(30)), Some(false));
        assert_eq!(beyond_whole(millions(32), millions(30)), Some(true));
    }
}
