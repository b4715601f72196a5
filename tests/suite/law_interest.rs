//! Late interest against hand calculations, which stand in the comments.

use rettesnor::law::{Convention, InterestAsked, InterestStopped, Law, interest_of, load};
use rettesnor::quantity::{Day, Money};
use rettesnor::source::Sources;

use crate::program::{folder, root, write};

/// A country's law as it lies in the repository, or in a folder of a test.
pub(crate) fn law(country: &str, near: &std::path::Path) -> Law {
    let (mut sources, mut diagnostics) = (Sources::default(), Default::default());
    let law = load(country, near, &mut sources, &mut diagnostics);
    assert_eq!(rettesnor::diagnostic::to_plain(&diagnostics, &sources), "");
    law
}

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn denmark() -> Law {
    law("dk", &root().join("strategy"))
}

/// A parameter's file: unit, further keys, and rows of first day, last day and value.
pub(crate) fn parameter(unit: &str, keys: &str, rows: &[(&str, &str, &str)]) -> String {
    let row = |(from, to, value): &(&str, &str, &str)| {
        let to = if to.is_empty() { String::new() } else { format!("    to: {to}\n") };
        let value = if value.is_empty() { String::new() } else { format!("    value: {value}\n") };
        format!(
            "  - from: {from}\n{to}{value}    reference: act § 1\n    source: https://example.org\n    source_quality: law_text\n    verified_on: 2026-11-21\n"
        )
    };
    let rows: String = rows.iter().map(row).collect();
    format!("rettesnor: 1\nname: {{da: Et navn, nb: Et navn, en: A name}}\nunit: {unit}\n{keys}values:\n{rows}")
}

fn norway() -> Law {
    law("no", &root().join("strategy"))
}

fn asked<'a>(track: &'a str, kroner: i64, due: &str, until: &str) -> InterestAsked<'a> {
    InterestAsked { track, principal: Money(kroner * 100), due: day(due), counted: None, until: day(until), payments: &[], days: None }
}

/// The sum in øre, and each line as its first day, its days or months, and its rate in hundredths of a per cent.
fn worked(law: &Law, asked: &InterestAsked<'_>) -> (i64, Vec<(String, i32, i64)>) {
    let working = interest_of(law, asked).unwrap();
    let line = |line: &rettesnor::law::WorkingLine| (line.from.to_string(), line.times, line.rate);
    (working.sum.0, working.lines.iter().map(|(one, _)| line(one)).collect())
}

#[test]
fn danish_civil_interest_over_the_signed_rates() {
    // 10.000 kr due on 2021-03-01, that is with 8 points; a year's interest at 1 % is 100 kr.
    //   2021-03-02 to 06-30   30 + 30 + 31 + 30     = 121 days at  0,05 + 8 =  8,05 %    805 x 121 =  97.405
    //   2021-07-01 to 12-31   31+31+30+31+30+31     = 184 days at -0,35 + 8 =  7,65 %    765 x 184 = 140.760
    //   2022-01-01 to 12-31                           365 days at -0,45 + 8 =  7,55 %    755 x 365 = 275.575
    //   2023-01-01 to 06-30   31+28+31+30+31+30     = 181 days at  1,90 + 8 =  9,90 %    990 x 181 = 179.190
    //   2023-07-01 to 12-31                           184 days at  3,25 + 8 = 11,25 %  1.125 x 184 = 207.000
    //   2024-01-01 to 02-15   31 + 15               =  46 days at  3,75 + 8 = 11,75 %  1.175 x  46 =  54.050
    //                                                                                      in all    953.980
    // 953.980 / 365 = 2.613,6438 kr; 953.980 / 360 = 2.649,9444 kr.
    let lines = [
        ("2021-03-02", 121, 805),
        ("2021-07-01", 184, 765),
        ("2022-01-01", 365, 755),
        ("2023-01-01", 181, 990),
        ("2023-07-01", 184, 1_125),
        ("2024-01-01", 46, 1_175),
    ];
    let law = denmark();
    for (days, sum) in [(365, 261_364), (360, 264_994)] {
        let asked = InterestAsked { days: Some(days), ..asked("civil", 10_000, "2021-03-01", "2024-02-15") };
        let (found, worked) = worked(&law, &asked);
        assert_eq!(found, sum, "{days} days");
        // A half-year with the rate of the one before may stand on a line of its own.
        let mut joined: Vec<(String, i32, i64)> = Vec::new();
        for (from, times, rate) in worked {
            match joined.last_mut().filter(|last| last.2 == rate) {
                Some(last) => last.1 += times,
                None => joined.push((from, times, rate)),
            }
        }
        assert_eq!(joined, lines.map(|(from, times, rate)| (from.to_owned(), times, rate)));
    }
}

