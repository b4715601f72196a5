//! Questions over several claims: partial counts for each piece of the claims, merged afterwards.

use std::collections::BTreeMap;

use super::life::Truth;
use super::measure::Measured;
use super::{About, Lapse, Outcome, Question, Verdict};
use crate::cases::{Cases, Claim, Kinds, NO_DAY, Row, UNKNOWN};
use crate::quantity::Day;

/// Over which claims a question counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// All claims of one debtor.
    Debtor,
    /// All claims, a calendar year at a time.
    Year,
}

/// The liable debtors of a claim, each once, with their places among them: each answers for the whole claim.
fn liable<'a>(claim: Claim<'a>) -> impl Iterator<Item = (u32, &'a str)> {
    let is_new = move |(place, debtor): &(u32, &str)| !claim.debtors().take(*place as usize).any(|earlier| earlier == *debtor);
    (0..).zip(claim.debtors()).filter(is_new)
}

/// What is known of one group so far.
#[derive(Debug, Clone, Copy)]
struct Counted {
    /// The first of its claims, and the debtor's place among those of that claim.
    claim: (u32, u32),
    /// The day of its first event in the period.
    first: Day,
    /// Whether it certainly has an event there.
    sure: bool,
    /// Related events that certainly are its own.
    certain: i64,
    /// Those that may be.
    possible: i64,
}

/// The groups of one question over some of the claims.
#[derive(Debug, Default)]
pub(super) struct Groups<'a> {
    debtors: BTreeMap<&'a str, Counted>,
    years: BTreeMap<i32, (i64, i64)>,
    /// Claims whose debtor is not told: the claim, and the day of its first event in the period.
    strays: Vec<(u32, Day)>,
    /// Related events that may belong to any group.
    anywhere: i64,
    /// Whether a claim is, or may be, one that the question is about.
    exercised: bool,
}

impl<'a> Groups<'a> {
    /// Adds one claim.
    pub fn add(&mut self, group: Group, question: &Question, claim: Claim<'a>) {
        let scope = question.scope.holds(claim);
        if scope == Truth::No {
            return;
        }
        self.exercised = true;
        match group {
            Group::Debtor => self.add_debtor(question, claim, scope),
            Group::Year => self.add_years(question, claim, scope),
        }
    }

    fn add_debtor(&mut self, question: &Question, claim: Claim<'a>, scope: Truth) {
        let related = question.plan.related;
        let events = || (0..claim.len()).filter(|event| question.counts(claim.day(*event)));
        let gaps = || claim.gaps().iter().filter(|gap| gap.day.is_none_or(|day| question.counts(day)));
        let first = events().map(|event| claim.day(event)).min();
        if first.is_none() && gaps().next().is_none() {
            return;
        }
        let happened = number(events().filter(|event| claim.kinds(*event).meets(related)).count());
        let lost = number(gaps().filter(|gap| gap.kinds.meets(related)).count());
        if claim.debtors().next().is_none() {
            self.strays.push((claim.number(), first.unwrap_or(NO_DAY)));
            self.anywhere = self.anywhere.saturating_add(happened).saturating_add(lost);
            return;
        }
        let sure = scope == Truth::Yes;
        let (certain, possible) = if sure { (happened, lost) } else { (0, happened.saturating_add(lost)) };
        let first = first.map_or((Day(i32::MAX), false), |first| (first, sure));
        for (place, debtor) in liable(claim) {
            let one = Counted { claim: (claim.number(), place), first: first.0, sure: first.1, certain, possible };
            self.debtors.entry(debtor).and_modify(|known| known.merge(one)).or_insert(one);
        }
    }

    fn add_years(&mut self, question: &Question, claim: Claim<'a>, scope: Truth) {
        let related = question.plan.related;
        let sure = scope == Truth::Yes;
        for event in (0..claim.len()).filter(|event| claim.kinds(*event).meets(related)) {
            let day = claim.day(event);
            if question.counts(day) {
                let (certain, possible) = self.years.entry(day.year()).or_default();
                let counted = if sure { certain } else { possible };
                *counted = counted.saturating_add(1);
            }
        }
        for gap in claim.gaps().iter().filter(|gap| gap.kinds.meets(related)) {
            match gap.day {
                Some(day) if question.counts(day) => self.years.entry(day.year()).or_default().1 += 1,
                Some(_) => {}
                None => self.anywhere = self.anywhere.saturating_add(1),
            }
        }
    }

    /// Adds what was counted of other claims.
    pub fn merge(&mut self, other: Self) {
        for (debtor, counted) in other.debtors {
            self.debtors.entry(debtor).and_modify(|known| known.merge(counted)).or_insert(counted);
        }
        for (year, (certain, possible)) in other.years {
            let known = self.years.entry(year).or_default();
            *known = (known.0.saturating_add(certain), known.1.saturating_add(possible));
        }
        self.strays.extend(other.strays);
        self.anywhere = self.anywhere.saturating_add(other.anywhere);
        self.exercised |= other.exercised;
    }

    /// The verdict of every group: debtors in the order of their first claims, years in theirs.
    pub fn judge(
        self,
        group: Group,
        question: &Question,
        as_of: Day,
        verdict: impl Fn(&Measured, Day, Option<Day>) -> (Verdict, Lapse),
    ) -> Vec<Outcome> {
        match group {
            Group::Debtor => self.judge_debtors(verdict),
            Group::Year if self.exercised => self.judge_years(question, as_of, verdict),
            Group::Year => Vec::new(),
        }
    }

