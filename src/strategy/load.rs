use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::clauses::Prover;
use super::header::{self, Header};
use super::held;
use super::policy_tests;
use super::shares;
use super::written::{ClausesFile, Country, Predecessor as WrittenPredecessor, Replaces, StrategyFile};
use super::{Predecessor, Strategy, Unused};
use crate::cases::Kinds;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::law::{self, Law};
use crate::source::{FileError, SourceId, Sources, shown};
use crate::yaml::{At, Document, Shape};

/// A strategy that was looked at, and everything that is wrong with its text.
#[derive(Debug)]
pub struct Loaded {
    /// The strategy; `None` where an error stands in its text.
    pub strategy: Option<Strategy>,
    /// How many policy tests were run.
    pub tests: usize,
    /// What is wrong.
    pub diagnostics: Diagnostics,
}

/// Finds every `strategy.yaml` at or under a path, in the order of their names.
///
/// # Errors
/// There is no such file or folder, or a folder cannot be read.
pub fn find(path: &Path) -> Result<Vec<PathBuf>, FileError> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    let mut entries = std::fs::read_dir(path)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>())
        .map_err(|cause| FileError::new("read", path, cause))?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            found.extend(find(&entry)?);
        } else if entry.file_name().is_some_and(|name| name == "strategy.yaml") {
            found.push(entry);
        }
    }
    Ok(found)
}

/// Reads and proves a strategy, running its policy tests; everything that is wrong is said at once.
///
/// # Errors
/// The file cannot be read.
pub fn load(path: &Path, sources: &mut Sources) -> Result<Loaded, FileError> {
    let path = if path.is_dir() { path.join("strategy.yaml") } else { path.to_owned() };
    let mut diagnostics = Diagnostics::default();
    let (source, broken) = sources.read(&path)?;
    if let Some(span) = broken {
        diagnostics
            .push(Diagnostic::error(Code::NotUtf8, span, "the text is not saved as UTF-8").help("save it again with the encoding UTF-8"));
        return Ok(Loaded { strategy: None, tests: 0, diagnostics });
    }
    Ok(prove(source, path, sources, diagnostics))
}

/// Proves a text as the strategy at a path, by which the law beside it is found.
pub(super) fn prove(source: SourceId, path: PathBuf, sources: &mut Sources, mut diagnostics: Diagnostics) -> Loaded {
    let Some(mut document) = Document::read(source, sources, &mut diagnostics) else {
        return Loaded { strategy: None, tests: 0, diagnostics };
    };
    let written = StrategyFile::read(&mut document, &mut diagnostics);
    let law = country_law(&written, &path, sources, &mut diagnostics);
    let statutory = law.clauses.clone().map(|mut document| (ClausesFile::read(&mut document, &mut diagnostics), document));
    let root = document.root();
    let mut strategy = None;
    if let Some(header) = header::prove(&written, &root, &law, statutory.as_ref(), &mut diagnostics) {
        let mut prover = Prover {
            header: &header,
            law: &law,
            sources,
            diagnostics: &mut diagnostics,
            chapters: BTreeSet::new(),
            is_law: false,
            used: BTreeSet::new(),
            addresses: BTreeSet::new(),
        };
        let mut chapters = prover.chapters(written.chapters.as_deref().unwrap_or_default(), &root.key("chapters"), false);
        let includes = included(&written, &root, statutory.as_ref(), &mut prover);
        let used = std::mem::take(&mut prover.used);
        let addresses = std::mem::take(&mut prover.addresses);
        let includes_law = !includes.is_empty();
        let statutory = if includes_law { includes.clone() } else { held_against(&header, &law, statutory.as_ref(), sources) };
        chapters.extend(includes);
        shares::resolve(&mut chapters, &addresses, &header.voice(), &mut diagnostics);
        let replaces = predecessor(&written, &root, &path, header.period, sources, &mut diagnostics);
        let period_is_known = header.period_is_known;
        let Header { id, authority, title, lang, period, roles, claim_types, vocabulary, calendar, .. } = header;
        let digest = format!("blake3:{}", blake3::hash(sources.text(source).as_bytes()).to_hex());
        let mut proved = Strategy {
            id,
            path,
            digest,
            authority,
            title,
            lang,
            period,
            period_span: root.key("period").span(),
            notice: written.notice.clone(),
            replaces,
            roles,
            claim_types,
            vocabulary,
            law,
            calendar,
            chapters,
            statutory,
            unused: Vec::new(),
        };
        if period_is_known {
            held::hold(&proved, includes_law, &mut diagnostics);
        }
        proved.unused = unused(&proved, &written, &root, &used);
        policy_tests::check(&proved, written.tests.as_deref().unwrap_or_default(), &root.key("tests"), &mut diagnostics);
        strategy = Some(proved);
    }
    let strategy = strategy.filter(|_| !diagnostics.has_errors());
    Loaded { strategy, tests: written.tests.map_or(0, |tests| tests.len()), diagnostics }
}

