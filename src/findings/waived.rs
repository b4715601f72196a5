//! Which breaches an exception covers, and what became of each exception. Works on outcomes, before words are made of them.

use std::collections::BTreeSet;

use super::Mask;
use crate::cases::{Cases, Claim, Row, UNKNOWN};
use crate::governance::Waiver;
use crate::plan::{About, Measure, Outcome, Question, Scope, Truth, Verdict};
use crate::quantity::Day;
use crate::rules::Rule;
use crate::strategy::Clause;

/// What became of one waiver.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Used {
    /// Breaches that it covers.
    pub number: u64,
    /// Minor units at stake in them, as far as they are known.
    pub amount: i64,
    /// Breaches that nothing covers because its cap is reached.
    pub over: u64,
    /// Minor units at stake in those.
    pub over_amount: i64,
    /// Breaches that nothing covers because they lie after its last day.
    pub after: u64,
    /// Breaches that nothing covers because its compensating clause is not met for the claim, or nobody can tell.
    pub uncompensated: u64,
    /// Breaches that nothing covers because it has a cap in money and nobody can tell what is at stake.
    pub untold: u64,
}

/// Waivers laid over the outcomes of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    /// Outcome and the waiver that covers it, both by their places, in the order of the outcomes.
    covered: Vec<(usize, usize)>,
    /// What became of each waiver, in the order of the file.
    pub used: Vec<Used>,
}

impl Overlay {
    /// Lays waivers over the outcomes of these questions.
    ///
    /// A breach asks on the day of its activation; a claim that is time-barred, on the last day on which it could be saved.
    ///
    /// Breaches ask in the order of their days, then of their places in the data; the first waiver in the file that still can covers
    /// each. A waiver whose cap a breach would go over covers neither it nor any after it.
    pub fn new(waivers: &[Waiver], asked: &[(&Clause, &Rule, Question)], cases: &Cases, outcomes: &[Outcome], mask: &Mask) -> Self {
        let mut overlay = Self { covered: Vec::new(), used: vec![Used::default(); waivers.len()] };
        if waivers.is_empty() {
            return overlay;
        }
        let clauses: Vec<&str> = asked.iter().map(|(clause, ..)| clause.address.as_str()).collect();
        let day = |outcome: &Outcome| match asked.get(outcome.question as usize).map(|(.., question)| &question.plan.measure) {
            Some(Measure::Barred(_)) => outcome.last_day.unwrap_or(outcome.day),
            _ => outcome.day,
        };
        let of_clause =
            |clause: &&str| (0..).zip(waivers).filter(|(_, waiver)| waiver.clause == **clause).map(|(index, _)| index).collect();
        let by_question: Vec<Vec<usize>> = clauses.iter().map(of_clause).collect();
        let mut counters: Vec<Counter<'_>> = waivers.iter().map(|waiver| Counter::new(waiver, &clauses, outcomes)).collect();
        for (_, _, index) in asking(waivers, &by_question, cases, outcomes, mask, day) {
            let Some(outcome) = outcomes.get(index) else { continue };
            let claim = cases.claim(outcome.claim);
            let mut answers: Vec<(usize, Answer)> = Vec::new();
            for place in by_question.get(outcome.question as usize).into_iter().flatten() {
                let Some(counter) = counters.get_mut(*place).filter(|counter| reaches(counter.waiver, claim, outcome, day(outcome), mask))
                else {
                    continue;
                };
                let answer = counter.ask(outcome, day(outcome));
                answers.push((*place, answer));
                if answer == Answer::Covers {
                    overlay.covered.push((index, *place));
                    break;
                }
            }
            let is_covered = answers.last().is_some_and(|(_, answer)| *answer == Answer::Covers);
            for (place, answer) in answers.into_iter().filter(|(_, answer)| !is_covered || *answer == Answer::Covers) {
                if let Some(used) = overlay.used.get_mut(place) {
                    used.add(answer, outcome.at_stake);
                }
            }
        }
        overlay.covered.sort_unstable();
        overlay
    }

    /// Whether nothing is covered.
    pub fn is_empty(&self) -> bool {
        self.covered.is_empty()
    }

    /// The waiver that covers an outcome, both by their places.
    pub fn waiver(&self, outcome: usize) -> Option<usize> {
        let found = self.covered.binary_search_by_key(&outcome, |(outcome, _)| *outcome).ok()?;
        self.covered.get(found).map(|(_, waiver)| *waiver)
    }
}

