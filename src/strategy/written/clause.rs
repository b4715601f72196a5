use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Attested, Days, Duty, Measure};
use crate::rules::WrittenRule;
use crate::yaml::{Names, Scalar};

/// A chapter: lead prose and clauses, or chapters of its own.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Chapter {
    /// A name for addresses: lower-case words and digits joined by hyphens; no other chapter has it.
    #[schemars(extend("x-required" = true), example = &"reminders")]
    pub id: Option<String>,
    /// What the chapter is about.
    pub topic: Option<Topic>,
    /// The heading.
    #[schemars(extend("x-required" = true))]
    pub heading: Option<String>,
    /// Whether the documents number the chapter, and with it those under it: `1`, `2.1`.
    pub numbered: Option<bool>,
    /// Prose before the clauses, in Markdown.
    pub lead: Option<String>,
    /// The clauses.
    pub clauses: Option<Vec<Clause>>,
    /// Chapters under this one; these have none under them.
    pub chapters: Option<Vec<Chapter>>,
}

/// What a chapter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Why there is a strategy.
    Purpose,
    /// What it wants to reach.
    Goals,
    /// What it holds by.
    Principles,
    /// Fees.
    Fees,
    /// Interest.
    Interest,
    /// Dialogue with debtors.
    Dialogue,
    /// Payment plans and deferrals.
    Plans,
    /// Transfer for enforcement.
    Transfer,
    /// Writing off.
    WriteOff,
    /// Preventing arrears.
    Prevention,
    /// Service and information.
    Service,
    /// Working together.
    Cooperation,
    /// Reporting and follow-up.
    Reporting,
    /// Anything else.
    Other,
}

/// One promise, and how it is kept: exactly one of `rule`, `measure`, `duty`, `attested`, `narrative`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Clause {
    /// A name for addresses: lower-case words and digits joined by hyphens.
    #[schemars(extend("x-required" = true), example = &"first-reminder")]
    pub id: Option<String>,
    /// The sentence that the council reads, in Markdown; `{{ within }}` prints the rule's own number. A rule without a text speaks
    /// its own sentence.
    pub text: Option<String>,
    /// The claims it is about; all if not said.
    #[serde(rename = "for")]
    pub scope: Option<Scope>,
    /// States in which it does not apply; one name or a list, any of which will do.
    pub unless: Option<Names>,
    /// States in which alone it applies; one name or a list, any of which will do.
    #[serde(rename = "while")]
    pub during: Option<Names>,
    /// Days on which it holds, within the strategy's period.
    pub valid: Option<Days>,
    /// How grave a breach is; if not said `major`, and in the law's ready clauses what their `basis` comes to.
    pub severity: Option<Severity>,
    /// The law it rests on, for example `dk/gebyrlov/reminder-fee`.
    pub basis: Option<Vec<String>>,
    /// In the law's ready clauses only: a strategy that asks of the same events has this clause, or a rule that asks no less.
    pub required: Option<bool>,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// Whom it speaks to.
    pub audience: Option<Vec<Audience>>,
    /// Kept by machine, case by case: one rule or a list.
    pub rule: Option<Rules>,
    /// Kept account of as a key figure.
    pub measure: Option<Measure>,
    /// Something recurring that must be done or reported.
    pub duty: Option<Duty>,
    /// Declared by a role at an interval, with evidence.
    pub attested: Option<Attested>,
    /// `true`: says something that nothing can check.
    pub narrative: Option<bool>,
}

/// One rule, or a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Rules {
    /// Several, each with a verdict of its own.
    Many(Vec<WrittenRule>),
    /// One.
    One(Box<WrittenRule>),
}

impl JsonSchema for Rules {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rules".into()
    }

    /// One schema for both, so that a mistake has one place: an object's keys, or the same for each item of a list.
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = WrittenRule::json_schema(generator);
        let mut schema = one.clone();
        schema.insert("type".to_owned(), serde_json::json!(["object", "array"]));
        schema.insert("items".to_owned(), one.to_value());
        schema
    }
}

/// The claims that a clause is about; all conditions hold together.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Scope {
    /// Claim types.
    pub claim_type: Option<Names>,
    /// Legal regimes.
    pub track: Option<Names>,
    /// `person` or `company`.
    pub debtor_kind: Option<Names>,
    /// The smallest and the greatest principal, both inclusive.
    pub principal: Option<Amounts>,
    /// The first and the last day on which the claim was established, both inclusive.
    pub established: Option<Between>,
    /// The first and the last day on which it falls due, both inclusive.
    pub due: Option<Between>,
    /// The first and the last day of its last day for timely payment, both inclusive.
    pub last_timely_payment: Option<Between>,
    /// Declared fields of the claim and the words they may hold.
    #[serde(flatten)]
    pub fields: BTreeMap<String, Names>,
}

/// Amounts between two ends, both inclusive; without an end on the side that is not said.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Amounts {
    /// The smallest.
    #[schemars(example = &"1.000 kr")]
    pub at_least: Option<Scalar>,
    /// The greatest.
    pub at_most: Option<Scalar>,
}

/// Days between two ends, both inclusive; without an end on the side that is not said.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Between {
    /// The first day.
    #[schemars(example = &"2026-01-01")]
    pub from: Option<Scalar>,
    /// The last day.
    pub to: Option<Scalar>,
}

/// How grave a breach is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A legal right is lost, or the claim.
    Critical,
    /// A promise is broken.
    Major,
    /// A matter of order.
    Minor,
}

/// Whom a clause speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The council and its committees.
    Council,
    /// Management.
    Management,
    /// The case workers.
    Staff,
    /// Citizens.
    Citizens,
    /// Companies.
    Companies,
}
