//! The written form of a case description (`cases.yaml`).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{FormatVersion, Names, Scalar, Shape};

/// One source of case data: where it lies, how it is written, and what its columns and codes mean.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct CasesFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// What the source is called in documents.
    #[schemars(extend("x-required" = true), example = &"Debitorudtræk")]
    pub name: Option<String>,
    /// Whether the data is made up; then every document says so.
    pub synthetic: Option<bool>,
    /// The day the data was drawn; verdicts are given as of this day unless another is asked for.
    #[schemars(example = &"2027-03-31")]
    pub extracted: Option<Scalar>,
    /// The format of all files; otherwise told by each file's name.
    pub format: Option<Format>,
    /// The encoding; otherwise found out.
    pub encoding: Option<Encoding>,
    /// The mark between fields, one character or `tab`; otherwise found out.
    #[schemars(example = &";")]
    pub separator: Option<Scalar>,
    /// What stands before the decimals of an amount.
    pub decimal: Option<Decimal>,
    /// How dates are written.
    pub dates: Option<Dates>,
    /// The claims table; without it claims are derived from their events.
    pub claims: Option<ClaimsTable>,
    /// The events.
    #[schemars(extend("x-required" = true))]
    pub events: Option<EventsTable>,
    /// What the source's codes mean.
    pub codes: Option<Codes>,
    /// The type of every claim, where the source has only one.
    pub claim_type: Option<String>,
    /// Columns that tell who somebody is; they are masked wherever they would be shown.
    pub personal: Option<Vec<String>>,
    /// Totals that the source states; a difference is reported.
    pub control: Option<Control>,
}

impl Shape for CasesFile {
    const NAME: &'static str = "cases";
    const TITLE: &'static str = "A source of case data";
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Rows of fields with a header; may be gzipped.
    Csv,
    /// An event log in IEEE 1849; may be gzipped.
    Xes,
    /// A sheet of an Excel workbook.
    Xlsx,
    /// Apache Parquet.
    Parquet,
}

impl Format {
    /// What a file's name tells; CSV where it tells nothing.
    pub fn by_name(path: &std::path::Path) -> Self {
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        match name.trim_end_matches(".gz").rsplit('.').next() {
            Some("xes") => Self::Xes,
            Some("xlsx" | "xlsm") => Self::Xlsx,
            Some("parquet") => Self::Parquet,
            _ => Self::Csv,
        }
    }
}

/// A character encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Encoding {
    /// UTF-8.
    #[serde(rename = "utf-8")]
    Utf8,
    /// Windows-1252, as older Danish and Norwegian systems write.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// The decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Decimal {
    /// `1.234,50`
    Comma,
    /// `1234.50`
    Point,
}

/// The order of a date's parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
pub enum Dates {
    /// `2026-03-20`; a time of day may follow.
    #[serde(rename = "yyyy-mm-dd")]
    YearFirst,
    /// `20-03-2026`, `20.03.2026` or `20/03/2026`.
    #[serde(rename = "dd-mm-yyyy")]
    DayFirst,
}

/// The claims table.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ClaimsTable {
    /// The files, beside the description.
    #[schemars(extend("x-required" = true))]
    pub files: Option<Names>,
    /// Of workbooks the sheet; the first if not said.
    pub sheet: Option<Scalar>,
    /// Which column is what: `claim`, `debtor`, `debtor_kind`, `claim_type`, `principal`, `established`, `due`,
    /// `last_timely_payment`, and declared fields.
    #[schemars(extend("x-required" = true))]
    pub columns: Option<BTreeMap<String, Scalar>>,
}

/// The events.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct EventsTable {
    /// The files, beside the description.
    #[schemars(extend("x-required" = true))]
    pub files: Option<Names>,
    /// Of workbooks the sheet; the first if not said.
    pub sheet: Option<Scalar>,
    /// Which column is what: `claim`, `date`, `event`, `actor`, `role`, `reason`, `channel`, and declared fields.
    #[schemars(extend("x-required" = true))]
    pub columns: Option<BTreeMap<String, Scalar>>,
    /// The column of the amount, or a column for each code: `{Payment: paymentAmount}`.
    pub amount: Option<AmountColumns>,
}

/// The amount's column, or one for each event code.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum AmountColumns {
    /// One for all.
    One(String),
    /// By code.
    ByCode(BTreeMap<String, String>),
}

impl JsonSchema for AmountColumns {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "AmountColumns".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": ["string", "object"], "additionalProperties": {"type": "string"}})
    }
}

/// What codes mean.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Codes {
    /// Event codes and the event kinds they are: `{RYK1: reminder}`.
    pub events: Option<BTreeMap<String, String>>,
    /// Event codes that say nothing a rule needs.
    pub ignored: Option<Vec<Scalar>>,
    /// Claim type codes and the strategy's claim types: `{HUSL: husleje}`.
    pub claim_types: Option<BTreeMap<String, String>>,
    /// Codes of debtors: `{P: person, V: company}`.
    pub debtor_kinds: Option<BTreeMap<String, String>>,
    /// Words for yes and no: `{Ja: yes, Nej: no}`.
    pub yes_no: Option<BTreeMap<String, String>>,
}

/// Totals that the source states.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Control {
    /// Rows of the claims table and the sum of its principals.
    pub claims: Option<Totals>,
    /// Rows of the events and the sum of their amounts.
    pub events: Option<Totals>,
}

/// Rows and a sum.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Totals {
    /// How many rows, without the header.
    pub rows: Option<i64>,
    /// The sum of the amounts.
    #[schemars(example = &"1.234.567,00 kr")]
    pub sum: Option<Scalar>,
}
