use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{At, Document};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest, one_of};

/// A written type whose JSON Schema is what the text is held against and what an editor completes from.
///
/// Every field of a written type is optional: what is wrong is reported and left out, so that the rest can still be looked at.
pub trait Shape: JsonSchema + DeserializeOwned + Default + 'static {
    /// The schema's file name without ending, for example `strategy`.
    const NAME: &'static str;

    /// The title that editors show.
    const TITLE: &'static str;

    /// The schema, as it lies in `schemas/`.
    fn schema() -> Value {
        let mut schema = schemars::SchemaGenerator::default().into_root_schema_for::<Self>();
        Plain.transform(&mut schema);
        schema.insert("title".to_owned(), Value::from(Self::TITLE));
        schema.to_value()
    }

    /// Reads the document as this type, reporting every key and value that does not fit.
    fn read(document: &mut Document, diagnostics: &mut Diagnostics) -> Self {
        let schema = Self::schema();
        match jsonschema::draft202012::new(&schema) {
            Ok(validator) => fit(document, &schema, &validator, diagnostics),
            // The schemas are made from the types, and a test compiles each.
            Err(error) => diagnostics.push(Diagnostic::error(Code::WrongType, document.root().span(), error.to_string())),
        }
        let read: Result<Self, _> = serde_path_to_error::deserialize(&document.value);
        read.unwrap_or_else(|error| {
            let mut at = document.root();
            for step in error.path() {
                at = match step {
                    serde_path_to_error::Segment::Seq { index } => at.item(*index),
                    serde_path_to_error::Segment::Map { key } => at.key(key),
                    _ => at,
                };
            }
            diagnostics.push(
                Diagnostic::error(Code::WrongType, at.span(), "this cannot be read here").help("compare with the example in the book"),
            );
            Self::default()
        })
    }
}

/// Makes schemas plain enough that every error has one place: no `null`, no alternatives.
#[derive(Debug, Clone)]
struct Plain;

impl Transform for Plain {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(inner) = schema.get("anyOf").and_then(Value::as_array).and_then(|list| optional(list)) {
            schema.remove("anyOf");
            for (key, value) in inner {
                schema.insert(key, value);
            }
        }
        if let Some(Value::Array(types)) = schema.get_mut("type") {
            types.retain(|kind| kind != "null");
            if let [only] = types.as_slice() {
                let only = only.clone();
                schema.insert("type".to_owned(), only);
            }
        }
        if let Some(words) = schema.get("oneOf").and_then(Value::as_array).and_then(|list| words(list)) {
            schema.remove("oneOf");
            schema.insert("type".to_owned(), Value::from("string"));
            let (names, says): (Vec<Value>, Vec<Value>) = words.into_iter().unzip();
            schema.insert("enum".to_owned(), Value::from(names));
            schema.insert("enumDescriptions".to_owned(), Value::from(says));
        }
        schema.remove("default");
        let needed: Vec<Value> = needed(schema);
        if !needed.is_empty() {
            schema.insert("required".to_owned(), Value::from(needed));
        }
        transform_subschemas(self, schema);
    }
}

/// The properties that are marked as needed; fields are optional in the types, so that a text that lacks one is still read.
fn needed(schema: &mut Schema) -> Vec<Value> {
    let properties = schema.get_mut("properties").and_then(Value::as_object_mut).into_iter().flatten();
    let marked = properties.filter_map(|(key, property)| property.as_object_mut()?.remove("x-required").map(|_| Value::from(key.clone())));
    marked.collect()
}

/// The schema of an `Option`'s inside, where the list is one.
fn optional(list: &[Value]) -> Option<Map<String, Value>> {
    let (null, rest): (Vec<_>, Vec<_>) = list.iter().partition(|one| one.get("type").is_some_and(|kind| kind == "null"));
    match (null.as_slice(), rest.as_slice()) {
        ([_], [inner]) => inner.as_object().cloned(),
        _ => None,
    }
}

