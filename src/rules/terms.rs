//! Amounts as rules write them: a literal, a `law:` value, or a term that is measured on the claim.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::Deserialize;

use super::Reader;
use crate::diagnostic::Code;
use crate::law::Unit;
use crate::plan::{Limit, Term};
use crate::prose::{Fact, Sentence};
use crate::yaml::{Names, Scalar};

/// An amount that is measured on the claim: exactly one of `sum`, `first`, `last`, `balance`, `count` and `share`, with what is
/// added to it and taken off it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenTerm {
    /// The sum of the amounts of these events.
    pub sum: Option<Names>,
    /// The amount of the first of these events.
    pub first: Option<Names>,
    /// The amount of the last of these events.
    pub last: Option<Names>,
    /// The balance of the claim: principal + charges − credits.
    pub balance: Option<Whose>,
    /// As many times the amount under `times` as there are events of these kinds.
    pub count: Option<Names>,
    /// With `count`: the amount for each event.
    pub times: Option<Scalar>,
    /// A share of the amount under `of`.
    #[schemars(example = &"5 %")]
    pub share: Option<Scalar>,
    /// With `share`: the amount that it is a share of.
    pub of: Option<AmountOrTerm>,
    /// What is added: an amount or a term, or a list.
    pub plus: Option<Terms>,
    /// What is taken off: an amount or a term, or a list.
    pub minus: Option<Terms>,
}

/// Whose balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// The claim's.
    Claim,
}

/// An amount, a `law:` parameter, or a term that is measured on the claim.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum AmountOrTerm {
    /// Written out, or the address of a parameter.
    Amount(Scalar),
    /// Measured.
    Term(Box<WrittenTerm>),
}

impl JsonSchema for AmountOrTerm {
    fn schema_name() -> Cow<'static, str> {
        "AmountOrTerm".into()
    }

    /// One type with the keys of a term, and no alternatives: each error has one place.
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = WrittenTerm::json_schema(generator);
        schema.insert("type".to_owned(), serde_json::json!(["string", "integer", "object"]));
        schema
    }
}

/// One amount or term, or several.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Terms {
    /// Several; tried first, because a list could also be read as a term without its keys.
    Many(Vec<AmountOrTerm>),
    /// One.
    One(AmountOrTerm),
}

impl JsonSchema for Terms {
    fn schema_name() -> Cow<'static, str> {
        "Terms".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = WrittenTerm::json_schema(generator);
        let one = generator.subschema_for::<AmountOrTerm>();
        schema.insert("type".to_owned(), serde_json::json!(["string", "integer", "object", "array"]));
        schema.insert("items".to_owned(), one.to_value());
        schema
    }
}

/// A term, proved: what it measures, how it is said, and the law it rests on.
pub(super) struct Proved {
    pub term: Term,
    pub fact: Fact,
    pub law: Vec<String>,
}

impl Proved {
    /// How it is said as a part of something larger: what is itself put together stands in brackets.
    fn as_part(&self) -> Fact {
        match self.term {
            Term::Total { .. } => Sentence::new("term-group", vec![("term", self.fact.clone())]).into(),
            _ => self.fact.clone(),
        }
    }
}

impl AmountOrTerm {
    /// Proves an amount at the reader's place. `before`: it is measured over what lies before an event.
    pub(super) fn prove(&self, reader: &mut Reader<'_>, before: bool) -> Option<Proved> {
        match self {
            Self::Amount(words) => amount(&words.words(), reader),
            Self::Term(term) => term.prove(reader, before),
        }
    }

    /// As [`AmountOrTerm::prove`], as one end of a range.
    pub(super) fn limit(&self, reader: &mut Reader<'_>, before: bool) -> Option<(Limit, Fact, Vec<String>)> {
        let Proved { term, fact, law } = self.prove(reader, before)?;
        let limit = match term {
            Term::Is(amount) => Limit::Is(amount),
            Term::Law(values) => Limit::Law(values),
            term => Limit::Term(Box::new(term)),
        };
        Some((limit, fact, law))
    }
}

fn amount(words: &str, reader: &mut Reader<'_>) -> Option<Proved> {
    let (limit, fact) = reader.value(words, Unit::Money)?;
    let term = match limit {
        Limit::Is(amount) => Term::Is(amount),
        Limit::Law(values) => Term::Law(values),
        Limit::Term(term) => *term,
        // No amount of the claim: what a role may do is written in `mandate` alone.
        Limit::By { .. } => return None,
    };
    Some(Proved { term, fact, law: words.strip_prefix("law:").map(str::to_owned).into_iter().collect() })
}

