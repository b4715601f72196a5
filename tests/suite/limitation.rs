//! What a reader gets of limitation: which claims count, when claims will be lost, and the story of one of them.

use std::path::Path;

use serde_json::{Value, json};

use crate::program::{folder, run, write};

const STRATEGY: &str = "rettesnor: 1
id: frister
authority: {name: Prøve Kommune, country: dk}
title: Frister
language: da
period: {from: 2024-01-01, to: 2027-12-31}
claim_types: {leje: {name: Leje, track: civil}}
chapters:
  - id: c
    heading: C
    clauses:
      - id: forfald
        text: Krav forældes ikke.
        rule:
          limitation:
            from: due
            length: law:dk/foraeldelseslov/general
            closed_by: [paid, write_off]
            interrupted_by: {acknowledgement: law:dk/foraeldelseslov/general, judgment: law:dk/foraeldelseslov/special-basis}
            earliest_start: law:dk/gaeldsinddrivelseslov/limitation-earliest-start
            while: transferred
            alarm: 6 months
";

const CASES: &str = "rettesnor: 1
name: Prøve
extracted: 2026-02-01
claim_type: leje
decimal: comma
claims: {files: krav.csv, columns: {claim: k, principal: p, due: d}}
events: {files: haendelser.csv, columns: {claim: k, date: d, event: e}, amount: a}
codes: {events: {AFSK: write_off, DOM: judgment, ANERK: acknowledgement, OVERD: transfer, BET: payment}}
";

/// One claim for each way in which limitation may go, as of 1 February 2026.
const CLAIMS: &str = "k;p;d
K1;1000,00;2023-02-15
K2;2000,00;2023-02-28
K3;4000,00;2022-12-31
K4;8000,00;2020-12-31
K5;1600,00;2018-06-01
K6;3200,00;2018-06-01
K7;500,00;2024-05-01
K8;500,00;2022-05-01
K9;700,00;2026-02-02
";
const EVENTS: &str = "k;d;e;a
K5;2019-01-10;OVERD;
K6;2019-01-10;OVERD;
K6;2024-11-20;ANERK;
K7;2024-06-01;BET;500,00
K8;2023-12-31;BET;500,00
";

fn made(folder: &Path) {
    write(folder, "s/strategy.yaml", STRATEGY);
    write(folder, "s/cases.yaml", CASES);
    write(folder, "s/krav.csv", CLAIMS);
    write(folder, "s/haendelser.csv", EVENTS);
}

fn found(arguments: &[&str], folder: &Path) -> Value {
    let (_, told, said) = run(folder, arguments);
    serde_json::from_str(&told).unwrap_or_else(|_| panic!("{told}{said}"))
}

/// K4 became time-barred the day before the period began, K8 was paid then, and K9 falls due tomorrow: these are not counted.
#[test]
fn claims_count_where_their_period_meets_that_of_the_strategy() {
    let folder = folder();
    made(folder.path());
    let found = found(&["check", "s", "--cases", "s", "--key", "a.key", "--format", "json"], folder.path());
    let clause = &found["clauses"][0];
    let counts = ["activations", "met", "breached", "not_yet_due", "unknown"].map(|key| clause[key].as_u64().unwrap());
    assert_eq!(counts, [6, 1, 2, 3, 0], "{found}");
    let of = |claim: &str| found["findings"].as_array().unwrap().iter().find(|one| one["claim"] == claim).cloned();
    let last = |claim: &str| of(claim).map(|one| one["last_day"].as_str().unwrap().to_owned());
    assert_eq!(["K1", "K2", "K3", "K5"].map(|claim| last(claim).unwrap()), ["2026-02-15", "2026-02-28", "2025-12-31", "2024-11-20"]);
    assert_eq!(["K4", "K6", "K7", "K8", "K9"].map(last), [const { None }; 5]);
    // The lengths are read on the day from which each period runs, the floor on the as-of date.
    let law = json!([
        {"parameter": "dk/foraeldelseslov/general", "on": "2021-11-20", "value": "3 år"},
        {"parameter": "dk/gaeldsinddrivelseslov/limitation-earliest-start", "on": "2026-02-01", "value": "20. november 2021"},
    ]);
    assert_eq!(of("K5").unwrap()["law"], law);
    let stake = |claims: u64, amount: u64| json!({"claims": claims, "amount": amount, "amount_unknown": 0});
    let months = json!([
        {"month": "2024-11", "open": stake(0, 0), "barred": stake(1, 160_000)},
        {"month": "2025-12", "open": stake(0, 0), "barred": stake(1, 400_000)},
        {"month": "2026-02", "open": stake(2, 300_000), "barred": stake(0, 0)},
        {"month": "2027-11", "open": stake(1, 320_000), "barred": stake(0, 0)},
    ]);
    assert_eq!(found["horizon"], json!([{"clause": "c/forfald", "months": months}]));
    for (claim, because) in [
        ("K4", "forældet efter den 31. december 2023, før den 1. januar 2024"),
        ("K8", "afsluttet den 31. december 2023, før den 1. januar 2024"),
    ] {
        let (_, told, said) = run(folder.path(), &["explain", "s", "--cases", "s", claim, "--key", "a.key", "--format", "json"]);
        let story: Value = serde_json::from_str(&told).unwrap_or_else(|_| panic!("{told}{said}"));
        assert_eq!(story["aside"][0]["because"].as_str().unwrap().replace('\u{a0}', " "), because);
    }
}

