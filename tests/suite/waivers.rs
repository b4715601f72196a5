//! Exceptions: what they cover, where they end, and what is said of them.

use std::collections::BTreeSet;

use proptest::prelude::{Just, ProptestConfig};
use proptest::strategy::Strategy as Making;
use proptest::{prop_assert_eq, prop_oneof};
use serde_json::Value;

use rettesnor::cases::{Builder, Cases, Cell, ClaimRow, EventRow, Row, UNKNOWN};
use rettesnor::findings::{Key, Mask, Overlay, Used};
use rettesnor::governance::{Cap, Waiver};
use rettesnor::plan::{Keep, Outcome, Questions, Scope, Verdict, run as judge};
use rettesnor::quantity::Day;
use rettesnor::source::Sources;
use rettesnor::strategy::{Strategy, load};

use crate::program::{folder, run, write};

const STRATEGY: &str = "rettesnor: 1
id: s
authority: {name: Prøve Kommune, country: dk}
title: Prøve
language: da
period: {from: 2026-01-01, to: 2029-12-31}
roles: {chef: Chef}
claim_types: {husleje: {name: Husleje, track: rent}, mad: {name: Mad, track: civil}}
chapters:
  - id: c
    heading: C
    clauses:
      - {id: gebyr, text: a, rule: {amount: {event: reminder_fee, at_most: 100 kr}}}
      - {id: kontakt, text: b, rule: {count: {event: contact, at_least: 1}}}
      - {id: aldrig, text: c, rule: {never: {event: reminder}}}
      - {id: saldo, text: d, rule: {amount: {balance: claim, at_most: 50 kr}}}
      - {id: tone, text: e, attested: {role: chef, every: year}}
";

const DESCRIPTION: &str = "rettesnor: 1
name: Prøve
extracted: 2026-12-31
separator: \";\"
decimal: comma
claims: {files: krav.csv, columns: {claim: Krav, claim_type: Type, principal: Hovedstol}}
events: {files: h.csv, columns: {claim: Krav, date: Dato, event: Kode}, amount: Beløb}
";

const CLAIMS: &str = "Krav;Type;Hovedstol\n1;husleje;1000,00\n2;husleje;1000,00\n3;husleje;1000,00\n4;mad;1000,00\n5;mad;1000,00\n6;mad;\n";

/// A fee of 150 kr that breaks the clause on each of six days, not in the order of the days.
const EVENTS: &str = "Krav;Dato;Kode;Beløb
4;2026-03-13;reminder_fee;150,00
2;2026-03-11;reminder_fee;150,00
1;2026-03-10;reminder_fee;150,00
6;2026-03-15;reminder_fee;150,00
3;2026-03-12;reminder_fee;150,00
5;2026-03-14;reminder_fee;150,00
";

/// A waiver's lines: its id, and what is added to what every waiver needs.
fn waiver(id: &str, more: &str) -> String {
    let clause = if more.contains("clause:") { "" } else { "clause: c/gebyr, " };
    format!("  - {{id: {id}, {clause}approver: chef, basis: b, {more}}}\n")
}

/// Checks with waivers; gives the findings and what the screen showed.
fn checked(waivers: &str, events: &str) -> (Value, String) {
    let folder = folder();
    for (name, text) in [("strategy.yaml", STRATEGY), ("cases.yaml", DESCRIPTION), ("krav.csv", CLAIMS), ("h.csv", events)] {
        write(folder.path(), &format!("s/{name}"), text);
    }
    write(folder.path(), "s/waivers.yaml", format!("rettesnor: 1\nwaivers:\n{waivers}"));
    let (_, table, said) = run(folder.path(), &["check", "s", "--cases", "s", "--out", "f", "--key", "a.key", "--format", "plain"]);
    let found = std::fs::read(folder.path().join("f/findings.json")).unwrap_or_else(|_| panic!("{said}"));
    let found: Value = serde_json::from_slice(&found).unwrap();
    let schema = jsonschema::draft202012::new(&rettesnor::findings::schema()).unwrap();
    let wrong: Vec<String> = schema.iter_errors(&found).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    (found, table)
}

/// The claims that waivers cover, in the order of the findings.
fn covered(findings: &Value) -> Vec<(String, String)> {
    let waived = findings["findings"].as_array().unwrap().iter().filter(|one| one["verdict"] == "waived");
    let mut covered: Vec<_> =
        waived.map(|one| (one["claim"].as_str().unwrap().to_owned(), one["waiver"].as_str().unwrap().to_owned())).collect();
    covered.sort();
    covered
}

