//! What is wrong with a template of the house, at its place, with what can be written there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use minijinja::{Environment, Error, ErrorKind};
use serde_json::Value;

use super::super::Figure;
use super::recorded::Record;
use super::template::{Own, built_in_templates};
use crate::diagnostic::{Code, Diagnostic, one_of};
use crate::house::{TEMPLATES, first_fault, place, syntax};
use crate::source::Span;

/// The filters that templates of documents are written with.
const FILTERS: [&str; 12] =
    ["md", "cell", "list", "length", "first", "last", "join", "selectattr", "rejectattr", "upper", "lower", "replace"];

/// The functions that the template language has itself.
const FUNCTIONS: [&str; 4] = ["range", "dict", "namespace", "debug"];

/// What can be seen without filling the template in: names and filters that there are not, in parts that are rarely filled in too.
pub(super) fn at_a_glance(own: Own<'_>, context: &Value, environment: &Environment<'_>) -> Vec<Diagnostic> {
    let Ok(template) = environment.get_template(own.template.name) else { return Vec::new() };
    let text = &own.template.text;
    let known = names(context);
    // What the program's own template asks for is there on some day.
    let of_program = built_in_templates(own.template.lang).find(|(name, _)| *name == own.template.name);
    let of_program = of_program.and_then(|(name, text)| environment.template_from_named_str(name, text).ok());
    let of_program = of_program.map(|template| template.undeclared_variables(false)).unwrap_or_default();
    let asked: BTreeSet<String> = template.undeclared_variables(false).into_iter().collect();
    let is_known = |name: &String| known.contains(&name.as_str()) || of_program.contains(name) || FUNCTIONS.contains(&name.as_str());
    let unknown = asked.iter().filter(|name| !is_known(name));
    let mut wrong: Vec<Diagnostic> = unknown.map(|name| no_name(name, "", &known, word(text, name, own))).collect();
    for range in filters(text) {
        let name = text.get(range.clone()).unwrap_or_default();
        let tried = environment.compile_expression(&format!("''|{name}")).and_then(|expression| expression.eval(()).map(|_| ()));
        if tried.is_err_and(|error| error.kind() == ErrorKind::UnknownFilter) {
            wrong.push(no_filter(name, Span { source: own.source, start: range.start, end: range.end }));
        }
    }
    wrong
}

/// What stopped the filling in; `None` where it lies in a template of the program.
pub(super) fn in_rendering(error: &Error, owns: &[Own<'_>], context: &Value, record: &Record) -> Option<Diagnostic> {
    let fault = first_fault(error);
    let own = owns.iter().find(|own| fault.name() == Some(own.template.name))?;
    let text = &own.template.text;
    let span = place(fault, text, own.source);
    let written = text.get(span.start..span.end).unwrap_or_default();
    let named = |name: &str| {
        let at = written.rfind(name).unwrap_or(0);
        Span { start: span.start + at, end: span.start + at + name.len(), ..span }
    };
    Some(match fault.kind() {
        ErrorKind::UndefinedError => {
            let missed = record.missed();
            match missed.as_ref().and_then(|missed| Some((missed, last_asked(text, &missed.key, span.end)?))) {
                Some((missed, (within, range))) => {
                    let known: Vec<&str> = missed.known.iter().map(String::as_str).collect();
                    no_name(&missed.key, within, &known, Span { source: own.source, start: range.start, end: range.end })
                }
                None => nothing_there(written.trim(), span, context),
            }
        }
        ErrorKind::TemplateNotFound => {
            let name = written.split(['"', '\'']).nth(1).unwrap_or(written);
            let message = format!("there is no template `{name}` to take in");
            Diagnostic::error(Code::TemplateName, named(name), message).help(one_of(name, TEMPLATES.iter().copied()))
        }
        ErrorKind::UnknownFilter => {
            let name = written.rsplit('|').next().unwrap_or(written).trim();
            no_filter(name, named(name))
        }
        ErrorKind::SyntaxError => syntax(fault, span),
        _ => {
            let message = format!("this template cannot be filled in: {}", fault.detail().unwrap_or("something does not fit here"));
            Diagnostic::error(Code::Template, span, message)
                .help("compare with the program's own template, which `rettesnor house DIR` writes")
        }
    })
}

/// A chart that the document does not have.
pub(super) fn of_chart(name: &str, own: Own<'_>, charts: &BTreeMap<String, Figure>) -> Diagnostic {
    let text = &own.template.text;
    let fence = text.find("```chart").unwrap_or(0);
    let at = text.get(fence..).and_then(|rest| rest.find(name)).filter(|_| !name.is_empty());
    let span = match at {
        Some(at) => Span { source: own.source, start: fence + at, end: fence + at + name.len() },
        None => Span { source: own.source, start: fence, end: fence + "```chart".len().min(text.len() - fence) },
    };
    let help = match charts.is_empty() {
        true => "this document has no charts here; take the block out".to_owned(),
        false => one_of(name, charts.keys().map(String::as_str)),
    };
    Diagnostic::error(Code::TemplateName, span, format!("there is no chart `{name}` in this document")).help(help)
}

/// A value that was asked for a name and has none in it, or something else that is not there.
fn nothing_there(written: &str, span: Span, context: &Value) -> Diagnostic {
    let message = format!("`{}` asks for something that is not there", written.trim_start_matches('.'));
    let help = match written.rsplit_once('.') {
        Some((_, last)) => format!("take `.{last}` away: what stands before it is a word, a number or a list"),
        None => one_of("", names(context)),
    };
    Diagnostic::error(Code::TemplateName, span, message).help(help)
}

/// Where a name was asked for last on the line that ends the place of an error, and the name that it was asked of; empty for the document.
fn last_asked<'a>(text: &'a str, name: &str, end: usize) -> Option<(&'a str, Range<usize>)> {
    let line = text.get(..end)?.rfind('\n').map_or(0, |at| at + 1);
    let words = words(text);
    let at = words.iter().rposition(|(_, place)| place.start >= line && place.end <= end && text.get(place.clone()) == Some(name))?;
    let (sign, place) = words.get(at)?;
    let of = words.get(at.wrapping_sub(1)).filter(|_| *sign == '.').and_then(|(_, place)| text.get(place.clone()));
    Some((of.unwrap_or_default(), place.clone()))
}

