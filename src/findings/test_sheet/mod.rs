//! A test sheet: what was drawn of a population, to be filled in by an auditor, and what it says once it is.

mod drawing;
mod evaluate;
mod from_xlsx;
mod lines;
mod to_xlsx;

pub use drawing::{Bearable, Order, draw};
pub use evaluate::{Agreement, Evaluation, Money, evaluate};
pub use from_xlsx::{Examined, Filled, read};
pub use lines::{about, outside_words};
pub use to_xlsx::to_xlsx;

use serde::{Deserialize, Serialize};

use crate::governance::samples::{CONFIDENCES, WHOLE};

/// More activations than this no municipality has.
const MOST_ITEMS: u64 = 1_000_000_000_000;

/// How a sample is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// Each activation as likely as any other.
    Attribute,
    /// The same within strata.
    Stratified,
    /// Each unit of money as likely as any other.
    Mus,
}

impl Method {
    /// The name in files and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Attribute => "attribute",
            Self::Stratified => "stratified",
            Self::Mus => "mus",
        }
    }
}

/// A part of the population that was drawn from by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    /// Its name in words; empty where there is only one.
    pub name: String,
    /// Activations in it.
    pub items: u64,
    /// Minor units at stake in them, as far as they are known and above 0.
    pub amount: i64,
    /// How many were drawn.
    pub drawn: u64,
}

/// What a sample was drawn from, and how: all that the evaluation needs beside the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The program's version.
    pub rettesnor: String,
    /// The language of the words in it.
    pub lang: String,
    /// The currency of the amounts.
    pub currency: String,
    /// The strategy's id and digest.
    pub strategy: (String, String),
    /// The digest of the law.
    pub law: String,
    /// The clause's or rule's address.
    pub clause: String,
    /// What it promises, in words.
    pub promise: String,
    /// The case set's name and digest.
    pub cases: (String, String),
    /// Whether the cases are made up.
    pub synthetic: bool,
    /// Whether every row could be placed with its claim.
    pub complete: bool,
    /// The day it was judged on.
    pub as_of: String,
    /// How it was drawn.
    pub method: Method,
    /// Ten-thousandths.
    pub confidence: u32,
    /// Ten-thousandths; minor units in a monetary-unit sample.
    pub tolerable: i64,
    /// Ten-thousandths; minor units in a monetary-unit sample.
    pub expected: i64,
    /// How many activations, or units of money, were to be drawn.
    pub size: u64,
    /// Whether the size was given rather than computed.
    pub size_given: bool,
    /// What it was drawn with.
    pub seed: String,
    /// What strata were made by.
    pub by: Option<String>,
    /// How the sample was shared out among them.
    pub allocation: Option<String>,
    /// The strata; one where there are none.
    pub strata: Vec<Stratum>,
    /// Activations that were not applicable, and not yet due, and so are no part of the population.
    pub left_out: (u64, u64),
    /// Activations that no unit of money can be drawn of: without an amount above 0, and with one that nobody knows.
    pub outside: (u64, u64),
    /// Over what was drawn.
    pub checksum: String,
}

/// A drawn activation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its number on the sheet, from 1; 0 for what no unit of money can be drawn of.
    pub number: u64,
    /// The fingerprint, as a finding has it.
    pub fingerprint: String,
    /// The claim as outputs show it; empty where it is about no claim.
    pub claim: String,
    /// The day; empty where it could not be read.
    pub date: String,
    /// Minor units at stake, where known.
    pub amount: Option<i64>,
    /// The stratum, by its place.
    pub stratum: usize,
    /// The rows of the data: `file:line`, by spaces.
    pub evidence: String,
    /// The program's verdict, in words.
    pub verdict: String,
}

impl Sheet {
    /// Activations that could be drawn.
    pub fn items(&self) -> u64 {
        self.strata.iter().map(|stratum| stratum.items).sum()
    }

    /// Minor units at stake in them.
    pub fn amount(&self) -> i64 {
        self.strata.iter().map(|stratum| stratum.amount).sum()
    }

    /// Activations on the sheet.
    pub fn drawn(&self) -> u64 {
        self.strata.iter().map(|stratum| stratum.drawn).sum()
    }

    /// Whether its numbers are such as a sample can have, so that none overflows what is computed with them: a sheet comes from outside.
    fn is_sound(&self) -> bool {
        let sum = |of: fn(&Stratum) -> u64| self.strata.iter().try_fold(0_u64, |sum, one| sum.checked_add(of(one)));
        let amount = self.strata.iter().try_fold(0_i64, |sum, one| sum.checked_add(one.amount).filter(|_| one.amount >= 0));
        let (least, most) = CONFIDENCES;
        let error = if self.method == Method::Mus { amount.unwrap_or(0) } else { WHOLE.into() };
        sum(|one| one.items).is_some_and(|items| items <= MOST_ITEMS)
            && sum(|one| one.drawn).is_some()
            && self.strata.iter().all(|one| one.drawn <= one.items)
            && !self.strata.is_empty()
            && amount.is_some()
            && (1..=MOST_ITEMS).contains(&self.size)
            && (least..=most).contains(&self.confidence)
            && (0..=error).contains(&self.tolerable)
            && (0..=error).contains(&self.expected)
    }

    /// Whether an amount is at least as large as the interval, so that it could not be missed.
    pub fn is_certain(&self, amount: i64) -> bool {
        self.method == Method::Mus && i128::from(amount) * i128::from(self.size) >= i128::from(self.amount())
    }

    /// A digest over all of it but the checksum itself, and over the rows' own checks.
    fn seal(&self, checks: &[String]) -> String {
        let open = Self { checksum: String::new(), ..self.clone() };
        let text = serde_json::to_string(&open).unwrap_or_default();
        let hash = blake3::hash(format!("{text}\n{}", checks.join("\n")).as_bytes()).to_hex();
        format!("blake3:{}", hash.get(..32).unwrap_or_default())
    }
}

impl Row {
    /// Eight digits over what was drawn, so that a row that was changed can be named.
    pub fn check(&self, stratum: &str) -> String {
        let amount = self.amount.map(|amount| amount.to_string()).unwrap_or_default();
        let number = self.number.to_string();
        let parts = [number.as_str(), &self.fingerprint, &self.claim, &self.date, &amount, stratum, &self.evidence, &self.verdict];
        let hash = blake3::hash(parts.join("\n").as_bytes()).to_hex();
        hash.get(..8).unwrap_or_default().to_owned()
    }
}
