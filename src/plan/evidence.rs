use super::measure::is_recorded;
use super::{About, Asked, Debtors, Gate, Measure, Outcome, Question, Side, group_evidence};
use crate::cases::{Cases, Kinds, Row, Vocabulary};

/// The rows that an outcome rests on, in the order of the claim's life, and for a record that is wanting the fields that are.
///
/// Outcomes do not carry their evidence; the question is asked again of the one claim. For many outcomes about debtors,
/// [`group_evidence`] goes through the cases only once.
pub fn evidence<'q>(question: &'q Question, outcome: &Outcome, cases: &Cases, vocabulary: &Vocabulary) -> (Vec<Row>, Vec<&'q str>) {
    if outcome.about != About::Claim {
        return (group_evidence(question, outcome, cases, &Debtors::of(cases)), Vec::new());
    }
    let plan = &question.plan;
    let claim = cases.claim(outcome.claim);
    let event = outcome.event.map(|event| event as usize);
    let row = |event: usize| claim.event_row(event);
    let of_kinds = |until: usize, kinds| (0..claim.len().min(until)).filter(move |event| claim.kinds(*event).meets(kinds)).filter_map(row);
    let whole_life = plan.asked == Asked::Claim || matches!((&plan.measure, plan.window.side), (Measure::Count, Side::Before));
    let mut rows: Vec<Row> =
        if whole_life { of_kinds(event.map_or(usize::MAX, |event| event + 1), plan.related).collect() } else { Vec::new() };
    if let Measure::Barred(limitation) = &plan.measure {
        let interrupting = limitation.interrupted_by.iter().fold(Kinds::NONE, |all, (kinds, _)| all | *kinds);
        rows.extend(of_kinds(usize::MAX, interrupting));
    }
    if let Measure::Accrued(accrual) = &plan.measure {
        rows.extend(of_kinds(event.unwrap_or(usize::MAX), vocabulary.moving()));
        rows.extend(of_kinds(usize::MAX, accrual.from).next());
    }
    // What is judged on the as-of date looks at the whole life.
    let until = event.filter(|_| !plan.asked.is_once()).unwrap_or(usize::MAX);
    // What is compared with it or added to it.
    rows.extend(of_kinds(until, plan.terms(vocabulary)));
    // What brought the claim into the state that was asked for.
    for state in plan.gates.iter().filter(|gate| matches!(gate, Gate::While(_))).flat_map(Gate::states) {
        rows.extend(of_kinds(until, vocabulary.moved_by(*state)));
    }
    rows.extend(event.and_then(row));
    rows.extend(outcome.other.and_then(|event| row(event as usize)));
    rows.extend(outcome.gap.and_then(|gap| claim.gaps().get(gap as usize)).map(|gap| gap.row));
    if rows.is_empty() {
        rows.extend(claim.row());
    }
    if outcome.gap.is_none() {
        let looked_at = plan.looks_at(vocabulary);
        rows.extend(claim.gaps().iter().filter(|gap| gap.kinds.meets(looked_at)).map(|gap| gap.row));
    }
    rows.sort_unstable();
    rows.dedup();
    let fields = match &plan.measure {
        Measure::Unrecorded(tests) => {
            let wanting = |test: &&super::FieldTest| is_recorded(test, claim, event) != Some(true);
            tests.iter().filter(wanting).map(|test| test.name.as_str()).collect()
        }
        _ => Vec::new(),
    };
    (rows, fields)
}
