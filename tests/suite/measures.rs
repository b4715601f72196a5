//! Key figures over case data, from the files to the screen, `findings.json` and the report.

use serde_json::Value;

use crate::program::{folder, run, write};

const HEAD: &str = r#"rettesnor: 1
id: sandby
authority: {name: Sandby Kommune, country: dk}
title: Strategi
language: da
period: {from: 2026-01-01, to: 2029-12-31}
claim_types:
  husleje: {name: Husleje, track: civil}
  mad: {name: Mad, track: distraint}
  is: {name: Isbod, track: civil}
chapters:
  - id: maal
    heading: Mål
    clauses:
"#;

const CASES: &str = "rettesnor: 1\nname: Opdigtede sager\nsynthetic: true\nformat: csv\nencoding: utf-8\nseparator: ;\ndecimal: comma\ndates: yyyy-mm-dd\n\
    claims: {files: [krav.csv], columns: {claim: krav, debtor_kind: skyldner, claim_type: type, principal: hovedstol, due: forfald}}\n\
    events: {files: [haendelser.csv], columns: {claim: krav, date: dato, event: art, reason: årsag}, amount: beløb}\n\
    codes: {events: {payment: payment, write_off: write_off, reminder: reminder, transfer: transfer}, debtor_kinds: {person: person, company: company}}\n";

/// A strategy of these clauses over these rows; gives the folder.
fn authority(measures: &[&str], claims: &str, events: &str) -> tempfile::TempDir {
    let folder = folder();
    let clause =
        |(index, measure): (usize, &&str)| format!("      - id: k{index}\n        text: Løfte {index}.\n        measure: {measure}\n");
    let clauses: String = measures.iter().enumerate().map(clause).collect();
    write(folder.path(), "sandby/2026-2029/strategy.yaml", format!("{HEAD}{clauses}"));
    write(folder.path(), "sandby/cases/cases.yaml", CASES);
    write(folder.path(), "sandby/cases/krav.csv", format!("krav;skyldner;type;hovedstol;forfald\n{claims}"));
    write(folder.path(), "sandby/cases/haendelser.csv", format!("krav;dato;art;beløb;årsag\n{events}"));
    folder
}

/// The key figures of `findings.json`.
fn told(measures: &[&str], claims: &str, events: &str, as_of: &str) -> Vec<Value> {
    let folder = authority(measures, claims, events);
    let (_, json, said) =
        run(folder.path(), &["check", "sandby/2026-2029", "--cases", "sandby/cases", "--as-of", as_of, "--format", "json"]);
    let findings: Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}{said}"));
    findings["measures"].as_array().unwrap().clone()
}

/// Period, value, count and unknown of all claims together.
fn points(measure: &Value) -> Vec<(String, Option<i64>, i64, i64)> {
    let whole = measure["points"].as_array().unwrap().iter().filter(|point| point["by"].is_null());
    let read = |point: &Value| {
        let number = |key: &str| point[key].as_i64().unwrap();
        (point["period"].as_str().unwrap().to_owned(), point["value"].as_i64(), number("count"), number("unknown"))
    };
    whole.map(read).collect()
}

fn point(period: &str, value: i64, count: i64, unknown: i64) -> (String, Option<i64>, i64, i64) {
    (period.to_owned(), Some(value), count, unknown)
}

const ARREARS: &str = "{stock: arrears, on: year_end, direction: down, target: \"1.000,00 kr\"}";

