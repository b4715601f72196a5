use std::error::Error;
use std::path::PathBuf;

use rettesnor::cases::{Cell, Claim, ClaimField, DUE, FieldRef, Kinds, NO_DAY};
use rettesnor::diagnostic::one_of;
use rettesnor::law::{Breach, Need, Standing, TransferAsked, TransferNeed, transfer_of};
use rettesnor::plan::{Questions, Story};
use rettesnor::prose::{Lang, Voice};
use rettesnor::quantity::{Day, Money};
use rettesnor::strategy::Strategy;
use serde_json::{Value as Json, json};

use super::cited::{Cited, lack_json, lack_words, paragraphs, rows_json};
use crate::Status;
use crate::cases::day;
use crate::one_claim::{OneClaim, Wanted};
use crate::page::{Page, Row};
use crate::screen::{Language, Reporting, Screen, Style};

/// Tells whether a claim of the case data is ready to be transferred to the debt agency, and what is missing.
///
/// Master data, a deadline for payment that has passed, the minimum, notice to everybody who is liable, reminders. What the data or the
/// law does not tell is unknown, and never in order.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The strategy: its folder or strategy.yaml
    strategy: PathBuf,
    /// The claim, as the source names it, or its mask (#…)
    claim: String,
    /// A case description, a folder with cases.yaml, or a data file
    #[arg(long)]
    cases: PathBuf,
    /// The day of the transfer; the day the data was drawn if not said
    #[arg(long, value_parser = day)]
    on: Option<Day>,
    /// The key file for masks; rettesnor.key beside the case description if not said
    #[arg(long)]
    key: Option<PathBuf>,
    /// The language; the strategy's if not said
    #[arg(long, value_enum)]
    lang: Option<Language>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let wanted = Wanted { strategy: &args.strategy, cases: &args.cases, as_of: args.on, key: args.key.as_ref(), claim: &args.claim };
    let one = match OneClaim::read(&wanted, screen)? {
        Ok(one) => one,
        Err(status) => return Ok(status),
    };
    let OneClaim { strategy, description, as_of: on, mask, .. } = &one;
    let (on, claim) = (*on, one.claim());
    let track = claim.claim_type().and_then(|index| strategy.claim_types.get(usize::from(index))).and_then(|kind| kind.track.as_deref());
    let Some(track) = track else {
        return Err("neither the data nor the strategy tells under which track the claim falls, and so not which law it is under; give its claim type a `track:`".into());
    };
    let law = &strategy.law;
    let is_whole = description.extracted.is_none_or(|extracted| extracted >= on);
    let known = Known::of(claim, strategy, on, is_whole);
    let Some(needs) = transfer_of(law, &known.asked(track, on)) else {
        let tracks = law.tracks.iter().filter(|(_, track)| track.transfer_fields.is_some() || track.transfer_notice.is_some());
        let help = one_of(track, tracks.map(|(id, _)| id.as_str()));
        return Err(format!("the law asks nothing of a transfer of claims of the track `{track}`; {help}").into());
    };
    let name = mask.claim(claim.name());
    let voice = Voice::new(args.lang.map_or(strategy.lang, Lang::from), strategy.authority.currency.clone());
    if screen.style == Style::Json {
        let needs: Vec<Json> = needs.iter().map(|need| to_json(need, &voice)).collect();
        screen.json(&json!({"claim": name, "track": track, "on": on, "extracted": description.extracted, "needs": needs}));
    } else {
        let late = description.extracted.filter(|extracted| *extracted < on);
        screen.line(&told(&name, on, late, &needs, &voice, Page::new(screen.style == Style::Human)));
    }
    Ok(Status::Fine)
}

