use std::collections::BTreeMap;

use super::groups::Total;
use super::{Affected, Against, Change, Compared, Group, Side, Told};
use crate::cases::{Cases, ClaimField, FieldRef, Row, UNKNOWN};
use crate::findings::{Mask, Overlay};
use crate::governance::Governance;
use crate::plan::{About, Keep, Lapse, Outcome, Questions, Tally, Verdict, run};
use crate::prose::Lang;
use crate::quantity::Day;
use crate::rules::Rule;
use crate::strategy::{Clause, Kept};

/// A rule by its clause's address and its place in the clause.
type Address = (String, usize);

/// Holds a draft, which must be [`super::comparable`] and moved into the strategy's period, against the strategy.
///
/// Activations are the same where clause, place of the rule in it, claim and row are, or debtor, or year. The strategy's waivers cover both sides.
pub fn against(strategy: Side<'_>, draft: Side<'_>, governance: &Governance, mask: &Mask, name: &str, as_of: Day, lang: Lang) -> Against {
    let (ours, theirs) = (listed(strategy), listed(draft));
    let mut order: Vec<Address> = ours.iter().map(|(address, ..)| address.clone()).collect();
    order.extend(theirs.iter().map(|(address, ..)| address.clone()).filter(|address| !ours.iter().any(|(one, ..)| one == address)));
    let mut total = Total::new(strategy.cases.len());
    let numbers = numbers(strategy.cases, draft.cases);
    let judge =
        |side, list: &Listed<'_>, same: &dyn Fn(u32) -> u32| judged(side, list, &order, (governance, mask), strategy.cases, as_of, same);
    let (before, tallies_before) = judge(strategy, &ours, &|claim| claim);
    let (after, tallies_after) = judge(draft, &theirs, &|claim| numbers.get(claim as usize).copied().unwrap_or(claim));
    let mut changes = changes(&before, &after, order.len(), &mut total).into_iter();
    let (voice, draft_voice) = (strategy.strategy.voice(lang), draft.strategy.voice(lang));
    let mut rules = Vec::new();
    for (index, address) in order.iter().enumerate() {
        let find = |list: &Listed<'_>| list.iter().position(|(one, ..)| one == address);
        let (one, other) = (find(&ours).and_then(|at| ours.get(at)), find(&theirs).and_then(|at| theirs.get(at)));
        let Some((_, clause, ..)) = one.or(other) else { continue };
        let several = matches!(&clause.kept, Kept::Rules(rules) if rules.len() > 1);
        let (mut changes, mut changed) = changes.next().unwrap_or_default();
        let tally = |tallies: &[Tally]| tallies.get(index).copied().unwrap_or_default();
        // A share has one verdict, and no activations of its own.
        let share = |rule: Option<&(Address, &Clause, &Rule)>, tallies| {
            rule.filter(|(.., rule)| rule.plan().is_none()).and_then(|_| tally(tallies).worst())
        };
        let (from, to) = (share(one, &tallies_before), share(other, &tallies_after));
        if from != to {
            let affected = Affected { activations: 1, ..Affected::default() };
            changed.activations += 1;
            changes.push(Change { from, to, affected });
        }
        rules.push(Compared {
            clause: if several { format!("{}/{}", address.0, address.1 + 1) } else { address.0.clone() },
            severity: clause.severity,
            before: one.map(|(_, _, rule)| Told { expected: voice.say(&rule.sentence), tally: tally(&tallies_before) }),
            after: other.map(|(_, _, rule)| Told { expected: draft_voice.say(&rule.sentence), tally: tally(&tallies_after) }),
            changes,
            changed,
        });
    }
    let type_of = |claim: u32| {
        let found = strategy.cases.claim(claim).claim_type().and_then(|index| strategy.strategy.claim_types.get(usize::from(index)));
        found.map(|found| found.name.clone())
    };
    let kind_of = |claim: u32| {
        let word = strategy.cases.claim(claim).word(FieldRef::Claim(ClaimField::DebtorKind), None)?;
        Some(lang.text(&format!("word-{word}")))
    };
    let untold = lang.text("explain-not-told");
    // Where the source tells no group of anybody, there is nothing to break down.
    let told = |groups: Vec<Group>| match groups.as_slice() {
        [only] if only.name.as_deref() == Some(untold.as_str()) => Vec::new(),
        _ => groups,
    };
    Against {
        cases: name.to_owned(),
        claims: strategy.cases.len(),
        complete: strategy.cases.is_complete() && draft.cases.is_complete(),
        as_of,
        strategy: (strategy.strategy.id.clone(), strategy.strategy.digest.clone()),
        draft: (draft.strategy.id.clone(), draft.strategy.digest.clone()),
        changed: total.affected(|claim| &claim.changed),
        more: total.affected(|claim| &claim.more),
        fewer: total.affected(|claim| &claim.fewer),
        by_claim_type: told(total.groups(|claim| type_of(claim).unwrap_or_else(|| untold.clone()))),
        by_debtor_kind: told(total.groups(|claim| kind_of(claim).unwrap_or_else(|| untold.clone()))),
        rules,
        voice,
    }
}

