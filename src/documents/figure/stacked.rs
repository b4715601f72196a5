//! Bars in which the series lie end to end, each row with its name above and its amounts below.

use super::super::lettering::{LINE, wrap};
use super::ink::Ink;
use super::key::Patch;
use super::scale::Scale;
use super::scene::{Area, GAP, Look, Scene, Side, TO_BASELINE, TOTAL};
use super::{Chart, Drawing, Row, count};

const BAR: i64 = 190;
/// Between parts of a bar, so that they are seen apart.
const SEAM: i64 = 12;
/// The smallest amount is still seen to be one.
const SMALLEST: i64 = 12;
const BETWEEN_ROWS: i64 = 150;
const LINES_AT_MOST: usize = 4;

pub(super) fn scene(chart: &Chart) -> Option<Scene> {
    let mut scene = Scene::new(TOTAL, &chart.unit);
    scene.key(&chart.series);
    let sums = chart.rows.iter().flat_map(|row| [sum(chart, row, false), sum(chart, row, true)]);
    let scale = Scale::of(sums, TOTAL);
    for row in &chart.rows {
        let label = wrap(&row.label, Look::Strong.room(TOTAL), LINES_AT_MOST);
        scene.lines(0, scene.height + LINE / 2 + TO_BASELINE, Side::Start, Look::Strong, &label);
        scene.height += LINE * count(label.len()) + GAP / 2;
        let top = scene.height;
        if chart.drawing == Drawing::Shares {
            shares(&mut scene, chart, row, top);
        } else {
            sums_up(&mut scene, chart, row, top, scale);
        }
        scene.height += BAR + GAP / 2;
        // Nothing has no place in the bar; where there is nothing else, it is said.
        let some: Vec<usize> = (0..chart.series.len()).filter(|at| row.value(*at) != Some(0)).collect();
        let told = if some.is_empty() { (0..chart.series.len()).collect() } else { some };
        let items: Vec<_> = told.into_iter().map(|at| (Patch::Series(Ink::of(at)), row.shown(at).to_owned())).collect();
        scene.flow(&items);
        scene.height += BETWEEN_ROWS;
    }
    scene.height -= BETWEEN_ROWS - GAP;
    Some(scene)
}

/// What a row comes to on one side of nothing.
fn sum(chart: &Chart, row: &Row, negative: bool) -> i128 {
    let values = (0..chart.series.len()).filter_map(|at| row.value(at)).filter(|value| (*value < 0) == negative);
    values.map(i128::from).sum()
}

/// Draws a row as long as what it comes to.
fn sums_up(scene: &mut Scene, chart: &Chart, row: &Row, top: i64, scale: Scale) {
    let (mut after, mut before) = (0_i128, 0_i128);
    for at in 0..chart.series.len() {
        let value = i128::from(row.value(at).unwrap_or(0));
        let end = if value < 0 { &mut before } else { &mut after };
        let (one, other) = (scale.at(*end), scale.at(*end + value));
        *end += value;
        let width = if value == 0 { 0 } else { ((one - other).abs() - SEAM).max(SMALLEST) };
        scene.bar(Area { left: one.min(other).min(TOTAL - width), top, width, height: BAR }, Ink::of(at));
    }
    if scale.at(0) > 0 {
        scene.rule((scale.at(0), top - GAP / 2), (scale.at(0), top + BAR + GAP / 2), 10);
    }
}

/// Draws a row over the whole width.
fn shares(scene: &mut Scene, chart: &Chart, row: &Row, top: i64) {
    let values: Vec<i128> = (0..chart.series.len()).map(|at| i128::from(row.value(at).unwrap_or(0)).max(0)).collect();
    let sum: i128 = values.iter().sum::<i128>().max(1);
    let mut widths: Vec<i64> = values
        .iter()
        .map(|value| if *value == 0 { 0 } else { i64::try_from(value * i128::from(TOTAL) / sum).unwrap_or(TOTAL).max(SMALLEST + SEAM) })
        .collect();
    // What the smallest were given, or rounding took, is the largest one's.
    let missing = TOTAL - widths.iter().sum::<i64>();
    if let Some(largest) = widths.iter_mut().max().filter(|largest| **largest > 0) {
        *largest += missing;
    }
    let mut left = 0;
    for (at, width) in widths.into_iter().enumerate() {
        scene.bar(Area { left, top, width: (width - SEAM).max(0), height: BAR }, Ink::of(at));
        left += width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::figure::scene::Part;
    use crate::documents::{Amount, sample};

    fn bars(drawing: Drawing, values: &[i64]) -> Vec<Area> {
        let amounts = values.iter().map(|value| Some(Amount { value: *value, shown: value.to_string() })).collect();
        let series = values.iter().map(|value| format!("serie {value}")).collect();
        let chart = Chart { drawing, series, rows: vec![Row { label: "x".into(), amounts }], ..sample::chart() };
        let scene = scene(&chart).unwrap();
        let bars = scene.parts.iter().filter_map(|part| if let Part::Bar(area, _) = part { Some(*area) } else { None });
        bars.filter(|area| area.height == BAR).collect()
    }

    #[test]
    fn shares_fill_the_width_and_the_smallest_is_seen() {
        let bars = bars(Drawing::Shares, &[1, 0, 1_000_000, 500_000]);
        assert_eq!(bars.len(), 3);
        assert!(bars[0].width >= SMALLEST && bars[2].left + bars[2].width + SEAM == TOTAL, "{bars:?}");
    }

    #[test]
    fn what_is_negative_lies_left_of_nothing() {
        let bars = bars(Drawing::Stacked, &[300, -100, 100]);
        assert_eq!(bars[0].left, bars[1].left + bars[1].width + SEAM);
        assert_eq!(bars[2].left + bars[2].width + SEAM, TOTAL);
    }
}
