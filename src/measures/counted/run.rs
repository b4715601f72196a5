use std::collections::BTreeMap;

use rayon::prelude::*;

use super::arrears::{Followed, Standing};
use super::cell::{Cell, Ratio};
use super::found::{Found, Member, Tallied};
use super::roll::{Moves, Roll};
use super::span::{Span, SpanKind, place, stretches};
use super::{Band, By, Counted, On, Overdue, Question, Step};
use crate::cases::{Cases, Claim, ClaimField, Effect, FieldRef, UNKNOWN, Vocabulary};
use crate::plan::{Life, Truth, Watch};
use crate::quantity::Day;

/// Counts all figures over all claims in one pass.
pub fn count(questions: &[Question], vocabulary: &Vocabulary, cases: &Cases, as_of: Day) -> Vec<Found> {
    let counter = Counter::new(questions, vocabulary, as_of);
    let pieces: Vec<Vec<Tallied<'_>>> = (0..cases.pieces()).into_par_iter().map(|piece| counter.claims(cases.claims_of(piece))).collect();
    let mut all = counter.empty();
    for piece in pieces {
        all.iter_mut().zip(piece).for_each(|(one, more)| one.merge(more));
    }
    let told = questions.iter().zip(counter.asked).zip(all);
    told.map(|((question, asked), tallied)| Found::new(question, asked.spans, asked.years, tallied)).collect()
}

/// A question with its spans of time.
struct Asked<'a> {
    question: &'a Question,
    spans: Vec<Span>,
    /// The years of the roll-forward; none where there is none.
    years: Vec<Span>,
}

struct Counter<'a> {
    asked: Vec<Asked<'a>>,
    vocabulary: &'a Vocabulary,
    watch: Watch<'a>,
    overdue: Overdue,
    moves: Moves,
    as_of: Day,
}

impl<'a> Counter<'a> {
    fn new(questions: &'a [Question], vocabulary: &'a Vocabulary, as_of: Day) -> Self {
        let years = |question: &Question| match question.counted {
            Counted::Arrears(On::YearEnd) => stretches(SpanKind::Year, question.period, as_of),
            _ => Vec::new(),
        };
        let asked = questions.iter().map(|question| Asked { question, spans: question.spans(as_of), years: years(question) }).collect();
        let states = questions.iter().flat_map(|question| question.states(vocabulary)).collect();
        let with = |effect| vocabulary.with_effect(|one| one == effect);
        Self {
            asked,
            vocabulary,
            watch: Watch::new(vocabulary, states),
            overdue: Overdue::of(vocabulary),
            moves: Moves { charge: with(Effect::Charge), credit: with(Effect::Credit) },
            as_of,
        }
    }

    fn empty<'c>(&self) -> Vec<Tallied<'c>> {
        self.asked.iter().map(|asked| Tallied::new(&asked.question.counted, asked.spans.len(), asked.years.len())).collect()
    }

