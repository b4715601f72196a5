use std::error::Error;

use rettesnor::law::{Law, days_words};
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;
use serde_json::{Value, json};

use super::{Options, heading};
use crate::Status;
use crate::page::Page;
use crate::screen::{Screen, Style};

/// Tells what is open in the law.
///
/// That is: days without a verified value and why, first days that nobody has seen, values that rest on secondary sources, and the
/// days by which values are to be checked again.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The country: dk or no; both if not said
    country: Option<String>,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let Some(laws) = args.options.read_all(args.country.as_deref(), screen)? else { return Ok(Status::Invalid) };
    if screen.style == Style::Json {
        screen.json(&laws.iter().map(|law| as_json(law, args.options.lang(&law.country))).collect());
        return Ok(Status::Fine);
    }
    let mut page = Page::new(screen.style == Style::Human);
    for (index, law) in laws.iter().enumerate() {
        let lang = args.options.lang(&law.country);
        if index > 0 {
            page.gap();
        }
        page.put(0, &heading(law, lang));
        told(law, lang, &mut page);
        page.gap();
        page.put(0, &lang.text("law-no-advice"));
    }
    screen.line(&page.text());
    Ok(Status::Fine)
}

fn told(law: &Law, lang: Lang, page: &mut Page) {
    let (open, voice) = (law.open(), law.voice(lang));
    let missing = open
        .missing
        .iter()
        .map(|(parameter, missing)| format!("{}: {}: {}", parameter.address, missing.days_words(&voice), missing.because.get(lang)));
    let parts = open.parts.iter().map(|(parameter, from, to)| {
        format!("{}: {}: {}", parameter.address, days_words(Some(*from), *to, &voice), lang.text("law-open-part"))
    });
    let starts = open
        .starts
        .iter()
        .map(|(parameter, day)| format!("{}: {}", parameter.address, lang.text_words("law-seen", &[("day", &voice.day(*day))])));
    let secondary = open.secondary.iter().map(|(parameter, some)| {
        let (some, all) = (some.to_string(), parameter.values.len().to_string());
        format!("{}: {}", parameter.address, lang.text_words("law-open-of", &[("some", &some), ("all", &all)]))
    });
    let reviews = open.reviews.iter().map(|(day, parameter)| format!("{}: {}", voice.day(*day), parameter.address));
    let unreviewed = open.unreviewed.iter().map(|parameter| parameter.address.clone());
    let lists: [(&str, Vec<String>); 5] = [
        ("law-open-missing", missing.chain(parts).collect()),
        ("law-open-starts", starts.collect()),
        ("law-open-secondary", secondary.collect()),
        ("law-open-reviews", reviews.collect()),
        ("law-open-unreviewed", unreviewed.collect()),
    ];
    if lists.iter().all(|(_, said)| said.is_empty()) {
        page.gap();
        page.put(0, &lang.text("law-open-nothing"));
    }
    for (heading, said) in lists.iter().filter(|(_, said)| !said.is_empty()) {
        page.gap();
        page.put(0, &lang.text(heading));
        said.iter().for_each(|said| page.put(2, said));
    }
}

fn as_json(law: &Law, lang: Lang) -> Value {
    let open = law.open();
    let day = |day: &Day| day.to_string();
    json!({
        "country": law.country,
        "missing": open.missing.iter().map(|(parameter, missing)| json!({
            "address": parameter.address,
            "from": missing.from.as_ref().map(day), "to": missing.to.as_ref().map(day), "because": missing.because.get(lang),
        })).collect::<Vec<_>>(),
        "parts": open.parts.iter().map(|(parameter, from, to)| json!({
            "address": parameter.address, "from": day(from), "to": to.as_ref().map(day),
        })).collect::<Vec<_>>(),
        "starts": open.starts.iter().map(|(parameter, seen)| json!({"address": parameter.address, "seen": day(seen)})).collect::<Vec<_>>(),
        "secondary": open.secondary.iter().map(|(parameter, some)| json!({
            "address": parameter.address, "values": parameter.values.len(), "secondary": some,
        })).collect::<Vec<_>>(),
        "reviews": open.reviews.iter().map(|(by, parameter)| json!({"address": parameter.address, "by": day(by)})).collect::<Vec<_>>(),
        "unreviewed": open.unreviewed.iter().map(|parameter| &parameter.address).collect::<Vec<_>>(),
    })
}
