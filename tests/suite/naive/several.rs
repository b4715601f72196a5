//! `count` per debtor and year, and `share`, by the words of the contract.

use proptest::strategy::Strategy as Making;
use proptest::{prop_assert_eq, prop_oneof};
use rettesnor::plan::{Tally, Verdict};
use rettesnor::quantity::Day;

use super::made::{BREACHED, FIRST, Found, MET, Made, NOT_YET_DUE, UNSURE, claim, judged, runner, strategy};

const KINDS: [&str; 3] = ["reminder", "hearing", "payment"];

const RULES: [&str; 7] = [
    "rule: {count: {event: reminder, at_most: 3, per: debtor}}",
    "rule: {count: {event: reminder, exactly: 2, per: debtor}}",
    "rule: {count: {event: reminder, at_least: 2, per: debtor}}\n        for: {claim_type: a}",
    "rule: {count: {event: hearing, at_least: 2, per: year}}",
    "rule: {count: {event: hearing, at_most: 2, per: year}}\n        for: {claim_type: a}",
    "rule: {count: {event: hearing, at_least: 1, at_most: 2, per: year}}\n        valid: {from: 2026-01-03, to: 2028-01-01}",
    "rule: {share: {of: c/r0, at_least: 60 %}}",
];

/// Every number from the certain to the possible count gives the same verdict, or nobody can tell.
fn over(certain: usize, possible: usize, verdict: impl Fn(usize) -> Found) -> Found {
    let first = verdict(certain);
    if (certain..=certain + possible).all(|count| verdict(count) == first) { first } else { UNSURE }
}

/// Whether a claim is certainly one that the rule is about; `None` where it is not.
fn in_scope(rule: usize, made: &Made) -> Option<bool> {
    match made.claim_type {
        _ if ![2, 4].contains(&rule) => Some(true),
        Some("a") => Some(true),
        Some(_) => None,
        None => Some(false),
    }
}

fn per_debtor(rule: usize, claims: &[Made]) -> Vec<Found> {
    let bound = |count: usize| match rule {
        0 => count <= 3,
        1 => count == 2,
        _ => count >= 2,
    };
    let scope: Vec<(&Made, bool)> = claims.iter().filter_map(|made| Some((made, in_scope(rule, made)?))).collect();
    let counts = |day: i32| day >= FIRST;
    let reminders = |made: &Made| made.events.iter().filter(|event| event.kind == "reminder" && counts(event.day)).count();
    let torn = |made: &Made| made.torn_of(&["reminder"]);
    let exists = |made: &Made| made.events.iter().any(|event| counts(event.day));
    let may_exist = |made: &Made| exists(made) || made.torn_of(&KINDS) > 0;
    let nobody = |made: &Made| made.debtor.is_none_or(str::is_empty);
    let strays: usize = scope.iter().filter(|(made, _)| nobody(made)).map(|(made, _)| reminders(made) + torn(made)).sum();
    let mut found = Vec::new();
    let mut seen: Vec<Option<&str>> = Vec::new();
    // A debtor stands where the first of their claims with anything in the period stands.
    for (made, _) in scope.iter().filter(|(made, _)| may_exist(made)) {
        if nobody(made) {
            found.push(UNSURE);
            continue;
        }
        if seen.contains(&made.debtor) {
            continue;
        }
        seen.push(made.debtor);
        let own: Vec<&(&Made, bool)> = scope.iter().filter(|(other, _)| other.debtor == made.debtor).collect();
        let certain: usize = own.iter().filter(|(_, sure)| *sure).map(|(made, _)| reminders(made)).sum();
        let all: usize = own.iter().map(|(made, _)| reminders(made) + torn(made)).sum();
        found.push(if own.iter().any(|(made, sure)| *sure && exists(made)) {
            over(certain, all - certain + strays, |count| if bound(count) { MET } else { BREACHED })
        } else {
            UNSURE
        });
    }
    found
}

fn per_year(rule: usize, claims: &[Made], as_of: i32) -> Vec<Found> {
    let day = |year, month, day| Day::new(year, month, day).unwrap().0;
    let (first, last) = if rule == 5 { (day(2026, 1, 3), day(2028, 1, 1)) } else { (FIRST, day(2029, 12, 31)) };
    let scope: Vec<(&Made, bool)> = claims.iter().filter_map(|made| Some((made, in_scope(rule, made)?))).collect();
    let mut found = Vec::new();
    for year in 2026..=2029 {
        let (from, to) = (first.max(day(year, 1, 1)), last.min(day(year, 12, 31)));
        if scope.is_empty() || from > to || from > as_of {
            continue;
        }
        let here = |day: i32| from <= day && day <= to;
        let (mut certain, mut possible) = (0, 0);
        for (made, sure) in &scope {
            let hearings = made.events.iter().filter(|event| event.kind == "hearing" && here(event.day)).count();
            if *sure {
                certain += hearings;
            } else {
                possible += hearings;
            }
            possible += made.torn.iter().filter(|(kind, day)| *kind == "hearing" && day.is_none_or(here)).count();
        }
        found.push(over(certain, possible, |count| match rule {
            4 => [BREACHED, MET][usize::from(count <= 2)],
            5 if count > 2 => BREACHED,
            _ if count >= if rule == 3 { 2 } else { 1 } => MET,
            _ if to >= as_of => NOT_YET_DUE,
            _ => BREACHED,
        }));
    }
    found
}

/// The share of `met`, whatever the unknown ones were: met, not, or none that counts.
fn share(of: &Tally) -> Option<Verdict> {
    let mut verdicts = Vec::new();
    for met in 0..=of.unknown {
        for breached in 0..=of.unknown - met {
            let (met, all) = (of.met + met, of.met + of.breached + met + breached);
            verdicts.extend((all > 0).then(|| if met * 100 >= 60 * all { Verdict::Met } else { Verdict::Breached }));
        }
    }
    let first = *verdicts.first()?;
    Some(if verdicts.iter().all(|verdict| *verdict == first) { first } else { Verdict::Unknown })
}

#[test]
fn both_evaluators_agree_on_several_claims() {
    let strategy = strategy(&RULES);
    let new_year = Day::new(2028, 1, 1).unwrap().0;
    let days = prop_oneof![4 => FIRST - 2..FIRST + 5, 1 => FIRST + 363..FIRST + 367, 1 => new_year - 2..new_year + 2];
    let as_of = prop_oneof![FIRST..FIRST + 6, FIRST + 363..FIRST + 367, new_year - 2..new_year + 2];
    let making = (proptest::collection::vec(claim(&KINDS, days), 0..5), as_of);
    runner()
        .run(&making.prop_map(|(claims, as_of)| (claims, as_of)), |(claims, as_of)| {
            let (found, tallies) = judged(&strategy, &claims, as_of);
            let known: Vec<Made> = claims.iter().map(|made| made.on(as_of)).collect();
            for (rule, found) in found.iter().enumerate() {
                let naive = if rule < 3 { per_debtor(rule, &known) } else { per_year(rule, &known, as_of) };
                prop_assert_eq!(found, &naive, "rule {} on {}: {:?}", rule, Day(as_of), &known);
            }
            prop_assert_eq!(tallies[6].worst(), share(&tallies[0]), "{:?}", tallies[0]);
            Ok(())
        })
        .unwrap();
}
