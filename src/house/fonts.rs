use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use ttf_parser::{Face, Permissions};
use typst::foundations::Bytes;
use typst::text::Font;

use super::files;
use super::written::WrittenFonts;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::yaml::At;

/// A font with the letters of the whole world is larger; one for Danish and Norwegian is not.
const MOST_BYTES: u64 = 8 * 1_024 * 1_024;

/// The letters of a house.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fonts {
    /// The family of the text.
    pub text: Option<String>,
    /// The family of the title and the headings.
    pub headings: Option<String>,
    /// The files that the PDF takes letters from.
    pub files: Vec<FontFile>,
}

impl Fonts {
    /// The family of the title and the headings: their own, else that of the text.
    pub fn of_headings(&self) -> Option<&str> {
        self.headings.as_deref().or(self.text.as_deref())
    }
}

/// A font file that can be read and may be embedded.
#[derive(Clone, PartialEq, Eq)]
pub struct FontFile {
    /// Its name in the folder.
    pub name: String,
    /// What is in it.
    pub bytes: Arc<Vec<u8>>,
}

impl fmt::Debug for FontFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FontFile").field("name", &self.name).field("bytes", &self.bytes.len()).finish()
    }
}

/// Whether its maker lets a font be embedded; a font that says nothing of it may.
fn may_be_embedded(font: &Font, bytes: &[u8]) -> bool {
    let face = Face::parse(bytes, font.index());
    face.is_ok_and(|face| face.permissions() != Some(Permissions::Restricted) && face.is_outline_embedding_allowed())
}

/// Reads the letters; a file that is no font or may not be embedded is reported, and so is a family that no file has.
pub(super) fn read(written: &WrittenFonts, at: &At<'_>, folder: &Path, diagnostics: &mut Diagnostics) -> Fonts {
    let mut families = BTreeSet::new();
    let mut files = Vec::new();
    let names = written.files.as_deref().unwrap_or_default();
    for (index, name) in names.iter().enumerate() {
        let place = at.key("files").item(index);
        let Some(bytes) = files::bytes(name, &place, folder, &["ttf", "otf"], MOST_BYTES, diagnostics) else { continue };
        let fonts: Vec<Font> = Font::iter(Bytes::new(bytes.clone())).collect();
        let mut wrong = |reason: &str, help: &str| {
            diagnostics.push(Diagnostic::error(Code::HouseFile, place.span(), format!("`{name}` {reason}")).help(help));
        };
        if fonts.is_empty() {
            wrong("is no font that can be read", "take the TTF or OTF file from the maker of the font");
        } else if !fonts.iter().all(|font| may_be_embedded(font, &bytes)) {
            wrong("may not be embedded in documents, says its maker", "take a font that may; a PDF for archives holds its letters");
        } else {
            families.extend(fonts.iter().map(|font| font.info().family.clone()));
            files.push(FontFile { name: name.clone(), bytes: Arc::new(bytes) });
        }
    }
    let mut family = |key: &str, name: Option<&String>| {
        let (name, place) = (name?.trim(), at.key(key));
        let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, ' ' | '-');
        if name.is_empty() || name.chars().count() > 60 || !name.chars().all(is_plain) {
            let diagnostic = Diagnostic::error(Code::HouseFont, place.span(), format!("`{name}` is no name of a font family"));
            diagnostics
                .push(diagnostic.help("write one family's name in letters, digits, spaces and hyphens, for example `Source Serif 4`"));
            return None;
        }
        // A file that was refused has been reported.
        if files.len() == names.len() && !families.contains(name) {
            let message = format!("no font file of the house has the family `{name}`, so the PDF is set in the program's own letters");
            let help = if families.is_empty() {
                "add the family's files: `files: [Name-Regular.ttf, Name-Bold.ttf]`".to_owned()
            } else {
                one_of(name, families.iter().map(String::as_str))
            };
            diagnostics.push(Diagnostic::warning(Code::HouseFont, place.span(), message).help(help));
        }
        Some(name.to_owned())
    };
    let (text, headings) = (family("text", written.text.as_ref()), family("headings", written.headings.as_ref()));
    Fonts { text, headings, files }
}
