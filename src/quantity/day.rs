use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use std::fmt;
use std::sync::LazyLock;

use super::Unreadable;

/// A civil day: what a wall calendar shows, without time or zone, counted from 1970-01-01.
///
/// Readable days lie between 1900-01-01 and 2199-12-31, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The order in which a date's parts are written in a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// `2026-03-20`, anything after the tenth character being a time of day.
    YearFirst,
    /// `20-03-2026`, `20.03.2026` or `20/03/2026`.
    DayFirst,
}

impl Day {
    /// Makes a day from its parts; `None` where the calendar has no such day or it is out of range.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1900..=2199).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, day).map(Self::from_date)
    }

    /// Reads a day as strategies write it: `2026-03-20`.
    ///
    /// # Errors
    /// The text is not of that form, the calendar has no such day, or it lies outside 1900 to 2199.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let exact = text.len() == 10;
        exact.then(|| Self::read(text.as_bytes(), DayOrder::YearFirst)).flatten().ok_or_else(|| {
            let help = match Self::read(text.trim().as_bytes(), DayOrder::DayFirst) {
                Some(day) => format!("write `{day}`"),
                None if exact && NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok() => {
                    "write a day from `1900-01-01` to `2199-12-31`".into()
                }
                None => "write year, month and day, for example `2026-03-20`".into(),
            };
            Unreadable::new(format!("`{text}` is not a date"), help)
        })
    }

    /// Reads the civil day at the start of a data field, as written and without moving it to another zone.
    ///
    /// A time of day may follow after a space or a `T`; anything else after the date makes it unreadable.
    pub fn read(text: &[u8], order: DayOrder) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let [a, b, c, d, e, f, g, h, i, j] = *<&[u8; 10]>::try_from(date).ok()?;
        if !matches!(rest.first(), None | Some(b' ' | b'T')) {
            return None;
        }
        let (year, month, day, marks) = match order {
            DayOrder::YearFirst => ([a, b, c, d], [f, g], [i, j], [e, h]),
            DayOrder::DayFirst => ([g, h, i, j], [d, e], [a, b], [c, f]),
        };
        let expected: &[u8] = if order == DayOrder::YearFirst { b"-" } else { b"-./" };
        if marks[0] != marks[1] || !expected.contains(&marks[0]) {
            return None;
        }
        Self::in_table(number(&year)?, number(&month)?, number(&day)?)
    }

    /// As [`Day::new`], by a table of the firsts of all months: data files have a date in every row.
    fn in_table(year: u32, month: u32, day: u32) -> Option<Self> {
        static FIRSTS: LazyLock<Vec<i32>> = LazyLock::new(|| {
            let months = (1900..=2199).flat_map(|year| (1..=12).map(move |month| (year, month)));
            let firsts = months.filter_map(|(year, month)| Day::new(year, month, 1)).map(|day| day.0);
            firsts.chain(Day::new(2199, 12, 31).map(|last| last.0 + 1)).collect()
        });
        let month = (1..=12).contains(&month).then_some(month)?;
        let index = usize::try_from(year.checked_sub(1900)? * 12 + month - 1).ok()?;
        let (first, next) = (FIRSTS.get(index)?, FIRSTS.get(index + 1)?);
        let day = first + i32::try_from(day).ok()? - 1;
        (first..next).contains(&&day).then_some(Self(day))
    }

    /// The day `days` later, or earlier where negative.
    pub fn plus_days(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// The same day of the month `months` later, clamped to the month's last day (31 January + 1 month = 28 or 29 February).
    pub fn plus_months(self, months: u32) -> Self {
        match self.date().checked_add_months(Months::new(months)) {
            Some(date) => Self::from_date(date),
            None => Self(i32::MAX),
        }
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// The day of the month, 1 to 31.
    pub fn day_of_month(self) -> u32 {
        self.date().day()
    }

    /// Whether the day is a Saturday or a Sunday.
    pub fn is_weekend(self) -> bool {
        matches!(self.date().weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// Easter Sunday of a year, by the anonymous Gregorian computus (Meeus, *Astronomical Algorithms*, ch. 8).
    pub fn easter(year: i32) -> Option<Self> {
        let (a, b, c) = (year % 19, year / 100, year % 100);
        let (d, e, f) = (b / 4, b % 4, (b + 8) / 25);
        let g = (b - f + 1) / 3;
        let h = (19 * a + b - d - g + 15) % 30;
        let (i, k) = (c / 4, c % 4);
        let l = (32 + 2 * e + 2 * i - h - k) % 7;
        let m = (a + 11 * h + 22 * l) / 451;
        let n = h + l - 7 * m + 114;
        Self::new(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
    }

    fn date(self) -> NaiveDate {
        let epoch = NaiveDate::default();
        let distance = Days::new(u64::from(self.0.unsigned_abs()));
        let date = if self.0 < 0 { epoch.checked_sub_days(distance) } else { epoch.checked_add_days(distance) };
        date.unwrap_or(NaiveDate::MAX)
    }

    fn from_date(date: NaiveDate) -> Self {
        let days = date.signed_duration_since(NaiveDate::default()).num_days();
        Self(i32::try_from(days).unwrap_or(i32::MAX))
    }
}

impl Day {
    /// `2026-03-20` in ASCII: findings hold millions of days, and the library reads its form anew for each.
    fn digits(self) -> [u8; 10] {
        let date = self.date();
        let digit = |number: u32, weight: u32| b'0' + u8::try_from(number / weight % 10).unwrap_or(0);
        let (year, month, day) = (date.year().unsigned_abs(), date.month(), date.day());
        [
            digit(year, 1000),
            digit(year, 100),
            digit(year, 10),
            digit(year, 1),
            b'-',
            digit(month, 10),
            digit(month, 1),
            b'-',
            digit(day, 10),
            digit(day, 1),
        ]
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits();
        f.pad(std::str::from_utf8(&digits).unwrap_or_default())
    }
}

/// As strategies write it: `2026-03-20`.
impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(std::str::from_utf8(&self.digits()).unwrap_or_default())
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |sum: u32, digit| digit.is_ascii_digit().then(|| sum * 10 + u32::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_clamp_to_the_last_day() {
        let cases = [((2026, 1, 31), 1, "2026-02-28"), ((2028, 1, 31), 1, "2028-02-29"), ((2024, 2, 29), 12, "2025-02-28")];
        for ((year, month, day), months, expected) in cases {
            assert_eq!(Day::new(year, month, day).unwrap().plus_months(months).to_string(), expected);
        }
    }

    #[test]
    fn the_civil_day_is_kept_as_written() {
        let day = |text: &str, order| Day::read(text.as_bytes(), order).map(|day| day.to_string());
        assert_eq!(day("2000-01-01T00:00:00.000+01:00", DayOrder::YearFirst).as_deref(), Some("2000-01-01"));
        assert_eq!(day("20.03.2026", DayOrder::DayFirst).as_deref(), Some("2026-03-20"));
        assert_eq!(day("20-03-2026 08:15", DayOrder::DayFirst).as_deref(), Some("2026-03-20"));
        for wrong in ["2026-02-30", "2026-3-20", "20-03.2026", "2026-03-200", "", "20-03-26", "0026-01-01"] {
            assert_eq!(day(wrong, DayOrder::YearFirst), None, "{wrong}");
            assert_eq!(day(wrong, DayOrder::DayFirst), None, "{wrong}");
        }
    }

    #[test]
    fn a_danish_date_in_a_strategy_is_refused_with_the_day_it_means() {
        assert_eq!(Day::parse("20-03-2026").unwrap_err().help, "write `2026-03-20`");
        assert_eq!(Day::parse("3000-07-01").unwrap_err().help, "write a day from `1900-01-01` to `2199-12-31`");
    }

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (year, expected) in [(2000, "2000-04-23"), (2023, "2023-04-09"), (2024, "2024-03-31"), (2026, "2026-04-05")] {
            assert_eq!(Day::easter(year).unwrap().to_string(), expected);
        }
    }
}
