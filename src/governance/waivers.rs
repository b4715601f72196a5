use std::collections::BTreeSet;
use std::path::Path;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{check_clause, check_role, day, known_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::plan::Scope;
use crate::quantity::{Day, Money};
use crate::source::Sources;
use crate::strategy::{Kept, Naming, Strategy, written};
use crate::yaml::{At, Document, FormatVersion, Names, Scalar, Shape};

/// Exceptions from a strategy's clauses.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WaiversFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// The exceptions.
    #[schemars(extend("x-required" = true))]
    pub waivers: Option<Vec<WrittenWaiver>>,
}

impl Shape for WaiversFile {
    const NAME: &'static str = "waivers";
    const TITLE: &'static str = "Exceptions from a strategy's clauses";
}

/// An exception.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenWaiver {
    /// A name for it.
    #[schemars(extend("x-required" = true))]
    pub id: Option<String>,
    /// The clause, `chapter/clause`.
    #[schemars(extend("x-required" = true))]
    pub clause: Option<String>,
    /// The role that granted it.
    #[schemars(extend("x-required" = true))]
    pub approver: Option<String>,
    /// Why.
    #[schemars(extend("x-required" = true))]
    pub basis: Option<String>,
    /// The claims; all if not said.
    pub scope: Option<WaiverScope>,
    /// The first day, inclusive: an activation on this day is excepted.
    #[schemars(extend("x-required" = true), example = &"2026-07-01")]
    pub from: Option<Scalar>,
    /// The last day, inclusive: an activation on this day is still excepted.
    #[schemars(extend("x-required" = true), example = &"2026-08-31")]
    pub until: Option<Scalar>,
    /// How much it may cover; without a cap, all that lies within its days.
    pub cap: Option<WrittenCap>,
    /// The last day on which it is looked at again, within its days.
    #[schemars(example = &"2026-07-31")]
    pub review: Option<Scalar>,
    /// The clause that must be met instead, `chapter/clause`.
    pub compensating: Option<String>,
}

/// How much a waiver may cover; where both are said, both hold.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenCap {
    /// So many activations, in the order of their days.
    #[schemars(example = 20)]
    pub number: Option<i64>,
    /// So much at stake in them together.
    #[schemars(example = &"50.000 kr")]
    pub amount: Option<Scalar>,
}

/// The claims that are excepted; all conditions hold together.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WaiverScope {
    /// Claim types.
    pub claim_type: Option<Names>,
    /// Legal regimes.
    pub track: Option<Names>,
    /// `person` or `company`.
    pub debtor_kind: Option<Names>,
    /// Claims, as the source names them.
    pub claims: Option<Names>,
}

/// An exception, proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// Its name.
    pub id: String,
    /// The clause.
    pub clause: String,
    /// The role that granted it.
    pub approver: String,
    /// Why.
    pub basis: String,
    /// The claims.
    pub scope: Scope,
    /// The claims by name; all if `None`.
    pub claims: Option<BTreeSet<String>>,
    /// First and last day of activations, both inclusive.
    pub days: (Day, Day),
    /// How much it may cover; `None` where it has no cap.
    pub cap: Option<Cap>,
    /// The last day on which it is looked at again, inclusive.
    pub review: Option<Day>,
    /// The clause that must be met instead.
    pub compensating: Option<String>,
    /// Where it stands: file and line.
    pub place: (String, u32),
}

/// How much a waiver may cover; reaching it exactly is within it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cap {
    /// Activations.
    pub number: Option<u64>,
    /// Minor units at stake in them together.
    pub amount: Option<i64>,
}

pub(super) fn read(document: &mut Document, strategy: &Strategy, sources: &Sources, diagnostics: &mut Diagnostics) -> Vec<Waiver> {
    let file = WaiversFile::read(document, diagnostics);
    let root = document.root();
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    let names = Naming { vocabulary: &strategy.vocabulary, claim_types: &strategy.claim_types, law: &strategy.law };
    let mut waivers = Vec::new();
    for (index, waiver) in file.waivers.iter().flatten().enumerate() {
        let at = root.key("waivers").item(index);
        if let Some(id) = waiver.id.as_deref().filter(|id| !ids.insert(id)) {
            let message = format!("`{id}` is the id of an earlier waiver");
            diagnostics.push(
                Diagnostic::error(Code::DuplicateId, at.key("id").span(), message)
                    .help(format!("give this one its own, for example `{id}-2`")),
            );
        }
        let from = day(waiver.from.as_ref(), &at.key("from"), diagnostics);
        let until = day(waiver.until.as_ref(), &at.key("until"), diagnostics);
        let review = day(waiver.review.as_ref(), &at.key("review"), diagnostics);
        if let Some(role) = &waiver.approver {
            check_role(role, &known_of(&strategy.roles, Path::new("")), &at.key("approver"), diagnostics);
        }
        if let Some(days) = from.zip(until) {
            check_days(days, review, strategy, &at, diagnostics);
        }
        let known = waiver.clause.as_ref().filter(|address| check_clause(address, strategy, &at.key("clause"), diagnostics));
        if let Some(address) = known.filter(|address| !has_rule(address, strategy)) {
            let message = format!("`{address}` is not checked by a rule; there is nothing to waive");
            diagnostics.push(Diagnostic::error(Code::UnknownClause, at.key("clause").span(), message).help("name a clause with `rule:`"));
        }
        if let Some(address) = &waiver.compensating {
            check_compensating(address, known, strategy, &at.key("compensating"), diagnostics);
        }
        let cap = waiver.cap.as_ref().map(|cap| cap.proved(&at.key("cap"), diagnostics));
        let scope = waiver.scope.clone().unwrap_or_default();
        let claims = scope.claims.as_ref().map(|claims| claims.list().iter().map(|claim| claim.to_string()).collect());
        let scope = written::Scope {
            claim_type: scope.claim_type,
            track: scope.track,
            debtor_kind: scope.debtor_kind,
            ..written::Scope::default()
        };
        let scope = names.scope(&scope, &at.key("scope"), diagnostics);
        if let (Some(id), Some(clause), Some(approver), Some(basis), Some(from), Some(until)) =
            (&waiver.id, known, &waiver.approver, &waiver.basis, from, until)
        {
            waivers.push(Waiver {
                id: id.clone(),
                clause: clause.clone(),
                approver: approver.clone(),
                basis: basis.clone(),
                scope,
                claims,
                days: (from, until),
                cap,
                review,
                compensating: waiver.compensating.clone(),
                place: place(&at, sources),
            });
        }
    }
    waivers
}

