use schemars::JsonSchema;
use serde::Deserialize;

use super::{check_clause, day};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::plan::{Lapse, Verdict};
use crate::quantity::Day;
use crate::strategy::{Clause, Kept, Owed, Recurrence, Strategy};
use crate::yaml::{Document, FormatVersion, Scalar, Shape};

/// What was done of what a strategy owes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct RegisterFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// What was done.
    #[schemars(extend("x-required" = true))]
    pub entries: Option<Vec<Entry>>,
}

impl Shape for RegisterFile {
    const NAME: &'static str = "register";
    const TITLE: &'static str = "What was done of what a strategy owes";
}

/// One thing that was done.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Entry {
    /// The clause that owes it, `chapter/clause`.
    #[schemars(extend("x-required" = true))]
    pub clause: Option<String>,
    /// What it was done for: `2021`, `2021-Q1`, `2021-03`, `term`, `term_start`, or a day of the clause's calendar.
    #[serde(rename = "for")]
    #[schemars(extend("x-required" = true), example = 2021)]
    pub unit: Option<Scalar>,
    /// The day it was done.
    #[schemars(extend("x-required" = true), example = &"2022-04-25")]
    pub date: Option<Scalar>,
    /// Where that can be seen.
    pub evidence: Option<String>,
}

/// Something that was done, proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The clause.
    pub clause: String,
    /// What for.
    pub unit: String,
    /// When.
    pub date: Day,
    /// Where that can be seen.
    pub evidence: Option<String>,
}

/// One time that a clause owes something, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// The clause.
    pub clause: String,
    /// What is owed, and by when.
    pub owed: Owed,
    /// How many times.
    pub times: u32,
    /// What was done of it, by date.
    pub done: Vec<Done>,
    /// The verdict.
    pub verdict: Verdict,
    /// How it was broken.
    pub lapse: Lapse,
}

pub(super) fn read(document: &mut Document, strategy: &Strategy, diagnostics: &mut Diagnostics) -> Vec<Done> {
    let written = RegisterFile::read(document, diagnostics);
    let root = document.root();
    let mut register = Vec::new();
    for (index, entry) in written.entries.iter().flatten().enumerate() {
        let at = root.key("entries").item(index);
        let date = day(entry.date.as_ref(), &at.key("date"), diagnostics);
        let Some(address) = entry.clause.as_ref().filter(|address| check_clause(address, strategy, &at.key("clause"), diagnostics)) else {
            continue;
        };
        let Some((recurrence, _)) = strategy.clause(address).and_then(owes) else {
            let diagnostic = Diagnostic::error(
                Code::UnknownClause,
                at.key("clause").span(),
                format!("`{address}` owes nothing: it is neither a duty nor attested"),
            );
            diagnostics.push(diagnostic.help("name a clause with `duty:` or `attested:`"));
            continue;
        };
        let Some(unit) = entry.unit.as_ref().map(|unit| unit.words().into_owned()) else { continue };
        let owed = recurrence.owed(strategy.period, &strategy.calendar);
        if !owed.iter().any(|owed| owed.unit == unit) {
            let diagnostic = Diagnostic::error(Code::OutsidePeriod, at.key("for").span(), format!("`{address}` owes nothing for `{unit}`"));
            diagnostics.push(diagnostic.help(one_of(&unit, owed.iter().map(|owed| owed.unit.as_str()))));
            continue;
        }
        if let Some(date) = date {
            register.push(Done { clause: address.clone(), unit, date, evidence: entry.evidence.clone() });
        }
    }
    register.sort_by_key(|done| done.date);
    register
}

/// When a clause owes something, and how many times each; `None` for one that owes nothing.
fn owes(clause: &Clause) -> Option<(&Recurrence, u32)> {
    match &clause.kept {
        Kept::Duty(duty) => Some((&duty.recurrence, duty.times)),
        Kept::Attested(attested) => Some((&attested.recurrence, 1)),
        _ => None,
    }
}

/// What every duty and attestation of a strategy owes for units that have begun by a day, and what had become of it on another.
///
/// Done on or before the last day is met, after it late; what is lacking on a last day that has not passed is not yet due. What the
/// register dates after the day is not counted. Without a register, what should have been done by then is unknown.
pub fn obligations(strategy: &Strategy, register: Option<&[Done]>, as_of: Day, begun_by: Day) -> Vec<Obligation> {
    let mut obligations = Vec::new();
    for clause in strategy.clauses() {
        let Some((recurrence, times)) = owes(clause) else { continue };
        let mut begun = true;
        for owed in recurrence
            .owed(strategy.period, &strategy.calendar)
            .into_iter()
            .filter(|owed| clause.valid.0 <= owed.end && owed.end <= clause.valid.1)
        {
            // What belongs to a unit that has not begun by then is not owed yet.
            let running = begun;
            begun = owed.end < begun_by;
            if !running {
                break;
            }
            let done: Vec<Done> = register
                .into_iter()
                .flatten()
                .filter(|done| done.clause == clause.address && done.unit == owed.unit && done.date <= as_of)
                .cloned()
                .collect();
            let enough = usize::try_from(times).unwrap_or(usize::MAX);
            let (verdict, lapse) = match done.get(enough.saturating_sub(1)) {
                Some(last) if last.date <= owed.due => (Verdict::Met, Lapse::None),
                Some(_) => (Verdict::Breached, Lapse::Late),
                None if owed.due >= as_of => (Verdict::NotYetDue, Lapse::None),
                None if register.is_none() => (Verdict::Unknown, Lapse::None),
                None => (Verdict::Breached, Lapse::Missing),
            };
            obligations.push(Obligation { clause: clause.address.clone(), owed, times, done, verdict, lapse });
        }
    }
    obligations
}