/// The words of an enum and what each says, where the list is one.
fn words(list: &[Value]) -> Option<Vec<(Value, Value)>> {
    let mut words = Vec::new();
    for one in list {
        let says = one.get("description").cloned().unwrap_or_else(|| Value::from(""));
        match (one.get("const"), one.get("enum").and_then(Value::as_array)) {
            (Some(word), _) => words.push((word.clone(), says)),
            (None, Some(several)) => words.extend(several.iter().map(|word| (word.clone(), says.clone()))),
            (None, None) => return None,
        }
    }
    Some(words)
}

/// Reports what does not fit and takes it out, until what is left fits.
fn fit(document: &mut Document, schema: &Value, validator: &Validator, diagnostics: &mut Diagnostics) {
    for _ in 0..8 {
        let mut bad: Vec<String> = Vec::new();
        for error in validator.iter_errors(&document.value) {
            let pointer = error.instance_path().as_str().to_owned();
            let at = At { document, pointer: pointer.clone() };
            if !document.broken.contains(&pointer) {
                report(&error, &at, schema, diagnostics);
            }
            match error.kind() {
                ValidationErrorKind::AdditionalProperties { unexpected } => {
                    bad.extend(unexpected.iter().map(|key| at.key(key).pointer));
                }
                ValidationErrorKind::Required { .. } => {}
                _ => bad.push(pointer),
            }
        }
        if bad.is_empty() {
            return;
        }
        // From the back, so that items keep their numbers until they are taken out.
        for pointer in bad.iter().rev() {
            take_out(document, pointer);
        }
    }
}

fn take_out(document: &mut Document, pointer: &str) {
    let Some((parent, last)) = pointer.rsplit_once('/') else {
        document.value = Value::Object(Map::new());
        return;
    };
    let key = last.replace("~1", "/").replace("~0", "~");
    document.broken.insert(pointer.to_owned());
    match document.value.pointer_mut(parent) {
        Some(Value::Object(map)) => {
            map.remove(&key);
        }
        // An item among objects becomes an empty one, so that the others keep their places; else the whole list goes.
        Some(Value::Array(items)) if items.iter().any(Value::is_object) => {
            if let Some(item) = key.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
                *item = Value::Object(Map::new());
            }
        }
        Some(Value::Array(_)) => {
            let parent = parent.to_owned();
            take_out(document, &parent);
        }
        _ => {}
    }
}

fn report(error: &ValidationError<'_>, at: &At<'_>, schema: &Value, diagnostics: &mut Diagnostics) {
    match error.kind() {
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            for key in unexpected {
                let known = properties(schema, &at.pointer);
                let known: Vec<&str> =
                    known.into_iter().filter(|other| closest(key, [*other]).is_some() || at.key(other).value().is_none()).collect();
                let diagnostic = Diagnostic::error(Code::UnknownKey, at.key(key).key_span(), format!("`{key}` is not a key here"));
                // Words between commas are what is left of a text that a comma has cut.
                let is_text = key.trim().contains(' ') && at.key(key).value().is_none_or(Value::is_null);
                let help =
                    if is_text { "a comma ends a text here; put the whole text in quotation marks".to_owned() } else { one_of(key, known) };
                diagnostics.push(diagnostic.help(help));
            }
        }
        ValidationErrorKind::Required { property } => {
            let key = property.as_str().unwrap_or_default();
            // A slip of the finger is reported where it stands, and not a second time as what is lacking.
            let known = properties(schema, &at.pointer);
            // It may have been taken out in an earlier round.
            let here = format!("{}/", at.pointer);
            let broken = at.document.broken.iter().filter_map(|pointer| pointer.strip_prefix(&here));
            let written = error.instance().as_object().into_iter().flat_map(Map::keys).map(String::as_str).chain(broken);
            if written.into_iter().any(|other| !known.contains(&other) && closest(other, known.iter().copied()) == Some(key)) {
                return;
            }
            if !at.document.broken.contains(&at.key(key).pointer) && !at.document.broken.contains(&at.pointer) {
                let diagnostic = Diagnostic::error(Code::MissingKey, at.key_span(), format!("`{key}` is missing here"));
                let example = schema_at(schema, &at.key(key).pointer).and_then(|schema| schema.get("examples")?.get(0).cloned());
                let help = match example.as_ref().map(plain) {
                    Some(example) => format!("add `{key}: {example}`"),
                    None => format!("add `{key}:`"),
                };
                diagnostics.push(diagnostic.help(help));
            }
        }
        ValidationErrorKind::Enum { options } => {
            let word = plain(error.instance());
            let options: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let diagnostic = Diagnostic::error(Code::UnknownValue, at.span(), format!("`{word}` is not known here"));
            diagnostics.push(diagnostic.help(one_of(&word, options)));
        }
        ValidationErrorKind::Constant { expected_value } => {
            let diagnostic = Diagnostic::error(Code::UnknownValue, at.span(), format!("`{}` is not known here", plain(error.instance())));
            diagnostics.push(diagnostic.help(format!("write `{}`", plain(expected_value))));
        }
        ValidationErrorKind::Type { kind } => diagnostics.push(wrong_type(error, kind, at)),
        _ => {
            let diagnostic = Diagnostic::error(Code::WrongType, at.span(), format!("`{}` does not fit here", plain(error.instance())));
            diagnostics.push(diagnostic.help("compare with the example in the book"));
        }
    }
}

