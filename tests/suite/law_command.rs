//! `rettesnor law`, on a small law of its own, so that new data changes nothing here.

use crate::program::{folder, run, write};

fn parameter(what: &str, rest: &str) -> String {
    format!("rettesnor: 1\nname: {{da: {what}, nb: {what}, en: {what}}}\n{rest}")
}

fn row(start: &str, value: &str, quality: &str) -> String {
    format!(
        "  - {start}\n    value: {value}\n    reference: prøveloven § 1\n    source: https://example.org/{quality}\n    \
         source_quality: {quality}\n    verified_on: 2026-11-21\n"
    )
}

fn law() -> tempfile::TempDir {
    let folder = folder();
    let put = |name: &str, text: String| write(folder.path(), &format!("law/dk/{name}.yaml"), text);
    put(
        "gebyr/rykker",
        parameter(
            "Rykkergebyr",
            &format!(
                "unit: money\nbound: at_most\ndecided_by: sending\ncouncil_decision: true\nbreach: validity\nvalues:\n{}",
                row("in_force_by: 2018-01-23", "250 kr", "law_text")
            ),
        ),
    );
    put(
        "rente/sats",
        parameter(
            "Referencesats",
            &format!(
                "unit: rate\ndecided_by: half_year\nreview_by: 2027-01-15\nvalues:\n{}{}missing:\n  \
                 - {{from: 2026-01-01, because: {{da: Ikke fundet., nb: Ikke funnet., en: Not found.}}}}\n",
                row("from: 2025-01-01", "2,75 %", "authority"),
                row("from: 2025-07-01\n    to: 2025-12-31", "-0,45 %", "secondary"),
            ),
        ),
    );
    put(
        "rente/tillaeg",
        parameter(
            "Tillæg",
            &format!(
                "unit: rate\ndecided_by: due_date\nvalues:\n{}{}",
                row("from: 2002-08-01", "7 %", "authority"),
                row("from: 2013-03-01", "8 %", "authority")
            ),
        ),
    );
    put("rente/morarente", parameter("Morarente", "unit: rate\nbound: at_most\nformula: {sum: [dk/rente/sats, dk/rente/tillaeg]}\n"));
    put(
        "koder/dagtilbud",
        parameter("Koder", &format!("unit: codes\nvalues:\n{}", row("from: 2021-04-16", "[KFTILDA, KFDAINS]", "authority"))),
    );
    put("tracks", "rettesnor: 1\ntracks:\n  distraint: {name: {da: Krav med udpantningsret}, reminder_fee: dk/gebyr/rykker}\n".to_owned());
    put(
        "clauses",
        "rettesnor: 1\nchapters:\n  - id: gebyrer\n    topic: fees\n    heading: Gebyrer\n    clauses:\n      - id: rykker\n        \
         for: {track: distraint}\n        severity: critical\n        basis: [dk/gebyr/rykker]\n        \
         rule: {amount: {event: reminder_fee, at_most: \"law:dk/gebyr/rykker\"}}\n"
            .to_owned(),
    );
    folder
}

#[test]
fn the_law_is_listed_shown_and_told_open() {
    let folder = law();
    let mut told = String::new();
    for line in [
        "law",
        "law list dk --on 2025-08-01 --lang en",
        "law show dk/rente/morarente --on 2025-08-01 --due 2012-05-01",
        "law show law:dk/rente/morarente --on 2026-02-01 --lang nb",
        "law show dk/gebyr/rykker --on 2018-01-22 --format plain",
        "law show dk/rente/sats --on 2025-12-31 --lang en",
        "law show dk/koder/dagtilbud",
        "law clauses dk",
        "law clauses dk --on 2017-01-01 --lang en --format plain",
        "law open dk",
        "law list --law law --format plain",
    ] {
        let arguments: Vec<&str> = line.split(' ').collect();
        let (status, said, errors) = run(folder.path(), &arguments);
        assert_eq!((status, errors.as_str()), (0, ""), "{line}");
        assert!(line.ends_with("plain") || said.lines().all(|line| line.chars().count() <= 80), "{said}");
        // The Norwegian law of the program itself is not the matter here.
        let said = said.split("\nNorge").next().unwrap();
        told += &format!("$ rettesnor {line}\n{said}\n\n");
    }
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_not_there_is_said_with_what_to_write() {
    let folder = law();
    for (line, help) in [
        ("law show dk/gebyr/ryker", "write `dk/gebyr/rykker`"),
        ("law show gebyr/rykker", "write `dk/…` or `no/…`"),
        ("law show dk/zzz/qqq", "`rettesnor law list dk` shows those there are"),
        ("law list se", "write one of `dk`, `no`"),
        ("law clauses no --law law", "has no folder `no`"),
    ] {
        let (status, said, errors) = run(folder.path(), &line.split(' ').collect::<Vec<_>>());
        assert_eq!((status, said.as_str()), (1, ""), "{line}");
        assert!(errors.contains(help), "{line}: {errors}");
    }
    write(folder.path(), "law/dk/gebyr/rykker.yaml", "rettesnor: 1\nunit: monney\n");
    assert_eq!(run(folder.path(), &["law", "list", "dk"]).0, 3, "a text is invalid");
}

#[test]
fn json_has_every_number_and_null_where_none_is_known() {
    let folder = law();
    let json = |line: &str| {
        let (_, said, _) = run(folder.path(), &format!("law {line} --format json").split(' ').collect::<Vec<_>>());
        serde_json::from_str::<serde_json::Value>(&said).unwrap_or_else(|error| panic!("{line}: {error}\n{said}"))
    };
    let shown = json("show dk/rente/morarente --on 2025-08-01 --due 2012-05-01");
    assert_eq!(shown["on"]["reading"]["value"], 655);
    assert_eq!(shown["on"]["reading"]["rests_on"][0]["row"]["value"], -45);
    assert_eq!(shown["known"][0], serde_json::json!({"from": "2025-01-01", "to": "2025-06-30"}));
    assert!(json("show dk/rente/morarente --on 2026-01-01")["on"]["reading"].is_null());
    assert!(json("show dk/rente/morarente").get("on").is_none(), "no value without a day");
    assert_eq!(json("list dk").as_array().unwrap().len(), 5);
    assert_eq!(json("clauses dk")["clauses"][0]["clause"], "gebyrer/rykker");
    assert_eq!(json("open dk")[0]["secondary"][0]["secondary"], 1);
}
