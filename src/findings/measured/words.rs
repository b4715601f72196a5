use super::Measured;
use crate::measures::counted::{Aim, Cell, Counting, Direction, SpanKind};
use crate::plan::Verdict;
use crate::prose::Voice;
use crate::quantity::{Money, Period, Share};

impl Measured {
    /// A span in words: `2026`, `1. kvartal 2026`, `marts 2026`, `31. december 2026`.
    pub fn span_words(&self, place: usize, voice: &Voice) -> String {
        let Some(span) = self.found.spans.get(place) else { return String::new() };
        let year = span.from.year().to_string();
        match span.kind {
            SpanKind::Day => voice.day(span.to),
            SpanKind::Year => year,
            SpanKind::Quarter => {
                let number = (span.from.month() - 1) / 3 + 1;
                voice.lang.text_words("measure-quarter", &[("number", &number.to_string()), ("year", &year)])
            }
            SpanKind::Month => format!("{} {year}", voice.lang.text(&format!("month-{}", span.from.month()))),
        }
    }

    /// The figure of a span in words.
    pub fn words(&self, place: usize, voice: &Voice) -> String {
        self.found.total.get(place).map_or_else(String::new, |cell| self.cell_words(cell, voice))
    }

    /// A number of claims or events, an amount, a share or days, in words: at least so much where the data leaves it open, or between
    /// two shares; a dash where there is nothing to count.
    pub fn cell_words(&self, cell: &Cell, voice: &Voice) -> String {
        let question = &self.found.question;
        let lang = voice.lang;
        let Some(bounds) = cell.bounds(&question.counted, question.counting) else { return "–".to_owned() };
        match cell {
            Cell::Sum(sum) if question.counting == Counting::Money && sum.count > 0 && sum.untold == sum.count => {
                lang.text("measure-no-amounts")
            }
            Cell::Sum(_) if !bounds.is_told() => {
                lang.text_words("measure-at-least", &[("value", &self.number(bounds.least.rounded(), voice))])
            }
            Cell::Ratio(_) => match bounds.most.filter(|_| !bounds.is_told()) {
                Some(most) => {
                    let (least, most) = (self.number(bounds.least.rounded(), voice), self.number(most.rounded(), voice));
                    lang.text_words("measure-between", &[("least", &least), ("most", &most)])
                }
                None => self.number(bounds.least.rounded(), voice),
            },
            _ => match cell.value(&question.counted, question.counting) {
                Some(value) => self.number(value, voice),
                None => "–".to_owned(),
            },
        }
    }

    /// A number in the figure's unit.
    pub fn number(&self, value: i64, voice: &Voice) -> String {
        match self.found.question.counting {
            Counting::Money => voice.money(Money(value)),
            Counting::Number => voice.number(value),
            Counting::Share => u32::try_from(value).map_or_else(|_| voice.per_cent(value), |share| voice.share(Share(share))),
            Counting::Days => u32::try_from(value).map_or_else(|_| voice.number(value), |days| voice.period(Period::Days(days))),
        }
    }

    /// What the figure is held against, in words; `None` where nothing is said of it.
    pub fn aim_words(&self, voice: &Voice) -> Option<String> {
        let direction = self.found.question.goal.direction;
        let way = |up: &str, down: &str| match direction {
            Some(Direction::Up) => Some(up.to_owned()),
            Some(Direction::Down) => Some(down.to_owned()),
            None => None,
        };
        match &self.target {
            Some(target) => {
                let target = voice.fact(target);
                let key = way("figure-at-least", "figure-at-most");
                Some(key.map_or_else(|| target.clone(), |key| voice.lang.text_words(&key, &[("target", &target)])))
            }
            None => way("measure-more", "measure-less").map(|key| voice.lang.text(&key)),
        }
    }

    /// Whether it is reached, in words.
    pub fn verdict_words(&self, voice: &Voice) -> String {
        let lang = voice.lang;
        let Some(judged) = self.judged else { return lang.text("measure-not-judged") };
        let key = match (judged.verdict, judged.aim) {
            (Verdict::Met, Aim::Target) => "measure-reached",
            (Verdict::Breached, Aim::Target) => "measure-not-reached",
            (Verdict::Met, Aim::Before) => "measure-better",
            (Verdict::Breached, Aim::Before) => "measure-not-better",
            (Verdict::NotYetDue, Aim::Target) => "measure-not-over",
            (Verdict::NotYetDue, Aim::Before) => "measure-none-before",
            (Verdict::NotApplicable, _) => "measure-nothing",
            _ => "verdict-unknown",
        };
        lang.text(key)
    }
}