/// The breaches that a waiver reaches, in the order in which they ask.
fn asking(
    waivers: &[Waiver],
    by_question: &[Vec<usize>],
    cases: &Cases,
    outcomes: &[Outcome],
    mask: &Mask,
    day: impl Fn(&Outcome) -> Day,
) -> Vec<(Day, Option<Row>, usize)> {
    let mut asking = Vec::new();
    for (index, outcome) in outcomes.iter().enumerate().filter(|(_, outcome)| outcome.verdict == Verdict::Breached) {
        let claim = cases.claim(outcome.claim);
        let mut of_question = by_question.get(outcome.question as usize).into_iter().flatten().filter_map(|place| waivers.get(*place));
        if of_question.any(|waiver| reaches(waiver, claim, outcome, day(outcome), mask)) {
            let row = outcome.event.and_then(|event| claim.event_row(event as usize)).or_else(|| claim.row());
            asking.push((day(outcome), row, index));
        }
    }
    asking.sort_unstable();
    asking
}

/// Whether a waiver is about a claim and has begun on a day; its last day is not looked at. What is not known is not reached.
fn reaches(waiver: &Waiver, claim: Claim<'_>, outcome: &Outcome, day: Day, mask: &Mask) -> bool {
    if outcome.about != About::Claim {
        // What is said of some claims is not said of their debtor or of a year.
        return waiver.days.0 <= day && waiver.claims.is_none() && waiver.scope == Scope::default();
    }
    // Whoever only sees masks can name a claim by its mask.
    let named = |claims: &BTreeSet<String>| {
        claims.contains(claim.name())
            || (claims.iter().any(|name| name.starts_with('#')) && claims.contains(mask.claim(claim.name()).as_ref()))
    };
    waiver.days.0 <= day && waiver.scope.holds(claim) == Truth::Yes && waiver.claims.as_ref().is_none_or(named)
}

/// What a waiver says to a breach that it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Covers,
    Over,
    After,
    Uncompensated,
    Untold,
}

impl Used {
    fn add(&mut self, answer: Answer, at_stake: i64) {
        let amount = stake(at_stake).unwrap_or(0);
        match answer {
            Answer::Covers => {
                self.number += 1;
                self.amount = self.amount.saturating_add(amount);
            }
            Answer::Over => {
                self.over += 1;
                self.over_amount = self.over_amount.saturating_add(amount);
            }
            Answer::After => self.after += 1,
            Answer::Uncompensated => self.uncompensated += 1,
            Answer::Untold => self.untold += 1,
        }
    }
}

/// What counts against a cap: a claim that is paid too much has nothing at stake; `None` where the data does not tell.
fn stake(at_stake: i64) -> Option<i64> {
    (at_stake != UNKNOWN).then(|| at_stake.max(0))
}

/// A waiver while it is given out.
struct Counter<'a> {
    waiver: &'a Waiver,
    /// Claims for which the compensating clause is breached or cannot be judged.
    unmet: BTreeSet<u32>,
    /// Whether it is so for a debtor or a year, whose claims nobody has told apart.
    is_unmet: bool,
    number: u64,
    amount: i64,
    is_closed: bool,
}

impl<'a> Counter<'a> {
    fn new(waiver: &'a Waiver, clauses: &[&str], outcomes: &[Outcome]) -> Self {
        let is_unmet = |outcome: &&Outcome| {
            clauses.get(outcome.question as usize).copied() == waiver.compensating.as_deref()
                && matches!(outcome.verdict, Verdict::Breached | Verdict::Unknown)
        };
        let asked = if waiver.compensating.is_some() { outcomes } else { &[] };
        let (of_claims, of_groups): (Vec<&Outcome>, Vec<&Outcome>) =
            asked.iter().filter(is_unmet).partition(|outcome| outcome.about == About::Claim);
        let unmet = of_claims.iter().map(|outcome| outcome.claim).collect();
        Self { waiver, unmet, is_unmet: !of_groups.is_empty(), number: 0, amount: 0, is_closed: false }
    }

    fn ask(&mut self, outcome: &Outcome, day: Day) -> Answer {
        let cap = self.waiver.cap.unwrap_or_default();
        if day > self.waiver.days.1 {
            return Answer::After;
        }
        let is_unmet = match outcome.about {
            About::Claim => self.unmet.contains(&outcome.claim),
            _ => !self.unmet.is_empty(),
        };
        if is_unmet || self.is_unmet {
            return Answer::Uncompensated;
        }
        let stake = match (stake(outcome.at_stake), cap.amount) {
            (None, Some(_)) => return Answer::Untold,
            (stake, _) => stake.unwrap_or(0),
        };
        let (number, amount) = (self.number + 1, self.amount.saturating_add(stake));
        self.is_closed |= cap.number.is_some_and(|most| number > most) || cap.amount.is_some_and(|most| amount > most);
        if self.is_closed {
            return Answer::Over;
        }
        (self.number, self.amount) = (number, amount);
        Answer::Covers
    }
}
