use crate::prose::{Fact, Voice};
use crate::strategy::diff::{Effect, Example, Point, What};

/// What stands in a row of values or in sentences of its own reads badly between "from" and "to".
const LONG: [What; 16] = [
    What::Asked,
    What::Answers,
    What::Fields,
    What::ClaimTypes,
    What::Claims,
    What::Unless,
    What::While,
    What::Days,
    What::Rule,
    What::Question,
    What::Recurrence,
    What::Contents,
    What::AttachedTo,
    What::Evidence,
    What::Basis,
    What::Kept,
];

/// Says in plain sentences what differs in one point, with an example where there is one.
pub fn point_words(point: &Point, voice: &Voice) -> String {
    let lang = voice.lang;
    let what = lang.text(&format!("changes-what-{}", point.what.name()));
    let said = |fact: &Option<Fact>| fact.as_ref().map(|fact| voice.fact(fact).trim_end_matches('.').to_owned());
    let effect = match point.effect {
        Effect::Tighter => "tighter",
        Effect::Looser => "looser",
        Effect::Either | Effect::Neutral => "either",
    };
    let (before, after) = (said(&point.before), said(&point.after));
    let key = match (&before, &after) {
        (None, None) => format!("changes-bare-{effect}"),
        (None, Some(_)) => new_key(point.what).to_owned(),
        (Some(_), None) => "changes-gone-point".to_owned(),
        _ if LONG.contains(&point.what) => format!("changes-long-{effect}"),
        _ => format!("changes-from-to-{effect}"),
    };
    let words =
        [("what", what.as_str()), ("before", before.as_deref().unwrap_or_default()), ("after", after.as_deref().unwrap_or_default())];
    let sentence = lang.text_words(&key, &words);
    match &point.example {
        Some(example) => format!("{sentence} {}", example_words(example, effect, voice)),
        None => sentence,
    }
}

/// How something that was not there before is told.
fn new_key(what: What) -> &'static str {
    match what {
        What::Owner => "changes-owner-point",
        What::Contents | What::Evidence | What::Basis => "changes-fixed-point",
        what if LONG.contains(&what) => "changes-new-point",
        _ => "changes-set-point",
    }
}

fn example_words(example: &Example, effect: &str, voice: &Voice) -> String {
    let lang = voice.lang;
    let times = |n: u32| lang.text_with("changes-times", &[("n", i64::from(n))]);
    let (key, words) = match example {
        Example::Apart { first, on, then, then_on } => (
            format!("apart-{effect}"),
            vec![("first", voice.fact(first)), ("on", voice.day(*on)), ("then", voice.fact(then)), ("then_on", voice.day(*then_on))],
        ),
        Example::Value(value) => (format!("value-{effect}"), vec![("value", voice.fact(value))]),
        Example::Reached(value) => (format!("reached-{effect}"), vec![("value", voice.fact(value))]),
        Example::ClaimType(what) => (format!("claim-type-{effect}"), vec![("what", voice.fact(what))]),
        Example::State(what) => (format!("state-{effect}"), vec![("what", voice.fact(what))]),
        Example::Day(day) => (format!("day-{effect}"), vec![("day", voice.day(*day))]),
        Example::Owed { until, before, after } => {
            ("owed".to_owned(), vec![("day", voice.day(*until)), ("before", times(*before)), ("after", times(*after))])
        }
    };
    let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    lang.text_words(&format!("changes-example-{key}"), &words)
}
