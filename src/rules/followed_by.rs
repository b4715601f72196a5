#![doc = include_str!("../../book/src/rules/followed_by.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::reader::inclusive;
use super::{Asks, Reader, Rule, RuleKind};
use crate::plan::{Asked, Limit, Measure, Plan, Range, Side, Window};
use crate::prose::Sentence;
use crate::yaml::{Names, Scalar};

/// After one event another follows, in time: `followed_by: {event: due, by: reminder, within: 14 days}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct FollowedBy {
    /// The event that asks for another; one name or a list, any of which will do.
    #[schemars(extend("x-required" = true), example = &"due")]
    pub event: Names,
    /// What must follow it: an event, or a state that must begin; one name or a list, any of which will do.
    #[schemars(extend("x-required" = true), example = &"reminder")]
    pub by: Names,
    /// The longest it may take, the last day included: `14 days`, `5 working days`, `3 months`, or a `law:` parameter.
    pub within: Option<Scalar>,
    /// The shortest it must take; on this day it may follow.
    pub not_before: Option<Scalar>,
    /// Whether a last day on a weekend or public holiday moves to the next working day.
    pub next_working_day: Option<bool>,
}

impl RuleKind for FollowedBy {
    const NAME: &'static str = "followed_by";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let event = reader.kinds("event", &self.event);
        let by = reader.kinds_or_states("by", &self.by);
        let within = reader.length("within", self.within.as_ref());
        let not_before = reader.length("not_before", self.not_before.as_ref());
        let (within, not_before) = (within?, not_before?);
        if within.is_none() && not_before.is_none() {
            reader.missing("within", "not_before");
            return None;
        }
        let ((event, event_fact), (related, related_states, by_fact)) = (event?, by?);
        let mut facts = vec![("event", event_fact), ("by", by_fact)];
        facts.extend(within.iter().map(|within| ("within", within.fact.clone())));
        facts.extend(not_before.iter().map(|from| ("not_before", from.fact.clone())));
        let key = match (within.is_some(), not_before.is_some()) {
            (true, true) => "rule-followed-by-between",
            (true, false) => "rule-followed-by-within",
            _ => "rule-followed-by-not-before",
        };
        let window = Window { from: not_before.as_ref().map(inclusive), to: within.as_ref().map(inclusive), next_working_day: self.next_working_day.unwrap_or(false), ..Window::on(Side::After) };
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan {
                asked: Asked::Each(event),
                gates: Vec::new(),
                related,
                related_states,
                window,
                measure: Measure::Count,
                range: Range { min: Some(Limit::Is(1)), max: None },
            }),
            sentence: Sentence::new(key, facts.clone()),
            facts,
            law: [within, not_before].into_iter().flatten().filter_map(|lasting| lasting.law).collect(),
        })
    }
}
