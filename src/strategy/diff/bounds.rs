//! Which of two plans that answer the same question allows more, bound by bound.

use super::example::Example;
use super::names::Names;
use super::points::{Effect, Point, What};
use crate::cases::Kinds;
use crate::law::Unit;
use crate::plan::{Accrual, Asked, Edge, Limit, Limitation, Measure, Plan, Range, Side, Window};
use crate::prose::Fact;
use crate::quantity::{Day, Money, Rate, Share};
use crate::rules::Rule;
use crate::strategy::alike::{End, Known, Pair, apart, compare, pairs};

/// A rule of one edition with its plan.
type Asked2<'r> = (&'r Rule, &'r Plan);

/// What differs in the bounds, on days of which both ends are inclusive.
pub(super) fn points((rule, old): Asked2<'_>, (other_rule, new): Asked2<'_>, days: (Day, Day), names: &Names<'_>) -> Vec<Point> {
    let calendar = &names.after.calendar;
    let mut points: Vec<Point> = mandates(old, new).into_iter().collect();
    let forth = pairs(new, old, &names.all);
    let back = pairs(old, new, &names.all);
    let is_told = |pair: &&Pair<'_>| pair.end != End::Crossed && pair.one != pair.other;
    if shape(old) == shape(new) {
        for (pair, turned) in forth.iter().zip(&back).filter(|(pair, _)| is_told(pair)) {
            if points.iter().any(|point| point.what == What::Mandate) && pair.end == End::Most {
                continue;
            }
            let (looser, tighter) = (compare(pair, days, calendar), compare(turned, days, calendar));
            let is_open = matches!(pair.end, End::From | End::To) && is_two_sided(old, new);
            let effect = match Effect::of(tighter.looser.is_some(), looser.looser.is_some()) {
                Some(_) if is_open => Effect::Either,
                Some(effect) => effect,
                None if looser.repeats => Effect::Neutral,
                None => Effect::Either,
            };
            let example = match effect {
                Effect::Looser => looser.looser.and_then(|day| example(pair, new, day, names)),
                Effect::Tighter => tighter.looser.and_then(|day| example(turned, old, day, names)),
                Effect::Either | Effect::Neutral => None,
            };
            let fact = |rule: &Rule, keys: &[String], known: Option<Known>| {
                let named = rule.facts.iter().find(|(name, _)| keys.iter().any(|key| key == name)).map(|(_, fact)| fact.clone());
                named.filter(|_| pair.end != End::Length).or_else(|| known.map(|known| value(known, pair.unit)))
            };
            let before = fact(rule, &turned.keys, pair.other.value.on(days.0));
            let after = fact(other_rule, &pair.keys, pair.one.value.on(days.0));
            points.push(Point::new(what(pair.end, new, pair.unit), before, after, effect).with(example));
        }
    }
    for end in [End::Least, End::Most, End::From, End::To] {
        let (had, has) = (bounds(old, end), bounds(new, end));
        if had == has {
            continue;
        }
        let (rule, plan) = if has { (other_rule, new) } else { (rule, old) };
        let added = match end {
            End::From | End::To if is_two_sided(old, new) => Effect::Either,
            // Where nothing may lie in the window, an edge leaves more room.
            End::From | End::To if old.range.max.is_some() && new.range.max.is_some() => Effect::Looser,
            End::From | End::To if old.range.min.is_none() || new.range.min.is_none() => Effect::Either,
            _ => Effect::Tighter,
        };
        let fact = end.keys().iter().find_map(|key| rule.facts.iter().find(|(name, _)| name == key)).map(|(_, fact)| fact.clone());
        let unit = if matches!(plan.measure, Measure::Term(_)) { Unit::Money } else { Unit::Number };
        let point = |before, after, effect| Point::new(what(end, plan, unit), before, after, effect);
        let point = if has { point(None, fact, added) } else { point(fact, None, added.turned()) };
        points.push(point.with(beyond(end, plan, days.0, names).filter(|_| added != Effect::Either)));
    }
    points
}

