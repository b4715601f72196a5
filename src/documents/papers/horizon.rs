use serde_json::{Value, json};

use super::super::{Chart, Drawing, Figure, Row};
use super::{place, plain};
use crate::findings::Findings;
use crate::plan::{Horizon, Month, Stake};
use crate::prose::{Lang, Voice};
use crate::quantity::{Day, Money};
use crate::strategy::Strategy;

/// So many months after that of the as-of date are shown, and as many before it.
const MONTHS: i32 = 12;

/// A rule about limitation: what the template says of it, and its charts by their names.
pub(super) struct Told {
    pub told: Value,
    pub charts: Vec<(String, Figure)>,
}

/// For each rule about limitation the claims that must be stopped or interrupted, and those that are lost, by the month of the
/// deadline; none without cases.
pub(super) fn horizons(strategy: &Strategy, findings: &Findings, voice: &Voice) -> Vec<Told> {
    let Some(as_of) = findings.as_of else { return Vec::new() };
    findings.horizons.iter().enumerate().map(|(index, (address, horizon))| told(index, address, horizon, as_of, strategy, voice)).collect()
}

fn told(index: usize, address: &str, horizon: &Horizon, as_of: Day, strategy: &Strategy, voice: &Voice) -> Told {
    let clause = strategy.clauses().find(|clause| address == clause.address || address.starts_with(&format!("{}/", clause.address)));
    let charts = [
        (format!("horizon-{index}-open"), chart("open", horizon, as_of, 0..=MONTHS, |month| month.open, voice).into()),
        (format!("horizon-{index}-barred"), chart("barred", horizon, as_of, -MONTHS..=0, |month| month.barred, voice).into()),
    ];
    let rest = |stake: Stake| (stake.claims > 0).then(|| shown(stake, voice));
    let untold: u64 = horizon.months().map(|(.., month)| month.open.untold + month.barred.untold).sum();
    let name = |distance| {
        let (year, month, _) = horizon.month(as_of, distance);
        month_name(year, month, voice.lang)
    };
    let told = json!({
        "number": clause.map(|clause| place(strategy, &clause.address)),
        "text": clause.map(|clause| plain(&clause.text)),
        "open": format!("horizon-{index}-open"),
        "barred": format!("horizon-{index}-barred"),
        "first": name(-MONTHS),
        "last": name(MONTHS),
        "later": rest(horizon.open_after(as_of, MONTHS)),
        "earlier": rest(horizon.barred_before(as_of, -MONTHS)),
        "untold": (untold > 0).then(|| voice.number(i64::try_from(untold).unwrap_or(i64::MAX))),
    });
    Told { told, charts: charts.into_iter().collect() }
}

/// A bar a month; none where no claim has its deadline in any of them.
fn chart(
    which: &str,
    horizon: &Horizon,
    as_of: Day,
    distances: std::ops::RangeInclusive<i32>,
    take: impl Fn(Month) -> Stake,
    voice: &Voice,
) -> Chart {
    let lang = voice.lang;
    let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let months: Vec<(String, Stake)> = distances
        .map(|distance| horizon.month(as_of, distance))
        .map(|(year, month, counted)| (month_name(year, month, lang), take(counted)))
        .collect();
    let mut all = Stake::default();
    months.iter().for_each(|(_, stake)| all.add(*stake));
    // Of several months with the same number the earliest.
    let most = months.iter().rev().max_by_key(|(_, stake)| stake.claims);
    let name = |(name, _): &(String, Stake)| name.clone();
    let [first, last, in_most] = [months.first(), months.last(), most].map(|month| month.map(name).unwrap_or_default());
    let amount = voice.money(Money(all.amount));
    let claims = claims_words(all, voice);
    let most_claims = claims_words(most.map(|(_, stake)| *stake).unwrap_or_default(), voice);
    let words = [
        ("claims", claims.as_str()),
        ("amount", amount.as_str()),
        ("first", first.as_str()),
        ("last", last.as_str()),
        ("month", in_most.as_str()),
        ("most", most_claims.as_str()),
    ];
    let rows = months.iter().map(|(name, stake)| {
        let shown = if stake.claims == 0 { "–".to_owned() } else { shown(*stake, voice) };
        Row::of_one(name.clone(), count(stake.claims), shown)
    });
    Chart {
        title: lang.text_words(&format!("horizon-{which}-title"), &words),
        unit: lang.text("horizon-unit"),
        drawing: Drawing::Bars,
        label: lang.text("horizon-month"),
        series: vec![lang.text("horizon-value")],
        rows: if all.claims == 0 { Vec::new() } else { rows.collect() },
        alt: lang.text_words("horizon-alt", &words),
        empty: lang.text_words(&format!("horizon-{which}-empty"), &words),
    }
}

/// How many claims, and how much is at stake in them.
fn shown(stake: Stake, voice: &Voice) -> String {
    let amount = voice.money(Money(stake.amount));
    voice.lang.text_words("horizon-stake", &[("claims", &claims_words(stake, voice)), ("amount", &amount)])
}

fn claims_words(stake: Stake, voice: &Voice) -> String {
    let key = if stake.claims == 1 { "horizon-claim" } else { "horizon-claims" };
    voice.lang.text_words(key, &[("n", &voice.number(i64::try_from(stake.claims).unwrap_or(i64::MAX)))])
}

fn month_name(year: i32, month: u32, lang: Lang) -> String {
    format!("{} {year}", lang.text(&format!("month-{month}")))
}
