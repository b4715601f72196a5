//! What tells series apart: a colour, a pattern, a dash and a mark, each enough by itself.

use std::fmt::Write as _;

use super::scene::Area;

/// How an area of a series is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pattern {
    Solid,
    /// Lines, with the distance between them and their width; rising to the right, falling, both, lying or standing.
    Rising(i64, i64),
    Falling(i64, i64),
    Crossed(i64, i64),
    Lying(i64, i64),
    Standing(i64, i64),
    /// Dots, with the distance between them and their width.
    Dotted(i64, i64),
    Outlined,
}

/// The form of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Disc,
    Square,
    Triangle,
    Diamond,
    Ring,
    Frame,
    Cross,
    Plus,
}

/// How a series looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) colour: &'static str,
    pub(super) pattern: Pattern,
    /// Lengths of strokes and gaps of its line; empty for a line without gaps.
    pub(super) dash: &'static str,
    pub(super) shape: Shape,
}

const fn ink(colour: &'static str, pattern: Pattern, dash: &'static str, shape: Shape) -> Ink {
    Ink { colour, pattern, dash, shape }
}

/// Each at least 3 to 1 on white and on the dark page of `style.css`, which leaves no room to tell many apart by how light their colours
/// are: the patterns do that, each much fuller or much emptier than the one before it.
const INKS: [Ink; 8] = [
    ink("#4a7fb5", Pattern::Solid, "", Shape::Disc),
    ink("#c4622d", Pattern::Rising(80, 22), "70 45", Shape::Square),
    ink("#2e8b67", Pattern::Dotted(62, 28), "18 40", Shape::Triangle),
    ink("#9a62b0", Pattern::Crossed(92, 26), "110 40 18 40", Shape::Diamond),
    ink("#9c7a14", Pattern::Outlined, "150 60", Shape::Ring),
    ink("#c25450", Pattern::Lying(60, 30), "40 30", Shape::Frame),
    ink("#2a8a99", Pattern::Standing(100, 24), "70 30 18 30 18 30", Shape::Cross),
    ink("#7b858f", Pattern::Falling(52, 28), "18 18", Shape::Plus),
];

/// How wide the edge of an area is drawn that is not full.
const EDGE: i64 = 16;

/// Half the width of a mark.
pub(super) const HALF_MARK: i64 = 50;

impl Ink {
    /// The looks of a series by its place; they start anew after the eighth.
    pub(super) fn of(series: usize) -> Self {
        let [first, ..] = INKS;
        INKS.get(series % INKS.len()).copied().unwrap_or(first)
    }

    /// Draws an area.
    pub(super) fn fill(self, svg: &mut String, area: Area) {
        let Area { left, top, width, height } = area;
        let colour = self.colour;
        // What is as narrow as its edges is full.
        if self.pattern == Pattern::Solid || width <= 2 * EDGE || height <= 2 * EDGE {
            _ = writeln!(svg, "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{colour}\"/>");
            return;
        }
        let inner = Area { left: left + EDGE / 2, top: top + EDGE / 2, width: width - EDGE, height: height - EDGE };
        let (path, stroke) = self.pattern.path(inner);
        if !path.is_empty() {
            let cap = if matches!(self.pattern, Pattern::Dotted(..)) { " stroke-linecap=\"round\"" } else { "" };
            _ = writeln!(svg, "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{stroke}\"{cap}/>");
        }
        let Area { left, top, width, height } = inner;
        _ = writeln!(
            svg,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{EDGE}\"/>"
        );
    }

    /// Draws a line through points.
    pub(super) fn line(self, svg: &mut String, points: &[(i64, i64)]) {
        let places: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let dash = if self.dash.is_empty() { String::new() } else { format!(" stroke-dasharray=\"{}\"", self.dash) };
        _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"26\" stroke-linejoin=\"round\"{dash}/>",
            places.join(" "),
            self.colour
        );
    }
}

impl Shape {
    /// Draws a mark in a colour.
    pub(super) fn draw(self, svg: &mut String, (x, y): (i64, i64), colour: &str) {
        let half = HALF_MARK;
        let (path, is_full) = match self {
            Self::Disc | Self::Ring => {
                let (radius, fill) = if self == Self::Disc { (half, colour) } else { (half - 12, "none") };
                _ = writeln!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{colour}\" stroke-width=\"24\"/>");
                return;
            }
            Self::Square => (format!("M{} {1}h{2}v{2}h-{2}z", x - half, y - half, 2 * half), true),
            Self::Frame => (format!("M{} {}h{2}v{2}h-{2}z", x - half + 12, y - half + 12, 2 * half - 24), false),
            Self::Triangle => (format!("M{x} {}l{} {}h-{}z", y - half - 8, half + 8, 2 * half, 2 * half + 16), true),
            Self::Diamond => (format!("M{x} {}l{half} {half}l-{half} {half}l-{half} -{half}z", y - half), true),
            Self::Cross => (format!("M{} {1}l{2} {2}M{3} {1}l-{2} {2}", x - half, y - half, 2 * half, x + half), false),
            Self::Plus => (format!("M{} {y}h{}M{x} {}v{1}", x - half, 2 * half, y - half), false),
        };
        let look = if is_full { format!("fill=\"{colour}\"") } else { format!("fill=\"none\" stroke=\"{colour}\" stroke-width=\"28\"") };
        _ = writeln!(svg, "<path d=\"{path}\" {look}/>");
    }
}

