//! The Norwegian example: valid, its cases reproducible, its findings as counted by hand, its papers with the reported figures.

use serde_json::Value;

use crate::program::{copy, files, folder, root, run, write};

/// How the committed cases are made; the note in their folder says the same.
const MADE: [&str; 8] = ["--claims", "900", "--seed", "11", "--drawn", "2026-06-30", "--faults", "3"];

fn strategies() -> tempfile::TempDir {
    let folder = folder();
    for part in ["oslo", "law"] {
        copy(&root().join("strategy").join(part), &folder.path().join("strategy").join(part));
    }
    write(folder.path(), "a.key", format!("{}\n", "5a".repeat(32)));
    folder
}

fn checked(folder: &std::path::Path) -> Value {
    let arguments = ["check", "strategy/oslo/2023-2027", "--cases", "strategy/oslo/cases", "--key", "a.key", "--format", "json"];
    let (status, found, said) = run(folder, &arguments);
    assert_eq!(status, 2, "{said}");
    serde_json::from_str(&found).unwrap()
}

#[test]
fn the_strategy_is_valid() {
    let (status, said, errors) = run(&root(), &["validate", "strategy/oslo"]);
    assert_eq!(status, 0, "{said}{errors}");
}

#[test]
fn its_cases_are_those_that_generate_makes() {
    let folder = strategies();
    let mut arguments = vec!["generate", "strategy/oslo/2023-2027", "--out", "made"];
    arguments.extend(MADE);
    let (status, _, said) = run(folder.path(), &arguments);
    assert_eq!(status, 0, "{said}");
    for (name, bytes) in files(&folder.path().join("made")) {
        assert!(std::fs::read(root().join("strategy/oslo/cases").join(&name)).unwrap() == bytes, "{name}");
    }
}

/// The findings of a clause on one claim: verdict, kind, date, last day.
fn of<'a>(findings: &'a Value, clause: &str, claim: &str) -> Vec<[&'a str; 4]> {
    let about = |one: &&Value| one["clause"] == clause && one["claim"] == claim;
    let told = |one: &'a Value| ["verdict", "kind", "date", "last_day"].map(|key| one[key].as_str().unwrap_or_default());
    findings["findings"].as_array().unwrap().iter().filter(about).map(told).collect()
}

/// Read in the two tables with a finger on the line, and reckoned on a calendar.
#[test]
fn a_few_claims_are_judged_as_counted_by_hand() {
    let folder = strategies();
    let findings = checked(folder.path());
    let limitation = "foreldelse/ikke-foreldet";
    // Due 20 July 2023 and nothing since the notice of collection: to be stopped by 20 July 2026.
    assert_eq!(of(&findings, limitation, "B000548"), [["not_yet_due", "alarm", "2023-07-20", "2026-07-20"]]);
    // Due 20 April 2023; the debtor got a reminder on 27 April 2026, seven days after the last day.
    assert_eq!(of(&findings, limitation, "B000098"), [["breached", "other", "2023-04-20", "2026-04-20"]]);
    // Due 20 May 2023, written off as time-barred on 12 June 2026.
    assert_eq!(of(&findings, limitation, "B000207"), [["breached", "late", "2023-05-20", "2026-05-20"]]);
    // Due 20 March 2023, acknowledged on 28 June 2023, which moved the last day to 28 June 2026; then nothing.
    assert_eq!(of(&findings, limitation, "B000225"), [["breached", "missing", "2023-03-20", "2026-06-28"]]);
    // Demanded on 12 May 2025, distraint on 24 May: the twelfth day of the fourteen.
    assert_eq!(of(&findings, "trinn/tid-etter-oppfordring", "B000144")[0][..3], ["breached", "other", "2025-05-24"]);
    // 70 kr on 1 April 2023, when 35 kr was the most.
    assert_eq!(of(&findings, "kostnader/purregebyr", "B000025")[0][..3], ["breached", "other", "2023-04-01"]);
    // Notice on 24 July 2023, demand on 13 August: the twentieth day of the 21 of the strategy, and enough for the law's fourteen.
    assert_eq!(of(&findings, "trinn/tid-etter-varsel", "B000139")[0][..3], ["breached", "other", "2023-08-13"]);
    assert!(of(&findings, "lov-innfordring/inkassovarsel", "B000139").is_empty());
}

/// A program of its own, which reads the two tables and knows nothing of plans, counted as many.
#[test]
fn the_vouchers_to_be_stopped_are_told_by_month() {
    let folder = strategies();
    let findings = checked(folder.path());
    let mut months = std::collections::BTreeMap::<&str, u32>::new();
    for one in findings["findings"].as_array().unwrap() {
        let last = one["last_day"].as_str().unwrap_or_default();
        if one["clause"] == "foreldelse/ikke-foreldet" && one["kind"] == "alarm" {
            *months.entry(last.get(..7).unwrap()).or_default() += 1;
        }
    }
    let expected = [("2026-07", 1), ("2026-08", 5), ("2026-09", 5), ("2026-10", 3), ("2026-11", 5), ("2026-12", 10)];
    assert_eq!(months.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn the_cases_exercise_nearly_every_rule() {
    let folder = strategies();
    let findings = checked(folder.path());
    let clauses = findings["clauses"].as_array().unwrap();
    let of_rules = clauses.iter().filter(|clause| clause["rule"].is_string());
    let idle: Vec<&str> = of_rules.filter(|clause| clause["activations"] == 0).map(|clause| clause["clause"].as_str().unwrap()).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

#[test]
fn the_papers_show_the_reported_benefit() {
    let folder = strategies();
    for document in ["strategy", "compliance-report"] {
        let arguments = ["render", "strategy/oslo/2023-2027", "--document", document, "--key", "a.key"];
        let (status, paper, said) = run(folder.path(), &arguments);
        assert_eq!(status, 0, "{said}");
        for words in
            ["1000\u{a0}bilag i måneden (anslag)", "0,53\u{a0}årsverk", "2,7\u{a0}årsverk (anslag)", "2\u{a0}130\u{a0}590\u{a0}kr (anslag)"]
        {
            assert!(paper.contains(words), "{document}: {words}");
        }
        assert!(paper.contains("stemmer innenfor avrunding med «Spart tid per år»: 5 × 0,53 = 2,65\u{a0}årsverk."), "{document}");
    }
}
