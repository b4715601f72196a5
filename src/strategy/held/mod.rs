//! A strategy held against the law: it may tighten the law and never loosen it.
//!
//! What the law asks stands in one place, the country's ready clauses, which are rules like any other. A rule of the strategy that
//! answers the same question as one of them is compared with it, plan by plan and day by day.

mod ahead;
mod lacking;
mod told;

pub use ahead::{Ahead, Coming};

use std::collections::BTreeMap;

use super::alike::{Claims, claims as claims_of, common_days, compare, is_same, pairs};
use super::{Chapter, Clause, Kept, Strategy};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::plan::Plan;
use crate::rules::Rule;

/// A rule that asks of cases, with the clause it belongs to.
#[derive(Debug, Clone, Copy)]
struct Asking<'s> {
    clause: &'s Clause,
    rule: &'s Rule,
    plan: &'s Plan,
}

/// Holds every rule of the strategy against the statutory ones: what it loosens and what it lacks are errors, numbers that are the law's
/// own are warnings.
pub(super) fn hold(strategy: &Strategy, includes_law: bool, diagnostics: &mut Diagnostics) {
    let policy: Vec<Asking<'_>> = asking(&strategy.chapters).filter(|asking| !asking.clause.is_law).collect();
    let law: Vec<Asking<'_>> = asking(&strategy.statutory).collect();
    // A clause that could not be proved may be the one that would seem to be lacking.
    let is_whole = !diagnostics.has_errors();
    for policy in &policy {
        diagnostics.set_address(Some(policy.clause.address.clone()));
        against(*policy, &law, strategy, diagnostics);
        diagnostics.set_address(None);
    }
    if !includes_law && is_whole {
        lacking::report(&policy, &law, strategy, diagnostics);
    }
}

fn asking(chapters: &[Chapter]) -> impl Iterator<Item = Asking<'_>> {
    let every = chapters.iter().flat_map(|chapter| std::iter::once(chapter).chain(&chapter.chapters));
    every.flat_map(|chapter| &chapter.clauses).flat_map(|clause| {
        let rules = if let Kept::Rules(rules) = &clause.kept { rules.as_slice() } else { &[] };
        rules.iter().filter_map(move |rule| Some(Asking { clause, rule, plan: rule.plan()? }))
    })
}

/// Holds one rule against every statutory one.
fn against(policy: Asking<'_>, law: &[Asking<'_>], strategy: &Strategy, diagnostics: &mut Diagnostics) {
    let vocabulary = &strategy.vocabulary;
    // Where no kind of claim is declared, only what is forbidden by each clause of the law that bounds it is certain to be.
    let mut uncertain: BTreeMap<Vec<String>, Vec<Option<Diagnostic>>> = BTreeMap::new();
    for law in law.iter().filter(|law| is_same(policy.plan, law.plan, vocabulary)) {
        let claims = claims_of(&policy.clause.scope, &law.clause.scope, strategy.claim_types.len());
        let Some(days) = common_days(policy.clause, law.clause).filter(|_| claims != Claims::Apart) else { continue };
        for pair in pairs(policy.plan, law.plan, vocabulary) {
            let compared = compare(&pair, days, &strategy.calendar);
            let held = told::Held { policy, law: *law, pair: &pair, days, claims, strategy };
            let loosened = compared.looser.and_then(|day| held.loosened(day));
            if claims == Claims::NotKnown {
                uncertain.entry(pair.keys.clone()).or_default().push(loosened);
                continue;
            }
            let typed = if claims == Claims::Within { held.typed(compared.repeats) } else { None };
            loosened.into_iter().chain(typed).for_each(|diagnostic| diagnostics.push(diagnostic));
        }
    }
    for (_, told) in uncertain {
        let all: Option<Vec<Diagnostic>> = told.into_iter().collect();
        all.into_iter().flat_map(|all| all.into_iter().next()).for_each(|diagnostic| diagnostics.push(diagnostic));
    }
}