fn country_law(written: &StrategyFile, path: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Law {
    let near = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    match written.authority.as_ref().and_then(|authority| authority.country) {
        Some(Country::Dk) => law::load("dk", near, sources, diagnostics),
        Some(Country::No) => law::load("no", near, sources, diagnostics),
        Some(Country::Other) | None => Law::default(),
    }
}

/// The chapters that the law brings.
fn included(
    written: &StrategyFile,
    root: &At<'_>,
    statutory: Option<&(ClausesFile, Document)>,
    prover: &mut Prover<'_>,
) -> Vec<super::Chapter> {
    let mut chapters = Vec::new();
    for (index, name) in written.includes.iter().flatten().enumerate() {
        let own = format!("law:{}", prover.law.country);
        let Some((clauses, document)) = statutory.filter(|_| *name == own) else {
            let diagnostic =
                Diagnostic::error(Code::UnknownLaw, root.key("includes").item(index).span(), format!("`{name}` cannot be included"));
            let help = if statutory.is_some() {
                format!("write `{own}`")
            } else {
                "this country's law has no ready clauses; remove `includes:`".to_owned()
            };
            prover.diagnostics.push(diagnostic.help(help));
            continue;
        };
        chapters.extend(ready(clauses, document, prover));
    }
    chapters
}

/// The law's ready clauses for a strategy that does not include them: what is wrong with them is then nothing to its author.
fn held_against(header: &Header, law: &Law, statutory: Option<&(ClausesFile, Document)>, sources: &Sources) -> Vec<super::Chapter> {
    let Some((clauses, document)) = statutory else { return Vec::new() };
    let mut unsaid = Diagnostics::default();
    let mut prover = Prover {
        header,
        law,
        sources,
        diagnostics: &mut unsaid,
        chapters: BTreeSet::new(),
        is_law: false,
        used: BTreeSet::new(),
        addresses: BTreeSet::new(),
    };
    ready(clauses, document, &mut prover)
}

fn ready(clauses: &ClausesFile, document: &Document, prover: &mut Prover<'_>) -> Vec<super::Chapter> {
    prover.is_law = true;
    let chapters = prover.chapters(clauses.chapters.as_deref().unwrap_or_default(), &document.root().key("chapters"), false);
    prover.is_law = false;
    chapters
}

fn predecessor(
    written: &StrategyFile,
    root: &At<'_>,
    path: &Path,
    period: (crate::quantity::Day, crate::quantity::Day),
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Predecessor> {
    let at = root.key("replaces");
    let known = match written.replaces.as_ref()? {
        Replaces::Known(WrittenPredecessor { title, period, .. }) => {
            let days = header::days(period.as_ref(), &at.key("period"), diagnostics);
            Predecessor { title: title.clone().unwrap_or_default(), period: days, path: None }
        }
        Replaces::Folder(folder) => {
            let other = path.parent().unwrap_or(Path::new(".")).join(folder).join("strategy.yaml");
            let found = sources.read(&other).ok().and_then(|(source, _)| Document::read(source, sources, &mut Diagnostics::default()));
            let Some(mut document) = found else {
                let message = format!("there is no strategy at `{}`", shown(&other));
                diagnostics.push(
                    Diagnostic::error(Code::PredecessorMissing, at.span(), message)
                        .help("write its folder from this one's, for example `../2022-2025`, or `{title: …, text: missing}`"),
                );
                return None;
            };
            let same = |one: &Path, other: &Path| one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other));
            let back = document.value.get("replaces").and_then(|value| value.as_str());
            let back = back.map(|back| other.parent().unwrap_or(Path::new(".")).join(back).join("strategy.yaml"));
            if same(&other, path) || back.is_some_and(|back| same(&back, path)) {
                let message = format!("`{folder}` is to be replaced by this strategy, and this strategy by it");
                let help = "name the strategy that held before this one, and let that one name its own predecessor";
                diagnostics.push(Diagnostic::error(Code::PredecessorMissing, at.span(), message).help(help));
                return None;
            }
            // Its own mistakes are its own; here only its title and days are asked for.
            let read = StrategyFile::read(&mut document, &mut Diagnostics::default());
            let days = header::days(read.period.as_ref(), &document.root().key("period"), &mut Diagnostics::default());
            Predecessor { title: read.title.unwrap_or_default(), period: days, path: Some(other) }
        }
    };
    if let Some((_, last)) = known.period.filter(|(_, last)| last.plus_days(1) < period.0) {
        let message = format!("the strategy before this one ends on {last}, and this one starts on {}", period.0);
        diagnostics.push(
            Diagnostic::warning(Code::PeriodGap, root.key("period").key("from").span(), message)
                .help(format!("write `{}`, or say in the text what held on the days between", last.plus_days(1))),
        );
    }
    Some(known)
}

