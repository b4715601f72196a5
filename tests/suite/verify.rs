//! What `verify` notices of a pack that was changed, and that judging again unmasks what a forger covered up.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rettesnor::governance::evidence::{MANIFEST, Print};
use serde_json::Value;

use crate::evidence::made;
use crate::program::{copy, files, folder, root, run, write};

/// A pack of one's own to change, apart from its source.
struct Own(tempfile::TempDir);

impl Own {
    fn new() -> Self {
        let folder = folder();
        copy(&made().join("pack"), &folder.path().join("pack"));
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join("pack").join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Replaces words, which must be there.
    fn change(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name}: {from}");
        fs::write(self.path(name), text.replacen(from, to, 1)).unwrap();
    }

    fn verify(&self, more: &[&str]) -> (i32, String, String) {
        run(self.0.path(), &[&["verify", "pack", "--format", "plain"], more].concat())
    }

    /// Judges again with the data and the key.
    fn again(&self) -> (i32, String, String) {
        let (cases, key) = (made().join("n/cases"), made().join("a.key"));
        self.verify(&["--cases", cases.to_str().unwrap(), "--key", key.to_str().unwrap()])
    }

    /// What a forger does after a change: every digest in the manifest is made to fit.
    fn recompute(&self) {
        let mut manifest: Value = serde_json::from_str(&self.text(MANIFEST)).unwrap();
        for file in manifest["files"].as_array_mut().unwrap() {
            let print = Print::of_file(&self.path(file["name"].as_str().unwrap())).unwrap();
            (file["digest"], file["size"]) = (print.digest.into(), print.size.into());
            if let Some(lines) = print.lines {
                file["lines"] = lines.into();
            }
        }
        let strategy = Print::of_file(&self.path("texts/2026-2029/strategy.yaml")).unwrap();
        manifest["strategy"]["digest"] = strategy.digest.into();
        fs::write(self.path(MANIFEST), format!("{manifest:#}\n")).unwrap();
    }

    /// That the forgery passes for itself, and that judging again names it.
    fn is_unmasked(&self, by: &[&str]) {
        self.recompute();
        let (status, told, said) = self.verify(&[]);
        assert_eq!(status, 0, "digests that fit pass: {told}{said}");
        let (status, told, said) = self.again();
        assert_eq!(status, 2, "{told}{said}");
        assert!(told.contains("The seal is broken"), "{told}");
        for words in by {
            assert!(told.contains(words), "{words}:\n{told}");
        }
    }

    /// That exactly this is said of the files.
    fn is_told(&self, line: &str) {
        let (status, told, said) = self.verify(&[]);
        assert_eq!(status, 2, "{told}{said}");
        assert!(told.lines().any(|said| said.trim() == line), "{line}:\n{told}");
        assert!(told.contains("1 difference from the manifest"), "{told}");
    }
}

fn digest(told: &str) -> &str {
    told.lines().map(str::trim).find(|line| line.starts_with("blake3:")).unwrap()
}

#[test]
fn a_pack_verifies_on_another_checkout() {
    let own = Own::new();
    let (status, told, said) = own.verify(&[]);
    assert_eq!((status, said.as_str()), (0, ""), "{told}");
    let zip = own.0.path().join("elsewhere.zip");
    fs::copy(made().join("pack.zip"), &zip).unwrap();
    let (status, of_zip, said) = run(&root(), &["verify", zip.to_str().unwrap(), "--format", "plain"]);
    assert_eq!((status, said.as_str()), (0, ""), "{of_zip}");
    assert_eq!(digest(&told), digest(&of_zip), "folder and zip are the same pack");
    let (status, told, _) = own.verify(&["--digest", digest(&of_zip)]);
    assert!(status == 0 && told.contains("It is the digest that was written down."), "{told}");
    let (status, told, _) = own.verify(&["--digest", &"0".repeat(64)]);
    assert!(status == 2 && told.contains("NOT the digest"), "{told}");
    assert_eq!(own.verify(&["--digest", "abc"]).0, 1);
    let (_, told, _) = run(own.0.path(), &["verify", "pack"]);
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
}

#[test]
fn a_changed_file_is_named() {
    let own = Own::new();
    own.change("texts/2026-2029/waivers.yaml", "2026", "2027");
    own.is_told("texts/2026-2029/waivers.yaml: changed");
}

#[test]
fn a_missing_file_is_named() {
    let own = Own::new();
    fs::remove_file(own.path("texts/2026-2029/waivers.yaml")).unwrap();
    own.is_told("texts/2026-2029/waivers.yaml: missing");
}

#[test]
fn an_added_file_is_named() {
    let own = Own::new();
    fs::write(own.path("texts/cases/cases-xes.yaml"), "x").unwrap();
    own.is_told("texts/cases/cases-xes.yaml: added, the manifest does not know it");
}

