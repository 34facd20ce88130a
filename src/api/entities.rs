//! Entities: the people, groups and organisations that answers name.

use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    etag::answer,
    extract::InCase,
    paging::{List, Page, answer_list},
    shapes::{Links, LocalisedText, printed, string},
};
use crate::{domain::id::EntityId, paths};

/// A person, group or organisation that answers name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Entity {
    /// Its id, unique in the case.
    #[schema(example = "tunisians")]
    pub id: String,
    /// Its name.
    pub name: LocalisedText,
    /// What it is: `person`, `group` or `organisation`.
    #[schema(example = "group")]
    pub kind: &'static str,
    /// The entity it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "foreign-fighters")]
    pub part_of: Option<String>,
    /// An editor's note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "Named by the second report only.")]
    pub note: Option<String>,
    /// Where it stands.
    pub links: Links,
}

/// List the entities of a case
#[utoipa::path(get, path = "/api/v1/cases/{case}/entities", operation_id = "list_entities", tag = "entities",
    params(Page), responses((status = 200, description = "A page of entities.", body = List<Entity>)))]
pub async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let page = Page::read(&mut query);
    query.finish(&within.caller)?;
    let slice = page.cut(within.dossier().entities().iter().map(|entity| entity.id.as_str()), |_| true);
    Ok(answer_list(&within.caller, within.stamp(), slice, |number| shape(&within, number)))
}

/// Read an entity
#[utoipa::path(get, path = "/api/v1/cases/{case}/entities/{entity}", operation_id = "read_entity", tag = "entities",
    responses((status = 200, description = "The entity.", body = Entity)))]
pub async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("entity", |id: &EntityId| within.dossier().entity_number(id))?;
    within.caller.query().finish(&within.caller)?;
    Ok(answer(&within.caller, within.stamp(), || shape(&within, number)))
}

fn shape(within: &InCase, number: usize) -> Entity {
    let entity = &within.dossier().entities()[number];
    Entity {
        id: entity.id.to_string(),
        name: (&entity.name).into(),
        kind: entity.kind.word(),
        part_of: printed(entity.part_of.as_ref()),
        note: string(entity.note.as_ref()),
        links: Links::of(within.case(), "entities", &entity.id, paths::entity(within.case(), &entity.id)),
    }
}
