use super::Facts;
use crate::findings::teller::Teller;
use crate::governance::is_fingerprint;
use crate::plan::{About, Keep, Questions, run};
use crate::prose::Lang;

/// Finds the claim that is meant by its name as the source writes it, by its mask, or by the fingerprint of one of its findings; with
/// the fingerprint where it was that.
pub fn find(facts: Facts<'_>, wanted: &str) -> Option<(u32, Option<String>)> {
    let Facts { strategy, source, mask, .. } = facts;
    let cases = &source.reading.cases;
    let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let claims = || (0..cases.len()).map(|index| cases.claim(number(index)));
    if let Some(claim) = claims().find(|claim| claim.name() == wanted) {
        return Some((claim.number(), None));
    }
    let teller = Teller::new(strategy, source, mask, Lang::En);
    if wanted.starts_with('#') {
        return claims().find(|claim| mask.claim(claim.name()) == wanted).map(|claim| (claim.number(), None));
    }
    if !is_fingerprint(wanted) {
        return None;
    }
    let asked = strategy.questions();
    let list = asked.iter().map(|(_, _, question)| question.clone()).collect();
    let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of: source.as_of, list };
    let (_, outcomes) = run(&questions, cases, Keep::Findings);
    let meant = outcomes.iter().find(|outcome| {
        outcome.about == About::Claim
            && asked.get(outcome.question as usize).is_some_and(|(clause, rule, _)| {
                teller.fingerprint(&teller.address(clause, rule), cases.claim(outcome.claim), outcome) == wanted
            })
    });
    meant.map(|outcome| (outcome.claim, Some(wanted.to_owned())))
}
