//! A bar chart as SVG. One drawing serves HTML, PDF and Word: text in the current colour, one blue that reads on white, on black and in grey.
//!
//! Lengths are in tenths of a unit, so that whole numbers suffice.

use std::fmt::Write as _;

use super::chart::{Chart, Drawing, Row};
use super::lettering::{LETTERS, LINE, width, wrap};
use super::to_html::escape_html;

/// All charts are as wide, so that their letters stay as large, unless labels and values leave the bars too little room.
const TOTAL: i64 = 4_400;
const LABELS_AT_MOST: i64 = 2_300;
const BARS_AT_LEAST: i64 = 900;
const BAR_HEIGHT: i64 = 190;
const GAP: i64 = 60;
/// From the middle of a line's letters down to the line they stand on.
const TO_BASELINE: i64 = 48;
/// How large the drawing is of itself, in percent: on paper its letters then are as large as those of a table.
const SIZE: i64 = 90;
/// 4.2 to 1 on white and on the dark page of `style.css`.
const COLOUR: &str = "#4a7fb5";

impl Chart {
    /// Draws the chart; `None` when it has no bars. Ids in the drawing start with `id`, which no other drawing on the page may share.
    pub(super) fn to_svg(&self, id: &str) -> Option<String> {
        let layout = match self.drawing {
            Drawing::Bars => Layout::of(self)?,
        };
        let mut svg = String::new();
        _ = writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" role=\"img\" \
             aria-labelledby=\"{id}_title {id}_desc\" font-family=\"'Libertinus Serif', Georgia, serif\" font-size=\"{LETTERS}\" fill=\"currentColor\">",
            layout.total,
            layout.height,
            layout.total * SIZE / 1_000,
            layout.height * SIZE / 1_000
        );
        _ = writeln!(svg, "<title id=\"{id}_title\">{}</title>", escape_html(&self.title));
        _ = writeln!(svg, "<desc id=\"{id}_desc\">{}</desc>", escape_html(&self.alt));
        for (line, baseline) in layout.unit.iter().zip((1..).map(|number| number * LINE)) {
            _ = writeln!(svg, "<text x=\"0\" y=\"{baseline}\" font-style=\"italic\">{}</text>", escape_html(line));
        }
        for (row, place) in self.rows.iter().zip(&layout.rows) {
            layout.draw(&mut svg, row, place);
        }
        let zero = layout.left + layout.scale.at(0);
        _ = writeln!(svg, "<path d=\"M{zero} {}V{}\" stroke=\"currentColor\" stroke-width=\"10\"/>", layout.head, layout.height);
        svg.push_str("</svg>\n");
        Some(svg)
    }
}

/// Where everything stands.
struct Layout {
    total: i64,
    height: i64,
    /// The lines that name the unit.
    unit: Vec<String>,
    /// The height that they take.
    head: i64,
    /// Where the bars' room starts.
    left: i64,
    scale: Scale,
    rows: Vec<Place>,
}

/// A bar's words and the middle of its height.
struct Place {
    label: Vec<String>,
    value: String,
    middle: i64,
}

impl Layout {
    fn of(chart: &Chart) -> Option<Self> {
        let labels: Vec<Vec<String>> = chart.rows.iter().map(|row| wrap(&row.label, LABELS_AT_MOST, 2)).collect();
        let values: Vec<String> = chart.rows.iter().map(|row| row.first().1.to_owned()).collect();
        let left = GAP + labels.iter().flatten().map(|line| width(line)).max()?;
        let right = GAP + values.iter().map(|value| width(value)).max()?;
        let bars = (TOTAL - left - right).max(BARS_AT_LEAST);
        let total = left + bars + right;
        let unit = wrap(&chart.unit, total, 3);
        let lines = i64::try_from(unit.len()).unwrap_or(0);
        let head = LINE * lines + 2 * GAP;
        let pitch = if labels.iter().any(|lines| lines.len() > 1) { 390 } else { 300 };
        let rows: Vec<Place> = labels
            .into_iter()
            .zip(values)
            .zip((0..).map(|at| head + pitch * at + pitch / 2))
            .map(|((label, value), middle)| Place { label, value, middle })
            .collect();
        let height = rows.last()?.middle + pitch / 2;
        Some(Self { total, height, unit, head, left, scale: Scale::of(&chart.rows, bars)?, rows })
    }

