use std::collections::BTreeMap;

use serde_json::Value;

/// So many findings and clauses are named; of more, how many.
const NAMED: usize = 5;

/// What differs between the findings of a pack and those that judging again gives: what they rest on, tallies, single findings.
pub(super) fn differences(then: &Value, now: &Value) -> Vec<String> {
    let mut said = Vec::new();
    for (pointer, name) in [
        ("/rettesnor", "the program"),
        ("/as_of", "as-of date"),
        ("/strategy/digest", "digest of the strategy"),
        ("/law/origin", "place of the law"),
        ("/law/digest", "digest of the law"),
        ("/cases/description", "digest of the case description"),
        ("/cases/digest", "digest of the data"),
        ("/cases/claims", "claims"),
        ("/cases/events", "events"),
        ("/cases/rejected", "rows refused"),
        ("/masked", "masked"),
    ] {
        let (then, now) = (then.pointer(pointer), now.pointer(pointer));
        if then != now {
            said.push(format!("{name}: the pack says {}, judged again {}", shown(then), shown(now)));
        }
    }
    said.extend(clauses(then, now));
    said.extend(findings(then, now));
    said
}

fn shown(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) if text.chars().count() > 30 => format!("{}…", text.chars().take(23).collect::<String>()),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => "nothing".to_owned(),
    }
}

/// The members of a list by a key of theirs.
fn by<'v>(whole: &'v Value, list: &str, key: &str) -> BTreeMap<&'v str, &'v Value> {
    let items = whole.get(list).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(|item| Some((item.get(key)?.as_str()?, item))).collect()
}

/// The keys of two members under which they do not hold the same.
fn keys<'v>(then: &'v Value, now: &'v Value) -> Vec<&'v str> {
    let all = [then, now].into_iter().filter_map(Value::as_object).flatten().map(|(key, _)| key.as_str());
    let all: std::collections::BTreeSet<&str> = all.collect();
    all.into_iter().filter(|key| then.get(*key) != now.get(*key)).collect()
}

/// The clauses whose counts or words differ.
fn clauses(then: &Value, now: &Value) -> Vec<String> {
    let (then, now) = (by(then, "clauses", "clause"), by(now, "clauses", "clause"));
    let names: std::collections::BTreeSet<&str> = then.keys().chain(now.keys()).copied().collect();
    let differ = names.into_iter().filter_map(|name| match (then.get(name), now.get(name)) {
        (Some(then), Some(now)) if then == now => None,
        (Some(then), Some(now)) => {
            let parts = keys(then, now).into_iter().map(|key| match (then.get(key), now.get(key)) {
                (Some(then), Some(now)) => format!("{key} {} is {}", shown(Some(then)), shown(Some(now))),
                (None, now) => format!("the pack does not say {key}, which is {}", shown(now)),
                (Some(then), None) => format!("the pack says {key} {}, which judged again is not said", shown(Some(then))),
            });
            Some(format!("{name}: {}", parts.collect::<Vec<_>>().join(", ")))
        }
        (Some(_), None) => Some(format!("{name}: judged again there is no such clause")),
        (None, _) => Some(format!("{name}: the pack has no such clause")),
    });
    first(differ.collect(), "clauses")
}

/// The findings that differ; never the claim, which a fingerprint stands for.
fn findings(then: &Value, now: &Value) -> Vec<String> {
    let (then, now) = (by(then, "findings", "fingerprint"), by(now, "findings", "fingerprint"));
    let named = |fingerprint: &str, finding: &Value| {
        let part = |key: &str| finding.get(key).and_then(Value::as_str).unwrap_or("?").to_owned();
        format!("finding {fingerprint} ({}, {})", part("clause"), part("verdict"))
    };
    let mut differ = Vec::new();
    for (fingerprint, finding) in &then {
        match now.get(fingerprint) {
            None => differ.push(format!("{}: only in the pack", named(fingerprint, finding))),
            Some(other) if other != finding => {
                differ.push(format!("{}: differs in {}", named(fingerprint, finding), keys(finding, other).join(", ")));
            }
            Some(_) => {}
        }
    }
    let only_now = now.iter().filter(|(fingerprint, _)| !then.contains_key(*fingerprint));
    differ.extend(only_now.map(|(fingerprint, finding)| format!("{}: not in the pack", named(fingerprint, finding))));
    first(differ, "findings")
}

fn first(mut said: Vec<String>, what: &str) -> Vec<String> {
    let more = said.len().saturating_sub(NAMED);
    said.truncate(NAMED);
    if more > 0 {
        said.push(format!("and {more} more {what}"));
    }
    said
}

#[cfg(test)]
mod tests {
    use super::differences;
    use serde_json::json;

    #[test]
    fn tallies_and_findings_are_told_apart() {
        let clause = |breached: u64| json!({"clause": "a/b", "breached": breached});
        let finding = |verdict: &str| json!({"fingerprint": "f", "clause": "a/b", "verdict": verdict, "claim": "K-1"});
        let then = json!({"as_of": "2026-12-31", "clauses": [clause(1)], "findings": [finding("breached")]});
        assert!(differences(&then, &then).is_empty());
        let now = json!({"as_of": "2026-12-30", "clauses": [clause(2)], "findings": [finding("unknown")]});
        let said = differences(&then, &now);
        assert_eq!(
            said,
            [
                "as-of date: the pack says 2026-12-31, judged again 2026-12-30",
                "a/b: breached 1 is 2",
                "finding f (a/b, breached): differs in verdict",
            ]
        );
        let torn = json!({"as_of": "2026-12-31", "clauses": [{"clause": "a/b", "more": 1}], "findings": [finding("breached")]});
        assert_eq!(
            differences(&torn, &then),
            ["a/b: the pack does not say breached, which is 1, the pack says more 1, which judged again is not said"]
        );
    }
}
