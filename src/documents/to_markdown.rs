use super::escape::{escape, escape_within};
use super::{Align, Block, Document, Inline, Table, plain_text};
use crate::prose::Lang;

/// Writes a document as Markdown; [`from_markdown`](super::from_markdown) reads its blocks back as they were, but for charts, which are
/// written in words.
pub fn to_markdown(document: &Document) -> Vec<u8> {
    let mut parts = vec![format!("# {}", escape(&document.title))];
    if !document.subtitle.is_empty() {
        parts.push(format!("*{}*", escape(&document.subtitle)));
    }
    if !document.author.is_empty() {
        parts.push(escape(&document.author));
    }
    parts.push(blocks_to_markdown(&document.blocks, document.lang));
    let mut markdown = parts.join("\n\n");
    markdown.push('\n');
    markdown.into_bytes()
}

/// Writes blocks; headings start at the second level, below the title.
pub(super) fn blocks_to_markdown(blocks: &[Block], lang: Lang) -> String {
    let mut parts: Vec<String> = Vec::new();
    // Lists and quotes that follow on one another would grow together.
    let mut twin = false;
    let mut before: Option<&Block> = None;
    for block in blocks {
        twin = !twin && matches!((before, block), (Some(Block::List { ordered: a, .. }), Block::List { ordered: b, .. }) if a == b);
        parts.push(block_to_markdown(block, lang, twin));
        before = Some(block);
    }
    parts.join("\n\n")
}

fn block_to_markdown(block: &Block, lang: Lang, twin: bool) -> String {
    match block {
        Block::Heading { level, text, .. } => format!("{} {}", "#".repeat(usize::from(*level) + 1), Place::Line.write(text)),
        Block::Paragraph(line) => Place::Paragraph.write(line),
        Block::List { ordered, items } => list_to_markdown(*ordered, items, lang, twin),
        Block::Table(table) => table_to_markdown(table, lang),
        Block::Figure(figure) => blocks_to_markdown(&figure.in_words(), lang),
        Block::Note(inner) => prefixed(&blocks_to_markdown(inner, lang), "> ", "> "),
    }
}

fn list_to_markdown(ordered: bool, items: &[Vec<Block>], lang: Lang, twin: bool) -> String {
    let between = if is_compact(items) { "\n" } else { "\n\n" };
    let written = items.iter().zip(1..).map(|(item, number)| {
        let marker = match (ordered, twin) {
            (false, false) => "- ".to_owned(),
            (false, true) => "* ".to_owned(),
            (true, false) => format!("{number}. "),
            (true, true) => format!("{number}) "),
        };
        let parts: Vec<String> = match &item[..] {
            [paragraph, list] if between == "\n" => vec![block_to_markdown(paragraph, lang, false), block_to_markdown(list, lang, false)],
            _ => vec![blocks_to_markdown(item, lang)],
        };
        prefixed(&parts.join(between), &marker, &" ".repeat(marker.len()))
    });
    written.collect::<Vec<_>>().join(between)
}

/// Whether every item is a line with at most a list as compact below it; an item without words would underline the one above.
fn is_compact(items: &[Vec<Block>]) -> bool {
    items.iter().all(|item| match &item[..] {
        [Block::Paragraph(line)] => !plain_text(line).is_empty(),
        [Block::Paragraph(line), Block::List { items, .. }] => !plain_text(line).is_empty() && is_compact(items),
        _ => false,
    })
}

