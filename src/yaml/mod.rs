//! YAML text to a value, and where each key and value of it stands.

mod entries;
mod parse;
mod scalar;
mod shape;
mod written;

pub use entries::Entries;
pub use shape::Shape;
pub use written::{FormatVersion, Names, Scalar};

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::source::{SourceId, Span};

/// A text as a value, with the place of every key and value.
///
/// Aliases, anchors, tags and duplicate keys have been reported and are not in the value. Numbers with a point stay text, so that
/// whoever reads an amount sees the words of its author.
#[derive(Debug, Clone)]
pub struct Document {
    /// The text.
    pub source: SourceId,
    /// The value.
    pub value: Value,
    /// Places by JSON pointer (RFC 6901).
    places: BTreeMap<String, Place>,
    /// Pointers of values that were reported and left out: what follows from their absence is not said again.
    broken: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    key: Option<Span>,
    value: Span,
}

impl Document {
    /// The place of the whole text.
    pub fn root(&self) -> At<'_> {
        At { document: self, pointer: String::new() }
    }

    fn place(&self, pointer: &str) -> Option<&Place> {
        self.places.get(pointer)
    }
}

/// A place in a document, from which one can go on to keys and items.
#[derive(Debug, Clone)]
pub struct At<'a> {
    document: &'a Document,
    pointer: String,
}

impl<'a> At<'a> {
    /// The place of a key's value.
    pub fn key(&self, key: &str) -> At<'a> {
        At { document: self.document, pointer: format!("{}/{}", self.pointer, escaped(key)) }
    }

    /// The place of an item, counted from 0.
    pub fn item(&self, index: usize) -> At<'a> {
        At { document: self.document, pointer: format!("{}/{index}", self.pointer) }
    }

    /// The span of the value, or of the nearest thing around it that the text has.
    pub fn span(&self) -> Span {
        self.find(|place| Some(place.value))
    }

    /// The span of the key, or of the value where it has none.
    pub fn key_span(&self) -> Span {
        self.find(|place| place.key.or(Some(place.value)))
    }

    /// Whether the text has the place, or had it before it was reported as broken.
    pub fn exists(&self) -> bool {
        self.document.place(&self.pointer).is_some()
    }

    /// Whether something under the place was reported as broken and left out.
    pub fn has_broken(&self) -> bool {
        let under = format!("{}/", self.pointer);
        self.document.broken.range(under.clone()..).next().is_some_and(|broken| broken.starts_with(&under))
    }

    /// The value, if the text has it.
    pub fn value(&self) -> Option<&'a Value> {
        self.document.value.pointer(&self.pointer)
    }

    fn find(&self, pick: impl Fn(&Place) -> Option<Span>) -> Span {
        let mut pointer = self.pointer.as_str();
        loop {
            if let Some(span) = self.document.place(pointer).and_then(&pick) {
                return span;
            }
            match pointer.rfind('/').and_then(|at| pointer.get(..at)) {
                Some(parent) => pointer = parent,
                None => return Span { source: self.document.source, start: 0, end: 0 },
            }
        }
    }
}

/// A key as a JSON pointer writes it.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
