use std::collections::BTreeMap;
use std::io::Read;

use resvg::usvg::roxmltree::{self, Node};

use super::*;
use crate::documents::{Block, Chart, Href, Inline, Table, from_markdown, sample};
use crate::prose::Lang;

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn parts(document: &Document) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(to_docx(document).unwrap())).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(part.name().unwrap().into_owned(), bytes);
    }
    parts
}

fn part(document: &Document, name: &str) -> String {
    String::from_utf8(parts(document)[name].clone()).unwrap()
}

fn text(document: &Document) -> String {
    part(document, "word/document.xml")
}

/// The words of a part of the text; where a run ends does not matter.
fn said(node: Node<'_, '_>) -> String {
    node.descendants().filter(|node| node.has_tag_name((W, "t"))).filter_map(|node| node.text()).collect()
}

/// The paragraphs of the text: style and words.
fn paragraphs(xml: &str) -> Vec<(String, String)> {
    let tree = roxmltree::Document::parse(xml).unwrap();
    let paragraphs = tree.descendants().filter(|node| node.has_tag_name((W, "p")));
    let style = |node: Node<'_, '_>| {
        let style = node.descendants().find(|node| node.has_tag_name((W, "pStyle")));
        style.and_then(|style| style.attribute((W, "val"))).unwrap().to_owned()
    };
    paragraphs.map(|node| (style(node), said(node))).collect()
}

fn of_blocks(blocks: Vec<Block>) -> Document {
    Document { blocks, ..sample::document() }
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.into())]
}

#[test]
fn every_part_is_well_formed_and_the_bytes_are_always_the_same() {
    for document in [sample::document(), sample::hostile()] {
        for (name, bytes) in parts(&document) {
            if !name.ends_with(".png") {
                roxmltree::Document::parse(std::str::from_utf8(&bytes).unwrap()).unwrap_or_else(|error| panic!("{name}: {error}"));
            }
        }
        assert!(to_docx(&document).unwrap() == to_docx(&document).unwrap());
    }
}

#[test]
fn the_file_says_what_it_is_and_in_which_language() {
    let document = sample::document();
    let core = part(&document, "docProps/core.xml");
    for said in [
        "<dc:title>Strategi for opkrævning 2013–2016</dc:title>",
        "<dc:creator>Norddjurs Kommune</dc:creator>",
        "<dc:subject>Hvordan kommunen",
        "<dc:language>da-DK</dc:language>",
        ">2013-06-18T00:00:00Z</dcterms:created>",
    ] {
        assert!(core.contains(said), "{said} in {core}");
    }
    for (lang, tag) in [(Lang::Da, "da-DK"), (Lang::Nb, "nb-NO"), (Lang::En, "en-GB")] {
        let styles = part(&Document { lang, ..document.clone() }, "word/styles.xml");
        assert!(styles.contains(&format!("<w:lang w:val=\"{tag}\"")) && !styles.contains('{'), "{tag}");
    }
}

#[test]
fn every_style_that_is_used_is_there_under_the_name_that_word_knows() {
    let styles = part(&sample::document(), "word/styles.xml");
    for (style, _) in paragraphs(&text(&sample::document())) {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style}");
    }
    for (id, name) in [
        ("Heading1", "heading 1"),
        ("Heading4", "heading 4"),
        ("Title", "Title"),
        ("TOC1", "toc 1"),
        ("Caption", "caption"),
        ("Hyperlink", "Hyperlink"),
    ] {
        assert!(styles.contains(&format!("w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>")), "{name}");
    }
}

