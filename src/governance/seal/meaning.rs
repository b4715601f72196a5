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
            write(&object.iter().filter(|(key, _)| *key != ASIDE).map(|(key, value)| (key.clone(), value.clone())).collect(), &mut written);
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

/// The text with each paragraph on one line, where Markdown reads it the same. Everything that could be more than a line break within a
/// paragraph stays as it is: lists, headings, tables, hard breaks, code, and how far a paragraph is set in.
fn joined(text: &str) -> String {
    let mut out = String::new();
    // The line before, where the next one may go on in its paragraph.
    let mut before: Option<&str> = None;
    let mut fence: Option<&str> = None;
    for line in text.trim_end().trim_start_matches('\n').lines() {
        let bare = line.trim();
        let is_fence = ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark));
        let goes_on = fence.is_none() && before.is_some_and(|before| may_join(before, line));
        if !out.is_empty() {
            out.push(if goes_on { ' ' } else { '\n' });
        }
        out += if goes_on { bare } else { line.trim_end() };
        if !goes_on && line.ends_with("  ") && !bare.is_empty() {
            out.push_str("  ");
        }
        before = (fence.is_none() && is_fence.is_none() && !bare.is_empty()).then_some(line);
        fence = match (fence, is_fence) {
            (Some(open), Some(mark)) if open == mark => None,
            (None, opened) => opened,
            (open, _) => open,
        };
    }
    out
}

/// Whether a line goes on in the paragraph of the line before and the break between them is nothing but a blank.
fn may_join(before: &str, line: &str) -> bool {
    let is_code = |line: &str| line.starts_with("    ") || line.starts_with('\t');
    let begins_plainly = line.trim_start().starts_with(char::is_alphabetic);
    let is_broken = before.ends_with("  ") || before.ends_with('\\');
    let is_heading = before.trim_start().starts_with('#');
    let is_table = before.contains('|') || line.contains('|');
    begins_plainly && !is_broken && !is_heading && !is_table && !is_code(before)
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
    fn what_markdown_reads_otherwise_is_told_apart() {
        for (one, other) in [
            ("- an item\n\n  of two paragraphs", "- an item\n\nof two paragraphs"),
            ("husleje | 14 dage\nandet | 30 dage", "husleje | 14 dage andet | 30 dage"),
            ("```\none\ntwo\n```", "```\none two\n```"),
            ("    code", "code"),
            ("one  \ntwo", "one two"),
            ("one\\\ntwo", "one\\ two"),
            ("# heading\ntext", "# heading text"),
            ("one\n\ntwo", "one\ntwo"),
            ("- one\n- two", "- one - two"),
        ] {
            assert_ne!(joined(one), joined(other), "{one:?}");
        }
        for (one, other) in [
            ("one\ntwo", "one two"),
            ("- one\n  two\n- three", "- one two\n- three"),
            ("one\n\ntwo\n", "one\n\ntwo"),
            ("one\n   two", "one two"),
        ] {
            assert_eq!(joined(one), joined(other), "{one:?}");
        }
    }

    #[test]
    fn the_digest_of_a_text_never_changes() {
        let text = "notice: A draft.\na: {b: 14 days, c: 3, d: true, e:}\nf: |\n  # Heading\n  One paragraph\n  of two lines,  \n  with a break.\n\n  - an item\n    that goes on\n\n  a | b\n  - | -\n  c | d\n\n  ```\n  code\n  more\n  ```\n";
        assert_eq!(of("a: {b: 14 days}\n"), "blake3:ee1914b76b91cb93b6f4ffc407c0a516682b9abf859ec820772c49e436b4f9f8");
        assert_eq!(of(text), "blake3:544db191bc9ba080574c76e58ea3f1448525b2266df6399665cb16e01e15b61b");
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
