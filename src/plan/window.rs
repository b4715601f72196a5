use super::Length;
use crate::law::Occasion;
use crate::quantity::{Calendar, Day, Period};

/// On which side of the activation the related events lie, by their place in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// The activation itself.
    Here,
    /// After it.
    After,
    /// Anywhere in the claim's life.
    Whole,
}

/// How far from the activation an edge of the window lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The distance in civil days.
    pub period: Length,
    /// Whether a related event exactly that far away lies in the window.
    pub inclusive: bool,
}

/// Which related events count, by their civil day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Before or after, by place in the file.
    pub side: Side,
    /// No nearer than this.
    pub from: Option<Edge>,
    /// No farther than this.
    pub to: Option<Edge>,
    /// Whether a last day that is no working day moves to the next one.
    pub next_working_day: bool,
    /// Whether only the nearest related event is looked at.
    pub nearest: bool,
}

impl Window {
    /// A window without edges.
    pub fn on(side: Side) -> Self {
        Self { side, from: None, to: None, next_working_day: false, nearest: false }
    }
}

/// A window as it stands at one activation: the law has been read on its day.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reach {
    from: Option<Step>,
    to: Option<Step>,
    /// The last day on which what must follow may come.
    pub last_day: Option<Day>,
}

/// A distance, and whether an event exactly that far away counts.
#[derive(Debug, Clone, Copy)]
struct Step {
    period: Period,
    inclusive: bool,
}

impl Window {
    /// The window at an activation; `None` where it rests on a value that the law does not have, verified, for that occasion. `day` is
    /// the activation's, or `None` where it is not known.
    pub(super) fn at(&self, occasion: Occasion, day: Option<Day>, calendar: &Calendar) -> Option<Reach> {
        let step = |edge: &Edge| Some(Step { period: edge.period.on(occasion)?, inclusive: edge.inclusive });
        let from = if let Some(edge) = &self.from { Some(step(edge)?) } else { None };
        let to = if let Some(edge) = &self.to { Some(step(edge)?) } else { None };
        let last_day = to.zip(day).filter(|_| self.side == Side::After).map(|(to, day)| {
            let last = to.period.after(day, calendar);
            if self.next_working_day { calendar.same_or_next(last) } else { last }
        });
        Some(Reach { from, to, last_day })
    }

    /// Whether it rests on a value that the law does not have, verified, for an occasion.
    pub(super) fn lacks_law(&self, occasion: Occasion) -> bool {
        self.from.iter().chain(&self.to).any(|edge| edge.period.on(occasion).is_none())
    }
}

impl Reach {
    /// Whether a related event on one day lies in the window of an activation on another.
    pub fn holds(&self, side: Side, day: Day, other: Day, calendar: &Calendar) -> bool {
        let reached = |step: &Step, earlier: Day, later: Day| {
            let end = step.period.after(earlier, calendar);
            if step.inclusive { end <= later } else { end < later }
        };
        match side {
            Side::After => {
                let far_enough = self.from.as_ref().is_none_or(|step| reached(step, day, other));
                let is_in = |last: Day| if self.to.is_some_and(|step| step.inclusive) { other <= last } else { other < last };
                far_enough && self.last_day.is_none_or(is_in)
            }
            Side::Before => {
                let far_enough = self.from.as_ref().is_none_or(|step| reached(step, other, day));
                let near = |step: &Step| {
                    let end = step.period.after(other, calendar);
                    if step.inclusive { day <= end } else { day < end }
                };
                far_enough && self.to.as_ref().is_none_or(near)
            }
            Side::Here | Side::Whole => true,
        }
    }
}
