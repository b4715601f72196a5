//! The documents that a council gets: data to a template to Markdown to the block tree.

mod agenda;
mod annual;
mod changes;
mod compliance;
mod counted;
mod duties;
mod evidence;
mod fault;
mod horizon;
mod must;
mod plan;
mod plan_chart;
mod plan_items;
mod ready;
mod recorded;
mod remedies;
mod reported;
mod standing;
mod strategy;
mod template;
mod verdicts;
mod way;

pub use agenda::{agenda_item, plan_agenda_item};
pub use annual::{annual_report, told_promises};
pub use changes::{Before, changes_paper, point_words};
pub use compliance::compliance_report;
pub use evidence::evidence_summary;
pub use plan::plan_paper;
pub use ready::{ReadyClause, ready_clauses};
pub use strategy::strategy_paper;
pub use template::{PaperError, built_in_templates};

use std::collections::BTreeMap;

use serde_json::{Value, json};

use self::template::blocks;
use super::{Block, from_markdown, typography};
use crate::cases::{ClaimField, FieldRef};
use crate::findings::{Findings, Status, WaiverUse};
use crate::governance::Waiver;
use crate::plan::{Gate, Scope};
use crate::prose::{Fact, Lang, Voice};
use crate::quantity::{Day, Money};
use crate::strategy::{Chapter, Clause, Kept, RecurrenceUnit, Strategy};

