use std::collections::BTreeSet;

use serde_json::Value;

use super::meaning::{ASIDE, words};
use crate::quantity::Day;
use crate::source::Span;
use crate::yaml::{At, Document};

/// So many words stand around a difference.
const AROUND: usize = 3;

/// More words than this are cut in the middle.
const MOST: usize = 14;

/// One thing in a text that differs from the adopted one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Altered {
    /// The clause or chapter it stands in; `None` in the header and the policy tests.
    pub address: Option<String>,
    /// The key, with those that it stands under from the clause on: `rule.followed_by.within`.
    pub key: String,
    /// The words that were adopted; `None` where there were none.
    pub was: Option<String>,
    /// The words that stand there; `None` where there are none.
    pub is: Option<String>,
    /// Where they stand, or stood.
    pub span: Span,
}

impl Altered {
    /// What was changed since a day, in a line.
    pub fn message(&self, adopted: Day) -> String {
        let what = match &self.address {
            Some(address) if self.key.is_empty() => format!("`{address}`"),
            Some(address) => format!("`{}` of `{address}`", self.key),
            None => format!("`{}`", self.key),
        };
        match (&self.was, &self.is) {
            (Some(was), Some(is)) if was == is => format!("{what} stands in another place than when it was adopted on {adopted}"),
            (Some(was), Some(is)) => format!("{what} was adopted as `{was}` on {adopted}, and is `{is}`"),
            (None, _) => format!("{what} is new since the text was adopted on {adopted}"),
            (Some(_), None) => format!("{what} was adopted on {adopted}, and is gone"),
        }
    }
}

/// Everything in a text that means something else than the adopted one, in the order of the adopted text, then what is new.
///
/// Chapters, clauses and whatever else has an `id` or `name` are compared with their like, others by their place.
pub fn altered(then: &Document, now: &Document) -> Vec<Altered> {
    let mut found = Vec::new();
    let whole = |value: &Value| match value {
        Value::Object(object) => object.iter().filter(|(key, _)| *key != ASIDE).map(|(key, value)| (key.clone(), value.clone())).collect(),
        other => other.clone(),
    };
    let here = Here { at: now.root(), chapter: None, clause: None, key: String::new() };
    compare(&whole(&then.value), &whole(&now.value), &here, &mut found);
    found
}

/// A place in the text that is looked at.
#[derive(Clone)]
struct Here<'a> {
    at: At<'a>,
    chapter: Option<String>,
    clause: Option<String>,
    /// The keys since the clause, the chapter or the start of the text.
    key: String,
}

impl<'a> Here<'a> {
    fn key(&self, key: &str) -> Self {
        let path = if self.key.is_empty() { key.to_owned() } else { format!("{}.{key}", self.key) };
        Self { at: self.at.key(key), key: path, ..self.clone() }
    }

    /// An item of a list, by its place in the text and its name in messages.
    fn item(&self, at: At<'a>, name: &str) -> Self {
        match self.key.as_str() {
            "chapters" => Self { at, chapter: Some(name.to_owned()), clause: None, key: String::new() },
            "clauses" if self.chapter.is_some() && self.clause.is_none() => {
                let chapter = self.chapter.as_deref().unwrap_or_default();
                Self { at, clause: Some(format!("{chapter}/{name}")), chapter: self.chapter.clone(), key: String::new() }
            }
            _ => Self { at, key: format!("{}.{name}", self.key), ..self.clone() },
        }
    }

    fn altered(&self, was: Option<String>, is: Option<String>) -> Altered {
        let span = if is.is_some() { self.at.span() } else { self.at.key_span() };
        Altered { address: self.clause.clone().or_else(|| self.chapter.clone()), key: self.key.clone(), was, is, span }
    }
}

fn compare(then: &Value, now: &Value, here: &Here<'_>, found: &mut Vec<Altered>) {
    match (then, now) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, old) in old {
                match new.get(key) {
                    Some(new) => compare(old, new, &here.key(key), found),
                    None => found.push(here.key(key).altered(Some(shown(old)), None)),
                }
            }
            let added = new.iter().filter(|(key, _)| !old.contains_key(key.as_str()));
            found.extend(added.map(|(key, new)| here.key(key).altered(None, Some(shown(new)))));
        }
        (Value::Array(old), Value::Array(new)) => lists(old, new, here, found),
        (Value::Object(_) | Value::Array(_), _) | (_, Value::Object(_) | Value::Array(_)) => {
            found.push(here.altered(Some(shown(then)), Some(shown(now))));
        }
        (old, new) => {
            let (old, new) = (words(old), words(new));
            if old != new {
                let (was, is) = apart(&old, &new);
                found.push(here.altered(Some(was), Some(is)));
            }
        }
    }
}

