//! The history of a record: every state it has had, and the way back to one.

use axum::response::Response;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::{
    ApiError,
    extract::InCase,
    keyset::{self, BackPage, answer_placed},
    paging::List,
    placed,
    resources::in_case_file,
    sent::{Condition, NOT_STANDING, Sent, WHY},
    writing::{Written, before, created, receipt},
};
use crate::{
    app::past::{self, Restorable},
    domain::{
        access::{Identities, Need},
        record::{Noun, Record, RecordId},
        text::Text,
    },
    exchange::case_file::{Field, Shape},
    store::{self, Author, Change, ImportOutcome, StoreError, Through},
};

/// A state that a record has had.
#[derive(Debug, Serialize, ToSchema)]
pub struct Version {
    /// 1 for its first state.
    #[schema(example = 2, minimum = 1)]
    pub number: i64,
    /// The number of writes the case had seen with it.
    #[schema(example = 13, minimum = 1)]
    pub revision: i64,
    /// When it was written (RFC 3339).
    #[schema(format = "date-time", example = "2026-03-01T12:00:00Z")]
    pub at: String,
    /// Who wrote it.
    pub by: By,
    /// Why, in their words: for members of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "The second report names the village.")]
    pub why: Option<String>,
    /// Whether this state withdrew it.
    #[schema(example = false)]
    pub withdrawn: bool,
    /// Whether the caller can bring it back.
    #[schema(example = true)]
    pub restorable: bool,
    /// The record as it was, as the case file has it and as far as the caller may see it.
    #[schema(value_type = Object)]
    pub record: Value,
}

/// Who wrote something.
#[derive(Debug, Serialize, ToSchema)]
pub struct By {
    /// `person`, or `system`: a part of this program, such as an import.
    #[schema(example = "person")]
    pub kind: &'static str,
    /// The name they sign with: for members of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "Night desk")]
    pub name: Option<String>,
    /// `token` where a program wrote in their name: for members of the case. Absent where they were there in person.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, required = false, example = "token")]
    pub through: Option<&'static str>,
    /// Which token that was: for the person whose it is, signed in with a browser.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = ByToken, required = false)]
    pub token: Option<ByToken>,
}

/// The token that a write came through.
#[derive(Debug, Serialize, ToSchema)]
pub struct ByToken {
    /// Its id.
    #[schema(example = "t-3f9a0c2b7d1e4f5a6b7c")]
    pub id: String,
    /// What its person calls it.
    #[schema(example = "Newsroom import")]
    pub name: String,
}

impl By {
    /// Who wrote, and through what, as `within` may be told it.
    pub(super) fn of(within: &InCase, author: &Author, through: Option<&Through>) -> Self {
        let is_member = within.rights.allow(Need::Member);
        let Author::Person(id, name) = author else {
            return Self { kind: "system", name: None, through: None, token: None };
        };
        let own = through.filter(|_| is_member && within.caller.viewer().manages_tokens_of(id));
        Self {
            kind: "person",
            name: is_member.then(|| name.to_string()),
            through: through.filter(|_| is_member).map(|_| "token"),
            token: own.map(|own| ByToken { id: own.token.to_string(), name: own.name.to_string() }),
        }
    }

    /// The people and tokens that are told of by name among writes: what else the tag of an answer depends on. Names are
    /// those of today.
    pub(super) fn names<'a>(
        within: &InCase,
        writes: impl Iterator<Item = (&'a Author, Option<&'a Through>)>,
    ) -> String {
        let told = writes.map(|(author, through)| Self::of(within, author, through));
        let names = told.map(|by| (by.name, by.token.map(|token| (token.id, token.name)))).collect::<Vec<_>>();
        format!("{names:?}")
    }
}

/// The fields of a restoring.
pub(super) const FIELDS: &[Field] = &[
    Field::required(
        "restores",
        Shape::Integer { min: 1, max: i64::MAX },
        "The number of the version that shall stand again.",
        "1",
    ),
    Field { is_required: true, ..WHY },
];

/// List the versions of a case
///
/// The states the case itself has had, the newest first: its texts, who may see it, how its claims are read.
#[utoipa::path(get, path = "/api/v1/cases/{case}/versions", operation_id = "list_case_versions", tag = "history",
    params(BackPage), responses((status = 200, description = "A page of versions.", body = List<Version>)))]
pub(super) async fn of_case(within: InCase) -> Result<Response, ApiError> {
    list(&within, (Noun::Case, within.case().to_string())).await
}

/// List the versions of a record
///
/// The states it has had, the newest first, also of one that was withdrawn.
#[utoipa::path(get, path = "/api/v1/cases/{case}/{list}/{record}/versions", operation_id = "list_versions",
    tag = "history", params(BackPage),
    responses((status = 200, description = "A page of versions.", body = List<Version>)))]
pub(super) async fn of_record(within: InCase) -> Result<Response, ApiError> {
    let record = named(&within)?;
    list(&within, record).await
}

/// Restore a version of a case
///
/// As a new version. Who may see the case stays as it is; how its claims are read comes back by its owners alone.
#[utoipa::path(post, path = "/api/v1/cases/{case}/versions", operation_id = "restore_case_version", tag = "history",
    responses((status = 201, description = "It stands again.", body = Written)))]
pub(super) async fn restore_case(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    bring_back(&within, &sent, (Noun::Case, within.case().to_string())).await
}

/// Restore a version of a record
///
/// As a new version, also of a record that was withdrawn. A protected source stays protected; it is restored by those alone
/// who see identities.
#[utoipa::path(post, path = "/api/v1/cases/{case}/{list}/{record}/versions", operation_id = "restore_version",
    tag = "history", responses((status = 201, description = "It stands again.", body = Written)))]
