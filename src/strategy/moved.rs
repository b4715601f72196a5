use super::{Chapter, Strategy};
use crate::quantity::Day;

impl Strategy {
    /// The strategy as if it held in another period (both days inclusive): a clause holds the whole period, or so many days into it.
    ///
    /// Bounds from the law are read on the day of what happened, as ever; texts stay as they are.
    #[must_use]
    pub fn in_period(mut self, period: (Day, Day)) -> Self {
        let old = std::mem::replace(&mut self.period, period);
        move_chapters(&mut self.chapters, old, period);
        self
    }
}

impl Strategy {
    /// The strategy as if its period ended on a day, inclusive, where that is earlier than it does.
    #[must_use]
    pub fn until(mut self, last: Day) -> Self {
        self.period.1 = self.period.1.min(last.max(self.period.0.plus_days(-1)));
        end_chapters(&mut self.chapters, self.period.1);
        self
    }
}

fn end_chapters(chapters: &mut [Chapter], last: Day) {
    for chapter in chapters {
        chapter.clauses.iter_mut().for_each(|clause| clause.valid.1 = clause.valid.1.min(last));
        end_chapters(&mut chapter.chapters, last);
    }
}

fn move_chapters(chapters: &mut [Chapter], old: (Day, Day), new: (Day, Day)) {
    let days = new.0.0.saturating_sub(old.0.0);
    let moved = |day: Day| {
        if day == old.0 {
            new.0
        } else if day == old.1 {
            new.1
        } else {
            day.plus_days(days)
        }
    };
    for chapter in chapters {
        for clause in &mut chapter.clauses {
            clause.valid = (moved(clause.valid.0).max(new.0), moved(clause.valid.1).min(new.1));
        }
        move_chapters(&mut chapter.chapters, old, new);
    }
}

#[cfg(test)]
mod tests {
    use super::super::load;
    use super::*;
    use crate::source::Sources;

    #[test]
    fn a_clause_keeps_its_place_in_the_period() {
        let mut sources = Sources::default();
        let strategy = load("strategy/examples/traffic-fines".as_ref(), &mut sources).unwrap().strategy.unwrap();
        let day = |text: &str| Day::parse(text).unwrap();
        let mut strategy = strategy.in_period((day("2026-01-01"), day("2029-12-31")));
        assert_eq!(strategy.clauses().next().unwrap().valid, strategy.period);
        strategy.chapters[0].clauses[0].valid = (day("2027-01-01"), day("2029-12-31"));
        let strategy = strategy.in_period((day("2030-01-01"), day("2033-12-31")));
        assert_eq!(strategy.clauses().next().unwrap().valid, (day("2031-01-01"), day("2033-12-31")));
        let ended = strategy.clone().until(day("2031-06-30"));
        assert_eq!(ended.period, (day("2030-01-01"), day("2031-06-30")));
        assert_eq!(ended.clauses().next().unwrap().valid, (day("2031-01-01"), day("2031-06-30")));
        assert_eq!(strategy.clone().until(day("2040-01-01")).period, strategy.period);
        assert_eq!(strategy.until(day("2020-01-01")).period, (day("2030-01-01"), day("2029-12-31")));
    }
}
