use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{check_clause, check_role, day};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::plan::Scope;
use crate::quantity::Day;
use crate::strategy::{Kept, Naming, Strategy, written};
use crate::yaml::{Document, FormatVersion, Names, Scalar, Shape};

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
    /// The day on which it is looked at again.
    pub review: Option<Scalar>,
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
    /// The day on which it is looked at again.
    pub review: Option<Day>,
}

pub(super) fn read(document: &mut Document, strategy: &Strategy, diagnostics: &mut Diagnostics) -> Vec<Waiver> {
    let file = WaiversFile::read(document, diagnostics);
    let root = document.root();
    let names = Naming { vocabulary: &strategy.vocabulary, claim_types: &strategy.claim_types, law: &strategy.law };
    let mut waivers = Vec::new();
    for (index, waiver) in file.waivers.iter().flatten().enumerate() {
        let at = root.key("waivers").item(index);
        let from = day(waiver.from.as_ref(), &at.key("from"), diagnostics);
        let until = day(waiver.until.as_ref(), &at.key("until"), diagnostics);
        let review = day(waiver.review.as_ref(), &at.key("review"), diagnostics);
        if let Some(role) = &waiver.approver {
            check_role(role, strategy, &at.key("approver"), diagnostics);
        }
        if let Some((from, until)) = from.zip(until).filter(|(from, until)| until < from) {
            let message = format!("the waiver ends on {until}, before it starts on {from}");
            diagnostics.push(
                Diagnostic::error(Code::PeriodBackwards, at.key("until").span(), message)
                    .help(format!("write a day on or after {from}, or exchange the two")),
            );
        }
        let known = waiver.clause.as_ref().filter(|address| check_clause(address, strategy, &at.key("clause"), diagnostics));
        if let Some(address) = known.filter(|address| strategy.clause(address).is_some_and(|clause| !matches!(clause.kept, Kept::Rules(_))))
        {
            let diagnostic = Diagnostic::error(
                Code::UnknownClause,
                at.key("clause").span(),
                format!("`{address}` is not checked by a rule; there is nothing to waive"),
            );
            diagnostics.push(diagnostic.help("name a clause with `rule:`"));
        }
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
                review,
            });
        }
    }
    waivers
}
