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
        let number = text.trim().strip_suffix('%').ok_or_else(unreadable)?.trim().replace(',', ".");
        let (whole, decimals) = number.split_once('.').unwrap_or((&number, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || decimals.len() > 2 || !digits(whole) || !digits(decimals) {
            return Err(unreadable());
        }
        let hundredths = format!("{whole}{decimals:0<2}").parse().map_err(|_| unreadable())?;
        if hundredths > 10_000 { Err(unreadable()) } else { Ok(Self(hundredths)) }
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
