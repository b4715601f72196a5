//! The way of a text from draft to adopted: what its decisions make of it, and the seal over what it means.

use std::path::Path;

use serde_json::Value;

use crate::program::{copy, folder, root, run, write};

const STRATEGY: &str = "norddjurs/2022-2025";
const COUNCIL: [&str; 4] = ["--body", "Kommunalbestyrelsen", "--date", "2022-06-14"];

/// A copy of the example in a folder of its own.
fn norddjurs() -> tempfile::TempDir {
    let place = folder();
    copy(&root().join("strategy/norddjurs"), &place.path().join("norddjurs"));
    place
}

fn checked(place: &Path, strategy: &str, as_of: &str) -> Value {
    let (_, told, said) = run(place, &["check", strategy, "--cases", "norddjurs/cases", "--as-of", as_of, "--format", "json"]);
    serde_json::from_str(&told).unwrap_or_else(|error| panic!("{error}: {said}"))
}

fn adoption(findings: &Value) -> Vec<&Value> {
    findings["findings"].as_array().unwrap().iter().filter(|one| one["clause"] == "adoption").collect()
}

fn adopt(place: &Path, strategy: &str, more: &[&str]) -> (i32, String, String) {
    run(place, &[&["adopt", strategy], more].concat())
}

/// The text with its first occurrence of some words replaced.
fn change(place: &Path, file: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(place.join(file)).unwrap();
    assert!(text.contains(from), "{from}");
    std::fs::write(place.join(file), text.replacen(from, to, 1)).unwrap();
}

#[test]
fn an_endorsement_is_no_adoption() {
    let (status, told, _) = run(&root(), &["render", "strategy/norddjurs/2022-2025", "--document", "strategy"]);
    let told = told.replace('\u{a0}', " ");
    assert_eq!(status, 0);
    assert!(told.contains("- Økonomiudvalget, 17. maj 2022: **tiltrådt**, 136 dage inde i perioden"), "{told}");
    assert!(
        told.contains("Status: **indstillet til vedtagelse**. Det er ikke registreret, at Kommunalbestyrelsen har vedtaget strategien."),
        "{told}"
    );
    let place = norddjurs();
    let findings = checked(place.path(), STRATEGY, "2022-05-17");
    assert_eq!(findings["standing"]["status"], "recommended");
    assert_eq!(findings["standing"]["days_without"], 136);
    assert_eq!(findings["standing"]["meanwhile"]["text"], false);
    let [missing] = adoption(&findings)[..] else { panic!("one finding") };
    assert_eq!(
        (missing["verdict"].as_str(), missing["kind"].as_str(), missing["date"].as_str()),
        (Some("breached"), Some("missing"), Some("2022-01-01"))
    );
    assert_eq!(missing["evidence"][0]["file"], "decisions.yaml");
    // The page has a word of its language for it, files for programs the key.
    let run_of = ["check", STRATEGY, "--cases", "norddjurs/cases", "--as-of", "2022-05-17", "--out", "f"];
    run(place.path(), &run_of);
    let read = |file: &str| std::fs::read_to_string(place.path().join("f").join(file)).unwrap();
    let page = read("findings.da.html");
    assert!(page.contains("data-clause=\"adoption\"") && page.contains(">Vedtagelse</td>") && !page.contains(">adoption<"), "{page}");
    assert!(read("findings.csv").contains(",adoption,"));
    // Before the meeting nobody had recommended it, and on the first day of the period nothing was late.
    assert_eq!(checked(place.path(), STRATEGY, "2022-05-16")["standing"]["status"], "draft");
    let first = checked(place.path(), STRATEGY, "2022-01-01");
    assert_eq!((&first["standing"]["days_without"], adoption(&first).len()), (&Value::Null, 0));
}

