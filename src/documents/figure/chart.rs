use super::super::{Align, Table};
use super::{column, words};

/// A chart that is also a table and a sentence: amounts by row and series.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What the chart shows, as a statement rather than a topic.
    pub title: String,
    /// The unit in which the numbers are shown.
    pub unit: String,
    /// How it is drawn.
    pub drawing: Drawing,
    /// What the rows stand for: the title of the table's first column.
    pub label: String,
    /// What each amount of a row stands for: the titles of the table's other columns.
    pub series: Vec<String>,
    /// The rows from the top down, or from the left.
    pub rows: Vec<Row>,
    /// What someone who does not see the chart should know from it.
    pub alt: String,
    /// The sentence that stands in the chart's place when there are no rows.
    pub empty: String,
}

/// How a chart is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// A horizontal bar a row; of one series.
    Bars,
    /// A horizontal bar for each series of a row, one below the other.
    Grouped,
    /// A bar a row, as long as the sum of the series, which lie end to end in it; what is negative lies to the left of nothing.
    Stacked,
    /// As [`Drawing::Stacked`], but every row is as long as the next and shows shares of its sum; what is negative has none.
    Shares,
    /// A line a series over the rows, which are times from left to right, at even distances.
    Lines,
}

/// A row of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row stands for.
    pub label: String,
    /// An amount for each series; `None` where it is not known.
    pub amounts: Vec<Option<Amount>>,
}

/// An amount in a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Amount {
    /// The amount, in any unit that the whole chart shares; may be negative.
    pub value: i64,
    /// The amount as the language writes it.
    pub shown: String,
}

/// What stands for an amount that is not known.
const UNKNOWN: &str = "–";

impl Chart {
    /// Returns the numbers of the chart as a table, a row per row.
    pub fn table(&self) -> Table {
        let mut columns = vec![column(&self.label, Align::Start)];
        columns.extend(self.series.iter().map(|title| column(title, Align::End)));
        let rows = self.rows.iter().map(|row| {
            let amounts = (0..self.series.len()).map(|at| words(row.shown(at)));
            std::iter::once(words(&row.label)).chain(amounts).collect()
        });
        Table { caption: None, rows: rows.collect(), columns, row_headers: true }
    }
}

impl Row {
    /// A row of one series.
    pub fn of_one(label: String, value: i64, shown: String) -> Self {
        Self { label, amounts: vec![Some(Amount { value, shown })] }
    }

    /// The amount of a series, as words; a dash where it is not known.
    pub fn shown(&self, series: usize) -> &str {
        self.amounts.get(series).and_then(Option::as_ref).map_or(UNKNOWN, |amount| &amount.shown)
    }

    /// The amount of a series; `None` where it is not known.
    pub(super) fn value(&self, series: usize) -> Option<i64> {
        self.amounts.get(series).and_then(Option::as_ref).map(|amount| amount.value)
    }
}

/// Shares of the sum in whole per cent that add up to 100, the largest remainders rounded up; what is negative counts as nothing, and
/// of nothing all shares are 0.
pub fn whole_shares(values: &[i64]) -> Vec<i64> {
    let values: Vec<i128> = values.iter().map(|value| i128::from(*value).max(0)).collect();
    let sum: i128 = values.iter().sum();
    if sum == 0 {
        return vec![0; values.len()];
    }
    let mut shares: Vec<i128> = values.iter().map(|value| value * 100 / sum).collect();
    let mut order: Vec<(i128, usize)> = values.iter().enumerate().map(|(at, value)| (-(value * 100 % sum), at)).collect();
    order.sort_unstable();
    let lacking = usize::try_from(100 - shares.iter().sum::<i128>()).unwrap_or(0);
    for (_, at) in order.into_iter().take(lacking) {
        if let Some(share) = shares.get_mut(at) {
            *share += 1;
        }
    }
    shares.into_iter().map(|share| i64::try_from(share).unwrap_or(100)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn thirds_add_up() {
        assert_eq!(whole_shares(&[1, 1, 1]), [34, 33, 33]);
        assert_eq!(whole_shares(&[0, 0]), [0, 0]);
        assert_eq!(whole_shares(&[-5, 5]), [0, 100]);
    }

    proptest! {
        #[test]
        fn shares_add_up_and_lie_within_one_of_the_exact(values in proptest::collection::vec(0..=i64::MAX, 1..12)) {
            let shares = whole_shares(&values);
            let sum: i128 = values.iter().map(|value| i128::from(*value)).sum();
            prop_assert_eq!(shares.iter().sum::<i64>(), if sum == 0 { 0 } else { 100 });
            for (value, share) in values.iter().zip(shares) {
                prop_assert!(sum == 0 || (i128::from(share) * sum - i128::from(*value) * 100).abs() <= sum);
            }
        }
    }
}
