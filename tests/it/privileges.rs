//! Who may call which route: every route of the tables, by everybody, on a case of every level. The verdicts stand here
//! in full, apart from the code that keeps them; a route joins the test by being in a table, and a need, a level or a
//! kind of person without a verdict does not compile.

use axum::{
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use counterpoint::{
    admission::{Pass, Passed, Route},
    domain::{
        access::Need,
        case::Visibility,
        person::{Flags, Role},
        token::Scope,
    },
    server, store,
};
use tower::ServiceExt as _;

use crate::support::{
    app::{NOW, TestApp, specimen},
    client::Client,
    records::moment,
};

/// What the gate says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The handler is asked.
    Passes,
    /// As if there were nothing.
    Nothing,
    /// Sign in first.
    SignIn,
    /// The token is not for this.
    NotThisToken,
}
use Verdict::{NotThisToken, Nothing, Passes, SignIn};

/// Everybody who may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Anonymous,
    Stranger,
    Admin,
    Viewer,
    Contributor,
    Editor,
    Owner,
    ViewerWithFlags,
}
use Who::{Admin, Anonymous, Contributor, Editor, Owner, Stranger, Viewer, ViewerWithFlags};

const EVERYBODY: [Who; 8] = [Anonymous, Stranger, Admin, Viewer, Contributor, Editor, Owner, ViewerWithFlags];

fn verdict(pass: Pass, level: Visibility, who: Who) -> Verdict {
    match (pass, who) {
        (Pass::SignedIn | Pass::Browser | Pass::Admin, Anonymous) => SignIn,
        (Pass::Anyone | Pass::SignedIn | Pass::Browser, _) | (Pass::Admin, Admin) => Passes,
        (Pass::Admin, _) => Nothing,
        (Pass::InCase(need), _) => in_case(need, level, who),
    }
}

/// What is said to `who`, who has the part of their name in the case, where it takes `need`.
fn in_case(need: Need, level: Visibility, who: Who) -> Verdict {
    let is_known = match (level, who) {
        (Visibility::Public, _) => true,
        (Visibility::Internal, who) => who != Anonymous,
        (Visibility::Private, who) => !matches!(who, Anonymous | Stranger | Admin),
    };
    let suffices: &[Who] = match need {
        Need::Read => &EVERYBODY,
        Need::Export if level == Visibility::Public => &EVERYBODY,
        Need::Export | Need::Assess => &[ViewerWithFlags],
        Need::Member => &[Viewer, Contributor, Editor, Owner, ViewerWithFlags],
        Need::Contribute => &[Contributor, Editor, Owner],
        Need::Edit => &[Editor, Owner],
        Need::Own => &[Owner],
    };
    match who {
        // Where reading is not enough they are asked to sign in, whatever there is and whatever its level.
        Anonymous if !matches!(need, Need::Read | Need::Export) => SignIn,
        _ if is_known && suffices.contains(&who) => Passes,
        _ => Nothing,
    }
}

/// The path with names of the shipped case in it.
fn filled(path: &str) -> String {
    [
        ("{case}", "baghdadi-2019"),
        ("{claim}", "g-sdf-when"),
        ("{question}", "attempt-when"),
        ("{source}", "guardian"),
        ("{list}", "claims"),
        ("{record}", "g-sdf-when"),
        ("{number}", "1"),
        ("{export}", "brief.md"),
        ("{noun}", "claims"),
    ]
    .iter()
    .fold(path.to_owned(), |path, (name, id)| path.replace(name, id))
    .replace(['{', '}'], "")
}

/// Somebody, signed in anew: what the last one asked for may have ended their session.
async fn signed_in(app: &TestApp, who: Who, number: usize) -> Option<Client<'_>> {
    let name = format!("{who:?}-{number}").to_lowercase();
    let member = async |role, flags| app.sign_in_member(&name, "baghdadi-2019", role, flags).await;
    match who {
        Anonymous => None,
        Stranger => Some(app.sign_in(&name).await),
        Admin => Some(app.sign_in_admin(&name).await),
        Viewer => Some(member(Role::Viewer, Flags::default()).await),
        Contributor => Some(member(Role::Contributor, Flags::default()).await),
        Editor => Some(member(Role::Editor, Flags::default()).await),
        Owner => Some(member(Role::Owner, Flags::default()).await),
        ViewerWithFlags => Some(member(Role::Viewer, Flags::ALL).await),
    }
}

