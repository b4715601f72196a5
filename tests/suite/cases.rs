//! Broken case files: nothing is dropped silently, and no verdict turns to met.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde_json::Value;

use crate::program::{folder, run, write};

pub(crate) const STRATEGY: &str = r#"rettesnor: 1
id: s
authority: {name: Prøve Kommune, country: dk}
title: Prøve
language: da
period: {from: 2026-01-01, to: 2029-12-31}
claim_types: {husleje: {name: Husleje, track: rent}}
chapters:
  - id: c
    heading: C
    clauses:
      - {id: rykker, text: a, rule: {followed_by: {event: due, by: reminder, within: 14 days}}, unless: [paid]}
      - {id: antal, text: b, rule: {count: {event: reminder, at_most: 2}}}
      - {id: gebyr, text: c, rule: {amount: {event: reminder_fee, at_most: 100 kr}}}
      - {id: saldo, text: d, rule: {amount: {balance: claim, at_least: 0 kr}}}
      - {id: varsel, text: e, rule: {preceded_by: {event: transfer, by: notice, at_least: 14 days}}}
"#;

pub(crate) const DESCRIPTION: &str = r#"rettesnor: 1
name: Prøve
extracted: 2026-12-31
encoding: utf-8
separator: ";"
decimal: comma
dates: dd-mm-yyyy
claims:
  files: krav.csv
  columns: {claim: Krav, debtor: Navn, debtor_kind: Slags, claim_type: Type, principal: Hovedstol, due: Forfald}
events:
  files: haendelser.csv
  columns: {claim: Krav, date: Dato, event: Kode, reason: Note}
  amount: Beløb
codes:
  events: {RYK: reminder, GEB: reminder_fee, BET: payment, OVS: transfer, UND: notice}
personal: [Navn]
"#;

pub(crate) const CLAIMS: &str = "Krav;Navn;Slags;Type;Hovedstol;Forfald
1;Anna Ærlig;person;husleje;1.000,00;01-03-2026
2;Bo Bæk;person;husleje;2.000,00;01-03-2026
3;Cæcilie Å;person;husleje;3.000,00;01-03-2026
4;Dorte Ø;person;husleje;4.000,00;01-03-2026
5;Erik Æ;person;husleje;5.000,00;01-03-2026
";

pub(crate) const EVENTS: &str = "Krav;Dato;Kode;Beløb;Note
1;10-03-2026;RYK;;
1;10-03-2026;GEB;100,00;
2;20-03-2026;RYK;;
2;20-03-2026;GEB;150,00;
3;05-03-2026;BET;3.000,00;
4;10-03-2026;RYK;;
4;01-04-2026;UND;;
4;20-04-2026;OVS;4.000,00;
5;12-03-2026;RYK;;ændret
5;30-03-2026;BET;5.100,00;
";

pub(crate) fn set_up(folder: &Path) {
    write(folder, "s/strategy.yaml", STRATEGY);
    write(folder, "s/cases.yaml", DESCRIPTION);
    write(folder, "s/krav.csv", CLAIMS);
    write(folder, "s/haendelser.csv", EVENTS);
}

/// Checks the folder; gives status, findings where there are any, and what was said.
fn check(folder: &Path) -> (i32, Option<Value>, String) {
    let (status, _, said) = run(folder, &["check", "s", "--cases", "s", "--out", "f", "--key", "a.key", "--format", "plain"]);
    let findings = std::fs::read(folder.join("f/findings.json")).ok().map(|bytes| serde_json::from_slice(&bytes).unwrap());
    assert!(!said.contains("Ærlig") && !said.contains("Bæk"), "a name is shown: {said}");
    (status, findings, said)
}

