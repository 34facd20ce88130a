//! Bulk writes: many records in one statement, from JSON.
//!
//! Each statement takes the case as `$1` and a list of rows as JSON in `$2`; the rows are those of the noun files,
//! under the names of their columns. `->` keeps JSON as JSON, `->>` takes the text or number out of it; what a row
//! leaves out is null. On SQLite the list goes through `jsonb_each`, because `json_each` prints each row again for every
//! column that is taken from it, which doubles the time of an import. (`where true` keeps SQLite from reading `on conflict` as part of a join.)

use sqlx::SqliteConnection;

use super::{StoreError, identities::Identity};
use crate::domain::{id::CaseId, record::Noun};

/// How the records of a noun are written.
pub(super) struct Writes {
    pub(super) noun: Noun,
    /// Adds records, updates those that are there, brings back those that were withdrawn.
    pub(super) upsert: &'static str,
    /// Replaces the lists that belong to the records.
    pub(super) lists: &'static [&'static str],
    /// Withdraws the records whose ids `$2` lists, at revision `$3`.
    pub(super) withdraw: Option<&'static str>,
}

/// What is to be written of one noun.
pub(super) struct Batches {
    pub(super) noun: Noun,
    /// Rows to add or update: none of the batches is large.
    pub(super) changed: Vec<Batch>,
    /// Rows to withdraw.
    pub(super) withdrawn: Vec<Batch>,
    /// What of these not everybody may see.
    pub(super) identities: Vec<Identity>,
}

/// Rows with the versions they become.
pub(super) struct Batch {
    /// A JSON list: of rows as everybody may see them, or of ids to withdraw.
    pub(super) rows: String,
    /// A JSON list of versions: id, `is_withdrawn`, salt, commitment, body.
    pub(super) versions: String,
}

