use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, CowStr, Event, OffsetIter, Options, Parser, Tag, TagEnd};

use super::slug::Slugs;
use super::{Align, Block, Column, Figure, Href, Inline, Table, plain_text};

/// The words that make a caption of the paragraph before a table, when a colon follows.
const CAPTION_WORDS: [&str; 3] = ["Tabel", "Tabell", "Table"];

/// Blocks and inlines may lie this deep in one another; what lies deeper loses its form and keeps its words.
const DEEPEST: usize = 16;

/// Headings lie this deep at most.
const DEEPEST_HEADING: usize = 4;

/// A Markdown text asks for a chart that it was not given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownChart {
    /// The name that stands in the fenced block.
    pub name: String,
    /// The line of the fence, counted from 1.
    pub line: usize,
}

impl fmt::Display for UnknownChart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: there is no chart `{}`", self.line, self.name)
    }
}

impl std::error::Error for UnknownChart {}

/// Reads Markdown into blocks.
///
/// A fenced block marked `chart` that holds a name becomes that chart; a paragraph that starts with `Tabel:`, `Tabell:` or `Table:`
/// right before a table becomes its caption; a block quote becomes a note. The first column of a table holds row headers unless it is
/// aligned. A link to `figure:N` is a number from source N, which a link to `source:N` marks. Headings take the level of their place in the outline, so that none is skipped. HTML is text, images are their
/// alternative text, and links that do not make an [`Href`] are their text.
///
/// # Errors
/// A fenced block asks for a chart that is not among `charts`.
pub fn from_markdown(text: &str, charts: &BTreeMap<String, Figure>) -> Result<Vec<Block>, UnknownChart> {
    let events = || Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    let sources = events().filter_map(|(event, _)| match event {
        Event::Start(Tag::Link { dest_url, .. }) => numbered(&dest_url, "source:"),
        _ => None,
    });
    Reader { source: text, sources: sources.collect(), events: events(), charts, slugs: Slugs::default(), outline: Vec::new(), depth: 0 }
        .blocks()
}

/// Whether a paragraph that starts with this word and a colon is a table's caption.
pub(super) fn is_caption_word(word: &str) -> bool {
    CAPTION_WORDS.contains(&word)
}

struct Reader<'a> {
    source: &'a str,
    events: OffsetIter<'a>,
    charts: &'a BTreeMap<String, Figure>,
    /// The numbers under which the text tells where figures come from.
    sources: BTreeSet<u32>,
    slugs: Slugs,
    /// The written levels of the headings above the current place.
    outline: Vec<u8>,
    depth: usize,
}

