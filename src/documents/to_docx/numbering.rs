use std::fmt::Write as _;

use super::frame::NAMESPACES;

/// The format knows nine levels of lists; what lies deeper stands on the ninth.
pub(super) const DEEPEST: usize = 8;

/// From level to level, in twentieths of a point.
pub(super) const STEP: i64 = 400;
/// From the mark of an item to its words.
pub(super) const HANGING: i64 = 340;

/// The list that every unordered list belongs to.
const BULLETS: usize = 1;

/// The lists of a document. Every ordered one is a list of its own, or it would count on from the one before.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The level on which each ordered list starts again.
    ordered: Vec<usize>,
}

impl Numbering {
    /// Returns the number of a new list.
    pub(super) fn list(&mut self, ordered: bool, level: usize) -> usize {
        if !ordered {
            return BULLETS;
        }
        self.ordered.push(level);
        BULLETS + self.ordered.len()
    }

    /// Writes the part that defines the lists.
    pub(super) fn to_xml(&self) -> String {
        let mut xml = format!("<w:numbering {NAMESPACES}>\n");
        for (kind, format) in ["bullet", "decimal"].into_iter().enumerate() {
            _ = writeln!(xml, "<w:abstractNum w:abstractNumId=\"{kind}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
            for (level, left) in (0..=DEEPEST).zip((1..).map(|steps| STEP * steps)) {
                let mark = match (format, level % 2) {
                    ("decimal", _) => format!("%{}.", level + 1),
                    (_, 0) => "•".to_owned(),
                    _ => "–".to_owned(),
                };
                _ = writeln!(
                    xml,
                    "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{mark}\"/>\
                     <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{HANGING}\"/></w:pPr></w:lvl>"
                );
            }
            xml.push_str("</w:abstractNum>\n");
        }
        _ = writeln!(xml, "<w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>");
        for (list, level) in (BULLETS + 1..).zip(&self.ordered) {
            _ = writeln!(
                xml,
                "<w:num w:numId=\"{list}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"{level}\">\
                 <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
            );
        }
        xml.push_str("</w:numbering>\n");
        xml
    }
}
