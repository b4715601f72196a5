//! The same cases in CSV, gzipped CSV, XLSX, Parquet and XES give the same findings.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Decimal128Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use rettesnor::cases::UNKNOWN;
use rettesnor::quantity::{Day, DayOrder, Money, MoneyFormat};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use crate::program::{folder, root, run, write};

/// A table: the names of its columns, and its rows.
struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn table(name: &str) -> Table {
    let bytes = std::fs::read(root().join("strategy/norddjurs/cases").join(name)).unwrap();
    let text = encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(text.as_bytes());
    let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    Table { header, rows }
}

fn day(text: &str) -> Option<Day> {
    Day::read(text.as_bytes(), DayOrder::DayFirst)
}

fn money(text: &str) -> Option<i64> {
    Money::read(text.as_bytes(), MoneyFormat::DecimalComma).map(|money| money.0).filter(|minor| *minor != UNKNOWN)
}

/// What a column holds, by its name: typed formats store dates and amounts as such.
fn is_date(name: &str) -> bool {
    name == "Dato" || name.ends_with("dato")
}

fn is_amount(name: &str) -> bool {
    ["Beløb", "Hovedstol"].contains(&name)
}

fn csv_text(table: &Table) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(b',').from_writer(Vec::new());
    writer.write_record(&table.header).unwrap();
    table.rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

