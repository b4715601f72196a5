use std::cmp::Ordering;

use super::{Bounds, Direction, Exact, Found};
use crate::plan::Verdict;

/// What a figure is to reach.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Goal {
    /// The target, in the figure's unit.
    pub target: Option<i64>,
    /// Which way is better; without it nothing is judged.
    pub direction: Option<Direction>,
}

/// What a figure is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// Its target.
    Target,
    /// The figure of the year, or other span, before.
    Before,
}

/// Whether a figure reaches what it is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Met, breached or unknown; not yet due where no span is over that can be judged; not applicable where there was nothing to count.
    pub verdict: Verdict,
    /// The span that was judged, by its place.
    pub span: Option<usize>,
    /// What it was held against.
    pub aim: Aim,
}

impl Found {
    /// Judges the last whole span against the target, or against the span before it where there is only a direction; `None` where the
    /// clause does not say which way is better.
    pub fn judge(&self) -> Option<Judged> {
        let Goal { target, direction } = self.question.goal;
        let direction = direction?;
        let aim = if target.is_some() { Aim::Target } else { Aim::Before };
        let waiting = Judged { verdict: Verdict::NotYetDue, span: None, aim };
        let Some(last) = self.last_whole() else { return Some(waiting) };
        let against = match target {
            Some(target) => Some(Bounds { least: Exact::whole(target), most: Some(Exact::whole(target)) }),
            None => match last.checked_sub(1).filter(|before| self.spans.get(*before).is_some_and(|span| span.is_whole)) {
                Some(before) => self.bounds(before),
                None => return Some(waiting),
            },
        };
        let verdict = match self.bounds(last).zip(against) {
            None => Verdict::NotApplicable,
            Some((own, against)) => reaches(own, against, direction, aim),
        };
        Some(Judged { verdict, span: Some(last), aim })
    }

    /// Between what the figure of a span lies.
    pub fn bounds(&self, span: usize) -> Option<Bounds> {
        self.total.get(span)?.bounds(&self.question.counted, self.question.counting)
    }
}

/// A target is reached by its own value too; the year before must be bettered, unless it could not be.
fn reaches(own: Bounds, against: Bounds, direction: Direction, aim: Aim) -> Verdict {
    let (better, worse) = match direction {
        Direction::Up => (Ordering::Greater, Ordering::Less),
        Direction::Down => (Ordering::Less, Ordering::Greater),
    };
    let is_best = |value: Exact| direction == Direction::Down && value.over == 0;
    let holds = |own: Option<Exact>, other: Option<Exact>| match (own, other) {
        (Some(own), Some(other)) => {
            let order = own.compare(other);
            order == better || (order == Ordering::Equal && (aim == Aim::Target || is_best(own)))
        }
        // Without a bound it may be as large as it likes.
        (None, Some(_)) => worse == Ordering::Less,
        (_, None) => worse == Ordering::Greater,
    };
    let (own, against) = ((Some(own.least), own.most), (Some(against.least), against.most));
    let (at_best, at_worst) = match direction {
        Direction::Up => (holds(own.1, against.0), holds(own.0, against.1)),
        Direction::Down => (holds(own.0, against.1), holds(own.1, against.0)),
    };
    match (at_worst, at_best) {
        (true, _) => Verdict::Met,
        (false, true) => Verdict::Unknown,
        (false, false) => Verdict::Breached,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_open_is_only_decided_where_every_value_decides_alike() {
        let between = |least: i64, most: Option<i64>| Bounds { least: Exact::whole(least), most: most.map(Exact::whole) };
        let target = between(10, Some(10));
        let down = |own| reaches(own, target, Direction::Down, Aim::Target);
        let up = |own| reaches(own, target, Direction::Up, Aim::Target);
        assert_eq!([down(between(10, Some(10))), up(between(10, Some(10)))], [Verdict::Met; 2]);
        assert_eq!([down(between(11, Some(11))), up(between(9, Some(9)))], [Verdict::Breached; 2]);
        assert_eq!([down(between(9, Some(11))), up(between(9, Some(11)))], [Verdict::Unknown; 2]);
        assert_eq!([down(between(9, None)), up(between(9, None))], [Verdict::Unknown; 2]);
        assert_eq!([down(between(11, None)), up(between(10, None))], [Verdict::Breached, Verdict::Met]);
    }

    #[test]
    fn the_year_before_must_be_bettered() {
        let exactly = |value: i64| Bounds { least: Exact::whole(value), most: Some(Exact::whole(value)) };
        let open = Bounds { least: Exact::whole(8), most: None };
        let down = |own, before| reaches(own, before, Direction::Down, Aim::Before);
        assert_eq!(down(exactly(9), exactly(10)), Verdict::Met);
        assert_eq!(down(exactly(10), exactly(10)), Verdict::Breached);
        assert_eq!(down(exactly(0), exactly(0)), Verdict::Met);
        assert_eq!(down(exactly(9), open), Verdict::Unknown);
        assert_eq!(down(exactly(7), open), Verdict::Met);
        assert_eq!(down(open, exactly(9)), Verdict::Unknown);
        assert_eq!(reaches(open, open, Direction::Up, Aim::Before), Verdict::Unknown);
    }
}
