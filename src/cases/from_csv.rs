//! Rows of a delimited text file, block by block.
//!
//! Lines without a quotation mark are split here; lines with one go through `csv-core`. What that would forgive is noticed, so that a
//! stray quotation mark costs one row and not its neighbours.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::{memchr, memchr_iter};

use super::Reason;

/// A quoted field that is longer than this is one that nobody closed.
const LONGEST: usize = 4 << 20;

/// The fields of a row in the order asked for; `None` where the file lacks the column.
pub(super) type Fields<'r> = [Option<&'r [u8]>];

/// One row: its fields, or why it was refused and those fields that can still be trusted.
pub(super) type RowResult<'r> = Result<&'r Fields<'r>, (Reason, &'r Fields<'r>)>;

/// Why a file gives no rows at all.
#[derive(Debug)]
pub(super) enum NoRows {
    /// There is no header.
    Empty,
    /// The header cannot be read; says why.
    Unreadable(String),
}

/// The first line that is not blank.
#[derive(Debug)]
pub(super) struct Header {
    pub names: Vec<String>,
    pub separator: u8,
    /// Bytes up to the first row.
    pub bytes: usize,
    /// Lines up to the first row.
    pub lines: u32,
}

impl Header {
    /// Reads the header at the start of a file that is UTF-8 or has been made so; `whole` tells that nothing follows these bytes.
    pub fn read(bytes: &[u8], separator: Option<u8>, whole: bool) -> Result<Self, NoRows> {
        let marked = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let blank = bytes.iter().skip(marked).take_while(|byte| byte.is_ascii_whitespace() && **byte != b'\t').count();
        let start = marked + blank;
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty()).ok_or(NoRows::Empty)?;
        if !rest.contains(&b'\n') && rest.trim_ascii_end().contains(&b'\r') {
            return Err(NoRows::Unreadable("its lines end in CR alone; save it with the line ends of Windows or Unix".into()));
        }
        let line = rest.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let separator = separator.unwrap_or_else(|| guess(line));
        let mut quoted = Quoted::new(separator);
        let end = quoted.read(rest, whole).ok_or(NoRows::Empty)?;
        let unreadable = "its header is not utf-8, as the description says; write `encoding: windows-1252` there";
        let name = |field: &[u8]| std::str::from_utf8(field).map(|name| name.trim().to_owned());
        let names = quoted.fields().map(name).collect::<Result<Vec<_>, _>>().map_err(|_| NoRows::Unreadable(unreadable.into()))?;
        let used = bytes.get(..start + end).unwrap_or(bytes);
        Ok(Self { names, separator, bytes: used.len(), lines: lines(used) })
    }
}

/// How the rows of a file are split, and which columns are asked for.
#[derive(Debug)]
pub(super) struct Layout {
    separator: u8,
    /// Fields of a row.
    expected: usize,
    /// For each column up to the last one asked for, its place in the fields.
    slots: Vec<Option<usize>>,
    /// A row of nothing: the columns that the file has are there and empty.
    blank: Vec<bool>,
}

impl Layout {
    pub fn new(header: &Header, wanted: &[String]) -> Self {
        let mut slots = vec![None; header.names.len()];
        let mut blank = vec![false; wanted.len()];
        for (place, name) in wanted.iter().enumerate() {
            let column = header.names.iter().position(|column| column == name);
            if let (Some(slot), Some(there)) = (column.and_then(|column| slots.get_mut(column)), blank.get_mut(place)) {
                (*slot, *there) = (Some(place), true);
            }
        }
        let last = slots.iter().rposition(Option::is_some).map_or(0, |last| last + 1);
        slots.truncate(last);
        Self { separator: header.separator, expected: header.names.len(), slots, blank }
    }

    fn empty<'b>(&self) -> Vec<Option<&'b [u8]>> {
        self.blank.iter().map(|there| there.then_some(&b""[..])).collect()
    }

