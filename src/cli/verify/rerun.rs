use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use rettesnor::cases::{Description, describe};
use rettesnor::diagnostic::Diagnostics;
use rettesnor::findings::{Key, Mask, Source, Wanted, assemble, check_texts};
use rettesnor::governance::Governance;
use rettesnor::governance::evidence::{DataFile, Difference, MANIFEST, Manifest, Print, is_safe};
use rettesnor::law;
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;
use rettesnor::source::{FileError, Sources, read_bytes, shown, temporary_folder};
use rettesnor::strategy::{Strategy, load};
use serde_json::{Value, json};

use super::{as_json, findings, words};
use crate::Status;
use crate::cases::{Purpose, read_cases};
use crate::evidence::{Base, Parts, make};
use crate::house::dress;
use crate::page::{Page, harmless};
use crate::screen::Screen;

/// More files that differ than this are counted and not named.
const NAMED: usize = 12;

/// A pack that is to be judged again.
#[derive(Clone, Copy)]
pub(super) struct Whole<'a> {
    pub(super) folder: &'a Path,
    pub(super) manifest: &'a Manifest,
    /// The manifest's bytes.
    pub(super) text: &'a [u8],
    /// What the files are now.
    pub(super) prints: &'a BTreeMap<String, Print>,
}

/// What trying the key, and judging again, came to.
pub(super) enum Again {
    /// The key is not the pack's.
    OtherKey,
    /// The key fits; there was no data to judge again.
    Sealed { seal: bool },
    /// The data is not what was judged then.
    OtherData { seal: bool, files: Vec<Difference> },
    /// The pack's own texts cannot be judged any more.
    Unreadable { seal: bool, why: String },
    /// It was judged again.
    Judged { seal: bool, differs: Vec<String>, details: Vec<String>, version: Option<String> },
}

/// Tries the key on a pack's seal, and where its data is at hand judges it again.
pub(super) fn again(pack: Whole<'_>, key: &Key, key_path: &Path, cases: &[PathBuf], screen: &Screen) -> Result<Again, Box<dyn Error>> {
    let Whole { manifest, .. } = pack;
    if key.identification() != manifest.key {
        screen.note(&format!("`{}` is not the key that this pack names", shown(key_path)));
        return Ok(Again::OtherKey);
    }
    let seal = key.seal(&manifest.unsealed()) == manifest.seal && pack.text == manifest.to_json().as_bytes();
    if cases.is_empty() && !manifest.cases.with_data {
        return Ok(Again::Sealed { seal });
    }
    let (mut files, mut data, mut all) = (Vec::new(), Vec::new(), blake3::Hasher::new());
    for (index, file) in manifest.cases.data.iter().enumerate() {
        let path = if cases.is_empty() {
            Some(file.place(index)).filter(|name| is_safe(name)).map(|name| pack.folder.join(name)).filter(|path| path.is_file())
        } else {
            find(file, cases)
        };
        let Some(path) = path else {
            let name = harmless(&file.name);
            return Err(format!("`{name}` is not there; name its folder, or the file itself, with --cases").into());
        };
        files.extend(file.difference(&Print::of_file_into(&path, &mut all)?));
        data.push((file.name.clone(), path));
    }
    if !files.is_empty() {
        // Whether rows were moved only a manifest can tell that nobody wrote anew, and of data that is not the data that was judged.
        let is_judged = format!("blake3:{}", all.finalize().to_hex()) == manifest.cases.digest;
        if !seal || is_judged {
            files.iter_mut().for_each(|file| *file = file.untold());
        }
        return Ok(Again::OtherData { seal, files });
    }
    match judge(pack, key, &data, screen)? {
        Ok((differs, details)) => {
            let version = Some(&manifest.rettesnor).filter(|version| *version != env!("CARGO_PKG_VERSION")).cloned();
            Ok(Again::Judged { seal, differs, details, version })
        }
        Err(why) => Ok(Again::Unreadable { seal, why }),
    }
}

/// Where a file of data is now: by its name from a folder that was named, else by its own name there, or named itself; of several the
/// one with its digest.
fn find(file: &DataFile, cases: &[PathBuf]) -> Option<PathBuf> {
    let own = Path::new(file.file_name());
    let whole = Some(file.name.as_str()).filter(|name| is_safe(name));
    let places = cases.iter().flat_map(|place| {
        let folder = if place.is_dir() { Some(place.as_path()) } else { place.parent() };
        let named = (place.file_name() == Some(own.as_os_str())).then(|| place.clone());
        let inside = folder.map(|folder| (whole.map(|name| folder.join(name)), folder.join(own)));
        let (by_name, by_own) = inside.unzip();
        named.into_iter().chain(by_name.flatten()).chain(by_own)
    });
    let mut found: Vec<PathBuf> = places.filter(|path| path.is_file()).collect();
    found.dedup();
    // Two files of one name may be named: the one that is meant has the digest.
    let is_meant = |path: &&PathBuf| Print::of_file(path).is_ok_and(|print| file.difference(&print).is_none());
    let meant = if found.len() > 1 { found.iter().find(is_meant) } else { None };
    meant.or(found.first()).cloned()
}

