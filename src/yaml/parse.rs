use std::collections::{BTreeMap, BTreeSet};

use granit_parser::{Event, Options, Parser, ScalarStyle, ScanError};
use serde_json::{Map, Value};

use super::{Document, Place, escaped, scalar};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceId, Sources, Span};

/// Deeper than any strategy; a bound against texts that are made to hurt.
const NESTING: usize = 48;

impl Document {
    /// Reads a text, reporting everything in it that is not plain YAML; `None` where no value can be made of it.
    pub fn read(source: SourceId, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Self> {
        let text = sources.text(source);
        let mut options = Options::default();
        options.block_nesting_limit = NESTING;
        options.flow_nesting_limit = NESTING;
        options.disallow_directives = true;
        options.emit_unresolved_aliases = true;
        options.set_emit_comments(false);
        let mut reader = Reader {
            events: Parser::new_from_str_with_options(text, options),
            source,
            text,
            places: BTreeMap::new(),
            broken: BTreeSet::new(),
            diagnostics,
        };
        let value = reader.document()?;
        let Reader { places, broken, .. } = reader;
        Some(Self { source, value, places, broken })
    }
}

struct Reader<'a, I> {
    events: I,
    source: SourceId,
    text: &'a str,
    places: BTreeMap<String, Place>,
    broken: BTreeSet<String>,
    diagnostics: &'a mut Diagnostics,
}

/// What stood at one place.
struct Found {
    /// `None` where it was reported and is left out.
    value: Option<Value>,
    span: Span,
}

