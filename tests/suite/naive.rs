//! The evaluator against a second one that spells the definitions out: one claim, one rule, no windows, no plans.

pub mod made;
mod people;
mod reviewed;
mod several;

use proptest::prelude::{Just, ProptestConfig};
// Two things are called a strategy here; this one makes values.
use proptest::strategy::Strategy as Making;
use proptest::{prop_assert_eq, prop_oneof};

use rettesnor::cases::{Builder, Cases, Cell, ClaimRow, EventRow, Row};
use rettesnor::plan::{Keep, Lapse, Questions, Verdict, run};
use rettesnor::quantity::Day;
use rettesnor::source::Sources;
use rettesnor::strategy::{Strategy, load};

use crate::program::{folder, write};

const AS_OF: i32 = 20_700;

/// An event of a made-up claim: day, kind, amount (`None`: the source does not tell).
type Happened = (i32, usize, Option<i64>);

const KINDS: [&str; 5] = ["due", "reminder", "payment", "dispute", "dispute_settled"];

fn strategy() -> Strategy {
    let rules = [
        "rule: {followed_by: {event: due, by: reminder, within: 7 days}}",
        "rule: {followed_by: {event: due, by: reminder, within: 7 days}}\n        unless: [paid, dispute]",
        "rule: {preceded_by: {event: reminder, by: due, at_least: 5 days}}",
        "rule: {preceded_by: {event: reminder, by: due, at_most: 5 days}}",
        "rule: {spaced: {event: reminder, at_least: 4 days}}",
        "rule: {count: {event: reminder, at_most: 2}}",
        "rule: {amount: {balance: claim, at_least: 0 kr}}",
        "rule: {never: {event: reminder, while: dispute}}",
    ];
    strategy_of(&rules)
}

/// A strategy with a clause for each rule, and the claim types `a` and `b`.
pub fn strategy_of(rules: &[&str]) -> Strategy {
    let folder = folder();
    let clauses: String =
        rules.iter().enumerate().map(|(index, rule)| format!("      - id: r{index}\n        text: r\n        {rule}\n")).collect();
    let text = format!(
        "rettesnor: 1\nid: naive\nauthority: {{name: N, country: dk}}\ntitle: N\nlanguage: da\nperiod: {{from: 2026-01-01, to: 2029-12-31}}\n\
         claim_types: {{a: {{name: A, track: distraint}}, b: {{name: B, track: distraint}}}}\nchapters:\n  - id: c\n    heading: C\n    clauses:\n{clauses}"
    );
    write(folder.path(), "strategy.yaml", text);
    let mut sources = Sources::default();
    let loaded = load(&folder.path().join("strategy.yaml"), &mut sources).unwrap();
    loaded.strategy.unwrap_or_else(|| panic!("{}", rettesnor::diagnostic::to_plain(&loaded.diagnostics, &sources)))
}

/// Tries a property again with other claims until all that is to be seen was: what is rare need not come in the first round.
pub fn until_seen(mut round: impl FnMut(), is_complete: impl Fn() -> bool) {
    for _ in 0..20 {
        round();
        if is_complete() {
            return;
        }
    }
}

