use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::MultiGzDecoder;

use super::description::{Description, Table, prove, written_form};
use super::from_csv::{self, NoRows};
use super::from_xes;
use super::interpret::{Interpreter, Slots};
use super::written;
use super::{Builder, Cases, ControlTotals, Row, Vocabulary};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest};
use crate::quantity::{Day, Money};
use crate::source::{Sources, read_bytes, shown};
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
    /// BLAKE3 over the bytes of the data files in their order.
    pub digest: String,
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
    let description = prove(&written, &document, path, vocabulary, diagnostics);
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

/// Reads all files of a description; `None` where one cannot be read to its end, after the reasons were reported.
///
/// `progress` gets the bytes done and the bytes there are, of one file at a time.
pub fn read(
    description: &Description,
    vocabulary: &Vocabulary,
    as_of: Day,
    progress: &mut dyn FnMut(u64, u64),
    diagnostics: &mut Diagnostics,
) -> Option<Reading> {
    let mut reader = FileReader {
        interpreter: Interpreter {
            description,
            vocabulary,
            builder: Builder::new(vocabulary, as_of, description.claims.is_some()),
            unmapped: std::collections::BTreeMap::new(),
            claim_totals: (0, 0),
            event_totals: (0, 0),
        },
        digest: blake3::Hasher::new(),
        progress,
        diagnostics,
        seen_rows: Vec::new(),
    };
    let mut whole = true;
    if let Some(table) = &description.claims {
        whole &= reader.table(table, true);
    }
    whole &= reader.table(&description.events, false);
    let FileReader { mut interpreter, digest, diagnostics, mut seen_rows, .. } = reader;
    seen_rows.sort_unstable();
    for pair in seen_rows.windows(2) {
        if let [(first, _), (second, row)] = pair
            && first == second
        {
            interpreter.builder.repeated(*row);
        }
    }
    let mut differences = control(true, description.control_claims, interpreter.claim_totals, diagnostics);
    differences.extend(control(false, description.control_events, interpreter.event_totals, diagnostics));
    let unmapped = std::mem::take(&mut interpreter.unmapped);
    let cases = interpreter.builder.finish();
    tell(&cases, &unmapped, description, diagnostics);
    whole.then(|| Reading { cases, differences, digest: format!("blake3:{}", digest.finalize().to_hex()) })
}

struct FileReader<'a, 'd, 'v> {
    interpreter: Interpreter<'d, 'v>,
    digest: blake3::Hasher,
    progress: &'a mut dyn FnMut(u64, u64),
    diagnostics: &'a mut Diagnostics,
    /// A hash of each event row's words, to find those that stand twice.
    seen_rows: Vec<(u64, Row)>,
}

