//! A reported figure for tests.

use super::{Reported, Unit, Written};
use crate::quantity::Day;
use crate::source::{Sources, Span};

/// A figure of all claims, as written, in a unit.
pub(super) fn figure(hundredths: i64, places: u32, unit: Unit) -> Reported {
    let source = Sources::default().add("figures.csv", "");
    Reported {
        measure: "time".into(),
        claim_type: None,
        reason: None,
        date: Day::new(2025, 1, 1).unwrap(),
        value: Written { hundredths, places },
        unit,
        source: "report".into(),
        estimated: false,
        follows: None,
        span: Span { source, start: 0, end: 0 },
    }
}
