use super::{Amount, Breach, Lack, Law, Occasion, Parameter, Reading, Track, Value};
use crate::quantity::{Day, Money};

/// What is known of a claim that is to be transferred; what is not known is `None`.
#[derive(Debug, Clone, Copy)]
pub struct TransferAsked<'a> {
    /// The legal regime, by its id among [`Law::tracks`].
    pub track: &'a str,
    /// The day of the transfer.
    pub on: Day,
    /// The day on which the claim fell due.
    pub due: Option<Day>,
    /// The last day on which it could be paid in time, inclusive.
    pub last_timely_payment: Option<Day>,
    /// What is owed with interest, fees and costs on that day, in minor units.
    pub balance: Option<Money>,
    /// Master data by the names that the law's list of it has, and whether each is filled in.
    pub fields: &'a [(&'a str, Option<bool>)],
    /// Who is liable.
    pub debtors: Option<&'a [&'a str]>,
    /// Written notices of the transfer before it, each with the debtor that it was sent to.
    pub notices: Option<&'a [Option<&'a str>]>,
    /// How many reminders were sent before it.
    pub reminders: Option<usize>,
    /// States that stand in the way of a transfer, by their names, and whether each holds on that day.
    pub states: &'a [(&'a str, Option<bool>)],
}

/// Something that a transfer needs, and whether it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferNeed<'a> {
    /// What.
    pub what: Need,
    /// Whether it is there.
    pub standing: Standing,
    /// What it comes to where it is not, if that is known.
    pub breach: Option<Breach>,
    /// The rows of the law that ask for it.
    pub rests_on: Vec<(&'a Parameter, &'a Value)>,
    /// The value of the law that nobody can tell.
    pub lack: Option<Lack<'a>>,
}

/// What a transfer needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// A field of the master data.
    Field(String),
    /// That the last day on which the claim could be paid in time has passed; that day, inclusive.
    Deadline(Option<Day>),
    /// That no less is owed than the law's minimum.
    Minimum {
        /// The least in minor units, inclusive.
        least: Option<Money>,
        /// What is owed in minor units.
        owed: Option<Money>,
    },
    /// A written notice to everybody who is liable.
    Notice {
        /// How many are liable.
        debtors: Option<usize>,
        /// How many notices were sent.
        notices: Option<usize>,
    },
    /// The creditor's usual reminders.
    Reminders(Option<usize>),
    /// That a state does not hold: the claim is not with the debt agency already, not disputed, under no plan.
    Free(String),
}

/// Whether something is there; unknown is never no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is there.
    Met,
    /// It is not.
    Lacking,
    /// The data or the law does not tell.
    Unknown,
}

impl Standing {
    fn of(known: Option<bool>) -> Self {
        known.map_or(Self::Unknown, |there| if there { Self::Met } else { Self::Lacking })
    }
}

