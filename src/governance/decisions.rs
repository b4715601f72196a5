use schemars::JsonSchema;
use serde::Deserialize;

use super::{Section, check_role, day, sections};
use crate::diagnostic::Diagnostics;
use crate::quantity::Day;
use crate::strategy::Strategy;
use crate::yaml::{Document, FormatVersion, Scalar, Shape};

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

/// An agenda item.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct AgendaItem {
    /// The case number, for example `24/7615`.
    pub case_number: Option<Scalar>,
    /// Whether the item is open to the public.
    pub publicity: Option<Publicity>,
    /// The bodies that treat it, in order.
    pub route: Option<Vec<String>>,
    /// The presentation of the case, in Markdown.
    pub presentation: Option<String>,
    /// How it relates to other policies, in Markdown.
    pub related_policies: Option<String>,
    /// Economic consequences, in Markdown.
    pub economic_consequences: Option<String>,
    /// The law it rests on, in Markdown.
    pub legal_basis: Option<String>,
    /// What is recommended, and by whom.
    pub recommendation: Option<Recommendation>,
    /// What is attached.
    pub attachments: Option<Vec<Attachment>>,
    /// The sections of the document in order, where the authority has an order of its own; what is not listed is left out.
    pub sections: Option<Vec<Section>>,
}

/// Whether an item is open to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Publicity {
    /// Open.
    Open,
    /// Closed.
    Closed,
}

/// What is recommended.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Recommendation {
    /// The role that recommends.
    pub role: Option<String>,
    /// What it recommends.
    #[schemars(extend("x-required" = true))]
    pub text: Option<String>,
}

/// What is attached.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Attachment {
    /// Its title.
    #[schemars(extend("x-required" = true))]
    pub title: Option<String>,
    /// Its file, from this folder.
    pub file: Option<String>,
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
    /// The bodies on the route that have yet to decide, in order: those after the last one that did; who postponed has yet to.
    pub fn awaited(&self) -> Vec<&str> {
        let route = self.item.as_ref().and_then(|item| item.route.as_deref()).unwrap_or_default();
        sections::awaited(route, &self.decisions)
    }
}

pub(super) fn read(document: &mut Document, strategy: &Strategy, diagnostics: &mut Diagnostics) -> Decisions {
    let written = DecisionsFile::read(document, diagnostics);
    let root = document.root();
    if let Some(role) = written.agenda_item.as_ref().and_then(|item| item.recommendation.as_ref()?.role.as_ref()) {
        check_role(role, strategy, &root.key("agenda_item").key("recommendation").key("role"), diagnostics);
    }
    let mut decisions = Vec::new();
    for (index, decision) in written.decisions.iter().flatten().enumerate() {
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
    if let Some(item) = &written.agenda_item {
        sections::check(item, &decisions, &root, diagnostics);
    }
    Decisions { item: written.agenda_item, decisions }
}