#[test]
fn the_contents_are_the_headings() {
    let xml = text(&sample::document());
    let listed = |styles: [&str; 2]| {
        let paragraphs = paragraphs(&xml).into_iter().filter(|(style, _)| styles.contains(&style.as_str()));
        paragraphs.map(|(_, words)| words).collect::<Vec<_>>()
    };
    assert_eq!(listed(["TOC1", "TOC2"]), listed(["Heading1", "Heading2"]));
    assert_eq!(listed(["TOC1", "TOC2"]).len(), 7);
    // A chart opens no section here, so the list stands before everything.
    assert!(xml.find("TOCHeading").unwrap() < xml.find("Heading1").unwrap());
    assert!(!text(&of_blocks(vec![Block::Paragraph(words("kort"))])).contains("TOC"));
    let settings = part(&sample::document(), "word/settings.xml");
    assert!(!settings.contains("updateFields") && !xml.contains("w:dirty"), "nobody is asked a question at opening");
}

#[test]
fn links_lead_to_headings_and_out_and_else_are_words() {
    let link = |to: &str| Inline::Link { to: Href::new(to).unwrap(), text: words("vej") };
    let heading = Block::Heading { level: 1, id: "frister".into(), text: words("Frister") };
    let lines = [link("#frister"), link("#findes-ikke"), link("https://example.dk/?a&b"), link("https://example.dk/?a&b")];
    let document = of_blocks(vec![Block::Paragraph(lines.to_vec()), heading]);
    let xml = text(&document);
    assert!(xml.contains("<w:hyperlink w:anchor=\"heading_1\"") && xml.contains("w:name=\"heading_1\""));
    assert_eq!(xml.matches("<w:hyperlink ").count(), 3);
    let relations = part(&document, "word/_rels/document.xml.rels");
    assert_eq!(relations.matches("Target=\"https://example.dk/?a&amp;b\" TargetMode=\"External\"").count(), 1);
}

#[test]
fn tables_repeat_their_first_row_and_are_named() {
    let xml = text(&sample::document());
    let tree = roxmltree::Document::parse(&xml).unwrap();
    let tables: Vec<_> = tree.descendants().filter(|node| node.has_tag_name((W, "tbl"))).collect();
    assert_eq!(tables.len(), 3, "two tables, and the numbers of a chart");
    for table in tables {
        let rows: Vec<_> = table.children().filter(|node| node.has_tag_name((W, "tr"))).collect();
        let has = |row: &Node<'_, '_>, name| row.descendants().any(|node| node.has_tag_name((W, name)));
        assert!(has(&rows[0], "tblHeader") && !rows.iter().skip(1).any(|row| has(row, "tblHeader")));
        assert!(rows.iter().all(|row| has(row, "cantSplit")));
        let columns = table.descendants().filter(|node| node.has_tag_name((W, "gridCol"))).count();
        assert!(rows.iter().all(|row| row.children().filter(|node| node.has_tag_name((W, "tc"))).count() == columns));
    }
    assert!(xml.contains("<w:tblCaption w:val=\"Restancer ved årets udgang, mio. kr.\"/>"));
    assert!(xml.contains("<w:tblDescription w:val=\"Kolonner: År, Restance, Afskrevet, Andel. Rækker: 3.\"/>"));
    assert!(xml.contains("<w:jc w:val=\"right\"/></w:pPr><w:r><w:t xml:space=\"preserve\">35,10"));
}

#[test]
fn a_chart_is_a_picture_with_its_words_and_its_numbers() {
    let parts = parts(&sample::document());
    assert!(parts["word/media/chart-1.png"].starts_with(b"\x89PNG"));
    let xml = text(&sample::document());
    assert!(xml.contains(&format!("descr=\"{}\"", sample::chart().alt)));
    let titles: Vec<_> = paragraphs(&xml).into_iter().filter(|(style, _)| style == "Caption").map(|(_, words)| words).collect();
    assert!(titles.contains(&sample::chart().title), "{titles:?}");
    let many = Chart { rows: vec![sample::chart().rows[0].clone(); 200], ..sample::chart() };
    let xml = text(&of_blocks(vec![Block::Figure(many.into())]));
    assert!(!xml.contains("<w:drawing>") && xml.contains(&sample::chart().alt), "too many bars for a page are a table");
    let xml = text(&of_blocks(vec![Block::Figure(Chart { rows: Vec::new(), ..sample::chart() }.into())]));
    assert!(xml.contains("Der er ingen restancer.") && !xml.contains("<w:tbl>"));
}

