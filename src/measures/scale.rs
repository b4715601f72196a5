/// What a reported number counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Crowns, or the authority's other currency, by ones, thousands, millions or billions.
    Money(Scale),
    /// Per cent.
    PerCent,
    /// Days.
    Days,
    /// Anything else, in the reporter's words.
    Other(String),
}

/// By how many an amount is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// One by one.
    One,
    /// Thousands.
    Thousand,
    /// Millions.
    Million,
    /// Thousands of millions: da milliard, nb milliard.
    Billion,
}

impl Scale {
    /// How many it is.
    pub fn factor(self) -> i64 {
        match self {
            Self::One => 1,
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
            Self::Billion => 1_000_000_000,
        }
    }

    /// The name in texts: part of a key of the languages.
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Thousand => "thousand",
            Self::Million => "million",
            Self::Billion => "billion",
        }
    }
}

impl Unit {
    /// Reads a unit; `currency` is the authority's ISO code, which counts as its money.
    pub fn parse(words: &str, currency: &str) -> Self {
        let words = words.trim();
        match words.to_lowercase().as_str() {
            "%" | "pct." | "pct" | "procent" | "prosent" | "per cent" => return Self::PerCent,
            "days" | "dage" | "dager" => return Self::Days,
            _ => {}
        }
        let lower = words.to_lowercase().replace('\u{a0}', " ");
        let crowns = ["kroner", "kr.", "kr"].iter().find_map(|crowns| lower.strip_suffix(crowns));
        let code = (!currency.is_empty()).then(|| lower.strip_suffix(&currency.to_lowercase())).flatten();
        let scale = crowns.or(code).and_then(|scale| match scale.trim() {
            "" => Some(Scale::One),
            "t." | "t" | "tusind" | "tusen" | "1000" | "1.000" | "1 000" => Some(Scale::Thousand),
            "mio." | "mio" | "mill." | "mill" | "millioner" => Some(Scale::Million),
            "mia." | "mia" | "mrd." | "mrd" | "milliarder" => Some(Scale::Billion),
            _ => None,
        });
        scale.map_or_else(|| Self::Other(words.to_owned()), Self::Money)
    }

    /// By how many it counts.
    pub fn factor(&self) -> i64 {
        if let Self::Money(scale) = self { scale.factor() } else { 1 }
    }

    /// Whether both count the same thing, whatever the scale.
    pub fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Money(_), Self::Money(_)) => true,
            _ => self == other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_counted_as_people_write_it() {
        for (words, unit) in [
            ("kr", Unit::Money(Scale::One)),
            ("kroner", Unit::Money(Scale::One)),
            ("DKK", Unit::Money(Scale::One)),
            ("t. kr.", Unit::Money(Scale::Thousand)),
            ("1000 kr", Unit::Money(Scale::Thousand)),
            ("mio. kr.", Unit::Money(Scale::Million)),
            ("Mill. kr", Unit::Money(Scale::Million)),
            ("mia. kr.", Unit::Money(Scale::Billion)),
            ("mrd. kr", Unit::Money(Scale::Billion)),
            ("%", Unit::PerCent),
            ("dage", Unit::Days),
            ("årsværk", Unit::Other("årsværk".into())),
            ("mio. bilag", Unit::Other("mio. bilag".into())),
        ] {
            assert_eq!(Unit::parse(words, "DKK"), unit, "{words}");
        }
    }
}
