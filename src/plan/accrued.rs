use super::Limit;
use super::measure::Moment;
use crate::cases::{Claim, Effect, Kinds, UNKNOWN};
use crate::law::{Accruing, Bears, Convention, Occasion, Rates};
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
    /// Another way to count it, where it is open which is right: what the two do not agree on is unknown.
    pub or_convention: Option<Convention>,
    /// What interest runs on.
    pub basis: Basis,
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
}

impl Bears for Running<'_> {
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

    fn changes_after(&self, day: Day) -> Option<Day> {
        let later = self.next..self.moment.claim.len();
        later.map(|event| self.moment.claim.day(event)).find(|next| *next > day)
    }
}

impl Accrual {
    /// The least and the most of what was booked less what had accrued, in minor units; `None` where the data or the law does not tell.
    pub(super) fn off(&self, moment: &Moment<'_>, booked: i64) -> Option<(i64, i64)> {
        let off = |convention| booked.checked_sub(self.amount(moment, convention)?);
        let one = off(self.convention)?;
        let other = self.or_convention.map_or(Some(one), off)?;
        Some((one.min(other), one.max(other)))
    }

    /// Minor units of interest from the booking before this one, or from the start, to the booking; rounded half away from zero,
    /// once. `None` where the data or the law does not tell.
    fn amount(&self, moment: &Moment<'_>, convention: Convention) -> Option<i64> {
        let claim = moment.claim;
        let booking = moment.event?;
        let (start, counted) = self.since(claim, booking)?;
        let accruing = Accruing { start, due: start, counted, until: claim.day(booking), rates: self.rates()?, convention };
        accruing.sum(&mut Running::new(self, moment)).ok()
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
        let occasion = |on| Occasion { on, due: Some(start) };
        if !is_daily {
            // A month is read on the day on which it commences.
            let months = (0..).map(|month| start.plus_months(month)).take_while(|day| *day <= until);
            return months.filter(|day| *day >= first).map(occasion).collect();
        }
        let next = |day: &Day| self.rates().and_then(|rates| rates.changes_after(*day)).filter(|change| *change <= until);
        std::iter::successors(Some(first), next).map(occasion).collect()
    }

    /// Whether the law has no verified rate for a day on which interest ran.
    pub(super) fn lacks_law(&self, claim: Claim<'_>, booking: usize) -> bool {
        self.occasions(claim, booking).into_iter().any(|occasion| self.rates().and_then(|rates| rates.on(occasion)).is_none())
    }

    /// The day from which interest runs, and the booking before this one.
    fn since(&self, claim: Claim<'_>, booking: usize) -> Option<(Day, Option<Day>)> {
        let start = (0..claim.len()).find(|event| claim.kinds(*event).meets(self.from)).map(|event| claim.day(event))?;
        let before = (0..booking).rfind(|event| claim.kinds(*event).meets(self.booked)).map(|event| claim.day(event));
        Some((start, before))
    }

    fn rates(&self) -> Option<Rates<'_>> {
        match &self.rate {
            Limit::Is(rate) => Some(Rates::Fixed(*rate)),
            Limit::Law(series) => Some(Rates::Law(series)),
            Limit::Term(_) | Limit::By { .. } => None,
        }
    }
}
