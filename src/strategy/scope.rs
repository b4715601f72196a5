//! Which claims a clause or a waiver is about.

use std::collections::BTreeSet;

use super::ClaimType;
use super::header::day;
use super::written;
use crate::cases::{ClaimField, FieldRef, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::law::Law;
use crate::plan::Scope;
use crate::quantity::{Day, Money};
use crate::yaml::{At, Names, Scalar};

/// The names that claims can be chosen by.
#[derive(Debug, Clone, Copy)]
pub struct Naming<'a> {
    /// Declared fields.
    pub vocabulary: &'a Vocabulary,
    /// Claim types, in the order of the vocabulary.
    pub claim_types: &'a [ClaimType],
    /// Legal regimes.
    pub law: &'a Law,
}

impl Naming<'_> {
    /// Proves a choice of claims; names that are not known are reported and left out.
    pub fn scope(&self, written: &written::Scope, at: &At<'_>, diagnostics: &mut Diagnostics) -> Scope {
        let vocabulary = self.vocabulary;
        let mut scope = Scope::default();
        let mut types: Option<BTreeSet<u16>> = None;
        let mut narrow = |found: BTreeSet<u16>| types = Some(types.as_ref().map_or(found.clone(), |types| types & &found));
        if let Some(names) = &written.claim_type {
            let mut found = BTreeSet::new();
            for (index, name) in names.list().iter().enumerate() {
                match vocabulary.claim_types.iter().position(|(id, _)| id == name) {
                    Some(position) => found.extend(u16::try_from(position)),
                    None => {
                        let known = vocabulary.claim_types.iter().map(|(id, _)| id.as_str());
                        let diagnostic = Diagnostic::error(
                            Code::UnknownClaimType,
                            item(names, index, &at.key("claim_type")).span(),
                            format!("`{name}` is not a claim type"),
                        );
                        diagnostics.push(diagnostic.help(one_of(name, known)));
                    }
                }
            }
            narrow(found);
        }
        if let Some(names) = &written.track {
            let mut found = BTreeSet::new();
            for (index, name) in names.list().iter().enumerate() {
                let known: BTreeSet<&str> = self
                    .law
                    .tracks
                    .keys()
                    .map(String::as_str)
                    .chain(self.claim_types.iter().filter_map(|one| one.track.as_deref()))
                    .collect();
                if !known.contains(name.as_ref()) {
                    let diagnostic = Diagnostic::error(
                        Code::UnknownTrack,
                        item(names, index, &at.key("track")).span(),
                        format!("`{name}` is not a legal regime here"),
                    );
                    diagnostics.push(diagnostic.help(one_of(name, known)));
                }
                let types = (0_u16..).zip(self.claim_types);
                found.extend(types.filter(|(_, one)| one.track.as_deref() == Some(name.as_ref())).map(|(position, _)| position));
            }
            narrow(found);
        }
        if let (None, Some([track])) = (&written.claim_type, written.track.as_ref().map(Names::list).as_deref()) {
            scope.track = Some(track.clone().into_owned());
        }
        scope.claim_types = types.map(|types| types.into_iter().collect());
        if let Some(names) = &written.debtor_kind {
            for (index, name) in names.list().iter().enumerate().filter(|(_, name)| !["person", "company"].contains(&name.as_ref())) {
                let diagnostic = Diagnostic::error(
                    Code::UnknownValue,
                    item(names, index, &at.key("debtor_kind")).span(),
                    format!("`{name}` is not a kind of debtor"),
                );
                diagnostics.push(diagnostic.help(one_of(name, ["person", "company"])));
            }
            scope.fields.push((FieldRef::Claim(ClaimField::DebtorKind), words(names)));
        }
        if let Some(amounts) = &written.principal {
            scope.principal = self.amounts(amounts, &at.key("principal"), diagnostics);
        }
        let dates = [("established", &written.established), ("due", &written.due), ("last_timely_payment", &written.last_timely_payment)];
        for (ends, (key, between)) in scope.dates.iter_mut().zip(dates) {
            if let Some(between) = between {
                *ends = days_between(between, &at.key(key), diagnostics);
            }
        }
        for (field, names) in &written.fields {
            match vocabulary.claim_fields.iter().position(|known| known == field) {
                Some(index) => {
                    scope.fields.push((FieldRef::Claim(ClaimField::Declared(index)), words(names)));
                }
                None => {
                    let known = ["claim_type", "track", "debtor_kind", "principal", "established", "due", "last_timely_payment"]
                        .into_iter()
                        .chain(vocabulary.claim_fields.iter().map(String::as_str));
                    let diagnostic = Diagnostic::error(
                        Code::UnknownField,
                        at.key(field).key_span(),
                        format!("`{field}` is not a field that claims can be chosen by"),
                    );
                    diagnostics.push(diagnostic.help(one_of(field, known)));
                }
            }
        }
        scope
    }

    fn amounts(&self, written: &written::Amounts, at: &At<'_>, diagnostics: &mut Diagnostics) -> (Option<i64>, Option<i64>) {
        let mut read = |written: &Option<Scalar>, key: &str| {
            let amount = Money::parse(&written.as_ref()?.words());
            amount
                .map(|Money(minor)| minor)
                .map_err(|error| diagnostics.push(Diagnostic::unreadable(Code::NotAnAmount, at.key(key).span(), error)))
                .ok()
        };
        let ends = (read(&written.at_least, "at_least"), read(&written.at_most, "at_most"));
        if written.at_least.is_none() && written.at_most.is_none() {
            no_end(at, "at_least", "at_most", diagnostics);
        }
        if ends.0.zip(ends.1).is_some_and(|(least, most)| most < least) {
            let message = "the greatest principal is smaller than the smallest";
            diagnostics.push(Diagnostic::error(Code::BoundsCrossed, at.key("at_most").span(), message).help("exchange the two"));
        }
        ends
    }
}

fn days_between(written: &written::Between, at: &At<'_>, diagnostics: &mut Diagnostics) -> (Option<Day>, Option<Day>) {
    let from = day(written.from.as_ref(), &at.key("from"), diagnostics);
    let to = day(written.to.as_ref(), &at.key("to"), diagnostics);
    if written.from.is_none() && written.to.is_none() {
        no_end(at, "from", "to", diagnostics);
    }
    if let Some((from, to)) = from.zip(to).filter(|(from, to)| to < from) {
        let message = format!("the days end on {to}, before they start on {from}");
        diagnostics.push(
            Diagnostic::error(Code::PeriodBackwards, at.key("to").span(), message)
                .help(format!("write a day on or after {from}, or exchange the two")),
        );
    }
    (from, to)
}

fn no_end(at: &At<'_>, one: &str, other: &str, diagnostics: &mut Diagnostics) {
    let message = format!("neither `{one}` nor `{other}` is written");
    diagnostics.push(Diagnostic::error(Code::BoundMissing, at.key_span(), message).help(format!("add `{one}:` or `{other}:`")));
}

/// The place of one of several names.
pub(super) fn item<'a>(names: &Names, index: usize, at: &At<'a>) -> At<'a> {
    if names.is_list() { at.item(index) } else { at.clone() }
}

fn words(names: &Names) -> Vec<String> {
    names.list().iter().map(|name| name.to_string()).collect()
}
