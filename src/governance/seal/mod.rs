//! The seal over an adopted text: it holds what the text means and its bytes, so that a later change is seen.

mod changes;
mod meaning;
mod record;

pub use changes::{Altered, altered};
pub use meaning::{bytes, meaning};
pub use record::{Recorded, record};

use std::path::Path;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Decisions, day};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::quantity::Day;
use crate::source::{FileError, Sources, Span};
use crate::strategy::{self, Loaded};
use crate::yaml::{At, Document, Scalar};

/// The name of the adopted text, byte for byte, beside `strategy.yaml`.
pub const ADOPTED: &str = "adopted.yaml";

/// The seal of an adopted text; `rettesnor adopt` writes it.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenSeal {
    /// The body that adopted the text.
    #[schemars(extend("x-required" = true))]
    pub body: Option<String>,
    /// The day on which it did.
    #[schemars(extend("x-required" = true), example = &"2026-02-24")]
    pub date: Option<Scalar>,
    /// The digest over what the text means: comments, order of keys, line breaks and quotation marks are not in it.
    #[schemars(extend("x-required" = true))]
    pub meaning: Option<String>,
    /// The digest over the bytes of `adopted.yaml`.
    #[schemars(extend("x-required" = true))]
    pub bytes: Option<String>,
}

/// A seal, proved against the decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The body that adopted the text.
    pub body: String,
    /// The day on which it did.
    pub date: Day,
    /// The digest over what the text means.
    pub meaning: String,
    /// The digest over its bytes.
    pub bytes: String,
    /// Where it stands.
    pub span: Span,
}

impl WrittenSeal {
    /// Proves that it is of a decision by which the text was adopted; reports where it is not.
    pub(super) fn prove(self, at: &At<'_>, decisions: &Decisions, diagnostics: &mut Diagnostics) -> Option<Seal> {
        let date = day(self.date.as_ref(), &at.key("date"), diagnostics)?;
        let seal = Seal { body: self.body?, date, meaning: self.meaning?, bytes: self.bytes?, span: at.key_span() };
        let adoption = decisions.adoption().filter(|one| one.body == seal.body && one.date == seal.date);
        if adoption.is_none() {
            let message = format!("the seal is of a decision of {date} by `{}`, by which the text was not adopted", seal.body);
            diagnostics.push(Diagnostic::error(Code::BadSeal, at.key_span(), message).help(
                "write that decision, with `outcome: approved` by the last body on the route; or remove the seal and run `rettesnor adopt`",
            ));
            return None;
        }
        Some(seal)
    }
}

/// Reads and proves a strategy, as [`strategy::load`] does; one that cannot be proved is held against its seal all the same, so that the
/// change by which a text became invalid is told as the change of an adopted text that it is.
///
/// # Errors
/// The file cannot be read.
pub fn load(path: &Path, sources: &mut Sources) -> Result<Loaded, FileError> {
    let mut loaded = strategy::load(path, sources)?;
    if loaded.strategy.is_none() {
        let path = if path.is_dir() { path.join("strategy.yaml") } else { path.to_owned() };
        if let Some(seal) = seal_of(&path, sources) {
            seal.check(&path, sources, &mut loaded.diagnostics);
        }
    }
    Ok(loaded)
}

/// The seal over the strategy whose `strategy.yaml` lies at a path; `None` where it is not sealed, or what it was sealed by cannot be read.
pub fn seal_of(strategy: &Path, sources: &mut Sources) -> Option<Seal> {
    super::neighbours::decisions_beside(strategy, sources).seal
}

/// A text of which nothing had to be left out to read it.
fn whole(path: &Path, sources: &mut Sources) -> Option<Document> {
    let (source, broken) = sources.read(path).ok()?;
    let mut found = Diagnostics::default();
    let document = Document::read(source, sources, &mut found)?;
    (broken.is_none() && !found.has_errors()).then_some(document)
}

