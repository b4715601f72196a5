//! What the fields of a row mean, whatever format they came in.

use std::collections::BTreeMap;
use std::hash::Hasher;

use rustc_hash::{FxBuildHasher, FxHasher};

use super::batch::{Batch, Frame};
use super::description::{Description, Table};
use super::from_csv::{Fields, RowResult};
use super::{Cell, ClaimRow, EventRow, Kinds, Reason, UNKNOWN};
use crate::quantity::{Day, Money};

/// The columns that are read, each once, and which of them is what.
#[derive(Debug, Default)]
pub(super) struct Slots {
    /// The columns' names in the source.
    pub wanted: Vec<String>,
    by_role: BTreeMap<String, usize>,
    amounts: BTreeMap<String, usize>,
}

impl Slots {
    /// The columns of a table, of those roles that are wanted.
    pub fn of(table: &Table, is_wanted: &dyn Fn(&str) -> bool) -> Self {
        let mut slots = Self::default();
        for (role, column) in table.columns.iter().filter(|(role, _)| is_wanted(role)) {
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

    fn role(&self, role: &str) -> Option<usize> {
        self.by_role.get(role).copied()
    }

    fn get<'r>(&self, role: &str, fields: &Fields<'r>) -> Option<&'r [u8]> {
        self.role(role).and_then(|slot| field(fields, slot))
    }

    fn column(&self, role: &str) -> String {
        self.role(role).and_then(|slot| self.wanted.get(slot)).cloned().unwrap_or_default()
    }

    /// The roles that a column serves, for messages about a column that is not there.
    pub fn is_needed(&self, column: &str) -> bool {
        ["claim", "date", "event"]
            .iter()
            .any(|role| self.role(role).and_then(|slot| self.wanted.get(slot)).is_some_and(|wanted| wanted == column))
    }
}

/// What an event code means.
#[derive(Debug, Clone, Copy)]
enum Code {
    /// Nothing that a rule needs.
    Ignored,
    /// An event of this kind, with its amount in this place.
    Kind(u16, Option<usize>),
}

/// Codes are looked up; where they are walked, the order of the hashes decides nothing but speed.
#[expect(clippy::disallowed_types, reason = "the order of the hashes cannot reach an output")]
type Codes = std::collections::HashMap<Box<[u8]>, Code, FxBuildHasher>;

/// Codes by their length and their first and last letters, which tell most of them apart: they are looked up in every row.
#[derive(Debug)]
struct Known {
    quick: Vec<Option<(Box<[u8]>, Code)>>,
    all: Codes,
}

impl Known {
    fn new(all: Codes) -> Self {
        let mut quick: Vec<Option<(Box<[u8]>, Code)>> = vec![None; 256];
        for (code, meaning) in &all {
            if let Some(slot) = quick.get_mut(Self::slot(code)) {
                *slot = Some((code.clone(), *meaning));
            }
        }
        Self { quick, all }
    }

    fn slot(code: &[u8]) -> usize {
        let letter = |letter: Option<&u8>| letter.map_or(0, |letter| usize::from(*letter));
        (code.len() * 31 + letter(code.first()) * 7 + letter(code.last()) * 13) % 256
    }

    fn get(&self, code: &[u8]) -> Option<&Code> {
        match self.quick.get(Self::slot(code)) {
            Some(Some((known, meaning))) if known.as_ref() == code => Some(meaning),
            _ => self.all.get(code),
        }
    }
}

/// How the rows of one table are read into batches.
#[derive(Debug)]
pub(super) struct Interpreter<'a> {
    description: &'a Description,
    frame: &'a Frame<'a>,
    slots: &'a Slots,
    is_claims: bool,
    claim: Option<usize>,
    date: Option<usize>,
    event: Option<usize>,
    codes: Known,
    /// Index of each event field that has a column, its place, and whether it says yes or no.
    fields: Vec<(usize, usize, bool)>,
}

/// What one thread needs from row to row.
#[derive(Debug)]
pub(super) struct Scratch {
    event: EventRow,
}

