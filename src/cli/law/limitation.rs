use std::error::Error;
use std::path::{Path, PathBuf};

use rettesnor::diagnostic::one_of;
use rettesnor::law::limitation::{Happened, Step, Stopped, What, limitation_of};
use rettesnor::law::{Law, Occasion};
use rettesnor::plan::{Questions, Running, Story, judge, occasion};
use rettesnor::prose::{Lang, Voice};
use rettesnor::quantity::Day;
use serde_json::{Value as Json, json};

use super::Options;
use crate::Status;
use crate::cases::day;
use crate::one_claim::{OneClaim, Wanted};
use crate::page::{Page, Row};
use crate::screen::{Screen, Style};

/// Computes the last day on which a claim can be saved from limitation, with its story line by line.
///
/// Either by the law alone: --country, --track, --start and what happened. Or for a claim of a case set by each clause of a strategy
/// about limitation, those of the law that it includes among them: STRATEGY --cases PATH CLAIM.
#[derive(clap::Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Args {
    /// The strategy: its folder or strategy.yaml
    #[arg(requires_all = ["claim", "cases"], conflicts_with_all = ["country", "track", "start"])]
    strategy: Option<PathBuf>,
    /// The claim, as the source names it
    claim: Option<String>,
    /// A case description, a folder with cases.yaml, or a data file
    #[arg(long, requires = "strategy")]
    cases: Option<PathBuf>,
    /// The day to judge on; the day the data was drawn if not said
    #[arg(long, value_parser = day, requires = "strategy")]
    as_of: Option<Day>,
    /// The key file for masks; rettesnor.key beside the case description if not said
    #[arg(long, requires = "strategy")]
    key: Option<PathBuf>,
    /// The country: dk or no
    #[arg(long, requires_all = ["track", "start"])]
    country: Option<String>,
    /// The legal regime of the claim, for example civil or distraint
    #[arg(long, requires = "country")]
    track: Option<String>,
    /// The day from which the period runs: the last day for timely payment, or the due date
    #[arg(long, value_parser = day, requires = "country")]
    start: Option<Day>,
    /// The debtor acknowledged the claim, also by conduct; may be repeated, as may the following
    #[arg(long = "acknowledgement", value_name = "DAY", value_parser = day, requires = "country", conflicts_with = "strategy")]
    acknowledgements: Vec<Day>,
    /// The debtor acknowledged in writing that the claim exists and how large it is
    #[arg(long = "written-acknowledgement", value_name = "DAY", value_parser = day, requires = "country", conflicts_with = "strategy")]
    written: Vec<Day>,
    /// A judgment, a settlement or another binding decision
    #[arg(long = "judgment", value_name = "DAY", value_parser = day, requires = "country", conflicts_with = "strategy")]
    judgments: Vec<Day>,
    /// A distraint
    #[arg(long = "distraint", value_name = "DAY", value_parser = day, requires = "country", conflicts_with = "strategy")]
    distraints: Vec<Day>,
    /// The claim came to the Danish debt agency: on this day, or without one before its period began
    #[arg(long, value_name = "DAY", value_parser = day, num_args = 0..=1, requires = "country", conflicts_with = "strategy")]
    #[expect(clippy::option_option, reason = "clap's form of an option with a value or none")]
    at_debt_agency: Option<Option<Day>>,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    match (&args.country, &args.track, args.start, &args.strategy, &args.cases, &args.claim) {
        (Some(country), Some(track), Some(start), ..) => by_law(args, country, track, start, screen),
        (.., Some(strategy), Some(cases), Some(claim)) => by_strategy(args, strategy, cases, claim.trim(), screen),
        _ => Err("say of which claim: `--country dk --track civil --start 2022-03-01`, or `STRATEGY --cases PATH CLAIM`".into()),
    }
}

