//! The way of a claim: which step follows which, and how soon or how late, as the strategy's own clauses say.

use super::super::{Point, Timeline, Until};
use super::capitalised;
use crate::cases::{Effect, Kinds};
use crate::law::Occasion;
use crate::plan::{Asked, Edge, Plan, Side};
use crate::prose::Voice;
use crate::quantity::Period;
use crate::rules::{FollowedBy, PrecededBy, Rule, RuleKind, Spaced};
use crate::strategy::{Clause, Strategy};

/// Fewer steps than this are no way.
const STEPS: usize = 2;

/// What a clause says of the time between two events.
struct Step {
    /// The clause's number in the documents.
    number: usize,
    is_law: bool,
    after: Kinds,
    event: Kinds,
    after_words: String,
    event_words: String,
    earliest: Option<Bound>,
    latest: Option<Bound>,
    /// Whether the event is the one that it comes after, once more.
    again: bool,
}

/// How long something may or must take.
struct Bound {
    words: String,
    /// `None` where the law has no verified value.
    period: Option<Period>,
}

/// A step with its place: so many days after the way began.
struct Placed<'a> {
    step: &'a Step,
    since: i64,
    from: i64,
    /// Whether the number of days is exactly what the clauses say.
    exact: bool,
}

impl Placed<'_> {
    /// The first day, and the last one where that is counted in days.
    fn in_days(&self) -> impl Iterator<Item = i64> {
        let latest = self.step.latest.as_ref().and_then(|bound| bound.period);
        let last = latest.filter(|period| matches!(period, Period::Days(_))).map(|period| self.since + days(period));
        std::iter::once(self.from).chain(last)
    }
}

/// The steps that follow on one another from the day on which a claim is due, then those before a transfer that nothing ties to them;
/// `None` where clauses about all claims tie together fewer than two.
pub(super) fn way(strategy: &Strategy, voice: &Voice) -> Option<Timeline> {
    let steps = steps(strategy, voice);
    let starts = ["due", "last_timely_payment"].into_iter().filter_map(|name| strategy.vocabulary.kind(name));
    let ways = starts.map(|kind| (kind, placed(&steps, Kinds::one(kind))));
    // Of two ways as long the first.
    let (start, placed) = ways.rev().max_by_key(|(_, placed)| placed.len())?;
    if placed.is_empty() {
        return None;
    }
    let transfer = strategy.vocabulary.kind("transfer").map_or(Kinds::NONE, Kinds::one);
    let is_placed = |kinds: Kinds| placed.iter().any(|one| one.step.event.meets(kinds));
    let loose: Vec<&Step> = steps
        .iter()
        .filter(|step| !step.is_law && step.event.meets(transfer) && !is_placed(step.event) && !is_placed(step.after))
        .take(1)
        .collect();
    if placed.len() + loose.len() < STEPS {
        return None;
    }
    let from = voice.fact(&strategy.vocabulary.kinds.get(usize::from(start))?.shown);
    Some(drawn(&placed, &loose, &from, voice))
}

/// What the clauses about all claims say of times between events; the law only where the strategy says nothing of an event.
fn steps(strategy: &Strategy, voice: &Voice) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for (index, clause) in strategy.clauses().enumerate() {
        let crate::strategy::Kept::Rules(rules) = &clause.kept else { continue };
        if clause.scope == crate::plan::Scope::default() && clause.valid == strategy.period {
            steps.extend(rules.iter().filter_map(|rule| step(index + 1, clause, rule, strategy, voice)));
        }
    }
    let own = steps.iter().filter(|step| !step.is_law).fold(Kinds::NONE, |own, step| own | step.event);
    steps.retain(|step| !step.is_law || !step.event.meets(own));
    steps
}

