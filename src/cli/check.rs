use std::error::Error;
use std::path::PathBuf;

use clap::ValueEnum;
use rettesnor::diagnostic::Diagnostics;
use rettesnor::findings::against::{comparable, to_json as against_json};
use rettesnor::findings::{Findings, Source, assemble, to_csv, to_json};
use rettesnor::governance::Governance;
use rettesnor::plan::{Tally, Verdict};
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;
use rettesnor::source::{Sources, write_whole};

use crate::Status;
use crate::against::{Described, told as against_told, what_if};
use crate::cases::{day, describe_path, key, read_cases, valid_strategy};
use crate::screen::{Language, Reporting, Screen, Style};

/// Checks what happened in the cases against the strategy.
///
/// Prints a table of verdicts; with --out also writes findings.json and findings.csv. With --against it prints what a draft would
/// have meant in place of the table.
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
    /// A folder for findings.json and findings.csv, and with --against for against.json
    #[arg(long)]
    out: Option<PathBuf>,
    /// The key file for fingerprints; rettesnor.key beside the case description if not said
    #[arg(long)]
    key: Option<PathBuf>,
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
    let mut sources = Sources::default();
    let Some(strategy) = valid_strategy(&args.strategy, &mut sources, screen)? else { return Ok(Status::Invalid) };
    let draft = match &args.against {
        Some(path) => {
            let Some(draft) = valid_strategy(path, &mut sources, screen)? else { return Ok(Status::Invalid) };
            comparable(&strategy, &draft)?;
            Some(draft.in_period(strategy.period))
        }
        None => None,
    };
    let mut found = Diagnostics::default();
    let governance = Governance::load(&strategy, &mut sources, &mut found);
    let description = describe_path(&args.cases, &strategy, &mut sources, &mut found)?;
    if found.has_errors() {
        screen.diagnostics(&found, &sources);
        let missing = found.sorted().iter().any(|one| one.code == rettesnor::diagnostic::Code::CasesNotFound);
        return Ok(if missing { Status::CouldNotRun } else { Status::Invalid });
    }
    let Some(description) = description else { return Ok(Status::CouldNotRun) };
    let reading = read_cases(&description, &strategy, args.as_of, screen, &mut found);
    screen.diagnostics(&found, &sources);
    let Some((reading, as_of)) = reading.filter(|_| !found.has_errors()) else { return Ok(Status::CouldNotRun) };
    let lang = args.lang.map_or(strategy.lang, Lang::from);
    let key = key(args.key.as_ref(), &description)?;
    let findings = assemble(&strategy, &governance, Source { description: &description, reading: &reading, as_of }, &key, lang);
    if let Some(out) = &args.out {
        write_whole(&out.join("findings.json"), format!("{:#}\n", to_json(&findings)).as_bytes())?;
        write_whole(&out.join("findings.csv"), &to_csv(&findings)?)?;
    }
    if let Some(draft) = &draft {
        let described = Described { path: &args.cases, description: &description, reading: &reading, as_of };
        let Some(against) = what_if(&strategy, draft, &governance, described, lang, screen)? else { return Ok(Status::CouldNotRun) };
        if let Some(out) = &args.out {
            write_whole(&out.join("against.json"), format!("{:#}\n", against_json(&against)).as_bytes())?;
        }
        if screen.style == Style::Json {
            screen.json(&against_json(&against));
        } else {
            screen.line(&against_told(&against, screen.style == Style::Human));
        }
    } else if screen.style == Style::Json {
        screen.json(&to_json(&findings));
    } else {
        screen.line(&table(&findings));
    }
    let unknown = findings.total(Verdict::Unknown) > 0 || !findings.is_complete();
    let denied = args.deny == Some(Deny::Unknown) && unknown;
    Ok(if denied || findings.total(Verdict::Breached) > 0 { Status::Breached } else { Status::Fine })
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
    let voice = rettesnor::prose::Voice::new(lang, "");
    let mut lines = Vec::new();
    if let Some(cases) = &findings.cases {
        let day = findings.as_of.map(|day| voice.day(day)).unwrap_or_default();
        let (claims, events) = (voice.number(cases.claims as i64), voice.number(cases.events as i64));
        lines.push(lang.text_words("table-about", &[("name", &cases.name), ("claims", &claims), ("events", &events), ("day", &day)]));
        lines.push(String::new());
    }
    let heading: String = COLUMNS.iter().map(|(key, _)| format!("{:>8}", lang.text(key))).collect();
    lines.push(format!("{:<8}{heading}", ""));
    for clause in &findings.clauses {
        if clause.kept == "narrative" {
            continue;
        }
        let worst = clause.tally.worst().map_or_else(|| lang.text("verdict-unexercised"), |verdict| verdict.words(lang));
        lines.push(format!("{}: {worst}", clause.address));
        let numbers: String = COLUMNS.iter().map(|(_, number)| format!("{:>8}", dash(number(&clause.tally), &voice))).collect();
        lines.push(format!("{:<8}{numbers}", ""));
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

fn dash(number: u64, voice: &rettesnor::prose::Voice) -> String {
    if number == 0 { "–".to_owned() } else { voice.number(i64::try_from(number).unwrap_or(i64::MAX)) }
}