impl<'a> Reader<'a> {
    /// The next event that does not lie too deep.
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        loop {
            let (event, place) = self.events.next()?;
            let lowest = match &event {
                Event::Start(tag) => {
                    self.depth += 1;
                    self.depth + parts_below(tag.to_end())
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    self.depth + 1 + parts_below(*tag)
                }
                _ => 0,
            };
            if lowest <= DEEPEST {
                return Some((event, place));
            }
        }
    }

    /// Reads blocks up to the end of what holds them.
    fn blocks(&mut self) -> Result<Vec<Block>, UnknownChart> {
        let mut blocks = Vec::new();
        // The words of a list item may stand in it without a paragraph of their own.
        let mut loose = Vec::new();
        // How many blocks there were when the last of them could become a caption.
        let mut captioned = None;
        while let Some((event, place)) = self.next() {
            if matches!(event, Event::End(_)) || is_block(&event) {
                push_paragraph(&mut blocks, std::mem::take(&mut loose));
            }
            match event {
                Event::End(_) => break,
                Event::Start(Tag::Paragraph) => {
                    push_paragraph(&mut blocks, self.inlines());
                    let start = self.source.get(place).and_then(|paragraph| paragraph.split_once(':'));
                    captioned = start.filter(|(word, _)| is_caption_word(word)).map(|_| blocks.len());
                }
                Event::Start(Tag::Heading { level, .. }) => blocks.extend(self.heading(level as u8)),
                Event::Start(Tag::BlockQuote(_)) => blocks.push(Block::Note(self.blocks()?)),
                Event::Start(Tag::CodeBlock(kind)) => blocks.extend(self.code(&kind, place.start)?),
                Event::Start(Tag::HtmlBlock) => push_paragraph(&mut blocks, self.html()),
                Event::Start(Tag::List(first)) => blocks.push(Block::List { ordered: first.is_some(), items: self.items()? }),
                Event::Start(Tag::Table(alignments)) => {
                    let caption = if captioned == Some(blocks.len()) { blocks.pop().and_then(caption) } else { None };
                    blocks.push(Block::Table(self.table(&alignments, caption)));
                }
                Event::Rule => {}
                other => self.inline(other, &mut loose),
            }
        }
        push_paragraph(&mut blocks, loose);
        Ok(blocks)
    }

    /// Reads a heading; one that says nothing leads nowhere and is left out.
    fn heading(&mut self, written: u8) -> Option<Block> {
        let text = self.inlines();
        let words = plain_text(&text);
        if words.trim().is_empty() {
            return None;
        }
        while self.outline.last().is_some_and(|above| *above >= written) {
            self.outline.pop();
        }
        self.outline.push(written);
        let level = u8::try_from(self.outline.len().min(DEEPEST_HEADING)).unwrap_or(1);
        Some(Block::Heading { level, id: self.slugs.name(&words), text })
    }

    /// Reads a code block: a chart by its name, or lines of code.
    fn code(&mut self, kind: &CodeBlockKind<'_>, start: usize) -> Result<Option<Block>, UnknownChart> {
        let mut code = String::new();
        while let Some((Event::Text(text), _)) = self.next() {
            code.push_str(&text);
        }
        if !matches!(kind, CodeBlockKind::Fenced(info) if info.trim() == "chart") {
            let mut lines = Vec::new();
            for line in code.lines() {
                if !lines.is_empty() {
                    lines.push(Inline::Break);
                }
                lines.push(Inline::Code(line.to_owned()));
            }
            return Ok((!lines.is_empty()).then_some(Block::Paragraph(lines)));
        }
        let name = code.trim();
        let line = || 1 + self.source.get(..start).map_or(0, |before| before.matches('\n').count());
        let chart = self.charts.get(name).ok_or_else(|| UnknownChart { name: name.to_owned(), line: line() })?;
        Ok(Some(Block::Figure(chart.clone())))
    }

    /// Reads a block of HTML as words.
    fn html(&mut self) -> Vec<Inline> {
        let mut html = String::new();
        while let Some((Event::Html(text) | Event::Text(text), _)) = self.next() {
            html.push_str(&text);
        }
        let words: Vec<&str> = html.split_whitespace().collect();
        if words.is_empty() { Vec::new() } else { vec![Inline::Text(words.join(" "))] }
    }

    fn items(&mut self) -> Result<Vec<Vec<Block>>, UnknownChart> {
        let mut items = Vec::new();
        while let Some((Event::Start(_), _)) = self.next() {
            items.push(self.blocks()?);
        }
        Ok(items)
    }

    fn table(&mut self, alignments: &[Alignment], caption: Option<Vec<Inline>>) -> Table {
        let (mut titles, mut rows) = (Vec::new(), Vec::new());
        while let Some((Event::Start(part), _)) = self.next() {
            let cells = self.cells();
            if part == Tag::TableHead {
                titles = cells;
            } else {
                rows.push(cells);
            }
        }
        let columns = titles.into_iter().zip(alignments).map(|(title, alignment)| Column { title, align: align(*alignment) }).collect();
        Table { caption, columns, rows, row_headers: alignments.first() == Some(&Alignment::None) }
    }

    fn cells(&mut self) -> Vec<Vec<Inline>> {
        let mut cells = Vec::new();
        while let Some((Event::Start(_), _)) = self.next() {
            cells.push(self.inlines());
        }
        cells
    }

    /// Reads a line up to the end of what holds it.
    fn inlines(&mut self) -> Vec<Inline> {
        let mut line = Vec::new();
        while let Some((event, _)) = self.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, &mut line);
        }
        line
    }

    fn inline(&mut self, event: Event<'a>, line: &mut Vec<Inline>) {
        match event {
            Event::Text(text) | Event::InlineHtml(text) | Event::Html(text) => push_text(line, &text),
            Event::SoftBreak => push_text(line, " "),
            Event::HardBreak => line.push(Inline::Break),
            Event::Code(code) => line.push(Inline::Code(code.into_string())),
            Event::Start(Tag::Strong) => line.push(Inline::Strong(self.inlines())),
            Event::Start(Tag::Emphasis) => line.push(Inline::Emphasis(self.inlines())),
            Event::Start(Tag::Link { dest_url, .. }) => self.link(&dest_url, line),
            // An image's alternative text; anything else that the options do not turn on.
            Event::Start(_) => push_all(line, self.inlines()),
            _ => {}
        }
    }

    fn link(&mut self, address: &CowStr<'_>, line: &mut Vec<Inline>) {
        let text = self.inlines();
        if let Some(source) = numbered(address, "figure:").filter(|source| self.sources.contains(source)) {
            return line.push(Inline::Figure { source, text: plain_text(&text) });
        }
        if let Some(source) = numbered(address, "source:") {
            return line.push(Inline::Source(source));
        }
        match Href::new(address) {
            Some(to) => line.push(Inline::Link { to, text }),
            None => push_all(line, text),
        }
    }
}

