use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rettesnor::diagnostic::{Diagnostics, to_human, to_json, to_plain};
use rettesnor::findings::personal::blotted;
use rettesnor::prose::Lang;
use rettesnor::source::Sources;
use serde_json::Value;

use crate::page::harmless;

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Style {
    /// With the line and a mark under the place
    Human,
    /// One line each, for screen readers and grep
    Plain,
    /// JSON on standard output
    Json,
}

/// The option of every command that reports.
#[derive(Debug, Clone, Copy, clap::Args)]
pub(crate) struct Reporting {
    /// How to print results, and what is wrong with a text
    #[arg(long, value_enum, default_value_t = Style::Human)]
    pub(crate) format: Style,
}

/// Where a command prints: results to standard output, what is wrong to standard error.
pub(crate) struct Screen {
    pub(crate) style: Style,
    colours: bool,
}

impl Screen {
    pub(crate) fn new(style: Style) -> Self {
        let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { style, colours }
    }

    /// Prints a line of the result.
    pub(crate) fn line(&self, text: &str) {
        // A reader that went away has seen enough.
        let _ = writeln!(io::stdout().lock(), "{text}");
    }

    /// Prints a line of the result, unless results go out as JSON.
    pub(crate) fn say(&self, text: &str) {
        if self.style != Style::Json {
            self.line(&blotted(text));
        }
    }

    /// Prints a result as JSON.
    pub(crate) fn json(&self, value: &Value) {
        self.line(&format!("{value:#}"));
    }

    /// Prints a result that writes itself.
    pub(crate) fn write(&self, write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>) {
        let mut out = io::BufWriter::new(io::stdout());
        // A reader that went away has seen enough.
        let _ = write(&mut out).and_then(|()| out.flush());
    }

    /// Prints a note beside the result; no national number of a person that an author typed or a path holds gets onto the screen.
    pub(crate) fn note(&self, text: &str) {
        let _ = writeln!(io::stderr().lock(), "{}", blotted(text));
    }

    /// Prints why a command could not run.
    pub(crate) fn error(&self, text: &str) {
        self.note(&format!("error: {text}"));
    }

    /// Prints what is wrong with texts, to standard error; with JSON, to standard output only by the commands that report it.
    pub(crate) fn diagnostics(&self, diagnostics: &Diagnostics, sources: &Sources) {
        let text = match self.style {
            Style::Human => to_human(diagnostics, sources, self.colours),
            Style::Plain => to_plain(diagnostics, sources).lines().map(|line| format!("{}\n", harmless(line))).collect(),
            Style::Json => format!("{:#}\n", to_json(diagnostics, sources)),
        };
        if diagnostics.errors() + diagnostics.warnings() > 0 {
            let _ = write!(io::stderr().lock(), "{}", blotted(&text));
        }
    }

    /// What is wrong with texts, as a part of a result in JSON.
    pub(crate) fn told(&self, diagnostics: &Diagnostics, sources: &Sources) -> Value {
        let told = to_json(diagnostics, sources);
        // A text keeps its length and its quotation marks, so that it stays JSON.
        serde_json::from_str(&blotted(&told.to_string())).unwrap_or(told)
    }

    /// A bar for a long read, on a terminal only.
    pub(crate) fn progress(&self, what: &str) -> ProgressBar {
        let target = if io::stderr().is_terminal() && self.style == Style::Human {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(None, target);
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {bytes}/{total_bytes}") {
            bar.set_style(style);
        }
        bar.set_message(what.to_owned());
        bar
    }
}

/// A language asked for on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// Danish
    Da,
    /// Norwegian (bokmål)
    Nb,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Da => Self::Da,
            Language::Nb => Self::Nb,
            Language::En => Self::En,
        }
    }
}
