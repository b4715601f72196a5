use super::Plan;
use super::measure::{Measured, Moment};
use crate::cases::FieldRef;

/// Counts the related events that hold the same words in a field as the activation; one without words may or may not.
///
/// The activation's own row is never compared with itself.
pub(super) fn same(field: usize, plan: &Plan, moment: &Moment<'_>) -> Measured {
    let words = |event: Option<usize>| moment.claim.word(FieldRef::Event(field), event);
    let own = words(moment.event);
    let (mut certain, mut possible) = (Vec::new(), Vec::new());
    for event in (0..moment.claim.len()).filter(|event| Some(*event) != moment.event && moment.claim.kinds(*event).meets(plan.related)) {
        match (own, words(Some(event))) {
            (Some(own), Some(other)) if own == other => certain.push(event),
            (Some(_), Some(_)) => {}
            _ => possible.push(event),
        }
    }
    let number = |events: &[usize]| i64::try_from(events.len()).unwrap_or(i64::MAX);
    let low = number(&certain);
    Measured {
        low: Some(low),
        high: Some(low.saturating_add(number(&possible))),
        anything: !(certain.is_empty() && possible.is_empty()),
        other: certain.first().or_else(|| possible.first()).copied(),
        ..Measured::default()
    }
}
