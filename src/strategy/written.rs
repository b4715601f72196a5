//! The written form of `strategy.yaml`: what its author typed, every field optional until it is proved.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::rules::WrittenRule;
use crate::yaml::{FormatVersion, Names, Scalar, Shape};

/// A collection strategy: what the council adopts for one period.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct StrategyFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// A name for files and folders: lower-case words and digits joined by hyphens.
    #[schemars(extend("x-required" = true), example = &"norddjurs-2026-2029")]
    pub id: Option<String>,
    /// Whose strategy it is.
    #[schemars(extend("x-required" = true))]
    pub authority: Option<Authority>,
    /// The title on the front page.
    #[schemars(extend("x-required" = true), example = &"Opkrævningsstrategi 2026-2029")]
    pub title: Option<String>,
    /// The language of the texts, and of the documents unless another is asked for.
    #[schemars(extend("x-required" = true))]
    pub language: Option<Language>,
    /// The days for which it holds, both inclusive.
    #[schemars(extend("x-required" = true))]
    pub period: Option<Days>,
    /// A notice that stands in a box on top of every document, for example that this is a draft.
    pub notice: Option<String>,
    /// The strategy that this one replaces: its folder, or `{title, period, text: missing}` where its text is not at hand.
    pub replaces: Option<Replaces>,
    /// Ready statutory clauses that are checked as well and marked as law: `[law:dk]`.
    pub includes: Option<Vec<String>>,
    /// Who answers for clauses, approves and attests: id and title.
    pub roles: Option<BTreeMap<String, String>>,
    /// The kinds of claims: id, name and legal regime.
    #[schemars(extend("x-required" = true))]
    pub claim_types: Option<BTreeMap<String, ClaimType>>,
    /// Columns beyond the built-in ones.
    pub fields: Option<BTreeMap<String, Field>>,
    /// Event kinds that the built-in ones lack, or that narrow one of them.
    pub events: Option<BTreeMap<String, Event>>,
    /// States that the built-in ones lack.
    pub states: Option<BTreeMap<String, State>>,
    /// Days on which something recurs that is neither year, quarter nor month.
    pub calendars: Option<BTreeMap<String, Calendar>>,
    /// The chapters, in the order of the document.
    #[schemars(extend("x-required" = true))]
    pub chapters: Option<Vec<Chapter>>,
    /// Policy tests: small cases with the verdict that they must get.
    pub tests: Option<Vec<PolicyTest>>,
}

impl Shape for StrategyFile {
    const NAME: &'static str = "strategy";
    const TITLE: &'static str = "A collection strategy";
}

/// The statutory clauses of a country.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ClausesFile {
    /// The version of this format: 1.
    #[schemars(extend("x-required" = true), example = 1)]
    pub rettesnor: Option<FormatVersion>,
    /// The chapters that a strategy includes.
    #[schemars(extend("x-required" = true))]
    pub chapters: Option<Vec<Chapter>>,
}

impl Shape for ClausesFile {
    const NAME: &'static str = "law-clauses";
    const TITLE: &'static str = "Ready statutory clauses";
}

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Danish.
    Da,
    /// Norwegian, bokmål.
    Nb,
    /// English.
    En,
}

/// Whose strategy it is.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Authority {
    /// The name.
    #[schemars(extend("x-required" = true), example = &"Norddjurs Kommune")]
    pub name: Option<String>,
    /// The country, whose law applies.
    #[schemars(extend("x-required" = true))]
    pub country: Option<Country>,
    /// The municipality's number, in quotes.
    #[schemars(example = &"707")]
    pub code: Option<Scalar>,
    /// The currency's ISO code; only where the country is `other`.
    #[schemars(example = &"EUR")]
    pub currency: Option<String>,
    /// Public holidays; only where the country is `other`.
    pub holidays: Option<Vec<Scalar>>,
}

/// A country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Country {
    /// Denmark.
    Dk,
    /// Norway.
    No,
    /// Another: no law, own holidays, own currency.
    Other,
}

/// Days, both inclusive.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Days {
    /// The first day.
    #[schemars(extend("x-required" = true), example = &"2026-01-01")]
    pub from: Option<Scalar>,
    /// The last day, inclusive.
    #[schemars(extend("x-required" = true), example = &"2029-12-31")]
    pub to: Option<Scalar>,
}

/// The strategy before this one: a folder, or what is known of it.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Replaces {
    /// Its folder, from this one's.
    Folder(String),
    /// What is known of a strategy whose text is not at hand.
    Known(Predecessor),
}

impl JsonSchema for Replaces {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Replaces".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let mut schema = Predecessor::json_schema(generator);
        schema.insert("type".to_owned(), serde_json::json!(["string", "object"]));
        schema
    }
}

/// What is known of a strategy whose text is not at hand.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Predecessor {
    /// Its title.
    pub title: Option<String>,
    /// The days for which it held.
    pub period: Option<Days>,
    /// `missing`: its text is not at hand.
    pub text: Option<Missing>,
}

/// Says that a text is not at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Missing {
    /// It is not at hand.
    Missing,
}

