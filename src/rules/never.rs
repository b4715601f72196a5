#![doc = include_str!("../../book/src/rules/never.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Asks, Reader, Rule, RuleKind};
use crate::plan::{Asked, Gate, Limit, Measure, Plan, Range, Side, Window};
use crate::prose::Sentence;
use crate::yaml::Names;

/// An event does not happen, at all or while a state holds: `never: {event: transfer, while: dispute}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Never {
    /// The event that must not happen; one name or a list, any of which breaks the promise.
    #[schemars(extend("x-required" = true), example = &"transfer")]
    pub event: Names,
    /// The state in which it must not; always if not said. The state just before the event counts.
    #[serde(rename = "while")]
    pub during: Option<String>,
}

impl RuleKind for Never {
    const NAME: &'static str = "never";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let event = reader.kinds("event", &self.event);
        let state = self.during.as_ref().map(|state| reader.state("while", state));
        let (event, event_fact) = event?;
        let mut facts = vec![("event", event_fact)];
        let mut gates = Vec::new();
        if let Some(state) = state {
            let (state, fact) = state?;
            facts.push(("while", fact));
            gates.push(Gate::While(vec![state]));
        }
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan {
                asked: Asked::Each(event),
                related: event,
                related_states: Vec::new(),
                window: Window::on(Side::Here),
                measure: Measure::Count,
                range: Range { min: None, max: Some(Limit::Is(0)) },
                gates: gates.clone(),
            }),
            sentence: Sentence::new(if gates.is_empty() { "rule-never" } else { "rule-never-while" }, facts.clone()),
            facts,
            law: Vec::new(),
        })
    }
}
