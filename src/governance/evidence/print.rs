use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::source::FileError;

/// What is known of a file without having it: digest, size, and of texts a digest of their lines in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// BLAKE3 over its bytes, with `blake3:` before it.
    pub digest: String,
    /// Bytes.
    pub size: u64,
    /// Of a text that is written line by line, a digest that does not depend on their order; `None` of other files.
    pub lines: Option<String>,
}

/// Endings of texts whose lines can be told apart.
const BY_LINES: [&str; 8] = ["csv", "html", "json", "md", "svg", "txt", "yaml", "yml"];

impl Print {
    /// Reads a file through, a piece at a time.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn of_file(path: &Path) -> Result<Self, FileError> {
        Self::of_file_into(path, &mut blake3::Hasher::new())
    }

    /// As [`Self::of_file`]; every byte goes through another digest too, which may be of several files.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub fn of_file_into(path: &Path, all: &mut blake3::Hasher) -> Result<Self, FileError> {
        let failed = |cause| FileError::new("read", path, cause);
        let is = |known: &str| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(known));
        let lines = BY_LINES.into_iter().any(is).then(|| Lines { has_commas: is("json"), ..Lines::default() });
        Self::read(File::open(path).map_err(failed)?, lines, all).map_err(failed)
    }

    fn read(mut source: impl Read, mut lines: Option<Lines>, all: &mut blake3::Hasher) -> io::Result<Self> {
        let (mut whole, mut size) = (blake3::Hasher::new(), 0);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = source.read(&mut buffer)?;
            let bytes = buffer.get(..read).unwrap_or_default();
            if bytes.is_empty() {
                break;
            }
            whole.update(bytes);
            all.update(bytes);
            size += read as u64;
            if let Some(lines) = &mut lines {
                lines.add(bytes);
            }
        }
        let digest = format!("blake3:{}", whole.finalize().to_hex());
        Ok(Self { digest, size, lines: lines.map(Lines::finish) })
    }
}

/// The sum of the digests of lines, modulo 2^256: the same in whatever order they come.
///
/// Whoever forges could find other lines with the same sum. It only tells a changed order from a changed text; what changed is told by
/// the digest of the whole.
#[derive(Debug, Default)]
struct Lines {
    /// Whether commas part the lines: in JSON the last of a list has none, and is still the same line.
    has_commas: bool,
    open: Vec<u8>,
    sum: [u64; 4],
}

impl Lines {
    fn add(&mut self, bytes: &[u8]) {
        let mut pieces = bytes.split(|byte| *byte == b'\n').peekable();
        while let Some(piece) = pieces.next() {
            self.open.extend_from_slice(piece);
            if pieces.peek().is_some() {
                self.end();
            }
        }
    }

    fn end(&mut self) {
        let line = self.open.strip_suffix(b"\r").unwrap_or(&self.open);
        let line = line.strip_suffix(b",").filter(|_| self.has_commas).unwrap_or(line);
        let digest = blake3::hash(line);
        let mut carry = 0;
        for (sum, part) in self.sum.iter_mut().zip(digest.as_bytes().chunks_exact(8)) {
            let part = part.iter().rev().fold(0_u64, |all, byte| (all << 8) | u64::from(*byte));
            let all = u128::from(*sum) + u128::from(part) + carry;
            *sum = u64::try_from(all & u128::from(u64::MAX)).unwrap_or(u64::MAX);
            carry = all >> 64;
        }
        self.open.clear();
    }

    fn finish(mut self) -> String {
        if !self.open.is_empty() {
            self.end();
        }
        format!("lines:{}", self.sum.iter().map(|part| format!("{part:016x}")).collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, has_commas: bool) -> Print {
        let lines = Lines { has_commas, ..Lines::default() };
        Print::read(text.as_bytes(), Some(lines), &mut blake3::Hasher::new()).unwrap()
    }

    fn print(text: &str) -> Print {
        of(text, false)
    }

    #[test]
    fn the_order_of_lines_is_told_apart_from_their_words() {
        let (one, other) = (print("a\nb\nc\n"), print("c\na\nb\n"));
        assert_ne!(one.digest, other.digest);
        assert_eq!((one.size, &one.lines), (other.size, &other.lines));
        assert_ne!(one.lines, print("a\nb\nd\n").lines);
        assert_ne!(one.lines, print("a\nb\nc\nc\n").lines);
        let json = |text| of(text, true).lines;
        assert_eq!(json("[\n {1},\n {2}\n]\n"), json("[\n {2},\n {1}\n]\n"), "a comma parts lines and belongs to none");
        assert_ne!(print("1,\n").lines, print("1\n").lines, "in other texts it does");
        assert_eq!(one.digest, format!("blake3:{}", blake3::hash(b"a\nb\nc\n").to_hex()));
    }

    #[test]
    fn pieces_of_a_file_may_end_anywhere() {
        let text = "æøå;1\n".repeat(40_000);
        assert_eq!(print(&text).size, text.len() as u64);
        let mut lines = Lines::default();
        text.as_bytes().chunks(7).for_each(|piece| lines.add(piece));
        assert_eq!(Some(lines.finish()), print(&text).lines);
    }
}
