//! The bounds of two plans that answer the same question, side by side.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::compare::most_days;
use super::question::{family, leaf};
use crate::cases::{Kinds, Vocabulary};
use crate::law::{Convention, Occasion, Series, Unit};
use crate::plan::{Accrual, Edge, Lasting, Length, Limit, Limitation, Measure, Plan, Side, Term};
use crate::quantity::{Day, Period};

/// A bound of one plan and the one of another that it is held against.
#[derive(Debug)]
pub(in crate::strategy) struct Pair<'p> {
    pub one: Bound<'p>,
    pub other: Bound<'p>,
    /// The keys under which the one may have written it.
    pub keys: Vec<String>,
    /// The keys under which the other may.
    pub other_keys: Vec<String>,
    pub unit: Unit,
    /// What they bound.
    pub end: End,
    /// Which values of the one allow more: those that are `Greater` than the other's, or `Less`.
    pub looser: Ordering,
    pub kind: Kind,
}

/// What a bound bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::strategy) enum End {
    /// The least that a value may be.
    Least,
    /// The most that it may be.
    Most,
    /// The least that one asks for, against the most that the other allows, or the other way round.
    Crossed,
    /// How far away something is no nearer than.
    From,
    /// How far away it is at the farthest.
    To,
    /// A rate.
    Rate,
    /// How long a claim lives.
    Length,
}

impl End {
    /// The keys of rules under which it is written, the likeliest first.
    pub fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Least => &["at_least", "exactly", "times"],
            Self::Most => &["at_most", "exactly"],
            Self::From => &["not_before", "at_least"],
            Self::To => &["within", "every", "at_most", "at_least"],
            Self::Rate => &["rate"],
            Self::Length => &["length"],
            Self::Crossed => &[],
        }
    }

    fn written(self) -> Vec<String> {
        self.keys().iter().map(|key| (*key).to_owned()).collect()
    }
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::strategy) enum Kind {
    /// Numbers.
    Number,
    /// Lengths of time that begin with what is looked at.
    After,
    /// Lengths of time that end with it, the other being read at their end: the first day that is far enough, or the last that is near
    /// enough.
    Before { is_last: bool },
}