/// What a seal shows of the text beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sealed {
    /// The text has the bytes that were adopted.
    Same,
    /// It means what was adopted; comments or layout differ.
    Layout,
    /// It means something else; what differs, in the order of the text.
    Altered(Vec<Altered>),
    /// It means something else, and the adopted text is not there to tell what.
    AlteredUntold,
    /// It means something else, and the adopted text is not the one that was sealed either.
    AlteredTwice,
    /// It cannot be read, or not in one way only.
    Unreadable,
}

impl Seal {
    /// Holds the text of a strategy against the seal.
    ///
    /// The adopted text is read from [`ADOPTED`] in the same folder; one with other bytes than those that were sealed counts as not at hand.
    /// Where it is at hand, it says what was adopted, whatever digest of its meaning the seal has.
    pub fn look(&self, strategy: &Path, sources: &mut Sources) -> Sealed {
        let kept = strategy.with_file_name(ADOPTED);
        let is_kept = kept.is_file();
        let kept = sources.read(&kept).ok().filter(|(source, _)| bytes(sources.text(*source)) == self.bytes);
        let Some(now) = whole(strategy, sources) else { return Sealed::Unreadable };
        if bytes(sources.text(now.source)) == self.bytes {
            return Sealed::Same;
        }
        let then = kept.and_then(|(source, _)| Document::read(source, sources, &mut Diagnostics::default()));
        match then {
            Some(then) if meaning(&then.value) == meaning(&now.value) => Sealed::Layout,
            Some(then) => Sealed::Altered(altered(&then, &now)),
            None if meaning(&now.value) == self.meaning => Sealed::Layout,
            None if is_kept => Sealed::AlteredTwice,
            None => Sealed::AlteredUntold,
        }
    }

    /// Reports every change of a sealed strategy's meaning as an error at its place, and an adopted text that is not as it was sealed.
    pub(super) fn check(&self, strategy: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) {
        let amend = || {
            let folder = strategy.parent().and_then(Path::file_name).map_or_else(|| "…".into(), |name| name.to_string_lossy());
            format!(
                "write the adopted words again; an amendment is a text of its own: a copy of `strategy.yaml` alone in a new folder, with an id of its own and `replaces: ../{folder}`, that the council adopts"
            )
        };
        match self.look(strategy, sources) {
            Sealed::Same | Sealed::Layout => {
                let adopted = strategy.with_file_name(ADOPTED);
                let text = sources.read(&adopted).ok().map(|(source, _)| bytes(sources.text(source)));
                let (severity, message) = match text {
                    Some(digest) if digest == self.bytes => return,
                    Some(_) => (Diagnostic::error as fn(_, Option<Span>, _) -> _, "`adopted.yaml` is not the text that was sealed"),
                    None => (Diagnostic::warning as fn(_, Option<Span>, _) -> _, "the adopted text `adopted.yaml` is not there"),
                };
                let diagnostic: Diagnostic = severity(Code::SealedTextMissing, Some(self.span), message);
                diagnostics.push(diagnostic.help("fetch it from your version control, or from the evidence of an earlier run"));
            }
            // What is wrong with it is told where it is read.
            Sealed::Unreadable => {}
            Sealed::Altered(altered) => {
                for one in altered {
                    let mut diagnostic = Diagnostic::error(Code::SealBroken, one.span, one.message(self.date));
                    diagnostic.address = one.address;
                    diagnostics.push(diagnostic.help(amend()));
                }
            }
            told @ (Sealed::AlteredUntold | Sealed::AlteredTwice) => {
                let kept = if told == Sealed::AlteredTwice { "was changed too" } else { "is not there" };
                let message = format!("`strategy.yaml` was changed after it was adopted on {}", self.date);
                diagnostics.push(
                    Diagnostic::error(Code::SealBroken, self.span, message)
                        .help(format!("the adopted text `adopted.yaml` {kept}, so that nobody can tell what; fetch it from your version control or from the evidence of an earlier run")),
                );
            }
        }
    }
}
