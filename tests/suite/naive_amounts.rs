//! Amount terms and interest against a second evaluator that spells the definitions out: sums over lists, interest day by day.

use proptest::prelude::Just;
// Two things are called a strategy here; this one makes values.
use proptest::strategy::Strategy as Making;
use proptest::test_runner::TestCaseError;
use proptest::{prop_assert_eq, prop_oneof};

use rettesnor::cases::{ClaimRow, UNKNOWN};
use rettesnor::plan::{Keep, Questions, Verdict, run};
use rettesnor::quantity::Day;

use crate::naive::{cases_of, strategy_of, tried, until_seen};

/// 2026-09-04.
const AS_OF: i32 = 20_700;
/// 2026-01-01, the first day that counts.
const FIRST: i32 = 20_454;

type Event = (i32, &'static str, Option<i64>);

/// Verdict and what was measured, [`UNKNOWN`] where it is not.
type Found = Vec<(Verdict, i64)>;

/// A known amount, an unknown one, or nothing at all.
#[derive(Clone, Copy)]
enum Sum {
    Known(i64),
    Unknown,
    Nothing,
}

fn sum(events: &[Event], kinds: &[&str]) -> Sum {
    let mut total = 0;
    for (_, _, amount) in events.iter().filter(|event| kinds.contains(&event.1)) {
        match amount {
            Some(amount) => total += amount,
            None => return Sum::Unknown,
        }
    }
    Sum::Known(total)
}

fn one(event: Option<&Event>) -> Sum {
    match event {
        None => Sum::Nothing,
        Some((_, _, Some(amount))) => Sum::Known(*amount),
        Some(_) => Sum::Unknown,
    }
}

fn balance(principal: i64, events: &[Event]) -> Sum {
    calc(&[Sum::Known(principal), sum(events, &["reminder_fee", "interest"])], &[sum(events, &["payment", "write_off"])])
}

fn calc(plus: &[Sum], minus: &[Sum]) -> Sum {
    let all = || plus.iter().chain(minus);
    if all().any(|sum| matches!(sum, Sum::Nothing)) {
        return Sum::Nothing;
    }
    if all().any(|sum| matches!(sum, Sum::Unknown)) {
        return Sum::Unknown;
    }
    let known = |sum: &Sum| if let Sum::Known(amount) = sum { *amount } else { 0 };
    Sum::Known(plus.iter().map(known).sum::<i64>() - minus.iter().map(known).sum::<i64>())
}

fn judged(left: Sum, least: Option<Sum>, most: Option<Sum>) -> (Verdict, i64) {
    let bounds = [least, most];
    let value = if let Sum::Known(value) = left { value } else { UNKNOWN };
    if matches!(left, Sum::Nothing) || bounds.iter().any(|bound| matches!(bound, Some(Sum::Nothing))) {
        return (Verdict::NotApplicable, value);
    }
    if value == UNKNOWN || bounds.iter().any(|bound| matches!(bound, Some(Sum::Unknown))) {
        return (Verdict::Unknown, value);
    }
    let holds =
        |bound: Option<Sum>, fits: fn(i64, i64) -> bool| if let Some(Sum::Known(bound)) = bound { fits(value, bound) } else { true };
    let kept = holds(least, |value, least| value >= least) && holds(most, |value, most| value <= most);
    (if kept { Verdict::Met } else { Verdict::Breached }, value)
}

const AMOUNTS: [&str; 6] = [
    "rule: {amount: {event: write_off, at_most: {balance: claim}}}",
    "rule: {amount: {event: write_off, plus: {sum: write_off}, at_most: 90 kr}}",
    "rule: {amount: {sum: payment, at_most: {last: [invoice, notice], plus: {sum: reminder_fee}}}}",
    "rule: {amount: {sum: reminder_fee, at_most: {count: reminder, times: 60 kr}}}",
    "rule: {amount: {event: payment, at_least: {share: \"33,33 %\", of: {first: invoice}, minus: [{sum: payment}, 5 kr]}}}",
    "rule: {amount: {balance: claim, minus: {sum: reminder_fee}, at_least: 0 kr}}",
];

fn naive_amount(rule: usize, principal: i64, events: &[Event]) -> Found {
    let mut found = Vec::new();
    for (here, event) in events.iter().enumerate().filter(|(_, event)| event.0 >= FIRST) {
        let before = &events[..here];
        match (rule, event.1) {
            (0, "write_off") => found.push(judged(one(Some(event)), None, Some(balance(principal, before)))),
            (1, "write_off") => {
                found.push(judged(calc(&[one(Some(event)), sum(before, &["write_off"])], &[]), None, Some(Sum::Known(9_000))));
            }
            (4, "payment") => {
                let part = match one(before.iter().find(|event| event.1 == "invoice")) {
                    // Amounts are whole kroner: 33,33 % of them is a whole number of thousandths of an øre, and half of one goes up.
                    Sum::Known(whole) => Sum::Known((whole * 3_333 + 5_000) / 10_000),
                    other => other,
                };
                let least = calc(&[part], &[sum(before, &["payment"]), Sum::Known(500)]);
                found.push(judged(one(Some(event)), Some(least), None));
            }
            _ => {}
        }
    }
    if events.first().is_some_and(|event| event.0 >= FIRST) {
        match rule {
            2 => {
                let last = one(events.iter().rfind(|event| ["invoice", "notice"].contains(&event.1)));
                let most = calc(&[last, sum(events, &["reminder_fee"])], &[]);
                found.push(judged(sum(events, &["payment"]), None, Some(most)));
            }
            3 => {
                let reminders = events.iter().filter(|event| event.1 == "reminder").map(|_| 6_000).sum();
                found.push(judged(sum(events, &["reminder_fee"]), None, Some(Sum::Known(reminders))));
            }
            5 => {
                let left = calc(&[balance(principal, events)], &[sum(events, &["reminder_fee"])]);
                found.push(judged(left, Some(Sum::Known(0)), None));
            }
            _ => {}
        }
    }
    found
}

const INTERESTS: [&str; 7] = [
    "rule: {interest: {event: interest, from: due, rate: 8 %, tolerance: 2 kr}}",
    "rule: {interest: {event: interest, from: due, rate: law:dk/rentelov/late-interest, days: 360, on: balance, tolerance: 2 kr}}",
    "rule: {interest: {event: interest, from: due, rate: law:dk/rentelov/surcharge, on: balance, tolerance: 2 kr}}",
    "rule: {interest: {event: interest, from: due, rate: 1 %, per: month, convention: commenced_months, on: balance, tolerance: 2 kr}}",
    "rule: {interest: {event: interest, from: due, rate: law:dk/rentelov/late-interest, convention: commenced_months, tolerance: 2 kr}}",
    "rule: {interest: {event: interest, from: due, rate: 1 %, per: month, convention: commenced_months, tolerance: 2 kr, or_less: true}}",
    "rule: {interest: {event: interest, from: due, rate: 8 %, days: open, or_less: true}}",
];

/// Hundredths of a per cent; the law has no rate from 2026-07-01.
fn rate(rule: usize, day: i32) -> Option<i64> {
    match (rule, Day(day).to_string().as_str()) {
        (0 | 6, _) => Some(800),
        // The surcharge, which the due date decides.
        (2, _) => Some(800),
        (3 | 5, _) => Some(100),
        (_, day) if day < "2025-01-01" => panic!("no such day is made up"),
        (_, day) if day < "2025-07-01" => Some(1_075),
        (_, day) if day < "2026-07-01" => Some(975),
        _ => None,
    }
}

/// Whether a month that counts from `start` commences on a day.
fn commences(start: i32, day: i32) -> bool {
    let (begun, now) = (Day(start).day_of_month(), Day(day).day_of_month());
    day >= start && (now == begun || (now < begun && Day(day + 1).day_of_month() == 1))
}

/// What bears interest at the end of a day.
fn bears(rule: usize, principal: i64, events: &[Event], day: i32) -> Option<i64> {
    let until: Vec<Event> = events.iter().filter(|event| event.0 <= day).copied().collect();
    let charged: &[&str] = if [0, 4, 5, 6].contains(&rule) { &[] } else { &["reminder_fee"] };
    match calc(&[Sum::Known(principal), sum(&until, charged)], &[sum(&until, &["payment", "write_off"])]) {
        Sum::Known(basis) => Some(basis.max(0)),
        _ => None,
    }
}

fn accrued(rule: usize, principal: i64, events: &[Event], here: usize, year: i64) -> Option<i64> {
    let start = events.iter().find(|event| event.1 == "due")?.0;
    let before = events[..here].iter().rfind(|event| event.1 == "interest").map(|event| event.0);
    let mut exact = 0_i64;
    for day in start..=events[here].0 {
        let months = (3..6).contains(&rule);
        if before.is_some_and(|before| day <= before) || (months && !commences(start, day)) || (!months && day == start) {
            continue;
        }
        exact += bears(rule, principal, events, if months { day } else { day - 1 })? * rate(rule, day)?;
    }
    let whole = 10_000 * year;
    Some(exact / whole + i64::from(exact % whole * 2 >= whole))
}

fn naive_interest(rule: usize, principal: i64, events: &[Event]) -> Found {
    let bookings = events.iter().enumerate().filter(|(_, event)| event.1 == "interest" && event.0 >= FIRST);
    let years: &[i64] = [&[365][..], &[360], &[365], &[1], &[12], &[1], &[360, 365]][rule];
    let judge = |(here, event): (usize, &Event)| {
        let off = |year: &i64| Some(event.2? - accrued(rule, principal, events, here, *year)?);
        let Some(offs) = years.iter().map(off).collect::<Option<Vec<i64>>>() else { return (Verdict::Unknown, UNKNOWN) };
        let least = if rule >= 5 { i64::MIN } else { -200 };
        let most = if rule == 6 { 0 } else { 200 };
        let kept = |off: &i64| (least..=most).contains(off);
        let verdict = match (offs.iter().all(kept), offs.iter().any(kept)) {
            (true, _) => Verdict::Met,
            (false, true) => Verdict::Unknown,
            (false, false) => Verdict::Breached,
        };
        (verdict, offs.into_iter().min().unwrap())
    };
    bookings.map(judge).collect()
}

/// Made-up events of one claim from 2025-05-01 on, in the order of their days.
fn happened(kinds: &'static [&'static str]) -> impl Making<Value = Vec<Event>> {
    let amount = prop_oneof![12 => (1..120_i64).prop_map(|n| Some(n * 100)), 1 => Just(None)];
    let event = (20_209..=AS_OF, 0..kinds.len(), amount).prop_map(move |(day, kind, amount)| (day, kinds[kind], amount));
    proptest::collection::vec(event, 0..10).prop_map(|mut events: Vec<Event>| {
        events.sort_by_key(|event| event.0);
        events
    })
}

