use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::super::to_markdown::blocks_to_markdown;
use super::super::{Block, Document, from_markdown};
use super::plan_chart::by_quarter;
use super::plan_items::{Numbered, numbered, told};
use super::{PaperError, blocks};
use crate::governance::days_into;
use crate::governance::plans::{ActionPlan, Deadline, Item};
use crate::prose::{Lang, Voice};
use crate::quantity::{Day, Period};
use crate::strategy::Strategy;

/// A plan of an authority: what it is, how far it is, the items by kind and group, what cuts across, and the work of each committee.
///
/// The authority's newest strategy tells its name and currency. With an as-of date it tells how far each item was on that day.
///
/// # Errors
/// A text of the plan asks for a chart, or the template cannot be filled in.
pub fn plan_paper(plan: &ActionPlan, newest: &Strategy, as_of: Option<Day>, lang: Lang) -> Result<Document, PaperError> {
    let voice = newest.voice(lang);
    let known = as_of.map(|day| plan.known_on(day));
    let plan = known.as_ref().unwrap_or(plan);
    let groups = numbered(plan);
    let all: Vec<&Numbered<'_>> = groups.iter().flat_map(|kind| &kind.groups).flat_map(|group| &group.items).collect();
    let numbers: BTreeMap<&str, usize> = all.iter().map(|one| (one.item.id.as_str(), one.number)).collect();
    let tell = |one: &Numbered<'_>| told(one, plan, as_of, &numbers, &voice);
    let kinds: Vec<Value> = groups
        .iter()
        .map(|kind| {
            let groups =
                kind.groups.iter().map(|group| json!({"name": group.name, "items": group.items.iter().map(tell).collect::<Vec<_>>()}));
            json!({"name": kind.name, "by_theme": kind.by_theme, "groups": groups.collect::<Vec<_>>()})
        })
        .collect();
    let of_committee =
        |id: &str| all.iter().filter(|one| one.item.committee.as_deref() == Some(id)).map(|one| tell(one)).collect::<Vec<_>>();
    let committees: Vec<Value> =
        plan.committees.iter().map(|one| json!({"name": one.name, "items": of_committee(&one.id)})).filter(has_items).collect();
    let purpose = from_markdown(plan.purpose.as_deref().unwrap_or_default(), &BTreeMap::new());
    let purpose = purpose.map_err(|error| PaperError::new(format!("`purpose`: {error}")))?;
    let context = json!({
        "about": about_plan(plan, newest, &voice),
        "plan": tally(plan, &voice),
        "purpose": blocks_to_markdown(&purpose, lang),
        "parts": plan.parts.iter().map(|part| json!({"name": part.name.as_deref().unwrap_or_default(), "text": part.text})).collect::<Vec<_>>(),
        "counts": counts(plan),
        "as_of": as_of.map(|day| voice.day(day)),
        "behind": as_of.map(|day| plan.progress(day).1),
        "kinds": kinds,
        "cross_cutting": all.iter().filter(|one| one.item.cross_cutting).map(|one| tell(one)).collect::<Vec<_>>(),
        "topics": topics(plan, &numbers),
        "hearings": plan.hearings.iter().map(|one| json!({"committee": plan.committee(&one.committee), "date": voice.timing(one.date), "text": one.text})).collect::<Vec<_>>(),
        "committees": committees,
        "attachments": plan.attachments.iter().map(|one| json!({"title": one.title.as_deref().unwrap_or_default(), "file": one.file})).collect::<Vec<_>>(),
        "versions": plan.versions.iter().map(|(date, text)| json!({"date": voice.timing(*date), "text": text})).collect::<Vec<_>>(),
        "decisions": plan.decisions.decisions.iter().map(|one| json!({"body": one.body, "date": voice.day(one.date), "outcome": lang.text(one.outcome.key()), "reservations": one.reservations})).collect::<Vec<_>>(),
        "awaited": plan.decisions.awaited(),
        "lacked": as_of.and_then(|day| lacked(plan, day, &voice)),
    });
    let charts = BTreeMap::from([("quarters".to_owned(), by_quarter(plan, &voice).into())]);
    let blocks = blocks("plan", &newest.authority.house, lang, &context, &charts)?;
    Ok(plan_document(plan, newest, &voice, "plan", plan.title.clone(), blocks))
}

