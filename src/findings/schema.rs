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
        "description": "One activation that is breached, waived or unknown, or whose last day is near.",
        "required": ["fingerprint", "clause", "verdict", "kind", "claim", "date", "last_day", "actual", "amount", "law", "basis", "waiver", "evidence"],
        "properties": {
            "fingerprint": text("Stays the same from run to run under the same key."),
            "clause": text("`chapter/clause`, or `chapter/clause/1`; `adoption` for the strategy as a whole, which no tally counts."),
            "verdict": {"enum": ["breached", "waived", "unknown", "not_yet_due"], "description": "The verdict; `not_yet_due` with the kind `alarm` only."},
            "kind": {"enum": ["late", "missing", "other", "alarm", "expired", "overdrawn", null], "description": "How it was broken, or that its last day is near; `expired` and `overdrawn` are of a waiver that practice went beyond, and in no tally."},
            "claim": optional("The claim; none for a duty, a waiver, a debtor, a year or a share, masked where its column is personal."),
            "date": optional("The activation's day; none where it could not be read."),
            "last_day": optional("The last day on which it could be kept."),
            "actual": text("What was found, in words."),
            "amount": {"type": ["integer", "null"], "description": "Minor units at stake; none where the data does not tell."},
            "law": {"type": "array", "items": law, "description": "Values of the law that were used."},
            "basis": {"type": "array", "items": {"type": "string"}, "description": "The law it rests on."},
            "waiver": optional("The exception that covers it."),
            "evidence": places("The rows it rests on."),
            "baseline": {"enum": ["new", "unchanged", "changed"], "description": "How it differs from the earlier run; only with `--baseline`."},
            "was": {"enum": ["breached", "waived", "unknown", "not_yet_due", null], "description": "The verdict of the earlier run, where it has changed; only with `--baseline`."},
        },
    });
    let number_amount = |says: &str| {
        json!({
            "type": "object",
            "description": says,
            "required": ["number", "amount"],
            "properties": {"number": count("Activations."), "amount": count("Minor units at stake, as far as known.")},
        })
    };
    let statuses = ["overdrawn", "expired", "review_passed", "unused", "not_begun", "ended", "in_use"];
    let waiver = json!({
        "type": "object",
        "description": "An exception, and what became of it by the as-of date.",
        "required": ["id", "clause", "approver", "from", "until", "review", "cap", "compensating", "used", "over", "after_last_day", "not_compensated", "amount_unknown", "status", "remarks"],
        "properties": {
            "id": text("Its id."),
            "clause": text("The clause that it excepts from."),
            "approver": text("The role that granted it."),
            "from": text("Its first day, inclusive."),
            "until": text("Its last day, inclusive."),
            "review": optional("The last day on which it was to be looked at again."),
            "cap": {
                "type": ["object", "null"],
                "description": "How much it may cover.",
                "required": ["number", "amount"],
                "properties": {
                    "number": {"type": ["integer", "null"], "description": "Activations."},
                    "amount": {"type": ["integer", "null"], "description": "Minor units at stake."},
                },
            },
            "compensating": optional("The clause that must be met instead."),
            "used": number_amount("What it covers."),
            "over": number_amount("Breaches that nothing covers because its cap is reached."),
            "after_last_day": count("Breaches that nothing covers because they lie after its last day."),
            "not_compensated": count("Breaches that nothing covers because its compensating clause is not met for the claim, or cannot be judged."),
            "amount_unknown": count("Breaches that nothing covers because it has a cap in money and what is at stake is unknown."),
            "status": {"enum": statuses, "description": "The gravest of the remarks."},
            "remarks": {"type": "array", "items": {"enum": statuses}, "description": "What is to be said of it, the gravest first."},
        },
    });
    let remedy = json!({
        "type": "object",
        "description": "What is done about a finding.",
        "required": ["finding", "clause", "verdict", "owner", "due", "status", "date", "evidence", "note", "state"],
        "properties": {
            "finding": text("The finding's fingerprint."),
            "clause": optional("Its clause; none where the run has no such finding."),
            "verdict": optional("Its verdict."),
            "owner": text("The role that answers for it."),
            "due": text("The last day, inclusive."),
            "status": {"enum": ["open", "under_way", "done", "accepted"], "description": "How far it is, as written and as known on the day of judging."},
            "date": optional("The day on which it was done or accepted."),
            "evidence": optional("Where that can be seen."),
            "note": optional("What is done, or why nothing is."),
            "state": {"enum": ["overdue", "open", "done_late", "done", "accepted", "gone"], "description": "What became of it by the day of judging."},
        },
    });
    let remedies = json!({
        "type": ["object", "null"],
        "description": "What is done about the findings; none where nobody keeps account of it.",
        "required": ["unassigned", "entries"],
        "properties": {
            "unassigned": count("Breaches about which nothing is done."),
            "entries": {"type": "array", "items": remedy, "description": "Each finding that somebody answers for, in the order of the file."},
        },
    });
    let cases = json!({
        "type": ["object", "null"],
        "description": "What the case set held.",
        "required": ["name", "synthetic", "claims", "events", "rejected", "rejected_rows", "later", "later_rows", "repeated_rows", "control", "digest", "description"],
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
            "description": text("BLAKE3 over the text of the case description."),
        },
    });
    let decision = |says: &str| {
        json!({
            "type": ["object", "null"],
            "description": says,
            "required": ["body", "date", "outcome"],
            "properties": {
                "body": text("The body."),
                "date": text("The day."),
                "outcome": {"enum": crate::governance::Outcome::ALL.map(crate::governance::Outcome::name), "description": "What it decided."},
            },
        })
    };
    let standing = json!({
        "type": "object",
        "description": "How far the strategy was on its way on the day of judging, as its decisions say.",
        "required": ["status", "adopter", "endorsements", "adoption", "sealed", "days_without", "meanwhile", "successor"],
        "properties": {
            "status": {"enum": ["draft", "recommended", "adopted", "in_force", "superseded"], "description": "How far it was."},
            "adopter": optional("The body that adopts: the last one on the route."),
            "endorsements": {"type": "array", "items": decision("What another body recommended."), "description": "What other bodies recommended, by date."},
            "adoption": decision("The decision by which it was adopted."),
            "sealed": {"type": "boolean", "description": "Whether the text is sealed."},
            "days_without": {"type": ["integer", "null"], "description": "So many days of its period went on without an adoption; none where it came in time or nobody keeps account of decisions."},
            "meanwhile": {
                "type": ["object", "null"],
                "description": "The strategy before it, which held meanwhile.",
                "required": ["title", "text", "adopted"],
                "properties": {
                    "title": text("Its title."),
                    "text": {"type": "boolean", "description": "Whether its text is at hand."},
                    "adopted": optional("The day on which it was adopted, where that is known."),
                },
            },
            "successor": {
                "type": ["object", "null"],
                "description": "The strategy that replaced it.",
                "required": ["title", "from"],
                "properties": {"title": text("Its title."), "from": text("The first day on which it was in force.")},
            },
        },
    });
    let strategy = json!({"type": "object", "description": "The strategy.", "required": ["id", "digest"], "properties": {"id": text("Its id."), "digest": text("BLAKE3 over its text.")}});
    let baseline = json!({
        "type": "object",
        "description": "The earlier run, and how this one differs from it; only with `--baseline`.",
        "required": ["as_of", "strategy", "clauses", "gone"],
        "properties": {
            "as_of": optional("The day on which the earlier run was judged."),
            "strategy": strategy,
            "clauses": {
                "type": "array",
                "description": "Counts for every clause with findings in either run.",
                "items": {
                    "type": "object",
                    "required": ["clause", "new", "unchanged", "changed", "gone"],
                    "properties": {
                        "clause": text("`chapter/clause`, or `chapter/clause/1`."),
                        "new": count("Findings that the earlier run does not have."),
                        "unchanged": count("Findings with the same verdict in both runs."),
                        "changed": count("Findings with another verdict than in the earlier run."),
                        "gone": count("Findings of the earlier run that are findings no more."),
                    },
                },
            },
            "gone": {
                "type": "array",
                "description": "Findings of the earlier run that are findings no more.",
                "items": {
                    "type": "object",
                    "required": ["fingerprint", "clause", "verdict"],
                    "properties": {
                        "fingerprint": text("Its fingerprint."),
                        "clause": text("`chapter/clause`, or `chapter/clause/1`."),
                        "verdict": {"enum": ["breached", "waived", "unknown", "not_yet_due"], "description": "The verdict then."},
                    },
                },
            },
        },
    });
    let stake = |says: &str| {
        json!({
            "type": "object",
            "description": says,
            "required": ["claims", "amount", "amount_unknown"],
            "properties": {
                "claims": count("Claims."),
                "amount": count("Minor units: their balance on the deadline or so far, as far as known."),
                "amount_unknown": count("Of the claims, those whose balance the data does not tell."),
            },
        })
    };
    let horizon = json!({
        "type": "object",
        "description": "The claims of a rule about limitation by the month of their deadline.",
        "required": ["clause", "months"],
        "properties": {
            "clause": text("`chapter/clause`, or `chapter/clause/1`."),
            "months": {
                "type": "array",
                "description": "The months that have claims, the earliest first.",
                "items": {
                    "type": "object",
                    "required": ["month", "open", "barred"],
                    "properties": {
                        "month": text("Year and month: `2026-12`."),
                        "open": stake("Open, with a deadline on the as-of date or later."),
                        "barred": stake("Time-barred: the deadline passed before the claim was closed. Waivers are not looked at."),
                    },
                },
            },
        },
    });
    let measure = super::measured::schema();
    let ways = ["clauses", "rule", "measure", "duty", "attested", "narrative"];
    let coverage: serde_json::Map<String, Value> = ways.iter().map(|way| ((*way).to_owned(), count("Clauses."))).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Findings of a strategy on a case set",
        "type": "object",
        "required": ["rettesnor", "as_of", "complete", "masked", "strategy", "law", "standing", "cases", "coverage", "clauses", "waivers", "remedies", "horizon", "measures", "findings"],
        "properties": {
            "rettesnor": text("The program's version."),
            "as_of": optional("The day on which it was judged."),
            "complete": {"type": "boolean", "description": "Whether every row could be placed with its claim."},
            "masked": {"type": "boolean", "description": "Whether values of personal columns are masked."},
            "strategy": strategy,
            "law": {"type": "object", "description": "The law that was used.", "required": ["origin", "digest"], "properties": {"origin": text("`built-in`, or the folder."), "digest": text("BLAKE3 over its texts.")}},
            "standing": standing,
            "cases": cases,
            "coverage": {"type": "object", "description": "How many clauses are kept in which way.", "required": ways, "properties": coverage},
            "clauses": {"type": "array", "items": clause, "description": "Every clause, a rule at a time."},
            "waivers": {"type": "array", "items": waiver, "description": "Every exception, in the order of the file."},
            "remedies": remedies,
            "horizon": {"type": "array", "items": horizon, "description": "Every rule about limitation, in the order of the document."},
            "measures": {"type": "array", "items": measure, "description": "Every key figure that was counted from the cases, in the order of the document."},
            "findings": {"type": "array", "items": finding, "description": "Every activation that is breached, waived or unknown, or whose last day is near, and every exception that practice went beyond."},
            "baseline": baseline,
        },
    })
}
