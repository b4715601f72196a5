//! The ready clauses of a country's law, proved as a strategy that includes them and says nothing else.

use std::path::Path;

use super::Strategy;
use super::load::prove;
use crate::diagnostic::Diagnostics;
use crate::law::Law;
use crate::prose::Lang;
use crate::quantity::Day;
use crate::source::Sources;

/// Proves the ready clauses of a law as a strategy of one day, with a kind of claim for each legal regime; the law is found near a
/// folder as by [`crate::law::load`].
///
/// `None` where the law has no ready clauses, or where they are invalid, which is then among the diagnostics.
pub fn statutory(law: &Law, near: &Path, lang: Lang, on: Day, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Strategy> {
    law.clauses.as_ref()?;
    let tracks = law.tracks.iter().enumerate().map(|(number, (id, track))| {
        // Any text can stand in quotation marks as JSON writes them.
        format!("  claims-{number}: {{name: {}, track: {id}}}\n", serde_json::Value::from(track.name.get(lang)))
    });
    let text = format!(
        "rettesnor: 1\nid: law\nauthority: {{name: law, country: {country}}}\ntitle: law\nlanguage: {lang}\nperiod: {{from: {on}, to: {on}}}\n\
         includes: [\"law:{country}\"]\n{types}{tracks}chapters: []\n",
        country = law.country,
        types = if law.tracks.is_empty() { "" } else { "claim_types:\n" },
        tracks = tracks.collect::<String>(),
    );
    let source = sources.add(format!("law:{}", law.country), text);
    let loaded = prove(source, near.join("strategy.yaml"), sources, Diagnostics::default());
    if loaded.strategy.is_none() {
        diagnostics.append(loaded.diagnostics);
    }
    loaded.strategy
}
