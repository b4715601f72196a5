//! The law as dated data: parameters with their sources, legal regimes of claims, public holidays. A value cannot be read without a day.

mod fees;
mod holidays;
mod interest;
mod lack;
pub mod limitation;
mod load;
mod open;
mod parameter;
mod prove;
mod series;
mod to_json;
mod tracks;
mod transfer;
mod words;
mod written;

pub use fees::{FeesAsked, NoFee, Refusal, ReminderFee, fees_of};
pub use interest::{
    Accruing, Bears, Convention, InterestAsked, InterestStopped, InterestWorking, NotCounted, Rates, WorkingLine, interest_of,
};
pub use lack::Lack;
pub use load::{built_in, digest_of, folder_of, load};
pub use open::Open;
pub use parameter::{Amount, Formula, Missing, Parameter, Value};
pub use series::{Dated, Occasion, Series};
pub use tracks::{InterestTerms, Track};
pub use transfer::{Need, Standing, TransferAsked, TransferNeed, transfer_of};
pub use words::days_words;
pub use written::{Bound, Breach, DecidedBy, HolidaysFile, InterestPer, ParameterFile, Quality, Rounding, TracksFile, Unit};

use std::collections::{BTreeMap, BTreeSet};

use crate::prose::{Fact, Lang};
use crate::quantity::{Calendar, Day, Period, Rate};
use crate::yaml::Document;

/// The law of one country, or of none.
#[derive(Debug, Clone, Default)]
pub struct Law {
    /// The country's code; empty for none.
    pub country: String,
    /// Where it was read: a folder, or empty for the law that travels with the program.
    pub origin: String,
    /// BLAKE3 over its texts.
    pub digest: String,
    /// Parameters by address, for example `dk/gebyrlov/reminder-fee`.
    pub parameters: BTreeMap<String, Parameter>,
    /// Legal regimes of claims by id.
    pub tracks: BTreeMap<String, Track>,
    /// Working days.
    pub calendar: Calendar,
    /// Ready statutory clauses, as written; whoever knows what a clause is proves them.
    pub clauses: Option<Document>,
}

/// A name in each language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Names(pub BTreeMap<String, String>);

impl Names {
    /// The name in a language, or in the first that has one.
    pub fn get(&self, lang: Lang) -> &str {
        self.0.get(lang.code()).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }
}

/// What a parameter comes to on an occasion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<'a> {
    /// The value.
    pub amount: Amount,
    /// The rows that it rests on, each with its parameter: one, or one for each part of a formula.
    pub rests_on: Vec<(&'a Parameter, &'a Value)>,
}

