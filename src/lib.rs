//! Policy as code for municipal debt collection.

pub mod source;

pub mod quantity;

pub mod diagnostic;

pub mod yaml;

pub mod prose;

pub mod law;

pub mod cases;

pub mod plan;

pub mod rules;

pub mod strategy;

pub mod governance;

pub mod findings;

pub mod documents;

pub mod generate;

use yaml::Shape;

/// The JSON Schemas of every file that people write, by name, as they lie in `schemas/`.
pub fn schemas() -> Vec<(&'static str, String)> {
    fn of<T: Shape>() -> (&'static str, String) {
        (T::NAME, format!("{:#}\n", T::schema()))
    }
    vec![
        of::<strategy::written::StrategyFile>(),
        of::<cases::written::CasesFile>(),
        of::<governance::DecisionsFile>(),
        of::<governance::RegisterFile>(),
        of::<governance::WaiversFile>(),
        of::<law::ParameterFile>(),
        of::<law::TracksFile>(),
        of::<law::HolidaysFile>(),
        of::<strategy::written::ClausesFile>(),
    ]
}
