use std::collections::BTreeMap;

use super::written::{WrittenInterest, WrittenTrack};
use super::{InterestPer, Names, Parameter, TracksFile, Unit};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::yaml::{At, Document, Shape};

/// A legal regime of claims, with the addresses of the parameters that apply to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Track {
    /// What it is called.
    pub name: Names,
    /// The amount of a reminder's fee.
    pub reminder_fee: Option<String>,
    /// How many reminders may cost a fee.
    pub reminder_fees: Option<String>,
    /// The time between two reminders that cost a fee.
    pub reminder_interval: Option<String>,
    /// The time from the due date to the first reminder that costs a fee.
    pub first_fee_after: Option<String>,
    /// Late interest.
    pub interest: Option<InterestTerms>,
    /// How long after its start a claim is time-barred.
    pub limitation: Option<String>,
    /// The smallest claim that may be transferred.
    pub transfer_minimum: Option<String>,
    /// Master data that a transfer needs.
    pub transfer_fields: Option<String>,
    /// That a transfer waits for the last day of timely payment.
    pub transfer_deadline: Option<String>,
    /// That everybody who is liable is notified before a transfer.
    pub transfer_notice: Option<String>,
    /// That reminders come before a transfer.
    pub transfer_reminders: Option<String>,
}

/// How late interest is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InterestTerms {
    /// The address of the rate.
    pub rate: String,
    /// What the rate is for.
    pub per: InterestPer,
    /// The days of a year, where the law says so.
    pub days: Option<u32>,
    /// The address of the time from the due date to the first commenced month.
    pub first_month: Option<String>,
}

/// Proves the legal regimes: what they name must be there, in its unit.
pub(super) fn prove(
    document: &mut Document,
    parameters: &BTreeMap<String, Parameter>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, Track> {
    let written = TracksFile::read(document, diagnostics).tracks.unwrap_or_default();
    let root = document.root();
    let mut prover = Prover { parameters, diagnostics };
    written.into_iter().map(|(id, track)| (id.clone(), prover.track(track, &root.key("tracks").key(&id)))).collect()
}

struct Prover<'a> {
    parameters: &'a BTreeMap<String, Parameter>,
    diagnostics: &'a mut Diagnostics,
}

impl Prover<'_> {
    fn track(&mut self, written: WrittenTrack, at: &At<'_>) -> Track {
        let mut link = |address: Option<String>, key: &str, unit: Option<Unit>| self.link(address, &at.key(key), unit);
        Track {
            reminder_fee: link(written.reminder_fee, "reminder_fee", Some(Unit::Money)),
            reminder_fees: link(written.reminder_fees, "reminder_fees", Some(Unit::Number)),
            reminder_interval: link(written.reminder_interval, "reminder_interval", Some(Unit::Period)),
            first_fee_after: link(written.first_fee_after, "first_fee_after", Some(Unit::Period)),
            limitation: link(written.limitation, "limitation", Some(Unit::Period)),
            transfer_minimum: link(written.transfer_minimum, "transfer_minimum", Some(Unit::Money)),
            transfer_fields: link(written.transfer_fields, "transfer_fields", Some(Unit::Codes)),
            // A rule without a number may be in any unit.
            transfer_deadline: link(written.transfer_deadline, "transfer_deadline", None),
            transfer_notice: link(written.transfer_notice, "transfer_notice", None),
            transfer_reminders: link(written.transfer_reminders, "transfer_reminders", None),
            interest: written.interest.and_then(|interest| self.interest(interest, &at.key("interest"))),
            name: Names(written.name.unwrap_or_default()),
        }
    }

    fn interest(&mut self, written: WrittenInterest, at: &At<'_>) -> Option<InterestTerms> {
        let rate = self.link(written.rate, &at.key("rate"), Some(Unit::Rate))?;
        let first_month = self.link(written.first_month, &at.key("first_month"), Some(Unit::Period));
        Some(InterestTerms { rate, per: written.per?, days: written.days, first_month })
    }

    fn link(&mut self, address: Option<String>, at: &At<'_>, unit: Option<Unit>) -> Option<String> {
        let address = address?;
        match self.parameters.get(&address) {
            Some(parameter) if unit.is_none_or(|unit| parameter.unit == unit) => Some(address),
            Some(_) => {
                let message = format!("`{address}` is in another unit");
                self.diagnostics.push(
                    Diagnostic::error(Code::WrongLawUnit, at.span(), message).help("name a parameter of the unit that the key takes"),
                );
                None
            }
            None => {
                let message = format!("`{address}` is not a parameter of the law");
                let known = self.parameters.keys().map(String::as_str);
                self.diagnostics.push(Diagnostic::error(Code::LawLink, at.span(), message).help(one_of(&address, known)));
                None
            }
        }
    }
}
