use std::collections::BTreeSet;

use super::{About, Report, Stated};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::measures::{Contradiction, Figures, Reading, Reported, Unit, Written, beyond_whole, statement, total_doubt};
use crate::prose::{Lang, Voice};
use crate::quantity::Timing;
use crate::source::Span;

/// Something in a report that contradicts itself; it is told with both readings and stops nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// A reported total that does not follow from its rows.
    Total {
        /// The key figure.
        measure: String,
        /// The year.
        year: i32,
        /// The total as reported.
        total: Written,
        /// What the rows add up to, with the decimals of the total.
        sum: Written,
        /// The unit of both.
        unit: Unit,
        /// Whether it is beyond all rounding, or only beyond what is plausible.
        how: Contradiction,
        /// Where the total stands.
        span: Span,
    },
    /// A printed number that does not follow from the figures.
    Stated {
        /// Its id.
        id: String,
        /// What it should be, with the decimals that are printed and as many as tell the two apart.
        computed: Written,
        /// Whether it was cut off instead of rounded.
        cut: bool,
    },
    /// Rows of a part that are larger than the same rows of its whole.
    Part {
        /// The part.
        measure: String,
        /// The whole.
        whole: String,
        /// The year.
        year: i32,
        /// The kinds of claims with their part and whole.
        rows: Vec<(String, Reported, Reported)>,
        /// How many of them are so beyond what rounding explains.
        beyond: usize,
        /// Where the part is named.
        span: Span,
    },
    /// A printed caption with other years than the columns under it.
    Caption {
        /// The table.
        table: String,
        /// The years in the caption.
        printed: Vec<i32>,
        /// The years of the columns.
        columns: Vec<i32>,
        /// Where the caption stands.
        span: Span,
    },
    /// A list that announces so many, and has others or another number.
    List {
        /// How many are announced.
        announced: usize,
        /// How many stand in the list.
        listed: usize,
        /// What stands elsewhere and not in the list, by name.
        others: Vec<String>,
        /// Where the list stands.
        span: Span,
    },
    /// Two times of one thing that contradict each other.
    Times {
        /// What it is.
        name: String,
        /// The first.
        one: Timing,
        /// The other.
        other: Timing,
        /// Where it stands.
        span: Span,
    },
}

/// Everything in a report that contradicts itself, in the order in which it is told: totals, parts, captions, printed numbers, lists, times.
pub fn doubts(report: &Report, figures: &Figures) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    let years: BTreeSet<i32> = report.tables.values().flat_map(|table| table.years.iter().copied()).chain([report.year]).collect();
    let tabled: BTreeSet<&str> = report.tables.values().flat_map(super::Table::measures).collect();
    for measure in report.measures.keys().map(String::as_str).chain(tabled.iter().copied()).collect::<BTreeSet<&str>>() {
        doubts.extend(years.iter().filter_map(|year| {
            let (types, causes) = (figures.by_claim_type(measure, *year), figures.by_reason(measure, *year));
            let all_causes =
                report.reasons.iter().flat_map(|one| &one.items).all(|one| causes.iter().any(|row| row.reason.as_ref() == Some(&one.id)));
            total(measure, *year, &types, tabled.contains(measure), figures).or_else(|| total(measure, *year, &causes, all_causes, figures))
        }));
    }
    for (id, measure) in &report.measures {
        let Some(whole) = &measure.part_of else { continue };
        doubts.extend(years.iter().filter_map(|year| part(report, id, whole, *year, figures, measure.span)));
    }
    for (id, table) in &report.tables {
        let Some((caption, span)) = &table.printed_caption else { continue };
        let printed = years_in(caption);
        if printed.iter().any(|year| !table.years.contains(year)) {
            doubts.push(Doubt::Caption { table: id.clone(), printed, columns: table.years.clone(), span: *span });
        }
    }
    doubts.extend(report.stated.iter().filter_map(|(id, one)| printed(id, one, figures)));
    doubts.extend(list(report, figures));
    for one in &report.milestones {
        let apart = |a: &Timing, b: &Timing| a.last() < b.first() || b.last() < a.first();
        let times: Vec<Timing> = one.dates.iter().map(|(on, _)| *on).collect();
        let pair = times.iter().enumerate().find_map(|(at, a)| times.iter().skip(at + 1).find(|b| apart(a, b)).map(|b| (*a, *b)));
        doubts.extend(pair.map(|(first, other)| Doubt::Times { name: one.name.clone(), one: first, other, span: one.span }));
    }
    doubts
}

