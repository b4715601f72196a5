//! Labels beside what they name, moved up or down until none lies on another.

/// Finds a middle for each label, given the middle it would like and its height: none overlaps another, all lie between top and bottom
/// where there is room for that, and their order from the top is that of their wishes.
pub(super) fn spread(wishes: &[(i64, i64)], top: i64, bottom: i64) -> Vec<i64> {
    let mut order: Vec<(i64, usize, i64)> = wishes.iter().enumerate().map(|(at, (middle, height))| (*middle, at, *height)).collect();
    order.sort_unstable();
    // Down from the top, each below the one before it; then up from the bottom, each above the one after it.
    let mut places: Vec<(usize, i64, i64)> = Vec::new();
    let mut free = top;
    for (middle, at, height) in order {
        let start = (middle - height / 2).max(free);
        free = start + height;
        places.push((at, start, height));
    }
    let mut end = bottom.max(top + wishes.iter().map(|(_, height)| height).sum::<i64>());
    for (_, start, height) in places.iter_mut().rev() {
        *start = (*start).min(end - *height);
        end = *start;
    }
    places.sort_unstable();
    places.into_iter().map(|(_, start, height)| start + height / 2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn labels_stand_apart_and_within(wishes in proptest::collection::vec((0..2_000_i64, 1..200_i64), 0..12)) {
            let needed: i64 = wishes.iter().map(|(_, height)| height).sum();
            let bottom = needed.max(2_000);
            let middles = spread(&wishes, 0, bottom);
            let spans: Vec<(i64, i64)> = middles.iter().zip(&wishes).map(|(middle, (_, height))| (middle - height / 2, *height)).collect();
            for (at, (start, height)) in spans.iter().enumerate() {
                prop_assert!(*start >= 0 && start + height <= bottom);
                for (other, tall) in &spans[at + 1..] {
                    prop_assert!(start + height <= *other || other + tall <= *start);
                }
            }
        }
    }
}
