mod charts;
mod tables;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::Figure as Drawn;
use super::{capitalised, place, plain};
use crate::findings::{Findings, Measured};
use crate::measures::counted::{Cell, Counting, Found, Span, SpanKind};
use crate::prose::{Fact, Voice};
use crate::quantity::Day;
use crate::strategy::{Figure, Kept, Measure, Statistic, Strategy};

/// What the compliance report says of key figures that were counted from the cases; their charts go to `charts`.
pub(super) fn counted(strategy: &Strategy, findings: &Findings, voice: &Voice, charts: &mut BTreeMap<String, Drawn>) -> Vec<Value> {
    let Some(as_of) = findings.as_of else { return Vec::new() };
    let mut all = Vec::new();
    for (index, one) in findings.measures.iter().enumerate() {
        let Some((text, measure)) = strategy.clause(&one.clause).and_then(|clause| match &clause.kept {
            Kept::Measure(measure) => Some((plain(&clause.text), measure)),
            _ => None,
        }) else {
            continue;
        };
        let paper = Paper { strategy, one, voice, as_of, name: name(strategy, measure, voice) };
        let mut drawn = Vec::new();
        let figures = [("figure", paper.chart()), ("bands", paper.bands_chart())];
        for (which, chart) in figures.into_iter().filter_map(|(which, chart)| Some((which, chart?))) {
            let id = format!("measure-{index}-{which}");
            charts.insert(id.clone(), chart.into());
            drawn.push(id);
        }
        all.push(json!({
            "number": place(strategy, &one.clause),
            "text": text,
            "name": paper.name,
            "aim": one.aim_words(voice).map(|aim| sentence(&aim)),
            "verdict": one.verdict_words(voice),
            "judged": one.judged.and_then(|judged| Some(one.span_words(judged.span?, voice))),
            "is_grave": one.judged.is_some_and(|judged| judged.verdict == crate::plan::Verdict::Breached),
            "columns": paper.columns(),
            "rows": paper.rows(),
            "charts": drawn,
            "groups": measure.by.iter().filter_map(|by| paper.groups(*by)).collect::<Vec<_>>(),
            "rolls": paper.rolls(),
            "compared": one.compared.iter().filter(|compared| paper.may_be_told(compared)).map(|compared| paper.compared(compared)).collect::<Vec<_>>(),
        }));
    }
    all
}

/// Puts the verdicts of counted key figures in their places, in words that tell a figure from a promise kept case by case.
pub(super) fn tell_figures(chapters: &mut [Value], findings: &Findings, voice: &Voice) {
    for chapter in chapters {
        for clause in chapter.get_mut("clauses").and_then(Value::as_array_mut).into_iter().flatten().filter_map(Value::as_object_mut) {
            let address = clause.get("address").and_then(Value::as_str);
            let Some(one) = findings.measures.iter().find(|one| Some(one.clause.as_str()) == address) else { continue };
            let span = one.judged.and_then(|judged| Some(one.span_words(judged.span?, voice)));
            let words = span.map_or_else(|| one.verdict_words(voice), |span| format!("{} ({span})", one.verdict_words(voice)));
            clause.insert("verdict".to_owned(), words.into());
            clause.insert("lapses".to_owned(), Value::Null);
            if let Some(tally) = clause.get_mut("tally").and_then(Value::as_object_mut) {
                tally.values_mut().for_each(|count| *count = "–".into());
            }
        }
        if let Some(inner) = chapter.get_mut("chapters").and_then(Value::as_array_mut) {
            tell_figures(inner, findings, voice);
        }
    }
}

/// What documents call a figure.
fn name(strategy: &Strategy, measure: &Measure, voice: &Voice) -> String {
    let lang = voice.lang;
    let shown = |name: &str| {
        let vocabulary = &strategy.vocabulary;
        let kind = vocabulary.kind(name).and_then(|kind| vocabulary.kind_at(kind)).map(|kind| &kind.shown);
        let state = || vocabulary.state(name).and_then(|state| vocabulary.states.get(state)).map(|state| &state.shown);
        kind.or_else(state).map_or_else(|| name.to_owned(), |shown: &Fact| voice.fact(shown))
    };
    if let Some(name) = &measure.name {
        return name.clone();
    }
    match &measure.figure {
        Figure::Stock { of, .. } if of == "arrears" => lang.text("measure-name-arrears"),
        Figure::Stock { of, .. } if of == "open" => lang.text("measure-name-open"),
        Figure::Stock { of, .. } => lang.text_words("measure-name-standing", &[("state", &shown(of))]),
        Figure::Flow { event, .. } => capitalised(&shown(event)),
        Figure::Share { part, of } => lang.text_words("measure-name-share", &[("part", &shown(part)), ("of", &shown(of))]),
        Figure::Days { from, to, statistic } => {
            let statistic = lang.text(match statistic {
                Statistic::Median => "measure-median",
                Statistic::Mean => "measure-mean",
                Statistic::P90 => "measure-p90",
            });
            lang.text_words("measure-name-days", &[("from", &shown(from)), ("to", &shown(to)), ("statistic", &statistic)])
        }
        Figure::Reported(name) => name.clone(),
    }
}

