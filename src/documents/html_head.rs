use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::to_html::escape_html;
use crate::prose::Lang;
use crate::quantity::Day;

/// What stands before the body of a page.
pub(super) struct Head<'a> {
    pub lang: Lang,
    pub title: &'a str,
    pub subject: &'a str,
    pub author: &'a str,
    pub date: Option<Day>,
    /// The name under which a records system finds it.
    pub identifier: Option<&'a str>,
    pub style: &'a str,
    /// The one script that may run; empty for none.
    pub script: &'a str,
    /// Whether pictures stand in the page.
    pub pictures: bool,
}

impl Head<'_> {
    /// Writes it. The browser is told to run and to apply nothing but what stands in the page, and to load nothing.
    pub(super) fn write(&self) -> String {
        let [title, subject, author] = [self.title, self.subject, self.author].map(escape_html);
        let script = if self.script.is_empty() {
            String::new()
        } else {
            format!("script-src {}; require-trusted-types-for 'script'; ", source(self.script))
        };
        let pictures = if self.pictures { "img-src data:; " } else { "" };
        let identifier = self
            .identifier
            .map_or_else(String::new, |identifier| format!("<meta name=\"dcterms.identifier\" content=\"{}\">\n", escape_html(identifier)));
        let date = self.date.map_or_else(String::new, |date| format!("<meta name=\"dcterms.date\" content=\"{date}\">\n"));
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; {script}{pictures}style-src {}; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <meta name=\"description\" content=\"{subject}\">\n<meta name=\"author\" content=\"{author}\">\n{date}{identifier}\
             <style>{}</style>\n</head>\n",
            self.lang.tag(),
            source(self.style),
            self.style
        )
    }
}

/// Names a script or a style by what it holds, so that the browser takes it and no other.
fn source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_named_by_what_it_holds() {
        // As `printf alert | openssl dgst -sha256 -binary | base64` gives it.
        assert_eq!(source(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
    }
}
