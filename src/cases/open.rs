//! Data files on their way in: unpacked, counted, digested.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::source::FileError;

/// Opens a file, unpacked where it is gzipped; every byte of it goes through the digest, and `progress` hears of it.
///
/// # Errors
/// The file cannot be opened, or is saved as UTF-16.
pub(super) fn open<'a>(
    path: &Path,
    digest: Option<&'a mut blake3::Hasher>,
    progress: &'a (dyn Fn(u64, u64) + Sync),
) -> Result<Box<dyn Read + Send + 'a>, String> {
    let failed = |error: std::io::Error| FileError::new("read", path, error).to_string();
    let mut file = File::open(path).map_err(failed)?;
    let total = file.metadata().map_err(failed)?.len();
    let mut magic = Vec::new();
    file.by_ref().take(2).read_to_end(&mut magic).map_err(failed)?;
    let packed = magic == b"\x1f\x8b";
    if magic == b"\xff\xfe" || magic == b"\xfe\xff" {
        return Err("it is saved as UTF-16; save it as UTF-8".into());
    }
    let raw = Raw { source: Cursor::new(magic).chain(file), digest, done: 0, total, progress };
    Ok(if packed { Box::new(Unpacked(MultiGzDecoder::new(raw))) } else { Box::new(raw) })
}

/// Sends a whole file through the digest, for formats that are not read from their first byte to their last.
///
/// # Errors
/// The file cannot be read to its end.
pub(super) fn digest_whole(path: &Path, digest: Option<&mut blake3::Hasher>) -> Result<(), String> {
    let Some(digest) = digest else { return Ok(()) };
    let failed = |error: std::io::Error| FileError::new("read", path, error).to_string();
    digest.update_reader(File::open(path).map_err(failed)?).map(|_| ()).map_err(failed)
}

/// Whether bytes are UTF-8; a letter that the end cuts counts where something follows.
pub(super) fn is_utf8(bytes: &[u8], whole: bool) -> bool {
    bytes.is_ascii() || std::str::from_utf8(bytes).map_or_else(|error| !whole && error.error_len().is_none(), |_| true)
}

/// Whether the start of a file has letters beyond ASCII that read as UTF-8.
pub(super) fn reads_as_utf8(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(1 << 20).read_to_end(&mut start));
    read.is_ok_and(|read| !start.is_ascii() && is_utf8(&start, read < 1 << 20))
}

/// A file: counted for the progress bar and for the digest.
struct Raw<'a, R> {
    source: R,
    digest: Option<&'a mut blake3::Hasher>,
    done: u64,
    total: u64,
    progress: &'a (dyn Fn(u64, u64) + Sync),
}

impl<R: Read> Read for Raw<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.source.read(buffer)?;
        if let Some(digest) = &mut self.digest {
            digest.update(buffer.get(..read).unwrap_or_default());
        }
        self.done += read as u64;
        (self.progress)(self.done, self.total);
        Ok(read)
    }
}

/// A packed file, whose errors are told in the officer's words.
struct Unpacked<R>(MultiGzDecoder<R>);

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.0.read(buffer).map_err(|_| std::io::Error::other("the packed file is torn"))
    }
}
