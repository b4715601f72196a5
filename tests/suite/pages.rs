//! The examples of the book are run: a page's clauses and policy tests form one strategy.

use std::collections::BTreeMap;

use rettesnor::prose::{Lang, Voice};
use rettesnor::source::Sources;
use rettesnor::strategy::{Kept, Loaded, load};

use crate::program::{files, folder, root, write};

/// The fenced blocks of a page with their info strings.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => open = Some((info.trim().to_owned(), String::new())),
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some((_, text)), None) => *text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    found
}

fn pages() -> BTreeMap<String, String> {
    let pages = files(&root().join("book/src")).into_iter().filter(|(name, _)| name.ends_with(".md"));
    let mut pages: BTreeMap<String, String> = pages.map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap())).collect();
    pages.insert("README.md".into(), std::fs::read_to_string(root().join("README.md")).unwrap());
    pages
}

fn indented(text: &str, by: usize) -> String {
    text.lines().map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{:by$}{line}\n", "") }).collect()
}

/// A page's clauses and tests as a strategy in a language.
fn strategy(page: &str, language: &str) -> Option<String> {
    let blocks = blocks(page);
    let of = |wanted: &str| blocks.iter().filter(|(info, _)| info == wanted).map(|(_, text)| text.as_str()).collect::<Vec<_>>();
    let clauses = of("yaml clause");
    if clauses.is_empty() {
        return None;
    }
    let clauses: String = clauses.iter().map(|clause| format!("      - {}", indented(clause, 8).trim_start())).collect();
    let tests: String = of("yaml tests").iter().map(|tests| indented(tests, 2)).collect();
    let tests = if tests.is_empty() { tests } else { format!("tests:\n{tests}") };
    Some(format!(
        "rettesnor: 1\nid: page\nauthority: {{name: Example, country: dk}}\ntitle: Page\nlanguage: {language}\n\
         period: {{from: 2026-01-01, to: 2029-12-31}}\nincludes: [law:dk]\nroles: {{clerk: Case worker, head: Head of collection}}\n\
         claim_types:\n  rent: {{name: Rent, track: civil}}\n  daycare: {{name: Daycare, track: distraint}}\n\
         chapters:\n  - id: page\n    heading: Page\n    clauses:\n{clauses}{tests}"
    ))
}

fn proved(text: &str, name: &str) -> Loaded {
    let folder = folder();
    write(folder.path(), "strategy.yaml", text);
    let mut sources = Sources::default();
    let loaded = load(&folder.path().join("strategy.yaml"), &mut sources).unwrap();
    let said = rettesnor::diagnostic::to_plain(&loaded.diagnostics, &sources);
    assert!(loaded.strategy.is_some(), "{name}:\n{said}\n{text}");
    loaded
}

#[test]
fn clauses_and_policy_tests_of_every_page_hold() {
    let mut tests = 0;
    for (name, page) in pages() {
        if let Some(text) = strategy(&page, "en") {
            tests += proved(&text, &name).tests;
        }
        for (info, text) in blocks(&page) {
            if info == "yaml strategy" {
                proved(&text, &name);
            }
        }
    }
    assert!(tests > 50, "only {tests} policy tests were found in the book");
}

#[test]
fn sentences_in_the_book_are_those_that_rules_speak() {
    let mut checked = 0;
    for (name, page) in pages().iter().filter(|(name, _)| name.starts_with("rules/")) {
        let Some((_, expected)) = blocks(page).into_iter().find(|(info, _)| info == "text sentence") else {
            panic!("{name} has no sentence")
        };
        let loaded = proved(&strategy(page, "en").unwrap(), name);
        let strategy = loaded.strategy.unwrap();
        let Some(Kept::Rules(rules)) = strategy.clauses().next().map(|clause| clause.kept.clone()) else { panic!("{name}") };
        if std::env::var_os("UPDATE").is_some() {
            let said = |lang: Lang| format!("{lang}: {}\n", Voice::new(lang, "DKK").say(&rules[0].sentence));
            let spoken: String = Lang::ALL.into_iter().map(said).collect();
            std::fs::write(root().join("book/src").join(name), page.replacen(&expected, &spoken, 1)).unwrap();
            checked += 3;
            continue;
        }
        for line in expected.lines() {
            let (code, sentence) = line.split_once(": ").unwrap();
            let voice = Voice::new(Lang::from_code(code).unwrap(), "DKK");
            assert_eq!(voice.say(&rules[0].sentence).replace('\u{a0}', " "), sentence.replace('\u{a0}', " "), "{name}");
            checked += 1;
        }
    }
    assert_eq!(checked, 3 * rettesnor::rules::KINDS.len());
}
