use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use super::codes::code;
use super::{Happening, Plan, Story};
use crate::prose::Lang;
use crate::quantity::Day;
use crate::strategy::{Country, Strategy};

/// What the export calls its files, columns and codes.
struct Names {
    claims_file: &'static str,
    events_file: &'static str,
    title: &'static str,
    claims: [&'static str; 8],
    events: [&'static str; 8],
    /// What stands between the parts of a date.
    between: char,
    /// What stands between thousands.
    group: char,
    person: &'static str,
    company: &'static str,
    yes: &'static str,
    no: &'static str,
}

fn names(lang: Lang) -> Names {
    match lang {
        Lang::Da => Names {
            claims_file: "krav.csv",
            events_file: "haendelser.csv",
            title: "Syntetisk udtræk fra debitorsystem",
            claims: [
                "Kravnr",
                "Skyldner",
                "Skyldnertype",
                "Kravtype",
                "Hovedstol",
                "Stiftelsesdato",
                "Forfaldsdato",
                "Sidste rettidige betalingsdato",
            ],
            events: ["Kravnr", "Dato", "Hændelse", "Beløb", "Sagsbehandler", "Rolle", "Årsag", "Kanal"],
            between: '-',
            group: '.',
            person: "Borger",
            company: "Virksomhed",
            yes: "Ja",
            no: "Nej",
        },
        Lang::Nb => Names {
            claims_file: "krav.csv",
            events_file: "hendelser.csv",
            title: "Syntetisk uttrekk fra et oppdiktet inkassosystem",
            claims: ["Bilagsnr", "Kundenr", "Kundetype", "Kravart", "Hovedstol", "Fakturadato", "Forfallsdato", "Siste betalingsdag"],
            events: ["Bilagsnr", "Dato", "Kode", "Beløp", "Saksbehandler", "Rolle", "Årsak", "Kanal"],
            between: '.',
            group: ' ',
            person: "Innbygger",
            company: "Virksomhet",
            yes: "Ja",
            no: "Nei",
        },
        Lang::En => Names {
            claims_file: "claims.csv",
            events_file: "events.csv",
            title: "Synthetic export of a debtor system",
            claims: ["Claim", "Debtor", "Kind of debtor", "Claim type", "Principal", "Established", "Due", "Last timely payment"],
            events: ["Claim", "Date", "Event", "Amount", "Case worker", "Role", "Reason", "Channel"],
            between: '-',
            group: '.',
            person: "Person",
            company: "Company",
            yes: "Yes",
            no: "No",
        },
    }
}

/// The export of made-up claims as files by name: two tables in Windows-1252 with `;`, decimal comma and the day before the month,
/// and the description that reads them.
pub fn export(strategy: &Strategy, plan: &Plan, stories: &[Story]) -> BTreeMap<String, Vec<u8>> {
    let names = names(strategy.lang);
    let (claims, claims_sum) = claims_table(strategy, &names, stories);
    let (events, rows, events_sum) = events_table(strategy, &names, plan, stories);
    let description = description(strategy, &names, plan, stories, claims_sum, (rows, events_sum));
    let note = format!("# {}\n", strategy.lang.text("generate-label"));

    let text = serde_yaml::to_string(&description).unwrap_or_default();
    let head = "# yaml-language-server: $schema=../../../schemas/cases.json\n";
    BTreeMap::from([
        (names.claims_file.to_owned(), windows(&claims)),
        (names.events_file.to_owned(), windows(&events)),
        ("cases.yaml".to_owned(), format!("{head}{note}{text}").into_bytes()),
    ])
}

fn windows(text: &str) -> Vec<u8> {
    encoding_rs::WINDOWS_1252.encode(text).0.into_owned()
}

impl Names {
    fn date(&self, day: Day) -> String {
        let between = self.between;
        format!("{:02}{between}{:02}{between}{}", day.day_of_month(), day.month(), day.year())
    }

    fn amount(&self, minor: i64) -> String {
        amount(minor, self.group)
    }
}

/// `1.234,50`, with the mark between thousands.
fn amount(minor: i64, group: char) -> String {
    let whole = (minor.abs() / 100).to_string();
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(group);
        }
        grouped.push(digit);
    }
    format!("{}{grouped},{:02}", if minor < 0 { "-" } else { "" }, minor.abs() % 100)
}

