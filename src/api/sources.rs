//! Sources: whoever speaks or relays. Of a protected source, only what the caller may know leaves the server.

use axum::{extract::State, response::Response};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    etag::answer,
    extract::{AtCase, Caller, InCase, Seen},
    listing::{Changes, Listing, SORTS, answer_in, named},
    over_cases::{OverCases, answer_over},
    paging::{List, Paging},
    query::Query,
    sent::Sent,
    shapes::{Links, LocalisedText, printed, string},
    writing::{self, Written},
};
use crate::{
    app::{App, Picture},
    domain::{
        dossier::Dossier,
        id::{DocumentId, EventId, QuestionId, SourceId},
        record::Noun,
        source::{self, Reliability, SourceKind},
    },
    paths,
    store::Named,
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
    /// Its identity is protected: to callers who may not see it, `name` is the public name, and what else would tell who
    /// it is (`part_of` to `note`, `public_name`) is absent.
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

/// Which sources are asked for.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SourceFilter {
    /// Only sources of one of these kinds.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["official"]))]
    kind: Option<Vec<SourceKind>>,
    /// Only sources on the chain of a claim on one of these questions.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["attempt-when"]))]
    question: Option<Vec<QuestionId>>,
    /// Only sources on the chain of a claim about one of these events.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["attempt"]))]
    event: Option<Vec<EventId>>,
    /// Only sources on the chain of a claim in one of these documents.
    #[param(value_type = Option<Vec<String>>, style = Form, explode = false, example = json!(["guardian-2"]))]
    document: Option<Vec<DocumentId>>,
}

impl SourceFilter {
    fn read(query: &mut Query, within: Option<&Seen>) -> Self {
        let dossier = within.map(Seen::dossier);
        Self {
            kind: query.list("kind", SourceKind::parse),
            question: query.ids("question", dossier),
            event: query.ids("event", dossier),
            document: query.ids("document", dossier),
        }
    }

    /// Whether claim number `number` is one that the source is asked to be on the chain of.
    fn keeps_claim(&self, dossier: &Dossier, number: usize) -> bool {
        let (claim, question) = (&dossier.claims()[number], &dossier.questions()[dossier.question_of(number)]);
        self.question.as_ref().is_none_or(|ids| ids.contains(&question.id))
            && self.event.as_ref().is_none_or(|ids| ids.contains(&question.event))
            && self.document.as_ref().is_none_or(|ids| ids.contains(&claim.document))
    }
}

impl Listing for SourceFilter {
    type Item = Source;
    const NOUN: Noun = Noun::Source;
    const SCHEMA: &'static str = "Source";
    const SORTS: &'static [&'static str] = SORTS;

    fn ids(seen: &Seen) -> impl Iterator<Item = &str> {
        seen.dossier().sources().iter().map(|source| source.id.as_str())
    }

    fn kept(&self, seen: &Seen, _: &Picture) -> Vec<usize> {
        let (dossier, sources) = (seen.dossier(), seen.dossier().sources());
        let asks = self.question.is_some() || self.event.is_some() || self.document.is_some();
        let mut speaks = vec![!asks; sources.len()];
        for claim in (0..dossier.claims().len()).filter(|claim| asks && self.keeps_claim(dossier, *claim)) {
            dossier.chain_of(claim).iter().for_each(|source| speaks[*source] = true);
        }
        let is_kind = |number: usize| self.kind.as_ref().is_none_or(|kinds| kinds.contains(&sources[number].kind));
        (0..sources.len()).filter(|number| speaks[*number] && is_kind(*number)).collect()
    }

    fn named(&self) -> Vec<Named> {
        let questions = [named(Noun::Question, self.question.as_ref()), named(Noun::Event, self.event.as_ref())];
        questions.into_iter().chain([named(Noun::Document, self.document.as_ref())]).flatten().collect()
    }

    fn shape(seen: &Seen, _: &Picture, number: usize) -> Source {
        shape(seen, number)
    }
}

/// List the sources of a case
#[utoipa::path(get, path = "/api/v1/cases/{case}/sources", operation_id = "list_sources", tag = "sources",
    params(SourceFilter, Changes, Paging),
    responses((status = 200, description = "A page of sources.", body = List<Source>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let filter = SourceFilter::read(&mut query, Some(&within));
    answer_in(&within, query, &filter).await
}

/// List the sources of all cases
///
/// Of every case that the caller may see, in order of case and id. A filter by an id that a case does not have keeps
/// nothing of that case. A page may hold fewer items than `limit`, and is empty only at the
/// end or where looking took too long.
#[utoipa::path(get, path = "/api/v1/sources", operation_id = "list_sources_of_all_cases", tag = "sources",
    params(OverCases, SourceFilter, Changes, Paging),
    responses((status = 200, description = "A page of sources.", body = List<Source>)))]
pub(super) async fn list_all(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    let mut query = caller.query();
    let filter = SourceFilter::read(&mut query, None);
    answer_over(&app, &caller, query, &filter).await
}

/// Read a source
#[utoipa::path(get, path = "/api/v1/cases/{case}/sources/{source}", operation_id = "read_source", tag = "sources",
    responses((status = 200, description = "The source.", body = Source)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let number = within.number("source", |id: &SourceId| within.dossier().source_number(id))?;
    within.caller.query().finish(&within.caller)?;
    let stamp = within.stamp_of(Noun::Source, within.dossier().sources()[number].id.as_str());
    Ok(answer(&within.caller, stamp, || shape(&within, number)))
}

/// Make a source
///
/// Contributors make sources. Where the body names no id, one is made from the name, of a protected source from chance.
#[utoipa::path(post, path = "/api/v1/cases/{case}/sources", operation_id = "create_source", tag = "sources",
    responses((status = 201, description = "The source was made.", body = Written)))]
pub(super) async fn create(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::create::<source::Source>(&at, &sent).await
}

/// Replace a source
///
/// A protected source is changed by those alone who see identities: to everybody else it is not there.
#[utoipa::path(put, path = "/api/v1/cases/{case}/sources/{source}", operation_id = "replace_source", tag = "sources",
    responses((status = 200, description = "The source was replaced.", body = Written)))]
pub(super) async fn replace(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::replace::<source::Source>(&at, &sent, at.segment("source")).await
}

/// Withdraw a source
///
/// A protected source is withdrawn by those alone who see identities: to everybody else it is not there.
#[utoipa::path(delete, path = "/api/v1/cases/{case}/sources/{source}", operation_id = "withdraw_source",
    tag = "sources", responses((status = 200, description = "The source no longer stands.", body = Written)))]
pub(super) async fn withdraw(at: AtCase, sent: Sent) -> Result<Response, ApiError> {
    writing::withdraw::<source::Source>(&at, &sent, at.segment("source")).await
}

fn shape(within: &Seen, number: usize) -> Source {
    let dossier = within.dossier();
    let source = &dossier.sources()[number];
    let links = Links::of(within.case(), "sources", &source.id, paths::source(within.case(), &source.id));
    let newest = within.newest.of(Noun::Source, source.id.as_str());
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
        case: within.case().to_string(),
        version: newest.version,
        recorded_at: newest.recorded_at.to_string(),
        changed_at: newest.changed_at.to_string(),
        links,
    }
}
