//! No output tells who somebody is unless it is asked to, and none holds a national number.

use std::path::Path;

use serde_json::Value;

use crate::cases::{CLAIMS, DESCRIPTION, EVENTS, STRATEGY, set_up};
use crate::program::{files, folder, run, write};

/// Valid, and nobody's: the Danish register prints the first as its example, the second is synthetic.
const NUMBERS: [&str; 2] = ["070761-4285", "17912099997"];

fn check(folder: &Path, more: &[&str]) -> (i32, Option<Value>, String) {
    let arguments = [&["check", "s", "--cases", "s", "--out", "f", "--key", "a.key"], more].concat();
    let (status, table, said) = run(folder, &arguments);
    let findings = std::fs::read(folder.join("f/findings.json")).ok().map(|bytes| serde_json::from_slice(&bytes).unwrap());
    (status, findings, table + &said)
}

fn claims(findings: &Value) -> Vec<String> {
    findings["findings"].as_array().unwrap().iter().filter_map(|one| Some(one["claim"].as_str()?.to_owned())).collect()
}

/// Neither a screen nor a file that was written holds the digits of a number.
fn assert_hidden(folder: &Path, said: &str) {
    let written = files(folder).into_iter().filter(|(name, _)| name.starts_with("f/") || name.starts_with("out/"));
    let texts = written.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).chain([said.to_owned()]);
    for text in texts {
        for number in NUMBERS {
            assert!(!text.contains(number) && !text.contains(&number.replace('-', "")), "{text}");
        }
    }
}

#[test]
fn unmasking_is_asked_for_and_told() {
    let folder = folder();
    set_up(folder.path());
    write(folder.path(), "s/cases.yaml", DESCRIPTION.replace("personal: [Navn]", "personal: [Navn, Krav]"));
    let (_, masked, said) = check(folder.path(), &[]);
    let masked = masked.unwrap();
    assert_eq!(masked["masked"], true);
    assert!(!said.contains("--unmask"), "{said}");
    assert!(!claims(&masked).is_empty() && claims(&masked).iter().all(|claim| claim.starts_with('#') && claim.len() == 13), "{masked}");
    let csv = std::fs::read_to_string(folder.path().join("f/findings.csv")).unwrap();
    assert!(csv.lines().skip(1).all(|line| line.contains(",#")), "{csv}");
    let (_, open, said) = check(folder.path(), &["--unmask"]);
    let open = open.unwrap();
    assert_eq!(open["masked"], false);
    assert!(said.contains("--unmask"), "{said}");
    assert!(claims(&open).iter().all(|claim| claim.len() == 1), "{open}");
    // Fingerprints are the same: they follow the claim, not how it is shown.
    let prints = |found: &Value| found["findings"].as_array().unwrap().iter().map(|one| one["fingerprint"].clone()).collect::<Vec<_>>();
    assert_eq!(prints(&masked), prints(&open));
}

#[test]
fn a_waiver_can_name_a_claim_by_its_mask() {
    let folder = folder();
    set_up(folder.path());
    write(folder.path(), "s/cases.yaml", DESCRIPTION.replace("personal: [Navn]", "personal: [Navn, Krav]"));
    write(folder.path(), "s/strategy.yaml", STRATEGY.replace("claim_types:", "roles: {chef: Chef}\nclaim_types:"));
    let fee = |findings: &Value| {
        let all = findings["findings"].as_array().unwrap();
        let one = all.iter().find(|one| one["clause"] == "c/gebyr").unwrap();
        (one["claim"].as_str().unwrap().to_owned(), one["verdict"].as_str().unwrap().to_owned())
    };
    let (claim, verdict) = fee(&check(folder.path(), &[]).1.unwrap());
    assert_eq!(verdict, "breached");
    let waiver =
        format!("id: w, clause: c/gebyr, approver: chef, basis: b, from: 2026-03-01, until: 2026-03-31, scope: {{claims: \"{claim}\"}}");
    write(folder.path(), "s/waivers.yaml", format!("rettesnor: 1\nwaivers:\n  - {{{waiver}}}\n"));
    assert_eq!(fee(&check(folder.path(), &[]).1.unwrap()), (claim, "waived".to_owned()));
}