fn of(claims: &str, waiver: &str) -> Vec<(String, String)> {
    claims.chars().map(|claim| (claim.to_string(), waiver.to_owned())).collect()
}

/// Covered claims, what is used, over and after, and the status, of a single waiver.
fn told(more: &str) -> (String, [u64; 4], String) {
    let (found, _) = checked(&waiver("w", more), EVENTS);
    let one = &found["waivers"][0];
    let numbers = [&one["used"]["number"], &one["used"]["amount"], &one["over"]["number"], &one["after_last_day"]];
    let claims = covered(&found).into_iter().map(|(claim, _)| claim).collect();
    (claims, numbers.map(|number| number.as_u64().unwrap()), one["status"].as_str().unwrap().to_owned())
}

fn expected(claims: &str, numbers: [u64; 4], status: &str) -> (String, [u64; 4], String) {
    (claims.to_owned(), numbers, status.to_owned())
}

#[test]
fn both_ends_are_inclusive() {
    assert_eq!(told("from: 2026-03-11, until: 2026-03-14"), expected("2345", [4, 60_000, 0, 1], "expired"));
    assert_eq!(told("from: 2026-03-15, until: 2026-03-15"), expected("6", [1, 15_000, 0, 0], "ended"));
    assert_eq!(told("from: 2026-03-10, until: 2027-03-15"), expected("123456", [6, 90_000, 0, 0], "in_use"));
    assert_eq!(told("from: 2026-03-16, until: 2027-03-15"), expected("", [0, 0, 0, 0], "unused"));
    assert_eq!(told("from: 2027-01-01, until: 2027-03-15"), expected("", [0, 0, 0, 0], "not_begun"));
}

#[test]
fn a_cap_is_reached_exactly_and_not_gone_over() {
    let days = "from: 2026-03-10, until: 2026-12-31";
    let told = |cap: &str| told(&format!("{days}, cap: {{{cap}}}"));
    assert_eq!(told("number: 6"), expected("123456", [6, 90_000, 0, 0], "in_use"));
    assert_eq!(told("number: 5"), expected("12345", [5, 75_000, 1, 0], "overdrawn"));
    assert_eq!(told("number: 1"), expected("1", [1, 15_000, 5, 0], "overdrawn"));
    assert_eq!(told("amount: 450 kr"), expected("123", [3, 45_000, 3, 0], "overdrawn"));
    assert_eq!(told("amount: \"449,99 kr\""), expected("12", [2, 30_000, 4, 0], "overdrawn"));
    assert_eq!(told("amount: \"450,01 kr\", number: 2"), expected("12", [2, 30_000, 4, 0], "overdrawn"));
}

/// What would go over the cap closes the waiver, even where something smaller after it would still fit.
#[test]
fn nothing_is_covered_after_the_one_that_went_over() {
    let events = EVENTS.replace("3;2026-03-12;reminder_fee;150,00", "3;2026-03-12;reminder_fee;900,00");
    let (found, _) = checked(&waiver("w", "from: 2026-03-10, until: 2026-12-31, cap: {amount: 600 kr}"), &events);
    assert_eq!(covered(&found), of("12", "w"));
    assert_eq!(found["waivers"][0]["over"], serde_json::json!({"number": 4, "amount": 135_000}));
}

#[test]
fn on_one_day_the_place_in_the_data_decides() {
    let events: String = EVENTS.lines().map(|line| line.replace("2026-03-1", "2026-04-1")).map(|line| line + "\n").collect();
    let events = ["3", "5", "2", "4", "0", "1"].iter().fold(events, |text, digit| text.replace(&format!("04-1{digit}"), "04-09"));
    let (found, _) = checked(&waiver("w", "from: 2026-04-09, until: 2026-04-09, cap: {number: 3}"), &events);
    assert_eq!(covered(&found), of("124", "w"), "lines 2, 3 and 4");
}

#[test]
fn a_scope_and_names_narrow_it() {
    let days = "from: 2026-03-10, until: 2026-12-31";
    assert_eq!(told(&format!("{days}, scope: {{claims: [2, 5]}}")).0, "25");
    assert_eq!(told(&format!("{days}, scope: {{claim_type: mad, claims: [2, 5]}}")).0, "5");
    assert_eq!(told(&format!("{days}, scope: {{claim_type: mad}}")).0, "456");
}

