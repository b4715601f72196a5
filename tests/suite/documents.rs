//! What a council gets is accessible: asserted in the bytes of the PDF.

use lopdf::{Dictionary, Document};
use rettesnor::prose::Lang;

use crate::program::{folder, root, run};
use crate::rendered::{all, blocks, bytes, headings, letters, pieces};
use crate::tagged_pdf::{Element, structure};
use crate::word::outline;

fn text(dictionary: &Dictionary, key: &[u8]) -> String {
    String::from_utf8_lossy(dictionary.get(key).unwrap().as_str().unwrap()).into_owned()
}

#[test]
fn every_document_claims_what_accessibility_asks() {
    for (kind, lang, tag) in all() {
        let (document, bytes) = (kind.document, bytes(kind, lang, "pdf"));
        let pdf = Document::load_mem(&bytes).unwrap();
        let catalog = pdf.catalog().unwrap();
        assert_eq!(text(catalog, b"Lang"), tag, "{document}");
        let preferences = catalog.get(b"ViewerPreferences").unwrap();
        let preferences = pdf.dereference(preferences).unwrap().1.as_dict().unwrap().clone();
        assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
        let marked = pdf.dereference(catalog.get(b"MarkInfo").unwrap()).unwrap().1.as_dict().unwrap().clone();
        assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
        let metadata = pdf.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1.as_stream().unwrap().clone();
        let xmp = String::from_utf8_lossy(&metadata.decompressed_content().unwrap_or(metadata.content.clone())).into_owned();
        let title = &headings(&blocks(kind, lang))[0].1;
        for claim in ["pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<", title] {
            assert!(xmp.contains(claim), "{document}: {claim} is not in {xmp}");
        }
        assert!(bytes.starts_with(b"%PDF-1.7"), "{document}");
    }
}

/// The elements with a role.
fn of(structure: &Element, is_wanted: impl Fn(&str) -> bool) -> Vec<&Element> {
    let mut found = Vec::new();
    structure.walk(&mut |element| {
        if is_wanted(&element.role) {
            found.push(element);
        }
    });
    found
}

#[test]
fn what_a_screen_reader_reads_stands_in_the_order_of_the_text() {
    for (kind, lang, _) in all() {
        let name = format!("{}.{lang}", kind.document);
        let pdf = Document::load_mem(&bytes(kind, lang, "pdf")).unwrap();
        let structure = structure(&pdf);
        for role in ["Table", "TR", "TH", "TD", "P"] {
            assert!(!of(&structure, |one| one == role).is_empty(), "{name}: there is no {role}");
        }
        for figure in of(&structure, |one| one == "Figure") {
            assert!(figure.alt.as_ref().is_some_and(|alt| alt.len() > 20), "{name}: {figure:?}");
        }
        for header in of(&structure, |one| one == "TH") {
            assert!(matches!(header.scope.as_deref(), Some("Column" | "Row")), "{name}: {header:?}");
        }
        let blocks = blocks(kind, lang);
        // The list of contents repeats the headings, and what marks an item of a list is no text.
        let contents = letters(&Lang::from_code(lang).unwrap().text("document-contents"));
        let said = headings(&blocks);
        let below: Vec<String> = said.iter().skip(1).map(|(_, words)| letters(words)).collect();
        let is_heading = |role: &str| matches!(role, "H1" | "H2" | "H3" | "H4" | "H5");
        let tagged = of(&structure, is_heading).into_iter().map(|one| letters(&one.words(&[])));
        let tagged: Vec<String> = tagged.filter(|words| *words != contents).collect();
        assert_eq!(tagged, below, "{name}");
        let outline: Vec<String> = outline(&pdf).iter().map(|words| letters(words)).filter(|words| *words != contents).collect();
        assert_eq!(outline, below, "{name}");

        // Markdown has the title first, then what stands under it, then the author; the PDF has the author above.
        let mut expected = pieces(&blocks);
        let author = expected.remove(2);
        expected.insert(0, author);
        let expected = letters(&expected.concat());
        let read = letters(&structure.words(&["TOC", "Lbl"]));
        let read = read.replacen(&contents, "", usize::from(!of(&structure, |one| one == "TOC").is_empty()));
        let same = read.chars().zip(expected.chars()).take_while(|(one, other)| one == other).count();
        let around = |text: &str| text.chars().skip(same.saturating_sub(60)).take(160).collect::<String>();
        assert!(read == expected, "{name} is read as\n{}\nand should be read as\n{}", around(&read), around(&expected));
    }
}

#[test]
fn no_line_ends_between_a_number_and_its_unit() {
    for (kind, lang, _) in all() {
        for piece in pieces(&blocks(kind, lang)) {
            // What lies between plain blanks may part.
            let words: Vec<&str> = piece.split(' ').collect();
            for pair in words.windows(2) {
                let is_unit = ["kr", "%", "mio", "mia", "mrd", "pct"].iter().any(|unit| pair[1].trim_end_matches(['.', ',']) == *unit);
                let counted = pair[0].ends_with(|letter: char| letter.is_ascii_digit()) || ["mio.", "mrd.", "mia."].contains(&pair[0]);
                assert!(!(is_unit && counted), "{}.{lang}: {piece}", kind.document);
            }
        }
    }
}

#[test]
fn a_council_paper_names_no_claim() {
    let folder = folder();
    let strategy = root().join("strategy/norddjurs/2026-2029");
    let key = folder.path().join("a.key");
    for form in ["md", "html"] {
        let (_, paper, _) = run(
            &root(),
            &["render", strategy.to_str().unwrap(), "--document", "compliance-report", "--format", form, "--key", key.to_str().unwrap()],
        );
        assert!(paper.len() > 2_000);
        assert!(!paper.contains("K000") && !paper.contains("S0"), "a claim or debtor is named");
    }
}

#[test]
fn the_paper_speaks_three_languages() {
    let strategy = root().join("strategy/examples/traffic-fines");
    let folder = folder();
    let key = folder.path().join("a.key");
    for lang in ["da", "nb", "en"] {
        let arguments =
            ["render", strategy.to_str().unwrap(), "--document", "compliance-report", "--lang", lang, "--key", key.to_str().unwrap()];
        let (status, paper, said) = run(&root(), &arguments);
        assert_eq!(status, 0, "{said}");
        insta::assert_snapshot!(format!("compliance_report_{lang}"), paper);
    }
}

/// Where nobody keeps a register, the heading of what is owed does not say that nothing was missed.
#[test]
fn without_a_register_nothing_is_said_of_duties() {
    let place = folder();
    let key = place.path().join("a.key");
    for (lang, said) in [("da", "**Der føres ikke register, så"), ("nb", "**Det føres ikke register, så")] {
        let arguments = ["render", "strategy/norddjurs/2022-2025", "--document", "compliance-report", "--as-of", "2024-11-01"];
        let (status, paper, told) = run(&root(), &[&arguments[..], &["--lang", lang, "--key", key.to_str().unwrap()]].concat());
        assert_eq!(status, 0, "{told}");
        assert!(paper.contains(said), "{paper}");
    }
}
