//! Invitations: links that make an account once. For those who manage people.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    ApiError,
    etag::{Stamp, answer},
    extract::{Caller, Segments},
    paging::{List, Page, answer_list},
    sent::{FIRST_VERSION, Sent},
    writing::created,
};
use crate::{
    admission::random_id,
    app::App,
    credentials::Secret,
    domain::{
        person::INVITE_LIFE,
        text::{NAME_CHARS_MAX, Text},
    },
    exchange::case_file::{Field, Shape},
    paths,
    store::Invite,
};

/// A link that may still be used. What it leads to is told once, when it is made.
#[derive(Debug, Serialize, ToSchema)]
pub struct Invitation {
    /// Its id.
    #[schema(example = "i-4f0c1d2e3a4b5c6d7e8f")]
    pub id: String,
    /// Whom it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "The night desk")]
    pub note: Option<String>,
    /// Whether the account will manage people.
    #[schema(example = false)]
    pub administrator: bool,
    /// The person who may choose a new password with it; absent where it makes an account.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "p-4f0c1d2e3a4b5c6d7e8f")]
    pub resets: Option<String>,
    /// When it was made (RFC 3339).
    #[schema(format = "date-time", example = "2026-03-01T12:00:00Z")]
    pub made_at: String,
    /// When it ends by itself (RFC 3339).
    #[schema(format = "date-time", example = "2026-03-08T12:00:00Z")]
    pub expires_at: String,
    /// The address at which it is withdrawn.
    #[schema(format = "uri-reference", example = "/api/v1/invitations/i-4f0c1d2e3a4b5c6d7e8f")]
    pub link: String,
}

/// An invitation that was made, with its secret: it is told this once.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewInvitation {
    /// Its id.
    #[schema(example = "i-4f0c1d2e3a4b5c6d7e8f")]
    pub id: String,
    /// Where the account is made, as a path below the address of the installation. Whoever has it can use it.
    #[schema(format = "uri-reference", example = "/invites/hG7-d3mQ…")]
    pub invitation: String,
    /// When it ends by itself (RFC 3339).
    #[schema(format = "date-time", example = "2026-03-08T12:00:00Z")]
    pub expires_at: String,
    /// The address at which it is withdrawn.
    #[schema(format = "uri-reference", example = "/api/v1/invitations/i-4f0c1d2e3a4b5c6d7e8f")]
    pub link: String,
}

/// The fields of a new invitation.
pub(super) const FIELDS: &[Field] = &[
    Field::optional("note", Shape::Text(NAME_CHARS_MAX), "Whom it is for.", r#""The night desk""#),
    Field::optional("administrator", Shape::Flag, "Whether the account will manage people.", "false"),
];

/// List the invitations that may still be used
#[utoipa::path(get, path = "/api/v1/invitations", operation_id = "list_invitations", tag = "people", params(Page),
    responses((status = 200, description = "A page of invitations.", body = List<Invitation>)))]
pub(super) async fn list(State(app): State<App>, caller: Caller) -> Result<Response, ApiError> {
    let mut query = caller.query();
    let page = Page::read(&mut query);
    query.finish(&caller)?;
    let mut invites = app.store().invites(app.clock().now()).await.map_err(|error| ApiError::store(&caller, error))?;
    invites.sort_by(|one, other| one.id.cmp(&other.id));
    let slice = page.cut(invites.iter().map(|invite| invite.id.as_str()), |_| true);
    Ok(answer_list(&caller, Stamp::default().with(&format!("{invites:?}")), slice, |number| shape(&invites[number])))
}

/// Read an invitation
///
/// One that may still be used. None is ever changed: its version is 1 until it is used or withdrawn.
#[utoipa::path(get, path = "/api/v1/invitations/{invitation}", operation_id = "read_invitation", tag = "people",
    responses((status = 200, description = "The invitation.", body = Invitation)))]
pub(super) async fn show(State(app): State<App>, caller: Caller, path: Segments) -> Result<Response, ApiError> {
    let found = app.store().invites(app.clock().now()).await.map_err(|error| ApiError::store(&caller, error))?;
    let found = found.into_iter().find(|invite| invite.id == path.named("invitation"));
    let found = found.ok_or_else(|| ApiError::not_found(&caller))?;
    caller.query().finish(&caller)?;
    Ok(answer(&caller, Stamp::default().at_version(FIRST_VERSION).with(&found.id), || shape(&found)))
}

/// Invite somebody
///
/// The answer holds the link, and nothing else ever does. It makes one account, within seven days.
#[utoipa::path(post, path = "/api/v1/invitations", operation_id = "create_invitation", tag = "people",
    responses((status = 201, description = "The invitation was made.", body = NewInvitation)))]
pub(super) async fn create(sent: Sent) -> Result<Response, ApiError> {
    let caller = &sent.caller;
    caller.query().finish(caller)?;
    let (note, is_admin) = sent.read(FIELDS, |fields| {
        let note = fields.text("note", Text::name);
        Some((note, fields.flag("administrator")))
    })?;
    let editor = sent.editor(None);
    let (made_at, expires_at) = (editor.at, editor.at + INVITE_LIFE);
    let invite = Invite { id: random_id("i"), is_admin, note, resets: None, made_at, expires_at };
    let made = sent.store().add_invite(&editor, &Secret::random(), invite).await;
    let made = made.map_err(|error| ApiError::store(caller, error))?;
    let link = paths::api_invitation(&made.id);
    let invitation = paths::invitation(&made.secret);
    Ok(created(&link.clone(), NewInvitation { id: made.id, invitation, expires_at: made.expires_at.to_string(), link }))
}

/// Withdraw an invitation
#[utoipa::path(delete, path = "/api/v1/invitations/{invitation}", operation_id = "withdraw_invitation", tag = "people",
    responses((status = 204, description = "It leads nowhere any more.")))]
pub(super) async fn withdraw(path: Segments, sent: Sent) -> Result<Response, ApiError> {
    let caller = &sent.caller;
    caller.query().finish(caller)?;
    sent.nothing()?;
    let id = path.named("invitation");
    if !sent.is_of_first_version() {
        let invites = sent.app().store().invites(sent.app().clock().now()).await;
        let is_there = invites.map_err(|error| ApiError::store(caller, error))?.iter().any(|invite| invite.id == id);
        let outdated = || ApiError::outdated(caller, FIRST_VERSION);
        return Err(if is_there { outdated() } else { ApiError::not_found(caller) });
    }
    let done = sent.store().withdraw_invite(&sent.editor(None), id).await;
    done.map_err(|error| ApiError::store(caller, error))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn shape(invite: &Invite) -> Invitation {
    Invitation {
        id: invite.id.clone(),
        note: invite.note.as_ref().map(ToString::to_string),
        administrator: invite.is_admin,
        resets: invite.resets.as_ref().map(ToString::to_string),
        made_at: invite.made_at.to_string(),
        expires_at: invite.expires_at.to_string(),
        link: paths::api_invitation(&invite.id),
    }
}