#[test]
fn with_an_adoption_the_status_follows() {
    let place = norddjurs();
    let before = checked(place.path(), STRATEGY, "2022-06-13");
    let (status, told, said) = adopt(place.path(), STRATEGY, &[&COUNCIL[..], &["--printed", "Godkendt"]].concat());
    assert_eq!((status, said.as_str()), (0, ""), "{told}");
    let of = |as_of| checked(place.path(), STRATEGY, as_of);
    assert_eq!(of("2022-06-13")["standing"], before["standing"]);
    let after = of("2022-06-14");
    assert_eq!(after["standing"]["status"], "in_force");
    assert_eq!(after["standing"]["days_without"], 164);
    assert_eq!(after["standing"]["sealed"], true);
    let ([late], [missing]) = (&adoption(&after)[..], &adoption(&before)[..]) else { panic!("one finding each") };
    assert_eq!(late["kind"], "late");
    assert_eq!(late["fingerprint"].as_str().map(str::len), missing["fingerprint"].as_str().map(str::len));
    // The next one is adopted in time, and replaces it on the first day of its own period.
    let next = "norddjurs/2026-2029";
    let (status, _, said) = adopt(place.path(), next, &["--body", "Kommunalbestyrelsen", "--date", "2025-12-16"]);
    assert_eq!((status, said.as_str()), (0, ""));
    assert_eq!(of("2025-12-31")["standing"]["status"], "in_force");
    assert_eq!(of("2026-01-01")["standing"]["status"], "superseded");
    assert_eq!(of("2026-01-01")["standing"]["successor"]["from"], "2026-01-01");
    let next_on = |as_of| checked(place.path(), next, as_of)["standing"].clone();
    assert_eq!(next_on("2025-12-15")["status"], "draft");
    assert_eq!(next_on("2025-12-16")["status"], "adopted");
    assert_eq!(next_on("2026-01-01")["status"], "in_force");
    assert_eq!(next_on("2026-01-01")["days_without"], Value::Null);
}

