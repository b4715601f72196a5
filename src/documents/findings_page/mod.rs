//! The findings of a run as a page for auditors, who filter and sort it without a server; without its script it is a table by clause.

mod rows;

use std::fmt::Write as _;

use self::rows::Rows;
use super::house_html;
use super::html_head::Head;
use super::to_html::{STYLE, escape_html};
use crate::findings::{ClauseResult, Finding, Findings, Judged, clause_words};
use crate::plan::{Lapse, Verdict};
use crate::prose::{Lang, Voice};
use crate::strategy::Strategy;

/// Findings that a page holds at most, so that it opens at once; `findings.csv` has all.
pub const FINDINGS_ON_PAGE: usize = 2_000;

const OWN_STYLE: &str = include_str!("../../../templates/html/findings.css");
const SCRIPT: &str = include_str!("../../../templates/html/findings.js");

/// Writes the first findings of a run, at most `most` of them, as one HTML file that needs nothing else; personal values are masked as in
/// the other outputs.
///
/// `csv` is the name of the file beside it that has all of them.
pub fn findings_page(judged: &Judged<'_>, strategy: &Strategy, voice: &Voice, most: usize, csv: &str) -> Vec<u8> {
    let (found, all) = judged.first(most);
    let page = Page { findings: &judged.findings, strategy, voice, found: &found, all, csv };
    page.write().into_bytes()
}

struct Page<'a> {
    findings: &'a Findings,
    strategy: &'a Strategy,
    voice: &'a Voice,
    /// The findings on the page, clause by clause.
    found: &'a [Finding],
    /// How many there are.
    all: usize,
    csv: &'a str,
}

