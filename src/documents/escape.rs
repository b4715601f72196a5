use super::from_markdown::is_caption_word;

/// Makes any text literal Markdown: read again it is one paragraph of exactly that text, also within a line, a cell or a heading.
///
/// Line breaks and other control characters become spaces.
pub fn escape(text: &str) -> String {
    escape_within(text, true, true)
}

/// As [`escape`], for text that does not start or does not end its line.
pub(super) fn escape_within(text: &str, starts: bool, ends: bool) -> String {
    let text: String = text.replace("\r\n", " ").chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let without_start = text.trim_start();
    let words = without_start.trim_end();
    let (start, end) = (text.strip_suffix(without_start).unwrap_or_default(), without_start.strip_prefix(words).unwrap_or_default());
    let mut escaped = if starts { kept(start) } else { start.to_owned() };
    let mut before = if starts { String::new() } else { "…".to_owned() };
    for letter in words.chars() {
        if is_mark(letter, &before) {
            escaped.push('\\');
        }
        escaped.push(letter);
        before.push(letter);
    }
    escaped.push_str(&if ends { kept(end) } else { end.to_owned() });
    escaped
}

/// Writes blanks as Markdown keeps them at the ends of a line, where it would drop them or take them for indentation.
fn kept(blanks: &str) -> String {
    blanks.chars().map(|blank| format!("&#{};", u32::from(blank))).collect()
}

/// Whether Markdown reads more than itself in a letter after these.
fn is_mark(letter: char, before: &str) -> bool {
    match letter {
        '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '#' | '~' | '$' => true,
        // What makes a list or a rule of the line, or a heading of the line above.
        '-' | '+' | '=' => before.is_empty(),
        '.' | ')' => before.bytes().all(|byte| byte.is_ascii_digit()),
        ':' => before.is_empty() || is_caption_word(before),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{Block, Inline, from_markdown, plain_text};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn read(markdown: &str) -> Vec<Block> {
        from_markdown(markdown, &BTreeMap::new()).unwrap()
    }

    fn line(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.replace("\r\n", " ").chars().map(|c| if c.is_control() { ' ' } else { c }).collect())]
    }

    /// Any text, and texts that are dense with what Markdown reads.
    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![".{1,40}", "[-+*=#>|\\\\`~_<>&!:.()\\[\\]0-9 \n\tabTel]{1,24}", "(Tabel|Table|12)[:.)] ?[a-z]{0,3}"]
    }

    proptest! {
        #[test]
        fn escaped_text_is_one_paragraph_of_itself(text in texts()) {
            prop_assert_eq!(read(&escape(&text)), vec![Block::Paragraph(line(&text))]);
        }

        #[test]
        fn escaped_text_is_itself_in_a_cell_and_in_a_line(text in texts()) {
            let blocks = read(&format!("| {0} | b |\n|---|---|\n| c | {0} |", escape(&text)));
            let [Block::Table(table)] = &blocks[..] else { panic!("{blocks:?}") };
            prop_assert_eq!(&table.columns[0].title, &line(&text));
            prop_assert_eq!(&table.rows[0][1], &line(&text));
            let within = read(&format!("før {} efter", escape(&text)));
            prop_assert_eq!(within, vec![Block::Paragraph(line(&format!("før {text} efter")))]);
        }

        #[test]
        fn escaped_text_in_a_heading_stays_a_heading(text in texts()) {
            // A heading that says nothing is none.
            prop_assume!(!plain_text(&line(&text)).trim().is_empty());
            let blocks = read(&format!("# {}", escape(&text)));
            prop_assert!(matches!(&blocks[..], [Block::Heading { text: inner, .. }] if *inner == line(&text)), "{:?}", blocks);
        }
    }

    #[test]
    fn ordinary_danish_stays_readable() {
        assert_eq!(escape("Frist: 14 dage (jf. § 2), 2013-06-18 – 1.200 kr."), "Frist: 14 dage (jf. § 2), 2013-06-18 – 1.200 kr.");
        assert_eq!(escape("20. marts"), "20\\. marts");
    }
}
