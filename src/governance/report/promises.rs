//! What an annual report promises, and what later reports say became of it.

use std::collections::BTreeSet;

use super::{FollowUp, Followed, Report, Text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::plan::{Lapse, Verdict};
use crate::prose::{Lang, Voice};
use crate::quantity::{Day, Timing};
use crate::source::Span;

/// Something that a report expects or plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// The year of the report that makes it.
    pub report: i32,
    /// Its id; without one no later report can follow it up.
    pub id: Option<String>,
    /// The part of the report that makes it.
    pub part: Part,
    /// What it is about: the milestone or the row of the figures; `None` for what is planned.
    pub about: Option<String>,
    /// Its words, as written; `None` where only the milestone says what is to come.
    pub text: Option<Text>,
    /// Until when; `None` where it is owed by the next report.
    pub by: Option<Timing>,
    /// Where it stands.
    pub span: Span,
}

/// The part of a report that makes a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What a milestone expects.
    Milestone,
    /// What a comment expects.
    Expectation,
    /// What is planned.
    Plan,
}

/// What had become of a promise on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing<'a> {
    /// The verdict.
    pub verdict: Verdict,
    /// How it was broken.
    pub lapse: Lapse,
    /// The last word on it, and the year of the report that has it.
    pub told: Option<(i32, &'a FollowUp)>,
    /// The year of the report that should have followed it up and does not, where none did.
    pub untold: Option<i32>,
}

impl Report {
    /// What the report promises: of milestones, of comments, and what it plans, each in the order of the file.
    pub fn promises(&self) -> Vec<Promise> {
        let milestones = self.milestones.iter().filter_map(|one| {
            let (by, text) = one.expected.as_ref()?;
            let id = Some(one.id.clone());
            let (about, span) = (Some(one.name.clone()), text.as_ref().map_or(one.span, |text| text.span));
            Some(Promise { report: self.year, id, part: Part::Milestone, about, text: text.clone(), by: Some(*by), span })
        });
        let expectations = self.comments.iter().filter_map(|comment| {
            let one = comment.expectation.as_ref()?;
            let measure = || self.measures.get(&comment.measure).map_or(comment.measure.as_str(), |one| one.name.as_str());
            Some((one, Part::Expectation, Some(self.name_of(&comment.about).map_or_else(|| measure().to_owned(), str::to_owned))))
        });
        let planned = self.plan.iter().map(|one| (one, Part::Plan, None));
        let expected = expectations.chain(planned).map(|(one, part, about)| Promise {
            report: self.year,
            id: one.id.clone(),
            part,
            about,
            text: Some(one.text.clone()),
            by: one.by,
            span: one.span,
        });
        milestones.chain(expected).collect()
    }

    /// The day from which the report can have been made: the first one after its year.
    pub fn made(&self) -> Day {
        year_end(self.year).plus_days(1)
    }

    /// The first day on which all that the report follows up had happened; no earlier than [`Report::made`].
    pub fn told_on(&self) -> Day {
        let dates = self.follow_up.iter().filter_map(|one| Some(one.date?.first()));
        dates.fold(self.made(), Day::max)
    }
}

impl Promise {
    /// The last day, inclusive, on which it can be kept in time: of its time, else of the year after the one that the next report is
    /// about, for that report can first be made then.
    pub fn last(&self) -> Day {
        self.by.map_or_else(|| year_end(self.report + 2), Timing::last)
    }

    /// The first day on which the report can be made that follows it up.
    pub fn followed(&self) -> Day {
        year_end(self.report + 1).plus_days(1)
    }

    /// The day, inclusive, until which it is open: its last, or that on which a report is made that it is owed by, by a day.
    ///
    /// `reports` are all of the authority, by year.
    pub fn open_until(&self, reports: &[Report], as_of: Day) -> Day {
        let next = reports.iter().find(|report| report.year > self.report && report.made() <= as_of).filter(|_| self.by.is_none());
        next.map_or_else(|| self.last(), |report| self.last().min(report.made()))
    }

    /// The day from which the report that makes it can have been made.
    pub fn made(&self) -> Day {
        year_end(self.report).plus_days(1)
    }

