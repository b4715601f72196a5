//! What differs in one clause, point by point.

use super::example::Example;
use super::names::Names;
use super::{Change, Listed, claims, commitments, rules};
use crate::prose::Fact;
use crate::strategy::{Clause, Kept};

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What it is.
    pub what: What,
    /// What it was; `None` where there was none.
    pub before: Option<Fact>,
    /// What it is now; `None` where there is none any more.
    pub after: Option<Fact>,
    /// Whether less or more is allowed by it.
    pub effect: Effect,
    /// Something that one of the two allows and the other does not.
    pub example: Option<Example>,
}

/// What a difference does to what is allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Less is allowed, or more is asked for.
    Tighter,
    /// More is allowed, or less is asked for.
    Looser,
    /// Both, or it cannot be proved.
    Either,
    /// It does not bear on what is allowed.
    Neutral,
}

impl Effect {
    /// The name in JSON and in keys of texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tighter => "tighter",
            Self::Looser => "looser",
            Self::Either => "either",
            Self::Neutral => "neutral",
        }
    }

    /// What proofs in both directions come to; `None` where nothing differs.
    pub(super) fn of(tighter: bool, looser: bool) -> Option<Self> {
        match (tighter, looser) {
            (true, true) => Some(Self::Either),
            (true, false) => Some(Self::Tighter),
            (false, true) => Some(Self::Looser),
            (false, false) => None,
        }
    }

    /// The same seen from the other edition.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Tighter => Self::Looser,
            Self::Looser => Self::Tighter,
            other => other,
        }
    }
}

