//! What is ahead of a strategy in the law it rests on: values that change, days for which none is known, values to be checked again.

use std::collections::{BTreeMap, BTreeSet};

use crate::law::{Amount, Formula, Law, Names, Parameter};
use crate::quantity::Day;
use crate::strategy::Strategy;

/// Something that comes in the strategy's period, and whoever answers for the strategy should know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// The first day that it concerns, inclusive.
    pub day: Day,
    /// The address of the parameter.
    pub parameter: String,
    /// What it is.
    pub coming: Coming,
    /// The addresses of the clauses that rest on the parameter, in the order of the document.
    pub clauses: Vec<String>,
}

/// What comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Coming {
    /// The value changes on the day.
    Changes {
        /// The value until then.
        from: Amount,
        /// The value from the day on.
        to: Amount,
    },
    /// No value has been verified for the day and those after it.
    Unknown {
        /// The last such day, inclusive, no later than the strategy's own last day.
        to: Day,
        /// What is known of them and what is lacking; empty where the law's text does not say.
        because: Names,
    },
    /// The values were to be checked again by the day.
    Review,
}

impl Strategy {
    /// What is ahead in the law that the strategy's rules rest on, those of included clauses too, by day and then by address.
    ///
    /// Days lie in the strategy's period, both ends inclusive; a day of review may lie before it.
    pub fn ahead(&self) -> Vec<Ahead> {
        let mut resting: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        let clauses: Vec<&str> = self.clauses().map(|clause| clause.address.as_str()).collect();
        for (clause, rule) in self.rules() {
            for address in &rule.law {
                resting.entry(address).or_default().extend(clauses.iter().position(|known| *known == clause.address));
            }
        }
        let mut ahead = Vec::new();
        for (address, by) in resting {
            let by: Vec<String> = by.into_iter().filter_map(|place| clauses.get(place)).map(|clause| (*clause).to_owned()).collect();
            let comings = values(&self.law, address, self.period).into_iter().chain(reviews(&self.law, address, self.period.1));
            for (day, coming) in comings {
                ahead.push(Ahead { day, parameter: address.to_owned(), coming, clauses: by.clone() });
            }
        }
        ahead.sort_by_key(|one| one.day);
        ahead
    }
}

/// Changes and unknown days of a parameter in a period, both days inclusive.
fn values(law: &Law, address: &str, (first, last): (Day, Day)) -> Vec<(Day, Coming)> {
    let mut comings = Vec::new();
    let mut known: Option<Amount> = None;
    let mut next = first;
    let unknown = |from: Day, to: Day| (from, Coming::Unknown { to, because: because(law, address, from) });
    for stretch in law.stretches(address) {
        let end = stretch.to.map_or(last, |to| to.min(last));
        if end < first || stretch.from > last {
            continue;
        }
        if next < stretch.from {
            comings.push(unknown(next, stretch.from.plus_days(-1)));
        }
        if let Some(from) = known.filter(|from| *from != stretch.value) {
            comings.push((stretch.from, Coming::Changes { from, to: stretch.value.clone() }));
        }
        next = end.plus_days(1);
        known = Some(stretch.value);
    }
    if next <= last {
        comings.push(unknown(next, last));
    }
    comings
}

/// Why a day has no value: the parameter's own reason, or that of what it follows from.
fn because(law: &Law, address: &str, day: Day) -> Names {
    let reason = |parameter: &Parameter| parameter.missing_on(day).map(|missing| missing.because.clone());
    parts(law, address).into_iter().find_map(reason).unwrap_or_default()
}

/// The days by which values were to be checked again that come before the period has ended.
fn reviews(law: &Law, address: &str, last: Day) -> Vec<(Day, Coming)> {
    let days: BTreeSet<Day> = parts(law, address).into_iter().filter_map(|part| part.review_by).filter(|day| *day <= last).collect();
    days.into_iter().map(|day| (day, Coming::Review)).collect()
}

/// A parameter, and those that it follows from.
fn parts<'l>(law: &'l Law, address: &str) -> Vec<&'l Parameter> {
    let Some(parameter) = law.parameters.get(address) else { return Vec::new() };
    let operands = parameter.formula.iter().flat_map(Formula::operands).filter_map(|operand| law.parameters.get(operand));
    std::iter::once(parameter).chain(operands).collect()
}
