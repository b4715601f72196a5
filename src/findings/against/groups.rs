use std::collections::BTreeMap;

use super::{Affected, Counts, Group, SMALLEST_GROUP};

/// Activations of one claim, and the most that is at stake in one of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    activations: u32,
    amount: i64,
}

impl Sum {
    fn add(&mut self, amount: i64) {
        self.amount = if self.activations == 0 { amount } else { self.amount.max(amount) };
        self.activations += 1;
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct OfClaim {
    pub changed: Sum,
    pub more: Sum,
    pub fewer: Sum,
}

/// What changes over all rules, claim by claim.
pub(super) struct Total(Vec<OfClaim>);

impl Total {
    pub fn new(claims: usize) -> Self {
        Self(vec![OfClaim::default(); claims])
    }

    pub fn add(&mut self, claim: u32, at_stake: i64, was_breached: bool, is_breached: bool) {
        let claim = claim as usize;
        if claim >= self.0.len() {
            self.0.resize(claim + 1, OfClaim::default());
        }
        let Some(of_claim) = self.0.get_mut(claim) else { return };
        of_claim.changed.add(at_stake);
        match (was_breached, is_breached) {
            (false, true) => of_claim.more.add(at_stake),
            (true, false) => of_claim.fewer.add(at_stake),
            _ => {}
        }
    }

    pub fn affected(&self, which: impl Fn(&OfClaim) -> &Sum) -> Affected {
        let mut affected = Affected::default();
        for sum in self.0.iter().map(which).filter(|sum| sum.activations > 0) {
            affected.activations += u64::from(sum.activations);
            affected.claims += 1;
            affected.amount = affected.amount.saturating_add(sum.amount);
        }
        affected
    }

    /// Breaches more and fewer by group, the largest first; small groups are one, and without numbers if they are small even together.
    pub fn groups(&self, name: impl Fn(u32) -> String) -> Vec<Group> {
        let mut groups: BTreeMap<String, Counts> = BTreeMap::new();
        for (claim, sums) in self.0.iter().enumerate().filter(|(_, sums)| sums.more.activations + sums.fewer.activations > 0) {
            add(
                groups.entry(name(u32::try_from(claim).unwrap_or(u32::MAX))).or_default(),
                Counts {
                    claims: 1,
                    more: u64::from(sums.more.activations),
                    fewer: u64::from(sums.fewer.activations),
                    amount: sums.more.amount,
                },
            );
        }
        let (shown, small): (Vec<_>, Vec<_>) = groups.into_iter().partition(|(_, counts)| counts.claims >= SMALLEST_GROUP);
        let mut shown: Vec<Group> = shown.into_iter().map(|(name, counts)| Group { name: Some(name), counts: Some(counts) }).collect();
        shown.sort_by_key(|group| std::cmp::Reverse(group.counts.map(|counts| counts.claims)));
        if !small.is_empty() {
            let mut merged = Counts::default();
            small.iter().for_each(|(_, counts)| add(&mut merged, *counts));
            shown.push(Group { name: None, counts: Some(merged).filter(|merged| merged.claims >= SMALLEST_GROUP) });
        }
        shown
    }
}

fn add(sum: &mut Counts, more: Counts) {
    sum.claims += more.claims;
    sum.more += more.more;
    sum.fewer += more.fewer;
    sum.amount = sum.amount.saturating_add(more.amount);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_groups_are_merged_and_hidden_where_they_stay_small() {
        let mut total = Total::new(0);
        (0..7).for_each(|claim| total.add(claim, 10, false, true));
        let groups = total.groups(|claim| if claim < 5 { "a".to_owned() } else { format!("b{claim}") });
        let counts = Counts { claims: 5, more: 5, fewer: 0, amount: 50 };
        assert_eq!(groups, [Group { name: Some("a".into()), counts: Some(counts) }, Group { name: None, counts: None }]);
    }
}
