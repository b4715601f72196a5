use std::error::Error;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use rettesnor::diagnostic::{Diagnostics, one_of};
use rettesnor::governance::seal::{ADOPTED, Seal, Sealed, bytes, meaning, record};
use rettesnor::governance::{Decision, Governance, Outcome};
use rettesnor::quantity::Day;
use rettesnor::source::{SourceId, Sources, read_bytes, shown, write_whole, write_whole_as};
use rettesnor::strategy::Strategy;
use rettesnor::yaml::Document;
use serde_json::json;

use crate::Status;
use crate::cases::{day, valid_strategy};
use crate::screen::{Reporting, Screen, Style};

/// Records what a body decided on a strategy, and seals the text when the last body on the route adopted it.
///
/// The decision is written into decisions.yaml beside the strategy; the adopted text is kept as adopted.yaml. From then on a change of
/// what the strategy means is an error; comments and layout may change. Without --body and --date, seals by the adoption that
/// decisions.yaml has already.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The strategy: its folder or strategy.yaml
    strategy: PathBuf,
    /// The body that decided, as the route names it
    #[arg(long, requires = "date")]
    body: Option<String>,
    /// The day on which it decided
    #[arg(long, value_parser = day, requires = "body")]
    date: Option<Day>,
    /// What it decided: endorsed is recommended onwards, approved is adopted where the last body on the route does it
    #[arg(long, value_parser = outcomes(), default_value = "approved", requires = "body")]
    outcome: Outcome,
    /// The words of the minutes
    #[arg(long, requires = "body")]
    printed: Option<String>,
    /// Reservations, in the words of the minutes
    #[arg(long, requires = "body")]
    reservations: Option<String>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

/// Reads an outcome by the word that `decisions.yaml` has for it.
fn outcomes() -> impl TypedValueParser<Value = Outcome> {
    let outcome = |word: String| Outcome::ALL.into_iter().find(|one| one.name() == word).ok_or("it is no outcome");
    PossibleValuesParser::new(Outcome::ALL.map(Outcome::name)).try_map(outcome)
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let mut sources = Sources::default();
    let Some(strategy) = valid_strategy(&args.strategy, &mut sources, screen)? else { return Ok(Status::Invalid) };
    let mut found = Diagnostics::default();
    let governance = Governance::load(&strategy, &mut sources, &mut found);
    if found.has_errors() {
        screen.diagnostics(&found.only_errors(), &sources);
        return Ok(Status::Invalid);
    }
    let mut decisions = governance.decisions;
    if let Some(seal) = &decisions.seal {
        let layout = if seal.look(&strategy.path, &mut sources) == Sealed::Layout { "; only comments or layout differ" } else { "" };
        return Err(format!("the text is sealed by the decision of {} on {}{layout}", seal.body, seal.date).into());
    }
    let adopter = match decisions.adopter() {
        Some(adopter) => adopter.to_owned(),
        None => return Err(unrouted(&strategy, args.body.as_deref()).into()),
    };
    let asked = decision(args);
    if let Some(asked) = &asked {
        let route = decisions.item.as_ref().and_then(|item| item.route.clone()).unwrap_or_default();
        if !route.contains(&asked.body) {
            let help = one_of(&asked.body, route.iter().map(String::as_str));
            return Err(format!("`{}` is not on the route of the case; {help}", asked.body).into());
        }
    }
    let same = |asked: &Decision, one: &Decision| (&asked.body, asked.date, asked.outcome) == (&one.body, one.date, one.outcome);
    let is_new = asked.as_ref().is_some_and(|asked| !decisions.decisions.iter().any(|one| same(asked, one)));
    if let Some(asked) = asked.as_ref().filter(|asked| !is_new && (asked.printed.is_some() || asked.reservations.is_some())) {
        return Err(format!(
            "the decision of `{}` on {} stands in `decisions.yaml` already; write its words there",
            asked.body, asked.date
        )
        .into());
    }
    if let Some(asked) = asked.as_ref().filter(|_| is_new) {
        decisions.decisions.push(asked.clone());
        decisions.decisions.sort_by_key(|one| one.date);
    }
    let sealed = decisions.adoption().map(|one| seal(&strategy, one, &sources)).transpose()?;
    if asked.is_none() && sealed.is_none() {
        return Err(format!("no adoption by `{adopter}` stands in `decisions.yaml`; say it with `--body` and `--date`").into());
    }
    let path = strategy.path.with_file_name("decisions.yaml");
    let text = String::from_utf8(read_bytes(&path)?)?;
    let decision = asked.as_ref().filter(|_| is_new);
    let Some(recorded) = record(&text, decision, sealed.as_ref()) else {
        return Err(format!(
            "nothing can be added to `{}` as it is written, and nothing was; write `decisions:` at the start of a line, and each decision on a line of its own under it, with `- ` before it",
            shown(&path)
        )
        .into());
    };
    if sealed.is_some() && is_another_text(&strategy, &mut sources) {
        let kept = shown(&strategy.path.with_file_name(ADOPTED));
        return Err(format!("`{kept}` holds another text than `strategy.yaml`; it was adopted before, and would be lost. Move it away if this text is the one that was adopted now").into());
    }
    if sealed.is_some() {
        // The bytes that were sealed, whatever has become of the file since.
        write_whole_as(&strategy.path.with_file_name(ADOPTED), text_of(&strategy, &sources)?.1.as_bytes(), &strategy.path)?;
    }
    write_whole(&path, recorded.text.as_bytes())?;
    let awaited: Vec<String> = decisions.awaited().into_iter().map(str::to_owned).collect();
    if screen.style == Style::Json {
        screen.json(&json!({
            "strategy": strategy.id,
            "decisions": shown(&path),
            "added": recorded.added,
            "sealed": sealed.as_ref().map(|seal| json!({"body": seal.body, "date": seal.date.to_string(), "meaning": seal.meaning, "bytes": seal.bytes})),
            "awaited": awaited,
        }));
        return Ok(Status::Fine);
    }
    screen.line(&format!("written to {}:", shown(&path)));
    recorded.added.iter().for_each(|line| screen.line(line));
    match &sealed {
        Some(seal) => {
            screen.line(&format!("the text is sealed; as it was adopted it lies in {ADOPTED} beside it"));
            screen.line("Write the digest of its bytes down where nobody can change it, for example in");
            screen.line("the minutes: `rettesnor verify` compares. It is");
            screen.line(&seal.bytes);
        }
        None => screen.line(&format!("not sealed: {} has yet to adopt it", awaited.last().unwrap_or(&adopter))),
    }
    Ok(Status::Fine)
}