type Listed<'a> = Vec<(Address, &'a Clause, &'a Rule)>;

/// A side's rules, each by clause and place.
fn listed(side: Side<'_>) -> Listed<'_> {
    let mut listed: Listed<'_> = Vec::new();
    for (clause, rule) in side.strategy.rules() {
        let place = listed.iter().filter(|((address, _), ..)| *address == clause.address).count();
        listed.push(((clause.address.clone(), place), clause, rule));
    }
    listed
}

/// For each claim of the draft's reading its number in the strategy's; one that is not there gets a number behind the last.
fn numbers(strategy: &Cases, draft: &Cases) -> Vec<u32> {
    if std::ptr::eq(strategy, draft) {
        return Vec::new();
    }
    let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let names: BTreeMap<&str, u32> = (0..strategy.len()).map(number).map(|index| (strategy.claim(index).name(), index)).collect();
    let mut behind = number(strategy.len());
    let same = (0..draft.len()).map(number).map(|index| {
        names.get(draft.claim(index).name()).copied().unwrap_or_else(|| {
            behind = behind.saturating_add(1);
            behind - 1
        })
    });
    same.collect()
}

/// What is kept of one activation: many lie in memory at once.
#[derive(Debug, Clone, Copy)]
struct Entry {
    rule: u32,
    claim: u32,
    /// What it is about: the claim, or a debtor by the first of all their claims and the place there.
    about: About,
    row: Row,
    /// Its place among those of the same rule, claim and row.
    nth: u32,
    verdict: Verdict,
    at_stake: i64,
}

impl Entry {
    fn key(&self) -> (u32, u32, About, Row, u32) {
        (self.rule, self.claim, self.about, self.row, self.nth)
    }
}

/// Every activation of a side in the order of rule, claim, what it is about and row, and a tally for each rule in the common order.
fn judged(
    side: Side<'_>,
    list: &Listed<'_>,
    order: &[Address],
    (governance, mask): (&Governance, &Mask),
    claims: &Cases,
    as_of: Day,
    same: &dyn Fn(u32) -> u32,
) -> (Vec<Entry>, Vec<Tally>) {
    let strategy = side.strategy;
    let asked = strategy.questions();
    let questions = asked.iter().map(|(.., question)| question.clone()).collect();
    let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of, list: questions };
    let (_, outcomes) = run(&questions, side.cases, Keep::All);
    let place = |address: &Address| order.iter().position(|one| one == address).map_or(0, narrow);
    let of_cases = list.iter().filter(|(.., rule)| rule.plan().is_some());
    let places: Vec<u32> = of_cases.map(|(address, ..)| place(address)).collect();
    let mut by_question = vec![Tally::default(); asked.len()];
    let firsts =
        if outcomes.iter().any(|outcome| matches!(outcome.about, About::Debtor(_))) { firsts(side.cases, same) } else { BTreeMap::new() };
    let mut entries: Vec<Entry> = Vec::with_capacity(outcomes.len());
    let overlay = if governance.waivers.is_empty() {
        Overlay::default()
    } else {
        let moved: Vec<Outcome> = outcomes.iter().map(|outcome| Outcome { claim: same(outcome.claim), ..*outcome }).collect();
        Overlay::new(&governance.waivers, &asked, claims, &moved, mask)
    };
    for (index, outcome) in outcomes.iter().enumerate() {
        let Some(rule) = places.get(outcome.question as usize) else { continue };
        let debtor = outcome.about.debtor(side.cases.claim(outcome.claim)).and_then(|debtor| firsts.get(debtor));
        let (claim, about) = match (outcome.about, debtor) {
            (About::Year(_), _) => (0, outcome.about),
            (_, Some((claim, place))) => (*claim, About::Debtor(*place)),
            _ => (same(outcome.claim), outcome.about),
        };
        let (verdict, lapse) =
            if overlay.waiver(index).is_some() { (Verdict::Waived, Lapse::None) } else { (outcome.verdict, outcome.lapse) };
        if let Some(tally) = by_question.get_mut(outcome.question as usize) {
            tally.add(verdict, lapse);
        }
        let at_stake = if outcome.at_stake == UNKNOWN { 0 } else { outcome.at_stake };
        entries.push(Entry { rule: *rule, claim, about, row: row(outcome, side.cases), nth: 0, verdict, at_stake });
    }
    // Stable: those of one row stay in the order of the claim's life.
    entries.sort_by_key(Entry::key);
    let mut last = None;
    for entry in &mut entries {
        let here = (entry.rule, entry.claim, entry.about, entry.row);
        entry.nth = match last {
            Some((before, nth)) if before == here => nth + 1,
            _ => 0,
        };
        last = Some((here, entry.nth));
    }
    // A share is answered from the verdicts of its clause.
    let mut tallies = vec![Tally::default(); order.len()];
    for ((address, ..), tally) in list.iter().zip(strategy.tallies(&by_question)) {
        if let Some(own) = tallies.get_mut(place(address) as usize) {
            *own = tally;
        }
    }
    (entries, tallies)
}

