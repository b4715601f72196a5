//! Whole claims with their events, as columns.

use super::batch::Batch;
use super::{Cell, Row};
use crate::quantity::Day;

/// Which file each row stands in.
#[derive(Debug)]
pub(super) enum Files {
    One(u16),
    Each(Vec<u16>),
}

impl Default for Files {
    fn default() -> Self {
        Self::One(0)
    }
}

/// Claims that follow one another, with their events in the order of their days and then of their places in the files.
#[derive(Debug, Default)]
pub(super) struct Piece {
    /// The number of the first claim.
    pub first: u32,
    /// What the source calls the claims, one after the other.
    names: String,
    name_ends: Vec<u32>,
    /// For each claim its first event, and one more for the end.
    starts: Vec<u32>,
    variant: Vec<u16>,
    day: Vec<Day>,
    amount: Vec<i64>,
    line: Vec<u32>,
    files: Files,
    /// The event fields by their index in the vocabulary; empty, or shorter than the others, where nothing is told.
    fields: Vec<Vec<Cell>>,
}

impl Piece {
    /// No claims.
    pub const EMPTY: Self = Self {
        first: 0,
        names: String::new(),
        name_ends: Vec::new(),
        starts: Vec::new(),
        variant: Vec::new(),
        day: Vec::new(),
        amount: Vec::new(),
        line: Vec::new(),
        files: Files::One(0),
        fields: Vec::new(),
    };

    /// A batch in which each run is a claim.
    pub fn of(batch: Batch, first: u32) -> Self {
        let mut starts: Vec<u32> = batch.runs.iter().map(|run| run.first).collect();
        starts.push(super::batch::narrow(batch.day.len()));
        let mut piece = Self {
            first,
            name_ends: batch.runs.iter().map(|run| run.name_end).collect(),
            names: batch.names,
            starts,
            variant: batch.variant,
            day: batch.day,
            amount: batch.amount,
            line: batch.line,
            files: Files::One(batch.file),
            fields: batch.fields,
        };
        piece.names.shrink_to_fit();
        piece.variant.shrink_to_fit();
        piece.day.shrink_to_fit();
        piece.amount.shrink_to_fit();
        piece.line.shrink_to_fit();
        piece
    }

    /// Copies events out of batches; gives the hashes of their words too, empty where rows have none.
    ///
    /// `names` tells for each claim the batch and run that names it, `events` the batch and event of each event.
    pub fn gathered(batches: &[Batch], first: u32, names: &[(u32, u32)], starts: Vec<u32>, events: &[(u32, u32)]) -> (Self, Vec<u32>) {
        let mut piece = Self { first, starts, ..Self::default() };
        for (batch, run) in names {
            piece.names.push_str(batches.get(*batch as usize).map_or("", |batch| batch.name(*run as usize)));
            piece.name_ends.push(super::batch::narrow(piece.names.len()));
        }
        let mut files = Vec::with_capacity(events.len());
        let mut prints = Vec::new();
        let width = batches.first().map_or(0, |batch| batch.fields.len());
        piece.fields = vec![Vec::new(); width];
        for (place, (batch, event)) in events.iter().enumerate() {
            let (Some(batch), event) = (batches.get(*batch as usize), *event as usize) else { continue };
            piece.variant.extend(batch.variant.get(event));
            piece.day.extend(batch.day.get(event));
            piece.amount.extend(batch.amount.get(event));
            piece.line.extend(batch.line.get(event));
            files.push(batch.file);
            if let Some(print) = batch.print.get(event) {
                prints.resize(place, 0);
                prints.push(*print);
            }
            for (column, source) in piece.fields.iter_mut().zip(&batch.fields) {
                if let Some(cell) = source.get(event).filter(|cell| **cell != Cell::UNKNOWN) {
                    column.resize(place, Cell::UNKNOWN);
                    column.push(*cell);
                }
            }
        }
        piece.files = match files.first() {
            Some(one) if files.iter().all(|file| file == one) => Files::One(*one),
            _ => Files::Each(files),
        };
        (piece, prints)
    }

