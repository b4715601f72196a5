use std::error::Error;

use rettesnor::diagnostic::one_of;
use rettesnor::law::{Bound, Convention, InterestAsked, InterestStopped, InterestWorking, Law, WorkingLine, interest_of};
use rettesnor::prose::Voice;
use rettesnor::quantity::{Day, Money, Rate, rounded};
use serde_json::{Value as Json, json};

use super::Options;
use super::cited::{Cited, lack_words, money, paragraphs, payment, rows_json};
use crate::Status;
use crate::cases::day;
use crate::page::{Page, Row};
use crate::screen::{Screen, Style};

/// Computes the late interest of a claim between two days, with its working line by line.
///
/// Each line says from when to when an amount bore interest at a rate; the sum is rounded once. It is what the law allows: where the
/// law leaves it to the council, the council must have decided it.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The country: dk or no
    #[arg(long)]
    country: String,
    /// The legal regime of the claim, for example civil or distraint
    #[arg(long)]
    track: String,
    /// What is owed when the claim falls due, for example "10.000 kr"
    #[arg(long, value_parser = money)]
    principal: Money,
    /// The day on which the claim falls due
    #[arg(long, value_parser = day)]
    due: Day,
    /// The last day for which interest has been charged before; none has if not said
    #[arg(long, value_name = "DAY", value_parser = day)]
    charged_until: Option<Day>,
    /// The last day for which interest is computed
    #[arg(long, value_parser = day)]
    to: Day,
    /// A payment: day and amount, for example 2022-01-10:500kr; may be repeated
    #[arg(long = "payment", value_parser = payment)]
    payments: Vec<(Day, Money)>,
    /// The days of a year, where the law does not say how many a year has
    #[arg(long, value_parser = clap::value_parser!(u32).range(360..=365))]
    days: Option<u32>,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let Some(law) = args.options.read(&args.country, screen)? else { return Ok(Status::Invalid) };
    let voice = law.voice(args.options.lang(&args.country));
    if let Some(days @ 361..=364) = args.days {
        return Err(format!("`{days}` is not the days of a year; write `--days 365` or `--days 360`").into());
    }
    let (first, name) =
        args.charged_until.filter(|charged| *charged > args.due).map_or((args.due, "--due"), |day| (day, "--charged-until"));
    if args.to < first {
        return Err(format!("`--to` is {}, before `{name}`, {first}; write a day on or after it", args.to).into());
    }
    let asked = InterestAsked {
        track: &args.track,
        principal: args.principal,
        due: args.due,
        counted: args.charged_until,
        until: args.to,
        payments: &args.payments,
        days: args.days,
    };
    let working = interest_of(&law, &asked).map_err(|stopped| stopped_words(&stopped, &law, args, &voice))?;
    if screen.style == Style::Json {
        screen.json(&to_json(args, &working, &voice));
    } else {
        screen.line(&told(args, &law, &working, &voice, Page::new(screen.style == Style::Human)));
    }
    Ok(Status::Fine)
}

fn stopped_words(stopped: &InterestStopped<'_>, law: &Law, args: &Args, voice: &Voice) -> String {
    let track = &args.track;
    match stopped {
        InterestStopped::Track => {
            format!(
                "there is no track `{track}` in the law of `{}`; {}",
                args.country,
                one_of(track, law.tracks.keys().map(String::as_str))
            )
        }
        InterestStopped::NotStated => format!("no verified late interest is known for the track `{track}` of `{}`", args.country),
        InterestStopped::DaysNotSaid => {
            "no statute that was seen says how many days the year has; add `--days 365` or `--days 360`".to_owned()
        }
        InterestStopped::DaysSettled(Some(days)) => format!("the law counts {days} days to a year; remove `--days`"),
        InterestStopped::DaysSettled(None) => "the law counts commenced months here and no days; remove `--days`".to_owned(),
        InterestStopped::Lacks(lack) => lack_words(lack, voice),
        InterestStopped::TooLarge => "the interest is larger than can be written; check the amounts and days".to_owned(),
    }
}

/// The interest of a line in ten-thousandths of a krone, rounded half away from zero.
fn exactly(line: &WorkingLine, convention: Convention) -> i64 {
    let fine = line.numerator().and_then(|numerator| numerator.checked_mul(100));
    fine.map_or(0, |fine| i64::try_from(rounded(fine, convention.denominator())).unwrap_or(i64::MAX))
}

