//! Stories of protected sources: who they are stands in no file without the key, and nothing is lost to those with it.

use std::path::Path;

use counterpoint::{
    credentials::Vault,
    domain::{dossier::Records, source::Source},
    store::{Editor, ImportMode, Store, StoreError},
};
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};

use crate::support::records::{case, moment, note, plain};

const NAME: &str = "Karim Secretname";
const ID: &str = "officials";

async fn import(store: &Store, records: &Records) {
    try_import(store, records, ImportMode::Merge).await;
}

async fn try_import(store: &Store, records: &Records, mode: ImportMode) {
    let editor = Editor::system("import", moment("2019-03-03T09:00:00Z"));
    store.import_case(&editor, records.clone(), mode).await.unwrap();
}

fn source<'r>(records: &'r mut Records, id: &str) -> &'r mut Source {
    records.sources.iter_mut().find(|source| source.id.as_str() == id).unwrap()
}

/// A case with a source that has a name nobody should find, and one in the open that leads to it.
fn records(is_protected: bool) -> Records {
    let mut records = case("baghdadi");
    let secret = source(&mut records, ID);
    secret.name = plain(NAME);
    secret.note = Some(note("Lives in Secretville"));
    secret.register = Some(note("secret.example"));
    secret.is_protected = is_protected;
    secret.public_name = is_protected.then(|| plain("an official"));
    source(&mut records, "sdf").may_be = vec![ID.parse().unwrap()];
    records
}

async fn stored(store: &Store) -> Records {
    store.dossier(&"baghdadi".parse().unwrap()).await.unwrap().unwrap().dossier.records().clone()
}

async fn beside(path: &Path) -> sqlx::SqliteConnection {
    SqliteConnectOptions::new().filename(path).connect().await.unwrap()
}

/// Whether any file of the folder holds one of the secrets, or the database says in the open where they lead.
async fn assert_tells_nothing(folder: &Path) {
    for file in std::fs::read_dir(folder).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for secret in [NAME, "Secretville", "secret.example"] {
            assert!(!bytes.windows(secret.len()).any(|window| window == secret.as_bytes()), "{secret}");
        }
    }
    let mut beside = beside(&folder.join("counterpoint.db")).await;
    let links = "select count(*) from source
                  where id = 'officials' and (part_of is not null or speaks_for is not null or same_as is not null)";
    assert_eq!(sqlx::query_scalar::<_, i64>(links).fetch_one(&mut beside).await.unwrap(), 0);
    let links = "select count(*) from source_may_be where 'officials' in (source_id, other_id)";
    assert_eq!(sqlx::query_scalar::<_, i64>(links).fetch_one(&mut beside).await.unwrap(), 0);
    let bodies = "select body from version where noun = 'source' and id <> 'officials'";
    for body in sqlx::query_scalar::<_, String>(bodies).fetch_all(&mut beside).await.unwrap() {
        assert!(!body.contains(ID), "{body}");
    }
}

async fn store_in(folder: &Path, vault: &Vault) -> Store {
    Store::open(&folder.join("counterpoint.db"), vault.clone()).await.unwrap()
}

#[tokio::test]
async fn who_a_protected_source_is_stands_in_no_file_and_is_there_with_the_key() {
    let (folder, vault) = (tempfile::tempdir().unwrap(), Vault::ephemeral());
    let store = store_in(folder.path(), &vault).await;
    import(&store, &records(true)).await;
    assert_eq!(stored(&store).await, records(true));
    import(&store, &records(true)).await;
    store.close().await;
    assert_tells_nothing(folder.path()).await;
    let store = store_in(folder.path(), &vault).await;
    let again = stored(&store).await;
    assert_eq!(again, records(true));
    assert_eq!(store.standing(&"baghdadi".parse().unwrap()).await.unwrap().unwrap().revision, 1, "nothing has changed");
}

