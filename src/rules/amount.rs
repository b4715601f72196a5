#![doc = include_str!("../../book/src/rules/amount.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::terms::{Proved, composed};
use super::{AmountOrTerm, Asks, Reader, Rule, RuleKind, Terms, Whose};
use crate::cases::Kinds;
use crate::diagnostic::Code;
use crate::plan::{Asked, Measure, Plan, Side, Term, Window};
use crate::prose::{Fact, Sentence};
use crate::yaml::Names;

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
    /// With `balance`: judged at each of these events, on the balance just before it.
    pub at: Option<Names>,
    /// Added to the left side: an amount or a term, or a list.
    pub plus: Option<Terms>,
    /// Taken off the left side: an amount or a term, or a list.
    pub minus: Option<Terms>,
    /// No more than this: an amount, a `law:` parameter read on the event's day, or a term.
    pub at_most: Option<AmountOrTerm>,
    /// No less than this.
    pub at_least: Option<AmountOrTerm>,
    /// Exactly this.
    pub exactly: Option<AmountOrTerm>,
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
        // What an event is compared with lies before it.
        let before = self.event.is_some() || self.each.is_some() || self.at.is_some();
        let at = self.at.as_ref().map(|names| reader.kinds("at", names));
        let written = [self.at_least.as_ref(), self.at_most.as_ref(), self.exactly.as_ref()];
        let bounds = reader.bounds_of(written, |reader, key, bound| bound.limit(&mut reader.under(key), before));
        if self.each.is_some() && self.balance.is_none() {
            reader.refuse(Code::OneKind, "each", "`each` belongs to `balance`".to_owned(), "remove `each:`; `event:` judges every event already".to_owned());
            return None;
        }
        if self.at.is_some() && (self.balance.is_none() || self.each.is_some()) {
            let help = "write `balance: claim` beside it and no `each:`, or remove `at:`";
            reader.refuse(Code::OneKind, "at", "`at` belongs to `balance`, and takes the place of `each`".to_owned(), help.to_owned());
            return None;
        }
        let at = match at {
            Some(names) => Some(names?),
            None => None,
        };
        let (term, fact) = match (term, names) {
            (term, Some(names)) => (term?, Some(names?)),
            (term, None) => (term?, None),
        };
        let left = self.left(term, fact.as_ref(), reader, before);
        let (mut bounds, left) = (bounds?, left?);
        let related = fact.as_ref().map_or(Kinds::NONE, |(kinds, _)| *kinds);
        let (asked, side) = match term {
            "event" => (Asked::Each(related), Side::Here),
            _ if let Some((kinds, _)) = &at => (Asked::Each(*kinds), Side::Here),
            _ if self.each.is_some() => (Asked::Each(Kinds::ALL), Side::Here),
            _ => (Asked::Claim, Side::Whole),
        };
        let bound = match bounds.facts.as_slice() {
            [("at_most", _)] => "at-most",
            [("at_least", _)] => "at-least",
            [("exactly", _)] => "exactly",
            _ => "between",
        };
        let mut facts = bounds.facts;
        let is_at = at.is_some();
        facts.extend(fact.or(at).map(|(_, fact)| ("event", fact)));
        // The plain amounts have sentences of their own.
        let key = match term {
            _ if is_at => "event-composed",
            _ if self.plus.is_none() && self.minus.is_none() => term,
            "event" => "event-composed",
            _ => "composed",
        };
        bounds.law.extend(left.law);
        if key != term {
            facts.push(("amount", left.fact));
        }
        let measure = Measure::Term(left.term);
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan { asked, gates: Vec::new(), related, related_states: Vec::new(), window: Window::on(side), measure, range: bounds.range }),
            sentence: Sentence::new(format!("rule-amount-{key}-{bound}"), facts.clone()),
            facts,
            law: bounds.law,
        })
    }
}

impl Amount {
    /// The left side with what is added and taken off.
    fn left(&self, term: &str, event: Option<&(Kinds, Fact)>, reader: &mut Reader<'_>, before: bool) -> Option<Proved> {
        let kinds = event.map_or(Kinds::NONE, |(kinds, _)| *kinds);
        let (key, measured) = match term {
            "event" => ("term-here", Term::Here),
            "sum" => ("term-sum", Term::Sum(kinds)),
            "first" => ("term-first", Term::First(kinds)),
            "last" => ("term-last", Term::Last(kinds)),
            _ if self.at.is_some() => ("term-balance-before", Term::Balance),
            _ => ("term-balance", Term::BalanceAfter),
        };
        let facts = event.map(|(_, fact)| ("event", fact.clone())).into_iter().collect();
        let base = Proved { term: measured, fact: Sentence::new(key, facts).into(), law: Vec::new() };
        composed(base, self.plus.as_ref(), self.minus.as_ref(), reader, before)
    }
}