#[test]
fn a_claim_that_is_named_by_a_national_number_stops_the_run() {
    for number in NUMBERS {
        let folder = folder();
        set_up(folder.path());
        let named = |text: &str| text.replace("\n3;", &format!("\n{number};"));
        write(folder.path(), "s/krav.csv", named(CLAIMS));
        write(folder.path(), "s/haendelser.csv", named(EVENTS));
        for style in ["human", "plain", "json"] {
            let (status, findings, said) = check(folder.path(), &["--format", style]);
            assert_eq!((status, findings), (1, None), "{said}");
            assert!(said.contains("krav.csv:4") && said.contains("`Krav`") && said.contains("personal: [Navn, Krav]"), "{said}");
            assert_hidden(folder.path(), &said);
        }
        for command in [["build", "s"], ["render", "s"]] {
            let (status, shown, said) = run(folder.path(), &[&command[..], &["--key", "a.key"]].concat());
            // A strategy's own document needs no cases; the build of everything does.
            assert_eq!(status, i32::from(command[0] == "build"), "{said}");
            assert_hidden(folder.path(), &(shown + &said));
        }
        assert!(!folder.path().join("out").exists());
        write(folder.path(), "s/cases.yaml", DESCRIPTION.replace("personal: [Navn]", "personal: [Navn, Krav]"));
        for more in [&[][..], &["--unmask"]] {
            let (status, findings, said) = check(folder.path(), more);
            assert_eq!(status, 2, "{said}");
            assert_eq!(findings.unwrap()["masked"], more.is_empty());
            assert_hidden(folder.path(), &said);
        }
    }
}

#[test]
fn every_column_of_words_that_is_read_is_looked_at() {
    // What no verdict rests on is only read where a claim's whole story is told.
    let explain = |folder: &Path| run(folder, &["explain", "s", "--cases", "s", "--key", "a.key", "1"]);
    for (file, text, place, column, told) in [
        ("krav.csv", CLAIMS.replace("Cæcilie Å", NUMBERS[0]), "krav.csv:4", "Navn", "debtor"),
        ("haendelser.csv", EVENTS.replace("ændret", &format!("ring til {}", NUMBERS[1])), "haendelser.csv:10", "Note", "reason"),
        ("haendelser.csv", EVENTS.replace("ændret", "skyldner 0707614285 ringede"), "haendelser.csv:10", "Note", "reason"),
    ] {
        let folder = folder();
        set_up(folder.path());
        write(folder.path(), "s/cases.yaml", DESCRIPTION.replace("personal: [Navn]\n", ""));
        write(folder.path(), &format!("s/{file}"), text);
        let (status, shown, said) = explain(folder.path());
        assert_eq!(status, 1, "{said}");
        let said = shown + &said;
        for expected in [place, &format!("`{column}` ({told})"), &format!("`personal: [{column}]`")] {
            assert!(said.contains(expected), "{expected}: {said}");
        }
        let (status, _, table) = check(folder.path(), &[]);
        assert_eq!(status, if file == "krav.csv" { 1 } else { 2 }, "{table}");
        assert_hidden(folder.path(), &(said + &table));
        write(folder.path(), "s/cases.yaml", DESCRIPTION.replace("[Navn]", &format!("[{column}]")));
        assert_eq!(check(folder.path(), &[]).0, 2);
    }
}

/// One invoice number in thirty reads as a CPR number by chance; a column of CPR numbers does so throughout.
#[test]
fn invoice_numbers_are_no_national_numbers() {
    let named = |folder: &Path, names: [&str; 5]| {
        set_up(folder);
        for (file, text) in [("krav.csv", CLAIMS), ("haendelser.csv", EVENTS)] {
            let text = (1..=5)
                .zip(names)
                .fold(text.to_owned(), |text, (number, name)| text.replace(&format!("\n{number};"), &format!("\n{name};")));
            write(folder, &format!("s/{file}"), text);
        }
        check(folder, &[]).0
    };
    assert_eq!(named(folder().path(), ["4400000001", "4400000002", "0101700003", "4400000004", "4400000005"]), 2);
    assert_eq!(named(folder().path(), ["F4400000001", "F4400000002", "F0101700003", "F4400000004", "F4400000005"]), 2);
    assert_eq!(named(folder().path(), ["0101700001", "0201700002", "0101700003", "4400000004", "4400000005"]), 1);
    assert_eq!(named(folder().path(), ["440000-0001", "440000-0002", "010170-0003", "440000-0004", "440000-0005"]), 1);
}

