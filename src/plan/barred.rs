use super::life::{Life, Truth, Watch};
use super::measure::{Moment, occasion};
use super::{Lapse, Length, Question, Questions, Verdict};
use crate::cases::{Claim, Kinds, StateId};
use crate::law::limitation::{Course, Turn};
use crate::law::{Occasion, Series};
use crate::quantity::{Day, Period};

/// When a claim is time-barred, and what stops that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limitation {
    /// From the start to the last day, that day included.
    pub length: Lasting,
    /// Other lengths by index of the claim type.
    pub lengths: Vec<(u16, Lasting)>,
    /// Events that start a new period, each with its length.
    pub interrupted_by: Vec<(Kinds, Lasting)>,
    /// Events that close the claim.
    pub closed_by: Kinds,
    /// States that close it on the first day they hold.
    pub closing_states: Vec<StateId>,
    /// No period runs from before this day.
    pub floor: Option<Floor>,
    /// How long before the deadline an officer is warned.
    pub alarm: Option<Period>,
    /// Events that must not come once the deadline has passed.
    pub nothing_after: Kinds,
}

/// A length of time, and the address of the law's parameter where it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lasting {
    /// The length, read on the day from which the period runs.
    pub length: Length,
    /// The parameter.
    pub law: Option<String>,
}

/// A day before which no period runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Floor {
    /// The day.
    pub day: Earliest,
    /// Only from the moment at which this state begins to hold.
    pub state: Option<StateId>,
}

/// The day of a floor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earliest {
    /// Written out.
    Is(Day),
    /// A value of the law as it stands on the as-of date, and its address.
    Law(Series<Day>, String),
}

/// A claim's limitation, with the events that it turns on and the law that was read for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running<'q> {
    /// The steps and the last day.
    pub course: Course,
    /// The event from which the first period runs, by its place among the claim's.
    pub start: usize,
    /// For each turn its event by its place among the claim's; `None` for a floor that holds from the start.
    pub events: Vec<Option<usize>>,
    /// For the start and then for each turn the parameter that its length or day is read from; `None` where it is written out.
    pub cited: Vec<Option<&'q str>>,
    /// The parameters that were read for what counts, and the days that chose their values.
    pub law: Vec<(&'q str, Occasion)>,
}

/// What became of a claim.
pub(super) struct Barred {
    pub verdict: Verdict,
    pub lapse: Lapse,
    /// The last day on which the claim can be saved.
    pub deadline: Option<Day>,
    /// The event that decided.
    pub other: Option<usize>,
    /// The balance at the end of the deadline, or so far.
    pub at_stake: Option<i64>,
}

impl Barred {
    const UNKNOWN: Self = Self { verdict: Verdict::Unknown, lapse: Lapse::None, deadline: None, other: None, at_stake: None };
}

/// What happened, its event, and the length of the period that it begins; a floor begins none.
type Laid<'q> = ((Day, Turn), Option<usize>, Option<&'q Lasting>);

/// A claim of which its limitation is asked.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub questions: &'a Questions<'a>,
    pub watch: &'a Watch<'a>,
    pub life: &'a Life,
    pub claim: Claim<'a>,
}

impl<'a> Case<'a> {
    pub fn of(moment: &Moment<'a>) -> Self {
        Self { questions: moment.questions, watch: moment.watch, life: moment.life, claim: moment.claim }
    }

    /// How surely a state holds before the first event and after each.
    fn truths(&self, state: StateId) -> &'a [Truth] {
        self.watch.truths(self.life, state)
    }
}

impl Limitation {
    /// Judges a claim whose limitation starts with the event `start`.
    pub(super) fn judge(&self, case: Case<'_>, start: usize) -> Barred {
        let Case { claim, questions, .. } = case;
        let Some(Running { course, events, .. }) = self.follow(case, start) else { return Barred::UNKNOWN };
        let Some(deadline) = course.last_day else { return Barred::UNKNOWN };
        let interrupted = course.too_late.and_then(|turn| events.get(turn).copied().flatten());
        let (closed, may_be_closed) = self.closed(case, deadline);
        let in_time = closed.filter(|event| claim.day(*event) <= deadline);
        let until = (0..claim.len()).take_while(|event| claim.day(*event) <= deadline).count();
        let at_stake = case.life.balance.get(until).copied().flatten();
        let judged = |verdict, lapse, other| Barred { verdict, lapse, deadline: Some(deadline), other, at_stake };
        if in_time.is_some() {
            return judged(Verdict::Met, Lapse::None, in_time);
        }
        if may_be_closed {
            return judged(Verdict::Unknown, Lapse::None, None);
        }
        if deadline >= questions.as_of {
            let is_near = self.alarm.is_some_and(|alarm| alarm.after(questions.as_of, questions.calendar) >= deadline);
            return judged(Verdict::NotYetDue, if is_near { Lapse::Alarm } else { Lapse::None }, None);
        }
        let collected = (0..claim.len()).find(|event| claim.day(*event) > deadline && claim.kinds(*event).meets(self.nothing_after));
        if collected.is_some() {
            return judged(Verdict::Breached, Lapse::Other, collected);
        }
        let too_late = [closed, interrupted].into_iter().flatten().min();
        judged(Verdict::Breached, if too_late.is_some() { Lapse::Late } else { Lapse::Missing }, too_late)
    }

