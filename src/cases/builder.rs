use std::collections::BTreeMap;

use super::{Cases, Cell, Claims, Events, Gap, Kinds, NO_DAY, Reason, Refused, Row, Texts, UNKNOWN, Vocabulary};
use crate::quantity::Day;

/// A row of the claims table, read.
#[derive(Debug, Clone)]
pub struct ClaimRow {
    /// The debtor.
    pub debtor: Cell,
    /// `person` or `company`.
    pub debtor_kind: Cell,
    /// Index of the claim type.
    pub claim_type: Option<u16>,
    /// Minor units or [`UNKNOWN`].
    pub principal: i64,
    /// `established`, `due`, `last_timely_payment`; the outer `None` where the source has no such column.
    pub dates: [Option<Option<Day>>; 3],
    /// Declared fields by their index in the vocabulary.
    pub fields: Vec<Cell>,
    /// Whether the source has a column for claim type, principal, `established`, `due` and `last_timely_payment`.
    pub columns: [bool; 5],
}

impl ClaimRow {
    /// Which of claim type, principal and the three dates are there, empty, or not told at all.
    fn told(&self) -> [Cell; 5] {
        let told = |there: bool, column: bool| match (there, column) {
            (true, _) => Cell::PRESENT,
            (false, true) => Cell::EMPTY,
            (false, false) => Cell::UNKNOWN,
        };
        let day = |date: Option<Option<Day>>| date.flatten().is_some();
        let [established, due, last] = self.dates.map(day);
        let there = [self.claim_type.is_some(), self.principal != UNKNOWN, established, due, last];
        let mut cells = [Cell::UNKNOWN; 5];
        for ((cell, there), column) in cells.iter_mut().zip(there).zip(self.columns) {
            *cell = told(there, column);
        }
        cells
    }

    /// A claim of which nothing is known.
    pub fn unknown(fields: usize) -> Self {
        Self {
            debtor: Cell::UNKNOWN,
            debtor_kind: Cell::UNKNOWN,
            claim_type: None,
            principal: UNKNOWN,
            dates: [None; 3],
            fields: vec![Cell::UNKNOWN; fields],
            columns: [false; 5],
        }
    }
}

/// A row of the events, read.
#[derive(Debug, Clone)]
pub struct EventRow {
    /// The kind that its code maps to.
    pub kind: u16,
    /// The civil day.
    pub day: Day,
    /// Minor units or [`UNKNOWN`].
    pub amount: i64,
    /// Event fields by their index in the vocabulary.
    pub fields: Vec<Cell>,
}

struct Placed {
    claim: u32,
    variant: u16,
    day: Day,
    amount: i64,
    row: Row,
    /// Index into the rows of fields, or `usize::MAX` for a date of the claims table.
    fields: usize,
}

/// Puts rows together into columns, in any order that the source has them.
pub struct Builder<'v> {
    vocabulary: &'v Vocabulary,
    as_of: Day,
    /// Whether claims may only come from a table.
    table: bool,
    cases: Cases,
    index: BTreeMap<Box<str>, u32>,
    last: Option<u32>,
    first_rows: Vec<ClaimRow>,
    events: Vec<Placed>,
    event_fields: Vec<Vec<Cell>>,
}

impl<'v> Builder<'v> {
    /// Starts with nothing; with `table`, an event of a claim that no table row named is refused.
    pub fn new(vocabulary: &'v Vocabulary, as_of: Day, table: bool) -> Self {
        Self {
            vocabulary,
            as_of,
            table,
            cases: Cases::default(),
            index: BTreeMap::new(),
            last: None,
            first_rows: Vec::new(),
            events: Vec::new(),
            event_fields: vec![Vec::new(); vocabulary.event_fields.len()],
        }
    }

    /// The words of text columns.
    pub fn texts(&mut self) -> &mut Texts {
        &mut self.cases.texts
    }

    /// Adds a file and gives its number.
    pub fn file(&mut self, name: &str) -> u16 {
        self.cases.files.push(name.to_owned());
        u16::try_from(self.cases.files.len() - 1).unwrap_or(u16::MAX)
    }

