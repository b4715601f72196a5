use serde_json::{Value, json};

use super::capitalised;
use crate::findings::lacked_words;
use crate::governance::{Decision, Standing, days_into};
use crate::prose::Voice;
use crate::quantity::Period;
use crate::strategy::Strategy;

/// How far a strategy is on its way, as the papers tell it.
pub(super) fn standing(standing: &Standing, voice: &Voice) -> Value {
    let lang = voice.lang;
    json!({
        "known": standing.adopter.is_some(),
        "status": lang.text(standing.status.key()),
        "adopter": standing.adopter,
        "missing": standing.adoption.is_none(),
        "lacked": standing.lacked.as_ref().map(|lacked| capitalised(&lacked_words(standing, lacked, voice))),
        "successor": standing.successor.as_ref().map(|(title, from)| json!({"title": title, "from": voice.day(*from)})),
    })
}

/// A decision, with how far into the period it lies: `136 days into the period`.
pub(super) fn decision(one: &Decision, strategy: &Strategy, voice: &Voice) -> Value {
    let lang = voice.lang;
    let into = days_into(strategy.period, one.date).filter(|_| one.date <= strategy.period.1).map(|days| {
        let days = voice.period(Period::Days(days.unsigned_abs()));
        lang.text_words("standing-into", &[("days", &days)])
    });
    json!({"body": one.body, "date": voice.day(one.date), "outcome": lang.text(one.outcome.key()), "into": into, "reservations": one.reservations})
}
