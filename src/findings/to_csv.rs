//! Findings as CSV: one row each, comma separated, UTF-8, amounts in minor units; the same order as in `findings.json`.

use std::fmt::Write;

use super::Finding;
use crate::quantity::Day;

/// The columns' names.
pub(super) const HEADINGS: [&str; 11] =
    ["fingerprint", "clause", "verdict", "kind", "claim", "date", "last_day", "amount", "actual", "waiver", "evidence"];

/// Rows on their way into memory, which refuses none.
pub(super) struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    pub fn new() -> Self {
        Self(csv::Writer::from_writer(Vec::new()))
    }

    /// Adds one finding.
    pub fn finding(&mut self, finding: &Finding) {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let mut evidence = String::new();
        for (index, (file, line)) in finding.evidence.iter().enumerate() {
            let written = write!(evidence, "{}{file}:{line}", if index > 0 { " " } else { "" });
            debug_assert!(written.is_ok(), "memory does not refuse");
        }
        self.row([
            finding.fingerprint.as_str(),
            &finding.clause,
            finding.verdict.name(),
            finding.lapse.name().unwrap_or_default(),
            finding.claim.as_deref().unwrap_or_default(),
            &day(finding.date),
            &day(finding.last_day),
            &finding.amount.map(|amount| amount.to_string()).unwrap_or_default(),
            &finding.actual,
            finding.waiver.as_deref().unwrap_or_default(),
            &evidence,
        ]);
    }

    /// Adds a row, quoted where it must be.
    pub fn row(&mut self, fields: [&str; 11]) {
        let written = self.0.write_record(fields);
        debug_assert!(written.is_ok(), "memory does not refuse");
    }

    pub fn bytes(self) -> Vec<u8> {
        let bytes = self.0.into_inner();
        debug_assert!(bytes.is_ok(), "memory does not refuse");
        bytes.unwrap_or_default()
    }
}
