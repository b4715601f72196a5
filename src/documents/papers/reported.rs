use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::{Chart, Drawing, Figure as Picture, Row};
use super::place;
use crate::governance::Governance;
use crate::measures::{Agreement, Follows, Reported, Written, met};
use crate::prose::Voice;
use crate::quantity::Day;
use crate::strategy::{Clause, Direction, Figure, Kept, Measure, Strategy};

/// What both papers say of reported figures: the latest of each, which ones agree with which, and the names of the charts of those that
/// were reported for several days. The charts themselves go to `charts`.
pub(super) fn reported(
    strategy: &Strategy,
    governance: &Governance,
    until: Option<Day>,
    voice: &Voice,
    charts: &mut BTreeMap<String, Picture>,
) -> Value {
    let (mut rows, mut agreements, mut drawn) = (Vec::new(), Vec::new(), Vec::new());
    let (mut any, mut estimated) = (false, false);
    for (clause, name, measure) in asked(strategy) {
        let number = place(strategy, &clause.address);
        let series = series(strategy, governance, name, until);
        if series.is_empty() {
            rows.push(json!({
                "number": number, "name": title(measure, name), "value": voice.lang.text("figure-none"), "date": null,
                "target": aim(measure, None, voice), "source": null,
            }));
        }
        for (about, figures) in &series {
            let Some(latest) = figures.last() else { continue };
            any = true;
            estimated |= figures.iter().any(|one| one.estimated);
            let name = about.map_or_else(|| title(measure, name), |about| format!("{}, {about}", title(measure, name)));
            rows.push(json!({
                "number": number, "name": name, "value": value(latest, voice), "date": voice.day(latest.date),
                "target": aim(measure, Some(latest), voice), "source": latest.source,
            }));
            agreements.extend(governance.figures.agreement(latest).and_then(|one| agreement(strategy, &one, voice)));
            if figures.len() > 1 && figures.iter().all(|one| one.unit == latest.unit) {
                let id = format!("reported-{}", drawn.len());
                charts.insert(id.clone(), chart(&name, figures, voice).into());
                drawn.push(id);
            }
        }
    }
    json!({"any": any, "estimated": estimated, "rows": rows, "agreements": agreements, "charts": drawn})
}

/// How many key figures have neither been reported nor can be counted.
pub(super) fn without_value(strategy: &Strategy, governance: &Governance, until: Option<Day>) -> usize {
    let reported = asked(strategy).filter(|(_, name, _)| governance.figures.of(name, until).next().is_some()).count();
    strategy.coverage().measure - reported
}

/// Puts what is known of reported figures in the place of their verdicts.
pub(super) fn tell_verdicts(chapters: &mut [Value], strategy: &Strategy, governance: &Governance, until: Option<Day>, voice: &Voice) {
    let known: BTreeMap<&str, String> = asked(strategy)
        .filter_map(|(clause, name, measure)| {
            let series = series(strategy, governance, name, until);
            let latest = series.first()?.1.last()?;
            let reached = reached(measure, latest).filter(|_| series.len() == 1);
            Some((clause.address.as_str(), voice.lang.text(&format!("figure-verdict{}", suffix(reached)))))
        })
        .collect();
    for chapter in chapters {
        for clause in chapter.get_mut("clauses").and_then(Value::as_array_mut).into_iter().flatten() {
            let words = clause.get("address").and_then(Value::as_str).and_then(|address| known.get(address));
            if let Some((words, clause)) = words.cloned().zip(clause.as_object_mut()) {
                clause.insert("verdict".to_owned(), words.into());
                if let Some(tally) = clause.get_mut("tally").and_then(Value::as_object_mut) {
                    tally.values_mut().for_each(|count| *count = "–".into());
                }
            }
        }
        if let Some(inner) = chapter.get_mut("chapters").and_then(Value::as_array_mut) {
            tell_verdicts(inner, strategy, governance, until, voice);
        }
    }
}

/// The clauses that ask for reported figures.
fn asked(strategy: &Strategy) -> impl Iterator<Item = (&Clause, &str, &Measure)> {
    strategy.clauses().filter_map(|clause| match &clause.kept {
        Kept::Measure(measure) => match &measure.figure {
            Figure::Reported(name) => Some((clause, name.as_str(), measure)),
            _ => None,
        },
        _ => None,
    })
}

