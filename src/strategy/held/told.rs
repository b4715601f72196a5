//! What a strategy's author is told of a bound that was held against the law.

use std::cmp::Ordering;

use super::Asking;
use crate::diagnostic::{Code, Diagnostic};
use crate::law::{Amount, Law, Occasion, Unit};
use crate::prose::{Lang, Voice};
use crate::quantity::{Day, Period};
use crate::rules::WrittenBound;
use crate::strategy::alike::{Claims, Known, Pair};
use crate::strategy::{Clause, Strategy};

/// One pair with all that is said of it.
pub(super) struct Held<'s, 'p> {
    pub policy: Asking<'s>,
    pub law: Asking<'s>,
    pub pair: &'p Pair<'p>,
    pub days: (Day, Day),
    pub claims: Claims,
    pub strategy: &'s Strategy,
}

impl Held<'_, '_> {
    /// The strategy allows more than the law on a day; `None` only where one of the two has no value on it.
    pub fn loosened(&self, day: Day) -> Option<Diagnostic> {
        let (policy, law) = (self.pair.one.value.on(day)?, self.pair.other.value.on(day)?);
        let written = self.written();
        let said = self.said(policy, self.pair.one.times);
        let words = match written {
            Some(bound) if bound.law.is_some() => format!("`{}` ({said} then)", bound.words),
            Some(bound) if self.is_yearly() && self.pair.one.times > 1 => format!("`{}` a month, {said},", bound.words),
            Some(bound) => format!("`{}`", bound.words),
            None => format!("{said}, where nothing else is written,"),
        };
        let limit = self.said(law, self.pair.other.times);
        let verb = if is_ceiling(self.pair.looser) { "allows" } else { "asks for" };
        let how = if is_ceiling(self.pair.looser) { "more" } else { "less" };
        let whose = if self.claims == Claims::Partly { self.some_claim_type() } else { String::new() };
        let because = paragraphs(self.law.clause, self.law_bound(), &self.strategy.law, day);
        let moved = self.pair.one.moves && !self.pair.other.moves;
        let message = if moved {
            format!("{words} moved to the next working day is {how} than the {limit} that the law {verb}{whose} on {day} ({because})")
        } else {
            format!("{words} is {how} than the {limit} that the law {verb}{whose} on {day} ({because})")
        };
        let mut help = if moved { "remove `next_working_day:`, or write a shorter time".to_owned() } else { self.help(law) };
        if self.claims == Claims::Partly {
            help.push_str("; or say with `for:` that it is meant for other claims");
        }
        let span = written.map_or(self.policy.rule.written.span, |bound| bound.span);
        Some(Diagnostic::error(Code::LawLoosened, span, message).help(help))
    }

    /// A number is typed that the law states, or that it used to state.
    pub fn typed(&self, repeats: bool) -> Option<Diagnostic> {
        let bound = self.written().filter(|bound| bound.law.is_none())?;
        let address = self.law_bound()?.law.as_deref()?;
        let law = &self.strategy.law;
        if repeats {
            let on = self.first_known()?;
            let message =
                format!("`{}` is what the law says itself ({})", bound.words, paragraphs(self.law.clause, self.law_bound(), law, on));
            let help = format!("write `law:{address}`, and the number is the law's on every day");
            return Some(Diagnostic::warning(Code::LawRepeated, bound.span, message).help(help));
        }
        let typed = self.pair.one.value.on(self.days.0)?;
        let stretches = law.stretches(address);
        let said: Vec<_> = stretches.iter().filter(|dated| dated.from <= self.days.1).collect();
        let is_typed = |amount: &Amount| known(amount).is_some_and(|known| known == typed);
        if said.last().is_some_and(|now| is_typed(&now.value)) {
            return None;
        }
        let old = said.iter().rposition(|dated| is_typed(&dated.value))?;
        let (old, new) = (said.get(old)?, said.get(old + 1)?);
        let since =
            law.read(address, Occasion::on(new.from)).is_some_and(|reading| reading.rests_on.iter().any(|(_, row)| row.start_unknown));
        let latest = if since { ", or from an earlier day," } else { "" };
        let until = old.to.unwrap_or_else(|| new.from.plus_days(-1));
        let says = if until < self.days.0 { "said" } else { "says" };
        let message = format!(
            "`{}` is what the law {says} until {until}; from {} on{latest} it says {} ({})",
            bound.words,
            new.from,
            amount(&new.value),
            paragraphs(self.law.clause, self.law_bound(), law, new.from),
        );
        let help = format!("write `law:{address}`; keep the number if it is the council's own");
        Some(Diagnostic::warning(Code::LawStale, bound.span, message).help(help))
    }