#[test]
fn the_first_waiver_that_still_can_covers() {
    let two = waiver("a", "from: 2026-03-10, until: 2026-03-12, cap: {number: 2}") + &waiver("b", "from: 2026-03-12, until: 2026-03-13");
    let (found, _) = checked(&two, EVENTS);
    assert_eq!(covered(&found), [of("12", "a"), of("34", "b")].concat());
    // The third would have gone over the first waiver's cap; the second covers it, so the first is not overdrawn.
    assert_eq!(found["waivers"][0]["over"]["number"], 0);
    assert_eq!([&found["waivers"][0]["after_last_day"], &found["waivers"][1]["after_last_day"]], [2, 2]);
}

#[test]
fn a_compensating_clause_must_be_met_for_the_claim() {
    let events = format!("{EVENTS}2;2026-05-01;contact;\n4;2026-05-01;contact;\n");
    let (found, table) = checked(&waiver("w", "from: 2026-03-10, until: 2026-12-31, compensating: c/kontakt"), &events);
    assert!(table.contains("ikke omfattet: 4 brud, hvor vilkåret ikke er opfyldt"), "{table}");
    assert_eq!(covered(&found), of("24", "w"));
    assert_eq!(found["waivers"][0]["not_compensated"], 4);
    // Claim 6 has no principal: nobody can tell its balance, and what is unknown is not met.
    let (found, _) = checked(&waiver("w", "from: 2026-03-15, until: 2026-12-31, compensating: c/saldo"), EVENTS);
    assert_eq!((covered(&found), &found["waivers"][0]["not_compensated"]), (Vec::new(), &Value::from(1)));
}

#[test]
fn an_unknown_amount_is_not_covered_by_a_cap_in_money() {
    let events = format!("{EVENTS}5;2026-05-01;reminder;\n6;2026-05-01;reminder;\n");
    let days = "clause: c/aldrig, from: 2026-03-10, until: 2026-12-31";
    let (found, _) = checked(&waiver("w", &format!("{days}, cap: {{amount: 1150 kr}}")), &events);
    assert_eq!(covered(&found), of("5", "w"));
    assert_eq!(found["waivers"][0]["amount_unknown"], 1);
    let (found, _) = checked(&waiver("w", &format!("{days}, cap: {{number: 2}}")), &events);
    assert_eq!(covered(&found), of("56", "w"));
}

/// What practice did beyond a waiver is a finding of its own; the tallies count activations only.
#[test]
fn going_beyond_is_a_finding_and_no_activation() {
    let (found, table) = checked(&waiver("w", "from: 2026-03-10, until: 2026-03-13, cap: {number: 2}, review: 2026-03-12"), EVENTS);
    let clause = &found["clauses"][0];
    assert_eq!([&clause["activations"], &clause["breached"], &clause["waived"]], [6, 4, 2]);
    let all = found["findings"].as_array().unwrap();
    let beyond: Vec<_> = all.iter().filter(|one| one["kind"] == "overdrawn" || one["kind"] == "expired").collect();
    assert_eq!(beyond.len(), 2);
    for one in beyond {
        assert_eq!(
            [&one["clause"], &one["verdict"], &one["claim"], &one["waiver"]],
            ["c/gebyr", "breached", "", "w"]
                .map(|text| match text {
                    "" => Value::Null,
                    text => Value::from(text),
                })
                .each_ref()
        );
        assert_eq!(one["evidence"], serde_json::json!([{"file": "waivers.yaml", "line": 3}]));
    }
    assert_eq!(found["waivers"][0]["remarks"], serde_json::json!(["overdrawn", "expired", "review_passed"]));
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    insta::assert_snapshot!(table.lines().skip_while(|line| !line.contains("dispensation w")).collect::<Vec<_>>().join("\n"));
}

/// On its review day a waiver can still be looked at again.
#[test]
fn a_review_day_has_passed_the_day_after() {
    assert_eq!(told("from: 2026-03-10, until: 2026-12-31, review: 2026-12-31").2, "in_use");
    assert_eq!(told("from: 2026-03-10, until: 2026-12-31, review: 2026-12-30").2, "review_passed");
}

