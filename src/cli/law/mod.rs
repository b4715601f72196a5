//! `rettesnor law`: the law as data, told on a day. Each subcommand is a file of its own.

mod cited;
mod clauses;
mod fees;
mod interest;
mod limitation;
mod list;
mod open;
mod show;
mod transfer;

use std::error::Error;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use rettesnor::diagnostic::{Diagnostics, one_of};
use rettesnor::law::{Amount, Law, load};
use rettesnor::prose::Lang;
use rettesnor::source::{Sources, shown};

use crate::Status;
use crate::screen::{Language, Reporting, Screen, Style};

/// The countries whose law there is.
const COUNTRIES: [&str; 2] = ["dk", "no"];

/// Lists and shows the law that is held as data; without a subcommand, lists it.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
// Both this and the options of `list` would be called so.
#[group(skip)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    list: list::Args,
}

#[derive(Subcommand)]
enum Command {
    /// Lists the parameters, a line each; with --on their values on that day
    List(list::Args),
    /// Shows one parameter: what it is, its value on a day, its history and its sources
    Show(show::Args),
    /// Shows the ready clauses of a country, which `includes: [law:dk]` takes in
    Clauses(clauses::Args),
    /// Computes the last day on which a claim can be saved from limitation, with its story
    Limitation(Box<limitation::Args>),
    /// Tells what is open: days without a value, weak sources, values to check again
    Open(open::Args),
    /// Computes the late interest of a claim between two days, line by line
    Interest(interest::Args),
    /// Tells for each reminder the highest fee that the law allows, or why none
    Fees(fees::Args),
    /// Tells whether a claim of the case data is ready for transfer, and what is missing
    Transfer(transfer::Args),
}

/// The options of every subcommand.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// A folder with law to read in place of the one beside the strategies, or of the program's own
    #[arg(long)]
    law: Option<PathBuf>,
    /// The language; that of the country if not said
    #[arg(long, value_enum)]
    lang: Option<Language>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

impl Args {
    /// How the subcommand that was asked for prints.
    pub(crate) fn style(&self) -> Style {
        let options = match &self.command {
            None => &self.list.options,
            Some(Command::List(args)) => &args.options,
            Some(Command::Show(args)) => &args.options,
            Some(Command::Clauses(args)) => &args.options,
            Some(Command::Limitation(args)) => &args.options,
            Some(Command::Open(args)) => &args.options,
            Some(Command::Interest(args)) => &args.options,
            Some(Command::Fees(args)) => &args.options,
            Some(Command::Transfer(args)) => return args.reporting.format,
        };
        options.reporting.format
    }
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    match &args.command {
        None => list::run(&args.list, screen),
        Some(Command::List(args)) => list::run(args, screen),
        Some(Command::Show(args)) => show::run(args, screen),
        Some(Command::Clauses(args)) => clauses::run(args, screen),
        Some(Command::Limitation(args)) => limitation::run(args, screen),
        Some(Command::Open(args)) => open::run(args, screen),
        Some(Command::Interest(args)) => interest::run(args, screen),
        Some(Command::Fees(args)) => fees::run(args, screen),
        Some(Command::Transfer(args)) => transfer::run(args, screen),
    }
}

impl Options {
    /// The language asked for, else that of a country.
    pub(crate) fn lang(&self, country: &str) -> Lang {
        self.lang.map_or(if country == "no" { Lang::Nb } else { Lang::Da }, Lang::from)
    }

    /// The folder near which a country's law is looked for.
    fn near(&self, country: &str) -> Result<PathBuf, Box<dyn Error>> {
        if !COUNTRIES.contains(&country) {
            return Err(format!("there is no law of `{country}`; {}", one_of(country, COUNTRIES)).into());
        }
        match &self.law {
            // A law is found by its name, `law`, near a strategy; a folder of another name would be passed over in silence.
            Some(folder) if folder.canonicalize().is_ok_and(|folder| folder.file_name().is_some_and(|name| name != "law")) => {
                Err(format!("`{}` is not named `law`; name it so, with `{country}` in it", shown(folder)).into())
            }
            Some(folder) if folder.join(country).is_dir() => Ok(folder.clone()),
            Some(folder) => Err(format!("`{}` has no folder `{country}`; name the folder that has it", shown(folder)).into()),
            None if Path::new("strategy").is_dir() => Ok("strategy".into()),
            None => Ok(".".into()),
        }
    }

    /// Reads a country's law: from the folder that was named, else as a strategy in `strategy` or in this folder would find it.
    ///
    /// `None` where its texts are invalid, which has been said.
    pub(crate) fn read(&self, country: &str, screen: &Screen) -> Result<Option<Law>, Box<dyn Error>> {
        let near = self.near(country)?;
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let law = load(country, &near, &mut sources, &mut diagnostics);
        screen.diagnostics(&diagnostics, &sources);
        Ok((!diagnostics.has_errors()).then_some(law))
    }

    /// The law of one country, or of each; `None` where a text is invalid.
    pub(crate) fn read_all(&self, country: Option<&str>, screen: &Screen) -> Result<Option<Vec<Law>>, Box<dyn Error>> {
        match country {
            Some(country) => Ok(self.read(country, screen)?.map(|law| vec![law])),
            None => {
                let here = |country: &&str| self.law.as_ref().is_none_or(|folder| folder.join(country).is_dir());
                let countries: Vec<_> = COUNTRIES.into_iter().filter(here).collect();
                if let (true, [first, ..]) = (countries.is_empty(), COUNTRIES) {
                    return self.read(first, screen).map(|law| law.map(|law| vec![law]));
                }
                countries.into_iter().map(|country| self.read(country, screen)).collect()
            }
        }
    }
}

/// The line above what is told of a law: the country, how much there is, and where it was read.
fn heading(law: &Law, lang: Lang) -> String {
    let count = i64::try_from(law.parameters.len()).unwrap_or(i64::MAX);
    let parameters = lang.text_with("law-parameters", &[("n", count)]);
    let key = if law.origin.is_empty() { "law-of-program" } else { "law-of-folder" };
    lang.text_words(key, &[("country", &law.country_name(lang)), ("parameters", &parameters), ("folder", &law.origin)])
}

/// A value in words; a list of codes is told by its length.
fn short(amount: &Amount, law: &Law, lang: Lang) -> String {
    match amount {
        Amount::Codes(codes) => lang.text_with("law-codes", &[("n", i64::try_from(codes.len()).unwrap_or(i64::MAX))]),
        amount => law.voice(lang).fact(&amount.fact()),
    }
}
