use super::{Align, Block, Column, Inline, Table};

/// A chart that is also a table and a sentence: amounts by row and series.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What the chart shows, as a statement rather than a topic.
    pub title: String,
    /// The unit in which the numbers are shown.
    pub unit: String,
    /// How it is drawn.
    pub drawing: Drawing,
    /// What the rows stand for: the title of the table's first column.
    pub label: String,
    /// What each amount of a row stands for: the titles of the table's other columns.
    pub series: Vec<String>,
    /// The rows from the top down, or from the left.
    pub rows: Vec<Row>,
    /// What someone who does not see the chart should know from it.
    pub alt: String,
    /// The sentence that stands in the chart's place when there are no rows.
    pub empty: String,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// A horizontal bar a row; of one series.
    Bars,
}

/// A row of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row stands for.
    pub label: String,
    /// An amount for each series; `None` where it is not known.
    pub amounts: Vec<Option<Amount>>,
}

/// An amount in a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The amount, in any unit that the whole chart shares; may be negative.
    pub value: i64,
    /// The amount as the language writes it.
    pub shown: String,
}

impl Chart {
    /// Returns the numbers of the chart as a table, a row per row.
    pub fn table(&self) -> Table {
        let column = |title: &String, align| Column { title: cell(title), align };
        let mut columns = vec![column(&self.label, Align::Start)];
        columns.extend(self.series.iter().map(|title| column(title, Align::End)));
        let rows = self.rows.iter().map(|row| {
            let amounts = row.amounts.iter().map(|amount| cell(amount.as_ref().map_or("–", |amount| &amount.shown)));
            std::iter::once(cell(&row.label)).chain(amounts).collect()
        });
        Table { caption: None, rows: rows.collect(), columns, row_headers: true }
    }

    /// Returns the chart in words, for a format without drawings: title, alternative text and table, or the sentence for no rows.
    pub fn in_words(&self) -> Vec<Block> {
        if self.rows.is_empty() {
            return vec![Block::Paragraph(cell(&self.empty))];
        }
        let title = Block::Paragraph(vec![Inline::Strong(cell(&self.title))]);
        vec![title, Block::Paragraph(cell(&self.alt)), Block::Table(self.table())]
    }
}

impl Row {
    /// A row of one series.
    pub fn of_one(label: String, value: i64, shown: String) -> Self {
        Self { label, amounts: vec![Some(Amount { value, shown })] }
    }

    /// The first amount; zero without words where it is not known.
    pub(super) fn first(&self) -> (i64, &str) {
        self.amounts.first().and_then(Option::as_ref).map_or((0, "–"), |amount| (amount.value, &amount.shown))
    }
}

fn cell(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}
