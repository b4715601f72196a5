//! Strategies held against a law of the tests' own: no looser on any day, nothing lacking, no number of the law typed again.

use std::fmt::Write;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::strategy::Strategy as _;
use rettesnor::diagnostic::to_plain;
use rettesnor::quantity::{Calendar, Day, Period};
use rettesnor::source::Sources;
use rettesnor::strategy::{Coming, Severity, Strategy, load};

use crate::program::{folder, run, write};

/// A parameter: address within `dk`, unit, more keys, rows of first day, last day or nothing, and value.
type Parameter<'a> = (&'a str, &'a str, &'a str, &'a [(&'a str, &'a str, &'a str)]);

const LAW: [Parameter<'_>; 7] = [
    (
        "gebyrlov/reminder-fee",
        "money",
        "breach: validity\nreview_by: 2027-01-15\n",
        &[("1992-01-01", "1997-12-31", "200 kr"), ("1998-01-01", "2027-06-30", "250 kr"), ("2027-07-01", "2028-12-31", "240 kr")],
    ),
    ("rentelov/reminder-fee", "money", "breach: validity\n", &[("2002-08-01", "", "100 kr")]),
    ("rentelov/reminder-fees", "number", "breach: validity\n", &[("2002-08-01", "", "3")]),
    ("rentelov/reminder-interval", "period", "breach: validity\n", &[("2002-08-01", "", "10 days")]),
    ("gebyrlov/late-interest", "rate", "breach: validity\n", &[("1992-01-01", "", "1 %")]),
    ("gil/transfer-minimum", "money", "breach: order\n", &[("2013-01-01", "", "100 kr")]),
    ("gil/answer", "period", "breach: order\n", &[("2013-01-01", "2026-12-31", "1 month"), ("2027-01-01", "", "30 days")]),
];

const CLAUSES: &str = r#"rettesnor: 1
chapters:
  - id: lov
    heading: Lov
    clauses:
      - id: gebyr-udpantning
        for: {track: distraint}
        basis: [dk/gebyrlov/reminder-fee]
        rule: {amount: {event: reminder_fee, at_most: "law:dk/gebyrlov/reminder-fee"}}
      - id: gebyr-civil
        for: {track: civil}
        basis: [dk/rentelov/reminder-fee]
        rule:
          - amount: {event: reminder_fee, at_most: "law:dk/rentelov/reminder-fee"}
          - count: {event: reminder_fee, at_most: "law:dk/rentelov/reminder-fees"}
      - id: mellemrum
        for: {track: civil}
        rule: {spaced: {event: reminder, at_least: "law:dk/rentelov/reminder-interval"}}
      - id: rente
        for: {track: distraint}
        rule: {interest: {event: interest, from: due, rate: "law:dk/gebyrlov/late-interest", per: month, convention: commenced_months}}
      - id: mindst
        basis: [dk/gil/transfer-minimum]
        rule: {amount: {event: transfer, at_least: "law:dk/gil/transfer-minimum"}}
      - id: svar
        rule: {followed_by: {event: enquiry, by: answer, within: "law:dk/gil/answer"}}
      - id: foraeldelse
        rule: {limitation: {from: due, length: 3 years, interrupted_by: {judgment: 10 years}, closed_by: [paid, write_off]}}
      - id: underretning
        required: true
        rule: {preceded_by: {event: transfer, by: notice}}
"#;

fn parameter((_, unit, more, rows): Parameter<'_>) -> String {
    let mut text = format!("rettesnor: 1\nname: {{da: Prøve}}\nunit: {unit}\n{more}values:\n");
    for (number, (from, to, value)) in rows.iter().enumerate() {
        let to = if to.is_empty() { String::new() } else { format!("to: {to}, ") };
        let how = format!("reference: lov § {}, source: bog, source_quality: law_text, verified_on: 2026-11-21", number + 1);
        writeln!(text, "  - {{from: {from}, {to}value: {value}, {how}}}").unwrap();
    }
    if let Some((_, last, _)) = rows.last().filter(|(_, to, _)| !to.is_empty()) {
        let next = Day::parse(last).unwrap().plus_days(1);
        writeln!(text, "missing: [{{from: {next}, because: {{da: ikke set, en: not seen}}}}]").unwrap();
    }
    text
}