fn step(number: usize, clause: &Clause, rule: &Rule, strategy: &Strategy, voice: &Voice) -> Option<Step> {
    let plan = rule.plan()?;
    let words = |name: &str| rule.facts.iter().find(|(fact, _)| *fact == name).map(|(_, fact)| voice.fact(fact));
    let occasion = Occasion { on: strategy.period.0, due: None };
    let bound = |name: &str, edge: Option<&Edge>| Some(Bound { words: words(name)?, period: edge?.period.on(occasion) });
    let Plan { asked, related, window, .. } = plan;
    let (after, event, [after_words, event_words], earliest, latest) = match (rule.kind, asked) {
        (FollowedBy::NAME, Asked::Each(event)) if window.side == Side::After => {
            let bounds = (bound("not_before", window.from.as_ref()), bound("within", window.to.as_ref()));
            (*event, *related, ["event", "by"], bounds.0, bounds.1)
        }
        // What only must not be too long ago is no step on the way.
        (PrecededBy::NAME, Asked::Each(event)) if window.from.is_some() => {
            let bounds = (bound("at_least", window.from.as_ref()), bound("at_most", window.to.as_ref()));
            (*related, *event, ["by", "event"], bounds.0, bounds.1)
        }
        (Spaced::NAME, Asked::Again(event)) => (*event, *event, ["event", "event"], bound("at_least", window.to.as_ref()), None),
        _ => return None,
    };
    // A fee is not a step of its own.
    let is_charge = |kind: u16| strategy.vocabulary.kinds.get(usize::from(kind)).is_none_or(|kind| kind.effect == Effect::Charge);
    let told = (earliest.is_some() || latest.is_some()) && !event.iter().all(is_charge);
    told.then_some(Step {
        number,
        is_law: clause.is_law,
        after,
        event,
        after_words: words(after_words)?,
        event_words: words(event_words)?,
        earliest,
        latest,
        again: rule.kind == Spaced::NAME,
    })
}

/// Places steps one after another: each as soon as all that it comes after allows.
fn placed(steps: &[Step], start: Kinds) -> Vec<Placed<'_>> {
    let within = |kinds: Kinds, reached: &[(Kinds, i64, bool)]| reached.iter().any(|(one, ..)| one.meets(kinds));
    // What can be reached at all.
    let mut all = start;
    for _ in steps {
        all = steps.iter().filter(|step| step.after.meets(all)).fold(all, |all, step| all | step.event);
    }
    let mut reached = vec![(start, 0_i64, true)];
    let mut placed: Vec<Placed<'_>> = Vec::new();
    loop {
        let open = |step: &&Step| {
            let known = placed.iter().any(|one| std::ptr::eq(one.step, *step));
            !known && within(step.after, &reached) && (step.again || !within(step.event, &reached))
        };
        let waits = |step: &Step| {
            !step.again
                && steps
                    .iter()
                    .any(|other| !other.again && other.event.meets(step.event) && other.after.meets(all) && !within(other.after, &reached))
        };
        let candidates: Vec<Placed<'_>> = steps.iter().filter(open).filter_map(|step| placed_at(step, &reached)).collect();
        let chosen = candidates.iter().filter(|one| !waits(one.step)).min_by_key(|one| one.from).or_else(|| candidates.first());
        let Some(first) = chosen.map(|one| one.step) else { return placed };
        // Of several clauses about the same event the one that asks for most.
        let same = candidates.into_iter().filter(|one| one.step.again == first.again && one.step.event.meets(first.event));
        let Some(next) = same.max_by_key(|one| (one.from, std::cmp::Reverse(one.step.number))) else { return placed };
        if !next.step.again {
            reached.push((next.step.event, next.from, next.exact));
        }
        placed.push(next);
    }
}

fn placed_at<'a>(step: &'a Step, reached: &[(Kinds, i64, bool)]) -> Option<Placed<'a>> {
    let (_, since, exact) = reached.iter().rev().find(|(kinds, ..)| kinds.meets(step.after))?;
    let earliest = step.earliest.as_ref().map(|bound| bound.period);
    let wait = earliest.flatten().map_or(0, days);
    let exact = *exact && matches!(earliest, None | Some(Some(Period::Days(_))));
    Some(Placed { step, since: *since, from: since + wait, exact })
}

/// How long a period is drawn, in days.
fn days(period: Period) -> i64 {
    let length = i64::from(period.length());
    match period {
        Period::Days(_) => length,
        Period::WorkingDays(_) => (length * 7 + 4) / 5,
        Period::Months(_) => length * 365 / 12,
        Period::Years(_) => length * 365,
    }
}

