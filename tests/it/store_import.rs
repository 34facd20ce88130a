//! Stories of bringing a case in, once and again.

use std::time::Duration;

use counterpoint::{
    credentials::Vault,
    domain::record::Noun,
    domain::{claim::Claim, dossier::Records, fault::FaultKind},
    store::{Editor, ImportMode, ImportOutcome, Store, StoreError},
};
use sqlx::{ConnectOptions, Row, sqlite::SqliteConnectOptions};

use crate::support::records::{case, case_of_claims, claim, moment, note, plain};

async fn import(store: &Store, records: Records) -> ImportOutcome {
    try_import(store, records, ImportMode::Merge).await.unwrap()
}

async fn replace(store: &Store, records: Records) -> ImportOutcome {
    try_import(store, records, ImportMode::Replace).await.unwrap()
}

async fn try_import(store: &Store, records: Records, mode: ImportMode) -> Result<ImportOutcome, StoreError> {
    store.import_case(&Editor::system("import", moment("2019-03-03T09:00:00Z")), records, mode).await
}

/// A store in a file, and another program's connection to it.
async fn store_and_beside() -> (tempfile::TempDir, Store, sqlx::SqliteConnection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counterpoint.db");
    let store = Store::open(&path, Vault::ephemeral()).await.unwrap();
    let beside = SqliteConnectOptions::new().filename(&path).connect().await.unwrap();
    (folder, store, beside)
}

async fn count(beside: &mut sqlx::SqliteConnection, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(beside).await.unwrap()
}

#[tokio::test]
async fn a_new_case_is_added_and_counted_by_noun() {
    let store = Store::open_in_memory().await.unwrap();
    let outcome = import(&store, case("baghdadi")).await;
    let added: Vec<(&str, usize)> = outcome.added.iter().map(|(noun, count)| (noun.word(), count)).collect();
    let expected = [
        ("case", 1),
        ("place", 3),
        ("entity", 3),
        ("source", 3),
        ("document", 3),
        ("event", 1),
        ("question", 4),
        ("claim", 5),
        ("assessment", 1),
    ];
    assert_eq!(added, expected);
    assert_eq!((outcome.revision, outcome.updated.total(), outcome.unchanged.total()), (1, 0, 0));
}

#[tokio::test]
async fn the_same_records_twice_change_nothing_at_all() {
    let (_folder, store, mut beside) = store_and_beside().await;
    import(&store, case("baghdadi")).await;
    let again = import(&store, case("baghdadi")).await;
    assert!(!again.is_change());
    assert_eq!((again.revision, again.unchanged.total()), (1, 24));
    assert_eq!(count(&mut beside, "select count(*) from audit_entry").await, 1);
    assert_eq!(count(&mut beside, "select count(*) from version").await, 24);
    assert_eq!(store.standing(&"baghdadi".parse().unwrap()).await.unwrap().map(|case| case.revision), Some(1));
}

#[tokio::test]
async fn another_order_of_what_has_none_is_no_change() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, case("baghdadi")).await;
    let mut records = case("baghdadi");
    records.claims.reverse();
    records.sources[1].may_be.reverse();
    records.documents[1].cites.reverse();
    records.assessments[0].claims.reverse();
    records.assessments[0].at = moment("2019-03-03T09:00:00.250000123Z");
    assert!(!import(&store, records).await.is_change());
}

#[tokio::test]
async fn the_options_of_a_question_keep_the_order_they_were_given_in() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, case("baghdadi")).await;
    let mut records = case("baghdadi");
    records.questions[0].options.reverse();
    assert_eq!(import(&store, records.clone()).await.updated.total(), 1);
    let stored = store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(stored.dossier.questions(), records.questions);
}

