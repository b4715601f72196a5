use super::counted::{Bounds, Counting, Exact};
use super::{Reading, Reported, Unit};

/// A reported figure beside the one that was counted from the cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What was reported, within its rounding, in thousandths.
    pub reported: Reading,
    /// What was counted, in thousandths of the same unit, rounded half up; at least this where the cases leave it open.
    pub counted: i128,
    /// How many decimals were reported.
    pub places: u32,
    /// The reported unit.
    pub unit: Unit,
    /// Whether the counted figure may be the reported one within its rounding.
    pub agrees: bool,
    /// Whether the cases leave the counted figure open.
    pub is_open: bool,
}

impl Difference {
    /// What was reported less what was counted, in thousandths.
    pub fn amount(&self) -> i128 {
        self.reported.value - self.counted
    }
}

/// Holds a reported figure against the counted one; `None` where the two count different things.
pub fn difference(reported: &Reported, counted: Bounds, counting: Counting) -> Option<Difference> {
    // How many thousandths of the reported unit are one of the counted figure's.
    let thousandths = match (&reported.unit, counting) {
        (Unit::Money(_), Counting::Money) | (Unit::PerCent, Counting::Share) => 10,
        (Unit::Days, Counting::Days) | (Unit::Other(_), Counting::Number) => 1_000,
        _ => return None,
    };
    let reading = reported.reading();
    let of = |bound: Exact| Exact { over: bound.over * thousandths, under: bound.under };
    let least = of(counted.least);
    let is_below = least.over <= reading.high() * least.under;
    let is_above = counted.most.map(of).is_none_or(|most| reading.low() * most.under <= most.over);
    Some(Difference {
        counted: i128::from(least.rounded()),
        reported: reading,
        places: reported.value.places,
        unit: reported.unit.clone(),
        agrees: is_below && is_above,
        is_open: !counted.is_told(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Scale;
    use super::super::sample::figure as reported;
    use super::*;

    #[test]
    fn a_reported_figure_agrees_within_its_own_rounding() {
        let exactly = |value: i64| Bounds { least: Exact::whole(value), most: Some(Exact::whole(value)) };
        let millions = reported(3_240, 1, Unit::Money(Scale::Million));
        let agrees = |reported: &Reported, bounds, counting| difference(reported, bounds, counting).map(|one| one.agrees);
        // 32,4 mio. kr. may be anything from 32,35 to 32,45.
        assert_eq!(agrees(&millions, exactly(3_235_000_000), Counting::Money), Some(true));
        assert_eq!(agrees(&millions, exactly(3_245_000_000), Counting::Money), Some(true));
        assert_eq!(agrees(&millions, exactly(3_245_000_001), Counting::Money), Some(false));
        // What the cases leave open may still be the reported one, unless it is too large already.
        let open = |least: i64| Bounds { least: Exact::whole(least), most: None };
        assert_eq!(agrees(&millions, open(1), Counting::Money), Some(true));
        assert_eq!(agrees(&millions, open(3_300_000_000), Counting::Money), Some(false));
        assert_eq!(agrees(&millions, exactly(1), Counting::Number), None);
        let third = Bounds { least: Exact { over: 10_000, under: 3 }, most: Some(Exact { over: 10_000, under: 3 }) };
        assert_eq!(agrees(&reported(3_300, 0, Unit::PerCent), third, Counting::Share), Some(true));
        assert_eq!(agrees(&reported(3_340, 1, Unit::PerCent), third, Counting::Share), Some(false));
        assert_eq!(agrees(&reported(3_000, 0, Unit::Days), exactly(30), Counting::Days), Some(true));
    }
}
