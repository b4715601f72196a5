//! The annual report of an authority: what it tells, with every number left to the reported figures.

mod doubts;
pub mod promises;
mod prove;
mod stated;
mod written;

pub use doubts::{Doubt, doubts};
pub use written::{By, Followed, Order, ReportFile};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::measures::{Figures, Unit, Written};
use crate::quantity::Timing;
use crate::source::{Sources, Span};
use crate::yaml::{Document, Shape};

/// An annual report, proved against the reported figures.
#[derive(Debug, Clone)]
pub struct Report {
    /// Where it was read.
    pub path: PathBuf,
    /// The year that it is about.
    pub year: i32,
    /// The title.
    pub title: String,
    /// The body that it is written for.
    pub recipient: Option<String>,
    /// The year of the report before it.
    pub follows: Option<i32>,
    /// What it is attached to.
    pub attached_to: Option<String>,
    /// What stands in a box at the top.
    pub notice: Option<String>,
    /// The kinds of claims in the order of its tables.
    pub claim_types: Vec<Row>,
    /// The key figures by id.
    pub measures: BTreeMap<String, Measure>,
    /// The causes of write-offs.
    pub reasons: Option<Reasons>,
    /// Tables by id.
    pub tables: BTreeMap<String, Table>,
    /// Charts by id.
    pub charts: BTreeMap<String, Chart>,
    /// Printed numbers by id.
    pub stated: BTreeMap<String, Stated>,
    /// What is said of rows, in the order of the file.
    pub comments: Vec<Comment>,
    /// The way from one figure to another.
    pub bridge: Option<Bridge>,
    /// What was reached and what is expected.
    pub milestones: Vec<Milestone>,
    /// What stood in the way.
    pub obstacles: Vec<Obstacle>,
    /// What is planned for the year after.
    pub plan: Vec<Expected>,
    /// What became of the promises of earlier reports.
    pub follow_up: Vec<FollowUp>,
    /// Where that stands; where the year stands if nothing is followed up.
    pub follow_up_span: Span,
    /// Abbreviations and what they stand for, by the alphabet.
    pub abbreviations: BTreeMap<String, String>,
    /// The sections in order.
    pub sections: Vec<Section>,
}

/// Words with the place where they stand; they may hold braces that take figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub words: String,
    /// Where they stand.
    pub span: Span,
}

/// A kind of claims in the report's tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id in the figures.
    pub id: String,
    /// What the report calls it.
    pub name: String,
    /// Whether it is what is left over, which stands last.
    pub rest: bool,
}

/// A key figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What the report calls it.
    pub name: String,
    /// The key figure that it is a part of.
    pub part_of: Option<String>,
    /// Where it is named.
    pub span: Span,
}

/// A closed list of causes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reasons {
    /// How many the report says that there are.
    pub announced: Option<usize>,
    /// The causes in order.
    pub items: Vec<Reason>,
    /// Where the list stands.
    pub span: Span,
}

/// A cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// Its id in the figures.
    pub id: String,
    /// What the report calls it.
    pub name: String,
    /// What it means.
    pub text: Option<Text>,
    /// What it may be in turn.
    pub parts: Vec<String>,
}

/// A table of a key figure: a row a claim type, a column a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The key figure.
    pub measure: String,
    /// What the table shows.
    pub caption: String,
    /// The caption as it is printed elsewhere.
    pub printed_caption: Option<(String, Span)>,
    /// The years of its columns, ascending, at least one.
    pub years: Vec<i32>,
    /// The order of its rows.
    pub order: Order,
    /// A last column with the change from the first year to the last.
    pub change: Option<Changes>,
    /// What stands under it.
    pub note: Option<Text>,
    /// Where it stands.
    pub span: Span,
}

/// Where the changes of a table come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// From the columns.
    Computed,
    /// From a key figure of its own.
    Reported(String),
}

impl Table {
    /// The key figures in it.
    pub fn measures(&self) -> impl Iterator<Item = &str> {
        let change = match &self.change {
            Some(Changes::Reported(measure)) => Some(measure.as_str()),
            _ => None,
        };
        change.into_iter().chain([self.measure.as_str()])
    }
}

/// A chart of key figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    /// The key figures, at least one.
    pub measures: Vec<String>,
    /// What its rows stand for.
    pub by: By,
    /// The years, ascending, at least one; one only where there are several key figures.
    pub years: Vec<i32>,
    /// How many rows it has at most, the largest.
    pub largest: Option<usize>,
    /// What it shows.
    pub title: Text,
}

/// A number as it is printed elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The number and its unit as printed.
    pub printed: String,
    /// The number.
    pub value: Written,
    /// Its unit.
    pub unit: Unit,
    /// What it is said to be.
    pub says: Says,
    /// Which row it is about.
    pub about: About,
    /// The year.
    pub year: i32,
    /// The year that a change is counted from.
    pub from: i32,
    /// Where it stands.
    pub span: Span,
}

/// What a printed number is said to be of a key figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Says {
    /// The figure itself.
    Figure(String),
    /// Its change.
    Change(String),
    /// Its change in per cent.
    Growth(String),
    /// Its share in another one.
    Share(String, String),
}

/// The row of a figure: all claims where both are `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The kind of claims.
    pub claim_type: Option<String>,
    /// The cause.
    pub reason: Option<String>,
}

/// What is said of a row of the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The key figure.
    pub measure: String,
    /// The row.
    pub about: About,
    /// What the row is called, where its id has no name.
    pub name: Option<String>,
    /// What is said.
    pub text: Text,
    /// How much of it happens once, as written, and what it is.
    pub one_off: Option<(String, Option<Text>)>,
    /// What is expected.
    pub expectation: Option<Expected>,
    /// Where it stands.
    pub span: Span,
}

