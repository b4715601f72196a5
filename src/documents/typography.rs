//! Letters as the language sets them: no line ends between a number and its unit or a day and its month, and quotation marks are the
//! language's own.
//!
//! It is done once, in the tree, so that every format has it; each letter is exchanged for one other, so that nothing moves.

use super::{Block, Inline, Table};
use crate::prose::Lang;

/// Stays on the line.
const NO_BREAK: char = '\u{a0}';
/// Stands for letters that are not set, such as those of code.
const AS_IT_IS: char = '\u{fffc}';
/// What a number counts.
const UNITS: [&str; 15] =
    ["kr", "kroner", "øre", "pct", "prosent", "procent", "mio", "mia", "mrd", "mill", "millioner", "DKK", "NOK", "SEK", "EUR"];
const SCALES: [&str; 5] = ["mio", "mia", "mrd", "mill", "millioner"];
const CURRENCIES: [&str; 6] = ["kr", "kroner", "DKK", "NOK", "SEK", "EUR"];
/// Before an amount, as English has them.
const CODES: [&str; 4] = ["DKK", "NOK", "SEK", "EUR"];
/// Before a number: of a law, of a page.
const NAMES_OF_NUMBERS: [&str; 8] = ["§", "§§", "stk.", "nr.", "kap.", "pkt.", "no.", "s."];

/// Sets every line of these blocks.
pub(super) fn set(blocks: &mut [Block], lang: Lang) {
    for block in blocks {
        match block {
            Block::Heading { text, .. } => set_line(text, lang),
            Block::Paragraph(line) => set_line(line, lang),
            Block::List { items, .. } => items.iter_mut().for_each(|item| set(item, lang)),
            Block::Table(table) => set_table(table, lang),
            Block::Figure(figure) => figure.texts().into_iter().for_each(|text| *text = set_text(text, lang)),
            Block::Note(inner) => set(inner, lang),
        }
    }
}

/// Sets a text that is a line of its own.
pub(super) fn set_text(text: &str, lang: Lang) -> String {
    Letters::of(&text.chars().collect::<Vec<char>>(), lang).0.into_iter().collect()
}

fn set_table(table: &mut Table, lang: Lang) {
    let titles = table.columns.iter_mut().map(|column| &mut column.title);
    let cells = table.rows.iter_mut().flatten();
    table.caption.iter_mut().chain(titles).chain(cells).for_each(|line| set_line(line, lang));
}

/// Sets a line as a whole: a number may be strong and its unit not.
fn set_line(line: &mut [Inline], lang: Lang) {
    let mut letters = Vec::new();
    read(line, &mut letters);
    let mut set = Letters::of(&letters, lang).0.into_iter();
    write(line, &mut set);
}

fn read(line: &[Inline], letters: &mut Vec<char>) {
    for part in line {
        match part {
            Inline::Text(text) | Inline::Figure { text, .. } => letters.extend(text.chars()),
            Inline::Source(_) => letters.push(AS_IT_IS),
            Inline::Code(code) => letters.extend(code.chars().map(|_| AS_IT_IS)),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => read(inner, letters),
            Inline::Break => letters.push('\n'),
        }
    }
}

fn write(line: &mut [Inline], set: &mut impl Iterator<Item = char>) {
    for part in line {
        match part {
            Inline::Text(text) | Inline::Figure { text, .. } => *text = set.by_ref().take(text.chars().count()).collect(),
            Inline::Code(code) => code.chars().for_each(|_| _ = set.next()),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => write(inner, set),
            Inline::Break | Inline::Source(_) => _ = set.next(),
        }
    }
}

struct Letters(Vec<char>);

impl Letters {
    fn of(letters: &[char], lang: Lang) -> Self {
        let mut set = Self(letters.to_vec());
        set.bind(lang);
        set.quote(lang);
        set
    }

    /// Puts blanks that keep the line between numbers and what they count.
    fn bind(&mut self, lang: Lang) {
        let words: Vec<String> = self.0.split(|letter| *letter == ' ').map(|word| word.iter().collect()).collect();
        let mut at = 0;
        for pair in words.windows(2) {
            let [word, next] = pair else { continue };
            at += word.chars().count();
            if binds(word, next, lang)
                && let Some(blank) = self.0.get_mut(at)
            {
                *blank = NO_BREAK;
            }
            at += 1;
        }
    }

