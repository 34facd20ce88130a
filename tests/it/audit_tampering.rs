//! The audit trail: whatever anybody changes behind our back is found, by `verify` and by a checker that knows nothing
//! but the page that describes the trail.

use std::path::Path;

use counterpoint::{
    domain::{
        access::Identities,
        dossier::Records,
        record::{Noun, Record},
    },
    store::{Change, Editor, ImportMode, NewWebhook, SetUpBy, Store, Verification, verify},
};
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection as _, Row as _, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteSynchronous},
};

use crate::support::{
    checker,
    records::{case, moment, note, plain},
};

/// How many tamperings are tried.
const TAMPERINGS: usize = 1_000;

struct Database {
    folder: tempfile::TempDir,
}

impl Database {
    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("counterpoint.db")
    }

    fn key_file(&self) -> std::path::PathBuf {
        self.folder.path().join("counterpoint.key")
    }

    async fn verify(&self, file: &Path) -> Verification {
        verify(file, &self.key_file(), None).await.unwrap()
    }
}

fn editor(number: i64, why: &str) -> Editor {
    let at = moment("2019-03-03T09:00:00Z") + jiff::SignedDuration::from_secs(number);
    let why = (!why.is_empty()).then(|| note(why));
    Editor { why, ..Editor::system("test", at) }
}

fn records(is_protected: bool) -> Records {
    let mut records = case("baghdadi");
    for source in &mut records.sources {
        match source.id.as_str() {
            "officials" => source.name = plain("Karim Secretname"),
            "guardian" => {
                source.is_protected = is_protected;
                source.public_name = Some(plain("a newspaper"));
            }
            _ => {}
        }
    }
    records
}

/// A small database with everything a trail can hold: notes and none, withdrawals, a source that became protected and
/// one that always was, two cases, an act on a case that is no write of it, acts outside cases.
async fn database() -> Database {
    let database = Database { folder: tempfile::tempdir().unwrap() };
    let store = Store::open_with_key_file(&database.file(), &database.key_file()).await.unwrap();
    store.import_case(&editor(1, ""), records(false), ImportMode::Merge).await.unwrap();
    store.import_case(&editor(2, "a second case"), case("other"), ImportMode::Merge).await.unwrap();
    store.import_case(&editor(3, "it must not be known"), records(true), ImportMode::Merge).await.unwrap();
    let claim = Record::Claim(counterpoint::domain::claim::Claim {
        excerpt: note("quotes \" \\ / \u{2028} \u{1f4f0} \u{301} line\nbreak\ttab"),
        ..records(true).claims.remove(2)
    });
    let withdraw = vec![(Noun::Claim, "c-05".to_owned())];
    let change = Change { put: vec![claim], withdraw, ..Change::default() };
    store.change_case(&editor(4, "read again"), &"baghdadi".parse().unwrap(), change).await.unwrap();
    let person = counterpoint::domain::person::Person {
        id: "p-1".parse().unwrap(),
        sign_in_name: counterpoint::domain::person::SignInName::parse("editor").unwrap(),
        name: plain_text("An editor"),
        is_admin: false,
        disabled_at: None,
    };
    store.add_person(&editor(5, ""), person, "no password".to_owned()).await.unwrap();
    let webhook = NewWebhook {
        id: "h-1".parse().unwrap(),
        case: "baghdadi".parse().unwrap(),
        address: "https://hooks.example/".to_owned(),
        kinds: Vec::new(),
        set_up: SetUpBy { person: "p-1".parse().unwrap(), identities: Identities::Hidden },
        secret: vec![7; 24].into(),
    };
    store.add_webhook(&editor(6, ""), webhook).await.unwrap();
    store.close().await;
    database
}

fn plain_text(text: &str) -> counterpoint::domain::text::Text {
    counterpoint::domain::text::Text::name(text).unwrap()
}

async fn connect(file: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new().filename(file).foreign_keys(false).synchronous(SqliteSynchronous::Off);
    options.pragma("ignore_check_constraints", "on").connect().await.unwrap()
}

/// Chance that comes out the same every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

