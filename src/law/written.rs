use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{FormatVersion, Names, Scalar, Shape};

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
    /// What a reader must know besides, by language.
    pub note: Option<BTreeMap<String, String>>,
    /// The unit of the values.
    #[schemars(extend("x-required" = true))]
    pub unit: Option<Unit>,
    /// How it binds: a strategy may keep to less than an `at_most` and to more than an `at_least`, and does as an `exactly` says.
    pub bound: Option<Bound>,
    /// Which day chooses the value; `event` if not said. Not written beside `formula`.
    pub decided_by: Option<DecidedBy>,
    /// Whether it applies only where the council has decided so.
    pub council_decision: Option<bool>,
    /// What a breach comes to: `validity` where what was done is void or not owed, `order` where it stands.
    pub breach: Option<Breach>,
    /// The day by which the values are to be checked again.
    #[schemars(example = &"2027-01-15")]
    pub review_by: Option<Scalar>,
    /// How the value follows from other parameters; on days for which `values` has a row, that row holds.
    pub formula: Option<WrittenFormula>,
    /// The values, the oldest first.
    pub values: Option<Vec<WrittenValue>>,
    /// Days for which no value has been verified, and why.
    pub missing: Option<Vec<WrittenMissing>>,
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
    /// A rate, which may be negative: `-0,45 %`.
    Rate,
    /// How many times an amount is taken: `1.21` or `1/20`.
    Factor,
    /// A length of time: `10 days`.
    Period,
    /// A count: `3`.
    Number,
    /// A day: `2021-11-20`.
    Day,
    /// A list of codes: `[CFFAKTU, KFERSMF]`.
    Codes,
    /// A rule without a value: its rows say since when it is in force, and where it was seen.
    Rule,
}

/// How a parameter binds; the words are those of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// A ceiling.
    AtMost,
    /// A floor.
    AtLeast,
    /// Fixed.
    Exactly,
}

/// Which day chooses among dated values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// The day of the event.
    #[default]
    Event,
    /// The day on which a letter is sent.
    Sending,
    /// The day on which the claim falls due.
    DueDate,
    /// The half-year that the day lies in: 1 January to 30 June, or 1 July to 31 December.
    HalfYear,
}

/// What a breach of a parameter comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Breach {
    /// What was done is void, or not owed.
    Validity,
    /// What was done stands, and should have been done otherwise.
    Order,
}

/// How a value follows from other parameters: exactly one of `sum` and `product`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenFormula {
    /// Addresses of rates that are added up.
    pub sum: Option<Vec<String>>,
    /// Addresses of an amount and a factor.
    pub product: Option<Vec<String>>,
    /// With `product`: what becomes of a product that is not whole crowns. If not said, it has no value.
    pub rounding: Option<Rounding>,
}

/// What becomes of a product that is not whole crowns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rounding {
    /// It is rounded down.
    Down,
}

/// Days without a verified value.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenMissing {
    /// The first such day; if not said, every day before `to`.
    pub from: Option<Scalar>,
    /// The last such day; if not said, every day after `from`.
    pub to: Option<Scalar>,
    /// What is known of them and what is lacking, by language.
    #[schemars(extend("x-required" = true))]
    pub because: Option<BTreeMap<String, String>>,
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
    /// The value; for codes a list, for `unit: rule` left out.
    #[schemars(example = &"250 kr")]
    pub value: Names,
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
    /// The regimes by id, and for each the parameters that apply to it.
    #[schemars(extend("x-required" = true))]
    pub tracks: Option<BTreeMap<String, WrittenTrack>>,
}

/// A legal regime of claims: what it is called, and the addresses of the parameters that apply to it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenTrack {
    /// What it is called, by language.
    #[schemars(extend("x-required" = true))]
    pub name: Option<BTreeMap<String, String>>,
    /// The amount of a reminder's fee.
    pub reminder_fee: Option<String>,
    /// How many reminders may cost a fee.
    pub reminder_fees: Option<String>,
    /// The time between two reminders that cost a fee.
    pub reminder_interval: Option<String>,
    /// The time from the due date to the first reminder that costs a fee.
    pub first_fee_after: Option<String>,
    /// Late interest.
    pub interest: Option<WrittenInterest>,
    /// How long after its start a claim is time-barred.
    pub limitation: Option<String>,
    /// The smallest claim that may be transferred.
    pub transfer_minimum: Option<String>,
    /// The master data that a transfer needs: a list of codes, which are names of fields.
    pub transfer_fields: Option<String>,
    /// The rule that a claim is transferred only after its last day of timely payment.
    pub transfer_deadline: Option<String>,
    /// The rule that everybody who is liable is notified in writing before a transfer.
    pub transfer_notice: Option<String>,
    /// The rule that reminders come before a transfer.
    pub transfer_reminders: Option<String>,
}

/// How late interest is counted.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenInterest {
    /// The address of the rate.
    #[schemars(extend("x-required" = true))]
    pub rate: Option<String>,
    /// Whether each commenced `month` bears the rate whole, or the rate is for a `year` and is counted day by day.
    #[schemars(extend("x-required" = true))]
    pub per: Option<InterestPer>,
    /// With `per: year`: the days of a year, where the law says so.
    pub days: Option<u32>,
    /// With `per: month`: how long after the due date the first month commences; `0 days` is the due date itself.
    pub first_month: Option<String>,
}

/// What a rate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum InterestPer {
    /// Each commenced month.
    Month,
    /// A year, counted day by day.
    Year,
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
