use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{FormatVersion, Scalar, Shape};

/// How an authority's documents look; whatever is not said looks as the program has it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct HouseFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// The logo at the top of every document.
    pub logo: Option<WrittenLogo>,
    /// Colours on white paper; a dark screen gets lighter tones of them by itself.
    pub colours: Option<WrittenColours>,
    /// The letters.
    pub fonts: Option<WrittenFonts>,
    /// The line at the foot of every document, for example the address.
    pub footer: Option<String>,
    /// What the identifier in a document's properties starts with, for example the records system's name for the authority.
    #[schemars(example = &"SANDBY")]
    pub prefix: Option<Scalar>,
}

impl Shape for HouseFile {
    const NAME: &'static str = "house";
    const TITLE: &'static str = "How an authority's documents look";
}

/// A logo.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenLogo {
    /// The picture in this folder, SVG or PNG, at most 256 KiB.
    #[schemars(extend("x-required" = true), example = &"logo.svg")]
    pub file: Option<String>,
    /// What it shows, for those who do not see it.
    #[schemars(extend("x-required" = true), example = &"Sandby Kommune")]
    pub alt: Option<String>,
}

/// Colours, each as `"#1a4f86"` in quotation marks.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenColours {
    /// Links and the edge of notes.
    #[schemars(example = &"#1a4f86")]
    pub accent: Option<Scalar>,
    /// The text.
    #[schemars(example = &"#1b1f24")]
    pub ink: Option<Scalar>,
    /// What stands back: the subtitle, the foot of a page.
    #[schemars(example = &"#4d5661")]
    pub quiet: Option<Scalar>,
    /// The title and the headings.
    #[schemars(example = &"#1a4f86")]
    pub heading: Option<Scalar>,
    /// The lines between the rows of tables.
    #[schemars(example = &"#8a949e")]
    pub line: Option<Scalar>,
    /// The ground of notes and of the list of contents.
    #[schemars(rename = "box", example = &"#f1f4f7")]
    #[serde(rename = "box")]
    pub ground: Option<Scalar>,
}

/// Letters.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenFonts {
    /// The family of the text.
    #[schemars(example = &"Source Serif 4")]
    pub text: Option<String>,
    /// The family of the title and the headings; that of the text if not said.
    #[schemars(example = &"Source Sans 3")]
    pub headings: Option<String>,
    /// The font files in this folder (TTF or OTF), each at most 8 MiB, which the PDF takes the letters from.
    pub files: Option<Vec<String>>,
}
