//! The program: one file a command. It uses what the library makes public, prints, and ends with a status that scripts can rely on.

mod adopt;
mod against;
mod authority;
mod beside;
mod book;
mod build;
mod calendar;
mod cases;
mod check;
mod compared;
mod diff;
mod evidence;
mod explain;
mod finding;
mod generate;
mod house;
mod law;
mod measured;
mod new;
mod one_claim;
mod outputs;
mod page;
mod render;
mod rules;
mod sample;
mod schema;
mod screen;
mod story;
mod validate;
mod verify;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use rettesnor::documents::papers::PaperError;

use screen::{Screen, Style};

/// Policy as code for municipal debt collection: strategies as versioned YAML, checked against the cases, rendered for the council.
///
/// Exit status: 0 nothing breached; 1 could not run; 2 breaches (or, with --deny unknown, something unknown); 3 a text is invalid
/// or a policy test fails.
#[derive(Parser)]
#[command(version, max_term_width = 100)]
struct Program {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Writes a strategy to start from: commented, valid at once
    New(new::Args),
    /// Checks texts: shape, meaning, law, policy tests, coverage
    Validate(validate::Args),
    /// Checks what happened in the cases against the strategy
    Check(check::Args),
    /// Tells one claim's story: what happened, every clause's verdict, and why
    Explain(explain::Args),
    /// Renders one document of one strategy
    Render(render::Args),
    /// Does the main job: validates, checks and renders everything
    Build(build::Args),
    /// Lists what is owed: duties, promises, items of plans; also as iCalendar
    Calendar(calendar::Args),
    /// Shows what differs between two editions of a strategy
    Diff(diff::Args),
    /// Records what a body decided, and seals the adopted text
    Adopt(adopt::Args),
    /// Proves that an evidence pack is unchanged, or judges its cases again and compares
    Verify(verify::Args),
    /// Writes a house style to start from: looks, and templates to edit
    House(house::Args),
    /// Makes a synthetic municipality's case data for a strategy
    Generate(generate::Args),
    /// Lists and shows the law that is held as data
    Law(law::Args),
    /// Shows the rule kinds, or one kind's page
    Rules(rules::Args),
    /// Draws audit samples, and evaluates what was found in them
    Sample(sample::Args),
    /// Writes the JSON Schemas that editors complete from
    Schema(schema::Args),
}

impl Command {
    fn style(&self) -> Style {
        match self {
            Self::New(args) => args.reporting.format,
            Self::Validate(args) => args.reporting.format,
            Self::Check(args) => args.reporting.format,
            Self::Explain(args) => args.reporting.format,
            Self::Render(_) => Style::Human,
            Self::Build(args) => args.reporting.format,
            Self::Calendar(args) => args.reporting.format,
            Self::Diff(args) => args.reporting.format,
            Self::Adopt(args) => args.reporting.format,
            Self::Verify(args) => args.reporting.format,
            Self::House(args) => args.reporting.format,
            Self::Generate(args) => args.reporting.format,
            Self::Law(args) => args.style(),
            Self::Rules(args) => args.reporting.format,
            Self::Sample(args) => args.style(),
            Self::Schema(args) => args.reporting.format,
        }
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Nothing is breached.
    Fine,
    /// It could not run: files, usage.
    CouldNotRun,
    /// There are breaches.
    Breached,
    /// A text is invalid or a policy test fails.
    Invalid,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Fine => 0,
            Status::CouldNotRun => 1,
            Status::Breached => 2,
            Status::Invalid => 3,
        })
    }
}

fn main() -> ExitCode {
    let program = match Program::try_parse() {
        Ok(program) => program,
        Err(error) => {
            // Help and version are asked for; everything else is a command that could not be understood.
            let asked = !error.use_stderr();
            let _ = error.print();
            return if asked { Status::Fine } else { Status::CouldNotRun }.into();
        }
    };
    let mut screen = Screen::new(program.command.style());
    let status = match program.command {
        Command::New(args) => new::run(&args, &mut screen),
        Command::Validate(args) => validate::run(&args, &mut screen),
        Command::Check(args) => check::run(&args, &mut screen),
        Command::Explain(args) => explain::run(&args, &mut screen),
        Command::Render(args) => render::run(&args, &mut screen),
        Command::Build(args) => build::run(&args, &mut screen),
        Command::Calendar(args) => calendar::run(&args, &mut screen),
        Command::Diff(args) => diff::run(&args, &mut screen),
        Command::Adopt(args) => adopt::run(&args, &mut screen),
        Command::Verify(args) => verify::run(&args, &mut screen),
        Command::House(args) => house::run(&args, &mut screen),
        Command::Generate(args) => generate::run(&args, &mut screen),
        Command::Law(args) => law::run(&args, &mut screen),
        Command::Rules(args) => rules::run(&args, &mut screen),
        Command::Sample(args) => sample::run(&args, &mut screen),
        Command::Schema(args) => schema::run(&args, &mut screen),
    };
    match status {
        Ok(status) => status.into(),
        Err(error) => match error.downcast_ref::<PaperError>().and_then(PaperError::told) {
            Some((diagnostics, sources)) => {
                screen.diagnostics(diagnostics, sources);
                Status::Invalid.into()
            }
            None => {
                screen.error(&error.to_string());
                Status::CouldNotRun.into()
            }
        },
    }
}
