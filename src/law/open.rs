//! What is open: days without a value, first days that nobody has seen, weak sources, values to be checked again.

use super::{Law, Missing, Parameter, Quality};
use crate::quantity::Day;

/// What is open in the law of one country; each list in the order of the addresses.
#[derive(Debug, Clone, Default)]
pub struct Open<'a> {
    /// Days that are listed as missing, with the reason.
    pub missing: Vec<(&'a Parameter, &'a Missing)>,
    /// Days between or after the values of a formula on which a part has none; both inclusive.
    pub parts: Vec<(&'a Parameter, Day, Option<Day>)>,
    /// Parameters whose first value was seen in force on a day, and may have held before.
    pub starts: Vec<(&'a Parameter, Day)>,
    /// Parameters with values that rest on somebody else's account: how many do.
    pub secondary: Vec<(&'a Parameter, usize)>,
    /// The days by which values are to be checked again, the first of them first.
    pub reviews: Vec<(Day, &'a Parameter)>,
    /// Parameters with values and without such a day.
    pub unreviewed: Vec<&'a Parameter>,
}

impl Law {
    /// Gathers what is open.
    pub fn open(&self) -> Open<'_> {
        let mut open = Open::default();
        for parameter in self.parameters.values() {
            open.missing.extend(parameter.missing.iter().map(|missing| (parameter, missing)));
            if parameter.formula.is_some() {
                let said = |from| parameter.missing_on(from).is_some();
                let gaps = self.gaps(&parameter.address).into_iter().filter(|(from, _)| !said(*from));
                open.parts.extend(gaps.map(|(from, to)| (parameter, from, to)));
            }
            open.starts.extend(parameter.values.iter().filter(|value| value.start_unknown).map(|value| (parameter, value.from)));
            let secondary = parameter.values.iter().filter(|value| value.quality == Quality::Secondary).count();
            if secondary > 0 {
                open.secondary.push((parameter, secondary));
            }
            match parameter.review_by {
                Some(day) => open.reviews.push((day, parameter)),
                None if parameter.values.is_empty() => {}
                None => open.unreviewed.push(parameter),
            }
        }
        open.reviews.sort_by_key(|(day, parameter)| (*day, &parameter.address));
        open
    }

    /// The days between the values of a parameter, and after the last, that have none; both inclusive.
    pub fn gaps(&self, address: &str) -> Vec<(Day, Option<Day>)> {
        let stretches = self.stretches(address);
        let nexts = stretches.iter().skip(1).map(|dated| Some(dated.from.plus_days(-1))).chain([None]);
        let after = stretches.iter().zip(nexts).filter_map(|(dated, next)| Some((dated.to?.plus_days(1), next)));
        after.filter(|(from, to)| to.is_none_or(|to| *from <= to)).collect()
    }

    /// Whether the first value of a parameter may have held before the day on which it is first known.
    pub fn start_is_unknown(&self, address: &str) -> bool {
        let first = self.stretches(address).first().and_then(|dated| self.read(address, super::Occasion::on(dated.from)));
        first.is_some_and(|reading| reading.rests_on.iter().any(|(_, row)| row.start_unknown))
    }

    /// The last day on which any value was checked; `None` for a law without values.
    pub fn last_checked(&self) -> Option<Day> {
        self.parameters.values().flat_map(|parameter| &parameter.values).map(|value| value.verified_on).max()
    }
}
