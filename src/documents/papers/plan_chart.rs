use std::collections::BTreeMap;

use super::super::{Chart, Drawing, Row};
use crate::governance::plans::{ActionPlan, Item};
use crate::prose::Voice;
use crate::quantity::{Day, Timing};

/// More quarters than this are shown as years.
const QUARTERS: i32 = 12;

/// The open items by the quarter in which they are due, or by the year where the plan is long; quarters between without any are shown.
///
/// A date of less precision counts where its last day lies: until then it is not late.
pub(super) fn by_quarter(plan: &ActionPlan, voice: &Voice) -> Chart {
    let lang = voice.lang;
    let open: Vec<&Item> = plan.items.iter().filter(|item| item.done.is_none()).collect();
    let due: Vec<Day> = open.iter().filter_map(|item| item.due).map(Timing::last).collect();
    let quarter = |day: &Day| day.year() * 4 + i32::try_from(day.month().div_ceil(3)).unwrap_or(1) - 1;
    let (first, last) = (due.iter().map(quarter).min().unwrap_or(0), due.iter().map(quarter).max().unwrap_or(-1));
    let by_year = last - first >= QUARTERS;
    let bucket = |quarter: i32| if by_year { quarter.div_euclid(4) } else { quarter };
    let mut counted: BTreeMap<i32, i64> = (first..=last).map(|quarter| (bucket(quarter), 0)).collect();
    for day in &due {
        *counted.entry(bucket(quarter(day))).or_default() += 1;
    }
    let name = |bucket: i32| {
        let written = if by_year { bucket.to_string() } else { format!("{}-Q{}", bucket.div_euclid(4), bucket.rem_euclid(4) + 1) };
        Timing::parse(&written).map_or(written, |timing| voice.timing(timing))
    };
    let rows: Vec<Row> = counted
        .iter()
        .map(|(bucket, count)| Row::of_one(name(*bucket), *count, if *count == 0 { "–".to_owned() } else { voice.number(*count) }))
        .collect();
    let count = |row: &Row| row.amounts.first().and_then(Option::as_ref).map_or(0, |amount| amount.value);
    let most = rows.iter().max_by_key(|row| count(row));
    let said: Vec<String> = rows.iter().filter(|row| count(row) > 0).map(|row| format!("{}: {}", row.label, row.shown(0))).collect();
    let undated = voice.number(i64::try_from(open.len() - due.len()).unwrap_or(i64::MAX));
    let (when, highest) = most.map(|row| (row.label.as_str(), row.shown(0))).unwrap_or_default();
    // Where several share the highest number, none has the most.
    let alone = rows.iter().filter(|row| most.is_some_and(|most| count(row) == count(most))).count() == 1;
    let title = if alone { "plan-chart-title" } else { "plan-chart-title-even" };
    Chart {
        title: lang.text_words(title, &[("when", when), ("n", highest)]),
        unit: lang.text("plan-chart-unit"),
        drawing: Drawing::Bars,
        label: lang.text("plan-chart-due"),
        series: vec![lang.text("plan-chart-unit")],
        alt: lang.text_words("plan-chart-alt", &[("said", &said.join("; ")), ("undated", &undated)]),
        rows,
        empty: lang.text("plan-chart-empty"),
    }
}
