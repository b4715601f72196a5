use std::collections::BTreeSet;
use std::error::Error;
use std::path::PathBuf;

use rettesnor::cases::{describe, find_sets};
use rettesnor::diagnostic::Diagnostics;
use rettesnor::documents::papers::{PaperError, agenda_item, compliance_report, strategy_paper};
use rettesnor::findings::{check_texts, without_cases};
use rettesnor::governance::seal::load;
use rettesnor::governance::{Governance, Standing, authority_folder, check_periods, plans, unused_names};
use rettesnor::law::Amount;
use rettesnor::prose::Lang;
use rettesnor::source::{Sources, shown};
use rettesnor::strategy::{Ahead, Coming, Coverage, Loaded, Strategy, find};
use serde_json::{Value, json};

use crate::Status;
use crate::authority::{annual_reports, whole};
use crate::house::dress;
use crate::page::Page;
use crate::screen::{Reporting, Screen, Style};

/// Checks texts: shape, meaning, law, policy tests, coverage.
///
/// Looks at every strategy.yaml at or under the paths, at what lies beside it, at its authority's plans, and at
/// its case descriptions. Says everything at
/// once, and for each strategy how many clauses are checked, measured, owed, attested, only said.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Strategies, or folders with strategies
    #[arg(default_value = "strategy")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

/// A strategy that was looked at, with all that is to be said of it.
struct Looked {
    path: PathBuf,
    authority: PathBuf,
    loaded: Loaded,
    faults: Vec<PaperError>,
    standing: Option<Standing>,
}

impl Looked {
    fn is_valid(&self) -> bool {
        !self.loaded.diagnostics.has_errors() && self.faults.is_empty()
    }
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let mut sources = Sources::default();
    let mut paths = Vec::new();
    for path in &args.paths {
        paths.extend(find(path)?);
    }
    if paths.is_empty() {
        return Err("no strategy.yaml was found; `rettesnor new DIR` writes one to start from".into());
    }
    let mut authorities = BTreeSet::new();
    let mut all = Vec::new();
    for path in paths {
        // What belongs to the authority is told with the first of its strategies.
        let is_first = authorities.insert(whole(&path));
        all.push(look(path, is_first, &mut sources)?);
    }
    periods(&mut all);
    let mut reports = Vec::new();
    for one in &all {
        if screen.style == Style::Json {
            reports.push(report(one, &sources, screen));
        } else {
            tell(one, &sources, screen);
        }
    }
    if screen.style == Style::Json {
        screen.json(&json!(reports));
    }
    Ok(if all.iter().all(Looked::is_valid) { Status::Fine } else { Status::Invalid })
}

fn look(path: PathBuf, is_first: bool, sources: &mut Sources) -> Result<Looked, Box<dyn Error>> {
    let first = sources.ids().count();
    let mut loaded = load(&path, sources)?;
    let mut faults: Vec<PaperError> = Vec::new();
    let mut standing = None;
    if let Some(strategy) = &mut loaded.strategy {
        let mut of_house = Diagnostics::default();
        dress(strategy, sources, &mut of_house);
        if is_first {
            loaded.diagnostics.append(of_house);
        }
        let governance = Governance::load(strategy, sources, &mut loaded.diagnostics);
        let mut descriptions = Vec::new();
        for set in find_sets(&path) {
            descriptions.extend(describe(&set.path, &strategy.vocabulary, sources, &mut loaded.diagnostics));
        }
        if !loaded.diagnostics.has_errors() {
            unused_names(strategy, &governance, &descriptions.iter().collect::<Vec<_>>(), &mut loaded.diagnostics);
            faults = template_faults(strategy, &governance);
        }
        standing = Some(governance.standing(strategy, None)).filter(|standing| standing.adopter.is_some());
    }
    if is_first {
        plans::load(&authority_folder(&path), sources, &mut loaded.diagnostics);
        if let Some(strategy) = &loaded.strategy {
            match annual_reports(strategy, strategy.lang, sources, &mut loaded.diagnostics).map_err(|error| error.downcast::<PaperError>())
            {
                Err(Ok(fault)) if fault.told().is_some() => faults.push(*fault),
                Err(Ok(fault)) => return Err(fault),
                Err(Err(error)) => return Err(error),
                Ok(_) => {}
            }
        }
    }
    check_texts(sources, first, &mut loaded.diagnostics);
    let authority = whole(&path);
    Ok(Looked { path, authority, loaded, faults, standing })
}