#[expect(clippy::float_arithmetic, reason = "a workbook knows no other numbers")]
fn xlsx(table: &Table, sheet: &str) -> Vec<u8> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Om udtrækket").unwrap();
    let worksheet = workbook.add_worksheet().set_name(sheet).unwrap();
    let date = Format::new().set_num_format("dd-mm-yyyy");
    for (column, name) in (0_u16..).zip(&table.header) {
        worksheet.write_string(0, column, name).unwrap();
    }
    for (row, fields) in (1_u32..).zip(&table.rows) {
        for (column, (name, text)) in (0_u16..).zip(table.header.iter().zip(fields)) {
            match (day(text).filter(|_| is_date(name)), money(text).filter(|_| is_amount(name))) {
                (Some(day), _) => {
                    let value = ExcelDateTime::parse_from_str(&day.to_string()).unwrap();
                    worksheet.write_datetime_with_format(row, column, &value, &date).unwrap();
                }
                (_, Some(minor)) => {
                    worksheet.write_number(row, column, minor as f64 / 100.0).unwrap();
                }
                _ => {
                    worksheet.write_string(row, column, text).unwrap();
                }
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn parquet(table: &Table) -> Vec<u8> {
    let column = |(index, name): (usize, &String)| {
        let fields = table.rows.iter().map(|row| row[index].as_str());
        let array: ArrayRef = if is_date(name) {
            Arc::new(Date32Array::from_iter(fields.map(|text| day(text).map(|day| day.0))))
        } else if is_amount(name) {
            Arc::new(Decimal128Array::from_iter(fields.map(|text| money(text).map(i128::from))).with_precision_and_scale(18, 2).unwrap())
        } else {
            Arc::new(StringArray::from_iter(fields.map(|text| (!text.is_empty()).then_some(text))))
        };
        (name.clone(), array)
    };
    let batch = RecordBatch::try_from_iter(table.header.iter().enumerate().map(column)).unwrap();
    let mut bytes = Vec::new();
    let properties = parquet::file::properties::WriterProperties::builder().set_max_row_group_row_count(Some(700)).build();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn xes(table: &Table) -> Vec<u8> {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let mut traces: std::collections::BTreeMap<&str, String> = std::collections::BTreeMap::new();
    for row in &table.rows {
        let trace = traces.entry(row[0].as_str()).or_default();
        trace.push_str("<event>");
        for (name, text) in table.header.iter().zip(row).skip(1).filter(|(_, text)| !text.is_empty()) {
            trace.push_str(&format!("<string key=\"{}\" value=\"{}\"/>", escape(name), escape(text)));
        }
        trace.push_str("</event>");
    }
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><log>".to_owned();
    for (claim, events) in traces {
        text.push_str(&format!("<trace><string key=\"concept:name\" value=\"{}\"/>{events}</trace>", escape(claim)));
    }
    text.push_str("</log>");
    text.into_bytes()
}

/// What a run found, without the places in the files and their digest.
fn findings(folder: &Path, set: &str) -> Value {
    let out = folder.join(format!("out-{set}"));
    let strategy = root().join("strategy/norddjurs/2026-2029");
    let (description, key) = (folder.join(set).join("cases.yaml"), folder.join("a.key"));
    let paths = [&strategy, &description, &key, &out].map(|path| path.to_str().unwrap());
    let [strategy, description, key, out_path] = paths;
    let (status, _, said) = run(&root(), &["check", strategy, "--cases", description, "--key", key, "--out", out_path]);
    assert_eq!(status, 2, "{set}: {said}");
    let mut findings: Value = serde_json::from_slice(&std::fs::read(out.join("findings.json")).unwrap()).unwrap();
    for finding in findings["findings"].as_array_mut().unwrap() {
        finding.as_object_mut().unwrap().remove("evidence");
    }
    let cases = findings["cases"].as_object_mut().unwrap();
    cases.remove("digest");
    cases.remove("description");
    for rows in ["rejected_rows", "later_rows", "repeated_rows"] {
        let count = cases[rows].as_array().unwrap().len();
        cases.insert(rows.to_owned(), count.into());
    }
    findings
}

#[test]
fn every_format_tells_the_same() {
    let folder = folder();
    let (claims, events) = (table("krav.csv"), table("haendelser.csv"));
    let described = std::fs::read_to_string(root().join("strategy/norddjurs/cases/cases.yaml")).unwrap();
    let told = ["format:", "encoding:", "separator:"];
    let described: String =
        described.lines().filter(|line| !told.iter().any(|key| line.starts_with(key))).map(|line| format!("{line}\n")).collect();
    let set = |name: &str, claims_file: (&str, Vec<u8>), events_file: (&str, Vec<u8>), change: &dyn Fn(String) -> String| {
        let text = described.replace("krav.csv", claims_file.0).replace("haendelser.csv", events_file.0);
        write(folder.path(), &format!("{name}/cases.yaml"), change(text));
        write(folder.path(), &format!("{name}/{}", claims_file.0), claims_file.1);
        write(folder.path(), &format!("{name}/{}", events_file.0), events_file.1);
    };
    let as_it_is = |text: String| text;
    set("csv", ("krav.csv", csv_text(&claims)), ("haendelser.csv", csv_text(&events)), &as_it_is);
    set("gz", ("krav.csv.gz", gzipped(&csv_text(&claims))), ("haendelser.csv.gz", gzipped(&csv_text(&events))), &as_it_is);
    let with_sheet = |text: String| {
        text.replace("  files:\n  - h.xlsx\n", "  files: h.xlsx\n  sheet: Hændelser\n")
            .replace("  files:\n  - k.xlsx\n", "  files: k.xlsx\n  sheet: Krav\n")
    };
    set("xlsx", ("k.xlsx", xlsx(&claims, "Krav")), ("h.xlsx", xlsx(&events, "Hændelser")), &with_sheet);
    set("parquet", ("krav.parquet", parquet(&claims)), ("haendelser.parquet", parquet(&events)), &as_it_is);
    let by_trace = |text: String| {
        let (claims, events) = text.split_once("\nevents:").unwrap();
        format!("{claims}\nevents:{}", events.replace("claim: Kravnr", "claim: case:concept:name"))
    };
    set("xes", ("krav.csv", csv_text(&claims)), ("haendelser.xes", xes(&events)), &by_trace);
    let csv = findings(folder.path(), "csv");
    assert!(csv["findings"].as_array().unwrap().len() > 10);
    for set in ["gz", "xlsx", "parquet", "xes"] {
        let found = findings(folder.path(), set);
        assert_eq!(serde_json::to_string(&found).unwrap(), serde_json::to_string(&csv).unwrap(), "{set}");
    }
}

#[test]
fn torn_files_are_not_read_as_short_ones() {
    let folder = folder();
    let events = table("haendelser.csv");
    let described = std::fs::read_to_string(root().join("strategy/norddjurs/cases/cases.yaml")).unwrap();
    let claims = std::fs::read(root().join("strategy/norddjurs/cases/krav.csv")).unwrap();
    for (name, bytes) in [("h.xlsx", xlsx(&events, "A")), ("h.parquet", parquet(&events)), ("h.csv.gz", gzipped(&csv_text(&events)))] {
        let text = described.replace("haendelser.csv", name).replace("format: csv\n", "").replace("encoding: windows-1252\n", "");
        write(folder.path(), "s/cases.yaml", text.replace("separator: ;\n", ""));
        write(folder.path(), "s/krav.csv", &claims);
        write(folder.path(), &format!("s/{name}"), &bytes[..bytes.len() * 2 / 3]);
        let (strategy, cases) = (root().join("strategy/norddjurs/2026-2029"), folder.path().join("s/cases.yaml"));
        let key = folder.path().join("a.key");
        let paths = [&strategy, &cases, &key].map(|path| path.to_str().unwrap());
        let (status, _, said) = run(&root(), &["check", paths[0], "--cases", paths[1], "--key", paths[2]]);
        assert_eq!(status, 1, "{name}: {said}");
        assert!(said.contains(name) && said.contains("cannot be read to its end"), "{name}: {said}");
    }
}
