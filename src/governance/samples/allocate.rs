/// How a sample is shared out among strata.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allocation {
    /// By the number of items.
    Proportional,
    /// The same for each.
    Equal,
}

impl Allocation {
    /// The name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proportional => "proportional",
            Self::Equal => "equal",
        }
    }
}

/// Shares a sample out among strata of so many items: at least one to each that has any, never more than it has, in all `number` or
/// as many as there are; where there are more strata than `number`, one each.
///
/// What proportion leaves over goes to the largest remainders, the first stratum first where they are the same.
pub fn allocate(strata: &[u64], number: u64, allocation: Allocation) -> Vec<u64> {
    let all: u64 = strata.iter().sum();
    let filled = strata.iter().filter(|items| **items > 0).count() as u64;
    let number = number.max(filled).min(all);
    // What a stratum is to have, in parts of `under`.
    let wanted = |items: u64| -> (u128, u128) {
        match allocation {
            Allocation::Proportional => (u128::from(items) * u128::from(number), u128::from(all.max(1))),
            Allocation::Equal => (u128::from(number), u128::from(filled.max(1))),
        }
    };
    let whole = |items: u64| wanted(items).0.checked_div(wanted(items).1).and_then(|share| u64::try_from(share).ok()).unwrap_or(0);
    let mut shares: Vec<u64> = strata.iter().map(|items| whole(*items).max(1).min(*items)).collect();
    let mut left = i128::from(number) - shares.iter().map(|share| i128::from(*share)).sum::<i128>();
    while left != 0 {
        // How far a stratum is below what it is to have; all are compared over the same denominator.
        let lack = |place: usize, items: u64, share: u64| {
            let (over, under) = wanted(items);
            (i128::try_from(over).unwrap_or(i128::MAX) - i128::from(share) * i128::try_from(under).unwrap_or(1), std::cmp::Reverse(place))
        };
        let places = strata.iter().zip(&shares).enumerate();
        let chosen = if left > 0 {
            places.filter(|(_, (items, share))| share < items).max_by_key(|(place, (items, share))| lack(*place, **items, **share))
        } else {
            places.filter(|(_, (_, share))| **share > 1).min_by_key(|(place, (items, share))| lack(*place, **items, **share))
        };
        let Some(share) = chosen.map(|(place, _)| place).and_then(|place| shares.get_mut(place)) else { break };
        if left > 0 {
            *share += 1;
            left -= 1;
        } else {
            *share -= 1;
            left += 1;
        }
    }
    shares
}