impl Page<'_> {
    fn write(&self) -> String {
        let lang = self.voice.lang;
        let text = |key: &str| escape_html(&lang.text(key));
        let title = lang.text_words("findings-page-title", &[("title", &self.strategy.title)]);
        let author = &self.strategy.authority.name;
        let head = Head {
            lang,
            title: &title,
            subject: &format!("{title}, {author}"),
            author,
            date: self.findings.as_of,
            identifier: None,
            style: &format!("\n{STYLE}{}{OWN_STYLE}", house_html::style(&self.strategy.authority.house)),
            script: if self.found.is_empty() { "" } else { SCRIPT },
            pictures: false,
        };
        let mut html = head.write();
        _ = writeln!(html, "<body class=\"wide\">\n<a class=\"skip\" href=\"#page_main\">{}</a>", text("document-skip"));
        _ = writeln!(html, "<header>\n<p class=\"author\">{}</p>\n<h1 class=\"title\">{}</h1>", escape_html(author), escape_html(&title));
        _ = writeln!(html, "<p class=\"subtitle\">{}</p>\n</header>", escape_html(&self.about()));
        html.push_str("<main id=\"page_main\" tabindex=\"-1\">\n");
        let notes = self.notes();
        if !notes.is_empty() {
            let notes: String = notes.iter().map(|note| format!("<p>{}</p>\n", escape_html(note))).collect();
            _ = writeln!(html, "<div class=\"note\" role=\"note\">\n{notes}</div>");
        }
        if self.found.is_empty() {
            _ = writeln!(html, "<p>{}</p>", text("findings-page-none"));
        } else {
            self.form(&mut html);
            let rows = Rows { findings: self.findings, found: self.found, voice: self.voice };
            rows.write(&mut html);
        }
        html.push_str("</main>\n");
        if !self.found.is_empty() {
            _ = writeln!(html, "<script>{SCRIPT}</script>");
        }
        html.push_str("</body>\n</html>\n");
        html
    }

    /// What was judged, and on which day.
    fn about(&self) -> String {
        let (findings, voice) = (self.findings, self.voice);
        let Some(cases) = &findings.cases else { return String::new() };
        let day = findings.as_of.map(|day| voice.day(day)).unwrap_or_default();
        let claims = voice.number(i64::try_from(cases.claims).unwrap_or(i64::MAX));
        voice.lang.text_words("findings-page-about", &[("cases", &cases.name), ("claims", &claims), ("day", &day)])
    }

    /// What a reader must know before the rows.
    fn notes(&self) -> Vec<String> {
        let (findings, lang) = (self.findings, self.voice.lang);
        let number = |count: usize| self.voice.number(i64::try_from(count).unwrap_or(i64::MAX));
        let mut notes: Vec<String> = self.strategy.notice.iter().cloned().collect();
        if self.all > self.found.len() {
            let (shown, all, left) = (number(self.found.len()), number(self.all), number(self.all - self.found.len()));
            let words = [("shown", shown.as_str()), ("all", &all), ("left", &left), ("file", self.csv)];
            notes.push(lang.text_words("findings-page-left-out", &words));
        }
        let synthetic = findings.cases.as_ref().is_some_and(|cases| cases.synthetic);
        let said = [
            (synthetic, "findings-page-synthetic"),
            (!findings.is_complete(), "table-incomplete"),
            (!findings.masked, "findings-page-unmasked"),
        ];
        notes.extend(said.into_iter().filter(|(holds, _)| *holds).map(|(_, key)| lang.text(key)));
        notes
    }

    /// Writes the fields that choose rows. They do nothing by themselves, so the script shows them.
    fn form(&self, html: &mut String) {
        let lang = self.voice.lang;
        let text = |key: &str| escape_html(&lang.text(key));
        let words = |key: &str| escape_html(&lang.text_words(key, &[("shown", "{shown}"), ("all", "{all}")]));
        let (point, group) = match lang {
            Lang::Da => (",", "."),
            Lang::Nb => (",", ""),
            Lang::En => (".", ","),
        };
        _ = writeln!(
            html,
            "<form id=\"filter_form\" hidden autocomplete=\"off\" aria-labelledby=\"filter_title\" data-point=\"{point}\" data-group=\"{group}\" \
             data-shown=\"{}\" data-wrong=\"{}\">\n<h2 id=\"filter_title\">{}</h2>",
            words("findings-page-shown"),
            text("findings-page-not-amount"),
            text("findings-page-filter")
        );
        self.select(html, "clause", "sheet-clause", "findings-page-all-clauses", &self.clauses());
        self.select(html, "verdict", "sheet-verdict", "findings-page-all-verdicts", &self.verdicts());
        _ = writeln!(
            html,
            "<p><label for=\"filter_text\">{}</label><input id=\"filter_text\" name=\"text\" type=\"search\"></p>",
            text("findings-page-text")
        );
        for (name, key) in [("from", "findings-page-from"), ("to", "findings-page-to")] {
            _ = writeln!(
                html,
                "<p><label for=\"filter_{name}\">{}</label><input id=\"filter_{name}\" name=\"{name}\" inputmode=\"decimal\" \
                 aria-describedby=\"filter_hint\"></p>",
                text(key)
            );
        }
        _ = writeln!(html, "<p><button type=\"reset\">{}</button></p>", text("findings-page-reset"));
        _ = writeln!(html, "<p id=\"filter_hint\">{}</p>\n</form>", text("findings-page-hint"));
        let all = self.voice.number(i64::try_from(self.found.len()).unwrap_or(i64::MAX));
        let count = lang.text_words("findings-page-count", &[("all", &all)]);
        _ = writeln!(html, "<p id=\"filter_status\" role=\"status\">{}</p>", escape_html(&count));
    }

    fn select(&self, html: &mut String, name: &str, label: &str, all: &str, options: &[(String, String)]) {
        let text = |key: &str| escape_html(&self.voice.lang.text(key));
        let options: String = options
            .iter()
            .map(|(value, words)| format!("<option value=\"{}\">{}</option>", escape_html(value), escape_html(words)))
            .collect();
        _ = writeln!(
            html,
            "<p><label for=\"filter_{name}\">{}</label><select id=\"filter_{name}\" name=\"{name}\"><option value=\"\">{}</option>{options}</select></p>",
            text(label),
            text(all)
        );
    }

    /// The clauses that have findings, with how many.
    fn clauses(&self) -> Vec<(String, String)> {
        let groups = self.found.chunk_by(|one, next| one.clause == next.clause);
        groups
            .filter_map(|group| {
                let clause = &group.first()?.clause;
                Some((
                    clause.clone(),
                    format!(
                        "{} ({})",
                        clause_words(clause, self.voice.lang),
                        self.voice.number(i64::try_from(group.len()).unwrap_or(i64::MAX))
                    ),
                ))
            })
            .collect()
    }

    /// The verdicts that findings have, each followed by its kinds.
    fn verdicts(&self) -> Vec<(String, String)> {
        let lang = self.voice.lang;
        let mut options = Vec::new();
        for verdict in Verdict::WORST_FIRST {
            let mut kinds: Vec<Lapse> = self.found.iter().filter(|one| one.verdict == verdict).map(|one| one.lapse).collect();
            kinds.sort();
            kinds.dedup();
            if !kinds.is_empty() {
                options.push((verdict.name().to_owned(), verdict.words(lang)));
            }
            let named = kinds.into_iter().filter_map(|kind| Some((kind, kind.name()?)));
            options.extend(named.map(|(kind, name)| (format!("{}-{name}", verdict.name()), verdict_words(verdict, kind, lang))));
        }
        options
    }
}

/// A verdict and how the promise was broken, in words.
fn verdict_words(verdict: Verdict, lapse: Lapse, lang: Lang) -> String {
    let kind = lapse.name().map(|kind| format!(": {}", lang.text(&format!("word-{kind}"))));
    format!("{}{}", verdict.words(lang), kind.unwrap_or_default())
}

/// The clause that a finding is of, and its place in the document.
fn clause_of<'a>(clauses: &'a [ClauseResult], address: &str) -> (usize, Option<&'a ClauseResult>) {
    let place = clauses.iter().position(|one| one.address == address);
    let place = place.or_else(|| clauses.iter().position(|one| one.clause == address));
    place.map_or((clauses.len(), None), |place| (place, clauses.get(place)))
}
