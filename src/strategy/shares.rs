//! Rules that ask of another clause, once all clauses are known.

use std::collections::{BTreeMap, BTreeSet};

use super::{Chapter, Clause, Kept};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::prose::{Fact, Voice};
use crate::rules::{Asks, Rule};

/// Finds the clause of every share and quotes its promise.
///
/// A share of a share is refused, and so nothing can go round in a circle.
pub(super) fn resolve(chapters: &mut [Chapter], addresses: &BTreeSet<String>, voice: &Voice, diagnostics: &mut Diagnostics) {
    let promises: BTreeMap<String, Fact> =
        clauses(chapters).filter_map(|clause| Some((clause.address.clone(), promise(clause, voice)?))).collect();
    let every = chapters.iter_mut().flat_map(|chapter| {
        let Chapter { clauses, chapters, .. } = chapter;
        clauses.iter_mut().chain(chapters.iter_mut().flat_map(|chapter| &mut chapter.clauses))
    });
    for clause in every {
        let Clause { address, text, kept, .. } = clause;
        let Kept::Rules(rules) = kept else { continue };
        // Without a text of its own the clause says what its rules say.
        let speaks = *text == said(rules, voice);
        for rule in rules.iter_mut() {
            let Asks::Clause(share) = &rule.asks else { continue };
            match promises.get(&share.of) {
                Some(promise) => {
                    for (name, fact) in &mut rule.sentence.facts {
                        if *name == "of" {
                            *fact = promise.clone();
                        }
                    }
                }
                // One that could not be proved was reported where it stands.
                None if addresses.contains(&share.of) && diagnostics.has_errors() => {}
                None => {
                    let message = if share.of == *address {
                        format!("`{}` is this clause itself", share.of)
                    } else if addresses.contains(&share.of) {
                        format!("`{}` has no rule that is judged case by case", share.of)
                    } else {
                        format!("`{}` is not a clause with a rule", share.of)
                    };
                    let help = one_of(&share.of, promises.keys().map(String::as_str));
                    diagnostics.set_address(Some(address.clone()));
                    diagnostics.push(Diagnostic::error(Code::UnknownClause, share.span, message).help(help));
                    diagnostics.set_address(None);
                }
            }
        }
        if speaks {
            *text = said(rules, voice);
        }
    }
}

fn clauses(chapters: &[Chapter]) -> impl Iterator<Item = &Clause> {
    chapters.iter().flat_map(|chapter| chapter.clauses.iter().chain(chapter.chapters.iter().flat_map(|chapter| &chapter.clauses)))
}

/// What a clause promises, where it is judged by cases: in its own words, or in those of its rules, which every language has.
fn promise(clause: &Clause, voice: &Voice) -> Option<Fact> {
    let Kept::Rules(rules) = &clause.kept else { return None };
    if rules.iter().any(|rule| rule.plan().is_none()) {
        return None;
    }
    match rules.as_slice() {
        [only] if clause.text == said(rules, voice) => Some(Fact::Whole(Box::new(only.sentence.clone()))),
        _ => Some(Fact::Text(clause.text.split_whitespace().collect::<Vec<_>>().join(" "))),
    }
}

fn said(rules: &[Rule], voice: &Voice) -> String {
    rules.iter().map(|rule| voice.say(&rule.sentence)).collect::<Vec<_>>().join(" ")
}
