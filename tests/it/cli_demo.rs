//! `counterpoint demo`: the command a newcomer starts with.

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use crate::support::command::counterpoint;

/// A server that is told to stop ends within so long: before it would cut what is still open.
const STOPS_WITHIN: Duration = Duration::from_secs(8);

/// A running demo; ended when dropped.
struct Demo {
    process: Child,
    address: String,
}

impl Demo {
    fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_counterpoint"))
            .args(["demo", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit("http://").next().unwrap().to_owned();
        assert!(address.starts_with("127.0.0.1:"), "it printed {line:?}");
        Self { process, address }
    }

    fn get(&self, path: &str) -> String {
        self.exchange(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    fn exchange(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

#[test]
fn it_prints_its_address_and_shows_the_shipped_case() {
    let demo = Demo::start();
    let home = demo.get("/");
    assert!(home.starts_with("HTTP/1.1 200"), "{home}");
    assert!(home.contains("/cases/baghdadi-2019"));
    assert!(demo.get("/healthz").starts_with("HTTP/1.1 200"));
    assert!(counterpoint(&["health", "--listen", &demo.address]).is_success);
}

#[test]
fn anybody_on_the_machine_may_continue_as_the_editor_of_a_demo_with_one_click() {
    let demo = Demo::start();
    for path in ["/", "/sign-in"] {
        assert!(demo.get(path).contains("action=\"/demo/sign-in\""), "{path}");
    }
    let body = "next=%2Fcases%2Fbaghdadi-2019%2Fmembers";
    let head = format!(
        "Host: {0}\r\nOrigin: http://{0}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {1}",
        demo.address,
        body.len()
    );
    let answer = demo.exchange(&format!("POST /demo/sign-in HTTP/1.1\r\n{head}\r\nConnection: close\r\n\r\n{body}"));
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let cookie = answer.split("__Host-cp=").nth(1).unwrap().split(';').next().unwrap();
    let head = format!("Host: {}\r\nCookie: __Host-cp={cookie}\r\nConnection: close", demo.address);
    let members = demo.exchange(&format!("GET /cases/baghdadi-2019/members HTTP/1.1\r\n{head}\r\n\r\n"));
    assert!(members.contains("Demo editor") && members.starts_with("HTTP/1.1 200"), "{members}");
}

#[test]
fn a_second_start_works_beside_the_first() {
    let (first, second) = (Demo::start(), Demo::start());
    assert_ne!(first.address, second.address);
    assert!(second.get("/").starts_with("HTTP/1.1 200"));
}

#[test]
fn a_taken_port_gives_a_clear_sentence() {
    let demo = Demo::start();
    let said = counterpoint(&["demo", "--listen", &demo.address]);
    assert!(!said.is_success);
    assert!(said.err.contains("another program listens on"), "{}", said.err);
    assert!(said.err.contains("--listen 127.0.0.1:"), "{}", said.err);
    assert!(!said.err.contains("panicked"), "{}", said.err);
}

#[test]
fn the_health_check_fails_where_nobody_listens() {
    assert!(!counterpoint(&["health", "--listen", "127.0.0.1:1"]).is_success);
}

#[test]
fn requests_that_mean_two_things_are_refused() {
    let demo = Demo::start();
    for head in [
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(&demo.address).unwrap();
        stream.write_all(head.as_bytes()).unwrap();
        let mut status = [0; 12];
        stream.read_exact(&mut status).unwrap();
        assert_eq!(&status, b"HTTP/1.1 400", "{head:?}");
    }
}

#[test]
#[cfg(unix)]
fn a_server_that_is_told_to_stop_ends_its_streams_and_itself() {
    let mut demo = Demo::start();
    let mut stream = TcpStream::connect(&demo.address).unwrap();
    stream.set_read_timeout(Some(STOPS_WITHIN)).unwrap();
    let head = format!("Host: {}\r\nAccept: text/event-stream", demo.address);
    let request = format!("GET /api/v1/cases/baghdadi-2019/notices HTTP/1.1\r\n{head}\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut begun = Vec::new();
    while !String::from_utf8_lossy(&begun).contains("retry:") {
        let mut part = [0; 1_024];
        let count = stream.read(&mut part).unwrap();
        assert!(count > 0, "the stream ended before the server was told to stop");
        begun.extend_from_slice(&part[..count]);
    }
    let told_at = Instant::now();
    let told = Command::new("kill").args(["-TERM", &demo.process.id().to_string()]).status().unwrap();
    assert!(told.success());
    let mut rest = String::new();
    stream.read_to_string(&mut rest).unwrap();
    assert!(rest.ends_with("0\r\n\r\n"), "the stream was cut: {rest:?}");
    assert!(demo.process.wait().unwrap().success());
    assert!(told_at.elapsed() < STOPS_WITHIN, "{:?}", told_at.elapsed());
}
