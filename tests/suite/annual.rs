//! The annual report: figures bound to their source, and what contradicts itself told with both readings.

use std::collections::BTreeSet;

use crate::program::{copy, folder, root, run, write};

const STRATEGY: &str = r#"rettesnor: 1
id: sandby
authority: {name: Sandby Kommune, country: dk}
title: Strategi
language: da
period: {from: 2022-01-01, to: 2025-12-31}
chapters:
  - id: maal
    heading: Mål
    clauses:
      - {id: faa, text: Restancerne skal ned., narrative: true}
"#;

const FIGURES: &str = "measure;claim_type;date;value;unit;source;reason
restance;;2024-12-31;4,10;mio. kr.;regnskab;
restance;husleje;2024-12-31;1,60;mio. kr.;regnskab;
restance;boern;2024-12-31;2,50;mio. kr.;regnskab;
restance;;2025-12-31;5,00;mio. kr.;regnskab;
restance;husleje;2025-12-31;2,40;mio. kr.;regnskab;
restance;boern;2025-12-31;2,60;mio. kr.;regnskab;
";

const REPORT: &str = r#"rettesnor: 1
year: 2025
title: Årsrapport 2025
claim_types:
  husleje: {name: Husleje}
  boern: {name: Daginstitution}
measures:
  restance: {name: Restance}
tables:
  restancer: {measure: restance, caption: Restancer, years: [2024, 2025], change: computed}
stated:
  vaekst: {printed: "22 %", growth: restance}
comments:
  - {measure: restance, claim_type: husleje, text: "Husleje er steget {{ change('restance', claim_type='husleje') }}."}
sections:
  - heading: Udviklingen
    text: |
      I alt {{ figure("restance") }} ({{ roughly("restance", unit="mio. kr.") }}), {{ stated("vaekst") }} mere.

      {{ table("restancer") }}
      {{ comments("restance", largest=1) }}
"#;

/// Renders the report with its texts; gives the exit status, the paper and what was said.
fn rendered(report: &str, figures: &str) -> (i32, String, String) {
    let folder = folder();
    write(folder.path(), "sandby/2022-2025/strategy.yaml", STRATEGY);
    write(folder.path(), "sandby/reports/figures.csv", figures);
    write(folder.path(), "sandby/reports/2025.yaml", report);
    run(folder.path(), &["render", "sandby/2022-2025", "--document", "annual-report"])
}

#[test]
fn a_report_is_written_from_its_figures() {
    let (status, paper, said) = rendered(REPORT, FIGURES);
    assert_eq!((status, said.as_str()), (0, ""), "{said}");
    insta::assert_snapshot!("annual_report_da", paper);
}

/// Each mistake with the line that is marked.
#[test]
fn mistakes_in_a_report_are_told_at_their_line() {
    let mut told = String::new();
    for (what, from, to) in [
        ("an unknown measure in a text", "figure(\"restance\")", "figure(\"restancer\")"),
        ("an unknown function", "{{ figure(\"restance\") }}", "{{ tal(\"restance\") }}"),
        ("an open brace", "{{ table(\"restancer\") }}", "{{ table(\"restancer\") "),
        ("an unknown option", "largest=1", "stoerste=1"),
        ("a year without figures", "years: [2024, 2025]", "years: [2023, 2025]"),
        ("an unknown claim type", "claim_type: husleje, text", "claim_type: huslje, text"),
        ("an unknown claim type in a text", "claim_type='husleje'", "claim_type='huslje'"),
        ("a printed number without digits", "\"22 %\"", "\"en femtedel\""),
        ("a printed number in another unit", "\"22 %\"", "\"22 dage\""),
        ("nothing that it is said to be", ", growth: restance}", "}"),
        ("another unit", "unit=\"mio. kr.\"", "unit=\"dage\""),
        ("an unknown table", "table(\"restancer\")", "table(\"restance\")"),
        ("no year", "year: 2025", "year: i fjor"),
    ] {
        assert!(REPORT.contains(from), "{from}");
        let (status, paper, said) = rendered(&REPORT.replacen(from, to, 1), FIGURES);
        assert_eq!((status, paper.as_str()), (3, ""), "{what}: {said}");
        told.push_str(&format!("-- {what}\n{said}\n"));
    }
    insta::assert_snapshot!(told);
}

