use super::Unreadable;

/// A share in hundredths of a per cent: `95 %` is 9500.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Share(pub u32);

impl Share {
    /// Reads a share: `95 %`, `95%`, `99,5 %`; 0 to 100, both inclusive, at most two decimals.
    ///
    /// # Errors
    /// No per cent sign, no number, or a number outside 0 to 100.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let unreadable =
            || Unreadable::new(format!("`{text}` is not a share"), "write a number from 0 to 100 and a per cent sign, for example `95 %`");
        let number = text.trim().strip_suffix('%').ok_or_else(unreadable)?.trim();
        super::rate::hundredths(number, 100).and_then(|hundredths| u32::try_from(hundredths).ok()).map(Self).ok_or_else(unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_have_a_per_cent_sign() {
        assert_eq!(Share::parse("95 %"), Ok(Share(9_500)));
        assert_eq!(Share::parse("99,5%"), Ok(Share(9_950)));
        for wrong in ["95", "101 %", "a %", "-1 %", "1,234 %"] {
            assert!(Share::parse(wrong).is_err(), "{wrong}");
        }
    }
}
