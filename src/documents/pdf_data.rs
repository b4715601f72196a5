//! The document as the data that `main.typ` reads: text stays text, so that nothing a user wrote is run or resolved.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::pdf_world::{has_family, printable};
use super::{Align, Block, Document, Inline, Table, plain_text};
use crate::house::{ACCENT, Colour, GROUND, House, INK, Logo};

const QUIET: Colour = Colour::new(0x4d, 0x56, 0x61);
const LINE: Colour = Colour::new(0xaa, 0xb3, 0xbc);

/// Documents with more headings than this start with a list of contents.
pub(super) const HEADINGS_WITHOUT_CONTENTS: usize = 5;

/// Rows with no cell longer than this, in characters, are kept on one page.
const LONGEST_KEPT_CELL: usize = 600;

/// Writes the data file, and beside it the charts that it names, by file name.
pub(super) fn files(document: &Document) -> BTreeMap<String, Vec<u8>> {
    let mut headings = 0;
    let mut data = Data { headings: BTreeSet::new(), labelled: BTreeSet::new(), charts: BTreeMap::new() };
    walk(&document.blocks, &mut |block| {
        if let Block::Heading { id, .. } = block {
            headings += 1;
            data.headings.insert(id.as_str());
        }
    });
    let (language, region) = document.lang.tag().split_once('-').unwrap_or((document.lang.code(), ""));
    let words = |key: &str| document.lang.text(key);
    let (opening, rest) = document.blocks.split_at_checked(contents_at(&document.blocks)).unwrap_or((&[], &document.blocks));
    let mut blocks = data.blocks(opening);
    let contents_at = blocks.len();
    blocks.extend(data.blocks(rest));
    let value = json!({
        "lang": language,
        "region": region,
        "title": printable(&document.title),
        "subtitle": printable(&document.subtitle),
        "author": printable(&document.author),
        "subject": printable(&document.subject),
        "contents": (headings > HEADINGS_WITHOUT_CONTENTS).then(|| words("document-contents")),
        "contents_at": contents_at,
        "page": document.lang.text_words("document-page", &[("page", "{page}"), ("pages", "{pages}")]),
        "house": house(document),
        "blocks": blocks,
    });
    let mut files = data.charts;
    if let Some(logo) = &document.house.logo {
        files.insert(logo_file(logo), logo.bytes.clone());
    }
    files.insert("data.json".to_owned(), value.to_string().into_bytes());
    files
}

/// What the house says of looks; lengths are in tenths of a millimetre.
fn house(document: &Document) -> Value {
    let House { logo, colours, fonts, footer, prefix, .. } = &*document.house;
    let colour = |colour: Option<Colour>, built_in: Colour| colour.unwrap_or(built_in).to_string();
    // The typesetter warns of families that it was not given, and takes its own.
    let family = |name: Option<&str>| name.filter(|name| has_family(&document.house, name)).map(str::to_owned);
    let ink = colours.ink.unwrap_or(INK);
    json!({
        "logo": logo.as_ref().map(|logo| {
            let (width, height) = logo.fitted(700, 140);
            json!({"file": logo_file(logo), "alt": printable(&logo.alt), "width": width, "height": height})
        }),
        "accent": colour(colours.accent, ACCENT),
        "ink": colour(colours.ink, INK),
        "quiet": colour(colours.quiet, QUIET),
        "heading": colour(colours.heading, ink),
        "line": colour(colours.line, LINE),
        "box": colour(colours.ground, GROUND),
        "font": family(fonts.text.as_deref()),
        "heading_font": family(fonts.of_headings()),
        "footer": footer.as_deref().map(printable),
        "identifier": prefix.as_ref().map(|prefix| format!("{prefix}/{}", document.id)),
    })
}

fn logo_file(logo: &Logo) -> String {
    format!("logo.{}", logo.kind.ending())
}

/// Where the list of contents stands: after what is said before the first heading, and after an opening section that has a chart, so
/// that what is asked, or the picture, opens the document.
pub(super) fn contents_at(blocks: &[Block]) -> usize {
    let headings = blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Heading { level: 1, .. }));
    let mut headings = headings.map(|(index, _)| index);
    let first = headings.next().unwrap_or(0);
    let second = headings.next().unwrap_or(first);
    let opens_with_chart = blocks.iter().take(second).any(|block| matches!(block, Block::Figure(_)));
    if opens_with_chart { second } else { first }
}

