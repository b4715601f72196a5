use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::shown;

/// How the names of files begin that are being written beside their place.
pub(super) const BESIDE: &str = ".rettesnor-";

/// A file or folder that could not be read or written.
#[derive(Debug)]
pub struct FileError {
    path: PathBuf,
    doing: &'static str,
    cause: io::Error,
}

impl FileError {
    /// Makes the error from what was being done (`read`, `write`), where, and the system's reason.
    pub fn new(doing: &'static str, path: &Path, cause: io::Error) -> Self {
        Self { path: path.to_owned(), doing, cause }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot {} `{}`: {}", self.doing, shown(&self.path), reason(&self.cause))
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
}

/// A system's reason in words that people use; only what this program said itself is passed on.
fn reason(cause: &io::Error) -> String {
    let words = match cause.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder",
        io::ErrorKind::PermissionDenied => "permission was refused",
        io::ErrorKind::AlreadyExists => "something stands there already",
        io::ErrorKind::NotADirectory => "a part of the path is a file and not a folder",
        io::ErrorKind::IsADirectory => "it is a folder and not a file",
        io::ErrorKind::DirectoryNotEmpty => "the folder is not empty",
        io::ErrorKind::InvalidFilename => "the name is too long, or has letters that no file name can have",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "there is no room left on the disk",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        io::ErrorKind::UnexpectedEof => "it ends too early",
        io::ErrorKind::InvalidData => "it is damaged",
        io::ErrorKind::Other if cause.raw_os_error().is_none() => return cause.to_string(),
        _ => "the system refuses it",
    };
    cause.raw_os_error().filter(|_| words == "the system refuses it").map_or(words.to_owned(), |code| format!("{words} (error {code})"))
}

/// Reads a whole file.
///
/// # Errors
/// The file cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(|cause| FileError::new("read", path, cause))
}

/// A file that is written beside its place, so that a reader finds the old file or the new one and never half of it.
#[derive(Debug)]
pub struct WholeFile {
    asked: PathBuf,
    target: PathBuf,
    /// What may be done with the file that stands there.
    before: Option<fs::Permissions>,
    is_private: bool,
    beside: io::BufWriter<tempfile::NamedTempFile>,
}

impl WholeFile {
    /// Starts a file; folders on the way are made.
    ///
    /// # Errors
    /// Something stands there that is not a file, the folder cannot be made, or no file can be made in it.
    pub fn create(path: &Path) -> Result<Self, FileError> {
        let failed = |cause| FileError::new("write", path, cause);
        // A link is written through; a device or pipe cannot be replaced by a file.
        let (target, before) = match fs::metadata(path) {
            Ok(there) if !there.is_file() => return Err(failed(io::Error::other("something stands there that is not a file"))),
            Ok(there) => (fs::canonicalize(path).map_err(failed)?, Some(there.permissions())),
            Err(_) => (path.to_owned(), None),
        };
        let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(failed)?;
        let beside = tempfile::Builder::new().prefix(BESIDE).tempfile_in(folder).map_err(failed)?;
        Ok(Self { asked: path.to_owned(), target, before, is_private: false, beside: io::BufWriter::new(beside) })
    }

    /// Keeps the file to its owner alone, from the moment it is there.
    pub fn private(self) -> Self {
        Self { is_private: true, ..self }
    }

    /// Puts the file in its place; until then the old one stands untouched. A file that replaces another may be read by whom that one was.
    ///
    /// # Errors
    /// The file cannot be written to its end or renamed.
    pub fn keep(self) -> Result<(), FileError> {
        let failed = |cause| FileError::new("write", &self.asked, cause);
        let beside = self.beside.into_inner().map_err(|error| failed(error.into_error()))?;
        // A temporary file is private to its owner.
        if !self.is_private {
            share_permissions(beside.as_file(), self.before).map_err(failed)?;
        }
        beside.persist(&self.target).map_err(|error| failed(error.error))?;
        Ok(())
    }

    /// The error of this file for a system's reason.
    pub fn failed(&self, cause: io::Error) -> FileError {
        FileError::new("write", &self.asked, cause)
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.beside.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.beside.flush()
    }
}

/// Writes a whole file beside its place and renames it.
///
/// Folders on the way are made.
///
/// # Errors
/// Something stands there that is not a file, the folder cannot be made, or the file cannot be written or renamed; then the old file stands untouched.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    let mut file = WholeFile::create(path)?;
    file.write_all(bytes).map_err(|cause| file.failed(cause))?;
    file.keep()
}

/// Writes a whole file as [`write_whole`] does; one that was not there may be read by whom another may be read.
///
/// # Errors
/// As those of [`write_whole`].
pub fn write_whole_as(path: &Path, bytes: &[u8], other: &Path) -> Result<(), FileError> {
    let mut file = WholeFile::create(path)?;
    file.before = file.before.take().or_else(|| fs::metadata(other).ok().map(|other| other.permissions()));
    file.write_all(bytes).map_err(|cause| file.failed(cause))?;
    file.keep()
}

/// Removes what runs that were killed left beside their files in a folder; nothing else is touched.
///
/// # Errors
/// Such a file is there and cannot be removed.
pub fn sweep(folder: &Path) -> Result<(), FileError> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let is_left = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(BESIDE));
        if is_left && path.is_file() {
            fs::remove_file(&path).map_err(|cause| FileError::new("remove", &path, cause))?;
        }
    }
    Ok(())
}

/// Temporary files are private to their owner; a council paper is not, and a file that was closed stays so.
#[cfg(unix)]
fn share_permissions(file: &fs::File, before: Option<fs::Permissions>) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(before.unwrap_or_else(|| fs::Permissions::from_mode(0o644)))
}

#[cfg(not(unix))]
fn share_permissions(_: &fs::File, _: Option<fs::Permissions>) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_file_that_replaces_another_keeps_who_may_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let around = tempfile::tempdir().unwrap();
        let path = around.path().join("a");
        let mode = || fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        write_whole(&path, b"1").unwrap();
        assert_eq!(mode(), 0o644);
        for closed in [0o600, 0o640] {
            fs::set_permissions(&path, fs::Permissions::from_mode(closed)).unwrap();
            write_whole(&path, b"2").unwrap();
            assert_eq!(mode(), closed);
        }
        let beside = around.path().join("b");
        write_whole_as(&beside, b"3", &path).unwrap();
        assert_eq!(fs::metadata(beside).unwrap().permissions().mode() & 0o777, 0o640, "a copy may be read by nobody else");
        WholeFile::create(&path).unwrap().private().keep().unwrap();
        assert_eq!(mode(), 0o600);
    }

    #[test]
    fn a_reason_is_neither_the_systems_words_nor_a_temporary_path() {
        let around = tempfile::tempdir().unwrap();
        let said = |name: &str| write_whole(&around.path().join(name), b"1").unwrap_err().to_string();
        fs::write(around.path().join("file"), "").unwrap();
        for (name, words) in [("file/x", "is a file"), (&"x".repeat(300), "the name is too long"), ("file/x/y", "is a file")] {
            let said = said(name);
            assert!(!said.contains("os error") && !said.contains(".rettesnor-"), "{said}");
            assert!(said.contains(words) || said.contains("stands there already"), "{said}");
        }
    }
}
