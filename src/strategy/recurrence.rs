use crate::prose::Voice;
use crate::quantity::{Calendar, Day, Period, Timing};

/// When something recurring is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurrence {
    /// What it recurs with.
    pub every: Unit,
    /// How long after the unit's last day; that day if not said.
    pub by: Option<Within>,
}

/// What something recurs with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Calendar years.
    Year,
    /// Quarters of them.
    Quarter,
    /// Months.
    Month,
    /// The strategy's period: its last day is the unit's.
    Term,
    /// The start of the strategy's period: its first day is the unit's.
    TermStart,
    /// Declared days.
    Calendar {
        /// The name in texts.
        name: String,
        /// The days, ascending.
        days: Vec<Day>,
    },
}

/// The last day, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// The first such day of a year after the unit's last day.
    Date {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month.
        day: u32,
    },
    /// So long after the unit's last day.
    After(Period),
}

/// One time that something is owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The unit as the register names it: `2021`, `2021-Q1`, `2021-03`, `term`, `term_start`, or a day.
    pub unit: String,
    /// The unit's last day: the day that decides whether it belongs to the strategy.
    pub end: Day,
    /// The last day on which it can be done in time.
    pub due: Day,
}

impl Owed {
    /// What it is owed for, in words: `2022`, `2. kvartal 2022`, `marts 2022`, a day, or the term.
    pub fn unit_words(&self, voice: &Voice) -> String {
        match self.unit.as_str() {
            "term" => voice.lang.text("unit-term"),
            "term_start" => voice.lang.text("unit-term-start"),
            name => Timing::parse(name).map_or_else(|_| name.to_owned(), |timing| voice.timing(timing)),
        }
    }
}

impl Recurrence {
    /// Every time it is owed for a unit that ends within the strategy's period, in order.
    pub fn owed(&self, period: (Day, Day), calendar: &Calendar) -> Vec<Owed> {
        let units = match &self.every {
            Unit::Year => months(period, 12, |year, _| year.to_string()),
            Unit::Quarter => months(period, 3, |year, month| format!("{year}-Q{}", month / 3)),
            Unit::Month => months(period, 1, |year, month| format!("{year}-{month:02}")),
            Unit::Term => vec![("term".to_owned(), period.1)],
            Unit::TermStart => vec![("term_start".to_owned(), period.0)],
            Unit::Calendar { days, .. } => days.iter().map(|day| (day.to_string(), *day)).collect(),
        };
        let within = |(_, end): &(String, Day)| period.0 <= *end && *end <= period.1;
        units.into_iter().filter(within).map(|(unit, end)| Owed { unit, end, due: self.due(end, calendar) }).collect()
    }

    fn due(&self, end: Day, calendar: &Calendar) -> Day {
        match self.by {
            None => end,
            Some(Within::After(period)) => period.after(end, calendar),
            Some(Within::Date { month, day }) => {
                // 29 February is the last of the month in years that do not have it, as months clamp.
                let in_year = |year| Day::new(year, month, day).or_else(|| Day::new(year, month, day.saturating_sub(1)));
                in_year(end.year()).filter(|day| *day > end).or_else(|| in_year(end.year() + 1)).unwrap_or(end)
            }
        }
    }
}

/// The last days of spans of months that end in the period's years, each with its name.
fn months((from, to): (Day, Day), length: u32, name: impl Fn(i32, u32) -> String) -> Vec<(String, Day)> {
    let mut ends = Vec::new();
    for year in from.year()..=to.year() {
        for month in (1..=12_u32).filter(|month| month % length == 0) {
            let after = if month == 12 { Day::new(year + 1, 1, 1) } else { Day::new(year, month + 1, 1) };
            ends.extend(after.map(|after| (name(year, month), after.plus_days(-1))));
        }
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owed(every: Unit, by: Option<Within>) -> Vec<String> {
        let period = (Day::new(2022, 1, 1).unwrap(), Day::new(2023, 12, 31).unwrap());
        Recurrence { every, by }.owed(period, &Calendar::default()).iter().map(|owed| format!("{} {}", owed.unit, owed.due)).collect()
    }

    #[test]
    fn a_yearly_report_is_due_after_the_year_it_reports() {
        assert_eq!(owed(Unit::Year, Some(Within::Date { month: 4, day: 30 })), ["2022 2023-04-30", "2023 2024-04-30"]);
        assert_eq!(owed(Unit::Year, Some(Within::Date { month: 12, day: 31 })), ["2022 2023-12-31", "2023 2024-12-31"]);
        assert_eq!(owed(Unit::Year, None), ["2022 2022-12-31", "2023 2023-12-31"]);
    }

    #[test]
    fn units_are_told_in_words() {
        let voice = Voice::new(crate::prose::Lang::Da, "DKK");
        let day = Day::new(2022, 1, 1).unwrap();
        let told = |unit: &str| Owed { unit: unit.to_owned(), end: day, due: day }.unit_words(&voice);
        let units = ["2022", "2022-Q2", "2022-03", "2022-04-30", "term"];
        assert_eq!(units.map(told), ["2022", "2. kvartal 2022", "marts 2022", "30. april 2022", "valgperioden"]);
    }

    #[test]
    fn the_leap_day_is_the_last_of_february_in_other_years() {
        assert_eq!(owed(Unit::Year, Some(Within::Date { month: 2, day: 29 })), ["2022 2023-02-28", "2023 2024-02-29"]);
    }

    #[test]
    fn quarters_and_the_term_end_where_the_calendar_says() {
        let quarters = owed(Unit::Quarter, Some(Within::After(Period::Days(30))));
        assert_eq!(quarters.len(), 8);
        assert_eq!(quarters[0], "2022-Q1 2022-04-30");
        assert_eq!(owed(Unit::Term, None), ["term 2023-12-31"]);
        assert_eq!(owed(Unit::Term, Some(Within::Date { month: 6, day: 30 })), ["term 2024-06-30"]);
        assert_eq!(owed(Unit::TermStart, None), ["term_start 2022-01-01"]);
        assert_eq!(owed(Unit::TermStart, Some(Within::Date { month: 6, day: 30 })), ["term_start 2022-06-30"]);
        assert_eq!(owed(Unit::TermStart, Some(Within::After(Period::Months(3)))), ["term_start 2022-04-01"]);
    }
}
