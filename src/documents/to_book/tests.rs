use std::collections::BTreeMap;

use super::*;
use crate::documents::sample;

fn book() -> Book {
    let document = sample::document();
    let hostile = sample::hostile();
    Book {
        lang: Lang::Da,
        authority: "Ærø \"By\" {{#include /etc/passwd}}".into(),
        parts: vec![Part {
            name: "aeroe-2026".into(),
            title: "Strategi [2026]".into(),
            chapters: vec![
                Chapter { name: "strategy".into(), title: "Strategien".into(), document },
                Chapter { name: "hostile".into(), title: "Andet <b>".into(), document: hostile },
            ],
        }],
    }
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}

#[test]
fn the_same_book_is_the_same_bytes_and_asks_for_nothing_from_elsewhere() {
    let files = to_book(&book()).unwrap();
    assert!(files == to_book(&book()).unwrap());
    let kept: Vec<&String> = files.keys().collect();
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("book/") && name.ends_with(".html")) {
        let page = String::from_utf8(bytes.clone()).unwrap();
        for start in ["src=\"", "href=\""] {
            for target in page.split(start).skip(1).filter_map(|rest| rest.split('"').next()).filter(|target| !target.is_empty()) {
                let is_of_text = ["http:", "https:", "mailto:"].iter().any(|scheme| target.starts_with(scheme)) && start == "href=\"";
                let path = target.split(['#', '?']).next().unwrap().trim_start_matches("../");
                let own = name.rsplit_once('/').unwrap().0;
                let is_kept = [format!("book/{path}"), format!("{own}/{path}")].iter().any(|path| kept.contains(&path));
                assert!(is_of_text || path.is_empty() || is_kept, "{name}: {target}");
            }
        }
    }
    for name in ["book/book.js", "book/searcher.js"] {
        let script = text(&files, name);
        assert!(!script.contains("fetch(") && !script.contains("hljs.") && !script.contains("ClipboardJS("), "{name}");
    }
}

#[test]
fn the_frame_speaks_the_language_of_the_book() {
    let files = to_book(&book()).unwrap();
    let page = text(&files, "book/aeroe-2026/strategy.html");
    assert!(page.contains("<html lang=\"da-DK\""));
    for said in
        ["Søg i bogen …", "Indholdsfortegnelse", "Forrige kapitel", "Skift farver", "Genvejstaster", "går til forrige eller næste kapitel"]
    {
        assert!(page.contains(said), "{said}");
    }
    for english in
        ["Table of", "Next chapter", "Press ", "Keyboard", "Change theme", "Toggle", ">Light<", ">Auto<", " or <kbd>", "Page navigation"]
    {
        assert!(!page.contains(english), "{english}");
    }
    let script = text(&files, "book/searcher.js");
    assert!(
        script.contains("' resultater for \\''") && script.contains("'Ingen resultater for \\''") && !script.contains("search results for")
    );
    assert!(script.contains("aria-label=\"Uddrag af resultatet\""));
}

#[test]
fn charts_are_pictures_with_their_words_and_their_table() {
    let files = to_book(&book()).unwrap();
    let page = text(&files, "book/aeroe-2026/strategy.html");
    let chart = sample::chart();
    assert!(files.contains_key("book/aeroe-2026/strategy-1.svg"));
    assert!(page.contains("<img src=\"strategy-1.svg\" alt=\"") && page.contains(&chart.rows[0].label));
}

#[test]
fn what_is_hostile_is_words_in_the_book_too() {
    let files = to_book(&book()).unwrap();
    let page = text(&files, "book/aeroe-2026/hostile.html");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script>alert(1)"));
    assert!(!text(&files, "book/index.html").contains("root:"));
}

#[test]
fn words_are_found_by_their_own_letters() {
    let files = to_book(&book()).unwrap();
    let script = text(&files, "book/searchindex.js");
    assert!(script.starts_with("elasticlunr.Pipeline.registerFunction") && script.contains("\"pipeline\":[\"word\"]"));
    // A word that begins with a letter of its own: ø stands at the root of the words of a text.
    let json = script.split_once("JSON.parse('").unwrap().1.rsplit_once("'));").unwrap().0.replace("\\'", "'").replace("\\\\", "\\");
    let search: serde_json::Value = serde_json::from_str(&json).unwrap();
    let root = &search["index"]["index"]["title"]["root"];
    assert!(root.get("æ").is_some(), "{}", root.as_object().unwrap().keys().cloned().collect::<String>());
}
