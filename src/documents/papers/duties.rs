//! What is owed in which month, and what became of it.

use std::collections::BTreeMap;

use super::super::{Calendar, Cell, Duties, Mark};
use super::{plain, shortened};
use crate::findings::Findings;
use crate::governance::Obligation;
use crate::plan::{Lapse, Verdict};
use crate::prose::{Fact, Lang, Voice};
use crate::quantity::Day;
use crate::strategy::{Clause, Kept, Strategy};

/// A year of columns.
const MONTHS: i32 = 12;

/// Of those, so many lie after the month of the as-of date.
const AHEAD: i32 = 3;

/// Labels are as long as fits in two lines.
const LABEL: usize = 90;

/// In the alternative text the start of a label is enough to know it.
const SPOKEN: usize = 44;

/// What the strategy's duties and attestations owe in the months of one year: the first with the most of them; none where none is
/// owed within the period.
pub(super) fn owed(strategy: &Strategy, voice: &Voice) -> Option<Calendar> {
    let lang = voice.lang;
    let all: Vec<(String, u32, Vec<Day>)> = strategy
        .clauses()
        .enumerate()
        .filter_map(|(index, clause)| {
            let (recurrence, times) = match &clause.kept {
                Kept::Duty(duty) => (&duty.recurrence, duty.times),
                Kept::Attested(attested) => (&attested.recurrence, 1),
                _ => return None,
            };
            let owed = recurrence.owed(strategy.period, &strategy.calendar).into_iter();
            let due = owed.filter(|owed| clause.valid.0 <= owed.end && owed.end <= clause.valid.1).map(|owed| owed.due).collect();
            Some((label(index + 1, clause), times, due))
        })
        .collect();
    let in_year = |year: i32| all.iter().filter(|(_, _, due)| due.iter().any(|day| day.year() == year)).count();
    let year =
        (strategy.period.0.year()..=strategy.period.1.year()).rev().max_by_key(|year| in_year(*year)).filter(|year| in_year(*year) > 0)?;
    let mut a_month: BTreeMap<u32, i64> = BTreeMap::new();
    let mut rows = Vec::new();
    for (label, times, due) in all {
        let cells: Vec<Option<Cell>> = (1..=12)
            .map(|month| {
                let days: Vec<Day> = due.iter().copied().filter(|day| (day.year(), day.month()) == (year, month)).collect();
                *a_month.entry(month).or_default() += i64::try_from(days.len()).unwrap_or(0);
                cell(&days, times, voice)
            })
            .collect();
        if cells.iter().any(Option::is_some) {
            rows.push(Duties { label, cells });
        }
    }
    let (month, most) = a_month.iter().rev().max_by_key(|(_, number)| **number).map_or((1, 0), |(month, number)| (*month, *number));
    let said: Vec<String> = rows.iter().map(told).collect();
    let year = year.to_string();
    let words =
        [("month", lang.text(&format!("month-{month}"))), ("most", voice.number(most)), ("year", year), ("duties", said.join(". "))];
    let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    Some(Calendar {
        title: lang.text_words("duties-title", &words),
        unit: lang.text_words("duties-unit", &words),
        label: lang.text("duties-duty"),
        when: lang.text_words("duties-when", &words),
        columns: (1..=12).map(|month| month_head(month, lang)).collect(),
        marks: vec![(Mark::ToCome, lang.text("duties-last-day"))],
        rows,
        alt: lang.text_words("duties-alt", &words),
        empty: String::new(),
    })
}

fn cell(days: &[Day], times: u32, voice: &Voice) -> Option<Cell> {
    let lang = voice.lang;
    let said: Vec<String> = days.iter().map(|day| voice.fact(&Fact::DayOfYear { month: day.month(), day: day.day_of_month() })).collect();
    let shown: Vec<String> = days.iter().map(|day| lang.text_words("duties-day", &[("day", &day.day_of_month().to_string())])).collect();
    let said = said.join(", ");
    let said = if times > 1 { lang.text_words("duties-times", &[("when", &said), ("times", &times.to_string())]) } else { said };
    (!days.is_empty()).then(|| Cell { mark: Mark::ToCome, shown: shown.join(" "), said })
}

