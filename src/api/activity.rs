//! Activity: what was written to a case, the newest first.

use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};

use super::{
    ApiError,
    assessments::id_of,
    extract::InCase,
    keyset::{self, answer_placed},
    listing::in_order,
    paging::List,
    versions::By,
};
use crate::{
    domain::{
        access::Need,
        as_known::Recorded,
        calendar::UtcOffset,
        dated::Dated,
        fault::FaultKind,
        id::{CaseId, PersonId},
        record::Noun,
    },
    paths,
    store::{self, ActivityFilter, ActivityPlace, CaseAct, MemberAct, MemberChange, WebhookAct},
};

/// A write to a case, or, for its members, a change of who may do what in it or of where its notices are sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Activity {
    /// The number of writes the case had seen with it.
    #[schema(example = 13, minimum = 0)]
    pub revision: i64,
    /// When (RFC 3339).
    #[schema(format = "date-time", example = "2026-03-01T12:00:00Z")]
    pub at: String,
    /// Who.
    pub by: By,
    /// Why, in their words: for members of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "The second report names the village.")]
    pub why: Option<String>,
    /// How many records it changed.
    #[schema(example = 1)]
    pub changes: usize,
    /// The first six of them.
    pub changed: Vec<ChangedRecord>,
    /// What became of a member, where it was that: for members of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = MemberActivity, required = false)]
    pub member: Option<MemberActivity>,
    /// What became of a webhook, where it was that: for members of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = WebhookActivity, required = false)]
    pub webhook: Option<WebhookActivity>,
}

/// A record that a write changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedRecord {
    /// Its kind.
    #[schema(example = "claim")]
    pub noun: &'static str,
    /// Its id.
    #[schema(example = "when-1")]
    pub id: String,
    /// What was done: `added`, `changed` or `withdrawn`.
    #[schema(example = "changed")]
    pub act: &'static str,
    /// Its address.
    #[schema(format = "uri-reference", example = "/api/v1/cases/baghdadi-2019/claims/when-1")]
    pub link: String,
}

/// What became of a member of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberActivity {
    /// Who, by name.
    #[schema(example = "Night desk")]
    pub name: String,
    /// Whether they were given a part (`set`), lost it (`removed`) or were let in in an emergency (`emergency`).
    #[schema(example = "set")]
    pub act: &'static str,
    /// The role they were given.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "editor")]
    pub role: Option<&'static str>,
    /// Until when they were let in (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, format = "date-time", example = "2026-03-01T13:00:00Z")]
    pub until: Option<String>,
}

/// What became of a webhook of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookActivity {
    /// Its id. For owners of the case it stands below `webhooks`, unless it was removed.
    #[schema(example = "h-3f2a9c01d4b8e6f7a1c2")]
    pub webhook: String,
    /// Whether it was `added`, `changed` (also: it goes on after a pause), `paused`, given another `secret` or `removed`.
    #[schema(example = "added")]
    pub act: &'static str,
    /// The host it leads to. The rest of its address may be a secret: its owners read it at the webhook.
    #[schema(example = "hooks.example")]
    pub host: String,
}

/// Which writes are asked for. Filters add up.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "it describes the parameters that `filter` reads")]
pub struct ActivityQuery {
    /// Only writes that changed records of this kind.
    #[param(value_type = Option<String>, example = "claim")]
    noun: Option<Noun>,
    /// Only writes of the person with this id: for members of the case.
    #[param(value_type = Option<String>, example = "p-4f0c1d2e3a4b5c6d7e8f")]
    person: Option<PersonId>,
    /// Only writes from this day on (EDTF; UTC).
    #[param(value_type = Option<String>, example = "2026-03")]
    from: Option<Timestamp>,
    /// Only writes up to the end of this day (EDTF; UTC).
    #[param(value_type = Option<String>, example = "2026-03-31")]
    to: Option<Timestamp>,
    /// Where the last page ended: the `next` of that page, as it came. Absent: from the newest on.
    #[param(value_type = Option<String>, example = "MTc3MjM2NjQwMDAwMDAwMC4xLjE")]
    cursor: Option<String>,
    /// The most items of the page, 1 to 200; 50 when absent.
    #[param(value_type = Option<usize>, minimum = 1, maximum = 200, example = 50)]
    limit: usize,
}

/// List what was written to a case
///
/// The newest first. Members are told who wrote and why, and what became of members and webhooks.
#[utoipa::path(get, path = "/api/v1/cases/{case}/activity", operation_id = "list_activity", tag = "history",
    params(ActivityQuery), responses((status = 200, description = "A page of writes.", body = List<Activity>)))]
