//! The real log, where somebody has put it beside the project; five other engines agree on these counts.

use std::path::PathBuf;

use serde_json::Value;

use crate::program::{folder, root, run};

fn log() -> Option<PathBuf> {
    let path = root().join("../shared/data/road-traffic-fines.xes.gz");
    if !path.is_file() {
        eprintln!("skipped: ../shared/data/road-traffic-fines.xes.gz is not there");
        return None;
    }
    Some(path)
}

fn counts(findings: &Value, clause: &str) -> [u64; 5] {
    let clauses = findings["clauses"].as_array().unwrap();
    let found = clauses.iter().find(|one| one["clause"] == clause).unwrap();
    ["activations", "late", "missing", "not_yet_due", "breached"].map(|key| found[key].as_u64().unwrap())
}

fn assert_counts(findings: &Value) {
    assert_eq!(findings["cases"]["claims"], 150_370);
    assert_eq!(findings["cases"]["events"], 561_470);
    assert_eq!(findings["cases"]["rejected"], 0);
    assert_eq!(findings["complete"], true);
    assert_eq!(counts(findings, "sending/within-90-days"), [150_370, 49_772, 46_015, 368, 95_787], "R1");
    assert_eq!(counts(findings, "penalties/sixty-days-to-pay"), [79_860, 0, 0, 0, 0], "R2");
    assert_eq!(counts(findings, "collection/after-penalty"), [59_013, 0, 0, 0, 0], "R3");
    assert_eq!(counts(findings, "payments/not-too-much"), [150_370, 0, 0, 0, 1_186], "R4");
    assert_eq!(counts(findings, "payments/few-payments"), [150_370, 0, 0, 0, 53], "R5");
    let spaced = counts(findings, "payments/spaced-payments");
    assert_eq!(spaced[4], 70, "R6");
    assert_eq!(counts(findings, "penalties/not-while-appealing"), [79_860, 0, 0, 0, 3_317], "R7");
    assert_eq!(counts(findings, "penalties/goes-on"), [79_860, 48_410, 2_394, 245, 50_804], "R8");
    assert_eq!(counts(findings, "appeals/within-sixty-days"), [4_188, 0, 187, 0, 769], "R9");
    assert_eq!(counts(findings, "collection/not-when-paid"), [59_013, 0, 0, 0, 2], "R10");
    let clauses = findings["clauses"].as_array().unwrap();
    // A fine of nothing: before it was created, nobody knows whether anything was owed.
    assert_eq!(clauses.iter().find(|one| one["clause"] == "collection/not-when-paid").unwrap()["unknown"], 1, "R10");
    assert_eq!(clauses.iter().find(|one| one["clause"] == "payments/spaced-payments").unwrap()["claims_breached"], 68, "R6");
}

#[test]
fn the_log_gives_the_counts_that_others_found() {
    let Some(log) = log() else { return };
    let out = folder();
    let strategy = root().join("strategy/examples/traffic-fines");
    let key = out.path().join("a.key");
    let arguments = [
        "check",
        strategy.to_str().unwrap(),
        "--cases",
        log.to_str().unwrap(),
        "--as-of",
        "2013-06-18",
        "--out",
        out.path().to_str().unwrap(),
        "--key",
        key.to_str().unwrap(),
    ];
    let (status, _, said) = run(&root(), &arguments);
    assert_eq!(status, 2, "{said}");
    let findings: Value = serde_json::from_slice(&std::fs::read(out.path().join("findings.json")).unwrap()).unwrap();
    assert_counts(&findings);
    let late = findings["findings"].as_array().unwrap().iter().find(|one| one["kind"] == "late").unwrap();
    let rows = late["evidence"].as_array().unwrap();
    assert_eq!(rows.len(), 2, "the fine and its sending: {late}");
    assert!(rows.iter().all(|row| row["line"].as_u64().unwrap() > 0 && row["file"] == "road-traffic-fines.xes.gz"));
    let prints: std::collections::BTreeSet<&str> =
        findings["findings"].as_array().unwrap().iter().map(|one| one["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), findings["findings"].as_array().unwrap().len(), "every finding has its own fingerprint");
}

/// The same log as a table gives the same counts; the table is made here, field by field, from the log.
#[test]
fn the_same_log_as_a_table_gives_the_same_counts() {
    let Some(log) = log() else { return };
    let out = folder();
    let prepare = root().join("../shared/bench/prepare.py");
    let made =
        std::process::Command::new("python3").args([prepare.as_os_str(), log.as_os_str(), out.path().as_os_str(), "1".as_ref()]).output();
    if !made.is_ok_and(|made| made.status.success()) {
        eprintln!("skipped: the table could not be made (python3 or ../shared/bench is not there)");
        return;
    }
    let strategy = root().join("strategy/examples/traffic-fines");
    let (csv, key) = (out.path().join("fines.csv"), out.path().join("a.key"));
    let arguments = [
        "check",
        strategy.to_str().unwrap(),
        "--cases",
        csv.to_str().unwrap(),
        "--as-of",
        "2013-06-18",
        "--key",
        key.to_str().unwrap(),
        "--format",
        "json",
    ];
    let (status, found, said) = run(&root(), &arguments);
    assert_eq!(status, 2, "{said}");
    let findings: Value = serde_json::from_str(&found).unwrap();
    assert_eq!(findings["cases"]["synthetic"], false, "the description that names the file is used");
    assert_counts(&findings);
}
