//! Made-up claims with people, roles, debtors and rows that cannot be read.

use std::cell::RefCell;
use std::collections::BTreeSet;

use proptest::prelude::{Just, ProptestConfig};
use proptest::strategy::Strategy as Making;
use proptest::{option, prop_assert_eq, prop_oneof};

use rettesnor::cases::{Builder, Cases, Cell, ClaimRow, EventRow, Kinds, Reason, Row, UNKNOWN};
use rettesnor::plan::{Keep, Lapse, Questions, Tally, Verdict, run};
use rettesnor::quantity::Day;
use rettesnor::source::Sources;
use rettesnor::strategy::{Strategy, load};

use super::until_seen;
use crate::program::{folder, write};

/// What became of an activation.
pub type Found = (Verdict, Lapse);

pub const MET: Found = (Verdict::Met, Lapse::None);
pub const NOT_APPLICABLE: Found = (Verdict::NotApplicable, Lapse::None);
pub const NOT_YET_DUE: Found = (Verdict::NotYetDue, Lapse::None);
pub const UNSURE: Found = (Verdict::Unknown, Lapse::None);
pub const BREACHED: Found = (Verdict::Breached, Lapse::Other);
pub const LATE: Found = (Verdict::Breached, Lapse::Late);
pub const MISSING: Found = (Verdict::Breached, Lapse::Missing);

/// The first day of the strategy's period, 2026-01-01.
pub const FIRST: i32 = 20_454;

#[derive(Debug, Clone)]
pub struct Event {
    pub day: i32,
    pub kind: &'static str,
    pub amount: Option<i64>,
    /// `None`: not told; empty: there and empty.
    pub actor: Option<&'static str>,
    pub role: Option<&'static str>,
}

/// A row that cannot be read: the kind it was, and its day where that could be read.
pub type Torn = (&'static str, Option<i32>);

#[derive(Debug, Clone)]
pub struct Made {
    pub debtor: Option<&'static str>,
    /// Of type `a`, of type `b`, or not told.
    pub claim_type: Option<&'static str>,
    pub principal: Option<i64>,
    /// In the order of their days.
    pub events: Vec<Event>,
    pub torn: Vec<Torn>,
}

impl Made {
    /// The claim as it stands on a day: what comes later is left out.
    pub fn on(&self, as_of: i32) -> Self {
        let mut made = self.clone();
        made.events.retain(|event| event.day <= as_of);
        made.torn.retain(|(_, day)| day.is_none_or(|day| day <= as_of));
        made
    }

    /// Whether a row that cannot be read may have been one of these.
    pub fn may_have(&self, kinds: &[&str]) -> bool {
        self.torn.iter().any(|(kind, _)| kinds.contains(kind))
    }

    /// One unknown for each row that cannot be read and may itself have been asked of, in the period.
    pub fn torn_of(&self, kinds: &[&str]) -> usize {
        self.torn.iter().filter(|(kind, day)| kinds.contains(kind) && day.is_none_or(|day| day >= FIRST)).count()
    }
}

/// Claims whose events are of these kinds, on these days.
pub fn claim(kinds: &'static [&'static str], days: impl Making<Value = i32> + Clone) -> impl Making<Value = Made> {
    let person = || prop_oneof![4 => Just(Some("AB")), 3 => Just(Some("ab")), 3 => Just(Some("CD")), 1 => Just(Some("")), 1 => Just(None)];
    let roles = [Some("clerk"), Some("Case Worker"), Some("HEAD"), Some("trainee"), Some(""), None];
    let role = proptest::sample::select(roles.to_vec());
    let amount = option::weighted(0.9, (1..12_i64).prop_map(|n| n * 50_000));
    let kind = proptest::sample::select(kinds);
    let event = (days.clone(), kind.clone(), amount, person(), role);
    let event = event.prop_map(|(day, kind, amount, actor, role)| Event { day, kind, amount, actor, role });
    let torn = prop_oneof![9 => Just(Vec::new()), 1 => proptest::collection::vec((kind, option::of(days)), 1..3)];
    let debtor = prop_oneof![5 => Just(Some("x")), 5 => Just(Some("y")), 1 => Just(Some("")), 1 => Just(None)];
    let claim_type = prop_oneof![6 => Just(Some("a")), 3 => Just(Some("b")), 1 => Just(None)];
    let principal = option::weighted(0.9, (1..20_i64).prop_map(|n| n * 50_000));
    let events = proptest::collection::vec(event, 0..9);
    (debtor, claim_type, principal, events, torn).prop_map(|(debtor, claim_type, principal, mut events, torn)| {
        events.sort_by_key(|event| event.day);
        Made { debtor, claim_type, principal, events, torn }
    })
}

