use crate::prose::Fact;
use crate::quantity::Day;

/// Something that one of two editions allows, covers or asks for, and the other does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Example {
    /// One thing on a day, and another on a later or the same day.
    Apart {
        /// What comes first.
        first: Fact,
        /// Its day.
        on: Day,
        /// What comes then.
        then: Fact,
        /// Its day.
        then_on: Day,
    },
    /// An amount, a number or a length of time.
    Value(Fact),
    /// A value of a key figure that reaches the target.
    Reached(Fact),
    /// A claim of this type.
    ClaimType(Fact),
    /// A claim in this state.
    State(Fact),
    /// What happens on this day.
    Day(Day),
    /// So many times until a day, that day included.
    Owed {
        /// The day.
        until: Day,
        /// How many times before.
        before: u32,
        /// How many times now.
        after: u32,
    },
}
