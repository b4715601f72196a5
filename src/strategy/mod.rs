//! The policy, valid by construction.

mod account;
mod alike;
mod clauses;
mod counted;
pub mod diff;
mod header;
mod held;
mod load;
mod moved;
mod pledges;
mod policy_tests;
mod recurrence;
mod scope;
mod shares;
mod statutory;
mod texts;
pub mod written;

pub use held::{Ahead, Coming};
pub use load::{Loaded, find, load};
pub use recurrence::{Owed, Recurrence, Unit as RecurrenceUnit, Within};
pub use scope::Naming;
pub use statutory::statutory;
pub use written::{Audience, Breakdown, Country, Direction, FlowPer, Severity, Statistic, Topic};

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::cases::{FieldRef, Kinds, StateId, Vocabulary};
use crate::house::House;
use crate::law::Law;
use crate::measures::counted::On;
use crate::plan::{Gate, Limit, Question, Scope, Tally};
use crate::prose::{Fact, Lang, Voice};
use crate::quantity::{Calendar, Day};
use crate::rules::{Asks, Rule};
use crate::source::Span;

/// A strategy whose names, numbers and links have been proved.
#[derive(Debug, Clone)]
pub struct Strategy {
    /// The name for files and folders.
    pub id: String,
    /// Where `strategy.yaml` lies.
    pub path: PathBuf,
    /// BLAKE3 over the text's bytes.
    pub digest: String,
    /// Whose it is.
    pub authority: Authority,
    /// The title.
    pub title: String,
    /// The language of its texts.
    pub lang: Lang,
    /// First and last day, both inclusive.
    pub period: (Day, Day),
    /// Where the period stands.
    pub period_span: Span,
    /// A notice for every document.
    pub notice: Option<String>,
    /// The strategy before it.
    pub replaces: Option<Predecessor>,
    /// Titles of roles by id.
    pub roles: BTreeMap<String, String>,
    /// Kinds of claims, in the order of the vocabulary.
    pub claim_types: Vec<ClaimType>,
    /// Every name that rules and cases use.
    pub vocabulary: Vocabulary,
    /// The law of the country.
    pub law: Law,
    /// Working days.
    pub calendar: Calendar,
    /// The chapters, then those that are included from the law.
    pub chapters: Vec<Chapter>,
    /// The ready clauses of the country's law, whether they are included or not.
    pub statutory: Vec<Chapter>,
    /// What it declares and its own text does not use; what lies beside it may.
    pub unused: Vec<Unused>,
}

/// A declared name that the strategy's own text does not use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unused {
    /// The key it stands under: `events`, `states`, `fields`, `roles` or `calendars`.
    pub section: &'static str,
    /// The name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// Whose strategy it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authority {
    /// The name.
    pub name: String,
    /// The country.
    pub country: Country,
    /// Its number.
    pub code: Option<String>,
    /// The currency's ISO code.
    pub currency: String,
    /// How its documents look; the program's looks until its house is read ([`crate::house::load`]).
    pub house: Arc<House>,
}

/// The strategy before this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Predecessor {
    /// Its title.
    pub title: String,
    /// Its days, where known.
    pub period: Option<(Day, Day)>,
    /// Where its `strategy.yaml` lies; `None` where its text is not at hand.
    pub path: Option<PathBuf>,
}

/// A kind of claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimType {
    /// The id.
    pub id: String,
    /// The name in documents.
    pub name: String,
    /// The legal regime.
    pub track: Option<String>,
}

/// A chapter.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// The id.
    pub id: String,
    /// What it is about.
    pub topic: Option<Topic>,
    /// The heading.
    pub heading: String,
    /// The number that documents put before the heading, for example `2.1`.
    pub number: Option<String>,
    /// Prose in Markdown.
    pub lead: String,
    /// The clauses.
    pub clauses: Vec<Clause>,
    /// Chapters under it.
    pub chapters: Vec<Chapter>,
    /// Whether it states law and not policy.
    pub is_law: bool,
}

impl Chapter {
    /// The heading with its number, where it has one.
    pub fn title(&self) -> String {
        self.number.as_ref().map_or_else(|| self.heading.clone(), |number| format!("{number} {}", self.heading))
    }
}

/// One promise.
#[derive(Debug, Clone)]
pub struct Clause {
    /// `chapter/clause`.
    pub address: String,
    /// The sentence that the council reads, numbers filled in.
    pub text: String,
    /// How it is kept.
    pub kept: Kept,
    /// The claims it is about.
    pub scope: Scope,
    /// The states that it asks for and those that shut it out; each rule of the clause has them besides its own.
    pub gates: Vec<Gate>,
    /// First and last day on which it holds, both inclusive.
    pub valid: (Day, Day),
    /// How grave a breach is.
    pub severity: Severity,
    /// The law it rests on.
    pub basis: Vec<String>,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// Whom it speaks to.
    pub audience: Vec<Audience>,
    /// Whether it states law and not policy.
    pub is_law: bool,
    /// Whether a strategy that asks of the same events must have it, or a rule that asks no less; of statutory clauses only.
    pub is_required: bool,
    /// Where it stands.
    pub span: Span,
}

