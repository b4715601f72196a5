use std::error::Error;
use std::path::PathBuf;

use clap::ValueEnum;
use rettesnor::diagnostic::Diagnostics;
use rettesnor::findings::against::{comparable, to_json as against_json};
use rettesnor::findings::{Baseline, ClauseResult, Findings, Source, Wanted, assemble, check_texts, write_json};
use rettesnor::governance::Governance;
use rettesnor::plan::{Tally, Verdict};
use rettesnor::prose::{Lang, Voice};
use rettesnor::quantity::Day;
use rettesnor::source::{Sources, write_whole};

use crate::Status;
use crate::against::{Described, told as against_told, what_if};
use crate::beside::{of_remedies, of_standing, of_waivers, wrapped};
use crate::cases::{Purpose, day, describe_path, mask, read_cases, valid_strategy};
use crate::compared::{compare, compared};
use crate::evidence::{self, Base, Parts};
use crate::house::dress;
use crate::measured::of_measures;
use crate::outputs::{With, write};
use crate::screen::{Language, Reporting, Screen, Style};

/// Checks what happened in the cases against the strategy.
///
/// Prints a table of verdicts; with --out also writes findings.json, findings.csv and a page to filter and sort, and with --with
/// more. With --against it prints what a draft would have meant in place of the table.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The strategy: its folder or strategy.yaml
    strategy: PathBuf,
    /// A case description, a folder with cases.yaml, or a data file
    #[arg(long)]
    cases: PathBuf,
    /// The day to judge on; the day the data was drawn if not said
    #[arg(long, value_parser = day)]
    as_of: Option<Day>,
    /// A draft: what would it have meant? Both strategies judge the same cases
    #[arg(long)]
    against: Option<PathBuf>,
    /// A folder for findings.json, findings.csv and findings.LANG.html, and with --against for against.json
    #[arg(long)]
    out: Option<PathBuf>,
    /// What else to write to the folder: a workbook, a SARIF log
    #[arg(long, value_enum, value_delimiter = ',')]
    with: Vec<With>,
    /// The findings.json of an earlier run: tells what is new, changed and gone
    #[arg(long)]
    baseline: Option<PathBuf>,
    /// Keeps evidence of the run: a new folder, or one file where the name ends in .zip
    #[arg(long, value_name = "PACK", conflicts_with_all = ["against", "baseline"])]
    evidence: Option<PathBuf>,
    /// Puts the case data itself into the pack too, personal values and all
    #[arg(long, requires = "evidence")]
    with_data: bool,
    /// The key file for fingerprints; rettesnor.key beside the case description if not said
    #[arg(long)]
    key: Option<PathBuf>,
    /// Shows values of personal columns as they are; the findings say that they do
    #[arg(long)]
    unmask: bool,
    /// The language of verdicts; the strategy's if not said
    #[arg(long, value_enum)]
    lang: Option<Language>,
    /// Ends with 2 if something is unknown or the run is incomplete
    #[arg(long, value_enum)]
    deny: Option<Deny>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Unknown verdicts and incomplete runs
    Unknown,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    if let (Some(with), None) = (args.with.first(), &args.out) {
        return Err(format!("`--with {}` needs a folder to write to; add `--out FOLDER`", with.name()).into());
    }
    // What was asked for and is not there, or in the way, is said before the long read.
    args.evidence.as_deref().map_or(Ok(()), evidence::is_free)?;
    let baseline = args.baseline.as_deref().map(Baseline::read).transpose()?;
    let mut sources = Sources::default();
    let Some(mut strategy) = valid_strategy(&args.strategy, &mut sources, screen)? else { return Ok(Status::Invalid) };
    let draft = match &args.against {
        Some(path) => {
            let Some(draft) = valid_strategy(path, &mut sources, screen)? else { return Ok(Status::Invalid) };
            comparable(&strategy, &draft)?;
            Some(draft.in_period(strategy.period))
        }
        None => None,
    };
    let mut found = Diagnostics::default();
    if args.evidence.is_some() {
        dress(&mut strategy, &mut sources, &mut found);
    }
    let governance = Governance::load(&strategy, &mut sources, &mut found);
    let description = describe_path(&args.cases, &strategy, &mut sources, &mut found)?;
    check_texts(&sources, 0, &mut found);
    if found.has_errors() {
        screen.diagnostics(&found, &sources);
        let missing = found.sorted().iter().any(|one| one.code == rettesnor::diagnostic::Code::CasesNotFound);
        return Ok(if missing { Status::CouldNotRun } else { Status::Invalid });
    }
    let Some(description) = description else { return Ok(Status::CouldNotRun) };
    let is_record = args.out.is_some() || args.evidence.is_some() || screen.style == Style::Json;
    let purpose = match &draft {
        Some(_) => Purpose::Comparison,
        None if is_record => Purpose::Record,
        None => Purpose::Verdicts,
    };
    let reading = read_cases(&description, &strategy, args.as_of, purpose, screen, &mut found);
    screen.diagnostics(&found, &sources);
    let Some((reading, as_of)) = reading.filter(|_| !found.has_errors()) else { return Ok(Status::CouldNotRun) };
    let lang = args.lang.map_or(strategy.lang, Lang::from);
    let mask = mask(args.key.as_ref(), &description)?;
    let mask = if args.unmask { mask.lifted() } else { mask };
    let is_listed = args.out.is_some() || args.evidence.is_some() || args.baseline.is_some() || screen.style == Style::Json;
    let wanted = if is_listed { Wanted::Findings } else { Wanted::Counts };
    let source = Source { description: &description, reading: &reading, as_of };
    let strategy = governance.holding(&strategy, as_of).into_owned();
    let draft = draft.map(|draft| draft.until(strategy.period.1));
    let mut judged = assemble(&strategy, &governance, source, &mask, lang, wanted);
    if let (Some(baseline), Some(path)) = (baseline, &args.baseline) {
        let doubts = compare(&mut judged, baseline, path);
        screen.diagnostics(&doubts, &sources);
    }
    if let Some(out) = &args.out {
        write(&judged, (&strategy, &strategy.voice(lang)), out, &args.with, screen)?;
    }
    let kept = match &args.evidence {
        Some(pack) => {
            let parts = Parts {
                judged: &judged,
                strategy: &strategy,
                governance: &governance,
                source,
                mask: &mask,
                sources: &sources,
                base: Base::of(&strategy, &description, &sources)?,
                data: evidence::data_of(&description),
                with_data: args.with_data,
            };
            Some(evidence::keep(pack, &parts, screen)?)
        }
        None => None,
    };
    let findings = &judged.findings;
    if let Some(draft) = &draft {
        let described = Described { path: &args.cases, description: &description, reading: &reading, as_of };
        let Some(against) = what_if(&strategy, draft, (&governance, &mask), described, lang, screen)? else {
            return Ok(Status::CouldNotRun);
        };
        if let Some(out) = &args.out {
            write_whole(&out.join("against.json"), format!("{:#}\n", against_json(&against)).as_bytes())?;
        }
        if screen.style == Style::Json {
            screen.json(&against_json(&against));
        } else {
            screen.line(&against_told(&against, screen.style == Style::Human));
        }
    } else if screen.style == Style::Json {
        screen.write(|out| write_json(&judged, out, None));
    } else {
        screen.line(&table(findings));
        for line in of_standing(findings, &strategy.voice(lang)) {
            screen.line(&line);
        }
        for line in of_waivers(findings, &strategy.voice(lang)).into_iter().chain(of_measures(findings, &strategy.voice(lang))) {
            screen.line(&line);
        }
        of_remedies(findings, &strategy).iter().for_each(|line| screen.line(line));
        if let Some(path) = &args.baseline {
            compared(findings, path).iter().for_each(|line| screen.line(line));
        }
        if !findings.masked {
            screen.line(&lang.text("table-unmasked"));
        }
    }
    kept.iter().flatten().for_each(|line| screen.note(line));
    let unknown = findings.total(Verdict::Unknown) > 0 || !findings.is_complete();
    let denied = args.deny == Some(Deny::Unknown) && unknown;
    let lacks_adoption = findings.standing.lacked.is_some();
    Ok(if denied || lacks_adoption || findings.total(Verdict::Breached) > 0 { Status::Breached } else { Status::Fine })
}

