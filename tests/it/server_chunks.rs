//! Bodies whose length nobody knows beforehand, byte by byte over a connection: what is taken, and what would mean two
//! things and is refused.

use std::time::Duration;

use counterpoint::{
    domain::{
        person::{Flags, Role},
        token::Scope,
    },
    exchange::case_file::Noun as _,
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::support::{
    app::{TestApp, specimen},
    browser::serve,
};

const IMPORT: &str = "POST /api/v1/cases/baghdadi-2019/import";
const EVENTS: &str = "POST /api/v1/cases/baghdadi-2019/events";
const LINES: &str = "Content-Type: application/x-ndjson";
const JSON: &str = "Content-Type: application/json";
/// How long the server may be silent. What stands behind a body in chunks is not answered, also not later.
const ANSWER_WAIT: Duration = Duration::from_secs(20);

/// A server, and an editor's program that talks to it over connections of its own making.
struct Talk {
    app: TestApp,
    address: String,
    token: String,
}

impl Talk {
    async fn new() -> Self {
        let app = TestApp::with_specimen().await;
        let editor = app.sign_in_member("editor", "baghdadi-2019", Role::Editor, Flags::default()).await;
        let token = app.program(&editor.person, Scope::ALL, None).await.authorization();
        let address = serve(app.router()).await.trim_start_matches("http://").to_owned();
        Self { app, address, token }
    }

    /// A head with these lines, as of the program.
    fn head(&self, request: &str, lines: &[&str]) -> String {
        let lines: String = lines.iter().flat_map(|line| [*line, "\r\n"]).collect();
        format!("{request} HTTP/1.1\r\nHost: {}\r\nAuthorization: {}\r\n{lines}\r\n", self.address, self.token)
    }

    /// Everything that is answered on one connection to what is sent in such pieces, until the server closes it.
    async fn answers(&self, sent: &[u8], piece: usize) -> Vec<Told> {
        let (mut from, mut to) = TcpStream::connect(&self.address).await.unwrap().into_split();
        let sent = sent.to_vec();
        let sending = tokio::spawn(async move {
            for piece in sent.chunks(piece) {
                // The server may have had enough.
                if to.write_all(piece).await.is_err() {
                    break;
                }
            }
            to
        });
        let mut answers = Vec::new();
        tokio::time::timeout(ANSWER_WAIT, from.read_to_end(&mut answers)).await.expect("it is closed").unwrap();
        drop(sending.await);
        told(&String::from_utf8(answers).unwrap())
    }

    /// The only answer.
    async fn answer(&self, sent: &str) -> Told {
        let mut answers = self.answers(sent.as_bytes(), usize::MAX).await;
        assert_eq!(answers.len(), 1, "{answers:?}");
        answers.remove(0)
    }

    async fn number_of(&self, list: &str) -> usize {
        let list = self.app.get(&format!("/api/v1/cases/baghdadi-2019/{list}?limit=200")).await.found();
        list["items"].as_array().unwrap().len()
    }
}

/// One answer: status, head in lower case, body.
#[derive(Debug)]
struct Told {
    status: u16,
    head: String,
    body: String,
}

impl Told {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }

    fn is_last(&self) -> bool {
        self.head.contains("\r\nconnection: close")
    }
}

/// Answers with a length each.
fn told(mut answers: &str) -> Vec<Told> {
    let mut told = Vec::new();
    while !answers.is_empty() {
        let (head, rest) = answers.split_once("\r\n\r\n").unwrap();
        let head = head.to_ascii_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let length = head.split("content-length: ").nth(1).map_or("0", |it| it.lines().next().unwrap());
        let (body, rest) = rest.split_at(if status == 100 { 0 } else { length.parse().unwrap() });
        told.push(Told { status, head, body: body.to_owned() });
        answers = rest;
    }
    told
}

/// A body in chunks of so many bytes.
fn in_chunks(body: &str, size: usize) -> String {
    let chunks = body.as_bytes().chunks(size).map(|chunk| format!("{:x}\r\n{}\r\n", chunk.len(), utf8(chunk)));
    chunks.chain(["0\r\n\r\n".to_owned()]).collect()
}

