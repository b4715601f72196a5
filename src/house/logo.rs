use std::fmt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use resvg::tiny_skia::Pixmap;
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::files;
use super::written::WrittenLogo;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::yaml::At;

/// A logo goes into every page of HTML, so it is small.
const MOST_BYTES: u64 = 256 * 1_024;

/// Dots a side; a picture of more is for posters.
const MOST_DOTS: u32 = 4_000;

/// What a picture is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoKind {
    /// Lines and areas.
    Svg,
    /// Dots.
    Png,
}

impl LogoKind {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// A logo that can be drawn.
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    /// Its name in the folder.
    pub name: String,
    /// What it is written in.
    pub kind: LogoKind,
    /// The file.
    pub bytes: Vec<u8>,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// Its width in dots, at least 1.
    pub width: u32,
    /// Its height in dots, at least 1.
    pub height: u32,
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Logo").field("alt", &self.alt).field("bytes", &self.bytes.len()).finish_non_exhaustive()
    }
}

impl Logo {
    /// Its size in a box without changing its form: width and height in the unit of the box, each at least 1.
    pub fn fitted(&self, widest: u32, highest: u32) -> (u32, u32) {
        let (width, height) = (u64::from(self.width), u64::from(self.height));
        let at_full_height = width * u64::from(highest) / height.max(1);
        let (fit_width, fit_height) = if at_full_height <= u64::from(widest) {
            (at_full_height, u64::from(highest))
        } else {
            (u64::from(widest), height * u64::from(widest) / width.max(1))
        };
        let bounded = |length: u64, most: u32| u32::try_from(length).unwrap_or(most).clamp(1, most.max(1));
        (bounded(fit_width, widest), bounded(fit_height, highest))
    }
}

/// Reads a logo; what cannot be drawn is reported.
pub(super) fn read(written: &WrittenLogo, at: &At<'_>, folder: &Path, diagnostics: &mut Diagnostics) -> Option<Logo> {
    let name = written.file.as_ref()?;
    let place = at.key("file");
    let bytes = files::bytes(name, &place, folder, &["svg", "png"], MOST_BYTES, diagnostics)?;
    let kind = if name.to_lowercase().ends_with("svg") { LogoKind::Svg } else { LogoKind::Png };
    let size = match kind {
        LogoKind::Svg => svg_size(&bytes),
        LogoKind::Png => png_size(&bytes),
    };
    let (width, height) = match size {
        Ok(size) => size,
        Err((reason, help)) => {
            diagnostics.push(Diagnostic::error(Code::HouseFile, place.span(), format!("`{name}` {reason}")).help(help));
            return None;
        }
    };
    let alt = written.alt.as_deref().map(str::trim).unwrap_or_default();
    if alt.is_empty() {
        // A key that is not there has been reported.
        if written.alt.is_some() {
            let diagnostic = Diagnostic::error(Code::EmptyValue, at.key("alt").span(), "the logo has no words for those who do not see it");
            diagnostics.push(diagnostic.help("write what it shows, for example the authority's name"));
        }
        return None;
    }
    Some(Logo { name: name.clone(), kind, bytes, alt: alt.to_owned(), width, height })
}

type Size = Result<(u32, u32), (&'static str, &'static str)>;

fn svg_size(bytes: &[u8]) -> Size {
    let asks = AtomicBool::new(false);
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| {
                asks.store(true, Ordering::Relaxed);
                None
            }),
        },
        ..Options::default()
    };
    let tree =
        Tree::from_data(bytes, &options).map_err(|_| ("is no SVG picture", "open it in a drawing program and save it as plain SVG"))?;
    if asks.load(Ordering::Relaxed) {
        return Err(("asks for a picture outside itself", "save it with its pictures embedded"));
    }
    let size = tree.size().to_int_size();
    if size.width() > MOST_DOTS || size.height() > MOST_DOTS {
        return Err(("has more than 4000 dots a side", "save it smaller"));
    }
    Ok((size.width(), size.height()))
}

fn png_size(bytes: &[u8]) -> Size {
    let no_picture = ("is no PNG picture", "open it in a picture program and save it as PNG");
    // The head tells the size, so that a small file that unpacks to a huge picture is never unpacked.
    let side = |at: usize| Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let (width, height) = side(16).zip(side(20)).filter(|_| bytes.starts_with(b"\x89PNG\r\n\x1a\n")).ok_or(no_picture)?;
    if width > MOST_DOTS || height > MOST_DOTS {
        return Err(("has more than 4000 dots a side", "save it smaller"));
    }
    Pixmap::decode_png(bytes).map_err(|_| no_picture)?;
    Ok((width, height))
}