#[tokio::test]
async fn a_changed_record_becomes_its_next_version_and_the_old_one_stays() {
    let (_folder, store, mut beside) = store_and_beside().await;
    import(&store, case("baghdadi")).await;
    let mut records = case("baghdadi");
    records.claims[3].excerpt = note("other words");
    let outcome = import(&store, records.clone()).await;
    assert_eq!((outcome.revision, outcome.updated.of(Noun::Claim), outcome.updated.total()), (2, 1, 1));
    let sql = "select number, revision, body ->> 'excerpt' as excerpt from version where id = 'c-04' order by number";
    let versions: Vec<(i64, i64, String)> = sqlx::query_as(sql).fetch_all(&mut beside).await.unwrap();
    let expected = [(1, 1, "the words of the document".to_owned()), (2, 2, "other words".to_owned())];
    assert_eq!(versions, expected);
    let stored = store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(*stored.dossier.records(), records);
}

#[tokio::test]
async fn shorter_lists_replace_longer_ones() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, case("baghdadi")).await;
    let mut records = case("baghdadi");
    records.sources[1].may_be.remove(0);
    records.documents[1].cites.clear();
    records.questions[0].options.remove(2);
    records.assessments[0].claims.remove(0);
    records.case.policy = counterpoint::domain::policy::Policy::standard();
    let outcome = import(&store, records.clone()).await;
    assert_eq!(outcome.updated.total(), 5);
    let stored = store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(*stored.dossier.records(), records);
}

#[tokio::test]
async fn what_a_file_does_not_mention_is_left_and_named() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, case("baghdadi")).await;
    let mut records = case("baghdadi");
    records.claims.truncate(2);
    records.assessments.clear();
    let outcome = import(&store, records).await;
    assert!(!outcome.is_change());
    let left: Vec<(&str, &str)> = outcome.left_named.iter().map(|(noun, id)| (noun.word(), id.as_str())).collect();
    assert_eq!(left[..3], [("claim", "c-03"), ("claim", "c-04"), ("claim", "c-05")]);
    assert_eq!(left[3].0, "assessment");
    let stored = store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(*stored.dossier.records(), case("baghdadi"));
}

#[tokio::test]
async fn replacing_withdraws_what_is_not_mentioned_and_a_later_file_brings_it_back() {
    let (_folder, store, mut beside) = store_and_beside().await;
    import(&store, case("baghdadi")).await;
    let mut records = case("baghdadi");
    records.claims.truncate(2);
    let outcome = replace(&store, records.clone()).await;
    assert_eq!((outcome.revision, outcome.withdrawn.len(), outcome.left.total()), (2, 3, 0));
    let stored = store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(*stored.dossier.records(), records);
    let again = replace(&store, records).await;
    assert!(!again.is_change(), "what is withdrawn is not withdrawn twice");

    let back = import(&store, case("baghdadi")).await;
    assert_eq!((back.revision, back.added.of(Noun::Claim), back.added.total()), (3, 3, 3));
    let sql = "select number, revision, is_withdrawn from version where id = 'c-05' order by number";
    let versions: Vec<(i64, i64, bool)> = sqlx::query_as(sql).fetch_all(&mut beside).await.unwrap();
    assert_eq!(versions, [(1, 1, false), (2, 2, true), (3, 3, false)]);
    let stored = store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(*stored.dossier.records(), case("baghdadi"));
}

