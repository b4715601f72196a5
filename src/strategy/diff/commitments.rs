//! Key figures, duties and declarations of two editions.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::example::Example;
use super::points::{Effect, Point, What, list};
use crate::prose::{Fact, Sentence};
use crate::quantity::{Calendar, Day, Money, Period, Share};
use crate::strategy::account::{by_fact, every_fact};
use crate::strategy::{Attested, Direction, Duty, Measure, Recurrence, RecurrenceUnit, Within};

/// The days and the calendar in which something is owed.
type Owing<'c> = ((Day, Day), &'c Calendar);

pub(super) fn measures(old: &Measure, new: &Measure) -> Vec<Point> {
    let mut points = Vec::new();
    if old.figure != new.figure {
        points.push(Point::new(What::Figure, None, None, Effect::Either));
    }
    if old.direction != new.direction {
        // What had no direction is asked for more when it gets one.
        let effect = Effect::of(old.direction.is_none(), new.direction.is_none()).unwrap_or(Effect::Either);
        points.push(Point::new(What::Direction, None, None, effect));
    }
    points.extend(target(old, new));
    let text = |text: &Option<String>| text.clone().map(Fact::Text);
    if old.name != new.name {
        points.push(Point::new(What::Name, text(&old.name), text(&new.name), Effect::Neutral));
    }
    if old.reported != new.reported {
        points.push(Point::new(What::Reported, text(&old.reported), text(&new.reported), Effect::Neutral));
    }
    if old.by != new.by {
        points.push(Point::new(What::Breakdown, None, None, Effect::Neutral));
    }
    points
}

fn target(old: &Measure, new: &Measure) -> Option<Point> {
    let (effect, example) = match (&old.target, &new.target) {
        (one, other) if one == other => return None,
        (None, _) => (Effect::Tighter, None),
        (_, None) => (Effect::Looser, None),
        (Some(one), Some(other)) => {
            let direction = old.direction.or(new.direction).filter(|_| old.direction == new.direction);
            let tighter = |rises: bool| match direction {
                Some(Direction::Up) => Some(rises),
                Some(Direction::Down) => Some(!rises),
                None => None,
            };
            let order = order(one, other).filter(|order| *order != Ordering::Equal);
            match order.and_then(|order| tighter(order == Ordering::Less)) {
                Some(true) => (Effect::Tighter, Some(Example::Reached(one.clone()))),
                Some(false) => (Effect::Looser, Some(Example::Reached(other.clone()))),
                None => (Effect::Either, None),
            }
        }
    };
    Some(Point::new(What::Target, old.target.clone(), new.target.clone(), effect).with(example))
}

/// Which of two targets is the greater, where they are of one kind.
fn order(one: &Fact, other: &Fact) -> Option<Ordering> {
    match (one, other) {
        (Fact::Money(Money(one)), Fact::Money(Money(other)))
        | (Fact::Number(one), Fact::Number(other))
        | (Fact::Decimal(one), Fact::Decimal(other)) => Some(one.cmp(other)),
        (Fact::Share(Share(one)), Fact::Share(Share(other))) => Some(one.cmp(other)),
        (Fact::Period(Period::Days(one)), Fact::Period(Period::Days(other)))
        | (Fact::Period(Period::WorkingDays(one)), Fact::Period(Period::WorkingDays(other)))
        | (Fact::Period(Period::Months(one)), Fact::Period(Period::Months(other)))
        | (Fact::Period(Period::Years(one)), Fact::Period(Period::Years(other))) => Some(one.cmp(other)),
        _ => None,
    }
}

