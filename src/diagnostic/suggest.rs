/// The candidate that an author most likely meant, if one is near enough to the word.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(&word, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, candidate)| *likeness >= 0.6 || (word.len() >= 4 && candidate.starts_with(&word)))
        // The first of equally near ones, so that the order of the candidates decides.
        .fold(None, |best: Option<(f64, &str)>, next| if best.is_some_and(|(likeness, _)| likeness >= next.0) { best } else { Some(next) })
        .map(|(_, candidate)| candidate)
}

/// The help for a word that is not one of the candidates: the one that was meant, or else all of them.
pub fn one_of<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    if let Some(meant) = closest(word, candidates.iter().copied()) {
        return format!("write `{meant}`");
    }
    match candidates.as_slice() {
        [] => "none is declared here; leave it out or declare it first".into(),
        [only] => format!("write `{only}`"),
        many => {
            let shown: Vec<String> = many.iter().take(40).map(|candidate| format!("`{candidate}`")).collect();
            let more = if many.len() > 40 { " …" } else { "" };
            format!("write one of {}{more}", shown.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        assert_eq!(closest("remidner", ["reminder", "rejected"]), Some("reminder"));
        assert_eq!(closest("folowed_by", ["followed_by", "preceded_by"]), Some("followed_by"));
        assert_eq!(closest("xyz", ["reminder"]), None);
        assert_eq!(one_of("xyz", ["a", "b"]), "write one of `a`, `b`");
    }
}
