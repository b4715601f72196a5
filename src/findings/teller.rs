use std::sync::OnceLock;

use super::assemble::{Source, address};
use super::words::actual;
use super::{Finding, LawUse, Mask};
use crate::cases::{Cases, Claim, NO_DAY, UNKNOWN};
use crate::governance::Obligation;
use crate::law::Occasion;
use crate::plan::{
    About, Debtors, Lapse, Measure, Outcome, Question, Questions, Story, Tally, Verdict, evidence, group_evidence, occasion,
};
use crate::prose::{Lang, Voice};
use crate::quantity::Day;
use crate::rules::{Rule, ShareOf};
use crate::strategy::{Clause, Kept, Strategy};

/// Turns outcomes into findings.
pub(super) struct Teller<'a> {
    pub strategy: &'a Strategy,
    pub cases: &'a Cases,
    pub mask: &'a Mask,
    pub voice: Voice,
    as_of: Day,
    debtors: OnceLock<Debtors<'a>>,
}

impl<'a> Teller<'a> {
    pub fn new(strategy: &'a Strategy, source: Source<'a>, mask: &'a Mask, lang: Lang) -> Self {
        Self { strategy, cases: &source.reading.cases, mask, voice: strategy.voice(lang), as_of: source.as_of, debtors: OnceLock::new() }
    }

    pub fn finding(&self, address: &str, clause: &Clause, rule: &Rule, question: &Question, outcome: &Outcome) -> Finding {
        let vocabulary = &self.strategy.vocabulary;
        let claim = self.cases.claim(outcome.claim);
        let (rows, fields) = match outcome.about {
            About::Claim => evidence(question, outcome, self.cases, vocabulary),
            _ => (group_evidence(question, outcome, self.cases, self.debtors()), Vec::new()),
        };
        let date = Some(outcome.day).filter(|day| *day != NO_DAY);
        Finding {
            fingerprint: self.fingerprint(address, claim, outcome),
            verdict: outcome.verdict,
            lapse: outcome.lapse,
            // A debtor is never told, and a year has no claim.
            claim: (outcome.about == About::Claim).then(|| self.mask.claim(claim.name()).into_owned()),
            date,
            last_day: outcome.last_day,
            amount: Some(outcome.at_stake).filter(|amount| *amount != UNKNOWN),
            actual: actual(question, outcome, &fields, claim, vocabulary, &self.voice),
            law: date.map(|day| self.law(rule, question, outcome, claim, day)).unwrap_or_default(),
            basis: clause.basis.clone(),
            evidence: rows.into_iter().map(|row| self.cases.place(row)).map(|(file, line)| (file.to_owned(), line)).collect(),
            waiver: None,
            change: None,
            clause: address.to_owned(),
        }
    }

    /// A clause that is not kept often enough, or may not be.
    pub fn share(&self, clause: &Clause, rule: &Rule, verdict: Verdict, of: &Tally) -> Finding {
        let voice = &self.voice;
        let address = self.address(clause, rule);
        let actual = ShareOf::kept(of).map_or_else(String::new, |kept| {
            let (low, high) = (voice.share(kept.low), voice.share(kept.high));
            let of = voice.number(i64::try_from(kept.of).unwrap_or(i64::MAX));
            match verdict {
                Verdict::Breached if kept.low == kept.high => voice.lang.text_words("actual-share", &[("share", &low), ("of", &of)]),
                _ => voice.lang.text_words("actual-share-open", &[("low", &low), ("high", &high), ("of", &of)]),
            }
        });
        Finding {
            fingerprint: self.mask.key().hash(&[&address, "share"]),
            clause: address,
            verdict,
            lapse: if verdict == Verdict::Breached { Lapse::Other } else { Lapse::None },
            claim: None,
            date: None,
            last_day: None,
            amount: None,
            actual,
            law: Vec::new(),
            basis: clause.basis.clone(),
            evidence: Vec::new(),
            waiver: None,
            change: None,
        }
    }

