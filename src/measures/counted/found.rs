use super::cell::Cell;
use super::roll::Roll;
use super::run::{Groups, rolls};
use super::span::Span;
use super::{BANDS, Band, Breakdown, Counted, Question};
use std::collections::BTreeMap;

/// Groups of fewer claims than this are not told by themselves in breakdowns of persons.
const SMALL: u64 = 5;

/// The group of a breakdown that a claim belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Member<'c> {
    /// By the index of its claim type or track.
    Index(Option<u16>),
    /// By a word of the data.
    Word(Option<&'c str>),
}

/// What is counted on the way.
#[derive(Debug)]
pub(super) struct Tallied<'c> {
    pub total: Vec<Cell>,
    pub groups: Groups<'c>,
    pub bands: Vec<[Band; BANDS]>,
    pub rolls: Vec<Roll>,
}

impl Tallied<'_> {
    pub fn new(counted: &Counted, spans: usize, years: usize) -> Self {
        let bands = if matches!(counted, Counted::Arrears(_)) { spans } else { 0 };
        Self {
            total: vec![Cell::empty(counted); spans],
            groups: Groups::new(),
            bands: vec![[Band::default(); BANDS]; bands],
            rolls: rolls(years),
        }
    }

    pub fn merge(&mut self, other: Self) {
        self.total.iter_mut().zip(&other.total).for_each(|(one, more)| one.merge(more));
        for (member, cells) in other.groups {
            match self.groups.get_mut(&member) {
                Some(own) => own.iter_mut().zip(&cells).for_each(|(one, more)| one.merge(more)),
                None => drop(self.groups.insert(member, cells)),
            }
        }
        for (band, more) in self.bands.iter_mut().flatten().zip(other.bands.iter().flatten()) {
            (band.claims, band.amount) = (band.claims + more.claims, band.amount.saturating_add(more.amount));
        }
        self.rolls.iter_mut().zip(&other.rolls).for_each(|(one, more)| one.merge(more));
    }
}

/// The name of a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// The index of a claim type or track.
    Index(u16),
    /// A word of the data.
    Word(String),
    /// The data does not tell.
    Untold,
    /// Several small groups together.
    Others,
}

/// One group of a breakdown, with what was counted for each span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouped {
    /// What it is broken down by.
    pub by: Breakdown,
    /// Its name.
    pub name: Named,
    /// For each span.
    pub cells: Vec<Cell>,
}

/// What was counted for one figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The question.
    pub question: Question,
    /// The spans of time, ascending.
    pub spans: Vec<Span>,
    /// For each span, all claims together.
    pub total: Vec<Cell>,
    /// The groups, breakdown by breakdown.
    pub groups: Vec<Grouped>,
    /// For each span the arrears by their age; empty for other figures.
    pub bands: Vec<[Band; BANDS]>,
    /// For each year of the period how arrears moved; empty for other figures.
    pub rolls: Vec<(Span, Roll)>,
}

impl Found {
    pub(super) fn new(question: &Question, spans: Vec<Span>, years: Vec<Span>, tallied: Tallied<'_>) -> Self {
        let name = |member: Member<'_>| match member {
            Member::Index(Some(index)) => Named::Index(index),
            Member::Word(Some(word)) => Named::Word(word.to_owned()),
            Member::Index(None) | Member::Word(None) => Named::Untold,
        };
        let group = |((number, member), cells): ((usize, Member<'_>), Vec<Cell>)| {
            let by = question.by.get(number)?.breakdown();
            Some(Grouped { by, name: name(member), cells })
        };
        let mut groups: Vec<Grouped> = tallied.groups.into_iter().filter_map(group).collect();
        // What is not told comes last in its breakdown.
        let place = |by: Breakdown| question.by.iter().position(|one| one.breakdown() == by);
        groups.sort_by(|one, other| (place(one.by), &one.name).cmp(&(place(other.by), &other.name)));
        Self {
            question: question.clone(),
            spans,
            total: tallied.total,
            groups,
            bands: tallied.bands,
            rolls: years.into_iter().zip(tallied.rolls).collect(),
        }
    }

