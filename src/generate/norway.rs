use super::Plan;
use super::story::{Dice, Happening, Story};
use crate::law::{Amount, Occasion};
use crate::quantity::{Day, Money};
use crate::strategy::Strategy;

/// What the robot that looks for claims near their limitation may find, in days before the last day.
const IN_TIME: (i32, i32) = (5, 60);

/// Makes up Norwegian claims: vouchers that are followed up in cases of one to four, from the first reminder to distraint or limitation.
pub(super) fn stories(strategy: &Strategy, plan: &Plan, dice: &mut Dice) -> Vec<Story> {
    let mut made: Vec<Story> = Vec::new();
    let wanted = plan.claims as usize;
    let mut case = 0;
    while made.len() < wanted {
        case += 1;
        let case = Case::new(strategy, plan, case, dice);
        made.extend(case.vouchers(dice));
    }
    made.truncate(wanted);
    for (number, story) in (1..).zip(&mut made) {
        story.claim = format!("B{number:06}");
        story.events.retain(|event| event.day <= plan.drawn.plus_days(3) && strategy.vocabulary.kind(event.kind).is_some());
        story.events.sort_by_key(|event| event.day);
    }
    made
}

/// The claims of one debtor that are followed up together.
struct Case<'a> {
    strategy: &'a Strategy,
    drawn: Day,
    number: u32,
    debtor: i32,
    company: bool,
    vulnerable: Option<bool>,
    claim_type: usize,
    /// Whether the municipality may levy distraint itself.
    enforceable: bool,
    first_due: Day,
    many: u32,
}

/// A claim that is still open when its early steps are over.
struct Open {
    story: Story,
    owed: i64,
    /// The day of the payment demand; `None` where nobody went on.
    demand: Option<i32>,
}

fn say(day: i32, kind: &'static str) -> Happening {
    Happening { day: Day(day), kind, amount: None, reason: "", channel: "", role: "" }
}

impl<'a> Case<'a> {
    fn new(strategy: &'a Strategy, plan: &Plan, number: u32, dice: &mut Dice) -> Self {
        let types = i32::try_from(strategy.claim_types.len()).unwrap_or(1).max(1);
        let claim_type = usize::try_from(dice.between(0, types - 1)).unwrap_or(0);
        let track = strategy.claim_types.get(claim_type).and_then(|one| one.track.as_deref());
        // Bills fall due on the 20th; the oldest are near limitation on the day the data is drawn, or past it.
        let months = u32::try_from(if dice.percent(40) { dice.between(29, 43) } else { dice.between(1, 43) }).unwrap_or(1);
        let last = Day::new(plan.drawn.year(), plan.drawn.month(), 20).unwrap_or(plan.drawn);
        let since = Day::new(last.year() - 4, last.month(), 20).unwrap_or(last);
        let company = dice.percent(15);
        Self {
            strategy,
            drawn: plan.drawn,
            number,
            debtor: dice.between(1, i32::try_from(plan.claims / 3).unwrap_or(1).max(1)),
            company,
            vulnerable: dice.percent(96).then(|| !company && dice.percent(15)),
            claim_type,
            enforceable: track == Some("distraint"),
            first_due: since.plus_months(48 - months),
            many: if dice.percent(45) { u32::try_from(dice.between(2, 4)).unwrap_or(1) } else { 1 },
        }
    }

    fn vouchers(&self, dice: &mut Dice) -> Vec<Story> {
        let dues = (0..self.many).map(|month| self.first_due.plus_months(month)).filter(|due| due.plus_days(5) < self.drawn);
        let dues: Vec<Day> = dues.collect();
        let (mut closed, mut open) = (Vec::new(), Vec::new());
        for due in dues {
            let mut story = self.story(due, dice);
            match self.early(&mut story, dice) {
                Some((owed, demand)) => open.push(Open { story, owed, demand }),
                None => closed.push(story),
            }
        }
        self.enforce(&mut open, dice);
        closed.extend(open.into_iter().map(|one| one.story));
        closed.sort_by_key(|story| story.due);
        closed
    }

    fn story(&self, due: Day, dice: &mut Dice) -> Story {
        let fields = &self.strategy.vocabulary;
        let flags = fields.claim_fields.iter().map(|field| if fields.yes_no.contains(field) { self.vulnerable } else { None });
        Story {
            claim: String::new(),
            case: if dice.percent(97) { format!("S{:05}", self.number) } else { String::new() },
            debtor: format!("{:06}", 400_000 + self.debtor),
            company: self.company,
            claim_type: self.claim_type,
            principal: i64::from(dice.between(320, 5_900)) * if self.company { 450 } else { 100 } + if dice.percent(30) { 50 } else { 0 },
            established: due.plus_days(-25),
            due,
            last_timely_payment: Some(due),
            flags: flags.collect(),
            events: vec![Happening { channel: dice.one_of(&["eFaktura", "Digipost", "brev"]), ..say(due.0 - 25, "invoice") }],
        }
    }

