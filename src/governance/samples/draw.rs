use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a sample is drawn from: a text that says it, and what is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Seed<'a> {
    /// The digest of the data, or the number that was asked for.
    pub text: &'a str,
    /// The clause whose activations are drawn.
    pub clause: &'a str,
    /// The name of the method.
    pub method: &'a str,
}

/// Random numbers that are the same for the same seed, on every machine and in every version.
pub struct Dice(ChaCha20Rng);

impl Dice {
    /// The dice of a seed.
    pub fn new(seed: Seed<'_>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in ["rettesnor sample", seed.text, seed.clause, seed.method] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        Self(ChaCha20Rng::from_seed(*hasher.finalize().as_bytes()))
    }

    /// A number from 0 to below the bound, each as likely as any other; 0 where the bound is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        // What lies above the last whole round would favour the first numbers.
        let rounds = u64::MAX - u64::MAX % bound;
        loop {
            let number = self.0.next_u64();
            if number < rounds {
                return number % bound;
            }
        }
    }
}

/// So many places of a population of so many, each set of them as likely as any other, in their order.
pub fn simple(dice: &mut Dice, population: usize, number: usize) -> Vec<usize> {
    let mut places: Vec<usize> = (0..population).collect();
    let number = number.min(population);
    for drawn in 0..number {
        let other = drawn + usize::try_from(dice.below((population - drawn) as u64)).unwrap_or(0);
        places.swap(drawn, other);
    }
    places.truncate(number);
    places.sort_unstable();
    places
}

/// An item that a monetary unit was drawn of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hits {
    /// The item's place.
    pub place: usize,
    /// Whether it is at least as large as the interval, so that it could not be missed.
    pub is_certain: bool,
}

/// The items of so many monetary units, drawn at an even interval from a random start, in their order. An item that is at least as
/// large as the interval is always among them, and once only; amounts are in minor units, and those that are not above 0 are never hit.
pub fn units(dice: &mut Dice, amounts: &[i64], number: u64) -> Vec<Hits> {
    let amount = |minor: &i64| u128::from(u64::try_from(*minor).unwrap_or(0));
    let total: u128 = amounts.iter().map(amount).sum();
    let number = u128::from(number);
    if number == 0 || total == 0 {
        return Vec::new();
    }
    // The interval is the total by the number, which is seldom whole; so the units lie at (start + total * which) / number.
    let start = u128::from(dice.below(u64::try_from(total).unwrap_or(u64::MAX)));
    let mut hits = Vec::new();
    let (mut which, mut before) = (0, 0);
    for (place, minor) in amounts.iter().enumerate() {
        let after = before + amount(minor);
        let first = which;
        while which < number && (start + total * which) / number < after {
            which += 1;
        }
        if which > first {
            hits.push(Hits { place, is_certain: amount(minor) * number >= total });
        }
        before = after;
    }
    hits
}
