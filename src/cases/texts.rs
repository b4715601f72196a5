use std::collections::BTreeMap;

/// What one field holds: not told at all, empty, or words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell(u32);

impl Cell {
    /// The source does not tell: the column is not there.
    pub const UNKNOWN: Self = Self(0);
    /// The column is there and the field is empty.
    pub const EMPTY: Self = Self(1);
    /// Something is there whose words are kept elsewhere.
    pub const PRESENT: Self = Self(2);

    /// The cell of the same word among other texts, of which `words` lists the cells in the order of these texts.
    pub(super) fn moved(self, words: &[Self]) -> Self {
        self.0.checked_sub(3).and_then(|word| words.get(word as usize)).copied().unwrap_or(self)
    }
}

/// The words of text columns, each kept once.
#[derive(Debug, Default)]
pub struct Texts {
    words: Vec<Box<str>>,
    index: BTreeMap<Box<str>, u32>,
}

impl Texts {
    /// The cell for a word; [`Cell::EMPTY`] for an empty one.
    pub fn cell(&mut self, word: &str) -> Cell {
        if word.is_empty() {
            return Cell::EMPTY;
        }
        if let Some(known) = self.index.get(word) {
            return Cell(known + 3);
        }
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX - 3);
        self.words.push(word.into());
        self.index.insert(word.into(), next);
        Cell(next + 3)
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Every word once, in the order of their cells.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(Box::as_ref)
    }

    /// The word in a cell, where there is one.
    pub fn word(&self, cell: Cell) -> Option<&str> {
        self.words.get(cell.0.checked_sub(3)? as usize).map(Box::as_ref)
    }
}
