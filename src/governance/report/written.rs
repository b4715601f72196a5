use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::yaml::{FormatVersion, Names, Scalar, Shape};

/// An annual report on the collection of an authority.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ReportFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// The year that it is about.
    #[schemars(extend("x-required" = true), example = 2020)]
    pub year: Option<Scalar>,
    /// The title of the document.
    #[schemars(extend("x-required" = true))]
    pub title: Option<String>,
    /// The body that it is written for.
    pub recipient: Option<String>,
    /// The year of the report before it.
    pub follows: Option<Scalar>,
    /// What it is attached to, for example `regnskab 2020`.
    pub attached_to: Option<String>,
    /// What stands in a box at the top, for example that the report is an example.
    pub notice: Option<String>,
    /// The kinds of claims in the order of its tables; the ids stand in `figures.csv`.
    pub claim_types: Option<BTreeMap<String, Row>>,
    /// The key figures that it tells of; the ids stand in `figures.csv`.
    #[schemars(extend("x-required" = true))]
    pub measures: Option<BTreeMap<String, Measure>>,
    /// The causes of write-offs, a closed list.
    pub reasons: Option<Reasons>,
    /// Tables, for `{{ table("ID") }}`.
    pub tables: Option<BTreeMap<String, Table>>,
    /// Charts, for `{{ chart("ID") }}`.
    pub charts: Option<BTreeMap<String, Chart>>,
    /// Numbers as they are printed elsewhere, each held against the figures, for `{{ stated("ID") }}`.
    pub stated: Option<BTreeMap<String, Stated>>,
    /// What is said of a row of the figures, for `{{ comments("MEASURE") }}`.
    pub comments: Option<Vec<Comment>>,
    /// The way from one figure to another, for `{{ bridge() }}`.
    pub bridge: Option<Bridge>,
    /// What was reached and what is expected, for `{{ milestones() }}`.
    pub milestones: Option<Vec<Milestone>>,
    /// What stood in the way, for `{{ obstacles() }}`.
    pub obstacles: Option<Vec<Obstacle>>,
    /// What is planned for the year after, for `{{ plan() }}`.
    pub plan: Option<Vec<Planned>>,
    /// What became of the promises of earlier reports, for `{{ follow_up() }}`.
    pub follow_up: Option<Vec<WrittenFollowUp>>,
    /// Abbreviations and what they stand for.
    pub abbreviations: Option<BTreeMap<String, String>>,
    /// The sections of the document, in order.
    #[schemars(extend("x-required" = true))]
    pub sections: Option<Vec<Section>>,
}

impl Shape for ReportFile {
    const NAME: &'static str = "report";
    const TITLE: &'static str = "An annual report on collection";
}

/// A kind of claims in the report's tables.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Row {
    /// What the report calls it.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// Whether it is what is left over, which stands last.
    pub rest: Option<bool>,
}

/// A key figure.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Measure {
    /// What the report calls it.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// The key figure that it is a part of: it can be no larger than that.
    pub part_of: Option<String>,
}

/// A closed list of causes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Reasons {
    /// How many the report says that there are.
    pub announced: Option<Scalar>,
    /// The causes, in order.
    #[schemars(extend("x-required" = true))]
    pub items: Option<Vec<Reason>>,
}

/// A cause.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Reason {
    /// Its id, as in `figures.csv`.
    #[schemars(extend("x-required" = true))]
    pub id: Option<String>,
    /// What the report calls it.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// What it means.
    pub text: Option<String>,
    /// What it may be in turn.
    pub parts: Option<Vec<String>>,
}

/// A table of a key figure: a row a claim type, a column a year.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Table {
    /// The key figure.
    #[schemars(extend("x-required" = true))]
    pub measure: Option<String>,
    /// What the table shows.
    #[schemars(extend("x-required" = true))]
    pub caption: Option<String>,
    /// The caption as it is printed elsewhere, where it differs; years in it are held against the columns.
    pub printed_caption: Option<String>,
    /// The years of its columns; the report's if not said.
    pub years: Option<Vec<Scalar>>,
    /// The order of its rows; `listed` if not said.
    pub order: Option<Order>,
    /// A last column with the change from the first year to the last: `computed`, or the key figure that reports it.
    pub change: Option<String>,
    /// What stands under it.
    pub note: Option<String>,
}

/// An order of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// As the report lists the claim types.
    Listed,
    /// The largest of the last year first.
    Largest,
}

/// A chart of key figures.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Chart {
    /// The key figures: several for one year, or one for several years.
    #[schemars(extend("x-required" = true))]
    pub measures: Option<Names>,
    /// What its rows stand for; `claim_type` if not said.
    pub by: Option<By>,
    /// The years; the report's if not said.
    pub years: Option<Vec<Scalar>>,
    /// How many rows it has at most, the largest; all if not said.
    pub largest: Option<Scalar>,
    /// What it shows, as a statement; braces take figures as in texts.
    #[schemars(extend("x-required" = true))]
    pub title: Option<String>,
}

/// What the rows of a chart stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Kinds of claims.
    ClaimType,
    /// Causes.
    Reason,
    /// Years: the figures of all claims over time.
    Year,
}

