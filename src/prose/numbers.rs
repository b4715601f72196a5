use super::{Lang, Voice};
use crate::quantity::{Day, Money, Rate, Share};

/// Stays on the line: between the groups of a number, and between a number and its unit.
const NO_BREAK: char = '\u{a0}';

impl Voice {
    /// Writes a whole number with the language's grouping: `2.399.703`, `157 000`, `1,234`.
    pub fn number(&self, number: i64) -> String {
        let (digits, sign) = (number.unsigned_abs().to_string(), if number < 0 { self.minus() } else { "" });
        // Norwegian leaves four digits together; Danish and English group them.
        if self.lang == Lang::Nb && digits.len() <= 4 {
            return format!("{sign}{digits}");
        }
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(self.group());
            }
            grouped.push(digit);
        }
        format!("{sign}{grouped}")
    }

    /// Writes an amount with its currency; decimals only where there are any: `1.200 kr.`, `12,50 kr`, `DKK 1,200`.
    pub fn money(&self, Money(minor): Money) -> String {
        let crowns = matches!(self.currency.as_str(), "DKK" | "NOK" | "SEK");
        let amount = self.amount(Money(minor));
        if self.currency.is_empty() {
            return amount;
        }
        match (self.lang, crowns) {
            (Lang::Da, true) => format!("{amount}{NO_BREAK}kr."),
            (Lang::Nb, true) => format!("{amount}{NO_BREAK}kr"),
            (Lang::Da | Lang::Nb, false) => format!("{amount}{NO_BREAK}{}", self.currency),
            (Lang::En, _) => format!("{}{NO_BREAK}{amount}", self.currency),
        }
    }

    /// Writes an amount without its currency.
    pub fn amount(&self, Money(minor): Money) -> String {
        let (whole, rest) = (minor.unsigned_abs() / 100, minor.unsigned_abs() % 100);
        let sign = if minor < 0 { self.minus() } else { "" };
        let whole = self.number(i64::try_from(whole).unwrap_or(i64::MAX));
        if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}{}{rest:02}", self.point()) }
    }

    /// Writes a share: `95 %`, `99,5 %`, and without the space in English.
    pub fn share(&self, Share(hundredths): Share) -> String {
        self.per_cent(i64::from(hundredths))
    }

    /// Writes a rate: `-0,45 %`, `11,75 %`.
    pub fn rate(&self, Rate(hundredths): Rate) -> String {
        self.per_cent(i64::from(hundredths))
    }

    /// Writes per cent given in hundredths: `95 %`, and without the space in English.
    pub fn per_cent(&self, hundredths: i64) -> String {
        let space = if self.lang == Lang::En { String::new() } else { NO_BREAK.to_string() };
        format!("{}{space}%", self.decimal(hundredths))
    }

    /// Writes a number given in hundredths, without zeros at its end: `1,21`, `0,5`, `3`.
    pub fn decimal(&self, hundredths: i64) -> String {
        let sign = if hundredths < 0 { self.minus() } else { "" };
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        let whole = self.number(i64::try_from(whole).unwrap_or(i64::MAX));
        let decimals = match (rest / 10, rest % 10) {
            (0, 0) => String::new(),
            (tenth, 0) => format!("{}{tenth}", self.point()),
            _ => format!("{}{rest:02}", self.point()),
        };
        format!("{sign}{whole}{decimals}")
    }

    /// Writes a number given in ten-thousandths, with all four decimals: `266,8630`.
    pub fn four_decimals(&self, number: i64) -> String {
        let sign = if number < 0 { self.minus() } else { "" };
        let (whole, rest) = (number.unsigned_abs() / 10_000, number.unsigned_abs() % 10_000);
        format!("{sign}{}{}{rest:04}", self.number(i64::try_from(whole).unwrap_or(i64::MAX)), self.point())
    }

    /// Writes a day in full: `20. marts 2026`, `20 March 2026`.
    pub fn day(&self, day: Day) -> String {
        let (number, year) = (day.day_of_month().to_string(), day.year().to_string());
        self.lang.text_words("day", &[("day", &number), ("month", self.lang.month(day.month())), ("year", &year)])
    }

    fn group(&self) -> char {
        match self.lang {
            Lang::Da => '.',
            Lang::Nb => NO_BREAK,
            Lang::En => ',',
        }
    }

    fn point(&self) -> char {
        if self.lang == Lang::En { '.' } else { ',' }
    }

    fn minus(&self) -> &'static str {
        if self.lang == Lang::Nb { "\u{2212}" } else { "-" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_language_writes_them() {
        let voice = |lang, currency: &str| Voice::new(lang, currency);
        assert_eq!(voice(Lang::Da, "DKK").money(Money(239_970_300)), "2.399.703\u{a0}kr.");
        assert_eq!(voice(Lang::Da, "DKK").money(Money(-1_250)), "-12,50\u{a0}kr.");
        assert_eq!(voice(Lang::Nb, "NOK").money(Money(15_700_000)), "157\u{a0}000\u{a0}kr");
        assert_eq!(voice(Lang::Nb, "NOK").number(1_345), "1345");
        assert_eq!(voice(Lang::Da, "DKK").four_decimals(-12_668_631), "-1.266,8631");
        assert_eq!(voice(Lang::En, "EUR").money(Money(123_456)), "EUR\u{a0}1,234.56");
        assert_eq!(voice(Lang::Da, "DKK").share(Share(9_950)), "99,5\u{a0}%");
        assert_eq!(voice(Lang::Nb, "NOK").day(Day::new(2026, 3, 20).unwrap()), "20. mars 2026");
    }
}
