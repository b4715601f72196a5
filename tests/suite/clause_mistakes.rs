//! Mistakes in roles, groups, shares, forms and scopes: each is said once, at its place, with what to type.

use crate::program::{folder, run, write};

const HEAD: &str = "rettesnor: 1
id: s
authority: {name: Prøve Kommune, country: dk}
title: Prøve
language: da
period: {from: 2026-01-01, to: 2029-12-31}
roles: {chef: Opkrævningschef}
claim_types: {husleje: {name: Husleje, track: rent}}
chapters:
  - id: c
    heading: C
    clauses:
      - {id: rykker, text: a, owner: chef, rule: {followed_by: {event: due, by: reminder, within: 14 days}}}
      - {id: ord, text: Vi taler pænt., narrative: true}
      - {id: andel, rule: {share: {of: c/rykker, at_least: 90 %}}}
";

/// What is wrong, the clause that it stands in, and the code.
const MISTAKES: [(&str, &str, &str); 17] = [
    ("a role that is not there", "rule: {mandate: {event: write_off, limits: {chief: unlimited}}}", "unknown-role"),
    ("a limit that is no amount", "rule: {mandate: {event: write_off, limits: {chef: a lot}}}", "not-an-amount"),
    ("no roles", "rule: {mandate: {event: write_off, limits: {}}}", "bound-missing"),
    ("no limits", "rule: {mandate: {event: write_off}}", "missing-key"),
    ("a share of nothing", "rule: {share: {of: c/ryker, at_least: 90 %}}", "unknown-clause"),
    ("a share of itself", "rule: {share: {of: c/x, at_least: 90 %}}", "unknown-clause"),
    ("a share of a share", "rule: {share: {of: c/andel, at_least: 90 %}}", "unknown-clause"),
    ("a share of words", "rule: {share: {of: c/ord, at_least: 90 %}}", "unknown-clause"),
    ("a share without a sign", "rule: {share: {of: c/rykker, at_least: 90}}", "not-a-share"),
    ("a share of some claims", "for: {debtor_kind: person}, rule: {share: {of: c/rykker, at_least: 90 %}}", "unknown-key"),
    ("a state of a debtor", "unless: paid, rule: {count: {event: reminder, at_most: 3, per: debtor}}", "unknown-key"),
    ("before in a year", "rule: {count: {event: reminder, at_most: 3, per: year, before: transfer}}", "one-kind"),
    ("the form of an amount", "rule: {recorded: {event: transfer, fields: principal, formats: {principal: '999'}}}", "unknown-field"),
    ("a form beside the fields", "rule: {recorded: {event: transfer, fields: debtor, formats: {reason: '999'}}}", "unknown-field"),
    ("no period", "rule: {reviewed: {event: assessment, every: often}}", "not-a-period"),
    ("crossed amounts", "for: {principal: {at_least: 500 kr, at_most: 100 kr}}, rule: {never: {event: transfer}}", "bounds-crossed"),
    ("a state that is not there", "while: disptue, rule: {never: {event: transfer}}", "unknown-state"),
];

#[test]
fn each_is_said_once_with_what_to_type() {
    let mut all = String::new();
    for (name, clause, code) in MISTAKES {
        let folder = folder();
        write(folder.path(), "s/strategy.yaml", format!("{HEAD}      - {{id: x, text: x, {clause}}}\n"));
        let (status, _, said) = run(folder.path(), &["validate", "s", "--format", "plain"]);
        assert_eq!(status, 3, "{name}: {said}");
        assert!(said.contains(&format!("error[{code}]")) && said.contains("; help: "), "{name}: {said}");
        assert_eq!(said.lines().count(), 1, "{name}: {said}");
        all += &format!("{name}\n{said}\n");
    }
    insta::assert_snapshot!(all);
}
