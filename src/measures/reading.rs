use std::iter::Sum;
use std::ops::{Add, Sub};

use super::{Reported, Unit, Written};

/// A number that is known within its rounding, both in thousandths of the unit (money: of one crown).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// The number.
    pub value: i128,
    /// How far the true number may lie from it, at most.
    pub half: i128,
}

impl Reading {
    /// What somebody wrote, in a unit: half a unit of its last place either way.
    pub fn of(written: Written, unit: &Unit) -> Self {
        let factor = i128::from(unit.factor());
        let half = match written.places {
            0 => 500,
            1 => 50,
            _ => 5,
        };
        Self { value: i128::from(written.hundredths) * 10 * factor, half: half * factor }
    }

    /// The least that it may be.
    pub fn low(self) -> i128 {
        self.value - self.half
    }

    /// The most that it may be.
    pub fn high(self) -> i128 {
        self.value + self.half
    }

    /// Whether both may be the same number; the ends count.
    pub fn meets(self, other: Self) -> bool {
        self.low() <= other.high() && other.low() <= self.high()
    }

    /// The number in hundredths of a scale, rounded to so many decimals (0 to 2), half away from zero.
    pub fn hundredths(self, unit: &Unit, places: u32) -> i64 {
        let step = match places {
            0 => 100,
            1 => 10,
            _ => 1,
        };
        let in_steps = crate::quantity::rounded(self.value, i128::from(unit.factor()) * 10 * step);
        i64::try_from(in_steps * step).unwrap_or(i64::MAX)
    }

    /// As [`Reading::hundredths`], but cut off.
    pub fn cut(self, unit: &Unit, places: u32) -> i64 {
        let step = match places {
            0 => 100,
            1 => 10,
            _ => 1,
        };
        let in_steps = self.value / (i128::from(unit.factor()) * 10 * step);
        i64::try_from(in_steps * step).unwrap_or(i64::MAX)
    }
}

impl Reported {
    /// The number within its rounding.
    pub fn reading(&self) -> Reading {
        Reading::of(self.value, &self.unit)
    }
}

impl Add for Reading {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { value: self.value + other.value, half: self.half + other.half }
    }
}

impl Sub for Reading {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { value: self.value - other.value, half: self.half + other.half }
    }
}

impl Sum for Reading {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self { value: 0, half: 0 }, Add::add)
    }
}