/// The first claim of each debtor, by the number it has on both sides, and the debtor's place there.
fn firsts<'a>(cases: &'a Cases, same: &dyn Fn(u32) -> u32) -> BTreeMap<&'a str, (u32, u32)> {
    let mut firsts: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for claim in 0..narrow(cases.len()) {
        for (place, debtor) in (0..).zip(cases.claim(claim).debtors()) {
            let one = (same(claim), place);
            firsts.entry(debtor).and_modify(|first| *first = one.min(*first)).or_insert(one);
        }
    }
    firsts
}

fn narrow(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The row that an activation stands on; the same one for all that are asked once a claim.
fn row(outcome: &Outcome, cases: &Cases) -> Row {
    let claim = cases.claim(outcome.claim);
    let event = outcome.event.and_then(|event| claim.event_row(event as usize));
    let gap = || outcome.gap.and_then(|gap| claim.gaps().get(gap as usize)).map(|gap| gap.row);
    event.or_else(gap).unwrap_or(Row { file: 0, line: 0 })
}

/// Claims are counted once: entries come in the order of the claims.
#[derive(Debug, Clone, Copy, Default)]
struct Counter {
    affected: Affected,
    last: Option<(u32, i64)>,
}

impl Counter {
    fn add(&mut self, about: About, claim: u32, amount: i64) {
        self.affected.activations += 1;
        if about != About::Claim {
            return;
        }
        let before = self.last.filter(|(last, _)| *last == claim).map(|(_, amount)| amount);
        self.affected.claims += u64::from(before.is_none());
        let most = before.map_or(amount, |before| before.max(amount));
        self.affected.amount = self.affected.amount.saturating_add(most.saturating_sub(before.unwrap_or(0)));
        self.last = Some((claim, most));
    }
}

/// The changes of each rule in the common order, and all of a rule together.
fn changes(before: &[Entry], after: &[Entry], rules: usize, total: &mut Total) -> Vec<(Vec<Change>, Affected)> {
    type Ways = BTreeMap<(Option<Verdict>, Option<Verdict>), Counter>;
    let mut found: Vec<(Ways, Counter)> = vec![(Ways::new(), Counter::default()); rules];
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    loop {
        let (one, other) = match (before.peek(), after.peek()) {
            (None, None) => break,
            (Some(one), Some(other)) => match one.key().cmp(&other.key()) {
                std::cmp::Ordering::Less => (before.next(), None),
                std::cmp::Ordering::Greater => (None, after.next()),
                std::cmp::Ordering::Equal => (before.next(), after.next()),
            },
            (Some(_), None) => (before.next(), None),
            (None, Some(_)) => (None, after.next()),
        };
        let (from, to) = (one.map(|entry| entry.verdict), other.map(|entry| entry.verdict));
        let Some(entry) = other.or(one).filter(|_| from != to) else { continue };
        if let Some((ways, all)) = found.get_mut(entry.rule as usize) {
            ways.entry((from, to)).or_default().add(entry.about, entry.claim, entry.at_stake);
            all.add(entry.about, entry.claim, entry.at_stake);
        }
        // What is said of a debtor or a year is said of none of its claims.
        if entry.about == About::Claim {
            total.add(entry.claim, entry.at_stake, from == Some(Verdict::Breached), to == Some(Verdict::Breached));
        }
    }
    let listed = |ways: Ways| {
        let mut changes: Vec<Change> =
            ways.into_iter().map(|((from, to), counter)| Change { from, to, affected: counter.affected }).collect();
        changes.sort_by_key(|change| std::cmp::Reverse(change.affected.activations));
        changes
    };
    found.into_iter().map(|(ways, all)| (listed(ways), all.affected)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(rule: u32, claim: u32, line: u32, verdict: Verdict, at_stake: i64) -> Entry {
        Entry { rule, claim, about: About::Claim, row: Row { file: 0, line }, nth: 0, verdict, at_stake }
    }

    #[test]
    fn new_gone_and_changed_activations_are_told_apart_and_claims_counted_once() {
        use Verdict::{Breached, Met, Unknown};
        let before = [entry(0, 0, 1, Met, 100), entry(0, 0, 2, Met, 300), entry(0, 1, 5, Breached, 50), entry(1, 0, 1, Unknown, 7)];
        let after =
            [entry(0, 0, 1, Breached, 100), entry(0, 0, 2, Breached, 300), entry(0, 2, 9, Breached, 20), entry(1, 0, 1, Unknown, 7)];
        let mut total = Total::new(2);
        let found = changes(&before, &after, 2, &mut total);
        let affected = |activations, claims, amount| Affected { activations, claims, amount };
        let (ways, all) = &found[0];
        assert_eq!(ways[0], Change { from: Some(Met), to: Some(Breached), affected: affected(2, 1, 300) });
        assert!(ways.contains(&Change { from: Some(Breached), to: None, affected: affected(1, 1, 50) }));
        assert!(ways.contains(&Change { from: None, to: Some(Breached), affected: affected(1, 1, 20) }));
        assert_eq!(*all, affected(4, 3, 370));
        assert!(found[1].0.is_empty());
        assert_eq!(total.affected(|claim| &claim.more), affected(3, 2, 320));
        assert_eq!(total.affected(|claim| &claim.fewer), affected(1, 1, 50));
    }
}