/// A total that does not follow from its rows: from all of them where they are `complete`, else one that is smaller than some of them.
fn total(measure: &str, year: i32, rows: &[&Reported], complete: bool, figures: &Figures) -> Option<Doubt> {
    let total = figures.one(measure, year, None, None)?;
    if rows.is_empty() || rows.iter().any(|row| !row.unit.is_like(&total.unit)) {
        return None;
    }
    let readings: Vec<Reading> = rows.iter().map(|row| row.reading()).collect();
    let sum: Reading = readings.iter().copied().sum();
    let how = total_doubt(total.reading(), &readings).filter(|_| complete || sum.value > total.reading().value)?;
    let places = rows.iter().map(|row| row.value.places).fold(total.value.places, u32::max);
    Some(Doubt::Total {
        measure: measure.to_owned(),
        year,
        total: total.value,
        sum: Written { hundredths: sum.hundredths(&total.unit, places), places },
        unit: total.unit.clone(),
        how,
        span: total.span,
    })
}

fn part(report: &Report, measure: &str, whole: &str, year: i32, figures: &Figures, span: Span) -> Option<Doubt> {
    let about =
        |claim_type: Option<&str>| Some((figures.one(measure, year, claim_type, None)?, figures.one(whole, year, claim_type, None)?));
    let types = figures.by_claim_type(measure, year).into_iter().filter_map(|row| row.claim_type.as_deref()).map(Some);
    let mut rows = Vec::new();
    let mut beyond = 0;
    for (claim_type, (part, all)) in types.chain([None]).filter_map(|claim_type| Some((claim_type, about(claim_type)?))) {
        if !part.unit.is_like(&all.unit) {
            continue;
        }
        if let Some(more_than_rounding) = beyond_whole(part.reading(), all.reading()) {
            beyond += usize::from(more_than_rounding);
            rows.push((claim_type.unwrap_or_default().to_owned(), part.clone(), all.clone()));
        }
    }
    // In the order of the report's tables; the total last.
    let place = |id: &str| report.claim_types.iter().position(|one| one.id == id).unwrap_or(usize::MAX);
    rows.sort_by_key(|(id, ..)| (id.is_empty(), place(id)));
    (!rows.is_empty()).then(|| Doubt::Part { measure: measure.to_owned(), whole: whole.to_owned(), year, rows, beyond, span })
}

fn printed(id: &str, one: &Stated, figures: &Figures) -> Option<Doubt> {
    let what = one.statement(figures)?;
    let cut = statement(one.value, &one.unit, what)?;
    let (value, ..) = what.computed()?;
    // As many decimals as are printed, and one more where they would not tell the two apart or the number was cut off a figure.
    let at = |places: u32| Reading { value, half: 0 }.hundredths(&one.unit, places);
    let more = (one.value.places + 1).min(2);
    let places = if at(one.value.places) == one.value.hundredths || matches!(one.unit, Unit::PerCent) { more } else { one.value.places };
    Some(Doubt::Stated { id: id.to_owned(), computed: Written { hundredths: at(places), places }, cut })
}

fn list(report: &Report, figures: &Figures) -> Option<Doubt> {
    let reasons = report.reasons.as_ref()?;
    let known = |id: &str| reasons.items.iter().any(|one| one.id == id);
    let said = report.comments.iter().filter_map(|one| one.about.reason.clone());
    let counted = report.measures.keys().flat_map(|measure| figures.by_reason(measure, report.year)).filter_map(|one| one.reason.clone());
    let others: BTreeSet<String> = said.chain(counted).filter(|id| !known(id)).collect();
    let listed = reasons.items.len();
    let announced = reasons.announced.unwrap_or(listed);
    (announced != listed || !others.is_empty()).then(|| {
        let name = |id: String| report.name_of(&About { claim_type: None, reason: Some(id.clone()) }).map_or(id, str::to_owned);
        Doubt::List { announced, listed, others: others.into_iter().map(name).collect(), span: reasons.span }
    })
}

/// The years that a text names, ascending.
fn years_in(text: &str) -> Vec<i32> {
    let words = text.split(|letter: char| !letter.is_ascii_digit()).filter(|word| word.len() == 4);
    let years: BTreeSet<i32> = words.filter_map(|word| word.parse().ok()).filter(|year| (1900..2200).contains(year)).collect();
    years.into_iter().collect()
}

/// Warns of each doubt at its place, in the language of messages.
pub(super) fn tell(report: &Report, figures: &Figures, currency: &str, diagnostics: &mut Diagnostics) {
    let voice = Voice::new(Lang::En, currency);
    for doubt in doubts(report, figures) {
        let (code, span, help) = match &doubt {
            Doubt::Total { span, .. } => (Code::FigureDiffers, *span, "correct the total or a row, or leave it: the document tells both"),
            Doubt::Stated { id, .. } => {
                let Some(one) = report.stated.get(id) else { continue };
                (Code::FigureDiffers, one.span, "correct `printed:` or the figures, or leave it: the document tells both")
            }
            Doubt::Part { span, .. } => (Code::FigureDiffers, *span, "correct the figures, or remove `part_of:`; the document tells both"),
            Doubt::Caption { span, .. } => (Code::ReportDiffers, *span, "correct the caption, or leave it: the document tells both"),
            Doubt::List { span, .. } => (Code::ReportDiffers, *span, "add the cause to the list, or correct `announced:`"),
            Doubt::Times { span, .. } => (Code::ReportDiffers, *span, "correct one of the dates, or leave it: the document tells both"),
        };
        diagnostics.push(Diagnostic::warning(code, span, doubt.words(report, &voice)).help(help));
    }
}

