//! What is owed, in one list: duties, promises of reports, items of plans, exceptions; each on its boundary.

use std::path::Path;

use serde_json::Value;

use crate::program::{folder, root, run, write};

/// What an authority owes, as JSON.
fn owed(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let (status, out, said) = run(folder, &[&["calendar", "--format", "json"], arguments].concat());
    assert!(status == 0 || status == 2, "{said}");
    let all: Value = serde_json::from_str(&out).unwrap();
    all.as_array().unwrap().iter().flat_map(|one| one["owed"].as_array().unwrap().clone()).collect()
}

/// The last day and verdict of everything with an id that starts so.
fn verdicts(list: &[Value], id: &str) -> Vec<String> {
    let of = list.iter().filter(|one| one["id"].as_str().unwrap().starts_with(id));
    of.map(|one| {
        let lapse = one["lapse"].as_str().map(|lapse| format!("/{lapse}")).unwrap_or_default();
        format!("{} {}{lapse}", one["last_day"].as_str().unwrap(), one["verdict"].as_str().unwrap())
    })
    .collect()
}

#[test]
fn the_examples_show_what_they_owe_with_its_verdict() {
    // No register is kept: what should have been done is unknown, and what comes is not due.
    let skanderborg = owed(&root(), &["strategy/skanderborg", "--as-of", "2016-05-15", "--to", "2016-12-31", "--from", "2016-01-01"]);
    let follow_up = ["2016-04-30 unknown", "2016-08-31 not_yet_due", "2016-10-31 not_yet_due"];
    assert_eq!(verdicts(&skanderborg, "opfoelgning/budgetopfoelgning"), follow_up);
    let norddjurs = owed(&root(), &["strategy/norddjurs", "--as-of", "2023-12-31"]);
    assert_eq!(verdicts(&norddjurs, "opfoelgning/aarsrapport 2022"), ["2023-12-31 not_yet_due"], "the last day has not passed");
    let norddjurs = owed(&root(), &["strategy/norddjurs", "--as-of", "2024-01-01"]);
    assert_eq!(verdicts(&norddjurs, "opfoelgning/aarsrapport 2022"), ["2023-12-31 unknown"]);
    let promised: Vec<&Value> = norddjurs.iter().filter(|one| one["of"] == "report 2020").collect();
    let ids: Vec<&str> = promised.iter().map(|one| one["id"].as_str().unwrap()).collect();
    let all = ["ak50", "ky", "ksd", "ejendomsskat", "gaeld-psrm", "integration", "kendskab", "samarbejde", "servicepakker", "tilslutning"];
    assert_eq!(ids, all);
    // There is no report on 2021: nobody has said what became of them.
    assert!(promised.iter().all(|one| one["verdict"] == "unknown"), "{promised:?}");
    let before = owed(&root(), &["strategy/norddjurs", "--as-of", "2021-06-30", "--to", "2022-12-31"]);
    assert_eq!(verdicts(&before, "ky"), ["2021-12-31 not_yet_due"]);
    assert_eq!(verdicts(&before, "ksd"), ["2022-04-30 not_yet_due"]);
    let earlier = owed(&root(), &["strategy/norddjurs", "--as-of", "2020-12-31"]);
    assert!(!earlier.iter().any(|one| one["kind"] == "promise"), "the report on 2020 cannot have been made before 2020 is over");
}

const STRATEGY: &str = "rettesnor: 1
id: vik-2023-2026
authority: {name: Vik, country: dk}
title: Strategy
language: en
period: {from: 2023-01-01, to: 2026-12-31}
roles: {head: Head of collection}
calendars:
  meetings: {name: meeting, dates: [2023-05-10, 2023-11-10]}
