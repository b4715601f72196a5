use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use rettesnor::diagnostic::Diagnostics;
use rettesnor::documents::Document;
use rettesnor::documents::papers::{annual_report, plan_agenda_item, plan_paper};
use rettesnor::governance::plans::{self, ActionPlan};
use rettesnor::governance::report::reports;
use rettesnor::governance::{authority_folder, authority_of, figures_of};
use rettesnor::prose::Lang;
use rettesnor::quantity::Day;
use rettesnor::source::{Sources, shown};
use rettesnor::strategy::Strategy;
use serde_json::json;

use crate::render::{Form, Kind};

/// An authority: what belongs to it and to none of its strategies alone.
pub(crate) struct Authority {
    /// Its folder's name.
    pub(crate) name: String,
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// The newest of the strategies that were asked for, which tells language and currency.
    pub(crate) newest: Strategy,
    /// Its plans, in the order of their names.
    plans: Vec<ActionPlan>,
    /// Its annual reports, by year.
    reports: Vec<(i32, Document)>,
}

/// A document of an authority.
pub(crate) struct Paper {
    /// Its name in file names, without language and ending.
    pub(crate) name: String,
    /// The document.
    pub(crate) document: Document,
}

/// The authorities of strategies, each once, in the order of their folders; what is wrong with their files is reported.
///
/// # Errors
/// A document cannot be made.
pub(crate) fn authorities<'a>(
    strategies: impl Iterator<Item = &'a Strategy>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Authority>, Box<dyn Error>> {
    let mut newest: BTreeMap<PathBuf, &Strategy> = BTreeMap::new();
    for strategy in strategies {
        let known = newest.entry(whole(&strategy.path)).or_insert(strategy);
        if strategy.period > known.period {
            *known = strategy;
        }
    }
    let mut authorities = Vec::new();
    for (folder, newest) in newest {
        let plans = plans::load(&authority_of(newest), sources, diagnostics);
        let reports = annual_reports(newest, newest.lang, sources, diagnostics)?;
        let name = folder.file_name().map_or_else(|| "authority".to_owned(), |name| name.to_string_lossy().into_owned());
        authorities.push(Authority { name, folder, newest: newest.clone(), plans, reports });
    }
    Ok(authorities)
}

/// The annual reports of a strategy's authority, by year; what is wrong with them, down to their texts, is reported, and those are left out.
///
/// # Errors
/// A document cannot be made.
pub(crate) fn annual_reports(
    strategy: &Strategy,
    lang: Lang,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<(i32, Document)>, Box<dyn Error>> {
    let mut own = Diagnostics::default();
    let figures = figures_of(strategy, sources, &mut own);
    let reports = reports(&authority_of(strategy), &figures, &strategy.authority.currency, sources, &mut own);
    let mut papers = Vec::new();
    if !own.has_errors() {
        for report in &reports {
            papers.extend(annual_report(strategy, report, &reports, &figures, lang, sources, &mut own)?.map(|paper| (report.year, paper)));
        }
    }
    diagnostics.append(own);
    Ok(papers)
}

/// The authority's folder of a strategy, alike for all ways to write it.
pub(crate) fn whole(strategy: &Path) -> PathBuf {
    let folder = authority_folder(strategy);
    folder.canonicalize().unwrap_or(folder)
}

/// The plan that is meant: by the name of its file, else the newest.
///
/// # Errors
/// There is no plan, or none of that name.
pub(crate) fn chosen<'a>(plans: &'a [ActionPlan], name: Option<&str>, strategy: &Path) -> Result<&'a ActionPlan, Box<dyn Error>> {
    let folder = shown(&authority_folder(strategy).join("plans"));
    let newest = || plans.iter().max_by_key(|plan| plan.period);
    let found = name.map_or_else(newest, |name| plans.iter().find(|plan| plan.name == name));
    found.ok_or_else(|| {
        let names: Vec<String> = plans.iter().map(|plan| format!("`{}`", plan.name)).collect();
        match name {
            Some(name) if !names.is_empty() => format!("there is no plan `{name}` in `{folder}`; name one of {}", names.join(", ")).into(),
            _ => format!("there is no plan; write `{folder}/{}.yaml`", name.unwrap_or("2025-2028")).into(),
        }
    })
}

impl Authority {
    /// The documents of the authority: annual reports, the latest first, then plans, each with its agenda item; with an as-of date
    /// the plans tell how far each item was.
    ///
    /// # Errors
    /// A document cannot be made.
    pub(crate) fn papers(&self, as_of: Option<Day>) -> Result<Vec<Paper>, Box<dyn Error>> {
        let lang = self.newest.lang;
        let report = |(year, document): &(i32, Document)| Paper {
            name: format!("{}-{year}", Kind::AnnualReport.name()),
            document: document.clone(),
        };
        let mut papers: Vec<Paper> = self.reports.iter().rev().map(report).collect();
        for plan in &self.plans {
            papers.push(Paper {
                name: format!("{}-{}", Kind::Plan.name(), plan.name),
                document: plan_paper(plan, &self.newest, as_of, lang)?,
            });
            // The agenda item of a plan is told from that of a report of the same years.
            let name = format!("{}-plan-{}", Kind::AgendaItem.name(), plan.name);
            papers.extend(plan_agenda_item(plan, &self.newest, lang)?.map(|document| Paper { name, document }));
        }
        Ok(papers)
    }

    /// The authority's folder by name, the manifest among it; empty where it has nothing of its own.
    ///
    /// # Errors
    /// A document cannot be made.
    pub(crate) fn files(&self, papers: &[Paper]) -> Result<BTreeMap<String, Vec<u8>>, Box<dyn Error>> {
        let lang = self.newest.lang;
        let mut files = BTreeMap::new();
        for paper in papers {
            for form in Form::ALL {
                files.insert(format!("{}.{lang}.{}", paper.name, form.ending()), form.bytes(&paper.document)?);
            }
        }
        if files.is_empty() {
            return Ok(files);
        }
        let digests: BTreeMap<&String, String> =
            files.iter().map(|(name, bytes)| (name, format!("blake3:{}", blake3::hash(bytes).to_hex()))).collect();
        let plans: Vec<_> = self.plans.iter().map(|plan| json!({"plan": plan.name, "digest": plan.digest})).collect();
        let manifest = json!({
            "rettesnor": env!("CARGO_PKG_VERSION"),
            "authority": {"name": self.newest.authority.name, "strategy": self.newest.id},
            "reports": self.reports.iter().map(|(year, _)| year).collect::<Vec<_>>(),
            "plans": plans,
            "files": digests,
        });
        files.insert("manifest.json".to_owned(), format!("{manifest:#}\n").into_bytes());
        Ok(files)
    }
}
