use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{MANIFEST, MOST_FILES, Manifest, PackError, Print};
use crate::source::FileError;

/// What is wrong with a file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Other bytes, as many or more.
    Changed {
        /// The file.
        name: String,
    },
    /// Fewer bytes than there were.
    Truncated {
        /// The file.
        name: String,
        /// Bytes that are there.
        has: u64,
        /// Bytes that were there.
        of: u64,
    },
    /// The same lines in another order.
    Reordered {
        /// The file.
        name: String,
    },
    /// Not there.
    Missing {
        /// The file.
        name: String,
    },
    /// There, and not in the manifest.
    Added {
        /// The file.
        name: String,
    },
    /// There under another name.
    Renamed {
        /// Its name in the manifest.
        name: String,
        /// Its name now.
        to: String,
    },
}

impl Difference {
    /// The name of the kind in files: `changed`, `truncated`, `reordered`, `missing`, `added`, `renamed`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Changed { .. } => "changed",
            Self::Truncated { .. } => "truncated",
            Self::Reordered { .. } => "reordered",
            Self::Missing { .. } => "missing",
            Self::Added { .. } => "added",
            Self::Renamed { .. } => "renamed",
        }
    }

    /// The same without telling that lines were moved, where that cannot be known.
    #[must_use]
    pub fn untold(&self) -> Self {
        match self {
            Self::Reordered { name } => Self::Changed { name: name.clone() },
            other => other.clone(),
        }
    }

    /// The file, by its name in the manifest; of an added one by its name now.
    pub fn name(&self) -> &str {
        match self {
            Self::Changed { name }
            | Self::Truncated { name, .. }
            | Self::Reordered { name }
            | Self::Missing { name }
            | Self::Added { name }
            | Self::Renamed { name, .. } => name,
        }
    }
}

/// How a file differs from what is recorded of it; `None` where it does not.
pub(super) fn difference(name: &str, recorded: (&str, u64, Option<&String>), now: &Print) -> Option<Difference> {
    let (digest, of, lines) = recorded;
    let name = name.to_owned();
    if digest == now.digest {
        return None;
    }
    Some(if now.size < of {
        Difference::Truncated { name, has: now.size, of }
    } else if now.size == of && lines.is_some() && lines == now.lines.as_ref() {
        // Other ends of lines are no other order.
        Difference::Reordered { name }
    } else {
        Difference::Changed { name }
    })
}

impl super::DataFile {
    /// How a file of data differs from what is recorded of it; `None` where it does not.
    pub fn difference(&self, now: &Print) -> Option<Difference> {
        difference(&self.name, (&self.digest, self.size, self.lines.as_ref()), now)
    }
}

/// Holds the files of a pack against its manifest; by name.
pub fn differences(manifest: &Manifest, now: &BTreeMap<String, Print>) -> Vec<Difference> {
    let recorded: BTreeSet<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
    let mut added: BTreeSet<&str> = now.keys().map(String::as_str).filter(|name| *name != MANIFEST && !recorded.contains(name)).collect();
    let mut found = Vec::new();
    for file in &manifest.files {
        let name = file.name.clone();
        if let Some(print) = now.get(&file.name) {
            found.extend(difference(&name, (&file.digest, file.size, file.lines.as_ref()), print));
            continue;
        }
        let moved = added.iter().find(|other| now.get(**other).is_some_and(|print| print.digest == file.digest)).copied();
        found.push(match moved {
            Some(to) => {
                added.remove(to);
                Difference::Renamed { name, to: to.to_owned() }
            }
            None => Difference::Missing { name },
        });
    }
    found.extend(added.into_iter().map(|name| Difference::Added { name: name.to_owned() }));
    found.sort_by(|one, other| one.name().cmp(other.name()));
    found
}

/// Every file under a folder with what is known of it, by its name from there.
///
/// # Errors
/// A folder or file cannot be read, something in it is neither file nor folder, or there are too many files.
pub fn prints_of(folder: &Path) -> Result<BTreeMap<String, Print>, PackError> {
    let mut prints = BTreeMap::new();
    walk(folder, "", &mut prints)?;
    Ok(prints)
}

fn walk(folder: &Path, before: &str, prints: &mut BTreeMap<String, Print>) -> Result<(), PackError> {
    let failed = |cause| PackError::File(FileError::new("read", folder, cause));
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        // A link is not followed: it may lead out of the pack.
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() {
            walk(&entry.path(), &format!("{name}/"), prints)?;
        } else if !kind.is_file() {
            return Err(PackError::Hostile(format!("`{name}` is neither a file nor a folder")));
        } else if prints.len() >= MOST_FILES {
            return Err(PackError::Hostile(format!("it holds more than {MOST_FILES} files")));
        } else {
            prints.insert(name, Print::of_file(&entry.path()).map_err(PackError::File)?);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::governance::evidence::manifest::sample;

    fn print(text: &str) -> Print {
        Print { digest: format!("blake3:{}", blake3::hash(text.as_bytes()).to_hex()), size: text.len() as u64, lines: None }
    }

    fn now(files: &[(&str, &str)]) -> BTreeMap<String, Print> {
        files.iter().map(|(name, text)| ((*name).to_owned(), print(text))).collect()
    }

    #[test]
    fn each_difference_is_named() {
        let manifest = sample(&[("a", "one"), ("b", "two"), ("c", "three"), ("d", "four")]);
        let files = [("a", "one"), ("b", "two"), ("c", "three"), ("d", "four"), (MANIFEST, "")];
        assert_eq!(differences(&manifest, &now(&files)), []);
        let files = [("a", "oNe"), ("b", "tw"), ("e", "three"), ("f", "six")];
        let found = differences(&manifest, &now(&files));
        let text = |name: &str| name.to_owned();
        assert_eq!(
            found,
            [
                Difference::Changed { name: text("a") },
                Difference::Truncated { name: text("b"), has: 2, of: 3 },
                Difference::Renamed { name: text("c"), to: text("e") },
                Difference::Missing { name: text("d") },
                Difference::Added { name: text("f") },
            ]
        );
    }

    #[test]
    fn another_order_is_told_where_lines_are_known() {
        let mut manifest = sample(&[("a.csv", "1\n2\n")]);
        let lines = Some("lines:1".to_owned());
        manifest.files.iter_mut().for_each(|file| file.lines.clone_from(&lines));
        let now = BTreeMap::from([("a.csv".to_owned(), Print { lines, ..print("2\n1\n") })]);
        assert_eq!(differences(&manifest, &now), [Difference::Reordered { name: "a.csv".to_owned() }]);
        manifest.files.iter_mut().for_each(|file| file.size -= 1);
        assert_eq!(differences(&manifest, &now), [Difference::Changed { name: "a.csv".to_owned() }], "other ends of lines");
    }
}