fn agree(rules: &[&str], kinds: &'static [&'static str], naive: fn(usize, i64, &[Event]) -> Found) {
    let strategy = strategy_of(rules);
    let asked = strategy.questions();
    let seen = std::cell::RefCell::new(std::collections::BTreeSet::new());
    let mut runner = proptest::test_runner::TestRunner::new(tried());
    let made = (happened(kinds), (1..20_i64).prop_map(|n| n * 1_000));
    let property = |(events, principal): (Vec<Event>, i64)| -> Result<(), TestCaseError> {
        let cases = cases_of(&strategy, AS_OF, ClaimRow { principal, ..ClaimRow::unknown(0) }, &events);
        let list = asked.iter().map(|(_, _, question)| question.clone()).collect();
        let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of: Day(AS_OF), list };
        let (_, outcomes) = run(&questions, &cases, Keep::All);
        for rule in 0..asked.len() {
            let of_rule = outcomes.iter().filter(|outcome| outcome.question as usize == rule);
            let fast: Found = of_rule.map(|outcome| (outcome.verdict, outcome.value)).collect();
            seen.borrow_mut().extend(fast.iter().map(|(verdict, _)| (rule, verdict.name(), None)));
            prop_assert_eq!(&fast, &naive(rule, principal, &events), "rule {}: {:?}, principal {}", rule, &events, principal);
        }
        Ok(())
    };
    let verdicts = ["met", "breached", "unknown"];
    let is_complete =
        || (0..rules.len()).all(|rule| verdicts.iter().all(|verdict| seen.borrow().contains(&(rule, *verdict, None::<&str>))));
    until_seen(|| runner.run(&made, property).unwrap(), is_complete);
    // Agreement on one verdict only would prove little.
    for rule in 0..rules.len() {
        for verdict in verdicts {
            assert!(seen.borrow().contains(&(rule, verdict, None::<&str>)), "rule {rule} is never {verdict}");
        }
    }
}

#[test]
fn both_evaluators_agree_on_amount_terms() {
    agree(&AMOUNTS, &["invoice", "notice", "payment", "reminder", "reminder_fee", "write_off"], naive_amount);
}

#[test]
fn both_evaluators_agree_on_interest() {
    agree(&INTERESTS, &["due", "interest", "interest", "payment", "reminder_fee", "write_off"], naive_interest);
}
