//! What the law's data says of itself, in words.

use super::{Bound, Breach, DecidedBy, Formula, Law, Missing, Parameter, Quality, Rounding, Track, Unit, Value};
use crate::prose::{Lang, Voice};
use crate::quantity::Day;

impl Unit {
    /// Names the unit as it is written: `money`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Share => "share",
            Self::Rate => "rate",
            Self::Factor => "factor",
            Self::Period => "period",
            Self::Number => "number",
            Self::Day => "day",
            Self::Codes => "codes",
            Self::Rule => "rule",
        }
    }

    /// Says what values of the unit are.
    pub fn words(self, lang: Lang) -> String {
        lang.text(&format!("law-unit-{}", self.name()))
    }
}

impl Bound {
    /// Names how it binds as it is written: `at_most`.
    pub fn name(self) -> &'static str {
        match self {
            Self::AtMost => "at_most",
            Self::AtLeast => "at_least",
            Self::Exactly => "exactly",
        }
    }
}

impl DecidedBy {
    /// Names the day that decides as it is written: `due_date`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Sending => "sending",
            Self::DueDate => "due_date",
            Self::HalfYear => "half_year",
        }
    }
}

impl Breach {
    /// Names what a breach comes to as it is written: `validity`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Validity => "validity",
            Self::Order => "order",
        }
    }
}

impl Quality {
    /// Names the quality as it is written: `law_text`.
    pub fn name(self) -> &'static str {
        match self {
            Self::LawText => "law_text",
            Self::Authority => "authority",
            Self::Secondary => "secondary",
        }
    }

    /// Says how good the source is.
    pub fn words(self, lang: Lang) -> String {
        lang.text(&key("quality", self.name()))
    }
}

fn key(what: &str, name: &str) -> String {
    format!("law-{what}-{}", name.replace('_', "-"))
}

impl Law {
    /// Gives the voice of the country's currency in a language.
    pub fn voice(&self, lang: Lang) -> Voice {
        Voice::new(lang, if self.country == "no" { "NOK" } else { "DKK" })
    }

    /// Names the country in a language.
    pub fn country_name(&self, lang: Lang) -> String {
        lang.text(&format!("law-country-{}", self.country))
    }
}

impl Parameter {
    /// Says how it binds a strategy.
    pub fn bound_words(&self, lang: Lang) -> String {
        lang.text(&key("bound", self.bound.map_or("none", Bound::name)))
    }

    /// Says which day chooses the value.
    pub fn decided_words(&self, lang: Lang) -> String {
        // Each part of a formula has its own.
        lang.text(&key("decided", if self.formula.is_some() { "parts" } else { self.decided_by.name() }))
    }

    /// Says whether a council must have decided it.
    pub fn council_words(&self, lang: Lang) -> String {
        lang.text(if self.council_decision { "law-council-yes" } else { "law-council-no" })
    }

    /// Says what a breach comes to.
    pub fn breach_words(&self, lang: Lang) -> String {
        lang.text(&key("breach", self.breach.map_or("unknown", Breach::name)))
    }

    /// Says how the value follows from others; `None` where it does not.
    pub fn formula_words(&self, lang: Lang) -> Option<String> {
        Some(match self.formula.as_ref()? {
            Formula::Sum(addresses) => addresses.join(" + "),
            Formula::Product { amount, factor, rounding } => {
                let rounded = if *rounding == Some(Rounding::Down) { "law-formula-down" } else { "law-formula-whole" };
                format!("{amount} × {factor}, {}", lang.text(rounded))
            }
        })
    }
}

impl Law {
    /// Whether the day on which a claim falls due has part in choosing a parameter's value.
    pub fn chosen_by_due_date(&self, parameter: &Parameter) -> bool {
        let parts = parameter.formula.iter().flat_map(Formula::operands).filter_map(|part| self.parameters.get(part));
        std::iter::once(parameter).chain(parts).any(Parameter::is_by_due_date)
    }
}

impl Track {
    /// Lists the parameters that apply, each with the key that names it.
    pub fn parameters(&self) -> Vec<(&'static str, &str)> {
        // Taken apart, so that a key that is added is not forgotten here.
        let Self {
            name: _,
            reminder_fee,
            reminder_fees,
            reminder_interval,
            first_fee_after,
            interest,
            limitation,
            transfer_minimum,
            transfer_fields,
            transfer_deadline,
            transfer_notice,
            transfer_reminders,
        } = self;
        let first_month = interest.as_ref().and_then(|interest| interest.first_month.as_ref());
        let named = [
            ("reminder_fee", reminder_fee.as_ref()),
            ("reminder_fees", reminder_fees.as_ref()),
            ("reminder_interval", reminder_interval.as_ref()),
            ("first_fee_after", first_fee_after.as_ref()),
            ("interest", interest.as_ref().map(|interest| &interest.rate)),
            ("first_month", first_month),
            ("limitation", limitation.as_ref()),
            ("transfer_minimum", transfer_minimum.as_ref()),
            ("transfer_fields", transfer_fields.as_ref()),
            ("transfer_deadline", transfer_deadline.as_ref()),
            ("transfer_notice", transfer_notice.as_ref()),
            ("transfer_reminders", transfer_reminders.as_ref()),
        ];
        named.into_iter().filter_map(|(key, address)| Some((key, address?.as_str()))).collect()
    }
}

impl Value {
    /// Says where the value comes from: quality, and the day on which it was checked.
    pub fn checked_words(&self, voice: &Voice) -> String {
        let (quality, day) = (self.quality.words(voice.lang), voice.day(self.verified_on));
        voice.lang.text_words("law-checked", &[("quality", &quality), ("day", &day)])
    }
}

impl Missing {
    /// Says which days have no value.
    pub fn days_words(&self, voice: &Voice) -> String {
        days_words(self.from, self.to, voice)
    }
}

/// Says which days are meant, both inclusive; without a first day all until the last, without a last all from the first.
pub fn days_words(from: Option<Day>, to: Option<Day>, voice: &Voice) -> String {
    let said = |day: Option<Day>| day.map(|day| voice.day(day)).unwrap_or_default();
    let key = match (from, to) {
        (Some(_), None) => "law-days-from",
        (None, _) => "law-days-to",
        (Some(_), Some(_)) => "law-days",
    };
    voice.lang.text_words(key, &[("from", &said(from)), ("to", &said(to))])
}
