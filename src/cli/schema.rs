use std::error::Error;
use std::path::PathBuf;

use rettesnor::source::write_whole;

use crate::Status;
use crate::screen::{Reporting, Screen};

/// Writes the JSON Schemas that editors complete from.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder
    #[arg(long, default_value = "schemas")]
    out: PathBuf,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    for (name, text) in rettesnor::schemas() {
        let path = args.out.join(format!("{name}.json"));
        write_whole(&path, text.as_bytes())?;
        screen.say(&rettesnor::source::shown(&path));
    }
    Ok(Status::Fine)
}