/// A kind of claim.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct ClaimType {
    /// The name in documents.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// The legal regime: which fees, interest and deadlines the law allows.
    #[schemars(example = &"distraint")]
    pub track: Option<String>,
    /// Other names under which case data knows it.
    pub aliases: Option<Vec<Scalar>>,
}

/// A declared column.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Field {
    /// What it belongs to.
    #[schemars(extend("x-required" = true))]
    pub on: Option<FieldOn>,
    /// What it holds.
    #[schemars(rename = "type", extend("x-required" = true))]
    #[serde(rename = "type")]
    pub kind: Option<FieldType>,
    /// The name in texts.
    pub name: Option<String>,
}

/// What a column belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FieldOn {
    /// The claim.
    Claim,
    /// The event.
    Event,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Yes or no.
    YesNo,
    /// Words or codes.
    Text,
    /// A number.
    Number,
    /// An amount.
    Money,
    /// A date.
    Date,
}

/// A declared event kind.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Event {
    /// The name in texts, in the strategy's language, as it stands inside a sentence.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// What it does to the claim's balance; nothing if not said, or what its `is:` kind does.
    pub effect: Option<EffectName>,
    /// The kind that it narrows: its rows are rows of that kind too.
    pub is: Option<String>,
    /// What narrows it: fields and the words they hold.
    #[serde(rename = "where")]
    pub only: Option<BTreeMap<String, Names>>,
}

/// What an event does to the balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EffectName {
    /// Nothing.
    None,
    /// Adds its amount.
    Charge,
    /// Takes its amount off.
    Credit,
    /// Replaces the principal.
    Sets,
}

/// A declared state.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct State {
    /// The name in texts, as it stands inside a sentence; the id if not said.
    pub name: Option<String>,
    /// The events that begin it.
    #[schemars(extend("x-required" = true))]
    pub from: Option<Names>,
    /// The events that end it.
    #[schemars(extend("x-required" = true))]
    pub until: Option<Names>,
}

/// Days on which something recurs.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Calendar {
    /// The name in texts.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// The days.
    #[schemars(extend("x-required" = true))]
    pub dates: Option<Vec<Scalar>>,
}

/// A chapter: lead prose and clauses, or chapters of its own.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Chapter {
    /// A name for addresses: lower-case words and digits joined by hyphens; no other chapter has it.
    #[schemars(extend("x-required" = true), example = &"reminders")]
    pub id: Option<String>,
    /// What the chapter is about.
    pub topic: Option<Topic>,
    /// The heading.
    #[schemars(extend("x-required" = true))]
    pub heading: Option<String>,
    /// Prose before the clauses, in Markdown.
    pub lead: Option<String>,
    /// The clauses.
    pub clauses: Option<Vec<Clause>>,
    /// Chapters under this one; these have none under them.
    pub chapters: Option<Vec<Chapter>>,
}

/// What a chapter is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Why there is a strategy.
    Purpose,
    /// What it wants to reach.
    Goals,
    /// What it holds by.
    Principles,
    /// Fees.
    Fees,
    /// Interest.
    Interest,
    /// Dialogue with debtors.
    Dialogue,
    /// Payment plans and deferrals.
    Plans,
    /// Transfer for enforcement.
    Transfer,
    /// Writing off.
    WriteOff,
    /// Preventing arrears.
    Prevention,
    /// Service and information.
    Service,
    /// Working together.
    Cooperation,
    /// Reporting and follow-up.
    Reporting,
    /// Anything else.
    Other,
}

/// One promise, and how it is kept: exactly one of `rule`, `measure`, `duty`, `attested`, `narrative`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Clause {
    /// A name for addresses: lower-case words and digits joined by hyphens.
    #[schemars(extend("x-required" = true), example = &"first-reminder")]
    pub id: Option<String>,
    /// The sentence that the council reads, in Markdown; `{{ within }}` prints the rule's own number. A rule without a text speaks
    /// its own sentence.
    pub text: Option<String>,
    /// The claims it is about; all if not said.
    #[serde(rename = "for")]
    pub scope: Option<Scope>,
    /// States in which it does not apply; one name or a list, any of which will do.
    pub unless: Option<Names>,
    /// Days on which it holds, within the strategy's period.
    pub valid: Option<Days>,
    /// How grave a breach is; `major` if not said.
    pub severity: Option<Severity>,
    /// The law it rests on, for example `dk/gebyrlov/reminder-fee`.
    pub basis: Option<Vec<String>>,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// Whom it speaks to.
    pub audience: Option<Vec<Audience>>,
    /// Kept by machine, case by case: one rule or a list.
    pub rule: Option<Rules>,
    /// Kept account of as a key figure.
    pub measure: Option<Measure>,
    /// Something recurring that must be done or reported.
    pub duty: Option<Duty>,
    /// Declared by a role at an interval, with evidence.
    pub attested: Option<Attested>,
    /// `true`: says something that nothing can check.
    pub narrative: Option<bool>,
}

/// One rule, or a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Rules {
    /// Several, each with a verdict of its own.
    Many(Vec<WrittenRule>),
    /// One.
    One(Box<WrittenRule>),
}

