//! A server that is killed while many write to it: what it acknowledged is there afterwards, once, with its entry in the
//! audit trail, and what is sent again with the same key is answered the same.
//!
//! `COUNTERPOINT_KILLS` says how often it is killed, and `COUNTERPOINT_KILLS_SEED` repeats the moments of a run, as it
//! printed it. docs/PERFORMANCE.md has the figures of a long run.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use counterpoint::{
    credentials::{ApiToken, letters},
    domain::{
        access::Identities,
        id::PersonId,
        person::{Flags, Membership, Person, Role, SignInName},
        text::Text,
        token::{Reach, Scope, Token, last_expiry},
    },
    exchange::case_file::Noun as _,
    store::{Editor, ImportMode, NewWebhook, SetUpBy, Store},
};
use futures_util::future::join_all;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use sqlx::{ConnectOptions as _, sqlite::SqliteConnectOptions};
use tokio::sync::Notify;

use crate::support::{
    checker,
    command::counterpoint,
    generated::Lcg,
    records::{case, claim},
};

const WRITERS: usize = 8;
/// How often a server is killed over one database, before another begins: its case grows with every write.
const KILLS_OF_A_DATABASE: usize = 10;
/// The most answers that the writers have before a kill; and the longest wait after that, in milliseconds.
const ANSWERS_BEFORE_A_KILL: usize = 12;
const KILL_WITHIN_MS: usize = 100;
/// How long an answer may take: longer than the server itself allows. What takes longer is as good as unanswered.
const ANSWER_WAIT: Duration = Duration::from_mins(1);
/// How long a server may take to say where it listens.
const START_WAIT: Duration = Duration::from_mins(1);
const CASE: &str = "/api/v1/cases/revolt";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_has_lost_and_doubled_nothing_and_answers_what_is_sent_again_the_same() {
    // The client is built to be told what encrypts, also where nothing is encrypted.
    drop(rustls::crypto::ring::default_provider().install_default());
    let kills = setting("COUNTERPOINT_KILLS").map_or(10, |kills| kills.parse().unwrap());
    let seed = setting("COUNTERPOINT_KILLS_SEED").unwrap_or_else(|| letters(8));
    println!("COUNTERPOINT_KILLS_SEED={seed}");
    let mut random = Lcg::new(seed.bytes().fold(0, |sum, byte| sum * 257 + u64::from(byte)));
    let mut told = Told::default();
    while told.kills < kills {
        let database = Database::new().await;
        let mut writers = database.writers();
        for _ in 0..KILLS_OF_A_DATABASE.min(kills - told.kills) {
            told.kills += 1;
            let moment = Moment::of(&mut random);
            writers = database.write_until_killed(writers, moment).await;
            writers = database.send_again(writers, &mut random, &mut told).await;
            database.check(&writers).await;
        }
        told.put_off += writers.iter().map(|writer| writer.put_off.load(Ordering::Relaxed)).sum::<usize>();
        told.acknowledged += writers.iter().map(|writer| writer.answered.len()).sum::<usize>();
    }
    println!("{told:?}");
}

fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// When a server is killed: after so many answers, and this long after the last of them. Half of all kills come at once,
/// when others of the same commit are about to be answered.
struct Moment {
    answers: usize,
    wait: Duration,
}

impl Moment {
    fn of(random: &mut Lcg) -> Self {
        let answers = 1 + random.below(ANSWERS_BEFORE_A_KILL);
        let wait_ms = if random.happens(50) { 0 } else { random.below(KILL_WITHIN_MS) };
        Self { answers, wait: Duration::from_millis(wait_ms.try_into().unwrap()) }
    }
}

/// What a run did: a kill that interrupts no write proves little.
#[derive(Debug, Default)]
struct Told {
    kills: usize,
    acknowledged: usize,
    /// Requests that a kill left without an answer.
    unanswered: usize,
    /// Those of them that were committed all the same: without a receipt they would be doubled.
    committed_unanswered: usize,
    /// Answers that told a writer to come back later.
    put_off: usize,
}

