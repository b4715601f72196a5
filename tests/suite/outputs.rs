//! What `check` writes beside JSON and CSV, and how a run is held against an earlier one.

use std::path::Path;

use calamine::Reader;
use serde_json::Value;

use crate::program::{files, folder, root, run, write};

/// Checks the traffic fines as of a day; gives the status, the screen and what was said.
fn fines(folder: &Path, as_of: &str, more: &[&str]) -> (i32, String, String) {
    let strategy = root().join("strategy/examples/traffic-fines");
    let strategy = strategy.to_str().unwrap();
    run(folder, &[&["check", strategy, "--cases", strategy, "--as-of", as_of, "--key", "a.key", "--format", "plain"], more].concat())
}

fn json(folder: &Path, name: &str) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join(name)).unwrap()).unwrap()
}

#[test]
fn a_workbook_and_a_log_hold_every_finding() {
    let folder = folder();
    let (status, _, said) = fines(folder.path(), "2013-06-18", &["--out", "f", "--with", "xlsx,sarif", "--lang", "da"]);
    assert_eq!(status, 2, "{said}");
    let written: Vec<String> = files(&folder.path().join("f")).into_keys().collect();
    assert_eq!(written, ["findings.csv", "findings.da.html", "findings.json", "findings.sarif", "findings.xlsx"]);
    let findings = json(folder.path(), "f/findings.json")["findings"].as_array().unwrap().len();
    let log = json(folder.path(), "f/findings.sarif");
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), findings);
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(folder.path().join("f/findings.xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["Bestemmelser", "Fund", "Om kørslen"]);
    let sheet = book.worksheet_range("Fund").unwrap();
    assert_eq!(sheet.height(), findings + 1);
    assert!(sheet.rows().next().unwrap().iter().any(|heading| *heading == calamine::Data::String("Beløb (EUR)".into())));
}

#[test]
fn more_is_written_only_where_there_is_a_folder_for_it() {
    let folder = folder();
    let (status, _, said) = fines(folder.path(), "2013-06-18", &["--with", "sarif"]);
    assert_eq!(status, 1);
    assert!(said.contains("add `--out FOLDER`"), "{said}");
    assert_eq!(fines(folder.path(), "2013-06-18", &["--out", "f", "--with", "pdf"]).0, 1);
    assert!(files(folder.path()).is_empty());
}

#[test]
fn the_same_run_twice_gives_the_same_bytes() {
    let folder = folder();
    fines(folder.path(), "2013-06-18", &["--out", "a", "--with", "sarif,xlsx"]);
    fines(folder.path(), "2013-06-18", &["--out", "b", "--with", "xlsx", "--with", "sarif"]);
    assert!(files(&folder.path().join("a")) == files(&folder.path().join("b")));
}

#[test]
fn an_earlier_run_tells_what_is_new_and_what_is_gone() {
    let folder = folder();
    fines(folder.path(), "2012-06-01", &["--out", "early"]);
    // The file that is compared with may be the one that is replaced.
    std::fs::create_dir(folder.path().join("late")).unwrap();
    std::fs::copy(folder.path().join("early/findings.json"), folder.path().join("late/findings.json")).unwrap();
    let (status, screen, said) =
        fines(folder.path(), "2013-06-18", &["--out", "late", "--with", "sarif", "--baseline", "late/findings.json"]);
    assert_eq!((status, said.as_str()), (2, ""));
    assert!(screen.lines().all(|line| line.chars().count() <= 80), "{screen}");
    let (_, compared) = screen.split_once("Compared with").unwrap();
    insta::assert_snapshot!(compared);

    let (early, late) = (json(folder.path(), "early/findings.json"), json(folder.path(), "late/findings.json"));
    let schema = jsonschema::draft202012::new(&rettesnor::findings::schema()).unwrap();
    let wrong: Vec<String> = schema.iter_errors(&late).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    let prints = |findings: &Value| -> std::collections::BTreeSet<String> {
        findings["findings"].as_array().unwrap().iter().map(|one| one["fingerprint"].as_str().unwrap().to_owned()).collect()
    };
    for finding in late["findings"].as_array().unwrap() {
        let known = prints(&early).contains(finding["fingerprint"].as_str().unwrap());
        assert_eq!(finding["baseline"], if known { "unchanged" } else { "new" });
    }
    assert_eq!(late["baseline"]["as_of"], "2012-06-01");
    assert_eq!(early.get("baseline"), None);

    // Back in time: what came later is gone.
    let (_, screen, _) = fines(folder.path(), "2012-06-01", &["--out", "back", "--baseline", "late/findings.json"]);
    let gone: Vec<Value> = json(folder.path(), "back/findings.json")["baseline"]["gone"].as_array().unwrap().clone();
    assert_eq!(gone.len(), prints(&late).len() - prints(&early).len(), "{screen}");
}

#[test]
fn runs_that_cannot_be_compared_are_told() {
    let folder = folder();
    fines(folder.path(), "2013-06-18", &["--out", "f"]);
    let strategy = root().join("strategy/examples/traffic-fines");
    let strategy = strategy.to_str().unwrap();
    let with_key = |key: &str| {
        run(folder.path(), &["check", strategy, "--cases", strategy, "--key", key, "--format", "plain", "--baseline", "f/findings.json"])
    };
    let (status, _, said) = with_key("b.key");
    assert_eq!(status, 2);
    assert!(said.contains("warning[baseline-other]") && said.contains("--key FILE"), "{said}");
    assert_eq!(with_key("a.key").2, "");
    let text = std::fs::read_to_string(folder.path().join("f/findings.json")).unwrap();
    write(folder.path(), "f/findings.json", text.replace("\"traffic-fines\"", "\"parking-fines\""));
    let (_, _, said) = with_key("a.key");
    assert!(said.contains("is of the strategy `parking-fines`, and this one is of `traffic-fines`"), "{said}");
    for wrong in ["", "{}", "[1, 2", "fingerprint,clause\n"] {
        write(folder.path(), "f/findings.json", wrong);
        let (status, screen, said) = with_key("a.key");
        assert_eq!((status, screen.as_str()), (1, ""), "{wrong}: {said}");
        assert!(said.starts_with("error: cannot read `f/findings.json`: ") && said.lines().count() == 1, "{said}");
    }
    std::fs::remove_file(folder.path().join("f/findings.json")).unwrap();
    let (status, _, said) = with_key("a.key");
    assert_eq!((status, said.as_str()), (1, "error: cannot read `f/findings.json`: there is no such file or folder\n"));
}

const STRATEGY: &str = "rettesnor: 1
id: u
authority: {name: U, country: other, currency: DKK}
title: U
language: da
period: {from: 2026-01-01, to: 2029-12-31}
roles: {chef: Chef, leder: Leder, ingen: Ingen}
claim_types: {husleje: {name: Husleje}, mad: {name: Mad}}
fields:
  hensyn: {on: claim, type: yes_no}
  brugt: {on: claim, type: yes_no}
events:
  klage: {name: klage}
  klage_afgjort: {name: afgørelse af klage}
  besked: {name: besked}
  opkald: {name: opkald}
  samtale: {name: samtale}
states:
  klager: {from: klage, until: klage_afgjort}
chapters:
  - id: a
    heading: A
    clauses:
      - {id: rykker, rule: {followed_by: {event: due, by: [reminder, samtale], within: 14 days}}}
      - {id: tavs, rule: {count: {event: judgment, at_most: 1, before: distraint}}}
      - {id: stille, rule: {preceded_by: {event: distraint, by: judgment}}}
      - {id: ord, text: Vi taler pænt., narrative: true}
tests:
  - name: en
    claim: {claim_type: husleje, due: 2026-03-01, brugt: ja}
    events: [{date: 2026-03-05, event: reminder}]
    as_of: 2026-06-01
    expect: {a/rykker: met}
";

const WAIVERS: &str = "rettesnor: 1
waivers:
  - {id: w, clause: a/rykker, approver: chef, basis: Flytning., from: 2026-07-01, until: 2026-07-31}
";

const DECISIONS: &str = "rettesnor: 1
agenda_item:
  recommendation: {role: leder, text: Godkendes.}
";

const CASES: &str = "rettesnor: 1
name: U
extracted: 2026-12-31
claims: {files: k.csv, columns: {claim: k, due: d}}
events: {files: h.csv, columns: {claim: k, date: d, event: e}}
codes: {events: {B: besked, R: reminder}}
";

#[test]
fn only_what_nothing_uses_is_reported_as_unused() {
    let folder = folder();
    write(folder.path(), "s/strategy.yaml", STRATEGY);
    let unused = || {
        let (status, _, said) = run(folder.path(), &["validate", "s", "--format", "plain"]);
        assert_eq!(status, 0, "{said}");
        assert!(said.lines().all(|line| line.contains("unused-name")), "{said}");
        said.lines().filter_map(|line| line.split('`').nth(1)).map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(unused(), ["chef", "leder", "ingen", "hensyn", "besked", "opkald", "klager"]);
    write(folder.path(), "s/waivers.yaml", WAIVERS);
    write(folder.path(), "s/decisions.yaml", DECISIONS);
    write(folder.path(), "s/cases.yaml", CASES);
    assert_eq!(unused(), ["ingen", "hensyn", "opkald", "klager"]);
    // Without codes the data may hold any kind by its own name.
    write(folder.path(), "s/cases.yaml", CASES.replace("codes: {events: {B: besked, R: reminder}}\n", ""));
    assert_eq!(unused(), ["ingen", "hensyn", "klager"]);
}

#[test]
fn nothing_of_the_examples_is_unused() {
    let (status, _, said) = run(&root(), &["validate", "strategy", "--format", "plain"]);
    assert_eq!(status, 0);
    assert!(!said.contains("unused-name"), "{said}");
}

#[test]
fn clauses_that_nothing_exercised_are_named() {
    let folder = folder();
    write(folder.path(), "s/strategy.yaml", STRATEGY);
    write(folder.path(), "s/cases.yaml", CASES);
    write(folder.path(), "s/k.csv", "k,d\n1,2026-03-01\n");
    write(folder.path(), "s/h.csv", "k,d,e\n1,2026-03-05,R\n");
    let (status, screen, said) = run(folder.path(), &["check", "s", "--cases", "s", "--key", "a.key"]);
    assert_eq!(status, 0, "{said}");
    insta::assert_snapshot!(screen);
}
