//! What the fields of a row mean, whatever format they came in.

use std::collections::BTreeMap;

use super::description::{Description, Table};
use super::{Builder, Cell, ClaimRow, EventRow, Kinds, Reason, Row, UNKNOWN, Vocabulary};
use crate::quantity::{Day, Money};

/// The fields of a row in the order of [`Slots::wanted`]; the outer `None` where the source lacks the column.
pub(super) type Fields<'r> = [Option<&'r str>];

/// The columns that are read, each once, and which of them is what.
#[derive(Debug, Default)]
pub(super) struct Slots {
    /// The columns' names in the source.
    pub wanted: Vec<String>,
    by_role: BTreeMap<String, usize>,
    amounts: BTreeMap<String, usize>,
}

impl Slots {
    /// The columns of a table.
    pub fn of(table: &Table) -> Self {
        let mut slots = Self::default();
        for (role, column) in &table.columns {
            let slot = slots.slot(column);
            slots.by_role.insert(role.clone(), slot);
        }
        for (code, column) in &table.amounts {
            let slot = slots.slot(column);
            slots.amounts.insert(code.clone(), slot);
        }
        slots
    }

    fn slot(&mut self, column: &str) -> usize {
        self.wanted.iter().position(|known| known == column).unwrap_or_else(|| {
            self.wanted.push(column.to_owned());
            self.wanted.len() - 1
        })
    }

    fn get<'r>(&self, role: &str, fields: &Fields<'r>) -> Option<&'r str> {
        self.by_role.get(role).and_then(|slot| fields.get(*slot).copied().flatten())
    }

    fn column(&self, role: &str) -> String {
        self.by_role.get(role).and_then(|slot| self.wanted.get(*slot)).cloned().unwrap_or_default()
    }

    /// The roles that a column serves, for messages about a column that is not there.
    pub fn is_needed(&self, column: &str) -> bool {
        ["claim", "date", "event"]
            .iter()
            .any(|role| self.by_role.get(*role).and_then(|slot| self.wanted.get(*slot)).is_some_and(|wanted| wanted == column))
    }
}

/// Reads rows into a builder.
pub(super) struct Interpreter<'a, 'v> {
    pub description: &'a Description,
    pub vocabulary: &'v Vocabulary,
    pub builder: Builder<'v>,
    /// Codes that nothing maps, and how often each stood.
    pub unmapped: BTreeMap<String, u64>,
    /// Rows of the claims table and of the events, with the sum of what amounts could be read.
    pub claim_totals: (i64, i64),
    pub event_totals: (i64, i64),
}

impl Interpreter<'_, '_> {
    /// Reads a row of the claims table.
    pub fn claim(&mut self, slots: &Slots, fields: &Fields<'_>, row: Row) {
        self.claim_totals.0 += 1;
        let name = slots.get("claim", fields).filter(|name| !name.is_empty());
        let Some(name) = name else {
            self.builder.refuse_claim(None, row, Reason::NoClaim);
            return;
        };
        match self.claim_row(slots, fields) {
            Ok(claim) => {
                if claim.principal != UNKNOWN {
                    self.claim_totals.1 = self.claim_totals.1.saturating_add(claim.principal);
                }
                self.builder.claim(name, claim, row);
            }
            Err(reason) => self.builder.refuse_claim(Some(name), row, reason),
        }
    }

    /// Refuses a row of the claims table that could not be split, remembering the claim where that can be read.
    pub fn refuse_claim(&mut self, slots: &Slots, fields: &Fields<'_>, row: Row, reason: Reason) {
        self.claim_totals.0 += 1;
        let name = slots.get("claim", fields).filter(|name| !name.is_empty());
        self.builder.refuse_claim(name, row, reason);
    }

    /// Refuses a row of the events that could not be split, remembering its claim, kind and day where those can be read.
    pub fn refuse_event(&mut self, slots: &Slots, fields: &Fields<'_>, row: Row, reason: Reason) {
        self.event_totals.0 += 1;
        let claim = slots.get("claim", fields).filter(|claim| !claim.is_empty());
        let kind = slots.get("event", fields).and_then(|code| self.kind(code));
        let day = slots.get("date", fields).and_then(|date| self.day(date));
        self.builder.refuse_event(claim, kind.map_or(Kinds::ALL, |kind| self.vocabulary.family(kind)), day, row, reason);
    }