    /// What had become of it on a day: by the last of the reports made by then that mentions it, in what that dates no later.
    ///
    /// `reports` are all of the authority, by year. That nobody has said what became of it is unknown, never a breach.
    pub fn standing<'a>(&self, reports: &'a [Report], as_of: Day) -> Standing<'a> {
        let later = || reports.iter().filter(|report| report.year > self.report && report.made() <= as_of);
        let told = later().flat_map(|report| report.follow_up.iter().map(move |one| (report, one)));
        let is_told = |(report, one): &(&Report, &FollowUp)| {
            self.id.as_ref() == Some(&one.promise)
                && one.date.is_none_or(|date| date.first() <= as_of)
                && made_in(&one.promise, report.year, reports) == Some(self.report)
        };
        let told = told.rev().find(is_told);
        let last = self.last();
        // What is owed by the next report is settled with it.
        let is_settled = self.by.is_none() && later().next().is_some();
        let open = as_of <= last && !is_settled;
        let (verdict, lapse) = match told.map(|(report, one)| (report, one.outcome, one.date)) {
            Some((_, Followed::Kept, date)) if date.is_none_or(|date| date.first() <= last) => (Verdict::Met, Lapse::None),
            Some((_, Followed::Kept | Followed::Late, _)) => (Verdict::Breached, Lapse::Late),
            _ if open => (Verdict::NotYetDue, Lapse::None),
            Some((_, Followed::NotKept, _)) => (Verdict::Breached, Lapse::Missing),
            // What was under way while there was time may have been kept since.
            Some((report, Followed::UnderWay, date)) if is_settled || date.map_or_else(|| year_end(report.year), Timing::last) >= last => {
                (Verdict::Breached, Lapse::Missing)
            }
            Some((_, Followed::UnderWay, _)) | None => (Verdict::Unknown, Lapse::None),
        };
        let told = told.map(|(report, one)| (report.year, one));
        let untold = later().next().filter(|_| told.is_none()).map(|report| report.year);
        Standing { verdict, lapse, told, untold }
    }
}

impl Promise {
    /// Until when it is to be kept, in words: its time, or the next report.
    pub fn time(&self, voice: &Voice) -> String {
        match self.by {
            Some(by) => voice.timing(by),
            None => voice.lang.text_words("promise-next-report", &[("year", &(self.report + 1).to_string())]),
        }
    }
}

impl Standing<'_> {
    /// What became of it, in words.
    pub fn words(&self, lang: Lang) -> String {
        let outcome = self.told.map(|(_, told)| told.outcome);
        let key = match (self.verdict, self.lapse, outcome) {
            (Verdict::Met, ..) => "promise-kept",
            (Verdict::Breached, Lapse::Late, _) => "promise-late",
            (Verdict::Breached, _, Some(Followed::UnderWay)) => "promise-overdue",
            (Verdict::Breached, ..) | (Verdict::NotYetDue, _, Some(Followed::NotKept)) => "promise-not-kept",
            (Verdict::NotYetDue, _, Some(_)) => "promise-under-way",
            (verdict, ..) => match self.untold.filter(|_| verdict == Verdict::Unknown) {
                Some(year) => return lang.text_words("promise-untold", &[("year", &year.to_string())]),
                None => return verdict.words(lang),
            },
        };
        lang.text(key)
    }
}

/// What a report has to follow up: the promises of the report before it, and those of earlier ones that were still under way.
///
/// `reports` are all of the authority, by year; a promise that a later report makes anew counts as that one's.
pub fn to_follow_up(report: &Report, reports: &[Report]) -> Vec<Promise> {
    // What the report itself says is no reason to leave a promise out of it.
    let before = reports.get(..reports.partition_point(|one| one.year < report.year)).unwrap_or_default();
    let Some(last) = before.last() else { return Vec::new() };
    let is_open = |promise: &Promise| {
        let told = promise.standing(before, last.told_on()).told;
        promise.id.as_ref().is_some_and(|id| made_in(id, report.year, reports) == Some(promise.report))
            && told.is_some_and(|(_, told)| told.outcome == Followed::UnderWay)
    };
    let open = before.iter().filter(|one| one.year < last.year).flat_map(|one| one.promises()).filter(is_open);
    open.chain(last.promises()).collect()
}

