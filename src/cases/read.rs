use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use encoding_rs_io::DecodeReaderBytesBuilder;

use super::batch::{Batch, Frame};
use super::blocks::{Blocks, each_block};
use super::description::{Description, Table, prove, written_form};
use super::from_csv::{Header, Layout, NoRows};
use super::interpret::{Interpreter, Scratch, Slots};
use super::join::join;
use super::open::{digest_whole, is_utf8, open, reads_as_utf8};
use super::spelling::Spelling;
use super::tell::{Difference, control, missing_columns, refusals};
use super::written::{self, Encoding};
use super::{Cases, Reason, Vocabulary};
use super::{from_parquet, from_xes, from_xlsx};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::quantity::Day;
use crate::source::{Sources, shown};
use crate::yaml::Document;

/// A case set by its name: empty for `cases.yaml`, `xes` for `cases-xes.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CaseSet {
    /// The name.
    pub name: String,
    /// Where its description lies.
    pub path: PathBuf,
}

/// Cases that were read, and what they were read from.
#[derive(Debug)]
pub struct Reading {
    /// The cases.
    pub cases: Cases,
    /// Totals that differ from those that the description states.
    pub differences: Vec<Difference>,
    /// BLAKE3 over the bytes of the data files in their order; empty where it was not asked for.
    pub digest: String,
    /// Rows of each file in their order, those that were refused among them.
    pub rows: Vec<u64>,
}

/// Finds the case sets of a strategy: beside it, then in `../cases/`.
pub fn find_sets(strategy: &Path) -> Vec<CaseSet> {
    let folder = strategy.parent().unwrap_or(Path::new("."));
    let mut sets = Vec::new();
    for place in [folder.to_owned(), folder.join("..").join("cases")] {
        let Ok(entries) = std::fs::read_dir(&place) else { continue };
        let mut found: Vec<CaseSet> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter_map(|path| {
                let stem = path.file_name()?.to_str()?.strip_suffix(".yaml")?.strip_prefix("cases")?.to_owned();
                let name = if stem.is_empty() { stem } else { stem.strip_prefix('-')?.to_owned() };
                Some(CaseSet { name, path })
            })
            .collect();
        found.sort();
        sets.extend(found);
    }
    sets
}

/// Reads and proves a case description; `None` where it cannot be used, after the reasons were reported.
pub fn describe(path: &Path, vocabulary: &Vocabulary, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Description> {
    let before = diagnostics.errors();
    let mut document = match sources.read(path) {
        Ok((source, None)) => Document::read(source, sources, diagnostics)?,
        Ok((_, Some(span))) => {
            diagnostics.push(
                Diagnostic::error(Code::NotUtf8, span, "the text is not saved as UTF-8").help("save it again with the encoding UTF-8"),
            );
            return None;
        }
        Err(error) => {
            diagnostics.push(
                Diagnostic::error(Code::CasesNotFound, None, error.to_string())
                    .help("`--cases` takes a description (`cases.yaml`), its folder, or a data file"),
            );
            return None;
        }
    };
    let written: written::CasesFile = written_form(&mut document, diagnostics);
    let mut description = prove(&written, &document, path, vocabulary, diagnostics);
    if let Some(description) = &mut description {
        description.digest = format!("blake3:{}", blake3::hash(sources.text(document.source).as_bytes()).to_hex());
    }
    description.filter(|_| diagnostics.errors() == before)
}

impl Description {
    /// The data files, the claims table first.
    pub fn files(&self) -> Vec<&PathBuf> {
        self.claims.iter().flat_map(|table| &table.files).chain(&self.events.files).collect()
    }

    /// Whether every data file is there.
    pub fn is_there(&self) -> bool {
        self.files().iter().all(|file| file.is_file())
    }

    /// Reads this data file in place of the one that the description names; other files are looked for beside it first.
    pub fn with_file(mut self, file: &Path) -> Self {
        let same = |one: &PathBuf| one.file_name() == file.file_name();
        let beside = |one: &mut PathBuf| {
            let candidate = one.file_name().map(|name| file.with_file_name(name));
            if let Some(candidate) = candidate.filter(|candidate| candidate.is_file()) {
                *one = candidate;
            }
        };
        let named = self.files().into_iter().any(same);
        if named {
            let tables = self.claims.iter_mut().chain([&mut self.events]);
            tables.flat_map(|table| &mut table.files).for_each(beside);
        } else {
            self.events.files = vec![file.to_owned()];
        }
        self
    }
}

/// How a case set is read.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The day on which it is judged.
    pub as_of: Day,
    /// The event fields that are wanted, by their index in the vocabulary; all where it is not said.
    pub fields: Option<&'a std::collections::BTreeSet<usize>>,
    /// Whether a digest over the files is wanted.
    pub digest: bool,
    /// Gets the bytes done and the bytes there are, of one file at a time.
    pub progress: &'a (dyn Fn(u64, u64) + Sync),
}

