//! What would reach an output and must not: national numbers of persons in texts, and in columns that nobody called personal.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::personal::{Kind, SHORTEST, digit_runs, has_personal_number, personal_numbers};
use crate::cases::{Cases, Cell, ClaimField, Description, FieldRef, Row, Table, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Sources, Span};

/// Reports every national number in the texts that were read from the `first` on; a file that was read twice is told once.
pub fn check_texts(sources: &Sources, first: usize, diagnostics: &mut Diagnostics) {
    let mut names = BTreeSet::new();
    for source in sources.ids().skip(first).filter(|source| names.insert(sources.name(*source))) {
        for number in personal_numbers(sources.text(source)) {
            let span = Span { source, start: number.range.start, end: number.range.end };
            let message = format!("what stands here reads as {}, and texts end in public papers", named(number.kind));
            diagnostics.push(
                Diagnostic::error(Code::PersonalNumber, span, message)
                    .help("remove it; a number of another kind is written in groups of four digits"),
            );
        }
    }
}

/// Reports every column of words that holds a national number and is not called personal, and data files that are named by one.
pub fn check_cases(description: &Description, cases: &Cases, vocabulary: &Vocabulary, diagnostics: &mut Diagnostics) {
    if cases.files.iter().any(|file| has_personal_number(file)) {
        diagnostics.push(
            Diagnostic::error(Code::PersonalNumber, None, "the name of a data file holds what reads as a person's national number")
                .help("give the file another name, and write it under `files:` in the description"),
        );
    }
    let mut columns = Columns { description, cases, diagnostics };
    // Most claims are named in fewer letters than a national number has digits, and there may be millions.
    let is_long = |piece: usize| cases.claims_of(piece).any(|claim| claim.name().len() >= SHORTEST);
    let may_hold = (0..cases.pieces()).into_par_iter().any(is_long);
    if let Some((role, column)) = columns.open("claim", description.claims.is_some()).filter(|_| may_hold) {
        columns.look(role, &column, cases.claims().map(|claim| (claim.name(), claim.row())));
    }
    // Words are kept once each: where none of them is a number, no field needs to be looked at.
    if !cases.texts.words().any(has_personal_number) {
        return;
    }
    let claims = [("debtor", ClaimField::Debtor)].into_iter().map(|(role, field)| (role, FieldRef::Claim(field)));
    let declared =
        vocabulary.claim_fields.iter().enumerate().map(|(index, role)| (role.as_str(), FieldRef::Claim(ClaimField::Declared(index))));
    for (role, field) in claims.chain(declared) {
        if let Some((role, column)) = columns.open(role, true) {
            columns.look(role, &column, words(cases, field, false));
        }
    }
    for (index, role) in vocabulary.event_fields.iter().enumerate() {
        if let Some((role, column)) = columns.open(role, false) {
            columns.look(role, &column, words(cases, FieldRef::Event(index), true));
        }
    }
}

/// Every word of a field with its row, as often as it stands.
fn words(cases: &Cases, field: FieldRef, of_events: bool) -> impl Iterator<Item = (&str, Option<Row>)> {
    let mut seen: BTreeSet<Cell> = BTreeSet::new();
    let places = cases.claims().flat_map(move |claim| {
        let events = if of_events { 0..claim.len() } else { 0..0 };
        let own = (!of_events).then_some(None);
        own.into_iter().chain(events.map(Some)).map(move |event| (claim, event))
    });
    places.filter_map(move |(claim, event)| {
        let word = claim.word(field, event).filter(|_| seen.insert(claim.cell(field, event)))?;
        let row = event.map_or_else(|| claim.row(), |event| claim.event_row(event));
        Some((word, row))
    })
}

struct Columns<'a> {
    description: &'a Description,
    cases: &'a Cases,
    diagnostics: &'a mut Diagnostics,
}

impl Columns<'_> {
    /// The column that a role is read from; `None` where one of that role is personal, so that it is masked.
    fn open<'r>(&self, role: &'r str, of_claims: bool) -> Option<(&'r str, String)> {
        let of = |table: &Table| table.columns.get(role).cloned();
        let (claims, events) = (self.description.claims.as_ref().and_then(of), of(&self.description.events));
        let is_masked = claims.iter().chain(&events).any(|column| self.description.personal.contains(column));
        let column = if of_claims { claims } else { events };
        column.filter(|_| !is_masked).map(|column| (role, column))
    }

    /// Reports the first word of a column that is or holds a national number.
    ///
    /// Ten or eleven digits in one within a single word may be an invoice number, of which about one in thirty reads as a CPR number.
    /// Such a column is taken for national numbers where more than a quarter of those words read as one.
    fn look<'w>(&mut self, role: &str, column: &str, words: impl Iterator<Item = (&'w str, Option<Row>)>) {
        let (mut alike, mut plausible) = (0_u64, 0_u64);
        let mut first: Option<(Kind, Option<Row>)> = None;
        for (word, row) in words {
            let is_single = !word.contains(char::is_whitespace);
            alike += u64::from(is_single && word.len() >= 10 && digit_runs(word).iter().any(|run| matches!(run.len(), 10 | 11)));
            let numbers = personal_numbers(word);
            let Some(number) = numbers.first() else { continue };
            if !is_single || numbers.iter().any(|number| !number.is_bare) {
                self.report(role, column, number.kind, row);
                return;
            }
            plausible += 1;
            first = first.or(Some((number.kind, row)));
        }
        if let Some((kind, row)) = first.filter(|_| plausible * 4 > alike) {
            self.report(role, column, kind, row);
        }
    }

    fn report(&mut self, role: &str, column: &str, kind: Kind, row: Option<Row>) {
        let place = row.map(|row| self.cases.place(row)).map_or_else(String::new, |(file, line)| format!("{file}:{line}: "));
        let message = format!("{place}the column `{column}` ({role}) holds what reads as {}; nothing was written", named(kind));
        let mut personal: Vec<&str> = self.description.personal.iter().map(String::as_str).collect();
        personal.push(column);
        self.diagnostics.push(
            Diagnostic::error(Code::PersonalNumber, None, message)
                .help(format!("write `personal: [{}]` in the description, and the column is masked", personal.join(", "))),
        );
    }
}

fn named(kind: Kind) -> &'static str {
    match kind {
        Kind::Danish => "a Danish CPR number",
        Kind::Norwegian => "a Norwegian birth number",
    }
}
