use std::cmp::Reverse;
use std::sync::Arc;

use super::desk::Desk;
use super::functions::Told;
use super::{cell, md};
use crate::governance::report::{About, Changes, Doubt, Order, Table};
use crate::measures::{Reading, Reported, Unit};

/// A row of a table: what it is called, and its figure in each year.
struct Line<'a> {
    name: String,
    about: About,
    rest: bool,
    figures: Vec<Option<&'a Reported>>,
}

/// How the numbers of a table are written.
struct Form<'a> {
    unit: &'a Unit,
    places: u32,
}

/// A table of a key figure with its total, and under it what does not add up.
pub(super) fn table(desk: &Arc<Desk>, id: &str) -> Told {
    let table = desk.report.tables.get(id).ok_or_else(|| {
        let names = desk.report.tables.keys().map(String::as_str);
        format!("`{id}` is not among the report's `tables:`; {}", crate::diagnostic::one_of(id, names))
    })?;
    let lines = lines(desk, table);
    let all: Vec<&Reported> = lines.iter().flat_map(|line| line.figures.iter().flatten().copied()).collect();
    let first = all.first().ok_or_else(|| format!("there are no figures `{}` by claim type", table.measure))?;
    let form = Form { unit: &first.unit, places: all.iter().map(|one| one.value.places).max().unwrap_or(0) };
    let totals: Vec<Option<&Reported>> = table.years.iter().map(|year| desk.figures.one(&table.measure, *year, None, None)).collect();
    let number = desk.next_table();
    let label = desk.text("report-table", &[("number", number.to_string())]);
    let changes = table.change.as_ref().map(|change| changes(desk, table, change, &lines, &form));
    let used: Vec<&Reported> = all.iter().copied().chain(totals.iter().flatten().copied()).collect();
    desk.origin(&label, format!("{}: {}", desk.name(&table.measure), desk.reported(&used)));

    let mut out =
        format!("{}: {label}. {} ({})\n\n", desk.text("document-table", &[]), md(&table.caption), md(&desk.voice.unit(form.unit)));
    let mut heads: Vec<String> = table.years.iter().map(i32::to_string).collect();
    heads.extend(changes.as_ref().map(|_| desk.text("report-change", &[])));
    out.push_str(&format!(
        "| {} | {} |\n| --- |{}\n",
        desk.text("report-claim-type", &[]),
        heads.join(" | "),
        " --: |".repeat(heads.len())
    ));
    for (at, line) in lines.iter().enumerate() {
        let mut cells: Vec<String> = line.figures.iter().map(|figure| form.cell(desk, figure.map(Reported::reading))).collect();
        cells.extend(changes.as_ref().map(|changes| form.cell(desk, changes.rows.get(at).copied().flatten())));
        out.push_str(&format!("| {} | {} |\n", cell(&line.name), cells.join(" | ")));
    }
    let mut cells: Vec<String> = (0..table.years.len()).map(|at| form.cell(desk, total(&totals, &lines, at))).collect();
    cells.extend(changes.as_ref().map(|changes| form.cell(desk, changes.total)));
    let cells: Vec<String> = cells.iter().map(|cell| format!("**{cell}**")).collect();
    out.push_str(&format!("| **{}** | {} |\n\n", desk.text("report-total", &[]), cells.join(" | ")));
    if changes.is_some() {
        out.push_str(&format!("{}\n\n", desk.text("report-sign", &[])));
    }
    if let Some(note) = &table.note {
        out.push_str(&format!("{}\n\n", md(note.words.trim())));
    }
    out.push_str(&desk.note(|doubt| is_about(doubt, id, table)));
    Ok(format!("\n\n{out}"))
}

/// Whether something that contradicts itself belongs under a table.
fn is_about(doubt: &Doubt, id: &str, table: &Table) -> bool {
    match doubt {
        Doubt::Total { measure, year, .. } => table.measures().any(|one| one == measure) && table.years.contains(year),
        Doubt::Part { measure, year, .. } => *measure == table.measure && table.years.contains(year),
        Doubt::Caption { table: of, .. } => of == id,
        _ => false,
    }
}

