use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::Document;
use super::reported::reported;
use super::standing::{decision, standing};
use super::way::way;
use super::{PaperError, about, blocks, chapters, document, duties, waiver};
use crate::governance::Governance;
use crate::prose::Lang;
use crate::strategy::Strategy;

/// The strategy as the council reads it: notice, decisions, chapters, and how each promise is followed up.
///
/// # Errors
/// The template cannot be filled in.
pub fn strategy_paper(strategy: &Strategy, governance: &Governance, lang: Lang) -> Result<Document, PaperError> {
    let voice = strategy.voice(lang);
    let decisions: Vec<Value> = governance.decisions.decisions.iter().map(|one| decision(one, strategy, &voice)).collect();
    let coverage = strategy.coverage();
    let mut charts = BTreeMap::new();
    let figures = reported(strategy, governance, None, &voice, &mut charts);
    let way = way(strategy, &voice);
    let duties = duties::owed(strategy, &voice);
    let (has_way, has_duties) = (way.is_some(), duties.is_some());
    charts.extend(way.map(|way| ("way".to_owned(), way.into())));
    charts.extend(duties.map(|duties| ("duties".to_owned(), duties.into())));
    let context = json!({
        "about": about(strategy, &voice),
        "decisions": decisions,
        "standing": standing(&governance.standing(strategy, None), &voice),
        "waivers": governance.waivers.iter().map(|one| waiver(one, None, strategy, &voice)).collect::<Vec<_>>(),
        "chapters": chapters(strategy, None, &voice),
        "figures": figures,
        "has_way": has_way,
        "has_duties": has_duties,
        "coverage": {
            "clauses": coverage.clauses(), "rule": coverage.rule, "measure": coverage.measure,
            "duty": coverage.duty, "attested": coverage.attested, "narrative": coverage.narrative,
        },
    });
    let blocks = blocks("strategy", &strategy.authority.house, lang, &context, &charts)?;
    let days = [("from", voice.day(strategy.period.0)), ("to", voice.day(strategy.period.1))];
    let days: Vec<(&str, &str)> = days.iter().map(|(name, day)| (*name, day.as_str())).collect();
    Ok(document(strategy, lang, "strategy", strategy.period.0, lang.text_words("paper-period", &days), strategy.title.clone(), blocks))
}
