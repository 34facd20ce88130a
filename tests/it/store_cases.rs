//! Stories of reading cases back.

use counterpoint::{
    credentials::Vault,
    exchange::case_file,
    store::{Editor, ImportMode, Store, StoreError},
};
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};

use crate::support::{
    records::{case, case_of_claims, moment},
    repository_path,
};

const AT: &str = "2019-03-03T09:00:00Z";

async fn import(store: &Store, records: counterpoint::domain::dossier::Records) {
    store.import_case(&Editor::system("import", moment(AT)), records, ImportMode::Merge).await.unwrap();
}

#[tokio::test]
async fn a_case_comes_back_as_it_was_given() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, case("baghdadi")).await;
    let stored = store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(*stored.dossier.records(), case("baghdadi"));
    assert_eq!((stored.revision, stored.changed_at), (1, moment(AT)));
}

#[tokio::test]
async fn the_shipped_case_comes_back_as_the_same_file() {
    let store = Store::open_in_memory().await.unwrap();
    let file = std::fs::read(repository_path("tests/data/baghdadi-2019.json")).unwrap();
    let records = case_file::read(&file).unwrap();
    import(&store, records.clone()).await;
    let stored = store.dossier(&records.case.id).await.unwrap().unwrap();
    assert_eq!(case_file::write(stored.dossier.records()), case_file::write(&records));
    let again = case_file::read(case_file::write(stored.dossier.records()).as_bytes()).unwrap();
    let outcome = store.import_case(&Editor::system("import", moment(AT)), again, ImportMode::Replace).await.unwrap();
    assert!(!outcome.is_change(), "{outcome:?}");
}

#[tokio::test]
async fn awkward_coordinates_come_back_to_the_last_bit() {
    let store = Store::open_in_memory().await.unwrap();
    let mut records = case("baghdadi");
    let mut bits = 0x9E37_79B9_7F4A_7C15_u64;
    for number in 0..500_u32 {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        let fraction = f64::from(u32::try_from(bits >> 32).unwrap()) / f64::from(u32::MAX);
        let mut place = crate::support::records::place(&format!("p-{number}"));
        place.point = counterpoint::domain::place::Point::new(fraction * 90.0, fraction.sqrt() * -180.0);
        place.radius_km = Some(fraction * 1e-3 / 3.0);
        records.places.push(place);
    }
    import(&store, records.clone()).await;
    records.places.sort_by(|a, b| a.id.cmp(&b.id));
    let stored = store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!(stored.dossier.places(), records.places);
}

#[tokio::test]
async fn an_unknown_case_is_absent_not_an_error() {
    let store = Store::open_in_memory().await.unwrap();
    assert!(store.dossier(&"nobody".parse().unwrap()).await.unwrap().is_none());
    assert_eq!(store.standing(&"nobody".parse().unwrap()).await.unwrap().map(|case| case.revision), None);
    assert!(store.cases().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_list_of_cases_shows_their_titles_and_revisions() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, case("second")).await;
    import(&store, case("first")).await;
    let cases = store.cases().await.unwrap();
    let ids: Vec<&str> = cases.iter().map(|case| case.id.as_str()).collect();
    assert_eq!(ids, ["first", "second"]);
    assert_eq!(cases[0].title, case("first").case.title);
    assert_eq!((cases[0].revision, cases[0].changed_at), (1, moment(AT)));
    assert_eq!(store.standing(&"first".parse().unwrap()).await.unwrap().map(|case| case.revision), Some(1));
}

#[tokio::test]
async fn a_large_case_takes_as_many_queries_as_a_small_one() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, case_of_claims("small", 10)).await;
    import(&store, case_of_claims("large", 1_000)).await;
    let small = store.dossier(&"small".parse().unwrap()).await.unwrap().unwrap();
    let large = store.dossier(&"large".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((small.dossier.claims().len(), large.dossier.claims().len()), (10, 1_000));
    assert_eq!((small.queries, large.queries), (13, 13));
}

