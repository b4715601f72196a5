//! A bar chart as SVG. One drawing serves HTML and PDF: text in the current colour, one blue that reads on white, on black and in grey.
//!
//! Lengths are in tenths of a unit, so that whole numbers suffice.

use std::fmt::Write as _;

use super::chart::{Bar, Chart};
use super::to_html::escape_html;
use crate::prose::Lang;

const LETTERS: i64 = 140;
const LABELS_AT_MOST: i64 = 1_560;
const GAP: i64 = 60;
const BARS: i64 = 1_950;
const BAR_HEIGHT: i64 = 190;
const HEAD: i64 = 300;
const LINE: i64 = 165;
/// 4.2 to 1 on white and on the dark page of `style.css`.
const COLOUR: &str = "#4a7fb5";

impl Chart {
    /// Draws the chart; `None` when it has no bars. Ids in the drawing start with `id`, which no other drawing on the page may share.
    pub(super) fn to_svg(&self, id: &str, lang: Lang) -> Option<String> {
        let scale = Scale::of(&self.bars)?;
        let labels: Vec<Vec<String>> = self.bars.iter().map(|bar| wrap(&bar.label, LABELS_AT_MOST)).collect();
        let labels_end = labels.iter().flatten().map(|line| width(line)).max().unwrap_or(0).min(LABELS_AT_MOST);
        let values: Vec<String> = self.bars.iter().map(shown).collect();
        let values_width = values.iter().map(|value| width(value)).max().unwrap_or(0);
        let unit = self.unit_line(lang);
        let left = labels_end + GAP;
        let total = (left + BARS + GAP + values_width).max(width(&unit));
        let pitch = if labels.iter().any(|lines| lines.len() > 1) { 390 } else { 300 };
        let height = HEAD + pitch * i64::try_from(self.bars.len()).unwrap_or(0);

        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {total} {height}\" width=\"{}\" height=\"{}\" role=\"img\" \
             aria-labelledby=\"{id}_title {id}_desc\" font-family=\"'Libertinus Serif', Georgia, serif\" font-size=\"{LETTERS}\" fill=\"currentColor\">\n",
            total / 10,
            height / 10
        );
        _ = writeln!(svg, "<title id=\"{id}_title\">{}</title>", escape_html(&self.title));
        _ = writeln!(svg, "<desc id=\"{id}_desc\">{}</desc>", escape_html(&self.alt));
        _ = writeln!(svg, "<text x=\"0\" y=\"{LETTERS}\" font-style=\"italic\">{}</text>", escape_html(&unit));
        let mut middle = HEAD + pitch / 2;
        for ((bar, label), value) in self.bars.iter().zip(&labels).zip(&values) {
            let mut baseline = middle + 48 - LINE * (i64::try_from(label.len()).unwrap_or(1) - 1) / 2;
            for line in label {
                _ = writeln!(svg, "<text x=\"{labels_end}\" y=\"{baseline}\" text-anchor=\"end\">{}</text>", escape_html(line));
                baseline += LINE;
            }
            let end = scale.draw(&mut svg, bar, left, middle - BAR_HEIGHT / 2);
            _ = writeln!(svg, "<text x=\"{}\" y=\"{}\">{}</text>", end + GAP, middle + 48, escape_html(value));
            middle += pitch;
        }
        let zero = left + scale.at(0);
        _ = writeln!(svg, "<path d=\"M{zero} {HEAD}V{height}\" stroke=\"currentColor\" stroke-width=\"10\"/>\n</svg>");
        Some(svg)
    }

    fn unit_line(&self, lang: Lang) -> String {
        match &self.columns.part {
            Some(part) => lang.text_words("document-chart-part", &[("unit", &self.unit), ("part", part)]),
            None => self.unit.clone(),
        }
    }
}

/// What the drawn width stands for.
struct Scale {
    least: i128,
    span: i128,
}

