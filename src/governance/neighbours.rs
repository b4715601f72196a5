use std::path::{Path, PathBuf};

use serde_json::Value;

use super::decisions::{self, Decisions};
use super::standing::{Meanwhile, Neighbours, in_force};
use super::{authority_folder, known_of};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::quantity::Day;
use crate::source::Sources;
use crate::strategy::Strategy;
use crate::yaml::Document;

/// More editions than any authority keeps; a bound against those that replace each other in a circle.
const LONGEST: usize = 64;

/// The text before a strategy, by its own `replaces`, and those beside it whose `replaces` names it.
///
/// What is wrong with the others' files is their own and not said here.
pub(super) fn neighbours(strategy: &Strategy, sources: &mut Sources) -> Neighbours {
    let before = strategy.replaces.as_ref().map(|before| (before.title.clone(), before.path.clone()));
    Neighbours { before: before.and_then(|before| last_adopted(before, sources)), after: successors(strategy, sources) }
}

/// The last text before a strategy that was adopted, or of which nobody knows whether it was; those between them that were not are
/// passed over.
fn last_adopted(newest: (String, Option<PathBuf>), sources: &mut Sources) -> Option<Meanwhile> {
    let mut next = Some(newest);
    for _ in 0..LONGEST {
        let (title, path) = next?;
        let decisions = path.as_ref().map(|path| decisions_beside(path, sources)).unwrap_or_default();
        let adopted = decisions.adoption().map(|one| one.date);
        if adopted.is_some() || decisions.place.is_none() {
            return Some(Meanwhile { title, at_hand: path.is_some(), adopted });
        }
        next = path.and_then(|path| replaced_by(&path, sources));
    }
    None
}

/// The title of the text that the strategy at a path replaces, and where its own text lies.
fn replaced_by(path: &Path, sources: &mut Sources) -> Option<(String, Option<PathBuf>)> {
    let document = quietly(path, sources)?;
    let replaces = document.value.get("replaces")?;
    let title = |value: &Value| Some(value.get("title")?.as_str()?.to_owned());
    match replaces.as_str() {
        None => Some((title(replaces)?, None)),
        Some(folder) => {
            let path = path.parent()?.join(folder).join("strategy.yaml");
            Some((title(&quietly(&path, sources)?.value)?, Some(path)))
        }
    }
}

/// The strategies in the authority's folder that replace one and were adopted: title, and the first day on which each was in force.
fn successors(strategy: &Strategy, sources: &mut Sources) -> Vec<(String, Day)> {
    let mut found = Vec::new();
    let Ok(own) = strategy.path.canonicalize() else { return found };
    let Ok(entries) = std::fs::read_dir(authority_folder(&strategy.path)) else { return found };
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    folders.sort();
    for folder in folders {
        let path = folder.join("strategy.yaml");
        // Most texts name no other, and need not be looked at further.
        let names_one = std::fs::read_to_string(&path).is_ok_and(|text| text.contains("replaces"));
        if !names_one || !path.canonicalize().is_ok_and(|path| path != own) {
            continue;
        }
        let mut scratch = Sources::default();
        let Some(document) = quietly(&path, &mut scratch) else { continue };
        let word = |keys: &[&str]| keys.iter().try_fold(&document.value, |value, key| value.get(key)).and_then(|value| value.as_str());
        let replaced = word(&["replaces"]).and_then(|to| folder.join(to).join("strategy.yaml").canonicalize().ok());
        let days = |key| word(&["period", key]).and_then(|day| Day::parse(day).ok());
        let (Some(title), Some(from), Some(to)) = (word(&["title"]), days("from"), days("to")) else { continue };
        if replaced.as_ref() == Some(&own)
            && let Some(adoption) = decisions_beside(&path, sources).adoption()
            && adoption.date <= to
        {
            // Verdicts now rest on this text too, so it belongs to what the run has read.
            let _ = sources.read(&path);
            found.push((title.to_owned(), in_force((from, to), adoption.date)));
        }
    }
    found.sort_by_key(|(_, from)| *from);
    found
}

fn quietly(path: &Path, sources: &mut Sources) -> Option<Document> {
    let (source, _) = sources.read(path).ok()?;
    Document::read(source, sources, &mut Diagnostics::default())
}

/// The decisions beside another strategy, as far as they can be read.
pub(super) fn decisions_beside(strategy: &Path, sources: &mut Sources) -> Decisions {
    let path = strategy.with_file_name("decisions.yaml");
    let folder = strategy.parent().unwrap_or(Path::new("."));
    let document = path.is_file().then(|| quietly(&path, sources)).flatten();
    let read = |mut document| decisions::read(&mut document, &known_of(&Default::default(), folder), sources, &mut Diagnostics::default());
    document.map(read).unwrap_or_default()
}

/// Reports the days that a strategy and earlier ones of its authority cover without one replacing the other, and those between the
/// last of them and this one that none covers, where it does not say what it replaces.
///
/// The others are those beside it that were read, in any order; those of another name are another authority's.
pub fn check_periods(strategy: &Strategy, others: &[&Strategy], diagnostics: &mut Diagnostics) {
    let all: Vec<&Strategy> =
        others.iter().copied().chain([strategy]).filter(|one| one.authority.name == strategy.authority.name).collect();
    let others = || all.iter().filter(|one| !std::ptr::eq(**one, strategy));
    for other in others() {
        let (from, to) = (strategy.period.0.max(other.period.0), strategy.period.1.min(other.period.1));
        if from <= to && !replaces(strategy, other, &all) && !replaces(other, strategy, &all) {
            let message =
                format!("`{}` and `{}` both hold from {from} to {to}, and neither replaces the other", other.title, strategy.title);
            let help = "let the later one start when the other has ended, or say in it what it replaces: `replaces: ../FOLDER`";
            diagnostics.push(Diagnostic::error(Code::PeriodOverlap, strategy.period_span, message).help(help));
        }
    }
    let before = others().filter(|one| one.period.0 < strategy.period.0).map(|one| one.period.1).max();
    if let Some(last) = before.filter(|last| last.plus_days(1) < strategy.period.0 && strategy.replaces.is_none()) {
        let message =
            format!("no strategy of the authority covers the days from {} to {}", last.plus_days(1), strategy.period.0.plus_days(-1));
        let help = "say what this one replaces: `replaces: ../FOLDER`, or `{title: …, period: …, text: missing}`";
        diagnostics.push(Diagnostic::warning(Code::PeriodGap, strategy.period_span, message).help(help));
    }
}

/// Whether a strategy replaces another, itself or over those between them.
fn replaces(later: &Strategy, earlier: &Strategy, all: &[&Strategy]) -> bool {
    let same = |one: &Path, other: &Path| one.canonicalize().ok().is_some_and(|one| other.canonicalize().is_ok_and(|other| one == other));
    let mut next = later.replaces.as_ref().and_then(|before| before.path.as_deref());
    for _ in 0..=all.len() {
        let Some(path) = next else { return false };
        if same(path, &earlier.path) {
            return true;
        }
        let between = all.iter().find(|one| same(path, &one.path));
        next = between.and_then(|one| one.replaces.as_ref()).and_then(|before| before.path.as_deref());
    }
    false
}
