//! Limitation against a second evaluator that walks from day to day.

use proptest::prelude::Just;
// Two things are called a strategy here; this one makes values.
use proptest::strategy::Strategy as Making;
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert_eq, prop_oneof};

use rettesnor::cases::{ClaimRow, UNKNOWN};
use rettesnor::plan::{Keep, Lapse, Questions, Verdict, run};
use rettesnor::quantity::Day;

use crate::naive::{cases_of, strategy_of, tried, until_seen};

/// 2028-06-27; the days before it have a 29 February among them.
const AS_OF: i32 = 21_362;

type Event = (i32, &'static str, Option<i64>);

const RULES: [&str; 3] = [
    "rule: {limitation: {from: [notice, due], length: 30 days, lengths: {b: 2 months}, interrupted_by: {acknowledgement: 20 days, judgment: 3 months}, closed_by: [paid, write_off], alarm: 10 days, nothing_after: reminder}}",
    "rule: {limitation: {from: due, length: 1 month, closed_by: write_off, interrupted_by: {acknowledgement: 20 days}, earliest_start: 2028-04-01, while: transferred}}\n        valid: {from: 2028-03-15, to: 2028-05-20}",
    "rule: {limitation: {from: due, length: 1 month, closed_by: transferred, interrupted_by: {judgment: 3 months}, earliest_start: 2028-04-01, alarm: 7 days}}\n        unless: dispute\n        valid: {from: 2028-04-15, to: 2029-12-31}",
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

/// 2028-04-01.
const FLOOR: i32 = 21_275;

/// The days of the clauses; the strategy's own are far wider than what happens.
const VALID: [(i32, i32); 3] = [(0, i32::MAX), (21_258, 21_324), (21_289, i32::MAX)];

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

/// The length of the period that a kind of event begins in a rule, added to the day from which it runs.
fn period_end(rule: usize, claim_type: Option<u16>, kind: &str, from: i32) -> Option<i32> {
    match (rule, kind) {
        (0, "start") if claim_type == Some(1) => Some(months_after(from, 2)),
        (0, "start") => Some(from + 30),
        (_, "start") => Some(months_after(from, 1)),
        (0 | 1, "acknowledgement") => Some(from + 20),
        (0 | 2, "judgment") => Some(months_after(from, 3)),
        _ => None,
    }
}

/// The last day of a claim that starts with an event, and whether an interruption came after it.
fn deadline(rule: usize, claim_type: Option<u16>, events: &[Event], start: usize) -> (i32, bool) {
    let mut begun = vec![("start", events[start].0)];
    let mut floored = rule == 2;
    let last_day = |begun: &[(&str, i32)], floored: bool| {
        let from = |day: i32| if floored { day.max(FLOOR) } else { day };
        begun.iter().filter_map(|(kind, day)| period_end(rule, claim_type, kind, from(*day))).max().unwrap()
    };
    for (n, event) in events.iter().enumerate() {
        let in_time = event.0 <= last_day(&begun, floored);
        floored |= rule == 1 && event.1 == "transfer" && in_time;
        if n > start && period_end(rule, claim_type, event.1, event.0).is_some() {
            if !in_time {
                return (last_day(&begun, floored), true);
            }
            begun.push((event.1, event.0));
        }
    }
    (last_day(&begun, floored), false)
}

/// Verdict, way of breaking, deadline; `None` where the claim is not counted.
fn naive(rule: usize, principal: Option<i64>, claim_type: Option<u16>, events: &[Event]) -> Option<(Verdict, Lapse, Option<i32>)> {
    const UNJUDGED: Option<(Verdict, Lapse, Option<i32>)> = Some((Verdict::Unknown, Lapse::None, None));
    let (first, last) = VALID[rule];
    let has = |kind: &str| events.iter().position(|event| event.1 == kind);
    let start = if rule == 0 { has("notice").or(has("due")) } else { has("due") };
    let Some(start) = start else {
        return if (first..=last).contains(&events.first()?.0) { UNJUDGED } else { None };
    };
    let transferred =
        |n: usize| events[..n].iter().rfind(|event| ["transfer", "recall"].contains(&event.1)).is_some_and(|event| event.1 == "transfer");
    let after = |n: usize| balance(principal, events, n + 1);
    let closed = (0..events.len()).find(|n| match rule {
        0 => events[*n].1 == "write_off" || after(*n).is_some_and(|balance| balance <= 0),
        1 => events[*n].1 == "write_off",
        _ => transferred(n + 1),
    });
    let closed_on = closed.map(|n| events[n].0);
    if events[start].0 > last || closed_on.is_some_and(|day| day < first) {
        return None;
    }
    let (deadline, interrupted_too_late) = deadline(rule, claim_type, events, start);
    if rule == 0 && claim_type.is_none() {
        return UNJUDGED;
    }
    let disputed = events.iter().rfind(|event| event.1.starts_with("dispute")).is_some_and(|event| event.1 == "dispute");
    match () {
        () if deadline < first => return None,
        () if rule == 2 && disputed => return Some((Verdict::NotApplicable, Lapse::None, None)),
        () if closed_on.is_some_and(|day| day <= deadline) => return Some((Verdict::Met, Lapse::None, Some(deadline))),
        () => {}
    }
    let mut days = (0..events.len()).filter(|n| events[*n].0 <= deadline);
    let (verdict, lapse) = if rule == 0 && days.any(|n| after(n).is_none()) {
        (Verdict::Unknown, Lapse::None)
    } else if deadline >= AS_OF {
        let warned = [AS_OF + 10, 0, AS_OF + 7][rule];
        (Verdict::NotYetDue, if deadline <= warned { Lapse::Alarm } else { Lapse::None })
    } else if rule == 0 && events.iter().any(|event| event.1 == "reminder" && event.0 > deadline) {
        (Verdict::Breached, Lapse::Other)
    } else {
        (Verdict::Breached, if closed.is_some() || interrupted_too_late { Lapse::Late } else { Lapse::Missing })
    };
    Some((verdict, lapse, Some(deadline)))
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
    let made = (happened(), claim);
    let property = |(events, (principal, claim_type)): (Vec<Event>, (Option<i64>, Option<u16>))| -> Result<(), TestCaseError> {
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
    };
    // Agreement on one verdict only would prove little.
    let common = [("met", None), ("unknown", None), ("not_yet_due", None), ("breached", Some("late")), ("breached", Some("missing"))];
    let is_seen = |(rule, (verdict, lapse))| seen.borrow().contains(&(rule, verdict, lapse));
    let wanted = || (0..RULES.len()).flat_map(|rule| common.map(|one| (rule, one)));
    until_seen(|| runner.run(&made, property).unwrap(), || wanted().all(is_seen));
    for (rule, (verdict, lapse)) in wanted() {
        assert!(seen.borrow().contains(&(rule, verdict, lapse)), "rule {rule} is never {verdict} {lapse:?}");
    }
    for one in [(0, "breached", Some("other")), (0, "not_yet_due", Some("alarm")), (2, "not_applicable", None)] {
        assert!(seen.borrow().contains(&one), "{one:?}");
    }
}
