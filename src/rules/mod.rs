//! The rule kinds: one file, one page, one line each.
//!
//! A rule knows its parameters and how they become a [`Plan`], or what they ask of another clause; it knows nothing of the clause
//! that it serves.

mod bounds;
mod reader;
mod terms;
mod values;

pub use bounds::{Written, WrittenBound};
pub use reader::{Known, Reader};
pub use share::{Kept, ShareOf};
pub use terms::{AmountOrTerm, Terms, Whose, WrittenTerm};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::plan::Plan;
use crate::prose::{Fact, Sentence};

/// A rule, proved: a question, and how to say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The kind's name, for example `followed_by`.
    pub kind: &'static str,
    /// The question.
    pub asks: Asks,
    /// The promise, for clauses without a text of their own.
    pub sentence: Sentence,
    /// What a text may ask for: `{{ within }}`.
    pub facts: Vec<(&'static str, Fact)>,
    /// Addresses of the law parameters it compares with.
    pub law: Vec<String>,
    /// Where it stands, and its bounds as they were written.
    pub written: Written,
}

/// Of what a rule asks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "a strategy has few rules, and nearly all ask of cases")]
pub enum Asks {
    /// Of cases.
    Cases(Plan),
    /// Of the verdicts of another clause.
    Clause(ShareOf),
}

impl Rule {
    /// The question about cases, where it is one.
    pub fn plan(&self) -> Option<&Plan> {
        match &self.asks {
            Asks::Cases(plan) => Some(plan),
            Asks::Clause(_) => None,
        }
    }
}

/// What a rule kind's file says of it.
pub trait RuleKind {
    /// The key under `rule:`.
    const NAME: &'static str;

    /// Proves the parameters; `None` after the reasons were reported.
    fn read(&self, reader: &mut Reader<'_>) -> Option<Rule>;
}

/// A rule kind as the book has it.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// The key under `rule:`.
    pub name: &'static str,
    /// Its page of the book, in Markdown.
    pub page: &'static str,
}

/// Makes the modules, the written form and the list from one line for each kind.
macro_rules! rule_kinds {
    ($($module:ident::$kind:ident)*) => {
        $(
            pub mod $module;
            pub use $module::$kind;
        )*

        /// Every rule kind, in the order of the book.
        pub const KINDS: &[Kind] = &[$(
            Kind { name: stringify!($module), page: include_str!(concat!("../../book/src/rules/", stringify!($module), ".md")) },
        )*];

        /// A promise that the cases are checked by: exactly one of these keys.
        #[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
        #[serde(default)]
        #[schemars(deny_unknown_fields, inline)]
        pub struct WrittenRule {
            $(
#[expect(missing_docs, reason = "the kind's own documentation stands at its type, and editors show that")]
                pub $module: Option<$kind>,
            )*
        }

        impl WrittenRule {
            /// The keys that were written.
            pub fn kinds(&self) -> Vec<&'static str> {
                let mut kinds = Vec::new();
                $(if self.$module.is_some() { kinds.push($kind::NAME); })*
                kinds
            }

            /// Proves the first kind that was written; `None` after the reasons were reported.
            pub fn read(&self, reader: &mut Reader<'_>) -> Option<Rule> {
                $(if let Some(rule) = &self.$module { return rule.read(&mut reader.under($kind::NAME)); })*
                None
            }
        }
    };
}

rule_kinds! {
    followed_by::FollowedBy
    preceded_by::PrecededBy
    spaced::Spaced
    count::Count
    amount::Amount
    never::Never
    recorded::Recorded
    four_eyes::FourEyes
    mandate::Mandate
    interest::Interest
    limitation::Limitation
    reviewed::Reviewed
    share::Share
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_page_with_all_headings() {
        for kind in KINDS {
            assert!(kind.page.starts_with(&format!("# `{}`\n", kind.name)), "{}", kind.name);
            for heading in ["What it promises", "Write it", "How it is counted", "In the council paper", "Limits"] {
                assert!(kind.page.contains(&format!("\n## {heading}\n")), "{}: {heading}", kind.name);
            }
        }
    }
}