#[test]
fn a_claim_is_overdue_from_the_day_after_its_due_date_until_it_is_paid_or_written_off() {
    let claims = "A;person;husleje;100;2026-12-30\nB;person;husleje;200;2026-12-31\nC;person;husleje;400;2026-06-01\n\
        D;person;husleje;800;2026-06-01\nE;person;husleje;1600;2026-06-01\nF;person;husleje;3200;2028-02-29\n";
    // C is paid to the last krone on the very day, D the day after, E is written off in part.
    let events = "C;2026-12-31;payment;400;\nD;2027-01-01;payment;800;\nE;2026-12-31;write_off;1000;\n";
    let on = |day: &str| points(&told(&[ARREARS], claims, events, day)[0]);
    assert_eq!(on("2026-12-31"), [point("2026-12-31", 90_000, 2, 0)]);
    assert_eq!(on("2027-01-01"), [point("2026-12-31", 90_000, 2, 0), point("2027-01-01", 30_000, 2, 0)]);
    assert_eq!(on("2028-02-29").last().unwrap(), &point("2028-02-29", 30_000, 2, 0));
    assert_eq!(on("2028-03-01").last().unwrap(), &point("2028-03-01", 350_000, 3, 0));
    let dated = "{stock: arrears, on: 2028-03-01}";
    assert_eq!(points(&told(&[dated], claims, events, "2029-01-01")[0]), [point("2028-03-01", 350_000, 3, 0)]);
    assert_eq!(points(&told(&[dated], claims, events, "2028-02-29")[0]), []);
}

#[test]
fn what_is_not_known_is_counted_apart_and_decides_nothing() {
    let claims = "A;person;husleje;500;2026-06-01\nB;person;husleje;;2026-06-01\nC;person;husleje;900;2026-06-01\n";
    let one = |claims: &str, events: &str| told(&[ARREARS], claims, events, "2027-03-01")[0].clone();
    let measure = one(claims, "C;2026-07-01;payment;900;\n");
    assert_eq!(points(&measure)[0], point("2026-12-31", 50_000, 1, 1));
    assert_eq!(measure["verdict"], "unknown");
    assert!(measure["points"][0]["most"].is_null());
    // What is known is too much already.
    assert_eq!(one(claims, "")["verdict"], "breached");
    assert_eq!(one("A;person;husleje;500;2026-06-01\n", "")["verdict"], "met");
    // A payment whose amount is not told is counted and not added up.
    let flow = &told(&["{flow: payment, per: quarter}"], claims, "A;2026-01-01;payment;10;\nA;2026-03-31;payment;;\n", "2026-04-01")[0];
    assert_eq!(points(flow), [point("2026-Q1", 1_000, 2, 1), point("2026-Q2", 0, 0, 0)]);
    assert_eq!(flow["points"][1]["whole"], false);
}

#[test]
fn a_year_that_is_not_over_is_not_judged_and_a_direction_needs_two() {
    let claims = "A;person;husleje;500;2026-06-01\nB;person;husleje;500;2027-06-01\n";
    let events = "A;2026-07-01;reminder;;\nB;2028-01-01;reminder;;\n";
    let measures = [
        "{share: reminder, of: due, direction: down, target: 50 %}",
        "{share: reminder, of: due, direction: down}",
        "{share: reminder, of: due}",
    ];
    let verdicts = |day: &str| {
        let told = told(&measures, claims, events, day);
        told.iter().map(|one| (one["verdict"].as_str().map(str::to_owned), one["judged"].as_str().map(str::to_owned))).collect::<Vec<_>>()
    };
    let of = |verdict: &str, year: Option<&str>| (Some(verdict.to_owned()), year.map(str::to_owned));
    let nothing = (None, None);
    assert_eq!(verdicts("2026-12-30"), [of("not_yet_due", None), of("not_yet_due", None), nothing.clone()]);
    assert_eq!(verdicts("2026-12-31"), [of("breached", Some("2026")), of("not_yet_due", None), nothing.clone()]);
    assert_eq!(verdicts("2027-12-31"), [of("met", Some("2027")), of("met", Some("2027")), nothing.clone()]);
    // The reminder of a later year counts for the year in which the claim was due.
    assert_eq!(verdicts("2028-01-01"), [of("breached", Some("2027")), of("breached", Some("2027")), nothing]);
}

const MANY: [&str; 4] = [
    "{stock: arrears, reported: restance, direction: down, target: \"5.000,00 kr\", by: [claim_type, debtor_kind]}",
    "{flow: write_off, by: [reason], direction: down, target: 3}",
    "{days: {from: due, to: paid}, statistic: p90, direction: down, target: 30 dage}",
    "{share: transfer, of: due, direction: down, target: 50 %}",
];

