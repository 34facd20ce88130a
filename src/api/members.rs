//! Members: who has which part in a case. For its owners alone.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    added::Added,
    etag::{Stamp, answer},
    extract::InCase,
    paging::{List, Page, answer_list},
    problem::ProblemFault,
    sent::{Condition, NOT_STANDING, Sent},
    writing::created,
};
use crate::{
    domain::{
        fault::FaultKind,
        id::PersonId,
        person::{Flags, Membership, Role, SIGN_IN_NAME_CHARS_MAX, SignInName},
    },
    exchange::case_file::{Field, Fields, Shape},
    paths,
    store::{self, PartBefore, StoreError},
};

/// Somebody with a part in a case.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the answer")]
pub struct Member {
    /// Their id.
    #[schema(example = "p-4f0c1d2e3a4b5c6d7e8f")]
    pub person: String,
    /// What they type to sign in.
    #[schema(example = "night-desk")]
    pub sign_in_name: String,
    /// The name they sign with.
    #[schema(example = "Night desk")]
    pub name: String,
    /// What they may do; each role includes those before it: `viewer`, `contributor`, `editor`, `owner`.
    #[schema(example = "editor")]
    pub role: &'static str,
    /// They see who protected sources are.
    #[schema(example = false)]
    pub see_identity: bool,
    /// They take copies of a case that is not public.
    #[schema(example = true)]
    pub export: bool,
    /// They judge disagreements.
    #[schema(example = true)]
    pub assess: bool,
    /// The moment at which their part ends by itself (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, format = "date-time", example = "2027-01-01T00:00:00Z")]
    pub until: Option<String>,
    /// Their account is closed: they cannot sign in.
    #[schema(example = false)]
    pub closed: bool,
    /// How often their part was given, changed or taken away. Its `ETag` begins with it.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
    /// Where they stand.
    pub links: MemberLinks,
}

/// Where a member stands, as paths below the address of the installation.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberLinks {
    /// This member.
    #[serde(rename = "self")]
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/members/p-4f0c1d2e3a4b5c6d7e8f")]
    pub itself: String,
    /// The page for people that shows the members.
    #[schema(format = "uri-reference", example = "/cases/baghdadi-2019/members")]
    pub html: String,
}

/// Who was given a part.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberWritten {
    /// Their id.
    #[schema(example = "p-4f0c1d2e3a4b5c6d7e8f")]
    pub person: String,
    /// The version their part is at now: `If-Match` of the next write.
    #[schema(example = 2, minimum = 1)]
    pub version: i64,
    /// Where they stand.
    pub links: MemberLinks,
}

/// The fields of a member that a change of their part may bring back.
pub(super) const ADDED: &[&str] = &["person", "sign_in_name", "name", "closed", "version", "links"];

const SIGN_IN_NAME: Field = Field::required(
    "sign_in_name",
    Shape::Text(SIGN_IN_NAME_CHARS_MAX),
    "What they type to sign in.",
    r#""night-desk""#,
);
const ROLE: Field = Field::required(
    "role",
    Shape::Word(|| Role::ALL.iter().map(|role| role.word()).collect()),
    "What they may do; each role includes those before it.",
    r#""editor""#,
);
const SEE_IDENTITY: Field =
    Field::optional("see_identity", Shape::Flag, "Whether they see who protected sources are.", "false");
const EXPORT: Field =
    Field::optional("export", Shape::Flag, "Whether they take copies of a case that is not public.", "true");
const ASSESS: Field = Field::optional("assess", Shape::Flag, "Whether they judge disagreements.", "true");
const UNTIL: Field = Field::optional(
    "until",
    Shape::Moment,
    "The moment at which their part ends by itself; left out, it stays.",
    r#""2027-01-01T00:00:00Z""#,
);

/// The fields of a part.
pub(super) const PART: &[Field] = &[ROLE, SEE_IDENTITY, EXPORT, ASSESS, UNTIL];
/// The fields of a part for somebody who is named beside it.
pub(super) const NAMED_PART: &[Field] = &[SIGN_IN_NAME, ROLE, SEE_IDENTITY, EXPORT, ASSESS, UNTIL];

