use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::{Plan, norway};
use crate::quantity::Day;
use crate::strategy::{Country, Strategy};

/// One made-up claim and what happened to it.
#[derive(Debug, Clone)]
pub struct Story {
    /// The claim's number.
    pub claim: String,
    /// The case that the claim is followed up in; empty where claims have none.
    pub case: String,
    /// The debtor's number.
    pub debtor: String,
    /// Whether the debtor is a company.
    pub company: bool,
    /// Index of the claim type.
    pub claim_type: usize,
    /// Minor units.
    pub principal: i64,
    /// When it was established.
    pub established: Day,
    /// When it fell due.
    pub due: Day,
    /// The last day for timely payment; `None` where the source does not tell.
    pub last_timely_payment: Option<Day>,
    /// For each declared yes-or-no field of claims: yes, no, or not told.
    pub flags: Vec<Option<bool>>,
    /// What happened, in order.
    pub events: Vec<Happening>,
}

/// One thing that happened.
#[derive(Debug, Clone)]
pub struct Happening {
    /// The day.
    pub day: Day,
    /// A built-in event kind.
    pub kind: &'static str,
    /// Minor units, where an amount belongs to it and is told.
    pub amount: Option<i64>,
    /// A reason, where one belongs to it.
    pub reason: &'static str,
    /// A channel, where one belongs to it.
    pub channel: &'static str,
    /// The role of who did it; empty for a case worker.
    pub role: &'static str,
}

/// Makes up claims for a strategy: their types, days within its period up to the day the data is drawn.
pub fn stories(strategy: &Strategy, plan: &Plan) -> Vec<Story> {
    let mut dice = Dice(ChaCha8Rng::seed_from_u64(plan.seed));
    if strategy.authority.country == Country::No {
        return norway::stories(strategy, plan, &mut dice);
    }
    (1..=plan.claims).map(|number| story(strategy, plan, number, &mut dice)).collect()
}

