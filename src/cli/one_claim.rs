//! One claim of the case data, for the commands that tell of one.

use std::error::Error;
use std::path::{Path, PathBuf};

use rettesnor::cases::{Claim, Description, Reading};
use rettesnor::diagnostic::{Code, Diagnostics, closest};
use rettesnor::findings::explain::{Facts, find};
use rettesnor::findings::{Mask, Source};
use rettesnor::governance::{Governance, is_fingerprint};
use rettesnor::quantity::Day;
use rettesnor::source::Sources;
use rettesnor::strategy::Strategy;

use crate::Status;
use crate::cases::{Purpose, describe_path, mask, read_cases, valid_strategy};
use crate::screen::Screen;

/// A claim with all that it was read from.
pub(crate) struct OneClaim {
    pub(crate) strategy: Strategy,
    governance: Governance,
    sources: Sources,
    pub(crate) description: Description,
    pub(crate) reading: Reading,
    pub(crate) as_of: Day,
    pub(crate) mask: Mask,
    /// Its number among the claims of the reading.
    pub(crate) number: u32,
    /// The clause that a fingerprint asked about.
    pub(crate) clause: Option<String>,
}

/// Which claim is meant, as the command line says it.
pub(crate) struct Wanted<'a> {
    pub(crate) strategy: &'a Path,
    pub(crate) cases: &'a Path,
    pub(crate) as_of: Option<Day>,
    pub(crate) key: Option<&'a PathBuf>,
    /// Its name in the source, its mask, or the fingerprint of one of its findings.
    pub(crate) claim: &'a str,
}

impl OneClaim {
    /// Reads strategy and cases and finds the claim; the inner error is the status after what is wrong was printed.
    pub(crate) fn read(wanted: &Wanted<'_>, screen: &Screen) -> Result<Result<Self, Status>, Box<dyn Error>> {
        let mut one = match Self::without_claim(wanted, screen)? {
            Ok(one) => one,
            Err(status) => return Ok(Err(status)),
        };
        if !one.find_claim(wanted.claim) {
            return Err(not_found(one.facts(), wanted.claim.trim()).into());
        }
        Ok(Ok(one))
    }

    /// Finds the claim that is meant; gives whether there is one.
    pub(crate) fn find_claim(&mut self, wanted: &str) -> bool {
        let found = find(self.facts(), wanted.trim());
        let is_found = found.is_some();
        (self.number, self.clause) = found.unwrap_or_default();
        is_found
    }

    /// As [`OneClaim::read`], without looking for the claim yet.
    pub(crate) fn without_claim(wanted: &Wanted<'_>, screen: &Screen) -> Result<Result<Self, Status>, Box<dyn Error>> {
        let mut sources = Sources::default();
        let Some(strategy) = valid_strategy(wanted.strategy, &mut sources, screen)? else { return Ok(Err(Status::Invalid)) };
        let mut found = Diagnostics::default();
        let governance = Governance::load(&strategy, &mut sources, &mut found);
        let description = describe_path(wanted.cases, &strategy, &mut sources, &mut found)?;
        if found.has_errors() {
            screen.diagnostics(&found, &sources);
            let missing = found.sorted().iter().any(|one| one.code == Code::CasesNotFound);
            return Ok(Err(if missing { Status::CouldNotRun } else { Status::Invalid }));
        }
        let Some(description) = description else { return Ok(Err(Status::CouldNotRun)) };
        // What is wrong with other rows is told by `check`; here it would hide the story.
        let mut read = Diagnostics::default();
        let reading = read_cases(&description, &strategy, wanted.as_of, Purpose::Story, screen, &mut read);
        let Some((reading, as_of)) = reading.filter(|_| !read.has_errors()) else {
            screen.diagnostics(&read, &sources);
            return Ok(Err(Status::CouldNotRun));
        };
        let mask = mask(wanted.key, &description)?;
        let strategy = governance.holding(&strategy, as_of).into_owned();
        Ok(Ok(Self { strategy, governance, sources, description, reading, as_of, mask, number: 0, clause: None }))
    }

    pub(crate) fn facts(&self) -> Facts<'_> {
        let source = Source { description: &self.description, reading: &self.reading, as_of: self.as_of };
        Facts { strategy: &self.strategy, governance: &self.governance, source, mask: &self.mask, sources: &self.sources }
    }

    pub(crate) fn claim(&self) -> Claim<'_> {
        self.reading.cases.claim(self.number)
    }
}

/// Why nothing is told; other claims' names only where claims' names tell nobody who somebody is.
pub(crate) fn not_found(facts: Facts<'_>, wanted: &str) -> String {
    let cases = &facts.source.reading.cases;
    let set = &facts.source.description.name;
    if is_fingerprint(wanted) {
        return format!(
            "no finding of `{set}` has this fingerprint; it depends on the key: name the one that the findings were made with by `--key FILE`"
        );
    }
    if facts.mask.is_personal("claim") {
        return format!(
            "the claim that was asked for is not among the {} claims of `{set}`; write it as the source does, or as findings.json shows it (`#…`)",
            cases.len()
        );
    }
    let names = (0..cases.len()).map(|index| cases.claim(u32::try_from(index).unwrap_or(u32::MAX)).name());
    let help = closest(wanted, names).map_or("write its name as the source does".to_owned(), |meant| format!("write `{meant}`"));
    format!("`{wanted}` is not among the {} claims of `{set}`; {help}", cases.len())
}
