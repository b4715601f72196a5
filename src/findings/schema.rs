use serde_json::{Value, json};

/// The JSON Schema of `findings.json`: stable names, so that other programs can rely on them.
pub fn schema() -> Value {
    let text = |says: &str| json!({"type": "string", "description": says});
    let optional = |says: &str| json!({"type": ["string", "null"], "description": says});
    let count = |says: &str| json!({"type": "integer", "minimum": 0, "description": says});
    let place = json!({
        "type": "object",
        "description": "Where a row stands.",
        "required": ["file", "line"],
        "properties": {"file": text("The file."), "line": count("The line, from 1; in a log the event's number."), "reason": text("Why it was refused.")},
    });
    let places = |says: &str| json!({"type": "array", "description": says, "items": place});
    let clause = json!({
        "type": "object",
        "description": "The verdicts of a clause, or of one rule of a clause that has several.",
        "required": ["clause", "kept", "rule", "law", "severity", "expected", "activations", "met", "breached", "late", "missing", "waived", "not_applicable", "not_yet_due", "unknown", "claims_breached", "amount_breached"],
        "properties": {
            "clause": text("`chapter/clause`, or `chapter/clause/1` where the clause has several rules."),
            "kept": {"enum": ["rule", "measure", "duty", "attested", "narrative"], "description": "How it is kept."},
            "rule": optional("The rule kind."),
            "law": {"type": "boolean", "description": "Whether it states law and not policy."},
            "severity": {"enum": ["critical", "major", "minor"], "description": "How grave a breach is."},
            "expected": text("What is promised, in words."),
            "activations": count("All activations."),
            "met": count("Kept."),
            "breached": count("Not kept; late, missing and other together."),
            "late": count("Of the breached ones: came after the last day."),
            "missing": count("Of the breached ones: did not come."),
            "waived": count("Not kept, with an exception."),
            "not_applicable": count("Shut out by a state, or nothing to measure."),
            "not_yet_due": count("Not kept yet; the last day has not passed."),
            "unknown": count("The data does not tell."),
            "claims_breached": count("Claims with at least one breach."),
            "amount_breached": {"type": "integer", "description": "Minor units at stake in the breaches, as far as known."},
        },
    });
    let law = json!({
        "type": "object",
        "description": "A value of the law that was used.",
        "required": ["parameter", "on", "value"],
        "properties": {"parameter": text("Its address."), "on": text("The day it was read on."), "value": text("The value in words.")},
    });
    let finding = json!({
        "type": "object",
        "description": "One activation that is breached, waived or unknown.",
        "required": ["fingerprint", "clause", "verdict", "kind", "claim", "date", "last_day", "actual", "amount", "law", "basis", "waiver", "evidence"],
        "properties": {
            "fingerprint": text("Stays the same from run to run under the same key."),
            "clause": text("`chapter/clause`, or `chapter/clause/1`."),
            "verdict": {"enum": ["breached", "waived", "unknown"], "description": "The verdict."},
            "kind": {"enum": ["late", "missing", "other", null], "description": "How it was broken."},
            "claim": optional("The claim; none for a duty, a debtor, a year or a share, masked where its column is personal."),
            "date": optional("The activation's day; none where it could not be read."),
            "last_day": optional("The last day on which it could be kept."),
            "actual": text("What was found, in words."),
            "amount": {"type": ["integer", "null"], "description": "Minor units at stake; none where the data does not tell."},
            "law": {"type": "array", "items": law, "description": "Values of the law that were used."},
            "basis": {"type": "array", "items": {"type": "string"}, "description": "The law it rests on."},
            "waiver": optional("The exception that covers it."),
            "evidence": places("The rows it rests on."),
        },
    });
    let cases = json!({
        "type": ["object", "null"],
        "description": "What the case set held.",
        "required": ["name", "synthetic", "claims", "events", "rejected", "rejected_rows", "later", "later_rows", "repeated_rows", "control", "digest"],
        "properties": {
            "name": text("Its name."),
            "synthetic": {"type": "boolean", "description": "Whether it is made up."},
            "claims": count("Claims."),
            "events": count("Events on or before the as-of date, the claims table's dates among them."),
            "rejected": count("Rows that were refused."),
            "rejected_rows": places("The refused rows, each with its reason."),
            "later": count("Rows after the as-of date, left out."),
            "later_rows": places("Those rows."),
            "repeated_rows": places("Rows that stand twice, word for word; both are counted."),
            "control": {
                "type": "array",
                "description": "Totals that differ from those that the source states.",
                "items": {
                    "type": "object",
                    "required": ["table", "total", "stated", "found"],
                    "properties": {
                        "table": {"enum": ["claims", "events"], "description": "Which table."},
                        "total": {"enum": ["rows", "sum"], "description": "Rows, or a sum in minor units."},
                        "stated": {"type": "integer", "description": "What the source states."},
                        "found": {"type": "integer", "description": "What was read."},
                    },
                },
            },
            "digest": text("BLAKE3 over the data files."),
        },
    });
    let ways = ["clauses", "rule", "measure", "duty", "attested", "narrative"];
    let coverage: serde_json::Map<String, Value> = ways.iter().map(|way| ((*way).to_owned(), count("Clauses."))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of a strategy on a case set",
        "type": "object",
        "required": ["rettesnor", "as_of", "complete", "strategy", "law", "cases", "coverage", "clauses", "findings"],
        "properties": {
            "rettesnor": text("The program's version."),
            "as_of": optional("The day on which it was judged."),
            "complete": {"type": "boolean", "description": "Whether every row could be placed with its claim."},
            "strategy": {"type": "object", "description": "The strategy.", "required": ["id", "digest"], "properties": {"id": text("Its id."), "digest": text("BLAKE3 over its text.")}},
            "law": {"type": "object", "description": "The law that was used.", "required": ["origin", "digest"], "properties": {"origin": text("`built-in`, or the folder."), "digest": text("BLAKE3 over its texts.")}},
            "cases": cases,
            "coverage": {"type": "object", "description": "How many clauses are kept in which way.", "required": ways, "properties": coverage},
            "clauses": {"type": "array", "items": clause, "description": "Every clause, a rule at a time."},
            "findings": {"type": "array", "items": finding, "description": "Every activation that is breached, waived or unknown."},
        },
    })
}
