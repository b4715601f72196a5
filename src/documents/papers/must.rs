//! What a document must say whatever its template leaves out.
//!
//! Remarks on what the document is stand in the frame, which no template writes. What a template sets among the rest, such as figures
//! that contradict each other, must be there when it is filled in.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::{Block, Inline, escape, from_markdown, plain_text};
use super::recorded::Record;
use super::template::{Own, PaperError};
use crate::diagnostic::{Code, Diagnostic};
use crate::prose::Lang;
use crate::source::Span;

/// Lists whose every sentence stands in the document, and what a template writes to have them there.
const SENTENCES: [(&str, &str, &str); 3] = [
    ("/doubts", "figures that contradict each other", "{% for one in doubts %}- {{ one | md }}{% endfor %}"),
    ("/cases/differences", "differences from the control totals", "{% for one in cases.differences %}{{ one | md }}{% endfor %}"),
    ("/figures/agreements", "reported figures that do not agree", "{% for one in figures.agreements %}{{ one | md }}{% endfor %}"),
];

/// What a template asks for where the data has it, with the condition under which it has.
const ASKED: [(&str, &str, &str, &str); 3] = [
    ("chapters.clauses.tally.unknown", "/as_of", "how often a clause could not be judged", "{{ clause.tally.unknown }}"),
    ("cases.rejected", "/cases/has_rejected", "how many rows of the case data were refused", "{{ cases.rejected }}"),
    ("origins.from", "/origins/0", "where the figures come from", "{{ one.from }}"),
];

/// The remarks that open every document: its notice, that its cases are made up, that rows are missing.
pub(super) fn frame(context: &Value, lang: Lang) -> Result<Vec<Block>, PaperError> {
    let is = |pointer: &str, wanted: bool| context.pointer(pointer).and_then(Value::as_bool) == Some(wanted);
    let notice = ["/about/notice", "/notice"].iter().find_map(|pointer| context.pointer(pointer)?.as_str()).map(escape);
    let made_up = is("/cases/synthetic", true).then(|| lang.text("frame-synthetic"));
    let incomplete = is("/cases/complete", false).then(|| format!("**{}**", lang.text("frame-incomplete")));
    let mut blocks = Vec::new();
    for words in notice.into_iter().chain(made_up).chain(incomplete) {
        blocks.push(Block::Note(from_markdown(&words, &BTreeMap::new()).map_err(PaperError::new)?));
    }
    Ok(blocks)
}

/// What a template of the house lost; each is told at the template's first line.
pub(super) fn lost(blocks: &[Block], context: &Value, record: &Record, own: Own<'_>) -> Vec<Diagnostic> {
    let said = plain(&words(blocks));
    let mut lost = Vec::new();
    for (pointer, what, write) in SENTENCES {
        let sentences = context.pointer(pointer).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let missing = sentences.filter(|sentence| {
            let read = from_markdown(&escape(sentence), &BTreeMap::new()).unwrap_or_default();
            !said.contains(&plain(&words(&read)))
        });
        if missing.count() > 0 {
            lost.push((what, write));
        }
    }
    for (path, condition, what, write) in ASKED {
        let is_there = context.pointer(condition).is_some_and(|value| !matches!(value, Value::Null | Value::Bool(false)));
        if is_there && !record.has(path) {
            lost.push((what, write));
        }
    }
    let span = Span { source: own.source, start: 0, end: own.template.text.lines().next().unwrap_or_default().len() };
    let told = lost.into_iter().map(|(what, write)| {
        let message = format!("the document does not say {what}, and it must");
        Diagnostic::error(Code::TemplateLoses, span, message).help(format!("write `{write}` where it belongs"))
    });
    told.collect()
}

/// Words with one blank between them.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All words of blocks in their order.
fn words(blocks: &[Block]) -> String {
    let mut said = String::new();
    let mut line = |line: &[Inline]| {
        said.push_str(&plain_text(line));
        said.push(' ');
    };
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => line(text),
            Block::List { items, .. } => items.iter().for_each(|item| line(&[Inline::Text(words(item))])),
            Block::Table(table) => table.rows.iter().flatten().for_each(|cell| line(cell)),
            Block::Note(inner) => line(&[Inline::Text(words(inner))]),
            Block::Figure(_) => {}
        }
    }
    said
}
