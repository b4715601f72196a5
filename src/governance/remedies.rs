use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{check_role, day, known_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::quantity::Day;
use crate::strategy::Strategy;
use crate::yaml::{At, Document, FormatVersion, Names, Scalar, Shape};

/// What is done about findings: by whom, until when, and how far it is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct RemediesFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// What is done.
    #[schemars(extend("x-required" = true))]
    pub entries: Option<Vec<WrittenRemedy>>,
}

impl Shape for RemediesFile {
    const NAME: &'static str = "remedies";
    const TITLE: &'static str = "What is done about the findings of a strategy";
}

/// What is done about a finding, or about several alike.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct WrittenRemedy {
    /// The finding, by its fingerprint; a list where several are dealt with as one.
    #[schemars(extend("x-required" = true), example = &"9f2c51d07ab34e6688a1c0d2e4f60b17")]
    pub finding: Names,
    /// The role that answers for it.
    #[schemars(extend("x-required" = true))]
    pub owner: Option<String>,
    /// The last day on which it is to be done.
    #[schemars(extend("x-required" = true), example = &"2027-06-30")]
    pub due: Option<Scalar>,
    /// How far it is; `open` if not said.
    pub status: Option<RemedyStatus>,
    /// The day on which it was done, or accepted.
    pub date: Option<Scalar>,
    /// Where that can be seen.
    pub evidence: Option<String>,
    /// What is done, or why nothing is.
    pub note: Option<String>,
}

/// How far it is with what is done about a finding.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RemedyStatus {
    /// Nothing is done yet.
    #[default]
    Open,
    /// Something is being done.
    UnderWay,
    /// It is done.
    Done,
    /// Nothing is to be done: it is lived with.
    Accepted,
}

impl RemedyStatus {
    /// The word in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::UnderWay => "under_way",
            Self::Done => "done",
            Self::Accepted => "accepted",
        }
    }

    /// Whether nothing more is to be done.
    pub fn is_closed(self) -> bool {
        matches!(self, Self::Done | Self::Accepted)
    }
}

/// What is done about one finding, proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    /// The finding's fingerprint.
    pub finding: String,
    /// The role that answers for it.
    pub owner: String,
    /// The last day on which it is to be done, inclusive.
    pub due: Day,
    /// How far it is.
    pub status: RemedyStatus,
    /// The day on which it was done or accepted; only where it was.
    pub date: Option<Day>,
    /// Where that can be seen.
    pub evidence: Option<String>,
    /// What is done, or why nothing is.
    pub note: Option<String>,
}

impl Remedy {
    /// As it was known on a day: what was closed later was under way then.
    pub fn as_of(&self, day: Day) -> Self {
        match self.date {
            Some(date) if date > day => Self { status: RemedyStatus::UnderWay, date: None, evidence: None, ..self.clone() },
            _ => self.clone(),
        }
    }
}

pub(super) fn read(document: &mut Document, strategy: &Strategy, diagnostics: &mut Diagnostics) -> Vec<Remedy> {
    let written = RemediesFile::read(document, diagnostics);
    let root = document.root();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut remedies = Vec::new();
    for (index, entry) in written.entries.iter().flatten().enumerate() {
        let at = root.key("entries").item(index);
        let due = day(entry.due.as_ref(), &at.key("due"), diagnostics);
        let (status, date) = closed(entry, &at, diagnostics);
        if let Some(owner) = &entry.owner {
            check_role(owner, &known_of(&strategy.roles, std::path::Path::new("")), &at.key("owner"), diagnostics);
        }
        for (place, finding) in entry.finding.list().into_iter().enumerate() {
            let at = if entry.finding.is_list() { at.key("finding").item(place) } else { at.key("finding") };
            if !is_fingerprint(&finding) {
                let message = format!("`{finding}` is not a fingerprint");
                let help = "copy it from the finding's `fingerprint` in findings.json, findings.csv or on their page: 32 digits and letters a to f, in quotation marks";
                diagnostics.push(Diagnostic::error(Code::NotAFingerprint, at.span(), message).help(help));
            } else if !known.insert(finding.clone().into_owned()) {
                let message = format!("the finding `{finding}` stands twice");
                diagnostics.push(Diagnostic::error(Code::DuplicateId, at.span(), message).help("remove one of them"));
            } else if let (Some(owner), Some(due)) = (&entry.owner, due) {
                remedies.push(Remedy {
                    finding: finding.into_owned(),
                    owner: owner.clone(),
                    due,
                    status,
                    date,
                    evidence: entry.evidence.clone(),
                    note: entry.note.clone(),
                });
            }
        }
    }
    remedies
}

/// How far an entry is and since when; what does not fit together is reported.
fn closed(entry: &WrittenRemedy, at: &At<'_>, diagnostics: &mut Diagnostics) -> (RemedyStatus, Option<Day>) {
    let status = entry.status.unwrap_or_default();
    let date = entry.date.as_ref().and_then(|written| day(Some(written), &at.key("date"), diagnostics));
    let place = at.key("status").span();
    match (status.is_closed(), &entry.date) {
        (true, None) => {
            let message = format!("`{}` without the day on which it was", status.name());
            diagnostics.push(Diagnostic::error(Code::MissingKey, place, message).help("add `date: 2027-05-12`"));
        }
        (false, Some(_)) => {
            let message = format!("a `date:` stands at what is `{}`", status.name());
            let help = "write `status: done` if it was done on that day, or remove `date:`";
            diagnostics.push(Diagnostic::error(Code::RemedyStatus, at.key("date").span(), message).help(help));
        }
        _ => {}
    }
    let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    match status {
        RemedyStatus::Done if !said(&entry.evidence) => {
            let diagnostic = Diagnostic::warning(Code::DoneWithoutEvidence, place, "it is done, and nothing says where that can be seen");
            diagnostics.push(diagnostic.help("add `evidence:`, for example the file note in which it stands"));
        }
        RemedyStatus::Accepted if !said(&entry.note) => {
            let diagnostic = Diagnostic::warning(Code::DoneWithoutEvidence, place, "it is accepted, and nothing says why");
            diagnostics.push(diagnostic.help("add `note:` with the reason and who decided it"));
        }
        _ => {}
    }
    (status, date)
}

fn is_fingerprint(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}
