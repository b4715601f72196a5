use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use rettesnor::diagnostic::Diagnostics;
use rettesnor::documents::papers::{plan_agenda_item, plan_paper};
use rettesnor::governance::authority_folder;
use rettesnor::governance::plans::{self, ActionPlan};
use rettesnor::source::{Sources, shown};
use rettesnor::strategy::Strategy;
use serde_json::json;

use crate::render::{Form, Kind};

/// An authority: what belongs to it and to none of its strategies alone.
pub(crate) struct Authority {
    /// Its folder's name.
    pub(crate) name: String,
    /// The newest of the strategies that were asked for, which tells language and currency.
    pub(crate) newest: Strategy,
    /// Its plans, in the order of their names.
    pub(crate) plans: Vec<ActionPlan>,
}

/// The authorities of strategies, each once, in the order of their folders; what is wrong with their files is reported.
pub(crate) fn authorities<'a>(
    strategies: impl Iterator<Item = &'a Strategy>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Authority> {
    let mut newest: BTreeMap<PathBuf, &Strategy> = BTreeMap::new();
    for strategy in strategies {
        let known = newest.entry(whole(&strategy.path)).or_insert(strategy);
        if strategy.period > known.period {
            *known = strategy;
        }
    }
    let mut authorities = Vec::new();
    for (folder, newest) in newest {
        let plans = plans::load(&authority_folder(&newest.path), sources, diagnostics);
        let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        authorities.push(Authority { name, newest: newest.clone(), plans });
    }
    authorities
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
    /// The authority's folder by name, the manifest among it; empty where it has nothing of its own.
    ///
    /// # Errors
    /// A document cannot be made.
    pub(crate) fn files(&self) -> Result<BTreeMap<String, Vec<u8>>, Box<dyn Error>> {
        let lang = self.newest.lang;
        let mut files = BTreeMap::new();
        for plan in &self.plans {
            let mut papers = vec![(Kind::Plan, plan_paper(plan, &self.newest, lang)?)];
            papers.extend(plan_agenda_item(plan, &self.newest, lang)?.map(|paper| (Kind::AgendaItem, paper)));
            for (kind, paper) in &papers {
                // The agenda item of a plan is told from that of a report of the same years.
                let of = if *kind == Kind::Plan { "" } else { "-plan" };
                for form in Form::ALL {
                    files.insert(format!("{}{of}-{}.{lang}.{}", kind.name(), plan.name, form.ending()), form.bytes(paper)?);
                }
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
            "plans": plans,
            "files": digests,
        });
        files.insert("manifest.json".to_owned(), format!("{manifest:#}\n").into_bytes());
        Ok(files)
    }
}
