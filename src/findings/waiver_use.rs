//! What is to be said of an exception, in files and in words.

use super::{Finding, Key, Used};
use crate::governance::Waiver;
use crate::plan::{Lapse, Verdict};
use crate::prose::Voice;
use crate::quantity::{Day, Money};

/// What is to be said of a waiver, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Its cap is reached, and there are breaches beyond it.
    Overdrawn,
    /// Its last day has passed, and there are breaches after it.
    Expired,
    /// The day on which it was to be looked at again has passed.
    ReviewPassed,
    /// It covers nothing.
    Unused,
    /// Its first day is still to come.
    NotBegun,
    /// Its last day has passed, and there is nothing more to say.
    Ended,
    /// It covers breaches, and there is nothing more to say.
    InUse,
}

impl Status {
    /// The name in files, for example `review_passed`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdrawn => "overdrawn",
            Self::Expired => "expired",
            Self::ReviewPassed => "review_passed",
            Self::Unused => "unused",
            Self::NotBegun => "not_begun",
            Self::Ended => "ended",
            Self::InUse => "in_use",
        }
    }
}

/// A waiver, and what became of it by the as-of date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaiverUse {
    /// The waiver.
    pub waiver: Waiver,
    /// What became of it.
    pub used: Used,
    /// What is to be said of it, the gravest first; never empty.
    pub remarks: Vec<Status>,
}

impl WaiverUse {
    pub(super) fn new(waiver: &Waiver, used: Used, as_of: Day) -> Self {
        let said = [
            (Status::Overdrawn, used.over > 0),
            (Status::Expired, used.after > 0),
            (Status::ReviewPassed, waiver.review.is_some_and(|review| review < as_of)),
            (Status::Unused, used.number == 0 && waiver.days.0 <= as_of),
            (Status::NotBegun, waiver.days.0 > as_of),
        ];
        let mut remarks: Vec<Status> = said.into_iter().filter_map(|(status, holds)| holds.then_some(status)).collect();
        if remarks.is_empty() {
            remarks.push(if waiver.days.1 < as_of { Status::Ended } else { Status::InUse });
        }
        Self { waiver: waiver.clone(), used, remarks }
    }

    /// The gravest of what is to be said of it.
    pub fn status(&self) -> Status {
        self.remarks.first().copied().unwrap_or(Status::InUse)
    }

    /// What is to be said of it, in words, the gravest first: `overdrawn: 6 breaches beyond the cap`.
    pub fn words(&self, voice: &Voice) -> Vec<String> {
        let mut said: Vec<String> = self.remarks.iter().map(|status| self.remark(*status, voice)).collect();
        for (key, number) in [("waiver-not-compensated", self.used.uncompensated), ("waiver-amount-unknown", self.used.untold)] {
            if number > 0 {
                said.push(voice.lang.text_words(key, &[("number", &breaches(number, voice))]));
            }
        }
        said
    }

    fn remark(&self, status: Status, voice: &Voice) -> String {
        let lang = voice.lang;
        match status {
            Status::Overdrawn => lang.text_words("waiver-overdrawn", &[("number", &breaches(self.used.over, voice))]),
            Status::Expired => lang.text_words("waiver-expired", &[("number", &breaches(self.used.after, voice))]),
            Status::ReviewPassed => {
                let day = self.waiver.review.map(|day| voice.day(day)).unwrap_or_default();
                lang.text_words("waiver-review-passed", &[("date", &day)])
            }
            Status::Unused => lang.text("waiver-unused"),
            Status::NotBegun => lang.text("waiver-not-begun"),
            Status::Ended => lang.text("waiver-ended"),
            Status::InUse => lang.text("waiver-in-use"),
        }
    }

    /// How much of it is used, in words: `14 of at most 20 breaches, 31,250 of at most 50,000 kr.`.
    pub fn used_words(&self, voice: &Voice) -> String {
        let cap = self.waiver.cap.unwrap_or_default();
        let number = count(self.used.number, voice);
        let mut said = vec![match cap.number {
            Some(most) => voice.lang.text_words("waiver-used-of", &[("used", &number), ("most", &breaches(most, voice))]),
            None => breaches(self.used.number, voice),
        }];
        if let Some(most) = cap.amount {
            let (used, most) = (voice.money(Money(self.used.amount)), voice.money(Money(most)));
            said.push(voice.lang.text_words("waiver-used-of", &[("used", &used), ("most", &most)]));
        }
        said.join(", ")
    }

    /// A finding for each way in which practice went beyond it. It is no activation, and no tally counts it: those beyond are breached.
    pub(super) fn findings(&self, key: &Key, voice: &Voice) -> Vec<Finding> {
        let Self { waiver, used, .. } = self;
        let said = [(Lapse::Overdrawn, used.over, Status::Overdrawn), (Lapse::Expired, used.after, Status::Expired)];
        let one = |(lapse, _, status): (Lapse, u64, Status)| Finding {
            fingerprint: key.hash(&["waiver", &waiver.clause, &waiver.id, status.name()]),
            clause: waiver.clause.clone(),
            verdict: Verdict::Breached,
            lapse,
            claim: None,
            date: None,
            last_day: Some(waiver.days.1),
            amount: None,
            actual: self.remark(status, voice),
            law: Vec::new(),
            basis: Vec::new(),
            evidence: vec![waiver.place.clone()],
            waiver: Some(waiver.id.clone()),
            change: None,
        };
        said.into_iter().filter(|(_, number, _)| *number > 0).map(one).collect()
    }
}

fn count(number: u64, voice: &Voice) -> String {
    voice.number(i64::try_from(number).unwrap_or(i64::MAX))
}

/// So many breaches, in words.
pub(crate) fn breaches(number: u64, voice: &Voice) -> String {
    let key = if number == 1 { "waiver-breach" } else { "waiver-breaches" };
    voice.lang.text_words(key, &[("number", &count(number, voice))])
}
