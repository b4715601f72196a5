//! Texts that people wrote, and places in them.

mod files;
mod folder;

pub use files::{FileError, WholeFile, read_bytes, sweep, write_whole, write_whole_as};
pub use folder::{WholeFolder, is_free, temporary_folder};

use std::path::{Component, Path, PathBuf};

/// Names one text among those that a run has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceId(u32);

/// A range of bytes in a text, start inclusive, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The text.
    pub source: SourceId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A line and a column as an editor counts them, both from 1; columns are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The character within the line.
    pub column: usize,
}

#[derive(Debug)]
struct Source {
    name: String,
    text: String,
}

/// All texts of one run, so that a place can be shown long after it was read.
#[derive(Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a text under the name that messages will show.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push(Source { name: name.into(), text: text.into() });
        id
    }

    /// Reads a file as text; bytes that are not UTF-8 are shown as replacement characters and reported by the place of the first.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn read(&mut self, path: &Path) -> Result<(SourceId, Option<Span>), FileError> {
        let bytes = read_bytes(path)?;
        let name = shown(path);
        match String::from_utf8(bytes) {
            Ok(text) => Ok((self.same(&name, &text).unwrap_or_else(|| self.add(name, text)), None)),
            Err(error) => {
                let start = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let source = self.add(name, text);
                Ok((source, Some(Span { source, start, end: start + '\u{fffd}'.len_utf8() })))
            }
        }
    }

    /// A text that was read before under the same name, so that what is wrong with it is said once.
    fn same(&self, name: &str, text: &str) -> Option<SourceId> {
        let at = self.0.iter().position(|source| source.name == name && source.text == text)?;
        u32::try_from(at).ok().map(SourceId)
    }

    /// Every text that was read, in the order of reading.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> {
        (0..u32::try_from(self.0.len()).unwrap_or(u32::MAX)).map(SourceId)
    }

    /// The name that messages show for a text.
    pub fn name(&self, id: SourceId) -> &str {
        self.get(id).map_or("", |source| source.name.as_str())
    }

    /// The whole text.
    pub fn text(&self, id: SourceId) -> &str {
        self.get(id).map_or("", |source| source.text.as_str())
    }

    /// Where a span starts, as an editor counts.
    pub fn line_column(&self, span: Span) -> LineColumn {
        let before = self.text(span.source).get(..span.start).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        LineColumn {
            line: before.bytes().filter(|byte| *byte == b'\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
        }
    }

    /// Names the texts that lie in a folder from there, where what is around it says nothing to anyone.
    pub fn name_from(&mut self, folder: &Path) {
        let before = format!("{}/", shown(folder));
        for source in &mut self.0 {
            if let Some(name) = source.name.strip_prefix(&before) {
                source.name = name.to_owned();
            }
        }
    }

    fn get(&self, id: SourceId) -> Option<&Source> {
        self.0.get(usize::try_from(id.0).ok()?)
    }
}

/// A path as messages show it: with forward slashes on every system, and without going into a folder and out again.
pub fn shown(path: &Path) -> String {
    let mut steps: Vec<Component<'_>> = Vec::new();
    for step in path.components() {
        match (step, steps.last()) {
            (Component::ParentDir, Some(Component::Normal(_))) => {
                steps.pop();
            }
            (Component::CurDir, _) => {}
            _ => steps.push(step),
        }
    }
    let path: PathBuf = steps.iter().collect();
    if path.as_os_str().is_empty() { ".".to_owned() } else { path.display().to_string().replace('\\', "/") }
}
