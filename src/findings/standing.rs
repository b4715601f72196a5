//! How far the strategy is on its way, in files and in words, and the finding where its period goes on without an adoption.

use serde_json::{Value, json};

use super::{Finding, Key};
use crate::governance::{Decision, Lacked, Standing};
use crate::plan::{Lapse, Verdict};
use crate::prose::Voice;
use crate::quantity::{Day, Period};

/// What findings about the strategy as a whole stand under in place of a clause; no clause can be called so.
pub const ADOPTION: &str = "adoption";

/// The standing as `findings.json` has it.
pub(super) fn to_json(standing: &Standing) -> Value {
    let decision = |one: &Decision| json!({"body": one.body, "date": one.date.to_string(), "outcome": one.outcome.name()});
    json!({
        "status": standing.status.name(),
        "adopter": standing.adopter,
        "endorsements": standing.endorsements.iter().map(decision).collect::<Vec<_>>(),
        "adoption": standing.adoption.as_ref().map(decision),
        "sealed": standing.is_sealed,
        "days_without": standing.lacked.as_ref().map(|lacked| lacked.days),
        "meanwhile": standing.lacked.as_ref().and_then(|lacked| lacked.meanwhile.as_ref()).map(|text| json!({
            "title": text.title, "text": text.at_hand, "adopted": text.adopted.map(|day| day.to_string()),
        })),
        "successor": standing.successor.as_ref().map(|(title, from)| json!({"title": title, "from": from.to_string()})),
    })
}

/// That a period went on without the text being adopted: `454 days of the period had passed …; until then … held`.
pub fn lacked_words(standing: &Standing, lacked: &Lacked, voice: &Voice) -> String {
    let lang = voice.lang;
    let days = voice.period(Period::Days(lacked.days.unsigned_abs()));
    let adopter = standing.adopter.clone().unwrap_or_else(|| lang.text("standing-council"));
    let said = match &standing.adoption {
        Some(adoption) => lang.text_words("standing-late", &[("days", &days), ("body", &adopter), ("day", &voice.day(adoption.date))]),
        None if lacked.is_whole => lang.text_words("standing-missing-whole", &[("days", &days), ("body", &adopter)]),
        None => lang.text_words("standing-missing", &[("days", &days), ("body", &adopter)]),
    };
    let Some(meanwhile) = &lacked.meanwhile else { return said };
    let when = if standing.adoption.is_some() { "standing-until" } else { "standing-meanwhile" };
    let key = match (meanwhile.adopted, meanwhile.at_hand) {
        (Some(_), _) => format!("{when}-adopted"),
        (None, true) => when.to_owned(),
        (None, false) => format!("{when}-lost"),
    };
    let day = meanwhile.adopted.map(|day| voice.day(day)).unwrap_or_default();
    format!("{said}; {}", lang.text_words(&key, &[("title", &meanwhile.title), ("day", &day)]))
}

/// The finding that a strategy's period went on without an adoption: late where it came, missing where it has not. No tally counts it.
pub(super) fn finding(standing: &Standing, first: Day, place: Option<&(String, u32)>, key: &Key, voice: &Voice) -> Option<Finding> {
    let lacked = standing.lacked.as_ref()?;
    Some(Finding {
        fingerprint: key.hash(&[ADOPTION, &first.to_string()]),
        clause: ADOPTION.to_owned(),
        verdict: Verdict::Breached,
        lapse: if standing.adoption.is_some() { Lapse::Late } else { Lapse::Missing },
        claim: None,
        date: Some(first),
        last_day: Some(first),
        amount: None,
        actual: lacked_words(standing, lacked, voice),
        law: Vec::new(),
        basis: Vec::new(),
        evidence: place.cloned().into_iter().collect(),
        waiver: None,
        change: None,
    })
}
