use serde_json::{Value, json};

/// The schema of a counted key figure.
pub(in crate::findings) fn schema() -> Value {
    let text = |says: &str| json!({"type": "string", "description": says});
    let count = |says: &str| json!({"type": "integer", "minimum": 0, "description": says});
    let amount = |says: &str| json!({"type": "integer", "description": says});
    let maybe = |says: &str| json!({"type": ["integer", "null"], "description": says});
    let word = |says: &str| json!({"type": ["string", "null"], "description": says});
    let period = text("`2026`, `2026-Q1`, `2026-03`, or the day of a stock, `2026-12-31`.");
    let whole = json!({"type": "boolean", "description": "Whether it can be judged: it is over on the as-of date, and the strategy's period holds all of it."});
    let of = |says: &str, items: Value| json!({"type": "array", "description": says, "items": items});
    let point = json!({
        "type": "object",
        "description": "The figure of one period, for all claims or for one group.",
        "required": ["period", "whole", "by", "group", "value", "least", "most", "count", "unknown"],
        "properties": {
            "period": period,
            "whole": whole,
            "by": {"enum": ["claim_type", "track", "debtor_kind", "reason", null], "description": "What it is broken down by; none for all claims."},
            "group": word("The id of the claim type or track, or the word in the data; none for all claims, and for those of which the data does not tell."),
            "value": maybe("The figure as far as it is known; none where there is nothing to take it of, and of a share that the data leaves open."),
            "least": maybe("The least that it can be."),
            "most": maybe("The most that it can be; none where nothing holds it back."),
            "count": count("Claims on a day, events in a period, claims that had the step of which a share is taken, claims that had both steps."),
            "unknown": count("Claims or rows that the data leaves open."),
            "waiting": count("Of days only: claims that had the first step and not yet the second."),
        },
    });
    let band = json!({
        "type": "object",
        "required": ["claims", "amount"],
        "properties": {"claims": count("Claims."), "amount": amount("Minor units.")},
    });
    let bands = json!({
        "type": "object",
        "required": ["period", "bands"],
        "properties": {
            "period": period,
            "bands": of("Up to 30 days since the due date, 31 to 90, 91 to 365, up to three years, longer.", band),
        },
    });
    let sums = [
        ("opening", "On the day before."),
        ("newly_overdue", "Balances that became overdue."),
        ("charges", "Charges on what was overdue."),
        ("payments", "Credits on what was overdue, to be taken off."),
        ("written_off", "What ceased to be overdue because it was written off, to be taken off."),
        ("other", "All else."),
        ("closing", "On the last day."),
    ];
    let mut roll = serde_json::Map::from_iter([("period".to_owned(), period), ("whole".to_owned(), whole)]);
    roll.extend(sums.iter().map(|(key, says)| ((*key).to_owned(), amount(says))));
    roll.insert("unknown".to_owned(), count("Claims whose arrears are not known on the day before, or on the last day."));
    let keys: Vec<String> = roll.keys().cloned().collect();
    let roll = json!({"type": "object", "required": keys, "properties": roll});
    let reported = json!({
        "type": "object",
        "required": ["name", "period", "claim_type", "reported", "counted", "agrees"],
        "properties": {
            "name": text("The reported figure."),
            "period": text("The period it was reported for."),
            "claim_type": word("The claim type; none for all claims."),
            "reported": amount("Thousandths of the unit that was reported, of one crown for money."),
            "counted": amount("The same of the counted figure, rounded; at least this where the data leaves it open."),
            "agrees": {"type": "boolean", "description": "Whether the two may be the same within the rounding of the reported one."},
        },
    });
    json!({
        "type": "object",
        "description": "A key figure that was counted from the cases.",
        "required": ["clause", "figure", "unit", "target", "direction", "verdict", "judged", "points", "bands", "roll_forward", "reported"],
        "properties": {
            "clause": text("`chapter/clause`."),
            "figure": {"enum": ["stock", "flow", "share", "days"], "description": "What is counted."},
            "unit": {"enum": ["minor_units", "number", "hundredths_of_a_per_cent", "days"], "description": "What `value`, `least`, `most` and `target` count."},
            "target": maybe("What is to be reached."),
            "direction": {"enum": ["up", "down", null], "description": "Which way is better."},
            "verdict": {"enum": ["met", "breached", "unknown", "not_yet_due", "not_applicable", null], "description": "Whether the last whole period reaches the target, or betters the one before; none where the clause does not say which way is better."},
            "judged": word("The period that was judged."),
            "points": of("All claims first, then the groups.", point),
            "bands": of("Arrears by their age.", bands),
            "roll_forward": of("How arrears moved: opening + newly overdue + charges - payments - written off + other = closing.", roll),
            "reported": of("Reported figures that it is held against.", reported),
        },
    })
}
