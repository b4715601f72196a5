use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::to_markdown::blocks_to_markdown;
use super::super::{Block, Document, from_markdown};
use super::plan::{about_plan, plan_document, tally};
use super::{PaperError, about, blocks, document};
use crate::governance::plans::ActionPlan;
use crate::governance::{AgendaItem, Decisions, Publicity, Section};
use crate::house::House;
use crate::prose::{Lang, Voice};
use crate::strategy::Strategy;

/// The agenda item for a strategy: what is asked of whom, the strategy in short, the item's own sections in its authority's order, and
/// what each body decided.
///
/// A closed item says so first, and in the document's subject. `None` where `decisions.yaml` has no agenda item.
///
/// # Errors
/// A text of the item asks for a chart, or the template cannot be filled in.
pub fn agenda_item(strategy: &Strategy, decisions: &Decisions, lang: Lang) -> Result<Option<Document>, PaperError> {
    let Some(item) = &decisions.item else { return Ok(None) };
    let voice = strategy.voice(lang);
    let coverage = strategy.coverage();
    let context = json!({
        "about": about(strategy, &voice),
        "plan": null,
        "coverage": {
            "clauses": coverage.clauses(), "rule": coverage.rule, "measure": coverage.measure,
            "duty": coverage.duty, "attested": coverage.attested, "narrative": coverage.narrative,
            "law": strategy.clauses().filter(|clause| clause.is_law).count(),
        },
    });
    let blocks = filled(item, decisions, &strategy.roles, context, &strategy.authority.house, &voice)?;
    let (from, to) = (voice.day(strategy.period.0), voice.day(strategy.period.1));
    let period = lang.text_words("paper-period", &[("from", &from), ("to", &to)]);
    let title = lang.text_words("paper-agenda-title", &[("title", &strategy.title)]);
    let paper = document(strategy, lang, "agenda-item", strategy.period.0, period, title, blocks);
    Ok(Some(marked(paper, item)))
}

/// The agenda item for a plan of an authority, in the same form; the authority's newest strategy tells its name and currency.
///
/// `None` where the plan has no agenda item.
///
/// # Errors
/// A text of the item asks for a chart, or the template cannot be filled in.
pub fn plan_agenda_item(plan: &ActionPlan, newest: &Strategy, lang: Lang) -> Result<Option<Document>, PaperError> {
    let Some(item) = &plan.decisions.item else { return Ok(None) };
    let voice = newest.voice(lang);
    let about = about_plan(plan, newest, &voice);
    let context = json!({"about": about, "plan": tally(plan, &voice), "coverage": null});
    let blocks = filled(item, &plan.decisions, &plan.roles, context, &newest.authority.house, &voice)?;
    let title = lang.text_words("paper-agenda-title", &[("title", &plan.title)]);
    Ok(Some(marked(plan_document(plan, newest, &voice, "agenda-item", title, blocks), item)))
}

/// Says of a closed item that it is closed.
fn marked(mut paper: Document, item: &AgendaItem) -> Document {
    if item.publicity == Some(Publicity::Closed) {
        let closed = paper.lang.text("paper-agenda-closed");
        paper.subtitle = format!("{closed}. {}", paper.subtitle);
        paper.subject = format!("{closed}: {}", paper.subject);
    }
    paper
}

/// Fills the template in with an item, beside what is known of that which it is about.
fn filled(
    item: &AgendaItem,
    decisions: &Decisions,
    roles: &BTreeMap<String, String>,
    about: Value,
    house: &House,
    voice: &Voice,
) -> Result<Vec<Block>, PaperError> {
    let lang = voice.lang;
    let sections = item.shown();
    let mut texts = BTreeMap::new();
    for section in &sections {
        texts.insert(section.name(), own_text(item, *section, lang)?);
    }
    let mut context = json!({
        "case_number": item.case_number.as_ref().map(crate::yaml::Scalar::words),
        "is_open": item.publicity == Some(Publicity::Open),
        "is_closed": item.publicity == Some(Publicity::Closed),
        "asked": asked(item, decisions, voice)?,
        "sections": sections.iter().map(|section| section.name()).collect::<Vec<_>>(),
        "text": texts,
        "references": item.legal_references.iter().flatten().map(|one| json!({"act": one.act.as_deref().unwrap_or_default(), "reference": one.reference})).collect::<Vec<_>>(),
        "route": item.route.as_deref().unwrap_or_default(),
        "recommendations": recommended(item, roles, lang)?,
        "attachments": item.attachments.iter().flatten().map(|one| json!({"title": one.title, "file": one.file})).collect::<Vec<_>>(),
        "decisions": decided(decisions, voice),
        "awaited": decisions.awaited(),
    });
    if let (Some(context), Value::Object(about)) = (context.as_object_mut(), about) {
        context.extend(about);
    }
    blocks("agenda-item", house, lang, &context, &BTreeMap::new())
}