impl<'t, I: Iterator<Item = Result<(Event<'t>, granit_parser::Span), ScanError>>> Reader<'_, I> {
    fn document(&mut self) -> Option<Value> {
        let mut value = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(..) if value.is_some() => {
                    let message = "the file holds a second document";
                    let diagnostic = Diagnostic::error(Code::SeveralDocuments, span, message)
                        .help("remove `---` and what follows, or write it to a file of its own");
                    self.diagnostics.push(diagnostic);
                    return value;
                }
                Event::DocumentStart(..) => {}
                Event::StreamEnd => break,
                event => value = Some(self.node(event, span, "")?.value.unwrap_or(Value::Null)),
            }
        }
        match value {
            Some(Value::Null) | None => {
                let start = Span { source: self.source, start: 0, end: 0 };
                self.diagnostics.push(
                    Diagnostic::error(Code::EmptyFile, start, "the file says nothing")
                        .help("`rettesnor new` writes a strategy to start from"),
                );
                None
            }
            value => value,
        }
    }

    /// The next event with its place; `None` ends the reading, after the reason was reported.
    fn next(&mut self) -> Option<(Event<'t>, Span)> {
        match self.events.next()? {
            Ok((event, span)) => {
                let range = span.byte_range().unwrap_or(0..0);
                Some((event, Span { source: self.source, start: range.start, end: range.end.min(self.text.len()) }))
            }
            Err(error) => {
                self.syntax(&error);
                None
            }
        }
    }

    fn node(&mut self, event: Event<'t>, span: Span, pointer: &str) -> Option<Found> {
        let (anchor, tag) = (event.anchor_id(), event.tag().is_some());
        if anchor.is_some() {
            self.refuse(
                Code::Alias,
                span,
                "anchors (`&name`) are not used here",
                "remove the anchor and write each value out where it belongs",
            );
        }
        if tag {
            self.refuse(Code::Tag, span, "tags (`!name`) are not used here", "remove the tag; texts may be put in quotes");
        }
        let found = match event {
            Event::Scalar(text, style, ..) => {
                let value = if style == ScalarStyle::Plain { scalar::resolve(&text) } else { Value::String(text.into_owned()) };
                Found { value: Some(value), span }
            }
            Event::SequenceStart(..) => self.sequence(span, pointer)?,
            Event::MappingStart(..) => self.mapping(span, pointer)?,
            _ => {
                self.refuse(
                    Code::Alias,
                    span,
                    "aliases (`*name`) are not used here",
                    "write the value out; each value stands where it belongs",
                );
                self.broken.insert(pointer.to_owned());
                Found { value: None, span }
            }
        };
        self.places.insert(pointer.to_owned(), Place { key: None, value: found.span });
        Some(found)
    }

    fn sequence(&mut self, start: Span, pointer: &str) -> Option<Found> {
        let mut items = Vec::new();
        let mut end = start.end;
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                return Some(Found { value: Some(Value::Array(items)), span: Span { end: end.max(span.start), ..start } });
            }
            let found = self.node(event, span, &format!("{pointer}/{}", items.len()))?;
            end = found.span.end;
            // A broken item keeps its place so that the ones after it keep theirs.
            items.push(found.value.unwrap_or(Value::Null));
        }
    }

    fn mapping(&mut self, start: Span, pointer: &str) -> Option<Found> {
        let mut map = Map::new();
        let mut end = start.end;
        loop {
            let (event, key_span) = self.next()?;
            let key = match event {
                Event::MappingEnd => {
                    return Some(Found { value: Some(Value::Object(map)), span: Span { end: end.max(key_span.start), ..start } });
                }
                Event::Scalar(key, ..) => Some(key.into_owned()),
                event => {
                    self.refuse(Code::KeyNotText, key_span, "a key is plain text", "write a word, a colon and the value");
                    self.node(event, key_span, "/~")?;
                    None
                }
            };
            let (event, span) = self.next()?;
            let key = key.filter(|key| {
                let twice = map.contains_key(key) || self.broken.contains(&format!("{pointer}/{}", escaped(key)));
                if twice {
                    self.refuse(Code::DuplicateKey, key_span, &format!("`{key}` stands twice here"), "remove one of the two, or rename it");
                }
                !twice
            });
            // What belongs to a refused key is read past, under a pointer that nothing asks for.
            let inner = key.as_ref().map_or_else(|| "/~".to_owned(), |key| format!("{pointer}/{}", escaped(key)));
            let found = self.node(event, span, &inner)?;
            end = found.span.end.max(key_span.end);
            if let Some(key) = key {
                self.places.insert(inner, Place { key: Some(key_span), value: found.span });
                if let Some(value) = found.value {
                    map.insert(key, value);
                }
            }
        }
    }

    fn refuse(&mut self, code: Code, span: Span, message: &str, help: &str) {
        self.diagnostics.push(Diagnostic::error(code, span, message).help(help));
    }

    fn syntax(&mut self, error: &ScanError) {
        let start = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        let line_start = self.text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        // The parser may notice a tab on the line before the one where it stands.
        if let Some(tab) = tab_in_front(self.text, line_start) {
            let span = Span { source: self.source, start: tab, end: tab + 1 };
            self.refuse(Code::Tab, span, "a tab stands where only spaces may", "replace the tab by spaces (two for each step inwards)");
            return;
        }
        let span = Span { source: self.source, start, end: (start + 1).min(self.text.len()) };
        let line = self.text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let help = if line.matches(": ").count() > 1 {
            "a text with a colon in it stands in quotes: `text: \"Rykkere: den første …\"`"
        } else {
            "look at this line and the one before: a missing colon or quote, or lines that do not start under each other"
        };
        self.refuse(Code::YamlSyntax, span, &format!("the text cannot be read from here on: {}", error.kind()), help);
    }
}

/// The first tab in front of the words of a line, or right after a colon or dash, on this line or the next.
fn tab_in_front(text: &str, line_start: usize) -> Option<usize> {
    let mut start = line_start;
    for line in text.get(line_start..)?.split_inclusive('\n').take(2) {
        let in_front =
            |tab: &usize| line.get(..*tab).is_some_and(|before| before.trim().is_empty() || before.trim_end().ends_with([':', '-']));
        if let Some(tab) = line.find('\t').filter(in_front) {
            return Some(start + tab);
        }
        start += line.len();
    }
    None
}
