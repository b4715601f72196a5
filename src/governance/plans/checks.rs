use std::collections::BTreeSet;

use super::{ActionPlan, Item};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::yaml::At;

/// Looks at a plan as a whole: what its parts say is read, and may still not fit together.
pub(super) fn check(plan: &ActionPlan, root: &At<'_>, diagnostics: &mut Diagnostics) {
    for item in &plan.items {
        // Items that could not be read are not in the plan, so the place is looked for by the id.
        let Some(at) = place(item, root) else { continue };
        done(item, &at, diagnostics);
        done_before(item, plan, &at, diagnostics);
        heard(item, &at, diagnostics);
        due(item, plan, &at, diagnostics);
        waits_for_itself(item, plan, &at, diagnostics);
    }
    topics(plan, root, diagnostics);
    hearings(plan, root, diagnostics);
    hearings_in_time(plan, diagnostics);
    consequences(plan, root, diagnostics);
    unused(plan, root, diagnostics);
}

fn place<'a>(item: &Item, root: &At<'a>) -> Option<At<'a>> {
    let list = root.key("items");
    let written = list.value()?.as_array()?;
    let index = written.iter().position(|one| one.get("id").and_then(|id| id.as_str()) == Some(&item.id))?;
    Some(list.item(index))
}

fn done(item: &Item, at: &At<'_>, diagnostics: &mut Diagnostics) {
    if matches!(item.done, Some((_, None))) {
        let message = format!("`{}` is done, and nothing says where that can be seen", item.id);
        let diagnostic = Diagnostic::warning(Code::DoneWithoutEvidence, at.key("done").span(), message);
        diagnostics.push(diagnostic.help("add `evidence:`, for example the minutes or the accounts in which it stands"));
    }
}

fn done_before(item: &Item, plan: &ActionPlan, at: &At<'_>, diagnostics: &mut Diagnostics) {
    for needed in plan.done_before(item) {
        let message = format!("`{}` is done, and `{needed}`, which it depends on, was not done then", item.id);
        let help = format!("write `done:` with an earlier date at `{needed}`, or remove it from `depends_on:`");
        diagnostics.push(Diagnostic::warning(Code::DoneBeforeNeeded, at.key("done").span(), message).help(help));
    }
}

/// A body is heard before the committee treats the item, and before it is done: after that, it has nothing to say.
fn heard(item: &Item, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let done = item.done.as_ref().map(|(date, _)| *date);
    for (index, (body, date)) in item.consult.iter().enumerate() {
        let place = at.key("consult").item(index);
        let (message, help) = match (date, item.treated.into_iter().chain(done).min_by_key(|when| when.last())) {
            (Some(date), Some(when)) if date.first() > when.last() => (
                format!("`{body}` is heard after `{}` is treated or done", item.id),
                format!("write a date no later than {}, or correct `treated:` or `done:`", when.last()),
            ),
            (None, Some(_)) if done.is_some() => (
                format!("`{}` is done, and no date says when `{body}` was heard", item.id),
                "add `date:` with the time of the hearing".to_owned(),
            ),
            _ => continue,
        };
        diagnostics.push(Diagnostic::warning(Code::HearingLate, place.span(), message).help(help));
    }
}

/// A committee that treats the plan after the last body of the route has adopted it is heard too late.
fn hearings_in_time(plan: &ActionPlan, diagnostics: &mut Diagnostics) {
    let Some(adopted) = plan.decisions.adoption() else { return };
    for hearing in plan.hearings.iter().filter(|one| one.date.first() > adopted.date) {
        let message = format!("`{}` treats the plan after `{}` adopted it on {}", hearing.committee, adopted.body, adopted.date);
        let help = format!("write a date no later than {}, or let the committee treat it anew and decide again", adopted.date);
        diagnostics.push(Diagnostic::warning(Code::HearingLate, hearing.span, message).help(help));
    }
}

fn due(item: &Item, plan: &ActionPlan, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let (from, to) = plan.period;
    if item.due.is_some_and(|due| due.last() < from || due.first() > to) {
        let message = format!("`{}` is due outside the plan's period, {from} to {to}", item.id);
        diagnostics.push(
            Diagnostic::warning(Code::OutsidePeriod, at.key("due").span(), message).help(format!("write a date from {from} to {to}")),
        );
    }
}