/// What is expected or planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The id by which the next report follows it up.
    pub id: Option<String>,
    /// What it is.
    pub text: Text,
    /// Until when.
    pub by: Option<Timing>,
    /// Where it stands.
    pub span: Span,
}

/// What became of a promise of an earlier report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUp {
    /// The promise's id.
    pub promise: String,
    /// What became of it.
    pub outcome: Followed,
    /// When.
    pub date: Option<Timing>,
    /// What is said of it.
    pub text: Option<Text>,
    /// Where that can be seen.
    pub evidence: Option<String>,
    /// Where it stands.
    pub span: Span,
    /// Where the promise is named.
    pub promise_span: Span,
}

/// The way from one figure to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bridge {
    /// The key figure that it starts from.
    pub from: String,
    /// The key figure that it ends at.
    pub to: String,
    /// Key figures on the way that are taken off.
    pub less: Vec<String>,
    /// What the rest is called.
    pub name: String,
}

/// What was reached and what is expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// Its id.
    pub id: String,
    /// What it is.
    pub name: String,
    /// When it was reached, as the report tells it.
    pub dates: Vec<(Timing, Option<Text>)>,
    /// What is still to come.
    pub expected: Option<(Timing, Option<Text>)>,
    /// Where it stands.
    pub span: Span,
}

/// What stood in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// What it is.
    pub text: Text,
    /// Since when.
    pub since: Option<Timing>,
    /// Until when.
    pub until: Option<Timing>,
    /// The kinds of claims that it holds up.
    pub affects: Vec<String>,
}

/// A section of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What it says.
    pub text: Option<Text>,
    /// Sections within it.
    pub sections: Vec<Section>,
}

impl Report {
    /// What a claim type or cause is called; its id where the report has no name for it.
    pub fn name_of<'a>(&'a self, about: &'a About) -> Option<&'a str> {
        if let Some(reason) = &about.reason {
            let known = self.reasons.iter().flat_map(|reasons| &reasons.items).find(|one| one.id == *reason);
            return Some(known.map_or_else(|| self.comment_name(about).unwrap_or(reason), |one| one.name.as_str()));
        }
        let id = about.claim_type.as_ref()?;
        Some(self.claim_types.iter().find(|one| one.id == *id).map_or_else(|| self.comment_name(about).unwrap_or(id), |one| &one.name))
    }

    /// The texts that stand within others: those of comments, causes, milestones, obstacles, plans, follow-ups and charts.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let comments = self.comments.iter().flat_map(|one| {
            let one_off = one.one_off.as_ref().and_then(|(_, text)| text.as_ref());
            [Some(&one.text), one_off, one.expectation.as_ref().map(|one| &one.text)].into_iter().flatten()
        });
        let reasons = self.reasons.iter().flat_map(|one| &one.items).filter_map(|one| one.text.as_ref());
        let milestones = self.milestones.iter().flat_map(|one| one.dates.iter().chain(&one.expected)).filter_map(|(_, text)| text.as_ref());
        let obstacles = self.obstacles.iter().map(|one| &one.text);
        let follow_up = self.follow_up.iter().filter_map(|one| one.text.as_ref());
        let charts = self.charts.values().map(|one| &one.title);
        comments
            .chain(reasons)
            .chain(milestones)
            .chain(obstacles)
            .chain(self.plan.iter().map(|one| &one.text))
            .chain(follow_up)
            .chain(charts)
    }

    fn comment_name(&self, about: &About) -> Option<&str> {
        self.comments.iter().find(|one| one.about == *about).and_then(|one| one.name.as_deref())
    }
}

/// The reports of an authority's folder, by file name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.join("reports")).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| is_yaml(path)).collect();
    files.sort();
    files
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") && path.is_file()
}

/// The key figures that the reports of an authority's folder ask for, and their claim types; what is wrong with a report is left to
/// whoever reads it.
pub(super) fn asked(folder: &Path, sources: &mut Sources) -> (Vec<String>, Vec<String>) {
    let (mut names, mut claim_types) = (Vec::new(), Vec::new());
    for path in files(folder) {
        let mut ignored = Diagnostics::default();
        let document = super::read(&path, sources, &mut ignored);
        let Some(mut document) = document else { continue };
        let written = ReportFile::read(&mut document, &mut ignored);
        names.extend(written.measures.into_iter().flatten().map(|(id, _)| id));
        names.extend(written.tables.into_iter().flatten().filter_map(|(_, table)| table.change));
        claim_types.extend(written.claim_types.into_iter().flatten().map(|(id, _)| id));
    }
    (names, claim_types)
}

/// Reads the reports of an authority, by year; what is wrong with them is reported, and what in them contradicts itself is a warning.
///
/// `folder` is the authority's, `reports/` lies in it; `currency` is the ISO code.
pub fn reports(folder: &Path, figures: &Figures, currency: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Report> {
    let mut reports: Vec<Report> = Vec::new();
    for path in files(folder) {
        let Some(mut document) = super::read(&path, sources, diagnostics) else { continue };
        let before = diagnostics.errors();
        let Some(report) = prove::report(&path, &mut document, figures, currency, diagnostics) else { continue };
        if let Some(twin) = reports.iter().find(|other| other.year == report.year) {
            let message = format!("there are two reports on {}, this one and `{}`", report.year, crate::source::shown(&twin.path));
            let at = Document::root(&document).key("year").span();
            diagnostics.push(Diagnostic::error(Code::DuplicateId, at, message).help("keep one of them, or correct `year:`"));
            continue;
        }
        if diagnostics.errors() == before {
            doubts::tell(&report, figures, currency, diagnostics);
        }
        reports.push(report);
    }
    reports.sort_by_key(|report| report.year);
    promises::check(&reports, diagnostics);
    reports
}