fn strategy(header: &str, clauses: &str) -> String {
    format!(
        "rettesnor: 1
id: proeve
authority: {{name: Prøve Kommune, country: dk}}
title: Prøve
language: da
period: {{from: 2026-01-01, to: 2029-12-31}}
{header}chapters:
  - id: r
    heading: R
    clauses:
{clauses}"
    )
}

const TYPES: &str = "claim_types:
  mad: {name: Mad, track: distraint}
  bil: {name: Bil, track: civil}
  leje: {name: Leje, track: rent}
";

/// A folder with the law of the tests.
fn with_law() -> tempfile::TempDir {
    let folder = folder();
    let tracks = "rettesnor: 1\ntracks:\n  distraint: {name: {da: A}}\n  civil: {name: {da: B}}\n  rent: {name: {da: C}}\n";
    write(folder.path(), "law/dk/tracks.yaml", tracks);
    write(folder.path(), "law/dk/clauses.yaml", CLAUSES);
    for one in LAW {
        write(folder.path(), &format!("law/dk/{}.yaml", one.0), parameter(one));
    }
    folder
}

/// What is said of a strategy, and the strategy itself where it is valid.
fn told(folder: &tempfile::TempDir, text: &str) -> (String, Option<Strategy>) {
    write(folder.path(), "s/strategy.yaml", text);
    let mut sources = Sources::default();
    let loaded = load(&folder.path().join("s"), &mut sources).unwrap();
    let said = to_plain(&loaded.diagnostics, &sources).replace(&format!("{}/", folder.path().display()), "");
    (said, loaded.strategy)
}

/// One clause for each rule; an optional `for` before a bar.
fn clauses(rules: &[&str]) -> String {
    let one = |(number, rule): (usize, &&str)| {
        let (before, rule) = rule.split_once(" | ").unwrap_or(("", rule));
        let before = if before.is_empty() { String::new() } else { format!("        {before}\n") };
        format!("      - id: c{number}\n{before}        rule: {{{rule}}}\n")
    };
    rules.iter().enumerate().map(one).collect()
}

#[test]
fn what_loosens_the_law_and_what_lacks_is_an_error_at_its_place() {
    let text = strategy(
        TYPES,
        &clauses(&[
            "for: {track: distraint} | amount: {event: reminder_fee, at_most: 300 kr}",
            "for: {track: civil} | spaced: {event: reminder, at_least: 8 dage}",
            "preceded_by: {event: transfer, by: reminder, times: 2}",
        ]),
    );
    let folder = with_law();
    let (said, strategy) = told(&folder, &text);
    assert!(strategy.is_none());
    assert_eq!(said.matches("error[").count(), 3, "{said}");
    for place in [":17:55: error[law-loosened]: `300 kr`", ":20:52: error[law-loosened]: `8 dage`", ":22:16: error[law-lacking]"] {
        assert!(said.contains(place), "{place}: {said}");
    }
    insta::assert_snapshot!(said);
}