    /// Adds a row of the claims table. The same claim again with another debtor is one more liable debtor.
    pub fn claim(&mut self, name: &str, claim: ClaimRow, row: Row) {
        if let Some(known) = self.index.get(name).copied() {
            let Some(first) = self.first_rows.get(known as usize) else { return };
            let same = ClaimRow { debtor: first.debtor, debtor_kind: first.debtor_kind, ..claim.clone() };
            let is_same = same.claim_type == first.claim_type
                && same.principal == first.principal
                && same.dates == first.dates
                && same.fields == first.fields;
            if is_same && claim.debtor == first.debtor && claim.debtor_kind == first.debtor_kind {
                self.repeated(row);
            } else if !is_same || claim.debtor == first.debtor {
                self.refuse(Some(known), Kinds::ALL, None, row, Reason::ClaimTwice);
            }
            return;
        }
        let id = self.add_claim(name, claim, row);
        self.dates_as_events(id, row);
    }

    /// Adds an event; one of a claim that the table lacks is refused, and one after the as-of date is left out.
    pub fn event(&mut self, claim: &str, event: &EventRow, row: Row) {
        let Some(id) = self.claim_of(claim, row) else { return };
        if event.day > self.as_of {
            self.cases.later.push(row);
            return;
        }
        let (kinds, name) = self.kinds(event, id, row);
        let variant = self.variant(kinds, name);
        for (column, cell) in self.event_fields.iter_mut().zip(&event.fields) {
            column.push(*cell);
        }
        let fields = self.event_fields.first().map_or(0, Vec::len).saturating_sub(1);
        self.events.push(Placed { claim: id, variant, day: event.day, amount: event.amount, row, fields });
    }

    /// Refuses an event row: with a readable claim, what it may have been is remembered there.
    pub fn refuse_event(&mut self, claim: Option<&str>, kinds: Kinds, day: Option<Day>, row: Row, reason: Reason) {
        // A day after the as-of date is left out whatever else the row says.
        if day.is_some_and(|day| day > self.as_of) && claim.is_some() {
            self.cases.later.push(row);
            return;
        }
        match claim {
            Some(name) => {
                if let Some(id) = self.claim_of(name, row) {
                    self.refuse(Some(id), kinds, day, row, reason);
                }
            }
            None => self.refuse(None, kinds, day, row, reason),
        }
    }

    /// Refuses a row of the claims table; a readable claim is kept, and nothing about it is known.
    pub fn refuse_claim(&mut self, claim: Option<&str>, row: Row, reason: Reason) {
        let id = claim.map(|name| match self.index.get(name) {
            Some(id) => *id,
            None => self.add_claim(name, ClaimRow::unknown(self.vocabulary.claim_fields.len()), row),
        });
        self.refuse(id, Kinds::ALL, None, row, reason);
    }

    /// Notes a row that stands twice, word for word.
    pub fn repeated(&mut self, row: Row) {
        self.cases.repeated.push(row);
    }

    /// Lays the rows out as columns, in the order claim, date, place in the file.
    pub fn finish(mut self) -> Cases {
        let mut order: Vec<usize> = (0..self.events.len()).collect();
        let key = |index: &usize| self.events.get(*index).map(|event| (event.claim, event.day, event.row));
        order.sort_by_key(key);
        let Claims { names, starts, .. } = &mut self.cases.claims;
        starts.reserve(names.len() + 1);
        let mut events = Events { fields: vec![Vec::new(); self.event_fields.len()], ..Events::default() };
        for event in order.iter().filter_map(|index| self.events.get(*index)) {
            while starts.len() <= event.claim as usize {
                starts.push(u32::try_from(events.day.len()).unwrap_or(u32::MAX));
            }
            events.variant.push(event.variant);
            events.day.push(event.day);
            events.amount.push(event.amount);
            events.rows.push(event.row);
            for (column, source) in events.fields.iter_mut().zip(&self.event_fields) {
                column.push(source.get(event.fields).copied().unwrap_or(Cell::UNKNOWN));
            }
        }
        while starts.len() <= names.len() {
            starts.push(u32::try_from(events.day.len()).unwrap_or(u32::MAX));
        }
        self.cases.events = events;
        self.cases.refused.sort_by_key(|refused| refused.row);
        self.cases.later.sort_unstable();
        self.cases
    }