type Compared = (Vec<String>, Vec<String>);

/// Judges again from the pack's own texts and makes the pack anew; gives the files that differ and what is to be said of them, or why
/// the texts cannot be judged.
fn judge(pack: Whole<'_>, key: &Key, data: &[(String, PathBuf)], screen: &Screen) -> Result<Result<Compared, String>, Box<dyn Error>> {
    let Whole { folder, manifest, .. } = pack;
    let refused = |why: &str, found: &Diagnostics, mut sources: Sources| {
        sources.name_from(folder);
        screen.diagnostics(found, &sources);
        Err(why.to_owned())
    };
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let Ok(loaded) = load(&folder.join(&manifest.strategy.file), &mut sources) else {
        return Ok(Err("the strategy is not there".to_owned()));
    };
    found.append(loaded.diagnostics);
    let Some(mut strategy) = loaded.strategy else {
        return Ok(refused("the text of the strategy is invalid", &found, sources));
    };
    let mut doubts = law_of(&mut strategy, manifest);
    dress(&mut strategy, &mut sources, &mut found);
    let governance = Governance::load(&strategy, &mut sources, &mut found);
    let description = describe(&folder.join(&manifest.cases.description), &strategy.vocabulary, &mut sources, &mut found);
    check_texts(&sources, 0, &mut found);
    let (Some(description), false) = (description, found.has_errors()) else {
        return Ok(refused("its texts are invalid", &found, sources));
    };
    let Some(description) = over(description, &manifest.cases.data, data) else {
        return Ok(Err("the case description has no claims table, and the manifest names files of one".to_owned()));
    };
    let (Some(lang), Ok(as_of)) = (Lang::from_code(&manifest.language), Day::parse(&manifest.as_of)) else {
        return Ok(Err("its language or day is unknown".to_owned()));
    };
    let mut of_data = Diagnostics::default();
    let reading = read_cases(&description, &strategy, Some(as_of), Purpose::Record, screen, &mut of_data);
    let Some((reading, as_of)) = reading.filter(|_| !of_data.has_errors()) else {
        return Ok(refused("the case data cannot be read by its description", &of_data, sources));
    };
    let mask = Mask::new(key, &description);
    let mask = if manifest.masked { mask } else { mask.lifted() };
    let source = Source { description: &description, reading: &reading, as_of };
    let strategy = governance.holding(&strategy, as_of).into_owned();
    let judged = assemble(&strategy, &governance, source, &mask, lang, Wanted::Findings);
    let parts = Parts {
        judged: &judged,
        strategy: &strategy,
        governance: &governance,
        source,
        mask: &mask,
        sources: &sources,
        base: Base::at(&folder.join("texts"), &strategy, &description)?,
        data: data.to_vec(),
        with_data: manifest.cases.with_data,
    };
    let anew = temporary_folder().map_err(|cause| FileError::new("make", Path::new("a temporary folder"), cause))?;
    let made = make(anew.path(), &parts, screen)?;
    let (differs, details) = compare(pack, &made, anew.path())?;
    doubts.extend(details);
    Ok(Ok((differs, doubts)))
}

/// Tells the strategy where its law was from: what lies in the pack may have travelled with the program; gives what is to be doubted.
fn law_of(strategy: &mut Strategy, manifest: &Manifest) -> Vec<String> {
    if manifest.law.origin != "built-in" || strategy.law.country.is_empty() {
        return Vec::new();
    }
    strategy.law.origin = String::new();
    let own = law::built_in(&strategy.law.country);
    let is_same_program = manifest.rettesnor == env!("CARGO_PKG_VERSION");
    if is_same_program && own.digest != strategy.law.digest {
        return vec!["law: the pack says that it is the law of the program, and the program has another".to_owned()];
    }
    Vec::new()
}

/// The description with the data files where they are now; `None` where the manifest names a table that it does not have.
fn over(mut description: Description, records: &[DataFile], data: &[(String, PathBuf)]) -> Option<Description> {
    let of = |table: &str| -> Vec<PathBuf> {
        records.iter().zip(data).filter(|(record, _)| record.table == table).map(|(_, (_, path))| path.clone()).collect()
    };
    match (&mut description.claims, of("claims")) {
        (Some(table), files) => table.files = files,
        (None, files) if files.is_empty() => {}
        (None, _) => return None,
    }
    description.events.files = of("events");
    Some(description)
}