#[test]
fn the_due_date_chooses_the_surcharge() {
    // 36.500 kr for 10 days: 1 % a year is 1 kr a day. The reference rate is 0,20 % on all of these days.
    //   due 2013-02-28: 7,20 % x 10 days = 72 kr      due 2013-03-01: 8,20 % x 10 days = 82 kr
    let law = denmark();
    let sum = |due, until| worked(&law, &InterestAsked { days: Some(365), ..asked("civil", 36_500, due, until) }).0;
    assert_eq!(sum("2013-02-28", "2013-03-10"), 7_200);
    assert_eq!(sum("2013-03-01", "2013-03-11"), 8_200);
}

#[test]
fn one_per_cent_for_each_commenced_month_on_its_boundary_days() {
    // 1.000 kr: 10 kr a month. The first month commences on the due date, the next a month later or on the last day of a shorter month.
    let law = denmark();
    for (due, until, sum) in [
        ("2026-01-31", "2026-01-30", 0),
        ("2026-01-31", "2026-01-31", 1_000),
        ("2026-01-31", "2026-02-27", 1_000),
        ("2026-01-31", "2026-02-28", 2_000),
        ("2026-01-31", "2026-03-30", 2_000),
        ("2026-01-31", "2026-03-31", 3_000),
        ("2028-01-31", "2028-02-28", 1_000),
        ("2028-01-31", "2028-02-29", 2_000),
        ("2026-03-01", "2026-03-31", 1_000),
        ("2026-03-01", "2026-04-01", 2_000),
    ] {
        assert_eq!(worked(&law, &asked("distraint", 1_000, due, until)).0, sum, "{due} to {until}");
    }
    // Paid on the due date: nothing is left at its end. Half paid on the day on which the second month commences: 10 kr + 5 kr.
    let due = InterestAsked { payments: &[(day("2026-01-31"), Money(100_000))], ..asked("distraint", 1_000, "2026-01-31", "2026-05-01") };
    assert_eq!(worked(&law, &due).0, 0);
    let half = InterestAsked { payments: &[(day("2026-02-28"), Money(50_000))], ..asked("distraint", 1_000, "2026-01-31", "2026-02-28") };
    assert_eq!(worked(&law, &half).0, 1_500);
}

#[test]
fn the_law_says_when_the_first_month_commences() {
    let folder = folder();
    write(folder.path(), "law/dk/act/rate.yaml", parameter("rate", "", &[("1992-01-01", "", "1 %")]));
    let tracks = "rettesnor: 1\ntracks:\n  a: {name: {da: A}, interest: {rate: dk/act/rate, per: month, first_month: dk/act/first-month}}\n  b: {name: {da: B}, interest: {rate: dk/act/rate, per: month}}\n";
    write(folder.path(), "law/dk/tracks.yaml", tracks);
    // From 2000 on a day of grace: the first month of a claim due on 1 March commences on 2 March, and is not there on 1 March.
    let rows = [("1992-01-01", "", "0 days"), ("2000-01-01", "", "1 day")];
    write(folder.path(), "law/dk/act/first-month.yaml", parameter("period", "decided_by: due_date\n", &rows));
    let law = law("dk", folder.path());
    let sum = |due, until| worked(&law, &asked("a", 1_000, due, until)).0;
    assert_eq!([sum("1999-03-01", "1999-03-01"), sum("2000-03-01", "2000-03-01"), sum("2000-03-01", "2000-03-02")], [1_000, 0, 1_000]);
    assert_eq!([sum("1999-03-01", "1999-04-01"), sum("2000-03-01", "2000-04-01"), sum("2000-03-01", "2000-04-02")], [2_000, 1_000, 2_000]);
    let early = interest_of(&law, &asked("a", 1_000, "1991-12-31", "1992-02-01"));
    assert!(matches!(early, Err(InterestStopped::Lacks(lack)) if lack.on == Some(day("1991-12-31"))), "{early:?}");
    assert_eq!(interest_of(&law, &asked("b", 1_000, "2020-01-01", "2020-02-01")), Err(InterestStopped::NotStated));
}

