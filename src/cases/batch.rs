//! Rows in the order of one block of a file, as columns; [`super::join`] makes claims of them.

use std::collections::BTreeMap;
use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::{Cell, ClaimRow, EventRow, Kinds, Reason, Texts, UNKNOWN, Vocabulary};
use crate::quantity::Day;

/// Rows next to each other that name the same claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Hash of the claim's name.
    pub hash: u64,
    /// Where the name ends in [`Batch::names`]; it starts where the one before ends.
    pub name_end: u32,
    /// The first event of the run; it ends where the next one starts.
    pub first: u32,
}

/// A row of the claims table.
#[derive(Debug, Clone)]
pub(super) struct TableRow {
    pub run: u32,
    pub line: u32,
    pub claim: ClaimRow,
    /// Its dates as events: the first, and one behind the last.
    pub events: (u32, u32),
    /// Why nothing of it but its claim was taken in.
    pub refused: Option<Reason>,
}

/// Something that a row should tell and does not.
#[derive(Debug, Clone)]
pub(super) struct Lack {
    /// The claim's run; `None` where no claim can be read.
    pub run: Option<u32>,
    /// What it may have been.
    pub kinds: Kinds,
    pub day: Option<Day>,
    pub line: u32,
    /// Why the row was refused; `None` where it was taken in and only some of its kinds are open.
    pub refused: Option<Reason>,
}

/// The variant of an event that is left out.
pub(super) const DROPPED: u16 = u16::MAX;

/// Rows of one block.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Index of the file.
    pub file: u16,
    /// How many lines the block has.
    pub lines: u32,
    pub names: String,
    pub runs: Vec<Run>,
    /// Index into the vocabulary's kinds, or behind them into `extra`.
    pub variant: Vec<u16>,
    pub day: Vec<Day>,
    pub amount: Vec<i64>,
    pub line: Vec<u32>,
    /// Hash of a row's words, to find those that stand twice; empty where rows have none.
    pub print: Vec<u32>,
    /// The event fields by their index in the vocabulary; a column ends with the last row that tells something.
    pub fields: Vec<Vec<Cell>>,
    /// Combinations of kinds that occur besides those of each kind alone.
    pub extra: Vec<(Kinds, u16)>,
    pub texts: Texts,
    pub table: Vec<TableRow>,
    pub lacks: Vec<Lack>,
    /// Rows after the as-of date: run and line.
    pub later: Vec<(u32, u32)>,
    /// Codes that nothing maps, and how often each stood.
    pub unmapped: BTreeMap<String, u64>,
    /// Rows, and the sum of what amounts could be read, for the control totals.
    pub totals: (i64, i64),
}

/// What is known before any row is read.
#[derive(Debug)]
pub(super) struct Frame<'v> {
    pub vocabulary: &'v Vocabulary,
    pub as_of: Day,
    /// For each kind, whether some kind under it is told apart by an event's fields.
    narrowed: Vec<bool>,
}

impl<'v> Frame<'v> {
    pub fn new(vocabulary: &'v Vocabulary, as_of: Day) -> Self {
        let tested = |kind: u16| {
            let mut kinds = (0_u16..).zip(&vocabulary.kinds);
            kinds.any(|(other, one)| !one.tests.is_empty() && other != kind && vocabulary.lineage(other).meets(vocabulary.lineage(kind)))
        };
        let narrowed = (0_u16..).zip(&vocabulary.kinds).map(|(kind, _)| tested(kind)).collect();
        Self { vocabulary, as_of, narrowed }
    }
}

impl Batch {
    pub fn new(file: u16, vocabulary: &Vocabulary) -> Self {
        Self { file, fields: vec![Vec::new(); vocabulary.event_fields.len()], ..Self::default() }
    }

    /// Makes room for as many events.
    pub fn reserve(&mut self, events: usize) {
        self.variant.reserve(events);
        self.day.reserve(events);
        self.amount.reserve(events);
        self.line.reserve(events);
        self.print.reserve(events);
    }

