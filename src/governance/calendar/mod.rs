//! What an authority owes, in one list: adoptions, duties, attestations, promises, items of plans, remedies, exceptions that end.

mod of_authority;
mod of_strategy;
mod on_record;
mod to_ics;
mod to_json;

pub use to_ics::to_ics;
pub use to_json::to_json;

use std::path::Path;

use super::plans::ActionPlan;
use super::report::Report;
use super::report::promises::Promise;
use super::{Governance, authority_of};
use crate::plan::{Lapse, Verdict};
use crate::prose::{Lang, Voice};
use crate::quantity::{Day, Precision, Timing};
use crate::source::{Sources, Span, shown};
use crate::strategy::Strategy;

/// What one authority has that something can be owed by.
#[derive(Debug, Clone, Copy)]
pub struct Owing<'a> {
    /// Its strategies, each with what lies beside it.
    pub strategies: &'a [(Strategy, Governance)],
    /// Its annual reports, by year.
    pub reports: &'a [Report],
    /// Their promises, with their words.
    pub promises: &'a [(Promise, String)],
    /// Its plans.
    pub plans: &'a [ActionPlan],
    /// The texts, which tell where something is written.
    pub sources: &'a Sources,
}

/// Something that is owed by a day, and what had become of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What kind of thing it is.
    pub kind: Kind,
    /// What it belongs to: a strategy's id, `report 2020`, `plan 2025-2028`.
    pub of: String,
    /// Its name within that, the same on every day that is asked for.
    pub id: String,
    /// What is owed, in Markdown.
    pub what: String,
    /// What it is owed for, in words, where it recurs.
    pub unit: Option<String>,
    /// The last day, inclusive.
    pub last: Day,
    /// The last day in words where it is not written as a day: a quarter, the next report.
    pub time: Option<String>,
    /// What makes the last day the last.
    pub end: End,
    /// Whether passing the last day breaks something; an indicative date may be moved.
    pub is_binding: bool,
    /// Who answers for it.
    pub who: Option<String>,
    /// Who receives it.
    pub recipient: Option<String>,
    /// What it must contain.
    pub contents: Vec<String>,
    /// What it is attached to.
    pub attached_to: Option<String>,
    /// The clause that it is owed by or that it is about.
    pub clause: Option<String>,
    /// The file where it is written, from the authority's folder with that folder's own name before it: the same wherever the folder
    /// lies and wherever it is looked at from.
    pub file: String,
    /// The line there.
    pub line: usize,
    /// The verdict.
    pub verdict: Verdict,
    /// How it was broken.
    pub lapse: Lapse,
    /// What became of it, in words.
    pub status: String,
    /// What else is to be said of it, in words.
    pub notes: Vec<String>,
}

/// What makes a day the last on which something can be done in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It is written, or a quarter, month or year ends with it.
    Calendar,
    /// The program takes a part of a year or month to end with it.
    Reading,
    /// Nobody said one: up to it, the next report is waited for.
    Awaited,
}

impl End {
    fn of(timing: Timing) -> Self {
        match timing.precision() {
            Precision::OfMonth(_) | Precision::OfYear(_) => Self::Reading,
            Precision::Day | Precision::Month | Precision::Quarter | Precision::Year => Self::Calendar,
        }
    }
}

/// A kind of thing that is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// That a strategy is adopted by the first day of its period.
    Adoption,
    /// A duty of a strategy.
    Duty,
    /// An attestation of a strategy.
    Attestation,
    /// A promise of an annual report.
    Promise,
    /// An item of a plan.
    PlanItem,
    /// What is done about a finding.
    Remedy,
    /// That an exception is looked at again.
    WaiverReview,
    /// That an exception ends.
    WaiverEnd,
}

impl Kind {
    /// The name in JSON and in what names an entry.
    pub fn name(self) -> &'static str {
        match self {
            Self::Adoption => "adoption",
            Self::Duty => "duty",
            Self::Attestation => "attestation",
            Self::Promise => "promise",
            Self::PlanItem => "plan_item",
            Self::Remedy => "remedy",
            Self::WaiverReview => "waiver_review",
            Self::WaiverEnd => "waiver_end",
        }
    }

    /// The name in texts.
    pub fn words(self, lang: Lang) -> String {
        lang.text(&format!("calendar-{}", self.name().replace('_', "-")))
    }
}

impl Entry {
    /// An entry that binds, with a last day that is written as a day, of which nothing more is known.
    fn new(kind: Kind, of: String, id: String, what: String, last: Day, (file, line): (String, usize)) -> Self {
        Self {
            kind,
            of,
            id,
            what,
            unit: None,
            last,
            time: None,
            end: End::Calendar,
            is_binding: true,
            who: None,
            recipient: None,
            contents: Vec::new(),
            attached_to: None,
            clause: None,
            file,
            line,
            verdict: Verdict::NotYetDue,
            lapse: Lapse::None,
            status: String::new(),
            notes: Vec::new(),
        }
    }

