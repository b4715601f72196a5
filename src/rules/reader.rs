use std::collections::BTreeMap;

use super::WrittenBound;
use super::bounds::joined;
use crate::cases::{Kinds, StateId, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::law::{Law, Occasion, Unit};
use crate::plan::{Edge, Length, Limit, Range};
use crate::prose::Fact;
use crate::quantity::{Day, Money, Period, Rate, Share};
use crate::source::Span;
use crate::yaml::{At, Names, Scalar};

/// What a rule may name.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Events, states, fields.
    pub vocabulary: &'a Vocabulary,
    /// Statutory parameters.
    pub law: &'a Law,
    /// Titles of roles by id.
    pub roles: &'a BTreeMap<String, String>,
    /// The currency's ISO code.
    pub currency: &'a str,
    /// The strategy's period, both days inclusive.
    pub period: (Day, Day),
    /// Whether the period could be read; otherwise nothing is said of days in it.
    pub period_is_known: bool,
}

/// Proves the parameters of one rule at their places, reporting what cannot be proved.
#[derive(Debug)]
pub struct Reader<'a> {
    pub(super) at: At<'a>,
    pub(super) known: Known<'a>,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The bounds that were read.
    pub(super) bounds: &'a mut Vec<WrittenBound>,
    /// The keys from the rule's own down to here; `None` above it.
    pub(super) path: Option<String>,
}

/// Two ends of a range with what they say, and the law they rest on.
pub(super) struct Bounds {
    pub range: Range,
    pub facts: Vec<(&'static str, Fact)>,
    pub law: Vec<String>,
}

/// A length of time with what it says, and the law it rests on.
#[derive(Clone)]
pub(super) struct Lasting {
    pub length: Length,
    pub fact: Fact,
    pub law: Option<String>,
}

impl<'a> Reader<'a> {
    /// Starts at the place of a rule.
    pub fn new(at: At<'a>, known: Known<'a>, diagnostics: &'a mut Diagnostics, bounds: &'a mut Vec<WrittenBound>) -> Self {
        Self { at, known, diagnostics, bounds, path: None }
    }

    /// Goes on to the parameters of a kind.
    pub(super) fn under(&mut self, kind: &str) -> Reader<'_> {
        let path = joined(self.path.as_deref(), kind);
        Reader { at: self.at.key(kind), known: self.known, diagnostics: self.diagnostics, bounds: self.bounds, path }
    }

