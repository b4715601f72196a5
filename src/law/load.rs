use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::{Law, holidays, prove, tracks};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{SourceId, Sources};
use crate::yaml::Document;

/// The law that travels with the program.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/strategy/law");

/// Reads a country's law: from `law/` in the folder of the strategy or one above it, else from the program itself.
///
/// What is wrong with a text is reported at its place; what can be read is kept.
pub fn load(country: &str, near: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Law {
    from(country, folder_of(country, near).as_deref(), sources, diagnostics)
}

/// The law of a country that travels with the program.
pub fn built_in(country: &str) -> Law {
    from(country, None, &mut Sources::default(), &mut Diagnostics::default())
}

fn from(country: &str, beside: Option<&Path>, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Law {
    let mut texts: BTreeMap<String, SourceId> = BTreeMap::new();
    let origin = match beside {
        Some(folder) => {
            from_folder(folder, folder, country, sources, &mut texts, diagnostics);
            format!("law/{country}")
        }
        None => {
            if let Some(folder) = BUILT_IN.get_dir(country) {
                from_program(folder, sources, &mut texts);
            }
            String::new()
        }
    };
    let mut law = Law {
        country: country.to_owned(),
        origin,
        digest: digest_of(texts.iter().map(|(name, id)| (name.as_str(), sources.text(*id)))),
        ..Law::default()
    };
    let name_in = |name: &str| Some(name.strip_prefix(country)?.strip_prefix('/')?.strip_suffix(".yaml")?.to_owned());
    let mut tracks = None;
    for (name, source) in &texts {
        let Some(mut document) = Document::read(*source, sources, diagnostics) else { continue };
        match name_in(name).as_deref() {
            Some("holidays") => law.calendar = holidays::prove(&mut document, diagnostics),
            Some("tracks") => tracks = Some(document),
            Some("clauses") => law.clauses = Some(document),
            Some(_) => {
                let address = name.trim_end_matches(".yaml").to_owned();
                if let Some(parameter) = prove::parameter(&address, &mut document, diagnostics) {
                    law.parameters.insert(address, parameter);
                }
            }
            None => {}
        }
    }
    prove::formulas(&mut law.parameters, diagnostics);
    law.tracks = tracks.map(|mut document| tracks::prove(&mut document, &law.parameters, diagnostics)).unwrap_or_default();
    law
}

/// The folder of a country's law: `law/` in the folder of the strategy or one above it; `None` where the program's own is used.
pub fn folder_of(country: &str, near: &Path) -> Option<PathBuf> {
    // As it was written first, so that messages name the files as the reader does; then above what was written.
    let whole = near.canonicalize().unwrap_or_else(|_| near.to_owned());
    let mut folders = near.ancestors().chain(whole.ancestors()).map(|folder| folder.join("law").join(country));
    folders.find(|folder| folder.is_dir())
}

/// BLAKE3 over names and texts in their order.
pub fn digest_of<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, text) in texts {
        for part in [name, text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    format!("blake3:{}", hasher.finalize().to_hex())
}

fn from_folder(
    root: &Path,
    folder: &Path,
    country: &str,
    sources: &mut Sources,
    texts: &mut BTreeMap<String, SourceId>,
    diagnostics: &mut Diagnostics,
) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            from_folder(root, &path, country, sources, texts, diagnostics);
        } else if path.extension().is_some_and(|ending| ending == "yaml") {
            match sources.read(&path) {
                Ok((source, None)) => {
                    let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                    texts.insert(format!("{country}/{name}"), source);
                }
                Ok((_, Some(span))) => diagnostics.push(
                    Diagnostic::error(Code::NotUtf8, span, "the text is not saved as UTF-8").help("save it again with the encoding UTF-8"),
                ),
                Err(error) => diagnostics.push(Diagnostic::error(Code::LawLink, None, error.to_string())),
            }
        }
    }
}

fn from_program(folder: &Dir<'_>, sources: &mut Sources, texts: &mut BTreeMap<String, SourceId>) {
    for file in folder.files() {
        if let Some(text) = file.contents_utf8() {
            let name = file.path().to_string_lossy().replace('\\', "/");
            let source = sources.add(format!("law/{name}"), text);
            texts.insert(name, source);
        }
    }
    folder.dirs().for_each(|inner| from_program(inner, sources, texts));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Amount, Occasion};
    use crate::quantity::{Day, Money};

    fn law(country: &str) -> Law {
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        // No folder `law/` lies above a temporary one: this is the law that travels with the program.
        let nowhere = tempfile::tempdir().unwrap();
        let law = load(country, nowhere.path(), &mut sources, &mut diagnostics);
        assert_eq!(crate::diagnostic::to_plain(&diagnostics, &sources), "");
        assert!(law.origin.is_empty());
        law
    }

    #[test]
    fn public_holidays_are_no_working_days() {
        let (denmark, norway) = (law("dk").calendar, law("no").calendar);
        let day = |year, month, day| Day::new(year, month, day).unwrap();
        // Store bededag, the fourth Friday after Easter, was a holiday for the last time in 2023.
        assert!(!denmark.is_working_day(day(2023, 5, 5)));
        assert!(denmark.is_working_day(day(2024, 4, 26)));
        // Easter 2026: Thursday 2 to Monday 6 April.
        assert_eq!(denmark.working_days_after(day(2026, 4, 1), 1), day(2026, 4, 7));
        for (month, date) in [(5, 1), (5, 17), (12, 25), (5, 14)] {
            assert!(!norway.is_working_day(day(2026, month, date)), "{month}-{date}");
        }
        assert!(denmark.is_working_day(day(2026, 5, 1)), "the first of May is a holiday in Norway only");
        assert!(denmark.is_working_day(day(2026, 6, 5)), "Constitution Day is not a public holiday by law");
    }

    #[test]
    fn a_value_is_read_on_a_day_and_missing_before_it_was_seen() {
        let law = law("dk");
        let read =
            |address, year, month, day| law.read(address, Occasion::on(Day::new(year, month, day).unwrap())).map(|reading| reading.amount);
        let on = |year, month, day| read("dk/gebyrlov/reminder-fee", year, month, day);
        assert_eq!(on(2018, 1, 22), None, "its first day has not been verified");
        assert_eq!(on(2018, 1, 23), Some(Amount::Money(Money(25_000))));
        assert_eq!(on(2026, 1, 1), Some(Amount::Money(Money(25_000))));
        assert_eq!(read("dk/rentelov/reminder-fee", 2002, 7, 31), None);
        assert!(read("dk/rentelov/reminder-fee", 2002, 8, 1).is_some());
    }
}
