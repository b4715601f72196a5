use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, Xlsx};

use super::cells::{CHARACTERS, fitted};
use super::*;
use crate::findings::{Baseline, sample, to_json};
use crate::prose::Lang;

fn voice(lang: Lang) -> Voice {
    Voice::new(lang, "DKK")
}

fn written(head: &Findings, lang: Lang, rows: u32) -> (Vec<u8>, u64) {
    let (voice, mut bytes) = (voice(lang), Vec::new());
    let mut writer = Writer::new(head, &voice, rows, head.baseline.is_some()).unwrap();
    head.findings.iter().for_each(|finding| writer.write(finding).unwrap());
    let left_out = writer.finish(head.baseline.as_ref(), &mut bytes).unwrap();
    (bytes, left_out)
}

fn sheet(bytes: &[u8], index: usize) -> Range<Data> {
    Xlsx::new(Cursor::new(bytes)).unwrap().worksheet_range_at(index).unwrap().unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    zip::ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn cell(range: &Range<Data>, row: u32, column: &str) -> Data {
    let heading = range.rows().next().unwrap();
    let place = heading.iter().position(|one| one.get_string() == Some(column)).unwrap_or_else(|| panic!("{column}: {heading:?}"));
    range.get_value((row, u32::try_from(place).unwrap())).cloned().unwrap_or(Data::Empty)
}

#[test]
fn cells_have_the_types_that_people_calculate_with() {
    let (bytes, left_out) = written(&sample::findings(), Lang::Da, ROWS);
    assert_eq!(left_out, 0);
    let findings = sheet(&bytes, FINDINGS);
    assert_eq!(findings.height(), 4);
    assert_eq!(cell(&findings, 1, "Resultat"), Data::String("ikke overholdt".into()));
    assert_eq!(cell(&findings, 1, "Brud"), Data::String("for sent".into()));
    assert_eq!(cell(&findings, 1, "Beløb (DKK)"), Data::Float(1925.5));
    let date = cell(&findings, 1, "Dato");
    assert!(date.is_datetime(), "{date:?}");
    assert_eq!(date.get_datetime().unwrap().as_f64(), 46_082.0, "1 March 2026");
    assert_eq!(cell(&findings, 1, "Krav"), Data::String("+45 12".into()));
    assert_eq!(cell(&findings, 1, "Rækker i data"), Data::String("krav 1.csv:3 hændelser.csv:7".into()));
    assert_eq!(cell(&findings, 3, "Beløb (DKK)"), Data::Empty, "what is not known is not zero");
    let clauses = sheet(&bytes, CLAUSES);
    assert_eq!(cell(&clauses, 1, "I alt"), Data::Float(5.0));
    assert_eq!(cell(&clauses, 2, "Resultat"), Data::String("ikke prøvet".into()));
    assert_eq!(cell(&clauses, 1, "Det skal ske"), Data::String("=Senest 14 dage efter forfald kommer rykker.".into()));
    let about = sheet(&bytes, ABOUT);
    let rows: Vec<String> = about.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join("|")).collect();
    assert!(rows.iter().any(|row| row == "Afvist række|krav 1.csv:5|et fejlplaceret anførselstegn"), "{rows:?}");
    assert!(rows.iter().any(|row| row.starts_with("Strategiens kontrolsum|blake3:11")), "{rows:?}");
}

#[test]
fn headings_stand_still_and_filter_and_nothing_becomes_a_formula() {
    let (bytes, _) = written(&sample::findings(), Lang::Da, ROWS);
    let page = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(page.contains("ySplit=\"1\"") && page.contains("state=\"frozen\""), "{page}");
    assert!(page.contains("<autoFilter ref=\"A1:M4\"/>"), "{page}");
    for sheet in 1..=3 {
        assert!(!part(&bytes, &format!("xl/worksheets/sheet{sheet}.xml")).contains("<f>"));
    }
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    assert!(part(&bytes, "docProps/core.xml").contains("2026-12-31T00:00:00Z"), "the day of the verdicts, and no clock");
}

#[test]
fn the_same_findings_give_the_same_bytes_in_each_language() {
    for lang in Lang::ALL {
        let (one, other) = (written(&sample::findings(), lang, ROWS), written(&sample::findings(), lang, ROWS));
        assert!(one == other, "{lang}");
        let names = Xlsx::new(Cursor::new(&one.0)).unwrap().sheet_names();
        assert_eq!(names, ["sheet-clauses", "sheet-findings", "sheet-about"].map(|key| lang.text(key)));
    }
}

#[test]
fn a_full_sheet_says_so_in_its_last_row() {
    let mut head = sample::findings();
    let one = head.findings[0].clone();
    for (count, left_out, height) in [(4_usize, 0, 5), (5, 2, 5), (9, 6, 5)] {
        head.findings = vec![one.clone(); count];
        let (bytes, left) = written(&head, Lang::En, 5);
        let findings = sheet(&bytes, FINDINGS);
        assert_eq!((left, findings.height()), (left_out, height), "{count} findings");
        let last = cell(&findings, 4, "Clause").to_string();
        let (words, filter) = if left_out == 0 {
            ("a/rykker".to_owned(), "A1:M5")
        } else {
            (format!("The sheet is full: {left_out} findings are not on it. All are in findings.csv."), "A1:M4")
        };
        assert_eq!(last, words);
        assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains(&format!("<autoFilter ref=\"{filter}\"/>")), "{count} findings");
    }
}

#[test]
fn what_no_cell_can_hold_is_cut_and_never_an_error() {
    let mut head = sample::findings();
    head.findings[0].actual = "æ".repeat(40_000);
    head.findings[1].actual = "a\u{1}b".to_owned();
    let (bytes, _) = written(&head, Lang::Nb, ROWS);
    assert_eq!(sheet(&bytes, FINDINGS).height(), 4);
    assert_eq!(fitted(&"æ".repeat(40_000)).chars().count(), CHARACTERS);
    assert_eq!(fitted(&"æ".repeat(20_000)).chars().count(), 20_000);
    assert_eq!(fitted(&"😀".repeat(20_000)).encode_utf16().count(), CHARACTERS);
}

#[test]
fn an_earlier_run_adds_its_columns() {
    let mut head = sample::findings();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("findings.json");
    head.findings[0].verdict = crate::plan::Verdict::Unknown;
    std::fs::write(&path, to_json(&head).to_string()).unwrap();
    head = sample::findings();
    let mut baseline = Baseline::read(&path).unwrap();
    head.findings.iter_mut().for_each(|finding| baseline.mark(finding));
    head.baseline = Some(baseline.finish(&head));
    let (bytes, _) = written(&head, Lang::En, ROWS);
    let findings = sheet(&bytes, FINDINGS);
    assert_eq!(cell(&findings, 1, "Since last time"), Data::String("changed".into()));
    assert_eq!(cell(&findings, 1, "Before"), Data::String("cannot be judged".into()));
    assert_eq!(cell(&findings, 2, "Before"), Data::Empty);
}
