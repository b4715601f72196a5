//! Fees, transfer, and the calculators as commands.

use rettesnor::law::{FeesAsked, Law, Need, NoFee, Standing, TransferAsked, fees_of, transfer_of};
use rettesnor::quantity::{Day, Money};

use crate::law_interest::{day, law, parameter};
use crate::program::{folder, root, run, write};

/// A made-up law of both countries: tracks with few parameters, each with a day on which it changes or ends.
fn made() -> tempfile::TempDir {
    let folder = folder();
    let put = |name: &str, text: String| write(folder.path(), &format!("law/{name}.yaml"), text);
    let sending = "decided_by: sending\nbreach: validity\n";
    put("dk/act/fee", parameter("money", sending, &[("2002-08-01", "", "100 kr")]));
    put("dk/act/number", parameter("number", "", &[("2002-08-01", "", "3")]));
    put("dk/act/interval", parameter("period", "", &[("2002-08-01", "", "10 days")]));
    put("dk/act/ceiling", parameter("money", "decided_by: sending\ncouncil_decision: true\n", &[("2018-01-23", "", "250 kr")]));
    put("dk/act/rate", parameter("rate", "bound: at_most\n", &[("2013-03-01", "", "8,05 %"), ("2021-07-01", "", "7,65 %")]));
    put("dk/act/monthly", parameter("rate", "bound: at_most\ncouncil_decision: true\n", &[("1992-01-01", "", "1 %")]));
    put("dk/act/first-month", parameter("period", "decided_by: due_date\n", &[("1992-01-01", "", "0 days")]));
    put("dk/act/minimum", parameter("money", "breach: validity\n", &[("2020-01-01", "", "100 kr")]));
    put("dk/act/master-data", parameter("codes", "", &[("2020-01-01", "", "[debtor, principal, last_timely_payment, period]")]));
    put("dk/act/deadline", parameter("rule", "breach: validity\n", &[("2020-01-01", "", "")]));
    put("dk/act/notice", parameter("rule", "breach: order\n", &[("2020-01-01", "", "")]));
    put("dk/act/reminders", parameter("rule", "breach: order\n", &[("2020-01-01", "", "")]));
    put(
        "dk/tracks",
        "rettesnor: 1\ntracks:\n  civil:\n    name: {da: Civilretlige krav, nb: Sivilrettslige krav, en: Claims under civil law}\n    reminder_fee: dk/act/fee\n    \
         reminder_fees: dk/act/number\n    reminder_interval: dk/act/interval\n    interest: {rate: dk/act/rate, per: year}\n    \
         transfer_minimum: dk/act/minimum\n    transfer_fields: dk/act/master-data\n    transfer_deadline: dk/act/deadline\n    \
         transfer_notice: dk/act/notice\n    transfer_reminders: dk/act/reminders\n  distraint:\n    \
         name: {da: Krav med udpantningsret, nb: Krav med utpantingsrett, en: Claims with right of distraint}\n    \
         reminder_fee: dk/act/ceiling\n    interest: {rate: dk/act/monthly, per: month, first_month: dk/act/first-month}\n"
            .to_owned(),
    );
    let missing =
        "missing:\n  - {from: 2022-07-01, to: 2022-07-31, because: {nb: Satsen er ikke funnet., en: The amount was not found.}}\n";
    put("no/act/fee", parameter("money", missing, &[("2020-10-01", "2022-06-30", "35 kr"), ("2022-08-01", "", "40 kr")]));
    put("no/act/after", parameter("period", "", &[("2010-01-01", "", "14 days")]));
    put("no/act/number", parameter("number", "", &[("2010-01-01", "", "2")]));
    put(
        "no/tracks",
        "rettesnor: 1\ntracks:\n  civil: {name: {nb: Krav, en: Claims}, reminder_fee: no/act/fee, reminder_fees: no/act/number, first_fee_after: no/act/after}\n  bare: {name: {nb: Uten}}\n".to_owned(),
    );
    folder
}

