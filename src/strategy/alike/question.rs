//! Whether a rule of the strategy answers the same question as a statutory one: asked of the same events and claims, on the same days,
//! measured in the same way.

use crate::cases::{Kinds, Vocabulary};
use crate::plan::{Accrual, Asked, Limit, Measure, Plan, Scope, Term};
use crate::quantity::Day;
use crate::strategy::Clause;

/// Whether the two plans differ at most in their bounds and gates.
pub(in crate::strategy) fn is_same(policy: &Plan, law: &Plan, vocabulary: &Vocabulary) -> bool {
    let meet = |one: Kinds, other: Kinds| family(one, vocabulary).meets(other);
    let asked = match (&policy.asked, &law.asked) {
        (Asked::Each(one), Asked::Each(other)) | (Asked::Again(one), Asked::Again(other)) => meet(*one, *other),
        (Asked::Opened { by, each }, Asked::Opened { by: other, each: others }) => meet(*by, *other) && meet(*each, *others),
        (Asked::Claim, Asked::Claim) => true,
        (Asked::Start(one), Asked::Start(other)) => meet(all(one), all(other)),
        (Asked::Group(one), Asked::Group(other)) => one == other,
        _ => false,
    };
    asked
        && policy.window.side == law.window.side
        && match (&policy.measure, &law.measure) {
            (Measure::Count, Measure::Count) => {
                meet(policy.related, law.related) || policy.related_states.iter().any(|state| law.related_states.contains(state))
            }
            (Measure::Term(one), Measure::Term(other)) => is_alike(one, other, vocabulary),
            (Measure::Accrued(Accrual { booked, .. }), Measure::Accrued(other)) => meet(*booked, other.booked),
            (Measure::Barred(_), Measure::Barred(_)) => true,
            _ => false,
        }
}

/// Whether two terms measure the same, whatever amounts stand in them.
pub(in crate::strategy) fn is_alike(one: &Term, other: &Term, vocabulary: &Vocabulary) -> bool {
    let meet = |one: &Kinds, other: &Kinds| family(*one, vocabulary).meets(*other);
    let each = |some: &[Term], others: &[Term]| {
        some.len() == others.len() && some.iter().zip(others).all(|(one, other)| is_alike(one, other, vocabulary))
    };
    match (one, other) {
        (Term::Is(_) | Term::Law(_), Term::Is(_) | Term::Law(_))
        | (Term::Here, Term::Here)
        | (Term::Balance, Term::Balance)
        | (Term::BalanceAfter, Term::BalanceAfter) => true,
        (Term::Sum(one), Term::Sum(other)) | (Term::First(one), Term::First(other)) | (Term::Last(one), Term::Last(other)) => {
            meet(one, other)
        }
        (Term::Times(kinds, one), Term::Times(others, other)) => meet(kinds, others) && is_alike(one, other, vocabulary),
        (Term::Share(part, one), Term::Share(other_part, other)) => part == other_part && is_alike(one, other, vocabulary),
        (Term::Total { plus, minus }, Term::Total { plus: others, minus: taken }) => each(plus, others) && each(minus, taken),
        _ => false,
    }
}

/// What a limit says by itself, with the keys under its own where an amount stands inside a term of the law's shape.
pub(in crate::strategy) fn leaf<'p>(policy: &'p Limit, law: &'p Limit, vocabulary: &Vocabulary) -> Option<(&'p Term, &'p Term)> {
    let (Limit::Term(policy), Limit::Term(law)) = (policy, law) else { return None };
    match (policy.as_ref(), law.as_ref()) {
        (Term::Times(_, one), Term::Times(_, other)) if is_alike(policy, law, vocabulary) => Some((one.as_ref(), other.as_ref())),
        _ => None,
    }
}

/// How the claims of a strategy's clause lie to those of a statutory one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::strategy) enum Claims {
    /// No claim is of both.
    Apart,
    /// All of the clause's are of the statutory one.
    Within,
    /// Some are.
    Partly,
    /// The strategy declares no kinds of claims, and so it is not known which legal regime they fall under.
    NotKnown,
}

/// What claim types tell; other conditions do not part the claims of one clause from those of another.
pub(in crate::strategy) fn claims(policy: &Scope, law: &Scope, declared: usize) -> Claims {
    match (&policy.claim_types, &law.claim_types) {
        (_, None) => Claims::Within,
        (_, Some(_)) if declared == 0 => Claims::NotKnown,
        (None, Some(law)) if law.is_empty() => Claims::Apart,
        (None, Some(law)) if law.len() == declared => Claims::Within,
        (None, Some(_)) => Claims::Partly,
        (Some(policy), Some(law)) => match policy.iter().filter(|one| law.contains(one)).count() {
            0 => Claims::Apart,
            both if both == policy.len() => Claims::Within,
            _ => Claims::Partly,
        },
    }
}

/// The days on which both clauses hold, both inclusive.
pub(in crate::strategy) fn common_days(one: &Clause, other: &Clause) -> Option<(Day, Day)> {
    let (from, to) = (one.valid.0.max(other.valid.0), one.valid.1.min(other.valid.1));
    (from <= to).then_some((from, to))
}

/// Kinds with all that they narrow and all that narrow them.
pub(in crate::strategy) fn family(kinds: Kinds, vocabulary: &Vocabulary) -> Kinds {
    kinds.iter().fold(Kinds::NONE, |all, kind| all | vocabulary.family(kind))
}

fn all(kinds: &[Kinds]) -> Kinds {
    kinds.iter().fold(Kinds::NONE, |all, kinds| all | *kinds)
}