impl FileReader<'_, '_, '_> {
    /// Reads one table's files; false where one could not be read to its end.
    fn table(&mut self, table: &Table, is_claims: bool) -> bool {
        let slots = Slots::of(table);
        let mut whole = true;
        for path in &table.files {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let file = self.interpreter.builder.file(&name);
            match self.bytes(path) {
                Ok(bytes) => whole &= self.rows(path, &bytes, file, &slots, is_claims),
                Err(message) => {
                    self.unreadable(path, &message);
                    whole = false;
                }
            }
        }
        whole
    }

    /// The bytes of a file, unpacked where it is gzipped.
    fn bytes(&mut self, path: &Path) -> Result<Vec<u8>, String> {
        let bytes = read_bytes(path).map_err(|error| error.to_string())?;
        self.digest.update(&bytes);
        if !bytes.starts_with(b"\x1f\x8b") {
            return Ok(bytes);
        }
        let mut unpacked = Vec::new();
        MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).map_err(|_| "the packed file is torn".to_owned())?;
        Ok(unpacked)
    }

    fn rows(&mut self, path: &Path, bytes: &[u8], file: u16, slots: &Slots, is_claims: bool) -> bool {
        let total = bytes.len() as u64;
        let result = match self.interpreter.description.format {
            written::Format::Xes => {
                let interpreter = &mut self.interpreter;
                let progress = &mut self.progress;
                let seen = from_xes::events(bytes, &slots.wanted, |line, done, fields| {
                    progress(done, total);
                    interpreter.event(slots, fields, Row { file, line });
                });
                seen.map(|seen| slots.wanted.iter().zip(seen).filter(|(_, seen)| !seen).map(|(name, _)| name.clone()).collect::<Vec<_>>())
                    .map(|missing| (missing, Vec::new()))
            }
            written::Format::Csv => self.csv(path, bytes, file, slots, is_claims),
        };
        match result {
            Ok((missing, header)) => self.missing(path, &missing, &header, slots),
            Err(message) => {
                self.unreadable(path, &message);
                false
            }
        }
    }

    /// Why a file cannot be read as described; for files that are read, a word on what was found out.
    fn look_at_bytes(&mut self, path: &Path, bytes: &[u8]) -> Result<(), String> {
        if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
            return Err("it is saved as UTF-16; save it as UTF-8".into());
        }
        let invalid = |line: &&[u8]| std::str::from_utf8(line).is_err();
        let broken = bytes.split(|byte| *byte == b'\n').filter(invalid).count();
        match self.interpreter.description.encoding {
            // A stray byte costs its row; a file that is full of them was described wrongly.
            Some(written::Encoding::Utf8) if broken > 20 || (broken > 0 && broken * 4 > bytes.split(|byte| *byte == b'\n').count()) => {
                return Err("it is not utf-8, as the description says; write `encoding: windows-1252` there".into());
            }
            None if broken > 0 => {
                let message = format!("`{}` is not utf-8 and is read as windows-1252", shown(path));
                self.diagnostics.push(
                    Diagnostic::warning(Code::CasesUnreadable, None, message)
                        .help("write `encoding: windows-1252` in the description if that is right"),
                );
            }
            _ => {}
        }
        if bytes.contains(&b'\n') && !bytes.ends_with(b"\n") {
            let message = format!("the last line of `{}` has no line end: the file may be torn", shown(path));
            self.diagnostics.push(
                Diagnostic::warning(Code::CasesUnreadable, None, message)
                    .help("compare with the source, or state its totals under `control:`"),
            );
        }
        Ok(())
    }

    fn csv(&mut self, path: &Path, bytes: &[u8], file: u16, slots: &Slots, is_claims: bool) -> Result<(Vec<String>, Vec<String>), String> {
        self.look_at_bytes(path, bytes)?;
        let text = self.decoded(path, bytes);
        let total = text.len() as u64;
        let mut rows = 0_u64;
        let interpreter = &mut self.interpreter;
        let (progress, seen_rows) = (&mut self.progress, &mut self.seen_rows);
        let header = from_csv::rows(&text, interpreter.description.separator, &slots.wanted, |line, done, fields| {
            progress(done, total);
            rows += 1;
            let row = Row { file, line };
            if let Ok(fields) = fields {
                let mut hasher = DefaultHasher::new();
                fields.hash(&mut hasher);
                seen_rows.push((hasher.finish(), row));
            }
            match fields {
                Ok(fields) if is_claims => interpreter.claim(slots, fields, row),
                Ok(fields) => interpreter.event(slots, fields, row),
                Err((reason, fields)) if is_claims => interpreter.refuse_claim(slots, fields, row, reason),
                Err((reason, fields)) => interpreter.refuse_event(slots, fields, row, reason),
            }
        });
        if header.is_ok() && rows == 0 {
            let message = format!("`{}` has a header and no rows", shown(path));
            self.diagnostics.push(
                Diagnostic::warning(Code::CasesUnreadable, None, message).help("draw the data again if something should stand there"),
            );
        }
        match header {
            Ok(header) => Ok((slots.wanted.iter().filter(|name| !header.contains(name)).cloned().collect(), header)),
            Err(NoRows::Empty) => Err("the file is empty: not even a header stands in it".into()),
            Err(NoRows::Unreadable(error)) => Err(error),
        }
    }

    /// The text as UTF-8. What is not UTF-8 and not said to be is Windows-1252, as older systems of the field write.
    fn decoded<'b>(&mut self, path: &Path, bytes: &'b [u8]) -> std::borrow::Cow<'b, [u8]> {
        let is_utf8 = std::str::from_utf8(bytes).is_ok();
        let as_windows = || match encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0 {
            std::borrow::Cow::Borrowed(text) => std::borrow::Cow::Borrowed(text.as_bytes()),
            std::borrow::Cow::Owned(text) => std::borrow::Cow::Owned(text.into_bytes()),
        };
        match self.interpreter.description.encoding {
            Some(written::Encoding::Windows1252) => {
                if is_utf8 && !bytes.is_ascii() {
                    let message = format!("`{}` is described as windows-1252 and reads as utf-8", shown(path));
                    self.diagnostics.push(
                        Diagnostic::warning(Code::CasesUnreadable, None, message)
                            .help("write `encoding: utf-8` in the description if letters come out wrong"),
                    );
                }
                as_windows()
            }
            None if !is_utf8 => as_windows(),
            _ => bytes.into(),
        }
    }

    /// Reports columns that are not there; false where no row can be placed without one.
    fn missing(&mut self, path: &Path, missing: &[String], header: &[String], slots: &Slots) -> bool {
        let mut placeable = true;
        for column in slots.wanted.iter().filter(|column| header.iter().filter(|name| name == column).count() > 1) {
            let message = format!("`{}` has several columns `{column}`; the first is read", shown(path));
            self.diagnostics
                .push(Diagnostic::warning(Code::ColumnMissing, None, message).help("give each column a name of its own in the export"));
        }
        for column in missing {
            let message = format!("`{}` has no column `{column}`", shown(path));
            let help = match closest(column, header.iter().map(String::as_str)) {
                Some(meant) => format!("write `{meant}` in the description"),
                // Where none of the names is found, the first line may be data: its words are not shown.
                None if header.is_empty() || missing.len() == slots.wanted.len() => "look at the names in the file's header".to_owned(),
                None => format!("its columns are {}", header.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
            };
            if slots.is_needed(column) {
                placeable = false;
                self.diagnostics
                    .push(Diagnostic::error(Code::ColumnNeeded, None, format!("{message}, without which no row can be placed")).help(help));
            } else {
                self.diagnostics
                    .push(Diagnostic::warning(Code::ColumnMissing, None, format!("{message}: its values are unknown")).help(help));
            }
        }
        placeable
    }

    fn unreadable(&mut self, path: &Path, message: &str) {
        let message = format!("`{}` cannot be read to its end: {message}", shown(path));
        self.diagnostics.push(
            Diagnostic::error(Code::CasesUnreadable, None, message)
                .help("draw the data again; nothing was concluded from what could be read"),
        );
    }
}

