use std::collections::BTreeMap;

use super::{Method, Row, Sheet, Stratum};
use crate::findings::Source;
use crate::findings::population::{By, Population};
use crate::governance::samples::{
    Allocation, Demand, Dice, NoSize, Seed, allocate, monetary_size_to_draw, prove, sample_size_of, simple, stratified_size, units,
};
use crate::prose::Voice;
use crate::strategy::Strategy;

/// What is asked of a sample.
#[derive(Debug, Clone)]
pub struct Order {
    /// How to draw.
    pub method: Method,
    /// Ten-thousandths.
    pub confidence: u32,
    /// Ten-thousandths, or minor units.
    pub tolerable: Bearable,
    /// Ten-thousandths, or minor units.
    pub expected: Bearable,
    /// How many, where that is not to be computed.
    pub size: Option<u64>,
    /// The seed, where it is not the digest of the data.
    pub seed: Option<u64>,
    /// What strata are made by.
    pub by: By,
    /// How the sample is shared out among them.
    pub allocation: Allocation,
}

/// An error as a part of the population, or as an amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearable {
    /// Ten-thousandths.
    Part(u32),
    /// Minor units.
    Amount(i64),
}

impl Bearable {
    /// Minor units of a population of this amount, rounded down: what can be borne is no more than that.
    pub fn of(self, amount: i64) -> i64 {
        match self {
            Self::Part(part) => i64::try_from(i128::from(amount) * i128::from(part) / 10_000).unwrap_or(i64::MAX),
            Self::Amount(minor) => minor,
        }
    }

    /// Minor units of a population of this amount, rounded up: what is expected is no less than that.
    pub fn expected_of(self, amount: i64) -> i64 {
        match self {
            Self::Part(part) => i64::try_from((i128::from(amount) * i128::from(part) + 9_999) / 10_000).unwrap_or(i64::MAX),
            Self::Amount(minor) => minor,
        }
    }

    fn part(self) -> u32 {
        if let Self::Part(part) = self { part } else { 0 }
    }
}

/// A size that was asked for, if so many can be drawn of strata of so many.
fn fits(size: u64, strata: &[u64]) -> Result<u64, NoSize> {
    let (items, strata) = (strata.iter().sum(), strata.len() as u64);
    match size {
        _ if size > items => Err(NoSize::MoreThanThere { items }),
        _ if size < strata => Err(NoSize::FewerThanStrata { strata }),
        _ => Ok(size),
    }
}

