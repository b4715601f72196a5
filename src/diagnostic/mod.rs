//! What is wrong with a text, for the person who wrote it. A finding about cases is something else and lives elsewhere.

mod code;
mod print;
mod suggest;

pub use code::Code;
pub use print::{to_human, to_json, to_plain};
pub use suggest::{closest, one_of};

use crate::quantity::Unreadable;
use crate::source::Span;

/// How much is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The text is invalid: nothing is made from it.
    Error,
    /// The text is valid, and its author should look.
    Warning,
}

/// One thing that is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable code; the book has an entry for each.
    pub code: Code,
    /// How much is wrong.
    pub severity: Severity,
    /// Where; `None` where a whole file or folder is meant.
    pub span: Option<Span>,
    /// The chapter and clause, where the place lies in one: `reminders/first-reminder`.
    pub address: Option<String>,
    /// What is wrong: lower case, no full stop, the author's words in backticks.
    pub message: String,
    /// What to type.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Makes an error.
    pub fn error(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, span: span.into(), address: None, message: message.into(), help: None }
    }

    /// Makes a warning.
    pub fn warning(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, span, message) }
    }

    /// Makes an error from a quantity that could not be read.
    pub fn unreadable(code: Code, span: impl Into<Option<Span>>, unreadable: Unreadable) -> Self {
        Self::error(code, span, unreadable.what).help(unreadable.help)
    }

    /// Adds what to type.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Collects everything that is wrong, so that it can be said at once.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    address: Option<String>,
}

impl Diagnostics {
    /// Adds one; what has been said already is not said again.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.address = diagnostic.address.or_else(|| self.address.clone());
        if !self.list.contains(&diagnostic) {
            self.list.push(diagnostic);
        }
    }

    /// Names the chapter and clause under which the next diagnostics are shown; `None` ends it.
    pub fn set_address(&mut self, address: Option<String>) {
        self.address = address;
    }

    /// Adds all of another collection.
    pub fn append(&mut self, other: Self) {
        for diagnostic in other.list {
            self.push(diagnostic);
        }
    }

    /// Whether anything makes a text invalid.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many are errors.
    pub fn errors(&self) -> usize {
        self.list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// How many are warnings.
    pub fn warnings(&self) -> usize {
        self.list.len() - self.errors()
    }

    /// The errors alone.
    pub fn only_errors(&self) -> Self {
        let errors = self.list.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        Self { list: errors.cloned().collect(), address: None }
    }

    /// All of them in the order of the texts, then of the places in each.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<&Diagnostic> = self.list.iter().collect();
        sorted.sort_by_key(|diagnostic| diagnostic.span);
        sorted
    }
}
