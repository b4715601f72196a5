use std::fmt::Write as _;

use super::{clause_of, verdict_words};
use crate::documents::to_html::escape_html;
use crate::findings::{Change, Finding, Findings, clause_words};
use crate::plan::Verdict;
use crate::prose::Voice;
use crate::quantity::{Day, Money};
use crate::strategy::Severity;

/// The columns' headings, and whether they hold numbers.
const COLUMNS: [(&str, bool); 10] = [
    ("sheet-clause", false),
    ("sheet-severity", false),
    ("sheet-verdict", false),
    ("sheet-claim", false),
    ("sheet-date", false),
    ("sheet-last-day", false),
    ("sheet-amount", true),
    ("sheet-actual", false),
    ("sheet-evidence", false),
    ("sheet-fingerprint", false),
];

/// The table of findings: a group of rows for each clause, headed by what it promises.
pub(super) struct Rows<'a> {
    pub findings: &'a Findings,
    /// Clause by clause, in the order of the document.
    pub found: &'a [Finding],
    pub voice: &'a Voice,
}

impl Rows<'_> {
    pub(super) fn write(&self, html: &mut String) {
        let voice = self.voice;
        let text = |key: &str| escape_html(&voice.lang.text(key));
        let compared = self.findings.baseline.is_some();
        _ = writeln!(
            html,
            "<p id=\"findings_caption\">{0}</p>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{1}\">\n\
             <table id=\"findings_table\" aria-label=\"{1}\">\n<thead>\n<tr>",
            text("findings-page-caption"),
            text("sheet-findings")
        );
        let change = compared.then_some(("sheet-change", false));
        let columns: Vec<(&str, bool)> = COLUMNS.into_iter().chain(change).collect();
        for (key, is_number) in &columns {
            let unit = if *key == "sheet-amount" && !voice.currency.is_empty() { format!(" ({})", voice.currency) } else { String::new() };
            let class = if *is_number { " class=\"end\"" } else { "" };
            _ = writeln!(html, "<th scope=\"col\"{class}>{}{}</th>", text(key), escape_html(&unit));
        }
        html.push_str("</tr>\n</thead>\n");
        for group in self.found.chunk_by(|one, next| one.clause == next.clause) {
            self.group(html, group, columns.len());
        }
        html.push_str("</table>\n</div>\n");
    }

    fn group(&self, html: &mut String, group: &[Finding], columns: usize) {
        let Some(first) = group.first() else { return };
        let (place, clause) = clause_of(&self.findings.clauses, &first.clause);
        let count = self.voice.number(i64::try_from(group.len()).unwrap_or(i64::MAX));
        let expected = clause.map(|clause| format!("{} ", escape_html(&clause.expected))).unwrap_or_default();
        let count = escape_html(&self.voice.lang.text_words("findings-page-count", &[("all", &count)]));
        _ = writeln!(
            html,
            "<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{columns}\"><div><span>{}</span> {expected}<span class=\"count\">{count}</span></div></th></tr>",
            broken(&clause_words(&first.clause, self.voice.lang))
        );
        let severity = clause.map(|clause| clause.severity);
        group.iter().for_each(|finding| self.row(html, finding, (place, severity)));
        html.push_str("</tbody>\n");
    }

    fn row(&self, html: &mut String, finding: &Finding, (place, severity): (usize, Option<Severity>)) {
        let voice = self.voice;
        let kind = finding.lapse.name().map(|kind| format!("-{kind}")).unwrap_or_default();
        let amount = finding.amount.map(|amount| format!(" data-amount=\"{amount}\"")).unwrap_or_default();
        _ = write!(
            html,
            "<tr class=\"finding\" data-clause=\"{}\" data-verdict=\"{}{kind}\"{amount}><td data-order=\"{place}\">{}</td>",
            escape_html(&finding.clause),
            finding.verdict.name(),
            broken(&clause_words(&finding.clause, voice.lang))
        );
        match severity {
            Some(severity) => {
                let words = voice.lang.text(&format!("severity-{}", severity.name()));
                _ = write!(html, "<td data-order=\"{}\">{}</td>", rank(severity), escape_html(&words));
            }
            None => html.push_str("<td></td>"),
        }
        let worst = Verdict::WORST_FIRST.iter().position(|one| *one == finding.verdict).unwrap_or_default();
        let waiver = finding.waiver.as_ref().map(|id| format!(" ({})", escape_html(id))).unwrap_or_default();
        let verdict = escape_html(&verdict_words(finding.verdict, finding.lapse, voice.lang));
        _ = write!(html, "<td data-order=\"{worst}\">{verdict}{waiver}</td>");
        match &finding.claim {
            Some(claim) => _ = write!(html, "<th scope=\"row\">{}</th>", escape_html(claim)),
            None => html.push_str("<td></td>"),
        }
        for day in [finding.date, finding.last_day] {
            _ = write!(html, "<td class=\"day\">{}</td>", day.map(time).unwrap_or_default());
        }
        let shown = finding.amount.map(|amount| (format!(" data-order=\"{amount}\""), escape_html(&voice.amount(Money(amount)))));
        let (order, shown) = shown.unwrap_or_default();
        _ = write!(html, "<td class=\"end\"{order}>{shown}</td>");
        _ = write!(html, "<td class=\"found\">{}</td><td>", escape_html(&finding.actual));
        for (at, (file, line)) in finding.evidence.iter().enumerate() {
            _ = write!(html, "{}<span class=\"row\">{}:{line}</span>", if at > 0 { " " } else { "" }, escape_html(file));
        }
        _ = write!(html, "</td><td class=\"print\"><code>{}</code></td>", escape_html(&finding.fingerprint));
        if self.findings.baseline.is_some() {
            _ = write!(html, "<td>{}</td>", escape_html(&self.change(finding)));
        }
        html.push_str("</tr>\n");
    }

    /// How a finding differs from the earlier run, with the verdict before where that has changed.
    fn change(&self, finding: &Finding) -> String {
        let lang = self.voice.lang;
        let Some(change) = finding.change else { return String::new() };
        let words = lang.text(&format!("change-{}", change.name()));
        match change {
            Change::Changed(was) => format!("{words} ({}: {})", lang.text("sheet-was"), was.words(lang)),
            Change::New | Change::Unchanged => words,
        }
    }
}

/// The gravest first.
fn rank(severity: Severity) -> u8 {
    match severity {
        Severity::Critical => 0,
        Severity::Major => 1,
        Severity::Minor => 2,
    }
}

fn time(day: Day) -> String {
    format!("<time datetime=\"{day}\">{day}</time>")
}

/// An address that may go on in the next line after a stroke.
fn broken(address: &str) -> String {
    escape_html(address).replace('/', "/<wbr>")
}
