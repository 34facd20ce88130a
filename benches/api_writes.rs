//! Writes through the API by many callers at once, for a minute: `cargo bench --bench api_writes`.
//!
//! 64 callers add claims to one case over loopback, each acknowledged after its fsync. What is printed is what
//! docs/PERFORMANCE.md states: how many writes, how long they took, and that no answer was a failure of the server's.
//! `SECONDS`, `CALLERS` and `ASKED`, on how many questions they add, in the environment change the load.

use std::{
    net::Ipv4Addr,
    time::{Duration, Instant},
};

use counterpoint::{
    app::App,
    clock::Clock,
    credentials::{Secret, Vault},
    domain::{
        id::PersonId,
        person::{Flags, Membership, Person, Role, SignInName, Stage},
        text::Text,
    },
    exchange::case_file,
    server::{self, Limits},
    store::{Editor, ImportMode, NewSession, Store},
};
use reqwest::{Client, StatusCode};

mod large_case;
mod lcg;

/// The claims and the questions of the case before the minute begins.
const CLAIMS: usize = 75;
const QUESTIONS: usize = 15;

fn main() {
    let setting = |name, default| std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default);
    let (callers, seconds) = (setting("CALLERS", 64), setting("SECONDS", 60));
    let questions = setting("ASKED", QUESTIONS).clamp(1, QUESTIONS);
    // The client is built to be told what encrypts, also where nothing is encrypted.
    rustls::crypto::ring::default_provider().install_default().expect("nobody has chosen before");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(load(callers, Duration::from_secs(u64::try_from(seconds).expect("not negative")), questions));
}

async fn load(callers: usize, time: Duration, questions: usize) {
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let store = Store::open(&folder.path().join("bench.db"), Vault::ephemeral()).await.expect("opens");
    let records = case_file::read(&large_case::case_file(CLAIMS, QUESTIONS)).expect("sound");
    let templates: Vec<_> = records.claims.iter().take(questions).map(case_file::Noun::write).collect();
    let case = records.case.id.to_string();
    let editor = Editor::system("bench", Clock::system().now());
    store.import_case(&editor, records, ImportMode::Merge).await.expect("imports");
    let cookie = member(&store, &editor, &case).await;
    let address = serve(store).await;
    // One for all, each with a connection of its own: to make one takes long.
    let client = Client::builder().no_proxy().build().expect("a client");
    let until = Instant::now() + time;
    let tasks: Vec<_> = (0..callers)
        .map(|caller| {
            let caller = Caller {
                client: client.clone(),
                number: caller,
                address: format!("{address}/api/v1/cases/{case}/claims"),
                cookie: cookie.clone(),
                template: templates[caller % templates.len()].clone(),
            };
            tokio::spawn(caller.write_until(until))
        })
        .collect();
    let mut taken = Vec::new();
    for task in tasks {
        taken.extend(task.await.expect("a caller ends by itself"));
    }
    tell(&mut taken, callers, time);
}

/// Somebody who may write, signed in; the cookie.
async fn member(store: &Store, editor: &Editor, case: &str) -> String {
    let person: PersonId = "p-integrator".parse().expect("an id");
    let account = Person {
        id: person.clone(),
        sign_in_name: SignInName::parse("integrator").expect("a name"),
        name: Text::name("An integrator").expect("a name"),
        is_admin: false,
        disabled_at: None,
    };
    store.add_person(editor, account, "no password".to_owned()).await.expect("adds");
    let case = case.parse().expect("an id");
    let (role, flags) = (Role::Editor, Flags::ALL);
    let membership = Membership { case, person: person.clone(), role, flags, until: None, is_emergency: false };
    store.set_membership(editor, membership).await.expect("sets");
    let secret = Secret::random();
    let session = NewSession {
        digest: secret.digest().hex(),
        id: "s-integrator".to_owned(),
        person,
        stage: Stage::SignedIn,
        browser: "a bench".to_owned(),
        replaces: None,
    };
    store.begin_session(editor, session).await.expect("begins");
    format!("__Host-cp={}", secret.reveal())
}

async fn serve(store: Store) -> String {
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
    let address = listener.local_addr().expect("a bound socket has an address");
    let limits = Limits { connections: 256, per_address: 256, untaken: server::UNTAKEN_WAIT };
    let router = server::router(App::new(store, Clock::system()));
    tokio::spawn(server::serve(listener, router, limits, std::future::pending()));
    format!("http://{address}")
}

struct Caller {
    client: Client,
    number: usize,
    address: String,
    cookie: String,
    template: serde_json::Value,
}

impl Caller {
    /// How long each of its writes took, and what it was answered.
    async fn write_until(self, until: Instant) -> Vec<(Duration, StatusCode)> {
        let mut taken = Vec::new();
        for number in 0.. {
            if Instant::now() >= until {
                break;
            }
            let mut claim = self.template.clone();
            claim["id"] = format!("caller-{}-{number}", self.number).into();
            let began = Instant::now();
            let answer = self
                .client
                .post(&self.address)
                .header("cookie", &self.cookie)
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/json")
                .header("idempotency-key", format!("{}-{number}", self.number))
                .body(claim.to_string())
                .send()
                .await
                .expect("an answer");
            taken.push((began.elapsed(), answer.status()));
        }
        taken
    }
}

fn tell(taken: &mut [(Duration, StatusCode)], callers: usize, time: Duration) {
    taken.sort_unstable_by_key(|(took, _)| *took);
    let at = |share: usize| taken.get(taken.len() * share / 100).map_or(Duration::ZERO, |(took, _)| *took);
    let made = taken.iter().filter(|(_, status)| *status == StatusCode::CREATED).count();
    let failed = taken.iter().filter(|(_, status)| status.is_server_error()).count();
    println!(
        "{callers} callers, {} s: {made} claims added ({} a second), {failed} answers of 5xx, {} other; \
         took half {:.0?}, 99 of 100 {:.0?}, longest {:.0?}",
        time.as_secs(),
        made / usize::try_from(time.as_secs().max(1)).expect("fits"),
        taken.len() - made - failed,
        at(50),
        at(99),
        taken.last().map_or(Duration::ZERO, |(took, _)| *took),
    );
}