/// A rule and what is said of it: nothing, or the code with the first such day, or with words of the message.
const BOUNDARIES: [(&str, &str); 46] = [
    // Equal is not looser, and typed again; less is tighter.
    ("for: {track: civil} | amount: {event: reminder_fee, at_most: 100 kr}", "law-repeated"),
    ("for: {track: civil} | amount: {event: reminder_fee, at_most: 99 kr}", ""),
    ("for: {track: civil} | amount: {event: reminder_fee, at_most: 101 kr}", "law-loosened 2026-01-01"),
    ("for: {track: civil} | amount: {event: reminder_fee, exactly: 101 kr}", "law-loosened 2026-01-01"),
    ("for: {track: civil} | amount: {event: reminder_fee, exactly: 99 kr}", ""),
    ("for: {track: civil} | amount: {event: reminder_fee, at_most: \"law:dk/rentelov/reminder-fee\"}", ""),
    // A promise that only a breach of the law can keep.
    ("for: {track: civil} | amount: {event: reminder_fee, at_least: 101 kr}", "law-loosened 2026-01-01"),
    ("for: {track: civil} | amount: {event: reminder_fee, at_least: 99 kr}", ""),
    // Looser from the day on which the law changes: 250 kr until the end of June 2027, then 240 kr, and unknown from 2029 on.
    ("for: {track: distraint} | amount: {event: reminder_fee, at_most: 245 kr}", "law-loosened 2027-07-01"),
    ("for: {track: distraint} | amount: {event: reminder_fee, at_most: 250 kr}", "law-loosened 2027-07-01; law-stale until 2027-06-30"),
    ("for: {track: distraint} | amount: {event: reminder_fee, at_most: 240 kr}", ""),
    ("for: {track: distraint} | amount: {event: reminder_fee, at_most: 200 kr}", "law-stale until 1997-12-31"),
    // Days on which the clause does not hold tell nothing.
    (
        "{for: {track: distraint}, valid: {from: 2026-01-01, to: 2027-06-30} | amount: {event: reminder_fee, at_most: 250 kr}",
        "law-repeated",
    ),
    ("{for: {track: distraint}, valid: {from: 2029-01-01, to: 2029-12-31} | amount: {event: reminder_fee, at_most: 900 kr}", ""),
    (
        "{for: {track: distraint}, valid: {from: 2028-12-31, to: 2029-12-31} | amount: {event: reminder_fee, at_most: 900 kr}",
        "law-loosened 2028-12-31",
    ),
    // Another regime, another law; a parameter of another regime may be too much.
    ("for: {track: rent} | amount: {event: reminder_fee, at_most: 900 kr}", ""),
    ("for: {claim_type: leje} | spaced: {event: reminder, at_least: 1 day}", ""),
    ("for: {track: civil} | amount: {event: reminder_fee, at_most: \"law:dk/gebyrlov/reminder-fee\"}", "law-loosened 2026-01-01"),
    // Without `for` a rule is held against every regime that there are claims of.
    ("amount: {event: reminder_fee, at_most: 100 kr}", ""),
    ("amount: {event: reminder_fee, at_most: 101 kr}", "law-loosened for `bil`"),
    ("for: {claim_type: [mad, bil]} | amount: {event: reminder_fee, at_most: 101 kr}", "law-loosened for `bil`"),
    // Another question: a sum, other events, a count of other events.
    ("for: {track: civil} | amount: {sum: reminder_fee, at_most: 900 kr}", ""),
    ("for: {track: civil} | amount: {event: interest, at_most: 900 kr}", ""),
    ("for: {track: civil} | count: {event: reminder, at_most: 9}", ""),
    ("for: {track: civil} | count: {event: reminder_fee, at_most: 4}", "law-loosened 2026-01-01"),
    ("for: {track: civil} | count: {event: reminder_fee, at_most: 3}", "law-repeated"),
    ("for: {track: civil} | count: {event: reminder_fee, at_most: 9, per: debtor}", ""),
    // A shortest time.
    ("for: {track: civil} | spaced: {event: reminder, at_least: 10 dage}", "law-repeated"),
    ("for: {track: civil} | spaced: {event: reminder, at_least: 11 dage}", ""),
    ("for: {track: civil} | spaced: {event: reminder, at_least: 9 dage}", "law-loosened 2026-01-01"),
    ("for: {track: civil} | spaced: {event: reminder, at_most: 9 dage}", ""),
    // 8 working days hold 10 days wherever they begin, 7 do not always: from Monday to Wednesday of the week after is 9 days.
    ("for: {track: civil} | spaced: {event: reminder, at_least: 8 arbejdsdage}", ""),
    ("for: {track: civil} | spaced: {event: reminder, at_least: 7 arbejdsdage}", "law-loosened"),
    // A narrower event is the wider one too.
    ("for: {track: civil} | spaced: {event: anden, at_least: 9 dage}", "law-loosened 2026-01-01"),
    // The smallest amount that may be transferred.
    ("amount: {event: transfer, at_least: 99 kr}", "law-loosened 2026-01-01"),
    ("amount: {event: transfer, at_least: 100 kr}", "law-repeated"),
    ("amount: {event: transfer, at_least: 101 kr}", ""),
    // A longest time: 31 days are more than the month that begins on 31 January, which ends on 28 February.
    ("followed_by: {event: enquiry, by: answer, within: 28 dage}", ""),
    ("followed_by: {event: enquiry, by: answer, within: 29 dage}", "law-loosened 2026-01-31"),
    ("followed_by: {event: enquiry, by: answer, within: 1 måned}", "law-loosened 2027-01-01; law-stale until 2026-12-31"),
    ("followed_by: {event: enquiry, by: answer, within: 28 dage, next_working_day: true}", "law-loosened moved to the next working day"),
    // Rates, for a year each: 1 % a month is 12 % a year.
    ("for: {track: distraint} | interest: {event: interest, from: due, rate: 12 %}", ""),
    ("for: {track: distraint} | interest: {event: interest, from: due, rate: \"12,01 %\"}", "law-loosened 2026-01-01"),
    (
        "for: {track: distraint} | interest: {event: interest, from: due, rate: 1 %, per: month, convention: commenced_months}",
        "law-repeated",
    ),
    // Limitation.
    ("limitation: {from: due, length: 3 years, lengths: {bil: 10 years}, interrupted_by: {judgment: 10 years}, closed_by: paid}", ""),
    (
        "limitation: {from: due, length: 37 months, lengths: {bil: 11 years}, interrupted_by: {judgment: 121 months}, closed_by: paid}",
        "law-loosened 2026-01-01; law-loosened 2026-01-01; law-loosened 2026-01-01",
    ),
];

