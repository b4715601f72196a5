use std::error::Error;
use std::path::Path;

use rettesnor::governance::seal::{ADOPTED, Altered, Seal, Sealed, bytes, seal_of};
use rettesnor::source::{Sources, shown};
use serde_json::{Value, json};

use crate::Status;
use crate::page::Page;
use crate::screen::{Screen, Style};

/// Tells whether the text of a strategy is the one that was adopted: in its bytes, and in what it means.
///
/// Other bytes with the same meaning are told and are no difference; the adopted text itself must have the bytes that were sealed.
pub(super) fn run(strategy: &Path, written_down: Option<&str>, screen: &Screen) -> Result<Status, Box<dyn Error>> {
    let mut sources = Sources::default();
    let Some(seal) = seal_of(strategy, &mut sources) else {
        if has_seal(strategy) {
            return Err(format!("the seal of `{}` does not fit its decisions; `rettesnor validate` tells why", shown(strategy)).into());
        }
        return Err(format!(
            "`{}` is not sealed; `rettesnor adopt` seals a text when the body that adopts it has approved it",
            shown(strategy)
        )
        .into());
    };
    let sealed = seal.look(strategy, &mut sources);
    let kept = strategy.with_file_name(ADOPTED);
    let kept = sources.read(&kept).ok().map(|(source, _)| bytes(sources.text(source)) == seal.bytes);
    let is_the_one = written_down.map(|digest| digest == seal.bytes);
    if screen.style == Style::Json {
        screen.json(&as_json(&seal, &sealed, kept, is_the_one));
    } else {
        screen.say(&told(&seal, &sealed, (kept, is_the_one), screen.style == Style::Human));
    }
    let is_whole = match sealed {
        Sealed::Same => kept != Some(false),
        // Without the adopted text only the digest of its meaning speaks for it, which whoever changed the text can have written.
        Sealed::Layout => kept == Some(true),
        _ => false,
    };
    let is_whole = is_whole && is_the_one != Some(false);
    Ok(if is_whole { Status::Fine } else { Status::Breached })
}

fn told(seal: &Seal, sealed: &Sealed, (kept, is_the_one): (Option<bool>, Option<bool>), wraps: bool) -> String {
    let mut page = Page::new(wraps);
    page.put(0, &format!("Sealed by the decision of {} on {}", seal.body, seal.date));
    page.gap();
    match sealed {
        Sealed::Same => page.put(0, "The text has the bytes that were adopted."),
        Sealed::Layout if kept.is_none() => page.put(
            0,
            "Whether the text means what was adopted cannot be proved: its bytes are others, and only the digest of its meaning in the seal, which can be changed as well, speaks for it.",
        ),
        Sealed::Layout => page.put(0, "The text means what was adopted. Its bytes are others: comments or layout were changed."),
        Sealed::Altered(altered) => {
            page.put(0, "The text is NOT what was adopted:");
            altered.iter().for_each(|one| page.put(2, &one.message(seal.date)));
        }
        Sealed::AlteredUntold => page.put(0, "The text is NOT what was adopted."),
        Sealed::AlteredTwice => page.put(0, "The text is NOT what was adopted, and nobody can tell what differs."),
        Sealed::Unreadable => {
            page.put(0, "The text cannot be read, so that nobody can tell whether it is what was adopted; `rettesnor validate` tells why.");
        }
    }
    match kept {
        Some(true) => {}
        Some(false) => page.put(0, &format!("`{ADOPTED}` does not have the bytes that were sealed.")),
        None => page.put(0, &format!("`{ADOPTED}`, the text as it was adopted, is not there.")),
    }
    page.gap();
    page.put(0, "Digest of the bytes that were adopted:");
    page.put(2, &seal.bytes);
    let compared = match is_the_one {
        Some(true) => "It is the digest that was written down.",
        Some(false) => "It is NOT the digest that was written down: another text was sealed.",
        None => {
            "Seal and decision stand in a file that can be changed too: compare the digest with the one that was written down at the adoption (`--digest`), and the day with the minutes."
        }
    };
    page.put(0, compared);
    page.text()
}

fn as_json(seal: &Seal, sealed: &Sealed, kept: Option<bool>, is_the_one: Option<bool>) -> Value {
    let altered = if let Sealed::Altered(altered) = sealed { altered.as_slice() } else { &[] };
    let one = |one: &Altered| json!({"clause": one.address, "key": one.key, "was": one.was, "is": one.is});
    json!({
        "body": seal.body,
        "date": seal.date.to_string(),
        "bytes": seal.bytes,
        "meaning": seal.meaning,
        "same_bytes": *sealed == Sealed::Same,
        "same_meaning": if *sealed == Sealed::Layout && kept.is_none() { None } else { Some(matches!(sealed, Sealed::Same | Sealed::Layout)) },
        "adopted_text": kept,
        "digest_written_down": is_the_one,
        "altered": altered.iter().map(one).collect::<Vec<_>>(),
    })
}

/// Whether a seal is written beside a strategy, whatever it is worth.
fn has_seal(strategy: &Path) -> bool {
    std::fs::read_to_string(strategy.with_file_name("decisions.yaml")).is_ok_and(|text| text.lines().any(|line| line.starts_with("seal:")))
}
