use super::super::super::{Chart, Drawing, Row};
use super::{Paper, sentence};
use crate::measures::counted::SpanKind;
use crate::quantity::Money;

/// More bars than this say less.
const BARS: usize = 12;

impl Paper<'_> {
    /// A bar a period; of flows and the like only whole ones, because part of a year looks like a fall.
    pub(super) fn chart(&self) -> Option<Chart> {
        let found = self.found();
        let question = &found.question;
        let rows: Vec<Row> = self
            .last(BARS)
            .filter_map(|place| {
                let (span, cell) = (found.spans.get(place)?, found.total.get(place)?);
                let value = cell.value(&question.counted, question.counting);
                let shown = self.one.cell_words(cell, self.voice);
                (span.is_whole || span.kind == SpanKind::Day)
                    .then(|| value.map(|value| Row::of_one(self.one.span_words(place, self.voice), value, shown)))?
            })
            .collect();
        let (first, last) = (rows.first()?, rows.last().filter(|_| rows.len() > 1)?);
        let words = |row: &Row| row.amounts.first().and_then(Option::as_ref).map_or_else(String::new, |amount| amount.shown.clone());
        let said: Vec<String> = rows.iter().map(|row| format!("{} {}", row.label, words(row))).collect();
        let value = self.value_title();
        let title = [("name", self.name.as_str()), ("first", &words(first)), ("last", &words(last))];
        Some(Chart {
            title: self.voice.lang.text_words("figure-chart", &title),
            unit: value.clone(),
            drawing: Drawing::Lines,
            label: self.text("measure-period"),
            series: vec![value],
            alt: sentence(&format!("{}: {}", self.name, said.join("; "))),
            rows,
            empty: String::new(),
        })
    }

    /// The ages of arrears on the last year's end, or on the last day there is.
    pub(super) fn bands_chart(&self) -> Option<Chart> {
        let found = self.found();
        let place = found.last_whole().or_else(|| found.bands.len().checked_sub(1))?;
        let bands = found.bands.get(place).filter(|bands| bands.iter().any(|band| band.claims > 0))?;
        let day = self.one.span_words(place, self.voice);
        let label = |band: usize| self.text(&format!("measure-band-{band}"));
        let shown = |amount: i64, claims: u64| {
            let key = if claims == 1 { "horizon-claim" } else { "horizon-claims" };
            let claims = self.voice.lang.text_words(key, &[("n", &self.number(claims))]);
            self.voice.lang.text_words("horizon-stake", &[("claims", &claims), ("amount", &self.voice.money(Money(amount)))])
        };
        let rows: Vec<Row> =
            bands.iter().enumerate().map(|(band, one)| Row::of_one(label(band), one.amount, shown(one.amount, one.claims))).collect();
        // Of several bands with the same amount the youngest.
        let (most, amount) = bands.iter().enumerate().rev().max_by_key(|(_, band)| band.amount).map(|(most, band)| (most, band.amount))?;
        let (band, amount) = (label(most), self.voice.money(Money(amount)));
        let words = [("name", self.name.as_str()), ("day", &day), ("band", &band), ("amount", &amount)];
        let said: Vec<String> =
            bands.iter().enumerate().map(|(band, one)| format!("{}: {}", label(band), shown(one.amount, one.claims))).collect();
        Some(Chart {
            title: self.voice.lang.text_words("measure-bands-most", &words),
            unit: self.text("measure-amount"),
            drawing: Drawing::Bars,
            label: self.text("measure-bands-label"),
            series: vec![self.text("measure-amount")],
            rows,
            alt: sentence(&format!("{}: {}", self.voice.lang.text_words("measure-bands", &words), said.join("; "))),
            empty: String::new(),
        })
    }
}
