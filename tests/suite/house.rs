//! The house style: what it changes in each format, what it cannot change, and templates that an officer edits.

use std::path::Path;

use crate::program::{files, folder, root, run, write};

/// The blocks of the book's page that are marked in a way.
fn of_page(mark: &str) -> String {
    let page = std::fs::read_to_string(root().join("book/src/reference/house.md")).unwrap();
    let (_, rest) = page.split_once(&format!("```{mark}\n")).unwrap();
    rest.split_once("```").unwrap().0.to_owned()
}

/// A strategy to start from, with the house of the book's page.
pub(crate) fn dressed() -> tempfile::TempDir {
    let folder = folder();
    assert_eq!(run(folder.path(), &["new", "sandby/2026-2029"]).0, 0);
    write(folder.path(), "sandby/house/house.yaml", of_page("yaml house"));
    write(folder.path(), "sandby/house/logo.svg", of_page("svg"));
    folder
}

pub(crate) fn render(folder: &Path, format: &str) -> Vec<u8> {
    let out = format!("made.{format}");
    let (status, _, said) = run(folder, &["render", "sandby/2026-2029", "--format", format, "--out", &out]);
    assert_eq!(status, 0, "{said}");
    std::fs::read(folder.join(out)).unwrap()
}

#[test]
fn the_house_of_the_book_is_worn_in_every_format() {
    let folder = dressed();
    let (status, said, wrong) = run(folder.path(), &["validate", "sandby"]);
    assert_eq!(status, 0, "{said}{wrong}");
    // Georgia is on many machines and in no file of the house: the PDF says so.
    assert!(wrong.contains("warning[house-font]") && !wrong.contains("error["), "{wrong}");
    let html = String::from_utf8(render(folder.path(), "html")).unwrap();
    for part in [
        "img-src data:;",
        "<img class=\"logo\" src=\"data:image/svg+xml;base64,",
        "alt=\"Sandby Kommune\"",
        "--link: #0b5d3b;",
        "font-family: \"Georgia\", ",
        "<footer>\n<p>Torvet 1, 9999 Sandby, sandby.example</p>\n</footer>",
        "content=\"SANDBY/",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let pdf = lopdf::Document::load_mem(&render(folder.path(), "pdf")).unwrap();
    let all = format!("{:?}", pdf.objects);
    assert!(all.contains("/Alt") && all.contains("Sandby Kommune"), "the logo has its words");
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    assert!(pdf.extract_text(&pages).unwrap().contains("Torvet 1, 9999 Sandby"));
    let mut docx = zip::ZipArchive::new(std::io::Cursor::new(render(folder.path(), "docx"))).unwrap();
    let mut part = |name: &str| std::io::read_to_string(docx.by_name(name).unwrap()).unwrap();
    let styles = part("word/styles.xml");
    assert!(styles.contains("0B5D3B") && styles.contains("Georgia") && styles.contains("Verdana") && !styles.contains('{'), "{styles}");
    assert!(part("word/header2.xml").contains("descr=\"Sandby Kommune\""));
    assert!(part("word/_rels/header2.xml.rels").contains("media/logo.png"));
    assert!(part("word/document.xml").contains("w:headerReference w:type=\"first\""));
    assert!(part("word/footer1.xml").contains("Torvet 1, 9999 Sandby"));
    assert!(part("docProps/core.xml").contains("<dc:identifier>SANDBY/"));
}

#[test]
fn the_same_house_gives_the_same_bytes() {
    let (one, two) = (dressed(), dressed());
    for format in ["md", "html", "pdf", "docx"] {
        assert!(render(one.path(), format) == render(two.path(), format), "{format}");
    }
}

#[test]
fn without_a_house_a_page_may_show_no_picture() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["new", "sandby/2026-2029"]).0, 0);
    let html = String::from_utf8(render(folder.path(), "html")).unwrap();
    assert!(!html.contains("img-src") && !html.contains("<img") && !html.contains("<footer"));
}

#[test]
fn a_house_with_letters_of_its_own_sets_the_pdf_in_them() {
    let folder = dressed();
    let font = typst_assets::fonts().find(|font| {
        let font = typst::text::Font::iter(typst::foundations::Bytes::new(*font)).next().unwrap();
        font.info().family == "DejaVu Sans Mono"
    });
    write(folder.path(), "sandby/house/mono.ttf", font.unwrap());
    write(folder.path(), "sandby/house/house.yaml", "rettesnor: 1\nfonts: {text: DejaVu Sans Mono, files: [mono.ttf]}\n");
    let pdf = lopdf::Document::load_mem(&render(folder.path(), "pdf")).unwrap();
    let names = format!("{:?}", pdf.objects);
    assert!(names.contains("DejaVuSansMono"), "the letters of the house are in it");
}