#[test]
fn a_council_that_comes_late_is_told_what_held_meanwhile() {
    let place = norddjurs();
    adopt(place.path(), STRATEGY, &COUNCIL);
    let (status, told, _) = run(place.path(), &["check", "norddjurs/2026-2029", "--cases", "norddjurs/cases", "--as-of", "2026-02-01"]);
    assert_eq!(status, 2);
    let told = told.replace('\u{a0}', " ");
    let said: Vec<&str> = told.lines().skip_while(|line| !line.starts_with("Strategiens status")).take(4).collect();
    insta::assert_snapshot!(said.join("\n"), @r"
    Strategiens status: udkast
    Der er gået 31 dage af perioden, uden at det er registreret, at
      Kommunalbestyrelsen har vedtaget strategien; så længe gælder
      »Opkrævningsstrategi Norddjurs Kommune 2022-2025«, vedtaget den 14. juni 2022.
    ");
}

#[test]
fn a_seal_holds_the_meaning_and_not_the_layout() {
    let place = norddjurs();
    adopt(place.path(), "norddjurs/2026-2029", &["--body", "Kommunalbestyrelsen", "--date", "2026-02-24"]);
    let file = "norddjurs/2026-2029/strategy.yaml";
    let adopted = std::fs::read(place.path().join(file)).unwrap();
    assert_eq!(std::fs::read(place.path().join("norddjurs/2026-2029/adopted.yaml")).unwrap(), adopted);
    let validate = || run(place.path(), &["validate", "norddjurs/2026-2029", "--format", "json"]);
    let broken = || -> Vec<(String, String)> {
        let (_, told, _) = validate();
        let told: Value = serde_json::from_str(&told).unwrap();
        let all = told[0]["diagnostics"].as_array().unwrap().clone();
        let word = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
        all.iter().filter(|one| one["code"] == "seal-broken").map(|one| (word(one, "clause"), word(one, "message"))).collect()
    };
    assert_eq!(validate().0, 0);
    change(place.path(), file, "\nchapters:", "\n# En bemærkning.\nchapters: # og en til");
    change(
        place.path(),
        file,
        "\ntitle: Opkrævningsstrategi Norddjurs Kommune 2026-2029",
        "\ntitle: \"Opkrævningsstrategi Norddjurs Kommune 2026-2029\"",
    );
    assert_eq!((validate().0, broken()), (0, Vec::new()));
    let verify = |more: &[&str]| run(place.path(), &[&["verify", "norddjurs/2026-2029"], more].concat());
    let (status, told, _) = verify(&[]);
    assert_eq!(status, 0);
    assert!(told.contains("means what was adopted"), "{told}");
    // The notice says what becomes of the text, and is no part of it.
    change(place.path(), file, "Udkast til eksempel.", "Vedtaget eksempel.");
    assert_eq!((validate().0, broken()), (0, Vec::new()));
    let digest = told.lines().find(|line| line.trim().starts_with("blake3:")).unwrap().trim().to_owned();
    assert_eq!(verify(&["--digest", &digest]).0, 0);
    let (status, told, _) = verify(&["--digest", &"0".repeat(64)]);
    assert!(status == 2 && told.contains("NOT the digest"), "{told}");
    // One number, and in another clause one word.
    change(place.path(), file, "within: 10 arbejdsdage", "within: 12 arbejdsdage");
    let number = broken();
    change(place.path(), file, "med tillid og med", "med omtanke og med");
    let both = broken();
    insta::assert_debug_snapshot!((&number, both.iter().filter(|one| !number.contains(one)).collect::<Vec<_>>()));
    assert_eq!(validate().0, 3);
    let (status, told, _) = verify(&[]);
    assert_eq!(status, 2);
    insta::assert_snapshot!("verify", told);
    let (_, told, _) = verify(&["--format", "json"]);
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["same_meaning"], told["altered"].as_array().unwrap().len()), (&Value::Bool(false), 2));
    // A digest of the new meaning in the seal does not make it the adopted text.
    let decisions = place.path().join("norddjurs/2026-2029/decisions.yaml");
    let sealed = std::fs::read_to_string(&decisions).unwrap();
    let forged = sealed.lines().map(|line| if line.starts_with("  meaning:") { "  meaning: blake3:00" } else { line });
    std::fs::write(&decisions, forged.collect::<Vec<_>>().join("\n") + "\n").unwrap();
    assert_eq!((validate().0, verify(&[]).0, broken().len()), (3, 2, 2));
    std::fs::write(&decisions, &sealed).unwrap();
    // Nor does a fitting digest where the adopted text was taken away: then nothing is proved.
    let kept = place.path().join("norddjurs/2026-2029/adopted.yaml");
    std::fs::remove_file(&kept).unwrap();
    let now = std::fs::read_to_string(place.path().join(file)).unwrap();
    change(place.path(), file, "within: 12 arbejdsdage", "within: 10 arbejdsdage");
    change(place.path(), file, "med omtanke og med", "med tillid og med");
    let (status, told, _) = verify(&["--digest", &digest]);
    assert!(status == 2 && told.contains("cannot be proved"), "{told}");
    std::fs::write(&kept, &adopted).unwrap();
    assert_eq!(verify(&["--digest", &digest]).0, 0);
    std::fs::write(place.path().join(file), now).unwrap();
    // Other commands do not work on it either, and nothing is written.
    let (status, _, said) = run(place.path(), &["build", "norddjurs/2026-2029"]);
    assert_eq!((status, place.path().join("out").exists()), (3, false), "{said}");
    // Without the adopted text it is still known that it was changed.
    std::fs::remove_file(place.path().join("norddjurs/2026-2029/adopted.yaml")).unwrap();
    assert_eq!(broken().len(), 1);
    std::fs::write(place.path().join(file), &adopted).unwrap();
    assert_eq!((validate().0, broken().len()), (0, 0));
    assert_eq!(verify(&[]).0, 0);
    write(place.path(), "norddjurs/2026-2029/adopted.yaml", "rettesnor: 1\n");
    assert_eq!((validate().0, verify(&[]).0), (3, 2));
    assert_eq!(run(place.path(), &["verify", STRATEGY]).0, 1, "it is not sealed");
}