/// A heading's key, and the number under it.
type Column = (&'static str, fn(&Tally) -> u64);

/// The columns of numbers, and the key of their heading.
const COLUMNS: [Column; 9] = [
    ("table-activations", Tally::activations),
    ("table-met", |tally| tally.met),
    ("table-late", |tally| tally.late),
    ("table-missing", |tally| tally.missing),
    ("table-other", |tally| tally.breached - tally.late - tally.missing),
    ("table-waived", |tally| tally.waived),
    ("table-not-applicable", |tally| tally.not_applicable),
    ("table-not-yet-due", |tally| tally.not_yet_due),
    ("table-unknown", |tally| tally.unknown),
];

/// The verdicts as a table of 80 columns: a line for the clause where it is long, then the numbers.
pub(crate) fn table(findings: &Findings) -> String {
    let lang = findings.lang;
    let voice = Voice::new(lang, "");
    let mut lines = Vec::new();
    if let Some(cases) = &findings.cases {
        let day = findings.as_of.map(|day| voice.day(day)).unwrap_or_default();
        let (claims, events) = (voice.number(cases.claims as i64), voice.number(cases.events as i64));
        lines.push(lang.text_words("table-about", &[("name", &cases.name), ("claims", &claims), ("events", &events), ("day", &day)]));
        lines.push(String::new());
    }
    let told = findings.clauses.iter().filter(|clause| clause.kept != "narrative");
    let cells: Vec<(&ClauseResult, [String; 9])> =
        told.map(|clause| (clause, COLUMNS.map(|(_, number)| dash(number(&clause.tally), &voice)))).collect();
    let (shown, width) = columns(&cells);
    let row = |cells: &[String; 9]| -> String {
        let shown = cells.iter().zip(shown).filter(|(_, shown)| *shown);
        format!("{:<8}{}", "", shown.map(|(cell, _)| format!("{cell:>width$}")).collect::<String>())
    };
    lines.push(row(&COLUMNS.map(|(key, _)| lang.text(key))));
    for (clause, cells) in &cells {
        let worst = clause.tally.worst().map_or_else(|| lang.text("verdict-unexercised"), |verdict| verdict.words(lang));
        lines.push(format!("{}: {worst}", clause.address));
        lines.push(row(cells));
    }
    lines.push(String::new());
    let breached = findings.total(Verdict::Breached);
    let broken = findings
        .clauses
        .iter()
        .filter(|clause| clause.tally.breached > 0)
        .map(|clause| &clause.clause)
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    lines.push(lang.text_words(
        "table-sum",
        &[("breached", &voice.number(i64::try_from(breached).unwrap_or(i64::MAX))), ("clauses", &broken.to_string())],
    ));
    let silent = findings.unexercised();
    if !silent.is_empty() {
        let words = [("count", silent.len().to_string()), ("clauses", silent.join(", "))];
        lines.push(wrapped(&lang.text_words("table-unexercised", &words.each_ref().map(|(name, word)| (*name, word.as_str())))));
    }
    if let Some(cases) = &findings.cases {
        for (key, count) in [("table-rejected", cases.rejected.len()), ("table-later", cases.later.len())] {
            if count > 0 {
                lines.push(lang.text_words(key, &[("rows", &voice.number(count as i64))]));
            }
        }
    }
    if !findings.is_complete() {
        lines.push(lang.text("table-incomplete"));
    }
    lines.join("\n")
}

/// Which columns are shown, and how wide: all of them where the numbers leave room, else those in which any number stands.
fn columns(cells: &[(&ClauseResult, [String; 9])]) -> ([bool; 9], usize) {
    let is_wide = cells.iter().flat_map(|(_, cells)| cells).any(|cell| cell.chars().count() > 7);
    if !is_wide {
        return ([true; 9], 8);
    }
    let mut shown = [true, true, false, false, false, false, false, false, false];
    for (_, cells) in cells {
        for (shown, cell) in shown.iter_mut().zip(cells) {
            *shown |= cell != "–";
        }
    }
    let count = shown.iter().filter(|shown| **shown).count();
    (shown, (72 / count.max(1)).min(12))
}

pub(crate) fn dash(number: u64, voice: &Voice) -> String {
    if number == 0 { "–".to_owned() } else { voice.number(i64::try_from(number).unwrap_or(i64::MAX)) }
}