    /// Exchanges straight quotation marks where they come in pairs, and the apostrophe within a word.
    fn quote(&mut self, lang: Lang) {
        let marks = match lang {
            Lang::Da => ['»', '«'],
            Lang::Nb => ['«', '»'],
            Lang::En => ['“', '”'],
        };
        if self.0.iter().filter(|letter| **letter == '"').count().is_multiple_of(2) {
            let straight = self.0.iter_mut().filter(|letter| **letter == '"');
            straight.zip(marks.into_iter().cycle()).for_each(|(letter, mark)| *letter = mark);
        }
        let within: Vec<bool> =
            self.0.windows(3).map(|three| matches!(three, [one, '\'', next] if one.is_alphabetic() && next.is_alphabetic())).collect();
        let middles = self.0.iter_mut().skip(1).zip(within);
        middles.filter(|(_, within)| *within).for_each(|(letter, _)| *letter = '’');
    }
}

/// Whether no line may end between two words.
fn binds(word: &str, next: &str, lang: Lang) -> bool {
    let starts = next.trim_start_matches(['-', '–', '\u{2212}']).starts_with(|letter: char| letter.is_ascii_digit());
    let name: String = next.chars().take_while(|letter| letter.is_alphabetic()).collect();
    let bare = word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    if is_day(bare) && (1..=12).any(|month| lang.text(&format!("month-{month}")) == name) {
        return true;
    }
    if word.ends_with(|letter: char| letter.is_ascii_digit() || letter == '½') {
        return next.starts_with(['%', '‰', '€']) || UNITS.contains(&name.as_str()) || (lang == Lang::Nb && is_group(bare, next));
    }
    let names_a_number = NAMES_OF_NUMBERS.contains(&word.trim_start_matches('(')) || CODES.contains(&bare);
    (names_a_number && starts) || (SCALES.contains(&bare.trim_end_matches('.')) && CURRENCIES.contains(&name.as_str()))
}

/// Whether a word is the number of a day: `20.` in Danish and Norwegian, `20` in English.
fn is_day(word: &str) -> bool {
    let number = word.trim_end_matches('.');
    matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether two words are groups of one number, as Norwegian writes them: `157 000`.
fn is_group(word: &str, next: &str) -> bool {
    let digits = next.chars().take_while(char::is_ascii_digit).count();
    let before = word.rsplit(NO_BREAK).next().unwrap_or(word);
    digits == 3 && before.len() <= 3 && before.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{from_markdown, plain_text};
    use std::collections::BTreeMap;

    /// The text with a tilde for each blank that keeps the line.
    fn shown(text: &str, lang: Lang) -> String {
        set_text(text, lang).replace(NO_BREAK, "~")
    }

    #[test]
    fn a_number_keeps_its_unit() {
        for (text, expected) in [
            ("I alt 32,49 mio. kr. (3,4 %).", "I alt 32,49~mio.~kr. (3,4~%)."),
            ("Tal i mio. kr., 250 kr. pr. rykker", "Tal i mio.~kr., 250~kr. pr. rykker"),
            ("efter § 3, stk. 2, nr. 1", "efter §~3, stk.~2, nr.~1"),
            ("nr. et og 12 kravtyper, 5 krav", "nr. et og 12 kravtyper, 5 krav"),
            ("EUR 1.200 og -0,5 pct.", "EUR~1.200 og -0,5~pct."),
            ("fra 1. januar til (31. december 2029)", "fra 1.~januar til (31.~december 2029)"),
            ("7,1 mrd. kr og 100 000", "7,1~mrd.~kr og 100 000"),
        ] {
            assert_eq!(shown(text, Lang::Da), expected);
        }
        assert_eq!(shown("1 157 000 kr i 2026 100 saker", Lang::Nb), "1~157~000~kr i 2026 100 saker");
    }

    #[test]
    fn quotation_marks_are_those_of_the_language() {
        let text = "Vi siger \"senest\" og \"hurtigt\" om EU's regler";
        assert_eq!(set_text(text, Lang::Da), "Vi siger »senest« og »hurtigt« om EU’s regler");
        assert_eq!(set_text(text, Lang::Nb), "Vi siger «senest» og «hurtigt» om EU’s regler");
        assert_eq!(set_text(text, Lang::En), "Vi siger “senest” og “hurtigt” om EU’s regler");
        assert_eq!(set_text("15\" skærm", Lang::Da), "15\" skærm");
    }

    #[test]
    fn a_line_is_set_across_its_parts_and_code_is_left_alone() {
        let mut blocks = from_markdown("Højst **250** kr. og *\"et* ord\" `5 kr \"` [§](https://a.dk) 3", &BTreeMap::new()).unwrap();
        set(&mut blocks, Lang::Da);
        let [Block::Paragraph(line)] = &blocks[..] else { panic!("{blocks:?}") };
        assert_eq!(plain_text(line).replace(NO_BREAK, "~"), "Højst 250~kr. og »et ord« 5 kr \" §~3");
    }
}
