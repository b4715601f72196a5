//! A file in blocks of whole rows, read by one thread at a time and worked on by all.

use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

use memchr::{memchr, memrchr};

/// Bytes that are read at one go.
const SIZE: usize = 1 << 20;

/// What is left of a file.
#[derive(Debug)]
pub(super) struct Blocks<R> {
    source: R,
    /// What has been read and belongs to the next block.
    carry: Vec<u8>,
    /// How many blocks have been handed out.
    number: usize,
    ended: bool,
    /// The last byte that was read.
    last: Option<u8>,
}

impl<R: Read> Blocks<R> {
    pub fn new(source: R) -> Self {
        Self { source, carry: Vec::new(), number: 0, ended: false, last: None }
    }

    /// The next bytes without taking them, and whether they are all that is left.
    ///
    /// # Errors
    /// The source cannot be read.
    pub fn peek(&mut self) -> io::Result<(&[u8], bool)> {
        if self.carry.len() < SIZE {
            let mut bytes = std::mem::take(&mut self.carry);
            self.more(&mut bytes)?;
            self.carry = bytes;
        }
        Ok((&self.carry, self.ended))
    }

    /// Takes bytes that have been looked at.
    pub fn skip(&mut self, bytes: usize) {
        self.carry.drain(..bytes.min(self.carry.len()));
    }

    /// Whether the last line ends as lines do; true of an empty file.
    pub fn ends_a_line(&self) -> bool {
        self.last.is_none_or(|last| last == b'\n')
    }

    /// Appends what can be read at one go.
    fn more(&mut self, bytes: &mut Vec<u8>) -> io::Result<()> {
        if !self.ended {
            let before = bytes.len();
            bytes.reserve(SIZE);
            let read = self.source.by_ref().take(SIZE as u64).read_to_end(bytes)?;
            self.ended = read < SIZE;
            self.last = bytes.get(before..).and_then(<[u8]>::last).copied().or(self.last);
        }
        Ok(())
    }

    /// The next bytes and whether nothing follows them; `None` at the end.
    fn next(&mut self, buffer: &mut Vec<u8>) -> io::Result<Option<bool>> {
        buffer.clear();
        buffer.append(&mut self.carry);
        self.more(buffer)?;
        Ok((!buffer.is_empty()).then_some(self.ended))
    }
}

/// Works on all blocks of a source; gives the results in the order of the blocks.
///
/// `work` gets bytes that start with a row, and whether nothing follows them. It gives a result and how many bytes it used; what it
/// leaves is handed out again in front of what follows. Blocks without quotation marks end with a line and are worked on side by
/// side; in others only `work` can tell where a row ends, so that they are worked on in turn.
///
/// # Errors
/// The source cannot be read.
pub(super) fn each_block<R, T, W>(blocks: Blocks<R>, work: W) -> io::Result<(Vec<T>, Blocks<R>)>
where
    R: Read + Send,
    T: Send,
    W: Fn(&[u8], bool) -> (T, usize) + Sync,
{
    let shared = Mutex::new(blocks);
    let results = rayon::broadcast(|_| {
        let mut done = Vec::new();
        let mut buffer = Vec::new();
        loop {
            let mut blocks = shared.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(whole) = blocks.next(&mut buffer)? else { return io::Result::Ok(done) };
            let number = blocks.number;
            let quoted = memchr(b'"', &buffer).is_some();
            if quoted {
                let (result, used) = work(&buffer, whole);
                // Where not even one row ends, more is read before it is tried again.
                if used > 0 {
                    blocks.number += 1;
                    done.push((number, result));
                }
                blocks.carry.extend_from_slice(buffer.get(used..).unwrap_or_default());
                continue;
            }
            let end = if whole { buffer.len() } else { memrchr(b'\n', &buffer).map_or(0, |last| last + 1) };
            blocks.carry.extend_from_slice(buffer.get(end..).unwrap_or_default());
            if end == 0 {
                continue;
            }
            blocks.number += 1;
            drop(blocks);
            buffer.truncate(end);
            done.push((number, work(&buffer, whole).0));
        }
    });
    let mut all: Vec<(usize, T)> = Vec::new();
    for result in results {
        all.extend(result?);
    }
    all.sort_by_key(|(number, _)| *number);
    let blocks = shared.into_inner().unwrap_or_else(PoisonError::into_inner);
    Ok((all.into_iter().map(|(_, result)| result).collect(), blocks))
}
