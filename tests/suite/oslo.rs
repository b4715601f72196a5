//! The Norwegian example: valid, its cases reproducible, its findings as counted by hand, its papers with the reported figures.

use serde_json::Value;

use crate::program::{copy, files, folder, root, run, write};

/// How the committed cases are made; the note in their folder says the same.
const MADE: [&str; 8] = ["--claims", "900", "--seed", "11", "--drawn", "2026-06-30", "--faults", "3"];

fn strategies() -> tempfile::TempDir {
    let folder = folder();
    for part in ["oslo", "law"] {
        copy(&root().join("strategy").join(part), &folder.path().join("strategy").join(part));
    }
    write(folder.path(), "a.key", format!("{}\n", "5a".repeat(32)));
    folder
}

fn checked(folder: &std::path::Path) -> Value {
    let arguments = ["check", "strategy/oslo/2023-2027", "--cases", "strategy/oslo/cases", "--key", "a.key", "--unmask", "--format", "json"];
    let (status, found, said) = run(folder, &arguments);
    assert_eq!(status, 2, "{said}");
    serde_json::from_str(&found).unwrap()
}

#[test]
fn the_strategy_is_valid() {
    let (status, said, errors) = run(&root(), &["validate", "strategy/oslo"]);
    assert_eq!(status, 0, "{said}{errors}");
}

#[test]
fn its_cases_are_those_that_generate_makes() {
    let folder = strategies();
    let mut arguments = vec!["generate", "strategy/oslo/2023-2027", "--out", "made"];
    arguments.extend(MADE);
    let (status, _, said) = run(folder.path(), &arguments);
    assert_eq!(status, 0, "{said}");
    for (name, bytes) in files(&folder.path().join("made")) {
        assert!(std::fs::read(root().join("strategy/oslo/cases").join(&name)).unwrap() == bytes, "{name}");
    }
}
