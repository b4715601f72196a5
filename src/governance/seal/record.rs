use super::Seal;
use crate::governance::{Decision, Outcome};

/// A text of decisions with what was added to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The whole text; every other byte stands as it stood.
    pub text: String,
    /// The lines that were added.
    pub added: Vec<String>,
}

/// Writes a decision and a seal into the text of `decisions.yaml`, leaving its other lines, remarks among them, as they are.
///
/// `None` where the list of decisions is written in a way that a line cannot be added to: in brackets, with something in them.
pub fn record(text: &str, decision: Option<&Decision>, seal: Option<&Seal>) -> Option<Recorded> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut added = Vec::new();
    if let Some(decision) = decision {
        let written = written(decision);
        match lines.iter().position(|line| line.starts_with("decisions:")) {
            None => {
                lines.extend(["decisions:".to_owned(), format!("  - {written}")]);
                added.push(format!("  - {written}"));
            }
            Some(key) => {
                let rest = lines.get(key)?.trim_start_matches("decisions:").split('#').next().unwrap_or_default().trim().to_owned();
                if rest == "[]" {
                    let line = lines.get_mut(key)?;
                    *line = line.replacen(" []", "", 1);
                } else if !rest.is_empty() {
                    return None;
                }
                let (at, indent) = end_of_list(&lines, key);
                let line = format!("{}- {written}", " ".repeat(indent));
                lines.insert(at, line.clone());
                added.push(line);
            }
        }
    }
    if let Some(Seal { body, date, meaning, bytes, .. }) = seal {
        let block = [
            "seal:".to_owned(),
            format!("  body: {}", scalar(body)),
            format!("  date: {date}"),
            format!("  meaning: {meaning}"),
            format!("  bytes: {bytes}"),
        ];
        added.extend(block.clone());
        lines.extend(block);
    }
    Some(Recorded { text: lines.join("\n") + "\n", added })
}

/// The line after the last item of a list that begins under a key, and how far its items are set in.
fn end_of_list(lines: &[String], key: usize) -> (usize, usize) {
    let (mut end, mut indent) = (key + 1, None);
    for (index, line) in lines.iter().enumerate().skip(key + 1) {
        let bare = line.trim_start();
        if bare.is_empty() || bare.starts_with('#') {
            continue;
        }
        let depth = line.len() - bare.len();
        if depth == 0 && !bare.starts_with("- ") {
            break;
        }
        indent = indent.or_else(|| bare.starts_with("- ").then_some(depth));
        end = index + 1;
    }
    (end, indent.unwrap_or(2))
}

fn written(decision: &Decision) -> String {
    let Decision { body, date, outcome, printed, reservations } = decision;
    let mut said = vec![("body", scalar(body)), ("date", date.to_string()), ("outcome", outcome.name().to_owned())];
    said.extend(printed.as_ref().map(|words| ("printed", scalar(words))));
    said.extend(reservations.as_ref().map(|words| ("reservations", scalar(words))));
    let said: Vec<String> = said.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    format!("{{{}}}", said.join(", "))
}

/// Words as YAML: as they are where they can be nothing else, else in quotation marks.
fn scalar(words: &str) -> String {
    let is_plain = words.chars().all(|letter| letter.is_alphabetic() || letter == ' ') && words.trim() == words && words.len() > 5;
    if is_plain { words.to_owned() } else { serde_json::Value::from(words).to_string() }
}

impl Outcome {
    /// The word in `decisions.yaml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Endorsed => "endorsed",
            Self::Approved => "approved",
            Self::Discussed => "discussed",
            Self::Postponed => "postponed",
            Self::Rejected => "rejected",
            Self::Noted => "noted",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::record;
    use crate::governance::{Decision, Outcome};
    use crate::quantity::Day;

    fn adopted() -> Decision {
        Decision {
            body: "Byrådet".to_owned(),
            date: Day::new(2026, 2, 24).unwrap(),
            outcome: Outcome::Approved,
            printed: Some("Godkendt: \"enstemmigt\"".to_owned()),
            reservations: None,
        }
    }

    const LINE: &str = r#"- {body: Byrådet, date: 2026-02-24, outcome: approved, printed: "Godkendt: \"enstemmigt\""}"#;

    #[test]
    fn a_line_is_added_and_every_other_stays() {
        for (before, after) in [
            ("rettesnor: 1\n", format!("rettesnor: 1\ndecisions:\n  {LINE}\n")),
            ("decisions: [] # none yet\n# end\n", format!("decisions: # none yet\n  {LINE}\n# end\n")),
            ("decisions:\n- {body: A}\n\n# about b\nb: 1\n", format!("decisions:\n- {{body: A}}\n{LINE}\n\n# about b\nb: 1\n")),
            (
                "decisions:\n    # first\n    - body: A\n      date: 2026-01-01\n    # last\n",
                format!("decisions:\n    # first\n    - body: A\n      date: 2026-01-01\n    {LINE}\n    # last\n"),
            ),
        ] {
            assert_eq!(record(before, Some(&adopted()), None).unwrap().text, after);
        }
        assert_eq!(record("decisions: [{body: A}]\n", Some(&adopted()), None), None);
    }
}
