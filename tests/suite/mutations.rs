//! What one row tells concerns its own claim, and what nobody tells is never taken for kept.

use std::collections::BTreeMap;
use std::path::Path;

use proptest::prelude::{ProptestConfig, any};
use proptest::test_runner::TestRunner;
use rettesnor::cases::{Asked, describe, read};
use rettesnor::diagnostic::Diagnostics;
use rettesnor::plan::{Keep, Questions, Verdict, run};
use rettesnor::quantity::Day;
use rettesnor::source::Sources;
use rettesnor::strategy::{Strategy, load};

use crate::program::{copy, folder, root, write};

/// The verdicts of each claim: question, day, verdict.
type Verdicts = BTreeMap<String, Vec<(u32, Day, Verdict)>>;

fn strategy() -> Strategy {
    load(&root().join("strategy/norddjurs/2026-2029/strategy.yaml"), &mut Sources::default()).unwrap().strategy.unwrap()
}

fn judged(strategy: &Strategy, folder: &Path) -> Verdicts {
    let mut found = Diagnostics::default();
    let description = describe(&folder.join("cases.yaml"), &strategy.vocabulary, &mut Sources::default(), &mut found).unwrap();
    let as_of = description.extracted.unwrap();
    let asked = Asked { as_of, fields: None, digest: false, progress: &|_, _| {} };
    let reading = read(&description, &strategy.vocabulary, asked, &mut found).unwrap();
    let list = strategy.questions().into_iter().map(|(_, _, question)| question).collect();
    let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of, list };
    let (_, outcomes) = run(&questions, &reading.cases, Keep::All);
    let mut verdicts = Verdicts::new();
    for claim in reading.cases.claims() {
        verdicts.insert(claim.name().to_owned(), Vec::new());
    }
    for outcome in outcomes {
        let name = reading.cases.claim(outcome.claim).name();
        verdicts.get_mut(name).unwrap().push((outcome.question, outcome.day, outcome.verdict));
    }
    verdicts
}

/// The example's cases in a folder of its own, as text.
fn cases(folder: &Path) -> BTreeMap<&'static str, Vec<Vec<String>>> {
    copy(&root().join("strategy/norddjurs/cases"), folder);
    let described = std::fs::read_to_string(folder.join("cases.yaml")).unwrap();
    write(folder, "cases.yaml", described.replace("encoding: windows-1252", "encoding: utf-8"));
    let table = |name: &'static str| {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let text = encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned();
        (name, text.lines().map(|line| line.split(';').map(str::to_owned).collect()).collect())
    };
    let tables: BTreeMap<&'static str, Vec<Vec<String>>> = ["krav.csv", "haendelser.csv"].map(table).into();
    tables.iter().for_each(|(name, rows)| save(folder, name, rows));
    tables
}

fn save(folder: &Path, name: &str, rows: &[Vec<String>]) {
    write(folder, name, rows.iter().map(|row| format!("{}\n", row.join(";"))).collect::<String>());
}

#[test]
fn a_changed_row_changes_no_other_claim() {
    let (strategy, folder) = (strategy(), folder());
    let tables = cases(folder.path());
    let before = judged(&strategy, folder.path());
    let changes = std::env::var("MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(150);
    let config = ProptestConfig { cases: changes, failure_persistence: None, ..ProptestConfig::default() };
    let result = TestRunner::new(config).run(&any::<(bool, u32, u32, u32)>(), |(of_claims, row, column, other)| {
        let name = if of_claims { "krav.csv" } else { "haendelser.csv" };
        let mut rows = tables[name].clone();
        let row = 1 + row as usize % (rows.len() - 1);
        let column = column as usize % rows[0].len();
        // Another row's word in this column; so that dates stay dates and codes stay codes, or an empty one.
        let other = other as usize % rows.len();
        let word = if other == 0 { String::new() } else { rows[other][column].clone() };
        let mut touched = vec![rows[row][0].clone()];
        rows[row][column] = word;
        touched.push(rows[row][0].clone());
        save(folder.path(), name, &rows);
        let after = judged(&strategy, folder.path());
        save(folder.path(), name, &tables[name]);
        for (claim, verdicts) in before.iter().filter(|(claim, _)| !touched.contains(claim)) {
            proptest::prop_assert_eq!(after.get(claim), Some(verdicts), "{} row {} column {}", name, row, column);
        }
        Ok(())
    });
    result.unwrap();
}

#[test]
fn a_column_that_is_gone_makes_nothing_kept() {
    let (strategy, folder) = (strategy(), folder());
    let tables = cases(folder.path());
    let before = judged(&strategy, folder.path());
    let count = |verdicts: &Verdicts, wanted: Verdict| {
        let mut counts: BTreeMap<(String, u32), u32> = BTreeMap::new();
        for (claim, (question, _, verdict)) in verdicts.iter().flat_map(|(claim, all)| all.iter().map(move |one| (claim, one))) {
            *counts.entry((claim.clone(), *question)).or_default() += u32::from(*verdict == wanted);
        }
        counts
    };
    let mut made_unknown = 0;
    for (name, needed) in [("krav.csv", 1), ("haendelser.csv", 3)] {
        for column in needed..tables[name][0].len() {
            let mut rows = tables[name].clone();
            rows.iter_mut().for_each(|row| {
                row.remove(column);
            });
            save(folder.path(), name, &rows);
            let after = judged(&strategy, folder.path());
            save(folder.path(), name, &tables[name]);
            for verdict in [Verdict::Met, Verdict::Breached] {
                let (before, after) = (count(&before, verdict), count(&after, verdict));
                for (key, number) in after {
                    assert!(
                        number <= before.get(&key).copied().unwrap_or(0),
                        "{name} without {}: {key:?} {verdict:?}",
                        tables[name][0][column]
                    );
                }
            }
            let unknown = |verdicts: &Verdicts| count(verdicts, Verdict::Unknown).values().sum::<u32>();
            made_unknown += u32::from(unknown(&after) > unknown(&before));
        }
    }
    assert!(made_unknown >= 5, "only {made_unknown} columns matter to any rule");
}