impl<'a> Interpreter<'a> {
    pub fn new(description: &'a Description, frame: &'a Frame<'a>, slots: &'a Slots, is_claims: bool) -> Self {
        let vocabulary = frame.vocabulary;
        let amount = |code: &str| slots.amounts.get(code).or_else(|| slots.amounts.get("")).copied();
        let mut codes = Codes::default();
        for (kind, known) in (0_u16..).zip(&vocabulary.kinds) {
            codes.insert(known.name.as_bytes().into(), Code::Kind(kind, amount(&known.name)));
        }
        for (code, kind) in &description.event_codes {
            codes.insert(code.as_bytes().into(), Code::Kind(*kind, amount(code)));
        }
        for code in &description.ignored {
            codes.insert(code.as_bytes().into(), Code::Ignored);
        }
        let field = |(index, name): (usize, &String)| Some((index, slots.role(name)?, vocabulary.yes_no.contains(name)));
        Self {
            description,
            frame,
            slots,
            is_claims,
            claim: slots.role("claim"),
            date: slots.role("date"),
            event: slots.role("event"),
            codes: Known::new(codes),
            fields: vocabulary.event_fields.iter().enumerate().filter_map(field).collect(),
        }
    }

    pub fn batch(&self, file: u16) -> Batch {
        Batch::new(file, self.frame.vocabulary)
    }

    /// About how many events the rows of a block give: one a line, or none where it is of the claims table.
    pub fn events_in(&self, block: &[u8]) -> usize {
        if self.is_claims { 0 } else { memchr::memchr_iter(b'\n', block).count() }
    }

    pub fn scratch(&self) -> Scratch {
        let fields = vec![Cell::UNKNOWN; self.frame.vocabulary.event_fields.len()];
        Scratch { event: EventRow { kind: 0, day: Day(0), amount: UNKNOWN, fields } }
    }

    /// Reads a row; `words` are what it consists of, to find rows that stand twice.
    pub fn row(&self, batch: &mut Batch, scratch: &mut Scratch, line: u32, words: &[u8], row: RowResult<'_>) {
        batch.totals.0 += 1;
        match row {
            Ok(fields) if self.is_claims => self.claim(batch, fields, line),
            Ok(fields) => {
                self.event(batch, scratch, fields, line);
                if batch.day.len() > batch.print.len() {
                    batch.print.push(print(words));
                }
            }
            Err((reason, fields)) => {
                let name = self.claim.and_then(|slot| field(fields, slot)).filter(|name| !name.is_empty());
                if self.is_claims {
                    batch.refuse_claim(name, line, reason, self.frame);
                } else {
                    let code = self.event.and_then(|slot| field(fields, slot)).and_then(|code| self.codes.get(code));
                    let kinds = match code {
                        Some(Code::Kind(kind, _)) => self.frame.vocabulary.family(*kind),
                        _ => Kinds::ALL,
                    };
                    let day = self.date.and_then(|slot| field(fields, slot)).and_then(|date| self.day(date));
                    batch.refuse_event(name, kinds, day, line, reason, self.frame);
                }
            }
        }
    }

    fn claim(&self, batch: &mut Batch, fields: &Fields<'_>, line: u32) {
        let name = self.claim.and_then(|slot| field(fields, slot)).filter(|name| !name.is_empty());
        let Some(name) = name else {
            batch.refuse_claim(None, line, Reason::NoClaim, self.frame);
            return;
        };
        match self.claim_row(batch, fields) {
            Ok(claim) => {
                if claim.principal != UNKNOWN {
                    batch.totals.1 = batch.totals.1.saturating_add(claim.principal);
                }
                batch.claim(name, claim, line, self.frame);
            }
            Err(reason) => batch.refuse_claim(Some(name), line, reason, self.frame),
        }
    }

    fn claim_row(&self, batch: &mut Batch, fields: &Fields<'_>) -> Result<ClaimRow, Reason> {
        let slots = self.slots;
        let mut claim = ClaimRow::unknown(0);
        claim.debtor = batch.cell(slots.get("debtor", fields));
        let kind = slots.get("debtor_kind", fields).map(text);
        let kind = kind.map(|code| self.description.debtor_kinds.get(code).map_or(code, String::as_str));
        claim.debtor_kind = match kind {
            Some(kind) if !kind.is_empty() && !["person", "company"].contains(&kind) => {
                *batch.unmapped.entry(kind.to_owned()).or_default() += 1;
                return Err(Reason::Code { column: slots.column("debtor_kind") });
            }
            kind => batch.cell(kind.map(str::as_bytes)),
        };
        claim.claim_type = match slots.get("claim_type", fields).filter(|code| !code.is_empty()).map(text) {
            Some(code) => {
                let known = self.description.claim_type_codes.get(code).copied().or_else(|| self.frame.vocabulary.claim_type(code));
                if known.is_none() {
                    *batch.unmapped.entry(code.to_owned()).or_default() += 1;
                    return Err(Reason::Code { column: slots.column("claim_type") });
                }
                known
            }
            None => self.description.claim_type,
        };
        if let Some(text) = slots.get("principal", fields).filter(|text| !text.is_empty()) {
            let amount = Money::read(text, self.description.money);
            claim.principal = amount.ok_or_else(|| Reason::Amount { column: slots.column("principal") })?.0;
        }
        claim.columns =
            ["claim_type", "principal", "established", "due", "last_timely_payment"].map(|role| slots.get(role, fields).is_some());
        for (date, role) in claim.dates.iter_mut().zip(["established", "due", "last_timely_payment"]) {
            *date = match slots.get(role, fields) {
                Some(b"") => Some(None),
                Some(text) => Some(Some(self.day(text).ok_or_else(|| Reason::Date { column: slots.column(role) })?)),
                // A column that the description names and the file lacks leaves every such date untold.
                None => slots.role(role).map(|_| None),
            };
        }
        let vocabulary = self.frame.vocabulary;
        let cell = |field: &String| self.cell(batch, slots.get(field, fields), vocabulary.yes_no.contains(field));
        claim.fields = vocabulary.claim_fields.iter().map(cell).collect();
        Ok(claim)
    }