/// A database that servers are started over, and a token of somebody who writes to its case.
struct Database {
    folder: tempfile::TempDir,
    client: Client,
    token: String,
}

impl Database {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (file, key) = (folder.path().join("counterpoint.db"), folder.path().join("counterpoint.key"));
        let store = Store::open_with_key_file(&file, &key).await.unwrap();
        let now = counterpoint::clock::Clock::system().now();
        let editor = Editor::system("test", now);
        store.import_case(&editor, case("revolt"), ImportMode::Merge).await.unwrap();
        let person = Person {
            id: "p-integrator".parse().unwrap(),
            sign_in_name: SignInName::parse("integrator").unwrap(),
            name: Text::name("An integrator").unwrap(),
            is_admin: false,
            disabled_at: None,
        };
        let id = person.id.clone();
        store.add_person(&editor, person, "no password".to_owned()).await.unwrap();
        let (case, role) = ("revolt".parse().unwrap(), Role::Owner);
        let part =
            Membership { case, person: id.clone(), role, flags: Flags::default(), until: None, is_emergency: false };
        store.set_membership(&editor, part).await.unwrap();
        store.add_webhook(&editor, nowhere(&id)).await.unwrap();
        let secret = ApiToken::random();
        let token = Token {
            id: "t-integrator".parse().unwrap(),
            person: id,
            name: Text::name("a program").unwrap(),
            reach: Reach { scopes: Scope::ALL.iter().copied().collect(), cases: None },
            created_at: now,
            expires_at: last_expiry(now),
            used_at: None,
            revoked_at: None,
        };
        store.add_token(&editor, secret.digest().hex(), token, String::new()).await.unwrap();
        store.close().await;
        let client = Client::builder().no_proxy().timeout(ANSWER_WAIT).build().unwrap();
        Self { folder, client, token: secret.reveal().to_owned() }
    }

    fn writers(&self) -> Vec<Writer> {
        let (client, token) = (&self.client, &self.token);
        let writer = |number| Writer {
            client: client.clone(),
            token: token.clone(),
            number,
            answered: Vec::new(),
            unanswered: None,
            put_off: AtomicUsize::new(0),
        };
        (0..WRITERS).map(writer).collect()
    }

    /// All write, until the server is killed.
    async fn write_until_killed(&self, writers: Vec<Writer>, moment: Moment) -> Vec<Writer> {
        let server = Server::start(self.folder.path());
        let answered = Arc::new(Notify::new());
        let writing: Vec<_> = writers
            .into_iter()
            .map(|writer| tokio::spawn(writer.write_until_cut(server.address.clone(), Arc::clone(&answered))))
            .collect();
        let mut writing = join_all(writing);
        let answers = async {
            for _ in 0..moment.answers {
                let heard = tokio::time::timeout(ANSWER_WAIT, answered.notified()).await;
                heard.expect("the writers are answered until the server is killed");
            }
            tokio::time::sleep(moment.wait).await;
        };
        let ended = tokio::select! {
            () = answers => None,
            // Why they did is in what they ended with.
            ended = &mut writing => Some(ended),
        };
        let is_too_early = ended.is_some();
        drop(server);
        let ended = match ended {
            Some(ended) => ended,
            None => writing.await,
        };
        let writers = ended.into_iter().map(Result::unwrap).collect();
        assert!(!is_too_early, "no writer was answered any more, before the server was killed");
        writers
    }

    /// Another server finds what was acknowledged, and all send again what was not answered, and one thing that was.
    async fn send_again(&self, writers: Vec<Writer>, random: &mut Lcg, told: &mut Told) -> Vec<Writer> {
        let server = Server::start(self.folder.path());
        let found = self.claims(&server).await;
        for writer in &writers {
            for (request, answer) in &writer.answered {
                assert_eq!(found.get(&request.excerpt), Some(&answer.ids()), "{} was acknowledged", request.excerpt);
            }
            told.unanswered += usize::from(writer.unanswered.is_some());
            let lost = writer.unanswered.as_ref().map(|request| &request.excerpt);
            told.committed_unanswered += usize::from(lost.is_some_and(|excerpt| found.contains_key(excerpt)));
        }
        let sending: Vec<_> = writers
            .into_iter()
            .map(|writer| {
                let chosen = random.below(writer.answered.len().max(1));
                tokio::spawn(writer.send_again(server.address.clone(), chosen))
            })
            .collect();
        join_all(sending).await.into_iter().map(Result::unwrap).collect()
    }

    /// Whether everything asked for is there once, in its own revision, and the audit trail has an entry for each.
    async fn check(&self, writers: &[Writer]) {
        let server = Server::start(self.folder.path());
        let answered: Vec<_> = writers.iter().flat_map(|writer| &writer.answered).collect();
        let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (request, answer) in &answered {
            expected.entry(request.excerpt.clone()).or_default().extend(answer.ids());
        }
        assert_eq!(self.claims(&server).await, expected);
        let revisions: BTreeSet<_> = answered.iter().map(|(_, answer)| answer.json()["revision"].as_u64()).collect();
        assert_eq!(revisions.len(), answered.len(), "each write has a revision of its own");
        let last = self.read(&server, CASE).await["revision"].as_u64();
        assert_eq!((last, revisions.last().copied()), (Some(1 + answered.len() as u64), Some(last)));
        drop(server);

        let said = counterpoint(&["verify", "--data", self.folder.path().to_str().unwrap()]);
        assert!(said.is_success, "{}{}", said.out, said.err);
        let key = checker::key(&std::fs::read_to_string(self.folder.path().join("counterpoint.key")).unwrap());
        let file = self.folder.path().join("counterpoint.db");
        let mut beside = SqliteConnectOptions::new().filename(file).connect().await.unwrap();
        assert_eq!(checker::faults(&mut beside, &key).await, Vec::<String>::new());
    }

    /// The ids of the claims of the writers, by what their excerpts say.
    async fn claims(&self, server: &Server) -> BTreeMap<String, Vec<String>> {
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut next = Some(String::new());
        while let Some(cursor) = next {
            let page = self.read(server, &format!("{CASE}/claims?fields=id,excerpt&limit=200{cursor}")).await;
            for claim in page["items"].as_array().unwrap() {
                let [excerpt, id] = ["excerpt", "id"].map(|name| claim[name].as_str().unwrap().to_owned());
                if excerpt.starts_with("writer ") {
                    found.entry(excerpt).or_default().push(id);
                }
            }
            next = page["next"].as_str().map(|cursor| format!("&cursor={cursor}"));
        }
        found
    }

    async fn read(&self, server: &Server, address: &str) -> Value {
        let answer = self.client.get(format!("{}{address}", server.address)).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }
}

