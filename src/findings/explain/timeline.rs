use serde::Serialize;

use super::Place;
use super::because::{gap_words, kinds_words};
use crate::cases::{Cases, Cell, Claim, ClaimField, FieldRef, Row};
use crate::findings::Mask;
use crate::findings::words::field_fact;
use crate::plan::{Asked, Outcome, Question, Questions, Story, Verdict};
use crate::prose::{Fact, Voice};
use crate::quantity::{Day, Money};
use crate::rules::Rule;
use crate::strategy::{Clause, Strategy};

/// What the source tells of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The field.
    pub field: String,
    /// Its name in words.
    pub name: String,
    /// What it holds, in words; none where it is empty or not told.
    pub value: Option<String>,
}

/// One line of a claim's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Entry {
    /// Something happened.
    Event {
        /// The day.
        day: Day,
        /// The kind.
        event: String,
        /// The kind in words.
        name: String,
        /// Minor units, where the data tells.
        amount: Option<i64>,
        /// Minor units: the balance after it, where it is known.
        balance: Option<i64>,
        /// States that begin, in words.
        begins: Vec<String>,
        /// States that end, in words.
        ends: Vec<String>,
        /// What else the row tells; nothing personal.
        fields: Vec<Told>,
        /// Whether its row stands twice, word for word.
        repeated: bool,
        /// The row.
        place: Option<Place>,
    },
    /// Something that the data should tell and does not.
    Gap {
        /// The day, where it could be read.
        day: Option<Day>,
        /// What is wrong, in words.
        name: String,
        /// The row.
        place: Place,
    },
    /// The last day on which a duty could be kept.
    LastDay {
        /// The day, inclusive.
        day: Day,
        /// What was owed, in words.
        name: String,
        /// The clause that asks for it.
        clause: String,
    },
    /// The day on which it is judged.
    AsOf {
        /// The day.
        day: Day,
    },
}

impl Entry {
    /// Its day, where it has one.
    pub fn day(&self) -> Option<Day> {
        match self {
            Self::Event { day, .. } | Self::LastDay { day, .. } | Self::AsOf { day } => Some(*day),
            Self::Gap { day, .. } => *day,
        }
    }
}

impl Place {
    /// Where a row stands.
    pub(super) fn of(cases: &Cases, row: Row) -> Self {
        let (file, line) = cases.place(row);
        Self { file: file.to_owned(), line }
    }
}

/// What is known of one claim.
pub(super) struct Known<'a> {
    pub strategy: &'a Strategy,
    pub mask: &'a Mask,
    pub story: &'a Story<'a>,
    pub claim: Claim<'a>,
    pub voice: &'a Voice,
}

