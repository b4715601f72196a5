//! Council documents: one tree of blocks, and the formats in which it leaves.
//!
//! Markdown comes in through [`from_markdown`]; [`to_markdown`], [`to_html`], [`to_pdf`] and [`to_docx`] are leaves that return bytes. The
//! same tree gives the same bytes in every format, on every machine and every day.
//!
//! Text in the tree is only ever text: no format reads markup in it.

mod escape;
mod figure;
mod findings_page;
mod from_markdown;
mod house_html;
mod href;
mod html_head;
mod law_page;
mod lettering;
pub mod papers;
mod pdf_data;
mod pdf_world;
mod slug;
mod to_book;
mod to_docx;
mod to_html;
mod to_markdown;
mod to_pdf;
mod typography;

#[cfg(test)]
mod sample;

pub use escape::escape;
pub use figure::{Amount, Calendar, Cell, Chart, Drawing, Duties, Figure, Mark, Point, Row, Timeline, Until, whole_shares};
pub use findings_page::{FINDINGS_ON_PAGE, findings_page};
pub use from_markdown::{UnknownChart, from_markdown};
pub use href::Href;
pub use law_page::law_page;
pub use to_book::{Book, BookError, Chapter, Part, to_book};
pub use to_docx::{DocxError, to_docx};
pub use to_html::to_html;
pub use to_markdown::to_markdown;
pub use to_pdf::{PdfError, to_pdf};

use std::sync::Arc;

use crate::house::House;
use crate::prose::Lang;
use crate::quantity::Day;

/// A document that is ready to leave in any format.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The language in which everything in it is written.
    pub lang: Lang,
    /// The title, which every format shows as the one top heading.
    pub title: String,
    /// What stands under the title; empty for none.
    pub subtitle: String,
    /// The authority that answers for the document.
    pub author: String,
    /// What the document is about in a sentence, for those who search for it.
    pub subject: String,
    /// What tells this document from all others and never changes; it becomes the identity of the PDF.
    pub id: String,
    /// The day that the figures are as of, or the first day of the period; it becomes the date of the PDF, which
    /// an archive does not take without one.
    pub date: Day,
    /// How it looks.
    pub house: Arc<House>,
    /// What the document says.
    pub blocks: Vec<Block>,
}

/// A part of a document that stands on lines of its own.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading under the document's title.
    Heading {
        /// The depth, from 1 to 4; a heading lies at most one deeper than the one before it.
        level: u8,
        /// The name that links use, unique in the document.
        id: String,
        /// What it says.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list of items.
    List {
        /// Whether the items are counted, from 1.
        ordered: bool,
        /// The items in order.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// A picture with its title and its table.
    Figure(Figure),
    /// A remark that is set off in a box.
    Note(Vec<Block>),
}

/// A table with one row of column titles.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What the table shows.
    pub caption: Option<Vec<Inline>>,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// The rows; each holds one cell per column.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Whether the first cell of a row says what the row is about.
    pub row_headers: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// What the column holds.
    pub title: Vec<Inline>,
    /// Where its cells are set.
    pub align: Align,
}

/// Where the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// To the left: words.
    Start,
    /// In the middle.
    Centre,
    /// To the right: numbers.
    End,
}

/// A part of a line.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words, exactly as they are shown.
    Text(String),
    /// Words of weight.
    Strong(Vec<Inline>),
    /// Words with stress.
    Emphasis(Vec<Inline>),
    /// Words that a machine reads, in a typewriter's letters.
    Code(String),
    /// A way to another place.
    Link {
        /// Where it leads.
        to: Href,
        /// What it says.
        text: Vec<Inline>,
    },
    /// A number that comes from somewhere: formats that can lead to where that is told.
    Figure {
        /// The number of its source in the document.
        source: u32,
        /// What it says.
        text: String,
    },
    /// The number under which the document tells where figures come from.
    Source(u32),
    /// A new line within a paragraph.
    Break,
}

impl Table {
    /// Returns the cells of a row, one per column: what is missing is empty, what is too much is left out.
    fn cells<'a>(&'a self, row: &'a [Vec<Inline>]) -> impl Iterator<Item = (&'a Column, &'a [Inline])> {
        self.columns.iter().enumerate().map(|(at, column)| (column, row.get(at).map_or(&[][..], Vec::as_slice)))
    }
}

/// Returns the words of a line without weight, stress or links; a line break becomes a space.
pub fn plain_text(line: &[Inline]) -> String {
    line.iter().fold(String::new(), |mut words, part| {
        match part {
            Inline::Text(text) | Inline::Code(text) => words.push_str(text),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. } => words.push_str(&plain_text(inner)),
            Inline::Figure { text, .. } => words.push_str(text),
            Inline::Source(number) => words.push_str(&number.to_string()),
            Inline::Break => words.push(' '),
        }
        words
    })
}
