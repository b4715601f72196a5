use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{Names, Scalar};

/// A kind of claim.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ClaimType {
    /// The name in documents.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// The legal regime: which fees, interest and deadlines the law allows.
    #[schemars(example = &"distraint")]
    pub track: Option<String>,
    /// Other names under which case data knows it.
    pub aliases: Option<Vec<Scalar>>,
}

/// A declared column.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Field {
    /// What it belongs to.
    #[schemars(extend("x-required" = true))]
    pub on: Option<FieldOn>,
    /// What it holds.
    #[schemars(rename = "type", extend("x-required" = true))]
    #[serde(rename = "type")]
    pub kind: Option<FieldType>,
    /// The name in texts.
    pub name: Option<String>,
}

/// What a column belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldOn {
    /// The claim.
    Claim,
    /// The event.
    Event,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Yes or no.
    YesNo,
    /// Words or codes.
    Text,
    /// A number.
    Number,
    /// An amount.
    Money,
    /// A date.
    Date,
}

/// A declared event kind.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Event {
    /// The name in texts, in the strategy's language, as it stands inside a sentence.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// What it does to the claim's balance; nothing if not said, or what its `is:` kind does.
    pub effect: Option<EffectName>,
    /// The kind that it narrows: its rows are rows of that kind too.
    pub is: Option<String>,
    /// What narrows it: fields and the words they hold.
    #[serde(rename = "where")]
    pub only: Option<BTreeMap<String, Names>>,
}

/// What an event does to the balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EffectName {
    /// Nothing.
    None,
    /// Adds its amount.
    Charge,
    /// Takes its amount off.
    Credit,
    /// Replaces the principal.
    Sets,
}

/// A declared state.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct State {
    /// The name in texts, as it stands inside a sentence; the id if not said.
    pub name: Option<String>,
    /// The events that begin it.
    #[schemars(extend("x-required" = true))]
    pub from: Option<Names>,
    /// The events that end it.
    #[schemars(extend("x-required" = true))]
    pub until: Option<Names>,
}

/// Days on which something recurs.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Calendar {
    /// The name in texts.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// The days.
    #[schemars(extend("x-required" = true))]
    pub dates: Option<Vec<Scalar>>,
}
