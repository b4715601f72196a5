use super::Day;

/// The working days of a country, from 1900 to 2199.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// INVARIANT: ascending, every day that is neither weekend nor holiday.
    working: Vec<Day>,
}

impl Calendar {
    /// Makes a calendar in which every Monday to Friday that is no holiday is a working day.
    pub fn new(holidays: &[Day]) -> Self {
        let mut holidays = holidays.to_vec();
        holidays.sort_unstable();
        let (Some(first), Some(last)) = (Day::new(1900, 1, 1), Day::new(2199, 12, 31)) else {
            return Self { working: Vec::new() };
        };
        let working = (first.0..=last.0).map(Day).filter(|day| !day.is_weekend() && holidays.binary_search(day).is_err()).collect();
        Self { working }
    }

    /// Whether the day is neither weekend nor holiday.
    pub fn is_working_day(&self, day: Day) -> bool {
        self.working.binary_search(&day).is_ok()
    }

    /// The `n`-th working day after `day`, not counting `day`; `day` itself for 0.
    pub fn working_days_after(&self, day: Day, n: u32) -> Day {
        let Some(steps) = usize::try_from(n).ok().and_then(|n| n.checked_sub(1)) else { return day };
        let next = self.working.partition_point(|working| *working <= day);
        self.working.get(next.saturating_add(steps)).copied().unwrap_or(Day(i32::MAX))
    }

    /// The day itself where it is a working day, else the first one after it.
    pub fn same_or_next(&self, day: Day) -> Day {
        let at = self.working.partition_point(|working| *working < day);
        self.working.get(at).copied().unwrap_or(day)
    }
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counting_agrees_with_walking_day_by_day(start in 0..40_000_i32, n in 0..60_u32, holidays in proptest::collection::vec(0..40_100_i32, 0..400)) {
            let holidays: Vec<Day> = holidays.into_iter().map(Day).collect();
            let calendar = Calendar::new(&holidays);
            let (mut day, mut left) = (Day(start), n);
            while left > 0 {
                day = day.plus_days(1);
                if !day.is_weekend() && !holidays.contains(&day) {
                    left -= 1;
                }
            }
            prop_assert_eq!(calendar.working_days_after(Day(start), n), day);
        }
    }

    #[test]
    fn a_weekend_moves_to_monday_only_when_asked() {
        let calendar = Calendar::default();
        let saturday = Day::new(2026, 11, 21).unwrap();
        assert_eq!(calendar.same_or_next(saturday).to_string(), "2026-11-23");
        assert_eq!(calendar.working_days_after(saturday, 1).to_string(), "2026-11-23");
        assert_eq!(calendar.working_days_after(saturday, 0), saturday);
    }
}