/// A total of the source that differs from what was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whether it is the claims table's; else the events'.
    pub of_claims: bool,
    /// Whether rows are counted; else amounts are summed, in minor units.
    pub of_rows: bool,
    /// What the description states.
    pub stated: i64,
    /// What was read.
    pub found: i64,
}

/// Holds what was read against the totals that the description states.
fn control(of_claims: bool, stated: ControlTotals, (rows, sum): (i64, i64), diagnostics: &mut Diagnostics) -> Vec<Difference> {
    let what = if of_claims { "the claims table" } else { "the events" };
    let help = "draw the data again, or correct `control:` in the description";
    let mut differences = Vec::new();
    if let Some(stated) = stated.rows.filter(|stated| *stated != rows) {
        let message = format!("{what} should have {stated} rows and has {rows}");
        diagnostics.push(Diagnostic::warning(Code::ControlTotal, None, message).help(help));
        differences.push(Difference { of_claims, of_rows: true, stated, found: rows });
    }
    if let Some(Money(stated)) = stated.sum.filter(|stated| *stated != Money(sum)) {
        let shown = |minor: i64| format!("{}{},{:02}", if minor < 0 { "-" } else { "" }, minor.abs() / 100, minor.abs() % 100);
        let message = format!("{what} should sum to {} and sum to {}", shown(stated), shown(sum));
        diagnostics.push(Diagnostic::warning(Code::ControlTotal, None, message).help(help));
        differences.push(Difference { of_claims, of_rows: false, stated, found: sum });
    }
    differences
}

/// Says what of the data was not taken in.
fn tell(cases: &Cases, unmapped: &std::collections::BTreeMap<String, u64>, description: &Description, diagnostics: &mut Diagnostics) {
    let tables = description.claims.iter().chain([&description.events]);
    let coded = tables.flat_map(|table| ["event", "claim_type", "debtor_kind"].map(|role| table.columns.get(role)));
    let is_masked = coded.flatten().any(|column| description.personal.contains(column));
    let debtors = cases.claims.debtor.iter().filter_map(|cell| cases.texts.word(*cell));
    let persons: BTreeSet<&str> = debtors.chain(cases.claims.names.iter().map(Box::as_ref)).collect();
    for (code, rows) in unmapped.iter().take(20) {
        // Cells that changed places must not bring a debtor on the screen.
        if is_masked || persons.contains(code.as_str()) {
            let what =
                if is_masked { "an unknown code in a personal column" } else { "the name of a claim or debtor where a code belongs" };
            let message = format!("{} with {what}", counted(*rows));
            diagnostics.push(Diagnostic::warning(Code::RowsRefused, None, message).help("look at which column is what in the description"));
            continue;
        }
        let message = format!("{} with the code `{code}`, which the description neither maps nor ignores", counted(*rows));
        diagnostics.push(
            Diagnostic::warning(Code::RowsRefused, None, message)
                .help(format!("add `{code}: …` under `codes:`, or list it under `ignored:`")),
        );
    }
    if !cases.refused.is_empty() {
        let (known, lost) = cases.refused.iter().partition::<Vec<_>, _>(|refused| refused.has_claim);
        let message = format!(
            "{} refused; {} can be placed with a claim, whose verdicts are unknown where it matters; {} cannot, which leaves the run incomplete",
            counted(cases.refused.len() as u64),
            known.len(),
            lost.len()
        );
        diagnostics.push(
            Diagnostic::warning(Code::RowsRefused, None, message).help("they are listed with file, line and reason in findings.json"),
        );
    }
    if !cases.repeated.is_empty() {
        let message = format!("{} standing twice, word for word; both are counted", counted(cases.repeated.len() as u64));
        diagnostics.push(Diagnostic::warning(Code::RowsTwice, None, message).help("they are listed with file and line in findings.json"));
    }
}

fn counted(rows: u64) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}
