//! Entities: the people, groups and organisations that answers name.

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    etag::answer,
    extract::{AtCase, InCase, Seen},
    listing::{Changes, Listing, SORTS, answer_in},
    paging::{List, Paging},
    sent::Sent,
    shapes::{Links, LocalisedText, printed, string},
    writing::{self, Written},
};
use crate::{
    app::Picture,
    domain::{
        entity::{self, EntityKind},
        id::EntityId,
        record::Noun,
    },
    paths,
};

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
    /// The case it belongs to.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// The number of its newest version: 1 as it was first written down. Its `ETag` begins with it.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
    /// The moment it was first written down (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub recorded_at: String,
    /// The moment of its newest version (RFC 3339).
    #[schema(format = "date-time", example = "2019-03-03T09:00:00Z")]
    pub changed_at: String,
    /// Where it stands.
    pub links: Links,
}

/// Which entities are asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EntityFilter {
    /// Only entities of one of these kinds.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["group"]))]
    kind: Option<Vec<EntityKind>>,
}

impl Listing for EntityFilter {
    type Item = Entity;
    const NOUN: Noun = Noun::Entity;
    const SCHEMA: &'static str = "Entity";
    const SORTS: &'static [&'static str] = SORTS;

    fn ids(seen: &Seen) -> impl Iterator<Item = &str> {
        seen.dossier().entities().iter().map(|entity| entity.id.as_str())
    }

    fn kept(&self, seen: &Seen, _: &Picture) -> Vec<usize> {
        let entities = seen.dossier().entities();
        let keeps = |number: &usize| self.kind.as_ref().is_none_or(|kinds| kinds.contains(&entities[*number].kind));
        (0..entities.len()).filter(keeps).collect()
    }

    fn shape(seen: &Seen, _: &Picture, number: usize) -> Entity {
        shape(seen, number)
    }
}

/// List the entities of a case
#[utoipa::path(get, path = "/api/v1/cases/{case}/entities", operation_id = "list_entities", tag = "entities",
    params(EntityFilter, Changes, Paging), responses((status = 200, description = "A page of entities.", body = List<Entity>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let filter = EntityFilter { kind: query.list("kind", EntityKind::parse) };
    answer_in(&within, query, &filter).await
}

/// Read an entity
#[utoipa::path(get, path = "/api/v1/cases/{case}/entities/{entity}", operation_id = "read_entity", tag = "entities",
    responses((status = 200, description = "The entity.", body = Entity)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("entity", |id: &EntityId| within.dossier().entity_number(id))?;
    within.caller.query().finish(&within.caller)?;
    let stamp = within.stamp_of(Noun::Entity, within.dossier().entities()[number].id.as_str());
    Ok(answer(&within.caller, stamp, || shape(&within, number)))
}

/// Make an entity
///
/// Contributors make entities. Where the body names no id, one is made from the name.
#[utoipa::path(post, path = "/api/v1/cases/{case}/entities", operation_id = "create_entity", tag = "entities",
    responses((status = 201, description = "The entity was made.", body = Written)))]
pub(super) async fn create(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::create::<entity::Entity>(&at, &sent).await
}

/// Replace an entity
#[utoipa::path(put, path = "/api/v1/cases/{case}/entities/{entity}", operation_id = "replace_entity", tag = "entities",
    responses((status = 200, description = "The entity was replaced.", body = Written)))]
pub(super) async fn replace(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::replace::<entity::Entity>(&at, &sent, at.segment("entity")).await
}

/// Withdraw an entity
#[utoipa::path(delete, path = "/api/v1/cases/{case}/entities/{entity}", operation_id = "withdraw_entity",
    tag = "entities", responses((status = 200, description = "The entity no longer stands.", body = Written)))]
pub(super) async fn withdraw(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::withdraw::<entity::Entity>(&at, &sent, at.segment("entity")).await
}

fn shape(within: &Seen, number: usize) -> Entity {
    let entity = &within.dossier().entities()[number];
    let newest = within.newest.of(Noun::Entity, entity.id.as_str());
    Entity {
        id: entity.id.to_string(),
        name: (&entity.name).into(),
        kind: entity.kind.word(),
        part_of: printed(entity.part_of.as_ref()),
        note: string(entity.note.as_ref()),
        case: within.case().to_string(),
        version: newest.version,
        recorded_at: newest.recorded_at.to_string(),
        changed_at: newest.changed_at.to_string(),
        links: Links::of(within.case(), "entities", &entity.id, paths::entity(within.case(), &entity.id)),
    }
}
