use std::error::Error;
use std::path::PathBuf;

use rettesnor::diagnostic::{Code, Diagnostics, closest};
use rettesnor::findings::Source;
use rettesnor::findings::explain::{Facts, explain, find};
use rettesnor::governance::Governance;
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;
use rettesnor::source::Sources;

use crate::Status;
use crate::cases::{Purpose, day, describe_path, mask, read_cases, valid_strategy};
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
    let mut sources = Sources::default();
    let Some(strategy) = valid_strategy(&args.strategy, &mut sources, screen)? else { return Ok(Status::Invalid) };
    let mut found = Diagnostics::default();
    let governance = Governance::load(&strategy, &mut sources, &mut found);
    let description = describe_path(&args.cases, &strategy, &mut sources, &mut found)?;
    if found.has_errors() {
        screen.diagnostics(&found, &sources);
        let missing = found.sorted().iter().any(|one| one.code == Code::CasesNotFound);
        return Ok(if missing { Status::CouldNotRun } else { Status::Invalid });
    }
    let Some(description) = description else { return Ok(Status::CouldNotRun) };
    // What is wrong with other rows is told by `check`; here it would hide the story.
    let mut read = Diagnostics::default();
    let reading = read_cases(&description, &strategy, args.as_of, Purpose::Story, screen, &mut read);
    let Some((reading, as_of)) = reading.filter(|_| !read.has_errors()) else {
        screen.diagnostics(&read, &sources);
        return Ok(Status::CouldNotRun);
    };
    let mask = mask(args.key.as_ref(), &description)?;
    let source = Source { description: &description, reading: &reading, as_of };
    let facts = Facts { strategy: &strategy, governance: &governance, source, mask: &mask, sources: &sources };
    let Some((claim, asked)) = find(facts, args.claim.trim()) else {
        return Err(not_found(facts, args.claim.trim()).into());
    };
    let lang = args.lang.map_or(strategy.lang, Lang::from);
    let story = explain(facts, claim, asked.as_deref(), lang);
    if screen.style == Style::Json {
        screen.json(&serde_json::to_value(&story)?);
    } else {
        screen.line(&Teller { story: &story, page: Page::new(screen.style == Style::Human) }.told());
    }
    Ok(Status::Fine)
}

/// Why nothing is told; other claims' names only where claims' names tell nobody who somebody is.
fn not_found(facts: Facts<'_>, wanted: &str) -> String {
    let cases = &facts.source.reading.cases;
    let set = &facts.source.description.name;
    if wanted.len() == 32 && wanted.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return format!(
            "no finding of `{set}` has this fingerprint; it depends on the key: name the one that the findings were made with by `--key FILE`"
        );
    }
    if facts.mask.is_personal("claim") {
        return format!(
            "the claim that was asked for is not among the {} claims of `{set}`; write it as the source does, or as findings.json shows it (`#…`)",
            cases.len()
        );
    }
    let names = (0..cases.len()).map(|index| cases.claim(u32::try_from(index).unwrap_or(u32::MAX)).name());
    let help = closest(wanted, names).map_or("write its name as the source does".to_owned(), |meant| format!("write `{meant}`"));
    format!("`{wanted}` is not among the {} claims of `{set}`; {help}", cases.len())
}
