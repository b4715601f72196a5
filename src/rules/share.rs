#![doc = include_str!("../../book/src/rules/share.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Asks, Reader, Rule, RuleKind};
use crate::diagnostic::Code;
use crate::plan::{Lapse, Tally, Verdict};
use crate::prose::{Fact, Sentence};
use crate::quantity;
use crate::source::Span;
use crate::yaml::Scalar;

/// Another clause is kept in so many per cent of its activations: `share: {of: reminders/first-reminder, at_least: 95 %}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Share {
    /// The address of the other clause, which has a rule of its own: `chapter/clause`.
    #[schemars(extend("x-required" = true), example = &"reminders/first-reminder")]
    pub of: Option<String>,
    /// The smallest share, inclusive: `95 %`.
    #[schemars(extend("x-required" = true), example = &"95 %")]
    pub at_least: Option<Scalar>,
}

/// How much of another clause must be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareOf {
    /// The other clause's address.
    pub of: String,
    /// The smallest share, inclusive.
    pub at_least: quantity::Share,
    /// Where the address stands.
    pub span: Span,
}

/// What share of a clause's activations is met: between `low` and `high`, which differ only where the data leaves it open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The smallest share that it can be, rounded down to hundredths of a per cent.
    pub low: quantity::Share,
    /// The greatest share that it can be, rounded down likewise.
    pub high: quantity::Share,
    /// Met, breached and unknown activations.
    pub of: u64,
}

impl ShareOf {
    /// The verdict over the other clause's activations; `None` where there are none to take a share of.
    ///
    /// A waived activation is left out, as are those that are not yet due or not applicable. An unknown one may be met or not.
    pub fn judge(&self, tally: &Tally) -> Option<(Verdict, Lapse)> {
        judged(self.at_least, tally)
    }

    /// The share itself; `None` where there is nothing to take a share of.
    pub fn kept(tally: &Tally) -> Option<Kept> {
        let of = tally.met + tally.breached + tally.unknown;
        let share = |met: u64| {
            let hundredths = (u128::from(met) * 10_000).checked_div(u128::from(of))?;
            u32::try_from(hundredths).ok().map(quantity::Share)
        };
        Some(Kept { low: share(tally.met)?, high: share(tally.met + tally.unknown)?, of })
    }
}

fn judged(at_least: quantity::Share, tally: &Tally) -> Option<(Verdict, Lapse)> {
    let of = tally.met + tally.breached + tally.unknown;
    let reaches = |met: u64| u128::from(met) * 10_000 >= u128::from(at_least.0) * u128::from(of);
    match (reaches(tally.met), reaches(tally.met + tally.unknown)) {
        _ if of == 0 => None,
        (true, _) => Some((Verdict::Met, Lapse::None)),
        (false, true) => Some((Verdict::Unknown, Lapse::None)),
        (false, false) => Some((Verdict::Breached, Lapse::Other)),
    }
}

impl RuleKind for Share {
    const NAME: &'static str = "share";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let words = self.at_least.as_ref().map(|at_least| at_least.words());
        let at_least = words.and_then(|words| match quantity::Share::parse(&words) {
            Ok(share) => Some(share),
            Err(error) => {
                reader.refuse(Code::NotAShare, "at_least", error.what, error.help);
                None
            }
        });
        let (of, at_least) = (self.of.clone()?, at_least?);
        let facts = vec![("at_least", Fact::Share(at_least))];
        // The strategy puts the other clause's own words in place of its address once it is known.
        let sentence = Sentence::new("rule-share", [facts.as_slice(), &[("of", Fact::Text(of.clone()))]].concat());
        Some(Rule { kind: Self::NAME, written: reader.written(), asks: Asks::Clause(ShareOf { of, at_least, span: reader.span("of") }), sentence, facts, law: Vec::new() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(met: u64, breached: u64, unknown: u64) -> Option<Verdict> {
        let tally = Tally { met, breached, unknown, waived: 7, not_yet_due: 9, not_applicable: 11, ..Tally::default() };
        judged(quantity::Share(9_500), &tally).map(|(verdict, _)| verdict)
    }

    #[test]
    fn a_share_is_reached_exactly_and_unknown_is_never_no() {
        assert_eq!(of(0, 0, 0), None);
        assert_eq!(of(95, 5, 0), Some(Verdict::Met));
        assert_eq!(of(9_499, 501, 0), Some(Verdict::Breached));
        assert_eq!(of(94, 5, 1), Some(Verdict::Unknown));
        assert_eq!(of(94, 6, 0), Some(Verdict::Breached));
        assert_eq!(of(93, 6, 1), Some(Verdict::Breached));
        assert_eq!(of(0, 0, 1), Some(Verdict::Unknown));
        assert_eq!(of(1, 0, 0), Some(Verdict::Met));
        let tally = Tally { met: 9_499, breached: 501, ..Tally::default() };
        assert_eq!(ShareOf::kept(&tally).map(|kept| kept.low), Some(quantity::Share(9_499)));
    }
}