/// Writes the records of one noun and their versions, in a fixed number of statements for each batch.
pub(super) async fn write(
    connection: &mut SqliteConnection,
    case: &CaseId,
    revision: i64,
    batches: &Batches,
) -> Result<(), StoreError> {
    let writes = ALL.iter().find(|writes| writes.noun == batches.noun).expect("every noun has its statements");
    for Batch { rows, .. } in &batches.changed {
        for sql in std::iter::once(&writes.upsert).chain(writes.lists) {
            sqlx::query(*sql).bind(case.as_str()).bind(rows).execute(&mut *connection).await?;
        }
    }
    for (Batch { rows, .. }, sql) in batches.withdrawn.iter().zip(writes.withdraw.into_iter().cycle()) {
        sqlx::query(sql).bind(case.as_str()).bind(rows).bind(revision).execute(&mut *connection).await?;
    }
    for Batch { versions, .. } in batches.changed.iter().chain(&batches.withdrawn) {
        let versions = sqlx::query(ADD_VERSIONS).bind(case.as_str()).bind(versions).bind(batches.noun.word());
        versions.bind(revision).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The next version of each record in `$2`, of noun `$3`, at revision `$4`.
pub(super) const ADD_VERSIONS: &str = "
    insert into version (case_id, noun, id, number, revision, body, is_withdrawn, salt, commitment)
    select $1, $3, item.value ->> 'id',
           coalesce((select max(earlier.number)
                       from version as earlier
                      where earlier.case_id = $1
                        and earlier.noun = $3
                        and earlier.id = item.value ->> 'id'), 0) + 1,
           $4, item.value -> 'body', item.value ->> 'is_withdrawn', item.value ->> 'salt',
           item.value ->> 'commitment'
      from jsonb_each($2) as item";

/// The statements of every noun.
pub(super) const ALL: [Writes; 9] = [
    Writes { noun: Noun::Case, upsert: UPSERT_CASE, lists: &[CLEAR_POLICY, ADD_POLICY], withdraw: None },
    Writes { noun: Noun::Place, upsert: UPSERT_PLACE, lists: &[], withdraw: Some(WITHDRAW_PLACE) },
    Writes { noun: Noun::Entity, upsert: UPSERT_ENTITY, lists: &[], withdraw: Some(WITHDRAW_ENTITY) },
    Writes {
        noun: Noun::Source,
        upsert: UPSERT_SOURCE,
        lists: &[CLEAR_MAY_BE, ADD_MAY_BE],
        withdraw: Some(WITHDRAW_SOURCE),
    },
    Writes {
        noun: Noun::Document,
        upsert: UPSERT_DOCUMENT,
        lists: &[CLEAR_CITATIONS, ADD_CITATIONS],
        withdraw: Some(WITHDRAW_DOCUMENT),
    },
    Writes { noun: Noun::Event, upsert: UPSERT_EVENT, lists: &[], withdraw: Some(WITHDRAW_EVENT) },
    Writes {
        noun: Noun::Question,
        upsert: UPSERT_QUESTION,
        lists: &[CLEAR_OPTIONS, ADD_OPTIONS],
        withdraw: Some(WITHDRAW_QUESTION),
    },
    Writes {
        noun: Noun::Claim,
        upsert: UPSERT_CLAIM,
        lists: &[CLEAR_CHAIN, ADD_CHAIN],
        withdraw: Some(WITHDRAW_CLAIM),
    },
    Writes {
        noun: Noun::Assessment,
        upsert: UPSERT_ASSESSMENT,
        lists: &[CLEAR_ASSESSMENT_CLAIMS, ADD_ASSESSMENT_CLAIMS],
        withdraw: Some(WITHDRAW_ASSESSMENT),
    },
];

const UPSERT_CASE: &str = r#"
    insert into "case" (
           id, title, summary, visibility, revision, changed_at)
    select $1, item.value -> 'title', item.value -> 'summary', item.value ->> 'visibility', 0, 0
      from jsonb_each($2) as item
     where true
        on conflict (id) do update
       set title = excluded.title, summary = excluded.summary, visibility = excluded.visibility"#;

const UPSERT_PLACE: &str = "
    insert into place (
           case_id, id, name, part_of, lat, lon, radius_km, is_unresolved, note)
    select $1, item.value ->> 'id', item.value -> 'name', item.value ->> 'part_of', item.value ->> 'lat',
           item.value ->> 'lon', item.value ->> 'radius_km', item.value ->> 'is_unresolved', item.value ->> 'note'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, id) do update
       set name = excluded.name, part_of = excluded.part_of, lat = excluded.lat, lon = excluded.lon,
           radius_km = excluded.radius_km, is_unresolved = excluded.is_unresolved, note = excluded.note,
           withdrawn_at_revision = null";

const WITHDRAW_PLACE: &str = "
    update place
       set withdrawn_at_revision = $3
     where case_id = $1
       and id in (select item.value from jsonb_each($2) as item)";

const UPSERT_ENTITY: &str = "
    insert into entity (
           case_id, id, name, kind, part_of, note)
    select $1, item.value ->> 'id', item.value -> 'name', item.value ->> 'kind', item.value ->> 'part_of',
           item.value ->> 'note'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, id) do update
       set name = excluded.name, kind = excluded.kind, part_of = excluded.part_of, note = excluded.note,
           withdrawn_at_revision = null";

const WITHDRAW_ENTITY: &str = "
    update entity
       set withdrawn_at_revision = $3
     where case_id = $1
       and id in (select item.value from jsonb_each($2) as item)";

const UPSERT_SOURCE: &str = "
    insert into source (
           case_id, id, name, kind, is_anonymous, is_plural, is_protected, public_name, part_of, speaks_for,
           same_as, register, reliability, note)
    select $1, item.value ->> 'id', item.value -> 'name', item.value ->> 'kind', item.value ->> 'is_anonymous',
           item.value ->> 'is_plural', item.value ->> 'is_protected', item.value -> 'public_name',
           item.value ->> 'part_of', item.value ->> 'speaks_for', item.value ->> 'same_as',
           item.value ->> 'register', item.value ->> 'reliability', item.value ->> 'note'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, id) do update
       set name = excluded.name, kind = excluded.kind, is_anonymous = excluded.is_anonymous,
           is_plural = excluded.is_plural, is_protected = excluded.is_protected, public_name = excluded.public_name,
           part_of = excluded.part_of, speaks_for = excluded.speaks_for, same_as = excluded.same_as,
           register = excluded.register, reliability = excluded.reliability, note = excluded.note,
           withdrawn_at_revision = null";