chapters:
  - id: a
    heading: A
    clauses:
      - {id: yearly, text: We report every year., duty: {every: year, by: 03-31, owner: head, recipient: The council, contents: [Arrears], attached_to: the accounts}}
      - {id: twice, text: We meet twice a year., duty: {every: year, times: 2}}
      - {id: leap, text: We report on the leap day., duty: {every: year, by: 02-29}}
      - {id: term, text: The new council gets it., duty: {every: term, by: 01-31}}
      - {id: quarterly, text: We count every quarter., duty: {every: quarter, by: 10 days}, valid: {from: 2023-04-01, to: 2023-09-30}}
      - {id: meetings, text: We tell each meeting., duty: {every: meetings}}
      - {id: kindly, text: We answer kindly., attested: {role: head, every: year, evidence: A sample}}
      - {id: reminder, text: A reminder is sent., rule: {followed_by: {event: due, by: reminder, within: 14 days}}}
";

const REGISTER: &str = "rettesnor: 1
entries:
  - {clause: a/yearly, for: 2023, date: 2024-03-31}
  - {clause: a/yearly, for: 2024, date: 2025-04-01}
  - {clause: a/twice, for: 2023, date: 2023-02-01}
  - {clause: a/twice, for: 2023, date: 2023-12-31}
  - {clause: a/twice, for: 2024, date: 2024-02-01}
  - {clause: a/leap, for: 2023, date: 2024-02-29, evidence: The minutes}
  - {clause: a/leap, for: 2024, date: 2025-03-01}
  - {clause: a/meetings, for: 2023-05-10, date: 2023-05-10}
";

const WAIVERS: &str = "rettesnor: 1
waivers:
  - {id: move, clause: a/reminder, approver: head, basis: A new system, from: 2024-01-01, until: 2024-06-30, review: 2024-03-31}
";

fn vik() -> tempfile::TempDir {
    let folder = folder();
    write(folder.path(), "vik/s/strategy.yaml", STRATEGY);
    write(folder.path(), "vik/s/register.yaml", REGISTER);
    write(folder.path(), "vik/s/waivers.yaml", WAIVERS);
    folder
}

#[test]
fn the_last_day_is_in_time_and_the_day_after_is_late() {
    let folder = vik();
    let list = owed(folder.path(), &["vik", "--as-of", "2025-06-30", "--to", "2027-12-31"]);
    let yearly = ["2024-03-31 met", "2025-03-31 breached/late", "2026-03-31 not_yet_due", "2027-03-31 not_yet_due"];
    assert_eq!(verdicts(&list, "a/yearly"), yearly);
    // The second time decides; one of two is not enough.
    let twice = ["2023-12-31 met", "2024-12-31 breached/missing", "2025-12-31 not_yet_due", "2026-12-31 not_yet_due"];
    assert_eq!(verdicts(&list, "a/twice"), twice);
    let leap = ["2024-02-29 met", "2025-02-28 breached/late", "2026-02-28 not_yet_due", "2027-02-28 not_yet_due"];
    assert_eq!(verdicts(&list, "a/leap"), leap);
    assert_eq!(verdicts(&list, "a/term"), ["2027-01-31 not_yet_due"]);
    // Only quarters that end while the clause holds are owed.
    assert_eq!(verdicts(&list, "a/quarterly"), ["2023-07-10 breached/missing", "2023-10-10 breached/missing"]);
    assert_eq!(verdicts(&list, "a/meetings"), ["2023-05-10 met", "2023-11-10 breached/missing"]);
    // Whether an exception was looked at again is written nowhere; that it ended breaks nothing.
    assert_eq!(verdicts(&list, "move"), ["2024-03-31 unknown", "2024-06-30 not_applicable"]);
    // On the last day nothing is late, on the day after it is.
    let on = owed(folder.path(), &["vik", "--as-of", "2024-12-31"]);
    assert_eq!(verdicts(&on, "a/twice 2024"), ["2024-12-31 not_yet_due"]);
    let after = owed(folder.path(), &["vik", "--as-of", "2025-01-01"]);
    assert_eq!(verdicts(&after, "a/twice 2024"), ["2024-12-31 breached/missing"]);
}

