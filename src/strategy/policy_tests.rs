//! Policy tests: small cases with the verdict that they must get, run whenever the strategy is validated.

use std::collections::BTreeMap;

use super::Strategy;
use super::written::PolicyTest;
use crate::cases::{Builder, Cases, Cell, ClaimRow, EventRow, Row, UNKNOWN};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::plan::{Keep, Questions, Verdict, run};
use crate::quantity::{Day, Money};
use crate::yaml::{At, Scalar};

const VERDICTS: [&str; 6] = ["met", "breached", "not_applicable", "not_yet_due", "unknown", "unexercised"];

/// Runs all tests, reporting every mismatch and every name that nothing knows.
///
/// Where the strategy itself is not sound, only the tests' own words are looked at: its verdicts would mean nothing.
pub(super) fn check(strategy: &Strategy, tests: &[PolicyTest], at: &At<'_>, diagnostics: &mut Diagnostics) {
    let strategy_is_sound = !diagnostics.has_errors();
    for (index, test) in tests.iter().enumerate() {
        let at = at.item(index);
        let before = diagnostics.errors();
        let Some(as_of) = super::header::day(test.as_of.as_ref(), &at.key("as_of"), diagnostics) else { continue };
        let cases = cases(strategy, test, as_of, &at, diagnostics);
        let sound = diagnostics.errors() == before;
        let name = test.name.as_deref().unwrap_or_default();
        for (address, expected) in test.expect.iter().flatten() {
            if !VERDICTS.contains(&expected.as_str()) {
                let diagnostic = Diagnostic::error(
                    Code::UnknownValue,
                    at.key("expect").key(address).span(),
                    format!("`{expected}` is not a verdict that a test can expect"),
                );
                diagnostics.push(diagnostic.help(one_of(expected, VERDICTS)));
            }
        }
        if !strategy_is_sound {
            continue;
        }
        let verdicts = verdicts(strategy, &cases, as_of);
        for (address, expected) in test.expect.iter().flatten().filter(|(_, expected)| VERDICTS.contains(&expected.as_str())) {
            let place = at.key("expect").key(address);
            match verdicts.get(address.as_str()) {
                Some(found) if found == expected => {}
                Some(found) if sound => {
                    let message = format!("policy test `{name}`: `{address}` is {found}, expected {expected}");
                    diagnostics.push(
                        Diagnostic::error(Code::PolicyTestFailed, place.span(), message)
                            .help("look at the dates of the test and at the rule; one of the two does not say what is meant"),
                    );
                }
                Some(_) => {}
                None => {
                    let known: Vec<&str> = verdicts.keys().map(String::as_str).collect();
                    let diagnostic =
                        Diagnostic::error(Code::UnknownClause, place.key_span(), format!("`{address}` is not a clause with a rule"));
                    diagnostics.push(diagnostic.help(one_of(address, known)));
                }
            }
        }
        unused(strategy, test, &at, diagnostics);
    }
}

/// The verdict of every rule on the one case, by address; with several activations the worst.
fn verdicts(strategy: &Strategy, cases: &Cases, as_of: Day) -> BTreeMap<String, String> {
    let asked = strategy.questions();
    let list = asked.iter().map(|(_, _, question)| question.clone()).collect();
    let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of, list };
    let (tallies, _) = run(&questions, cases, Keep::Findings);
    let mut by_clause: BTreeMap<String, Vec<Option<Verdict>>> = BTreeMap::new();
    for ((clause, _), tally) in strategy.rules().zip(strategy.tallies(&tallies)) {
        by_clause.entry(clause.address.clone()).or_default().push(tally.worst());
    }
    let name = |verdict: Option<Verdict>| verdict.map_or("unexercised", Verdict::name).to_owned();
    let mut verdicts = BTreeMap::new();
    for (address, found) in by_clause {
        if found.len() > 1 {
            for (index, verdict) in found.iter().enumerate() {
                verdicts.insert(format!("{address}/{}", index + 1), name(*verdict));
            }
        }
        verdicts.insert(address, name(Verdict::worst(found.into_iter().flatten())));
    }
    verdicts
}

