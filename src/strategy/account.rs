//! From written measures, duties and attestations to proved ones.

use super::clauses::{KeptWithFacts, Prover};
use super::header::check_id;
use super::recurrence::{Recurrence, Unit, Within};
use super::written;
use super::{Attested, Breakdown, Duty, Figure, Kept, Measure};
use crate::diagnostic::{Code, Diagnostic, one_of};
use crate::measures::counted::On;
use crate::prose::Fact;
use crate::quantity::{Day, Money, Period, Share};
use crate::yaml::{At, Scalar};

/// Which names a figure may be counted at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Steps {
    Events,
    States,
    Both,
}

impl Prover<'_> {
    pub(super) fn measure(&mut self, written: &written::Measure, at: &At<'_>) -> Option<KeptWithFacts> {
        let ways = [
            ("stock", written.stock.is_some()),
            ("flow", written.flow.is_some()),
            ("share", written.share.is_some()),
            ("days", written.days.is_some()),
        ];
        let mut ways: Vec<&str> = ways.iter().filter(|(_, written)| *written).map(|(figure, _)| *figure).collect();
        if ways.is_empty() && written.reported.is_some() {
            ways.push("reported");
        }
        let [way] = ways.as_slice() else {
            self.push(
                Code::OneKind,
                &at.key_span(),
                "a measure takes exactly one of `stock`, `flow`, `share`, `days`, `reported`",
                "keep the one that is meant; `reported` may stand beside one of the others",
            );
            return None;
        };
        self.belonging(written, way, at);
        let reported = written.reported.as_ref();
        if let Some(name) = reported {
            check_id(name, &at.key("reported"), true, self.diagnostics);
        }
        let figure = if let Some(of) = &written.stock {
            let day = match &written.on {
                None => Some(On::YearEnd),
                Some(on) if on.words() == "year_end" => Some(On::YearEnd),
                Some(on) => self.read(Code::NotADate, Day::parse(&on.words()), &at.key("on")).map(On::Day),
            };
            (of == "arrears" || self.step(of, &at.key("stock"), &["arrears"], Steps::States)).then_some(())?;
            Figure::Stock { of: of.clone(), on: day? }
        } else if let Some(event) = &written.flow {
            self.step(event, &at.key("flow"), &[], Steps::Events).then_some(())?;
            Figure::Flow { event: event.clone(), per: written.per.unwrap_or(written::FlowPer::Year) }
        } else if let Some(part) = &written.share {
            let of = written.of.clone().unwrap_or_default();
            if written.of.is_none() {
                self.push(Code::MissingKey, &at.key_span(), "`of` is missing here", "add `of:` and what the share is taken of");
                return None;
            }
            (self.step(part, &at.key("share"), &[], Steps::Both) & self.step(&of, &at.key("of"), &[], Steps::Both)).then_some(())?;
            Figure::Share { part: part.clone(), of }
        } else if let Some(steps) = &written.days {
            let (from, to) = (steps.from.clone()?, steps.to.clone()?);
            let at = at.key("days");
            (self.step(&from, &at.key("from"), &[], Steps::Both) & self.step(&to, &at.key("to"), &[], Steps::Both)).then_some(())?;
            Figure::Days { from, to, statistic: written.statistic.unwrap_or(written::Statistic::Median) }
        } else {
            Figure::Reported(reported?.clone())
        };
        let by = written.by.clone().unwrap_or_default();
        if by.contains(&Breakdown::Reason) && !self.has_reason(&figure) {
            let message = "only an event has a reason, and this figure is not counted at one";
            self.push(Code::UnknownValue, &at.key("by").span(), message, "remove `reason`");
        }
        let target = match &written.target {
            Some(target) => {
                let at = at.key("target");
                let read = self.target(target, matches!(figure, Figure::Reported(_)), &at)?;
                self.unit_of_target(&figure, &read, &at);
                Some(read)
            }
            None => None,
        };
        let facts = target.iter().map(|target| ("target", target.clone())).collect();
        Some((
            Kept::Measure(Measure {
                reported: reported.filter(|_| *way != "reported").cloned(),
                figure,
                name: written.name.clone(),
                target,
                direction: written.direction,
                by,
            }),
            vec![facts],
        ))
    }

    /// Whether the figure is counted at an event, which may have a reason.
    fn has_reason(&self, figure: &Figure) -> bool {
        match figure {
            Figure::Stock { .. } | Figure::Reported(_) => false,
            Figure::Flow { event: name, .. } | Figure::Share { of: name, .. } | Figure::Days { from: name, .. } => {
                self.header.vocabulary.kind(name).is_some()
            }
        }
    }

    /// Keys that say something of another figure than the one that is meant.
    fn belonging(&mut self, written: &written::Measure, way: &str, at: &At<'_>) {
        let keys = [
            ("on", "stock", written.on.is_some()),
            ("per", "flow", written.per.is_some()),
            ("of", "share", written.of.is_some()),
            ("statistic", "days", written.statistic.is_some()),
        ];
        for (key, owner, _) in keys.iter().filter(|(_, owner, is_written)| *is_written && *owner != way) {
            let message = format!("`{key}` belongs to `{owner}`, and this is a measure of `{way}`");
            self.push(Code::UnknownKey, &at.key(key).key_span(), &message, &format!("remove `{key}:`"));
        }
    }

    /// Reports a target that the figure can never be held against.
    fn unit_of_target(&mut self, figure: &Figure, target: &Fact, at: &At<'_>) {
        let (fits, help) = match figure {
            Figure::Stock { .. } | Figure::Flow { .. } => (
                matches!(target, Fact::Money(_) | Fact::Number(_)),
                "write an amount, for example `\"30.000.000,00 kr\"`, or a bare number of claims or events",
            ),
            Figure::Share { .. } => (matches!(target, Fact::Share(_)), "write a share, for example `10 %`"),
            Figure::Days { .. } => (matches!(target, Fact::Period(Period::Days(_))), "write days, for example `30 days`"),
            Figure::Reported(_) => return,
        };
        if !fits {
            self.push(Code::TargetUnit, &at.span(), "the target is in another unit than the figure", help);
        }
    }

    /// An event or state that a measure names.
    fn step(&mut self, name: &str, at: &At<'_>, others: &[&str], of: Steps) -> bool {
        let vocabulary = &self.header.vocabulary;
        let kinds = vocabulary.kinds.iter().map(|kind| kind.name.as_str()).filter(|_| of != Steps::States);
        let states = vocabulary.states.iter().map(|state| state.name.as_str()).filter(|_| of != Steps::Events);
        let names: Vec<&str> = others.iter().copied().chain(kinds).chain(states).collect();
        let known = names.contains(&name);
        if !known {
            let what = match of {
                Steps::Events => "an event",
                Steps::States => "a state",
                Steps::Both => "an event or a state",
            };
            let help = one_of(name, names);
            self.diagnostics.push(Diagnostic::error(Code::UnknownEvent, at.span(), format!("`{name}` is not {what}")).help(help));
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
            "term_start" => Unit::TermStart,
            name => {
                let Some((shown, days)) = self.header.calendars.get(name) else {
                    let known = ["year", "quarter", "month", "term", "term_start"]
                        .into_iter()
                        .chain(self.header.calendars.keys().map(String::as_str));
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
            if matches!(unit, Unit::Year | Unit::Term | Unit::TermStart) {
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
        Unit::TermStart => Fact::Key("every-term-start".into()),
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