/// Reads all files of a description; `None` where one cannot be read to its end, after the reasons were reported.
pub fn read(description: &Description, vocabulary: &Vocabulary, asked: Asked<'_>, diagnostics: &mut Diagnostics) -> Option<Reading> {
    let frame = Frame::new(vocabulary, asked.as_of);
    let mut reader = FileReader {
        description,
        frame: &frame,
        asked,
        digest: asked.digest.then(blake3::Hasher::new),
        diagnostics,
        batches: Vec::new(),
        files: Vec::new(),
    };
    let mut whole = true;
    if let Some(table) = &description.claims {
        whole &= reader.table(table, true);
    }
    let of_claims = reader.batches.len();
    whole &= reader.table(&description.events, false);
    let FileReader { batches, digest, diagnostics, files, .. } = reader;
    let mut unmapped: BTreeMap<String, u64> = BTreeMap::new();
    for (code, rows) in batches.iter().flat_map(|batch| &batch.unmapped) {
        *unmapped.entry(code.clone()).or_default() += rows;
    }
    let (claims, events) = batches.split_at_checked(of_claims).unwrap_or_default();
    let mut differences = control(true, description.control_claims, totals(claims), diagnostics);
    differences.extend(control(false, description.control_events, totals(events), diagnostics));
    let mut rows = vec![0; files.len()];
    for batch in &batches {
        if let Some(rows) = rows.get_mut(usize::from(batch.file)) {
            *rows += u64::try_from(batch.totals.0).unwrap_or(0);
        }
    }
    let mut cases = join(batches, files, description.claims.is_some(), &frame);
    cases.claim_type = description.claim_type;
    refusals(&cases, &unmapped, description, diagnostics);
    let digest = digest.map(|digest| format!("blake3:{}", digest.finalize().to_hex())).unwrap_or_default();
    whole.then_some(Reading { cases, differences, digest, rows })
}

fn totals(batches: &[Batch]) -> (i64, i64) {
    batches.iter().fold((0, 0), |(rows, sum), batch| (rows + batch.totals.0, sum.saturating_add(batch.totals.1)))
}

struct FileReader<'a, 'd> {
    description: &'d Description,
    frame: &'d Frame<'d>,
    asked: Asked<'d>,
    digest: Option<blake3::Hasher>,
    diagnostics: &'a mut Diagnostics,
    batches: Vec<Batch>,
    files: Vec<String>,
}

