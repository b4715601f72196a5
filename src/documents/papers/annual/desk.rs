use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

use super::super::super::{Chart, Figure};
use super::promises::ToFollow;
use super::{cell, file_name, md};
use crate::governance::report::{About, Doubt, Report, doubts};
use crate::measures::{Figures, Reading, Reported, Unit, Written};
use crate::prose::{Fact, Voice};
use crate::source::Sources;

/// What the texts are written from, and what they have used of it so far.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) report: Report,
    pub(super) figures: Figures,
    pub(super) voice: Voice,
    pub(super) doubts: Vec<Doubt>,
    /// The name of the file of figures.
    file: String,
    /// The lines of the figures by the place where they start.
    lines: BTreeMap<usize, usize>,
    /// What the report has to follow up.
    pub(super) follow_up: Vec<ToFollow>,
    used: Mutex<Used>,
}

/// What the texts have used, in the order of use.
#[derive(Debug, Default)]
struct Used {
    origins: Vec<Origin>,
    charts: BTreeMap<String, Figure>,
    tables: usize,
    figures: usize,
    followed: bool,
    commented: BTreeSet<(String, Option<String>, Option<String>)>,
}

/// Where a number in the document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Origin {
    /// The number as it is shown, or the table or chart.
    shown: String,
    /// Where it comes from.
    from: String,
}

impl Desk {
    pub(super) fn new(report: Report, figures: Figures, voice: Voice, sources: &Sources) -> Self {
        let lines = figures.all().map(|one| (one.span.start, sources.line_column(one.span).line)).collect();
        let doubts = doubts(&report, &figures);
        Self { file: file_name(&figures, sources), lines, doubts, report, figures, voice, follow_up: Vec::new(), used: Mutex::default() }
    }

    /// The desk with what the report has to follow up.
    pub(super) fn with_follow_up(self, follow_up: Vec<ToFollow>) -> Self {
        Self { follow_up, ..self }
    }

    /// Notes that the document follows up on promises.
    pub(super) fn follows_up(&self) {
        self.used().followed = true;
    }

    /// Whether the document follows up on promises.
    pub(super) fn has_followed_up(&self) -> bool {
        self.used().followed
    }

    fn used(&self) -> MutexGuard<'_, Used> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The charts that were asked for, by name.
    pub(super) fn charts(&self) -> BTreeMap<String, Figure> {
        self.used().charts.clone()
    }

    /// Where each number comes from, for the table at the end.
    pub(super) fn origins(&self) -> Vec<Value> {
        let used = self.used();
        let told =
            used.origins.iter().zip(1..).map(|(one, number)| json!({"number": number, "shown": cell(&one.shown), "from": cell(&one.from)}));
        told.collect()
    }

    /// A number as Markdown that leads to where it comes from.
    pub(super) fn sourced(&self, shown: &str, from: String) -> String {
        format!("[{}](figure:{})", md(shown), self.origin(shown, from))
    }

    /// Notes where something comes from; its number among the sources, counted from 1.
    pub(super) fn origin(&self, shown: &str, from: String) -> usize {
        let origin = Origin { shown: shown.to_owned(), from };
        let mut used = self.used();
        if let Some(at) = used.origins.iter().position(|one| *one == origin) {
            return at + 1;
        }
        used.origins.push(origin);
        used.origins.len()
    }

    /// The number of the next table.
    pub(super) fn next_table(&self) -> usize {
        let mut used = self.used();
        used.tables += 1;
        used.tables
    }

    /// The number of the next chart.
    pub(super) fn next_figure(&self) -> usize {
        let mut used = self.used();
        used.figures += 1;
        used.figures
    }

    pub(super) fn keep_chart(&self, name: &str, chart: Chart) {
        self.used().charts.insert(name.to_owned(), chart.into());
    }

    /// Whether a row's comment is shown for the first time.
    pub(super) fn comments_first(&self, measure: &str, about: &About) -> bool {
        self.used().commented.insert((measure.to_owned(), about.claim_type.clone(), about.reason.clone()))
    }

    /// What the document calls a key figure.
    pub(super) fn name(&self, measure: &str) -> String {
        self.report.measures.get(measure).map_or_else(|| measure.to_owned(), |one| one.name.clone())
    }

    /// What the document calls a row of a key figure.
    pub(super) fn name_of(&self, measure: &str, about: &About) -> String {
        let name = self.name(measure);
        self.report.name_of(about).map_or(name.clone(), |row| format!("{name}, {row}"))
    }