    /// Whether it was done in time, or is an exception that has ended, so that nothing more is to be said of it.
    pub fn is_settled(&self) -> bool {
        let is_over = self.kind == Kind::WaiverEnd && self.verdict != Verdict::NotYetDue;
        let is_accepted = self.kind == Kind::Remedy && self.verdict == Verdict::NotApplicable;
        self.verdict == Verdict::Met || is_over || is_accepted
    }

    /// Whether its last day had passed on a day and it is not settled; what was judged on its last day, as it is by a report, is past.
    pub fn is_past(&self, as_of: Day) -> bool {
        let is_judged = matches!(self.verdict, Verdict::Breached | Verdict::Unknown);
        (self.last < as_of || is_judged) && !self.is_settled()
    }

    /// Its last day in words, with what is not written as a day, and whether that may be moved.
    pub fn when(&self, voice: &Voice) -> String {
        let day = voice.day(self.last);
        let when = match &self.time {
            None => day,
            Some(time) => match self.end {
                End::Calendar => voice.lang.text_words("calendar-when", &[("time", time), ("day", &day)]),
                End::Reading => voice.lang.text_words("calendar-when-reading", &[("time", time), ("day", &day)]),
                End::Awaited => time.clone(),
            },
        };
        if self.is_binding { when } else { voice.lang.text_words("calendar-indicative", &[("when", &when)]) }
    }
}

impl Entry {
    /// Who answers for it, who gets it, what it must hold, and what else is to be said, each in words.
    pub fn details(&self, voice: &Voice) -> Vec<String> {
        let lang = voice.lang;
        let contents = Some(self.contents.join("; ")).filter(|contents| !contents.is_empty());
        let told = [
            ("calendar-for", self.unit.clone()),
            ("calendar-who", self.who.clone()),
            ("calendar-recipient", self.recipient.clone()),
            (if self.kind == Kind::Attestation { "calendar-basis" } else { "calendar-contents" }, contents),
            ("calendar-attached", self.attached_to.clone()),
            ("calendar-clause", self.clause.clone()),
        ];
        let told = told.into_iter().filter_map(|(key, what)| Some(lang.text_words(key, &[("what", &what?)])));
        told.chain(self.notes.iter().cloned()).collect()
    }
}

/// Everything that an authority owes with a last day up to a day, inclusive, by that day, and what had become of it as of another.
///
/// What a report promises is owed from the first day after its year on, so that a report of later years owes nothing yet.
pub fn entries(owing: &Owing<'_>, as_of: Day, to: Day, voice: &Voice) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (strategy, governance) in owing.strategies {
        let mut of_text = of_strategy::owed(strategy, governance, as_of, voice, owing.sources);
        of_text.extend(of_strategy::excepted(strategy, governance, as_of, voice));
        of_text.extend(on_record::remedied(strategy, governance, as_of, voice, owing.sources));
        if on_record::is_not_adopted(strategy, governance, as_of) {
            of_text.iter_mut().for_each(|entry| entry.notes.push(voice.lang.text("calendar-not-adopted")));
        }
        entries.append(&mut of_text);
        entries.extend(on_record::adopted(strategy, governance, as_of, voice));
    }
    entries.extend(of_authority::promised(owing, as_of, voice));
    entries.extend(owing.plans.iter().flat_map(|plan| of_authority::planned(plan, as_of, voice, owing.sources)));
    entries.retain(|entry| entry.last <= to);
    if let Some((strategy, _)) = owing.strategies.first() {
        let folder = authority_of(strategy);
        entries.iter_mut().for_each(|entry| entry.file = from_authority(Path::new(&entry.file), &folder));
    }
    entries.sort_by(|a, b| (a.last, a.kind, &a.of, &a.id).cmp(&(b.last, b.kind, &b.of, &b.id)));
    entries
}

/// How a file is named from an authority's folder: `norddjurs/reports/2020.yaml`; what lies elsewhere by its own name.
fn from_authority(file: &Path, folder: &Path) -> String {
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (folder, file) = (whole(folder), whole(file));
    let around = folder.parent().unwrap_or(&folder);
    let named = file.strip_prefix(&folder).is_ok().then(|| file.strip_prefix(around).ok()).flatten();
    named.or_else(|| file.file_name().map(Path::new)).map(shown).unwrap_or_default()
}

/// The file and the line of a place.
fn place(span: Span, sources: &Sources) -> (String, usize) {
    (sources.name(span.source).to_owned(), sources.line_column(span).line)
}

/// Where something can be seen that was done, in words; what is said of several times is said once.
fn evidence(mut seen: Vec<String>, voice: &Voice) -> Vec<String> {
    seen.dedup();
    let seen = Some(seen.join("; ")).filter(|seen| !seen.is_empty());
    seen.map(|seen| voice.lang.text_words("calendar-evidence", &[("what", &seen)])).into_iter().collect()
}
