//! Which source a name in a table is: one that the case knows by its id or exact name, one that an editor says it is, or
//! one that is made with the import. No source is ever made of a name by itself.

use std::collections::{BTreeMap, HashSet};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::MappingFault;
use crate::domain::{
    dossier::Dossier,
    fault::FaultKind,
    id::{SourceId, slug_of},
    likeness::are_names_alike,
    near::nearest,
    source::{Source, SourceKind},
    text::{Localised, Text},
};

/// How many hexadecimal digits of its name stand in the id of a source that is made.
const DIGEST_CHARS: usize = 6;
/// How many characters of its name stand there.
const STEM_CHARS: usize = 40;
/// The most sources that a name is said to be like.
const ALIKE_MAX: usize = 3;
/// The most names that are told to be of no source.
pub const UNKNOWN_MAX: usize = 200;

/// What an editor says of a name in a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidSource {
    /// The name, as it stands in the table.
    pub name: String,
    /// Which source it is.
    pub is: SaidToBe,
}

/// Which source a name is said to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaidToBe {
    /// One of the case, by its id.
    Known(String),
    /// A new one, of this kind and under this name. Where the case knows a source of that very name it is that one, so that
    /// the same table twice makes nothing twice.
    New(SourceKind, Text),
}

/// A name in a table that no source has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    /// The name.
    pub name: String,
    /// In how many rows it stands.
    pub rows: usize,
    /// The ids of sources with names like it, at most three.
    pub alike: Vec<String>,
}

/// A source that is made of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeSource {
    /// The source.
    pub source: Source,
    /// The ids of sources with names like its name, at most three.
    pub alike: Vec<String>,
}

/// The sources of a case by id and by name, with what is said of further names.
pub(super) struct Names {
    ids: HashSet<String>,
    by_name: BTreeMap<String, Vec<String>>,
    said: BTreeMap<String, SaidToBe>,
    made: BTreeMap<String, Source>,
    /// The names of nobody: in how many rows they stand, and the nearest name there is.
    unknown: BTreeMap<String, (usize, Option<String>)>,
}

impl Names {
    /// The names of the sources of `dossier`, and those that are `said`.
    pub(super) fn of(dossier: &Dossier, said: &[SaidSource], faults: &mut Vec<MappingFault>) -> Self {
        let mut by_name: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for source in dossier.sources() {
            for name in versions(&source.name) {
                by_name.entry(name.to_owned()).or_default().push(source.id.to_string());
            }
        }
        let ids: HashSet<String> = dossier.sources().iter().map(|source| source.id.to_string()).collect();
        let mut all = BTreeMap::new();
        for SaidSource { name, is } in said {
            let is_new = matches!(is, SaidToBe::New(..));
            let name = match Text::name(name) {
                Ok(name) => name.to_string(),
                Err(kind) => {
                    faults.push(MappingFault::of_source(is_new, kind));
                    continue;
                }
            };
            if let SaidToBe::Known(id) = is
                && !ids.contains(id)
            {
                let near = nearest(id, ids.iter().map(String::as_str)).map(str::to_owned);
                let kind = FaultKind::UnknownReference { noun: "source", id: id.clone(), near };
                faults.push(MappingFault::of_source(is_new, kind));
            } else if all.insert(name, is.clone()).is_some() {
                faults.push(MappingFault::of_source(is_new, FaultKind::DuplicateKey));
            }
        }
        Self { ids, by_name, said: all, made: BTreeMap::new(), unknown: BTreeMap::new() }
    }

    /// The id of the source that `name` is; one that is to be made is made.
    pub(super) fn id(&mut self, name: &str) -> Result<String, FaultKind> {
        // Names are compared as they are kept: the same letters may be written in several ways.
        let name = Text::name(name)?;
        let name = name.as_str();
        if let Some(found) = self.known(name) {
            return found;
        }
        match self.said.get(name).cloned() {
            Some(SaidToBe::Known(id)) => Ok(id),
            Some(SaidToBe::New(kind, given)) => match self.known(given.as_str()) {
                Some(found) => found,
                None => Ok(self.make(kind, &given)),
            },
            None => Err(self.unknown(name)),
        }
    }

