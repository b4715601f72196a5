//! The written form of `strategy.yaml`: what its author typed, every field optional until it is proved.

mod clause;
mod kept;
mod names;

pub use clause::{Amounts, Audience, Between, Chapter, Clause, Rules, Scope, Severity, Topic};
pub use kept::{Attested, Breakdown, Direction, Duty, FlowPer, Measure, Statistic, Steps};
pub use names::{Calendar, ClaimType, EffectName, Event, Field, FieldOn, FieldType, State};

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{FormatVersion, Scalar, Shape};

/// A collection strategy: what the council adopts for one period.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct StrategyFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// A name for files and folders: lower-case words and digits joined by hyphens.
    #[schemars(extend("x-required" = true), example = &"norddjurs-2026-2029")]
    pub id: Option<String>,
    /// Whose strategy it is.
    #[schemars(extend("x-required" = true))]
    pub authority: Option<Authority>,
    /// The title on the front page.
    #[schemars(extend("x-required" = true), example = &"Opkrævningsstrategi 2026-2029")]
    pub title: Option<String>,
    /// The language of the texts, and of the documents unless another is asked for.
    #[schemars(extend("x-required" = true))]
    pub language: Option<Language>,
    /// The days for which it holds, both inclusive.
    #[schemars(extend("x-required" = true))]
    pub period: Option<Days>,
    /// A notice that stands in a box on top of every document, for example that this is a draft.
    pub notice: Option<String>,
    /// The strategy that this one replaces: its folder, or `{title, period, text: missing}` where its text is not at hand.
    pub replaces: Option<Replaces>,
    /// Ready statutory clauses that are checked as well and marked as law: `[law:dk]`.
    pub includes: Option<Vec<String>>,
    /// Who answers for clauses, approves and attests: id and title.
    pub roles: Option<BTreeMap<String, String>>,
    /// The kinds of claims: id, name and legal regime.
    pub claim_types: Option<BTreeMap<String, ClaimType>>,
    /// Columns beyond the built-in ones.
    pub fields: Option<BTreeMap<String, Field>>,
    /// Event kinds that the built-in ones lack, or that narrow one of them.
    pub events: Option<BTreeMap<String, Event>>,
    /// States that the built-in ones lack.
    pub states: Option<BTreeMap<String, State>>,
    /// Days on which something recurs that is neither year, quarter nor month.
    pub calendars: Option<BTreeMap<String, Calendar>>,
    /// The chapters, in the order of the document.
    #[schemars(extend("x-required" = true))]
    pub chapters: Option<Vec<Chapter>>,
    /// Policy tests: small cases with the verdict that they must get.
    pub tests: Option<Vec<PolicyTest>>,
}

impl Shape for StrategyFile {
    const NAME: &'static str = "strategy";
    const TITLE: &'static str = "A collection strategy";
}

/// The statutory clauses of a country.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ClausesFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// Event kinds of the country's law that the built-in ones lack; every strategy of the country has them.
    pub events: Option<BTreeMap<String, Event>>,
    /// The chapters that a strategy includes.
    #[schemars(extend("x-required" = true))]
    pub chapters: Option<Vec<Chapter>>,
}

impl Shape for ClausesFile {
    const NAME: &'static str = "law-clauses";
    const TITLE: &'static str = "Ready statutory clauses";
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Danish.
    Da,
    /// Norwegian, bokmål.
    Nb,
    /// English.
    En,
}

/// Whose strategy it is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Authority {
    /// The name.
    #[schemars(extend("x-required" = true), example = &"Norddjurs Kommune")]
    pub name: Option<String>,
    /// The country, whose law applies.
    #[schemars(extend("x-required" = true))]
    pub country: Option<Country>,
    /// The municipality's number, in quotes.
    #[schemars(example = &"707")]
    pub code: Option<Scalar>,
    /// The currency's ISO code; only where the country is `other`.
    #[schemars(example = &"EUR")]
    pub currency: Option<String>,
    /// Public holidays; only where the country is `other`.
    pub holidays: Option<Vec<Scalar>>,
}

/// A country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Country {
    /// Denmark.
    Dk,
    /// Norway.
    No,
    /// Another: no law, own holidays, own currency.
    Other,
}

/// Days, both inclusive.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Days {
    /// The first day.
    #[schemars(extend("x-required" = true), example = &"2026-01-01")]
    pub from: Option<Scalar>,
    /// The last day, inclusive.
    #[schemars(extend("x-required" = true), example = &"2029-12-31")]
    pub to: Option<Scalar>,
}

/// The strategy before this one: a folder, or what is known of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Replaces {
    /// Its folder, from this one's.
    Folder(String),
    /// What is known of a strategy whose text is not at hand.
    Known(Predecessor),
}

impl JsonSchema for Replaces {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Replaces".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = Predecessor::json_schema(generator);
        schema.insert("type".to_owned(), serde_json::json!(["string", "object"]));
        schema
    }
}

/// What is known of a strategy whose text is not at hand.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Predecessor {
    /// Its title.
    pub title: Option<String>,
    /// The days for which it held.
    pub period: Option<Days>,
    /// `missing`: its text is not at hand.
    pub text: Option<Missing>,
}

/// Says that a text is not at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Missing {
    /// It is not at hand.
    Missing,
}

/// A small case with the verdicts that it must get.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PolicyTest {
    /// What it shows.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// The claim: `claim_type`, `debtor_kind`, `principal`, `established`, `due`, `last_timely_payment`, declared fields.
    pub claim: Option<BTreeMap<String, Scalar>>,
    /// What happened: `date`, `event`, `amount`, `actor`, `role`, `reason`, `channel`, declared fields.
    pub events: Option<Vec<BTreeMap<String, Scalar>>>,
    /// The day on which it is judged.
    #[schemars(extend("x-required" = true), example = &"2026-06-01")]
    pub as_of: Option<Scalar>,
    /// Verdict by clause: `met`, `breached`, `not_applicable`, `not_yet_due`, `unknown`, or `unexercised`.
    #[schemars(extend("x-required" = true))]
    pub expect: Option<BTreeMap<String, String>>,
}
