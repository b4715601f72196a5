use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::governance::plans::{ActionPlan, Deadline, Every, GroupedBy, Item, State};
use crate::prose::{Fact, Voice};
use crate::quantity::Day;
use crate::strategy::Direction;

/// A kind of items with its groups, in the order of the document.
pub(super) struct OfKind<'a> {
    pub name: &'a str,
    pub by_theme: bool,
    pub groups: Vec<Group<'a>>,
}

/// Items of one kind and one committee or theme; without a name those that have none.
pub(super) struct Group<'a> {
    pub name: Option<&'a str>,
    pub items: Vec<Numbered<'a>>,
}

/// An item with its number in the document.
pub(super) struct Numbered<'a> {
    pub number: usize,
    pub by_theme: bool,
    pub item: &'a Item,
}

/// Puts the items in the order of the document: by kind, then by committee or theme, then as in the file. Groups without items are left
/// out.
pub(super) fn numbered(plan: &ActionPlan) -> Vec<OfKind<'_>> {
    let mut number = 0;
    let mut kinds = Vec::new();
    for kind in &plan.kinds {
        let by_theme = kind.grouped_by == GroupedBy::Theme;
        let names = if by_theme { &plan.themes } else { &plan.committees };
        let mut groups = Vec::new();
        for group in names.iter().map(Some).chain([None]) {
            let is_of = |item: &&Item| {
                let own = if by_theme { &item.theme } else { &item.committee };
                item.kind == kind.id && own.as_ref() == group.map(|one| &one.id)
            };
            let items = plan.items.iter().filter(is_of).map(|item| {
                number += 1;
                Numbered { number, by_theme, item }
            });
            let items: Vec<Numbered<'_>> = items.collect();
            if !items.is_empty() {
                groups.push(Group { name: group.map(|one| one.name.as_str()), items });
            }
        }
        if !groups.is_empty() {
            kinds.push(OfKind { name: &kind.name, by_theme, groups });
        }
    }
    kinds
}

/// An item as the template tells it.
pub(super) fn told(one: &Numbered<'_>, plan: &ActionPlan, as_of: Option<Day>, numbers: &BTreeMap<&str, usize>, voice: &Voice) -> Value {
    let item = one.item;
    let details: Vec<String> = details(one, plan, numbers, voice).into_iter().chain(status(item, plan, as_of, voice)).collect();
    json!({
        "number": one.number,
        "title": item.title.trim().trim_end_matches('.'),
        "text": item.text.as_deref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
        "details": details.join(" "),
        "due": due(item, voice),
        "owner": item.owner.as_deref().map(|owner| plan.role(owner)),
        "treated": item.treated.map(|date| voice.timing(date)),
        "done": item.done.is_some(),
    })
}

/// When it is to be done and whether that binds; `None` where nothing is said.
fn due(item: &Item, voice: &Voice) -> Option<String> {
    let lang = voice.lang;
    let every = item.every.map(|every| {
        lang.text(match every {
            Every::Ongoing => "plan-ongoing",
            Every::Month => "every-month",
            Every::Quarter => "every-quarter",
            Every::Year => "every-year",
        })
    });
    let due = item.due.map(|due| {
        let key = if item.deadline == Deadline::Binding { "plan-due-binding" } else { "plan-due-indicative" };
        lang.text_words(key, &[("date", &voice.timing(due))])
    });
    let said: Vec<String> = every.into_iter().chain(due).collect();
    (!said.is_empty()).then(|| said.join(", "))
}

/// What else is to be said of an item, in sentences.
fn details(one: &Numbered<'_>, plan: &ActionPlan, numbers: &BTreeMap<&str, usize>, voice: &Voice) -> Vec<String> {
    let (lang, item) = (voice.lang, one.item);
    let mut said = Vec::new();
    let mut say = |key: &str, what: &str| said.push(sentence(&lang.text_words(key, &[("what", what)])));
    if !item.effects.is_empty() {
        let effects = item.effects.iter().map(|effect| {
            let way = if effect.direction == Direction::Down { "down" } else { "up" };
            let amount = effect.amount.map(|amount| voice.money(amount)).unwrap_or_default();
            let key = format!("plan-effect-{way}{}", if effect.amount.is_some() { "-by" } else { "" });
            lang.text_words(&key, &[("what", &effect.what), ("amount", &amount)])
        });
        say("plan-effects", &effects.collect::<Vec<_>>().join("; "));
    }
    let mut needs: Vec<usize> = item.depends_on.iter().filter_map(|id| numbers.get(id.as_str()).copied()).collect();
    needs.sort_unstable();
    if !needs.is_empty() {
        say("plan-needs", &voice.fact(&Fact::AllOf(needs.iter().map(|number| Fact::Text(number.to_string())).collect())));
    }
    if !item.consult.is_empty() {
        let bodies = item.consult.iter().map(|(body, date)| match date {
            Some(date) => format!("{body} ({})", voice.timing(*date)),
            None => body.clone(),
        });
        say("plan-consult", &bodies.collect::<Vec<_>>().join(", "));
    }
    if let Some(committee) = item.committee.as_deref().filter(|_| one.by_theme) {
        say("plan-committee", plan.committee(committee));
    }
    for question in &item.questions {
        say("plan-question", question);
    }
    if let Some((date, evidence)) = &item.done {
        let date = voice.timing(*date);
        match evidence {
            Some(evidence) => said.push(sentence(&lang.text_words("plan-done-seen", &[("date", &date), ("evidence", evidence)]))),
            None => said.push(sentence(&lang.text_words("plan-done", &[("date", &date)]))),
        }
    }
    said
}

/// How far an item was on a day, in sentences; when it was done is told with it.
fn status(item: &Item, plan: &ActionPlan, as_of: Option<Day>, voice: &Voice) -> Vec<String> {
    let Some(day) = as_of else { return Vec::new() };
    let standing = plan.standing(item, day);
    let done = item.done.as_ref().map(|(date, _)| voice.timing(*date)).unwrap_or_default();
    let words = [("day", voice.day(day)), ("status", standing.words(&done, voice))];
    let words = words.each_ref().map(|(name, word)| (*name, word.as_str()));
    let is_said = matches!(standing.state, State::Done | State::NotYetDue | State::Undated);
    let status = (!is_said).then(|| voice.lang.text_words("calendar-status", &words));
    status.into_iter().chain(standing.notes(plan, voice)).map(|text| sentence(&text)).collect()
}

/// A text with a full stop at its end, unless it ends already: `kr.` brings one with it.
fn sentence(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '?', '!']) { text.to_owned() } else { format!("{text}.") }
}
