#![doc = include_str!("../../book/src/rules/limitation.md")]

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::reader::Lasting;
use super::{Asks, Reader, Rule, RuleKind};
use crate::cases::Kinds;
use crate::diagnostic::Code;
use crate::plan::{self, Asked, Earliest, Floor, Measure, Plan, Range, Side, Window};
use crate::prose::{Fact, Sentence};
use crate::yaml::{Names, Scalar};

/// Something interrupts or closes a claim before it is time-barred: `limitation: {from: due, length: 3 years, closed_by: [paid, write_off]}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Limitation {
    /// The event from whose day the period runs; of a list the first that the claim has.
    #[schemars(extend("x-required" = true), example = &"due")]
    pub from: Names,
    /// How long the period is: `3 years`, or a `law:` parameter.
    #[schemars(extend("x-required" = true), example = &"3 years")]
    pub length: Option<Scalar>,
    /// Other lengths by claim type, each written out or a `law:` parameter: `{loan: 10 years}`.
    pub lengths: Option<BTreeMap<String, Scalar>>,
    /// Events that start a new period, each with its length, written out or a `law:` parameter: `{acknowledgement: 3 years, judgment: 10 years}`.
    pub interrupted_by: Option<BTreeMap<String, Scalar>>,
    /// Events or states that close the claim.
    #[schemars(extend("x-required" = true), example = &"[paid, write_off]")]
    pub closed_by: Names,
    /// No period runs from before this day: `2021-11-20`, or a `law:` parameter.
    #[schemars(example = &"2021-11-20")]
    pub earliest_start: Option<Scalar>,
    /// With `earliest_start`: only for claims of which this state has held, from when it began.
    #[serde(rename = "while")]
    pub during: Option<String>,
    /// How long before the deadline a claim is listed among the findings.
    #[schemars(example = &"6 months")]
    pub alarm: Option<Scalar>,
    /// Events that must not come after the deadline.
    pub nothing_after: Option<Names>,
}

/// Events with the length of the period that each starts, and how that is said.
type Interruptions = Vec<(Kinds, Lasting, Fact)>;

/// A floor: the day, how it is said by itself and in the sentence, and the law it rests on.
struct Said {
    floor: Floor,
    day: Fact,
    sentence: Fact,
    law: Option<String>,
}

impl RuleKind for Limitation {
    const NAME: &'static str = "limitation";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let from = reader.kinds("from", &self.from);
        let length = reader.length("length", self.length.as_ref());
        let lengths = self.lengths(reader);
        let interruptions = self.interruptions(reader);
        let closed = reader.kinds_or_states("closed_by", &self.closed_by);
        let floor = self.floor(reader);
        let alarm = reader.period("alarm", self.alarm.as_ref());
        let after = self.nothing_after.as_ref().map_or(Some(None), |names| reader.kinds("nothing_after", names).map(Some));
        let ((_, from_fact), length, lengths, interruptions) = (from?, length??, lengths?, interruptions?);
        let ((closed_by, closing_states, closed_fact), floor, alarm, after) = (closed?, floor?, alarm?, after?);

        let (nothing_after, after_fact) = after.map_or((Kinds::NONE, None), |(kinds, fact)| (kinds, Some(fact)));
        let interrupting = interruptions.iter().fold(Kinds::NONE, |all, (kinds, ..)| all | *kinds);
        let said: Vec<Fact> = interruptions.iter().map(|(.., fact)| fact.clone()).collect();
        let mut facts = vec![("length", length_fact(&length, &lengths)), ("from", from_fact), ("closed_by", closed_fact)];
        facts.extend((!said.is_empty()).then_some(("interrupted_by", Fact::AnyOf(said))));
        facts.extend(after_fact.map(|fact| ("nothing_after", fact)));
        facts.extend(floor.iter().map(|said| ("earliest_start", said.day.clone())));
        facts.extend(alarm.map(|alarm| ("alarm", Fact::Period(alarm))));
        let sentence = sentence(&facts, floor.as_ref().map(|said| said.sentence.clone()));
        let related_states = closing_states.iter().copied().chain(floor.as_ref().and_then(|said| said.floor.state)).collect();
        let each = std::iter::once(&length).chain(lengths.iter().map(|(.., length)| length));
        let each = each.chain(interruptions.iter().map(|(_, length, _)| length)).filter_map(|length| length.law.clone());
        let mut law: Vec<String> = Vec::new();
        for address in each.chain(floor.as_ref().and_then(|said| said.law.clone())) {
            if !law.contains(&address) {
                law.push(address);
            }
        }
        let limitation = plan::Limitation {
            length: length.into(),
            lengths: lengths.into_iter().map(|(claim_type, _, length)| (claim_type, length.into())).collect(),
            interrupted_by: interruptions.into_iter().map(|(kinds, length, _)| (kinds, length.into())).collect(),
            closed_by,
            closing_states,
            floor: floor.map(|said| said.floor),
            alarm,
            nothing_after,
        };
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan {
                asked: Asked::Start(self.order(reader)),
                gates: Vec::new(),
                related: interrupting | closed_by | nothing_after,
                related_states,
                window: Window::on(Side::Whole),
                measure: Measure::Barred(limitation),
                range: Range::default(),
            }),
            sentence,
            facts,
            law,
        })
    }
}

