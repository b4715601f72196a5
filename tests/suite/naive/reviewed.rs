//! `reviewed`, and `while` and `for` beside a rule, by the words of the contract.

use proptest::prop_oneof;
use rettesnor::quantity::Day;

use super::made::{BREACHED, FIRST, Found, LATE, MET, MISSING, Made, NOT_APPLICABLE, NOT_YET_DUE, UNSURE, agree, claim};

const KINDS: [&str; 6] = ["returned", "assessment", "payment", "write_off", "reminder_fee", "dispute"];

/// What changes whether a claim is open.
const CLOSING: [&str; 4] = ["payment", "write_off", "reminder_fee", "interest"];

/// One month later, by the calendar on the wall: the same day of the month, or the month's last.
fn a_month_later(day: i32) -> i32 {
    let day = Day(day);
    let (year, month) = if day.month() == 12 { (day.year() + 1, 1) } else { (day.year(), day.month() + 1) };
    (0..4).find_map(|less| Day::new(year, month, day.day_of_month().min(31) - less.min(day.day_of_month() - 1))).unwrap().0
}

/// Whether the claim is open after its first `n` events: yes, no, or not told.
fn is_open(made: &Made, n: usize) -> Option<bool> {
    let so_far = &made.events[..n];
    if so_far.iter().any(|event| event.kind == "write_off") {
        return Some(false);
    }
    let mut owed = made.principal?;
    for event in so_far {
        match event.kind {
            "payment" => owed -= event.amount?,
            "reminder_fee" => owed += event.amount?,
            _ => {}
        }
    }
    // Every made-up claim owes something at first.
    Some(owed > 0)
}

fn reviewed(made: &Made, from: Option<&str>, last_day: impl Fn(i32) -> i32, as_of: i32) -> Vec<Found> {
    let mut found = Vec::new();
    let mut opened: Option<i32> = None;
    for (here, one) in made.events.iter().enumerate() {
        let opens = from.is_none_or(|from| one.kind == from) && (from.is_some() || one.kind == "assessment");
        let asks = opens || (one.kind == "assessment" && opened.is_some());
        opened = opened.or(opens.then_some(one.day));
        if !asks || one.day < FIRST {
            continue;
        }
        let last = last_day(one.day);
        let until = made.events.iter().skip(here + 1).take_while(|event| event.day <= last).count();
        let open: Vec<Option<bool>> = (here + 1..=here + 1 + until).map(|n| is_open(made, n)).collect();
        let mut next = made.events.iter().skip(here + 1).filter(|event| event.kind == "assessment");
        found.push(if made.may_have(&[&["assessment"], from.as_slice(), &CLOSING].concat()) {
            UNSURE
        } else if open.contains(&Some(false)) {
            NOT_APPLICABLE
        } else if open.contains(&None) {
            UNSURE
        } else if next.clone().any(|event| event.day <= last) {
            MET
        } else if last >= as_of {
            NOT_YET_DUE
        } else if next.next().is_some() {
            LATE
        } else {
            MISSING
        });
    }
    // A torn row asks where it may open, or where something opened, or may have, no later than it.
    let opening = from.unwrap_or("assessment");
    let may_open = made.torn.iter().any(|(kind, _)| *kind == opening);
    for (kind, day) in made.torn.iter().filter(|(_, day)| day.is_none_or(|day| day >= FIRST)) {
        let is_open = may_open || opened.is_some_and(|opened| day.is_none_or(|day| opened <= day));
        if *kind == opening || (*kind == "assessment" && is_open) {
            found.push(UNSURE);
        }
    }
    found
}

#[test]
fn both_evaluators_agree_on_what_recurs() {
    let rules =
        ["rule: {reviewed: {event: assessment, from: returned, every: 10 days}}", "rule: {reviewed: {event: assessment, every: 1 month}}"];
    // From the end of December to the middle of March: the 29th to the 31st of January end in February.
    let days = prop_oneof![FIRST - 3..FIRST + 12, FIRST + 25..FIRST + 75];
    let as_of = Day::new(2026, 3, 10).unwrap().0;
    agree(&rules, as_of, claim(&KINDS, days), |rule, made| match rule {
        0 => reviewed(made, Some("returned"), |day| day + 10, as_of),
        _ => reviewed(made, None, a_month_later, as_of),
    });
}

/// Whether a dispute is open after the first `n` events; none is ever settled here.
fn disputed(made: &Made, n: usize) -> bool {
    made.events[..n].iter().any(|event| event.kind == "dispute")
}

/// What is asked only of claims of type `a` with a principal from 2.000 kr up to and including 6.000 kr.
fn chosen(made: &Made) -> Option<bool> {
    let of_type = made.claim_type.map(|name| name == "a");
    let of_size = made.principal.map(|principal| (200_000..=600_000).contains(&principal));
    match (of_type, of_size) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

#[test]
fn both_evaluators_agree_on_states_that_are_asked_for_and_claims_that_are_chosen() {
    let rules = [
        "rule: {followed_by: {event: returned, by: assessment, within: 10 days}}\n        while: [dispute, plan]",
        "rule: {never: {event: payment}}\n        while: dispute",
        "rule: {never: {event: payment}}\n        for: {claim_type: a, principal: {at_least: \"2.000 kr\", at_most: \"6.000 kr\"}}",
    ];
    let as_of = FIRST + 30;
    agree(&rules, as_of, claim(&KINDS, FIRST - 3..FIRST + 33), |rule, made| {
        let (asked, looked_at): (&str, &[&str]) = match rule {
            0 => ("returned", &["returned", "assessment", "dispute"]),
            1 => ("payment", &["payment", "dispute"]),
            _ => ("payment", &["payment"]),
        };
        let scope = if rule == 2 { chosen(made) } else { Some(true) };
        let mut found = Vec::new();
        if scope == Some(false) {
            return found;
        }
        for (here, one) in made.events.iter().enumerate().filter(|(_, one)| one.kind == asked && one.day >= FIRST) {
            let last = one.day + 10;
            let within: Vec<usize> = (here + 1..made.events.len()).take_while(|other| made.events[*other].day <= last).collect();
            let later = |other: &usize| made.events[*other].kind == "assessment";
            found.push(match rule {
                _ if made.may_have(looked_at) || scope.is_none() => UNSURE,
                0 if !disputed(made, here + 1 + within.len()) => NOT_APPLICABLE,
                0 if within.iter().any(later) => MET,
                0 if last >= as_of => NOT_YET_DUE,
                0 if (here + 1..made.events.len()).any(|other| later(&other)) => LATE,
                0 => MISSING,
                1 if !disputed(made, here) => NOT_APPLICABLE,
                _ => BREACHED,
            });
        }
        found.extend(std::iter::repeat_n(UNSURE, made.torn_of(&[asked])));
        found
    });
}