/// A strategy of these rules, `c/r0` and so on; what stands beside a rule may follow on further lines.
pub fn strategy(rules: &[&str]) -> Strategy {
    let folder = folder();
    let clauses: String =
        rules.iter().enumerate().map(|(index, rule)| format!("      - id: r{index}\n        text: r\n        {rule}\n")).collect();
    let text = format!(
        "rettesnor: 1\nid: naive\nauthority: {{name: N, country: dk}}\ntitle: N\nlanguage: da\nperiod: {{from: 2026-01-01, to: 2029-12-31}}\n\
         roles: {{clerk: Case worker, head: Head}}\n\
         claim_types: {{a: {{name: A, track: civil}}, b: {{name: B, track: civil}}}}\nchapters:\n  - id: c\n    heading: C\n    clauses:\n{clauses}"
    );
    write(folder.path(), "strategy.yaml", text);
    let mut sources = Sources::default();
    let loaded = load(&folder.path().join("strategy.yaml"), &mut sources).unwrap();
    loaded.strategy.unwrap_or_else(|| panic!("{}", rettesnor::diagnostic::to_plain(&loaded.diagnostics, &sources)))
}

fn cases(strategy: &Strategy, claims: &[Made], as_of: i32) -> Cases {
    let vocabulary = &strategy.vocabulary;
    let mut builder = Builder::new(vocabulary, Day(as_of), true);
    let file = builder.file("f");
    let mut line = 0;
    let mut row = || {
        line += 1;
        Row { file, line }
    };
    let kind = |name: &str| vocabulary.kind(name).unwrap();
    for (number, made) in claims.iter().enumerate() {
        let mut cell = |word: Option<&str>| word.map_or(Cell::UNKNOWN, |word| builder.texts().cell(word));
        let debtor = cell(made.debtor);
        let fields: Vec<Vec<Cell>> =
            made.events.iter().map(|event| vec![cell(event.actor), cell(event.role), Cell::UNKNOWN, Cell::UNKNOWN]).collect();
        let claim_type = made.claim_type.and_then(|name| vocabulary.claim_type(name));
        let claim = ClaimRow { debtor, claim_type, principal: made.principal.unwrap_or(UNKNOWN), ..ClaimRow::unknown(0) };
        let name = number.to_string();
        builder.claim(&name, claim, row());
        for (event, fields) in made.events.iter().zip(fields) {
            let read = EventRow { kind: kind(event.kind), day: Day(event.day), amount: event.amount.unwrap_or(UNKNOWN), fields };
            builder.event(&name, &read, row());
        }
        for (torn, day) in &made.torn {
            let reason = Reason::Amount { column: "a".into() };
            builder.refuse_event(Some(&name), Kinds::one(kind(torn)), day.map(Day), row(), reason);
        }
    }
    builder.finish()
}

/// The verdicts of each rule in their order, and the tallies of all rules.
pub fn judged(strategy: &Strategy, claims: &[Made], as_of: i32) -> (Vec<Vec<Found>>, Vec<Tally>) {
    let cases = cases(strategy, claims, as_of);
    let list: Vec<_> = strategy.questions().into_iter().map(|(_, _, question)| question).collect();
    let count = list.len();
    let questions = Questions { vocabulary: &strategy.vocabulary, calendar: &strategy.calendar, as_of: Day(as_of), list };
    let (tallies, outcomes) = run(&questions, &cases, Keep::All);
    let of = |rule: usize| {
        let own = outcomes.iter().filter(|outcome| outcome.question as usize == rule);
        own.map(|outcome| (outcome.verdict, outcome.lapse)).collect()
    };
    ((0..count).map(of).collect(), strategy.tallies(&tallies))
}

/// Holds every rule of a strategy against its definition, for one claim at a time.
pub fn agree(rules: &[&str], as_of: i32, making: impl Making<Value = Made>, naive: impl Fn(usize, &Made) -> Vec<Found>) {
    let strategy = strategy(rules);
    let seen = RefCell::new(BTreeSet::new());
    let mut runner = runner();
    let round = || {
        let property = |made: Made| {
            let (found, _) = judged(&strategy, std::slice::from_ref(&made), as_of);
            for (rule, found) in found.iter().enumerate() {
                prop_assert_eq!(found, &naive(rule, &made.on(as_of)), "rule {}: {:?}", rule, &made);
                seen.borrow_mut().extend(found.iter().map(|(verdict, _)| (rule, *verdict)));
            }
            Ok(())
        };
        runner.run(&making, property).unwrap();
    };
    let is_seen = |rule, verdict| seen.borrow().contains(&(rule, verdict));
    until_seen(round, || (0..rules.len()).all(|rule| is_seen(rule, Verdict::Breached) && is_seen(rule, Verdict::Unknown)));
    // Made-up claims that never come near a breach would prove nothing.
    for (rule, text) in rules.iter().enumerate() {
        for verdict in [Verdict::Breached, Verdict::Unknown] {
            assert!(seen.borrow().contains(&(rule, verdict)), "rule {rule} is never {}", verdict.name());
        }
        assert!(seen.borrow().iter().filter(|(of, _)| *of == rule).count() > 2 || text.contains("never"), "rule {rule}");
    }
}

pub fn runner() -> proptest::test_runner::TestRunner {
    let cases = std::env::var("NAIVE_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(10_000);
    proptest::test_runner::TestRunner::new(ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() })
}