/// For each reminder the highest fee in minor units, or the reasons why there is none: in capitals those that are certain.
fn fees(law: &Law, track: &str, due: &str, council_decided: bool, reminders: &[&str]) -> Vec<String> {
    let reminders: Vec<Day> = reminders.iter().map(|text| day(text)).collect();
    let asked = FeesAsked { track, due: day(due), reminders: &reminders, council_decided };
    let said = |why: &NoFee<'_>| {
        let word = match why {
            NoFee::NotStated => "not stated".to_owned(),
            NoFee::CouncilDecision => "council".to_owned(),
            NoFee::NotDue => "not due".to_owned(),
            NoFee::SoonAfterDue(first) => format!("first {first}"),
            NoFee::SoonAfterLast { last, first, .. } => format!("after {last} first {first}"),
            NoFee::Number { most, .. } => format!("number {most}"),
            NoFee::Lacks(lack) => format!("lacks {}", lack.parameter.address),
        };
        if why.is_certain() { word.to_uppercase() } else { word }
    };
    let fees = fees_of(law, &asked).unwrap();
    fees.iter()
        .map(|fee| match &fee.highest {
            Some(reading) => reading.amount.number().unwrap().to_string(),
            None => fee.refusals.iter().map(|refusal| said(&refusal.why)).collect::<Vec<_>>().join(", "),
        })
        .collect()
}

#[test]
fn civil_reminders_are_three_and_ten_days_apart() {
    let law = law("dk", made().path());
    let reminders = ["2026-03-01", "2026-03-10", "2026-03-19", "2026-03-20", "2026-03-30", "2026-04-15", "2026-05-15"];
    // 19 March is nine days after 10 March and costs nothing, but it is a reminder: 20 March is one day after it.
    let expected =
        ["NOT DUE", "10000", "AFTER 2026-03-10 FIRST 2026-03-20", "AFTER 2026-03-19 FIRST 2026-03-29", "10000", "10000", "NUMBER 3"]
            .map(str::to_owned);
    assert_eq!(fees(&law, "civil", "2026-03-01", false, &reminders), expected);
    let mut turned = reminders;
    turned.reverse();
    assert_eq!(fees(&law, "civil", "2026-03-01", false, &turned), expected, "in any order");
    assert_eq!(fees(&law, "civil", "2002-01-01", false, &["2002-07-31"]), ["lacks dk/act/fee, lacks dk/act/number, lacks dk/act/interval"]);
}

#[test]
fn a_fee_that_the_council_has_not_decided_on_is_none() {
    let law = law("dk", made().path());
    assert_eq!(fees(&law, "distraint", "2026-03-01", false, &["2026-03-20"]), ["COUNCIL"]);
    assert_eq!(fees(&law, "distraint", "2026-03-01", true, &["2026-03-20", "2026-03-21"]), ["25000", "25000"]);
    assert_eq!(fees(&law, "distraint", "2018-01-01", true, &["2018-01-22", "2018-01-23"]), ["lacks dk/act/ceiling", "25000"]);
}

#[test]
fn norwegian_fees_start_fourteen_days_after_the_due_date() {
    let law = law("no", made().path());
    let reminders = ["2022-03-14", "2022-03-15", "2022-03-29", "2022-04-20"];
    assert_eq!(fees(&law, "civil", "2022-03-01", false, &reminders), ["FIRST 2022-03-15", "3500", "3500", "NUMBER 2"]);
    assert_eq!(fees(&law, "bare", "2022-03-01", false, &["2022-04-01"]), ["NOT STATED"]);
    assert!(fees_of(&law, &FeesAsked { track: "x", due: day("2022-03-01"), reminders: &[], council_decided: true }).is_none());
    // Nobody can tell whether a reminder of July may cost a fee; so nobody can tell whether one of August is the second or the third.
    let open = ["2022-06-20", "2022-07-05", "2022-08-05", "2022-08-20"];
    assert_eq!(fees(&law, "civil", "2022-06-01", false, &open), ["3500", "lacks no/act/fee", "number 2", "number 2"]);
}

/// What lacks and what is unknown, in a word each.
fn needs(asked: &TransferAsked<'_>) -> (Vec<String>, Vec<String>) {
    let law = law("dk", made().path());
    let needs = transfer_of(&law, asked).unwrap();
    let word = |need: &Need| match need {
        Need::Free(state) => state.clone(),
        Need::Field(name) => name.clone(),
        Need::Deadline(_) => "deadline".to_owned(),
        Need::Minimum { .. } => "minimum".to_owned(),
        Need::Notice { .. } => "notice".to_owned(),
        Need::Reminders(_) => "reminders".to_owned(),
    };
    let of = |wanted| needs.iter().filter(|need| need.standing == wanted).map(|need| word(&need.what)).collect();
    (of(Standing::Lacking), of(Standing::Unknown))
}

