use super::{Place, Reasoned};
use crate::cases::{Claim, ClaimField, FieldRef, Gap, Kinds};
use crate::findings::reason_words;
use crate::findings::words::field_fact;
use crate::plan::{Aside, Because, Outcome, Question, Story, Verdict, evidence};
use crate::prose::{Fact, Voice};
use crate::strategy::Strategy;

/// More kinds than this are not listed: a row that may have been anything says so better without.
const LISTED: usize = 4;

/// Why an activation did not apply or could not be judged, in words; empty where nothing more can be said.
pub(super) fn because_words(
    question: &Question,
    outcome: &Outcome,
    story: &Story<'_>,
    claim: Claim<'_>,
    strategy: &Strategy,
    voice: &Voice,
) -> Vec<Reasoned> {
    let teller = Teller { claim, strategy, voice };
    let reasons = story.because(question, outcome);
    let said: Vec<Reasoned> = reasons.iter().map(|because| teller.said(*because, outcome)).collect();
    if !said.is_empty() || outcome.verdict != Verdict::Unknown {
        return said;
    }
    let (_, fields) = evidence(question, outcome, claim.cases(), &strategy.vocabulary);
    if fields.is_empty() {
        return said;
    }
    let names = Fact::AllOf(fields.iter().map(|name| field_fact(name, voice.lang)).collect());
    vec![Reasoned { words: voice.lang.text_words("explain-fields-untold", &[("fields", &voice.fact(&names))]), place: None }]
}

/// Why a rule was not asked of the claim, in words.
pub(super) fn aside_words(aside: Aside, question: &Question, strategy: &Strategy, voice: &Voice) -> String {
    match aside {
        Aside::Scope => voice.lang.text("explain-scope"),
        Aside::Several => voice.lang.text("explain-several"),
        Aside::Period => {
            let (from, to) = (voice.day(question.from), voice.day(question.to));
            voice.lang.text_words("explain-period", &[("from", &from), ("to", &to)])
        }
        Aside::Closed(day) | Aside::Barred(day) => {
            let key = if matches!(aside, Aside::Closed(_)) { "explain-closed-before" } else { "explain-barred-before" };
            voice.lang.text_words(key, &[("day", &voice.day(day)), ("from", &voice.day(question.from))])
        }
        Aside::NoEvent | Aside::Once => {
            let key = if aside == Aside::Once { "explain-once" } else { "explain-no-event" };
            match kinds_words(question.plan.asked.kinds(), strategy, voice) {
                Some(events) => voice.lang.text_words(key, &[("event", &events)]),
                None => voice.lang.text("explain-nothing"),
            }
        }
    }
}

/// Event kinds in words, joined with "or"; `None` where there are none or too many to list.
pub(super) fn kinds_words(kinds: Kinds, strategy: &Strategy, voice: &Voice) -> Option<String> {
    let facts: Vec<Fact> =
        kinds.iter().filter_map(|kind| strategy.vocabulary.kind_at(kind)).take(LISTED + 1).map(|kind| kind.shown.clone()).collect();
    (1..=LISTED).contains(&facts.len()).then(|| voice.fact(&Fact::AnyOf(facts)))
}

/// What the data should tell and does not: why its row was refused, or what the row leaves open.
pub(super) fn gap_words(gap: &Gap, claim: Claim<'_>, strategy: &Strategy, voice: &Voice) -> String {
    let refused = claim.cases().refused.iter().find(|refused| refused.row == gap.row);
    match (refused, kinds_words(gap.kinds, strategy, voice)) {
        (Some(refused), _) => voice.lang.text_words("explain-row", &[("reason", &reason_words(&refused.reason, voice.lang))]),
        (None, Some(events)) => {
            let key = if gap.day.is_none() { "explain-date-lacking" } else { "explain-kind-open" };
            voice.lang.text_words(key, &[("event", &events)])
        }
        (None, None) => voice.lang.text("actual-unknown"),
    }
}

/// What a row that could not be read may have been, of what a rule asks about.
pub(super) fn perhaps_words(gap: &Gap, question: &Question, claim: Claim<'_>, strategy: &Strategy, voice: &Voice) -> String {
    let refused = claim.cases().refused.iter().any(|refused| refused.row == gap.row);
    match kinds_words(gap.kinds & question.plan.asked.kinds(), strategy, voice) {
        Some(events) if refused || gap.day.is_some() => voice.lang.text_words("explain-perhaps", &[("event", &events)]),
        Some(events) => events,
        None => voice.lang.text("actual-unreadable"),
    }
}