fn many() -> tempfile::TempDir {
    let mut claims = String::new();
    let mut events = String::new();
    for n in 0..60 {
        let (kind, sort) = if n % 3 == 0 { ("company", "mad") } else { ("person", "husleje") };
        claims += &format!(
            "K{n};{kind};{};{};2026-{:02}-15\n",
            match n {
                7 => "",
                11 | 23 => "is",
                _ => sort,
            },
            100 + n,
            n % 12 + 1
        );
        match n % 4 {
            0 => events += &format!("K{n};2027-01-{:02};payment;{};\n", n % 28 + 1, 100 + n),
            1 => events += &format!("K{n};2026-12-{:02};payment;{};\n", n % 28 + 1, 100 + n),
            2 if n > 12 => events += &format!("K{n};2026-12-01;write_off;{};{}\n", 100 + n, if n > 40 { "konkurs" } else { "dødsbo" }),
            _ => {}
        }
    }
    let folder = authority(&MANY, &claims, &events);
    let figures = "measure;claim_type;date;value;unit;source\nrestance;;2026-12-31;4,2;t. kr.;årsrapport 2026\nrestance;husleje;2026-12-31;2600;kr;årsrapport 2026\nrestance;is;2026-12-31;90;kr;årsrapport 2026\n";
    write(folder.path(), "sandby/reports/figures.csv", figures);
    folder
}

#[test]
fn the_screen_has_a_line_for_each_in_eighty_columns() {
    let folder = many();
    let (status, table, said) = run(folder.path(), &["check", "sandby/2026-2029", "--cases", "sandby/cases", "--as-of", "2027-06-30"]);
    assert_eq!(status, 2, "{said}");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    let (_, figures) = table.split_once("Nøgletal:").unwrap();
    insta::assert_snapshot!(figures.trim());
}

#[test]
fn the_report_shows_figures_groups_ages_movements_and_what_was_reported() {
    let folder = many();
    for lang in ["da", "nb", "en"] {
        let arguments = ["render", "sandby/2026-2029", "--document", "compliance-report", "--lang", lang, "--as-of", "2027-06-30"];
        let (status, paper, said) = run(folder.path(), &arguments);
        assert_eq!(status, 0, "{said}");
        let heading = match lang {
            "da" => "\n## Nøgletal\n",
            "nb" => "\n## Nøkkeltall\n",
            _ => "\n## Key figures\n",
        };
        let (_, section) = paper.split_once(heading).unwrap();
        let (section, _) = section.split_once("\n## ").unwrap();
        assert!(!section.contains("..") && !section.contains("measure-"), "{section}");
        // Two claims are too few to be told, also where something was reported of them.
        assert!(!section.contains("Isbod"), "{section}");
        // What was reported of one claim type is too much by 99 crowns, and rounding is no excuse.
        assert!(["2.501,00", "2501,00", "2,501.00"].iter().any(|counted| section.contains(counted)), "{section}");
        insta::assert_snapshot!(format!("measures_{lang}"), section);
    }
}

#[test]
fn mistakes_in_measures_are_told_at_their_place() {
    let wrong = [
        "{stock: areas}",
        "{stock: payment}",
        "{stock: arrears, on: 31-12-2026}",
        "{stock: arrears, target: 10 %}",
        "{stock: arrears, per: year}",
        "{stock: arrears, by: [reason]}",
        "{flow: paid}",
        "{flow: payment, target: 30 days}",
        "{share: reminder, of: due, target: 10}",
        "{days: {from: due, to: paid}, target: 2 months}",
        "{stock: arrears, flow: payment}",
        "{target: 10 %}",
    ];
    let mut all = String::new();
    for measure in wrong {
        let folder = authority(&[measure], "", "");
        let (status, _, said) = run(folder.path(), &["validate", "sandby", "--format", "plain"]);
        assert_eq!(status, 3, "{measure}: {said}");
        all += &format!("{measure}\n{said}\n");
    }
    insta::assert_snapshot!(all);
}
