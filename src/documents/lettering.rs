//! How words are set in a drawing, without asking a font: the fonts that show it differ.

/// The height of letters, in the drawing's unit.
pub(super) const LETTERS: i64 = 140;
/// From line to line.
pub(super) const LINE: i64 = 165;

/// Sets words in at most so many lines; what does not fit ends in an ellipsis.
pub(super) fn wrap(words: &str, most: i64, lines_at_most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = words.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    while !rest.is_empty() && lines.len() < lines_at_most {
        let last = lines.len() + 1 == lines_at_most;
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
pub(super) fn width(text: &str) -> i64 {
    let hundredths: i64 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '(' | ')' | '[' | ']' | ' ' | '\u{a0}' => 34,
            'f' | 't' | 'r' | '-' => 42,
            'm' | 'w' | 'æ' | 'M' | 'W' | 'Æ' | '@' | '%' | '—' | '…' => 98,
            _ if letter.is_uppercase() => 76,
            _ if u32::from(letter) > 0x24f => 100,
            _ => 62,
        })
        .sum();
    hundredths * LETTERS / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: i64 = 1_800;

    #[test]
    fn labels_take_two_lines_at_most() {
        assert_eq!(wrap("Renter", LABELS, 2), ["Renter"]);
        let lines = wrap("Tilbagebetaling af sociale ydelser", LABELS, 2);
        assert_eq!(lines, ["Tilbagebetaling af", "sociale ydelser"]);
        let cut = wrap("Opkrævningsmyndighedsoverdragelsesbekendtgørelse med tillæg og bilag", LABELS, 2);
        assert_eq!(cut.len(), 2, "{cut:?}");
        assert!(cut[0].ends_with('-') && cut[1].ends_with('…'), "{cut:?}");
        assert!(cut.iter().all(|line| width(line) <= LABELS + LETTERS), "{cut:?}");
    }
}