impl Scale {
    fn of(bars: &[Bar]) -> Option<Self> {
        let values = || bars.iter().map(|bar| i128::from(bar.value));
        let (least, most) = (values().min()?.min(0), values().max()?.max(0));
        Some(Self { least, span: (most - least).max(1) })
    }

    /// The place of a value, counted from the left end of the drawn width.
    fn at(&self, value: i64) -> i64 {
        let place = (i128::from(value) - self.least) * i128::from(BARS) / self.span;
        i64::try_from(place).unwrap_or(BARS).clamp(0, BARS)
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
                rect(whole, &format!("fill=\"{COLOUR}\" fill-opacity=\"0.3\" stroke=\"{COLOUR}\" stroke-width=\"12\""));
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

/// Sets a label in one line or two; what does not fit ends in an ellipsis, and the table has it whole.
fn wrap(label: &str, most: i64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = label.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    while !rest.is_empty() && lines.len() < 2 {
        let last = lines.len() == 1;
        let mut line = String::new();
        while let Some(word) = rest.first() {
            let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
            if width(&longer) > most {
                break;
            }
            line = longer;
            rest.remove(0);
        }
        if let Some(word) = rest.first_mut() {
            if last {
                let begun = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
                line = format!("{}…", fitting(&begun, most - LETTERS));
            } else if line.is_empty() {
                let start = fitting(word, most - LETTERS / 2);
                *word = word.strip_prefix(&start).unwrap_or_default().to_owned();
                line = format!("{start}-");
            }
        }
        lines.push(line);
    }
    lines
}

/// The longest start of a text that is no wider than this.
fn fitting(text: &str, most: i64) -> String {
    let mut start = String::new();
    for letter in text.chars() {
        start.push(letter);
        if width(&start) > most {
            start.pop();
            break;
        }
    }
    start.trim_end().to_owned()
}

/// Estimates how wide a text is set, on the wide side of the fonts that the drawing names.
fn width(text: &str) -> i64 {
    let hundredths: i64 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' | '[' | ']' | ' ' | '\u{a0}' => 32,
            'f' | 't' | 'r' | 's' | '-' => 42,
            'm' | 'w' | 'æ' | 'M' | 'W' | 'Æ' | '@' | '%' | '—' | '…' => 90,
            _ if letter.is_uppercase() => 70,
            _ if u32::from(letter) > 0x24f => 100,
            _ => 56,
        })
        .sum();
    hundredths * LETTERS / 100
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::sample;

    #[test]
    fn labels_take_two_lines_at_most() {
        assert_eq!(wrap("Renter", LABELS_AT_MOST), ["Renter"]);
        let lines = wrap("Tilbagebetaling af sociale ydelser", LABELS_AT_MOST);
        assert_eq!(lines, ["Tilbagebetaling af", "sociale ydelser"]);
        let cut = wrap("Opkrævningsmyndighedsoverdragelsesbekendtgørelse med tillæg og bilag", LABELS_AT_MOST);
        assert_eq!(cut.len(), 2, "{cut:?}");
        assert!(cut[0].ends_with('-') && cut[1].ends_with('…'), "{cut:?}");
        assert!(cut.iter().all(|line| width(line) <= LABELS_AT_MOST + LETTERS), "{cut:?}");
    }

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
        let scale = Scale::of(&[bar(i64::MIN), bar(i64::MAX)]).unwrap();
        assert_eq!((scale.at(i64::MIN), scale.at(0), scale.at(i64::MAX)), (0, BARS / 2, BARS));
        assert_eq!(Scale::of(&[bar(0)]).unwrap().at(0), 0);
        assert!(Scale::of(&[]).is_none());
        let mut svg = String::new();
        let end = Scale::of(&[bar(-30), bar(10)]).unwrap().draw(&mut svg, &bar(-30), 0, 0);
        assert_eq!(end, BARS * 3 / 4);
        assert!(svg.starts_with("<rect x=\"1\"") || svg.starts_with("<rect x=\"0\""), "{svg}");
    }
}
