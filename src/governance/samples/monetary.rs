use std::cmp::Ordering;

use crate::quantity::rounded;

/// What the units were drawn from, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// The amount of the population.
    pub amount: u64,
    /// The units that were drawn; the interval is the amount by this.
    pub units: u64,
    /// The misstatement that can still be borne.
    pub tolerable: u64,
}

/// What an auditor found of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// The amount is right.
    Right,
    /// It should be this one, in minor units.
    Amount(i64),
    /// Nobody could tell.
    NotExamined,
}

/// An item of a monetary-unit sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audited {
    /// Its number on the sheet.
    pub number: u64,
    /// The amount that it was drawn with, in minor units, above 0.
    pub book: i64,
    /// What was found.
    pub found: Found,
    /// Whether it is at least as large as the interval.
    pub is_certain: bool,
}

/// A misstated item, and what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tainted {
    /// Its number on the sheet.
    pub number: u64,
    /// The misstatement as a part of the amount, in ten-thousandths, rounded.
    pub tainting: i64,
    /// Minor units that it stands for: the tainting of an interval, or its own misstatement where it was certain to be drawn.
    pub projected: i64,
    /// Whether it was certain to be drawn.
    pub is_certain: bool,
}

/// One direction of misstatement; all in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Side {
    /// The misstated items, the greatest tainting first, then those that were certain to be drawn.
    pub items: Vec<Tainted>,
    /// What is likeliest, from items that stand for others; `None` where none of them was examined.
    pub projected: Option<i64>,
    /// What was found in items that were certain to be drawn.
    pub certain: i64,
    /// The limit where nothing is found.
    pub basic: i64,
    /// What is added for what was found, beyond its projection.
    pub incremental: i64,
    /// What is added for items that nobody examined, as if each were wrong altogether.
    pub not_examined: i64,
    /// The upper limit: the sum, but never more than there is.
    pub limit: i64,
    /// Whether the limit is within what can be borne.
    pub is_supported: bool,
}

/// What the population may hold of misstatements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misstated {
    /// Amounts that are too high.
    pub over: Side,
    /// Amounts that are too low.
    pub under: Side,
    /// Items in the sample, and those of them that were certain to be drawn.
    pub items: (u64, u64),
    /// Items that nobody could examine.
    pub not_examined: u64,
}

/// Limits of misstatement by the bound of Stringer: the interval times the factor of nothing found, and for each misstatement, the
/// greatest tainting first, its projection times the step to the next factor.
///
/// `factor` gives the factor of so many misstatements as a fraction. Each part is rounded to a minor unit. What nobody examined stands for nothing in the projection and is wholly wrong in the limit.
pub fn misstatement(audited: &[Audited], frame: Frame, factor: impl Fn(u64) -> (u64, u64)) -> Misstated {
    let certain: i128 = audited.iter().filter(|one| one.is_certain).map(|one| i128::from(one.book)).sum();
    let rest = i128::from(frame.amount) - certain;
    let side = |wrong: &dyn Fn(&Audited) -> i128, is_over: bool| {
        let mut side = Side::default();
        let interval = Interval { amount: frame.amount.into(), units: i128::from(frame.units.max(1)), factor: &factor };
        let (sampled, sure): (Vec<&Audited>, Vec<&Audited>) = audited.iter().partition(|one| !one.is_certain);
        interval.sampled(&sampled, wrong, &mut side);
        if rest > 0 {
            let (over, under) = factor(0);
            side.basic = narrow(interval.scaled((over.into(), under.into()), 1, 1));
        }
        let mut most = rest.max(0);
        for one in sure {
            let error = if one.found == Found::NotExamined { i128::from(one.book) } else { wrong(one) };
            most += error;
            if one.found == Found::NotExamined {
                side.not_examined = side.not_examined.saturating_add(one.book);
            } else if error > 0 {
                side.certain = side.certain.saturating_add(narrow(error));
                side.items.push(tainted(one, error, error, true));
            }
        }
        let sum = [side.projected.unwrap_or(0), side.certain, side.basic, side.incremental, side.not_examined]
            .into_iter()
            .map(i128::from)
            .sum::<i128>();
        // Nothing can be overstated by more than there is.
        side.limit = narrow(if is_over { sum.min(most) } else { sum });
        side.is_supported = u64::try_from(side.limit).unwrap_or(0) <= frame.tolerable;
        side
    };
    let error = |one: &Audited| if let Found::Amount(right) = one.found { i128::from(one.book) - i128::from(right) } else { 0 };
    Misstated {
        over: side(&|one| error(one).max(0), true),
        under: side(&|one| (-error(one)).max(0), false),
        items: (audited.len() as u64, audited.iter().filter(|one| one.is_certain).count() as u64),
        not_examined: audited.iter().filter(|one| one.found == Found::NotExamined).count() as u64,
    }
}

