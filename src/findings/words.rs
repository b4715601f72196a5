//! What was found, in words.

use std::borrow::Cow;

use super::ADOPTION;
use crate::cases::{Claim, FieldRef, Reason, UNKNOWN, Vocabulary};
use crate::plan::{Lapse, Limit, Measure, Outcome, Question, Side, Term, Verdict};
use crate::prose::{Fact, Lang, Voice};
use crate::quantity::{Day, Money};

/// Why a row was refused, in words.
pub fn reason_words(reason: &Reason, lang: Lang) -> String {
    match reason {
        Reason::FieldCount { found, expected } => {
            lang.text_words("reason-field-count", &[("found", &found.to_string()), ("expected", &expected.to_string())])
        }
        Reason::StrayQuote => lang.text("reason-stray-quote"),
        Reason::Encoding => lang.text("reason-encoding"),
        Reason::NoClaim => lang.text("reason-no-claim"),
        Reason::ClaimNotInTable => lang.text("reason-claim-not-in-table"),
        Reason::ClaimTwice => lang.text("reason-claim-twice"),
        Reason::Empty { column } => lang.text_words("reason-empty", &[("column", column)]),
        Reason::Date { column } => lang.text_words("reason-date", &[("column", column)]),
        Reason::Amount { column } => lang.text_words("reason-amount", &[("column", column)]),
        Reason::Code { column } => lang.text_words("reason-code", &[("column", column)]),
    }
}

/// What a finding is of, as people are told it: its clause, or in words the adoption of the whole strategy.
pub fn clause_words(clause: &str, lang: Lang) -> Cow<'_, str> {
    if clause == ADOPTION { Cow::Owned(lang.text("calendar-adoption")) } else { Cow::Borrowed(clause) }
}

/// What became of one activation.
pub(super) fn actual(
    question: &Question,
    outcome: &Outcome,
    fields: &[&str],
    claim: Claim<'_>,
    vocabulary: &Vocabulary,
    voice: &Voice,
) -> String {
    let lang = voice.lang;
    if outcome.verdict == Verdict::Unknown {
        let row = outcome.gap.and_then(|gap| claim.gaps().get(gap as usize)).map(|gap| gap.row);
        let refused = row.is_some_and(|row| claim.cases().refused.iter().any(|refused| refused.row == row));
        let key = if refused { "actual-unreadable" } else { "actual-unknown" };
        return lang.text(key);
    }
    if let (Measure::Barred(_), Some(deadline)) = (&question.plan.measure, outcome.last_day) {
        return barred(outcome, deadline, claim, vocabulary, voice);
    }
    let other = outcome.other.map(|event| (claim.kind_name(event as usize), claim.day(event as usize)));
    let shown = |kind: u16| vocabulary.kind_at(kind).map_or_else(String::new, |kind| voice.fact(&kind.shown));
    match (&question.plan.measure, outcome.lapse) {
        (Measure::Count, _) if question.plan.window.side == Side::Here => {
            lang.text_words("actual-happened", &[("date", &voice.day(outcome.day))])
        }
        (Measure::Count, _) if is_count(question) => lang.text_words("actual-count", &[("count", &voice.number(outcome.value))]),
        (Measure::Count, Lapse::Missing) => lang.text("actual-missing"),
        (Measure::Count, lapse) => match other {
            Some((kind, day)) => {
                let key = if lapse == Lapse::Late { "actual-late" } else { "actual-distance" };
                let distance = days_between(outcome.day, day, voice);
                lang.text_words(key, &[("event", &shown(kind)), ("date", &voice.day(day)), ("days", &distance)])
            }
            None => lang.text_words("actual-count", &[("count", &voice.number(outcome.value))]),
        },
        (Measure::Same(_), _) => {
            let (kind, day) = other.unwrap_or((claim.kind_name(0), outcome.day));
            lang.text_words("actual-same", &[("event", &shown(kind)), ("date", &voice.day(day))])
        }
        (_, _) if has_no_mandate(question, outcome, claim) => lang.text("actual-no-mandate"),
        (Measure::Unrecorded(_), _) => {
            let names = fields.iter().map(|name| field_fact(name, lang));
            lang.text_words("actual-unrecorded", &[("fields", &voice.fact(&Fact::AllOf(names.collect())))])
        }
        (_, _) if outcome.value == UNKNOWN => lang.text("actual-unknown"),
        (Measure::Accrued(_), _) => {
            let booked = outcome.event.map_or(UNKNOWN, |event| claim.amount(event as usize));
            let shown = |amount: i64| voice.money(Money(amount));
            lang.text_words("actual-accrued", &[("booked", &shown(booked)), ("accrued", &shown(booked.saturating_sub(outcome.value)))])
        }
        (measure, _) => {
            let key = if matches!(measure, Measure::Term(Term::BalanceAfter | Term::Balance)) { "actual-balance" } else { "actual-amount" };
            lang.text_words(key, &[("amount", &voice.money(Money(outcome.value)))])
        }
    }
}

/// What became of a claim whose limitation runs, or ran, to a deadline.
fn barred(outcome: &Outcome, deadline: Day, claim: Claim<'_>, vocabulary: &Vocabulary, voice: &Voice) -> String {
    let event = outcome.other.map(|event| event as usize);
    let shown = event.and_then(|event| vocabulary.kind_at(claim.kind_name(event))).map(|kind| voice.fact(&kind.shown)).unwrap_or_default();
    let date = event.map(|event| voice.day(claim.day(event))).unwrap_or_default();
    let key = match (outcome.lapse, event) {
        (Lapse::Alarm, _) => "actual-alarm",
        (_, Some(_)) => "actual-barred-event",
        (_, None) => "actual-barred",
    };
    voice.lang.text_words(key, &[("event", &shown), ("date", &date), ("deadline", &voice.day(deadline))])
}

/// Whether the role that acted may not do it at all.
fn has_no_mandate(question: &Question, outcome: &Outcome, claim: Claim<'_>) -> bool {
    let Some(limit @ Limit::By { field, .. }) = &question.plan.range.max else { return false };
    limit.shuts_out(claim.word(FieldRef::Event(*field), outcome.event.map(|event| event as usize)))
}

/// A field's name in words, where the language has some.
pub(super) fn field_fact(name: &str, lang: Lang) -> Fact {
    let key = format!("field-{}", name.replace('_', "-"));
    if lang.has(&key) { Fact::Key(key) } else { Fact::Text(name.to_owned()) }
}

/// Whether the number itself is what was promised, and not a distance in days.
fn is_count(question: &Question) -> bool {
    let window = &question.plan.window;
    window.side == Side::Whole
        || (window.side == Side::Before && window.from.is_none() && window.to.is_none() && question.plan.range.max.is_some())
}

fn days_between(one: Day, other: Day, voice: &Voice) -> String {
    voice.period(crate::quantity::Period::Days(one.0.abs_diff(other.0)))
}
