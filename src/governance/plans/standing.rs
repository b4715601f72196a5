//! How far an item of a plan was on a day.

use std::collections::BTreeSet;

use super::{ActionPlan, Deadline, Item};
use crate::plan::{Lapse, Verdict};
use crate::prose::{Fact, Voice};
use crate::quantity::{Day, Period};

/// How far an item is; days are counted from its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Done on its last day or before it, or done without having one.
    Done,
    /// It is done, and the date is too rough to tell whether in time.
    DoneSometime,
    /// Done so many days after its last day.
    DoneLate(i32),
    /// Its binding deadline passed so many days ago.
    Missed(i32),
    /// Its indicative date passed so many days ago.
    Slipped(i32),
    /// Its own date has not passed, and an item that it depends on is behind.
    Waiting,
    /// Its date has not passed.
    NotYetDue,
    /// It has no date, or is never done once and for all.
    Undated,
}

/// How far an item was on a day, and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing<'a> {
    /// How far it is.
    pub state: State,
    /// Whether its date binds.
    pub is_binding: bool,
    /// The ids of the items that it depends on and that are behind, where it is not done.
    pub waits_for: Vec<&'a str>,
    /// The ids of the items that it depends on and that were not done when it was.
    pub done_before: Vec<&'a str>,
    /// Whether it is done and nothing says where that can be seen.
    pub lacks_evidence: bool,
    /// The bodies that should have been heard by then: the committee has treated it or it is done, and no date says that they were.
    pub unheard: Vec<&'a str>,
}

impl State {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::DoneSometime => "done_sometime",
            Self::DoneLate(_) => "done_late",
            Self::Missed(_) => "missed",
            Self::Slipped(_) => "slipped",
            Self::Waiting => "waiting",
            Self::NotYetDue => "not_yet_due",
            Self::Undated => "undated",
        }
    }

    /// How many days after the last day; `None` where that has not passed.
    pub fn days(self) -> Option<i32> {
        match self {
            Self::DoneLate(days) | Self::Missed(days) | Self::Slipped(days) => Some(days),
            _ => None,
        }
    }

    /// Whether the last day has passed and it is not done, or it waits for such an item.
    pub fn is_behind(self) -> bool {
        matches!(self, Self::Missed(_) | Self::Slipped(_) | Self::Waiting)
    }
}

impl Standing<'_> {
    /// The verdict: an indicative date may be moved, so that passing it breaches nothing.
    pub fn verdict(&self) -> (Verdict, Lapse) {
        match self.state {
            State::Done => (Verdict::Met, Lapse::None),
            State::DoneSometime => (Verdict::Unknown, Lapse::None),
            State::DoneLate(_) if self.is_binding => (Verdict::Breached, Lapse::Late),
            State::Missed(_) => (Verdict::Breached, Lapse::Missing),
            State::Waiting | State::NotYetDue => (Verdict::NotYetDue, Lapse::None),
            State::DoneLate(_) | State::Slipped(_) | State::Undated => (Verdict::NotApplicable, Lapse::None),
        }
    }

    /// How far the item is, in words; `done` says when it was done.
    pub fn words(&self, done: &str, voice: &Voice) -> String {
        let lang = voice.lang;
        let days = self.state.days().and_then(|days| u32::try_from(days).ok()).map(|days| voice.fact(&Fact::Period(Period::Days(days))));
        let words = [("date", done), ("days", days.as_deref().unwrap_or_default())];
        match self.state {
            State::Done => lang.text_words("standing-done", &words),
            State::DoneSometime => lang.text_words("standing-done-sometime", &words),
            State::DoneLate(_) => lang.text_words("standing-done-late", &words),
            State::Missed(_) => lang.text_words("standing-missed", &words),
            State::Slipped(_) => lang.text_words("standing-slipped", &words),
            State::Waiting => lang.text("standing-waiting"),
            State::NotYetDue => Verdict::NotYetDue.words(lang),
            State::Undated => lang.text("standing-undated"),
        }
    }

    /// What else is to be said of the item, in words.
    pub fn notes(&self, plan: &ActionPlan, voice: &Voice) -> Vec<String> {
        let lang = voice.lang;
        let title = |id: &&str| plan.items.iter().find(|item| item.id == **id).map_or_else(|| (*id).to_owned(), |item| item.title.clone());
        let titles = |ids: &[&str]| ids.iter().map(title).collect::<Vec<_>>().join("; ");
        let mut notes = Vec::new();
        for (key, ids) in [("standing-waits-for", &self.waits_for), ("standing-done-before", &self.done_before)] {
            if !ids.is_empty() {
                notes.push(lang.text_words(key, &[("items", &titles(ids))]));
            }
        }
        if self.lacks_evidence {
            notes.push(lang.text("standing-no-evidence"));
        }
        if !self.unheard.is_empty() {
            notes.push(lang.text_words("standing-unheard", &[("bodies", &self.unheard.join("; "))]));
        }
        notes
    }
}