fn wrong_type(error: &ValidationError<'_>, kind: &TypeKind, at: &At<'_>) -> Diagnostic {
    let wanted: Vec<&str> = match kind {
        TypeKind::Single(kind) => vec![named(&kind.to_string())],
        TypeKind::Multiple(kinds) => kinds.iter().map(|kind| named(&kind.to_string())).collect(),
    };
    let wanted = wanted.join(" or ");
    match error.instance().as_ref() {
        Value::Null => Diagnostic::error(Code::EmptyValue, at.key_span(), "this key has no value")
            .help(format!("write {wanted} after the colon, or remove the key")),
        Value::String(word) if wanted == named("boolean") => {
            Diagnostic::error(Code::WrongType, at.span(), format!("`{word}` is neither true nor false")).help("write `true` or `false`")
        }
        found => Diagnostic::error(Code::WrongType, at.span(), format!("{} stands where {wanted} belongs", kind_of(found)))
            .help(format!("write {wanted}")),
    }
}

fn named(kind: &str) -> &'static str {
    match kind {
        "string" => "text",
        "integer" | "number" => "a whole number",
        "boolean" => "`true` or `false`",
        "array" => "a list (`[one, two]`)",
        "object" => "keys with values (`key: value`)",
        _ => "nothing",
    }
}

fn kind_of(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "a group of keys".into(),
        value => format!("`{}`", plain(value)),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The keys that the schema has at a place of the text.
fn properties<'a>(schema: &'a Value, pointer: &str) -> Vec<&'a str> {
    let properties = schema_at(schema, pointer).and_then(|schema| schema.get("properties")?.as_object());
    properties.into_iter().flat_map(|map| map.keys().map(String::as_str)).collect()
}

/// The part of the schema that speaks of a place of the text.
fn schema_at<'a>(root: &'a Value, pointer: &str) -> Option<&'a Value> {
    let mut schema = root;
    for step in pointer.split('/').skip(1) {
        schema = resolved(root, schema)?;
        let key = step.replace("~1", "/").replace("~0", "~");
        let property = schema.get("properties").and_then(|properties| properties.get(&key));
        schema = property
            .or_else(|| schema.get("items").filter(|_| step.parse::<usize>().is_ok()))
            .or_else(|| schema.get("additionalProperties"))?;
    }
    resolved(root, schema)
}

fn resolved<'a>(root: &'a Value, schema: &'a Value) -> Option<&'a Value> {
    match schema.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.strip_prefix('#')?),
        None => Some(schema),
    }
}
