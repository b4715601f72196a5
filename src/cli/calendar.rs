use std::collections::BTreeMap;
use std::error::Error;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rettesnor::cases::{describe, find_sets};
use rettesnor::diagnostic::{Code, Diagnostic, Diagnostics};
use rettesnor::documents::papers::{plain, told_promises};
use rettesnor::findings::check_texts;
use rettesnor::governance::calendar::{Entry, Owing, entries, to_ics, to_json};
use rettesnor::governance::report::reports;
use rettesnor::governance::seal::load;
use rettesnor::governance::{Governance, authority_of, figures_of, plans};
use rettesnor::plan::Verdict;
use rettesnor::prose::{Lang, Voice};
use rettesnor::quantity::Day;
use rettesnor::source::{Sources, shown, write_whole};
use rettesnor::strategy::{Strategy, find};
use serde_json::json;

use crate::Status;
use crate::authority::whole;
use crate::cases::day;
use crate::page::Page;
use crate::screen::{Language, Reporting, Screen, Style};

/// Lists everything that an authority owes, and what became of it.
///
/// Duties and attestations of its strategies, promises of its annual reports, items of its plans that have a date, and exceptions that
/// are to be reviewed or end. What is past its last day comes first, then what is due, month by month. Ends with 2 if something is
/// breached.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// A strategy, an authority's folder, or a folder of them
    #[arg(default_value = "strategy")]
    path: PathBuf,
    /// The day to judge on; the day the authority's case data was drawn if not said
    #[arg(long, value_parser = day)]
    as_of: Option<Day>,
    /// Leaves out what had its last day before this one; what was done in time is listed only with it
    #[arg(long, value_parser = day)]
    from: Option<Day>,
    /// Leaves out what has its last day after this one; a year after the day to judge on, or after --from, if not said
    #[arg(long, value_parser = day)]
    to: Option<Day>,
    /// Writes the list to this file as iCalendar, for calendar programs
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,
    /// The language of the list; that of the authority's newest strategy if not said
    #[arg(long, value_enum)]
    lang: Option<Language>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

/// What is owed is told in two lines at most.
const LONG: usize = 140;

/// How every calendar file begins.
const BEGINS: &str = "BEGIN:VCALENDAR";

/// What an authority owes.
struct Owed {
    authority: String,
    as_of: Day,
    to: Day,
    voice: Voice,
    entries: Vec<Entry>,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    if let (Some(from), Some(to)) = (args.from, args.to)
        && to < from
    {
        return Err(format!("`--to {to}` lies before `--from {from}`; exchange the two").into());
    }
    let paths = find(&args.path)?;
    if paths.is_empty() {
        return Err(
            format!("no strategy.yaml was found at or under `{}`; name a strategy or an authority's folder", shown(&args.path)).into()
        );
    }
    if let Some(path) = &args.ics {
        is_calendar(path)?;
    }
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let mut authorities: BTreeMap<PathBuf, Vec<(Strategy, Governance)>> = BTreeMap::new();
    for path in &paths {
        let loaded = load(path, &mut sources)?;
        diagnostics.append(loaded.diagnostics);
        let Some(strategy) = loaded.strategy else { continue };
        let governance = Governance::load(&strategy, &mut sources, &mut diagnostics);
        authorities.entry(whole(&strategy.path)).or_default().push((strategy, governance));
    }
    let mut lists = Vec::new();
    for strategies in authorities.values() {
        lists.extend(owed(strategies, args, &mut sources, &mut diagnostics));
    }
    check_texts(&sources, 0, &mut diagnostics);
    // What else is to be said of the texts, `validate` says.
    if diagnostics.has_errors() {
        screen.diagnostics(&diagnostics, &sources);
        let undated = diagnostics.sorted().iter().filter(|one| one.code == Code::AsOfMissing).count();
        return Ok(if undated == diagnostics.errors() { Status::CouldNotRun } else { Status::Invalid });
    }
    // A calendar without an event is none.
    let is_empty = lists.iter().all(|one| one.entries.is_empty());
    if args.ics.is_some() && is_empty {
        screen.note("nothing is due in these days, so that no calendar file was written");
    }
    if let Some(path) = args.ics.as_ref().filter(|_| !is_empty) {
        let ics = to_ics(lists.iter().map(|one| (one.authority.as_str(), one.entries.as_slice(), one.as_of, &one.voice)));
        write_whole(path, ics.as_bytes())?;
        screen.note(&shown(path));
    }
    match screen.style {
        Style::Json => screen.json(&lists.iter().map(|one| as_json(one, args.from)).collect()),
        style => lists.iter().for_each(|one| screen.say(&told(one, args.from, style))),
    }
    let is_breached = lists.iter().flat_map(|one| &one.entries).any(|entry| entry.verdict == Verdict::Breached);
    Ok(if is_breached { Status::Breached } else { Status::Fine })
}

