use super::limits::{binomial_limit, finite_limit};
use super::tails::binomial_within;
use super::{Demand, WHOLE};
use crate::quantity::rounded;

/// What was found in one stratum, or in the whole where there are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tested {
    /// Items that there are.
    pub items: u64,
    /// Items that were drawn.
    pub drawn: u64,
    /// Drawn items that deviate.
    pub deviations: u64,
    /// Drawn items that nobody could examine.
    pub not_examined: u64,
}

/// What one stratum may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// What was found.
    pub tested: Tested,
    /// The deviations that are likeliest in it, rounded; `None` where nothing was examined.
    pub projected: Option<u64>,
    /// The most deviations that it may hold at the confidence, were it alone.
    pub limit: u64,
}

/// What the population may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// Stratum by stratum.
    pub strata: Vec<Counts>,
    /// What was found in all.
    pub tested: Tested,
    /// The deviations among those examined, in ten-thousandths; `None` where nothing was examined.
    pub rate: Option<u32>,
    /// The deviations that are likeliest in the population, rounded; `None` where a stratum had nothing examined.
    pub projected: Option<u64>,
    /// The most deviations that the population may hold at the confidence.
    pub limit: u64,
    /// The same as a rate, in ten-thousandths, rounded up.
    pub limit_rate: u32,
    /// Whether the limit is within the tolerable rate.
    pub is_supported: bool,
}

impl Tested {
    /// What counts towards the limit: what was not examined may be a deviation.
    fn counted(&self) -> u64 {
        self.deviations + self.not_examined
    }

    fn rate(&self) -> Option<(u64, u64)> {
        let examined = self.drawn.saturating_sub(self.not_examined);
        (examined > 0).then_some((self.deviations, examined))
    }

    /// Items that were examined and found in order are certain not to deviate.
    fn may_deviate(&self) -> u64 {
        self.items.saturating_sub(self.drawn.saturating_sub(self.counted()))
    }
}

/// Projects what was found in a sample of each stratum to the population, with the upper limit at the demanded confidence.
///
/// What was not examined is left out of the projection, and counts as a deviation in the limit.
pub fn rate(strata: &[Tested], demand: Demand) -> Rate {
    let sum = |of: fn(&Tested) -> u64| strata.iter().map(of).sum();
    let tested = Tested {
        items: sum(|one| one.items),
        drawn: sum(|one| one.drawn),
        deviations: sum(|one| one.deviations),
        not_examined: sum(|one| one.not_examined),
    };
    let counts = |one: &Tested| Counts {
        tested: *one,
        projected: one.rate().map(|(part, of)| rounded_count(one.items, part, of)),
        limit: finite_limit(one.counted(), one.drawn, one.items, demand.risk()),
    };
    let counted: Vec<Counts> = strata.iter().map(counts).collect();
    let limit = match counted.as_slice() {
        [only] => only.limit,
        _ => Together::of(strata).limit(demand.risk()),
    };
    let limit_rate = u32::try_from((u128::from(limit) * u128::from(WHOLE)).div_ceil(u128::from(tested.items.max(1)))).unwrap_or(WHOLE);
    Rate {
        rate: tested.rate().and_then(|(part, of)| u32::try_from(rounded_count(WHOLE.into(), part, of)).ok()),
        projected: projected(strata),
        limit,
        limit_rate,
        is_supported: limit_rate <= demand.tolerable,
        strata: counted,
        tested,
    }
}

fn rounded_count(items: u64, part: u64, of: u64) -> u64 {
    u64::try_from(rounded(i128::from(items) * i128::from(part), i128::from(of))).unwrap_or(u64::MAX)
}

/// The sum of what each stratum is likeliest to hold, rounded once.
fn projected(strata: &[Tested]) -> Option<u64> {
    const FINE: i128 = 1_000_000;
    let mut sum = 0;
    for one in strata {
        let (part, of) = one.rate()?;
        sum += rounded(i128::from(one.items) * i128::from(part) * FINE, i128::from(of));
    }
    u64::try_from(rounded(sum, FINE)).ok()
}

/// Strata whose deviations are limited together.
///
/// Whatever the strata are, the deviations of a stratified sample scatter no more than those of a simple one with the same mean, so
/// the limit of a simple sample holds for the mean (Hoeffding 1956), as long as it lies at least one deviation above what was found.
/// Then the worst is assumed: that this mean comes from the strata whose drawn items stand for most others.
pub(super) struct Together {
    /// Items, drawn items and items that may deviate, of each stratum of which something was drawn; by items that each drawn one stands
    /// for, most first.
    worst: Vec<(u128, u128, u128)>,
    /// Items of strata of which nothing was drawn: all of them may deviate.
    unseen: u128,
    items: u64,
    drawn: u64,
    /// What counts as found.
    counted: u64,
}

impl Together {
    /// The strata with what was found in each.
    fn of(strata: &[Tested]) -> Self {
        Self::with(strata, strata.iter().map(Tested::counted).sum())
    }

    /// The strata with so many deviations in all, wherever they are: in each stratum at most those that it is given.
    pub(super) fn anywhere(strata: &[Tested], deviations: u64) -> Self {
        let most: Vec<Tested> = strata.iter().map(|one| Tested { deviations: one.deviations.min(one.drawn), ..*one }).collect();
        Self::with(&most, deviations)
    }

    fn with(strata: &[Tested], counted: u64) -> Self {
        let seen = strata.iter().filter(|one| one.drawn > 0);
        let mut worst: Vec<(u128, u128, u128)> = seen.map(|one| (one.items.into(), one.drawn.into(), one.may_deviate().into())).collect();
        worst.sort_by(|one, other| (other.0 * one.1).cmp(&(one.0 * other.1)));
        let sum = |of: fn(&Tested) -> u64| strata.iter().map(of).sum();
        let unseen = strata.iter().filter(|one| one.drawn == 0).map(|one| u128::from(one.items)).sum();
        Self { worst, unseen, items: sum(|one| one.items), drawn: sum(|one| one.drawn), counted }
    }

    /// The most deviations that there may be.
    fn limit(&self, risk: u32) -> u64 {
        self.at(binomial_limit(self.counted, self.drawn, risk))
    }

    /// Whether that is at most so many: the same as [`Self::limit`] tells, but by a single tail.
    pub(super) fn is_within(&self, borne: u64, risk: u32) -> bool {
        // The greatest limit of the mean that can be borne.
        let (mut low, mut high) = (0, WHOLE);
        if self.at(low) > borne {
            return false;
        }
        while low < high {
            let middle = high - (high - low) / 2;
            if self.at(middle) > borne { high = middle - 1 } else { low = middle }
        }
        low == WHOLE || low > 0 && binomial_within(self.counted, self.drawn, low, risk)
    }

    /// The most deviations where the mean of the drawn is at most this rate, in ten-thousandths.
    fn at(&self, limit: u32) -> u64 {
        const FINE: u128 = 1_000_000_000;
        let (whole, drawn) = (u128::from(WHOLE), u128::from(self.drawn));
        // Deviations that may be expected among the drawn, in parts of WHOLE * FINE.
        let mut mean = (u128::from(limit) * drawn).max((u128::from(self.counted) + 1) * whole).min(drawn * whole) * FINE;
        let mut most = self.unseen;
        for (items, drawn, may) in &self.worst {
            let spent = may * drawn * whole * FINE / items.max(&1);
            if spent >= mean {
                most += (mean * items).div_ceil(drawn * whole * FINE).min(*may);
                break;
            }
            mean -= spent;
            most += may;
        }
        u64::try_from(most).unwrap_or(u64::MAX).max(self.counted).min(self.items)
    }
}
