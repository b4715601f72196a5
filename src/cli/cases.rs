use std::error::Error;
use std::path::{Path, PathBuf};

use rettesnor::cases::written::Format;
use rettesnor::cases::{Asked, Description, Reading, describe, find_sets, read};
use rettesnor::diagnostic::{Code, Diagnostic, Diagnostics};
use rettesnor::findings::{Key, Mask, check_cases};
use rettesnor::governance::seal::load;
use rettesnor::quantity::Day;
use rettesnor::source::{Sources, shown};
use rettesnor::strategy::Strategy;

use crate::screen::Screen;

/// Reads a strategy; `None` where its text is invalid, after what is wrong with it was printed.
pub(crate) fn valid_strategy(path: &Path, sources: &mut Sources, screen: &Screen) -> Result<Option<Strategy>, Box<dyn Error>> {
    let loaded = load(path, sources)?;
    if loaded.strategy.is_none() {
        screen.diagnostics(&loaded.diagnostics, sources);
    }
    Ok(loaded.strategy)
}

/// Finds the description that `--cases` means: a description, a folder with `cases.yaml`, or a data file.
///
/// A data file is read with the description that names it, else with the only one of its format; descriptions are looked for beside
/// the strategy, then in `../cases/`.
pub(crate) fn describe_path(
    path: &Path,
    strategy: &Strategy,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<Description>, Box<dyn Error>> {
    if path.is_dir() {
        return Ok(describe(&path.join("cases.yaml"), &strategy.vocabulary, sources, diagnostics));
    }
    if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") || !path.exists() {
        return Ok(describe(path, &strategy.vocabulary, sources, diagnostics));
    }
    let mut candidates: Vec<Description> = Vec::new();
    for set in find_sets(&strategy.path) {
        candidates.extend(describe(&set.path, &strategy.vocabulary, sources, diagnostics));
    }
    let names = |description: &Description| description.files().iter().any(|file| file.file_name() == path.file_name());
    let same_format =
        |description: &&Description| description.events.files.iter().any(|file| description.format_of(file) == Format::by_name(path));
    let chosen = match candidates.iter().find(|description| names(description)) {
        Some(description) => description,
        None => match candidates.iter().filter(same_format).collect::<Vec<_>>().as_slice() {
            [only] => only,
            // A description of made-up data is of its own files.
            several if several.iter().filter(|one| !one.synthetic).count() == 1 => {
                several.iter().find(|one| !one.synthetic).ok_or("no description is left")?
            }
            [] => return Err(format!("no description beside the strategy or in `../cases/` reads files like `{}`; write one (`cases.yaml`) or name it with --cases", shown(path)).into()),
            _ => return Err(format!("several descriptions could read `{}`; name the one that is meant with --cases", shown(path)).into()),
        },
    };
    Ok(Some(chosen.clone().with_file(path)))
}

/// What cases are read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Verdicts on the screen.
    Verdicts,
    /// Verdicts on record, with a digest of what they rest on.
    Record,
    /// A claim's story: every field is read.
    Story,
    /// The verdicts of two strategies: every field is read, and there is a digest.
    Comparison,
}

/// Reads the cases of a description as of the day asked for, or the day they were drawn; national numbers in the open are errors.
pub(crate) fn read_cases(
    description: &Description,
    strategy: &Strategy,
    as_of: Option<Day>,
    purpose: Purpose,
    screen: &Screen,
    diagnostics: &mut Diagnostics,
) -> Option<(Reading, Day)> {
    let Some(as_of) = as_of.or(description.extracted) else {
        let message = format!("no day is said to judge the cases of `{}` on", description.name);
        diagnostics.push(
            Diagnostic::error(Code::AsOfMissing, None, message)
                .help("add `--as-of 2026-12-31`, or `extracted: 2026-12-31` to the description"),
        );
        return None;
    };
    let bar = screen.progress(&description.name);
    let progress = |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let fields = strategy.event_fields();
    let fields = matches!(purpose, Purpose::Verdicts | Purpose::Record).then_some(&fields);
    let asked = Asked { as_of, fields, digest: matches!(purpose, Purpose::Record | Purpose::Comparison), progress: &progress };
    let reading = read(description, &strategy.vocabulary, asked, diagnostics);
    bar.finish_and_clear();
    let reading = reading?;
    check_cases(description, &reading.cases, &strategy.vocabulary, diagnostics);
    Some((reading, as_of))
}

/// The mask over a description's personal columns, with the key of the file asked for, else of one beside the description.
pub(crate) fn mask(asked: Option<&PathBuf>, description: &Description) -> Result<Mask, Box<dyn Error>> {
    let beside = description.path.with_file_name("rettesnor.key");
    let key = Key::read_or_make(asked.unwrap_or(&beside)).map_err(|error| format!("{error}; `--key FILE` names another place"))?;
    Ok(Mask::new(&key, description))
}

/// Reads a day from the command line.
pub(crate) fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|error| format!("{}; {}", error.what, error.help))
}
