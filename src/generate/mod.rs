//! A synthetic municipality: made-up claims and what happened to them, in the form of an export, the same for the same seed.
//!
//! Nothing in it is anyone's: names are numbers. Practice is good but not perfect, so that every verdict occurs.

mod codes;
mod export;
mod norway;
mod story;

pub use export::export;
pub use story::{Happening, Story, stories};

/// What is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// How many claims.
    pub claims: u32,
    /// The seed: the same one makes the same data.
    pub seed: u64,
    /// The day on which the data is drawn.
    pub drawn: crate::quantity::Day,
    /// How many rows are spoiled on purpose: a torn date, a claim that does not exist, an unknown code, in turn.
    pub faults: u32,
}
