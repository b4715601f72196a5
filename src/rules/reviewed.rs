#![doc = include_str!("../../book/src/rules/reviewed.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::reader::inclusive;
use super::{Asks, Reader, Rule, RuleKind};
use crate::plan::{Asked, Gate, Limit, Measure, Plan, Range, Side, Window};
use crate::prose::Sentence;
use crate::yaml::{Names, Scalar};

/// An event recurs while the claim is open: `reviewed: {event: assessment, from: returned, every: 6 months}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Reviewed {
    /// The event that recurs; one name or a list, any of which will do.
    #[schemars(extend("x-required" = true), example = &"assessment")]
    pub event: Names,
    /// What it starts with; the event itself if not said.
    pub from: Option<Names>,
    /// The longest time from one to the next, the last day included: `6 months`.
    #[schemars(extend("x-required" = true), example = &"6 months")]
    pub every: Option<Scalar>,
    /// Whether a last day on a weekend or public holiday moves to the next working day.
    pub next_working_day: Option<bool>,
}

impl RuleKind for Reviewed {
    const NAME: &'static str = "reviewed";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let event = reader.kinds("event", &self.event);
        let from = self.from.as_ref().map(|from| reader.kinds("from", from));
        let every = reader.length("every", self.every.as_ref());
        let open = reader.vocabulary().state("open");
        let ((event, event_fact), every) = (event?, every??);
        let mut facts = vec![("event", event_fact), ("every", every.fact.clone())];
        let (asked, key) = match from {
            Some(from) => {
                let (from, fact) = from?;
                facts.push(("from", fact));
                (Asked::Opened { by: from, each: event }, "rule-reviewed-from")
            }
            None => (Asked::Each(event), "rule-reviewed"),
        };
        let next_working_day = self.next_working_day.unwrap_or(false);
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan {
                asked,
                gates: vec![Gate::Throughout(open?)],
                related: event,
                related_states: Vec::new(),
                window: Window { to: Some(inclusive(&every)), next_working_day, ..Window::on(Side::After) },
                measure: Measure::Count,
                range: Range { min: Some(Limit::Is(1)), max: None },
            }),
            sentence: Sentence::new(key, facts.clone()),
            facts,
            law: every.law.into_iter().collect(),
        })
    }
}