pub(super) async fn list(within: InCase) -> Result<Response, ApiError> {
    let is_member = within.rights.allow(Need::Member);
    let mut query = within.caller.query();
    let case = within.case();
    let mut filter = ActivityFilter {
        cases: vec![case.clone()],
        named: if is_member { vec![case.clone()] } else { Vec::new() },
        noun: query.value("noun", Noun::parse),
        // Nobody else is told of anybody: to them there is no such parameter.
        person: if is_member { query.value("person", PersonId::parse) } else { None },
        from: query.value("from", start),
        to: query.value("to", end),
        after: None,
    };
    in_order(&mut query, "to", filter.from, filter.to);
    let (after, limit) = keyset::read(&mut query, |text| place(case, text));
    filter.after = after;
    query.finish(&within.caller)?;
    let most = u32::try_from(limit + 1).unwrap_or(u32::MAX);
    let found = within.app().store().activity(&filter, most).await;
    let found = found.map_err(|error| ApiError::store(&within.caller, error))?;
    // What is done to members and webhooks is no write: the answer depends on more than the revision.
    let stamp = within.stamp().with(&is_member).with(&format!("{:?}", found.first().map(|newest| &newest.place)));
    let stamp = stamp.with(&By::names(&within, found.iter().map(|write| (&write.author, write.through.as_ref()))));
    let last = |write: &store::Activity| format!("{}.{}.{}", write.place.micros, write.place.revision, write.place.nth);
    Ok(answer_placed(&within.caller, stamp, (found, limit), last, |write| shape(&within, write)))
}

fn start(day: &str) -> Result<Timestamp, FaultKind> {
    let seconds = Dated::parse(day)?.first().seconds(UtcOffset::UTC).lo();
    Timestamp::from_second(seconds).map_err(|_| FaultKind::NotATimestamp)
}

fn end(day: &str) -> Result<Timestamp, FaultKind> {
    let end = Recorded::end_of(Dated::parse(day)?.last());
    end.map(|end| end.moment).ok_or(FaultKind::NotATimestamp)
}

fn place(case: &CaseId, text: &str) -> Option<ActivityPlace> {
    let mut parts = text.splitn(3, '.').map(|part| part.parse().ok());
    let (micros, revision, nth) = (parts.next()??, parts.next()??, parts.next()??);
    Some(ActivityPlace { micros, case: case.clone(), revision, nth })
}

fn shape(within: &InCase, write: &store::Activity) -> Activity {
    let is_member = within.rights.allow(Need::Member);
    Activity {
        revision: write.place.revision,
        at: write.at.to_string(),
        by: By::of(within, &write.author, write.through.as_ref()),
        why: write.why.as_ref().filter(|_| is_member).map(ToString::to_string),
        changes: write.changes,
        changed: write.changed.iter().map(|changed| self::changed(&write.place.case, changed)).collect(),
        member: match &write.act {
            Some(CaseAct::Member(act)) if is_member => Some(member(act)),
            _ => None,
        },
        webhook: match &write.act {
            Some(CaseAct::Webhook(act)) if is_member => Some(webhook(act)),
            _ => None,
        },
    }
}

fn changed(case: &CaseId, changed: &store::Changed) -> ChangedRecord {
    let (noun, id) = &changed.record;
    let id = if *noun == Noun::Assessment { id_of(id) } else { id.clone() };
    let act = match (changed.is_withdrawn, changed.is_new) {
        (true, _) => "withdrawn",
        (false, true) => "added",
        (false, false) => "changed",
    };
    let link = match noun {
        Noun::Case => paths::api_case(case),
        noun => paths::api_record(case, noun.list(), &id),
    };
    ChangedRecord { noun: noun.word(), id, act, link }
}

fn member(MemberAct { name, what }: &MemberAct) -> MemberActivity {
    let (act, role, until) = match what {
        MemberChange::Set(role, _) => ("set", Some(role.word()), None),
        MemberChange::Removed => ("removed", None, None),
        MemberChange::Emergency(until) => ("emergency", None, Some(until.to_string())),
    };
    MemberActivity { name: name.to_string(), act, role, until }
}

fn webhook(WebhookAct { webhook, host, fate }: &WebhookAct) -> WebhookActivity {
    WebhookActivity { webhook: webhook.to_string(), act: fate.word(), host: host.to_string() }
}
