//! The claims table, row by row.

use super::batch::TableRow;
use super::{Cases, Cell, ClaimRow, Claims, Gap, Kinds, NO_DAY, Reason, Refused, Row};
use crate::quantity::Day;

/// The claims table while its rows come in: every claim is unknown until a row tells of it.
pub(super) struct Columns {
    pub claims: Claims,
    known: Vec<bool>,
}

impl Columns {
    pub fn new(count: usize, fields: usize) -> Self {
        let unknown = ClaimRow::unknown(0);
        let claims = Claims {
            debtor: vec![unknown.debtor; count],
            debtor_kind: vec![unknown.debtor_kind; count],
            claim_type: vec![unknown.claim_type; count],
            principal: vec![unknown.principal; count],
            dates: [const { Vec::new() }; 3].map(|_: Vec<Day>| vec![NO_DAY; count]),
            fields: vec![vec![Cell::UNKNOWN; count]; fields],
            told: [const { Vec::new() }; 5].map(|_: Vec<Cell>| vec![Cell::UNKNOWN; count]),
            rows: vec![Row { file: 0, line: 0 }; count],
        };
        Self { claims, known: vec![false; count] }
    }

    /// Takes a row in; false where the claim has had one. The same claim again with another debtor is one more liable debtor.
    pub fn row(&mut self, number: u32, one: TableRow, row: impl Fn(u32) -> Row, cases: &mut Cases) -> bool {
        let (claim, row, place) = (one.claim, row(one.line), number as usize);
        let Some(known) = self.known.get_mut(place) else { return false };
        let is_first = !std::mem::replace(known, true);
        if is_first {
            put(&mut self.claims.rows, place, row);
        }
        let mut lack = |kinds| cases.gaps.entry(number).or_default().push(Gap { claim: number, kinds, day: None, row });
        if let Some(reason) = one.refused {
            lack(Kinds::ALL);
            cases.refused.push(Refused { row, reason, has_claim: true });
            return false;
        }
        if is_first {
            // A date that the source should tell and does not may have been such an event.
            let open = (0_u16..).zip(claim.dates).filter(|(_, date)| *date == Some(None));
            open.for_each(|(kind, _)| lack(Kinds::one(kind)));
            self.take(place, &claim);
            return true;
        }
        let is_same = self.tells(place, &claim);
        let (debtor, kind) = (self.claims.debtor.get(place).copied(), self.claims.debtor_kind.get(place).copied());
        if is_same && debtor == Some(claim.debtor) && kind == Some(claim.debtor_kind) {
            cases.repeated.push(row);
        } else if !is_same || debtor == Some(claim.debtor) {
            lack(Kinds::ALL);
            cases.refused.push(Refused { row, reason: Reason::ClaimTwice, has_claim: true });
        } else {
            cases.further_debtors.entry(number).or_default().push(claim.debtor);
        }
        false
    }

    fn take(&mut self, place: usize, claim: &ClaimRow) {
        let claims = &mut self.claims;
        put(&mut claims.debtor, place, claim.debtor);
        put(&mut claims.debtor_kind, place, claim.debtor_kind);
        put(&mut claims.claim_type, place, claim.claim_type);
        put(&mut claims.principal, place, claim.principal);
        for (column, cell) in claims.told.iter_mut().zip(claim.told()) {
            put(column, place, cell);
        }
        for (column, date) in claims.dates.iter_mut().zip(claim.dates) {
            put(column, place, date.flatten().unwrap_or(NO_DAY));
        }
        for (column, cell) in claims.fields.iter_mut().zip(&claim.fields) {
            put(column, place, *cell);
        }
    }

    /// Whether a row tells of everything but the debtor what the claim's first row told.
    fn tells(&self, place: usize, claim: &ClaimRow) -> bool {
        let claims = &self.claims;
        claims.claim_type.get(place) == Some(&claim.claim_type)
            && claims.principal.get(place) == Some(&claim.principal)
            && claims.told.iter().zip(claim.told()).all(|(column, cell)| column.get(place) == Some(&cell))
            && claims.dates.iter().zip(claim.dates).all(|(column, date)| column.get(place) == Some(&date.flatten().unwrap_or(NO_DAY)))
            && claims.fields.iter().zip(&claim.fields).all(|(column, cell)| column.get(place) == Some(cell))
    }
}

fn put<T>(column: &mut [T], place: usize, value: T) {
    if let Some(slot) = column.get_mut(place) {
        *slot = value;
    }
}
