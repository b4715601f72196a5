use super::{End, Entry, Kind, Owing, evidence, place};
use crate::governance::plans::ActionPlan;
use crate::prose::Voice;
use crate::quantity::{Day, Precision};
use crate::source::Sources;

/// What the annual reports promise that can have been made by a day.
pub(super) fn promised(owing: &Owing<'_>, as_of: Day, voice: &Voice) -> Vec<Entry> {
    let lang = voice.lang;
    // A number within its report: one that an older report gains moves no other.
    let number = |place: usize, report: i32| owing.promises.iter().take(place + 1).filter(|(one, _)| one.report == report).count();
    let made = owing.promises.iter().enumerate().filter(|(_, (promise, _))| promise.made() <= as_of);
    let entry = made.map(|(at, (promise, words))| {
        let standing = promise.standing(owing.reports, as_of);
        let (file, line) = place(promise.span, owing.sources);
        let report = owing.reports.iter().find(|report| report.year == promise.report);
        let told = standing.told.map(|(_, told)| told);
        let status = standing.words(lang);
        let date = told.and_then(|told| told.date).map(|date| voice.timing(date));
        Entry {
            time: promise.by.is_none_or(|by| by.precision() != Precision::Day).then(|| promise.time(voice)),
            end: promise.by.map_or(End::Awaited, End::of),
            recipient: report.and_then(|report| report.recipient.clone()),
            verdict: standing.verdict,
            lapse: standing.lapse,
            status: date.map_or(status.clone(), |date| format!("{status}, {date}")),
            notes: evidence(told.and_then(|told| told.evidence.clone()).into_iter().collect(), voice),
            ..Entry::new(
                Kind::Promise,
                format!("report {}", promise.report),
                promise.id.clone().unwrap_or_else(|| number(at, promise.report).to_string()),
                words.clone(),
                promise.open_until(owing.reports, as_of),
                (file, line),
            )
        }
    });
    entry.collect()
}

/// The items of a plan that have a date.
pub(super) fn planned(plan: &ActionPlan, as_of: Day, voice: &Voice, sources: &Sources) -> Vec<Entry> {
    let dated = plan.items.iter().filter_map(|item| Some((item, item.due?)));
    let entry = dated.map(|(item, due)| {
        let standing = plan.standing(item, as_of);
        let (verdict, lapse) = standing.verdict();
        let (file, line) = place(item.span, sources);
        let committee = item.committee.as_deref().map(|id| voice.lang.text_words("plan-committee", &[("what", plan.committee(id))]));
        let done = item.done.as_ref().map(|(date, _)| voice.timing(*date)).unwrap_or_default();
        Entry {
            time: (due.precision() != Precision::Day).then(|| voice.timing(due)),
            end: End::of(due),
            is_binding: standing.is_binding,
            who: item.owner.as_deref().map(|owner| plan.role(owner).to_owned()),
            verdict,
            lapse,
            status: standing.words(&done, voice),
            notes: committee.into_iter().chain(standing.notes(plan, voice)).collect(),
            ..Entry::new(Kind::PlanItem, format!("plan {}", plan.name), item.id.clone(), item.title.clone(), due.last(), (file, line))
        }
    });
    entry.collect()
}
