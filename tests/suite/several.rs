//! Findings that are about a debtor, a year or another clause: traceable, and nobody is named.

use std::path::Path;

use serde_json::Value;

use crate::program::{folder, run, write};

const STRATEGY: &str = r#"rettesnor: 1
id: s
authority: {name: Prøve Kommune, country: other, currency: DKK}
title: Prøve
language: da
period: {from: 2026-01-01, to: 2029-12-31}
roles: {sagsbehandler: Sagsbehandler, chef: Opkrævningschef}
claim_types: {husleje: {name: Husleje, track: rent}}
chapters:
  - id: c
    heading: C
    clauses:
      - {id: andel, rule: {share: {of: c/rykker, at_least: 90 %}}}
      - {id: rykker, severity: minor, rule: {followed_by: {event: due, by: reminder, within: 14 days}}}
      - {id: skyldner, rule: {count: {event: reminder, at_most: 2, per: debtor}}}
      - {id: aar, rule: {count: {event: write_off, at_most: 1, per: year}}}
      - {id: fire, rule: {four_eyes: {event: write_off, by: write_off_proposed, above: 100 kr}}}
      - {id: fuldmagt, rule: {mandate: {event: write_off, limits: {sagsbehandler: 500 kr, chef: unlimited}}}}
      - {id: stor, for: {principal: {at_least: 2.000 kr}, due: {to: 2026-12-31}}, while: dispute, rule: {never: {event: transfer}}}
"#;

const DESCRIPTION: &str = r#"rettesnor: 1
name: Prøve
extracted: 2026-12-31
encoding: utf-8
separator: ";"
decimal: comma
dates: dd-mm-yyyy
claims:
  files: krav.csv
  columns: {claim: Krav, debtor: Navn, claim_type: Type, principal: Hovedstol, due: Forfald}
events:
  files: haendelser.csv
  columns: {claim: Krav, date: Dato, event: Kode, actor: Hvem, role: Rolle}
  amount: Beløb
codes:
  events: {RYK: reminder, FOR: write_off_proposed, AFS: write_off}
personal: [Navn, Hvem]
"#;

const CLAIMS: &str = "Krav;Navn;Type;Hovedstol;Forfald
1;Anna Ærlig;husleje;1.000,00;01-03-2026
2;Bo Bæk;husleje;2.000,00;01-03-2026
3;Anna Ærlig;husleje;3.000,00;01-03-2026
";

const EVENTS: &str = "Krav;Dato;Kode;Beløb;Hvem;Rolle
1;10-03-2026;RYK;;AB;
1;20-03-2026;RYK;;AB;
2;10-03-2026;RYK;;AB;
3;20-03-2026;RYK;;AB;
1;01-06-2026;FOR;;Ulla Ø;Sagsbehandler
1;02-06-2026;AFS;600,00;Ulla Ø;SAGSBEHANDLER
2;02-06-2026;AFS;600,00;Ulla Ø;Elev
";

fn set_up(folder: &Path, claims: &str) {
    write(folder, "s/strategy.yaml", STRATEGY.replace("2.000 kr", "\"2.000 kr\""));
    write(folder, "s/cases.yaml", DESCRIPTION);
    write(folder, "s/krav.csv", claims);
    write(folder, "s/haendelser.csv", EVENTS);
}

fn check(folder: &Path) -> Value {
    let (status, said, errors) = run(folder, &["check", "s", "--cases", "s", "--out", "f", "--key", "a.key", "--format", "plain"]);
    assert_eq!(status, 2, "{said}{errors}");
    let bytes = std::fs::read(folder.join("f/findings.json")).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    for name in ["Ærlig", "Bæk", "Ulla"] {
        assert!(!text.contains(name) && !said.contains(name) && !errors.contains(name), "{name} is shown");
    }
    serde_json::from_slice(&bytes).unwrap()
}

fn findings<'v>(findings: &'v Value, clause: &str) -> Vec<&'v Value> {
    findings["findings"].as_array().unwrap().iter().filter(|one| one["clause"] == clause).collect()
}

fn lines(finding: &Value) -> Vec<u64> {
    let rows = finding["evidence"].as_array().unwrap().iter().filter(|row| row["file"].as_str().unwrap().contains("haendelser"));
    rows.map(|row| row["line"].as_u64().unwrap()).collect()
}

