//! One claim's story: what is known of it, what happened, and what each clause says to that.

mod because;
mod find;
mod timeline;
mod write;

pub use find::find;
pub use timeline::{Entry, Told};

use serde::Serialize;

use super::teller::Teller;
use super::{Mask, Overlay, Source};
use crate::governance::Governance;
use crate::plan::{About, Keep, Outcome, Questions, Story, Verdict, judge, run};
use crate::prose::{Lang, Voice};
use crate::quantity::Day;
use crate::source::Sources;
use crate::strategy::Strategy;
use because::aside_words;
use timeline::Known;
use write::Writer;

/// Where something stands: a row of the data, or a clause in its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, from 1; in a log the event's number.
    pub line: u32,
}

/// One claim's story, in the words of one language.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// The program's version.
    pub rettesnor: &'static str,
    /// How its facts become words.
    #[serde(skip)]
    pub voice: Voice,
    /// The strategy's id.
    pub strategy: String,
    /// The case set's name.
    pub cases: String,
    /// The day on which it is judged.
    pub as_of: Day,
    /// Whether every row of the case set could be placed with its claim.
    pub complete: bool,
    /// The claim's name, masked where it tells who somebody is.
    pub claim: String,
    /// The finding that was asked for, where one was.
    pub asked: Option<String>,
    /// What is known of the claim.
    pub known: Vec<Told>,
    /// Minor units: the balance on the day, where it is known.
    pub balance: Option<i64>,
    /// The states that hold on the day, in words.
    pub states: Vec<String>,
    /// What happened, in its order.
    pub timeline: Vec<Entry>,
    /// The rules that concern the claim: the one that was asked for, then the worst verdict first.
    pub clauses: Vec<Judged>,
    /// The rules that do not.
    pub aside: Vec<Apart>,
}

/// What a rule says of the claim.
#[derive(Debug, Clone, Serialize)]
pub struct Judged {
    /// `chapter/clause`, or `chapter/clause/1`.
    pub clause: String,
    /// The rule kind.
    pub rule: &'static str,
    /// `critical`, `major` or `minor`.
    pub severity: &'static str,
    /// Whether it states law and not policy.
    pub law: bool,
    /// The worst verdict of its activations.
    pub verdict: Verdict,
    /// What is promised, in words.
    pub expected: String,
    /// Where the clause stands.
    pub place: Place,
    /// The law it rests on.
    pub basis: Vec<String>,
    /// Its activations, in the order of the claim's life.
    pub activations: Vec<Answer>,
}

/// What became of one activation.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The finding's fingerprint; the same for an activation that is no finding.
    pub fingerprint: String,
    /// The verdict.
    pub verdict: Verdict,
    /// `late`, `missing` or `other`, where it is broken.
    pub kind: Option<&'static str>,
    /// The verdict in words.
    pub words: String,
    /// The event at which it was asked, or may have been, in words; none where it is asked once a claim.
    pub event: Option<String>,
    /// Its day, where that could be read.
    pub date: Option<Day>,
    /// The last day on which it could be kept, where it has one.
    pub last_day: Option<Day>,
    /// What was found, in words.
    pub found: String,
    /// Civil days from the activation to the event that decided.
    pub days: Option<u32>,
    /// Minor units at stake, where known.
    pub amount: Option<i64>,
    /// The bound that an amount was held against, in words.
    pub bound: Option<String>,
    /// The values of the law that were used.
    pub law: Vec<LawUsed>,
    /// Why it did not apply or could not be judged, each with the row where there is one.
    pub because: Vec<Reasoned>,
    /// The exception that covers it.
    pub waiver: Option<Excepted>,
    /// The rows it rests on.
    pub evidence: Vec<Place>,
}

/// A value of the law that was read.
#[derive(Debug, Clone, Serialize)]
pub struct LawUsed {
    /// The parameter's address.
    pub parameter: String,
    /// The day it was read on.
    pub on: Day,
    /// The value in words.
    pub value: String,
    /// The paragraph, where there is a verified value.
    pub reference: Option<String>,
    /// Where the value was seen, where there is one.
    pub source: Option<String>,
}

/// A reason, and where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct Reasoned {
    /// The reason in words.
    pub words: String,
    /// The row, where there is one.
    pub place: Option<Place>,
}