/// The rows in their order; claim types that the report does not list stand under their ids, so that nothing is lost.
fn lines<'a>(desk: &'a Desk, table: &Table) -> Vec<Line<'a>> {
    let of = |id: &str, name: &str, rest: bool| Line {
        name: name.to_owned(),
        about: About { claim_type: Some(id.to_owned()), reason: None },
        rest,
        figures: table.years.iter().map(|year| desk.figures.one(&table.measure, *year, Some(id), None)).collect(),
    };
    let listed = desk.report.claim_types.iter().map(|row| of(&row.id, &row.name, row.rest));
    let mut lines: Vec<Line<'a>> = listed.filter(|line| line.figures.iter().any(Option::is_some)).collect();
    for year in &table.years {
        for id in desk.figures.by_claim_type(&table.measure, *year).into_iter().filter_map(|one| one.claim_type.as_deref()) {
            if !lines.iter().any(|line| line.about.claim_type.as_deref() == Some(id)) {
                lines.push(of(id, id, false));
            }
        }
    }
    let last = |line: &Line<'_>| line.figures.last().copied().flatten().map(|one| one.reading().value);
    if table.order == Order::Largest {
        lines.sort_by_key(|line| (line.rest, Reverse(last(line))));
    } else {
        lines.sort_by_key(|line| line.rest);
    }
    lines
}

/// The total of a year: the reported one, else the sum of the rows.
fn total(totals: &[Option<&Reported>], lines: &[Line<'_>], at: usize) -> Option<Reading> {
    let reported = totals.get(at).copied().flatten().map(Reported::reading);
    reported.or_else(|| Some(lines.iter().filter_map(|line| line.figures.get(at).copied().flatten()).map(Reported::reading).sum()))
}

/// The last column of a table.
struct ChangesColumn {
    rows: Vec<Option<Reading>>,
    total: Option<Reading>,
}

fn changes(desk: &Desk, table: &Table, change: &Changes, lines: &[Line<'_>], form: &Form<'_>) -> ChangesColumn {
    let (first, last) = (table.years.first().copied().unwrap_or(desk.report.year), table.years.last().copied().unwrap_or(desk.report.year));
    let of = |about: &About| match change {
        Changes::Reported(measure) => {
            let one = desk.figures.one(measure, last, about.claim_type.as_deref(), None);
            one.filter(|one| one.unit.is_like(form.unit)).map(Reported::reading)
        }
        Changes::Computed => {
            let at = |year| desk.figures.one(&table.measure, year, about.claim_type.as_deref(), None).map(Reported::reading);
            Some(at(last)? - at(first)?)
        }
    };
    ChangesColumn { rows: lines.iter().map(|line| of(&line.about)).collect(), total: of(&About::default()) }
}

impl Form<'_> {
    fn cell(&self, desk: &Desk, reading: Option<Reading>) -> String {
        reading.map_or_else(|| "–".to_owned(), |reading| cell(&desk.voice.fixed(reading.hundredths(self.unit, self.places), self.places)))
    }
}

/// The way from one figure to another as a table; the rest is computed.
pub(super) fn bridge(desk: &Arc<Desk>) -> Told {
    let bridge = desk.report.bridge.as_ref().ok_or("the report has no `bridge:`")?;
    let (year, all) = (desk.report.year, About::default());
    let from = desk.figure(&bridge.from, year, &all)?;
    let to = desk.figure(&bridge.to, year, &all)?;
    let less: Vec<(&String, &Reported)> =
        bridge.less.iter().map(|measure| Ok((measure, desk.figure(measure, year, &all)?))).collect::<Result<_, String>>()?;
    let taken: Reading = less.iter().map(|(_, one)| one.reading()).sum();
    let rest = from.reading() - to.reading() - taken;
    let used: Vec<&Reported> = [from, to].into_iter().chain(less.iter().map(|(_, one)| *one)).collect();
    // The rest is no more precise than what it comes from.
    let places = used.iter().map(|one| one.value.places).min().unwrap_or(0);
    let caption = desk.text("report-bridge", &[("from", desk.name(&bridge.from)), ("to", desk.name(&bridge.to))]);
    let unit = md(&desk.voice.unit(&to.unit));
    desk.origin(&caption, desk.reported(&used));
    let mut out = format!("\n\n{}: {} ({unit})\n\n", desk.text("document-table", &[]), md(&caption));
    out.push_str(&format!("| {} | {year} |\n| --- | --: |\n", desk.text("report-post", &[])));
    let line = |name: &str, sign: &str, reading: Reading, places: u32| {
        format!("| {}{} | {} |\n", cell(name), sign, cell(&desk.voice.fixed(reading.hundredths(&to.unit, places), places)))
    };
    let minus = |reading: Reading| Reading { value: -reading.value, ..reading };
    out.push_str(&line(&desk.name(&bridge.from), "", from.reading(), from.value.places));
    for (measure, one) in less {
        out.push_str(&line(&desk.name(measure), "", minus(one.reading()), one.value.places));
    }
    let computed = format!(" ({})", desk.text("report-computed", &[]));
    out.push_str(&line(&bridge.name, &computed, minus(rest), places));
    out.push_str(&format!(
        "| **{}** | **{}** |\n\n",
        cell(&desk.name(&bridge.to)),
        cell(&desk.voice.fixed(to.value.hundredths, to.value.places))
    ));
    Ok(out)
}
