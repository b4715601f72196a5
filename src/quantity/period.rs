use super::{Calendar, Day, Unreadable};

/// A length of time as a promise states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// Calendar days; 60 days are 60 dates later whatever the clocks did.
    Days(u32),
    /// Days that are neither weekend nor public holiday; counting starts on the day after.
    WorkingDays(u32),
    /// Calendar months, clamped to the month's last day.
    Months(u32),
    /// Calendar years, clamped like months.
    Years(u32),
}

impl Period {
    /// Reads a period in English, Danish or Norwegian: `14 days`, `5 arbejdsdage`, `3 måneder`, `1 år`.
    ///
    /// # Errors
    /// No number in digits, no known unit, or a unit that may count Saturdays (`hverdage`, `virkedager`).
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let trimmed = text.trim();
        let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = trimmed.split_at_checked(digits).unwrap_or(("", trimmed));
        let unit = unit.trim().to_lowercase();
        let example = "write a number in digits and a unit, for example `14 days`, `5 working days` or `3 months`";
        let Ok(length) = number.parse::<u32>() else {
            return Err(Unreadable::new(format!("`{text}` is not a period"), example));
        };
        if length > 36_500 {
            return Err(Unreadable::new(format!("`{text}` is longer than a strategy can mean"), example));
        }
        match unit.as_str() {
            "day" | "days" | "dag" | "dage" | "dager" | "døgn" => Ok(Self::Days(length)),
            "week" | "weeks" | "uge" | "uger" | "uke" | "uker" => Ok(Self::Days(length.saturating_mul(7))),
            "working day" | "working days" | "arbejdsdag" | "arbejdsdage" | "arbeidsdag" | "arbeidsdager" => Ok(Self::WorkingDays(length)),
            "month" | "months" | "måned" | "måneder" => Ok(Self::Months(length)),
            "year" | "years" | "år" => Ok(Self::Years(length)),
            "hverdag" | "hverdage" | "hverdager" | "virkedag" | "virkedager" => Err(Unreadable::new(
                format!("`{unit}` may or may not count Saturdays"),
                format!("write `{length} working days` (Monday to Friday, no public holidays) or `{length} days`"),
            )),
            "" => Err(Unreadable::new(format!("`{text}` has no unit"), format!("write `{length} days` or `{length} months`"))),
            _ => Err(Unreadable::new(format!("`{text}` is not a period"), example)),
        }
    }

    /// The last day that lies within the period after `day`.
    pub fn after(self, day: Day, calendar: &Calendar) -> Day {
        match self {
            Self::Days(n) => day.plus_days(i32::try_from(n).unwrap_or(i32::MAX)),
            Self::WorkingDays(n) => calendar.working_days_after(day, n),
            Self::Months(n) => day.plus_months(n),
            Self::Years(n) => day.plus_months(n.saturating_mul(12)),
        }
    }

    /// The number in front of the unit.
    pub fn length(self) -> u32 {
        match self {
            Self::Days(n) | Self::WorkingDays(n) | Self::Months(n) | Self::Years(n) => n,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_in_three_languages() {
        for (text, period) in [
            ("14 days", Period::Days(14)),
            ("14 dage", Period::Days(14)),
            ("14 dager", Period::Days(14)),
            ("2 uger", Period::Days(14)),
            ("5 arbejdsdage", Period::WorkingDays(5)),
            ("5 arbeidsdager", Period::WorkingDays(5)),
            ("3 måneder", Period::Months(3)),
            ("1 år", Period::Years(1)),
        ] {
            assert_eq!(Period::parse(text), Ok(period), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_period_says_what_to_type() {
        assert!(Period::parse("fourteen days").unwrap_err().help.contains("`14 days`"));
        assert!(Period::parse("5 hverdage").unwrap_err().help.contains("`5 working days`"));
        assert!(Period::parse("5 virkedager").unwrap_err().help.contains("`5 working days`"));
        assert!(Period::parse("14").unwrap_err().help.contains("`14 days`"));
    }
}
