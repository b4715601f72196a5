use super::Unreadable;

/// A rate in hundredths of a per cent, for a period that is said beside it: `8,05 %` is 805; it may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(pub i32);

impl Rate {
    /// Reads a rate: `8 %`, `11,75 %`, `-0,45 %`; from -1.000 to 1.000 per cent, both inclusive, at most two decimals.
    ///
    /// # Errors
    /// No per cent sign, no number, or a number outside the bounds.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let unreadable = || Unreadable::new(format!("`{text}` is not a rate"), "write a number and a per cent sign, for example `8,05 %`");
        let number = text.trim().strip_suffix('%').ok_or_else(unreadable)?.trim();
        let (sign, number) = match number.strip_prefix(['-', '\u{2212}']) {
            Some(number) => (-1, number),
            None => (1, number),
        };
        Ok(Self(sign * hundredths(number, 1_000).ok_or_else(unreadable)?))
    }
}

/// A number with at most two decimals, in hundredths; `None` where it is none or above `most`.
pub(super) fn hundredths(number: &str, most: i32) -> Option<i32> {
    let number = number.replace(',', ".");
    let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || decimals.len() > 2 || !digits(whole) || !digits(decimals) {
        return None;
    }
    format!("{whole}{decimals:0<2}").parse().ok().filter(|hundredths| *hundredths <= most.saturating_mul(100))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_may_be_negative() {
        for (text, rate) in
            [("8 %", 800), ("11,75%", 1_175), ("-0,45 %", -45), ("\u{2212}0,35 %", -35), ("1.5 %", 150), ("1000 %", 100_000)]
        {
            assert_eq!(Rate::parse(text), Ok(Rate(rate)), "{text}");
        }
        for wrong in ["8", "--1 %", "1,234 %", "1001 %", "a %", "- %", "%"] {
            assert!(Rate::parse(wrong).is_err(), "{wrong}");
        }
    }
}