#[test]
fn a_renamed_file_is_named() {
    let own = Own::new();
    fs::rename(own.path("law/dk/tracks.yaml"), own.path("law/dk/other.yaml")).unwrap();
    own.is_told("law/dk/tracks.yaml: renamed, it is now called law/dk/other.yaml");
}

#[test]
fn a_truncated_file_is_named_with_what_is_left_of_it() {
    let own = Own::new();
    let text = own.text("findings/findings.csv");
    fs::write(own.path("findings/findings.csv"), &text.as_bytes()[..1_200]).unwrap();
    let of = rettesnor::prose::Voice::new(rettesnor::prose::Lang::En, "").number(text.len() as i64);
    own.is_told(&format!("findings/findings.csv: shorter than it was, 1,200 of {of} bytes"));
}

/// Puts the last row of a list before the first; a comma that parts rows stays where it is.
fn reorder(own: &Own, name: &str, is_row: impl Fn(&str) -> bool) {
    let text = own.text(name);
    let commas = name.ends_with("json");
    let rows = text.lines().filter(|line| is_row(line));
    let mut rows: Vec<&str> = rows.map(|line| if commas { line.trim_end_matches(',') } else { line }).collect();
    rows.rotate_right(1);
    let (mut rows, last) = (rows.iter().enumerate(), rows.len() - 1);
    let mut line_of = |line: &str| {
        if !is_row(line) {
            return format!("{line}\n");
        }
        let (at, row) = rows.next().unwrap();
        format!("{row}{}\n", if commas && at < last { "," } else { "" })
    };
    let moved: String = text.lines().map(&mut line_of).collect();
    assert!(moved.len() == text.len() && moved != text);
    fs::write(own.path(name), moved).unwrap();
}

#[test]
fn rows_in_another_order_are_told_from_a_change() {
    let own = Own::new();
    // Each finding stands on one line of its own; a quoted line end would be another matter.
    reorder(&own, "findings/findings.csv", |line| line.len() > 40 && line.as_bytes()[32] == b',');
    own.is_told("findings/findings.csv: its rows stand in another order");
    let own = Own::new();
    reorder(&own, "findings/findings.json", |line| line.starts_with("    {\"fingerprint\""));
    own.is_told("findings/findings.json: its rows stand in another order");
}

#[test]
fn judged_again_it_is_the_same_bytes() {
    let own = Own::new();
    let (status, told, said) = own.again();
    assert_eq!((status, said.as_str()), (0, ""), "{told}");
    assert!(told.contains("The seal fits") && told.contains("the same bytes, file by file"), "{told}");
    let (cases, key, zip) = (made().join("n/cases"), made().join("a.key"), made().join("pack.zip"));
    let [cases, key, zip] = [&cases, &key, &zip].map(|path| path.to_str().unwrap());
    let files = [format!("{cases}/krav.csv"), format!("{cases}/haendelser.csv")];
    let asked = ["verify", zip, "--key", key, "--format", "json", "--cases", &files[0], &files[1]];
    let (status, told, said) = run(own.0.path(), &asked);
    assert_eq!(status, 0, "{told}{said}");
    let told: Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&told["again"]["result"], &told["again"]["seal"], &told["unchanged"]), (&"same".into(), &true.into(), &true.into()));
}

#[test]
fn a_forged_finding_is_unmasked() {
    let own = Own::new();
    let text = own.text("findings/findings.json");
    let line = text.lines().find(|line| line.contains("\"verdict\":\"breached\"")).unwrap();
    own.change("findings/findings.json", &format!("{line}\n"), "");
    let fingerprint = line.split('"').nth(3).unwrap();
    own.is_unmasked(&["findings/findings.json", &format!("finding {fingerprint}"), "not in the pack"]);
}

#[test]
fn a_forged_tally_is_unmasked() {
    let own = Own::new();
    own.change("findings/findings.json", "\"breached\": 8", "\"breached\": 3");
    own.is_unmasked(&["findings/findings.json", "breached 3 is 8"]);
}

#[test]
fn a_forged_day_is_unmasked() {
    let own = Own::new();
    own.change(MANIFEST, "\"as_of\": \"2027-03-31\"", "\"as_of\": \"2027-03-30\"");
    own.is_unmasked(&["as-of date: the pack says 2027-03-31, judged again 2027-03-30", "SUMMARY.da.md"]);
}

#[test]
fn a_forged_strategy_is_unmasked() {
    let own = Own::new();
    own.change("texts/2026-2029/strategy.yaml", "# Udkast til eksempel.", "# Ikke et udkast.");
    own.is_unmasked(&["digest of the strategy", "findings/findings.json"]);
}