/// A table and its columns.
type Table = (&'static str, &'static [&'static str]);

const TRAIL: &[Table] = &[
    (
        "audit_entry",
        &[
            "number",
            "at",
            "actor",
            "action",
            "case_id",
            "revision",
            "changed",
            "why",
            "why_salt",
            "why_commitment",
            "hash",
        ],
    ),
    ("version", &["case_id", "noun", "id", "number", "revision", "body", "is_withdrawn", "salt", "commitment"]),
    ("protected_identity", &["case_id", "source_id", "number", "sealed"]),
    ("audit_head", &["number", "hash"]),
    ("\"case\"", &["revision", "changed_at"]),
];

const RECORDS: &[Table] = &[
    ("\"case\"", &["title", "summary", "visibility", "revision", "changed_at"]),
    ("place", &["id", "name", "part_of", "lat", "lon", "radius_km", "is_unresolved", "note", "withdrawn_at_revision"]),
    ("entity", &["id", "name", "kind", "part_of", "note", "withdrawn_at_revision"]),
    (
        "source",
        &[
            "id",
            "name",
            "kind",
            "is_anonymous",
            "is_plural",
            "is_protected",
            "public_name",
            "part_of",
            "speaks_for",
            "same_as",
            "register",
            "reliability",
            "note",
            "withdrawn_at_revision",
        ],
    ),
    ("document", &["id", "publisher_id", "title", "published", "language", "url", "text", "note"]),
    ("event", &["id", "title", "utc_offset_minutes", "note"]),
    ("question", &["id", "event_id", "text", "answer", "unit", "scope", "cardinality"]),
    ("claim", &["question_id", "value", "stance", "document_id", "withdrawn_at_revision"]),
    ("assessment", &["status", "reason", "would_settle", "judged_by", "judged_at"]),
    ("question_analysis", &["question_id", "body"]),
];

/// One row of a table by its place in it, as a condition.
async fn some_row(database: &mut SqliteConnection, chance: &mut Chance, table: &str) -> String {
    let keys: &[&str] = match table {
        "version" => &["case_id", "noun", "id", "number"],
        "protected_identity" => &["case_id", "source_id", "number"],
        "audit_entry" => &["number"],
        "question_analysis" => &["case_id", "question_id"],
        "\"case\"" | "audit_head" => &["id"],
        _ => &["case_id", "id"],
    };
    let quoted: Vec<String> = keys.iter().map(|key| format!("quote({key})")).collect();
    let sql = format!("select {} from {table} order by 1", quoted.join(", "));
    let rows = sqlx::query(AssertSqlSafe(sql)).fetch_all(database).await.unwrap();
    let row = &rows[chance.below(rows.len())];
    let conditions = keys.iter().enumerate().map(|(at, key)| format!("{key} = {}", row.get::<String, _>(at)));
    conditions.collect::<Vec<_>>().join(" and ")
}

/// One act of tampering, as SQL.
async fn tampering(database: &mut SqliteConnection, chance: &mut Chance, tables: &[Table]) -> String {
    let (table, columns) = tables[chance.below(tables.len())];
    let column = columns[chance.below(columns.len())];
    let row = some_row(database, chance, table).await;
    let other = some_row(database, chance, table).await;
    let sql = format!("select length(cast({column} as blob)) from {table} where {row}");
    let length: Option<i64> = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(database).await.unwrap();
    let all = columns.join(", ");
    match chance.below(8) {
        0 | 1 if length.is_some_and(|length| length > 0) => {
            let place = 1 + chance.below(usize::try_from(length.unwrap()).unwrap());
            let digit = format!("{:02x}", 1 + chance.below(255));
            format!(
                "update {table} set {column} = cast(substr(cast({column} as blob), 1, {place} - 1) || x'{digit}'
                        || substr(cast({column} as blob), {place} + 1) as text) where {row}"
            )
        }
        2 => format!("update {table} set {column} = cast({column} as integer) + 1 where {row}"),
        3 => format!("delete from {table} where {row}"),
        4 => format!("update {table} set {column} = null where {row}"),
        5 => format!("update {table} set {column} = (select {column} from {table} where {other}) where {row}"),
        6 => {
            // Two rows change places, but for what they are found by.
            let keys = ["number", "id", "noun", "case_id", "source_id"];
            let free: Vec<&str> = columns.iter().copied().filter(|name| !keys.contains(name)).collect();
            let set = |from: &str| {
                let set = free.iter().map(|name| format!("{name} = (select {name} from temp.swap where {from})"));
                set.collect::<Vec<_>>().join(", ")
            };
            format!(
                "create temp table swap as select * from {table} where ({row}) or ({other});
                 update {table} set {} where {row}; update {table} set {} where {other}; drop table temp.swap",
                set(&other),
                set(&row),
            )
        }
        _ => {
            // A row more, much like another.
            let values: Vec<String> = columns
                .iter()
                .map(|name| if *name == "number" { "number + 1 + (select max(number) from audit_entry)" } else { name })
                .map(str::to_owned)
                .collect();
            format!("insert or ignore into {table} ({all}) select {} from {table} where {row}", values.join(", "))
        }
    }
}

/// Everything a table holds, to see whether an act changed anything.
async fn contents(database: &mut SqliteConnection, tables: &[Table]) -> String {
    let mut all = String::new();
    for (table, columns) in tables {
        let quoted: Vec<String> = columns.iter().map(|name| format!("quote(cast({name} as blob))")).collect();
        let sql = format!("select {} from {table} order by 1", quoted.join(" || ',' || "));
        for row in sqlx::query_scalar::<_, String>(AssertSqlSafe(sql)).fetch_all(&mut *database).await.unwrap() {
            all.push_str(&row);
        }
        all.push('\n');
    }
    all
}

/// A copy of the database without the triggers that refuse tampering.
async fn without_triggers(database: &Database) -> std::path::PathBuf {
    let copy = database.folder.path().join("pristine.db");
    std::fs::copy(database.file(), &copy).unwrap();
    let mut connection = connect(&copy).await;
    let triggers = "select name from sqlite_schema where type = 'trigger'";
    for name in sqlx::query_scalar::<_, String>(triggers).fetch_all(&mut connection).await.unwrap() {
        sqlx::query(AssertSqlSafe(format!("drop trigger {name}"))).execute(&mut connection).await.unwrap();
    }
    sqlx::query("pragma journal_mode = delete").execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    copy
}

/// Whether anything is wrong beside the triggers that are missing.
fn is_found(verification: &Verification) -> bool {
    verification.checks.iter().any(|check| !check.is_well() && !check.what.contains("triggers"))
}

/// Tampers with the tables `count` times, each time with a fresh copy; what changes nothing, or SQLite itself refuses,
/// does not count. `seed` is where chance begins.
async fn tamper(tables: &'static [Table], count: usize, seed: u64) {
    let database = database().await;
    let pristine = without_triggers(&database).await;
    let key = checker::key(&std::fs::read_to_string(database.key_file()).unwrap());
    assert!(!is_found(&database.verify(&pristine).await));
    let before = contents(&mut connect(&pristine).await, tables).await;
    let (mut chance, mut tampered) = (Chance(0x2019_0110 * seed), 0);
    let file = database.folder.path().join("tampered.db");
    while tampered < count {
        std::fs::copy(&pristine, &file).unwrap();
        let mut connection = connect(&file).await;
        let act = tampering(&mut connection, &mut chance, tables).await;
        let done = sqlx::raw_sql(AssertSqlSafe(act.clone())).execute(&mut connection).await;
        if done.is_ok() && contents(&mut connection, tables).await != before {
            tampered += 1;
            if tables == TRAIL {
                assert!(!checker::faults(&mut connection, &key).await.is_empty(), "the checker does not see: {act}");
            }
            connection.close().await.unwrap();
            assert!(is_found(&database.verify(&file).await), "verify does not see: {act}");
        }
    }
}

#[tokio::test]
async fn an_untouched_database_is_well_for_both_checkers() {
    let database = database().await;
    let verification = database.verify(&database.file()).await;
    assert!(verification.is_well(), "{verification:#?}");
    assert!(verification.checks.iter().all(|check| check.count > 0), "{verification:#?}");
    let key = checker::key(&std::fs::read_to_string(database.key_file()).unwrap());
    assert_eq!(checker::faults(&mut connect(&database.file()).await, &key).await, Vec::<String>::new());
}

#[test]
fn a_thousand_tamperings_with_the_trail_are_all_found_by_both_checkers() {
    std::thread::scope(|threads| {
        for part in 1..=4 {
            threads.spawn(move || {
                let runtime = tokio::runtime::Runtime::new().unwrap();
                runtime.block_on(tamper(TRAIL, TAMPERINGS / 4, part));
            });
        }
    });
}

#[tokio::test]
async fn tamperings_with_the_records_themselves_are_all_found() {
    tamper(RECORDS, TAMPERINGS / 5, 5).await;
}

#[tokio::test]
async fn a_trail_that_was_written_anew_is_found_by_an_entry_noted_elsewhere() {
    let (first, second) = (database().await, database().await);
    let noted = first.verify(&first.file()).await.last_entry;
    assert!(verify(&first.file(), &first.key_file(), noted.clone()).await.unwrap().is_well());
    // The same acts with other salts: in itself it is well.
    assert!(second.verify(&second.file()).await.is_well());
    assert!(!verify(&second.file(), &second.key_file(), noted).await.unwrap().is_well());
}
