use super::Governance;
use crate::cases::{ClaimField, Description, FieldRef, Kinds};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::strategy::{Strategy, Unused};

/// Warns of what a strategy declares and neither its text, nor what lies beside it, nor its case descriptions use.
///
/// Asked where all of them could be read: what could not be read may be what uses the name.
pub fn unused_names(strategy: &Strategy, governance: &Governance, descriptions: &[&Description], diagnostics: &mut Diagnostics) {
    let read = descriptions.iter().fold(Kinds::NONE, |kinds, description| kinds | kinds_of(description));
    for Unused { section, name, span } in &strategy.unused {
        let is_used = match *section {
            "events" => strategy.vocabulary.kind(name).is_some_and(|kind| strategy.vocabulary.family(kind).meets(read)),
            "fields" => names_field(strategy, governance, name),
            "roles" => names_role(governance, name),
            _ => false,
        };
        if is_used {
            continue;
        }
        let help = if *section == "events" {
            "remove it, name it in a clause, or name it under `codes:` in a case description"
        } else {
            "remove it, or name it in a clause"
        };
        diagnostics
            .push(Diagnostic::warning(Code::UnusedName, *span, format!("`{name}` is declared and nothing uses it")).help(help.to_owned()));
    }
}

/// The event kinds that a description brings; one without codes reads the kinds' own names, whichever stand in the data.
fn kinds_of(description: &Description) -> Kinds {
    if description.event_codes.is_empty() {
        return Kinds::ALL;
    }
    description.event_codes.values().fold(Kinds::NONE, |kinds, kind| kinds | Kinds::one(*kind))
}

fn names_field(strategy: &Strategy, governance: &Governance, name: &str) -> bool {
    let mut scopes = governance.waivers.iter().flat_map(|waiver| &waiver.scope.fields);
    scopes.any(|(field, _)| match field {
        FieldRef::Event(index) => strategy.vocabulary.event_fields.get(*index).is_some_and(|field| field == name),
        FieldRef::Claim(ClaimField::Declared(index)) => strategy.vocabulary.claim_fields.get(*index).is_some_and(|field| field == name),
        _ => false,
    })
}

fn names_role(governance: &Governance, name: &str) -> bool {
    let recommends = governance.decisions.item.as_ref().is_some_and(|item| item.recommendation.names_role(name));
    recommends || governance.waivers.iter().any(|waiver| waiver.approver == name)
}
