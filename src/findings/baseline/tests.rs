use std::path::Path;

use super::*;
use crate::findings::{sample, to_json};

/// The findings of the sample as a file, with what a test changes in it.
fn earlier(change: impl FnOnce(&mut Findings)) -> (tempfile::TempDir, std::path::PathBuf) {
    let mut findings = sample::findings();
    change(&mut findings);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("findings.json");
    std::fs::write(&path, format!("{:#}", to_json(&findings))).unwrap();
    (folder, path)
}

fn compared(path: &Path) -> Findings {
    let mut findings = sample::findings();
    let mut baseline = Baseline::read(path).unwrap();
    findings.findings.iter_mut().for_each(|finding| baseline.mark(finding));
    findings.baseline = Some(baseline.finish(&findings));
    findings
}

#[test]
fn new_unchanged_changed_and_gone_are_told_apart() {
    let (_folder, path) = earlier(|findings| {
        // The first was unknown then, the second was not there, and one was there that is not now.
        findings.findings[0].verdict = Verdict::Unknown;
        findings.findings[1].fingerprint = "ab".repeat(16);
        findings.findings[1].clause = "a/dropped".to_owned();
    });
    let findings = compared(&path);
    let changes: Vec<_> = findings.findings.iter().map(|finding| finding.change).collect();
    assert_eq!(changes, [Some(Change::Changed(Verdict::Unknown)), Some(Change::New), Some(Change::Unchanged)]);
    let baseline = findings.baseline.as_ref().unwrap();
    assert_eq!(baseline.total(), Changes { new: 1, unchanged: 1, changed: 1, gone: 1 });
    assert!(!baseline.is_disjoint());
    assert_eq!(baseline.clauses.last().unwrap(), &("a/dropped".to_owned(), Changes { gone: 1, ..Changes::default() }));
    assert_eq!(baseline.gone[0].fingerprint, "ab".repeat(16));
    let json = to_json(&findings);
    assert_eq!(json["findings"][0]["baseline"], "changed");
    assert_eq!(json["findings"][0]["was"], "unknown");
    assert_eq!(json["findings"][1]["was"], serde_json::Value::Null);
    assert_eq!(json["baseline"]["gone"][0]["clause"], "a/dropped");
}

#[test]
fn another_key_leaves_nothing_in_common() {
    let (_folder, path) = earlier(|findings| {
        for (index, finding) in findings.findings.iter_mut().enumerate() {
            finding.fingerprint = format!("{index:032x}");
        }
    });
    assert!(compared(&path).baseline.unwrap().is_disjoint());
    let (_folder, path) = earlier(|findings| findings.findings.clear());
    assert!(!compared(&path).baseline.unwrap().is_disjoint(), "an earlier run without findings has nothing to have in common");
}

#[test]
fn a_run_has_the_same_name_when_read_back() {
    let (_folder, path) = earlier(|_| {});
    let run = Baseline::read(&path).unwrap().run().clone();
    assert_eq!(run, Run::of(&sample::findings()));
    let guid = run.guid();
    assert_eq!((guid.len(), guid.get(14..15), guid.get(8..9)), (36, Some("5"), Some("-")), "{guid}");
    assert!("89ab".contains(guid.get(19..20).unwrap()), "{guid}");
}

#[test]
fn what_is_not_a_whole_file_of_findings_is_refused_in_words() {
    let (folder, path) = earlier(|_| {});
    let text = std::fs::read_to_string(&path).unwrap();
    for (wrong, says) in [
        (text.get(..text.len() / 2).unwrap().to_owned(), "ends too early"),
        ("{}".to_owned(), "line 1 is not as in a findings.json"),
        (text.replace("\"breached\",", "\"broken\","), "is not as in a findings.json"),
        (String::new(), "ends too early"),
    ] {
        std::fs::write(&path, wrong).unwrap();
        let said = Baseline::read(&path).unwrap_err().to_string();
        assert!(said.contains(says), "{said}");
    }
    assert!(Baseline::read(folder.path()).unwrap_err().to_string().contains("folder"));
    assert!(Baseline::read(&folder.path().join("none.json")).unwrap_err().to_string().contains("no such file"));
}