impl Doubt {
    /// What contradicts itself, with both readings.
    pub fn words(&self, report: &Report, voice: &Voice) -> String {
        // `kr.` at the end of a sentence brings the full stop with it.
        self.told(report, voice).replace("kr..", "kr.")
    }

    fn told(&self, report: &Report, voice: &Voice) -> String {
        let lang = voice.lang;
        let name = |measure: &str| report.measures.get(measure).map_or_else(|| measure.to_owned(), |one| one.name.clone());
        let said = |key: &str, words: &[(&str, String)]| {
            let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
            lang.text_words(key, &words)
        };
        let list = |years: &[i32]| {
            voice.fact(&crate::prose::Fact::AllOf(years.iter().map(|year| crate::prose::Fact::Text(year.to_string())).collect()))
        };
        match self {
            Self::Total { measure, year, total, sum, unit, how, .. } => {
                let key = if *how == Contradiction::Impossible { "doubt-total-impossible" } else { "doubt-total-implausible" };
                let words = [
                    ("name", name(measure)),
                    ("year", year.to_string()),
                    ("total", voice.counted(*total, unit)),
                    ("sum", voice.counted(*sum, unit)),
                ];
                said(key, &words)
            }
            Self::Stated { id, computed, cut } => {
                let Some(one) = report.stated.get(id) else { return String::new() };
                let row = report.name_of(&one.about);
                let what = row.map_or_else(|| name(one.measure()), |row| format!("{}, {row}", name(one.measure())));
                let key = match (&one.says, *cut) {
                    (super::Says::Figure(_), true) => "doubt-cut",
                    (super::Says::Figure(_), false) => "doubt-figure",
                    (super::Says::Change(_) | super::Says::Growth(_), _) => "doubt-change",
                    (super::Says::Share(..), _) => "doubt-share",
                };
                let words = [
                    ("name", what),
                    ("printed", voice.counted(one.value, &one.unit)),
                    ("computed", voice.counted(*computed, &one.unit)),
                    ("year", one.year.to_string()),
                    ("from", one.from.to_string()),
                ];
                said(key, &words)
            }
            Self::Part { measure, whole, year, rows, beyond, .. } => {
                let shown = rows.iter().map(|(id, part, all)| {
                    let row = report.claim_types.iter().find(|one| one.id == *id).map_or(id.as_str(), |one| &one.name);
                    let row = if id.is_empty() { lang.text("report-total") } else { row.to_owned() };
                    let one = [
                        ("row", row),
                        ("part", voice.fixed(part.value.hundredths, part.value.places)),
                        ("whole", voice.fixed(all.value.hundredths, all.value.places)),
                    ];
                    said("doubt-part-row", &one)
                });
                let shown = shown.collect::<Vec<_>>().join("; ");
                let count = |n: usize| voice.number(i64::try_from(n).unwrap_or(i64::MAX));
                let words = [
                    ("part", name(measure)),
                    ("whole", name(whole)),
                    ("year", year.to_string()),
                    ("count", count(rows.len())),
                    ("beyond", count(*beyond)),
                    ("rows", shown),
                ];
                said("doubt-part", &words)
            }
            Self::Caption { table, printed, columns, .. } => {
                let caption = report.tables.get(table).and_then(|table| table.printed_caption.as_ref()).map_or("", |(caption, _)| caption);
                said("doubt-caption", &[("caption", caption.to_owned()), ("printed", list(printed)), ("columns", list(columns))])
            }
            Self::List { announced, listed, others, .. } => {
                let count = |n: usize| voice.number(i64::try_from(n).unwrap_or(i64::MAX));
                let names = others.iter().map(|one| crate::prose::Fact::Text(one.clone())).collect();
                let others_said = voice.fact(&crate::prose::Fact::AllOf(names));
                let key = if others.is_empty() { "doubt-list-count" } else { "doubt-list-other" };
                said(key, &[("announced", count(*announced)), ("listed", count(*listed)), ("others", others_said)])
            }
            Self::Times { name, one, other, .. } => {
                said("doubt-times", &[("name", name.clone()), ("one", voice.timing(*one)), ("other", voice.timing(*other))])
            }
        }
    }
}
