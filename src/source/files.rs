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
        let reason = match self.cause.kind() {
            io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
            io::ErrorKind::PermissionDenied => "permission was refused".to_owned(),
            _ => self.cause.to_string(),
        };
        write!(f, "cannot {} `{}`: {reason}", self.doing, shown(&self.path))
    }
}

impl std::error::Error for FileError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.cause)
    }
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
        let target = match fs::metadata(path) {
            Ok(there) if !there.is_file() => return Err(failed(io::Error::other("something stands there that is not a file"))),
            Ok(_) => fs::canonicalize(path).map_err(failed)?,
            Err(_) => path.to_owned(),
        };
        let folder = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(failed)?;
        let beside = tempfile::Builder::new().prefix(BESIDE).tempfile_in(folder).map_err(failed)?;
        Ok(Self { asked: path.to_owned(), target, beside: io::BufWriter::new(beside) })
    }

    /// Puts the file in its place; until then the old one stands untouched.
    ///
    /// # Errors
    /// The file cannot be written to its end or renamed.
    pub fn keep(self) -> Result<(), FileError> {
        let failed = |cause| FileError::new("write", &self.asked, cause);
        let beside = self.beside.into_inner().map_err(|error| failed(error.into_error()))?;
        share_permissions(beside.as_file()).map_err(failed)?;
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

/// Temporary files are private to their owner; a council paper is not.
#[cfg(unix)]
fn share_permissions(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share_permissions(_: &fs::File) -> io::Result<()> {
    Ok(())
}