    /// The one of the case that has this id or name; a fault where several have.
    fn known(&self, name: &str) -> Option<Result<String, FaultKind>> {
        if self.ids.contains(name) {
            return Some(Ok(name.to_owned()));
        }
        match self.by_name.get(name)?.as_slice() {
            [id] => Some(Ok(id.clone())),
            ids => Some(Err(FaultKind::Ambiguous { ids: ids.to_vec() })),
        }
    }

    fn make(&mut self, kind: SourceKind, name: &Text) -> String {
        if let Some(made) = self.made.get(name.as_str()) {
            return made.id.to_string();
        }
        let id = self.id_for(name.as_str());
        let made = Source::new(id.clone(), Localised::Plain(name.clone()), kind);
        self.made.insert(name.as_str().to_owned(), made);
        id.to_string()
    }

    /// An id made of the name alone, so that the same name is the same source whenever it is brought in.
    fn id_for(&self, name: &str) -> SourceId {
        let digest = HEXLOWER.encode(&Sha256::digest(name.as_bytes()));
        let stem: String = slug_of(name).unwrap_or_default().chars().take(STEM_CHARS).collect();
        let stem = Some(stem.trim_matches('-')).filter(|stem| !stem.is_empty()).unwrap_or("source");
        let ids = [DIGEST_CHARS, digest.len() / 2].map(|digits| format!("{stem}-{}", &digest[..digits]));
        let free = ids.iter().find(|id| !self.ids.contains(*id)).unwrap_or(&ids[1]);
        SourceId::parse(free).expect("a slug, a hyphen and digits are a slug")
    }

    fn unknown(&mut self, name: &str) -> FaultKind {
        if let Some((rows, near)) = self.unknown.get_mut(name) {
            *rows += 1;
            return FaultKind::UnknownReference { noun: "source", id: name.to_owned(), near: near.clone() };
        }
        // To look for the nearest takes long, and nobody corrects so many.
        let near = (self.unknown.len() < UNKNOWN_MAX).then(|| {
            let known = self.by_name.keys().chain(&self.ids).map(String::as_str);
            let near = nearest(name, known).map(str::to_owned);
            self.unknown.insert(name.to_owned(), (1, near.clone()));
            near
        });
        let near = near.flatten();
        FaultKind::UnknownReference { noun: "source", id: name.to_owned(), near }
    }

    /// What was made of names, and the names of nobody.
    pub(super) fn finish(self) -> (Vec<MadeSource>, Vec<UnknownName>) {
        let made = self.made.values().map(|source| {
            let alike = versions(&source.name).into_iter().next().map(|name| self.alike(name));
            MadeSource { source: source.clone(), alike: alike.unwrap_or_default() }
        });
        let unknown = self.unknown.iter().map(|(name, (rows, _))| {
            let (name, alike) = (name.clone(), self.alike(name));
            UnknownName { name, rows: *rows, alike }
        });
        (made.collect(), unknown.collect())
    }

    /// The sources of the case with names like `name`.
    fn alike(&self, name: &str) -> Vec<String> {
        let alike = self.by_name.iter().filter(|(known, _)| are_names_alike(known, name));
        let mut ids: Vec<String> = alike.flat_map(|(_, ids)| ids.iter().cloned()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.truncate(ALIKE_MAX);
        ids
    }
}

/// A name in each of its languages, each once.
fn versions(name: &Localised) -> HashSet<&str> {
    match name {
        Localised::Plain(name) => HashSet::from([name.as_str()]),
        Localised::By { en, ar } => [en, ar].into_iter().flatten().map(Text::as_str).collect(),
    }
}
