//! Values of typed formats, spelled as their description says the source writes them, so that one reading serves all formats.

use super::Description;
use crate::quantity::{Day, DayOrder, MoneyFormat};

/// How dates and decimals are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelling {
    order: DayOrder,
    money: MoneyFormat,
}

impl Spelling {
    pub fn of(description: &Description) -> Self {
        Self { order: description.order, money: description.money }
    }

    /// A civil day.
    pub fn day(self, day: Day) -> String {
        match self.order {
            DayOrder::YearFirst => day.to_string(),
            DayOrder::DayFirst => format!("{:02}-{:02}-{}", day.day_of_month(), day.month(), day.year()),
        }
    }

    /// A date or time in ISO 8601; other text as it is.
    pub fn iso(self, text: &str) -> String {
        Day::read(text.as_bytes(), DayOrder::YearFirst).map_or_else(|| text.to_owned(), |day| self.day(day))
    }

    /// A decimal number with a point.
    pub fn number(self, text: &str) -> String {
        if self.money == MoneyFormat::DecimalComma { text.replace('.', ",") } else { text.to_owned() }
    }

    /// A binary number, with the fifteen digits that spreadsheets show.
    pub fn float(self, value: f64) -> String {
        if !value.is_finite() {
            return value.to_string();
        }
        let digits = format!("{value:.14e}");
        let Some((mantissa, exponent)) = digits.split_once('e') else { return digits };
        let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_end_matches('0');
        let exponent: i32 = exponent.parse().unwrap_or(0);
        let point = usize::try_from(exponent + 1);
        let plain = match point {
            _ if digits.is_empty() => return "0".to_owned(),
            Ok(0) | Err(_) => format!("0.{}{digits}", "0".repeat(usize::try_from(-exponent - 1).unwrap_or(0))),
            Ok(point) if point >= digits.len() => format!("{digits}{}", "0".repeat(point - digits.len())),
            Ok(point) => match digits.split_at_checked(point) {
                Some((whole, decimals)) => format!("{whole}.{decimals}"),
                None => digits.to_owned(),
            },
        };
        self.number(&format!("{sign}{plain}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_numbers_are_spelled_as_spreadsheets_show_them() {
        let point = Spelling { order: DayOrder::YearFirst, money: MoneyFormat::DecimalPoint };
        let comma = Spelling { order: DayOrder::DayFirst, money: MoneyFormat::DecimalComma };
        let sum = "0.30000000000000004".parse::<f64>().unwrap();
        for (value, text) in
            [(sum, "0.3"), (1234.5, "1234.5"), (-35.1, "-35.1"), (12_345.0, "12345"), (0.05, "0.05"), (0.0, "0"), (1e7, "10000000")]
        {
            assert_eq!(point.float(value), text);
            assert_eq!(comma.float(value), text.replace('.', ","));
        }
        assert_eq!(comma.iso("2026-03-20T10:00:00"), "20-03-2026");
        assert_eq!(point.iso("soon"), "soon");
    }
}