/// Holds the periods of each authority's strategies against each other; what is to be said is said of the later one.
fn periods(all: &mut [Looked]) {
    let known: Vec<(PathBuf, Option<Strategy>)> = all.iter().map(|one| (one.authority.clone(), one.loaded.strategy.clone())).collect();
    for (place, one) in all.iter_mut().enumerate() {
        let Some((authority, Some(strategy))) = known.get(place) else { continue };
        let others = known.iter().enumerate().filter(|(other, (of, _))| *other != place && of == authority);
        let others: Vec<(usize, &Strategy)> = others.filter_map(|(other, (_, strategy))| Some((other, strategy.as_ref()?))).collect();
        let earlier = others.iter().filter(|(other, of)| (of.period, *other) < (strategy.period, place));
        check_periods(strategy, &earlier.map(|(_, of)| *of).collect::<Vec<_>>(), &mut one.loaded.diagnostics);
    }
}

fn report(one: &Looked, sources: &Sources, screen: &Screen) -> Value {
    let Looked { path, loaded, faults, standing, .. } = one;
    let told = faults.iter().filter_map(PaperError::told);
    let all = std::iter::once((&loaded.diagnostics, sources)).chain(told);
    let said: Vec<Value> = all.flat_map(|(one, of)| screen.told(one, of).as_array().cloned().unwrap_or_default()).collect();
    let strategy = loaded.strategy.as_ref();
    let ahead = strategy.filter(|_| one.is_valid());
    json!({
        "strategy": shown(path),
        "valid": one.is_valid(),
        "tests": loaded.tests,
        "coverage": strategy.map(Strategy::coverage).map(|coverage| json!({
            "clauses": coverage.clauses(), "rule": coverage.rule, "measure": coverage.measure,
            "duty": coverage.duty, "attested": coverage.attested, "narrative": coverage.narrative,
        })),
        "status": standing.as_ref().map(|standing| standing.status.name()),
        "law_ahead": ahead.map(|strategy| strategy.ahead().iter().map(|one| as_json(strategy, one)).collect::<Vec<_>>()),
        "diagnostics": said,
    })
}

fn tell(one: &Looked, sources: &Sources, screen: &Screen) {
    let Looked { path, loaded, faults, standing, .. } = one;
    let (diagnostics, is_valid) = (&loaded.diagnostics, one.is_valid());
    let told: Vec<(&Diagnostics, &Sources)> = faults.iter().filter_map(PaperError::told).collect();
    screen.diagnostics(diagnostics, sources);
    told.iter().for_each(|(one, of)| screen.diagnostics(one, of));
    let errors = diagnostics.errors() + told.iter().map(|(one, _)| one.errors()).sum::<usize>();
    let coverage = loaded.strategy.as_ref().map(Strategy::coverage);
    screen.say(&summary(&shown(path), coverage.as_ref(), loaded.tests, errors, diagnostics.warnings()));
    if let Some(standing) = standing.as_ref().filter(|_| is_valid) {
        screen.say(&format!("  {}", way(standing)));
    }
    let Some(strategy) = loaded.strategy.as_ref().filter(|_| is_valid) else { return };
    let ahead = strategy.ahead();
    if !ahead.is_empty() {
        let mut page = Page::new(screen.style == Style::Human);
        page.put(2, "in the law that it rests on:");
        ahead.iter().for_each(|one| page.put(4, &as_line(strategy, one)));
        screen.say(&page.text());
    }
}