    fn draw(&self, svg: &mut String, row: &Row, place: &Place) {
        let more_lines = i64::try_from(place.label.len()).unwrap_or(1) - 1;
        let first = place.middle + TO_BASELINE - LINE * more_lines / 2;
        let labels_end = self.left - GAP;
        for (line, baseline) in place.label.iter().zip((0..).map(|at| first + LINE * at)) {
            _ = writeln!(svg, "<text x=\"{labels_end}\" y=\"{baseline}\" text-anchor=\"end\">{}</text>", escape_html(line));
        }
        let end = self.scale.draw(svg, row.first().0, self.left, place.middle - BAR_HEIGHT / 2);
        _ = writeln!(svg, "<text x=\"{}\" y=\"{}\">{}</text>", end + GAP, place.middle + TO_BASELINE, escape_html(&place.value));
    }
}

/// What the drawn width stands for.
struct Scale {
    width: i64,
    least: i128,
    span: i128,
}

impl Scale {
    fn of(rows: &[Row], width: i64) -> Option<Self> {
        let values = || rows.iter().map(|row| i128::from(row.first().0));
        let (least, most) = (values().min()?.min(0), values().max()?.max(0));
        Some(Self { width, least, span: (most - least).max(1) })
    }

    /// The place of a value, counted from the left end of the drawn width.
    fn at(&self, value: i64) -> i64 {
        let place = (i128::from(value) - self.least) * i128::from(self.width) / self.span;
        i64::try_from(place).unwrap_or(self.width).clamp(0, self.width)
    }

    /// Draws a bar and returns where its value may stand.
    fn draw(&self, svg: &mut String, value: i64, left: i64, top: i64) -> i64 {
        let zero = self.at(0);
        // The smallest amount is still seen to be one.
        let length = if value == 0 { 0 } else { (self.at(value) - zero).abs().max(10) };
        let start = left + if value < 0 { zero - length } else { zero };
        _ = writeln!(svg, "<rect x=\"{start}\" y=\"{top}\" width=\"{length}\" height=\"{BAR_HEIGHT}\" fill=\"{COLOUR}\"/>");
        left + if value < 0 { zero } else { zero + length }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample;

    const BARS: i64 = 2_000;

    #[test]
    fn the_drawing_names_itself_and_escapes_what_it_says() {
        let mut chart = sample::chart();
        chart.title = "a < b & \"c\"".into();
        let svg = chart.to_svg("figure_1").unwrap();
        assert!(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"figure_1_title figure_1_desc\""));
        assert!(svg.contains("<title id=\"figure_1_title\">a &lt; b &amp; &quot;c&quot;</title>"));
        assert_eq!(svg.matches("<rect").count(), 6);
    }

    #[test]
    fn bars_keep_proportion_sign_and_the_extremes() {
        let bar = |value| Row::of_one("x".into(), value, "1".into());
        let scale = Scale::of(&[bar(i64::MIN), bar(i64::MAX)], BARS).unwrap();
        assert_eq!((scale.at(i64::MIN), scale.at(0), scale.at(i64::MAX)), (0, BARS / 2, BARS));
        assert_eq!(Scale::of(&[bar(0)], BARS).unwrap().at(0), 0);
        assert!(Scale::of(&[], BARS).is_none());
        let mut svg = String::new();
        let end = Scale::of(&[bar(-30), bar(10)], BARS).unwrap().draw(&mut svg, -30, 0, 0);
        assert_eq!(end, BARS * 3 / 4);
        assert!(svg.starts_with("<rect x=\"1\"") || svg.starts_with("<rect x=\"0\""), "{svg}");
    }
}
