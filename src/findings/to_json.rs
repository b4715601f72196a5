use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::to_csv::{HEADINGS, Rows};
use super::{Change, Changes, ClauseResult, Comparison, Finding, Findings, Judged, WaiverUse, reason_words};
use super::{measured, remedied, standing};
use crate::plan::{Horizon, Stake, Tally};
use crate::prose::Lang;
use crate::quantity::Day;

/// Bytes that some findings take, most often.
const ROOM: usize = 1 << 19;

/// Writes findings in their stable form, which `schemas/findings.json` describes, and in the same pass as CSV where that is wanted too.
///
/// Every finding stands on a line of its own, and none is held longer than it takes to write it.
///
/// # Errors
/// One of the two cannot be written.
pub fn write_json(judged: &Judged<'_>, json: &mut (dyn Write + Send), mut csv: Option<&mut (dyn Write + Send)>) -> io::Result<()> {
    if let Some(csv) = &mut csv {
        let mut heading = Rows::new();
        heading.row(HEADINGS);
        csv.write_all(&heading.bytes())?;
    }
    let whole = to_json(&Findings { findings: Vec::new(), ..judged.findings.clone() });
    for (index, (key, value)) in whole.as_object().into_iter().flatten().enumerate() {
        json.write_all(if index == 0 { b"{\n" } else { b",\n" })?;
        write!(json, "  {}: ", Value::from(key.as_str()))?;
        if key == "findings" && judged.has_findings() {
            json.write_all(b"[")?;
            let mut first = SkipFirst { out: json, skipped: false };
            match csv {
                Some(csv) => {
                    let say = |findings: &mut dyn Iterator<Item = Finding>| {
                        let (mut json, mut csv) = (Vec::with_capacity(ROOM), Rows::new());
                        for finding in findings {
                            line(&finding, &mut json);
                            csv.finding(&finding);
                        }
                        [json, csv.bytes()]
                    };
                    judged.write(say, [&mut first, csv])?;
                }
                None => {
                    let say = |findings: &mut dyn Iterator<Item = Finding>| {
                        let mut json = Vec::with_capacity(ROOM);
                        findings.for_each(|finding| line(&finding, &mut json));
                        [json]
                    };
                    judged.write(say, [&mut first])?;
                }
            }
            json.write_all(b"\n  ]")?;
            return rest(&whole, json);
        }
        json.write_all(format!("{value:#}").replace('\n', "\n  ").as_bytes())?;
    }
    json.write_all(b"\n}\n")
}

/// The stable form as a value, with those findings that it holds itself.
pub fn to_json(findings: &Findings) -> Value {
    let coverage = findings.coverage;
    let mut whole = json!({
        "rettesnor": env!("CARGO_PKG_VERSION"),
        "as_of": findings.as_of.map(|day| day.to_string()),
        "complete": findings.is_complete(),
        "masked": findings.masked,
        "strategy": {"id": findings.strategy.0, "digest": findings.strategy.1},
        "law": {"origin": if findings.law.0.is_empty() { "built-in" } else { findings.law.0.as_str() }, "digest": findings.law.1},
        "standing": standing::to_json(&findings.standing),
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
        "remedies": remedied::to_json(&findings.remedies),
        "horizon": findings.horizons.iter().map(horizon).collect::<Vec<_>>(),
        "measures": findings.measures.iter().map(measured::to_json).collect::<Vec<_>>(),
        "findings": findings.findings.iter().map(|finding| json!(Line::of(finding))).collect::<Vec<_>>(),
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
        "description": cases.description,
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
    object.insert("claims_breached".to_owned(), clause.tally.claims_breached.into());
    object.insert("amount_breached".to_owned(), clause.tally.amount_breached.into());
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

fn horizon((clause, horizon): &(String, Horizon)) -> Value {
    let stake = |stake: Stake| json!({"claims": stake.claims, "amount": stake.amount, "amount_unknown": stake.untold});
    let months = horizon.months().map(|(year, month, counted)| {
        json!({"month": format!("{year:04}-{month:02}"), "open": stake(counted.open), "barred": stake(counted.barred)})
    });
    json!({"clause": clause, "months": months.collect::<Vec<_>>()})
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

/// A finding as it stands in the list.
#[derive(Serialize)]
struct Line<'f> {
    fingerprint: &'f str,
    clause: &'f str,
    verdict: &'static str,
    kind: Option<&'static str>,
    claim: Option<&'f str>,
    date: Option<Day>,
    last_day: Option<Day>,
    actual: &'f str,
    amount: Option<i64>,
    law: Vec<LawLine<'f>>,
    basis: &'f [String],
    waiver: Option<&'f str>,
    evidence: Vec<RowLine<'f>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: Option<&'static str>,
    /// The verdict before; not written without a baseline, and `null` where it has not changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    was: Option<Option<&'static str>>,
}

#[derive(Serialize)]
struct LawLine<'f> {
    parameter: &'f str,
    on: String,
    value: &'f str,
}

#[derive(Serialize)]
struct RowLine<'f> {
    file: &'f str,
    line: u32,
}

impl<'f> Line<'f> {
    fn of(finding: &'f Finding) -> Self {
        let was = |change| if let Change::Changed(verdict) = change { Some(verdict.name()) } else { None };
        Self {
            fingerprint: &finding.fingerprint,
            clause: &finding.clause,
            verdict: finding.verdict.name(),
            kind: finding.lapse.name(),
            claim: finding.claim.as_deref(),
            date: finding.date,
            last_day: finding.last_day,
            actual: &finding.actual,
            amount: finding.amount,
            law: finding
                .law
                .iter()
                .map(|used| LawLine { parameter: &used.parameter, on: used.occasion.on.to_string(), value: &used.value })
                .collect(),
            basis: &finding.basis,
            waiver: finding.waiver.as_deref(),
            evidence: finding.evidence.iter().map(|(file, line)| RowLine { file, line: *line }).collect(),
            baseline: finding.change.map(Change::name),
            was: finding.change.map(was),
        }
    }
}

/// A finding as `findings.json` has it.
pub fn finding_json(finding: &Finding) -> Value {
    json!(Line::of(finding))
}

/// A finding on a line of its own, with the comma that parts it from the one before.
fn line(finding: &Finding, out: &mut Vec<u8>) {
    out.extend_from_slice(b",\n    ");
    let written = serde_json::to_writer(&mut *out, &Line::of(finding));
    debug_assert!(written.is_ok(), "memory does not refuse");
}

/// What stands behind the findings, and the end.
fn rest(whole: &Value, json: &mut dyn Write) -> io::Result<()> {
    let behind = whole.as_object().into_iter().flatten().skip_while(|(key, _)| *key != "findings").skip(1);
    for (key, value) in behind {
        write!(json, ",\n  {}: {}", Value::from(key.as_str()), format!("{value:#}").replace('\n', "\n  "))?;
    }
    json.write_all(b"\n}\n")
}

/// Leaves out the first byte: the comma before the first finding.
struct SkipFirst<'w> {
    out: &'w mut (dyn Write + Send),
    skipped: bool,
}

impl Write for SkipFirst<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let (false, Some((_, rest))) = (self.skipped, bytes.split_first()) {
            self.skipped = true;
            self.out.write_all(rest)?;
            return Ok(bytes.len());
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
