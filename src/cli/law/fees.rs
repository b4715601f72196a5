use std::error::Error;

use rettesnor::diagnostic::one_of;
use rettesnor::law::{FeesAsked, NoFee, ReminderFee, fees_of};
use rettesnor::prose::Voice;
use rettesnor::quantity::Day;
use serde_json::{Value as Json, json};

use super::Options;
use super::cited::{Cited, lack_json, lack_words, paragraphs, rows_json, value_words};
use crate::Status;
use crate::cases::day;
use crate::page::{Page, Row};
use crate::screen::{Screen, Style};

/// Tells for each reminder of a claim the highest fee that the law allows, or why none.
///
/// Each fee that may be charged is taken to be charged. How much is charged, the council decides.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The country: dk or no
    #[arg(long)]
    country: String,
    /// The legal regime of the claim, for example civil or distraint
    #[arg(long)]
    track: String,
    /// The day on which the claim fell due
    #[arg(long, value_parser = day)]
    due: Day,
    /// The day on which a reminder was sent; may be repeated
    #[arg(long = "reminder", value_parser = day, required = true)]
    reminders: Vec<Day>,
    /// The council has decided that a fee is charged
    #[arg(long)]
    council_decision: bool,
    #[command(flatten)]
    pub(super) options: Options,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let Some(law) = args.options.read(&args.country, screen)? else { return Ok(Status::Invalid) };
    let voice = law.voice(args.options.lang(&args.country));
    let asked = FeesAsked { track: &args.track, due: args.due, reminders: &args.reminders, council_decided: args.council_decision };
    let Some(fees) = fees_of(&law, &asked) else {
        let tracks = one_of(&args.track, law.tracks.keys().map(String::as_str));
        return Err(format!("there is no track `{}` in the law of `{}`; {tracks}", args.track, args.country).into());
    };
    if screen.style == Style::Json {
        screen.json(&to_json(args, &fees, &voice));
        return Ok(Status::Fine);
    }
    let lang = voice.lang;
    let mut page = Page::new(screen.style == Style::Human);
    page.put(0, &lang.text_words("calc-fees-title", &[("due", &voice.day(args.due))]));
    page.put(0, law.tracks.get(&args.track).map(|track| track.name.get(lang)).unwrap_or_default());
    page.gap();
    let mut cited = Cited::default();
    let rows: Vec<Row> = fees.iter().zip(1..).map(|(fee, number)| row(fee, number, &mut cited, &voice)).collect();
    page.table(2, &rows, &[0], 2);
    cited.put(&mut page, &voice);
    screen.line(&page.text());
    Ok(Status::Fine)
}

fn row<'a>(fee: &ReminderFee<'a>, number: i64, cited: &mut Cited<'a>, voice: &Voice) -> Row {
    let lang = voice.lang;
    let said = match &fee.highest {
        Some(reading) => {
            cited.cite(&reading.rests_on);
            let words = [("amount", value_words(reading, voice)), ("reference", paragraphs(&reading.rests_on))];
            lang.text_words("calc-fee-up-to", &words.each_ref().map(|(name, word)| (*name, word.as_str())))
        }
        None if fee.is_free() => lang.text("calc-fee-none"),
        None => lang.text("calc-fee-unknown"),
    };
    cited.cite(&fee.rests_on);
    let under = fee.refusals.iter().map(|refusal| {
        cited.cite(&refusal.rests_on);
        let said = why(&refusal.why, voice);
        let paragraphs = paragraphs(&refusal.rests_on);
        if paragraphs.is_empty() { said } else { format!("{said} ({paragraphs})") }
    });
    let under = under.collect();
    Row { cells: vec![format!("{number}."), fee.sent.to_string(), said], under }
}

fn why(why: &NoFee<'_>, voice: &Voice) -> String {
    let lang = voice.lang;
    let unsure = |key: &str, certain: bool| if certain { key.to_owned() } else { format!("{key}-unsure") };
    match why {
        NoFee::NotStated => lang.text("calc-fee-not-stated"),
        NoFee::CouncilDecision => lang.text("calc-fee-council"),
        NoFee::NotDue => lang.text("calc-fee-not-due"),
        NoFee::SoonAfterDue(first) => lang.text_words("calc-fee-after-due", &[("first", &voice.day(*first))]),
        NoFee::SoonAfterLast { last, first } => {
            lang.text_words("calc-fee-after-last", &[("last", &voice.day(*last)), ("first", &voice.day(*first))])
        }
        NoFee::Number { most, certain } => lang.text_words(&unsure("calc-fee-number", *certain), &[("most", &voice.number(*most))]),
        NoFee::Lacks(lack) => lack_words(lack, voice),
    }
}

fn to_json(args: &Args, fees: &[ReminderFee<'_>], voice: &Voice) -> Json {
    let key = |why: &NoFee<'_>| match why {
        NoFee::NotStated => "not_stated",
        NoFee::CouncilDecision => "council_decision",
        NoFee::NotDue => "not_due",
        NoFee::SoonAfterDue(_) => "soon_after_due",
        NoFee::SoonAfterLast { .. } => "soon_after_last",
        NoFee::Number { .. } => "number",
        NoFee::Lacks(_) => "baseline_missing",
    };
    let fee = |fee: &ReminderFee<'_>| {
        let refusals = fee.refusals.iter().map(|refusal| {
            json!({
                "why": key(&refusal.why),
                "certain": refusal.why.is_certain(),
                "words": why(&refusal.why, voice),
                "lacks": if let NoFee::Lacks(lack) = &refusal.why { lack_json(lack, voice.lang) } else { Json::Null },
                "law": rows_json(&refusal.rests_on, voice),
            })
        });
        json!({
            "sent": fee.sent,
            "highest": fee.highest.as_ref().and_then(|reading| reading.amount.number()),
            "law": fee.highest.as_ref().map(|reading| rows_json(&reading.rests_on, voice)),
            "refusals": refusals.collect::<Vec<_>>(),
        })
    };
    json!({
        "country": args.country,
        "track": args.track,
        "currency": voice.currency,
        "due": args.due,
        "council_decision": args.council_decision,
        "reminders": fees.iter().map(fee).collect::<Vec<_>>(),
    })
}
