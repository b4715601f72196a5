//! Promises in words that nothing can keep account of.

use crate::prose::Lang;

/// Words that promise without saying how much; matched at the start of a word, letters of either case.
fn vague(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Da => &[
            "hurtig",
            "kortere tid",
            "snarest",
            "umiddelbart",
            "straks",
            "inden længe",
            "så vidt muligt",
            "i videst muligt omfang",
            "i størst muligt omfang",
            "mest muligt",
            "effektivt som muligt",
            "løbende",
            "rimelig tid",
        ],
        Lang::Nb => &[
            "rask",
            "hurtig",
            "kortere tid",
            "snarest",
            "umiddelbart",
            "straks",
            "om kort tid",
            "så langt det er mulig",
            "i størst mulig grad",
            "mest mulig",
            "effektivt som mulig",
            "løpende",
            "rimelig tid",
        ],
        Lang::En => &[
            "quick",
            "prompt",
            "shorter time",
            "short time",
            "as soon as possible",
            "immediate",
            "without delay",
            "as far as possible",
            "as much as possible",
            "swift",
            "reasonable time",
        ],
    }
}

/// The first vague promise in a text, as its author wrote it.
pub(super) fn find(text: &str, lang: Lang) -> Option<&str> {
    let starts_word =
        |at: usize| text.get(..at).and_then(|before| before.chars().next_back()).is_none_or(|before| !before.is_alphanumeric());
    let positions = text.char_indices().map(|(at, _)| at).filter(|at| starts_word(*at));
    for at in positions {
        let Some(rest) = text.get(at..) else { continue };
        let found = vague(lang).iter().find(|phrase| begins_with(rest, phrase));
        if let Some(phrase) = found {
            // To the end of the word, so that `hurtigst` is shown whole.
            let length =
                rest.char_indices().skip_while(|(at, letter)| *at < phrase.len() || letter.is_alphanumeric()).map(|(at, _)| at).next();
            return rest.get(..length.unwrap_or(rest.len()));
        }
    }
    None
}

fn begins_with(text: &str, phrase: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    phrase.chars().all(|wanted| letters.next() == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vague_words_are_found_as_they_were_written() {
        assert_eq!(find("Sager behandles hurtigst muligt.", Lang::Da), Some("hurtigst"));
        assert_eq!(find("Snarest efter forfald", Lang::Da), Some("Snarest"));
        assert_eq!(find("I videst muligt omfang digitalt", Lang::Da), Some("I videst muligt omfang"));
        assert_eq!(find("Inden for fjorten dage", Lang::Da), None);
        assert_eq!(find("uhurtig", Lang::Da), None);
        assert_eq!(find("promptly", Lang::En), Some("promptly"));
    }
}
