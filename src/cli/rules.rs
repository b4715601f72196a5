use std::error::Error;

use rettesnor::diagnostic::one_of;
use rettesnor::rules::KINDS;
use serde_json::json;

use crate::Status;
use crate::screen::{Reporting, Screen, Style};

/// Shows the rule kinds, or one kind's page.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The rule kind; all of them, a line each, if not said
    kind: Option<String>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    if let Some(name) = &args.kind {
        let Some(kind) = KINDS.iter().find(|kind| kind.name == name) else {
            return Err(format!("`{name}` is not a rule kind; {}", one_of(name, KINDS.iter().map(|kind| kind.name))).into());
        };
        if screen.style == Style::Json {
            screen.json(&json!({"kind": kind.name, "page": kind.page}));
        } else {
            screen.line(kind.page.trim_end());
        }
        return Ok(Status::Fine);
    }
    let promise = |page: &str| page.lines().skip(1).find(|line| !line.trim().is_empty()).unwrap_or_default().to_owned();
    if screen.style == Style::Json {
        screen.json(&KINDS.iter().map(|kind| json!({"kind": kind.name, "promise": promise(kind.page)})).collect());
    } else {
        for kind in KINDS {
            screen.line(&format!("{:<12} {}", kind.name, promise(kind.page)));
        }
    }
    Ok(Status::Fine)
}
