use super::{Align, Block, Column, Inline, Table};

/// A horizontal bar chart that is also a table and a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What the chart shows, as a statement rather than a topic.
    pub title: String,
    /// The unit in which the numbers are shown.
    pub unit: String,
    /// The titles of the table's columns.
    pub columns: ChartColumns,
    /// The bars from the top down.
    pub bars: Vec<Bar>,
    /// What someone who does not see the chart should know from it.
    pub alt: String,
    /// The sentence that stands in the chart's place when there are no bars.
    pub empty: String,
}

/// The titles of the table that repeats a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartColumns {
    /// What the bars stand for.
    pub label: String,
    /// What their length stands for.
    pub value: String,
    /// What their filled part stands for; `None` where no bar has one.
    pub part: Option<String>,
}

/// A bar of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What the bar stands for.
    pub label: String,
    /// The length, in any unit that all bars of the chart share; may be negative.
    pub value: i64,
    /// The length as the language writes it.
    pub shown: String,
    /// A part of the whole: it is filled, the rest is only outlined.
    pub part: Option<Part>,
}

/// The part of a bar that is filled.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The length, in the unit of the bar; drawn no longer than the bar.
    pub value: i64,
    /// The length as the language writes it.
    pub shown: String,
}

impl Chart {
    /// Returns the numbers of the chart as a table, a row per bar.
    pub fn table(&self) -> Table {
        let column = |title: &str, align| Column { title: cell(title), align };
        let mut columns = vec![column(&self.columns.label, Align::Start), column(&self.columns.value, Align::End)];
        columns.extend(self.columns.part.as_ref().map(|title| column(title, Align::End)));
        let rows = self.bars.iter().map(|bar| {
            let mut row = vec![cell(&bar.label), cell(&bar.shown)];
            if self.columns.part.is_some() {
                row.push(bar.part.as_ref().map_or_else(Vec::new, |part| cell(&part.shown)));
            }
            row
        });
        Table { caption: None, rows: rows.collect(), columns, row_headers: true }
    }

    /// Returns the chart in words, for a format without drawings: title, alternative text and table, or the sentence for no bars.
    pub fn in_words(&self) -> Vec<Block> {
        if self.bars.is_empty() {
            return vec![Block::Paragraph(cell(&self.empty))];
        }
        let title = Block::Paragraph(vec![Inline::Strong(cell(&self.title))]);
        vec![title, Block::Paragraph(cell(&self.alt)), Block::Table(self.table())]
    }
}

fn cell(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}