pub(super) fn duties(old: &Duty, new: &Duty, owing: Owing<'_>) -> Vec<Point> {
    let mut points: Vec<Point> = recurrences((&old.recurrence, old.times), (&new.recurrence, new.times), owing).into_iter().collect();
    let text = |text: &Option<String>| text.clone().map(Fact::Text);
    if old.recipient != new.recipient {
        points.push(Point::new(What::Recipient, text(&old.recipient), text(&new.recipient), Effect::Neutral));
    }
    let (one, other): (BTreeSet<&String>, BTreeSet<&String>) = (old.contents.iter().collect(), new.contents.iter().collect());
    if let Some(effect) = Effect::of(!other.is_subset(&one), !one.is_subset(&other)) {
        points.push(Point::new(What::Contents, list(&old.contents), list(&new.contents), effect));
    }
    if old.attached_to != new.attached_to {
        points.push(Point::new(What::AttachedTo, text(&old.attached_to), text(&new.attached_to), Effect::Neutral));
    }
    points
}

pub(super) fn attested(old: &Attested, new: &Attested, [role, other]: [Option<Fact>; 2], owing: Owing<'_>) -> Vec<Point> {
    let mut points: Vec<Point> = recurrences((&old.recurrence, 1), (&new.recurrence, 1), owing).into_iter().collect();
    if old.role != new.role {
        points.push(Point::new(What::Declarer, role, other, Effect::Neutral));
    }
    if old.evidence != new.evidence {
        let text = |text: &Option<String>| text.clone().map(Fact::Text);
        points.push(Point::new(What::Evidence, text(&old.evidence), text(&new.evidence), Effect::Neutral));
    }
    points
}

/// What is owed more often or earlier asks for more: on each day, how many times it must have been done by then.
fn recurrences(old: (&Recurrence, u32), new: (&Recurrence, u32), ((from, to), calendar): Owing<'_>) -> Option<Point> {
    let is_one_calendar = matches!(
        (&old.0.every, &new.0.every),
        (RecurrenceUnit::Calendar { name, .. }, RecurrenceUnit::Calendar { name: other, .. }) if name == other
    );
    // A calendar of the same name goes on: the earlier edition could not know its days.
    let moved = Recurrence { every: if is_one_calendar { new.0.every.clone() } else { old.0.every.clone() }, by: old.0.by };
    if moved == *new.0 && old.1 == new.1 {
        return None;
    }
    let owed = |(recurrence, times): (&Recurrence, u32)| -> Vec<(Day, u32)> {
        recurrence.owed((from, to), calendar).iter().map(|owed| (owed.due, times)).collect()
    };
    let (one, other) = (owed((&moved, old.1)), owed(new));
    let until = |dues: &[(Day, u32)], day: Day| {
        dues.iter().filter(|(due, _)| *due <= day).fold(0_u32, |sum, (_, times)| sum.saturating_add(*times))
    };
    let days: BTreeSet<Day> = one.iter().chain(&other).map(|(due, _)| *due).collect();
    let differ = || days.iter().map(|day| (*day, until(&one, *day), until(&other, *day)));
    let is_foreign = !is_one_calendar && [&old.0.every, &new.0.every].iter().any(|unit| matches!(unit, RecurrenceUnit::Calendar { .. }));
    let effect = match Effect::of(differ().any(|(_, one, other)| other > one), differ().any(|(_, one, other)| other < one)) {
        // Days of a calendar that one of the two does not have tell nothing of the other's time.
        _ if is_foreign => Effect::Either,
        None => Effect::Neutral,
        Some(effect) => effect,
    };
    let first = differ().find(|(_, one, other)| one != other).filter(|_| matches!(effect, Effect::Tighter | Effect::Looser));
    let example = first.map(|(until, before, after)| Example::Owed { until, before, after });
    Some(Point::new(What::Recurrence, Some(said(old)), Some(said(new)), effect).with(example))
}

/// How often and until when, in words.
fn said((recurrence, times): (&Recurrence, u32)) -> Fact {
    let mut facts = vec![("every", every_fact(&recurrence.every)), ("times", Fact::Number(i64::from(times)))];
    let often = if times == 1 { "once" } else { "times" };
    let by = match recurrence.by {
        None => "",
        Some(Within::Date { .. }) => "-date",
        Some(Within::After(_)) => "-after",
    };
    facts.extend(by_fact(recurrence).map(|fact| ("by", fact)));
    Sentence::new(format!("changes-every-{often}{by}"), facts).into()
}
