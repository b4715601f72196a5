use std::error::Error;
use std::path::PathBuf;

use rettesnor::findings::explain::explain;
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;

use crate::Status;
use crate::cases::day;
use crate::finding;
use crate::one_claim::{OneClaim, Wanted, not_found};
use crate::page::Page;
use crate::screen::{Language, Reporting, Screen, Style};
use crate::story::Teller;

/// Tells one claim's story: what happened, every clause's verdict, and why.
///
/// The claim is named as the source names it, by its mask (#…), or by the fingerprint of one of its findings.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The strategy: its folder or strategy.yaml
    strategy: PathBuf,
    /// The claim, or the fingerprint of a finding
    claim: String,
    /// A case description, a folder with cases.yaml, or a data file
    #[arg(long)]
    cases: PathBuf,
    /// The day to judge on; the day the data was drawn if not said
    #[arg(long, value_parser = day)]
    as_of: Option<Day>,
    /// The key file for fingerprints; rettesnor.key beside the case description if not said
    #[arg(long)]
    key: Option<PathBuf>,
    /// The language of the story; the strategy's if not said
    #[arg(long, value_enum)]
    lang: Option<Language>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let Args { strategy, claim, cases, as_of, key, .. } = args;
    let mut one = match OneClaim::without_claim(&Wanted { strategy, cases, as_of: *as_of, key: key.as_ref(), claim }, screen)? {
        Ok(one) => one,
        Err(status) => return Ok(status),
    };
    let lang = args.lang.map_or(one.strategy.lang, Lang::from);
    if !one.find_claim(claim) {
        // Some findings are of no single claim.
        return if finding::told(one.facts(), claim.trim(), lang, screen) {
            Ok(Status::Fine)
        } else {
            Err(not_found(one.facts(), claim.trim()).into())
        };
    }
    let story = explain(one.facts(), one.number, one.clause.as_deref(), lang);
    if screen.style == Style::Json {
        screen.json(&serde_json::to_value(&story)?);
    } else {
        screen.line(&Teller { story: &story, page: Page::new(screen.style == Style::Human) }.told());
    }
    Ok(Status::Fine)
}
