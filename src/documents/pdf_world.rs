//! What the typesetter may read: the template, the files of one document and the fonts that are compiled in. No disk, network or clock.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use crate::house::House;

const TEMPLATE: &str = include_str!("../../templates/pdf/main.typ");

/// Stands for a letter that no font has, which a PDF for archives may not hold.
const UNKNOWN_LETTER: char = '□';

/// The files of one document.
pub(super) struct Files {
    main: Source,
    files: BTreeMap<String, Bytes>,
    /// The house's fonts and the program's; `None` where the house has none.
    fonts: Option<(Vec<Font>, LazyHash<FontBook>)>,
}

impl Files {
    /// Gathers the files; `None` only if the template's own name were no path.
    pub(super) fn new(files: BTreeMap<String, Vec<u8>>, house: &House) -> Option<Self> {
        // Names are interned for good: the same few serve every document.
        let main = RootedPath::new(VirtualRoot::Project, VirtualPath::new("main.typ").ok()?).intern();
        let files = files.into_iter().map(|(name, bytes)| (name, Bytes::new(bytes))).collect();
        let own = !house.fonts.files.is_empty();
        let fonts = own.then(|| {
            let fonts: Vec<Font> = own_fonts(house).chain(fonts().0.iter().cloned()).collect();
            let book = FontBook::from_fonts(&fonts);
            (fonts, LazyHash::new(book))
        });
        Some(Self { main: Source::new(main, TEMPLATE.to_owned()), files, fonts })
    }

    fn fonts(&self) -> &(Vec<Font>, LazyHash<FontBook>) {
        self.fonts.as_ref().unwrap_or_else(|| fonts())
    }
}

impl World for Files {
    fn library(&self) -> &LazyHash<Library> {
        static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
        // The extra gives tables row headers.
        LIBRARY.get_or_init(|| LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()))
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts().1
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(not_found(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let known = matches!(id.root(), VirtualRoot::Project).then(|| self.files.get(id.vpath().get_without_slash())).flatten();
        known.cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts().0.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Whether a font file of the house has a family.
pub(super) fn has_family(house: &House, name: &str) -> bool {
    own_fonts(house).any(|font| font.info().family == name)
}

fn own_fonts(house: &House) -> impl Iterator<Item = Font> {
    house.fonts.files.iter().flat_map(|file| Font::iter(Bytes::new(file.bytes.as_ref().clone())))
}

/// Returns text that the fonts can show: control characters become spaces, letters that no font has become boxes.
pub(super) fn printable(text: &str) -> String {
    let fonts = &fonts().0;
    let shown = |letter: char| fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)));
    text.chars()
        .map(|letter| match letter {
            ' '..='~' => letter,
            _ if letter.is_control() => ' ',
            _ if is_private(letter) || !shown(letter) => UNKNOWN_LETTER,
            _ => letter,
        })
        .collect()
}

/// Whether a letter means nothing outside one font, or marks text as damaged or as bytes in order.
fn is_private(letter: char) -> bool {
    matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. | '\u{feff}' | '\u{fffd}' | '\u{fffe}')
}

fn fonts() -> &'static (Vec<Font>, LazyHash<FontBook>) {
    static FONTS: OnceLock<(Vec<Font>, LazyHash<FontBook>)> = OnceLock::new();
    FONTS.get_or_init(|| {
        let fonts: Vec<Font> = typst_assets::fonts().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        let book = FontBook::from_fonts(&fonts);
        (fonts, LazyHash::new(book))
    })
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.vpath().get_without_slash()))
}
