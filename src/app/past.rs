//! What somebody may know of an earlier state of a record, and what of it may come back.

use super::OpenCase;
use crate::{
    domain::{
        access::{Identities, Need, Rights},
        case::Case,
        record::{Noun, Record},
        source::Source,
    },
    store::Version,
};

/// Whether a version can be brought back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restorable {
    /// By whoever asks.
    Yes,
    /// Not by whoever asks, who knows only a part of it: that would take the place of who the source is.
    InPart,
    /// By nobody.
    No,
}

/// Whether `version` can be brought back by somebody with these rights. A signed judgement is made again, not brought
/// back.
#[must_use]
pub fn restorable(rights: Rights, version: &Version) -> Restorable {
    if version.record.noun() == Noun::Assessment || !rights.allow(Need::Edit) {
        return Restorable::No;
    }
    match (version.is_whole, rights.identities()) {
        (true, _) => Restorable::Yes,
        (false, Identities::Hidden) => Restorable::InPart,
        (false, Identities::Shown) => Restorable::No,
    }
}

/// A record as it may come back; `newest` is its newest state. Who may see a case is for its owners to decide, not for a
/// restored version, and how its claims are read for them alone. A source that is protected stays so, under the public
/// name it has where the version has none.
#[must_use]
pub fn as_it_may_come_back(rights: Rights, record: Record, newest: Option<Record>) -> Record {
    match (record, newest) {
        (Record::Case(case), Some(Record::Case(now))) => {
            let policy = if rights.allow(Need::Own) { case.policy } else { now.policy };
            Record::Case(Case { visibility: now.visibility, policy, ..case })
        }
        (Record::Source(source), Some(Record::Source(now))) if now.is_protected => {
            let public_name = source.public_name.or(now.public_name);
            Record::Source(Source { is_protected: true, public_name, ..source })
        }
        (record, _) => record,
    }
}

/// An earlier state of a record of the case, as those may see it who see the case so and have these rights.
#[must_use]
pub fn as_seen(open: &OpenCase, rights: Rights, record: &Record) -> Record {
    match record {
        Record::Source(source) if rights.identities() == Identities::Hidden => {
            let sources = open.dossier().sources();
            Record::Source(source.public(|id| sources.iter().any(|other| other.is_protected && other.id == *id)))
        }
        record => record.clone(),
    }
}
