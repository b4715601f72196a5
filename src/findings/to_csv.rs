use super::Findings;

/// One row a finding, comma separated, UTF-8, amounts in minor units; the same order as in `findings.json`.
///
/// # Errors
/// The rows cannot be written, which memory does not refuse.
pub fn to_csv(findings: &Findings) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "fingerprint",
        "clause",
        "verdict",
        "kind",
        "claim",
        "date",
        "last_day",
        "amount",
        "actual",
        "waiver",
        "evidence",
    ])?;
    for finding in &findings.findings {
        let day = |day: Option<crate::quantity::Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let evidence: Vec<String> = finding.evidence.iter().map(|(file, line)| format!("{file}:{line}")).collect();
        writer.write_record([
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
        ])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
