//! The case description (`cases.yaml`): one source, proved.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Vocabulary, written};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, closest, one_of};
use crate::quantity::{Day, DayOrder, Money, MoneyFormat};
use crate::yaml::{At, Document, Shape};

/// A table of a source: its files and which column is what.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Column by role, for example `due` → `Forfaldsdato`.
    pub columns: BTreeMap<String, String>,
    /// Of workbooks the sheet; the first where none is named.
    pub sheet: Option<String>,
    /// Amount column by code; the empty code stands for all others.
    pub amounts: BTreeMap<String, String>,
}

/// Totals that the source states, in rows and minor units.
#[derive(Debug, Clone, Copy, Default)]
pub struct ControlTotals {
    /// Rows.
    pub rows: Option<i64>,
    /// Sum.
    pub sum: Option<Money>,
}

/// A case description, proved against the names of a strategy.
#[derive(Debug, Clone)]
pub struct Description {
    /// What the source is called.
    pub name: String,
    /// Where the description lies.
    pub path: PathBuf,
    /// BLAKE3 over its text.
    pub digest: String,
    /// Whether the data is made up.
    pub synthetic: bool,
    /// The day the data was drawn.
    pub extracted: Option<Day>,
    /// The format of all files, if stated.
    pub format: Option<written::Format>,
    /// The encoding, if stated.
    pub encoding: Option<written::Encoding>,
    /// The separator, if stated.
    pub separator: Option<u8>,
    /// How amounts are written.
    pub money: MoneyFormat,
    /// How dates are written.
    pub order: DayOrder,
    /// The claims table.
    pub claims: Option<Table>,
    /// The events.
    pub events: Table,
    /// Event codes.
    pub event_codes: BTreeMap<String, u16>,
    /// Codes that say nothing.
    pub ignored: BTreeSet<String>,
    /// Claim type codes.
    pub claim_type_codes: BTreeMap<String, u16>,
    /// Debtor codes; the values are `person` and `company`.
    pub debtor_kinds: BTreeMap<String, String>,
    /// Words for yes and no; the values are `yes` and `no`.
    pub yes_no: BTreeMap<String, String>,
    /// The type of every claim.
    pub claim_type: Option<u16>,
    /// Columns that tell who somebody is.
    pub personal: BTreeSet<String>,
    /// Totals of the claims table.
    pub control_claims: ControlTotals,
    /// Totals of the events.
    pub control_events: ControlTotals,
}

const CLAIM_ROLES: [&str; 8] = ["claim", "debtor", "debtor_kind", "claim_type", "principal", "established", "due", "last_timely_payment"];
const EVENT_ROLES: [&str; 3] = ["claim", "date", "event"];