#[test]
fn what_another_text_has_replaced_asks_for_nothing_more() {
    let place = norddjurs();
    let (old, new) = ("norddjurs/2026-2029", "norddjurs/2026-10");
    adopt(place.path(), old, &["--body", "Kommunalbestyrelsen", "--date", "2026-01-01"]);
    let text = std::fs::read_to_string(place.path().join(old).join("strategy.yaml")).unwrap();
    // Its policy tests look at days before the amendment.
    let amended = text
        .split("\ntests:")
        .next()
        .unwrap()
        .replace("id: norddjurs-2026-2029", "id: norddjurs-2026-10")
        .replace("replaces: ../2022-2025", "replaces: ../2026-2029")
        .replace("period: {from: 2026-01-01,", "period: {from: 2026-10-01,")
        .replace("valid: {from: 2026-01-01", "valid: {from: 2026-10-01");
    write(place.path(), "norddjurs/2026-10/strategy.yaml", &amended);
    write(place.path(), "norddjurs/2026-10/decisions.yaml", "rettesnor: 1\nagenda_item:\n  route: [Kommunalbestyrelsen]\n");
    let (_, told, said) = run(place.path(), &["validate", "norddjurs", "--format", "plain"]);
    assert!(!said.contains("period-") && !told.contains("period-"), "{said}");
    let days = |strategy: &str| -> Vec<String> {
        let found = checked(place.path(), strategy, "2027-03-31");
        let found = found["findings"].as_array().unwrap().iter().filter(|one| one["clause"] == "rykkere/foerste-rykker");
        found.filter_map(|one| Some(one["date"].as_str()?.to_owned())).collect()
    };
    // As long as nobody has adopted it, it replaces nothing.
    let all = days(old);
    assert!(all.iter().any(|day| day.as_str() >= "2026-10-01"));
    let (status, _, said) = adopt(place.path(), new, &["--body", "Kommunalbestyrelsen", "--date", "2026-09-15"]);
    assert_eq!((status, said.as_str()), (0, ""));
    let (before, after) = (days(old), days(new));
    assert!(before.iter().all(|day| day.as_str() < "2026-10-01"), "{before:?}");
    assert!(after.iter().all(|day| day.as_str() >= "2026-10-01"), "{after:?}");
    let mut both = [before, after].concat();
    both.sort();
    let mut all = all;
    all.sort();
    assert_eq!(both, all, "each activation is judged by one of the two");
    assert_eq!(checked(place.path(), old, "2026-09-30")["standing"]["status"], "in_force");
}

#[test]
fn what_held_meanwhile_is_the_last_text_that_was_adopted() {
    let place = norddjurs();
    let of = |as_of| checked(place.path(), "norddjurs/2026-2029", as_of)["standing"]["meanwhile"].clone();
    // The one before was recommended and not adopted, so that the one before that is meant, as it is there.
    assert_eq!(of("2026-03-01")["title"], "Norddjurs Kommunes opkrævningsstrategi fra 2018");
    assert_eq!(checked(place.path(), STRATEGY, "2022-03-01")["standing"]["meanwhile"], of("2026-03-01"));
    adopt(place.path(), STRATEGY, &COUNCIL);
    assert_eq!(of("2026-03-01")["adopted"], "2022-06-14");
}

#[test]
fn a_route_out_of_order_and_a_text_without_a_seal_are_warnings() {
    let place = norddjurs();
    let file = "norddjurs/2022-2025/decisions.yaml";
    change(place.path(), file, "decisions:\n", "decisions:\n  - {body: Kommunalbestyrelsen, date: 2022-05-03, outcome: approved}\n");
    let said = || {
        let (status, _, said) = run(place.path(), &["validate", STRATEGY, "--format", "plain"]);
        let codes = ["route-order", "not-sealed"].map(|code| said.lines().filter(|line| line.contains(code)).count());
        (status, codes)
    };
    assert_eq!(said(), (0, [1, 1]));
    assert_eq!(adopt(place.path(), STRATEGY, &[]).0, 0);
    assert_eq!(said(), (0, [1, 0]));
    // Without its seal, a changed text cannot be sealed over the one that was adopted.
    let decisions = std::fs::read_to_string(place.path().join(file)).unwrap();
    std::fs::write(place.path().join(file), decisions.split("seal:").next().unwrap()).unwrap();
    change(place.path(), "norddjurs/2022-2025/strategy.yaml", "skal behandles hurtigt", "skal behandles roligt");
    let adopted = std::fs::read(place.path().join("norddjurs/2022-2025/adopted.yaml")).unwrap();
    let (status, _, said) = adopt(place.path(), STRATEGY, &[]);
    assert!(status == 1 && said.contains("adopted.yaml"), "{said}");
    assert_eq!(std::fs::read(place.path().join("norddjurs/2022-2025/adopted.yaml")).unwrap(), adopted);
}