    fn judge_debtors(self, verdict: impl Fn(&Measured, Day, Option<Day>) -> (Verdict, Lapse)) -> Vec<Outcome> {
        let of_known = self.debtors.into_values().map(|counted| {
            let Counted { claim: (claim, place), certain, .. } = counted;
            let blank = Outcome { about: About::Debtor(place), claim, ..blank(counted.first) };
            if !counted.sure {
                return Outcome { day: if counted.first == Day(i32::MAX) { NO_DAY } else { counted.first }, ..blank };
            }
            let (verdict, lapse) = verdict(&measured(certain, counted.possible.saturating_add(self.anywhere)), counted.first, None);
            Outcome { value: certain, verdict, lapse, ..blank }
        });
        let of_strays = self.strays.iter().map(|(claim, day)| Outcome { about: About::Debtor(0), claim: *claim, ..blank(*day) });
        let mut outcomes: Vec<Outcome> = of_known.chain(of_strays).collect();
        outcomes.sort_by_key(|outcome| (outcome.claim, outcome.about));
        outcomes
    }

    fn judge_years(
        self,
        question: &Question,
        as_of: Day,
        verdict: impl Fn(&Measured, Day, Option<Day>) -> (Verdict, Lapse),
    ) -> Vec<Outcome> {
        let last = question.to.min(as_of);
        let years = (question.from.year()..=last.year()).filter_map(|year| {
            let from = Day::new(year, 1, 1)?.max(question.from);
            let to = Day::new(year, 12, 31)?.min(question.to);
            let (certain, possible) = self.years.get(&year).copied().unwrap_or_default();
            let last_day = question.plan.range.min.is_some().then_some(to);
            let (verdict, lapse) = verdict(&measured(certain, possible.saturating_add(self.anywhere)), from, last_day);
            (from <= last).then_some(Outcome { about: About::Year(year), last_day, value: certain, verdict, lapse, ..blank(from) })
        });
        years.collect()
    }
}

impl Counted {
    fn merge(&mut self, other: Self) {
        self.claim = self.claim.min(other.claim);
        self.first = self.first.min(other.first);
        self.sure |= other.sure;
        self.certain = self.certain.saturating_add(other.certain);
        self.possible = self.possible.saturating_add(other.possible);
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn measured(certain: i64, possible: i64) -> Measured {
    Measured { low: Some(certain), high: Some(certain.saturating_add(possible)), anything: certain > 0, ..Measured::default() }
}

/// An outcome of which nothing is known yet.
fn blank(day: Day) -> Outcome {
    Outcome {
        question: 0,
        about: About::Claim,
        claim: 0,
        event: None,
        other: None,
        gap: None,
        day,
        last_day: None,
        value: UNKNOWN,
        at_stake: UNKNOWN,
        verdict: Verdict::Unknown,
        lapse: Lapse::None,
    }
}

/// Which claims each debtor has, so that the rows behind a verdict on a debtor can be found.
#[derive(Debug, Default)]
pub struct Debtors<'a>(BTreeMap<&'a str, Vec<u32>>);

impl<'a> Debtors<'a> {
    /// Goes through all claims once.
    pub fn of(cases: &'a Cases) -> Self {
        let mut debtors: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for number in 0..u32::try_from(cases.len()).unwrap_or(u32::MAX) {
            for (_, debtor) in liable(cases.claim(number)) {
                debtors.entry(debtor).or_default().push(number);
            }
        }
        Self(debtors)
    }
}

/// The rows that the verdict on a debtor or a year rests on: the events that were counted, and those that may have to be.
///
/// Where there are none, the rows of the claims themselves.
pub fn group_evidence(question: &Question, outcome: &Outcome, cases: &Cases, debtors: &Debtors<'_>) -> Vec<Row> {
    let claims: Vec<u32> = match outcome.about {
        About::Claim => vec![outcome.claim],
        About::Debtor(_) => {
            let debtor = outcome.about.debtor(cases.claim(outcome.claim));
            debtor.and_then(|debtor| debtors.0.get(debtor)).map_or_else(|| vec![outcome.claim], Clone::clone)
        }
        About::Year(_) => (0..u32::try_from(cases.len()).unwrap_or(u32::MAX)).collect(),
    };
    let counts = |day: Day| question.counts(day) && !matches!(outcome.about, About::Year(year) if year != day.year());
    let is_related = |kinds: Kinds| kinds.meets(question.plan.related);
    let mut rows = Vec::new();
    for claim in claims.iter().map(|claim| cases.claim(*claim)).filter(|claim| question.scope.holds(*claim) != Truth::No) {
        let events = (0..claim.len()).filter(|event| is_related(claim.kinds(*event)) && counts(claim.day(*event)));
        rows.extend(events.filter_map(|event| claim.event_row(event)));
        rows.extend(claim.gaps().iter().filter(|gap| is_related(gap.kinds) && gap.day.is_none_or(counts)).map(|gap| gap.row));
    }
    if rows.is_empty() && matches!(outcome.about, About::Debtor(_)) {
        rows.extend(claims.iter().filter_map(|claim| cases.claim(*claim).row()));
    }
    rows.sort_unstable();
    rows.dedup();
    rows
}