fn by_law(args: &Args, country: &str, track: &str, start: Day, screen: &Screen) -> Result<Status, Box<dyn Error>> {
    let Some(law) = args.options.read(country, screen)? else { return Ok(Status::Invalid) };
    let of = |days: &[Day], what: What| days.iter().map(|day| Happened { day: *day, what }).collect::<Vec<_>>();
    let agency: Vec<Day> = args.at_debt_agency.iter().map(|day| day.unwrap_or(start)).collect();
    let happened = [
        of(&agency, What::AtDebtAgency),
        of(&args.acknowledgements, What::Acknowledgement),
        of(&args.written, What::WrittenAcknowledgement),
        of(&args.judgments, What::Judgment),
        of(&args.distraints, What::Distraint),
    ];
    let happened = happened.concat();
    if let Some(early) = happened.iter().find(|one| one.day < start && one.what != What::AtDebtAgency) {
        return Err(format!("`{}` lies before the start, `{start}`; only what comes later interrupts the period", early.day).into());
    }
    let by_law = limitation_of(&law, track, start, &happened).map_err(|stopped| stopped_words(stopped, &law, track))?;
    let voice = law.voice(args.options.lang(country));
    let steps = by_law.course.steps.iter().map(|step| {
        let what = step.turn.and_then(|turn| by_law.happened.get(turn)).map_or(What::Start, |one| one.what);
        let read_on = by_law.floor_read_on.filter(|_| what == What::AtDebtAgency).unwrap_or(step.from);
        let parameter = by_law.cited.get(step.turn.map_or(0, |turn| turn + 1)).copied();
        Line { step: *step, what: what_words(what, voice.lang), parameter, occasion: Occasion { on: read_on, due: Some(start) } }
    });
    let lines: Vec<Line<'_>> = steps.collect();
    let last_day = by_law.course.last_day;
    if screen.style == Style::Json {
        let steps: Vec<Json> = lines.iter().map(|line| line.to_json(&law, &voice)).collect();
        screen.json(&json!({"country": country, "track": track, "start": start, "steps": steps, "last_day": last_day}));
    } else {
        let mut page = Page::new(screen.style == Style::Human);
        let name = law.tracks.get(track).map_or(track, |track| track.name.get(voice.lang));
        page.put(0, &format!("{}, {name}", law.country_name(voice.lang)));
        tell(&lines, last_day, &law, &voice, &mut page);
        screen.line(&page.text());
    }
    Ok(Status::Fine)
}

fn stopped_words(stopped: Stopped, law: &Law, track: &str) -> String {
    let country = &law.country;
    match stopped {
        Stopped::Track => {
            format!("there is no track `{track}` in the law of `{country}`; {}", one_of(track, law.tracks.keys().map(String::as_str)))
        }
        Stopped::Length => format!("the law of `{country}` has no limitation period for `{track}`; name another track"),
        Stopped::Unknown(what) => {
            let option = match what {
                What::AtDebtAgency => "--at-debt-agency",
                What::WrittenAcknowledgement => "--written-acknowledgement",
                What::Judgment => "--judgment",
                What::Distraint => "--distraint",
                What::Start | What::Acknowledgement => "--track",
            };
            format!("the law of `{country}` that is held here says nothing on `{option}`; leave it out")
        }
    }
}

fn by_strategy(args: &Args, path: &Path, cases: &Path, wanted: &str, screen: &Screen) -> Result<Status, Box<dyn Error>> {
    if args.options.law.is_some() {
        return Err("`--law` does not stand beside a strategy, which has its own law; remove it".into());
    }
    let wanted = Wanted { strategy: path, cases, as_of: args.as_of, key: args.key.as_ref(), claim: wanted };
    let one = match OneClaim::read(&wanted, screen)? {
        Ok(one) => one,
        Err(status) => return Ok(status),
    };
    let OneClaim { strategy, reading, as_of, mask, .. } = &one;
    let (as_of, claim) = (*as_of, one.claim());
    let asked = strategy.questions();
    let list = asked.iter().map(|(_, _, question)| question.clone()).collect();
    let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of, list };
    let story = Story::new(&questions, claim);
    let outcomes = judge(&questions, &reading.cases, claim.number());
    let voice = strategy.voice(args.options.lang.map_or(strategy.lang, Lang::from));
    let shown = |event: usize| strategy.vocabulary.kind_at(claim.kind_name(event)).map(|kind| voice.fact(&kind.shown)).unwrap_or_default();
    let mut page = Page::new(screen.style == Style::Human);
    page.put(0, &voice.lang.text_words("explain-claim", &[("claim", &mask.claim(claim.name()))]));
    let mut told: Vec<Json> = Vec::new();
    for (index, (clause, rule, question)) in asked.iter().enumerate() {
        let Some(outcome) = outcomes.iter().find(|outcome| outcome.question as usize == index) else { continue };
        let Some(running) = story.limitation(question) else { continue };
        let lines: Vec<Line<'_>> =
            running.course.steps.iter().map(|step| line(step, &running, &voice, &shown, |on| occasion(claim, on), as_of)).collect();
        // What cannot be judged has no last day, whatever its steps are.
        let last_day = outcome.last_day;
        page.gap();
        page.put(0, &format!("{}: {}", clause.address, outcome.verdict.words(voice.lang)));
        page.put(0, &voice.say(&rule.sentence));
        tell(&lines, last_day, &strategy.law, &voice, &mut page);
        let steps: Vec<Json> = lines.iter().map(|line| line.to_json(&strategy.law, &voice)).collect();
        told.push(json!({"clause": clause.address, "verdict": outcome.verdict, "steps": steps, "last_day": last_day}));
    }
    if told.is_empty() {
        return Err("no clause of the strategy about limitation is about this claim; `rettesnor explain` says why".into());
    }
    if screen.style == Style::Json {
        screen.json(&json!({"strategy": strategy.id, "claim": mask.claim(claim.name()), "as_of": as_of, "clauses": told}));
    } else {
        screen.line(&page.text());
    }
    Ok(Status::Fine)
}

