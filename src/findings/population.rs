//! Every activation of one rule that got a verdict, to draw a sample from.

use std::collections::BTreeSet;
use std::fmt;

use super::teller::Teller;
use super::{Finding, Mask, Overlay, Source};
use crate::cases::{ClaimField, FieldRef, NO_DAY, Row, UNKNOWN};
use crate::diagnostic::one_of;
use crate::governance::Governance;
use crate::plan::{About, Keep, Outcome, Question, Questions, Verdict, run};
use crate::prose::Lang;
use crate::rules::Rule;
use crate::strategy::{Clause, Kept, Strategy};

/// What strata are made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The claim's type.
    ClaimType,
    /// Whether the debtor is a person or a company.
    DebtorKind,
    /// The calendar year of the activation.
    Year,
    /// The amount at stake, in bands that are ten times as wide each.
    Amount,
}

impl By {
    /// The name in files: `claim_type`, `debtor_kind`, `year`, `amount`.
    pub fn name(self) -> &'static str {
        match self {
            Self::ClaimType => "claim_type",
            Self::DebtorKind => "debtor_kind",
            Self::Year => "year",
            Self::Amount => "amount",
        }
    }
}

/// Upper ends of the bands of amounts, in minor units, exclusive.
const BANDS: [i64; 4] = [100_000, 1_000_000, 10_000_000, 100_000_000];

/// Why a clause has no population.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPopulation {
    /// The strategy has no such clause.
    Unknown {
        /// What was asked for.
        asked: String,
        /// What to type.
        help: String,
    },
    /// The clause is kept by something else than a rule.
    NotARule {
        /// What was asked for.
        asked: String,
        /// How it is kept: `measure`, `duty`, `attested` or `narrative`.
        kept: &'static str,
    },
    /// The clause has several rules.
    Several {
        /// What was asked for.
        asked: String,
        /// How many.
        rules: usize,
    },
    /// The rule is about another clause's verdicts, and has no activations of its own.
    Share {
        /// What was asked for.
        asked: String,
        /// That clause.
        of: String,
    },
}

impl fmt::Display for NoPopulation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { asked, help } => write!(f, "`{asked}` is not a clause of the strategy; {help}"),
            Self::NotARule { asked, kept } => {
                write!(
                    f,
                    "`{asked}` is not checked in the cases (it is kept by `{kept}`), so there is nothing to draw; name a clause with `rule`"
                )
            }
            Self::Several { asked, rules } => {
                write!(f, "`{asked}` has {rules} rules, each with a population of its own; write `{asked}/1` to `{asked}/{rules}`")
            }
            Self::Share { asked, of } => {
                write!(f, "`{asked}` says how often `{of}` is to be kept and has no activations of its own; write `{of}`")
            }
        }
    }
}

impl std::error::Error for NoPopulation {}

/// The activations of one rule that are met, breached, waived or unknown, in the order of their rows in the data.
pub struct Population<'a> {
    teller: Teller<'a>,
    clause: &'a Clause,
    rule: &'a Rule,
    question: Question,
    /// `chapter/clause`, or `chapter/clause/1`.
    pub address: String,
    /// The outcomes, and whether a waiver covers each.
    outcomes: Vec<(Outcome, bool)>,
    /// Activations that are not in it: not applicable, and not yet due.
    pub left_out: (u64, u64),
}

