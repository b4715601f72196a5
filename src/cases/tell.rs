//! What an officer hears of a source: totals that differ, columns that are not there, rows that were not taken in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::interpret::Slots;
use super::{Cases, ControlTotals, Description};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::quantity::Money;
use crate::source::shown;

/// A total of the source that differs from what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whether it is the claims table's; else the events'.
    pub of_claims: bool,
    /// Whether rows are counted; else amounts are summed, in minor units.
    pub of_rows: bool,
    /// What the description states.
    pub stated: i64,
    /// What was read.
    pub found: i64,
}

/// Holds what was read against the totals that the description states.
pub(super) fn control(of_claims: bool, stated: ControlTotals, (rows, sum): (i64, i64), diagnostics: &mut Diagnostics) -> Vec<Difference> {
    let what = if of_claims { "the claims table" } else { "the events" };
    let help = "draw the data again, or correct `control:` in the description";
    let mut differences = Vec::new();
    if let Some(stated) = stated.rows.filter(|stated| *stated != rows) {
        let message = format!("{what} should have {stated} rows and has {rows}");
        diagnostics.push(Diagnostic::warning(Code::ControlTotal, None, message).help(help));
        differences.push(Difference { of_claims, of_rows: true, stated, found: rows });
    }
    if let Some(Money(stated)) = stated.sum.filter(|stated| *stated != Money(sum)) {
        let shown = |minor: i64| format!("{}{},{:02}", if minor < 0 { "-" } else { "" }, minor.abs() / 100, minor.abs() % 100);
        let message = format!("{what} should sum to {} and sum to {}", shown(stated), shown(sum));
        diagnostics.push(Diagnostic::warning(Code::ControlTotal, None, message).help(help));
        differences.push(Difference { of_claims, of_rows: false, stated, found: sum });
    }
    differences
}

/// Reports columns that are not there; false where no row can be placed without one.
///
/// `header` holds the columns' names, or nothing where a format has none.
pub(super) fn missing_columns(path: &Path, missing: &[String], header: &[String], slots: &Slots, diagnostics: &mut Diagnostics) -> bool {
    let mut placeable = true;
    for column in slots.wanted.iter().filter(|column| header.iter().filter(|name| name == column).count() > 1) {
        let message = format!("`{}` has several columns `{column}`; the first is read", shown(path));
        diagnostics.push(Diagnostic::warning(Code::ColumnMissing, None, message).help("give each column a name of its own in the export"));
    }
    for column in missing {
        let message = format!("`{}` has no column `{column}`", shown(path));
        let help = match closest(column, header.iter().map(String::as_str)) {
            Some(meant) => format!("write `{meant}` in the description"),
            // Where none of the names is found, the first line may be data: its words are not shown.
            None if header.is_empty() || missing.len() == slots.wanted.len() => "look at the names in the file's header".to_owned(),
            None => format!("its columns are {}", header.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
        };
        if slots.is_needed(column) {
            placeable = false;
            diagnostics
                .push(Diagnostic::error(Code::ColumnNeeded, None, format!("{message}, without which no row can be placed")).help(help));
        } else {
            diagnostics.push(Diagnostic::warning(Code::ColumnMissing, None, format!("{message}: its values are unknown")).help(help));
        }
    }
    placeable
}

/// Says what of the data was not taken in.
pub(super) fn refusals(cases: &Cases, unmapped: &BTreeMap<String, u64>, description: &Description, diagnostics: &mut Diagnostics) {
    let tables = description.claims.iter().chain([&description.events]);
    let coded = tables.flat_map(|table| ["event", "claim_type", "debtor_kind"].map(|role| table.columns.get(role)));
    let is_masked = coded.flatten().any(|column| description.personal.contains(column));
    let codes: Vec<(&String, u64)> = unmapped.iter().map(|(code, rows)| (code, *rows)).take(20).collect();
    let wanted: BTreeSet<&str> = codes.iter().map(|(code, _)| code.as_str()).collect();
    let mut persons: BTreeSet<&str> = BTreeSet::new();
    if !wanted.is_empty() {
        let names = cases.claims().flat_map(|claim| claim.debtors().chain([claim.name()]));
        persons.extend(names.filter(|name| wanted.contains(name)));
    }
    for (code, rows) in codes {
        // Cells that changed places must not bring a debtor on the screen.
        if is_masked || persons.contains(code.as_str()) {
            let what =
                if is_masked { "an unknown code in a personal column" } else { "the name of a claim or debtor where a code belongs" };
            let message = format!("{} with {what}", counted(rows));
            diagnostics.push(Diagnostic::warning(Code::RowsRefused, None, message).help("look at which column is what in the description"));
            continue;
        }
        let message = format!("{} with the code `{code}`, which the description neither maps nor ignores", counted(rows));
        diagnostics.push(
            Diagnostic::warning(Code::RowsRefused, None, message)
                .help(format!("add `{code}: …` under `codes:`, or list it under `ignored:`")),
        );
    }
    if !cases.refused.is_empty() {
        let (known, lost) = cases.refused.iter().partition::<Vec<_>, _>(|refused| refused.has_claim);
        let message = format!(
            "{} refused; {} can be placed with a claim, whose verdicts are unknown where it matters; {} cannot, which leaves the run incomplete",
            counted(cases.refused.len() as u64),
            known.len(),
            lost.len()
        );
        diagnostics.push(
            Diagnostic::warning(Code::RowsRefused, None, message).help("they are listed with file, line and reason in findings.json"),
        );
    }
    if !cases.repeated.is_empty() {
        let message = format!("{} standing twice, word for word; both are counted", counted(cases.repeated.len() as u64));
        diagnostics.push(Diagnostic::warning(Code::RowsTwice, None, message).help("they are listed with file and line in findings.json"));
    }
}

fn counted(rows: u64) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}
