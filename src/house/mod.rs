//! How an authority's documents look and read: logo, colours, letters, address line, and templates of its own.
//!
//! A house is a folder beside the folders of the periods. Whatever it says, documents stay accessible: what could not be read is an
//! error at its place.

mod colour;
mod files;
mod fonts;
mod logo;
mod template;
mod written;

pub use colour::{Colour, LINES, TEXT};
pub use fonts::{FontFile, Fonts};
pub use logo::{Logo, LogoKind};
pub use template::{OwnTemplate, TEMPLATES, environment, first_fault};
pub use written::HouseFile;

pub(crate) use template::{place, syntax};

use std::path::{Path, PathBuf};

use self::written::WrittenColours;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::Sources;
use crate::yaml::{At, Document, Scalar, Shape};

/// The ground of notes where the house says none.
pub const GROUND: Colour = Colour::new(0xf1, 0xf4, 0xf7);
/// The colour of links where the house says none.
pub const ACCENT: Colour = Colour::new(0x1a, 0x4f, 0x86);
/// The colour of text where the house says none.
pub const INK: Colour = Colour::new(0x1b, 0x1f, 0x24);

/// An authority's house style, proved; everything that it does not say is the program's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct House {
    /// The logo.
    pub logo: Option<Logo>,
    /// The colours.
    pub colours: Colours,
    /// The letters.
    pub fonts: Fonts,
    /// The line at the foot of every document.
    pub footer: Option<String>,
    /// What the identifier of documents starts with.
    pub prefix: Option<String>,
    /// Templates that win over the program's.
    pub templates: Vec<OwnTemplate>,
}

/// The colours on white paper that a house says; each can be read there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Colours {
    /// Links and the edge of notes.
    pub accent: Option<Colour>,
    /// The text.
    pub ink: Option<Colour>,
    /// What stands back.
    pub quiet: Option<Colour>,
    /// The title and the headings.
    pub heading: Option<Colour>,
    /// The lines of tables.
    pub line: Option<Colour>,
    /// The ground of notes.
    pub ground: Option<Colour>,
}

/// The folder of the house that a strategy's documents wear: `house/` beside its period's folder, or in its own; `None` where there is none.
pub fn folder_of(strategy: &Path) -> Option<PathBuf> {
    let folder = strategy.parent().unwrap_or(Path::new("."));
    [folder.join("house"), folder.join("../house")].into_iter().find(|house| house.is_dir())
}

/// Reads the house that a strategy's documents wear; what is wrong with it is reported and left out.
pub fn load(strategy: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> House {
    let Some(folder) = folder_of(strategy) else { return House::default() };
    let mut house = House::default();
    let path = folder.join("house.yaml");
    if path.is_file()
        && let Some(source) = files::text(&path, sources, diagnostics)
        && let Some(mut document) = Document::read(source, sources, diagnostics)
    {
        let written = HouseFile::read(&mut document, diagnostics);
        let root = document.root();
        house = House {
            logo: written.logo.as_ref().and_then(|written| logo::read(written, &root.key("logo"), &folder, diagnostics)),
            colours: colours(written.colours.as_ref(), &root.key("colours"), diagnostics),
            fonts: written.fonts.as_ref().map(|written| fonts::read(written, &root.key("fonts"), &folder, diagnostics)).unwrap_or_default(),
            footer: written.footer.map(|words| words.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty()),
            prefix: written.prefix.map(|words| words.words().into_owned()).filter(|words| !words.is_empty()),
            templates: Vec::new(),
        };
    }
    house.templates = template::read(&folder.join("templates"), sources, diagnostics);
    house
}

fn colours(written: Option<&WrittenColours>, at: &At<'_>, diagnostics: &mut Diagnostics) -> Colours {
    let Some(written) = written else { return Colours::default() };
    // What is offered in the place of a colour can be read on the ground of notes too.
    let ground = written.ground.as_ref().and_then(|ground| Colour::parse(&ground.words())).unwrap_or(GROUND);
    let offered = if INK.contrast(ground) >= TEXT { ground } else { Colour::WHITE };
    let mut read = |key: &str, scalar: Option<&Scalar>, least: u32| colour(scalar?, &at.key(key), least, offered, diagnostics);
    let mut colours = Colours {
        accent: read("accent", written.accent.as_ref(), TEXT),
        ink: read("ink", written.ink.as_ref(), TEXT),
        quiet: read("quiet", written.quiet.as_ref(), TEXT),
        heading: read("heading", written.heading.as_ref(), TEXT),
        line: read("line", written.line.as_ref(), LINES),
        ground: read("box", written.ground.as_ref(), 0),
    };
    let own_ground = colours.ground;
    let ground = own_ground.unwrap_or(GROUND);
    // Text and links stand on the ground of notes too.
    let shown = [("accent", colours.accent, ACCENT), ("ink", colours.ink, INK)];
    for (key, own, built_in) in shown {
        let colour = own.unwrap_or(built_in);
        if colour.contrast(ground) >= TEXT {
            continue;
        }
        let (at, help) = match own_ground {
            Some(_) => (at.key("box"), format!("write \"{}\" or a lighter tone", ground.lightened(colour, TEXT))),
            None => (at.key(key), format!("write \"{}\" or a darker tone", colour.darkened(ground, TEXT))),
        };
        let message =
            format!("`{key}` has a contrast of {} on the ground of notes, and text needs {}", ratio(colour.contrast(ground)), ratio(TEXT));
        diagnostics.push(Diagnostic::error(Code::Contrast, at.span(), message).help(help));
        colours.ground = None;
    }
    colours
}

/// Reads a colour that needs a contrast on white paper; one that has it not is reported, as an error where text is set in it.
fn colour(written: &Scalar, at: &At<'_>, least: u32, ground: Colour, diagnostics: &mut Diagnostics) -> Option<Colour> {
    let words = written.words();
    let Some(colour) = Colour::parse(&words) else {
        let message = format!("`{words}` is no colour");
        diagnostics.push(
            Diagnostic::error(Code::NotAColour, at.span(), message).help("write six digits in quotation marks, for example \"#1a4f86\""),
        );
        return None;
    };
    let contrast = colour.contrast(Colour::WHITE);
    if contrast >= least {
        return Some(colour);
    }
    let (what, make): (_, fn(Code, _, String) -> Diagnostic) = match least {
        TEXT => ("text", |code, span: crate::source::Span, message| Diagnostic::error(code, span, message)),
        _ => ("a line", |code, span, message| Diagnostic::warning(code, span, message)),
    };
    let message = format!("`{words}` has a contrast of {} on white, and {what} needs {}", ratio(contrast), ratio(least));
    let offered = colour.darkened(Colour::WHITE, least).darkened(ground, least);
    diagnostics.push(make(Code::Contrast, at.span(), message).help(format!("write \"{offered}\" or a darker tone")));
    (least != TEXT).then_some(colour)
}

/// Hundredths as a ratio, for example `4.54 : 1`.
fn ratio(hundredths: u32) -> String {
    format!("{}.{:02} : 1", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests;
