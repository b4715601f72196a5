use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use rettesnor::cases::{CaseSet, Description, describe, find_sets};
use rettesnor::diagnostic::Diagnostics;
use rettesnor::documents::papers::{Before, agenda_item, changes_paper, compliance_report, strategy_paper};
use rettesnor::documents::{FINDINGS_ON_PAGE, findings_page};
use rettesnor::findings::{Findings, Source, Wanted, assemble, check_texts, without_cases, write_json};
use rettesnor::governance::seal::load;
use rettesnor::governance::{Governance, check_periods, unused_names};
use rettesnor::plan::Verdict;
use rettesnor::quantity::Day;
use rettesnor::source::{Sources, shown, sweep, write_whole};
use rettesnor::strategy::{Strategy, find};
use serde_json::json;

use crate::Status;
use crate::authority::{authorities, whole};
use crate::book::{Shelf, books};
use crate::cases::{Purpose, day, mask, read_cases, valid_strategy};
use crate::house::dress;
use crate::render::{Form, Kind};
use crate::screen::{Reporting, Screen, Style};

/// Does the main job: validates, checks and renders every strategy at or under a path.
///
/// Nothing is written unless every text is valid. Each strategy gets a folder of its own with its documents, its findings on each
/// case set whose data is there, and a manifest; each authority gets a book of its documents with search. What the cases show does not change the exit status: findings are the result.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A strategy, or a folder with strategies
    #[arg(default_value = "strategy")]
    path: PathBuf,
    /// The folder to write to
    #[arg(long, default_value = "out")]
    out: PathBuf,
    /// The day to judge on; the day each case set was drawn if not said. With it, plans tell how far each item is
    #[arg(long, value_parser = day)]
    as_of: Option<Day>,
    /// The key file for fingerprints; rettesnor.key beside each case description if not said
    #[arg(long)]
    key: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

/// A strategy with everything beside it, proved.
struct Ready {
    strategy: Strategy,
    governance: Governance,
    sets: Vec<(CaseSet, Description)>,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let mut sources = Sources::default();
    let paths = find(&args.path)?;
    if paths.is_empty() {
        return Err(format!(
            "no strategy.yaml was found at or under `{}`; `rettesnor new DIR` writes one to start from",
            shown(&args.path)
        )
        .into());
    }
    let mut ready = Vec::new();
    let mut diagnostics = Diagnostics::default();
    for path in &paths {
        ready.extend(prepare(path, &mut sources, &mut diagnostics)?);
    }
    for (place, one) in ready.iter().enumerate() {
        let others = ready.iter().enumerate().filter(|(_, other)| whole(&other.strategy.path) == whole(&one.strategy.path));
        let earlier = others.filter(|(other, of)| (of.strategy.period, *other) < (one.strategy.period, place)).map(|(_, of)| of);
        check_periods(&one.strategy, &earlier.map(|other| &other.strategy).collect::<Vec<_>>(), &mut diagnostics);
    }
    let authorities = authorities(ready.iter().map(|one| &one.strategy), &mut sources, &mut diagnostics)?;
    check_texts(&sources, 0, &mut diagnostics);
    screen.diagnostics(&diagnostics, &sources);
    if diagnostics.has_errors() {
        screen.error(&format!("{} errors in the texts; nothing was written", diagnostics.errors()));
        return Ok(Status::Invalid);
    }
    let mut ids: BTreeMap<&str, &Path> = BTreeMap::new();
    for one in &ready {
        if let Some(other) = ids.insert(&one.strategy.id, &one.strategy.path) {
            return Err(format!(
                "`{}` is the id of two strategies, `{}` and `{}`; give each its own",
                one.strategy.id,
                shown(other),
                shown(&one.strategy.path)
            )
            .into());
        }
    }
    let mut names: BTreeMap<&str, &Path> = BTreeMap::new();
    for one in &authorities {
        let (name, path) = (one.name.as_str(), one.newest.path.as_path());
        if let Some(other) = ids.get(name).copied().or_else(|| names.insert(name, path)) {
            return Err(format!(
                "the papers of the authority of `{}` would be written to `{}`, and so would those of `{}`; give the authority's folder another name",
                shown(path),
                shown(&args.out.join(name)),
                shown(other)
            )
            .into());
        }
    }
    // Everything is made before anything is written, so that a case set that cannot be read leaves the old papers standing.
    let mut files = Vec::new();
    let mut shelves = Vec::new();
    for one in &ready {
        let before = match before(one, &ready, screen)? {
            Found::Invalid => return Ok(Status::Invalid),
            Found::None => None,
            Found::Text(before) => Some(before),
        };
        let Some((made, shelf)) = make(one, before.as_deref(), args, screen)? else { return Ok(Status::CouldNotRun) };
        files.push(("strategy", one.strategy.id.clone(), made));
        shelves.push(shelf);
    }
    for one in authorities {
        let papers = one.papers(args.as_of)?;
        files.push(("authority", one.name.clone(), one.files(&papers)?));
        shelves.push(Shelf::of_authority(&one, papers));
    }
    files.retain(|(.., made)| !made.is_empty());
    let books = books(shelves)?;
    for (_, id, made) in &files {
        let folder = args.out.join(id);
        sweep(&folder)?;
        for (name, bytes) in made {
            write_whole(&folder.join(name), bytes)?;
        }
        screen.say(&format!("{}: {} files", shown(&folder), made.len()));
    }
    for (authority, book) in &books {
        let folder = args.out.join(authority);
        for (name, bytes) in book {
            write_whole(&folder.join(name), bytes)?;
        }
        screen.say(&format!("{}: {} files", shown(&folder.join("book")), book.len()));
    }
    if screen.style == Style::Json {
        let folders = files
            .iter()
            .map(|(what, id, made)| json!({*what: id, "folder": shown(&args.out.join(id)), "files": made.keys().collect::<Vec<_>>()}));
        screen.json(&folders.collect());
    }
    Ok(Status::Fine)
}

