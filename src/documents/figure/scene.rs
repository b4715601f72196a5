//! What stands where in a drawing, and the drawing as SVG: text in the current colour, marks in colours that read on white, on black and
//! in grey.
//!
//! Lengths are in tenths of a unit, so that whole numbers suffice.

use std::fmt::Write as _;

use super::super::lettering::{LETTERS, LINE, width, wrap};
use super::super::to_html::escape_html;
use super::count;
use super::ink::{HALF_MARK, Ink, Shape};

/// All drawings are as wide, so that their letters stay as large, unless their words leave the marks too little room.
pub(super) const TOTAL: i64 = 4_400;
/// Between things that stand side by side.
pub(super) const GAP: i64 = 60;
/// From the middle of a line's letters down to the line they stand on.
pub(super) const TO_BASELINE: i64 = 48;
/// How high letters reach above the line they stand on, and how deep below it.
const ABOVE: i64 = 110;
const BELOW: i64 = 35;
/// How large the drawing is of itself, in percent: on paper its letters then are as large as those of a table.
const SIZE: i64 = 90;

/// A drawing as it is put together.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) width: i64,
    pub(super) height: i64,
    pub(super) parts: Vec<Part>,
}

/// A part of a drawing.
#[derive(Debug)]
pub(super) enum Part {
    Words(Words),
    /// An area of a series.
    Bar(Area, Ink),
    /// A line of a series.
    Line(Vec<(i64, i64)>, Ink),
    /// A mark by its middle, in a colour.
    Mark((i64, i64), Shape, &'static str),
    /// A straight line in the colour of the text, with its width; one that is not firm is dotted.
    Rule {
        from: (i64, i64),
        to: (i64, i64),
        stroke: i64,
        firm: bool,
    },
}

/// Words on one line.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) x: i64,
    /// The line that they stand on.
    pub(super) baseline: i64,
    pub(super) side: Side,
    pub(super) look: Look,
    pub(super) words: String,
}

/// Which part of words stands at their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Start,
    Middle,
    End,
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Plain,
    Slanted,
    Strong,
}

/// A part of the plane, its right and lower edges not within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: i64,
    pub(super) top: i64,
    pub(super) width: i64,
    pub(super) height: i64,
}

impl Area {
    /// Whether the two have a place in common.
    pub(super) fn meets(&self, other: &Self) -> bool {
        let apart = self.left + self.width <= other.left
            || other.left + other.width <= self.left
            || self.top + self.height <= other.top
            || other.top + other.height <= self.top;
        !apart
    }

    /// Whether a straight line goes through it.
    pub(super) fn is_crossed(&self, from: (i64, i64), to: (i64, i64)) -> bool {
        let line = Self {
            left: from.0.min(to.0),
            top: from.1.min(to.1),
            width: (to.0 - from.0).abs().max(1),
            height: (to.1 - from.1).abs().max(1),
        };
        let corners = [
            (self.left, self.top),
            (self.left + self.width, self.top),
            (self.left, self.top + self.height),
            (self.left + self.width, self.top + self.height),
        ];
        // On which side of the line a corner lies.
        let side = |(x, y): (i64, i64)| ((to.0 - from.0) * (y - from.1) - (to.1 - from.1) * (x - from.0)).signum();
        let [first, rest @ ..] = corners.map(side);
        self.meets(&line) && !(first != 0 && rest.iter().all(|one| *one == first))
    }
}

impl Words {
    /// Where the words stand.
    pub(super) fn area(&self) -> Area {
        let width = self.look.width(&self.words);
        let left = match self.side {
            Side::Start => self.x,
            Side::Middle => self.x - width / 2,
            Side::End => self.x - width,
        };
        Area { left, top: self.baseline - ABOVE, width, height: ABOVE + BELOW }
    }
}

impl Look {
    /// How wide words may be as they are measured to be set within a width.
    pub(super) fn room(self, width: i64) -> i64 {
        if self == Self::Strong { width * 100 / 108 } else { width }
    }

    /// Estimates how wide a text is set.
    pub(super) fn width(self, text: &str) -> i64 {
        if self == Self::Strong { width(text) * 108 / 100 } else { width(text) }
    }
}

impl Scene {
    /// A drawing of this width that says on top in which unit its numbers are.
    pub(super) fn new(width: i64, unit: &str) -> Self {
        let mut scene = Self { width, height: 0, parts: Vec::new() };
        let lines = wrap(unit, width, 4);
        scene.lines(0, LINE, Side::Start, Look::Slanted, &lines);
        scene.height = LINE * count(lines.len()) + 2 * GAP;
        scene
    }

    pub(super) fn words(&mut self, x: i64, baseline: i64, side: Side, look: Look, words: &str) {
        self.parts.push(Part::Words(Words { x, baseline, side, look, words: words.to_owned() }));
    }