#[test]
fn several_claims_are_judged_together_and_nobody_is_named() {
    let folder = folder();
    set_up(folder.path(), CLAIMS);
    let found = check(folder.path());
    let of = |clause: &str| findings(&found, clause);
    // Anna has three reminders on two claims.
    let [debtor] = of("c/skyldner")[..] else { panic!("{:?}", of("c/skyldner")) };
    assert_eq!((&debtor["claim"], debtor["verdict"].as_str(), lines(debtor)), (&Value::Null, Some("breached"), vec![2, 3, 5]));
    let [year] = of("c/aar")[..] else { panic!("{:?}", of("c/aar")) };
    assert_eq!((&year["claim"], year["date"].as_str(), lines(year)), (&Value::Null, Some("2026-01-01"), vec![7, 8]));
    let [four] = of("c/fire")[..] else { panic!("{:?}", of("c/fire")) };
    assert_eq!((four["claim"].as_str(), lines(four), four["amount"].as_i64()), (Some("1"), vec![6, 7], Some(60_000)));
    let roles = of("c/fuldmagt");
    assert_eq!(roles.len(), 2, "{roles:?}");
    assert!(roles[0]["actual"].as_str().unwrap().starts_with("600"));
    assert_eq!(roles[1]["actual"], "rollen er ikke bemyndiget");
    // Two of three first reminders came in time.
    let [share] = of("c/andel")[..] else { panic!("{:?}", of("c/andel")) };
    assert_eq!(
        (&share["claim"], share["actual"].as_str().map(|said| said.replace('\u{a0}', " "))),
        (&Value::Null, Some("66,66 % af 3 tilfælde".into()))
    );
    let clause = |address: &str| found["clauses"].as_array().unwrap().iter().find(|one| one["clause"] == address).unwrap();
    assert_eq!((clause("c/skyldner")["activations"].as_u64(), clause("c/skyldner")["claims_breached"].as_u64()), (Some(2), Some(0)));
    assert_eq!(clause("c/andel")["activations"], 1);
    // The order of the rows in the claims table tells nothing of a debtor.
    let fingerprint = debtor["fingerprint"].clone();
    let mut rows: Vec<&str> = CLAIMS.lines().collect();
    rows[1..].reverse();
    set_up(folder.path(), &(rows.join("\n") + "\n"));
    let again = check(folder.path());
    assert_eq!(findings(&again, "c/skyldner")[0]["fingerprint"], fingerprint);
}

#[test]
fn each_liable_debtor_answers_for_the_whole_claim() {
    let folder = folder();
    set_up(folder.path(), &(CLAIMS.to_owned() + "1;Bo Bæk;husleje;1.000,00;01-03-2026\n"));
    let found = check(folder.path());
    let [anna, bo] = findings(&found, "c/skyldner")[..] else { panic!("{found}") };
    assert_eq!((lines(anna), lines(bo)), (vec![2, 3, 5], vec![2, 3, 4]));
    assert_ne!(anna["fingerprint"], bo["fingerprint"]);
    assert!([anna, bo].iter().all(|one| one["verdict"] == "breached" && one["claim"].is_null()));
}

#[test]
fn the_story_of_one_claim_sets_aside_what_counts_over_several() {
    let folder = folder();
    set_up(folder.path(), CLAIMS);
    let (status, told, said) = run(folder.path(), &["explain", "s", "--cases", "s", "2", "--key", "a.key", "--format", "json"]);
    assert_eq!(status, 0, "{said}");
    let told: Value = serde_json::from_str(&told).unwrap();
    let several = told["aside"].as_array().unwrap().iter().filter(|one| one["because"] == "tæller over flere krav");
    assert_eq!(several.map(|one| one["clause"].as_str().unwrap()).collect::<Vec<_>>(), ["c/andel", "c/skyldner", "c/aar"]);
    let of = |clause: &str| &told["clauses"].as_array().unwrap().iter().find(|one| one["clause"] == clause).unwrap()["activations"][0];
    assert_eq!(of("c/fuldmagt")["found"], "rollen er ikke bemyndiget");
    assert_eq!(of("c/fuldmagt")["bound"], Value::Null);
    assert_eq!(of("c/fire")["verdict"], "met");
}

