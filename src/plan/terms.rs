use super::measure::Moment;
use crate::cases::{Kinds, UNKNOWN, Vocabulary};
use crate::law::{Occasion, Series};
use crate::quantity::{Day, rounded};

/// An amount that is measured on a claim, to be compared with or added to.
///
/// At an event it is measured over what lies before the event, by place in the file; once a claim over the claim's whole life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// An amount in minor units.
    Is(i64),
    /// A value of the law, read on the activation's day and the claim's due date.
    Law(Series<i64>),
    /// The amount of the activation's own event.
    Here,
    /// The sum of the amounts of these events.
    Sum(Kinds),
    /// The amount of the first of these events; nothing where there is none.
    First(Kinds),
    /// The amount of the last of these events; nothing where there is none.
    Last(Kinds),
    /// The claim's balance before the activation, or at the end of its life.
    Balance,
    /// The claim's balance just after the activation.
    BalanceAfter,
    /// As many times an amount as there are events of these kinds.
    Times(Kinds, Box<Term>),
    /// A share of an amount in hundredths of a per cent, rounded half away from zero.
    Share(u32, Box<Term>),
    /// Amounts added up and taken off.
    Total {
        /// What is added.
        plus: Vec<Term>,
        /// What is taken off.
        minus: Vec<Term>,
    },
}

/// What a term comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// Minor units.
    Known(i64),
    /// The data does not tell.
    Unknown,
    /// There is nothing to measure: certain, whatever else is unknown.
    Nothing,
}

impl Amount {
    pub(super) fn of(known: Option<i64>) -> Self {
        known.map_or(Self::Unknown, Self::Known)
    }

    /// Both together; what does not fit in 64 bits is unknown.
    fn join(self, other: Self, with: impl Fn(i64, i64) -> Option<i64>) -> Self {
        match (self, other) {
            (Self::Nothing, _) | (_, Self::Nothing) => Self::Nothing,
            (Self::Known(one), Self::Known(other)) => Self::of(with(one, other)),
            _ => Self::Unknown,
        }
    }
}

impl Term {
    /// Every kind whose events could change the term.
    pub(super) fn looks_at(&self, vocabulary: &Vocabulary) -> Kinds {
        match self {
            Self::Is(_) | Self::Law(_) | Self::Here => Kinds::NONE,
            Self::Sum(kinds) | Self::First(kinds) | Self::Last(kinds) => *kinds,
            Self::Balance | Self::BalanceAfter => vocabulary.moving(),
            Self::Times(kinds, times) => *kinds | times.looks_at(vocabulary),
            Self::Share(_, of) => of.looks_at(vocabulary),
            Self::Total { plus, minus } => plus.iter().chain(minus).fold(Kinds::NONE, |kinds, term| kinds | term.looks_at(vocabulary)),
        }
    }

    pub(super) fn amount(&self, moment: &Moment<'_>, day: Day) -> Amount {
        let of = |kinds: &Kinds| {
            let kinds = *kinds;
            (0..moment.place.min(moment.claim.len())).filter(move |event| moment.claim.kinds(*event).meets(kinds))
        };
        let one = |event: Option<usize>| event.map_or(Amount::Nothing, |event| Amount::of(event_amount(moment, event)));
        match self {
            Self::Is(amount) => Amount::Known(*amount),
            Self::Law(series) => Amount::of(series.on(moment.occasion(day))),
            Self::Here => one(moment.event),
            Self::Sum(kinds) => {
                Amount::of(of(kinds).try_fold(0_i64, |sum, event| event_amount(moment, event).and_then(|amount| sum.checked_add(amount))))
            }
            Self::First(kinds) => one(of(kinds).next()),
            Self::Last(kinds) => one(of(kinds).next_back()),
            Self::Balance => Amount::of(moment.life.balance.get(moment.place).copied().flatten()),
            Self::BalanceAfter => Amount::of(moment.balance()),
            Self::Times(kinds, times) => {
                let count = i64::try_from(of(kinds).count()).unwrap_or(i64::MAX);
                times.amount(moment, day).join(Amount::Known(count), i64::checked_mul)
            }
            Self::Share(share, of) => {
                let part = |whole: i64, share: i64| i64::try_from(rounded(i128::from(whole) * i128::from(share), 10_000)).ok();
                of.amount(moment, day).join(Amount::Known(i64::from(*share)), part)
            }
            Self::Total { plus, minus } => {
                let sum = plus.iter().fold(Amount::Known(0), |sum, term| sum.join(term.amount(moment, day), i64::checked_add));
                minus.iter().fold(sum, |sum, term| sum.join(term.amount(moment, day), i64::checked_sub))
            }
        }
    }
}

impl Term {
    /// Whether it asks the law for a value that the law does not have, verified, on an occasion.
    pub(super) fn lacks_law(&self, occasion: Occasion) -> bool {
        match self {
            Self::Law(series) => series.on(occasion).is_none(),
            Self::Times(_, of) | Self::Share(_, of) => of.lacks_law(occasion),
            Self::Total { plus, minus } => plus.iter().chain(minus).any(|term| term.lacks_law(occasion)),
            _ => false,
        }
    }
}

fn event_amount(moment: &Moment<'_>, event: usize) -> Option<i64> {
    Some(moment.claim.amount(event)).filter(|amount| *amount != UNKNOWN)
}
