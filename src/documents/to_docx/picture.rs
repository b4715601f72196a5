//! A chart as a picture in the text: the drawing of the other formats, in dots, so that every Word shows it in the letters it was drawn with.

use std::sync::{Arc, OnceLock};

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::super::pdf_world::printable;
use super::super::to_html::escape_html;
use super::super::{Document, Figure};
use super::DocxError;
use super::frame::{TEXT_HEIGHT, TEXT_WIDTH};
use crate::house::LogoKind;

/// Lengths of pictures are in these: 914 400 to an inch, 9 525 to a dot of the drawing, 635 to a twentieth of a point.
const PER_DOT: i64 = 9_525;
const PER_TWENTIETH: i64 = 635;

/// Dots of the picture to a dot of the drawing, which makes 288 to an inch on paper.
const SHARPNESS: u16 = 3;

/// Room for the title above a picture that fills the page, in twentieths of a point.
const TITLE: i64 = 1_500;

/// The box that a logo is fitted into, 60 by 12 mm, and the length of a dot at 288 to an inch.
const LOGO: (u32, u32) = (2_160_000, 432_000);
const LOGO_DOT: u32 = 3_175;

/// The number of the logo among the pictures, above that of every chart.
pub(super) const LOGO_NUMBER: usize = 1_000_000;

/// A drawn chart.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) png: Vec<u8>,
    width: i64,
    height: i64,
}

impl Picture {
    /// Draws a figure; `None` where it has nothing to show, or so much that nobody could read it on one page.
    pub(super) fn of(figure: &Figure) -> Result<Option<Self>, DocxError> {
        let Some(svg) = figure.to_svg("chart") else { return Ok(None) };
        let options = Options { fontdb: fonts(), font_family: "Libertinus Serif".to_owned(), ..Options::default() };
        let tree = Tree::from_str(&printable(&svg), &options).map_err(DocxError::new)?;
        let size = tree.size().to_int_size();
        let [width, height] = [size.width(), size.height()].map(|dots| i64::from(dots) * PER_DOT);
        let Some((width, height)) = fitted(width, height) else { return Ok(None) };
        let dots = size.width().checked_mul(SHARPNESS.into()).zip(size.height().checked_mul(SHARPNESS.into()));
        let pixmap = dots.and_then(|(width, height)| Pixmap::new(width, height));
        let mut pixmap = pixmap.ok_or_else(|| DocxError::new("a figure is too large to be drawn"))?;
        // Word may show the page dark; the letters are black.
        pixmap.fill(Color::WHITE);
        let scale = f32::from(SHARPNESS);
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
        Ok(Some(Self { png: pixmap.encode_png().map_err(DocxError::new)?, width, height }))
    }

    /// Draws the logo of the document's house; `None` where it has none.
    pub(super) fn of_logo(document: &Document) -> Result<Option<Self>, DocxError> {
        let Some(logo) = &document.house.logo else { return Ok(None) };
        let (width, height) = logo.fitted(LOGO.0, LOGO.1);
        let png = match logo.kind {
            LogoKind::Png => logo.bytes.clone(),
            LogoKind::Svg => {
                let options = Options { fontdb: fonts(), font_family: "Libertinus Serif".to_owned(), ..Options::default() };
                let tree = Tree::from_data(&logo.bytes, &options).map_err(DocxError::new)?;
                // As sharp as a chart, or sharper: whole steps, and never smaller than it was drawn.
                let wanted = width.div_ceil(LOGO_DOT).div_ceil(logo.width);
                let steps = u16::try_from(wanted.max(1)).map_err(DocxError::new)?;
                let dots = |side: u32| side.saturating_mul(u32::from(steps));
                let pixmap = Pixmap::new(dots(logo.width), dots(logo.height));
                let mut pixmap = pixmap.ok_or_else(|| DocxError::new("the logo is too large to be drawn"))?;
                let scale = f32::from(steps);
                resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
                pixmap.encode_png().map_err(DocxError::new)?
            }
        };
        Ok(Some(Self { png, width: width.into(), height: height.into() }))
    }

    /// Writes the run that shows the picture, with its words for those who do not see it.
    pub(super) fn write(&self, number: usize, relation: &str, alt: &str) -> String {
        let Self { width, height, .. } = self;
        let (main, name) = (
            "http://schemas.openxmlformats.org/drawingml/2006",
            if number == LOGO_NUMBER { "logo".to_owned() } else { format!("chart-{number}") },
        );
        let alt = escape_html(alt);
        format!(
            "<w:r><w:drawing><wp:inline xmlns:wp=\"{main}/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:docPr id=\"{number}\" name=\"{name}\" descr=\"{alt}\"/>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"{main}/main\" noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
             <a:graphic xmlns:a=\"{main}/main\"><a:graphicData uri=\"{main}/picture\"><pic:pic xmlns:pic=\"{main}/picture\">\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{name}.png\" descr=\"{alt}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )
    }
}

/// Makes a picture no larger than the text of a page; `None` where that would take it below half its size.
fn fitted(width: i64, height: i64) -> Option<(i64, i64)> {
    let (widest, highest) = (TEXT_WIDTH * PER_TWENTIETH, (TEXT_HEIGHT - TITLE) * PER_TWENTIETH);
    let (mut fit_width, mut fit_height) = (width, height);
    if fit_width > widest {
        (fit_width, fit_height) = (widest, fit_height * widest / fit_width);
    }
    if fit_height > highest {
        (fit_width, fit_height) = (fit_width * highest / fit_height, highest);
    }
    (fit_width * 2 >= width).then_some((fit_width, fit_height))
}

/// The fonts that are compiled in, which are those of the PDF.
fn fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    Arc::clone(FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        typst_assets::fonts().for_each(|font| _ = fonts.load_font_source(fontdb::Source::Binary(Arc::new(font))));
        fonts.set_serif_family("Libertinus Serif");
        Arc::new(fonts)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_keep_their_form_and_stay_on_the_page() {
        assert_eq!(fitted(3_000_000, 2_000_000), Some((3_000_000, 2_000_000)));
        let (width, height) = fitted(8_000_000, 4_000_000).unwrap();
        assert!(width <= 5_760_720 && (width / 2 - height).abs() <= 1);
        assert!(fitted(3_000_000, 15_000_000).is_some());
        assert_eq!(fitted(3_000_000, 16_000_000), None);
    }
}
