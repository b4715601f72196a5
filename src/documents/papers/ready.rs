use serde::Serialize;

use super::limits;
use crate::prose::Lang;
use crate::strategy::Strategy;

/// A ready clause of the law, as a strategy that includes it prints it.
#[derive(Debug, Clone, Serialize)]
pub struct ReadyClause {
    /// `chapter/clause`.
    pub clause: String,
    /// The heading of its chapter.
    pub heading: String,
    /// Which claims it is about and when it does not apply; empty where it is about all, always.
    pub about: String,
    /// The sentence.
    pub text: String,
    /// The law that it rests on.
    pub basis: Vec<String>,
    /// How grave a breach is: `critical`, `major` or `minor`.
    pub severity: &'static str,
}

/// Tells the clauses that a strategy includes from the law, in the order of the document.
pub fn ready_clauses(strategy: &Strategy, lang: Lang) -> Vec<ReadyClause> {
    let voice = strategy.voice(lang);
    let chapters = strategy.all_chapters().filter(|chapter| chapter.is_law);
    let clauses = chapters.flat_map(|chapter| chapter.clauses.iter().map(move |clause| (chapter, clause)));
    let told = clauses.map(|(chapter, clause)| ReadyClause {
        clause: clause.address.clone(),
        heading: chapter.heading.clone(),
        about: limits(clause, strategy, &voice),
        text: clause.text.split_whitespace().collect::<Vec<_>>().join(" "),
        basis: clause.basis.clone(),
        severity: clause.severity.name(),
    });
    told.collect()
}
