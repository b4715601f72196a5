//! Evidence packs: everything that a run rested on and came to, with a manifest by which anyone sees what has changed since.
//!
//! Nothing here knows what a finding or a document is: a pack is files, and a manifest that names each of them with its digest.

mod compare;
mod manifest;
mod print;
mod zipped;

pub use compare::{Difference, differences, prints_of};
pub use manifest::{CasesRecord, DataFile, FORMAT, FileRecord, LawRecord, MANIFEST, Manifest, StrategyRecord, schema};
pub use print::Print;
pub use zipped::{MOST_FILES, PackError, unzip, zip};

use std::path::{Component, Path};

/// Whether a name of a file in a pack stays in the pack, on every system.
pub fn is_safe(name: &str) -> bool {
    let is_plain = |letter: char| !letter.is_control() && !matches!(letter, '\\' | ':');
    let stays = Path::new(name).components().all(|step| matches!(step, Component::Normal(_)));
    !name.is_empty()
        && !name.starts_with('/')
        && !name.ends_with('/')
        && !name.contains("//")
        && name.chars().all(is_plain)
        && stays
        && name.split('/').all(|step| step != ".")
}

#[cfg(test)]
mod tests {
    use super::is_safe;

    #[test]
    fn a_name_stays_in_the_pack() {
        for name in ["a", "texts/2026-2029/strategy.yaml", "law/dk/æ ø.yaml", "a/..b"] {
            assert!(is_safe(name), "{name}");
        }
        for name in ["", "/a", "../a", "a/../b", "a/..", "./a", "a/./b", "a//b", "a\\b", "c:a", "a/", "a\nb"] {
            assert!(!is_safe(name), "{name}");
        }
    }
}
