//! Rows of a delimited text file. The `csv` crate splits; what it would forgive is noticed here, so that a stray quotation mark
//! costs one row and not its neighbours.

use std::io::Cursor;

use csv::{ByteRecord, Position, Reader, ReaderBuilder};

use super::Reason;

/// One row: its fields in the order asked for (`None` where the file lacks the column), or why it was refused and those fields that
/// can still be trusted.
pub(super) type RowResult<'r> = Result<&'r [Option<&'r str>], (Reason, &'r [Option<&'r str>])>;

/// Why a file gives no rows at all.
#[derive(Debug)]
pub(super) enum NoRows {
    /// There is no header.
    Empty,
    /// The library could not go on.
    Unreadable(String),
}

/// Reads the rows of a file that is UTF-8 or has been made so; gives the names of its columns.
pub(super) fn rows(
    bytes: &[u8],
    separator: Option<u8>,
    wanted: &[String],
    mut each: impl FnMut(u32, u64, RowResult<'_>),
) -> Result<Vec<String>, NoRows> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let header_line = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).ok_or(NoRows::Empty)?;
    let separator = separator.unwrap_or_else(|| guess(header_line));
    let mut reader = ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(Cursor::new(bytes));
    let mut record = ByteRecord::new();
    let unreadable = |error: csv::Error| NoRows::Unreadable(error.to_string());
    if !reader.read_byte_record(&mut record).map_err(unreadable)? {
        return Err(NoRows::Empty);
    }
    if std::str::from_utf8(record.as_slice()).is_err() {
        return Err(NoRows::Unreadable("its header is not utf-8, as the description says; write `encoding: windows-1252` there".into()));
    }
    let header: Vec<String> = record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let columns: Vec<Option<usize>> = wanted.iter().map(|name| header.iter().position(|column| column == name)).collect();
    loop {
        let start = reader.position().clone();
        if !reader.read_byte_record(&mut record).map_err(unreadable)? {
            return Ok(header);
        }
        // Blank lines before a record are skipped by the reader, so the record's own position is asked for.
        let start = record.position().cloned().unwrap_or(start);
        let end = reader.position().clone();
        let raw = usize::try_from(start.byte())
            .ok()
            .zip(usize::try_from(end.byte()).ok())
            .and_then(|(from, to)| bytes.get(from..to))
            .unwrap_or_default();
        // The end of the line before (of CR LF, the LF) and blank lines belong to no row.
        let blank = raw.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let (skipped, raw) = raw.split_at_checked(blank).unwrap_or((&[], raw));
        let lines = skipped.iter().filter(|byte| **byte == b'\n').count() as u64;
        let mut start = start;
        let (byte, at) = (start.byte() + blank as u64, start.line() + lines);
        start.set_byte(byte).set_line(at);
        let line = u32::try_from(start.line()).unwrap_or(u32::MAX);
        // Spreadsheets leave rows of nothing but separators behind their data: they say as little as a blank line.
        if record.iter().all(|field| field.trim_ascii().is_empty()) {
            continue;
        }
        match refusal(&record, raw, separator, header.len()) {
            Some((reason, swallowed)) => {
                let trusted = trusted(&record, raw, separator, &reason);
                let fields: Vec<Option<&str>> =
                    columns.iter().map(|column| column.and_then(|column| trusted.get(column).copied().flatten())).collect();
                each(line, end.byte(), Err((reason, &fields)));
                if swallowed {
                    go_on_after_first_line(&mut reader, &start, raw).map_err(unreadable)?;
                }
            }
            None => {
                let fields: Vec<Option<&str>> = columns
                    .iter()
                    .map(|column| {
                        column.and_then(|column| record.get(column)).and_then(|field| std::str::from_utf8(field).ok()).map(str::trim)
                    })
                    .collect();
                each(line, end.byte(), Ok(&fields));
            }
        }
    }
}

/// The fields of a refused row that can still be trusted: those before a tear, before a quotation mark, or whose bytes are text.
fn trusted<'r>(record: &'r ByteRecord, raw: &'r [u8], separator: u8, reason: &Reason) -> Vec<Option<&'r str>> {
    let text = |field: &'r [u8]| std::str::from_utf8(field).ok().map(str::trim);
    match reason {
        // The last field of a torn row may be torn itself; in an overlong one only the first is where it should be.
        Reason::FieldCount { found, expected } if found < expected => record.iter().take(found.saturating_sub(1)).map(text).collect(),
        Reason::FieldCount { .. } => record.iter().take(1).map(text).collect(),
        Reason::Encoding => record.iter().map(text).collect(),
        _ => {
            let line = raw.split(|byte| *byte == b'\n').next().unwrap_or_default();
            line.split(|byte| *byte == separator).take_while(|field| !field.contains(&b'"')).map(text).collect()
        }
    }
}

/// Why a record cannot be trusted, and whether it may have swallowed lines that are rows of their own.
fn refusal(record: &ByteRecord, raw: &[u8], separator: u8, expected: usize) -> Option<(Reason, bool)> {
    let quoted = raw.contains(&b'"');
    let lines = raw.trim_ascii_end().split(|byte| *byte == b'\n').count();
    if quoted && (!well_quoted(raw, separator) || (lines > 1 && (record.len() != expected || swallows_a_row(raw, separator, expected)))) {
        return Some((Reason::StrayQuote, lines > 1));
    }
    if record.len() != expected {
        return Some((Reason::FieldCount { found: record.len(), expected }, false));
    }
    std::str::from_utf8(record.as_slice()).is_err().then_some((Reason::Encoding, false))
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

/// Whether a line inside a quoted field looks like a whole row.
fn swallows_a_row(raw: &[u8], separator: u8, expected: usize) -> bool {
    let fields = |line: &[u8]| line.iter().filter(|byte| **byte == separator).count() + 1;
    expected > 1 && raw.trim_ascii_end().split(|byte| *byte == b'\n').skip(1).any(|line| fields(line) == expected && !line.contains(&b'"'))
}

fn go_on_after_first_line(reader: &mut Reader<Cursor<&[u8]>>, start: &Position, raw: &[u8]) -> csv::Result<()> {
    let first = raw.iter().position(|byte| *byte == b'\n').map_or(raw.len(), |at| at + 1);
    let mut next = start.clone();
    next.set_byte(start.byte() + first as u64).set_line(start.line() + 1);
    reader.seek(next)
}

/// The separator that the header uses most.
fn guess(header: &[u8]) -> u8 {
    let count = |separator: u8| header.iter().filter(|byte| **byte == separator).count();
    [b';', b',', b'\t'].into_iter().rev().max_by_key(|separator| count(*separator)).unwrap_or(b';')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, String)> {
        let mut found = Vec::new();
        let wanted = ["a", "b"].map(str::to_owned);
        rows(text.as_bytes(), Some(b';'), &wanted, |line, _, row| {
            found.push((
                line,
                match row {
                    Ok(fields) => fields.iter().map(|field| field.unwrap_or("-")).collect::<Vec<_>>().join("|"),
                    Err((reason, _)) => format!("{reason:?}"),
                },
            ));
        })
        .unwrap();
        found
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
        assert!(matches!(rows(b"\n\n", None, &[], |_, _, _| {}), Err(NoRows::Empty)));
    }
}
