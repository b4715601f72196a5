//! The page of findings as it lies in the folder: every row is there, nothing is loaded, and one script may run.

use std::collections::BTreeSet;

use base64::Engine as _;
use serde_json::Value;
use sha2::Digest as _;

use crate::browser::fingerprints;
use crate::program::{folder, root, run};
use crate::rendered::findings_page;

#[test]
fn only_its_own_script_may_run_and_nothing_is_loaded() {
    for lang in ["da", "nb", "en"] {
        let page = String::from_utf8(findings_page(lang)).unwrap();
        let within = |open: &str, close: &str| page.split_once(open).and_then(|(_, rest)| rest.split_once(close)).unwrap().0.to_owned();
        let name = |text: &str| base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(text));
        let policy = format!(
            "default-src 'none'; script-src 'sha256-{}'; require-trusted-types-for 'script'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            name(&within("<script>", "</script>")),
            name(&within("<style>", "</style>"))
        );
        assert_eq!(within("Content-Security-Policy\" content=\"", "\""), policy);
        assert_eq!(page.matches("<script").count(), 1);
        let script = within("<script>", "</script>");
        for never in ["innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval", "fetch", "XMLHttp", "import("] {
            assert!(!script.contains(never), "{never}");
        }
        for never in [" src=", "<link", "@import", "url(", " style=\"", " onclick", " onload", " oninput", "http://", "https://"] {
            assert!(!page.contains(never), "{never}");
        }
    }
}

/// Checks made-up cases of this many claims; gives the folder, the findings as JSON and the page.
fn checked(claims: &str) -> (tempfile::TempDir, Value, String) {
    let folder = folder();
    let strategy = root().join("strategy/norddjurs/2026-2029");
    let strategy = strategy.to_str().unwrap();
    let made = ["generate", strategy, "--out", "cases", "--claims", claims, "--seed", "3", "--drawn", "2027-03-31"];
    let (status, _, said) = run(folder.path(), &made);
    assert_eq!(status, 0, "{said}");
    let (status, _, said) = run(folder.path(), &["check", strategy, "--cases", "cases", "--out", "f", "--key", "a.key"]);
    assert_eq!(status, 2, "{said}");
    let json = serde_json::from_slice(&std::fs::read(folder.path().join("f/findings.json")).unwrap()).unwrap();
    let page = std::fs::read_to_string(folder.path().join("f/findings.da.html")).unwrap();
    (folder, json, page)
}

#[test]
fn every_finding_has_a_row_under_its_clause() {
    let (_folder, json, page) = checked("400");
    let findings = json["findings"].as_array().unwrap();
    let prints = fingerprints(&page);
    let expected: BTreeSet<&str> = findings.iter().map(|one| one["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.iter().map(String::as_str).collect::<BTreeSet<_>>(), expected);
    assert_eq!(prints.len(), findings.len());
    let bodies: Vec<&str> = page.split("<tbody>").skip(1).collect();
    let clauses: BTreeSet<&str> = findings.iter().map(|one| one["clause"].as_str().unwrap()).collect();
    assert_eq!(bodies.len(), clauses.len());
    for body in bodies {
        let of: BTreeSet<&str> = body.split("data-clause=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(of.len(), 1, "{of:?}");
    }
    for one in findings {
        let row = page.lines().find(|line| line.contains(one["fingerprint"].as_str().unwrap())).unwrap();
        for place in one["evidence"].as_array().unwrap() {
            assert!(row.contains(&format!(">{}:{}<", place["file"].as_str().unwrap(), place["line"])), "{row}");
        }
        for key in ["claim", "date", "last_day"] {
            if let Some(value) = one[key].as_str() {
                assert!(row.contains(&format!(">{value}<")), "{key} in {row}");
            }
        }
    }
}

#[test]
fn a_page_that_is_full_says_how_many_are_left_out() {
    let (_folder, json, page) = checked("9000");
    let all = json["findings"].as_array().unwrap().len();
    assert!(all > 2_000, "{all}");
    assert_eq!(fingerprints(&page).len(), rettesnor::documents::FINDINGS_ON_PAGE);
    let number = |number: usize| rettesnor::prose::Voice::new(rettesnor::prose::Lang::Da, "DKK").number(number as i64);
    let said = format!("de første {} af {} fund", number(2_000), number(all));
    assert!(page.contains(&said) && page.contains(&format!("De øvrige {}", number(all - 2_000))), "{said}");
    assert!(page.contains("findings.csv"));
    // The clauses that have room stand in the order of the document.
    let order: Vec<&str> = json["clauses"].as_array().unwrap().iter().map(|one| one["clause"].as_str().unwrap()).collect();
    let clauses = page.split("data-clause=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let places: Vec<usize> = clauses.filter_map(|clause| order.iter().position(|one| *one == clause)).collect();
    assert!(places.len() > 1_900 && places.is_sorted());
}
