//! A checker of the audit trail that knows nothing but `docs/AUDIT.md`: none of our code, only SHA-256, XChaCha20-Poly1305
//! and Base64. It reads everything as bytes, because what was tampered with need not be text.

use std::collections::{BTreeMap, BTreeSet};

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use sha2::{Digest as _, Sha256};
use sqlx::{Row as _, SqliteConnection, sqlite::SqliteRow};

type Bytes = Vec<u8>;

fn digest(parts: &[&[u8]]) -> Bytes {
    let hash = Sha256::digest(parts.concat());
    hash.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()
}

fn field(value: Option<&[u8]>) -> Bytes {
    match value {
        Some(value) => [value.len().to_string().as_bytes(), b":", value, b","].concat(),
        None => b"-,".to_vec(),
    }
}

async fn rows(database: &mut SqliteConnection, sql: &'static str) -> Vec<SqliteRow> {
    sqlx::query(sql).fetch_all(database).await.unwrap()
}

fn bytes(row: &SqliteRow, name: &str) -> Option<Bytes> {
    row.try_get_unchecked::<Option<Bytes>, _>(name).unwrap()
}

fn sure(row: &SqliteRow, name: &str) -> Bytes {
    bytes(row, name).unwrap_or_default()
}

fn whole(row: &SqliteRow, name: &str) -> i64 {
    row.try_get_unchecked::<Option<i64>, _>(name).unwrap().unwrap_or_default()
}

/// The cipher whose key stands in a key file.
pub fn key(file: &str) -> XChaCha20Poly1305 {
    let line = file.trim_end().strip_prefix("counterpoint-key-1:").unwrap();
    XChaCha20Poly1305::new_from_slice(&URL_SAFE_NO_PAD.decode(line).unwrap()).unwrap()
}

struct Version {
    case: Bytes,
    noun: Bytes,
    id: Bytes,
    number: i64,
    revision: i64,
    commitment: Bytes,
}

/// Everything that does not hold.
pub async fn faults(database: &mut SqliteConnection, key: &XChaCha20Poly1305) -> Vec<String> {
    let mut faults = Vec::new();
    let versions = versions(database, key, &mut faults).await;
    let brought = entries(database, &versions, &mut faults).await;
    for version in &versions {
        if !brought.contains_key(&(version.case.clone(), version.revision)) {
            faults.push("a version without an entry".to_owned());
        }
    }
    let mut cases = BTreeSet::new();
    for case in rows(database, r#"select cast(id as blob) as id, revision, changed_at from "case""#).await {
        let id = sure(&case, "id");
        cases.insert(id.clone());
        let of_case: Vec<_> = brought.iter().filter(|((case, _), _)| *case == id).collect();
        let revisions: Vec<i64> = of_case.iter().map(|((_, revision), _)| *revision).collect();
        let last = of_case.last().map(|(_, (at, _))| *at);
        if !revisions.iter().copied().eq(1..=whole(&case, "revision")) || last != Some(whole(&case, "changed_at")) {
            faults.push("a case whose entries do not lead to its revision".to_owned());
        }
        if !of_case.iter().map(|(_, (_, number))| number).is_sorted() {
            faults.push("a case whose revisions are out of order".to_owned());
        }
    }
    if brought.keys().any(|(case, _)| !cases.contains(case)) {
        faults.push("an entry about a case that is not there".to_owned());
    }
    faults
}

async fn versions(database: &mut SqliteConnection, key: &XChaCha20Poly1305, faults: &mut Vec<String>) -> Vec<Version> {
    let sql = "select cast(case_id as blob) as case_id, cast(source_id as blob) as id, number,
                      cast(sealed as blob) as sealed from protected_identity";
    let mut sealed: BTreeMap<(Bytes, Bytes, i64), Bytes> = BTreeMap::new();
    for row in rows(database, sql).await {
        sealed.insert((sure(&row, "case_id"), sure(&row, "id"), whole(&row, "number")), sure(&row, "sealed"));
    }
    let sql = "select cast(case_id as blob) as case_id, cast(noun as blob) as noun, cast(id as blob) as id, number,
                      revision, cast(body as blob) as body, is_withdrawn, cast(salt as blob) as salt,
                      cast(commitment as blob) as commitment from version
                order by case_id, noun, id, number";
    let mut versions: Vec<Version> = Vec::new();
    for row in rows(database, sql).await {
        let [case, noun, id, commitment] = ["case_id", "noun", "id", "commitment"].map(|name| sure(&row, name));
        let (number, revision) = (whole(&row, "number"), whole(&row, "revision"));
        let before = versions.last().filter(|last| last.case == case && last.noun == noun && last.id == id);
        if number != before.map_or(1, |before| before.number + 1) {
            faults.push("a version out of number".to_owned());
        }
        let (salt, body) = (bytes(&row, "salt"), sure(&row, "body"));
        let blob =
            (noun == b"source" && salt.is_none()).then(|| sealed.remove(&(case.clone(), id.clone(), number))).flatten();
        let opened = match (salt, blob) {
            (Some(salt), _) => Some((salt, body)),
            (None, Some(blob)) => {
                let number = number.to_string();
                let place = [&case, b"/".as_slice(), &id, b"/", number.as_bytes(), b"/", &digest(&[&body])].concat();
                open(key, &blob, &place)
            }
            (None, None) => None,
        };
        let is_withdrawn: &[u8] = match whole(&row, "is_withdrawn") {
            0 => b"0",
            1 => b"1",
            _ => b"neither",
        };
        match opened {
            Some((salt, whole)) if digest(&[&salt, &whole, is_withdrawn]) == commitment => {}
            Some(_) => faults.push("a version that is not what was committed to".to_owned()),
            None => faults.push("a version without salt or seal".to_owned()),
        }
        versions.push(Version { case, noun, id, number, revision, commitment });
    }
    if !sealed.is_empty() {
        faults.push("something sealed for no version".to_owned());
    }
    versions
}