fn claims_table(strategy: &Strategy, names: &Names, stories: &[Story]) -> (String, i64) {
    let mut header: Vec<&str> = names.claims.to_vec();
    header.extend(strategy.vocabulary.claim_fields.iter().map(String::as_str));
    let mut text = header.join(";") + "\r\n";
    for story in stories {
        let claim_type = strategy.claim_types.get(story.claim_type).map_or("", |one| one.name.as_str());
        let mut row = vec![
            story.claim.clone(),
            story.debtor.clone(),
            if story.company { names.company } else { names.person }.to_owned(),
            claim_type.to_owned(),
            names.amount(story.principal),
            names.date(story.established),
            names.date(story.due),
            story.last_timely_payment.map(|day| names.date(day)).unwrap_or_default(),
        ];
        let words = |flag: &Option<bool>| flag.map_or("", |yes| if yes { names.yes } else { names.no }).to_owned();
        let fields = strategy.vocabulary.claim_fields.iter().zip(&story.flags);
        row.extend(fields.map(|(field, flag)| {
            let is_words = strategy.authority.country == Country::No && !strategy.vocabulary.yes_no.contains(field);
            if is_words { story.case.clone() } else { words(flag) }
        }));
        text += &(row.join(";") + "\r\n");
    }
    (text, stories.iter().map(|story| story.principal).sum())
}

fn events_table(strategy: &Strategy, names: &Names, plan: &Plan, stories: &[Story]) -> (String, usize, i64) {
    let mut rows: Vec<(Day, &Story, &Happening)> =
        stories.iter().flat_map(|story| story.events.iter().map(move |event| (event.day, story, event))).collect();
    rows.sort_by_key(|(day, story, _)| (*day, story.claim.as_str()));
    let mut text = names.events.join(";") + "\r\n";
    let (mut count, mut sum, mut faults) = (0, 0, 0);
    let every = (rows.len() / (plan.faults.max(1) as usize + 1)).max(1);
    for (index, (day, story, event)) in rows.iter().enumerate() {
        let mut cells = [
            story.claim.clone(),
            names.date(*day),
            code(strategy.lang, event.kind),
            event.amount.map(|minor| names.amount(minor)).unwrap_or_default(),
            format!("SB{:02}", index % 7 + 1),
            if event.role.is_empty() { strategy.lang.text("generate-role") } else { event.role.to_owned() },
            event.reason.to_owned(),
            event.channel.to_owned(),
        ];
        let spoiled = faults < plan.faults && index > 0 && index % every == 0;
        if spoiled {
            spoil(&mut cells, faults);
            faults += 1;
        } else {
            sum += event.amount.unwrap_or(0);
        }
        count += 1;
        text += &(cells.join(";") + "\r\n");
    }
    (text, count, sum)
}

/// Spoils a row as exports do.
fn spoil(cells: &mut [String; 8], number: u32) {
    let [claim, date, event, ..] = cells;
    match number % 3 {
        0 => date.truncate(6),
        1 => claim.insert(1, '9'),
        _ => event.push_str("_X"),
    }
}

fn description(strategy: &Strategy, names: &Names, plan: &Plan, stories: &[Story], claims: i64, events: (usize, i64)) -> Value {
    let lang = strategy.lang;
    let roles = ["claim", "debtor", "debtor_kind", "claim_type", "principal", "established", "due", "last_timely_payment"];
    let mut claim_columns: Map<String, Value> =
        roles.iter().zip(names.claims).map(|(role, column)| ((*role).to_owned(), column.into())).collect();
    claim_columns.extend(strategy.vocabulary.claim_fields.iter().map(|field| (field.clone(), field.clone().into())));
    let [claim, day, event, money, actor, role, reason, channel] = names.events;
    let told = [
        "invoice",
        "enquiry",
        "answer",
        "payment",
        "dispute",
        "dispute_settled",
        "deferral",
        "deferral_ended",
        "reminder",
        "reminder_fee",
        "contact",
        "assessment",
        "notice",
        "transfer",
        "rejected",
        "write_off",
        "plan_agreed",
        "plan_broken",
        "plan_ended",
    ];
    let happened: BTreeSet<&str> = stories.iter().flat_map(|story| &story.events).map(|event| event.kind).collect();
    let kinds: BTreeSet<&str> = if strategy.authority.country == Country::No { happened } else { told.into_iter().collect() };
    let codes: Map<String, Value> = kinds.into_iter().map(|kind| (code(lang, kind), kind.into())).collect();
    json!({
        "rettesnor": 1,
        "name": names.title,
        "synthetic": true,
        "extracted": plan.drawn.to_string(),
        "format": "csv",
        "encoding": "windows-1252",
        "separator": ";",
        "decimal": "comma",
        "dates": "dd-mm-yyyy",
        "claims": {"files": [names.claims_file], "columns": claim_columns},
        "events": {
            "files": [names.events_file],
            "columns": {"claim": claim, "date": day, "event": event, "actor": actor, "role": role, "reason": reason, "channel": channel},
            "amount": money,
        },
        "codes": {
            "events": codes,
            "debtor_kinds": {names.person: "person", names.company: "company"},
            "yes_no": {names.yes: "yes", names.no: "no"},
        },
        "personal": [names.claims[1], names.events[4]],
        "control": {
            "claims": {"rows": stories.len(), "sum": names.amount(claims)},
            "events": {"rows": events.0, "sum": names.amount(events.1)},
        },
    })
}
