//! What lives beside the adopted text: decisions, what was done of what is owed, exceptions, reported figures.

mod agenda;
pub mod calendar;
mod decisions;
pub mod evidence;
mod figures;
mod neighbours;
pub mod plans;
mod register;
mod remedies;
pub mod report;
pub mod samples;
pub mod seal;
mod sections;
mod standing;
mod unused;
mod waivers;

pub use agenda::{AgendaItem, Attachment, LegalReference, Publicity, Recommendation, Recommendations};
pub use decisions::{Decision, Decisions, DecisionsFile, Outcome, WrittenDecision};
pub use neighbours::check_periods;
pub use register::{Done, Obligation, RegisterFile, obligations};
pub use remedies::{RemediesFile, Remedy, RemedyState, RemedyStatus, is_fingerprint};
pub use sections::Section;
pub use standing::{Lacked, Meanwhile, Neighbours, Standing, Status, days_into};
pub use unused::unused_names;
pub use waivers::{Cap, Waiver, WaiversFile};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use agenda::Known;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::measures::Figures;
use crate::source::Sources;
use crate::strategy::Strategy;
use crate::yaml::Document;

/// The files beside a strategy, proved against it; each may be missing.
#[derive(Debug, Clone, Default)]
pub struct Governance {
    /// The agenda item and what was decided.
    pub decisions: Decisions,
    /// What was done; `None` where nobody keeps a register, so that nothing is known of it.
    pub register: Option<Vec<Done>>,
    /// Exceptions.
    pub waivers: Vec<Waiver>,
    /// Reported figures.
    pub figures: Figures,
    /// What is done about findings; `None` where nobody keeps account of it.
    pub remedies: Option<Vec<Remedy>>,
    /// The text before the strategy, and those that replace it.
    pub neighbours: Neighbours,
    /// The authority's annual reports that can be read, by year; what is wrong with one is told where reports are made.
    pub reports: Vec<report::Report>,
}

impl Governance {
    /// Reads `decisions.yaml`, `register.yaml`, `waivers.yaml` and `remedies.yaml` beside the strategy, and the authority's `reports/figures.csv`; what is
    /// wrong with them is reported, and so is every change of a sealed text.
    pub fn load(strategy: &Strategy, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Self {
        let folder = strategy.path.parent().unwrap_or(Path::new("."));
        let mut document = |name: &str| read(&folder.join(name), sources, diagnostics);
        let known = known_of(&strategy.roles, folder);
        let (decisions, register, waivers) = (document("decisions.yaml"), document("register.yaml"), document("waivers.yaml"));
        let remedies = document("remedies.yaml");
        let decisions = decisions.map(|mut document| decisions::read(&mut document, &known, sources, diagnostics)).unwrap_or_default();
        if let Some(seal) = &decisions.seal {
            seal.check(&strategy.path, sources, diagnostics);
        }
        let figures = figures::read(strategy, folder, sources, diagnostics);
        Self {
            decisions,
            neighbours: neighbours::neighbours(strategy, sources),
            register: register.map(|mut document| register::read(&mut document, strategy, diagnostics)),
            waivers: waivers.map(|mut document| waivers::read(&mut document, strategy, sources, diagnostics)).unwrap_or_default(),
            remedies: remedies.map(|mut document| remedies::read(&mut document, strategy, diagnostics)),
            reports: reports_of(strategy, &figures, sources),
            figures,
        }
    }
}

/// The annual reports of a strategy's authority that can be read.
fn reports_of(strategy: &Strategy, figures: &Figures, sources: &mut Sources) -> Vec<report::Report> {
    let mut ignored = Diagnostics::default();
    report::reports(&authority_of(strategy), figures, &strategy.authority.currency, sources, &mut ignored)
}

/// The reported figures of the authority that a strategy belongs to; what is wrong with them is reported.
pub fn figures_of(strategy: &Strategy, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Figures {
    figures::read(strategy, strategy.path.parent().unwrap_or(Path::new(".")), sources, diagnostics)
}

/// The folder of the authority that a strategy belongs to: the one around its period's, or its own where reports or plans lie in that.
pub fn authority_of(strategy: &Strategy) -> PathBuf {
    authority_folder(&strategy.path)
}

/// As [`authority_of`], of the strategy whose `strategy.yaml` lies at a path.
pub fn authority_folder(strategy: &Path) -> PathBuf {
    let folder = strategy.parent().unwrap_or(Path::new("."));
    let own = ["reports", "plans"].iter().any(|name| folder.join(name).is_dir());
    if own { folder.to_owned() } else { folder.join("..") }
}

fn read(path: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Document> {
    if !path.is_file() {
        return None;
    }
    match sources.read(path) {
        Ok((source, None)) => Document::read(source, sources, diagnostics),
        Ok((_, Some(span))) => {
            diagnostics.push(
                Diagnostic::error(Code::NotUtf8, span, "the text is not saved as UTF-8").help("save it again with the encoding UTF-8"),
            );
            None
        }
        Err(error) => {
            diagnostics.push(Diagnostic::error(Code::CasesNotFound, None, error.to_string()));
            None
        }
    }
}

/// Reports a clause address that the strategy does not have.
fn check_clause(address: &str, strategy: &Strategy, at: &crate::yaml::At<'_>, diagnostics: &mut Diagnostics) -> bool {
    let known = strategy.clause(address).is_some();
    if !known {
        let addresses: Vec<&str> = strategy.clauses().map(|clause| clause.address.as_str()).collect();
        let diagnostic = Diagnostic::error(Code::UnknownClause, at.span(), format!("`{address}` is not a clause of the strategy"));
        diagnostics.push(diagnostic.help(crate::diagnostic::one_of(address, addresses)));
    }
    known
}

/// What the names in a strategy's files are held against.
fn known_of<'a>(roles: &'a BTreeMap<String, String>, folder: &'a Path) -> Known<'a> {
    Known { of: "strategy", roles, folder }
}

/// Reports a role that the strategy or plan does not have.
fn check_role(role: &str, known: &Known<'_>, at: &crate::yaml::At<'_>, diagnostics: &mut Diagnostics) {
    if !known.roles.contains_key(role) {
        let diagnostic = Diagnostic::error(Code::UnknownRole, at.span(), format!("`{role}` is not a role of the {}", known.of));
        diagnostics.push(diagnostic.help(crate::diagnostic::one_of(role, known.roles.keys().map(String::as_str))));
    }
}

/// Reads a day, reporting one that cannot be read.
fn day(written: Option<&crate::yaml::Scalar>, at: &crate::yaml::At<'_>, diagnostics: &mut Diagnostics) -> Option<crate::quantity::Day> {
    crate::quantity::Day::parse(&written?.words())
        .map_err(|error| diagnostics.push(Diagnostic::unreadable(Code::NotADate, at.span(), error)))
        .ok()
}