#[test]
fn who_adopts_decides_at_the_last_reading_and_may_take_it_back() {
    let place = norddjurs();
    let file = "norddjurs/2022-2025/decisions.yaml";
    let text = std::fs::read_to_string(place.path().join(file)).unwrap();
    let standing = |route: &str, decisions: &str| {
        let route = if route.is_empty() { String::new() } else { format!("  route: [{route}]\n") };
        let written = text
            .replace("  route: [Økonomiudvalget, Kommunalbestyrelsen]\n", &route)
            .replace("decisions:\n", &format!("decisions:\n{decisions}"));
        std::fs::write(place.path().join(file), written).unwrap();
        let found = checked(place.path(), STRATEGY, "2023-01-01");
        (found["standing"]["status"].as_str().unwrap().to_owned(), adoption(&found).len())
    };
    let of = |date: &str, outcome: &str| format!("  - {{body: Kommunalbestyrelsen, date: {date}, outcome: {outcome}}}\n");
    let (first, second) = (of("2021-12-14", "approved"), of("2021-12-21", "approved"));
    let both = "Økonomiudvalget, Kommunalbestyrelsen";
    assert_eq!(standing(both, &first), ("in_force".to_owned(), 0));
    // A rejection takes it back, and another approval gives it again.
    let back = format!("{first}{}", of("2022-02-10", "rejected"));
    assert_eq!(standing(both, &back), ("recommended".to_owned(), 1));
    assert_eq!(standing(both, &format!("{back}{}", of("2022-03-10", "approved"))), ("in_force".to_owned(), 1));
    // Two readings: the first is no adoption.
    let twice = "Kommunalbestyrelsen, Økonomiudvalget, Kommunalbestyrelsen";
    assert_eq!(standing(twice, &first), ("recommended".to_owned(), 1));
    assert_eq!(standing(twice, &format!("{first}{second}")), ("in_force".to_owned(), 0));
    // Without a route nobody knows who adopts: that is no breach.
    assert_eq!(standing("", &first).1, 0);
}

#[test]
fn strategies_that_replace_each_other_are_an_error() {
    let place = norddjurs();
    let said = |folder: &str| {
        let (status, _, said) = run(place.path(), &["validate", folder, "--format", "plain"]);
        assert_eq!((status, said.matches("predecessor-missing").count()), (3, 1), "{said}");
    };
    change(place.path(), "norddjurs/2026-2029/strategy.yaml", "replaces: ../2022-2025", "replaces: ../2026-2029");
    said("norddjurs/2026-2029");
    change(place.path(), "norddjurs/2026-2029/strategy.yaml", "replaces: ../2026-2029", "replaces: ../2022-2025");
    let old = "norddjurs/2022-2025/strategy.yaml";
    let text = std::fs::read_to_string(place.path().join(old)).unwrap();
    let (head, tail) = text.split_once("replaces:\n").unwrap();
    let (_, tail) = tail.split_once("text: missing\n").unwrap();
    std::fs::write(place.path().join(old), format!("{head}replaces: ../2026-2029\n{tail}")).unwrap();
    said("norddjurs/2022-2025");
}

#[test]
fn a_text_that_a_comma_cuts_is_told_to_be_put_in_quotation_marks() {
    let place = norddjurs();
    change(place.path(), "norddjurs/2022-2025/decisions.yaml", "printed: Tiltrådt}", "printed: Tiltrådt, og det var alle}");
    let (status, _, said) = run(place.path(), &["validate", STRATEGY, "--format", "plain"]);
    assert!(status == 3 && said.contains("put the whole text in quotation marks"), "{said}");
}