/// A section's own text as Markdown whose headings lie below the section's; empty for a section that is made of other things.
fn own_text(item: &AgendaItem, section: Section, lang: Lang) -> Result<String, PaperError> {
    let text = match section {
        Section::Presentation => item.presentation.as_deref(),
        Section::RelatedPolicies => item.related_policies.as_deref(),
        Section::EconomicConsequences if item.has_no_consequences() => return Ok(lang.text("paper-agenda-none")),
        Section::EconomicConsequences => item.economic_consequences.as_deref(),
        Section::LegalBasis => item.legal_basis.as_deref(),
        Section::Recommendation | Section::InShort | Section::Route | Section::Attachments | Section::Decisions => None,
    };
    Ok(blocks_to_markdown(&read(text.unwrap_or_default(), section)?, lang))
}

fn read(text: &str, section: Section) -> Result<Vec<Block>, PaperError> {
    from_markdown(text, &BTreeMap::new()).map_err(|error| PaperError::new(format!("`{}`: {error}", section.name())))
}

/// What is recommended, each with who recommends it; of several in a row by the same role only the last names it.
fn recommended(item: &AgendaItem, roles: &BTreeMap<String, String>, lang: Lang) -> Result<Vec<Value>, PaperError> {
    let said: Vec<_> = item.recommendation.said().collect();
    let mut told = Vec::new();
    for (index, (one, text)) in said.iter().enumerate() {
        let next = said.get(index + 1).and_then(|(next, _)| next.role.as_ref());
        let by = one.role.as_ref().filter(|role| next != Some(role)).map(|role| roles.get(role).unwrap_or(role));
        told.push(json!({"text": blocks_to_markdown(&read(text, Section::Recommendation)?, lang), "by": by}));
    }
    Ok(told)
}

/// Who is asked for what today: the first body that has yet to decide, and the recommendations where each is one paragraph.
///
/// Without a route, nobody is named; where everybody has decided, the last decision is.
fn asked(item: &AgendaItem, decisions: &Decisions, voice: &Voice) -> Result<Value, PaperError> {
    let mut recommended = Some(Vec::new());
    for (_, text) in item.recommendation.said() {
        let blocks = read(text, Section::Recommendation)?;
        match (&mut recommended, blocks.as_slice()) {
            (Some(said), [Block::Paragraph(_)]) => said.push(blocks_to_markdown(&blocks, voice.lang).trim().to_owned()),
            _ => recommended = None,
        }
    }
    let recommended = recommended.map(|said| said.join(" ")).filter(|words| !words.is_empty() && !words.contains('\n'));
    let body = decisions.awaited().first().map(|body| (*body).to_owned());
    let last = decisions.decisions.last().filter(|last| body.is_none() && last.outcome.is_final());
    Ok(json!({
        "body": body,
        "recommended": recommended,
        "several": item.recommendation.said().count() > 1,
        "last": last.map(|last| json!({"body": last.body, "date": voice.day(last.date)})),
    }))
}

/// What was decided, in the words of the minutes where they are at hand.
fn decided(decisions: &Decisions, voice: &Voice) -> Vec<Value> {
    let told = decisions.decisions.iter().map(|one| {
        let printed = one.printed.clone().unwrap_or_else(|| voice.lang.text(one.outcome.key()));
        let words = printed.trim().trim_end_matches('.');
        json!({"body": one.body, "date": voice.day(one.date), "words": words, "reservations": one.reservations})
    });
    told.collect()
}