/// One end of a pair.
#[derive(Debug, PartialEq)]
pub(in crate::strategy) struct Bound<'p> {
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
#[derive(Debug, PartialEq)]
pub(in crate::strategy) enum Value<'p> {
    Limit(&'p Limit),
    Length(&'p Length),
    Amount(i64),
    Law(&'p Series<i64>),
    /// The longest of several lengths.
    Longest(Vec<Value<'p>>),
}

/// A value as it stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::strategy) enum Known {
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
pub(in crate::strategy) fn pairs<'p>(one: &'p Plan, other: &'p Plan, vocabulary: &Vocabulary) -> Vec<Pair<'p>> {
    match (&one.measure, &other.measure) {
        (Measure::Accrued(one), Measure::Accrued(other)) => vec![rates(one, other)],
        (Measure::Barred(one), Measure::Barred(other)) => limitation(one, other, vocabulary),
        _ => {
            let mut pairs = windows(one, other);
            pairs.extend(ranges(one, other, vocabulary));
            pairs
        }
    }
}

fn ranges<'p>(one: &'p Plan, other: &'p Plan, vocabulary: &Vocabulary) -> Vec<Pair<'p>> {
    let unit = if matches!(one.measure, Measure::Term(_)) { Unit::Money } else { Unit::Number };
    let (most, least) = (|| End::Most.written(), || End::Least.written());
    let has_window = |plan: &Plan| plan.window.from.is_some() || plan.window.to.is_some();
    let mut ends = vec![
        (&one.range.max, &other.range.max, most(), most(), (Ordering::Greater, End::Most)),
        (&one.range.min, &other.range.min, least(), least(), (Ordering::Less, End::Least)),
    ];
    // What must be there although the other forbids it; in different windows both may be kept.
    if !has_window(one) && !has_window(other) {
        ends.push((&one.range.min, &other.range.max, least(), most(), (Ordering::Greater, End::Crossed)));
        ends.push((&one.range.max, &other.range.min, most(), least(), (Ordering::Less, End::Crossed)));
    }
    let mut pairs = Vec::new();
    for (one, other, mut keys, mut other_keys, (looser, end)) in ends {
        let (Some(one), Some(other)) = (one, other) else { continue };
        let (one, other) = match leaf(one, other, vocabulary) {
            Some((one, other)) => {
                for key in keys.iter_mut().chain(&mut other_keys) {
                    key.push_str("/times");
                }
                let (Some(one), Some(other)) = (amount(one), amount(other)) else { continue };
                (one, other)
            }
            None => (Value::from(one), Value::from(other)),
        };
        pairs.push(Pair { one: Bound::of(one), other: Bound::of(other), keys, other_keys, unit, end, looser, kind: Kind::Number });
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
fn windows<'p>(one: &'p Plan, other: &'p Plan) -> Vec<Pair<'p>> {
    let must = one.range.min.is_some() && other.range.min.is_some();
    let may_not = one.range.max.is_some() && other.range.max.is_some();
    if !must && !may_not {
        return Vec::new();
    }
    let kind = |is_last| if one.window.side == Side::Before { Kind::Before { is_last } } else { Kind::After };
    let edge = |edge: &'p Edge, is_from, moves| Bound { is_exclusive: !edge.inclusive, is_from, moves, ..Bound::of(&edge.period) };
    let mut pairs = Vec::new();
    if let (Some(from), Some(others)) = (&one.window.from, &other.window.from) {
        let keys = End::From.written();
        let looser = if must { Ordering::Less } else { Ordering::Greater };
        pairs.push(Pair {
            one: edge(from, true, false),
            other: edge(others, true, false),
            other_keys: keys.clone(),
            keys,
            unit: Unit::Period,
            end: End::From,
            looser,
            kind: kind(false),
        });
    }
    if let (Some(to), Some(others)) = (&one.window.to, &other.window.to) {
        let keys = End::To.written();
        let looser = if must { Ordering::Greater } else { Ordering::Less };
        pairs.push(Pair {
            one: edge(to, false, one.window.next_working_day),
            other: edge(others, false, other.window.next_working_day),
            other_keys: keys.clone(),
            keys,
            unit: Unit::Period,
            end: End::To,
            looser,
            kind: kind(true),
        });
    }
    pairs
}

/// The rates, for a year each.
fn rates<'p>(one: &'p Accrual, other: &'p Accrual) -> Pair<'p> {
    let yearly = |accrual: &'p Accrual| {
        let times =
            if let Convention::CommencedMonths { per } = accrual.convention { 12_i64.checked_div(i64::from(per)).unwrap_or(1) } else { 1 };
        Bound { times, ..Bound::of(&accrual.rate) }
    };
    let keys = End::Rate.written();
    Pair {
        one: yearly(one),
        other: yearly(other),
        other_keys: keys.clone(),
        keys,
        unit: Unit::Rate,
        end: End::Rate,
        looser: Ordering::Greater,
        kind: Kind::Number,
    }
}

/// The lengths after which a claim is time-barred. A claim type's own length is held against the other's for that type, or else against the
/// longest that the other's clause knows: which claims rest on a special basis is for the strategy to say.
fn limitation<'p>(one: &'p Limitation, other: &'p Limitation, vocabulary: &Vocabulary) -> Vec<Pair<'p>> {
    let pair = |one: Value<'p>, other: Value<'p>, key: String, other_key: String| Pair {
        one: Bound::of(one),
        other: Bound::of(other),
        keys: vec![key],
        other_keys: vec![other_key],
        unit: Unit::Period,
        end: End::Length,
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
    let mut pairs = vec![pair(Value::from(&one.length), Value::from(&other.length), "length".to_owned(), "length".to_owned())];
    for (claim_type, length) in &one.lengths {
        let own = other.lengths.iter().find(|(other, _)| other == claim_type);
        let (other, other_key) = match own {
            Some((_, length)) => (Value::from(length), type_key(*claim_type)),
            None => {
                let others = other.lengths.iter().map(|(_, length)| Value::from(length));
                let restarted = other.interrupted_by.iter().map(|(_, length)| Value::from(length));
                (Value::Longest([Value::from(&other.length)].into_iter().chain(others).chain(restarted).collect()), String::new())
            }
        };
        pairs.push(pair(Value::from(length), other, type_key(*claim_type), other_key));
    }
    for (kinds, length) in &one.interrupted_by {
        let known = other.interrupted_by.iter().find(|(others, _)| family(*kinds, vocabulary).meets(*others));
        if let Some((others, other)) = known {
            pairs.push(pair(Value::from(length), Value::from(other), kind_key(*kinds), kind_key(*others)));
        }
    }
    pairs
}
