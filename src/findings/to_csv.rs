//! Findings as CSV: one row each, comma separated, UTF-8, amounts in minor units; the same order as in `findings.json`.

use std::io;

use super::Finding;
use crate::quantity::Day;

/// The columns' names.
pub(super) const HEADINGS: [&str; 11] =
    ["fingerprint", "clause", "verdict", "kind", "claim", "date", "last_day", "amount", "actual", "waiver", "evidence"];

/// One finding.
pub(super) fn line(finding: &Finding) -> Vec<u8> {
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let evidence: Vec<String> = finding.evidence.iter().map(|(file, line)| format!("{file}:{line}")).collect();
    let written = row([
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
        &evidence.join(" "),
    ]);
    debug_assert!(written.is_ok(), "memory does not refuse");
    written.unwrap_or_default()
}

/// One row, quoted where it must be.
///
/// # Errors
/// The row cannot be written, which memory does not refuse.
pub(super) fn row(fields: [&str; 11]) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().buffer_capacity(256).from_writer(Vec::with_capacity(256));
    writer.write_record(fields)?;
    writer.into_inner().map_err(|error| error.into_error())
}
