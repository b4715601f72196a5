//! What a council gets is accessible: asserted in the bytes of the PDF.

use lopdf::{Dictionary, Document, Object};

use crate::program::{folder, root, run};

fn pdf(document: &str, lang: &str) -> (Document, Vec<u8>) {
    let folder = folder();
    let strategy = root().join("strategy/norddjurs/2026-2029");
    let out = folder.path().join("a.pdf");
    let key = folder.path().join("a.key");
    let arguments = [
        "render",
        strategy.to_str().unwrap(),
        "--document",
        document,
        "--format",
        "pdf",
        "--lang",
        lang,
        "--out",
        out.to_str().unwrap(),
        "--key",
        key.to_str().unwrap(),
    ];
    let (status, _, said) = run(&root(), &arguments);
    assert_eq!(status, 0, "{said}");
    let bytes = std::fs::read(&out).unwrap();
    (Document::load_mem(&bytes).unwrap(), bytes)
}

/// The standard roles in the structure tree.
fn roles(pdf: &Document, object: &Object, found: &mut std::collections::BTreeSet<String>) {
    match object {
        Object::Reference(id) => roles(pdf, pdf.get_object(*id).unwrap(), found),
        Object::Array(items) => items.iter().for_each(|item| roles(pdf, item, found)),
        Object::Dictionary(dictionary) => {
            if let Ok(role) = dictionary.get(b"S").and_then(Object::as_name) {
                found.insert(String::from_utf8_lossy(role).into_owned());
            }
            if let Ok(kids) = dictionary.get(b"K") {
                roles(pdf, kids, found);
            }
        }
        _ => {}
    }
}

fn text(dictionary: &Dictionary, key: &[u8]) -> String {
    String::from_utf8_lossy(dictionary.get(key).unwrap().as_str().unwrap()).into_owned()
}

#[test]
fn every_document_claims_and_carries_what_accessibility_asks() {
    for (document, lang, tag) in [
        ("strategy", "da", "da-DK"),
        ("agenda-item", "da", "da-DK"),
        ("compliance-report", "da", "da-DK"),
        ("compliance-report", "nb", "nb-NO"),
        ("agenda-item", "nb", "nb-NO"),
        ("strategy", "en", "en-GB"),
        ("plan", "da", "da-DK"),
    ] {
        let (pdf, bytes) = pdf(document, lang);
        let catalog = pdf.catalog().unwrap();
        assert_eq!(text(catalog, b"Lang"), tag, "{document}");
        let preferences = catalog.get(b"ViewerPreferences").unwrap();
        let preferences = pdf.dereference(preferences).unwrap().1.as_dict().unwrap().clone();
        assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
        let marked = pdf.dereference(catalog.get(b"MarkInfo").unwrap()).unwrap().1.as_dict().unwrap().clone();
        assert!(marked.get(b"Marked").unwrap().as_bool().unwrap());
        let mut found = std::collections::BTreeSet::new();
        roles(&pdf, catalog.get(b"StructTreeRoot").unwrap(), &mut found);
        for role in ["H1", "Table", "TR", "TH", "TD", "P"] {
            assert!(found.contains(role), "{document}: {role} is not among {found:?}");
        }
        if matches!(document, "compliance-report" | "plan") {
            assert!(found.contains("Figure"), "{found:?}");
        }
        let metadata = pdf.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1.as_stream().unwrap().clone();
        let xmp = String::from_utf8_lossy(&metadata.decompressed_content().unwrap_or(metadata.content.clone())).into_owned();
        let title = if document == "plan" { "Udmøntningsplan for budget 2025-2028" } else { "Norddjurs Kommune 2026-2029" };
        for claim in ["pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<", title] {
            assert!(xmp.contains(claim), "{document}: {claim} is not in {xmp}");
        }
        assert!(bytes.starts_with(b"%PDF-1.7"), "{document}");
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
