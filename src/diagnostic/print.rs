use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{Sources, Span};

/// Prints for a terminal: the source line, the place marked, the help under it; in colours where asked for.
pub fn to_human(diagnostics: &Diagnostics, sources: &Sources, colours: bool) -> String {
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    diagnostics.sorted().into_iter().map(|diagnostic| shown(diagnostic, &renderer.render(&[group(diagnostic, sources)]))).collect()
}

/// A message without a place needs no margin under it.
fn shown(diagnostic: &Diagnostic, rendered: &str) -> String {
    let rendered = if diagnostic.span.is_none() { rendered.replacen("\n |\n", "\n", 1) } else { rendered.to_owned() };
    rendered + "\n\n"
}

/// Prints one line for each, for screen readers and for `grep`.
pub fn to_plain(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut lines = String::new();
    for diagnostic in diagnostics.sorted() {
        let place = diagnostic.span.map_or_else(String::new, |span| {
            let at = sources.line_column(span);
            format!("{}:{}:{}: ", sources.name(span.source), at.line, at.column)
        });
        let address = diagnostic.address.as_ref().map_or_else(String::new, |address| format!(" (in {address})"));
        let help = diagnostic.help.as_ref().map_or_else(String::new, |help| format!("; help: {help}"));
        lines += &format!("{place}{}[{}]: {}{address}{help}\n", word(diagnostic.severity), diagnostic.code, diagnostic.message);
    }
    lines
}

/// Gives a list of objects with `code`, `severity`, `file`, `line`, `column`, `clause`, `message` and `help`.
pub fn to_json(diagnostics: &Diagnostics, sources: &Sources) -> Value {
    let one = |diagnostic: &Diagnostic| {
        let place = diagnostic.span.map(|span| (sources.name(span.source), sources.line_column(span)));
        json!({
            "code": diagnostic.code.name(),
            "severity": word(diagnostic.severity),
            "file": place.map(|(file, _)| file),
            "line": place.map(|(_, at)| at.line),
            "column": place.map(|(_, at)| at.column),
            "clause": diagnostic.address,
            "message": diagnostic.message,
            "help": diagnostic.help,
        })
    };
    diagnostics.sorted().into_iter().map(one).collect()
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name()));
    if let Some(span) = diagnostic.span {
        let text = sources.text(span.source);
        let shown = first_line(span, text);
        let annotation = AnnotationKind::Primary
            .span(shown)
            .label(diagnostic.address.as_deref().map(|address| format!("in {address}")).unwrap_or_default());
        group = group.element(Snippet::source(text).path(sources.name(span.source)).annotation(annotation));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// A block's span runs over many lines; its first says where it is.
fn first_line(span: Span, text: &str) -> std::ops::Range<usize> {
    let marked = text.get(span.start..span.end).unwrap_or_default();
    let length = marked.find('\n').unwrap_or(marked.len());
    span.start..span.start + marked.get(..length).unwrap_or_default().trim_end().len()
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}
