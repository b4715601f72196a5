use std::collections::BTreeSet;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufReader, Read, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::is_safe;
use crate::source::FileError;

/// More files than this no pack has.
pub const MOST_FILES: usize = 10_000;

/// A pack of at most this many bytes may be packed as tightly as it likes.
const SMALL: u64 = 64 << 20;

/// Bytes that a step of a name may have, on the file systems that there are.
const LONGEST: usize = 255;

/// How many times its own size a larger pack may unpack to: findings repeat themselves, and a trap does so a thousand times.
const TIMES: u64 = 200;

/// A pack that cannot be read.
#[derive(Debug)]
pub enum PackError {
    /// A file or folder cannot be read or written.
    File(FileError),
    /// It is no zip file, or a torn one.
    Torn,
    /// It holds what no pack holds, and nothing of it was unpacked outside a temporary folder.
    Hostile(String),
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(error) => error.fmt(f),
            Self::Torn => f.write_str("it is no zip file that can be read, or only a part of one"),
            Self::Hostile(why) => write!(f, "no evidence pack is like this, and it is refused: {why}"),
        }
    }
}

impl std::error::Error for PackError {}

/// Writes the files of a folder as one zip: fixed times, in the order given, so that the same files give the same bytes. Where it
/// `is_private` they are their owner's alone once unpacked.
///
/// # Errors
/// A file cannot be read, or the zip cannot be written.
pub fn zip(folder: &Path, names: &[String], is_private: bool, out: impl Write) -> Result<(), io::Error> {
    let mut zip = ZipWriter::new_stream(out);
    for name in names {
        let mut file = File::open(folder.join(name))?;
        let is_large = file.metadata()?.len() >= u64::from(u32::MAX);
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let options =
            options.last_modified_time(DateTime::default()).unix_permissions(if is_private { 0o600 } else { 0o644 }).large_file(is_large);
        zip.start_file(name.as_str(), options)?;
        io::copy(&mut file, &mut zip)?;
    }
    zip.finish()?;
    Ok(())
}

/// Unpacks a pack into a folder, which should be a temporary one; nothing is written outside it.
///
/// # Errors
/// The zip cannot be read, or it holds a name that leads outside or stands twice, something that is no file, too many files, or
/// absurdly many bytes for its size.
pub fn unzip(path: &Path, folder: &Path) -> Result<(), PackError> {
    let failed = |cause| PackError::File(FileError::new("read", path, cause));
    let file = File::open(path).map_err(failed)?;
    let most = SMALL.max(file.metadata().map_err(failed)?.len().saturating_mul(TIMES));
    let torn = |_| PackError::Torn;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(torn)?;
    let hostile = |why: String| Err(PackError::Hostile(why));
    if archive.len() > MOST_FILES {
        return hostile(format!("it holds more than {MOST_FILES} files"));
    }
    if archive.has_duplicate_names() {
        return hostile("two files in it have the same name".to_owned());
    }
    let (mut seen, mut folders) = (BTreeSet::new(), BTreeSet::new());
    let mut total: u64 = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(torn)?;
        let name = entry.name().map_err(torn)?.into_owned();
        if !is_safe(name.trim_end_matches('/')) {
            return hostile(format!("the name `{}` leads out of it", name.escape_default()));
        }
        if name.split('/').any(|step| step.len() > LONGEST) {
            return hostile(format!("the name `{}…` is longer than a file system takes", name.chars().take(40).collect::<String>()));
        }
        // Some systems take `A` and `a` for the same file.
        if entry.is_dir() {
            continue;
        }
        let plain = name.to_lowercase();
        if !seen.insert(plain.clone()) {
            return hostile(format!("two files in it are called `{name}`"));
        }
        folders.extend(plain.match_indices('/').map(|(at, _)| plain.get(..at).unwrap_or_default().to_owned()));
        if entry.is_symlink() || entry.encrypted() || !(entry.is_file() || entry.is_dir()) {
            return hostile(format!("`{name}` is a link or locked"));
        }
        total = total.saturating_add(entry.size());
        if total > most {
            return hostile("it would unpack to absurdly many bytes".to_owned());
        }
    }
    if let Some(both) = seen.intersection(&folders).next() {
        return hostile(format!("`{both}` in it is both a file and a folder"));
    }
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(torn)?;
        if entry.is_dir() {
            continue;
        }
        let (name, size) = (entry.name().map_err(torn)?.into_owned(), entry.size());
        write(entry.take(size.saturating_add(1)), (folder, &name), size)?;
    }
    Ok(())
}

