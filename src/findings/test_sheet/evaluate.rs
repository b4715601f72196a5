use serde::Serialize;

use super::{Examined, Filled, Method};
use crate::governance::samples::{Audited, Demand, Found, Frame, Misstated, Rate, Tested, factor, misstatement, rate};
use crate::plan::Verdict;
use crate::prose::Lang;
use crate::quantity::rounded;

/// What a filled-in sheet shows.
#[derive(Debug, Clone)]
pub enum Evaluation {
    /// How many activations deviate.
    Rate {
        /// The numbers.
        rate: Rate,
        /// What that is in money.
        money: Money,
    },
    /// How much money is misstated.
    Misstated(Misstated),
}

/// Deviations in money, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Money {
    /// At stake in the deviations that were found, as far as it is known.
    pub found: i64,
    /// What is likeliest in the population, by the part of the examined money that deviates; `None` where none was examined.
    pub projected: Option<i64>,
    /// Drawn activations with an amount that nobody knows.
    pub unknown: u64,
}

/// Where program and auditor agree on what was examined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// Both say that the promise was kept, or both that it was not.
    pub same: u64,
    /// The program says *met*, the auditor found a deviation.
    pub met_and_deviates: u64,
    /// The program says *breached*, the auditor found none.
    pub breached_and_right: u64,
    /// The program could not judge, or there is an exception.
    pub open: u64,
}

/// Evaluates a filled-in sheet: what it shows, and where the program's verdicts and the auditor agree.
pub fn evaluate(filled: &Filled) -> (Evaluation, Agreement) {
    let evaluation = match filled.sheet.method {
        Method::Mus => Evaluation::Misstated(misstated(filled)),
        Method::Attribute | Method::Stratified => Evaluation::Rate { rate: rates(filled), money: money(filled) },
    };
    (evaluation, agreement(filled))
}

impl Evaluation {
    /// Whether the sample shows that the error is within what can be borne.
    pub fn is_supported(&self) -> bool {
        match self {
            Self::Rate { rate, .. } => rate.is_supported,
            Self::Misstated(found) => found.over.is_supported && found.under.is_supported,
        }
    }
}

fn demand(filled: &Filled) -> Demand {
    let part = |value: i64| u32::try_from(value).unwrap_or(0);
    let sheet = &filled.sheet;
    Demand { confidence: sheet.confidence, tolerable: part(sheet.tolerable), expected: part(sheet.expected) }
}

fn rates(filled: &Filled) -> Rate {
    let of = |place: usize, wanted: fn(&Examined) -> bool| {
        filled.rows.iter().filter(|(row, finding)| row.stratum == place && wanted(finding)).count() as u64
    };
    let strata = filled.sheet.strata.iter().enumerate().map(|(place, stratum)| Tested {
        items: stratum.items,
        drawn: stratum.drawn,
        deviations: of(place, |finding| matches!(finding, Examined::Deviation(_))),
        not_examined: of(place, |finding| *finding == Examined::NotExamined),
    });
    let strata: Vec<Tested> = strata.collect();
    rate(&strata, demand(filled))
}

/// By the part of the examined money that deviates, stratum by stratum.
fn money(filled: &Filled) -> Money {
    let mut told = Money { found: 0, projected: Some(0), unknown: 0 };
    for (place, stratum) in filled.sheet.strata.iter().enumerate() {
        let (mut examined, mut deviates) = (0_i64, 0_i64);
        for (row, finding) in filled.rows.iter().filter(|(row, _)| row.stratum == place) {
            let Some(amount) = row.amount else {
                told.unknown += 1;
                continue;
            };
            if *finding != Examined::NotExamined {
                examined = examined.saturating_add(amount.max(0));
            }
            if matches!(finding, Examined::Deviation(_)) {
                deviates = deviates.saturating_add(amount.max(0));
            }
        }
        told.found = told.found.saturating_add(deviates);
        let projected = match (examined, stratum.amount) {
            (_, 0) => Some(0),
            (0, _) => None,
            (examined, all) => i64::try_from(rounded(i128::from(all) * i128::from(deviates), i128::from(examined))).ok(),
        };
        told.projected = told.projected.zip(projected).map(|(sum, more)| sum.saturating_add(more));
    }
    told
}

fn misstated(filled: &Filled) -> Misstated {
    let sheet = &filled.sheet;
    let audited = filled.rows.iter().map(|(row, finding)| {
        let book = row.amount.unwrap_or(0);
        let found = match finding {
            Examined::Right => Found::Right,
            Examined::Deviation(Some(amount)) => Found::Amount(*amount),
            Examined::Deviation(None) | Examined::NotExamined => Found::NotExamined,
        };
        Audited { number: row.number, book, found, is_certain: sheet.is_certain(book) }
    });
    let audited: Vec<Audited> = audited.collect();
    let unsigned = |minor: i64| u64::try_from(minor).unwrap_or(0);
    let frame = Frame { amount: unsigned(sheet.amount()), units: sheet.size, tolerable: unsigned(sheet.tolerable) };
    let risk = demand(filled).risk();
    // In hundredths, rounded up: the factors of the tables that auditors use.
    misstatement(&audited, frame, |number| (factor(number, risk, 100), 100))
}

fn agreement(filled: &Filled) -> Agreement {
    let mut told = Agreement::default();
    let lang = Lang::from_code(&filled.sheet.lang).unwrap_or(Lang::En);
    for (row, finding) in &filled.rows {
        let verdict = Verdict::WORST_FIRST.into_iter().find(|verdict| verdict.words(lang) == row.verdict);
        match (verdict, finding) {
            (_, Examined::NotExamined) => {}
            (Some(Verdict::Met), Examined::Right) | (Some(Verdict::Breached), Examined::Deviation(_)) => told.same += 1,
            (Some(Verdict::Met), Examined::Deviation(_)) => told.met_and_deviates += 1,
            (Some(Verdict::Breached), Examined::Right) => told.breached_and_right += 1,
            _ => told.open += 1,
        }
    }
    told
}