fn drawn(placed: &[Placed<'_>], loose: &[&Step], from: &str, voice: &Voice) -> Timeline {
    let lang = voice.lang;
    let mut points = vec![Point { label: capitalised(from), shown: lang.text("way-start"), since: None, from: 0, until: Until::Then }];
    points.extend(placed.iter().map(|one| point(one, voice)));
    // Only what the clauses say in days is written in days.
    let mut ticks: Vec<i64> = placed.iter().filter(|one| one.exact).flat_map(Placed::in_days).chain([0]).collect();
    ticks.sort_unstable();
    ticks.dedup();
    let far = points.iter().map(|point| if let Until::Last(last) = point.until { last } else { point.from }).max().unwrap_or(0);
    for step in loose {
        let since = far + (far / 5).max(7);
        let wait = step.earliest.as_ref().and_then(|bound| bound.period).map_or(0, days);
        points.push(Point {
            label: capitalised(&step.after_words),
            shown: lang.text("way-free"),
            since: None,
            from: since,
            until: Until::Then,
        });
        points.push(point(&Placed { step, since, from: since + wait, exact: false }, voice));
    }
    let last = placed.iter().filter(|one| !one.step.again).max_by_key(|one| one.from);
    let title = match (loose.first(), last) {
        (Some(step), _) => {
            let steps = voice.number(i64::try_from(placed.len() + loose.len()).unwrap_or(i64::MAX));
            lang.text_words("way-title-steps", &[("from", from), ("to", &step.event_words), ("steps", &steps)])
        }
        (None, Some(last)) if last.exact && last.from > 0 => {
            let period = voice.period(Period::Days(u32::try_from(last.from).unwrap_or(0)));
            capitalised(&lang.text_words("way-title-days", &[("from", from), ("to", &last.step.event_words), ("period", &period)]))
        }
        (None, last) => {
            let steps = voice.number(i64::try_from(placed.len()).unwrap_or(i64::MAX));
            let to = last.map_or(from, |last| &last.step.event_words);
            lang.text_words("way-title-steps", &[("from", from), ("to", to), ("steps", &steps)])
        }
    };
    let said: Vec<String> = points.iter().map(|point| format!("{}: {}", point.label, point.shown)).collect();
    Timeline {
        title,
        unit: lang.text_words(if loose.is_empty() { "way-unit" } else { "way-unit-free" }, &[("from", from)]),
        label: lang.text("way-step"),
        when: lang.text("way-when"),
        ticks: ticks.into_iter().map(|tick| (tick, voice.number(tick))).collect(),
        alt: lang.text_words("way-alt", &[("steps", &said.join("; "))]),
        points,
        empty: String::new(),
    }
}

fn point(one: &Placed<'_>, voice: &Voice) -> Point {
    let lang = voice.lang;
    let Placed { step, since, from, .. } = one;
    let after = if step.again { lang.text("way-the-one-before") } else { step.after_words.clone() };
    let earliest = step.earliest.as_ref().map(|bound| bound.words.as_str()).unwrap_or_default();
    let latest = step.latest.as_ref().map(|bound| bound.words.as_str()).unwrap_or_default();
    let key = match (earliest.is_empty(), latest.is_empty()) {
        (true, _) => "way-within",
        (_, true) => "way-not-before",
        _ => "way-between",
    };
    let when = lang.text_words(key, &[("earliest", earliest), ("latest", latest), ("after", &after)]);
    let label = if step.again { lang.text_words("way-again", &[("event", &step.event_words)]) } else { step.event_words.clone() };
    let last = step.latest.as_ref().and_then(|bound| bound.period).map(|period| since + days(period));
    Point {
        label: capitalised(&label),
        shown: lang.text_words("way-clause", &[("when", &when), ("clause", &step.number.to_string())]),
        since: (from > since).then_some(*since),
        from: *from,
        until: last.filter(|last| last > from).map_or(Until::Open, Until::Last),
    }
}
