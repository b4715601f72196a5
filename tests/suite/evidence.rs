//! Evidence packs: what they hold, and that they can be judged again wherever they were made.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::OnceLock;

use rettesnor::governance::evidence::MANIFEST;
use serde_json::Value;

use crate::program::{copy, files, folder, root, run, write};

/// A copy of the example with its cases, the key, and its pack as `pack` and `pack.zip`.
pub(crate) fn made() -> &'static Path {
    static MADE: OnceLock<tempfile::TempDir> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = folder();
        copy(&root().join("strategy/norddjurs"), &folder.path().join("n"));
        for pack in ["pack", "pack.zip"] {
            assert_eq!(check(folder.path(), &["--evidence", pack]).0, 2);
        }
        folder
    });
    made.path()
}

fn check(folder: &Path, more: &[&str]) -> (i32, String, String) {
    run(folder, &[&["check", "n/2026-2029", "--cases", "n/cases", "--key", "a.key", "--format", "plain"], more].concat())
}

#[test]
fn a_pack_holds_what_was_read_and_nothing_of_the_machine() {
    let pack = files(&made().join("pack"));
    for name in [
        "SUMMARY.da.md",
        "documents/compliance-report.da.docx",
        "documents/compliance-report.da.html",
        "documents/compliance-report.da.md",
        "documents/compliance-report.da.pdf",
        "findings/findings.csv",
        "findings/findings.da.html",
        "findings/findings.json",
        "law/dk/gebyrlov/reminder-fee.yaml",
        "manifest.json",
        "texts/2022-2025/strategy.yaml",
        "texts/2026-2029/decisions.yaml",
        "texts/2026-2029/register.yaml",
        "texts/2026-2029/strategy.yaml",
        "texts/2026-2029/waivers.yaml",
        "texts/cases/cases.yaml",
        "texts/reports/2020.yaml",
        "texts/reports/figures.csv",
    ] {
        assert!(pack.contains_key(name), "{name} of {:?}", pack.keys());
    }
    let machine = made().to_str().unwrap();
    let key = fs::read_to_string(made().join("a.key")).unwrap();
    for (name, bytes) in &pack {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains(machine) && !text.contains(key.trim()), "{name}");
    }
    for name in ["texts/2026-2029/waivers.yaml", "texts/cases/cases.yaml"] {
        let lay = name.replacen("texts", "n", 1);
        assert!(pack[name] == fs::read(made().join(lay)).unwrap(), "{name} is as it lay");
    }
    let manifest: Value = serde_json::from_slice(&pack[MANIFEST]).unwrap();
    assert_eq!(manifest["cases"]["data"][1]["rows"], 2250);
    let (_, schema) = rettesnor::schemas().into_iter().find(|(name, _)| *name == "evidence").unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    assert!(jsonschema::is_valid(&schema, &manifest));
    insta::assert_snapshot!("evidence_summary_da", summary("da"));
}

/// The summary in a language, without digests and what depends on the key.
fn summary(lang: &str) -> String {
    let text = if lang == "da" {
        fs::read_to_string(made().join("pack/SUMMARY.da.md")).unwrap()
    } else {
        let folder = folder();
        let pack = folder.path().join("pack");
        assert_eq!(check(made(), &["--lang", lang, "--evidence", pack.to_str().unwrap()]).0, 2);
        fs::read_to_string(pack.join(format!("SUMMARY.{lang}.md"))).unwrap()
    };
    let manifest: Value = serde_json::from_slice(&fs::read(made().join("pack/manifest.json")).unwrap()).unwrap();
    let text = text.replace(manifest["key"].as_str().unwrap(), "[key]");
    let mut parts = text.split("blake3:");
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| format!("{text}blake3:…{}", part.trim_start_matches(|letter: char| letter.is_ascii_hexdigit())))
}

#[test]
fn the_summary_speaks_every_language() {
    for (lang, words) in [("nb", ["Hva er prøvd?", "Slik etterprøves pakken"]), ("en", ["What was judged?", "How to verify the pack"])] {
        let told = summary(lang);
        assert!(words.iter().all(|words| told.contains(words)) && !told.contains("evidence-"), "{told}");
        let rows = |text: &str| text.lines().filter(|line| line.starts_with("| `")).count();
        assert_eq!(rows(&told), rows(&summary("da")));
    }
}

