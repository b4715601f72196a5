use std::error::Error;
use std::path::Path;

use rettesnor::cases::{Description, Reading, describe};
use rettesnor::diagnostic::Diagnostics;
use rettesnor::findings::Mask;
use rettesnor::findings::against::{Against, Compared, Group, Side, against};
use rettesnor::governance::Governance;
use rettesnor::plan::{Tally, Verdict};
use rettesnor::prose::Lang;
use rettesnor::quantity::{Day, Money};
use rettesnor::source::Sources;
use rettesnor::strategy::Strategy;

use crate::cases::{Purpose, read_cases};
use crate::page::{Page, Row};
use crate::screen::Screen;

/// The cases as the strategy's names read them.
#[derive(Clone, Copy)]
pub(crate) struct Described<'a> {
    /// What `--cases` said.
    pub(crate) path: &'a Path,
    pub(crate) description: &'a Description,
    pub(crate) reading: &'a Reading,
    pub(crate) as_of: Day,
}

/// Holds a draft against the strategy; `None` where its names cannot read the cases, after the reasons were printed.
pub(crate) fn what_if(
    strategy: &Strategy,
    draft: &Strategy,
    (governance, mask): (&Governance, &Mask),
    cases: Described<'_>,
    lang: Lang,
    screen: &Screen,
) -> Result<Option<Against>, Box<dyn Error>> {
    let ours = Side { strategy, cases: &cases.reading.cases };
    let compare = |theirs| against(ours, theirs, governance, mask, &cases.description.name, cases.as_of, lang);
    if strategy.vocabulary == draft.vocabulary {
        return Ok(Some(compare(Side { strategy: draft, cases: ours.cases })));
    }
    let (mut sources, mut found) = (Sources::default(), Diagnostics::default());
    let Some(mut description) = describe(&cases.description.path, &draft.vocabulary, &mut sources, &mut found) else {
        screen.diagnostics(&found, &sources);
        let message =
            "the case description cannot be read with the draft's names; declare in the draft the events and fields that it maps to";
        return Err(message.into());
    };
    let is_description = cases.path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    if cases.path.is_file() && !is_description {
        description = description.with_file(cases.path);
    }
    // What is wrong with the rows was told at the first reading.
    let mut again = Diagnostics::default();
    let reading = read_cases(&description, draft, Some(cases.as_of), Purpose::Verdicts, screen, &mut again);
    let Some((reading, _)) = reading.filter(|_| !again.has_errors()) else {
        screen.diagnostics(&again, &sources);
        return Ok(None);
    };
    Ok(Some(compare(Side { strategy: draft, cases: &reading.cases })))
}

/// A heading's key, and the number under it.
type Column = (&'static str, fn(&Tally) -> u64);

const COLUMNS: [Column; 7] = [
    ("table-activations", Tally::activations),
    ("table-met", |tally| tally.met),
    ("against-breached", |tally| tally.breached),
    ("table-waived", |tally| tally.waived),
    ("table-not-applicable", |tally| tally.not_applicable),
    ("table-not-yet-due", |tally| tally.not_yet_due),
    ("table-unknown", |tally| tally.unknown),
];

/// The what-if for a terminal: the sentence that sums it up, each rule that changes, then who is affected.
pub(crate) fn told(against: &Against, wraps: bool) -> String {
    let mut teller = Teller { against, page: Page::new(wraps) };
    teller.head();
    let is_changed = |rule: &&Compared| rule.changed.activations > 0 || rule.before.is_none() || rule.after.is_none();
    let (changed, same): (Vec<&Compared>, Vec<&Compared>) = against.rules.iter().partition(is_changed);
    changed.iter().for_each(|rule| teller.rule(rule));
    if !same.is_empty() {
        let names: Vec<&str> = same.iter().map(|rule| rule.clause.as_str()).collect();
        teller.page.gap();
        teller.page.put(0, &against.voice.lang.text_words("against-unchanged", &[("clauses", &names.join(", "))]));
    }
    teller.groups("against-by-claim-type", &against.by_claim_type);
    teller.groups("against-by-debtor-kind", &against.by_debtor_kind);
    teller.page.text()
}

struct Teller<'a> {
    against: &'a Against,
    page: Page,
}

