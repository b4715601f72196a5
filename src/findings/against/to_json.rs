use serde_json::{Map, Value, json};

use super::{Affected, Against, Compared, Group, Told};
use crate::findings::to_json::tally;
use crate::plan::Verdict;

/// The stable form of a what-if; `schemas/against.json` describes it.
pub fn to_json(against: &Against) -> Value {
    json!({
        "rettesnor": env!("CARGO_PKG_VERSION"),
        "as_of": against.as_of.to_string(),
        "complete": against.complete,
        "strategy": {"id": against.strategy.0, "digest": against.strategy.1},
        "draft": {"id": against.draft.0, "digest": against.draft.1},
        "cases": {"name": against.cases, "claims": against.claims},
        "changed": affected(&against.changed),
        "more_breaches": affected(&against.more),
        "fewer_breaches": affected(&against.fewer),
        "clauses": against.rules.iter().map(compared).collect::<Vec<_>>(),
        "by_claim_type": against.by_claim_type.iter().map(group).collect::<Vec<_>>(),
        "by_debtor_kind": against.by_debtor_kind.iter().map(group).collect::<Vec<_>>(),
    })
}

fn affected(affected: &Affected) -> Value {
    json!({"activations": affected.activations, "claims": affected.claims, "amount": affected.amount})
}

fn compared(compared: &Compared) -> Value {
    let told = |told: &Option<Told>| {
        told.as_ref().map(|told| {
            let mut object = Map::new();
            object.insert("expected".to_owned(), told.expected.clone().into());
            object.extend(tally(&told.tally).map(|(key, number)| (key.to_owned(), number.into())));
            Value::Object(object)
        })
    };
    let name = |verdict: Option<Verdict>| verdict.map(Verdict::name);
    json!({
        "clause": compared.clause,
        "severity": compared.severity.name(),
        "strategy": told(&compared.before),
        "draft": told(&compared.after),
        "changed": affected(&compared.changed),
        "changes": compared.changes.iter().map(|change| json!({
            "from": name(change.from),
            "to": name(change.to),
            "activations": change.affected.activations,
            "claims": change.affected.claims,
            "amount": change.affected.amount,
        })).collect::<Vec<_>>(),
    })
}

fn group(group: &Group) -> Value {
    json!({
        "group": group.name,
        "claims": group.counts.map(|counts| counts.claims),
        "more_breaches": group.counts.map(|counts| counts.more),
        "fewer_breaches": group.counts.map(|counts| counts.fewer),
        "amount": group.counts.map(|counts| counts.amount),
    })
}

/// The JSON Schema of `against.json`: stable names, so that other programs can rely on them.
pub fn schema() -> Value {
    let text = |says: &str| json!({"type": "string", "description": says});
    let count = |says: &str| json!({"type": "integer", "minimum": 0, "description": says});
    let amount = "Minor units at stake, each claim once with the most that is at stake in it, as far as known.";
    let affected = |says: &str| {
        json!({
            "type": "object",
            "description": says,
            "required": ["activations", "claims", "amount"],
            "properties": {
                "activations": count("Activations."),
                "claims": count("Claims, each once."),
                "amount": {"type": "integer", "description": amount},
            },
        })
    };
    let counts = tally(&crate::plan::Tally::default());
    let mut properties = Map::new();
    properties.insert("expected".to_owned(), text("What is promised, in words."));
    properties.extend(counts.iter().map(|(key, _)| ((*key).to_owned(), count("Activations, as in findings.json."))));
    let required: Vec<&str> = std::iter::once("expected").chain(counts.iter().map(|(key, _)| *key)).collect();
    let told = |says: &str| json!({"type": ["object", "null"], "description": says, "required": required, "properties": properties});
    let names: Vec<Option<&str>> = Verdict::WORST_FIRST.iter().map(|verdict| Some(verdict.name())).chain([None]).collect();
    let verdict = |says: &str| json!({"enum": names, "description": says});
    let change = json!({
        "type": "object",
        "description": "One way in which verdicts change.",
        "required": ["from", "to", "activations", "claims", "amount"],
        "properties": {
            "from": verdict("The verdict with the strategy; none where there was no such activation."),
            "to": verdict("The verdict with the draft; none where there is no such activation."),
            "activations": count("Activations."),
            "claims": count("Claims, each once."),
            "amount": {"type": "integer", "description": amount},
        },
    });
    let clause = json!({
        "type": "object",
        "description": "A rule with the strategy and with the draft.",
        "required": ["clause", "severity", "strategy", "draft", "changed", "changes"],
        "properties": {
            "clause": text("`chapter/clause`, or `chapter/clause/1` where the clause has several rules."),
            "severity": {"enum": ["critical", "major", "minor"], "description": "How grave a breach is."},
            "strategy": told("With the strategy; none where only the draft has the rule."),
            "draft": told("With the draft; none where only the strategy has the rule."),
            "changed": affected("All changes together."),
            "changes": {"type": "array", "items": change, "description": "Which verdicts change to which, the most frequent first."},
        },
    });
    let optional = |says: &str| json!({"type": ["integer", "null"], "description": says});
    let group = json!({
        "type": "object",
        "description": "Breaches more and fewer in a group of claims; groups under 5 claims are one, without numbers if they are under 5 together.",
        "required": ["group", "claims", "more_breaches", "fewer_breaches", "amount"],
        "properties": {
            "group": {"type": ["string", "null"], "description": "The group in words; none for those under 5."},
            "claims": optional("Claims with breaches more or fewer."),
            "more_breaches": optional("Breached with the draft and not with the strategy."),
            "fewer_breaches": optional("Breached with the strategy and not with the draft."),
            "amount": optional("Minor units at stake in the claims with more breaches, each claim once, as far as known."),
        },
    });
    let groups = |says: &str| json!({"type": "array", "items": group, "description": says});
    let identity = |says: &str| json!({"type": "object", "description": says, "required": ["id", "digest"], "properties": {"id": text("Its id."), "digest": text("BLAKE3 over its text.")}});
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What a draft would have meant on a case set",
        "type": "object",
        "required": ["rettesnor", "as_of", "complete", "strategy", "draft", "cases", "changed", "more_breaches", "fewer_breaches", "clauses", "by_claim_type", "by_debtor_kind"],
        "properties": {
            "rettesnor": text("The program's version."),
            "as_of": text("The day on which both are judged."),
            "complete": {"type": "boolean", "description": "Whether every row could be placed with its claim."},
            "strategy": identity("The strategy."),
            "draft": identity("The draft, read as if it had the strategy's period."),
            "cases": {"type": "object", "description": "The case set.", "required": ["name", "claims"], "properties": {"name": text("Its name."), "claims": count("Claims.")}},
            "changed": affected("Activations with another verdict, or on one side only."),
            "more_breaches": affected("Breached with the draft and not with the strategy."),
            "fewer_breaches": affected("Breached with the strategy and not with the draft."),
            "clauses": {"type": "array", "items": clause, "description": "Every rule of either."},
            "by_claim_type": groups("Breaches more and fewer, by claim type."),
            "by_debtor_kind": groups("Breaches more and fewer, by kind of debtor."),
        },
    })
}
