//! `rettesnor sample`: audit samples. Each subcommand is a file of its own.

mod draw;
mod evaluate;
mod size;

use std::error::Error;

use clap::{Subcommand, ValueEnum};
use rettesnor::findings::test_sheet::{self, Bearable};
use rettesnor::governance::samples::{self, CONFIDENCES};
use rettesnor::quantity::{Money, Share};

use crate::Status;
use crate::screen::{Screen, Style};

/// Draws audit samples from what a clause was checked on, and evaluates what was found in them.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Draws a sample and writes a test sheet to fill in
    Draw(Box<draw::Args>),
    /// Evaluates a filled-in test sheet: what was found, and what the population may hold
    Evaluate(evaluate::Args),
    /// Tells how many to draw
    Size(size::Args),
}

impl Args {
    /// How the subcommand that was asked for prints.
    pub(crate) fn style(&self) -> Style {
        match &self.command {
            Command::Draw(args) => args.reporting.format,
            Command::Evaluate(args) => args.reporting.format,
            Command::Size(args) => args.reporting.format,
        }
    }
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    match &args.command {
        Command::Draw(args) => draw::run(args, screen),
        Command::Evaluate(args) => evaluate::run(args, screen),
        Command::Size(args) => size::run(args, screen),
    }
}

/// What a sample is to show.
#[derive(Debug, Clone, Copy, clap::Args)]
struct ToShow {
    /// The error that can still be borne: `5%`, or an amount in a monetary-unit sample
    #[arg(long, value_parser = bearable)]
    tolerable: Bearable,
    /// The error that is expected
    #[arg(long, value_parser = bearable, default_value = "0%")]
    expected: Bearable,
    /// How sure to be
    #[arg(long, value_parser = confidence, default_value = "95%")]
    confidence: u32,
}

impl ToShow {
    /// Errors that are amounts belong to samples of money.
    fn fits(self, method: test_sheet::Method) -> Result<(), String> {
        let is_amount = [self.tolerable, self.expected].iter().any(|error| matches!(error, Bearable::Amount(minor) if *minor != 0));
        if is_amount && method != test_sheet::Method::Mus {
            return Err(
                "an amount is borne only in a monetary-unit sample; write a share, for example `--tolerable 5%`, or `--method mus`".into(),
            );
        }
        Ok(())
    }
}

/// How to draw, as the command line says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Method {
    /// Each activation as likely as any other: how often the promise is broken
    Attribute,
    /// The same within strata
    Stratified,
    /// Each krone as likely as any other: how much money is wrong
    Mus,
}

impl From<Method> for test_sheet::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Attribute => Self::Attribute,
            Method::Stratified => Self::Stratified,
            Method::Mus => Self::Mus,
        }
    }
}

/// How a stratified sample is shared out, as the command line says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Allocation {
    /// By the number of activations
    Proportional,
    /// The same for each stratum
    Equal,
}

impl From<Allocation> for samples::Allocation {
    fn from(allocation: Allocation) -> Self {
        match allocation {
            Allocation::Proportional => Self::Proportional,
            Allocation::Equal => Self::Equal,
        }
    }
}

/// More than this is no number of activations.
const MOST: u64 = 1_000_000_000_000;

/// Reads a number of activations, or of units of money.
fn number(text: &str) -> Result<u64, String> {
    let read = text.trim().parse().ok().filter(|number| (1..=MOST).contains(number));
    read.ok_or_else(|| "write a whole number from 1 on, without marks between thousands, for example `60`".to_owned())
}

/// Reads a seed.
fn seed(text: &str) -> Result<u64, String> {
    text.trim().parse().map_err(|_| "write a whole number of at most 19 digits, for example `20270331`".to_owned())
}

/// Reads an error: a share, or an amount.
fn bearable(text: &str) -> Result<Bearable, String> {
    if text.contains('%') {
        return Share::parse(text).map(|Share(part)| Bearable::Part(part)).map_err(|error| format!("{}; {}", error.what, error.help));
    }
    match Money::parse(text) {
        Ok(Money(minor)) if minor >= 0 && text.trim().chars().any(char::is_alphabetic) => Ok(Bearable::Amount(minor)),
        _ => Err("write a share, for example `5 %`, or in a monetary-unit sample an amount, for example `50.000 kr`".to_owned()),
    }
}

/// Reads a confidence.
fn confidence(text: &str) -> Result<u32, String> {
    let Share(part) = Share::parse(text).map_err(|error| format!("{}; {}", error.what, error.help))?;
    let (least, most) = CONFIDENCES;
    if (least..=most).contains(&part) { Ok(part) } else { Err("write a confidence from `70 %` to `99,9 %`".to_owned()) }
}