    /// Reads the rows of a block; `each` gets the line, from 1, the row's bytes, and its fields. Gives the bytes and lines used.
    ///
    /// The block starts with a row. `whole` tells that nothing follows it; otherwise a row that does not end in it is left.
    /// `is_text` tells that the block is known to be UTF-8.
    pub fn rows(&self, block: &[u8], whole: bool, is_text: bool, mut each: impl FnMut(u32, &[u8], RowResult<'_>)) -> (usize, u32) {
        let mut fields = self.empty();
        let mut next_quote = memchr(b'"', block).unwrap_or(block.len());
        let mut splitter: Option<Quoted> = None;
        let (mut at, mut line) = (0, 1);
        while let Some(rest) = block.get(at..).filter(|rest| !rest.is_empty()) {
            let end = match memchr(b'\n', rest) {
                Some(end) => end,
                None if whole => rest.len(),
                None => break,
            };
            if next_quote < at {
                next_quote = memchr(b'"', rest).map_or(block.len(), |quote| at + quote);
            }
            if next_quote < at + end {
                let to_the_end = whole || rest.len() > LONGEST;
                let quoted = splitter.get_or_insert_with(|| Quoted::new(self.separator));
                let Some(end) = quoted.read(rest, to_the_end) else { break };
                let raw = rest.get(..end).unwrap_or(rest);
                let used = self.quoted_row(raw, quoted, line, &mut each);
                line += lines(raw.get(..used).unwrap_or(raw));
                at += used;
                continue;
            }
            let raw = rest.get(..end).unwrap_or(rest);
            let raw = raw.strip_suffix(b"\r").unwrap_or(raw);
            if !self.is_blank(raw) {
                let found = self.split(raw, &mut fields);
                if found == self.expected && (is_text || std::str::from_utf8(raw).is_ok()) {
                    each(line, raw, Ok(&fields));
                } else {
                    let reason =
                        if found == self.expected { Reason::Encoding } else { Reason::FieldCount { found, expected: self.expected } };
                    let parts: Vec<&[u8]> = raw.split(|byte| *byte == self.separator).collect();
                    let trusted = self.trusted(&parts, &reason);
                    each(line, raw, Err((reason, &trusted)));
                }
            }
            at += (end + 1).min(rest.len());
            line += 1;
        }
        (at, line - 1)
    }

    /// Spreadsheets leave rows of nothing but separators behind their data: they say as little as a blank line.
    fn is_blank(&self, raw: &[u8]) -> bool {
        let nothing = |byte: &u8| *byte == self.separator || byte.is_ascii_whitespace();
        raw.first().is_none_or(nothing) && raw.iter().all(nothing)
    }

    /// Puts the fields asked for in their places; gives how many fields the row has.
    fn split<'b>(&self, raw: &'b [u8], fields: &mut [Option<&'b [u8]>]) -> usize {
        let mut start = 0;
        let mut separators = Separators::new(raw, self.separator);
        for (column, slot) in self.slots.iter().enumerate() {
            let end = separators.next();
            if let Some(place) = slot.and_then(|slot| fields.get_mut(slot)) {
                *place = raw.get(start..end.unwrap_or(raw.len())).map(trimmed);
            }
            match end {
                Some(end) => start = end + 1,
                None => return column + 1,
            }
        }
        self.slots.len() + separators.left() + 1
    }

    /// Tells a row with quotation marks; gives how many of its bytes are used, which are fewer where it swallowed rows.
    fn quoted_row(&self, raw: &[u8], quoted: &Quoted, line: u32, each: &mut impl FnMut(u32, &[u8], RowResult<'_>)) -> usize {
        let parts: Vec<&[u8]> = quoted.fields().collect();
        if parts.iter().all(|field| field.trim_ascii().is_empty()) {
            return raw.len();
        }
        let first_line = memchr(b'\n', raw).map_or(raw.len(), |end| end + 1);
        let (reason, swallowed) = match self.refusal(&parts, raw) {
            Some(refusal) => refusal,
            None => {
                each(line, raw, Ok(&self.choose(&parts, parts.len())));
                return raw.len();
            }
        };
        let trusted = match reason {
            Reason::StrayQuote => {
                let line = raw.get(..first_line).unwrap_or(raw).trim_ascii_end();
                let before: Vec<&[u8]> = line.split(|byte| *byte == self.separator).take_while(|field| !field.contains(&b'"')).collect();
                self.choose(&before, before.len())
            }
            _ => self.trusted(&parts, &reason),
        };
        each(line, raw, Err((reason, &trusted)));
        if swallowed { first_line } else { raw.len() }
    }

    /// The fields of a refused row that can still be trusted: those before a tear, or whose bytes are text.
    fn trusted<'b>(&self, parts: &[&'b [u8]], reason: &Reason) -> Vec<Option<&'b [u8]>> {
        match reason {
            // The last field of a torn row may be torn itself; in an overlong one only the first is where it should be.
            Reason::FieldCount { found, expected } if found < expected => self.choose(parts, found.saturating_sub(1)),
            Reason::FieldCount { .. } => self.choose(parts, 1),
            _ => self.choose(parts, parts.len()),
        }
    }

    /// The first `count` parts in the places asked for, where their bytes are text.
    fn choose<'b>(&self, parts: &[&'b [u8]], count: usize) -> Vec<Option<&'b [u8]>> {
        let mut fields = vec![None; self.blank.len()];
        for (slot, part) in self.slots.iter().zip(parts).take(count) {
            if let Some(field) = slot.and_then(|slot| fields.get_mut(slot)) {
                *field = std::str::from_utf8(part).is_ok().then(|| part.trim_ascii());
            }
        }
        fields
    }

    /// Why a row cannot be trusted, and whether it may have swallowed lines that are rows of their own.
    fn refusal(&self, parts: &[&[u8]], raw: &[u8]) -> Option<(Reason, bool)> {
        let lines = raw.trim_ascii_end().split(|byte| *byte == b'\n').count();
        let found = parts.len();
        if !well_quoted(raw, self.separator) || (lines > 1 && (found != self.expected || self.swallows_a_row(raw))) {
            return Some((Reason::StrayQuote, lines > 1));
        }
        if found != self.expected {
            return Some((Reason::FieldCount { found, expected: self.expected }, false));
        }
        parts.iter().any(|field| std::str::from_utf8(field).is_err()).then_some((Reason::Encoding, false))
    }

    /// Whether a line inside a quoted field looks like a whole row.
    fn swallows_a_row(&self, raw: &[u8]) -> bool {
        let fields = |line: &[u8]| memchr_iter(self.separator, line).count() + 1;
        let mut lines = raw.trim_ascii_end().split(|byte| *byte == b'\n').skip(1);
        self.expected > 1 && lines.any(|line| fields(line) == self.expected && !line.contains(&b'"'))
    }
}