/// The file's own name, and the line on which the waiver starts.
fn place(at: &At<'_>, sources: &Sources) -> (String, u32) {
    let span = at.span();
    let line = u32::try_from(sources.line_column(span).line).unwrap_or(u32::MAX);
    let name = sources.name(span.source);
    (name.rsplit('/').next().unwrap_or(name).to_owned(), line)
}

fn has_rule(address: &str, strategy: &Strategy) -> bool {
    strategy.clause(address).is_some_and(|clause| matches!(clause.kept, Kept::Rules(_)))
}

/// Reports days that end before they start or that the strategy does not have, and a review that lies outside of them.
fn check_days((from, until): (Day, Day), review: Option<Day>, strategy: &Strategy, at: &At<'_>, diagnostics: &mut Diagnostics) {
    if until < from {
        let message = format!("the waiver ends on {until}, before it starts on {from}");
        diagnostics.push(
            Diagnostic::error(Code::PeriodBackwards, at.key("until").span(), message)
                .help(format!("write a day on or after {from}, or exchange the two")),
        );
        return;
    }
    let (first, last) = strategy.period;
    for (key, day) in [("from", from), ("until", until)] {
        if !(first..=last).contains(&day) {
            let message = format!("{day} lies outside the strategy's period, in which nothing is promised that could be waived");
            diagnostics.push(
                Diagnostic::warning(Code::OutsidePeriod, at.key(key).span(), message).help(format!("write a day from {first} to {last}")),
            );
        }
    }
    if let Some(review) = review.filter(|review| !(from..=until).contains(review)) {
        let message = format!("the waiver is looked at again on {review}, when it does not hold");
        diagnostics.push(
            Diagnostic::warning(Code::ReviewOutside, at.key("review").span(), message).help(format!("write a day from {from} to {until}")),
        );
    }
}

/// Reports a compensating clause that is not there, has no rule, or is the waived one.
fn check_compensating(address: &str, waived: Option<&String>, strategy: &Strategy, at: &At<'_>, diagnostics: &mut Diagnostics) {
    if !check_clause(address, strategy, at, diagnostics) {
        return;
    }
    let message = if waived.is_some_and(|waived| waived == address) {
        format!("`{address}` is the waived clause itself; it cannot be met instead")
    } else if !has_rule(address, strategy) {
        format!("`{address}` is not checked by a rule; nobody can tell whether it is met for a claim")
    } else {
        return;
    };
    diagnostics.push(Diagnostic::error(Code::UnknownClause, at.span(), message).help("name another clause with `rule:`"));
}

impl WrittenCap {
    /// The cap, proved; one that cannot hold anything back is reported.
    fn proved(&self, at: &At<'_>, diagnostics: &mut Diagnostics) -> Cap {
        if self.number.is_none() && self.amount.is_none() {
            diagnostics.push(
                Diagnostic::error(Code::BadCap, at.key_span(), "the cap says neither how many nor how much")
                    .help("write `cap: {number: 20}`, `cap: {amount: 50.000 kr}`, or both in one; or remove it"),
            );
        }
        let amount = self.amount.as_ref().and_then(|amount| {
            let read = Money::parse(&amount.words());
            read.map_err(|error| diagnostics.push(Diagnostic::unreadable(Code::NotAnAmount, at.key("amount").span(), error))).ok()
        });
        for (key, value) in [("number", self.number), ("amount", amount.map(|Money(amount)| amount))] {
            if value.is_some_and(|value| value <= 0) {
                let message = "a cap of nothing or less lets nothing through";
                diagnostics
                    .push(Diagnostic::error(Code::BadCap, at.key(key).span(), message).help("write more than 0, or remove the waiver"));
            }
        }
        Cap { number: self.number.and_then(|number| u64::try_from(number).ok()), amount: amount.map(|Money(amount)| amount) }
    }
}
