#![doc = include_str!("../../book/src/rules/count.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Asks, Reader, Rule, RuleKind};
use crate::diagnostic::Code;
use crate::law::Unit;
use crate::plan::{Asked, Group, Measure, Plan, Side, Window};
use crate::prose::Sentence;
use crate::yaml::{Names, Scalar};

/// An event happens so many times: `count: {event: reminder, at_most: 3, per: claim}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Count {
    /// The event that is counted; one name or a list, any of which will do.
    #[schemars(extend("x-required" = true), example = &"reminder")]
    pub event: Names,
    /// No more often than this: a number or a `law:` parameter.
    pub at_most: Option<Scalar>,
    /// No less often than this.
    pub at_least: Option<Scalar>,
    /// Exactly so often.
    pub exactly: Option<Scalar>,
    /// What it is counted for; a claim if not said.
    pub per: Option<Per>,
    /// Counted at each of these events, and only what came before it.
    pub before: Option<Names>,
}

/// What is counted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// Each claim on its own.
    Claim,
    /// All claims of one debtor together.
    Debtor,
    /// All claims together, a calendar year at a time.
    Year,
}

impl RuleKind for Count {
    const NAME: &'static str = "count";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let event = reader.kinds("event", &self.event);
        let before = self.before.as_ref().map(|before| reader.kinds("before", before));
        let bounds = reader.bounds(self.at_least.as_ref(), self.at_most.as_ref(), self.exactly.as_ref(), Unit::Number);
        let group = match self.per {
            None | Some(Per::Claim) => None,
            Some(Per::Debtor) => Some((Group::Debtor, "debtor")),
            Some(Per::Year) => Some((Group::Year, "year")),
        };
        if group.is_some() && before.is_some() {
            let message = "`before` counts in one claim, and `per` in several".to_owned();
            reader.refuse(Code::OneKind, "before", message, "remove `before:` or `per:`".to_owned());
            return None;
        }
        let ((event, event_fact), bounds) = (event?, bounds?);
        let key = match bounds.facts.as_slice() {
            [("at_most", _)] => "at-most",
            [("at_least", _)] => "at-least",
            [("exactly", _)] => "exactly",
            _ => "between",
        };
        let mut facts = vec![("event", event_fact)];
        facts.extend(bounds.facts);
        let (asked, side, key) = match (before, group) {
            (Some(before), _) => {
                let (before, fact) = before?;
                facts.push(("before", fact));
                (Asked::Each(before), Side::Before, format!("rule-count-before-{key}"))
            }
            (None, Some((group, name))) => (Asked::Group(group), Side::Whole, format!("rule-count-{name}-{key}")),
            (None, None) => (Asked::Claim, Side::Whole, format!("rule-count-{key}")),
        };
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan { asked, gates: Vec::new(), related: event, related_states: Vec::new(), window: Window::on(side), measure: Measure::Count, range: bounds.range }),
            sentence: Sentence::new(key, facts.clone()),
            facts,
            law: bounds.law,
        })
    }
}
