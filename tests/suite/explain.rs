//! One claim's story, as an officer asks for it.

use serde_json::Value;

use crate::program::{folder, root, run, write};

/// Tells a claim's story of an example strategy; gives exit status, what was told, and what was said beside it.
fn explain(strategy: &str, cases: &str, claim: &str, more: &[&str]) -> (i32, String, String) {
    let folder = folder();
    write(folder.path(), "a.key", format!("{}\n", "7".repeat(64)));
    let key = folder.path().join("a.key");
    let arguments = [&["explain", strategy, "--cases", cases, claim, "--key", key.to_str().unwrap()], more].concat();
    run(&root(), &arguments)
}

fn norddjurs(claim: &str, more: &[&str]) -> String {
    let (status, told, said) = explain("strategy/norddjurs/2026-2029", "strategy/norddjurs/cases", claim, more);
    assert_eq!((status, said.as_str()), (0, ""), "{told}");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    told.replace('\u{a0}', " ")
}

fn json(claim: &str) -> Value {
    let (status, told, said) = explain("strategy/norddjurs/2026-2029", "strategy/norddjurs/cases", claim, &["--format", "json"]);
    assert_eq!(status, 0, "{said}");
    serde_json::from_str(&told).unwrap()
}

#[test]
fn a_late_reminder_and_an_early_write_off() {
    insta::assert_snapshot!("late_da", norddjurs("K000030", &[]));
    insta::assert_snapshot!("late_en", norddjurs("K000030", &["--lang", "en"]));
}

#[test]
fn a_breach_that_a_waiver_covers() {
    insta::assert_snapshot!("waived_da", norddjurs("K000058", &[]));
    insta::assert_snapshot!("waived_en", norddjurs("K000058", &["--lang", "en"]));
}

#[test]
fn a_claim_that_cannot_be_judged_for_lack_of_an_amount() {
    insta::assert_snapshot!("unknown_da", norddjurs("K000217", &[]));
    insta::assert_snapshot!("unknown_nb", norddjurs("K000217", &["--lang", "nb"]));
}

#[test]
fn a_paid_claim_to_which_a_duty_does_not_apply() {
    insta::assert_snapshot!("paid_da", norddjurs("K000002", &[]));
    insta::assert_snapshot!("paid_en", norddjurs("K000002", &["--lang", "en"]));
}

#[test]
fn a_fine_of_the_example() {
    let (status, told, said) = explain("strategy/examples/traffic-fines", "strategy/examples/traffic-fines", "S00016", &[]);
    assert_eq!((status, said.as_str()), (0, ""));
    insta::assert_snapshot!("fine_en", told.replace('\u{a0}', " "));
}

#[test]
fn plain_lines_stand_for_themselves() {
    let told = explain("strategy/norddjurs/2026-2029", "strategy/norddjurs/cases", "K000030", &["--format", "plain"]).1;
    assert!(told.lines().all(|line| !line.trim().is_empty()), "{told}");
    assert!(told.lines().any(|line| line.contains("2026-05-13; rykker;") && line.ends_with("haendelser.csv:721")), "{told}");
}

