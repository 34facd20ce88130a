//! Numbers of records by noun, as outcomes and the audit trail state them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::record::Noun;

/// Numbers of records by noun; nouns without any are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "BTreeMap<String, usize>", try_from = "BTreeMap<String, usize>")]
pub struct Counts(BTreeMap<Noun, usize>);

impl From<Counts> for BTreeMap<String, usize> {
    fn from(Counts(counts): Counts) -> Self {
        counts.into_iter().map(|(noun, count)| (noun.word().to_owned(), count)).collect()
    }
}

impl TryFrom<BTreeMap<String, usize>> for Counts {
    type Error = String;

    fn try_from(counts: BTreeMap<String, usize>) -> Result<Self, String> {
        let of_noun = |(noun, count): (String, usize)| Noun::parse(&noun).map(|noun| (noun, count));
        counts.into_iter().map(of_noun).collect::<Result<_, _>>().map(Self).map_err(|_| "an unknown noun".to_owned())
    }
}

impl Counts {
    /// The number of records of `noun`.
    #[must_use]
    pub fn of(&self, noun: Noun) -> usize {
        self.0.get(&noun).copied().unwrap_or(0)
    }

    /// The number of records of all nouns.
    #[must_use]
    pub fn total(&self) -> usize {
        self.0.values().sum()
    }

    /// The nouns with records, in the order of the case file.
    pub fn iter(&self) -> impl Iterator<Item = (Noun, usize)> {
        self.0.iter().map(|(noun, count)| (*noun, *count))
    }

    pub(super) fn add(&mut self, noun: Noun) {
        *self.0.entry(noun).or_default() += 1;
    }

    pub(super) fn json(&self) -> serde_json::Value {
        self.iter().map(|(noun, count)| (noun.word().to_owned(), serde_json::Value::from(count))).collect()
    }
}
