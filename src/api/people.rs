//! People: who has an account. For those who manage people; and whoever calls, for themselves.

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    added::Added,
    etag::{Stamp, answer},
    extract::{Caller, Segments},
    paging::{List, Page, answer_list},
    sent::{Condition, NOT_STANDING, Sent},
    writing::created,
};
use crate::{
    app::App,
    domain::{
        access::Viewer,
        id::{CaseId, PersonId},
        person::{EMERGENCY_LIFE, Membership},
        text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, Text},
    },
    exchange::case_file::{Field, Shape},
    paths,
    store::{Account, AccountChange, StoreError},
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
    /// How often their name was set, whether their account is open, or whether they manage people. Its `ETag` begins with it.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
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

/// What a write of an account did.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonWritten {
    /// The id of the person.
    #[schema(example = "p-4f0c1d2e3a4b5c6d7e8f")]
    pub id: String,
    /// The version the account is at now: `If-Match` of the next write.
    #[schema(example = 2, minimum = 1)]
    pub version: i64,
    /// Where they stand.
    pub links: PersonLinks,
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
    /// The cases they have a part in, in order of id; with a token, those that it is for.
    pub cases: Vec<OwnPart>,
    /// The version of their account. The `ETag` begins with it.
    #[schema(example = 1, minimum = 1)]
    pub version: i64,
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
/// The fields of an account that a change of it may bring back.
pub(super) const ADDED_TO_ACCOUNT: &[&str] = &["id", "sign_in_name", "name", "version", "links"];
/// The same of one's own account.
pub(super) const ADDED_TO_OWN: &[&str] = &["id", "sign_in_name", "administrator", "cases", "version", "links"];
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
    people.sort_by(|one, other| one.person.id.cmp(&other.person.id));
    let slice = page.cut(people.iter().map(|account| account.person.id.as_str()), |_| true);
    Ok(answer_list(&caller, Stamp::default().with(&format!("{people:?}")), slice, |number| shape(&people[number])))
}

/// Read a person
#[utoipa::path(get, path = "/api/v1/people/{person}", operation_id = "read_person", tag = "people",
    responses((status = 200, description = "The person.", body = Person)))]
pub(super) async fn show(State(app): State<App>, caller: Caller, path: Segments) -> Result<Response, ApiError> {
    let account = named(&app, &caller, &path).await?;
    caller.query().finish(&caller)?;
    let stamp = Stamp::default().at_version(account.version).with(&format!("{account:?}"));
    Ok(answer(&caller, stamp, || shape(&account)))
}

/// Close or open an account, give or take the managing of people
///
/// Whatever changes ends the sessions of the person. Somebody who manages people is always left.
#[utoipa::path(put, path = "/api/v1/people/{person}", operation_id = "set_person", tag = "people",
    responses((status = 200, description = "It is so.", body = PersonWritten)))]
pub(super) async fn replace(path: Segments, sent: Sent) -> Result<Response, ApiError> {
    let caller = &sent.caller;
    caller.query().finish(caller)?;
    let Account { person, version } = named(sent.app(), caller, &path).await?;
    let began_from = began_from(&sent, version)?;
    let added = Added { fields: ADDED_TO_ACCOUNT, named: &[("id", person.id.as_str())] };
    let (is_open, is_admin) =
        sent.read_beside(added, ACCOUNT, |fields| Some((fields.flag("open"), fields.flag("administrator"))))?;
    let mut changes = Vec::new();
    if is_open != person.disabled_at.is_none() {
        changes.push(if is_open { AccountChange::Enable } else { AccountChange::Disable });
    }
    if is_admin != person.is_admin {
        changes.push(if is_admin { AccountChange::GiveAdmin } else { AccountChange::TakeAdmin });
    }
    let done = sent.store().change_account(&sent.editor(None), &person.id, changes, Some(began_from)).await;
    let version = done.map_err(|error| ApiError::store(caller, error))?;
    let links = PersonLinks { itself: paths::api_person(&person.id), html: paths::people() };
    Ok(axum::Json(PersonWritten { id: person.id.to_string(), version, links }).into_response())
}

/// Read who calls
///
/// Oneself, with the cases one has a part in. A token is told of those alone that it is for.
#[utoipa::path(get, path = "/api/v1/me", operation_id = "read_me", tag = "people",
    responses((status = 200, description = "Who calls.", body = Me)))]
