use std::error::Error;
use std::path::PathBuf;

use clap::ValueEnum;
use rettesnor::cases::{describe, find_sets};
use rettesnor::diagnostic::Diagnostics;
use rettesnor::documents::papers::{Before, agenda_item, changes_paper, compliance_report, plan_agenda_item, plan_paper, strategy_paper};
use rettesnor::documents::{Document, to_docx, to_html, to_markdown, to_pdf};
use rettesnor::findings::{Source, Wanted, assemble, check_texts, without_cases};
use rettesnor::governance::seal::load;
use rettesnor::governance::{Governance, authority_of, plans};
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;
use rettesnor::source::{Sources, shown, write_whole};

use crate::Status;
use crate::authority::{annual_reports, chosen};
use crate::cases::{Purpose, day, describe_path, mask, read_cases};
use crate::house::dress;
use crate::screen::{Language, Screen};

/// Renders one document of one strategy.
///
/// The compliance report takes its cases from --cases, else from cases.yaml beside the strategy or in ../cases/; without any it
/// carries no verdicts and says so.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The strategy: its folder or strategy.yaml
    pub(crate) strategy: PathBuf,
    /// Which document
    #[arg(long, value_enum, default_value_t = Kind::Strategy)]
    document: Kind,
    /// Which annual report (2025) or plan (2025-2028), by the name of its file; the latest if not said
    #[arg(long)]
    year: Option<String>,
    /// The agenda item of this plan, by the name of its file, in place of the strategy's
    #[arg(long, value_name = "PERIOD")]
    plan: Option<String>,
    /// In which form
    #[arg(long = "format", value_enum, default_value_t = Form::Md)]
    form: Form,
    /// Where to write it; Markdown and HTML go to the screen if not said
    #[arg(long)]
    pub(crate) out: Option<PathBuf>,
    /// A case description, a folder with cases.yaml, or a data file
    #[arg(long)]
    cases: Option<PathBuf>,
    /// The day to judge on; the day the data was drawn if not said. With it, a plan tells how far each item is
    #[arg(long, value_parser = day)]
    as_of: Option<Day>,
    /// The key file for fingerprints; rettesnor.key beside the case description if not said
    #[arg(long)]
    key: Option<PathBuf>,
    /// The language of the frame; the strategy's if not said
    #[arg(long, value_enum)]
    lang: Option<Language>,
    /// Shows the page in a browser on this machine, and renders again when a file changes
    #[arg(long)]
    watch: bool,
    /// The port of the page; a free one if not said
    #[arg(long, requires = "watch")]
    pub(crate) port: Option<u16>,
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
    /// A plan of the authority
    Plan,
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
            Self::Plan => "plan",
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

/// The texts that a document rests on, and what is wrong with them.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    /// The texts.
    pub(crate) sources: Sources,
    /// What is wrong.
    pub(crate) diagnostics: Diagnostics,
    /// The files of case data.
    data: Vec<PathBuf>,
}

impl Desk {
    /// Every file that was read.
    pub(crate) fn read(&self) -> Vec<PathBuf> {
        let texts = self.sources.ids().map(|id| PathBuf::from(self.sources.name(id)));
        texts.chain(self.data.iter().cloned()).collect()
    }
}

pub(crate) fn run(args: &Args, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    if args.watch {
        return crate::watch::run(args, screen);
    }
    let mut desk = Desk::default();
    let made = made(args, &mut desk, screen)?;
    screen.diagnostics(&desk.diagnostics, &desk.sources);
    match made {
        Ok(document) => put(args, &document, screen),
        Err(status) => Ok(status),
    }
}