/// Where the separators of a row stand. Fields are short, so that eight bytes at a time are quicker than a search for each.
struct Separators<'r> {
    chunks: std::slice::Iter<'r, [u8; 8]>,
    /// The bytes behind the last whole chunk, and where they stand.
    rest: &'r [u8],
    rest_at: usize,
    /// Eight times the separator.
    wanted: u64,
    /// The highest bit of each byte of the chunk that is a separator and has not been told.
    found: u64,
    /// Where the chunk stands.
    at: usize,
    next: usize,
}

impl<'r> Separators<'r> {
    const LOW: u64 = 0x7f7f_7f7f_7f7f_7f7f;

    fn new(raw: &'r [u8], separator: u8) -> Self {
        let (chunks, rest) = raw.as_chunks::<8>();
        let wanted = u64::from_ne_bytes([separator; 8]);
        Self { chunks: chunks.iter(), rest, rest_at: raw.len() - rest.len(), wanted, found: 0, at: 0, next: 0 }
    }

    /// The highest bit of each byte that is the separator.
    fn find(chunk: [u8; 8], wanted: u64) -> u64 {
        let other = u64::from_le_bytes(chunk) ^ wanted;
        !(((other & Self::LOW) + Self::LOW) | other | Self::LOW)
    }

    /// How many are left.
    fn left(self) -> usize {
        // One bit of each byte is set, so that a product adds them up; not every processor can count bits.
        let count = |found: u64| (found >> 7).wrapping_mul(0x0101_0101_0101_0101) >> 56;
        let chunks = self.chunks.fold(count(self.found), |sum, chunk| sum + count(Self::find(*chunk, self.wanted)));
        let separator = self.wanted.to_ne_bytes()[0];
        chunks as usize + self.rest.iter().filter(|byte| **byte == separator).count()
    }
}

