use std::fmt;

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::pdf_world::Files;
use super::{Document, pdf_data};
use crate::quantity::Day;

/// The typesetter refuses a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfError {
    /// What it says, a sentence per problem, with its hints.
    pub problems: Vec<String>,
}

impl fmt::Display for PdfError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document cannot be set as a PDF: {}", self.problems.join("; "))
    }
}

impl std::error::Error for PdfError {}

/// Writes a document as PDF that is accessible (PDF/UA-1) and fit for archives (PDF/A-2a) at once.
///
/// Letters that none of the fonts has become boxes; links to headings that are not in the document become their text.
///
/// # Errors
/// The typesetter refuses the document, for example because it has no title or its headings skip a level.
pub fn to_pdf(document: &Document) -> Result<Vec<u8>, PdfError> {
    let files = Files::new(pdf_data::files(document), &document.house).ok_or_else(|| PdfError::one("the template has no name"))?;
    let paged = typst::compile::<PagedDocument>(&files).output.map_err(PdfError::from_diagnostics)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a]).map_err(|error| PdfError::one(error.message()))?;
    let options = PdfOptions {
        ident: Smart::Custom(document.id.clone()),
        creator: Smart::Custom(Some(concat!("Rettesnor ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: midnight(document.date),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&paged, &options).map_err(PdfError::from_diagnostics)
}

impl PdfError {
    fn one(problem: &str) -> Self {
        Self { problems: vec![problem.to_owned()] }
    }

    fn from_diagnostics(diagnostics: impl IntoIterator<Item = SourceDiagnostic>) -> Self {
        let problems = diagnostics.into_iter().map(|diagnostic| {
            let hints = diagnostic.hints.iter().map(|hint| format!(" ({})", hint.v));
            std::iter::once(diagnostic.message.to_string()).chain(hints).collect()
        });
        Self { problems: problems.collect() }
    }
}

fn midnight(day: Day) -> Option<Timestamp> {
    let (month, number) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day_of_month()).ok()?);
    Datetime::from_ymd_hms(day.year(), month, number, 0, 0, 0).map(Timestamp::new_utc)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::{Block, Chart, Href, Inline, Table, from_markdown, sample};
    use crate::prose::Lang;
    use lopdf::{Dictionary, Object};
    use std::collections::{BTreeMap, BTreeSet};

    fn load(document: &Document) -> lopdf::Document {
        lopdf::Document::load_mem(&to_pdf(document).unwrap()).unwrap()
    }

    fn metadata(pdf: &lopdf::Document) -> String {
        let stream = pdf.catalog().unwrap().get(b"Metadata").and_then(|at| pdf.dereference(at)).unwrap().1.as_stream().unwrap();
        String::from_utf8(stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())).unwrap()
    }

    fn elements(pdf: &lopdf::Document) -> Vec<&Dictionary> {
        pdf.objects.values().filter_map(|object| object.as_dict().ok()).filter(|dict| dict.has(b"S") && dict.has(b"P")).collect()
    }

    fn text(pdf: &lopdf::Document) -> String {
        let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
        pdf.extract_text(&pages).unwrap()
    }

    #[test]
    fn it_says_that_it_is_accessible_and_fit_for_archives() {
        let pdf = load(&sample::document());
        let catalog = pdf.catalog().unwrap();
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"da-DK");
        assert!(catalog.get(b"MarkInfo").unwrap().as_dict().unwrap().get(b"Marked").unwrap().as_bool().unwrap());
        let preferences = pdf.dereference(catalog.get(b"ViewerPreferences").unwrap()).unwrap().1.as_dict().unwrap();
        assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
        assert!(catalog.has(b"StructTreeRoot") && catalog.has(b"OutputIntents") && catalog.has(b"Outlines"));
        let xmp = metadata(&pdf);
        for part in [
            "<pdfaid:part>2<",
            "<pdfaid:conformance>A<",
            "<pdfuaid:part>1<",
            "Strategi for opkrævning 2013–2016",
            "Norddjurs Kommune",
            "2013-06-18",
        ] {
            assert!(xmp.contains(part), "{part} in {xmp}");
        }
    }

    #[test]
    fn every_part_has_its_role() {
        let pdf = load(&sample::document());
        let roles: BTreeSet<&[u8]> = elements(&pdf).iter().filter_map(|element| element.get(b"S").and_then(Object::as_name).ok()).collect();
        for role in ["H1", "H2", "H3", "P", "L", "LI", "Table", "TR", "TH", "TD", "Caption", "Figure", "Link", "TOC"] {
            assert!(
                roles.contains(role.as_bytes()),
                "{role} in {:?}",
                roles.iter().map(|role| String::from_utf8_lossy(role)).collect::<Vec<_>>()
            );
        }
        let all = format!("{:?}", pdf.objects);
        assert!(all.contains("/Scope /Row") && all.contains("/Scope /Column"), "table headers know their cells");
        let figure =
            elements(&pdf).into_iter().find(|element| element.get(b"S").and_then(Object::as_name).ok() == Some(b"Figure")).unwrap();
        assert!(figure.has(b"Alt"));
    }

    #[test]
    fn every_kind_of_figure_is_drawn_with_its_alternative_text() {
        let pdf = load(&sample::pictures());
        let figures = elements(&pdf).into_iter().filter(|element| element.get(b"S").and_then(Object::as_name).ok() == Some(b"Figure"));
        let mut said: Vec<String> = figures.map(|figure| lopdf::decode_text_string(figure.get(b"Alt").unwrap()).unwrap()).collect();
        let mut expected: Vec<String> = sample::figures().iter().map(|figure| figure.alt().to_owned()).collect();
        said.sort();
        expected.sort();
        assert_eq!(said, expected);
    }

    #[test]
    fn the_same_document_gives_the_same_bytes() {
        let document = sample::document();
        assert!(to_pdf(&document).unwrap() == to_pdf(&document).unwrap());
    }

    #[test]
    fn pages_are_numbered_in_the_language() {
        for (lang, words) in [(Lang::Da, "Side 1 af "), (Lang::Nb, "Side 1 av "), (Lang::En, "Page 1 of ")] {
            let text = text(&load(&Document { lang, ..sample::document() }));
            assert!(text.contains(words), "{words} in {text}");
        }
    }

    #[test]
    fn what_is_hostile_is_shown_as_words() {
        let text = text(&load(&sample::hostile())).replace('\n', " ");
        for words in ["#panic()", "<script>", "$x$", "@ref", "{{ x }}"] {
            assert!(text.contains(words), "{words} in {text}");
        }
    }

    #[test]
    fn odd_trees_and_letters_are_set_all_the_same() {
        let words = |text: &str| vec![Inline::Text(text.into())];
        let heading = |id: &str, text: &str| Block::Heading { level: 1, id: id.into(), text: words(text) };
        let blocks = vec![
            heading("a", "To gange"),
            heading("a", "To gange"),
            heading("", " "),
            Block::Paragraph(vec![Inline::Link { to: Href::new("#findes-ikke").unwrap(), text: words("intet sted") }]),
            Block::Paragraph(words("smil \u{1f600} 漢字 \u{e000} \u{feff} \u{0}\u{7} e\u{301} \u{202e} שלום")),
            Block::Paragraph(Vec::new()),
            Block::List { ordered: true, items: vec![Vec::new()] },
            Block::Note(Vec::new()),
            Block::Figure(Chart { rows: Vec::new(), ..sample::chart() }.into()),
            Block::Table(Table { rows: vec![vec![], vec![words("1"), words("2"), words("3"), words("4")]], ..sample::chart().table() }),
        ];
        let pdf = load(&Document { blocks, subject: String::new(), subtitle: String::new(), author: String::new(), ..sample::document() });
        assert_eq!(pdf.get_pages().len(), 1);
    }

    #[test]
    fn the_deepest_text_that_markdown_gives_is_set() {
        for mark in ["> ", "- ", "1. ", "> - "] {
            let text = format!("{}***ord*** i dybet", mark.repeat(40));
            let blocks = from_markdown(&text, &BTreeMap::new()).unwrap();
            to_pdf(&Document { blocks, ..sample::document() }).unwrap();
        }
    }

    #[test]
    fn headings_that_skip_a_level_are_refused() {
        let heading = |level| Block::Heading { level, id: format!("h{level}"), text: vec![Inline::Text("x".into())] };
        let error = to_pdf(&Document { blocks: vec![heading(1), heading(4)], ..sample::document() }).unwrap_err();
        assert!(error.to_string().contains("heading level"), "{error}");
    }

    #[test]
    fn a_document_without_a_title_is_refused() {
        let error = to_pdf(&Document { title: String::new(), ..sample::document() }).unwrap_err();
        assert!(error.problems.iter().any(|problem| problem.contains("title")), "{error}");
    }
}