#[test]
fn every_kind_of_figure_is_a_picture_with_its_words_and_its_table() {
    let (parts, xml) = (parts(&sample::pictures()), text(&sample::pictures()));
    let figures = sample::figures();
    assert_eq!(xml.matches("<w:drawing>").count(), figures.len());
    assert_eq!(xml.matches("<w:tbl>").count(), figures.len());
    for (figure, number) in figures.iter().zip(1..) {
        assert!(xml.contains(&format!("descr=\"{}\"", figure.alt())), "{}", figure.alt());
        assert!(parts[&format!("word/media/chart-{number}.png")].len() > 2_000, "{number}");
    }
}

#[test]
fn every_ordered_list_counts_from_one() {
    let document = of_blocks(from_markdown("1. a\n   1. b\n\nx\n\n1. c\n\n- d\n", &BTreeMap::new()).unwrap());
    let xml = text(&document);
    for item in [
        "<w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/>",
        "<w:ilvl w:val=\"1\"/><w:numId w:val=\"3\"/>",
        "<w:numId w:val=\"4\"/>",
        "<w:numId w:val=\"1\"/>",
    ] {
        assert!(xml.contains(item), "{item}");
    }
    assert_eq!(part(&document, "word/numbering.xml").matches("<w:startOverride w:val=\"1\"/>").count(), 3);
}

#[test]
fn pages_are_numbered_in_the_language() {
    for (lang, said) in [(Lang::Da, "Side 1 af 1"), (Lang::Nb, "Side 1 av 1"), (Lang::En, "Page 1 of 1")] {
        let document = Document { lang, ..sample::document() };
        for name in ["word/footer1.xml", "word/footer2.xml"] {
            let xml = part(&document, name);
            assert_eq!(paragraphs(&xml), [("Footer".to_owned(), said.to_owned())]);
            assert!(xml.contains("w:instr=\" PAGE \"") && xml.contains("w:instr=\" NUMPAGES \""));
        }
    }
}

#[test]
fn what_is_hostile_is_shown_as_words() {
    let xml = text(&sample::hostile());
    assert!(paragraphs(&xml).iter().filter(|(_, words)| words.contains("#panic() * | $x$ @ref \\n \\ <script>")).count() > 6);
    assert!(!xml.contains("<script"));
}

#[test]
fn odd_trees_and_letters_are_written_all_the_same() {
    let heading = |id: &str, text: &str| Block::Heading { level: 9, id: id.into(), text: words(text) };
    let blocks = vec![
        heading("a", "To gange"),
        heading("a", "To gange"),
        heading("", " "),
        Block::Paragraph(words("smil \u{1f600} \u{e000} \u{feff} \u{fffe}\u{ffff} \u{0}\u{7} e\u{301} \u{202e} שלום")),
        Block::Paragraph(Vec::new()),
        Block::List { ordered: true, items: vec![Vec::new(), vec![Block::Table(sample::chart().table())]] },
        Block::Note(Vec::new()),
        Block::Table(Table { rows: vec![vec![], vec![words("1"), words("2"), words("3"), words("4")]], ..sample::chart().table() }),
        Block::Table(Table { columns: Vec::new(), rows: Vec::new(), caption: None, row_headers: true }),
    ];
    let nothing = String::new();
    let document =
        Document { title: nothing.clone(), subtitle: nothing.clone(), author: nothing.clone(), subject: nothing, ..of_blocks(blocks) };
    let written = paragraphs(&text(&document));
    assert_eq!(written.iter().filter(|(style, _)| style == "Heading4").count(), 2);
    let deep = format!("{}***ord*** i dybet", "> - ".repeat(40));
    assert!(text(&of_blocks(from_markdown(&deep, &BTreeMap::new()).unwrap())).contains("i dybet"));
}