impl Iterator for Separators<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.found == 0 {
            let Some(chunk) = self.chunks.next() else {
                let separator = self.wanted.to_ne_bytes()[0];
                let place = self.rest.iter().position(|byte| *byte == separator)?;
                let found = self.rest_at + place;
                self.rest = self.rest.get(place + 1..).unwrap_or_default();
                self.rest_at = found + 1;
                return Some(found);
            };
            self.found = Self::find(*chunk, self.wanted);
            (self.at, self.next) = (self.next, self.next + 8);
        }
        let place = self.at + (self.found.trailing_zeros() / 8) as usize;
        self.found &= self.found - 1;
        Some(place)
    }
}

/// One row that may hold quotation marks, split by `csv-core`.
struct Quoted {
    core: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    fields: usize,
}

impl Quoted {
    fn new(separator: u8) -> Self {
        Self { core: ReaderBuilder::new().delimiter(separator).build(), text: vec![0; 1 << 12], ends: vec![0; 64], fields: 0 }
    }

    /// Reads the row at the start of the bytes; gives where it ends, `None` where more bytes are needed to tell.
    fn read(&mut self, bytes: &[u8], whole: bool) -> Option<usize> {
        self.core.reset();
        let (mut read, mut wrote) = (0, 0);
        self.fields = 0;
        loop {
            let input = bytes.get(read..).unwrap_or_default();
            let (text, ends) = (self.text.get_mut(wrote..)?, self.ends.get_mut(self.fields..)?);
            let (result, taken, written, ended) = self.core.read_record(input, text, ends);
            read += taken;
            wrote += written;
            self.fields += ended;
            match result {
                ReadRecordResult::InputEmpty if !whole => return None,
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record => break,
                ReadRecordResult::End => return None,
            }
        }
        // The library leaves the LF of a CR LF to the next row.
        let split = read.checked_sub(1).and_then(|last| bytes.get(last)) == Some(&b'\r') && bytes.get(read) == Some(&b'\n');
        Some(read + usize::from(split))
    }

    fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.ends.iter().take(self.fields).filter_map(move |end| {
            let field = self.text.get(start..*end);
            start = *end;
            field
        })
    }
}

/// A field without the blanks around it, of which most have none.
fn trimmed(field: &[u8]) -> &[u8] {
    let is_bare = field.first().zip(field.last()).is_none_or(|(first, last)| *first > b' ' && *last > b' ');
    if is_bare { field } else { field.trim_ascii() }
}

fn lines(bytes: &[u8]) -> u32 {
    super::batch::narrow(memchr_iter(b'\n', bytes).count())
}