fn told(args: &Args, law: &Law, working: &InterestWorking<'_>, voice: &Voice, mut page: Page) -> String {
    let lang = voice.lang;
    let words = [("amount", voice.money(args.principal)), ("due", voice.day(args.due)), ("until", voice.day(args.to))];
    page.put(0, &lang.text_words("calc-interest-title", &words.each_ref().map(|(name, word)| (*name, word.as_str()))));
    let track = law.tracks.get(&args.track).map(|track| track.name.get(lang)).unwrap_or_default();
    let convention = match working.convention {
        Convention::Daily { year } => lang.text_words("calc-interest-daily", &[("days", &year.to_string())]),
        Convention::CommencedMonths { .. } => lang.text("calc-interest-months"),
    };
    page.put(0, &format!("{track}: {convention}"));
    if let Some(from) = args.charged_until {
        page.put(0, &lang.text_words("calc-interest-counted", &[("day", &voice.day(from))]));
    }
    for (on, amount) in &args.payments {
        page.put(0, &lang.text_words("calc-interest-payment", &[("amount", &voice.money(*amount)), ("day", &voice.day(*on))]));
    }
    page.gap();
    let mut cited = Cited::default();
    cited.cite(working.first_month.as_ref().map_or(&[], |reading| &reading.rests_on));
    let daily = matches!(working.convention, Convention::Daily { .. });
    let times = if daily { "calc-days" } else { "calc-months" };
    let headings = ["calc-from", "calc-to", times, "calc-amount", "calc-rate", "calc-interest"].map(|key| lang.text(key));
    let mut rows = vec![Row { cells: headings.to_vec(), under: Vec::new() }];
    for (line, reading) in &working.lines {
        cited.cite(&reading.rests_on);
        let cells = vec![
            line.from.to_string(),
            line.to.to_string(),
            line.times.to_string(),
            voice.amount(Money(line.amount)),
            voice.rate(Rate(i32::try_from(line.rate).unwrap_or(i32::MAX))),
            voice.four_decimals(exactly(line, working.convention)),
        ];
        rows.push(Row { cells, under: Vec::new() });
    }
    let all: i32 = working.lines.iter().map(|(line, _)| line.times).sum();
    let sum = [lang.text("calc-sum"), String::new(), all.to_string(), String::new(), String::new(), voice.money(working.sum)];
    rows.push(Row { cells: sum.to_vec(), under: Vec::new() });
    page.table(2, &rows, &[2, 3, 4, 5], 0);
    if working.lines.is_empty() {
        page.put(2, &lang.text("calc-interest-none"));
    } else {
        page.put(2, &lang.text("calc-interest-rounding"));
    }
    page.gap();
    if working.rate.council_decision {
        let first = working.lines.first().map(|(_, reading)| paragraphs(&reading.rests_on)).filter(|words| !words.is_empty());
        let reference = first.map(|words| format!(" ({words})")).unwrap_or_default();
        page.put(0, &lang.text_words("calc-interest-council", &[("reference", &reference)]));
    } else if working.rate.bound == Some(Bound::AtMost) {
        page.put(0, &lang.text("calc-interest-ceiling"));
    }
    cited.put(&mut page, voice);
    page.text()
}

fn to_json(args: &Args, working: &InterestWorking<'_>, voice: &Voice) -> Json {
    let (days, months) = match working.convention {
        Convention::Daily { year } => (Some(year), None),
        Convention::CommencedMonths { per } => (None, Some(per)),
    };
    let line = |(line, reading): &(WorkingLine, rettesnor::law::Reading<'_>)| {
        json!({
            "from": line.from,
            "to": line.to,
            "times": line.times,
            "amount": line.amount,
            "rate": line.rate,
            "numerator": line.numerator().map(|numerator| numerator.to_string()),
            "law": rows_json(&reading.rests_on, voice),
        })
    };
    json!({
        "country": args.country,
        "track": args.track,
        "currency": voice.currency,
        "principal": args.principal.0,
        "due": args.due,
        "charged_until": args.charged_until,
        "to": args.to,
        "payments": args.payments.iter().map(|(day, amount)| json!({"date": day, "amount": amount.0})).collect::<Vec<_>>(),
        "days_of_a_year": days,
        "rate_is_for_months": months,
        "rate": working.rate.address,
        "council_decision": working.rate.council_decision,
        "lines": working.lines.iter().map(line).collect::<Vec<_>>(),
        "denominator": working.convention.denominator().to_string(),
        "sum": working.sum.0,
        "first_month": working.first_month.as_ref().map(|reading| rows_json(&reading.rests_on, voice)),
    })
}
