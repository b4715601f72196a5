use std::borrow::Cow;

/// The columns of a terminal that a person reads on.
const WIDTH: usize = 80;

/// Lines for a terminal: wrapped at 80 columns, or one line each for screen readers and grep.
pub(crate) struct Page {
    wraps: bool,
    lines: Vec<String>,
}

impl Page {
    pub(crate) fn new(wraps: bool) -> Self {
        Self { wraps, lines: Vec::new() }
    }

    /// Adds a text, indented; what does not fit goes on under it, indented by two more.
    pub(crate) fn put(&mut self, indent: usize, text: &str) {
        let text = &*text.replace(['\r', '\n', '\t'], " ");
        let text = &*harmless(text);
        if !self.wraps {
            self.lines.push(format!("{:indent$}{text}", ""));
            return;
        }
        let mut under = indent;
        for line in wrapped(text, WIDTH - indent, WIDTH - indent - 2) {
            self.lines.push(format!("{:under$}{line}", ""));
            under = indent + 2;
        }
    }

    /// Adds a blank line, unless each line stands for itself.
    pub(crate) fn gap(&mut self) {
        if self.wraps {
            self.lines.push(String::new());
        }
    }

    /// Adds a name with a short text set to the right of the page, and texts under them.
    pub(crate) fn entry(&mut self, name: &str, right: &str, under: &[String]) {
        if !self.wraps {
            let parts = [name, right].into_iter().chain(under.iter().map(String::as_str));
            self.lines.push(parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; "));
            return;
        }
        let (used, width) = (name.chars().count(), right.chars().count());
        if used + 2 + width <= WIDTH {
            self.lines.push(format!("{name}{:1$}{right}", "", WIDTH - used - width).trim_end().to_owned());
        } else {
            self.put(0, name);
            if !right.is_empty() {
                self.put(4, right);
            }
        }
        under.iter().for_each(|text| self.put(2, text));
    }

    /// Adds rows of cells in columns that are as wide as they must be; the first wide enough to fill the page wraps.
    ///
    /// `right` says which columns are set to the right, `flexible` which one wraps.
    pub(crate) fn table(&mut self, indent: usize, rows: &[Row], right: &[usize], flexible: usize) {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut widths: Vec<usize> = (0..columns)
            .map(|column| rows.iter().filter_map(|row| row.cells.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0))
            .collect();
        let others: usize = widths.iter().enumerate().filter(|(column, _)| *column != flexible).map(|(_, width)| width + 2).sum();
        if let Some(width) = widths.get_mut(flexible) {
            *width = (*width).min(WIDTH.saturating_sub(indent + others)).max(12);
        }
        let before: usize = widths.iter().take(flexible).map(|width| width + 2).sum();
        for row in rows {
            if !self.wraps {
                // An empty cell keeps its place, so that a number is still under its heading.
                let told = row.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
                let cells = row.cells.iter().take(told).map(|cell| if cell.is_empty() { "–" } else { cell.as_str() });
                let cells: Vec<&str> = cells.chain(row.under.iter().map(String::as_str)).collect();
                self.lines.push(format!("{:indent$}{}", "", cells.join("; ")));
                continue;
            }
            let width = widths.get(flexible).copied().unwrap_or(12);
            let mut parts = wrapped(row.cells.get(flexible).map_or("", String::as_str), width, width).into_iter();
            let first = parts.next().unwrap_or_default();
            let cells = row.cells.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                let cell = if column == flexible { &first } else { cell };
                if right.contains(&column) { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
            });
            let line = format!("{:indent$}{}", "", cells.collect::<Vec<_>>().join("  "));
            self.lines.push(line.trim_end().to_owned());
            self.lines.extend(parts.map(|part| format!("{:1$}{part}", "", indent + before)));
            for under in &row.under {
                self.put(indent + before, under);
            }
        }
    }

    pub(crate) fn text(&self) -> String {
        self.lines.join("\n")
    }
}

/// A text from outside as a terminal may show it: what steers a terminal, ends a line or turns the direction of writing is written out.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    // Marks that turn the direction of what follows could show a name as another one.
    let steers =
        |letter: char| letter.is_control() || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let written = |letter: char| if steers(letter) { letter.escape_default().to_string() } else { letter.to_string() };
    Cow::Owned(text.chars().map(written).collect())
}

/// A row of cells, and what stands under it.
#[derive(Debug, Default)]
pub(crate) struct Row {
    pub(crate) cells: Vec<String>,
    pub(crate) under: Vec<String>,
}

/// Breaks a text at spaces into lines of at most so many characters; a longer word is broken within.
fn wrapped(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split(' ') {
        let mut word: Vec<char> = word.chars().collect();
        loop {
            let width = if lines.is_empty() { first } else { rest }.max(1);
            let space = usize::from(used > 0);
            if used + space + word.len() <= width {
                if space > 0 {
                    line.push(' ');
                }
                used += space + word.len();
                line.extend(word);
                break;
            }
            if used == 0 {
                let left = word.split_off(width.min(word.len()));
                line.extend(word);
                word = left;
            }
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_within() {
        assert_eq!(wrapped("to be or not", 5, 5), ["to be", "or", "not"]);
        assert_eq!(wrapped("inddrivelsesmyndighed", 8, 8), ["inddrive", "lsesmynd", "ighed"]);
        assert_eq!(wrapped("", 8, 8), [""]);
        assert_eq!(wrapped("a inddrivelse", 4, 4), ["a", "indd", "rive", "lse"]);
    }

    #[test]
    fn what_steers_a_terminal_is_written_out() {
        assert_eq!(harmless("a\u{1b}[2J\nb\u{202e}c\u{9b}"), "a\\u{1b}[2J\\nb\\u{202e}c\\u{9b}");
        assert_eq!(harmless("æ ø\u{a0}å"), "æ ø\u{a0}å");
        let mut page = Page::new(true);
        page.put(2, "texts/\u{1b}]0;x\u{7}\ny: changed");
        assert_eq!(page.text(), "  texts/\\u{1b}]0;x\\u{7} y: changed", "a text of several lines is told as one");
    }

    #[test]
    fn a_table_keeps_within_the_page() {
        let mut page = Page::new(true);
        let row = Row { cells: vec!["2026-03-20".into(), "ord ".repeat(40), "1.200".into()], under: vec!["æ".repeat(100)] };
        page.table(2, &[row], &[2], 1);
        assert!(page.text().lines().all(|line| line.chars().count() <= 80), "{}", page.text());
    }
}