    /// Why a claim whose limitation starts with the event `start` does not count among those of the question's days; `None` where it
    /// does. With a row that could not be read (`has_gap`), an interruption may have moved the deadline, and only an event tells that
    /// the claim was closed.
    pub(super) fn outside(&self, case: Case<'_>, question: &Question, start: usize, has_gap: bool) -> Option<Outside> {
        let claim = case.claim;
        if claim.day(start) > question.to {
            return Some(Outside::Later);
        }
        let closed = if has_gap {
            (0..claim.len()).find(|event| claim.kinds(*event).meets(self.closed_by))
        } else {
            self.closed(case, question.from).0
        };
        if let Some(day) = closed.map(|event| claim.day(event)).filter(|day| *day < question.from) {
            return Some(Outside::Closed(day));
        }
        let running = self.follow(case, start).filter(|_| !has_gap);
        let last_day = running.and_then(|running| running.course.last_day);
        last_day.filter(|last_day| *last_day < question.from).map(Outside::Barred)
    }

    /// Follows a claim whose limitation starts with the event `start`; `None` where the data does not tell how.
    pub(super) fn follow<'q>(&'q self, case: Case<'_>, start: usize) -> Option<Running<'q>> {
        let length = self.length_of(case.claim)?;
        let Some(state) = self.floor.as_ref().and_then(|floor| floor.state) else {
            return Some(self.run(case, start, length, self.floor.is_some().then_some(None)));
        };
        let truths = case.truths(state);
        let first = |wanted: &[Truth]| truths.iter().position(|truth| wanted.contains(truth)).map(|place| place.checked_sub(1));
        let (sure, perhaps) = (first(&[Truth::Yes]), first(&[Truth::Yes, Truth::Unknown]));
        let running = self.run(case, start, length, sure);
        let same = sure == perhaps || self.run(case, start, length, perhaps).course.last_day == running.course.last_day;
        same.then_some(running)
    }

    /// Follows a claim with a first length, and with the event from which the floor holds: the inner `None` for from the start, the
    /// outer one for never.
    #[expect(clippy::option_option, reason = "a floor from the start and none at all are told apart")]
    fn run<'q>(&'q self, case: Case<'_>, start: usize, first: &'q Lasting, floor: Option<Option<usize>>) -> Running<'q> {
        let Case { claim, questions, .. } = case;
        let earliest = self.floor.as_ref().map(|floor| &floor.day);
        let as_of = occasion(claim, questions.as_of);
        let mut laid: Vec<Laid<'q>> = Vec::new();
        let lay = |event: Option<usize>| {
            let day = claim.day(event.unwrap_or(start));
            ((day, Turn::Floor(earliest.and_then(|earliest| earliest.on(as_of)))), event, None)
        };
        laid.extend(floor.filter(|event| event.is_none_or(|event| event <= start)).map(lay));
        for event in start + 1..claim.len() {
            laid.extend(floor.filter(|floor| *floor == Some(event)).map(lay));
            let lengths = self.interrupted_by.iter().filter(|(kinds, _)| claim.kinds(event).meets(*kinds));
            laid.extend(lengths.map(|(_, length)| ((claim.day(event), Turn::Renewal), Some(event), Some(length))));
        }
        let turns: Vec<(Day, Turn)> = laid.iter().map(|(turn, ..)| *turn).collect();
        let of = |turn: Option<usize>| turn.map_or(Some(first), |turn| laid.get(turn).and_then(|(.., length)| *length));
        let read = |turn, from| of(turn)?.length.on(occasion(claim, from));
        let course = Course::of(claim.day(start), &turns, questions.calendar, read);
        let floored = course.steps.iter().any(|step| step.turn.is_some() && of(step.turn).is_none());
        let floored = if let (true, Some(Earliest::Law(_, address))) = (floored, earliest) { Some(address) } else { None };
        let periods = course.periods.iter().filter_map(|(turn, from)| Some((of(*turn)?.law.as_deref()?, occasion(claim, *from))));
        let law = periods.chain(floored.map(|address| (address.as_str(), as_of))).collect();
        let address = if let Some(Earliest::Law(_, address)) = earliest { Some(address.as_str()) } else { None };
        let cite = |length: Option<&'q Lasting>| length.map_or(address, |length| length.law.as_deref());
        let cited = std::iter::once(first.law.as_deref()).chain(laid.iter().map(|(.., length)| cite(*length))).collect();
        Running { course, start, events: laid.iter().map(|(_, event, _)| *event).collect(), cited, law }
    }

    /// The length for the claim's type; `None` where the type is not known and makes a difference.
    fn length_of(&self, claim: Claim<'_>) -> Option<&Lasting> {
        match claim.claim_type() {
            Some(known) => {
                Some(self.lengths.iter().find(|(claim_type, _)| *claim_type == known).map_or(&self.length, |(_, length)| length))
            }
            None => self.lengths.iter().all(|(_, length)| *length == self.length).then_some(&self.length),
        }
    }

    /// The first event that closed the claim for certain, and whether another may have done so by the deadline before it.
    fn closed(&self, case: Case<'_>, deadline: Day) -> (Option<usize>, bool) {
        let claim = case.claim;
        let mut may_be = false;
        for event in 0..claim.len() {
            let states = self.closing_states.iter().filter_map(|state| case.truths(*state).get(event + 1));
            match states.copied().max() {
                _ if claim.kinds(event).meets(self.closed_by) => return (Some(event), may_be),
                Some(Truth::Yes) => return (Some(event), may_be),
                Some(Truth::Unknown) => may_be |= claim.day(event) <= deadline,
                _ => {}
            }
        }
        (None, may_be)
    }
}

impl Earliest {
    fn on(&self, occasion: Occasion) -> Option<Day> {
        match self {
            Self::Is(day) => Some(*day),
            Self::Law(series, _) => series.on(occasion),
        }
    }
}

/// Why a claim does not count among those of a question's days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outside {
    /// Its limitation starts after them.
    Later,
    /// It was closed on this day, before them.
    Closed(Day),
    /// It was time-barred after this day, before them.
    Barred(Day),
}