fn cases(strategy: &Strategy, test: &PolicyTest, as_of: Day, at: &At<'_>, diagnostics: &mut Diagnostics) -> Cases {
    let vocabulary = &strategy.vocabulary;
    let mut builder = Builder::new(vocabulary, as_of, true);
    let file = builder.file("test");
    let mut claim = ClaimRow::unknown(vocabulary.claim_fields.len());
    for (field, written) in test.claim.iter().flatten() {
        let at = at.key("claim").key(field);
        let words = written.words();
        match field.as_str() {
            "debtor" => claim.debtor = builder.texts().cell(&words),
            "debtor_kind" if ["person", "company"].contains(&words.as_ref()) => claim.debtor_kind = builder.texts().cell(&words),
            "debtor_kind" => unknown(&words, &["person", "company"], "a kind of debtor", &at, diagnostics),
            "claim_type" => {
                claim.claim_type =
                    vocabulary.claim_types.iter().position(|(id, _)| *id == words).and_then(|index| u16::try_from(index).ok());
                if claim.claim_type.is_none() {
                    let known: Vec<&str> = vocabulary.claim_types.iter().map(|(id, _)| id.as_str()).collect();
                    let diagnostic = Diagnostic::error(Code::UnknownClaimType, at.span(), format!("`{words}` is not a claim type"));
                    diagnostics.push(diagnostic.help(one_of(&words, known)));
                }
            }
            "principal" => claim.principal = money(written, &at, diagnostics),
            "established" | "due" | "last_timely_payment" => {
                let day = super::header::day(Some(written), &at, diagnostics);
                let place = ["established", "due", "last_timely_payment"].iter().position(|name| name == field);
                if let (Some(date), Some(day)) = (place.and_then(|place| claim.dates.get_mut(place)), day) {
                    *date = Some(Some(day));
                }
            }
            name => match vocabulary.claim_fields.iter().position(|known| known == name) {
                Some(index) => {
                    if let Some(cell) = claim.fields.get_mut(index) {
                        *cell = builder.texts().cell(&words);
                    }
                }
                None => {
                    let known = ["claim_type", "debtor", "debtor_kind", "principal", "established", "due", "last_timely_payment"];
                    let known = known.into_iter().chain(vocabulary.claim_fields.iter().map(String::as_str));
                    diagnostics.push(
                        Diagnostic::error(Code::UnknownField, at.key_span(), format!("`{name}` is not a field of a claim"))
                            .help(one_of(name, known)),
                    );
                }
            },
        }
    }
    builder.claim("test", claim, Row { file, line: 1 });
    for (index, event) in test.events.iter().flatten().enumerate() {
        let at = at.key("events").item(index);
        let row = Row { file, line: u32::try_from(index + 2).unwrap_or(u32::MAX) };
        if let Some(event) = event_row(strategy, event, &at, &mut builder, diagnostics) {
            builder.event("test", &event, row);
        }
    }
    builder.finish()
}

fn event_row(
    strategy: &Strategy,
    written: &BTreeMap<String, Scalar>,
    at: &At<'_>,
    builder: &mut Builder<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<EventRow> {
    let vocabulary = &strategy.vocabulary;
    let mut row = EventRow { kind: 0, day: Day(0), amount: UNKNOWN, fields: vec![Cell::UNKNOWN; vocabulary.event_fields.len()] };
    for needed in ["date", "event"].iter().filter(|needed| !written.contains_key(**needed)) {
        diagnostics
            .push(Diagnostic::error(Code::MissingKey, at.span(), format!("`{needed}` is missing here")).help(format!("add `{needed}:`")));
    }
    for (field, value) in written {
        let at = at.key(field);
        let words = value.words();
        match field.as_str() {
            "date" => row.day = super::header::day(Some(value), &at, diagnostics)?,
            "amount" => row.amount = money(value, &at, diagnostics),
            "event" => match vocabulary.kind(&words) {
                Some(kind) => row.kind = kind,
                None => {
                    let known = vocabulary.kinds.iter().map(|kind| kind.name.as_str());
                    diagnostics.push(
                        Diagnostic::error(Code::UnknownEvent, at.span(), format!("`{words}` is not an event")).help(one_of(&words, known)),
                    );
                    return None;
                }
            },
            name => match vocabulary.event_fields.iter().position(|known| known == name) {
                Some(index) => {
                    if let Some(cell) = row.fields.get_mut(index) {
                        *cell = builder.texts().cell(&words);
                    }
                }
                None => {
                    let known = ["date", "event", "amount"].into_iter().chain(vocabulary.event_fields.iter().map(String::as_str));
                    diagnostics.push(
                        Diagnostic::error(Code::UnknownField, at.key_span(), format!("`{name}` is not a field of an event"))
                            .help(one_of(name, known)),
                    );
                }
            },
        }
    }
    (written.contains_key("date") && written.contains_key("event")).then_some(row)
}

fn money(written: &Scalar, at: &At<'_>, diagnostics: &mut Diagnostics) -> i64 {
    Money::parse(&written.words())
        .map_err(|error| diagnostics.push(Diagnostic::unreadable(Code::NotAnAmount, at.span(), error)))
        .map_or(UNKNOWN, |Money(minor)| minor)
}

fn unknown(word: &str, known: &[&str], what: &str, at: &At<'_>, diagnostics: &mut Diagnostics) {
    diagnostics.push(
        Diagnostic::error(Code::UnknownValue, at.span(), format!("`{word}` is not {what}")).help(one_of(word, known.iter().copied())),
    );
}

/// An event that no clause looks at can show nothing: most likely another one was meant.
fn unused(strategy: &Strategy, test: &PolicyTest, at: &At<'_>, diagnostics: &mut Diagnostics) {
    let vocabulary = &strategy.vocabulary;
    let looked_at = strategy.looks_at();
    for (index, event) in test.events.iter().flatten().enumerate() {
        let Some(words) = event.get("event").map(Scalar::words) else { continue };
        let Some(kind) = vocabulary.kind(&words) else { continue };
        if !vocabulary.family(kind).meets(looked_at) {
            let message = format!("no clause of the strategy looks at `{words}`");
            diagnostics.push(
                Diagnostic::error(Code::UnusedInTest, at.key("events").item(index).key("event").span(), message)
                    .help("remove the event, or name it in a clause"),
            );
        }
    }
}