impl JsonSchema for Rules {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rules".into()
    }

    /// One schema for both, so that a mistake has one place: an object's keys, or the same for each item of a list.
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let one = WrittenRule::json_schema(generator);
        let mut schema = one.clone();
        schema.insert("type".to_owned(), serde_json::json!(["object", "array"]));
        schema.insert("items".to_owned(), one.to_value());
        schema
    }
}

/// The claims that a clause is about; all conditions hold together.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Scope {
    /// Claim types.
    pub claim_type: Option<Names>,
    /// Legal regimes.
    pub track: Option<Names>,
    /// `person` or `company`.
    pub debtor_kind: Option<Names>,
    /// Declared fields of the claim and the words they may hold.
    #[serde(flatten)]
    pub fields: BTreeMap<String, Names>,
}

/// How grave a breach is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A legal right is lost, or the claim.
    Critical,
    /// A promise is broken.
    Major,
    /// A matter of order.
    Minor,
}

/// Whom a clause speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The council and its committees.
    Council,
    /// Management.
    Management,
    /// The case workers.
    Staff,
    /// Citizens.
    Citizens,
    /// Companies.
    Companies,
}

/// A key figure: exactly one of `stock`, `flow`, `share`, `days`, `reported`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Measure {
    /// What stands on a day: `arrears`, or a state whose claims are counted by their balance.
    pub stock: Option<String>,
    /// The day of a stock: `year_end` or a date.
    pub on: Option<Scalar>,
    /// What happens in a period: an event kind, by its amounts.
    pub flow: Option<String>,
    /// The period of a flow.
    pub per: Option<FlowPer>,
    /// A share: the claims that reach this event or state …
    pub share: Option<String>,
    /// … of those that reach this one.
    pub of: Option<String>,
    /// The days between two events or states.
    pub days: Option<Steps>,
    /// Which number stands for many: the median if not said.
    pub statistic: Option<Statistic>,
    /// A figure that is reported and not counted from the cases: its name.
    pub reported: Option<String>,
    /// What is to be reached: an amount, a share, a period or a number.
    pub target: Option<Scalar>,
    /// Which way is better.
    pub direction: Option<Direction>,
    /// What it is broken down by.
    pub by: Option<Vec<Breakdown>>,
}

/// The period of a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FlowPer {
    /// A calendar year.
    Year,
    /// A quarter.
    Quarter,
    /// A month.
    Month,
}

/// Two steps of a case.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Steps {
    /// From this event or state …
    #[schemars(extend("x-required" = true))]
    pub from: Option<String>,
    /// … to this one.
    #[schemars(extend("x-required" = true))]
    pub to: Option<String>,
}

/// Which number stands for many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Statistic {
    /// The middle one.
    Median,
    /// The average.
    Mean,
    /// The one that nine of ten do not exceed.
    P90,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// What a measure is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Breakdown {
    /// Claim types.
    ClaimType,
    /// Legal regimes.
    Track,
    /// Persons and companies.
    DebtorKind,
    /// Reasons.
    Reason,
}

/// Something recurring that must be done.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Duty {
    /// How often: `year`, `quarter`, `month`, `term`, or a declared calendar.
    #[schemars(extend("x-required" = true), example = &"year")]
    pub every: Option<String>,
    /// How many times in each; once if not said.
    pub times: Option<Scalar>,
    /// The last day, inclusive: `04-30` is the first such day after the year or term has ended, `30 days` counts from its last
    /// day. Without it, the last day itself.
    #[schemars(example = &"04-30")]
    pub by: Option<Scalar>,
    /// The role that does it.
    pub owner: Option<String>,
    /// Who receives it.
    pub recipient: Option<String>,
    /// What it must contain.
    pub contents: Option<Vec<String>>,
    /// What it is attached to.
    pub attached_to: Option<String>,
}

/// Something that a role declares.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Attested {
    /// The role that declares it.
    #[schemars(extend("x-required" = true))]
    pub role: Option<String>,
    /// How often: `year`, `quarter`, `month`, `term`, or a declared calendar.
    #[schemars(extend("x-required" = true), example = &"year")]
    pub every: Option<String>,
    /// What the declaration rests on.
    pub evidence: Option<String>,
}

/// A small case with the verdicts that it must get.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PolicyTest {
    /// What it shows.
    #[schemars(extend("x-required" = true))]
    pub name: Option<String>,
    /// The claim: `claim_type`, `debtor_kind`, `principal`, `established`, `due`, `last_timely_payment`, declared fields.
    pub claim: Option<BTreeMap<String, Scalar>>,
    /// What happened: `date`, `event`, `amount`, `actor`, `role`, `reason`, `channel`, declared fields.
    pub events: Option<Vec<BTreeMap<String, Scalar>>>,
    /// The day on which it is judged.
    #[schemars(extend("x-required" = true), example = &"2026-06-01")]
    pub as_of: Option<Scalar>,
    /// Verdict by clause: `met`, `breached`, `not_applicable`, `not_yet_due`, `unknown`, or `unexercised`.
    #[schemars(extend("x-required" = true))]
    pub expect: Option<BTreeMap<String, String>>,
}
