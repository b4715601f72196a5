//! The book's page of one country's law, in English with the country's own terms beside.

use std::collections::{BTreeMap, BTreeSet};

use super::papers::ready_clauses;
use crate::law::{Law, Parameter, Value, days_words};
use crate::prose::{Lang, Voice};
use crate::strategy::Strategy;

/// Writes a country's law as a page of the book, in Markdown: each parameter with its values, sources and open questions, then the
/// legal regimes of claims and the ready clauses.
///
/// `clauses` is what [`crate::strategy::statutory`] proves of the same law, in the country's language.
pub fn law_page(law: &Law, clauses: Option<&Strategy>) -> String {
    let own = if law.country == "no" { Lang::Nb } else { Lang::Da };
    let mut page = Page { law, own, voice: law.voice(Lang::En), text: String::new() };
    page.head();
    let acts = page.acts();
    page.contents(&acts);
    for (act, parameters) in &acts {
        page.line(&format!("## {}\n", page.act_name(act, parameters)));
        parameters.iter().for_each(|parameter| page.parameter(parameter));
    }
    page.tracks();
    if let Some(clauses) = clauses {
        page.clauses(clauses);
    }
    page.open();
    format!("{}\n", page.text.trim_end())
}

struct Page<'a> {
    law: &'a Law,
    /// The country's language.
    own: Lang,
    voice: Voice,
    text: String,
}

