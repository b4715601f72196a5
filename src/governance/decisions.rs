use schemars::JsonSchema;
use serde::Deserialize;

use super::agenda::{AgendaItem, Known};
use super::seal::{Seal, WrittenSeal};
use super::{day, sections};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::quantity::Day;
use crate::source::Sources;
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
    /// The seal of the adopted text; `rettesnor adopt` writes it.
    pub seal: Option<WrittenSeal>,
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
    /// Every outcome, in the order of the book.
    pub const ALL: [Self; 6] = [Self::Endorsed, Self::Approved, Self::Discussed, Self::Postponed, Self::Rejected, Self::Noted];

    /// Whether the body is done with the item: a postponed one comes back to it.
    pub fn is_final(self) -> bool {
        self != Self::Postponed
    }

    /// The word in `decisions.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Endorsed => "endorsed",
            Self::Approved => "approved",
            Self::Discussed => "discussed",
            Self::Postponed => "postponed",
            Self::Rejected => "rejected",
            Self::Noted => "noted",
        }
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
    /// The seal of the adopted text.
    pub seal: Option<Seal>,
    /// Where the decisions stand: file and line. `None` where nobody keeps account of them, so that nothing is known.
    pub place: Option<(String, u32)>,
}

impl Decisions {
    /// The body that adopts: the last one on the route; `None` where no route is written.
    pub fn adopter(&self) -> Option<&str> {
        self.item.as_ref()?.route.as_ref()?.last().map(String::as_str)
    }

    /// The first decision by which the last body on the route approved the text and that it has not taken back since by rejecting it.
    ///
    /// A body that stands on the route more than once adopts when it approves for the last of these times.
    pub fn adoption(&self) -> Option<&Decision> {
        let adopter = self.adopter()?;
        let route = self.item.as_ref()?.route.as_deref()?;
        let readings = route.iter().filter(|body| *body == adopter).count();
        let own = self.decisions.iter().filter(|one| one.body == adopter);
        let mut given: Vec<&Decision> = Vec::new();
        for one in own {
            match one.outcome {
                Outcome::Approved => given.push(one),
                Outcome::Rejected => given.clear(),
                _ => {}
            }
        }
        given.get(readings.saturating_sub(1)).copied()
    }

    /// Whether some body approved the text and no route says whether it is the one that adopts.
    pub fn is_open(&self) -> bool {
        self.adopter().is_none() && self.decisions.iter().any(|one| one.outcome == Outcome::Approved)
    }

    /// What the bodies before the last one recommended, by date, since somebody last rejected the text.
    pub fn endorsements(&self) -> impl Iterator<Item = &Decision> {
        let since = self.decisions.iter().rposition(|one| one.outcome == Outcome::Rejected).map_or(0, |at| at + 1);
        let given = self.decisions.iter().skip(since);
        given.filter(|one| self.adopter() != Some(&one.body) && matches!(one.outcome, Outcome::Endorsed | Outcome::Approved))
    }

    /// The same as it was known on a day, that day included: what was decided later is left out.
    pub fn as_of(&self, day: Day) -> Self {
        let decisions = self.decisions.iter().filter(|one| one.date <= day).cloned().collect();
        Self { decisions, ..self.clone() }
    }

    /// The bodies on the route that have yet to decide, in order: those after the last one that did; who postponed has yet to.
    pub fn awaited(&self) -> Vec<&str> {
        let route = self.item.as_ref().and_then(|item| item.route.as_deref()).unwrap_or_default();
        sections::awaited(route, &self.decisions)
    }
}

pub(super) fn read(document: &mut Document, known: &Known<'_>, sources: &Sources, diagnostics: &mut Diagnostics) -> Decisions {
    let written = DecisionsFile::read(document, diagnostics);
    let root = document.root();
    let decisions = prove(written.agenda_item, written.decisions.as_deref().unwrap_or_default(), &root, known, diagnostics);
    let line = u32::try_from(sources.line_column(root.key("decisions").key_span()).line).unwrap_or(u32::MAX);
    let seal = written.seal.and_then(|seal| seal.prove(&root.key("seal"), &decisions, diagnostics));
    adopters(&decisions, &root, diagnostics);
    // The name alone: where the folder lies is nothing to a finding.
    let name = sources.name(document.source).rsplit('/').next().unwrap_or_default();
    Decisions { seal, place: Some((name.to_owned(), line)), ..decisions }
}

/// Warns where nobody can tell from the route which body adopts, and where the last one recommends onwards to nobody.
fn adopters(decisions: &Decisions, root: &At<'_>, diagnostics: &mut Diagnostics) {
    let Some(first) = decisions.decisions.first() else { return };
    let Some(adopter) = decisions.adopter() else {
        let message = "no route says which body adopts the strategy";
        diagnostics.push(
            Diagnostic::warning(Code::NoAdopter, root.key("decisions").key_span(), message)
                .help(format!("add `route: [{}, …]` to `agenda_item:`, the body that adopts last", first.body)),
        );
        return;
    };
    if let Some(adoption) = decisions.adoption().filter(|_| !root.key("seal").exists()) {
        let message = format!("the text was adopted on {} and is not sealed, so that nobody notices if it is changed", adoption.date);
        let diagnostic = Diagnostic::warning(Code::NotSealed, root.key("decisions").key_span(), message);
        diagnostics.push(diagnostic.help("run `rettesnor adopt` on the strategy, as long as the text is the one that was adopted"));
    }
    let written = root.key("decisions").value().and_then(|value| value.as_array());
    for (index, one) in written.into_iter().flatten().enumerate() {
        let says = |key: &str| one.get(key).and_then(|value| value.as_str());
        if says("body") == Some(adopter) && says("outcome") == Some("endorsed") {
            let message = format!("`{adopter}` is last on the route, and recommends the text onwards to nobody");
            diagnostics.push(
                Diagnostic::warning(Code::NoAdopter, root.key("decisions").item(index).key("outcome").span(), message)
                    .help("write `approved` if it adopted the text by this"),
            );
        }
        let date = one.get("date").and_then(|value| Day::parse(value.as_str()?).ok());
        let late = decisions.adoption().filter(|adoption| says("body") != Some(adopter) && date.is_some_and(|date| date > adoption.date));
        if let (Some(adoption), Some(body), Some(date)) = (late, says("body"), date) {
            let message = format!("`{body}` decided on {date}, after `{adopter}` had adopted the text on {}", adoption.date);
            diagnostics.push(
                Diagnostic::warning(Code::RouteOrder, root.key("decisions").item(index).key("date").span(), message)
                    .help("look both days up in the minutes, and write them as they stand there"),
            );
        }
    }
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
    Decisions { item, decisions, ..Decisions::default() }
}
