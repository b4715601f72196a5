use std::error::Error;

use super::Options;
use crate::Status;
use crate::screen::Screen;

/// Tells what is open in the law.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The country: dk or no; both if not said
    country: Option<String>,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(_args: &Args, _screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    Ok(Status::Fine)
}