#[test]
fn days_bound_the_list_and_both_are_in_it() {
    let folder = vik();
    let days = |arguments: &[&str]| {
        let list = owed(folder.path(), &[&["vik", "--as-of", "2025-06-30"], arguments].concat());
        (list.first().unwrap()["last_day"].clone(), list.last().unwrap()["last_day"].clone())
    };
    assert_eq!(days(&["--from", "2024-03-31", "--to", "2026-03-31"]), ("2024-03-31".into(), "2026-03-31".into()));
    // Without a day, up to a year ahead.
    assert_eq!(days(&[]).1, "2026-03-31");
    let (status, _, said) = run(folder.path(), &["calendar", "vik", "--as-of", "2025-06-30", "--from", "2025-02-01", "--to", "2025-01-01"]);
    assert!(status == 1 && said.contains("exchange the two"), "{said}");
    let (status, _, said) = run(folder.path(), &["calendar", "vik"]);
    assert!(status == 1 && said.contains("`Vik`") && said.contains("--as-of"), "{said}");
}

#[test]
fn it_fits_a_screen_in_three_languages() {
    let folder = vik();
    for lang in ["da", "nb", "en"] {
        let (status, list, said) = run(folder.path(), &["calendar", "vik", "--as-of", "2025-06-30", "--lang", lang]);
        assert_eq!((status, said.as_str()), (2, ""));
        assert!(list.lines().all(|line| line.chars().count() <= 80), "{list}");
        insta::assert_snapshot!(format!("calendar_{lang}"), list);
    }
    let (_, plain, _) = run(folder.path(), &["calendar", "vik", "--as-of", "2025-06-30", "--format", "plain"]);
    assert!(plain.lines().any(|line| line.starts_with("2025-02-28") && line.contains("done late")), "one line each: {plain}");
}

/// What is left out before `--from` is not said to be nothing.
#[test]
fn a_cut_list_speaks_for_no_more_than_it_holds() {
    let folder = vik();
    let list = |arguments: &[&str]| {
        let start = ["calendar", "vik", "--as-of", "2025-06-30", "--format", "plain", "--lang", "da"];
        run(folder.path(), &[&start, arguments].concat()).1
    };
    let cut = list(&["--from", "2025-06-30", "--to", "2025-07-01"]);
    let told: Vec<&str> = cut.lines().skip(1).collect();
    let right = [
        "Ingen udløbne frister fra og med 30. juni 2025.",
        "Ingen kommende frister til og med 1. juli 2025.",
        "Rettidigt udført fra og med 30. juni 2025: 0.",
    ];
    assert_eq!(told, right);
    assert!(list(&["--from", "2025-03-31"]).contains("Frist udløbet fra og med 31. marts 2025 ("));
    assert!(list(&["--from", "2023-01-01"]).contains("Rettidigt udført fra og med 1. januar 2023 ("));
    assert!(list(&[]).lines().any(|line| line == "Rettidigt udført: 5."), "{}", list(&[]));
}

/// What a text owes that no body has adopted says so; where no route says which body adopts, nobody knows.
#[test]
fn what_is_not_adopted_yet_is_marked() {
    let folder = vik();
    let notes = |as_of: &str| {
        let list = owed(folder.path(), &["vik", "--as-of", as_of]);
        let has = |one: &Value| one["notes"].as_array().unwrap().iter().any(|note| note == "The strategy is not recorded as adopted");
        (list.iter().filter(|one| has(one)).count(), list.iter().filter(|one| one["kind"] != "adoption").count())
    };
    assert_eq!(notes("2025-06-30").0, 0);
    let decisions = "rettesnor: 1
agenda_item: {route: [Committee, Council]}
decisions:
  - {body: Committee, date: 2023-01-10, outcome: endorsed}
  - {body: Council, date: 2023-02-10, outcome: approved}
";
    write(folder.path(), "vik/s/decisions.yaml", decisions);
    let (marked, all) = notes("2023-02-09");
    assert!(marked == all && all > 0, "{marked} of {all}");
    assert_eq!(notes("2023-02-10").0, 0);
}

