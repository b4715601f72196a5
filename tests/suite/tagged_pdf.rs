//! The tags of a PDF with the words that they hold: what a screen reader reads, in its order.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

/// An element of the structure.
#[derive(Debug)]
pub(crate) struct Element {
    pub role: String,
    /// The alternative text.
    pub alt: Option<String>,
    /// `Row` or `Column` of a header cell.
    pub scope: Option<String>,
    pub parts: Vec<Part>,
}

/// What an element holds.
#[derive(Debug)]
pub(crate) enum Part {
    Words(String),
    Element(Element),
}

impl Element {
    /// Visits this element and all in it.
    pub(crate) fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Element)) {
        visit(self);
        for part in &self.parts {
            if let Part::Element(element) = part {
                element.walk(visit);
            }
        }
    }

    /// The words in reading order, a picture's alternative text in its place; elements of these roles are left out.
    pub(crate) fn words(&self, without: &[&str]) -> String {
        if without.contains(&self.role.as_str()) {
            return String::new();
        }
        if let Some(alt) = &self.alt {
            return format!("{alt} ");
        }
        let part = |part: &Part| match part {
            Part::Words(words) => words.clone(),
            Part::Element(element) => element.words(without),
        };
        self.parts.iter().map(part).collect::<String>() + " "
    }
}

/// The words of each marked place of a page.
type Marked = BTreeMap<i64, String>;

/// Reads the structure of a PDF.
pub(crate) fn structure(pdf: &Document) -> Element {
    let marked: BTreeMap<ObjectId, Marked> = pdf.get_pages().into_values().map(|page| (page, words_of_page(pdf, page))).collect();
    let root = pdf.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let root = pdf.dereference(root).unwrap().1.as_dict().unwrap();
    let mut parts = Vec::new();
    read(pdf, root.get(b"K").unwrap(), None, &marked, &mut parts);
    Element { role: "StructTreeRoot".to_owned(), alt: None, scope: None, parts }
}

fn read(pdf: &Document, object: &Object, page: Option<ObjectId>, marked: &BTreeMap<ObjectId, Marked>, parts: &mut Vec<Part>) {
    let place = |page: Option<ObjectId>, id: i64| page.and_then(|page| marked.get(&page)?.get(&id)).map(|words| Part::Words(words.clone()));
    match pdf.dereference(object).unwrap().1 {
        Object::Array(items) => items.iter().for_each(|item| read(pdf, item, page, marked, parts)),
        Object::Integer(id) => parts.extend(place(page, *id)),
        Object::Dictionary(one) => {
            let page = one.get(b"Pg").and_then(Object::as_reference).ok().or(page);
            let Ok(role) = one.get(b"S").and_then(Object::as_name) else {
                parts.extend(one.get(b"MCID").and_then(Object::as_i64).ok().and_then(|id| place(page, id)));
                return;
            };
            let mut inner = Vec::new();
            if let Ok(kids) = one.get(b"K") {
                read(pdf, kids, page, marked, &mut inner);
            }
            let alt = one.get(b"Alt").ok().map(|alt| decode_text_string(alt).unwrap());
            let role = String::from_utf8_lossy(role).into_owned();
            parts.push(Part::Element(Element { role, alt, scope: scope(pdf, one), parts: inner }));
        }
        _ => {}
    }
}

fn scope(pdf: &Document, element: &Dictionary) -> Option<String> {
    let of = |object: &Object| {
        let scope = pdf.dereference(object).ok()?.1.as_dict().ok()?.get(b"Scope").ok()?.as_name().ok()?;
        Some(String::from_utf8_lossy(scope).into_owned())
    };
    match pdf.dereference(element.get(b"A").ok()?).ok()?.1 {
        Object::Array(all) => all.iter().find_map(of),
        one => of(one),
    }
}

/// What is said while content is marked.
struct Mark {
    id: Option<i64>,
    /// Said in place of what is drawn.
    instead: bool,
}

fn words_of_page(pdf: &Document, page: ObjectId) -> Marked {
    let fonts = pdf.get_page_fonts(page).unwrap();
    let encodings: BTreeMap<&[u8], lopdf::Encoding<'_>> =
        fonts.iter().filter_map(|(name, font)| Some((name.as_slice(), font.get_font_encoding(pdf).ok()?))).collect();
    let (mut marks, mut font, mut words): (Vec<Mark>, Vec<u8>, Marked) = (Vec::new(), Vec::new(), Marked::new());
    for operation in Content::decode(&pdf.get_page_content(page)).unwrap().operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" => marks.push(Mark { id: None, instead: false }),
            "BDC" => {
                let properties = operands.get(1).and_then(|one| one.as_dict().ok());
                let id = properties.and_then(|one| one.get(b"MCID").ok()?.as_i64().ok());
                let actual = properties.and_then(|one| decode_text_string(one.get(b"ActualText").ok()?).ok());
                marks.push(Mark { id, instead: actual.is_some() });
                say(&marks, actual.as_deref().unwrap_or_default(), &mut words, true);
            }
            "EMC" => _ = marks.pop(),
            "Tf" => font = operands[0].as_name().unwrap().to_vec(),
            "Tj" | "TJ" | "'" | "\"" => {
                let strings: Vec<&Object> = match operands.last() {
                    Some(Object::Array(parts)) => parts.iter().collect(),
                    one => one.into_iter().collect(),
                };
                for bytes in strings.into_iter().filter_map(|one| one.as_str().ok()) {
                    let text = encodings.get(font.as_slice()).and_then(|encoding| Document::decode_text(encoding, bytes).ok());
                    say(&marks, &text.unwrap_or_default(), &mut words, false);
                }
            }
            _ => {}
        }
    }
    words
}

/// Adds words to the innermost marked place, unless others are said in their place.
fn say(marks: &[Mark], text: &str, words: &mut Marked, instead: bool) {
    let muted = !instead && marks.iter().any(|mark| mark.instead);
    if let Some(id) = marks.iter().rev().find_map(|mark| mark.id).filter(|_| !muted) {
        words.entry(id).or_default().push_str(text);
    }
}
