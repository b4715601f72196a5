//! A figure: a picture that is also a title, an alternative text and a table.
//!
//! One drawing serves HTML, PDF and Word. A layout puts words, bars, lines and marks on a [`Scene`](scene::Scene) in whole numbers; the
//! scene becomes SVG, and tests ask it whether anything lies on anything else.

mod bars;
mod calendar;
mod chart;
mod ink;
mod key;
mod lines;
mod scale;
mod scene;
mod sideways;
mod stacked;
mod timeline;

#[cfg(test)]
pub(super) mod crowded;

pub use calendar::{Calendar, Cell, Duties, Mark};
pub use chart::{Amount, Chart, Drawing, Row, whole_shares};
pub use timeline::{Point, Timeline, Until};

use super::{Align, Block, Column, Inline, Table};
use scene::Scene;

/// A picture that is also a title, an alternative text and a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// Amounts by row and series.
    Chart(Chart),
    /// Steps along a line.
    Timeline(Timeline),
    /// What is owed when, and what became of it.
    Calendar(Calendar),
}

impl From<Chart> for Figure {
    fn from(chart: Chart) -> Self {
        Self::Chart(chart)
    }
}

impl From<Timeline> for Figure {
    fn from(timeline: Timeline) -> Self {
        Self::Timeline(timeline)
    }
}

impl From<Calendar> for Figure {
    fn from(calendar: Calendar) -> Self {
        Self::Calendar(calendar)
    }
}

impl Figure {
    /// Returns what the figure shows, as a statement.
    pub fn title(&self) -> &str {
        match self {
            Self::Chart(chart) => &chart.title,
            Self::Timeline(timeline) => &timeline.title,
            Self::Calendar(calendar) => &calendar.title,
        }
    }

    /// Returns what someone who does not see the figure should know from it.
    pub fn alt(&self) -> &str {
        match self {
            Self::Chart(chart) => &chart.alt,
            Self::Timeline(timeline) => &timeline.alt,
            Self::Calendar(calendar) => &calendar.alt,
        }
    }

    /// Returns the sentence that stands in the figure's place when it has nothing to show.
    pub fn empty(&self) -> &str {
        match self {
            Self::Chart(chart) => &chart.empty,
            Self::Timeline(timeline) => &timeline.empty,
            Self::Calendar(calendar) => &calendar.empty,
        }
    }

    /// Whether it has nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Chart(chart) => chart.rows.is_empty(),
            Self::Timeline(timeline) => timeline.points.is_empty(),
            Self::Calendar(calendar) => calendar.rows.is_empty(),
        }
    }

    /// Returns every text in the figure, to be set as the language sets it.
    pub(super) fn texts(&mut self) -> Vec<&mut String> {
        match self {
            Self::Chart(chart) => {
                let Chart { title, unit, label, series, rows, alt, empty, .. } = chart;
                let mut texts = vec![title, unit, label, alt, empty];
                texts.extend(series);
                for row in rows {
                    texts.push(&mut row.label);
                    texts.extend(row.amounts.iter_mut().flatten().map(|amount| &mut amount.shown));
                }
                texts
            }
            Self::Timeline(timeline) => {
                let Timeline { title, unit, label, when, points, ticks, alt, empty } = timeline;
                let mut texts = vec![title, unit, label, when, alt, empty];
                texts.extend(points.iter_mut().flat_map(|point| [&mut point.label, &mut point.shown]));
                texts.extend(ticks.iter_mut().map(|(_, text)| text));
                texts
            }
            Self::Calendar(calendar) => {
                let Calendar { title, unit, label, when, columns, marks, rows, alt, empty } = calendar;
                let mut texts = vec![title, unit, label, when, alt, empty];
                texts.extend(columns);
                texts.extend(marks.iter_mut().map(|(_, text)| text));
                for row in rows {
                    texts.push(&mut row.label);
                    texts.extend(row.cells.iter_mut().flatten().flat_map(|cell| [&mut cell.shown, &mut cell.said]));
                }
                texts
            }
        }
    }

    /// Returns what the figure shows as a table.
    pub fn table(&self) -> Table {
        match self {
            Self::Chart(chart) => chart.table(),
            Self::Timeline(timeline) => timeline.table(),
            Self::Calendar(calendar) => calendar.table(),
        }
    }

    /// Returns the figure in words, for a format without drawings: title, alternative text and table, or the sentence for nothing to show.
    pub fn in_words(&self) -> Vec<Block> {
        if self.is_empty() {
            return vec![Block::Paragraph(words(self.empty()))];
        }
        let title = Block::Paragraph(vec![Inline::Strong(words(self.title()))]);
        vec![title, Block::Paragraph(words(self.alt())), Block::Table(self.table())]
    }

    /// Draws the figure; `None` when it has nothing to show. Ids in the drawing start with `id`, which no other drawing on the page may
    /// share.
    pub(super) fn to_svg(&self, id: &str) -> Option<String> {
        Some(self.scene()?.to_svg(id, self.title(), self.alt()))
    }

    fn scene(&self) -> Option<Scene> {
        if self.is_empty() {
            return None;
        }
        match self {
            Self::Chart(chart) => match chart.drawing {
                Drawing::Bars | Drawing::Grouped => bars::scene(chart),
                Drawing::Stacked | Drawing::Shares => stacked::scene(chart),
                Drawing::Lines => lines::scene(chart),
            },
            Self::Timeline(timeline) => timeline.scene(),
            Self::Calendar(calendar) => calendar.scene(),
        }
    }
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::Text(text.to_owned())]
}

fn column(title: &str, align: Align) -> Column {
    Column { title: words(title), align }
}

/// A number of things as a length.
fn count(things: usize) -> i64 {
    i64::try_from(things).unwrap_or(0)
}
