//! The list of contents: a field that Word can make anew, with every entry written out.

use super::super::pdf_data::{HEADINGS_WITHOUT_CONTENTS, walk};
use super::super::{Block, Inline, plain_text};
use super::paragraph::Paragraph;
use super::runs::run;
use crate::prose::Lang;

/// A heading that says something.
#[derive(Debug)]
pub(super) struct Heading<'a> {
    pub(super) level: u8,
    pub(super) id: &'a str,
    text: &'a [Inline],
}

/// Returns the headings in the order in which they are written; one that says nothing is none.
pub(super) fn headings(blocks: &[Block]) -> Vec<Heading<'_>> {
    let mut headings = Vec::new();
    walk(blocks, &mut |block| {
        if let Block::Heading { level, id, text } = block
            && !is_silent(text)
        {
            headings.push(Heading { level: *level, id, text });
        }
    });
    headings
}

/// Whether a line shows nothing.
pub(super) fn is_silent(line: &[Inline]) -> bool {
    plain_text(line).trim().is_empty()
}

/// The name of a heading's place for links; counted from 0.
pub(super) fn bookmark(heading: usize) -> String {
    format!("heading_{}", heading + 1)
}

/// The name of a heading's place for the list of contents, which Word gives new ones when it makes the list anew.
fn contents_bookmark(heading: usize) -> String {
    format!("_Toc{:09}", heading + 1)
}

/// Opens both places of a heading, and closes them.
pub(super) fn bookmarks(heading: usize) -> (String, String) {
    let ids = [2 * heading + 1, 2 * heading + 2];
    let names = [contents_bookmark(heading), bookmark(heading)];
    let open = ids.iter().zip(names).map(|(id, name)| format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>"));
    let close = ids.iter().rev().map(|id| format!("<w:bookmarkEnd w:id=\"{id}\"/>"));
    (open.collect(), close.collect())
}

/// Writes the list, where there are headings enough to need one.
pub(super) fn contents(headings: &[Heading<'_>], lang: Lang) -> String {
    let listed: Vec<(usize, &Heading<'_>)> = headings.iter().enumerate().filter(|(_, heading)| heading.level <= 2).collect();
    if headings.len() <= HEADINGS_WITHOUT_CONTENTS || listed.is_empty() {
        return String::new();
    }
    let mut xml =
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/><w:docPartUnique/></w:docPartObj></w:sdtPr>\
                   <w:sdtContent>\n"
            .to_owned();
    xml.push_str(&Paragraph::of("TOCHeading").write(&run(&lang.text("document-contents"))));
    let mut opening = format!("{}{}{}", mark("begin"), instruction("TOC \\o \"1-2\" \\h \\z"), mark("separate"));
    for (number, heading) in listed {
        let style = if heading.level <= 1 { "TOC1" } else { "TOC2" };
        xml.push_str(&Paragraph::of(style).write(&format!("{}{}", std::mem::take(&mut opening), entry(number, heading))));
    }
    xml.push_str(&Paragraph::of("TableEnd").write(&mark("end")));
    xml.push_str("</w:sdtContent></w:sdt>\n");
    xml
}

/// An entry: its words, and the field that Word fills with the page. The page depends on the reader's fonts, so none is made up here.
fn entry(number: usize, heading: &Heading<'_>) -> String {
    let place = contents_bookmark(number);
    let page = format!("{}{}{}{}", mark("begin"), instruction(&format!("PAGEREF {place} \\h")), mark("separate"), mark("end"));
    let words = run(plain_text(heading.text).trim());
    format!("<w:hyperlink w:anchor=\"{place}\" w:history=\"1\">{words}<w:r><w:tab/></w:r>{page}</w:hyperlink>")
}

fn mark(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

fn instruction(field: &str) -> String {
    format!("<w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r>", super::super::to_html::escape_html(field))
}
