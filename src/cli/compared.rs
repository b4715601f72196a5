use std::path::Path;

use rettesnor::diagnostic::{Code, Diagnostic, Diagnostics};
use rettesnor::findings::{Baseline, Changes, Findings, Judged};
use rettesnor::prose::Voice;
use rettesnor::quantity::Day;
use rettesnor::source::shown;

use crate::check::dash;

/// Holds findings against an earlier run; what makes the comparison doubtful is given back.
pub(crate) fn compare(judged: &mut Judged<'_>, baseline: Baseline, path: &Path) -> Diagnostics {
    let mut doubts = Diagnostics::default();
    let now = judged.findings.strategy.0.clone();
    let comparison = judged.compare(baseline);
    let earlier = &comparison.run.strategy.0;
    if *earlier != now {
        let message = format!("the earlier run in `{}` is of the strategy `{earlier}`, and this one is of `{now}`", shown(path));
        doubts.push(
            Diagnostic::warning(Code::BaselineOther, None, message)
                .help(format!("name the `findings.json` of an earlier run of `{now}` with `--baseline`")),
        );
    } else if comparison.is_disjoint() {
        let message = format!("this run and the earlier one in `{}` have no finding in common: all are new or gone", shown(path));
        doubts.push(
            Diagnostic::warning(Code::BaselineOther, None, message)
                .help("use the same key for both runs with `--key FILE`, and the same case set"),
        );
    }
    doubts
}

/// How wide a column of counts is, and what is left of 80 columns for the clauses.
const COUNT: usize = 10;
const CLAUSE: usize = 80 - 4 * COUNT;

/// What is new, unchanged, changed and gone: a line for each clause where there is any, then in all.
pub(crate) fn compared(findings: &Findings, path: &Path) -> Vec<String> {
    let Some(comparison) = &findings.baseline else { return Vec::new() };
    let lang = findings.lang;
    let voice = Voice::new(lang, "");
    let file = shown(path);
    let heading = match Day::parse(&comparison.run.as_of) {
        Ok(day) => lang.text_words("table-compared-day", &[("file", &file), ("day", &voice.day(day))]),
        Err(_) => lang.text_words("table-compared", &[("file", &file)]),
    };
    let names: String =
        ["new", "unchanged", "changed", "gone"].map(|name| format!("{:>COUNT$}", lang.text(&format!("change-{name}")))).concat();
    let mut lines = vec![String::new(), heading, String::new(), format!("{:CLAUSE$}{names}", "")];
    let total = (lang.text("table-activations"), comparison.total());
    for (clause, Changes { new, unchanged, changed, gone }) in comparison.clauses.iter().chain([&total]) {
        let counts: String = [new, unchanged, changed, gone].map(|count| format!("{:>COUNT$}", dash(*count, &voice))).concat();
        if clause.chars().count() < CLAUSE {
            lines.push(format!("{clause:CLAUSE$}{counts}"));
        } else {
            lines.extend([clause.clone(), format!("{:CLAUSE$}{counts}", "")]);
        }
    }
    lines
}
