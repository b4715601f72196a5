use std::error::Error;
use std::path::PathBuf;

use rettesnor::documents::papers::point_words;
use rettesnor::prose::{Lang, Voice};
use rettesnor::source::Sources;
use rettesnor::strategy::diff::{Change, ClauseDiff, Diff};

use crate::Status;
use crate::cases::valid_strategy;
use crate::page::{Page, Row};
use crate::screen::{Language, Reporting, Screen, Style};

/// Shows what differs between two editions of a strategy, clause by clause.
///
/// Tightened and loosened are said only where that is proved from what is written; each comes with an example where there is one.
/// What the strategies say decides nothing: the exit status is 0 whatever differs.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The earlier edition: its folder or strategy.yaml
    old: PathBuf,
    /// The later edition: its folder or strategy.yaml
    new: PathBuf,
    /// The language; the later strategy's if not said
    #[arg(long, value_enum)]
    lang: Option<Language>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let mut sources = Sources::default();
    let before = valid_strategy(&args.old, &mut sources, screen)?;
    let after = valid_strategy(&args.new, &mut sources, screen)?;
    let (Some(before), Some(after)) = (before, after) else { return Ok(Status::Invalid) };
    let diff = Diff::between(&before, &after);
    let voice = after.voice(args.lang.map_or(after.lang, Lang::from));
    match screen.style {
        Style::Json => screen.json(&diff.to_json(&voice)),
        Style::Human | Style::Plain => screen.say(&told(&diff, &voice, screen.style == Style::Human)),
    }
    Ok(Status::Fine)
}

/// The differences for a terminal: how many of each, then each clause.
fn told(diff: &Diff, voice: &Voice, wraps: bool) -> String {
    let lang = voice.lang;
    let mut page = Page::new(wraps);
    let edition = |edition: &rettesnor::strategy::diff::Edition| format!("{} ({})", edition.title, edition.id);
    page.put(0, &lang.text_words("changes-text-before", &[("text", &edition(&diff.before))]));
    page.put(0, &lang.text_words("changes-text-after", &[("text", &edition(&diff.after))]));
    page.gap();
    if diff.is_empty() {
        page.put(0, &lang.text("changes-equal"));
        return page.text();
    }
    let number = |n: usize| voice.number(i64::try_from(n).unwrap_or(i64::MAX));
    let shown: Vec<Change> = Change::ALL.into_iter().filter(|change| diff.count(*change) > 0).collect();
    let rows = shown.iter().map(|change| Row { cells: vec![title(*change, lang), number(diff.count(*change))], under: Vec::new() });
    page.table(2, &rows.collect::<Vec<_>>(), &[1], 0);
    page.gap();
    page.put(0, &lang.text("changes-coverage"));
    let (before, after) = (diff.before.coverage, diff.after.coverage);
    let ways = [
        ("kept-rule", before.rule, after.rule),
        ("kept-measure", before.measure, after.measure),
        ("kept-duty", before.duty, after.duty),
        ("kept-attested", before.attested, after.attested),
        ("kept-narrative", before.narrative, after.narrative),
    ];
    let heading = Row { cells: vec![String::new(), lang.text("changes-before"), lang.text("changes-after")], under: Vec::new() };
    let rows = ways.map(|(key, before, after)| Row { cells: vec![lang.text(key), number(before), number(after)], under: Vec::new() });
    page.table(2, &std::iter::once(heading).chain(rows).collect::<Vec<_>>(), &[1, 2], 0);
    for change in shown {
        page.gap();
        page.put(0, &title(change, lang));
        diff.of(change).for_each(|one| clause(one, voice, &mut page));
    }
    if !diff.claim_types.is_empty() {
        page.gap();
        page.put(0, &lang.text("changes-claim-types"));
        for one in &diff.claim_types {
            page.put(2, &format!("{} ({}): {}", one.name, one.id, title(one.change, lang)));
        }
    }
    page.text()
}

fn title(change: Change, lang: Lang) -> String {
    lang.text(&format!("changes-{}", change.name()))
}

fn clause(one: &ClauseDiff, voice: &Voice, page: &mut Page) {
    let lang = voice.lang;
    let (before, after) = (one.before.as_ref(), one.after.as_ref());
    let Some(told) = after.or(before) else { return };
    page.put(2, &told.address);
    if let Some(before) = before.filter(|before| before.address != told.address) {
        page.put(4, &lang.text_words("changes-was-at", &[("address", &before.address)]));
    }
    match (before, after) {
        (Some(before), Some(after)) if before.text != after.text => {
            page.put(4, &lang.text_words("changes-text-before", &[("text", &before.text)]));
            page.put(4, &lang.text_words("changes-text-after", &[("text", &after.text)]));
        }
        (Some(_), Some(_)) => {}
        _ => page.put(4, &told.text),
    }
    for point in &one.points {
        page.put(4, &format!("- {}", point_words(point, voice)));
    }
}