/// What the case data tells of a claim on the day of its transfer.
struct Known<'a> {
    due: Option<Day>,
    last_timely_payment: Option<Day>,
    balance: Option<Money>,
    fields: Vec<(&'a str, Option<bool>)>,
    debtors: Option<Vec<&'a str>>,
    notices: Option<Vec<Option<&'a str>>>,
    reminders: Option<usize>,
    states: Vec<(&'a str, Option<bool>)>,
}

/// The built-in states that stand in the way of a transfer.
const IN_THE_WAY: [&str; 5] = ["transferred", "paid", "dispute", "plan", "deferral"];

impl<'a> Known<'a> {
    /// `is_whole` where the data reaches to the day: otherwise what it does not tell may have happened since.
    fn of(claim: Claim<'a>, strategy: &'a Strategy, on: Day, is_whole: bool) -> Self {
        let vocabulary = &strategy.vocabulary;
        let date = |which| Some(claim.date(which)).filter(|day| *day != NO_DAY);
        let questions = Questions { vocabulary, calendar: &strategy.calendar, as_of: on, list: Vec::new() };
        // A row that could not be read may have been any of its kinds.
        let unread = claim.gaps().iter().fold(Kinds::NONE, |all, gap| all | gap.kinds);
        let number = |name: &str| {
            let kinds = Kinds::one(vocabulary.kind(name)?);
            let transfer = vocabulary.kind("transfer").map_or(Kinds::NONE, Kinds::one);
            // What comes after the first transfer, by its place in the file, was not before it.
            let before = (0..claim.len()).take_while(|event| !claim.kinds(*event).meets(transfer));
            let found = before.filter(|event| claim.kinds(*event).meets(kinds)).count();
            (!kinds.meets(unread) && (is_whole || found > 0)).then_some(found)
        };
        let story = Story::new(&questions, claim);
        let held = story.at_the_end();
        let states = vocabulary.states.iter().enumerate().filter(|(_, state)| IN_THE_WAY.contains(&state.name.as_str()));
        let states = states.map(|(index, state)| {
            let follows_balance = state.name == "paid" && story.closing_balance().is_none();
            let is_sure = is_whole && !follows_balance && !vocabulary.moved_by(index).meets(unread);
            (state.name.as_str(), if held.contains(&index) { Some(true) } else { is_sure.then_some(false) })
        });
        let states = states.collect();
        let balance = story.closing_balance().filter(|_| is_whole && !vocabulary.moving().meets(unread));
        let debtors: Vec<&str> = claim.debtors().collect();
        let filled = |field| match claim.cell(field, None) {
            Cell::UNKNOWN => None,
            cell => Some(cell != Cell::EMPTY),
        };
        let names = ["claim_type", "debtor", "debtor_kind", "principal", "established", "due", "last_timely_payment"];
        let declared = vocabulary.claim_fields.iter().map(String::as_str);
        let fields = names.into_iter().chain(declared).filter_map(|name| {
            let field = vocabulary.field(name)?;
            // A description may state the type of all its claims.
            let is_typed = field == FieldRef::Claim(ClaimField::ClaimType) && claim.claim_type().is_some();
            Some((name, if is_typed { Some(true) } else { filled(field) }))
        });
        Self {
            due: date(DUE),
            last_timely_payment: date(2),
            balance: balance.map(Money),
            fields: fields.collect(),
            debtors: (!debtors.is_empty()).then_some(debtors),
            notices: number("notice").map(|notices| vec![None; notices]),
            reminders: number("reminder"),
            states,
        }
    }

    fn asked(&'a self, track: &'a str, on: Day) -> TransferAsked<'a> {
        TransferAsked {
            track,
            on,
            due: self.due,
            last_timely_payment: self.last_timely_payment,
            balance: self.balance,
            fields: &self.fields,
            debtors: self.debtors.as_deref(),
            notices: self.notices.as_deref(),
            reminders: self.reminders,
            states: &self.states,
        }
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Met => "met",
        Standing::Lacking => "lacking",
        Standing::Unknown => "unknown",
    }
}

