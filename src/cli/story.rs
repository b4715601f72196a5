use rettesnor::findings::explain::{Answer, Entry, Explanation, Judged, LawUsed, Place};
use rettesnor::plan::Verdict;
use rettesnor::quantity::{Day, Money};

use crate::page::{Page, Row};

/// More than so many of a kind are only counted.
const SHOWN: usize = 3;

/// Puts a story on a page: what is known, what happened, then the clauses, the worst first.
pub(crate) struct Teller<'a> {
    pub(crate) story: &'a Explanation,
    pub(crate) page: Page,
}

impl Teller<'_> {
    pub(crate) fn told(mut self) -> String {
        self.head();
        self.timeline();
        self.page.gap();
        self.page.put(0, &self.say("explain-verdicts"));
        let story = self.story;
        for judged in &story.clauses {
            self.judged(judged);
        }
        if !story.aside.is_empty() {
            self.page.gap();
            self.page.put(0, &self.say("explain-aside"));
            for apart in &story.aside {
                self.page.put(2, &format!("{}: {}", apart.clause, apart.because));
            }
        }
        self.page.text()
    }

    fn say(&self, key: &str) -> String {
        self.story.voice.lang.text(key)
    }

    fn with(&self, key: &str, words: &[(&str, &str)]) -> String {
        self.story.voice.lang.text_words(key, words)
    }

    fn head(&mut self) {
        let story = self.story;
        let voice = &story.voice;
        self.page.put(0, &self.with("explain-claim", &[("claim", &story.claim)]));
        self.page.put(0, &self.with("explain-about", &[("name", &story.cases), ("day", &voice.day(story.as_of))]));
        if !story.complete {
            self.page.put(0, &self.say("explain-incomplete"));
        }
        self.page.gap();
        let answers = || story.clauses.iter().flat_map(|judged| &judged.activations);
        let counts = Verdict::WORST_FIRST.iter().filter_map(|verdict| {
            let n = answers().filter(|answer| answer.verdict == *verdict).count();
            (n > 0).then(|| self.with("explain-summary", &[("n", &n.to_string()), ("verdict", &verdict.words(voice.lang))]))
        });
        let counts = counts.collect::<Vec<_>>().join(", ");
        self.page.put(2, &counts);
        self.page.gap();
        let untold = self.say("explain-not-told");
        let mut rows: Vec<(String, String)> =
            story.known.iter().map(|told| (told.name.clone(), told.value.clone().unwrap_or_else(|| untold.clone()))).collect();
        let balance = story.balance.map_or(untold, |balance| voice.money(Money(balance)));
        rows.push((self.say("explain-balance"), balance));
        if !story.states.is_empty() {
            rows.push((self.say("explain-states"), story.states.join(", ")));
        }
        let rows: Vec<Row> = rows.into_iter().map(|(name, value)| Row { cells: vec![name, value], under: Vec::new() }).collect();
        self.page.table(2, &rows, &[], 1);
    }

    fn timeline(&mut self) {
        self.page.gap();
        self.page.put(0, &self.say("explain-timeline"));
        let headings = ["explain-day", "explain-what", "explain-amount", "explain-balance", "explain-place"];
        let mut rows = vec![Row { cells: headings.map(|key| capital(&self.say(key))).to_vec(), under: Vec::new() }];
        rows.extend(self.story.timeline.iter().map(|entry| self.entry(entry)));
        self.page.table(2, &rows, &[2, 3], 1);
    }

    fn entry(&self, entry: &Entry) -> Row {
        let voice = &self.story.voice;
        let line = |day: Option<&Day>, name: String, place: Option<&Place>| Row {
            cells: vec![
                day.map_or_else(|| self.say("explain-no-day"), ToString::to_string),
                name,
                String::new(),
                String::new(),
                place.map(shown).unwrap_or_default(),
            ],
            under: Vec::new(),
        };
        match entry {
            Entry::Event { day, name, amount, balance, begins, ends, fields, repeated, place, .. } => {
                let state = |key: &'static str| move |state: &String| self.with(key, &[("state", state)]);
                let mut under: Vec<String> =
                    ends.iter().map(state("explain-ends")).chain(begins.iter().map(state("explain-begins"))).collect();
                // Who wrote it and which way it went fill the page and decide little: they stand in the JSON.
                let telling = fields.iter().filter(|told| !matches!(told.field.as_str(), "actor" | "role" | "channel"));
                under.extend(telling.map(|told| format!("{}: {}", told.name, told.value.as_deref().unwrap_or_default())));
                under.extend(repeated.then(|| self.say("explain-repeated")));
                let amount_words = |amount: &i64| voice.amount(Money(*amount));
                let balance = balance.as_ref().map_or_else(|| self.say("explain-unknown-amount"), amount_words);
                let amount = amount.as_ref().map(amount_words).unwrap_or_default();
                let place = place.as_ref().map(shown).unwrap_or_default();
                Row { cells: vec![day.to_string(), name.clone(), amount, balance, place], under }
            }
            Entry::Gap { day, name, place } => line(day.as_ref(), format!("! {name}"), Some(place)),
            Entry::LastDay { day, name, clause } => line(Some(day), format!("> {name} ({clause})"), None),
            Entry::AsOf { day } => line(Some(day), format!("= {}", self.say("explain-as-of")), None),
        }
    }

    fn judged(&mut self, judged: &Judged) {
        let lang = self.story.voice.lang;
        let severity = self.say(&format!("severity-{}", judged.severity));
        self.page.gap();
        self.page.put(2, &format!("{}: {} ({severity})", judged.clause, judged.verdict.words(lang)));
        self.page.put(4, &judged.expected);
        let basis = if judged.basis.is_empty() {
            String::new()
        } else {
            format!("; {}", self.with("explain-basis", &[("basis", &judged.basis.join(", "))]))
        };
        self.page.put(4, &format!("{}{basis}", shown(&judged.place)));
        let (findings, others): (Vec<&Answer>, Vec<&Answer>) = judged.activations.iter().partition(|answer| is_finding(answer));
        for answer in findings {
            self.answer(answer);
        }
        self.alike(&others);
    }

    /// What is no finding, in short: a line for all that have the same reason, and of many only the first.
    fn alike(&mut self, answers: &[&Answer]) {
        let mut groups: Vec<(String, Vec<&Answer>)> = Vec::new();
        for answer in answers {
            let deadline = answer.last_day.filter(|_| answer.verdict == Verdict::NotYetDue);
            let deadline = deadline.map(|day| format!(". {}", self.with("explain-deadline", &[("day", &self.story.voice.day(day))])));
            let bound = answer.bound.as_ref().filter(|_| answer.verdict == Verdict::Met).map(|bound| format!(" ({bound})"));
            let said = format!("{}: {}{}{}", answer.words, answer.found, bound.unwrap_or_default(), deadline.unwrap_or_default());
            match groups.iter_mut().find(|(other, _)| *other == said) {
                Some((_, alike)) => alike.push(answer),
                None => groups.push((said, vec![answer])),
            }
        }
        let rest: usize = groups.iter().skip(SHOWN).map(|(_, alike)| alike.len()).sum();
        for (said, alike) in groups.into_iter().take(SHOWN) {
            let mut of: Vec<String> = alike.iter().take(SHOWN).map(|answer| self.activation(answer)).collect();
            of.extend((alike.len() > SHOWN).then(|| self.with("explain-more", &[("n", &(alike.len() - SHOWN).to_string())])));
            let mut places: Vec<&Place> = alike.iter().take(SHOWN).flat_map(|answer| &answer.evidence).collect();
            places.dedup();
            self.page.put(4, &format!("{}: {said} [{}]", of.join("; "), rows(&places)));
            for law in alike.first().map(|answer| answer.law.as_slice()).unwrap_or_default() {
                self.law(law);
            }
        }
        if rest > 0 {
            self.page.put(4, &self.with("explain-more", &[("n", &rest.to_string())]));
        }
    }

    /// When and what an activation was.
    fn activation(&self, answer: &Answer) -> String {
        match (&answer.event, answer.date) {
            (Some(event), Some(date)) => format!("{date} {event}"),
            (Some(event), None) => format!("{} {event}", self.say("explain-no-day")),
            (None, _) => self.say("explain-asked-once"),
        }
    }

    fn law(&mut self, law: &LawUsed) {
        let day = self.story.voice.day(law.on);
        let words = self.with("explain-law", &[("parameter", &law.parameter), ("day", &day), ("value", &law.value)]);
        let reference = law.reference.as_deref().zip(law.source.as_deref());
        let reference =
            reference.map(|(reference, source)| self.with("explain-reference", &[("reference", reference), ("source", source)]));
        self.page.put(6, &format!("{words}{}", reference.map(|reference| format!("; {reference}")).unwrap_or_default()));
    }

    fn answer(&mut self, answer: &Answer) {
        let voice = &self.story.voice;
        let of = self.activation(answer);
        let kind = answer.kind.map(|kind| format!(" ({})", self.say(&format!("word-{kind}")))).unwrap_or_default();
        let asked = if self.story.asked.as_deref() == Some(answer.fingerprint.as_str()) { "* " } else { "" };
        self.page.put(4, &format!("{asked}{of}: {}{kind}", answer.words));
        let because = |words: &str| self.with("explain-because", &[("found", words)]);
        let mut lines = Vec::new();
        if answer.because.is_empty() {
            lines.push(self.with("explain-found", &[("found", &answer.found)]));
        }
        for reason in &answer.because {
            let place = reason.place.as_ref().map(|place| format!(" ({})", shown(place))).unwrap_or_default();
            lines.push(format!("{}{place}", because(&reason.words)));
        }
        lines.extend(answer.bound.as_ref().map(|bound| self.with("explain-bound", &[("bound", bound)])));
        if let Some(waiver) = &answer.waiver {
            let (from, until) = (voice.day(waiver.from), voice.day(waiver.until));
            let words = [
                ("id", waiver.id.as_str()),
                ("approver", &waiver.approver),
                ("from", &from),
                ("until", &until),
                ("basis", waiver.basis.trim()),
            ];
            lines.push(self.with("explain-waiver", &words));
        }
        let deadline = answer.last_day.map(|day| self.with("explain-deadline", &[("day", &voice.day(day))]));
        let at_stake = answer.amount.map(|amount| self.with("explain-at-stake", &[("amount", &voice.money(Money(amount)))]));
        lines.extend([deadline, at_stake].into_iter().flatten().reduce(|one, other| format!("{one}. {other}")));
        lines.push(self.with("explain-rows", &[("rows", &rows(&answer.evidence.iter().collect::<Vec<_>>()))]));
        lines.push(self.with("explain-fingerprint", &[("fingerprint", &answer.fingerprint)]));
        for line in lines {
            self.page.put(6, &line);
        }
        for law in &answer.law {
            self.law(law);
        }
    }
}

fn is_finding(answer: &Answer) -> bool {
    matches!(answer.verdict, Verdict::Breached | Verdict::Waived | Verdict::Unknown)
}

fn shown(place: &Place) -> String {
    format!("{}:{}", place.file, place.line)
}

/// The rows, each file named once: `krav.csv:12, haendelser.csv:44, 45`.
fn rows(places: &[&Place]) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut file = "";
    for place in places {
        said.push(if place.file == file { place.line.to_string() } else { shown(place) });
        file = &place.file;
    }
    said.join(", ")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