#[test]
fn a_forged_law_is_unmasked() {
    let own = Own::new();
    let name = "law/dk/gebyrlov/reminder-fee.yaml";
    let text = own.text(name);
    fs::write(own.path(name), format!("{text}# en bemærkning\n")).unwrap();
    own.is_unmasked(&["digest of the law", "the program has another"]);
}

#[test]
fn a_forged_case_description_is_unmasked() {
    let own = Own::new();
    own.change("texts/cases/cases.yaml", "# Opdigtede sager.", "# Virkelige sager.");
    own.is_unmasked(&["digest of the case description", "findings/findings.json"]);
}

#[test]
fn a_forged_word_that_changes_no_verdict_is_unmasked() {
    let own = Own::new();
    own.change("texts/2026-2029/decisions.yaml", "rettesnor: 1", "# ordret\nrettesnor: 1");
    own.is_unmasked(&["manifest.json"]);
}

#[test]
fn data_with_a_forged_digest_is_not_told_as_moved_rows() {
    let own = Own::new();
    let manifest: Value = serde_json::from_str(&own.text(MANIFEST)).unwrap();
    own.change(MANIFEST, manifest["cases"]["data"][0]["digest"].as_str().unwrap(), &format!("blake3:{}", "0".repeat(64)));
    let (status, told, _) = own.again();
    assert_eq!(status, 2);
    assert!(told.contains("krav.csv: changed") && !told.contains("another order"), "{told}");
}

#[test]
fn words_of_a_pack_do_not_steer_the_terminal() {
    let own = Own::new();
    own.change(MANIFEST, "\"id\": \"norddjurs-", "\"id\": \"\\u001b[2J\\nAll 1 files are as the manifest says.");
    #[cfg(unix)]
    write(own.0.path(), "pack/\u{1b}[31mx\nAll files are as the manifest says.", "");
    for format in ["plain", "human"] {
        let (_, told, said) = run(own.0.path(), &["verify", "pack", "--format", format]);
        let both = format!("{told}{said}");
        assert!(!both.contains('\u{1b}') && both.contains("\\u{1b}[2J"), "{both:?}");
        assert!(format == "human" || !both.lines().any(|line| line.trim().starts_with("All")), "{both}");
    }
    own.change(MANIFEST, "\"law/", "\"../\\u001b[2J/");
    let (status, told, said) = own.verify(&[]);
    assert!(status == 1 && !format!("{told}{said}").contains('\u{1b}'), "{said:?}");
}

#[test]
fn what_is_wrong_in_a_zip_is_named_by_its_place_in_it() {
    let own = Own::new();
    own.change("texts/2026-2029/strategy.yaml", "period:", "perriod:");
    let all = files(&own.0.path().join("pack"));
    let all: Vec<(&str, &[u8])> = all.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    zipped(&own.0.path().join("a.zip"), &all, None);
    let (cases, key) = (made().join("n/cases"), made().join("a.key"));
    let (status, told, said) =
        run(own.0.path(), &["verify", "a.zip", "--format", "plain", "--cases", cases.to_str().unwrap(), "--key", key.to_str().unwrap()]);
    assert_eq!(status, 2, "{told}{said}");
    assert!(said.lines().any(|line| line.starts_with("texts/2026-2029/strategy.yaml:")) && !said.contains("/tmp"), "{said}");
}

#[test]
fn a_manifest_of_the_wrong_form_says_where() {
    let size = |own: &Own, name: &str, to: &str| {
        let mut manifest: Value = serde_json::from_str(&own.text(MANIFEST)).unwrap();
        manifest["files"][1][name] = serde_json::from_str(to).unwrap();
        fs::write(own.path(MANIFEST), manifest.to_string()).unwrap();
        own.verify(&[])
    };
    for (name, to, words) in [
        ("size", "-1", "number 2 of its `files` has a value of the wrong kind"),
        ("digest", "7", "number 2 of its `files` has a value of the wrong kind"),
        ("more", "1", "number 2 of its `files` has `more`, which this format does not have"),
    ] {
        let (status, _, said) = size(&Own::new(), name, to);
        assert!(status == 1 && said.contains(words) && !said.contains("u64"), "{said}");
    }
}

#[test]
fn the_key_alone_breaks_a_forged_seal() {
    let own = Own::new();
    let key = made().join("a.key");
    let key = key.to_str().unwrap();
    let (status, told, _) = own.verify(&["--key", key]);
    assert!(status == 0 && told.contains("The seal fits") && told.contains("nothing was judged again"), "{told}");
    own.change("texts/2026-2029/decisions.yaml", "rettesnor: 1", "# ordret\nrettesnor: 1");
    own.recompute();
    let (status, told, _) = own.verify(&["--key", key]);
    assert!(status == 2 && told.contains("The seal is broken"), "{told}");
}

