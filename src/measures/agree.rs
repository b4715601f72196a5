use super::{Follows, Reading, Reported, Unit};
use crate::prose::Fact;
use crate::quantity::{Money, Period, Share, rounded};

/// A figure beside what it is said to follow from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Agreement<'a> {
    /// The figure.
    pub figure: &'a Reported,
    /// How it is said to follow.
    pub follows: &'a Follows,
    /// The other one: the latest on the figure's day or before it.
    pub from: &'a Reported,
    /// The one before that, where there is one.
    pub before: Option<&'a Reported>,
}

impl Agreement<'_> {
    /// What the figure should be, within the rounding of what it follows from.
    pub fn expected(&self) -> Reading {
        let from = self.from.reading();
        match (self.follows, self.before) {
            (Follows::Times { times, .. }, _) => {
                let times = i128::from(times.hundredths);
                Reading { value: rounded(from.value * times, 100), half: rounded(from.half * times.abs(), 100) }
            }
            (Follows::Change { .. }, Some(before)) => from - before.reading(),
            (Follows::Change { .. }, None) => from,
        }
    }

    /// Whether the two agree within rounding: some number that rounds to each makes the figure come out.
    pub fn holds(&self) -> bool {
        self.expected().meets(self.figure.reading())
    }
}

/// Whether a figure reaches a target, at least it where `more` is better and at most it otherwise; `None` where they are in different units.
pub fn met(figure: &Reported, target: &Fact, more: bool) -> Option<bool> {
    let target = match (&figure.unit, target) {
        (Unit::Money(_), Fact::Money(Money(minor))) => *minor,
        (Unit::PerCent, Fact::Share(Share(hundredths))) => i64::from(*hundredths),
        (Unit::Days, Fact::Period(Period::Days(days))) => i64::from(*days) * 100,
        (Unit::Other(_), Fact::Number(number)) => number.checked_mul(100)?,
        (Unit::Other(_), Fact::Decimal(hundredths)) => *hundredths,
        _ => return None,
    };
    let (value, target) = (i128::from(figure.value.hundredths) * i128::from(figure.unit.factor()), i128::from(target));
    Some(if more { value >= target } else { value <= target })
}

#[cfg(test)]
mod tests {
    use super::super::sample::figure;
    use super::super::{Scale, Written};
    use super::*;

    #[test]
    fn figures_agree_within_the_rounding_of_what_was_written() {
        let other = || Unit::Other("years".into());
        let five = Follows::Times { times: Written { hundredths: 500, places: 0 }, measure: "time".into() };
        let agrees = |from: (i64, u32), stated: (i64, u32)| {
            let (from, figure) = (figure(from.0, from.1, other()), figure(stated.0, stated.1, other()));
            Agreement { figure: &figure, follows: &five, from: &from, before: None }.holds()
        };
        // 5 x 0.53 lies between 2.625 and 2.675, and 2.7 between 2.65 and 2.75.
        assert!(agrees((53, 2), (270, 1)));
        // 2.70 lies between 2.695 and 2.705.
        assert!(!agrees((53, 2), (270, 2)));
        // The ends touch: 5 x 0.52 is at most 2.625, and 2.6 goes from 2.55.
        assert!(agrees((52, 2), (260, 1)));
        assert!(!agrees((52, 2), (280, 1)));
        // 5 x 0.5 lies between 2.25 and 2.75; 3 from 2.5 to 3.5.
        assert!(agrees((50, 1), (300, 0)));
        assert!(!agrees((50, 1), (400, 0)));
        let (from, stated) = (figure(53, 2, other()), figure(270, 1, other()));
        let agreement = Agreement { figure: &stated, follows: &five, from: &from, before: None };
        assert_eq!(agreement.expected().hundredths(&other(), 2), 265);
    }

    #[test]
    fn a_change_agrees_within_the_rounding_of_three_numbers() {
        let millions = |hundredths| figure(hundredths, 2, Unit::Money(Scale::Million));
        let change = Follows::Change { measure: "time".into() };
        let agrees = |before: i64, now: i64, stated: i64| {
            let (before, from, figure) = (millions(before), millions(now), millions(stated));
            Agreement { figure: &figure, follows: &change, from: &from, before: Some(&before) }.holds()
        };
        assert!(agrees(274, 258, -16) && agrees(274, 258, -17) && !agrees(274, 258, -18));
    }

    #[test]
    fn a_target_is_met_at_its_own_value_and_in_its_own_unit() {
        let share = |hundredths| figure(hundredths, 0, Unit::PerCent);
        let target = Fact::Share(Share(7_500));
        assert_eq!(met(&share(7_500), &target, true), Some(true));
        assert_eq!(met(&share(7_499), &target, true), Some(false));
        assert_eq!(met(&share(7_500), &target, false), Some(true));
        assert_eq!(met(&share(7_501), &target, false), Some(false));
        assert_eq!(met(&figure(7_500, 0, Unit::Money(Scale::One)), &target, true), None);
        assert_eq!(met(&figure(3_000, 0, Unit::Days), &Fact::Period(Period::Days(30)), false), Some(true));
        assert_eq!(met(&figure(270, 1, Unit::Other("years".into())), &Fact::Decimal(265), true), Some(true));
        assert_eq!(met(&figure(100_000, 0, Unit::Other("vouchers".into())), &Fact::Number(1_000), true), Some(true));
    }
}
