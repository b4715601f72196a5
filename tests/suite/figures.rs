//! Reported figures: what is wrong with them at its place, and what the papers say of them.

use crate::program::{folder, run, write};

const STRATEGY: &str = r#"rettesnor: 1
id: sandby
authority: {name: Sandby Kommune, country: dk}
title: Strategi
language: da
period: {from: 2026-01-01, to: 2029-12-31}
claim_types:
  husleje: {name: Husleje, track: civil}
chapters:
  - id: maal
    heading: Mål
    clauses:
      - id: digital
        text: Mindst {{ target }} betales digitalt.
        measure: {reported: digital-andel, name: Digitale betalinger, direction: up, target: 90 %}
      - id: tid
        text: Vi sparer {{ target }} årsværk om året.
        measure: {reported: sparet-tid, direction: up, target: "0,5"}
      - id: tid-i-alt
        text: Det bliver til {{ target }} årsværk.
        measure: {reported: sparet-tid-i-alt, direction: up, target: "2,8"}
      - id: dage
        text: Der går højst {{ target }}.
        measure: {reported: ventetid, direction: down, target: 10 dage}
"#;

const HEAD: &str = "measure;claim_type;date;value;unit;source;estimated;follows\n";

/// Validates with a file of figures; gives the exit status and what was said.
fn validated(figures: &str) -> (i32, String) {
    let folder = folder();
    write(folder.path(), "sandby/2026-2029/strategy.yaml", STRATEGY);
    write(folder.path(), "sandby/reports/figures.csv", figures);
    let (status, _, said) = run(folder.path(), &["validate", "sandby", "--format", "plain"]);
    (status, said)
}

/// The paper with a file of figures.
fn paper(document: &str, figures: &str, lang: &str) -> String {
    let folder = folder();
    write(folder.path(), "sandby/2026-2029/strategy.yaml", STRATEGY);
    write(folder.path(), "sandby/reports/figures.csv", figures);
    let (status, paper, said) = run(folder.path(), &["render", "sandby/2026-2029", "--document", document, "--lang", lang]);
    assert_eq!(status, 0, "{said}");
    paper
}

#[test]
fn each_mistake_is_told_at_its_place() {
    let rows = [
        ("a torn row", "digital-andel;;2026-12-31;91", 3),
        ("a stray quotation mark", "digital-andel;;2026-12-31;91;%;a \"report;;", 3),
        ("nothing reported", "digital-andel;;2026-12-31;;%;report;;", 3),
        ("no source", "digital-andel;;2026-12-31;91;%;;;", 3),
        ("a day that is none", "digital-andel;;31-12-2026;91;%;report;;", 3),
        ("no number", "digital-andel;;2026-12-31;ca. 91;%;report;;", 3),
        ("a number with its unit", "digital-andel;;2026-12-31;91 %;%;report;;", 3),
        ("a number that can be read in two ways", "digital-andel;;2026-12-31;1.500;%;report;;", 3),
        ("perhaps an estimate", "digital-andel;;2026-12-31;91;%;report;maybe;", 3),
        ("follows from nowhere", "digital-andel;;2026-12-31;91;%;report;;5 times", 3),
        ("follows from what is not there", "sparet-tid-i-alt;;2026-12-31;2,7;årsværk;report;;5 × sparet-tid", 3),
        ("twice", "digital-andel;;2026-12-31;91;%;report;;\ndigital-andel;;2026-12-31;92;%;report;;", 3),
        ("a name that nobody asks for", "digital-andl;;2026-12-31;91;%;report;;", 0),
        ("a claim type that is none", "digital-andel;husleie;2026-12-31;91;%;report;;", 0),
        ("another unit than the target", "digital-andel;;2026-12-31;91;kr;report;;", 0),
        (
            "does not agree",
            "sparet-tid;;2026-12-31;0,53;årsværk;report;;\nsparet-tid-i-alt;;2026-12-31;2,8;årsværk;report;;5 × sparet-tid",
            0,
        ),
    ];
    let mut all = String::new();
    for (name, row, expected) in rows {
        let (status, said) = validated(&format!("{HEAD}{row}\n"));
        assert_eq!(status, expected, "{name}: {said}");
        assert!(said.contains("figures.csv:") && said.contains("; help: "), "{name}: {said}");
        all += &format!("{name}\n{said}\n");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn the_first_line_names_the_columns() {
    let (status, said) = validated("measure;date;value;unit;source\n");
    assert_eq!(status, 3);
    assert!(said.contains("the column `claim_type` is missing"), "{said}");
    let (_, said) = validated("measure;claim_type;date;vaule;unit;source\n");
    assert!(said.contains("write `value`"), "{said}");
    // An empty file and one of remarks say nothing.
    assert_eq!(validated("").0, 0);
    assert_eq!(validated("# nothing yet\n\n").0, 0);
}

#[test]
fn what_is_reported_for_another_period_is_not_asked_about() {
    let (status, said) = validated(&format!("{HEAD}gammelt-tal;andet;2025-12-31;91;%;report;;\n"));
    assert_eq!((status, said.as_str()), (0, ""));
}

#[test]
fn a_byte_order_mark_quotation_marks_and_windows_line_ends_are_read() {
    let figures = format!("\u{feff}{HEAD}digital-andel;;2026-12-31;\"91,5\";%;\"report; \"\"annual\"\"\";;\n").replace('\n', "\r\n");
    let paper = paper("strategy", &figures, "da");
    assert!(paper.contains("91,5\u{a0}%") && paper.contains("report; »annual«"), "{paper}");
}

#[test]
fn the_papers_show_the_latest_value_its_target_and_what_agrees() {
    let figures = format!(
        "{HEAD}digital-andel;;2026-12-31;88;%;report;;\ndigital-andel;;2027-12-31;90;%;report;;\ndigital-andel;husleje;2027-12-31;81;%;report;;\n\
         sparet-tid;;2026-12-31;0,53;årsværk;report;;\nsparet-tid-i-alt;;2026-12-31;2,7;årsværk;report;ja;5 × sparet-tid\n"
    );
    for lang in ["da", "nb", "en"] {
        let section = |paper: &str| paper.split("\n## ").find(|section| section.contains("Digitale betalinger,")).unwrap().to_owned();
        let strategy = section(&paper("strategy", &figures, lang));
        assert_eq!(strategy.trim(), section(&paper("compliance-report", &figures, lang)).trim());
        insta::assert_snapshot!(format!("reported_{lang}"), strategy.trim());
    }
}
