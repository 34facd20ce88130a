//! Ids that filters ask for, each of a record that the case has.

use std::str::FromStr;

use super::query::{ParameterKind, Query};
use crate::domain::{
    dossier::Dossier,
    fault::FaultKind,
    id::{DocumentId, EventId, QuestionId, SourceId},
    near::nearest,
};

/// How many faults of a query are told the id that was meant: to look for one takes as long as a case has records.
const NEAR_FAULTS_MAX: usize = 5;

/// The id of a record that filters ask for.
pub trait ListedId: FromStr<Err = FaultKind> {
    /// What the record is.
    const NOUN: &'static str;

    /// Whether the case has it.
    fn is_in(&self, dossier: &Dossier) -> bool;

    /// All there are in the case.
    fn all(dossier: &Dossier) -> impl Iterator<Item = &str>;
}

macro_rules! listed {
    ($id:ident, $noun:literal, $number:ident, $list:ident) => {
        impl ListedId for $id {
            const NOUN: &'static str = $noun;

            fn is_in(&self, dossier: &Dossier) -> bool {
                dossier.$number(self).is_some()
            }

            fn all(dossier: &Dossier) -> impl Iterator<Item = &str> {
                dossier.$list().iter().map(|record| record.id.as_str())
            }
        }
    };
}

listed!(SourceId, "source", source_number, sources);
listed!(DocumentId, "document", document_number, documents);
listed!(QuestionId, "question", question_number, questions);
listed!(EventId, "event", event_number, events);

impl Query {
    /// A list of ids with commas between them: in a list of one case one that names nothing there is a fault, not an empty
    /// answer; in a list over several any is taken.
    pub fn ids<T: ListedId>(&mut self, name: &'static str, within: Option<&Dossier>) -> Option<Vec<T>> {
        let asked: Vec<(String, T)> = self.list(name, |id| Ok((id.to_owned(), id.parse()?)))?;
        let Some(dossier) = within else { return Some(asked.into_iter().map(|(_, id)| id).collect()) };
        let (there, unknown): (Vec<_>, Vec<_>) = asked.into_iter().partition(|(_, id)| id.is_in(dossier));
        let is_sound = unknown.is_empty();
        for (id, _) in unknown {
            let is_worth_it = self.count_faults() < NEAR_FAULTS_MAX;
            let near = is_worth_it.then(|| nearest(&id, T::all(dossier))).flatten().map(str::to_owned);
            self.refuse(name, ParameterKind::Value(FaultKind::UnknownReference { noun: T::NOUN, id, near }));
        }
        is_sound.then(|| there.into_iter().map(|(_, id)| id).collect())
    }
}
