use std::ops::Range;

use super::life::{Life, Truth, Watch};
use super::same::same;
use super::terms::Amount;
use super::window::Reach;
use super::{FieldTest, Measure, Plan, Questions, Side};
use crate::cases::{Cell, Claim, DUE, NO_DAY, UNKNOWN};
use crate::law::Occasion;
use crate::quantity::Day;

/// One activation in its claim's life.
pub(super) struct Moment<'a> {
    pub questions: &'a Questions<'a>,
    pub watch: &'a Watch<'a>,
    pub life: &'a Life,
    pub claim: Claim<'a>,
    /// The activation's event; `None` where the question is asked once a claim.
    pub event: Option<usize>,
    /// Its place among the claim's events, or their number where it is judged on the as-of date.
    pub place: usize,
}

/// What was measured: a value between `low` and `high`, which differ only where the data leaves it open.
#[derive(Debug, Default)]
pub(super) struct Measured {
    pub low: Option<i64>,
    pub high: Option<i64>,
    /// There was nothing to measure, so that the question does not apply.
    pub nothing: bool,
    /// There are related events on the right side, in the window or not.
    pub anything: bool,
    /// There is one after the window's last day.
    pub beyond: bool,
    /// The event that decided.
    pub other: Option<usize>,
}

impl Moment<'_> {
    /// The balance after the activation, or at the end of the claim's life.
    pub fn balance(&self) -> Option<i64> {
        let after = if self.event.is_some() { self.place + 1 } else { self.claim.len() };
        let after = after.min(self.claim.len());
        self.life.balance.get(after).copied().flatten()
    }

    /// The days that choose among values of the law for what happened on a day.
    pub fn occasion(&self, day: Day) -> Occasion {
        occasion(self.claim, day)
    }

    fn is_related(&self, plan: &Plan, event: usize) -> bool {
        self.life.kinds.get(event).is_some_and(|kinds| kinds.meets(plan.related))
    }
}

/// The days that choose among values of the law for what happened to a claim on a day.
pub fn occasion(claim: Claim<'_>, day: Day) -> Occasion {
    Occasion { on: day, due: Some(claim.date(DUE)).filter(|due| *due != NO_DAY) }
}

/// Measures what a plan asks at one activation.
pub(super) fn measure(plan: &Plan, moment: &Moment<'_>, day: Day, reach: Reach) -> Measured {
    match &plan.measure {
        Measure::Count => count(plan, moment, day, reach),
        Measure::Unrecorded(tests) => unrecorded(tests, moment),
        Measure::Same(field) => same(*field, plan, moment),
        // Judged by itself: it has a deadline and no range.
        Measure::Barred(_) => Measured::default(),
        Measure::Accrued(accrual) => {
            let off = moment.event.and_then(|event| accrual.off(moment, amount(moment, event)?));
            Measured { low: off.map(|(least, _)| least), high: off.map(|(_, most)| most), ..Measured::default() }
        }
        Measure::Term(term) => match term.amount(moment, day) {
            Amount::Known(amount) => exactly(Some(amount), None),
            Amount::Unknown => Measured::default(),
            Amount::Nothing => Measured { nothing: true, ..Measured::default() },
        },
    }
}

fn exactly(value: Option<i64>, other: Option<usize>) -> Measured {
    Measured { low: value, high: value, other, ..Measured::default() }
}

fn amount(moment: &Moment<'_>, event: usize) -> Option<i64> {
    Some(moment.claim.amount(event)).filter(|amount| *amount != UNKNOWN)
}

fn unrecorded(tests: &[FieldTest], moment: &Moment<'_>) -> Measured {
    let (mut low, mut high) = (0, 0);
    for test in tests {
        match is_recorded(test, moment.claim, moment.event) {
            Some(true) => {}
            Some(false) => (low, high) = (low + 1, high + 1),
            None => high += 1,
        }
    }
    Measured { low: Some(low), high: Some(high), ..Measured::default() }
}

