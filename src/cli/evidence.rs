//! Evidence packs are made here: of one run, into a folder, by fixed names.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use rettesnor::cases::{Description, find_sets};
use rettesnor::documents::papers::{compliance_report, evidence_summary};
use rettesnor::documents::to_markdown;
use rettesnor::findings::{Judged, Mask, Source};
use rettesnor::governance::evidence::{
    CasesRecord, DataFile, FORMAT, FileRecord, LawRecord, MANIFEST, Manifest, Print, StrategyRecord, is_safe, prints_of, zip,
};
use rettesnor::governance::{Governance, authority_of};
use rettesnor::house;
use rettesnor::law::folder_of;
use rettesnor::source::{FileError, Sources, WholeFile, WholeFolder, is_free as is_free_place, shown, write_whole};
use rettesnor::strategy::Strategy;

use crate::outputs::write;
use crate::render::{Form, Kind};
use crate::screen::Screen;

/// Everything of a run that goes into its pack.
pub(crate) struct Parts<'a> {
    pub(crate) judged: &'a Judged<'a>,
    pub(crate) strategy: &'a Strategy,
    pub(crate) governance: &'a Governance,
    pub(crate) source: Source<'a>,
    pub(crate) mask: &'a Mask,
    /// Every text that was read.
    pub(crate) sources: &'a Sources,
    pub(crate) base: Base,
    /// The data files by the names that the pack knows them by, the claims table's first.
    pub(crate) data: Vec<(String, PathBuf)>,
    pub(crate) with_data: bool,
}

/// From where the names of texts in a pack are counted.
pub(crate) struct Base {
    /// The authority's folder, or the one around it where a text lies there.
    texts: PathBuf,
    /// The folder of the country's law; `None` where the program's own was used.
    law: Option<PathBuf>,
    /// The case description, which may lie anywhere.
    description: PathBuf,
    country: String,
}

type Result<T> = std::result::Result<T, Box<dyn Error>>;

impl Base {
    /// The base of texts that lie where people wrote them.
    pub(crate) fn of(strategy: &Strategy, description: &Description, sources: &Sources) -> Result<Self> {
        let mut base = Self::at(&authority_of(strategy), strategy, description)?;
        let is_outside = |base: &Self| sources.ids().any(|id| base.place(sources.name(id)).is_err());
        // A strategy may replace one of another authority, as after a merger.
        if let Some(around) = base.texts.parent().map(Path::to_owned).filter(|_| is_outside(&base)) {
            base.texts = around;
        }
        Ok(base)
    }