#[test]
fn another_file_is_never_written_over_by_a_calendar() {
    let folder = vik();
    let ics = |file: &str| run(folder.path(), &["calendar", "vik", "--as-of", "2025-06-30", "--ics", file]);
    let (status, _, said) = ics("vik/s/strategy.yaml");
    assert!(status == 1 && said.contains("is no calendar file; name another one, for example `--ics owed.ics`"), "{said}");
    assert_eq!(std::fs::read_to_string(folder.path().join("vik/s/strategy.yaml")).unwrap(), STRATEGY);
    assert_eq!((ics("owed.ics").0, ics("owed.ics").0), (2, 2), "a calendar is written anew");
}

/// Neither where the folder lies, nor where one stands, nor how its path is written is seen in what is told.
#[test]
fn a_calendar_is_the_same_bytes_from_every_folder() {
    let folders = [vik(), vik()];
    let told = |place: &Path, from: &str, path: &str| {
        let ics = place.join("owed.ics");
        let arguments = ["calendar", path, "--as-of", "2025-06-30", "--ics", ics.to_str().unwrap(), "--format"];
        let formats = ["json", "human", "plain"].map(|format| run(&place.join(from), &[&arguments[..], &[format]].concat()).1);
        (formats, std::fs::read(ics).unwrap())
    };
    let first = told(folders[0].path(), "", "vik");
    let whole = folders[1].path().join("vik");
    for (from, path) in [("", whole.to_str().unwrap()), ("vik", "."), ("vik/s", "strategy.yaml"), ("vik/s", "../../vik/s")] {
        assert_eq!(told(folders[1].path(), from, path), first, "{path} in {from}");
    }
    assert!(first.0[0].contains("\"vik/s/strategy.yaml\""), "{}", first.0[0]);
}

/// What another reader of the format makes of the file.
#[test]
fn the_file_for_calendars_is_read_by_others_and_is_the_same_each_time() {
    let folder = vik();
    let ics = |as_of: &str| {
        run(folder.path(), &["calendar", "vik", "--as-of", as_of, "--ics", "x/owed.ics"]);
        std::fs::read(folder.path().join("x/owed.ics")).unwrap()
    };
    let bytes = ics("2025-06-30");
    assert_eq!(bytes, ics("2025-06-30"));
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
    let events = |bytes: &[u8]| {
        let calendar = ical::IcalParser::new(bytes).next().unwrap().unwrap();
        assert!(calendar.properties.iter().any(|one| one.name == "VERSION" && one.value.as_deref() == Some("2.0")));
        assert!(calendar.properties.iter().any(|one| one.name == "PRODID"));
        let told = calendar.events.into_iter().map(|event| {
            let value = |name: &str| event.properties.iter().find(|one| one.name == name).and_then(|one| one.value.clone()).unwrap();
            let start = event.properties.iter().find(|one| one.name == "DTSTART").unwrap();
            assert_eq!(start.params.clone().unwrap(), [("VALUE".to_owned(), vec!["DATE".to_owned()])]);
            [value("UID"), value("DTSTAMP"), value("DTSTART"), value("SUMMARY"), value("DESCRIPTION"), value("CATEGORIES")]
        });
        told.collect::<Vec<_>>()
    };
    let first = events(&bytes);
    let list = owed(folder.path(), &["vik", "--as-of", "2025-06-30"]);
    assert_eq!(first.len(), list.len());
    let yearly = first.iter().find(|one| one[2] == "20260331").unwrap();
    assert_eq!(yearly[1], "20250630T000000Z");
    assert_eq!((yearly[3].as_str(), yearly[5].as_str()), ("Duty: We report every year.", "Duty"));
    assert!(yearly[4].contains("Recipient: The council") && yearly[4].contains("vik/s/strategy.yaml:"), "{}", yearly[4]);
    let mut ids: Vec<&String> = first.iter().map(|one| &one[0]).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), first.len(), "each event has an id of its own");
    // A later file has the same events under the same ids.
    let later = events(&ics("2025-07-01"));
    assert!(first.iter().all(|one| later.iter().any(|other| other[0] == one[0])));
}
