//! Horizontal bars with the name on the left and the amount at the end: one a row, or one for each series of a row.

use super::super::lettering::{LINE, width, wrap};
use super::ink::Ink;
use super::scale::Scale;
use super::scene::{Area, GAP, Look, Scene, Side, TO_BASELINE, TOTAL};
use super::{Chart, Drawing, count};

const LABELS_AT_MOST: i64 = 2_300;
const BARS_AT_LEAST: i64 = 900;
/// A bar that stands alone, and one of several.
const ALONE: i64 = 190;
const TOGETHER: i64 = 155;
const BETWEEN_BARS: i64 = 12;
const BETWEEN_ROWS: i64 = 110;
/// Labels take as many lines as they need, up to this.
const LINES_AT_MOST: usize = 6;
/// The smallest amount is still seen to be one.
const SMALLEST: i64 = 10;

pub(super) fn scene(chart: &Chart) -> Option<Scene> {
    let series = if chart.drawing == Drawing::Bars { 1 } else { chart.series.len().max(1) };
    let labels: Vec<Vec<String>> = chart.rows.iter().map(|row| wrap(&row.label, LABELS_AT_MOST, LINES_AT_MOST)).collect();
    let left = GAP + labels.iter().flatten().map(|line| width(line)).max().unwrap_or(0);
    let shown = chart.rows.iter().flat_map(|row| (0..series).map(|at| row.shown(at)));
    let right = GAP + SMALLEST + shown.map(width).max()?;
    let length = (TOTAL - left - right).max(BARS_AT_LEAST);
    let mut scene = Scene::new(left + length + right, &chart.unit);
    if series > 1 {
        scene.key(&chart.series);
    }
    let values = chart.rows.iter().flat_map(|row| (0..series).filter_map(|at| row.value(at)));
    let scale = Scale::of(values.map(i128::from), length);
    let zero = left + scale.at(0);
    let top = scene.height;
    let high = if series == 1 { ALONE } else { TOGETHER };
    for (row, label) in chart.rows.iter().zip(&labels) {
        let bars = count(series) * (high + BETWEEN_BARS) - BETWEEN_BARS;
        let pitch = (bars + BETWEEN_ROWS).max(LINE * count(label.len()) + 80);
        let middle = scene.height + pitch / 2;
        scene.lines_around(left - GAP, middle, Side::End, Look::Plain, label);
        for at in 0..series {
            let top = middle - bars / 2 + count(at) * (high + BETWEEN_BARS);
            let value = row.value(at).unwrap_or(0);
            let length = if value == 0 { 0 } else { (left + scale.at(value.into()) - zero).abs().max(SMALLEST) };
            let start = if value < 0 { zero - length } else { zero };
            scene.bar(Area { left: start, top, width: length, height: high }, Ink::of(at));
            let end = if value < 0 { zero } else { zero + length };
            scene.words(end + GAP, top + high / 2 + TO_BASELINE, Side::Start, Look::Plain, row.shown(at));
        }
        scene.height += pitch;
    }
    scene.rule((zero, top), (zero, scene.height), 10);
    Some(scene)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample;
    use crate::documents::{Figure, Row};

    #[test]
    fn the_drawing_names_itself_and_escapes_what_it_says() {
        let mut chart = sample::chart();
        chart.title = "a < b & \"c\"".into();
        let svg = Figure::from(chart).to_svg("figure_1").unwrap();
        assert!(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"figure_1_title figure_1_desc\""));
        assert!(svg.contains("<title id=\"figure_1_title\">a &lt; b &amp; &quot;c&quot;</title>"));
        assert_eq!(svg.matches("<rect").count(), 6);
    }

    #[test]
    fn what_is_negative_lies_left_of_nothing_and_its_words_right() {
        let rows = vec![Row::of_one("a".into(), -30, "-30".into()), Row::of_one("b".into(), 10, "10".into())];
        let scene = scene(&Chart { rows, ..sample::chart() }).unwrap();
        let bars: Vec<&Area> = scene
            .parts
            .iter()
            .filter_map(|part| if let super::super::scene::Part::Bar(area, _) = part { Some(area) } else { None })
            .collect();
        assert_eq!(bars[0].left + bars[0].width, bars[1].left);
        assert!((bars[0].width - 3 * bars[1].width).abs() <= 3);
    }
}