    fn claim_row(&mut self, slots: &Slots, fields: &Fields<'_>) -> Result<ClaimRow, Reason> {
        let mut claim = ClaimRow::unknown(0);
        claim.debtor = self.cell("debtor", slots.get("debtor", fields));
        let kind = slots.get("debtor_kind", fields).map(|code| self.description.debtor_kinds.get(code).map_or(code, String::as_str));
        claim.debtor_kind = match kind {
            Some(kind) if !kind.is_empty() && !["person", "company"].contains(&kind) => {
                *self.unmapped.entry(kind.to_owned()).or_default() += 1;
                return Err(Reason::Code { column: slots.column("debtor_kind") });
            }
            kind => self.cell("debtor_kind", kind),
        };
        claim.claim_type = match slots.get("claim_type", fields).filter(|code| !code.is_empty()) {
            Some(code) => Some(self.claim_type(code).ok_or_else(|| Reason::Code { column: slots.column("claim_type") })?),
            None => self.description.claim_type,
        };
        if let Some(text) = slots.get("principal", fields).filter(|text| !text.is_empty()) {
            let amount = Money::read(text.as_bytes(), self.description.money);
            claim.principal = amount.ok_or_else(|| Reason::Amount { column: slots.column("principal") })?.0;
        }
        claim.columns =
            ["claim_type", "principal", "established", "due", "last_timely_payment"].map(|role| slots.get(role, fields).is_some());
        for (date, role) in claim.dates.iter_mut().zip(["established", "due", "last_timely_payment"]) {
            *date = match slots.get(role, fields) {
                Some("") => Some(None),
                Some(text) => Some(Some(self.day(text).ok_or_else(|| Reason::Date { column: slots.column(role) })?)),
                // A column that the description names and the file lacks leaves every such date untold.
                None => slots.by_role.contains_key(role).then_some(None),
            };
        }
        claim.fields = self
            .vocabulary
            .claim_fields
            .iter()
            .map(|field| (field.clone(), slots.get(field, fields)))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|(field, text)| self.cell(&field, text))
            .collect();
        Ok(claim)
    }

    /// Reads a row of the events.
    pub fn event(&mut self, slots: &Slots, fields: &Fields<'_>, row: Row) {
        self.event_totals.0 += 1;
        let claim = slots.get("claim", fields).filter(|claim| !claim.is_empty());
        let Some(claim) = claim else {
            self.builder.refuse_event(None, Kinds::ALL, None, row, Reason::NoClaim);
            return;
        };
        let date = slots.get("date", fields).unwrap_or_default();
        let day = self.day(date);
        let code = slots.get("event", fields).unwrap_or_default();
        if self.description.ignored.contains(code) {
            return;
        }
        let Some(kind) = self.kind(code) else {
            let reason = if code.is_empty() {
                Reason::Empty { column: slots.column("event") }
            } else {
                *self.unmapped.entry(code.to_owned()).or_default() += 1;
                Reason::Code { column: slots.column("event") }
            };
            self.builder.refuse_event(Some(claim), Kinds::ALL, day, row, reason);
            return;
        };
        let family = self.vocabulary.family(kind);
        let Some(day) = day else {
            let column = slots.column("date");
            let reason = if date.is_empty() { Reason::Empty { column } } else { Reason::Date { column } };
            self.builder.refuse_event(Some(claim), family, None, row, reason);
            return;
        };
        let slot = slots.amounts.get(code).or_else(|| slots.amounts.get("")).copied();
        let amount = match slot.and_then(|slot| fields.get(slot).copied().flatten()).filter(|text| !text.is_empty()) {
            None => UNKNOWN,
            Some(text) => match Money::read(text.as_bytes(), self.description.money) {
                Some(Money(amount)) => amount,
                None => {
                    let column = slot.and_then(|slot| slots.wanted.get(slot)).cloned().unwrap_or_default();
                    self.builder.refuse_event(Some(claim), family, Some(day), row, Reason::Amount { column });
                    return;
                }
            },
        };
        if amount != UNKNOWN {
            self.event_totals.1 = self.event_totals.1.saturating_add(amount);
        }
        let names = &self.vocabulary.event_fields;
        let cells = names.iter().map(|field| slots.get(field, fields)).collect::<Vec<_>>();
        let cells = names.iter().zip(cells).map(|(field, text)| self.cell(field, text)).collect();
        self.builder.event(claim, &EventRow { kind, day, amount, fields: cells }, row);
    }

    fn day(&self, text: &str) -> Option<Day> {
        Day::read(text.as_bytes(), self.description.order)
    }

    fn kind(&self, code: &str) -> Option<u16> {
        self.description.event_codes.get(code).copied().or_else(|| self.vocabulary.kind(code))
    }

    fn claim_type(&mut self, code: &str) -> Option<u16> {
        let known = self.description.claim_type_codes.get(code).copied().or_else(|| self.vocabulary.claim_type(code));
        if known.is_none() {
            *self.unmapped.entry(code.to_owned()).or_default() += 1;
        }
        known
    }

    /// A field's words; for a field of yes and no one of those two, or not told.
    fn cell(&mut self, field: &str, text: Option<&str>) -> Cell {
        let Some(text) = text else { return Cell::UNKNOWN };
        if text.is_empty() || !self.vocabulary.yes_no.iter().any(|name| name == field) {
            return self.builder.texts().cell(text);
        }
        let word = match self.description.yes_no.get(text).map_or(text, String::as_str).to_lowercase().as_str() {
            "yes" | "ja" | "true" | "1" => "yes",
            "no" | "nej" | "nei" | "false" | "0" => "no",
            _ => return Cell::UNKNOWN,
        };
        self.builder.texts().cell(word)
    }
}
