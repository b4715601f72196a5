#![doc = include_str!("../../book/src/rules/spaced.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Asks, Reader, Rule, RuleKind};
use crate::plan::{Asked, Edge, Limit, Measure, Plan, Range, Side, Window};
use crate::prose::Sentence;
use crate::yaml::{Names, Scalar};

/// Between repeats of an event there is some time: `spaced: {event: reminder, at_least: 10 days}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Spaced {
    /// The event that repeats; one name or a list, any of which will do.
    #[schemars(extend("x-required" = true), example = &"reminder")]
    pub event: Names,
    /// The shortest time between two; exactly so long is enough. A period, or a `law:` parameter.
    pub at_least: Option<Scalar>,
    /// The longest time between two; exactly so long is allowed.
    pub at_most: Option<Scalar>,
}

impl RuleKind for Spaced {
    const NAME: &'static str = "spaced";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let event = reader.kinds("event", &self.event);
        let at_least = reader.length("at_least", self.at_least.as_ref());
        let at_most = reader.length("at_most", self.at_most.as_ref());
        reader.exactly_one(&[("at_least", self.at_least.is_some()), ("at_most", self.at_most.is_some())])?;
        let ((event, event_fact), at_least, at_most) = (event?, at_least?, at_most?);
        // Too near: an earlier one strictly inside the period. Near enough: an earlier one within it.
        let (lasting, inclusive, range, key, name) = match (at_least, at_most) {
            (Some(lasting), _) => (lasting, false, Range { min: None, max: Some(Limit::Is(0)) }, "rule-spaced-at-least", "at_least"),
            (None, lasting) => (lasting?, true, Range { min: Some(Limit::Is(1)), max: None }, "rule-spaced-at-most", "at_most"),
        };
        let facts = vec![("event", event_fact), (name, lasting.fact)];
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan {
                asked: Asked::Again(event),
                gates: Vec::new(),
                related: event,
                related_states: Vec::new(),
                window: Window { to: Some(Edge { period: lasting.length, inclusive }), nearest: true, ..Window::on(Side::Before) },
                measure: Measure::Count,
                range,
            }),
            sentence: Sentence::new(key, facts.clone()),
            facts,
            law: lasting.law.into_iter().collect(),
        })
    }
}
