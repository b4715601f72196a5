use std::error::Error;

use rettesnor::diagnostic::Diagnostics;
use rettesnor::documents::papers::ready_clauses;
use rettesnor::quantity::Day;
use rettesnor::source::Sources;
use rettesnor::strategy::statutory;
use serde_json::json;

use super::Options;
use crate::Status;
use crate::cases::day;
use crate::page::Page;
use crate::screen::{Screen, Style};

/// Shows the ready clauses of a country.
///
/// They state the law and not a policy. A strategy takes all of them in with one line.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The country: dk or no
    country: String,
    /// The day to read their values on; the day on which the law was last checked if not said
    #[arg(long, value_parser = day)]
    on: Option<Day>,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let Some(law) = args.options.read(&args.country, screen)? else { return Ok(Status::Invalid) };
    let lang = args.options.lang(&args.country);
    let on = args.on.or_else(|| law.last_checked());
    if law.clauses.is_some() && on.is_none() {
        return Err("the law has no value that was checked on a day; name the day to read values on by `--on DAY`".into());
    }
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let near = args.options.near(&args.country)?;
    let strategy = on.and_then(|on| statutory(&law, &near, lang, on, &mut sources, &mut diagnostics));
    screen.diagnostics(&diagnostics, &sources);
    if diagnostics.has_errors() {
        return Ok(Status::Invalid);
    }
    let clauses = strategy.map(|strategy| ready_clauses(&strategy, lang)).unwrap_or_default();
    if screen.style == Style::Json {
        screen.json(&json!({"country": law.country, "on": on.map(|on| on.to_string()), "clauses": clauses}));
        return Ok(Status::Fine);
    }
    let mut page = Page::new(screen.style == Style::Human);
    let Some(on) = on.filter(|_| !clauses.is_empty()) else {
        screen.line(&lang.text("law-clauses-none"));
        return Ok(Status::Fine);
    };
    page.put(0, &lang.text("law-clauses-include"));
    page.put(2, &format!("includes: [\"law:{}\"]", law.country));
    page.gap();
    page.put(0, &lang.text_words("law-clauses-on", &[("day", &law.voice(lang).day(on))]));
    let mut heading = "";
    for clause in &clauses {
        if heading != clause.heading {
            heading = &clause.heading;
            page.gap();
            page.put(0, heading);
        }
        page.gap();
        let severity = lang.text(&format!("severity-{}", clause.severity));
        page.put(2, &format!("{} ({severity})", clause.clause));
        page.put(4, format!("{} {}", clause.text, clause.about).trim_end());
        if !clause.basis.is_empty() {
            page.put(4, &format!("{}: {}", lang.text("law-label-basis"), clause.basis.join(", ")));
        }
    }
    screen.line(&page.text());
    Ok(Status::Fine)
}
