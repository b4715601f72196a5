//! Single values that rules write: amounts, days, claim types, shares.

use super::Reader;
use crate::diagnostic::{Code, Diagnostic, one_of};
use crate::law::Unit;
use crate::plan::{Earliest, Limit};
use crate::prose::Fact;
use crate::quantity::{Day, Money, Share};

impl Reader<'_> {
    /// An amount, written out; not below zero.
    pub(super) fn money(&mut self, key: &str, words: &str) -> Option<Money> {
        let (limit, _) = self.limit(key, words, Unit::Money)?;
        match limit {
            Limit::Is(amount) if amount >= 0 => Some(Money(amount)),
            _ => {
                let message = format!("`{words}` is not an amount of zero or more");
                self.refuse(Code::NotAnAmount, key, message, "write the amount itself, for example `1 kr`".to_owned());
                None
            }
        }
    }

    /// A day, written out.
    pub(super) fn day(&mut self, key: &str, words: &str) -> Option<Day> {
        Day::parse(words)
            .map_err(|error| self.diagnostics.push(Diagnostic::unreadable(Code::NotADate, self.at.key(key).span(), error)))
            .ok()
    }

    /// A day, written out or from the law, with what it says.
    pub(super) fn day_or_law(&mut self, key: &str, words: &str) -> Option<(Earliest, Fact)> {
        let Some(address) = words.strip_prefix("law:") else {
            return self.day(key, words).map(|day| (Earliest::Is(day), Fact::Day(day)));
        };
        self.under(key).parameter(address, Unit::Day)?;
        let ((from, to), law) = (self.known.period, self.known.law);
        Some((Earliest::Law(law.days(address), address.to_owned()), law.during(address, from, to)))
    }

    /// The claim type that a key under `key` names.
    pub(super) fn claim_type(&mut self, key: &str, name: &str) -> Option<u16> {
        let vocabulary = self.known.vocabulary;
        let found = vocabulary.claim_type(name);
        if found.is_none() {
            let known = vocabulary.claim_types.iter().map(|(id, _)| id.as_str());
            let message = format!("`{name}` is not a claim type");
            self.diagnostics
                .push(Diagnostic::error(Code::UnknownClaimType, self.at.key(key).key(name).key_span(), message).help(one_of(name, known)));
        }
        found
    }

    /// A share, written out.
    pub(super) fn share(&mut self, key: &str, words: &str) -> Option<Share> {
        let read = Share::parse(words);
        read.map_err(|error| self.diagnostics.push(Diagnostic::unreadable(Code::NotAShare, self.at.key(key).span(), error))).ok()
    }

    /// Reports a key that another one needs.
    pub(super) fn needs(&mut self, key: &str, example: &str) {
        let message = format!("`{key}` is missing here");
        self.diagnostics.push(Diagnostic::error(Code::MissingKey, self.at.key_span(), message).help(format!("add `{key}: {example}`")));
    }
}
