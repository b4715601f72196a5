//! The main job: twice the same bytes, nothing half-written, nothing at all where a text is wrong.

use crate::program::{copy, files, folder, root, run, write};

/// The committed strategies, away from the folder beside the project.
fn strategies() -> tempfile::TempDir {
    let folder = folder();
    copy(&root().join("strategy"), &folder.path().join("strategy"));
    write(folder.path(), "a.key", format!("{}\n", "5a".repeat(32)));
    folder
}

#[test]
fn every_strategy_is_built_and_twice_the_same() {
    let folder = strategies();
    let (status, _, said) = run(folder.path(), &["build", "--key", "a.key"]);
    assert_eq!(status, 0, "{said}");
    let first = files(&folder.path().join("out"));
    for name in [
        "norddjurs-2022-2025/strategy.da.pdf",
        "norddjurs-2022-2025/agenda-item.da.html",
        "norddjurs-2026-2029/compliance-report.da.html",
        "norddjurs-2026-2029/findings.json",
        "norddjurs-2026-2029/manifest.json",
        "traffic-fines/compliance-report.en.md",
        "norddjurs/plan-2025-2028.da.docx",
        "norddjurs/agenda-item-plan-2025-2028.da.pdf",
        "oslo/plan-2023-2027.nb.html",
    ] {
        assert!(first.contains_key(name), "{name}");
    }
    let (status, ..) = run(folder.path(), &["build", "--key", "a.key", "--out", "again"]);
    assert_eq!(status, 0);
    let again = files(&folder.path().join("again"));
    assert_eq!(first.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(again[name] == *bytes, "{name} differs from run to run");
    }
}

#[test]
fn the_example_shows_every_verdict() {
    let folder = strategies();
    let (status, found, said) = run(
        folder.path(),
        &["check", "strategy/norddjurs/2026-2029", "--cases", "strategy/norddjurs/cases", "--key", "a.key", "--format", "json"],
    );
    assert_eq!(status, 2, "{said}");
    let findings: serde_json::Value = serde_json::from_str(&found).unwrap();
    let schema = jsonschema::draft202012::new(&rettesnor::findings::schema()).unwrap();
    let wrong: Vec<String> = schema.iter_errors(&findings).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
    for verdict in ["met", "breached", "late", "missing", "waived", "not_applicable", "not_yet_due", "unknown"] {
        let sum: u64 = findings["clauses"].as_array().unwrap().iter().map(|clause| clause[verdict].as_u64().unwrap()).sum();
        assert!(sum > 0, "{verdict}");
    }
}

/// The committed case data is what the program makes.
#[test]
fn the_example_cases_are_those_that_generate_makes() {
    let folder = strategies();
    let arguments = [
        "generate",
        "strategy/norddjurs/2026-2029",
        "--out",
        "made",
        "--claims",
        "600",
        "--seed",
        "7",
        "--drawn",
        "2027-03-31",
        "--faults",
        "2",
    ];
    let (status, _, said) = run(folder.path(), &arguments);
    assert_eq!(status, 0, "{said}");
    for (name, bytes) in files(&folder.path().join("made")) {
        assert!(std::fs::read(root().join("strategy/norddjurs/cases").join(&name)).unwrap() == bytes, "{name}");
    }
}

#[test]
fn a_killed_build_leaves_no_half_written_file() {
    let folder = strategies();
    let (status, ..) = run(folder.path(), &["build", "--key", "a.key", "--out", "whole"]);
    assert_eq!(status, 0);
    let whole = files(&folder.path().join("whole"));
    for pause in [300, 700, 1_000, 1_300, 1_600, 2_000] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_rettesnor"))
            .args(["build", "--key", "a.key"])
            .current_dir(folder.path())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause));
        let _ = child.kill();
        let _ = child.wait();
        for (name, bytes) in files(&folder.path().join("out")) {
            // What a kill may leave is a file that nobody takes for a document.
            if !name.contains("/.rettesnor-") {
                assert!(whole[&name] == bytes, "{name} is half-written after {pause} ms");
            }
        }
    }
    // The next build takes away what the killed ones left.
    write(folder.path(), "out/norddjurs-2026-2029/.rettesnor-left", "half");
    let (status, ..) = run(folder.path(), &["build", "--key", "a.key"]);
    assert_eq!(status, 0);
    assert!(files(&folder.path().join("out")) == whole);
}

#[test]
fn a_strategy_without_cases_carries_no_verdicts() {
    let folder = folder();
    let (status, ..) = run(folder.path(), &["new", "s"]);
    assert_eq!(status, 0);
    let (status, _, said) = run(folder.path(), &["build", "s"]);
    assert_eq!(status, 0, "{said}");
    let made = files(&folder.path().join("out"));
    assert!(!made.keys().any(|name| name.contains("findings")));
    let report = made.iter().find(|(name, _)| name.ends_with("compliance-report.da.md")).unwrap().1;
    assert!(String::from_utf8_lossy(report).contains("ingen sagsdata"));
}

#[test]
fn cases_without_a_day_ask_for_one() {
    let folder = strategies();
    let path = folder.path().join("strategy/norddjurs/cases/cases.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.lines().filter(|line| !line.starts_with("extracted:")).map(|line| format!("{line}\n")).collect::<String>())
        .unwrap();
    let (status, _, said) =
        run(folder.path(), &["check", "strategy/norddjurs/2026-2029", "--cases", "strategy/norddjurs/cases", "--key", "a.key"]);
    assert_eq!(status, 1, "{said}");
    assert!(said.contains("--as-of"), "{said}");
}