fn lists(old: &[Value], new: &[Value], here: &Here<'_>, found: &mut Vec<Altered>) {
    // Names that stand twice tell nothing apart.
    let alone = |names: &Vec<String>| names.iter().collect::<BTreeSet<_>>().len() == names.len();
    let named = |list: &[Value]| list.iter().map(name).collect::<Option<Vec<_>>>().filter(alone);
    let (Some(old_names), Some(new_names)) = (named(old), named(new)) else {
        for index in 0..old.len().max(new.len()) {
            let place = here.item(here.at.item(index), &(index + 1).to_string());
            match (old.get(index), new.get(index)) {
                (Some(old), Some(new)) => compare(old, new, &place, found),
                (Some(old), None) => found.push(place.altered(Some(shown(old)), None)),
                (None, new) => found.push(place.altered(None, new.map(shown))),
            }
        }
        return;
    };
    let kept = |names: &[String], others: &[String]| names.iter().filter(|name| others.contains(name)).cloned().collect::<Vec<_>>();
    let (order_then, order_now) = (kept(&old_names, &new_names), kept(&new_names, &old_names));
    for (name, old) in old_names.iter().zip(old) {
        match new_names.iter().position(|one| one == name) {
            Some(index) => {
                let place = here.item(here.at.item(index), name);
                if let Some(new) = new.get(index) {
                    compare(old, new, &place, found);
                }
                let moved = |order: &[String]| order.iter().position(|one| one == name);
                if moved(&order_then) != moved(&order_now) {
                    let name = Some(name.clone());
                    found.push(place.altered(name.clone(), name));
                }
            }
            None => found.push(here.item(here.at.clone(), name).altered(Some(shown(old)), None)),
        }
    }
    for (index, (name, new)) in new_names.iter().zip(new).enumerate().filter(|(_, (name, _))| !old_names.contains(name)) {
        found.push(here.item(here.at.item(index), name).altered(None, Some(shown(new))));
    }
}

/// What an item of a list is called by.
fn name(item: &Value) -> Option<String> {
    ["id", "name"].into_iter().find_map(|key| item.get(key)).and_then(Value::as_str).map(str::to_owned)
}

/// A value in a few words.
fn shown(value: &Value) -> String {
    match value {
        Value::Object(object) => {
            let said: Vec<String> = object.iter().map(|(key, value)| format!("{key}: {}", shown(value))).collect();
            shortened(&format!("{{{}}}", said.join(", ")))
        }
        Value::Array(items) => shortened(&format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", "))),
        scalar => shortened(&words(scalar)),
    }
}

fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.get(..MOST) {
        Some(first) if words.len() > MOST => format!("{} …", first.join(" ")),
        _ => words.join(" "),
    }
}

/// Two texts from a few words before they part to a few words after they meet again.
fn apart(old: &str, new: &str) -> (String, String) {
    let (one, other): (Vec<&str>, Vec<&str>) = (old.split_whitespace().collect(), new.split_whitespace().collect());
    let before = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let room = one.len().min(other.len()) - before;
    let after = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count().min(room);
    let cut = |words: &[&str]| {
        let (first, last) = (before.saturating_sub(AROUND), (words.len() - after + AROUND).min(words.len()));
        let said = shortened(&words.get(first..last).unwrap_or_default().join(" "));
        let (opens, closes) = (if first > 0 { "… " } else { "" }, if last < words.len() { " …" } else { "" });
        format!("{opens}{said}{closes}")
    };
    let (was, is) = (cut(&one), cut(&other));
    // Where only lines differ, the words are the same.
    if was == is { (format!("{old:?}"), format!("{new:?}")) } else { (was, is) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::altered;
    use crate::diagnostic::Diagnostics;
    use crate::governance::seal::meaning;
    use crate::source::Sources;
    use crate::yaml::Document;

    fn document(value: &Value) -> Document {
        let mut sources = Sources::default();
        let source = sources.add("a.yaml", serde_yaml::to_string(value).unwrap());
        Document::read(source, &sources, &mut Diagnostics::default()).unwrap()
    }

    /// Values with lists of named things, plain lists, and words that are often the same.
    fn value() -> impl Strategy<Value = Value> {
        let words = "[ab]{1,2}( [ab])?";
        let leaf = words.prop_map(Value::from);
        leaf.prop_recursive(3, 24, 3, move |inner| {
            let named = proptest::collection::vec(("[a-c]", inner.clone()), 1..4)
                .prop_map(|items| items.into_iter().map(|(id, value)| json!({"id": id, "text": value})).collect::<Vec<Value>>());
            prop_oneof![
                proptest::collection::btree_map("chapters|clauses|x", inner.clone(), 1..3).prop_map(|map| json!(map)),
                proptest::collection::vec(inner, 1..3).prop_map(Value::from),
                named.prop_shuffle().prop_map(Value::from),
            ]
        })
    }

    proptest! {
        /// What the seal notices can be told, and nothing else is.
        #[test]
        fn something_is_told_exactly_where_the_digest_differs(one in value(), other in value()) {
            let (then, now) = (document(&json!({"chapters": one})), document(&json!({"chapters": other})));
            prop_assert_eq!(altered(&then, &now).is_empty(), meaning(&then.value) == meaning(&now.value));
            prop_assert!(altered(&then, &then).is_empty());
        }
    }
}
