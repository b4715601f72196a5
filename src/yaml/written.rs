use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A word or a number as its author wrote it: a period, an amount, a date, a share, a code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Scalar {
    /// A whole number.
    Number(i64),
    /// Anything else.
    Text(String),
}

impl Scalar {
    /// The author's words.
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Text(text) => Cow::Borrowed(text),
        }
    }
}

impl JsonSchema for Scalar {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Scalar".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "integer"]})
    }
}

/// One word, or a list of words any of which will do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Names {
    /// None was written.
    #[default]
    None,
    /// One.
    One(Scalar),
    /// Several.
    Many(Vec<Scalar>),
}

impl Names {
    /// The words, in their order; numbers as words.
    pub fn list(&self) -> Vec<Cow<'_, str>> {
        match self {
            Self::None => Vec::new(),
            Self::One(name) => vec![name.words()],
            Self::Many(names) => names.iter().map(Scalar::words).collect(),
        }
    }

    /// Whether a list was written, so that items have places of their own.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::Many(_))
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::None => true,
            Self::One(_) => false,
            Self::Many(names) => names.is_empty(),
        }
    }
}

impl JsonSchema for Names {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Names".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "integer", "array"], "items": {"type": ["string", "integer"]}})
    }
}

/// The version of a written format; there is one so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct FormatVersion(pub i64);

impl JsonSchema for FormatVersion {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "FormatVersion".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"const": 1})
    }
}
