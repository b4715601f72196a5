#![doc = include_str!("../../book/src/rules/preceded_by.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::reader::inclusive;
use super::{Asks, Reader, Rule, RuleKind};
use crate::diagnostic::Code;
use crate::law::Unit;
use crate::plan::{Asked, Limit, Measure, Plan, Range, Side, Window};
use crate::prose::{Fact, Sentence};
use crate::yaml::{Names, Scalar};

/// Before one event there was another: `preceded_by: {event: transfer, by: notice, at_least: 14 days}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PrecededBy {
    /// The event that asks for an earlier one; one name or a list, any of which will do.
    #[schemars(extend("x-required" = true), example = &"transfer")]
    pub event: Names,
    /// What must have been before it; one name or a list, any of which will do.
    #[schemars(extend("x-required" = true), example = &"notice")]
    pub by: Names,
    /// How long before, at the least; exactly so long before is enough. A period, or a `law:` parameter.
    pub at_least: Option<Scalar>,
    /// How long before, at the most; exactly so long before is allowed.
    pub at_most: Option<Scalar>,
    /// How many times; once if not said.
    pub times: Option<Scalar>,
    /// Which of several earlier ones is looked at; any if not said.
    pub which: Option<Which>,
}

/// Which of several earlier events is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// Any of them may satisfy the rule.
    Any,
    /// Only the last one before the event.
    Last,
}

impl RuleKind for PrecededBy {
    const NAME: &'static str = "preceded_by";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let event = reader.kinds("event", &self.event);
        let by = reader.kinds("by", &self.by);
        let at_least = reader.length("at_least", self.at_least.as_ref());
        let at_most = reader.length("at_most", self.at_most.as_ref());
        let times = self.times.as_ref().map_or(Some(1), |times| times.words().parse::<u32>().ok().filter(|times| *times > 0));
        if times.is_none() {
            let message = "this is not a number of times".to_owned();
            reader.refuse(Code::NotANumber, "times", message, "write digits only, for example `2`".to_owned());
        }
        if let Some(times) = &self.times {
            reader.wrote(Some("times"), &times.words(), Unit::Number);
        }
        if self.which == Some(Which::Last) && times.is_some_and(|times| times > 1) {
            let help = "remove `which:` or `times:`: the last one is only one".to_owned();
            reader.refuse(Code::OneKind, "times", "`times` asks for several, and `which: last` looks at one".to_owned(), help);
            return None;
        }
        let ((event, event_fact), (related, by_fact), at_least, at_most, times) = (event?, by?, at_least?, at_most?, times?);
        let mut facts = vec![("event", event_fact), ("by", by_fact), ("times", Fact::Number(i64::from(times)))];
        facts.extend(at_least.iter().map(|from| ("at_least", from.fact.clone())));
        facts.extend(at_most.iter().map(|to| ("at_most", to.fact.clone())));
        let key = match (at_least.is_some(), at_most.is_some(), times) {
            (true, true, _) => "rule-preceded-by-between",
            (true, false, _) => "rule-preceded-by-at-least",
            (false, true, _) => "rule-preceded-by-at-most",
            (false, false, 1) => "rule-preceded-by",
            (false, false, _) => "rule-preceded-by-times",
        };
        let window = Window { from: at_least.as_ref().map(inclusive), to: at_most.as_ref().map(inclusive), nearest: self.which == Some(Which::Last), ..Window::on(Side::Before) };
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan {
                asked: Asked::Each(event),
                gates: Vec::new(),
                related,
                related_states: Vec::new(),
                window,
                measure: Measure::Count,
                range: Range { min: Some(Limit::Is(i64::from(times))), max: None },
            }),
            sentence: Sentence::new(key, facts.clone()),
            facts,
            law: [at_least, at_most].into_iter().flatten().filter_map(|lasting| lasting.law).collect(),
        })
    }
}
