//! The bounds of two plans that answer the same question, side by side.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::compare::most_days;
use super::question::{family, leaf};
use crate::cases::{Kinds, Vocabulary};
use crate::law::{Convention, Occasion, Series, Unit};
use crate::plan::{Accrual, Edge, Lasting, Length, Limit, Limitation, Measure, Plan, Side, Term};
use crate::quantity::{Day, Period};

/// A bound of the strategy and the one of the law that it is held against.
#[derive(Debug)]
pub(super) struct Pair<'p> {
    pub policy: Bound<'p>,
    pub law: Bound<'p>,
    /// The keys under which the strategy may have written it.
    pub keys: Vec<String>,
    /// The keys under which the law may.
    pub law_keys: Vec<String>,
    pub unit: Unit,
    /// Which values of the strategy allow more: those that are `Greater` than the law's, or `Less`.
    pub looser: Ordering,
    pub kind: Kind,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Numbers.
    Number,
    /// Lengths of time that begin with what is looked at.
    After,
    /// Lengths of time that end with it, the law being read at their end: the first day that is far enough, or the last that is near
    /// enough.
    Before { is_last: bool },
}

/// One end of a pair.
#[derive(Debug)]
pub(super) struct Bound<'p> {
    pub value: Value<'p>,
    /// How many times a year the value is counted, for rates.
    pub times: i64,
    /// Whether the day at the end of a length is left out.
    pub is_exclusive: bool,
    /// Whether a length says how far away something must be, and not how far it may be.
    pub is_from: bool,
    /// Whether a last day that is no working day moves to the next one.
    pub moves: bool,
}

/// Where a value is read.
#[derive(Debug)]
pub(super) enum Value<'p> {
    Limit(&'p Limit),
    Length(&'p Length),
    Amount(i64),
    Law(&'p Series<i64>),
    /// The longest of several lengths.
    Longest(Vec<Value<'p>>),
}

/// A value as it stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Number(i64),
    Length(Period),
}

impl<'p> From<&'p Limit> for Value<'p> {
    fn from(limit: &'p Limit) -> Self {
        Self::Limit(limit)
    }
}

impl<'p> From<&'p Length> for Value<'p> {
    fn from(length: &'p Length) -> Self {
        Self::Length(length)
    }
}

impl<'p> From<&'p Lasting> for Value<'p> {
    fn from(lasting: &'p Lasting) -> Self {
        Self::Length(&lasting.length)
    }
}

impl Value<'_> {
    /// The value on a day; `None` where the law has none verified, or where each claim has one of its own.
    pub fn on(&self, day: Day) -> Option<Known> {
        let on = Occasion::on(day);
        match self {
            Value::Limit(Limit::Is(number)) | Value::Amount(number) => Some(Known::Number(*number)),
            Value::Limit(Limit::Law(series)) => series.on(on).map(Known::Number),
            Value::Law(series) => series.on(on).map(Known::Number),
            Value::Limit(Limit::Term(_) | Limit::By { .. }) => None,
            Value::Length(length) => length.on(on).map(Known::Length),
            Value::Longest(values) => {
                let known: Vec<Known> = values.iter().map(|value| value.on(day)).collect::<Option<_>>()?;
                known.into_iter().max_by_key(|known| if let Known::Length(period) = known { most_days(*period) } else { 0 })
            }
        }
    }

    /// The days on which another value may begin.
    pub fn changes(&self) -> BTreeSet<Day> {
        match self {
            Value::Limit(Limit::Law(series)) => series.changes(),
            Value::Law(series) => series.changes(),
            Value::Length(Length::Law(series)) => series.changes(),
            Value::Longest(values) => values.iter().flat_map(Value::changes).collect(),
            Value::Limit(_) | Value::Length(Length::Is(_)) | Value::Amount(_) => BTreeSet::new(),
        }
    }
}

impl<'p> Bound<'p> {
    fn of(value: impl Into<Value<'p>>) -> Self {
        Self { value: value.into(), times: 1, is_exclusive: false, is_from: false, moves: false }
    }
}

/// Every pair of bounds of two plans that answer the same question. What only one of them bounds makes no pair: a rule that says
/// nothing of it loosens nothing.
pub(super) fn pairs<'p>(policy: &'p Plan, law: &'p Plan, vocabulary: &Vocabulary) -> Vec<Pair<'p>> {
    match (&policy.measure, &law.measure) {
        (Measure::Accrued(policy), Measure::Accrued(law)) => vec![rates(policy, law)],
        (Measure::Barred(policy), Measure::Barred(law)) => limitation(policy, law, vocabulary),
        _ => {
            let mut pairs = windows(policy, law);
            pairs.extend(ranges(policy, law, vocabulary));
            pairs
        }
    }
}

fn ranges<'p>(policy: &'p Plan, law: &'p Plan, vocabulary: &Vocabulary) -> Vec<Pair<'p>> {
    let unit = if matches!(policy.measure, Measure::Term(_)) { Unit::Money } else { Unit::Number };
    let most = || vec!["at_most".to_owned(), "exactly".to_owned()];
    let least = || vec!["at_least".to_owned(), "exactly".to_owned(), "times".to_owned()];
    let has_window = |plan: &Plan| plan.window.from.is_some() || plan.window.to.is_some();
    let mut ends = vec![
        (&policy.range.max, &law.range.max, most(), most(), Ordering::Greater),
        (&policy.range.min, &law.range.min, least(), least(), Ordering::Less),
    ];
    // What must be there although the law forbids it; in different windows both may be kept.
    if !has_window(policy) && !has_window(law) {
        ends.push((&policy.range.min, &law.range.max, least(), most(), Ordering::Greater));
        ends.push((&policy.range.max, &law.range.min, most(), least(), Ordering::Less));
    }
    let mut pairs = Vec::new();
    for (policy, law, mut keys, mut law_keys, looser) in ends {
        let (Some(policy), Some(law)) = (policy, law) else { continue };
        let (policy, law) = match leaf(policy, law, vocabulary) {
            Some((policy, law)) => {
                for key in keys.iter_mut().chain(&mut law_keys) {
                    key.push_str("/times");
                }
                let (Some(policy), Some(law)) = (amount(policy), amount(law)) else { continue };
                (policy, law)
            }
            None => (Value::from(policy), Value::from(law)),
        };
        pairs.push(Pair { policy: Bound::of(policy), law: Bound::of(law), keys, law_keys, unit, looser, kind: Kind::Number });
    }
    pairs
}