/// One figure on its way into a paper.
struct Paper<'a> {
    strategy: &'a Strategy,
    one: &'a Measured,
    voice: &'a Voice,
    as_of: Day,
    name: String,
}

impl Paper<'_> {
    fn found(&self) -> &Found {
        &self.one.found
    }

    fn number(&self, n: u64) -> String {
        self.voice.number(i64::try_from(n).unwrap_or(i64::MAX))
    }

    fn text(&self, key: &str) -> String {
        self.voice.lang.text(key)
    }

    /// The heading over the figure itself.
    fn value_title(&self) -> String {
        self.text(match (self.found().question.counting, self.one.figure) {
            (Counting::Money, _) => "measure-amount",
            (Counting::Number, "flow") => "measure-events",
            (Counting::Number, _) => "measure-claims",
            (Counting::Share | Counting::Days, _) => "measure-value",
        })
    }

    /// A span as tables name it: with its days where it is not a whole one.
    fn span(&self, place: usize) -> String {
        let words = self.one.span_words(place, self.voice);
        self.found().spans.get(place).map_or_else(String::new, |span| self.with_days(words, span))
    }

    fn with_days(&self, words: String, span: &Span) -> String {
        if span.kind == SpanKind::Day || span.is_whole {
            return words;
        }
        let lang = self.voice.lang;
        let (from, to) = (self.voice.day(span.from), self.voice.day(span.to.min(self.as_of)));
        if span.from.day_of_month() == 1 && (span.kind != SpanKind::Year || span.from.month() == 1) {
            lang.text_words("measure-so-far", &[("span", &words), ("day", &to)])
        } else {
            lang.text_words("measure-part", &[("span", &words), ("from", &from), ("to", &to)])
        }
    }

    /// The headings of the table of periods.
    fn columns(&self) -> Value {
        let found = self.found();
        let any = |n: fn(&Cell, Counting) -> u64| found.total.iter().any(|cell| n(cell, found.question.counting) > 0);
        let count = match found.total.first() {
            Some(Cell::Sum(_)) if found.question.counting == Counting::Number => None,
            Some(Cell::Sum(_)) if self.one.figure == "flow" => Some("measure-events"),
            Some(Cell::Sum(_)) => Some("measure-claims"),
            Some(Cell::Ratio(_)) => Some("measure-all-claims"),
            Some(Cell::Spread(_)) => Some("measure-both-steps"),
            None => None,
        };
        json!({
            "count": count.map(|key| self.text(key)),
            "has_unknown": any(|cell, counting| cell.unknown(counting)),
            "has_waiting": any(|cell, _| waiting(cell)),
            "value": self.value_title(),
        })
    }

    fn rows(&self) -> Vec<Value> {
        let counting = self.found().question.counting;
        let rows = self.found().total.iter().enumerate().map(|(place, cell)| {
            json!({
                "period": self.span(place),
                "value": self.one.cell_words(cell, self.voice),
                "count": self.number(cell.count()),
                "waiting": self.number(waiting(cell)),
                "unknown": self.number(cell.unknown(counting)),
            })
        });
        rows.collect()
    }

    /// The last periods, by their places.
    fn last(&self, most: usize) -> std::ops::Range<usize> {
        let all = self.found().spans.len();
        all.saturating_sub(most)..all
    }
}

/// `kr.` at the end of a sentence brings the full stop with it.
fn sentence(words: &str) -> String {
    format!("{}.", words.strip_suffix('.').unwrap_or(words))
}

fn waiting(cell: &Cell) -> u64 {
    if let Cell::Spread(spread) = cell { spread.waiting } else { 0 }
}
