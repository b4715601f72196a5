//! Which claims and days a clause is about, and when it does not apply.

use std::collections::BTreeSet;

use super::example::Example;
use super::names::Names;
use super::points::{Effect, Point, What};
use crate::cases::StateId;
use crate::plan::{Gate, Limit};
use crate::prose::{Fact, Lang, Sentence};
use crate::quantity::{Day, Money};
use crate::strategy::Clause;

/// What differs in scope, gates and days; what is about more claims or days asks for more.
pub(super) fn points(old: &Clause, new: &Clause, names: &Names<'_>) -> Vec<Point> {
    let mut points: Vec<Point> = claim_types(old, new, names).into_iter().collect();
    let (one, other) = (names.scope(&old.scope), &new.scope);
    if let Some(effect) = wider(&one.fields, &other.fields) {
        points.push(Point::new(What::Claims, words(&one.fields), words(&other.fields), effect));
    }
    let principal = span(one.principal.map_ends(), other.principal.map_ends());
    let dates = one.dates.iter().zip(other.dates).filter_map(|(one, other)| span(one.map_ends(), other.map_ends()));
    points.extend(principal.into_iter().chain(dates).map(|effect| Point::new(What::Claims, None, None, effect)));
    points.extend(gates(&names.gates(&old.gates), &new.gates, names));
    points.extend(days(old.valid, new.valid));
    points
}

/// Claim types that both editions have; those that only one has differ for every clause, and are told by themselves.
fn claim_types(old: &Clause, new: &Clause, names: &Names<'_>) -> Option<Point> {
    let count = |all: usize| u16::try_from(all).unwrap_or(u16::MAX);
    let known: BTreeSet<u16> = (0..count(names.before.claim_types.len())).map(|index| names.claim_type(index)).collect();
    let shared: BTreeSet<u16> = (0..count(names.after.claim_types.len())).filter(|index| known.contains(index)).collect();
    let of = |types: Option<&Vec<u16>>| -> BTreeSet<u16> {
        types.map_or_else(|| shared.clone(), |types| types.iter().copied().filter(|one| shared.contains(one)).collect())
    };
    let moved = names.scope(&old.scope).claim_types;
    let (one, other) = (of(moved.as_ref()), of(new.scope.claim_types.as_ref()));
    let effect = Effect::of(!other.is_subset(&one), !one.is_subset(&other))?;
    let name = |index: &u16| names.after.claim_types.get(usize::from(*index)).map(|found| Fact::Text(found.name.clone()));
    let fact = |all: bool, types: &BTreeSet<u16>| {
        Some(if all { Fact::Key("changes-all".into()) } else { Fact::AllOf(types.iter().filter_map(name).collect()) })
    };
    let example = one.symmetric_difference(&other).next().filter(|_| effect != Effect::Either).and_then(name).map(Example::ClaimType);
    let (before, after) = (fact(moved.is_none(), &one), fact(new.scope.claim_types.is_none(), &other));
    Some(Point::new(What::ClaimTypes, before, after, effect).with(example))
}

/// Conditions on fields: fewer of them, or more words in one, take in more claims.
fn wider<F: PartialEq>(old: &[(F, Vec<String>)], new: &[(F, Vec<String>)]) -> Option<Effect> {
    let takes_in = |some: &[(F, Vec<String>)], others: &[(F, Vec<String>)]| {
        // Each condition of the wider one is one of the narrower one too, with no words that it lacks.
        some.iter()
            .all(|(field, words)| others.iter().any(|(other, known)| field == other && known.iter().all(|word| words.contains(word))))
    };
    match (takes_in(new, old), takes_in(old, new)) {
        (true, true) => None,
        (true, false) => Some(Effect::Tighter),
        (false, true) => Some(Effect::Looser),
        (false, false) => Some(Effect::Either),
    }
}

/// The words that fields may hold, as texts say them.
fn words<F>(fields: &[(F, Vec<String>)]) -> Option<Fact> {
    let said = |word: &String| {
        let key = format!("word-{word}");
        if Lang::En.has(&key) { Fact::Key(key) } else { Fact::Text(word.clone()) }
    };
    let all: Vec<Fact> = fields.iter().map(|(_, words)| Fact::AnyOf(words.iter().map(said).collect())).collect();
    (!all.is_empty()).then_some(Fact::AllOf(all))
}

/// Two ends as numbers, the open ones far away.
trait Ends {
    fn map_ends(&self) -> (i64, i64);
}

impl Ends for (Option<i64>, Option<i64>) {
    fn map_ends(&self) -> (i64, i64) {
        (self.0.unwrap_or(i64::MIN), self.1.unwrap_or(i64::MAX))
    }
}