#[test]
fn made_twice_it_is_the_same_bytes() {
    let other = folder();
    copy(&root().join("strategy/norddjurs"), &other.path().join("deep/er/n"));
    fs::copy(made().join("a.key"), other.path().join("deep/a.key")).unwrap();
    let deep = other.path().join("deep");
    for pack in ["pack", "pack.zip"] {
        let asked = ["check", "deep/er/n/2026-2029", "--cases", "deep/er/n/cases", "--key", "deep/a.key", "--evidence", pack];
        assert_eq!(run(other.path(), &asked).0, 2);
    }
    let same = |one: &Path, other: &Path| {
        let (mut one, mut other) = (files(one), files(other));
        one.retain(|name, _| !name.contains(MANIFEST) && !name.contains("SUMMARY"));
        other.retain(|name, _| !name.contains(MANIFEST) && !name.contains("SUMMARY"));
        one == other
    };
    assert!(same(&other.path().join("pack"), &made().join("pack")));
    assert!(fs::read(other.path().join("pack.zip")).unwrap() == fs::read(made().join("pack.zip")).unwrap());
    assert!(files(&other.path().join("pack")) == files(&made().join("pack")));
    assert_eq!(files(&deep).len(), files(made()).keys().filter(|name| !name.starts_with("pack")).count(), "nothing is left beside");
}

#[test]
fn what_is_there_is_never_written_over() {
    let folder = folder();
    copy(&root().join("strategy/norddjurs"), &folder.path().join("n"));
    write(folder.path(), "full/a.txt", "1");
    write(folder.path(), "a.zip", "1");
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (pack, expected) in [("full", 1), ("a.zip", 1), ("empty", 2)] {
        let (status, _, said) = check(folder.path(), &["--evidence", pack]);
        assert_eq!(status, expected, "{pack}: {said}");
        assert_eq!(said.contains("name another place"), expected == 1, "{said}");
    }
    assert_eq!(files(&folder.path().join("full")).len(), 1);
    assert_eq!(check(folder.path(), &["--evidence", "b", "--against", "n/2026-2029"]).0, 1);
    assert_eq!(check(folder.path(), &["--with-data"]).0, 1);
    let (status, _, said) = check(folder.path(), &["--evidence", "c.zip/"]);
    assert!(status == 1 && said.contains("write `c.zip` without"), "{said}");
}

