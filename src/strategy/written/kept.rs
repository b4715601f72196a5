use schemars::JsonSchema;
use serde::Deserialize;

pub use crate::measures::counted::{Breakdown, Direction, FlowPer, Statistic};
use crate::yaml::Scalar;

/// A key figure: exactly one of `stock`, `flow`, `share`, `days`, or `reported` alone.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Measure {
    /// What stands on a day: `arrears`, or a state whose claims are counted by their balance.
    pub stock: Option<String>,
    /// The day of a stock: `year_end` or a date.
    pub on: Option<Scalar>,
    /// What happens in a period: an event kind, by its amounts.
    pub flow: Option<String>,
    /// The period of a flow.
    pub per: Option<FlowPer>,
    /// A share: the claims that reach this event or state …
    pub share: Option<String>,
    /// … of those that reach this one.
    pub of: Option<String>,
    /// The days between two events or states.
    pub days: Option<Steps>,
    /// Which number stands for many: the median if not said.
    pub statistic: Option<Statistic>,
    /// A figure that is reported and not counted from the cases: its name. Beside one of the others: the reported figure that it is
    /// held against.
    pub reported: Option<String>,
    /// What documents call the figure; its `reported:` name in words if not said.
    pub name: Option<String>,
    /// What is to be reached: an amount, a share, a period or a number.
    pub target: Option<Scalar>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// What it is broken down by.
    pub by: Option<Vec<Breakdown>>,
}

/// Two steps of a case.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Steps {
    /// From this event or state …
    #[schemars(extend("x-required" = true))]
    pub from: Option<String>,
    /// … to this one.
    #[schemars(extend("x-required" = true))]
    pub to: Option<String>,
}

/// Something recurring that must be done.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Duty {
    /// How often: `year`, `quarter`, `month`, `term`, `term_start`, or a declared calendar.
    #[schemars(extend("x-required" = true), example = &"year")]
    pub every: Option<String>,
    /// How many times in each; once if not said.
    pub times: Option<Scalar>,
    /// The last day, inclusive: `04-30` is the first such day after the year or term has ended, `30 days` counts from its last
    /// day. Without it, the last day itself.
    #[schemars(example = &"04-30")]
    pub by: Option<Scalar>,
    /// The role that does it.
    pub owner: Option<String>,
    /// Who receives it.
    pub recipient: Option<String>,
    /// What it must contain.
    pub contents: Option<Vec<String>>,
    /// What it is attached to.
    pub attached_to: Option<String>,
}

/// Something that a role declares.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Attested {
    /// The role that declares it.
    #[schemars(extend("x-required" = true))]
    pub role: Option<String>,
    /// How often: `year`, `quarter`, `month`, `term`, `term_start`, or a declared calendar.
    #[schemars(extend("x-required" = true), example = &"year")]
    pub every: Option<String>,
    /// What the declaration rests on.
    pub evidence: Option<String>,
}
