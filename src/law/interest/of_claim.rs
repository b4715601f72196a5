use super::{Accruing, Bears, Convention, NotCounted, Rates, WorkingLine};
use crate::law::{InterestPer, Lack, Law, Occasion, Parameter, Reading};
use crate::quantity::{Day, Money};

/// A claim whose late interest is asked for.
#[derive(Debug, Clone, Copy)]
pub struct InterestAsked<'a> {
    /// The legal regime, by its id among [`Law::tracks`].
    pub track: &'a str,
    /// What is owed when the claim falls due, in minor units.
    pub principal: Money,
    /// The day on which the claim falls due.
    pub due: Day,
    /// The last day for which interest has been charged before, inclusive; `None` where it has not.
    pub counted: Option<Day>,
    /// The last day for which it is asked, inclusive.
    pub until: Day,
    /// Payments: the day, and minor units, which are taken off the principal whole. In any order.
    pub payments: &'a [(Day, Money)],
    /// The days of a year, 365 or 360, where the law does not say how many a year has.
    pub days: Option<u32>,
}

/// Interest with its working.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestWorking<'a> {
    /// The parameter that is the rate.
    pub rate: &'a Parameter,
    /// How time is counted.
    pub convention: Convention,
    /// Of commenced months: how long after the due date the first of them commences.
    pub first_month: Option<Reading<'a>>,
    /// The working, each line with the rows of the law that its rate rests on.
    pub lines: Vec<(WorkingLine, Reading<'a>)>,
    /// All of it, rounded half away from zero, once.
    pub sum: Money,
}

/// Why interest is not computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InterestStopped<'a> {
    /// The law knows no such regime.
    Track,
    /// The law states no interest for the regime, or not when its first month commences.
    NotStated,
    /// The law does not say how many days a year has, and neither does who asks.
    DaysNotSaid,
    /// The days of a year are said, and the law counts so many, or for `None` months.
    DaysSettled(Option<u32>),
    /// The law has no verified value for a day that counts.
    Lacks(Lack<'a>),
    /// It is more than can be written.
    TooLarge,
}

/// Computes the late interest of a claim between two days, as the law of its regime allows it.
///
/// Day by day, the first day with interest is the day after `due` or `counted`, the last is `until`, and a day bears interest on what
/// stood at the end of the day before. Of commenced months each counts whole that commences after `counted` and no later than
/// `until`, on what stands at the end of the day on which it commences. Interest bears no interest.
///
/// Denmark: renteloven § 5 (civil claims; the reference rate by half-year, the surcharge by the due date) and gebyrloven § 3 (claims
/// with right of distraint; 1 % for each commenced month). Norway: forsinkelsesrenteloven § 3. The rows of each line say where they
/// were seen.
///
/// # Errors
/// The law has no such regime, states no interest for it, lacks a verified rate on a day that counts, or leaves the days of a year open
/// that `days` does not say; `days` is said where the law counts otherwise; the sum is too large.
pub fn interest_of<'a>(law: &'a Law, asked: &InterestAsked<'_>) -> Result<InterestWorking<'a>, InterestStopped<'a>> {
    use InterestStopped::{DaysNotSaid, DaysSettled, Lacks, NotStated, TooLarge};
    let InterestAsked { due, counted, until, .. } = *asked;
    let track = law.tracks.get(asked.track).ok_or(InterestStopped::Track)?;
    let terms = track.interest.as_ref().ok_or(NotStated)?;
    let rate = law.parameters.get(&terms.rate).ok_or(NotStated)?;
    let lacks = |address: &str, on| law.lack(address, Occasion { on, due: Some(due) }).map_or(NotStated, Lacks);
    let mut first_month = None;
    let (convention, start) = match (terms.per, terms.days, asked.days) {
        (InterestPer::Year, None, None) => return Err(DaysNotSaid),
        (InterestPer::Year, Some(year), Some(said)) if year != said => return Err(DaysSettled(Some(year))),
        (InterestPer::Year, Some(year), _) | (InterestPer::Year, None, Some(year)) => (Convention::Daily { year }, due),
        (InterestPer::Month, _, Some(_)) => return Err(DaysSettled(None)),
        (InterestPer::Month, _, None) => {
            let address = terms.first_month.as_deref().ok_or(NotStated)?;
            let reading = law.read(address, Occasion::on(due)).ok_or_else(|| lacks(address, due))?;
            let after = reading.amount.period().ok_or(NotStated)?;
            first_month = Some(reading);
            (Convention::CommencedMonths { per: 1 }, after.after(due, &law.calendar))
        }
    };
    let series = law.numbers(&terms.rate);
    let accruing = Accruing { start, due, counted, until, rates: Rates::Law(&series), convention };
    let stopped = |not_counted| match not_counted {
        NotCounted::Rate { on } => lacks(&terms.rate, on),
        NotCounted::Amount { .. } | NotCounted::TooLarge => TooLarge,
    };
    let mut owed = Owed { principal: asked.principal, payments: asked.payments };
    let read = |line: WorkingLine| {
        let reading = law.read(&terms.rate, Occasion { on: line.from, due: Some(due) });
        reading.map(|reading| (line, reading)).ok_or_else(|| lacks(&terms.rate, line.from))
    };
    let lines = accruing.lines(&mut owed).map(|line| read(line.map_err(stopped)?)).collect::<Result<Vec<_>, _>>()?;
    let sum = accruing.sum(&mut owed).map_err(stopped)?;
    Ok(InterestWorking { rate, convention, first_month, lines, sum: Money(sum) })
}

/// What is left of a principal over time.
struct Owed<'a> {
    principal: Money,
    payments: &'a [(Day, Money)],
}

impl Bears for Owed<'_> {
    fn at_end_of(&mut self, day: Day) -> Option<i64> {
        let mut paid = self.payments.iter().filter(|(on, _)| *on <= day);
        paid.try_fold(self.principal.0, |left, (_, amount)| left.checked_sub(amount.0)).map(|left| left.max(0))
    }

    fn changes_after(&self, day: Day) -> Option<Day> {
        self.payments.iter().map(|(on, _)| *on).filter(|on| *on > day).min()
    }
}