/// Writes what an entry holds; a torn entry, or one with more bytes than it says, is refused.
fn write(mut entry: impl Read, (folder, name): (&Path, &str), size: u64) -> Result<(), PackError> {
    let path = folder.join(name);
    // By its name in the pack: where it is unpacked to says nothing to anyone.
    let failed = |cause| PackError::File(FileError::new("unpack", Path::new(name), cause));
    if let Some(around) = path.parent() {
        fs::create_dir_all(around).map_err(failed)?;
    }
    let mut out = new_file(&path).map_err(failed)?;
    let mut buffer = vec![0; 1 << 16];
    let mut written: u64 = 0;
    loop {
        let read = entry.read(&mut buffer).map_err(|_| PackError::Torn)?;
        let bytes = buffer.get(..read).unwrap_or_default();
        if bytes.is_empty() {
            break;
        }
        written += read as u64;
        if written > size {
            return Err(PackError::Hostile("a file in it is longer than it says".to_owned()));
        }
        out.write_all(bytes).map_err(failed)?;
    }
    Ok(())
}

/// A file that is its owner's alone, whatever it will hold.
fn new_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A zip of names and texts, with bytes in the names swapped afterwards: the writer itself refuses what is hostile.
    fn zipped(files: &[(&str, &str)], swap: Option<(&str, &str)>) -> tempfile::TempDir {
        let around = tempfile::tempdir().unwrap();
        let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, text) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let mut bytes = zip.finish().unwrap().into_inner();
        if let Some((from, to)) = swap {
            assert_eq!(from.len(), to.len());
            for at in 0..bytes.len() {
                if bytes[at..].starts_with(from.as_bytes()) {
                    bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
                }
            }
        }
        fs::write(around.path().join("a.zip"), bytes).unwrap();
        fs::create_dir(around.path().join("in")).unwrap();
        around
    }

    fn unpacked(around: &tempfile::TempDir) -> Result<(), PackError> {
        unzip(&around.path().join("a.zip"), &around.path().join("in"))
    }

    #[test]
    fn a_pack_is_unpacked_as_it_was_packed() {
        let around = tempfile::tempdir().unwrap();
        let (from, to) = (around.path().join("from"), around.path().join("to"));
        fs::create_dir_all(from.join("b")).unwrap();
        fs::create_dir(&to).unwrap();
        let names = ["a.txt".to_owned(), "b/c.txt".to_owned()];
        names.iter().for_each(|name| fs::write(from.join(name), name.repeat(1_000)).unwrap());
        let packed = |name: &str| {
            zip(&from, &names, false, File::create(around.path().join(name)).unwrap()).unwrap();
            fs::read(around.path().join(name)).unwrap()
        };
        assert_eq!(packed("1.zip"), packed("2.zip"));
        unzip(&around.path().join("1.zip"), &to).unwrap();
        assert!(names.iter().all(|name| fs::read(to.join(name)).unwrap() == fs::read(from.join(name)).unwrap()));
    }

    #[test]
    fn hostile_zips_are_refused_and_write_nothing_outside() {
        for (name, to) in [("xx/evil", "../evil"), ("xx/evil", "/x/evil"), ("xx/evil", "a\\..\\vi")] {
            let around = zipped(&[(name, "!")], Some((name, to)));
            assert!(matches!(unpacked(&around), Err(PackError::Hostile(_))), "{to}");
            assert_eq!(fs::read_dir(around.path()).unwrap().count(), 2);
            assert_eq!(fs::read_dir(around.path().join("in")).unwrap().count(), 0);
        }
        let twice = zipped(&[("aa", "1"), ("bb", "2")], Some(("bb", "aa")));
        assert!(matches!(unpacked(&twice), Err(PackError::Hostile(_))));
        for (name, other) in [("a/b", "a"), ("a", "A/b"), (&"x".repeat(300), "y")] {
            let around = zipped(&[(name, "1"), (other, "2")], None);
            assert!(matches!(unpacked(&around), Err(PackError::Hostile(_))), "{name}");
        }
        let almost = zipped(&[("aa", "1"), ("AA", "2")], None);
        assert!(matches!(unpacked(&almost), Err(PackError::Hostile(_))));
        let bomb = zipped(&[("a", &"0".repeat((SMALL + 1) as usize))], None);
        assert!(matches!(unpacked(&bomb), Err(PackError::Hostile(_))));
    }

    #[test]
    fn a_part_of_a_zip_is_no_zip() {
        let around = zipped(&[("a", &"text ".repeat(100))], None);
        let path = around.path().join("a.zip");
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        assert!(matches!(unpacked(&around), Err(PackError::Torn)));
    }
}
