use std::error::Error;
use std::path::PathBuf;

use rettesnor::generate::{Plan, export, stories};
use rettesnor::quantity::Day;
use rettesnor::source::{Sources, shown, write_whole};

use crate::Status;
use crate::cases::{day, valid_strategy};
use crate::screen::{Reporting, Screen, Style};

/// Makes a synthetic municipality's case data for a strategy: two tables and the description that reads them.
///
/// The same seed makes the same data. Everything in it is made up and labelled so.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The strategy whose claim types and period are used: its folder or strategy.yaml
    strategy: PathBuf,
    /// The folder to write to
    #[arg(long)]
    out: PathBuf,
    /// How many claims
    #[arg(long, default_value_t = 400)]
    claims: u32,
    /// The seed
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The day on which the data is drawn; the strategy's last day if not said
    #[arg(long, value_parser = day)]
    drawn: Option<Day>,
    /// How many rows are spoiled on purpose, as exports spoil them
    #[arg(long, default_value_t = 0)]
    faults: u32,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let mut sources = Sources::default();
    let Some(strategy) = valid_strategy(&args.strategy, &mut sources, screen)? else { return Ok(Status::Invalid) };
    let drawn = args.drawn.unwrap_or(strategy.period.1);
    if drawn < strategy.period.0 {
        return Err(format!("`--drawn {drawn}` lies before the strategy starts on {}", strategy.period.0).into());
    }
    let plan = Plan { claims: args.claims, seed: args.seed, drawn, faults: args.faults };
    let files = export(&strategy, &plan, &stories(&strategy, &plan));
    if let Some(name) = files.keys().find(|name| args.out.join(name).exists()) {
        return Err(
            format!("`{}` is there already and is left as it is; choose another folder with --out", shown(&args.out.join(name))).into()
        );
    }
    let mut written = Vec::new();
    for (name, bytes) in files {
        let path = args.out.join(name);
        write_whole(&path, &bytes)?;
        screen.say(&shown(&path));
        written.push(shown(&path));
    }
    if screen.style == Style::Json {
        screen.json(&written.into());
    }
    Ok(Status::Fine)
}
