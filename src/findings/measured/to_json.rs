use serde_json::{Value, json};

use super::Measured;
use crate::measures::counted::{Cell, Direction, Exact, Grouped};

/// A counted key figure in its stable form.
pub(in crate::findings) fn to_json(one: &Measured) -> Value {
    let Measured { found, .. } = one;
    let question = &found.question;
    let span = |place: usize| found.spans.get(place).map(ToString::to_string);
    let whole = found.total.iter().enumerate().map(|(place, cell)| point(one, place, None, cell));
    let groups =
        found.groups.iter().flat_map(|group| group.cells.iter().enumerate().map(move |(place, cell)| point(one, place, Some(group), cell)));
    let bands = found.bands.iter().enumerate().map(|(place, bands)| {
        let bands = bands.iter().map(|band| json!({"claims": band.claims, "amount": band.amount}));
        json!({"period": span(place), "bands": bands.collect::<Vec<_>>()})
    });
    let rolls = found.rolls.iter().map(|(year, roll)| {
        json!({
            "period": year.to_string(),
            "whole": year.is_whole,
            "opening": roll.opening,
            "newly_overdue": roll.new,
            "charges": roll.charges,
            "payments": roll.payments,
            "written_off": roll.written_off,
            "other": roll.other,
            "closing": roll.closing,
            "unknown": roll.unknown,
        })
    });
    let reported = one.compared.iter().map(|compared| {
        json!({
            "name": compared.name,
            "period": span(compared.span),
            "claim_type": compared.claim_type,
            "reported": thousandths(compared.difference.reported.value),
            "counted": thousandths(compared.difference.counted),
            "agrees": compared.difference.agrees,
        })
    });
    json!({
        "clause": one.clause,
        "figure": one.figure,
        "unit": question.counting.name(),
        "target": question.goal.target,
        "direction": question.goal.direction.map(|direction| match direction {
            Direction::Up => "up",
            Direction::Down => "down",
        }),
        "verdict": one.judged.map(|judged| judged.verdict.name()),
        "judged": one.judged.and_then(|judged| span(judged.span?)),
        "points": whole.chain(groups).collect::<Vec<_>>(),
        "bands": bands.collect::<Vec<_>>(),
        "roll_forward": rolls.collect::<Vec<_>>(),
        "reported": reported.collect::<Vec<_>>(),
    })
}

/// A number that may be larger than the format's whole numbers is held at their end.
fn thousandths(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}

/// What was counted for one span of all claims, or of one group.
fn point(one: &Measured, place: usize, group: Option<&Grouped>, cell: &Cell) -> Value {
    let question = &one.found.question;
    let bounds = cell.bounds(&question.counted, question.counting);
    let span = one.found.spans.get(place);
    let mut point = json!({
        "period": span.map(ToString::to_string),
        "whole": span.is_some_and(|span| span.is_whole),
        "by": group.map(|group| group.by.name()),
        "group": group.and_then(|group| one.group_ids.get(&(group.by, group.name.clone()))),
        "value": cell.value(&question.counted, question.counting),
        "least": bounds.map(|bounds| bounds.least.rounded()),
        "most": bounds.and_then(|bounds| bounds.most).map(Exact::rounded),
        "count": cell.count(),
        "unknown": cell.unknown(question.counting),
    });
    if let (Cell::Spread(spread), Some(point)) = (cell, point.as_object_mut()) {
        point.insert("waiting".to_owned(), spread.waiting.into());
    }
    point
}
