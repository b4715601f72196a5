use super::piece::Piece;
use super::{Cases, Cell, ClaimField, FieldRef, Gap, Kinds, NO_DAY, Row, UNKNOWN};
use crate::quantity::Day;

/// One claim with its events, in the order of their days and then of their places in the file.
///
/// An event is named by its place among the claim's events, from 0. What is asked of a place that is not there is unknown.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    cases: &'a Cases,
    piece: &'a Piece,
    /// Its place in the piece.
    index: usize,
    variants: &'a [u16],
    days: &'a [Day],
    amounts: &'a [i64],
    /// The first event in the piece.
    start: usize,
}

impl<'a> Claim<'a> {
    pub(super) fn new(cases: &'a Cases, piece: &'a Piece, index: usize) -> Self {
        let events = piece.events_of(index);
        Self {
            cases,
            piece,
            index,
            variants: piece.variants().get(events.clone()).unwrap_or_default(),
            days: piece.days().get(events.clone()).unwrap_or_default(),
            amounts: piece.amounts().get(events.clone()).unwrap_or_default(),
            start: events.start,
        }
    }

    /// The cases it is one of.
    pub fn cases(self) -> &'a Cases {
        self.cases
    }

    /// Its number, from 0.
    pub fn number(self) -> u32 {
        self.piece.first + u32::try_from(self.index).unwrap_or(u32::MAX)
    }

    /// What the source calls it.
    pub fn name(self) -> &'a str {
        self.piece.name(self.index)
    }

    /// How many events it has.
    pub fn len(self) -> usize {
        self.days.len()
    }

    /// Whether it has no events.
    pub fn is_empty(self) -> bool {
        self.days.is_empty()
    }

    /// Index of its claim type, where the data tells.
    pub fn claim_type(self) -> Option<u16> {
        self.cases.claims.claim_type.get(self.number() as usize).copied().unwrap_or(self.cases.claim_type)
    }

    /// Principal in minor units, or [`UNKNOWN`].
    pub fn principal(self) -> i64 {
        self.cases.claims.principal.get(self.number() as usize).copied().unwrap_or(UNKNOWN)
    }

    /// `established`, `due` or `last_timely_payment` (0, 1, 2), or [`NO_DAY`].
    pub fn date(self, which: usize) -> Day {
        self.cases.claims.dates.get(which).and_then(|column| column.get(self.number() as usize)).copied().unwrap_or(NO_DAY)
    }

    /// Where it stands; its first row where there is no claims table.
    pub fn row(self) -> Option<Row> {
        let table = self.cases.claims.rows.get(self.number() as usize).copied();
        table.or_else(|| self.event_row(0)).or_else(|| self.gaps().first().map(|gap| gap.row))
    }

    /// The liable debtors, the first one first; none where the data does not tell.
    pub fn debtors(self) -> impl Iterator<Item = &'a str> {
        let first = self.cases.claims.debtor.get(self.number() as usize).copied();
        let further = self.cases.further_debtors.get(&self.number()).into_iter().flatten().copied();
        first.into_iter().chain(further).filter_map(|cell| self.cases.texts.word(cell))
    }

    /// What the data should tell of it and does not.
    pub fn gaps(self) -> &'a [Gap] {
        self.cases.gaps.get(&self.number()).map_or(&[], Vec::as_slice)
    }

    /// The day of an event; [`NO_DAY`] of a place that is not there.
    pub fn day(self, place: usize) -> Day {
        self.days.get(place).copied().unwrap_or(NO_DAY)
    }

    /// The amount of an event in minor units, or [`UNKNOWN`].
    pub fn amount(self, place: usize) -> i64 {
        self.amounts.get(place).copied().unwrap_or(UNKNOWN)
    }

    /// Which kinds an event is of.
    pub fn kinds(self, place: usize) -> Kinds {
        self.variants.get(place).and_then(|variant| self.cases.variants.get(usize::from(*variant))).copied().unwrap_or(Kinds::NONE)
    }

    /// Which kinds each event is of, in their order.
    pub fn each_kinds(self) -> impl Iterator<Item = Kinds> {
        self.variants.iter().map(move |variant| self.cases.variants.get(usize::from(*variant)).copied().unwrap_or(Kinds::NONE))
    }

    /// The amount of each event in minor units, or [`UNKNOWN`], in their order.
    pub fn amounts(self) -> &'a [i64] {
        self.amounts
    }

    /// The kind that an event is called, as an index into the vocabulary.
    pub fn kind_name(self, place: usize) -> u16 {
        self.variants.get(place).and_then(|variant| self.cases.variant_names.get(usize::from(*variant))).copied().unwrap_or_default()
    }

    /// Where an event stands.
    pub fn event_row(self, place: usize) -> Option<Row> {
        (place < self.len()).then(|| self.piece.row(self.start + place)).flatten()
    }

    /// What is known of a field: of the claim, or of one of its events. An event's field without an event is unknown.
    pub fn cell(self, field: FieldRef, place: Option<usize>) -> Cell {
        let claims = &self.cases.claims;
        let of_claim = |column: Option<&Vec<Cell>>| column.and_then(|column| column.get(self.number() as usize)).copied();
        let told = |which: usize| of_claim(claims.told.get(which));
        let event = place.filter(|place| *place < self.len());
        let cell = match field {
            FieldRef::Amount => event.filter(|_| place.is_some_and(|place| self.amount(place) != UNKNOWN)).map(|_| Cell::PRESENT),
            FieldRef::Event(field) => event.map(|event| self.piece.cell(field, self.start + event)),
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
}
