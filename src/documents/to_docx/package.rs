//! The zip file and how its parts hang together.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::super::Document;
use super::super::to_html::escape_html;
use super::DocxError;
use super::body::Body;
use super::frame::{self, Refers};
use super::numbering::Numbering;
use super::picture::{LOGO_NUMBER, Picture};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What another part is to the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Styles,
    Numbering,
    Settings,
    Header,
    Footer,
    Picture,
    /// An address outside.
    Link,
}

impl Relation {
    fn name(self) -> &'static str {
        match self {
            Self::Styles => "styles",
            Self::Numbering => "numbering",
            Self::Settings => "settings",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Picture => "image",
            Self::Link => "hyperlink",
        }
    }
}

/// The parts beside the text, as they come up while it is written.
#[derive(Debug)]
pub(super) struct Package<'a> {
    document: &'a Document,
    relations: Vec<(Relation, String)>,
    pictures: Vec<Vec<u8>>,
    /// The lists of the document.
    pub(super) numbering: Numbering,
}

impl<'a> Package<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, relations: Vec::new(), pictures: Vec::new(), numbering: Numbering::default() }
    }

    /// Returns the name by which the text refers to a part or an address.
    pub(super) fn relate(&mut self, relation: Relation, target: &str) -> String {
        let known = self.relations.iter().position(|(kind, known)| *kind == relation && known == target);
        let at = known.unwrap_or_else(|| {
            self.relations.push((relation, target.to_owned()));
            self.relations.len() - 1
        });
        format!("rId{}", at + 1)
    }

    /// Adds a picture; returns its number from 1 and the name by which the text refers to it.
    pub(super) fn picture(&mut self, png: Vec<u8>) -> (usize, String) {
        self.pictures.push(png);
        let number = self.pictures.len();
        (number, self.relate(Relation::Picture, &format!("media/chart-{number}.png")))
    }

    /// Puts the text and all parts into a file. Every part has the same time, so that the same document gives the same bytes.
    pub(super) fn finish(mut self, body: &Body<'_>) -> Result<Vec<u8>, DocxError> {
        let document = self.document;
        let logo = Picture::of_logo(document)?;
        let refers = Refers {
            header: self.relate(Relation::Header, "header1.xml"),
            first_header: logo.as_ref().map(|_| self.relate(Relation::Header, "header2.xml")),
            first_footer: self.relate(Relation::Footer, "footer1.xml"),
            footer: self.relate(Relation::Footer, "footer2.xml"),
        };
        for (relation, target) in
            [(Relation::Styles, "styles.xml"), (Relation::Numbering, "numbering.xml"), (Relation::Settings, "settings.xml")]
        {
            self.relate(relation, target);
        }
        let footer = frame::footer(document);
        let mut parts: Vec<(String, Vec<u8>)> = [
            ("[Content_Types].xml", content_types(logo.is_some())),
            ("_rels/.rels", roots()),
            ("docProps/core.xml", frame::core(document)),
            ("docProps/app.xml", frame::app(document)),
            ("word/document.xml", body.to_xml(&frame::section(&refers))),
            ("word/_rels/document.xml.rels", self.relations()),
            ("word/styles.xml", frame::styles(document)),
            ("word/numbering.xml", self.numbering.to_xml()),
            ("word/settings.xml", frame::settings(document.lang)),
            ("word/header1.xml", frame::header(document)),
            ("word/footer1.xml", footer.clone()),
            ("word/footer2.xml", footer),
        ]
        .into_iter()
        .map(|(name, xml)| (name.to_owned(), if xml.starts_with("<?xml") { xml } else { format!("{DECLARATION}{xml}") }.into_bytes()))
        .collect();
        if let (Some(logo), Some(alt)) = (logo, document.house.logo.as_ref().map(|logo| logo.alt.as_str())) {
            // A head has relations of its own, and numbers its pictures apart from those of the text.
            let head = frame::first_header(&logo.write(LOGO_NUMBER, "rId1", alt));
            let relation = format!("<Relationship Id=\"rId1\" Type=\"{OFFICE}/image\" Target=\"media/logo.png\"/>\n</Relationships>\n");
            let texts = [("word/header2.xml", head), ("word/_rels/header2.xml.rels", relationships() + &relation)];
            parts.extend(texts.map(|(name, xml)| (name.to_owned(), format!("{DECLARATION}{xml}").into_bytes())));
            parts.push(("word/media/logo.png".to_owned(), logo.png));
        }
        parts.extend((1..).zip(self.pictures).map(|(number, png): (usize, _)| (format!("word/media/chart-{number}.png"), png)));
        zipped(&parts).map_err(DocxError::new)
    }

    fn relations(&self) -> String {
        let mut xml = relationships();
        for (number, (relation, target)) in (1..).zip(&self.relations) {
            let mode = if *relation == Relation::Link { " TargetMode=\"External\"" } else { "" };
            let target = escape_html(target);
            xml.push_str(&format!("<Relationship Id=\"rId{number}\" Type=\"{OFFICE}/{}\" Target=\"{target}\"{mode}/>\n", relation.name()));
        }
        xml + "</Relationships>\n"
    }
}

fn relationships() -> String {
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\n".to_owned()
}

/// What the file as a whole consists of.
fn roots() -> String {
    let core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    relationships()
        + &format!(
            "<Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\n\
             <Relationship Id=\"rId2\" Type=\"{core}\" Target=\"docProps/core.xml\"/>\n\
             <Relationship Id=\"rId3\" Type=\"{OFFICE}/extended-properties\" Target=\"docProps/app.xml\"/>\n</Relationships>\n"
        )
}

fn content_types(has_logo: bool) -> String {
    let mut xml = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n\
                   <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n\
                   <Default Extension=\"xml\" ContentType=\"application/xml\"/>\n<Default Extension=\"png\" ContentType=\"image/png\"/>\n"
        .to_owned();
    let word = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("header1", "header"),
        ("footer1", "footer"),
        ("footer2", "footer"),
    ];
    let word = word.map(|(name, kind)| (format!("/word/{name}.xml"), format!("{WORD}.{kind}+xml")));
    let properties = [
        ("core", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("app", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    ];
    let properties = properties.map(|(name, kind)| (format!("/docProps/{name}.xml"), kind.to_owned()));
    let logo = has_logo.then(|| ("/word/header2.xml".to_owned(), format!("{WORD}.header+xml")));
    for (name, kind) in word.into_iter().chain(logo).chain(properties) {
        xml.push_str(&format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>\n"));
    }
    xml + "</Types>\n"
}

fn zipped(parts: &[(String, Vec<u8>)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(DateTime::default());
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