/// How a clause is kept.
#[derive(Debug, Clone)]
pub enum Kept {
    /// Checked case by case; the gates are in the rules' plans.
    Rules(Vec<Rule>),
    /// Kept account of.
    Measure(Measure),
    /// Owed.
    Duty(Duty),
    /// Attested.
    Attested(Attested),
    /// Only said.
    Narrative,
}

impl Kept {
    /// The key that says so: `rule`, `measure`, `duty`, `attested`, `narrative`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Rules(_) => "rule",
            Self::Measure(_) => "measure",
            Self::Duty(_) => "duty",
            Self::Attested(_) => "attested",
            Self::Narrative => "narrative",
        }
    }
}

/// A key figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// What is measured.
    pub figure: Figure,
    /// The reported figure that a counted one is held against, by its name.
    pub reported: Option<String>,
    /// What documents call it, where that is said.
    pub name: Option<String>,
    /// What is to be reached.
    pub target: Option<Fact>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// What it is broken down by.
    pub by: Vec<Breakdown>,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Figure {
    /// What stands on a day.
    Stock {
        /// `arrears`, or a state.
        of: String,
        /// The day.
        on: On,
    },
    /// What happens in a period.
    Flow {
        /// The event kind.
        event: String,
        /// The period.
        per: FlowPer,
    },
    /// A share.
    Share {
        /// Those that reach this …
        part: String,
        /// … of those that reach this.
        of: String,
    },
    /// Days between two steps.
    Days {
        /// From.
        from: String,
        /// To.
        to: String,
        /// Which number stands for many.
        statistic: Statistic,
    },
    /// A reported figure.
    Reported(String),
}

/// Something recurring that must be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// When it is owed.
    pub recurrence: Recurrence,
    /// How many times in each unit.
    pub times: u32,
    /// Who receives it.
    pub recipient: Option<String>,
    /// What it must contain.
    pub contents: Vec<String>,
    /// What it is attached to.
    pub attached_to: Option<String>,
}

/// Something that a role declares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attested {
    /// The role's id.
    pub role: String,
    /// When it is owed.
    pub recurrence: Recurrence,
    /// What it rests on.
    pub evidence: Option<String>,
}

/// How many clauses are kept in which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Checked by machine.
    pub rule: usize,
    /// Measured.
    pub measure: usize,
    /// Owed.
    pub duty: usize,
    /// Attested.
    pub attested: usize,
    /// Only said.
    pub narrative: usize,
}

impl Coverage {
    /// All clauses.
    pub fn clauses(&self) -> usize {
        self.rule + self.measure + self.duty + self.attested + self.narrative
    }

    /// Counts a clause that is kept in this way.
    pub fn add(&mut self, kept: &Kept) {
        match kept {
            Kept::Rules(_) => self.rule += 1,
            Kept::Measure(_) => self.measure += 1,
            Kept::Duty(_) => self.duty += 1,
            Kept::Attested(_) => self.attested += 1,
            Kept::Narrative => self.narrative += 1,
        }
    }
}

impl Strategy {
    /// How facts become words in a language.
    pub fn voice(&self, lang: Lang) -> Voice {
        Voice::new(lang, self.authority.currency.clone())
    }

    /// The title of a role by its id; the id itself where no role is declared by it.
    pub fn role<'a>(&'a self, id: &'a str) -> &'a str {
        self.roles.get(id).map_or(id, String::as_str)
    }

    /// Every chapter, each before the ones under it.
    pub fn all_chapters(&self) -> impl Iterator<Item = &Chapter> {
        self.chapters.iter().flat_map(|chapter| std::iter::once(chapter).chain(&chapter.chapters))
    }

