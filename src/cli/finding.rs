use rettesnor::findings::explain::Facts;
use rettesnor::findings::{Finding, Wanted, assemble, finding_json};
use rettesnor::prose::Lang;
use serde_json::json;

use crate::page::Page;
use crate::screen::{Screen, Style};

/// Tells a finding that is of no single claim: of a duty, a debtor, a year, a share, a waiver, or of the strategy as a whole. Gives
/// whether there is one with the fingerprint.
pub(crate) fn told(facts: Facts<'_>, fingerprint: &str, lang: Lang, screen: &Screen) -> bool {
    let judged = assemble(facts.strategy, facts.governance, facts.source, facts.mask, lang, Wanted::Findings);
    let found = judged.each(|finding| if finding.fingerprint == fingerprint { Err(Box::new(finding)) } else { Ok(()) });
    let Err(finding) = found else { return false };
    if screen.style == Style::Json {
        screen.json(
            &json!({"as_of": facts.source.as_of.to_string(), "cases": facts.source.description.name, "finding": finding_json(&finding)}),
        );
        return true;
    }
    let expected = judged.findings.clauses.iter().find(|clause| clause.address == finding.clause).map(|clause| clause.expected.as_str());
    screen.line(&page(&finding, expected, facts, lang, screen.style == Style::Human));
    true
}

fn page(finding: &Finding, expected: Option<&str>, facts: Facts<'_>, lang: Lang, wraps: bool) -> String {
    let voice = facts.strategy.voice(lang);
    let mut page = Page::new(wraps);
    page.put(0, &lang.text_words("explain-about", &[("name", &facts.source.description.name), ("day", &voice.day(facts.source.as_of))]));
    page.gap();
    page.put(0, &format!("{}: {}", finding.clause, finding.verdict.words(lang)));
    expected.into_iter().for_each(|expected| page.put(2, expected));
    page.put(2, &finding.actual);
    for used in &finding.law {
        page.put(2, &format!("{}, {}: {}", used.parameter, voice.day(used.occasion.on), used.value));
    }
    finding.basis.iter().for_each(|basis| page.put(2, basis));
    finding.evidence.iter().for_each(|(file, line)| page.put(2, &format!("{file}:{line}")));
    page.text()
}
