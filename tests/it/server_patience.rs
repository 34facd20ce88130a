//! Clients that take their answers slowly, or not at all.

use std::time::Duration;

use counterpoint::server::Limits;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::support::{app::TestApp, browser::serve_within};

/// More than what lies between a server and a client holds, when all of it is answered.
const ASKED: usize = 40;
const REQUEST: &str = "GET /api/v1/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n";
const LAST: &str = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
/// How long a test waits for what must come.
const WAIT: Duration = Duration::from_mins(1);

/// A server with a place for one client, who may leave an answer untaken for so long.
async fn server(untaken: Duration) -> String {
    let app = TestApp::with_specimen().await;
    let address = serve_within(app.router(), Limits { connections: 1, per_address: 2, untaken }).await;
    address.trim_start_matches("http://").to_owned()
}

#[tokio::test]
async fn a_client_that_takes_nothing_of_its_answers_loses_its_place_to_the_next() {
    let address = server(Duration::from_millis(300)).await;
    let mut silent = TcpStream::connect(&address).await.unwrap();
    silent.write_all(REQUEST.repeat(ASKED).as_bytes()).await.unwrap();
    let mut next = TcpStream::connect(&address).await.unwrap();
    next.write_all(LAST.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tokio::time::timeout(WAIT, next.read_to_string(&mut answer)).await.expect("it has its turn").unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    drop(silent);
}

#[tokio::test]
async fn a_client_that_takes_its_answers_slowly_gets_all_of_them() {
    const UNTAKEN: Duration = Duration::from_secs(3);
    let address = server(UNTAKEN).await;
    let mut slow = TcpStream::connect(&address).await.unwrap();
    slow.write_all(format!("{}{LAST}", REQUEST.repeat(ASKED)).as_bytes()).await.unwrap();
    let (mut taken, mut piece) = (Vec::new(), vec![0; 256 << 10]);
    let began = tokio::time::Instant::now();
    loop {
        let count = tokio::time::timeout(WAIT, slow.read(&mut piece)).await.expect("something comes").unwrap();
        if count == 0 {
            break;
        }
        taken.extend_from_slice(&piece[..count]);
        tokio::time::sleep(UNTAKEN / 60).await;
    }
    let answers = taken.windows(15).filter(|bytes| bytes == b"HTTP/1.1 200 OK").count();
    assert_eq!(answers, ASKED + 1);
    assert!(began.elapsed() > UNTAKEN, "it was no slow client: {:?}", began.elapsed());
}
