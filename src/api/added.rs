//! The fields that answers have beside those that can be written. A body that puts something in the place of what was
//! read may bring them back, so that an answer can be changed and sent as it is: they say what was read, and set nothing.

use super::{
    ApiError,
    problem::ProblemFault,
    sent::{Condition, Sent},
};
use crate::{
    domain::fault::{Fault, FaultKind, Path},
    exchange::case_file::{Faults, Field, Fields, Json, Trail},
};

/// The fields that a body may bring back.
#[derive(Debug, Clone, Copy)]
pub struct Added<'a> {
    /// What they are called.
    pub fields: &'static [&'static str],
    /// Those of them that name what the address names, with what it is called there.
    pub named: &'a [(&'static str, &'a str)],
}

/// The field that says which version was read.
const VERSION: &str = "version";

impl Sent {
    /// The body without what it brings back, and where that is said twice, or is of something else than the address or
    /// `If-Match` names.
    pub(super) fn without_added(&self, json: Json, added: Added<'_>) -> (Json, Vec<ProblemFault>) {
        let Json::Object(members) = json else { return (json, Vec::new()) };
        let is_added = |(key, _): &(String, Json)| added.fields.contains(&key.as_str());
        let (back, own): (Vec<_>, Vec<_>) = members.into_iter().partition(is_added);
        let mut faults = Vec::new();
        for (place, (key, value)) in back.iter().enumerate() {
            if back[..place].iter().any(|(before, _)| before == key) {
                let at = Path::root().field(key);
                faults.push(ProblemFault::at(at.pointer(), &FaultKind::DuplicateKey, self.caller.words()));
            } else {
                faults.extend(self.contradiction(key, value, added.named));
            }
        }
        (Json::Object(own), faults)
    }

    fn contradiction(&self, key: &str, value: &Json, named: &[(&str, &str)]) -> Option<ProblemFault> {
        let (kind, message) = match (&self.condition, value) {
            (Condition::Versions(versions), Json::Number(number)) if key == VERSION => {
                let is_other = number.as_i64().is_none_or(|number| versions.differ_from(number));
                is_other.then_some(("other_version", "problem-other-version"))?
            }
            _ => {
                let (name, expected) = named.iter().find(|(name, _)| *name == key)?;
                let is_other = *value != Json::String((*expected).to_owned());
                let told = if *name == "case" {
                    ("other_case", "problem-other-case")
                } else {
                    ("other_id", "problem-other-id")
                };
                is_other.then_some(told)?
            }
        };
        let (pointer, detail) = (Some(format!("/{key}")), self.caller.words().say(message));
        Some(ProblemFault { pointer, kind, detail, ..ProblemFault::default() })
    }

    /// What the body says beside what it brings back, an object with the fields of `table`.
    ///
    /// # Errors
    /// Every fault of it, at its place.
    pub(super) fn read_beside<T>(
        &self,
        added: Added<'_>,
        table: &'static [Field],
        read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
    ) -> Result<T, ApiError> {
        let (json, contradictions) = self.without_added(self.json()?, added);
        let mut faults = Faults::default();
        let said = Fields::open(&json, table, Trail::Root, &mut faults).and_then(|mut fields| read(&mut fields));
        match said {
            Some(said) if faults.count() + contradictions.len() == 0 => Ok(said),
            _ => Err(self.refused_with(contradictions, &faults.into_list())),
        }
    }

    /// The answer to a body with these faults, and others that are in words already.
    pub(super) fn refused_with(&self, others: Vec<ProblemFault>, faults: &[Fault]) -> ApiError {
        let words = self.caller.words();
        let faults = faults.iter().map(|fault| ProblemFault::at(fault.at.pointer(), &fault.kind, words));
        ApiError::body(&self.caller, faults.chain(others).collect())
    }
}
