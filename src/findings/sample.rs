//! A small set of findings for the tests of what leaves it.

use super::{CaseSummary, ClauseResult, Finding, Findings, LawUse};
use crate::cases::Reason;
use crate::law::Occasion;
use crate::plan::{Lapse, Tally, Verdict};
use crate::prose::Lang;
use crate::quantity::Day;
use crate::strategy::{Coverage, Severity};

/// Two clauses, one of them unexercised, and three findings: breached, waived, unknown.
pub(super) fn findings() -> Findings {
    let clause = |address: &str, severity, tally| ClauseResult {
        address: address.to_owned(),
        clause: address.to_owned(),
        kept: "rule",
        rule: Some("followed_by"),
        severity,
        expected: "=Senest 14 dage efter forfald kommer rykker.".to_owned(),
        tally,
        is_law: false,
    };
    let finding = |digit: &str, verdict, lapse| Finding {
        fingerprint: digit.repeat(32),
        clause: "a/rykker".to_owned(),
        verdict,
        lapse,
        claim: Some("+45 12".to_owned()),
        date: Day::new(2026, 3, 1),
        last_day: Day::new(2026, 3, 15),
        amount: Some(192_550),
        actual: "rykker den 16. marts 2026, 15 dage efter".to_owned(),
        law: vec![LawUse {
            parameter: "dk/gebyrlov/reminder-fee".to_owned(),
            occasion: Occasion::on(Day(20_513)),
            value: "100 kr.".to_owned(),
        }],
        basis: vec!["dk/gebyrlov/reminder-fee".to_owned()],
        evidence: vec![("krav 1.csv".to_owned(), 3), ("hændelser.csv".to_owned(), 7)],
        waiver: (verdict == Verdict::Waived).then(|| "flytning".to_owned()),
        change: None,
    };
    let mut unknown = finding("3", Verdict::Unknown, Lapse::None);
    (unknown.claim, unknown.date, unknown.last_day, unknown.amount) = (None, None, None, None);
    unknown.evidence.clear();
    Findings {
        lang: Lang::Da,
        masked: true,
        waivers: Vec::new(),
        remedies: Default::default(),
        horizons: Vec::new(),
        measures: Vec::new(),
        as_of: Day::new(2026, 12, 31),
        strategy: ("prøve".to_owned(), "blake3:11".to_owned()),
        law: (String::new(), "blake3:22".to_owned()),
        standing: crate::governance::Standing::default(),
        cases: Some(CaseSummary {
            name: "Prøvedata".to_owned(),
            synthetic: true,
            complete: false,
            claims: 4,
            events: 9,
            rejected: vec![("krav 1.csv".to_owned(), 5, Reason::StrayQuote)],
            later: vec![("hændelser.csv".to_owned(), 8)],
            differences: Vec::new(),
            repeated: Vec::new(),
            digest: "blake3:33".to_owned(),
            description: "blake3:44".to_owned(),
        }),
        coverage: Coverage { rule: 2, ..Coverage::default() },
        clauses: vec![
            clause(
                "a/rykker",
                Severity::Major,
                Tally {
                    met: 2,
                    breached: 1,
                    late: 1,
                    missing: 0,
                    waived: 1,
                    not_applicable: 0,
                    not_yet_due: 0,
                    unknown: 1,
                    claims_breached: 1,
                    amount_breached: 192_550,
                },
            ),
            clause("a/tavs", Severity::Minor, Tally::default()),
        ],
        findings: vec![finding("1", Verdict::Breached, Lapse::Late), finding("2", Verdict::Waived, Lapse::Missing), unknown],
        obligations: Vec::new(),
        baseline: None,
    }
}