/// Chance, the same for the same seed.
pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// A number between two, both inclusive.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        self.0.random_range(low..=high.max(low))
    }

    /// Whether something of so many in a hundred happens.
    pub(super) fn percent(&mut self, chance: i32) -> bool {
        self.between(1, 100) <= chance
    }

    pub(super) fn one_of(&mut self, words: &[&'static str]) -> &'static str {
        let last = i32::try_from(words.len()).unwrap_or(1) - 1;
        words.get(usize::try_from(self.between(0, last)).unwrap_or(0)).copied().unwrap_or_default()
    }
}

fn story(strategy: &Strategy, plan: &Plan, number: u32, dice: &mut Dice) -> Story {
    let types = i32::try_from(strategy.claim_types.len()).unwrap_or(1).max(1);
    let claim_type = usize::try_from(dice.between(0, types - 1)).unwrap_or(0);
    let first = strategy.period.0.0;
    // A few claims are older than the strategy, so that old ones can lapse.
    let established = if dice.percent(4) { first - dice.between(700, 1_500) } else { dice.between(first - 20, plan.drawn.0 - 15) };
    let due = established + dice.between(14, 30);
    let fields = strategy.vocabulary.claim_fields.iter().map(|field| strategy.vocabulary.yes_no.contains(field));
    let flags: Vec<bool> = fields.collect();
    let mut story = Story {
        claim: format!("K{number:06}"),
        case: String::new(),
        debtor: format!("S{:05}", dice.between(1, 99_999)),
        company: dice.percent(15),
        claim_type,
        principal: i64::from(dice.between(180, 9_500)) * 100 + i64::from(dice.between(0, 3)) * 25,
        established: Day(established),
        due: Day(due),
        last_timely_payment: (!dice.percent(1)).then(|| Day(due + dice.between(2, 5))),
        flags: flags.iter().map(|_| dice.percent(97).then(|| dice.percent(12))).collect(),
        events: Vec::new(),
    };
    let track = strategy.claim_types.get(claim_type).and_then(|one| one.track.clone()).unwrap_or_default();
    happen(&mut story, &track, dice);
    story.events.retain(|event| event.day <= plan.drawn.plus_days(3));
    story.events.sort_by_key(|event| event.day);
    story
}

/// Lets one claim run its course.
fn happen(story: &mut Story, track: &str, dice: &mut Dice) {
    let due = story.due.0;
    let say = |day: i32, kind: &'static str| Happening { day: Day(day), kind, amount: None, reason: "", channel: "", role: "" };
    let events = &mut story.events;
    events.push(Happening { channel: dice.one_of(&["digital post", "brev"]), ..say(story.established.0, "invoice") });
    if dice.percent(14) {
        let asked = due + dice.between(-10, 40);
        events.push(Happening { channel: dice.one_of(&["telefon", "mail", "selvbetjening"]), ..say(asked, "enquiry") });
        if !dice.percent(4) {
            let longest = if dice.percent(88) { 11 } else { 30 };
            events.push(say(asked + dice.between(0, longest), "answer"));
        }
    }
    let told = |amount: i64, dice: &mut Dice| (!dice.percent(1)).then_some(amount);
    if dice.percent(62) {
        let amount = told(story.principal, dice);
        events.push(Happening { amount, channel: "betalingsservice", ..say(due + dice.between(-6, 3), "payment") });
        return;
    }
    if dice.percent(5) {
        events.push(say(due + dice.between(1, 12), "dispute"));
        let settled = due + dice.between(20, 60);
        events.push(say(settled, "dispute_settled"));
        if dice.percent(70) {
            events.push(Happening { amount: told(story.principal, dice), ..say(settled + dice.between(1, 20), "payment") });
            return;
        }
    }
    if dice.percent(5) {
        events.push(say(due + dice.between(0, 8), "deferral"));
        events.push(say(due + dice.between(30, 60), "deferral_ended"));
    }
    let fee = match track {
        "distraint" => 25_000,
        "rent" => 28_700,
        _ => 10_000,
    };
    let mut owed = story.principal;
    let mut reminded = due + if dice.percent(86) { dice.between(6, 17) } else { dice.between(18, 45) };
    let most = if dice.percent(10) { 3 } else { 2 };
    let reminders = if dice.percent(4) { 0 } else { dice.between(1, most) };
    for _ in 0..reminders {
        events.push(Happening { channel: dice.one_of(&["digital post", "brev"]), ..say(reminded, "reminder") });
        let charged = if dice.percent(2) { fee + 5_000 } else { fee };
        owed += charged;
        events.push(Happening { amount: told(charged, dice), ..say(reminded, "reminder_fee") });
        if dice.percent(42) {
            events.push(Happening { amount: told(owed, dice), channel: "kort", ..say(reminded + dice.between(1, 12), "payment") });
            return;
        }
        reminded += if dice.percent(94) { dice.between(14, 24) } else { dice.between(7, 13) };
    }
    if dice.percent(30) {
        agree(story, owed, reminded, dice);
        return;
    }
    transfer(story, owed, reminded, dice);
}

fn agree(story: &mut Story, owed: i64, from: i32, dice: &mut Dice) {
    let part = i64::from(dice.between(1, 12)) * 10_000 + 10_000;
    let event =
        |day: i32, kind: &'static str, amount: Option<i64>| Happening { day: Day(day), kind, amount, reason: "", channel: "", role: "" };
    let start = from + dice.between(1, 10);
    story.events.push(event(start, "plan_agreed", Some(part)));
    let (mut left, mut day) = (owed, start);
    for _ in 0..36 {
        day += 30;
        if dice.percent(4) {
            story.events.push(event(day + 10, "plan_broken", None));
            return;
        }
        story.events.push(event(day, "payment", Some(part.min(left))));
        left -= part;
        if left <= 0 {
            story.events.push(event(day, "plan_ended", None));
            return;
        }
        if dice.percent(1) {
            story.events.push(event(day + 2, "reminder", None));
        }
    }
}

fn transfer(story: &mut Story, owed: i64, from: i32, dice: &mut Dice) {
    let event = |day: i32, kind: &'static str| Happening { day: Day(day), kind, amount: None, reason: "", channel: "", role: "" };
    if dice.percent(88) {
        story
            .events
            .push(Happening { channel: dice.one_of(&["telefon", "mail", "møde"]), ..event(from + dice.between(0, 14), "contact") });
    }
    if dice.percent(90) {
        story.events.push(event(from + dice.between(2, 16), "assessment"));
    }
    let told = from + dice.between(5, 15);
    if dice.percent(96) {
        story.events.push(Happening { channel: "digital post", ..event(told, "notice") });
    }
    let sent = told + if dice.percent(93) { dice.between(14, 40) } else { dice.between(5, 13) };
    if dice.percent(80) {
        story.events.push(Happening { amount: Some(owed), ..event(sent, "transfer") });
        if dice.percent(6) {
            story.events.push(event(sent + dice.between(3, 20), "rejected"));
        }
    }
    if dice.percent(18) {
        let reason = if dice.percent(8) { "" } else { dice.one_of(&["gaeldsstyrelsen", "doedsbo", "bortfald", "foraeldelse", "anden"]) };
        story.events.push(Happening { amount: Some(owed), reason, ..event(sent + dice.between(20, 200), "write_off") });
    }
}