#[test]
fn a_bound_is_held_on_every_day_of_its_own_claims() {
    let folder = with_law();
    let events = "events:\n  anden: {name: Anden rykker, is: reminder}\nincludes: [law:dk]\n";
    for (rule, expected) in BOUNDARIES {
        let rule = rule.replacen("{for: ", "for: ", 1).replacen(", valid: ", "\n        valid: ", 1);
        let (said, _) = told(&folder, &strategy(&format!("{events}{TYPES}"), &clauses(&[&rule])));
        let said: Vec<&str> = said.lines().filter(|line| line.contains("[law-")).collect();
        let expected: Vec<&str> = expected.split("; ").filter(|one| !one.is_empty()).collect();
        assert_eq!(said.len(), expected.len(), "{rule}: {said:#?}");
        for (line, expected) in said.iter().zip(expected) {
            let (code, words) = expected.split_once(' ').unwrap_or((expected, ""));
            assert!(line.contains(&format!("[{code}]")) && line.contains(words) && line.contains("; help: "), "{rule}: {line}");
            assert_eq!(line.contains("error["), code == "law-loosened", "{line}");
        }
    }
}

#[test]
fn without_claim_types_only_what_every_regime_forbids_is_forbidden() {
    let folder = with_law();
    let said = |bound: &str| told(&folder, &strategy("", &clauses(&[&format!("amount: {{event: reminder_fee, at_most: {bound}}}")]))).0;
    assert_eq!(said("\"law:dk/gebyrlov/reminder-fee\""), "");
    assert_eq!(said("240 kr"), "");
    let said = said("241 kr");
    assert_eq!(said.matches("error[law-loosened]").count(), 1, "{said}");
}

