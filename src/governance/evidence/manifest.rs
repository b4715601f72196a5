use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Print, is_safe};
use crate::quantity::Day;

/// The version of the format of packs.
pub const FORMAT: u32 = 1;

/// The name of the manifest in a pack.
pub const MANIFEST: &str = "manifest.json";

/// What an evidence pack holds and was made by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the format of packs: 1.
    pub evidence: u32,
    /// The version of the program that made it.
    pub rettesnor: String,
    /// The day on which it was judged.
    pub as_of: String,
    /// The language of verdicts and documents: da, nb, en.
    pub language: String,
    /// Whether values of personal columns are masked in it; data that was asked for holds them as they are.
    pub masked: bool,
    /// The strategy.
    pub strategy: StrategyRecord,
    /// The law.
    pub law: LawRecord,
    /// The cases.
    pub cases: CasesRecord,
    /// Identifies the key without telling it: a keyed hash of a constant.
    pub key: String,
    /// Every file but this one, by name.
    pub files: Vec<FileRecord>,
    /// A keyed hash over all the rest, so that nobody without the key can write another manifest.
    pub seal: String,
}

/// The strategy of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StrategyRecord {
    /// Its id.
    pub id: String,
    /// BLAKE3 over its text.
    pub digest: String,
    /// Where it lies in the pack.
    pub file: String,
}

/// The law of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LawRecord {
    /// The country, or empty for none.
    pub country: String,
    /// `built-in` for the law that travels with the program, else the folder beside the strategies.
    pub origin: String,
    /// BLAKE3 over its texts.
    pub digest: String,
}

/// The cases of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CasesRecord {
    /// Where their description lies in the pack.
    pub description: String,
    /// BLAKE3 over the data files, one after the other.
    pub digest: String,
    /// Whether the data itself lies in the pack, under `data/`.
    pub with_data: bool,
    /// The data files, the claims table's first.
    pub data: Vec<DataFile>,
}

/// A file of case data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DataFile {
    /// Its name, from the folder of the description where it lies under that.
    pub name: String,
    /// `claims` or `events`.
    pub table: String,
    /// BLAKE3 over its bytes.
    pub digest: String,
    /// Bytes.
    pub size: u64,
    /// Of a text, a digest of its lines in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<String>,
    /// Rows that were read, those that were refused among them.
    pub rows: u64,
}

impl DataFile {
    /// The file's own name, without folders.
    pub fn file_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or(&self.name)
    }

    /// Where the file of a place in the list, from 0, lies in a pack that holds the data; files of one name stand apart.
    pub fn place(&self, index: usize) -> String {
        format!("data/{}/{}", index + 1, self.file_name())
    }
}

/// A file of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FileRecord {
    /// Its name from the pack's folder, with forward slashes.
    pub name: String,
    /// BLAKE3 over its bytes.
    pub digest: String,
    /// Bytes.
    pub size: u64,
    /// Of a text, a digest of its lines in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lines: Option<String>,
}

impl FileRecord {
    /// The record of a file.
    pub fn new(name: &str, print: Print) -> Self {
        Self { name: name.to_owned(), digest: print.digest, size: print.size, lines: print.lines }
    }
}

/// The JSON Schema of manifests.
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Manifest).to_value();
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("title".to_owned(), "The manifest of an evidence pack".into());
    }
    schema
}

impl Manifest {
    /// Its text, as it lies in a pack.
    pub fn to_json(&self) -> String {
        // A struct of texts and numbers does not refuse to be written.
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        format!("{text}\n")
    }

    /// What the seal is made over: the text with an empty seal.
    pub fn unsealed(&self) -> String {
        Self { seal: String::new(), ..self.clone() }.to_json()
    }

    /// Reads a manifest.
    ///
    /// # Errors
    /// The text is not a manifest of this format, or names a file outside the pack, itself, or the same file twice.
    pub fn from_json(text: &str) -> Result<Self, String> {
        let written: serde_json::Value = serde_json::from_str(text).map_err(|_| "it is no JSON".to_owned())?;
        match written.get("evidence").and_then(serde_json::Value::as_u64) {
            Some(format) if format == u64::from(FORMAT) => {}
            Some(format) => return Err(format!("it is of format {format}, and this program reads format {FORMAT}")),
            None => return Err("it is not the manifest of an evidence pack".to_owned()),
        }
        let manifest: Self = Self::deserialize(&written).map_err(|error| wrong(&written, &error.to_string()))?;
        let mut names = BTreeSet::new();
        for name in manifest.files.iter().map(|file| file.name.as_str()) {
            if !is_safe(name) {
                return Err(format!("it names a file outside the pack: `{name}`"));
            }
            if name == MANIFEST || !names.insert(name) {
                return Err(format!("it names `{name}` where it must not"));
            }
        }
        let data = manifest.cases.data.iter().map(|file| &file.name);
        for name in data.chain([&manifest.strategy.file, &manifest.cases.description]) {
            if !is_safe(name) {
                return Err(format!("it names a file outside the pack: `{name}`"));
            }
        }
        Day::parse(&manifest.as_of).map_err(|_| "its `as_of` is no day".to_owned())?;
        Ok(manifest)
    }

