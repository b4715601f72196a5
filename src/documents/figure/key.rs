//! Words beside a patch of what they name, set one after another in reading order.

use super::super::lettering::{LINE, width, wrap};
use super::count;
use super::ink::{Ink, Shape};
use super::scene::{Area, GAP, Look, Scene, Side, TO_BASELINE};

/// A patch of a series: wide enough to see its pattern.
const PATCH: (i64, i64) = (220, 120);
const BETWEEN: i64 = 170;
/// More lines than words of a title need.
const LINES_AT_MOST: usize = 6;

/// What stands before the words of an item.
#[derive(Debug, Clone, Copy)]
pub(super) enum Patch {
    Series(Ink),
    Mark(Shape, &'static str),
}

impl Patch {
    fn width(self) -> i64 {
        match self {
            Self::Series(_) => PATCH.0,
            Self::Mark(..) => 120,
        }
    }

    fn draw(self, scene: &mut Scene, left: i64, middle: i64) {
        match self {
            Self::Series(ink) => scene.bar(Area { left, top: middle - PATCH.1 / 2, width: PATCH.0, height: PATCH.1 }, ink),
            Self::Mark(shape, colour) => scene.parts.push(super::scene::Part::Mark((left + 60, middle), shape, colour)),
        }
    }
}

impl Scene {
    /// Sets items below what is there, as many in a line as fit, and makes the drawing as much higher.
    pub(super) fn flow(&mut self, items: &[(Patch, String)]) {
        let mut left = 0;
        let mut middle = self.height + LINE / 2;
        for (patch, words) in items {
            let room = self.width - patch.width() - GAP;
            let lines = wrap(words, room, LINES_AT_MOST);
            let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
            let wide = patch.width() + GAP + widest;
            if left > 0 && (left + wide > self.width || lines.len() > 1) {
                (left, middle) = (0, middle + LINE);
            }
            patch.draw(self, left, middle);
            self.lines(left + patch.width() + GAP, middle + TO_BASELINE, Side::Start, Look::Plain, &lines);
            let more = LINE * (count(lines.len()) - 1).max(0);
            if more > 0 {
                // What takes several lines has them to itself.
                (left, middle) = (self.width, middle + more);
            } else {
                left += wide + BETWEEN;
            }
        }
        self.height = middle + LINE / 2;
    }

    /// Sets the names of series, each beside its patch.
    pub(super) fn key(&mut self, series: &[String]) {
        let items: Vec<_> = series.iter().enumerate().map(|(at, name)| (Patch::Series(Ink::of(at)), name.clone())).collect();
        self.flow(&items);
        self.height += 2 * GAP;
    }
}
