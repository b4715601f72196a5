//! Key figures against definitions that are spelled out: one day, one claim, one event at a time.

use proptest::prelude::Just;
// Two things are called a strategy here; this one makes values.
use proptest::strategy::Strategy as Making;
use proptest::{option, prop_assert, prop_assert_eq, prop_oneof};

use rettesnor::cases::{Builder, Cases, Cell as Field, ClaimRow, EventRow, Kinds, Reason, Row, UNKNOWN};
use rettesnor::measures::counted::{Cell, Exact, Found, Named, count};
use rettesnor::quantity::Day;
use rettesnor::strategy::Strategy;

use crate::naive::made::{runner, strategy};

/// 2026-12-31 and 2027-12-31; a strategy begins on 2026-01-01.
const ENDS: [i32; 2] = [20_818, 21_183];
const BEFORE: i32 = 20_453;
/// Within 2028, so that 2026 and 2027 are over.
const AS_OF: i32 = 21_300;
/// Days around which the ends of years and of age bands lie close; 2028-02-29 is among them.
const KINDS: [&str; 7] = ["due", "payment", "reminder_fee", "write_off", "reminder", "plan_agreed", "plan_ended"];

const MEASURES: [&str; 8] = [
    "measure: {stock: arrears, on: year_end, by: [claim_type]}",
    "measure: {stock: plan}",
    "measure: {flow: payment, per: year, by: [reason]}",
    "measure: {share: reminder, of: due}",
    "measure: {share: paid, of: plan}",
    "measure: {days: {from: due, to: paid}, statistic: median}",
    "measure: {days: {from: due, to: reminder}, statistic: mean}",
    "measure: {stock: arrears, on: 2027-06-30}",
];