impl From<Lasting> for plan::Lasting {
    fn from(Lasting { length, law, .. }: Lasting) -> Self {
        Self { length, law }
    }
}

impl Limitation {
    /// The kinds under `from`, which are known to be there, each by itself.
    fn order(&self, reader: &Reader<'_>) -> Vec<Kinds> {
        self.from.list().iter().filter_map(|name| reader.vocabulary().kind(name)).map(Kinds::one).collect()
    }

    /// Claim types with their names and lengths.
    fn lengths(&self, reader: &mut Reader<'_>) -> Option<Vec<(u16, String, Lasting)>> {
        let written = self.lengths.iter().flatten();
        let read: Vec<Option<_>> = written
            .map(|(name, length)| {
                let claim_type = reader.claim_type("lengths", name);
                let length = reader.under("lengths").length(name, Some(length));
                let shown = reader.vocabulary().claim_types.get(usize::from(claim_type?)).map_or(name, |(id, names)| names.first().unwrap_or(id));
                Some((claim_type?, shown.clone(), length??))
            })
            .collect();
        read.into_iter().collect()
    }

    fn interruptions(&self, reader: &mut Reader<'_>) -> Option<Interruptions> {
        let written = self.interrupted_by.iter().flatten();
        let read: Vec<Option<_>> = written
            .map(|(name, length)| {
                let mut reader = reader.under("interrupted_by");
                let kinds = reader.kinds(name, &Names::One(Scalar::Text(name.clone())));
                let length = reader.length(name, Some(length));
                let ((kinds, event), length) = (kinds?, length??);
                let is_open = matches!(&length.fact, Fact::Dated { first: None, later } if later.is_empty());
                let key = if is_open { "limitation-interruption-open" } else { "limitation-interruption" };
                let fact = Sentence::new(key, vec![("event", event), ("length", length.fact.clone())]).into();
                Some((kinds, length, fact))
            })
            .collect();
        read.into_iter().collect()
    }

    /// The floor and how it is said; the inner `None` where there is none.
    #[expect(clippy::option_option, reason = "not written and not readable are told apart")]
    fn floor(&self, reader: &mut Reader<'_>) -> Option<Option<Said>> {
        let Some(written) = &self.earliest_start else {
            if self.during.is_some() {
                let message = "`while` belongs to `earliest_start`".to_owned();
                reader.refuse(Code::OneKind, "while", message, "add `earliest_start:` with a day, or remove `while:`".to_owned());
                return None;
            }
            return Some(None);
        };
        let day = reader.day_or_law("earliest_start", &written.words());
        let state = self.during.as_ref().map_or(Some(None), |name| reader.state("while", name).map(Some));
        let ((series, day), state) = (day?, state?);
        let mut facts = vec![("day", day.clone())];
        let (state, key) = match state {
            None => (None, "limitation-floor"),
            Some((state, fact)) => {
                facts.push(("while", fact));
                (Some(state), "limitation-floor-while")
            }
        };
        let law = if let Earliest::Law(_, address) = &series { Some(address.clone()) } else { None };
        Some(Some(Said { floor: Floor { day: series, state }, day, sentence: Sentence::new(key, facts).into(), law }))
    }
}

fn length_fact(length: &Lasting, lengths: &[(u16, String, Lasting)]) -> Fact {
    let length = length.fact.clone();
    if lengths.is_empty() {
        return length;
    }
    let other = |(_, name, length): &(u16, String, Lasting)| {
        Sentence::new("limitation-length-for", vec![("claim_type", Fact::Text(name.clone())), ("length", length.fact.clone())]).into()
    };
    let others = Fact::AllOf(lengths.iter().map(other).collect());
    Sentence::new("limitation-lengths", vec![("length", length), ("others", others)]).into()
}

/// The promise with what was written of interruptions, floor and aftermath.
fn sentence(facts: &[(&'static str, Fact)], floor: Option<Fact>) -> Sentence {
    let nothing = || Fact::Text(String::new());
    let part = |name: &str, key: &str| {
        let found = facts.iter().find(|(known, _)| *known == name);
        found.map_or_else(nothing, |fact| Sentence::new(key, vec![fact.clone()]).into())
    };
    let parts = [
        ("interruptions", part("interrupted_by", "limitation-interruptions")),
        ("floor", floor.unwrap_or_else(nothing)),
        ("after", part("nothing_after", "limitation-after")),
    ];
    Sentence::new("rule-limitation", facts.iter().cloned().chain(parts).collect())
}