    pub(super) fn text(&self, key: &str, words: &[(&str, String)]) -> String {
        let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
        self.voice.lang.text_words(key, &words)
    }

    /// Where figures come from: who says so, and the lines of the file.
    pub(super) fn reported(&self, rows: &[&Reported]) -> String {
        let mut says: Vec<&str> = Vec::new();
        for row in rows {
            if !says.contains(&row.source.as_str()) {
                says.push(&row.source);
            }
        }
        let mut lines: Vec<usize> = rows.iter().filter_map(|row| self.lines.get(&row.span.start).copied()).collect();
        lines.sort_unstable();
        lines.dedup();
        let says = self.voice.fact(&Fact::AllOf(says.iter().map(|one| Fact::Text((*one).to_owned())).collect()));
        let key = if lines.len() == 1 { "report-origin-line" } else { "report-origin-lines" };
        self.text(key, &[("source", says), ("file", self.file.clone()), ("lines", ranges(&lines))])
    }

    /// A figure of a row in a year.
    ///
    /// # Errors
    /// The report does not name the key figure, or there is none for the row and year.
    pub(super) fn figure(&self, measure: &str, year: i32, about: &About) -> Result<&Reported, String> {
        if !self.report.measures.contains_key(measure) {
            let names = self.report.measures.keys().map(String::as_str);
            return Err(format!("`{measure}` is not among the report's `measures:`; {}", crate::diagnostic::one_of(measure, names)));
        }
        let found = self.figures.one(measure, year, about.claim_type.as_deref(), about.reason.as_deref());
        found.ok_or_else(|| {
            let row = about.claim_type.as_ref().or(about.reason.as_ref()).map_or(String::new(), |row| format!(" of `{row}`"));
            format!(
                "there is no figure `{measure}`{row} for {year} in `reports/{}`",
                if self.file.is_empty() { "figures.csv" } else { &self.file }
            )
        })
    }

    /// A number in a unit with so many decimals.
    pub(super) fn in_unit(&self, reading: Reading, unit: &Unit, places: u32) -> String {
        self.voice.counted(Written { hundredths: reading.hundredths(unit, places), places }, unit)
    }

    /// A note with what contradicts itself, as Markdown; empty where nothing does.
    pub(super) fn note(&self, about: impl Fn(&Doubt) -> bool) -> String {
        let said: Vec<String> =
            self.doubts.iter().filter(|doubt| about(doubt)).map(|doubt| md(&doubt.words(&self.report, &self.voice))).collect();
        match said.as_slice() {
            [] => String::new(),
            [one] => format!("> **{}** {one}\n\n", md(&self.text("report-remark", &[]))),
            several => {
                let items: String = several.iter().map(|one| format!("> - {one}\n")).collect();
                format!("> **{}**\n>\n{items}\n", md(&self.text("report-remark", &[])))
            }
        }
    }
}

/// Line numbers with runs drawn together: `10–29, 31`.
fn ranges(lines: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        match runs.last_mut().filter(|(_, end)| end + 1 == *line) {
            Some((_, end)) => *end = *line,
            None => runs.push((*line, *line)),
        }
    }
    let runs = runs.iter().map(|(start, end)| if start == end { start.to_string() } else { format!("{start}–{end}") });
    runs.collect::<Vec<_>>().join(", ")
}

/// Takes the full stop away that follows an amount which ends in `kr.` already.
pub(super) fn closed(markdown: &str) -> String {
    let mut closed = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once("kr.](figure:") {
        let (number, behind) = after.split_once(')').unwrap_or((after, ""));
        closed.push_str(before);
        closed.push_str("kr.](figure:");
        closed.push_str(number);
        closed.push(')');
        let ends = |behind: &str| behind.chars().next().is_none_or(char::is_whitespace);
        rest = behind.strip_prefix('.').filter(|behind| ends(behind)).unwrap_or(behind);
    }
    closed.push_str(rest);
    closed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_brings_its_full_stop_with_it() {
        assert_eq!(
            closed("Det er [2 kr.](figure:1). Og [3 kr.](figure:2), [4](figure:3)."),
            "Det er [2 kr.](figure:1) Og [3 kr.](figure:2), [4](figure:3)."
        );
        assert_eq!(closed("[2 kr.](figure:1)."), "[2 kr.](figure:1)");
    }

    #[test]
    fn lines_are_drawn_together() {
        assert_eq!(ranges(&[3, 4, 5, 9, 11, 12]), "3–5, 9, 11–12");
    }
}