#[tokio::test]
async fn a_fault_writes_nothing_and_points_into_the_records_given() {
    let (_folder, store, mut beside) = store_and_beside().await;
    import(&store, case("baghdadi")).await;
    let mut records = case("baghdadi");
    // Before all that is there in order of id, so that its place shows whose list the path means.
    records.claims = vec![claim("z-1", "fled", "no"), claim("a-1", "fled", "perhaps"), claim("z-2", "nothing", "no")];
    records.case.title = plain("Another title");
    let Err(StoreError::Faults(faults)) = try_import(&store, records, ImportMode::Merge).await else {
        panic!("the import was not refused");
    };
    let paths: Vec<&str> = faults.iter().map(|fault| fault.at.as_str()).collect();
    assert_eq!(paths, ["claims[1].value", "claims[2].question"]);
    assert_eq!(count(&mut beside, "select count(*) from version").await, 24);
    assert_eq!(count(&mut beside, "select count(*) from audit_entry").await, 1);
    assert_eq!(count(&mut beside, r#"select max(revision) from "case""#).await, 1);
}

#[tokio::test]
async fn the_same_assessment_twice_in_one_file_is_a_fault() {
    let store = Store::open_in_memory().await.unwrap();
    let mut records = case("baghdadi");
    records.assessments.push(records.assessments[0].clone());
    let Err(StoreError::Faults(faults)) = try_import(&store, records, ImportMode::Merge).await else {
        panic!("the import was not refused");
    };
    assert_eq!(faults[0].at.as_str(), "assessments[1]");
    assert!(matches!(faults[0].kind, FaultKind::DuplicateId { .. }));
}

#[tokio::test]
async fn two_cases_with_the_same_ids_do_not_mix() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, case("first")).await;
    import(&store, case_of_claims("second", 3)).await;
    let mut records = case("first");
    records.claims[2] = Claim { excerpt: note("only in the first"), ..records.claims[2].clone() };
    import(&store, records.clone()).await;
    replace(&store, case_of_claims("second", 2)).await;
    let first = store.dossier(&"first".parse().unwrap()).await.unwrap().unwrap();
    let second = store.dossier(&"second".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(*first.dossier.records(), records);
    assert_eq!(*second.dossier.records(), case_of_claims("second", 2));
}

#[tokio::test]
async fn a_caller_who_leaves_does_not_stop_the_write_nor_those_after_it() {
    let store = Store::open_in_memory().await.unwrap();
    for number in 0..50 {
        let call = import(&store, case(&format!("left-{number}")));
        tokio::time::timeout(Duration::from_micros(number * 200), call).await.ok();
    }
    let outcome = import(&store, case("stayed")).await;
    assert_eq!(outcome.revision, 1);
    assert_eq!(store.cases().await.unwrap().len(), 51, "a write that was handed in is done");
}

#[tokio::test]
async fn many_writers_at_once_all_come_through_in_order() {
    let store = Store::open_in_memory().await.unwrap();
    let writers = (0..40).map(|number| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut records = case("baghdadi");
            records.case.summary = Some(plain(&format!("state {number}")));
            import(&store, records).await.revision
        })
    });
    let mut revisions = Vec::new();
    for writer in writers.collect::<Vec<_>>() {
        revisions.push(writer.await.unwrap());
    }
    revisions.sort_unstable();
    assert_eq!(revisions, (1..=40).collect::<Vec<i64>>());
}

#[tokio::test]
async fn a_flood_of_writes_is_refused_at_once() {
    let store = Store::open_in_memory().await.unwrap();
    let calls = (0..400).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { try_import(&store, case("baghdadi"), ImportMode::Merge).await })
    });
    let mut refused = 0;
    for call in calls.collect::<Vec<_>>() {
        match call.await.unwrap() {
            Ok(_) => {}
            Err(StoreError::Busy) => refused += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(refused > 0);
    import(&store, case("afterwards")).await;
}

#[tokio::test]
async fn the_audit_trail_says_who_did_what_and_refuses_every_change() {
    let (_folder, store, mut beside) = store_and_beside().await;
    import(&store, case("baghdadi")).await;
    let row = sqlx::query("select number, at, actor, action, case_id, revision, changed from audit_entry");
    let row = row.fetch_one(&mut beside).await.unwrap();
    assert_eq!(row.get::<i64, _>("number"), 1);
    assert_eq!(row.get::<i64, _>("at"), moment("2019-03-03T09:00:00Z").as_microsecond());
    assert_eq!(row.get::<String, _>("actor"), "system:import");
    assert_eq!((row.get::<String, _>("action"), row.get::<i64, _>("revision")), ("case.import".to_owned(), 1));
    assert_eq!(row.get::<String, _>("case_id"), "baghdadi");
    let changed: serde_json::Value = serde_json::from_str(row.get("changed")).unwrap();
    assert_eq!(changed["added"]["claim"], 5);
    for sql in ["update audit_entry set actor = 'nobody'", "delete from audit_entry"] {
        let refused = sqlx::query(sql).execute(&mut beside).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
}
