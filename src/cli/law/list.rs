use std::error::Error;

use rettesnor::law::{Law, Occasion, Parameter};
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;
use serde_json::Value;

use super::{Options, heading, short};
use crate::Status;
use crate::cases::day;
use crate::page::Page;
use crate::screen::{Screen, Style};

/// Lists the parameters of the law.
///
/// Without --on no value is shown, for a value cannot be read without a day; it says from when to when values are known.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The country: dk or no; both if not said
    country: Option<String>,
    /// The day to read values on; for what the due date decides, of claims that fall due on it
    #[arg(long, value_parser = day)]
    on: Option<Day>,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let Some(laws) = args.options.read_all(args.country.as_deref(), screen)? else { return Ok(Status::Invalid) };
    let on = args.on.map(Occasion::on);
    if screen.style == Style::Json {
        let told = laws.iter().flat_map(|law| {
            let lang = args.options.lang(&law.country);
            law.parameters.keys().filter_map(move |address| law.to_json(address, lang, on))
        });
        screen.json(&Value::Array(told.collect()));
        return Ok(Status::Fine);
    }
    let mut page = Page::new(screen.style == Style::Human);
    for (index, law) in laws.iter().enumerate() {
        let lang = args.options.lang(&law.country);
        if index > 0 {
            page.gap();
        }
        page.put(0, &heading(law, lang));
        page.gap();
        for parameter in law.parameters.values() {
            let (right, gaps) = match on {
                Some(on) => {
                    let reading = law.read(&parameter.address, on);
                    (reading.map_or_else(|| lang.text("law-value-missing"), |reading| short(&reading.amount, law, lang)), None)
                }
                None => known(parameter, law, lang),
            };
            let under: Vec<String> = std::iter::once(parameter.name.get(lang).to_owned()).chain(gaps).collect();
            page.entry(&parameter.address, &right, &under);
        }
    }
    screen.line(&page.text());
    Ok(Status::Fine)
}

/// From when to when values are known, and the days between without one.
fn known(parameter: &Parameter, law: &Law, lang: Lang) -> (String, Option<String>) {
    let stretches = law.stretches(&parameter.address);
    let Some((first, last)) = stretches.first().zip(stretches.last()) else { return (lang.text("law-value-missing"), None) };
    let from = first.from.to_string();
    let from = if law.start_is_unknown(&parameter.address) { lang.text_words("law-seen", &[("day", &from)]) } else { from };
    let to = last.to.map(|to| format!(" {to}")).unwrap_or_default();
    // What comes after the last value is told by its end.
    let gaps = law.gaps(&parameter.address).into_iter().filter_map(|(from, to)| Some(format!("{from} – {}", to?)));
    let gaps = gaps.collect::<Vec<_>>().join(", ");
    let gaps = (!gaps.is_empty()).then(|| lang.text_words("law-without-value", &[("days", &gaps)]));
    (format!("{from} –{to}"), gaps)
}
