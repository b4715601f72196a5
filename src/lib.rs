//! Policy as code for municipal debt collection in Denmark and Norway.
//!
//! A strategy is text that is proved ([`strategy`]), cases are columns ([`cases`]), a rule is a question about them ([`plan`]), and
//! what differs is a finding ([`findings`]) that documents tell ([`documents`]). Each module uses only those listed above it.
//!
//! # Example
//! ```
//! use rettesnor::{source::Sources, strategy::load};
//!
//! let mut sources = Sources::default();
//! let loaded = load("strategy/examples/traffic-fines".as_ref(), &mut sources)?;
//! let strategy = loaded.strategy.ok_or("the text is invalid")?;
//! assert_eq!(strategy.coverage().rule, 10);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod source;

pub mod quantity;

pub mod diagnostic;

pub mod yaml;

pub mod prose;

pub mod house;

pub mod law;

pub mod cases;

pub mod plan;

pub mod rules;

pub mod measures;

pub mod strategy;

pub mod governance;

pub mod findings;

pub mod documents;

pub mod generate;

use yaml::Shape;

/// The JSON Schemas of every file that people write, and of `findings.json`, `against.json` and the manifests of evidence packs, by name, as they lie in `schemas/`.
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
        of::<governance::RemediesFile>(),
        of::<governance::report::ReportFile>(),
        of::<house::HouseFile>(),
        of::<governance::plans::PlanFile>(),
        of::<law::ParameterFile>(),
        of::<law::TracksFile>(),
        of::<law::HolidaysFile>(),
        of::<strategy::written::ClausesFile>(),
        ("evidence", format!("{:#}\n", governance::evidence::schema())),
        ("findings", format!("{:#}\n", findings::schema())),
        ("against", format!("{:#}\n", findings::against::schema())),
    ]
}
