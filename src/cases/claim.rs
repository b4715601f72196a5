use super::{Cases, Cell, ClaimField, FieldRef, Gap, Kinds, NO_DAY, Row, UNKNOWN};
use crate::quantity::Day;

/// One claim with its events, in the order of their days and then of their places in the file.
///
/// An event is named by its place among the claim's events, from 0. What is asked of a place that is not there is unknown.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    cases: &'a Cases,
    number: u32,
    start: usize,
    len: usize,
}

impl<'a> Claim<'a> {
    pub(super) fn new(cases: &'a Cases, number: u32) -> Self {
        let at = |index: usize| cases.claims.starts.get(index).map_or(0, |start| *start as usize);
        let (start, end) = (at(number as usize), at(number as usize + 1));
        Self { cases, number, start, len: end.saturating_sub(start) }
    }

    /// The cases it is one of.
    pub fn cases(self) -> &'a Cases {
        self.cases
    }

    /// Its number, from 0.
    pub fn number(self) -> u32 {
        self.number
    }

    /// What the source calls it.
    pub fn name(self) -> &'a str {
        self.cases.claims.names.get(self.number as usize).map_or("", Box::as_ref)
    }

    /// How many events it has.
    pub fn len(self) -> usize {
        self.len
    }

    /// Whether it has no events.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }

    /// Index of its claim type, where the data tells.
    pub fn claim_type(self) -> Option<u16> {
        self.cases.claims.claim_type.get(self.number as usize).copied().flatten()
    }

    /// Principal in minor units, or [`UNKNOWN`].
    pub fn principal(self) -> i64 {
        self.cases.claims.principal.get(self.number as usize).copied().unwrap_or(UNKNOWN)
    }

    /// `established`, `due` or `last_timely_payment` (0, 1, 2), or [`NO_DAY`].
    pub fn date(self, which: usize) -> Day {
        self.cases.claims.dates.get(which).and_then(|column| column.get(self.number as usize)).copied().unwrap_or(NO_DAY)
    }

    /// Where it stands; the first of its events where there is no claims table.
    pub fn row(self) -> Option<Row> {
        self.cases.claims.rows.get(self.number as usize).copied()
    }

    /// What the data should tell of it and does not.
    pub fn gaps(self) -> &'a [Gap] {
        self.cases.gaps.get(&self.number).map_or(&[], Vec::as_slice)
    }

    /// The day of an event; [`NO_DAY`] of a place that is not there.
    pub fn day(self, place: usize) -> Day {
        self.event(place).and_then(|event| self.cases.events.day.get(event)).copied().unwrap_or(NO_DAY)
    }

    /// The amount of an event in minor units, or [`UNKNOWN`].
    pub fn amount(self, place: usize) -> i64 {
        self.event(place).and_then(|event| self.cases.events.amount.get(event)).copied().unwrap_or(UNKNOWN)
    }

    /// Which kinds an event is of.
    pub fn kinds(self, place: usize) -> Kinds {
        self.variant(place).and_then(|variant| self.cases.variants.get(variant)).copied().unwrap_or(Kinds::NONE)
    }

    /// The kind that an event is called, as an index into the vocabulary.
    pub fn kind_name(self, place: usize) -> u16 {
        self.variant(place).and_then(|variant| self.cases.variant_names.get(variant)).copied().unwrap_or_default()
    }

    /// Where an event stands.
    pub fn event_row(self, place: usize) -> Option<Row> {
        self.event(place).and_then(|event| self.cases.events.rows.get(event)).copied()
    }

    /// What is known of a field: of the claim, or of one of its events. An event's field without an event is unknown.
    pub fn cell(self, field: FieldRef, place: Option<usize>) -> Cell {
        let claims = &self.cases.claims;
        let of_claim = |column: Option<&Vec<Cell>>| column.and_then(|column| column.get(self.number as usize)).copied();
        let told = |which: usize| of_claim(claims.told.get(which));
        let event = place.and_then(|place| self.event(place));
        let cell = match field {
            FieldRef::Amount => event.filter(|_| place.is_some_and(|place| self.amount(place) != UNKNOWN)).map(|_| Cell::PRESENT),
            FieldRef::Event(index) => self.cases.events.fields.get(index).zip(event).and_then(|(column, event)| column.get(event)).copied(),
            FieldRef::Claim(ClaimField::Debtor) => of_claim(Some(&claims.debtor)),
            FieldRef::Claim(ClaimField::DebtorKind) => of_claim(Some(&claims.debtor_kind)),
            FieldRef::Claim(ClaimField::ClaimType) => told(0),
            FieldRef::Claim(ClaimField::Principal) => told(1),
            FieldRef::Claim(ClaimField::Date(which)) => told(which + 2),
            FieldRef::Claim(ClaimField::Declared(index)) => of_claim(claims.fields.get(index)),
        };
        cell.unwrap_or(Cell::UNKNOWN)
    }

    /// The words of a field, where it has some that are kept.
    pub fn word(self, field: FieldRef, place: Option<usize>) -> Option<&'a str> {
        self.cases.texts.word(self.cell(field, place))
    }

    fn event(self, place: usize) -> Option<usize> {
        (place < self.len).then_some(self.start + place)
    }

    fn variant(self, place: usize) -> Option<usize> {
        self.event(place).and_then(|event| self.cases.events.variant.get(event)).map(|variant| usize::from(*variant))
    }
}