    /// How many claims there are.
    pub fn len(&self) -> usize {
        self.name_ends.len()
    }

    /// How many events there are.
    pub fn events(&self) -> usize {
        self.day.len()
    }

    /// What the source calls a claim.
    pub fn name(&self, claim: usize) -> &str {
        let end = self.name_ends.get(claim).map_or(0, |end| *end as usize);
        let start = claim.checked_sub(1).and_then(|before| self.name_ends.get(before)).map_or(0, |end| *end as usize);
        self.names.get(start..end).unwrap_or_default()
    }

    /// The events of a claim.
    pub fn events_of(&self, claim: usize) -> std::ops::Range<usize> {
        match self.starts.get(claim..claim + 2) {
            Some(&[from, to]) => from as usize..to as usize,
            _ => 0..0,
        }
    }

    pub fn variants(&self) -> &[u16] {
        &self.variant
    }

    pub fn days(&self) -> &[Day] {
        &self.day
    }

    pub fn amounts(&self) -> &[i64] {
        &self.amount
    }

    /// Where an event stands.
    pub fn row(&self, event: usize) -> Option<Row> {
        let file = match &self.files {
            Files::One(file) => Some(*file),
            Files::Each(files) => files.get(event).copied(),
        };
        Some(Row { file: file?, line: *self.line.get(event)? })
    }

    pub fn cell(&self, field: usize, event: usize) -> Cell {
        self.fields.get(field).and_then(|column| column.get(event)).copied().unwrap_or(Cell::UNKNOWN)
    }

    /// Brings each claim's events into the order of their days, keeping that of the file among those of one day; gives the rows that
    /// stand twice, by the hashes of their words.
    pub fn order_by_day(&mut self, mut prints: Vec<u32>) -> Vec<Row> {
        let mut repeated = Vec::new();
        for claim in 0..self.len() {
            let events = self.events_of(claim);
            let days = self.day.get(events.clone()).unwrap_or_default();
            if !days.is_sorted() {
                let mut order: Vec<usize> = events.clone().collect();
                order.sort_by_key(|event| self.day.get(*event));
                self.reorder(&order, events.start, &mut prints);
            }
            self.twins(events, &prints, &mut repeated);
        }
        repeated
    }

    fn reorder(&mut self, order: &[usize], start: usize, prints: &mut [u32]) {
        permute(&mut self.variant, order, start);
        permute(&mut self.day, order, start);
        permute(&mut self.amount, order, start);
        permute(&mut self.line, order, start);
        permute(prints, order, start);
        if let Files::Each(files) = &mut self.files {
            permute(files, order, start);
        }
        let end = start + order.len();
        for column in self.fields.iter_mut().filter(|column| column.len() > start) {
            column.resize(column.len().max(end), Cell::UNKNOWN);
            permute(column, order, start);
        }
    }

    /// Rows of one claim and day whose words hash alike and that read alike; of each such pair the later one.
    fn twins(&self, events: std::ops::Range<usize>, prints: &[u32], repeated: &mut Vec<Row>) {
        if prints.is_empty() {
            return;
        }
        for event in events.clone().skip(1) {
            let same = |other: usize| {
                prints.get(other) == prints.get(event)
                    && prints.get(event).is_some_and(|print| *print != 0)
                    && self.variant.get(other) == self.variant.get(event)
                    && self.amount.get(other) == self.amount.get(event)
            };
            let today = (events.start..event).rev().take_while(|other| self.day.get(*other) == self.day.get(event));
            if today.into_iter().any(same) {
                repeated.extend(self.row(event));
            }
        }
    }
}

/// Puts what stands at `order` behind `start`, in that order.
fn permute<T: Copy>(column: &mut [T], order: &[usize], start: usize) {
    let moved: Vec<T> = order.iter().filter_map(|from| column.get(*from).copied()).collect();
    if let Some(target) = column.get_mut(start..start + moved.len()) {
        target.copy_from_slice(&moved);
    }
}
