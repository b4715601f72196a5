#![doc = include_str!("../../book/src/rules/four_eyes.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Asks, Reader, Rule, RuleKind};
use crate::law::Unit;
use crate::plan::{Asked, Gate, Limit, Measure, Plan, Range, Side, Window};
use crate::prose::Sentence;
use crate::yaml::{Names, Scalar};

/// Two events are not done by the same person: `four_eyes: {event: write_off, by: write_off_proposed, above: 1.000 kr}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct FourEyes {
    /// The event that asks for a second pair of eyes; one name or a list, any of which will do.
    #[schemars(extend("x-required" = true), example = &"write_off")]
    pub event: Names,
    /// What another person must have done; the same event for two approvals.
    #[schemars(extend("x-required" = true), example = &"write_off_proposed")]
    pub by: Names,
    /// Only where the amount of the event is above this, exclusive: an amount or a `law:` parameter; always if not said.
    pub above: Option<Scalar>,
}

impl RuleKind for FourEyes {
    const NAME: &'static str = "four_eyes";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let event = reader.kinds("event", &self.event);
        let by = reader.kinds("by", &self.by);
        let above = self.above.as_ref().map(|above| reader.limit("above", &above.words(), Unit::Money));
        let field = reader.vocabulary().event_fields.iter().position(|field| field == "actor");
        let ((event, event_fact), (related, by_fact)) = (event?, by?);
        let mut key = if event == related { "rule-four-eyes-twice".to_owned() } else { "rule-four-eyes".to_owned() };
        let mut facts = vec![("event", event_fact), ("by", by_fact)];
        let (mut gates, mut law) = (Vec::new(), Vec::new());
        if let Some(above) = above {
            let (limit, fact) = above?;
            key += "-above";
            facts.push(("above", fact));
            gates.push(Gate::Above(limit));
            law.extend(self.above.iter().filter_map(|above| above.words().strip_prefix("law:").map(str::to_owned)));
        }
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan {
                asked: Asked::Each(event),
                gates,
                related,
                related_states: Vec::new(),
                window: Window::on(Side::Whole),
                measure: Measure::Same(field?),
                range: Range { min: None, max: Some(Limit::Is(0)) },
            }),
            sentence: Sentence::new(key, facts.clone()),
            facts,
            law,
        })
    }
}
