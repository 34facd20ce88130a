//! Members: who has which part in a case. For its owners alone.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    etag::{Stamp, answer},
    extract::InCase,
    paging::{List, Page, answer_list},
    sent::Sent,
    writing::created,
};
use crate::{
    domain::{
        fault::FaultKind,
        id::PersonId,
        person::{Flags, Membership, Person, Role, SIGN_IN_NAME_CHARS_MAX, SignInName},
    },
    exchange::case_file::{Field, Fields, Shape},
    paths,
    store::StoreError,
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
pub struct NewMember {
    /// Their id.
    #[schema(example = "p-4f0c1d2e3a4b5c6d7e8f")]
    pub person: String,
    /// Where they stand.
    pub links: MemberLinks,
}

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
    let slice = page.cut(members.iter().map(|(membership, _)| membership.person.as_str()), |_| true);
    Ok(answer_list(&within.caller, stamp(&members), slice, |number| shape(&members[number])))
}

/// Read a member
#[utoipa::path(get, path = "/api/v1/cases/{case}/members/{person}", operation_id = "read_member", tag = "members",
    responses((status = 200, description = "The member.", body = Member)))]
pub(super) async fn show(within: InCase) -> Result<Response, ApiError> {
    let members = members(&within).await?;
    let asked = within.segment("person");
    let found = members.iter().find(|(membership, _)| membership.person.as_str() == asked);
    let found = found.ok_or_else(|| ApiError::not_found(&within.caller))?;
    within.caller.query().finish(&within.caller)?;
    Ok(answer(&within.caller, stamp(std::slice::from_ref(found)), || shape(found)))
}

/// Give somebody a part in a case
///
/// By the name they sign in with. Whoever has a part already is given this one in its place.
#[utoipa::path(post, path = "/api/v1/cases/{case}/members", operation_id = "create_member", tag = "members",
    responses((status = 201, description = "They have the part.", body = NewMember)))]
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
    set(&within, &sent, &person.id, part).await?;
    let links = links(&within, &person.id);
    Ok(created(&links.itself.clone(), NewMember { person: person.id.to_string(), links }))
}

/// Set the part of somebody in a case
///
/// What is sent is all there is: flags that are left out are not set.
#[utoipa::path(put, path = "/api/v1/cases/{case}/members/{person}", operation_id = "set_member", tag = "members",
    responses((status = 204, description = "They have the part.")))]
pub(super) async fn replace(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    let person = person(&within).await?;
    let part = sent.read(PART, read)?;
    set(&within, &sent, &person, part).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Take the part of somebody in a case away
///
/// The last owner stays.
#[utoipa::path(delete, path = "/api/v1/cases/{case}/members/{person}", operation_id = "remove_member", tag = "members",
    responses((status = 204, description = "They have no part any more.")))]
pub(super) async fn remove(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    sent.nothing()?;
    let person = PersonId::parse(within.segment("person")).map_err(|_| ApiError::not_found(&within.caller))?;
    let removed = sent.store().remove_membership(&sent.editor(None), within.case(), &person).await;
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

async fn set(within: &InCase, sent: &Sent, person: &PersonId, part: Part) -> Result<(), ApiError> {
    let Part { role, flags, until } = part;
    let editor = sent.editor(None);
    if until.is_some_and(|until| until <= editor.at) {
        return Err(sent.refused_as("until", "in_the_past", "problem-until-past"));
    }
    let membership = Membership { case: within.case().clone(), person: person.clone(), role, flags, until };
    let done = sent.store().set_membership(&editor, membership).await;
    done.map_err(|error| ApiError::store(&within.caller, error))
}

/// The person that the path names: one with a part in the case, or with an account that is open.
async fn person(within: &InCase) -> Result<PersonId, ApiError> {
    let not_found = || ApiError::not_found(&within.caller);
    let person = PersonId::parse(within.segment("person")).map_err(|_| not_found())?;
    let failed = |error: StoreError| ApiError::store(&within.caller, error);
    let known = within.app().store().credentials_of(&person).await.map_err(failed)?.ok_or_else(not_found)?;
    let now = within.app().clock().now();
    let own = within.app().store().membership(within.case(), &person, now).await.map_err(failed)?;
    if own.is_none() && known.person.disabled_at.is_some() {
        return Err(not_found());
    }
    Ok(person)
}

/// The members of the case, in order of id.
async fn members(within: &InCase) -> Result<Vec<(Membership, Person)>, ApiError> {
    let found = within.app().store().members(within.case(), within.app().clock().now()).await;
    let mut members = found.map_err(|error| ApiError::store(&within.caller, error))?;
    members.sort_by(|(one, _), (other, _)| one.person.cmp(&other.person));
    Ok(members)
}

fn stamp(members: &[(Membership, Person)]) -> Stamp {
    members.iter().fold(Stamp::default(), |stamp, member| stamp.with(&format!("{member:?}")))
}

fn links(within: &InCase, person: &PersonId) -> MemberLinks {
    MemberLinks { itself: paths::api_record(within.case(), "members", person), html: paths::members(within.case()) }
}

fn shape((membership, person): &(Membership, Person)) -> Member {
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
        links: MemberLinks { itself: paths::api_record(case, "members", &person.id), html: paths::members(case) },
    }
}