impl<'a> Page<'a> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn head(&mut self) {
        let (country, name) = (self.law.country.clone(), self.law.country_name(Lang::En));
        let checked =
            self.law.last_checked().map_or(String::new(), |day| format!(" The last of them was checked on {}.", self.voice.day(day)));
        self.line(&format!("# The law of {name}\n"));
        self.line(&format!("<!-- Made from strategy/law/{country} by the tests with UPDATE=1. -->\n"));
        self.line(&format!(
            "What `strategy/law/{country}` holds: {} parameters, each with its values, the paragraph as it was numbered, and where it was \
             seen.{checked} This is [no legal advice](no-legal-advice.md). How the files are written stands in [The law](../reference/law.md).\n",
            self.law.parameters.len()
        ));
        self.line(
            "A value holds on its first day and on its last. Where none is listed for a day, a rule that needs one *cannot be judged*.\n",
        );
    }

    /// The parameters by the act that they stand under.
    fn acts(&self) -> BTreeMap<&'a str, Vec<&'a Parameter>> {
        let mut acts: BTreeMap<&str, Vec<&Parameter>> = BTreeMap::new();
        for parameter in self.law.parameters.values() {
            acts.entry(parameter.address.split('/').nth(1).unwrap_or_default()).or_default().push(parameter);
        }
        acts
    }

    /// What most paragraphs call the act; else the name of its folder.
    fn act_name(&self, act: &str, parameters: &[&Parameter]) -> String {
        let mut named: BTreeMap<&str, usize> = BTreeMap::new();
        for row in parameters.iter().flat_map(|parameter| &parameter.values) {
            if let Some((name, _)) = row.reference.split_once(" §") {
                *named.entry(name.trim()).or_default() += 1;
            }
        }
        capital(named.into_iter().max_by_key(|(_, rows)| *rows).map_or(act, |(name, _)| name))
    }

    fn contents(&mut self, acts: &BTreeMap<&str, Vec<&Parameter>>) {
        self.line("| parameter | unit | how it binds | values are known |\n|---|---|---|---|");
        for parameter in acts.values().flatten() {
            let name = parameter.name.get(Lang::En);
            let bound = parameter.bound.map_or("–", |bound| match bound.name() {
                "at_most" => "at most",
                "at_least" => "at least",
                _ => "exactly",
            });
            let row = format!(
                "| [{}](#{}) | {} | {bound} | {} |",
                cell(name),
                anchor(name),
                parameter.unit.words(Lang::En),
                self.known(parameter)
            );
            self.line(&row);
        }
        self.line("");
    }

    /// From when to when values are known.
    fn known(&self, parameter: &Parameter) -> String {
        let stretches = self.law.stretches(&parameter.address);
        let Some((first, last)) = stretches.first().zip(stretches.last()) else { return "none is verified".to_owned() };
        let seen = if self.law.start_is_unknown(&parameter.address) { "seen " } else { "" };
        let gaps = if self.law.gaps(&parameter.address).iter().any(|(_, to)| to.is_some()) { ", not on all days" } else { "" };
        format!("{seen}{} –{}{gaps}", first.from, last.to.map(|to| format!(" {to}")).unwrap_or_default())
    }

    fn parameter(&mut self, parameter: &Parameter) {
        let lang = Lang::En;
        let name = parameter.name.get(lang);
        self.line(&format!("### {name}\n"));
        self.line(&format!("*{}* · `{}`\n", parameter.name.get(self.own), parameter.address));
        self.line(&format!("- **Binds:** {}", parameter.bound_words(lang)));
        if let Some(formula) = parameter.formula_words(lang) {
            self.line(&format!("- **Formula:** {formula}"));
        }
        self.line(&format!("- **Day that decides:** {}", parameter.decided_words(lang)));
        if parameter.council_decision {
            self.line(&format!("- **Council decision:** {}", parameter.council_words(lang)));
        }
        if parameter.breach.is_some() {
            self.line(&format!("- **A breach:** {}", parameter.breach_words(lang)));
        }
        if let Some(day) = parameter.review_by {
            self.line(&format!("- **To be checked again by:** {}", self.voice.day(day)));
        }
        self.line("");
        let note = parameter.note.get(lang);
        if !note.is_empty() {
            self.line(&format!("{}\n", words(note)));
        }
        self.values(parameter);
        self.missing(parameter);
    }

    fn values(&mut self, parameter: &Parameter) {
        if !parameter.values.is_empty() {
            self.line("| from | to | value | paragraph | source | verified on |\n|---|---|---|---|---|---|");
            for value in parameter.values.iter().rev() {
                let row = self.row(value);
                self.line(&row);
            }
            self.line("");
        }
        if parameter.formula.is_none() {
            return;
        }
        let own: BTreeSet<_> = parameter.values.iter().map(|value| value.from).collect();
        let computed: Vec<String> = self
            .law
            .stretches(&parameter.address)
            .into_iter()
            .rev()
            .filter(|dated| !own.contains(&dated.from))
            .map(|dated| {
                let to = dated.to.map(|to| to.to_string()).unwrap_or_default();
                format!("| {} | {to} | {} |", dated.from, cell(&self.voice.fact(&dated.value.fact())))
            })
            .collect();
        if !computed.is_empty() {
            let by_due = if self.law.chosen_by_due_date(parameter) { ", for claims that fall due on these days" } else { "" };
            self.line(&format!("By the formula{by_due}:\n\n| from | to | value |\n|---|---|---|"));
            computed.iter().for_each(|row| self.line(row));
            self.line("");
        }
    }

    fn row(&self, value: &Value) -> String {
        let from = if value.start_unknown { format!("seen {}", value.from) } else { value.from.to_string() };
        let to = value.to.map(|to| to.to_string()).unwrap_or_default();
        let quality = value.quality.words(Lang::En);
        let source = if value.source.starts_with("http") && !value.source.contains([' ', ')']) {
            format!("[{quality}]({})", value.source)
        } else {
            format!("{quality}: {}", value.source)
        };
        let said = cell(&self.voice.fact(&value.amount.fact()));
        format!("| {from} | {to} | {said} | {} | {} | {} |", cell(&value.reference), cell(&source), value.verified_on)
    }

    fn missing(&mut self, parameter: &Parameter) {
        let mut said: Vec<String> = Vec::new();
        for missing in &parameter.missing {
            said.push(format!("- No verified value {}: {}", missing.days_words(&self.voice), words(missing.because.get(Lang::En))));
        }
        if parameter.formula.is_some() {
            let gaps = self.law.gaps(&parameter.address).into_iter();
            for (from, to) in gaps.filter(|(from, _)| parameter.missing_on(*from).is_none()) {
                said.push(format!("- No value {}: a part of the formula has none.", days_words(Some(from), to, &self.voice)));
            }
        }
        if !said.is_empty() {
            said.iter().for_each(|said| self.line(said));
            self.line("");
        }
    }

    fn tracks(&mut self) {
        if self.law.tracks.is_empty() {
            return;
        }
        self.line("## Legal regimes of claims\n");
        self.line(
            "A kind of claim names its regime by `track:`. Which one it falls under is a question of law that the strategy answers.\n",
        );
        for (id, track) in &self.law.tracks {
            self.line(&format!("### {}\n", track.name.get(Lang::En)));
            self.line(&format!("*{}* · `track: {id}`\n", track.name.get(self.own)));
            for (key, address) in track.parameters() {
                let name = self.law.parameters.get(address).map_or(address, |parameter| parameter.name.get(Lang::En));
                self.line(&format!("- `{key}`: [{name}](#{})", anchor(name)));
            }
            self.line("");
        }
    }

    fn clauses(&mut self, strategy: &Strategy) {
        let ready = ready_clauses(strategy, self.own);
        if ready.is_empty() {
            return;
        }
        self.line("## Ready clauses\n");
        self.line(&format!(
            "A strategy takes them in with `includes: [\"law:{}\"]`. They speak the strategy's language; here they stand as on {}.\n",
            self.law.country,
            self.voice.day(strategy.period.0)
        ));
        let mut heading = String::new();
        for clause in ready {
            if heading != clause.heading {
                if !heading.is_empty() {
                    self.line("");
                }
                heading.clone_from(&clause.heading);
                self.line(&format!("### {heading}\n"));
            }
            let basis: Vec<String> = clause.basis.iter().map(|basis| format!("`{basis}`")).collect();
            let basis = if basis.is_empty() { String::new() } else { format!(" Rests on {}.", basis.join(", ")) };
            let said = format!("{} {}", clause.text, clause.about);
            self.line(&format!("- `{}` ({}): *{}*{basis}", clause.clause, clause.severity, words(&said)));
        }
        self.line("");
    }

    fn open(&mut self) {
        let open = self.law.open();
        let named = |parameter: &Parameter| {
            let name = parameter.name.get(Lang::En);
            format!("[{name}](#{})", anchor(name))
        };
        self.line("## What is open\n");
        self.line("Days without a verified value stand with each parameter, and why. Besides:\n");
        let starts = open.starts.iter().map(|(parameter, day)| format!("{}, seen in force on {}", named(parameter), self.voice.day(*day)));
        let secondary =
            open.secondary.iter().map(|(parameter, some)| format!("{}: {some} of {} values", named(parameter), parameter.values.len()));
        let reviews = open.reviews.iter().map(|(day, parameter)| format!("{}: {}", self.voice.day(*day), named(parameter)));
        let unreviewed = open.unreviewed.iter().map(|parameter| named(parameter));
        let lists: [(&str, Vec<String>); 4] = [
            ("**The first day is not verified**, only a day on which it was seen in force:", starts.collect()),
            ("**Rests on somebody else's account**, to be held against the law's own text:", secondary.collect()),
            ("**To be checked again by**", reviews.collect()),
            ("**No day is set for the next check:**", unreviewed.collect()),
        ];
        for (heading, said) in lists.into_iter().filter(|(_, said)| !said.is_empty()) {
            self.line(&format!("{heading}\n"));
            said.iter().for_each(|said| self.line(&format!("- {said}")));
            self.line("");
        }
    }
}

/// A text on one line.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as it can stand in a table's cell.
fn cell(text: &str) -> String {
    words(text).replace('|', "\\|")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The name that the book gives a heading.
fn anchor(heading: &str) -> String {
    let mut name = String::new();
    for letter in heading.chars() {
        match letter {
            letter if letter.is_alphanumeric() || matches!(letter, '-' | '_') => name.extend(letter.to_lowercase()),
            letter if letter.is_whitespace() => name.push('-'),
            _ => {}
        }
    }
    name
}
