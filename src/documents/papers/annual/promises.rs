//! Promises of reports: their words, and what became of them.

use std::sync::Arc;

use super::super::plain;
use super::desk::Desk;
use super::functions::Told;
use super::{cell, filled};
use crate::governance::report::promises::{Promise, to_follow_up};
use crate::governance::report::{FollowUp, Report};
use crate::measures::Figures;
use crate::plan::Verdict;
use crate::prose::Lang;
use crate::source::Sources;
use crate::strategy::Strategy;

/// What an annual report has to follow up, and what it says of it.
#[derive(Debug, Clone)]
pub(super) struct ToFollow {
    promise: Promise,
    words: String,
    verdict: Verdict,
    status: String,
    told: Option<FollowUp>,
}

/// The promises of annual reports in their order, each with what it is about and its words, without form; braces that cannot be filled
/// in stay as they are.
pub fn told_promises(strategy: &Strategy, reports: &[Report], figures: &Figures, lang: Lang) -> Vec<(Promise, String)> {
    let of = |report: &Report| tell(report.promises(), strategy, report, figures, lang);
    reports.iter().flat_map(of).collect()
}

fn tell(promises: Vec<Promise>, strategy: &Strategy, report: &Report, figures: &Figures, lang: Lang) -> Vec<(Promise, String)> {
    // Where a figure comes from is not told here, so that no text is needed to look it up in.
    let desk = Arc::new(Desk::new(report.clone(), figures.clone(), strategy.voice(lang), &Sources::default()));
    let words = |promise: &Promise| {
        let said = promise.text.as_ref().map(|text| filled(&desk, text).map_or_else(|_| text.words.clone(), |filled| plain(&filled)));
        let about = promise.about.clone().into_iter();
        about.chain(said).collect::<Vec<_>>().join(": ")
    };
    promises
        .into_iter()
        .map(|promise| {
            let said = words(&promise);
            (promise, said)
        })
        .collect()
}

/// What a report has to follow up, as of the day it was made.
pub(super) fn to_tell(strategy: &Strategy, report: &Report, reports: &[Report], figures: &Figures, lang: Lang) -> Vec<ToFollow> {
    let until = reports.get(..reports.partition_point(|one| one.year <= report.year)).unwrap_or_default();
    let promises = to_follow_up(report, reports);
    let mut list = Vec::new();
    for of in until.iter().filter(|one| one.year < report.year) {
        let own = promises.iter().filter(|one| one.report == of.year).cloned().collect();
        for (promise, words) in tell(own, strategy, of, figures, lang) {
            let standing = promise.standing(until, report.told_on());
            let told = standing.told.filter(|(year, _)| *year == report.year).map(|(_, told)| told.clone());
            let status = if told.is_some() { standing.words(lang) } else { lang.text("promise-not-followed") };
            list.push(ToFollow { promise, words, verdict: standing.verdict, status, told });
        }
    }
    list
}

/// What became of the promises of earlier reports, as a table.
pub(super) fn follow_up(desk: &Arc<Desk>) -> Told {
    desk.follows_up();
    if desk.follow_up.is_empty() {
        return Ok(format!("\n\n{}\n\n", desk.text("promise-none", &[])));
    }
    let count = |keep: &dyn Fn(&ToFollow) -> bool| desk.follow_up.iter().filter(|one| keep(one)).count().to_string();
    let words = [
        ("all", desk.follow_up.len().to_string()),
        ("kept", count(&|one| one.verdict == Verdict::Met)),
        ("untold", count(&|one| one.told.is_none())),
    ];
    let heads = ["promise-promise", "promise-by", "promise-outcome", "promise-remark"].map(|key| desk.text(key, &[]));
    let mut out = format!("\n\n{}\n\n| {} |\n| --- | :-- | :-- | :-- |\n", desk.text("promise-summary", &words), heads.join(" | "));
    for one in &desk.follow_up {
        let time = one.promise.time(&desk.voice);
        let remark = one.told.as_ref().map(|told| remark(desk, told)).transpose()?.unwrap_or_default();
        let remark = if remark.is_empty() { "–".to_owned() } else { remark };
        out.push_str(&format!("| {} | {} | {} | {remark} |\n", cell(&one.words), cell(&time), cell(&one.status)));
    }
    out.push('\n');
    Ok(out)
}

/// When, what is said, and where it can be seen.
fn remark(desk: &Arc<Desk>, told: &FollowUp) -> Told {
    let date = told.date.map(|date| cell(&desk.voice.timing(date)));
    let text = told.text.as_ref().map(|text| filled(desk, text)).transpose()?.map(|text| text.replace('|', "\\|"));
    let said = [date, text].into_iter().flatten().collect::<Vec<_>>().join(": ");
    let seen = told.evidence.as_ref().map(|evidence| desk.text("promise-seen", &[("evidence", cell(evidence))]));
    let said = if seen.is_some() && !said.is_empty() && !said.ends_with(['.', '!', '?']) { format!("{said}.") } else { said };
    Ok([Some(said).filter(|said| !said.is_empty()), seen].into_iter().flatten().collect::<Vec<_>>().join(" "))
}
