//! People: who has an account. For those who manage people; and whoever calls, for themselves.

use axum::{
    extract::{RawPathParams, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    etag::{Stamp, answer},
    extract::Caller,
    paging::{List, Page, answer_list},
    sent::Sent,
    writing::created,
};
use crate::{
    app::App,
    domain::{
        id::{CaseId, PersonId},
        person::{self, EMERGENCY_LIFE, Membership},
        text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, Text},
    },
    exchange::case_file::{Field, Shape},
    paths,
    store::{AccountChange, StoreError},
};

/// Somebody with an account.
#[derive(Debug, Serialize, ToSchema)]
pub struct Person {
    /// Their id: random, so that it tells nothing.
    #[schema(example = "p-4f0c1d2e3a4b5c6d7e8f")]
    pub id: String,
    /// What they type to sign in.
    #[schema(example = "night-desk")]
    pub sign_in_name: String,
    /// The name they sign with.
    #[schema(example = "Night desk")]
    pub name: String,
    /// They manage people.
    #[schema(example = false)]
    pub administrator: bool,
    /// Their account is open: they can sign in.
    #[schema(example = true)]
    pub open: bool,
    /// Where they stand.
    pub links: PersonLinks,
}

/// Where a person stands, as paths below the address of the installation.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonLinks {
    /// This person.
    #[serde(rename = "self")]
    #[schema(format = "uri-reference", example = "/api/v1/people/p-4f0c1d2e3a4b5c6d7e8f")]
    pub itself: String,
    /// The page for people that shows it.
    #[schema(format = "uri-reference", example = "/people")]
    pub html: String,
}

/// Whoever calls, with what they may do in which case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Me {
    /// Their id.
    #[schema(example = "p-4f0c1d2e3a4b5c6d7e8f")]
    pub id: String,
    /// What they type to sign in.
    #[schema(example = "night-desk")]
    pub sign_in_name: String,
    /// The name they sign with.
    #[schema(example = "Night desk")]
    pub name: String,
    /// They manage people.
    #[schema(example = false)]
    pub administrator: bool,
    /// The cases they have a part in, in order of id.
    pub cases: Vec<OwnPart>,
    /// Where they stand.
    pub links: PersonLinks,
}

/// The part that whoever calls has in a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct OwnPart {
    /// The case.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// What they may do; each role includes those before it: `viewer`, `contributor`, `editor`, `owner`.
    #[schema(example = "editor")]
    pub role: &'static str,
    /// They see who protected sources are.
    #[schema(example = false)]
    pub see_identity: bool,
    /// They take copies of the case where it is not public.
    #[schema(example = true)]
    pub export: bool,
    /// They judge disagreements.
    #[schema(example = true)]
    pub assess: bool,
    /// The moment at which their part ends by itself (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, format = "date-time", example = "2027-01-01T00:00:00Z")]
    pub until: Option<String>,
    /// The address of the case.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019")]
    pub link: String,
}

/// Emergency access that was given.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmergencyAccess {
    /// The case.
    #[schema(example = "baghdadi-2019")]
    pub case: String,
    /// The moment at which it ends (RFC 3339).
    #[schema(format = "date-time", example = "2026-03-01T13:00:00Z")]
    pub until: String,
    /// The address of the case.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019")]
    pub link: String,
}

/// The fields of an account that those who manage people set.
pub(super) const ACCOUNT: &[Field] = &[
    Field::required("open", Shape::Flag, "Whether they can sign in.", "true"),
    Field::required("administrator", Shape::Flag, "Whether they manage people.", "false"),
];
/// The fields of one's own account.
pub(super) const OWN: &[Field] = &[Field::required(
    "name",
    Shape::Text(NAME_CHARS_MAX),
    "The name that changes and assessments are signed with.",
    r#""Night desk""#,
)];
/// The fields of a call for emergency access.
pub(super) const EMERGENCY: &[Field] = &[
    Field::required("case", Shape::Reference("case"), "The case.", r#""baghdadi-2019""#),
    Field::required(
        "why",
        Shape::Text(NOTE_CHARS_MAX),
        "Why: it stands in the trail of the case, where its members read it.",
        r#""The only owner cannot be reached.""#,
    ),
];

/// List the people of this installation
#[utoipa::path(get, path = "/api/v1/people", operation_id = "list_people", tag = "people", params(Page),
    responses((status = 200, description = "A page of people.", body = List<Person>)))]
pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    let mut query = caller.query();
    let page = Page::read(&mut query);
    query.finish(&caller)?;
    let mut people = app.store().people().await.map_err(|error| ApiError::store(&caller, error))?;
    people.sort_by(|one, other| one.id.cmp(&other.id));
    let slice = page.cut(people.iter().map(|person| person.id.as_str()), |_| true);
    Ok(answer_list(&caller, Stamp::default().with(&format!("{people:?}")), slice, |number| shape(&people[number])))
}

/// Read a person
#[utoipa::path(get, path = "/api/v1/people/{person}", operation_id = "read_person", tag = "people",
    responses((status = 200, description = "The person.", body = Person)))]
pub(super) async fn show(State(app): State<App>, caller: Caller, path: RawPathParams) -> Result<Response, ApiError> {
    let person = named(&app, &caller, &path).await?;
    caller.query().finish(&caller)?;
    Ok(answer(&caller, Stamp::default().with(&format!("{person:?}")), || shape(&person)))
}

/// Close or open an account, give or take the managing of people
///
/// Whatever changes ends the sessions of the person. Somebody who manages people is always left.
#[utoipa::path(put, path = "/api/v1/people/{person}", operation_id = "set_person", tag = "people",
    responses((status = 204, description = "It is so.")))]
