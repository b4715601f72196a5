//! What the law requires of a strategy that asks of certain events.

use std::collections::BTreeSet;

use super::Asking;
use super::told::paragraphs;
use crate::cases::Kinds;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::plan::{Plan, Range, Window};
use crate::prose::Voice;
use crate::strategy::Strategy;
use crate::strategy::alike::{common_days, compare, family, is_same, pairs};

/// Reports each required clause of the law that a strategy, which does not include the law, asks past: at its first rule that is asked of
/// the same events and claims and that no rule with the law's own question stands beside.
pub(super) fn report(policy: &[Asking<'_>], law: &[Asking<'_>], strategy: &Strategy, diagnostics: &mut Diagnostics) {
    for law in law.iter().filter(|law| law.clause.is_required) {
        let kinds = family(law.plan.asked.kinds(), &strategy.vocabulary);
        let answers: Vec<&Asking<'_>> = policy.iter().filter(|one| answers(one, law, strategy)).collect();
        let first = policy.iter().find(|one| {
            one.plan.asked.kinds().meets(kinds)
                && common_days(one.clause, law.clause).is_some()
                && !uncovered(one, law, &answers, strategy).is_empty()
        });
        let Some(first) = first else { continue };
        let day = first.clause.valid.0.max(law.clause.valid.0);
        let names: Vec<String> = first
            .plan
            .asked
            .kinds()
            .iter()
            .filter(|kind| kinds.meets(Kinds::one(*kind)))
            .filter_map(|kind| Some(format!("`{}`", strategy.vocabulary.kind_at(kind)?.name)))
            .collect();
        let because = paragraphs(law.clause, None, &strategy.law, day);
        let voice: Voice = strategy.voice(strategy.lang);
        let promise = voice.say(&law.rule.sentence);
        let message = format!(
            "this rule looks at {}, and the strategy lacks what the law asks there: “{}” ({because})",
            names.join(" and "),
            promise.trim_end_matches('.'),
        );
        let country = &strategy.law.country;
        let own = law.rule.written.line(law.rule.kind);
        let help = format!("add `includes: [law:{country}]` at the top, or a clause of your own with `rule: {own}`");
        diagnostics.set_address(Some(first.clause.address.clone()));
        diagnostics.push(Diagnostic::error(Code::LawLacking, first.rule.written.span, message).help(help));
        diagnostics.set_address(None);
    }
}

/// Whether a rule asks no less than the statutory one of the claims it is about, whatever kinds of claims those are.
fn answers(policy: &Asking<'_>, law: &Asking<'_>, strategy: &Strategy) -> bool {
    let vocabulary = &strategy.vocabulary;
    let is_of = |kind: u16, kinds: Kinds| vocabulary.lineage(kind).meets(kinds);
    let Some(days) = common_days(policy.clause, law.clause).filter(|_| is_same(policy.plan, law.plan, vocabulary)) else { return false };
    let asks_everywhere = law.plan.asked.kinds().iter().all(|kind| is_of(kind, policy.plan.asked.kinds()));
    let accepts_no_more = policy.plan.related.iter().all(|kind| is_of(kind, law.plan.related))
        && policy.plan.related_states.iter().all(|state| law.plan.related_states.contains(state));
    let loosens = pairs(policy.plan, law.plan, vocabulary).iter().any(|pair| compare(pair, days, &strategy.calendar).looser.is_some());
    asks_everywhere && accepts_no_more && bounds_all(policy.plan, law.plan) && !loosens
}

/// Whether a plan has every bound that another has.
fn bounds_all(policy: &Plan, law: &Plan) -> bool {
    let has = |policy: bool, law: bool| policy || !law;
    let (Plan { range: one, window, .. }, Plan { range: other, window: others, .. }) = (policy, law);
    let (Range { min, max }, Window { from, to, .. }) = (one, window);
    has(min.is_some(), other.min.is_some())
        && has(max.is_some(), other.max.is_some())
        && has(from.is_some(), others.from.is_some())
        && has(to.is_some(), others.to.is_some())
}

/// The kinds of claims that a rule is about, the law too, and none of the answers; where the strategy declares none, one stands for all.
fn uncovered(rule: &Asking<'_>, law: &Asking<'_>, answers: &[&Asking<'_>], strategy: &Strategy) -> BTreeSet<u16> {
    let declared: BTreeSet<u16> = (0_u16..).zip(&strategy.claim_types).map(|(index, _)| index).collect();
    let of = |asking: &Asking<'_>| match &asking.clause.scope.claim_types {
        Some(types) if !declared.is_empty() => types.iter().copied().collect(),
        _ if declared.is_empty() => BTreeSet::from([0]),
        _ => declared.clone(),
    };
    let mut left: BTreeSet<u16> = of(rule).intersection(&of(law)).copied().collect();
    for answer in answers.iter().filter(|answer| holds_where(answer, rule, law)) {
        left = left.difference(&of(answer)).copied().collect();
    }
    left
}

/// Whether an answer holds whenever the rule does: on its days, and without conditions that neither it nor the law has.
fn holds_where(answer: &Asking<'_>, rule: &Asking<'_>, law: &Asking<'_>) -> bool {
    let (one, other) = (&answer.clause.scope, &rule.clause.scope);
    let claims =
        |scope: &crate::plan::Scope| scope.fields.is_empty() && scope.principal == (None, None) && scope.dates == [(None, None); 3];
    let is_wide = claims(one) || (one.fields == other.fields && one.principal == other.principal && one.dates == other.dates);
    let days = common_days(rule.clause, law.clause);
    let is_long = days.is_some_and(|(from, to)| answer.clause.valid.0 <= from && to <= answer.clause.valid.1);
    let known = |gate| law.clause.gates.contains(gate) || law.plan.gates.contains(gate) || rule.clause.gates.contains(gate);
    let is_open = answer.clause.gates.iter().chain(&answer.plan.gates).all(known);
    is_wide && is_long && is_open
}
