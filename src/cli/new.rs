use std::error::Error;
use std::path::PathBuf;

use rettesnor::source::{shown, write_whole};

use crate::Status;
use crate::screen::{Language, Reporting, Screen, Style};

/// Writes a strategy to start from: commented, valid at once.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The folder, for example strategy/mykommune/2026-2029
    folder: PathBuf,
    /// The language of its texts
    #[arg(long, value_enum, default_value_t = Language::Da)]
    lang: Language,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let path = args.folder.join("strategy.yaml");
    if path.exists() {
        return Err(format!("`{}` is there already and is left as it is", shown(&path)).into());
    }
    let text = match args.lang {
        Language::Da => include_str!("../../templates/new/strategy.da.yaml"),
        Language::Nb => include_str!("../../templates/new/strategy.nb.yaml"),
        Language::En => include_str!("../../templates/new/strategy.en.yaml"),
    };
    // Editors complete from the schema where it lies beside the strategies; one that is not there is no harm.
    write_whole(&path, text.as_bytes())?;
    screen.say(&format!("{}\nNext: rettesnor validate {}", shown(&path), shown(&args.folder)));
    if screen.style == Style::Json {
        screen.json(&vec![shown(&path)].into());
    }
    Ok(Status::Fine)
}
