/// What a drawn length stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    length: i64,
    least: i128,
    span: i128,
}

impl Scale {
    /// Fits values, and nothing, into a length.
    pub(super) fn of(values: impl IntoIterator<Item = i128>, length: i64) -> Self {
        let (least, most) = values.into_iter().fold((0, 0), |(least, most): (i128, i128), value| (least.min(value), most.max(value)));
        Self { length, least, span: (most - least).max(1) }
    }

    /// The place of a value, counted from the start of the length.
    pub(super) fn at(&self, value: i128) -> i64 {
        // Sums of many large amounts do not fit when multiplied; their last digits are not seen anyway.
        let (distance, span) = (value - self.least, self.span);
        let shift = 64_u32.saturating_sub(span.leading_zeros());
        let place = (distance >> shift) * i128::from(self.length) / (span >> shift).max(1);
        i64::try_from(place).unwrap_or(self.length).clamp(0, self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_keep_proportion_sign_and_the_extremes() {
        let (least, most) = (i128::from(i64::MIN), i128::from(i64::MAX));
        let scale = Scale::of([least, most], 2_000);
        assert_eq!((scale.at(least), scale.at(0), scale.at(most)), (0, 1_000, 2_000));
        assert_eq!(Scale::of([0], 2_000).at(0), 0);
        assert_eq!(Scale::of([], 2_000).at(0), 0);
        let scale = Scale::of([-30, 10], 2_000);
        assert_eq!((scale.at(-30), scale.at(0), scale.at(10)), (0, 1_500, 2_000));
        let huge = Scale::of([most * 40], 2_000);
        assert_eq!((huge.at(0), huge.at(most * 20), huge.at(most * 40)), (0, 1_000, 2_000));
    }
}