/// What the gate said to a request that a page of ours could send, with the bytes of the answer.
async fn said(
    app: &TestApp,
    client: Option<&Client<'_>>,
    method: &str,
    address: &str,
) -> (Verdict, StatusCode, Vec<u8>) {
    said_with(app, client.map(|client| (header::COOKIE, client.cookie())), method, address).await
}

/// The same to a request with this proof of who asks.
async fn said_with(
    app: &TestApp,
    proof: Option<(header::HeaderName, String)>,
    method: &str,
    address: &str,
) -> (Verdict, StatusCode, Vec<u8>) {
    let request = Request::builder()
        .method(method)
        .uri(address)
        .header(header::HOST, "localhost")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = proof.into_iter().fold(request, |request, (name, value)| request.header(name, value));
    let response = app.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (has_passed, status) = (response.extensions().get::<Passed>().is_some(), response.status());
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec();
    let said = match status {
        _ if has_passed => Passes,
        StatusCode::NOT_FOUND => Nothing,
        StatusCode::SEE_OTHER | StatusCode::UNAUTHORIZED => SignIn,
        StatusCode::FORBIDDEN => NotThisToken,
        status => panic!("{method} {address} was answered {status} before its handler"),
    };
    (said, status, body)
}

async fn every_route_on(level: Visibility) {
    let mut records = specimen();
    records.case.visibility = level;
    let app = TestApp::of(records).await;
    for (number, route) in server::routes().iter().enumerate() {
        for who in EVERYBODY {
            let client = signed_in(&app, who, number).await;
            let (method, address) = (route.method.as_str(), filled(&route.path));
            let (said, status, _) = said(&app, client.as_ref(), method, &address).await;
            assert_eq!(said, verdict(route.pass, level, who), "{method} {address} by {who:?}, {level:?}");
            assert!(!status.is_server_error(), "{method} {address} by {who:?}, {level:?}: {status}");
        }
    }
}

#[tokio::test]
async fn every_route_of_a_public_case_lets_in_whom_it_should_and_nobody_else() {
    every_route_on(Visibility::Public).await;
}

#[tokio::test]
async fn every_route_of_an_internal_case_lets_in_whom_it_should_and_nobody_else() {
    every_route_on(Visibility::Internal).await;
}

#[tokio::test]
async fn every_route_of_a_private_case_lets_in_whom_it_should_and_nobody_else() {
    every_route_on(Visibility::Private).await;
}

#[tokio::test]
async fn what_somebody_may_not_do_is_answered_like_what_does_not_exist() {
    let mut records = specimen();
    records.case.visibility = Visibility::Private;
    let (there, nowhere) = (TestApp::of(records).await, TestApp::empty().await);
    for (number, route) in server::routes().iter().filter(|route| matches!(route.pass, Pass::InCase(_))).enumerate() {
        for who in [Anonymous, Stranger, Admin] {
            let (one, other) = (signed_in(&there, who, number).await, signed_in(&nowhere, who, number).await);
            let (method, address) = (route.method.as_str(), filled(&route.path));
            let one = said(&there, one.as_ref(), method, &address).await;
            let other = said(&nowhere, other.as_ref(), method, &address).await;
            assert_eq!((one.0, one.1), (other.0, other.1), "{method} {address} by {who:?}");
            assert!(one.2 == other.2, "{method} {address} by {who:?} differs in its body");
        }
    }
}

/// Whether a token with this scope alone may knock at a route.
fn opens(scope: Scope, pass: Pass, is_reading: bool) -> bool {
    match (scope, pass) {
        (Scope::Read, Pass::SignedIn) => is_reading,
        (Scope::Write, Pass::SignedIn) => !is_reading,
        (Scope::Read, Pass::Anyone | Pass::InCase(Need::Read | Need::Export | Need::Member))
        | (Scope::Write, Pass::InCase(Need::Contribute | Need::Edit))
        | (Scope::Assess, Pass::InCase(Need::Assess))
        | (Scope::Own, Pass::InCase(Need::Own))
        | (Scope::Admin, Pass::Admin) => true,
        (_, Pass::Anyone | Pass::SignedIn | Pass::Browser | Pass::Admin | Pass::InCase(_)) => false,
    }
}

