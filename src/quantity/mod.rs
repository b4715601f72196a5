//! Quantities as the field writes them: money in whole minor units, civil days, periods, working days, rates, factors and shares.
//!
//! Nothing here is a float and nothing here reads the clock.

mod calendar;
mod day;
mod factor;
mod money;
mod period;
mod rate;
mod rounded;
mod share;
mod timing;

pub use calendar::Calendar;
pub use day::{Day, DayOrder};
pub use factor::Factor;
pub use money::{Money, MoneyFormat};
pub use period::Period;
pub use rate::Rate;
pub use rounded::rounded;
pub use share::Share;
pub use timing::{Precision, Third, Timing};

/// Says why a written quantity cannot be read, and what to type instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong, lower case, without a full stop, the author's words in backticks.
    pub what: String,
    /// One sentence that says what to type.
    pub help: String,
}

impl Unreadable {
    fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }
}