fn met(findings: &Value) -> BTreeMap<String, u64> {
    findings["clauses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["clause"].as_str().unwrap().to_owned(), one["met"].as_u64().unwrap()))
        .collect()
}

/// Breaks a file; the run must go on, count and list what was refused, and call nothing met that was not.
fn broken(file: &str, bytes: impl AsRef<[u8]>) -> (Value, String) {
    let folder = folder();
    set_up(folder.path());
    let (_, before, _) = check(folder.path());
    write(folder.path(), &format!("s/{file}"), bytes);
    let (_, after, said) = check(folder.path());
    let after = after.unwrap_or_else(|| panic!("no findings: {said}"));
    let before = met(&before.unwrap());
    for (clause, met) in met(&after) {
        assert!(met <= before[&clause], "{clause} was met {} times and is now {met}: {said}", before[&clause]);
    }
    let listed = after["cases"]["rejected_rows"].as_array().unwrap().len() as u64;
    assert_eq!(after["cases"]["rejected"].as_u64().unwrap(), listed);
    (after, said)
}

/// Breaks a file so that the run must stop.
fn stopped(file: &str, bytes: impl AsRef<[u8]>) -> String {
    let folder = folder();
    set_up(folder.path());
    write(folder.path(), &format!("s/{file}"), bytes);
    let (status, findings, said) = check(folder.path());
    assert_eq!(status, 1, "{said}");
    assert!(findings.is_none());
    said
}

fn rejected(findings: &Value) -> Vec<String> {
    let rows = findings["cases"]["rejected_rows"].as_array().unwrap();
    rows.iter().map(|row| format!("{}:{} {}", row["file"].as_str().unwrap(), row["line"], row["reason"].as_str().unwrap())).collect()
}

fn unknown(findings: &Value, clause: &str) -> u64 {
    findings["clauses"].as_array().unwrap().iter().find(|one| one["clause"] == clause).unwrap()["unknown"].as_u64().unwrap()
}

#[test]
fn whole_files_are_judged() {
    let folder = folder();
    set_up(folder.path());
    let (status, findings, said) = check(folder.path());
    assert_eq!(status, 2, "{said}");
    let findings = findings.unwrap();
    assert_eq!(
        met(&findings),
        BTreeMap::from([
            ("c/rykker".into(), 3),
            ("c/antal".into(), 5),
            ("c/gebyr".into(), 1),
            ("c/saldo".into(), 4),
            ("c/varsel".into(), 1)
        ])
    );
    assert_eq!(findings["complete"], true);
}

#[test]
fn a_torn_last_line() {
    let (findings, _) = broken("haendelser.csv", EVENTS.trim_end().rsplit_once(";BET").unwrap().0);
    assert_eq!(rejected(&findings), ["haendelser.csv:11 2 fields where there should be 5"]);
    // The claim of a torn row can be read: what it may have said of it is unknown.
    assert_eq!(findings["complete"], true);
    assert_eq!(unknown(&findings, "c/saldo"), 1);
}

#[test]
fn a_wrong_date() {
    let (findings, _) = broken("haendelser.csv", EVENTS.replace("1;10-03-2026;RYK", "1;31-02-2026;RYK"));
    assert_eq!(rejected(&findings), ["haendelser.csv:2 column Dato is not a date"]);
    assert_eq!(unknown(&findings, "c/rykker"), 1);
}

#[test]
fn a_wrong_amount() {
    let (findings, _) = broken("haendelser.csv", EVENTS.replace("GEB;150,00", "GEB;150,0,0"));
    assert_eq!(rejected(&findings), ["haendelser.csv:5 column Beløb is not an amount"]);
    assert_eq!(unknown(&findings, "c/gebyr"), 1, "the fee may have been too high");
    assert_eq!(unknown(&findings, "c/saldo"), 1);
}

#[test]
fn an_unknown_code() {
    let (findings, said) = broken("haendelser.csv", EVENTS.replace("2;20-03-2026;RYK", "2;20-03-2026;RYX"));
    assert_eq!(rejected(&findings), ["haendelser.csv:4 column Kode has an unknown code"]);
    assert!(said.contains("`RYX`"), "{said}");
    for clause in ["c/rykker", "c/antal", "c/saldo", "c/varsel"] {
        assert!(unknown(&findings, clause) >= 1, "{clause}");
    }
}

#[test]
fn a_claim_that_does_not_exist() {
    let (findings, _) = broken("haendelser.csv", EVENTS.replace("3;05-03-2026", "33;05-03-2026"));
    assert_eq!(rejected(&findings), ["haendelser.csv:6 the claim is not in the claims table"]);
    assert_eq!(findings["complete"], false);
}

#[test]
fn a_missing_column() {
    let without = EVENTS.lines().map(|line| {
        let fields: Vec<&str> = line.split(';').collect();
        format!("{};{};{};{}\n", fields[0], fields[1], fields[2], fields[4])
    });
    let (findings, said) = broken("haendelser.csv", without.collect::<String>());
    assert!(said.contains("column-missing") && said.contains("Beløb"), "{said}");
    assert_eq!(unknown(&findings, "c/gebyr"), 2);
    let said = stopped("haendelser.csv", EVENTS.replacen("Kode", "Koder", 1));
    assert!(said.contains("column-needed") && said.contains("write `Koder`"), "{said}");
}

#[test]
fn a_missing_column_of_dates_leaves_the_duty_unknown() {
    let (findings, _) = broken("krav.csv", CLAIMS.replacen("Forfald", "Dato", 1));
    assert_eq!(unknown(&findings, "c/rykker"), 5);
}

#[test]
fn a_wrong_encoding() {
    let bytes: Vec<u8> = EVENTS.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect();
    let said = stopped("haendelser.csv", &bytes);
    assert!(said.contains("windows-1252"), "{said}");
}

#[test]
fn a_quoted_line_break() {
    let (findings, _) = broken("haendelser.csv", EVENTS.replace(";ændret", ";\"ændret\nto gange\""));
    assert_eq!(rejected(&findings), Vec::<String>::new());
    let (findings, _) = broken("haendelser.csv", EVENTS.replace("4;10-03-2026;RYK;;", "4;10-03-2026;RYK;;\"løst"));
    assert_eq!(rejected(&findings), ["haendelser.csv:7 a stray quotation mark"]);
    assert_eq!(unknown(&findings, "c/rykker"), 1);
}

#[test]
fn an_empty_file() {
    assert!(stopped("haendelser.csv", "").contains("cases-unreadable"));
    assert!(stopped("krav.csv", "\n\n").contains("cases-unreadable"));
}

#[test]
fn a_truncated_gzip() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(EVENTS.as_bytes()).unwrap();
    let packed = packed.finish().unwrap();
    let (findings, _) = broken("haendelser.csv", &packed);
    assert_eq!(rejected(&findings), Vec::<String>::new());
    assert!(stopped("haendelser.csv", &packed[..packed.len() / 2]).contains("torn"));
}