impl Known<'_> {
    /// What the source tells of the claim; words of a personal column are masked, and a column that is not there is left out.
    pub fn told(&self) -> Vec<Told> {
        let vocabulary = &self.strategy.vocabulary;
        let built_in = ["claim_type", "debtor_kind", "principal", "established", "due", "last_timely_payment"];
        let declared = vocabulary.claim_fields.iter().map(String::as_str);
        built_in.into_iter().chain(declared).filter_map(|name| self.field(name, vocabulary.field(name)?)).collect()
    }

    fn field(&self, name: &str, field: FieldRef) -> Option<Told> {
        let claim = self.claim;
        let is_type = field == FieldRef::Claim(ClaimField::ClaimType);
        let cell = claim.cell(field, None);
        if cell == Cell::UNKNOWN && !(is_type && claim.claim_type().is_some()) {
            return None;
        }
        let word = || claim.word(field, None).map(|word| self.word(name, word));
        let value = match field {
            _ if self.mask.is_personal(name) => Some(self.voice.lang.text("explain-masked")),
            _ if cell == Cell::EMPTY => None,
            FieldRef::Claim(ClaimField::ClaimType) => {
                claim.claim_type().and_then(|index| self.strategy.claim_types.get(usize::from(index))).map(|found| found.name.clone())
            }
            FieldRef::Claim(ClaimField::Principal) => Some(self.voice.money(Money(claim.principal()))),
            FieldRef::Claim(ClaimField::Date(which)) => Some(self.voice.day(claim.date(which))),
            _ => word(),
        };
        Some(Told { field: name.to_owned(), name: self.voice.fact(&field_fact(name, self.voice.lang)), value })
    }

    fn word(&self, field: &str, word: &str) -> String {
        let yes_no = self.strategy.vocabulary.yes_no.iter().any(|name| name == field);
        match word {
            "person" | "company" if field == "debtor_kind" => self.voice.lang.text(&format!("explain-{word}")),
            "yes" | "no" if yes_no => self.voice.lang.text(&format!("word-{word}")),
            _ => word.to_owned(),
        }
    }

    /// A state in words.
    pub fn state(&self, state: usize) -> String {
        self.strategy.vocabulary.states.get(state).map(|state| self.voice.fact(&state.shown)).unwrap_or_default()
    }

    /// What happened, what could not be read, the last days of duties, and the day on which it is judged.
    pub fn timeline(&self, questions: &Questions<'_>, outcomes: &[Outcome], list: &[(&Clause, &Rule, Question)]) -> Vec<Entry> {
        let events = 0..self.claim.len();
        // Each line stands behind so many events; behind them first what could not be read, then last days.
        let by_day = |day: Day| events.clone().filter(|event| self.claim.day(*event) <= day).count();
        let by_row = |row: Row| {
            let before = |event: &usize| self.claim.event_row(*event).is_some_and(|one| one.file == row.file && one.line <= row.line);
            events.clone().rfind(before).map_or(0, |event| event + 1)
        };
        let mut lines: Vec<(usize, u8, Entry)> = events.clone().map(|event| (event + 1, 0, self.event(event))).collect();
        for gap in self.claim.gaps() {
            let name = gap_words(gap, self.claim, self.strategy, self.voice);
            let entry = Entry::Gap { day: gap.day, name, place: Place::of(self.claim.cases(), gap.row) };
            lines.push((gap.day.map_or_else(|| by_row(gap.row), by_day), 1, entry));
        }
        let mut last_days: Vec<(Day, String, String)> = outcomes.iter().filter_map(|outcome| self.last_day(outcome, list)).collect();
        last_days.sort();
        last_days.dedup();
        for (day, clause, name) in last_days {
            let is_past = day <= questions.as_of;
            lines.push((by_day(day), if is_past { 2 } else { 4 }, Entry::LastDay { day, name, clause }));
        }
        lines.push((events.len(), 3, Entry::AsOf { day: questions.as_of }));
        lines.sort_by_key(|(behind, order, _)| (*behind, *order));
        lines.into_iter().map(|(_, _, entry)| entry).collect()
    }

    fn event(&self, event: usize) -> Entry {
        let (claim, vocabulary) = (self.claim, &self.strategy.vocabulary);
        let kind = vocabulary.kind_at(claim.kind_name(event));
        let states = |states: Vec<usize>| states.into_iter().map(|state| self.state(state)).collect();
        let fields =
            vocabulary.event_fields.iter().enumerate().filter(|(_, name)| !self.mask.is_personal(name)).filter_map(|(index, name)| {
                let value = claim.word(FieldRef::Event(index), Some(event))?.to_owned();
                Some(Told { field: name.clone(), name: self.voice.fact(&field_fact(name, self.voice.lang)), value: Some(value) })
            });
        let row = claim.event_row(event);
        Entry::Event {
            day: claim.day(event),
            event: kind.map(|kind| kind.name.clone()).unwrap_or_default(),
            name: kind.map(|kind| self.voice.fact(&kind.shown)).unwrap_or_default(),
            amount: Some(claim.amount(event)).filter(|amount| *amount != crate::cases::UNKNOWN),
            balance: self.story.balance(event),
            begins: states(self.story.begins(event)),
            ends: states(self.story.ends(event)),
            fields: fields.collect(),
            repeated: row.is_some_and(|row| claim.cases().repeated.contains(&row)),
            place: row.map(|row| Place::of(claim.cases(), row)),
        }
    }

    /// The last day of a duty that was owed, its clause, and what was owed.
    fn last_day(&self, outcome: &Outcome, list: &[(&Clause, &Rule, Question)]) -> Option<(Day, String, String)> {
        let (clause, _, question) = list.get(outcome.question as usize)?;
        let day = outcome.last_day.filter(|_| !matches!(outcome.verdict, Verdict::NotApplicable))?;
        let plan = &question.plan;
        if plan.asked == Asked::Claim {
            return None;
        }
        let mut owed: Vec<String> = kinds_words(plan.related, self.strategy, self.voice).into_iter().collect();
        let states = plan.related_states.iter().filter_map(|state| self.strategy.vocabulary.states.get(*state));
        owed.extend(states.map(|state| self.voice.fact(&state.shown)));
        let owed = self.voice.fact(&Fact::AnyOf(owed.into_iter().map(Fact::Text).collect()));
        let key = if owed.is_empty() { "explain-last-day" } else { "explain-last-day-for" };
        Some((day, clause.address.clone(), self.voice.lang.text_words(key, &[("event", &owed)])))
    }
}