/// Whether another text, in what it means, was adopted before and is kept.
fn is_another_text(strategy: &Strategy, sources: &mut Sources) -> bool {
    let mut value = |path: &std::path::Path| {
        let (source, _) = sources.read(path).ok()?;
        Document::read(source, sources, &mut Diagnostics::default()).map(|document| document.value)
    };
    let (kept, now) = (value(&strategy.path.with_file_name(ADOPTED)), value(&strategy.path));
    kept.is_some_and(|kept| now.is_none_or(|now| meaning(&kept) != meaning(&now)))
}

fn decision(args: &Args) -> Option<Decision> {
    Some(Decision {
        body: args.body.clone()?,
        date: args.date?,
        outcome: args.outcome,
        printed: args.printed.clone(),
        reservations: args.reservations.clone(),
    })
}

/// The text of the strategy as it was read.
fn text_of<'s>(strategy: &Strategy, sources: &'s Sources) -> Result<(SourceId, &'s str), Box<dyn Error>> {
    let name = shown(&strategy.path);
    let source = sources.ids().find(|id| sources.name(*id) == name).ok_or("the text of the strategy was not read")?;
    Ok((source, sources.text(source)))
}

fn seal(strategy: &Strategy, adoption: &Decision, sources: &Sources) -> Result<Seal, Box<dyn Error>> {
    let (source, _) = text_of(strategy, sources)?;
    let document = Document::read(source, sources, &mut Diagnostics::default()).ok_or("the text of the strategy cannot be read again")?;
    Ok(Seal {
        body: adoption.body.clone(),
        date: adoption.date,
        meaning: meaning(&document.value),
        bytes: bytes(sources.text(source)),
        span: document.root().span(),
    })
}

/// What to write where nobody can tell which body adopts.
fn unrouted(strategy: &Strategy, body: Option<&str>) -> String {
    let path = shown(&strategy.path.with_file_name("decisions.yaml"));
    let body = body.unwrap_or("…");
    format!("no route says which body adopts the strategy; write in `{path}`:\nrettesnor: 1\nagenda_item:\n  route: [{body}]")
}
