use serde_json::{Value, json};

use super::Remedies;

/// The remedies as `findings.json` has them; nothing where nobody keeps account of them.
pub(in crate::findings) fn to_json(remedies: &Remedies) -> Value {
    if !remedies.is_kept {
        return Value::Null;
    }
    let entries = remedies.entries.iter().map(|one| {
        json!({
            "finding": one.remedy.finding,
            "clause": one.found.as_ref().map(|(clause, _)| clause),
            "verdict": one.found.as_ref().map(|(_, verdict)| verdict.name()),
            "owner": one.remedy.owner,
            "due": one.remedy.due.to_string(),
            "status": one.remedy.status.name(),
            "date": one.remedy.date.map(|day| day.to_string()),
            "evidence": one.remedy.evidence,
            "note": one.remedy.note,
            "state": one.state.name(),
        })
    });
    json!({"unassigned": remedies.unassigned, "entries": entries.collect::<Vec<_>>()})
}