/// Draws a sample; gives the sheet, its rows, and what no unit of money can be drawn of.
///
/// # Errors
/// No sample can show what is asked for, or none that is small enough; or more is asked for than there is, or less than one of each
/// stratum.
pub fn draw(
    population: &Population<'_>,
    order: &Order,
    strategy: &Strategy,
    source: Source<'_>,
    voice: &Voice,
) -> Result<(Sheet, Vec<Row>, Vec<Row>), NoSize> {
    let amounts = population.amounts();
    let positive: Vec<i64> = amounts.iter().map(|amount| amount.unwrap_or(0).max(0)).collect();
    let is_mus = order.method == Method::Mus;
    // The places of each stratum in the population, in its order.
    let mut places: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    let strata = if order.method == Method::Stratified { population.strata(order.by) } else { Vec::new() };
    for (place, amount) in positive.iter().enumerate().filter(|(_, amount)| !is_mus || **amount > 0) {
        debug_assert!(*amount >= 0, "negative amounts are outside");
        places.entry(strata.get(place).cloned().unwrap_or_default()).or_default().push(place);
    }
    let counts: Vec<u64> = places.values().map(|places| places.len() as u64).collect();
    let (items, amount): (u64, i64) = (counts.iter().sum(), positive.iter().fold(0, |sum, one| sum.saturating_add(*one)));
    let (tolerable, expected) = if is_mus {
        (order.tolerable.of(amount), order.expected.expected_of(amount))
    } else {
        (order.tolerable.part().into(), order.expected.part().into())
    };
    let demand = Demand { confidence: order.confidence, tolerable: order.tolerable.part(), expected: order.expected.part() };
    let unsigned = |minor: i64| u64::try_from(minor).unwrap_or(0);
    let size = match order.size {
        _ if is_mus && amount == 0 => return Err(NoSize::NoAmount),
        Some(size) if is_mus => prove(unsigned(tolerable), unsigned(expected), unsigned(amount)).map(|()| size)?,
        Some(size) => demand.prove().and_then(|()| fits(size, &counts))?,
        None if is_mus => monetary_size_to_draw(unsigned(amount), unsigned(tolerable), unsigned(expected), demand.risk())?,
        None if order.method == Method::Stratified => stratified_size(&counts, order.allocation, demand)?.items,
        None => sample_size_of(items, demand)?.items,
    };
    let seed = order.seed.map_or_else(|| source.reading.digest.clone(), |seed| seed.to_string());
    let mut dice = Dice::new(Seed { text: &seed, clause: &population.address, method: order.method.name() });
    let shares = allocate(&counts, size, order.allocation);
    let mut drawn: Vec<(usize, usize)> = Vec::new();
    let mut told = Vec::new();
    for ((stratum, ((_, name), places)), share) in places.iter().enumerate().zip(shares) {
        let within: Vec<usize> = if is_mus {
            let amounts: Vec<i64> = places.iter().filter_map(|place| positive.get(*place)).copied().collect();
            units(&mut dice, &amounts, size).into_iter().map(|hit| hit.place).collect()
        } else {
            simple(&mut dice, places.len(), usize::try_from(share).unwrap_or(usize::MAX))
        };
        told.push(Stratum {
            name: name.clone(),
            items: places.len() as u64,
            amount: places.iter().filter_map(|place| positive.get(*place)).fold(0, |sum, one| sum.saturating_add(*one)),
            drawn: within.len() as u64,
        });
        drawn.extend(within.into_iter().filter_map(|one| places.get(one)).map(|place| (*place, stratum)));
    }
    drawn.sort_unstable();
    let row = |number: u64, place: usize, stratum: usize| -> Option<Row> {
        let item = population.item(place)?;
        let evidence: Vec<String> = item.evidence.iter().map(|(file, line)| format!("{file}:{line}")).collect();
        Some(Row {
            number,
            fingerprint: item.fingerprint,
            claim: item.claim.unwrap_or_default(),
            date: item.date.map(|day| day.to_string()).unwrap_or_default(),
            amount: item.amount,
            stratum,
            evidence: evidence.join(" "),
            verdict: item.verdict.words(voice.lang),
        })
    };
    let rows: Vec<Row> = drawn.iter().zip(1..).filter_map(|((place, stratum), number)| row(number, *place, *stratum)).collect();
    let cannot: Vec<usize> = positive.iter().enumerate().filter(|(_, one)| is_mus && **one == 0).map(|(place, _)| place).collect();
    let unknown = cannot.iter().filter(|place| amounts.get(**place).is_some_and(Option::is_none)).count() as u64;
    let outside: Vec<Row> = cannot.iter().filter_map(|place| row(0, *place, 0)).collect();
    let cases = &source.reading.cases;
    let mut sheet = Sheet {
        rettesnor: env!("CARGO_PKG_VERSION").to_owned(),
        lang: voice.lang.code().to_owned(),
        currency: voice.currency.clone(),
        strategy: (strategy.id.clone(), strategy.digest.clone()),
        law: strategy.law.digest.clone(),
        clause: population.address.clone(),
        promise: population.promise(),
        cases: (source.description.name.clone(), source.reading.digest.clone()),
        synthetic: source.description.synthetic,
        complete: cases.is_complete(),
        as_of: source.as_of.to_string(),
        method: order.method,
        confidence: order.confidence,
        tolerable,
        expected,
        size,
        size_given: order.size.is_some(),
        seed,
        by: (order.method == Method::Stratified).then(|| order.by.name().to_owned()),
        allocation: (order.method == Method::Stratified).then(|| order.allocation.name().to_owned()),
        strata: told,
        left_out: population.left_out,
        outside: (cannot.len() as u64 - unknown, unknown),
        checksum: String::new(),
    };
    let checks: Vec<String> = rows.iter().map(|row| row.check(super::lines::group(&sheet, row, voice).as_str())).collect();
    sheet.checksum = sheet.seal(&checks);
    Ok((sheet, rows, outside))
}
