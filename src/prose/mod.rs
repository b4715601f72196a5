//! A sentence as data until the last step, in Danish, Norwegian (bokmål) and English.
//!
//! What is said stands in `da.ftl`, `nb.ftl` and `en.ftl`; a test holds the three to the same keys.

mod fact;
mod numbers;
mod timing;

pub use fact::{Fact, Sentence};

use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use unic_langid::langid;

/// A language that strategies, verdicts and documents speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Danish.
    Da,
    /// Norwegian, bokmål.
    Nb,
    /// English.
    En,
}

impl Lang {
    /// Every language, Danish first.
    pub const ALL: [Self; 3] = [Self::Da, Self::Nb, Self::En];

    /// The two-letter code: `da`, `nb` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Da => "da",
            Self::Nb => "nb",
            Self::En => "en",
        }
    }

    /// The tag with region that documents carry: `da-DK`, `nb-NO` or `en-GB`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Da => "da-DK",
            Self::Nb => "nb-NO",
            Self::En => "en-GB",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// What the language says under a key; the key itself where it says nothing, which a test excludes for the program's own keys.
    pub fn text(self, key: &str) -> String {
        self.text_with(key, &[])
    }

    /// As [`Lang::text`], with whole numbers filled in (they choose singular and plural).
    pub fn text_with(self, key: &str, numbers: &[(&str, i64)]) -> String {
        let mut args = FluentArgs::new();
        for (name, number) in numbers {
            args.set(*name, FluentValue::from(*number));
        }
        self.format(key, &args)
    }

    /// As [`Lang::text`], with ready words filled in.
    pub fn text_words(self, key: &str, words: &[(&str, &str)]) -> String {
        let pattern = self.bundle().get_message(key).and_then(|message| message.value());
        pattern.and_then(|pattern| filled(pattern, words)).unwrap_or_else(|| {
            let mut args = FluentArgs::new();
            for (name, word) in words {
                args.set(*name, FluentValue::from(*word));
            }
            self.format(key, &args)
        })
    }

    /// Whether the language says anything under a key.
    pub fn has(self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// A month's name, from 1 to 12.
    fn month(self, month: u32) -> &'static str {
        static NAMES: [[OnceLock<String>; 13]; 3] = [const { [const { OnceLock::new() }; 13] }; 3];
        let slot = NAMES.get(self as usize).and_then(|names| names.get(month as usize));
        slot.map_or("", |slot| slot.get_or_init(|| self.text(&format!("month-{month}"))))
    }

    /// So many days, in words; `None` of more than some ten years.
    fn days(self, n: u32) -> Option<&'static str> {
        static WORDS: [[OnceLock<String>; 4000]; 3] = [const { [const { OnceLock::new() }; 4000] }; 3];
        let slot = WORDS.get(self as usize).and_then(|words| words.get(n as usize))?;
        Some(slot.get_or_init(|| self.counted("period-days", n)))
    }

    /// A text with a number, which is grouped as the language writes it.
    fn counted(self, key: &str, n: u32) -> String {
        let said = self.text_with(key, &[("n", i64::from(n))]);
        if n < 1000 { said } else { said.replacen(&n.to_string(), &Voice::new(self, "").number(i64::from(n)), 1) }
    }

    fn format(self, key: &str, args: &FluentArgs<'_>) -> String {
        let bundle = self.bundle();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
    }

    fn source(self) -> &'static str {
        match self {
            Self::Da => include_str!("da.ftl"),
            Self::Nb => include_str!("nb.ftl"),
            Self::En => include_str!("en.ftl"),
        }
    }

    fn bundle(self) -> &'static FluentBundle<FluentResource> {
        static BUNDLES: [OnceLock<FluentBundle<FluentResource>>; 3] = [const { OnceLock::new() }; 3];
        let [da, nb, en] = &BUNDLES;
        let cell = match self {
            Self::Da => da,
            Self::Nb => nb,
            Self::En => en,
        };
        cell.get_or_init(|| {
            let lang = match self {
                Self::Da => langid!("da"),
                Self::Nb => langid!("nb"),
                Self::En => langid!("en"),
            };
            let mut bundle = FluentBundle::new_concurrent(vec![lang]);
            // Marks for mixed writing directions are noise in three languages that run the same way.
            bundle.set_use_isolating(false);
            // A broken line is left out by the parser; the test on keys sees that.
            let resource = FluentResource::try_new(self.source().to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
            bundle
        })
    }
}

/// A pattern of nothing but text and the words given, filled in; `None` where it chooses between forms or lacks a word.
///
/// A million findings are told in such patterns, and this is some ten times as quick as the library's general way.
fn filled(pattern: &Pattern<&str>, words: &[(&str, &str)]) -> Option<String> {
    let mut said = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => said.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
                said.push_str(words.iter().find(|(name, _)| *name == id.name).map(|(_, word)| *word)?);
            }
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(said)
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A language and the currency that amounts are in: how facts become words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Voice {
    /// The language.
    pub lang: Lang,
    /// The currency's ISO 4217 code, for example `DKK`.
    pub currency: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn keys(lang: Lang) -> BTreeSet<&'static str> {
        lang.source()
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key)
            .collect()
    }

    #[test]
    fn the_short_way_says_what_the_library_says() {
        let names = ["event", "date", "days", "count", "amount", "fields", "unit", "stated", "found", "claim", "verdict", "actual"];
        let words: Vec<(&str, &str)> = names.iter().map(|name| (*name, *name)).collect();
        let mut args = FluentArgs::new();
        words.iter().for_each(|(name, word)| args.set(*name, FluentValue::from(*word)));
        let mut short = 0;
        for lang in Lang::ALL {
            for key in keys(lang) {
                let pattern = lang.bundle().get_message(key).and_then(|message| message.value()).unwrap();
                if let Some(said) = filled(pattern, &words) {
                    assert_eq!(said, lang.format(key, &args), "{lang}: {key}");
                    short += 1;
                }
            }
        }
        assert!(short > 300, "{short}");
    }

    #[test]
    fn the_three_languages_say_the_same_things() {
        for lang in Lang::ALL {
            assert_eq!(keys(lang), keys(Lang::Da), "{lang}");
            for key in keys(lang) {
                assert!(lang.has(key), "{lang}.ftl: `{key}` does not parse");
            }
        }
    }
}
