use schemars::JsonSchema;
use serde::Deserialize;

use super::{AgendaItem, Decision};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::yaml::At;

/// A section of an agenda item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    /// What the strategy or plan is, in a few lines and a small table; made from it.
    InShort,
    /// The bodies that treat the item.
    Route,
    /// The presentation of the case.
    Presentation,
    /// How it relates to other policies.
    RelatedPolicies,
    /// Economic consequences.
    EconomicConsequences,
    /// The law it rests on.
    LegalBasis,
    /// What is recommended, and by whom.
    Recommendation,
    /// What is attached.
    Attachments,
    /// What each body decided, and whom it awaits.
    Decisions,
}

impl Section {
    /// The usual order.
    pub const USUAL: [Self; 9] = [
        Self::InShort,
        Self::Route,
        Self::Presentation,
        Self::RelatedPolicies,
        Self::EconomicConsequences,
        Self::LegalBasis,
        Self::Recommendation,
        Self::Attachments,
        Self::Decisions,
    ];

    /// The key that it has in `decisions.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::InShort => "in_short",
            Self::Route => "route",
            Self::Presentation => "presentation",
            Self::RelatedPolicies => "related_policies",
            Self::EconomicConsequences => "economic_consequences",
            Self::LegalBasis => "legal_basis",
            Self::Recommendation => "recommendation",
            Self::Attachments => "attachments",
            Self::Decisions => "decisions",
        }
    }
}

impl AgendaItem {
    /// The sections in the order in which they are shown: those that are listed, else all in the usual order; none without anything to
    /// say. What was decided, or who has yet to decide, can always be said.
    pub fn shown(&self) -> Vec<Section> {
        let listed = self.sections.as_deref().unwrap_or(&Section::USUAL);
        listed.iter().copied().filter(|section| matches!(section, Section::InShort | Section::Decisions) || self.says(*section)).collect()
    }

    /// Whether the item says something of its own in a section.
    fn says(&self, section: Section) -> bool {
        let text = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
        match section {
            Section::InShort | Section::Decisions => false,
            Section::Route => self.route.as_ref().is_some_and(|route| !route.is_empty()),
            Section::Presentation => text(&self.presentation),
            Section::RelatedPolicies => text(&self.related_policies),
            Section::EconomicConsequences => text(&self.economic_consequences),
            Section::LegalBasis => text(&self.legal_basis) || self.legal_references.as_ref().is_some_and(|list| !list.is_empty()),
            Section::Recommendation => self.recommendation.said().next().is_some(),
            Section::Attachments => self.attachments.as_ref().is_some_and(|list| !list.is_empty()),
        }
    }
}

/// The bodies on the route that have yet to decide, in order: those after the last one that did. A body that postponed has yet to decide;
/// one that a later body has gone past is not waited for, whatever became of it.
pub(super) fn awaited<'a>(route: &'a [String], decisions: &[Decision]) -> Vec<&'a str> {
    let last = |body: &str| decisions.iter().rev().find(|one| one.body == body);
    let has_decided = |body: &String| last(body).is_some_and(|one| one.outcome.is_final());
    let past = route.iter().rposition(has_decided).map_or(0, |index| index + 1);
    route.iter().skip(past).map(String::as_str).collect()
}

/// Warns of sections that have a text and are not shown, of those that are shown and have none, and of bodies off the route.
pub(super) fn check(item: &AgendaItem, decisions: &[Decision], root: &At<'_>, diagnostics: &mut Diagnostics) {
    let at = root.key("agenda_item");
    if let Some(listed) = &item.sections {
        let list = at.key("sections");
        for (index, section) in listed.iter().enumerate() {
            let (name, place) = (section.name(), list.item(index).span());
            if listed.iter().take(index).any(|before| before == section) {
                let message = format!("the section `{name}` stands twice");
                diagnostics.push(Diagnostic::error(Code::DuplicateId, place, message).help("remove one of them"));
            } else if !matches!(section, Section::InShort | Section::Decisions) && !item.says(*section) {
                let message = format!("the section `{name}` is listed and has no text");
                diagnostics.push(
                    Diagnostic::warning(Code::AgendaSection, place, message)
                        .help(format!("write `{name}:` in the agenda item, or remove it from `sections:`")),
                );
            }
        }
        for section in Section::USUAL.into_iter().filter(|section| !listed.contains(section)) {
            let name = section.name();
            let (said, place) = match section {
                Section::Decisions => (!decisions.is_empty(), root.key(name).key_span()),
                _ => (item.says(section), at.key(name).key_span()),
            };
            if said {
                let message = format!("`{name}` has a text and is left out of the agenda item");
                let help = format!("add `{name}` to `sections:`, or remove the text");
                diagnostics.push(Diagnostic::warning(Code::AgendaSection, place, message).help(help));
            }
        }
    }
    let Some(route) = item.route.as_ref().filter(|route| !route.is_empty()) else { return };
    for (index, body) in written_bodies(root) {
        if !route.iter().any(|one| one == body) {
            let help = format!("{}, or add it to `route:`", one_of(body, route.iter().map(String::as_str)));
            let place = root.key("decisions").item(index).key("body").span();
            diagnostics.push(Diagnostic::warning(Code::OffRoute, place, format!("`{body}` is not on the route of the case")).help(help));
        }
    }
}

/// The bodies that decide, as the file has them, by their place in it.
fn written_bodies<'a>(root: &At<'a>) -> Vec<(usize, &'a str)> {
    let decisions = root.key("decisions").value().and_then(|value| value.as_array());
    let bodies = decisions.into_iter().flatten().enumerate();
    bodies.filter_map(|(index, decision)| Some((index, decision.get("body")?.as_str()?))).collect()
}
