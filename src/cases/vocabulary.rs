use std::collections::BTreeMap;
use std::fmt;
use std::ops::{BitAnd, BitOr, BitOrAssign};

use crate::prose::Fact;

/// A set of event kinds, by their index in the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds(u128);

impl Kinds {
    /// No kind.
    pub const NONE: Self = Self(0);
    /// Every kind: what an unreadable code may have been.
    pub const ALL: Self = Self(u128::MAX);
    /// More kinds than this cannot be told apart.
    pub const CAPACITY: usize = 128;

    /// The set of one kind.
    pub fn one(kind: u16) -> Self {
        Self(1_u128.checked_shl(u32::from(kind)).unwrap_or(0))
    }

    /// Whether the two sets have a kind in common.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set has no kind.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds of the set, ascending.
    pub fn iter(self) -> impl Iterator<Item = u16> {
        (0..128_u16).filter(move |kind| self.meets(Self::one(*kind)))
    }
}

impl BitOr for Kinds {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Kinds {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

impl BitAnd for Kinds {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// What a kind of event does to its claim's balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    None,
    /// Adds its amount.
    Charge,
    /// Takes its amount off.
    Credit,
    /// Replaces the principal; charges and credits stay.
    Sets,
}

/// A test that narrows a parent kind: the event's field is one of these words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindTest {
    /// Index of the event field.
    pub field: usize,
    /// The words, any of which will do.
    pub words: Vec<String>,
}

/// One kind of event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// The name in strategies and case descriptions.
    pub name: String,
    /// The name in texts.
    pub shown: Fact,
    /// What it does to the balance.
    pub effect: Effect,
    /// The kind that it narrows, whose rows it shares.
    pub parent: Option<u16>,
    /// What narrows it; none where codes are mapped to it directly.
    pub tests: Vec<KindTest>,
}

/// Index of a state in the vocabulary.
pub type StateId = usize;

/// What makes a state hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Begins with one event and ends before another.
    Between {
        /// Events that begin it.
        from: Kinds,
        /// Events that end it.
        until: Kinds,
    },
    /// Something was owed and the balance is at most 0.
    Paid,
    /// Neither paid nor written off; holds the kinds that write off.
    Open {
        /// Events that write off.
        written_off: Kinds,
    },
}

/// A state of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The name in strategies.
    pub name: String,
    /// The name in texts.
    pub shown: Fact,
    /// What makes it hold.
    pub phase: Phase,
}

/// A field of the claims table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimField {
    /// The debtor.
    Debtor,
    /// Person or company.
    DebtorKind,
    /// The claim type.
    ClaimType,
    /// The principal.
    Principal,
    /// `established`, `due`, `last_timely_payment`: 0, 1, 2.
    Date(usize),
    /// A declared field.
    Declared(usize),
}

/// A field of an event or of its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldRef {
    /// The event's amount.
    Amount,
    /// A text field of the event.
    Event(usize),
    /// A field of the claim.
    Claim(ClaimField),
}

/// Event fields that every strategy knows besides `amount`.
pub const BUILT_IN_EVENT_FIELDS: [&str; 4] = ["actor", "role", "reason", "channel"];

/// States that every strategy knows.
pub const BUILT_IN_STATES: [&str; 6] = ["paid", "open", "transferred", "plan", "deferral", "dispute"];

/// The first three are the claims table's dates.
const BUILT_IN_KINDS: [(&str, Effect); 30] = [
    ("established", Effect::None),
    ("due", Effect::None),
    ("last_timely_payment", Effect::None),
    ("invoice", Effect::None),
    ("reminder", Effect::None),
    ("reminder_fee", Effect::Charge),
    ("interest", Effect::Charge),
    ("contact", Effect::None),
    ("enquiry", Effect::None),
    ("answer", Effect::None),
    ("notice", Effect::None),
    ("payment", Effect::Credit),
    ("plan_agreed", Effect::None),
    ("plan_broken", Effect::None),
    ("plan_ended", Effect::None),
    ("deferral", Effect::None),
    ("deferral_ended", Effect::None),
    ("dispute", Effect::None),
    ("dispute_settled", Effect::None),
    ("assessment", Effect::None),
    ("transfer", Effect::None),
    ("rejected", Effect::None),
    ("recall", Effect::None),
    ("returned", Effect::None),
    ("distraint", Effect::None),
    ("acknowledgement", Effect::None),
    ("judgment", Effect::None),
    ("write_off_proposed", Effect::None),
    ("write_off", Effect::Credit),
    ("hearing", Effect::None),
];

/// Every name that cases and rules may use: event kinds, states, fields, claim types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vocabulary {
    /// Event kinds, the built-in ones first; the first three are the claims table's dates.
    pub kinds: Vec<Kind>,
    /// States, the built-in ones first.
    pub states: Vec<State>,
    /// Text fields of events, the built-in ones first.
    pub event_fields: Vec<String>,
    /// Declared fields of claims.
    pub claim_fields: Vec<String>,
    /// What texts call declared fields, where that is said.
    pub field_names: BTreeMap<String, String>,
    /// Declared fields whose values are yes or no.
    pub yes_no: Vec<String>,
    /// Claim types: id and the other names under which sources know them.
    pub claim_types: Vec<(String, Vec<String>)>,
}

