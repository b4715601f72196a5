//! On which day one bound allows more than another.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::pairs::{Bound, Kind, Known, Pair};
use crate::quantity::{Calendar, Day, Period};

/// What comes of holding a bound against another over some days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::strategy) struct Compared {
    /// The first day on which it allows more.
    pub looser: Option<Day>,
    /// Whether it is the other's value on every day for which that is known, and on one at the least.
    pub repeats: bool,
}

/// Holds a bound against another on every day from the first to the last, both inclusive. A day for which either has no value tells
/// nothing.
pub(in crate::strategy) fn compare(pair: &Pair<'_>, (from, to): (Day, Day), calendar: &Calendar) -> Compared {
    let within = |day: &Day| from < *day && *day <= to;
    let mut starts: BTreeSet<Day> = pair.one.value.changes().into_iter().chain(pair.other.value.changes()).filter(within).collect();
    starts.insert(from);
    let ends = starts.iter().skip(1).map(|next| next.plus_days(-1)).chain([to]);
    let (mut looser, mut is_known, mut is_equal) = (None, false, true);
    for (start, end) in starts.iter().copied().zip(ends) {
        let (Some(one), Some(other)) = (pair.one.value.on(start), pair.other.value.on(start)) else { continue };
        is_known = true;
        is_equal &= whole(one) == whole(other) && pair.one.times == pair.other.times;
        looser = looser.or_else(|| first_looser(pair, (one, other), (start, end), calendar));
    }
    Compared { looser, repeats: is_known && is_equal }
}

/// The first of these days on which the first value allows more; both values hold on all of them.
fn first_looser(pair: &Pair<'_>, values: (Known, Known), days: (Day, Day), calendar: &Calendar) -> Option<Day> {
    match values {
        (Known::Number(one), Known::Number(other)) => {
            let (one, other) = (one.saturating_mul(pair.one.times), other.saturating_mul(pair.other.times));
            (one.cmp(&other) == pair.looser).then_some(days.0)
        }
        (Known::Length(one), Known::Length(other)) => first_in(pair, (one, other), days, calendar),
        _ => None,
    }
}

fn first_in(pair: &Pair<'_>, (one, other): (Period, Period), (start, end): (Day, Day), calendar: &Calendar) -> Option<Day> {
    let is_plain = !pair.one.moves && !pair.other.moves && pair.one.is_exclusive == pair.other.is_exclusive;
    if let Some(order) = in_one_unit(one, other).filter(|_| is_plain) {
        return (order == pair.looser).then_some(start);
    }
    // Which of a month and thirty days is longer depends on where they begin.
    let reaches = |begins: Day| {
        let (one, other) = (reach(&pair.one, one, begins, calendar), reach(&pair.other, other, begins, calendar));
        (one.cmp(&other) == pair.looser).then_some((one.min(other), one.max(other)))
    };
    match pair.kind {
        Kind::Before { is_last } => {
            let earliest = start.plus_days(most_days(one).max(most_days(other)).saturating_neg());
            let told = days(earliest, end).filter_map(|begins| {
                let (low, high) = reaches(begins)?;
                // The days on which what began so long ago is enough for one of the two and not for the other.
                let (first, last) = if is_last { (low.plus_days(1), high) } else { (low, high.plus_days(-1)) };
                let first = first.max(start).max(begins);
                (first <= last.min(end)).then_some(first)
            });
            told.min()
        }
        Kind::After | Kind::Number => days(start, end).find(|begins| reaches(*begins).is_some()),
    }
}

/// Two days so far apart that the one bound allows it and the other does not, the later one being on or after a day on which it allows
/// more; `None` where they are no lengths of time.
pub(in crate::strategy) fn apart(pair: &Pair<'_>, day: Day, calendar: &Calendar) -> Option<(Day, Day)> {
    let (Known::Length(one), Known::Length(other)) = (pair.one.value.on(day)?, pair.other.value.on(day)?) else { return None };
    let allowed = |begins: Day| {
        let (one, other) = (reach(&pair.one, one, begins, calendar), reach(&pair.other, other, begins, calendar));
        let (low, high) = (one.min(other), one.max(other));
        let (first, last) = if pair.one.is_from { (low, high.plus_days(-1)) } else { (low.plus_days(1), high) };
        (one.cmp(&other) == pair.looser && begins <= last).then_some((first.max(begins), last))
    };
    match pair.kind {
        Kind::Before { .. } => {
            let earliest = day.plus_days(most_days(one).max(most_days(other)).saturating_neg());
            days(earliest, day)
                .find(|begins| allowed(*begins).is_some_and(|(first, last)| first <= day && day <= last))
                .map(|begins| (begins, day))
        }
        Kind::After | Kind::Number => allowed(day).map(|(first, _)| (day, first)),
    }
}

/// The first day that is far enough, or the last that is near enough.
fn reach(bound: &Bound<'_>, length: Period, begins: Day, calendar: &Calendar) -> Day {
    let after = length.after(begins, calendar);
    let after = if bound.moves { calendar.same_or_next(after) } else { after };
    // With the day itself left out, what must be farther begins a day later, and what must be nearer ends a day earlier.
    after.plus_days(i32::from(bound.is_exclusive) * if bound.is_from { 1 } else { -1 })
}

fn days(from: Day, to: Day) -> impl Iterator<Item = Day> {
    (from.0..=to.0).map(Day)
}

fn whole(known: Known) -> Known {
    match known {
        Known::Length(Period::Years(years)) => Known::Length(Period::Months(years.saturating_mul(12))),
        known => known,
    }
}

fn in_one_unit(one: Period, other: Period) -> Option<Ordering> {
    match (whole(Known::Length(one)), whole(Known::Length(other))) {
        (Known::Length(Period::Days(one)), Known::Length(Period::Days(other)))
        | (Known::Length(Period::WorkingDays(one)), Known::Length(Period::WorkingDays(other)))
        | (Known::Length(Period::Months(one)), Known::Length(Period::Months(other))) => Some(one.cmp(&other)),
        _ => None,
    }
}

/// No fewer days than a period can last.
pub(in crate::strategy) fn most_days(period: Period) -> i32 {
    let days = match period {
        Period::Days(n) => n,
        Period::WorkingDays(n) => n.saturating_mul(2).saturating_add(30),
        Period::Months(n) => n.saturating_mul(31),
        Period::Years(n) => n.saturating_mul(366),
    };
    i32::try_from(days).unwrap_or(i32::MAX)
}
