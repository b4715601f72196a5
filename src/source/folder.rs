use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::FileError;
use super::files::BESIDE;

/// A folder that is filled beside its place, so that a reader finds it whole or not at all.
#[derive(Debug)]
pub struct WholeFolder {
    target: PathBuf,
    beside: tempfile::TempDir,
}

impl WholeFolder {
    /// Starts a folder; those on the way are made.
    ///
    /// # Errors
    /// Something stands at its place that is not an empty folder, or no folder can be made beside it.
    pub fn create(target: &Path) -> Result<Self, FileError> {
        let failed = |cause| FileError::new("write", target, cause);
        if !is_free(target) {
            return Err(failed(io::Error::other("something stands there already")));
        }
        let around = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(around).map_err(failed)?;
        let beside = tempfile::Builder::new().prefix(BESIDE).tempdir_in(around).map_err(failed)?;
        Ok(Self { target: target.to_owned(), beside })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        self.beside.path()
    }

    /// Puts the folder in its place; `is_private` keeps it to its owner alone.
    ///
    /// # Errors
    /// It cannot be renamed, because something stands there by now or the system refuses.
    pub fn keep(self, is_private: bool) -> Result<(), FileError> {
        let Self { target, beside } = self;
        let failed = |cause| FileError::new("write", &target, cause);
        if !is_private {
            share(beside.path()).map_err(failed)?;
        }
        if target.is_dir() {
            // An empty one only: a full one stands.
            fs::remove_dir(&target).map_err(failed)?;
        }
        fs::rename(beside.path(), &target).map_err(failed)?;
        // What was renamed is no longer there to be removed.
        let _ = beside.keep();
        Ok(())
    }
}

/// Whether nothing stands at a path, or a folder with nothing in it.
pub fn is_free(path: &Path) -> bool {
    match fs::symlink_metadata(path) {
        Ok(there) => there.is_dir() && fs::read_dir(path).is_ok_and(|mut entries| entries.next().is_none()),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Temporary folders are private to their owner; evidence is handed on.
#[cfg(unix)]
fn share(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn share(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_there_whole_or_not_at_all() {
        let around = tempfile::tempdir().unwrap();
        let target = around.path().join("a/b");
        let folder = WholeFolder::create(&target).unwrap();
        fs::write(folder.path().join("x"), "1").unwrap();
        assert!(!target.exists());
        folder.keep(false).unwrap();
        assert_eq!(fs::read(target.join("x")).unwrap(), b"1");
        assert!(WholeFolder::create(&target).is_err(), "what is there stands");
        drop(WholeFolder::create(&around.path().join("a/c")).unwrap());
        assert_eq!(fs::read_dir(around.path().join("a")).unwrap().count(), 1, "nothing is left behind");
    }
}
