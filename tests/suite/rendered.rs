//! Every kind of document in every language, made once for the tests that look at it from outside with the programs of its readers.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock};

use rettesnor::documents::{Block, from_markdown, plain_text};

use crate::program::{folder, root, run};

/// A kind of document, and what it is made of.
pub(crate) struct Kind {
    pub document: &'static str,
    /// The arguments of `render`, from the project's folder.
    of: &'static [&'static str],
}

/// A new kind of document joins here, and all that is asked of documents is asked of it.
pub(crate) const KINDS: &[Kind] = &[
    Kind { document: "strategy", of: &["strategy/norddjurs/2026-2029"] },
    Kind { document: "agenda-item", of: &["strategy/norddjurs/2026-2029"] },
    Kind { document: "compliance-report", of: &["strategy/norddjurs/2026-2029"] },
    Kind { document: "changes", of: &["strategy/norddjurs/2026-2029"] },
    Kind { document: "annual-report", of: &["strategy/norddjurs/2022-2025", "--year", "2020"] },
    Kind { document: "plan", of: &["strategy/norddjurs/2026-2029", "--year", "2025-2028"] },
];

/// The languages, with the tags that documents carry.
pub(crate) const LANGS: [(&str, &str); 3] = [("da", "da-DK"), ("nb", "nb-NO"), ("en", "en-GB")];

/// Every kind in every language, with the tag.
pub(crate) fn all() -> impl Iterator<Item = (&'static Kind, &'static str, &'static str)> {
    KINDS.iter().flat_map(|kind| LANGS.map(|(lang, tag)| (kind, lang, tag)))
}

type Made = Mutex<BTreeMap<(&'static str, &'static str, &'static str), Arc<OnceLock<Vec<u8>>>>>;

/// A document's bytes in a form; made at the first call, and kept for the others.
pub(crate) fn bytes(kind: &'static Kind, lang: &'static str, form: &'static str) -> Vec<u8> {
    static MADE: Made = Made::new(BTreeMap::new());
    let slot = Arc::clone(MADE.lock().unwrap().entry((kind.document, lang, form)).or_default());
    let render = || {
        let folder = folder();
        let (out, key) = (folder.path().join("made"), folder.path().join("a.key"));
        let mut arguments = vec!["render"];
        arguments.extend(kind.of);
        arguments.extend(["--document", kind.document, "--format", form, "--lang", lang]);
        arguments.extend(["--out", out.to_str().unwrap(), "--key", key.to_str().unwrap()]);
        let (status, _, said) = run(&root(), &arguments);
        assert_eq!(status, 0, "{said}");
        std::fs::read(&out).unwrap()
    };
    slot.get_or_init(render).clone()
}

/// A document as Markdown, read back.
pub(crate) fn blocks(kind: &'static Kind, lang: &'static str) -> Vec<Block> {
    from_markdown(&String::from_utf8(bytes(kind, lang, "md")).unwrap(), &BTreeMap::new()).unwrap()
}

/// The findings of the made-up cases as a page.
pub(crate) fn findings_page(lang: &str) -> Vec<u8> {
    let folder = folder();
    let (out, key) = (folder.path().join("f"), folder.path().join("a.key"));
    let of = ["check", "strategy/norddjurs/2026-2029", "--cases", "strategy/norddjurs/cases", "--lang", lang];
    let (status, _, said) = run(&root(), &[of.as_slice(), &["--out", out.to_str().unwrap(), "--key", key.to_str().unwrap()]].concat());
    assert_eq!(status, 2, "{said}");
    std::fs::read(out.join(format!("findings.{lang}.html"))).unwrap()
}

/// A heading's level, from 1 for the title, and its words.
pub(crate) fn headings(blocks: &[Block]) -> Vec<(u8, String)> {
    let of = |block: &Block| match block {
        Block::Heading { level, text, .. } => Some((*level, plain_text(text))),
        _ => None,
    };
    blocks.iter().filter_map(of).collect()
}

/// A table's cells, row by row; the first row holds the titles.
pub(crate) type Cells = Vec<Vec<String>>;

/// The tables that do not stand in lists or notes.
pub(crate) fn tables(blocks: &[Block]) -> Vec<Cells> {
    let of = |block: &Block| match block {
        Block::Table(table) => {
            let titles = table.columns.iter().map(|column| plain_text(&column.title)).collect();
            let rows = table.rows.iter().map(|row| row.iter().map(|cell| plain_text(cell)).collect());
            Some(std::iter::once(titles).chain(rows).collect())
        }
        _ => None,
    };
    blocks.iter().filter_map(of).collect()
}

/// Every piece of text in the order in which it is read: a table row by row, a caption before its table.
pub(crate) fn pieces(blocks: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph(text) => found.push(plain_text(text)),
            Block::List { items, .. } => items.iter().for_each(|item| found.extend(pieces(item))),
            Block::Table(table) => {
                found.extend(table.caption.as_ref().map(|caption| plain_text(caption)));
                found.extend(table.columns.iter().map(|column| plain_text(&column.title)));
                found.extend(table.rows.iter().flatten().map(|cell| plain_text(cell)));
            }
            Block::Note(inner) => found.extend(pieces(inner)),
            Block::Figure(_) => panic!("Markdown has charts in words"),
        }
    }
    found
}

/// The letters of a text without blanks, hyphens and marks of where lines may end: what stays the same however lines are broken.
pub(crate) fn letters(text: &str) -> String {
    let drops =
        |letter: char| letter.is_whitespace() || matches!(letter, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}' | '\u{feff}' | '\u{200b}');
    text.chars().filter(|letter| !drops(*letter)).collect()
}

/// Asserts that pieces of text follow on one another in a longer one, whatever stands between them.
pub(crate) fn assert_in_order<'a>(text: &str, pieces: impl IntoIterator<Item = &'a str>, of: &str) {
    let text = letters(text);
    let mut rest = text.as_str();
    for piece in pieces {
        let wanted = letters(piece);
        let Some((_, after)) = rest.split_once(wanted.as_str()) else {
            panic!("{of}: `{piece}` is not where it should be; what follows is `{}`", rest.chars().take(300).collect::<String>())
        };
        rest = after;
    }
}

/// Whether a program is on this machine. Where it is missing a test says that it is skipped; where `CI` is set it fails.
pub(crate) fn has(program: &str, shown: &str) -> bool {
    let is_there = Command::new(program)
        .arg(if program.starts_with("pdf") { "-v" } else { "--version" })
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    missing(is_there, &format!("{shown} ({program})"))
}

/// As [`has`], for anything.
pub(crate) fn missing(is_there: bool, what: &str) -> bool {
    assert!(is_there || std::env::var_os("CI").is_none(), "{what} is not on this machine, and CI is set");
    if !is_there {
        eprintln!("skipped: {what} is not on this machine");
    }
    is_there
}

/// The text of a PDF, page by page, in the order in which it was drawn.
pub(crate) fn pages(pdf: &Path) -> Vec<String> {
    let output = Command::new("pdftotext").args(["-raw", "-enc", "UTF-8"]).arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.strip_suffix('\u{c}').unwrap_or(&text).split('\u{c}').map(str::to_owned).collect()
}