/// Makes the document; where its texts are invalid, what is wrong lies on the desk.
pub(crate) fn made(args: &Args, desk: &mut Desk, screen: &mut Screen) -> Result<Result<Document, Status>, Box<dyn Error>> {
    if args.year.is_some() && !matches!(args.document, Kind::Plan | Kind::AnnualReport) {
        return Err("`--year` says which annual report or plan; write `--document annual-report` or `--document plan` with it".into());
    }
    if args.plan.is_some() && args.document != Kind::AgendaItem {
        return Err("`--plan` says whose agenda item; write `--document agenda-item` with it, or `--year` for the plan itself".into());
    }
    let Desk { sources, diagnostics, data } = desk;
    let loaded = load(&args.strategy, sources)?;
    let Some(mut strategy) = loaded.strategy else {
        diagnostics.append(loaded.diagnostics);
        return Ok(Err(Status::Invalid));
    };
    dress(&mut strategy, sources, diagnostics);
    let governance = Governance::load(&strategy, sources, diagnostics);
    if diagnostics.has_errors() {
        return Ok(Err(Status::Invalid));
    }
    let lang = args.lang.map_or(strategy.lang, Lang::from);
    let document = match args.document {
        Kind::Strategy => Some(strategy_paper(&strategy, &governance, lang)?),
        Kind::Plan => {
            let plans = plans::load(&authority_of(&strategy), sources, diagnostics);
            let plan = if diagnostics.has_errors() { None } else { Some(chosen(&plans, args.year.as_deref(), &strategy.path)?) };
            plan.map(|plan| plan_paper(plan, &strategy, args.as_of, lang)).transpose()?
        }
        Kind::AgendaItem if args.plan.is_some() => {
            let plans = plans::load(&authority_of(&strategy), sources, diagnostics);
            let plan = if diagnostics.has_errors() { None } else { Some(chosen(&plans, args.plan.as_deref(), &strategy.path)?) };
            let paper = plan.map(|plan| plan_agenda_item(plan, &strategy, lang)).transpose()?.flatten();
            if let Some(plan) = plan.filter(|_| paper.is_none()) {
                return Err(format!("there is no agenda item; write `agenda_item:` in the plan `{}`", plan.name).into());
            }
            paper
        }
        Kind::AgendaItem => {
            let paper = agenda_item(&strategy, &governance.decisions, lang)?;
            if paper.is_none() && !diagnostics.has_errors() {
                let file = strategy.path.with_file_name("decisions.yaml");
                return Err(format!("there is no agenda item; write `agenda_item:` in `{}`", shown(&file)).into());
            }
            paper
        }
        Kind::AnnualReport => {
            let reports = annual_reports(&strategy, lang, sources, diagnostics)?;
            let asked = |(year, _): &(i32, Document)| args.year.as_ref().is_none_or(|asked| year.to_string() == *asked);
            let found = reports.into_iter().rev().find(asked).map(|(_, paper)| paper);
            if found.is_none() && !diagnostics.has_errors() {
                let file = authority_of(&strategy).join("reports").join(format!("{}.yaml", args.year.as_deref().unwrap_or("2025")));
                return Err(format!("there is no such annual report; write it in `{}`", shown(&file)).into());
            }
            found
        }
        Kind::Changes => {
            let Some(predecessor) = &strategy.replaces else {
                let file = shown(&strategy.path);
                return Err(format!("there is no strategy before this one to compare with; write `replaces:` in `{file}`").into());
            };
            match &predecessor.path {
                None => Some(changes_paper(&strategy, Before::Missing(&predecessor.title), lang)?),
                Some(path) => {
                    let before = load(path, sources)?;
                    let Some(before) = before.strategy else {
                        diagnostics.append(before.diagnostics);
                        return Ok(Err(Status::Invalid));
                    };
                    Some(changes_paper(&strategy, Before::Text(&before), lang)?)
                }
            }
        }
        Kind::ComplianceReport => {
            let description = match &args.cases {
                Some(path) => describe_path(path, &strategy, sources, diagnostics)?,
                None => {
                    let set = find_sets(&strategy.path).into_iter().find(|set| set.name.is_empty());
                    set.and_then(|set| describe(&set.path, &strategy.vocabulary, sources, diagnostics))
                }
            };
            data.extend(description.iter().flat_map(|one| one.files().into_iter().map(std::borrow::ToOwned::to_owned)));
            match description {
                None if diagnostics.has_errors() => None,
                None => Some(compliance_report(&strategy, &governance, &without_cases(&strategy, &governance, lang))?),
                Some(description) => match read_cases(&description, &strategy, args.as_of, Purpose::Record, screen, diagnostics) {
                    None => None,
                    Some((reading, as_of)) => {
                        let mask = mask(args.key.as_ref(), &description)?;
                        let source = Source { description: &description, reading: &reading, as_of };
                        let held = governance.holding(&strategy, as_of);
                        let judged = assemble(&held, &governance, source, &mask, lang, Wanted::Counts);
                        Some(compliance_report(&strategy, &governance, &judged.findings)?)
                    }
                },
            }
        }
    };
    check_texts(sources, 0, diagnostics);
    let lacking = if args.document == Kind::ComplianceReport { Status::CouldNotRun } else { Status::Invalid };
    Ok(document.filter(|_| !diagnostics.has_errors()).ok_or(lacking))
}

/// Writes the document where it is asked for, or shows it.
pub(crate) fn put(args: &Args, document: &Document, screen: &mut Screen) -> Result<Status, Box<dyn Error>> {
    let bytes = args.form.bytes(document)?;
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