/// Everything but bounds and gates: `None` where it differs beyond what can be told apart, else the events that it asks of.
pub(super) fn rest(old: &Plan, new: &Plan, names: &Names<'_>) -> Option<Vec<Point>> {
    let (mut one, other) = (blank(old), blank(new));
    let mut points = Vec::new();
    let asked = |plan: &Plan| if let Asked::Each(kinds) | Asked::Again(kinds) = plan.asked { Some(kinds) } else { None };
    if one.asked != other.asked
        && let (Some(kinds), Some(others), Asked::Each(_), Asked::Each(_)) = (asked(&one), asked(&other), &one.asked, &other.asked)
    {
        let effect = Effect::of(!is_within(others, kinds), !is_within(kinds, others))?;
        points.push(Point::new(What::Asked, events(kinds, names), events(others, names), effect));
        one.asked = other.asked.clone();
        // What is looked at where it is asked goes with it.
        if one.window.side == Side::Here {
            one.related = other.related;
        }
    }
    let is_counted = matches!(one.measure, Measure::Count) && !one.window.nearest && one.related_states == other.related_states;
    if one.related != other.related && is_counted {
        let (kinds, others) = (one.related, other.related);
        let more = Effect::of(!is_within(others, kinds), !is_within(kinds, others))?;
        let effect = match (old.range.min.is_some(), old.range.max.is_some()) {
            (true, false) => more.turned(),
            (false, true) => more,
            _ => Effect::Either,
        };
        points.push(Point::new(What::Answers, events(kinds, names), events(others, names), effect));
        one.related = other.related;
    }
    if let (Measure::Unrecorded(tests), Measure::Unrecorded(others)) = (&one.measure, &other.measure)
        && tests != others
    {
        let is_in = |some: &[crate::plan::FieldTest], all: &[crate::plan::FieldTest]| some.iter().all(|test| all.contains(test));
        let effect = Effect::of(!is_in(others, tests), !is_in(tests, others))?;
        let fact = |tests: &[crate::plan::FieldTest]| Some(Fact::AllOf(tests.iter().map(|test| field(&test.name, names)).collect()));
        points.push(Point::new(What::Fields, fact(tests), fact(others), effect));
        one.measure = other.measure.clone();
    }
    (one == other).then_some(points)
}

/// A plan without what is compared bound by bound.
fn blank(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.gates.clear();
    plan.range = Range::default();
    plan.window = Window { from: None, to: None, next_working_day: false, ..plan.window };
    plan.measure = match plan.measure {
        Measure::Accrued(accrual) => Measure::Accrued(Accrual { rate: Limit::Is(0), ..accrual }),
        Measure::Barred(limitation) => Measure::Barred(Limitation {
            lengths: limitation.lengths.into_iter().map(|(claim_type, _)| (claim_type, limitation.length.clone())).collect(),
            interrupted_by: limitation.interrupted_by.into_iter().map(|(kinds, _)| (kinds, limitation.length.clone())).collect(),
            ..limitation
        }),
        measure => measure,
    };
    if let Measure::Barred(limitation) = &mut plan.measure {
        let none = crate::plan::Lasting { length: crate::plan::Length::Is(crate::quantity::Period::Days(0)), law: None };
        let lengths = limitation.lengths.iter_mut().map(|(_, length)| length);
        let restarted = limitation.interrupted_by.iter_mut().map(|(_, length)| length);
        lengths.chain(restarted).chain([&mut limitation.length]).for_each(|length| *length = none.clone());
    }
    plan
}

/// What must be alike for two lists of bounds to lie side by side.
fn shape(plan: &Plan) -> (Vec<u16>, Vec<Kinds>) {
    match &plan.measure {
        Measure::Barred(limitation) => (
            limitation.lengths.iter().map(|(claim_type, _)| *claim_type).collect(),
            limitation.interrupted_by.iter().map(|(kinds, _)| *kinds).collect(),
        ),
        _ => (Vec::new(), Vec::new()),
    }
}

/// What each role may do: another amount, or another list of roles.
fn mandates(old: &Plan, new: &Plan) -> Option<Point> {
    let (Some(Limit::By { field, mandates }), Some(Limit::By { field: other_field, mandates: others })) = (&old.range.max, &new.range.max)
    else {
        return None;
    };
    if old.range.max == new.range.max {
        return None;
    }
    let limit = |mandate: &crate::plan::Mandate| mandate.limit.unwrap_or(i64::MAX);
    // Everybody of the one may do as much in the other.
    let may = |some: &[crate::plan::Mandate], all: &[crate::plan::Mandate]| {
        some.iter().all(|one| all.iter().any(|other| other.role == one.role && limit(other) >= limit(one)))
    };
    let effect = if field == other_field { Effect::of(!may(mandates, others), !may(others, mandates)) } else { None };
    Some(Point::new(What::Mandate, None, None, effect.unwrap_or(Effect::Either)))
}

fn is_two_sided(old: &Plan, new: &Plan) -> bool {
    [old, new].iter().any(|plan| plan.range.min.is_some() && plan.range.max.is_some())
}

fn bounds(plan: &Plan, end: End) -> bool {
    match end {
        End::Least => plan.range.min.is_some(),
        End::Most => plan.range.max.is_some(),
        End::From => plan.window.from.is_some(),
        End::To => plan.window.to.is_some(),
        End::Crossed | End::Rate | End::Length => false,
    }
}

