use super::HolidaysFile;
use super::written::WrittenHoliday;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::quantity::{Calendar, Day};
use crate::yaml::{Document, Shape};

/// Proves public holidays: each has days.
pub(super) fn prove(document: &mut Document, diagnostics: &mut Diagnostics) -> Calendar {
    let written = HolidaysFile::read(document, diagnostics).holidays.unwrap_or_default();
    let mut days = Vec::new();
    for (index, holiday) in written.iter().enumerate() {
        let years = holiday.from.unwrap_or(1900).max(1900)..=holiday.to.unwrap_or(2199).min(2199);
        let found: Vec<Day> = years.filter_map(|year| day_in(holiday, year)).collect();
        if found.is_empty() {
            let at = document.root().key("holidays").item(index);
            diagnostics
                .push(Diagnostic::error(Code::NotADate, at.span(), "the holiday has no day").help("write `date: 12-25` or `easter: 39`"));
        }
        days.extend(found);
    }
    Calendar::new(&days)
}

fn day_in(holiday: &WrittenHoliday, year: i32) -> Option<Day> {
    match (&holiday.date, holiday.easter) {
        (Some(date), None) => {
            let (month, day) = date.split_once('-')?;
            Day::new(year, month.parse().ok()?, day.parse().ok()?)
        }
        (None, Some(after)) => Some(Day::easter(year)?.plus_days(after)),
        _ => None,
    }
}
