//! What a text of a report can ask for in braces.

use std::sync::Arc;

use minijinja::value::Kwargs;
use minijinja::{Environment, Error, ErrorKind};

use super::desk::Desk;
use super::{lists, md, pictures, promises, tables};
use crate::governance::report::{About, Doubt};
use crate::measures::{Reading, Reported, Statement, Unit};

/// Adds every function.
pub(super) fn add(environment: &mut Environment<'static>, desk: &Arc<Desk>) {
    one_of_measure(environment, desk, "figure", figure);
    one_of_measure(environment, desk, "roughly", roughly);
    one_of_measure(environment, desk, "change", change);
    one_of_measure(environment, desk, "growth", growth);
    one_of_measure(environment, desk, "share", share);
    one_of_measure(environment, desk, "comments", lists::comments);
    named(environment, desk, "stated", stated);
    named(environment, desk, "name", name);
    named(environment, desk, "table", tables::table);
    named(environment, desk, "chart", pictures::chart);
    plain(environment, desk, "reasons", lists::reasons);
    plain(environment, desk, "bridge", tables::bridge);
    plain(environment, desk, "milestones", lists::milestones);
    plain(environment, desk, "obstacles", lists::obstacles);
    plain(environment, desk, "plan", lists::plan);
    plain(environment, desk, "expectations", lists::expectations);
    plain(environment, desk, "follow_up", promises::follow_up);
}

/// What a function gives: Markdown, or what is wrong with what it was asked.
pub(super) type Told = Result<String, String>;

fn refused(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

fn one_of_measure(
    environment: &mut Environment<'static>,
    desk: &Arc<Desk>,
    name: &'static str,
    tell: fn(&Arc<Desk>, &str, &Options) -> Told,
) {
    let desk = Arc::clone(desk);
    environment.add_function(name, move |measure: String, kwargs: Kwargs| {
        if let Some(unknown) = kwargs.args().find(|name| !OPTIONS.contains(name)) {
            return Err(refused(format!("`{unknown}=` is nothing that `{name}` takes; {}", crate::diagnostic::one_of(unknown, OPTIONS))));
        }
        let options = Options::read(&kwargs, desk.report.year)?;
        tell(&desk, &measure, &options).map_err(refused)
    });
}

fn named(environment: &mut Environment<'static>, desk: &Arc<Desk>, name: &'static str, tell: fn(&Arc<Desk>, &str) -> Told) {
    let desk = Arc::clone(desk);
    environment.add_function(name, move |id: String| tell(&desk, &id).map_err(refused));
}

fn plain(environment: &mut Environment<'static>, desk: &Arc<Desk>, name: &'static str, tell: fn(&Arc<Desk>) -> Told) {
    let desk = Arc::clone(desk);
    environment.add_function(name, move || tell(&desk).map_err(refused));
}

/// The names of what a function of a key figure can be asked.
const OPTIONS: [&str; 9] = ["claim_type", "reason", "year", "from", "unit", "decimals", "of", "largest", "by"];

/// What a function of a key figure is asked besides its name.
#[derive(Debug, Clone)]
pub(super) struct Options {
    pub(super) about: About,
    pub(super) year: i32,
    from: i32,
    unit: Option<String>,
    decimals: Option<u32>,
    of: Option<String>,
    pub(super) largest: Option<usize>,
    pub(super) by: Option<String>,
}

impl Options {
    fn read(kwargs: &Kwargs, this_year: i32) -> Result<Self, Error> {
        let year = kwargs.get::<Option<i32>>("year")?.unwrap_or(this_year);
        let decimals = kwargs.get::<Option<u32>>("decimals")?;
        if decimals.is_some_and(|decimals| decimals > 2) {
            return Err(refused("`decimals` is 0, 1 or 2".to_owned()));
        }
        Ok(Self {
            about: About { claim_type: kwargs.get("claim_type")?, reason: kwargs.get("reason")? },
            year,
            from: kwargs.get::<Option<i32>>("from")?.unwrap_or(year - 1),
            unit: kwargs.get("unit")?,
            decimals,
            of: kwargs.get("of")?,
            largest: kwargs.get("largest")?,
            by: kwargs.get("by")?,
        })
    }

    /// The unit that was asked for, or the figure's own.
    fn unit(&self, figure: &Reported, desk: &Desk) -> Result<Unit, String> {
        let Some(words) = &self.unit else { return Ok(figure.unit.clone()) };
        let unit = Unit::parse(words, &desk.voice.currency);
        if unit.is_like(&figure.unit) { Ok(unit) } else { Err(format!("`{words}` is not a unit of `{}`", figure.measure)) }
    }
}

fn figure(desk: &Arc<Desk>, measure: &str, options: &Options) -> Told {
    let figure = desk.figure(measure, options.year, &options.about)?;
    let unit = options.unit(figure, desk)?;
    let shown = if options.unit.is_none() && options.decimals.is_none() {
        desk.voice.counted(figure.value, &figure.unit)
    } else {
        desk.in_unit(figure.reading(), &unit, options.decimals.unwrap_or(figure.value.places))
    };
    Ok(desk.sourced(&shown, origin(desk, measure, options, &[figure])))
}

fn roughly(desk: &Arc<Desk>, measure: &str, options: &Options) -> Told {
    let figure = desk.figure(measure, options.year, &options.about)?;
    let unit = options.unit(figure, desk)?;
    let shown = desk.voice.roughly(figure.reading(), figure.estimated, &unit, options.decimals.unwrap_or(0));
    Ok(desk.sourced(&shown, origin(desk, measure, options, &[figure])))
}

/// A figure of a year beside the one that a change is counted from.
fn pair<'a>(desk: &'a Desk, measure: &str, options: &Options) -> Result<(&'a Reported, &'a Reported), String> {
    Ok((desk.figure(measure, options.from, &options.about)?, desk.figure(measure, options.year, &options.about)?))
}

