//! What LibreOffice makes of the Word documents: it opens them as they are and says the same, in the same order.

use std::process::Command;

use lopdf::Object;

use crate::program::{folder, write};
use crate::rendered::{all, assert_in_order, blocks, bytes, has, headings, pages, tables};
use crate::word::outline;

#[test]
fn libreoffice_reads_every_document_as_it_is() {
    if !has("soffice", "LibreOffice") || !has("pdftotext", "Poppler") {
        return;
    }
    let folder = folder();
    let name = |document: &str, lang: &str| format!("{document}.{lang}");
    let mut documents = Vec::new();
    for (kind, lang, _) in all() {
        let file = format!("{}.docx", name(kind.document, lang));
        write(folder.path(), &file, bytes(kind, lang, "docx"));
        documents.push(folder.path().join(file));
    }
    // A profile of its own, so that a window that somebody has open does not take the job.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let tagged = "pdf:writer_pdf_Export:{\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"}}";
    let arguments = [profile.as_str(), "--headless", "--convert-to", tagged, "--outdir", folder.path().to_str().unwrap()];
    let output = Command::new("soffice").args(arguments).args(&documents).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && !said.contains("Error") && !said.contains("repair"), "{said}");
    for (kind, lang, tag) in all() {
        let of = name(kind.document, lang);
        let path = folder.path().join(format!("{of}.pdf"));
        let pdf = lopdf::Document::load(&path).unwrap_or_else(|error| panic!("{of}: {error}; {said}"));
        let blocks = blocks(kind, lang);
        let headings = headings(&blocks);
        let below: Vec<&str> = headings.iter().skip(1).map(|(_, words)| words.as_str()).collect();
        assert_eq!(outline(&pdf), below, "{of}");
        assert_eq!(pdf.catalog().unwrap().get(b"Lang").unwrap().as_str().unwrap(), tag.as_bytes());
        let tables = tables(&blocks);
        let roles = |role: &[u8]| {
            let elements = pdf.objects.values().filter_map(|object| object.as_dict().ok());
            elements
                .filter(|element| element.has(b"P") && element.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == role))
                .count()
        };
        assert_eq!(roles(b"Table"), tables.len(), "{of}");
        assert_eq!(roles(b"TH"), tables.iter().map(|table| table[0].len()).sum::<usize>(), "{of}");
        let pages = pages(&path);
        assert!(pages.iter().all(|page| page.split_whitespace().count() > 12), "{of}: a page says next to nothing");
        let text = pages.concat();
        assert_in_order(&text, below.iter().copied(), &of);
        assert_in_order(&text, tables.iter().flatten().flatten().map(String::as_str), &of);
    }
}
