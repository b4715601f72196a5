use super::{Day, DayOrder, Unreadable};

/// A date as precise as its author could be: a day, a month, a quarter, a year, or the beginning, middle or end of a year or a month.
///
/// The parts of a year are thirds, so that every day lies in exactly one: January to April, May to August, September to December. Those
/// of a month are its days 1 to 10, 11 to 20, and 21 to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timing {
    first: Day,
    last: Day,
    precision: Precision,
}

/// How precise a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// A part of a month.
    OfMonth(Third),
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A part of a year.
    OfYear(Third),
    /// A year.
    Year,
}

/// A part of a year or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Third {
    /// The beginning: primo.
    Primo,
    /// The middle: medio.
    Medio,
    /// The end: ultimo.
    Ultimo,
}

impl Third {
    /// The three, in their order, each with the word that texts have for it.
    pub const ALL: [(Self, &'static str); 3] = [(Self::Primo, "primo"), (Self::Medio, "medio"), (Self::Ultimo, "ultimo")];
}

impl Timing {
    /// Reads a date: `2025-03-01`, `2025-03`, `2025-Q1`, `2025`, `ultimo 2025` or `medio 2025-03`.
    ///
    /// # Errors
    /// The text is of none of these forms, the calendar has no such day or month, or it lies outside 1900 to 2199.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let words = text.trim().to_lowercase();
        let third = Third::ALL.into_iter().find_map(|(third, word)| Some((third, words.strip_prefix(word)?.strip_prefix(' ')?.trim())));
        let read = match third {
            Some((third, rest)) => part(third, rest),
            None => whole(&words),
        };
        read.ok_or_else(|| {
            let help = match Day::read(text.trim().as_bytes(), DayOrder::DayFirst) {
                Some(day) => format!("write `{day}`"),
                None => "write a day `2025-03-01`, a month `2025-03`, a quarter `2025-Q1`, a year `2025`, or a part of a year \
                         `primo 2025`, `medio 2025`, `ultimo 2025`"
                    .to_owned(),
            };
            Unreadable::new(format!("`{text}` is not a date"), help)
        })
    }

    /// The first day, inclusive.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day, inclusive: until it has passed, nothing is late.
    pub fn last(self) -> Day {
        self.last
    }

    /// How precise it is.
    pub fn precision(self) -> Precision {
        self.precision
    }

    fn months(year: i32, first: u32, count: u32, precision: Precision) -> Option<Self> {
        let first = Day::new(year, first, 1)?;
        Some(Self { first, last: first.plus_months(count).plus_days(-1), precision })
    }
}

/// A day, month, quarter or year.
fn whole(words: &str) -> Option<Timing> {
    if let Ok(day) = Day::parse(words) {
        return Some(Timing { first: day, last: day, precision: Precision::Day });
    }
    match words.split_once("-q") {
        Some((year, quarter)) => {
            let quarter = number(quarter, 1).filter(|quarter| (1..=4).contains(quarter))?;
            Timing::months(year_of(year)?, quarter * 3 - 2, 3, Precision::Quarter)
        }
        None => match words.split_once('-') {
            Some((year, month)) => Timing::months(year_of(year)?, number(month, 2)?, 1, Precision::Month),
            None => Timing::months(year_of(words)?, 1, 12, Precision::Year),
        },
    }
}

/// A third of a year or of a month.
fn part(third: Third, rest: &str) -> Option<Timing> {
    let whole = whole(rest)?;
    match (whole.precision, third) {
        (Precision::Year, third) => {
            let first = match third {
                Third::Primo => 1,
                Third::Medio => 5,
                Third::Ultimo => 9,
            };
            Timing::months(whole.first.year(), first, 4, Precision::OfYear(third))
        }
        (Precision::Month, third) => {
            let (first, last) = match third {
                Third::Primo => (whole.first, whole.first.plus_days(9)),
                Third::Medio => (whole.first.plus_days(10), whole.first.plus_days(19)),
                Third::Ultimo => (whole.first.plus_days(20), whole.last),
            };
            Some(Timing { first, last, precision: Precision::OfMonth(third) })
        }
        _ => None,
    }
}

fn year_of(text: &str) -> Option<i32> {
    i32::try_from(number(text, 4)?).ok()
}

/// A number of exactly so many digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_a_first_and_a_last_day() {
        let days = |text: &str| Timing::parse(text).map(|timing| format!("{} {}", timing.first(), timing.last())).unwrap();
        for (text, expected) in [
            ("2025-03-01", "2025-03-01 2025-03-01"),
            ("2024-02", "2024-02-01 2024-02-29"),
            ("2025-Q1", "2025-01-01 2025-03-31"),
            ("2025-q4", "2025-10-01 2025-12-31"),
            ("2025", "2025-01-01 2025-12-31"),
            ("primo 2025", "2025-01-01 2025-04-30"),
            ("Medio 2025", "2025-05-01 2025-08-31"),
            ("ultimo 2025", "2025-09-01 2025-12-31"),
            ("primo 2025-02", "2025-02-01 2025-02-10"),
            ("medio 2025-02", "2025-02-11 2025-02-20"),
            ("ultimo 2024-02", "2024-02-21 2024-02-29"),
            ("2199", "2199-01-01 2199-12-31"),
        ] {
            assert_eq!(days(text), expected, "{text}");
        }
    }

    #[test]
    fn every_day_of_a_year_lies_in_one_third() {
        for whole in ["2024", "2024-02"] {
            let thirds: Vec<Timing> = Third::ALL.iter().map(|(_, word)| Timing::parse(&format!("{word} {whole}")).unwrap()).collect();
            let all = Timing::parse(whole).unwrap();
            assert_eq!((thirds[0].first(), thirds[2].last()), (all.first(), all.last()));
            assert!(thirds.windows(2).all(|two| two[0].last().plus_days(1) == two[1].first()), "{thirds:?}");
        }
    }

    #[test]
    fn what_is_none_of_these_is_refused_with_what_to_type() {
        for text in
            ["2025-13", "2025-Q5", "2025-Q0", "25", "ultimo", "ultimo 2025-Q1", "primo 2025-03-01", "marts 2025", "2025-3", "", "1899"]
        {
            assert!(Timing::parse(text).is_err(), "{text}");
        }
        assert_eq!(Timing::parse("20-03-2025").unwrap_err().help, "write `2025-03-20`");
    }
}