fn told(claim: &str, on: Day, late: Option<Day>, needs: &[TransferNeed<'_>], voice: &Voice, mut page: Page) -> String {
    let lang = voice.lang;
    page.put(0, &lang.text_words("calc-transfer-title", &[("claim", claim), ("day", &voice.day(on))]));
    if let Some(extracted) = late {
        page.put(0, &lang.text_words("calc-transfer-drawn", &[("day", &voice.day(extracted))]));
    }
    let any = |wanted| needs.iter().any(|need| need.standing == wanted);
    let verdict = match (any(Standing::Lacking), any(Standing::Unknown)) {
        (true, _) => "calc-transfer-lacking",
        (false, true) => "calc-transfer-unknown",
        (false, false) => "calc-transfer-ready",
    };
    page.put(0, &lang.text(verdict));
    page.gap();
    let mut cited = Cited::default();
    let mut rows = Vec::new();
    for wanted in [Standing::Lacking, Standing::Unknown, Standing::Met] {
        for need in needs.iter().filter(|need| need.standing == wanted) {
            cited.cite(&need.rests_on);
            let mut under = Vec::new();
            let paragraphs = paragraphs(&need.rests_on);
            let breach = need.breach.filter(|_| need.standing != Standing::Met).map(|breach| breach_words(breach, lang));
            let law: Vec<String> = breach.into_iter().chain((!paragraphs.is_empty()).then_some(paragraphs)).collect();
            if !law.is_empty() {
                under.push(law.join("; "));
            }
            under.extend(need.lack.as_ref().map(|lack| lack_words(lack, voice)));
            rows.push(Row { cells: vec![lang.text(&format!("calc-{}", standing(need.standing))), words(&need.what, voice)], under });
        }
    }
    page.table(2, &rows, &[], 1);
    cited.put(&mut page, voice);
    page.text()
}

fn breach_words(breach: Breach, lang: Lang) -> String {
    lang.text(match breach {
        Breach::Validity => "calc-breach-validity",
        Breach::Order => "calc-breach-order",
    })
}

fn words(need: &Need, voice: &Voice) -> String {
    let lang = voice.lang;
    let untold = || lang.text("explain-not-told");
    let number = |number: &Option<usize>| number.map_or_else(untold, |number| number.to_string());
    match need {
        Need::Field(name) => {
            let key = format!("field-{}", name.replace('_', "-"));
            let shown = if lang.has(&key) { lang.text(&key) } else { name.clone() };
            lang.text_words("calc-need-field", &[("field", &shown)])
        }
        Need::Deadline(last) => {
            let last = last.map_or_else(untold, |last| voice.day(last));
            lang.text_words("calc-need-deadline", &[("day", &last)])
        }
        Need::Minimum { least, owed } => {
            let money = |money: &Option<Money>| money.map_or_else(untold, |money| voice.money(money));
            lang.text_words("calc-need-minimum", &[("least", &money(least)), ("owed", &money(owed))])
        }
        Need::Notice { debtors, notices } => {
            lang.text_words("calc-need-notice", &[("debtors", &number(debtors)), ("notices", &number(notices))])
        }
        Need::Reminders(reminders) => lang.text_words("calc-need-reminders", &[("reminders", &number(reminders))]),
        Need::Free(state) => lang.text_words("calc-need-free", &[("state", &lang.text(&format!("state-{state}")))]),
    }
}

fn to_json(need: &TransferNeed<'_>, voice: &Voice) -> Json {
    let what = match &need.what {
        Need::Field(name) => json!({"field": name}),
        Need::Deadline(last) => json!({"deadline": last}),
        Need::Minimum { least, owed } => json!({"minimum": least.map(|money| money.0), "owed": owed.map(|money| money.0)}),
        Need::Notice { debtors, notices } => json!({"notices": notices, "debtors": debtors}),
        Need::Reminders(reminders) => json!({"reminders": reminders}),
        Need::Free(state) => json!({"free_of": state}),
    };
    json!({
        "need": what,
        "standing": standing(need.standing),
        "breach": need.breach.map(Breach::name),
        "words": words(&need.what, voice),
        "law": rows_json(&need.rests_on, voice),
        "lacks": need.lack.as_ref().map(|lack| lack_json(lack, voice.lang)),
    })
}