/// Strategies that ask of transfers, and whether the required notice is lacking.
const NOTICES: [(&str, &[&str], bool); 13] = [
    ("no rule on transfers", &["count: {event: reminder, at_most: 2}"], false),
    ("a rule on transfers", &["never: {event: transfer, while: dispute}"], true),
    ("counted before a transfer", &["count: {event: reminder, at_most: 2, before: transfer}"], true),
    ("the notice itself", &["preceded_by: {event: transfer, by: notice}", "never: {event: transfer, while: dispute}"], false),
    ("a stricter notice", &["preceded_by: {event: transfer, by: notice, at_least: 14 dage}"], false),
    ("something else will do too", &["preceded_by: {event: transfer, by: [notice, contact]}"], true),
    (
        "for some claims",
        &["for: {track: civil} | preceded_by: {event: transfer, by: notice}", "never: {event: transfer, while: dispute}"],
        true,
    ),
    (
        "only of those",
        &[
            "for: {track: civil} | preceded_by: {event: transfer, by: notice}",
            "for: {track: civil} | never: {event: transfer, while: dispute}",
        ],
        false,
    ),
    (
        "for all, in two clauses",
        &[
            "for: {track: civil} | preceded_by: {event: transfer, by: notice}",
            "for: {claim_type: [mad, leje]} | preceded_by: {event: transfer, by: notice}",
        ],
        false,
    ),
    (
        "not of all debtors",
        &["for: {debtor_kind: person} | preceded_by: {event: transfer, by: notice}", "never: {event: transfer, while: dispute}"],
        true,
    ),
    ("with an exception", &["unless: plan | preceded_by: {event: transfer, by: notice}"], false),
    (
        "with an exception that others lack",
        &["unless: plan | preceded_by: {event: transfer, by: notice}", "never: {event: transfer, while: dispute}"],
        true,
    ),
    (
        "later",
        &[
            "valid: {from: 2027-01-01, to: 2029-12-31} | preceded_by: {event: transfer, by: notice}",
            "never: {event: transfer, while: dispute}",
        ],
        true,
    ),
];

#[test]
fn what_the_law_requires_is_asked_for_once() {
    let folder = with_law();
    for (name, rules, lacks) in NOTICES {
        let (said, _) = told(&folder, &strategy(TYPES, &clauses(rules)));
        assert_eq!(said.matches("error[law-lacking]").count(), usize::from(lacks), "{name}: {said}");
        assert!(!lacks || said.contains("`rule: {preceded_by: {event: transfer, by: notice}}`"), "{name}: {said}");
        let (said, _) = told(&folder, &strategy(&format!("includes: [law:dk]\n{TYPES}"), &clauses(rules)));
        assert!(!said.contains("law-lacking"), "{name}: {said}");
    }
    // What could not be read may be the clause that would be lacking.
    let broken = clauses(&["preceded_by: {event: transfer, by: notise}", "never: {event: transfer, while: dispute}"]);
    let (said, _) = told(&folder, &strategy(TYPES, &broken));
    assert!(said.contains("unknown-event") && !said.contains("law-lacking"), "{said}");
    let own = clauses(&["required: true | never: {event: transfer, while: dispute}"]);
    let (said, _) = told(&folder, &strategy("includes: [law:dk]\n", &own));
    assert!(said.contains("error[unknown-key]: `required` belongs to the ready clauses of the law"), "{said}");
}

#[test]
fn a_rule_of_order_is_not_critical() {
    let folder = with_law();
    let own = "basis: [dk/gil/transfer-minimum]\n        severity: critical | amount: {event: transfer, at_least: 200 kr}";
    let text = strategy("includes: [law:dk]\n", &clauses(&[own]));
    let (said, loaded) = told(&folder, &text);
    assert_eq!(said.matches("warning[order-critical]").count(), 1, "{said}");
    let loaded = loaded.unwrap();
    let severity = |address: &str| loaded.clause(address).unwrap().severity;
    assert_eq!(severity("lov/gebyr-civil"), Severity::Critical, "a condition of validity");
    assert_eq!(severity("lov/mindst"), Severity::Major, "a rule of order");
    assert_eq!(severity("lov/svar"), Severity::Major, "no basis");
    let both = own.replace("minimum]", "minimum, dk/gebyrlov/reminder-fee]");
    assert_eq!(told(&folder, &strategy("includes: [law:dk]\n", &clauses(&[&both]))).0, "");
    let law = CLAUSES.replace("        basis: [dk/gil", "        severity: critical\n        basis: [dk/gil");
    write(folder.path(), "law/dk/clauses.yaml", law);
    let (said, _) = told(&folder, &text);
    assert_eq!(said.matches("error[order-critical]").count(), 1, "{said}");
}

