use crate::prose::Lang;

/// What is found of one activation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The promise was kept.
    Met,
    /// It was not kept.
    Breached,
    /// It was not kept, and an exception had been granted.
    Waived,
    /// It did not apply: a state shut it out, or there was nothing to measure.
    NotApplicable,
    /// It is not kept yet, and its last day has not passed.
    NotYetDue,
    /// The data does not tell.
    Unknown,
}

impl Verdict {
    /// From the worst to the best: how the verdict over several activations or rules is chosen.
    pub const WORST_FIRST: [Self; 6] = [Self::Breached, Self::Unknown, Self::Waived, Self::NotYetDue, Self::Met, Self::NotApplicable];

    /// The name in files: `met`, `breached`, `waived`, `not_applicable`, `not_yet_due`, `unknown`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Breached => "breached",
            Self::Waived => "waived",
            Self::NotApplicable => "not_applicable",
            Self::NotYetDue => "not_yet_due",
            Self::Unknown => "unknown",
        }
    }

    /// The verdict with a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::WORST_FIRST.into_iter().find(|verdict| verdict.name() == name)
    }

    /// The verdict in words: `overholdt`, `ikke overholdt` and so on.
    pub fn words(self, lang: Lang) -> String {
        lang.text(&format!("verdict-{}", self.name().replace('_', "-")))
    }

    /// The worst of several; `None` of none.
    pub fn worst(verdicts: impl IntoIterator<Item = Self>) -> Option<Self> {
        let rank = |verdict: &Self| Self::WORST_FIRST.iter().position(|one| one == verdict);
        verdicts.into_iter().min_by_key(rank)
    }
}

impl serde::Serialize for Verdict {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// How a promise was broken, or is about to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lapse {
    /// It was not.
    None,
    /// What was promised came after its last day.
    Late,
    /// It did not come at all.
    Missing,
    /// Too early, too far back, too often, outside the bound.
    Other,
    /// It was not, but its last day is so near that somebody should know.
    Alarm,
    /// An exception had ended, and practice went on as if it had not.
    Expired,
    /// An exception was used up, and practice went on as if it were not.
    Overdrawn,
}

impl Lapse {
    /// The name in files; `None` where nothing was broken.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            Self::Late => Some("late"),
            Self::Missing => Some("missing"),
            Self::Other => Some("other"),
            Self::Alarm => Some("alarm"),
            Self::Expired => Some("expired"),
            Self::Overdrawn => Some("overdrawn"),
        }
    }
}

/// How many activations got which verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Kept.
    pub met: u64,
    /// Not kept, for whatever reason and without an exception.
    pub breached: u64,
    /// Of the breached ones, those that came late.
    pub late: u64,
    /// Of the breached ones, those that did not come.
    pub missing: u64,
    /// Not kept, with an exception.
    pub waived: u64,
    /// Did not apply.
    pub not_applicable: u64,
    /// Not kept yet.
    pub not_yet_due: u64,
    /// The data does not tell.
    pub unknown: u64,
    /// Claims with at least one breach.
    pub claims_breached: u64,
    /// Minor units at stake in the breaches, as far as they are known.
    pub amount_breached: i64,
}

impl Tally {
    /// Counts one activation.
    pub fn add(&mut self, verdict: Verdict, lapse: Lapse) {
        match verdict {
            Verdict::Met => self.met += 1,
            Verdict::Breached => {
                self.breached += 1;
                self.late += u64::from(lapse == Lapse::Late);
                self.missing += u64::from(lapse == Lapse::Missing);
            }
            Verdict::Waived => self.waived += 1,
            Verdict::NotApplicable => self.not_applicable += 1,
            Verdict::NotYetDue => self.not_yet_due += 1,
            Verdict::Unknown => self.unknown += 1,
        }
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: &Self) {
        self.met += other.met;
        self.breached += other.breached;
        self.late += other.late;
        self.missing += other.missing;
        self.waived += other.waived;
        self.not_applicable += other.not_applicable;
        self.not_yet_due += other.not_yet_due;
        self.unknown += other.unknown;
        self.claims_breached += other.claims_breached;
        self.amount_breached = self.amount_breached.saturating_add(other.amount_breached);
    }

    /// Turns one breached activation into a waived one.
    pub fn waive(&mut self, lapse: Lapse) {
        self.breached = self.breached.saturating_sub(1);
        self.late = self.late.saturating_sub(u64::from(lapse == Lapse::Late));
        self.missing = self.missing.saturating_sub(u64::from(lapse == Lapse::Missing));
        self.waived += 1;
    }

    /// All activations.
    pub fn activations(&self) -> u64 {
        self.met + self.breached + self.waived + self.not_applicable + self.not_yet_due + self.unknown
    }

    /// How many got a verdict.
    pub fn of(&self, verdict: Verdict) -> u64 {
        match verdict {
            Verdict::Met => self.met,
            Verdict::Breached => self.breached,
            Verdict::Waived => self.waived,
            Verdict::NotApplicable => self.not_applicable,
            Verdict::NotYetDue => self.not_yet_due,
            Verdict::Unknown => self.unknown,
        }
    }

    /// The worst verdict; `None` where nothing was checked: that is unexercised, never met.
    pub fn worst(&self) -> Option<Verdict> {
        Verdict::WORST_FIRST.into_iter().find(|verdict| self.of(*verdict) > 0)
    }
}