/// A step of a claim's own story.
fn line<'q>(
    step: &Step,
    running: &Running<'q>,
    voice: &Voice,
    shown: &impl Fn(usize) -> String,
    occasion: impl Fn(Day) -> Occasion,
    as_of: Day,
) -> Line<'q> {
    let event = step.turn.and_then(|turn| running.events.get(turn).copied().flatten());
    let is_floor = step.turn.is_some() && step.length.is_none() && step.from != step.day;
    let what = match (step.turn, event) {
        (None, _) => voice.lang.text_words("limitation-tell-start", &[("event", &shown(running.start))]),
        (_, Some(event)) => shown(event),
        (_, None) => voice.lang.text("limitation-tell-floor"),
    };
    let parameter = running.cited.get(step.turn.map_or(0, |turn| turn + 1)).copied().flatten();
    Line { step: *step, what, parameter, occasion: occasion(if is_floor { as_of } else { step.from }) }
}

/// A step in words, and the law it rests on.
struct Line<'a> {
    step: Step,
    what: String,
    parameter: Option<&'a str>,
    occasion: Occasion,
}

impl Line<'_> {
    /// The paragraph, and where it was looked up; `None` where nothing was read from the law.
    fn cited(&self, law: &Law) -> Option<(String, String)> {
        let reading = law.read(self.parameter?, self.occasion)?;
        reading.rests_on.first().map(|(_, row)| (row.reference.clone(), row.source.clone()))
    }

    fn length(&self, voice: &Voice) -> Option<String> {
        self.step.length.map(|length| voice.period(length))
    }

    fn to_json(&self, law: &Law, voice: &Voice) -> Json {
        let cited = self.cited(law);
        json!({
            "day": self.step.day,
            "what": self.what,
            "from": self.step.from,
            "length": self.length(voice),
            "deadline": self.step.deadline,
            "in_time": self.step.in_time,
            "parameter": self.parameter,
            "reference": cited.as_ref().map(|(reference, _)| reference),
            "source": cited.as_ref().map(|(_, source)| source),
        })
    }
}

/// The steps as a table, then the last day.
fn tell(lines: &[Line<'_>], last_day: Option<Day>, law: &Law, voice: &Voice, page: &mut Page) {
    let lang = voice.lang;
    let headings = ["limitation-tell-day", "limitation-tell-what", "limitation-tell-period", "limitation-tell-deadline"];
    let mut rows = vec![Row { cells: headings.map(|key| lang.text(key)).to_vec(), under: Vec::new() }];
    for line in lines {
        let from = line.step.from.to_string();
        let period = match (line.step.in_time, line.length(voice)) {
            (false, _) => lang.text("limitation-tell-late"),
            (true, Some(length)) => lang.text_words("limitation-tell-length", &[("length", &length), ("from", &from)]),
            (true, None) if line.step.deadline.is_some() => lang.text_words("limitation-tell-from", &[("from", &from)]),
            (true, None) => lang.text("law-value-missing"),
        };
        let deadline = line.step.deadline.map_or("?".to_owned(), |day| day.to_string());
        let under = line.cited(law).map(|(reference, source)| format!("{reference}; {source}"));
        rows.push(Row { cells: vec![line.step.day.to_string(), line.what.clone(), period, deadline], under: under.into_iter().collect() });
    }
    page.gap();
    page.table(2, &rows, &[], 1);
    page.gap();
    page.put(
        0,
        &match last_day {
            Some(day) => lang.text_words("limitation-tell-last", &[("day", &voice.day(day))]),
            None => lang.text("limitation-tell-unknown"),
        },
    );
}

fn what_words(what: What, lang: Lang) -> String {
    lang.text(match what {
        What::Start => "limitation-tell-begins",
        What::AtDebtAgency => "limitation-tell-agency",
        What::Acknowledgement => "kind-acknowledgement",
        What::WrittenAcknowledgement => "limitation-tell-written",
        What::Judgment => "kind-judgment",
        What::Distraint => "kind-distraint",
    })
}