/// A webhook that every write is to be sent to and nothing may be: its deliveries fail and are noted between the writes.
fn nowhere(made_by: &PersonId) -> NewWebhook {
    NewWebhook {
        id: "h-nowhere".parse().unwrap(),
        case: "revolt".parse().unwrap(),
        address: "https://127.0.0.1:9/".to_owned(),
        kinds: Vec::new(),
        set_up: SetUpBy { person: made_by.clone(), identities: Identities::Hidden },
        secret: vec![7; 24].into(),
    }
}

/// The program itself, serving; it is killed where this is dropped.
struct Server {
    process: Child,
    address: String,
    /// Kept open, so that the program can print.
    _output: BufReader<ChildStdout>,
}

impl Server {
    fn start(data: &Path) -> Self {
        let log = data.join("stderr.txt");
        let mut process = Command::new(env!("CARGO_BIN_EXE_counterpoint"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let (says, said) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            output.read_line(&mut line).unwrap();
            says.send((line, output)).ok();
        });
        let said = said.recv_timeout(START_WAIT).ok();
        let address = said.as_ref().and_then(|(line, _)| line.trim().strip_prefix("Counterpoint listens on "));
        let Some(address) = address.map(str::to_owned) else {
            process.kill().unwrap();
            let line = said.map(|(line, _)| line);
            panic!("the server did not come up: it printed {line:?} and {:?}", std::fs::read_to_string(log));
        };
        let (_, output) = said.unwrap();
        Self { address, process, _output: output }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL: the program has no chance to tidy up.
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// One of those who write at the same time.
struct Writer {
    client: Client,
    token: String,
    number: usize,
    answered: Vec<(Request, Answer)>,
    /// What it sent last, where the server was killed before it answered.
    unanswered: Option<Request>,
    /// How often it was told to come back later.
    put_off: AtomicUsize,
}

/// A claim to be added; the excerpt tells it from all others. It has no id: done twice it would be there twice.
#[derive(Clone)]
struct Request {
    key: String,
    excerpt: String,
}

/// Everything that a client may go by.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Answer {
    status: StatusCode,
    headers: Vec<Option<String>>,
    body: Vec<u8>,
    /// After how long the same may be sent again, where the server is too busy.
    retry_after: Option<Duration>,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn ids(&self) -> Vec<String> {
        vec![self.json()["id"].as_str().unwrap().to_owned()]
    }
}

impl Writer {
    async fn write_until_cut(mut self, server: String, of_answers: Arc<Notify>) -> Self {
        loop {
            let excerpt = format!("writer {}, claim {}", self.number, self.answered.len());
            let request = Request { key: format!("{}-{}", self.number, self.answered.len()), excerpt };
            let Some(answer) = self.send(&server, &request).await else {
                self.unanswered = Some(request);
                return self;
            };
            self.answered.push((request, answer));
            of_answers.notify_one();
        }
    }

