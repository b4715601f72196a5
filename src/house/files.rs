//! The files that a house names, which lie in its folder and nowhere else.

use std::fs;
use std::path::{Component, Path};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, one_of};
use crate::source::{SourceId, Sources, read_bytes};
use crate::yaml::At;

/// Reads a text; `None` where it cannot be read or is not UTF-8, which is reported.
pub(super) fn text(path: &Path, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<SourceId> {
    match sources.read(path) {
        Ok((source, None)) => Some(source),
        Ok((_, Some(span))) => {
            let diagnostic = Diagnostic::error(Code::NotUtf8, span, "the text is not saved as UTF-8");
            diagnostics.push(diagnostic.help("save it again with the encoding UTF-8"));
            None
        }
        Err(error) => {
            diagnostics.push(Diagnostic::error(Code::HouseFile, None, error.to_string()));
            None
        }
    }
}

/// Reads a file that the house names at a place; one that is not there, is none of these kinds or is too large is reported.
///
/// `most` is in bytes, inclusive.
pub(super) fn bytes(name: &str, at: &At<'_>, folder: &Path, endings: &[&str], most: u64, diagnostics: &mut Diagnostics) -> Option<Vec<u8>> {
    let mut wrong = |message: String, help: String| diagnostics.push(Diagnostic::error(Code::HouseFile, at.span(), message).help(help));
    let is_inside = Path::new(name).components().all(|step| matches!(step, Component::Normal(_) | Component::CurDir));
    if !is_inside {
        wrong(format!("`{name}` lies outside the folder of the house"), "copy the file into the folder and write its name".to_owned());
        return None;
    }
    let ending = Path::new(name).extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let kinds = endings.iter().map(|ending| ending.to_uppercase()).collect::<Vec<_>>().join(" or ");
    if !endings.contains(&ending.as_str()) {
        wrong(format!("`{name}` is not a file of this kind"), format!("save it as {kinds} and write its name"));
        return None;
    }
    let path = folder.join(name);
    let Ok(about) = fs::metadata(&path) else {
        let there = names(folder, endings);
        let help = if there.is_empty() {
            format!("copy a {kinds} file into the folder and write its name")
        } else {
            one_of(name, there.iter().map(String::as_str))
        };
        wrong(format!("there is no file `{name}` in the folder of the house"), help);
        return None;
    };
    if about.len() > most {
        let message = format!("`{name}` has {} KiB, and at most {} KiB are taken", about.len().div_ceil(1_024), most / 1_024);
        wrong(message, "save it smaller".to_owned());
        return None;
    }
    read_bytes(&path).map_err(|error| wrong(error.to_string(), "see whether it can be opened".to_owned())).ok()
}

/// The files of a folder that end in one of these ways, in the order of their names.
fn names(folder: &Path, endings: &[&str]) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut names: Vec<String> =
        entries.filter(|name| endings.iter().any(|ending| name.to_lowercase().ends_with(&format!(".{ending}")))).collect();
    names.sort();
    names
}