fn amount(term: &Term) -> Option<Value<'_>> {
    match term {
        Term::Is(amount) => Some(Value::Amount(*amount)),
        Term::Law(series) => Some(Value::Law(series)),
        _ => None,
    }
}

/// The edges of the windows: where something must lie in them, the wider window allows more; where nothing may, the narrower.
fn windows<'p>(policy: &'p Plan, law: &'p Plan) -> Vec<Pair<'p>> {
    let must = policy.range.min.is_some() && law.range.min.is_some();
    let may_not = policy.range.max.is_some() && law.range.max.is_some();
    if !must && !may_not {
        return Vec::new();
    }
    let kind = |is_last| if policy.window.side == Side::Before { Kind::Before { is_last } } else { Kind::After };
    let edge = |edge: &'p Edge, is_from, moves| Bound { is_exclusive: !edge.inclusive, is_from, moves, ..Bound::of(&edge.period) };
    let keys = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let mut pairs = Vec::new();
    if let (Some(one), Some(other)) = (&policy.window.from, &law.window.from) {
        let keys = keys(&["not_before", "at_least"]);
        let looser = if must { Ordering::Less } else { Ordering::Greater };
        pairs.push(Pair {
            policy: edge(one, true, false),
            law: edge(other, true, false),
            law_keys: keys.clone(),
            keys,
            unit: Unit::Period,
            looser,
            kind: kind(false),
        });
    }
    if let (Some(one), Some(other)) = (&policy.window.to, &law.window.to) {
        let keys = keys(&["within", "every", "at_most", "at_least"]);
        let looser = if must { Ordering::Greater } else { Ordering::Less };
        pairs.push(Pair {
            policy: edge(one, false, policy.window.next_working_day),
            law: edge(other, false, law.window.next_working_day),
            law_keys: keys.clone(),
            keys,
            unit: Unit::Period,
            looser,
            kind: kind(true),
        });
    }
    pairs
}

/// The rates, for a year each.
fn rates<'p>(policy: &'p Accrual, law: &'p Accrual) -> Pair<'p> {
    let yearly = |accrual: &'p Accrual| {
        let times =
            if let Convention::CommencedMonths { per } = accrual.convention { 12_i64.checked_div(i64::from(per)).unwrap_or(1) } else { 1 };
        Bound { times, ..Bound::of(&accrual.rate) }
    };
    let keys = vec!["rate".to_owned()];
    Pair {
        policy: yearly(policy),
        law: yearly(law),
        law_keys: keys.clone(),
        keys,
        unit: Unit::Rate,
        looser: Ordering::Greater,
        kind: Kind::Number,
    }
}

/// The lengths after which a claim is time-barred. A claim type's own length is held against the law's for that type, or else against the
/// longest that the law's clause knows: which claims rest on a special basis is for the strategy to say.
fn limitation<'p>(policy: &'p Limitation, law: &'p Limitation, vocabulary: &Vocabulary) -> Vec<Pair<'p>> {
    let pair = |policy: Value<'p>, law: Value<'p>, key: String, law_key: String| Pair {
        policy: Bound::of(policy),
        law: Bound::of(law),
        keys: vec![key],
        law_keys: vec![law_key],
        unit: Unit::Period,
        looser: Ordering::Greater,
        kind: Kind::After,
    };
    let type_key = |index: u16| {
        let id = vocabulary.claim_types.get(usize::from(index)).map_or("", |(id, _)| id.as_str());
        format!("lengths/{id}")
    };
    let kind_key = |kinds: Kinds| {
        let name = kinds.iter().next().and_then(|kind| vocabulary.kind_at(kind)).map_or("", |kind| kind.name.as_str());
        format!("interrupted_by/{name}")
    };
    let mut pairs = vec![pair(Value::from(&policy.length), Value::from(&law.length), "length".to_owned(), "length".to_owned())];
    for (claim_type, length) in &policy.lengths {
        let own = law.lengths.iter().find(|(other, _)| other == claim_type);
        let (law, law_key) = match own {
            Some((_, length)) => (Value::from(length), type_key(*claim_type)),
            None => {
                let others = law.lengths.iter().map(|(_, length)| Value::from(length));
                let restarted = law.interrupted_by.iter().map(|(_, length)| Value::from(length));
                (Value::Longest([Value::from(&law.length)].into_iter().chain(others).chain(restarted).collect()), String::new())
            }
        };
        pairs.push(pair(Value::from(length), law, type_key(*claim_type), law_key));
    }
    for (kinds, length) in &policy.interrupted_by {
        let known = law.interrupted_by.iter().find(|(others, _)| family(*kinds, vocabulary).meets(*others));
        if let Some((others, other)) = known {
            pairs.push(pair(Value::from(length), Value::from(other), kind_key(*kinds), kind_key(*others)));
        }
    }
    pairs
}