const READY: TransferAsked<'_> = TransferAsked {
    track: "civil",
    on: Day(20_600),
    due: Some(Day(20_500)),
    last_timely_payment: Some(Day(20_510)),
    balance: Some(Money(10_000)),
    fields: &[("debtor", Some(true)), ("principal", Some(true)), ("last_timely_payment", Some(true)), ("period", Some(true))],
    debtors: Some(&["A"]),
    notices: Some(&[None]),
    reminders: Some(1),
    states: &[("dispute", Some(false))],
};

#[test]
fn a_transfer_needs_each_thing_that_the_law_asks_for() {
    let none: Vec<String> = Vec::new();
    assert_eq!(needs(&READY), (none.clone(), none.clone()));
    let lacking = |asked: TransferAsked<'_>, word: &str| assert_eq!(needs(&asked), (vec![word.to_owned()], Vec::new()), "{asked:?}");
    let unknown = |asked: TransferAsked<'_>, word: &str| assert_eq!(needs(&asked), (Vec::new(), vec![word.to_owned()]), "{asked:?}");
    // The last day of timely payment is a day on which it may still be paid.
    lacking(TransferAsked { last_timely_payment: Some(READY.on), ..READY }, "deadline");
    assert_eq!(needs(&TransferAsked { last_timely_payment: Some(Day(20_599)), ..READY }), (none.clone(), none.clone()));
    unknown(TransferAsked { last_timely_payment: None, ..READY }, "deadline");
    lacking(TransferAsked { balance: Some(Money(9_999)), ..READY }, "minimum");
    unknown(TransferAsked { balance: None, ..READY }, "minimum");
    lacking(TransferAsked { notices: Some(&[]), ..READY }, "notice");
    unknown(TransferAsked { notices: None, ..READY }, "notice");
    lacking(TransferAsked { notices: Some(&[Some("B")]), ..READY }, "notice");
    lacking(TransferAsked { reminders: Some(0), ..READY }, "reminders");
    unknown(TransferAsked { reminders: None, ..READY }, "reminders");
    let fields = |period| [("debtor", Some(true)), ("principal", Some(true)), ("last_timely_payment", Some(true)), ("period", period)];
    lacking(TransferAsked { fields: &fields(Some(false)), ..READY }, "period");
    unknown(TransferAsked { fields: &fields(None), ..READY }, "period");
    unknown(TransferAsked { fields: &fields(Some(true))[..3], ..READY }, "period");
}

#[test]
fn a_state_stands_in_the_way_or_may() {
    let with = |states: &'static [(&str, Option<bool>)]| needs(&TransferAsked { states, ..READY });
    let none: Vec<String> = Vec::new();
    assert_eq!(with(&[("transferred", Some(true)), ("plan", Some(false))]), (vec!["transferred".to_owned()], none.clone()));
    assert_eq!(with(&[("transferred", Some(false)), ("plan", None)]), (none, vec!["plan".to_owned()]));
}

#[test]
fn every_debtor_is_notified() {
    let none: Vec<String> = Vec::new();
    let two = TransferAsked { debtors: Some(&["A", "B"]), ..READY };
    assert_eq!(needs(&TransferAsked { notices: Some(&[Some("A"), Some("B")]), ..two }), (none.clone(), none.clone()));
    assert_eq!(needs(&TransferAsked { notices: Some(&[Some("A"), Some("A")]), ..two }), (vec!["notice".to_owned()], none.clone()));
    // Two notices may both have gone to one of them.
    assert_eq!(needs(&TransferAsked { notices: Some(&[None, None]), ..two }), (none.clone(), vec!["notice".to_owned()]));
    assert_eq!(needs(&TransferAsked { debtors: None, ..READY }), (none, vec!["notice".to_owned()]));
}

#[test]
fn a_law_that_is_not_known_on_the_day_decides_nothing() {
    let early = TransferAsked { on: day("2019-12-31"), last_timely_payment: Some(day("2019-01-31")), ..READY };
    let (lacking, unknown) = needs(&early);
    assert!(lacking.is_empty(), "{lacking:?}");
    assert_eq!(unknown.len(), 8, "{unknown:?}");
    assert!(transfer_of(&law("no", made().path()), &TransferAsked { track: "civil", ..READY }).is_none());
}

