//! How wide the columns of a table are, in twentieths of a point: numbers take the room they need, words share the rest.

use super::super::lettering::{LETTERS, width};
use super::super::{Align, Inline, Table, plain_text};

/// The letters of a table in `styles.xml`.
const SIZE: i64 = 190;
/// The margins of a cell in `styles.xml`.
const MARGINS: i64 = 2 * 100;
/// How much wider another font may set words, in percent: the reader's machine may not have the one of `styles.xml`.
const OTHER_FONT: i64 = 118;
/// A column with no longer text than this, in letters, is short.
const SHORT: usize = 24;
/// Longer words are hyphenated before they widen their column.
const LONGEST_WORD: i64 = 2_400;
/// A column of words is no narrower than this while there is room, so that a line holds more than a word or two.
const READABLE: i64 = 1_800;

/// What a column asks for.
struct Need {
    /// The width of its longest word.
    least: i64,
    /// The width in which nothing wraps.
    most: i64,
    /// Its part of what columns of words share.
    weight: i64,
    takes: Takes,
}

#[derive(PartialEq)]
enum Takes {
    /// What it needs, first.
    Own,
    /// A share, no more than it needs.
    Share,
    /// As much as any other.
    Alike,
}

/// Returns the width of each column of a table that is this wide.
pub(super) fn widths(table: &Table, total: i64) -> Vec<i64> {
    let all_short = (0..table.columns.len()).all(|at| longest(table, at) <= SHORT);
    let mut needs: Vec<Need> = (0..table.columns.len()).map(|at| need(table, at, all_short)).collect();
    if all_short && needs.iter().map(|need| need.most).sum::<i64>() <= total {
        // No short text wraps for the sake of alikeness.
        needs.iter_mut().for_each(|need| need.least = need.most);
    }
    let fair = total / i64::try_from(needs.len()).unwrap_or(1).max(1);
    for need in needs.iter_mut().filter(|need| need.takes == Takes::Share) {
        need.least = need.least.max(need.most.min(READABLE).min(fair));
    }
    let mut given: Vec<Option<i64>> = needs.iter().map(|need| (need.takes == Takes::Own).then_some(need.most)).collect();
    // Columns whose share does not suit them get what does, one at a time, and the others share anew.
    let open = loop {
        let open: i64 = needs.iter().zip(&given).filter(|(_, given)| given.is_none()).map(|(need, _)| need.weight).sum();
        let left = (total - given.iter().flatten().sum::<i64>()).max(0);
        let several = given.iter().filter(|given| given.is_none()).count() > 1;
        let suits = needs.iter().zip(&mut given).filter(|(_, given)| given.is_none()).find_map(|(need, given)| {
            let share = left * need.weight / open.max(1);
            let better = if share < need.least {
                need.least
            } else if several && need.takes == Takes::Share && share > need.most {
                need.most
            } else {
                return None;
            };
            *given = Some(better);
            Some(())
        });
        if suits.is_none() {
            break (left, open.max(1));
        }
    };
    let widths: Vec<i64> = needs.iter().zip(given).map(|(need, given)| given.unwrap_or(open.0 * need.weight / open.1)).collect();
    // Where words are too many and too long, all give way alike.
    let sum = widths.iter().sum::<i64>().max(1);
    if sum > total { widths.iter().map(|width| width * total / sum).collect() } else { widths }
}

fn cells(table: &Table, at: usize) -> impl Iterator<Item = &[Inline]> {
    table.rows.iter().filter_map(move |row| row.get(at)).map(Vec::as_slice)
}

/// The letters of a column's longest text.
pub(super) fn longest(table: &Table, at: usize) -> usize {
    let title = table.columns.get(at).map(|column| column.title.as_slice());
    cells(table, at).chain(title).map(|cell| plain_text(cell).chars().count()).max().unwrap_or(0)
}

fn need(table: &Table, at: usize, all_short: bool) -> Need {
    let column = table.columns.get(at);
    let title = column.map(|column| plain_text(&column.title)).unwrap_or_default();
    let texts: Vec<String> = cells(table, at).map(plain_text).collect();
    let word = |text: &str| text.split([' ', '-', '/']).map(set).max().unwrap_or(0);
    let words = texts.iter().map(|text| word(text)).chain([bold(word(&title))]).max().unwrap_or(0);
    let whole = texts.iter().map(|text| set(text)).max().unwrap_or(0);
    let is_number = column.is_some_and(|column| column.align != Align::Start) && longest(table, at) <= SHORT;
    let takes = match (is_number, all_short) {
        (_, true) => Takes::Alike,
        (true, false) => Takes::Own,
        (false, false) => Takes::Share,
    };
    // A number's title may wrap, the number may not.
    let most = if takes == Takes::Own { whole.max(bold(word(&title))) } else { whole.max(bold(set(&title))) };
    let weight = if all_short { 1 } else { i64::try_from(longest(table, at).clamp(10, 100)).unwrap_or(100) };
    Need { least: words.min(LONGEST_WORD) + MARGINS, most: most + MARGINS, weight, takes }
}

fn set(text: &str) -> i64 {
    width(text) * SIZE * OTHER_FONT / (LETTERS * 100)
}

fn bold(width: i64) -> i64 {
    width * 107 / 100
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{Block, from_markdown};
    use std::collections::BTreeMap;

    fn of(markdown: &str, total: i64) -> Vec<i64> {
        let blocks = from_markdown(markdown, &BTreeMap::new()).unwrap();
        let [Block::Table(table)] = &blocks[..] else { panic!("{blocks:?}") };
        widths(table, total)
    }

    #[test]
    fn short_columns_share_alike() {
        assert_eq!(of("| År | Beløb |\n|---|--:|\n| 2013 | 12,50 |", 9_000), [4_500, 4_500]);
    }

    #[test]
    fn no_short_text_wraps_where_there_is_room() {
        let widths = of(
            "| Nr. | Frist | Udført | Status | Til |\n|---|---|---|---|---|\n| 1 | 30. september 2026 | 30. september 2026 | x | y |",
            9_000,
        );
        assert!(widths[1] > widths[0] && widths[1] == widths[2] && widths[0] == widths[4], "{widths:?}");
    }

    #[test]
    fn numbers_take_what_they_need_and_words_the_rest() {
        let long = "Regningen sendes senest 14 dage efter, at kravet er stiftet, og altid med oplysning om vejen.";
        let widths = of(&format!("| Nr. | Løfte | Frist |\n|---|---|--:|\n| 1 | {long} | 14 dage |"), 9_000);
        assert!(widths[1] > 7_000 && widths[0] < 700 && widths[2] < 1_200, "{widths:?}");
        assert!((8_990..=9_000).contains(&widths.iter().sum::<i64>()), "{widths:?}");
    }

    #[test]
    fn a_few_words_beside_many_keep_room_to_be_read() {
        let long = "Vi taler med den, der skylder penge, før vi sender kravet fra os, og vi noterer det i sagen. ".repeat(3);
        let widths = of(&format!("| Løfte | Vurdering |\n|---|---|\n| {long} | ikke overholdt: 18 på anden måde |"), 9_000);
        assert!(widths[1] >= 1_800, "{widths:?}");
    }

    #[test]
    fn what_cannot_fit_still_keeps_to_the_page() {
        let row = ["Opkrævningsmyndighedsoverdragelsesbekendtgørelse"; 12].join(" | ");
        let widths = of(&format!("| {row} |\n|{}\n| {row} |", "---|".repeat(12)), 9_000);
        assert!(widths.iter().sum::<i64>() <= 9_000 && widths.iter().all(|width| *width > 0), "{widths:?}");
    }
}
