//! A clause's text as a template over its own numbers.

use std::collections::{BTreeMap, BTreeSet};

use minijinja::{Environment, UndefinedBehavior};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::prose::{Fact, Voice};
use crate::source::{Sources, Span};

/// A text says a few sentences; a template that works longer is not one.
const FUEL: u64 = 20_000;

/// Fills in a text; what it asks for and does not get is reported at its place.
pub(super) fn fill(
    text: &str,
    span: Span,
    facts: &[Vec<(&'static str, Fact)>],
    voice: &Voice,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> String {
    let known = variables(facts, voice);
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    let template = match environment.template_from_str(text) {
        Ok(template) => template,
        Err(error) => {
            let message = format!("the braces of this text cannot be read: {}", error.detail().unwrap_or("a brace is not closed"));
            diagnostics.push(Diagnostic::error(Code::Template, span, message).help("write `{{ within }}` with two braces on each side"));
            return text.to_owned();
        }
    };
    let names = known.keys().cloned().collect();
    if !only_known(&template.undeclared_variables(false).into_iter().collect(), span, &names, sources, diagnostics) {
        return text.to_owned();
    }
    let mut context: BTreeMap<String, minijinja::Value> = known.into_iter().map(|(name, words)| (name, words.into())).collect();
    let rules: Vec<BTreeMap<String, String>> = facts.iter().map(|facts| variables(std::slice::from_ref(facts), voice)).collect();
    context.insert("rules".to_owned(), minijinja::Value::from(minijinja::value::Serde(&rules)));
    // `kr.` at the end of a sentence brings the full stop with it.
    template.render(context).map(|text| text.replace("kr..", "kr.")).unwrap_or_else(|error| {
        diagnostics.push(
            Diagnostic::error(Code::Template, span, format!("this text cannot be filled in: {error}"))
                .help("a text may name the clause's own numbers, for example `{{ within }}`"),
        );
        text.to_owned()
    })
}

/// Reports names in the braces of a text that are not among the given ones; braces that cannot be read are left for later.
pub(super) fn check_names(text: &str, span: Span, names: &BTreeSet<String>, sources: &Sources, diagnostics: &mut Diagnostics) {
    let environment = Environment::new();
    if let Ok(template) = environment.template_from_str(text) {
        only_known(&template.undeclared_variables(false).into_iter().collect(), span, names, sources, diagnostics);
    }
}

/// Whether a text asks for known names only; reports each other one at its place.
fn only_known(asked: &BTreeSet<String>, span: Span, known: &BTreeSet<String>, sources: &Sources, diagnostics: &mut Diagnostics) -> bool {
    let mut complete = true;
    for name in asked.iter().filter(|name| !known.contains(*name) && name.as_str() != "rules") {
        let message = format!("`{name}` is not a number of this clause");
        let help = if known.is_empty() {
            "this clause has no numbers; write the text without braces".to_owned()
        } else {
            one_of(name, known.iter().map(String::as_str))
        };
        diagnostics.push(Diagnostic::error(Code::UnknownVariable, place_of(name, span, sources), message).help(help));
        complete = false;
    }
    complete
}

/// Warns of digits in the text that the clause's own numbers already have.
pub(super) fn repeated_numbers(text: &str, span: Span, facts: &[Vec<(&'static str, Fact)>], diagnostics: &mut Diagnostics) {
    for number in numbers(text) {
        let twice = facts.iter().flatten().find(|(_, fact)| fact.digits() == Some(number));
        if let Some((name, _)) = twice {
            let message = format!("`{number}` is typed in the text and stands in the rule as `{name}`");
            diagnostics.push(
                Diagnostic::warning(Code::NumberTwice, span, message)
                    .help(format!("write `{{{{ {name} }}}}` in the text, so that the number is written once")),
            );
        }
    }
}

/// The words of each fact; a name that several rules have and say differently is left to `rules[0].name`.
fn variables(facts: &[Vec<(&'static str, Fact)>], voice: &Voice) -> BTreeMap<String, String> {
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    let mut unclear: BTreeSet<String> = BTreeSet::new();
    for (name, fact) in facts.iter().flatten() {
        let said = voice.fact(fact);
        if words.insert((*name).to_owned(), said.clone()).is_some_and(|before| before != said) {
            unclear.insert((*name).to_owned());
        }
    }
    words.retain(|name, _| !unclear.contains(name));
    words
}

/// Where a name stands inside a text, so that the mark is under it.
fn place_of(name: &str, span: Span, sources: &Sources) -> Span {
    let written = sources.text(span.source).get(span.start..span.end).unwrap_or_default();
    let inside = written.find("{{").and_then(|open| Some(open + written.get(open..)?.find(name)?));
    inside.map_or(span, |at| Span { start: span.start + at, end: span.start + at + name.len(), ..span })
}

/// The whole numbers that stand outside braces; `2.399.703` is one.
fn numbers(text: &str) -> Vec<i64> {
    let mut outside = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        outside.push_str(before);
        outside.push(' ');
        rest = after.split_once("}}").map_or("", |(_, after)| after);
    }
    outside.push_str(rest);
    outside
        .split(|letter: char| !letter.is_ascii_digit() && letter != '.')
        .map(|word| word.trim_matches('.').replace('.', ""))
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_inside_braces_are_not_typed() {
        assert_eq!(numbers("Senest {{ within }} eller 14 dage, højst 2.500 kr."), [14, 2_500]);
    }
}