/// Runs a calculator under the made-up law.
fn said(arguments: &[&str]) -> String {
    let folder = made();
    // Only what a person reads is broken into lines.
    let breaks = !["plain", "json"].iter().any(|style| arguments.contains(style));
    let (status, out, errors) = run(folder.path(), &[&["law"], arguments].concat());
    assert!(!breaks || out.lines().all(|line| line.chars().count() <= 80), "{out}");
    if status == 0 { out } else { format!("status {status}\n{errors}") }
}

#[test]
fn calculators_speak_three_languages_in_eighty_columns() {
    let interest =
        ["interest", "--country", "dk", "--track", "civil", "--principal", "10.000 kr", "--due", "2021-03-01", "--to", "2021-12-31"];
    let payment = ["--days", "365", "--payment", "2021-05-01:500kr"];
    let mut all = said(&[&interest[..], &payment].concat());
    for lang in ["nb", "en"] {
        all += &said(&[&interest[..], &payment, &["--lang", lang]].concat());
    }
    let months =
        ["interest", "--country", "dk", "--track", "distraint", "--principal", "1000", "--due", "2026-01-31", "--to", "2026-03-30"];
    all += &said(&months);
    all += &said(&[&months[..], &["--format", "plain", "--charged-until", "2026-02-01"]].concat());
    let fees =
        ["fees", "--country", "dk", "--track", "civil", "--due", "2026-03-01", "--reminder", "2026-03-10", "--reminder", "2026-03-19"];
    all += &said(&fees);
    let norway =
        ["fees", "--country", "no", "--track", "civil", "--due", "2022-06-01", "--reminder", "2022-06-10", "--reminder", "2022-07-05"];
    all += &said(&norway);
    all += &said(&["fees", "--country", "dk", "--track", "distraint", "--due", "2026-03-01", "--reminder", "2026-03-10", "--lang", "en"]);
    insta::assert_snapshot!(all);
}

#[test]
fn calculators_say_what_to_type() {
    let dk = |track: &'static str, rest: &[&'static str]| {
        let head = ["interest", "--country", "dk", "--track", track, "--principal", "1000 kr", "--due", "2021-03-01", "--to", "2021-04-01"];
        said(&[&head[..], rest].concat())
    };
    let mut all = dk("civil", &[]);
    all += &dk("civil", &["--days", "364"]);
    all += &dk("cvil", &[]);
    all += &dk("distraint", &["--days", "365"]);
    all += &dk("civil", &["--days", "365", "--payment", "2021-03-20"]);
    all += &dk("civil", &["--days", "365", "--payment", "2021-03-20:-5 kr"]);
    all += &said(&["interest", "--country", "dk", "--track", "civil", "--principal", "1.500", "--due", "2012-03-01", "--to", "2013-01-01"]);
    all += &said(&[
        "interest",
        "--country",
        "dk",
        "--track",
        "civil",
        "--principal",
        "1500",
        "--due",
        "2012-03-01",
        "--to",
        "2013-01-01",
        "--days",
        "360",
    ]);
    all += &said(&["fees", "--country", "dk", "--track", "leje", "--due", "2012-03-01", "--reminder", "2013-01-01"]);
    insta::assert_snapshot!(all);
}

#[test]
fn calculators_give_json() {
    let interest =
        ["interest", "--country", "dk", "--track", "civil", "--principal", "10.000 kr", "--due", "2021-03-01", "--to", "2021-12-31"];
    let told: serde_json::Value = serde_json::from_str(&said(&[&interest[..], &["--days", "365", "--format", "json"]].concat())).unwrap();
    // 121 days at 8,05 % and 184 days at 7,65 %: 97.405 + 140.760 = 238.165; / 365 = 652,5068 kr.
    assert_eq!((&told["sum"], &told["lines"][0]["times"], &told["lines"][1]["rate"]), (&65_251.into(), &121.into(), &765.into()));
    let fees =
        ["fees", "--country", "dk", "--track", "civil", "--due", "2026-03-01", "--reminder", "2026-03-10", "--reminder", "2026-03-19"];
    let told: serde_json::Value = serde_json::from_str(&said(&[&fees[..], &["--format", "json"]].concat())).unwrap();
    assert_eq!(
        (&told["reminders"][0]["highest"], &told["reminders"][1]["refusals"][0]["why"]),
        (&10_000.into(), &"soon_after_last".into())
    );
}