#[test]
fn what_is_ahead_in_the_law_is_told_by_day() {
    let folder = with_law();
    let rules = clauses(&["for: {track: distraint} | amount: {event: reminder_fee, at_most: \"law:dk/gebyrlov/reminder-fee\"}"]);
    let (said, loaded) = told(&folder, &strategy(&format!("includes: [law:dk]\n{TYPES}"), &rules));
    assert_eq!(said, "");
    let ahead = loaded.unwrap().ahead();
    let days: Vec<String> = ahead.iter().map(|one| format!("{} {}", one.day, one.parameter)).collect();
    assert_eq!(
        days,
        [
            "2027-01-01 dk/gil/answer",
            "2027-01-15 dk/gebyrlov/reminder-fee",
            "2027-07-01 dk/gebyrlov/reminder-fee",
            "2029-01-01 dk/gebyrlov/reminder-fee"
        ]
    );
    assert_eq!(ahead[1].coming, Coming::Review);
    assert_eq!(ahead[1].clauses, ["r/c0", "lov/gebyr-udpantning"]);
    assert!(matches!(&ahead[2].coming, Coming::Changes { .. }), "{:?}", ahead[2]);
    assert!(matches!(&ahead[3].coming, Coming::Unknown { to, .. } if to.to_string() == "2029-12-31"), "{:?}", ahead[3]);
    let (status, said, _) = run(folder.path(), &["validate", "s"]);
    assert_eq!(status, 0);
    assert!(said.lines().skip(2).all(|line| line.chars().count() <= 80), "{said}");
    insta::assert_snapshot!(said);
    let (_, json, _) = run(folder.path(), &["validate", "s", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let coming: Vec<_> = json[0]["law_ahead"].as_array().unwrap().iter().map(|one| one["coming"].as_str().unwrap()).collect();
    assert_eq!(coming, ["changes", "review", "changes", "unknown"]);
}

/// What is compared, how it is written, and whether what the strategy allows on a day the law does not.
type Case = (&'static str, &'static str, fn(Period, Period, Day) -> bool);

fn after(period: Period, day: Day) -> Day {
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::default);
    period.after(day, &CALENDAR)
}

/// Whether an event on some day so far back sets the two apart.
fn some(day: Day, holds: impl Fn(Day) -> bool) -> bool {
    (0..90).any(|back| holds(day.plus_days(-back)))
}

const LENGTHS: [Case; 5] = [
    ("followed_by: {event: enquiry, by: answer", "within", |policy, law, day| after(policy, day) > after(law, day)),
    ("followed_by: {event: enquiry, by: answer", "not_before", |policy, law, day| after(policy, day) < after(law, day)),
    ("preceded_by: {event: transfer, by: notice", "at_least", |policy, law, day| {
        some(day, |then| after(policy, then) <= day && day < after(law, then))
    }),
    ("preceded_by: {event: transfer, by: notice", "at_most", |policy, law, day| {
        some(day, |then| after(law, then) < day && day <= after(policy, then))
    }),
    ("spaced: {event: reminder", "at_least", |policy, law, day| some(day, |then| after(policy, then) <= day && day < after(law, then))),
];

fn length() -> impl proptest::strategy::Strategy<Value = String> {
    prop_oneof![
        (0..40_u32).prop_map(|n| format!("{n} days")),
        (0..25_u32).prop_map(|n| format!("{n} working days")),
        (1..3_u32).prop_map(|n| format!("{n} months"))
    ]
}

/// Days from the first of 2026 on which a value begins, or on which none is known.
fn steps<T: std::fmt::Debug>(
    value: impl proptest::strategy::Strategy<Value = T>,
) -> impl proptest::strategy::Strategy<Value = Vec<(i32, Option<T>)>> {
    proptest::collection::btree_map(-60..760_i32, proptest::option::weighted(0.8, value), 1..5).prop_map(|map| map.into_iter().collect())
}

fn first() -> Day {
    Day::new(2026, 1, 1).unwrap()
}

/// A law of one parameter and one clause, and what is said of a rule.
fn said_of<T: std::fmt::Display>(unit: &str, steps: &[(i32, Option<T>)], rule: &str, key: &str, bound: &str) -> String {
    let folder = folder();
    let mut text = format!("rettesnor: 1\nname: {{da: Prøve}}\nunit: {unit}\n");
    let (mut values, mut missing) = (String::new(), String::new());
    for (place, (from, value)) in steps.iter().enumerate() {
        let from = first().plus_days(*from);
        let to = steps.get(place + 1).map_or(String::new(), |(next, _)| format!("to: {}, ", first().plus_days(next - 1)));
        let row = match value {
            Some(_) => &mut values,
            None => &mut missing,
        };
        match value {
            Some(value) => writeln!(
                row,
                "  - {{from: {from}, {to}value: {value}, reference: § 1, source: bog, source_quality: law_text, verified_on: 2026-11-21}}"
            ),
            None => writeln!(row, "  - {{from: {from}, {to}because: {{da: ikke set}}}}"),
        }
        .unwrap();
    }
    for (key, rows) in [("values", values), ("missing", missing)] {
        if !rows.is_empty() {
            write!(text, "{key}:\n{rows}").unwrap();
        }
    }
    write(folder.path(), "law/dk/a/b.yaml", text);
    let law = format!(
        "rettesnor: 1\nchapters:\n  - id: lov\n    heading: Lov\n    clauses:\n      - id: l\n        rule: {{{rule}, {key}: \"law:dk/a/b\"}}}}\n"
    );
    write(folder.path(), "law/dk/clauses.yaml", law);
    let text = strategy("", &clauses(&[&format!("{rule}, {key}: {bound}}}")])).replace("to: 2029-12-31", "to: 2027-12-31");
    told(&folder, &text).0
}

fn agrees(said: &str, expected: Option<Day>) -> Result<(), TestCaseError> {
    match expected {
        Some(day) => prop_assert!(said.contains("error[law-loosened]") && said.contains(&format!("on {day} (§ 1)")), "{day}: {said}"),
        None => prop_assert!(!said.contains("error["), "{said}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// A ceiling and a floor in kroner, against a look at each day of the period.
    #[test]
    fn amounts_agree_with_a_look_at_each_day(bound in 0..9_i64, steps in steps(0..9_i64), is_ceiling in any::<bool>()) {
        let written: Vec<(i32, Option<String>)> = steps.iter().map(|(day, value)| (*day, value.map(|value| format!("{value} kr")))).collect();
        let key = if is_ceiling { "at_most" } else { "at_least" };
        let said = said_of("money", &written, "amount: {event: payment", key, &format!("{bound} kr"));
        let looser = |law: i64| if is_ceiling { bound > law } else { bound < law };
        let expected = (0..730).find(|day| {
            let holds = steps.iter().rev().find(|(from, _)| from <= day);
            holds.and_then(|(_, value)| *value).is_some_and(looser)
        });
        agrees(&said, expected.map(|day| first().plus_days(day)))?;
    }

    /// Lengths of time in any unit, in every place that takes one, against a look at each day and at what lies before it.
    #[test]
    fn lengths_agree_with_a_look_at_each_day(bound in length(), steps in steps(length()), case in 0..LENGTHS.len()) {
        let (rule, key, looser) = LENGTHS[case];
        let said = said_of("period", &steps, rule, key, &bound);
        let policy = Period::parse(&bound).unwrap();
        let expected = (0..730).find(|day| {
            let holds = steps.iter().rev().find(|(from, _)| from <= day);
            let law = holds.and_then(|(_, value)| value.as_ref()).map(|value| Period::parse(value).unwrap());
            law.is_some_and(|law| looser(policy, law, first().plus_days(*day)))
        });
        agrees(&said, expected.map(|day| first().plus_days(day)))?;
    }
}