    async fn send_again(mut self, server: String, chosen: usize) -> Self {
        if let Some((request, answer)) = self.answered.get(chosen) {
            let again = self.send(&server, request).await;
            assert_eq!(again.as_ref(), Some(answer), "{}", request.excerpt);
        }
        if let Some(request) = self.unanswered.take() {
            let answer = self.send(&server, &request).await.unwrap();
            assert_eq!(self.send(&server, &request).await.as_ref(), Some(&answer), "{}", request.excerpt);
            self.answered.push((request, answer));
        }
        self
    }

    /// The answer, as a client gets it that comes back when it is told to; `None` where the server was killed before it
    /// was whole.
    async fn send(&self, server: &str, request: &Request) -> Option<Answer> {
        loop {
            let answer = self.send_once(server, request).await?;
            let Some(wait) = answer.retry_after else {
                assert_eq!(answer.status, StatusCode::CREATED, "{}", String::from_utf8_lossy(&answer.body));
                return Some(answer);
            };
            self.put_off.fetch_add(1, Ordering::Relaxed);
            tokio::time::sleep(wait).await;
        }
    }

    async fn send_once(&self, server: &str, request: &Request) -> Option<Answer> {
        let mut body = claim("c", "fled", "no").write();
        body.as_object_mut().unwrap().remove("id");
        body["excerpt"] = json!(request.excerpt);
        let post = self
            .client
            .post(format!("{server}{CASE}/claims"))
            .bearer_auth(&self.token)
            .header("content-type", "application/json")
            .header("idempotency-key", &request.key)
            .body(body.to_string());
        let response = post.send().await.ok()?;
        let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let headers = ["content-type", "location", "etag", "cache-control"].map(header).into();
        let status = response.status();
        let wait = header("retry-after").filter(|_| status == StatusCode::SERVICE_UNAVAILABLE);
        let retry_after = wait.map(|seconds| Duration::from_secs(seconds.parse().unwrap()));
        let body = response.bytes().await.ok()?.to_vec();
        Some(Answer { status, headers, body, retry_after })
    }
}
