//! What mdbook reads: settings, the list of contents, a Markdown file a document, a drawing a chart.

use std::collections::BTreeMap;

use super::super::escape::escape;
use super::super::to_markdown::blocks_to_markdown;
use super::super::{Block, Figure};
use super::{Book, Chapter, Part};
use crate::prose::Lang;

const STYLE: &str = include_str!("../../../templates/book/style.css");

/// The settings: nothing that reads other files or takes marks in texts for more than they are.
pub(super) fn config(book: &Book) -> String {
    let title = toml_text(&title(book));
    let authority = toml_text(&book.authority);
    format!(
        "[book]\ntitle = {title}\nauthors = [{authority}]\nlanguage = \"{}\"\nsrc = \"src\"\n\n[build]\nbuild-dir = \"book\"\ncreate-missing = false\n\
         use-default-preprocessors = false\n\n[output.html]\ndefault-theme = \"light\"\npreferred-dark-theme = \"coal\"\nsmart-punctuation = false\n\
         definition-lists = false\nadmonitions = false\nmathjax-support = false\nno-section-label = true\nhash-files = false\n\
         additional-css = [\"style.css\"]\n\n[output.html.print]\nenable = false\n\n[output.html.playground]\ncopyable = false\n\n\
         [output.html.search]\nlimit-results = 30\nheading-split-level = 3\n",
        book.lang.tag()
    )
}

/// Every file that the pages are made from, by its path.
pub(super) fn sources(book: &Book) -> BTreeMap<String, Vec<u8>> {
    let mut files =
        BTreeMap::from([("book.toml".to_owned(), config(book).into_bytes()), ("style.css".to_owned(), STYLE.as_bytes().to_vec())]);
    let lang = book.lang;
    let mut summary = format!("# {}\n\n[{}](index.md)\n\n", escape(&title(book)), escape(&lang.text("book-start")));
    let mut start =
        format!("# {}\n\n{}\n", escape(&title(book)), escape(&lang.text_words("book-about", &[("authority", &book.authority)])));
    for part in &book.parts {
        // A part is a chapter of its own, so that what is found in it says of which period it is.
        let name = escape(&part.title);
        summary.push_str(&format!("- [{name}]({}/index.md)\n", part.name));
        start.push_str(&format!("\n## {name}\n\n"));
        let mut own = format!("# {name}\n\n");
        for chapter in &part.chapters {
            let file = format!("{}/{}.md", part.name, chapter.name);
            summary.push_str(&format!("  - [{}]({file})\n", escape(&chapter.title)));
            let subtitle = &chapter.document.subtitle;
            let about = if subtitle.is_empty() { String::new() } else { format!(": {}", escape(subtitle)) };
            let line = |file: &str| format!("- [{}]({file}){about}\n", escape(&chapter.document.title));
            start.push_str(&line(&file));
            own.push_str(&line(&format!("{}.md", chapter.name)));
            let page = page(part, chapter, &mut files);
            files.insert(format!("src/{file}"), page.into_bytes());
        }
        files.insert(format!("src/{}/index.md", part.name), own.into_bytes());
    }
    files.insert("src/SUMMARY.md".to_owned(), summary.into_bytes());
    files.insert("src/index.md".to_owned(), start.into_bytes());
    files
}

fn title(book: &Book) -> String {
    book.lang.text_words("book-of", &[("authority", &book.authority)])
}

/// A document as Markdown; its charts become files beside it.
fn page(part: &Part, chapter: &Chapter, files: &mut BTreeMap<String, Vec<u8>>) -> String {
    let document = &chapter.document;
    let mut parts = vec![format!("# {}", escape(&document.title))];
    if !document.subtitle.is_empty() {
        parts.push(format!("*{}*", escape(&document.subtitle)));
    }
    let mut plain: Vec<Block> = Vec::new();
    let mut charts = 0;
    for block in &document.blocks {
        match block {
            Block::Heading { id, .. } => {
                flush(&mut plain, &mut parts, document.lang);
                // With an id of its own, what stands in braces at a heading's end stays a part of the heading.
                parts.push(format!("{} {{#{id}}}", blocks_to_markdown(std::slice::from_ref(block), document.lang)));
            }
            Block::Figure(chart) => {
                flush(&mut plain, &mut parts, document.lang);
                charts += 1;
                let name = format!("{}-{charts}.svg", chapter.name);
                parts.push(figure(chart, &name, document.lang));
                if let Some(svg) = chart.to_svg(&format!("{}-{charts}", chapter.name)) {
                    files.insert(format!("src/{}/{name}", part.name), svg.into_bytes());
                }
            }
            other => plain.push(other.clone()),
        }
    }
    flush(&mut plain, &mut parts, document.lang);
    let mut page = parts.join("\n\n");
    page.push('\n');
    page
}

fn flush(plain: &mut Vec<Block>, parts: &mut Vec<String>, lang: Lang) {
    if !plain.is_empty() {
        parts.push(blocks_to_markdown(&std::mem::take(plain), lang));
    }
}

/// A chart as title, drawing with its alternative text, and table; without a drawing as its sentence.
fn figure(chart: &Figure, name: &str, lang: Lang) -> String {
    match chart.in_words().as_slice() {
        [title, _, table] => {
            let (title, table) = (std::slice::from_ref(title), std::slice::from_ref(table));
            let image = format!("![{}]({name})", escape(chart.alt()));
            [blocks_to_markdown(title, lang), image, blocks_to_markdown(table, lang)].join("\n\n")
        }
        words => blocks_to_markdown(words, lang),
    }
}

/// A text as TOML writes it, which for these is as JSON does.
fn toml_text(text: &str) -> String {
    serde_json::Value::from(text.chars().filter(|letter| !letter.is_control()).collect::<String>()).to_string()
}