    fn debtors(&self) -> &Debtors<'a> {
        self.debtors.get_or_init(|| Debtors::of(self.cases))
    }

    pub fn owed(&self, obligation: &Obligation) -> Finding {
        let lang = self.voice.lang;
        let actual = match obligation.done.last().filter(|_| obligation.lapse == Lapse::Late) {
            Some(done) => lang.text_words(
                "actual-done-late",
                &[("unit", &obligation.owed.unit_words(&self.voice)), ("date", &self.voice.day(done.date))],
            ),
            None if obligation.verdict == Verdict::Unknown => {
                lang.text_words("actual-no-register", &[("unit", &obligation.owed.unit_words(&self.voice))])
            }
            None => lang.text_words("actual-not-done", &[("unit", &obligation.owed.unit_words(&self.voice))]),
        };
        Finding {
            fingerprint: self.mask.key().hash(&[&obligation.clause, &obligation.owed.unit]),
            clause: obligation.clause.clone(),
            verdict: obligation.verdict,
            lapse: obligation.lapse,
            claim: None,
            date: Some(obligation.owed.end),
            last_day: Some(obligation.owed.due),
            amount: None,
            actual,
            law: Vec::new(),
            basis: Vec::new(),
            evidence: Vec::new(),
            waiver: None,
            change: None,
        }
    }

    pub fn address(&self, clause: &Clause, rule: &Rule) -> String {
        match &clause.kept {
            Kept::Rules(rules) => address(clause, rules.iter().position(|one| std::ptr::eq(one, rule)).unwrap_or(0), rules.len()),
            _ => clause.address.clone(),
        }
    }

    /// Clause, claim, the activation's event kind and date, and its place among equals; never verdict, line, as-of date or language.
    pub fn fingerprint(&self, address: &str, claim: Claim<'_>, outcome: &Outcome) -> String {
        match outcome.about {
            About::Claim => {}
            About::Debtor(_) => {
                let of = outcome.about.debtor(claim).map_or(["claim", claim.name()], |debtor| ["debtor", debtor]);
                return self.mask.key().hash(&[&[address], of.as_slice()].concat());
            }
            About::Year(year) => return self.mask.key().hash(&[address, "year", &year.to_string()]),
        }
        let kind = outcome.event.map(|event| claim.kind_name(event as usize));
        let name = kind.and_then(|kind| self.strategy.vocabulary.kind_at(kind)).map_or("", |kind| kind.name.as_str());
        let ordinal = match (outcome.event, outcome.gap) {
            (Some(event), _) => {
                let equal = |other: &usize| claim.day(*other) == outcome.day && Some(claim.kind_name(*other)) == kind;
                (0..event as usize).filter(equal).count()
            }
            (None, Some(gap)) => {
                let before = claim.gaps().iter().take(gap as usize);
                before.filter(|gap| gap.day.unwrap_or(NO_DAY) == outcome.day).count()
            }
            _ => 0,
        };
        let date = if outcome.day == NO_DAY { String::new() } else { outcome.day.to_string() };
        let unreadable = if outcome.gap.is_some() { "unreadable" } else { "" };
        self.mask.key().hash(&[address, claim.name(), name, unreadable, &date, &ordinal.to_string()])
    }

    /// The values of the law that the verdict used: on the activation's own day; for interest on each day on which another rate began
    /// to run; for a limitation on the day from which each period runs.
    fn law(&self, rule: &Rule, question: &Question, outcome: &Outcome, claim: Claim<'_>, day: Day) -> Vec<LawUse> {
        if rule.law.is_empty() {
            return Vec::new();
        }
        let used = |parameter: &str, occasion: Occasion| {
            let reading = self.strategy.law.read(parameter, occasion);
            let missing = || self.voice.lang.text("law-value-missing");
            LawUse {
                parameter: parameter.to_owned(),
                occasion,
                value: reading.map_or_else(missing, |reading| self.voice.fact(&reading.amount.fact())),
            }
        };
        let occasions = match (&question.plan.measure, outcome.event) {
            (Measure::Barred(_), _) => {
                let (vocabulary, calendar) = (&self.strategy.vocabulary, &self.strategy.calendar);
                let questions = Questions { vocabulary, calendar, as_of: self.as_of, list: Vec::new() };
                let running = Story::new(&questions, claim).limitation(question);
                return running.iter().flat_map(|running| &running.law).map(|(address, occasion)| used(address, *occasion)).collect();
            }
            (Measure::Accrued(accrual), Some(booking)) => accrual.occasions(claim, booking as usize),
            _ => vec![occasion(claim, day)],
        };
        rule.law.iter().flat_map(|address| occasions.iter().map(move |occasion| used(address, *occasion))).collect()
    }
}