/// K3 was barred after 31 December 2025, the waiver's last day; K5 before its first.
#[test]
fn a_waiver_covers_claims_that_are_lost_on_its_days() {
    let folder = folder();
    made(folder.path());
    write(folder.path(), "s/strategy.yaml", STRATEGY.replace("claim_types:", "roles: {chef: Chef}\nclaim_types:"));
    let waiver = "rettesnor: 1\nwaivers:\n  - {id: w, clause: c/forfald, approver: chef, basis: b, from: 2025-01-01, until: 2025-12-31}\n";
    write(folder.path(), "s/waivers.yaml", waiver);
    let found = found(&["check", "s", "--cases", "s", "--key", "a.key", "--format", "json"], folder.path());
    let verdict = |claim: &str| {
        let findings = found["findings"].as_array().unwrap();
        findings.iter().find(|one| one["claim"] == claim).map(|one| one["verdict"].as_str().unwrap().to_owned())
    };
    assert_eq!([verdict("K3"), verdict("K5")], [Some("waived".to_owned()), Some("breached".to_owned())], "{found}");
}

#[test]
fn the_report_tells_by_month_what_must_be_stopped_and_what_is_lost() {
    let folder = folder();
    made(folder.path());
    for (lang, said) in [
        (
            "da",
            [
                "2 krav (3.000 kr.) forældes i perioden februar 2026 til februar 2027, hvis intet sker",
                "Yderligere 1 krav, 3.200 kr., har frist efter februar 2027.",
            ],
        ),
        (
            "nb",
            [
                "2 krav (3000 kr) foreldes i perioden februar 2026 til februar 2027 hvis ingenting skjer",
                "Ytterligere 1 krav, 3200 kr, har frist etter februar 2027.",
            ],
        ),
        (
            "en",
            [
                "2 claims (DKK 3,000) will be time-barred from February 2026 to February 2027",
                "With a deadline after February 2027: 1 claim, DKK 3,200.",
            ],
        ),
    ] {
        let (status, paper, errors) =
            run(folder.path(), &["render", "s", "--document", "compliance-report", "--cases", "s", "--key", "a.key", "--lang", lang]);
        assert_eq!(status, 0, "{errors}");
        let paper = paper.replace(['\u{a0}', '\u{202f}'], " ");
        for words in said {
            assert!(paper.contains(words), "{words}\n{paper}");
        }
        assert!(!paper.contains("K1"), "no claim is named");
        assert!(!paper.contains(".."), "{paper}");
    }
}

#[test]
fn the_last_day_is_told_with_its_story() {
    let folder = folder();
    made(folder.path());
    let by_law = |more: &[&str]| {
        let start = ["law", "limitation", "--country", "dk", "--track", "civil", "--format", "json", "--start"];
        found(&[&start[..], more].concat(), folder.path())
    };
    let story = by_law(&["2022-03-01", "--acknowledgement", "2025-03-01", "--distraint", "2028-03-02"]);
    assert_eq!(story["last_day"], "2028-03-01");
    let told: Vec<_> =
        story["steps"].as_array().unwrap().iter().map(|step| json!([step["what"], step["deadline"], step["in_time"]])).collect();
    let expected = [
        json!(["fristen begynder", "2025-03-01", true]),
        json!(["skylderklæring", "2028-03-01", true]),
        json!(["udlæg", "2028-03-01", false]),
    ];
    assert_eq!(told, expected);
    assert_eq!(story["steps"][0]["reference"], "forældelsesloven § 3, stk. 1");
    assert_eq!(by_law(&["2024-02-29", "--written-acknowledgement", "2024-02-29"])["last_day"], "2034-02-28");
    assert_eq!(by_law(&["2018-06-01", "--at-debt-agency"])["last_day"], "2024-11-20");
    assert_eq!(by_law(&["2018-06-01", "--at-debt-agency", "2021-06-02"])["last_day"], "2021-06-01", "it was time-barred by then");
    assert_eq!(by_law(&["2005-06-01"])["last_day"], Value::Null);

    let (status, told, _) = run(folder.path(), &["law", "limitation", "s", "--cases", "s", "K6", "--key", "a.key", "--format", "plain"]);
    assert_eq!(status, 0);
    for words in ["tidligst fra 2021-11-20; 2024-11-20", "gældsinddrivelsesloven § 18 a, stk. 1", "til og med 20. november 2027"] {
        assert!(told.replace('\u{a0}', " ").contains(words), "{words}\n{told}");
    }
    for (arguments, help) in [
        (&["--country", "dk", "--track", "civl", "--start", "2022-03-01"][..], "`civil`"),
        (&["--country", "no", "--track", "civil", "--start", "2022-03-01", "--at-debt-agency"], "--at-debt-agency"),
        (&["--country", "dk", "--track", "civil", "--start", "2022-03-01", "--judgment", "2022-02-28"], "2022-02-28"),
        (&["s", "--cases", "s", "K99"], "9 claims"),
        (&["s", "--cases", "s", "K4"], "rettesnor explain"),
    ] {
        let (status, _, said) = run(folder.path(), &[&["law", "limitation"], arguments].concat());
        assert_eq!(status, 1);
        assert!(said.contains(help), "{said}");
    }
}
