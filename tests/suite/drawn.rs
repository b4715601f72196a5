//! The figures that papers draw from a strategy and from what became of it, read in their tables.

use crate::program::{folder, root, run};

fn paper(strategy: &str, document: &str, lang: &str) -> String {
    let folder = folder();
    let (strategy, key) = (root().join("strategy").join(strategy), folder.path().join("a.key"));
    let arguments = ["render", strategy.to_str().unwrap(), "--document", document, "--lang", lang, "--key", key.to_str().unwrap()];
    let (status, paper, said) = run(&root(), &arguments);
    assert_eq!(status, 0, "{said}");
    paper
}

/// The number of the clause that starts so.
fn clause(paper: &str, start: &str) -> String {
    let line = paper.lines().find(|line| line.starts_with("**") && line.contains(start)).unwrap_or_else(|| panic!("{start}"));
    line.trim_start_matches('*').split('\\').next().unwrap().to_owned()
}

#[test]
fn the_way_of_a_claim_follows_the_clauses_that_tie_events_together() {
    let paper = paper("oslo/2023-2027", "strategy", "nb");
    assert!(paper.contains("kommer tidligst 63 dager etter forfall**"));
    for (step, when, start) in [
        ("Purring", "tidligst 14 dager og senest 21 dager etter forfall", "Er kravet ikke betalt"),
        ("Inkassovarsel", "tidligst 14 dager etter purring", "Inkassovarselet kommer"),
        ("Betalingsoppfordring", "tidligst 21 dager etter inkassovarsel", "Betalingsoppfordringen sendes"),
    ] {
        let row = format!("| {step} | {when} (bestemmelse\u{a0}{}) |", clause(&paper, start));
        assert!(paper.contains(&row), "{row} in {paper}");
    }
}

#[test]
fn steps_that_nothing_ties_to_the_others_stand_last() {
    let paper = paper("norddjurs/2026-2029", "strategy", "da");
    let rows = [
        "| Sidste rettidige betalingsdag | dag 0 |",
        "| Rykker | senest 14 dage",
        "| Næste rykker | tidligst 14 dage efter den forrige",
        "| Skriftlig underretning | uden fast tidspunkt |",
        "| Oversendelse til inddrivelse | tidligst 14 dage efter skriftlig underretning",
    ];
    let places: Vec<usize> = rows.iter().map(|row| paper.find(row).unwrap_or_else(|| panic!("{row} in {paper}"))).collect();
    assert!(places.is_sorted());
}

#[test]
fn a_strategy_that_ties_less_than_two_steps_together_draws_no_way() {
    let paper = paper("norddjurs/2022-2025", "strategy", "da");
    assert!(!paper.contains("Et kravs vej"), "{paper}");
}

#[test]
fn duties_are_drawn_with_their_last_days_and_what_became_of_them() {
    for (lang, owed, kept) in [
        ("da", "30\\. januar; 30. april; 30. juli; 30. oktober", "oktober 2026: mangler; januar 2027: udført; april 2027: kommer"),
        ("nb", "30\\. januar; 30. april; 30. juli; 30. oktober", "oktober 2026: mangler; januar 2027: utført; april 2027: kommer"),
        ("en", "30 January; 30 April; 30 July; 30 October", "October 2026: missing; January 2027: done; April 2027: to come"),
    ] {
        let strategy = paper("norddjurs/2026-2029", "strategy", lang).replace('\u{a0}', " ");
        assert!(strategy.contains(owed), "{lang}: {strategy}");
        let report = paper("norddjurs/2026-2029", "compliance-report", lang).replace('\u{a0}', " ");
        assert!(report.contains(kept), "{lang}: {report}");
    }
}

#[test]
fn verdicts_divide_by_chapter_and_add_up() {
    let paper = paper("norddjurs/2026-2029", "compliance-report", "da");
    let table = paper.split("| Kapitel | overholdt |").nth(1).unwrap();
    let mut rows = 0;
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let shares = row.matches("%").count();
        let sum: u64 = row.split('(').skip(1).filter_map(|rest| rest.split('\u{a0}').next()?.parse::<u64>().ok()).sum();
        let unseen = row.matches("under").count();
        assert!(shares >= 1 && sum == 100, "{row} ({unseen} under one per cent)");
        rows += 1;
    }
    assert!(rows > 5, "{paper}");
}