fn what(end: End, plan: &Plan, unit: Unit) -> What {
    let may_not = plan.range.min.is_none();
    match (end, plan.window.side) {
        (End::To, Side::After) => What::Deadline,
        (End::From, Side::After) => What::Earliest,
        (End::To, _) if may_not => What::MinDistance,
        (End::To, _) => What::MaxDistance,
        (End::From, _) if may_not => What::MaxDistance,
        (End::From, _) => What::MinDistance,
        (End::Rate, _) => What::Rate,
        (End::Length, _) => What::Length,
        (End::Least, _) if unit == Unit::Money => What::MinAmount,
        (End::Least, _) => What::MinNumber,
        (End::Most | End::Crossed, _) if unit == Unit::Money => What::MaxAmount,
        (End::Most | End::Crossed, _) => What::MaxNumber,
    }
}

/// What the first of a pair allows and the second does not, on or from a day.
fn example(pair: &Pair<'_>, plan: &Plan, day: Day, names: &Names<'_>) -> Option<Example> {
    let known = pair.one.value.on(day)?;
    match pair.end {
        End::From | End::To => apart(pair, day, &names.after.calendar).and_then(|days| two_days(days, plan, names)),
        End::Most | End::Least if pair.unit == Unit::Number => Some(Example::Value(number(known, pair.unit))),
        _ => Some(Example::Value(value(known, pair.unit))),
    }
}

/// What a bound forbids that stands in only one of the two.
fn beyond(end: End, plan: &Plan, day: Day, names: &Names<'_>) -> Option<Example> {
    let (money, one) = if matches!(plan.measure, Measure::Term(_)) { (true, 100) } else { (false, 1) };
    let unit = if money { Unit::Money } else { Unit::Number };
    let past = |limit: &Option<Limit>, by: i64| match limit {
        Some(Limit::Is(limit)) => {
            limit.checked_add(by).filter(|value| *value >= 0).map(|value| Example::Value(number(Known::Number(value), unit)))
        }
        _ => None,
    };
    // A window's edge is written out, so that it is the same on every day.
    let last = |edge: &Option<Edge>| {
        let crate::plan::Length::Is(period) = edge.as_ref()?.period else { return None };
        let inclusive = edge.as_ref().is_some_and(|edge| edge.inclusive);
        let last = period.after(day, &names.after.calendar);
        Some((if plan.window.next_working_day { names.after.calendar.same_or_next(last) } else { last }, inclusive))
    };
    match end {
        End::Most => past(&plan.range.max, one),
        End::Least => past(&plan.range.min, -one),
        End::To => last(&plan.window.to).and_then(|(last, inclusive)| two_days((day, last.plus_days(i32::from(inclusive))), plan, names)),
        End::From => last(&plan.window.from)
            .map(|(first, inclusive)| first.plus_days(-i32::from(inclusive)))
            .filter(|then| *then >= day)
            .and_then(|then| two_days((day, then), plan, names)),
        End::Crossed | End::Rate | End::Length => None,
    }
}

/// Two days, with what happens on them.
fn two_days((on, then_on): (Day, Day), plan: &Plan, names: &Names<'_>) -> Option<Example> {
    let (asked, related) = (events(plan.asked.kinds(), names)?, events(plan.related, names)?);
    let (first, then) = if plan.window.side == Side::Before { (related, asked) } else { (asked, related) };
    Some(Example::Apart { first, on, then, then_on })
}

fn events(kinds: Kinds, names: &Names<'_>) -> Option<Fact> {
    let shown: Vec<Fact> = kinds.iter().filter_map(|kind| names.all.kind_at(kind)).map(|kind| kind.shown.clone()).collect();
    (!shown.is_empty()).then_some(Fact::AnyOf(shown))
}

/// A field by what texts call it.
fn field(id: &str, names: &Names<'_>) -> Fact {
    match names.all.field_names.get(id).or_else(|| names.before.vocabulary.field_names.get(id)) {
        Some(name) => Fact::Text(name.clone()),
        None => Fact::Key(format!("field-{}", id.replace('_', "-"))),
    }
}

fn is_within(some: Kinds, all: Kinds) -> bool {
    some & all == some
}

fn number(known: Known, unit: Unit) -> Fact {
    match (value(known, unit), unit) {
        (Fact::Number(number), Unit::Number) => crate::prose::Sentence::new("changes-number", vec![("n", Fact::Number(number))]).into(),
        (fact, _) => fact,
    }
}

fn value(known: Known, unit: Unit) -> Fact {
    match (known, unit) {
        (Known::Length(period), _) => Fact::Period(period),
        (Known::Number(number), Unit::Money) => Fact::Money(Money(number)),
        (Known::Number(number), Unit::Rate) => Fact::Rate(Rate(i32::try_from(number).unwrap_or(i32::MAX))),
        (Known::Number(number), Unit::Share) => Fact::Share(Share(u32::try_from(number).unwrap_or(u32::MAX))),
        (Known::Number(number), _) => Fact::Number(number),
    }
}
