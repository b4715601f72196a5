use std::error::Error;
use std::io::Write;
use std::path::Path;

use clap::ValueEnum;
use rettesnor::findings::{Findings, to_csv, to_json, to_sarif, to_xlsx};
use rettesnor::prose::Voice;
use rettesnor::source::{FileError, WholeFile, shown, write_whole};

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

/// Writes findings into a folder: as JSON and CSV, and as what else is asked for.
pub(crate) fn write(findings: &Findings, voice: &Voice, out: &Path, with: &[With], screen: &Screen) -> Result<(), Box<dyn Error>> {
    write_whole(&out.join("findings.json"), format!("{:#}\n", to_json(findings)).as_bytes())?;
    write_whole(&out.join("findings.csv"), &to_csv(findings)?)?;
    if with.contains(&With::Xlsx) {
        let path = out.join("findings.xlsx");
        let left_out = workbook(findings, voice, &path)?;
        if left_out > 0 {
            let count = voice.number(i64::try_from(left_out).unwrap_or(i64::MAX));
            screen.note(&voice.lang.text_words("table-left-out", &[("file", &shown(&path)), ("count", &count)]));
        }
    }
    if with.contains(&With::Sarif) {
        sarif(findings, &out.join("findings.sarif"))?;
    }
    Ok(())
}

fn workbook(findings: &Findings, voice: &Voice, path: &Path) -> Result<u64, FileError> {
    let mut file = WholeFile::create(path)?;
    let written = (|| {
        let mut writer = to_xlsx::Writer::new(findings, voice, to_xlsx::ROWS, findings.baseline.is_some())?;
        findings.findings.iter().try_for_each(|finding| writer.write(finding))?;
        writer.finish(findings.baseline.as_ref(), &mut file)
    })();
    let left_out = written.map_err(|error| file.failed(std::io::Error::other(error.to_string())))?;
    file.keep().map(|()| left_out)
}

fn sarif(findings: &Findings, path: &Path) -> Result<(), FileError> {
    let mut file = WholeFile::create(path)?;
    let written = (|| {
        let mut writer = to_sarif::Writer::new(findings, &mut file)?;
        findings.findings.iter().try_for_each(|finding| writer.write(finding))?;
        writer.finish(findings.baseline.as_ref())?.flush()
    })();
    written.map_err(|error| file.failed(error))?;
    file.keep()
}
