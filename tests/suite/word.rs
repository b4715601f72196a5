//! What a council gets for Word: the parts of the file hang together, and it says what the other formats say.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use lopdf::{Object, decode_text_string};
use resvg::usvg::roxmltree::{Document as Xml, Node};

use crate::rendered::{Cells, all as documents, blocks, bytes, headings, tables};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn parts(docx: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(part.name().unwrap().into_owned(), bytes);
    }
    parts
}

/// The words in a part of the text.
fn said(node: Node<'_, '_>) -> String {
    let words = node.descendants().filter_map(|node| match node.tag_name().name() {
        "t" => node.text().map(str::to_owned),
        "br" => Some(" ".to_owned()),
        _ => None,
    });
    words.collect()
}

fn all<'a, 'input>(node: Node<'a, 'input>, name: &'static str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.descendants().filter(move |node| node.has_tag_name((W, name)))
}

fn value<'a>(node: Node<'a, '_>, name: &'static str) -> Option<&'a str> {
    all(node, name).next()?.attribute((W, "val"))
}

/// The words of the paragraphs with one of these styles.
fn styled(text: &Xml<'_>, styles: &[&str]) -> Vec<String> {
    all(text.root(), "p").filter(|node| value(*node, "pStyle").is_some_and(|style| styles.contains(&style))).map(said).collect()
}

#[test]
fn every_part_is_well_formed_and_every_relation_leads_somewhere() {
    for (kind, lang, _) in documents() {
        let parts = parts(&bytes(kind, lang, "docx"));
        let xml = |name: &str| std::str::from_utf8(&parts[name]).unwrap();
        let types = Xml::parse(xml("[Content_Types].xml")).unwrap();
        let typed: BTreeSet<&str> = types.descendants().filter_map(|node| node.attribute("PartName")).collect();
        for name in parts.keys() {
            if name.ends_with(".png") {
                assert!(parts[name].starts_with(b"\x89PNG"), "{name}");
                continue;
            }
            Xml::parse(xml(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
            let is_frame = name.ends_with(".rels") || name == "[Content_Types].xml";
            assert!(is_frame || typed.contains(format!("/{name}").as_str()), "{name} has no type");
        }
        assert!(typed.iter().all(|name| parts.contains_key(name.trim_start_matches('/'))), "{typed:?}");
        for (name, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
            for relation in Xml::parse(xml(name)).unwrap().descendants().filter(|node| node.has_attribute("Target")) {
                let target = relation.attribute("Target").unwrap();
                let outside = relation.attribute("TargetMode") == Some("External");
                assert!(outside || parts.contains_key(&format!("{folder}{target}")), "{target}");
            }
        }
        let relations = xml("word/_rels/document.xml.rels");
        let text = Xml::parse(xml("word/document.xml")).unwrap();
        let used: BTreeSet<&str> =
            text.descendants().flat_map(|node| node.attributes().filter(|one| one.namespace() == Some(R)).map(|one| one.value())).collect();
        assert!(used.len() > 2 && used.iter().all(|id| relations.contains(&format!("Id=\"{id}\""))), "{used:?}");
        let marks = |name| all(text.root(), name).filter_map(|node| node.attribute((W, "name"))).collect::<BTreeSet<&str>>();
        let anchors = all(text.root(), "hyperlink").filter_map(|node| node.attribute((W, "anchor")));
        let places = marks("bookmarkStart");
        assert!(anchors.into_iter().all(|anchor| places.contains(anchor)), "{places:?}");
    }
}

#[test]
fn word_is_told_what_markdown_is_told() {
    for (kind, lang, tag) in documents() {
        let document = kind.document;
        let parts = parts(&bytes(kind, lang, "docx"));
        let blocks = blocks(kind, lang);
        // The first heading is the title.
        let headings: Vec<(u8, String)> = headings(&blocks).into_iter().skip(1).map(|(level, words)| (level - 1, words)).collect();
        let tables = tables(&blocks);
        let part = |name: &str| String::from_utf8(parts[name].clone()).unwrap();
        let text = part("word/document.xml");
        let text = Xml::parse(&text).unwrap();
        for level in 1..=4_u8 {
            let expected: Vec<&str> = headings.iter().filter(|(of, _)| *of == level).map(|(_, words)| words.as_str()).collect();
            assert_eq!(styled(&text, &[&format!("Heading{level}")]), expected, "{document}.{lang}");
        }
        let listed: Vec<&str> = headings.iter().filter(|(level, _)| *level <= 2).map(|(_, words)| words.as_str()).collect();
        // A list of contents says what the headings say, where there are headings enough for one.
        let contents = styled(&text, &["TOC1", "TOC2"]);
        assert!(contents == listed || (contents.is_empty() && headings.len() <= 5), "{document}.{lang}: {contents:?}");
        let cells = |row: Node<'_, '_>| all(row, "tc").map(said).collect::<Vec<_>>();
        let written: Vec<Cells> = all(text.root(), "tbl").map(|table| all(table, "tr").map(cells).collect()).collect();
        assert!(!written.is_empty(), "{document}.{lang}");
        assert_eq!(written, tables, "{document}.{lang}");
        for table in all(text.root(), "tbl") {
            assert_eq!(all(table, "tblHeader").count(), 1);
            assert!(all(all(table, "tr").next().unwrap(), "tblHeader").next().is_some(), "the first row heads the table");
            for key in ["tblCaption", "tblDescription"] {
                assert!(value(table, key).is_some_and(|words| !words.is_empty()), "{key}");
            }
        }
        let described: Vec<&str> =
            text.descendants().filter(|node| node.tag_name().name() == "docPr").filter_map(|node| node.attribute("descr")).collect();
        assert_eq!(described.len(), all(text.root(), "drawing").count());
        assert!(!matches!(document, "strategy" | "compliance-report") || !described.is_empty(), "{document}");
        assert!(described.iter().all(|alt| alt.len() > 20), "{described:?}");
        assert!(part("docProps/core.xml").contains(&format!("<dc:language>{tag}</dc:language>")));
        assert!(part("word/styles.xml").contains(&format!("<w:lang w:val=\"{tag}\"")));
    }
}

/// The headings in the outline of a PDF.
pub(crate) fn outline(pdf: &lopdf::Document) -> Vec<String> {
    fn walk(pdf: &lopdf::Document, first: Option<&Object>, found: &mut Vec<String>) {
        let mut next = first.and_then(|one| pdf.dereference(one).ok()?.1.as_dict().ok());
        while let Some(one) = next {
            found.push(decode_text_string(one.get(b"Title").unwrap()).unwrap());
            walk(pdf, one.get(b"First").ok(), found);
            next = one.get(b"Next").ok().and_then(|next| pdf.dereference(next).ok()?.1.as_dict().ok());
        }
    }
    let outlines = pdf.catalog().unwrap().get(b"Outlines").and_then(|at| pdf.dereference(at)).unwrap().1.as_dict().unwrap();
    let mut found = Vec::new();
    walk(pdf, outlines.get(b"First").ok(), &mut found);
    found
}
