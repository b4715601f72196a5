use super::super::pdf_data::contents_at;
use super::super::{Block, Document, Figure, Inline, Table, plain_text};
use super::DocxError;
use super::contents::{Heading, bookmarks, contents, headings, is_silent};
use super::frame::{NAMESPACES, TEXT_WIDTH};
use super::numbering::{DEEPEST, HANGING, STEP};
use super::package::Package;
use super::paragraph::Paragraph;
use super::picture::Picture;
use super::runs::{Targets, run, runs};
use super::table::{self, Stand};

/// How far a note is moved in, in twentieths of a point, as in `styles.xml`.
const NOTE: i64 = 227;

/// Where blocks stand.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    /// In how many lists.
    lists: usize,
    /// In a note.
    note: bool,
}

impl Place {
    /// How far what stands here is moved in, in twentieths of a point.
    fn indent(self) -> i64 {
        let lists = i64::try_from(self.lists.min(DEEPEST + 1)).unwrap_or(0);
        STEP * lists + if self.note { NOTE } else { 0 }
    }

    /// A paragraph of running text as it is set here.
    fn paragraph(self) -> Paragraph {
        let style = match self {
            Self { note: true, .. } => "Note",
            Self { lists: 0, .. } => "Normal",
            _ => "ListParagraph",
        };
        Paragraph { indent: (self.lists > 0).then(|| (self.indent(), 0)), ..Paragraph::of(style) }
    }
}

/// The text of a document.
#[derive(Debug)]
pub(super) struct Body<'a> {
    document: &'a Document,
    headings: Vec<Heading<'a>>,
    targets: Targets<'a>,
    xml: String,
    /// How many headings are written.
    written: usize,
    /// How many tables of their own are written.
    tables: u32,
}

impl<'a> Body<'a> {
    /// Writes the text; what it needs beside it goes into the package.
    pub(super) fn of(document: &'a Document, package: &mut Package<'_>) -> Result<Self, DocxError> {
        let headings = headings(&document.blocks);
        let mut targets = Targets::new();
        for (number, heading) in headings.iter().enumerate() {
            targets.entry(heading.id).or_insert(number);
        }
        let mut body = Self { document, headings, targets, xml: String::new(), written: 0, tables: 0 };
        body.title();
        let (opening, rest) = document.blocks.split_at_checked(contents_at(&document.blocks)).unwrap_or((&[], &document.blocks));
        body.blocks(opening, Place::default(), package)?;
        body.xml.push_str(&contents(&body.headings, document.lang));
        body.blocks(rest, Place::default(), package)?;
        Ok(body)
    }

    /// Returns the part that holds the text and ends with the description of its pages.
    pub(super) fn to_xml(&self, section: &str) -> String {
        format!("<w:document {NAMESPACES}>\n<w:body>\n{}{section}</w:body>\n</w:document>\n", self.xml)
    }

    fn title(&mut self) {
        let Document { author, title, subtitle, .. } = self.document;
        for (style, text) in [("Author", author), ("Title", title), ("Subtitle", subtitle)] {
            if !text.is_empty() {
                self.xml.push_str(&Paragraph::of(style).write(&run(text)));
            }
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], place: Place, package: &mut Package<'_>) -> Result<(), DocxError> {
        for block in blocks {
            match block {
                Block::Heading { level, text, .. } => self.heading(*level, text, package),
                Block::Paragraph(line) => self.paragraph(place.paragraph(), line, package),
                Block::List { ordered, items } => self.list(*ordered, items, place, package)?,
                Block::Table(table) => self.table(table, None, place, package)?,
                Block::Figure(figure) => self.figure(figure, place, package)?,
                Block::Note(inner) => self.blocks(inner, Place { note: true, ..place }, package)?,
            }
        }
        Ok(())
    }