impl Vocabulary {
    /// The built-in names.
    pub fn new() -> Self {
        let kind = |(name, effect): &(&str, Effect)| Kind {
            name: (*name).to_owned(),
            shown: Fact::Key(format!("kind-{}", name.replace('_', "-"))),
            effect: *effect,
            parent: None,
            tests: Vec::new(),
        };
        let mut vocabulary = Self {
            kinds: BUILT_IN_KINDS.iter().map(kind).collect(),
            states: Vec::new(),
            event_fields: BUILT_IN_EVENT_FIELDS.map(str::to_owned).to_vec(),
            claim_fields: Vec::new(),
            field_names: BTreeMap::new(),
            yes_no: Vec::new(),
            claim_types: Vec::new(),
        };
        for name in BUILT_IN_STATES {
            let between = |from: &[&str], until: &[&str]| Phase::Between { from: vocabulary.set(from), until: vocabulary.set(until) };
            let phase = match name {
                "paid" => Phase::Paid,
                "open" => Phase::Open { written_off: vocabulary.set(&["write_off"]) },
                "transferred" => between(&["transfer"], &["recall", "returned"]),
                "plan" => between(&["plan_agreed"], &["plan_broken", "plan_ended"]),
                "deferral" => between(&["deferral"], &["deferral_ended"]),
                _ => between(&["dispute"], &["dispute_settled"]),
            };
            vocabulary.states.push(State { name: name.to_owned(), shown: Fact::Key(format!("state-{name}")), phase });
        }
        vocabulary
    }

    /// The index of a kind.
    pub fn kind(&self, name: &str) -> Option<u16> {
        self.kinds.iter().position(|kind| kind.name == name).and_then(|index| u16::try_from(index).ok())
    }

    /// The kind with an index.
    pub fn kind_at(&self, index: u16) -> Option<&Kind> {
        self.kinds.get(usize::from(index))
    }

    /// The index of a state.
    pub fn state(&self, name: &str) -> Option<StateId> {
        self.states.iter().position(|state| state.name == name)
    }

    /// The field with a name, of events first, then of claims.
    pub fn field(&self, name: &str) -> Option<FieldRef> {
        let declared = |fields: &[String]| fields.iter().position(|field| field == name);
        match name {
            "amount" => Some(FieldRef::Amount),
            "debtor" => Some(FieldRef::Claim(ClaimField::Debtor)),
            "debtor_kind" => Some(FieldRef::Claim(ClaimField::DebtorKind)),
            "claim_type" => Some(FieldRef::Claim(ClaimField::ClaimType)),
            "principal" => Some(FieldRef::Claim(ClaimField::Principal)),
            "established" => Some(FieldRef::Claim(ClaimField::Date(0))),
            "due" => Some(FieldRef::Claim(ClaimField::Date(1))),
            "last_timely_payment" => Some(FieldRef::Claim(ClaimField::Date(2))),
            _ => declared(&self.event_fields)
                .map(FieldRef::Event)
                .or_else(|| declared(&self.claim_fields).map(|index| FieldRef::Claim(ClaimField::Declared(index)))),
        }
    }

    /// Every field's name, for suggestions.
    pub fn field_names(&self) -> Vec<&str> {
        let built_in = ["amount", "debtor", "debtor_kind", "claim_type", "principal", "established", "due", "last_timely_payment"];
        built_in.into_iter().chain(self.event_fields.iter().chain(&self.claim_fields).map(String::as_str)).collect()
    }

    /// The claim type with an id or another name, letters of either case.
    pub fn claim_type(&self, name: &str) -> Option<u16> {
        let wanted = name.to_lowercase();
        let matches =
            |(id, names): &(String, Vec<String>)| id.to_lowercase() == wanted || names.iter().any(|other| other.to_lowercase() == wanted);
        self.claim_types.iter().position(matches).and_then(|index| u16::try_from(index).ok())
    }

    /// The kinds whose events change the balance.
    pub fn moving(&self) -> Kinds {
        self.with_effect(|effect| effect != Effect::None)
    }

    /// The kinds whose events can begin or end a state.
    pub fn moved_by(&self, state: StateId) -> Kinds {
        match self.states.get(state).map(|state| state.phase) {
            Some(Phase::Between { from, until }) => from | until,
            Some(Phase::Paid) => self.moving(),
            Some(Phase::Open { written_off }) => self.moving() | written_off,
            None => Kinds::NONE,
        }
    }

    /// The kinds with an effect.
    pub fn with_effect(&self, wanted: impl Fn(Effect) -> bool) -> Kinds {
        (0_u16..).zip(&self.kinds).filter(|(_, kind)| wanted(kind.effect)).fold(Kinds::NONE, |set, (index, _)| set | Kinds::one(index))
    }

    /// A kind with all its parents.
    pub fn lineage(&self, kind: u16) -> Kinds {
        let mut set = Kinds::NONE;
        let mut next = Some(kind);
        while let Some(kind) = next.filter(|kind| !set.meets(Kinds::one(*kind))) {
            set |= Kinds::one(kind);
            next = self.kind_at(kind).and_then(|kind| kind.parent);
        }
        set
    }

    /// A kind with all its parents and all kinds that narrow one of them: what a row of it may have been.
    pub fn family(&self, kind: u16) -> Kinds {
        let lineage = self.lineage(kind);
        (0_u16..)
            .zip(&self.kinds)
            .filter(|(index, _)| self.lineage(*index).meets(Kinds::one(kind)))
            .fold(lineage, |set, (index, _)| set | Kinds::one(index))
    }

    fn set(&self, names: &[&str]) -> Kinds {
        names.iter().filter_map(|name| self.kind(name)).fold(Kinds::NONE, |set, kind| set | Kinds::one(kind))
    }
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Charge => "charge",
            Self::Credit => "credit",
            Self::Sets => "sets",
        })
    }
}