/// Reports an item that, over the items it depends on, waits for itself.
fn waits_for_itself(item: &Item, plan: &ActionPlan, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut next: Vec<&str> = item.depends_on.iter().map(String::as_str).collect();
    while let Some(id) = next.pop() {
        if id == item.id {
            let message = format!("`{id}` waits for itself");
            let help = "remove the item that can be done first from `depends_on:`";
            diagnostics.push(Diagnostic::error(Code::NeedsItself, at.key("depends_on").span(), message).help(help));
            return;
        }
        if seen.insert(id) {
            next.extend(plan.items.iter().filter(|one| one.id == id).flat_map(|one| &one.depends_on).map(String::as_str));
        }
    }
}

fn topics(plan: &ActionPlan, root: &At<'_>, diagnostics: &mut Diagnostics) {
    for topic in &plan.topics {
        if !plan.items.iter().any(|item| item.topics.contains(&topic.id)) {
            let message = format!("no item covers the budget topic `{}`", topic.id);
            diagnostics.push(
                Diagnostic::warning(Code::TopicUncovered, root.key("topics").key(&topic.id).key_span(), message)
                    .help(format!("add `topics: [{}]` to the item that carries it out, or add such an item", topic.id)),
            );
        }
    }
}

/// A committee that is forgotten is only seen where others treat the plan.
fn hearings(plan: &ActionPlan, root: &At<'_>, diagnostics: &mut Diagnostics) {
    if plan.hearings.is_empty() {
        return;
    }
    for committee in &plan.committees {
        let has_items = plan.items.iter().any(|item| item.committee.as_ref() == Some(&committee.id));
        if has_items && !plan.hearings.iter().any(|one| one.committee == committee.id) {
            let message = format!("`{}` has items and does not treat the plan", committee.id);
            diagnostics.push(
                Diagnostic::warning(Code::HearingMissing, root.key("committees").key(&committee.id).key_span(), message)
                    .help(format!("add `- {{committee: {}, date: …}}` to `hearings:`", committee.id)),
            );
        }
    }
}

fn consequences(plan: &ActionPlan, root: &At<'_>, diagnostics: &mut Diagnostics) {
    let none = plan.decisions.item.as_ref().is_some_and(super::super::AgendaItem::has_no_consequences);
    let carries = plan.items.iter().find(|item| item.effects.iter().any(|effect| effect.amount.is_some()));
    if let Some(item) = carries.filter(|_| none) {
        let message = format!("no economic consequences are stated, and the item `{}` carries an amount", item.id);
        diagnostics.push(
            Diagnostic::warning(Code::ConsequencesNone, root.key("agenda_item").key("economic_consequences").span(), message)
                .help("write what the plan means to the budget, or that its amounts stand in the budget already"),
        );
    }
}

/// Warns of what is declared and no item names.
fn unused(plan: &ActionPlan, root: &At<'_>, diagnostics: &mut Diagnostics) {
    let mut warn = |section: &str, id: &str, is_used: bool| {
        if !is_used {
            let at = root.key(section).key(id);
            let diagnostic = Diagnostic::warning(Code::UnusedName, at.key_span(), format!("`{id}` is declared and nothing uses it"));
            diagnostics.push(diagnostic.help("remove it, or name it in an item"));
        }
    };
    for kind in &plan.kinds {
        warn("kinds", &kind.id, plan.items.iter().any(|item| item.kind == kind.id));
    }
    for theme in &plan.themes {
        warn("themes", &theme.id, plan.items.iter().any(|item| item.theme.as_ref() == Some(&theme.id)));
    }
    for committee in &plan.committees {
        let is_heard = plan.hearings.iter().any(|one| one.committee == committee.id);
        warn("committees", &committee.id, is_heard || plan.items.iter().any(|item| item.committee.as_ref() == Some(&committee.id)));
    }
    for role in plan.roles.keys() {
        let recommends = plan.decisions.item.as_ref().is_some_and(|item| item.recommendation.names_role(role));
        warn("roles", role, recommends || plan.items.iter().any(|item| item.owner.as_ref() == Some(role)));
    }
}
