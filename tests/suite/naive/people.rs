//! `four_eyes` and `mandate` by the words of the contract.

use super::made::{BREACHED, FIRST, Found, MET, Made, NOT_APPLICABLE, UNSURE, agree, claim};

const AS_OF: i32 = FIRST + 40;

const KINDS: [&str; 4] = ["write_off_proposed", "write_off", "assessment", "payment"];

/// Whether one person did both: yes, no, or not told.
fn same(one: Option<&str>, other: Option<&str>) -> Option<bool> {
    match (one, other) {
        (None | Some(""), _) | (_, None | Some("")) => None,
        (Some(one), Some(other)) => Some(one == other),
    }
}

/// No event of kind `by` but the activation itself is by its actor; `above`: only events of more than so many minor units.
fn four_eyes(made: &Made, event: &str, by: &str, above: Option<i64>) -> Vec<Found> {
    let mut found = Vec::new();
    for (here, one) in made.events.iter().enumerate().filter(|(_, one)| one.kind == event && one.day >= FIRST) {
        let others = made.events.iter().enumerate().filter(|(there, other)| *there != here && other.kind == by);
        let answers: Vec<Option<bool>> = others.map(|(_, other)| same(one.actor, other.actor)).collect();
        let is_above = above.map_or(Some(true), |above| one.amount.map(|amount| amount > above));
        found.push(if made.may_have(&[event, by]) {
            UNSURE
        } else {
            match is_above {
                None => UNSURE,
                Some(false) => NOT_APPLICABLE,
                Some(true) if answers.contains(&Some(true)) => BREACHED,
                Some(true) if answers.contains(&None) => UNSURE,
                Some(true) => MET,
            }
        });
    }
    found.extend(std::iter::repeat_n(UNSURE, made.torn_of(&[event])));
    found
}

/// A clerk may up to 3.000 kr, the head without limit, nobody else at all.
fn mandate(made: &Made) -> Vec<Found> {
    let mut found = Vec::new();
    for one in made.events.iter().filter(|one| one.kind == "write_off" && one.day >= FIRST) {
        found.push(match one.role {
            _ if made.may_have(&["write_off"]) => UNSURE,
            None | Some("") => UNSURE,
            Some("HEAD") => MET,
            Some("clerk" | "Case Worker") => match one.amount {
                None => UNSURE,
                Some(amount) if amount <= 300_000 => MET,
                Some(_) => BREACHED,
            },
            Some(_) => BREACHED,
        });
    }
    found.extend(std::iter::repeat_n(UNSURE, made.torn_of(&["write_off"])));
    found
}

#[test]
fn both_evaluators_agree_on_who_did_what() {
    let rules = [
        "rule: {four_eyes: {event: write_off, by: write_off_proposed, above: 3.000 kr}}",
        "rule: {four_eyes: {event: assessment, by: assessment}}",
        "rule: {mandate: {event: write_off, limits: {clerk: 3.000 kr, head: unlimited}}}",
    ]
    .map(|rule| rule.replace("3.000 kr", "\"3.000 kr\""));
    let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
    agree(&rules, AS_OF, claim(&KINDS, FIRST - 3..FIRST + 45), |rule, made| match rule {
        0 => four_eyes(made, "write_off", "write_off_proposed", Some(300_000)),
        1 => four_eyes(made, "assessment", "assessment", None),
        _ => mandate(made),
    });
}
