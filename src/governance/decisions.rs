use schemars::JsonSchema;
use serde::Deserialize;

use super::agenda::{AgendaItem, Known};
use super::{day, sections};
use crate::diagnostic::Diagnostics;
use crate::quantity::Day;
use crate::yaml::{At, Document, FormatVersion, Scalar, Shape};

/// The agenda item for a strategy, and what each body decided.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct DecisionsFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// The agenda item.
    pub agenda_item: Option<AgendaItem>,
    /// What was decided, in the order of the meetings.
    pub decisions: Option<Vec<WrittenDecision>>,
}

impl Shape for DecisionsFile {
    const NAME: &'static str = "decisions";
    const TITLE: &'static str = "The agenda item and decisions for a strategy";
}

/// What a body decided.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenDecision {
    /// The body.
    #[schemars(extend("x-required" = true))]
    pub body: Option<String>,
    /// The day.
    #[schemars(extend("x-required" = true), example = &"2022-05-17")]
    pub date: Option<Scalar>,
    /// What it decided.
    #[schemars(extend("x-required" = true))]
    pub outcome: Option<Outcome>,
    /// The words of the minutes.
    pub printed: Option<String>,
    /// Reservations, in the words of the minutes.
    pub reservations: Option<String>,
}

/// What a body can decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Recommended onwards: da tiltrådt, nb tiltrådt.
    Endorsed,
    /// Adopted: da godkendt, nb vedtatt.
    Approved,
    /// Discussed: da drøftet, nb drøftet.
    Discussed,
    /// Postponed: da udsat, nb utsatt.
    Postponed,
    /// Rejected: da afvist, nb avvist.
    Rejected,
    /// Noted: da taget til efterretning, nb tatt til orientering.
    Noted,
}

impl Outcome {
    /// Whether the body is done with the item: a postponed one comes back to it.
    pub fn is_final(self) -> bool {
        self != Self::Postponed
    }

    /// The name in texts: a key of the languages.
    pub fn key(self) -> &'static str {
        match self {
            Self::Endorsed => "outcome-endorsed",
            Self::Approved => "outcome-approved",
            Self::Discussed => "outcome-discussed",
            Self::Postponed => "outcome-postponed",
            Self::Rejected => "outcome-rejected",
            Self::Noted => "outcome-noted",
        }
    }
}

/// A decision, proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The body.
    pub body: String,
    /// The day.
    pub date: Day,
    /// What it decided.
    pub outcome: Outcome,
    /// The words of the minutes.
    pub printed: Option<String>,
    /// Reservations.
    pub reservations: Option<String>,
}

/// The agenda item and the decisions, proved.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    /// The agenda item.
    pub item: Option<AgendaItem>,
    /// The decisions, by date.
    pub decisions: Vec<Decision>,
}

impl Decisions {
    /// The decision by which the last body of the route adopted the item; without a route, the last that adopts.
    pub fn adopted_last(&self) -> Option<&Decision> {
        let last = self.item.as_ref().and_then(|item| item.route.as_deref()?.last());
        let adopts = |one: &&Decision| one.outcome == Outcome::Approved && last.is_none_or(|last| *last == one.body);
        self.decisions.iter().rev().find(adopts)
    }

    /// The bodies on the route that have yet to decide, in order: those after the last one that did; who postponed has yet to.
    pub fn awaited(&self) -> Vec<&str> {
        let route = self.item.as_ref().and_then(|item| item.route.as_deref()).unwrap_or_default();
        sections::awaited(route, &self.decisions)
    }
}

pub(super) fn read(document: &mut Document, known: &Known<'_>, diagnostics: &mut Diagnostics) -> Decisions {
    let written = DecisionsFile::read(document, diagnostics);
    prove(written.agenda_item, written.decisions.as_deref().unwrap_or_default(), &document.root(), known, diagnostics)
}

/// Proves the agenda item and the decisions of a file that has them under `agenda_item` and `decisions`.
pub(super) fn prove(
    item: Option<AgendaItem>,
    written: &[WrittenDecision],
    root: &At<'_>,
    known: &Known<'_>,
    diagnostics: &mut Diagnostics,
) -> Decisions {
    let mut decisions = Vec::new();
    for (index, decision) in written.iter().enumerate() {
        let date = day(decision.date.as_ref(), &root.key("decisions").item(index).key("date"), diagnostics);
        if let (Some(body), Some(date), Some(outcome)) = (&decision.body, date, decision.outcome) {
            decisions.push(Decision {
                body: body.clone(),
                date,
                outcome,
                printed: decision.printed.clone(),
                reservations: decision.reservations.clone(),
            });
        }
    }
    decisions.sort_by_key(|decision| decision.date);
    if let Some(item) = &item {
        item.check(&root.key("agenda_item"), known, diagnostics);
        sections::check(item, &decisions, root, diagnostics);
    }
    Decisions { item, decisions }
}