/// The number behind a scheme of our own.
fn numbered(address: &str, scheme: &str) -> Option<u32> {
    address.strip_prefix(scheme)?.parse().ok()
}

/// How many levels of parts a form cannot do without: a list its items, a table its rows and cells.
fn parts_below(tag: TagEnd) -> usize {
    match tag {
        TagEnd::List(_) => 1,
        TagEnd::Table => 2,
        _ => 0,
    }
}

fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(tag.to_end(), TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Image),
        Event::Rule => true,
        _ => false,
    }
}

fn align(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None | Alignment::Left => Align::Start,
        Alignment::Center => Align::Centre,
        Alignment::Right => Align::End,
    }
}

/// Takes the caption out of the paragraph that states it.
fn caption(paragraph: Block) -> Option<Vec<Inline>> {
    let Block::Paragraph(mut line) = paragraph else { return None };
    if let Some(Inline::Text(first)) = line.first_mut() {
        *first = first.split_once(':').map_or("", |(_, rest)| rest.trim_start()).to_owned();
    }
    line.retain(|part| !matches!(part, Inline::Text(text) if text.is_empty()));
    Some(line)
}

/// Adds a paragraph unless it says nothing.
fn push_paragraph(blocks: &mut Vec<Block>, line: Vec<Inline>) {
    if !line.is_empty() {
        blocks.push(Block::Paragraph(line));
    }
}

/// Adds words to a line, joining them with the words before.
fn push_text(line: &mut Vec<Inline>, words: &str) {
    match line.last_mut() {
        Some(Inline::Text(text)) => text.push_str(words),
        _ => line.push(Inline::Text(words.to_owned())),
    }
}

