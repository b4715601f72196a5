//! From a written report to a proved one.

use std::collections::BTreeMap;
use std::path::Path;

use super::written::{self, ReportFile};
use super::{
    About, Bridge, Changes, Chart, Comment, Expected, FollowUp, Measure, Milestone, Obstacle, Order, Reason, Reasons, Report, Row, Says,
    Section, Stated, Table, Text, stated,
};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::measures::{Figures, Unit, number};
use crate::quantity::Timing;
use crate::yaml::{At, Document, Scalar, Shape};

/// Proves a report; `None` where it has no year, which everything else hangs on.
pub(super) fn report(
    path: &Path,
    document: &mut Document,
    figures: &Figures,
    currency: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Report> {
    let written = ReportFile::read(document, diagnostics);
    let root = document.root();
    let mut prover = Prover { figures, currency, diagnostics, measures: BTreeMap::new(), year: 0, rows: Vec::new(), reasons: Vec::new() };
    let year = prover.year(written.year.as_ref()?, &root.key("year"))?;
    prover.year = year;
    prover.measures(&written, &root);
    prover.rows = rows(&written, &root);
    prover.reasons = written.reasons.iter().flat_map(|list| list.items.iter().flatten()).filter_map(|one| one.id.clone()).collect();
    let reasons = written.reasons.as_ref().map(|reasons| prover.list(reasons, &root.key("reasons")));
    let follows = written.follows.as_ref().and_then(|year| prover.year(year, &root.key("follows")));
    let tables = of_map(written.tables.as_ref(), |id, table| prover.table(table, &root.key("tables").key(id)));
    let charts = of_map(written.charts.as_ref(), |id, chart| prover.chart(chart, &root.key("charts").key(id)));
    let stated = of_map(written.stated.as_ref(), |id, one| prover.stated(one, &root.key("stated").key(id)));
    let comments = of_list(written.comments.as_ref(), |at, one| prover.comment(one, &root.key("comments").item(at)));
    let bridge = written.bridge.as_ref().and_then(|bridge| prover.bridge(bridge, &root.key("bridge")));
    let milestones = of_list(written.milestones.as_ref(), |at, one| prover.milestone(one, &root.key("milestones").item(at)));
    let obstacles = of_list(written.obstacles.as_ref(), |at, one| prover.obstacle(one, &root.key("obstacles").item(at)));
    let plan = of_list(written.plan.as_ref(), |at, one| {
        let at = root.key("plan").item(at);
        prover.expected(one.id.as_ref(), one.text.as_ref(), one.by.as_ref(), &at)
    });
    let follow_up = of_list(written.follow_up.as_ref(), |at, one| prover.follow_up(one, &root.key("follow_up").item(at)));
    let follow_up_at = root.key("follow_up");
    let follow_up_span = if follow_up_at.exists() { follow_up_at.key_span() } else { root.key("year").span() };
    let sections = of_list(written.sections.as_ref(), |at, one| section(one, &root.key("sections").item(at)));
    let (measures, claim_types) = (prover.measures, prover.rows);
    Some(Report {
        path: path.to_owned(),
        year,
        title: written.title.unwrap_or_default(),
        recipient: written.recipient,
        follows,
        attached_to: written.attached_to,
        notice: written.notice,
        claim_types,
        measures,
        reasons,
        tables,
        charts,
        stated,
        comments,
        bridge,
        milestones,
        obstacles,
        plan,
        follow_up,
        follow_up_span,
        abbreviations: written.abbreviations.unwrap_or_default(),
        sections,
    })
}

struct Prover<'a> {
    figures: &'a Figures,
    currency: &'a str,
    diagnostics: &'a mut Diagnostics,
    measures: BTreeMap<String, Measure>,
    year: i32,
    rows: Vec<Row>,
    reasons: Vec<String>,
}

