//! Which clause of the later edition is which of the earlier one.

use std::collections::BTreeMap;

use super::names::Names;
use super::{Listed, points};

/// For each clause of the later edition, by its place, the place of its predecessor: the one at the same address, else the one that is
/// kept in the same way or bears the same name in another chapter, and whose text is nearly the same.
pub(super) fn pair(old: &[Listed<'_>], new: &[Listed<'_>], names: &Names<'_>) -> BTreeMap<usize, usize> {
    let mut pairs = BTreeMap::new();
    for (place, one) in new.iter().enumerate() {
        pairs.extend(old.iter().position(|other| other.clause.address == one.clause.address).map(|other| (place, other)));
    }
    let mut near = Vec::new();
    for (place, one) in new.iter().enumerate().filter(|(place, _)| !pairs.contains_key(place)) {
        for (other_place, other) in old.iter().enumerate().filter(|(place, _)| !pairs.values().any(|taken| taken == place)) {
            let is_alike =
                name(one) == name(other) || (one.clause.kept.name() == other.clause.kept.name() && is_kept_alike(other, one, names));
            let apart = distance(&other.text(), &one.text());
            near.extend(apart.filter(|_| is_alike).map(|apart| (apart, place, other_place)));
        }
    }
    // The nearest first; of equally near ones the first in the documents.
    near.sort_unstable();
    for (_, place, other) in near {
        if !pairs.contains_key(&place) && !pairs.values().any(|taken| *taken == other) {
            pairs.insert(place, other);
        }
    }
    pairs
}

fn name<'s>(one: &Listed<'s>) -> Option<&'s str> {
    one.clause.address.rsplit('/').next()
}

/// Whether nothing is asked differently.
fn is_kept_alike(old: &Listed<'_>, new: &Listed<'_>, names: &Names<'_>) -> bool {
    points::points(old, new, names).iter().all(|point| point.effect == points::Effect::Neutral)
}

/// How many words in a thousand differ; `None` where it is more than half of them.
fn distance(one: &str, other: &str) -> Option<usize> {
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let (one, other) = (words(one), words(other));
    let most = one.len().max(other.len());
    let apart = strsim::generic_levenshtein(&one, &other).saturating_mul(1_000).checked_div(most).unwrap_or(0);
    (apart <= 500).then_some(apart)
}
