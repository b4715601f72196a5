//! Events of a log in XES (IEEE 1849). Attributes of the trace are named with `case:` before their key, for example
//! `case:concept:name`.

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Reads the events; `each` gets the event's number from 1 and the fields in the order asked for, empty where the event lacks the
/// attribute.
///
/// Gives for each wanted attribute whether any event had it.
///
/// # Errors
/// The text is not XML to its end, declares a document type, or is not a log.
pub(super) fn events(source: impl BufRead, wanted: &[String], mut each: impl FnMut(u32, &[&str])) -> Result<Vec<bool>, String> {
    let mut reader = Reader::from_reader(source);
    let mut buffer = Vec::new();
    let mut log = Log {
        wanted,
        trace: vec![String::new(); wanted.len()],
        event: vec![String::new(); wanted.len()],
        seen: vec![false; wanted.len()],
        index: BTreeMap::new(),
    };
    for (slot, name) in wanted.iter().enumerate() {
        log.index.entry(name.as_str()).or_insert(slot);
    }
    let (mut depth, mut in_trace, mut in_event, mut closed) = (0_u32, false, false, false);
    let mut number = 0_u32;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| format!("byte {}: {error}", reader.error_position()))?;
        match event {
            Event::DocType(_) => return Err("a document type is declared; a log needs none".into()),
            Event::Start(start) => {
                depth += 1;
                match start.name().local_name().as_ref() {
                    "trace" => {
                        in_trace = true;
                        log.trace.iter_mut().for_each(String::clear);
                    }
                    "event" if in_trace => {
                        in_event = true;
                        log.event.iter_mut().for_each(String::clear);
                    }
                    _ => log.attribute(&start, in_trace, in_event)?,
                }
            }
            Event::Empty(start) => log.attribute(&start, in_trace, in_event)?,
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                match end.name().local_name().as_ref() {
                    "trace" => in_trace = false,
                    "event" if in_event => {
                        in_event = false;
                        number = number.saturating_add(1);
                        let told = log.trace.iter().zip(&log.event);
                        let fields: Vec<&str> =
                            told.map(|(trace, event)| if event.is_empty() { trace.as_str() } else { event.as_str() }).collect();
                        each(number, &fields);
                    }
                    "log" => closed = true,
                    _ => {}
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if depth > 0 || !closed {
        return Err("the log ends before it is closed".into());
    }
    Ok(log.seen)
}

struct Log<'w> {
    wanted: &'w [String],
    trace: Vec<String>,
    event: Vec<String>,
    seen: Vec<bool>,
    index: BTreeMap<&'w str, usize>,
}

impl Log<'_> {
    fn attribute(&mut self, start: &BytesStart<'_>, in_trace: bool, in_event: bool) -> Result<(), String> {
        if !in_trace {
            return Ok(());
        }
        let (mut key, mut value) = (None, None);
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|error| error.to_string())?;
            let text = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
            match attribute.key.as_ref() {
                "key" => key = Some(text.into_owned()),
                "value" => value = Some(text.into_owned()),
                _ => {}
            }
        }
        let (Some(key), Some(value)) = (key, value) else { return Ok(()) };
        let key = if in_event { key } else { format!("case:{key}") };
        if let Some(slot) = self.index.get(key.as_str()).copied() {
            // The same attribute may be asked for more than once.
            let slots = self.wanted.iter().enumerate().skip(slot).filter(|(_, name)| **name == key).map(|(slot, _)| slot);
            let fields = if in_event { &mut self.event } else { &mut self.trace };
            for slot in slots {
                if let Some(field) = fields.get_mut(slot) {
                    value.trim().clone_into(field);
                }
                if let Some(seen) = self.seen.get_mut(slot) {
                    *seen = true;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = r#"<?xml version="1.0"?><log xmlns="x"><trace><string key="concept:name" value="A1"/><event><string key="concept:name" value="Pay &amp; go"/><date key="time:timestamp" value="2000-01-01T00:00:00.000+01:00"/></event><event><string key="concept:name" value="Send"/></event></trace></log>"#;

    #[test]
    fn attributes_of_the_trace_belong_to_each_of_its_events() {
        let wanted = ["case:concept:name", "concept:name", "time:timestamp", "nowhere"].map(str::to_owned);
        let mut found = Vec::new();
        let seen = events(LOG.as_bytes(), &wanted, |number, fields| found.push(format!("{number} {fields:?}"))).unwrap();
        assert_eq!(seen, [true, true, true, false]);
        assert_eq!(found, [r#"1 ["A1", "Pay & go", "2000-01-01T00:00:00.000+01:00", ""]"#, r#"2 ["A1", "Send", "", ""]"#]);
    }

    #[test]
    fn a_torn_log_is_not_read_as_a_short_one() {
        let torn = LOG.replace("</log>", "");
        assert!(events(torn.as_bytes(), &[], |_, _| {}).is_err());
    }
}
