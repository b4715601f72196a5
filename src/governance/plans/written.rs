use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::super::agenda::{AgendaItem, Attachment};
use super::super::decisions::WrittenDecision;
use crate::strategy::Direction;
use crate::strategy::written::Days;
use crate::yaml::{Entries, FormatVersion, Names, Scalar, Shape};

/// A plan of an authority: what is to be done, by whom and when, and the agenda item for it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PlanFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// The title.
    #[schemars(extend("x-required" = true), example = &"Udmøntningsplan for budget 2025-2028")]
    pub title: Option<String>,
    /// The first and last day, both inclusive.
    #[schemars(extend("x-required" = true))]
    pub period: Option<Days>,
    /// What it carries out: a budget, a strategy.
    pub carries_out: Option<CarriesOut>,
    /// A notice for every document.
    pub notice: Option<String>,
    /// What the plan is, in Markdown.
    pub purpose: Option<String>,
    /// Whether the dates are indicative or binding; `indicative` if not said. An item may differ.
    pub deadlines: Option<Deadline>,
    /// The editions of the plan, the newest last.
    pub versions: Option<Vec<WrittenVersion>>,
    /// Titles of roles and bodies by id: owners, and who recommends.
    pub roles: Option<BTreeMap<String, String>>,
    /// The parts of the plan, in order.
    pub parts: Option<Vec<Part>>,
    /// Kinds of items by id, in the order of the document.
    #[schemars(extend("x-required" = true))]
    pub kinds: Entries<WrittenKind>,
    /// Themes by id, in the order of the document.
    pub themes: Entries<String>,
    /// Committees by id, in the order of the document.
    pub committees: Entries<String>,
    /// The topics of the budget agreement by id; each is to be covered by an item.
    pub topics: Entries<String>,
    /// The items.
    #[schemars(extend("x-required" = true))]
    pub items: Option<Vec<WrittenItem>>,
    /// When the committees treat the plan.
    pub hearings: Option<Vec<WrittenHearing>>,
    /// What is attached to the plan.
    pub attachments: Option<Vec<Attachment>>,
    /// The agenda item for the plan.
    pub agenda_item: Option<AgendaItem>,
    /// What was decided on it, in the order of the meetings.
    pub decisions: Option<Vec<WrittenDecision>>,
}

impl Shape for PlanFile {
    const NAME: &'static str = "plan";
    const TITLE: &'static str = "A plan of an authority, with its agenda item and decisions";
}

/// What a plan carries out.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct CarriesOut {
    /// Its title.
    #[schemars(extend("x-required" = true), example = &"Budgetaftalen for 2025-2028")]
    pub title: Option<String>,
    /// When it was adopted, as precisely as it is known.
    #[schemars(example = &"2024-10")]
    pub date: Option<Scalar>,
}

/// Whether a date binds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Deadline {
    /// It may be moved.
    #[default]
    Indicative,
    /// It is to be kept.
    Binding,
}

/// An edition of a plan.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenVersion {
    /// When it was made, as precisely as it is known.
    #[schemars(extend("x-required" = true), example = &"2024-11-26")]
    pub date: Option<Scalar>,
    /// What is new in it.
    pub text: Option<String>,
}

/// A part of a plan.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Part {
    /// Its name.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// What it is about, in one line.
    pub text: Option<String>,
}

/// A kind of items.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenKind {
    /// The name in documents, in the plural.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// What items of the kind are grouped by; `committee` if not said. By `theme`, each has exactly one.
    pub grouped_by: Option<GroupedBy>,
}

/// What items are grouped by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum GroupedBy {
    /// Their committee.
    #[default]
    Committee,
    /// Their theme.
    Theme,
}

/// An item of a plan.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenItem {
    /// A name for it.
    #[schemars(extend("x-required" = true))]
    pub id: Option<String>,
    /// The title.
    #[schemars(extend("x-required" = true))]
    pub title: Option<String>,
    /// What is to be done, in one paragraph.
    pub text: Option<String>,
    /// The kind, one of `kinds`.
    #[schemars(extend("x-required" = true))]
    pub kind: Option<String>,
    /// The committee, one of `committees`.
    pub committee: Option<String>,
    /// The theme, one of `themes`.
    pub theme: Option<Names>,
    /// Who answers for it, one of `roles`.
    pub owner: Option<String>,
    /// When it is to be done: a day, `2025-03`, `2025-Q1`, `2025`, `ultimo 2025`.
    #[schemars(example = &"2025-Q1")]
    pub due: Option<Scalar>,
    /// Whether the date binds; as for the plan if not said.
    pub deadline: Option<Deadline>,
    /// How often it recurs, for what is never done once and for all.
    pub every: Option<Every>,
    /// That it is done.
    pub done: Option<WrittenDone>,
    /// Whether it cuts across departments.
    pub cross_cutting: Option<bool>,
    /// What it is to bring about.
    pub effects: Option<Vec<WrittenEffect>>,
    /// The items that must be done first.
    pub depends_on: Option<Vec<String>>,
    /// The bodies that are heard.
    pub consult: Option<Vec<WrittenConsulted>>,
    /// When the committee treats it.
    #[schemars(example = &"2025-02")]
    pub treated: Option<Scalar>,
    /// The topics of the budget agreement that it covers.
    pub topics: Option<Vec<String>>,
    /// Questions that are still open.
    pub questions: Option<Vec<String>>,
}

/// How often something recurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// All the time.
    Ongoing,
    /// Every month.
    Month,
    /// Every quarter.
    Quarter,
    /// Every year.
    Year,
}

/// That an item is done.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenDone {
    /// When, as precisely as it is known.
    #[schemars(extend("x-required" = true), example = &"2024-11")]
    pub date: Option<Scalar>,
    /// Where that can be seen.
    pub evidence: Option<String>,
}

/// What an item is to bring about.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenEffect {
    /// What changes.
    #[schemars(extend("x-required" = true), example = &"udledning af CO2")]
    pub what: Option<String>,
    /// Which way.
    #[schemars(extend("x-required" = true))]
    pub direction: Option<Direction>,
    /// By how much money.
    #[schemars(example = &"500.000 kr")]
    pub amount: Option<Scalar>,
}

/// A body that is heard.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenConsulted {
    /// The body.
    #[schemars(extend("x-required" = true))]
    pub body: Option<String>,
    /// When, as precisely as it is known.
    pub date: Option<Scalar>,
}

/// When a committee treats the plan.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenHearing {
    /// The committee, one of `committees`.
    #[schemars(extend("x-required" = true))]
    pub committee: Option<String>,
    /// When, as precisely as it is known.
    #[schemars(extend("x-required" = true), example = &"2025-01")]
    pub date: Option<Scalar>,
    /// What it treats.
    pub text: Option<String>,
}
