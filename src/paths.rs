//! Every URL of the product, as a function.

use std::fmt::Display;

use crate::domain::id::{
    CaseId, ClaimId, DeliveryId, DocumentId, EntityId, PersonId, PlaceId, QuestionId, SourceId, TokenId, WebhookId,
};

mod api;

pub use api::*;

/// The list of cases.
#[must_use]
pub fn home() -> String {
    "/".to_owned()
}

/// A case with its timeline.
#[must_use]
pub fn case(case: &CaseId) -> String {
    format!("/cases/{case}")
}

/// Sources x questions.
#[must_use]
pub fn matrix(case: &CaseId) -> String {
    format!("/cases/{case}/matrix")
}

/// A question: the disagreement on it, or the one answer.
#[must_use]
pub fn question(case: &CaseId, question: &QuestionId) -> String {
    format!("/cases/{case}/questions/{question}")
}

/// Where somebody judges a disagreement.
#[must_use]
pub fn assessment(case: &CaseId, question: &QuestionId) -> String {
    format!("/cases/{case}/questions/{question}/assessment")
}

/// A claim.
#[must_use]
pub fn claim(case: &CaseId, claim: &ClaimId) -> String {
    format!("/cases/{case}/claims/{claim}")
}

/// The sources of a case.
#[must_use]
pub fn sources(case: &CaseId) -> String {
    format!("/cases/{case}/sources")
}

/// A source with all it says or relayed.
#[must_use]
pub fn source(case: &CaseId, source: &SourceId) -> String {
    format!("/cases/{case}/sources/{source}")
}

/// The documents of a case.
#[must_use]
pub fn documents(case: &CaseId) -> String {
    format!("/cases/{case}/documents")
}

/// A document with its claims.
#[must_use]
pub fn document(case: &CaseId, document: &DocumentId) -> String {
    format!("/cases/{case}/documents/{document}")
}

/// Where a document is marked as saying a claim.
#[must_use]
pub fn document_claim(case: &CaseId, document: &DocumentId, claim: &ClaimId) -> String {
    format!("{}#{}", self::document(case, document), claim_anchor(claim))
}

/// The anchor of a claim on the page of its document.
#[must_use]
pub fn claim_anchor(claim: &ClaimId) -> String {
    format!("claim-{claim}")
}

/// The places of a case.
#[must_use]
pub fn places(case: &CaseId) -> String {
    format!("/cases/{case}/places")
}

/// A place.
#[must_use]
pub fn place(case: &CaseId, place: &PlaceId) -> String {
    format!("/cases/{case}/places/{place}")
}

/// The entities of a case.
#[must_use]
pub fn entities(case: &CaseId) -> String {
    format!("/cases/{case}/entities")
}

/// An entity.
#[must_use]
pub fn entity(case: &CaseId, entity: &EntityId) -> String {
    format!("/cases/{case}/entities/{entity}")
}

/// Every state a case itself has had.
#[must_use]
pub fn case_history(case: &CaseId) -> String {
    format!("/cases/{case}/history")
}

/// Every state a record of a list of a case has had; `list` is its name in the case file, such as `claims`.
#[must_use]
pub fn history(case: &CaseId, list: &str, id: impl Display) -> String {
    format!("/cases/{case}/{list}/{id}/history")
}

/// Where a version of what has its history at `history` is restored.
#[must_use]
pub fn restore(history: &str, number: i64) -> String {
    format!("{history}/{number}/restore")
}

/// The anchor of a version on the page of its history.
#[must_use]
pub fn version_anchor(number: i64) -> String {
    format!("version-{number}")
}

/// What was written to a case.
#[must_use]
pub fn case_activity(case: &CaseId) -> String {
    format!("/cases/{case}/activity")
}

/// What was written to the cases somebody may see.
#[must_use]
pub fn activity() -> String {
    "/activity".to_owned()
}