/// The figures of one name over the days, all claims first, then by claim type; types that the strategy does not have are left out.
fn series<'a>(
    strategy: &'a Strategy,
    governance: &'a Governance,
    name: &str,
    until: Option<Day>,
) -> Vec<(Option<&'a str>, Vec<&'a Reported>)> {
    let mut series: Vec<(Option<&str>, Vec<&Reported>)> = Vec::new();
    for figure in governance.figures.of(name, until) {
        let about = match &figure.claim_type {
            None => None,
            Some(id) => match strategy.claim_types.iter().find(|one| one.id == *id) {
                Some(one) => Some(one.name.as_str()),
                None => continue,
            },
        };
        match series.last_mut().filter(|(last, _)| *last == about) {
            Some((_, figures)) => figures.push(figure),
            None => series.push((about, vec![figure])),
        }
    }
    series
}

/// What documents call a figure.
fn title(measure: &Measure, name: &str) -> String {
    measure.name.clone().unwrap_or_else(|| {
        let words = name.replace(['-', '_'], " ");
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    })
}

/// What a figure is to reach, and whether it does.
fn aim(measure: &Measure, latest: Option<&Reported>, voice: &Voice) -> Option<String> {
    let target = voice.fact(measure.target.as_ref()?);
    let key = match measure.direction {
        Some(Direction::Up) => "figure-at-least",
        Some(Direction::Down) => "figure-at-most",
        None => return Some(target),
    };
    let target = voice.lang.text_words(key, &[("target", &target)]);
    let reached = latest.and_then(|latest| reached(measure, latest));
    Some(match reached {
        Some(_) => format!("{target}: {}", voice.lang.text(&format!("figure{}", suffix(reached)))),
        None => target,
    })
}

/// Whether a figure reaches its target; `None` where there is none, or none that says which way is better, or one in another unit.
fn reached(measure: &Measure, figure: &Reported) -> Option<bool> {
    met(figure, measure.target.as_ref()?, measure.direction? == Direction::Up)
}

fn suffix(reached: Option<bool>) -> &'static str {
    match reached {
        Some(true) => "-reached",
        Some(false) => "-not-reached",
        None => "",
    }
}

/// A figure with its unit, marked where it is an estimate.
fn value(figure: &Reported, voice: &Voice) -> String {
    let said = voice.counted(figure.value, &figure.unit);
    if figure.estimated { voice.lang.text_words("figure-estimated", &[("value", &said)]) } else { said }
}

/// Whether a figure follows from another one, in words with the numbers.
fn agreement(strategy: &Strategy, one: &Agreement<'_>, voice: &Voice) -> Option<String> {
    let name = |figure: &Reported| {
        let asked = asked(strategy).find(|(_, name, _)| *name == figure.measure);
        asked.map_or_else(|| figure.measure.clone(), |(_, name, measure)| title(measure, name))
    };
    let verdict = if one.holds() { "agrees" } else { "differs" };
    let unit = &one.figure.unit;
    // As many decimals as any of the figures has.
    let places = [Some(one.from), one.before].into_iter().flatten().map(|one| one.value.places).fold(one.figure.value.places, u32::max);
    let expected = voice.counted(Written { hundredths: one.expected().hundredths(unit, places), places }, unit);
    let shown = |figure: &Reported| voice.counted(figure.value, &figure.unit);
    let mut words = vec![("name", name(one.figure)), ("stated", shown(one.figure)), ("product", expected), ("other", name(one.from))];
    let key = match one.follows {
        Follows::Times { times, .. } => {
            words.extend([("times", voice.decimal(times.hundredths)), ("from", voice.decimal(one.from.value.hundredths))]);
            format!("figure-{verdict}")
        }
        Follows::Change { .. } => {
            words.extend([("from", one.before.map(shown).unwrap_or_default()), ("to", shown(one.from))]);
            format!("figure-change-{verdict}")
        }
    };
    let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    Some(voice.lang.text_words(&key, &words))
}

fn chart(name: &str, figures: &[&Reported], voice: &Voice) -> Chart {
    let lang = voice.lang;
    let rows: Vec<Row> = figures.iter().map(|one| Row::of_one(voice.day(one.date), one.value.hundredths, value(one, voice))).collect();
    let end = |row: Option<&Row>| row.map_or_else(String::new, |row| row.shown(0).to_owned());
    let said: Vec<String> = rows.iter().map(|row| format!("{} {}", row.label, row.shown(0))).collect();
    Chart {
        title: lang.text_words("figure-chart", &[("name", name), ("first", &end(rows.first())), ("last", &end(rows.last()))]),
        unit: lang.text("figure-value"),
        drawing: Drawing::Lines,
        label: lang.text("figure-date"),
        series: vec![lang.text("figure-value")],
        alt: format!("{name}: {}.", said.join("; ")),
        rows,
        empty: String::new(),
    }
}
