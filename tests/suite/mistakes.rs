//! Mistakes that a finance manager makes: each at its place, with what to type, and nothing is written.

use crate::program::{files, folder, run, write};

const GOOD: &str = r#"rettesnor: 1
id: prøve
authority: {name: Prøve Kommune, country: dk}
title: Prøve
language: da
period: {from: 2026-01-01, to: 2029-12-31}
claim_types:
  husleje: {name: Husleje, track: rent}
chapters:
  - id: rykkere
    topic: fees
    heading: Rykkere
    clauses:
      - id: rykker
        text: Rykker sendes senest {{ within }} efter forfald.
        rule: {followed_by: {event: due, by: reminder, within: 14 days}}
        unless: [paid]
      - id: gebyr
        text: Gebyret er højst {{ at_most }}.
        rule: {amount: {event: reminder_fee, at_most: "law:dk/gebyrlov/reminder-fee"}}
      - id: tone
        text: Vi taler pænt.
        narrative: true
"#;

/// What is mistyped: the words in the good text, and what stands in their place.
const MISTAKES: [(&str, &str, &str, &str); 10] = [
    ("misspelt key", "    heading: Rykkere", "    haeding: Rykkere", "unknown-key"),
    ("duplicate key", "    topic: fees", "    topic: fees\n    topic: interest", "duplicate-key"),
    ("unknown event", "by: reminder,", "by: remidner,", "unknown-event"),
    ("no digits", "within: 14 days", "within: fourteen days", "not-a-period"),
    ("alias", "title: Prøve", "title: *navn", "alias"),
    ("tab", "    topic: fees", "\ttopic: fees", "tab"),
    (
        "kept in two ways",
        "        narrative: true",
        "        narrative: true\n        attested: {role: chef, every: year}",
        "kept-in-two-ways",
    ),
    ("unknown variable", "{{ at_most }}", "{{ atmost }}", "unknown-variable"),
    ("backwards", "to: 2029-12-31", "to: 2025-12-31", "period-backwards"),
    ("broken link", "law:dk/gebyrlov/reminder-fee", "law:dk/gebyrlov/reminder-fe", "unknown-law"),
];

/// Validates a text and tries to build it; gives what was said.
fn tried(text: &str) -> String {
    let folder = folder();
    write(folder.path(), "s/strategy.yaml", text.replace("id: prøve", "id: proeve"));
    let (status, _, said) = run(folder.path(), &["validate", "s", "--format", "plain"]);
    assert_eq!(status, 3, "{said}");
    let (status, ..) = run(folder.path(), &["build", "s"]);
    assert_eq!(status, 3);
    assert_eq!(files(folder.path()).into_keys().collect::<Vec<_>>(), ["s/strategy.yaml"], "nothing else is written");
    said
}

#[test]
fn the_good_text_is_good() {
    let folder = folder();
    write(folder.path(), "strategy.yaml", GOOD.replace("id: prøve", "id: proeve"));
    let (status, said, errors) = run(folder.path(), &["validate", "."]);
    assert_eq!((status, errors.as_str()), (0, ""), "{said}");
}

