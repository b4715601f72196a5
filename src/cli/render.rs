use std::error::Error;
use std::path::PathBuf;

use clap::ValueEnum;
use rettesnor::cases::{describe, find_sets};
use rettesnor::diagnostic::Diagnostics;
use rettesnor::documents::papers::{Before, agenda_item, annual_report, changes_paper, compliance_report, strategy_paper};
use rettesnor::documents::{Document, to_docx, to_html, to_markdown, to_pdf};
use rettesnor::findings::{Source, Wanted, assemble, check_texts, without_cases};
use rettesnor::governance::report::{Report, reports};
use rettesnor::governance::{Governance, authority_of};
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;
use rettesnor::source::{Sources, shown, write_whole};

use crate::Status;
use crate::cases::{Purpose, day, describe_path, mask, read_cases, valid_strategy};
use crate::screen::{Language, Screen};

/// Renders one document of one strategy.
///
/// The compliance report takes its cases from --cases, else from cases.yaml beside the strategy or in ../cases/; without any it
/// carries no verdicts and says so.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The strategy: its folder or strategy.yaml
    strategy: PathBuf,
    /// Which document
    #[arg(long, value_enum, default_value_t = Kind::Strategy)]
    document: Kind,
    /// In which form
    #[arg(long = "format", value_enum, default_value_t = Form::Md)]
    form: Form,
    /// Where to write it; Markdown and HTML go to the screen if not said
    #[arg(long)]
    out: Option<PathBuf>,
    /// A case description, a folder with cases.yaml, or a data file
    #[arg(long)]
    cases: Option<PathBuf>,
    /// The day to judge on; the day the data was drawn if not said
    #[arg(long, value_parser = day)]
    as_of: Option<Day>,
    /// The year of an annual report; the latest if not said
    #[arg(long)]
    year: Option<i32>,
    /// The key file for fingerprints; rettesnor.key beside the case description if not said
    #[arg(long)]
    key: Option<PathBuf>,
    /// The language of the frame; the strategy's if not said
    #[arg(long, value_enum)]
    lang: Option<Language>,
}

/// A document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Kind {
    /// The strategy as the council reads it
    Strategy,
    /// The case as it stands on the agenda
    AgendaItem,
    /// How practice kept to it
    ComplianceReport,
    /// What a year brought, in reported figures
    AnnualReport,
    /// What differs from the strategy before
    Changes,
}

impl Kind {
    /// The name in file names.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Strategy => "strategy",
            Self::AgendaItem => "agenda-item",
            Self::ComplianceReport => "compliance-report",
            Self::AnnualReport => "annual-report",
            Self::Changes => "changes",
        }
    }
}

/// A form that documents leave in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Markdown
    Md,
    /// One file for browsers
    Html,
    /// PDF/UA-1 and PDF/A-2a
    Pdf,
    /// Word
    Docx,
}

impl Form {
    /// Every form, in the order in which they are made.
    pub(crate) const ALL: [Self; 4] = [Self::Md, Self::Html, Self::Pdf, Self::Docx];

    /// The ending of file names.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
        }
    }

    /// The document's bytes.
    pub(crate) fn bytes(self, document: &Document) -> Result<Vec<u8>, Box<dyn Error>> {
        Ok(match self {
            Self::Md => to_markdown(document),
            Self::Html => to_html(document),
            Self::Pdf => to_pdf(document)?,
            Self::Docx => to_docx(document)?,
        })
    }
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let mut sources = Sources::default();
    let Some(strategy) = valid_strategy(&args.strategy, &mut sources, screen)? else { return Ok(Status::Invalid) };
    let mut diagnostics = Diagnostics::default();
    let governance = Governance::load(&strategy, &mut sources, &mut diagnostics);
    let lang = args.lang.map_or(strategy.lang, Lang::from);
    let document = match args.document {
        Kind::Strategy => Some(strategy_paper(&strategy, &governance, lang)?),
        Kind::AgendaItem => {
            let paper = agenda_item(&strategy, &governance.decisions, lang)?;
            if paper.is_none() && !diagnostics.has_errors() {
                let file = strategy.path.with_file_name("decisions.yaml");
                return Err(format!("there is no agenda item; write `agenda_item:` in `{}`", shown(&file)).into());
            }
            paper
        }
        Kind::AnnualReport => {
            let folder = authority_of(&strategy);
            let reports = reports(&folder, &governance.figures, &strategy.authority.currency, &mut sources, &mut diagnostics);
            let asked = |report: &&Report| args.year.is_none_or(|year| report.year == year);
            match reports.iter().rev().find(asked) {
                Some(report) => annual_report(&strategy, report, &governance.figures, lang, &sources, &mut diagnostics)?,
                None if diagnostics.has_errors() => None,
                None => {
                    let name = args.year.map_or_else(|| "2025.yaml".to_owned(), |year| format!("{year}.yaml"));
                    return Err(
                        format!("there is no such annual report; write it in `{}`", shown(&folder.join("reports").join(name))).into()
                    );
                }
            }
        }
        Kind::Changes => {
            let Some(predecessor) = &strategy.replaces else {
                let file = shown(&strategy.path);
                return Err(format!("there is no strategy before this one to compare with; write `replaces:` in `{file}`").into());
            };
            match &predecessor.path {
                None => Some(changes_paper(&strategy, Before::Missing(&predecessor.title), lang)?),
                Some(path) => {
                    let Some(before) = valid_strategy(path, &mut Sources::default(), screen)? else { return Ok(Status::Invalid) };
                    Some(changes_paper(&strategy, Before::Text(&before), lang)?)
                }
            }
        }
        Kind::ComplianceReport => {
            let description = match &args.cases {
                Some(path) => describe_path(path, &strategy, &mut sources, &mut diagnostics)?,
                None => {
                    let set = find_sets(&strategy.path).into_iter().find(|set| set.name.is_empty());
                    set.and_then(|set| describe(&set.path, &strategy.vocabulary, &mut sources, &mut diagnostics))
                }
            };
            match description {
                None if diagnostics.has_errors() => None,
                None => Some(compliance_report(&strategy, &governance, &without_cases(&strategy, lang))?),
                Some(description) => match read_cases(&description, &strategy, args.as_of, Purpose::Record, screen, &mut diagnostics) {
                    None => None,
                    Some((reading, as_of)) => {
                        let mask = mask(args.key.as_ref(), &description)?;
                        let source = Source { description: &description, reading: &reading, as_of };
                        let judged = assemble(&strategy, &governance, source, &mask, lang, Wanted::Counts);
                        Some(compliance_report(&strategy, &governance, &judged.findings)?)
                    }
                },
            }
        }
    };
    check_texts(&sources, 0, &mut diagnostics);
    screen.diagnostics(&diagnostics, &sources);
    let Some(document) = document.filter(|_| !diagnostics.has_errors()) else {
        return Ok(if args.document == Kind::ComplianceReport { Status::CouldNotRun } else { Status::Invalid });
    };
    let bytes = args.form.bytes(&document)?;
    match (&args.out, args.form) {
        (Some(out), _) => {
            write_whole(out, &bytes)?;
            screen.note(&shown(out));
        }
        (None, Form::Pdf) => return Err("a PDF is not for the screen; say where it goes with `--out FILE`".into()),
        (None, Form::Docx) => return Err("a Word document is not for the screen; say where it goes with `--out FILE`".into()),
        (None, _) => screen.line(String::from_utf8_lossy(&bytes).trim_end()),
    }
    Ok(Status::Fine)
}