#[derive(Debug, Clone)]
struct Made {
    claim_type: Option<u16>,
    principal: Option<i64>,
    /// Day, kind, amount; in the order of their days.
    events: Vec<(i32, &'static str, Option<i64>)>,
    /// A row that cannot be read: the kind it was, and its day where that could be read.
    torn: Option<(&'static str, Option<i32>)>,
}

fn days() -> impl Making<Value = i32> + Clone {
    let near = prop_oneof![Just(BEFORE), Just(ENDS[0]), Just(ENDS[1]), Just(21_243)];
    prop_oneof![3 => (near, -1..3_i32).prop_map(|(day, off)| day + off), 2 => 20_000..AS_OF]
}

fn claims() -> impl Making<Value = Vec<Made>> {
    let amount = || option::weighted(0.95, (0..4_i64).prop_map(|n| n * 50));
    let event = (days(), proptest::sample::select(KINDS.to_vec()), amount());
    let torn = option::weighted(0.08, (proptest::sample::select(KINDS.to_vec()), option::weighted(0.8, days())));
    let claim = (option::weighted(0.9, 0..2_u16), amount(), proptest::collection::vec(event, 0..8), torn);
    let claim = claim.prop_map(|(claim_type, principal, mut events, torn)| {
        events.sort_by_key(|(day, ..)| *day);
        Made { claim_type, principal, events, torn }
    });
    proptest::collection::vec(claim, 1..6)
}

fn cases(strategy: &Strategy, claims: &[Made]) -> Cases {
    let vocabulary = &strategy.vocabulary;
    let mut builder = Builder::new(vocabulary, Day(AS_OF), true);
    let file = builder.file("f");
    let row = |line| Row { file, line };
    let kind = |name: &str| vocabulary.kind(name).unwrap();
    for (number, made) in claims.iter().enumerate() {
        let name = number.to_string();
        let principal = made.principal.unwrap_or(UNKNOWN);
        builder.claim(&name, ClaimRow { claim_type: made.claim_type, principal, ..ClaimRow::unknown(0) }, row(1));
        for (day, event, amount) in &made.events {
            let read = EventRow { kind: kind(event), day: Day(*day), amount: amount.unwrap_or(UNKNOWN), fields: vec![Field::UNKNOWN; 4] };
            builder.event(&name, &read, row(2));
        }
        if let Some((torn, day)) = made.torn {
            builder.refuse_event(Some(&name), Kinds::one(kind(torn)), day.map(Day), row(3), Reason::Amount { column: "a".into() });
        }
    }
    builder.finish()
}

fn counted(strategy: &Strategy, claims: &[Made]) -> Vec<Found> {
    let questions: Vec<_> = strategy.counted().into_iter().map(|(.., question)| question).collect();
    count(&questions, &strategy.vocabulary, &cases(strategy, claims), Day(AS_OF))
}

/// What is known of a claim: `None` where the data does not tell.
impl Made {
    fn torn_by(&self, kinds: &[&str], day: i32) -> bool {
        self.torn.is_some_and(|(kind, torn)| kinds.contains(&kind) && torn.is_none_or(|torn| torn <= day))
    }

    /// The balance at the end of a day, and whether anything was ever owed and whether it was written off.
    fn at(&self, n: usize) -> (Option<i64>, bool) {
        let (mut balance, mut written_off) = (self.principal, false);
        for (_, kind, amount) in &self.events[..n] {
            match *kind {
                "payment" | "write_off" => balance = balance.zip(*amount).map(|(balance, amount)| balance - amount),
                "reminder_fee" => balance = balance.zip(*amount).map(|(balance, amount)| balance + amount),
                _ => {}
            }
            written_off |= *kind == "write_off";
        }
        (balance, written_off)
    }

    fn until(&self, day: i32) -> usize {
        self.events.iter().filter(|(on, ..)| *on <= day).count()
    }

    fn due(&self) -> Option<i32> {
        self.events.iter().find(|(_, kind, _)| *kind == "due").map(|(day, ..)| *day)
    }

    /// Overdue at the end of a day: `Ok` the amount, `Err` where the data does not tell.
    fn arrears(&self, day: i32) -> Result<i64, ()> {
        let n = self.until(day);
        // What lies at or behind the due date is not overdue, unless a row that cannot be read may have been the due date.
        if self.due().is_some_and(|due| day <= due) && !self.torn_by(&["due"], i32::MAX) {
            return Ok(0);
        }
        if self.torn_by(&["due", "payment", "reminder_fee", "write_off"], day) {
            return Err(());
        }
        let (balance, written_off) = self.at(n);
        if written_off || (n == 0 && !self.events.is_empty()) {
            return Ok(0);
        }
        match (balance, self.due()) {
            (Some(balance), _) if balance <= 0 => Ok(0),
            (Some(balance), Some(due)) if due < day => Ok(balance),
            _ => Err(()),
        }
    }

    /// Whether the claim is paid after its first `n` events: something was owed, and the balance is at most 0.
    fn paid(&self, n: usize) -> Option<bool> {
        let balances: Vec<Option<i64>> = (0..=n).map(|n| self.at(n).0).collect();
        match balances[n] {
            None => None,
            Some(balance) if balance > 0 => Some(false),
            _ if balances.iter().any(|one| one.is_some_and(|one| one > 0)) => Some(true),
            _ if balances.iter().any(Option::is_none) => None,
            _ => Some(false),
        }
    }

    fn plan(&self, n: usize) -> bool {
        self.events[..n].iter().rev().find(|(_, kind, _)| kind.starts_with("plan")).is_some_and(|(_, kind, _)| *kind == "plan_agreed")
    }
}

fn year(day: i32) -> usize {
    match day {
        day if day <= ENDS[0] => 0,
        day if day <= ENDS[1] => 1,
        _ => 2,
    }
}

fn sum(cell: &Cell) -> (u64, i64, u64, u64) {
    let Cell::Sum(sum) = cell else { panic!("no sum") };
    (sum.count, sum.amount, sum.untold, sum.perhaps)
}

#[test]
fn stocks_and_roll_forward_are_what_the_definition_says() {
    let strategy = strategy(&MEASURES);
    let seen = std::cell::RefCell::new([false; 4]);
    runner()
        .run(&claims(), |claims| {
            let found = counted(&strategy, &claims);
            let naive = |day: i32, claims: &mut dyn Iterator<Item = &Made>| {
                claims.map(|made| made.arrears(day)).fold((0, 0, 0, 0), |(count, amount, untold, perhaps), one| match one {
                    Ok(0) => (count, amount, untold, perhaps),
                    Ok(owed) => (count + 1, amount + owed, untold, perhaps),
                    Err(()) => (count, amount, untold, perhaps + 1),
                })
            };
            let ends = [ENDS[0], ENDS[1], AS_OF];
            for (place, day) in ends.into_iter().enumerate() {
                prop_assert_eq!(sum(&found[0].total[place]), naive(day, &mut claims.iter()), "{} {:?}", day, &claims);
                let first = found[0].groups.iter().find(|group| group.name == Named::Index(0));
                let of_first = naive(day, &mut claims.iter().filter(|made| made.claim_type == Some(0)));
                prop_assert_eq!(first.map_or((0, 0, 0, 0), |group| sum(&group.cells[place])), of_first);
                let bands = found[0].bands[place];
                let (claims, amount) = bands.iter().fold((0, 0), |(claims, amount), band| (claims + band.claims, amount + band.amount));
                prop_assert_eq!((claims, amount), (of(&found[0], place).0, of(&found[0], place).1));
                seen.borrow_mut()[place] |= amount > 0;
            }
            prop_assert_eq!(found[0].total.len(), 3);
            prop_assert_eq!(sum(&found[7].total[0]), naive(20_999, &mut claims.iter()));
            // What stands at the beginning and what moves make what stands at the end, whatever is known of it.
            let mut opening = naive(BEFORE, &mut claims.iter()).1;
            for (place, (_, roll)) in found[0].rolls.iter().enumerate() {
                prop_assert_eq!(roll.opening, opening, "{:?}", &claims);
                prop_assert_eq!(roll.closing, of(&found[0], place).1);
                let moved = roll.opening + roll.new + roll.charges - roll.payments - roll.written_off + roll.other;
                prop_assert_eq!(moved, roll.closing, "{:?} {:?}", roll, &claims);
                // Nothing here replaces a principal: where all is known, every movement has its name.
                let is_known = |made: &Made| {
                    made.torn.is_none() && made.principal.is_some() && made.events.iter().all(|(.., amount)| amount.is_some())
                };
                prop_assert!(roll.other == 0 || !claims.iter().all(is_known), "{:?} {:?}", roll, &claims);
                seen.borrow_mut()[3] |= roll.new > 0 && roll.payments > 0 && roll.written_off > 0;
                opening = roll.closing;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(seen.into_inner(), [true; 4]);
}

fn of(found: &Found, place: usize) -> (u64, i64, u64, u64) {
    sum(&found.total[place])
}

#[test]
fn states_flows_and_shares_are_what_the_definition_says() {
    let strategy = strategy(&MEASURES);
    runner()
        .run(&claims(), |claims| {
            let found = counted(&strategy, &claims);
            for (place, end) in [ENDS[0], ENDS[1], AS_OF].into_iter().enumerate() {
                let mut plans = (0, 0, 0, 0);
                for made in &claims {
                    let n = made.until(end);
                    if made.torn_by(&["plan_agreed", "plan_ended"], end) {
                        plans.3 += 1;
                    } else if made.plan(n) {
                        plans.0 += 1;
                        let told = made.at(n).0.filter(|_| !made.torn_by(&["payment", "reminder_fee", "write_off"], end));
                        plans.1 += told.unwrap_or(0).max(0);
                        plans.2 += u64::from(told.is_none());
                    }
                }
                prop_assert_eq!(of(&found[1], place), plans, "{:?}", &claims);
                let mut paid = (0, 0, 0, 0);
                let in_year = |day: i32| day > BEFORE && year(day) == place;
                for made in &claims {
                    for (_, _, amount) in made.events.iter().filter(|(day, kind, _)| *kind == "payment" && in_year(*day)) {
                        paid.0 += 1;
                        paid.1 += amount.unwrap_or(0);
                        paid.2 += u64::from(amount.is_none());
                    }
                    paid.3 += u64::from(made.torn.is_some_and(|(kind, day)| kind == "payment" && day.is_none_or(in_year)));
                }
                prop_assert_eq!(of(&found[2], place), paid, "{:?}", &claims);
                let (mut least, mut most, mut sure, mut open) = ((0, 0), (0, 0), 0, Vec::new());
                for made in &claims {
                    let is = |wanted: &str| made.events.iter().any(|(_, kind, _)| *kind == wanted);
                    let was_due = made.events.iter().any(|(day, kind, _)| *kind == "due" && in_year(*day));
                    let may_be_due = made.torn.is_some_and(|(kind, day)| kind == "due" && day.is_none_or(in_year));
                    let reminded = if is("reminder") { Some(true) } else { Some(false).filter(|_| !made.torn_by(&["reminder"], i32::MAX)) };
                    match (was_due, may_be_due) {
                        (true, _) => {
                            sure += 1;
                            least = (least.0 + i128::from(reminded == Some(true)), least.1 + 1);
                            most = (most.0 + i128::from(reminded != Some(false)), most.1 + 1);
                        }
                        (_, true) => open.push(reminded),
                        _ => {}
                    }
                }
                // Every way in which the open claims may be there or not.
                let mut ends: Vec<(Exact, Exact)> = Vec::new();
                for choice in 0..1_u32 << open.len() {
                    let chosen = || open.iter().enumerate().filter(|(place, _)| choice >> place & 1 == 1).map(|(_, one)| one);
                    let low = (least.0 + chosen().filter(|one| **one == Some(true)).count() as i128, least.1 + chosen().count() as i128);
                    let high = (most.0 + chosen().filter(|one| **one != Some(false)).count() as i128, most.1 + chosen().count() as i128);
                    if low.1 > 0 {
                        let exact = |(over, under): (i128, i128)| Exact { over: over * 10_000, under };
                        ends.push((exact(low), exact(high)));
                    }
                }
                let bounds = found[3].bounds(place).map(|bounds| (bounds.least.rounded(), bounds.most.map(Exact::rounded)));
                if sure == 0 && open.is_empty() {
                    prop_assert_eq!(bounds, None);
                } else {
                    let low = ends.iter().map(|(low, _)| low.rounded()).min();
                    let high = ends.iter().map(|(_, high)| high.rounded()).max();
                    let (low, high) = if sure == 0 { (low.map(|_| bounds.unwrap().0), bounds.unwrap().1) } else { (low, high) };
                    prop_assert_eq!(bounds, Some((low.unwrap(), high)), "{:?}", &claims);
                }
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn days_are_what_the_definition_says() {
    let strategy = strategy(&MEASURES);
    let seen = std::cell::RefCell::new([false; 3]);
    runner()
        .run(&claims(), |claims| {
            // One claim at a time: what is unknown of one must not hide another.
            for made in claims.iter().filter(|made| made.torn.is_none()) {
                let found = counted(&strategy, std::slice::from_ref(made));
                let start = made.events.iter().position(|(_, kind, _)| *kind == "due");
                for place in 0..3 {
                    let Cell::Spread(paid) = &found[5].total[place] else { panic!("no spread") };
                    let told = (paid.days.iter().map(|(days, claims)| (*days, *claims)).collect::<Vec<_>>(), paid.waiting, paid.perhaps);
                    let here = start.filter(|start| made.events[*start].0 > BEFORE && year(made.events[*start].0) == place);
                    let expected = here.map(|start| {
                        let states: Vec<Option<bool>> = (start + 1..=made.events.len()).map(|n| made.paid(n)).collect();
                        let end = states.iter().position(|one| *one == Some(true));
                        let doubt = states[..end.unwrap_or(states.len())].contains(&None);
                        (end.map(|end| made.events[start + end].0 - made.events[start].0), doubt)
                    });
                    let expected = match expected {
                        None => (Vec::new(), 0, 0),
                        Some((_, true)) => (Vec::new(), 0, 1),
                        Some((Some(days), false)) => (vec![(days, 1)], 0, 0),
                        Some((None, false)) => (Vec::new(), 1, 0),
                    };
                    seen.borrow_mut()[0] |= !told.0.is_empty();
                    seen.borrow_mut()[1] |= told.1 > 0;
                    seen.borrow_mut()[2] |= told.2 > 0;
                    prop_assert_eq!(told, expected, "{:?}", made);
                    let Cell::Spread(reminded) = &found[6].total[place] else { panic!("no spread") };
                    let next = here.and_then(|start| {
                        let next = made.events[start + 1..].iter().find(|(_, kind, _)| *kind == "reminder");
                        next.map(|(day, ..)| day - made.events[start].0)
                    });
                    prop_assert_eq!(reminded.days.keys().copied().collect::<Vec<_>>(), next.into_iter().collect::<Vec<_>>());
                }
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(seen.into_inner(), [true; 3]);
}