    fn add_claim(&mut self, name: &str, claim: ClaimRow, row: Row) -> u32 {
        let id = u32::try_from(self.first_rows.len()).unwrap_or(u32::MAX);
        self.index.insert(name.into(), id);
        let claims = &mut self.cases.claims;
        claims.names.push(name.into());
        claims.debtor.push(claim.debtor);
        claims.debtor_kind.push(claim.debtor_kind);
        claims.claim_type.push(claim.claim_type);
        for (column, cell) in claims.told.iter_mut().zip(claim.told()) {
            column.push(cell);
        }
        claims.principal.push(claim.principal);
        for (column, date) in claims.dates.iter_mut().zip(claim.dates) {
            column.push(date.flatten().unwrap_or(NO_DAY));
        }
        claims.fields.resize_with(self.vocabulary.claim_fields.len(), Vec::new);
        for (column, cell) in claims.fields.iter_mut().zip(&claim.fields) {
            column.push(*cell);
        }
        claims.rows.push(row);
        self.first_rows.push(claim);
        id
    }

    /// The claims table's dates are events too; one that the source should tell and does not may have been such an event.
    fn dates_as_events(&mut self, id: u32, row: Row) {
        let Some(claim) = self.first_rows.get(id as usize) else { return };
        for (kind, date) in (0_u16..).zip(claim.dates) {
            match date {
                Some(Some(day)) if day <= self.as_of => {
                    let variant = self.variant(Kinds::one(kind), kind);
                    self.events.push(Placed { claim: id, variant, day, amount: UNKNOWN, row, fields: usize::MAX });
                }
                Some(None) => self.gap(Gap { claim: id, kinds: Kinds::one(kind), day: None, row }),
                _ => {}
            }
        }
    }

    fn claim_of(&mut self, name: &str, row: Row) -> Option<u32> {
        if let Some(last) = self.last.filter(|last| self.cases.claims.names.get(*last as usize).is_some_and(|known| known.as_ref() == name))
        {
            return Some(last);
        }
        let id = match self.index.get(name).copied() {
            Some(id) => id,
            None if self.table => {
                self.refuse(None, Kinds::ALL, None, row, Reason::ClaimNotInTable);
                return None;
            }
            None => self.add_claim(name, ClaimRow::unknown(self.vocabulary.claim_fields.len()), row),
        };
        self.last = Some(id);
        Some(id)
    }

    fn refuse(&mut self, claim: Option<u32>, kinds: Kinds, day: Option<Day>, row: Row, reason: Reason) {
        self.cases.refused.push(Refused { row, reason, has_claim: claim.is_some() });
        if let Some(claim) = claim {
            self.gap(Gap { claim, kinds, day, row });
        }
    }

    fn gap(&mut self, gap: Gap) {
        self.cases.gaps.entry(gap.claim).or_default().push(gap);
    }

    /// Every kind that an event is of, and the narrowest, which it is called by.
    fn kinds(&mut self, event: &EventRow, claim: u32, row: Row) -> (Kinds, u16) {
        let mut kinds = self.vocabulary.lineage(event.kind);
        let mut name = event.kind;
        let mut undecided = Kinds::NONE;
        let mut grew = true;
        while grew {
            grew = false;
            for (index, kind) in (0_u16..).zip(&self.vocabulary.kinds) {
                let candidate = Kinds::one(index);
                let under = kind.parent.is_some_and(|parent| kinds.meets(Kinds::one(parent)));
                if !under || kind.tests.is_empty() || (kinds | undecided).meets(candidate) {
                    continue;
                }
                match self.passes(kind, event) {
                    Some(true) => {
                        (name, grew) = (index, true);
                        kinds |= candidate;
                    }
                    Some(false) => {}
                    None => undecided |= candidate,
                }
            }
        }
        if !undecided.is_empty() {
            self.gap(Gap { claim, kinds: undecided, day: Some(event.day), row });
        }
        (kinds, name)
    }

    /// Whether an event is of a narrowed kind; `None` where a field that decides is empty or not told.
    fn passes(&self, kind: &super::Kind, event: &EventRow) -> Option<bool> {
        let mut known = Some(true);
        for test in &kind.tests {
            let cell = event.fields.get(test.field).copied().unwrap_or(Cell::UNKNOWN);
            match self.cases.texts.word(cell) {
                Some(word) if test.words.iter().any(|wanted| wanted == word) => {}
                Some(_) => return Some(false),
                None => known = None,
            }
        }
        known
    }

    fn variant(&mut self, kinds: Kinds, name: u16) -> u16 {
        let known = self.cases.variants.iter().zip(&self.cases.variant_names).position(|(set, called)| *set == kinds && *called == name);
        let index = known.unwrap_or_else(|| {
            self.cases.variants.push(kinds);
            self.cases.variant_names.push(name);
            self.cases.variants.len() - 1
        });
        u16::try_from(index).unwrap_or(u16::MAX)
    }
}
