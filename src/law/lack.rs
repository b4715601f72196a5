use super::{Formula, Law, Missing, Occasion, Parameter};
use crate::quantity::Day;

/// A value that the law lacks: the parameter that has none, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lack<'a> {
    /// The parameter; of a formula the part that has no value.
    pub parameter: &'a Parameter,
    /// The day that decides; `None` where that is the due date and it is not known.
    pub on: Option<Day>,
    /// What is known of the day and what is lacking, where the parameter says so.
    pub missing: Option<&'a Missing>,
}

impl Law {
    /// What is lacking where [`Law::read`] has no value; `None` where it has one, or where there is no such parameter.
    pub fn lack(&self, address: &str, occasion: Occasion) -> Option<Lack<'_>> {
        if self.read(address, occasion).is_some() {
            return None;
        }
        let parameter = self.parameters.get(address)?;
        let day = |parameter: &Parameter| if parameter.is_by_due_date() { occasion.due } else { Some(occasion.on) };
        let lack = |parameter| {
            let on = day(parameter);
            Lack { parameter, on, missing: on.and_then(|on| parameter.missing_on(on)) }
        };
        let whole = lack(parameter);
        if whole.missing.is_some() {
            return Some(whole);
        }
        let parts = parameter.formula.iter().flat_map(Formula::operands).filter_map(|address| self.parameters.get(address));
        let part = parts.into_iter().find(|part| day(part).and_then(|day| part.row(day)).is_none());
        Some(part.map_or(whole, lack))
    }
}