pub(super) async fn restore(within: InCase, sent: Sent) -> Result<Response, ApiError> {
    let record = named(&within)?;
    bring_back(&within, &sent, record).await
}

/// The lists whose records have versions of their own.
pub(super) fn lists() -> impl Iterator<Item = Noun> {
    Noun::ALL.iter().copied().filter(|noun| !matches!(noun, Noun::Case | Noun::Assessment))
}

/// The record that the path names.
fn named(within: &InCase) -> Result<RecordId, ApiError> {
    let noun = lists().find(|noun| noun.list() == within.segment("list"));
    let noun = noun.ok_or_else(|| ApiError::not_found(&within.caller))?;
    Ok((noun, within.segment("record").to_owned()))
}

/// Versions of a record from number `from` on back, at most `most`.
async fn versions(
    within: &InCase,
    (noun, id): &RecordId,
    from: i64,
    most: usize,
) -> Result<Vec<store::Version>, ApiError> {
    let most = u32::try_from(most).unwrap_or(u32::MAX);
    let (record, identities) = ((*noun, id.as_str()), within.rights.identities());
    let found = within.app().store().history(within.case(), record, (from, most), identities).await;
    found.map_err(|error| ApiError::store(&within.caller, error))
}

async fn list(within: &InCase, record: RecordId) -> Result<Response, ApiError> {
    let mut query = within.caller.query();
    let (last, limit) = keyset::read(&mut query, |text| text.parse::<i64>().ok());
    let found = versions(within, &record, last.map_or(i64::MAX, |last| last.saturating_sub(1)), limit + 1).await?;
    if found.is_empty() && versions(within, &record, i64::MAX, 1).await?.is_empty() {
        return Err(ApiError::not_found(&within.caller));
    }
    query.finish(&within.caller)?;
    let is_member = within.rights.allow(Need::Member);
    let names = By::names(within, found.iter().map(|version| (&version.author, version.through.as_ref())));
    let stamp = within.stamp().with(&format!("{:?}", within.rights)).with(&names);
    let number = |version: &store::Version| version.number.to_string();
    Ok(answer_placed(&within.caller, stamp, (found, limit), number, |version| shape(within, version, is_member)))
}

fn shape(within: &InCase, version: &store::Version, is_member: bool) -> Version {
    Version {
        number: version.number,
        revision: version.revision,
        at: version.at.to_string(),
        by: By::of(within, &version.author, version.through.as_ref()),
        why: version.why.as_ref().filter(|_| is_member).map(ToString::to_string),
        withdrawn: version.is_withdrawn,
        restorable: !version.is_withdrawn && past::restorable(within.rights, version) == Restorable::Yes,
        record: in_case_file(&past::as_seen(&within.open, within.rights, &version.record)),
    }
}

/// The answer to a restored version.
fn restored(within: &InCase, outcome: &ImportOutcome) -> Response {
    let written = receipt(within.case(), outcome);
    created(&written.links.itself.clone(), written)
}

async fn bring_back(within: &InCase, sent: &Sent, record: RecordId) -> Result<Response, ApiError> {
    within.caller.query().finish(&within.caller)?;
    if let Some(outcome) = before(sent).await? {
        return Ok(restored(within, &outcome));
    }
    let newest = versions(within, &record, i64::MAX, 1).await?.pop();
    let newest = newest.ok_or_else(|| ApiError::not_found(&within.caller))?;
    // As for every write to a source that is protected now, whatever its version was.
    let is_closed = matches!(&newest.record, Record::Source(source) if source.is_protected);
    if is_closed && within.rights.identities() == Identities::Hidden {
        return Err(ApiError::not_found(&within.caller));
    }
    // Part of it comes from the newest version, so that has to be the one it began from.
    let began = match &sent.condition {
        Condition::None => return Err(ApiError::unconditional(&within.caller)),
        Condition::Versions(named) if !named.name(newest.number) => NOT_STANDING,
        Condition::Any | Condition::Versions(_) => newest.number,
    };
    let (number, why) = sent.read(FIELDS, |fields| {
        let number = fields.read("restores", |spot| spot.integer(Ok));
        let why = fields.text(WHY.name, Text::name);
        Some((number?, why?))
    })?;
    let asked = versions(within, &record, number, 1).await?.pop();
    let asked = asked.filter(|version| version.number == number && !version.is_withdrawn);
    let asked = asked.ok_or_else(|| sent.refused_as("restores", "unknown_version", "problem-no-such-version"))?;
    match past::restorable(within.rights, &asked) {
        Restorable::Yes => {}
        Restorable::InPart => return Err(sent.refused_as("restores", "sealed", "history-restore-sealed")),
        Restorable::No => return Err(sent.refused_as("restores", "unknown_version", "problem-no-such-version")),
    }
    let put = vec![past::as_it_may_come_back(within.rights, asked.record, Some(newest.record))];
    let change = Change { put, began_from: vec![(record.clone(), began)], ..Change::default() };
    match sent.store().change_case(&sent.editor(Some(why)), within.case(), change).await {
        Ok(outcome) => Ok(restored(within, &outcome)),
        Err(StoreError::Faults(found)) => {
            Err(ApiError::body(&within.caller, placed::faults(within, &record, true, found).await))
        }
        Err(StoreError::Outdated { .. } | StoreError::Taken(_)) => {
            let current = versions(within, &record, i64::MAX, 1).await?.pop();
            Err(ApiError::outdated(&within.caller, current.map_or(newest.number, |version| version.number)))
        }
        Err(error) => Err(ApiError::store(&within.caller, error)),
    }
}