#[test]
fn each_mistake_is_reported_at_its_place() {
    let mut all = String::new();
    for (name, right, wrong, code) in MISTAKES {
        assert!(GOOD.contains(right), "{name}");
        let said = tried(&GOOD.replacen(right, wrong, 1));
        assert!(said.contains(&format!("error[{code}]")), "{name}: {said}");
        assert!(name == "kept in two ways" || said.lines().count() == 1, "{name} is said once: {said}");
        assert!(said.lines().filter(|line| line.contains("error[")).all(|line| line.contains("; help: ")), "{name}: {said}");
        all += &format!("{name}\n{said}\n");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn all_that_leave_the_text_readable_are_reported_together() {
    let mut text = GOOD.to_owned();
    for (name, right, wrong, _) in MISTAKES.iter().filter(|(name, ..)| *name != "tab") {
        assert!(text.contains(right), "{name}");
        text = text.replacen(right, wrong, 1);
    }
    let said = tried(&text);
    for (name, _, _, code) in MISTAKES.iter().filter(|(name, ..)| *name != "tab") {
        assert!(said.contains(&format!("error[{code}]")), "{name}: {said}");
    }
    insta::assert_snapshot!(said);
}

#[test]
fn the_marked_line_is_shown_to_people() {
    let folder = folder();
    write(folder.path(), "strategy.yaml", GOOD.replace("id: prøve", "id: proeve").replacen("by: reminder,", "by: remidner,", 1));
    let (_, _, said) = run(folder.path(), &["validate", "."]);
    insta::assert_snapshot!(said);
}

#[test]
fn a_failing_policy_test_and_unknown_names_in_one_are_errors() {
    let tests = "tests:
  - name: forkert
    claim: {claim_type: huslej, due: 2026-03-01}
    events: [{date: 2026-03-16, event: reminder}]
    as_of: 2026-06-01
    expect: {rykkere/rykker: met}
  - name: ukendt
    claim: {claim_type: husleje, principal: 100 kr, due: 2026-03-01}
    events: [{date: 2026-03-16, event: reminder}, {date: 2026-03-17, event: hearing}]
    as_of: 2026-06-01
    expect: {rykkere/rykker: met, rykkere/ryker: met}
";
    let said = tried(&format!("{GOOD}{tests}"));
    for code in ["unknown-claim-type", "policy-test-failed", "unknown-clause", "unused-in-test"] {
        assert!(said.contains(&format!("error[{code}]")), "{code}: {said}");
    }
    insta::assert_snapshot!(said);
}

/// Every key that the written form cannot do without is asked for.
#[test]
fn a_missing_key_is_never_a_silent_one() {
    for (key, line) in [
        ("id", "id: prøve\n"),
        ("authority", "authority: {name: Prøve Kommune, country: dk}\n"),
        ("title", "title: Prøve\n"),
        ("language", "language: da\n"),
        ("period", "period: {from: 2026-01-01, to: 2029-12-31}\n"),
        ("heading", "    heading: Rykkere\n"),
        ("by", " by: reminder,"),
    ] {
        assert!(GOOD.contains(line), "{key}");
        let said = tried(&GOOD.replacen(line, "", 1));
        assert!(said.contains("error[missing-key]") && said.contains(&format!("`{key}` is missing")), "{key}: {said}");
    }
}

/// What is mistyped inside terms, `interest` and `limitation`, the code, and the words that must stand at the place.
const IN_RULES: [(&str, &str, &str); 14] = [
    ("amount: {sum: payment, at_most: {balanse: claim}}", "unknown-key", "balanse"),
    ("amount: {sum: payment, at_most: {first: invoice, last: invoice}}", "one-kind", "at_most"),
    ("amount: {sum: payment, at_most: {sum: paymnt}}", "unknown-event", "paymnt"),
    ("amount: {sum: payment, at_most: {count: reminder}}", "missing-key", "at_most"),
    ("amount: {sum: payment, at_most: {balance: claim, of: 100 kr}}", "one-kind", "100 kr"),
    ("amount: {sum: payment, plus: [{sum: payment}, {sum: remidner}], at_most: 1 kr}", "unknown-event", "remidner"),
    ("amount: {sum: payment, at_most: {share: 5, of: {balance: claim}}}", "not-a-share", "5,"),
    ("amount: {sum: payment, at_most: [100 kr]}", "wrong-type", "[100 kr]"),
    ("interest: {event: interest, from: due, rate: law:dk/gebyrlov/reminder-fee}", "wrong-law-unit", "law:dk/gebyrlov/reminder-fee"),
    ("interest: {event: interest, from: due, rate: 1 %, per: month}", "one-kind", "month"),
    ("interest: {event: interest, from: due, rate: 8 %, days: 364}", "not-a-number", "364"),
    ("interest: {event: interest, from: due, rate: 8 %, tolerance: -1 kr}", "not-an-amount", "-1 kr"),
    ("limitation: {from: due, length: 3 years, closed_by: paid, lengths: {hus: 10 years}}", "unknown-claim-type", "hus"),
    ("limitation: {from: due, length: 3 years, closed_by: paid, interrupted_by: {jugdment: ten years}}", "unknown-event", "ten years"),
];

#[test]
fn mistakes_inside_rules_are_reported_at_their_places() {
    let right = "amount: {event: reminder_fee, at_most: \"law:dk/gebyrlov/reminder-fee\"}";
    let text = GOOD.replace("Gebyret er højst {{ at_most }}.", "Gebyrer.");
    let mut all = String::new();
    for (wrong, code, place) in IN_RULES {
        assert!(text.contains(right));
        let said = tried(&text.replacen(right, wrong, 1));
        assert!(said.contains(&format!("error[{code}]")), "{wrong}: {said}");
        assert!(said.lines().all(|line| line.contains("; help: ")), "{wrong}: {said}");
        let line = format!("        rule: {{{wrong}}}");
        let column = line.split_once(place).unwrap().0.chars().count() + 1;
        assert!(said.contains(&format!(":20:{column}:")), "{wrong} at {column}: {said}");
        all += &format!("{wrong}\n{said}\n");
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_misspelt_key_of_a_rule_is_said_once() {
    for (written, mistyped) in [("within: 14 days", "withn: 14 days"), ("at_most:", "at_msot:"), ("event: due", "evnet: due")] {
        let said = tried(&GOOD.replace(written, mistyped));
        assert_eq!(said.matches("error[").count(), 1, "{mistyped}: {said}");
        let key = written.split(':').next().unwrap();
        assert!(said.contains("unknown-key") && said.contains(&format!("write `{key}`")), "{mistyped}: {said}");
    }
}