const WITHDRAW_SOURCE: &str = "
    update source
       set withdrawn_at_revision = $3
     where case_id = $1
       and id in (select item.value from jsonb_each($2) as item)";

const UPSERT_DOCUMENT: &str = "
    insert into document (
           case_id, id, publisher_id, title, published, language, url, text, note)
    select $1, item.value ->> 'id', item.value ->> 'publisher_id', item.value -> 'title',
           item.value ->> 'published', item.value ->> 'language', item.value ->> 'url', item.value ->> 'text',
           item.value ->> 'note'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, id) do update
       set publisher_id = excluded.publisher_id, title = excluded.title, published = excluded.published,
           language = excluded.language, url = excluded.url, text = excluded.text, note = excluded.note,
           withdrawn_at_revision = null";

const WITHDRAW_DOCUMENT: &str = "
    update document
       set withdrawn_at_revision = $3
     where case_id = $1
       and id in (select item.value from jsonb_each($2) as item)";

const UPSERT_EVENT: &str = "
    insert into event (
           case_id, id, title, utc_offset_minutes, note)
    select $1, item.value ->> 'id', item.value -> 'title', item.value ->> 'utc_offset_minutes',
           item.value ->> 'note'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, id) do update
       set title = excluded.title, utc_offset_minutes = excluded.utc_offset_minutes, note = excluded.note,
           withdrawn_at_revision = null";

const WITHDRAW_EVENT: &str = "
    update event
       set withdrawn_at_revision = $3
     where case_id = $1
       and id in (select item.value from jsonb_each($2) as item)";

const UPSERT_QUESTION: &str = "
    insert into question (
           case_id, id, event_id, text, answer, unit, scope, cardinality)
    select $1, item.value ->> 'id', item.value ->> 'event_id', item.value -> 'text', item.value ->> 'answer',
           item.value -> 'unit', item.value -> 'scope', item.value ->> 'cardinality'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, id) do update
       set event_id = excluded.event_id, text = excluded.text, answer = excluded.answer, unit = excluded.unit,
           scope = excluded.scope, cardinality = excluded.cardinality, withdrawn_at_revision = null";

const WITHDRAW_QUESTION: &str = "
    update question
       set withdrawn_at_revision = $3
     where case_id = $1
       and id in (select item.value from jsonb_each($2) as item)";

const UPSERT_CLAIM: &str = "
    insert into claim (
           case_id, id, question_id, value, stance, document_id, excerpt, is_paraphrase, reported, original,
           original_lang, anchor, reading, certainty, basis, credibility, group_name, relays, superseded_on,
           superseded_by, retracted_on, retracted_in, retracted_note, note)
    select $1, item.value ->> 'id', item.value ->> 'question_id', item.value -> 'value', item.value ->> 'stance',
           item.value ->> 'document_id', item.value ->> 'excerpt', item.value ->> 'is_paraphrase',
           item.value ->> 'reported', item.value ->> 'original', item.value ->> 'original_lang',
           item.value ->> 'anchor', item.value -> 'reading', item.value ->> 'certainty', item.value ->> 'basis',
           item.value ->> 'credibility', item.value ->> 'group_name', item.value ->> 'relays',
           item.value ->> 'superseded_on', item.value ->> 'superseded_by', item.value ->> 'retracted_on',
           item.value ->> 'retracted_in', item.value ->> 'retracted_note', item.value ->> 'note'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, id) do update
       set question_id = excluded.question_id, value = excluded.value, stance = excluded.stance,
           document_id = excluded.document_id, excerpt = excluded.excerpt, is_paraphrase = excluded.is_paraphrase,
           reported = excluded.reported, original = excluded.original, original_lang = excluded.original_lang,
           anchor = excluded.anchor, reading = excluded.reading, certainty = excluded.certainty,
           basis = excluded.basis, credibility = excluded.credibility, group_name = excluded.group_name,
           relays = excluded.relays, superseded_on = excluded.superseded_on, superseded_by = excluded.superseded_by,
           retracted_on = excluded.retracted_on, retracted_in = excluded.retracted_in,
           retracted_note = excluded.retracted_note, note = excluded.note, withdrawn_at_revision = null";