/// Whether every quotation mark that opens a field closes it where the field ends.
fn well_quoted(raw: &[u8], separator: u8) -> bool {
    #[derive(PartialEq)]
    enum At {
        FieldStart,
        Bare,
        Quoted,
        AfterQuote,
    }
    let mut at = At::FieldStart;
    for byte in raw.trim_ascii_end() {
        at = match (at, *byte) {
            (At::FieldStart, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::AfterQuote,
            (At::Quoted, _) => At::Quoted,
            (At::AfterQuote, b'"') => At::Quoted,
            (_, byte) if byte == separator => At::FieldStart,
            (At::AfterQuote, b'\r' | b'\n') => At::FieldStart,
            (At::AfterQuote, _) => return false,
            (At::FieldStart | At::Bare, _) => At::Bare,
        };
    }
    at != At::Quoted
}

/// The separator that the header uses most.
fn guess(header: &[u8]) -> u8 {
    let count = |separator: u8| memchr_iter(separator, header).count();
    [b';', b',', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads in blocks of at least `size` bytes, the way files are read.
    fn read_in_blocks(text: &str, size: usize) -> Vec<(u32, String)> {
        let wanted = ["a", "b"].map(str::to_owned);
        let header = Header::read(text.as_bytes(), Some(b';'), true).unwrap();
        let layout = Layout::new(&header, &wanted);
        let mut found = Vec::new();
        let mut rest = &text.as_bytes()[header.bytes..];
        let (mut before, mut length) = (header.lines, size);
        while !rest.is_empty() {
            let block = &rest[..length.min(rest.len())];
            let (used, lines) = layout.rows(block, block.len() == rest.len(), true, |line, _, row| {
                let words = |fields: &Fields<'_>| {
                    let word = |field: &Option<&[u8]>| field.map_or("-".into(), |field| String::from_utf8_lossy(field).into_owned());
                    fields.iter().map(word).collect::<Vec<_>>().join("|")
                };
                found.push((
                    before + line,
                    match row {
                        Ok(fields) => words(fields),
                        Err((reason, _)) => format!("{reason:?}"),
                    },
                ));
            });
            length = if used == 0 { length + size } else { size };
            rest = &rest[used..];
            before += lines;
        }
        found
    }

    fn read(text: &str) -> Vec<(u32, String)> {
        read_in_blocks(text, usize::MAX / 2)
    }

    #[test]
    fn a_stray_quote_costs_one_row() {
        let found = read("a;b\n1;x\n\"2;y\n3;z\n4;\"q\"\n5;w\n");
        let expected = [(2, "1|x"), (3, "StrayQuote"), (4, "3|z"), (5, "4|q"), (6, "5|w")];
        assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
    }

    #[test]
    fn a_quoted_line_break_is_one_row_and_lines_go_on_counting() {
        assert_eq!(read("a;b\n1;\"x\ny\"\n2;z\n"), [(2, "1|x\ny".to_owned()), (4, "2|z".to_owned())]);
    }

    #[test]
    fn a_quote_inside_a_bare_field_is_a_character() {
        assert_eq!(read("a;b\n1;5\" pipe\n2;z\n"), [(2, "1|5\" pipe".to_owned()), (3, "2|z".to_owned())]);
    }

    #[test]
    fn lines_are_counted_alike_whatever_ends_them() {
        let text = "a;b\n1;x\n\"2;y\n\n3;z\n4;\"q\nr\"\n5;w\n";
        assert_eq!(read(&text.replace('\n', "\r\n").replace("q\r\nr", "q\nr")), read(text));
        assert_eq!(read(text)[1], (3, "StrayQuote".to_owned()));
        assert_eq!(read(text)[2], (5, "3|z".to_owned()));
    }

    #[test]
    fn torn_and_overlong_rows_are_refused() {
        let found = read("a;b\n1\n2;y;z\n3;q");
        assert_eq!(found[0].1, "FieldCount { found: 1, expected: 2 }");
        assert_eq!(found[1].1, "FieldCount { found: 3, expected: 2 }");
        assert_eq!(found[2].1, "3|q");
    }

    #[test]
    fn rows_of_nothing_are_blank_lines() {
        assert_eq!(read("a;b\n1;x\n;\n  \n;;;\n2;y\n"), [(2, "1|x".to_owned()), (6, "2|y".to_owned())]);
    }

    #[test]
    fn a_column_that_is_not_there_is_not_an_empty_one() {
        assert_eq!(read("a;c\n1;x\n"), [(2, "1|-".to_owned())]);
    }

    #[test]
    fn an_empty_file_has_no_header() {
        assert!(matches!(Header::read(b"\n\n", None, true), Err(NoRows::Empty)));
    }

    proptest! {
        #[test]
        fn separators_are_found_where_they_stand(row in proptest::collection::vec(proptest::prop_oneof![3 => Just(b';'), 2 => any::<u8>(), 1 => Just(b':'), 1 => Just(b'<')], 0..60), told in 0..20_usize) {
            let expected: Vec<usize> = row.iter().enumerate().filter(|(_, byte)| **byte == b';').map(|(place, _)| place).collect();
            let mut separators = Separators::new(&row, b';');
            let first: Vec<usize> = separators.by_ref().take(told).collect();
            prop_assert_eq!(&first[..], &expected[..told.min(expected.len())]);
            prop_assert_eq!(separators.left(), expected.len() - first.len());
        }

        #[test]
        fn where_blocks_are_cut_changes_nothing(rows in "([ab1;\"\n\r ]|;x\n|\"y\"\n){0,60}", size in 1..40_usize) {
            let text = format!("a;b\n{rows}");
            prop_assert_eq!(read_in_blocks(&text, size), read(&text));
        }
    }
}
