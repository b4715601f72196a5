//! What a draft would have meant.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::program::{copy, folder, root, run, write};

const STRATEGY: &str = r#"rettesnor: 1
id: nu
authority: {name: Prøve Kommune, country: dk}
title: Prøve
language: da
period: {from: 2026-01-01, to: 2029-12-31}
claim_types: {husleje: {name: Husleje, track: rent}, mad: {name: Mad, track: civil}}
chapters:
  - id: c
    heading: C
    clauses:
      - {id: rykker, text: a, rule: {followed_by: {event: due, by: reminder, within: 14 days}}, unless: [paid]}
      - {id: gebyr, text: c, rule: {amount: {event: reminder_fee, at_most: 100 kr}}}
"#;

const DESCRIPTION: &str = r#"rettesnor: 1
name: Prøve
extracted: 2026-12-31
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
  events: {RYK: reminder, GEB: reminder_fee, BET: payment}
personal: [Navn]
"#;

// Claims 1 and 6-10 were reminded after 11 days, 2 after 9, 3 after 19; 4 was paid after 12; 5 is due on 20 December.
const CLAIMS: &str = "Krav;Navn;Slags;Type;Hovedstol;Forfald
1;A;person;mad;100,00;01-03-2026
2;B;person;husleje;200,00;01-03-2026
3;C;person;husleje;300,00;01-03-2026
4;D;company;husleje;400,00;01-03-2026
5;E;person;husleje;500,00;20-12-2026
6;F;person;husleje;600,00;01-03-2026
7;G;person;husleje;700,00;01-03-2026
8;H;person;husleje;800,00;01-03-2026
9;I;person;husleje;900,00;01-03-2026
10;J;person;husleje;1.000,00;01-03-2026
";

const EVENTS: &str = "Krav;Dato;Kode;Beløb;Note
1;12-03-2026;RYK;;
2;10-03-2026;RYK;;
2;10-03-2026;GEB;150,00;
3;20-03-2026;RYK;;
4;13-03-2026;BET;400,00;
6;12-03-2026;RYK;;
7;12-03-2026;RYK;;
8;12-03-2026;RYK;;
9;12-03-2026;RYK;;
10;12-03-2026;RYK;;
";

fn draft() -> String {
    STRATEGY
        .replace("id: nu", "id: udkast")
        .replace("2026-01-01, to: 2029-12-31", "2030-01-01, to: 2033-12-31")
        .replace("14 days", "10 days")
        .replace(
            "{id: gebyr, text: c, rule: {amount: {event: reminder_fee, at_most: 100 kr}}}",
            "{id: antal, text: d, rule: {count: {event: reminder, at_most: 2}}}",
        )
}

fn set_up(folder: &Path, draft: &str) {
    write(folder, "s/strategy.yaml", STRATEGY);
    write(folder, "s/cases.yaml", DESCRIPTION);
    write(folder, "s/krav.csv", CLAIMS);
    write(folder, "s/haendelser.csv", EVENTS);
    write(folder, "d/strategy.yaml", draft);
}

/// Holds a draft against the strategy; gives exit status, what was printed and what was said.
fn hold(draft: &str, format: &str) -> (i32, String, String) {
    let folder = folder();
    set_up(folder.path(), draft);
    run(folder.path(), &["check", "s", "--cases", "s", "--against", "d", "--key", "a.key", "--format", format])
}

fn numbers(value: &Value) -> (u64, u64, i64) {
    (value["activations"].as_u64().unwrap(), value["claims"].as_u64().unwrap(), value["amount"].as_i64().unwrap())
}

fn changes(told: &Value, clause: &str) -> Vec<(String, String, u64, i64)> {
    let clause = told["clauses"].as_array().unwrap().iter().find(|one| one["clause"] == clause).unwrap();
    let word = |value: &Value| value.as_str().unwrap_or("none").to_owned();
    let change =
        |one: &Value| (word(&one["from"]), word(&one["to"]), one["activations"].as_u64().unwrap(), one["amount"].as_i64().unwrap());
    let mut found: Vec<_> = clause["changes"].as_array().unwrap().iter().map(change).collect();
    found.sort();
    found
}

#[test]
fn the_counts_are_those_that_a_hand_counts() {
    let (status, told, said) = hold(&draft(), "json");
    assert_eq!(status, 2, "the strategy itself is breached: {said}");
    let told: Value = serde_json::from_str(&told).unwrap();
    let schema = jsonschema::draft202012::new(&rettesnor::findings::against::schema()).unwrap();
    assert!(schema.is_valid(&told), "{told:#}");
    let change = |from: &str, to: &str, n, amount| (from.to_owned(), to.to_owned(), n, amount);
    assert_eq!(
        changes(&told, "c/rykker"),
        [
            change("met", "breached", 6, 410_000),
            change("not_applicable", "breached", 1, 40_000),
            change("not_yet_due", "breached", 1, 50_000),
        ]
    );
    assert_eq!(changes(&told, "c/gebyr"), [change("breached", "none", 1, 15_000)]);
    assert_eq!(changes(&told, "c/antal"), [change("none", "met", 10, 525_000)]);
    assert_eq!(numbers(&told["more_breaches"]), (8, 8, 500_000));
    assert_eq!(numbers(&told["fewer_breaches"]), (1, 1, 15_000));
    let rykker = &told["clauses"][0];
    assert_eq!((&rykker["strategy"]["breached"], &rykker["draft"]["breached"]), (&1.into(), &9.into()));
    assert!(told["clauses"][1]["draft"].is_null() && told["clauses"][2]["strategy"].is_null());
    // Husleje: claims 4 to 10 more, 2 fewer. Mad has one claim, and companies are one: too few to be shown.
    let groups = told["by_claim_type"].as_array().unwrap();
    assert_eq!((&groups[0]["group"], &groups[0]["claims"], &groups[0]["more_breaches"]), (&"Husleje".into(), &8.into(), &7.into()));
    assert_eq!((&groups[0]["fewer_breaches"], &groups[0]["amount"]), (&1.into(), &490_000.into()));
    assert!(groups[1]["group"].is_null() && groups[1]["claims"].is_null() && groups.len() == 2);
    let groups = told["by_debtor_kind"].as_array().unwrap();
    assert_eq!((&groups[0]["group"], &groups[0]["claims"]), (&"borgere".into(), &8.into()));
    assert!(groups[1]["group"].is_null() && groups[1]["amount"].is_null() && groups.len() == 2);
}