#[tokio::test]
async fn a_case_survives_closing_and_opening_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counterpoint.db");
    let vault = Vault::ephemeral();
    let store = Store::open(&path, vault.clone()).await.unwrap();
    import(&store, case("baghdadi")).await;
    store.close().await;
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(files, ["counterpoint.db"], "closing leaves one file");
    let store = Store::open(&path, vault).await.unwrap();
    assert!(store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().is_some());
    store.close().await;
    assert!(store.dossier(&"baghdadi".parse().unwrap()).await.is_err());
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counterpoint.db");
    Store::open(&path, Vault::ephemeral()).await.unwrap().close().await;
    let newer = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                 values (9999, 'later', true, x'00', 0)";
    sqlx::query(newer).execute(&mut beside(&path).await).await.unwrap();
    let refused = Store::open(&path, Vault::ephemeral()).await.unwrap_err();
    assert!(matches!(refused, StoreError::TooNew { found: 9999, .. }), "{refused:?}");
}

#[tokio::test]
async fn a_row_that_cannot_be_is_named_without_its_content() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counterpoint.db");
    let store = Store::open(&path, Vault::ephemeral()).await.unwrap();
    import(&store, case("baghdadi")).await;
    let id = "baghdadi".parse().unwrap();
    for (damage, table, row, reason) in [
        ("update document set published = 'secret' where id = 'report'", "document", "report", "published: NotADate"),
        ("update claim set value = '7' where id = 'c-03'", "claim", "c-03", "value: cannot be decoded"),
        ("delete from claim_chain where claim_id = 'c-02'", "claim", "c-02", "chain: Empty"),
    ] {
        let mut beside = beside(&path).await;
        sqlx::query("begin").execute(&mut beside).await.unwrap();
        sqlx::query(damage).execute(&mut beside).await.unwrap();
        sqlx::query("commit").execute(&mut beside).await.unwrap();
        match store.dossier(&id).await.unwrap_err() {
            StoreError::Corrupt { table: t, id, reason: r } => {
                assert_eq!((t, id.as_str(), r.contains(reason)), (table, row, true), "{r}");
            }
            other => panic!("{other:?}"),
        }
        let undo = "update document set published = '2019-02-07' where id = 'report'";
        sqlx::query(undo).execute(&mut beside).await.unwrap();
        sqlx::query("update claim set value = '\"no\"' where id = 'c-03'").execute(&mut beside).await.unwrap();
    }
}

#[tokio::test]
async fn a_case_from_before_a_rule_on_the_life_of_a_claim_is_still_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counterpoint.db");
    let store = Store::open(&path, Vault::ephemeral()).await.unwrap();
    import(&store, case("baghdadi")).await;
    let older = "update claim set retracted_on = '1999-01-01' where id = 'c-03'";
    sqlx::query(older).execute(&mut beside(&path).await).await.unwrap();
    let stored = store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().unwrap();
    assert!(stored.dossier.claims().iter().any(|claim| claim.retracted.is_some()));
    let (editor, same) = (Editor::system("import", moment(AT)), stored.dossier.records().clone());
    let again = store.import_case(&editor, same, ImportMode::Merge).await;
    assert!(matches!(again, Err(StoreError::Faults(_))), "what comes in meets every rule");
}

#[tokio::test]
async fn records_that_do_not_hang_together_are_named_with_their_fault() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("counterpoint.db");
    let store = Store::open(&path, Vault::ephemeral()).await.unwrap();
    import(&store, case("baghdadi")).await;
    let damage = "update claim set value = '\"nowhere at all\"' where id = 'c-03'";
    sqlx::query(damage).execute(&mut beside(&path).await).await.unwrap();
    match store.dossier(&"baghdadi".parse().unwrap()).await.unwrap_err() {
        StoreError::Corrupt { table, id, reason } => {
            assert_eq!((table, id.as_str(), reason.as_str()), ("claim", "c-03", "value: Unknown"));
        }
        other => panic!("{other:?}"),
    }
}

/// A connection of another program to the same file.
async fn beside(path: &std::path::Path) -> sqlx::SqliteConnection {
    SqliteConnectOptions::new().filename(path).connect().await.unwrap()
}