impl Teller<'_> {
    fn say(&self, key: &str) -> String {
        self.against.voice.lang.text(key)
    }

    fn number(&self, number: u64) -> String {
        self.against.voice.number(i64::try_from(number).unwrap_or(i64::MAX))
    }

    fn money(&self, amount: i64) -> String {
        self.against.voice.money(Money(amount))
    }

    fn head(&mut self) {
        let against = self.against;
        let (lang, voice) = (against.voice.lang, &against.voice);
        let claims = self.number(against.claims as u64);
        let day = voice.day(against.as_of);
        let about = [
            ("draft", against.draft.0.as_str()),
            ("strategy", &against.strategy.0),
            ("name", &against.cases),
            ("claims", &claims),
            ("day", &day),
        ];
        self.page.put(0, &lang.text_words("against-about", &about));
        self.page.gap();
        if against.changed.activations == 0 {
            self.page.put(0, &self.say("against-none"));
        } else {
            let (more, fewer) = (self.number(against.more.activations), self.number(against.fewer.activations));
            let sum = lang.text_words("against-sum", &[("more", &more), ("fewer", &fewer)]);
            let (claims, amount) = (self.number(against.more.claims), self.money(against.more.amount));
            let stake = lang.text_words("against-stake", &[("claims", &claims), ("amount", &amount)]);
            self.page.put(0, &sum);
            if against.more.activations > 0 {
                self.page.put(0, &stake);
            }
        }
        if !against.complete {
            self.page.put(0, &self.say("table-incomplete"));
        }
    }

    fn rule(&mut self, rule: &Compared) {
        let lang = self.against.voice.lang;
        self.page.gap();
        let only = match (&rule.before, &rule.after) {
            (Some(_), None) => format!(" ({})", self.say("against-only-before")),
            (None, Some(_)) => format!(" ({})", self.say("against-only-after")),
            _ => String::new(),
        };
        self.page.put(0, &format!("{}{only}", rule.clause));
        let sides = [("against-before", &rule.before), ("against-after", &rule.after)];
        let said: Vec<&str> = sides.iter().filter_map(|(_, told)| told.as_ref()).map(|told| told.expected.as_str()).collect();
        if let [one, other] = said.as_slice()
            && one != other
        {
            for (key, expected) in [("against-before", one), ("against-after", other)] {
                self.page.put(2, &format!("{}: {expected}", self.say(key)));
            }
        }
        let mut rows =
            vec![Row { cells: std::iter::once(String::new()).chain(COLUMNS.map(|(key, _)| self.say(key))).collect(), under: Vec::new() }];
        for (key, told) in sides {
            let Some(told) = told else { continue };
            let numbers = COLUMNS.iter().map(|(_, number)| number(&told.tally));
            let numbers = numbers.map(|number| if number == 0 { "–".to_owned() } else { self.number(number) });
            rows.push(Row { cells: std::iter::once(self.say(key)).chain(numbers).collect(), under: Vec::new() });
        }
        self.page.table(2, &rows, &[1, 2, 3, 4, 5, 6, 7], 0);
        let verdict = |verdict: Option<Verdict>| verdict.map_or_else(|| self.say("against-nothing"), |verdict| verdict.words(lang));
        let changes = rule.changes.iter().map(|change| {
            let affected = change.affected;
            let words = [
                ("from", verdict(change.from)),
                ("to", verdict(change.to)),
                ("n", self.number(affected.activations)),
                ("claims", self.number(affected.claims)),
                ("amount", self.money(affected.amount)),
            ];
            let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
            lang.text_words("against-change", &words)
        });
        for change in changes.collect::<Vec<_>>() {
            self.page.put(2, &change);
        }
    }

    fn groups(&mut self, heading: &str, groups: &[Group]) {
        if groups.is_empty() {
            return;
        }
        self.page.gap();
        self.page.put(0, &self.say(heading));
        let headings = ["against-group", "against-claims", "against-more", "against-fewer", "against-amount"];
        let mut rows = vec![Row { cells: headings.map(|key| self.say(key)).to_vec(), under: Vec::new() }];
        for group in groups {
            let mut cells = vec![group.name.clone().unwrap_or_else(|| self.say("against-small"))];
            match group.counts {
                Some(counts) => {
                    cells.extend([counts.claims, counts.more, counts.fewer].map(|number| self.number(number)));
                    cells.push(self.money(counts.amount));
                }
                None => cells.extend(["–"; 4].map(str::to_owned)),
            }
            rows.push(Row { cells, under: Vec::new() });
        }
        self.page.table(2, &rows, &[1, 2, 3, 4], 0);
    }
}
