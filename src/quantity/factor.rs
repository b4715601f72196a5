use super::Unreadable;
use super::money::Money;

/// How many times an amount is taken, as the law writes it: `1.21`, `1/20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Factor {
    /// Above the line.
    pub numerator: u32,
    /// Below the line, above 0: 1, 10 or 100 for a decimal number.
    pub denominator: u32,
    /// Whether it is written as a fraction.
    pub is_fraction: bool,
}

impl Factor {
    /// Reads a factor: a number with at most two decimals (`1.21`, `1,21`), or a fraction (`1/20`); each number up to 1.000.
    ///
    /// # Errors
    /// Neither of the two, a number above 1.000, or a fraction of nothing.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let unreadable = || {
            Unreadable::new(format!("`{text}` is not a factor"), "write a number, for example `1.21`, or a fraction, for example `1/20`")
        };
        let text = text.trim();
        if let Some((above, below)) = text.split_once('/') {
            let part = |part: &str| part.trim().parse::<u32>().ok().filter(|number| (1..=1_000).contains(number)).ok_or_else(unreadable);
            return Ok(Self { numerator: part(above)?, denominator: part(below)?, is_fraction: true });
        }
        let hundredths =
            super::rate::hundredths(text, 1_000).and_then(|hundredths| u32::try_from(hundredths).ok()).ok_or_else(unreadable)?;
        let (numerator, denominator) = match (hundredths % 10, hundredths % 100) {
            (_, 0) => (hundredths / 100, 1),
            (0, _) => (hundredths / 10, 10),
            _ => (hundredths, 100),
        };
        Ok(Self { numerator, denominator, is_fraction: false })
    }

    /// So many times an amount, in whole crowns; what is not whole is rounded down, or is `None`.
    pub fn times(self, Money(minor): Money, round_down: bool) -> Option<Money> {
        let product = i128::from(minor).checked_mul(i128::from(self.numerator))?;
        let crown = i128::from(self.denominator).checked_mul(100)?;
        let whole = product.checked_div_euclid(crown)?;
        (round_down || product == whole * crown).then_some(())?;
        i64::try_from(whole.checked_mul(100)?).ok().map(Money)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_are_decimal_numbers_or_fractions() {
        let factor = |numerator, denominator, is_fraction| Ok(Factor { numerator, denominator, is_fraction });
        assert_eq!(Factor::parse("1.21"), factor(121, 100, false));
        assert_eq!(Factor::parse("1,7"), factor(17, 10, false));
        assert_eq!(Factor::parse("3"), factor(3, 1, false));
        assert_eq!(Factor::parse("3/20"), factor(3, 20, true));
        for wrong in ["1/0", "-1", "1.234", "half", "1/20/3", ""] {
            assert!(Factor::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_product_is_whole_crowns_or_nothing() {
        let times = |factor: &str, crowns: i64, down| Factor::parse(factor).unwrap().times(Money(crowns * 100), down);
        assert_eq!(times("1/20", 700, false), Some(Money(3_500)));
        assert_eq!(times("3/20", 700, false), Some(Money(10_500)));
        assert_eq!(times("1/20", 750, false), None, "37,50 kr, and no rule of rounding is known");
        assert_eq!(times("1.15", 1_199, true), Some(Money(137_800)), "1.378,85 kr is rounded down");
        assert_eq!(times("1.1", 1_223, true), Some(Money(134_500)), "1.345,30 kr");
    }
}