#[test]
fn a_draft_is_held_against_debtors_and_shares_too() {
    let folder = folder();
    set_up(folder.path(), CLAIMS);
    let draft = STRATEGY.replace("at_most: 2, per: debtor", "at_most: 3, per: debtor").replace("90 %", "60 %");
    write(folder.path(), "d/strategy.yaml", draft.replace("2.000 kr", "\"2.000 kr\""));
    let arguments = ["check", "s", "--cases", "s", "--against", "d", "--key", "a.key", "--format", "json"];
    let (_, told, said) = run(folder.path(), &arguments);
    let told: Value = serde_json::from_str(&told).unwrap_or_else(|_| panic!("{told}{said}"));
    for clause in ["c/skyldner", "c/andel"] {
        let of = told["clauses"].as_array().unwrap().iter().find(|one| one["clause"] == clause).unwrap();
        let [change] = &of["changes"].as_array().unwrap()[..] else { panic!("{of}") };
        let words = |key: &str| change[key].as_str().unwrap();
        assert_eq!(
            (words("from"), words("to"), change["activations"].as_u64(), change["claims"].as_u64()),
            ("breached", "met", Some(1), Some(0))
        );
        assert_eq!((&of["strategy"]["breached"], &of["draft"]["breached"]), (&1.into(), &0.into()), "{of}");
    }
    assert_eq!(told["clauses"].as_array().unwrap().iter().filter(|one| one["changes"] != Value::Array(Vec::new())).count(), 2, "{told}");
    assert_eq!(told["changed"]["claims"], 0, "{told}");
}

#[test]
fn what_roles_terms_and_deadlines_name_is_used() {
    let folder = folder();
    let clauses = r#"      - {id: stand, rule: {limitation: {from: due, length: 3 years, closed_by: lukket, interrupted_by: {dom: 10 years}}}}
      - {id: beloeb, rule: {amount: {balance: claim, at_most: {sum: tillaeg}}}}
"#;
    let declared = r#"events: {dom: {name: Dom}, tillaeg: {name: Tillæg}, luk: {name: Lukning}, aabn: {name: Åbning}, ubrugt: {name: Ubrugt}}
states: {lukket: {name: lukning, from: luk, until: [aabn]}}
chapters:
"#;
    let strategy = STRATEGY.replace("2.000 kr", "\"2.000 kr\"").replace("chapters:\n", declared) + clauses;
    write(folder.path(), "s/strategy.yaml", strategy);
    let (status, told, said) = run(folder.path(), &["validate", "s", "--format", "plain"]);
    assert_eq!(status, 0, "{told}{said}");
    let unused: Vec<&str> = said.lines().filter(|line| line.contains("unused-name")).filter_map(|line| line.split('`').nth(1)).collect();
    assert_eq!(unused, ["ubrugt"], "{said}");
}

#[test]
fn a_claim_without_a_debtor_is_an_unknown_of_its_own() {
    let folder = folder();
    set_up(folder.path(), &CLAIMS.replace("3;Anna Ærlig;", "3;;"));
    let found = check(folder.path());
    let unknown: Vec<_> = findings(&found, "c/skyldner").into_iter().map(|one| (one["verdict"].as_str().unwrap(), lines(one))).collect();
    // Anna's two may be three; Bo's one is at most two whoever the other belongs to.
    assert_eq!(unknown, [("unknown", vec![2, 3]), ("unknown", vec![5])]);
}

#[test]
fn a_waiver_of_the_other_clause_lifts_the_share() {
    let folder = folder();
    set_up(folder.path(), CLAIMS);
    let waiver = "rettesnor: 1\nwaivers:\n  - {id: w, clause: c/rykker, approver: chef, basis: b, from: 2026-03-01, until: 2026-03-01, scope: {claims: [3]}}\n";
    write(folder.path(), "s/waivers.yaml", waiver);
    let found = check(folder.path());
    assert!(findings(&found, "c/andel").is_empty());
}

#[test]
fn the_paper_says_which_claims_and_when() {
    let folder = folder();
    set_up(folder.path(), CLAIMS);
    for (lang, said) in [
        (
            "da",
            "Gælder for krav med hovedstol på mindst 2.000 kr. Gælder for krav med forfaldsdato til og med 31. december 2026. Gælder kun, når der er en uafklaret indsigelse.",
        ),
        (
            "nb",
            "Gjelder for krav med hovedstol på minst 2000 kr. Gjelder for krav med forfallsdato til og med 31. desember 2026. Gjelder bare når det foreligger en uavklart innsigelse.",
        ),
        (
            "en",
            "Concerns claims with a principal of at least DKK 2,000. Concerns claims with a due date up to 31 December 2026. Applies only in case of an open dispute.",
        ),
    ] {
        let (status, paper, errors) = run(folder.path(), &["render", "s", "--document", "strategy", "--lang", lang]);
        assert_eq!(status, 0, "{paper}{errors}");
        let text = paper.replace(['\u{a0}', '\n'], " ").replace('\\', "");
        assert!(text.contains(said), "{lang}: {text}");
    }
}
