use std::error::Error;

use super::Options;
use crate::Status;
use crate::screen::Screen;

/// Shows the ready clauses of a country.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The country: dk or no
    country: String,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(_args: &Args, _screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    Ok(Status::Fine)
}
