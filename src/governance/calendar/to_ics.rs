use super::Entry;
use crate::prose::Voice;
use crate::quantity::Day;

/// No line is longer, in octets without its end (RFC 5545, section 3.1).
const LINE: usize = 75;

/// A summary is as long as calendars show.
const SUMMARY: usize = 80;

/// What authorities owe as an iCalendar file (RFC 5545): an event a last day, which lasts all day and leaves the day free.
///
/// An entry keeps its UID from file to file, so that a calendar that reads a newer one moves and changes what it has. The stamp is the
/// day as of which it was judged, never the time of writing.
pub fn to_ics<'a>(calendars: impl IntoIterator<Item = (&'a str, &'a [Entry], Day, &'a Voice)>) -> String {
    let mut ics = Lines(String::new());
    ics.put("BEGIN", "VCALENDAR");
    ics.put("VERSION", "2.0");
    ics.put("PRODID", "-//rettesnor//calendar//EN");
    ics.put("CALSCALE", "GREGORIAN");
    for (authority, entries, as_of, voice) in calendars {
        for entry in entries {
            event(entry, authority, as_of, voice, &mut ics);
        }
    }
    ics.put("END", "VCALENDAR");
    ics.0
}

fn event(entry: &Entry, authority: &str, as_of: Day, voice: &Voice, ics: &mut Lines) {
    let kind = entry.kind.words(voice.lang);
    ics.put("BEGIN", "VEVENT");
    ics.put("UID", &uid(entry, authority));
    ics.put("DTSTAMP", &format!("{}T000000Z", compact(as_of)));
    ics.put("DTSTART;VALUE=DATE", &compact(entry.last));
    ics.put("SUMMARY", &escaped(&shortened(&format!("{kind}: {}", entry.what))));
    ics.put("DESCRIPTION", &escaped(&description(entry, authority, as_of, voice)));
    ics.put("CATEGORIES", &escaped(&kind));
    ics.put("TRANSP", "TRANSPARENT");
    ics.put("END", "VEVENT");
}

fn description(entry: &Entry, authority: &str, as_of: Day, voice: &Voice) -> String {
    let status = voice.lang.text_words("calendar-status", &[("day", &voice.day(as_of)), ("status", &entry.status)]);
    let head = [entry.what.clone(), authority.to_owned(), entry.when(voice), status];
    let more = entry.details(voice).into_iter().chain([format!("{}:{}", entry.file, entry.line)]);
    head.into_iter().chain(more).collect::<Vec<_>>().join("\n")
}

fn uid(entry: &Entry, authority: &str) -> String {
    let name = [authority, entry.kind.name(), &entry.of, &entry.id].join("\n");
    let hash = blake3::hash(name.as_bytes()).to_hex();
    format!("{}@rettesnor", hash.chars().take(32).collect::<String>())
}

fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= SUMMARY {
        return text.to_owned();
    }
    let cut: String = text.chars().take(SUMMARY).collect();
    format!("{}…", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}

/// A text value: what divides values is marked, and other control characters do not belong in one.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Lines that end as the format asks, the long ones folded between letters.
struct Lines(String);

impl Lines {
    fn put(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if used + letter.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(letter);
            used += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_letters_within_75_octets() {
        let mut lines = Lines(String::new());
        lines.put("SUMMARY", &"æ".repeat(100));
        assert!(lines.0.split("\r\n").all(|line| line.len() <= LINE), "{}", lines.0);
        assert_eq!(lines.0.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "æ".repeat(100)));
        let mut exact = Lines(String::new());
        exact.put("X", &"a".repeat(73));
        assert_eq!(exact.0.matches("\r\n").count(), 1);
    }

    #[test]
    fn what_divides_values_is_marked() {
        assert_eq!(escaped("a, b; c\\d\r\ne\tf"), "a\\, b\\; c\\\\d\\nef");
    }
}
