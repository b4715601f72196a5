use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::{Chart, Document, Drawing, Row};
use super::counted::{counted, tell_figures};
use super::horizon::horizons;
use super::remedies::remedies;
use super::reported::{reported, tell_verdicts, without_value};
use super::standing::standing;
use super::verdicts::by_chapter;
use super::{PaperError, about, blocks, chapters, document, duties, place, plain, shortened, told_promises, waiver};
use crate::findings::{CaseSummary, Findings, reason_words};
use crate::governance::report::promises::Promise;
use crate::governance::{Governance, Obligation};
use crate::plan::{Lapse, Verdict};
use crate::prose::Voice;
use crate::quantity::{Day, Money};
use crate::strategy::Strategy;

/// More bars than this say less.
const BARS: usize = 10;

/// The report of how practice kept to the strategy: counts only, never a claim.
///
/// It opens with one chart of where promises are broken, then has the verdicts by chapter, what was owed, the coverage, and what
/// could not be judged. Without cases it says so and carries no verdicts. Reported figures after the as-of date are left out.
///
/// # Errors
/// The template cannot be filled in.
pub fn compliance_report(strategy: &Strategy, governance: &Governance, findings: &Findings) -> Result<Document, PaperError> {
    let lang = findings.lang;
    let voice = strategy.voice(lang);
    let judged = findings.as_of.is_some();
    let mut chapters = chapters(strategy, judged.then_some(findings), &voice);
    tell_verdicts(&mut chapters, strategy, governance, findings.as_of, &voice);
    tell_figures(&mut chapters, findings, &voice);
    let horizons = horizons(strategy, findings, &voice);
    let mut charts = BTreeMap::from([("breaches".to_owned(), chart(strategy, findings, &voice).into())]);
    let figures = reported(strategy, governance, findings.as_of, &voice, &mut charts);
    let measures = counted(strategy, findings, &voice, &mut charts);
    let verdicts = by_chapter(strategy, findings, &voice);
    let has_verdicts = judged && !verdicts.rows.is_empty();
    charts.insert("verdicts".to_owned(), verdicts.into());
    let duties = duties::kept(strategy, findings, &voice);
    let has_duties = duties.is_some();
    charts.extend(duties.map(|duties| ("duties".to_owned(), duties.into())));
    let coverage = findings.coverage;
    let number = |n: u64| voice.number(i64::try_from(n).unwrap_or(i64::MAX));
    let rules = findings.clauses.iter().filter(|clause| clause.kept == "rule");
    let kept = strategy.clauses().filter_map(|clause| findings.worst(&clause.address)).filter(|verdict| *verdict == Verdict::Met).count();
    let decided = [Verdict::Met, Verdict::Breached, Verdict::Waived];
    let context = json!({
        "about": about(strategy, &voice),
        "as_of": findings.as_of.map(|day| voice.day(day)),
        "cases": findings.cases.as_ref().map(|cases| told(cases, &voice)),
        "remedies": remedies(strategy, findings, &voice),
        "standing": standing(&findings.standing, &voice),
        "chapters": chapters,
        "figures": figures,
        "measures": measures,
        "measures_open": without_value(strategy, governance, findings.as_of).saturating_sub(findings.measures.len()),
        "has_verdicts": has_verdicts,
        "has_duties": has_duties,
        "breached": number(findings.total(Verdict::Breached)),
        "has_breaches": findings.total(Verdict::Breached) > 0,
        "clauses_breached": strategy.clauses().filter(|clause| findings.tally(&clause.address).breached > 0).count(),
        "clauses_kept": kept,
        "clauses_judged": strategy.clauses().filter_map(|clause| findings.worst(&clause.address)).filter(|verdict| decided.contains(verdict)).count(),
        "waived": number(findings.total(Verdict::Waived)),
        "unexercised": rules.filter(|clause| clause.tally.activations() == 0).count(),
        "coverage": {
            "clauses": coverage.clauses(), "rule": coverage.rule, "measure": coverage.measure,
            "duty": coverage.duty, "attested": coverage.attested, "narrative": coverage.narrative,
        },
        "obligations": findings.obligations.iter().map(|one| owed(one, strategy, findings.as_of, &voice)).collect::<Vec<_>>(),
        "promises": promised(strategy, governance, findings, &voice),
        "waivers": findings.waivers.iter().map(|one| waiver(&one.waiver, Some(one), strategy, &voice)).collect::<Vec<_>>(),
        "horizons": horizons.iter().map(|one| &one.told).collect::<Vec<_>>(),
        "run": {
            "version": env!("CARGO_PKG_VERSION"),
            "strategy": short_digest(&findings.strategy.1),
            "law": short_digest(&findings.law.1),
            "built_in_law": findings.law.0.is_empty(),
            "has_law": !findings.law.1.is_empty(),
        },
    });
    charts.extend(horizons.into_iter().flat_map(|one| one.charts));
    let blocks = blocks("compliance-report", &strategy.authority.house, lang, &context, &charts)?;
    let subtitle = match findings.as_of {
        Some(day) => lang.text_words("paper-as-of", &[("day", &voice.day(day))]),
        None => lang.text("paper-no-cases"),
    };
    let title = lang.text_words("paper-compliance-title", &[("title", &strategy.title)]);
    Ok(document(strategy, lang, "compliance-report", findings.as_of.unwrap_or(strategy.period.0), subtitle, title, blocks))
}