/// Whether a field is filled in with a word it may hold; `None` where the source does not tell the field at all.
pub(super) fn is_recorded(test: &FieldTest, claim: Claim<'_>, event: Option<usize>) -> Option<bool> {
    match claim.cell(test.field, event) {
        Cell::UNKNOWN => None,
        Cell::EMPTY => Some(false),
        Cell::PRESENT => Some(true),
        _ => {
            let word = claim.word(test.field, event).unwrap_or_default();
            let is_listed = test.words.is_empty() || test.words.iter().any(|wanted| wanted == word);
            let is_formed = test.masks.is_empty() || test.masks.iter().any(|mask| fits(word, mask));
            Some(is_listed && is_formed)
        }
    }
}

/// Whether a word has a form: 9 stands for a digit, A for a letter, anything else for itself.
fn fits(word: &str, mask: &str) -> bool {
    let fits = |(letter, form): (char, char)| match form {
        '9' => letter.is_ascii_digit(),
        'A' => letter.is_alphabetic(),
        form => letter == form,
    };
    word.chars().count() == mask.chars().count() && word.chars().zip(mask.chars()).all(fits)
}

/// The events on the right side of the activation, in their order.
fn side(plan: &Plan, moment: &Moment<'_>) -> Range<usize> {
    let end = moment.claim.len();
    match (plan.window.side, moment.event) {
        (Side::Before, Some(event)) => 0..event,
        (Side::After, Some(event)) => event + 1..end,
        (Side::Here, Some(event)) => event..event + 1,
        _ => 0..end,
    }
}

fn count(plan: &Plan, moment: &Moment<'_>, day: Day, reach: Reach) -> Measured {
    let mut measured = Measured { low: Some(0), high: Some(0), ..Measured::default() };
    let (mut certain, mut possible) = (0_i64, 0_i64);
    // A state that holds already just after the activation is kept on that day.
    if plan.window.side == Side::After {
        match state_now(plan, moment, moment.place + 1) {
            Truth::Yes => (certain, measured.anything) = (1, true),
            Truth::Unknown => possible = 1,
            Truth::No => {}
        }
    }
    let mut look = |event: usize| {
        let starts = state_starts(plan, moment, event);
        if !moment.is_related(plan, event) && starts == Truth::No {
            return;
        }
        measured.anything = true;
        let within = reach.holds(plan.window.side, day, moment.claim.day(event), moment.questions.calendar);
        if within && (starts == Truth::Yes || moment.is_related(plan, event)) {
            certain += 1;
            measured.other = if plan.window.side == Side::Before { Some(event) } else { measured.other.or(Some(event)) };
        } else if within {
            possible += 1;
        } else if plan.window.side == Side::After && reach.last_day.is_some_and(|last| moment.claim.day(event) > last) {
            measured.beyond = true;
            measured.other = measured.other.or(Some(event));
        } else if certain == 0 {
            measured.other = Some(event);
        }
    };
    let events = side(plan, moment);
    if plan.window.nearest {
        let mut nearest = events.filter(|event| moment.is_related(plan, *event));
        let nearest = if plan.window.side == Side::Before { nearest.next_back() } else { nearest.next() };
        nearest.into_iter().for_each(&mut look);
    } else {
        events.for_each(&mut look);
    }
    measured.low = Some(certain);
    measured.high = Some(certain + possible);
    measured
}

/// Whether one of the plan's related states holds at a place in the claim's life.
fn state_now(plan: &Plan, moment: &Moment<'_>, place: usize) -> Truth {
    let truth = |state: &usize| moment.watch.truths(moment.life, *state).get(place).copied().unwrap_or(Truth::No);
    plan.related_states.iter().map(truth).max().unwrap_or(Truth::No)
}

/// Whether one of the plan's related states begins to hold with an event.
fn state_starts(plan: &Plan, moment: &Moment<'_>, place: usize) -> Truth {
    match (state_now(plan, moment, place), state_now(plan, moment, place + 1)) {
        (Truth::No, now) => now,
        (Truth::Unknown, Truth::Yes) => Truth::Yes,
        _ => Truth::No,
    }
}
