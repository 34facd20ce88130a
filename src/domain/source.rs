//! Sources: whoever speaks or relays.

use super::{
    id::SourceId,
    text::{Localised, Text},
    words::words,
};

words! {
    /// What a source is.
    SourceKind {
        /// A newspaper, agency, broadcaster, site: it publishes.
        Outlet = "outlet",
        /// Somebody who speaks in an office.
        Official = "official",
        /// Somebody who was there.
        Eyewitness = "eyewitness",
        /// A body that speaks as one.
        Organisation = "organisation",
        /// A written record that speaks for itself.
        Document = "document",
        /// A person in none of these roles.
        Person = "person",
        /// Reports that name nobody; never a root.
        Unattributed = "unattributed",
    }

    /// The reliability of a source: the letter of the Admiralty grade (NATO STANAG 2511).
    Reliability {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Cannot be judged.
        F = "F",
    }
}

/// Whoever speaks or relays.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its id, unique in the case.
    pub id: SourceId,
    /// Its name.
    pub name: Localised,
    /// What it is.
    pub kind: SourceKind,
    /// It is described, not named. Two descriptions are the same source only by an editor's word.
    pub is_anonymous: bool,
    /// The words speak of several people.
    pub is_plural: bool,
    /// Its identity is protected: everybody without the right sees the public name.
    pub is_protected: bool,
    /// What everybody may see of a protected source.
    pub public_name: Option<Localised>,
    /// The organisation it belongs to.
    pub part_of: Option<SourceId>,
    /// The organisation in whose name it speaks: its claims are that organisation's.
    pub speaks_for: Option<SourceId>,
    /// An editor's word that this is the same source as another.
    pub same_as: Option<SourceId>,
    /// Descriptions that may mean the same people.
    pub may_be: Vec<SourceId>,
    /// A key, such as a domain, that joins it to the same source in other cases.
    pub register: Option<Text>,
    /// The letter of its Admiralty grade.
    pub reliability: Option<Reliability>,
    /// An editor's note.
    pub note: Option<Text>,
}

impl Source {
    /// A named source in the open, of which nothing else is said.
    #[must_use]
    pub fn new(id: SourceId, name: Localised, kind: SourceKind) -> Self {
        Self {
            id,
            name,
            kind,
            is_anonymous: false,
            is_plural: false,
            is_protected: false,
            public_name: None,
            part_of: None,
            speaks_for: None,
            same_as: None,
            may_be: Vec::new(),
            register: None,
            reliability: None,
            note: None,
        }
    }

    /// What everybody else sees in the place of the name, where this names a protected source; `None` where the name is
    /// for everybody. A source of a [`super::edition::Edition`] without identities has no other name than that one.
    #[must_use]
    pub fn shields(&self) -> Option<&Localised> {
        self.public_name.as_ref().filter(|public| self.is_protected && **public != self.name)
    }

    /// What everybody may see of it. A protected source shows its public name and what it is, and nothing that leads
    /// to or from another source: a link would say who it is. `is_protected` tells of other sources.
    #[must_use]
    pub fn public(&self, is_protected: impl Fn(&SourceId) -> bool) -> Self {
        let is_open = |id: &&SourceId| !self.is_protected && !is_protected(id);
        let link = |to: &Option<SourceId>| to.as_ref().filter(is_open).cloned();
        Self {
            name: self.shields().unwrap_or(&self.name).clone(),
            part_of: link(&self.part_of),
            speaks_for: link(&self.speaks_for),
            same_as: link(&self.same_as),
            may_be: self.may_be.iter().filter(is_open).cloned().collect(),
            register: self.register.clone().filter(|_| !self.is_protected),
            reliability: self.reliability.filter(|_| !self.is_protected),
            note: self.note.clone().filter(|_| !self.is_protected),
            ..self.clone()
        }
    }
}