impl Prover<'_> {
    fn push(&mut self, code: Code, at: &At<'_>, message: String, help: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, at.span(), message).help(help));
    }

    fn year(&mut self, written: &Scalar, at: &At<'_>) -> Option<i32> {
        let words = written.words();
        let year = words.parse().ok().filter(|year| (1900..2200).contains(year));
        if year.is_none() {
            self.push(Code::NotADate, at, format!("`{words}` is not a year"), "write a year, for example `2020`");
        }
        year
    }

    /// The years of columns, ascending; the report's where none are said.
    fn years(&mut self, written: Option<&Vec<Scalar>>, at: &At<'_>) -> Vec<i32> {
        let mut years: Vec<i32> =
            written.into_iter().flatten().enumerate().filter_map(|(index, year)| self.year(year, &at.item(index))).collect();
        years.sort_unstable();
        years.dedup();
        if years.is_empty() { vec![self.year] } else { years }
    }

    fn timing(&mut self, written: Option<&Scalar>, at: &At<'_>) -> Option<Timing> {
        Timing::parse(&written?.words())
            .map_err(|error| self.diagnostics.push(Diagnostic::unreadable(Code::NotADate, at.span(), error)))
            .ok()
    }

    fn measures(&mut self, written: &ReportFile, root: &At<'_>) {
        let at = root.key("measures");
        for (id, one) in written.measures.iter().flatten() {
            let span = at.key(id).key_span();
            let name = one.name.clone().unwrap_or_else(|| id.clone());
            self.measures.insert(id.clone(), Measure { name, part_of: one.part_of.clone(), span });
        }
        for (id, one) in written.measures.iter().flatten() {
            if let Some(whole) = &one.part_of {
                self.measure(whole, &at.key(id).key("part_of"));
            }
        }
    }

    /// Whether the report names a key figure; reports one that it does not.
    fn measure(&mut self, name: &str, at: &At<'_>) -> bool {
        let known = self.measures.contains_key(name);
        if !known {
            let help = one_of(name, self.measures.keys().map(String::as_str));
            self.push(Code::UnknownMeasure, at, format!("`{name}` is not among the report's `measures:`"), help);
        }
        known
    }

    /// Reports a figure that a table, chart or printed number needs and the file of figures lacks.
    fn needs(&mut self, measure: &str, year: i32, about: Option<&About>, at: &At<'_>) -> bool {
        let there = match about {
            Some(about) => stated::figure(self.figures, measure, year, about).is_some(),
            None => self.figures.of(measure, None).any(|one| one.date.year() == year),
        };
        if !there {
            let row = about
                .and_then(|about| about.claim_type.as_ref().or(about.reason.as_ref()))
                .map_or(String::new(), |row| format!(" of `{row}`"));
            let help = format!("add a row `{measure};…;{year}-12-31;…` to `reports/figures.csv`");
            self.push(Code::UnknownMeasure, at, format!("there is no figure `{measure}`{row} for {year}"), help);
        }
        there
    }

    fn about(&mut self, claim_type: Option<&String>, reason: Option<&String>, at: &At<'_>) -> About {
        if let Some(id) = claim_type.filter(|id| !self.rows.iter().any(|row| row.id == **id)) {
            let help = one_of(id, self.rows.iter().map(|row| row.id.as_str()));
            self.push(Code::UnknownClaimType, &at.key("claim_type"), format!("`{id}` is not a claim type of the report"), help);
        }
        About { claim_type: claim_type.cloned(), reason: reason.cloned() }
    }

    fn count(&mut self, written: Option<&Scalar>, at: &At<'_>) -> Option<usize> {
        let words = written?.words();
        let count = words.parse().ok().filter(|count| *count > 0);
        if count.is_none() {
            self.push(Code::NotANumber, at, format!("`{words}` is not a number of things"), "write digits only, for example `4`");
        }
        count
    }

    fn list(&mut self, written: &written::Reasons, at: &At<'_>) -> Reasons {
        let announced = self.count(written.announced.as_ref(), &at.key("announced"));
        let items = of_list(written.items.as_ref(), |index, one| {
            let at = at.key("items").item(index);
            Some(Reason {
                id: one.id.clone()?,
                name: one.name.clone()?,
                text: text(one.text.as_ref(), &at.key("text")),
                parts: one.parts.clone().unwrap_or_default(),
            })
        });
        let span = if at.key("announced").exists() { at.key("announced").span() } else { at.key_span() };
        Reasons { announced, items, span }
    }

    fn table(&mut self, written: &written::Table, at: &At<'_>) -> Option<Table> {
        let (measure, caption) = (written.measure.clone()?, written.caption.clone()?);
        let years = self.years(written.years.as_ref(), &at.key("years"));
        if !self.measure(&measure, &at.key("measure")) {
            return None;
        }
        // Every lack is told, not only the first.
        let lacking = years.iter().filter(|year| !self.needs(&measure, **year, None, &at.key("measure"))).count();
        let change = match written.change.as_deref() {
            None => None,
            Some("computed") => Some(Changes::Computed),
            Some(change) => {
                let there = self.figures.of(change, None).next().is_some();
                if !there {
                    let message = format!("there is no figure `{change}` in `reports/figures.csv`");
                    self.push(
                        Code::UnknownMeasure,
                        &at.key("change"),
                        message,
                        "write `computed`, or the name of figures that report the change",
                    );
                }
                there.then(|| Changes::Reported(change.to_owned()))
            }
        };
        let printed_caption = written.printed_caption.clone().map(|caption| (caption, at.key("printed_caption").span()));
        let order = written.order.unwrap_or(Order::Listed);
        let note = text(written.note.as_ref(), &at.key("note"));
        (lacking == 0).then_some(Table { measure, caption, printed_caption, years, order, change, note, span: at.key_span() })
    }

    fn chart(&mut self, written: &written::Chart, at: &At<'_>) -> Option<Chart> {
        let measures: Vec<String> = written.measures.iter().flat_map(|names| names.list()).map(std::borrow::Cow::into_owned).collect();
        let years = self.years(written.years.as_ref(), &at.key("years"));
        let by = written.by.unwrap_or(written::By::ClaimType);
        let unknown = measures.iter().filter(|measure| !self.measure(measure, &at.key("measures"))).count();
        if measures.len() > 1 && years.len() > 1 && by != written::By::Year {
            let message = "a chart of several key figures is of one year".to_owned();
            self.push(Code::OneKind, &at.key("years"), message, "leave one of the years, or one of the key figures");
            return None;
        }
        let largest = self.count(written.largest.as_ref(), &at.key("largest"));
        let title = text(written.title.as_ref(), &at.key("title"))?;
        (unknown == 0 && !measures.is_empty()).then_some(Chart { measures, by, years, largest, title })
    }

    fn stated(&mut self, written: &written::Stated, at: &At<'_>) -> Option<Stated> {
        let printed = written.printed.clone()?;
        let read = split(&printed).and_then(|(digits, unit)| Some((number(digits)?, Unit::parse(unit, self.currency))));
        let Some((value, unit)) = read else {
            let help = "write the number with its unit as it is printed, for example `123 %` or `2,39 mio. kr.`";
            self.push(Code::NotANumber, &at.key("printed"), format!("`{printed}` is not a number with a unit"), help);
            return None;
        };
        let share = written.share.clone().zip(written.of.clone());
        if written.share.is_some() && share.is_none() {
            self.push(Code::MissingKey, at, "`of` is missing here".to_owned(), "add `of:` and the key figure that the share is taken of");
            return None;
        }
        let says = [
            written.figure.clone().map(Says::Figure),
            written.change.clone().map(Says::Change),
            written.growth.clone().map(Says::Growth),
            share.map(|(part, whole)| Says::Share(part, whole)),
        ];
        let mut says = says.into_iter().flatten();
        let (Some(says), None) = (says.next(), says.next()) else {
            let message = "a printed number is exactly one of `figure`, `change`, `growth`, `share`".to_owned();
            self.push(Code::OneKind, at, message, "keep the one that is meant");
            return None;
        };
        let about = self.about(written.claim_type.as_ref(), written.reason.as_ref(), at);
        let year = written.year.as_ref().map_or(Some(self.year), |year| self.year(year, &at.key("year")))?;
        let from = written.from.as_ref().map_or(Some(year - 1), |from| self.year(from, &at.key("from")))?;
        let one = Stated { printed, value, unit, says, about, year, from, span: at.key("printed").span() };
        let (measure, key) = (one.measure().to_owned(), key_of(&one.says));
        let mut there = self.measure(&measure, &at.key(key)) && self.needs(&measure, year, Some(&one.about), &at.key(key));
        match &one.says {
            Says::Change(measure) | Says::Growth(measure) => there = there && self.needs(measure, from, Some(&one.about), &at.key(key)),
            Says::Share(_, whole) => {
                there = there && self.measure(whole, &at.key("of")) && self.needs(whole, year, Some(&one.about), &at.key("of"));
            }
            Says::Figure(_) => {}
        }
        let like = |unit: &Unit| self.figures.of(&measure, None).next().is_none_or(|figure| figure.unit.is_like(unit));
        let fits = if matches!(one.says, Says::Growth(_) | Says::Share(..)) { one.unit == Unit::PerCent } else { like(&one.unit) };
        if there && !fits {
            let message = format!("`{}` is in another unit than what it is said to be", one.printed);
            self.push(Code::FigureUnit, &at.key("printed"), message, "write the unit of the figures, or `%` for growth and share");
        }
        (there && fits).then_some(one)
    }

    fn comment(&mut self, written: &written::Comment, at: &At<'_>) -> Option<Comment> {
        let measure = written.measure.clone()?;
        if !self.measure(&measure, &at.key("measure")) {
            return None;
        }
        let about = self.about(written.claim_type.as_ref(), written.reason.as_ref(), at);
        let one_off = written.one_off.as_ref().and_then(|one| {
            let amount = one.amount.clone()?;
            if split(&amount).and_then(|(digits, _)| number(digits)).is_none() {
                let message = format!("`{amount}` is not a number with a unit");
                self.push(Code::NotANumber, &at.key("one_off").key("amount"), message, "write it for example `2,35 mio. kr.`");
                return None;
            }
            Some((amount, text(one.text.as_ref(), &at.key("one_off").key("text"))))
        });
        let expectation = written
            .expectation
            .as_ref()
            .and_then(|one| self.expected(one.id.as_ref(), one.text.as_ref(), one.by.as_ref(), &at.key("expectation")));
        let said = text(written.text.as_ref(), &at.key("text"))?;
        Some(Comment { measure, about, name: written.name.clone(), text: said, one_off, expectation, span: at.span() })
    }

    fn expected(&mut self, id: Option<&String>, words: Option<&String>, by: Option<&Scalar>, at: &At<'_>) -> Option<Expected> {
        let by = self.timing(by, &at.key("by"));
        Some(Expected { id: id.cloned(), text: text(words, &at.key("text"))?, by, span: at.span() })
    }

    fn follow_up(&mut self, written: &written::WrittenFollowUp, at: &At<'_>) -> Option<FollowUp> {
        let date = self.timing(written.date.as_ref(), &at.key("date"));
        Some(FollowUp {
            promise: written.promise.clone()?,
            outcome: written.outcome?,
            date,
            text: text(written.text.as_ref(), &at.key("text")),
            evidence: written.evidence.clone(),
            span: at.span(),
            promise_span: at.key("promise").span(),
        })
    }

    fn bridge(&mut self, written: &written::Bridge, at: &At<'_>) -> Option<Bridge> {
        let (from, to, name) = (written.from.clone()?, written.to.clone()?, written.name.clone()?);
        let less = written.less.clone().unwrap_or_default();
        let (year, all) = (self.year, About::default());
        let mut there = true;
        for (measure, at) in [(&from, at.key("from")), (&to, at.key("to"))] {
            there = self.measure(measure, &at) && self.needs(measure, year, Some(&all), &at) && there;
        }
        for (index, measure) in less.iter().enumerate() {
            let at = at.key("less").item(index);
            there = self.measure(measure, &at) && self.needs(measure, year, Some(&all), &at) && there;
        }
        there.then_some(Bridge { from, to, less, name })
    }

    fn milestone(&mut self, written: &written::Milestone, at: &At<'_>) -> Option<Milestone> {
        let mut dated = |one: &written::Dated, at: &At<'_>| {
            Some((self.timing(one.on.as_ref(), &at.key("on"))?, text(one.text.as_ref(), &at.key("text"))))
        };
        let dates = of_list(written.dates.as_ref(), |index, one| dated(one, &at.key("dates").item(index)));
        let expected = written.expected.as_ref().and_then(|one| dated(one, &at.key("expected")));
        Some(Milestone { id: written.id.clone()?, name: written.name.clone()?, dates, expected, span: at.key("dates").span() })
    }

    fn obstacle(&mut self, written: &written::Obstacle, at: &At<'_>) -> Option<Obstacle> {
        let said = text(written.text.as_ref(), &at.key("text"))?;
        let (since, until) = (self.timing(written.since.as_ref(), &at.key("since")), self.timing(written.until.as_ref(), &at.key("until")));
        let affects = written.affects.clone().unwrap_or_default();
        for (index, id) in affects.iter().enumerate().filter(|(_, id)| !self.rows.iter().any(|row| row.id == **id)).collect::<Vec<_>>() {
            let help = one_of(id, self.rows.iter().map(|row| row.id.as_str()));
            self.push(Code::UnknownClaimType, &at.key("affects").item(index), format!("`{id}` is not a claim type of the report"), help);
        }
        Some(Obstacle { text: said, since, until, affects })
    }
}

