use serde_json::Value;

/// Reads a plain scalar by the YAML 1.2 core schema, but for two things that officers trip over: `0492` keeps its zero and
/// `1.500` keeps its point, so both stay text. `no` and `yes` are text as well.
pub(super) fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => integer(text).map_or_else(|| Value::String(text.to_owned()), Value::from),
    }
}

fn integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_norway_problem_is_not_ours() {
        for (text, value) in [
            ("no", json!("no")),
            ("0492", json!("0492")),
            ("1.500", json!("1.500")),
            ("250", json!(250)),
            ("-3", json!(-3)),
            ("1_000", json!("1_000")),
            ("", json!(null)),
            ("true", json!(true)),
            ("-", json!("-")),
        ] {
            assert_eq!(resolve(text), value, "{text}");
        }
    }
}