/// A strategy under the made-up law, with three claims: one ready, one with gaps, one with two debtors.
#[test]
fn a_claim_of_the_case_data_is_told_what_its_transfer_lacks() {
    let folder = made();
    let strategy = "rettesnor: 1\nid: s\nauthority: {name: Prøve, country: dk}\ntitle: Prøve\nlanguage: da\nperiod: {from: 2026-01-01, to: 2029-12-31}\n\
        claim_types:\n  mad: {name: Mad, track: civil}\n  skat: {name: Skat}\nfields: {period: {on: claim, type: text}}\n\
        chapters:\n  - id: a\n    heading: A\n    clauses:\n      - {id: b, text: Vi rykker., narrative: true}\n";
    write(folder.path(), "s/strategy.yaml", strategy);
    write(
        folder.path(),
        "s/cases.yaml",
        "rettesnor: 1\nname: Prøve\nextracted: 2026-06-01\nformat: csv\nclaims:\n  files: [claims.csv]\n  columns: {claim: claim, debtor: debtor, claim_type: type, principal: principal, \
         due: due, last_timely_payment: last, period: period}\nevents:\n  files: [events.csv]\n  columns: {claim: claim, date: date, event: event}\n  amount: amount\npersonal: [claim]\n",
    );
    write(
        folder.path(),
        "s/claims.csv",
        "claim,debtor,type,principal,due,last,period\nK1,S1,mad,500.00,2026-03-01,2026-03-05,2026-02\nK2,S1,mad,,2026-05-28,2026-06-01,\nK3,S1,mad,90.00,2026-03-01,2026-03-05,2026-02\nK3,S2,mad,90.00,2026-03-01,2026-03-05,2026-02\nK4,S4,skat,1.00,2026-03-01,2026-03-05,\n",
    );
    write(
        folder.path(),
        "s/events.csv",
        "claim,date,event,amount\nK1,2026-03-20,reminder,\nK1,2026-04-10,notice,\nK3,2026-03-20,reminder,\nK3,2026-04-10,notice,\n",
    );
    let told = |claim: &str, rest: &[&str]| {
        let (status, out, errors) = run(folder.path(), &[&["law", "transfer", "s", "--cases", "s", claim], rest].concat());
        assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
        format!("status {status}\n{out}{errors}\n")
    };
    let mut all =
        told("K1", &[]) + &told("K2", &["--lang", "en"]) + &told("K3", &["--lang", "nb", "--on", "2026-06-15"]) + &told("K4", &[]);
    assert!(!all.contains("K1") && !all.contains("K3"), "claims are personal here: {all}");
    all += &told("K9", &[]);
    let json: serde_json::Value =
        serde_json::from_str(&run(folder.path(), &["law", "transfer", "s", "--cases", "s", "K1", "--format", "json"]).1).unwrap();
    assert!(json["needs"].as_array().unwrap().iter().all(|need| need["standing"] == "met"), "{json:#}");
    // Masks depend on the key, which is made anew.
    let masked: String = all
        .split('#')
        .enumerate()
        .map(|(n, part)| if n == 0 { part.to_owned() } else { format!("#…{}", part.chars().skip(12).collect::<String>()) })
        .collect();
    insta::assert_snapshot!(masked);
}

/// The words of a command line; what stands between quotation marks is one.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts
        .flat_map(|(n, part)| if n % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() })
        .collect()
}

#[test]
fn the_commands_on_the_page_say_what_it_shows() {
    let path = root().join("book/src/calculators.md");
    let mut page = std::fs::read_to_string(&path).unwrap();
    let key = folder();
    let key = key.path().join("a.key");
    let mut shown = 0;
    for block in page.clone().split("```console\n").skip(1).filter_map(|rest| rest.split("```").next()) {
        let (command, expected) = block.split_once("\n\n").unwrap();
        let mut arguments = words(&command.trim_start_matches("$ rettesnor").replace("\\\n", " "));
        if arguments.iter().any(|word| word == "--cases") {
            arguments.extend(["--key".to_owned(), key.to_str().unwrap().to_owned()]);
        }
        let (_, out, errors) = run(&root(), &arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let said = format!("{out}{errors}").replace('\u{a0}', " ");
        if std::env::var_os("UPDATE").is_some() {
            page = page.replace(block, &format!("{command}\n\n{said}"));
        } else {
            assert_eq!(said, expected, "{command}");
        }
        shown += 1;
    }
    assert!(shown >= 4, "{shown}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, page).unwrap();
    }
}
