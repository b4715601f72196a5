use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::findings::Findings;
use crate::governance::RemedyState;
use crate::prose::Voice;
use crate::quantity::Day;
use crate::strategy::Strategy;

/// What is done about the findings, role by role, as counts; `null` where nobody keeps account of it.
pub(super) fn remedies(strategy: &Strategy, findings: &Findings, voice: &Voice) -> Value {
    if !findings.remedies.is_kept {
        return Value::Null;
    }
    let mut owners: BTreeMap<&str, (BTreeMap<RemedyState, i64>, Option<Day>)> = BTreeMap::new();
    for one in &findings.remedies.entries {
        let (states, next) = owners.entry(strategy.role(&one.remedy.owner)).or_default();
        *states.entry(one.state).or_default() += 1;
        if one.state == RemedyState::Open {
            *next = Some(next.map_or(one.remedy.due, |next: Day| next.min(one.remedy.due)));
        }
    }
    let rows = owners.iter().map(|(owner, (states, next))| {
        let count = |of: &[RemedyState]| match of.iter().filter_map(|state| states.get(state)).sum() {
            0 => "–".to_owned(),
            number => voice.number(number),
        };
        json!({
            "owner": owner,
            "overdue": count(&[RemedyState::Overdue]),
            "open": count(&[RemedyState::Open]),
            "closed": count(&[RemedyState::Done, RemedyState::DoneLate, RemedyState::Accepted]),
            "late": count(&[RemedyState::DoneLate]),
            "gone": count(&[RemedyState::Gone]),
            "next": next.map(|day| voice.day(day)),
        })
    });
    json!({
        "rows": rows.collect::<Vec<_>>(),
        "unassigned": voice.number(i64::try_from(findings.remedies.unassigned).unwrap_or(i64::MAX)),
        "overdue": findings.remedies.of(RemedyState::Overdue).len(),
    })
}