/// How many made-up claims are tried.
pub fn tried() -> ProptestConfig {
    let cases = std::env::var("NAIVE_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn cases(strategy: &Strategy, principal: i64, events: &[Happened]) -> Cases {
    let named: Vec<_> = events.iter().map(|(day, kind, amount)| (*day, KINDS[*kind], *amount)).collect();
    cases_of(strategy, AS_OF, ClaimRow { principal, ..ClaimRow::unknown(0) }, &named)
}

/// One claim with its events.
pub fn cases_of(strategy: &Strategy, as_of: i32, claim: ClaimRow, events: &[(i32, &str, Option<i64>)]) -> Cases {
    let vocabulary = &strategy.vocabulary;
    let mut builder = Builder::new(vocabulary, Day(as_of), true);
    let file = builder.file("f");
    builder.claim("1", claim, Row { file, line: 1 });
    for (index, (day, kind, amount)) in events.iter().enumerate() {
        let row = EventRow {
            kind: vocabulary.kind(kind).unwrap(),
            day: Day(*day),
            amount: amount.unwrap_or(rettesnor::cases::UNKNOWN),
            fields: vec![Cell::UNKNOWN; 4],
        };
        builder.event("1", &row, Row { file, line: u32::try_from(index + 2).unwrap() });
    }
    builder.finish()
}

/// Balance and open dispute after the first `n` events; the balance is `None` once an amount on the way is not told.
fn after(principal: i64, events: &[Happened], n: usize) -> (Option<i64>, bool) {
    let (mut balance, mut dispute) = (Some(principal), false);
    for (_, kind, amount) in &events[..n] {
        match KINDS[*kind] {
            "payment" => balance = balance.zip(*amount).map(|(balance, amount)| balance - amount),
            "dispute" => dispute = true,
            "dispute_settled" => dispute = false,
            _ => {}
        }
    }
    (balance, dispute)
}

/// Whether `unless: [paid, dispute]` shuts an activation out: yes, no, or not told.
fn shut_out(principal: i64, events: &[Happened], from: usize, last: i32) -> Option<bool> {
    let mut sure = true;
    for n in from + 1..=events.len() {
        if n > from + 1 && events[n - 1].0 > last {
            break;
        }
        let (balance, dispute) = after(principal, events, n);
        if dispute || balance.is_some_and(|balance| balance <= 0) {
            return Some(true);
        }
        sure &= balance.is_some();
    }
    sure.then_some(false)
}

/// The verdicts of rule `r` by the words of the contract, in the order of the activations.
fn naive(rule: usize, principal: i64, events: &[Happened]) -> Vec<(Verdict, Lapse)> {
    let met = (Verdict::Met, Lapse::None);
    let unknown = (Verdict::Unknown, Lapse::None);
    let breached = |lapse| (Verdict::Breached, lapse);
    let is = |index: usize, kind: &str| KINDS[events[index].1] == kind;
    let mut found = Vec::new();
    for (here, (day, ..)) in events.iter().enumerate() {
        match rule {
            0 | 1 if is(here, "due") => {
                let last = day + 7;
                if rule == 1 {
                    match shut_out(principal, events, here, last) {
                        Some(true) => {
                            found.push((Verdict::NotApplicable, Lapse::None));
                            continue;
                        }
                        None => {
                            found.push(unknown);
                            continue;
                        }
                        Some(false) => {}
                    }
                }
                let mut later = (here + 1..events.len()).filter(|other| is(*other, "reminder"));
                found.push(match later.clone().any(|other| events[other].0 <= last) {
                    true => met,
                    false if last >= AS_OF => (Verdict::NotYetDue, Lapse::None),
                    false if later.next().is_some() => breached(Lapse::Late),
                    false => breached(Lapse::Missing),
                });
            }
            2 | 3 if is(here, "reminder") => {
                let earlier: Vec<i32> = (0..here).filter(|other| is(*other, "due")).map(|other| events[other].0).collect();
                let kept = earlier.iter().any(|other| if rule == 2 { other + 5 <= *day } else { *day <= other + 5 });
                found.push(match (kept, earlier.is_empty()) {
                    (true, _) => met,
                    (false, true) => breached(Lapse::Missing),
                    (false, false) => breached(Lapse::Other),
                });
            }
            4 if is(here, "reminder") => {
                if let Some(before) = (0..here).rev().find(|other| is(*other, "reminder")) {
                    found.push(if day - events[before].0 >= 4 { met } else { breached(Lapse::Other) });
                }
            }
            7 if is(here, "reminder") => {
                let dispute = after(principal, events, here).1;
                found.push(if dispute { breached(Lapse::Other) } else { (Verdict::NotApplicable, Lapse::None) });
            }
            _ => {}
        }
    }
    if !events.is_empty() {
        match rule {
            5 => {
                found.push(if (0..events.len()).filter(|index| is(*index, "reminder")).count() <= 2 {
                    met
                } else {
                    breached(Lapse::Other)
                });
            }
            6 => found.push(match after(principal, events, events.len()).0 {
                Some(balance) if balance >= 0 => met,
                Some(_) => breached(Lapse::Other),
                None => unknown,
            }),
            _ => {}
        }
    }
    found
}

/// Made-up events of one claim, in the order of their days.
fn happened() -> impl Making<Value = Vec<Happened>> {
    let event = (AS_OF - 30..=AS_OF, 0..KINDS.len(), prop_oneof![9 => (1..12_i64).prop_map(|n| Some(n * 1_000)), 1 => Just(None)]);
    proptest::collection::vec(event, 0..9).prop_map(|mut events: Vec<Happened>| {
        events.sort_by_key(|(day, ..)| *day);
        events
    })
}

#[test]
fn both_evaluators_agree() {
    let strategy = strategy();
    let asked = strategy.questions();
    let mut runner = proptest::test_runner::TestRunner::new(tried());
    let result = runner.run(&(happened(), (1..20_i64).prop_map(|n| n * 1_000)), |(events, principal)| {
        let cases = cases(&strategy, principal, &events);
        let list = asked.iter().map(|(_, _, question)| question.clone()).collect();
        let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of: Day(AS_OF), list };
        let (_, outcomes) = run(&questions, &cases, Keep::All);
        for rule in 0..asked.len() {
            let fast: Vec<_> = outcomes
                .iter()
                .filter(|outcome| outcome.question as usize == rule)
                .map(|outcome| (outcome.verdict, outcome.lapse))
                .collect();
            prop_assert_eq!(&fast, &naive(rule, principal, &events), "rule {}: {:?}, principal {}", rule, &events, principal);
        }
        Ok(())
    });
    result.unwrap();
}
