use std::collections::BTreeMap;

use serde_json::Value;

/// What the digest is over besides the value, so that another way to write it down gets another digest.
const FORM: &str = "rettesnor meaning 1\n";

/// What every document says of a text and the text does not say itself: that it is a draft, an example, that others' words are meant. It
/// may change with the text's fate and is no part of what was adopted.
pub(super) const ASIDE: &str = "notice";

/// The digest over what a text means, its notice left out: its value with keys in order of the alphabet, every scalar as its words, and texts without
/// the line breaks that a paragraph does not need.
pub fn meaning(value: &Value) -> String {
    let mut written = FORM.to_owned();
    match value {
        Value::Object(object) => {
            write(&object.iter().filter(|(key, _)| *key != ASIDE).map(|(key, value)| (key.clone(), value.clone())).collect(), &mut written)
        }
        other => write(other, &mut written),
    }
    format!("blake3:{}", blake3::hash(written.as_bytes()).to_hex())
}

/// The digest over the bytes of a text.
pub fn bytes(text: &str) -> String {
    format!("blake3:{}", blake3::hash(text.as_bytes()).to_hex())
}

/// Writes a value so that no two that mean different things are written alike: as JSON.
fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(object) => {
            let sorted: BTreeMap<&String, &Value> = object.iter().collect();
            out.push('{');
            for (key, value) in sorted {
                *out += &Value::from(key.as_str()).to_string();
                out.push(':');
                write(value, out);
                out.push(',');
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for item in items {
                write(item, out);
                out.push(',');
            }
            out.push(']');
        }
        scalar => *out += &Value::from(words(scalar)).to_string(),
    }
}

/// A scalar as its words: quotation marks and line breaks within a paragraph make no difference.
pub(super) fn words(scalar: &Value) -> String {
    match scalar {
        Value::String(text) => joined(text),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// The text with each paragraph on one line. A line that begins with anything but a letter or a digit stays a line of its own, with the
/// space before it: it may be an item of a list, a heading or a row of a table.
fn joined(text: &str) -> String {
    let mut out = String::new();
    let mut is_open = false;
    for line in text.trim().lines() {
        let bare = line.trim();
        let begins_plainly = bare.chars().next().is_some_and(char::is_alphabetic);
        if bare.is_empty() {
            is_open = false;
            continue;
        }
        if is_open && begins_plainly {
            out.push(' ');
            out += bare;
        } else {
            if !out.is_empty() {
                out.push_str(if is_open { "\n" } else { "\n\n" });
            }
            out += if begins_plainly { bare } else { line.trim_end() };
        }
        is_open = true;
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::{joined, meaning};
    use crate::diagnostic::Diagnostics;
    use crate::source::Sources;
    use crate::yaml::Document;

    fn of(text: &str) -> String {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", text);
        meaning(&Document::read(source, &sources, &mut Diagnostics::default()).unwrap().value)
    }

    #[test]
    fn comments_layout_and_quotation_marks_mean_nothing() {
        let text = "a: {b: 14 days, c: '707'}\nd:\n  - one two\n  - three\n";
        for same in [
            "# A remark.\na: {b: 14 days, c: '707'} # And one more.\nd: [one two, three]\n",
            "d:\n- \"one two\"\n- three\na:\n  c: 707\n  b: '14 days'\n",
            "a: {b: 14 days, c: '707'}\nd:\n  - >\n    one\n    two\n  - three\n",
            "notice: A draft.\na: {b: 14 days, c: '707'}\nd: [one two, three]\n",
            "a: {b: 14 days, c: '707'}\r\nd:\r\n  - one two\r\n  - three\r\n",
        ] {
            assert_eq!(of(text), of(same), "{same}");
        }
    }

    #[test]
    fn a_number_a_word_a_place_and_a_line_mean_something() {
        let text = "a: {b: 14 days}\nd: [one, two]\ne: |\n  First.\n\n  - an item\n  - another\n";
        for other in [
            "a: {b: 15 days}\nd: [one, two]\ne: |\n  First.\n\n  - an item\n  - another\n",
            "a: {b: 14 days}\nd: [two, one]\ne: |\n  First.\n\n  - an item\n  - another\n",
            "a: {b: 14 days}\nd: [one, two]\ne: |\n  First.\n\n  - an item - another\n",
            "a: {b: 14 days}\nd: [one, two]\ne: |\n  First. - an item\n  - another\n",
            "a: {b: 14 days}\nd: [one, two]\ne: |\n  First!\n\n  - an item\n  - another\n",
            "a: {b: 14 days}\nd: ['one, two']\ne: |\n  First.\n\n  - an item\n  - another\n",
            "a: {b: 14 days}\nd: [one, two]\n",
        ] {
            assert_ne!(of(text), of(other), "{other}");
        }
    }

    #[test]
    fn the_digest_of_a_text_never_changes() {
        assert_eq!(of("a: {b: 14 days}\n"), "blake3:ee1914b76b91cb93b6f4ffc407c0a516682b9abf859ec820772c49e436b4f9f8");
    }

    proptest! {
        /// However a paragraph is broken into lines, it reads the same.
        #[test]
        fn a_paragraph_may_be_broken_anywhere(words in proptest::collection::vec("[a-zæøå]{1,8}", 1..12), breaks in proptest::collection::vec(any::<bool>(), 12)) {
            let broken: String = words.iter().zip(breaks).map(|(word, is_break)| format!("{word}{}", if is_break { "\n" } else { " " })).collect();
            prop_assert_eq!(joined(&broken), words.join(" "));
        }

        /// Two lists of words have one digest only if they are the same.
        #[test]
        fn lists_are_told_apart(one in proptest::collection::vec("[ab,\"\\]\\[]{0,3}", 0..4), other in proptest::collection::vec("[ab,\"\\]\\[]{0,3}", 0..4)) {
            let value = |list: &[String]| Value::from(list.to_vec());
            prop_assert_eq!(meaning(&value(&one)) == meaning(&value(&other)), one == other);
            prop_assert_ne!(meaning(&json!({"a": one})), meaning(&value(&other)));
        }
    }
}
