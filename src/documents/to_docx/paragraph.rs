use super::super::Align;

/// How a paragraph is set; its elements come in the order that the format asks for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Paragraph {
    /// The id of its style.
    pub(super) style: &'static str,
    /// Whether it stays on the page of what follows.
    pub(super) keep_next: bool,
    /// The list that it is an item of, and how deep, from 0.
    pub(super) item: Option<(usize, usize)>,
    /// How far it is moved in, and how far its first line is moved out again, in twentieths of a point.
    pub(super) indent: Option<(i64, i64)>,
    /// Where its lines are set; to the left as a rule.
    pub(super) align: Option<Align>,
}

impl Paragraph {
    /// A paragraph with a style and nothing else.
    pub(super) fn of(style: &'static str) -> Self {
        Self { style, ..Self::default() }
    }

    /// Writes the paragraph around its runs.
    pub(super) fn write(&self, runs: &str) -> String {
        let mut xml = format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>", self.style);
        if self.keep_next {
            xml.push_str("<w:keepNext/>");
        }
        if let Some((list, level)) = self.item {
            xml.push_str(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"));
        }
        if let Some((left, hanging)) = self.indent {
            xml.push_str(&format!("<w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/>"));
        }
        match self.align {
            None | Some(Align::Start) => {}
            Some(Align::Centre) => xml.push_str("<w:jc w:val=\"center\"/>"),
            Some(Align::End) => xml.push_str("<w:jc w:val=\"right\"/>"),
        }
        xml.push_str(&format!("</w:pPr>{runs}</w:p>\n"));
        xml
    }
}