impl ActionPlan {
    /// How far an item was on a day. What is dated later is not counted; a date of less than a day counts from its first day, and does not
    /// tell whether it was in time where the last day lies within it.
    pub fn standing<'a>(&'a self, item: &'a Item, as_of: Day) -> Standing<'a> {
        let done = item.done_by(as_of);
        let last = item.due.map(|due| due.last());
        let is_binding = item.deadline == Deadline::Binding;
        let waits_for = if done.is_some() { Vec::new() } else { self.behind_of(item, as_of) };
        let state = match (done, last) {
            (Some(done), Some(last)) if done > last => State::DoneLate(done.0 - last.0),
            (Some(_), Some(last)) if item.done.as_ref().is_some_and(|(date, _)| date.last() > last) => State::DoneSometime,
            (Some(_), _) => State::Done,
            (None, Some(last)) if last < as_of && is_binding => State::Missed(as_of.0 - last.0),
            (None, Some(last)) if last < as_of => State::Slipped(as_of.0 - last.0),
            (None, _) if !waits_for.is_empty() => State::Waiting,
            (None, Some(_)) => State::NotYetDue,
            (None, None) => State::Undated,
        };
        let treated = item.treated.is_some_and(|treated| treated.last() <= as_of);
        let unheard = item.consult.iter().filter(|(_, date)| (treated || done.is_some()) && date.is_none_or(|date| date.first() > as_of));
        Standing {
            state,
            is_binding,
            waits_for,
            done_before: if done.is_some() { self.done_before(item) } else { Vec::new() },
            lacks_evidence: done.is_some() && matches!(item.done, Some((_, None))),
            unheard: unheard.map(|(body, _)| body.as_str()).collect(),
        }
    }

    /// The ids of the items that an item depends on and that were not done when it was; none where it is not done, or where the dates
    /// are too rough to tell.
    pub fn done_before<'a>(&'a self, item: &'a Item) -> Vec<&'a str> {
        let Some((done, _)) = item.done else { return Vec::new() };
        let is_later = |needed: &&Item| needed.done.as_ref().is_none_or(|(date, _)| date.first() > done.last());
        self.needed(item).filter(is_later).map(|needed| needed.id.as_str()).collect()
    }

    /// The plan as it was known on a day: what was done later is not done yet, what was decided later is not decided.
    pub fn known_on(&self, as_of: Day) -> Self {
        let mut plan = self.clone();
        plan.decisions = plan.decisions.as_of(as_of);
        plan.items.iter_mut().filter(|item| item.done_by(as_of).is_none()).for_each(|item| item.done = None);
        plan
    }

    /// How many items are done, and how many of the others are behind, on a day.
    pub fn progress(&self, as_of: Day) -> (usize, usize) {
        let states: Vec<State> = self.items.iter().map(|item| self.standing(item, as_of).state).collect();
        let done = states.iter().filter(|state| matches!(state, State::Done | State::DoneSometime | State::DoneLate(_))).count();
        (done, states.iter().filter(|state| state.is_behind()).count())
    }

    fn needed<'a>(&'a self, item: &'a Item) -> impl Iterator<Item = &'a Item> {
        item.depends_on.iter().filter_map(|id| self.items.iter().find(|one| one.id == *id))
    }

    fn behind_of<'a>(&'a self, item: &'a Item, as_of: Day) -> Vec<&'a str> {
        let behind = self.needed(item).filter(|needed| self.is_behind(needed, as_of, &mut BTreeSet::new()));
        behind.map(|needed| needed.id.as_str()).collect()
    }

    fn is_behind<'a>(&'a self, item: &'a Item, as_of: Day, seen: &mut BTreeSet<&'a str>) -> bool {
        let is_late = item.due.is_some_and(|due| due.last() < as_of);
        item.done_by(as_of).is_none()
            && seen.insert(&item.id)
            && (is_late || self.needed(item).any(|needed| self.is_behind(needed, as_of, seen)))
    }
}

impl Item {
    /// The first day on which it can have been done, where that is no later than a day.
    fn done_by(&self, as_of: Day) -> Option<Day> {
        self.done.as_ref().map(|(date, _)| date.first()).filter(|date| *date <= as_of)
    }
}
