//! Audit samples: drawn, filled in and evaluated as an auditor would; and worked examples that others have published.

use std::io::{Cursor, Read, Write};
use std::path::Path;

use rettesnor::governance::samples::{Audited, Found, Frame, factor, misstatement, monetary_size};
use serde_json::Value;

use crate::program::{folder, root, run, write};

const STRATEGY: &str = "strategy/norddjurs/2026-2029";
const CASES: &str = "strategy/norddjurs/cases";

/// Draws a sample of the reminders of Norddjurs, with a key of the test's own; gives status, output and what is wrong.
fn draw(folder: &Path, name: &str, more: &[&str]) -> (i32, String, String) {
    write(folder, "a.key", "7".repeat(64));
    let (key, out) = (folder.join("a.key"), folder.join(name));
    let mut arguments = vec!["sample", "draw", STRATEGY, "--cases", CASES, "--key", key.to_str().unwrap(), "--out", out.to_str().unwrap()];
    if !more.contains(&"--clause") {
        arguments.extend(["--clause", "rykkere/foerste-rykker"]);
    }
    arguments.extend(more);
    run(&root(), &arguments)
}

fn evaluate(folder: &Path, name: &str, more: &[&str]) -> (i32, String, String) {
    let sheet = folder.join(name);
    run(&root(), &[&["sample", "evaluate", sheet.to_str().unwrap()], more].concat())
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What goes into a cell.
enum Put<'a> {
    Text(&'a str),
    Number(&'a str),
    Nothing,
}

/// Types into cells of a sheet of the workbook, as a spreadsheet would save it.
fn fill_in(path: &Path, sheet: usize, cells: &[(String, Put<'_>)]) {
    let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(path).unwrap())).unwrap();
    let mut written = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).unwrap();
        let (name, mut bytes) = (part.name().unwrap().into_owned(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if name == format!("xl/worksheets/sheet{sheet}.xml") {
            let mut text = String::from_utf8(bytes).unwrap();
            for (cell, put) in cells {
                let start = text.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{cell} is not there"));
                let after = text.get(start..).unwrap();
                let tag = after.find('>').unwrap();
                let is_empty = after.get(..tag).unwrap().ends_with('/');
                let end = start + if is_empty { tag + 1 } else { after.find("</c>").unwrap() + 4 };
                let new = match put {
                    Put::Text(words) => format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{words}</t></is></c>"),
                    Put::Number(number) => format!("<c r=\"{cell}\"><v>{number}</v></c>"),
                    Put::Nothing => format!("<c r=\"{cell}\"/>"),
                };
                text.replace_range(start..end, &new);
            }
            bytes = text.into_bytes();
        }
        written.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        written.write_all(&bytes).unwrap();
    }
    std::fs::write(path, written.finish().unwrap().into_inner()).unwrap();
}

/// `ok` for every row but those said otherwise.
fn answers<'a>(drawn: u64, others: &'a [(u64, &'a str)]) -> Vec<(String, Put<'a>)> {
    let said = |number: u64| others.iter().find(|(other, _)| *other == number).map_or("ok", |(_, words)| words);
    (1..=drawn).map(|number| (format!("I{}", number + 1), Put::Text(said(number)))).collect()
}

#[test]
fn the_same_data_draws_the_same_units() {
    let folder = folder();
    let mus = ["--method", "mus", "--tolerable", "5%", "--expected", "1%", "--format", "json"];
    let (status, told, said) = draw(folder.path(), "a.xlsx", &mus);
    assert_eq!(status, 0, "{said}");
    let (told, again) = (json(&told), json(&draw(folder.path(), "b.xlsx", &mus).1));
    assert_eq!(told["rows"], again["rows"]);
    assert_eq!(std::fs::read(folder.path().join("a.xlsx")).unwrap(), std::fs::read(folder.path().join("b.xlsx")).unwrap());
    assert_eq!(told["sample"]["size"], 93);
    assert_eq!(told["sample"]["outside"], serde_json::json!([3, 2]), "without an amount above zero, and with one that nobody knows");
    assert_eq!(told["outside"].as_array().unwrap().len(), 5);
    let places: Vec<&str> = told["rows"].as_array().unwrap().iter().map(|row| row["evidence"].as_str().unwrap()).collect();
    insta::assert_snapshot!("ninety_three_units", places.join("\n"));
    // Another seed draws others, and an existing sheet is never written over.
    let other = draw(folder.path(), "c.xlsx", &[mus.as_slice(), &["--seed", "7"]].concat()).1;
    assert_ne!(told["rows"], json(&other)["rows"]);
    let (status, _, said) = draw(folder.path(), "c.xlsx", &mus);
    assert_eq!(status, 1);
    assert!(said.contains("is left as it is"), "{said}");
}

#[test]
fn a_sample_is_drawn_from_what_got_a_verdict() {
    let folder = folder();
    let key = folder.path().join("a.key");
    let (_, told, _) = draw(folder.path(), "a.xlsx", &["--method", "attribute", "--tolerable", "5%", "--format", "json"]);
    let told = json(&told);
    let (_, checked, _) = run(&root(), &["check", STRATEGY, "--cases", CASES, "--key", key.to_str().unwrap(), "--format", "json"]);
    let checked = json(&checked);
    let clause = checked["clauses"].as_array().unwrap().iter().find(|one| one["clause"] == "rykkere/foerste-rykker").unwrap();
    let count = |name: &str| clause[name].as_u64().unwrap();
    let stratum = &told["sample"]["strata"][0];
    assert_eq!(stratum["items"].as_u64().unwrap(), count("met") + count("breached") + count("waived") + count("unknown"));
    assert_eq!(told["sample"]["left_out"], serde_json::json!([count("not_applicable"), count("not_yet_due")]));
    // A drawn activation that is a finding has the finding's fingerprint, amount and evidence.
    let findings = checked["findings"].as_array().unwrap();
    let mut both = 0;
    for row in told["rows"].as_array().unwrap() {
        if let Some(finding) = findings.iter().find(|one| one["fingerprint"] == row["fingerprint"]) {
            both += 1;
            assert_eq!((&finding["claim"], &finding["amount"]), (&row["claim"], &row["amount"]));
        }
    }
    assert!(both > 2, "{both}");
}

#[test]
fn a_clean_sample_supports_and_a_bad_one_does_not() {
    let folder = folder();
    let (_, told, _) = draw(folder.path(), "a.xlsx", &["--method", "attribute", "--tolerable", "5%", "--format", "json"]);
    let drawn = json(&told)["sample"]["size"].as_u64().unwrap();
    let path = folder.path().join("a.xlsx");
    fill_in(&path, 2, &answers(drawn, &[]));
    let (status, told, said) = evaluate(folder.path(), "a.xlsx", &["--format", "json"]);
    assert_eq!((status, said.as_str()), (0, ""), "{told}");
    let told = json(&told);
    assert_eq!((&told["supported"], &told["found"]["projected"]), (&Value::Bool(true), &Value::from(0)));
    assert!(told["found"]["limit_rate"].as_u64().unwrap() <= 500);
    fill_in(&path, 2, &answers(drawn, &[(3, "afvigelse"), (7, "Afvigelse"), (9, "ikke undersøgt")]));
    let (status, told, _) = evaluate(folder.path(), "a.xlsx", &["--format", "json"]);
    assert_eq!(status, 2);
    let told = json(&told);
    assert_eq!((&told["found"]["deviations"], &told["found"]["not_examined"]), (&Value::from(2), &Value::from(1)));
    let items = told["found"]["items"].as_u64().unwrap();
    assert_eq!(
        told["found"]["projected"].as_u64().unwrap(),
        (2 * items * 2 + drawn - 1) / (2 * (drawn - 1)),
        "rounded, without the one not examined"
    );
    for lang in ["da", "nb", "en"] {
        let (_, told, _) = evaluate(folder.path(), "a.xlsx", &["--lang", lang]);
        assert!(told.lines().all(|line| line.chars().count() <= 80) && !told.contains("samples-"), "{told}");
        insta::assert_snapshot!(format!("evaluated_{lang}"), told);
    }
    let nothing: Vec<(u64, &str)> = (1..=drawn).map(|number| (number, "ikke undersøgt")).collect();
    fill_in(&path, 2, &answers(drawn, &nothing));
    let (_, told, _) = evaluate(folder.path(), "a.xlsx", &["--format", "plain"]);
    assert!(told.contains("Afvigelser: kan ikke opgøres, for intet er undersøgt"), "{told}");
}

#[test]
fn money_is_evaluated_by_its_taintings() {
    let folder = folder();
    let (_, told, _) = draw(folder.path(), "a.xlsx", &["--method", "mus", "--tolerable", "80.000 kr", "--format", "json"]);
    let told = json(&told);
    let (rows, sample) = (told["rows"].as_array().unwrap(), &told["sample"]);
    let book = |number: usize| rows[number - 1]["amount"].as_i64().unwrap();
    let (amount, size) = (sample["strata"][0]["amount"].as_i64().unwrap(), sample["size"].as_i64().unwrap());
    assert!(book(2) * size < amount && book(5) * size < amount, "both stand for others");
    let (half, more) = (book(2) / 2, book(5) + 10_000);
    let krone = |minor: i64| format!("{}.{:02}", minor / 100, minor % 100);
    let (half_written, more_written) = (krone(half), krone(more));
    let mut cells = answers(rows.len() as u64, &[(2, "afvigelse"), (5, "afvigelse")]);
    cells.extend([("J3".to_owned(), Put::Number(&half_written)), ("J6".to_owned(), Put::Number(&more_written))]);
    fill_in(&folder.path().join("a.xlsx"), 2, &cells);
    let (_, told, said) = evaluate(folder.path(), "a.xlsx", &["--format", "json"]);
    let found = &json(&told)["found"];
    assert_eq!(said, "");
    let rounded = |over: i128, under: i128| i64::try_from((2 * over + under).div_euclid(2 * under)).unwrap();
    let projected = rounded(i128::from(book(2) - half) * i128::from(amount), i128::from(book(2)) * i128::from(size));
    assert_eq!(found["over"]["projected"], projected);
    assert_eq!(found["over"]["basic"], rounded(i128::from(amount) * 300, i128::from(size) * 100));
    assert_eq!(found["under"]["items"][0]["number"], 5);
    let sum = |side: &Value| {
        ["projected", "certain", "basic", "incremental", "not_examined"].iter().map(|part| side[part].as_i64().unwrap()).sum::<i64>()
    };
    assert_eq!(found["over"]["limit"].as_i64().unwrap(), sum(&found["over"]));
    assert_eq!(found["under"]["limit"].as_i64().unwrap(), sum(&found["under"]));
    for lang in ["da", "nb", "en"] {
        let (_, told, _) = evaluate(folder.path(), "a.xlsx", &["--lang", lang]);
        assert!(told.lines().all(|line| line.chars().count() <= 80) && !told.contains("samples-"), "{told}");
        insta::assert_snapshot!(format!("misstated_{lang}"), told);
    }
}

#[test]
fn strata_are_told_apart_and_together() {
    let folder = folder();
    for (name, by, allocation) in
        [("a", "claim_type", "proportional"), ("b", "amount", "equal"), ("c", "year", "proportional"), ("d", "debtor_kind", "equal")]
    {
        let name = format!("{name}.xlsx");
        let more = ["--method", "stratified", "--tolerable", "8%", "--by", by, "--allocation", allocation, "--format", "json"];
        let (status, told, said) = draw(folder.path(), &name, &more);
        assert_eq!(status, 0, "{said}");
        let told = json(&told);
        let strata = told["sample"]["strata"].as_array().unwrap();
        let drawn = told["rows"].as_array().unwrap().len() as u64;
        assert_eq!(strata.iter().map(|one| one["drawn"].as_u64().unwrap()).sum::<u64>(), drawn);
        assert!(strata.iter().all(|one| one["drawn"].as_u64().unwrap() > 0));
        fill_in(&folder.path().join(&name), 2, &answers(drawn, &[(1, "afvigelse")]));
        let (_, told, said) = evaluate(folder.path(), &name, &["--format", "json"]);
        assert_eq!(said, "");
        let found = &json(&told)["found"];
        assert_eq!(found["deviations"], 1);
        let apart = found["strata"].as_array().unwrap();
        assert_eq!(apart.len(), strata.len());
        assert!(found["limit"].as_u64().unwrap() >= found["projected"].as_u64().unwrap());
    }
    let (_, told, _) = evaluate(folder.path(), "a.xlsx", &[]);
    insta::assert_snapshot!("strata_da", told);
}

/// As large as it was drawn, a sample in which everything is in order supports what it was drawn for.
#[test]
fn a_clean_stratified_sample_supports() {
    let folder = folder();
    for by in ["claim_type", "debtor_kind", "year", "amount"] {
        for allocation in ["proportional", "equal"] {
            let name = format!("{by}-{allocation}.xlsx");
            let more = ["--method", "stratified", "--tolerable", "5%", "--by", by, "--allocation", allocation, "--format", "json"];
            let (status, told, said) = draw(folder.path(), &name, &more);
            assert_eq!(status, 0, "{said}");
            fill_in(&folder.path().join(&name), 2, &answers(json(&told)["rows"].as_array().unwrap().len() as u64, &[]));
            let (status, told, said) = evaluate(folder.path(), &name, &[]);
            assert_eq!((status, said.as_str()), (0, ""), "{name}: {told}");
        }
    }
}

/// The line that the program reads, with words in it replaced.
fn tamper(path: &Path, from: &str, to: &str) -> String {
    use calamine::{Reader, Xlsx, open_workbook};
    let mut book: Xlsx<std::io::BufReader<std::fs::File>> = open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let (row, text) =
        range.rows().zip(1..).find_map(|(row, line)| Some((line, row[1].to_string())).filter(|(_, text)| text.starts_with('{'))).unwrap();
    assert!(text.contains(from), "{text}");
    let text = text.replacen(from, to, 1).replace('&', "&amp;").replace('<', "&lt;");
    fill_in(path, 1, &[(format!("B{row}"), Put::Text(&text))]);
    format!("Om stikprøven!B{row}: ")
}

#[test]
fn absurd_numbers_in_a_sheet_are_refused_by_cell() {
    let folder = folder();
    let (_, told, _) = draw(folder.path(), "a.xlsx", &["--method", "stratified", "--tolerable", "5%", "--format", "json"]);
    let path = folder.path().join("a.xlsx");
    let drawn = json(&told);
    fill_in(&path, 2, &answers(drawn["rows"].as_array().unwrap().len() as u64, &[]));
    let whole = std::fs::read(&path).unwrap();
    let first = &drawn["sample"]["strata"][0];
    let (of_items, of_drawn) = (format!("\"items\":{}", first["items"]), format!("\"drawn\":{}", first["drawn"]));
    for (from, to) in [
        (of_drawn.as_str(), "\"drawn\":1000000000000000"),
        (&of_drawn, "\"drawn\":18446744073709551615"),
        (&of_items, "\"items\":18446744073709551615"),
        ("\"amount\":", "\"amount\":9223372036854775"),
        ("\"size\":", "\"size\":99999999999999"),
        ("\"confidence\":9500", "\"confidence\":1"),
        ("\"tolerable\":500", "\"tolerable\":-1"),
    ] {
        std::fs::write(&path, &whole).unwrap();
        let cell = tamper(&path, from, to);
        let (status, _, said) = evaluate(folder.path(), "a.xlsx", &[]);
        assert_eq!(status, 3, "{to}: {said}");
        let is_named = said.contains(&format!("{cell}the line that the program reads")) || said.contains("was changed");
        assert!(is_named || said.contains("no longer holds the line"), "{to}: {said}");
    }
    // What could be, and is not there, is told by number without going through all of it.
    std::fs::write(&path, &whole).unwrap();
    tamper(&path, &of_items, "\"items\":900000000000");
    tamper(&path, &of_drawn, "\"drawn\":800000000000");
    let (status, _, said) = evaluate(folder.path(), "a.xlsx", &[]);
    assert!(status == 3 && said.contains(" more"), "{said}");
}

#[test]
fn an_amount_that_is_typed_is_read_or_asked_about() {
    let folder = folder();
    let (_, told, _) = draw(folder.path(), "a.xlsx", &["--method", "mus", "--tolerable", "80.000 kr", "--format", "json"]);
    let path = folder.path().join("a.xlsx");
    let drawn = json(&told)["rows"].as_array().unwrap().len() as u64;
    let mut cells = answers(drawn, &[(1, "afvigelse"), (2, "afvigelse"), (3, "afvigelse"), (4, "afvigelse"), (5, "afvigelse")]);
    let typed = ["1.500", "1,234", "1\u{a0}234,51\u{a0}kr.", "1\u{202f}234,52", "12,53"];
    cells.extend(typed.iter().zip(2..).map(|(words, row)| (format!("J{row}"), Put::Text(words))));
    fill_in(&path, 2, &cells);
    let (status, _, said) = evaluate(folder.path(), "a.xlsx", &[]);
    assert_eq!(status, 3);
    assert!(said.contains("Stikprøve!J2: `1.500` can be read in two ways") && said.contains("write `1500`"), "{said}");
    assert!(said.contains("Stikprøve!J3: `1,234` can be read in two ways") && said.contains("`1,23`"), "{said}");
    assert!(!said.contains("J4") && !said.contains("J5") && !said.contains("J6"), "{said}");
}

#[test]
fn what_is_wrong_with_a_sheet_is_told_at_once() {
    let folder = folder();
    let (_, told, _) = draw(folder.path(), "a.xlsx", &["--method", "mus", "--tolerable", "80.000 kr", "--format", "json"]);
    let rows = json(&told)["rows"].as_array().unwrap().clone();
    let path = folder.path().join("a.xlsx");
    let (status, _, said) = evaluate(folder.path(), "a.xlsx", &[]);
    assert_eq!(status, 3);
    assert!(said.contains(&format!("Stikprøve!I2:I{}: nothing says what was found", rows.len() + 1)), "{said}");
    let mut cells = answers(rows.len() as u64, &[(1, "måske"), (2, "afvigelse"), (3, "ok"), (4, "ikke undersøgt"), (5, "afvigelse")]);
    let same = rows[4]["amount"].as_i64().unwrap();
    let same = format!("{}.{:02}", same / 100, same % 100);
    cells.extend([
        ("I8".to_owned(), Put::Nothing),
        ("I11".to_owned(), Put::Nothing),
        ("J4".to_owned(), Put::Number("1")),
        ("J5".to_owned(), Put::Number("2")),
        ("J6".to_owned(), Put::Number(&same)),
        ("J9".to_owned(), Put::Text("hundrede")),
    ]);
    fill_in(&path, 2, &cells);
    let (status, _, said) = evaluate(folder.path(), "a.xlsx", &[]);
    assert_eq!(status, 3);
    insta::assert_snapshot!("wrong_sheet", said);
}

#[test]
fn what_was_drawn_cannot_be_changed_unnoticed() {
    let folder = folder();
    let (_, told, _) = draw(folder.path(), "a.xlsx", &["--method", "attribute", "--tolerable", "5%", "--format", "json"]);
    let drawn = json(&told)["sample"]["size"].as_u64().unwrap();
    let path = folder.path().join("a.xlsx");
    fill_in(&path, 2, &answers(drawn, &[]));
    let filled = std::fs::read(&path).unwrap();
    let said_after = |sheet: usize, cells: &[(&str, Put<'_>)]| {
        std::fs::write(&path, &filled).unwrap();
        let cells: Vec<(String, Put<'_>)> = cells
            .iter()
            .map(|(cell, put)| {
                (
                    (*cell).to_owned(),
                    match put {
                        Put::Text(words) => Put::Text(words),
                        Put::Number(number) => Put::Number(number),
                        Put::Nothing => Put::Nothing,
                    },
                )
            })
            .collect();
        fill_in(&path, sheet, &cells);
        let (status, _, said) = evaluate(folder.path(), "a.xlsx", &[]);
        assert_eq!(status, 3, "{said}");
        said
    };
    let said = said_after(2, &[("E4", Put::Number("1"))]);
    assert!(said.contains("Stikprøve!A4: what was drawn as number 3 was changed"), "{said}");
    let said =
        said_after(2, &["A", "B", "C", "D", "E", "G", "H", "I", "K"].map(|column| (format!("{column}6").leak() as &str, Put::Nothing)));
    assert!(said.contains("Stikprøve: rows that were drawn are missing: number 5"), "{said}");
    let said = said_after(2, &[("A6", Put::Number("4"))]);
    assert!(said.contains("number 4 stands twice") && said.contains("missing: number 5"), "{said}");
    let said = said_after(2, &[("I1", Put::Text("Resultat"))]);
    assert!(said.contains("Stikprøve!I1: the heading was changed"), "{said}");
    let said = said_after(1, &[("B2", Put::Text("rykkere/anden-rykker"))]);
    assert!(said.contains("Om stikprøven!B2: `Bestemmelse` was changed"), "{said}");
    assert!(said.contains("write `rykkere/foerste-rykker`"), "{said}");
}

#[test]
fn clauses_without_a_population_say_what_to_type() {
    let folder = folder();
    for (clause, words) in [
        ("rykkere/foerste-ryker", "write `rykkere/foerste-rykker`"),
        ("dialog/sociale-hensyn", "write `dialog/sociale-hensyn/1` to `dialog/sociale-hensyn/2`"),
        ("maal/provenu", "is not checked in the cases"),
        ("dialog/retssikkerhed", "has no activation with a verdict"),
    ] {
        let (status, _, said) = draw(folder.path(), "a.xlsx", &["--clause", clause, "--method", "attribute", "--tolerable", "5%"]);
        assert_eq!(status, 1);
        assert!(said.contains(words), "{clause}: {said}");
    }
    for (more, words) in [
        (["--method", "attribute", "--tolerable", "50 kr"], "borne only in a monetary-unit sample"),
        (["--method", "attribute", "--tolerable", "5"], "write a share"),
        (["--method", "attribute", "--tolerable", "0%"], "the tolerable error is 0"),
        (["--method", "attribute", "--tolerable", "100%"], "all that there is"),
        (["--method", "mus", "--tolerable", "900.000.000 kr"], "all that there is"),
        (["--method", "mus", "--tolerable", "0,01 kr"], "so small that more than 10000"),
    ] {
        let (status, _, said) = draw(folder.path(), "a.xlsx", &more);
        assert_eq!(status, 1);
        assert!(said.contains(words), "{said}");
    }
    for (method, more, words) in [
        ("attribute", ["--by", "year"], "write `--method stratified`"),
        ("mus", ["--allocation", "equal"], "write `--method stratified`"),
        ("attribute", ["--size", "200000"], "activations to draw; write `--size"),
        ("attribute", ["--size", "0"], "write a whole number from 1 on"),
        ("stratified", ["--size", "1"], "strata, and at least one is drawn of each; write `--size"),
        ("attribute", ["--seed", "hej"], "for example `20270331`"),
        ("attribute", ["--seed", "99999999999999999999"], "of at most 19 digits"),
        ("attribute", ["--expected", "5%"], "is not above the expected one"),
    ] {
        let (status, _, said) = draw(folder.path(), "a.xlsx", &[&["--method", method, "--tolerable", "5%"], more.as_slice()].concat());
        assert_eq!(status, 1, "{more:?}");
        assert!(said.contains(words) && !said.contains("invalid digit") && !said.contains("target type"), "{said}");
    }
    assert!(!folder.path().join("a.xlsx").exists());
    let (status, _, said) = evaluate(folder.path(), "a.key", &[]);
    assert_eq!(status, 3);
    assert!(said.contains("is not a test sheet"), "{said}");
}

#[test]
fn sizes_are_told_without_a_strategy() {
    let size = |more: &[&str]| run(&root(), &[&["sample", "size", "--tolerable"], more].concat());
    assert_eq!(size(&["5%", "--expected", "1%"]).1, "93 activations; they support the tolerable rate with no more deviations than 1\n");
    assert_eq!(size(&["5%"]).1, "59 activations; they support the tolerable rate only without a deviation\n");
    let mus = ["125.000 kr", "--method", "mus", "--expected", "25.000 kr", "--amount", "2.500.000 kr", "--format", "json"];
    assert_eq!(json(&size(&mus).1)["size"], 93);
    assert_eq!(size(&["125.000 kr", "--method", "mus"]).0, 1);
    // A stratified sample is as large as its strata make it.
    let strata = |more: &[&str]| size(&[&["5%", "--method", "stratified", "--format", "json"], more].concat());
    let even = json(&strata(&["--strata", "2000,2000"]).1);
    let uneven = json(&strata(&["--strata", "3900,100", "--allocation", "equal"]).1);
    assert!(even["size"].as_u64().unwrap() >= 59 && uneven["size"].as_u64() > even["size"].as_u64(), "{even} {uneven}");
    assert_eq!((&even["method"], &even["population"]), (&Value::from("stratified"), &Value::from(4000)));
    for (more, words) in [
        (["5%", "--method", "stratified"].as_slice(), "`--strata 400,120,35`"),
        (&["5%", "--method", "stratified", "--population", "500"], "the sum of the strata"),
        (&["5%", "--strata", "400,120"], "write `--method stratified`"),
        (&["5%", "--amount", "5 kr"], "write `--method mus`"),
        (&["5%", "--method", "mus", "--population", "500"], "counts activations"),
        (&["5%", "--method", "mus", "--amount", "0kr"], "an amount above 0"),
        (&["5%", "--population", "0"], "write a whole number from 1 on"),
        (&["0%"], "the tolerable error is 0"),
        (&["0.01%"], "so small that more than 10000"),
        (&["5%", "--expected", "4,99%"], "so near the tolerable one"),
        (&["100%"], "all that there is"),
        (&["60 kr", "--method", "mus", "--amount", "50 kr"], "all that there is"),
    ] {
        let (status, _, said) = size(more);
        assert!(status == 1 && said.contains(words), "{more:?}: {said}");
    }
    // Long lines go on under themselves.
    let of = size(&["5%", "--population", "1200", "--lang", "da"]).1;
    assert!(
        of.lines().all(|line| line.chars().count() <= 80) && of.contains(" af 1.200 tilfælde; ingen må afvige, hvis stikprøven"),
        "{of}"
    );
    let interval = |amount: &str, lang: &str| size(&["5%", "--method", "mus", "--amount", amount, "--lang", lang]).1.replace('\u{a0}', " ");
    assert_eq!(interval("1.000.000 kr", "da"), "60 pengeenheder, én pr. 16.666,66 kr.\n");
    assert_eq!(interval("1.000.000 kr", "nb"), "60 pengeenheter, én per 16 666,66 kr\n");
    assert_eq!(interval("1.000.000 EUR", "nb"), "60 pengeenheter, én per 16 666,66 EUR\n");
    // Without a currency and a country nobody knows whose kroner they are.
    assert_eq!(interval("1.000.000 kr", "en"), "60 units of money, one for every 16,666.66\n");
}

fn right(number: u64, book: i64) -> Audited {
    Audited { number, book, found: Found::Right, is_certain: false }
}

/// University of Florida, ACG 5637 (autumn 2008), lecture notes 12, part 13, problem 7 of chapter 16, read on
/// coursehero.com/file/6455584/L12-Notes-Part-13: 2,500,000 by 59 units, 10 per cent risk, four overstatements of which one is of an item
/// above the interval. The notes write the factors as 2.31 and then steps of 1.6, 1.4 and 1.4, and round the taintings to whole per cents; so the
/// amounts here are those of 10, 30 and 60 per cent.
#[test]
#[expect(clippy::inconsistent_digit_grouping, reason = "the last two digits are cents")]
fn a_worked_example_of_a_lecture_agrees_to_the_dollar() {
    let cents = |number, book: i64, right: i64| Audited { number, book, found: Found::Amount(right), is_certain: book > 42_373_00 };
    let mut audited =
        vec![cents(1, 71_330_00, 60_631_00), cents(2, 18_996_00, 17_096_40), cents(3, 30_081_00, 21_056_70), cents(4, 3_555_00, 1_422_00)];
    audited.extend((5..=59).map(|number| right(number, 10_000_00)));
    // The notes round the interval to 42,373.
    let frame = Frame { amount: 42_373_00 * 59, units: 59, tolerable: 125_000_00 };
    let as_noted = |number: u64| ([231, 391, 531, 671].get(number as usize).copied().unwrap(), 100);
    let side = misstatement(&audited, frame, as_noted).over;
    let dollars = |minor: i64| (minor + 50) / 100;
    assert_eq!(side.items.iter().map(|one| (one.tainting + 50) / 100).collect::<Vec<_>>(), [60, 30, 10, 15]);
    assert_eq!(side.items.iter().map(|one| dollars(one.projected)).collect::<Vec<_>>(), [25_424, 12_712, 4_237, 10_699]);
    assert_eq!((dollars(side.basic), dollars(side.certain)), (97_882, 10_699));
    assert_eq!(dollars(side.limit), 172_988);
    assert!(!side.is_supported, "the limit is above the tolerable misstatement");
    // With the guide's own factors the limit is a little lower.
    let with_factors = misstatement(&audited, frame, |number| (factor(number, 1_000, 100), 100)).over;
    assert_eq!(dollars(with_factors.limit), 172_818);
}

/// The R package FSaudit (github.com/LuHoo/FSaudit, tests of `mus_eval`, Stringer bound with Poisson factors): 13,500,000 by 145 units at 5
/// per cent risk, three overstatements with taintings of 1, 0.2 and 0.04. It rounds each factor times the interval up to a whole unit.
#[test]
#[expect(clippy::inconsistent_digit_grouping, reason = "the last two digits are cents")]
fn a_worked_example_of_another_program_agrees_to_the_cent() {
    let cents = |number, book: i64, right: i64| Audited { number, book, found: Found::Amount(right), is_certain: false };
    let mut audited = vec![cents(143, 100_00, 0), cents(144, 250_00, 200_00), cents(145, 400_00, 384_00)];
    audited.extend((1..=142).map(|number| right(number, 500_00)));
    let frame = Frame { amount: 13_500_000_00, units: 145, tolerable: 500_000_00 };
    let whole_units = |number: u64| {
        let fine = u128::from(factor(number, 500, 1_000_000_000));
        let units = (fine * 13_500_000).div_ceil(145 * 1_000_000_000);
        (u64::try_from(units).unwrap() * 145, 13_500_000)
    };
    let found = misstatement(&audited, frame, whole_units);
    assert_eq!(found.over.basic, 278_914_00);
    assert_eq!(found.over.projected, Some(115_448_28));
    assert_eq!(found.over.incremental, 69_653_55 + 10_277_31 + 1_705_14);
    assert_eq!(found.over.limit, 475_998_28);
    assert!(found.over.is_supported);
    assert_eq!((found.under.limit, found.under.projected), (278_914_00, Some(0)));
}

/// The sample of the same lecture notes, part 8 (coursehero.com/file/6455579/L12-Notes-Part-8): 2,500,000 by 93 units, an interval of 26,882,
/// tolerable 125,000 at 5 per cent risk; where nothing is found the limit is 26,882 times 3.0, which is 80,646.
#[test]
#[expect(clippy::inconsistent_digit_grouping, reason = "the last two digits are cents")]
fn ninety_three_units_without_a_misstatement() {
    assert_eq!(monetary_size(2_500_000, 125_000, 25_000, 500), Ok(93));
    let audited: Vec<Audited> = (1..=93).map(|number| right(number, 10_000_00)).collect();
    let frame = Frame { amount: 2_500_000_00, units: 93, tolerable: 125_000_00 };
    let found = misstatement(&audited, frame, |number| (factor(number, 500, 100), 100));
    assert_eq!((found.over.limit + 50) / 100, 80_645, "the interval is 26,881.72");
    assert!(found.over.is_supported && found.under.is_supported);
}
