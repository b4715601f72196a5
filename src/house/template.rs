//! Templates that an officer wrote, and where an error in one stands.

use std::error::Error as _;
use std::fs;
use std::path::Path;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, UndefinedBehavior};

use super::files;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::prose::Lang;
use crate::source::{SourceId, Sources, Span};

/// The templates that there are, by the name of their files without language and ending; the last ones are parts of others.
pub const TEMPLATES: &[&str] =
    &["strategy", "agenda-item", "compliance-report", "annual-report", "plan", "changes", "reported", "measures"];

/// A template of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTemplate {
    /// Which template it stands for, one of [`TEMPLATES`].
    pub name: &'static str,
    /// Its language.
    pub lang: Lang,
    /// The name that messages show.
    pub file: String,
    /// What it says.
    pub text: String,
}

/// The rules by which templates are read: nothing is filled in that is not there, and lines of tags leave no lines behind.
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    // Errors then know the place and not only the line.
    environment.set_debug(true);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment
}

/// The innermost error, which stands where the mistake is, and the template that it stands in.
pub fn first_fault(error: &Error) -> &Error {
    let mut fault = error;
    while let Some(inner) = fault.source().and_then(|source| source.downcast_ref::<Error>()) {
        fault = inner;
    }
    fault
}

/// Reads the templates of a house; those whose braces cannot be read are reported.
pub(super) fn read(folder: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<OwnTemplate> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "md")).collect();
    paths.sort();
    let mut templates = Vec::new();
    for path in paths {
        let Some(source) = files::text(&path, sources, diagnostics) else { continue };
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let known = file.strip_suffix(".md").and_then(|stem| stem.rsplit_once('.')).and_then(|(name, lang)| {
            let name = TEMPLATES.iter().find(|known| **known == name)?;
            Some((*name, Lang::from_code(lang)?))
        });
        let Some((name, lang)) = known else {
            let names: Vec<String> = TEMPLATES.iter().flat_map(|name| Lang::ALL.map(|lang| format!("{name}.{lang}.md"))).collect();
            let message = format!("`{file}` is no document's template");
            let help = one_of(&file, names.iter().map(String::as_str)).replacen("write", "call it", 1);
            diagnostics.push(Diagnostic::warning(Code::TemplateFile, start(source), message).help(help));
            continue;
        };
        let text = sources.text(source).to_owned();
        match environment().template_from_named_str(&file, &text) {
            Ok(_) => templates.push(OwnTemplate { name, lang, file: sources.name(source).to_owned(), text }),
            Err(error) => {
                let fault = first_fault(&error);
                diagnostics.push(syntax(fault, place(fault, &text, source)));
            }
        }
    }
    templates
}

/// The place of an error in a template's text.
pub(crate) fn place(fault: &Error, text: &str, source: SourceId) -> Span {
    let line = || {
        let before = text.split_inclusive('\n').take(fault.line().unwrap_or(1).saturating_sub(1)).map(str::len).sum();
        let words = text.get(before..).unwrap_or_default().lines().next().unwrap_or_default();
        let start = before + (words.len() - words.trim_start().len());
        start..start + words.trim().len()
    };
    let range = fault.range().filter(|range| text.get(range.clone()).is_some()).unwrap_or_else(line);
    Span { source, start: range.start, end: range.end }
}

/// What is said of braces that cannot be read.
pub(crate) fn syntax(fault: &Error, span: Span) -> Diagnostic {
    let message = format!("the braces of this template cannot be read: {}", fault.detail().unwrap_or("a brace is not closed"));
    Diagnostic::error(Code::Template, span, message)
        .help("a name stands in `{{ name }}`, a choice in `{% if name %} … {% endif %}`, a list in `{% for one in names %} … {% endfor %}`")
}

fn start(source: SourceId) -> Span {
    Span { source, start: 0, end: 0 }
}
