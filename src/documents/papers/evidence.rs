use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::{Document, from_markdown, typography};
use super::compliance::told;
use super::must::frame;
use super::recorded::{Record, recorded};
use super::standing::standing;
use super::{PaperError, about, document};
use crate::findings::{ClauseResult, Findings};
use crate::governance::evidence::Manifest;
use crate::house::environment;
use crate::plan::Verdict;
use crate::prose::{Lang, Voice};
use crate::strategy::Strategy;

/// The frame of the summary; no house replaces it, for it speaks for the program and not for the authority.
const TEMPLATES: [(Lang, &str); 3] = [
    (Lang::Da, include_str!("../../../templates/evidence.da.md")),
    (Lang::Nb, include_str!("../../../templates/evidence.nb.md")),
    (Lang::En, include_str!("../../../templates/evidence.en.md")),
];

/// The summary of an evidence pack for the auditor's file: what was judged by what, what came of it, and how to verify it.
///
/// The manifest is the one of all other files, without a seal.
///
/// # Errors
/// The template cannot be filled in.
pub fn evidence_summary(strategy: &Strategy, findings: &Findings, manifest: &Manifest) -> Result<Document, PaperError> {
    let lang = findings.lang;
    let voice = strategy.voice(lang);
    let number = |n: u64| voice.number(i64::try_from(n).unwrap_or(i64::MAX));
    let folder = |name: &str| manifest.files.iter().filter(|file| file.name.starts_with(name)).count();
    let data = manifest
        .cases
        .data
        .iter()
        .map(|file| json!({"name": file.name, "rows": number(file.rows), "size": number(file.size), "digest": file.digest}));
    let texts = manifest.files.iter().filter(|file| file.name.starts_with("texts/") || file.name == manifest.cases.description);
    let told_clauses = findings.clauses.iter().filter(|clause| clause.kept != "narrative");
    let context = json!({
        "about": about(strategy, &voice),
        "standing": standing(&findings.standing, &voice),
        "as_of": findings.as_of.map(|day| voice.day(day)),
        "cases": findings.cases.as_ref().map(|cases| told(cases, &voice)),
        "masked": manifest.masked,
        "with_data": manifest.cases.with_data,
        "version": manifest.rettesnor,
        "strategy": {"id": manifest.strategy.id, "file": manifest.strategy.file, "digest": manifest.strategy.digest},
        "law": {"digest": manifest.law.digest, "built_in": manifest.law.origin == "built-in", "files": number(folder("law/") as u64)},
        "description": {"file": manifest.cases.description, "digest": manifest.file(&manifest.cases.description).map(|file| &file.digest)},
        "data": data.collect::<Vec<_>>(),
        "data_digest": manifest.cases.digest,
        "key": manifest.key,
        "texts": texts.map(|file| json!({"name": file.name, "digest": file.digest})).collect::<Vec<_>>(),
        "clauses": told_clauses.map(|one| clause(one, &voice)).collect::<Vec<_>>(),
        "breached": number(findings.total(Verdict::Breached)),
        "unknown": number(findings.total(Verdict::Unknown)),
        "has_unknown": findings.total(Verdict::Unknown) > 0,
        "waived": number(findings.total(Verdict::Waived)),
        "has_waived": findings.total(Verdict::Waived) > 0,
        "unexercised": findings.unexercised(),
    });
    let template = TEMPLATES.iter().find(|(of, _)| *of == lang).map_or("", |(_, text)| *text);
    let mut environment = environment();
    environment.add_filter("md", |text: String| super::super::escape(&text));
    environment.add_filter("cell", |text: String| text.replace('|', "\\|").replace('\n', " "));
    environment.add_filter("code", |text: String| format!("`{}`", text.replace('`', "'")));
    let markdown = environment.render_str(template, recorded(&context, &Record::default())).map_err(PaperError::new)?;
    let mut blocks = frame(&context, lang)?;
    blocks.extend(from_markdown(&markdown, &BTreeMap::new()).map_err(PaperError::new)?);
    typography::set(&mut blocks, lang);
    let subtitle = findings.as_of.map(|day| lang.text_words("paper-as-of", &[("day", &voice.day(day))])).unwrap_or_default();
    let title = lang.text_words("evidence-title", &[("title", &strategy.title)]);
    Ok(document(strategy, lang, "evidence", findings.as_of.unwrap_or(strategy.period.0), subtitle, title, blocks))
}

/// A rule, duty, attestation or key figure with its counts.
fn clause(one: &ClauseResult, voice: &Voice) -> Value {
    let lang = voice.lang;
    let count = |n: u64| if n == 0 { "–".to_owned() } else { voice.number(i64::try_from(n).unwrap_or(i64::MAX)) };
    let tally = &one.tally;
    json!({
        "clause": one.address,
        "verdict": tally.worst().map_or_else(|| lang.text("verdict-unexercised"), |verdict| verdict.words(lang)),
        "all": count(tally.activations()),
        "met": count(tally.met),
        "breached": count(tally.breached),
        "waived": count(tally.waived),
        "not_applicable": count(tally.not_applicable),
        "not_yet_due": count(tally.not_yet_due),
        "unknown": count(tally.unknown),
    })
}