#[test]
fn every_finding_is_explained_by_its_fingerprint_with_the_same_words_and_rows() {
    let folder = folder();
    write(folder.path(), "a.key", format!("{}\n", "7".repeat(64)));
    let (key, out) = (folder.path().join("a.key"), folder.path().join("f"));
    let strategy = "strategy/norddjurs/2026-2029";
    let cases = "strategy/norddjurs/cases";
    run(&root(), &["check", strategy, "--cases", cases, "--key", key.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    let findings: Value = serde_json::from_slice(&std::fs::read(out.join("findings.json")).unwrap()).unwrap();
    let of_claims: Vec<&Value> = findings["findings"].as_array().unwrap().iter().filter(|one| one["claim"].is_string()).collect();
    assert!(of_claims.len() > 80);
    for finding in of_claims.iter().step_by(9) {
        let told = json(finding["fingerprint"].as_str().unwrap());
        let first = &told["clauses"][0];
        assert_eq!((&first["clause"], &told["claim"]), (&finding["clause"], &finding["claim"]), "the one that was asked for comes first");
        let answers = first["activations"].as_array().unwrap();
        let answer = answers.iter().find(|answer| answer["fingerprint"] == finding["fingerprint"]).unwrap();
        for key in ["verdict", "kind", "date", "last_day", "amount", "evidence"] {
            assert_eq!(answer[key], finding[key], "{key} of {finding}");
        }
        if finding["verdict"] == "unknown" {
            assert!(!answer["because"].as_array().unwrap().is_empty(), "nothing is said to be lacking: {answer}");
        } else {
            assert_eq!(answer["found"], finding["actual"]);
        }
    }
}

#[test]
fn rows_that_cannot_be_read_stand_in_the_timeline() {
    let told = json("K000256");
    let gap = told["timeline"].as_array().unwrap().iter().find(|entry| entry["what"] == "gap").unwrap();
    assert_eq!(gap["place"]["file"], "krav.csv");
    assert!(gap["day"].is_null() && gap["name"].as_str().unwrap().contains("sidste rettidige betalingsdag"), "{gap}");
}

#[test]
fn an_unknown_claim_is_told_with_the_name_that_was_meant() {
    let (status, _, said) = explain("strategy/norddjurs/2026-2029", "strategy/norddjurs/cases", "K00030", &[]);
    assert_eq!(status, 1);
    assert!(said.contains("`K00030` is not among the 600 claims") && said.contains("write `K0"), "{said}");
    let (status, _, said) = explain("strategy/norddjurs/2026-2029", "strategy/norddjurs/cases", &"a".repeat(32), &[]);
    assert_eq!(status, 1);
    assert!(said.contains("no finding") && said.contains("--key"), "{said}");
}

const STRATEGY: &str = r#"rettesnor: 1
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
  columns: {claim: Krav, date: Dato, event: Kode, actor: Hvem}
  amount: Beløb
codes:
  events: {RYK: reminder, BET: payment}
personal: [Krav, Navn, Hvem]
"#;

#[test]
fn nothing_personal_is_told() {
    let folder = folder();
    write(folder.path(), "s/strategy.yaml", STRATEGY);
    write(folder.path(), "s/cases.yaml", DESCRIPTION);
    write(
        folder.path(),
        "s/krav.csv",
        "Krav;Navn;Slags;Type;Hovedstol;Forfald\n0101701234-1;Anna Ærlig;person;husleje;1.000,00;01-03-2026\n0202801111-7;Bo Bæk;person;husleje;1.000,00;01-03-2026\n",
    );
    let events = "Krav;Dato;Kode;Beløb;Hvem\n0101701234-1;20-03-2026;RYK;;Svend Sagsbehandler\n0101701234-1;xx-03-2026;BET;5,00;Svend Sagsbehandler\n";
    write(folder.path(), "s/haendelser.csv", events);
    let ask =
        |claim: &str, format: &str| run(folder.path(), &["explain", "s", "--cases", "s", claim, "--key", "a.key", "--format", format]);
    let personal = ["0101701234", "0202801111", "Anna", "Bæk", "Svend"];
    let silent = |text: &str| assert!(personal.iter().all(|word| !text.contains(word)), "{text}");
    for format in ["human", "plain", "json"] {
        let (status, told, said) = ask("0101701234-1", format);
        assert_eq!(status, 0, "{said}");
        silent(&told);
        silent(&said);
    }
    let (_, told, _) = ask("0101701234-1", "json");
    let told: Value = serde_json::from_str(&told).unwrap();
    let mask = told["claim"].as_str().unwrap();
    assert!(mask.starts_with('#'));
    let (status, again, _) = ask(mask, "json");
    assert_eq!((status, serde_json::from_str::<Value>(&again).unwrap()), (0, told.clone()), "the mask names the claim too");
    let answer = &told["clauses"][0]["activations"][0];
    assert_eq!(answer["verdict"], "unknown", "the payment that cannot be read may have paid it");
    assert_eq!(answer["because"][0]["place"]["line"], 3);
    assert!(told["timeline"].as_array().unwrap().iter().any(|entry| entry["what"] == "gap" && entry["place"]["line"] == 3));
    let (status, _, said) = ask("0101701234", "human");
    assert_eq!(status, 1);
    silent(&said);
    assert!(said.contains("not among the 2 claims"), "{said}");
}

#[test]
fn what_is_owed_still_stands_after_the_day_it_is_judged_on() {
    let told = norddjurs("K000030", &["--as-of", "2026-05-01"]);
    let days: Vec<&str> = told.lines().filter(|line| line.starts_with("  2026-")).map(str::trim).collect();
    let as_of = days.iter().position(|line| line.contains("= opgørelsesdag")).unwrap();
    assert!(days[as_of + 1..].iter().any(|line| line.starts_with("2026-05-07  > sidste dag for rykker")), "{told}");
    assert!(told.contains("frist ikke udløbet"), "{told}");
}

#[test]
fn a_finding_of_no_single_claim_is_told_by_its_fingerprint() {
    let place = folder();
    crate::program::copy(&root().join("strategy/norddjurs"), &place.path().join("norddjurs"));
    let told = |more: &[&str]| {
        let (status, told, said) = run(place.path(), &[&["explain", "norddjurs/2026-2029", "--cases", "norddjurs/cases"], more].concat());
        (status, told, said)
    };
    let (_, findings, _) = run(place.path(), &["check", "norddjurs/2026-2029", "--cases", "norddjurs/cases", "--format", "json"]);
    let findings: serde_json::Value = serde_json::from_str(&findings).unwrap();
    let of_none: Vec<&serde_json::Value> = findings["findings"].as_array().unwrap().iter().filter(|one| one["claim"].is_null()).collect();
    assert!(of_none.len() > 3, "duties, exceptions, the adoption");
    for one in of_none {
        let fingerprint = one["fingerprint"].as_str().unwrap();
        let (status, story, said) = told(&[fingerprint]);
        assert_eq!((status, said.as_str()), (0, ""));
        assert!(story.contains(one["clause"].as_str().unwrap()), "{story}");
        assert!(story.lines().all(|line| line.chars().count() <= 80), "{story}");
        let (_, story, _) = told(&[fingerprint, "--format", "json"]);
        assert_eq!(serde_json::from_str::<serde_json::Value>(&story).unwrap()["finding"], *one);
    }
    assert_eq!(told(&["0123456789abcdef0123456789abcdef"]).0, 1);
}