#[test]
fn rows_after_the_day_and_rows_that_stand_twice_are_listed() {
    let folder = folder();
    set_up(folder.path());
    write(folder.path(), "s/haendelser.csv", format!("{EVENTS}5;30-03-2026;BET;5.100,00;\n1;01-01-2027;BET;100,00;\n"));
    let (_, findings, said) = check(folder.path());
    let cases = &findings.unwrap()["cases"];
    assert_eq!(cases["later_rows"][0]["line"], 13);
    assert_eq!(cases["repeated_rows"][0]["line"], 12);
    assert_eq!(cases["rejected"], 0);
    assert!(said.contains("rows-twice"), "{said}");
}

#[test]
fn totals_that_differ_are_in_the_findings() {
    let folder = folder();
    set_up(folder.path());
    write(
        folder.path(),
        "s/cases.yaml",
        format!("{DESCRIPTION}control:\n  events: {{rows: 12, sum: 1 kr}}\n  claims: {{rows: 5, sum: 15.000,00 kr}}\n")
            .replace("15.000,00 kr", "\"15.000,00 kr\""),
    );
    let (_, findings, said) = check(folder.path());
    let control = &findings.unwrap()["cases"]["control"];
    assert_eq!(control.as_array().unwrap().len(), 2, "{control}");
    assert_eq!(control[0]["stated"], 12);
    assert_eq!(control[0]["found"], 10);
    assert!(said.contains("control-total"), "{said}");
}

#[test]
fn a_row_that_cannot_be_split_keeps_its_claim() {
    for row in ["4;10-03-2026;RYK", "4;10-03-2026;RYK;;;;", "4;10-03-2026;RYK;\"løs;"] {
        let (findings, _) = broken("haendelser.csv", EVENTS.replace("4;10-03-2026;RYK;;", row));
        assert_eq!(findings["complete"], true, "{row}");
        assert!(unknown(&findings, "c/rykker") >= 1, "{row}");
    }
}

