//! The rules of a clause and those of its predecessor.

use super::bounds;
use super::claims;
use super::example::Example;
use super::names::Names;
use super::points::{Effect, Point, What};
use crate::plan::{Gate, Plan};
use crate::prose::{Fact, Sentence};
use crate::quantity::{Day, Share};
use crate::rules::{Asks, Rule, ShareOf};
use crate::strategy::Clause;
use crate::strategy::alike::{common_days, is_same};

/// A rule with its plan read by the names of both editions.
pub(super) struct Asking<'r> {
    pub rule: &'r Rule,
    pub plan: Option<Plan>,
}

/// What differs in the rules: each is held against the one that it comes from; a rule more asks for more.
pub(super) fn points((old, rules): (&Clause, &[Rule]), (new, others): (&Clause, &[Rule]), names: &Names<'_>) -> Vec<Point> {
    // Up to a later last day a state that must hold has more time to begin: then more is asked in one way and less in another.
    let waits = |clause: &Clause| clause.gates.iter().any(|gate| matches!(gate, Gate::While(_)));
    let waits = waits(old) || waits(new);
    let days = common_days(old, new).unwrap_or(new.valid);
    let mut left: Vec<Asking<'_>> = rules.iter().map(|rule| Asking { rule, plan: rule.plan().map(|plan| names.plan(plan)) }).collect();
    let mut right: Vec<Asking<'_>> = others.iter().map(|rule| Asking { rule, plan: rule.plan().cloned() }).collect();
    let is_equal = |one: &Asking<'_>, other: &Asking<'_>| one.plan == other.plan && share(one).map(said) == share(other).map(said);
    let asks_alike = |one: &Asking<'_>, other: &Asking<'_>| match (&one.plan, &other.plan) {
        (Some(one), Some(other)) => is_same(other, one, &names.all),
        (None, None) => share(one).map(|share| &share.of) == share(other).map(|share| &share.of),
        _ => false,
    };
    let is_of_kind = |one: &Asking<'_>, other: &Asking<'_>| one.rule.kind == other.rule.kind;
    let mut points = Vec::new();
    drain(&mut left, &mut right, is_equal);
    for (one, other) in drain(&mut left, &mut right, |one, other| is_of_kind(one, other) && asks_alike(one, other)) {
        points.extend(pair(&one, &other, days, waits, names));
    }
    // What is left asks for something else.
    let mut others = drain(&mut left, &mut right, is_of_kind);
    others.extend(drain(&mut left, &mut right, |_, _| true));
    for (one, other) in others {
        points.extend(narrowed(&one, &other, names).unwrap_or_else(|| vec![question(&one, &other)]));
    }
    points.extend(left.iter().map(|one| Point::new(What::Rule, Some(sentence(one)), None, Effect::Looser)));
    points.extend(right.iter().map(|other| Point::new(What::Rule, None, Some(sentence(other)), Effect::Tighter)));
    points
}

/// Takes out the pairs that go together, each rule once, in the order of the later edition.
fn drain<'r>(
    left: &mut Vec<Asking<'r>>,
    right: &mut Vec<Asking<'r>>,
    fits: impl Fn(&Asking<'r>, &Asking<'r>) -> bool,
) -> Vec<(Asking<'r>, Asking<'r>)> {
    let mut pairs = Vec::new();
    for other in std::mem::take(right) {
        match left.iter().position(|one| fits(one, &other)) {
            Some(place) => pairs.push((left.remove(place), other)),
            None => right.push(other),
        }
    }
    pairs
}

fn pair(old: &Asking<'_>, new: &Asking<'_>, days: (Day, Day), waits: bool, names: &Names<'_>) -> Vec<Point> {
    match (&old.plan, &new.plan) {
        (Some(one), Some(other)) => {
            let mut points = bounds::points((old.rule, one), (new.rule, other), days, names);
            if waits {
                points.iter_mut().filter(|point| point.what == What::Deadline).for_each(|point| *point = point.clone().unproved());
            }
            points.extend(claims::gates(&one.gates, &other.gates, names));
            match bounds::rest(one, other, names) {
                Some(rest) => points.extend(rest),
                None => points.push(question(old, new)),
            }
            points
        }
        _ => share(old).zip(share(new)).and_then(|(one, other)| least_share(one, other)).into_iter().collect(),
    }
}

/// Where the two ask of different events, but nothing else differs and the one's events are some of the other's.
fn narrowed(old: &Asking<'_>, new: &Asking<'_>, names: &Names<'_>) -> Option<Vec<Point>> {
    let (one, other) = (old.plan.as_ref()?, new.plan.as_ref()?);
    let is_equal = one.range == other.range && one.window == other.window && one.gates == other.gates;
    bounds::rest(one, other, names).filter(|_| is_equal)
}

fn least_share(one: &ShareOf, other: &ShareOf) -> Option<Point> {
    let (Share(old), Share(new)) = (one.at_least, other.at_least);
    let effect = Effect::of(new > old, new < old)?;
    let fact = |share| Some(Fact::Share(share));
    let example = Example::Reached(Fact::Share(Share(old.min(new))));
    Some(Point::new(What::Share, fact(one.at_least), fact(other.at_least), effect).with(Some(example)))
}

fn share<'r>(one: &Asking<'r>) -> Option<&'r ShareOf> {
    if let Asks::Clause(share) = &one.rule.asks { Some(share) } else { None }
}

fn said(share: &ShareOf) -> (&String, Share) {
    (&share.of, share.at_least)
}

fn question(old: &Asking<'_>, new: &Asking<'_>) -> Point {
    let (before, after) = (sentence(old), sentence(new));
    let (before, after) = if before == after { (None, None) } else { (Some(before), Some(after)) };
    Point::new(What::Question, before, after, Effect::Either)
}

fn sentence(asking: &Asking<'_>) -> Fact {
    let sentence: &Sentence = &asking.rule.sentence;
    Fact::Whole(Box::new(sentence.clone()))
}