/// A number as it is printed elsewhere.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Stated {
    /// The number with its unit, as printed: `123 %`, `2,39 mio. kr.`.
    #[schemars(extend("x-required" = true))]
    pub printed: Option<String>,
    /// It is this key figure.
    pub figure: Option<String>,
    /// It is the change of this key figure.
    pub change: Option<String>,
    /// It is the change of this key figure in per cent.
    pub growth: Option<String>,
    /// It is the share of this key figure in another one.
    pub share: Option<String>,
    /// The other one.
    pub of: Option<String>,
    /// The kind of claims; all if not said.
    pub claim_type: Option<String>,
    /// The cause; all if not said.
    pub reason: Option<String>,
    /// The year; the report's if not said.
    pub year: Option<Scalar>,
    /// The year that a change is counted from; the year before if not said.
    pub from: Option<Scalar>,
}

/// What is said of a row of the figures.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Comment {
    /// The key figure.
    #[schemars(extend("x-required" = true))]
    pub measure: Option<String>,
    /// The kind of claims.
    pub claim_type: Option<String>,
    /// The cause.
    pub reason: Option<String>,
    /// What the row is called, where neither says it.
    pub name: Option<String>,
    /// What is said.
    #[schemars(extend("x-required" = true))]
    pub text: Option<String>,
    /// What happens once and explains part of it.
    pub one_off: Option<OneOff>,
    /// What is expected of it.
    pub expectation: Option<Expectation>,
}

/// What happens once.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct OneOff {
    /// How much it is.
    #[schemars(extend("x-required" = true))]
    pub amount: Option<String>,
    /// What it is.
    pub text: Option<String>,
}

/// What is expected.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Expectation {
    /// Its id, by which the next report follows it up.
    #[schemars(example = &"ak50")]
    pub id: Option<String>,
    /// What is expected.
    #[schemars(extend("x-required" = true))]
    pub text: Option<String>,
    /// Until when: a day, `2021-02`, `2021-Q1`, `2021`, `primo 2022`.
    pub by: Option<Scalar>,
}

/// The way from one figure to another.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Bridge {
    /// The key figure that it starts from, for example the balance in the accounts.
    #[schemars(extend("x-required" = true))]
    pub from: Option<String>,
    /// The key figure that it ends at.
    #[schemars(extend("x-required" = true))]
    pub to: Option<String>,
    /// Key figures on the way that are taken off.
    pub less: Option<Vec<String>>,
    /// What the rest is called, which is computed.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
}

/// What was reached and what is expected.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Milestone {
    /// Its id.
    #[schemars(extend("x-required" = true))]
    pub id: Option<String>,
    /// What it is.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// When it was reached, as the report tells it; times that contradict each other are reported.
    pub dates: Option<Vec<Dated>>,
    /// What is still to come.
    pub expected: Option<Dated>,
}

/// Something with its time.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Dated {
    /// When: a day, `2021-02`, `2021-Q1`, `2021`, `primo 2022`.
    #[schemars(extend("x-required" = true), example = &"2021-02-08")]
    pub on: Option<Scalar>,
    /// What.
    pub text: Option<String>,
}

/// What stood in the way.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Obstacle {
    /// What it is.
    #[schemars(extend("x-required" = true))]
    pub text: Option<String>,
    /// Since when.
    pub since: Option<Scalar>,
    /// Until when.
    pub until: Option<Scalar>,
    /// The kinds of claims that it holds up.
    pub affects: Option<Vec<String>>,
}

/// What is planned.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Planned {
    /// Its id, by which the next report follows it up.
    #[schemars(example = &"flere-tilsluttes")]
    pub id: Option<String>,
    /// What it is.
    #[schemars(extend("x-required" = true))]
    pub text: Option<String>,
    /// Until when.
    pub by: Option<Scalar>,
}

/// What became of a promise of an earlier report.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenFollowUp {
    /// The id of the promise: of a milestone, an expectation or a plan entry of an earlier report.
    #[schemars(extend("x-required" = true), example = &"ak50")]
    pub promise: Option<String>,
    /// What became of it.
    #[schemars(extend("x-required" = true))]
    pub outcome: Option<Followed>,
    /// When, as precisely as it is known.
    #[schemars(example = &"2021-05")]
    pub date: Option<Scalar>,
    /// What is to be said of it.
    pub text: Option<String>,
    /// Where that can be seen.
    pub evidence: Option<String>,
}

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Followed {
    /// Kept in time.
    Kept,
    /// Kept after its time.
    Late,
    /// Not kept.
    NotKept,
    /// Still to be kept.
    UnderWay,
}

/// A section of the document.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    #[schemars(extend("x-required" = true))]
    pub heading: Option<String>,
    /// What it says, in Markdown; braces take figures.
    pub text: Option<String>,
    /// Sections within it.
    pub sections: Option<Vec<Subsection>>,
}

/// A section within a section.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Subsection {
    /// Its heading.
    #[schemars(extend("x-required" = true))]
    pub heading: Option<String>,
    /// What it says, in Markdown; braces take figures.
    #[schemars(extend("x-required" = true))]
    pub text: Option<String>,
}