fn push_all(line: &mut Vec<Inline>, parts: Vec<Inline>) {
    for part in parts {
        match part {
            Inline::Text(words) => push_text(line, &words),
            other => line.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample;

    fn read(markdown: &str) -> Vec<Block> {
        from_markdown(markdown, &BTreeMap::new()).unwrap()
    }

    fn text(words: &str) -> Vec<Inline> {
        vec![Inline::Text(words.into())]
    }

    #[test]
    fn headings_take_their_place_in_the_outline() {
        let levels: Vec<(u8, String)> = read("## Én\n#### To\n### Tre\n## Fire\n##\n# Fem\n###### Seks")
            .into_iter()
            .map(|block| match block {
                Block::Heading { level, id, .. } => (level, id),
                other => panic!("{other:?}"),
            })
            .collect();
        let expected = [(1, "en"), (2, "to"), (2, "tre"), (1, "fire"), (1, "fem"), (2, "seks")];
        assert_eq!(levels, expected.map(|(level, id)| (level, id.to_owned())));
    }

    #[test]
    fn a_paragraph_becomes_a_caption_only_as_its_author_wrote_it() {
        let table = "\n\n| a | b |\n|:--|--:|\n| c | d |";
        let captions = |start: &str| match read(&format!("{start}{table}")).pop() {
            Some(Block::Table(table)) => table.caption.map(|line| plain_text(&line)),
            other => panic!("{other:?}"),
        };
        assert_eq!(captions("Tabel: Restancer **i alt**").as_deref(), Some("Restancer i alt"));
        assert_eq!(captions("Tabell: Restanser").as_deref(), Some("Restanser"));
        assert_eq!(captions("Tabel\\: Restancer"), None);
        assert_eq!(captions("Se tabel: her"), None);
        assert_eq!(captions("Tabel: x\n\ny"), None);
    }

    #[test]
    fn the_first_column_names_its_row_unless_it_is_aligned() {
        let headers = |rule: &str| matches!(read(&format!("| a | b |\n|{rule}|--:|\n| c | d |")).first(), Some(Block::Table(table)) if table.row_headers);
        assert!(headers("---") && !headers(":--") && !headers("--:"));
    }

    #[test]
    fn markup_of_other_kinds_becomes_words() {
        assert_eq!(read("<script>\nalert(1)\n</script>"), [Block::Paragraph(text("<script> alert(1) </script>"))]);
        assert_eq!(
            read("a <b>c</b> ![et *billede*](x.png)"),
            [Block::Paragraph(vec![Inline::Text("a <b>c</b> et ".into()), Inline::Emphasis(text("billede"))])]
        );
        assert_eq!(read("[x](javascript:alert(1)) y [z](../notat.md)"), [Block::Paragraph(text("x y z"))]);
    }

    #[test]
    fn a_chart_stands_where_its_name_does() {
        let charts = BTreeMap::from([("restancer".to_owned(), sample::chart().into())]);
        assert_eq!(from_markdown("```chart\nrestancer\n```", &charts).unwrap(), [Block::Figure(sample::chart().into())]);
        let unknown = from_markdown("a\n\n```chart\nrenter\n```", &charts).unwrap_err();
        assert_eq!(unknown, UnknownChart { name: "renter".into(), line: 3 });
    }

    #[test]
    fn a_figure_leads_to_its_source_where_there_is_one() {
        let blocks = read("Det er [2,4 mio. kr.](figure:1) og [3](figure:7).\n\n[x](source:1) tabel 2");
        let figure = Inline::Figure { source: 1, text: "2,4 mio. kr.".into() };
        let first = vec![Inline::Text("Det er ".into()), figure, Inline::Text(" og 3.".into())];
        assert_eq!(blocks, [Block::Paragraph(first), Block::Paragraph(vec![Inline::Source(1), Inline::Text(" tabel 2".into())])]);
    }

    #[test]
    fn what_lies_too_deep_keeps_its_words() {
        for (mark, deep) in [("> ", 5_000), ("- ", 200)] {
            let blocks = read(&format!("{}**ord** i dybet", mark.repeat(deep)));
            assert!(format!("{blocks:?}").contains("i dybet"), "{mark}");
        }
        let table = read(&format!("{0}| a | b |\n{0}|---|---|\n{0}| c | d |", "> ".repeat(14)));
        assert!(format!("{table:?}").contains("Text(\"ab\")"), "{table:?}");
    }
}