    /// The base of texts that lie in a folder already by their names in a pack.
    pub(crate) fn at(texts: &Path, strategy: &Strategy, description: &Description) -> Result<Self> {
        let near = strategy.path.parent().filter(|near| !near.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let country = strategy.law.country.clone();
        let law = if country.is_empty() { None } else { folder_of(&country, near) };
        Ok(Self {
            texts: canonical(texts)?,
            law: law.map(|law| canonical(&law)).transpose()?,
            description: canonical(&description.path)?,
            country,
        })
    }

    /// The name in the pack of a text that was read under a name.
    fn place(&self, name: &str) -> Result<String> {
        if self.law.is_none() && !self.country.is_empty() && name.starts_with(&format!("law/{}/", self.country)) {
            return Ok(name.to_owned());
        }
        let path = canonical(Path::new(name))?;
        let law = self.law.as_ref().and_then(|law| Some((format!("law/{}", self.country), path.strip_prefix(law).ok()?)));
        let text = || Some(("texts".to_owned(), path.strip_prefix(&self.texts).ok()?));
        let description = || Some(("description".to_owned(), Path::new(path.file_name().filter(|_| path == self.description)?)));
        let placed = law.or_else(text).or_else(description);
        let placed = placed.map(|(folder, rest)| format!("{folder}/{}", rest.to_string_lossy().replace('\\', "/")));
        placed.filter(|placed| is_safe(placed)).ok_or_else(|| {
            format!("`{name}` lies too far from the authority's folder to go into an evidence pack; copy it there and name it from there")
                .into()
        })
    }
}

fn canonical(path: &Path) -> std::result::Result<PathBuf, FileError> {
    path.canonicalize().map_err(|cause| FileError::new("find", path, cause))
}

/// Stops where something stands at a pack's place.
pub(crate) fn is_free(pack: &Path) -> Result<()> {
    // `x.zip/` asks for a folder, and a zip is a file.
    if is_zip(pack) && pack.as_os_str().to_string_lossy().ends_with(['/', std::path::MAIN_SEPARATOR]) {
        return Err(format!("`{}/` would be a folder, and a zip is a file; write `{}` without the stroke", shown(pack), shown(pack)).into());
    }
    let is_there = if is_zip(pack) { pack.symlink_metadata().is_ok() } else { !is_free_place(pack) };
    if is_there {
        return Err(format!("`{}` is there already, and evidence is never written over; name another place", shown(pack)).into());
    }
    Ok(())
}

/// Whether a pack is one file.
pub(crate) fn is_zip(pack: &Path) -> bool {
    pack.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

/// The data files of a description by the names that a pack knows them by: from the description's folder where they lie in it.
pub(crate) fn data_of(description: &Description) -> Vec<(String, PathBuf)> {
    let folder = description.path.parent().unwrap_or(Path::new(""));
    let named = description.files().into_iter().map(|path| {
        let name = path.strip_prefix(folder).ok().filter(|name| name.is_relative() && !name.as_os_str().is_empty());
        let own = || path.file_name().map(PathBuf::from).unwrap_or_default();
        let name = name.filter(|name| is_safe(&name.to_string_lossy().replace('\\', "/"))).map_or_else(own, Path::to_owned);
        (name.to_string_lossy().replace('\\', "/"), path.clone())
    });
    named.collect()
}

/// Makes the pack of a run at its place, whole or not at all; gives what is to be said of it.
pub(crate) fn keep(pack: &Path, parts: &Parts<'_>, screen: &Screen) -> Result<Vec<String>> {
    let manifest = if is_zip(pack) {
        let around = pack.parent().filter(|around| !around.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // The zip's folder is where it will lie: data does not pass through a folder that others see.
        let beside = WholeFolder::create(&around.join(format!("{}.unpacked", pack.file_name().unwrap_or_default().to_string_lossy())))?;
        let manifest = make(beside.path(), parts, screen)?;
        let names: Vec<String> = std::iter::once(MANIFEST.to_owned()).chain(manifest.files.iter().map(|file| file.name.clone())).collect();
        let file = WholeFile::create(pack)?;
        let mut file = if parts.with_data { file.private() } else { file };
        zip(beside.path(), &names, parts.with_data, &mut file).map_err(|cause| file.failed(cause))?;
        file.keep()?;
        manifest
    } else {
        let folder = WholeFolder::create(pack)?;
        let manifest = make(folder.path(), parts, screen)?;
        folder.keep(parts.with_data)?;
        manifest
    };
    let mut said =
        vec![String::new(), format!("{}: {} files of evidence, and a manifest with the digest", shown(pack), manifest.files.len())];
    said.push(digest_of(manifest.to_json().as_bytes()));
    said.push("Write this digest down where nobody can change it: only it shows later that the".to_owned());
    said.push("pack was not exchanged for another. `rettesnor verify` compares.".to_owned());
    if parts.with_data {
        said.push("The pack holds the case data with personal values; keep it as you keep the data.".to_owned());
    }
    Ok(said)
}

/// The digest of bytes, as it is told and written down.
pub(crate) fn digest_of(bytes: &[u8]) -> String {
    format!("blake3:{}", blake3::hash(bytes).to_hex())
}

/// Makes the files of a pack in a folder that is there and empty, its manifest last.
pub(crate) fn make(folder: &Path, parts: &Parts<'_>, screen: &Screen) -> Result<Manifest> {
    let Parts { judged, strategy, governance, .. } = *parts;
    let findings = &judged.findings;
    let lang = findings.lang;
    for (name, bytes) in texts(parts)? {
        write_whole(&folder.join(name), &bytes)?;
    }
    write(judged, (strategy, &strategy.voice(lang)), &folder.join("findings"), &[], screen)?;
    let report = compliance_report(strategy, governance, findings)?;
    for form in Form::ALL {
        let name = format!("{}.{lang}.{}", Kind::ComplianceReport.name(), form.ending());
        write_whole(&folder.join("documents").join(name), &form.bytes(&report)?)?;
    }
    let data = data(folder, parts)?;
    let files = prints_of(folder)?.into_iter().map(|(name, print)| FileRecord::new(&name, print)).collect();
    let law = &strategy.law;
    let mut manifest = Manifest {
        evidence: FORMAT,
        rettesnor: env!("CARGO_PKG_VERSION").to_owned(),
        as_of: parts.source.as_of.to_string(),
        language: lang.code().to_owned(),
        masked: findings.masked,
        strategy: StrategyRecord {
            id: strategy.id.clone(),
            digest: strategy.digest.clone(),
            file: parts.base.place(&shown(&strategy.path))?,
        },
        law: LawRecord {
            country: law.country.clone(),
            origin: if law.origin.is_empty() { "built-in".to_owned() } else { law.origin.clone() },
            digest: law.digest.clone(),
        },
        cases: CasesRecord {
            description: parts.base.place(&shown(&parts.source.description.path))?,
            digest: parts.source.reading.digest.clone(),
            with_data: parts.with_data,
            data,
        },
        key: parts.mask.identification(),
        files,
        seal: String::new(),
    };
    let summary = to_markdown(&evidence_summary(strategy, findings, &manifest)?);
    let name = format!("SUMMARY.{lang}.md");
    write_whole(&folder.join(&name), &summary)?;
    manifest.files.push(FileRecord::new(&name, Print::of_file(&folder.join(&name))?));
    manifest.files.sort_by(|one, other| one.name.cmp(&other.name));
    manifest.seal = parts.mask.seal(&manifest.unsealed());
    write_whole(&folder.join(MANIFEST), manifest.to_json().as_bytes())?;
    Ok(manifest)
}

/// Every text that was read and every picture and font of the house, by name in the pack; the bytes are those that were judged.
fn texts(parts: &Parts<'_>) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut texts: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut add = |name: String, bytes: &[u8]| -> Result<()> {
        let before = texts.insert(name.clone(), bytes.to_owned());
        if before.is_some_and(|before| before != bytes) {
            return Err(format!("`{name}` was changed while it was read; run again").into());
        }
        Ok(())
    };
    // Of several descriptions that were looked at for a data file, only one was used.
    let sets = find_sets(&parts.strategy.path).into_iter().filter_map(|set| set.path.canonicalize().ok());
    let unused: BTreeSet<PathBuf> = sets.filter(|path| *path != parts.base.description).collect();
    for id in parts.sources.ids() {
        if Path::new(parts.sources.name(id)).canonicalize().is_ok_and(|path| unused.contains(&path)) {
            continue;
        }
        add(parts.base.place(parts.sources.name(id))?, parts.sources.text(id).as_bytes())?;
    }
    let house = &parts.strategy.authority.house;
    if let Some(folder) = house::folder_of(&parts.strategy.path) {
        let logo = house.logo.iter().map(|logo| (&logo.name, logo.bytes.as_slice()));
        let fonts = house.fonts.files.iter().map(|font| (&font.name, font.bytes.as_slice()));
        for (name, bytes) in logo.chain(fonts) {
            add(parts.base.place(&shown(&folder.join(name)))?, bytes)?;
        }
    }
    Ok(texts)
}

/// What is recorded of the data files; with the data they are copied into the pack too.
fn data(folder: &Path, parts: &Parts<'_>) -> Result<Vec<DataFile>> {
    let Source { description, reading, .. } = parts.source;
    let of_claims = description.claims.as_ref().map_or(0, |table| table.files.len());
    let mut all = blake3::Hasher::new();
    let mut records = Vec::new();
    for (index, (name, path)) in parts.data.iter().enumerate() {
        let print = Print::of_file_into(path, &mut all)?;
        let record = DataFile {
            name: name.clone(),
            table: if index < of_claims { "claims" } else { "events" }.to_owned(),
            digest: print.digest,
            size: print.size,
            lines: print.lines,
            rows: reading.rows.get(index).copied().unwrap_or(0),
        };
        if parts.with_data {
            let copy = folder.join(record.place(index));
            copy.parent().map_or(Ok(()), fs::create_dir_all).map_err(|cause| FileError::new("write", &copy, cause))?;
            fs::copy(path, &copy).map_err(|cause| FileError::new("copy", path, cause))?;
        }
        records.push(record);
    }
    if format!("blake3:{}", all.finalize().to_hex()) != reading.digest {
        return Err("the case data was changed while it was read; run again".into());
    }
    Ok(records)
}
