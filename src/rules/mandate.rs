#![doc = include_str!("../../book/src/rules/mandate.md")]

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Asks, Reader, Rule, RuleKind};
use crate::diagnostic::Code;
use crate::law::Unit;
use crate::plan::{self, Asked, Limit, Measure, Plan, Range, Side, Window, Term};
use crate::prose::{Fact, Sentence};
use crate::yaml::{Names, Scalar};

/// An event is done by a role within its limit: `mandate: {event: write_off, limits: {clerk: 5.000 kr, chief: unlimited}}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Mandate {
    /// The event that needs a mandate; one name or a list, any of which will do.
    #[schemars(extend("x-required" = true), example = &"write_off")]
    pub event: Names,
    /// For each role that may: the largest amount, inclusive, or `unlimited`. Other roles may not at all.
    #[schemars(extend("x-required" = true), example = &"{head: unlimited}")]
    pub limits: Option<BTreeMap<String, Scalar>>,
}

impl RuleKind for Mandate {
    const NAME: &'static str = "mandate";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let event = reader.kinds("event", &self.event);
        let field = reader.vocabulary().event_fields.iter().position(|field| field == "role");
        let (mut mandates, mut said) = (Vec::new(), Vec::new());
        let written = self.limits.as_ref()?;
        for (role, limit) in written {
            let mut under = reader.under("limits");
            let title = under.role(role).map(str::to_owned);
            let limit = match limit.words().trim() {
                "unlimited" => Some(None),
                words => match under.limit(role, words, Unit::Money) {
                    Some((Limit::Is(limit), fact)) => Some(Some((limit, fact))),
                    Some(_) => {
                        let help = "write the amount itself, or `unlimited`".to_owned();
                        under.refuse(Code::NotAnAmount, role, "a role's limit is not a matter of law".to_owned(), help);
                        None
                    }
                    None => None,
                },
            };
            let (Some(title), Some(limit)) = (title, limit) else { continue };
            let mut facts = vec![("role", Fact::Text(title.clone()))];
            facts.extend(limit.iter().map(|(_, fact)| ("limit", fact.clone())));
            let key = if limit.is_some() { "mandate-limit" } else { "mandate-unlimited" };
            let order = (limit.is_none(), limit.as_ref().map(|(limit, _)| *limit));
            said.push((order, Fact::Phrase(Box::new(Sentence::new(key, facts)))));
            let names = vec![role.to_lowercase(), title.to_lowercase()];
            mandates.push(plan::Mandate { role: role.clone(), names, limit: limit.map(|(limit, _)| limit) });
        }
        if written.is_empty() {
            let help = "add a line for each role that may, for example `head: unlimited`".to_owned();
            reader.refuse(Code::BoundMissing, "limits", "no role has a limit here".to_owned(), help);
        }
        let (event, event_fact) = event?;
        if mandates.is_empty() || mandates.len() < written.len() {
            return None;
        }
        // The smallest mandate first, those without limit last.
        said.sort_by_key(|(order, _)| *order);
        let said = said.into_iter().map(|(_, said)| said).collect();
        let facts = vec![("event", event_fact), ("limits", Fact::AllOf(said))];
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan {
                asked: Asked::Each(event),
                gates: Vec::new(),
                related: event,
                related_states: Vec::new(),
                window: Window::on(Side::Here),
                measure: Measure::Term(Term::Here),
                range: Range { min: None, max: Some(Limit::By { field: field?, mandates }) },
            }),
            sentence: Sentence::new("rule-mandate", facts.clone()),
            facts,
            law: Vec::new(),
        })
    }
}