#[test]
fn a_data_file_is_not_named_by_a_national_number() {
    let folder = folder();
    set_up(folder.path());
    write(folder.path(), &format!("s/{}.csv", NUMBERS[0]), EVENTS);
    write(folder.path(), "s/cases.yaml", DESCRIPTION.replace("haendelser.csv", &format!("{}.csv", NUMBERS[0])));
    let (status, findings, said) = check(folder.path(), &["--format", "plain"]);
    // The description is a text, and it is told first.
    assert_eq!((status, findings), (3, None), "{said}");
    assert!(said.contains("personal-number"), "{said}");
    assert_hidden(folder.path(), &said);
}

#[test]
fn texts_hold_no_national_number() {
    let number = NUMBERS[0];
    let strategy = STRATEGY.replace("claim_types:", "roles: {chef: Chef}\nclaim_types:")
        + "      - {id: tone, text: f, attested: {role: chef, every: year}}\n";
    let waiver = "clause: c/gebyr, approver: chef, from: 2026-03-01, until: 2026-03-31";
    for (name, text) in [
        ("strategy.yaml", strategy.replace("heading: C", &format!("heading: Om {number}"))),
        ("strategy.yaml", strategy.replace("heading: C", &format!("heading: C # {number}"))),
        ("strategy.yaml", strategy.replace("heading: C", &format!("heading: C\n    haeding: {number}"))),
        (
            "decisions.yaml",
            format!("rettesnor: 1\ndecisions:\n  - {{body: Råd, date: 2026-05-12, outcome: noted, printed: \"{number}\"}}\n"),
        ),
        ("waivers.yaml", format!("rettesnor: 1\nwaivers:\n  - {{id: w, basis: Sag {number}, {waiver}}}\n")),
        (
            "register.yaml",
            format!("rettesnor: 1\nentries:\n  - {{clause: c/tone, for: 2026, date: 2026-12-31, evidence: Brev {number}.pdf}}\n"),
        ),
        ("cases.yaml", DESCRIPTION.replace("name: Prøve", &format!("name: Prøve {number}"))),
    ] {
        let folder = folder();
        set_up(folder.path());
        write(folder.path(), "s/strategy.yaml", &strategy);
        write(folder.path(), &format!("s/{name}"), &text);
        let line = text.lines().position(|line| line.contains(number)).unwrap() + 1;
        for style in ["human", "plain", "json"] {
            let (status, shown, said) = run(folder.path(), &["validate", "s", "--format", style]);
            assert_eq!(status, 3, "{name}: {said}");
            assert!((said.clone() + &shown).contains("personal-number"), "{name}: {said}");
            assert!(style != "plain" || said.contains(&format!("s/{name}:{line}:")), "{name}:{line}: {said}");
            if style == "json" {
                serde_json::from_str::<Value>(&shown).unwrap();
            }
            assert_hidden(folder.path(), &(shown + &said));
        }
        assert_eq!(check(folder.path(), &[]).0, 3, "{name}");
        assert_eq!(run(folder.path(), &["build", "s", "--key", "a.key"]).0, 3, "{name}");
        assert_hidden(folder.path(), "");
    }
}

/// A slip of the finger in `personal:` would leave the column open.
#[test]
fn a_personal_column_is_one_that_is_read() {
    let folder = folder();
    set_up(folder.path());
    write(folder.path(), "s/cases.yaml", DESCRIPTION.replace("[Navn]", "[Navnn]"));
    let (status, findings, said) = check(folder.path(), &["--format", "plain"]);
    assert_eq!((status, findings), (3, None), "{said}");
    assert!(said.contains("error[column-missing]") && said.contains("write `Navn`"), "{said}");
    write(folder.path(), "s/cases.yaml", DESCRIPTION.replace("[Navn]", "[Navn, Telefon]"));
    let (status, _, said) = check(folder.path(), &["--format", "plain"]);
    assert_eq!(status, 2, "{said}");
    assert!(said.contains("warning[column-missing]"), "{said}");
}