#[test]
fn data_goes_into_the_pack_where_it_is_asked_for() {
    let folder = folder();
    copy(&root().join("strategy/norddjurs"), &folder.path().join("n"));
    for pack in ["pack", "pack.zip"] {
        let (status, _, said) = check(folder.path(), &["--evidence", pack, "--with-data"]);
        assert!(status == 2 && said.contains("personal values"), "{said}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode() & 0o777;
        let kept = ["pack", "pack/data", "pack/data/1/krav.csv", "pack/findings/findings.json", "pack.zip"].map(mode);
        assert_eq!(kept, [0o700, 0o700, 0o600, 0o600, 0o600], "personal values are their owner's alone");
    }
    fs::rename(folder.path().join("n"), folder.path().join("away")).unwrap();
    let pack = files(&folder.path().join("pack"));
    assert!(pack["data/1/krav.csv"] == fs::read(folder.path().join("away/cases/krav.csv")).unwrap());
    assert!(String::from_utf8_lossy(&pack["SUMMARY.da.md"]).contains("Pakken rummer sagsdata"));
    assert!(files(&made().join("pack")).keys().all(|name| !name.starts_with("data/")));
    for pack in ["pack", "pack.zip"] {
        let (status, told, said) = run(folder.path(), &["verify", pack, "--key", "a.key", "--format", "plain"]);
        assert!(status == 0 && told.contains("the same bytes, file by file"), "{told}{said}");
    }
}

#[test]
fn a_packed_log_elsewhere_and_a_law_beside_are_judged_again_too() {
    let folder = folder();
    copy(&root().join("strategy/norddjurs"), &folder.path().join("s/n"));
    copy(&root().join("strategy/law"), &folder.path().join("s/law"));
    fs::rename(folder.path().join("s/n/cases"), folder.path().join("draw")).unwrap();
    let events = fs::read(folder.path().join("draw/haendelser.csv")).unwrap();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(&events).unwrap();
    write(folder.path(), "draw/log/haendelser.csv.gz", packed.finish().unwrap());
    fs::remove_file(folder.path().join("draw/haendelser.csv")).unwrap();
    let text = fs::read_to_string(folder.path().join("draw/cases.yaml")).unwrap();
    write(folder.path(), "draw/cases.yaml", text.replace("- haendelser.csv", "- log/haendelser.csv.gz"));
    let asked = ["check", "s/n/2026-2029", "--cases", "draw", "--evidence", "out/pack", "--unmask", "--as-of", "2027-01-31"];
    let (status, _, said) = run(folder.path(), &asked);
    assert_eq!(status, 2, "{said}");
    let pack = files(&folder.path().join("out/pack"));
    assert!(pack.contains_key("description/cases.yaml"), "{:?}", pack.keys());
    let manifest: Value = serde_json::from_slice(&pack[MANIFEST]).unwrap();
    assert_eq!((&manifest["law"]["origin"], &manifest["masked"]), (&"law/dk".into(), &false.into()));
    fs::rename(folder.path().join("s"), folder.path().join("away")).unwrap();
    let asked = ["verify", "out/pack", "--cases", "draw", "--key", "draw/rettesnor.key", "--format", "plain"];
    let (status, told, said) = run(folder.path(), &asked);
    assert!(status == 0 && told.contains("the same bytes, file by file"), "{told}{said}");
}

#[test]
fn of_several_descriptions_only_the_one_that_was_used_goes_in() {
    let folder = folder();
    copy(&root().join("strategy/examples/traffic-fines"), &folder.path().join("fines"));
    let asked = ["check", "fines", "--cases", "fines/synthetic.csv", "--key", "a.key", "--evidence", "pack.zip"];
    assert_eq!(run(folder.path(), &asked).0, 2);
    let asked = ["verify", "pack.zip", "--cases", "fines/synthetic.csv", "--key", "a.key", "--format", "plain"];
    let (status, told, said) = run(folder.path(), &asked);
    assert!(status == 0 && told.contains("the same bytes, file by file"), "{told}{said}");
}

#[test]
fn the_house_comes_with_its_pictures() {
    let folder = crate::house::dressed();
    let (status, _, said) = run(folder.path(), &["generate", "sandby/2026-2029", "--out", "sandby/cases"]);
    assert_eq!(status, 0, "{said}");
    let (status, _, said) =
        run(folder.path(), &["check", "sandby/2026-2029", "--cases", "sandby/cases", "--key", "a.key", "--evidence", "pack"]);
    assert!(status != 1 && status != 3, "{said}");
    let pack = files(&folder.path().join("pack"));
    assert!(pack.contains_key("texts/house/house.yaml") && pack.contains_key("texts/house/logo.svg"), "{:?}", pack.keys());
    fs::rename(folder.path().join("sandby"), folder.path().join("away")).unwrap();
    let asked = ["verify", "pack", "--cases", "away/cases", "--key", "a.key", "--format", "plain"];
    let (status, told, said) = run(folder.path(), &asked);
    assert!(status == 0 && told.contains("the same bytes, file by file"), "{told}{said}");
}

/// A text without what changes with every word of a document or the law: digests, and how many files there are.
fn steady(text: &str) -> String {
    let mut parts = text.split("blake3:");
    let first = parts.next().unwrap().to_owned();
    let text = parts.fold(first, |text, part| {
        format!("{text}blake3:…{}", part.trim_start_matches('…').trim_start_matches(|letter: char| letter.is_ascii_hexdigit()))
    });
    let is_number = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit()) && !word.contains('-');
    let words = |line: &str| line.trim().split(' ').map(|word| if is_number(word) { "#" } else { word }).collect::<Vec<_>>().join(" ");
    text.lines().map(words).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_examples_of_the_book_are_true() {
    let page = fs::read_to_string(root().join("book/src/audit.md")).unwrap();
    let folder = folder();
    copy(&root().join("strategy/norddjurs"), &folder.path().join("strategy/norddjurs"));
    let program = Path::new(env!("CARGO_BIN_EXE_rettesnor")).parent().unwrap().to_owned();
    let path = std::env::join_paths([program].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap()))).unwrap();
    let mut shown = 0;
    for example in page.split("```console\n").skip(1) {
        let (commands, rest) = example.split_once("```").unwrap();
        let mut said = String::new();
        for command in commands.lines().map(|line| line.strip_prefix("$ ").unwrap()) {
            let output =
                std::process::Command::new("sh").args(["-c", command]).env("PATH", &path).current_dir(folder.path()).output().unwrap();
            said = format!("{}{}", String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        }
        let (_, text) = rest.split_once("```text\n").unwrap();
        let expected = steady(text.split_once("```").unwrap().0);
        assert!(
            steady(&said).replace("\n\n", "\n").contains(&expected.replace("\n\n", "\n")),
            "{commands}{expected}\n--\n{}",
            steady(&said)
        );
        shown += 1;
    }
    assert_eq!(shown, 4);
}
