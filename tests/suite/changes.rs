//! What differs from the strategy before: the command, the document, the book.

use crate::program::{copy, files, folder, root, run, write};

const OLD: &str = "strategy/norddjurs/2022-2025";
const NEW: &str = "strategy/norddjurs/2026-2029";

#[test]
fn norddjurs_is_told_in_eighty_columns() {
    let (status, told, said) = run(&root(), &["diff", OLD, NEW]);
    assert_eq!((status, said.as_str()), (0, ""));
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    insta::assert_snapshot!("norddjurs_da", told);
    for lang in ["nb", "en"] {
        let (status, told, _) = run(&root(), &["diff", OLD, NEW, "--lang", lang]);
        assert_eq!(status, 0);
        assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
        assert!(!told.contains("changes-"), "{told}");
    }
}

#[test]
fn the_document_tells_the_same() {
    let (status, document, said) = run(&root(), &["render", NEW, "--document", "changes"]);
    assert_eq!((status, said.as_str()), (0, ""));
    insta::assert_snapshot!("changes_da", document);
    for lang in ["nb", "en"] {
        let (status, document, _) = run(&root(), &["render", NEW, "--document", "changes", "--lang", lang]);
        assert_eq!(status, 0);
        assert!(!document.contains("changes-"), "{document}");
    }
}

#[test]
fn json_counts_each_clause_once() {
    let (status, told, _) = run(&root(), &["diff", OLD, NEW, "--format", "json"]);
    assert_eq!(status, 0);
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    let counts = told["counts"].as_object().unwrap();
    let sum = |names: &[&str]| names.iter().map(|name| counts[*name].as_u64().unwrap()).sum::<u64>();
    let all = sum(&counts.keys().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(all, told["clauses"].as_array().unwrap().len() as u64);
    assert_eq!(all - sum(&["dropped"]), told["after"]["coverage"]["clauses"].as_u64().unwrap());
    assert_eq!(all - sum(&["added"]), told["before"]["coverage"]["clauses"].as_u64().unwrap());
    let dialogue =
        told["clauses"].as_array().unwrap().iter().find(|one| one["after"]["clause"] == "dialog/dialog-foer-oversendelse").unwrap();
    assert_eq!(dialogue["change"], "tightened");
    assert_eq!(dialogue["points"][0]["example"]["then_on"], "2026-07-02");
}

#[test]
fn the_other_way_round_what_was_tightened_is_loosened() {
    let count = |old, new| -> serde_json::Value {
        let (status, told, _) = run(&root(), &["diff", old, new, "--format", "json"]);
        assert_eq!(status, 0);
        serde_json::from_str::<serde_json::Value>(&told).unwrap()["counts"].clone()
    };
    let (there, back) = (count(OLD, NEW), count(NEW, OLD));
    for (one, other) in
        [("tightened", "loosened"), ("sharpened", "blunted"), ("added", "dropped"), ("reworded", "reworded"), ("changed", "changed")]
    {
        assert_eq!(there[one], back[other], "{one}");
        assert_eq!(there[other], back[one], "{other}");
    }
    let same = count(NEW, NEW);
    assert!(same.as_object().unwrap().iter().all(|(name, count)| name == "unchanged" || *count == 0), "{same}");
}

#[test]
fn a_strategy_whose_predecessor_is_missing_lists_nothing() {
    let (status, document, _) = run(&root(), &["render", OLD, "--document", "changes"]);
    assert_eq!(status, 0);
    assert!(document.contains("foreligger ikke her") && !document.contains("# Kort fortalt") && !document.contains('|'), "{document}");
}

#[test]
fn without_a_predecessor_there_is_no_document() {
    let (status, _, said) = run(&root(), &["render", "strategy/examples/traffic-fines", "--document", "changes"]);
    assert_eq!(status, 1);
    assert!(said.contains("write `replaces:`"), "{said}");
}

#[test]
fn an_invalid_predecessor_stops_the_document_and_the_build() {
    let folder = folder();
    copy(&root().join("strategy/norddjurs"), &folder.path().join("n"));
    copy(&root().join("strategy/law"), &folder.path().join("law"));
    let path = folder.path().join("n/2022-2025/strategy.yaml");
    let text = std::fs::read_to_string(&path).unwrap().replace("narrative: true", "narative: true");
    write(folder.path(), "n/2022-2025/strategy.yaml", text);
    let (status, _, said) = run(folder.path(), &["render", "n/2026-2029", "--document", "changes"]);
    assert_eq!(status, 3);
    assert!(said.contains("narative"), "{said}");
    let (status, ..) = run(folder.path(), &["build", "n/2026-2029"]);
    assert_eq!(status, 3);
    assert!(!folder.path().join("out").exists());
}

#[test]
fn the_book_has_every_document_of_every_period() {
    let folder = folder();
    copy(&root().join("strategy/norddjurs"), &folder.path().join("strategy/norddjurs"));
    copy(&root().join("strategy/law"), &folder.path().join("strategy/law"));
    let (status, _, said) = run(folder.path(), &["build"]);
    assert_eq!(status, 0, "{said}");
    let book = files(&folder.path().join("out/norddjurs/book"));
    for id in ["norddjurs-2026-2029", "norddjurs-2022-2025"] {
        for name in ["strategy", "agenda-item", "changes"] {
            assert!(book.contains_key(&format!("{id}/{name}.html")), "{id}/{name}");
        }
    }
    assert!(book.contains_key("norddjurs-2026-2029/compliance-report.html"));
    let contents = String::from_utf8(book["toc.html"].clone()).unwrap();
    let place = |id: &str| contents.find(id).unwrap();
    assert!(place("norddjurs-2026-2029/strategy.html") < place("norddjurs-2022-2025/strategy.html"), "the latest first");
    // No claim is named in it, as in no paper of the council.
    let claims = String::from_utf8_lossy(&std::fs::read(root().join("strategy/norddjurs/cases/krav.csv")).unwrap()).into_owned();
    let claim = claims.lines().nth(1).unwrap().split(';').next().unwrap().to_owned();
    assert!(
        book.iter().filter(|(name, _)| name.ends_with(".html")).all(|(_, page)| !String::from_utf8_lossy(page).contains(&claim)),
        "{claim}"
    );
}
