use serde_json::{Map, Value, json};

use super::{Change, Changes, ClauseResult, Comparison, Finding, Findings, WaiverUse, reason_words};
use crate::plan::Tally;
use crate::prose::Lang;

/// The stable form of findings; `schemas/findings.json` describes it.
pub fn to_json(findings: &Findings) -> Value {
    let coverage = findings.coverage;
    let mut whole = json!({
        "rettesnor": env!("CARGO_PKG_VERSION"),
        "as_of": findings.as_of.map(|day| day.to_string()),
        "complete": findings.is_complete(),
        "masked": findings.masked,
        "strategy": {"id": findings.strategy.0, "digest": findings.strategy.1},
        "law": {"origin": if findings.law.0.is_empty() { "built-in" } else { findings.law.0.as_str() }, "digest": findings.law.1},
        "cases": cases(findings),
        "coverage": {
            "clauses": coverage.clauses(),
            "rule": coverage.rule,
            "measure": coverage.measure,
            "duty": coverage.duty,
            "attested": coverage.attested,
            "narrative": coverage.narrative,
        },
        "clauses": findings.clauses.iter().map(clause).collect::<Vec<_>>(),
        "waivers": findings.waivers.iter().map(waiver).collect::<Vec<_>>(),
        "findings": findings.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    if let (Some(comparison), Some(whole)) = (&findings.baseline, whole.as_object_mut()) {
        whole.insert("baseline".to_owned(), baseline(comparison));
    }
    whole
}

/// The earlier run, the counts, and what is gone; it stands after the findings, because only then it is known.
fn baseline(comparison: &Comparison) -> Value {
    let run = &comparison.run;
    let counts =
        |Changes { new, unchanged, changed, gone }: Changes| [("new", new), ("unchanged", unchanged), ("changed", changed), ("gone", gone)];
    let clauses = comparison.clauses.iter().map(|(clause, changes)| {
        let mut object = Map::from_iter([("clause".to_owned(), json!(clause))]);
        object.extend(counts(*changes).map(|(key, number)| (key.to_owned(), number.into())));
        Value::Object(object)
    });
    let gone =
        comparison.gone.iter().map(|gone| json!({"fingerprint": gone.fingerprint, "clause": gone.clause, "verdict": gone.verdict.name()}));
    json!({
        "as_of": Some(&run.as_of).filter(|day| !day.is_empty()),
        "strategy": {"id": run.strategy.0, "digest": run.strategy.1},
        "clauses": clauses.collect::<Vec<_>>(),
        "gone": gone.collect::<Vec<_>>(),
    })
}

fn cases(findings: &Findings) -> Value {
    let Some(cases) = &findings.cases else { return Value::Null };
    let places = |rows: &[(String, u32)]| rows.iter().map(|(file, line)| json!({"file": file, "line": line})).collect::<Vec<_>>();
    let rejected =
        cases.rejected.iter().map(|(file, line, reason)| json!({"file": file, "line": line, "reason": reason_words(reason, Lang::En)}));
    json!({
        "name": cases.name,
        "synthetic": cases.synthetic,
        "claims": cases.claims,
        "events": cases.events,
        "rejected": cases.rejected.len(),
        "rejected_rows": rejected.collect::<Vec<_>>(),
        "later": cases.later.len(),
        "later_rows": places(&cases.later),
        "repeated_rows": places(&cases.repeated),
        "control": cases.differences.iter().map(|one| json!({
            "table": if one.of_claims { "claims" } else { "events" },
            "total": if one.of_rows { "rows" } else { "sum" },
            "stated": one.stated,
            "found": one.found,
        })).collect::<Vec<_>>(),
        "digest": cases.digest,
    })
}

fn clause(clause: &ClauseResult) -> Value {
    let mut object = Map::new();
    for (key, value) in [
        ("clause", json!(clause.address)),
        ("kept", json!(clause.kept)),
        ("rule", json!(clause.rule)),
        ("law", json!(clause.is_law)),
        ("severity", json!(clause.severity.name())),
        ("expected", json!(clause.expected)),
    ] {
        object.insert(key.to_owned(), value);
    }
    for (key, number) in tally(&clause.tally) {
        object.insert(key.to_owned(), number.into());
    }
    object.insert("claims_breached".to_owned(), clause.claims_breached.into());
    object.insert("amount_breached".to_owned(), clause.amount_breached.into());
    Value::Object(object)
}

fn waiver(one: &WaiverUse) -> Value {
    let WaiverUse { waiver, used, .. } = one;
    json!({
        "id": waiver.id,
        "clause": waiver.clause,
        "approver": waiver.approver,
        "from": waiver.days.0.to_string(),
        "until": waiver.days.1.to_string(),
        "review": waiver.review.map(|day| day.to_string()),
        "cap": waiver.cap.map(|cap| json!({"number": cap.number, "amount": cap.amount})),
        "compensating": waiver.compensating,
        "used": {"number": used.number, "amount": used.amount},
        "over": {"number": used.over, "amount": used.over_amount},
        "after_last_day": used.after,
        "not_compensated": used.uncompensated,
        "amount_unknown": used.untold,
        "status": one.status().name(),
        "remarks": one.remarks.iter().map(|status| status.name()).collect::<Vec<_>>(),
    })
}

/// The counts of a tally by their names in files.
pub(super) fn tally(tally: &Tally) -> [(&'static str, u64); 9] {
    [
        ("activations", tally.activations()),
        ("met", tally.met),
        ("breached", tally.breached),
        ("late", tally.late),
        ("missing", tally.missing),
        ("waived", tally.waived),
        ("not_applicable", tally.not_applicable),
        ("not_yet_due", tally.not_yet_due),
        ("unknown", tally.unknown),
    ]
}

fn finding(finding: &Finding) -> Value {
    let law = finding.law.iter().map(|(address, day, value)| json!({"parameter": address, "on": day.to_string(), "value": value}));
    let mut object = json!({
        "fingerprint": finding.fingerprint,
        "clause": finding.clause,
        "verdict": finding.verdict.name(),
        "kind": finding.lapse.name(),
        "claim": finding.claim,
        "date": finding.date.map(|day| day.to_string()),
        "last_day": finding.last_day.map(|day| day.to_string()),
        "actual": finding.actual,
        "amount": finding.amount,
        "law": law.collect::<Vec<_>>(),
        "basis": finding.basis,
        "waiver": finding.waiver,
        "evidence": finding.evidence.iter().map(|(file, line)| json!({"file": file, "line": line})).collect::<Vec<_>>(),
    });
    if let (Some(change), Some(object)) = (finding.change, object.as_object_mut()) {
        object.insert("baseline".to_owned(), change.name().into());
        let was = if let Change::Changed(verdict) = change { Some(verdict.name()) } else { None };
        object.insert("was".to_owned(), was.into());
    }
    object
}
