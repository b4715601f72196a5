//! From a written parameter to a proved one: every day has one value, or is listed as missing.

use std::collections::BTreeMap;

use super::written::{WrittenFormula, WrittenMissing, WrittenValue};
use super::{Amount, DecidedBy, Formula, Missing, Names, Parameter, ParameterFile, Unit, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::quantity::{Day, Factor, Money, Period, Rate, Share, Unreadable};
use crate::yaml::{At, Document, Scalar, Shape};

/// Proves one parameter by itself; what its formula names is proved by [`formulas`].
pub(super) fn parameter(address: &str, document: &mut Document, diagnostics: &mut Diagnostics) -> Option<Parameter> {
    let written = ParameterFile::read(document, diagnostics);
    let root = document.root();
    let unit = written.unit?;
    let mut prover = Prover { diagnostics };
    let rows = written.values.as_deref().unwrap_or_default();
    let values: Vec<(Value, At<'_>)> = rows
        .iter()
        .enumerate()
        .filter_map(|(index, row)| {
            let at = root.key("values").item(index);
            Some((prover.value(row, unit, &at)?, at))
        })
        .collect();
    let missing = written.missing.as_deref().unwrap_or_default();
    let missing: Vec<Missing> =
        missing.iter().enumerate().filter_map(|(index, missing)| prover.missing(missing, &root.key("missing").item(index))).collect();
    let formula = written.formula.as_ref().map(|formula| prover.formula(formula, &root.key("formula")));
    let review_by = prover.day(written.review_by.as_ref(), &root.key("review_by"));
    let decided_by = written.decided_by.unwrap_or_default();
    if formula.is_some() && written.decided_by.is_some() {
        let message = "`decided_by` stands beside `formula`";
        prover.refuse(Code::OneKind, &root.key("decided_by"), message, "remove it: each part of a formula has its own");
    }
    if rows.is_empty() && formula.is_none() && written.missing.is_none() && !root.has_broken() {
        prover.refuse(
            Code::MissingKey,
            &root,
            "the parameter has neither `values` nor a `formula`",
            "add `values:` with one row for each value",
        );
    }
    let mut parameter = Parameter {
        address: address.to_owned(),
        name: Names(written.name.unwrap_or_default()),
        note: Names(written.note.unwrap_or_default()),
        unit,
        bound: written.bound,
        decided_by,
        council_decision: written.council_decision.unwrap_or(false),
        breach: written.breach,
        review_by,
        formula: formula.flatten(),
        values: Vec::new(),
        missing,
        span: root.span(),
    };
    prover.order(&mut parameter, values);
    prover.whole(&parameter, &root);
    Some(parameter)
}

/// Proves what formulas name: parameters that have rows of their own, in the units that the formula takes.
pub(super) fn formulas(parameters: &mut BTreeMap<String, Parameter>, diagnostics: &mut Diagnostics) {
    let mut broken = Vec::new();
    for (address, parameter) in &*parameters {
        let Some(formula) = &parameter.formula else { continue };
        let wanted = match formula {
            Formula::Sum(operands) => operands.iter().map(|operand| (operand, Unit::Rate)).collect(),
            Formula::Product { amount, factor, .. } => vec![(amount, Unit::Money), (factor, Unit::Factor)],
        };
        for (operand, unit) in wanted {
            let what = match parameters.get(operand) {
                None => format!("`{operand}` is not a parameter of the law"),
                Some(found) if found.unit != unit => format!("`{operand}` is in another unit than the formula takes"),
                Some(found) if found.formula.is_some() => format!("`{operand}` is a formula itself"),
                Some(_) => continue,
            };
            let known =
                parameters.values().filter(|known| known.unit == unit && known.formula.is_none()).map(|known| known.address.as_str());
            diagnostics.push(Diagnostic::error(Code::LawLink, parameter.span, what).help(one_of(operand, known)));
            broken.push(address.clone());
        }
        let by_due = formula.operands().iter().filter(|operand| parameters.get(**operand).is_some_and(Parameter::is_by_due_date)).count();
        if by_due > 0
            && !(formula.operands().len() == 2 && by_due == 1 && parameter.values.is_empty() && matches!(formula, Formula::Sum(_)))
        {
            let message = "the due date chooses a part of this formula";
            let help = "write it as a `sum` of two rates, one of them chosen by the due date, and without `values`";
            diagnostics.push(Diagnostic::error(Code::LawLink, parameter.span, message).help(help));
            broken.push(address.clone());
        }
    }
    for address in broken {
        parameters.remove(&address);
    }
}

struct Prover<'a> {
    diagnostics: &'a mut Diagnostics,
}

impl Prover<'_> {
    fn refuse(&mut self, code: Code, at: &At<'_>, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::error(code, at.span(), message).help(help));
    }

    fn day(&mut self, written: Option<&Scalar>, at: &At<'_>) -> Option<Day> {
        Day::parse(&written?.words()).map_err(|error| self.diagnostics.push(Diagnostic::unreadable(Code::NotADate, at.span(), error))).ok()
    }

    fn value(&mut self, row: &WrittenValue, unit: Unit, at: &At<'_>) -> Option<Value> {
        let mut day = |written: &Option<Scalar>, key: &str| self.day(written.as_ref(), &at.key(key));
        let (from, by, to) = (day(&row.from, "from"), day(&row.in_force_by, "in_force_by"), day(&row.to, "to"));
        let verified_on = day(&row.verified_on, "verified_on");
        if row.from.is_some() == row.in_force_by.is_some() {
            let help = "write `from:` with the first day, or `in_force_by:` with a day on which it was seen in force";
            self.refuse(Code::OneKind, at, "a value takes `from` or `in_force_by`, and one of them", help);
        }
        let first = from.or(by);
        if let Some((first, to)) = first.zip(to).filter(|(first, to)| to < first) {
            let message = format!("the value ends on {to}, before it starts on {first}");
            self.refuse(Code::PeriodBackwards, &at.key("to"), &message, &format!("write a day on or after {first}"));
        }
        let amount = self.amount(row, unit, &at.key("value"))?;
        Some(Value {
            from: first?,
            start_unknown: by.is_some(),
            to,
            amount,
            reference: row.reference.clone()?,
            source: row.source.clone()?,
            quality: row.source_quality?,
            verified_on: verified_on?,
        })
    }

    fn amount(&mut self, row: &WrittenValue, unit: Unit, at: &At<'_>) -> Option<Amount> {
        let words = row.value.list();
        if unit == Unit::Rule {
            if words.is_empty() {
                return Some(Amount::InForce);
            }
            self.refuse(Code::UnknownKey, at, "a rule without a value has one", "remove `value:`, or write the unit that the value is in");
            return None;
        }
        // One that could not be read was reported and left out.
        if words.is_empty() && !at.exists() {
            self.refuse(Code::MissingKey, at, "`value` is missing here", "add `value:`, or write `unit: rule` for a rule that has none");
            return None;
        }
        if unit == Unit::Codes {
            return (!words.is_empty()).then(|| Amount::Codes(words.iter().map(ToString::to_string).collect()));
        }
        let text = match words.as_slice() {
            [] => return None,
            [text] if !row.value.is_list() => text,
            _ => {
                self.refuse(Code::WrongType, at, "a list stands where one value is meant", "write the value itself, or `unit: codes`");
                return None;
            }
        };
        let (code, amount) = match unit {
            Unit::Money => (Code::NotAnAmount, Money::parse(text).map(Amount::Money)),
            Unit::Share => (Code::NotAShare, Share::parse(text).map(Amount::Share)),
            Unit::Rate => (Code::NotAShare, Rate::parse(text).map(Amount::Rate)),
            Unit::Factor => (Code::NotANumber, Factor::parse(text).map(Amount::Factor)),
            Unit::Period => (Code::NotAPeriod, Period::parse(text).map(Amount::Period)),
            Unit::Day => (Code::NotADate, Day::parse(text).map(Amount::Day)),
            Unit::Number | Unit::Codes | Unit::Rule => (
                Code::NotANumber,
                text.parse().map(Amount::Number).map_err(|_| Unreadable {
                    what: format!("`{text}` is not a whole number"),
                    help: "write digits only, for example `3`".into(),
                }),
            ),
        };
        amount.map_err(|error| self.diagnostics.push(Diagnostic::unreadable(code, at.span(), error))).ok()
    }

    fn missing(&mut self, written: &WrittenMissing, at: &At<'_>) -> Option<Missing> {
        let from = self.day(written.from.as_ref(), &at.key("from"));
        let to = self.day(written.to.as_ref(), &at.key("to"));
        if written.from.is_none() && written.to.is_none() {
            self.refuse(Code::BoundMissing, at, "neither `from` nor `to` is written", "add `from:` or `to:`");
            return None;
        }
        if let Some((from, to)) = from.zip(to).filter(|(from, to)| to < from) {
            let message = format!("the days end on {to}, before they start on {from}");
            self.refuse(Code::PeriodBackwards, &at.key("to"), &message, &format!("write a day on or after {from}"));
        }
        Some(Missing { from, to, because: Names(written.because.clone().unwrap_or_default()) })
    }

    fn formula(&mut self, written: &WrittenFormula, at: &At<'_>) -> Option<Formula> {
        match (&written.sum, written.product.as_deref()) {
            (Some(sum), None) if sum.len() > 1 && written.rounding.is_none() => Some(Formula::Sum(sum.clone())),
            (None, Some([amount, factor])) => {
                Some(Formula::Product { amount: amount.clone(), factor: factor.clone(), rounding: written.rounding })
            }
            _ => {
                let help = "write `sum: [RATE, RATE]`, or `product: [AMOUNT, FACTOR]` with or without `rounding:`";
                self.refuse(Code::OneKind, at, "a formula is a sum of rates, or the product of an amount and a factor", help);
                None
            }
        }
    }

    /// Ends each value before the next starts; reports values for the same day.
    fn order(&mut self, parameter: &mut Parameter, values: Vec<(Value, At<'_>)>) {
        for (value, at) in values {
            if let Some(before) = parameter.values.last_mut() {
                if before.from >= value.from || before.to.is_some_and(|to| to >= value.from) {
                    let message = "this value starts on or before a day that the one above holds";
                    self.refuse(Code::LawOverlap, &at, message, "put the oldest first, and end each before the next starts");
                }
                before.to = before.to.or(Some(value.from.plus_days(-1)));
            }
            if parameter.decided_by == DecidedBy::HalfYear
                && !(starts_half_year(value.from) && value.to.is_none_or(|to| starts_half_year(to.plus_days(1))))
            {
                let help = "let it start on 1 January or 1 July, and end on 30 June or 31 December";
                self.refuse(Code::LawHalfYear, &at, "a value that the half-year chooses does not begin or end with one", help);
            }
            let checked_late = parameter.review_by.filter(|by| value.verified_on > *by);
            if let Some(by) = checked_late {
                let message = format!("the value was checked on {}, after the day by which it was to be checked, {by}", value.verified_on);
                self.refuse(Code::LawReview, &at, &message, "move `review_by:` on to the next day on which it may have changed");
            }
            parameter.values.push(value);
        }
    }

    /// Reports days that have neither a value nor a reason why they have none.
    fn whole(&mut self, parameter: &Parameter, root: &At<'_>) {
        for missing in &parameter.missing {
            let covered = parameter.values.iter().find(|value| {
                missing.from.is_none_or(|from| value.to.is_none_or(|to| from <= to)) && missing.to.is_none_or(|to| value.from <= to)
            });
            if let Some(value) = covered {
                let message = format!(
                    "days from {} on have a value and are listed as missing",
                    missing.from.map_or(value.from, |from| from.max(value.from))
                );
                self.refuse(Code::LawOverlap, &root.key("missing"), &message, "keep the value, or remove it if it is not verified");
            }
        }
        if parameter.formula.is_some() {
            return;
        }
        let ends = parameter.values.iter().map(|value| value.to);
        let nexts = parameter.values.iter().skip(1).map(|value| Some(value.from)).chain([None]);
        for (index, (end, next)) in ends.zip(nexts).enumerate() {
            let Some(end) = end else {
                if parameter.decided_by == DecidedBy::HalfYear {
                    let help = "add `to:` with the last day of the last half-year that was checked, and list later days under `missing:`";
                    self.refuse(
                        Code::LawHalfYear,
                        &root.key("values").item(index),
                        "the value has no last day, and each half-year may have another",
                        help,
                    );
                }
                continue;
            };
            let mut day = end.plus_days(1);
            while next.is_none_or(|next| day < next) {
                match parameter.missing_on(day) {
                    Some(Missing { to: Some(to), .. }) => day = to.plus_days(1),
                    Some(Missing { to: None, .. }) => break,
                    None => {
                        let until = next.map_or(String::new(), |next| format!(" to {}", next.plus_days(-1)));
                        let message = format!("nothing is said of the days from {day}{until}");
                        let help = "add a row for them, or list them under `missing:` with the reason";
                        self.refuse(Code::LawGap, &root.key("values").item(index), &message, help);
                        break;
                    }
                }
            }
        }
    }
}

/// Whether a half-year starts on a day.
fn starts_half_year(day: Day) -> bool {
    day.day_of_month() == 1 && matches!(day.month(), 1 | 7)
}
