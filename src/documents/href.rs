/// An address that a document may lead to: on the web, an e-mail address, or a heading of the same document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Href(String);

/// Longer addresses are refused by PDF readers and mail programs alike.
const LONGEST: usize = 2_000;

impl Href {
    /// Reads an address; `None` unless it starts with `http:`, `https:`, `mailto:` or `#` and is free of blanks and control characters.
    pub fn new(address: &str) -> Option<Self> {
        // INVARIANT: only these leave, so that no format has to ask again whether an address runs code or reads files.
        let known = match address.split_once(':') {
            _ if address.starts_with('#') => address.len() > 1,
            Some((scheme, rest)) => ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) && !rest.is_empty(),
            None => false,
        };
        let clean = !address.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`'));
        (known && clean && address.len() <= LONGEST).then(|| Self(address.to_owned()))
    }

    /// Returns the address as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the id of the heading that it leads to, if it stays within the document.
    pub fn heading(&self) -> Option<&str> {
        self.0.strip_prefix('#')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_cannot_do_harm_are_kept() {
        for kept in ["https://www.norddjurs.dk/a?b=c&d=(e)", "HTTP://x", "mailto:opkraevning@example.dk", "#renter"] {
            assert_eq!(Href::new(kept).map(|href| href.0).as_deref(), Some(kept));
        }
        for refused in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//host/x",
            "notat.md",
            "",
            "#",
            "https://a b",
            "https://a\u{0}",
        ] {
            assert_eq!(Href::new(refused), None, "{refused}");
        }
    }
}
