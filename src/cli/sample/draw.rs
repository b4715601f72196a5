use std::error::Error;
use std::path::PathBuf;

use clap::ValueEnum;
use rettesnor::diagnostic::{Code, Diagnostics};
use rettesnor::findings::population::{self, Population};
use rettesnor::findings::test_sheet::{self, Order, about, draw, to_xlsx};
use rettesnor::findings::{Source, check_texts};
use rettesnor::governance::Governance;
use rettesnor::governance::samples::NoSize;
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;
use rettesnor::source::{Sources, shown, write_whole};
use serde_json::json;

use super::{Allocation, Method, ToShow, number, seed};
use crate::Status;
use crate::cases::{Purpose, day, describe_path, mask, read_cases, valid_strategy};
use crate::page::{Page, Row};
use crate::screen::{Language, Reporting, Screen, Style};

/// Draws a sample from the activations of a clause and writes a test sheet to fill in.
///
/// The same data, clause, method and seed draw the same sample on every machine.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The strategy: its folder or strategy.yaml
    strategy: PathBuf,
    /// A case description, a folder with cases.yaml, or a data file
    #[arg(long)]
    cases: PathBuf,
    /// The clause: chapter/clause, or chapter/clause/1 where it has several rules
    #[arg(long)]
    clause: String,
    /// How to draw
    #[arg(long, value_enum)]
    method: Method,
    #[command(flatten)]
    to_show: ToShow,
    /// How many to draw; computed if not said
    #[arg(long, value_parser = number)]
    size: Option<u64>,
    /// The seed; the digest of the data if not said
    #[arg(long, value_parser = seed)]
    seed: Option<u64>,
    /// What strata are made by; the claim's type if not said
    #[arg(long, value_enum)]
    by: Option<By>,
    /// How a stratified sample is shared out; proportionally if not said
    #[arg(long, value_enum)]
    allocation: Option<Allocation>,
    /// The test sheet to write (.xlsx)
    #[arg(long)]
    out: PathBuf,
    /// The day to judge on; the day the data was drawn if not said
    #[arg(long, value_parser = day)]
    as_of: Option<Day>,
    /// The key file for fingerprints; rettesnor.key beside the case description if not said
    #[arg(long)]
    key: Option<PathBuf>,
    /// The language of the sheet; the strategy's if not said
    #[arg(long, value_enum)]
    lang: Option<Language>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    /// The claim's type
    #[value(name = "claim_type")]
    ClaimType,
    /// Persons and companies
    #[value(name = "debtor_kind")]
    DebtorKind,
    /// The year of the activation
    Year,
    /// The amount at stake, in bands
    Amount,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let method = test_sheet::Method::from(args.method);
    args.to_show.fits(method)?;
    let is_stratified = method == test_sheet::Method::Stratified;
    for (option, is_said) in [("--by", args.by.is_some()), ("--allocation", args.allocation.is_some())] {
        if is_said && !is_stratified {
            return Err(format!("`{option}` belongs to a sample of strata; leave it out, or write `--method stratified`").into());
        }
    }
    if args.out.exists() {
        // It may have been filled in by now.
        return Err(format!("`{}` is there already and is left as it is; choose another file with --out", shown(&args.out)).into());
    }
    let mut sources = Sources::default();
    let Some(strategy) = valid_strategy(&args.strategy, &mut sources, screen)? else { return Ok(Status::Invalid) };
    let mut found = Diagnostics::default();
    let governance = Governance::load(&strategy, &mut sources, &mut found);
    let description = describe_path(&args.cases, &strategy, &mut sources, &mut found)?;
    check_texts(&sources, 0, &mut found);
    if found.has_errors() {
        screen.diagnostics(&found, &sources);
        let missing = found.sorted().iter().any(|one| one.code == Code::CasesNotFound);
        return Ok(if missing { Status::CouldNotRun } else { Status::Invalid });
    }
    let Some(description) = description else { return Ok(Status::CouldNotRun) };
    let reading = read_cases(&description, &strategy, args.as_of, Purpose::Record, screen, &mut found);
    screen.diagnostics(&found, &sources);
    let Some((reading, as_of)) = reading.filter(|_| !found.has_errors()) else { return Ok(Status::CouldNotRun) };
    let mask = mask(args.key.as_ref(), &description)?;
    let by = by(args.by.unwrap_or(By::ClaimType));
    if is_stratified && mask.is_personal(by.name()) {
        let message = format!("`--by {}` would tell what the description calls personal; choose another", by.name());
        return Err(message.into());
    }
    let lang = args.lang.map_or(strategy.lang, Lang::from);
    let source = Source { description: &description, reading: &reading, as_of };
    let held = governance.holding(&strategy, as_of);
    let population = Population::new(&held, &governance, source, &mask, lang, &args.clause)?;
    let order = Order {
        method,
        confidence: args.to_show.confidence,
        tolerable: args.to_show.tolerable,
        expected: args.to_show.expected,
        size: args.size,
        seed: args.seed,
        by,
        allocation: args.allocation.unwrap_or(Allocation::Proportional).into(),
    };
    if population.is_empty() {
        return Err(format!(
            "`{}` has no activation with a verdict in `{}`; there is nothing to draw",
            population.address, description.name
        )
        .into());
    }
    let voice = strategy.voice(lang);
    let (sheet, rows, outside) = draw(&population, &order, &strategy, source, &voice).map_err(|error| match error {
        NoSize::NoAmount => {
            format!("no activation of `{}` has an amount above zero; draw with `--method attribute`", population.address)
        }
        other => other.to_string(),
    })?;
    let mut bytes = Vec::new();
    to_xlsx(&sheet, &rows, &outside, &voice, &mut bytes)?;
    write_whole(&args.out, &bytes)?;
    if screen.style == Style::Json {
        screen.json(&json!({"sample": sheet, "rows": rows, "outside": outside, "file": shown(&args.out)}));
        return Ok(Status::Fine);
    }
    let mut page = Page::new(screen.style == Style::Human);
    let lines: Vec<Row> =
        about(&sheet, &voice).into_iter().map(|(what, value)| Row { cells: vec![what, value], under: Vec::new() }).collect();
    page.table(0, &lines, &[], 1);
    page.gap();
    let count = |number: u64| voice.number(i64::try_from(number).unwrap_or(i64::MAX));
    let words = [("drawn", count(sheet.drawn())), ("items", count(sheet.items())), ("file", shown(&args.out))];
    page.put(0, &lang.text_words("samples-written", &words.each_ref().map(|(key, word)| (*key, word.as_str()))));
    screen.say(&page.text());
    Ok(Status::Fine)
}

fn by(by: By) -> population::By {
    match by {
        By::ClaimType => population::By::ClaimType,
        By::DebtorKind => population::By::DebtorKind,
        By::Year => population::By::Year,
        By::Amount => population::By::Amount,
    }
}
