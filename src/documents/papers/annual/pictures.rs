use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::super::super::{Amount, Chart, Drawing, Row, from_markdown, plain_text};
use super::desk::Desk;
use super::filled;
use super::functions::Told;
use crate::documents::Block;
use crate::governance::report::{About, By, Chart as Asked};
use crate::measures::{Reported, Unit};

/// A chart of key figures: the fence that the document puts it in place of.
pub(super) fn chart(desk: &Arc<Desk>, id: &str) -> Told {
    let asked = desk.report.charts.get(id).ok_or_else(|| {
        let names = desk.report.charts.keys().map(String::as_str);
        format!("`{id}` is not among the report's `charts:`; {}", crate::diagnostic::one_of(id, names))
    })?;
    let label = desk.text("report-figure", &[("number", desk.next_figure().to_string())]);
    let mut rows = rows(desk, asked);
    // What is told of no year and no key figure would be a row of dashes.
    rows.retain(|(_, figures)| figures.iter().any(Option::is_some));
    rows.truncate(asked.largest.unwrap_or(usize::MAX));
    let all: Vec<&Reported> = rows.iter().flat_map(|(_, figures)| figures.iter().flatten().copied()).collect();
    let unit = all.first().ok_or_else(|| format!("there are no figures for the chart `{id}`"))?.unit.clone();
    if let Some(other) = all.iter().find(|one| !one.unit.is_like(&unit)) {
        return Err(format!("the chart `{id}` has figures in two units, `{}` in another one", other.measure));
    }
    let places = all.iter().filter(|one| one.unit == unit).map(|one| one.value.places).max().unwrap_or(0);
    desk.origin(&label, desk.reported(&all));
    let shown = |one: &Reported| amount(desk, one, &unit, places);
    let drawn =
        rows.iter().map(|(label, figures)| Row { label: label.clone(), amounts: figures.iter().map(|one| one.map(shown)).collect() });
    let drawn: Vec<Row> = drawn.collect();
    let series = series(desk, asked);
    let title = format!("{label}. {}", title(desk, asked)?);
    let drawing = match asked.by {
        By::Year => Drawing::Lines,
        _ if series.len() > 1 => Drawing::Grouped,
        _ => Drawing::Bars,
    };
    let said = drawn.iter().map(|row| {
        let amounts = series.iter().zip(&row.amounts).map(|(name, amount)| {
            let shown = amount.as_ref().map_or_else(|| desk.text("report-untold", &[]), |amount| amount.shown.clone());
            if series.len() > 1 { format!("{name} {shown}") } else { shown }
        });
        format!("{}: {}", row.label, amounts.collect::<Vec<_>>().join(", "))
    });
    let alt = format!("{} ({}). {}.", title, desk.voice.unit(&unit), said.collect::<Vec<_>>().join("; "));
    let by = match asked.by {
        By::ClaimType => "report-claim-type",
        By::Reason => "report-reason",
        By::Year => "report-year",
    };
    let chart =
        Chart { title, unit: desk.voice.unit(&unit), drawing, label: desk.text(by, &[]), series, rows: drawn, alt, empty: String::new() };
    desk.keep_chart(id, chart);
    Ok(format!("\n\n```chart\n{id}\n```\n\n"))
}

/// The statement above the chart, with its figures filled in.
fn title(desk: &Arc<Desk>, asked: &Asked) -> Told {
    // A chart leads nowhere: its figures are words.
    let blocks = from_markdown(&filled(desk, &asked.title)?, &BTreeMap::new()).unwrap_or_default();
    let texts = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(line) => Some(plain_text(line)),
        _ => None,
    });
    Ok(texts.collect::<Vec<_>>().join(" "))
}

fn amount(desk: &Desk, one: &Reported, unit: &Unit, places: u32) -> Amount {
    let hundredths = one.reading().hundredths(unit, places);
    Amount { value: hundredths, shown: desk.voice.fixed(hundredths, places) }
}

fn series(desk: &Desk, asked: &Asked) -> Vec<String> {
    match asked.by {
        By::Year => asked.measures.iter().map(|measure| desk.name(measure)).collect(),
        _ if asked.measures.len() > 1 => asked.measures.iter().map(|measure| desk.name(measure)).collect(),
        _ => asked.years.iter().map(i32::to_string).collect(),
    }
}

type Rows<'a> = Vec<(String, Vec<Option<&'a Reported>>)>;

fn rows<'a>(desk: &'a Desk, asked: &Asked) -> Rows<'a> {
    let figures = |about: &About| -> Vec<Option<&'a Reported>> {
        let pairs = asked.measures.iter().flat_map(|measure| asked.years.iter().map(move |year| (measure, *year)));
        pairs.map(|(measure, year)| desk.figures.one(measure, year, about.claim_type.as_deref(), about.reason.as_deref())).collect()
    };
    let told = |row: &(String, Vec<Option<&Reported>>)| row.1.iter().any(Option::is_some);
    match asked.by {
        By::Year => {
            let of = |year: &i32| asked.measures.iter().map(|measure| desk.figures.one(measure, *year, None, None)).collect();
            asked.years.iter().map(|year| (year.to_string(), of(year))).collect()
        }
        By::ClaimType => {
            let of = |id: &str, name: &str| (name.to_owned(), figures(&About { claim_type: Some(id.to_owned()), reason: None }));
            let mut rows: Rows<'a> = desk.report.claim_types.iter().map(|row| of(&row.id, &row.name)).filter(told).collect();
            rows.sort_by_key(|(_, figures)| Reverse(figures.iter().flatten().map(|one| one.reading().value).max()));
            rows
        }
        By::Reason => {
            let listed: Vec<&str> = desk.report.reasons.iter().flat_map(|reasons| &reasons.items).map(|one| one.id.as_str()).collect();
            let mut ids: Vec<&str> = listed;
            let commented = desk
                .report
                .comments
                .iter()
                .filter(|one| asked.measures.contains(&one.measure))
                .filter_map(|one| one.about.reason.as_deref());
            let years = asked.years.iter().flat_map(|year| asked.measures.iter().map(move |measure| (measure, *year)));
            let counted = years.flat_map(|(measure, year)| desk.figures.by_reason(measure, year)).filter_map(|one| one.reason.as_deref());
            for id in commented.chain(counted) {
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
            let of = |id: &str| {
                let about = About { claim_type: None, reason: Some(id.to_owned()) };
                (desk.report.name_of(&about).unwrap_or(id).to_owned(), figures(&about))
            };
            let mut rows: Rows<'a> = ids.into_iter().map(of).collect();
            rows.extend(Some((desk.text("report-total", &[]), figures(&About::default()))).filter(told));
            rows
        }
    }
}
