//! From written measures, duties and attestations to proved ones.

use super::clauses::{KeptWithFacts, Prover};
use super::header::check_id;
use super::recurrence::{Recurrence, Unit, Within};
use super::written;
use super::{Attested, Duty, Figure, Kept, Measure};
use crate::diagnostic::{Code, Diagnostic, one_of};
use crate::prose::Fact;
use crate::quantity::{Day, Money, Period, Share};
use crate::yaml::{At, Scalar};

impl Prover<'_> {
    pub(super) fn measure(&mut self, written: &written::Measure, at: &At<'_>) -> Option<KeptWithFacts> {
        let figures = [
            ("stock", written.stock.is_some()),
            ("flow", written.flow.is_some()),
            ("share", written.share.is_some()),
            ("days", written.days.is_some()),
            ("reported", written.reported.is_some()),
        ];
        let figures: Vec<&str> = figures.iter().filter(|(_, written)| *written).map(|(figure, _)| *figure).collect();
        if figures.len() != 1 {
            self.push(
                Code::OneKind,
                &at.key_span(),
                "a measure takes exactly one of `stock`, `flow`, `share`, `days`, `reported`",
                "keep the one that is meant",
            );
            return None;
        }
        let figure = if let Some(of) = &written.stock {
            (of == "arrears" || self.step(of, &at.key("stock"), &["arrears"])).then_some(())?;
            Figure::Stock { of: of.clone(), on: written.on.as_ref().map_or("year_end".into(), |on| on.words().into_owned()) }
        } else if let Some(event) = &written.flow {
            self.step(event, &at.key("flow"), &[]).then_some(())?;
            Figure::Flow { event: event.clone(), per: written.per.unwrap_or(written::FlowPer::Year) }
        } else if let Some(part) = &written.share {
            let of = written.of.clone().unwrap_or_default();
            if written.of.is_none() {
                self.push(Code::MissingKey, &at.key_span(), "`of` is missing here", "add `of:` and what the share is taken of");
                return None;
            }
            (self.step(part, &at.key("share"), &[]) & self.step(&of, &at.key("of"), &[])).then_some(())?;
            Figure::Share { part: part.clone(), of }
        } else if let Some(steps) = &written.days {
            let (from, to) = (steps.from.clone()?, steps.to.clone()?);
            (self.step(&from, &at.key("days").key("from"), &[]) & self.step(&to, &at.key("days").key("to"), &[])).then_some(())?;
            Figure::Days { from, to, statistic: written.statistic.unwrap_or(written::Statistic::Median) }
        } else {
            let name = written.reported.clone()?;
            check_id(&name, &at.key("reported"), true, self.diagnostics);
            Figure::Reported(name)
        };
        let target = match &written.target {
            Some(target) => Some(self.target(target, matches!(figure, Figure::Reported(_)), &at.key("target"))?),
            None => None,
        };
        let facts = target.iter().map(|target| ("target", target.clone())).collect();
        Some((
            Kept::Measure(Measure {
                figure,
                name: written.name.clone(),
                target,
                direction: written.direction,
                by: written.by.clone().unwrap_or_default(),
            }),
            vec![facts],
        ))
    }

    /// An event or state that a measure names.
    fn step(&mut self, name: &str, at: &At<'_>, others: &[&str]) -> bool {
        let vocabulary = &self.header.vocabulary;
        let known = vocabulary.kind(name).is_some() || vocabulary.state(name).is_some();
        if !known {
            let names =
                vocabulary.kinds.iter().map(|kind| kind.name.as_str()).chain(vocabulary.states.iter().map(|state| state.name.as_str()));
            let help = one_of(name, others.iter().copied().chain(names));
            self.diagnostics
                .push(Diagnostic::error(Code::UnknownEvent, at.span(), format!("`{name}` is not an event or a state")).help(help));
        }
        known
    }

    /// What is to be reached; what is reported may be counted in anything, so that a number alone is no amount.
    fn target(&mut self, written: &Scalar, reported: bool, at: &At<'_>) -> Option<Fact> {
        let words = written.words();
        if let Scalar::Number(number) = written {
            return Some(Fact::Number(*number));
        }
        if words.contains('%') {
            return self.read(Code::NotAShare, Share::parse(&words), at).map(Fact::Share);
        }
        if let Ok(period) = Period::parse(&words) {
            return Some(Fact::Period(period));
        }
        let money = self.read(Code::NotAnAmount, Money::parse(&words), at)?;
        let is_number = reported && !words.contains(char::is_alphabetic);
        Some(if is_number { Fact::Decimal(money.0) } else { Fact::Money(money) })
    }

    pub(super) fn duty(&mut self, written: &written::Duty, at: &At<'_>) -> Option<KeptWithFacts> {
        if let Some(owner) = &written.owner {
            self.role(owner, &at.key("owner"));
        }
        let recurrence = self.recurrence(written.every.as_deref(), written.by.as_ref(), at);
        let times = match &written.times {
            None => Some(1),
            Some(times) => {
                let read = times.words().parse::<u32>().ok().filter(|times| *times > 0);
                if read.is_none() {
                    self.push(
                        Code::NotANumber,
                        &at.key("times").span(),
                        &format!("`{}` is not a number of times", times.words()),
                        "write digits only, for example `2`",
                    );
                }
                read
            }
        };
        let (recurrence, times) = (recurrence?, times?);
        let mut facts = vec![("every", every_fact(&recurrence.every)), ("times", Fact::Number(i64::from(times)))];
        facts.extend(by_fact(&recurrence).map(|fact| ("by", fact)));
        facts.extend(written.recipient.clone().map(|recipient| ("recipient", Fact::Text(recipient))));
        let duty = Duty {
            recurrence,
            times,
            recipient: written.recipient.clone(),
            contents: written.contents.clone().unwrap_or_default(),
            attached_to: written.attached_to.clone(),
        };
        Some((Kept::Duty(duty), vec![facts]))
    }

    pub(super) fn attested(&mut self, written: &written::Attested, at: &At<'_>) -> Option<KeptWithFacts> {
        let role = written.role.clone()?;
        self.role(&role, &at.key("role"));
        let recurrence = self.recurrence(written.every.as_deref(), None, at)?;
        let facts = vec![
            ("every", every_fact(&recurrence.every)),
            ("role", Fact::Text(self.header.roles.get(&role).cloned().unwrap_or_else(|| role.clone()))),
        ];
        Some((Kept::Attested(Attested { role, recurrence, evidence: written.evidence.clone() }), vec![facts]))
    }

    fn recurrence(&mut self, every: Option<&str>, by: Option<&Scalar>, at: &At<'_>) -> Option<Recurrence> {
        let every = every?;
        let unit = match every {
            "year" => Unit::Year,
            "quarter" => Unit::Quarter,
            "month" => Unit::Month,
            "term" => Unit::Term,
            name => {
                let Some((shown, days)) = self.header.calendars.get(name) else {
                    let known = ["year", "quarter", "month", "term"].into_iter().chain(self.header.calendars.keys().map(String::as_str));
                    let diagnostic =
                        Diagnostic::error(Code::UnknownCalendar, at.key("every").span(), format!("`{name}` is not a recurrence"));
                    self.diagnostics.push(diagnostic.help(one_of(name, known)));
                    return None;
                };
                self.used.insert(format!("calendar {name}"));
                Unit::Calendar { name: shown.clone(), days: days.clone() }
            }
        };
        let by = match by {
            None => None,
            Some(by) => Some(self.within(&by.words(), &unit, &at.key("by"))?),
        };
        Some(Recurrence { every: unit, by })
    }

    fn within(&mut self, words: &str, unit: &Unit, at: &At<'_>) -> Option<Within> {
        let date = words.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
        // 2000 is a leap year: 29 February is a day that a duty may name.
        if let Some((month, day)) = date.filter(|(month, day)| words.len() == 5 && Day::new(2000, *month, *day).is_some()) {
            if matches!(unit, Unit::Year | Unit::Term) {
                return Some(Within::Date { month, day });
            }
            self.push(
                Code::NotAPeriod,
                &at.span(),
                &format!("`{words}` is one day a year"),
                "write how long after its last day, for example `30 days`",
            );
            return None;
        }
        match Period::parse(words) {
            Ok(period) => Some(Within::After(period)),
            Err(_) => {
                self.push(
                    Code::NotADate,
                    &at.span(),
                    &format!("`{words}` is neither a day of the year nor a period"),
                    "write month and day (`04-30`) or how long after (`30 days`)",
                );
                None
            }
        }
    }
}

/// How often, in words.
pub(super) fn every_fact(unit: &Unit) -> Fact {
    match unit {
        Unit::Year => Fact::Key("every-year".into()),
        Unit::Quarter => Fact::Key("every-quarter".into()),
        Unit::Month => Fact::Key("every-month".into()),
        Unit::Term => Fact::Key("every-term".into()),
        Unit::Calendar { name, .. } => Fact::Text(name.clone()),
    }
}

/// Until when, in words.
pub(super) fn by_fact(recurrence: &Recurrence) -> Option<Fact> {
    match recurrence.by? {
        Within::After(period) => Some(Fact::Period(period)),
        Within::Date { month, day } => Some(Fact::DayOfYear { month, day }),
    }
}
