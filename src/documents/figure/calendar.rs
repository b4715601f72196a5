//! What is owed when, and what became of it: a row a duty, a column a month or a year.

use super::super::lettering::{LINE, width, wrap};
use super::super::{Align, Table};
use super::ink::{HALF_MARK, Ink, Shape};
use super::key::Patch;
use super::scene::{Area, GAP, Look, Part, Scene, Side, TO_BASELINE, TOTAL, Words};
use super::{column, count, words};

/// A calendar of duties.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    /// What the figure shows, as a statement rather than a topic.
    pub title: String,
    /// What the columns are.
    pub unit: String,
    /// What the rows are: the title of the table's first column.
    pub label: String,
    /// The title of the table's second column, which says what is owed when.
    pub when: String,
    /// The columns from left to right, in few letters.
    pub columns: Vec<String>,
    /// What each mark that occurs means, in reading order.
    pub marks: Vec<(Mark, String)>,
    /// The rows from the top down.
    pub rows: Vec<Duties>,
    /// What someone who does not see the figure should know from it.
    pub alt: String,
    /// The sentence that stands in the figure's place when there are no rows.
    pub empty: String,
}

/// A row of a calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Duties {
    /// What is owed.
    pub label: String,
    /// A cell a column; `None` where nothing is owed.
    pub cells: Vec<Option<Cell>>,
}

/// What is owed in one column, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What became of it.
    pub mark: Mark,
    /// The same in few letters; they are left out of the drawing where there is no room, as of those that follow closely on one another.
    pub shown: String,
    /// The same with its time, for the table.
    pub said: String,
}

/// What became of something owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Done in time.
    Done,
    /// Done after its last day.
    Late,
    /// Not done, and the last day has passed.
    Missed,
    /// Not done, and the last day has not passed.
    ToCome,
    /// Nobody can tell.
    Unknown,
}

const STRIP: i64 = 220;
const BETWEEN: i64 = 120;
const LINES_AT_MOST: usize = 4;

impl Mark {
    fn look(self) -> (Shape, &'static str) {
        let (shape, ink) = match self {
            Self::Done => (Shape::Disc, 0),
            Self::Late => (Shape::Triangle, 1),
            Self::Missed => (Shape::Cross, 5),
            Self::ToCome => (Shape::Ring, 0),
            Self::Unknown => (Shape::Frame, 7),
        };
        (shape, Ink::of(ink).colour)
    }
}

impl Calendar {
    /// Returns the calendar as a table: a row a duty, with all that is owed of it in one cell.
    pub fn table(&self) -> Table {
        let rows = self.rows.iter().map(|row| {
            let said: Vec<&str> = row.cells.iter().flatten().map(|cell| cell.said.as_str()).collect();
            vec![words(&row.label), words(&if said.is_empty() { "–".to_owned() } else { said.join("; ") })]
        });
        let columns = vec![column(&self.label, Align::Start), column(&self.when, Align::Start)];
        Table { caption: None, columns, rows: rows.collect(), row_headers: true }
    }

    pub(super) fn scene(&self) -> Option<Scene> {
        let columns = count(self.columns.len());
        if columns == 0 {
            return None;
        }
        let mut scene = Scene::new(TOTAL, &self.unit);
        let items: Vec<_> = self.marks.iter().map(|(mark, words)| (*mark, words)).collect();
        let items: Vec<_> = items
            .into_iter()
            .map(|(mark, words)| {
                let (shape, colour) = mark.look();
                (Patch::Mark(shape, colour), words.clone())
            })
            .collect();
        scene.flow(&items);
        scene.height += GAP;
        let edge = |at: i64| TOTAL * at / columns;
        self.heads(&mut scene, &edge);
        for row in &self.rows {
            let label = wrap(&row.label, TOTAL, LINES_AT_MOST);
            scene.lines(0, scene.height + LINE / 2 + TO_BASELINE, Side::Start, Look::Plain, &label);
            scene.height += LINE * count(label.len()) + GAP / 3;
            row.draw(&mut scene, columns, &edge);
            scene.height += STRIP + BETWEEN;
        }
        scene.height -= BETWEEN - GAP;
        Some(scene)
    }

    /// Names the columns, leaving out those that would lie on the one before.
    fn heads(&self, scene: &mut Scene, edge: &impl Fn(i64) -> i64) {
        let mut free = 0;
        for (head, at) in self.columns.iter().zip(0..) {
            let (left, wide) = (edge(at) + GAP / 3, Look::Strong.width(head));
            if left < free || left + wide > TOTAL {
                continue;
            }
            free = left + wide + GAP / 2;
            scene.words(left, scene.height + LINE / 2 + TO_BASELINE, Side::Start, Look::Strong, head);
        }
        scene.height += LINE + GAP;
    }
}

impl Duties {
    /// Draws the cells of the row side by side.
    fn draw(&self, scene: &mut Scene, columns: i64, edge: &impl Fn(i64) -> i64) {
        let (top, bottom) = (scene.height, scene.height + STRIP);
        let middle = top + 84;
        scene.rule((0, bottom), (TOTAL, bottom), 6);
        for at in 0..=columns {
            scene.rule((edge(at), bottom - 44), (edge(at), bottom), 6);
        }
        let cells: Vec<(i64, &Cell)> =
            (0..columns).zip(&self.cells).filter_map(|(at, cell)| cell.as_ref().map(|cell| (at, cell))).collect();
        let place = |at: i64| edge(at) + GAP / 2 + HALF_MARK + 12;
        for (at, cell) in &cells {
            let (shape, colour) = cell.mark.look();
            scene.parts.push(Part::Mark((place(*at), middle), shape, colour));
        }
        for (order, (at, cell)) in cells.iter().enumerate() {
            let x = place(*at);
            let end = cells.get(order + 1).map_or(TOTAL, |(next, _)| place(*next) - HALF_MARK - GAP);
            let start = order.checked_sub(1).and_then(|before| cells.get(before)).map_or(0, |(before, _)| place(*before) + HALF_MARK + GAP);
            let away = HALF_MARK + 12 + GAP / 2;
            let wide = width(&cell.shown);
            let (x, side) = match () {
                () if x + away + wide <= end => (x + away, Side::Start),
                () if x - away - wide >= start => (x - away, Side::End),
                () => continue,
            };
            let said = Words { x, baseline: middle + TO_BASELINE, side, look: Look::Plain, words: cell.shown.clone() };
            let Area { left, width, .. } = said.area();
            let taken = scene.parts.iter().any(|part| matches!(part, Part::Words(other) if other.baseline == said.baseline && other.area().meets(&Area { left: left - GAP, width: width + 2 * GAP, ..said.area() })));
            if !taken {
                scene.parts.push(Part::Words(said));
            }
        }
    }
}
