//! A document for Word: XML parts in a zip file, written as text. Looks are in `templates/docx/styles.xml`; here is only what stands where.

mod body;
mod contents;
mod frame;
mod numbering;
mod package;
mod paragraph;
mod picture;
mod runs;
mod table;
mod widths;

use std::fmt;

use super::Document;
use body::Body;
use package::Package;

/// A document cannot be written for Word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocxError {
    /// What stands in the way, as a part of a sentence.
    pub problem: String,
}

impl fmt::Display for DocxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document cannot be written for Word: {}", self.problem)
    }
}

impl std::error::Error for DocxError {}

impl DocxError {
    fn new(problem: impl fmt::Display) -> Self {
        Self { problem: problem.to_string() }
    }
}

/// Writes a document for Word (DOCX), with headings, tables, pictures and a list of contents as Word itself makes them.
///
/// The list of contents names every heading of the first two levels; Word fills in their pages when the list is updated. Links to
/// headings that are not in the document become their text.
///
/// # Errors
/// A chart cannot be drawn, or the parts cannot be put into a zip file.
pub fn to_docx(document: &Document) -> Result<Vec<u8>, DocxError> {
    let mut package = Package::new(document);
    let body = Body::of(document, &mut package)?;
    package.finish(&body)
}

#[cfg(test)]
mod tests;
