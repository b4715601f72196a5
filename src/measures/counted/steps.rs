use super::Step;
use super::arrears::Followed;
use super::span::Span;
use crate::cases::{Kinds, Vocabulary};
use crate::plan::Truth;
use crate::quantity::Day;

/// A day on which a step was reached, by the event that reached it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reached {
    pub event: usize,
    pub day: Day,
    /// Whether it may have been reached earlier.
    pub is_unsure: bool,
}

impl Followed<'_> {
    fn moved_by(step: Step, vocabulary: &Vocabulary) -> Kinds {
        match step {
            Step::Event(kinds) => kinds,
            Step::State(state) => vocabulary.moved_by(state),
        }
    }

    /// The first event of a step in a span.
    pub fn event_in(&self, step: Step, span: &Span) -> Option<usize> {
        let Step::Event(kinds) = step else { return None };
        let within = |event: &usize| (span.from..=span.to).contains(&self.claim.day(*event));
        (0..self.claim.len()).filter(within).find(|event| self.claim.kinds(*event).meets(kinds))
    }

    /// Whether the claim had a step in a span: an event in it, or a state that held at any moment of it.
    pub fn had_in(&self, step: Step, span: &Span, vocabulary: &Vocabulary) -> Truth {
        match step {
            Step::Event(kinds) => {
                if self.event_in(step, span).is_some() {
                    return Truth::Yes;
                }
                let within = |day: Day| span.from <= day && day <= span.to;
                let may = self.claim.gaps().iter().any(|gap| gap.kinds.meets(kinds) && gap.day.is_none_or(within));
                if may { Truth::Unknown } else { Truth::No }
            }
            Step::State(state) => {
                if self.may_have(Self::moved_by(step, vocabulary), span.to) {
                    return Truth::Unknown;
                }
                // A claim begins with its first event; of one without events nobody knows when.
                let first = self.events_until(span.from.plus_days(-1)).max(1);
                let truths = (first..=self.events_until(span.to)).map(|after| self.truth(Some(state), after));
                let without = self.claim.is_empty().then(|| self.truth(Some(state), 0).min(Truth::Unknown));
                truths.chain(without).max().unwrap_or(Truth::No)
            }
        }
    }

    /// Whether the claim had a step at any time.
    pub fn had(&self, step: Step, vocabulary: &Vocabulary) -> Truth {
        match step {
            Step::Event(kinds) if self.life.present.meets(kinds) => Truth::Yes,
            _ if self.may_have(Self::moved_by(step, vocabulary), Day(i32::MAX)) => Truth::Unknown,
            Step::Event(_) => Truth::No,
            Step::State(state) => {
                let without = self.claim.is_empty().then(|| self.truth(Some(state), 0).min(Truth::Unknown));
                (1..=self.claim.len()).map(|after| self.truth(Some(state), after)).chain(without).max().unwrap_or(Truth::No)
            }
        }
    }

    /// Whether a row that cannot be read may have reached a step between two days, both inclusive; what moves a state does so later too.
    fn may_have_reached(&self, step: Step, (since, until): (Day, Day), vocabulary: &Vocabulary) -> bool {
        let moved_by = Self::moved_by(step, vocabulary);
        let since = if matches!(step, Step::Event(_)) { since } else { Day(i32::MIN) };
        self.claim.gaps().iter().any(|gap| gap.kinds.meets(moved_by) && gap.day.is_none_or(|day| since <= day && day <= until))
    }

    /// The first time that the claim reached a step, from the event `from` on, which lies on the day `since`.
    ///
    /// A state that holds already just after that event is reached with it.
    pub fn first(&self, step: Step, from: usize, since: Day, vocabulary: &Vocabulary) -> Option<Reached> {
        let found = match step {
            Step::Event(kinds) => (from..self.claim.len()).find(|event| self.claim.kinds(*event).meets(kinds)).map(|event| (event, false)),
            Step::State(state) => {
                let truth = |event: &usize| self.truth(Some(state), event + 1);
                let event = (from..self.claim.len()).find(|event| truth(event) == Truth::Yes);
                event.map(|event| (event, (from..event).any(|event| truth(&event) == Truth::Unknown)))
            }
        };
        let (event, doubt) = found?;
        let day = self.claim.day(event);
        Some(Reached { event, day, is_unsure: doubt || self.may_have_reached(step, (since, day), vocabulary) })
    }

    /// Whether the claim may have reached a step that it is not seen to reach.
    pub fn may_reach(&self, step: Step, from: usize, since: Day, vocabulary: &Vocabulary) -> bool {
        let state = if let Step::State(state) = step { Some(state) } else { None };
        let open = state.is_some() && (from..self.claim.len()).any(|event| self.truth(state, event + 1) == Truth::Unknown);
        open || self.may_have_reached(step, (since, Day(i32::MAX)), vocabulary)
    }
}
