//! A parameter as JSON, for other programs.

use serde_json::{Value, json};

use super::{Amount, Bound, Breach, Formula, Law, Occasion, Parameter};
use crate::prose::{Lang, Voice};
use crate::quantity::{Day, Money, Period, Rate, Share};

impl Law {
    /// Tells a parameter as JSON, names in a language; with an occasion also what it comes to then, `null` if no value is known.
    ///
    /// Money is in minor units, shares and rates are in hundredths of a per cent, days are inclusive; a rule without a value is `true`
    /// where it is in force. `None` if there is no such parameter.
    pub fn to_json(&self, address: &str, lang: Lang, on: Option<Occasion>) -> Option<Value> {
        let parameter = self.parameters.get(address)?;
        let text = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
        let known = self.stretches(address);
        let known: Vec<Value> = known.iter().map(|dated| json!({"from": day(dated.from), "to": dated.to.map(day)})).collect();
        let mut told = json!({
            "address": parameter.address,
            "name": parameter.name.get(lang),
            "note": text(parameter.note.get(lang)),
            "unit": parameter.unit.name(),
            "bound": parameter.bound.map(Bound::name),
            "decided_by": parameter.formula.is_none().then(|| parameter.decided_by.name()),
            "council_decision": parameter.council_decision,
            "breach": parameter.breach.map(Breach::name),
            "review_by": parameter.review_by.map(day),
            "formula": formula(parameter),
            "known": known,
            "values": parameter.values.iter().map(|value| value.to_json(&self.voice(lang))).collect::<Vec<_>>(),
            "missing": parameter.missing.iter().map(|missing| json!({
                "from": missing.from.map(day), "to": missing.to.map(day), "because": missing.because.get(lang),
            })).collect::<Vec<_>>(),
        });
        if let (Some(occasion), Some(told)) = (on, told.as_object_mut()) {
            let reading = self.read(address, occasion).map(|reading| {
                let rests_on: Vec<Value> = reading
                    .rests_on
                    .iter()
                    .map(|(part, value)| json!({"address": part.address, "row": value.to_json(&self.voice(lang))}))
                    .collect();
                json!({"value": amount(&reading.amount), "words": self.voice(lang).fact(&reading.amount.fact()), "rests_on": rests_on})
            });
            told.insert("on".into(), json!({"day": day(occasion.on), "due": occasion.due.map(day), "reading": reading}));
        }
        Some(told)
    }
}

impl super::Value {
    /// Tells a row as JSON, its value also in words; units as in [`Law::to_json`].
    pub fn to_json(&self, voice: &Voice) -> Value {
        json!({
            "from": day(self.from),
            "start_unknown": self.start_unknown,
            "to": self.to.map(day),
            "value": amount(&self.amount),
            "words": voice.fact(&self.amount.fact()),
            "reference": self.reference,
            "source": self.source,
            "source_quality": self.quality.name(),
            "verified_on": day(self.verified_on),
        })
    }
}

fn day(day: Day) -> String {
    day.to_string()
}

fn amount(amount: &Amount) -> Value {
    match amount {
        Amount::Money(Money(minor)) => json!(minor),
        Amount::Share(Share(hundredths)) => json!(hundredths),
        Amount::Rate(Rate(hundredths)) => json!(hundredths),
        Amount::Factor(factor) => json!({"numerator": factor.numerator, "denominator": factor.denominator}),
        Amount::Period(Period::Days(n)) => json!({"days": n}),
        Amount::Period(Period::WorkingDays(n)) => json!({"working_days": n}),
        Amount::Period(Period::Months(n)) => json!({"months": n}),
        Amount::Period(Period::Years(n)) => json!({"years": n}),
        Amount::Number(number) => json!(number),
        Amount::Day(found) => json!(day(*found)),
        Amount::Codes(codes) => json!(codes),
        Amount::InForce => json!(true),
    }
}

fn formula(parameter: &Parameter) -> Value {
    match &parameter.formula {
        None => Value::Null,
        Some(Formula::Sum(addresses)) => json!({"sum": addresses}),
        Some(Formula::Product { amount, factor, rounding }) => {
            json!({"product": [amount, factor], "rounding": rounding.map(|_| "down")})
        }
    }
}
