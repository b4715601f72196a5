use std::error::Error;

use rettesnor::quantity::Day;

use super::Options;
use crate::Status;
use crate::cases::day;
use crate::screen::Screen;

/// Shows one parameter.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The parameter, for example dk/gebyrlov/reminder-fee
    address: String,
    /// The day to read the value on
    #[arg(long, value_parser = day)]
    on: Option<Day>,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(_args: &Args, _screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    Ok(Status::Fine)
}