    fn written(&self) -> Option<&WrittenBound> {
        self.policy.rule.written.bound(&self.pair.keys, self.pair.unit)
    }

    fn law_bound(&self) -> Option<&WrittenBound> {
        self.law.rule.written.bound(&self.pair.other_keys, self.pair.unit)
    }

    fn is_yearly(&self) -> bool {
        self.pair.one.times != self.pair.other.times
    }

    /// A value as it is typed; a rate for a year where the two are for different times.
    fn said(&self, known: Known, times: i64) -> String {
        let yearly = if self.is_yearly() { times } else { 1 };
        let words = typed(known, yearly, self.pair.unit);
        if self.is_yearly() { format!("{words} a year") } else { words }
    }

    fn help(&self, law: Known) -> String {
        let limit = self.said(law, self.pair.other.times);
        let within = if is_ceiling(self.pair.looser) { "less" } else { "more" };
        // A rate of the law for another time cannot simply be put in the place.
        match self.law_bound().and_then(|bound| bound.law.as_deref()).filter(|_| !self.is_yearly()) {
            Some(address) => format!("write `law:{address}`, or {limit} or {within}"),
            None => format!("write {limit} or {within}"),
        }
    }

    /// One of the claim types that both clauses are about.
    fn some_claim_type(&self) -> String {
        let of_law = self.law.clause.scope.claim_types.iter().flatten();
        let both = of_law.copied().find(|one| self.policy.clause.scope.claim_types.as_ref().is_none_or(|policy| policy.contains(one)));
        let found = both.and_then(|one| self.strategy.claim_types.get(usize::from(one)));
        found.map_or_else(String::new, |found| format!(" for `{}`", found.id))
    }

    /// The first common day on which the law's value is known.
    fn first_known(&self) -> Option<Day> {
        let (from, to) = self.days;
        let changes = self.pair.other.value.changes();
        let mut days = std::iter::once(from).chain(changes.into_iter().filter(|day| from < *day && *day <= to));
        days.find(|day| self.pair.other.value.on(*day).is_some())
    }
}

fn is_ceiling(looser: Ordering) -> bool {
    looser == Ordering::Greater
}

/// The paragraphs that a statutory bound rests on, on a day; where none is cited, the clause.
pub(super) fn paragraphs(clause: &Clause, bound: Option<&WrittenBound>, law: &Law, day: Day) -> String {
    let own = bound.and_then(|bound| bound.law.as_ref());
    let addresses: Vec<&String> = own.map_or_else(|| clause.basis.iter().collect(), |own| vec![own]);
    let mut cited: Vec<&str> = Vec::new();
    for address in addresses {
        let rows = law.read(address, Occasion::on(day)).map(|reading| reading.rests_on).unwrap_or_default();
        for (_, row) in rows {
            if !cited.contains(&row.reference.as_str()) {
                cited.push(&row.reference);
            }
        }
    }
    if cited.is_empty() { format!("`{}` of the law's ready clauses", clause.address) } else { cited.join("; ") }
}

fn known(amount: &Amount) -> Option<Known> {
    amount.number().map(Known::Number).or_else(|| amount.period().map(Known::Length))
}

/// A value of the law as a strategy would write it.
pub(super) fn amount(amount: &Amount) -> String {
    match amount {
        Amount::Money(money) => typed(Known::Number(money.0), 1, Unit::Money),
        Amount::Rate(rate) => typed(Known::Number(i64::from(rate.0)), 1, Unit::Rate),
        Amount::Share(share) => typed(Known::Number(i64::from(share.0)), 1, Unit::Share),
        Amount::Period(period) => typed(Known::Length(*period), 1, Unit::Period),
        other => Voice::new(Lang::En, "").fact(&other.fact()),
    }
}

/// A value in a unit, so many times, as a strategy would write it.
fn typed(known: Known, times: i64, unit: Unit) -> String {
    let number = match known {
        Known::Number(number) => number.saturating_mul(times),
        Known::Length(period) => return length(period),
    };
    let decimals = |number: i64| {
        let sign = if number < 0 { "-" } else { "" };
        let (whole, rest) = (number.unsigned_abs() / 100, number.unsigned_abs() % 100);
        if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole},{rest:02}") }
    };
    match unit {
        Unit::Money => format!("{} kr", decimals(number)),
        Unit::Rate | Unit::Share => format!("{} %", decimals(number)),
        _ => number.to_string(),
    }
}

fn length(period: Period) -> String {
    Voice::new(Lang::En, "").period(period)
}
