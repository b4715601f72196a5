use super::Limit;
use super::measure::Moment;
use super::terms::rounded;
use crate::cases::{Claim, Effect, Kinds, UNKNOWN};
use crate::law::Occasion;
use crate::quantity::Day;

/// How interest is recomputed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accrual {
    /// The booked interest; no interest runs on it.
    pub booked: Kinds,
    /// The event from whose day interest runs; the claim's first of these kinds.
    pub from: Kinds,
    /// Hundredths of a per cent: of each day, or of the first day of a commenced month; what the due date chooses, of the day from which
    /// interest runs.
    pub rate: Limit,
    /// How time is counted.
    pub convention: Convention,
    /// What interest runs on.
    pub basis: Basis,
}

/// How time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convention {
    /// Day by day, the first being the day after `from`, the last the day of the booking; a year has so many days.
    Daily {
        /// Days of a year: 365 or 360.
        year: u32,
    },
    /// Each month that has commenced counts whole, the first commencing on the day of `from` itself.
    CommencedMonths {
        /// How many months the rate is for: 1 or 12.
        per: u32,
    },
}

/// What interest runs on, never less than zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Principal − credits: no interest on fees.
    Principal,
    /// Principal + charges other than the booked interest − credits.
    Balance,
}

/// A basis over the days of a claim: principal and what was added, as they stand at the end of a day.
struct Running<'a> {
    moment: &'a Moment<'a>,
    accrual: &'a Accrual,
    sets: Kinds,
    charge: Kinds,
    credit: Kinds,
    /// Events before this place are taken in.
    next: usize,
    principal: Option<i64>,
    moved: Option<i64>,
}

impl<'a> Running<'a> {
    fn new(accrual: &'a Accrual, moment: &'a Moment<'a>) -> Self {
        let with = |wanted| moment.questions.vocabulary.with_effect(move |effect| effect == wanted);
        let principal = Some(moment.claim.principal()).filter(|amount| *amount != UNKNOWN);
        let (sets, charge, credit) = (with(Effect::Sets), with(Effect::Charge), with(Effect::Credit));
        Self { moment, accrual, sets, charge, credit, next: 0, principal, moved: Some(0) }
    }

    /// The basis at the end of a day; days must not go back.
    fn at_end_of(&mut self, day: Day) -> Option<i64> {
        let claim = self.moment.claim;
        while self.next < claim.len() && claim.day(self.next) <= day {
            let kinds = claim.kinds(self.next);
            let amount = Some(claim.amount(self.next)).filter(|amount| *amount != UNKNOWN);
            let is_charged = self.accrual.basis == Basis::Balance && !kinds.meets(self.accrual.booked);
            if kinds.meets(self.sets) {
                self.principal = amount;
            } else if kinds.meets(self.charge) && is_charged {
                self.moved = self.moved.zip(amount).and_then(|(sum, amount)| sum.checked_add(amount));
            } else if kinds.meets(self.credit) {
                self.moved = self.moved.zip(amount).and_then(|(sum, amount)| sum.checked_sub(amount));
            }
            self.next += 1;
        }
        self.principal.zip(self.moved).and_then(|(principal, moved)| principal.checked_add(moved)).map(|basis| basis.max(0))
    }

    /// The next day after this one at whose end the basis may differ.
    fn changes_after(&self, day: Day) -> Day {
        let later = self.next..self.moment.claim.len();
        later.map(|event| self.moment.claim.day(event)).find(|next| *next > day).unwrap_or(Day(i32::MAX))
    }
}

impl Accrual {
    /// Minor units of interest from the booking before this one, or from the start, to the booking; rounded half away from zero,
    /// once. `None` where the data or the law does not tell.
    pub(super) fn amount(&self, moment: &Moment<'_>) -> Option<i64> {
        let claim = moment.claim;
        let booking = moment.event?;
        let until = claim.day(booking);
        let (start, before) = self.since(claim, booking)?;
        let mut basis = Running::new(self, moment);
        let (numerator, denominator) = match self.convention {
            Convention::Daily { year } => (self.daily(&mut basis, start, before, until)?, i128::from(year)),
            Convention::CommencedMonths { per } => (self.monthly(&mut basis, start, before, until)?, i128::from(per)),
        };
        i64::try_from(rounded(numerator, denominator.checked_mul(10_000)?)).ok()
    }

