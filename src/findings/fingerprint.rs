use std::path::Path;

use crate::source::{FileError, read_bytes, write_whole};

/// The secret with which fingerprints and masks are made, so that nobody can guess a claim from them.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Key {
    /// Reads a key file; makes it, with new randomness, where there is none yet.
    ///
    /// # Errors
    /// The file cannot be read or made, the system has no randomness, or its text is not a key of 64 hexadecimal digits.
    pub fn read_or_make(path: &Path) -> Result<Self, FileError> {
        if path.is_file() {
            return Self::read(path);
        }
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).map_err(|error| FileError::new("make", path, std::io::Error::other(error.to_string())))?;
        write_whole(path, format!("{}\n", blake3::Hash::from_bytes(secret).to_hex()).as_bytes())?;
        keep_private(path).map_err(|cause| FileError::new("protect", path, cause))?;
        Ok(Self(secret))
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// The file cannot be read, or its text is not a key of 64 hexadecimal digits.
    pub fn read(path: &Path) -> Result<Self, FileError> {
        let bytes = read_bytes(path)?;
        let text = String::from_utf8_lossy(&bytes);
        let hash = blake3::Hash::from_hex(text.trim())
            .map_err(|_| FileError::new("use", path, std::io::Error::other("a key is 64 hexadecimal digits")))?;
        Ok(Self(*hash.as_bytes()))
    }

    /// What tells this key from another and tells nothing of it: a keyed hash of a constant, in hexadecimal.
    pub fn identification(&self) -> String {
        self.hash(&["rettesnor", "identification of the key"])
    }

    /// A seal over a text that only who has the key can make, in hexadecimal.
    pub fn seal(&self, text: &str) -> String {
        self.hash(&["rettesnor", "seal", text])
    }

    /// A key from a text, for tests and examples.
    pub fn from_text(text: &str) -> Self {
        Self(*blake3::hash(text.as_bytes()).as_bytes())
    }

    /// The first 128 bits of a keyed hash over parts, in hexadecimal.
    pub(super) fn hash(&self, parts: &[&str]) -> String {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex().get(..32).unwrap_or_default().to_owned()
    }
}

/// A key is its owner's alone.
#[cfg(unix)]
fn keep_private(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn keep_private(_: &Path) -> std::io::Result<()> {
    Ok(())
}
