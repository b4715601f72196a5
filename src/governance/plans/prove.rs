use std::collections::BTreeSet;
use std::path::Path;

use super::written::{GroupedBy, PlanFile, WrittenEffect, WrittenHearing, WrittenItem};
use super::{ActionPlan, Effect, Hearing, Item, Kind, Named, checks};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::governance::agenda::{Known, check_attachments};
use crate::governance::{check_role, day, decisions};
use crate::quantity::{Day, Money, Timing};
use crate::source::Sources;
use crate::yaml::{At, Document, Entries, Scalar, Shape};

/// Proves a plan; `None` where it has no title or period, which was reported.
pub(super) fn plan(document: &mut Document, path: &Path, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<ActionPlan> {
    let written = PlanFile::read(document, diagnostics);
    let root = document.root();
    let folder = path.parent().unwrap_or(Path::new(""));
    let roles = written.roles.clone().unwrap_or_default();
    let known = Known { of: "plan", roles: &roles, folder };
    let items = items(&written, &root, &known, diagnostics);
    let hearings = written.hearings.iter().flatten().enumerate();
    let hearings = hearings.filter_map(|(index, one)| hearing(one, &written, &root.key("hearings").item(index), diagnostics)).collect();
    let attachments = written.attachments.clone().unwrap_or_default();
    check_attachments(&attachments, folder, &root.key("attachments"), diagnostics);
    let decided = written.decisions.as_deref().unwrap_or_default();
    let decisions = decisions::prove(written.agenda_item.clone(), decided, &root, &known, diagnostics);
    let carries_out = written.carries_out.as_ref().and_then(|one| {
        let date = timing(one.date.as_ref(), &root.key("carries_out").key("date"), diagnostics);
        Some((one.title.clone()?, date))
    });
    let mut versions = Vec::new();
    for (index, one) in written.versions.iter().flatten().enumerate() {
        let date = timing(one.date.as_ref(), &root.key("versions").item(index).key("date"), diagnostics);
        versions.extend(date.map(|date| (date, one.text.clone())));
    }
    versions.sort_by_key(|(date, _)| *date);
    let plan = ActionPlan {
        name: path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default(),
        path: path.to_owned(),
        digest: format!("blake3:{}", blake3::hash(sources.text(document.source).as_bytes()).to_hex()),
        title: written.title.clone()?,
        period: period(&written, &root, diagnostics)?,
        carries_out,
        notice: written.notice.clone(),
        purpose: written.purpose.clone(),
        deadlines: written.deadlines.unwrap_or_default(),
        versions,
        roles: roles.clone(),
        parts: written.parts.clone().unwrap_or_default(),
        kinds: kinds(&written),
        themes: named(&written.themes),
        committees: named(&written.committees),
        topics: named(&written.topics),
        items,
        hearings,
        attachments,
        decisions,
    };
    checks::check(&plan, &root, diagnostics);
    Some(plan)
}

fn period(written: &PlanFile, root: &At<'_>, diagnostics: &mut Diagnostics) -> Option<(Day, Day)> {
    let (days, at) = (written.period.as_ref()?, root.key("period"));
    let from = day(days.from.as_ref(), &at.key("from"), diagnostics);
    let to = day(days.to.as_ref(), &at.key("to"), diagnostics);
    let (from, to) = (from?, to?);
    if to < from {
        let message = format!("the period ends on {to}, before it starts on {from}");
        let help = format!("write a day on or after {from}, or exchange the two");
        diagnostics.push(Diagnostic::error(Code::PeriodBackwards, at.key("to").span(), message).help(help));
        return None;
    }
    Some((from, to))
}

fn kinds(written: &PlanFile) -> Vec<Kind> {
    let kinds = written.kinds.iter().map(|(id, kind)| Kind {
        id: id.to_owned(),
        name: kind.name.clone().unwrap_or_else(|| id.to_owned()),
        grouped_by: kind.grouped_by.unwrap_or_default(),
    });
    kinds.collect()
}

fn named(entries: &Entries<String>) -> Vec<Named> {
    entries.iter().map(|(id, name)| Named { id: id.to_owned(), name: name.clone() }).collect()
}

fn items(written: &PlanFile, root: &At<'_>, known: &Known<'_>, diagnostics: &mut Diagnostics) -> Vec<Item> {
    let all = written.items.as_deref().unwrap_or_default();
    let ids: Vec<&str> = all.iter().filter_map(|item| item.id.as_deref()).collect();
    let mut seen = BTreeSet::new();
    let mut items = Vec::new();
    for (index, one) in all.iter().enumerate() {
        let at = root.key("items").item(index);
        if let Some(id) = one.id.as_deref().filter(|id| !seen.insert(*id)) {
            let message = format!("`{id}` is the id of an earlier item");
            diagnostics.push(Diagnostic::error(Code::DuplicateId, at.key("id").span(), message).help("give each item an id of its own"));
        }
        items.extend(item(one, written, &ids, &at, known, diagnostics));
    }
    items
}

fn item(
    one: &WrittenItem,
    written: &PlanFile,
    ids: &[&str],
    at: &At<'_>,
    known: &Known<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Item> {
    if let Some(kind) = &one.kind {
        declared(kind, "kind", written.kinds.keys(), &at.key("kind"), diagnostics);
    }
    if let Some(committee) = &one.committee {
        declared(committee, "committee", written.committees.keys(), &at.key("committee"), diagnostics);
    }
    if let Some(owner) = &one.owner {
        check_role(owner, known, &at.key("owner"), diagnostics);
    }
    for (index, id) in one.depends_on.iter().flatten().enumerate() {
        declared(id, "item", ids.iter().copied(), &at.key("depends_on").item(index), diagnostics);
    }
    for (index, id) in one.topics.iter().flatten().enumerate() {
        declared(id, "budget topic", written.topics.keys(), &at.key("topics").item(index), diagnostics);
    }
    let theme = theme(one, written, at, diagnostics);
    let due = timing(one.due.as_ref(), &at.key("due"), diagnostics);
    let treated = timing(one.treated.as_ref(), &at.key("treated"), diagnostics);
    let done = one.done.as_ref().and_then(|done| {
        let date = timing(done.date.as_ref(), &at.key("done").key("date"), diagnostics)?;
        Some((date, done.evidence.clone().filter(|evidence| !evidence.trim().is_empty())))
    });
    let mut consult = Vec::new();
    for (index, body) in one.consult.iter().flatten().enumerate() {
        let date = timing(body.date.as_ref(), &at.key("consult").item(index).key("date"), diagnostics);
        consult.extend(body.body.clone().map(|body| (body, date)));
    }
    let effects = one.effects.iter().flatten().enumerate();
    let effects = effects.filter_map(|(index, effect)| self::effect(effect, &at.key("effects").item(index), diagnostics)).collect();
    Some(Item {
        id: one.id.clone()?,
        title: one.title.clone()?,
        text: one.text.clone(),
        kind: one.kind.clone()?,
        committee: one.committee.clone(),
        theme,
        owner: one.owner.clone(),
        due,
        deadline: one.deadline.or(written.deadlines).unwrap_or_default(),
        every: one.every,
        done,
        cross_cutting: one.cross_cutting.unwrap_or(false),
        effects,
        depends_on: one.depends_on.clone().unwrap_or_default(),
        consult,
        treated,
        topics: one.topics.clone().unwrap_or_default(),
        questions: one.questions.clone().unwrap_or_default(),
        span: at.span(),
    })
}

/// The theme of an item: at most one, and exactly one where its kind is grouped by theme.
fn theme(one: &WrittenItem, written: &PlanFile, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<String> {
    let names = one.theme.clone().unwrap_or_default();
    let place = at.key("theme");
    for (index, name) in names.list().iter().enumerate() {
        let place = if names.is_list() { place.item(index) } else { place.clone() };
        declared(name, "theme", written.themes.keys(), &place, diagnostics);
    }
    let kind = one.kind.as_ref().and_then(|kind| written.kinds.get(kind));
    let needs_one = kind.is_some_and(|kind| kind.grouped_by == Some(GroupedBy::Theme));
    let title = one.title.as_deref().or(one.id.as_deref()).unwrap_or_default();
    match names.list().as_slice() {
        [only] => return Some(only.clone().into_owned()),
        [] if !needs_one => {}
        [] => {
            let help = format!("add `theme:`; {}", one_of("", written.themes.keys()));
            let message = format!("`{title}` is grouped by theme and has none");
            diagnostics.push(Diagnostic::error(Code::OneTheme, at.span(), message).help(help));
        }
        several => {
            let message = format!("`{title}` has {} themes", several.len());
            let help = "keep the one that it belongs under most, or make an item of each";
            diagnostics.push(Diagnostic::error(Code::OneTheme, place.span(), message).help(help));
        }
    }
    None
}

fn effect(effect: &WrittenEffect, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Effect> {
    let amount = effect.amount.as_ref().and_then(|amount| {
        Money::parse(&amount.words())
            .map_err(|error| diagnostics.push(Diagnostic::unreadable(Code::NotAnAmount, at.key("amount").span(), error)))
            .ok()
    });
    Some(Effect { what: effect.what.clone()?, direction: effect.direction?, amount })
}

fn hearing(one: &WrittenHearing, written: &PlanFile, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Hearing> {
    if let Some(committee) = &one.committee {
        declared(committee, "committee", written.committees.keys(), &at.key("committee"), diagnostics);
    }
    let date = timing(one.date.as_ref(), &at.key("date"), diagnostics);
    Some(Hearing { committee: one.committee.clone()?, date: date?, text: one.text.clone(), span: at.key("date").span() })
}

/// Reports a name that the plan does not declare.
fn declared<'a>(name: &str, what: &str, known: impl Iterator<Item = &'a str>, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let known: Vec<&str> = known.collect();
    if !known.contains(&name) {
        let message = format!("`{name}` is not a {what} of the plan").replace("a item", "an item");
        diagnostics.push(Diagnostic::error(Code::UnknownInPlan, at.span(), message).help(one_of(name, known)));
    }
}

/// Reads a date of any precision, reporting one that cannot be read.
fn timing(written: Option<&Scalar>, at: &At<'_>, diagnostics: &mut Diagnostics) -> Option<Timing> {
    Timing::parse(&written?.words()).map_err(|error| diagnostics.push(Diagnostic::unreadable(Code::NotADate, at.span(), error))).ok()
}
