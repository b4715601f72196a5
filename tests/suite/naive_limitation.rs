//! Limitation against a second evaluator that walks from day to day.

use proptest::prelude::Just;
// Two things are called a strategy here; this one makes values.
use proptest::strategy::Strategy as Making;
use proptest::{prop_assert_eq, prop_oneof};

use rettesnor::cases::{ClaimRow, UNKNOWN};
use rettesnor::plan::{Keep, Lapse, Questions, Verdict, run};
use rettesnor::quantity::Day;

use crate::naive::{cases_of, strategy_of, tried};

/// 2028-06-27; the days before it have a 29 February among them.
const AS_OF: i32 = 21_362;

type Event = (i32, &'static str, Option<i64>);

const RULES: [&str; 3] = [
    "rule: {limitation: {from: [notice, due], length: 30 days, lengths: {b: 2 months}, interrupted_by: {acknowledgement: 20 days, judgment: 3 months}, closed_by: [paid, write_off], alarm: 10 days, nothing_after: reminder}}",
    "rule: {limitation: {from: due, length: 1 month, closed_by: write_off, not_before: 2028-05-01, while: transferred}}",
    "rule: {limitation: {from: due, length: 1 month, closed_by: transferred, not_before: 2028-05-01, alarm: 7 days}}\n        unless: dispute",
];

const KINDS: [&str; 13] = [
    "due",
    "due",
    "notice",
    "acknowledgement",
    "judgment",
    "payment",
    "payment",
    "write_off",
    "reminder",
    "transfer",
    "recall",
    "dispute",
    "dispute_settled",
];

/// 2028-05-01.
const FLOOR: i32 = 21_305;

/// So many months later, found by walking.
fn months_after(day: i32, months: u32) -> i32 {
    let (mut now, mut left) = (day, months);
    while left > 0 {
        now += 1;
        left -= u32::from(Day(now).day_of_month() == 1);
    }
    while Day(now).day_of_month() < Day(day).day_of_month() && Day(now + 1).day_of_month() != 1 {
        now += 1;
    }
    now
}

/// The balance after the first `n` events.
fn balance(principal: Option<i64>, events: &[Event], n: usize) -> Option<i64> {
    events[..n].iter().try_fold(principal?, |balance, event| match event.1 {
        "payment" | "write_off" => Some(balance - event.2?),
        _ => Some(balance),
    })
}

/// Verdict, way of breaking, deadline; `None` where the claim is not counted.
fn naive(rule: usize, principal: Option<i64>, claim_type: Option<u16>, events: &[Event]) -> Option<(Verdict, Lapse, Option<i32>)> {
    const UNJUDGED: Option<(Verdict, Lapse, Option<i32>)> = Some((Verdict::Unknown, Lapse::None, None));
    events.first()?;
    let has = |kind: &str| events.iter().position(|event| event.1 == kind);
    let start = if rule == 0 { has("notice").or(has("due")) } else { has("due") };
    let Some(start) = start else { return UNJUDGED };
    let transferred =
        |n: usize| events[..n].iter().rfind(|event| ["transfer", "recall"].contains(&event.1)).is_some_and(|event| event.1 == "transfer");
    let begun = events[start].0;
    let mut deadline = match (rule, claim_type) {
        (0, None) => return UNJUDGED,
        (0, Some(1)) => months_after(begun, 2),
        (0, _) => begun + 30,
        (1, _) if has("transfer").is_none() => months_after(begun, 1),
        _ => months_after(begun, 1).max(FLOOR),
    };
    let disputed = events.iter().rfind(|event| event.1.starts_with("dispute")).is_some_and(|event| event.1 == "dispute");
    if rule == 2 && disputed {
        return Some((Verdict::NotApplicable, Lapse::None, None));
    }
    let (mut unsure, mut late, mut collected, mut lost) = (false, false, false, false);
    for day in events[0].0..=AS_OF {
        lost |= day > deadline;
        for (n, event) in events.iter().enumerate().filter(|(_, event)| event.0 == day) {
            let balance = balance(principal, events, n + 1);
            let closes = match rule {
                0 => event.1 == "write_off" || balance.is_some_and(|balance| balance <= 0),
                1 => event.1 == "write_off",
                _ => transferred(n + 1),
            };
            if closes && !lost {
                return Some((Verdict::Met, Lapse::None, Some(last_deadline(rule, deadline, events, n.max(start)))));
            }
            let to = match event.1 {
                "acknowledgement" if rule == 0 && n > start => day + 20,
                "judgment" if rule == 0 && n > start => months_after(day, 3),
                _ => 0,
            };
            if lost {
                late |= closes || to > 0;
                collected |= rule == 0 && event.1 == "reminder";
            } else {
                unsure |= rule == 0 && balance.is_none();
                deadline = deadline.max(to);
            }
        }
    }
    Some(match lost {
        _ if unsure => (Verdict::Unknown, Lapse::None, Some(deadline)),
        true if collected => (Verdict::Breached, Lapse::Other, Some(deadline)),
        true if late => (Verdict::Breached, Lapse::Late, Some(deadline)),
        true => (Verdict::Breached, Lapse::Missing, Some(deadline)),
        false => {
            let warned = if rule == 0 { AS_OF + 10 } else { AS_OF + 7 };
            let alarm = rule != 1 && deadline <= warned;
            (Verdict::NotYetDue, if alarm { Lapse::Alarm } else { Lapse::None }, Some(deadline))
        }
    })
}

/// Interruptions of a claim that is closed already still move what is shown as its deadline.
fn last_deadline(rule: usize, mut deadline: i32, events: &[Event], after: usize) -> i32 {
    for event in events[after..].iter().skip(1).filter(|event| rule == 0 && event.0 >= events[after].0) {
        let to = match event.1 {
            "acknowledgement" => event.0 + 20,
            "judgment" => months_after(event.0, 3),
            _ => continue,
        };
        if event.0 > deadline {
            break;
        }
        deadline = deadline.max(to);
    }
    deadline
}

/// Made-up events of one claim, in the order of their days.
fn happened() -> impl Making<Value = Vec<Event>> {
    let amount = prop_oneof![12 => (1..12_i64).prop_map(|n| Some(n * 1_000)), 1 => Just(None)];
    let event = (AS_OF - 150..=AS_OF, 0..KINDS.len(), amount).prop_map(|(day, kind, amount)| (day, KINDS[kind], amount));
    proptest::collection::vec(event, 0..9).prop_map(|mut events: Vec<Event>| {
        events.sort_by_key(|event| event.0);
        events
    })
}

#[test]
fn both_evaluators_agree_on_limitation() {
    let strategy = strategy_of(&RULES);
    let asked = strategy.questions();
    let claim = (
        prop_oneof![9 => (1..20_i64).prop_map(|n| Some(n * 1_000)), 1 => Just(None)],
        prop_oneof![4 => Just(Some(0_u16)), 4 => Just(Some(1)), 1 => Just(None)],
    );
    let seen = std::cell::RefCell::new(std::collections::BTreeSet::new());
    let mut runner = proptest::test_runner::TestRunner::new(tried());
    let result = runner.run(&(happened(), claim), |(events, (principal, claim_type))| {
        let row = ClaimRow { principal: principal.unwrap_or(UNKNOWN), claim_type, ..ClaimRow::unknown(0) };
        let cases = cases_of(&strategy, AS_OF, row, &events);
        let list = asked.iter().map(|(_, _, question)| question.clone()).collect();
        let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of: Day(AS_OF), list };
        let (_, outcomes) = run(&questions, &cases, Keep::All);
        for rule in 0..asked.len() {
            let of_rule = outcomes.iter().filter(|outcome| outcome.question as usize == rule);
            let fast: Vec<_> = of_rule.map(|outcome| (outcome.verdict, outcome.lapse, outcome.last_day.map(|day| day.0))).collect();
            let slow: Vec<_> = naive(rule, principal, claim_type, &events).into_iter().collect();
            seen.borrow_mut().extend(fast.iter().map(|(verdict, lapse, _)| (rule, verdict.name(), lapse.name())));
            prop_assert_eq!(&fast, &slow, "rule {}: {:?}, principal {:?}, type {:?}", rule, &events, principal, claim_type);
        }
        Ok(())
    });
    result.unwrap();
    // Agreement on one verdict only would prove little.
    let common = [("met", None), ("unknown", None), ("not_yet_due", None), ("breached", Some("late")), ("breached", Some("missing"))];
    for (rule, (verdict, lapse)) in (0..RULES.len()).flat_map(|rule| common.map(|one| (rule, one))) {
        assert!(seen.borrow().contains(&(rule, verdict, lapse)), "rule {rule} is never {verdict} {lapse:?}");
    }
    for one in [(0, "breached", Some("other")), (0, "not_yet_due", Some("alarm")), (2, "not_applicable", None)] {
        assert!(seen.borrow().contains(&one), "{one:?}");
    }
}