fn change(desk: &Arc<Desk>, measure: &str, options: &Options) -> Told {
    let (from, to) = pair(desk, measure, options)?;
    let unit = options.unit(to, desk)?;
    let difference = to.reading() - from.reading();
    let size = Reading { value: difference.value.abs(), ..difference };
    let places = options.decimals.unwrap_or_else(|| from.value.places.max(to.value.places));
    Ok(desk.sourced(&desk.in_unit(size, &unit, places), computed(desk, measure, options, from, to)))
}

fn growth(desk: &Arc<Desk>, measure: &str, options: &Options) -> Told {
    let (from, to) = pair(desk, measure, options)?;
    let what = Statement::Growth { from: from.reading(), to: to.reading() };
    let (value, ..) =
        what.computed().ok_or_else(|| format!("`{measure}` was nothing in {}, so that its growth cannot be said", options.from))?;
    let shown = desk.in_unit(Reading { value, half: 0 }, &Unit::PerCent, options.decimals.unwrap_or(1));
    Ok(desk.sourced(&shown, computed(desk, measure, options, from, to)))
}

fn share(desk: &Arc<Desk>, measure: &str, options: &Options) -> Told {
    let whole = options.of.as_ref().ok_or("write `of=` and the key figure that the share is taken of")?;
    let (part, all) = (desk.figure(measure, options.year, &options.about)?, desk.figure(whole, options.year, &options.about)?);
    let what = Statement::Share { part: part.reading(), whole: all.reading() };
    let (value, ..) = what.computed().ok_or_else(|| format!("`{whole}` is nothing, so that there is no share of it"))?;
    let shown = desk.in_unit(Reading { value, half: 0 }, &Unit::PerCent, options.decimals.unwrap_or(1));
    let words = [
        ("part", desk.name_of(measure, &options.about)),
        ("whole", desk.name_of(whole, &options.about)),
        ("year", options.year.to_string()),
        ("from", desk.reported(&[part, all])),
    ];
    Ok(desk.sourced(&shown, desk.text("report-origin-share", &words)))
}

fn stated(desk: &Arc<Desk>, id: &str) -> Told {
    let one = desk.report.stated.get(id).ok_or_else(|| {
        let names = desk.report.stated.keys().map(String::as_str);
        format!("`{id}` is not among the report's `stated:`; {}", crate::diagnostic::one_of(id, names))
    })?;
    let printed = desk.voice.counted(one.value, &one.unit);
    let measure = one.measure();
    let years = [one.from, one.year].into_iter().filter_map(|year| desk.figure(measure, year, &one.about).ok());
    let rows: Vec<&Reported> =
        if matches!(one.says, crate::governance::report::Says::Figure(_)) { years.skip(1).collect() } else { years.collect() };
    let rows = if rows.is_empty() { desk.figure(measure, one.year, &one.about).into_iter().collect() } else { rows };
    let from = desk.text("report-origin-stated", &[("name", desk.name_of(measure, &one.about)), ("from", desk.reported(&rows))]);
    let doubt = desk.doubts.iter().find_map(|doubt| match doubt {
        Doubt::Stated { id: of, computed, .. } if of == id => Some(computed),
        _ => None,
    });
    let shown = desk.sourced(&printed, from.clone());
    let Some(computed) = doubt else { return Ok(shown) };
    let other = desk.sourced(&desk.voice.counted(*computed, &one.unit), from);
    Ok(desk.text("report-stated-other", &[("printed", shown), ("computed", other)]))
}

fn name(desk: &Arc<Desk>, id: &str) -> Told {
    if let Some(row) = desk.report.claim_types.iter().find(|row| row.id == id) {
        return Ok(md(&row.name));
    }
    if let Some(measure) = desk.report.measures.get(id) {
        return Ok(md(&measure.name));
    }
    let of_reason = About { claim_type: None, reason: Some(id.to_owned()) };
    let known = desk.report.name_of(&of_reason).filter(|name| *name != id);
    known.map(md).ok_or_else(|| {
        let names = desk.report.claim_types.iter().map(|row| row.id.as_str());
        format!("`{id}` has no name in the report; {}", crate::diagnostic::one_of(id, names))
    })
}

/// Where a figure comes from.
fn origin(desk: &Desk, measure: &str, options: &Options, rows: &[&Reported]) -> String {
    let words = [("name", desk.name_of(measure, &options.about)), ("year", options.year.to_string()), ("from", desk.reported(rows))];
    desk.text("report-origin-figure", &words)
}

/// Where a change comes from.
fn computed(desk: &Desk, measure: &str, options: &Options, from: &Reported, to: &Reported) -> String {
    let words = [
        ("name", desk.name_of(measure, &options.about)),
        ("first", options.from.to_string()),
        ("last", options.year.to_string()),
        ("before", desk.voice.counted(from.value, &from.unit)),
        ("after", desk.voice.counted(to.value, &to.unit)),
        ("from", desk.reported(&[from, to])),
    ];
    desk.text("report-origin-change", &words)
}
