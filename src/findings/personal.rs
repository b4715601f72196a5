//! National numbers of persons: Danish CPR numbers and Norwegian birth numbers. No output may hold one.

use std::borrow::Cow;
use std::ops::Range;

/// Digits of the shortest national number.
pub(super) const SHORTEST: usize = 10;

/// Whose number it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A Danish CPR number: a date and four digits. The control digit is not asked for: numbers without one have been given since 2007.
    Danish,
    /// A Norwegian birth number, D-number or synthetic number: a date and five digits, the last two of which control the rest.
    Norwegian,
}

/// What reads as a national number, in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalNumber {
    /// Whose it is.
    pub kind: Kind,
    /// The bytes it takes up.
    pub range: Range<usize>,
    /// Whether it is written in one, without a mark after the date: then it may also be a number of another kind.
    pub is_bare: bool,
}

/// What may stand between the date and the rest: hyphens, dashes and spaces.
const MARKS: [char; 7] = ['-', ' ', '\u{a0}', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}'];

/// Every national number in a text, in the order of the text.
///
/// Ten or eleven digits in one, or six and then four or five with one mark between them; more digits on either side make it another
/// number. Digits within a digest (32 and more hexadecimal digits) are none.
pub fn personal_numbers(text: &str) -> Vec<PersonalNumber> {
    // Most texts are shorter or have no digits, and there may be millions of them.
    if text.len() < SHORTEST {
        return Vec::new();
    }
    let runs = digit_runs(text);
    let mut found = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let next = runs.get(index + 1).filter(|next| run.len() == 6 && is_mark(text.get(run.end..next.start)));
        let (range, is_bare) = match next {
            Some(next) => (run.start..next.end, false),
            None => (run.clone(), true),
        };
        let digits: Vec<u32> = text.get(range.clone()).unwrap_or_default().chars().filter_map(|digit| digit.to_digit(10)).collect();
        if let Some(kind) = kind(&digits).filter(|_| !is_in_digest(text, &range)) {
            found.push(PersonalNumber { kind, range, is_bare });
        }
    }
    found
}

/// Whether a text holds a national number.
pub fn has_personal_number(text: &str) -> bool {
    !personal_numbers(text).is_empty()
}

/// The text with the digits of every national number in it blotted out; its length stays.
pub fn blotted(text: &str) -> Cow<'_, str> {
    let found = personal_numbers(text);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let hidden = |at: usize| found.iter().any(|number| number.range.contains(&at));
    Cow::Owned(text.char_indices().map(|(at, letter)| if letter.is_ascii_digit() && hidden(at) { '#' } else { letter }).collect())
}

/// Where digits stand in one, each run as long as it goes.
pub(super) fn digit_runs(text: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
        match runs.last_mut().filter(|run| run.end == at) {
            Some(run) => run.end = at + 1,
            None => runs.push(at..at + 1),
        }
    }
    runs
}

fn is_mark(between: Option<&str>) -> bool {
    let mut letters = between.unwrap_or_default().chars();
    letters.next().is_some_and(|letter| MARKS.contains(&letter)) && letters.next().is_none()
}

/// Whether a place lies in a word of 32 or more hexadecimal digits.
fn is_in_digest(text: &str, range: &Range<usize>) -> bool {
    let hexadecimal = |byte: &u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(byte);
    let before = text.as_bytes().get(..range.start).unwrap_or_default().iter().rev().take_while(|byte| hexadecimal(byte)).count();
    let after = text.as_bytes().get(range.end..).unwrap_or_default().iter().take_while(|byte| hexadecimal(byte)).count();
    before + range.len() + after >= 32
}

fn kind(digits: &[u32]) -> Option<Kind> {
    match digits.len() {
        10 => is_danish(digits).then_some(Kind::Danish),
        11 => is_norwegian(digits).then_some(Kind::Norwegian),
        _ => None,
    }
}