impl Law {
    /// Reads a parameter on an occasion; `None` is *baseline missing*: no verified value is known for it, or there is no such parameter.
    pub fn read(&self, address: &str, occasion: Occasion) -> Option<Reading<'_>> {
        let parameter = self.parameters.get(address)?;
        let plain = |parameter: &'_ Parameter| if parameter.is_by_due_date() { occasion.due } else { Some(occasion.on) };
        if let Some(row) = plain(parameter).and_then(|day| parameter.row(day)) {
            return Some(Reading { amount: row.amount.clone(), rests_on: vec![(parameter, row)] });
        }
        let formula = parameter.formula.as_ref()?;
        let rests_on = formula.operands().into_iter().map(|address| {
            let operand = self.parameters.get(address)?;
            Some((operand, operand.row(plain(operand)?)?))
        });
        let rests_on: Vec<_> = rests_on.collect::<Option<_>>()?;
        let amounts: Vec<&Amount> = rests_on.iter().map(|(_, row)| &row.amount).collect();
        let amount = match (formula, amounts.as_slice()) {
            (Formula::Sum(_), rates) => {
                let sum = rates
                    .iter()
                    .try_fold(0_i32, |sum, rate| if let Amount::Rate(Rate(rate)) = rate { sum.checked_add(*rate) } else { None });
                Amount::Rate(Rate(sum?))
            }
            (Formula::Product { rounding, .. }, [Amount::Money(money), Amount::Factor(factor)]) => {
                Amount::Money(factor.times(*money, *rounding == Some(Rounding::Down))?)
            }
            (Formula::Product { .. }, _) => return None,
        };
        Some(Reading { amount, rests_on })
    }

    /// Amounts, rates, shares and counts over time.
    pub fn numbers(&self, address: &str) -> Series<i64> {
        self.series(address, Amount::number)
    }

    /// Lengths of time over time.
    pub fn periods(&self, address: &str) -> Series<Period> {
        self.series(address, Amount::period)
    }

    /// Days over time.
    pub fn days(&self, address: &str) -> Series<Day> {
        self.series(address, Amount::day)
    }

    fn series<T: Copy>(&self, address: &str, take: impl Fn(&Amount) -> Option<T>) -> Series<T> {
        let Some(parameter) = self.parameters.get(address) else { return Series::new(Some(Vec::new()), None) };
        let of_rows = |parameter: &Parameter| {
            let dated = |value: &Value| Some(Dated { from: value.from, to: value.to, value: take(&value.amount)? });
            parameter.values.iter().filter_map(dated).collect::<Vec<_>>()
        };
        let by_due_date = |address: &&str| self.parameters.get(*address).is_some_and(Parameter::is_by_due_date);
        match &parameter.formula {
            // A sum whose parts are chosen by different days is added up where both are known; no more than one is by the due date.
            Some(formula) if formula.operands().iter().any(by_due_date) => {
                let [mut by_day, mut by_due] = [None, None];
                for operand in formula.operands() {
                    let part = self.parameters.get(operand).map(of_rows).unwrap_or_default();
                    *(if by_due_date(&operand) { &mut by_due } else { &mut by_day }) = Some(part);
                }
                Series::new(by_day, by_due)
            }
            Some(_) => {
                let stretches = self.stretches(address).into_iter();
                Series::new(
                    Some(
                        stretches.filter_map(|dated| Some(Dated { from: dated.from, to: dated.to, value: take(&dated.value)? })).collect(),
                    ),
                    None,
                )
            }
            None if parameter.is_by_due_date() => Series::new(None, Some(of_rows(parameter))),
            None => Series::new(Some(of_rows(parameter)), None),
        }
    }

    /// The values over time, each until the next begins or the last known day; for a formula that the due date has part in, as they are
    /// for claims that fall due on that day.
    pub fn stretches(&self, address: &str) -> Vec<Dated<Amount>> {
        let Some(parameter) = self.parameters.get(address) else { return Vec::new() };
        let operands = parameter.formula.iter().flat_map(Formula::operands).filter_map(|operand| self.parameters.get(operand));
        let rows = std::iter::once(parameter).chain(operands).flat_map(|parameter| &parameter.values);
        let changes: BTreeSet<Day> = rows.flat_map(|row| [Some(row.from), row.to.map(|to| to.plus_days(1))]).flatten().collect();
        let mut stretches: Vec<Dated<Amount>> = Vec::new();
        for day in changes {
            let value = self.read(address, Occasion::on(day)).map(|reading| reading.amount);
            if let Some(last) = stretches.last_mut().filter(|last| last.to.is_none()) {
                if value.as_ref() == Some(&last.value) {
                    continue;
                }
                last.to = Some(day.plus_days(-1));
            }
            stretches.extend(value.map(|value| Dated { from: day, to: None, value }));
        }
        stretches
    }

    /// The value on the first day of a period, and each later one within it with the day it starts; days from which none is verified are
    /// told as such.
    pub fn during(&self, address: &str, from: Day, to: Day) -> Fact {
        let first = self.read(address, Occasion::on(from)).map(|reading| Box::new(reading.amount.fact()));
        let mut later: BTreeMap<Day, Fact> = BTreeMap::new();
        for dated in self.stretches(address) {
            later.insert(dated.from, dated.value.fact());
            if let Some(last) = dated.to {
                later.entry(last.plus_days(1)).or_insert_with(|| Fact::Key("law-value-open".to_owned()));
            }
        }
        Fact::Dated { first, later: later.into_iter().filter(|(day, _)| from < *day && *day <= to).collect() }
    }
}
