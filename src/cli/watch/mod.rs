//! A preview that follows its author: renders again when a file changes, and shows the page in a browser on this machine.

mod files;
mod page;
mod server;

use std::error::Error;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use rettesnor::diagnostic::to_human;
use rettesnor::documents::papers::PaperError;
use rettesnor::documents::{Document, to_html};
use rettesnor::findings::personal::blotted;

use crate::Status;
use crate::render::{Args, Desk, made, put};
use crate::screen::Screen;
use files::{Seen, look};
use server::Server;

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(300);

/// Renders and serves until the program is ended.
pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let asked = args.port.unwrap_or(0);
    let server = Server::start(asked)
        .map_err(|error| format!("port {asked} cannot be listened on: {error}; leave `--port` out and a free one is taken"))?;
    screen.line(&format!("http://{}/", server.address()));
    screen.note("The page loads itself anew when a file changes. Ctrl-C ends it.");
    let mut valid: Option<String> = None;
    let mut read: Vec<PathBuf> = Vec::new();
    loop {
        let before = look(&args.strategy, &read, args.out.as_deref());
        let mut desk = Desk::default();
        let tried = tried(args, &mut desk, screen);
        read = desk.read();
        let wrong = match tried {
            Ok(document) => {
                valid = Some(String::from_utf8_lossy(&to_html(&document)).into_owned());
                if args.out.is_some()
                    && let Err(error) = put(args, &document, screen)
                {
                    screen.error(&error.to_string());
                }
                None
            }
            Err(wrong) => Some(blotted(&wrong).into_owned()),
        };
        let version = server.show(|version| page::served(valid.as_deref(), wrong.as_deref(), version));
        screen.line(&match wrong {
            None => format!("version {version}: valid"),
            Some(_) if valid.is_some() => format!("version {version}: not valid; the page shows what is wrong above the last valid text"),
            Some(_) => format!("version {version}: not valid; the page shows what is wrong"),
        });
        let mut known = look(&args.strategy, &read, args.out.as_deref());
        // What changed while it was being read is rendered again.
        for (path, state) in &mut known {
            if let Some(was) = before.get(path) {
                *state = *was;
            }
        }
        wait(args, &read, &known);
    }
}

/// The document, or what stops it, as the screen shows it; the screen shows warnings too.
fn tried(args: &Args, desk: &mut Desk, screen: &mut Screen) -> Result<Document, String> {
    match made(args, desk, screen) {
        Ok(made) => {
            screen.diagnostics(&desk.diagnostics, &desk.sources);
            made.map_err(|_| to_human(&desk.diagnostics.only_errors(), &desk.sources, false))
        }
        Err(error) => match error.downcast_ref::<PaperError>().and_then(PaperError::told) {
            Some((diagnostics, sources)) => {
                screen.diagnostics(diagnostics, sources);
                Err(to_human(diagnostics, sources, false))
            }
            None => {
                screen.error(&error.to_string());
                Err(error.to_string())
            }
        },
    }
}

/// Waits until a file has changed and no further one is changing.
fn wait(args: &Args, read: &[PathBuf], known: &Seen) {
    let look = || look(&args.strategy, read, args.out.as_deref());
    let mut last = known.clone();
    let mut changed = false;
    loop {
        thread::sleep(PAUSE);
        let now = look();
        if changed && now == last {
            return;
        }
        changed |= now != last;
        last = now;
    }
}