    pub fn name(&self, run: usize) -> &str {
        let end = self.runs.get(run).map_or(0, |run| run.name_end as usize);
        let start = run.checked_sub(1).and_then(|before| self.runs.get(before)).map_or(0, |run| run.name_end as usize);
        self.names.get(start..end).unwrap_or_default()
    }

    /// The events of a run.
    pub fn events_of(&self, run: usize) -> std::ops::Range<usize> {
        let first = self.runs.get(run).map_or(self.day.len(), |run| run.first as usize);
        let end = self.runs.get(run + 1).map_or(self.day.len(), |run| run.first as usize);
        first..end
    }

    /// The words of a field; `None` where the source has no such column.
    pub fn cell(&mut self, told: Option<&[u8]>) -> Cell {
        match told {
            Some(words) => self.texts.cell(std::str::from_utf8(words).unwrap_or_default()),
            None => Cell::UNKNOWN,
        }
    }

    /// The run that a row of this claim belongs to; begins one where the row before was another claim's.
    pub fn run(&mut self, name: &[u8]) -> u32 {
        let same = self.runs.len().checked_sub(1).filter(|last| self.name(*last).as_bytes() == name);
        let run = same.unwrap_or_else(|| {
            let mut hasher = FxHasher::default();
            hasher.write(name);
            self.names.push_str(std::str::from_utf8(name).unwrap_or_default());
            self.runs.push(Run { hash: hasher.finish(), name_end: narrow(self.names.len()), first: narrow(self.day.len()) });
            self.runs.len() - 1
        });
        narrow(run)
    }

    /// Adds a row of the claims table; its dates are events too.
    pub fn claim(&mut self, name: &[u8], claim: ClaimRow, line: u32, frame: &Frame<'_>) {
        let run = self.run(name);
        let first = narrow(self.day.len());
        for (kind, date) in (0_u16..).zip(claim.dates) {
            if let Some(day) = date.flatten().filter(|day| *day <= frame.as_of) {
                self.push(kind, day, UNKNOWN, line);
            }
        }
        self.table.push(TableRow { run, line, claim, events: (first, narrow(self.day.len())), refused: None });
    }

    /// Refuses a row of the claims table; a readable claim is kept, and nothing about it is known.
    pub fn refuse_claim(&mut self, name: Option<&[u8]>, line: u32, reason: Reason, frame: &Frame<'_>) {
        match name {
            Some(name) => {
                let run = self.run(name);
                let claim = ClaimRow::unknown(frame.vocabulary.claim_fields.len());
                self.table.push(TableRow { run, line, claim, events: (0, 0), refused: Some(reason) });
            }
            None => self.lacks.push(Lack { run: None, kinds: Kinds::ALL, day: None, line, refused: Some(reason) }),
        }
    }

    /// Adds an event; one after the as-of date is left out.
    pub fn event(&mut self, name: &[u8], event: &EventRow, line: u32, frame: &Frame<'_>) {
        let run = self.run(name);
        if event.day > frame.as_of {
            self.later.push((run, line));
            return;
        }
        let variant = self.variant(run, event, line, frame);
        let index = self.day.len();
        for (column, cell) in self.fields.iter_mut().zip(&event.fields).filter(|(_, cell)| **cell != Cell::UNKNOWN) {
            column.resize(index, Cell::UNKNOWN);
            column.push(*cell);
        }
        self.push(variant, event.day, event.amount, line);
    }

    /// Refuses an event row: with a readable claim, what it may have been is remembered there.
    ///
    /// A day after the as-of date is left out whatever else the row says.
    pub fn refuse_event(&mut self, name: Option<&[u8]>, kinds: Kinds, day: Option<Day>, line: u32, reason: Reason, frame: &Frame<'_>) {
        let run = name.map(|name| self.run(name));
        match run.filter(|_| day.is_some_and(|day| day > frame.as_of)) {
            Some(run) => self.later.push((run, line)),
            None => self.lacks.push(Lack { run, kinds, day, line, refused: Some(reason) }),
        }
    }