impl Ends for (Option<Day>, Option<Day>) {
    fn map_ends(&self) -> (i64, i64) {
        (self.0.map_or(i64::MIN, |day| i64::from(day.0)), self.1.map_or(i64::MAX, |day| i64::from(day.0)))
    }
}

/// What a span takes in that another does not.
fn span(old: (i64, i64), new: (i64, i64)) -> Option<Effect> {
    Effect::of(new.0 < old.0 || new.1 > old.1, old.0 < new.0 || old.1 > new.1)
}

fn days(old: (Day, Day), new: (Day, Day)) -> Option<Point> {
    let number = |day: Day| i64::from(day.0);
    let effect = span((number(old.0), number(old.1)), (number(new.0), number(new.1)))?;
    let fact = |(from, to)| Some(Sentence::new("changes-period", vec![("from", Fact::Day(from)), ("to", Fact::Day(to))]).into());
    let (wide, narrow) = if effect == Effect::Tighter { (new, old) } else { (old, new) };
    let day = if wide.0 < narrow.0 { wide.0 } else { narrow.1.plus_days(1) };
    let example = (effect != Effect::Either).then_some(Example::Day(day));
    Some(Point::new(What::Days, fact(old), fact(new), effect).with(example))
}

/// What shuts out or lets through: what applies in more situations asks for more.
pub(super) fn gates(old: &[Gate], new: &[Gate], names: &Names<'_>) -> Vec<Point> {
    let name = |state: &StateId| names.all.states.get(*state).map(|state| state.shown.clone());
    let fact = |states: &BTreeSet<StateId>| (!states.is_empty()).then(|| Fact::AnyOf(states.iter().filter_map(name).collect()));
    let unless = |gates: &[Gate]| -> BTreeSet<StateId> {
        gates.iter().filter(|gate| matches!(gate, Gate::Unless(_))).flat_map(Gate::states).copied().collect()
    };
    let mut points = Vec::new();
    let (one, other) = (unless(old), unless(new));
    if let Some(effect) = Effect::of(!one.is_subset(&other), !other.is_subset(&one)) {
        let example = one.symmetric_difference(&other).next().filter(|_| effect != Effect::Either).and_then(name).map(Example::State);
        points.push(Point::new(What::Unless, fact(&one), fact(&other), effect).with(example));
    }
    points.extend(while_states(old, new).map(|(one, other, effect)| Point::new(What::While, fact(&one), fact(&other), effect)));
    points.extend(above(old, new));
    points
}

/// The states that must hold, where they differ; several such gates must all be open, and are only told to differ.
fn while_states(old: &[Gate], new: &[Gate]) -> Option<(BTreeSet<StateId>, BTreeSet<StateId>, Effect)> {
    let of = |gates: &[Gate]| -> Vec<Gate> {
        gates.iter().filter(|gate| matches!(gate, Gate::While(_) | Gate::Throughout(_))).cloned().collect()
    };
    let set = |gates: &[Gate]| -> BTreeSet<StateId> { gates.iter().flat_map(Gate::states).copied().collect() };
    let (one, other) = (of(old), of(new));
    let effect = match (one.as_slice(), other.as_slice()) {
        (one, other) if one == other => return None,
        ([], _) => Effect::Looser,
        (_, []) => Effect::Tighter,
        ([Gate::While(_)], [Gate::While(_)]) => {
            let (old, new) = (set(&one), set(&other));
            Effect::of(!new.is_subset(&old), !old.is_subset(&new))?
        }
        _ => Effect::Either,
    };
    Some((set(&one), set(&other), effect))
}

fn above(old: &[Gate], new: &[Gate]) -> Option<Point> {
    let of = |gates: &[Gate]| gates.iter().find_map(|gate| if let Gate::Above(limit) = gate { Some(limit.clone()) } else { None });
    let (one, other) = (of(old), of(new));
    let fact = |limit: &Option<Limit>| if let Some(Limit::Is(amount)) = limit { Some(Fact::Money(Money(*amount))) } else { None };
    let (effect, example) = match (&one, &other) {
        (one, other) if one == other => return None,
        (None, Some(Limit::Is(amount))) => (Effect::Looser, Some(*amount)),
        (Some(Limit::Is(amount)), None) => (Effect::Tighter, Some(*amount)),
        (None, _) => (Effect::Looser, None),
        (_, None) => (Effect::Tighter, None),
        (Some(Limit::Is(one)), Some(Limit::Is(other))) => (Effect::of(other < one, one < other)?, Some(*one.max(other))),
        _ => (Effect::Either, None),
    };
    let example = example.map(|amount| Example::Value(Fact::Money(Money(amount))));
    Some(Point::new(What::Above, fact(&one), fact(&other), effect).with(example))
}
