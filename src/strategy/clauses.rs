//! From written chapters to proved clauses.

use std::collections::BTreeSet;

use super::header::{Header, check_id, days};
use super::scope::{Naming, item};
use super::written::{self, Severity};
use super::{Chapter, Clause, Kept, pledges, texts};
use crate::cases::StateId;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::law::{Breach, Law};
use crate::plan::{Asked, Gate, Plan};
use crate::prose::{Fact, Voice};
use crate::quantity::Day;
use crate::rules::{Known, Reader, Rule};
use crate::source::Sources;
use crate::yaml::{At, Names};

/// Proves chapters under one header.
pub(super) struct Prover<'a> {
    pub header: &'a Header,
    pub law: &'a Law,
    pub sources: &'a Sources,
    pub diagnostics: &'a mut Diagnostics,
    /// Chapter ids so far.
    pub chapters: BTreeSet<String>,
    /// Whether the texts state law.
    pub is_law: bool,
    /// The roles and calendars that something names.
    pub used: BTreeSet<String>,
    /// Addresses of clauses so far, also of those that could not be proved.
    pub addresses: BTreeSet<String>,
}

/// How a clause is kept, with the numbers that its text may ask for: one list for each rule.
pub(super) type KeptWithFacts = (Kept, Vec<Vec<(&'static str, Fact)>>);

impl Prover<'_> {
    /// Proves a list of chapters.
    pub fn chapters(&mut self, written: &[written::Chapter], at: &At<'_>, nested: bool) -> Vec<Chapter> {
        let mut chapters: Vec<Chapter> =
            written.iter().enumerate().map(|(index, chapter)| self.chapter(chapter, &at.item(index), nested)).collect();
        if !nested {
            let numbered = chapters.iter_mut().zip(written).filter(|(_, written)| written.numbered == Some(true));
            for ((chapter, _), number) in numbered.zip(1..) {
                chapter.number = Some(number.to_string());
                for (inner, below) in chapter.chapters.iter_mut().zip(1..) {
                    inner.number = Some(format!("{number}.{below}"));
                }
            }
        }
        chapters
    }

    fn chapter(&mut self, written: &written::Chapter, at: &At<'_>, nested: bool) -> Chapter {
        let id = written.id.clone().unwrap_or_default();
        if let Some(id) = &written.id {
            check_id(id, &at.key("id"), false, self.diagnostics);
            if !self.chapters.insert(id.clone()) {
                let diagnostic = Diagnostic::error(Code::DuplicateId, at.key("id").span(), format!("`{id}` names another chapter already"));
                self.diagnostics.push(diagnostic.help("give each chapter an id of its own, under other chapters too"));
            }
        }
        if nested && written.chapters.as_ref().is_some_and(|chapters| !chapters.is_empty()) {
            let diagnostic =
                Diagnostic::error(Code::UnknownKey, at.key("chapters").key_span(), "a chapter under a chapter has none under it");
            self.diagnostics.push(diagnostic.help("move these chapters one step outwards"));
        }
        if nested && written.numbered.is_some() {
            let diagnostic = Diagnostic::error(
                Code::UnknownKey,
                at.key("numbered").key_span(),
                "a chapter under a chapter is numbered with the one that it is under",
            );
            self.diagnostics.push(diagnostic.help("write `numbered:` at the chapter around it"));
        }
        let mut seen = BTreeSet::new();
        let clauses = written.clauses.iter().flatten().enumerate();
        let clauses = clauses.filter_map(|(index, clause)| {
            let at = at.key("clauses").item(index);
            if let Some(id) = clause.id.as_ref().filter(|id| !seen.insert((*id).clone())) {
                let diagnostic = Diagnostic::error(
                    Code::DuplicateId,
                    at.key("id").span(),
                    format!("`{id}` names another clause of this chapter already"),
                );
                self.diagnostics.push(diagnostic.help("give each clause of a chapter an id of its own"));
            }
            let address = format!("{id}/{}", clause.id.as_deref().unwrap_or("?"));
            self.addresses.insert(address.clone());
            self.diagnostics.set_address(Some(address.clone()));
            let proved = self.clause(clause, address, &at);
            self.diagnostics.set_address(None);
            proved
        });
        let clauses = clauses.collect();
        let chapters =
            if nested { Vec::new() } else { self.chapters(written.chapters.as_deref().unwrap_or_default(), &at.key("chapters"), true) };
        Chapter {
            id,
            topic: written.topic,
            heading: written.heading.clone().unwrap_or_default(),
            number: None,
            lead: written.lead.clone().unwrap_or_default(),
            clauses,
            chapters,
            is_law: self.is_law,
        }
    }

    fn clause(&mut self, written: &written::Clause, address: String, at: &At<'_>) -> Option<Clause> {
        if let Some(id) = &written.id {
            check_id(id, &at.key("id"), false, self.diagnostics);
        }
        let names = Naming { vocabulary: &self.header.vocabulary, claim_types: &self.header.claim_types, law: self.law };
        let scope = written.scope.as_ref().map(|scope| names.scope(scope, &at.key("for"), self.diagnostics)).unwrap_or_default();
        self.used.extend(written.scope.iter().flat_map(|scope| scope.fields.keys()).map(|field| format!("field {field}")));
        let gates = self.gates(written, at);
        let valid = self.valid(written.valid.as_ref(), &at.key("valid"));
        let basis = self.basis(written.basis.as_deref().unwrap_or_default(), &at.key("basis"));
        let severity = self.severity(written.severity, &basis, &at.key("severity"));
        if written.required.is_some() && !self.is_law {
            let message = "`required` belongs to the ready clauses of the law";
            self.push(Code::UnknownKey, &at.key("required").key_span(), message, "remove `required:`");
        }
        if let Some(owner) = &written.owner {
            self.role(owner, &at.key("owner"));
        }
        let kept = self.kept(written, at, &gates);
        let voice = self.header.voice();
        let text = self.text(written, at, kept.as_ref(), &voice);
        let (kept, _) = kept?;
        Some(Clause {
            address,
            text: text?,
            kept,
            scope,
            gates,
            valid,
            severity,
            basis,
            owner: written.owner.clone().or_else(|| written.duty.as_ref()?.owner.clone()),
            audience: written.audience.clone().unwrap_or_default(),
            is_law: self.is_law,
            is_required: self.is_law && written.required == Some(true),
            span: at.span(),
        })
    }

    fn text(&mut self, written: &written::Clause, at: &At<'_>, kept: Option<&KeptWithFacts>, voice: &Voice) -> Option<String> {
        let none = Vec::new();
        let facts = kept.map_or(&none, |(_, facts)| facts);
        let Some(text) = &written.text else {
            let rules = match kept {
                Some((Kept::Rules(rules), _)) => rules,
                Some(_) => {
                    self.push(
                        Code::TextMissing,
                        &at.key("id").span(),
                        "this clause says nothing",
                        "add `text:` with the sentence that the council reads",
                    );
                    return None;
                }
                None => return None,
            };
            return Some(rules.iter().map(|rule| voice.say(&rule.sentence)).collect::<Vec<_>>().join(" "));
        };
        let span = at.key("text").span();
        // Without proved numbers the text can still be held against the keys that were written.
        if kept.is_none() && text.contains("{{") {
            let ways = ["rule", "measure", "duty", "attested"];
            // What a mistyped key would have said is not missed in the text as well.
            if ways.iter().any(|way| at.key(way).has_broken()) {
                return Some(text.clone());
            }
            let mut names = BTreeSet::new();
            ways.iter().filter_map(|way| at.key(way).value()).for_each(|value| written_keys(value, &mut names));
            texts::check_names(text, span, &names, self.sources, self.diagnostics);
            return Some(text.clone());
        }
        if written.narrative == Some(true)
            && let Some(vague) = pledges::find(text, self.header.lang)
        {
            let diagnostic = Diagnostic::warning(
                Code::UnmeasurablePledge,
                span,
                format!("`{vague}` promises something that nothing can keep account of"),
            );
            self.diagnostics.push(diagnostic.help("consider a rule (`rule: {followed_by: {event: …, by: …, within: 14 days}}`) or a key figure (`measure:`) in place of `narrative: true`"));
        }
        texts::repeated_numbers(text, span, facts, self.diagnostics);
        Some(texts::fill(text, span, facts, voice, self.sources, self.diagnostics))
    }

    /// Exactly one of the five ways.
    fn kept(&mut self, written: &written::Clause, at: &At<'_>, gates: &[Gate]) -> Option<KeptWithFacts> {
        let ways = [
            ("rule", written.rule.is_some()),
            ("measure", written.measure.is_some()),
            ("duty", written.duty.is_some()),
            ("attested", written.attested.is_some()),
            ("narrative", written.narrative.is_some()),
        ];
        let ways: Vec<&str> = ways.iter().filter(|(_, written)| *written).map(|(way, _)| *way).collect();
        let broken = ["rule", "measure", "duty", "attested", "narrative"].iter().any(|way| at.key(way).exists() && !ways.contains(way));
        match ways.as_slice() {
            [] if broken => return None,
            [] => {
                let help = "add one of `rule:`, `measure:`, `duty:`, `attested:`, or `narrative: true` if nothing can check it";
                self.push(Code::NotKept, &at.key("id").span(), "this clause does not say how it is kept", help);
                return None;
            }
            [_] => {}
            [first, rest @ ..] => {
                for way in rest {
                    let message = format!("this clause is kept by `{first}` and by `{way}`");
                    self.diagnostics.push(
                        Diagnostic::error(Code::KeptInTwoWays, at.key(way).key_span(), message)
                            .help("keep one of them, or write two clauses"),
                    );
                }
            }
        }
        if !gates.is_empty() && written.rule.is_none() {
            let key = if written.unless.is_some() { "unless" } else { "while" };
            let message = format!("`{key}` belongs to a clause with a rule");
            self.diagnostics.push(Diagnostic::error(Code::UnknownKey, at.key(key).key_span(), message).help(format!("remove `{key}:`")));
        }
        let proved = if let Some(rules) = &written.rule {
            let proved = self.rules(rules, &at.key("rule"));
            self.fitting(written, at, proved.as_ref());
            proved
        } else if let Some(measure) = &written.measure {
            self.measure(measure, &at.key("measure"))
        } else if let Some(duty) = &written.duty {
            self.duty(duty, &at.key("duty"))
        } else if let Some(attested) = &written.attested {
            self.attested(attested, &at.key("attested"))
        } else if written.narrative == Some(false) {
            let help = "write `narrative: true`, or one of `rule:`, `measure:`, `duty:`, `attested:`";
            self.push(Code::NotKept, &at.key("narrative").span(), "this clause does not say how it is kept", help);
            None
        } else {
            Some((Kept::Narrative, Vec::new()))
        };
        proved.filter(|_| ways.len() == 1)
    }

    fn rules(&mut self, written: &written::Rules, at: &At<'_>) -> Option<KeptWithFacts> {
        let one = match written {
            written::Rules::One(rule) => vec![(rule.as_ref(), at.clone())],
            written::Rules::Many(rules) => rules.iter().enumerate().map(|(index, rule)| (rule, at.item(index))).collect(),
        };
        let count = one.len();
        let mut rules: Vec<Rule> = Vec::new();
        for (rule, at) in one {
            let kinds = rule.kinds();
            if kinds.len() != 1 {
                if kinds.is_empty() && !at.value().is_some_and(|value| value.as_object().is_some_and(serde_json::Map::is_empty)) {
                    continue;
                }
                let known: Vec<String> = crate::rules::KINDS.iter().map(|kind| format!("`{}`", kind.name)).collect();
                let message = if kinds.is_empty() { "this rule has no kind" } else { "this rule has more than one kind" };
                self.push(
                    Code::OneKind,
                    &at.key_span(),
                    message,
                    &format!("write exactly one of {}; several rules make a list", known.join(", ")),
                );
                continue;
            }
            let known = Known {
                vocabulary: &self.header.vocabulary,
                law: self.law,
                roles: &self.header.roles,
                currency: &self.header.authority.currency,
                period: self.header.period,
                period_is_known: self.header.period_is_known,
            };
            let mut bounds = Vec::new();
            let mut reader = Reader::new(at, known, self.diagnostics, &mut bounds);
            rules.extend(rule.read(&mut reader));
        }
        let facts = rules.iter().map(|rule| rule.facts.clone()).collect();
        (rules.len() == count && count > 0).then_some((Kept::Rules(rules), facts))
    }

    /// The states that a clause asks for and those that shut it out.
    fn gates(&mut self, written: &written::Clause, at: &At<'_>) -> Vec<Gate> {
        let mut gates = Vec::new();
        if let Some(names) = written.during.as_ref().filter(|names| !names.is_empty()) {
            gates.push(Gate::While(self.states(names, &at.key("while"))));
        }
        if let Some(names) = written.unless.as_ref().filter(|names| !names.is_empty()) {
            gates.push(Gate::Unless(self.states(names, &at.key("unless"))));
        }
        gates
    }

    fn states(&mut self, names: &Names, at: &At<'_>) -> Vec<StateId> {
        let vocabulary = &self.header.vocabulary;
        let mut states = Vec::new();
        for (index, name) in names.list().iter().enumerate() {
            match vocabulary.state(name) {
                Some(state) => states.push(state),
                None => {
                    let known = vocabulary.states.iter().map(|state| state.name.as_str());
                    let diagnostic =
                        Diagnostic::error(Code::UnknownState, item(names, index, at).span(), format!("`{name}` is not a state"));
                    self.diagnostics.push(diagnostic.help(one_of(name, known)));
                }
            }
        }
        states
    }

    /// Reports keys of a clause that its rules cannot follow: a state is one claim's, and a share has no claims of its own.
    fn fitting(&mut self, written: &written::Clause, at: &At<'_>, proved: Option<&KeptWithFacts>) {
        let Some((Kept::Rules(rules), _)) = proved else { return };
        let groups = rules.iter().any(|rule| matches!(rule.plan(), Some(Plan { asked: Asked::Group(_), .. })));
        let shares = rules.iter().any(|rule| rule.plan().is_none());
        let beside = [
            ("unless", written.unless.is_some(), groups || shares),
            ("while", written.during.is_some(), groups || shares),
            ("for", written.scope.is_some(), shares),
            ("valid", written.valid.is_some(), shares),
        ];
        for (key, ..) in beside.into_iter().filter(|(_, is_written, refused)| *is_written && *refused) {
            let (message, help) = if shares {
                (format!("`{key}` does not stand beside `share`"), format!("write `{key}:` at the clause that the share is taken of"))
            } else {
                (
                    format!("`{key}` looks at one claim, and this rule counts over several"),
                    format!("remove `{key}:`, or count `per: claim`"),
                )
            };
            self.diagnostics.push(Diagnostic::error(Code::UnknownKey, at.key(key).key_span(), message).help(help));
        }
    }

    fn valid(&mut self, written: Option<&written::Days>, at: &At<'_>) -> (Day, Day) {
        let (first, last) = self.header.period;
        let Some((from, to)) = days(written, at, self.diagnostics) else { return (first, last) };
        if from < first || to > last {
            let (key, day) = if from < first { ("from", from) } else { ("to", to) };
            let message = format!("{day} lies outside the strategy's period");
            self.diagnostics.push(
                Diagnostic::error(Code::OutsidePeriod, at.key(key).span(), message).help(format!("write a day from {first} to {last}")),
            );
        }
        (from.max(first), to.min(last))
    }

    fn basis(&mut self, written: &[String], at: &At<'_>) -> Vec<String> {
        for (index, address) in written.iter().enumerate() {
            let name = address.strip_prefix("law:").unwrap_or(address);
            if !self.law.parameters.contains_key(name) {
                let known = self.law.parameters.keys().map(String::as_str);
                let diagnostic = Diagnostic::error(Code::UnknownLaw, at.item(index).span(), format!("`{address}` is not in the law"));
                self.diagnostics.push(diagnostic.help(one_of(name, known)));
            }
        }
        written.iter().map(|address| address.strip_prefix("law:").unwrap_or(address).to_owned()).collect()
    }

    /// How grave a breach is: what is no condition of validity is not critical.
    fn severity(&mut self, written: Option<Severity>, basis: &[String], at: &At<'_>) -> Severity {
        let is_order = !basis.is_empty() && basis.iter().all(|address| self.breach(address) == Some(Breach::Order));
        if is_order && written == Some(Severity::Critical) {
            let message = "the law that this clause rests on is a rule of order: what is done against it stands";
            let diagnostic = if self.is_law {
                Diagnostic::error(Code::OrderCritical, at.span(), message)
            } else {
                Diagnostic::warning(Code::OrderCritical, at.span(), message)
            };
            self.diagnostics.push(diagnostic.help("write `severity: major`"));
        }
        let is_validity = self.is_law && basis.iter().any(|address| self.breach(address) == Some(Breach::Validity));
        written.unwrap_or(if is_validity { Severity::Critical } else { Severity::Major })
    }

    fn breach(&self, address: &str) -> Option<Breach> {
        self.law.parameters.get(address)?.breach
    }

    pub(super) fn role(&mut self, role: &str, at: &At<'_>) {
        self.used.insert(format!("role {role}"));
        if !self.header.roles.contains_key(role) {
            let known = self.header.roles.keys().map(String::as_str);
            self.diagnostics.push(
                Diagnostic::error(Code::UnknownRole, at.span(), format!("`{role}` is not a role of the strategy"))
                    .help(one_of(role, known)),
            );
        }
    }

    pub(super) fn read<T>(&mut self, code: Code, read: Result<T, crate::quantity::Unreadable>, at: &At<'_>) -> Option<T> {
        read.map_err(|error| self.diagnostics.push(Diagnostic::unreadable(code, at.span(), error))).ok()
    }

    pub(super) fn push(&mut self, code: Code, span: &crate::source::Span, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::error(code, *span, message).help(help));
    }
}

/// The keys of a rule, measure, duty or attestation as they were written.
fn written_keys(value: &serde_json::Value, names: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                names.insert(key.clone());
                written_keys(value, names);
            }
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| written_keys(value, names)),
        _ => {}
    }
}
