//! What a reader gets from `interest` and `limitation`: words, rates with their days, rows, and alarms that are no breaches.

use serde_json::{Value, json};

use crate::program::{folder, run, write};

const STRATEGY: &str = "rettesnor: 1
id: renter
authority: {name: Prøve Kommune, country: dk}
title: Renter
language: da
period: {from: 2022-01-01, to: 2029-12-31}
claim_types: {leje: {name: Leje, track: civil}}
chapters:
  - id: c
    heading: C
    clauses:
      - id: forfald
        rule:
          limitation:
            from: due
            length: 3 years
            closed_by: [paid, write_off]
            interrupted_by: {judgment: 10 years}
            alarm: 6 months
            nothing_after: reminder
      - id: rente
        rule: {interest: {event: interest, from: due, rate: law:dk/rentelov/late-interest, tolerance: 1 kr}}
";

const CASES: &str = "rettesnor: 1
name: Prøve
extracted: 2026-02-01
claim_type: leje
decimal: comma
claims: {files: krav.csv, columns: {claim: k, principal: p, due: d}}
events: {files: haendelser.csv, columns: {claim: k, date: d, event: e}, amount: a}
codes: {events: {RYK: reminder, RENTE: interest, AFSK: write_off, DOM: judgment}}
";

/// The findings of these rows, as of 1 February 2026.
fn findings(claims: &str, events: &str) -> Value {
    let folder = folder();
    write(folder.path(), "s/strategy.yaml", STRATEGY);
    write(folder.path(), "s/cases.yaml", CASES);
    write(folder.path(), "s/krav.csv", format!("k;p;d\n{claims}"));
    write(folder.path(), "s/haendelser.csv", format!("k;d;e;a\n{events}"));
    let (_, found, said) = run(folder.path(), &["check", "s", "--cases", "s", "--format", "json"]);
    serde_json::from_str(&found).unwrap_or_else(|_| panic!("{said}"))
}

fn of<'f>(findings: &'f Value, claim: &str) -> &'f Value {
    findings["findings"].as_array().unwrap().iter().find(|one| one["claim"] == claim).unwrap()
}

#[test]
fn a_finding_on_interest_gives_both_amounts_and_every_rate() {
    let found = findings("K1;36500,00;2025-06-20\n", "K1;2026-01-02;RENTE;1930,00\n");
    let finding = of(&found, "K1");
    assert_eq!(finding["actual"].as_str().unwrap().replace('\u{a0}', " "), "bogført 1.930 kr., beregnet 1.921 kr.");
    assert_eq!(finding["amount"], 900, "the difference is at stake");
    let law = "dk/rentelov/late-interest";
    let rates = json!([
        {"parameter": law, "on": "2025-06-21", "value": "10,75\u{a0}%"},
        {"parameter": law, "on": "2025-07-01", "value": "9,75\u{a0}%"},
    ]);
    assert_eq!(finding["law"], rates);
    assert_eq!(finding["evidence"].as_array().unwrap().len(), 2, "the due date and the booking: {finding}");
}

#[test]
fn an_alarm_is_a_finding_and_no_breach() {
    let found = findings("K1;1000,00;2023-08-01\nK2;1000,00;2023-08-02\n", "");
    assert_eq!(found["clauses"][0]["not_yet_due"], 2);
    assert_eq!(found["clauses"][0]["breached"], 0);
    assert_eq!(found["findings"].as_array().unwrap().len(), 1, "2 August is six months and a day away");
    let alarm = of(&found, "K1");
    assert_eq!((&alarm["verdict"], &alarm["kind"]), (&json!("not_yet_due"), &json!("alarm")));
    assert_eq!(alarm["last_day"], "2026-08-01");
    assert_eq!(alarm["actual"], "forældes efter den 1. august 2026");
    assert_eq!(alarm["amount"], 100_000);
}

#[test]
fn a_barred_claim_shows_what_came_too_late_and_what_was_lost() {
    let claims = "K1;1000,00;2022-03-01\nK2;1000,00;2022-03-01\nK3;1000,00;2022-03-01\nK4;1000,00;2022-03-01\n";
    let events = "K1;2025-03-05;RYK;\nK2;2025-03-02;AFSK;1000,00\nK4;2025-03-01;DOM;\n";
    let found = findings(claims, events);
    assert_eq!(found["findings"].as_array().unwrap().len(), 3, "{found}");
    for (claim, kind, actual) in [
        ("K1", "other", "rykker den 5. marts 2025; forældet efter den 1. marts 2025"),
        ("K2", "late", "afskrivning den 2. marts 2025; forældet efter den 1. marts 2025"),
        ("K3", "missing", "forældet efter den 1. marts 2025"),
    ] {
        let finding = of(&found, claim);
        assert_eq!((finding["kind"].as_str(), finding["actual"].as_str()), (Some(kind), Some(actual)), "{claim}");
        assert_eq!(finding["amount"], 100_000, "{claim}: the balance on the last day");
    }
}