    /// The names that may be used.
    pub(super) fn vocabulary(&self) -> &'a Vocabulary {
        self.known.vocabulary
    }

    /// Event kinds, any of which will do.
    pub(super) fn kinds(&mut self, key: &str, names: &Names) -> Option<(Kinds, Fact)> {
        let (kinds, states, fact) = self.resolve(key, names, false)?;
        debug_assert!(states.is_empty());
        Some((kinds, fact))
    }

    /// Event kinds and states, any of which will do.
    pub(super) fn kinds_or_states(&mut self, key: &str, names: &Names) -> Option<(Kinds, Vec<StateId>, Fact)> {
        self.resolve(key, names, true)
    }

    fn resolve(&mut self, key: &str, names: &Names, states_too: bool) -> Option<(Kinds, Vec<StateId>, Fact)> {
        let vocabulary = self.known.vocabulary;
        let (mut kinds, mut states, mut facts) = (Kinds::NONE, Vec::new(), Vec::new());
        let mut complete = !names.is_empty();
        for (index, name) in names.list().iter().enumerate() {
            let state = vocabulary.state(name).filter(|_| states_too);
            if let Some(kind) = vocabulary.kind(name) {
                kinds |= Kinds::one(kind);
                facts.extend(vocabulary.kind_at(kind).map(|kind| kind.shown.clone()));
            } else if let Some(state) = state {
                states.push(state);
                facts.extend(vocabulary.states.get(state).map(|state| state.shown.clone()));
            } else {
                let at = if names.is_list() { self.at.key(key).item(index) } else { self.at.key(key) };
                let known = vocabulary.kinds.iter().map(|kind| kind.name.as_str());
                let known = known.chain(vocabulary.states.iter().filter(|_| states_too).map(|state| state.name.as_str()));
                let diagnostic = Diagnostic::error(
                    Code::UnknownEvent,
                    at.span(),
                    format!("`{name}` is not an event{}", if states_too { " or a state" } else { "" }),
                );
                self.diagnostics.push(diagnostic.help(one_of(name, known)));
                complete = false;
            }
        }
        complete.then_some((kinds, states, Fact::AnyOf(facts)))
    }

    /// The title of a role that is written as a key here.
    pub(super) fn role(&mut self, role: &str) -> Option<&'a str> {
        let title = self.known.roles.get(role);
        if title.is_none() {
            let message = format!("`{role}` is not a role of the strategy");
            let diagnostic = Diagnostic::error(Code::UnknownRole, self.at.key(role).key_span(), message);
            self.diagnostics.push(diagnostic.help(one_of(role, self.known.roles.keys().map(String::as_str))));
        }
        title.map(String::as_str)
    }

    /// Where the value of a key stands.
    pub(super) fn span(&self, key: &str) -> Span {
        self.at.key(key).span()
    }

    /// A state.
    pub(super) fn state(&mut self, key: &str, name: &str) -> Option<(StateId, Fact)> {
        let vocabulary = self.known.vocabulary;
        let found = vocabulary.state(name).and_then(|id| Some((id, vocabulary.states.get(id)?.shown.clone())));
        if found.is_none() {
            let states = vocabulary.states.iter().map(|state| state.name.as_str());
            self.diagnostics.push(
                Diagnostic::error(Code::UnknownState, self.at.key(key).span(), format!("`{name}` is not a state"))
                    .help(one_of(name, states)),
            );
        }
        found
    }

    /// A period; the outer `None` where one was written and cannot be read.
    #[expect(clippy::option_option, reason = "not written and not readable are told apart")]
    pub(super) fn period(&mut self, key: &str, written: Option<&Scalar>) -> Option<Option<Period>> {
        let Some(written) = written else { return Some(None) };
        match Period::parse(&written.words()) {
            Ok(period) => {
                self.wrote(Some(key), &written.words(), Unit::Period);
                Some(Some(period))
            }
            Err(error) => {
                self.diagnostics.push(Diagnostic::unreadable(Code::NotAPeriod, self.at.key(key).span(), error));
                None
            }
        }
    }

    /// A length of time, written out or from the law; the outer `None` where one was written and cannot be read.
    #[expect(clippy::option_option, reason = "not written and not readable are told apart")]
    pub(super) fn length(&mut self, key: &str, written: Option<&Scalar>) -> Option<Option<Lasting>> {
        let Some(written) = written else { return Some(None) };
        let words = written.words();
        let Some(address) = words.strip_prefix("law:") else {
            let period = self.period(key, Some(written))??;
            return Some(Some(Lasting { length: Length::Is(period), fact: Fact::Period(period), law: None }));
        };
        self.under(key).parameter(address, Unit::Period)?;
        self.wrote(Some(key), &words, Unit::Period);
        let ((from, to), law) = (self.known.period, self.known.law);
        Some(Some(Lasting {
            length: Length::Law(law.periods(address)),
            fact: law.during(address, from, to),
            law: Some(address.to_owned()),
        }))
    }

    /// The bounds `at_least`, `at_most` and `exactly`, as amounts or as counts; at least one must be written.
    pub(super) fn bounds(
        &mut self,
        at_least: Option<&Scalar>,
        at_most: Option<&Scalar>,
        exactly: Option<&Scalar>,
        unit: Unit,
    ) -> Option<Bounds> {
        self.bounds_of([at_least, at_most, exactly], |reader, key, written| {
            let words = written.words();
            let (limit, fact) = reader.limit(key, &words, unit)?;
            Some((limit, fact, words.strip_prefix("law:").map(str::to_owned).into_iter().collect()))
        })
    }

    /// As [`Reader::bounds`], for whatever `read` makes a limit of: the limit, what it says, and the law it rests on.
    pub(super) fn bounds_of<W>(
        &mut self,
        [at_least, at_most, exactly]: [Option<W>; 3],
        mut read: impl FnMut(&mut Self, &'static str, W) -> Option<(Limit, Fact, Vec<String>)>,
    ) -> Option<Bounds> {
        if exactly.is_some() && (at_least.is_some() || at_most.is_some()) {
            let message = "`exactly` stands beside another bound".to_owned();
            self.refuse(Code::OneKind, "exactly", message, "keep `exactly:`, or `at_least:` and `at_most:`".to_owned());
            return None;
        }
        let mut bounds = Bounds { range: Range::default(), facts: Vec::new(), law: Vec::new() };
        let mut complete = true;
        for (key, written) in [("at_least", at_least), ("at_most", at_most), ("exactly", exactly)] {
            let Some(written) = written else { continue };
            let Some((limit, fact, law)) = read(self, key, written) else {
                complete = false;
                continue;
            };
            bounds.law.extend(law);
            bounds.facts.push((key, fact));
            if key != "at_most" {
                bounds.range.min = Some(limit.clone());
            }
            if key != "at_least" {
                bounds.range.max = Some(limit);
            }
        }
        if complete && bounds.facts.is_empty() {
            self.missing("at_most", "at_least");
            return None;
        }
        complete.then_some(bounds)
    }

    /// Goes on to an item of a list.
    pub(super) fn item(&mut self, key: &str, index: usize) -> Reader<'_> {
        let path = joined(self.path.as_deref(), key);
        Reader { at: self.at.key(key).item(index), known: self.known, diagnostics: self.diagnostics, bounds: self.bounds, path }
    }

    /// A bound: a literal, or a `law:` parameter of the unit.
    pub(super) fn limit(&mut self, key: &str, words: &str, unit: Unit) -> Option<(Limit, Fact)> {
        self.under(key).value(words, unit)
    }

    /// A value in a unit, written out or from the law, at the reader's own place.
    pub(super) fn value(&mut self, words: &str, unit: Unit) -> Option<(Limit, Fact)> {
        if let Some(address) = words.strip_prefix("law:") {
            self.parameter(address, unit)?;
            self.wrote(None, words, unit);
            let (from, to) = self.known.period;
            return Some((Limit::Law(self.known.law.numbers(address)), self.known.law.during(address, from, to)));
        }
        let foreign = ["DKK", "NOK", "SEK", "EUR"]
            .iter()
            .find(|code| !self.known.currency.is_empty() && words.contains(**code) && **code != self.known.currency);
        if let Some(code) = foreign {
            let currency = self.known.currency;
            let diagnostic = Diagnostic::error(
                Code::NotAnAmount,
                self.at.span(),
                format!("`{words}` is in {code}, and the strategy's currency is {currency}"),
            );
            self.diagnostics.push(diagnostic.help(format!("write the amount in {currency}")));
            return None;
        }
        let read = if unit == Unit::Money {
            Money::parse(words)
                .map(|money| (Limit::Is(money.0), Fact::Money(money)))
                .map_err(|error| Diagnostic::unreadable(Code::NotAnAmount, self.at.span(), error))
        } else if unit == Unit::Share {
            Share::parse(words)
                .map(|share| (Limit::Is(i64::from(share.0)), Fact::Share(share)))
                .map_err(|error| Diagnostic::unreadable(Code::NotAShare, self.at.span(), error))
        } else if unit == Unit::Rate {
            Rate::parse(words)
                .map(|rate| (Limit::Is(i64::from(rate.0)), Fact::Rate(rate)))
                .map_err(|error| Diagnostic::unreadable(Code::NotAShare, self.at.span(), error))
        } else {
            let number = words.parse::<u32>().map(|number| (Limit::Is(i64::from(number)), Fact::Number(i64::from(number))));
            number.map_err(|_| {
                Diagnostic::error(Code::NotANumber, self.at.span(), format!("`{words}` is not a count"))
                    .help("write digits only, for example `3`")
            })
        };
        let read = read.map_err(|diagnostic| self.diagnostics.push(diagnostic)).ok()?;
        self.wrote(None, words, unit);
        Some(read)
    }

    pub(super) fn parameter(&mut self, address: &str, unit: Unit) -> Option<()> {
        let at = self.at.clone();
        let law = self.known.law;
        let Some(parameter) = law.parameters.get(address) else {
            let diagnostic = Diagnostic::error(Code::UnknownLaw, at.span(), format!("`law:{address}` is not a parameter of the law"));
            let help = match law.parameters.len() {
                0 => "there is no law for this country; write the value itself".to_owned(),
                _ => one_of(address, law.parameters.keys().map(String::as_str)).replacen('`', "`law:", 1),
            };
            self.diagnostics.push(diagnostic.help(help));
            return None;
        };
        if parameter.unit != unit {
            let wanted = match unit {
                Unit::Money => "an amount",
                Unit::Share => "a share",
                Unit::Rate => "a rate",
                Unit::Factor => "a factor",
                Unit::Period => "a period",
                Unit::Number => "a count",
                Unit::Day => "a day",
                Unit::Codes => "a list of codes",
                Unit::Rule => "a rule",
            };
            let message = format!("`law:{address}` is not {wanted}");
            self.diagnostics.push(
                Diagnostic::error(Code::WrongLawUnit, at.span(), message)
                    .help("choose a parameter of the same unit, or write the value itself"),
            );
            return None;
        }
        let (from, _) = self.known.period;
        if self.known.period_is_known && law.read(address, Occasion::on(from)).is_none() {
            let message = format!("`law:{address}` has no verified value on {from}");
            self.diagnostics.push(
                Diagnostic::warning(Code::LawValueMissing, at.span(), message)
                    .help("verdicts on such days are unknown until the value is verified and added"),
            );
        }
        Some(())
    }

    /// Exactly one of several keys; reports none and more than one.
    pub(super) fn exactly_one(&mut self, keys: &[(&'static str, bool)]) -> Option<&'static str> {
        let written: Vec<&'static str> = keys.iter().filter(|(_, written)| *written).map(|(key, _)| *key).collect();
        if let [only] = written.as_slice() {
            return Some(only);
        }
        // What was mistyped has been reported, and is not said again as what is lacking.
        if written.is_empty() && self.at.has_broken() {
            return None;
        }
        let names = keys.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        let message =
            if written.is_empty() { format!("none of {names} is written") } else { format!("more than one of {names} is written") };
        self.diagnostics.push(Diagnostic::error(Code::OneKind, self.at.key_span(), message).help("write exactly one of them"));
        None
    }

    /// Reports a rule without the bound that makes it a promise, unless what was mistyped in it has been reported.
    pub(super) fn missing(&mut self, one: &str, other: &str) {
        if self.at.has_broken() {
            return;
        }
        let message = format!("neither `{one}` nor `{other}` is written");
        self.diagnostics
            .push(Diagnostic::error(Code::BoundMissing, self.at.key_span(), message).help(format!("add `{one}:` or `{other}:`")));
    }

    /// Reports a word at a key.
    pub(super) fn refuse(&mut self, code: Code, key: &str, message: String, help: String) {
        self.diagnostics.push(Diagnostic::error(code, self.at.key(key).span(), message).help(help));
    }

    /// The place of an item under a key.
    pub(super) fn refuse_item(&mut self, code: Code, key: &str, index: usize, message: String, help: String) {
        self.diagnostics.push(Diagnostic::error(code, self.at.key(key).item(index).span(), message).help(help));
    }
}

/// An edge that includes its last day.
pub(super) fn inclusive(lasting: &Lasting) -> Edge {
    Edge { period: lasting.length.clone(), inclusive: true }
}
