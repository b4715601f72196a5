//! Mistakes in a parameter of the law: each at its place, with what to type.

use crate::program::{folder, run, write};

const HEAD: &str = "rettesnor: 1\nname: {da: Sats, nb: Sats, en: Rate}\n";
const ROW: &str = "reference: § 1, source: https://example.dk/lov, source_quality: law_text, verified_on: 2026-11-21";

/// What is wrong, the text after the head (`ROW` stands for what every row needs), and the code.
const MISTAKES: [(&str, &str, &str); 21] = [
    ("no values", "unit: rate", "missing-key"),
    ("no value", "unit: rate\nvalues:\n  - {from: 2020-01-01, ROW}", "missing-key"),
    (
        "no source",
        "unit: rate\nvalues:\n  - {from: 2020-01-01, value: 1 %, reference: § 1, source_quality: law_text, verified_on: 2026-11-21}",
        "missing-key",
    ),
    ("another unit", "unit: money\nvalues:\n  - {from: 2020-01-01, value: 10 days, ROW}", "not-an-amount"),
    ("a value of a rule", "unit: rule\nvalues:\n  - {from: 2020-01-01, value: 1 %, ROW}", "unknown-key"),
    ("neither first day", "unit: rate\nvalues:\n  - {value: 1 %, ROW}", "one-kind"),
    ("both first days", "unit: rate\nvalues:\n  - {from: 2020-01-01, in_force_by: 2020-01-01, value: 1 %, ROW}", "one-kind"),
    ("ends before it starts", "unit: rate\nvalues:\n  - {from: 2020-01-01, to: 2019-12-31, value: 1 %, ROW}", "period-backwards"),
    (
        "a gap",
        "unit: rate\nvalues:\n  - {from: 2020-01-01, to: 2020-12-30, value: 1 %, ROW}\n  - {from: 2021-01-01, value: 2 %, ROW}",
        "law-gap",
    ),
    ("an end without a reason", "unit: rate\nvalues:\n  - {from: 2020-01-01, to: 2020-12-31, value: 1 %, ROW}", "law-gap"),
    (
        "an overlap",
        "unit: rate\nvalues:\n  - {from: 2020-01-01, to: 2021-01-01, value: 1 %, ROW}\n  - {from: 2021-01-01, value: 2 %, ROW}",
        "law-overlap",
    ),
    (
        "the newest first",
        "unit: rate\nvalues:\n  - {from: 2021-01-01, value: 2 %, ROW}\n  - {from: 2020-01-01, value: 1 %, ROW}",
        "law-overlap",
    ),
    (
        "missing and there",
        "unit: rate\nvalues:\n  - {from: 2020-01-01, value: 1 %, ROW}\nmissing:\n  - {from: 2021-01-01, because: {da: a, nb: a, en: a}}",
        "law-overlap",
    ),
    (
        "missing at no time",
        "unit: rate\nvalues:\n  - {from: 2020-01-01, value: 1 %, ROW}\nmissing:\n  - {because: {da: a, nb: a, en: a}}",
        "bound-missing",
    ),
    (
        "half a half-year",
        "unit: rate\ndecided_by: half_year\nvalues:\n  - {from: 2020-02-01, to: 2020-06-30, value: 1 %, ROW}\nmissing:\n  - {from: 2020-07-01, because: {da: a, nb: a, en: a}}",
        "law-half-year",
    ),
    ("half-years for ever", "unit: rate\ndecided_by: half_year\nvalues:\n  - {from: 2020-01-01, value: 1 %, ROW}", "law-half-year"),
    ("checked too late", "unit: rate\nreview_by: 2026-11-20\nvalues:\n  - {from: 2020-01-01, value: 1 %, ROW}", "law-review"),
    ("a sum of one", "unit: rate\nformula: {sum: [dk/x/y]}", "one-kind"),
    ("a sum of what is not there", "unit: rate\nformula: {sum: [dk/x/base, dk/x/nothing]}", "law-link"),
    ("a product of rates", "unit: money\nformula: {product: [dk/x/base, dk/x/base]}", "law-link"),
    ("a formula of itself", "unit: rate\nformula: {sum: [dk/x/base, dk/x/y]}", "law-link"),
];

#[test]
fn each_is_said_at_its_place() {
    let mut all = String::new();
    for (name, text, code) in MISTAKES {
        let folder = folder();
        write(folder.path(), "law/dk/x/base.yaml", format!("{HEAD}unit: rate\nvalues:\n  - {{from: 2020-01-01, value: 1 %, {ROW}}}\n"));
        write(folder.path(), "law/dk/x/y.yaml", format!("{HEAD}{}\n", text.replace("ROW", ROW)));
        write(
            folder.path(),
            "s/strategy.yaml",
            "rettesnor: 1\nid: s\nauthority: {name: X, country: dk}\ntitle: S\nlanguage: da\nperiod: {from: 2026-01-01, to: 2029-12-31}\n\
             chapters:\n  - id: c\n    heading: C\n    clauses:\n      - {id: tone, text: Vi taler pænt., narrative: true}\n",
        );
        let (status, _, said) = run(folder.path(), &["validate", "s", "--format", "plain"]);
        assert_eq!(status, 3, "{name}: {said}");
        assert!(said.contains(&format!("error[{code}]")) && said.contains("law/dk/x/y.yaml:"), "{name}: {said}");
        let here = format!("{}/", folder.path().canonicalize().unwrap().display());
        all += &format!("{name}\n{}\n", said.replace(&here, ""));
    }
    insta::assert_snapshot!(all);
}
