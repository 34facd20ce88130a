//! Sources: whoever speaks or relays. Of a protected source, only what the caller may know leaves the server.

use axum::response::Response;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    etag::answer,
    extract::InCase,
    paging::{List, Page, answer_list},
    shapes::{Links, LocalisedText, printed, string},
};
use crate::{
    domain::{
        id::SourceId,
        source::{Reliability, SourceKind},
    },
    paths,
};

/// Whoever speaks or relays.
#[derive(Debug, Serialize, ToSchema)]
pub struct Source {
    /// Its id, unique in the case.
    #[schema(example = "sdf-official")]
    pub id: String,
    /// Its name, or the words that describe it; of a protected source its public name, unless the caller may see more.
    pub name: LocalisedText,
    /// What everybody else sees in the place of the name: there where the caller sees who a protected source is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = LocalisedText, required = false)]
    pub public_name: Option<LocalisedText>,
    /// What it is.
    #[schema(example = "official")]
    pub kind: &'static str,
    /// It is described, not named.
    #[schema(example = true)]
    pub anonymous: bool,
    /// The words speak of several people.
    #[schema(example = false)]
    pub plural: bool,
    /// Its identity is protected: unless the caller may see it, the fields after this one are absent.
    #[schema(example = false)]
    pub protected: bool,
    /// The organisation it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "sdf")]
    pub part_of: Option<String>,
    /// The organisation in whose name it speaks: its claims are that organisation's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "sdf")]
    pub speaks_for: Option<String>,
    /// An editor's word that this is the same source as another.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "regional-intelligence")]
    pub same_as: Option<String>,
    /// Descriptions that may mean the same people.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false, example = json!(["regional-intelligence"]))]
    pub may_be: Vec<String>,
    /// A key, such as a domain, that joins it to the same source in other cases.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "theguardian.com")]
    pub register: Option<String>,
    /// The letter of its Admiralty grade, from A (completely reliable) to F (cannot be judged).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "B")]
    pub reliability: Option<&'static str>,
    /// An editor's note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "Speaks for the force on the eastern bank.")]
    pub note: Option<String>,
    /// Where it stands.
    pub links: Links,
}

/// Which sources are asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SourceFilter {
    /// Only sources of this kind.
    #[param(value_type = Option<String>, example = "official")]
    kind: Option<SourceKind>,
}

/// List the sources of a case
#[utoipa::path(get, path = "/api/v1/cases/{case}/sources", operation_id = "list_sources", tag = "sources",
    params(SourceFilter, Page), responses((status = 200, description = "A page of sources.", body = List<Source>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let filter = SourceFilter { kind: query.value("kind", SourceKind::parse) };
    let page = Page::read(&mut query);
    query.finish(&within.caller)?;
    let sources = within.dossier().sources();
    let keeps = |number: usize| filter.kind.is_none_or(|kind| sources[number].kind == kind);
    let slice = page.cut(sources.iter().map(|source| source.id.as_str()), keeps);
    Ok(answer_list(&within.caller, within.stamp(), slice, |number| shape(&within, number)))
}

/// Read a source
#[utoipa::path(get, path = "/api/v1/cases/{case}/sources/{source}", operation_id = "read_source", tag = "sources",
    responses((status = 200, description = "The source.", body = Source)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("source", |id: &SourceId| within.dossier().source_number(id))?;
    within.caller.query().finish(&within.caller)?;
    Ok(answer(&within.caller, within.stamp(), || shape(&within, number)))
}

fn shape(within: &InCase, number: usize) -> Source {
    let dossier = within.dossier();
    let source = &dossier.sources()[number];
    let links = Links::of(within.case(), "sources", &source.id, paths::source(within.case(), &source.id));
    Source {
        id: source.id.to_string(),
        name: (&source.name).into(),
        public_name: source.shields().map(Into::into),
        kind: source.kind.word(),
        anonymous: source.is_anonymous,
        plural: source.is_plural,
        protected: source.is_protected,
        part_of: printed(source.part_of.as_ref()),
        speaks_for: printed(source.speaks_for.as_ref()),
        same_as: printed(source.same_as.as_ref()),
        may_be: source.may_be.iter().map(ToString::to_string).collect(),
        register: string(source.register.as_ref()),
        reliability: source.reliability.map(Reliability::word),
        note: string(source.note.as_ref()),
        links,
    }
}