impl<'a> Population<'a> {
    /// Judges one rule on every claim of a case set.
    ///
    /// # Errors
    /// The strategy has no such clause, the clause has no rule or several, or its rule has no activations of its own.
    pub fn new(
        strategy: &'a Strategy,
        governance: &Governance,
        source: Source<'a>,
        mask: &'a Mask,
        lang: Lang,
        asked: &str,
    ) -> Result<Self, NoPopulation> {
        let teller = Teller::new(strategy, source, mask, lang);
        let (clause, rule) = chosen(strategy, &teller, asked)?;
        let all = strategy.questions();
        let place = all.iter().position(|(_, one, _)| std::ptr::eq(*one, rule));
        let Some((place, (_, _, question))) = place.and_then(|place| Some((place, all.get(place)?))) else {
            let of = match &rule.asks {
                crate::rules::Asks::Clause(share) => share.of.clone(),
                crate::rules::Asks::Cases(_) => String::new(),
            };
            return Err(NoPopulation::Share { asked: asked.to_owned(), of });
        };
        let cases = &source.reading.cases;
        let questions = |list| Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of: source.as_of, list };
        let (_, outcomes) = run(&questions(vec![question.clone()]), cases, Keep::All);
        // Which breaches a waiver covers may depend on every other breach.
        let mut covered = BTreeSet::new();
        if !governance.waivers.is_empty() {
            let (_, found) = run(&questions(all.iter().map(|(.., question)| question.clone()).collect()), cases, Keep::Findings);
            let overlay = Overlay::new(&governance.waivers, &all, cases, &found, mask);
            let own = found.iter().enumerate().filter(|(_, outcome)| outcome.question as usize == place);
            covered.extend(own.filter(|(index, _)| overlay.waiver(*index).is_some()).map(|(_, outcome)| key(outcome)));
        }
        let row = |outcome: &Outcome| -> Option<Row> {
            let claim = cases.claim(outcome.claim);
            let gap = outcome.gap.and_then(|gap| claim.gaps().get(gap as usize)).map(|gap| gap.row);
            outcome.event.and_then(|event| claim.event_row(event as usize)).or(gap).or_else(|| claim.row())
        };
        let count = |verdict| outcomes.iter().filter(|outcome| outcome.verdict == verdict).count() as u64;
        let left_out = (count(Verdict::NotApplicable), count(Verdict::NotYetDue));
        let judged = outcomes.into_iter().filter(|one| !matches!(one.verdict, Verdict::NotApplicable | Verdict::NotYetDue));
        let mut outcomes: Vec<(Outcome, bool)> = judged.map(|one| (one, covered.contains(&key(&one)))).collect();
        // The sort is stable: what stands in one row keeps the order of the claim's life.
        outcomes.sort_by_key(|(outcome, _)| row(outcome));
        let (address, question) = (teller.address(clause, rule), question.clone());
        Ok(Self { teller, clause, rule, question, address, outcomes, left_out })
    }

    /// How many activations there are.
    pub fn len(&self) -> usize {
        self.outcomes.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty()
    }

    /// What the rule promises, in words.
    pub fn promise(&self) -> String {
        self.teller.voice.say(&self.rule.sentence)
    }

    /// The amount at stake in each, in minor units; `None` where the data does not tell.
    pub fn amounts(&self) -> Vec<Option<i64>> {
        self.outcomes.iter().map(|(outcome, _)| Some(outcome.at_stake).filter(|amount| *amount != UNKNOWN)).collect()
    }

    /// The stratum of each: the order among strata, and the name in words.
    pub fn strata(&self, by: By) -> Vec<(usize, String)> {
        self.outcomes.iter().map(|(outcome, _)| self.stratum(outcome, by)).collect()
    }

    /// What a finding would say of one of them, whatever its verdict.
    pub fn item(&self, place: usize) -> Option<Finding> {
        let (outcome, is_waived) = self.outcomes.get(place)?;
        let mut finding = self.teller.finding(&self.address, self.clause, self.rule, &self.question, outcome);
        if *is_waived {
            finding.verdict = Verdict::Waived;
        }
        Some(finding)
    }

    fn stratum(&self, outcome: &Outcome, by: By) -> (usize, String) {
        let voice = &self.teller.voice;
        let unknown = || (usize::MAX, voice.lang.text("samples-stratum-unknown"));
        let claim = (outcome.about == About::Claim).then(|| self.teller.cases.claim(outcome.claim));
        match by {
            By::ClaimType => {
                let index = claim.and_then(|claim| claim.claim_type()).map(usize::from);
                index.and_then(|index| Some((index, self.teller.strategy.claim_types.get(index)?.name.clone()))).unwrap_or_else(unknown)
            }
            By::DebtorKind => match claim.and_then(|claim| claim.word(FieldRef::Claim(ClaimField::DebtorKind), None)) {
                Some("person") => (0, voice.lang.text("samples-stratum-person")),
                Some("company") => (1, voice.lang.text("samples-stratum-company")),
                _ => unknown(),
            },
            By::Year if outcome.day == NO_DAY => unknown(),
            By::Year => (usize::try_from(outcome.day.year()).unwrap_or(0), outcome.day.year().to_string()),
            By::Amount if outcome.at_stake == UNKNOWN => unknown(),
            By::Amount if outcome.at_stake <= 0 => (0, voice.lang.text("samples-stratum-nothing")),
            By::Amount => {
                let band = BANDS.iter().position(|end| outcome.at_stake < *end).unwrap_or(BANDS.len());
                let end = |place: usize| BANDS.get(place).map(|end| voice.money(crate::quantity::Money(*end)));
                let words = match (band.checked_sub(1).and_then(end), end(band)) {
                    (None, Some(below)) => voice.lang.text_words("samples-stratum-below", &[("to", &below)]),
                    (Some(from), Some(below)) => voice.lang.text_words("samples-stratum-between", &[("from", &from), ("to", &below)]),
                    (from, None) => voice.lang.text_words("samples-stratum-from", &[("from", &from.unwrap_or_default())]),
                };
                (band + 1, words)
            }
        }
    }
}

/// What tells an outcome of one question from all others.
fn key(outcome: &Outcome) -> (u32, About, Option<u32>, Option<u32>, i32) {
    (outcome.claim, outcome.about, outcome.event, outcome.gap, outcome.day.0)
}

/// The rule that an address means.
fn chosen<'a>(strategy: &'a Strategy, teller: &Teller<'_>, asked: &str) -> Result<(&'a Clause, &'a Rule), NoPopulation> {
    if let Some(one) = strategy.rules().find(|(clause, rule)| teller.address(clause, rule) == asked) {
        return Ok(one);
    }
    match strategy.clause(asked) {
        Some(Clause { kept: Kept::Rules(rules), .. }) => Err(NoPopulation::Several { asked: asked.to_owned(), rules: rules.len() }),
        Some(clause) => Err(NoPopulation::NotARule { asked: asked.to_owned(), kept: clause.kept.name() }),
        None => {
            let addresses: Vec<String> = strategy.rules().map(|(clause, rule)| teller.address(clause, rule)).collect();
            let help = one_of(asked, addresses.iter().map(String::as_str));
            Err(NoPopulation::Unknown { asked: asked.to_owned(), help })
        }
    }
}
