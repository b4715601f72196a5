//! Whether an evidence pack or a sealed strategy is what it was, and whether its cases judged again give the same bytes.

mod findings;
mod rerun;
mod sealed;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use rettesnor::findings::Key;
use rettesnor::governance::evidence::{Difference, MANIFEST, Manifest, PackError, differences, prints_of, unzip};
use rettesnor::source::{FileError, read_bytes, shown, temporary_folder};
use serde_json::{Value, json};

use self::rerun::{Again, Whole};
use crate::Status;
use crate::evidence::{digest_of, is_zip};
use crate::page::{Page, harmless};
use crate::screen::{Reporting, Screen, Style};

/// Proves that an evidence pack is unchanged, or judges its cases again and compares.
///
/// Every file is held against the pack's manifest. With --key the manifest's seal is tried too, and with --cases, or where the pack
/// holds the data, the cases are judged again by the pack's own texts and law, and the result is compared byte for byte. Ends with 2
/// if anything differs. Of a strategy that was sealed by `adopt`, tells whether its text is still the one that was adopted.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The pack: a folder, or a file ending in .zip; or a sealed strategy
    pack: PathBuf,
    /// The digest that was written down when the pack was made, or when the strategy was adopted
    #[arg(long, value_parser = digest)]
    digest: Option<String>,
    /// Where the case data is now: its folder or its files
    #[arg(long, requires = "key", num_args = 1..)]
    cases: Vec<PathBuf>,
    /// The key file that the pack was made with
    #[arg(long)]
    key: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reporting: Reporting,
}

/// A pack that was opened; one that is a zip is unpacked for as long as this is kept.
struct Pack {
    folder: PathBuf,
    _unpacked: Option<tempfile::TempDir>,
}

/// What was found.
struct Found {
    manifest: Manifest,
    digest: String,
    /// Whether the digest is the one that was written down, where that was said.
    is_the_one: Option<bool>,
    differences: Vec<Difference>,
    /// What trying the key came to, where one was given.
    again: Option<Again>,
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let strategy = if args.pack.is_dir() { args.pack.join("strategy.yaml") } else { args.pack.clone() };
    if !is_pack(&args.pack) && strategy.is_file() && strategy.file_name().is_some_and(|name| name == "strategy.yaml") {
        if args.key.is_some() {
            return Err("`--key` and `--cases` are of an evidence pack; a sealed strategy needs neither".into());
        }
        return sealed::run(&strategy, args.digest.as_deref(), screen);
    }
    if !is_pack(&args.pack) {
        let path = shown(&args.pack);
        return Err(if args.pack.exists() {
            format!("`{path}` is no evidence pack: there is no `{MANIFEST}` in it; `rettesnor check … --evidence PACK` makes one").into()
        } else {
            format!("there is no evidence pack at `{path}`").into()
        });
    }
    let refused = |error: PackError| harmless(&format!("`{}`: {error}", shown(&args.pack))).into_owned();
    let pack = open(&args.pack).map_err(refused)?;
    let text = read_bytes(&pack.folder.join(MANIFEST))?;
    let manifest = std::str::from_utf8(&text).map_err(|_| "it is not UTF-8".to_owned()).and_then(Manifest::from_json);
    let manifest =
        manifest.map_err(|why| harmless(&format!("the manifest of `{}` cannot be read: {why}", shown(&args.pack))).into_owned())?;
    let prints = prints_of(&pack.folder).map_err(refused)?;
    let digest = digest_of(&text);
    let again = match &args.key {
        Some(path) => {
            let key = Key::read(path)?;
            let whole = Whole { folder: &pack.folder, manifest: &manifest, text: &text, prints: &prints };
            Some(rerun::again(whole, &key, path, &args.cases, screen)?)
        }
        None => None,
    };
    let is_the_one = args.digest.as_ref().map(|said| *said == digest);
    let found = Found { differences: differences(&manifest, &prints), manifest, digest, is_the_one, again };
    if screen.style == Style::Json {
        screen.json(&found.to_json());
    } else {
        screen.say(&found.told(screen.style == Style::Human));
    }
    Ok(found.status())
}

/// Whether a path is a pack and not, for example, a strategy.
fn is_pack(path: &Path) -> bool {
    if path.is_dir() { path.join(MANIFEST).is_file() } else { path.is_file() && is_zip(path) }
}

