//! What is done about findings, kept over runs by their fingerprints.

use serde_json::Value;

use crate::program::{copy, folder, root, run, write};

const STRATEGY: &str = "norddjurs/2026-2029";

fn check(place: &std::path::Path, more: &[&str]) -> (i32, String, String) {
    run(place, &[&["check", STRATEGY, "--cases", "norddjurs/cases", "--key", "key"], more].concat())
}

fn findings(place: &std::path::Path, as_of: &str) -> Value {
    let (_, told, said) = check(place, &["--as-of", as_of, "--format", "json"]);
    serde_json::from_str(&told).unwrap_or_else(|error| panic!("{error}: {said}"))
}

fn fingerprints(findings: &Value, clause: &str) -> Vec<String> {
    let all = findings["findings"].as_array().unwrap().iter().filter(|one| one["clause"] == clause && one["verdict"] == "breached");
    all.map(|one| one["fingerprint"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_finding_keeps_its_remedy_over_runs() {
    let place = folder();
    copy(&root().join("strategy/norddjurs"), &place.path().join("norddjurs"));
    let before = findings(place.path(), "2027-03-31");
    assert_eq!(before["remedies"], Value::Null, "nobody keeps account of it");
    let late = fingerprints(&before, "rykkere/foerste-rykker");
    // What no tally counts is not counted here either.
    let is_counted = |one: &&Value| one["verdict"] == "breached" && one["clause"] != "adoption" && one["kind"] != "expired";
    let breached = before["findings"].as_array().unwrap().iter().filter(is_counted).count() as u64;
    let [a, b, c, ..] = &late[..] else { panic!("three reminders were late: {late:?}") };
    let adoption = &fingerprints(&before, "adoption")[0];
    let gone = "0123456789abcdef0123456789abcdef";
    write(
        place.path(),
        "norddjurs/2026-2029/remedies.yaml",
        format!(
            "rettesnor: 1
entries:
  - {{finding: \"{a}\", owner: opkraevningsleder, due: 2027-03-30}}
  - {{finding: [\"{b}\", \"{c}\"], owner: opkraevningsleder, due: 2027-04-30, status: done, date: 2027-04-01, evidence: Journalnotat}}
  - {{finding: \"{adoption}\", owner: oekonomichef, due: 2027-03-31, status: under_way}}
  - {{finding: \"{gone}\", owner: oekonomichef, due: 2027-01-31}}
"
        ),
    );
    let states = |as_of: &str| {
        let found = findings(place.path(), as_of);
        let states = found["remedies"]["entries"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap().to_owned());
        (states.collect::<Vec<_>>(), found["remedies"]["unassigned"].as_u64().unwrap())
    };
    let short = |fingerprint: &String| fingerprint.chars().take(8).collect::<String>();
    // The last day is included; what is done later was not done yet.
    assert_eq!(states("2027-03-31"), (["overdue", "open", "open", "open", "gone"].map(str::to_owned).to_vec(), breached - 3));
    let (later, _) = states("2027-04-01");
    assert_eq!(later, ["overdue", "done", "done", "overdue", "gone"]);
    let (status, told, _) = check(place.path(), &["--as-of", "2027-04-02"]);
    assert_eq!(status, 2);
    let told: Vec<&str> = told.lines().skip_while(|line| !line.starts_with("Opfølgning på fund")).take(6).collect();
    let told = told.join("\n").replace(&short(a), "AAAAAAAA").replace(&short(adoption), "BBBBBBBB").replace('\u{a0}', " ");
    insta::assert_snapshot!(told);
    let (status, paper, _) = run(
        place.path(),
        &["render", STRATEGY, "--document", "compliance-report", "--cases", "norddjurs/cases", "--as-of", "2027-04-02", "--key", "key"],
    );
    assert_eq!(status, 0);
    let (_, section) = paper.split_once("Hvad bliver der gjort ved bruddene?").unwrap();
    insta::assert_snapshot!(section.split("\n## ").next().unwrap().replace('\u{a0}', " "));
    assert!(!paper.contains(a.as_str()), "the paper holds counts");
    // The calendar lists them beside what else is owed, and the adoption that is overdue.
    let (status, told, said) =
        run(place.path(), &["calendar", STRATEGY, "--as-of", "2027-04-02", "--from", "2026-01-01", "--format", "json"]);
    assert_eq!((status, said.as_str()), (2, ""));
    let told: Value = serde_json::from_str(&told).unwrap();
    let of = |kind: &str| -> Vec<(String, String, String)> {
        let entries = told[0]["owed"].as_array().unwrap().iter().filter(|one| one["kind"] == kind);
        let word = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
        entries.map(|one| (word(one, "last_day"), word(one, "verdict"), word(one, "status"))).collect()
    };
    insta::assert_debug_snapshot!("calendar", (of("adoption"), of("remedy")));
}

#[test]
fn mistakes_say_what_to_type() {
    let place = folder();
    copy(&root().join("strategy/norddjurs"), &place.path().join("norddjurs"));
    let twice = "0123456789abcdef0123456789abcdef";
    write(
        place.path(),
        "norddjurs/2026-2029/remedies.yaml",
        format!(
            "rettesnor: 1
entries:
  - {{finding: 9f2c51d0, owner: chefen, due: 2027-03-30}}
  - {{finding: \"{twice}\", owner: oekonomichef, due: 2027-02-30, status: done}}
  - {{finding: [\"{twice}\"], owner: oekonomichef, due: 2027-03-30, status: accepted, date: 2027-03-01}}
  - {{finding: \"f{}\", owner: oekonomichef, due: 2027-03-30, date: 2027-03-01, evidense: a}}
",
            twice.trim_start_matches('0')
        ),
    );
    let (status, _, said) = run(place.path(), &["validate", STRATEGY, "--format", "plain"]);
    assert_eq!(status, 3);
    insta::assert_snapshot!(said.lines().filter(|line| line.contains("remedies.yaml")).collect::<Vec<_>>().join("\n"));
}