pub(super) async fn replace(path: RawPathParams, sent: Sent) -> Result<Response, ApiError> {
    let caller = &sent.caller;
    caller.query().finish(caller)?;
    let person = named(sent.app(), caller, &path).await?;
    let (is_open, is_admin) = sent.read(ACCOUNT, |fields| Some((fields.flag("open"), fields.flag("administrator"))))?;
    let mut changes = Vec::new();
    if is_open != person.disabled_at.is_none() {
        changes.push(if is_open { AccountChange::Enable } else { AccountChange::Disable });
    }
    if is_admin != person.is_admin {
        changes.push(if is_admin { AccountChange::GiveAdmin } else { AccountChange::TakeAdmin });
    }
    let done = sent.store().change_account(&sent.editor(None), &person.id, changes).await;
    done.map_err(|error| ApiError::store(caller, error))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Read who calls
///
/// Oneself, with the cases one has a part in.
#[utoipa::path(get, path = "/api/v1/me", operation_id = "read_me", tag = "people",
    responses((status = 200, description = "Who calls.", body = Me)))]
pub(super) async fn me(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    caller.query().finish(&caller)?;
    let person = caller.viewer().person().ok_or_else(|| ApiError::not_found(&caller))?;
    let failed = |error: StoreError| ApiError::store(&caller, error);
    let known = app.store().credentials_of(person).await.map_err(failed)?;
    let own = known.map(|known| known.person).ok_or_else(|| ApiError::not_found(&caller))?;
    let parts = app.store().memberships(person, app.clock().now()).await.map_err(failed)?;
    Ok(answer(&caller, Stamp::default().with(&format!("{own:?}{parts:?}")), || {
        let Person { id, sign_in_name, name, administrator, .. } = shape(&own);
        let links = PersonLinks { itself: paths::API_ME.to_owned(), html: paths::account() };
        Me { id, sign_in_name, name, administrator, cases: parts.iter().map(part).collect(), links }
    }))
}

/// Take another name
#[utoipa::path(put, path = "/api/v1/me", operation_id = "set_me", tag = "people",
    responses((status = 204, description = "Changes and assessments are signed with it from now on.")))]
pub(super) async fn rename(sent: Sent) -> Result<Response, ApiError> {
    let caller = &sent.caller;
    caller.query().finish(caller)?;
    let name = sent.read(OWN, |fields| fields.text("name", Text::name))?;
    let person = caller.viewer().person().ok_or_else(|| ApiError::not_found(caller))?;
    match sent.store().rename_person(&sent.editor(None), person, name).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT.into_response()),
        Err(StoreError::Taken(_)) => Err(sent.refused_as("name", "taken", "fault-name-taken")),
        Err(error) => Err(ApiError::store(caller, error)),
    }
}

/// Enter a case in an emergency
///
/// Lets whoever manages people read a case for one hour. Its trail says so, with the reason.
#[utoipa::path(post, path = "/api/v1/emergency-access", operation_id = "create_emergency_access", tag = "people",
    responses((status = 201, description = "They may read it.", body = EmergencyAccess)))]
pub(super) async fn enter(sent: Sent) -> Result<Response, ApiError> {
    let caller = &sent.caller;
    caller.query().finish(caller)?;
    let (case, why) = sent.read(EMERGENCY, |fields| {
        let case = fields.text("case", CaseId::parse);
        let why = fields.text("why", Text::note);
        Some((case?, why?))
    })?;
    let own = caller.viewer().person().ok_or_else(|| ApiError::not_found(caller))?;
    let editor = sent.editor(Some(why));
    let until = editor.at + EMERGENCY_LIFE;
    match sent.store().enter_in_emergency(&editor, &case, own, until).await {
        Ok(until) => {
            let link = paths::api_case(&case);
            let given = EmergencyAccess { case: case.to_string(), until: until.to_string(), link: link.clone() };
            Ok(created(&link, given))
        }
        Err(StoreError::Gone) => Err(sent.refused_as("case", "unknown_reference", "fault-emergency-case")),
        Err(StoreError::Taken(_)) => Err(sent.refused_as("case", "taken", "fault-emergency-member")),
        Err(error) => Err(ApiError::store(caller, error)),
    }
}

/// The person that the path names.
async fn named(app: &App, caller: &Caller, path: &RawPathParams) -> Result<person::Person, ApiError> {
    let id = path.iter().find(|(name, _)| *name == "person").and_then(|(_, id)| PersonId::parse(id).ok());
    let id = id.ok_or_else(|| ApiError::not_found(caller))?;
    let known = app.store().credentials_of(&id).await.map_err(|error| ApiError::store(caller, error))?;
    known.map(|known| known.person).ok_or_else(|| ApiError::not_found(caller))
}

fn shape(person: &person::Person) -> Person {
    Person {
        id: person.id.to_string(),
        sign_in_name: person.sign_in_name.as_str().to_owned(),
        name: person.name.to_string(),
        administrator: person.is_admin,
        open: person.disabled_at.is_none(),
        links: PersonLinks { itself: paths::api_person(&person.id), html: paths::people() },
    }
}

fn part(membership: &Membership) -> OwnPart {
    OwnPart {
        case: membership.case.to_string(),
        role: membership.role.word(),
        see_identity: membership.flags.see_identity,
        export: membership.flags.export,
        assess: membership.flags.assess,
        until: membership.until.map(|until| until.to_string()),
        link: paths::api_case(&membership.case),
    }
}
