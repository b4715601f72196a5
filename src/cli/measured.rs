use rettesnor::findings::{Findings, Measured};
use rettesnor::measures::counted::Cell;
use rettesnor::prose::Voice;

/// For each counted key figure its verdict, then the figure of the period that was judged, or of the last one, a line each.
pub(crate) fn of_measures(findings: &Findings, voice: &Voice) -> Vec<String> {
    if findings.measures.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![String::new(), format!("{}:", voice.lang.text("measure-table"))];
    for one in &findings.measures {
        lines.push(format!("{}: {}", one.clause, one.verdict_words(voice)));
        let judged = one.judged.and_then(|judged| judged.span).or_else(|| one.found.total.len().checked_sub(1));
        lines.extend(judged.map(|place| format!("{:<8}{}", "", told(one, place, voice))));
    }
    lines
}

/// The figure of a period, what it is to reach, and how many the data leaves open.
fn told(one: &Measured, place: usize, voice: &Voice) -> String {
    let number = |n: u64| voice.number(i64::try_from(n).unwrap_or(i64::MAX));
    let mut said = format!("{}: {}", one.span_words(place, voice), one.words(place, voice));
    if let Some(aim) = one.aim_words(voice) {
        said += &format!(" ({aim})");
    }
    if let Some(cell) = one.found.total.get(place) {
        let waiting = if let Cell::Spread(spread) = cell { spread.waiting } else { 0 };
        for (key, n) in [("measure-waiting", waiting), ("measure-unknown", cell.unknown(one.found.question.counting))] {
            if n > 0 {
                said += &format!("; {}", voice.lang.text_words(key, &[("n", &number(n))]));
            }
        }
    }
    said
}