#[tokio::test]
async fn a_source_that_becomes_protected_takes_its_past_with_it() {
    let (folder, vault) = (tempfile::tempdir().unwrap(), Vault::ephemeral());
    let store = store_in(folder.path(), &vault).await;
    import(&store, &records(false)).await;
    let mut second = records(false);
    source(&mut second, ID).note = Some(note("Moved to Secretville"));
    import(&store, &second).await;
    import(&store, &records(true)).await;
    assert_eq!(stored(&store).await, records(true));
    store.close().await;
    assert_tells_nothing(folder.path()).await;
    let mut beside = beside(&folder.path().join("counterpoint.db")).await;
    let versions = "select version.number, salt is null, sealed is not null from version
                      left join protected_identity as identity on source_id = id and identity.number = version.number
                     where noun = 'source' and id in ('officials', 'sdf') order by id, version.number";
    let versions: Vec<(i64, bool, bool)> = sqlx::query_as(versions).fetch_all(&mut beside).await.unwrap();
    assert_eq!(versions, [(1, true, true), (2, true, true), (3, true, true), (1, true, true)]);
}

#[tokio::test]
async fn a_source_that_is_protected_no_more_is_open_from_then_on() {
    let store = Store::open_in_memory().await.unwrap();
    import(&store, &records(true)).await;
    import(&store, &records(false)).await;
    assert_eq!(stored(&store).await, records(false));
    let mut other = records(false);
    source(&mut other, "sdf").name = plain("SDF");
    source(&mut other, "guardian").is_protected = true;
    source(&mut other, "guardian").public_name = Some(plain("a newspaper"));
    import(&store, &other).await;
    assert_eq!(stored(&store).await, other);
}

#[tokio::test]
async fn a_protected_source_that_is_withdrawn_comes_back_whole() {
    let (folder, vault) = (tempfile::tempdir().unwrap(), Vault::ephemeral());
    let store = store_in(folder.path(), &vault).await;
    import(&store, &records(true)).await;
    let mut without = records(true);
    without.sources.retain(|source| source.id.as_str() != ID);
    without.claims.retain(|claim| claim.id.as_str() != "c-01");
    source(&mut without, "sdf").may_be.clear();
    without.assessments.clear();
    try_import(&store, &without, ImportMode::Replace).await;
    assert_eq!(stored(&store).await, without);
    import(&store, &records(true)).await;
    assert_eq!(stored(&store).await, records(true));
    store.close().await;
    assert_tells_nothing(folder.path()).await;
}

#[tokio::test]
async fn another_key_or_none_is_refused_with_the_way_out_and_no_new_one_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let (database, key) = (folder.path().join("counterpoint.db"), folder.path().join("counterpoint.key"));
    Store::open_with_key_file(&database, &key).await.unwrap().close().await;
    // Nothing is sealed yet, so another key does no harm.
    std::fs::remove_file(&key).unwrap();
    let store = Store::open_with_key_file(&database, &key).await.unwrap();
    import(&store, &records(true)).await;
    store.close().await;

    let kept = folder.path().join("kept.key");
    std::fs::rename(&key, &kept).unwrap();
    let missing = Store::open_with_key_file(&database, &key).await.unwrap_err();
    assert!(matches!(missing, StoreError::KeyMissing { .. }), "{missing:?}");
    assert!(
        missing.to_string().contains("counterpoint.key") && missing.to_string().contains("--key-file"),
        "{missing}"
    );
    assert!(!key.exists(), "a new key over what is sealed");

    Vault::open_or_create(&key).unwrap();
    let other = Store::open_with_key_file(&database, &key).await.unwrap_err();
    assert!(matches!(other, StoreError::OtherKey { .. }), "{other:?}");
    assert!(other.to_string().contains("counterpoint.key") && other.to_string().contains("--key-file"), "{other}");
    let store = Store::open_with_key_file(&database, &kept).await.unwrap();
    assert_eq!(stored(&store).await, records(true));
}

#[tokio::test]
async fn a_sealed_identity_that_was_changed_is_named_without_its_content() {
    let (folder, vault) = (tempfile::tempdir().unwrap(), Vault::ephemeral());
    let store = store_in(folder.path(), &vault).await;
    import(&store, &records(true)).await;
    let mut beside = beside(&folder.path().join("counterpoint.db")).await;
    sqlx::query("update protected_identity set source_id = 'guardian' where source_id = 'officials'")
        .execute(&mut beside)
        .await
        .unwrap();
    let refused = store.dossier(&"baghdadi".parse().unwrap()).await.unwrap_err();
    let told = refused.to_string();
    assert!(told.contains("protected_identity, row guardian, version 1") && !told.contains(NAME), "{told}");
}
