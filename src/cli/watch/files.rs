//! The files that a document rests on, and whether one of them has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What an author writes or draws; what the program writes is not among it.
const ENDINGS: [&str; 12] = ["yaml", "yml", "md", "csv", "gz", "xes", "xlsx", "parquet", "svg", "png", "ttf", "otf"];

/// The folders beside a strategy that its documents take from.
const BESIDE: [&str; 4] = ["house", "reports", "plans", "cases"];

/// How deep folders are looked into.
const DEEPEST: usize = 3;

/// When each file was changed, and its length in bytes; `None` where it is not there.
pub(super) type Seen = BTreeMap<PathBuf, Option<(Option<SystemTime>, u64)>>;

/// Looks at the files that were read and at those that would be, without those that are written.
pub(super) fn look(strategy: &Path, read: &[PathBuf], written: Option<&Path>) -> Seen {
    let folder = if strategy.is_dir() { strategy } else { strategy.parent().unwrap_or(Path::new(".")) };
    let mut paths: BTreeSet<PathBuf> = read.iter().cloned().collect();
    below(folder, 0, &mut paths);
    for place in [folder.to_owned(), folder.join("..")] {
        BESIDE.iter().for_each(|name| below(&place.join(name), DEEPEST, &mut paths));
    }
    let written = written.and_then(|path| fs::canonicalize(path).ok());
    let is_ours = |path: &PathBuf| written.is_some() && fs::canonicalize(path).ok() == written;
    let seen = paths.into_iter().filter(|path| !is_ours(path)).map(|path| {
        let about = fs::metadata(&path).ok().map(|about| (about.modified().ok(), about.len()));
        (path, about)
    });
    seen.collect()
}

/// Adds the files of a folder, and of the folders in it down to a depth.
fn below(folder: &Path, depth: usize, paths: &mut BTreeSet<PathBuf>) {
    for path in fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())) {
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
        if is_hidden {
            continue;
        }
        if path.is_dir() {
            if depth > 0 {
                below(&path, depth - 1, paths);
            }
        } else if ENDINGS.contains(&ending.as_str()) {
            paths.insert(path);
        }
    }
}