/// Proves a written description; what cannot be proved is reported and left out.
pub(super) fn prove(
    written: &written::CasesFile,
    document: &Document,
    path: &Path,
    vocabulary: &Vocabulary,
    diagnostics: &mut Diagnostics,
) -> Option<Description> {
    let root = document.root();
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut proof = Proof { vocabulary, diagnostics, folder };
    let claims = written.claims.as_ref().map(|table| {
        let known: Vec<&str> = CLAIM_ROLES.into_iter().chain(vocabulary.claim_fields.iter().map(String::as_str)).collect();
        Table {
            sheet: table.sheet.as_ref().map(|sheet| sheet.words().into_owned()),
            ..proof.table(table.files.as_ref(), table.columns.as_ref(), &known, &root.key("claims"))
        }
    });
    let events = written.events.clone().unwrap_or_default();
    let known: Vec<&str> = EVENT_ROLES.into_iter().chain(vocabulary.event_fields.iter().map(String::as_str)).collect();
    let mut table = proof.table(events.files.as_ref(), events.columns.as_ref(), &known, &root.key("events"));
    table.sheet = events.sheet.as_ref().map(|sheet| sheet.words().into_owned());
    match events.amount {
        Some(written::AmountColumns::One(column)) => {
            table.amounts.insert(String::new(), column);
        }
        Some(written::AmountColumns::ByCode(columns)) => table.amounts = columns,
        None => {}
    }
    for role in EVENT_ROLES {
        if events.columns.is_some() && !table.columns.contains_key(role) {
            let message = format!("no column is named for `{role}`");
            proof.diagnostics.push(
                Diagnostic::error(Code::ColumnNeeded, root.key("events").key("columns").key_span(), message)
                    .help(format!("add `{role}:` and the column's name")),
            );
        }
    }
    let codes = written.codes.clone().unwrap_or_default();
    let at = root.key("codes");
    let event_codes = proof.event_codes(codes.events, &at.key("events"));
    let claim_type_codes = proof.claim_types(codes.claim_types, &at.key("claim_types"));
    let debtor_kinds = proof.words(codes.debtor_kinds, &["person", "company"], &at.key("debtor_kinds"));
    let yes_no = proof.words(codes.yes_no, &["yes", "no"], &at.key("yes_no"));
    let claim_type = written.claim_type.as_ref().and_then(|name| proof.claim_type(name, &root.key("claim_type")));
    let extracted = written.extracted.as_ref().and_then(|day| proof.read(Code::NotADate, Day::parse(&day.words()), &root.key("extracted")));
    let separator = written.separator.as_ref().and_then(|separator| proof.separator(&separator.words(), &root.key("separator")));
    let control = written.control.clone().unwrap_or_default();
    let control_claims = proof.totals(control.claims, &root.key("control").key("claims"));
    let control_events = proof.totals(control.events, &root.key("control").key("events"));
    proof.personal(written.personal.as_deref().unwrap_or_default(), claims.iter().chain([&table]), &root.key("personal"));
    Some(Description {
        name: written.name.clone()?,
        path: path.to_owned(),
        digest: String::new(),
        synthetic: written.synthetic.unwrap_or(false),
        extracted,
        format: written.format,
        encoding: written.encoding,
        separator,
        money: if written.decimal == Some(written::Decimal::Comma) { MoneyFormat::DecimalComma } else { MoneyFormat::DecimalPoint },
        order: if written.dates == Some(written::Dates::DayFirst) { DayOrder::DayFirst } else { DayOrder::YearFirst },
        claims,
        events: table,
        event_codes,
        ignored: codes.ignored.unwrap_or_default().iter().map(|code| code.words().into_owned()).collect(),
        claim_type_codes,
        debtor_kinds,
        yes_no,
        claim_type,
        personal: written.personal.iter().flatten().cloned().collect(),
        control_claims,
        control_events,
    })
}

impl Description {
    /// The format of a file: as stated, else by its name.
    pub fn format_of(&self, path: &Path) -> written::Format {
        self.format.unwrap_or_else(|| written::Format::by_name(path))
    }
}

/// Reads the text of a description.
pub(super) fn written_form(document: &mut Document, diagnostics: &mut Diagnostics) -> written::CasesFile {
    written::CasesFile::read(document, diagnostics)
}

struct Proof<'a> {
    vocabulary: &'a Vocabulary,
    diagnostics: &'a mut Diagnostics,
    folder: &'a Path,
}

