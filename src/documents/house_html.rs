//! The house in a page: its colours and letters as CSS, and its logo in the page itself.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::to_html::escape_html;
use crate::house::{Colour, Colours, House, Logo, LogoKind, TEXT};

/// The lightest ground of a dark screen that text stands on: that of notes in `style.css`.
const DARK: Colour = Colour::new(0x1e, 0x24, 0x2a);

/// What follows after the letters of a house where a reader has them not.
const FALLBACK: &str = "system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif";

/// The box that a logo is fitted into, in dots of a screen.
const LOGO: (u32, u32) = (260, 64);

/// Writes the logo with its words, within the page.
pub(super) fn logo(logo: &Logo) -> String {
    let kind = match logo.kind {
        LogoKind::Svg => "image/svg+xml",
        LogoKind::Png => "image/png",
    };
    let (width, height) = logo.fitted(LOGO.0, LOGO.1);
    let (alt, data) = (escape_html(&logo.alt), STANDARD.encode(&logo.bytes));
    format!("<img class=\"logo\" src=\"data:{kind};base64,{data}\" alt=\"{alt}\" width=\"{width}\" height=\"{height}\">")
}

/// Writes what a house changes of the style; nothing where it says nothing.
///
/// A dark screen has the program's colours, and lighter tones of the house's that can be read on them.
pub(super) fn style(house: &House) -> String {
    let Colours { accent, ink, quiet, heading, line, ground } = house.colours;
    let named = |names: &[(&str, Option<Colour>)]| -> String {
        names.iter().filter_map(|(name, colour)| Some(format!(" --{name}: {};", (*colour)?))).collect()
    };
    let shown = [("ink", ink), ("quiet", quiet), ("line", line), ("box", ground), ("heading", heading)];
    let light = named(&[("link", accent)]) + &named(&shown);
    let lighter = |colour: Option<Colour>| colour.map(|colour| colour.lightened(DARK, TEXT));
    let dark = named(&[("link", lighter(accent)), ("heading", lighter(heading))]);
    let mut css = String::new();
    for (media, values) in [("(prefers-color-scheme: light)", &light), ("(prefers-color-scheme: dark)", &dark), ("print", &named(&shown))] {
        if !values.is_empty() {
            _ = writeln!(css, "@media {media} {{ :root {{{values} }} }}");
        }
    }
    if let Some(family) = &house.fonts.text {
        _ = writeln!(css, "html {{ font-family: \"{family}\", {FALLBACK}; }}");
    }
    if let Some(family) = house.fonts.of_headings() {
        _ = writeln!(css, "h1, h2, h3, h4, h5 {{ font-family: \"{family}\", {FALLBACK}; }}");
    }
    if heading.is_some() {
        css.push_str("h1, h2, h3, h4, h5 { color: var(--heading); }\n");
    }
    if house.logo.is_some() {
        css.push_str(".logo { display: block; max-width: 100%; height: auto; margin-bottom: 1.25rem; }\n");
        // A logo is drawn for paper, and may be dark itself.
        css.push_str(
            "@media screen and (prefers-color-scheme: dark) { .logo { background: #ffffff; padding: .5rem; border-radius: .25rem; } }\n",
        );
    }
    if house.footer.is_some() {
        css.push_str(
            "footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 1rem; color: var(--quiet); font-size: .9rem; }\n",
        );
    }
    css
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_screen_gets_tones_that_can_be_read_on_it() {
        for written in ["#000000", "#0b5d3b", "#1a4f86", "#7a0019", "#6b6b00"] {
            let colour = Colour::parse(written);
            let house = House { colours: Colours { accent: colour, heading: colour, ..Colours::default() }, ..House::default() };
            let css = style(&house);
            let (_, dark) = css.split_once("(prefers-color-scheme: dark)").unwrap();
            for name in ["--link: ", "--heading: "] {
                let shown = Colour::parse(dark.split_once(name).unwrap().1.split(';').next().unwrap()).unwrap();
                assert!(shown.contrast(DARK) >= TEXT, "{written} {name}{shown}");
            }
        }
    }

    #[test]
    fn a_house_that_says_nothing_changes_nothing() {
        assert_eq!(style(&House::default()), "");
    }
}