/// What is wrong with the templates of the house, as far as it shows without cases.
fn template_faults(strategy: &Strategy, governance: &Governance) -> Vec<PaperError> {
    if strategy.authority.house.templates.is_empty() {
        return Vec::new();
    }
    let lang = strategy.lang;
    let papers = [
        strategy_paper(strategy, governance, lang).err(),
        agenda_item(strategy, &governance.decisions, lang).err(),
        compliance_report(strategy, governance, &without_cases(strategy, governance, lang)).err(),
    ];
    let mut faults: Vec<PaperError> = Vec::new();
    for fault in papers.into_iter().flatten().filter(|fault| fault.told().is_some()) {
        // A part that several documents take in is told once.
        if faults.iter().all(|known| known.to_string() != fault.to_string()) {
            faults.push(fault);
        }
    }
    faults
}

/// How far the strategy is on its way, in a line.
fn way(standing: &Standing) -> String {
    let sealed = if standing.is_sealed { ", sealed" } else { "" };
    match (&standing.adoption, &standing.adopter) {
        (Some(adoption), _) => format!("adopted by {} on {}{sealed}", adoption.body, adoption.date),
        (None, Some(adopter)) => format!("{}: no adoption by {adopter} is recorded", standing.status.name()),
        (None, None) => standing.status.name().to_owned(),
    }
}

/// What comes in the law, in a line.
fn as_line(strategy: &Strategy, ahead: &Ahead) -> String {
    let (day, parameter) = (ahead.day, &ahead.parameter);
    match &ahead.coming {
        Coming::Changes { from, to } => {
            format!("{day}  `{parameter}` changes: {} in place of {}", words(strategy, to), words(strategy, from))
        }
        Coming::Unknown { to, because } => {
            let because = because.get(Lang::En).trim().trim_end_matches('.');
            let because = if because.is_empty() { String::new() } else { format!(": {because}") };
            let known = if day > strategy.period.0 {
                format!("; the strategy stands on known law until {}", day.plus_days(-1))
            } else {
                String::new()
            };
            let until = if *to < strategy.period.1 { format!("until {to}") } else { "from then on".to_owned() };
            format!("{day}  `{parameter}` has no verified value {until}{known}{because}")
        }
        Coming::Review => format!("{day}  `{parameter}` is to be checked again"),
    }
}

fn as_json(strategy: &Strategy, ahead: &Ahead) -> Value {
    let mut told = json!({"day": ahead.day, "parameter": ahead.parameter, "clauses": ahead.clauses});
    let more = match &ahead.coming {
        Coming::Changes { from, to } => json!({"coming": "changes", "from": words(strategy, from), "to": words(strategy, to)}),
        Coming::Unknown { to, because } => json!({"coming": "unknown", "until": to, "because": because.get(Lang::En)}),
        Coming::Review => json!({"coming": "review"}),
    };
    if let (Some(told), Value::Object(more)) = (told.as_object_mut(), more) {
        told.extend(more);
    }
    told
}

fn words(strategy: &Strategy, amount: &Amount) -> String {
    strategy.voice(Lang::En).fact(&amount.fact())
}

fn summary(path: &str, coverage: Option<&Coverage>, tests: usize, errors: usize, warnings: usize) -> String {
    let counted = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let wrong = format!("{}, {}", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"));
    match coverage {
        Some(coverage) if errors == 0 => format!(
            "{path}: valid, {wrong}\n  {}: {} checked, {} measured, {} owed, {} attested, {} only said\n  {} passed",
            counted(coverage.clauses(), "clause", "clauses"),
            coverage.rule,
            coverage.measure,
            coverage.duty,
            coverage.attested,
            coverage.narrative,
            counted(tests, "policy test", "policy tests"),
        ),
        _ => format!("{path}: invalid, {wrong}"),
    }
}