/// Makes the list of what can differ, each with its name in JSON and in keys of texts.
macro_rules! whats {
    ($($(#[$doc:meta])* $what:ident = $name:literal,)*) => {
        /// What can differ in a clause.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum What { $($(#[$doc])* $what,)* }

        impl What {
            /// Everything that can differ.
            pub const ALL: &[Self] = &[$(Self::$what,)*];

            /// The name in JSON and in keys of texts.
            pub fn name(self) -> &'static str {
                match self { $(Self::$what => $name,)* }
            }
        }
    };
}

whats! {
    /// Until when something must come.
    Deadline = "deadline",
    /// From when on something may come.
    Earliest = "earliest",
    /// How far apart two things are at the least.
    MinDistance = "min-distance",
    /// How far apart they are at the most.
    MaxDistance = "max-distance",
    /// The greatest amount.
    MaxAmount = "max-amount",
    /// The smallest amount.
    MinAmount = "min-amount",
    /// The greatest number.
    MaxNumber = "max-number",
    /// The smallest number.
    MinNumber = "min-number",
    /// The rate of interest.
    Rate = "rate",
    /// How long a claim lives.
    Length = "length",
    /// Which events are asked of.
    Asked = "asked",
    /// Which events count as an answer.
    Answers = "answers",
    /// Which fields are filled in.
    Fields = "fields",
    /// Who may do it, and up to which amount.
    Mandate = "mandate",
    /// Which claim types it is about.
    ClaimTypes = "claim-types",
    /// Which claims it is about in other respects.
    Claims = "claims",
    /// States in which it does not apply.
    Unless = "unless",
    /// States in which alone it applies.
    While = "while",
    /// The amount from which on it applies.
    Above = "above",
    /// On which days it holds.
    Days = "days",
    /// A rule of several.
    Rule = "rule",
    /// The rule itself.
    Question = "question",
    /// The smallest share of another clause's cases.
    Share = "share",
    /// What is measured.
    Figure = "figure",
    /// What documents call the key figure.
    Name = "name",
    /// The reported figure that a counted one is held against.
    Reported = "reported",
    /// What is to be reached.
    Target = "target",
    /// Which way is better.
    Direction = "direction",
    /// What a key figure is broken down by.
    Breakdown = "breakdown",
    /// How often and until when it is owed.
    Recurrence = "recurrence",
    /// Who receives it.
    Recipient = "recipient",
    /// What it contains.
    Contents = "contents",
    /// What it is attached to.
    AttachedTo = "attached-to",
    /// Who declares it.
    Declarer = "declarer",
    /// What a declaration rests on.
    Evidence = "evidence",
    /// How it is kept.
    Kept = "kept",
    /// How grave a breach is.
    Severity = "severity",
    /// Who answers for it.
    Owner = "owner",
    /// The law it rests on.
    Basis = "basis",
    /// Whom it speaks to.
    Audience = "audience",
}

impl Point {
    pub(super) fn new(what: What, before: Option<Fact>, after: Option<Fact>, effect: Effect) -> Self {
        Self { what, before, after, effect, example: None }
    }

    /// The same, where what it does to what is allowed cannot be proved.
    pub(super) fn unproved(self) -> Self {
        Self { effect: Effect::Either, example: None, ..self }
    }

    pub(super) fn with(mut self, example: Option<Example>) -> Self {
        self.example = example;
        self
    }
}

/// What differs between a clause and its predecessor besides text and address.
pub(super) fn points(before: &Listed<'_>, after: &Listed<'_>, names: &Names<'_>) -> Vec<Point> {
    let (old, new) = (before.clause, after.clause);
    let mut points = match (&old.kept, &new.kept) {
        (Kept::Rules(rules), Kept::Rules(others)) => rules::points((old, rules), (new, others), names),
        (Kept::Measure(one), Kept::Measure(other)) => commitments::measures(one, other),
        (Kept::Duty(one), Kept::Duty(other)) => commitments::duties(one, other, (new.valid, &names.after.calendar)),
        (Kept::Attested(one), Kept::Attested(other)) => {
            let roles = [role(before, Some(&one.role)), role(after, Some(&other.role))];
            commitments::attested(one, other, roles, (new.valid, &names.after.calendar))
        }
        (Kept::Narrative, Kept::Narrative) => Vec::new(),
        (one, other) => {
            let fact = |kept: &Kept| Some(Fact::Key(format!("kept-{}", kept.name())));
            vec![Point::new(What::Kept, fact(one), fact(other), Effect::Either)]
        }
    };
    let is_kept_otherwise = old.kept.name() != new.kept.name();
    // What is about fewer claims asks for less only where it asks for the same otherwise.
    let claims = claims::points(old, new, names).into_iter();
    points.extend(claims.map(|point| if is_kept_otherwise { point.unproved() } else { point }));
    points.extend(around(before, after));
    points
}

/// What stands around the promise: who answers for it, how grave a breach is, what it rests on.
fn around(before: &Listed<'_>, after: &Listed<'_>) -> Vec<Point> {
    let (old, new) = (before.clause, after.clause);
    let neutral = |what, one, other| Point::new(what, one, other, Effect::Neutral);
    let mut points = Vec::new();
    if old.severity != new.severity {
        let fact = |clause: &Clause| Some(Fact::Key(format!("severity-{}", clause.severity.name())));
        points.push(neutral(What::Severity, fact(old), fact(new)));
    }
    if old.owner != new.owner {
        points.push(neutral(What::Owner, role(before, old.owner.as_ref()), role(after, new.owner.as_ref())));
    }
    if old.basis != new.basis {
        points.push(neutral(What::Basis, list(&old.basis), list(&new.basis)));
    }
    if old.audience != new.audience {
        points.push(neutral(What::Audience, None, None));
    }
    points
}

/// A role by its title.
fn role(listed: &Listed<'_>, id: Option<&String>) -> Option<Fact> {
    let title = |id: &String| listed.strategy.role(id).to_owned();
    id.map(|id| Fact::Text(title(id)))
}

/// Words in a row; `None` where there are none.
pub(super) fn list(words: &[String]) -> Option<Fact> {
    (!words.is_empty()).then(|| Fact::AllOf(words.iter().cloned().map(Fact::Text).collect()))
}

/// What the points of a clause come to; `None` where there are none.
pub(super) fn change(points: &[Point]) -> Option<Change> {
    let has = |effect| points.iter().any(|point| point.effect == effect);
    match (has(Effect::Tighter), has(Effect::Looser), has(Effect::Either)) {
        _ if points.is_empty() => None,
        (true, false, false) => Some(Change::Tightened),
        (false, true, false) => Some(Change::Loosened),
        _ => Some(Change::Changed),
    }
}
