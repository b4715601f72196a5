//! Commands as a person types them: only the wiring.

use crate::program::{folder, root, run};

#[test]
fn new_strategies_are_valid_at_once() {
    for lang in ["da", "nb", "en"] {
        let folder = folder();
        let (status, ..) = run(folder.path(), &["new", "s", "--lang", lang]);
        assert_eq!(status, 0);
        let (status, said, errors) = run(folder.path(), &["validate", "s"]);
        assert_eq!((status, errors.as_str()), (0, ""), "{said}");
        assert!(said.contains("0 warnings"), "{said}");
        let (status, _, said) = run(folder.path(), &["new", "s"]);
        assert_eq!(status, 1, "an existing strategy is left as it is: {said}");
    }
}

#[test]
fn exit_statuses_are_those_of_the_book() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["--help"]).0, 0);
    assert_eq!(run(folder.path(), &["chek"]).0, 1);
    assert_eq!(run(folder.path(), &["validate", "nowhere"]).0, 1);
    assert_eq!(run(folder.path(), &["rules", "folowed_by"]).0, 1);
    let (_, _, said) = run(folder.path(), &["rules", "folowed_by"]);
    assert!(said.contains("write `followed_by`"), "{said}");
}

#[test]
fn rules_shows_the_page_of_the_book() {
    let (status, page, _) = run(&root(), &["rules", "followed_by"]);
    assert_eq!(status, 0);
    assert_eq!(page.trim_end(), std::fs::read_to_string(root().join("book/src/rules/followed_by.md")).unwrap().trim_end());
    let (_, list, _) = run(&root(), &["rules"]);
    assert_eq!(list.lines().count(), rettesnor::rules::KINDS.len());
}

#[test]
fn schema_writes_what_lies_in_the_repository() {
    let folder = folder();
    assert_eq!(run(folder.path(), &["schema", "--out", "x"]).0, 0);
    for (name, bytes) in crate::program::files(&folder.path().join("x")) {
        assert!(std::fs::read(root().join("schemas").join(&name)).unwrap() == bytes, "{name}");
    }
}

#[test]
fn json_is_json_in_every_command_that_reports() {
    let folder = folder();
    let key = folder.path().join("a.key");
    let strategy = root().join("strategy/examples/traffic-fines");
    let strategy = strategy.to_str().unwrap();
    for arguments in [
        vec!["validate", strategy, "--format", "json"],
        vec!["check", strategy, "--cases", strategy, "--format", "json", "--key", key.to_str().unwrap()],
        vec!["rules", "--format", "json"],
        vec!["calendar", strategy, "--format", "json"],
    ] {
        let (_, said, _) = run(&root(), &arguments);
        serde_json::from_str::<serde_json::Value>(&said).unwrap_or_else(|error| panic!("{arguments:?}: {error}\n{said}"));
    }
}

#[test]
fn the_table_fits_a_terminal_of_eighty_columns() {
    let folder = folder();
    let key = folder.path().join("a.key");
    let strategy = root().join("strategy/examples/traffic-fines");
    let (_, table, _) =
        run(&root(), &["check", strategy.to_str().unwrap(), "--cases", strategy.to_str().unwrap(), "--key", key.to_str().unwrap()]);
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
    insta::assert_snapshot!(table);
}
