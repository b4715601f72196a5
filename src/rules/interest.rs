#![doc = include_str!("../../book/src/rules/interest.md")]

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Asks, Reader, Rule, RuleKind};
use crate::diagnostic::Code;
use crate::law::{Convention, Unit};
use crate::plan::{Accrual, Asked, Basis, Limit, Measure, Plan, Range, Side, Window};
use crate::prose::{Fact, Sentence};
use crate::quantity::Money;
use crate::yaml::{Names, Scalar};

/// Booked interest equals the interest that has accrued: `interest: {event: interest, from: due, rate: 8 %, tolerance: 1 kr}`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Interest {
    /// The booked interest; one name or a list.
    #[schemars(extend("x-required" = true), example = &"interest")]
    pub event: Names,
    /// The event from whose day interest runs; the first of them on the claim.
    #[schemars(extend("x-required" = true), example = &"due")]
    pub from: Names,
    /// The rate: `8 %`, or a `law:` parameter that is one.
    #[schemars(extend("x-required" = true), example = &"8 %")]
    pub rate: Option<Scalar>,
    /// What the rate is for: a `year` (if not said) or a `month`.
    pub per: Option<Per>,
    /// How time is counted: `daily` (if not said) or `commenced_months`.
    pub convention: Option<WrittenConvention>,
    /// With `daily`: the days of a year, `365` (if not said) or `360`; `open` where it is not settled which of the two.
    #[schemars(example = 365)]
    pub days: Option<Scalar>,
    /// What interest runs on: `principal` (if not said) or `balance`.
    pub on: Option<WrittenBasis>,
    /// How far the two amounts may differ, either way or with `or_less` upwards; not at all if not said.
    #[schemars(example = &"1 kr")]
    pub tolerance: Option<Scalar>,
    /// Whether less may be booked than has accrued; no if not said.
    pub or_less: Option<bool>,
}

/// What a rate is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// A year.
    Year,
    /// A month.
    Month,
}

/// How time is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WrittenConvention {
    /// Day by day.
    Daily,
    /// A month counts whole as soon as it commences.
    CommencedMonths,
}

/// What interest runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WrittenBasis {
    /// What is left of the principal: principal − credits.
    Principal,
    /// Fees too: principal + charges − credits, without booked interest.
    Balance,
}

impl RuleKind for Interest {
    const NAME: &'static str = "interest";

    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
        let event = reader.kinds("event", &self.event);
        let from = reader.kinds("from", &self.from);
        let rate = self.rate.as_ref().map(|rate| rate.words()).and_then(|words| Some((reader.under("rate").value(&words, Unit::Rate)?, words)));
        let tolerance = match &self.tolerance {
            None => Some(Money(0)),
            Some(written) => reader.money("tolerance", &written.words()),
        };
        let convention = self.convention(reader);
        let (Some(event), Some(from), Some((rate, words)), Some(tolerance), Some((convention, or_convention, key))) = (event, from, rate, tolerance, convention) else {
            return None;
        };
        let law = words.strip_prefix("law:").map(str::to_owned).into_iter().collect();
        let ((booked, event_fact), (from, from_fact), (rate, rate_fact)) = (event, from, rate);
        let on = self.on.unwrap_or(WrittenBasis::Principal);
        let basis_fact = Fact::Key(if on == WrittenBasis::Principal { "interest-principal" } else { "interest-balance" }.to_owned());
        let mut facts = vec![("event", event_fact), ("from", from_fact), ("rate", rate_fact), ("on", basis_fact), ("tolerance", Fact::Money(tolerance))];
        let years: Vec<Fact> = [Some(convention), or_convention]
            .into_iter()
            .flatten()
            .filter_map(|convention| if let Convention::Daily { year } = convention { Some(Fact::Number(i64::from(year))) } else { None })
            .collect();
        if !years.is_empty() {
            facts.push(("days", Fact::AnyOf(years)));
        }
        let exact = if tolerance == Money(0) { "-exactly" } else { "" };
        let or_less = self.or_less.unwrap_or(false);
        let ceiling = if or_less { "-or-less" } else { "" };
        Some(Rule {
            kind: Self::NAME,
            written: reader.written(),
            asks: Asks::Cases(Plan {
                asked: Asked::Each(booked),
                gates: Vec::new(),
                related: booked,
                related_states: Vec::new(),
                window: Window::on(Side::Here),
                measure: Measure::Accrued(Accrual {
                    booked,
                    from,
                    rate,
                    convention,
                    or_convention,
                    basis: if on == WrittenBasis::Principal { Basis::Principal } else { Basis::Balance },
                }),
                range: Range { min: (!or_less).then_some(Limit::Is(-tolerance.0)), max: Some(Limit::Is(tolerance.0)) },
            }),
            sentence: Sentence::new(format!("rule-interest-{key}{ceiling}{exact}"), facts.clone()),
            facts,
            law,
        })
    }
}

impl Interest {
    /// How time is counted, the other way where it is open which, and the sentence that says so.
    fn convention(&self, reader: &mut Reader<'_>) -> Option<(Convention, Option<Convention>, &'static str)> {
        let per = self.per.unwrap_or(Per::Year);
        match self.convention.unwrap_or(WrittenConvention::Daily) {
            WrittenConvention::Daily if per == Per::Month => {
                let message = "a rate for a month cannot be counted day by day".to_owned();
                reader.refuse(Code::OneKind, "per", message, "write `per: year` with the rate for a year, or `convention: commenced_months`".to_owned());
                None
            }
            WrittenConvention::Daily => {
                let daily = |year| Convention::Daily { year };
                let written = self.days.as_ref().map(|days| days.words());
                match written.as_deref() {
                    None | Some("365") => Some((daily(365), None, "daily")),
                    Some("360") => Some((daily(360), None, "daily")),
                    Some("open") => Some((daily(360), Some(daily(365)), "daily")),
                    Some(other) => {
                        let message = format!("`{other}` is not the days of a year");
                        reader.refuse(Code::NotANumber, "days", message, "write `365` or `360`, or `open` where it is not settled which".to_owned());
                        None
                    }
                }
            }
            WrittenConvention::CommencedMonths if self.days.is_some() => {
                let message = "`days` belongs to `convention: daily`".to_owned();
                reader.refuse(Code::OneKind, "days", message, "remove `days:`; a commenced month counts whole".to_owned());
                None
            }
            WrittenConvention::CommencedMonths if per == Per::Month => Some((Convention::CommencedMonths { per: 1 }, None, "months")),
            WrittenConvention::CommencedMonths => Some((Convention::CommencedMonths { per: 12 }, None, "twelfths")),
        }
    }
}
