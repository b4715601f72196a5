use super::life::Truth;
use crate::cases::{Claim, FieldRef, NO_DAY, UNKNOWN};
use crate::quantity::Day;

/// Which claims a question is about; what is empty asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Claim types, by index.
    pub claim_types: Option<Vec<u16>>,
    /// The legal regime, where the claim types were chosen by one and nothing else: what texts call them.
    pub track: Option<String>,
    /// Fields and the words they may hold.
    pub fields: Vec<(FieldRef, Vec<String>)>,
    /// Least and greatest principal in minor units, both inclusive.
    pub principal: (Option<i64>, Option<i64>),
    /// First and last day for `established`, `due` and `last_timely_payment`, both inclusive.
    pub dates: [(Option<Day>, Option<Day>); 3],
}

impl Scope {
    /// Whether a claim is one of them; unknown where the data does not tell something that decides.
    pub fn holds(&self, claim: Claim<'_>) -> Truth {
        let mut truth = Truth::Yes;
        if let Some(wanted) = &self.claim_types {
            truth = match claim.claim_type() {
                Some(known) if wanted.contains(&known) => truth,
                Some(_) => return Truth::No,
                None => Truth::Unknown,
            };
        }
        for (field, words) in &self.fields {
            match claim.word(*field, None) {
                Some(word) if words.iter().any(|wanted| wanted == word) => {}
                Some(_) => return Truth::No,
                None => truth = truth.min(Truth::Unknown),
            }
        }
        truth = truth.min(within(self.principal, || Some(claim.principal()).filter(|principal| *principal != UNKNOWN)));
        let dates = (0..).zip(self.dates).map(|(which, ends)| within(ends, || Some(claim.date(which)).filter(|day| *day != NO_DAY)));
        dates.fold(truth, Truth::min)
    }
}

/// Whether a value lies between two ends, both inclusive; without ends it is not even looked at.
fn within<T: PartialOrd + Copy>((from, to): (Option<T>, Option<T>), value: impl Fn() -> Option<T>) -> Truth {
    if from.is_none() && to.is_none() {
        return Truth::Yes;
    }
    match value() {
        None => Truth::Unknown,
        Some(value) if from.is_none_or(|from| from <= value) && to.is_none_or(|to| value <= to) => Truth::Yes,
        Some(_) => Truth::No,
    }
}
