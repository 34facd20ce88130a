//! Two worlds: databases that differ only in what an outsider may not know give an outsider the same bytes everywhere.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use counterpoint::{
    domain::{
        person::{Flags, Role},
        token::Scope,
    },
    server,
};
use serde_json::{Value, json};

use crate::support::{
    app::{Answer, TestApp, records_of},
    program::Program,
};

/// Everything that can be taken out.
const EXPORTS: [&str; 12] = [
    "brief.html",
    "brief.md",
    "case.json",
    "claims.csv",
    "claims.ndjson",
    "sources.csv",
    "sources.ndjson",
    "matrix.csv",
    "matrix.ndjson",
    "timeline.svg",
    "timelinejs.json",
    "claims.jsonld",
];
/// The most addresses a walk comes by.
const ADDRESSES_MAX: usize = 250;

/// The fields of a protected source that an outsider never sees, in one world. The same question is never answered by
/// two sources that the links join, so that the numbers of independent roots are those of a world without links.
fn secrets() -> [(&'static str, Value); 3] {
    let resident = json!({
        "name": "Karim Secretname", "note": "Lives in Secretville", "register": "secret.example", "reliability": "A",
        "same_as": "bob-named", "may_be": ["p9", "bob-named"], "part_of": "orgy",
    });
    let nurse = json!({ "name": "Nura Secretname", "speaks_for": "orgx", "part_of": "orgx" });
    let gazette = json!({ "name": "The Secret Gazette", "same_as": "a-gazette", "register": "secret.example" });
    [("zz-resident", resident), ("nurse", nurse), ("zz-gazette", gazette)]
}

/// The same for the sources in the open that lead to a protected one.
fn references() -> [(&'static str, Value); 2] {
    [("p8", json!({ "same_as": "mid-driver" })), ("p2", json!({ "may_be": ["nurse"] }))]
}

fn public_file() -> Value {
    let source = |id: &str, kind: &str, name: &str| json!({ "id": id, "kind": kind, "name": name });
    let protected = |id: &str, kind: &str, public: &str| json!({ "id": id, "kind": kind, "name": "Nobody", "protected": true, "public_name": public });
    let document = |id: &str, publisher: &str, published: &str| json!({ "id": id, "publisher": publisher, "title": id, "published": published, "language": "en" });
    let question =
        |id: &str, answer: &str| json!({ "id": id, "event": "e", "text": format!("{id}?"), "answer": answer });
    let claim = |id: &str, question: &str, value: &str, chain: &[&str], document: &str| {
        json!({ "id": id, "question": question, "value": value, "chain": chain, "document": document,
                "excerpt": "words", "stance": "asserts" })
    };
    json!({
        "format": "counterpoint/1",
        "case": { "id": "worlds", "title": "Worlds", "visibility": "public" },
        "places": [{ "id": "hill", "name": "Hill" }],
        "entities": [{ "id": "band", "name": "Band", "kind": "group" }],
        "sources": [
            protected("zz-resident", "eyewitness", "a resident"), protected("nurse", "official", "a nurse"),
            protected("zz-gazette", "outlet", "a newspaper"), protected("mid-driver", "person", "a driver"),
            source("bob-named", "person", "Bob Named"), source("orgx", "organisation", "OrgX Hospital"),
            source("orgy", "organisation", "OrgY"), source("a-gazette", "outlet", "A Gazette"),
            source("o1", "outlet", "O1"), source("o2", "outlet", "O2"), source("p2", "person", "P2"),
            source("p8", "person", "P8"), source("p9", "person", "P9"),
        ],
        "documents": [document("d1", "o1", "2020-06-01"), document("d2", "o2", "2020-06-02"),
                      document("dz", "zz-gazette", "2020-06-03"), document("dg", "a-gazette", "2020-06-04")],
        "events": [{ "id": "e", "title": "E" }],
        "questions": [question("a", "count"), question("b", "count"), question("t", "time"), question("w", "place"),
                      question("x", "entity"), question("y", "count"), question("z", "count")],
        "claims": [
            claim("k1", "a", "2", &["zz-resident", "o1"], "d1"), claim("k2", "a", "5", &["p2", "o1"], "d1"),
            claim("k3", "b", "2", &["nurse", "o1"], "d1"), claim("k4", "b", "7", &["p2", "o2"], "d2"),
            claim("k5", "t", "2019-02", &["p9", "o1"], "d1"), claim("k6", "t", "2019-04", &["bob-named", "o2"], "d2"),
            claim("k7", "w", "hill", &["zz-resident", "zz-gazette"], "dz"), claim("k8", "x", "band", &["p8", "o1"], "d1"),
            claim("k9", "y", "3", &["p9", "a-gazette"], "dg"), claim("k10", "z", "4", &["orgx", "o2"], "d2"),
            claim("k11", "z", "9", &["mid-driver", "o1"], "d1"),
        ],
        "assessments": [],
    })
}

/// The file with `fields` set in the sources they belong to.
fn with(mut file: Value, fields: &[(&str, Value)]) -> Value {
    for (id, fields) in fields {
        let sources = file["sources"].as_array_mut().unwrap();
        let source = sources.iter_mut().find(|source| source["id"] == *id).unwrap();
        source.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    }
    file
}

async fn world(file: &Value) -> TestApp {
    TestApp::of(records_of(file.to_string())).await
}

/// Every address of ours that a walk from the home page and the root of the API comes by, in both languages.
async fn addresses(app: &TestApp) -> BTreeSet<String> {
    let mut found: BTreeSet<String> = ["/", "/?lang=ar", "/api/v1/cases"].map(str::to_owned).into();
    for noun in ["events", "questions", "claims", "sources", "documents", "places", "entities", "analysis"] {
        found.insert(format!("/api/v1/cases/worlds/{noun}"));
    }
    found.insert("/api/v1/cases/worlds/analysis?as_of=2020-06-01".to_owned());
    let mut open: Vec<String> = found.iter().cloned().collect();
    while let Some(address) = open.pop() {
        for link in links(&app.page(&address).await, address.starts_with("/api")) {
            let is_plain = !link.contains('&');
            if is_plain && found.len() < ADDRESSES_MAX && found.insert(link.clone()) {
                open.push(link);
            }
        }
    }
    found
}

fn links(answer: &Answer, is_api: bool) -> Vec<String> {
    let links: Vec<String> = if is_api {
        answer.body.split('"').map(str::to_owned).collect()
    } else {
        answer
            .attributes("a[href]", "href")
            .iter()
            .filter_map(|link| link.split('#').next())
            .map(str::to_owned)
            .collect()
    };
    let is_ours = |link: &&str| ["/?", "/cases/", "/api/v1/cases/"].iter().any(|start| link.starts_with(start));
    // What can be taken out and followed is asked for route by route, below.
    let is_walked = |link: &&str| is_ours(link) && !link.contains("/exports") && !link.contains("/feed.");
    links.iter().map(String::as_str).filter(is_walked).map(str::to_owned).collect()
}

async fn assert_same(one: &TestApp, other: &TestApp) {
    let addresses = addresses(one).await;
    for part in ["/sources/", "/questions/", "/claims/", "/documents/", "/matrix", "/places/", "/entities/", "lang=ar"]
    {
        assert!(addresses.iter().any(|address| address.contains(part)), "nothing like {part} in {addresses:#?}");
    }
    for address in &addresses {
        let (one, other) = (one.get(address).await, other.get(address).await);
        if one != other {
            let lines = one.body.lines().zip(other.body.lines()).find(|(one, other)| one != other);
            panic!("{address} tells the worlds apart: {lines:#?}");
        }
    }
}

#[tokio::test]
async fn an_outsider_cannot_tell_what_a_protected_source_is_from_any_page_or_answer() {
    let plain = world(&public_file()).await;
    assert_same(&world(&with(public_file(), &secrets())).await, &plain).await;
}

#[tokio::test]
async fn an_outsider_cannot_tell_who_leads_to_a_protected_source() {
    let plain = world(&public_file()).await;
    assert_same(&world(&with(public_file(), &references())).await, &plain).await;
}

#[tokio::test]
async fn the_root_of_what_a_protected_source_said_is_the_protected_source() {
    let app = world(&with(public_file(), &secrets())).await;
    let page = app.page("/cases/worlds/questions/a").await;
    assert!(page.body.contains("a resident") && !page.body.contains("Bob Named"));
    let analysis = app.get("/api/v1/cases/worlds/analysis").await.json();
    let position = &analysis["questions"][0]["positions"][0];
    assert_eq!(position["support"]["roots"], json!(["zz-resident"]), "{position:#}");
}

#[tokio::test]
async fn a_private_case_cannot_be_told_from_none() {
    let mut file = public_file();
    file["case"]["visibility"] = "private".into();
    let (private, none) = (world(&file).await, TestApp::empty().await);
    let addresses = addresses(&world(&public_file()).await).await;
    for address in addresses.iter().filter(|address| address.contains("worlds")) {
        let answer = private.get(address).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert_eq!(answer, none.get(address).await, "{address}");
    }
    for address in ["/", "/?lang=ar", "/api/v1/cases"] {
        assert_eq!(private.get(address).await, none.get(address).await, "{address}");
    }
    for method in ["DELETE", "POST", "PUT", "HEAD", "OPTIONS"] {
        for headers in [&[("if-none-match", "*")][..], &[]] {
            let address = "/cases/worlds/sources/p2";
            let (one, other) =
                (private.send(method, address, headers).await, none.send(method, address, headers).await);
            assert_eq!(one, other, "{method}");
        }
    }
}

/// Every address of the route tables that can be opened, with ids of both worlds in the place of what varies.
fn every_address() -> BTreeSet<String> {
    let routes = server::routes();
    let opened = routes.iter().filter(|route| route.method == Method::GET);
    opened.flat_map(|route| filled(&route.path)).collect()
}

/// The path with every id that a name in braces may stand for; a name that is new here gets those of all.
fn filled(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let (name, after) = rest.split_once('}').unwrap();
    let ids: &[&str] = match name {
        "case" => &["worlds", "hush", "nowhere"],
        "source" => &["zz-resident", "nurse", "zz-gazette", "mid-driver", "bob-named", "p8", "p2", "orgx"],
        "claim" => &["k1", "k5", "k7", "k11"],
        "question" => &["a", "t", "z"],
        "document" => &["d1", "dz"],
        "place" => &["hill"],
        "entity" => &["band"],
        "event" => &["e"],
        "list" => &["sources", "claims", "questions"],
        "export" => &EXPORTS,
        _ => &["zz-resident", "k1", "a", "d1", "hill", "band", "e", "p-stranger", "nothing"],
    };
    ids.iter().flat_map(|id| filled(&format!("{before}{id}{after}"))).collect()
}

/// A program of a stranger and one of a member: people of their own, since a page shows its reader the ids of their tokens.
async fn programs(app: &TestApp, flags: Flags) -> (Program<'_>, Program<'_>) {
    let stranger = app.sign_in("stranger-with-a-program").await;
    let member = app.sign_in_member("member-with-a-program", "worlds", Role::Viewer, flags).await;
    let of_stranger = app.program(&stranger.person, Scope::ALL, None).await;
    (of_stranger, app.program(&member.person, Scope::ALL, Some(&["worlds"])).await)
}

#[tokio::test]
async fn no_route_tells_an_outsider_of_a_protected_name_or_a_private_case() {
    let mut private = public_file();
    private["case"] = json!({ "id": "hush", "title": "Nobody knows of it", "visibility": "private" });
    let told = world(&with(with(public_file(), &secrets()), &references())).await.and(records_of(private.to_string()));
    let (told, plain) = (told.await, world(&public_file()).await);
    let everything_but = Flags { see_identity: false, ..Flags::ALL };
    let told_viewers =
        (told.sign_in("stranger").await, told.sign_in_member("member", "worlds", Role::Viewer, everything_but).await);
    let plain_viewers =
        (plain.sign_in("stranger").await, plain.sign_in_member("member", "worlds", Role::Viewer, everything_but).await);
    let (told_programs, plain_programs) =
        (programs(&told, everything_but).await, programs(&plain, everything_but).await);
    let addresses = every_address();
    assert!(addresses.len() > 100, "the tables have lost their routes: {addresses:#?}");
    for address in &addresses {
        let pairs = [
            ("a stranger", told.get(address).await, plain.get(address).await),
            ("somebody signed in", told_viewers.0.get(address).await, plain_viewers.0.get(address).await),
            ("a member without the right", told_viewers.1.get(address).await, plain_viewers.1.get(address).await),
            ("a program of a stranger", told_programs.0.get(address).await, plain_programs.0.get(address).await),
            ("a program of a member", told_programs.1.get(address).await, plain_programs.1.get(address).await),
        ];
        for (who, one, other) in pairs {
            assert_ne!(one.status, StatusCode::INTERNAL_SERVER_ERROR, "{address}");
            if one != other {
                let lines = one.body.lines().zip(other.body.lines()).find(|(one, other)| one != other);
                panic!("{address} tells {who} the worlds apart: {lines:#?} {:#?} {:#?}", one.headers, other.headers);
            }
        }
    }
}

#[tokio::test]
async fn whoever_may_not_see_identities_is_not_told_between_which_roots_a_figure_was_replaced() {
    let file = with(public_file(), &secrets());
    let app = world(&file).await;
    let everything_but = Flags { see_identity: false, ..Flags::ALL };
    let editor = app.sign_in_member("editor", "worlds", Role::Owner, everything_but).await;
    let veiled = "A claim is superseded only by one that goes back to the same root.";
    let mut claim = file["claims"][0].clone();
    claim["superseded"] = json!({ "on": "2020-06-05", "by": "k2" });
    let line = json!({ "claim": claim }).to_string();
    claim.as_object_mut().unwrap().shift_remove("id");
    claim["why"] = "A newer figure.".into();
    let put = editor.call("PUT", "/api/v1/cases/worlds/claims/k1", &[("if-match", "*")], &claim).await;
    let lines = [("content-type", "application/x-ndjson")];
    let brought = editor.send("POST", "/api/v1/cases/worlds/import", &lines, &line).await;
    for answer in [put, brought] {
        let problem = answer.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
        let told = (&problem["errors"][0]["kind"], &problem["errors"][0]["detail"]);
        assert_eq!(told, (&json!("other_root"), &json!(veiled)), "{problem}");
    }
    let form = "/cases/worlds/claims/k1/edit";
    let page = editor.get(form).await;
    let version = page.attribute("[name=version]", "value").unwrap();
    let sent = [
        ("version", version.as_str()),
        ("question", "a"),
        ("value", "2"),
        ("stance", "asserts"),
        ("document", "d1"),
        ("link", "a resident"),
        ("excerpt", "words"),
        ("superseded.on", "2020-06-05"),
        ("superseded.by", "k2"),
        ("why", "A newer figure."),
        ("confirmed", "like"),
    ];
    let refused = editor.post(form, &sent).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.joined("[role=alert]").contains(veiled), "{}", refused.joined("[role=alert]"));
    let seeing = app.sign_in_member("seeing", "worlds", Role::Owner, Flags::ALL).await;
    let put = seeing.call("PUT", "/api/v1/cases/worlds/claims/k1", &[("if-match", "*")], &claim).await;
    let problem = put.problem(StatusCode::UNPROCESSABLE_ENTITY, "invalid-body");
    assert!(problem["errors"][0]["detail"].as_str().unwrap().contains("p2"), "{problem}");
}

#[tokio::test]
async fn a_program_is_shown_protected_names_by_its_scope_and_the_right_of_its_person_together() {
    let app = world(&with(public_file(), &secrets())).await;
    let member = app.sign_in_member("member", "worlds", Role::Viewer, Flags::ALL).await;
    let blind = app.sign_in_member("blind", "worlds", Role::Owner, Flags::default()).await;
    let name = "Karim Secretname";
    let address = "/api/v1/cases/worlds/sources/zz-resident";
    for (person, scopes, is_shown) in [
        (&member, &[Scope::Read, Scope::SeeIdentity][..], true),
        (&member, &[Scope::Read], false),
        (&member, &[Scope::Read, Scope::Write, Scope::Assess, Scope::Own, Scope::Admin], false),
        (&blind, Scope::ALL, false),
    ] {
        let answer = app.program(&person.person, scopes, None).await.get(address).await;
        assert_eq!((answer.status, answer.body.contains(name)), (StatusCode::OK, is_shown), "{scopes:?}");
    }
    assert!(member.get(address).await.body.contains(name));
}
