//! The plans of an authority: what is to be done, by whom and when.

mod checks;
mod prove;
mod standing;
mod written;

pub use standing::{Standing, State};
pub use written::{Deadline, Every, GroupedBy, Part, PlanFile};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::agenda::Attachment;
use super::decisions::Decisions;
use crate::diagnostic::Diagnostics;
use crate::quantity::{Day, Money, Timing};
use crate::source::{Sources, Span};
use crate::strategy::Direction;

/// A plan whose names and dates have been proved.
#[derive(Debug, Clone)]
pub struct ActionPlan {
    /// The name of its file without ending, usually its years.
    pub name: String,
    /// Where it was read.
    pub path: PathBuf,
    /// BLAKE3 over the text's bytes.
    pub digest: String,
    /// The title.
    pub title: String,
    /// First and last day, both inclusive.
    pub period: (Day, Day),
    /// What it carries out, and when that was adopted.
    pub carries_out: Option<(String, Option<Timing>)>,
    /// A notice for every document.
    pub notice: Option<String>,
    /// What the plan is, in Markdown.
    pub purpose: Option<String>,
    /// Whether its dates bind, unless an item says otherwise.
    pub deadlines: Deadline,
    /// The editions by date, each with what is new in it.
    pub versions: Vec<(Timing, Option<String>)>,
    /// Titles of roles by id.
    pub roles: BTreeMap<String, String>,
    /// The parts.
    pub parts: Vec<Part>,
    /// Kinds of items, in order.
    pub kinds: Vec<Kind>,
    /// Themes, in order.
    pub themes: Vec<Named>,
    /// Committees, in order.
    pub committees: Vec<Named>,
    /// Topics of the budget agreement, in order.
    pub topics: Vec<Named>,
    /// The items, in the order of the file.
    pub items: Vec<Item>,
    /// When the committees treat the plan, in the order of the file.
    pub hearings: Vec<Hearing>,
    /// What is attached to the plan.
    pub attachments: Vec<Attachment>,
    /// The agenda item and the decisions.
    pub decisions: Decisions,
}

/// Something that items name, with its name in documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The id.
    pub id: String,
    /// The name in documents.
    pub name: String,
}

/// A kind of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// The id.
    pub id: String,
    /// The name in documents.
    pub name: String,
    /// What its items are grouped by.
    pub grouped_by: GroupedBy,
}

/// Something that is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// The title.
    pub title: String,
    /// What is to be done.
    pub text: Option<String>,
    /// The kind's id.
    pub kind: String,
    /// The committee's id.
    pub committee: Option<String>,
    /// The theme's id.
    pub theme: Option<String>,
    /// The owner's role.
    pub owner: Option<String>,
    /// When it is to be done.
    pub due: Option<Timing>,
    /// Whether that date binds.
    pub deadline: Deadline,
    /// How often it recurs.
    pub every: Option<Every>,
    /// When it was done, and where that can be seen.
    pub done: Option<(Timing, Option<String>)>,
    /// Whether it cuts across departments.
    pub cross_cutting: bool,
    /// What it is to bring about.
    pub effects: Vec<Effect>,
    /// The ids of items that must be done first.
    pub depends_on: Vec<String>,
    /// The bodies that are heard, and when.
    pub consult: Vec<(String, Option<Timing>)>,
    /// When the committee treats it.
    pub treated: Option<Timing>,
    /// The ids of budget topics that it covers.
    pub topics: Vec<String>,
    /// Questions that are still open.
    pub questions: Vec<String>,
    /// Where it stands.
    pub span: Span,
}

/// What an item is to bring about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What changes.
    pub what: String,
    /// Which way.
    pub direction: Direction,
    /// By how much.
    pub amount: Option<Money>,
}

/// When a committee treats the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hearing {
    /// The committee's id.
    pub committee: String,
    /// When.
    pub date: Timing,
    /// What it treats.
    pub text: Option<String>,
    /// Where it stands.
    pub span: Span,
}

impl ActionPlan {
    /// The name of a committee in documents; its id where none is declared.
    pub fn committee<'a>(&'a self, id: &'a str) -> &'a str {
        named(&self.committees, id)
    }

    /// The title of a role; its id where none is declared.
    pub fn role<'a>(&'a self, id: &'a str) -> &'a str {
        self.roles.get(id).map_or(id, String::as_str)
    }
}

fn named<'a>(list: &'a [Named], id: &'a str) -> &'a str {
    list.iter().find(|one| one.id == id).map_or(id, |one| one.name.as_str())
}

/// Reads every plan of an authority, from `plans/` in its folder, in the order of their names; what is wrong with them is reported.
///
/// A plan in which an error stands is left out.
pub fn load(authority: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<ActionPlan> {
    let Ok(entries) = std::fs::read_dir(authority.join("plans")) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.is_file() && path.extension().is_some_and(|ending| ending == "yaml"));
    paths.sort();
    let mut plans = Vec::new();
    for path in paths {
        let mut own = Diagnostics::default();
        let plan = super::read(&path, sources, &mut own).and_then(|mut document| prove::plan(&mut document, &path, sources, &mut own));
        plans.extend(plan.filter(|_| !own.has_errors()));
        diagnostics.append(own);
    }
    plans
}
