use super::{Lack, Law, Occasion, Parameter, Reading, Track, Value};
use crate::quantity::{Day, Period};

/// A claim whose reminders are asked about.
#[derive(Debug, Clone, Copy)]
pub struct FeesAsked<'a> {
    /// The legal regime, by its id among [`Law::tracks`].
    pub track: &'a str,
    /// The day on which the claim fell due.
    pub due: Day,
    /// The days on which reminders were sent. In any order.
    pub reminders: &'a [Day],
    /// Whether the council has decided that a fee is charged.
    pub council_decided: bool,
}

/// What one reminder may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderFee<'a> {
    /// The day on which it was sent.
    pub sent: Day,
    /// The highest fee that may be charged, in minor units, inclusive; `None` where none may or nobody can tell.
    pub highest: Option<Reading<'a>>,
    /// Why none may, or why nobody can tell; empty where one may.
    pub refusals: Vec<Refusal<'a>>,
    /// The rows of the law that were held against it besides the amount's.
    pub rests_on: Vec<(&'a Parameter, &'a Value)>,
}

/// A reason with the rows of the law that it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal<'a> {
    /// The reason.
    pub why: NoFee<'a>,
    /// The rows; none where the law lacks them.
    pub rests_on: Vec<(&'a Parameter, &'a Value)>,
}

/// Why a reminder may cost nothing, or why nobody can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoFee<'a> {
    /// The law states no fee for the regime.
    NotStated,
    /// It takes a decision of the council.
    CouncilDecision,
    /// It was sent on the due date or before: nothing was late.
    NotDue,
    /// It was sent before this day, the first after the due date on which a reminder may cost a fee.
    SoonAfterDue(Day),
    /// It was sent too soon after the reminder before it, with or without a fee.
    SoonAfterLast {
        /// The day on which that one was sent.
        last: Day,
        /// The first day on which the next may cost a fee.
        first: Day,
    },
    /// So many reminders that may cost a fee were sent before, and no more may.
    Number {
        /// The most.
        most: i64,
        /// Whether it is certain that they may cost a fee.
        certain: bool,
    },
    /// The law has no verified value.
    Lacks(Lack<'a>),
}

impl NoFee<'_> {
    /// Whether it shuts a fee out; otherwise nobody can tell.
    pub fn is_certain(&self) -> bool {
        match self {
            Self::Number { certain, .. } => *certain,
            Self::Lacks(_) => false,
            Self::NotStated | Self::CouncilDecision | Self::NotDue | Self::SoonAfterDue(_) | Self::SoonAfterLast { .. } => true,
        }
    }
}

impl ReminderFee<'_> {
    /// Whether it is certain that no fee may be charged.
    pub fn is_free(&self) -> bool {
        self.refusals.iter().any(|refusal| refusal.why.is_certain())
    }
}

/// Tells for each reminder of a claim the highest fee that the law allows, in the order of their days, as if each fee that may be
/// charged is charged.
///
/// A reminder that is sent so and so long after the due date, or after the reminder before it, may cost a fee from the last day of that
/// time on: ten days after 1 March is 11 March.
///
/// Denmark: gebyrloven § 2 (claims with right of distraint: a ceiling, where the council has decided; no number, no interval) and
/// renteloven § 9 b (civil claims: a ceiling, three at most, ten days apart). Norway: inkassoforskriften §§ 1-2 and 1-3. The rows say
/// where they were seen.
///
/// # Errors
/// `None` where the law has no such regime. What the law lacks is a reason of the reminder's, and never a fee.
pub fn fees_of<'a>(law: &'a Law, asked: &FeesAsked<'_>) -> Option<Vec<ReminderFee<'a>>> {
    let track = law.tracks.get(asked.track)?;
    let mut reminders = asked.reminders.to_vec();
    reminders.sort_unstable();
    let mut fees: Vec<ReminderFee<'a>> = Vec::new();
    for sent in reminders {
        let occasion = Occasion { on: sent, due: Some(asked.due) };
        let mut asking = Asking { law, track, occasion, refusals: Vec::new(), rests_on: Vec::new() };
        let highest = asking.amount(asked.council_decided);
        if sent <= asked.due {
            asking.refuse(NoFee::NotDue, None);
        }
        asking.after_due(asked.due);
        asking.number(&fees);
        asking.interval(fees.iter().map(|fee| fee.sent).rfind(|day| *day > asked.due));
        let Asking { refusals, rests_on, .. } = asking;
        let highest = highest.filter(|_| refusals.is_empty());
        fees.push(ReminderFee { sent, highest, refusals, rests_on });
    }
    Some(fees)
}

