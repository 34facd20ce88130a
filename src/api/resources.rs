//! The nouns whose records the API writes, each with what [`writing`](super::writing) needs to know of it.

use serde_json::Value;

use super::writing::Resource;
use crate::{
    domain::{
        case::Event,
        claim::Claim,
        document::Document,
        dossier::Dossier,
        entity::Entity,
        id::CaseId,
        place::Place,
        question::Question,
        record::{Noun, Record},
        source::Source,
    },
    exchange::case_file::Noun as _,
    paths,
};

/// Implements [`Resource`]: the type, which is called as its noun, its list in a dossier, and what the API adds to its
/// records beside what it adds to all.
macro_rules! resource {
    ($type:ident, $list:ident, [$($added:literal),*] $(, $is_protected:expr)?) => {
        impl Resource for $type {
            const NOUN: Noun = Noun::$type;
            const ADDED: &'static [&'static str] =
                &["id", $($added,)* "case", "version", "recorded_at", "changed_at", "links"];

            fn find<'a>(dossier: &'a Dossier, id: &str) -> Option<&'a Self> {
                dossier.$list().iter().find(|record| record.id.as_str() == id)
            }

            fn into_record(self) -> Record {
                Record::$type(self)
            }

            $(const MAY_BE_PROTECTED: bool = true;

            fn is_protected(&self) -> bool {
                let is_protected: fn(&Self) -> bool = $is_protected;
                is_protected(self)
            })?
        }
    };
}

resource!(Place, places, []);
resource!(Entity, entities, []);
resource!(Source, sources, [], |source| source.is_protected);
resource!(Document, documents, ["published_by"]);
resource!(Event, events, []);
resource!(Question, questions, ["state", "visible_claims", "positions", "severity"]);
resource!(Claim, claims, ["event", "root", "circular", "reported_by", "read_as", "visible", "positions"]);

/// The address of the page for people that shows a record; that of its case for what has no page of its own.
pub(super) fn page(noun: Noun, case: &CaseId, id: &str) -> String {
    let page = match noun {
        Noun::Place => id.parse().ok().map(|id| paths::place(case, &id)),
        Noun::Entity => id.parse().ok().map(|id| paths::entity(case, &id)),
        Noun::Source => id.parse().ok().map(|id| paths::source(case, &id)),
        Noun::Document => id.parse().ok().map(|id| paths::document(case, &id)),
        Noun::Question => id.parse().ok().map(|id| paths::question(case, &id)),
        Noun::Claim => id.parse().ok().map(|id| paths::claim(case, &id)),
        Noun::Case | Noun::Event | Noun::Assessment => None,
    };
    page.unwrap_or_else(|| paths::case(case))
}

/// A record as the case file has it.
pub(super) fn in_case_file(record: &Record) -> Value {
    match record {
        Record::Case(case) => case.write(),
        Record::Place(place) => place.write(),
        Record::Entity(entity) => entity.write(),
        Record::Source(source) => source.write(),
        Record::Document(document) => document.write(),
        Record::Event(event) => event.write(),
        Record::Question(question) => question.write(),
        Record::Claim(claim) => claim.write(),
        Record::Assessment(assessment) => assessment.write(),
    }
}
