//! The list of every SQL text, and the test that prepares them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says where")]

use sqlx::{AssertSqlSafe, Executor, Row as _, SqlSafeStr};

use super::{
    activity, acts, analyses, assessments, at_hand, audit, bases, bulk, cases, claims, concerning, connect, deliveries,
    documents, drafts, entities, events, group, history, holding, identities, invites, keys, leases, members, newest,
    notices, people, places, protect, questions, receipts, recorded, scope, second_factors, sessions, sources, tokens,
    verify, verify_records, verify_trail, versions, webhooks, writer, wrong_secrets,
};

/// The SQL texts about cases and the database itself.
const OF_CASES: &[&str] = &[
    cases::CASES,
    cases::CASE,
    cases::CASE_POLICY,
    cases::STANDING,
    cases::SET_REVISION,
    places::PLACES,
    places::WITHDRAWN_PLACES,
    entities::ENTITIES,
    entities::WITHDRAWN_ENTITIES,
    sources::SOURCES,
    sources::WITHDRAWN_SOURCES,
    documents::DOCUMENTS,
    documents::WITHDRAWN_DOCUMENTS,
    events::EVENTS,
    events::WITHDRAWN_EVENTS,
    questions::QUESTIONS,
    questions::WITHDRAWN_QUESTIONS,
    questions::QUESTION_OPTIONS,
    claims::CLAIMS,
    claims::WITHDRAWN_CLAIMS,
    claims::CLAIMS_ON,
    assessments::ASSESSMENTS,
    assessments::WITHDRAWN_ASSESSMENTS,
    assessments::ASSESSMENTS_ON,
    audit::HEAD,
    audit::RECORD,
    audit::MOVE_HEAD,
    audit::VERSIONS,
    analyses::KEEP,
    analyses::DROP,
    scope::CLAIMS_ASK,
    scope::ASSESSMENTS_JUDGE,
    at_hand::MARK,
    versions::VERSION_AT,
    versions::NEWEST_VERSION,
    versions::IDS_USED,
    newest::NEWEST,
    holding::HOLDING,
    concerning::CONCERNING,
    bulk::ADD_VERSIONS,
    connect::VERSION,
    group::BEGIN,
];

/// The SQL texts about what is sealed and about verifying.
const OF_TRUST: &[&str] = &[
    identities::NEW_NUMBERS,
    identities::SEAL,
    identities::NEWEST,
    keys::FINGERPRINT,
    keys::FORGET_KEY,
    keys::NOTE_KEY,
    keys::SEALED,
    protect::PROTECTED,
    protect::VERSIONS,
    protect::HIDE_VERSIONS,
    protect::HIDE_SOURCES,
    receipts::RECEIPT,
    receipts::KEEP_RECEIPT,
    receipts::DROP_OLD_RECEIPTS,
    verify::INTEGRITY,
    verify::FOREIGN_KEYS,
    verify::PAGES,
    verify::TABLES,
    verify::APPLIED,
    verify::TRIGGERS,
    verify_trail::ENTRIES,
    verify_trail::VERSIONS,
    verify_trail::UNUSED,
    verify_trail::CASE_ENTRIES,
    verify_records::CASE_IDS,
    verify_records::NEWEST,
    verify_records::WITHDRAWN,
    verify_records::FLAGS,
    verify_records::ANALYSES,
];

/// The SQL texts about what was written before, by whom and why.
const OF_PAST: &[&str] = &[
    activity::ACTIVITY,
    activity::CHANGED,
    activity::AUTHORS,
    acts::EMERGENCIES,
    acts::PEOPLE_ACTS,
    bases::KEEP,
    bases::BASES,
    history::HISTORY,
    history::IS_PROTECTED,
    history::ASSESSMENTS_OF,
    recorded::REVISION_AT,
    recorded::VERSIONS_AT,
    recorded::DAYS_WRITTEN,
];

/// The SQL texts about people.
const OF_PEOPLE: &[&str] = &[
    members::VERSION,
    members::MEMBERSHIP,
    members::MEMBERSHIPS,
    members::SET_MEMBERSHIP,
    members::MEMBERS,
    members::IS_ANOTHER_OWNER,
    members::REMOVE_MEMBERSHIP,
    people::VERSION,
    people::ADD_PERSON,
    people::PEOPLE,
    people::ANYBODY,
    people::CREDENTIALS,
    people::CREDENTIALS_OF,
    people::SET_NAME,
    people::OTHER_NAMES,
    people::SET_PASSWORD,
    people::SET_DISABLED,
    people::SET_ADMIN,
    people::IS_ANOTHER_ADMIN,
    sessions::SESSION,
    sessions::BEGIN_SESSION,
    sessions::SESSIONS_OF,
    sessions::SEEN,
    sessions::END_BY_DIGEST,
    sessions::END_ONE,
    sessions::END_OTHERS,
    tokens::TOKEN,
    tokens::TOKEN_CALLED,
    tokens::TOKENS_OF,
    tokens::TOKENS_COUNT,
    tokens::ADD_TOKEN,
    tokens::USED,
    tokens::REVOKE,
    tokens::REVOKE_ALL,
    second_factors::OFFER,
    second_factors::CONFIRM,
    second_factors::USE_STEP,
    second_factors::DROP,
    second_factors::ADD_RECOVERY_CODES,
    second_factors::USE_RECOVERY_CODE,
    second_factors::DROP_RECOVERY_CODES,
    second_factors::RECOVERY_CODES_LEFT,
    invites::ADD_INVITE,
    invites::INVITES,
    invites::INVITE,
    invites::WITHDRAW_INVITE,
    invites::USE_INVITE,
    invites::DROP_SETUP_CODE,
    invites::SET_SETUP_CODE,
    invites::IS_SETUP_CODE,
    wrong_secrets::COUNTED,
    wrong_secrets::COUNT,
    wrong_secrets::FORGET_OLD,
    wrong_secrets::FORGET,
    wrong_secrets::FORGIVE_ONE,
    drafts::DRAFT,
    drafts::KEEP_DRAFT,
    drafts::DROP_DRAFT,
    drafts::DROP_OLD_DRAFTS,
    drafts::DROP_SPARE_DRAFTS,
];

