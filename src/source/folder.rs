use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::FileError;
use super::files::BESIDE;

/// A folder for a while, which its owner alone can look into from the moment it is there.
///
/// # Errors
/// The system gives no folder.
pub fn temporary_folder() -> io::Result<tempfile::TempDir> {
    private("rettesnor-").tempdir()
}

/// A folder that is filled beside its place, so that a reader finds it whole or not at all; until it is kept it is its owner's alone.
#[derive(Debug)]
pub struct WholeFolder {
    target: PathBuf,
    beside: tempfile::TempDir,
}

impl WholeFolder {
    /// Starts a folder; those on the way are made, and what a run for the same place left when it was killed is removed.
    ///
    /// # Errors
    /// Something stands at its place that is not an empty folder, what was left cannot be removed, or no folder can be made beside it.
    pub fn create(target: &Path) -> Result<Self, FileError> {
        let failed = |cause| FileError::new("write", target, cause);
        if !is_free(target) {
            return Err(failed(io::Error::other("something stands there already")));
        }
        let around = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(around).map_err(failed)?;
        // What a run for the same place left when it was killed may hold data that nobody is to keep.
        let own = format!("{BESIDE}{}~", target.file_name().unwrap_or_default().to_string_lossy());
        for entry in fs::read_dir(around).map_err(failed)?.filter_map(Result::ok) {
            if entry.file_name().to_string_lossy().starts_with(&own) && entry.path().is_dir() {
                fs::remove_dir_all(entry.path()).map_err(failed)?;
            }
        }
        let beside = private(&own).tempdir_in(around).map_err(failed)?;
        Ok(Self { target: target.to_owned(), beside })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        self.beside.path()
    }

    /// Puts the folder in its place; `is_private` keeps it, and each file in it, to its owner alone.
    ///
    /// # Errors
    /// What may be done with its files cannot be set, or it cannot be renamed, because something stands there by now or the system refuses.
    pub fn keep(self, is_private: bool) -> Result<(), FileError> {
        let Self { target, beside } = self;
        let failed = |cause| FileError::new("write", &target, cause);
        if is_private { close(beside.path()) } else { open(beside.path()) }.map_err(failed)?;
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

/// What a folder is made by that nobody else may look into.
fn private(prefix: &str) -> tempfile::Builder<'_, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o700));
    }
    builder
}

/// Lets others look into a folder: evidence without data is handed on.
#[cfg(unix)]
fn open(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Keeps all that is in a folder to its owner, so that it stays so where it is copied to.
#[cfg(unix)]
fn close(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { close(&path)? } else { fs::set_permissions(&path, fs::Permissions::from_mode(0o600))? }
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn close(_: &Path) -> io::Result<()> {
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

    #[test]
    fn what_a_killed_run_for_the_same_place_left_is_removed() {
        let around = tempfile::tempdir().unwrap();
        let (own, other) = (around.path().join(".rettesnor-ev~old"), around.path().join(".rettesnor-ev-2~old"));
        for left in [&own, &other] {
            super::super::write_whole(&left.join("data/krav.csv"), b"1").unwrap();
        }
        WholeFolder::create(&around.path().join("ev")).unwrap().keep(true).unwrap();
        assert_eq!((own.exists(), other.exists()), (false, true), "another place is another run's");
    }

    #[cfg(unix)]
    #[test]
    fn a_private_folder_is_its_owners_alone_from_the_start() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(temporary_folder().unwrap().path()), 0o700);
        let around = tempfile::tempdir().unwrap();
        let (shared, own) = (around.path().join("shared"), around.path().join("own"));
        for target in [&shared, &own] {
            let folder = WholeFolder::create(target).unwrap();
            assert_eq!(mode(folder.path()), 0o700, "while it is filled");
            super::super::write_whole(&folder.path().join("data/x"), b"1").unwrap();
            folder.keep(target == &own).unwrap();
        }
        assert_eq!([mode(&own), mode(&own.join("data")), mode(&own.join("data/x"))], [0o700, 0o700, 0o600]);
        assert_eq!([mode(&shared), mode(&shared.join("data/x"))], [0o755, 0o644]);
    }
}