struct Interval<'f> {
    amount: i128,
    units: i128,
    factor: &'f dyn Fn(u64) -> (u64, u64),
}

impl Interval<'_> {
    /// The interval times a fraction and a part, rounded.
    fn scaled(&self, (over, under): (i128, i128), part: i128, of: i128) -> i128 {
        let numerator = self.amount.saturating_mul(part).saturating_mul(over);
        rounded(numerator, self.units.saturating_mul(of.max(1)).saturating_mul(under.max(1)))
    }

    /// The items that stand for others.
    fn sampled(&self, sampled: &[&Audited], wrong: &dyn Fn(&Audited) -> i128, side: &mut Side) {
        let unexamined = sampled.iter().filter(|one| one.found == Found::NotExamined).count() as i128;
        let examined = sampled.len() as i128 - unexamined;
        let error = |one: &Audited| if one.found == Found::NotExamined { i128::from(one.book) } else { wrong(one) };
        let mut misstated: Vec<&Audited> = sampled.iter().copied().filter(|one| error(one) > 0).collect();
        let by_tainting = |one: &&Audited, other: &&Audited| {
            let parts = |a: &Audited, b: &Audited| error(a).saturating_mul(i128::from(b.book));
            parts(other, one).cmp(&parts(one, other)).then(one.number.cmp(&other.number))
        };
        misstated.sort_by(by_tainting);
        let mut sum = 0_i64;
        for (one, place) in misstated.into_iter().zip(1_u64..) {
            let (part, of) = (error(one), i128::from(one.book));
            let ((over, under), (before, before_under)) = ((self.factor)(place), (self.factor)(place - 1));
            // From factor to factor, over the same denominator.
            let step = i128::from(over) * i128::from(before_under) - i128::from(before) * i128::from(under);
            let denominator = i128::from(under) * i128::from(before_under);
            if one.found == Found::NotExamined {
                side.not_examined = side.not_examined.saturating_add(narrow(self.scaled((step, denominator), part, of)));
                continue;
            }
            // What was not examined is projected as those that were.
            let projected = if unexamined == 0 {
                self.scaled((1, 1), part, of)
            } else {
                rounded(self.scaled((1, 1), part, of).saturating_mul(examined + unexamined), examined.max(1))
            };
            sum = sum.saturating_add(narrow(projected));
            side.incremental = side.incremental.saturating_add(narrow(self.scaled((step - denominator, denominator), part, of)));
            side.items.push(tainted(one, part, projected, false));
        }
        side.projected = (examined > 0 || unexamined == 0).then_some(sum);
    }
}

fn tainted(one: &Audited, error: i128, projected: i128, is_certain: bool) -> Tainted {
    let tainting = match one.book.cmp(&0) {
        Ordering::Greater => narrow(rounded(error.saturating_mul(10_000), one.book.into())),
        _ => 0,
    };
    Tainted { number: one.number, tainting, projected: narrow(projected), is_certain }
}

fn narrow(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