/// Compares the pack's files with those made anew; gives those that differ, and what is to be said of the findings.
fn compare(pack: Whole<'_>, made: &Manifest, anew: &Path) -> Result<Compared, Box<dyn Error>> {
    let names: BTreeSet<&str> = pack.prints.keys().map(String::as_str).chain(made.files.iter().map(|file| file.name.as_str())).collect();
    let mut differs = Vec::new();
    for name in names {
        let now = pack.prints.get(name).map(|print| &print.digest);
        let is_same =
            if name == MANIFEST { made.to_json().as_bytes() == pack.text } else { now == made.file(name).map(|file| &file.digest) };
        if !is_same {
            differs.push(name.to_owned());
        }
    }
    const FINDINGS: &str = "findings/findings.json";
    let mut details = Vec::new();
    if differs.iter().any(|name| name == FINDINGS) && pack.prints.contains_key(FINDINGS) {
        let read = |folder: &Path| -> Result<Option<Value>, Box<dyn Error>> {
            Ok(serde_json::from_slice(&read_bytes(&folder.join(FINDINGS))?).ok())
        };
        match (read(pack.folder)?, read(anew)?) {
            (Some(then), Some(now)) => details = findings::differences(&then, &now),
            _ => details.push("findings.json in the pack is no JSON".to_owned()),
        }
    }
    Ok((differs, details))
}

impl Again {
    pub(super) fn status(&self) -> Status {
        match self {
            Self::OtherKey => Status::CouldNotRun,
            Self::Sealed { seal: true } => Status::Fine,
            Self::Judged { seal: true, differs, details, .. } if differs.is_empty() && details.is_empty() => Status::Fine,
            _ => Status::Breached,
        }
    }

    fn seal(&self) -> Option<bool> {
        match self {
            Self::OtherKey => None,
            Self::Sealed { seal } | Self::OtherData { seal, .. } | Self::Unreadable { seal, .. } | Self::Judged { seal, .. } => Some(*seal),
        }
    }

    pub(super) fn tell(&self, page: &mut Page) {
        match self.seal() {
            Some(true) => page.put(0, "The seal fits: whoever wrote this manifest had the key."),
            Some(false) => page.put(0, "The seal is broken: the manifest was changed by someone who did not have the key."),
            None => {}
        }
        match self {
            Self::OtherKey => page.put(
                0,
                "The key is not the one that the pack names, so nothing can be compared. If it is the right one, the manifest was changed.",
            ),
            Self::Sealed { .. } => page.put(0, "No data was named with --cases, so nothing was judged again."),
            Self::OtherData { files, .. } => {
                page.put(0, "The data is not the data that was judged, so it was not judged again:");
                files.iter().for_each(|file| page.put(2, &words(file)));
            }
            Self::Unreadable { why, .. } => page.put(0, &format!("The cases could not be judged again: {why}.")),
            Self::Judged { differs, details, version, .. } => {
                if differs.is_empty() && details.is_empty() {
                    page.put(0, "Judged again from the pack's own texts and the data: the same bytes, file by file.");
                } else {
                    page.put(0, "Judged again from the pack's own texts and the data, these files come out different:");
                    differs.iter().take(NAMED).for_each(|name| page.put(2, &harmless(name)));
                    if differs.len() > NAMED {
                        page.put(2, &format!("and {} more", differs.len() - NAMED));
                    }
                }
                details.iter().for_each(|line| page.put(2, &harmless(line)));
                if let Some(version) = version {
                    let own = env!("CARGO_PKG_VERSION");
                    page.put(
                        0,
                        &format!(
                            "The pack was made by rettesnor {}, and this is {own}: differences may come from that.",
                            harmless(version)
                        ),
                    );
                }
            }
        }
    }

    pub(super) fn to_json(&self) -> Value {
        let seal = self.seal();
        match self {
            Self::OtherKey => json!({"result": "other_key", "seal": seal}),
            Self::Sealed { .. } => json!({"result": "not_judged", "seal": seal}),
            Self::OtherData { files, .. } => {
                json!({"result": "other_data", "seal": seal, "data": files.iter().map(as_json).collect::<Vec<_>>()})
            }
            Self::Unreadable { why, .. } => json!({"result": "unreadable", "seal": seal, "why": why}),
            Self::Judged { differs, details, .. } => {
                let same = differs.is_empty() && details.is_empty();
                json!({"result": if same { "same" } else { "different" }, "seal": seal, "files": differs, "details": details})
            }
        }
    }
}