/// The routes of the API, numbered; whether each of them reads.
fn api_routes() -> impl Iterator<Item = (usize, Route, bool)> {
    let routes = server::routes().into_iter().enumerate();
    let routes = routes.filter(|(_, route)| route.path.starts_with("/api/v1/"));
    routes.map(|(number, route)| {
        let is_reading = route.method == Method::GET;
        (number, route, is_reading)
    })
}

async fn private_case() -> TestApp {
    let mut records = specimen();
    records.case.visibility = Visibility::Private;
    TestApp::of(records).await
}

/// What the gate says to a token of `person` with these scopes, for all cases or for `cases`.
async fn said_to_token(
    app: &TestApp,
    person: &Client<'_>,
    (scopes, cases): (&[Scope], Option<&[&str]>),
    route: &Route,
) -> Verdict {
    let program = app.program(&person.person, scopes, cases).await;
    let proof = Some((header::AUTHORIZATION, program.authorization()));
    let (said, status, _) = said_with(app, proof, route.method.as_str(), &filled(&route.path)).await;
    assert!(!status.is_server_error(), "{route:?} {scopes:?}: {status}");
    app.store().revoke_token(&store::Editor::system("test", moment(NOW)), &person.person, &program.id).await.unwrap();
    said
}

#[tokio::test]
async fn a_token_of_somebody_who_may_do_everything_does_what_its_scope_names_in_its_cases() {
    let app = private_case().await;
    for (number, route, is_reading) in api_routes() {
        let person = app.sign_in_admin(&format!("all-{number}")).await;
        app.join(&person, "baghdadi-2019", Role::Owner, Flags::ALL).await;
        for &scope in Scope::ALL {
            let said = async |cases: Option<&[&str]>| said_to_token(&app, &person, (&[scope], cases), &route).await;
            let is_open = opens(scope, route.pass, is_reading);
            let in_case = matches!(route.pass, Pass::InCase(_));
            let reaches_chosen_cases = is_open && (in_case || is_reading && route.pass != Pass::Admin);
            let or_not = |passes: bool| if passes { Passes } else { NotThisToken };
            assert_eq!(said(None).await, or_not(is_open), "{route:?} with {scope:?} for all cases");
            let of_this = said(Some(&["baghdadi-2019"])).await;
            assert_eq!(of_this, or_not(reaches_chosen_cases), "{route:?} with {scope:?} for this case");
            let of_another = said(Some(&["another-case"])).await;
            let expected = if is_open && in_case { Nothing } else { or_not(reaches_chosen_cases) };
            assert_eq!(of_another, expected, "{route:?} with {scope:?} for another case");
        }
    }
}

#[tokio::test]
async fn a_token_with_every_scope_does_no_more_than_its_person_may() {
    for level in [Visibility::Public, Visibility::Internal, Visibility::Private] {
        let mut records = specimen();
        records.case.visibility = level;
        let app = TestApp::of(records).await;
        for (number, route, _) in api_routes() {
            for who in EVERYBODY.into_iter().filter(|who| *who != Anonymous) {
                let person = signed_in(&app, who, number).await.unwrap();
                let expected = if route.pass == Pass::Browser { NotThisToken } else { verdict(route.pass, level, who) };
                let said = said_to_token(&app, &person, (Scope::ALL, None), &route).await;
                assert_eq!(said, expected, "{route:?} by a program of {who:?}, {level:?}");
            }
        }
    }
}

#[tokio::test]
async fn to_every_page_a_program_with_a_token_is_nobody() {
    let app = private_case().await;
    let person = app.sign_in_admin("all").await;
    app.join(&person, "baghdadi-2019", Role::Owner, Flags::ALL).await;
    let program = app.program(&person.person, Scope::ALL, None).await;
    for route in server::routes().iter().filter(|route| !route.path.starts_with("/api/v1/")) {
        let (method, address) = (route.method.as_str(), filled(&route.path));
        let proof = Some((header::AUTHORIZATION, program.authorization()));
        let said = said_with(&app, proof, method, &address).await;
        assert_eq!(said.0, verdict(route.pass, Visibility::Private, Anonymous), "{method} {address}");
    }
}
