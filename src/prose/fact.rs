use super::{Lang, Voice};
use crate::quantity::{Day, Money, Period, Rate, Share};

/// One fact that a sentence states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Words in the author's language, as written.
    Text(String),
    /// Words that each language has under this key.
    Key(String),
    /// A count.
    Number(i64),
    /// An amount.
    Money(Money),
    /// A civil day.
    Day(Day),
    /// A day of every year.
    DayOfYear {
        /// Month, 1 to 12.
        month: u32,
        /// Day of the month.
        day: u32,
    },
    /// A length of time.
    Period(Period),
    /// A share.
    Share(Share),
    /// A rate, which may be negative.
    Rate(Rate),
    /// A number in hundredths: 121 is 1,21.
    Decimal(i64),
    /// Words inside a sentence that state facts of their own: "the balance less the fees".
    Phrase(Box<Sentence>),
    /// Several facts, any of which will do: joined with "or".
    AnyOf(Vec<Fact>),
    /// Several facts that all hold: joined with "and".
    AllOf(Vec<Fact>),
    /// A whole sentence, to be quoted.
    Whole(Box<Sentence>),
    /// A value of the law on the first day of the period, then each later value with the day it starts.
    Dated {
        /// The value on the first day; `None` where the law has none verified for it.
        first: Option<Box<Fact>>,
        /// Later values within the period, ascending.
        later: Vec<(Day, Fact)>,
    },
}

/// A sentence that is not yet in any language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The key under which each language has its words.
    pub key: String,
    /// What the sentence states, by name.
    pub facts: Vec<(&'static str, Fact)>,
}

impl Sentence {
    /// Makes a sentence from its key and facts.
    pub fn new(key: impl Into<String>, facts: Vec<(&'static str, Fact)>) -> Self {
        Self { key: key.into(), facts }
    }
}

impl From<Sentence> for Fact {
    fn from(sentence: Sentence) -> Self {
        Self::Phrase(Box::new(sentence))
    }
}

impl Fact {
    /// The digits that a text would repeat if it stated this fact by hand.
    pub fn digits(&self) -> Option<i64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Money(Money(minor)) if minor % 100 == 0 => Some(minor / 100),
            Self::Period(period) => Some(i64::from(period.length())),
            Self::Share(Share(hundredths)) if hundredths % 100 == 0 => Some(i64::from(hundredths / 100)),
            Self::Rate(Rate(hundredths)) if hundredths % 100 == 0 => Some(i64::from(hundredths / 100)),
            Self::Dated { first: Some(first), .. } => first.digits(),
            _ => None,
        }
    }
}

impl Voice {
    /// Makes a voice for a language and a currency.
    pub fn new(lang: Lang, currency: impl Into<String>) -> Self {
        Self { lang, currency: currency.into() }
    }

    /// Says a whole sentence, its first letter a capital.
    pub fn say(&self, sentence: &Sentence) -> String {
        // `kr.` at the end of a sentence brings the full stop with it.
        let said = self.words(sentence);
        capitalised(&said.strip_suffix("..").map_or(said.clone(), |said| format!("{said}.")))
    }

    fn words(&self, sentence: &Sentence) -> String {
        let words: Vec<(&str, String)> = sentence.facts.iter().map(|(name, fact)| (*name, self.fact(fact))).collect();
        let words: Vec<(&str, &str)> = words.iter().map(|(name, word)| (*name, word.as_str())).collect();
        self.lang.text_words(&sentence.key, &words)
    }

    /// Says one fact.
    pub fn fact(&self, fact: &Fact) -> String {
        match fact {
            Fact::Text(text) => text.clone(),
            Fact::Key(key) => self.lang.text(key),
            Fact::Number(number) => self.number(*number),
            Fact::Money(money) => self.money(*money),
            Fact::Day(day) => self.day(*day),
            Fact::DayOfYear { month, day } => {
                let month = self.lang.text(&format!("month-{month}"));
                self.lang.text_words("day-of-year", &[("day", &day.to_string()), ("month", &month)])
            }
            Fact::Period(period) => self.period(*period),
            Fact::Share(share) => self.share(*share),
            Fact::Rate(rate) => self.rate(*rate),
            Fact::Decimal(hundredths) => self.decimal(*hundredths),
            Fact::Phrase(phrase) => self.words(phrase),
            Fact::AnyOf(facts) => self.join(facts, "word-or"),
            Fact::AllOf(facts) => self.join(facts, "word-and"),
            Fact::Whole(sentence) => self.say(sentence),
            Fact::Dated { first, later } => {
                let first = first.as_ref().map_or_else(|| self.lang.text("law-value-open"), |fact| self.fact(fact));
                let later: Vec<String> = later
                    .iter()
                    .map(|(day, fact)| self.lang.text_words("law-value-from", &[("value", &self.fact(fact)), ("day", &self.day(*day))]))
                    .collect();
                if later.is_empty() { first } else { format!("{first} ({})", later.join("; ")) }
            }
        }
    }

    /// Says a period: `14 dage`, `5 arbejdsdage`, `1 måned`.
    pub fn period(&self, period: Period) -> String {
        // Distances in days are said a million times over, and are mostly short.
        if let Period::Days(n) = period
            && let Some(said) = self.lang.days(n)
        {
            return said.to_owned();
        }
        let (key, n) = match period {
            Period::Days(n) => ("period-days", n),
            Period::WorkingDays(n) => ("period-working-days", n),
            Period::Months(n) => ("period-months", n),
            Period::Years(n) => ("period-years", n),
        };
        self.lang.counted(key, n)
    }

    fn join(&self, facts: &[Fact], word: &str) -> String {
        let words: Vec<String> = facts.iter().map(|fact| self.fact(fact)).collect();
        match words.split_last() {
            // Names with commas of their own are told apart by semicolons.
            Some((last, rest)) if !rest.is_empty() => {
                let between = if words.iter().any(|word| word.contains(',')) { "; " } else { ", " };
                format!("{} {} {last}", rest.join(between), self.lang.text(word))
            }
            _ => words.concat(),
        }
    }
}

/// The text with its first letter as a capital.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
