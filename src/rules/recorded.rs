#![doc = include_str!("../../book/src/rules/recorded.md")]

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Asks, Reader, Rule, RuleKind};
use crate::cases::{ClaimField, FieldRef};
use crate::diagnostic::{Code, one_of};
use crate::plan::{Asked, FieldTest, Limit, Measure, Plan, Range, Side, Window};
use crate::prose::{Fact, Sentence};
use crate::yaml::{Names, Scalar};

/// At an event, fields are filled in: `recorded: {event: write_off, fields: [reason], values: {reason: [dødsbo, forældelse]}}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Recorded {
    /// The event at which they must be; one name or a list, any of which will do.
    #[schemars(extend("x-required" = true), example = &"write_off")]
    pub event: Names,
    /// Fields of the event or of its claim.
    #[schemars(extend("x-required" = true))]
    pub fields: Names,
    /// Words that a field may hold, as the source writes them; any if not said.
    pub values: Option<BTreeMap<String, Vec<Scalar>>>,
    /// The form that a field must have, or a list of forms: 9 stands for a digit, A for a letter, anything else for itself.
    pub formats: Option<BTreeMap<String, Names>>,
}

impl RuleKind for Recorded {
    const NAME: &'static str = "recorded";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let event = reader.kinds("event", &self.event);
        let vocabulary = reader.vocabulary();
        let names = self.fields.list();
        let mut tests = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let words = self.values.as_ref().and_then(|values| values.get(name.as_ref())).into_iter().flatten();
            let masks = self.formats.as_ref().and_then(|formats| formats.get(name.as_ref())).map(Names::list).unwrap_or_default();
            match vocabulary.field(name) {
                Some(field) if !masks.is_empty() && !has_words(field) => {
                    let message = format!("`{name}` is read as a date, an amount or a claim type, and has no form of its own");
                    reader.refuse(Code::UnknownField, "formats", message, format!("remove `{name}` from `formats`"));
                }
                Some(field) => tests.push(FieldTest {
                    field,
                    name: name.to_string(),
                    words: words.map(|word| word.words().into_owned()).collect(),
                    masks: masks.iter().map(|mask| mask.to_string()).collect(),
                }),
                None => {
                    let help = one_of(name, vocabulary.field_names());
                    reader.refuse_item(Code::UnknownField, "fields", index, format!("`{name}` is not a field"), help);
                }
            }
        }
        let values = self.values.iter().flatten().map(|(field, _)| ("values", "values", field));
        let formats = self.formats.iter().flatten().map(|(field, _)| ("formats", "a format", field));
        for (key, what, field) in values.chain(formats).filter(|(.., field)| !names.iter().any(|name| name == *field)) {
            let help = format!("add `{field}` to `fields`, or remove it from `{key}`");
            reader.refuse(Code::UnknownField, key, format!("`{field}` has {what} and is not among the fields"), help);
        }
        let (event, event_fact) = event?;
        if tests.len() < names.len() || tests.is_empty() {
            return None;
        }
        let shown = |test: &FieldTest| {
            let key = format!("field-{}", test.name.replace('_', "-"));
            if crate::prose::Lang::Da.has(&key) { Fact::Key(key) } else { Fact::Text(test.name.clone()) }
        };
        let facts = vec![("event", event_fact), ("fields", Fact::AllOf(tests.iter().map(shown).collect()))];
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan {
                asked: Asked::Each(event),
                gates: Vec::new(),
                related: event,
                related_states: Vec::new(),
                window: Window::on(Side::Here),
                measure: Measure::Unrecorded(tests),
                range: Range { min: None, max: Some(Limit::Is(0)) },
            }),
            sentence: Sentence::new("rule-recorded", facts.clone()),
            facts,
            law: Vec::new(),
        })
    }
}

/// Whether the words of a field are kept as the source writes them.
fn has_words(field: FieldRef) -> bool {
    !matches!(field, FieldRef::Amount | FieldRef::Claim(ClaimField::ClaimType | ClaimField::Principal | ClaimField::Date(_)))
}