    /// Sets lines below one another, the first on this baseline.
    pub(super) fn lines(&mut self, x: i64, baseline: i64, side: Side, look: Look, lines: &[String]) {
        for (line, at) in lines.iter().zip(0..) {
            self.words(x, baseline + LINE * at, side, look, line);
        }
    }

    /// Sets lines so that they lie around a middle.
    pub(super) fn lines_around(&mut self, x: i64, middle: i64, side: Side, look: Look, lines: &[String]) {
        let more = (count(lines.len()) - 1).max(0);
        self.lines(x, middle + TO_BASELINE - LINE * more / 2, side, look, lines);
    }

    pub(super) fn bar(&mut self, area: Area, ink: Ink) {
        if area.width > 0 {
            self.parts.push(Part::Bar(area, ink));
        }
    }

    pub(super) fn rule(&mut self, from: (i64, i64), to: (i64, i64), stroke: i64) {
        self.parts.push(Part::Rule { from, to, stroke, firm: true });
    }

    /// Whether nothing would be lost by setting words here: they lie within the drawing, and on no other words, bars, marks or lines.
    pub(super) fn is_free(&self, area: Area) -> bool {
        let within = area.left >= 0 && area.top >= 0 && area.left + area.width <= self.width;
        within && !self.parts.iter().any(|part| part.lies_on(&area))
    }

    /// Writes the drawing as SVG that names and describes itself.
    pub(super) fn to_svg(&self, id: &str, title: &str, alt: &str) -> String {
        let Self { width, height, parts } = self;
        let mut svg = String::new();
        _ = writeln!(
            svg,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{}\" height=\"{}\" role=\"img\" \
             aria-labelledby=\"{id}_title {id}_desc\" font-family=\"'Libertinus Serif', Georgia, serif\" font-size=\"{LETTERS}\" fill=\"currentColor\">",
            width * SIZE / 1_000,
            height * SIZE / 1_000
        );
        _ = writeln!(svg, "<title id=\"{id}_title\">{}</title>", escape_html(title));
        _ = writeln!(svg, "<desc id=\"{id}_desc\">{}</desc>", escape_html(alt));
        parts.iter().for_each(|part| part.draw(&mut svg));
        svg.push_str("</svg>\n");
        svg
    }
}

impl Part {
    /// Whether it covers a part of an area.
    pub(super) fn lies_on(&self, area: &Area) -> bool {
        match self {
            Self::Words(words) => words.area().meets(area),
            Self::Bar(bar, _) => bar.meets(area),
            Self::Line(points, _) => points.windows(2).any(|pair| matches!(pair, [from, to] if area.is_crossed(*from, *to))),
            Self::Mark((x, y), ..) => {
                let half = HALF_MARK + 12;
                Area { left: x - half, top: y - half, width: 2 * half, height: 2 * half }.meets(area)
            }
            Self::Rule { from, to, .. } => area.is_crossed(*from, *to),
        }
    }

    fn draw(&self, svg: &mut String) {
        match self {
            Self::Words(Words { x, baseline, side, look, words }) => {
                let side = match side {
                    Side::Start => "",
                    Side::Middle => " text-anchor=\"middle\"",
                    Side::End => " text-anchor=\"end\"",
                };
                let look = match look {
                    Look::Plain => "",
                    Look::Slanted => " font-style=\"italic\"",
                    Look::Strong => " font-weight=\"bold\"",
                };
                _ = writeln!(svg, "<text x=\"{x}\" y=\"{baseline}\"{side}{look}>{}</text>", escape_html(words));
            }
            Self::Bar(area, ink) => ink.fill(svg, *area),
            Self::Line(points, ink) => ink.line(svg, points),
            Self::Mark(at, shape, colour) => shape.draw(svg, *at, colour),
            Self::Rule { from, to, stroke, firm } => {
                let dash = if *firm { "" } else { " stroke-dasharray=\"10 30\"" };
                _ = writeln!(
                    svg,
                    "<path d=\"M{} {}L{} {}\" stroke=\"currentColor\" stroke-width=\"{stroke}\"{dash}/>",
                    from.0, from.1, to.0, to.1
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_that_only_touch_do_not_meet() {
        let area = |left, top| Area { left, top, width: 10, height: 10 };
        assert!(area(0, 0).meets(&area(9, 9)) && !area(0, 0).meets(&area(10, 0)) && !area(0, 0).meets(&area(0, 10)));
    }

    #[test]
    fn a_line_crosses_an_area_or_passes_it() {
        let area = Area { left: 100, top: 100, width: 100, height: 50 };
        assert!(area.is_crossed((0, 0), (300, 250)) && area.is_crossed((0, 120), (300, 120)));
        assert!(!area.is_crossed((0, 0), (50, 50)) && !area.is_crossed((0, 190), (190, 0)) && !area.is_crossed((0, 151), (300, 151)));
    }
}
