//! What a parameter comes to over time, ready to be read on a day.

use std::collections::BTreeSet;

use crate::quantity::{Day, Period};

/// The days that choose among dated values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occasion {
    /// The day of what is looked at: an event, a letter, a day that bears interest.
    pub on: Day,
    /// The day on which the claim fell due, where it is known.
    pub due: Option<Day>,
}

impl Occasion {
    /// On a day, of a claim that fell due on that same day.
    pub fn on(day: Day) -> Self {
        Self { on: day, due: Some(day) }
    }
}

/// A value with the days on which it holds, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated<T> {
    /// The first day.
    pub from: Day,
    /// The last day, if there is one.
    pub to: Option<Day>,
    /// The value.
    pub value: T,
}

impl<T> Dated<T> {
    /// Whether the value holds on a day.
    pub fn holds(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// Values of one parameter, or of several that are added up, each with the day that chooses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series<T> {
    parts: Vec<Part<T>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Part<T> {
    by_due_date: bool,
    values: Vec<Dated<T>>,
}

impl<T: Copy> Series<T> {
    /// A series of the values that the day of what is looked at chooses, and of those that the due date chooses; an empty list that
    /// is not `None` has no value on any day.
    pub(super) fn new(by_day: Option<Vec<Dated<T>>>, by_due_date: Option<Vec<Dated<T>>>) -> Self {
        let part = |by_due_date, values: Option<Vec<Dated<T>>>| values.map(|values| Part { by_due_date, values });
        Self { parts: part(false, by_day).into_iter().chain(part(true, by_due_date)).collect() }
    }

    /// The value that each part has.
    fn each(&self, occasion: Occasion) -> impl Iterator<Item = Option<T>> {
        self.parts.iter().map(move |part| {
            let day = if part.by_due_date { occasion.due? } else { occasion.on };
            part.values.iter().rfind(|dated| dated.holds(day)).map(|dated| dated.value)
        })
    }

    /// The days on which another value may begin, whichever day chooses it.
    pub fn changes(&self) -> BTreeSet<Day> {
        let values = self.parts.iter().flat_map(|part| &part.values);
        values.flat_map(|dated| [Some(dated.from), dated.to.map(|to| to.plus_days(1))]).flatten().collect()
    }

    /// The first day after this one on which another value may begin; `None` if there is none.
    pub fn changes_after(&self, day: Day) -> Option<Day> {
        let days = self.parts.iter().filter(|part| !part.by_due_date).flat_map(|part| &part.values);
        days.flat_map(|dated| [Some(dated.from), dated.to.map(|to| to.plus_days(1))]).flatten().filter(|change| *change > day).min()
    }
}

impl Series<i64> {
    /// The sum on an occasion; `None` is *baseline missing*: no verified value is known for it, or the due date that decides is not.
    pub fn on(&self, occasion: Occasion) -> Option<i64> {
        self.each(occasion).try_fold(0_i64, |sum, value| sum.checked_add(value?))
    }
}

impl Series<Period> {
    /// The length on an occasion; `None` is *baseline missing*.
    pub fn on(&self, occasion: Occasion) -> Option<Period> {
        self.each(occasion).next().flatten()
    }
}

impl Series<Day> {
    /// The day on an occasion; `None` is *baseline missing*.
    pub fn on(&self, occasion: Occasion) -> Option<Day> {
        self.each(occasion).next().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_needs_every_part_on_its_own_day() {
        let day = |year, month, date| Day::new(year, month, date).unwrap();
        let rate = |from, to, value| Dated { from, to, value };
        let by_day = vec![rate(day(2021, 1, 1), Some(day(2021, 6, 30)), 5), rate(day(2021, 7, 1), None, -35)];
        let by_due = vec![rate(day(2013, 3, 1), None, 800)];
        let series = Series::new(Some(by_day), Some(by_due));
        let read = |on, due| series.on(Occasion { on, due });
        assert_eq!(read(day(2021, 6, 30), Some(day(2020, 5, 1))), Some(805));
        assert_eq!(read(day(2021, 7, 1), Some(day(2020, 5, 1))), Some(765));
        assert_eq!(read(day(2021, 7, 1), Some(day(2013, 2, 28))), None, "no surcharge is known for claims that fell due before");
        assert_eq!(read(day(2021, 7, 1), None), None, "the due date decides and is not known");
        assert_eq!(read(day(2020, 12, 31), Some(day(2020, 5, 1))), None);
        assert_eq!(series.changes_after(day(2021, 1, 1)), Some(day(2021, 7, 1)));
        assert_eq!(series.changes_after(day(2021, 7, 1)), None);
    }
}
