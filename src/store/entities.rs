//! Entities: their rows.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::columns::{
    LocalisedRow, Reason, Row, column, localised, optional, optional_text, owned, standing_and_withdrawn,
};
use crate::domain::{
    entity::{Entity, EntityKind},
    id::EntityId,
};

standing_and_withdrawn! {
    ENTITIES,
    WITHDRAWN_ENTITIES,
    "
    select id, name, kind, part_of, note
      from entity
     where case_id = $1"
}

#[derive(Debug, PartialEq, Serialize, Deserialize, FromRow)]
pub(super) struct EntityRow {
    id: String,
    #[sqlx(json)]
    name: LocalisedRow,
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl Row for EntityRow {
    const TABLE: &'static str = "entity";
    fn id(&self) -> &str {
        &self.id
    }
}

impl From<&Entity> for EntityRow {
    fn from(entity: &Entity) -> Self {
        Self {
            id: entity.id.to_string(),
            name: (&entity.name).into(),
            kind: entity.kind.word().to_owned(),
            part_of: owned(entity.part_of.as_ref()),
            note: owned(entity.note.as_ref()),
        }
    }
}

impl TryFrom<EntityRow> for Entity {
    type Error = Reason;
    fn try_from(row: EntityRow) -> Result<Self, Reason> {
        Ok(Self {
            id: column("id", EntityId::parse(&row.id))?,
            name: localised("name", row.name)?,
            kind: column("kind", EntityKind::parse(&row.kind))?,
            part_of: optional("part_of", row.part_of, EntityId::parse)?,
            note: optional_text("note", row.note)?,
        })
    }
}