struct Data<'a> {
    /// The ids that links may lead to.
    headings: BTreeSet<&'a str>,
    /// The ids that already stand at a heading: a PDF knows each only once.
    labelled: BTreeSet<&'a str>,
    charts: BTreeMap<String, Vec<u8>>,
}

impl<'a> Data<'a> {
    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<Value> {
        blocks.iter().flat_map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &'a Block) -> Vec<Value> {
        match block {
            // An outline has no room for a heading that says nothing.
            Block::Heading { text, .. } if plain_text(text).trim().is_empty() => Vec::new(),
            Block::Heading { level, id, text } => {
                let label = self.labelled.insert(id).then_some(id.as_str()).filter(|id| !id.is_empty());
                vec![json!({"kind": "heading", "level": level.clamp(&1, &4), "label": label, "body": self.line(text)})]
            }
            Block::Paragraph(line) => vec![json!({"kind": "paragraph", "body": self.line(line)})],
            Block::List { ordered, items } => {
                let items: Value = items.iter().map(|item| self.blocks(item)).collect();
                vec![json!({"kind": "list", "ordered": ordered, "items": items})]
            }
            Block::Table(table) => vec![self.table(table)],
            Block::Figure(figure) => {
                let file = format!("chart-{}.svg", self.charts.len() + 1);
                let Some(svg) = figure.to_svg("chart") else {
                    return vec![json!({"kind": "paragraph", "body": [{"kind": "text", "text": printable(figure.empty())}]})];
                };
                self.charts.insert(file.clone(), printable(&svg).into_bytes());
                let chart_json = json!({"kind": "chart", "file": file, "title": printable(figure.title()), "alt": printable(figure.alt())});
                vec![chart_json, self.table(&figure.table())]
            }
            Block::Note(inner) => vec![json!({"kind": "note", "body": self.blocks(inner)})],
        }
    }

    fn table(&self, table: &Table) -> Value {
        let rows = || table.rows.iter().flat_map(|row| table.cells(row)).map(|(_, cell)| plain_text(cell).chars().count());
        let columns = table.columns.iter().enumerate().map(|(at, column)| {
            let lengths =
                table.rows.iter().filter_map(|row| row.get(at)).chain([&column.title]).map(|cell| plain_text(cell).chars().count());
            let align = match column.align {
                Align::Start => "start",
                Align::Centre => "center",
                Align::End => "end",
            };
            json!({"title": self.line(&column.title), "align": align, "longest": lengths.max().unwrap_or(0)})
        });
        json!({
            "kind": "table",
            "caption": table.caption.as_ref().map(|caption| self.line(caption)),
            "columns": columns.collect::<Value>(),
            "rows": table.rows.iter().map(|row| table.cells(row).map(|(_, cell)| self.line(cell)).collect()).collect::<Vec<Value>>(),
            "row_headers": table.row_headers,
            "keep": rows().all(|length| length <= LONGEST_KEPT_CELL),
        })
    }

    fn line(&self, line: &[Inline]) -> Value {
        line.iter().map(|part| self.inline(part)).collect()
    }

    fn inline(&self, part: &Inline) -> Value {
        match part {
            Inline::Text(text) => json!({"kind": "text", "text": printable(text)}),
            Inline::Strong(inner) => json!({"kind": "strong", "body": self.line(inner)}),
            Inline::Emphasis(inner) => json!({"kind": "emphasis", "body": self.line(inner)}),
            Inline::Code(code) => json!({"kind": "code", "text": printable(code)}),
            Inline::Link { to, text } => match to.heading() {
                Some(id) if self.headings.contains(id) => json!({"kind": "jump", "to": id, "body": self.line(text)}),
                Some(_) => json!({"kind": "words", "body": self.line(text)}),
                None => json!({"kind": "link", "to": to.as_str(), "body": self.line(text)}),
            },
            Inline::Figure { text, .. } => json!({"kind": "text", "text": printable(text)}),
            Inline::Source(number) => json!({"kind": "text", "text": number.to_string()}),
            Inline::Break => json!({"kind": "break"}),
        }
    }
}

/// Visits every block, those within others too.
pub(super) fn walk<'a>(blocks: &'a [Block], visit: &mut impl FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { items, .. } => items.iter().for_each(|item| walk(item, visit)),
            Block::Note(inner) => walk(inner, visit),
            _ => {}
        }
    }
}