fn open(path: &Path) -> Result<Pack, PackError> {
    if path.is_dir() {
        return Ok(Pack { folder: path.to_owned(), _unpacked: None });
    }
    let unpacked = temporary_folder().map_err(|cause| PackError::File(FileError::new("make", Path::new("a temporary folder"), cause)))?;
    unzip(path, unpacked.path())?;
    let folder = fs::canonicalize(unpacked.path()).unwrap_or_else(|_| unpacked.path().to_owned());
    if !folder.join(MANIFEST).is_file() {
        return Err(PackError::Hostile(format!("there is no `{MANIFEST}` in it")));
    }
    Ok(Pack { folder, _unpacked: Some(unpacked) })
}

/// Reads a digest from the command line, with or without `blake3:` before it.
fn digest(text: &str) -> Result<String, String> {
    let digits = text.trim().to_lowercase();
    let hash = blake3::Hash::from_hex(digits.strip_prefix("blake3:").unwrap_or(&digits));
    hash.map(|hash| format!("blake3:{}", hash.to_hex())).map_err(|_| "a digest is `blake3:` and 64 hexadecimal digits".to_owned())
}

/// What is wrong with a file, in words.
fn words(difference: &Difference) -> String {
    let name = harmless(difference.name());
    match difference {
        Difference::Changed { .. } => format!("{name}: changed"),
        Difference::Truncated { has, of, .. } => format!("{name}: shorter than it was, {} of {} bytes", grouped(*has), grouped(*of)),
        Difference::Reordered { .. } => format!("{name}: its rows stand in another order"),
        Difference::Missing { .. } => format!("{name}: missing"),
        Difference::Added { .. } => format!("{name}: added, the manifest does not know it"),
        Difference::Renamed { to, .. } => format!("{name}: renamed, it is now called {}", harmless(to)),
    }
}

fn as_json(difference: &Difference) -> Value {
    let (file, kind) = (difference.name(), difference.kind());
    match difference {
        Difference::Truncated { has, of, .. } => json!({"file": file, "kind": kind, "has": has, "of": of}),
        Difference::Renamed { to, .. } => json!({"file": file, "kind": kind, "to": to}),
        _ => json!({"file": file, "kind": kind}),
    }
}

/// A number as English writes it.
fn grouped(number: u64) -> String {
    rettesnor::prose::Voice::new(rettesnor::prose::Lang::En, "").number(i64::try_from(number).unwrap_or(i64::MAX))
}

impl Found {
    fn status(&self) -> Status {
        let is_changed = !self.differences.is_empty() || self.is_the_one == Some(false);
        let again = self.again.as_ref().map_or(Status::Fine, Again::status);
        if is_changed { Status::Breached } else { again }
    }

    fn told(&self, wraps: bool) -> String {
        let mut page = Page::new(wraps);
        let manifest = &self.manifest;
        let of = format!("Evidence on {}, as of {}, made by rettesnor {}", manifest.strategy.id, manifest.as_of, manifest.rettesnor);
        page.put(0, &harmless(&of));
        page.gap();
        for difference in &self.differences {
            page.put(2, &words(difference));
        }
        let files = grouped(manifest.files.len() as u64);
        page.put(
            0,
            &match self.differences.len() {
                0 => format!("All {files} files are as the manifest says."),
                1 => format!("1 difference from the manifest, which lists {files} files."),
                many => format!("{many} differences from the manifest, which lists {files} files."),
            },
        );
        page.gap();
        page.put(0, "Digest of the manifest:");
        page.put(2, &self.digest);
        page.put(
            0,
            match self.is_the_one {
                Some(true) => "It is the digest that was written down.",
                Some(false) => "It is NOT the digest that was written down: the pack, or its manifest, is another.",
                None => "Compare it with the one that was written down when the pack was made; if it is another, so is the pack.",
            },
        );
        if let Some(again) = &self.again {
            page.gap();
            again.tell(&mut page);
        }
        page.gap();
        page.put(0, match (self.status(), self.is_the_one) {
            (Status::Fine, Some(true)) => "Nothing in the pack has changed since it was made. That does not prove that the findings are right.",
            (Status::Fine, _) => {
                "If the digest is the one that was written down, nothing in the pack has changed since it was made. That does not prove that the findings are right."
            }
            (Status::CouldNotRun, _) => "The cases were not judged again.",
            _ => "The pack is not what was made.",
        });
        page.text()
    }

    fn to_json(&self) -> Value {
        json!({
            "rettesnor": self.manifest.rettesnor,
            "strategy": self.manifest.strategy.id,
            "as_of": self.manifest.as_of,
            "digest": self.digest,
            "digest_written_down": self.is_the_one,
            "unchanged": self.differences.is_empty() && self.is_the_one != Some(false),
            "differences": self.differences.iter().map(as_json).collect::<Vec<_>>(),
            "again": self.again.as_ref().map(Again::to_json),
        })
    }
}