    /// Takes over the first run of the next block of the same file, whose claim is the one of the last run here.
    pub fn take_first_run(&mut self, next: &mut Self) {
        let events = next.events_of(0).len();
        let here = self.day.len();
        self.variant.extend(next.variant.drain(..events));
        self.day.extend(next.day.drain(..events));
        self.amount.extend(next.amount.drain(..events));
        self.line.extend(next.line.drain(..events));
        self.print.extend(next.print.drain(..events.min(next.print.len())));
        for (column, source) in self.fields.iter_mut().zip(&mut next.fields) {
            let told = events.min(source.len());
            if told > 0 {
                column.resize(here, Cell::UNKNOWN);
                column.extend(source.drain(..told));
            }
        }
        let name = next.name(0).len();
        next.names.drain(..name);
        next.runs.remove(0);
        for run in &mut next.runs {
            run.name_end -= narrow(name);
            run.first -= narrow(events);
        }
        let last = narrow(self.runs.len().saturating_sub(1));
        let (own, rest): (Vec<Lack>, Vec<Lack>) = std::mem::take(&mut next.lacks).into_iter().partition(|lack| lack.run == Some(0));
        self.lacks.extend(own.into_iter().map(|lack| Lack { run: Some(last), ..lack }));
        next.lacks = rest.into_iter().map(|lack| Lack { run: lack.run.map(|run| run - 1), ..lack }).collect();
        let (own, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut next.later).into_iter().partition(|(run, _)| *run == 0);
        self.later.extend(own.into_iter().map(|(_, line)| (last, line)));
        next.later = rest.into_iter().map(|(run, line)| (run - 1, line)).collect();
    }

    /// Leaves events out.
    pub fn drop_events(&mut self, (first, end): (u32, u32)) {
        let dropped = self.variant.get_mut(first as usize..end as usize).unwrap_or_default();
        dropped.fill(DROPPED);
    }

    fn push(&mut self, variant: u16, day: Day, amount: i64, line: u32) {
        self.variant.push(variant);
        self.day.push(day);
        self.amount.push(amount);
        self.line.push(line);
    }

    /// Every kind that an event is of, and the narrowest, which it is called by, as a variant.
    fn variant(&mut self, run: u32, event: &EventRow, line: u32, frame: &Frame<'_>) -> u16 {
        if !frame.narrowed.get(usize::from(event.kind)).copied().unwrap_or(false) {
            return event.kind;
        }
        let mut kinds = frame.vocabulary.lineage(event.kind);
        let mut name = event.kind;
        let mut undecided = Kinds::NONE;
        let mut grew = true;
        while grew {
            grew = false;
            for (index, kind) in (0_u16..).zip(&frame.vocabulary.kinds) {
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
            self.lacks.push(Lack { run: Some(run), kinds: undecided, day: Some(event.day), line, refused: None });
        }
        if kinds == frame.vocabulary.lineage(name) {
            return name;
        }
        let known = self.extra.iter().position(|known| *known == (kinds, name)).unwrap_or_else(|| {
            self.extra.push((kinds, name));
            self.extra.len() - 1
        });
        u16::try_from(frame.vocabulary.kinds.len() + known).unwrap_or(u16::MAX)
    }

    /// Whether an event is of a narrowed kind; `None` where a field that decides is empty or not told.
    fn passes(&self, kind: &super::Kind, event: &EventRow) -> Option<bool> {
        let mut known = Some(true);
        for test in &kind.tests {
            let cell = event.fields.get(test.field).copied().unwrap_or(Cell::UNKNOWN);
            match self.texts.word(cell) {
                Some(word) if test.words.iter().any(|wanted| wanted == word) => {}
                Some(_) => return Some(false),
                None => known = None,
            }
        }
        known
    }
}

/// Rows, claims and events are counted in 32 bits.
pub(super) fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
