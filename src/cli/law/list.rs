use std::error::Error;

use rettesnor::quantity::Day;

use super::Options;
use crate::Status;
use crate::cases::day;
use crate::screen::Screen;

/// Lists the parameters of the law.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The country: dk or no; both if not said
    country: Option<String>,
    /// The day to read values on
    #[arg(long, value_parser = day)]
    on: Option<Day>,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(_args: &Args, _screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    Ok(Status::Fine)
}
