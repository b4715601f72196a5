use std::error::Error;
use std::io::Write;
use std::path::Path;

use clap::ValueEnum;
use rettesnor::documents::{FINDINGS_ON_PAGE, findings_page};
use rettesnor::findings::{Judged, to_sarif, to_xlsx, write_json};
use rettesnor::prose::Voice;
use rettesnor::source::{FileError, WholeFile, shown, write_whole};
use rettesnor::strategy::Strategy;

use crate::screen::Screen;

/// What findings can be written as beside JSON and CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum With {
    /// findings.xlsx: a workbook to filter and sort
    Xlsx,
    /// findings.sarif: SARIF 2.1.0
    Sarif,
}

impl With {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Sarif => "sarif",
        }
    }
}

/// Writes findings into a folder: as JSON, CSV and a page, and as what else is asked for.
pub(crate) fn write(
    judged: &Judged<'_>,
    (strategy, voice): (&Strategy, &Voice),
    out: &Path,
    with: &[With],
    screen: &Screen,
) -> Result<(), Box<dyn Error>> {
    let mut json = WholeFile::create(&out.join("findings.json"))?;
    let mut csv = WholeFile::create(&out.join("findings.csv"))?;
    write_json(judged, &mut json, Some(&mut csv)).map_err(|error| json.failed(error))?;
    json.keep()?;
    csv.keep()?;
    let page = findings_page(judged, strategy, voice, FINDINGS_ON_PAGE, "findings.csv");
    write_whole(&out.join(format!("findings.{}.html", voice.lang)), &page)?;
    if with.contains(&With::Xlsx) {
        let path = out.join("findings.xlsx");
        let left_out = workbook(judged, voice, &path)?;
        if left_out > 0 {
            let count = voice.number(i64::try_from(left_out).unwrap_or(i64::MAX));
            screen.note(&voice.lang.text_words("table-left-out", &[("file", &shown(&path)), ("count", &count)]));
        }
    }
    if with.contains(&With::Sarif) {
        sarif(judged, &out.join("findings.sarif"))?;
    }
    Ok(())
}

fn workbook(judged: &Judged<'_>, voice: &Voice, path: &Path) -> Result<u64, FileError> {
    let findings = &judged.findings;
    let mut file = WholeFile::create(path)?;
    let written = (|| {
        let mut writer = to_xlsx::Writer::new(findings, voice, to_xlsx::ROWS, findings.baseline.is_some())?;
        judged.each(|finding| writer.write(&finding))?;
        writer.finish(findings.baseline.as_ref(), &mut file)
    })();
    let left_out = written.map_err(|error| file.failed(std::io::Error::other(error.to_string())))?;
    file.keep().map(|()| left_out)
}

fn sarif(judged: &Judged<'_>, path: &Path) -> Result<(), FileError> {
    let findings = &judged.findings;
    let mut file = WholeFile::create(path)?;
    let written = (|| {
        let mut writer = to_sarif::Writer::new(findings, &mut file)?;
        judged.each(|finding| writer.write(&finding))?;
        writer.finish(findings.baseline.as_ref())?.flush()
    })();
    written.map_err(|error| file.failed(error))?;
    file.keep()
}
