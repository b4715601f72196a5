use std::error::Error;
use std::path::PathBuf;

use rettesnor::source::write_whole;

use crate::Status;
use crate::screen::{Reporting, Screen, Style};

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
    let mut written = Vec::new();
    for (name, text) in rettesnor::schemas() {
        let path = args.out.join(format!("{name}.json"));
        write_whole(&path, text.as_bytes())?;
        screen.say(&rettesnor::source::shown(&path));
        written.push(rettesnor::source::shown(&path));
    }
    if screen.style == Style::Json {
        screen.json(&written.into());
    }
    Ok(Status::Fine)
}