fn short_digest(digest: &str) -> String {
    digest.chars().take(23).collect()
}

fn chart(strategy: &Strategy, findings: &Findings, voice: &Voice) -> Chart {
    let lang = voice.lang;
    let number = |n: u64| voice.number(i64::try_from(n).unwrap_or(i64::MAX));
    let mut broken: Vec<(usize, u64, u64, String)> = Vec::new();
    for (index, clause) in strategy.clauses().enumerate() {
        let tally = findings.tally(&clause.address);
        if tally.breached > 0 {
            let judged = tally.met + tally.breached + tally.waived + tally.unknown;
            broken.push((index + 1, tally.breached, judged, plain(&clause.text)));
        }
    }
    broken.sort_by_key(|(place, breached, ..)| (std::cmp::Reverse(*breached), *place));
    let rows = broken.iter().take(BARS).map(|(place, breached, all, text)| {
        let shown = lang.text_words("chart-of", &[("breached", &number(*breached)), ("all", &number(*all))]);
        Row::of_one(format!("{place}. {}", shortened(text, 46)), i64::try_from(*breached).unwrap_or(i64::MAX), shown)
    });
    let said: Vec<String> = broken
        .iter()
        .take(3)
        .map(|(place, breached, ..)| lang.text_words("chart-one", &[("clause", &place.to_string()), ("breached", &number(*breached))]))
        .collect();
    let (most, count) = broken.first().map_or((0, 0), |(place, breached, ..)| (*place, *breached));
    Chart {
        title: lang.text_words("chart-title", &[("clause", &most.to_string()), ("breached", &number(count))]),
        unit: lang.text("chart-unit"),
        drawing: Drawing::Bars,
        label: lang.text("chart-clause"),
        series: vec![lang.text("chart-unit")],
        rows: rows.collect(),
        alt: lang.text_words("chart-alt", &[("most", &said.join("; "))]),
        empty: lang.text("chart-empty"),
    }
}

pub(super) fn told(cases: &CaseSummary, voice: &Voice) -> Value {
    let lang = voice.lang;
    let mut reasons: BTreeMap<String, i64> = BTreeMap::new();
    for (_, _, reason) in &cases.rejected {
        *reasons.entry(reason_words(reason, lang)).or_default() += 1;
    }
    let count = |n: usize| voice.number(i64::try_from(n).unwrap_or(i64::MAX));
    json!({
        "name": cases.name,
        "synthetic": cases.synthetic,
        "complete": cases.complete,
        "claims": count(cases.claims),
        "events": count(cases.events),
        "rejected": count(cases.rejected.len()),
        "differences": cases.differences.iter().map(|one| {
            let shown = |number: i64| if one.of_rows { voice.number(number) } else { voice.money(Money(number)) };
            let key = match (one.of_claims, one.of_rows) {
                (true, true) => "control-claims-rows",
                (true, false) => "control-claims-sum",
                (false, true) => "control-events-rows",
                (false, false) => "control-events-sum",
            };
            lang.text_words(key, &[("stated", &shown(one.stated)), ("found", &shown(one.found))])
        }).collect::<Vec<_>>(),
        "has_rejected": !cases.rejected.is_empty(),
        "reasons": reasons.iter().map(|(reason, rows)| json!({"reason": reason, "rows": voice.number(*rows)})).collect::<Vec<_>>(),
        "later": count(cases.later.len()),
        "has_later": !cases.later.is_empty(),
        "repeated": count(cases.repeated.len()),
        "has_repeated": !cases.repeated.is_empty(),
        "digest": short_digest(&cases.digest),
    })
}

/// The promises of annual reports whose time ends, or that can first be followed up, within the strategy's period, and what had become
/// of them.
fn promised(strategy: &Strategy, governance: &Governance, findings: &Findings, voice: &Voice) -> Vec<Value> {
    let Some(as_of) = findings.as_of else { return Vec::new() };
    let (first, last) = strategy.period;
    let told = told_promises(strategy, &governance.reports, &governance.figures, voice.lang);
    let is_within = |promise: &Promise| [promise.last(), promise.followed()].iter().any(|day| (first..=last).contains(day));
    let owed = told.iter().filter(|(promise, _)| is_within(promise) && promise.made() <= as_of);
    let tell = |(promise, words): &(Promise, String)| {
        let standing = promise.standing(&governance.reports, as_of);
        json!({"words": words, "report": promise.report, "time": promise.time(voice), "verdict": standing.words(voice.lang)})
    };
    owed.map(tell).collect()
}

fn owed(one: &Obligation, strategy: &Strategy, as_of: Option<Day>, voice: &Voice) -> Value {
    let lang = voice.lang;
    let verdict = match one.lapse {
        Lapse::Late => lang.text("word-late"),
        Lapse::Missing => lang.text("word-missing"),
        _ => one.verdict.words(lang),
    };
    json!({
        "number": place(strategy, &one.clause),
        "unit": one.owed.unit_words(voice),
        "due": voice.day(one.owed.due),
        "done": one.done.last().map(|done| voice.day(done.date)),
        "verdict": verdict,
        "open": one.verdict == Verdict::NotYetDue,
        "drawn": as_of.is_some_and(|day| duties::is_drawn(one, day)),
    })
}