/// Sets a mark before the first line and another before those that follow.
fn prefixed(text: &str, first: &str, following: &str) -> String {
    let lines = text.split('\n').enumerate().map(|(at, line)| {
        let mark = if at == 0 { first } else { following };
        format!("{mark}{line}").trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn table_to_markdown(table: &Table, lang: Lang) -> String {
    let mut lines = Vec::new();
    if let Some(caption) = &table.caption {
        lines.push(format!("{}: {}\n", lang.text("document-table"), Place::Line.write(caption)));
    }
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    lines.push(row(table.columns.iter().map(|column| Place::Cell.write(&column.title)).collect()));
    let rules = table.columns.iter().enumerate().map(|(at, column)| match column.align {
        // An aligned first column is one that does not name its row.
        Align::Start if at == 0 && !table.row_headers => ":---",
        Align::Start => "---",
        Align::Centre => ":-:",
        Align::End => "---:",
    });
    lines.push(row(rules.map(str::to_owned).collect()));
    lines.extend(table.rows.iter().map(|cells| row(table.cells(cells).map(|(_, cell)| Place::Cell.write(cell)).collect())));
    lines.join("\n")
}

/// Where a line stands decides what it has room for.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Paragraph,
    Line,
    Cell,
}

impl Place {
    fn write(self, line: &[Inline]) -> String {
        let ends = |neighbour: Option<&Inline>| matches!(neighbour, None | Some(Inline::Break));
        let parts = line.iter().enumerate().map(|(at, part)| match part {
            Inline::Text(text) => {
                let before = at.checked_sub(1).and_then(|at| line.get(at));
                escape_within(text, ends(before), ends(line.get(at + 1)))
            }
            Inline::Strong(inner) => format!("**{}**", self.write(inner)),
            Inline::Emphasis(inner) => format!("*{}*", self.write(inner)),
            Inline::Code(code) if self == Self::Cell => code_to_markdown(code).replace('|', "\\|"),
            Inline::Code(code) => code_to_markdown(code),
            Inline::Link { to, text } => format!("[{}]({})", self.write(text), address_to_markdown(to.as_str())),
            Inline::Figure { text, .. } => self.write(&[Inline::Text(text.clone())]),
            Inline::Source(number) => number.to_string(),
            Inline::Break if self == Self::Paragraph => "\\\n".to_owned(),
            Inline::Break => " ".to_owned(),
        });
        parts.collect()
    }
}

/// Fences code with more backticks than it holds.
fn code_to_markdown(code: &str) -> String {
    let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // One space at either end belongs to the fence.
    let room = if code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{room}{}{room}{fence}", code.replace('\n', " "))
}

fn address_to_markdown(href: &str) -> String {
    let mut address = String::new();
    for letter in href.chars() {
        if matches!(letter, '\\' | '(' | ')' | '&' | '|' | '*' | '_' | '[' | ']') {
            address.push('\\');
        }
        address.push(letter);
    }
    address
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{from_markdown, sample};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// The blocks with every chart in words.
    fn without_charts(blocks: &[Block]) -> Vec<Block> {
        let words = |block: &Block| match block {
            Block::Figure(figure) => figure.in_words(),
            Block::Note(inner) => vec![Block::Note(without_charts(inner))],
            other => vec![other.clone()],
        };
        blocks.iter().flat_map(words).collect()
    }

    #[test]
    fn written_markdown_reads_as_the_same_tree() {
        for blocks in [sample::document().blocks, sample::hostile().blocks] {
            let markdown = blocks_to_markdown(&blocks, Lang::Da);
            assert_eq!(from_markdown(&markdown, &BTreeMap::new()).unwrap(), without_charts(&blocks), "{markdown}");
        }
    }

    #[test]
    fn every_language_writes_captions_that_are_read() {
        for lang in Lang::ALL {
            assert!(super::super::from_markdown::is_caption_word(&lang.text("document-table")), "{lang}");
        }
    }

    #[test]
    fn what_is_hostile_is_written_as_words() {
        let markdown = String::from_utf8(to_markdown(&sample::hostile())).unwrap();
        assert!(markdown.contains("\\<script\\>alert(1)\\</script\\>"), "{markdown}");
    }

    proptest! {
        #[test]
        fn whatever_was_read_is_read_the_same_again(text in "[-*#>|`qzj 0-2.)(\\[\\]\n\\\\!]{0,60}") {
            let once = from_markdown(&text, &BTreeMap::new()).unwrap();
            let twice = from_markdown(&blocks_to_markdown(&once, Lang::Da), &BTreeMap::new()).unwrap();
            let words = |blocks: &[Block]| format!("{blocks:?}").matches(['q', 'z', 'j']).count();
            prop_assert_eq!(words(&once), words(&twice));
        }
    }
}