struct Teller<'a> {
    claim: Claim<'a>,
    strategy: &'a Strategy,
    voice: &'a Voice,
}

impl Teller<'_> {
    fn said(&self, because: Because, outcome: &Outcome) -> Reasoned {
        let lang = self.voice.lang;
        match because {
            Because::Holds { state, since: Some(event) } => {
                let day = self.voice.day(self.claim.day(event));
                let words = lang.text_words("explain-holds-since", &[("state", &self.state(state)), ("day", &day)]);
                Reasoned { words, place: self.event_place(event) }
            }
            Because::Holds { state, since: None } => self.plain("explain-holds", &[("state", &self.state(state))]),
            Because::Lacks { state } => self.plain("explain-lacks", &[("state", &self.state(state))]),
            Because::Unsure { state } => self.plain("explain-unsure", &[("state", &self.state(state))]),
            Because::NotAbove => self.plain("explain-not-above", &[]),
            Because::Date(which) => self.field(["established", "due", "last_timely_payment"].get(which).copied().unwrap_or_default()),
            Because::Nothing => self.plain("explain-nothing", &[]),
            Because::Gap(index) => match self.claim.gaps().get(index) {
                Some(gap) => Reasoned { words: gap_words(gap, self.claim, self.strategy, self.voice), place: Some(self.place(gap.row)) },
                None => self.plain("actual-unknown", &[]),
            },
            Because::ClaimType => self.field("claim_type"),
            Because::Field(field) => self.field(&self.field_name(field)),
            Because::Principal => self.field("principal"),
            Because::Amount(event) => {
                let kind = self.strategy.vocabulary.kind_at(self.claim.kind_name(event));
                let shown = kind.map(|kind| self.voice.fact(&kind.shown)).unwrap_or_default();
                let day = self.voice.day(self.claim.day(event));
                let words = lang.text_words("explain-amount-lacking", &[("event", &shown), ("day", &day)]);
                Reasoned { words, place: self.event_place(event) }
            }
            Because::Start(kinds) => match kinds_words(kinds, self.strategy, self.voice) {
                Some(events) => self.plain("explain-no-start", &[("event", &events)]),
                None => self.plain("actual-unknown", &[]),
            },
            Because::DaysOfYear => self.plain("explain-days-of-year", &[]),
            Because::Law => self.plain("explain-law-lacking", &[("day", &self.voice.day(outcome.day))]),
        }
    }

    fn plain(&self, key: &str, words: &[(&str, &str)]) -> Reasoned {
        Reasoned { words: self.voice.lang.text_words(key, words), place: None }
    }

    /// A field of the claim that is not told.
    fn field(&self, name: &str) -> Reasoned {
        let shown = self.voice.fact(&field_fact(name, self.voice.lang));
        let words = self.voice.lang.text_words("explain-fields-untold", &[("fields", &shown)]);
        Reasoned { words, place: self.claim.row().map(|row| self.place(row)) }
    }

    fn field_name(&self, field: FieldRef) -> String {
        let vocabulary = &self.strategy.vocabulary;
        match field {
            FieldRef::Amount => "amount".to_owned(),
            FieldRef::Event(index) => vocabulary.event_fields.get(index).cloned().unwrap_or_default(),
            FieldRef::Claim(ClaimField::Declared(index)) => vocabulary.claim_fields.get(index).cloned().unwrap_or_default(),
            FieldRef::Claim(_) => {
                let names = vocabulary.field_names();
                names.into_iter().find(|name| vocabulary.field(name) == Some(field)).unwrap_or_default().to_owned()
            }
        }
    }

    fn state(&self, state: usize) -> String {
        self.strategy.vocabulary.states.get(state).map(|state| self.voice.fact(&state.shown)).unwrap_or_default()
    }

    fn event_place(&self, event: usize) -> Option<Place> {
        self.claim.event_row(event).map(|row| self.place(row))
    }

    fn place(&self, row: crate::cases::Row) -> Place {
        Place::of(self.claim.cases(), row)
    }
}