    /// The record of a file.
    pub fn file(&self, name: &str) -> Option<&FileRecord> {
        self.files.iter().find(|file| file.name == name)
    }
}

/// What is wrong with a manifest of this format, by the part that it is in.
fn wrong(written: &serde_json::Value, error: &str) -> String {
    let part = |pointer: &str| written.pointer(pointer);
    let list = |pointer: &str| part(pointer).and_then(serde_json::Value::as_array).map_or(&[][..], Vec::as_slice);
    let found = list("/files")
        .iter()
        .zip(1..)
        .find_map(|(file, number)| Some((format!("number {number} of its `files`"), FileRecord::deserialize(file).err()?.to_string())))
        .or_else(|| {
            let mut data = list("/cases/data").iter().zip(1..);
            data.find_map(|(file, number)| {
                Some((format!("number {number} of the data files"), DataFile::deserialize(file).err()?.to_string()))
            })
        })
        .or_else(|| {
            part("/strategy").and_then(|it| Some(("its `strategy`".to_owned(), StrategyRecord::deserialize(it).err()?.to_string())))
        })
        .or_else(|| part("/law").and_then(|it| Some(("its `law`".to_owned(), LawRecord::deserialize(it).err()?.to_string()))))
        .or_else(|| part("/cases").and_then(|it| Some(("its `cases`".to_owned(), CasesRecord::deserialize(it).err()?.to_string()))));
    let (place, error) = found.unwrap_or_else(|| ("it".to_owned(), error.to_owned()));
    // Of the reader's own words only the name is passed on.
    let name = error.split('`').nth(1).unwrap_or_default();
    let what = match error.split(' ').next() {
        Some("missing") => format!("lacks `{name}`"),
        Some("unknown") => format!("has `{name}`, which this format does not have"),
        Some("duplicate") => format!("has `{name}` twice"),
        _ => "has a value of the wrong kind, such as a text for a number, or a number below 0".to_owned(),
    };
    format!("{place} {what}")
}

#[cfg(test)]
pub(super) fn sample(files: &[(&str, &str)]) -> Manifest {
    let blank = String::new();
    let print =
        |text: &str| Print { digest: format!("blake3:{}", blake3::hash(text.as_bytes()).to_hex()), size: text.len() as u64, lines: None };
    Manifest {
        evidence: FORMAT,
        rettesnor: "0.1.0".to_owned(),
        as_of: "2026-12-31".to_owned(),
        language: "da".to_owned(),
        masked: true,
        strategy: StrategyRecord { id: "a".to_owned(), digest: blank.clone(), file: "texts/strategy.yaml".to_owned() },
        law: LawRecord { country: blank.clone(), origin: "built-in".to_owned(), digest: blank.clone() },
        cases: CasesRecord { description: "texts/cases.yaml".to_owned(), digest: blank.clone(), with_data: false, data: Vec::new() },
        key: blank.clone(),
        files: files.iter().map(|(name, text)| FileRecord::new(name, print(text))).collect(),
        seal: blank,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        let manifest = sample(&[("a.csv", "1"), ("b/c.md", "2")]);
        assert_eq!(Manifest::from_json(&manifest.to_json()), Ok(manifest));
    }

    #[test]
    fn hostile_manifests_are_refused() {
        for name in ["../a", "/etc/passwd", "manifest.json", "a\\b"] {
            assert!(Manifest::from_json(&sample(&[(name, "")]).to_json()).is_err(), "{name}");
        }
        assert!(Manifest::from_json(&sample(&[("a", "1"), ("a", "2")]).to_json()).is_err());
        assert!(Manifest::from_json("{}").is_err());
        let other = sample(&[]).to_json().replace("\"evidence\": 1", "\"evidence\": 2");
        assert!(Manifest::from_json(&other).unwrap_err().contains("format 2"));
        let outside = sample(&[]).to_json().replace("texts/cases.yaml", "../cases.yaml");
        assert!(Manifest::from_json(&outside).is_err());
        let mut of_data = sample(&[]);
        let blank = String::new();
        let file = DataFile { name: "a/..".to_owned(), table: blank.clone(), digest: blank, size: 0, lines: None, rows: 0 };
        of_data.cases.data.push(file);
        assert!(Manifest::from_json(&of_data.to_json()).is_err());
    }
}
