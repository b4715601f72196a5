//! Lines over times: each begins with its first amount on the left and ends with its name and last amount on the right.

use super::super::lettering::{LINE, width, wrap};
use super::count;
use super::ink::Ink;
use super::scale::Scale;
use super::scene::{GAP, Look, Part, Scene, Side, TO_BASELINE, TOTAL, Words};
use super::sideways::spread;
use super::{Chart, Row};

const FIRST_AT_MOST: i64 = 900;
const LAST_AT_MOST: i64 = 1_500;
const PLOT_AT_LEAST: i64 = 1_500;
const HIGH: i64 = 1_900;
/// From the edge of the plot to the first time.
const INSET: i64 = 110;
/// An end that is not known is told with its time, which may be long; nothing is cut.
const LINES_AT_MOST: usize = 24;
/// From a point to the words about it.
const AWAY: i64 = 70;

/// A series that is drawn: its place, and for each row a place or nothing.
struct Series {
    at: usize,
    ink: Ink,
    points: Vec<Option<(i64, i64)>>,
}

pub(super) fn scene(chart: &Chart) -> Option<Scene> {
    let (first, last) = (ends(chart, false), ends(chart, true));
    let firsts: Vec<Vec<String>> = first.iter().map(|words| wrap(words, FIRST_AT_MOST, LINES_AT_MOST)).collect();
    let lasts: Vec<Vec<String>> = last.iter().map(|words| wrap(words, LAST_AT_MOST, LINES_AT_MOST)).collect();
    let widest = |labels: &[Vec<String>]| labels.iter().flatten().map(|line| width(line)).max().unwrap_or(0);
    let left = GAP + widest(&firsts).max(width("0"));
    let right = 4 * GAP + widest(&lasts);
    let length = (TOTAL - left - right).max(PLOT_AT_LEAST);
    let mut scene = Scene::new(left + length + right, &chart.unit);
    let top = scene.height;
    let tall = |labels: &[Vec<String>]| labels.iter().map(|lines| LINE * count(lines.len())).collect::<Vec<i64>>();
    let (tall_firsts, tall_lasts) = (tall(&firsts), tall(&lasts));
    let high = HIGH.max(tall_lasts.iter().sum()).max(tall_firsts.iter().sum());
    let values = chart.rows.iter().flat_map(|row| (0..chart.series.len()).filter_map(|at| row.value(at)));
    let scale = Scale::of(values.map(i128::from), high);
    let steps = (count(chart.rows.len()) - 1).max(1);
    let x = |at: usize| if chart.rows.len() == 1 { left + length / 2 } else { left + INSET + (length - 2 * INSET) * count(at) / steps };
    let y = |value: i64| top + high - scale.at(value.into());
    let series: Vec<Series> = chart
        .series
        .iter()
        .enumerate()
        .map(|(at, _)| {
            let points = chart.rows.iter().enumerate().map(|(row, one)| one.value(at).map(|value| (x(row), y(value))));
            Series { at, ink: Ink::of(at), points: points.collect() }
        })
        .collect();
    scene.rule((left, y(0)), (left + length, y(0)), 8);
    for one in &series {
        one.draw(&mut scene);
    }
    let reach = |labels: &[i64], point: &dyn Fn(&Series) -> i64| {
        let wishes: Vec<(i64, i64)> = series.iter().zip(labels).map(|(one, tall)| (point(one), *tall)).collect();
        // Half a line's room above and below: the words of an amount at the edge are not moved.
        spread(&wishes, top - LINE / 2, top + high + LINE / 2)
    };
    let zero = y(0);
    let end_of = |one: &Series| one.points.iter().rev().flatten().next().map_or(zero, |(_, y)| *y);
    let start_of = |one: &Series| one.points.iter().flatten().next().map_or(zero, |(_, y)| *y);
    for ((one, middle), lines) in series.iter().zip(reach(&tall_lasts, &end_of)).zip(&lasts) {
        let from = left + length;
        one.lead(&mut scene, (from - INSET / 2, end_of(one)), (from + 2 * GAP, middle));
        scene.lines_around(from + 4 * GAP, middle, Side::Start, Look::Plain, lines);
    }
    for ((_, middle), lines) in series.iter().zip(reach(&tall_firsts, &start_of)).zip(&firsts) {
        scene.lines_around(left - GAP, middle, Side::End, Look::Plain, lines);
    }
    let nought = Words { x: left - GAP, baseline: zero + TO_BASELINE, side: Side::End, look: Look::Plain, words: "0".to_owned() };
    if scene.is_free(nought.area()) {
        scene.parts.push(Part::Words(nought));
    }
    scene.height = top + high + LINE / 2 + GAP;
    let places: Vec<i64> = (0..chart.rows.len()).map(x).collect();
    times(&mut scene, &chart.rows, &places);
    for one in &series {
        one.extremes(&mut scene, chart, top + high + LINE / 2);
    }
    Some(scene)
}

/// What is said of each series at the left end, or at the right one: its amount there, or the nearest that is known with its time.
fn ends(chart: &Chart, is_last: bool) -> Vec<String> {
    let rows: Vec<&Row> = if is_last { chart.rows.iter().rev().collect() } else { chart.rows.iter().collect() };
    let said = chart.series.iter().enumerate().map(|(at, name)| {
        let known = rows.iter().position(|row| row.value(at).is_some());
        let row = known.and_then(|known| rows.get(known));
        let amount = match (row, known) {
            (Some(row), Some(0)) => row.shown(at).to_owned(),
            (Some(row), _) => format!("{} ({})", row.shown(at), row.label),
            (None, _) => "–".to_owned(),
        };
        if is_last && chart.series.len() > 1 { format!("{name} {amount}") } else { amount }
    });
    said.collect()
}