impl FileReader<'_, '_> {
    /// Reads one table's files; false where one could not be read to its end.
    fn table(&mut self, table: &Table, is_claims: bool) -> bool {
        let described = Slots::of(table, &|_| true);
        let names = &self.frame.vocabulary.event_fields;
        let fields = self.asked.fields.filter(|_| !is_claims);
        // An attribute of a log is only known to occur where it is looked for.
        let is_log = table.files.iter().any(|file| self.description.format_of(file) == written::Format::Xes);
        let is_wanted = |role: &str| {
            let field = names.iter().position(|name| name == role).filter(|_| !is_log);
            fields.zip(field).is_none_or(|(fields, field)| fields.contains(&field))
        };
        let slots = Slots::of(table, &is_wanted);
        let interpreter = Interpreter::new(self.description, self.frame, &slots, is_claims);
        let mut whole = true;
        for path in &table.files {
            self.files.push(path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
            let file = u16::try_from(self.files.len() - 1).unwrap_or(u16::MAX);
            let result = match self.description.format_of(path) {
                written::Format::Xes => self.xes(path, file, &interpreter, &slots),
                written::Format::Csv => self.csv(path, file, &interpreter, &slots, self.description.encoding),
                written::Format::Xlsx => self.xlsx(path, table.sheet.as_deref(), file, &interpreter, &slots),
                written::Format::Parquet => self.parquet(path, file, &interpreter, &slots),
            };
            match result {
                Ok(header) => {
                    let missing: Vec<String> = described.wanted.iter().filter(|name| !header.has(name)).cloned().collect();
                    whole &= missing_columns(path, &missing, header.names(), &described, self.diagnostics);
                }
                Err(message) => {
                    let message = format!("`{}` cannot be read to its end: {message}", shown(path));
                    self.diagnostics.push(
                        Diagnostic::error(Code::CasesUnreadable, None, message)
                            .help("draw the data again; nothing was concluded from what could be read"),
                    );
                    whole = false;
                }
            }
        }
        whole
    }

    fn xes(&mut self, path: &Path, file: u16, interpreter: &Interpreter<'_>, slots: &Slots) -> Result<Columns, String> {
        let mut rows = Rows::new(interpreter, file);
        let source = BufReader::with_capacity(1 << 16, open(path, self.digest.as_mut(), self.asked.progress)?);
        let seen = from_xes::events(source, &slots.wanted, |number, fields| {
            let fields: Vec<Option<&[u8]>> = fields.iter().map(|field| Some(field.as_bytes())).collect();
            rows.row(number, &fields);
        })?;
        self.batches.extend(rows.batches);
        Ok(Columns::Seen(slots.wanted.iter().zip(seen).filter(|(_, seen)| *seen).map(|(name, _)| name.clone()).collect()))
    }

    fn xlsx(
        &mut self,
        path: &Path,
        sheet: Option<&str>,
        file: u16,
        interpreter: &Interpreter<'_>,
        slots: &Slots,
    ) -> Result<Columns, String> {
        let mut rows = Rows::new(interpreter, file);
        let spelling = Spelling::of(self.description);
        let header = from_xlsx::rows(path, sheet, &slots.wanted, spelling, |number, fields| rows.row(number, fields))?;
        digest_whole(path, self.digest.as_mut())?;
        self.batches.extend(rows.batches);
        Ok(Columns::Header(header))
    }

    fn parquet(&mut self, path: &Path, file: u16, interpreter: &Interpreter<'_>, slots: &Slots) -> Result<Columns, String> {
        let (header, groups) = from_parquet::groups(path, &slots.wanted, Spelling::of(self.description), |group| {
            let mut rows = Rows::new(interpreter, file);
            group(&mut |number, fields| rows.row(number, fields))?;
            Ok(rows.batches)
        })?;
        digest_whole(path, self.digest.as_mut())?;
        self.batches.extend(groups.into_iter().flatten());
        Ok(Columns::Header(header))
    }

    fn csv(
        &mut self,
        path: &Path,
        file: u16,
        interpreter: &Interpreter<'_>,
        slots: &Slots,
        encoding: Option<Encoding>,
    ) -> Result<Columns, String> {
        let before = self.digest.clone();
        let separator = self.description.separator;
        let error = |error: std::io::Error| error.to_string();
        let source = open(path, self.digest.as_mut(), self.asked.progress)?;
        let source: Box<dyn Read + Send + '_> = match encoding {
            Some(Encoding::Windows1252) => {
                Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding_rs::WINDOWS_1252)).build(source))
            }
            _ => source,
        };
        let mut blocks = Blocks::new(source);
        let (start, whole) = blocks.peek().map_err(error)?;
        let header = match Header::read(start, separator, whole) {
            Ok(header) => header,
            Err(NoRows::Empty) => return Err("the file is empty: not even a header stands in it".into()),
            Err(NoRows::Unreadable(_)) if encoding.is_none() => {
                drop(blocks);
                return self.again_as_windows(path, file, interpreter, slots, before);
            }
            Err(NoRows::Unreadable(error)) => return Err(error),
        };
        blocks.skip(header.bytes);
        let layout = Layout::new(&header, &slots.wanted);
        let is_decoded = encoding == Some(Encoding::Windows1252);
        let work = |block: &[u8], whole: bool| {
            let mut batch = interpreter.batch(file);
            let is_text = is_decoded || is_utf8(block, whole);
            if !is_text && encoding.is_none() {
                return (None, block.len());
            }
            batch.reserve(interpreter.events_in(block));
            let mut scratch = interpreter.scratch();
            let (used, lines) = layout.rows(block, whole, is_text, |line, words, row| {
                interpreter.row(&mut batch, &mut scratch, line, words, row);
            });
            batch.lines = lines;
            (Some(batch), used)
        };
        let (results, blocks) = each_block(blocks, work).map_err(error)?;
        let ends_a_line = blocks.ends_a_line();
        drop(blocks);
        if results.iter().any(Option::is_none) {
            return self.again_as_windows(path, file, interpreter, slots, before);
        }
        let first = Batch { lines: header.lines, ..interpreter.batch(file) };
        let batches: Vec<Batch> = [first].into_iter().chain(results.into_iter().flatten()).collect();
        self.look_at(path, &batches, ends_a_line)?;
        self.batches.extend(batches);
        Ok(Columns::Header(header.names))
    }

    /// What is not UTF-8 and not said to be is Windows-1252, as older systems of the field write.
    fn again_as_windows(
        &mut self,
        path: &Path,
        file: u16,
        interpreter: &Interpreter<'_>,
        slots: &Slots,
        digest: Option<blake3::Hasher>,
    ) -> Result<Columns, String> {
        self.digest = digest;
        let message = format!("`{}` is not utf-8 and is read as windows-1252", shown(path));
        self.diagnostics.push(
            Diagnostic::warning(Code::CasesUnreadable, None, message)
                .help("write `encoding: windows-1252` in the description if that is right"),
        );
        self.csv(path, file, interpreter, slots, Some(Encoding::Windows1252))
    }

    /// Why a file was not what its description says; for files that are, a word on what was found out.
    fn look_at(&mut self, path: &Path, batches: &[Batch], ends_a_line: bool) -> Result<(), String> {
        let rows = totals(batches).0;
        let is_broken = |lack: &&super::batch::Lack| lack.refused == Some(Reason::Encoding);
        let broken = batches.iter().flat_map(|batch| &batch.lacks).filter(is_broken).count() as i64;
        let in_table = batches.iter().flat_map(|batch| &batch.table).filter(|row| row.refused == Some(Reason::Encoding)).count() as i64;
        // A stray byte costs its row; a file that is full of them was described wrongly.
        if broken + in_table > 20 || (broken + in_table) * 4 > rows {
            return Err("it is not utf-8, as the description says; write `encoding: windows-1252` there".into());
        }
        let mut warn = |message: String, help: &str| {
            self.diagnostics.push(Diagnostic::warning(Code::CasesUnreadable, None, message).help(help));
        };
        if !ends_a_line {
            let message = format!("the last line of `{}` has no line end: the file may be torn", shown(path));
            warn(message, "compare with the source, or state its totals under `control:`");
        }
        if rows == 0 {
            warn(format!("`{}` has a header and no rows", shown(path)), "draw the data again if something should stand there");
        }
        if self.description.encoding == Some(Encoding::Windows1252) && reads_as_utf8(path) {
            let message = format!("`{}` is described as windows-1252 and reads as utf-8", shown(path));
            warn(message, "write `encoding: utf-8` in the description if letters come out wrong");
        }
        Ok(())
    }
}