fn no_name(name: &str, within: &str, known: &[&str], span: Span) -> Diagnostic {
    let message = match within {
        "" => format!("`{name}` is not a name of this document"),
        within => format!("`{within}` has no `{name}`"),
    };
    let meant = one_of(name, known.iter().copied());
    let all: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    let help = if meant.contains(" one of ") || known.len() < 2 { meant } else { format!("{meant}; there are {}", all.join(", ")) };
    Diagnostic::error(Code::TemplateName, span, message).help(help)
}

fn no_filter(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code::TemplateName, span, format!("`{name}` is not a filter")).help(one_of(name, FILTERS))
}

/// The names of a document.
fn names(context: &Value) -> Vec<&str> {
    context.as_object().into_iter().flat_map(|map| map.keys().map(String::as_str)).collect()
}

/// The places of a template's text between braces.
fn tags(text: &str) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at) {
        let close = match text.get(open..open + 2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                from = open + 1;
                continue;
            }
        };
        let end = text.get(open..).and_then(|rest| rest.find(close)).map_or(text.len(), |at| open + at);
        if close != "#}" {
            tags.push(open + 2..end);
        }
        from = end;
    }
    tags
}

/// The places of words between braces that stand outside quotation marks, each with the sign before it.
fn words(text: &str) -> Vec<(char, Range<usize>)> {
    let mut words = Vec::new();
    for tag in tags(text) {
        let (mut quote, mut sign, mut open) = (None, ' ', None);
        let letters = text.get(tag.clone()).unwrap_or_default().char_indices().map(|(at, letter)| (tag.start + at, letter));
        for (at, letter) in letters.chain([(tag.end, ' ')]) {
            if let Some(mark) = quote {
                quote = Some(mark).filter(|mark| *mark != letter);
                continue;
            }
            if letter.is_alphanumeric() || letter == '_' {
                open = open.or(Some(at));
                continue;
            }
            if let Some(start) = open.take() {
                words.push((sign, start..at));
                sign = ' ';
            }
            if matches!(letter, '"' | '\'') {
                quote = Some(letter);
            } else if !letter.is_whitespace() {
                sign = letter;
            }
        }
    }
    words
}

/// The places of filters' names.
fn filters(text: &str) -> Vec<Range<usize>> {
    words(text).into_iter().filter(|(before, _)| *before == '|').map(|(_, place)| place).collect()
}

/// The first place of a name that is no attribute of another.
fn word(text: &str, name: &str, own: Own<'_>) -> Span {
    let found = words(text).into_iter().find(|(before, place)| *before != '.' && text.get(place.clone()) == Some(name));
    let range = found.map_or(0..0, |(_, place)| place);
    Span { source: own.source, start: range.start, end: range.end }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_braces_are_found() {
        let text = "a | b {{ one.two | md }} {# c | d #} {% if x == \"e | f\" %}{{ \"#\" * level }} {{ 'g' | cell }}";
        let found: Vec<(char, &str)> = words(text).into_iter().map(|(before, place)| (before, text.get(place).unwrap())).collect();
        let expected = [(' ', "one"), ('.', "two"), ('|', "md"), (' ', "if"), (' ', "x"), ('*', "level"), ('|', "cell")];
        assert_eq!(found, expected);
    }
}