/// One reminder that is asked about.
struct Asking<'a> {
    law: &'a Law,
    track: &'a Track,
    occasion: Occasion,
    refusals: Vec<Refusal<'a>>,
    rests_on: Vec<(&'a Parameter, &'a Value)>,
}

impl<'a> Asking<'a> {
    fn refuse(&mut self, why: NoFee<'a>, reading: Option<&Reading<'a>>) {
        self.refusals.push(Refusal { why, rests_on: reading.map(|reading| reading.rests_on.clone()).unwrap_or_default() });
    }

    fn read(&mut self, address: &str) -> Option<Reading<'a>> {
        let law = self.law;
        let reading = law.read(address, self.occasion);
        if reading.is_none() {
            self.refuse(law.lack(address, self.occasion).map_or(NoFee::NotStated, NoFee::Lacks), None);
        }
        reading
    }

    /// As [`Asking::read`], for what stands beside the amount.
    fn beside(&mut self, address: Option<&'a String>) -> Option<Reading<'a>> {
        let reading = self.read(address?)?;
        self.rests_on.extend(reading.rests_on.iter().copied());
        Some(reading)
    }

    fn amount(&mut self, council_decided: bool) -> Option<Reading<'a>> {
        let track = self.track;
        let Some(address) = &track.reminder_fee else {
            self.refuse(NoFee::NotStated, None);
            return None;
        };
        let reading = self.read(address);
        let takes_decision = self.law.parameters.get(address).is_some_and(|parameter| parameter.council_decision);
        if takes_decision && !council_decided {
            self.refuse(NoFee::CouncilDecision, reading.as_ref());
        }
        reading
    }

    fn after_due(&mut self, due: Day) {
        let Some((period, reading)) = self.period(self.track.first_fee_after.as_ref()) else { return };
        let first = period.after(due, &self.law.calendar);
        if self.occasion.on < first {
            self.refuse(NoFee::SoonAfterDue(first), Some(&reading));
        }
    }

    fn number(&mut self, before: &[ReminderFee<'_>]) {
        let Some(reading) = self.beside(self.track.reminder_fees.as_ref()) else { return };
        let Some(most) = reading.amount.number() else { return };
        let count = |which: fn(&ReminderFee<'_>) -> bool| i64::try_from(before.iter().filter(|fee| which(fee)).count()).unwrap_or(i64::MAX);
        let certain = count(|fee| fee.refusals.is_empty()) >= most;
        if certain || count(|fee| !fee.is_free()) >= most {
            self.refuse(NoFee::Number { most, certain }, Some(&reading));
        }
    }

    /// The law spaces the reminders themselves, whether they cost a fee or not.
    fn interval(&mut self, last: Option<Day>) {
        let Some((period, reading)) = self.period(self.track.reminder_interval.as_ref()) else { return };
        let next = last.map(|last| (last, period.after(last, &self.law.calendar)));
        if let Some((last, first)) = next.filter(|(_, first)| self.occasion.on < *first) {
            self.refuse(NoFee::SoonAfterLast { last, first }, Some(&reading));
        }
    }

    fn period(&mut self, address: Option<&'a String>) -> Option<(Period, Reading<'a>)> {
        let reading = self.beside(address)?;
        Some((reading.amount.period()?, reading))
    }
}