impl WrittenTerm {
    fn prove(&self, reader: &mut Reader<'_>, before: bool) -> Option<Proved> {
        let events =
            [("sum", self.sum.as_ref()), ("first", self.first.as_ref()), ("last", self.last.as_ref()), ("count", self.count.as_ref())];
        let mut written: Vec<(&'static str, bool)> = events.iter().map(|(key, names)| (*key, names.is_some())).collect();
        written.extend([("balance", self.balance.is_some()), ("share", self.share.is_some())]);
        let what = reader.exactly_one(&written);
        for (key, with, is_alone) in
            [("times", "count", self.times.is_some() && self.count.is_none()), ("of", "share", self.of.is_some() && self.share.is_none())]
        {
            if is_alone {
                reader.refuse(Code::OneKind, key, format!("`{key}` belongs to `{with}`"), format!("add `{with}:`, or remove `{key}:`"));
                return None;
            }
        }
        let names = events.iter().find_map(|(key, names)| Some((*key, (*names)?))).map(|(key, names)| reader.kinds(key, names));
        let suffix = if before { "-before" } else { "" };
        let base = match (what?, names) {
            ("balance", _) => {
                Proved { term: Term::Balance, fact: Sentence::new(format!("term-balance{suffix}"), Vec::new()).into(), law: Vec::new() }
            }
            ("share", _) => self.part(reader, before)?,
            (what, names) => {
                let (kinds, event) = names??;
                let mut facts = vec![("event", event)];
                let mut law = Vec::new();
                let term = match what {
                    "sum" => Term::Sum(kinds),
                    "first" => Term::First(kinds),
                    "last" => Term::Last(kinds),
                    _ => {
                        let Some(times) = &self.times else {
                            reader.needs("times", "100 kr");
                            return None;
                        };
                        let times = amount(&times.words(), &mut reader.under("times"))?;
                        facts.push(("times", times.fact));
                        law = times.law;
                        Term::Times(kinds, Box::new(times.term))
                    }
                };
                Proved { term, fact: Sentence::new(format!("term-{what}{suffix}"), facts).into(), law }
            }
        };
        composed(base, self.plus.as_ref(), self.minus.as_ref(), reader, before)
    }

    fn part(&self, reader: &mut Reader<'_>, before: bool) -> Option<Proved> {
        let words = self.share.as_ref()?.words();
        let share = reader.share("share", &words)?;
        let Some(of) = &self.of else {
            reader.needs("of", "{balance: claim}");
            return None;
        };
        let of = of.prove(&mut reader.under("of"), before)?;
        let fact = Sentence::new("term-share", vec![("share", Fact::Share(share)), ("of", of.as_part())]).into();
        Some(Proved { term: Term::Share(share.0, Box::new(of.term)), fact, law: of.law })
    }
}

/// A term with what is added to it and taken off it.
pub(super) fn composed(base: Proved, plus: Option<&Terms>, minus: Option<&Terms>, reader: &mut Reader<'_>, before: bool) -> Option<Proved> {
    let plus = several("plus", plus, reader, before);
    let minus = several("minus", minus, reader, before);
    let (plus, minus) = (plus?, minus?);
    if plus.is_empty() && minus.is_empty() {
        return Some(base);
    }
    let Proved { term, mut fact, mut law } = base;
    for (key, name, terms) in [("term-plus", "plus", &plus), ("term-minus", "minus", &minus)] {
        if !terms.is_empty() {
            let others = Fact::AllOf(terms.iter().map(Proved::as_part).collect());
            fact = Sentence::new(key, vec![("term", fact), (name, others)]).into();
            law.extend(terms.iter().flat_map(|term| term.law.clone()));
        }
    }
    let plus = std::iter::once(term).chain(plus.into_iter().map(|plus| plus.term)).collect();
    Some(Proved { term: Term::Total { plus, minus: minus.into_iter().map(|minus| minus.term).collect() }, fact, law })
}

fn several(key: &str, terms: Option<&Terms>, reader: &mut Reader<'_>, before: bool) -> Option<Vec<Proved>> {
    match terms {
        None => Some(Vec::new()),
        Some(Terms::One(term)) => Some(vec![term.prove(&mut reader.under(key), before)?]),
        Some(Terms::Many(terms)) => {
            let proved: Vec<Option<Proved>> =
                terms.iter().enumerate().map(|(index, term)| term.prove(&mut reader.item(key, index), before)).collect();
            proved.into_iter().collect()
        }
    }
}