const WITHDRAW_CLAIM: &str = "
    update claim
       set withdrawn_at_revision = $3
     where case_id = $1
       and id in (select item.value from jsonb_each($2) as item)";

const UPSERT_ASSESSMENT: &str = "
    insert into assessment (
           case_id, id, question_id, status, reason, would_settle, judged_by, judged_at)
    select $1, item.value ->> 'id', item.value ->> 'question_id', item.value ->> 'status', item.value -> 'reason',
           item.value -> 'would_settle', item.value ->> 'judged_by', item.value ->> 'judged_at'
      from jsonb_each($2) as item
     where true
        on conflict (case_id, id) do update
       set question_id = excluded.question_id, status = excluded.status, reason = excluded.reason,
           would_settle = excluded.would_settle, judged_by = excluded.judged_by, judged_at = excluded.judged_at,
           withdrawn_at_revision = null";

const WITHDRAW_ASSESSMENT: &str = "
    update assessment
       set withdrawn_at_revision = $3
     where case_id = $1
       and id in (select item.value from jsonb_each($2) as item)";

/// The rows are the case itself; `$2` is named because PostgreSQL wants every value it is given to be used.
const CLEAR_POLICY: &str = "
    delete from case_policy
     where case_id = $1
       and $2 is not null";

const ADD_POLICY: &str = "
    insert into case_policy (case_id, rule, value)
    select $1, entry.value ->> 'rule', entry.value ->> 'value'
      from jsonb_each($2) as item, json_each(item.value, '$.policy') as entry";

pub(super) const CLEAR_MAY_BE: &str = "
    delete from source_may_be
     where case_id = $1
       and source_id in (select item.value ->> 'id' from jsonb_each($2) as item)";

pub(super) const ADD_MAY_BE: &str = "
    insert into source_may_be (case_id, source_id, other_id)
    select $1, item.value ->> 'id', entry.value
      from jsonb_each($2) as item, json_each(item.value, '$.may_be') as entry";

const CLEAR_CITATIONS: &str = "
    delete from document_citation
     where case_id = $1
       and document_id in (select item.value ->> 'id' from jsonb_each($2) as item)";

const ADD_CITATIONS: &str = "
    insert into document_citation (case_id, document_id, cited_id)
    select $1, item.value ->> 'id', entry.value
      from jsonb_each($2) as item, json_each(item.value, '$.cites') as entry";

const CLEAR_OPTIONS: &str = "
    delete from question_option
     where case_id = $1
       and question_id in (select item.value ->> 'id' from jsonb_each($2) as item)";

const ADD_OPTIONS: &str = "
    insert into question_option (case_id, question_id, id, position, name, part_of)
    select $1, item.value ->> 'id', entry.value ->> 'id', entry.key, entry.value -> 'name', entry.value ->> 'part_of'
      from jsonb_each($2) as item, json_each(item.value, '$.options') as entry";

const CLEAR_CHAIN: &str = "
    delete from claim_chain
     where case_id = $1
       and claim_id in (select item.value ->> 'id' from jsonb_each($2) as item)";

const ADD_CHAIN: &str = "
    insert into claim_chain (case_id, claim_id, position, source_id)
    select $1, item.value ->> 'id', entry.key, entry.value
      from jsonb_each($2) as item, json_each(item.value, '$.chain') as entry";

const CLEAR_ASSESSMENT_CLAIMS: &str = "
    delete from assessment_claim
     where case_id = $1
       and assessment_id in (select item.value ->> 'id' from jsonb_each($2) as item)";

const ADD_ASSESSMENT_CLAIMS: &str = "
    insert into assessment_claim (case_id, assessment_id, claim_id)
    select $1, item.value ->> 'id', entry.value
      from jsonb_each($2) as item, json_each(item.value, '$.claims') as entry";
