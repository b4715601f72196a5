//! A bar chart as SVG. One drawing serves HTML, PDF and Word: text in the current colour, one blue that reads on white, on black and in grey.
//!
//! Lengths are in tenths of a unit, so that whole numbers suffice.

use std::fmt::Write as _;

use super::chart::{Bar, Chart};
use super::lettering::{LETTERS, LINE, width, wrap};
use super::to_html::escape_html;
use crate::prose::Lang;

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
    pub(super) fn to_svg(&self, id: &str, lang: Lang) -> Option<String> {
        let layout = Layout::of(self, lang)?;
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
        for (bar, row) in self.bars.iter().zip(&layout.rows) {
            layout.draw(&mut svg, bar, row);
        }
        let zero = layout.left + layout.scale.at(0);
        _ = writeln!(svg, "<path d=\"M{zero} {}V{}\" stroke=\"currentColor\" stroke-width=\"10\"/>", layout.head, layout.height);
        svg.push_str("</svg>\n");
        Some(svg)
    }

    fn unit_line(&self, lang: Lang) -> String {
        match &self.columns.part {
            Some(part) => lang.text_words("document-chart-part", &[("unit", &self.unit), ("part", part)]),
            None => self.unit.clone(),
        }
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
    rows: Vec<Row>,
}

/// A bar's words and the middle of its height.
struct Row {
    label: Vec<String>,
    value: String,
    middle: i64,
}

impl Layout {
    fn of(chart: &Chart, lang: Lang) -> Option<Self> {
        let labels: Vec<Vec<String>> = chart.bars.iter().map(|bar| wrap(&bar.label, LABELS_AT_MOST, 2)).collect();
        let values: Vec<String> = chart.bars.iter().map(shown).collect();
        let left = GAP + labels.iter().flatten().map(|line| width(line)).max()?;
        let right = GAP + values.iter().map(|value| width(value)).max()?;
        let bars = (TOTAL - left - right).max(BARS_AT_LEAST);
        let total = left + bars + right;
        let unit = wrap(&chart.unit_line(lang), total, 3);
        let lines = i64::try_from(unit.len()).unwrap_or(0);
        let head = LINE * lines + 2 * GAP;
        let pitch = if labels.iter().any(|lines| lines.len() > 1) { 390 } else { 300 };
        let rows: Vec<Row> = labels
            .into_iter()
            .zip(values)
            .zip((0..).map(|at| head + pitch * at + pitch / 2))
            .map(|((label, value), middle)| Row { label, value, middle })
            .collect();
        let height = rows.last()?.middle + pitch / 2;
        Some(Self { total, height, unit, head, left, scale: Scale::of(&chart.bars, bars)?, rows })
    }

    fn draw(&self, svg: &mut String, bar: &Bar, row: &Row) {
        let more_lines = i64::try_from(row.label.len()).unwrap_or(1) - 1;
        let first = row.middle + TO_BASELINE - LINE * more_lines / 2;
        let labels_end = self.left - GAP;
        for (line, baseline) in row.label.iter().zip((0..).map(|at| first + LINE * at)) {
            _ = writeln!(svg, "<text x=\"{labels_end}\" y=\"{baseline}\" text-anchor=\"end\">{}</text>", escape_html(line));
        }
        let end = self.scale.draw(svg, bar, self.left, row.middle - BAR_HEIGHT / 2);
        _ = writeln!(svg, "<text x=\"{}\" y=\"{}\">{}</text>", end + GAP, row.middle + TO_BASELINE, escape_html(&row.value));
    }
}

/// What the drawn width stands for.
struct Scale {
    width: i64,
    least: i128,
    span: i128,
}

impl Scale {
    fn of(bars: &[Bar], width: i64) -> Option<Self> {
        let values = || bars.iter().map(|bar| i128::from(bar.value));
        let (least, most) = (values().min()?.min(0), values().max()?.max(0));
        Some(Self { width, least, span: (most - least).max(1) })
    }

    /// The place of a value, counted from the left end of the drawn width.
    fn at(&self, value: i64) -> i64 {
        let place = (i128::from(value) - self.least) * i128::from(self.width) / self.span;
        i64::try_from(place).unwrap_or(self.width).clamp(0, self.width)
    }

    /// Draws a bar and returns where its value may stand.
    fn draw(&self, svg: &mut String, bar: &Bar, left: i64, top: i64) -> i64 {
        let zero = self.at(0);
        // The smallest amount is still seen to be one.
        let length = |value: i64| if value == 0 { 0 } else { (self.at(value) - zero).abs().max(10) };
        let mut rect = |length: i64, look: &str| {
            let start = left + if bar.value < 0 { zero - length } else { zero };
            _ = writeln!(svg, "<rect x=\"{start}\" y=\"{top}\" width=\"{length}\" height=\"{BAR_HEIGHT}\" {look}/>");
        };
        let whole = length(bar.value);
        match &bar.part {
            None => rect(whole, &format!("fill=\"{COLOUR}\"")),
            Some(part) => {
                rect(whole, &format!("fill=\"{COLOUR}\" fill-opacity=\"0.2\" stroke=\"{COLOUR}\" stroke-width=\"12\""));
                rect(length(part.value).min(whole), &format!("fill=\"{COLOUR}\""));
            }
        }
        left + if bar.value < 0 { zero } else { zero + whole }
    }
}

fn shown(bar: &Bar) -> String {
    match &bar.part {
        Some(part) => format!("{} ({})", bar.shown, part.shown),
        None => bar.shown.clone(),
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
        let svg = chart.to_svg("figure_1", Lang::Da).unwrap();
        assert!(svg.contains("role=\"img\"") && svg.contains("aria-labelledby=\"figure_1_title figure_1_desc\""));
        assert!(svg.contains("<title id=\"figure_1_title\">a &lt; b &amp; &quot;c&quot;</title>"));
        assert_eq!(svg.matches("<rect").count(), 6);
    }

    #[test]
    fn bars_keep_proportion_sign_and_the_extremes() {
        let bar = |value| Bar { label: "x".into(), value, shown: "1".into(), part: None };
        let scale = Scale::of(&[bar(i64::MIN), bar(i64::MAX)], BARS).unwrap();
        assert_eq!((scale.at(i64::MIN), scale.at(0), scale.at(i64::MAX)), (0, BARS / 2, BARS));
        assert_eq!(Scale::of(&[bar(0)], BARS).unwrap().at(0), 0);
        assert!(Scale::of(&[], BARS).is_none());
        let mut svg = String::new();
        let end = Scale::of(&[bar(-30), bar(10)], BARS).unwrap().draw(&mut svg, &bar(-30), 0, 0);
        assert_eq!(end, BARS * 3 / 4);
        assert!(svg.starts_with("<rect x=\"1\"") || svg.starts_with("<rect x=\"0\""), "{svg}");
    }
}
