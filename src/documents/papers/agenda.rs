use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::to_markdown::blocks_to_markdown;
use super::super::{Block, Document, from_markdown};
use super::{PaperError, about, blocks, document};
use crate::governance::{AgendaItem, Decisions, Publicity, Section};
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
    let sections = item.shown();
    let mut texts = BTreeMap::new();
    for section in &sections {
        texts.insert(section.name(), own_text(item, *section, lang)?);
    }
    let is_closed = item.publicity == Some(Publicity::Closed);
    let context = json!({
        "about": about(strategy, &voice),
        "case_number": item.case_number.as_ref().map(crate::yaml::Scalar::words),
        "is_open": item.publicity == Some(Publicity::Open),
        "is_closed": is_closed,
        "asked": asked(item, decisions, lang, &voice)?,
        "sections": sections.iter().map(|section| section.name()).collect::<Vec<_>>(),
        "text": texts,
        "coverage": {
            "clauses": coverage.clauses(), "rule": coverage.rule, "measure": coverage.measure,
            "duty": coverage.duty, "attested": coverage.attested, "narrative": coverage.narrative,
            "law": strategy.clauses().filter(|clause| clause.is_law).count(),
        },
        "route": item.route.as_deref().unwrap_or_default(),
        "recommended_by": item.recommendation.as_ref().and_then(|one| one.role.as_ref()).map(|role| strategy.roles.get(role).unwrap_or(role)),
        "attachments": item.attachments.iter().flatten().map(|one| json!({"title": one.title, "file": one.file})).collect::<Vec<_>>(),
        "decisions": decided(decisions, lang, &voice),
        "awaited": decisions.awaited(),
    });
    let blocks = blocks("agenda-item", &strategy.authority.house, lang, &context, &BTreeMap::new())?;
    let (from, to) = (voice.day(strategy.period.0), voice.day(strategy.period.1));
    let period = lang.text_words("paper-period", &[("from", &from), ("to", &to)]);
    let title = lang.text_words("paper-agenda-title", &[("title", &strategy.title)]);
    let mut paper = document(strategy, lang, "agenda-item", strategy.period.0, period, title, blocks);
    if is_closed {
        let closed = lang.text("paper-agenda-closed");
        paper.subtitle = format!("{closed}. {}", paper.subtitle);
        paper.subject = format!("{closed}: {}", paper.subject);
    }
    Ok(Some(paper))
}

/// A section's own text as Markdown whose headings lie below the section's; empty for a section that is made of other things.
fn own_text(item: &AgendaItem, section: Section, lang: Lang) -> Result<String, PaperError> {
    let text = match section {
        Section::Presentation => item.presentation.as_deref(),
        Section::RelatedPolicies => item.related_policies.as_deref(),
        Section::EconomicConsequences => item.economic_consequences.as_deref(),
        Section::LegalBasis => item.legal_basis.as_deref(),
        Section::Recommendation => item.recommendation.as_ref().and_then(|one| one.text.as_deref()),
        Section::InShort | Section::Route | Section::Attachments | Section::Decisions => None,
    };
    Ok(blocks_to_markdown(&read(text.unwrap_or_default(), section)?, lang))
}

fn read(text: &str, section: Section) -> Result<Vec<Block>, PaperError> {
    from_markdown(text, &BTreeMap::new()).map_err(|error| PaperError::new(format!("`{}`: {error}", section.name())))
}

/// Who is asked for what today: the first body that has yet to decide, and the recommendation where it is one paragraph.
///
/// Without a route, nobody is named; where everybody has decided, the last decision is.
fn asked(item: &AgendaItem, decisions: &Decisions, lang: Lang, voice: &Voice) -> Result<Value, PaperError> {
    let text = item.recommendation.as_ref().and_then(|one| one.text.as_deref()).unwrap_or_default();
    let recommended = match read(text, Section::Recommendation)?.as_slice() {
        [paragraph @ Block::Paragraph(_)] => Some(blocks_to_markdown(std::slice::from_ref(paragraph), lang)),
        _ => None,
    };
    let body = decisions.awaited().first().map(|body| (*body).to_owned());
    let last = decisions.decisions.last().filter(|last| body.is_none() && last.outcome.is_final());
    Ok(json!({
        "body": body,
        "recommended": recommended.filter(|words| !words.contains('\n')),
        "last": last.map(|last| json!({"body": last.body, "date": voice.day(last.date)})),
    }))
}

/// What was decided, in the words of the minutes where they are at hand.
fn decided(decisions: &Decisions, lang: Lang, voice: &Voice) -> Vec<Value> {
    let told = decisions.decisions.iter().map(|one| {
        let printed = one.printed.clone().unwrap_or_else(|| lang.text(one.outcome.key()));
        let words = printed.trim().trim_end_matches('.');
        json!({"body": one.body, "date": voice.day(one.date), "words": words, "reservations": one.reservations})
    });
    told.collect()
}
