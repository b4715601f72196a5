use serde_json::{Value, json};

use super::Entry;

/// What is owed, as JSON.
pub fn to_json(entries: &[Entry]) -> Vec<Value> {
    let told = entries.iter().map(|one| {
        json!({
            "kind": one.kind.name(),
            "of": one.of,
            "id": one.id,
            "what": one.what,
            "for": one.unit,
            "last_day": one.last,
            "time": one.time,
            "binding": one.is_binding,
            "who": one.who,
            "recipient": one.recipient,
            "contents": one.contents,
            "attached_to": one.attached_to,
            "clause": one.clause,
            "file": one.file,
            "line": one.line,
            "verdict": one.verdict,
            "lapse": one.lapse.name(),
            "status": one.status,
            "notes": one.notes,
        })
    });
    told.collect()
}