/// What is declared and that nothing in the text uses; claim types are not among it, for they are there for the data.
fn unused(strategy: &Strategy, written: &StrategyFile, root: &At<'_>, used: &BTreeSet<String>) -> Vec<Unused> {
    let vocabulary = &strategy.vocabulary;
    let (states, fields, roles) = strategy.names_used();
    let tests = || written.tests.iter().flatten();
    let in_tests: BTreeSet<&String> = tests()
        .flat_map(|test| test.claim.iter().flatten())
        .chain(tests().flat_map(|test| test.events.iter().flatten().flatten()))
        .map(|(field, _)| field)
        .collect();
    let looked_at = strategy.looks_at();
    // A state that nothing uses is said itself; its events are not said once more.
    let in_states = written.states.iter().flatten().filter_map(|(name, _)| vocabulary.state(name));
    let of_states = in_states.fold(Kinds::NONE, |kinds, state| kinds | vocabulary.moved_by(state));
    let mut unused = Vec::new();
    let mut look = |section: &'static str, name: &str, is_used: bool| {
        if !is_used {
            unused.push(Unused { section, name: name.to_owned(), span: root.key(section).key(name).key_span() });
        }
    };
    for name in written.events.iter().flatten().map(|(name, _)| name) {
        let family = vocabulary.kind(name).map_or(Kinds::NONE, |kind| vocabulary.family(kind));
        look("events", name, family.meets(looked_at | of_states));
    }
    for name in written.states.iter().flatten().map(|(name, _)| name) {
        look("states", name, vocabulary.state(name).is_some_and(|state| states.contains(&state)));
    }
    for name in written.fields.iter().flatten().map(|(name, _)| name) {
        look("fields", name, fields.contains(name) || in_tests.contains(name) || used.contains(&format!("field {name}")));
    }
    for name in written.roles.iter().flatten().map(|(name, _)| name) {
        look("roles", name, roles.contains(name) || used.contains(&format!("role {name}")));
    }
    for name in written.calendars.iter().flatten().map(|(name, _)| name) {
        look("calendars", name, used.contains(&format!("calendar {name}")));
    }
    unused
}