#[test]
fn norwegian_interest_over_a_half_year() {
    // 10.000 kr due on 2022-06-01, to 2022-07-31; a year's interest at 1 % is 100 kr.
    //   2022-06-02 to 06-30   29 days at 8,50 %   850 x 29 = 24.650
    //   2022-07-01 to 07-31   31 days at 9,25 %   925 x 31 = 28.675      in all 53.325; / 365 = 146,0959 kr
    let law = norway();
    let asked = |due, until| InterestAsked { days: Some(365), ..asked("civil", 10_000, due, until) };
    let lines = vec![("2022-06-02".to_owned(), 29, 850), ("2022-07-01".to_owned(), 31, 925)];
    assert_eq!(worked(&law, &asked("2022-06-01", "2022-07-31")), (14_610, lines));
    let stopped = |due, until| match interest_of(&law, &asked(due, until)) {
        Err(InterestStopped::Lacks(lack)) => (lack.parameter.address.clone(), lack.on.unwrap().to_string(), lack.missing.is_some()),
        other => panic!("{other:?}"),
    };
    let missing = |on: &str| ("no/forsinkelsesrentelov/late-interest".to_owned(), on.to_owned(), true);
    assert_eq!(stopped("2023-06-01", "2023-08-01"), missing("2023-07-01"));
    assert_eq!(stopped("2023-12-31", "2024-02-01"), missing("2024-01-01"));
    // The last day with a rate: 1 day at 10,75 %.
    assert_eq!(worked(&law, &asked("2023-06-29", "2023-06-30")).0, 295);
}

#[test]
fn a_missing_rate_stops_with_the_part_that_is_missing() {
    let law = denmark();
    let asked = InterestAsked { days: Some(365), ..asked("civil", 10_000, "2026-06-20", "2026-07-01") };
    let stopped = interest_of(&law, &asked);
    let Err(InterestStopped::Lacks(lack)) = &stopped else { panic!("{stopped:?}") };
    assert_eq!((lack.parameter.address.as_str(), lack.on), ("dk/rentelov/reference-rate", Some(day("2026-07-01"))));
    assert!(lack.missing.is_some());
    // Up to the day before: 10 days at 9,75 % of 10.000 kr are 26,71 kr.
    assert_eq!(worked(&law, &InterestAsked { until: day("2026-06-30"), ..asked }).0, 2_671);
}

#[test]
fn what_the_law_leaves_open_is_asked_for_and_what_it_settles_is_not() {
    let law = denmark();
    let civil = asked("civil", 10_000, "2021-03-01", "2021-04-01");
    assert_eq!(interest_of(&law, &civil), Err(InterestStopped::DaysNotSaid));
    let months = InterestAsked { days: Some(365), ..asked("distraint", 10_000, "2021-03-01", "2021-04-01") };
    assert_eq!(interest_of(&law, &months), Err(InterestStopped::DaysSettled(None)));
    assert_eq!(interest_of(&law, &asked("cicil", 1, "2021-03-01", "2021-04-01")), Err(InterestStopped::Track));
    // Thirteen years at more than 8 % come to more than all of it.
    let large = InterestAsked { principal: Money(i64::MAX), days: Some(365), ..asked("civil", 1, "2013-03-01", "2026-06-30") };
    assert_eq!(interest_of(&law, &large), Err(InterestStopped::TooLarge));
}

#[test]
fn payments_and_interest_that_was_charged_before() {
    // 36.500 kr at 8,05 %: 8,05 kr a day. Due 2021-03-01; 18.250 kr are paid on 03-11, which still bears interest on all of it.
    //   10 days x 8,05 = 80,50 kr, then 10 days x 4,025 = 40,25 kr
    let law = denmark();
    let payments = [(day("2021-03-11"), Money(1_825_000))];
    let all = InterestAsked { payments: &payments, days: Some(365), ..asked("civil", 36_500, "2021-03-01", "2021-03-21") };
    assert_eq!(worked(&law, &all), (12_075, vec![("2021-03-02".to_owned(), 10, 805), ("2021-03-12".to_owned(), 10, 805)]));
    // Charged up to 03-16: 5 days x 4,025 = 20,125 kr, and half an øre goes up.
    assert_eq!(worked(&law, &InterestAsked { counted: Some(day("2021-03-16")), ..all }).0, 2_013);
    assert_eq!(interest_of(&law, &all).unwrap().convention, Convention::Daily { year: 365 });
    // More than is owed leaves nothing, and nothing below it.
    let more = [(day("2021-03-01"), Money(9_000_000))];
    assert_eq!(worked(&law, &InterestAsked { payments: &more, ..all }).0, 0);
}