    /// Basis × rate × days over every stretch of days on which neither changes.
    fn daily(&self, basis: &mut Running<'_>, start: Day, before: Option<Day>, until: Day) -> Option<i128> {
        let mut day = before.map_or(start, |before| before.max(start));
        let mut sum = 0_i128;
        while day < until {
            // A day bears interest on what stood at the end of the day before it.
            let stands = basis.at_end_of(day)?;
            let first = day.plus_days(1);
            let rate = self.rate_on(Occasion { on: first, due: Some(start) })?;
            let last = until.min(basis.changes_after(day)).min(self.rate_changes_after(first).plus_days(-1));
            sum = sum.checked_add(i128::from(stands) * i128::from(rate) * i128::from(last.0.checked_sub(day.0)?))?;
            day = last;
        }
        Some(sum)
    }

    /// Basis × rate over every month that commenced after the booking before and up to this one.
    fn monthly(&self, basis: &mut Running<'_>, start: Day, before: Option<Day>, until: Day) -> Option<i128> {
        let mut sum = 0_i128;
        for month in 0.. {
            let commences = start.plus_months(month);
            if commences > until {
                break;
            }
            if before.is_none_or(|before| commences > before) {
                let stands = basis.at_end_of(commences)?;
                sum = sum.checked_add(i128::from(stands) * i128::from(self.rate_on(Occasion { on: commences, due: Some(start) })?))?;
            }
        }
        Some(sum)
    }

    /// The occasions on which a rate was read that may be another than the day before's; empty where nothing accrued.
    pub fn occasions(&self, claim: Claim<'_>, booking: usize) -> Vec<Occasion> {
        let Some((start, before)) = self.since(claim, booking) else { return Vec::new() };
        let until = claim.day(booking);
        // The first commenced month begins on the day of the start itself, the first day with interest after it.
        let is_daily = matches!(self.convention, Convention::Daily { .. });
        let first = match before.filter(|before| *before >= start) {
            Some(before) => before.plus_days(1),
            None => start.plus_days(i32::from(is_daily)),
        };
        if first > until {
            return Vec::new();
        }
        let next = |day: &Day| Some(self.rate_changes_after(*day)).filter(|change| *change <= until);
        std::iter::successors(Some(first), next).map(|on| Occasion { on, due: Some(start) }).collect()
    }

    /// Whether the law has no verified rate for a day on which interest ran.
    pub(super) fn lacks_law(&self, claim: Claim<'_>, booking: usize) -> bool {
        self.occasions(claim, booking).into_iter().any(|occasion| self.rate_on(occasion).is_none())
    }

    /// The day from which interest runs, and the booking before this one.
    fn since(&self, claim: Claim<'_>, booking: usize) -> Option<(Day, Option<Day>)> {
        let start = (0..claim.len()).find(|event| claim.kinds(*event).meets(self.from)).map(|event| claim.day(event))?;
        let before = (0..booking).rfind(|event| claim.kinds(*event).meets(self.booked)).map(|event| claim.day(event));
        Some((start, before))
    }

    fn rate_on(&self, occasion: Occasion) -> Option<i64> {
        match &self.rate {
            Limit::Is(rate) => Some(*rate),
            Limit::Law(series) => series.on(occasion),
            Limit::Term(_) | Limit::By { .. } => None,
        }
    }

    /// The first day after this one that may have another rate.
    fn rate_changes_after(&self, day: Day) -> Day {
        let change = if let Limit::Law(series) = &self.rate { series.changes_after(day) } else { None };
        change.unwrap_or(Day(i32::MAX))
    }
}