#[test]
fn another_vocabulary_reads_the_cases_again_and_counts_the_same() {
    let same = hold(&draft(), "json").1;
    let other = draft().replace("chapters:", "events: {paamindelse: {name: påmindelse}}\nchapters:");
    let (_, other, said) = hold(&other, "json");
    let differs = |text: &str| text.lines().filter(|line| !line.contains("digest")).collect::<Vec<_>>().join("\n");
    assert_eq!(differs(&other), differs(&same), "{said}");
}

#[test]
fn the_same_strategy_changes_nothing() {
    let (status, told, _) = hold(STRATEGY, "human");
    assert_eq!(status, 2);
    assert!(told.contains("Udkastet ville ikke have ændret noget."), "{told}");
    let (_, told, _) = hold(STRATEGY, "json");
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(numbers(&told["changed"]), (0, 0, 0));
}

#[test]
fn a_person_reads_it_in_eighty_columns() {
    let (_, told, _) = hold(&draft(), "human");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    insta::assert_snapshot!(told.replace('\u{a0}', " "));
}

#[test]
fn drafts_that_cannot_be_compared_are_refused_with_what_to_write() {
    let refused = |draft: &str, wanted: i32, words: &[&str]| {
        let (status, told, said) = hold(draft, "plain");
        assert_eq!(status, wanted, "{told}{said}");
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    };
    let country =
        draft().replace("country: dk", "country: \"no\"").replace("track: rent", "track: other").replace("track: civil", "track: other");
    let country = country.replace(", track: other", "");
    refused(&country, 1, &["another country"]);
    refused(&draft().replace("language: da", "language: nb"), 1, &["`nb`", "write `language: da`"]);
    refused(&draft().replace(", mad: {name: Mad, track: civil}", ""), 1, &["`mad`", "claim_types"]);
    refused(&draft().replace("10 days", "ti dage"), 3, &["not-a-period"]);
    let (status, _, said) = {
        let folder = folder();
        set_up(folder.path(), &draft());
        run(folder.path(), &["check", "s", "--cases", "s", "--against", "nowhere", "--key", "a.key"])
    };
    assert_eq!(status, 1, "{said}");
}

/// The identities of all breaches of a finding list: clause, claim, date, and how many equal ones stand before.
fn breaches(findings: &Value) -> BTreeSet<(String, String, String, usize)> {
    let mut found = BTreeSet::new();
    for one in findings["findings"].as_array().unwrap() {
        let word = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
        if one["verdict"] == "breached" && one["claim"].is_string() {
            let nth = (0..).find(|nth| !found.contains(&(word("clause"), word("claim"), word("date"), *nth))).unwrap();
            found.insert((word("clause"), word("claim"), word("date"), nth));
        }
    }
    found
}

#[test]
fn ten_days_in_norddjurs_give_the_breaches_that_two_runs_tell_apart() {
    let folder = folder();
    copy(&root().join("strategy"), &folder.path().join("strategy"));
    let text = std::fs::read_to_string(root().join("strategy/norddjurs/2026-2029/strategy.yaml")).unwrap();
    let (text, _) = text.split_once("\ntests:\n").unwrap();
    let draft = text.replace("by: reminder, within: 14 dage", "by: reminder, within: 10 dage");
    assert_ne!(draft, text);
    copy(&root().join("strategy/norddjurs/2026-2029"), &folder.path().join("strategy/norddjurs/draft"));
    write(folder.path(), "strategy/norddjurs/draft/strategy.yaml", draft + "\n");
    let check = |name: &str, more: &[&str]| {
        let strategy = format!("strategy/norddjurs/{name}");
        let arguments = [&["check", &strategy, "--cases", "strategy/norddjurs/cases", "--key", "a.key", "--format", "json"], more].concat();
        let (status, told, said) = run(folder.path(), &arguments);
        assert_eq!(status, 2, "{said}");
        serde_json::from_str::<Value>(&told).unwrap()
    };
    let told = check("2026-2029", &["--against", "strategy/norddjurs/draft", "--out", "o"]);
    let written: Value = serde_json::from_slice(&std::fs::read(folder.path().join("o/against.json")).unwrap()).unwrap();
    assert_eq!(written, told);
    assert!(folder.path().join("o/findings.json").is_file());
    let (before, after) = (breaches(&check("2026-2029", &[])), breaches(&check("draft", &[])));
    let (more, fewer) = (after.difference(&before).count() as u64, before.difference(&after).count() as u64);
    assert!(more > 20, "{more}");
    assert_eq!((numbers(&told["more_breaches"]).0, numbers(&told["fewer_breaches"]).0), (more, fewer));
    let changed = told["clauses"].as_array().unwrap().iter().filter(|one| one["changed"]["activations"] != 0);
    assert_eq!(changed.map(|one| one["clause"].as_str().unwrap()).collect::<Vec<_>>(), ["rykkere/foerste-rykker"]);
}
