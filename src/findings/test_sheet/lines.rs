use super::{Method, Row, Sheet};
use crate::prose::Voice;
use crate::quantity::{Day, Money};

/// What the sheet is, line by line: what is told, and its value in words.
pub fn about(sheet: &Sheet, voice: &Voice) -> Vec<(String, String)> {
    let lang = voice.lang;
    let count = |number: u64| voice.number(i64::try_from(number).unwrap_or(i64::MAX));
    let yes_no = |yes: bool| lang.text(if yes { "word-yes" } else { "word-no" });
    let is_mus = sheet.method == Method::Mus;
    let error = |value: i64| if is_mus { voice.money(Money(value)) } else { voice.per_cent(value) };
    let mut lines: Vec<(&str, String)> = vec![
        ("samples-about-clause", sheet.clause.clone()),
        ("samples-about-promise", sheet.promise.clone()),
        ("samples-about-strategy", sheet.strategy.0.clone()),
        ("about-cases", sheet.cases.0.clone()),
        ("about-synthetic", yes_no(sheet.synthetic)),
        ("about-complete", yes_no(sheet.complete)),
        ("about-as-of", Day::parse(&sheet.as_of).map_or_else(|_| sheet.as_of.clone(), |day| voice.day(day))),
        ("samples-about-population", count(sheet.items())),
        ("samples-about-amount", voice.money(Money(sheet.amount()))),
        (
            "samples-about-left-out",
            lang.text_words("samples-left-out", &[("na", &count(sheet.left_out.0)), ("open", &count(sheet.left_out.1))]),
        ),
    ];
    if is_mus {
        lines.push(("samples-about-outside", outside_words(sheet, voice)));
    }
    lines.push(("samples-about-method", lang.text(&format!("samples-method-{}", sheet.method.name()))));
    if let (Some(by), Some(allocation)) = (&sheet.by, &sheet.allocation) {
        lines.push(("samples-about-by", lang.text(&format!("samples-by-{}", by.replace('_', "-")))));
        lines.push(("samples-about-allocation", lang.text(&format!("samples-allocation-{allocation}"))));
    }
    lines.extend([
        ("samples-about-confidence", voice.per_cent(sheet.confidence.into())),
        (if is_mus { "samples-about-tolerable-mus" } else { "samples-about-tolerable" }, error(sheet.tolerable)),
        (if is_mus { "samples-about-expected-mus" } else { "samples-about-expected" }, error(sheet.expected)),
    ]);
    let size = if sheet.size_given { lang.text_words("samples-size-given", &[("size", &count(sheet.size))]) } else { count(sheet.size) };
    lines.push(("samples-about-size", size));
    if is_mus {
        let interval = i64::try_from(sheet.size.max(1)).ok().and_then(|size| sheet.amount().checked_div(size)).unwrap_or(0);
        lines.push(("samples-about-interval", voice.money(Money(interval))));
    }
    lines.push(("samples-about-drawn", count(sheet.drawn())));
    lines.extend(sheet.strata.iter().filter(|_| sheet.by.is_some()).map(|stratum| {
        let words = [
            ("name", stratum.name.as_str()),
            ("drawn", &count(stratum.drawn)),
            ("items", &count(stratum.items)),
            ("amount", &voice.money(Money(stratum.amount))),
        ];
        ("samples-about-stratum", lang.text_words("samples-stratum", &words))
    }));
    lines.extend([
        ("samples-about-seed", sheet.seed.clone()),
        ("about-cases-digest", sheet.cases.1.clone()),
        ("about-strategy-digest", sheet.strategy.1.clone()),
        ("about-law-digest", sheet.law.clone()),
        ("about-program", format!("rettesnor {}", sheet.rettesnor)),
        ("samples-about-checksum", sheet.checksum.clone()),
    ]);
    lines.into_iter().map(|(key, value)| (lang.text(key), value)).collect()
}

/// What no unit of money can be drawn of.
pub fn outside_words(sheet: &Sheet, voice: &Voice) -> String {
    let count = |number: u64| voice.number(i64::try_from(number).unwrap_or(i64::MAX));
    voice.lang.text_words("samples-outside", &[("none", &count(sheet.outside.0)), ("unknown", &count(sheet.outside.1))])
}

/// The stratum that a row is of, or that it was certain to be drawn; empty where there is nothing to say.
pub(super) fn group(sheet: &Sheet, row: &Row, voice: &Voice) -> String {
    if row.amount.is_some_and(|amount| sheet.is_certain(amount)) {
        return voice.lang.text("samples-certain");
    }
    sheet.strata.get(row.stratum).map(|stratum| stratum.name.clone()).unwrap_or_default()
}
