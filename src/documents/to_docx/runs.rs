use std::collections::BTreeMap;

use super::super::to_html::escape_html;
use super::super::{Href, Inline};
use super::contents::bookmark;
use super::package::{Package, Relation};

/// The letters that may stand in an address as they are, beside letters and digits.
const PLAIN: &str = "-._~:/?#@!$&'()*+,;=";

/// How words are set.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    strong: bool,
    emphasis: bool,
    style: Option<&'static str>,
}

/// Where links may lead: the number of each heading by its id.
pub(super) type Targets<'a> = BTreeMap<&'a str, usize>;

/// Writes a line as runs.
pub(super) fn runs(line: &[Inline], targets: &Targets<'_>, package: &mut Package<'_>) -> String {
    looked(line, Look::default(), targets, package)
}

/// Writes words without any look as a run.
pub(super) fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape_html(text))
}

fn looked(line: &[Inline], look: Look, targets: &Targets<'_>, package: &mut Package<'_>) -> String {
    let mut xml = String::new();
    for part in line {
        match part {
            Inline::Text(text) => xml.push_str(&words(text, look)),
            Inline::Code(code) => xml.push_str(&words(code, Look { style: look.style.or(Some("Code")), ..look })),
            Inline::Strong(inner) => xml.push_str(&looked(inner, Look { strong: true, ..look }, targets, package)),
            Inline::Emphasis(inner) => xml.push_str(&looked(inner, Look { emphasis: true, ..look }, targets, package)),
            Inline::Figure { text, .. } => xml.push_str(&words(text, look)),
            Inline::Source(number) => xml.push_str(&words(&number.to_string(), look)),
            Inline::Break => xml.push_str("<w:r><w:br/></w:r>"),
            Inline::Link { to, text } => {
                let way = match to.heading() {
                    Some(id) => targets.get(id).map(|number| format!("w:anchor=\"{}\"", bookmark(*number))),
                    None => address(to).map(|address| format!("r:id=\"{}\"", package.relate(Relation::Link, &address))),
                };
                match way {
                    // A link in a link is its text.
                    Some(way) if look.style.is_none() => {
                        let inner = looked(text, Look { style: Some("Hyperlink"), ..look }, targets, package);
                        xml.push_str(&format!("<w:hyperlink {way} w:history=\"1\">{inner}</w:hyperlink>"));
                    }
                    _ => xml.push_str(&looked(text, look, targets, package)),
                }
            }
        }
    }
    xml
}

fn words(text: &str, look: Look) -> String {
    let mut properties = look.style.map_or_else(String::new, |style| format!("<w:rStyle w:val=\"{style}\"/>"));
    for (is_set, element) in [(look.strong, "<w:b/><w:bCs/>"), (look.emphasis, "<w:i/><w:iCs/>")] {
        if is_set {
            properties.push_str(element);
        }
    }
    if properties.is_empty() {
        return run(text);
    }
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape_html(text))
}

/// An address as a package may hold it; `None` for what Word would take as damage to the file.
fn address(href: &Href) -> Option<String> {
    let written = href.as_str();
    let (scheme, rest) = written.split_once(':')?;
    if scheme.eq_ignore_ascii_case("mailto") {
        // More than one @ is no address.
        (rest.matches('@').count() == 1).then_some(())?;
    } else {
        let host = rest.strip_prefix("//")?.split(['/', '?', '#']).next()?;
        let clean = host.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '.' | ':' | '_'));
        let port = host.split_once(':').map_or("", |(_, port)| port);
        (clean && host.starts_with(char::is_alphanumeric) && port.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
    }
    let mut address = String::new();
    let mut letters = written.chars();
    while let Some(letter) = letters.next() {
        let hex = || letters.as_str().bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
        match letter {
            '%' if hex() => address.push('%'),
            _ if letter.is_alphanumeric() || PLAIN.contains(letter) => address.push(letter),
            _ => letter.to_string().bytes().for_each(|byte| address.push_str(&format!("%{byte:02X}"))),
        }
    }
    // One # divides an address from its place; a second is a letter.
    Some(match address.split_once('#') {
        Some((page, place)) => format!("{page}#{}", place.replace('#', "%23")),
        None => address,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(href: &str) -> Option<String> {
        address(&Href::new(href).unwrap())
    }

    #[test]
    fn only_addresses_that_are_whole_are_links() {
        for kept in ["https://www.norddjurs.dk/a?b=c&d=(e)#f", "HTTP://x:80", "mailto:opkraevning@example.dk", "https://ældre.dk/%C3%A5"] {
            assert_eq!(of(kept).as_deref(), Some(kept));
        }
        assert_eq!(of("https://a/{b}|c[d]%zz#e#f").as_deref(), Some("https://a/%7Bb%7D%7Cc%5Bd%5D%25zz#e%23f"));
        for words in ["https:a", "https://", "https://[::1]/", "https://a:b", "mailto:a@b@c", "mailto:a", "https://a@b/"] {
            assert_eq!(of(words), None, "{words}");
        }
    }
}
