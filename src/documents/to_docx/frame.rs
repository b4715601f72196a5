//! What frames the words: the page, its head and foot, and the settings of the document.

use super::super::Document;
use super::super::to_html::escape_html;
use super::paragraph::Paragraph;
use super::runs::run;
use crate::house::{ACCENT, Colour, GROUND, INK};
use crate::prose::Lang;

/// The namespaces that every part of text opens with.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// The width of the text on A4 with margins of 25 mm, in twentieths of a point.
pub(super) const TEXT_WIDTH: i64 = 11_906 - 2 * 1_417;
/// The height of the text, in twentieths of a point.
pub(super) const TEXT_HEIGHT: i64 = 16_838 - 1_587 - 1_474;

/// What is set in where the house says nothing: every Word has it.
const FONT: &str = "Cambria";
const QUIET: Colour = Colour::new(0x4d, 0x56, 0x61);
const LINE: Colour = Colour::new(0xaa, 0xb3, 0xbc);

const STYLES: &str = include_str!("../../../templates/docx/styles.xml");

/// The parts that a page refers to, by their relation.
#[derive(Debug)]
pub(super) struct Refers {
    pub(super) header: String,
    /// The head of the first page, where the logo stands.
    pub(super) first_header: Option<String>,
    pub(super) first_footer: String,
    pub(super) footer: String,
}

/// Writes the description of the pages, which ends the document. The first page has no head but the logo: the title stands there.
pub(super) fn section(refers: &Refers) -> String {
    let Refers { header, first_header, first_footer, footer } = refers;
    let logo = first_header.as_ref().map(|first| format!("<w:headerReference w:type=\"first\" r:id=\"{first}\"/>")).unwrap_or_default();
    format!(
        "<w:sectPr>{logo}<w:headerReference w:type=\"default\" r:id=\"{header}\"/><w:footerReference w:type=\"first\" r:id=\"{first_footer}\"/>\
         <w:footerReference w:type=\"default\" r:id=\"{footer}\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1587\" w:right=\"1417\" w:bottom=\"1474\" w:left=\"1417\" w:header=\"794\" w:footer=\"737\" w:gutter=\"0\"/>\
         <w:titlePg/></w:sectPr>\n"
    )
}

/// Writes the head of every page but the first: the title, and who answers for the document.
pub(super) fn header(document: &Document) -> String {
    let runs = format!("{}<w:r><w:tab/></w:r>{}", run(&document.title), run(&document.author));
    format!("<w:hdr {NAMESPACES}>\n{}</w:hdr>\n", Paragraph::of("Header").write(&runs))
}

/// Writes the head of the first page: the logo.
pub(super) fn first_header(logo: &str) -> String {
    format!("<w:hdr {NAMESPACES}>\n{}</w:hdr>\n", Paragraph::of("Figure").write(logo))
}

/// Writes the foot of a page: the house's line, its number, and how many there are.
pub(super) fn footer(document: &Document) -> String {
    let lang = document.lang;
    let fields = [("{page}", "PAGE"), ("{pages}", "NUMPAGES")];
    let mut rest = lang.text_words("document-page", &[("page", "{page}"), ("pages", "{pages}")]);
    let mut runs = String::new();
    // Word fills both in on every page; a reader that does not finds the first.
    while let Some((at, mark, field)) = fields.iter().filter_map(|(mark, field)| Some((rest.find(mark)?, mark, field))).min() {
        let (before, after) = rest.split_at_checked(at).unwrap_or_default();
        runs.push_str(&run(before));
        runs.push_str(&format!("<w:fldSimple w:instr=\" {field} \">{}</w:fldSimple>", run("1")));
        rest = after.strip_prefix(mark).unwrap_or_default().to_owned();
    }
    if !rest.is_empty() {
        runs.push_str(&run(&rest));
    }
    let line = document.house.footer.as_ref().map(|line| Paragraph::of("FooterLine").write(&run(line))).unwrap_or_default();
    format!("<w:ftr {NAMESPACES}>\n{line}{}</w:ftr>\n", Paragraph::of("Footer").write(&runs))
}

/// Writes the styles in the document's language and in the colours and letters of its house.
pub(super) fn styles(document: &Document) -> String {
    let (colours, fonts) = (&document.house.colours, &document.house.fonts);
    let ink = colours.ink.unwrap_or(INK);
    let text = fonts.text.as_deref().unwrap_or(FONT);
    let colours = [
        ("{ink}", ink),
        ("{quiet}", colours.quiet.unwrap_or(QUIET)),
        ("{accent}", colours.accent.unwrap_or(ACCENT)),
        ("{heading}", colours.heading.unwrap_or(ink)),
        ("{line}", colours.line.unwrap_or(LINE)),
        ("{box}", colours.ground.unwrap_or(GROUND)),
    ];
    let styles = STYLES.replace("{lang}", document.lang.tag()).replace("{font}", text);
    let styles = styles.replace("{heading-font}", fonts.of_headings().unwrap_or(text));
    colours.into_iter().fold(styles, |styles, (name, colour)| styles.replace(name, &colour.digits()))
}

/// Writes the settings: words are hyphenated, and Word takes the document for one of its own age.
pub(super) fn settings(lang: Lang) -> String {
    format!(
        "<w:settings {NAMESPACES}>\n<w:zoom w:percent=\"100\"/>\n<w:defaultTabStop w:val=\"709\"/>\n<w:autoHyphenation/>\n\
         <w:consecutiveHyphenLimit w:val=\"2\"/>\n<w:hyphenationZone w:val=\"357\"/>\n<w:doNotHyphenateCaps/>\n\
         <w:characterSpacingControl w:val=\"doNotCompress\"/>\n<w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\n<w:themeFontLang w:val=\"{}\"/>\n</w:settings>\n",
        lang.tag()
    )
}

/// Writes who made the document, what it is, in which language and as of which day.
pub(super) fn core(document: &Document) -> String {
    let Document { title, author, subject, id, date, lang, .. } = document;
    let id = &document.house.prefix.as_ref().map_or_else(|| id.clone(), |prefix| format!("{prefix}/{id}"));
    let [title, author, subject, id] = [title, author, subject, id].map(|text| escape_html(text));
    let time = |name: &str| format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:{name}>\n");
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n<dc:title>{title}</dc:title>\n<dc:subject>{subject}</dc:subject>\n\
         <dc:creator>{author}</dc:creator>\n<dc:identifier>{id}</dc:identifier>\n<dc:language>{}</dc:language>\n{}{}</cp:coreProperties>\n",
        lang.tag(),
        time("created"),
        time("modified"),
    )
}

/// Writes which program made the document, and for whom.
pub(super) fn app(document: &Document) -> String {
    format!(
        "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\n\
         <Application>Rettesnor {}</Application>\n<Company>{}</Company>\n</Properties>\n",
        env!("CARGO_PKG_VERSION"),
        escape_html(&document.author)
    )
}
