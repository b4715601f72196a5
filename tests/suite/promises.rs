//! Promises of annual reports, followed up by the reports after them; how far items of plans are.

use crate::program::{folder, run, write};

const STRATEGY: &str = "rettesnor: 1
id: sandby
authority: {name: Sandby Kommune, country: dk}
title: Strategi
language: da
period: {from: 2018-01-01, to: 2025-12-31}
chapters:
  - id: maal
    heading: Mål
    clauses:
      - {id: faa, text: Restancerne skal ned., narrative: true}
";

const FIGURES: &str = "measure;claim_type;date;value;unit;source;reason
restance;;2020-12-31;4,10;mio. kr.;regnskab;
restance;;2021-12-31;5,00;mio. kr.;regnskab;
";

const OF_2020: &str = "rettesnor: 1
year: 2020
title: Årsrapport 2020
measures:
  restance: {name: Restance}
comments:
  - {measure: restance, text: Den er steget., expectation: {id: fald, text: \"Den falder under {{ figure('restance') }}.\", by: 2021}}
milestones:
  - {id: ky, name: KY, expected: {on: 2021-Q2, text: Opdateringen er inde.}}
  - {id: ksd, name: KSD, expected: {on: primo 2022, text: Snitfladen virker.}}
plan:
  - {id: kendskab, text: Flere skal kende portalen.}
  - {id: samarbejde, text: Samarbejdet skal udbygges., by: 2021-09-30}
sections:
  - {heading: Tal, text: \"{{ plan() }}\"}
";

/// Made up: a report on 2021 that follows up all but one.
const OF_2021: &str = "rettesnor: 1
year: 2021
title: Årsrapport 2021 (opdigtet)
follows: 2020
measures:
  restance: {name: Restance}
follow_up:
  - {promise: fald, outcome: not_kept, text: \"Den er steget til {{ figure('restance') }}.\"}
  - {promise: ky, outcome: kept, date: 2021-06, evidence: driftsnotat af 30. juni 2021}
  - {promise: ksd, outcome: under_way, text: Leverandøren tester.}
  - {promise: samarbejde, outcome: late, date: 2021-10-01}
sections:
  - {heading: Tal, text: I alt.}
";

fn sandby(of_2020: &str, of_2021: Option<&str>) -> tempfile::TempDir {
    let folder = folder();
    write(folder.path(), "sandby/s/strategy.yaml", STRATEGY);
    write(folder.path(), "sandby/reports/figures.csv", FIGURES);
    write(folder.path(), "sandby/reports/2020.yaml", of_2020);
    of_2021.into_iter().for_each(|text| write(folder.path(), "sandby/reports/2021.yaml", text));
    folder
}

/// Each promise of 2020 with its verdict, in the order of ids.
fn verdicts(folder: &tempfile::TempDir, as_of: &str) -> Vec<String> {
    let (_, out, said) = run(folder.path(), &["calendar", "sandby", "--as-of", as_of, "--to", "2030-12-31", "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{said}"));
    let promised = all[0]["owed"].as_array().unwrap().iter();
    let mut told: Vec<String> = promised
        .map(|one| {
            let lapse = one["lapse"].as_str().map(|lapse| format!("/{lapse}")).unwrap_or_default();
            format!("{} {}{lapse}", one["id"].as_str().unwrap(), one["verdict"].as_str().unwrap())
        })
        .collect();
    told.sort();
    told
}

#[test]
fn the_next_report_says_what_became_of_them() {
    let folder = sandby(OF_2020, Some(OF_2021));
    let told = ["fald breached/missing", "kendskab unknown", "ksd not_yet_due", "ky met", "samarbejde breached/late"];
    assert_eq!(verdicts(&folder, "2022-01-01"), told);
    // What was under way while there was time may have been kept since.
    assert_eq!(verdicts(&folder, "2022-04-30")[2], "ksd not_yet_due");
    assert_eq!(verdicts(&folder, "2022-05-01")[2], "ksd unknown");
    // On the last day of its year the report on 2021 has not been made.
    let told = ["fald not_yet_due", "kendskab not_yet_due", "ksd not_yet_due", "ky unknown", "samarbejde unknown"];
    assert_eq!(verdicts(&folder, "2021-12-31"), told);
}

#[test]
fn without_a_next_report_nothing_is_breached() {
    let folder = sandby(OF_2020, None);
    assert!(verdicts(&folder, "2021-06-30").iter().all(|one| one.ends_with("not_yet_due")));
    // A quarter's last day has passed, the others have not.
    assert_eq!(verdicts(&folder, "2021-07-01")[3], "ky unknown");
    assert!(verdicts(&folder, "2025-01-01").iter().all(|one| one.ends_with("unknown")));
}

/// The report on 2021 is made in 2022: until then what it is to follow up is open, and nobody says a last day that no text says.
#[test]
fn what_the_next_report_follows_up_is_open_until_that_can_be_made() {
    let unreported = sandby(OF_2020, None);
    assert_eq!(verdicts(&unreported, "2022-12-31")[1], "kendskab not_yet_due");
    assert_eq!(verdicts(&unreported, "2023-01-01")[1], "kendskab unknown");
    let (_, list, _) = run(unreported.path(), &["calendar", "sandby", "--as-of", "2022-06-01", "--format", "plain"]);
    let told = list.lines().find(|line| line.contains("kende portalen")).unwrap();
    assert!(told.contains("følges op i årsrapporten for 2021;") && !told.contains("senest"), "{told}");
    // A quarter has its last day beside it; that of a part of a year is the program's reading.
    assert!(list.contains("2. kvartal 2021 (senest 30. juni 2021)"), "{list}");
    assert!(list.contains("primo 2022 (regnes til og med 30. april 2022)"), "{list}");
    // Once the report is there, it is that report's day.
    let reported = sandby(OF_2020, Some(OF_2021));
    assert_eq!(verdicts(&reported, "2021-12-31")[1], "kendskab not_yet_due");
    let (_, list, _) = run(reported.path(), &["calendar", "sandby", "--as-of", "2022-01-01", "--format", "plain"]);
    let (past, coming) = list.split_once("Kommende frister").unwrap();
    assert!(past.contains("2022-01-01  Flere skal kende portalen.") && !coming.contains("kende portalen"), "{list}");
    // Under way when the report is made that it is owed by, or said not to be kept: that is breached.
    for outcome in ["not_kept", "under_way"] {
        let said =
            OF_2021.replace("promise: samarbejde, outcome: late, date: 2021-10-01", &format!("promise: kendskab, outcome: {outcome}"));
        assert_eq!(verdicts(&sandby(OF_2020, Some(&said)), "2022-01-01")[1], "kendskab breached/missing");
    }
}

#[test]
fn a_later_report_goes_on_where_one_was_under_way() {
    let folder = sandby(OF_2020, Some(OF_2021));
    let of_2022 = OF_2021.replace("2021 (", "2022 (").replace("year: 2021", "year: 2022").replace("follows: 2020", "follows: 2021");
    let (head, _) = of_2022.split_once("follow_up:").unwrap();
    let report = |follow_up: &str| format!("{head}{follow_up}sections:\n  - {{heading: Tal, text: I alt.}}\n");
    write(folder.path(), "sandby/reports/2022.yaml", report("follow_up:\n  - {promise: ksd, outcome: kept, date: 2022-04-30}\n"));
    assert_eq!(verdicts(&folder, "2023-01-01")[2], "ksd met");
    write(folder.path(), "sandby/reports/2022.yaml", report("follow_up:\n  - {promise: ksd, outcome: under_way}\n"));
    assert_eq!(verdicts(&folder, "2023-01-01")[2], "ksd breached/missing");
    write(folder.path(), "sandby/reports/2022.yaml", report(""));
    let (status, _, said) = run(folder.path(), &["validate", "sandby", "--format", "plain"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.lines().any(|line| line.starts_with("sandby/reports/2022.yaml:") && line.contains("`ksd`")), "{said}");
}

#[test]
fn the_report_has_a_section_on_them() {
    for lang in ["da", "nb", "en"] {
        let folder = sandby(OF_2020, Some(OF_2021));
        let (status, paper, said) = run(folder.path(), &["render", "sandby/s", "--document", "annual-report", "--lang", lang]);
        assert_eq!(status, 0, "{said}");
        insta::assert_snapshot!(format!("follow_up_{lang}"), paper);
    }
    // A text that asks for the table has it, and there is no second one.
    let asked = OF_2021.replace("text: I alt.", "text: \"Vi lovede: {{ follow_up() }}\"");
    let (_, paper, _) = run(sandby(OF_2020, Some(&asked)).path(), &["render", "sandby/s", "--document", "annual-report"]);
    assert!(!paper.contains("# Opfølgning på sidste års rapport") && paper.matches("ikke fulgt op").count() == 1, "{paper}");
}

/// The compliance report of a strategy shows what was to be kept in its period.
#[test]
fn the_compliance_report_shows_them() {
    let folder = sandby(OF_2020, Some(OF_2021));
    let strategy = STRATEGY.replace("from: 2018-01-01, to: 2025-12-31", "from: 2022-01-01, to: 2025-12-31");
    let claim_types = "claim_types: {husleje: {name: Husleje, track: rent}}\nchapters:";
    write(folder.path(), "sandby/s/strategy.yaml", strategy.replace("chapters:", claim_types));
    let cases = "rettesnor: 1
name: Opdigtet
synthetic: true
extracted: 2022-05-01
claims: {files: krav.csv, columns: {claim: claim, claim_type: type, principal: principal, due: due}}
events: {files: events.csv, columns: {claim: claim, date: date, event: event}}
";
    write(folder.path(), "sandby/s/cases.yaml", cases);
    write(folder.path(), "sandby/s/krav.csv", "claim;type;principal;due\n1;husleje;100;2022-02-01\n");
    write(folder.path(), "sandby/s/events.csv", "claim;date;event\n1;2022-03-01;reminder\n");
    let paper = |as_of: &str| {
        let (status, paper, said) = run(folder.path(), &["render", "sandby/s", "--document", "compliance-report", "--as-of", as_of]);
        assert_eq!(status, 0, "{said}");
        paper.replace('\u{a0}', " ")
    };
    let on = paper("2022-04-30");
    assert!(on.contains("# Løfter fra årsrapporter\n") && on.contains("| KSD: Snitfladen virker. | 2020 | primo 2022 | i gang |"), "{on}");
    assert!(paper("2022-05-01").contains("| KSD: Snitfladen virker. | 2020 | primo 2022 | kan ikke vurderes |"));
    // What was to be kept in the last year before the period is followed up within it, so that it falls between no two periods.
    assert!(on.contains("| KY: Opdateringen er inde. | 2020 | 2\\. kvartal 2021 | indfriet |"), "{on}");
    assert!(on.contains("| Flere skal kende portalen. | 2020 | følges op i årsrapporten for 2021 | kan ikke vurderes"), "{on}");
    let later = STRATEGY.replace("from: 2018-01-01, to: 2025-12-31", "from: 2023-01-01, to: 2025-12-31");
    write(folder.path(), "sandby/s/strategy.yaml", later.replace("chapters:", claim_types));
    assert!(!paper("2023-05-01").contains("KY: Opdateringen"), "that was for the period before");
}

#[test]
fn mistakes_are_told_at_their_place() {
    for (right, wrong, code, help, errors) in [
        ("promise: ky", "promise: kyy", "error[unknown-promise]", "write `ky`", 1),
        ("promise: ky,", "promise: ksd,", "error[duplicate-id]", "keep the one", 1),
        ("outcome: kept", "outcome: keep", "error[unknown-value]", "`kept`", 1),
        ("date: 2021-06,", "date: 2021-07,", "warning[follow-up-differs]", "outcome: late", 0),
        ("date: 2021-10-01", "date: 2021-09-30", "warning[follow-up-differs]", "outcome: kept", 0),
    ] {
        assert_eq!(OF_2021.matches(right).count(), 1, "{right}");
        let folder = sandby(OF_2020, Some(&OF_2021.replace(right, wrong)));
        let (_, _, said) = run(folder.path(), &["validate", "sandby", "--format", "plain"]);
        let line = said.lines().find(|line| line.contains(code)).unwrap_or_else(|| panic!("{wrong}: {said}"));
        assert!(line.starts_with("sandby/reports/2021.yaml:") && line.contains(help), "{line}");
        assert_eq!(said.matches("error[").count(), errors, "{said}");
    }
    // One is left out by the report of 2021; one without an id can never be followed up.
    let (status, _, said) = run(sandby(OF_2020, Some(OF_2021)).path(), &["validate", "sandby", "--format", "plain"]);
    assert_eq!((status, said.lines().count()), (0, 1), "{said}");
    assert!(said.contains("warning[promise-not-followed]") && said.contains("{promise: kendskab, outcome: kept}"), "{said}");
    let unnamed = OF_2020.replace("id: kendskab, ", "");
    let (_, _, said) = run(sandby(&unnamed, None).path(), &["validate", "sandby", "--format", "plain"]);
    assert!(said.contains("warning[promise-unnamed]") && said.contains("add `id:`"), "{said}");
    // The first report has none before it.
    let early = OF_2020.replace("plan:\n", "follow_up: [{promise: x, outcome: kept}]\nplan:\n");
    let (status, _, said) = run(sandby(&early, None).path(), &["validate", "sandby", "--format", "plain"]);
    assert!(status == 3 && said.contains("reports/2019.yaml"), "{said}");
}
