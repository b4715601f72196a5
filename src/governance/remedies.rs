use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{check_role, day, known_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::quantity::Day;
use crate::source::Span;
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
    /// Where it stands.
    pub span: Span,
}

/// What became of a remedy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemedyState {
    /// It is not done, and its last day has passed.
    Overdue,
    /// It is to be done, and its last day has not passed.
    Open,
    /// It was done after its last day.
    DoneLate,
    /// It was done on its last day or before.
    Done,
    /// Nothing is to be done.
    Accepted,
    /// It is not done, and the finding is there no more: it was mended, or the fingerprint is of another key or case set.
    Gone,
}

impl RemedyState {
    /// Every state, the one to look at first first.
    pub const ALL: [Self; 6] = [Self::Overdue, Self::Open, Self::DoneLate, Self::Done, Self::Accepted, Self::Gone];

    /// The name in files, for example `done_late`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Open => "open",
            Self::DoneLate => "done_late",
            Self::Done => "done",
            Self::Accepted => "accepted",
            Self::Gone => "gone",
        }
    }

    /// The name in texts: a key of the languages.
    pub fn key(self) -> String {
        format!("remedy-{}", self.name().replace('_', "-"))
    }
}

impl Remedy {
    /// What had become of it by a day, by the remedy as it was known on that day; `is_found` says whether its finding is there.
    pub fn state(&self, is_found: bool, as_of: Day) -> RemedyState {
        match (self.status, self.date) {
            (RemedyStatus::Accepted, _) => RemedyState::Accepted,
            (RemedyStatus::Done, Some(date)) if date > self.due => RemedyState::DoneLate,
            (RemedyStatus::Done, _) => RemedyState::Done,
            _ if !is_found => RemedyState::Gone,
            _ if self.due < as_of => RemedyState::Overdue,
            _ => RemedyState::Open,
        }
    }

    /// As it was known on a day: what was closed later was not closed then.
    pub fn as_of(&self, day: Day) -> Self {
        match self.date {
            Some(date) if date > day => Self { status: RemedyStatus::Open, date: None, evidence: None, ..self.clone() },
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
        if entry.finding.is_empty() && at.key("finding").exists() {
            let diagnostic = Diagnostic::error(Code::MissingKey, at.key("finding").span(), "no finding is named");
            diagnostics.push(diagnostic.help("write its fingerprint, in quotation marks, or remove the entry"));
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
                    span: at.span(),
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

/// Whether a text has the form of a finding's fingerprint: 32 digits and letters a to f.
pub fn is_fingerprint(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::RemedyState::{Accepted, Done, DoneLate, Gone, Open, Overdue};
    use super::{Remedy, RemedyStatus};
    use crate::quantity::Day;
    use crate::source::{Sources, Span};

    #[test]
    fn the_last_day_is_included() {
        let day = |day| Day::new(2027, 6, day).unwrap();
        let remedy = |status, date| Remedy {
            finding: "0".repeat(32),
            owner: "chef".to_owned(),
            due: day(15),
            status,
            date,
            evidence: None,
            note: None,
            span: Span { source: Sources::default().add("a", ""), start: 0, end: 0 },
        };
        let of = |status, date: Option<Day>, found, as_of| remedy(status, date).as_of(day(as_of)).state(found, day(as_of));
        for (status, date, found, as_of, state) in [
            (RemedyStatus::Open, None, true, 15, Open),
            (RemedyStatus::UnderWay, None, true, 16, Overdue),
            (RemedyStatus::Open, None, false, 16, Gone),
            (RemedyStatus::Done, Some(day(15)), true, 20, Done),
            (RemedyStatus::Done, Some(day(15)), false, 20, Done),
            (RemedyStatus::Done, Some(day(16)), true, 20, DoneLate),
            // On a day before it was done, it was not.
            (RemedyStatus::Done, Some(day(16)), true, 15, Open),
            (RemedyStatus::Done, Some(day(18)), true, 17, Overdue),
            (RemedyStatus::Accepted, Some(day(18)), true, 20, Accepted),
            (RemedyStatus::Accepted, Some(day(18)), true, 17, Overdue),
        ] {
            assert_eq!(of(status, date, found, as_of), state, "{status:?} {date:?} {found} {as_of}");
        }
    }
}