fn is_danish(digits: &[u32]) -> bool {
    let [d1, d2, m1, m2, y1, y2, ..] = digits else { return false };
    is_date(d1 * 10 + d2, m1 * 10 + m2, y1 * 10 + y2)
}

/// A date on which 40 may be added to the day (D-numbers), and 40 or 80 to the month (synthetic ones), and two control digits.
fn is_norwegian(digits: &[u32]) -> bool {
    let [d1, d2, m1, m2, y1, y2, ..] = digits else { return false };
    let (day, month, year) = (d1 * 10 + d2, m1 * 10 + m2, y1 * 10 + y2);
    let day = if day > 40 { day - 40 } else { day };
    let month = match month {
        81.. => month - 80,
        41.. => month - 40,
        _ => month,
    };
    let controls = |weights: &[u32]| digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum::<u32>() % 11 == 0;
    is_date(day, month, year) && controls(&[3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) && controls(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1])
}

/// Whether some century has the day; the year has two digits.
fn is_date(day: u32, month: u32, year: u32) -> bool {
    let last = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => return false,
    };
    (1..=last).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Day;
    use proptest::prelude::*;

    fn kinds(text: &str) -> Vec<Kind> {
        personal_numbers(text).into_iter().map(|number| number.kind).collect()
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        // The first is the example that the Danish register itself prints.
        for text in
            ["070761-4285", "0707614285", "070761 4285", "Anna, 070761\u{2013}4285.", "sag/070761-4285/2", "K0707614285", "2902001234"]
        {
            assert_eq!(kinds(text), [Kind::Danish], "{text}");
        }
        // Born 1 January 1970: ordinary, D-number, and synthetic with 80 and with 40 on the month.
        for text in
            ["01017010170", "010170 10170", "010170-10170", "41017010083", "01817010055", "01417010072", "41817010049", "17912099997"]
        {
            assert_eq!(kinds(text), [Kind::Norwegian], "{text}");
        }
        assert_eq!(kinds("070761-4285 og 01017010170"), [Kind::Danish, Kind::Norwegian]);
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "310261-1234",
            "001261-1234",
            "011361-1234",
            "290201-1234",
            "070761--4285",
            "070761-42850",
            "0707614285-1",
            "10707614285",
            "070761.4285",
            "07076-14285",
            "01017010171",
            "01017010180",
            "20260310",
            "1.010.170,12",
            "",
        ] {
            let expected: &[Kind] = if text == "0707614285-1" { &[Kind::Danish] } else { &[] };
            assert_eq!(kinds(text), expected, "{text}");
        }
        let digest = "blake3:ab0707614285cdef0123456789abcdef0123456789abcdef0123456789abcdef";
        assert_eq!(kinds(digest), []);
        assert_eq!(kinds("ab0707614285cd"), [Kind::Danish]);
    }

    #[test]
    fn blotting_keeps_the_rest_in_its_place() {
        assert_eq!(blotted("Ærlig 070761-4285, 12 kr."), "Ærlig ######-####, 12 kr.");
        assert!(matches!(blotted("12 kr."), Cow::Borrowed(_)));
    }

    /// By the words of the book: every piece of the text that could be one, tried by itself.
    fn naive(text: &str) -> Vec<Range<usize>> {
        let letters: Vec<(usize, char)> = text.char_indices().collect();
        let digit = |at: Option<&(usize, char)>| at.is_some_and(|(_, letter)| letter.is_ascii_digit());
        let mut found = Vec::new();
        for start in 0..letters.len() {
            for end in start + 10..=letters.len().min(start + 12) {
                let whole = &letters[start..end];
                let before = start.checked_sub(1).and_then(|before| letters.get(before));
                let is_mark = |place: usize| "- \u{a0}\u{2010}\u{2011}\u{2012}\u{2013}".contains(whole[place].1);
                let all = |from: usize, to: usize| whole[from..to].iter().all(|one| digit(Some(one)));
                let in_one = whole.len() < 12 && all(0, whole.len());
                let in_two = whole.len() > 10 && all(0, 6) && is_mark(6) && all(7, whole.len());
                if digit(before) || digit(letters.get(end)) || !(in_one || in_two) {
                    continue;
                }
                let digits: Vec<u32> = whole.iter().filter_map(|(_, letter)| letter.to_digit(10)).collect();
                let pair = |at: usize| digits[at] * 10 + digits[at + 1];
                let is_day = |day: u32, month: u32| {
                    [1900, 2000].iter().any(|century| Day::new(century + i32::try_from(pair(4)).unwrap(), month, day).is_some())
                };
                let control = |weights: &[u32]| {
                    let sum: u32 = digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum();
                    (11 - sum % 11) % 11
                };
                let holds = if digits.len() == 10 {
                    is_day(pair(0), pair(2))
                } else {
                    let days = [0, 40].into_iter().filter_map(|more| pair(0).checked_sub(more));
                    let dates =
                        days.flat_map(|day| [0, 40, 80].into_iter().filter_map(move |more| Some((day, pair(2).checked_sub(more)?))));
                    dates.into_iter().any(|(day, month)| is_day(day, month))
                        && control(&[3, 7, 6, 1, 8, 9, 4, 5, 2]) == digits[9]
                        && control(&[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) == digits[10]
                };
                let range = whole[0].0..letters.get(end).map_or(text.len(), |(at, _)| *at);
                if holds && !in_hexadecimal(&letters, start, end) {
                    found.push(range);
                }
            }
        }
        found
    }

    fn in_hexadecimal(letters: &[(usize, char)], start: usize, end: usize) -> bool {
        let is = |at: &usize| matches!(letters[*at].1, '0'..='9' | 'a'..='f');
        let before = (0..start).rev().take_while(is).count();
        let after = (end..letters.len()).take_while(is).count();
        before + after + (end - start) >= 32
    }

    fn piece() -> impl Strategy<Value = String> {
        let date = (0..75_u32, prop_oneof![3 => 0..14_u32, 1 => 40..55_u32, 1 => 80..95_u32], 0..100_u32);
        prop_oneof![
            4 => date.prop_map(|(day, month, year)| format!("{day:02}{month:02}{year:02}")),
            3 => "[0-9]{4,5}",
            1 => "[0-9]{1,12}",
            2 => prop::sample::select(vec!["-", " ", "\u{2013}", "\u{a0}", "--", ".", "æ", "K", "a", "abcdefabcdefabcdefabcdef"]).prop_map(str::to_owned),
        ]
    }

    /// Numbers with their control digits, which chance would hardly make.
    fn norwegian() -> impl Strategy<Value = String> {
        let date =
            (1..32_u32, 1..13_u32, 0..100_u32, 0..1000_u32, prop::sample::select(vec![0, 40]), prop::sample::select(vec![0, 40, 80]));
        date.prop_map(|(day, month, year, number, more_days, more_months)| {
            let nine = format!("{:02}{:02}{year:02}{number:03}", day + more_days, month + more_months);
            let control = |text: &str, weights: &[u32]| {
                let sum: u32 = text.chars().filter_map(|digit| digit.to_digit(10)).zip(weights).map(|(digit, weight)| digit * weight).sum();
                // A control of ten does not exist; its last digit makes a number that is none.
                (11 - sum % 11) % 11 % 10
            };
            let ten = format!("{nine}{}", control(&nine, &[3, 7, 6, 1, 8, 9, 4, 5, 2]));
            format!("{ten}{}", control(&ten, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]))
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn both_checkers_agree(pieces in proptest::collection::vec(prop_oneof![4 => piece(), 1 => norwegian()], 0..8)) {
            let text = pieces.concat();
            let found: Vec<_> = personal_numbers(&text).into_iter().map(|number| number.range).collect();
            prop_assert_eq!(found, naive(&text), "{}", text);
        }
    }
}