/// A part in a case, as it was sent.
struct Part {
    role: Role,
    flags: Flags,
    until: Option<jiff::Timestamp>,
}

/// List the members of a case
#[utoipa::path(get, path = "/api/v1/cases/{case}/members", operation_id = "list_members", tag = "members", params(Page),
    responses((status = 200, description = "A page of members.", body = List<Member>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let page = Page::read(&mut query);
    query.finish(&within.caller)?;
    let members = members(&within).await?;
    let slice = page.cut(members.iter().map(|member| member.person.id.as_str()), |_| true);
    Ok(answer_list(&within.caller, stamp(&members), slice, |number| shape(&members[number])))
}

/// Read a member
#[utoipa::path(get, path = "/api/v1/cases/{case}/members/{person}", operation_id = "read_member", tag = "members",
    responses((status = 200, description = "The member.", body = Member)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let found = found(&within).await?;
    within.caller.query().finish(&within.caller)?;
    let stamp = Stamp::default().at_version(found.version).with(&format!("{found:?}"));
    Ok(answer(&within.caller, stamp, || shape(&found)))
}

/// Give somebody a part in a case
///
/// By the name they sign in with. Whoever has a part already keeps it: put another in its place.
#[utoipa::path(post, path = "/api/v1/cases/{case}/members", operation_id = "create_member", tag = "members",
    responses((status = 201, description = "They have the part.", body = MemberWritten)))]
pub(super) async fn create(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let (name, part) = sent.read(NAMED_PART, |fields| {
        let name = fields.text(SIGN_IN_NAME.name, SignInName::parse);
        let part = read(fields);
        Some((name?, part?))
    })?;
    let known = sent.app().store().credentials(&name).await.map_err(|error| ApiError::store(&within.caller, error))?;
    let person = known.map(|known| known.person).filter(|person| person.disabled_at.is_none());
    let person = person.ok_or_else(|| sent.refused_as("sign_in_name", "no_such_person", "fault-no-such-person"))?;
    match set(&within, &sent, &person.id, (part, PartBefore::None)).await {
        Ok(written) => Ok(created(&written.links.itself.clone(), written)),
        Err(Refused::Said(refused)) => Err(refused),
        Err(Refused::Store(StoreError::Taken(_))) => {
            let detail = within.caller.words().say("problem-member-taken");
            let pointer = Some("/sign_in_name".to_owned());
            let fault = ProblemFault { pointer, kind: "taken", detail, ..ProblemFault::default() };
            Err(ApiError::taken(&within.caller, fault))
        }
        Err(Refused::Store(error)) => Err(ApiError::store(&within.caller, error)),
    }
}

/// Set the part of somebody in a case
///
/// What is sent is all there is: flags that are left out are not set.
#[utoipa::path(put, path = "/api/v1/cases/{case}/members/{person}", operation_id = "set_member", tag = "members",
    responses((status = 200, description = "They have the part.", body = MemberWritten)))]
pub(super) async fn replace(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let person = person(&within)?;
    let before = before(&within, &sent).await?;
    let added = Added { fields: ADDED, named: &[("person", person.as_str())] };
    let part = sent.read_beside(added, PART, read)?;
    match set(&within, &sent, &person, (part, before)).await {
        Ok(written) => Ok(axum::Json(written).into_response()),
        Err(Refused::Said(refused)) => Err(refused),
        Err(Refused::Store(error)) => Err(ApiError::store(&within.caller, error)),
    }
}

/// Take the part of somebody in a case away
///
/// The last owner stays.
#[utoipa::path(delete, path = "/api/v1/cases/{case}/members/{person}", operation_id = "remove_member", tag = "members",
    responses((status = 204, description = "They have no part any more.")))]