/// Tells what the transfer of a claim to the debt agency needs and whether it is there: master data, a deadline that has passed, the
/// minimum, notice to everybody who is liable, reminders, and that no state stands in its way. Limitation is not looked at.
///
/// Only what the law of the claim's regime asks for is told: `transfer_fields`, `transfer_deadline`, `transfer_minimum`,
/// `transfer_notice` and `transfer_reminders` of the track. Who is liable alone has had every notice; of several, those whom one is
/// known to have been sent to.
///
/// Denmark: gældsinddrivelsesloven § 2, stk. 3 (the payment deadline has passed; the usual reminders, a rule of order) and stk. 4
/// (written notice, a rule of order); the minimum and the master data from the debt agency's guidance. The rows say where they were
/// seen.
///
/// # Errors
/// `None` where the law has no such regime, or asks nothing of a transfer.
pub fn transfer_of<'a>(law: &'a Law, asked: &TransferAsked<'_>) -> Option<Vec<TransferNeed<'a>>> {
    let track = law.tracks.get(asked.track)?;
    let mut needs = Needs { law, occasion: Occasion { on: asked.on, due: asked.due }, list: Vec::new() };
    needs.fields(track, asked);
    needs.of(track.transfer_deadline.as_deref(), |_| {
        let passed = asked.last_timely_payment.map(|last| asked.on > last);
        (Need::Deadline(asked.last_timely_payment), Standing::of(passed))
    });
    needs.of(track.transfer_minimum.as_deref(), |reading| {
        let least = reading.and_then(|reading| if let Amount::Money(least) = reading.amount { Some(least) } else { None });
        let enough = least.zip(asked.balance).map(|(least, owed)| owed >= least);
        (Need::Minimum { least, owed: asked.balance }, Standing::of(enough))
    });
    needs.of(track.transfer_notice.as_deref(), |_| {
        let (debtors, notices) = (asked.debtors.map(<[_]>::len), asked.notices.map(<[_]>::len));
        (Need::Notice { debtors, notices }, Standing::of(noticed(asked)))
    });
    needs.of(track.transfer_reminders.as_deref(), |_| {
        (Need::Reminders(asked.reminders), Standing::of(asked.reminders.map(|reminders| reminders > 0)))
    });
    if needs.list.is_empty() {
        return None;
    }
    for (name, holds) in asked.states {
        let standing = Standing::of(holds.map(|holds| !holds));
        let need = TransferNeed { what: Need::Free((*name).to_owned()), standing, breach: None, rests_on: Vec::new(), lack: None };
        needs.list.push(need);
    }
    Some(needs.list)
}

/// Whether everybody who is liable has had a notice.
fn noticed(asked: &TransferAsked<'_>) -> Option<bool> {
    let notices = asked.notices?;
    if notices.is_empty() {
        return Some(false);
    }
    let debtors = asked.debtors.filter(|debtors| !debtors.is_empty())?;
    if let [only] = debtors {
        // A notice to somebody else is none.
        return notices.iter().map(|to| to.is_none_or(|to| to == *only)).max();
    }
    let had = |debtor: &&str| notices.iter().any(|to| to.as_deref() == Some(*debtor));
    match (debtors.iter().all(had), notices.iter().all(Option::is_some)) {
        (true, _) => Some(true),
        (false, true) => Some(false),
        (false, false) => None,
    }
}

/// What a transfer needs, as it is gathered.
struct Needs<'a> {
    law: &'a Law,
    occasion: Occasion,
    list: Vec<TransferNeed<'a>>,
}

impl<'a> Needs<'a> {
    fn fields(&mut self, track: &'a Track, asked: &TransferAsked<'_>) {
        let Some(address) = track.transfer_fields.as_deref() else { return };
        let reading = self.law.read(address, self.occasion);
        let names = match reading.as_ref().map(|reading| &reading.amount) {
            Some(Amount::Codes(names)) => names.clone(),
            // Which fields it is cannot be told on that day.
            _ => asked.fields.iter().map(|(name, _)| (*name).to_owned()).collect(),
        };
        for name in names {
            let filled = asked.fields.iter().find(|(field, _)| *field == name).and_then(|(_, filled)| *filled);
            let standing = if reading.is_some() { Standing::of(filled) } else { Standing::Unknown };
            self.push(address, Need::Field(name), standing, reading.as_ref());
        }
    }

    /// A need that the law states under an address, if it does.
    fn of(&mut self, address: Option<&str>, told: impl FnOnce(Option<&Reading<'a>>) -> (Need, Standing)) {
        let Some(address) = address else { return };
        let reading = self.law.read(address, self.occasion);
        let (what, standing) = told(reading.as_ref());
        // A rule that is not known to hold on the day does not decide.
        let standing = if reading.is_some() { standing } else { Standing::Unknown };
        self.push(address, what, standing, reading.as_ref());
    }

    fn push(&mut self, address: &str, what: Need, standing: Standing, reading: Option<&Reading<'a>>) {
        let parameter = self.law.parameters.get(address);
        self.list.push(TransferNeed {
            what,
            standing,
            breach: parameter.and_then(|parameter| parameter.breach),
            rests_on: reading.map(|reading| reading.rests_on.clone()).unwrap_or_default(),
            lack: self.law.lack(address, self.occasion),
        });
    }
}