/// A folder's files by name.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

fn prepare(path: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Result<Option<Ready>, Box<dyn Error>> {
    let loaded = load(path, sources)?;
    diagnostics.append(loaded.diagnostics);
    let Some(mut strategy) = loaded.strategy else { return Ok(None) };
    dress(&mut strategy, sources, diagnostics);
    let governance = Governance::load(&strategy, sources, diagnostics);
    let mut sets = Vec::new();
    for set in find_sets(path) {
        sets.extend(describe(&set.path, &strategy.vocabulary, sources, diagnostics).map(|description| (set, description)));
    }
    if !diagnostics.has_errors() {
        let descriptions: Vec<&Description> = sets.iter().map(|(_, description)| description).collect();
        unused_names(&strategy, &governance, &descriptions, diagnostics);
    }
    Ok(Some(Ready { strategy, governance, sets }))
}

/// The strategy before one.
enum Found {
    /// None is named, or its text is missing.
    None,
    /// Its text is invalid; the reasons were printed.
    Invalid,
    /// Its text.
    Text(Box<Strategy>),
}

/// Finds the strategy before one, among those that are built or where it lies.
fn before(one: &Ready, ready: &[Ready], screen: &Screen) -> Result<Found, Box<dyn Error>> {
    let Some(path) = one.strategy.replaces.as_ref().and_then(|replaces| replaces.path.as_ref()) else { return Ok(Found::None) };
    let place = path.canonicalize().ok();
    let is_it = |other: &&Ready| place.is_some() && other.strategy.path.canonicalize().ok() == place;
    if let Some(known) = ready.iter().find(is_it) {
        return Ok(Found::Text(Box::new(known.strategy.clone())));
    }
    Ok(valid_strategy(path, &mut Sources::default(), screen)?.map_or(Found::Invalid, |found| Found::Text(Box::new(found))))
}

/// A folder's files by name, the manifest among them, and what the authority's book takes of them; `None` where a case set could not be read, after the reason was printed.
fn make(one: &Ready, before: Option<&Strategy>, args: &Args, screen: &Screen) -> Result<Option<(Files, Shelf)>, Box<dyn Error>> {
    let Ready { strategy, governance, sets } = one;
    let lang = strategy.lang;
    let mut files = BTreeMap::new();
    let mut runs = Vec::new();
    let mut papers = vec![(Kind::Strategy, strategy_paper(strategy, governance, lang)?)];
    papers.extend(agenda_item(strategy, &governance.decisions, lang)?.map(|paper| (Kind::AgendaItem, paper)));
    if let Some(predecessor) = &strategy.replaces {
        let before = before.map_or(Before::Missing(&predecessor.title), Before::Text);
        papers.push((Kind::Changes, changes_paper(strategy, before, lang)?));
    }
    for (kind, paper) in &papers {
        for form in Form::ALL {
            files.insert(format!("{}.{lang}.{}", kind.name(), form.ending()), form.bytes(paper)?);
        }
    }
    let mut shelf = Shelf::new(strategy, papers);
    let mut judged = Vec::new();
    for (set, description) in sets {
        if !description.is_there() {
            screen.note(&format!(
                "{}: the case set `{}` is left out: its data is not there ({})",
                strategy.id,
                description.name,
                shown(&set.path)
            ));
            continue;
        }
        let mut diagnostics = Diagnostics::default();
        let reading = read_cases(description, strategy, args.as_of, Purpose::Record, screen, &mut diagnostics);
        screen.diagnostics(&diagnostics, &Sources::default());
        let Some((reading, as_of)) = reading.filter(|_| !diagnostics.has_errors()) else { return Ok(None) };
        let mask = mask(args.key.as_ref(), description)?;
        let source = Source { description, reading: &reading, as_of };
        let held = governance.holding(strategy, as_of);
        let found = assemble(&held, governance, source, &mask, lang, Wanted::Findings);
        let suffix = if set.name.is_empty() { String::new() } else { format!("-{}", set.name) };
        let (mut json, mut csv) = (Vec::new(), Vec::new());
        write_json(&found, &mut json, Some(&mut csv))?;
        files.insert(format!("findings{suffix}.json"), json);
        let csv_name = format!("findings{suffix}.csv");
        let page = findings_page(&found, strategy, &strategy.voice(lang), FINDINGS_ON_PAGE, &csv_name);
        files.insert(format!("findings{suffix}.{lang}.html"), page);
        files.insert(csv_name, csv);
        judged.push((set.name.as_str(), found.findings.clone()));
    }
    if judged.is_empty() {
        screen
            .note(&format!("{}: no case data is there, beside the strategy or in ../cases/: its documents carry no verdicts", strategy.id));
        judged.push(("", without_cases(strategy, governance, lang)));
    }
    for (set, findings) in &judged {
        let suffix = if set.is_empty() { String::new() } else { format!("-{set}") };
        let document = compliance_report(strategy, governance, findings)?;
        for form in Form::ALL {
            files.insert(format!("{}{suffix}.{lang}.{}", Kind::ComplianceReport.name(), form.ending()), form.bytes(&document)?);
        }
        runs.push(record(set, findings));
        if findings.as_of.is_some() {
            shelf.add(Kind::ComplianceReport, set, document);
            screen.say(&format!(
                "{}{suffix}: {} breaches, {} unknown",
                strategy.id,
                findings.total(Verdict::Breached),
                findings.total(Verdict::Unknown)
            ));
        }
    }
    let digests: BTreeMap<&String, String> =
        files.iter().map(|(name, bytes)| (name, format!("blake3:{}", blake3::hash(bytes).to_hex()))).collect();
    let manifest = json!({
        "rettesnor": env!("CARGO_PKG_VERSION"),
        "strategy": {"id": strategy.id, "digest": strategy.digest},
        "law": {"origin": if strategy.law.origin.is_empty() { "built-in" } else { strategy.law.origin.as_str() }, "digest": strategy.law.digest},
        "runs": runs,
        "files": digests,
    });
    files.insert("manifest.json".to_owned(), format!("{manifest:#}\n").into_bytes());
    Ok(Some((files, shelf)))
}

fn record(set: &str, findings: &Findings) -> serde_json::Value {
    json!({
        "set": set,
        "as_of": findings.as_of.map(|day| day.to_string()),
        "cases": findings.cases.as_ref().map(|cases| cases.digest.clone()),
        "complete": findings.is_complete(),
        "masked": findings.masked,
    })
}