pub(super) async fn remove(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    sent.nothing()?;
    let (person, before) = (person(&within)?, before(&within, &sent).await?);
    let removed = sent.store().remove_membership(&sent.editor(None), within.case(), &person, before).await;
    removed.map_err(|error| ApiError::store(&within.caller, error))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn read(fields: &mut Fields<'_, '_>) -> Option<Part> {
    let role = fields.text(ROLE.name, Role::parse);
    let flags = Flags {
        see_identity: fields.flag(SEE_IDENTITY.name),
        export: fields.flag(EXPORT.name),
        assess: fields.flag(ASSESS.name),
    };
    let until = fields.text(UNTIL.name, |text| text.parse().map_err(|_| FaultKind::NotATimestamp));
    Some(Part { role: role?, flags, until })
}

/// Why a part was not given.
enum Refused {
    Said(ApiError),
    Store(StoreError),
}

async fn set(
    within: &InCase,
    sent: &Sent,
    person: &PersonId,
    (part, before): (Part, PartBefore),
) -> Result<MemberWritten, Refused> {
    let Part { role, flags, until } = part;
    let editor = sent.editor(None);
    if until.is_some_and(|until| until <= editor.at) {
        return Err(Refused::Said(sent.refused_as("until", "in_the_past", "problem-until-past")));
    }
    let membership =
        Membership { case: within.case().clone(), person: person.clone(), role, flags, until, is_emergency: false };
    let version = sent.store().change_membership(&editor, membership, before).await.map_err(Refused::Store)?;
    Ok(MemberWritten { person: person.to_string(), version, links: links(within, person) })
}

/// The part that a write of one began from. Nothing is written to one that is not there; a repeated request is answered
/// before that is found.
async fn before(within: &InCase, sent: &Sent) -> Result<PartBefore, ApiError> {
    match (&sent.condition, found(within).await) {
        (Condition::None, Ok(_)) => Err(ApiError::unconditional(&within.caller)),
        (Condition::Versions(named), found) => {
            Ok(PartBefore::At(named.begun_from(found.ok().map(|found| found.version))))
        }
        (Condition::Any, Ok(found)) => Ok(PartBefore::At(found.version)),
        (Condition::Any, Err(_)) if sent.may_come_again() => Ok(PartBefore::At(NOT_STANDING)),
        (_, Err(error)) => Err(error),
    }
}

/// The person that the path names.
fn person(within: &InCase) -> Result<PersonId, ApiError> {
    PersonId::parse(within.segment("person")).map_err(|_| ApiError::not_found(&within.caller))
}

/// The member that the path names.
async fn found(within: &InCase) -> Result<store::Member, ApiError> {
    let person = person(within)?;
    let found = members(within).await?.into_iter().find(|member| member.person.id == person);
    found.ok_or_else(|| ApiError::not_found(&within.caller))
}

/// The members of the case, in order of id.
async fn members(within: &InCase) -> Result<Vec<store::Member>, ApiError> {
    let found = within.app().store().members(within.case(), within.app().clock().now()).await;
    let mut members = found.map_err(|error| ApiError::store(&within.caller, error))?;
    members.sort_by(|one, other| one.person.id.cmp(&other.person.id));
    Ok(members)
}

fn stamp(members: &[store::Member]) -> Stamp {
    members.iter().fold(Stamp::default(), |stamp, member| stamp.with(&format!("{member:?}")))
}

fn links(within: &InCase, person: &PersonId) -> MemberLinks {
    MemberLinks { itself: paths::api_record(within.case(), "members", person), html: paths::members(within.case()) }
}

fn shape(store::Member { membership, person, version }: &store::Member) -> Member {
    let Membership { case, role, flags, until, .. } = membership;
    Member {
        person: person.id.to_string(),
        sign_in_name: person.sign_in_name.as_str().to_owned(),
        name: person.name.to_string(),
        role: role.word(),
        see_identity: flags.see_identity,
        export: flags.export,
        assess: flags.assess,
        until: until.map(|until| until.to_string()),
        closed: person.disabled_at.is_some(),
        version: *version,
        links: MemberLinks { itself: paths::api_record(case, "members", &person.id), html: paths::members(case) },
    }
}