impl Series {
    fn draw(&self, scene: &mut Scene) {
        for run in self.points.split(Option::is_none) {
            let run: Vec<(i64, i64)> = run.iter().flatten().copied().collect();
            if run.len() > 1 {
                scene.parts.push(Part::Line(run, self.ink));
            }
        }
        for point in self.points.iter().flatten() {
            scene.parts.push(Part::Mark(*point, self.ink.shape, self.ink.colour));
        }
    }

    /// Leads from a line's end to its words, which begin with the line's mark.
    fn lead(&self, scene: &mut Scene, from: (i64, i64), to: (i64, i64)) {
        if self.points.iter().any(Option::is_some) && from.1 != to.1 {
            scene.parts.push(Part::Rule { from, to: (to.0 - 2 * GAP / 3, to.1), stroke: 6, firm: false });
        }
        scene.parts.push(Part::Mark(to, self.ink.shape, self.ink.colour));
    }

    /// Says the largest and the smallest amount where they lie between the ends, if there is room above the floor.
    fn extremes(&self, scene: &mut Scene, chart: &Chart, floor: i64) {
        let values: Vec<(usize, i64)> = chart.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.value(self.at)?))).collect();
        let [first, between @ .., last] = values.as_slice() else { return };
        let most = between.iter().max_by_key(|(at, value)| (*value, std::cmp::Reverse(*at))).filter(|one| one.1 > first.1.max(last.1));
        let least = between.iter().min_by_key(|(at, value)| (*value, *at)).filter(|one| one.1 < first.1.min(last.1));
        for (extreme, is_most) in [(most, true), (least, false)] {
            let place = extreme.and_then(|(at, _)| self.points.get(*at).copied().flatten().zip(chart.rows.get(*at)));
            let Some(((x, y), row)) = place else { continue };
            let shown = row.shown(self.at);
            let half = width(shown) / 2;
            let (above, below) = (y - AWAY - 35, y + AWAY + 110);
            let baselines = if is_most { [above, below] } else { [below, above] };
            let places = baselines.into_iter().flat_map(|baseline| [0, half, -half].map(|aside| (x + aside, baseline)));
            let free = places.map(|(x, baseline)| Words { x, baseline, side: Side::Middle, look: Look::Plain, words: shown.to_owned() });
            if let Some(words) = free.into_iter().find(|words| scene.is_free(words.area()) && words.baseline <= floor) {
                scene.parts.push(Part::Words(words));
            }
        }
    }
}

/// Says the times below the lines, as many as there is room for, always the first and the last.
fn times(scene: &mut Scene, rows: &[Row], places: &[i64]) {
    let last = rows.len().saturating_sub(1);
    let chosen = (1..=last.max(1)).find_map(|step| {
        let lines_at_most = if step >= last { 4 * LINES_AT_MOST } else { 2 };
        // The last always; the one before it only where it is not too near.
        let mut shown: Vec<usize> = (0..=last).step_by(step).filter(|at| *at == last || at + step <= last).collect();
        if shown.last() != Some(&last) {
            shown.push(last);
        }
        set(scene, rows, places, &shown, lines_at_most)
    });
    let top = scene.height;
    let mut deepest = 0;
    for (at, (x, side, lines)) in chosen.into_iter().flatten() {
        if let Some(place) = places.get(at) {
            scene.rule((*place, top - GAP), (*place, top - GAP / 3), 8);
        }
        scene.lines(x, top + LINE / 2 + TO_BASELINE, side, Look::Plain, &lines);
        deepest = deepest.max(count(lines.len()));
    }
    scene.height += LINE * deepest + GAP;
}

/// Where a time stands, and its lines.
type Time = (i64, Side, Vec<String>);

/// Sets these times side by side; `None` where one would need more lines than this, or a word would be broken.
fn set(scene: &Scene, rows: &[Row], places: &[i64], shown: &[usize], lines_at_most: usize) -> Option<Vec<(usize, Time)>> {
    let place = |at: Option<&usize>| at.and_then(|at| places.get(*at)).copied();
    let mut times = Vec::new();
    for (order, at) in shown.iter().enumerate() {
        let (x, row) = (place(Some(at))?, rows.get(*at)?);
        let before = order.checked_sub(1).and_then(|before| place(shown.get(before)));
        let after = place(shown.get(order + 1));
        let room_left = before.map_or(x, |before| (x - before) / 2 - GAP / 2);
        let room_right = after.map_or(scene.width - x, |after| (after - x) / 2 - GAP / 2);
        let centred = 2 * room_left.min(room_right);
        let fits = |lines: &[String], most: usize| lines.len() <= most && whole(lines, &row.label);
        let lines = wrap(&row.label, centred, 2);
        let time = if fits(&lines, 2) {
            (x, Side::Middle, lines)
        } else {
            let (edge, side) = if after.is_some() || before.is_none() { (x - room_left, Side::Start) } else { (x + room_right, Side::End) };
            let lines = wrap(&row.label, room_left + room_right, lines_at_most);
            if lines_at_most <= 2 && !fits(&lines, lines_at_most) {
                return None;
            }
            (edge, side, lines)
        };
        times.push((*at, time));
    }
    Some(times)
}

/// Whether lines hold all words of a label, none of them broken.
fn whole(lines: &[String], label: &str) -> bool {
    lines.join(" ") == label.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
