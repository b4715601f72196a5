use super::measure::is_recorded;
use super::{Asked, Measure, Outcome, Question, Side};
use crate::cases::{Cases, Row, Vocabulary};

/// The rows that an outcome rests on, in the order of the claim's life, and for a record that is wanting the fields that are.
///
/// Outcomes do not carry their evidence; the question is asked again of the one claim.
pub fn evidence<'q>(question: &'q Question, outcome: &Outcome, cases: &Cases, vocabulary: &Vocabulary) -> (Vec<Row>, Vec<&'q str>) {
    let plan = &question.plan;
    let row = |event: usize| cases.events.rows.get(event).copied();
    let whole_life = plan.asked == Asked::Claim
        || matches!(plan.measure, Measure::Balance)
        || matches!((&plan.measure, plan.window.side), (Measure::Count, Side::Before));
    let mut rows: Vec<Row> = if whole_life {
        let kinds = if plan.measure == Measure::Balance { vocabulary.moving() } else { plan.related };
        let until = outcome.event.map_or(usize::MAX, |event| event + 1);
        cases.events_of(outcome.claim).filter(|event| *event < until && cases.kinds_of(*event).meets(kinds)).filter_map(row).collect()
    } else {
        Vec::new()
    };
    // What brought the claim into the state that was asked for.
    for gate in plan.gates.iter().filter(|gate| gate.holds) {
        let until = outcome.event.unwrap_or(usize::MAX);
        let moving = vocabulary.moved_by(gate.state);
        rows.extend(cases.events_of(outcome.claim).filter(|event| *event < until && cases.kinds_of(*event).meets(moving)).filter_map(row));
    }
    rows.extend(outcome.event.and_then(row));
    rows.extend(outcome.other.and_then(row));
    rows.extend(outcome.gap);
    if rows.is_empty() {
        rows.extend(cases.claims.rows.get(outcome.claim as usize).copied());
    }
    if let Some(gaps) = cases.gaps.get(&outcome.claim).filter(|_| outcome.gap.is_none()) {
        let looked_at = plan.looks_at(vocabulary);
        rows.extend(gaps.iter().filter(|gap| gap.kinds.meets(looked_at)).map(|gap| gap.row));
    }
    rows.sort_unstable();
    rows.dedup();
    let fields = match &plan.measure {
        Measure::Unrecorded(tests) => {
            let wanting =
                |test: &&super::FieldTest| is_recorded(test, cases, outcome.claim, outcome.event.unwrap_or(usize::MAX)) != Some(true);
            tests.iter().filter(wanting).map(|test| test.name.as_str()).collect()
        }
        _ => Vec::new(),
    };
    (rows, fields)
}
