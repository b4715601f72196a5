use serde_json::{Value, json};

use super::{Change, ClauseDiff, Diff, Edition, Example, Point, Told};
use crate::prose::{Fact, Voice};
use crate::strategy::Coverage;

impl Diff {
    /// Writes the differences as JSON; values are in words of the voice, days as `2026-01-31`.
    pub fn to_json(&self, voice: &Voice) -> Value {
        let counts: serde_json::Map<String, Value> =
            Change::ALL.iter().map(|change| (change.name().to_owned(), json!(self.count(*change)))).collect();
        json!({
            "before": edition(&self.before),
            "after": edition(&self.after),
            "counts": counts,
            "clauses": self.clauses.iter().map(|clause| one(clause, voice)).collect::<Vec<_>>(),
            "claim_types": self.claim_types.iter().map(|one| json!({"id": one.id, "name": one.name, "change": one.change.name()})).collect::<Vec<_>>(),
        })
    }
}

fn edition(edition: &Edition) -> Value {
    let Coverage { rule, measure, duty, attested, narrative } = edition.coverage;
    json!({
        "id": edition.id,
        "title": edition.title,
        "period": {"from": edition.period.0.to_string(), "to": edition.period.1.to_string()},
        "coverage": {"clauses": edition.coverage.clauses(), "rule": rule, "measure": measure, "duty": duty, "attested": attested, "narrative": narrative},
        "law": edition.law,
    })
}

fn one(clause: &ClauseDiff, voice: &Voice) -> Value {
    json!({
        "change": clause.change.name(),
        "before": clause.before.as_ref().map(told),
        "after": clause.after.as_ref().map(told),
        "points": clause.points.iter().map(|one| point(one, voice)).collect::<Vec<_>>(),
    })
}

fn told(told: &Told) -> Value {
    json!({"clause": told.address, "number": told.number, "heading": told.heading, "text": told.text, "kept": told.kept})
}

fn point(point: &Point, voice: &Voice) -> Value {
    let said = |fact: &Option<Fact>| fact.as_ref().map(|fact| voice.fact(fact));
    json!({
        "what": point.what.name(),
        "effect": point.effect.name(),
        "before": said(&point.before),
        "after": said(&point.after),
        "example": point.example.as_ref().map(|one| example(one, voice)),
    })
}

fn example(example: &Example, voice: &Voice) -> Value {
    let said = |fact: &Fact| voice.fact(fact);
    match example {
        Example::Apart { first, on, then, then_on } => {
            json!({"first": said(first), "on": on.to_string(), "then": said(then), "then_on": then_on.to_string()})
        }
        Example::Value(value) => json!({"value": said(value)}),
        Example::Reached(value) => json!({"reached": said(value)}),
        Example::ClaimType(name) => json!({"claim_type": said(name)}),
        Example::State(state) => json!({"state": said(state)}),
        Example::Day(day) => json!({"day": day.to_string()}),
        Example::Owed { until, before, after } => json!({"until": until.to_string(), "before": before, "after": after}),
    }
}