pub(super) async fn me(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    caller.query().finish(&caller)?;
    let person = caller.viewer().person().ok_or_else(|| ApiError::not_found(&caller))?;
    let failed = |error: StoreError| ApiError::store(&caller, error);
    let known = app.store().credentials_of(person).await.map_err(failed)?;
    let own = known.map(|known| Account { person: known.person, version: known.version });
    let own = own.ok_or_else(|| ApiError::not_found(&caller))?;
    let mut parts = app.store().memberships(person, app.clock().now()).await.map_err(failed)?;
    parts.retain(|part| has_part(caller.viewer(), part));
    let stamp = Stamp::default().at_version(own.version).with(&format!("{own:?}{parts:?}"));
    Ok(answer(&caller, stamp, || {
        let Person { id, sign_in_name, name, administrator, version, .. } = shape(&own);
        Me {
            id,
            sign_in_name,
            name,
            administrator,
            cases: parts.iter().map(part).collect(),
            version,
            links: own_links(),
        }
    }))
}

/// Whether whoever asks has this part of theirs: a token has it in its cases alone, and never in an emergency.
fn has_part(viewer: &Viewer, part: &Membership) -> bool {
    viewer.reach().is_none_or(|reach| reach.holds(&part.case) && !part.is_emergency)
}

/// Take another name
#[utoipa::path(put, path = "/api/v1/me", operation_id = "set_me", tag = "people",
    responses((status = 200, description = "Changes and assessments are signed with it from now on.",
        body = PersonWritten)))]
pub(super) async fn rename(sent: Sent) -> Result<Response, ApiError> {
    let caller = &sent.caller;
    caller.query().finish(caller)?;
    let person = caller.viewer().person().ok_or_else(|| ApiError::not_found(caller))?;
    let began_from = match &sent.condition {
        Condition::None => return Err(ApiError::unconditional(caller)),
        Condition::Any => None,
        Condition::Versions(named) => {
            let own =
                sent.app().store().credentials_of(person).await.map_err(|error| ApiError::store(caller, error))?;
            Some(named.begun_from(own.map(|own| own.version)))
        }
    };
    let added = Added { fields: ADDED_TO_OWN, named: &[("id", person.as_str())] };
    let name = sent.read_beside(added, OWN, |fields| fields.text("name", Text::name))?;
    match sent.store().rename_person(&sent.editor(None), person, name, began_from).await {
        Ok(version) => {
            let written = PersonWritten { id: person.to_string(), version, links: own_links() };
            Ok(axum::Json(written).into_response())
        }
        Err(StoreError::Taken(_)) => Err(sent.taken("name", "fault-name-taken")),
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
        Err(StoreError::Taken(_)) => Err(sent.taken("case", "fault-emergency-member")),
        Err(error) => Err(ApiError::store(caller, error)),
    }
}

/// The person that the path names.
async fn named(app: &App, caller: &Caller, path: &Segments) -> Result<Account, ApiError> {
    let id = PersonId::parse(path.named("person")).map_err(|_| ApiError::not_found(caller))?;
    let known = app.store().credentials_of(&id).await.map_err(|error| ApiError::store(caller, error))?;
    let account = known.map(|known| Account { person: known.person, version: known.version });
    account.ok_or_else(|| ApiError::not_found(caller))
}

/// The version that a write of the account, which is at `version`, began from. What has to be changed is found by how it
/// stands, so that it must be at this one.
fn began_from(sent: &Sent, version: i64) -> Result<i64, ApiError> {
    match &sent.condition {
        Condition::None => Err(ApiError::unconditional(&sent.caller)),
        Condition::Any => Ok(version),
        Condition::Versions(named) if named.name(version) => Ok(version),
        // A repeated request is answered before this is found.
        Condition::Versions(_) => Ok(NOT_STANDING),
    }
}

fn own_links() -> PersonLinks {
    PersonLinks { itself: paths::API_ME.to_owned(), html: paths::account() }
}

fn shape(Account { person, version }: &Account) -> Person {
    Person {
        id: person.id.to_string(),
        sign_in_name: person.sign_in_name.as_str().to_owned(),
        name: person.name.to_string(),
        administrator: person.is_admin,
        open: person.disabled_at.is_none(),
        version: *version,
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
