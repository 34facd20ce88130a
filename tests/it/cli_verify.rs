//! `counterpoint verify`: a database that is well, one that somebody changed, one without its key.

use counterpoint::{
    clock::Clock,
    domain::{
        access::Identities,
        id::{CaseId, PersonId},
        person::{Flags, Membership, Person, Role, SignInName},
        text::Text,
    },
    store::{Editor, NewWebhook, SetUpBy, Store, WebhookChange},
};
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};

use crate::support::{checker, command::counterpoint};

const SHIPPED: &str = "tests/data/baghdadi-2019.json";

fn imported() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap().to_owned();
    let said = counterpoint(&["import", SHIPPED, "--data", &path]);
    assert!(said.is_success, "{}", said.err);
    (folder, path)
}

#[test]
fn a_database_that_is_well_is_said_to_be_line_by_line_and_not_written_to() {
    let (folder, data) = imported();
    let before = std::fs::read(folder.path().join("counterpoint.db")).unwrap();
    let said = counterpoint(&["verify", "--data", &data]);
    assert!(said.is_success, "{}{}", said.out, said.err);
    assert!(said.out.lines().filter(|line| line.starts_with("well ")).count() >= 11, "{}", said.out);
    assert!(!said.out.contains("FAULT"), "{}", said.out);
    assert_eq!(std::fs::read(folder.path().join("counterpoint.db")).unwrap(), before);
    let entry = said.out.split_whitespace().find(|word| word.starts_with("1:")).unwrap().to_owned();
    assert!(counterpoint(&["verify", "--data", &data, "--entry", &entry]).is_success);
    let other = format!("1:{}", "0".repeat(64));
    let said = counterpoint(&["verify", "--data", &data, "--entry", &other]);
    assert!(!said.is_success && said.out.contains("the trail does not go through the entry that was noted"));
}

#[tokio::test]
async fn a_case_that_people_came_to_and_left_is_well() {
    let (folder, data) = imported();
    let (file, key) = (folder.path().join("counterpoint.db"), folder.path().join("counterpoint.key"));
    let store = Store::open_with_key_file(&file, &key).await.unwrap();
    let editor = Editor::system("test", Clock::system().now());
    let id: PersonId = "p-editor".parse().unwrap();
    let person = Person {
        id: id.clone(),
        sign_in_name: SignInName::parse("editor").unwrap(),
        name: Text::name("An editor").unwrap(),
        is_admin: false,
        disabled_at: None,
    };
    store.add_person(&editor, person, "no password".to_owned()).await.unwrap();
    let case: CaseId = "baghdadi-2019".parse().unwrap();
    let part = |role| Membership {
        case: case.clone(),
        person: id.clone(),
        role,
        flags: Flags::default(),
        until: None,
        is_emergency: false,
    };
    for role in [Role::Viewer, Role::Editor] {
        store.set_membership(&editor, part(role)).await.unwrap();
    }
    store.close().await;
    let said = counterpoint(&["verify", "--data", &data]);
    assert!(said.is_success, "{}{}", said.out, said.err);
    let mut beside = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
    let key = checker::key(&std::fs::read_to_string(&key).unwrap());
    assert_eq!(checker::faults(&mut beside, &key).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_case_whose_webhooks_came_and_went_is_well() {
    let (folder, data) = imported();
    let (file, key) = (folder.path().join("counterpoint.db"), folder.path().join("counterpoint.key"));
    let store = Store::open_with_key_file(&file, &key).await.unwrap();
    let editor = Editor::system("test", Clock::system().now());
    let owner = Person {
        id: "p-owner".parse().unwrap(),
        sign_in_name: SignInName::parse("owner").unwrap(),
        name: Text::name("An owner").unwrap(),
        is_admin: false,
        disabled_at: None,
    };
    let case: CaseId = "baghdadi-2019".parse().unwrap();
    let set_up = SetUpBy { person: owner.id.clone(), identities: Identities::Hidden };
    store.add_person(&editor, owner, "no password".to_owned()).await.unwrap();
    for id in ["h-1", "h-2"] {
        let new = NewWebhook {
            id: id.parse().unwrap(),
            case: case.clone(),
            address: "https://hooks.example/".to_owned(),
            kinds: Vec::new(),
            set_up: set_up.clone(),
            secret: vec![7; 24].into(),
        };
        store.add_webhook(&editor, new).await.unwrap();
    }
    let told = Some(("https://hooks.example/b".to_owned(), Vec::new()));
    let change = WebhookChange { told, is_paused: true, set_up: set_up.clone() };
    let hook = "h-1".parse().unwrap();
    store.change_webhook(&editor, &case, &hook, None, change).await.unwrap();
    store.set_webhook_secret(&editor, &case, &hook, None, (vec![8; 24].into(), set_up)).await.unwrap();
    store.remove_webhook(&editor, &case, &hook, None).await.unwrap();
    store.close().await;
    let said = counterpoint(&["verify", "--data", &data]);
    assert!(said.is_success, "{}{}", said.out, said.err);
    let mut beside = SqliteConnectOptions::new().filename(&file).connect().await.unwrap();
    let key = checker::key(&std::fs::read_to_string(&key).unwrap());
    assert_eq!(checker::faults(&mut beside, &key).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_row_changed_behind_our_back_is_named_and_the_command_fails() {
    let (folder, data) = imported();
    let mut beside =
        SqliteConnectOptions::new().filename(folder.path().join("counterpoint.db")).connect().await.unwrap();
    let act = "update claim set excerpt = 'put in his mouth' where id = (select min(id) from claim)";
    sqlx::query(act).execute(&mut beside).await.unwrap();
    let said = counterpoint(&["verify", "--data", &data]);
    assert!(!said.is_success);
    assert!(said.out.contains("FAULT") && said.out.contains("it is not what its newest version says"), "{}", said.out);
    assert!(!said.out.contains("put in his mouth"), "{}", said.out);
    assert!(said.err.contains("1 check found faults"), "{}", said.err);
}

#[test]
fn a_folder_without_a_database_is_said_and_none_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let said = counterpoint(&["verify", "--data", folder.path().to_str().unwrap()]);
    assert!(!said.is_success && said.err.contains("there is no database"), "{}", said.err);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_withdrawn_row_changed_behind_our_back_is_named_as_well() {
    let (folder, data) = imported();
    let mut file: serde_json::Value = serde_json::from_slice(&std::fs::read(SHIPPED).unwrap()).unwrap();
    file["claims"].as_array_mut().unwrap().retain(|claim| claim["id"] != "when-7");
    let fewer = folder.path().join("fewer.json");
    std::fs::write(&fewer, file.to_string()).unwrap();
    let said = counterpoint(&["import", fewer.to_str().unwrap(), "--replace", "--data", &data]);
    assert!(said.is_success, "{}", said.err);
    let said = counterpoint(&["verify", "--data", &data]);
    assert!(said.is_success, "{}{}", said.out, said.err);
    let mut beside =
        SqliteConnectOptions::new().filename(folder.path().join("counterpoint.db")).connect().await.unwrap();
    let act = "update claim set excerpt = 'put in his mouth' where id = 'when-7'";
    sqlx::query(act).execute(&mut beside).await.unwrap();
    let said = counterpoint(&["verify", "--data", &data]);
    assert!(!said.is_success);
    assert!(
        said.out.contains("claim when-7: it was withdrawn, and is not what its newest version says"),
        "{}",
        said.out
    );
}
