use super::limits::{binomial_limit, finite_limit};
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
        _ => together(strata, &tested, demand.risk()),
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

/// The most deviations of all strata together.
///
/// Whatever the strata are, the deviations of a stratified sample scatter no more than those of a simple one with the same mean, so
/// the limit of a simple sample holds for the mean (Hoeffding 1956), as long as it lies at least one deviation above what was found.
/// Then the worst is assumed: that this mean comes from the strata whose drawn items stand for most others.
fn together(strata: &[Tested], tested: &Tested, risk: u32) -> u64 {
    const FINE: u128 = 1_000_000_000;
    let (whole, drawn) = (u128::from(WHOLE), u128::from(tested.drawn));
    let limit = u128::from(binomial_limit(tested.counted(), tested.drawn, risk));
    // Deviations that may be expected among the drawn, in parts of WHOLE * FINE.
    let mut mean = (limit * drawn).max((u128::from(tested.counted()) + 1) * whole).min(drawn * whole) * FINE;
    let mut worst: Vec<&Tested> = strata.iter().filter(|one| one.drawn > 0).collect();
    // By items that each drawn one stands for, most first.
    worst.sort_by(|one, other| {
        let stands = |a: &Tested, b: &Tested| u128::from(a.items) * u128::from(b.drawn);
        stands(other, one).cmp(&stands(one, other))
    });
    let mut most = 0;
    for one in worst {
        let (items, drawn, may) = (u128::from(one.items).max(1), u128::from(one.drawn), u128::from(one.may_deviate()));
        let spent = may * drawn * whole * FINE / items;
        if spent >= mean {
            most += (mean * items).div_ceil(drawn * whole * FINE).min(may);
            break;
        }
        mean -= spent;
        most += may;
    }
    // A stratum of which nothing was drawn may deviate altogether.
    most += strata.iter().filter(|one| one.drawn == 0).map(|one| u128::from(one.items)).sum::<u128>();
    u64::try_from(most).unwrap_or(u64::MAX).max(tested.counted()).min(tested.items)
}
