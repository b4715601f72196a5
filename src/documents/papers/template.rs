//! Templates filled in: the program's, or those of the authority's house, in a frame that no template can leave out.

use std::collections::BTreeMap;
use std::fmt;

use minijinja::Environment;
use serde_json::Value;

use super::super::{Block, Figure, escape, from_markdown, typography};
use super::fault;
use super::must::{self, frame};
use super::recorded::{Record, recorded};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::house::{House, OwnTemplate, environment};
use crate::prose::Lang;
use crate::source::{SourceId, Sources};

/// A document that could not be made.
#[derive(Debug)]
pub struct PaperError {
    message: String,
    told: Option<Box<(Diagnostics, Sources)>>,
}

impl PaperError {
    /// The error of a text that is not a template.
    pub(super) fn new(message: impl fmt::Display) -> Self {
        Self { message: message.to_string(), told: None }
    }

    /// What is wrong with a template of the house, and the template; `None` where something else is wrong.
    pub fn told(&self) -> Option<(&Diagnostics, &Sources)> {
        self.told.as_deref().map(|(diagnostics, sources)| (diagnostics, sources))
    }

    fn of_template(wrong: Vec<Diagnostic>, sources: Sources) -> Self {
        let message = wrong.first().map(|first| first.message.clone()).unwrap_or_default();
        let mut diagnostics = Diagnostics::default();
        wrong.into_iter().for_each(|one| diagnostics.push(one));
        Self { message, told: Some(Box::new((diagnostics, sources))) }
    }
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document could not be made: {}", self.message)
    }
}

impl std::error::Error for PaperError {}

/// A document has some hundred clauses; an officer's template that works longer than this goes in circles.
const FUEL: u64 = 20_000_000;

/// Lists the program's templates with their three languages.
macro_rules! built_in {
    ($($name:literal)*) => {
        &[$(($name, [
            (Lang::Da, include_str!(concat!("../../../templates/", $name, ".da.md"))),
            (Lang::Nb, include_str!(concat!("../../../templates/", $name, ".nb.md"))),
            (Lang::En, include_str!(concat!("../../../templates/", $name, ".en.md"))),
        ])),*]
    };
}

/// The templates that travel with the program, in the order of [`crate::house::TEMPLATES`].
const BUILT_IN: &[(&str, [(Lang, &str); 3])] =
    built_in!["strategy" "agenda-item" "compliance-report" "annual-report" "plan" "changes" "reported" "measures"];

/// The program's templates in a language, by the name of their files without language and ending.
pub fn built_in_templates(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let of = move |texts: &[(Lang, &'static str); 3]| texts.iter().find(|(of, _)| *of == lang).map_or("", |(_, text)| *text);
    BUILT_IN.iter().map(move |(name, texts)| (*name, of(texts)))
}

/// Fills a template in, reads the Markdown that comes out of it, and puts the frame around it.
///
/// The house's template of that name and language wins over the program's; what is wrong with it is told at its place in the file.
pub(super) fn blocks(
    document: &str,
    house: &House,
    lang: Lang,
    context: &Value,
    charts: &BTreeMap<String, Figure>,
) -> Result<Vec<Block>, PaperError> {
    let own = |name: &str| house.templates.iter().find(|own| own.name == name && own.lang == lang);
    let mut environment = environment();
    environment.add_filter("md", |text: String| escape(&text));
    environment.add_filter("cell", |text: String| text.replace('|', "\\|").replace('\n', " "));
    for (name, text) in built_in_templates(lang) {
        environment.add_template(name, own(name).map_or(text, |own| own.text.as_str())).map_err(PaperError::new)?;
    }
    let mut own_parts: Vec<Own<'_>> = Vec::new();
    let mut sources = Sources::default();
    for template in house.templates.iter().filter(|own| own.lang == lang) {
        own_parts.push(Own { template, source: sources.add(template.file.as_str(), template.text.as_str()) });
    }
    if !house.templates.is_empty() {
        environment.set_fuel(Some(FUEL));
    }
    let asked: Vec<Own<'_>> = own_parts
        .iter()
        .filter(|own| own.template.name == document || includes(document, own.template.name, &environment))
        .copied()
        .collect();
    let mut wrong: Vec<Diagnostic> = asked.iter().flat_map(|own| fault::at_a_glance(*own, context, &environment)).collect();
    if !wrong.is_empty() {
        return Err(PaperError::of_template(wrong, sources));
    }
    let record = Record::default();
    let rendered = environment.get_template(document).and_then(|template| template.render(recorded(context, &record)));
    let markdown = match rendered {
        Ok(markdown) => markdown,
        Err(error) => {
            return Err(match fault::in_rendering(&error, &asked, context, &record) {
                Some(diagnostic) => PaperError::of_template(vec![diagnostic], sources),
                None => PaperError::new(error),
            });
        }
    };
    let main = asked.iter().find(|own| own.template.name == document);
    let read = match (from_markdown(&markdown, charts), main.or(asked.first())) {
        (Ok(read), _) => read,
        (Err(error), Some(own)) => return Err(PaperError::of_template(vec![fault::of_chart(&error.name, *own, charts)], sources)),
        (Err(error), None) => return Err(PaperError::new(error)),
    };
    if let Some(own) = main.or(asked.first()) {
        wrong.extend(must::lost(&read, context, &record, *own));
        if !wrong.is_empty() {
            return Err(PaperError::of_template(wrong, sources));
        }
    }
    let mut all = frame(context, lang)?;
    all.extend(read);
    typography::set(&mut all, lang);
    Ok(all)
}

/// A template of the house with its text among the sources.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own<'a> {
    pub(super) template: &'a OwnTemplate,
    pub(super) source: SourceId,
}

/// Whether a template takes another in.
fn includes(document: &str, part: &str, environment: &Environment<'_>) -> bool {
    let Ok(template) = environment.get_template(document) else { return false };
    template.source().contains(&format!("\"{part}\"")) || template.source().contains(&format!("'{part}'"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::TEMPLATES;

    #[test]
    fn a_house_can_replace_every_template() {
        let names: Vec<&str> = BUILT_IN.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, TEMPLATES);
        for lang in Lang::ALL {
            assert!(built_in_templates(lang).all(|(_, text)| !text.is_empty()), "{lang}");
        }
    }
}