    fn event(&self, batch: &mut Batch, scratch: &mut Scratch, fields: &Fields<'_>, line: u32) {
        let get = |slot: Option<usize>| slot.and_then(|slot| field(fields, slot)).unwrap_or_default();
        let name = get(self.claim);
        if name.is_empty() {
            batch.refuse_event(None, Kinds::ALL, None, line, Reason::NoClaim, self.frame);
            return;
        }
        let (date, code) = (get(self.date), get(self.event));
        let day = self.day(date);
        let (kind, amount) = match self.codes.get(code) {
            Some(Code::Kind(kind, amount)) => (*kind, *amount),
            Some(Code::Ignored) => return,
            None => {
                let column = self.slots.column("event");
                let reason = if code.is_empty() {
                    Reason::Empty { column }
                } else {
                    *batch.unmapped.entry(text(code).to_owned()).or_default() += 1;
                    Reason::Code { column }
                };
                batch.refuse_event(Some(name), Kinds::ALL, day, line, reason, self.frame);
                return;
            }
        };
        let Some(day) = day else {
            let column = self.slots.column("date");
            let reason = if date.is_empty() { Reason::Empty { column } } else { Reason::Date { column } };
            batch.refuse_event(Some(name), self.frame.vocabulary.family(kind), None, line, reason, self.frame);
            return;
        };
        let told = get(amount);
        let event = &mut scratch.event;
        event.amount = UNKNOWN;
        if !told.is_empty() {
            let Some(Money(minor)) = Money::read(told, self.description.money) else {
                let column = amount.and_then(|slot| self.slots.wanted.get(slot)).cloned().unwrap_or_default();
                let family = self.frame.vocabulary.family(kind);
                batch.refuse_event(Some(name), family, Some(day), line, Reason::Amount { column }, self.frame);
                return;
            };
            event.amount = minor;
            batch.totals.1 = batch.totals.1.saturating_add(minor);
        }
        (event.kind, event.day) = (kind, day);
        for (index, slot, yes_no) in &self.fields {
            if let Some(cell) = event.fields.get_mut(*index) {
                *cell = self.cell(batch, field(fields, *slot), *yes_no);
            }
        }
        batch.event(name, event, line, self.frame);
    }

    fn day(&self, text: &[u8]) -> Option<Day> {
        Day::read(text, self.description.order)
    }

    /// A field's words; for a field of yes and no one of those two, or not told.
    fn cell(&self, batch: &mut Batch, told: Option<&[u8]>, yes_no: bool) -> Cell {
        let Some(words) = told.filter(|words| yes_no && !words.is_empty()).map(text) else { return batch.cell(told) };
        match self.description.yes_no.get(words).map_or(words, String::as_str).to_lowercase().as_str() {
            "yes" | "ja" | "true" | "1" => batch.cell(Some(b"yes")),
            "no" | "nej" | "nei" | "false" | "0" => batch.cell(Some(b"no")),
            _ => Cell::UNKNOWN,
        }
    }
}

fn field<'r>(fields: &Fields<'r>, slot: usize) -> Option<&'r [u8]> {
    fields.get(slot).copied().flatten()
}

/// Rows that are not UTF-8 have been refused before their fields are looked at.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// A hash of a row's words; 0 is left for rows that have none.
fn print(words: &[u8]) -> u32 {
    let mut hasher = FxHasher::default();
    hasher.write(words);
    ((hasher.finish() >> 32) as u32).max(1)
}
