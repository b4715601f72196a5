use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::{Chart, Drawing, Figure as Drawn, Row};
use super::{capitalised, place, plain};
use crate::findings::{Compared, Findings, Measured};
use crate::measures::Written;
use crate::measures::counted::{Breakdown, Cell, Counting, Found, Grouped, Named, Roll, Span, SpanKind};
use crate::prose::{Fact, Voice};
use crate::quantity::{Day, Money};
use crate::strategy::{Figure, Kept, Measure, Statistic, Strategy};

/// More columns of periods than this make a table too wide, more bars than this say less.
const COLUMNS: usize = 4;
const BARS: usize = 12;

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
            "compared": one.compared.iter().map(|compared| paper.compared(compared)).collect::<Vec<_>>(),
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
            "value": self.text(if found.question.counting == Counting::Money { "measure-amount" } else { "measure-value" }),
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

    /// A bar a period; of flows and the like only whole ones, because part of a year looks like a fall.
    fn chart(&self) -> Option<Chart> {
        let found = self.found();
        let question = &found.question;
        let rows: Vec<Row> = self
            .last(BARS)
            .filter_map(|place| {
                let (span, cell) = (found.spans.get(place)?, found.total.get(place)?);
                let value = cell.value(&question.counted, question.counting);
                let shown = self.one.cell_words(cell, self.voice);
                (span.is_whole || span.kind == SpanKind::Day)
                    .then(|| value.map(|value| Row::of_one(self.one.span_words(place, self.voice), value, shown)))?
            })
            .collect();
        let (first, last) = (rows.first()?, rows.last().filter(|_| rows.len() > 1)?);
        let words = |row: &Row| row.amounts.first().and_then(Option::as_ref).map_or_else(String::new, |amount| amount.shown.clone());
        let said: Vec<String> = rows.iter().map(|row| format!("{} {}", row.label, words(row))).collect();
        let value = self.text(if question.counting == Counting::Money { "measure-amount" } else { "measure-value" });
        let title = [("name", self.name.as_str()), ("first", &words(first)), ("last", &words(last))];
        Some(Chart {
            title: self.voice.lang.text_words("figure-chart", &title),
            unit: value.clone(),
            drawing: Drawing::Lines,
            label: self.text("measure-period"),
            series: vec![value],
            alt: sentence(&format!("{}: {}", self.name, said.join("; "))),
            rows,
            empty: String::new(),
        })
    }

    /// The ages of arrears on the last year's end, or on the last day there is.
    fn bands_chart(&self) -> Option<Chart> {
        let found = self.found();
        let place = found.last_whole().or_else(|| found.bands.len().checked_sub(1))?;
        let bands = found.bands.get(place).filter(|bands| bands.iter().any(|band| band.claims > 0))?;
        let day = self.one.span_words(place, self.voice);
        let label = |band: usize| self.text(&format!("measure-band-{band}"));
        let shown = |amount: i64, claims: u64| {
            let key = if claims == 1 { "horizon-claim" } else { "horizon-claims" };
            let claims = self.voice.lang.text_words(key, &[("n", &self.number(claims))]);
            self.voice.lang.text_words("horizon-stake", &[("claims", &claims), ("amount", &self.voice.money(Money(amount)))])
        };
        let rows: Vec<Row> =
            bands.iter().enumerate().map(|(band, one)| Row::of_one(label(band), one.amount, shown(one.amount, one.claims))).collect();
        // Of several bands with the same amount the youngest.
        let (most, amount) = bands.iter().enumerate().rev().max_by_key(|(_, band)| band.amount).map(|(most, band)| (most, band.amount))?;
        let (band, amount) = (label(most), self.voice.money(Money(amount)));
        let words = [("name", self.name.as_str()), ("day", &day), ("band", &band), ("amount", &amount)];
        let said: Vec<String> =
            bands.iter().enumerate().map(|(band, one)| format!("{}: {}", label(band), shown(one.amount, one.claims))).collect();
        Some(Chart {
            title: self.voice.lang.text_words("measure-bands-most", &words),
            unit: self.text("measure-amount"),
            drawing: Drawing::Bars,
            label: self.text("measure-bands-label"),
            series: vec![self.text("measure-amount")],
            rows,
            alt: sentence(&format!("{}: {}", self.voice.lang.text_words("measure-bands", &words), said.join("; "))),
            empty: String::new(),
        })
    }

    /// A breakdown as a table; groups of fewer than five are put together.
    fn groups(&self, by: Breakdown) -> Option<Value> {
        let found = self.found();
        let mut groups = found.without_small(by);
        if groups.is_empty() {
            return None;
        }
        let columns = self.last(COLUMNS);
        let counting = found.question.counting;
        let place = found.last_whole().or_else(|| found.spans.len().checked_sub(1))?;
        let size = |group: &Grouped| match (group.cells.get(place), counting) {
            (Some(Cell::Sum(sum)), Counting::Money) => sum.amount,
            (Some(cell), _) => i64::try_from(cell.claims()).unwrap_or(i64::MAX),
            (None, _) => 0,
        };
        // The largest first; what is not told and the rest come last.
        groups.sort_by_key(|group| (matches!(group.name, Named::Untold | Named::Others), std::cmp::Reverse(size(group))));
        let rows = groups.iter().map(|group| {
            let values = columns.clone().filter_map(|place| group.cells.get(place)).map(|cell| self.one.cell_words(cell, self.voice));
            json!({"name": self.group_name(group), "values": values.collect::<Vec<_>>()})
        });
        let whole = columns.clone().filter_map(|place| found.total.get(place)).map(|cell| self.one.cell_words(cell, self.voice));
        Some(json!({
            "title": self.text(&format!("measure-by-{}", by.name().replace('_', "-"))),
            "periods": columns.clone().map(|place| self.span(place)).collect::<Vec<_>>(),
            "rows": rows.collect::<Vec<_>>(),
            "whole": whole.collect::<Vec<_>>(),
            "has_others": groups.iter().any(|group| group.name == Named::Others),
        }))
    }

    fn group_name(&self, group: &Grouped) -> String {
        match &group.name {
            Named::Index(index) => self.strategy.group_name(group.by, *index, self.voice.lang).unwrap_or_default(),
            Named::Word(word) => {
                let key = format!("word-{word}");
                if group.by == Breakdown::DebtorKind && self.voice.lang.has(&key) { self.text(&key) } else { word.clone() }
            }
            Named::Untold => self.text("measure-group-untold"),
            Named::Others => self.text("measure-group-others"),
        }
    }

    /// How arrears moved, a column a year.
    fn rolls(&self) -> Option<Value> {
        let rolls = &self.found().rolls;
        let last = rolls.get(rolls.len().saturating_sub(COLUMNS)..).filter(|last| !last.is_empty())?;
        let lines: [(&str, fn(&Roll) -> i64); 7] = [
            ("opening", |roll| roll.opening),
            ("new", |roll| roll.new),
            ("charges", |roll| roll.charges),
            ("payments", |roll| roll.payments.saturating_neg()),
            ("written-off", |roll| roll.written_off.saturating_neg()),
            ("other", |roll| roll.other),
            ("closing", |roll| roll.closing),
        ];
        let rows = lines.iter().map(|(key, amount)| {
            let amounts = last.iter().map(|(_, roll)| self.voice.money(Money(amount(roll))));
            json!({"name": self.text(&format!("measure-roll-{key}")), "values": amounts.collect::<Vec<_>>(), "is_sum": matches!(*key, "opening" | "closing")})
        });
        let unknown: u64 = last.iter().map(|(_, roll)| roll.unknown).max().unwrap_or(0);
        Some(json!({
            "periods": last.iter().map(|(span, _)| self.with_days(span.to_string(), span)).collect::<Vec<_>>(),
            "rows": rows.collect::<Vec<_>>(),
            "unknown": (unknown > 0).then(|| self.number(unknown)),
        }))
    }

    /// A reported figure beside the counted one, with a warning where rounding does not explain the difference.
    fn compared(&self, compared: &Compared) -> Value {
        let difference = &compared.difference;
        let unit = &difference.unit;
        let factor = i128::from(unit.factor());
        let said = |thousandths: i128, places: u32| {
            let reading = crate::measures::Reading { value: thousandths, half: 0 };
            self.voice.counted(Written { hundredths: reading.hundredths(unit, places), places }, unit)
        };
        // A difference that is smaller than the last reported place still shows.
        let places = if factor == 1 { difference.places.max(1) } else { 2 };
        let about = match &compared.claim_type {
            None => self.name.clone(),
            Some(id) => {
                let name = self.strategy.claim_types.iter().find(|one| one.id == *id).map_or(id, |one| &one.name);
                format!("{}, {name}", self.name)
            }
        };
        let (reported, counted) = (said(difference.reported.value, difference.places), said(difference.counted, places));
        let apart = said(difference.amount(), places);
        let status = match (difference.agrees, difference.is_open) {
            (false, _) => "measure-differs",
            (true, true) => "measure-open",
            (true, false) => "measure-agrees",
        };
        let span = self.one.span_words(compared.span, self.voice);
        let words = [
            ("about", about.as_str()),
            ("span", &span),
            ("reported", &reported),
            ("source", &compared.source),
            ("counted", &counted),
            ("difference", &apart),
        ];
        json!({
            "about": compared.claim_type.as_ref().map_or_else(|| self.text("measure-all"), |_| about.clone()),
            "period": span,
            "reported": reported,
            "counted": counted,
            "difference": apart,
            "status": self.text(status),
            "warning": (!difference.agrees).then(|| self.voice.lang.text_words("measure-warning", &words).replace(".. ", ". ")),
        })
    }
}

/// `kr.` at the end of a sentence brings the full stop with it.
fn sentence(words: &str) -> String {
    format!("{}.", words.strip_suffix('.').unwrap_or(words))
}

fn waiting(cell: &Cell) -> u64 {
    if let Cell::Spread(spread) = cell { spread.waiting } else { 0 }
}
