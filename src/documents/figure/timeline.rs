//! Steps along a line of days: what may happen when, one step below the other.

use super::super::lettering::{LINE, wrap};
use super::super::{Align, Table};
use super::ink::{HALF_MARK, Ink, Shape};
use super::scale::Scale;
use super::scene::{Area, GAP, Look, Part, Scene, Side, TO_BASELINE, TOTAL};
use super::{column, count, words};

/// Steps along a line, in the order in which they are told.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// What the figure shows, as a statement rather than a topic.
    pub title: String,
    /// What the places along the line are, with their unit.
    pub unit: String,
    /// What the steps are: the title of the table's first column.
    pub label: String,
    /// The title of the table's second column, which says when they come.
    pub when: String,
    /// The steps from the top down.
    pub points: Vec<Point>,
    /// Places along the line that are written below it, ascending; where two are too near, the later is left out.
    pub ticks: Vec<(i64, String)>,
    /// What someone who does not see the figure should know from it.
    pub alt: String,
    /// The sentence that stands in the figure's place when there are no steps.
    pub empty: String,
}

/// A step along a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What happens.
    pub label: String,
    /// When, in words.
    pub shown: String,
    /// Where the wait for it begins, if there is one; drawn as a dotted line.
    pub since: Option<i64>,
    /// Where it may happen at the earliest, or happens.
    pub from: i64,
    /// How long after that it may happen.
    pub until: Until,
}

/// How long something may happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// At that moment only.
    Then,
    /// Up to this place, inclusive.
    Last(i64),
    /// Without an end.
    Open,
}

const TRACK: i64 = 170;
const BAR: i64 = 110;
const BETWEEN: i64 = 120;
/// Room for a mark at the start, and for a mark and an arrow at the end.
const START: i64 = 80;
const END: i64 = 420;
const LINES_AT_MOST: usize = 4;

impl Timeline {
    /// Returns the steps as a table.
    pub fn table(&self) -> Table {
        let rows = self.points.iter().map(|point| vec![words(&point.label), words(&point.shown)]).collect();
        let columns = vec![column(&self.label, Align::Start), column(&self.when, Align::Start)];
        Table { caption: None, columns, rows, row_headers: true }
    }

    pub(super) fn scene(&self) -> Option<Scene> {
        let mut scene = Scene::new(TOTAL, &self.unit);
        let places = || self.points.iter().flat_map(Point::places).chain(self.ticks.iter().map(|(place, _)| *place));
        let (least, most) = (places().min()?, places().max()?);
        let scale = Scale::of([i128::from(most) - i128::from(least)], TOTAL - START - END);
        let x = |place: i64| START + scale.at(i128::from(place) - i128::from(least));
        let mut tracks = Vec::new();
        for point in &self.points {
            told(&mut scene, point);
            let middle = scene.height + TRACK / 2;
            tracks.push(middle);
            point.draw(&mut scene, middle, &x);
            scene.height += TRACK + BETWEEN;
        }
        let top = scene.height;
        let mut free = 0;
        for (place, shown) in &self.ticks {
            let x = x(*place);
            let half = Look::Plain.width(shown) / 2;
            // The first stands at the edge; none reaches beyond it.
            let (from, side, at) = if x < half { (0, Side::Start, 0) } else { (x - half, Side::Middle, x) };
            let long = 2 * half;
            if from < free || from + long > TOTAL {
                continue;
            }
            free = from + long + GAP;
            scene.rule((x, top), (x, top + GAP), 8);
            scene.words(at, top + GAP + LINE / 2 + TO_BASELINE, side, Look::Plain, shown);
        }
        if !self.ticks.is_empty() {
            scene.rule((START, top), (TOTAL - END, top), 8);
            scene.height = top + GAP + LINE + GAP / 2;
        }
        Some(scene)
    }
}

/// Says what happens and when: on one line where there is room, else below one another.
fn told(scene: &mut Scene, point: &Point) {
    let label = wrap(&point.label, Look::Strong.room(TOTAL), LINES_AT_MOST);
    let shown = wrap(&point.shown, TOTAL, LINES_AT_MOST);
    let baseline = scene.height + LINE / 2 + TO_BASELINE;
    scene.lines(0, baseline, Side::Start, Look::Strong, &label);
    if let ([one], [other]) = (label.as_slice(), shown.as_slice()) {
        let after = Look::Strong.width(one) + 2 * GAP;
        if after + Look::Plain.width(other) <= TOTAL {
            scene.words(after, baseline, Side::Start, Look::Plain, other);
            scene.height += LINE;
            return;
        }
    }
    let lines = count(label.len());
    scene.lines(0, baseline + LINE * lines, Side::Start, Look::Plain, &shown);
    scene.height += LINE * (lines + count(shown.len()));
}

impl Point {
    fn places(&self) -> impl Iterator<Item = i64> {
        let last = if let Until::Last(last) = self.until { Some(last) } else { None };
        self.since.into_iter().chain([self.from]).chain(last)
    }

    fn draw(&self, scene: &mut Scene, middle: i64, x: &impl Fn(i64) -> i64) {
        let ink = Ink::of(0);
        let from = x(self.from);
        if let Some(since) = self.since.map(x).filter(|since| *since < from) {
            scene.rule((since, middle - GAP), (since, middle + GAP), 8);
            scene.parts.push(Part::Rule { from: (since, middle), to: (from - HALF_MARK - 12, middle), stroke: 16, firm: false });
        }
        match self.until {
            Until::Last(last) if x(last) > from => {
                scene.bar(Area { left: from, top: middle - BAR / 2, width: x(last) - from, height: BAR }, ink);
            }
            Until::Then | Until::Last(_) => scene.parts.push(Part::Mark((from, middle), Shape::Disc, ink.colour)),
            Until::Open => {
                let tip = from + END - START - GAP;
                scene.parts.push(Part::Mark((from, middle), Shape::Ring, ink.colour));
                scene.parts.push(Part::Line(vec![(from + HALF_MARK + 12, middle), (tip, middle)], ink));
                scene.parts.push(Part::Line(vec![(tip - 70, middle - 50), (tip, middle), (tip - 70, middle + 50)], ink));
            }
        }
    }
}