fn utf8(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

/// Claims as lines, in ASCII so that they can be cut anywhere.
fn lines() -> String {
    let written = specimen().claims.into_iter().take(20).enumerate().map(|(number, claim)| {
        let mut claim = claim.write();
        claim["id"] = json!(format!("brought-{number}"));
        claim["excerpt"] = json!(format!("What was brought in, number {number}."));
        claim
    });
    let lines: String = written.map(|claim| claim.to_string() + "\n").collect();
    lines.chars().filter(char::is_ascii).collect()
}

#[tokio::test]
async fn lines_in_chunks_are_brought_in_as_those_whose_length_is_told() {
    let (whole, lines) = (Talk::new().await, lines());
    let length = format!("Content-Length: {}", lines.len());
    let head = whole.head(IMPORT, &[LINES, &length, "Connection: close"]);
    let expected = whole.answer(&format!("{head}{lines}")).await;
    assert_eq!((expected.status, &expected.json()["added"]["claim"]), (200, &json!(20)), "{expected:?}");
    for (size, piece) in [(1 << 20, usize::MAX), (1_000, 1_013), (7, 4_096), (1, 1_448)] {
        let talk = Talk::new().await;
        let head = talk.head(IMPORT, &[LINES, "Transfer-Encoding: chunked"]);
        let answers = talk.answers(format!("{head}{}", in_chunks(&lines, size)).as_bytes(), piece).await;
        assert_eq!(answers.len(), 1, "{answers:?}");
        assert_eq!((answers[0].status, answers[0].json()), (200, expected.json()), "chunks of {size}");
        assert!(answers[0].is_last(), "{answers:?}");
    }
}

#[tokio::test]
async fn chunks_may_have_extensions_and_a_trailer_and_the_client_may_wait_to_be_told_to_go_on() {
    let talk = Talk::new().await;
    let head = talk.head(EVENTS, &[JSON, "Transfer-Encoding: chunked", "Expect: 100-continue"]);
    let body = "10;a=b;c\r\n{\"title\":\"The fl\r\n00006\r\night\"}\r\n0\r\nX-Checked: no\r\nContent-Length: 3\r\n\r\n";
    let answers = talk.answers(format!("{head}{body}").as_bytes(), 5).await;
    assert_eq!(answers.iter().map(|told| told.status).collect::<Vec<_>>(), [100, 201], "{answers:?}");
}

#[tokio::test]
async fn a_head_that_says_two_things_of_its_body_is_refused_and_nothing_is_read_of_it() {
    let talk = Talk::new().await;
    let (before, body) = (talk.number_of("events").await, "{\"title\":\"The flight\"}");
    let length = format!("Content-Length: {}", body.len());
    let chunked = "Transfer-Encoding: chunked";
    for lines in [
        vec![length.as_str(), chunked],
        vec![chunked, length.as_str()],
        vec![chunked, "Content-Length: 0"],
        vec![chunked, chunked],
        vec!["Transfer-Encoding: gzip, chunked"],
        vec!["Transfer-Encoding: chunked, chunked"],
        vec!["Transfer-Encoding: chunked, identity"],
        vec!["Transfer-Encoding: identity"],
        vec!["Transfer-Encoding: identity", chunked],
        vec!["Transfer-Encoding : chunked"],
        vec!["Transfer-Encoding:\r\n chunked"],
        vec![length.as_str(), "Content-Length: 5"],
        vec!["Content-Length: 5, 5"],
    ] {
        let head = talk.head(EVENTS, &[&[JSON], lines.as_slice()].concat());
        for body in [body, &in_chunks(body, 100)] {
            let next = talk.head(EVENTS, &[JSON, &length]);
            let answer = talk.answer(&format!("{head}{body}{next}{body}")).await;
            assert!(answer.status == 400 && answer.is_last(), "{lines:?}: {answer:?}");
            if !answer.body.is_empty() {
                assert_eq!(answer.json()["type"], "/problems/bad-request", "{lines:?}");
            }
        }
    }
    let old = talk.head(EVENTS, &[JSON, chunked]).replace("HTTP/1.1", "HTTP/1.0");
    assert_eq!(talk.answer(&format!("{old}{}", in_chunks(body, 100))).await.status, 400);
    assert_eq!(talk.number_of("events").await, before);
}

#[tokio::test]
async fn what_stands_behind_a_body_in_chunks_is_never_answered() {
    let talk = Talk::new().await;
    let head = talk.head(EVENTS, &[JSON, "Transfer-Encoding: chunked", "Connection: keep-alive"]);
    let one = format!("{head}{}", in_chunks("{\"title\":\"The flight\"}", 100));
    for behind in [talk.head("GET /healthz", &[]), one.clone()] {
        for piece in [usize::MAX, 10] {
            let answers = talk.answers(format!("{one}{behind}").as_bytes(), piece).await;
            assert_eq!(answers.iter().map(|told| told.status).collect::<Vec<_>>(), [201], "{answers:?}");
        }
    }
}

#[tokio::test]
async fn requests_on_one_connection_are_answered_in_order_until_one_comes_in_chunks() {
    let talk = Talk::new().await;
    let plain = |title: &str| {
        let body = format!("{{\"title\":\"{title}\"}}");
        format!("{}{body}", talk.head(EVENTS, &[JSON, &format!("Content-Length: {}", body.len())]))
    };
    // A body that looks like a head is none.
    let lookalike = plain("POST / HTTP/1.1").replace("POST / HTTP/1.1", "POST / HTTP/1.1 Transfer-Encoding: chunked");
    let lookalike = lookalike.replace("Content-Length: 27", "Content-Length: 54");
    let last = talk.head(EVENTS, &[JSON, "transfer-encoding: CHUNKED"]);
    let health = talk.head("GET /healthz", &[]);
    let sent =
        [&health, "\r\n", &plain("One"), &health, &lookalike, "\r\n\r\n", &last, &in_chunks("{\"title\":\"Two\"}", 4)]
            .concat();
    for piece in [usize::MAX, 100, 3] {
        let answers = talk.answers(sent.as_bytes(), piece).await;
        let statuses: Vec<_> = answers.iter().map(|told| (told.status, told.is_last())).collect();
        assert_eq!(statuses, [(200, false), (201, false), (200, false), (201, false), (201, true)], "{answers:?}");
        assert_eq!(answers[4].json()["id"].as_str().unwrap().split('-').next(), Some("two"), "{answers:?}");
    }
}

#[tokio::test]
async fn a_body_in_chunks_that_is_too_long_or_not_sound_is_told_so_while_it_is_still_being_sent() {
    let talk = Talk::new().await;
    let chunk = format!("100000\r\n{}\r\n", " ".repeat(1 << 20));
    for (request, megabytes) in [(EVENTS, 16), (IMPORT, 64)] {
        let head = talk.head(request, &[JSON, "Transfer-Encoding: chunked"]);
        let answer = talk.answer(&format!("{head}{}0\r\n\r\n", chunk.repeat(megabytes + 10))).await;
        assert_eq!((answer.status, answer.is_last()), (413, true), "{answer:?}");
        assert_eq!(answer.json()["type"], "/problems/body-too-large");
    }
    let head = talk.head(EVENTS, &[JSON, "Transfer-Encoding: chunked"]);
    let longest = talk.answer(&format!("{head}{}0\r\n\r\n", chunk.repeat(16))).await;
    assert_eq!(longest.json()["type"], "/problems/invalid-body", "{longest:?}");
    for (request, kind) in [(EVENTS, JSON), (IMPORT, LINES)] {
        for body in ["x\r\n{}", "3\r\n{}", "-1\r\n{}\r\n0\r\n\r\n", "2\r\n{}0\r\n\r\n", "fffffffffffffffff\r\n"] {
            let head = talk.head(request, &[kind, "Transfer-Encoding: chunked"]);
            let answer = talk.answer(&format!("{head}{body}xxxxxxxx")).await;
            assert_eq!((answer.status, answer.is_last()), (400, true), "{body:?}: {answer:?}");
            assert_eq!(answer.json()["type"], "/problems/bad-request", "{body:?}");
        }
    }
    assert_eq!(talk.answer(&talk.head("GET /healthz", &["Connection: close"])).await.status, 200);
}

#[tokio::test]
async fn the_forms_of_pages_are_taken_in_chunks_too() {
    let talk = Talk::new().await;
    let editor = talk.app.sign_in_member("writer", "baghdadi-2019", Role::Editor, Flags::default()).await;
    let post = |path: &str, kind: &str, framing: &str| {
        let lines = ["Sec-Fetch-Site: same-origin", "Connection: close", framing].join("\r\n");
        let cookie = editor.cookie();
        let host = &talk.address;
        format!("POST {path} HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\nContent-Type: {kind}\r\n{lines}\r\n\r\n")
    };
    let multipart = "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nid,question\r\n\r\n--b--\r\n";
    for (path, kind, body) in [
        ("/cases/baghdadi-2019/places/new?lang=en", "application/x-www-form-urlencoded", "id=barisha&name="),
        ("/cases/baghdadi-2019/import?lang=en", "multipart/form-data; boundary=b", multipart),
    ] {
        let whole = post(path, kind, &format!("Content-Length: {}", body.len()));
        let expected = talk.answer(&format!("{whole}{body}")).await;
        assert!(matches!(expected.status, 200 | 303 | 422), "{expected:?}");
        let head = post(path, kind, "Transfer-Encoding: chunked");
        for size in [1, 1_000] {
            let answer = talk.answer(&format!("{head}{}", in_chunks(body, size))).await;
            assert_eq!((answer.status, &answer.body), (expected.status, &expected.body));
        }
        let broken = talk.answer(&format!("{head}5\r\n{}\r\nbroken\r\n", &body[..5])).await;
        assert_eq!((broken.status, broken.is_last()), (400, true), "{broken:?}");
    }
}
