mod chapters;
mod index;
mod words;

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;

use super::Document;
use crate::prose::Lang;

/// The documents of an authority, to be read as one book with search.
#[derive(Debug, Clone)]
pub struct Book {
    /// The language of its frame.
    pub lang: Lang,
    /// Whose it is.
    pub authority: String,
    /// Its parts, in the order in which they are read.
    pub parts: Vec<Part>,
}

/// A part of a book: a strategy's period, the annual reports, the plans.
#[derive(Debug, Clone)]
pub struct Part {
    /// The name of its folder: small letters, digits and hyphens, each name once.
    pub name: String,
    /// What the part is about.
    pub title: String,
    /// Its chapters.
    pub chapters: Vec<Chapter>,
}

/// A document as a chapter.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// The name of its file without the ending, each name once in its part.
    pub name: String,
    /// What the list of contents calls it.
    pub title: String,
    /// The document.
    pub document: Document,
}

/// A book that could not be made.
#[derive(Debug)]
pub struct BookError(String);

impl fmt::Display for BookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the book could not be made: {}", self.0)
    }
}

impl std::error::Error for BookError {}

/// A book's files by their paths: pages under `book/`, and what they are made from under `book-source/`, from which mdbook makes them
/// again, though with its own words and search.
///
/// # Errors
/// A folder for temporary files cannot be made, or mdbook cannot make the pages.
pub fn to_book(book: &Book) -> Result<BTreeMap<String, Vec<u8>>, BookError> {
    let failed = |error: &dyn fmt::Display| BookError(error.to_string());
    let sources = chapters::sources(book);
    let folder = tempfile::tempdir().map_err(|error| failed(&error))?;
    for (name, bytes) in &sources {
        write(&folder.path().join(name), bytes).map_err(|error| failed(&error))?;
    }
    let config: Config = chapters::config(book).parse().map_err(|error| failed(&format!("{error:#}")))?;
    let made = MDBook::load_with_config(folder.path(), config).and_then(|book| book.build());
    made.map_err(|error| failed(&format!("{error:#}")))?;
    let mut files = BTreeMap::new();
    read(&folder.path().join("book"), "book", &mut files).map_err(|error| failed(&error))?;
    files.retain(|name, _| is_kept(name));
    for (name, bytes) in &mut files {
        words::translate(name, bytes, book.lang);
    }
    if let Some(bytes) = files.get_mut("book/searchindex.js") {
        *bytes = index::rebuilt(bytes).ok_or_else(|| failed(&"its search index has another form than expected"))?;
    }
    files.extend(sources.into_iter().map(|(name, bytes)| (format!("book-source/{name}"), bytes)));
    Ok(files)
}

/// Whether a file of mdbook's is of use here: documents have no program text to colour or copy, and letters are the reader's own.
fn is_kept(name: &str) -> bool {
    let dropped = [".nojekyll", "404.html", "clipboard.min.js", "highlight.js", "fonts/", "favicon"];
    !dropped.iter().any(|start| name.starts_with(&format!("book/{start}")))
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, bytes)
}

fn read(folder: &Path, name: &str, files: &mut BTreeMap<String, Vec<u8>>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let own = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = format!("{name}/{own}");
        if path.is_dir() {
            read(&path, &name, files)?;
        } else {
            files.insert(name, std::fs::read(&path)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