    /// The groups of a breakdown as council papers tell them: those of fewer than five claims in any span are put together, with the
    /// smallest other one where they would still be few. None where nothing would be left to tell apart.
    pub fn without_small(&self, by: Breakdown) -> Vec<Grouped> {
        let few = |cells: &[Cell]| cells.iter().any(|cell| (1..SMALL).contains(&cell.claims()));
        let all = |cells: &[Cell]| cells.iter().map(Cell::claims).sum::<u64>();
        let own = self.groups.iter().filter(|group| group.by == by && all(&group.cells) > 0).cloned();
        let (small, mut large): (Vec<Grouped>, Vec<Grouped>) = own.partition(|group| few(&group.cells));
        let mut small = small.into_iter().map(|group| group.cells);
        let Some(mut others) = small.next() else { return large };
        let join = |others: &mut Vec<Cell>, cells: &[Cell]| others.iter_mut().zip(cells).for_each(|(one, more)| one.merge(more));
        small.for_each(|cells| join(&mut others, &cells));
        while few(&others) {
            let smallest = large.iter().enumerate().min_by_key(|(_, group)| all(&group.cells)).map(|(place, _)| place);
            let Some(smallest) = smallest else { break };
            let joined = large.remove(smallest);
            join(&mut others, &joined.cells);
        }
        if large.is_empty() {
            return Vec::new();
        }
        large.push(Grouped { by, name: Named::Others, cells: others });
        large
    }

    /// Leaves out the groups of a breakdown.
    pub fn forget(&mut self, by: Breakdown) {
        self.groups.retain(|group| group.by != by);
    }

    /// The last span that can be judged, by its place.
    pub fn last_whole(&self) -> Option<usize> {
        self.spans.iter().rposition(|span| span.is_whole)
    }

    /// The groups of each breakdown, by the breakdown.
    pub fn by_breakdown(&self) -> BTreeMap<Breakdown, Vec<&Grouped>> {
        let mut all: BTreeMap<Breakdown, Vec<&Grouped>> = BTreeMap::new();
        self.groups.iter().for_each(|group| all.entry(group.by).or_default().push(group));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::{By, Counting, Goal, On, Sum};
    use super::*;
    use crate::plan::Scope;
    use crate::quantity::Day;

    fn found(sizes: &[u64]) -> Found {
        let question = Question {
            counted: Counted::Arrears(On::Day(Day(0))),
            counting: Counting::Number,
            scope: Scope::default(),
            by: vec![By::ClaimType],
            period: (Day(0), Day(0)),
            goal: Goal::default(),
        };
        let cell = |claims| Cell::Sum(Sum { claims, count: claims, ..Sum::default() });
        let groups = (0_u16..).zip(sizes).map(|(index, size)| Grouped {
            by: Breakdown::ClaimType,
            name: Named::Index(index),
            cells: vec![cell(*size)],
        });
        let groups = groups.collect();
        Found { question, spans: Vec::new(), total: Vec::new(), groups, bands: Vec::new(), rolls: Vec::new() }
    }

    #[test]
    fn a_group_of_fewer_than_five_can_never_be_worked_out() {
        let told = |sizes: &[u64]| {
            let groups = found(sizes).without_small(Breakdown::ClaimType);
            groups.iter().map(|group| (group.name.clone(), group.cells[0].claims())).collect::<Vec<_>>()
        };
        let index = |index, claims| (Named::Index(index), claims);
        assert_eq!(told(&[5, 9]), [index(0, 5), index(1, 9)]);
        assert_eq!(told(&[20, 3, 0, 2]), [index(0, 20), (Named::Others, 5)]);
        // Three alone would follow from the sum: the next smallest hides them.
        assert_eq!(told(&[20, 3, 7]), [index(0, 20), (Named::Others, 10)]);
        assert!(told(&[20, 3]).is_empty());
        assert!(told(&[2, 1]).is_empty());
    }
}