/// That the plan's period went on without the last body on its route adopting it, in words; `None` where nobody says which body does.
fn lacked(plan: &ActionPlan, as_of: Day, voice: &Voice) -> Option<String> {
    let lang = voice.lang;
    let body = plan.decisions.adopter()?;
    let adopted = plan.decisions.adoption().map(|one| one.date);
    let day = adopted.unwrap_or(as_of);
    let days = days_into(plan.period, day.min(plan.period.1.plus_days(1)))?;
    let key = match adopted {
        Some(_) => "plan-late",
        None if day > plan.period.1 => "plan-missing-all",
        None => "plan-missing",
    };
    let days = u32::try_from(days).map(|days| voice.period(Period::Days(days))).unwrap_or_default();
    Some(lang.text_words(key, &[("body", body), ("days", &days), ("day", &voice.day(day))]))
}

/// What both papers of a plan say of it.
pub(super) fn about_plan(plan: &ActionPlan, newest: &Strategy, voice: &Voice) -> Value {
    json!({
        "title": plan.title,
        "authority": newest.authority.name,
        "from": voice.day(plan.period.0),
        "to": voice.day(plan.period.1),
        "notice": plan.notice,
        "replaces": null,
        "has_law": false,
    })
}

/// How many items there are and how many are done, in all and by kind, and what can be said of their dates.
pub(super) fn tally(plan: &ActionPlan, voice: &Voice) -> Value {
    let count = |keep: &dyn Fn(&Item) -> bool| plan.items.iter().filter(|item| keep(item)).count();
    let kinds = plan.kinds.iter().map(|kind| {
        json!({
            "name": kind.name,
            "items": count(&|item| item.kind == kind.id),
            "done": count(&|item| item.kind == kind.id && item.done.is_some()),
        })
    });
    let carries_out = plan.carries_out.as_ref();
    json!({
        "carries_out": carries_out.map(|(title, date)| json!({"title": title, "date": date.map(|date| voice.timing(date))})),
        "items": plan.items.len(),
        "done": count(&|item| item.done.is_some()),
        "cross_cutting": count(&|item| item.cross_cutting),
        "indicative": plan.deadlines == Deadline::Indicative,
        "otherwise": count(&|item| item.due.is_some() && item.deadline != plan.deadlines),
        "version": plan.versions.last().map(|(date, _)| voice.timing(*date)),
        "kinds": kinds.filter(has_items).collect::<Vec<_>>(),
    })
}

/// How many items of each kind each committee has, and how many are done; combinations that have none are left out.
fn counts(plan: &ActionPlan) -> Vec<Value> {
    let committees = || plan.committees.iter().map(Some).chain([None]);
    let mut rows = Vec::new();
    for kind in &plan.kinds {
        for committee in committees() {
            let items = plan.items.iter().filter(|item| item.kind == kind.id && item.committee.as_ref() == committee.map(|one| &one.id));
            let (items, done) = items.fold((0, 0), |(items, done), item| (items + 1, done + usize::from(item.done.is_some())));
            let name = committee.map(|one| &one.name);
            rows.push(json!({"kind": kind.name, "committee": name, "items": items, "done": done}));
        }
    }
    rows.retain(has_items);
    rows
}

/// Each budget topic, with the numbers of the items that cover it.
fn topics(plan: &ActionPlan, numbers: &BTreeMap<&str, usize>) -> Vec<Value> {
    let told = plan.topics.iter().map(|topic| {
        let covering = plan.items.iter().filter(|item| item.topics.contains(&topic.id));
        let mut covering: Vec<usize> = covering.filter_map(|item| numbers.get(item.id.as_str()).copied()).collect();
        covering.sort_unstable();
        let covering: Vec<String> = covering.iter().map(ToString::to_string).collect();
        json!({"name": topic.name, "items": covering.join(", ")})
    });
    told.collect()
}

fn has_items(told: &Value) -> bool {
    match told.get("items") {
        Some(Value::Array(items)) => !items.is_empty(),
        items => items != Some(&json!(0)),
    }
}

/// Makes a document of a plan of blocks; its date is that of the newest edition, else the first day of the period.
pub(super) fn plan_document(
    plan: &ActionPlan,
    newest: &Strategy,
    voice: &Voice,
    kind: &str,
    title: String,
    blocks: Vec<Block>,
) -> Document {
    let lang = voice.lang;
    let words = [("from", voice.day(plan.period.0)), ("to", voice.day(plan.period.1))];
    let words: Vec<(&str, &str)> = words.iter().map(|(name, day)| (*name, day.as_str())).collect();
    Document {
        lang,
        subject: format!("{title}, {}", newest.authority.name),
        title,
        subtitle: lang.text_words("paper-period", &words),
        author: newest.authority.name.clone(),
        id: format!("{}/{kind}-{}.{lang}", newest.authority.name, plan.name),
        date: plan.versions.last().map_or(plan.period.0, |(date, _)| date.last()),
        house: Arc::clone(&newest.authority.house),
        blocks,
    }
}
