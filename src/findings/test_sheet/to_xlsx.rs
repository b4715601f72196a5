use std::io::Write;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::lines::{about, group};
use super::{Method, Row, Sheet};
use crate::findings::to_xlsx::cells::{Cell, Column, Looks, excel_day, put};
use crate::prose::{Lang, Voice};
use crate::quantity::Day;

/// What is drawn, up to what is filled in.
pub(super) const DRAWN: [Column; 8] = [
    ("samples-number", 6),
    ("sheet-fingerprint", 36),
    ("sheet-claim", 18),
    ("sheet-date", 12),
    ("samples-book", 16),
    ("samples-group", 22),
    ("sheet-evidence", 44),
    ("samples-verdict", 22),
];
/// What is filled in: found, the audited amount of a monetary-unit sample, a remark; and the row's check.
const FOUND: Column = ("samples-found", 18);
const AUDITED: Column = ("samples-audited", 18);
const REMARK: Column = ("samples-remark", 44);
const CHECK: Column = ("samples-check", 12);

/// The words that say what was found, in the order of [`super::Examined`]: right, wrong, nobody could tell.
pub(super) const FINDINGS: [&str; 3] = ["samples-found-ok", "samples-found-deviation", "samples-found-not-examined"];

/// The columns of the rows to fill in.
pub(super) fn columns(method: Method) -> Vec<Column> {
    let audited = (method == Method::Mus).then_some(AUDITED);
    DRAWN.into_iter().chain([FOUND]).chain(audited).chain([REMARK, CHECK]).collect()
}

/// The heading of a column, with the currency where amounts stand under it.
pub(super) fn heading(key: &str, voice: &Voice) -> String {
    let is_amount = matches!(key, "samples-book" | "samples-audited") && !voice.currency.is_empty();
    if is_amount { format!("{} ({})", voice.lang.text(key), voice.currency) } else { voice.lang.text(key) }
}

/// Writes the workbook: what it is, the rows to fill in, and what no unit of money could be drawn of.
///
/// # Errors
/// The sink cannot be written to, or there are more rows than a sheet can have.
pub fn to_xlsx(sheet: &Sheet, rows: &[Row], outside: &[Row], voice: &Voice, sink: impl Write + Send) -> Result<(), XlsxError> {
    let (lang, looks) = (voice.lang, Looks::new());
    let mut book = Workbook::new();
    // Nothing reads the clock: the day is that of the verdicts.
    let day = Day::parse(&sheet.as_of).ok();
    let created = day.and_then(excel_day).map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created).set_title(format!("{} {}", sheet.strategy.0, sheet.clause)));
    let page = book.add_worksheet();
    page.set_name(lang.text("samples-sheet-about"))?;
    headings(page, &[("about-what", 36), ("about-value", 90)], voice, &looks)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut last = 0;
    for ((what, value), row) in about(sheet, voice).into_iter().zip(1..) {
        page.write_string_with_format(row, 0, what, &looks.text)?;
        page.write_string_with_format(row, 1, value, &wrapped)?;
        last = row;
    }
    let how = if sheet.method == Method::Mus { "samples-how-mus" } else { "samples-how" };
    page.write_string_with_format(last + 1, 0, lang.text("samples-about-how"), &looks.text)?;
    page.write_string_with_format(last + 1, 1, lang.text(how), &wrapped)?;
    page.write_string_with_format(last + 2, 0, lang.text("samples-about-record"), &looks.text)?;
    page.write_string_with_format(last + 2, 1, serde_json::to_string(sheet).unwrap_or_default(), &looks.text)?;
    let page = book.add_worksheet();
    page.set_name(lang.text("samples-sheet-rows"))?;
    let columns = columns(sheet.method);
    headings(page, &columns, voice, &looks)?;
    to_fill_in(page, rows, &columns, sheet.method, lang)?;
    for (row, line) in rows.iter().zip(1..) {
        let group = group(sheet, row, voice);
        place(page, line, row, &group, &looks)?;
        let check = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
        put(page, (line, check), &row.check(&group).as_str().into(), &looks)?;
    }
    if !outside.is_empty() {
        let page = book.add_worksheet();
        page.set_name(lang.text("samples-sheet-outside"))?;
        headings(page, &DRAWN, voice, &looks)?;
        for (row, line) in outside.iter().zip(1..) {
            place(page, line, row, "", &looks)?;
        }
    }
    book.save_to_writer(sink)?;
    Ok(())
}

fn place(page: &mut Worksheet, line: u32, row: &Row, group: &str, looks: &Looks) -> Result<(), XlsxError> {
    let cells = [
        if row.number == 0 { Cell::Nothing } else { Cell::Count(row.number) },
        row.fingerprint.as_str().into(),
        row.claim.as_str().into(),
        Cell::day(Day::parse(&row.date).ok()),
        Cell::amount(row.amount),
        group.into(),
        row.evidence.as_str().into(),
        row.verdict.as_str().into(),
    ];
    for (column, cell) in (0..).zip(&cells) {
        put(page, (line, column), cell, looks)?;
    }
    Ok(())
}

fn headings(page: &mut Worksheet, columns: &[Column], voice: &Voice, looks: &Looks) -> Result<(), XlsxError> {
    for (place, (key, width)) in (0..).zip(columns) {
        page.set_column_width(place, *width)?;
        page.write_string_with_format(0, place, heading(key, voice), &looks.heading)?;
    }
    page.set_freeze_panes(1, 0)?;
    page.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// Frames the cells that are filled in, and lets what was found be chosen from a list.
fn to_fill_in(page: &mut Worksheet, rows: &[Row], columns: &[Column], method: Method, lang: Lang) -> Result<(), XlsxError> {
    let Some(last) = u32::try_from(rows.len()).ok().filter(|rows| *rows > 0) else { return Ok(()) };
    let first_column = u16::try_from(DRAWN.len()).unwrap_or(u16::MAX);
    let words = FINDINGS.map(|key| lang.text(key));
    let list = DataValidation::new()
        .allow_list_strings(&words)?
        .set_input_title(lang.text("samples-found"))?
        .set_input_message(lang.text(if method == Method::Mus { "samples-input-mus" } else { "samples-input" }))?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title(lang.text("samples-found"))?
        .set_error_message(words.join(", "))?;
    page.add_data_validation(1, first_column, last, first_column, &list)?;
    // Told apart by their frames, not by the colour alone.
    let open = Format::new().set_background_color(Color::RGB(0x00FF_F9E5)).set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
    let amount = open.clone().set_num_format("#,##0.00");
    let wrapped = open.clone().set_text_wrap();
    for line in 1..=last {
        for (column, (key, _)) in (0..).zip(columns).skip(DRAWN.len()).take(columns.len() - DRAWN.len() - 1) {
            let look = match *key {
                "samples-audited" => &amount,
                "samples-remark" => &wrapped,
                _ => &open,
            };
            page.write_blank(line, column, look)?;
        }
    }
    Ok(())
}
