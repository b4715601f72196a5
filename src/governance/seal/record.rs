use serde_json::Value;

use super::Seal;
use crate::diagnostic::Diagnostics;
use crate::governance::Decision;
use crate::source::Sources;
use crate::yaml::Document;

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
/// `None` where the text is written in a way that lines cannot be added to without changing something else: the decisions in brackets, for
/// example, or everything set in.
pub fn record(text: &str, decision: Option<&Decision>, seal: Option<&Seal>) -> Option<Recorded> {
    let recorded = added(text, decision, seal)?;
    let (before, after) = (value(text)?, value(&recorded.text)?);
    // What was written is read again: nothing else may have changed.
    let rest = |value: &Value, key: &str| {
        value.as_object().map(|object| {
            object
                .iter()
                .filter(|(name, _)| *name != key && *name != "seal")
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect::<Vec<_>>()
        })
    };
    let list = |value: &Value| value.get("decisions").and_then(Value::as_array).cloned().unwrap_or_default();
    let (old, new) = (list(&before), list(&after));
    let is_added = new.len() == old.len() + usize::from(decision.is_some()) && new.starts_with(&old);
    let is_sealed = after.get("seal").is_some() == seal.is_some();
    (rest(&before, "decisions") == rest(&after, "decisions") && is_added && is_sealed).then_some(recorded)
}

fn value(text: &str) -> Option<Value> {
    let mut sources = Sources::default();
    let source = sources.add("decisions.yaml", text);
    let mut found = Diagnostics::default();
    let document = Document::read(source, &sources, &mut found)?;
    (!found.has_errors()).then_some(document.value)
}

fn added(text: &str, decision: Option<&Decision>, seal: Option<&Seal>) -> Option<Recorded> {
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
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Some(Recorded { text: lines.join(end) + end, added })
}

/// The line after the last item of a list that begins under a key, and how far its items are set in.
fn end_of_list(lines: &[String], key: usize) -> (usize, usize) {
    let (mut end, mut indent) = (key + 1, None);
    for (index, line) in lines.iter().enumerate().skip(key + 1) {
        let bare = line.trim_start();
        let depth = line.len() - bare.len();
        // What is set in further than the items is theirs, also where it looks like a remark.
        if bare.is_empty() || bare.starts_with('#') && indent.is_none_or(|indent| depth <= indent) {
            continue;
        }
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
        for before in [
            "decisions: [{body: A}]\n",
            "decisions:\n  []\n",
            "\"decisions\":\n  - {body: A}\n",
            "decisions :\n  - {body: A}\n",
            "{decisions: []}\n",
            "  decisions: []\n",
            "\u{feff}decisions: []\n",
        ] {
            assert_eq!(record(before, Some(&adopted()), None), None, "{before}");
        }
    }

    #[test]
    fn words_that_look_like_a_remark_stay_where_they_are() {
        let before =
            "decisions:\n  - body: A\n    reservations: |\n      Et medlem tog forbehold:\n\n      # 1 Gebyret bør bortfalde.\n# end\n";
        let after = format!("{}  {LINE}\n# end\n", before.strip_suffix("# end\n").unwrap());
        assert_eq!(record(before, Some(&adopted()), None).unwrap().text, after);
        let other = before.replace('\n', "\r\n");
        assert_eq!(record(&other, Some(&adopted()), None).unwrap().text, after.replace('\n', "\r\n"));
    }
}
