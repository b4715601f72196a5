use serde_json::{Value, json};

use super::Paper;
use crate::findings::Compared;
use crate::measures::counted::{Breakdown, Cell, Counting, Grouped, Named, Roll};
use crate::measures::{Reading, Unit, Written};
use crate::quantity::Money;

/// More columns of periods than this make a table too wide.
const COLUMNS: usize = 4;

/// A movement of arrears by its name in texts, and how much it is.
type Movement = (&'static str, fn(&Roll) -> i64);

impl Paper<'_> {
    /// A breakdown as a table; groups of fewer than five are put together.
    pub(super) fn groups(&self, by: Breakdown) -> Option<Value> {
        let found = self.found();
        let mut groups = found.without_small(by);
        if groups.is_empty() {
            return None;
        }
        let columns = self.last(COLUMNS);
        let counting = found.question.counting;
        let place = found.last_whole().or_else(|| found.spans.len().checked_sub(1))?;
        let size = |group: &Grouped| match (group.cells.get(place), counting) {
            (Some(Cell::Sum(sum)), Counting::Money) => sum.amount,
            (Some(cell), _) => i64::try_from(cell.claims()).unwrap_or(i64::MAX),
            (None, _) => 0,
        };
        // The largest first; what is not told and the rest come last.
        groups.sort_by_key(|group| (matches!(group.name, Named::Untold | Named::Others), std::cmp::Reverse(size(group))));
        let rows = groups.iter().map(|group| {
            let values = columns.clone().filter_map(|place| group.cells.get(place)).map(|cell| self.one.cell_words(cell, self.voice));
            json!({"name": self.group_name(group), "values": values.collect::<Vec<_>>()})
        });
        let whole = columns.clone().filter_map(|place| found.total.get(place)).map(|cell| self.one.cell_words(cell, self.voice));
        Some(json!({
            "title": self.text(&format!("measure-by-{}", by.name().replace('_', "-"))),
            "periods": columns.clone().map(|place| self.span(place)).collect::<Vec<_>>(),
            "rows": rows.collect::<Vec<_>>(),
            "whole": whole.collect::<Vec<_>>(),
            "has_others": groups.iter().any(|group| group.name == Named::Others),
        }))
    }

    fn group_name(&self, group: &Grouped) -> String {
        match &group.name {
            Named::Index(index) => self.strategy.group_name(group.by, *index, self.voice.lang).unwrap_or_default(),
            Named::Word(word) => {
                let key = format!("word-{word}");
                if group.by == Breakdown::DebtorKind && self.voice.lang.has(&key) { self.text(&key) } else { word.clone() }
            }
            Named::Untold => self.text("measure-group-untold"),
            Named::Others => self.text("measure-group-others"),
        }
    }

    /// How arrears moved, a column a year.
    pub(super) fn rolls(&self) -> Option<Value> {
        let rolls = &self.found().rolls;
        let last = rolls.get(rolls.len().saturating_sub(COLUMNS)..).filter(|last| !last.is_empty())?;
        let lines: [Movement; 7] = [
            ("opening", |roll| roll.opening),
            ("new", |roll| roll.new),
            ("charges", |roll| roll.charges),
            ("payments", |roll| roll.payments.saturating_neg()),
            ("written-off", |roll| roll.written_off.saturating_neg()),
            ("other", |roll| roll.other),
            ("closing", |roll| roll.closing),
        ];
        let rows = lines.iter().map(|(key, amount)| {
            let amounts = last.iter().map(|(_, roll)| self.voice.money(Money(amount(roll))));
            json!({"name": self.text(&format!("measure-roll-{key}")), "values": amounts.collect::<Vec<_>>(), "is_sum": matches!(*key, "opening" | "closing")})
        });
        let unknown: u64 = last.iter().map(|(_, roll)| roll.unknown).max().unwrap_or(0);
        Some(json!({
            "periods": last.iter().map(|(span, _)| self.with_days(span.to_string(), span)).collect::<Vec<_>>(),
            "rows": rows.collect::<Vec<_>>(),
            "unknown": (unknown > 0).then(|| self.number(unknown)),
        }))
    }

    /// Whether a counted figure may stand beside the reported one: not where it is of a claim type with few claims.
    pub(super) fn may_be_told(&self, compared: &Compared) -> bool {
        compared.claim_type.as_ref().is_none_or(|id| {
            let is_own = |index: u16| self.strategy.group_id(Breakdown::ClaimType, index) == Some(id.as_str());
            let told = self.found().without_small(Breakdown::ClaimType);
            told.iter().any(|group| if let Named::Index(index) = group.name { is_own(index) } else { false })
        })
    }

    /// A reported figure beside the counted one, with a warning where rounding does not explain the difference.
    pub(super) fn compared(&self, compared: &Compared) -> Value {
        let difference = &compared.difference;
        let unit = &difference.unit;
        let said = |thousandths: i128, places: u32| {
            let reading = Reading { value: thousandths, half: 0 };
            self.voice.counted(Written { hundredths: reading.hundredths(unit, places), places }, unit)
        };
        // A difference that is smaller than the last reported place still shows.
        let places = if matches!(unit, Unit::Money(_) | Unit::PerCent) { 2 } else { difference.places };
        let about = match &compared.claim_type {
            None => self.name.clone(),
            Some(id) => {
                let name = self.strategy.claim_types.iter().find(|one| one.id == *id).map_or(id, |one| &one.name);
                format!("{}, {name}", self.name)
            }
        };
        let (reported, counted) = (said(difference.reported.value, difference.places), said(difference.counted, places));
        let apart = said(difference.amount(), places);
        let status = match (difference.agrees, difference.is_open) {
            (false, _) => "measure-differs",
            (true, true) => "measure-open",
            (true, false) => "measure-agrees",
        };
        let span = self.one.span_words(compared.span, self.voice);
        let words = [
            ("about", about.as_str()),
            ("span", &span),
            ("reported", &reported),
            ("source", &compared.source),
            ("counted", &counted),
            ("difference", &apart),
        ];
        json!({
            "about": compared.claim_type.as_ref().map_or_else(|| self.text("measure-all"), |_| about.clone()),
            "period": span,
            "reported": reported,
            "counted": counted,
            "difference": apart,
            "status": self.text(status),
            "warning": (!difference.agrees).then(|| self.voice.lang.text_words("measure-warning", &words).replace(".. ", ". ")),
        })
    }
}
