//! Rows of a sheet in an Excel workbook, one after the other; the workbook's words are held, its sheets are not.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{DataRef, Reader, Xlsx, open_workbook};

use super::from_csv::Fields;
use super::spelling::Spelling;
use crate::quantity::Day;

/// Reads the rows of a sheet, the first one where none is named; `each` gets the row's number as the sheet shows it, and the fields in
/// the order asked for, `None` where the sheet lacks the column.
///
/// The first row that is not empty is the header; gives its names.
///
/// # Errors
/// The file is no workbook, is protected or torn, or has no such sheet, or nothing stands in it.
pub(super) fn rows(
    path: &Path,
    sheet: Option<&str>,
    wanted: &[String],
    spelling: Spelling,
    mut each: impl FnMut(u32, &Fields<'_>),
) -> Result<Vec<String>, String> {
    let mut workbook: Xlsx<BufReader<File>> =
        open_workbook(path).map_err(|error: calamine::XlsxError| format!("it is not a workbook that can be opened ({error})"))?;
    let names = workbook.sheet_names();
    let name = match sheet {
        Some(sheet) => names.iter().find(|name| *name == sheet).ok_or_else(|| {
            let known = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            format!("it has no sheet `{sheet}`; its sheets are {known}")
        })?,
        None => names.first().ok_or("it has no sheets")?,
    };
    let torn = |error: calamine::XlsxError| format!("its sheet cannot be read ({error})");
    let mut cells = workbook.worksheet_cells_reader(name).map_err(torn)?;
    let mut sheet = Sheet { wanted, header: Vec::new(), columns: Vec::new(), number: 0, row: Vec::new() };
    while let Some(cell) = cells.next_cell().map_err(torn)? {
        let ((row, column), text) = (cell.get_position(), words(cell.get_value(), spelling));
        if row + 1 != sheet.number {
            sheet.end_row(&mut each);
            sheet.number = row + 1;
        }
        if !text.is_empty() {
            sheet.row.push((column, text));
        }
    }
    sheet.end_row(&mut each);
    if sheet.header.is_empty() { Err("the sheet is empty: not even a header stands in it".into()) } else { Ok(sheet.header) }
}

struct Sheet<'w> {
    wanted: &'w [String],
    header: Vec<String>,
    /// For each column that is asked for, where it stands in the sheet.
    columns: Vec<Option<u32>>,
    /// The row that is being read, from 1.
    number: u32,
    row: Vec<(u32, String)>,
}

impl Sheet<'_> {
    fn end_row(&mut self, each: &mut impl FnMut(u32, &Fields<'_>)) {
        if self.row.is_empty() {
            return;
        }
        if self.header.is_empty() {
            let column = |name: &String| self.row.iter().find(|(_, text)| text == name).map(|(column, _)| *column);
            self.columns = self.wanted.iter().map(column).collect();
            self.header = self.row.drain(..).map(|(_, text)| text).collect();
            return;
        }
        let field = |column: &Option<u32>| {
            column.map(|wanted| self.row.iter().find(|(column, _)| *column == wanted).map_or(&b""[..], |(_, text)| text.as_bytes()))
        };
        let fields: Vec<Option<&[u8]>> = self.columns.iter().map(field).collect();
        each(self.number, &fields);
        self.row.clear();
    }
}

fn words(value: &DataRef<'_>, spelling: Spelling) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => spelling.float(*number),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(date) => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            Day::new(year.into(), month.into(), day.into()).map_or_else(|| spelling.float(date.as_f64()), |day| spelling.day(day))
        }
        DataRef::DateTimeIso(text) => spelling.iso(text),
        DataRef::DurationIso(text) => text.clone(),
        // What cannot be computed is no value that anything may rest on: the row is refused for it.
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}