/// The exception that covers a breach.
#[derive(Debug, Clone, Serialize)]
pub struct Excepted {
    /// Its name.
    pub id: String,
    /// Who granted it.
    pub approver: String,
    /// Why.
    pub basis: String,
    /// The first day, inclusive.
    pub from: Day,
    /// The last day, inclusive.
    pub until: Day,
}

/// A rule that does not concern the claim.
#[derive(Debug, Clone, Serialize)]
pub struct Apart {
    /// `chapter/clause`, or `chapter/clause/1`.
    pub clause: String,
    /// Why not, in words.
    pub because: String,
}

/// Where explanations take their facts from.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The strategy.
    pub strategy: &'a Strategy,
    /// What lives beside it.
    pub governance: &'a Governance,
    /// The case set.
    pub source: Source<'a>,
    /// How personal values are shown, and the key for fingerprints.
    pub mask: &'a Mask,
    /// The texts, for the place of a clause.
    pub sources: &'a Sources,
}

/// Tells one claim's story. `asked` is the fingerprint of a finding whose rule comes first, where one was asked for.
pub fn explain(facts: Facts<'_>, claim: u32, asked: Option<&str>, lang: Lang) -> Explanation {
    let Facts { strategy, source, .. } = facts;
    let cases = &source.reading.cases;
    let list = strategy.questions();
    let questions = Questions {
        vocabulary: &strategy.vocabulary,
        calendar: &strategy.calendar,
        as_of: source.as_of,
        list: list.iter().map(|(_, _, question)| question.clone()).collect(),
    };
    let outcomes = judge(&questions, cases, claim);
    let told = cases.claim(claim);
    let story = Story::new(&questions, told);
    let covered = covered(facts, &questions, claim);
    let writer = Writer { facts, covered, teller: Teller::new(strategy, source, facts.mask, lang), story: &story };
    let (mut clauses, mut apart) = (Vec::new(), Vec::new());
    let mut asked_of_cases = list.iter().enumerate();
    for (clause, rule) in strategy.rules() {
        let Some((index, (.., question))) = rule.plan().and_then(|_| asked_of_cases.next()) else {
            let because = writer.teller.voice.lang.text("explain-several");
            apart.push(Apart { clause: writer.teller.address(clause, rule), because });
            continue;
        };
        let own: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.question as usize == index).collect();
        if own.is_empty() {
            let because = aside_words(story.aside(question), question, strategy, &writer.teller.voice);
            apart.push(Apart { clause: writer.teller.address(clause, rule), because });
        } else {
            clauses.push(writer.judged(clause, rule, question, &own));
        }
    }
    let is_asked = |judged: &Judged| asked.is_some_and(|asked| judged.activations.iter().any(|answer| answer.fingerprint == asked));
    let rank = |judged: &Judged| Verdict::WORST_FIRST.iter().position(|verdict| *verdict == judged.verdict);
    clauses.sort_by_key(|judged| (!is_asked(judged), rank(judged)));
    let known = Known { strategy, mask: facts.mask, story: &story, claim: told, voice: &writer.teller.voice };
    Explanation {
        rettesnor: env!("CARGO_PKG_VERSION"),
        strategy: strategy.id.clone(),
        cases: source.description.name.clone(),
        as_of: source.as_of,
        complete: cases.is_complete(),
        claim: facts.mask.claim(told.name()).into_owned(),
        asked: asked.map(str::to_owned),
        known: known.told(),
        balance: story.closing_balance(),
        states: story.at_the_end().into_iter().map(|state| known.state(state)).collect(),
        timeline: known.timeline(&questions, &outcomes, &list),
        clauses,
        aside: apart,
        voice: writer.teller.voice,
    }
}

/// The claim's breaches that a waiver covers, with the waiver's place in the file. A cap depends on every other breach, so that all
/// claims are judged where there are waivers.
fn covered(facts: Facts<'_>, questions: &Questions<'_>, claim: u32) -> Vec<(Outcome, usize)> {
    let waivers = &facts.governance.waivers;
    if waivers.is_empty() {
        return Vec::new();
    }
    let cases = &facts.source.reading.cases;
    let (_, outcomes) = run(questions, cases, Keep::Findings);
    let asked = facts.strategy.questions();
    let overlay = Overlay::new(waivers, &asked, cases, &outcomes, facts.mask);
    let own = outcomes.iter().enumerate().filter(|(_, outcome)| outcome.about == About::Claim && outcome.claim == claim);
    own.filter_map(|(place, outcome)| Some((*outcome, overlay.waiver(place)?))).collect()
}
