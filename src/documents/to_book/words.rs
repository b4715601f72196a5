//! The words of the frame: mdbook speaks English only.

use super::super::to_html::escape_html;
use crate::prose::Lang;

/// What mdbook says, and the key of what is said instead.
const PAGE: [(&str, &str); 20] = [
    ("aria-label=\"Table of contents\"", "book-contents"),
    ("title=\"Toggle Table of Contents\"", "book-toggle-contents"),
    ("aria-label=\"Toggle Table of Contents\"", "book-toggle-contents"),
    ("title=\"Change theme\"", "book-theme"),
    ("aria-label=\"Change theme\"", "book-theme"),
    ("aria-label=\"Themes\"", "book-themes"),
    (">Auto<", "book-theme-auto"),
    (">Light<", "book-theme-light"),
    (">Coal<", "book-theme-dark"),
    ("title=\"Search (`/`)\"", "book-search"),
    ("aria-label=\"Toggle Searchbar\"", "book-toggle-search"),
    ("placeholder=\"Search this book ...\"", "book-search-here"),
    ("aria-label=\"Page navigation\"", "book-pages"),
    ("title=\"Previous chapter\"", "book-previous"),
    ("aria-label=\"Previous chapter\"", "book-previous"),
    ("title=\"Next chapter\"", "book-next"),
    ("aria-label=\"Next chapter\"", "book-next"),
    (">Keyboard shortcuts<", "book-keys"),
    ("aria-describedby=\"searchresults-header\"", ""),
    (" or <kbd>", "book-key-or"),
];

/// The same for the lines of the help on keys, whose first word and last words are English.
const KEYS: [(&str, &str); 4] = [
    (" to navigate between chapters", "book-key-chapters"),
    (" to search in the book", "book-key-search"),
    (" to show this help", "book-key-help"),
    (" to hide this help", "book-key-hide"),
];

/// What the script says of results.
const RESULTS: [(&str, &str); 4] = [
    ("' search result for \\''", "book-found-one"),
    ("'No search results for \\''", "book-found-none"),
    ("' search results for \\''", "book-found-many"),
    ("aria-label=\"Search Result Teaser\"", "book-result"),
];

/// Puts a file of the book into its language, and takes out what leads to files that are not kept.
pub(super) fn translate(name: &str, bytes: &mut Vec<u8>, lang: Lang) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if name.ends_with("/book.js") {
        *bytes = without_program_text(text).into_bytes();
    } else if name.ends_with(".html") {
        *bytes = page(text, lang).into_bytes();
    } else if name.ends_with("/searcher.js") {
        let said = RESULTS.iter().fold(text.to_owned(), |text, (english, key)| match english.split_once(['\'', '"']) {
            Some((attribute, _)) if attribute.ends_with('=') => {
                text.replace(english, &format!("{attribute}\"{}\"", escape_html(&lang.text(key))))
            }
            _ => {
                let space = if english.starts_with("' ") { " " } else { "" };
                text.replace(english, &format!("'{space}{} \\''", lang.text(key).replace('\'', "\\'")))
            }
        });
        *bytes = said.into_bytes();
    }
}

/// The script without what colours, runs and copies program text, and asks the network for it.
fn without_program_text(script: &str) -> String {
    let parts = [("(function codeSnippets()", "(function themes()"), ("(function clipboard()", "(function scrollToTop()")];
    parts.iter().fold(script.to_owned(), |script, (from, to)| match script.split_once(from) {
        Some((before, rest)) => match rest.split_once(to) {
            Some((_, after)) => format!("{before}{to}{after}"),
            None => script,
        },
        None => script,
    })
}

fn page(text: &str, lang: Lang) -> String {
    let mut page = String::new();
    for line in text.split_inclusive('\n') {
        if !is_dropped(line) {
            page.push_str(line);
        }
    }
    for (english, key) in KEYS {
        page = page.replace(english, &format!(" {}", escape_html(&lang.text(key))));
    }
    page = page.replace("<p>Press <kbd>", "<p><kbd>");
    for (english, key) in PAGE {
        let said = escape_html(&lang.text(key));
        page = match english.split_once('"') {
            Some((attribute, _)) if key.is_empty() => page.replace(english, &format!("{attribute}\"mdbook-searchresults-header\"")),
            Some((attribute, _)) => page.replace(english, &format!("{attribute}\"{said}\"")),
            None if english.starts_with('>') => page.replace(english, &format!(">{said}<")),
            None => page.replace("</kbd> or <kbd>", &format!("</kbd> {said} <kbd>")),
        };
    }
    page
}

/// Lines that lead to what is not kept: mdbook's own icons and letters, colours for program text, themes beside a light and a dark one.
fn is_dropped(line: &str) -> bool {
    let names =
        ["favicon", "fonts/fonts.css", "clipboard.min.js", "highlight.js", "mdbook-theme-rust", "mdbook-theme-navy", "mdbook-theme-ayu"];
    let line = line.trim_start();
    (line.starts_with("<link") || line.starts_with("<script src") || line.starts_with("<li role=\"none\""))
        && names.iter().any(|name| line.contains(name))
}