/// Rows of a format that is not read in blocks of lines.
struct Rows<'a, 'i> {
    interpreter: &'a Interpreter<'i>,
    scratch: Scratch,
    file: u16,
    words: Vec<u8>,
    batches: Vec<Batch>,
}

impl<'a, 'i> Rows<'a, 'i> {
    fn new(interpreter: &'a Interpreter<'i>, file: u16) -> Self {
        Self { interpreter, scratch: interpreter.scratch(), file, words: Vec::new(), batches: Vec::new() }
    }

    fn row(&mut self, number: u32, fields: &[Option<&[u8]>]) {
        /// Events in one batch.
        const BATCH: usize = 1 << 16;
        self.words.clear();
        for field in fields.iter().flatten() {
            self.words.extend_from_slice(field);
            self.words.push(0);
        }
        if self.batches.last().is_none_or(|batch| batch.day.len() >= BATCH) {
            self.batches.push(self.interpreter.batch(self.file));
        }
        if let Some(batch) = self.batches.last_mut() {
            self.interpreter.row(batch, &mut self.scratch, number, &self.words, Ok(fields));
        }
    }
}

/// The columns that a file has.
enum Columns {
    Header(Vec<String>),
    /// Attributes that occur; there is no header that could name others.
    Seen(Vec<String>),
}

impl Columns {
    fn has(&self, name: &str) -> bool {
        let (Self::Header(names) | Self::Seen(names)) = self;
        names.iter().any(|known| known == name)
    }

    fn names(&self) -> &[String] {
        match self {
            Self::Header(names) => names,
            Self::Seen(_) => &[],
        }
    }
}