/// The words of Markdown without their form.
pub fn plain(markdown: &str) -> String {
    let blocks = from_markdown(markdown, &BTreeMap::new()).unwrap_or_default();
    let texts = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(inlines) | Block::Heading { text: inlines, .. } => Some(super::plain_text(inlines)),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// What every paper says of the strategy.
fn about(strategy: &Strategy, voice: &Voice) -> Value {
    let replaces = strategy.replaces.as_ref().map(|before| json!({"title": before.title, "at_hand": before.path.is_some()}));
    json!({
        "title": strategy.title,
        "authority": strategy.authority.name,
        "from": voice.day(strategy.period.0),
        "to": voice.day(strategy.period.1),
        "notice": strategy.notice,
        "replaces": replaces,
        "has_law": strategy.chapters.iter().any(|chapter| chapter.is_law),
    })
}

/// Numbers the clauses through the document, and tells each with the verdicts that it got.
fn chapters(strategy: &Strategy, findings: Option<&Findings>, voice: &Voice) -> Vec<Value> {
    let mut number = 0;
    strategy.chapters.iter().map(|one| chapter(one, strategy, findings, voice, &mut number)).collect()
}

fn chapter(one: &Chapter, strategy: &Strategy, findings: Option<&Findings>, voice: &Voice, number: &mut usize) -> Value {
    let clauses: Vec<Value> = one.clauses.iter().map(|one| clause(one, strategy, findings, voice, number)).collect();
    let inner: Vec<Value> = one.chapters.iter().map(|one| chapter(one, strategy, findings, voice, number)).collect();
    json!({"heading": one.title(), "lead": one.lead, "clauses": clauses, "chapters": inner, "law": one.is_law})
}

fn clause(one: &Clause, strategy: &Strategy, findings: Option<&Findings>, voice: &Voice, number: &mut usize) -> Value {
    *number += 1;
    let lang = voice.lang;
    let role = |id: &String| strategy.role(id).to_owned();
    let (when, who) = match &one.kept {
        Kept::Duty(duty) => (Some(when(&duty.recurrence.every, lang)), duty.recipient.clone()),
        Kept::Attested(attested) => (Some(when(&attested.recurrence.every, lang)), Some(role(&attested.role))),
        _ => (None, None),
    };
    let tally = findings.map(|findings| findings.tally(&one.address));
    let worst = findings.and_then(|findings| findings.worst(&one.address));
    let verdict = worst.map_or_else(|| lang.text("verdict-unexercised"), |verdict| verdict.words(lang));
    let count = |n: u64| if n == 0 { "–".to_owned() } else { voice.number(i64::try_from(n).unwrap_or(i64::MAX)) };
    let lapses = tally.map(|tally| {
        let other = tally.breached - tally.late - tally.missing;
        let said = [("word-late", tally.late), ("word-missing", tally.missing), ("word-other", other), ("word-waived", tally.waived)];
        let said = said.iter().filter(|(_, n)| *n > 0).map(|(key, n)| format!("{} {}", count(*n), lang.text(key)));
        said.collect::<Vec<_>>().join(", ")
    });
    let tally = tally.map(|tally| {
        json!({
            "all": count(tally.met + tally.breached + tally.waived + tally.unknown), "met": count(tally.met), "breached": count(tally.breached), "late": count(tally.late),
            "missing": count(tally.missing), "other": count(tally.breached - tally.late - tally.missing), "waived": count(tally.waived),
            "not_applicable": count(tally.not_applicable), "not_yet_due": count(tally.not_yet_due), "unknown": count(tally.unknown),
        })
    });
    let sentence = one.text.split_whitespace().collect::<Vec<_>>().join(" ");
    json!({
        "number": number,
        "address": one.address,
        "text": sentence,
        "kept": one.kept.name(),
        "how": lang.text(&format!("kept-{}", one.kept.name())),
        "when": when,
        "who": who,
        "owner": one.owner.as_ref().map(role),
        "limits": limits(one, strategy, voice),
        "law": one.is_law,
        "severity": lang.text(&format!("severity-{}", one.severity.name())),
        "verdict": verdict,
        "verdict_name": worst.map_or("unexercised", crate::plan::Verdict::name),
        "lapses": lapses.filter(|_| one.kept.name() != "narrative"),
        "tally": tally,
    })
}

/// Which claims a clause is about and when it does not apply, in words; empty where it is about all, always.
fn limits(one: &Clause, strategy: &Strategy, voice: &Voice) -> String {
    let lang = voice.lang;
    let mut said = of_scope(&one.scope, strategy, voice);
    for gate in &one.gates {
        let states = gate.states().iter().filter_map(|state| strategy.vocabulary.states.get(*state)).map(|state| state.shown.clone());
        let states = voice.fact(&Fact::AnyOf(states.collect()));
        let key = if matches!(gate, Gate::While(_)) { "paper-while" } else { "paper-unless" };
        said.push(lang.text_words(key, &[("states", &states)]));
    }
    said.join(" ")
}

/// Which claims a clause or a waiver is about, in words; none where it is about all.
fn of_scope(scope: &Scope, strategy: &Strategy, voice: &Voice) -> Vec<String> {
    let lang = voice.lang;
    let mut said = Vec::new();
    if let Some(types) = &scope.claim_types {
        let track = scope.track.as_ref().and_then(|track| strategy.law.tracks.get(track));
        let name = |index: &u16| strategy.claim_types.get(usize::from(*index)).map(|one| Fact::Text(one.name.clone()));
        let what = match track {
            Some(track) => uncapitalised(track.name.get(lang)),
            None => voice.fact(&Fact::AllOf(types.iter().filter_map(name).collect())),
        };
        said.push(lang.text_words("paper-for", &[("what", &what)]));
    }
    for (field, words) in &scope.fields {
        let words = words.iter().map(|word| {
            let key = format!("word-{word}");
            if lang.has(&key) { Fact::Key(key) } else { Fact::Text(word.clone()) }
        });
        let what = voice.fact(&Fact::AnyOf(words.collect()));
        said.push(match declared_name(*field, strategy) {
            Some(name) => lang.text_words("paper-for-declared", &[("field", name), ("what", &what)]),
            None => lang.text_words("paper-for", &[("what", &what)]),
        });
    }
    said.extend(ends(scope, voice));
    said
}

/// What texts call a field that the strategy declares: its name, or its id where none is said; `None` of built-in fields.
fn declared_name(field: FieldRef, strategy: &Strategy) -> Option<&str> {
    let FieldRef::Claim(ClaimField::Declared(index)) = field else { return None };
    let id = strategy.vocabulary.claim_fields.get(index)?;
    Some(strategy.vocabulary.field_names.get(id).unwrap_or(id))
}

/// The amounts and days that claims lie between, in words.
fn ends(scope: &Scope, voice: &Voice) -> Vec<String> {
    let amount = |amount: Option<i64>| amount.map(|amount| voice.money(Money(amount)));
    let day = |day: Option<Day>| day.map(|day| voice.day(day));
    let (least, most) = scope.principal;
    let principal = ("field-principal", "paper-for-field", ["at-least", "at-most"], amount(least), amount(most));
    let dates = ["field-established", "field-due", "field-last-timely-payment"].into_iter().zip(scope.dates);
    let dates = dates.map(|(field, (from, to))| (field, "paper-for-day", ["from", "to"], day(from), day(to)));
    let said = std::iter::once(principal).chain(dates).filter_map(|(field, key, [lower, upper], from, to)| {
        let key = match (&from, &to) {
            (None, None) => return None,
            (Some(_), None) => format!("{key}-{lower}"),
            (None, Some(_)) => format!("{key}-{upper}"),
            (Some(_), Some(_)) => format!("{key}-between"),
        };
        let field = voice.lang.text(field);
        let words = [("field", field.as_str()), ("from", from.as_deref().unwrap_or_default()), ("to", to.as_deref().unwrap_or_default())];
        // `kr.` at the end of a sentence brings the full stop with it.
        let said = voice.lang.text_words(&key, &words);
        Some(said.strip_suffix("..").map_or(said.clone(), |said| format!("{said}.")))
    });
    said.collect()
}

fn when(every: &RecurrenceUnit, lang: Lang) -> String {
    match every {
        RecurrenceUnit::Year => lang.text("every-year"),
        RecurrenceUnit::Quarter => lang.text("every-quarter"),
        RecurrenceUnit::Month => lang.text("every-month"),
        RecurrenceUnit::Term => lang.text("every-term"),
        RecurrenceUnit::TermStart => lang.text("every-term-start"),
        RecurrenceUnit::Calendar { name, .. } => name.clone(),
    }
}

/// An exception as both papers tell it; how much of it is used and its status only where cases were looked at.
fn waiver(one: &Waiver, used: Option<&WaiverUse>, strategy: &Strategy, voice: &Voice) -> Value {
    let lang = voice.lang;
    let mut about = of_scope(&one.scope, strategy, voice);
    if let Some(claims) = &one.claims {
        let count = voice.number(i64::try_from(claims.len()).unwrap_or(i64::MAX));
        about.push(lang.text_words("waiver-claims", &[("count", &count)]));
    }
    let cap = one.cap.unwrap_or_default();
    let number = cap.number.map(|most| lang.text_words("waiver-at-most", &[("number", &crate::findings::breaches(most, voice))]));
    let amount = cap.amount.map(|most| lang.text_words("waiver-at-most-amount", &[("amount", &voice.money(Money(most)))]));
    let caps: Vec<String> = number.into_iter().chain(amount).collect();
    json!({
        "number": place(strategy, &one.clause),
        "about": about.join(" "),
        "approver": strategy.role(&one.approver),
        "basis": one.basis.split_whitespace().collect::<Vec<_>>().join(" "),
        "from": voice.day(one.days.0),
        "until": voice.day(one.days.1),
        "review": one.review.map(|day| voice.day(day)),
        "compensating": one.compensating.as_ref().map(|address| place(strategy, address)),
        "cap": if caps.is_empty() { lang.text("waiver-no-cap") } else { caps.join(", ") },
        "used": used.map(|used| used.used_words(voice)),
        "status": used.map(|used| used.words(voice).join("; ")),
        "is_grave": used.is_some_and(|used| matches!(used.status(), Status::Overdrawn | Status::Expired)),
    })
}

/// The clause's number in the documents.
fn place(strategy: &Strategy, address: &str) -> usize {
    strategy.clauses().position(|clause| clause.address == address).map_or(0, |index| index + 1)
}

/// Adds what makes a document of blocks.
fn document(
    strategy: &Strategy,
    lang: Lang,
    kind: &str,
    date: Day,
    subtitle: String,
    title: String,
    blocks: Vec<Block>,
) -> super::Document {
    let [title, subtitle] = [title, subtitle].map(|text| typography::set_text(&text, lang));
    super::Document {
        lang,
        subject: format!("{title}, {}", strategy.authority.name),
        title,
        subtitle,
        author: strategy.authority.name.clone(),
        id: format!("{}/{kind}.{lang}", strategy.id),
        date,
        house: std::sync::Arc::clone(&strategy.authority.house),
        blocks,
    }
}

/// The text with its first letter small, to stand inside a sentence.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Cuts a text to at most so many letters, at the end of a word.
fn shortened(text: &str, letters: usize) -> String {
    if text.chars().count() <= letters {
        return text.to_owned();
    }
    let cut: String = text.chars().take(letters).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}