#[test]
fn a_house_that_cannot_be_read_stops_the_documents_and_not_the_check() {
    let folder = dressed();
    write(folder.path(), "sandby/house/house.yaml", "rettesnor: 1\ncolours: {ink: \"#999999\"}\nlogo: {file: lgo.svg, alt: Sandby}\n");
    let (status, _, said) = run(folder.path(), &["validate", "sandby", "--format", "plain"]);
    assert_eq!(status, 3);
    assert!(said.contains("sandby/house/house.yaml:2:16: error[contrast]") && said.contains("write `logo.svg`"), "{said}");
    assert_eq!(run(folder.path(), &["render", "sandby/2026-2029"]).0, 3);
    let (status, _, said) = run(folder.path(), &["build", "sandby"]);
    assert_eq!(status, 3, "{said}");
    assert!(files(&folder.path().join("out")).is_empty());
    let (status, _, said) = run(folder.path(), &["generate", "sandby/2026-2029", "--out", "cases"]);
    assert_eq!(status, 0, "{said}");
    let (status, _, said) = run(folder.path(), &["check", "sandby/2026-2029", "--cases", "cases"]);
    assert!(matches!(status, 0 | 2), "{said}");
}

#[test]
fn what_house_writes_changes_nothing_until_it_is_changed() {
    for lang in ["da", "nb", "en"] {
        let folder = folder();
        assert_eq!(run(folder.path(), &["new", "s/2026-2029", "--lang", lang]).0, 0);
        assert_eq!(run(folder.path(), &["generate", "s/2026-2029", "--out", "s/cases", "--claims", "60"]).0, 0);
        let papers = || {
            ["strategy", "compliance-report"].map(|document| {
                let (status, paper, said) = run(folder.path(), &["render", "s/2026-2029", "--document", document]);
                assert_eq!(status, 0, "{said}");
                paper
            })
        };
        let before = papers();
        let (status, said, wrong) = run(folder.path(), &["house", "s/house", "--lang", lang]);
        assert_eq!((status, wrong.as_str()), (0, ""), "{said}");
        assert_eq!(papers(), before, "{lang}");
        let (status, said, wrong) = run(folder.path(), &["validate", "s"]);
        assert_eq!((status, wrong.as_str()), (0, ""), "{said}");
        // Nothing is overwritten, and nothing is written beside what is there.
        std::fs::remove_file(folder.path().join("s/house/house.yaml")).unwrap();
        let (status, _, wrong) = run(folder.path(), &["house", "s/house", "--lang", lang]);
        assert_eq!(status, 1, "{wrong}");
        assert!(!folder.path().join("s/house/house.yaml").exists());
    }
}

#[test]
fn mistakes_in_a_template_are_told_at_their_line() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["new", "s/2026-2029", "--lang", "en"]).0, 0);
    let mut told = String::new();
    for template in [
        "# {{ about.titel | md }}\n",
        "text\n{{ abuot.title }} {{ coverage.clauses }}\n{% if about.has_law %}{{ nothing }}{% endif %}\n",
        "{% for one in chapters %}\n{% for clause in one.clauses %}\n{{ clause.txt }}\n{% endfor %}\n{% endfor %}\n",
        "{% macro tell(one) %}{{ one.headng }}{% endmacro %}\n{% for one in chapters %}{{ tell(one) }}{% endfor %}\n",
        "{{ about.title | mdd }}\n",
        "{% if about.notice %}\n{{ about.notice | nix }}\n{% endif %}\n",
        "# A\n\n{% if about.title %}\nno end\n",
        "{{ about.title }\n",
        "{% include \"reportd\" %}\n",
        "# A\n\n```chart\nbreaches\n```\n",
        "{{ about.title.first }}\n",
        "{{ 1 + about }}\n",
        "{% for one in about.title %}{% for two in range(1000000000) %}x{% endfor %}{% endfor %}\n",
    ] {
        write(folder.path(), "s/house/templates/strategy.en.md", template);
        let (status, _, said) = run(folder.path(), &["render", "s/2026-2029"]);
        assert_eq!(status, 3, "{template}{said}");
        told += &format!("{said}\n");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn no_template_leaves_out_what_its_document_must_say() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["new", "s/2026-2029", "--lang", "en"]).0, 0);
    assert_eq!(run(folder.path(), &["generate", "s/2026-2029", "--out", "s/cases", "--claims", "60"]).0, 0);
    let path = folder.path().join("s/2026-2029/strategy.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("notice: A draft. Nobody has adopted it.", "notice: Only *an* example.", 1)).unwrap();
    write(folder.path(), "s/house/templates/strategy.en.md", "# Only this\n");
    let (status, paper, said) = run(folder.path(), &["render", "s/2026-2029"]);
    assert_eq!(status, 0, "{said}");
    assert!(paper.contains("> Only \\*an\\* example.") && paper.contains("Only this"), "{paper}");
    write(folder.path(), "s/house/templates/compliance-report.en.md", "# Only this\n");
    let (status, _, said) = run(folder.path(), &["render", "s/2026-2029", "--document", "compliance-report"]);
    assert_eq!(status, 3);
    assert!(
        said.contains("error[template-loses]: the document does not say how often a clause could not be judged, and it must"),
        "{said}"
    );
    assert!(said.contains("compliance-report.en.md:1:1"), "{said}");
    let loop_of_all = "# All\n\n{% for one in chapters %}{% for clause in one.clauses %}\n{{ clause.number }}: {{ clause.tally.unknown }}\n\n{% endfor %}{% endfor %}\n{{ cases.rejected }}\n";
    write(folder.path(), "s/house/templates/compliance-report.en.md", loop_of_all);
    let (status, paper, said) = run(folder.path(), &["render", "s/2026-2029", "--document", "compliance-report"]);
    assert_eq!(status, 0, "{said}");
    assert!(paper.contains("The cases are made up."), "{paper}");
}