impl Pattern {
    /// The lines of the pattern within an area, and how wide they are drawn. Drawn out rather than repeated by the viewer: then the
    /// drawing needs no names that a page could hold twice.
    fn path(self, area: Area) -> (String, i64) {
        let mut path = String::new();
        let (right, bottom) = (area.left + area.width, area.top + area.height);
        let across = |path: &mut String, apart: i64, rises: bool| {
            // Along such a line the sum of both places stays the same, counted from the upper or the lower left corner.
            let mut sum = apart / 2;
            while sum < area.width + area.height {
                let (from, to) = ((sum - area.height).max(0), sum.min(area.width));
                let y = |x: i64| if rises { area.top + sum - x } else { bottom - sum + x };
                _ = write!(path, "M{} {}L{} {}", area.left + from, y(from), area.left + to, y(to));
                sum += apart;
            }
        };
        let steps = |from: i64, to: i64, apart: i64| {
            let mut places = Vec::new();
            let mut at = from + apart / 2;
            while at < to {
                places.push(at);
                at += apart;
            }
            places
        };
        let stroke = match self {
            Self::Solid | Self::Outlined => 0,
            Self::Rising(apart, stroke) => {
                across(&mut path, apart, true);
                stroke
            }
            Self::Falling(apart, stroke) => {
                across(&mut path, apart, false);
                stroke
            }
            Self::Crossed(apart, stroke) => {
                across(&mut path, apart, true);
                across(&mut path, apart, false);
                stroke
            }
            Self::Lying(apart, stroke) => {
                steps(area.top, bottom, apart).iter().for_each(|y| _ = write!(path, "M{} {y}H{right}", area.left));
                stroke
            }
            Self::Standing(apart, stroke) => {
                steps(area.left, right, apart).iter().for_each(|x| _ = write!(path, "M{x} {}V{bottom}", area.top));
                stroke
            }
            Self::Dotted(apart, stroke) => {
                for y in steps(area.top, bottom, apart) {
                    steps(area.left, right, apart).iter().for_each(|x| _ = write!(path, "M{x} {y}h1"));
                }
                stroke
            }
        };
        (path, stroke)
    }
}

#[cfg(test)]
#[expect(clippy::float_arithmetic, reason = "luminance is defined in fractions, and no bytes come of it")]
mod tests {
    use super::*;

    /// The relative luminance of WCAG 2.2, from 0 to 1.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let level = f64::from(u8::from_str_radix(colour.get(at..at + 2).unwrap(), 16).unwrap()) / 255.0;
            if level <= 0.040_45 { level / 12.92 } else { ((level + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// How much of a large area a pattern covers, from 0 to 1.
    fn covered(pattern: Pattern) -> f64 {
        let part = |apart: i64, stroke: i64| f64::from(i32::try_from(stroke).unwrap()) / f64::from(i32::try_from(apart).unwrap());
        match pattern {
            Pattern::Solid => 1.0,
            Pattern::Outlined => 0.05,
            Pattern::Rising(apart, stroke) | Pattern::Falling(apart, stroke) => part(apart, stroke) * 2_f64.sqrt(),
            Pattern::Crossed(apart, stroke) => 1.0 - (1.0 - part(apart, stroke) * 2_f64.sqrt()).powi(2),
            Pattern::Lying(apart, stroke) | Pattern::Standing(apart, stroke) => part(apart, stroke),
            Pattern::Dotted(apart, stroke) => part(apart, stroke).powi(2) * std::f64::consts::FRAC_PI_4,
        }
    }

    /// The page's colour in the style sheet, light or dark.
    fn page(dark: bool) -> &'static str {
        let style = include_str!("../../../templates/html/style.css");
        let pages: Vec<&str> = style.split("--page: ").skip(1).filter_map(|rest| rest.get(..7)).collect();
        pages[usize::from(dark)]
    }

    #[test]
    fn every_colour_is_seen_on_the_light_page_and_on_the_dark_one() {
        assert_eq!((page(false), page(true)), ("#ffffff", "#14181c"));
        for ink in INKS {
            for page in [page(false), page(true)] {
                assert!(contrast(ink.colour, page) >= 3.0, "{} on {page}: {}", ink.colour, contrast(ink.colour, page));
            }
        }
    }

    #[test]
    fn series_differ_in_grey_too() {
        for (at, one) in INKS.iter().enumerate() {
            for other in &INKS[at + 1..] {
                assert!(one.pattern != other.pattern && one.dash != other.dash && one.shape != other.shape && one.colour != other.colour);
            }
        }
        // The luminance of a large area on white: neighbours are at least a tenth of the way from white to their colours apart.
        let grey = |ink: &Ink| 1.0 - covered(ink.pattern) * (1.0 - luminance(ink.colour));
        for pair in INKS.windows(2) {
            assert!((grey(&pair[0]) - grey(&pair[1])).abs() >= 0.1, "{pair:?}: {} and {}", grey(&pair[0]), grey(&pair[1]));
        }
    }

    #[test]
    fn patterns_stay_within_their_area() {
        let area = Area { left: 100, top: 1_000, width: 333, height: 140 };
        for ink in INKS {
            let (path, _) = ink.pattern.path(area);
            for lines in path.split('M').skip(1).filter(|line| line.contains('L')) {
                let places: Vec<i64> = lines.split([' ', 'L']).map(|place| place.parse().unwrap()).collect();
                for point in places.chunks(2) {
                    assert!((100..=433).contains(&point[0]) && (1_000..=1_140).contains(&point[1]), "{path}");
                }
            }
        }
    }
}
