//! What `check` tells beside the table of verdicts: how far the strategy is, what was excepted, what is done about findings.

use rettesnor::findings::{Findings, clause_words, lacked_words};
use rettesnor::governance::RemedyState;
use rettesnor::prose::Voice;
use rettesnor::quantity::Period;
use rettesnor::strategy::Strategy;

/// How far the strategy is on its way, and that its period went on without an adoption; nothing where no route is written.
pub(crate) fn of_standing(findings: &Findings, voice: &Voice) -> Vec<String> {
    let standing = &findings.standing;
    if standing.adopter.is_none() && standing.lacked.is_none() {
        return Vec::new();
    }
    let status = voice.lang.text(standing.status.key());
    let mut lines = vec![String::new(), voice.lang.text_words("table-standing", &[("status", &status)])];
    if let Some(lacked) = &standing.lacked {
        lines.push(wrapped(&format!("{}.", capitalised(&lacked_words(standing, lacked, voice)))));
    }
    lines
}

/// So many overdue are listed.
const OVERDUE: usize = 10;

/// How many remedies are in which state, then those that are overdue, the oldest first.
pub(crate) fn of_remedies(findings: &Findings, strategy: &Strategy) -> Vec<String> {
    let (remedies, lang) = (&findings.remedies, findings.lang);
    let (Some(as_of), true) = (findings.as_of, remedies.is_kept) else { return Vec::new() };
    let voice = strategy.voice(lang);
    let count = |number: usize| voice.number(i64::try_from(number).unwrap_or(i64::MAX));
    let states = RemedyState::ALL.into_iter().map(|state| (state, remedies.of(state).len())).filter(|(_, number)| *number > 0);
    let states: Vec<String> = states.map(|(state, number)| format!("{}: {}", lang.text(&state.key()), count(number))).collect();
    let states = if states.is_empty() { "–".to_owned() } else { states.join(", ") };
    let unassigned = voice.number(i64::try_from(remedies.unassigned).unwrap_or(i64::MAX));
    let words = [("states", states.as_str()), ("unassigned", unassigned.as_str())];
    let mut lines = vec![String::new(), wrapped(&lang.text_words("table-remedies", &words))];
    if !remedies.entries.is_empty() && remedies.entries.iter().all(|one| one.found.is_none()) {
        lines.push(wrapped(&lang.text("table-remedies-none")));
    }
    for one in remedies.of(RemedyState::Overdue).into_iter().take(OVERDUE) {
        let days = voice.period(Period::Days(as_of.0.abs_diff(one.remedy.due.0)));
        let short: String = one.remedy.finding.chars().take(8).collect();
        let clause = one.found.as_ref().map_or_else(|| "–".to_owned(), |(clause, _)| clause_words(clause, lang).into_owned());
        let owner = strategy.role(&one.remedy.owner);
        let due = voice.day(one.remedy.due);
        let words = [("finding", short.as_str()), ("clause", &clause), ("owner", owner), ("due", &due), ("days", &days)];
        lines.push(wrapped(&lang.text_words("table-remedy-overdue", &words)));
    }
    lines
}

/// For each waiver what it excepts from, then how much of it is used and what is to be said of it, a line each.
pub(crate) fn of_waivers(findings: &Findings, voice: &Voice) -> Vec<String> {
    let mut lines = Vec::new();
    for one in &findings.waivers {
        lines.push(String::new());
        lines.push(voice.lang.text_words("table-waiver", &[("id", &one.waiver.id), ("clause", &one.waiver.clause)]));
        lines.extend([one.used_words(voice)].into_iter().chain(one.words(voice)).map(|said| format!("{:<8}{said}", "")));
    }
    lines
}

/// The words on lines of at most 80 columns where they allow it, the later ones set in.
pub(crate) fn wrapped(text: &str) -> String {
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in text.split(' ') {
        if !line.trim_start().is_empty() && line.chars().count() + 1 + word.chars().count() > 80 {
            lines.push(std::mem::replace(&mut line, " ".to_owned()));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines.join("\n")
}

/// The text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