    fn claims<'c>(&self, claims: impl Iterator<Item = Claim<'c>>) -> Vec<Tallied<'c>> {
        let mut all = self.empty();
        let mut life = Life::default();
        for claim in claims {
            self.watch.follow(claim, &mut life);
            for (asked, tallied) in self.asked.iter().zip(&mut all) {
                let scope = asked.question.scope.holds(claim);
                if scope != Truth::No {
                    self.ask(asked, &Followed { claim, life: &life, watch: &self.watch, scope }, claim, tallied);
                }
            }
        }
        all
    }

    /// Counts one claim; it comes once more by itself because it outlives what follows it.
    fn ask<'c>(&self, asked: &Asked<'_>, followed: &Followed<'_>, claim: Claim<'c>, tallied: &mut Tallied<'c>) {
        let question = asked.question;
        match question.counted {
            Counted::Arrears(_) => {
                for (index, span) in asked.spans.iter().enumerate() {
                    let standing = followed.arrears(&self.overdue, span.to);
                    if let (Standing::Owed(Some(amount)), Some(due)) = (standing, followed.due(&self.overdue)) {
                        let bands = tallied.bands.get_mut(index);
                        if let Some(band) = bands.and_then(|bands| bands.get_mut(Band::place(due, span.to))) {
                            (band.claims, band.amount) = (band.claims + 1, band.amount.saturating_add(amount));
                        }
                    }
                    stand(standing, question, claim, index, tallied);
                }
                for (year, roll) in asked.years.iter().zip(&mut tallied.rolls) {
                    roll.add(followed, &self.overdue, self.moves, year, self.as_of);
                }
            }
            Counted::Standing(state, _) => {
                let (moved_by, moving) = (self.vocabulary.moved_by(state), self.vocabulary.moving());
                for (index, span) in asked.spans.iter().enumerate() {
                    stand(followed.standing(state, moved_by, moving, span.to), question, claim, index, tallied);
                }
            }
            Counted::Flow(kinds, _) => {
                for (event, _) in followed.life.kinds.iter().enumerate().filter(|(_, one)| one.meets(kinds)) {
                    let Some(index) = place(&asked.spans, claim.day(event)) else { continue };
                    let amount = Some(claim.amount(event)).filter(|amount| *amount != UNKNOWN);
                    tallied.each(question, claim, Some(event), index, |cell| {
                        if let Cell::Sum(sum) = cell {
                            if followed.scope == Truth::Yes { sum.add(claim.number(), amount) } else { sum.perhaps += 1 }
                        }
                    });
                }
                for gap in claim.gaps().iter().filter(|gap| gap.kinds.meets(kinds)) {
                    for index in spans_of(&asked.spans, gap.day) {
                        tallied.each(question, claim, None, index, |cell| {
                            if let Cell::Sum(sum) = cell {
                                sum.perhaps += 1;
                            }
                        });
                    }
                }
            }
            Counted::Share(part, of) => self.share(asked, followed, claim, (part, of), tallied),
            Counted::Days(from, to, _) => self.days(asked, followed, claim, (from, to), tallied),
        }
    }

    fn share<'c>(&self, asked: &Asked<'_>, followed: &Followed<'_>, claim: Claim<'c>, (part, of): (Step, Step), tallied: &mut Tallied<'c>) {
        let mut had_part = None;
        for (index, span) in asked.spans.iter().enumerate() {
            let in_span = followed.had_in(of, span, self.vocabulary).min(followed.scope);
            if in_span == Truth::No {
                continue;
            }
            let part = *had_part.get_or_insert_with(|| followed.had(part, self.vocabulary));
            tallied.each(asked.question, claim, followed.event_in(of, span), index, |cell| {
                let Cell::Ratio(ratio) = cell else { return };
                let Ratio { of, part: both, open, perhaps: [without, may, with] } = ratio;
                match (in_span, part) {
                    (Truth::Yes, Truth::Yes) => (*of, *both) = (*of + 1, *both + 1),
                    (Truth::Yes, Truth::No) => *of += 1,
                    (Truth::Yes, Truth::Unknown) => *open += 1,
                    (_, Truth::No) => *without += 1,
                    (_, Truth::Unknown) => *may += 1,
                    (_, Truth::Yes) => *with += 1,
                }
            });
        }
    }

    fn days<'c>(&self, asked: &Asked<'_>, followed: &Followed<'_>, claim: Claim<'c>, (from, to): (Step, Step), tallied: &mut Tallied<'c>) {
        let perhaps = |cell: &mut Cell| {
            if let Cell::Spread(spread) = cell {
                spread.perhaps += 1;
            }
        };
        let Some(start) = followed.first(from, 0, Day(i32::MIN), self.vocabulary) else {
            if followed.may_reach(from, 0, Day(i32::MIN), self.vocabulary) {
                // Nobody knows in which year it was.
                (0..asked.spans.len()).for_each(|index| tallied.each(asked.question, claim, None, index, perhaps));
            }
            return;
        };
        let Some(index) = place(&asked.spans, start.day) else { return };
        // A state that holds already just after the first step is reached with it, an event comes after it.
        let next = if matches!(to, Step::Event(_)) { start.event + 1 } else { start.event };
        let end = followed.first(to, next, start.day, self.vocabulary);
        let is_open = end.is_none() && followed.may_reach(to, next, start.day, self.vocabulary);
        let is_unsure = start.is_unsure || end.is_some_and(|end| end.is_unsure) || is_open || followed.scope != Truth::Yes;
        tallied.each(asked.question, claim, Some(start.event), index, |cell| match cell {
            Cell::Spread(_) if is_unsure => perhaps(cell),
            Cell::Spread(spread) => match end {
                Some(end) => *spread.days.entry(end.day.0 - start.day.0).or_default() += 1,
                None => spread.waiting += 1,
            },
            _ => {}
        });
    }
}

/// Counts what stands of a claim on a day.
fn stand<'c>(standing: Standing, question: &Question, claim: Claim<'c>, index: usize, tallied: &mut Tallied<'c>) {
    if standing == Standing::Nothing {
        return;
    }
    tallied.each(question, claim, None, index, |cell| {
        if let Cell::Sum(sum) = cell {
            match standing {
                Standing::Owed(amount) => sum.add(claim.number(), amount),
                _ => sum.perhaps += 1,
            }
        }
    });
}

/// The spans in which something may lie: that of its day, or any where its day is not known.
fn spans_of(spans: &[Span], day: Option<Day>) -> Vec<usize> {
    match day {
        Some(day) => place(spans, day).into_iter().collect(),
        None => (0..spans.len()).collect(),
    }
}

impl<'c> Tallied<'c> {
    /// Lets the whole and each group that the claim belongs to count it; an event tells the reason, where one is asked for.
    fn each(&mut self, question: &Question, claim: Claim<'c>, event: Option<usize>, index: usize, mut tell: impl FnMut(&mut Cell)) {
        if let Some(cell) = self.total.get_mut(index) {
            tell(cell);
        }
        for (number, by) in question.by.iter().enumerate() {
            let spans = self.total.len();
            let member = member(by, claim, event);
            let cells: &mut Vec<Cell> = self
                .groups
                .entry((number, member))
                .or_insert_with(|| std::iter::repeat_with(|| Cell::empty(&question.counted)).take(spans).collect());
            if let Some(cell) = cells.get_mut(index) {
                tell(cell);
            }
        }
    }
}

/// The group that a claim or one of its events belongs to.
fn member<'c>(by: &By, claim: Claim<'c>, event: Option<usize>) -> Member<'c> {
    match by {
        By::ClaimType => Member::Index(claim.claim_type()),
        By::Track(tracks) => Member::Index(claim.claim_type().and_then(|one| tracks.get(usize::from(one)).copied().flatten())),
        By::DebtorKind => Member::Word(claim.word(FieldRef::Claim(ClaimField::DebtorKind), None)),
        By::Reason(field) => Member::Word(event.and_then(|event| claim.word(FieldRef::Event(*field), Some(event)))),
    }
}

/// Groups by the breakdown's place and the member.
pub(super) type Groups<'c> = BTreeMap<(usize, Member<'c>), Vec<Cell>>;

/// Rolls of no year.
pub(super) fn rolls(years: usize) -> Vec<Roll> {
    vec![Roll::default(); years]
}
