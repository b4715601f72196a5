use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{FormatVersion, Scalar, Shape};

/// One statutory parameter: its values with the days from which they hold, and their sources.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ParameterFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// What the parameter is, by language: `{da: …, nb: …, en: …}`.
    #[schemars(extend("x-required" = true))]
    pub name: Option<BTreeMap<String, String>>,
    /// The unit of the values.
    #[schemars(extend("x-required" = true))]
    pub unit: Option<Unit>,
    /// The values, the oldest first.
    #[schemars(extend("x-required" = true))]
    pub values: Option<Vec<WrittenValue>>,
}

impl Shape for ParameterFile {
    const NAME: &'static str = "law-parameter";
    const TITLE: &'static str = "A statutory parameter";
}

/// The unit of a statutory value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// An amount: `250 kr`.
    Money,
    /// A share: `1 %`.
    Share,
    /// A length of time: `10 days`.
    Period,
    /// A count: `3`.
    Number,
}

/// How good a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Quality {
    /// The statute itself.
    LawText,
    /// An authority's page.
    Authority,
    /// Somebody else's account.
    Secondary,
}

/// A value with its days and its source.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenValue {
    /// The first day on which it holds.
    pub from: Option<Scalar>,
    /// In place of `from`: a day on which it was seen in force, where its start is not known. Earlier days have no value.
    pub in_force_by: Option<Scalar>,
    /// The last day on which it holds, where no later value follows.
    pub to: Option<Scalar>,
    /// The value.
    #[schemars(extend("x-required" = true), example = &"250 kr")]
    pub value: Option<Scalar>,
    /// The paragraph as numbered at that time.
    #[schemars(extend("x-required" = true))]
    pub reference: Option<String>,
    /// Where it was seen: an address or a publication.
    #[schemars(extend("x-required" = true))]
    pub source: Option<String>,
    /// How good that source is.
    #[schemars(extend("x-required" = true))]
    pub source_quality: Option<Quality>,
    /// The day on which it was checked.
    #[schemars(extend("x-required" = true), example = &"2026-11-21")]
    pub verified_on: Option<Scalar>,
}

/// The legal regimes that a country's claims fall under.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct TracksFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// Name by language, for each track's id.
    #[schemars(extend("x-required" = true))]
    pub tracks: Option<BTreeMap<String, BTreeMap<String, String>>>,
}

impl Shape for TracksFile {
    const NAME: &'static str = "law-tracks";
    const TITLE: &'static str = "Legal regimes of claims";
}

/// A country's public holidays.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct HolidaysFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// The holidays.
    #[schemars(extend("x-required" = true))]
    pub holidays: Option<Vec<WrittenHoliday>>,
}

impl Shape for HolidaysFile {
    const NAME: &'static str = "law-holidays";
    const TITLE: &'static str = "Public holidays";
}

/// One holiday: a fixed date, or a number of days from Easter Sunday.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenHoliday {
    /// What it is called.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// Month and day: `12-25`.
    pub date: Option<String>,
    /// Days after Easter Sunday, negative before.
    pub easter: Option<i32>,
    /// The first year in which it is one.
    pub from: Option<i32>,
    /// The last year in which it is one.
    pub to: Option<i32>,
}