/// Stops where another file than a calendar stands at the place of the list.
fn is_calendar(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(BEGINS.len() as u64).read_to_end(&mut start));
    if path.is_file() && read.is_ok() && !start.is_empty() && start != BEGINS.as_bytes() {
        let name = shown(path);
        return Err(format!("`{name}` is there already and is no calendar file; name another one, for example `--ics owed.ics`").into());
    }
    Ok(())
}

/// What an authority owes; `None` where no day is said to judge on or its files are wrong, which is reported.
fn owed(strategies: &[(Strategy, Governance)], args: &Args, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Owed> {
    let (newest, _) = strategies.iter().max_by_key(|(strategy, _)| strategy.period)?;
    let lang = args.lang.map_or(newest.lang, Lang::from);
    let mut own = Diagnostics::default();
    let figures = figures_of(newest, sources, &mut own);
    let reports = reports(&authority_of(newest), &figures, &newest.authority.currency, sources, &mut own);
    let plans = plans::load(&authority_of(newest), sources, &mut own);
    let is_wrong = own.has_errors();
    diagnostics.append(own);
    let Some(as_of) = args.as_of.or_else(|| drawn(strategies)) else {
        let message = format!("no day is said to judge on what `{}` owes", newest.authority.name);
        let help = "add `--as-of 2026-12-31`, or `extracted: 2026-12-31` to the description of its cases";
        diagnostics.push(Diagnostic::error(Code::AsOfMissing, None, message).help(help));
        return None;
    };
    if is_wrong {
        return None;
    }
    let to = args.to.unwrap_or_else(|| args.from.map_or(as_of, |from| from.max(as_of)).plus_months(12));
    let voice = newest.voice(lang);
    let promises = told_promises(newest, &reports, &figures, lang);
    let owing = Owing { strategies, reports: &reports, promises: &promises, plans: &plans, sources };
    let mut list = entries(&owing, as_of, to, &voice);
    list.retain(|entry| args.from.is_none_or(|from| from <= entry.last));
    list.iter_mut().for_each(|entry| entry.what = plain(&entry.what));
    Some(Owed { authority: newest.authority.name.clone(), as_of, to, voice, entries: list })
}

/// The day on which the case data of the newest strategy that has any was drawn.
fn drawn(strategies: &[(Strategy, Governance)]) -> Option<Day> {
    let mut newest_first: Vec<&Strategy> = strategies.iter().map(|(strategy, _)| strategy).collect();
    newest_first.sort_by_key(|strategy| std::cmp::Reverse(strategy.period));
    newest_first.into_iter().find_map(|strategy| {
        find_sets(&strategy.path).into_iter().find_map(|set| {
            // What is wrong with a description is told where cases are read.
            let described = describe(Path::new(&set.path), &strategy.vocabulary, &mut Sources::default(), &mut Diagnostics::default());
            described.and_then(|description| description.extracted)
        })
    })
}

fn as_json(one: &Owed, from: Option<Day>) -> serde_json::Value {
    json!({"authority": one.authority, "as_of": one.as_of, "from": from, "to": one.to, "owed": to_json(&one.entries)})
}

/// The list as a person reads it: what is past its last day, what is due by month, what was done in time.
fn told(one: &Owed, from: Option<Day>, style: Style) -> String {
    let (lang, voice) = (one.voice.lang, &one.voice);
    let mut page = Page::new(style == Style::Human);
    page.put(0, &lang.text_words("calendar-title", &[("authority", &one.authority), ("day", &voice.day(one.as_of))]));
    let (past, rest): (Vec<&Entry>, Vec<&Entry>) = one.entries.iter().partition(|entry| entry.is_past(one.as_of));
    let (kept, coming): (Vec<&Entry>, Vec<&Entry>) = rest.into_iter().partition(|entry| entry.is_settled());
    let number = |list: &[&Entry]| voice.number(i64::try_from(list.len()).unwrap_or(i64::MAX));
    page.gap();
    // What is left out before a day is not spoken for.
    let since = from.map(|day| voice.day(day));
    let tell = |whole: &str, cut: &str, n: &str| {
        lang.text_words(if since.is_some() { cut } else { whole }, &[("from", since.as_deref().unwrap_or_default()), ("n", n)])
    };
    if past.is_empty() {
        page.put(0, &tell("calendar-none-past", "calendar-none-past-from", ""));
    } else {
        page.put(0, &tell("calendar-past", "calendar-past-from", &number(&past)));
        alike(&past).iter().for_each(|group| put(group, voice, &mut page));
    }
    page.gap();
    if coming.is_empty() {
        page.put(0, &lang.text_words("calendar-nothing", &[("day", &voice.day(one.to))]));
    } else {
        page.put(0, &lang.text_words("calendar-coming", &[("day", &voice.day(one.to)), ("n", &number(&coming))]));
    }
    let mut month = None;
    for entry in coming {
        let of = (entry.last.year(), entry.last.month());
        if month.replace(of) != Some(of) {
            page.gap();
            page.put(
                0,
                &lang.text_words("timing-month", &[("month", &lang.text(&format!("month-{}", of.1))), ("year", &of.0.to_string())]),
            );
        }
        put(&[entry], voice, &mut page);
    }
    page.gap();
    if since.is_some() && !kept.is_empty() {
        page.put(0, &tell("", "calendar-kept", &number(&kept)));
        alike(&kept).iter().for_each(|group| put(group, voice, &mut page));
    } else {
        page.put(0, &tell("calendar-kept-hidden", "calendar-kept-none", &number(&kept)));
    }
    page.gap();
    page.text()
}

/// What the same clause owes again and again, and what became of it alike, is told once, where it stands first.
fn alike<'a>(entries: &[&'a Entry]) -> Vec<Vec<&'a Entry>> {
    let mut groups: Vec<Vec<&Entry>> = Vec::new();
    for entry in entries {
        let is_same = |one: &&Entry| (one.kind, &one.of, &one.clause, &one.status) == (entry.kind, &entry.of, &entry.clause, &entry.status);
        let group = groups.iter_mut().find(|group| entry.unit.is_some() && group.first().is_some_and(is_same));
        match group {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    groups
}

fn put(group: &[&Entry], voice: &Voice, page: &mut Page) {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return };
    let units: Vec<&str> = group.iter().filter_map(|entry| entry.unit.as_deref()).collect();
    let told = Entry { unit: Some(units.join(", ")).filter(|units| !units.is_empty()), ..(*first).clone() };
    let days = if first.last == last.last { first.last.to_string() } else { format!("{} – {}", first.last, last.last) };
    let time = if told.time.is_some() || !told.is_binding { format!("{}; ", told.when(voice)) } else { String::new() };
    let under = [
        format!("{}: {time}{}", told.kind.words(voice.lang), told.status),
        told.details(voice).join(". "),
        format!("{}:{}", told.file, told.line),
    ];
    let under: Vec<String> = under.into_iter().filter(|text| !text.is_empty()).collect();
    page.entry(&format!("{days}  {}", shortened(&told.what)), "", &under);
}

/// A text as long as says what it is.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LONG {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONG).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}