/// Salt and whole body.
fn open(key: &XChaCha20Poly1305, blob: &[u8], place: &[u8]) -> Option<(Bytes, Bytes)> {
    let blob = STANDARD.decode(blob).ok()?;
    let (version, rest) = blob.split_first()?;
    let (nonce, ciphertext) = rest.split_first_chunk::<24>()?;
    let aad = [&[1], b"protected_identity/".as_slice(), place].concat();
    let opened = key.decrypt(&XNonce::from(*nonce), Payload { msg: ciphertext, aad: &aad }).ok()?;
    (*version == 1 && opened.len() >= 32).then(|| (opened[..32].to_vec(), opened[32..].to_vec()))
}

/// The moment and the number of the entry that brought each revision of each case.
async fn entries(
    database: &mut SqliteConnection,
    versions: &[Version],
    faults: &mut Vec<String>,
) -> BTreeMap<(Bytes, i64), (i64, i64)> {
    let (mut brought, mut reached) = (BTreeMap::new(), BTreeMap::new());
    let mut last = (0, vec![b'0'; 64]);
    let sql = "select number, at, cast(actor as blob) as actor, cast(action as blob) as action,
                      cast(case_id as blob) as case_id, revision, cast(changed as blob) as changed,
                      cast(why as blob) as why, cast(why_salt as blob) as why_salt,
                      cast(why_commitment as blob) as why_commitment, cast(hash as blob) as hash
                 from audit_entry order by number";
    for row in rows(database, sql).await {
        let (number, at, hash) = (whole(&row, "number"), whole(&row, "at"), sure(&row, "hash"));
        let revision: Option<i64> = row.try_get("revision").unwrap();
        let case = bytes(&row, "case_id");
        let mut of_revision: Vec<&Version> =
            versions.iter().filter(|v| Some(&v.case) == case.as_ref() && Some(v.revision) == revision).collect();
        of_revision.sort_by(|a, b| (&a.noun, &a.id, a.number).cmp(&(&b.noun, &b.id, b.number)));
        let listed: Bytes = of_revision
            .iter()
            .flat_map(|v| [&v.noun, &v.id, &v.number.to_string().into_bytes(), &v.commitment].map(|x| field(Some(x))))
            .flatten()
            .collect();
        let digest_of_versions = case.as_ref().map(|_| digest(&[&listed]));
        let canonical = [
            field(Some(number.to_string().as_bytes())),
            field(Some(at.to_string().as_bytes())),
            field(Some(&sure(&row, "actor"))),
            field(Some(&sure(&row, "action"))),
            field(case.as_deref()),
            field(revision.map(|revision| revision.to_string().into_bytes()).as_deref()),
            field(Some(&sure(&row, "changed"))),
            field(bytes(&row, "why_commitment").as_deref()),
            field(digest_of_versions.as_deref()),
        ]
        .concat();
        let is_whole = number == last.0 + 1 && hash == digest(&[b"cp-audit-v1", &canonical, &last.1]);
        let is_committed = match (bytes(&row, "why"), bytes(&row, "why_salt"), bytes(&row, "why_commitment")) {
            (Some(why), Some(salt), Some(kept)) => digest(&[&salt, &why]) == kept,
            (None, None, _) => true,
            _ => false,
        };
        if !is_whole || !is_committed {
            faults.push(format!("entry {number}"));
        }
        if let (Some(case), Some(revision)) = (case, revision) {
            let action = sure(&row, "action");
            if action.starts_with(b"membership.") || action.starts_with(b"webhook.") {
                if reached.get(&case).copied().unwrap_or(0) != revision {
                    faults.push(format!("entry {number} stands at another revision than the case had"));
                }
            } else {
                reached.insert(case.clone(), revision);
                brought.insert((case, revision), (at, number));
            }
        }
        last = (number, hash);
    }
    let head = rows(database, "select number, cast(hash as blob) as hash from audit_head").await;
    let head: Vec<(i64, Bytes)> = head.iter().map(|row| (whole(row, "number"), sure(row, "hash"))).collect();
    if head != [last] {
        faults.push("the last entry".to_owned());
    }
    brought
}