#[test]
fn mistakes_in_waivers_are_told_at_their_place() {
    let days = "from: 2026-03-10, until: 2026-12-31";
    let mut all = String::new();
    for (code, text) in [
        ("error[bad-cap]", waiver("w", &format!("{days}, cap: {{}}"))),
        ("error[bad-cap]", waiver("w", &format!("{days}, cap: {{number: 0}}"))),
        ("error[bad-cap]", waiver("w", &format!("{days}, cap: {{amount: -5 kr}}"))),
        ("error[not-an-amount]", waiver("w", &format!("{days}, cap: {{amount: meget}}"))),
        ("error[unknown-clause]", waiver("w", &format!("{days}, compensating: c/kontkat"))),
        ("error[unknown-clause]", waiver("w", &format!("{days}, compensating: c/tone"))),
        ("error[unknown-clause]", waiver("w", &format!("{days}, compensating: c/gebyr"))),
        ("warning[review-outside]", waiver("w", &format!("{days}, review: 2027-01-01"))),
        ("error[duplicate-id]", waiver("w", days) + &waiver("w", days)),
        ("warning[outside-period]", waiver("w", "from: 2025-12-31, until: 2026-12-31")),
        ("warning[outside-period]", waiver("w", "from: 2029-12-31, until: 2030-01-01")),
        ("error[period-backwards]", waiver("w", "from: 2026-12-31, until: 2026-12-30")),
    ] {
        let folder = folder();
        write(folder.path(), "strategy.yaml", STRATEGY);
        write(folder.path(), "waivers.yaml", format!("rettesnor: 1\nwaivers:\n{text}"));
        let (status, _, said) = run(folder.path(), &["validate", ".", "--format", "plain"]);
        let own: String = said.lines().filter(|line| line.starts_with("waivers.yaml")).map(|line| format!("{line}\n")).collect();
        assert_eq!(status, if code.starts_with("error") { 3 } else { 0 }, "{said}");
        assert!(own.lines().count() == 1 && own.contains(code) && own.contains("; help: "), "{code}: {said}");
        all += &own;
    }
    insta::assert_snapshot!(all);
}

fn strategy() -> Strategy {
    let folder = folder();
    write(folder.path(), "strategy.yaml", STRATEGY);
    load(&folder.path().join("strategy.yaml"), &mut Sources::default()).unwrap().strategy.unwrap()
}

/// A reminder that should not have been: day from 0, claim from 0.
type Reminder = (i32, u32);

fn cases(strategy: &Strategy, principals: &[i64], reminders: &[Reminder]) -> Cases {
    let vocabulary = &strategy.vocabulary;
    let mut builder = Builder::new(vocabulary, Day(21_000), true);
    let file = builder.file("f");
    for (claim, principal) in (0_u32..).zip(principals) {
        let row = ClaimRow { principal: *principal, claim_type: Some(u16::try_from(claim % 2).unwrap()), ..ClaimRow::unknown(0) };
        builder.claim(&claim.to_string(), row, Row { file, line: claim + 1 });
    }
    for (line, (day, claim)) in (100_u32..).zip(reminders) {
        let fields = vec![Cell::UNKNOWN; vocabulary.event_fields.len()];
        let row = EventRow { kind: vocabulary.kind("reminder").unwrap(), day: Day(20_600 + day), amount: UNKNOWN, fields };
        builder.event(&claim.to_string(), &row, Row { file, line });
    }
    builder.finish()
}

/// The overlay by the words of the book: one breach after the other, each time counting anew what every waiver covers already.
fn naive(waivers: &[Waiver], cases: &Cases, outcomes: &[Outcome], asked: &[&str]) -> (Vec<Option<usize>>, Vec<[u64; 5]>) {
    let clause = |outcome: &Outcome| asked[outcome.question as usize];
    let mut order: Vec<usize> = (0..outcomes.len()).filter(|at| outcomes[*at].verdict == Verdict::Breached).collect();
    let line = |at: usize| {
        let claim = cases.claim(outcomes[at].claim);
        outcomes[at].event.map_or_else(|| claim.row(), |event| claim.event_row(event as usize)).unwrap().line
    };
    order.sort_by_key(|at| (outcomes[*at].day, line(*at), *at));
    let mut covered: Vec<Option<usize>> = vec![None; outcomes.len()];
    let mut closed = BTreeSet::new();
    let mut counted = vec![[0; 5]; waivers.len()];
    for at in order {
        let outcome = &outcomes[at];
        let mut refused = Vec::new();
        for (index, waiver) in waivers.iter().enumerate() {
            let claim = cases.claim(outcome.claim);
            let about = waiver.clause == clause(outcome)
                && waiver.claims.as_ref().is_none_or(|claims| claims.contains(claim.name()))
                && waiver.scope.claim_types.as_ref().is_none_or(|types| types.contains(&claim.claim_type().unwrap()));
            if !about || outcome.day < waiver.days.0 {
                continue;
            }
            let unmet = waiver.compensating.as_ref().is_some_and(|other| {
                let of_claim = outcomes.iter().filter(|one| one.claim == outcome.claim && clause(one) == other);
                of_claim.into_iter().any(|one| one.verdict != Verdict::Met)
            });
            let cap = waiver.cap.unwrap_or_default();
            let mine: Vec<i64> = (0..outcomes.len()).filter(|one| covered[*one] == Some(index)).map(|one| outcomes[one].at_stake).collect();
            let why = if outcome.day > waiver.days.1 {
                2
            } else if unmet {
                3
            } else if cap.amount.is_some() && outcome.at_stake == UNKNOWN {
                4
            } else if closed.contains(&index)
                || cap.number.is_some_and(|most| mine.len() as u64 + 1 > most)
                || cap.amount.is_some_and(|most| mine.iter().sum::<i64>() + outcome.at_stake > most)
            {
                closed.insert(index);
                1
            } else {
                covered[at] = Some(index);
                counted[index][0] += 1;
                refused.clear();
                break;
            };
            refused.push((index, why));
        }
        for (index, why) in refused {
            counted[index][why] += 1;
        }
    }
    (covered, counted)
}

