//! Files that are made from the code lie in the repository; `UPDATE=1` writes them anew.

use std::fs;

use rettesnor::diagnostic::{Code, Diagnostics, to_plain};
use rettesnor::documents::law_page;
use rettesnor::prose::Lang;
use rettesnor::rules::KINDS;
use rettesnor::source::Sources;

use crate::program::root;

#[test]
fn the_schemas_are_those_of_the_types() {
    for (name, text) in rettesnor::schemas() {
        let path = root().join("schemas").join(format!("{name}.json"));
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let lying = fs::read_to_string(&path).unwrap_or_default();
        assert!(lying == text, "schemas/{name}.json is out of date: run the tests with UPDATE=1");
    }
}

#[test]
fn the_pages_of_the_law_are_those_of_its_data() {
    for (country, name, lang) in [("dk", "denmark", Lang::Da), ("no", "norway", Lang::Nb)] {
        let near = root().join("strategy");
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let law = rettesnor::law::load(country, &near, &mut sources, &mut diagnostics);
        let day = law.last_checked().unwrap();
        let clauses = rettesnor::strategy::statutory(&law, &near, lang, day, &mut sources, &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{}", to_plain(&diagnostics, &sources));
        let text = law_page(&law, clauses.as_ref());
        let path = root().join("book/src/law").join(format!("{name}.md"));
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        let lying = fs::read_to_string(&path).unwrap_or_default();
        assert!(lying == text, "book/src/law/{name}.md is out of date: run the tests with UPDATE=1");
        // Every link within the page leads to a heading, and no two headings are called alike.
        let anchor = |heading: &str| {
            let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_' | ' '));
            kept.collect::<String>().to_lowercase().replace(' ', "-")
        };
        let headings: Vec<String> =
            text.lines().filter(|line| line.starts_with('#')).map(|line| anchor(line.trim_start_matches('#').trim())).collect();
        let wanted = text.split("](#").skip(1).filter_map(|rest| rest.split_once(')')).map(|(name, _)| name);
        for name in wanted {
            assert_eq!(headings.iter().filter(|heading| *heading == name).count(), 1, "{country}: {name}");
        }
    }
}

/// An editor shows a description for every key.
#[test]
fn every_key_of_every_schema_is_explained() {
    fn walk(value: &serde_json::Value, path: &str, silent: &mut Vec<String>) {
        if let Some(properties) = value.get("properties").and_then(|properties| properties.as_object()) {
            for (key, property) in properties {
                let explained = property.get("description").is_some() || property.get("$ref").is_some();
                if !explained {
                    silent.push(format!("{path}/{key}"));
                }
            }
        }
        match value {
            serde_json::Value::Object(map) => map.iter().for_each(|(key, value)| walk(value, &format!("{path}/{key}"), silent)),
            serde_json::Value::Array(list) => list.iter().for_each(|value| walk(value, path, silent)),
            _ => {}
        }
    }
    for (name, text) in rettesnor::schemas() {
        let mut silent = Vec::new();
        walk(&serde_json::from_str(&text).unwrap(), name, &mut silent);
        assert!(silent.is_empty(), "{silent:?}");
    }
}

#[test]
fn every_code_has_its_entry_in_the_book() {
    let page = fs::read_to_string(root().join("book/src/reference/diagnostics.md")).unwrap();
    let missing: Vec<_> = Code::ALL.iter().filter(|code| !page.contains(&format!("### `{code}`\n"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_page_of_the_book_is_in_its_summary() {
    let summary = fs::read_to_string(root().join("book/src/SUMMARY.md")).unwrap();
    for kind in KINDS {
        assert!(summary.contains(&format!("rules/{}.md", kind.name)), "{}", kind.name);
    }
    let mut pages = Vec::new();
    for name in crate::program::files(&root().join("book/src")).into_keys() {
        if name.ends_with(".md") && name != "SUMMARY.md" && !summary.contains(&name) {
            pages.push(name);
        }
    }
    assert!(pages.is_empty(), "{pages:?}");
}

#[test]
fn the_book_is_built_without_a_complaint() {
    let out = crate::program::folder();
    let mut book = mdbook_driver::MDBook::load(root().join("book")).unwrap();
    book.config.build.build_dir = out.path().to_owned();
    book.build().unwrap();
    assert!(out.path().join("index.html").is_file() || out.path().join("introduction.html").is_file());
}
