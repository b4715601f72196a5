//! What the source documents say stands in the papers: the tables of the book are walked, row by row.

use std::collections::{BTreeMap, BTreeSet};

use crate::program::{root, run};

/// Letters of one kind of blank and case, so that how a paper is set makes no difference.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('’', "'").replace(['*', '\\', '>'], "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text under each heading of a paper, down to the next heading.
fn sections(paper: &str) -> BTreeMap<String, String> {
    let mut sections: BTreeMap<String, String> = BTreeMap::new();
    let mut heading = String::new();
    for line in paper.lines() {
        match line.strip_prefix('#') {
            Some(rest) => heading = plain(rest.trim_start_matches('#')),
            None => *sections.entry(heading.clone()).or_default() += &format!("{line}\n"),
        }
    }
    sections.into_iter().map(|(heading, text)| (heading, plain(&text))).collect()
}

/// A paper of what a table's folder names: a strategy's folder, or the file of a plan, whose agenda item is then meant.
fn paper(of: &str, document: &str) -> BTreeMap<String, String> {
    let plan = of.split_once("/plans/").map(|(authority, name)| (strategy_in(authority), name.trim_end_matches(".yaml")));
    // An annual report is named with its year.
    let (document, year) = document.split_once(' ').map_or((document, None), |(document, year)| (document, Some(year)));
    let (strategy, which) = match (&plan, document) {
        (Some((strategy, name)), "plan") => (strategy.as_str(), vec!["--year", *name]),
        (Some((strategy, name)), _) => (strategy.as_str(), vec!["--plan", *name]),
        (None, _) => (of, year.map_or_else(Vec::new, |year| vec!["--year", year])),
    };
    let (status, paper, said) = run(&root(), &[vec!["render", strategy, "--document", document], which].concat());
    assert_eq!(status, 0, "{of} {document}: {said}");
    sections(&paper)
}

/// The newest strategy of an authority, by its folder's name.
fn strategy_in(authority: &str) -> String {
    let folders = std::fs::read_dir(root().join(authority)).unwrap().map(|entry| entry.unwrap().path());
    let newest = folders.filter(|folder| folder.join("strategy.yaml").is_file()).max().unwrap();
    format!("{authority}/{}", newest.file_name().unwrap().to_str().unwrap())
}

#[test]
fn every_row_of_the_sources_stands_where_the_book_says() {
    let page = std::fs::read_to_string(root().join("book/src/internals/sources.md")).unwrap();
    let mut papers: BTreeMap<(String, String), BTreeMap<String, String>> = BTreeMap::new();
    let (mut strategy, mut found, mut wrong) = (String::new(), BTreeSet::new(), Vec::new());
    for line in page.lines() {
        if let Some(folder) = line.split('`').find(|part| part.starts_with("strategy/")) {
            folder.clone_into(&mut strategy);
        }
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [row, _, document, section, words] = cells[..] else { continue };
        if !row.starts_with('S') {
            continue;
        }
        found.insert(row.to_owned());
        let key = (strategy.clone(), document.to_owned());
        let paper = papers.entry(key).or_insert_with(|| paper(&strategy, document));
        let Some(text) = paper.get(&plain(section)) else {
            wrong.push(format!("{row}: {document} has no section {section}"));
            continue;
        };
        let missing = words.split(';').map(plain).filter(|words| words.is_empty() || !text.contains(words));
        wrong.extend(missing.map(|words| format!("{row}: {document}, {section}: {words}")));
    }
    assert!(wrong.is_empty(), "these do not stand there:\n{}", wrong.join("\n"));
    let rows = |source: &str, rows: std::ops::RangeInclusive<u32>| rows.map(|row| format!("{source}-{row:02}")).collect::<Vec<_>>();
    let sources = [
        rows("S0", 1..=41),
        rows("S1", 1..=56),
        rows("S2", 1..=178),
        rows("S3", 14..=52),
        rows("S3", 54..=54),
        rows("S3", 71..=80),
        rows("S4", 1..=45),
    ];
    let whole: BTreeSet<String> = sources.concat().into_iter().collect();
    assert!(whole.is_subset(&found), "the table lacks {:?}", whole.difference(&found));
}