fn made_waiver() -> impl Making<Value = Waiver> {
    let cap = prop_oneof![
        2 => Just(None),
        2 => (1..4_u64).prop_map(|number| Some(Cap { number: Some(number), amount: None })),
        2 => (1..30_i64).prop_map(|amount| Some(Cap { number: None, amount: Some(amount * 100) })),
        1 => ((1..4_u64), (1..30_i64)).prop_map(|(number, amount)| Some(Cap { number: Some(number), amount: Some(amount * 100) })),
    ];
    let claims = prop_oneof![
        2 => Just(None),
        1 => proptest::collection::btree_set((0..5_u32).prop_map(|claim| claim.to_string()), 1..4).prop_map(Some),
    ];
    let types = prop_oneof![2 => Just(None), 1 => (0..2_u16).prop_map(|one| Some(vec![one]))];
    let compensating = prop_oneof![2 => Just(None), 1 => Just(Some("c/saldo".to_owned()))];
    (0..10_i32, 0..8_i32, cap, claims, types, compensating).prop_map(|(from, length, cap, claims, claim_types, compensating)| Waiver {
        id: "w".into(),
        clause: "c/aldrig".into(),
        approver: "chef".into(),
        basis: "b".into(),
        scope: Scope { claim_types, ..Scope::default() },
        claims,
        days: (Day(20_600 + from), Day(20_600 + from + length)),
        cap,
        review: None,
        compensating,
        place: ("waivers.yaml".into(), 3),
    })
}

#[test]
fn the_overlay_agrees_with_a_naive_one() {
    let strategy = strategy();
    let asked = strategy.questions();
    let addresses: Vec<&str> = asked.iter().map(|(clause, ..)| clause.address.as_str()).collect();
    let folder = folder();
    write(folder.path(), "cases.yaml", DESCRIPTION);
    let described = rettesnor::cases::describe(
        &folder.path().join("cases.yaml"),
        &strategy.vocabulary,
        &mut Sources::default(),
        &mut rettesnor::diagnostic::Diagnostics::default(),
    );
    let mask = Mask::new(&Key::from_text("k"), &described.unwrap());
    let config = ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() };
    let principal = prop_oneof![6 => (1..20_i64).prop_map(|n| n * 100), 2 => Just(UNKNOWN), 2 => Just(6_000)];
    let made = (
        proptest::collection::vec(principal, 5),
        proptest::collection::vec((0..14_i32, 0..5_u32), 0..14),
        proptest::collection::vec(made_waiver(), 0..4),
    );
    let result = proptest::test_runner::TestRunner::new(config).run(&made, |(principals, reminders, waivers)| {
        let cases = cases(&strategy, &principals, &reminders);
        let list = asked.iter().map(|(_, _, question)| question.clone()).collect();
        let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of: Day(21_000), list };
        let (_, outcomes) = judge(&questions, &cases, Keep::Findings);
        let overlay = Overlay::new(&waivers, &asked, &cases, &outcomes, &mask);
        let (covered, counted) = naive(&waivers, &cases, &outcomes, &addresses);
        prop_assert_eq!((0..outcomes.len()).map(|at| overlay.waiver(at)).collect::<Vec<_>>(), covered);
        let numbers = |used: &Used| [used.number, used.over, used.after, used.uncompensated, used.untold];
        prop_assert_eq!(overlay.used.iter().map(numbers).collect::<Vec<_>>(), counted);
        Ok(())
    });
    result.unwrap();
}