/// The SQL texts about who is told of what.
const OF_TELLING: &[&str] = &[
    notices::ADD_NOTICES,
    notices::NOTICES,
    notices::SPLIT_ROOTS,
    notices::VEIL_ROOTS,
    webhooks::WEBHOOKS,
    webhooks::WEBHOOK,
    webhooks::ADD_WEBHOOK,
    webhooks::CHANGE_WEBHOOK,
    webhooks::SET_SECRET,
    webhooks::PAUSE_WEBHOOK,
    webhooks::REMOVE_WEBHOOK,
    webhooks::VERSION,
    deliveries::TOLD,
    deliveries::ADD_DELIVERIES,
    deliveries::DELIVERIES,
    deliveries::DELIVERY,
    deliveries::SEND_AGAIN,
    leases::NEXT_DUE,
    leases::LEASE,
    leases::LEASED,
    deliveries::SETTLE,
    deliveries::DROP_LEASED,
    deliveries::NOTE_SUCCESS,
    deliveries::NOTE_FAILURE,
    receipts::DROP_RECEIPTS,
    sessions::FORGET_SESSIONS,
    deliveries::IS_PAUSED,
    deliveries::PUT_BACK,
    leases::GIVE_UP,
    deliveries::FORGET_DELIVERIES,
];

/// Every SQL text of the store.
fn all() -> Vec<&'static str> {
    let mut all = [OF_CASES, OF_TRUST, OF_PAST, OF_PEOPLE, OF_TELLING].concat();
    all.extend(writer::CHECKPOINT);
    for writes in bulk::ALL {
        all.push(writes.upsert);
        all.extend(writes.lists);
        all.extend(writes.withdraw);
    }
    all
}

#[tokio::test]
async fn every_sql_text_prepares_on_the_newest_schema() {
    let mut connection = connect::open(&connect::for_writing(connect::memory())).await.unwrap();
    connect::migrate(&mut connection).await.unwrap();
    for sql in all() {
        let prepared = (&mut connection).prepare(sql.into_sql_str()).await;
        assert!(prepared.is_ok(), "{sql}: {:?}", prepared.err());
    }
}

#[tokio::test]
async fn what_a_write_reads_it_finds_by_what_is_written_and_not_by_walking_the_case() {
    let mut connection = connect::open(&connect::for_writing(connect::memory())).await.unwrap();
    connect::migrate(&mut connection).await.unwrap();
    for (sql, found_by) in [
        (audit::VERSIONS, "(case_id=? AND revision=?)"),
        (at_hand::MARK, "audit_entry_by_case (case_id=? AND revision>?)"),
        (versions::NEWEST_VERSION, "(case_id=? AND noun=? AND id=?)"),
        (scope::CLAIMS_ASK, "(case_id=? AND id=?)"),
        (scope::ASSESSMENTS_JUDGE, "(case_id=? AND id=?)"),
        (receipts::RECEIPT, "(person_id=? AND key=?)"),
        (receipts::DROP_OLD_RECEIPTS, "receipt_by_age (written_at<?)"),
    ] {
        let explained = sqlx::query(AssertSqlSafe(format!("explain query plan {sql}"))).fetch_all(&mut connection);
        let steps: Vec<String> = explained.await.unwrap().iter().map(|row| row.get("detail")).collect();
        assert!(steps.iter().any(|step| step.contains(found_by)), "{sql}: {steps:?}");
    }
}

#[test]
fn no_sql_text_is_missing_from_the_list() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let starts = ["select ", "insert into ", "update ", "delete from ", "pragma ", "begin "];
    let all = all();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap();
        if path.ends_with("statements.rs") {
            continue;
        }
        let (source, _tests) = source.split_once("#[cfg(test)]\nmod tests").unwrap_or((&source, ""));
        for text in source.split('"').map(str::trim).filter(|text| starts.iter().any(|start| text.starts_with(start))) {
            let is_listed = all.iter().any(|sql| sql.trim().starts_with(text));
            assert!(is_listed, "{}: {text}", path.display());
        }
    }
}
