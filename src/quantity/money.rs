use super::Unreadable;

/// An amount in whole minor units (øre, cents).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub i64);

/// How a data file writes amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyFormat {
    /// `1.234,50`: comma before the decimals, a point or a space between thousands.
    DecimalComma,
    /// `1,234.50`: point before the decimals, a comma or a space between thousands.
    DecimalPoint,
}

impl Money {
    /// Reads an amount as strategies write it: `250 kr`, `20.000,00 kr`, `1200`, `1 200 kr`.
    ///
    /// # Errors
    /// The text is no amount, has more than two decimals, or can be read in two ways (`1.500`).
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let words = text.trim();
        let number = without_unit(words);
        if number == words
            && let Some((whole, decimals)) = ambiguous(number, ['.'; 2])
        {
            let what = format!("`{text}` can be read in two ways");
            let fraction = decimals.get(..2).unwrap_or(decimals);
            let help = format!("write `{whole}{decimals}` for a whole amount, or `{whole},{fraction} kr` for one with decimals");
            return Err(Unreadable::new(what, help));
        }
        let pointed = number.contains('.') && !number.contains(',') && number.rsplit('.').next().is_some_and(|end| end.len() < 3);
        let format = if pointed { MoneyFormat::DecimalPoint } else { MoneyFormat::DecimalComma };
        Self::read(number.as_bytes(), format).ok_or_else(|| {
            Unreadable::new(format!("`{text}` is not an amount"), "write a number and `kr`, for example `250 kr` or `20.000,00 kr`")
        })
    }

    /// Reads an amount as people type it into a sheet, with either sign before the decimals: `1.234,50`, `1,234.50`, `1 234,50 kr`; the
    /// spaces may be those that do not break.
    ///
    /// # Errors
    /// The text is no amount, has more than two decimals, or can be read in two ways (`1.500`, `1,500`).
    pub fn typed(text: &str) -> Result<Self, Unreadable> {
        let words = text.trim().replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ").replace('\u{2212}', "-");
        let number = without_unit(&words);
        if let Some((whole, decimals)) = ambiguous(number.trim_start_matches(['-', '+']), ['.', ',']) {
            let sign = if number.starts_with('-') { "-" } else { "" };
            let what = format!("`{text}` can be read in two ways");
            let fraction = decimals.get(..2).unwrap_or(decimals);
            return Err(Unreadable::new(
                what,
                format!("write `{sign}{whole}{decimals}` for a whole amount, or `{sign}{whole},{fraction}` for one with decimals"),
            ));
        }
        let read = |format| Self::read(number.as_bytes(), format);
        read(MoneyFormat::DecimalComma).or_else(|| read(MoneyFormat::DecimalPoint)).ok_or_else(|| {
            Unreadable::new(format!("`{text}` is not an amount"), "write a number with at most two decimals, for example `1234,50`")
        })
    }

    /// Reads an amount from a data field; `None` where it is not one to the last character.
    ///
    /// Thousands are marked everywhere or nowhere, in groups of three; at most two decimals; a minus may stand first or last.
    pub fn read(text: &[u8], format: MoneyFormat) -> Option<Self> {
        let text = text.trim_ascii();
        if let Some(plain) = plain(text, format) {
            return Some(plain);
        }
        let (negative, digits) = match text {
            [b'-', rest @ ..] | [rest @ .., b'-'] => (true, rest),
            [b'+', rest @ ..] => (false, rest),
            _ => (false, text),
        };
        let (point, group) = match format {
            MoneyFormat::DecimalComma => (b',', b'.'),
            MoneyFormat::DecimalPoint => (b'.', b','),
        };
        let (whole, decimals) = match digits.iter().position(|byte| *byte == point) {
            Some(at) => (digits.get(..at)?, digits.get(at + 1..)?),
            None => (digits, &b""[..]),
        };
        // "12," and ",5" are torn amounts rather than round ones.
        if whole.is_empty() || (decimals.is_empty() && whole.len() < digits.len()) || decimals.len() > 2 {
            return None;
        }
        let mut amount = whole_units(whole, group)?.checked_mul(100)?;
        for (digit, weight) in decimals.iter().zip([10, 1]) {
            amount = amount.checked_add(i64::from(digit_value(*digit)?) * weight)?;
        }
        Some(Self(if negative { -amount } else { amount }))
    }
}

/// What most fields of a data file hold: at most sixteen characters, digits and perhaps one or two decimals.
fn plain(text: &[u8], format: MoneyFormat) -> Option<Money> {
    if text.len() > 16 {
        return None;
    }
    let point = if format == MoneyFormat::DecimalComma { b',' } else { b'.' };
    let mut minor: i64 = 0;
    let mut decimals = None;
    for byte in text {
        match (byte, &mut decimals) {
            (b'0'..=b'9', decimals) => {
                minor = minor * 10 + i64::from(byte - b'0');
                if let Some(decimals) = decimals {
                    *decimals += 1;
                }
            }
            (byte, None) if *byte == point => decimals = Some(0),
            _ => return None,
        }
    }
    let digits = text.len() - usize::from(decimals.is_some());
    let scale = match decimals {
        None => 100,
        Some(1) => 10,
        Some(2) => 1,
        Some(_) => return None,
    };
    let whole = digits - decimals.map_or(0, |decimals: usize| decimals);
    (whole > 0).then_some(Money(minor * scale))
}