impl Proof<'_> {
    fn table(
        &mut self,
        files: Option<&crate::yaml::Names>,
        columns: Option<&BTreeMap<String, crate::yaml::Scalar>>,
        known: &[&str],
        at: &At<'_>,
    ) -> Table {
        let mut table = Table {
            files: files.map(|files| files.list().iter().map(|file| self.folder.join(file.as_ref())).collect()).unwrap_or_default(),
            ..Table::default()
        };
        for (role, column) in columns.into_iter().flatten() {
            if known.contains(&role.as_str()) {
                table.columns.insert(role.clone(), column.words().into_owned());
            } else {
                // Strategies of other periods may declare what this one does not; a slip of the finger is near to a known name.
                let message = format!("`{role}` is not a field of the strategy");
                let place = at.key("columns").key(role).key_span();
                self.diagnostics.push(match closest(role, known.iter().copied()) {
                    Some(meant) => Diagnostic::error(Code::UnknownField, place, message).help(format!("write `{meant}`")),
                    None => Diagnostic::warning(Code::UnknownField, place, format!("{message}; its column is not read"))
                        .help("declare it under `fields:` if a rule needs it"),
                });
            }
        }
        table
    }

    /// Reports a personal column that is not read: where it is a slip of the finger, the column that was meant would stay unmasked.
    fn personal<'t>(&mut self, personal: &[String], tables: impl Iterator<Item = &'t Table>, at: &At<'_>) {
        let read: BTreeSet<&str> =
            tables.flat_map(|table| table.columns.values().chain(table.amounts.values())).map(String::as_str).collect();
        for (index, column) in personal.iter().enumerate().filter(|(_, column)| !read.contains(column.as_str())) {
            let message = format!("`{column}` is called personal, and no column of that name is read");
            self.diagnostics.push(match closest(column, read.iter().copied()).filter(|meant| !personal.iter().any(|one| one == meant)) {
                Some(meant) => Diagnostic::error(Code::ColumnMissing, at.item(index).span(), message).help(format!("write `{meant}`")),
                None => Diagnostic::warning(Code::ColumnMissing, at.item(index).span(), message)
                    .help("remove it, or name it under `columns:` if it is to be read"),
            });
        }
    }

    fn event_codes(&mut self, codes: Option<BTreeMap<String, String>>, at: &At<'_>) -> BTreeMap<String, u16> {
        let mut known = BTreeMap::new();
        for (code, kind) in codes.into_iter().flatten() {
            match self.vocabulary.kind(&kind) {
                Some(index) => {
                    known.insert(code, index);
                }
                None => {
                    let kinds = self.vocabulary.kinds.iter().map(|kind| kind.name.as_str());
                    let diagnostic = Diagnostic::error(Code::UnknownEvent, at.key(&code).span(), format!("`{kind}` is not an event kind"));
                    self.diagnostics.push(diagnostic.help(one_of(&kind, kinds)));
                }
            }
        }
        known
    }

    fn claim_types(&mut self, codes: Option<BTreeMap<String, String>>, at: &At<'_>) -> BTreeMap<String, u16> {
        let codes = codes.into_iter().flatten();
        codes.filter_map(|(code, name)| Some((self.claim_type(&name, &at.key(&code))?, code))).map(|(index, code)| (code, index)).collect()
    }

    fn claim_type(&mut self, name: &str, at: &At<'_>) -> Option<u16> {
        let known = self.vocabulary.claim_type(name);
        if known.is_none() {
            let names = self.vocabulary.claim_types.iter().map(|(id, _)| id.as_str());
            self.diagnostics.push(
                Diagnostic::error(Code::UnknownClaimType, at.span(), format!("`{name}` is not a claim type of the strategy"))
                    .help(one_of(name, names)),
            );
        }
        known
    }

    fn words(&mut self, codes: Option<BTreeMap<String, String>>, known: &[&str], at: &At<'_>) -> BTreeMap<String, String> {
        let mut words = BTreeMap::new();
        for (code, word) in codes.into_iter().flatten() {
            if known.contains(&word.as_str()) {
                words.insert(code, word);
            } else {
                let diagnostic = Diagnostic::error(Code::UnknownValue, at.key(&code).span(), format!("`{word}` is not known here"));
                self.diagnostics.push(diagnostic.help(one_of(&word, known.iter().copied())));
            }
        }
        words
    }

    fn separator(&mut self, text: &str, at: &At<'_>) -> Option<u8> {
        match text.as_bytes() {
            [byte] if byte.is_ascii() => Some(*byte),
            b"tab" => Some(b'\t'),
            _ => {
                let diagnostic = Diagnostic::error(Code::UnknownValue, at.span(), format!("`{text}` is not a separator"));
                self.diagnostics.push(diagnostic.help("write one character in quotes, for example `\";\"`, or `tab`"));
                None
            }
        }
    }

    fn totals(&mut self, totals: Option<written::Totals>, at: &At<'_>) -> ControlTotals {
        let totals = totals.unwrap_or_default();
        let sum = totals.sum.and_then(|sum| self.read(Code::NotAnAmount, Money::parse(&sum.words()), &at.key("sum")));
        ControlTotals { rows: totals.rows, sum }
    }

    fn read<T>(&mut self, code: Code, read: Result<T, crate::quantity::Unreadable>, at: &At<'_>) -> Option<T> {
        read.map_err(|error| self.diagnostics.push(Diagnostic::unreadable(code, at.span(), error))).ok()
    }
}
