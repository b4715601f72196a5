//! The data of a template, with a record of what the template asks it for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectExt as _, Serde};
use serde_json::Value as Json;

/// What a template asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Record(Arc<Mutex<Asked>>);

#[derive(Debug, Default)]
struct Asked {
    /// The paths of what was there, for example `chapters.clauses.tally.unknown`; a list has the path of its items.
    found: BTreeSet<String>,
    missed: Option<Missed>,
}

/// A name that was asked for and is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Missed {
    /// The name.
    pub(super) key: String,
    /// The names that are there.
    pub(super) known: Vec<String>,
}

impl Record {
    /// Whether the template asked for what stands at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).found.contains(path)
    }

    /// The last name that was asked for in vain.
    pub(super) fn missed(&self) -> Option<Missed> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).missed.clone()
    }
}

/// Makes the data of a template.
pub(super) fn recorded(context: &Json, record: &Record) -> Value {
    value(context, "", record)
}

fn value(json: &Json, path: &str, record: &Record) -> Value {
    match json {
        Json::Object(map) => {
            let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            let values = map.iter().map(|(key, json)| (key.clone(), value(json, &below(key), record))).collect();
            let order = map.keys().cloned().collect();
            Value::from_object(Keys { path: path.to_owned(), values, order, record: record.clone() })
        }
        Json::Array(items) => items.iter().map(|item| value(item, path, record)).collect::<Vec<_>>().into(),
        json => Value::from(Serde(json)),
    }
}

#[derive(Debug)]
struct Keys {
    path: String,
    values: BTreeMap<String, Value>,
    order: Vec<String>,
    record: Record,
}

impl Object for Keys {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        let value = self.values.get(key);
        let mut asked = self.record.0.lock().unwrap_or_else(PoisonError::into_inner);
        match value {
            Some(_) if self.path.is_empty() => _ = asked.found.insert(key.to_owned()),
            Some(_) => _ = asked.found.insert(format!("{}.{key}", self.path)),
            None => asked.missed = Some(Missed { key: key.to_owned(), known: self.order.clone() }),
        }
        value.cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        self.mapped_enumerator(|keys| Box::new(keys.order.iter().map(|key| Value::from(key.as_str()))))
    }
}