/// What became of the duties and attestations with a deadline in the months around the as-of date; none without cases, or where none
/// has its deadline then.
pub(super) fn kept(strategy: &Strategy, findings: &Findings, voice: &Voice) -> Option<Calendar> {
    let lang = voice.lang;
    let as_of = findings.as_of?;
    let months: Vec<i32> = months(as_of).collect();
    let name = |month: &i32| {
        let of_year = u32::try_from(month.rem_euclid(12)).unwrap_or(0) + 1;
        (of_year, format!("{} {}", lang.text(&format!("month-{of_year}")), month.div_euclid(12)))
    };
    let shown: Vec<&Obligation> = findings.obligations.iter().filter(|one| is_drawn(one, as_of)).collect();
    let (mut rows, mut spoken) = (Vec::new(), Vec::new());
    for (index, clause) in strategy.clauses().enumerate() {
        let of_clause: Vec<&&Obligation> = shown.iter().filter(|one| one.clause == clause.address).collect();
        let cells = months.iter().map(|month| {
            let marks: Vec<Mark> = of_clause.iter().filter(|one| number(one.owed.due) == *month).map(|one| mark(one)).collect();
            let words: Vec<String> = marks.iter().map(|mark| mark_words(*mark, lang)).collect();
            let worst = marks.into_iter().max_by_key(|mark| gravity(*mark))?;
            Some(Cell { mark: worst, shown: mark_words(worst, lang), said: format!("{}: {}", name(month).1, words.join(", ")) })
        });
        if !of_clause.is_empty() {
            let row = Duties { label: label(index + 1, clause), cells: cells.collect() };
            spoken.push(told(&row));
            rows.push(in_full(row, &months, &of_clause, voice));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let count = |wanted: &[Mark]| i64::try_from(shown.iter().filter(|one| wanted.contains(&mark(one))).count()).unwrap_or(0);
    let (done, lapsed) = (count(&[Mark::Done]), count(&[Mark::Late, Mark::Missed]));
    let ends = [months.first(), months.last()].map(|month| month.map(|month| name(month).1).unwrap_or_default());
    let words = [
        ("lapsed", voice.number(lapsed)),
        ("all", voice.number(done + lapsed)),
        ("first", ends[0].clone()),
        ("last", ends[1].clone()),
        ("day", voice.day(as_of)),
        ("duties", spoken.join(". ")),
    ];
    let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
    let is_unknown = findings.obligations.iter().any(|one| one.verdict == Verdict::Unknown);
    let key = match (done, lapsed) {
        (0, 0) if is_unknown => "duties-kept-unknown",
        (0, 0) => "duties-kept-none",
        (_, 0) => "duties-kept-all",
        _ => "duties-kept-some",
    };
    let marks = [Mark::Done, Mark::Late, Mark::Missed, Mark::ToCome, Mark::Unknown].into_iter().filter(|mark| count(&[*mark]) > 0);
    Some(Calendar {
        title: lang.text_words(key, &words),
        unit: lang.text_words("duties-kept-unit", &words),
        label: lang.text("duties-duty"),
        when: lang.text("duties-kept-when"),
        columns: months.iter().map(|month| month_head(name(month).0, lang)).collect(),
        marks: marks.map(|mark| (mark, mark_words(mark, lang))).collect(),
        rows,
        alt: lang.text_words("duties-kept-alt", &words),
        empty: String::new(),
    })
}

/// The months around an as-of date, counted from the year 0.
fn months(as_of: Day) -> impl Iterator<Item = i32> {
    let first = number(as_of) + AHEAD + 1 - MONTHS;
    first..first + MONTHS
}

fn number(day: Day) -> i32 {
    day.year() * 12 + i32::try_from(day.month()).unwrap_or(1) - 1
}

/// Whether an obligation has its deadline in the months around the as-of date, so that the calendar tells it.
pub(super) fn is_drawn(one: &Obligation, as_of: Day) -> bool {
    months(as_of).any(|month| month == number(one.owed.due))
}

/// The row with all that is known of each obligation, for its table: what for, the last day, when it was done.
fn in_full(row: Duties, months: &[i32], of_clause: &[&&Obligation], voice: &Voice) -> Duties {
    let lang = voice.lang;
    let tell = |one: &Obligation| {
        let done = one.done.last().map(|done| voice.day(done.date)).unwrap_or_default();
        let status = match mark(one) {
            Mark::Done => lang.text_words("calendar-done", &[("day", &done)]),
            Mark::Late => lang.text_words("calendar-done-late", &[("day", &done)]),
            other => mark_words(other, lang),
        };
        let words = [("unit", one.owed.unit_words(voice)), ("due", voice.day(one.owed.due)), ("status", status)];
        lang.text_words("duties-kept-one", &words.each_ref().map(|(name, word)| (*name, word.as_str())))
    };
    let cells = row.cells.into_iter().zip(months).map(|(cell, month)| {
        let said: Vec<String> = of_clause.iter().filter(|one| number(one.owed.due) == *month).map(|one| tell(one)).collect();
        cell.map(|cell| Cell { said: said.join("; "), ..cell })
    });
    Duties { cells: cells.collect(), ..row }
}

/// What a duty is called: its clause's number and words.
fn label(number: usize, clause: &Clause) -> String {
    format!("{number}. {}", shortened(&plain(&clause.text), LABEL))
}

fn told(row: &Duties) -> String {
    let said: Vec<&str> = row.cells.iter().flatten().map(|cell| cell.said.as_str()).collect();
    format!("{}: {}", shortened(&row.label, SPOKEN), said.join("; "))
}

fn mark(one: &Obligation) -> Mark {
    match (one.verdict, one.lapse) {
        (Verdict::Breached, Lapse::Late) => Mark::Late,
        (Verdict::Breached, _) => Mark::Missed,
        (Verdict::NotYetDue, _) => Mark::ToCome,
        (Verdict::Unknown, _) => Mark::Unknown,
        _ => Mark::Done,
    }
}

fn gravity(mark: Mark) -> u8 {
    match mark {
        Mark::Done => 0,
        Mark::ToCome => 1,
        Mark::Unknown => 2,
        Mark::Late => 3,
        Mark::Missed => 4,
    }
}

fn mark_words(mark: Mark, lang: Lang) -> String {
    lang.text(match mark {
        Mark::Done => "duties-done",
        Mark::Late => "word-late",
        Mark::Missed => "word-missing",
        Mark::ToCome => "duties-to-come",
        Mark::Unknown => "verdict-unknown",
    })
}

/// The first three letters of a month, which tell it apart in all three languages.
fn month_head(month: u32, lang: Lang) -> String {
    lang.text(&format!("month-{month}")).chars().take(3).collect()
}