fn key_of(says: &Says) -> &'static str {
    match says {
        Says::Figure(_) => "figure",
        Says::Change(_) => "change",
        Says::Growth(_) => "growth",
        Says::Share(..) => "share",
    }
}

/// A printed number without and with its unit.
fn split(printed: &str) -> Option<(&str, &str)> {
    let end = printed.rfind(|letter: char| letter.is_ascii_digit())? + 1;
    let (digits, unit) = printed.split_at_checked(end)?;
    Some((digits.trim(), unit.trim()))
}

/// The claim types in the order in which they are written.
fn rows(written: &ReportFile, root: &At<'_>) -> Vec<Row> {
    let at = root.key("claim_types");
    let order = at.value().and_then(|value| value.as_object()).into_iter().flat_map(|rows| rows.keys());
    let of = |id: &String| {
        let row = written.claim_types.as_ref()?.get(id)?;
        Some(Row { id: id.clone(), name: row.name.clone().unwrap_or_else(|| id.clone()), rest: row.rest.unwrap_or(false) })
    };
    order.filter_map(of).collect()
}

fn section(written: &written::Section, at: &At<'_>) -> Option<Section> {
    let inner = of_list(written.sections.as_ref(), |index, one| {
        let at = at.key("sections").item(index);
        Some(Section { heading: one.heading.clone()?, text: text(one.text.as_ref(), &at.key("text")), sections: Vec::new() })
    });
    Some(Section { heading: written.heading.clone()?, text: text(written.text.as_ref(), &at.key("text")), sections: inner })
}

fn text(words: Option<&String>, at: &At<'_>) -> Option<Text> {
    Some(Text { words: words?.clone(), span: at.span() })
}

fn of_list<W, T>(written: Option<&Vec<W>>, mut prove: impl FnMut(usize, &W) -> Option<T>) -> Vec<T> {
    written.into_iter().flatten().enumerate().filter_map(|(index, one)| prove(index, one)).collect()
}

fn of_map<W, T>(written: Option<&BTreeMap<String, W>>, mut prove: impl FnMut(&String, &W) -> Option<T>) -> BTreeMap<String, T> {
    written.into_iter().flatten().filter_map(|(id, one)| Some((id.clone(), prove(id, one)?))).collect()
}
