//! What was written in a rule as a bound, and where: whoever holds rules against something else needs the place and the words.

use serde_json::Value;

use super::Reader;
use crate::law::Unit;
use crate::source::Span;

/// Where a rule stands, and the bounds that are written in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The rule's key.
    pub span: Span,
    /// What stands under that key.
    pub value: Value,
    /// The bounds, in the order in which they were read.
    pub bounds: Vec<WrittenBound>,
}

/// One value that a rule compares with, as its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenBound {
    /// The key, with those above it up to the rule's own: `at_most`, `lengths/loan`.
    pub key: String,
    /// Where the value stands.
    pub span: Span,
    /// The words.
    pub words: String,
    /// Its unit.
    pub unit: Unit,
    /// The address of the law's parameter, where it is one and no value written out.
    pub law: Option<String>,
}

impl Written {
    /// The rule on one line, as it can be typed: `{preceded_by: {event: transfer, by: notice}}`.
    pub fn line(&self, kind: &str) -> String {
        format!("{{{kind}: {}}}", flow(&self.value))
    }

    /// The bound in a unit under the first of these keys that has one.
    pub fn bound<K: AsRef<str>>(&self, keys: &[K], unit: Unit) -> Option<&WrittenBound> {
        keys.iter().find_map(|key| self.bounds.iter().find(|bound| bound.unit == unit && bound.key == key.as_ref()))
    }
}

impl Reader<'_> {
    /// What was written in the rule; asked for once, when all of it has been read.
    pub(super) fn written(&mut self) -> Written {
        Written { span: self.at.key_span(), value: self.at.value().cloned().unwrap_or_default(), bounds: std::mem::take(self.bounds) }
    }

    /// Notes a bound at a key, or at the reader's own place.
    pub(super) fn wrote(&mut self, key: Option<&str>, words: &str, unit: Unit) {
        let (at, path) = match key {
            Some(key) => (self.at.key(key), joined(self.path.as_deref(), key)),
            None => (self.at.clone(), self.path.clone()),
        };
        self.bounds.push(WrittenBound {
            key: path.unwrap_or_default(),
            span: at.span(),
            words: words.to_owned(),
            unit,
            law: words.strip_prefix("law:").map(str::to_owned),
        });
    }
}

/// A value in YAML's flow style.
fn flow(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let pairs: Vec<String> = map.iter().map(|(key, value)| format!("{key}: {}", flow(value))).collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Array(list) => format!("[{}]", list.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::String(text) => {
            let is_plain = !text.contains([',', '[', ']', '{', '}', '#', '"', '\\', '\'']) && !text.contains(": ") && text.trim() == text;
            if is_plain { text.clone() } else { format!("{text:?}") }
        }
        other => other.to_string(),
    }
}

/// The path of a key under another; the rule's own key is no part of it.
pub(super) fn joined(path: Option<&str>, key: &str) -> Option<String> {
    Some(match path {
        None => String::new(),
        Some("") => key.to_owned(),
        Some(path) => format!("{path}/{key}"),
    })
}