#[test]
fn other_data_is_told_as_such() {
    let own = Own::new();
    copy(&made().join("n/cases"), &own.0.path().join("cases"));
    let path = own.0.path().join("cases/krav.csv");
    let bytes = fs::read(&path).unwrap();
    let mut rows: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    rows[1..].reverse();
    fs::write(&path, rows.concat()).unwrap();
    let key = made().join("a.key");
    let key = key.to_str().unwrap();
    let (status, told, _) = own.verify(&["--cases", "cases", "--key", key]);
    assert!(status == 2 && told.contains("not the data that was judged"), "{told}");
    assert!(told.contains("krav.csv: its rows stand in another order") && !told.contains("haendelser.csv"), "{told}");
    fs::remove_file(&path).unwrap();
    let (status, _, said) = own.verify(&["--cases", "cases", "--key", key]);
    assert!(status == 1 && said.contains("`krav.csv` is not there"), "{said}");
}

#[test]
fn another_key_is_told_as_such_and_none_is_made() {
    let own = Own::new();
    let cases = made().join("n/cases");
    let cases = cases.to_str().unwrap();
    write(own.0.path(), "other.key", "ab".repeat(32));
    let (status, told, said) = own.verify(&["--cases", cases, "--key", "other.key"]);
    assert_eq!(status, 1, "{told}{said}");
    assert!(told.contains("not the one that the pack names"), "{told}");
    let (status, _, said) = own.verify(&["--cases", cases, "--key", "none.key"]);
    assert!(status == 1 && said.contains("no such file"), "{said}");
    assert!(!own.0.path().join("none.key").exists());
    assert_eq!(own.verify(&["--cases", cases]).0, 1, "data without a key");
}

/// A zip of files; names are swapped afterwards, because no writer takes hostile ones.
fn zipped(path: &Path, files: &[(&str, &[u8])], swap: Option<(&str, &str)>) {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    if let Some((from, to)) = swap {
        for at in 0..bytes.len() {
            if bytes[at..].starts_with(from.as_bytes()) {
                bytes[at..at + from.len()].copy_from_slice(to.as_bytes());
            }
        }
    }
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_hostile_zip_is_refused_and_nothing_is_written() {
    let folder = folder();
    let manifest = fs::read(made().join("pack/manifest.json")).unwrap();
    let path = folder.path().join("in/a.zip");
    fs::create_dir(folder.path().join("in")).unwrap();
    let large = vec![b'0'; 70 << 20];
    for (name, bytes, swap, why) in [
        ("xx/evil", b"!".as_slice(), Some(("xx/evil", "../evil")), "leads out of it"),
        ("xx/evil", b"!", Some(("xx/evil", "/x/evil")), "leads out of it"),
        ("manifest.jsox", b"!", Some(("manifest.jsox", "manifest.json")), "same name"),
        ("zeros.csv", &large, None, "absurdly many bytes"),
    ] {
        zipped(&path, &[(MANIFEST, &manifest), (name, bytes)], swap);
        let (status, _, said) = run(folder.path(), &["verify", "in/a.zip"]);
        assert!(status == 1 && said.contains(why), "{name}: {said}");
        assert_eq!(files(folder.path()).len(), 1, "{name}");
    }
    let long = "x".repeat(300);
    for (names, why) in
        [(["strategy.yaml", "strategy.yaml/x"], "both a file and a folder"), ([&long, "y"], "longer than a file system takes")]
    {
        zipped(&path, &names.map(|name| (name, b"1".as_slice())), None);
        let (status, _, said) = run(folder.path(), &["verify", "in/a.zip"]);
        assert!(status == 1 && said.contains(why) && !said.contains("os error"), "{said}");
    }
    let whole = fs::read(made().join("pack.zip")).unwrap();
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let (status, _, said) = run(folder.path(), &["verify", "in/a.zip"]);
    assert!(status == 1 && said.contains("no zip file that can be read"), "{said}");
}

#[test]
fn what_is_no_pack_is_not_verified() {
    let own = Own::new();
    let folder = root().join("strategy/norddjurs");
    let (status, _, said) = run(own.0.path(), &["verify", folder.to_str().unwrap()]);
    assert!(status == 1 && said.contains("no evidence pack"), "{said}");
    let (status, _, said) = run(own.0.path(), &["verify", folder.join("2026-2029").to_str().unwrap()]);
    assert!(status == 1 && said.contains("is not sealed"), "{said}");
    own.change(MANIFEST, "\"texts/2026-2029/strategy.yaml\"", "\"../../strategy.yaml\"");
    let (status, _, said) = own.verify(&[]);
    assert!(status == 1 && said.contains("outside the pack"), "{said}");
    fs::write(own.path(MANIFEST), "{\"runs\": []}").unwrap();
    let (status, _, said) = own.verify(&[]);
    assert!(status == 1 && said.contains("not the manifest of an evidence pack"), "{said}");
}