/// The form for a new case. No case made in a form is called `new`.
pub const NEW_CASE: &str = "/cases/new";
/// Where a script keeps what is typed into a form.
pub const DRAFTS: &str = "/drafts";

/// The form for the texts of a case and who may see it.
#[must_use]
pub fn edit_case(case: &CaseId) -> String {
    format!("/cases/{case}/edit")
}

/// The form for the tolerance table of a case.
#[must_use]
pub fn case_policy(case: &CaseId) -> String {
    format!("/cases/{case}/policy")
}

/// The form for a new record of a list of a case; `list` is its name in the case file, such as `claims`.
#[must_use]
pub fn new_record(case: &CaseId, list: &str) -> String {
    format!("/cases/{case}/{list}/new")
}

/// Where a script asks what would follow from a claim that is not saved yet.
#[must_use]
pub fn claim_preview(case: &CaseId) -> String {
    format!("/cases/{case}/claims/preview")
}

/// The form for a record of a list of a case.
#[must_use]
pub fn edit_record(case: &CaseId, list: &str, id: impl Display) -> String {
    format!("/cases/{case}/{list}/{id}/edit")
}

/// The page on which a record of a list of a case is withdrawn.
#[must_use]
pub fn withdraw_record(case: &CaseId, list: &str, id: impl Display) -> String {
    format!("/cases/{case}/{list}/{id}/withdraw")
}

/// Signing in; `next` is where it leads afterwards: a path of ours with its query.
#[must_use]
pub fn sign_in(next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/sign-in?next={next}")
}

/// The page that makes the first account.
#[must_use]
pub fn setup() -> String {
    "/setup".to_owned()
}

/// Where a sign-in is sent to.
#[must_use]
pub fn sign_in_form() -> String {
    "/sign-in".to_owned()
}

/// The second step of signing in; `next` is where it leads afterwards.
#[must_use]
pub fn sign_in_code(next: &str) -> String {
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/sign-in/code?next={next}")
}

/// Where a sign-out is sent to.
#[must_use]
pub fn sign_out() -> String {
    "/sign-out".to_owned()
}

/// Where signing in as the demo editor is sent to.
#[must_use]
pub fn demo_sign_in() -> String {
    "/demo/sign-in".to_owned()
}

/// One's own account.
#[must_use]
pub fn account() -> String {
    "/account".to_owned()
}

/// The name of one's own account.
#[must_use]
pub fn account_name() -> String {
    "/account/name".to_owned()
}

/// The password of one's own account.
#[must_use]
pub fn account_password() -> String {
    "/account/password".to_owned()
}

/// One's own tokens.
#[must_use]
pub fn account_tokens() -> String {
    "/account/tokens".to_owned()
}

/// Where the revoking of a token is sent to.
#[must_use]
pub fn account_token(token: &TokenId) -> String {
    format!("/account/tokens/{token}")
}

/// Where the ending of one's sessions is sent to.
#[must_use]
pub fn account_sessions() -> String {
    "/account/sessions".to_owned()
}

/// The second factor of one's own account.
#[must_use]
pub fn account_second_factor() -> String {
    "/account/second-factor".to_owned()
}

/// The people of this installation.
#[must_use]
pub fn people() -> String {
    "/people".to_owned()
}

/// What was done to accounts.
#[must_use]
pub fn people_activity() -> String {
    "/people/activity".to_owned()
}

/// Where changes of an account are sent to.
#[must_use]
pub fn person(person: &PersonId) -> String {
    format!("/people/{person}")
}

/// Where invites are sent to.
#[must_use]
pub fn invites() -> String {
    "/people/invites".to_owned()
}

/// Where the withdrawing of an invite is sent to.
#[must_use]
pub fn invite(invite: &str) -> String {
    format!("/people/invites/{invite}")
}

/// Where emergency access to a case is asked for.
#[must_use]
pub fn emergency() -> String {
    "/people/emergency".to_owned()
}