/// The year of the latest report before a year that makes a promise of an id.
fn made_in(id: &str, before: i32, reports: &[Report]) -> Option<i32> {
    let makes = |report: &&Report| report.year < before && report.promises().iter().any(|one| one.id.as_deref() == Some(id));
    reports.iter().rev().find(makes).map(|report| report.year)
}

fn year_end(year: i32) -> Day {
    Day::new(year, 1, 1).map_or(Day(i32::MAX), |first| first.plus_months(12).plus_days(-1))
}

/// Reports promises that cannot be named or stand twice, follow-ups that follow up nothing or contradict themselves, and promises that
/// the next report leaves out.
pub(super) fn check(reports: &[Report], diagnostics: &mut Diagnostics) {
    for report in reports {
        named(report, diagnostics);
        follow_ups(report, reports, diagnostics);
        for promise in to_follow_up(report, reports) {
            let Some(id) = promise.id.as_ref().filter(|id| !report.follow_up.iter().any(|one| one.promise == **id)) else { continue };
            let message = format!("nothing says what became of `{id}`, which the report on {} promises", promise.report);
            let help = format!("add `- {{promise: {id}, outcome: kept}}` to `follow_up:`, or `late`, `not_kept`, `under_way`");
            diagnostics.push(Diagnostic::warning(Code::PromiseNotFollowed, report.follow_up_span, message).help(help));
        }
    }
}

fn named(report: &Report, diagnostics: &mut Diagnostics) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for (promise, number) in report.promises().into_iter().zip(1..) {
        match promise.id {
            None => {
                let message = "this promise has no id, so that the next report cannot follow it up";
                let help = format!("add `id:` with a short name of its own, for example `id: {}-{number}`", report.year);
                diagnostics.push(Diagnostic::warning(Code::PromiseUnnamed, promise.span, message).help(help));
            }
            Some(id) if seen.contains(&id) => {
                let message = format!("`{id}` is the id of an earlier promise of the report");
                diagnostics.push(Diagnostic::error(Code::DuplicateId, promise.span, message).help("give each promise an id of its own"));
            }
            Some(id) => _ = seen.insert(id),
        }
    }
}

fn follow_ups(report: &Report, reports: &[Report], diagnostics: &mut Diagnostics) {
    let earlier = || reports.iter().filter(|one| one.year < report.year);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for one in &report.follow_up {
        let id = one.promise.as_str();
        if !seen.insert(id) {
            let message = format!("`{id}` is followed up twice");
            diagnostics.push(Diagnostic::error(Code::DuplicateId, one.promise_span, message).help("keep the one that is meant"));
        }
        let Some(made) = made_in(id, report.year, reports) else {
            let ids: Vec<String> = earlier().flat_map(Report::promises).filter_map(|promise| promise.id).collect();
            let help = if earlier().next().is_none() {
                format!("write the earlier report in `reports/{}.yaml`, or remove the line", report.year - 1)
            } else {
                one_of(id, ids.iter().map(String::as_str))
            };
            let message = format!("`{id}` is no promise of an earlier report");
            diagnostics.push(Diagnostic::error(Code::UnknownPromise, one.promise_span, message).help(help));
            continue;
        };
        let promise = earlier().filter(|one| one.year == made).flat_map(Report::promises).find(|one| one.id.as_deref() == Some(id));
        if let (Some(last), Some(date)) = (promise.map(|promise| promise.last()), one.date) {
            differs(one, date, last, diagnostics);
        }
    }
}

fn differs(one: &FollowUp, date: Timing, last: Day, diagnostics: &mut Diagnostics) {
    let (said, help) = match one.outcome {
        Followed::Kept if date.first() > last => ("kept", "write `outcome: late`, or correct the date"),
        Followed::Late if date.last() <= last => ("late", "write `outcome: kept`, or correct the date"),
        _ => return,
    };
    let message = format!("`{}` is said to be {said}, and its last day was {last}", one.promise);
    diagnostics.push(Diagnostic::warning(Code::FollowUpDiffers, one.span, message).help(help));
}