#[test]
fn a_claim_that_stands_twice_word_for_word_is_only_told() {
    let (findings, _) = broken("krav.csv", format!("{CLAIMS}5;Erik Æ;person;husleje;5.000,00;01-03-2026\n"));
    assert_eq!(findings["cases"]["rejected"], 0);
    assert!(!findings["cases"]["repeated_rows"].as_array().unwrap().is_empty());
    let (findings, _) = broken("krav.csv", format!("{CLAIMS}5;Erik Æ;person;husleje;6.000,00;01-03-2026\n"));
    assert_eq!(findings["cases"]["rejected"], 1);
}

#[test]
fn personal_columns_are_masked() {
    let folder = folder();
    set_up(folder.path());
    write(folder.path(), "s/cases.yaml", DESCRIPTION.replace("personal: [Navn]", "personal: [Navn, Krav]"));
    let (_, findings, _) = check(folder.path());
    let text = findings.unwrap().to_string();
    assert!(!text.contains("\"claim\":\"2\"") && text.contains("\"claim\":\"#"), "{text}");
}

/// The last day of a waiver still waives; the day after does not.
#[test]
fn a_waiver_holds_up_to_and_including_its_last_day() {
    let verdict = |until: &str| {
        let folder = folder();
        set_up(folder.path());
        write(folder.path(), "s/strategy.yaml", STRATEGY.replace("claim_types:", "roles: {chef: Chef}\nclaim_types:"));
        let waiver =
            format!("rettesnor: 1\nwaivers:\n  - {{id: w, clause: c/gebyr, approver: chef, basis: b, from: 2026-03-01, until: {until}}}\n");
        write(folder.path(), "s/waivers.yaml", waiver);
        let (_, findings, said) = check(folder.path());
        let findings = findings.unwrap_or_else(|| panic!("{said}"));
        let clause = findings["clauses"].as_array().unwrap().iter().find(|one| one["clause"] == "c/gebyr").unwrap().clone();
        (clause["breached"].as_u64().unwrap(), clause["waived"].as_u64().unwrap())
    };
    // The fee that is too high was charged on 20 March.
    assert_eq!(verdict("2026-03-19"), (1, 0));
    assert_eq!(verdict("2026-03-20"), (0, 1));
}

/// A register tells what was done; without one nothing is known, and nothing is called missing.
#[test]
fn what_is_owed_is_done_late_missing_or_not_told() {
    let duty = |register: Option<&str>| {
        let folder = folder();
        set_up(folder.path());
        let clauses = "      - {id: pligt, text: p, duty: {every: quarter, by: 10 days}}\n";
        write(folder.path(), "s/strategy.yaml", format!("{STRATEGY}{clauses}"));
        if let Some(entries) = register {
            write(folder.path(), "s/register.yaml", format!("rettesnor: 1\nentries: {entries}\n"));
        }
        let (_, findings, said) = check(folder.path());
        let findings = findings.unwrap_or_else(|| panic!("{said}"));
        let clause = findings["clauses"].as_array().unwrap().iter().find(|one| one["clause"] == "c/pligt").unwrap().clone();
        ["met", "late", "missing", "not_yet_due", "unknown"].map(|key| clause[key].as_u64().unwrap())
    };
    // As of 31 December 2026 the fourth quarter has ended on the day and is due on 10 January.
    assert_eq!(duty(None), [0, 0, 0, 1, 3]);
    assert_eq!(duty(Some("[]")), [0, 0, 3, 1, 0]);
    assert_eq!(
        duty(Some("[{clause: c/pligt, for: 2026-Q1, date: 2026-04-10}, {clause: c/pligt, for: 2026-Q2, date: 2026-07-11}]")),
        [1, 1, 1, 1, 0]
    );
}

/// A finding on one event's amount rests on that row, not on others of the claim.
#[test]
fn a_fee_that_is_too_high_rests_on_its_own_row() {
    let folder = folder();
    set_up(folder.path());
    write(folder.path(), "s/haendelser.csv", EVENTS.replace("2;20-03-2026;RYK", "2;19-03-2026;GEB;100,00;\n2;20-03-2026;RYK"));
    let (_, findings, _) = check(folder.path());
    let findings = findings.unwrap();
    let fee = findings["findings"].as_array().unwrap().iter().find(|one| one["clause"] == "c/gebyr").unwrap();
    assert_eq!(fee["evidence"], serde_json::json!([{"file": "haendelser.csv", "line": 6}]));
}
