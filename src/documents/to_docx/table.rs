use std::fmt::Write as _;

use super::super::to_html::escape_html;
use super::super::{Align, Table, plain_text};
use super::DocxError;
use super::package::Package;
use super::paragraph::Paragraph;
use super::runs::{Targets, runs};
use super::widths::{longest, widths};
use crate::prose::Lang;

/// The first cells of rows stand out where none of them is longer than this, in letters.
const SHORT_ROW_HEADER: usize = 40;

/// Where a table stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand<'a> {
    pub(super) targets: &'a Targets<'a>,
    pub(super) lang: Lang,
    /// How far it is moved in, in twentieths of a point.
    pub(super) indent: i64,
    /// The width from there to the margin, in twentieths of a point.
    pub(super) width: i64,
}

/// Writes a table under a name, for those to whom it is read aloud.
///
/// Its first row is repeated on every page, and no row is torn.
pub(super) fn table(table: &Table, name: &str, stand: Stand<'_>, package: &mut Package<'_>) -> Result<String, DocxError> {
    let mut xml = String::new();
    let widths = widths(table, stand.width);
    let titles: Vec<String> =
        table.columns.iter().map(|column| plain_text(&column.title)).filter(|title| !title.trim().is_empty()).collect();
    let rows = table.rows.len().to_string();
    let described = stand.lang.text_words("document-table-holds", &[("columns", &titles.join(", ")), ("rows", &rows)]);
    // First row; first column; no bands.
    let (look, first_column) = if table.row_headers { ("06A0", 1) } else { ("0620", 0) };
    write!(
        xml,
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"PaperTable\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblInd w:w=\"{}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"{look}\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"{first_column}\" \
         w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/><w:tblCaption w:val=\"{}\"/><w:tblDescription w:val=\"{}\"/></w:tblPr>\n<w:tblGrid>",
        widths.iter().sum::<i64>(),
        stand.indent,
        escape_html(name),
        escape_html(&described),
    )
    .map_err(DocxError::new)?;
    for width in &widths {
        xml.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.push_str("</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in table.columns.iter().zip(&widths) {
        let words = runs(&column.title, stand.targets, package);
        xml.push_str(&cell(*width, "TableHeading", column.align, &words));
    }
    xml.push_str("</w:tr>\n");
    let row_style = if table.row_headers && longest(table, 0) <= SHORT_ROW_HEADER { "TableRowHeading" } else { "TableText" };
    for row in &table.rows {
        xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (at, ((column, line), width)) in table.cells(row).zip(&widths).enumerate() {
            let style = if at == 0 { row_style } else { "TableText" };
            xml.push_str(&cell(*width, style, column.align, &runs(line, stand.targets, package)));
        }
        xml.push_str("</w:tr>\n");
    }
    xml.push_str("</w:tbl>\n");
    Ok(xml)
}

fn cell(width: i64, style: &'static str, align: Align, words: &str) -> String {
    let paragraph = Paragraph { align: Some(align), ..Paragraph::of(style) }.write(words);
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>", paragraph.trim_end())
}