    /// Every clause, in the order of the document.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.all_chapters().flat_map(|chapter| &chapter.clauses)
    }

    /// The clause at an address.
    pub fn clause(&self, address: &str) -> Option<&Clause> {
        self.clauses().find(|clause| clause.address == address)
    }

    /// How many clauses are kept in which way.
    pub fn coverage(&self) -> Coverage {
        let mut coverage = Coverage::default();
        self.clauses().for_each(|clause| coverage.add(&clause.kept));
        coverage
    }

    /// Every event kind that could change a verdict or a key figure.
    pub fn looks_at(&self) -> Kinds {
        let mut kinds = Kinds::NONE;
        for clause in self.clauses() {
            if let Kept::Rules(rules) = &clause.kept {
                let plans = rules.iter().filter_map(Rule::plan);
                kinds = plans.fold(kinds, |kinds, plan| kinds | plan.looks_at(&self.vocabulary));
                let states = clause.gates.iter().flat_map(Gate::states);
                kinds = states.fold(kinds, |kinds, state| kinds | self.vocabulary.moved_by(*state));
            }
        }
        self.counted().iter().fold(kinds, |kinds, (.., question)| kinds | question.looks_at(&self.vocabulary))
    }

    /// The text fields of events that a verdict can rest on, by their index in the vocabulary: others need not be read.
    pub fn event_fields(&self) -> BTreeSet<usize> {
        let tested = self.vocabulary.kinds.iter().flat_map(|kind| &kind.tests).map(|test| test.field);
        let questions = self.questions();
        let asked = questions.iter().flat_map(|(_, _, question)| {
            let scoped =
                question.scope.fields.iter().filter_map(|(field, _)| if let FieldRef::Event(index) = field { Some(*index) } else { None });
            question.plan.event_fields().chain(scoped)
        });
        let counted = self.counted();
        tested.chain(asked).chain(counted.iter().flat_map(|(.., question)| question.event_fields())).collect()
    }

    /// The states, fields and roles that a rule or a key figure names.
    fn names_used(&self) -> (BTreeSet<StateId>, BTreeSet<String>, BTreeSet<String>) {
        let (mut states, mut fields, mut roles) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for clause in self.clauses() {
            match &clause.kept {
                Kept::Rules(rules) => {
                    states.extend(clause.gates.iter().flat_map(Gate::states).copied());
                    for plan in rules.iter().filter_map(Rule::plan) {
                        states.extend(plan.states());
                        if let Some(Limit::By { mandates, .. }) = &plan.range.max {
                            roles.extend(mandates.iter().map(|mandate| mandate.role.clone()));
                        }
                        if let crate::plan::Measure::Unrecorded(tests) = &plan.measure {
                            fields.extend(tests.iter().map(|test| test.name.clone()));
                        }
                    }
                }
                Kept::Measure(measure) => states.extend(measure.figure.names().into_iter().filter_map(|name| self.vocabulary.state(name))),
                _ => {}
            }
        }
        for test in self.vocabulary.kinds.iter().flat_map(|kind| &kind.tests) {
            fields.extend(self.vocabulary.event_fields.get(test.field).cloned());
        }
        (states, fields, roles)
    }

    /// Every rule that asks of cases, as a question, with the clause it belongs to.
    pub fn questions(&self) -> Vec<(&Clause, &Rule, Question)> {
        let mut questions = Vec::new();
        for (clause, rule) in self.rules() {
            let Some(plan) = rule.plan() else { continue };
            let mut plan = plan.clone();
            plan.gates.extend(clause.gates.iter().cloned());
            questions.push((clause, rule, Question { plan, scope: clause.scope.clone(), from: clause.valid.0, to: clause.valid.1 }));
        }
        questions
    }

    /// Every rule with the clause it belongs to, in the order of the document.
    pub fn rules(&self) -> impl Iterator<Item = (&Clause, &Rule)> {
        self.clauses().flat_map(|clause| {
            let rules = if let Kept::Rules(rules) = &clause.kept { rules.as_slice() } else { &[] };
            rules.iter().map(move |rule| (clause, rule))
        })
    }

    /// The verdicts of every rule, in the order of [`Strategy::rules`], from those of the [`Strategy::questions`] in theirs.
    ///
    /// What asks of another clause is answered from that clause's verdicts as they stand, waivers and all.
    pub fn tallies(&self, questions: &[Tally]) -> Vec<Tally> {
        let mut asked = questions.iter().copied();
        let mut of_clauses: BTreeMap<&str, Tally> = BTreeMap::new();
        let mut tallies = Vec::new();
        for (clause, rule) in self.rules() {
            let tally = if rule.plan().is_some() { asked.next().unwrap_or_default() } else { Tally::default() };
            of_clauses.entry(&clause.address).or_default().merge(&tally);
            tallies.push(tally);
        }
        for ((_, rule), tally) in self.rules().zip(&mut tallies) {
            if let Asks::Clause(share) = &rule.asks
                && let Some((verdict, lapse)) = of_clauses.get(share.of.as_str()).and_then(|of| share.judge(of))
            {
                tally.add(verdict, lapse);
            }
        }
        tallies
    }
}

impl Figure {
    /// The key that says so: `stock`, `flow`, `share`, `days`, `reported`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Stock { .. } => "stock",
            Self::Flow { .. } => "flow",
            Self::Share { .. } => "share",
            Self::Days { .. } => "days",
            Self::Reported(_) => "reported",
        }
    }

    /// The events and states that it names.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Stock { of, .. } => vec![of],
            Self::Flow { event, .. } => vec![event],
            Self::Share { part, of } => vec![part, of],
            Self::Days { from, to, .. } => vec![from, to],
            Self::Reported(_) => Vec::new(),
        }
    }
}