    /// From the bill to the payment demand; what is owed then, and the day of the demand, or `None` for a claim that is closed.
    fn early(&self, story: &mut Story, dice: &mut Dice) -> Option<(i64, Option<i32>)> {
        let due = story.due.0;
        let told = |amount: i64, dice: &mut Dice| (!dice.percent(1)).then_some(amount);
        let pay = |day: i32, amount: Option<i64>| Happening { amount, channel: "bank", ..say(day, "payment") };
        if dice.percent(11) {
            let asked = due + dice.between(-10, 40);
            story.events.push(Happening { channel: dice.one_of(&["telefon", "e-post", "chat"]), ..say(asked, "enquiry") });
            if !dice.percent(3) {
                let longest = if dice.percent(93) { 7 } else { 21 };
                story.events.push(say(asked + dice.between(0, longest), "answer"));
            }
        }
        if dice.percent(46) {
            story.events.push(pay(due + dice.between(-9, 4), told(story.principal, dice)));
            return None;
        }
        if dice.percent(4) {
            let disputed = due + dice.between(1, 12);
            let settled = disputed + if dice.percent(85) { dice.between(6, 26) } else { dice.between(30, 70) };
            story.events.extend([say(disputed, "dispute"), say(settled, "dispute_settled")]);
            if dice.percent(60) {
                story.events.push(pay(settled + dice.between(1, 12), told(story.principal, dice)));
                return None;
            }
        }
        let reminded = due + self.delay(dice, 92, (14, 21), (9, 33));
        story.events.push(Happening { channel: dice.one_of(&["Digipost", "brev"]), ..say(reminded, "reminder") });
        if dice.percent(28) {
            story.events.push(pay(reminded + dice.between(1, 12), told(story.principal, dice)));
            return None;
        }
        if !self.company && dice.percent(4) {
            let died = reminded + dice.between(5, 60);
            story.events.push(say(died, "death_notice"));
            story.events.push(say(died + self.delay(dice, 85, (5, 40), (45, 80)), "estate_claim"));
            return Some((story.principal, None));
        }
        let mut owed = story.principal;
        let noticed = reminded + self.delay(dice, 95, (14, 20), (9, 13));
        story.events.push(Happening { channel: dice.one_of(&["Digipost", "brev"]), ..say(noticed, "collection_notice") });
        owed += self.charge(story, "reminder_fee", "no/inkassoforskrift/reminder-fee", noticed, dice);
        if dice.percent(2) {
            owed += self.charge(story, "reminder_fee", "no/inkassoforskrift/reminder-fee", reminded, dice);
        }
        if dice.percent(26) {
            story.events.push(pay(noticed + dice.between(1, 13), told(owed, dice)));
            return None;
        }
        if dice.percent(14) {
            agree(story, owed, noticed + dice.between(2, 12), dice);
            return if story.events.last().is_some_and(|event| event.kind == "plan_broken") { Some((owed, None)) } else { None };
        }
        // Of some claims nothing more is heard, and more of the old ones.
        if dice.percent(if self.drawn.0 - due > 700 { 45 } else { 12 }) {
            return Some((owed, None));
        }
        if dice.percent(96) {
            story.events.push(say(noticed + dice.between(8, 20), "assessment"));
        }
        let demanded = noticed + self.delay(dice, 94, (21, 30), (15, 20));
        story.events.push(Happening { channel: "brev", ..say(demanded, "payment_demand") });
        owed += self.charge(story, "payment_demand_fee", "no/inkassoforskrift/payment-demand-fee", demanded, dice);
        if dice.percent(1) {
            story.events.push(Happening { amount: Some(34_000), ..say(demanded, "collection_salary") });
            owed += 34_000;
        }
        if dice.percent(1) {
            story.events.push(say(demanded + 20, "external_collection"));
        }
        if dice.percent(20) {
            story.events.push(pay(demanded + dice.between(1, 16), told(owed, dice)));
            return None;
        }
        Some((owed, Some(demanded)))
    }

    /// Days until the next step: mostly within the first span, else within the second.
    fn delay(&self, dice: &mut Dice, chance: i32, usual: (i32, i32), other: (i32, i32)) -> i32 {
        let (low, high) = if dice.percent(chance) { usual } else { other };
        dice.between(low, high)
    }

    /// Books a fee as high as the law allows on the day; rarely twice as much.
    fn charge(&self, story: &mut Story, kind: &'static str, address: &str, day: i32, dice: &mut Dice) -> i64 {
        let reading = self.strategy.law.read(address, Occasion::on(Day(day)));
        let Some(Amount::Money(Money(fee))) = reading.map(|reading| reading.amount) else { return 0 };
        let fee = if dice.percent(2) { fee * 2 } else { fee };
        story.events.push(Happening { amount: Some(fee), ..say(day, kind) });
        fee
    }