    /// Writes a heading; one that says nothing would be a gap in Word's outline.
    fn heading(&mut self, level: u8, text: &[Inline], package: &mut Package<'_>) {
        if is_silent(text) {
            return;
        }
        let style = match level {
            0 | 1 => "Heading1",
            2 => "Heading2",
            3 => "Heading3",
            _ => "Heading4",
        };
        let (open, close) = bookmarks(self.written);
        self.written += 1;
        let words = runs(text, &self.targets, package);
        self.xml.push_str(&Paragraph::of(style).write(&format!("{open}{words}{close}")));
    }

    /// Writes a paragraph; one that says nothing would be read aloud as a blank.
    fn paragraph(&mut self, paragraph: Paragraph, line: &[Inline], package: &mut Package<'_>) {
        if !line.is_empty() {
            let words = runs(line, &self.targets, package);
            self.xml.push_str(&paragraph.write(&words));
        }
    }

    fn list(&mut self, ordered: bool, items: &'a [Vec<Block>], place: Place, package: &mut Package<'_>) -> Result<(), DocxError> {
        let level = place.lists.min(DEEPEST);
        let list = package.numbering.list(ordered, level);
        let inside = Place { lists: place.lists + 1, ..place };
        let marked = Paragraph { item: Some((list, level)), indent: Some((inside.indent(), HANGING)), ..inside.paragraph() };
        for item in items {
            // The mark stands at a paragraph, so an item that starts with none gets an empty one.
            let (line, rest) = match &item[..] {
                [Block::Paragraph(line), rest @ ..] => (line.as_slice(), rest),
                rest => (&[][..], rest),
            };
            let words = runs(line, &self.targets, package);
            self.xml.push_str(&marked.write(&words));
            self.blocks(rest, inside, package)?;
        }
        Ok(())
    }

    /// Writes a table with its caption; `named` is what names a table that has none.
    fn table(&mut self, table: &Table, named: Option<&str>, place: Place, package: &mut Package<'_>) -> Result<(), DocxError> {
        let lang = self.document.lang;
        self.tables += u32::from(named.is_none());
        let number = format!("{} {}", lang.text("document-table"), self.tables);
        let caption = table.caption.as_ref().filter(|caption| !is_silent(caption));
        let name = caption.map_or_else(|| named.map_or(number, str::to_owned), |caption| plain_text(caption));
        if let Some(caption) = caption {
            self.caption(caption, place, package);
        }
        if table.columns.is_empty() {
            return Ok(());
        }
        let indent = place.indent();
        let stand = Stand { targets: &self.targets, lang, indent, width: TEXT_WIDTH - indent };
        let xml = table::table(table, &name, stand, package)?;
        self.xml.push_str(&xml);
        // Tables that follow on one another would grow together, and a text does not end with one.
        self.xml.push_str(&Paragraph::of("TableEnd").write(""));
        Ok(())
    }

    fn caption(&mut self, line: &[Inline], place: Place, package: &mut Package<'_>) {
        let indent = (place.indent() > 0).then(|| (place.indent(), 0));
        self.paragraph(Paragraph { indent, ..Paragraph::of("Caption") }, line, package);
    }

    /// Writes a figure: its title, the picture, and what it shows as a table.
    fn figure(&mut self, figure: &Figure, place: Place, package: &mut Package<'_>) -> Result<(), DocxError> {
        if figure.is_empty() {
            self.paragraph(place.paragraph(), &[Inline::Text(figure.empty().to_owned())], package);
            return Ok(());
        }
        self.caption(&[Inline::Text(figure.title().to_owned())], place, package);
        match Picture::of(figure)? {
            Some(mut picture) => {
                let (number, relation) = package.picture(std::mem::take(&mut picture.png));
                let indent = (place.indent() > 0).then(|| (place.indent(), 0));
                let shown = picture.write(number, &relation, figure.alt());
                self.xml.push_str(&Paragraph { indent, ..Paragraph::of("Figure") }.write(&shown));
            }
            None => self.paragraph(place.paragraph(), &[Inline::Text(figure.alt().to_owned())], package),
        }
        self.table(&figure.table(), Some(figure.title()), place, package)
    }
}
