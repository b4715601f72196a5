//! Key figures over case data: from a proved measure to the question that is asked of the cases.

use super::{Clause, Figure, Kept, Measure, Strategy};
use crate::cases::{Effect, Kinds};
use crate::measures::counted::{Breakdown, By, Counted, Counting, Goal, Question, Step};
use crate::prose::Fact;
use crate::quantity::{Money, Period, Share};

impl Strategy {
    /// Every key figure that is counted from the cases, with its clause, in the order of the document.
    pub fn counted(&self) -> Vec<(&Clause, &Measure, Question)> {
        let measures = self.clauses().filter_map(|clause| match &clause.kept {
            Kept::Measure(measure) => Some((clause, measure)),
            _ => None,
        });
        measures.filter_map(|(clause, measure)| Some((clause, measure, self.question(clause, measure)?))).collect()
    }

    fn question(&self, clause: &Clause, measure: &Measure) -> Option<Question> {
        let vocabulary = &self.vocabulary;
        let event = |name: &str| vocabulary.kind(name).map(Kinds::one);
        let step = |name: &str| event(name).map(Step::Event).or_else(|| vocabulary.state(name).map(Step::State));
        let counted = match &measure.figure {
            Figure::Stock { of, on } => match vocabulary.state(of) {
                Some(state) => Counted::Standing(state, *on),
                None => Counted::Arrears(*on),
            },
            Figure::Flow { event: name, per } => Counted::Flow(event(name)?, *per),
            Figure::Share { part, of } => Counted::Share(step(part)?, step(of)?),
            Figure::Days { from, to, statistic } => Counted::Days(step(from)?, step(to)?, *statistic),
            Figure::Reported(_) => return None,
        };
        let counting = match (&counted, &measure.target) {
            (Counted::Share(..), _) => Counting::Share,
            (Counted::Days(..), _) => Counting::Days,
            (_, Some(Fact::Number(_))) => Counting::Number,
            (_, Some(_)) | (Counted::Arrears(_) | Counted::Standing(..), None) => Counting::Money,
            // What does not move a balance is counted and not added up, unless the target is an amount.
            (Counted::Flow(kinds, _), None) => {
                let moves = vocabulary.with_effect(|effect| effect != Effect::None);
                if kinds.meets(moves) { Counting::Money } else { Counting::Number }
            }
        };
        let target = measure.target.as_ref().and_then(|target| match target {
            Fact::Money(Money(amount)) => Some(*amount),
            Fact::Number(number) => Some(*number),
            Fact::Share(Share(share)) => Some(i64::from(*share)),
            Fact::Period(Period::Days(days)) => Some(i64::from(*days)),
            _ => None,
        });
        Some(Question {
            counted,
            counting,
            scope: clause.scope.clone(),
            by: measure.by.iter().filter_map(|by| self.by(*by)).collect(),
            period: clause.valid,
            goal: Goal { target, direction: measure.direction },
        })
    }

    fn by(&self, by: Breakdown) -> Option<By> {
        Some(match by {
            Breakdown::ClaimType => By::ClaimType,
            Breakdown::Track => {
                let tracks: Vec<&String> = self.law.tracks.keys().collect();
                let of = |track: &String| tracks.iter().position(|one| *one == track).and_then(|place| u16::try_from(place).ok());
                By::Track(self.claim_types.iter().map(|one| one.track.as_ref().and_then(of)).collect())
            }
            Breakdown::DebtorKind => By::DebtorKind,
            Breakdown::Reason => By::Reason(self.vocabulary.event_fields.iter().position(|field| field == "reason")?),
        })
    }

    /// What a group of a breakdown by claim type or track is called.
    pub fn group_name(&self, by: Breakdown, index: u16, lang: crate::prose::Lang) -> Option<String> {
        match by {
            Breakdown::ClaimType => self.claim_types.get(usize::from(index)).map(|one| one.name.clone()),
            Breakdown::Track => self.law.tracks.values().nth(usize::from(index)).map(|track| track.name.get(lang).to_owned()),
            Breakdown::DebtorKind | Breakdown::Reason => None,
        }
    }

    /// The id of a group of a breakdown by claim type or track.
    pub fn group_id(&self, by: Breakdown, index: u16) -> Option<&str> {
        match by {
            Breakdown::ClaimType => self.claim_types.get(usize::from(index)).map(|one| one.id.as_str()),
            Breakdown::Track => self.law.tracks.keys().nth(usize::from(index)).map(String::as_str),
            Breakdown::DebtorKind | Breakdown::Reason => None,
        }
    }
}
