mod told;

pub use told::point_words;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::{Amount, Chart, Document, Drawing, Row};
use super::{PaperError, about, blocks, document};
use crate::prose::{Lang, Voice};
use crate::strategy::diff::{Change, ClauseDiff, Diff, Edition};
use crate::strategy::{Coverage, Strategy};

/// What is known of the strategy before this one.
#[derive(Debug, Clone, Copy)]
pub enum Before<'s> {
    /// Its text.
    Text(&'s Strategy),
    /// Its title; the text is not at hand.
    Missing(&'s str),
}

/// What differs from the strategy before, in plain sentences: in short, how the clauses are followed up before and now, then each
/// clause by what became of it. Where the earlier text is not at hand, the paper says so and lists nothing.
///
/// # Errors
/// The template cannot be filled in.
pub fn changes_paper(strategy: &Strategy, before: Before<'_>, lang: Lang) -> Result<Document, PaperError> {
    let voice = strategy.voice(lang);
    let mut charts = BTreeMap::new();
    let (context, subtitle) = match before {
        Before::Missing(title) => {
            let mut about = about(strategy, &voice);
            if let Some(object) = about.as_object_mut() {
                object.insert("replaces".to_owned(), json!({"title": title, "at_hand": false}));
            }
            let days = [("from", voice.day(strategy.period.0)), ("to", voice.day(strategy.period.1))];
            let days: Vec<(&str, &str)> = days.iter().map(|(name, day)| (*name, day.as_str())).collect();
            (json!({"about": about, "is_missing": true}), lang.text_words("paper-period", &days))
        }
        Before::Text(other) => {
            let diff = Diff::between(other, strategy);
            charts.insert("coverage".to_owned(), chart(&diff, &voice).into());
            (told(strategy, &diff, &voice), lang.text_words("changes-compared", &[("title", &other.title)]))
        }
    };
    let blocks = blocks("changes", &strategy.authority.house, lang, &context, &charts)?;
    let title = lang.text_words("changes-title", &[("title", &strategy.title)]);
    Ok(document(strategy, lang, "changes", strategy.period.0, subtitle, title, blocks))
}

fn told(strategy: &Strategy, diff: &Diff, voice: &Voice) -> Value {
    let lang = voice.lang;
    let groups = Change::ALL.iter().filter(|change| diff.count(**change) > 0).map(|change| {
        let numbers: Vec<String> = diff.of(*change).filter_map(|one| one.after.as_ref()).map(|told| told.number.to_string()).collect();
        json!({
            "name": change.name(),
            "title": lang.text(&format!("changes-{}", change.name())),
            "means": lang.text(&format!("changes-{}-means", change.name())),
            "count": diff.count(*change),
            "numbers": joined(&numbers, lang),
            "clauses": diff.of(*change).map(|one| clause(one, voice)).collect::<Vec<_>>(),
        })
    });
    let types =
        diff.claim_types.iter().map(|one| json!({"name": one.name, "change": lang.text(&format!("changes-{}", one.change.name()))}));
    json!({
        "about": about(strategy, voice),
        "is_missing": false,
        "is_equal": diff.is_empty(),
        "before": edition(&diff.before, voice),
        "after": edition(&diff.after, voice),
        "groups": groups.collect::<Vec<_>>(),
        "claim_types": types.collect::<Vec<_>>(),
    })
}

fn edition(edition: &Edition, voice: &Voice) -> Value {
    let clauses = i64::try_from(edition.coverage.clauses()).unwrap_or(i64::MAX);
    json!({
        "title": edition.title,
        "from": voice.day(edition.period.0),
        "to": voice.day(edition.period.1),
        "clauses": voice.lang.text_with("changes-clauses", &[("n", clauses)]),
        "law": edition.law,
    })
}

/// A clause as it stands now, or stood where it was dropped; its earlier text where that differs.
fn clause(one: &ClauseDiff, voice: &Voice) -> Value {
    let (before, after) = (one.before.as_ref(), one.after.as_ref());
    let told = after.or(before);
    let earlier = before.filter(|before| after.is_some_and(|after| after.text != before.text));
    let moved = before.filter(|before| after.is_some_and(|after| after.address != before.address));
    json!({
        "number": told.map(|told| told.number),
        "heading": told.map(|told| told.heading.as_str()),
        "text": told.map(|told| told.text.as_str()),
        "text_before": earlier.map(|told| told.text.as_str()),
        "was_number": moved.map(|told| told.number),
        "points": one.points.iter().map(|point| point_words(point, voice)).collect::<Vec<_>>(),
    })
}

fn joined(words: &[String], lang: Lang) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {} {last}", rest.join(", "), lang.text("word-and")),
        _ => words.concat(),
    }
}

/// How the authority's own clauses are kept, before and now.
fn chart(diff: &Diff, voice: &Voice) -> Chart {
    let lang = voice.lang;
    let kept = |coverage: &Coverage| {
        [
            ("kept-rule", coverage.rule),
            ("kept-measure", coverage.measure),
            ("kept-duty", coverage.duty),
            ("kept-attested", coverage.attested),
            ("kept-narrative", coverage.narrative),
        ]
    };
    let (before, after) = (&diff.before.coverage, &diff.after.coverage);
    let ways: Vec<(String, usize, usize)> =
        kept(before).into_iter().zip(kept(after)).map(|((key, before), (_, after))| (lang.text(key), before, after)).collect();
    let number = |n: usize| voice.number(i64::try_from(n).unwrap_or(i64::MAX));
    let amount = |n: usize| Some(Amount { value: i64::try_from(n).unwrap_or(i64::MAX), shown: number(n) });
    let rows = ways.iter().map(|(way, before, after)| Row { label: way.clone(), amounts: vec![amount(*before), amount(*after)] });
    let said = ways.iter().map(|(way, before, after)| {
        lang.text_words("changes-chart-row", &[("way", way), ("before", &number(*before)), ("after", &number(*after))])
    });
    let followed = |coverage: &Coverage| number(coverage.clauses() - coverage.narrative);
    let title = [
        ("after", followed(after)),
        ("all", number(after.clauses())),
        ("before", followed(before)),
        ("all_before", number(before.clauses())),
    ];
    let title: Vec<(&str, &str)> = title.iter().map(|(name, word)| (*name, word.as_str())).collect();
    Chart {
        title: lang.text_words("changes-chart-title", &title),
        unit: lang.text("changes-unit"),
        drawing: Drawing::Grouped,
        label: lang.text("changes-way"),
        series: vec![lang.text("changes-before"), lang.text("changes-after")],
        alt: lang.text_words("changes-chart-alt", &[("rows", &said.collect::<Vec<_>>().join("; "))]),
        rows: if before.clauses() + after.clauses() == 0 { Vec::new() } else { rows.collect() },
        empty: lang.text("changes-chart-empty"),
    }
}
