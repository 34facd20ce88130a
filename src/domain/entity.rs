//! Entities: the people, groups and organisations that answers name.

use super::{
    id::EntityId,
    text::{Localised, Text},
    words::words,
};

words! {
    /// What an entity is.
    EntityKind {
        /// One person.
        Person = "person",
        /// People taken together.
        Group = "group",
        /// A body that acts as one.
        Organisation = "organisation",
    }
}

/// A person, group or organisation that answers name, in a part-of tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Its id, unique in the case.
    pub id: EntityId,
    /// Its name.
    pub name: Localised,
    /// What it is.
    pub kind: EntityKind,
    /// The entity it belongs to.
    pub part_of: Option<EntityId>,
    /// An editor's note.
    pub note: Option<Text>,
}
