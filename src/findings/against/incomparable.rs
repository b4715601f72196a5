use std::error::Error;
use std::fmt;

use crate::strategy::Strategy;

/// Why a draft cannot be held against a strategy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Incomparable {
    /// It stands under another country's law.
    Country,
    /// Its amounts are in another currency: the draft's, the strategy's.
    Currency(String, String),
    /// It is written in another language: the draft's code, the strategy's.
    Language(&'static str, &'static str),
    /// It lacks claim types that the strategy has.
    ClaimTypes(Vec<String>),
}

/// Whether both strategies can judge the same cases.
///
/// # Errors
/// The draft stands under another country's law, counts in another currency, is written in another language, or lacks one of the
/// strategy's claim types.
pub fn comparable(strategy: &Strategy, draft: &Strategy) -> Result<(), Incomparable> {
    let (ours, theirs) = (&strategy.authority, &draft.authority);
    if ours.country != theirs.country {
        return Err(Incomparable::Country);
    }
    if ours.currency != theirs.currency {
        return Err(Incomparable::Currency(theirs.currency.clone(), ours.currency.clone()));
    }
    if strategy.lang != draft.lang {
        return Err(Incomparable::Language(draft.lang.code(), strategy.lang.code()));
    }
    let lacks = strategy.claim_types.iter().filter(|wanted| !draft.claim_types.iter().any(|one| one.id == wanted.id));
    let lacks: Vec<String> = lacks.map(|lacking| lacking.id.clone()).collect();
    if lacks.is_empty() { Ok(()) } else { Err(Incomparable::ClaimTypes(lacks)) }
}

impl fmt::Display for Incomparable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Country => {
                f.write_str("the draft stands under the law of another country than the strategy; write the same `country:` in both")
            }
            Self::Currency(draft, strategy) => {
                write!(f, "the draft counts in `{draft}` and the strategy in `{strategy}`; write `currency: {strategy}` in the draft")
            }
            Self::Language(draft, strategy) => {
                write!(
                    f,
                    "the draft is written in `{draft}` and the strategy in `{strategy}`; write `language: {strategy}` and the texts in it"
                )
            }
            Self::ClaimTypes(lacks) => {
                let names: Vec<String> = lacks.iter().map(|name| format!("`{name}`")).collect();
                let names = names.join(", ");
                write!(
                    f,
                    "the draft lacks claim types that the strategy has: {names}; declare them under `claim_types:` of the draft, so that both judge the same claims"
                )
            }
        }
    }
}

impl Error for Incomparable {}
