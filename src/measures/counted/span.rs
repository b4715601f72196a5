use std::fmt;

use super::{Counted, FlowPer, On, Question};
use crate::quantity::Day;

/// What a span of time is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanKind {
    /// One day.
    Day,
    /// A calendar month.
    Month,
    /// A quarter.
    Quarter,
    /// A calendar year.
    Year,
}

/// A span of time for which a figure is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub kind: SpanKind,
    /// Its first day.
    pub from: Day,
    /// Its last day, inclusive; the period's last day where that comes before.
    pub to: Day,
    /// Whether it can be judged: it is over on the as-of date, and the period holds all of it.
    pub is_whole: bool,
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = self.from.year();
        match self.kind {
            SpanKind::Day => write!(f, "{}", self.to),
            SpanKind::Month => write!(f, "{year:04}-{:02}", self.from.month()),
            SpanKind::Quarter => write!(f, "{year:04}-Q{}", (self.from.month() - 1) / 3 + 1),
            SpanKind::Year => write!(f, "{year:04}"),
        }
    }
}

impl Question {
    /// The spans of time that it is asked for, ascending: those that have begun on the as-of date.
    pub fn spans(&self, as_of: Day) -> Vec<Span> {
        match self.counted {
            Counted::Arrears(on) | Counted::Standing(_, on) => days(on, self.period, as_of),
            Counted::Flow(_, FlowPer::Month) => stretches(SpanKind::Month, self.period, as_of),
            Counted::Flow(_, FlowPer::Quarter) => stretches(SpanKind::Quarter, self.period, as_of),
            Counted::Flow(_, FlowPer::Year) | Counted::Share(..) | Counted::Days(..) => stretches(SpanKind::Year, self.period, as_of),
        }
    }
}

/// The last day of a year.
fn year_end(year: i32) -> Day {
    Day::new(year, 12, 31).unwrap_or(Day(i32::MAX))
}

fn days(on: On, (from, to): (Day, Day), as_of: Day) -> Vec<Span> {
    let one = |day: Day, is_whole: bool| Span { kind: SpanKind::Day, from: day, to: day, is_whole };
    match on {
        On::Day(day) => (day <= as_of).then(|| one(day, true)).into_iter().collect(),
        On::YearEnd => {
            let until = to.min(as_of);
            let ends = (from.year()..=until.year()).map(year_end).filter(|day| from <= *day && *day <= until);
            let mut days: Vec<Span> = ends.map(|day| one(day, true)).collect();
            if from <= as_of && as_of <= to && year_end(as_of.year()) != as_of {
                days.push(one(as_of, false));
            }
            days
        }
    }
}

/// Years, quarters or months, as far as the period goes and as they have begun.
pub(super) fn stretches(kind: SpanKind, (from, to): (Day, Day), as_of: Day) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut cursor = from;
    while cursor <= to.min(as_of) {
        let length = match kind {
            SpanKind::Day | SpanKind::Month => 1,
            SpanKind::Quarter => 3,
            SpanKind::Year => 12,
        };
        let month = (cursor.month() - 1) / length * length + 1;
        let Some(first) = Day::new(cursor.year(), month, 1) else { break };
        let last = first.plus_months(length).plus_days(-1);
        spans.push(Span { kind, from: cursor, to: last.min(to), is_whole: first == cursor && last <= to && last <= as_of });
        cursor = last.plus_days(1);
    }
    spans
}

/// The span that a day lies in, by its place.
pub(super) fn place(spans: &[Span], day: Day) -> Option<usize> {
    let place = spans.partition_point(|span| span.to < day);
    spans.get(place).filter(|span| span.from <= day).map(|_| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn told(spans: &[Span]) -> Vec<String> {
        spans.iter().map(|span| format!("{span} {}..{}{}", span.from, span.to, if span.is_whole { "" } else { " …" })).collect()
    }

    #[test]
    fn a_year_that_is_not_over_or_not_wholly_in_the_period_is_not_judged() {
        let period = (day("2025-07-01"), day("2027-12-31"));
        assert_eq!(
            told(&stretches(SpanKind::Year, period, day("2027-03-31"))),
            ["2025 2025-07-01..2025-12-31 …", "2026 2026-01-01..2026-12-31", "2027 2027-01-01..2027-12-31 …"]
        );
        assert_eq!(told(&stretches(SpanKind::Year, period, day("2026-12-31"))).last().unwrap(), "2026 2026-01-01..2026-12-31");
        assert!(stretches(SpanKind::Year, period, day("2025-06-30")).is_empty());
        let quarters = told(&stretches(SpanKind::Quarter, period, day("2025-10-01")));
        assert_eq!(quarters, ["2025-Q3 2025-07-01..2025-09-30", "2025-Q4 2025-10-01..2025-12-31 …"]);
        let february = stretches(SpanKind::Month, (day("2028-02-01"), day("2028-02-29")), day("2028-02-29"));
        assert_eq!(told(&february), ["2028-02 2028-02-01..2028-02-29"]);
    }

    #[test]
    fn a_stock_stands_on_each_year_end_and_today() {
        let period = (day("2025-07-01"), day("2027-12-31"));
        assert_eq!(
            told(&days(On::YearEnd, period, day("2026-12-30"))),
            ["2025-12-31 2025-12-31..2025-12-31", "2026-12-30 2026-12-30..2026-12-30 …"]
        );
        assert_eq!(days(On::YearEnd, period, day("2026-12-31")).len(), 2);
        assert_eq!(days(On::YearEnd, period, day("2029-06-30")).len(), 3);
        assert!(days(On::Day(day("2026-06-30")), period, day("2026-06-29")).is_empty());
    }

    #[test]
    fn a_day_lies_in_its_span() {
        let spans = stretches(SpanKind::Year, (day("2025-07-01"), day("2027-12-31")), day("2027-03-31"));
        let places =
            ["2025-06-30", "2025-07-01", "2025-12-31", "2026-01-01", "2027-03-31", "2028-01-01"].map(|text| place(&spans, day(text)));
        assert_eq!(places, [None, Some(0), Some(0), Some(1), Some(2), None]);
    }
}