/// A row that cannot be read may have been the judgment, or the day on which it all began.
#[test]
fn an_unreadable_row_leaves_the_deadline_open() {
    let found = findings("K1;1000,00;2022-03-01\n", "K1;2023-33-01;DOM;\n");
    assert_eq!(found["clauses"][0]["unknown"], 1);
    assert_eq!(found["clauses"][1]["activations"], 0, "a judgment is no interest");
    let found = findings("K1;1000,00;2022-33-01\n", "");
    assert_eq!(found["clauses"][0]["unknown"], 1);
}

#[test]
fn the_story_of_one_claim_tells_bounds_that_are_amounts_of_it_and_what_time_lacks() {
    let folder = folder();
    let invoice = "      - id: faktura\n        rule: {limitation: {from: invoice, length: 3 years, closed_by: paid}}\n";
    let clause = "      - id: saldo\n        rule: {amount: {balance: claim, at_most: {sum: reminder_fee, plus: 100 kr}}}\n";
    write(folder.path(), "s/strategy.yaml", STRATEGY.to_owned() + clause + invoice);
    write(folder.path(), "s/cases.yaml", CASES.replace("RYK: reminder", "GEB: reminder_fee"));
    write(folder.path(), "s/krav.csv", "k;p;d\nK1;1000,00;2023-08-01\nK2;1000,00;\n");
    write(folder.path(), "s/haendelser.csv", "k;d;e;a\nK1;2023-09-01;GEB;150,00\nK2;2023-09-01;GEB;150,00\n");
    let story = |claim: &str| -> Value {
        let (_, told, said) = run(folder.path(), &["explain", "s", "--cases", "s", claim, "--key", "a.key", "--format", "json"]);
        serde_json::from_str(&told).unwrap_or_else(|_| panic!("{told}{said}"))
    };
    let of = |story: &Value, clause: &str| -> Value {
        story["clauses"].as_array().unwrap().iter().find(|one| one["clause"] == clause).unwrap()["activations"][0].clone()
    };
    let first = story("K1");
    assert_eq!(of(&first, "c/saldo")["bound"].as_str().map(|bound| bound.replace('\u{a0}', " ")), Some("højst 250 kr.".to_owned()));
    assert_eq!(
        (&of(&first, "c/forfald")["found"], &of(&first, "c/forfald")["kind"]),
        (&json!("forældes efter den 1. august 2026"), &json!("alarm"))
    );
    let second = story("K2");
    assert_eq!(of(&second, "c/forfald")["found"], "dato mangler: forfald");
    let invoice = of(&second, "c/faktura");
    assert_eq!(
        (&invoice["verdict"], &invoice["found"]),
        (&json!("unknown"), &json!("tiden regnes fra noget, der ikke er oplyst: opkrævning"))
    );
}

#[test]
fn an_alarm_is_a_note_in_the_log_and_a_change_once_it_is_too_late() {
    let folder = folder();
    write(folder.path(), "s/strategy.yaml", STRATEGY);
    write(folder.path(), "s/cases.yaml", CASES.replace("2026-02-01", "2026-12-01"));
    write(folder.path(), "s/krav.csv", "k;p;d\nK1;1000,00;2023-08-01\n");
    write(folder.path(), "s/haendelser.csv", "k;d;e;a\n");
    let on = |day: &str, more: &[&str]| {
        let out = format!("f-{day}");
        let arguments = ["check", "s", "--cases", "s", "--key", "a.key", "--as-of", day, "--out", &out, "--with", "xlsx,sarif"];
        let (status, told, said) = run(folder.path(), &[&arguments, more].concat());
        let read = |name: &str| -> Value { serde_json::from_slice(&std::fs::read(folder.path().join(&out).join(name)).unwrap()).unwrap() };
        assert!(status == 0 || status == 2, "{told}{said}");
        (status, read("findings.json"), read("findings.sarif")["runs"][0]["results"][0].clone())
    };
    let (status, _, result) = on("2026-02-01", &[]);
    assert_eq!((status, &result["level"], &result["properties"]["kind"]), (0, &json!("note"), &json!("alarm")));
    let (status, found, result) = on("2026-08-02", &["--baseline", "f-2026-02-01/findings.json"]);
    assert_eq!((status, &result["level"], &result["baselineState"]), (2, &json!("error"), &json!("updated")));
    assert_eq!((&found["findings"][0]["verdict"], &found["findings"][0]["was"]), (&json!("breached"), &json!("not_yet_due")));
}