    /// What the municipality does with the claims of the case that are open after the payment demand.
    fn enforce(&self, open: &mut [Open], dice: &mut Dice) {
        let Some(last) = open.iter().filter_map(|one| one.demand).max() else {
            open.iter_mut().for_each(|one| self.run_out(one, dice));
            return;
        };
        let day = last + self.delay(dice, 95, (16, 75), (9, 13));
        let step = dice.between(1, 100);
        let kind = match (step, self.enforceable) {
            (1..=45, _) => "distraint",
            (46..=62, true) | (62, false) => "wage_deduction",
            (63..=70, _) => "acknowledgement",
            _ => "",
        };
        let (gathered, assessed, called) = (dice.percent(94), dice.percent(93), dice.percent(88));
        let by = if !self.enforceable && kind == "distraint" {
            "namsmann"
        } else if kind == "acknowledgement" || dice.percent(3) {
            ""
        } else {
            "særnamsmann"
        };
        let back = (dice.between(3, 25), dice.between(3, 40), dice.between(2, 50));
        let petitions = kind == "distraint" && (!self.enforceable || dice.percent(10));
        for (index, one) in open.iter_mut().enumerate() {
            if one.demand.is_none() || kind.is_empty() {
                self.run_out(one, dice);
                continue;
            }
            let events = &mut one.story.events;
            if kind != "acknowledgement" {
                events.extend(gathered.then(|| say(day - back.0, "cases_gathered")));
                events.extend(assessed.then(|| say(day - back.1, "assessment")));
                events.extend(called.then(|| Happening { channel: "telefon", ..say(day - back.2, "contact") }));
                events.extend((petitions && index == 0).then(|| say(day - 2, "petition")));
            }
            events.push(Happening { role: by, ..say(day, kind) });
            if dice.percent(55) {
                let part = one.owed / 3;
                for (month, amount) in (1..).zip([part, part, one.owed - 2 * part]) {
                    let amount = (!dice.percent(1)).then_some(amount);
                    events.push(Happening { amount, channel: "bank", ..say(day + 30 * month, "payment") });
                }
            } else if dice.percent(6) {
                write_off(&mut one.story, one.owed, day + dice.between(60, 300), dice);
            }
        }
    }

    /// Lets a claim that nobody follows up come near its limitation: most are stopped in time, some are saved, a few are missed.
    fn run_out(&self, one: &mut Open, dice: &mut Dice) {
        let last = one.story.due.plus_months(36).0;
        let stopped = last - dice.between(IN_TIME.0, IN_TIME.1);
        let chance = dice.between(1, 100);
        let late = last + dice.between(4, 25);
        // What is still to be decided when the data is drawn is not decided yet.
        if stopped > self.drawn.0 {
            return;
        }
        let story = &mut one.story;
        match chance {
            1..=66 => {
                story.events.push(say(stopped - 3, "assessment"));
                story.events.push(Happening { amount: Some(one.owed), reason: "foreldelse", ..say(stopped - 2, "write_off_proposed") });
                story.events.push(Happening {
                    amount: Some(one.owed),
                    reason: "foreldelse",
                    role: "avdelingsleder",
                    ..say(stopped, "write_off")
                });
            }
            67..=76 => story.events.push(say(stopped, "acknowledgement")),
            77..=84 if self.enforceable => story.events.push(Happening { role: "særnamsmann", ..say(stopped, "wage_deduction") }),
            85..=90 => story.events.push(Happening { channel: "brev", ..say(late, "reminder") }),
            91..=94 => {
                story.events.push(Happening {
                    amount: Some(one.owed),
                    reason: "foreldelse",
                    role: "avdelingsleder",
                    ..say(late, "write_off")
                });
            }
            _ => {}
        }
    }
}

/// Pays by instalments until all is paid, or until nobody pays any more.
fn agree(story: &mut Story, owed: i64, start: i32, dice: &mut Dice) {
    let part = i64::from(dice.between(2, 12)) * 10_000;
    story.events.push(Happening { amount: Some(part), channel: dice.one_of(&["selvbetjening", "telefon"]), ..say(start, "plan_agreed") });
    let (mut left, mut day) = (owed, start);
    for _ in 0..48 {
        day += 30;
        if dice.percent(4) {
            story.events.push(say(day + 10, "plan_broken"));
            return;
        }
        story.events.push(Happening { amount: Some(part.min(left)), channel: "bank", ..say(day, "payment") });
        left -= part;
        if left <= 0 {
            story.events.push(say(day, "plan_ended"));
            return;
        }
        if dice.percent(1) {
            story.events.push(say(day + 3, "reminder"));
        }
    }
}

/// The role of who approves a write-off; empty for a case worker.
fn approver(dice: &mut Dice) -> &'static str {
    if dice.percent(94) { "avdelingsleder" } else { "" }
}

fn write_off(story: &mut Story, owed: i64, day: i32, dice: &mut Dice) {
    let reason = if dice.percent(8) { "" } else { dice.one_of(&["dodsbo", "konkurs", "gjeldsordning", "smaabelop", "annet"]) };
    if dice.percent(85) {
        story.events.push(Happening { amount: Some(owed), reason, ..say(day - 10, "write_off_proposed") });
    }
    story.events.push(Happening { amount: Some(owed), reason, role: approver(dice), ..say(day, "write_off") });
}