/// The page of a one-time link; `secret` is its secret.
#[must_use]
pub fn invitation(secret: &str) -> String {
    format!("{INVITATIONS}{secret}")
}

/// The members of a case.
#[must_use]
pub fn members(case: &CaseId) -> String {
    format!("/cases/{case}/members")
}

/// Where changes of a member are sent to.
#[must_use]
pub fn member(case: &CaseId, person: &PersonId) -> String {
    format!("/cases/{case}/members/{person}")
}

/// The addresses outside that are told of a case.
#[must_use]
pub fn webhooks(case: &CaseId) -> String {
    format!("/cases/{case}/webhooks")
}

/// An address outside that is told of a case, with what it was sent; where changes of it are sent to.
#[must_use]
pub fn webhook(case: &CaseId, webhook: &WebhookId) -> String {
    format!("/cases/{case}/webhooks/{webhook}")
}

/// Where a test of a webhook is asked for.
#[must_use]
pub fn webhook_tests(case: &CaseId, webhook: &WebhookId) -> String {
    format!("/cases/{case}/webhooks/{webhook}/tests")
}

/// Where another attempt of a delivery is asked for.
#[must_use]
pub fn delivery_attempts(case: &CaseId, webhook: &WebhookId, delivery: &DeliveryId) -> String {
    format!("/cases/{case}/webhooks/{webhook}/deliveries/{delivery}/attempts")
}

/// What the paths of one-time links begin with. What follows is a secret and belongs in no log.
pub const INVITATIONS: &str = "/invites/";
/// What tokens begin with. They belong in no path, and where somebody put one there all the same, in no log.
const TOKENS: &str = "cpt_";

/// A path as the log may have it: cut where a secret begins.
#[must_use]
pub fn loggable(path: &str) -> &str {
    if path.starts_with(INVITATIONS) {
        return INVITATIONS;
    }
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    if !decoded.contains(TOKENS) {
        return path;
    }
    // Spelled with percent signs it could begin anywhere.
    path.find(TOKENS).map_or("/", |start| &path[..start])
}

/// The JSON Schema of the case file.
pub const SCHEMA: &str = "/schema/counterpoint-1.json";
/// Whether the server is alive.
pub const HEALTH: &str = "/healthz";
/// Stylesheets, scripts, pictures.
pub const STATIC: &str = "/static";
/// The REST API.
pub const API: &str = "/api/v1";
/// What is below this is answered by the API, whatever its version.
pub const API_ROOT: &str = "/api";
/// The reference of the API, for people.
pub const API_DOCS: &str = "/api/docs";
/// A page of that reference: a noun, or what several share.
#[must_use]
pub fn api_docs_of(noun: &str) -> String {
    format!("{API_DOCS}/{noun}")
}

/// The description of the API, for programs.
pub const API_DOCUMENT: &str = "/api/v1/openapi.json";

/// Where people bring records into a case.
#[must_use]
pub fn import(case: &CaseId) -> String {
    format!("{}/import", self::case(case))
}

/// The style sheets of a brief.
#[must_use]
pub fn brief_sheets() -> Vec<String> {
    ["counterpoint.css", "brief.css"].map(|sheet| format!("{STATIC}/{sheet}")).into()
}

/// The name of a kind of problem: an address that identifies it and stays.
#[must_use]
pub fn problem(kind: &str) -> String {
    format!("/problems/{kind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_in_a_path_is_cut_off_before_the_path_reaches_the_log() {
        for (path, logged) in [
            ("/api/v1/cases/a/claims", "/api/v1/cases/a/claims"),
            ("/invites/secret", "/invites/"),
            ("/api/v1/cases/cpt_0123456789", "/api/v1/cases/"),
            ("/api/v1/cases/%63pt_0123456789", "/"),
            ("/api/v1/cases/cpt%5F0123456789", "/"),
        ] {
            assert_eq!(loggable(path), logged);
        }
    }
}
