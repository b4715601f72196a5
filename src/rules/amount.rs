#![doc = include_str!("../../book/src/rules/amount.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Asks, Reader, Rule, RuleKind};
use crate::cases::Kinds;
use crate::diagnostic::Code;
use crate::law::Unit;
use crate::plan::{Asked, Measure, Plan, Side, Window};
use crate::prose::Sentence;
use crate::yaml::{Names, Scalar};

/// An amount keeps within a bound: `amount: {event: reminder_fee, at_most: law:dk/gebyrlov/reminder-fee}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Amount {
    /// The amount of each of these events.
    pub event: Option<Names>,
    /// The sum of the amounts of these events, for each claim.
    pub sum: Option<Names>,
    /// The amount of the first of these events, for each claim.
    pub first: Option<Names>,
    /// The amount of the last of these events, for each claim.
    pub last: Option<Names>,
    /// The balance of the claim: principal + charges − credits.
    pub balance: Option<Whose>,
    /// With `balance`: judged after every event instead of once a claim.
    pub each: Option<Every>,
    /// No more than this: an amount or a `law:` parameter, read on the event's day.
    pub at_most: Option<Scalar>,
    /// No less than this.
    pub at_least: Option<Scalar>,
    /// Exactly this.
    pub exactly: Option<Scalar>,
}

/// Whose balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// The claim's.
    Claim,
}

/// How often it is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Every {
    /// After every event.
    Event,
}

impl RuleKind for Amount {
    const NAME: &'static str = "amount";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let terms = [("event", self.event.as_ref()), ("sum", self.sum.as_ref()), ("first", self.first.as_ref()), ("last", self.last.as_ref())];
        let mut written: Vec<(&'static str, bool)> = terms.iter().map(|(key, names)| (*key, names.is_some())).collect();
        written.push(("balance", self.balance.is_some()));
        let term = reader.exactly_one(&written);
        let names = terms.iter().find_map(|(key, names)| Some((*key, (*names)?))).map(|(key, names)| reader.kinds(key, names));
        let bounds = reader.bounds(self.at_least.as_ref(), self.at_most.as_ref(), self.exactly.as_ref(), Unit::Money);
        if self.each.is_some() && self.balance.is_none() {
            reader.refuse(Code::OneKind, "each", "`each` belongs to `balance`".to_owned(), "remove `each:`; `event:` judges every event already".to_owned());
            return None;
        }
        let (term, bounds) = (term?, bounds?);
        let (related, fact) = match names {
            Some(names) => names.map(|(kinds, fact)| (kinds, Some(fact)))?,
            None => (Kinds::NONE, None),
        };
        let (asked, side, measure) = match term {
            "event" => (Asked::Each(related), Side::Here, Measure::Sum),
            "sum" => (Asked::Claim, Side::Whole, Measure::Sum),
            "first" => (Asked::Claim, Side::Whole, Measure::First),
            "last" => (Asked::Claim, Side::Whole, Measure::Last),
            _ if self.each.is_some() => (Asked::Each(Kinds::ALL), Side::Here, Measure::Balance),
            _ => (Asked::Claim, Side::Whole, Measure::Balance),
        };
        let bound = match bounds.facts.as_slice() {
            [("at_most", _)] => "at-most",
            [("at_least", _)] => "at-least",
            [("exactly", _)] => "exactly",
            _ => "between",
        };
        let mut facts = bounds.facts;
        facts.extend(fact.map(|fact| ("event", fact)));
        Some(Rule {
            kind: Self::NAME,
            asks: Asks::Cases(Plan { asked, gates: Vec::new(), related, related_states: Vec::new(), window: Window::on(side), measure, range: bounds.range }),
            sentence: Sentence::new(format!("rule-amount-{term}-{bound}"), facts.clone()),
            facts,
            law: bounds.law,
        })
    }
}
