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
    }
}