#[test]
fn clauses_that_come_go_and_move_are_told() {
    let place = folder();
    let clause = |id: &str| format!("      - {{id: {id}, text: Ordet {id}., rule: {{never: {{event: write_off}}}}}}\n");
    let text = |clauses: &[&str]| {
        let clauses: String = clauses.iter().map(|id| clause(id)).collect();
        format!(
            "rettesnor: 1\nid: s\nauthority: {{name: Prøve Kommune, country: dk}}\ntitle: Prøve\nlanguage: da\nperiod: {{from: 2026-01-01, to: 2029-12-31}}\nchapters:\n  - id: c\n    heading: C\n    clauses:\n{clauses}"
        )
    };
    write(place.path(), "s/strategy.yaml", text(&["a", "b", "d"]));
    write(place.path(), "s/decisions.yaml", "rettesnor: 1\nagenda_item:\n  route: [Udvalget, Byrådet]\n");
    let (status, told, _) = adopt(place.path(), "s", &["--body", "Udvalget", "--date", "2026-01-05", "--outcome", "endorsed"]);
    assert_eq!(status, 0);
    assert!(told.contains("not sealed: Byrådet has yet to adopt it"), "{told}");
    assert_eq!(
        adopt(place.path(), "s", &["--body", "Byrådet", "--date", "2026-01-19", "--reservations", "To stemte imod: \"for dyrt\""]).0,
        0
    );
    let decisions = std::fs::read_to_string(place.path().join("s/decisions.yaml")).unwrap();
    insta::assert_snapshot!(decisions.lines().take(6).collect::<Vec<_>>().join("\n"), @r#"
    rettesnor: 1
    agenda_item:
      route: [Udvalget, Byrådet]
    decisions:
      - {body: Udvalget, date: 2026-01-05, outcome: endorsed}
      - {body: Byrådet, date: 2026-01-19, outcome: approved, reservations: "To stemte imod: \"for dyrt\""}
    "#);
    // Said twice it is not written twice.
    assert_eq!(adopt(place.path(), "s", &[]).0, 1);
    write(place.path(), "s/strategy.yaml", text(&["d", "a", "e"]).replace("title: Prøve", "title: Forsøg"));
    let (status, _, said) = run(place.path(), &["validate", "s", "--format", "plain"]);
    assert_eq!(status, 3);
    let said: Vec<&str> =
        said.lines().filter(|line| line.contains("seal-broken")).map(|line| line.split("; help").next().unwrap()).collect();
    insta::assert_debug_snapshot!(said);
}

#[test]
fn a_text_that_cannot_be_adopted_says_what_to_type() {
    let place = norddjurs();
    let said = |more: &[&str]| {
        let (status, told, said) = adopt(place.path(), STRATEGY, more);
        assert_eq!((status, told.as_str()), (1, ""), "{said}");
        said
    };
    let before = std::fs::read(place.path().join(STRATEGY).join("decisions.yaml")).unwrap();
    assert!(said(&["--body", "Kommunalbestyrelse", "--date", "2022-06-14"]).contains("write `Kommunalbestyrelsen`"));
    assert!(said(&[]).contains("`--body`"));
    assert!(said(&["--body", "Kommunalbestyrelsen"]).contains("--date"));
    assert_eq!(std::fs::read(place.path().join(STRATEGY).join("decisions.yaml")).unwrap(), before);
    std::fs::remove_file(place.path().join(STRATEGY).join("decisions.yaml")).unwrap();
    assert!(said(&COUNCIL).contains("route: [Kommunalbestyrelsen]"));
    assert!(!place.path().join(STRATEGY).join("adopted.yaml").exists());
}

#[test]
fn periods_neither_overlap_nor_leave_gaps_unnoticed() {
    let place = norddjurs();
    let said = || {
        let (status, told, said) = run(place.path(), &["validate", "norddjurs", "--format", "plain"]);
        let lines = said.lines().chain(told.lines()).filter(|line| line.contains("period-"));
        (status, lines.map(|line| line.split(": ").skip(1).collect::<Vec<_>>().join(": ")).collect::<Vec<_>>())
    };
    assert_eq!(said(), (0, Vec::new()));
    let file = "norddjurs/2026-2029/strategy.yaml";
    // An amendment within the term replaces the text before it.
    change(place.path(), "norddjurs/2022-2025/strategy.yaml", "to: 2025-12-31", "to: 2026-06-30");
    let (_, amended) = said();
    assert!(amended.iter().all(|line| !line.contains("period-overlap")), "{amended:?}");
    change(place.path(), file, "\nreplaces: ../2022-2025", "");
    let (status, overlap) = said();
    assert_eq!(status, 3);
    insta::assert_debug_snapshot!("overlap", overlap);
    change(place.path(), "norddjurs/2022-2025/strategy.yaml", "to: 2026-06-30", "to: 2025-06-30");
    let (_, gap) = said();
    insta::assert_debug_snapshot!("gap", gap);
}