fn without_unit(words: &str) -> &str {
    let units = ["kroner", "kr.", "kr", "DKK", "NOK", "EUR", "SEK"];
    let number = units.iter().find_map(|unit| words.strip_suffix(unit).or_else(|| words.strip_prefix(unit)));
    number.unwrap_or(words).trim()
}

/// `1.500`: exactly one such mark, three digits after it, nothing else that tells thousands from decimals.
fn ambiguous(number: &str, marks: [char; 2]) -> Option<(&str, &str)> {
    let (whole, decimals) = number.split_once(marks)?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && whole.len() <= 3 && decimals.len() == 3 && digits(decimals)).then_some((whole, decimals))
}

fn whole_units(whole: &[u8], group: u8) -> Option<i64> {
    let is_group = |byte: &u8| *byte == group || *byte == b' ';
    let marked = whole.iter().any(is_group);
    let mut sum: i64 = 0;
    for (index, part) in whole.split(is_group).enumerate() {
        let fits = if !marked {
            !part.is_empty()
        } else if index == 0 {
            (1..=3).contains(&part.len())
        } else {
            part.len() == 3
        };
        if !fits {
            return None;
        }
        for digit in part {
            sum = sum.checked_mul(10)?.checked_add(i64::from(digit_value(*digit)?))?;
        }
    }
    Some(sum)
}

fn digit_value(byte: u8) -> Option<u8> {
    byte.is_ascii_digit().then(|| byte - b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, minor) in [
            ("250 kr", 25_000),
            ("20.000,00 kr", 2_000_000),
            ("1200", 120_000),
            ("1 200 kr.", 120_000),
            ("12,5", 1_250),
            ("0.05", 5),
            ("-35,10 kr", -3_510),
        ] {
            assert_eq!(Money::parse(text), Ok(Money(minor)), "{text}");
        }
    }

    #[test]
    fn what_is_typed_into_a_sheet_is_read_in_either_way_but_never_guessed() {
        for (text, minor) in [
            ("1.234,50", 123_450),
            ("1,234.50", 123_450),
            ("1\u{a0}234,50", 123_450),
            ("1\u{202f}234,50\u{a0}kr.", 123_450),
            ("1 234", 123_400),
            ("12,5", 1_250),
            ("12.5", 1_250),
            ("1.234.567", 123_456_700),
            ("\u{2212}50,00", -5_000),
            ("1.500,00", 150_000),
            ("0", 0),
        ] {
            assert_eq!(Money::typed(text), Ok(Money(minor)), "{text}");
        }
        for (text, both) in [("1.500", ["`1500`", "`1,50`"]), ("1,234", ["`1234`", "`1,23`"]), ("-1.234", ["`-1234`", "`-1,23`"])] {
            let error = Money::typed(text).unwrap_err();
            assert!(error.what.contains("two ways") && both.iter().all(|one| error.help.contains(one)), "{error:?}");
        }
        for text in ["", "hundrede", "1,5000", "1..5", "12,"] {
            assert!(Money::typed(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_bare_point_and_three_digits_offers_both_readings() {
        let error = Money::parse("1.500").unwrap_err();
        assert!(error.help.contains("`1500`") && error.help.contains("`1,50 kr`"), "{error:?}");
        assert_eq!(Money::parse("1.200 kr"), Ok(Money(120_000)));
        assert_eq!(Money::parse("1.500,00 kr"), Ok(Money(150_000)));
    }

    proptest::proptest! {
        #[test]
        fn the_short_way_reads_what_the_long_way_reads(text in "[0-9.,]{0,20}") {
            for format in [MoneyFormat::DecimalComma, MoneyFormat::DecimalPoint] {
                // A plus in front goes the long way and changes nothing else.
                let long = Money::read(format!("+{text}").as_bytes(), format);
                proptest::prop_assert_eq!(Money::read(text.as_bytes(), format), long);
            }
        }
    }

    #[test]
    fn torn_and_odd_amounts_are_not_read() {
        for wrong in ["", "12,", ",5", "12,345", "1.23,00", "12.3456,00", "1,2,3", "12a", "--5", "9223372036854775807"] {
            assert_eq!(Money::read(wrong.as_bytes(), MoneyFormat::DecimalComma), None, "{wrong}");
        }
        assert_eq!(Money::read(b"1,234.5", MoneyFormat::DecimalPoint), Some(Money(123_450)));
    }
}