/// A gap of ten times the rounding in two rows; growth beyond its range; a report still comes.
#[test]
fn what_contradicts_itself_is_told_and_stops_nothing() {
    let (status, paper, said) = rendered(&REPORT.replace("22 %", "25 %"), &FIGURES.replace(";5,00;", ";5,10;"));
    assert_eq!(status, 0);
    assert_eq!(said.matches("warning[figure-differs]").count(), 1, "24.4 % may be printed as 24 or 25, the total cannot: {said}");
    let note = "Restance, 2025: Rækkerne giver tilsammen 5,00\u{a0}mio.\u{a0}kr., men summen er opgivet til 5,10\u{a0}mio.\u{a0}kr. Forskellen kan ikke skyldes afrunding.";
    assert_eq!(paper.matches(note).count(), 2, "under the table and at the end: {paper}");
}

/// The report of 2020 in the examples: every doubt that its source holds, and no other.
#[test]
fn the_report_of_2020_has_the_doubts_of_its_source() {
    let arguments = ["render", "strategy/norddjurs/2022-2025", "--document", "annual-report", "--year", "2020"];
    let (status, _, said) = run(&root(), &arguments);
    assert_eq!(status, 0, "{said}");
    let doubts: Vec<&str> = said.lines().filter(|line| line.starts_with("warning")).collect();
    insta::assert_snapshot!(doubts.join("\n"));
}

/// One figure of the example's tables is changed: only lines that rest on it differ.
#[test]
fn a_changed_figure_changes_exactly_what_rests_on_it() {
    let folder = folder();
    copy(&root().join("strategy/norddjurs"), &folder.path().join("norddjurs"));
    let render = || {
        let arguments = ["render", "norddjurs/2022-2025", "--document", "annual-report", "--year", "2020"];
        let (status, paper, said) = run(folder.path(), &arguments);
        assert_eq!(status, 0, "{said}");
        paper
    };
    let before = render();
    let figures = std::fs::read_to_string(folder.path().join("norddjurs/reports/figures.csv")).unwrap();
    let row = "kulturskole;2020-12-31;0,06;";
    assert_eq!(figures.matches(row).count(), 1);
    write(folder.path(), "norddjurs/reports/figures.csv", figures.replace(row, "kulturskole;2020-12-31;0,07;"));
    let after = render();
    let lines = |paper: &str| paper.lines().map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (lines(&before), lines(&after));
    assert_eq!(before.len(), after.len());
    let changed: BTreeSet<&String> = before.iter().zip(&after).filter(|(one, other)| one != other).map(|(_, other)| other).collect();
    // The row; the sum of the rows and the part that is larger than its whole, each under its table and at the end.
    for line in &changed {
        assert!(["| Kulturskole | 0,08 | 0,07 |", "32,43", "0,09 mod 0,07"].iter().any(|part| line.contains(part)), "{line}");
    }
    assert_eq!(changed.len(), 5, "{changed:?}");
}

/// The three tables of the report of 2020, number by number as its source has them.
#[test]
fn the_tables_of_2020_come_out_with_the_figures_of_the_source() {
    let arguments = ["render", "strategy/norddjurs/2022-2025", "--document", "annual-report", "--year", "2020"];
    let (_, paper, _) = run(&root(), &arguments);
    let table = |start: &str| {
        let from = paper.lines().skip_while(|line| !line.starts_with(start)).skip(4);
        from.take_while(|line| line.starts_with('|')).map(|line| line.replace(['*', '\\'], "")).collect::<Vec<_>>()
    };
    let first = table("Tabel: Tabel 1.");
    assert_eq!((first.len(), first[19].as_str()), (21, "| Fakturaadministration | 1,97 | 4,43 |"));
    assert_eq!(first[20], "| I alt | 30,44 | 32,49 |");
    let second = table("Tabel: Tabel 2.");
    assert_eq!((second.len(), second[0].as_str()), (13, "| Tilbagebetalingspligtig kontanthjælp | 1.156.766 |"));
    assert_eq!((second[11].as_str(), second[12].as_str()), ("| Øvrige små afskrivninger | 26.176 |", "| I alt | 2.399.703 |"));
    let third = table("Tabel: Tabel 3.");
    assert_eq!((third.len(), third[20].as_str()), (21, "| I alt | 26,03 | 26,53 | 0,50 |"));
    insta::assert_snapshot!("tables_of_2020", [first, second, third].concat().join("\n"));
}
