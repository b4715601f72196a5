//! The annual report: the officer's texts, with every number taken from the reported figures.

mod desk;
mod functions;
mod lists;
mod pictures;
mod promises;
mod tables;

pub use promises::told_promises;

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::{Environment, ErrorKind, UndefinedBehavior};
use serde_json::{Value, json};

use self::desk::Desk;
use super::super::{Document, escape};
use super::{PaperError, blocks};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::governance::report::{Report, Section, Text, doubts};
use crate::measures::Figures;
use crate::prose::Lang;
use crate::quantity::Day;
use crate::source::{Sources, Span, shown};
use crate::strategy::Strategy;

/// A text of a report says some pages; a template that works longer is not one.
const FUEL: u64 = 500_000;

/// The annual report as the council reads it, with what became of the promises of those before it among `reports`; `None` where a text cannot be filled in, which is reported at its line.
///
/// # Errors
/// The template cannot be filled in.
pub fn annual_report(
    strategy: &Strategy,
    report: &Report,
    reports: &[Report],
    figures: &Figures,
    lang: Lang,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Document>, PaperError> {
    let voice = strategy.voice(lang);
    let follow_up = promises::to_tell(strategy, report, reports, figures, lang);
    let desk = || Arc::new(Desk::new(report.clone(), figures.clone(), voice.clone(), sources).with_follow_up(follow_up.clone()));
    let before = diagnostics.errors();
    // Texts that stand within others are tried alone first, so that what is wrong is told at their own line.
    let scratch = desk();
    let mut writer = Writer { desk: &scratch, sources, diagnostics };
    report.texts().for_each(|text| _ = writer.fill(text));
    if diagnostics.errors() > before {
        return Ok(None);
    }
    let desk = desk();
    let mut writer = Writer { desk: &desk, sources, diagnostics };
    let sections: Vec<Value> = report.sections.iter().map(|one| writer.section(one)).collect();
    if diagnostics.errors() > before {
        return Ok(None);
    }
    let is_told = follow_up.is_empty() || desk.has_followed_up();
    let follow_up = if is_told { None } else { Some(promises::follow_up(&desk).map_err(PaperError::new)?) };
    let said: Vec<String> = doubts(report, figures).iter().map(|doubt| doubt.words(report, &voice)).collect();
    let context = json!({
        "authority": strategy.authority.name,
        "year": report.year,
        "notice": report.notice,
        "recipient": report.recipient,
        "follows": report.follows,
        "attached_to": report.attached_to,
        "sections": sections,
        "follow_up": follow_up,
        "doubts": said,
        "abbreviations": report.abbreviations.iter().map(|(short, long)| json!({"short": short, "long": long})).collect::<Vec<_>>(),
        "origins": desk.origins(),
    });
    let charts: BTreeMap<_, _> = desk.charts();
    let blocks = blocks("annual-report", &strategy.authority.house, lang, &context, &charts)?;
    let date = Day::new(report.year, 12, 31).unwrap_or(strategy.period.0);
    let first = voice.day(Day::new(report.year, 1, 1).unwrap_or(date));
    Ok(Some(Document {
        lang,
        title: report.title.clone(),
        subtitle: lang.text_words("paper-period", &[("from", &first), ("to", &voice.day(date))]),
        author: strategy.authority.name.clone(),
        subject: format!("{}, {}", report.title, strategy.authority.name),
        id: format!("{}/annual-report-{}.{lang}", strategy.authority.name, report.year),
        date,
        house: Arc::clone(&strategy.authority.house),
        blocks,
    }))
}

/// The environment in which the texts are filled in: strict, and with the functions that take figures.
fn environment(desk: &Arc<Desk>) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.add_global("year", desk.report.year);
    functions::add(&mut environment, desk);
    environment
}

struct Writer<'a> {
    desk: &'a Arc<Desk>,
    sources: &'a Sources,
    diagnostics: &'a mut Diagnostics,
}

impl Writer<'_> {
    fn section(&mut self, section: &Section) -> Value {
        let text = section.text.as_ref().map(|text| self.fill(text)).unwrap_or_default();
        let inner: Vec<Value> = section.sections.iter().map(|one| self.section(one)).collect();
        json!({"heading": section.heading, "text": text, "sections": inner})
    }

    /// Fills a text in; what it asks for and does not get is reported at its line.
    fn fill(&mut self, text: &Text) -> String {
        match environment(self.desk).render_str(&text.words, ()) {
            Ok(filled) => desk::closed(&filled),
            Err(error) => {
                let line = error.line().unwrap_or(1);
                let span = line_of(text, line, self.sources);
                let message = match (error.kind(), error.detail()) {
                    (ErrorKind::InvalidOperation | ErrorKind::MissingArgument | ErrorKind::TooManyArguments, Some(detail)) => {
                        detail.to_owned()
                    }
                    (ErrorKind::UnknownFunction, _) => "this asks for a function that reports do not have".to_owned(),
                    (ErrorKind::UndefinedError, _) => "this asks for a name that is not there".to_owned(),
                    (_, detail) => format!("the braces of this text cannot be read: {}", detail.unwrap_or("a brace is not closed")),
                };
                let help = format!(
                    "write for example `{{{{ figure(\"{}\") }}}}`; the functions stand in the book under *Reports*",
                    self.desk.report.measures.keys().next().map_or("arrears", String::as_str)
                );
                self.diagnostics.push(Diagnostic::error(Code::Template, span, message).help(help));
                String::new()
            }
        }
    }
}

/// The place of a line of a text, counted from 1.
fn line_of(text: &Text, line: usize, sources: &Sources) -> Span {
    let words = text.words.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim();
    let written = sources.text(text.span.source).get(text.span.start..text.span.end).unwrap_or_default();
    match written.find(words).filter(|_| !words.is_empty()) {
        Some(at) => Span { start: text.span.start + at, end: text.span.start + at + words.len(), ..text.span },
        None => text.span,
    }
}

/// A text that stands within another one, with its figures, on one line.
fn filled(desk: &Arc<Desk>, text: &Text) -> Result<String, String> {
    let filled = environment(desk).render_str(&text.words, ());
    let filled = filled.map_err(|error| error.detail().unwrap_or("the braces of a text cannot be read").to_owned())?;
    Ok(desk::closed(&filled.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// Words with nothing in them that Markdown would read.
fn md(words: &str) -> String {
    escape(words)
}

/// Words as a cell of a Markdown table.
fn cell(words: &str) -> String {
    escape(words).replace('|', "\\|").replace('\n', " ")
}

/// The file of figures, as the document names it.
fn file_name(figures: &Figures, sources: &Sources) -> String {
    let name = figures.all().next().map(|one| sources.name(one.span.source)).unwrap_or_default();
    std::path::Path::new(name).file_name().map_or_else(String::new, |name| shown(std::path::Path::new(name)))
}
